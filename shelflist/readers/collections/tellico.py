"""Tellico's collections (.tc, .bc: a ZIP with tellico.xml, or the XML itself; tellico-project.org, DTD version 8 to 11).

One member of the ZIP is read, and no more of it than `MOST_BYTES`: images stay where they are. Collections of films, music
and other things have records too. Who borrowed what stands apart from the entries and is left there: it is about other people.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain

from shelflist.cataloguing import characters, extent
from shelflist.errors import BadRecord, BadSource, shorten
from shelflist.model import Book, Extra, Host, Reading
from shelflist.readers import Chunk, plain
from shelflist.readers.lists import plain_reading
from shelflist.readers.shapes import text as texts
from shelflist.readers.shapes import xml

NAME = "tellico"
VERSION = 1
MOST_BYTES = 4 << 20
MOST_MEMBERS = 100_000
"""Bytes of tellico.xml in a ZIP, and files in it."""

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "contributors": ("authors/author", "editors/editor", "translators/translator", "artists/artist", "directors/director",
                     "writers/writer", "producers/producer", "composers/composer", "pencillers/penciller", "illustrators/illustrator"),
    "edition": ("edition",),
    "imprints": ("publisher", "publishers/publisher", "address", "studios/studio", "labels/label", "pub_year", "year", "date"),
    "date": ("pub_year", "year", "date", "cr_years/cr_year"),
    "extent": ("pages", "binding", "medium"),
    "series": ("series", "series_num"),
    "isbns": ("isbn",),
    "identifiers": ("lccn", "doi"),
    "subjects": ("genres/genre", "keywords/keyword", "subjects/subject"),
    "languages": ("languages/language",),
    "summary": ("plot", "abstract", "description"),
    "links": ("url",),
    "host": ("booktitle", "journal", "volume", "number", "issn"),
    "other_titles": ("origtitle", "alternative-titles/alternative-title"),
    "reading": ("read", "rating", "comments", "cdate"),
}  # fmt: skip
PERSONAL: dict[str, str] = {
    "read": "status",
    "rating": "rating",
    "comments": "review",
    **dict.fromkeys(("cdate", "cdate/year", "cdate/month", "cdate/day", "mdate", "mdate/year", "mdate/month", "mdate/day"), "dates"),
    **dict.fromkeys(("gift", "loaned", "signed", "condition", "pur_date", "pur_price", "location", "price", "value", "loan"), "private"),
}  # fmt: skip

KINDS = {"3": "film", "4": "music", "6": "comic", "7": "wine", "8": "coin", "9": "stamp", "10": "card", "11": "game", "12": "file",
         "13": "board game"}  # fmt: skip
"""Number of a collection's type → what its records are; 1, 2 and 5 are books and what bibliographies hold."""

ROLES: dict[str, str] = {
    "authors/author": "aut", "author": "aut", "editors/editor": "edt", "editor": "edt", "translators/translator": "trl",
    "translator": "trl", "artists/artist": "art", "directors/director": "drt", "writers/writer": "aut", "producers/producer": "pro",
    "composers/composer": "cmp", "pencillers/penciller": "art", "illustrators/illustrator": "ill",
}  # fmt: skip
SUBJECTS = {
    "genres/genre": "genre",
    "genre": "genre",
    "keywords/keyword": "keyword",
    "keyword": "keyword",
    "subjects/subject": "topic",
}
PUBLISHERS = (
    "publisher",
    "publishers/publisher",
    "studios/studio",
    "labels/label",
    "school",
    "institution",
    "organization",
)
DATES = ("pub_year", "year", "date", "cr_years/cr_year", "cr_year")
OTHERS = ("origtitle", "alternative-titles/alternative-title")
SUMMARIES = ("plot", "abstract", "description")
READING = frozenset(("read", "rating", "comments", "cdate", "cdate/year", "cdate/month", "cdate/day"))
MAPPED = frozenset(
    ["id", "title", "subtitle", "edition", "address", "pages", "binding", "medium", "series", "series_num", "isbn", "lccn", "doi", "url",
     "language", "languages/language", "note", "notes", "entry-type", "booktitle", "journal", *ROLES, *SUBJECTS, *PUBLISHERS, *DATES,
     *OTHERS, *SUMMARIES, *READING]
)  # fmt: skip
_TYPE = re.compile(rb"<(?:\w+:)?collection\s[^>]{0,500}?\btype\s*=\s*[\"'](\d{1,2})[\"']")
_MOST = re.compile(rb"<(?:\w+:)?field\s[^>]{0,500}?\bname\s*=\s*[\"']rating[\"'][^>]{0,500}>\s*<(?:\w+:)?prop\s+name\s*=\s*[\"']maximum[\"']>(\d{1,2})<")  # fmt: skip
_COLLECTION = re.compile(rb"<(?:\w+:)?entry[\s>]")
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, NotImplementedError,
           RuntimeError, OverflowError)  # fmt: skip


def sniff(head: bytes, name: str) -> bool:
    """A ZIP with a tellico.xml, or XML whose root is Tellico's."""
    if head.startswith(b"PK\x03\x04"):
        return b"tellico.xml" in head
    return any(xml.local(tag) == "tellico" for tag, _ in xml.opening(head, 1))


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk an entry."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk an entry, inside its collection's type. Raises BadSource: a ZIP that cannot be read, entities."""
    source = iter(blocks)
    head = b""
    while len(head) < 4 and (more := next(source, b"")):
        head += more
    if head.startswith(b"PK\x03\x04"):
        head = _unpacked(b"".join(chain([head], source)))
        source = iter(())
    while not _COLLECTION.search(head) and len(head) < MOST_BYTES and (more := next(source, b"")):
        head += more
    kind, most = _TYPE.search(texts.whole(head)), _MOST.search(texts.whole(head))
    opening = b'<collection type="%s" most="%s">' % (kind[1] if kind else b"2", most[1] if most else b"5")
    for chunk in xml.stream(chain([head], source), lambda path: path[-1] == "entry" and path[-2:-1] == ["collection"]):
        if chunk.problem:
            yield chunk
        else:
            yield Chunk(opening + chunk.data + b"</collection>", chunk.number, warnings=chunk.warnings)


def _unpacked(data: bytes) -> bytes:
    """tellico.xml out of a ZIP. Raises BadSource."""
    try:
        if data.count(b"PK\x01\x02") > MOST_MEMBERS:
            raise BadSource("", f"it has more than {MOST_MEMBERS} files in it: this is no collection")
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for name in packed.namelist():
                if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name):
                    raise BadSource(
                        "", f"a file in it is called {shorten(name)!r}, which leads out of it: export it again"
                    )
            with packed.open("tellico.xml") as handle:
                made = handle.read(MOST_BYTES + 1)
    except _FAULTS as error:
        raise BadSource("", f"its ZIP cannot be read ({shorten(str(error))}): copy or export it again") from None
    if len(made) > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise BadSource(
            "", f"its tellico.xml unfolds to more than {most} MiB: export the collection as Tellico XML, not packed"
        )
    return made


def parse(chunk: Chunk) -> Book:
    """One entry → Book. Raises BadRecord: not XML, no title."""
    root = xml.tree(chunk.data)
    entry = xml.child(root, "entry")
    if entry is None:
        raise BadRecord("record", "no entry in it")
    found = xml.fields(entry)
    values: dict[str, list[str]] = {}
    for field in found:
        values.setdefault(field.tag, []).extend(text for code, text in field.subfields if not code and text)
    book = plain.start(chunk, NAME, xml.attribute(entry, "id") or _first(values, "id"), found)
    plain.title(book, "title", _first(values, "title"), _first(values, "subtitle"))
    for tag, role in ROLES.items():
        plain.people(book, tag, values.get(tag, []), role, direct=True)
    _publication(book, values, KINDS.get(root.get("type", ""), ""))
    _about(book, values)
    _reading(book, values, int(most) if (most := root.get("most", "")).isdecimal() else 5)
    host = _first(values, "booktitle") or _first(values, "journal")
    if host:
        parts = (
            host,
            _first(values, "volume"),
            _first(values, "number"),
            _first(values, "pages"),
            _first(values, "issn"),
        )
        book.host = Host(*(plain.clean(book, "journal", part) for part in parts))
    standing = {"volume", "number", "issn"} if host else set()
    book.extra += [cleaned for field in found if field.tag not in MAPPED | standing and (cleaned := _clean(field))]
    plain.nonfiling(book)
    return book


def _first(values: dict[str, list[str]], *tags: str) -> str:
    return next((text for tag in tags for text in values.get(tag, [])), "")


def _clean(field: Extra) -> Extra | None:
    pairs = [(code, made) for code, text in field.subfields if (made := characters.clean(text, plain.LONG)[0])]
    return Extra(field.tag, "", pairs) if pairs else None


def _publication(book: Book, values: dict[str, list[str]], kind: str) -> None:
    date, made = _first(values, *DATES), [text for tag in PUBLISHERS for text in values.get(tag, [])]
    plain.imprint(book, "publisher", values.get("address", []), made, date)
    taken = next((tag for tag in DATES if values.get(tag)), "")
    for tag in DATES:
        plain.leftover(book, tag, *values.get(tag, [])[tag == taken :])
    book.edition = plain.clean(book, "edition", "; ".join(values.get("edition", [])))
    if not (values.get("journal") or values.get("booktitle")):
        plain.pages(book, "pages", _first(values, "pages"))
    carrier = plain.clean(book, "binding", _first(values, "binding", "medium")).lower()
    book.carrier = book.carrier or extent.carrier(carrier) or carrier
    word = plain.clean(book, "entry-type", _first(values, "entry-type"), 60).lower()
    book.record_type = kind or ("" if word == "book" else word)
    plain.series(book, "series", _first(values, "series"), _first(values, "series_num"))
    if not values.get("series"):
        plain.leftover(book, "series_num", *values.get("series_num", []))
    for text in values.get("isbn", []):
        plain.isbns(book, "isbn", text)
    for tag in ("lccn", "doi"):
        for text in values.get(tag, []):
            plain.identifier(book, tag, text)


def _about(book: Book, values: dict[str, list[str]]) -> None:
    for tag in ("languages/language", "language"):
        for text in values.get(tag, []):
            plain.language(book, tag, text)
    for tag, kind in SUBJECTS.items():
        for text in values.get(tag, []):
            plain.subject(book, tag, text, kind)
    for tag in SUMMARIES:
        for text in values.get(tag, []):
            plain.summary(book, tag, text)
    for tag in ("note", "notes"):
        for text in values.get(tag, []):
            plain.note(book, tag, text)
    for tag in OTHERS:
        for text in values.get(tag, []):
            plain.other_title(book, tag, text)
    for text in values.get("url", []):
        plain.link(book, "url", text)


def _reading(book: Book, values: dict[str, list[str]], most: int) -> None:
    reading = Reading()
    reading.status = "read" if _first(values, "read") in ("true", "1") else ""
    rating = _first(values, "rating")
    reading.rating = plain_reading.stars(rating, most) or None
    if rating and plain_reading.stars(rating, most) is None:
        plain.leftover(book, "rating", rating)
    reading.review = "\n".join(made for text in values.get("comments", []) if (made := characters.clean(texts.without_markup(text[: plain.LONG * 2]), plain.LONG)[0]))  # fmt: skip
    reading.added = plain_reading.iso(
        "-".join(_first(values, f"cdate/{part}") for part in ("year", "month", "day")).strip("-")
    )[0]
    if reading != Reading():
        book.reading = reading
