"""Openreads → Book: what is its own (test_trackers.py has what all trackers share)."""

import io
import json
import zipfile
from typing import Any

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Reading
from shelflist.readers import Chunk
from shelflist.readers.trackers import openreads


def read(**values: Any) -> Book:
    return openreads.parse(Chunk(json.dumps({"title": "Granite", **values}).encode(), 1))


def own(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


def packed(data: bytes, name: str = "books.backup") -> bytes:
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return handle.getvalue()


@pytest.mark.parametrize(("number", "status"), [(0, "read"), (1, "reading"), (2, "want"), (3, "abandoned")])
def test_statuses_are_numbers(number: int, status: str) -> None:
    assert own(read(status=number)).status == status


@pytest.mark.parametrize(("stars", "expected"), [(45, 18), (50, 20), (0, None), (None, None)])
def test_stars_are_tenths(stars: int | None, expected: int | None) -> None:
    assert own(read(rating=stars)).rating == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-02T00:00:00.000|2020-02-03T00:00:00.000|", [("2020-01-02", "2020-02-03")]),
        ("2020-01-02T00:00:00.000||;|2021-05-06T00:00:00.000|", [("2020-01-02", ""), ("", "2021-05-06")]),
        ("||3600000", []),
        ("", []),
    ],
)
def test_readings(text: str, expected: list[tuple[str, str]]) -> None:
    assert own(read(readings=text)).dates == expected


def test_the_third_version() -> None:
    book = openreads.parse(
        Chunk(
            json.dumps(
                {
                    "item_bookTitle": "Granite",
                    "item_bookStatus": "not_finished",
                    "item_bookRating": 3.5,
                    "item_bookStartDate": "1559520000000",
                    "item_bookFinishDate": "none",
                    "item_bookTags": '["sea","rock"]',
                    "item_bookISBN13": "9780306406157",
                    "item_bookISBN10": "0306406152",
                    "item_bookCoverImg": [1, 2, 3],
                }
            ).encode(),
            1,
        )
    )
    assert (book.title, [n.isbn13 for n in book.isbns]) == ("Granite", ["9780306406157"])
    assert own(book) == Reading(status="abandoned", rating=14, dates=[("2019-06-03", "")], tags=["sea", "rock"])
    assert [(field.tag, field.subfields) for field in book.extra] == [("cover", [("", "3 bytes")])]


def test_the_trash_is_rejected() -> None:
    with pytest.raises(BadRecord, match="trash"):
        read(deleted=1)


def test_a_packed_backup() -> None:
    data = packed(b'{"title": "One"}@@@@@{"title": "Two"}')
    assert openreads.sniff(data[:65_536], "x")
    assert [openreads.parse(chunk).title for chunk in openreads.split(data)] == ["One", "Two"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(packed(b"{}", "other.txt"), id="row 81 no books in it"),
        pytest.param(packed(b'{"title": "One"}')[:40], id="row 81 cut"),
        pytest.param(b"PK\x03\x04books.backup", id="row 81 no archive"),
    ],
)
def test_a_packed_file_that_is_no_backup(data: bytes) -> None:
    with pytest.raises(BadSource):
        list(openreads.split(data))


def test_row_81_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openreads, "LARGEST", 1_000)
    with pytest.raises(BadSource, match="unfolds"):
        list(openreads.split(packed(b" " * 2_000)))
