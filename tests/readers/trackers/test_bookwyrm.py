"""BookWyrm's table and its archive of an account → Book (test_trackers.py has what all trackers share)."""

import json
from typing import Any

import pytest

from shelflist.errors import BadRecord
from shelflist.model import Book, Reading
from shelflist.readers import Chunk
from shelflist.readers.trackers import bookwyrm, bookwyrm_user

EVERYBODY = "https://www.w3.org/ns/activitystreams#Public"
FOLLOWERS = "https://books.example/user/mole/followers"


def row(**cells: str) -> Reading:
    book = bookwyrm.parse(Chunk(json.dumps([*{"title": "Granite", **cells}.items()]).encode(), 1))
    assert book.reading is not None
    return book.reading


def read(edition: dict[str, Any] | None = None, work: dict[str, Any] | None = None, **values: Any) -> Book:
    made = {"edition": {"title": "Granite", **(edition or {})}, "work": work or {}, **values}
    return bookwyrm_user.parse(Chunk(json.dumps(made).encode(), 1))


def own(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


@pytest.mark.parametrize(
    ("cells", "status", "dates", "shelves"),
    [
        ({"shelf": "to-read", "shelf_name": "To Read"}, "want", [], []),
        ({"shelf": "sea-9", "shelf_name": "Sea", "finish_date": "2020-02-03"}, "read", [("", "2020-02-03")], ["Sea"]),
        ({"shelf": "stopped-reading", "stopped_date": "2021-01-03"}, "abandoned", [("", "2021-01-03")], []),
        ({"start_date": "2021-01-01", "stopped_date": "2021-01-03"}, "abandoned", [("2021-01-01", "2021-01-03")], []),
        ({"start_date": "2021-01-01"}, "reading", [("2021-01-01", "")], []),
        ({"shelf": "read", "shelf_name": "Lu"}, "read", [], []),
    ],
)
def test_status(cells: dict[str, str], status: str, dates: list[tuple[str, str]], shelves: list[str]) -> None:
    found = row(**cells)
    assert (found.status, found.dates, found.shelves) == (status, dates, shelves)


def test_a_review_behind_a_warning_is_a_spoiler() -> None:
    found = row(review_name="Salt", review_cw="the end", review_content="Good.", rating="4.5")
    assert (found.review, found.spoiler, found.rating) == ("the end\nSalt\nGood.", True, 18)
    assert not row(review_content="Good.").spoiler


def test_the_edition_speaks_first() -> None:
    work = {
        "title": "Old title",
        "description": "<p>A village.</p>",
        "publishedDate": "1974-01-01T00:00:00Z",
        "series": "Salt",
    }
    book = read({"subtitle": "A Novel", "isbn13": "9780306406157", "publishers": ["Lantern"], "pages": 312}, work)
    assert (book.title, book.subtitle, book.pages, book.summary) == ("Granite", "A Novel", 312, ["A village."])
    assert (book.date.year, book.inferred, [s.title for s in book.series]) == (1974, ["date"], ["Salt"])
    assert read({"title": ""}, {"title": "Granite"}).title == "Granite"
    assert read({"publishedDate": "2011-02-17T00:00:00Z"}, work).inferred == []


@pytest.mark.parametrize(
    ("shelves", "status"),
    [(["to-read", "read"], "read"), (["read", "reading"], "reading"), (["stopped-reading"], "abandoned"), ([], "")],
)
def test_several_shelves(shelves: list[str], status: str) -> None:
    found = [
        {"id": f"https://books.example/user/mole/books/{name}", "name": name, "to": [EVERYBODY]} for name in shelves
    ]
    assert own(read(shelves=found)).status == status


def test_every_reading_is_kept() -> None:
    spans = [
        {"start_date": "2020-01-02T00:00:00Z", "finish_date": "2020-02-03T00:00:00Z"},
        {"start_date": "2021-05-06T00:00:00Z", "finish_date": None, "stopped_date": "2021-05-07T00:00:00Z"},
    ]
    assert own(read(readthroughs=spans)).dates == [("2020-01-02", "2020-02-03"), ("2021-05-06", "2021-05-07")]


def test_what_is_for_followers_alone_is_private() -> None:
    reviews = [
        {"name": "Salt", "content": "<p>Good.</p>", "rating": 4.5, "to": [EVERYBODY], "cc": [FOLLOWERS]},
        {"name": "", "content": "<p>For friends.</p>", "rating": 1.0, "to": [FOLLOWERS], "cc": []},
    ]
    lists = [{"name": "Wet books", "to": [EVERYBODY]}, {"name": "Gifts", "privacy": "direct", "to": [FOLLOWERS]}]
    book = read(reviews=reviews, lists=lists)
    found = own(book)
    assert (found.review, found.rating, found.private, found.shelves) == (
        "Salt\nGood.",
        18,
        "For friends.",
        ["Wet books"],
    )
    tags = [field.tag for field in book.records[0].fields if field.tag.partition("/")[0] in ("reviews", "lists")]
    assert tags == ["reviews/rating", "reviews", "reviews/private", "lists", "lists/private"]
    assert {bookwyrm_user.PERSONAL[tag] for tag in tags if tag.endswith("/private")} == {"private"}


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"edition": []}', b'{"edition": {"title": " "}}', b'{"a":' * 3000])
def test_what_is_no_record(data: bytes) -> None:
    with pytest.raises(BadRecord):
        bookwyrm_user.parse(Chunk(data, 1))
