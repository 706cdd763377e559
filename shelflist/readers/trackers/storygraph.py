"""StoryGraph export (CSV) → Book. The columns are those of real exports; StoryGraph publishes no description of them.

`ISBN/UID` is an ISBN, an ASIN or StoryGraph's own number. `Dates Read` holds every reading, as days or as ranges
("2023/01/02-2023/01/09, 2024/05/01"). "paused" is a book that is being read: the word is kept as a shelf. Moods, pace and the
questions on characters are the owner's answers and stay fields.
"""

import re

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import tables
from shelflist.readers.trackers import reading, tracker

NAME = "storygraph"
VERSION = 1

PERSONAL: dict[str, str] = {
    "Read Status": "status",
    "Date Added": "dates",
    "Last Date Read": "dates",
    "Dates Read": "dates",
    "Read Count": "dates",
    "Moods": "review",
    "Pace": "review",
    "Character- or Plot-Driven?": "review",
    "Strong Character Development?": "review",
    "Loveable Characters?": "review",
    "Diverse Characters?": "review",
    "Flawed Characters?": "review",
    "Star Rating": "rating",
    "Review": "review",
    "Content Warnings": "review",
    "Content Warning Description": "review",
    "Tags": "tags",
    "Owned?": "owned",
    tracker.UNKNOWN: "private",
}
COLUMNS = ("Title", "Authors", "Contributors", "ISBN/UID", "Format", *(c for c in PERSONAL if c != tracker.UNKNOWN))
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "subtitle": ("Title",),
    "series": ("Title",),
    "contributors": ("Authors", "Contributors"),
    "isbns": ("ISBN/UID",),
    "identifiers": ("ISBN/UID",),
    "extent": ("Format",),
    "reading": ("Read Status", "Dates Read", "Last Date Read", "Date Added", "Star Rating", "Review", "Tags", "Owned?"),
}
MAPPED = frozenset(
    [
        "Title", "Authors", "Contributors", "ISBN/UID", "Format", "Read Status", "Dates Read", "Last Date Read", "Date Added",
        "Star Rating", "Review", "Tags", "Owned?",
    ]
)  # fmt: skip
_KNOWN = tracker.known(COLUMNS)
_OWN = frozenset(("title", "authors", "isbn/uid", "read status"))
_RANGE = re.compile(r"(\d{4}(?:[/.]\d{1,2}){0,2})\s*[-–]\s*(\d{4}(?:[/.]\d{1,2}){0,2})?$", re.ASCII)

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has the columns of StoryGraph."""
    return tracker.heads(head) >= _OWN


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    number = tracker.unquoted(row["ISBN/UID"])
    book = plain.start(chunk, NAME, number, row.fields)
    if not row["Title"].strip():
        raise BadRecord("Title", "no title: give the book one, or take the row out", book.id)
    tracker.title(book, "Title", row["Title"])
    plain.people(book, "Authors", tracker.names(row["Authors"]), direct=True)
    tracker.contributors(book, "Contributors", row["Contributors"])
    tracker.number(book, "ISBN/UID", number, "storygraph")
    tracker.carrier(book, "Format", row["Format"])
    _reading(book, row)
    tracker.rest(book, row, MAPPED)
    return book


def _reading(book: Book, row: tracker.Row) -> None:
    """The owner's columns."""
    reading.of(book)
    reading.status(book, "Read Status", row["Read Status"])
    reading.added(book, "Date Added", row["Date Added"])
    for part in tracker.listed(row["Dates Read"])[: reading.MOST_DATES]:
        match = _RANGE.match(part)
        if match:
            begun = reading.day(book, "Dates Read", match[1])
            reading.read(book, begun, reading.day(book, "Dates Read", match[2] or ""))
        else:
            reading.read(book, "", reading.day(book, "Dates Read", part))
    last = reading.day(book, "Last Date Read", row["Last Date Read"])
    if last and all(last not in dates for dates in reading.of(book).dates):
        reading.read(book, "", last)
    reading.rating(book, "Star Rating", row["Star Rating"])
    reading.review(book, "Review", row["Review"])
    reading.tags(book, "Tags", tracker.listed(row["Tags"]))
    reading.owned(book, "Owned?", row["Owned?"])
