"""Openreads: the backup (a ZIP with `books.backup`, or that file by itself) and the export as CSV → Book.

Both follow the app's own source (mateusz-bak/openreads, lib/model/book.dart, reading.dart, core/helpers/backup and doc/csv.md):
the backup is JSON objects with "@@@@@" between them, its stars are tenths, its statuses numbers; backups of the third version
name everything `item_book…`. Readings are "started|finished|milliseconds", several between semicolons. `notes` are the owner's
and private. What lies in the app's trash was thrown away by its owner: it is rejected, and says so. No real file was at hand.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import json, tables
from shelflist.readers.trackers import reading, tracker

NAME = "openreads"
VERSION = 1

PERSONAL: dict[str, str] = {
    "status": "status",
    "favourite": "tags",
    "deleted": "private",
    "rating": "rating",
    "start_date": "dates",
    "finish_date": "dates",
    "tags": "tags",
    "my_review": "review",
    "notes": "private",
    "readings": "dates",
    "reading_time": "dates",
    "date_added": "dates",
    "date_modified": "dates",
    tracker.UNKNOWN: "private",
}
COLUMNS = (
    "id", "title", "subtitle", "author", "description", "pages", "publisher", "publication_year", "isbn", "olid", "book_format",
    "book_type", "blur_hash", "has_cover", "cover", *(column for column in PERSONAL if column != tracker.UNKNOWN),
)  # fmt: skip
LEFT = frozenset(("blur_hash", "has_cover", "cover", "favourite", "reading_time", "date_modified"))
MAPPED = frozenset(COLUMNS) - LEFT
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("title", "subtitle"),
    "series": ("title",),
    "contributors": ("author",),
    "imprints": ("publisher", "publication_year"),
    "date": ("publication_year",),
    "extent": ("pages", "book_format", "book_type"),
    "isbns": ("isbn",),
    "identifiers": ("olid",),
    "summary": ("description",),
    "reading": (
        "status", "readings", "start_date", "finish_date", "date_added", "rating", "tags", "my_review", "notes",
    ),
}  # fmt: skip
STATUSES = {"0": "read", "1": "reading", "2": "want", "3": "abandoned"}
OLD = {
    "item_bookTitle": "title", "item_bookAuthor": "author", "item_bookStatus": "status", "item_bookRating": "rating",
    "item_bookIsFav": "favourite", "item_bookIsDeleted": "deleted", "item_bookStartDate": "start_date",
    "item_bookFinishDate": "finish_date", "item_bookNumberOfPages": "pages", "item_bookPublishYear": "publication_year",
    "item_bookISBN13": "isbn", "item_bookISBN10": "isbn", "item_bookOLID": "olid", "item_bookTags": "tags",
    "item_bookNotes": "notes", "item_bookCoverImg": "cover",
}  # fmt: skip
"""Names of the third version → those of today."""
BOOKS = "books.backup"
LARGEST = 200_000_000
"""Bytes that `books.backup` may unfold to."""
NOTHING = frozenset(("null", "none"))
_KNOWN = tracker.known(COLUMNS)
_OWN = frozenset(("title", "author", "status", "my_review", "olid"))


def sniff(head: bytes, name: str) -> bool:
    """Whether this is a backup of Openreads, or a table with its columns."""
    if head.startswith(b"PK\x03\x04"):
        return BOOKS.encode() in head[:400]
    if not json.first(head):
        return tracker.heads(head) >= _OWN
    found = json.keys(head)
    return json.first(head) == "{" and (found >= _OWN | {"favourite"} or {"item_bookTitle", "item_bookStatus"} <= found)


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a book."""
    first, whole = tracker.peek(blocks)
    if first.startswith(b"PK\x03\x04"):
        return json.items([_unpacked(b"".join(whole))])
    return json.items(whole) if json.first(first) else tables.stream(whole)


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a book."""
    return stream([data])


def _unpacked(data: bytes) -> bytes:
    """The books of a packed backup. Raises BadSource: damaged, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(BOOKS) as handle:
            made = handle.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise BadSource("", f"a backup whose {BOOKS} cannot be unpacked: make the backup again") from None
    if len(made) > LARGEST:
        raise BadSource("", f"its {BOOKS} unfolds to more than 200 MB: this is no backup of books")
    return made


def parse(chunk: Chunk) -> Book:
    """One book → Book. Raises BadRecord: not a row, not JSON, no title, in the trash."""
    try:
        if chunk.data.lstrip()[:1] != b"{":
            return _make(chunk, tracker.row(chunk, _KNOWN), 5)
        value, warnings = json.parse(chunk)
        book = _make(chunk, _row(value), 5 if "item_bookTitle" in value else 50)
        book.warnings = [*(Warning(*warning) for warning in warnings), *book.warnings]
        return book
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _row(value: dict[str, Any]) -> tracker.Row:
    """A book of the backup as a row."""
    values: dict[str, str] = {}
    fields: list[Extra] = []
    for key, one in value.items():
        name = OLD.get(key, key)
        if name == "cover" and isinstance(one, list):
            made = f"{len(one)} bytes"  # an image, a number a byte
        elif name == "readings" and isinstance(one, list):
            made = ";".join(json.strings(one))
        else:
            made = json.string(one)
        if not made or made in NOTHING:
            if isinstance(one, dict | list) and one:
                fields.append(Extra(tracker.UNKNOWN, "", [(key[:200], str(one)[: plain.LONG])]))
        elif name in COLUMNS and name not in values:
            values[name] = made
            fields.append(Extra(name, "", [("", made)]))
        elif name == "isbn":
            values[name] += f" {made}"
            fields.append(Extra(name, "", [("", made)]))
        else:
            fields.append(Extra(tracker.UNKNOWN, "", [(key[:200], made)]))
    return tracker.Row(values, fields)


def _make(chunk: Chunk, row: tracker.Row, most: float) -> Book:
    book = plain.start(chunk, NAME, row["id"], row.fields)
    if reading.yes(row["deleted"]):
        raise BadRecord("deleted", "it lies in the app's trash: restore it there, or leave it", book.id)
    if not row["title"].strip():
        raise BadRecord("title", "no title: give the book one in the app", book.id)
    tracker.title(book, "title", row["title"], row["subtitle"])
    plain.people(book, "author", tracker.names(row["author"]), direct=True)
    plain.isbns(book, "isbn", row["isbn"])
    plain.identifier(book, "openlibrary", row["olid"])
    plain.imprint(book, "publisher", [], [row["publisher"]], row["publication_year"])
    plain.pages(book, "pages", row["pages"])
    tracker.carrier(book, "book_format", row["book_format"] or row["book_type"])
    plain.summary(book, "description", row["description"])
    _reading(book, row, most)
    tracker.rest(book, row, MAPPED)
    return book


def _reading(book: Book, row: tracker.Row, most: float) -> None:
    """The owner's columns."""
    own = reading.of(book)
    if row["status"] in STATUSES:
        own.status = STATUSES[row["status"]]
    elif row["status"] != "unknown":
        reading.status(book, "status", row["status"].replace("_", " "))
    for span in tracker.listed(row["readings"], ";")[: reading.MOST_DATES]:
        begun, ended, *time = [*span.split("|"), ""]
        reading.read(book, reading.day(book, "readings", begun), reading.day(book, "readings", ended))
        if time and time[0].strip():
            plain.leftover(book, "readings", span)  # how long it took, beside the days
    begun, ended = (reading.day(book, column, row[column]) for column in ("start_date", "finish_date"))
    reading.read(book, begun, ended)
    reading.added(book, "date_added", row["date_added"])
    reading.rating(book, "rating", row["rating"], most)
    tags = row["tags"]
    if tags.startswith("["):
        tags = tags.strip("[]").replace('"', "").replace(",", "|||||")
    reading.tags(book, "tags", tags.split("|||||"))
    reading.review(book, "my_review", row["my_review"])
    reading.private(book, "notes", row["notes"])
