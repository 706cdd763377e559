"""Open Library's reading log → Book: what is its own (test_trackers.py has what all trackers share)."""

import json

import pytest

from shelflist.errors import BadRecord
from shelflist.readers import Chunk
from shelflist.readers.trackers import openlibrary_log


def test_a_row_of_today() -> None:
    cells = {
        "Work ID": "OL1W",
        "Title": "The Hollow Tide",
        "Authors": "Imre Valdask; Ona Brell",
        "First Publish Year": "1974",
        "Edition ID": "OL2M",
        "Bookshelf": "Want to Read",
        "My Ratings": "4",
        "Ratings Average": "3.9",
        "Subjects": "Tides, Sailors",
        "Subject Places": "Port Lume",
    }
    book = openlibrary_log.parse(Chunk(json.dumps(list(cells.items())).encode(), 1))
    assert (book.id, book.title, book.identifiers) == ("OL2M", "The Hollow Tide", {"openlibrary": ["OL2M", "OL1W"]})
    assert [c.name for c in book.contributors] == ["Valdask, Imre", "Brell, Ona"]
    assert (book.date.year, book.inferred) == (1974, ["date"])
    assert [(s.main, s.kind) for s in book.subjects] == [
        ("Tides", "keyword"), ("Sailors", "keyword"), ("Port Lume", "place"),
    ]  # fmt: skip
    assert book.reading is not None
    assert (book.reading.status, book.reading.rating) == ("want", 16)
    assert [field.tag for field in book.extra] == ["Ratings Average"]


def test_the_old_layout_has_no_titles() -> None:
    data = b"Work Id,Edition Id,Bookshelf\nOL1W,OL2M,Already Read\n"
    assert openlibrary_log.sniff(data, "x")
    with pytest.raises(BadRecord, match="export the reading log again") as error:
        openlibrary_log.parse(next(openlibrary_log.split(data)))
    assert error.value.record_id == "OL2M"
