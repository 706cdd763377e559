"""Babelio exports (CSV with semicolons, Windows-1252, French column names) → Book: the library and the reviews.

The columns are those that Babelio's export pages write (export_bib.php: "ISBN";"Titre";"Auteur";"Editeur";"Date de
publication";"Date d`entrée dans Babelio";"Statut";"Note"; the reviews: "ISBN";"Titre";"Auteur";"Critique";…). An author is
written family name first without a comma ("Camus Albert"): where it parts is inferred. "0000-00-00" is no date and a note of 0
no rating. A row of the export of reviews is a book that was read only if its `Statut` says so.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from shelflist.cataloguing import names
from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import tables
from shelflist.readers.shapes import text as texts
from shelflist.readers.trackers import reading, tracker

NAME = "babelio"
VERSION = 1

ENTERED = "Date d`entrée dans Babelio"
COLUMNS = ("ISBN", "Titre", "Auteur", "Editeur", "Date de publication", ENTERED, "Statut", "Note", "Critique")
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Titre",),
    "subtitle": ("Titre",),
    "series": ("Titre",),
    "contributors": ("Auteur",),
    "isbns": ("ISBN",),
    "identifiers": ("ISBN",),
    "imprints": ("Editeur", "Date de publication"),
    "date": ("Date de publication",),
    "reading": ("Statut", "Note", "Critique", ENTERED),
}
PERSONAL: dict[str, str] = {
    ENTERED: "dates",
    "Statut": "status",
    "Note": "rating",
    "Critique": "review",
    tracker.UNKNOWN: "private",
}
MAPPED = frozenset(COLUMNS)
_KNOWN = {**tracker.known(COLUMNS), "éditeur": "Editeur"}
_OWN = frozenset(("isbn", "titre", "auteur"))
_TOME = re.compile(r"^(.{1,300}?),\s+tome\s+(\d{1,4}(?:[.,-]\d{1,4})?)\s*(?::\s*(.+))?$", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has Babelio's columns."""
    found = tracker.heads(head)
    return found >= _OWN and any("babelio" in column for column in found)


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a row. That it is in Windows-1252 is how Babelio writes, and no warning."""
    for chunk in tables.stream(blocks):
        kept = tuple(warning for warning in chunk.warnings if warning != texts.NOT_UTF8)
        yield msgspec.structs.replace(chunk, warnings=kept) if chunk.warnings else chunk


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a row."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    book = plain.start(chunk, NAME, "", row.fields)
    if not row["Titre"].strip():
        raise BadRecord("Titre", "no title: give the book one, or take the row out", tracker.unquoted(row["ISBN"]))
    _title(book, row["Titre"])
    for name in tracker.names(row["Auteur"]):
        entry, inferred = names.entry_from_undelimited(name, "")
        before = len(book.contributors)
        plain.person(book, "Auteur", entry)
        if len(book.contributors) > before:
            book.contributors[-1].raw = plain.clean(book, "Auteur", name)
            book.contributors[-1].inferred = inferred
    tracker.number(book, "ISBN", row["ISBN"], "ean")
    published = row["Date de publication"]
    plain.imprint(book, "Editeur", [], [row["Editeur"]], published if published.strip("0- ") else "")
    reading.of(book)
    reading.status(book, "Statut", row["Statut"])
    reading.added(book, ENTERED, row[ENTERED], "dmy")
    reading.rating(book, "Note", row["Note"])
    reading.review(book, "Critique", row["Critique"])
    tracker.rest(book, row, MAPPED)
    return book


def _title(book: Book, text: str) -> None:
    """ "Salines, tome 2 : La marée" is volume 2 of a series, with a title of its own; without one the series names it."""
    made = plain.clean(book, "Titre", text)
    match = _TOME.match(made[:1_000])
    if not match:
        tracker.title(book, "Titre", made)
        return
    plain.title(book, "Titre", match[3] or made)
    book.raw["title"] = made
    tracker.series(book, "Titre", match[1], match[2], made)
