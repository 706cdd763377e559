"""Jelu → Book: what is its own (test_trackers.py has what all trackers share)."""

import json

import pytest

from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.trackers import jelu


def read(**cells: str) -> Book:
    pairs = [(name.replace("_", " ") if name[0].isupper() else name, text) for name, text in cells.items()]
    return jelu.parse(Chunk(json.dumps([("Title", "Granite"), *pairs]).encode(), 1))


@pytest.mark.parametrize(
    ("cells", "status", "dates"),
    [
        ({"read_dates": "2020/02/03,2021/05/06"}, "read", [("", "2020-02-03"), ("", "2021-05-06")]),
        (
            {"dropped_dates": "2022/01/01", "read_dates": "2020/02/03"},
            "abandoned",
            [("", "2020-02-03"), ("", "2022-01-01")],
        ),
        ({"currently_reading": "2022/01/01", "Shelves": "currently-reading"}, "reading", [("2022-01-01", "")]),
        ({"Shelves": "to-read"}, "want", []),
        ({"Date_Read": "2022/02/10"}, "", [("", "2022-02-10")]),
        ({"Date_Read": "2020/02/03", "read_dates": "2020/02/03"}, "read", [("", "2020-02-03")]),
    ],
)
def test_status_and_days(cells: dict[str, str], status: str, dates: list[tuple[str, str]]) -> None:
    found = read(**cells).reading
    assert found is not None
    assert (found.status, found.dates) == (status, dates)


def test_tags_people_and_numbers() -> None:
    book = read(
        Author="Imre Valdask",
        authors="Imre Valdask,Ona Brell",
        ISBN="9780306406157",
        isbn10="0306406152",
        tags="sea stories,wet",
        Bookshelves="seastories wet",
        owned="true",
    )
    assert [c.name for c in book.contributors] == ["Valdask, Imre", "Brell, Ona"]
    assert [n.isbn13 for n in book.isbns] == ["9780306406157"]
    assert book.reading is not None
    assert (book.reading.tags, book.reading.owned, book.extra) == (["sea stories", "wet"], 1, [])
