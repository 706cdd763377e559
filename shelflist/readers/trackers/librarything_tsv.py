"""LibraryThing's export as text with tabs → Book.

LibraryThing describes its exports at librarything.com/more/export; the columns are those of real files. A quote is a character
like any other; a cell with a line break in it is put together again. Numbers and days stand in brackets ("[0596101996]").
Texts that came from library catalogues may be in MARC-8, in a file that is UTF-8: each value is read by itself.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import text as texts
from shelflist.readers.trackers import librarything, reading, tracker

NAME = "librarything-tsv"
VERSION = 1

COLUMNS = (
    "Book Id", "Title", "Sort Character", "Primary Author", "Primary Author Role", "Secondary Author",
    "Secondary Author Roles", "Publication", "Date", "Review", "Rating", "Comment", "Private Comment", "Summary", "Media",
    "Physical Description", "Weight", "Height", "Thickness", "Length", "Dimensions", "Page Count", "LCCN", "Acquired",
    "Date Started", "Date Read", "Barcode", "BCID", "Tags", "Collections", "Languages", "Original Languages",
    "LC Classification", "ISBN", "ISBNs", "Subjects", "Dewey Decimal", "Dewey Wording", "Other Call Number", "Copies", "Source",
    "Entry Date", "From Where", "OCLC", "Work id", "Lending Patron", "Lending Status", "Lending Start", "Lending End",
)  # fmt: skip
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "subtitle": ("Title",),
    "series": ("Title",),
    "contributors": ("Primary Author", "Secondary Author"),
    "edition": ("Publication",),
    "imprints": ("Publication", "Date"),
    "date": ("Publication", "Date"),
    "extent": ("Page Count", "Physical Description", "Publication", "Media"),
    "isbns": ("ISBN", "ISBNs"),
    "identifiers": ("Work id", "LCCN", "OCLC", "ISBN"),
    "classes": ("Dewey Decimal", "LC Classification", "Other Call Number"),
    "subjects": ("Subjects",),
    "languages": ("Languages",),
    "original_languages": ("Original Languages",),
    "reading": (
        "Collections", "Tags", "Rating", "Review", "Comment", "Private Comment", "Date Started", "Date Read", "Entry Date",
        "Copies",
    ),
}  # fmt: skip
PERSONAL: dict[str, str] = {
    "Review": "review",
    "Rating": "rating",
    "Comment": "review",
    "Private Comment": "private",
    "Acquired": "private",
    "Date Started": "dates",
    "Date Read": "dates",
    "Entry Date": "dates",
    "Barcode": "private",
    "BCID": "private",
    "Tags": "tags",
    "Collections": "shelves",
    "Copies": "owned",
    "From Where": "private",
    "Lending Patron": "private",
    "Lending Status": "private",
    "Lending Start": "private",
    "Lending End": "private",
    tracker.UNKNOWN: "private",
}
LEFT = frozenset(
    [
        "Summary", "Weight", "Height", "Thickness", "Length", "Dimensions", "Dewey Wording", "Source", "Acquired", "Barcode",
        "BCID", "From Where", "Lending Patron", "Lending Status", "Lending Start", "Lending End",
    ]
)  # fmt: skip
MAPPED = frozenset(COLUMNS) - LEFT
_KNOWN = tracker.known(COLUMNS)
_OWN = frozenset(("book id", "title", "primary author", "sort character"))
MOST_LINES = 5_000
"""Lines that one row may have."""
MARC8 = ("read as MARC-8", "read as Windows-1252")


def sniff(head: bytes, name: str) -> bool:
    """Whether the header has LibraryThing's columns, between tabs."""
    first = next((line for line in texts.lines([head]) if line.strip()), b"")
    return frozenset(tracker.fold(cell) for cell in texts.decode(first)[0].split("\t")) >= _OWN


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a row: its cells as (column, text) pairs in JSON."""
    source = (pair for pair in enumerate(texts.lines(blocks), 1) if pair[1].strip())
    top = next(source, None)
    if top is None:
        return
    columns = [cell.strip() for cell in texts.decode(top[1])[0].split("\t")]
    number = 0
    for line, raw in _rows(source, len(columns)):
        number += 1
        cells = raw.split(b"\t")
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            reason = f"line {line}: {len(cells)} cells under {len(columns)} columns; take the tabs out of its texts"
            yield Chunk(raw, number, problem=reason)
            continue
        warnings: list[tuple[str, str, str]] = []
        if len(cells) < len(columns):
            reason = f"line {line}: {len(cells)} cells under {len(columns)} columns"
            warnings.append(("", reason, "the last columns are taken as empty"))
        pairs: list[tuple[str, str]] = []
        for column, cell in zip(columns, cells, strict=False):
            made, outcome = _decode(cell.strip())
            if made:
                pairs.append((column, made))
            if outcome:
                warnings.append((column, "not UTF-8", outcome))
        yield Chunk(json.dumps(pairs, ensure_ascii=False).encode("utf-8", "replace"), number, warnings=tuple(warnings))


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a row."""
    return stream([data])


def _rows(source: Iterator[tuple[int, bytes]], width: int) -> Iterator[tuple[int, bytes]]:
    """(line, the row): a line that cannot begin a row, after one that is too short, is the rest of that one."""
    held: tuple[int, bytes] | None = None
    lines = 0
    for line, raw in source:
        if held is not None:
            cells = held[1].count(b"\t") + 1
            own = raw.partition(b"\t")[0].strip()
            if cells < width and not own.isdigit() and cells + raw.count(b"\t") <= width and lines < MOST_LINES:
                held = (held[0], held[1] + b"\n" + raw)
                lines += 1
                continue
            yield held
        held, lines = (line, raw), 1
    if held is not None:
        yield held


def _decode(cell: bytes) -> tuple[str, str]:
    """(a cell's text, how it was read where it is not UTF-8). Its parts between bars are read each by itself."""
    try:
        return cell.decode("utf-8"), ""
    except UnicodeDecodeError:
        found = [_part(part) for part in cell.split(b"|")]
        return "|".join(part for part, _ in found), next(outcome for _, outcome in found if outcome)


def _part(part: bytes) -> tuple[str, str]:
    """MARC-8 has each mark before its letter and makes one letter of the two; Windows-1252 seldom does."""
    from pymarc import marc8_to_unicode

    try:
        return part.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    high = [n for n, byte in enumerate(part) if byte >= 0x80]
    marks = all(0xE0 <= part[n] <= 0xFE and part[n + 1 : n + 2].isalpha() for n in high)
    if marks and b"\x1b" not in part:
        made = unicodedata.normalize("NFC", marc8_to_unicode(part, hide_utf8_warnings=True))
        if not any(unicodedata.combining(c) for c in made):
            return made, MARC8[0]
    return part.decode("cp1252", "replace"), MARC8[1]


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: not a row, no title."""
    row = tracker.row(chunk, _KNOWN)
    value = tracker.Row({column: librarything.plainly(text) for column, text in row.values.items()}, row.fields)
    book = plain.start(chunk, NAME, value["Book Id"], row.fields)
    if not value["Title"].strip():
        raise BadRecord("Title", "no title: give the book one, or take the row out", book.id)
    tracker.title(book, "Title", value["Title"])
    librarything.filing(book, value["Sort Character"])
    _people(book, value)
    _edition(book, value)
    _numbers(book, value)
    _reading(book, value)
    tracker.rest(book, row, MAPPED)
    return book


def _people(book: Book, value: tracker.Row) -> None:
    librarything.person(book, "Primary Author", value["Primary Author"], value["Primary Author Role"], True)
    roles = value["Secondary Author Roles"].split("|")
    for n, name in enumerate(value["Secondary Author"].split("|")[: plain.MOST_NAMES]):
        librarything.person(book, "Secondary Author", name, roles[n] if n < len(roles) else "", False)


def _edition(book: Book, value: tracker.Row) -> None:
    librarything.publication(book, "Publication", value["Publication"], value["Date"], "Date")
    librarything.size(book, "Physical Description", value["Physical Description"])
    plain.pages(book, "Page Count", value["Page Count"])
    librarything.medium(book, "Media", value["Media"])
    for text in tracker.listed(value["Languages"]):
        plain.language(book, "Languages", text if text != "Undetermined" else "")
    for text in tracker.listed(value["Original Languages"]):
        librarything.original_language(book, "Original Languages", text if text != "Undetermined" else "")


def _numbers(book: Book, value: tracker.Row) -> None:
    tracker.number(book, "ISBN", value["ISBN"].strip("[]"), "ean")
    for text in tracker.listed(value["ISBNs"]):
        tracker.number(book, "ISBNs", text, "ean")
    plain.identifier(book, "librarything", value["Work id"])
    plain.identifier(book, "lccn", value["LCCN"])
    plain.identifier(book, "oclc", value["OCLC"].lstrip("ocmn"))
    plain.class_number(book, "Dewey Decimal", value["Dewey Decimal"], "ddc")
    plain.class_number(book, "LC Classification", value["LC Classification"], "lcc")
    plain.class_number(book, "Other Call Number", value["Other Call Number"])
    for text in tracker.listed(value["Subjects"], "|"):
        plain.subject(book, "Subjects", text.replace(" > ", " -- "), "topic")


def _reading(book: Book, value: tracker.Row) -> None:
    reading.of(book)
    librarything.collected(book, "Collections", tracker.listed(value["Collections"]))
    librarything.dated(book, ("Date Started", value["Date Started"]), ("Date Read", value["Date Read"]))
    reading.added(book, "Entry Date", value["Entry Date"])
    reading.rating(book, "Rating", value["Rating"])
    reading.review(book, "Review", value["Review"])
    reading.review(book, "Comment", value["Comment"])
    reading.private(book, "Private Comment", value["Private Comment"])
    reading.owned(book, "Copies", value["Copies"])
    reading.tags(book, "Tags", tracker.listed(value["Tags"]))
