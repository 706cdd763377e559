"""One book from several records: field by field, the same whatever the order, contradictions told."""

import itertools
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shelflist import merging
from shelflist.cataloguing import dates, isbn, subjects
from shelflist.model import (
    Book,
    Chapter,
    Contributor,
    Extra,
    Imprint,
    Link,
    Note,
    Reading,
    Series,
    Source,
    SourceRecord,
)  # fmt: skip
from tests.tools import built, make_site, marc


def book(name: str, format: str = "marc21", **given: Any) -> Book:
    """A record's book, named, with these fields."""
    made = Book(
        source=Source("", 0, format, name), id=name, title="Salt roads", records=[SourceRecord("", format, name)]
    )
    return msgspec.structs.replace(made, **given)


def merged(*books: Book) -> Book:
    """The book of these records; every order of them gives the same."""
    first = merging.merge(books)
    for order in itertools.permutations(books):
        assert merging.merge(order) == first
    return first[0]


def warned(*books: Book) -> list[tuple[str, str, str]]:
    return [(w.field, w.reason, w.outcome) for w in merging.merge(books)[1]]


def person(name: str, *roles: str, **given: Any) -> Contributor:
    return Contributor(name, list(roles), **given)


def test_a_library_comes_before_a_tracker() -> None:
    made = merged(
        book("g", "goodreads", title="SALT ROADS!", edition="1st", summary=["A long description of it."]),
        book("m", "marc21", title="Salt roads"),
    )
    assert (made.id, made.title, made.edition) == ("m", "Salt roads", "1st")
    assert made.summary == ["A long description of it."]
    assert [record.record_id for record in made.records] == ["m", "g"]


def test_the_richer_of_two_equal_sources_comes_first() -> None:
    made = merged(book("a", edition="x"), book("b", edition="y", subjects=[subjects.heading("Salt")]))
    assert (made.id, made.edition) == ("b", "y")


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("isbns", isbn.read("9780306406157"), isbn.read("0-306-40615-2"), ["9780306406157"]),
        ("isbns", isbn.read("9780306406157"), isbn.read("9783161484100"), ["9780306406157", "9783161484100"]),
        ("languages", ["en"], ["en", "it"], ["en", "it"]),
        ("notes", [Note("general", "Ill.")], [Note("general", "ill."), Note("general", "Map")], ["ill.", "Map"]),
        ("links", [Link("https://a.example/")], [Link("https://a.example/", "A")], ["https://a.example/"]),
        ("series", [Series("The coast", "2")], [Series("Coast", "2"), Series("Roads")], ["Coast", "Roads"]),
        ("extra", [Extra("900", "", [("a", "x")])], [Extra("900", "", [("a", "x")])], ["900"]),
    ],
)  # fmt: skip
def test_lists_are_united(field: str, one: list[Any], other: list[Any], expected: list[str]) -> None:
    made = merged(book("a", **{field: one}), book("b", **{field: other}))
    shown = {"isbns": "isbn13", "notes": "text", "links": "url", "series": "title", "extra": "tag"}
    found = [getattr(item, shown[field]) if field in shown else item for item in getattr(made, field)]
    assert found == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param([person("Oliva, Rina", "aut", main=True)], [person("Oliva, R.", "aut")], [("Oliva, Rina", ["aut"])], id="initials"),
        pytest.param([person("Oliva, Rina", "aut")], [person("Oliva, Rina", "ill")], [("Oliva, Rina", ["aut", "ill"])], id="roles of both"),
        pytest.param([person("Oliva, Rina")], [person("Oliva, Marta")], [("Oliva, Rina", []), ("Oliva, Marta", [])], id="two people"),
        pytest.param(
            [person("Oliva, Rina", dates="1950-")], [person("Oliva, Rina", dates="1901-1980")],
            [("Oliva, Rina", []), ("Oliva, Rina", [])], id="namesakes",
        ),
        pytest.param(
            [person("Marquez, Gabriel Garcia", inferred=True)], [person("García Márquez, Gabriel")],
            [("García Márquez, Gabriel", [])], id="an inferred order gives way",
        ),
        pytest.param(
            [person("Wang, Y.", "aut"), person("Wang, Yi", "aut")], [person("Wang, Yi", "aut")],
            [("Wang, Y.", ["aut"]), ("Wang, Yi", ["aut"])], id="two names of one record are two people",
        ),
        pytest.param(
            [person("Salt Society", "isb", kind="corporate")], [person("SALT SOCIETY", kind="corporate")],
            [("Salt Society", ["isb"])], id="bodies",
        ),
    ],
)  # fmt: skip
def test_people(one: list[Contributor], other: list[Contributor], expected: list[tuple[str, list[str]]]) -> None:
    made = merged(book("a", contributors=one, notes=[Note("general", "richer")]), book("b", contributors=other))
    assert sorted((c.name, c.roles) for c in made.contributors) == sorted(expected)
    assert sum(c.main for c in made.contributors) <= 1


def test_a_subtitle_comes_from_a_record_with_the_same_title() -> None:
    made = merged(
        book("a", title="Salt roads", notes=[Note("general", "richer")]),
        book("b", title="The salt roads", subtitle="trade on foot"),
        book("c", title="Salt and its roads", subtitle="another"),
    )
    assert (made.title, made.subtitle) == ("Salt roads", "trade on foot")
    assert made.other_titles == ["Salt and its roads"]


def test_a_keyword_that_only_repeats_a_heading_goes() -> None:
    made = merged(
        book("a", subjects=[subjects.heading("Salt - History")]),
        book("b", "ris", subjects=[subjects.heading("salt", "keyword"), subjects.heading("Trade", "keyword")]),
    )
    assert [s.text() for s in made.subjects] == ["Salt — History", "Trade"]


def test_the_longest_contents_and_a_stated_extent() -> None:
    made = merged(
        book("a", "marc21", contents=[Chapter("One")], extent="210 p.", pages=210),
        book(
            "b",
            "epub",
            contents=[Chapter("One"), Chapter("Two")],
            extent="xii, 210 p.",
            pages=210,
            raw={"extent": "xii, 210 p."},
        ),
    )
    assert [c.title for c in made.contents] == ["One", "Two"]
    assert (made.extent, made.pages) == ("xii, 210 p.", 210)


def test_contradictions_are_told() -> None:
    one = book(
        "a",
        date=dates.read("2001"),
        pages=210,
        imprints=[Imprint(["Varn"], ["Salt Press"])],
        notes=[Note("general", "x")],
    )
    other = book("b", "ris", date=dates.read("2002"), pages=300, imprints=[Imprint(["Varn"], ["Pepper & Sons"])])
    assert [field for field, *_ in warned(one, other)] == ["year", "pages", "publisher"]
    assert warned(one, other)[0] == ("year", "'2002' in the record b (ris), '2001' in a", "'2001' is shown")
    assert warned(other, one) == warned(one, other)
    assert warned(one, book("c", "ris", imprints=[Imprint([], ["Salt Press Inc."])])) == []


def test_readings_of_several_exports() -> None:
    made = merging.reading(
        [
            Reading("want", [], None, ["salt"], added="2020-02-01", owned=1),
            Reading("read", [("", "2021")], 16, ["Salt", "sea"], added="2020-01-01", review="Good."),
            Reading("", [("", "2021"), ("2022-01", "")], 18, review="Very good.", spoiler=True, private="lent"),
        ]
    )
    assert made == Reading(
        "read", [("", "2021"), ("2022-01", "")], 16, ["salt", "sea"], added="2020-01-01", review="Very good.",
        spoiler=True, private="lent", owned=1,
    )  # fmt: skip


# --- in a build -----------------------------------------------------------------------------------------------

ONE = marc("Salt roads", "Oliva, Rina", "m1", [("020", "  ", [("a", "9780306406157")]), ("260", "  ", [("c", "2001")])])
TWO = marc(
    "The salt roads", "Oliva, R.", "x7", [("020", "  ", [("a", "0-306-40615-2")]), ("520", "  ", [("a", "On foot.")])]
)
THIRD = marc("Salt roads", "Oliva, Rina", "m3", [("250", "  ", [("a", "2nd ed.")]), ("260", "  ", [("c", "2010")])])


def test_two_files_one_book(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/records/a.mrc": ONE, "content/records/b.mrc": TWO})
    report, out = built(site)
    assert (report.records, report.books, report.merged) == (2, 1, 1)
    page = (out / "books/salt-roads-oliva/index.html").read_text()
    assert "On foot." in page
    assert "content/records/a.mrc" in page
    assert "content/records/b.mrc" in page


def test_another_edition_is_linked(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/records/a.mrc": ONE + THIRD})
    report, out = built(site)
    assert (report.books, report.merged) == (2, 0)
    pages = [path.read_text() for path in (out / "books").glob("salt-roads-oliva-*/index.html")]
    assert len(pages) == 2
    assert all("Other editions" in page for page in pages)


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    def made(name: str, **files: bytes) -> dict[str, bytes]:
        site = make_site(tmp_path / name, {f"content/records/{file}.mrc": data for file, data in files.items()})
        _, out = built(site)
        return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.md")}

    one, other = made("one", a=ONE, b=TWO), made("two", a=TWO, b=ONE)
    assert one.keys() == other.keys()
    swapped = {
        name: data.replace(b"a.mrc", b"?").replace(b"b.mrc", b"a.mrc").replace(b"?", b"b.mrc")
        for name, data in other.items()
    }
    assert one["books/salt-roads-oliva/index.md"] == swapped["books/salt-roads-oliva/index.md"]


def test_site_toml_overrules(tmp_path: Path) -> None:
    toml = '[site]\ntitle = "T"\n[[merging]]\nbooks = ["m1", "x7"]\nmerge = false\n[[merging]]\nsame = ["m1", "m3", "gone"]\n'
    site = make_site(tmp_path, {"content/records/a.mrc": ONE + TWO + THIRD}, toml)
    report, _ = built(site)
    assert (report.records, report.books, report.merged) == (3, 2, 1)
    assert [(w.file, w.id) for w in report.warnings if w.field == "merging"] == [("site.toml", "gone")]


def test_a_note_joins_a_merged_book_by_any_of_its_ids(tmp_path: Path) -> None:
    note = "---\nrecord: x7\nstatus: read\n---\nSlow and good.\n"
    site = make_site(tmp_path, {"content/records/a.mrc": ONE + TWO, "content/books/n.md": note})
    report, out = built(site)
    assert (report.books, report.warnings) == (1, [])
    assert "Slow and good." in (out / "books/salt-roads-oliva/index.html").read_text()
    again, _ = built(site)
    assert again.pages.written == 0
