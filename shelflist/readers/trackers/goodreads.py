"""Goodreads library export (CSV) → Book. Three layouts: 31 columns, 24 since 2022, 23 without the average rating.

Goodreads documents its export at help.goodreads.com ("How do I import or export my books?"); the columns are those of real
exports. A title carries its series ("Title (Series, #1)"); numbers stand in ="…" against spreadsheets; a rating of 0 is
none; the date of reading is that of the last reading alone, so `Read Count` is kept beside it. The average rating is
Goodreads' own and stays a field. Where the edition has no year, that of the first edition stands for it, and is inferred. Our own
export has these columns too, and more behind them (`own_columns`).
"""

from shelflist.cataloguing import names
from shelflist.errors import BadRecord
from shelflist.model import Book, Reading
from shelflist.readers import Chunk, plain
from shelflist.readers.lists import own_columns
from shelflist.readers.shapes import tables
from shelflist.readers.trackers import reading, tracker

NAME = "goodreads"
VERSION = 1

COLUMNS = (
    "Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Average Rating",
    "Publisher", "Binding", "Number of Pages", "Year Published", "Original Publication Year", "Date Read", "Date Added",
    "Bookshelves", "Bookshelves with positions", "Exclusive Shelf", "My Review", "Spoiler", "Private Notes", "Read Count",
    "Recommended For", "Recommended By", "Owned Copies", "Original Purchase Date", "Original Purchase Location", "Condition",
    "Condition Description", "BCID",
)  # fmt: skip
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "subtitle": ("Title",),
    "series": ("Title",),
    "contributors": ("Author l-f", "Author", "Additional Authors"),
    "isbns": ("ISBN", "ISBN13"),
    "identifiers": ("Book Id", "ISBN", "ISBN13"),
    "imprints": ("Publisher", "Year Published"),
    "date": ("Year Published", "Original Publication Year"),
    "extent": ("Number of Pages", "Binding"),
    "reading": (
        "Exclusive Shelf", "Date Read", "Date Added", "My Rating", "My Review", "Spoiler", "Private Notes", "Bookshelves",
        "Owned Copies",
    ),
}  # fmt: skip
for _name, _columns in own_columns.ORIGINS.items():
    ORIGINS[_name] = tuple(dict.fromkeys([*ORIGINS.get(_name, ()), *_columns]))
PERSONAL: dict[str, str] = {
    **own_columns.PERSONAL,
    "My Rating": "rating",
    "Date Read": "dates",
    "Date Added": "dates",
    "Read Count": "dates",
    "Bookshelves": "shelves",
    "Bookshelves with positions": "shelves",
    "Exclusive Shelf": "status",
    "My Review": "review",
    "Spoiler": "review",
    "Private Notes": "private",
    "Recommended For": "private",
    "Recommended By": "private",
    "Owned Copies": "owned",
    "Original Purchase Date": "private",
    "Original Purchase Location": "private",
    "Condition": "private",
    "Condition Description": "private",
    "BCID": "private",
    tracker.UNKNOWN: "private",
}
MAPPED = frozenset(
    [
        "Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Publisher", "Binding",
        "Number of Pages", "Year Published", "Original Publication Year", "Date Read", "Date Added", "Bookshelves", "Exclusive Shelf", "My Review", "Spoiler",
        "Private Notes", "Owned Copies",
    ]
)  # fmt: skip
_KNOWN = tracker.known((*COLUMNS, *own_columns.COLUMNS))
_OWN = frozenset(("book id", "title", "author", "exclusive shelf"))

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has the columns of Goodreads and of nobody else."""
    found = tracker.heads(head)
    return found >= _OWN and ("my rating" in found or "bookshelves with positions" in found)


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    ours = bool(row[own_columns.STAMP])
    book = plain.start(chunk, NAME, own_columns.cell(row, "Record Id") if ours else row["Book Id"], row.fields)
    if not row["Title"].strip():
        raise BadRecord("Title", "no title: give the book one, or take the row out", book.id)
    if ours:
        return _own(book, row)
    tracker.title(book, "Title", row["Title"])
    _people(book, row)
    if book.id:
        plain.identifier(book, "goodreads", book.id)
    for column in ("ISBN", "ISBN13"):
        tracker.number(book, column, row[column], "isbn")
    _edition(book, row)
    _reading(book, row)
    tracker.rest(book, row, MAPPED)
    return book


def _own(book: Book, row: tracker.Row) -> Book:
    """A row of our own export."""
    book.title = plain.clean(book, "Title", own_columns.cell(row, "Title"))
    tracker.carrier(book, "Binding", row["Binding"])
    own_columns.fill(book, row)
    _reading(book, row, shelves="Shelves" not in row.values and "Tags" not in row.values)
    own_columns.read(book, row)
    if book.reading == Reading():
        book.reading = None
    tracker.rest(book, row, MAPPED | frozenset(own_columns.COLUMNS) | {"Read Count"})
    return book


def _people(book: Book, row: tracker.Row) -> None:
    """The author in the entry form that Goodreads gives, but for a body and for "Jr., Kurt Vonnegut"."""
    said, entry = row["Author"], row["Author l-f"]
    family = entry.partition(",")[0].rstrip(".").casefold()
    nobody = said.strip().casefold() in tracker.NOBODY
    if nobody:
        plain.leftover(book, "Author", said)
    elif names.is_body(said) or not entry or family in names.SUFFIXES_DIRECT:
        plain.person(book, "Author", said, direct=True)
    else:
        plain.person(book, "Author l-f", entry)
    # As what the others took part, the export seldom says.
    tracker.contributors(book, "Additional Authors", row["Additional Authors"])


def _edition(book: Book, row: tracker.Row) -> None:
    """Publisher, year, pages, binding."""
    year, first = row["Year Published"], row["Original Publication Year"]
    plain.imprint(book, "Publisher", [], [row["Publisher"]], year)
    plain.pages(book, "Number of Pages", row["Number of Pages"])
    tracker.carrier(book, "Binding", row["Binding"])
    if first and not year:
        plain.date(book, "Original Publication Year", first)
        book.inferred.append("date")
    elif first:
        plain.leftover(book, "Original Publication Year", first)


def _reading(book: Book, row: tracker.Row, *, shelves: bool = True) -> None:
    """The owner's columns. `shelves` says that no other column than Goodreads' has them."""
    exclusive = row["Exclusive Shelf"]
    reading.of(book)
    reading.status(book, "Exclusive Shelf", exclusive)
    if not row["Reads"]:
        reading.read(book, "", reading.day(book, "Date Read", row["Date Read"]))
    reading.added(book, "Date Added", row["Date Added"])
    reading.rating(book, "My Rating", row["My Rating"])
    if shelves:
        found = [shelf for shelf in tracker.listed(row["Bookshelves"]) if shelf.casefold() != exclusive.casefold()]
        reading.shelves(book, "Bookshelves", found)
    reading.review(book, "My Review", row["My Review"])
    reading.of(book).spoiler |= bool(reading.yes(row["Spoiler"]))
    reading.private(book, "Private Notes", row["Private Notes"])
    reading.owned(book, "Owned Copies", row["Owned Copies"])
