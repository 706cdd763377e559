"""Zotero's list of a library (CSV): a row an item, several persons or tags in one cell with "; " between them.

Rules: the columns that Zotero's CSV export writes, named after its fields. The column "Author" holds the first kind of creator
of an item type, whatever that is: the director of a film. Notes and the paths of files are the owner's own. Tags, whether
the owner's or automatic, are keywords, as they are in every other format that Zotero writes.
"""

import re

from shelflist.errors import BadRecord
from shelflist.model import Book, Reading
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import extra_lines, item_types, references
from shelflist.readers.citations.references import Value
from shelflist.readers.shapes import tables
from shelflist.readers.shapes.text import paragraphs

NAME = "zotero-csv"
VERSION = 1
TABLE: dict[str, str] = {
    "Title": "title", "Short Title": "short-title", "Publication Title": "host", "Journal Abbreviation": "host-short",
    "Series": "series", "Series Title": "series", "Series Number": "series-number", "Volume": "volume", "Issue": "issue",
    "Pages": "pages", "Num Pages": "page-count", "Number Of Volumes": "volume-count", "Edition": "edition",
    "Publisher": "publisher", "Place": "place", "Date": "date", "Publication Year": "date", "ISBN": "standard-number",
    "ISSN": "issn-number", "DOI": "doi", "Url": "url", "Abstract Note": "abstract", "Language": "language",
    "Call Number": "call-number", "Manual Tags": "keyword", "Automatic Tags": "keyword", "Type": "genre", "Number": "number",
    "Medium": "medium", "Artwork Size": "size", "Running Time": "size", "Meeting Name": "event", "Conference Name": "event",
}  # fmt: skip
"""Column → the kind of thing that it holds (`references`)."""

PEOPLE = (
    "Author", "Editor", "Translator", "Series Editor", "Book Author", "Contributor", "Cast Member", "Commenter", "Composer",
    "Cosponsor", "Counsel", "Attorney Agent", "Interviewer", "Producer", "Recipient", "Scriptwriter", "Words By", "Guest",
)  # fmt: skip
PERSONAL: dict[str, str] = {
    "Notes": "private", "File Attachments": "private", "Date Added": "dates", "Date Modified": "dates"
}  # fmt: skip
ORIGINS = references.origins(TABLE, contributors=PEOPLE, reading=("Notes", "Date Added"), notes=("Extra",))

_FIRST = {"sound recording": "prf", "interview": "ive"}
"""Word → the role of who stands in "Author", where it is not as in EndNote."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d")

split, stream = tables.split, tables.stream


def sniff(head: bytes, name: str) -> bool:
    """Whether the columns are those of Zotero."""
    del name
    columns = set(tables.header(head))
    return {"Key", "Title", "Publication Title", "Abstract Note"} <= columns or {
        "Item Type", "Publication Year", "Publication Title", "Manual Tags"
    } <= columns  # fmt: skip


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title and nothing that could stand for it."""
    try:
        pairs = tables.pairs(chunk)
    except (ValueError, TypeError, RecursionError):
        raise BadRecord("record", "not a row of a table") from None
    if not all(isinstance(text, str) for pair in pairs for text in pair):
        raise BadRecord("record", "not a row of a table")
    row = dict(pairs)
    book = plain.start(chunk, NAME, row.get("Key", ""), tables.fields(pairs))
    values: list[Value] = []
    extra = ""
    if "Extra" in row:
        present = {TABLE[column] for column in row if column in TABLE}
        values, extra, note = extra_lines.read("Extra", row["Extra"], present)
        values.append(Value("note", "Extra", note))
    kind = references.word(extra, row.get("Item Type", "") or _untyped(row))
    for column, text in pairs:
        if column in PEOPLE:
            role = _first(kind) if column == "Author" else references.role(column)
            values += [Value("person", column, name, role, "entry") for name in text.split(";")[: plain.MOST_NAMES]]
        elif column == "Publication Year" and text in row.get("Date", ""):
            continue
        elif column not in ("Key", "Item Type", "Extra", "Notes", "Date Added"):
            values.append(Value(TABLE.get(column, "other"), column, text))
    references.fill(book, values, kind)
    book.reading = _reading(row)
    return book


def _first(kind: str) -> str:
    return _FIRST.get(kind) or item_types.ENDNOTE_ROLES.get(kind, ("aut",))[0]


def _untyped(row: dict[str, str]) -> str:
    """A list may be without the type: what has a host with an ISSN, or an issue of one, is an article."""
    return (
        "article" if row.get("Publication Title") and (row.get("ISSN") or row.get("Issue") or row.get("Volume")) else ""
    )


def _reading(row: dict[str, str]) -> Reading | None:
    """The owner's notes, and since when the item is in the library."""
    added = _ISO.match(row.get("Date Added", ""))
    private = "\n".join(paragraphs(row.get("Notes", "")))[: plain.LONG]
    return Reading(added=added[0] if added else "", private=private) if added or private else None
