"""LibraryThing's JSON → Book, and the cutting of JSON below the top (test_trackers.py has what all trackers share)."""

import json
from typing import Any

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Reading
from shelflist.readers import Chunk, chunks, parse
from shelflist.readers.shapes import members
from shelflist.readers.trackers import librarything


def read(**values: Any) -> Book:
    return librarything.parse(Chunk(json.dumps({"books_id": "9", "title": "Granite", **values}).encode(), 1))


def own(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("Lantern (2011), 312 pages", "2011", ([], ["Lantern"], "2011", "", 312, "")),
        ("Lantern (2011), Paperback, 312 pages", "2011", ([], ["Lantern"], "2011", "", 312, "volume")),
        ("Lantern (2011), Edition: 2nd, revised, 312 pages", "", ([], ["Lantern"], "2011", "2nd, revised", 312, "")),
        ("Lantern (Sea) (2011), Edition: 1", "", ([], ["Lantern (Sea)"], "2011", "1", None, "")),
        ("Lantern Press", "1999", ([], ["Lantern Press"], "1999", "", None, "")),
        ("Publisher Unknown", "1999", ([], [], "1999", "", None, "")),
        ("Port Lume : Lantern, c2002.", "2002", (["Port Lume"], ["Lantern"], "c2002.", "", None, "")),
        ("", "1999", ([], [], "1999", "", None, "")),
    ],
)
def test_publication(text: str, date: str, expected: tuple[list[str], list[str], str, str, int | None, str]) -> None:
    book = read(publication=text, date=date)
    imprint = book.imprints[0] if book.imprints else None
    places, publishers = (imprint.places, imprint.publishers) if imprint else ([], [])
    assert (places, publishers, book.date.raw, book.edition, book.pages, book.carrier) == expected


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ([{"lf": "Valdask, Imre", "fl": "Imre Valdask"}], [("Valdask, Imre", ["aut"])]),
        ([{"lf": "Br&eacute;ll, Ona", "role": "Illustrator"}], [("Bréll, Ona", ["ill"])]),
        ([{"lf": "Valdask, Imre"}, {"lf": "Brell, Ona"}], [("Valdask, Imre", ["aut"]), ("Brell, Ona", [])]),
        ([[]], []),
        ("nobody", []),
    ],
)
def test_authors(authors: Any, expected: list[tuple[str, list[str]]]) -> None:
    assert [(c.name, c.roles) for c in read(authors=authors).contributors] == expected


def test_a_role_that_nobody_knows_is_kept() -> None:
    book = read(authors=[{"lf": "Roe, Ila", "role": "Lamp bearer"}])
    assert [(field.tag, field.subfields) for field in book.extra] == [("authors", [("", "Roe, Ila: Lamp bearer")])]


@pytest.mark.parametrize(
    ("values", "status", "shelves"),
    [
        ({"collections": ["Your library", "To read"]}, "want", ["Your library"]),
        ({"collections": ["Currently reading"], "dateread": "2019-01-01"}, "reading", []),
        ({"collections": ["Read but unowned"]}, "read", ["Read but unowned"]),
        ({"collections": ["To read"], "dateread": "2020-02-03"}, "read", []),
        ({"datestarted": "2020-01-02"}, "reading", []),
        ({"collections": ["Sea"]}, "", ["Sea"]),
    ],
)
def test_collections_and_days_say_the_status(values: dict[str, Any], status: str, shelves: list[str]) -> None:
    found = own(read(**values))
    assert (found.status, found.shelves) == (status, shelves)


def test_numbers_subjects_and_titles() -> None:
    book = read(
        title="The Hollow Tide: A Novel",
        sortcharacter="5",
        isbn={"0": "0306406152", "2": "9780306406157"},
        asin="0306406152",
        ean=["9780306406157"],
        ddc={"code": ["823.914"], "wording": ["Fiction"]},
        lcc=[],
        subject={"0": ["Tides", "Fiction"], "1": ["Sailor\\'s songs"], "2": [None, "Drama"]},
        genre=["Fiction"],
        series="Salt Road (2)",
        originaltitle="Az üres ár",
        language=["English", "Undetermined"],
        originallanguage=["Hungarian"],
        workcode="77001",
    )
    assert (book.title, book.subtitle, book.nonfiling, book.other_titles) == (
        "The Hollow Tide",
        "A Novel",
        4,
        ["Az üres ár"],
    )
    assert ([n.isbn13 for n in book.isbns], book.identifiers) == (["9780306406157"], {"librarything": ["77001"]})
    assert [s.text() for s in book.subjects] == ["Tides — Fiction", "Sailor's songs", "Drama", "Fiction"]
    assert [(s.title, s.volume) for s in book.series] == [("Salt Road", "2")]
    assert (book.languages, book.original_languages, [c.number for c in book.classes]) == (["en"], ["hu"], ["823.914"])
    assert book.warnings == []


def test_what_the_owner_says() -> None:
    book = read(
        rating="4.5",
        review="Good &amp; slow.",
        comment="Bought",
        privatecomment="Second shelf",
        copies="2",
        tags=["a", "b"],
    )
    assert own(book) == Reading(
        rating=18, review="Good & slow.\nBought", private="Second shelf", owned=2, tags=["a", "b"]
    )


def test_a_private_book_says_so() -> None:
    assert [(w.field, w.reason) for w in read(public="0").warnings] == [("record", "it is private in LibraryThing")]
    assert read(public="1").warnings == []


@pytest.mark.parametrize(
    ("data", "field", "warned"),
    [
        pytest.param(b'{"title": "A", "title": "B"}', "title", ["title"], id="row 66 duplicate keys"),
        pytest.param(
            b'{"title": "A", "pages": ' + b"9" * 400 + b"}", "", ["pages"], id="row 67 a number of 400 digits"
        ),
    ],
)
def test_json_with_faults_is_read(data: bytes, field: str, warned: list[str]) -> None:
    book = librarything.parse(Chunk(data, 1))
    assert [warning.field for warning in book.warnings] == warned
    assert book.title == ("B" if field else "A")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'{"books_id": "9"}',
        pytest.param(b'{"title": "A", "pages": NaN}', id="row 67 NaN"),
        pytest.param(b'{"title": ' + b"[" * 100_000, id="row 68 depth 100k in a record"),
        pytest.param(b'{"title": "A", "x": ' + b"[" * 990 + b"]" * 990 + b"}", id="row 68 depth 990"),
    ],
)
def test_what_is_no_record(data: bytes) -> None:
    with pytest.raises(BadRecord):
        librarything.parse(Chunk(data, 1))


def test_row_68_depth_100k_refuses_the_file() -> None:
    with pytest.raises(BadSource, match="nested more than 200"):
        list(librarything.split(b'{"1": ' * 100_000))


def test_a_file_that_breaks_off_keeps_what_was_whole() -> None:
    data = json.dumps({"1": {"books_id": "1", "title": "One"}, "2": {"books_id": "2", "title": "Two"}}).encode()
    found = [parse("librarything", chunk) for chunk in chunks("librarything", [data[:-20]])]
    assert [one.title if isinstance(one, Book) else one.reason for one in found] == [
        "One",
        "the file ends inside this record: export it again",
    ]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b'{"a": {"x": 1}, "b": {"y": [{}]}}', "", [b'{"x": 1}', b'{"y": [{}]}']),
        (b'{"a": {"x": "}{"}}', "", [b'{"x": "}{"}']),
        (
            b'{"t": 1, "books": [{"a": 1}, {"b": {"books": [{}]}}], "z": [{}]}',
            "books",
            [b'{"a": 1}', b'{"b": {"books": [{}]}}'],
        ),
        (b'{"d": {"me": [{"books": [{"a": 1}]}]}}', "books", [b'{"a": 1}']),
        (b'{"books": {"a": 1}}', "books", []),
        (b"]]}} {", "", []),
        (b"", "", []),
    ],
)
def test_members(data: bytes, name: str, expected: list[bytes]) -> None:
    assert [chunk.data for chunk in members.stream([data], name)] == expected
