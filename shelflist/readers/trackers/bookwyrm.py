"""BookWyrm's export of books (CSV) → Book: one row a book.

The columns are those that BookWyrm's own source writes (bookwyrm-social/bookwyrm, views/preferences/export.py): the last
reading, the last review, one shelf. A day of stopping means that the book was given up. Where the shelf is one of the owner's
own, the days say how far the reading went. A content warning on a review hides it in BookWyrm: here it is a spoiler.
"""

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import tables
from shelflist.readers.trackers import reading, tracker

NAME = "bookwyrm"
VERSION = 1

IDENTIFIERS = {
    "openlibrary_key": "openlibrary",
    "inventaire_id": "inventaire",
    "librarything_key": "librarything",
    "goodreads_key": "goodreads",
    "bnf_id": "bnf",
    "viaf": "viaf",
    "wikidata": "wikidata",
    "asin": "asin",
    "aasin": "asin",
    "isfdb": "isfdb",
    "oclc_number": "oclc",
}
"""Column → kind of number."""
PERSONAL: dict[str, str] = {
    "start_date": "dates",
    "finish_date": "dates",
    "stopped_date": "dates",
    "rating": "rating",
    "review_name": "review",
    "review_cw": "review",
    "review_content": "review",
    "review_published": "review",
    "shelf": "status",
    "shelf_name": "shelves",
    "shelf_date": "dates",
    tracker.UNKNOWN: "private",
}
COLUMNS = (
    "title", "author_text", "remote_id", "isbn_10", "isbn_13", *IDENTIFIERS, *(c for c in PERSONAL if c != tracker.UNKNOWN),
)  # fmt: skip
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("title",),
    "series": ("title",),
    "contributors": ("author_text",),
    "isbns": ("isbn_10", "isbn_13"),
    "identifiers": tuple(IDENTIFIERS),
    "links": ("remote_id",),
    "reading": tuple(column for column in PERSONAL if column not in ("review_published", tracker.UNKNOWN)),
}
MAPPED = frozenset(COLUMNS) - {"review_published"}
_KNOWN = tracker.known(COLUMNS)
_OWN = frozenset(("title", "author_text", "remote_id"))

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has BookWyrm's columns."""
    return tracker.heads(head) >= _OWN


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    book = plain.start(chunk, NAME, row["remote_id"], row.fields)
    if not row["title"].strip():
        raise BadRecord("title", "no title: give the book one, or take the row out", book.id)
    tracker.title(book, "title", row["title"])
    plain.people(book, "author_text", tracker.names(row["author_text"]), direct=True)
    for column in ("isbn_10", "isbn_13"):
        tracker.number(book, column, row[column], "isbn")
    for column, kind in IDENTIFIERS.items():
        plain.identifier(book, kind, row[column])
    plain.link(book, "remote_id", row["remote_id"], "BookWyrm")
    _reading(book, row)
    tracker.rest(book, row, MAPPED)
    return book


def _reading(book: Book, row: tracker.Row) -> None:
    """The owner's columns."""
    own = reading.of(book)
    own.status = reading.status_of(row["shelf"]) or reading.status_of(row["shelf_name"])
    if not own.status:
        reading.shelves(book, "shelf_name", [row["shelf_name"] or row["shelf"]])
    begun, ended, stopped = (
        reading.day(book, column, row[column]) for column in ("start_date", "finish_date", "stopped_date")
    )
    reading.read(book, begun, ended or stopped)
    if not own.status:
        own.status = "read" if ended else "abandoned" if stopped else "reading" if begun else ""
    reading.added(book, "shelf_date", row["shelf_date"])
    reading.rating(book, "rating", row["rating"])
    reading.review(book, "review_content", row["review_content"], row["review_name"])
    if row["review_cw"]:
        # What is warned of belongs before the text: it says what one would rather not read.
        own.review = "\n".join(part for part in (plain.clean(book, "review_cw", row["review_cw"]), own.review) if part)
        own.spoiler = True
