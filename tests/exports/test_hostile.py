"""Hostile text in exports: what goes in comes out again, as the same text, in every format and every field."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from shelflist import exports
from shelflist.cataloguing import isbn
from shelflist.exports import FORMATS, table
from shelflist.model import Book, Contributor, Host, Imprint, Note, Series, Source, Subdivision, Subject
from tests.exports.books import HOSTILE, core, exported, imported, settled
from tests.exports.test_round_trip import READ_AS


def book(title: str = "Salt roads", **given: object) -> Book:
    made = Book(source=Source("a", 1, "json", "r1"), id="r1", title=title)
    for name, value in given.items():
        setattr(made, name, value)
    return made


def read(name: str, made: Book) -> Book:
    (found,) = imported(exported(name, [made]), READ_AS[name])
    return found


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_rows_1_to_30_and_79_in_every_field(name: str, text: str) -> None:
    text = settled(text)
    person = Contributor(text, ["aut"], "corporate", main=True)
    made = book(
        text, subtitle=text, contributors=[person], imprints=[Imprint([text], [text])], series=[Series(text, text)],
        subjects=[Subject(text, [Subdivision(text)]), Subject(f"{text} too", kind="keyword")], edition="2nd ed.", parts=[f"{text} x"],
    )  # fmt: skip
    assert core(read(name, made)) == core(made)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_summaries_and_notes(name: str, text: str) -> None:
    text = settled(text)
    made = read(name, book(summary=[f"{text} one", f"two {text}"], notes=[Note("general", f"three {text} four")]))
    assert made.summary == [f"{text} one", f"two {text}"]
    assert [note.text for note in made.notes] == [f"three {text} four"]


DIRTY = {
    "row 15 a line and front matter": ("Salt roads\n---\nlayout: evil", "Salt roads --- layout: evil"),
    "row 16 NUL": ("Salt\x00roads", ""),
    "row 17 controls": ("Salt \x1b[2J\x9broads", ""),
    "row 19 half a surrogate pair": ("Salt \ud800 roads", ""),
    "row 20 no characters": ("Salt \ufffe\uffff roads", ""),
    "row 30 other spaces": ("Salt\u00a0\u3000roads", "Salt roads"),
    "a record's end in a value": ("Salt\r\nER  - \r\nTY  - BOOK", ""),
    "an entry in a value": ("Salt\n@book{x, title = {y}}", ""),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("text", "expected"), DIRTY.values(), ids=DIRTY)
def test_text_that_no_reader_would_leave(name: str, text: str, expected: str) -> None:
    """Such a value never stands in a book that was read; written all the same it is one record still."""
    made = book(text, summary=[text], subjects=[Subject(text)], contributors=[Contributor(text, ["aut"])])
    data = exports.text(name, [made, book("The next")]).encode("utf-8", "replace")
    first, second = imported(data, READ_AS[name])
    assert second.title == "The next"
    assert first.title.startswith("Salt")
    if expected:
        assert " ".join([first.title, *filter(None, [first.subtitle])]).replace(": ", " ") == expected.replace(
            ": ", " "
        )


# --- by format ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1+1", "'+1+1"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("\rx", "'\rx"), ("-2", "-2"), ("+39", "+39"), ("-2.5", "-2.5"), ("2-1", "2-1"), ("'x", "'x"), ("'=x", "''=x"),
        ("''-x", "'''-x"), ("", ""),
    ],
)  # fmt: skip
def test_cells_are_no_formulas(text: str, expected: str) -> None:
    assert table.cell(text) == expected


def test_no_cell_of_the_table_is_a_formula_but_the_isbns() -> None:
    bad = "=1+1"
    made = book(
        bad, subtitle=bad, contributors=[Contributor(bad, ["aut"]), Contributor(bad + "x", [])], imprints=[Imprint([bad], [bad], bad)],
        subjects=[Subject(bad)], series=[Series(bad, bad)], summary=[bad], notes=[Note("general", bad)], edition=bad, host=Host(bad, bad),
        isbns=isbn.read("9780306406157"), id=bad, responsibility=bad,
    )  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(exports.text("csv", [made])))
    assert {name for name, cell in row.items() if cell[:1] in "=+-@" and cell} == {"ISBN", "ISBN13"}
    assert (row["ISBN"], row["ISBN13"]) == ('="0306406152"', '="9780306406157"')


def test_braces_of_bibtex_are_even() -> None:
    """BibTeX counts every brace, whatever stands before it."""
    for name in ("bibtex", "biblatex"):
        text = exports.text(name, [book("Salt {", subtitle="}} \\ {{{", summary=["} @book{"])])
        assert text.count("{") == text.count("}")
        depth = 0
        for c in text:
            depth += (c == "{") - (c == "}")
            assert depth >= 0
        assert "\\{" not in text


def test_files_of_xml_and_json_are_whole() -> None:
    made = book("Salt \x00\x08\ud800 ]]> & <x>")
    for name in ("marcxml", "mods"):
        ElementTree.fromstring(exports.text(name, [made, made]))
    for name in ("json", "csl-json"):
        json.loads(exports.text(name, [made, made]))
