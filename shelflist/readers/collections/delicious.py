"""Delicious Library's XML (version 1, "Library Media Data.xml"): `library/items/book` with its values as attributes.

Lists stand in one attribute, a line each; descriptions are RTF (Rich Text Format 1.9), of which the text is taken. Books that
the shop recommended stand inside an item: they are kept with it as extra fields, and are no records of the owner's.
"""

import re
from collections.abc import Iterable, Iterator

from shelflist.cataloguing import characters, extent, isbn
from shelflist.model import Book, Extra, Reading
from shelflist.readers import Chunk, plain
from shelflist.readers.lists import plain_reading
from shelflist.readers.shapes import text as texts
from shelflist.readers.shapes import xml

NAME = "delicious"
VERSION = 1

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title", "fullTitle"),
    "subtitle": ("title",),
    "contributors": ("author", "director", "artist", "illustrator", "translator"),
    "edition": ("edition",),
    "imprints": ("publisher", "published"),
    "date": ("published",),
    "extent": ("pages", "aspect"),
    "series": ("series", "numberInSeries"),
    "isbns": ("isbn", "upc", "asin"),
    "identifiers": ("asin", "upc", "ean"),
    "classes": ("deweyDecimal",),
    "subjects": ("genre",),
    "languages": ("language", "languages"),
    "summary": ("description",),
    "links": ("url",),
    "other_titles": ("fullTitle",),
    "reading": ("rating", "notes"),
}
PERSONAL: dict[str, str] = {
    "rating": "rating",
    "notes": "private",
    "created": "dates",
    **dict.fromkeys(("purchaseDate", "price", "currentValue", "lastLookupTime", "signed", "used", "rare", "experienced", "location", "loaned",
                     "borrower", "borrowed", "dueDate", "condition", "linkto"), "private"),
}  # fmt: skip

KINDS = {
    "book": "",
    "movie": "film",
    "music": "music",
    "game": "game",
    "toy": "toy",
    "gadget": "object",
    "tool": "object",
}
ROLES = {"author": "aut", "director": "drt", "artist": "art", "illustrator": "ill", "translator": "trl"}
MAPPED = frozenset(["title", "edition", "publisher", "published", "pages", "aspect", "series", "numberInSeries", "isbn", "upc", "ean", "asin",
                    "deweyDecimal", "genre", "language", "languages", "description", "url", "uuid", "rating", "notes", "fullTitle", *ROLES])  # fmt: skip
_RTF = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6})[ ?]?|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|([^\\{}]+)",
    re.DOTALL,
)
_HIDDEN = frozenset(("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "generator"))
_BREAKS = frozenset(("par", "line", "sect", "page"))


def sniff(head: bytes, name: str) -> bool:
    """XML whose root is a library with items (books, films) that have attributes."""
    found = [(xml.local(tag), attributes) for tag, attributes in xml.opening(head, 4)]
    if not found or found[0][0] != "library":
        return False
    first = next(((tag, attributes) for tag, attributes in found[1:] if tag in KINDS), None)
    return first is not None and "title" in first[1]


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk an item."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk an item. Raises BadSource: entities, a foreign document type."""
    return xml.stream(blocks, lambda path: path[0] == "library" and path[-1] in KINDS and path[1:-1] in (["items"], []))


def parse(chunk: Chunk) -> Book:
    """One item → Book. Raises BadRecord: not XML, no title."""
    item = xml.tree(chunk.data)
    own = [Extra(xml.local(key), "", [("", text)]) for key, text in item.attrib.items() if text.strip()]
    found = [*own, *(field for field in xml.fields(item) if "/" in field.tag or field.tag != xml.local(item.tag))]
    values: dict[str, str] = {}
    for field in found:
        values.setdefault(field.tag, next((text for code, text in field.subfields if not code), ""))
    description = xml.child(item, "description")
    told = "".join(description.itertext()) if description is not None else ""
    book = plain.start(chunk, NAME, values.get("uuid", ""), found)
    whole = values.get("fullTitle", "")
    plain.title(book, "title", values.get("title", "") or whole)
    if whole != values.get("title", ""):
        plain.other_title(book, "fullTitle", whole)
    for tag, role in ROLES.items():
        plain.people(book, tag, values.get(tag, "").split("\n"), role, direct=True)
    kind = xml.local(item.tag)
    book.record_type = KINDS.get(kind, kind)
    _publication(book, values)
    for tag in ("language", "languages"):
        for text in values.get(tag, "").split("\n"):
            plain.language(book, tag, text)
    for text in values.get("genre", "").split("\n"):
        plain.subject(book, "genre", text, "genre")
    for text in plain_text(told):
        plain.summary(book, "description", text)
    plain.link(book, "url", values.get("url", ""))
    plain.class_number(book, "deweyDecimal", values.get("deweyDecimal", ""), "ddc")
    _reading(book, values)
    book.extra += [made for field in found if field.tag not in MAPPED and (made := _clean(field))]
    plain.nonfiling(book)
    return book


def _clean(field: Extra) -> Extra | None:
    pairs = [(code, made) for code, text in field.subfields if (made := characters.clean(text, plain.LONG)[0])]
    return Extra(field.tag, "", pairs) if pairs else None


def _publication(book: Book, values: dict[str, str]) -> None:
    plain.imprint(book, "publisher", [], values.get("publisher", "").split("\n"), values.get("published", ""))
    book.edition = plain.clean(book, "edition", values.get("edition", ""))
    plain.pages(book, "pages", values.get("pages", ""))
    carrier = plain.clean(book, "aspect", values.get("aspect", "").split("\n")[0]).lower()
    book.carrier = extent.carrier(carrier) or carrier
    plain.series(book, "series", values.get("series", ""), values.get("numberInSeries", ""))
    if not book.series:
        plain.leftover(book, "numberInSeries", values.get("numberInSeries", ""))
    plain.isbns(book, "isbn", values.get("isbn", ""))
    for tag in ("upc", "ean", "asin"):
        number = values.get(tag, "").strip()
        if len(number) in (10, 13) and isbn.normal(number)[0]:
            plain.isbns(book, tag, number)
        if tag == "asin" or not isbn.normal(number)[0]:
            plain.identifier(book, tag, number)


def _reading(book: Book, values: dict[str, str]) -> None:
    reading = Reading()
    rating = plain_reading.stars(values.get("rating", ""), 5)
    reading.rating = rating or None
    if rating is None:
        plain.leftover(book, "rating", values.get("rating", ""))
    reading.private = " ".join(characters.clean(part, plain.LONG)[0] for part in plain_text(values.get("notes", "")))
    if reading != Reading():
        book.reading = reading


def plain_text(text: str) -> list[str]:
    """The paragraphs of a text that may be RTF."""
    if not text.lstrip().startswith("{\\rtf"):
        return texts.paragraphs(text[: plain.LONG * 2])
    out: list[str] = []
    depth, hidden = 0, 0  # hidden: the depth of a group that holds no text
    for match in _RTF.finditer(text[: plain.LONG * 2]):
        code, unicode, word, _, mark, brace, run = match.groups()
        if brace:
            depth += 1 if brace == "{" else -1
            hidden = 0 if depth < hidden else hidden
        elif hidden:
            continue
        elif code:
            out.append(bytes([int(code, 16)]).decode("cp1252", "replace"))
        elif unicode:
            out.append(chr(int(unicode) % 65_536))
        elif word:
            hidden = depth if word in _HIDDEN else 0
            out.append("\n\n" if word in _BREAKS else "\t" if word == "tab" else "")
        elif mark == "*":
            hidden = depth
        elif mark:
            out.append("\n\n" if mark in "\r\n" else " " if mark == "~" else mark if mark in "\\{}" else "")
        elif run:
            out.append(run.replace("\r", "").replace("\n", " "))
    return [line for part in "".join(out).split("\n\n") if (line := " ".join(part.split()))]
