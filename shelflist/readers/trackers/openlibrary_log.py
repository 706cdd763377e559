"""Open Library reading log (CSV) → Book: one row a work on a shelf.

The columns are those of `ReadingLogExport` in Open Library's own source (internetarchive/openlibrary,
plugins/upstream/account.py). The layout of before 2023 has numbers of works and editions alone: such a row has no title, so it
cannot become a book, and says how to get one that can. Ratings by all readers are Open Library's own and stay fields.
"""

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import tables
from shelflist.readers.trackers import reading, tracker

NAME = "openlibrary-log"
VERSION = 1

COLUMNS = (
    "Work ID", "Title", "Authors", "First Publish Year", "Edition ID", "Edition Count", "Bookshelf", "My Ratings",
    "Ratings Average", "Ratings Count", "Has Ebook", "Subjects", "Subject People", "Subject Places", "Subject Times",
)  # fmt: skip
SUBJECTS = {
    "Subjects": "keyword",
    "Subject People": "person",
    "Subject Places": "place",
    "Subject Times": "period",
}
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "subtitle": ("Title",),
    "contributors": ("Authors",),
    "date": ("First Publish Year",),
    "identifiers": ("Edition ID", "Work ID"),
    "subjects": tuple(SUBJECTS),
    "reading": ("Bookshelf", "My Ratings"),
}
PERSONAL: dict[str, str] = {"Bookshelf": "status", "My Ratings": "rating", tracker.UNKNOWN: "private"}
MAPPED = frozenset(
    ("Work ID", "Title", "Authors", "First Publish Year", "Edition ID", "Bookshelf", "My Ratings", *SUBJECTS)
)
_KNOWN = tracker.known(COLUMNS)
_OWN = frozenset(("work id", "edition id", "bookshelf"))

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has the columns of a reading log."""
    return tracker.heads(head) >= _OWN


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    book = plain.start(chunk, NAME, row["Edition ID"] or row["Work ID"], row.fields)
    if not row["Title"].strip():
        raise BadRecord("Title", "no title, only Open Library's numbers: export the reading log again", book.id)
    tracker.title(book, "Title", row["Title"])
    authors = row["Authors"]
    plain.people(book, "Authors", tracker.names(authors, ";" if ";" in authors else ","), direct=True)
    for column in ("Edition ID", "Work ID"):
        plain.identifier(book, "openlibrary", row[column])
    if row["First Publish Year"]:
        # Of the work: the log does not say when the edition was published.
        plain.date(book, "First Publish Year", row["First Publish Year"])
        book.inferred.append("date")
    for column, kind in SUBJECTS.items():
        text = row[column]
        for part in tracker.listed(text, ";" if ";" in text else ","):
            plain.subject(book, column, part, kind)
    reading.of(book)
    reading.status(book, "Bookshelf", row["Bookshelf"])
    reading.rating(book, "My Ratings", row["My Ratings"])
    tracker.rest(book, row, MAPPED)
    return book
