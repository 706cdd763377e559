"""Libib → Book: what is its own (test_trackers.py has what all trackers share)."""

import json

import pytest

from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.trackers import libib


def read(**cells: str) -> Book:
    return libib.parse(Chunk(json.dumps([*{"title": "Granite", **cells}.items()]).encode(), 1))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"creators": "Imre Valdask, Ona Brell", "first_name": "Imre", "last_name": "Valdask"},
            [("Valdask, Imre", False), ("Brell, Ona", True)],
        ),
        ({"creators": "Imre Valdask"}, [("Valdask, Imre", True)]),
        ({"first_name": "Imre", "last_name": "Valdask"}, [("Valdask, Imre", False)]),
        ({"creators": "Ona Brell", "first_name": "Imre", "last_name": "Valdask"}, [("Brell, Ona", True)]),
    ],
)
def test_people(cells: dict[str, str], expected: list[tuple[str, bool]]) -> None:
    assert [(c.name, c.inferred) for c in read(**cells).contributors] == expected


def test_a_book() -> None:
    book = read(
        item_type="book",
        ean_isbn13="9780306406157",
        upc_isbn10="0306406152",
        group="Salt Road, #2",
        length="312",
        publisher="Lantern",
        publish_date="2011-02-17",
        notes="Second shelf",
        price="12.00",
        status="In Progress",
        began="2020-01-02",
        collection="Upstairs",
        copies="2",
    )
    assert ([n.isbn13 for n in book.isbns], book.pages, book.date.year) == (["9780306406157"], 312, 2011)
    assert [(s.title, s.volume) for s in book.series] == [("Salt Road", "2")]
    assert book.reading is not None
    assert (book.reading.status, book.reading.dates, book.reading.owned) == ("reading", [("2020-01-02", "")], 2)
    assert (book.reading.private, book.reading.shelves) == ("Second shelf", ["Upstairs"])
    assert [field.tag for field in book.extra] == ["price"]


def test_a_film_has_no_isbn_and_no_pages() -> None:
    book = read(item_type="movie", upc_isbn10="012345678905", length="97", status="Not Begun")
    assert (book.record_type, book.isbns, book.pages) == ("film", [], None)
    assert book.identifiers == {"upc": ["012345678905"]}
    assert [field.tag for field in book.extra] == ["length", "status"]
    assert book.reading is None or book.reading.status == ""
