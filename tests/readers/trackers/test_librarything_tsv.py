"""LibraryThing's list with tabs → Book: what is its own (test_trackers.py has what all trackers share)."""

import json

import pytest

from shelflist.model import Book
from shelflist.readers import Chunk, Rejection, chunks, parse
from shelflist.readers.trackers import librarything_tsv

COLUMNS = ("Book Id", "Title", "Sort Character", "Primary Author", "Review", "Subjects", "Rating")
HEAD = "\t".join(COLUMNS) + "\n"


def read(*cells: tuple[str, str]) -> Book:
    return librarything_tsv.parse(Chunk(json.dumps([("Title", "Granite"), *cells]).encode(), 1))


def table(*rows: str) -> list[Book | Rejection]:
    data = (HEAD + "\n".join(rows)).encode()
    return [parse("librarything-tsv", chunk) for chunk in chunks("librarything-tsv", [data])]


def titles(found: list[Book | Rejection]) -> list[str]:
    return [one.title if isinstance(one, Book) else one.reason.partition(":")[0] for one in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["1\tOne\t1\tA, B\t\t\t5", "2\tTwo\t1\tA, B\t\t\t5"], ["One", "Two"]),
        (['1\tThe "One\t1\t\t\t\t', "2\tTwo\t1\t\t\t\t"], ['The "One', "Two"]),
        pytest.param(["1\tOne\t1", "2\tTwo\t1\t\t\t\t"], ["One", "Two"], id="row 80 too few cells"),
        pytest.param(["1\tOne\t1\t\t\t\t\tx", "2\tTwo\t1\t\t\t\t"], ["line 2", "Two"], id="row 80 too many cells"),
        pytest.param(["1\tN\0UL\t1\t\t\t\t"], ["NUL"], id="row 80 NUL"),
    ],
)
def test_rows(rows: list[str], expected: list[str]) -> None:
    assert titles(table(*rows)) == expected


def test_a_cell_with_a_line_break_is_put_together_again() -> None:
    found = table("1\tOne\t1\tA, B\tSlow.", "Then fast.\tTides\t5", "2\tTwo\t1\t\t\t\t")
    assert titles(found) == ["One", "Two"]
    first = found[0]
    assert isinstance(first, Book)
    assert first.reading is not None
    assert (first.reading.rating, [s.main for s in first.subjects]) == (20, ["Tides"])


@pytest.mark.parametrize(
    ("cell", "expected", "outcome"),
    [
        ("Pauvreté".encode(), ["Pauvreté"], []),
        (b"Pauvret\xe2e > \xe2Etats-Unis", ["Pauvreté — États-Unis"], ["read as MARC-8"]),
        ("Pauvreté|".encode() + b"V\xe5atsy\xe5ayana", ["Pauvreté", "Vātsyāyana"], ["read as MARC-8"]),
        (b"caf\xe9", ["café"], ["read as Windows-1252"]),
    ],
)
def test_each_value_has_its_own_encoding(cell: bytes, expected: list[str], outcome: list[str]) -> None:
    data = HEAD.encode() + b"1\tOne\t1\t\t\t" + cell + b"\t5\n"
    chunk = next(librarything_tsv.split(data))
    book = librarything_tsv.parse(chunk)
    assert [s.text() for s in book.subjects] == expected
    assert [found for _, _, found in chunk.warnings] == outcome


def test_brackets_and_lists() -> None:
    book = read(
        ("ISBN", "[0306406152]"),
        ("ISBNs", "0306406152, 9780306406157"),
        ("Secondary Author", "Brell, Ona|Quill, Petr"),
        ("Secondary Author Roles", "Illustrator|Translator"),
        ("Entry Date", "[2021-07-30]"),
        ("OCLC", "ocm55064234"),
        ("Media", "DVD"),
        ("Collections", "Your library, To read"),
        ("Lending Patron", "Ada"),
    )
    assert [n.isbn13 for n in book.isbns] == ["9780306406157"]
    assert [(c.name, c.roles) for c in book.contributors] == [("Brell, Ona", ["ill"]), ("Quill, Petr", ["trl"])]
    assert (book.identifiers, book.record_type) == ({"oclc": ["55064234"]}, "film")
    assert book.reading is not None
    assert (book.reading.added, book.reading.status, book.reading.shelves) == ("2021-07-30", "want", ["Your library"])
    assert [field.tag for field in book.extra] == ["Lending Patron"]
    assert read(("ISBN", "[]")).isbns == []
