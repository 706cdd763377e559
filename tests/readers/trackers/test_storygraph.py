"""StoryGraph → Book: what is its own (test_trackers.py has what all trackers share)."""

import json

import pytest

from shelflist.model import Book, Reading
from shelflist.readers import Chunk
from shelflist.readers.trackers import storygraph


def read(*cells: tuple[str, str]) -> Book:
    return storygraph.parse(Chunk(json.dumps([("Title", "Granite"), *cells]).encode(), 1))


def own(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023/01/02-2023/01/09", [("2023-01-02", "2023-01-09")]),
        ("2023/01/02-2023/01/09, 2024/05/01", [("2023-01-02", "2023-01-09"), ("", "2024-05-01")]),
        ("2024/02-", [("2024-02", "")]),
        ("2024", [("", "2024")]),
        ("2023/13/02-2023/01/09", [("", "2023-01-09")]),
    ],
)
def test_every_reading_is_kept(text: str, expected: list[tuple[str, str]]) -> None:
    assert own(read(("Dates Read", text))).dates == expected


@pytest.mark.parametrize(
    ("dates", "last", "expected"),
    [
        ("", "2023/01/09", [("", "2023-01-09")]),
        ("2023/01/02-2023/01/09", "2023/01/09", [("2023-01-02", "2023-01-09")]),
        ("2022/01/01", "2023/01/09", [("", "2022-01-01"), ("", "2023-01-09")]),
    ],
)
def test_the_last_day_is_no_second_reading(dates: str, last: str, expected: list[tuple[str, str]]) -> None:
    assert own(read(("Dates Read", dates), ("Last Date Read", last))).dates == expected


@pytest.mark.parametrize(
    ("number", "isbns", "identifiers"),
    [
        ("9780306406157", ["9780306406157"], {}),
        ("0306406152", ["9780306406157"], {}),
        ("B0ABCDEF12", [], {"asin": ["B0ABCDEF12"]}),
        ("8f2c-uid", [], {"storygraph": ["8f2c-uid"]}),
    ],
)
def test_isbn_or_uid(number: str, isbns: list[str], identifiers: dict[str, list[str]]) -> None:
    book = read(("ISBN/UID", number))
    assert ([n.isbn13 for n in book.isbns], book.identifiers) == (isbns, identifiers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Petr Quill (Translator)", [("Quill, Petr", ["trl"])]),
        ("Petr Quill (Translator), Zed Marlo (Narrator)", [("Quill, Petr", ["trl"]), ("Marlo, Zed", ["nrt"])]),
        ("Petr Quill, Zed Marlo", [("Quill, Petr", []), ("Marlo, Zed", [])]),
    ],
)
def test_contributors(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(c.name, c.roles) for c in read(("Contributors", text)).contributors] == expected


@pytest.mark.parametrize(
    ("word", "status", "shelves"),
    [
        ("to-read", "want", []),
        ("currently-reading", "reading", []),
        ("read", "read", []),
        ("did-not-finish", "abandoned", []),
        ("paused", "reading", ["paused"]),
    ],
)
def test_status(word: str, status: str, shelves: list[str]) -> None:
    found = own(read(("Read Status", word)))
    assert (found.status, found.shelves) == (status, shelves)


@pytest.mark.parametrize(("stars", "expected"), [("4.25", 17), ("3.5", 14), ("5", 20), ("", None)])
def test_quarter_stars(stars: str, expected: int | None) -> None:
    assert own(read(("Star Rating", stars))).rating == expected


def test_answers_stay_fields() -> None:
    book = read(
        ("Moods", "dark"), ("Pace", "slow"), ("Flawed Characters?", "Yes"), ("Owned?", "Yes"), ("Tags", "sea, wet")
    )
    assert [field.tag for field in book.extra] == ["Moods", "Pace", "Flawed Characters?"]
    assert (own(book).owned, own(book).tags) == (1, ["sea", "wet"])
