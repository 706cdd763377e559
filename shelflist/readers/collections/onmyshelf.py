"""OnMyShelf's export of a collection (onmyshelf.app): an object with the collection's `type`, `properties` and `items`.

An item holds its values under `properties`, a text or a list of texts each; who borrowed it and what it is worth stand beside.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from shelflist.cataloguing import characters, extent
from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Reading, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.lists import plain_fields, plain_reading
from shelflist.readers.shapes import json, members
from shelflist.readers.trackers import reading as own

NAME = "onmyshelf"
VERSION = 1

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "contributors": ("author", "editor", "translator", "illustrator", "director", "artist"),
    "imprints": ("publisher", "pub_year"),
    "date": ("pub_year",),
    "extent": ("pages", "format"),
    "series": ("series", "series_number"),
    "isbns": ("isbn",),
    "subjects": ("genre",),
    "languages": ("language",),
    "summary": ("summary",),
    "links": ("source",),
    "reading": ("read", "rating", "comments", "quantity", "created"),
}
PERSONAL: dict[str, str] = {
    "read": "status",
    "rating": "rating",
    "comments": "review",
    "quantity": "owned",
    "created": "dates",
    "updated": "dates",
    **dict.fromkeys(("signed", "condition", "location", "price", "purchase_date", "value", "lent", "loans", "pendingLoans", "askingLoans",
                     "borrowable", "visibility", "collectionId", "owner"), "private"),
}  # fmt: skip

KINDS = {
    "books": "",
    "comics": "comic",
    "movies": "film",
    "music": "music",
    "boardgames": "board game",
    "videogames": "game",
}
ROLES = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "director": "drt",
    "artist": "art",
}
MAPPED = frozenset(["id", "title", "subtitle", "publisher", "pub_year", "pages", "format", "series", "series_number", "isbn", "genre", "language",
                    "summary", "source", "read", "rating", "comments", "quantity", "created", *ROLES])  # fmt: skip
_TYPE = re.compile(rb'"type"\s*:\s*"([a-z_-]{1,40})"')
_ITEMS = re.compile(rb'"(?:properties|items)"\s*:')


def sniff(head: bytes, name: str) -> bool:
    """An object whose keys are a collection's of OnMyShelf."""
    return json.first(head) == "{" and {"visibility", "borrowable", "properties", "type", "owner"} <= json.keys(head)


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk an item."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk an item, beside its collection's type. Raises BadSource: nested too deeply."""
    source = iter(blocks)
    head = b""
    while not _ITEMS.search(head) and len(head) < 65_536 and (more := next(source, b"")):
        head += more
    end = _ITEMS.search(head)
    kind = _TYPE.search(head, 0, end.start() if end else len(head))
    opening = b'{"type": "%s", "item": ' % (kind[1] if kind else b"books")
    for chunk in members.stream(chain([head], source), "items"):
        yield chunk if chunk.problem else Chunk(opening + chunk.data + b"}", chunk.number, warnings=chunk.warnings)


def parse(chunk: Chunk) -> Book:
    """One item → Book. Raises BadRecord: not an item, no title."""
    made, warnings = json.parse(chunk)
    item = made.get("item")
    if not isinstance(item, dict):
        raise BadRecord("record", "not an item of a collection")
    try:
        found = _fields(item)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None
    values: dict[str, list[str]] = {}
    for field in found:
        values.setdefault(field.tag, []).extend(text for code, text in field.subfields if not code)

    def first(tag: str) -> str:
        return next(iter(values.get(tag, [])), "")

    book = plain.start(chunk, NAME, first("id"), found)
    book.warnings += [Warning(*warning) for warning in warnings]
    plain.title(book, "title", first("title"), first("subtitle"))
    for tag, role in ROLES.items():
        plain.people(book, tag, values.get(tag, []), role, direct=True)
    plain.imprint(book, "publisher", [], values.get("publisher", []), first("pub_year"))
    plain.pages(book, "pages", first("pages"))
    carrier = plain.clean(book, "format", first("format")).lower()
    book.carrier = extent.carrier(carrier) or carrier
    for n, text in enumerate(values.get("series", [])):
        plain.series(book, "series", text, "" if n else first("series_number"))
    if not book.series:
        plain.leftover(book, "series_number", first("series_number"))
    for text in values.get("isbn", []):
        plain.isbns(book, "isbn", text)
    for text in values.get("genre", []):
        plain.subject(book, "genre", text, "genre")
    for text in values.get("language", []):
        plain.language(book, "language", text)
    for text in values.get("summary", []):
        plain.summary(book, "summary", text)
    for text in values.get("source", []):
        plain.link(book, "source", text)
    kind = made.get("type")
    book.record_type = KINDS.get(kind, kind[:40]) if isinstance(kind, str) else ""
    _reading(book, values)
    for field in found:
        if field.tag not in MAPPED:
            pairs = [(code, kept) for code, text in field.subfields if (kept := characters.clean(text, plain.LONG)[0])]
            book.extra += [Extra(field.tag, "", pairs)] if pairs else []
    plain.nonfiling(book)
    return book


def _fields(item: dict[str, Any]) -> list[Extra]:
    """The item's own values under their names, what stands beside them under its; objects within are told by their codes."""
    found: list[Extra] = []
    beside = {key: value for key, value in item.items() if key != "properties"}
    properties = item.get("properties")
    for key, value in [*(properties.items() if isinstance(properties, dict) else []), *beside.items()]:
        if isinstance(value, dict | list) and any(
            isinstance(one, dict | list) for one in (value.values() if isinstance(value, dict) else value)
        ):
            pairs = [(field.tag, text) for field in json.fields({"": value}) for _, text in field.subfields]
        elif isinstance(value, dict):
            pairs = [(code, json.string(text)) for code, text in value.items()]
        elif isinstance(value, bool):
            pairs = [("", str(value).lower())]
        else:
            pairs = [("", text) for text in json.strings(value)]
        made = [(plain_fields.safe(code).strip("/"), plain_fields.safe(text)) for code, text in pairs if text]
        found += [Extra(plain_fields.safe(key), "", made)] if made else []
    return found


def _reading(book: Book, values: dict[str, list[str]]) -> None:
    def first(tag: str) -> str:
        return next(iter(values.get(tag, [])), "")

    reading = Reading()
    reading.status = "read" if own.yes(first("read")) else ""
    rating = plain_reading.stars(first("rating"), 5)
    reading.rating = rating or None
    if rating is None:
        plain.leftover(book, "rating", first("rating"))
    reading.review = "\n".join(characters.clean(text, plain.LONG)[0] for text in values.get("comments", []))
    quantity = first("quantity")
    reading.owned = int(quantity) if quantity.isdecimal() and len(quantity) < 6 else None
    reading.added = plain_reading.iso(first("created"))[0]
    if reading != Reading():
        book.reading = reading
