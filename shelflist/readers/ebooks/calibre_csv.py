"""The list of a library that calibre writes as CSV (Create catalogue, `calibredb catalog`) → Book.

Columns are calibre's names of fields; authors, tags and formats are joined by commas, ratings are stars out of five,
columns of the owner's own open with "#". Where the cover lies, and what the library is called, is the owner's affair.
"""

import re
from typing import Any

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.ebooks import calibre, calibre_db
from shelflist.readers.shapes import tables

NAME = "calibre-csv"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = calibre_db.ORIGINS
PERSONAL: dict[str, str] = {**calibre_db.PERSONAL, "cover": "private", "library_name": "private"}

OWN = frozenset(
    ("title_sort", "author_sort", "pubdate", "timestamp", "library_name", "series_index", "uuid", "formats")
)
"""Columns of which a list has at least three: no other program calls them so."""

_MARK = "ï»¿"
"""A byte order mark that some versions write twice encoded."""

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """A table whose header has columns that only calibre names."""
    columns = {column.removeprefix(_MARK).lstrip("\ufeff") for column in tables.header(head)}
    return (
        len(columns & OWN) >= 3
        and bool(columns & {"title", "title_sort"})
        and bool(columns & {"authors", "author_sort"})
    )


def parse(chunk: Chunk) -> Book:
    """The book of a row. Raises BadRecord."""
    try:
        row = {column.removeprefix(_MARK): cell for column, cell in tables.pairs(chunk)}
        return calibre_db.book(chunk, NAME, _fields(row), _columns(row), 5)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise BadRecord("record", "not a row of a list") from None


def _columns(row: dict[str, str]) -> list[calibre.Column]:
    return [
        calibre.Column(label, "", "", [cell.strip()])
        for label, cell in row.items()
        if label.startswith("#") and cell.strip()
    ]


def _fields(row: dict[str, str]) -> dict[str, Any]:
    """The row by calibre's names, what is joined taken apart."""
    made: dict[str, Any] = {key: cell for key, cell in row.items() if not key.startswith("#") and cell}
    for key in ("tags", "languages", "formats"):
        if key in made:
            made[key] = [part.strip() for part in made[key].split(",") if part.strip()]
    if "identifiers" in made:
        made["identifiers"] = [
            list(part.split(":", 1)) if ":" in part else part
            for part in re.split(r",(?=[A-Za-z0-9_-]{1,30}:)", made["identifiers"])
        ]
    if "authors" in made:
        made["authors"] = _authors(made["authors"], made.get("author_sort", ""))
    elif "author_sort" in made:
        made["authors"] = [part.strip() for part in made["author_sort"].split(" & ")]
    if "title" not in made and "title_sort" in made:
        made["title"] = made["title_sort"]
    return made


def _authors(text: str, sort: str) -> list[str]:
    """Names that commas join: as many as the sort forms say; a single sort form is one name, commas and all."""
    forms = [part for part in sort.split(" & ") if part.strip()]
    if len(forms) == 1 and "," in text and _same(text, forms[0]):
        return [text]
    return [part.strip() for part in re.split(r",\s+| & ", text) if part.strip()]


def _same(one: str, other: str) -> bool:
    return sorted(re.findall(r"\w+", one.casefold())) == sorted(re.findall(r"\w+", other.casefold()))
