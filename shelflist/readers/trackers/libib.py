"""Libib's export (CSV) → Book: books, films, music and games of a collection.

The columns are those that Libib names for its files (support.libib.com, "Import a CSV file") and those of its exports as other
programs read them; no real file was at hand. `group` is the series; `first_name` and `last_name` are those of the first creator.
Libib's `notes` are the owner's and count as private. "Not begun" is what Libib says of everything that nobody has touched: it
is no status.
"""

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import tables
from shelflist.readers.trackers import reading, tracker

NAME = "libib"
VERSION = 1

PERSONAL: dict[str, str] = {
    "collection": "shelves",
    "tags": "tags",
    "notes": "private",
    "price": "private",
    "rating": "rating",
    "review": "review",
    "review_date": "review",
    "status": "status",
    "began": "dates",
    "began_date": "dates",
    "completed": "dates",
    "completed_date": "dates",
    "added": "dates",
    "copies": "owned",
    "condition": "private",
    "loaned_to": "private",
    "barcode": "private",
    tracker.UNKNOWN: "private",
}
COLUMNS = (
    "item_type", "title", "creators", "first_name", "last_name", "ean_isbn13", "upc_isbn10", "description", "publisher",
    "publish_date", "group", "length", "length_of", "number_of_discs", "number_of_players", "age_group", "ensemble",
    "aspect_ratio", "esrb", "call_number", "call_numbers", "ddc", "lcc", "lccn", "oclc", "lexile", "language",
    *(column for column in PERSONAL if column != tracker.UNKNOWN),
)  # fmt: skip
LEFT = frozenset(
    ("number_of_discs", "number_of_players", "age_group", "ensemble", "aspect_ratio", "esrb", "lexile", "price", "review_date",
     "condition", "loaned_to", "barcode")
)  # fmt: skip
MAPPED = frozenset(COLUMNS) - LEFT
TYPES = {
    "movie": "film", "movies": "film", "music": "music", "game": "game", "videogame": "game", "video game": "game",
    "boardgame": "game", "board game": "game",
}  # fmt: skip
"""Libib's types → what the record is; a book is not said."""
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("title",),
    "series": ("group", "title"),
    "contributors": ("creators", "first_name", "last_name"),
    "imprints": ("publisher", "publish_date"),
    "date": ("publish_date",),
    "extent": ("length", "length_of"),
    "isbns": ("ean_isbn13", "upc_isbn10"),
    "identifiers": ("ean_isbn13", "upc_isbn10", "lccn", "oclc"),
    "classes": ("ddc", "lcc", "call_number", "call_numbers"),
    "languages": ("language",),
    "summary": ("description",),
    "reading": (
        "status", "began", "began_date", "completed", "completed_date", "added", "rating", "review", "tags", "collection",
        "notes", "copies",
    ),
}  # fmt: skip
_KNOWN = tracker.known(COLUMNS)

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has Libib's columns."""
    found = tracker.heads(head)
    return found >= {"title", "creators"} and bool(found & {"ean_isbn13", "upc_isbn10"})


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    book = plain.start(chunk, NAME, "", row.fields)
    numbers = [tracker.unquoted(row[column]) for column in ("ean_isbn13", "upc_isbn10")]
    if not row["title"].strip():
        raise BadRecord("title", "no title: give the item one, or take the row out", numbers[0] or numbers[1])
    tracker.title(book, "title", row["title"])
    book.record_type = TYPES.get(row["item_type"].strip().casefold(), "")
    _people(book, row)
    _edition(book, row, numbers)
    _reading(book, row)
    tracker.rest(book, row, MAPPED)
    return book


def _people(book: Book, row: tracker.Row) -> None:
    """The creators as they are said; of the first one Libib knows which name is the family's."""
    creators = tracker.names(row["creators"])
    family, given = row["last_name"].strip(), row["first_name"].strip()
    role = "" if book.record_type else "aut"
    if family and (not creators or set(f"{given} {family}".casefold().split()) == set(creators[0].casefold().split())):
        plain.person(book, "last_name", f"{family}, {given}" if given else family, role)
        creators = creators[1:]
    plain.people(book, "creators", creators, role, direct=True)


def _edition(book: Book, row: tracker.Row, numbers: list[str]) -> None:
    for column, number in zip(("ean_isbn13", "upc_isbn10"), numbers, strict=True):
        if book.record_type:
            plain.identifier(book, "ean" if column.startswith("ean") else "upc", number)
        else:
            tracker.number(book, column, number, "upc")
    plain.imprint(book, "publisher", [], [row["publisher"]], row["publish_date"])
    for column in ("length", "length_of"):
        if book.record_type:
            plain.leftover(book, column, row[column])
        else:
            plain.pages(book, column, row[column])
    name, number = plain.series_and_number(row["group"][:1_000])
    plain.series(book, "group", name, number)
    plain.summary(book, "description", row["description"])
    plain.language(book, "language", row["language"])
    plain.class_number(book, "ddc", row["ddc"], "ddc")
    plain.class_number(book, "lcc", row["lcc"], "lcc")
    for column in ("call_number", "call_numbers"):
        plain.class_number(book, column, row[column])
    plain.identifier(book, "lccn", row["lccn"])
    plain.identifier(book, "oclc", row["oclc"])


def _reading(book: Book, row: tracker.Row) -> None:
    """The owner's columns."""
    reading.of(book)
    status = row["status"].strip()
    if status.casefold() in ("not begun", "not started", "unread"):
        plain.leftover(book, "status", status)
    else:
        reading.status(book, "status", status)
    begun = [reading.day(book, column, row[column]) for column in ("began", "began_date")]
    ended = [reading.day(book, column, row[column]) for column in ("completed", "completed_date")]
    reading.read(book, begun[0] or begun[1], ended[0] or ended[1])
    reading.added(book, "added", row["added"])
    reading.rating(book, "rating", row["rating"])
    reading.review(book, "review", row["review"])
    reading.tags(book, "tags", tracker.listed(row["tags"]))
    reading.shelves(book, "collection", [row["collection"]])
    reading.private(book, "notes", row["notes"])
    reading.owned(book, "copies", row["copies"])
