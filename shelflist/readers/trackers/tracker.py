"""Rows of the tables that reading trackers export: columns known by their names, in any order and case.

A known column is called by its canonical name in the record and in `extra`, however the file writes it, so that what is
personal is told from what is not. A column that the tracker has added since is kept under one name, `UNKNOWN`, with its own
name beside each value: it may be the owner's, so it counts as private until somebody knows it.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

import msgspec

from shelflist.cataloguing import extent, relators
from shelflist.cataloguing.names import SUFFIXES_DIRECT
from shelflist.errors import BadRecord
from shelflist.model import Book, Extra
from shelflist.readers import HEAD, Chunk, plain
from shelflist.readers.shapes import tables

UNKNOWN = "unknown column"
MOST_PARTS = 1_000

NOBODY = frozenset(
    ("unknown", "unknown author", "author unknown", "various", "various authors", "n/a", "none", "null", "-", "?")
)
"""What stands in an author's place where there is none, in lower case."""

_QUOTES = str.maketrans({"`": "'", "´": "'", "’": "'"})
_ASIN = re.compile(r"B0[0-9A-Z]{8}")
_ROLE = re.compile(r"^(.*\S)\s*\(([^()]{1,60})\)$")
_ISBN = re.compile(r"[0-9][0-9 -]{7,15}[0-9Xx]")
_MARKS = ("#", "♯")

PRINTED = frozenset(
    ("paperback", "hardcover", "hardback", "mass market paperback", "paper", "board book", "spiral bound", "leather bound",
     "library binding", "trade paperback", "print", "physical", "physical book", "graphicnovel", "bound")
)  # fmt: skip
"""How trackers call what is printed, in lower case."""
E_BOOKS = frozenset(("digital", "ebook", "e-book", "kindle", "kindle edition", "nook", "kobo", "epub", "pdf"))
SPOKEN = frozenset(("audiobook", "audiobookformat", "audible audio", "audio", "listened", "audio cd", "mp3 cd"))
FORMATS = PRINTED | E_BOOKS | SPOKEN


class Row(msgspec.Struct, frozen=True):
    """A row: the value of each known column that has one, and all its cells as they came."""

    values: dict[str, str]
    fields: list[Extra]

    def __getitem__(self, column: str) -> str:
        """The text under a known column, or ""."""
        return self.values.get(column, "")


def fold(column: str) -> str:
    """A column's name for comparing: lower case, one space between words, one kind of apostrophe."""
    return " ".join(column.strip("\ufeff \"'").translate(_QUOTES).casefold().split())


def known(columns: Iterable[str]) -> dict[str, str]:
    """Folded name → canonical name."""
    return {fold(column): column for column in columns}


def heads(head: bytes) -> frozenset[str]:
    """The folded names of the columns in a table's first line."""
    return frozenset(fold(cell) for cell in tables.header(head))


def row(chunk: Chunk, columns: Mapping[str, str]) -> Row:
    """The chunk's row, its columns under their canonical names (`known`). Raises BadRecord: not a row."""
    try:
        pairs = json.loads(chunk.data)
    except (ValueError, RecursionError):
        raise BadRecord("record", "not a row of a table") from None
    values: dict[str, str] = {}
    fields: list[Extra] = []
    if not isinstance(pairs, list):
        raise BadRecord("record", "not a row of a table")
    for pair in pairs:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], str)):
            raise BadRecord("record", "not a row of a table")
        name = columns.get(fold(pair[0]), "")
        if name and name not in values:
            values[name] = pair[1]
            fields.append(Extra(name, "", [("", pair[1])]))
        else:
            fields.append(Extra(UNKNOWN, "", [(pair[0], pair[1])]))
    return Row(values, fields)


def rest(book: Book, found: Row, mapped: Collection[str]) -> None:
    """The columns that the map does not use: kept as they were."""
    for field in found.fields:
        if field.tag == UNKNOWN:
            pairs = [(name[:200], text) for name, text in field.subfields]
            book.extra.append(Extra(UNKNOWN, "", [(name, text[: plain.LONG]) for name, text in pairs]))
        elif field.tag not in mapped:
            plain.leftover(book, field.tag, field.subfields[0][1])


def peek(blocks: Iterable[bytes]) -> tuple[bytes, Iterable[bytes]]:
    """(a file's first 64 KiB at least, where it has as much; all its blocks): for a format that has several shapes."""
    source = iter(blocks)
    taken: list[bytes] = []
    size = 0
    for block in source:
        taken.append(block)
        size += len(block)
        if size >= HEAD:
            break
    head = b"".join(taken)
    return head, chain([head], source)


def unquoted(text: str) -> str:
    """'="0439023483"' → "0439023483": how a table keeps a spreadsheet from making a number of it."""
    return text.strip().lstrip("=").strip("\"' ")


def listed(text: str, mark: str = ",") -> list[str]:
    """The parts of a list in one cell, the first `MOST_PARTS` of them: more is a fault of its export."""
    return [made for part in text.split(mark, MOST_PARTS)[:MOST_PARTS] if (made := part.strip())]


def names(text: str, mark: str = ",") -> list[str]:
    """The names of a list in one cell; "Kurt Vonnegut, Jr." is one. A word for "nobody" is none."""
    found: list[str] = []
    for part in listed(text, mark):
        if found and part.rstrip(".").casefold() in SUFFIXES_DIRECT:
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return [name for name in found if name.casefold() not in NOBODY]


def contributors(book: Book, field: str, text: str) -> None:
    """Names, each with its role where it says one: "Name (Translator), Other (Narrator), A third"."""
    for part in names(text):
        match = _ROLE.match(part[:500])
        role = relators.role(match[2]) if match else ""
        plain.person(book, field, match[1] if match and role else part, role, direct=True)


def number(book: Book, field: str, text: str, other: str) -> None:
    """An ISBN, an ASIN, or another number of the book's: the tracker's own, called `other`."""
    made = unquoted(text)
    if not made:
        return
    if _ISBN.fullmatch(made):
        plain.isbns(book, field, made)
    elif _ASIN.fullmatch(made):
        plain.identifier(book, "asin", made)
    else:
        plain.identifier(book, other, made)


def carrier(book: Book, field: str, text: str) -> None:
    """What carries the text, by a tracker's word for its format; the word is kept."""
    made = plain.clean(book, field, text)
    word = made.casefold().replace("_", " ").strip()
    if not word:
        return
    book.raw["carrier"] = made
    if word in PRINTED:
        book.carrier = "volume"
    elif word in E_BOOKS:
        book.carrier = "online resource"
    elif word in SPOKEN:
        book.carrier = "audio disc"
    else:
        book.carrier = extent.carrier("", word)


def title(book: Book, field: str, text: str, subtitle: str = "") -> None:
    """A title that may carry its series: "The Hollow Tide (Salt Road, #2)". Raises BadRecord: no title.

    Several series stand between semicolons; brackets without "#" are part of the title.
    """
    made = plain.clean(book, field, text)
    bare, inside = _bracket(made)
    found = [_numbered(part) for part in inside.split(";")] if inside else []
    if not bare or not found or not all(name and volume for name, volume in found):
        plain.title(book, field, made, subtitle)
        return
    plain.title(book, field, bare, subtitle)
    book.raw["title"] = made
    for (name, volume), raw in zip(found, inside.split(";"), strict=True):
        series(book, field, name, volume, raw.strip())


def series(book: Book, field: str, name: str, volume: str, raw: str) -> None:
    """A series with its volume, and how both were printed."""
    before = len(book.series)
    plain.series(book, field, name, volume)
    if len(book.series) > before:
        book.series[-1].raw = plain.clean(book, field, raw)


def _bracket(text: str) -> tuple[str, str]:
    """(what stands before a bracket that closes at the end, what stands in it)."""
    if not text.endswith(")"):
        return text, ""
    depth = 0
    for n in range(len(text) - 1, max(-1, len(text) - 500), -1):
        depth += (text[n] == ")") - (text[n] == "(")
        if depth == 0:
            return text[:n].strip(), text[n + 1 : -1]
    return text, ""


def _numbered(text: str) -> tuple[str, str]:
    """ "Salt Road, #2" → ("Salt Road", "2"); ("", "") where there is no such number."""
    for mark in _MARKS:
        name, found, volume = text.rpartition(mark)
        if found and volume.strip() and len(volume) <= 40:
            return name.strip(" ,:-"), volume.strip()
    return "", ""
