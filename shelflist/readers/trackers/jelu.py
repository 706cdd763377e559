"""Jelu's export (CSV) → Book.

The columns are those that Jelu's own source writes (bayang/jelu, CsvExportService.kt): `Date Read` is the day of the last
event of any kind, `read_dates`, `dropped_dates` and `currently_reading` are all of each kind; `Bookshelves` are the tags without
their spaces, for Goodreads. The last event says the status, where `Shelves` does not.
"""

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import tables
from shelflist.readers.trackers import reading, tracker

NAME = "jelu"
VERSION = 1

PERSONAL: dict[str, str] = {
    "Date Read": "dates",
    "Shelves": "status",
    "Bookshelves": "tags",
    "read_dates": "dates",
    "tags": "tags",
    "owned": "owned",
    "dropped_dates": "dates",
    "currently_reading": "dates",
    tracker.UNKNOWN: "private",
}
COLUMNS = (
    "Title", "Author", "ISBN", "Publisher", "authors", "isbn10", "isbn13", *(c for c in PERSONAL if c != tracker.UNKNOWN),
)  # fmt: skip
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "subtitle": ("Title",),
    "series": ("Title",),
    "contributors": ("Author", "authors"),
    "isbns": ("ISBN", "isbn10", "isbn13"),
    "imprints": ("Publisher",),
    "reading": (
        "Shelves",
        "read_dates",
        "dropped_dates",
        "currently_reading",
        "Date Read",
        "tags",
        "Bookshelves",
        "owned",
    ),
}
MAPPED = frozenset(COLUMNS)
_KNOWN = tracker.known(COLUMNS)
_OWN = frozenset(("title", "author", "read_dates", "dropped_dates"))

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has Jelu's columns."""
    found = tracker.heads(head)
    return found >= _OWN and bool(found & {"currently_reading", "isbn13", "owned"})


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    book = plain.start(chunk, NAME, "", row.fields)
    if not row["Title"].strip():
        number = tracker.unquoted(row["ISBN"])
        raise BadRecord("Title", "no title: give the book one, or take the row out", number)
    tracker.title(book, "Title", row["Title"])
    plain.people(book, "Author", [row["Author"]] if tracker.names(row["Author"]) else [], direct=True)
    plain.people(book, "authors", tracker.names(row["authors"]), direct=True)
    for column in ("ISBN", "isbn10", "isbn13"):
        tracker.number(book, column, row[column], "isbn")
    plain.imprint(book, "Publisher", [], [row["Publisher"]])
    _reading(book, row)
    tracker.rest(book, row, MAPPED)
    return book


def _days(book: Book, column: str, text: str) -> list[str]:
    return [day for part in tracker.listed(text)[: reading.MOST_DATES] if (day := reading.day(book, column, part))]


def _reading(book: Book, row: tracker.Row) -> None:
    """The owner's columns."""
    own = reading.of(book)
    ended, dropped, begun = (
        _days(book, column, row[column]) for column in ("read_dates", "dropped_dates", "currently_reading")
    )
    for day in (*ended, *dropped):
        reading.read(book, "", day)
    for day in begun:
        reading.read(book, day, "")
    last = reading.day(book, "Date Read", row["Date Read"])
    if last and last not in (*ended, *dropped, *begun):
        reading.read(book, "", last)
    reading.status(book, "Shelves", row["Shelves"])
    if not own.status and (ended or dropped or begun):
        events = [
            (day, status)
            for days, status in ((begun, "reading"), (dropped, "abandoned"), (ended, "read"))
            for day in days
        ]
        own.status = max(events, key=lambda event: event[0])[1]
    reading.tags(book, "tags", tracker.listed(row["tags"]))
    if not own.tags:
        reading.tags(book, "Bookshelves", row["Bookshelves"].split())
    reading.owned(book, "owned", row["owned"])
