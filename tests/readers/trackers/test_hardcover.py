"""Hardcover → Book: what is its own (test_trackers.py has what all trackers share)."""

import json
from typing import Any

import pytest

from shelflist.model import Book, Reading
from shelflist.readers import Chunk
from shelflist.readers.trackers import hardcover


def read(value: Any) -> Book:
    return hardcover.parse(Chunk(json.dumps(value).encode(), 1))


def own(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


@pytest.mark.parametrize(
    ("word", "status", "shelves"),
    [
        ("Want to Read", "want", []),
        ("Currently Reading", "reading", []),
        ("Read", "read", []),
        ("Paused", "reading", ["Paused"]),
        ("Did Not Finish", "abandoned", []),
        ("Ignored", "", ["Ignored"]),
    ],
)
def test_status_by_word_and_by_number(word: str, status: str, shelves: list[str]) -> None:
    number = next(number for number, name in hardcover.STATUSES.items() if name == word)
    for value in ([("Title", "Granite"), ("Status", word)], {"status_id": int(number), "book": {"title": "Granite"}}):
        found = own(read(value))
        assert (found.status, found.shelves) == (status, shelves)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt Road #2", [("Salt Road", "2")]),
        ("Salt Road (#2.5)", [("Salt Road", "2.5")]),
        ("Salt Road #2; Harbour", [("Salt Road", "2"), ("Harbour", "")]),
        ("#2", [("#2", "")]),
    ],
)
def test_series(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(s.title, s.volume) for s in read([("Title", "Granite"), ("Series", text)]).series] == expected


def test_flat_objects_have_the_columns_of_the_table() -> None:
    flat = {
        "title": "Granite",
        "hardcover_book_id": 501,
        "Date Finished": "2020-02-03",
        "tags": ["sea", "wet"],
        "owned": True,
    }
    book = read(flat)
    assert (book.id, own(book).dates, own(book).tags, own(book).owned) == (
        "501",
        [("", "2020-02-03")],
        ["sea", "wet"],
        1,
    )


def test_an_answer_of_the_interface() -> None:
    book = read(
        {
            "book_id": 501,
            "status_id": 3,
            "rating": 4.25,
            "review_raw": "Good.",
            "review_has_spoilers": True,
            "owned_copies": 2,
            "user_book_reads": [{"started_at": "2020-01-02", "finished_at": None}, {"finished_at": "2021-05-06"}],
            "book": {"id": 501, "title": "Old", "contributions": [{"author": {"name": "Imre Valdask"}}, None]},
            "edition": {"id": 9001, "title": "Granite", "isbn_13": "9780306406157", "language": {"code2": "en"}},
            "likes_count": 3,
        }
    )
    assert (book.id, book.title, book.languages, [n.isbn13 for n in book.isbns]) == (
        "9001",
        "Granite",
        ["en"],
        ["9780306406157"],
    )
    assert [c.name for c in book.contributors] == ["Valdask, Imre"]
    assert own(book) == Reading(
        status="read", rating=17, review="Good.", spoiler=True, owned=2, dates=[("2020-01-02", ""), ("", "2021-05-06")]
    )


@pytest.mark.parametrize(("privacy", "warned"), [("Private", 1), ("3", 1), ("Public", 0), ("", 0)])
def test_a_private_book_says_so(privacy: str, warned: int) -> None:
    assert len(read([("Title", "Granite"), ("Privacy", privacy)]).warnings) == warned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"title": "A", "hardcover_book_id": 1}]', True),
        ('[{"Title": "A", "Hardcover Book ID": 1}]', True),
        ('{"user_books": [{"status_id": 1, "book": {"title": "A"}}]}', True),
        ('[{"title": "A", "book_id": 1}]', False),
        ("[{}]", False),
        ("Title,Author\nA,B", False),
        ("", False),
    ],
)
def test_sniff(text: str, expected: bool) -> None:
    assert hardcover.sniff(text.encode(), "x") is expected
