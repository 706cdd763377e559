"""The table of our own export → Book: Goodreads' columns say what Goodreads can, our own say the rest and say it exactly.

A cell of several values has semicolons between them, with quotes around a value that holds one (`cataloguing.statements`). An
apostrophe before what a spreadsheet would take for a formula is ours, and goes.
"""

import re
from typing import Any

from shelflist.cataloguing import dates, statements
from shelflist.model import Book
from shelflist.readers import plain
from shelflist.readers.lists import own_lines, own_list
from shelflist.readers.trackers import reading, tracker

STAMP = "Shelflist"
"""The column that says that a table is ours."""

LISTS: dict[str, str] = {
    "Parts": "part", "Contributors": "contributor", "Imprints": "imprint", "Series": "series", "Subjects": "subject",
    "Languages": "language", "Original Languages": "original language", "ISBNs": "isbn", "Cancelled ISBNs": "cancelled isbn",
    "Identifiers": "identifier", "Classes": "class", "Contents": "contents", "Notes": "note", "Links": "link",
    "Other Titles": "other title", "Parallel Titles": "parallel title",
}  # fmt: skip
"""Column of a list → the name of its statements (`own_lines`)."""

TEXTS: dict[str, str] = {
    "Subtitle": "subtitle", "Responsibility": "responsibility", "Edition": "edition", "Extent": "extent", "Carrier": "carrier",
    "Uniform Title": "uniform_title", "Type": "record_type",
}  # fmt: skip
"""Column of one text → field of the book."""

HOST = {"In": "title", "In Volume": "volume", "In Number": "number", "In Pages": "pages", "In ISSN": "issn"}
PERSONAL = {"Rating in Quarters": "rating", "Reads": "dates", "Shelves": "shelves", "Tags": "tags"}
COLUMNS = (*LISTS, *TEXTS, *HOST, *PERSONAL, "Record Id", "Place", "Date", "Summary", STAMP)

ORIGINS: dict[str, tuple[str, ...]] = {
    **{own_lines.NAMES[name][0]: (column,) for column, name in LISTS.items() if name in own_lines.NAMES},
    **{field: (column,) for column, field in TEXTS.items()},
    "isbns": ("ISBNs", "Cancelled ISBNs"), "identifiers": ("Identifiers",), "imprints": ("Place", "Date", "Imprints"),
    "date": ("Date",), "summary": ("Summary",), "host": tuple(HOST), "reading": tuple(PERSONAL), "title": ("Title",),
}  # fmt: skip

_FORMULA = re.compile(r"^'(?='*[=+@\t\r-])")


def cell(row: tracker.Row, column: str) -> str:
    """The text of a cell, without the apostrophe that keeps it from being a formula."""
    return _FORMULA.sub("", row[column])


def fill(book: Book, row: tracker.Row) -> None:
    """Puts a row's cells into the book. Title and what is personal in Goodreads' own columns are others' to read."""
    said: dict[str, Any] = {field: text for column, field in TEXTS.items() if (text := cell(row, column))}
    found = ((name, text) for column, name in LISTS.items() for text in statements.values(cell(row, column)))
    said |= own_lines.values(found)
    _title(book, row, said)
    year = row["Year Published"]
    if year.removeprefix("-").isdecimal() and len(year) < 6:
        book.date = dates.read(year)
    if date := cell(row, "Date"):
        said["date"] = date
    elif year:
        said["date"] = {"year": year}
    where, who = statements.values(cell(row, "Place")), statements.values(cell(row, "Publisher"))
    if "imprints" not in said and (where or who or date):
        said["imprints"] = [{"places": where, "publishers": who, "date": date}]
    said["summary"] = statements.values(cell(row, "Summary"))
    said["host"] = {field: cell(row, column) for column, field in HOST.items()}
    said["pages"] = row["Number of Pages"]
    own_list.fill(book, said)
    if book.imprints:
        book.raw["imprint"] = book.imprints[0].raw or statements.imprint(book.imprints[0])
    if "Extent" in row.values:
        book.raw["extent"] = book.extent
    plain.nonfiling(book)


def _title(book: Book, row: tracker.Row, said: dict[str, Any]) -> None:
    """Goodreads' title holds the subtitle and the parts, which have columns of their own."""
    whole = cell(row, "Title")
    subtitle = f": {said['subtitle']}" if said.get("subtitle") else ""
    end = "".join([subtitle, *(f". {part}" for part in said.get("parts", []))])
    said["title"] = (whole.removesuffix(end) if end else whole) or whole
    book.raw["title"] = whole


def read(book: Book, row: tracker.Row) -> None:
    """The owner's columns that Goodreads has no place for."""
    own = reading.of(book)
    quarters = row["Rating in Quarters"]
    if quarters.isdecimal() and 1 <= int(quarters[:3]) <= 20:
        own.rating = int(quarters[:3])
    for span in statements.values(row["Reads"]):
        start, _, end = span.partition("/")
        days = [reading.day(book, "Reads", one) for one in (start, end)]
        reading.read(book, *days)
    reading.shelves(book, "Shelves", statements.values(cell(row, "Shelves")))
    reading.tags(book, "Tags", statements.values(cell(row, "Tags")))
