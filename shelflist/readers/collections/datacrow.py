"""Data Crow's XML export (datacrow.org: `data-crow-objects` with a `book`, `movie`, … for each item).

What stands in a list of things (`authors/author/name`) is said again as one text (`authors-list`): that one is passed over.
"""

from collections.abc import Iterable, Iterator

from shelflist.cataloguing import characters, extent
from shelflist.model import Book, Extra, Reading
from shelflist.readers import Chunk, plain
from shelflist.readers.lists import plain_reading
from shelflist.readers.shapes import xml

NAME = "datacrow"
VERSION = 1
ROOT = "data-crow-objects"

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "contributors": (
        "authors/author/name",
        "artists/artist/name",
        "directors/director/name",
        "translators/translator/name",
    ),
    "edition": ("edition-type", "edition-comment"),
    "imprints": ("publishers/publisher/name", "year"),
    "date": ("year",),
    "extent": ("pages", "binding"),
    "series": ("series", "volume-nr", "volume-name"),
    "isbns": ("isbn-10", "isbn-13"),
    "subjects": ("category", "categories/category/name", "genres/genre/name"),
    "languages": ("languages/language/name",),
    "summary": ("description",),
    "links": ("webpage",),
    "reading": ("state", "rating", "tags/tag/name", "created"),
}
PERSONAL: dict[str, str] = {
    "state": "status",
    "rating": "rating",
    "created": "dates",
    "modified": "dates",
    **dict.fromkeys(("tags/tag/name", "tags-list"), "tags"),
    **dict.fromkeys(
        ("container", "container/name", "container-list", "available", "days", "days-loaned", "due-date", "item-value", "lend-by", "lend-by/name",
         "loan-start-date", "loan-end-date", "loan-status", "user-long-text-field", "user-numeric-field-1", "user-numeric-field-2",
         "user-short-text-field-1", "user-short-text-field-2", "filename", "filehash", "filehash-type", "filesize"),
        "private",
    ),
}  # fmt: skip

KINDS = {
    "book": "",
    "movie": "film",
    "music-album": "music",
    "musicalbum": "music",
    "audio-cd": "music",
    "audiocd": "music",
}
"""Element of an item → what it is; any other is called as its element is."""

ROLES = {
    "authors/author/name": "aut",
    "artists/artist/name": "art",
    "directors/director/name": "drt",
    "translators/translator/name": "trl",
}
SUBJECTS = ("category", "categories/category/name", "genres/genre/name")
MAPPED = frozenset(
    ["id", "item", "label", "title", "subtitle", "edition-type", "edition-comment", "publishers/publisher/name", "year", "pages", "binding",
     "series", "volume-nr", "volume-name", "isbn-10", "isbn-13", "languages/language/name", "description", "webpage", "state", "rating",
     "tags/tag/name", "created", *ROLES, *SUBJECTS]
)  # fmt: skip
STATES = {
    "read": "read",
    "reading": "reading",
    "currently reading": "reading",
    "to read": "want",
    "not read": "want",
    "unread": "want",
}


def sniff(head: bytes, name: str) -> bool:
    """XML whose root is Data Crow's."""
    return any(xml.local(tag) == ROOT for tag, _ in xml.opening(head, 1))


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk an item."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk an item. Raises BadSource: entities, a foreign document type."""
    return xml.stream(blocks, lambda path: len(path) == 2 and path[0] == ROOT)


def parse(chunk: Chunk) -> Book:
    """One item → Book. Raises BadRecord: not XML, no title."""
    item = xml.tree(chunk.data)
    found = xml.fields(item)
    values: dict[str, list[str]] = {}
    for field in found:
        values.setdefault(field.tag, []).extend(text for code, text in field.subfields if not code and text)

    def first(tag: str) -> str:
        return next(iter(values.get(tag, [])), "")

    book = plain.start(chunk, NAME, first("id"), found)
    plain.title(book, "title", first("title") or first("label"), first("subtitle"))
    for tag, role in ROLES.items():
        plain.people(book, tag, values.get(tag, []), role, direct=True)
    plain.imprint(book, "publishers/publisher/name", [], values.get("publishers/publisher/name", []), first("year"))
    book.edition = plain.clean(
        book, "edition-type", "; ".join(t for t in (first("edition-type"), first("edition-comment")) if t)
    )
    plain.pages(book, "pages", first("pages"))
    carrier = plain.clean(book, "binding", first("binding")).lower()
    book.carrier = extent.carrier(carrier) or carrier
    volume = " ".join(text for text in (first("volume-nr"), first("volume-name")) if text)
    plain.series(book, "series", first("series"), volume)
    if volume and not book.series:
        plain.leftover(book, "volume-nr", volume)
    for tag in ("isbn-13", "isbn-10"):
        plain.isbns(book, tag, first(tag))
    for tag in SUBJECTS:
        for text in values.get(tag, []):
            plain.subject(book, tag, text, "genre")
    for text in values.get("languages/language/name", []):
        plain.language(book, "languages/language/name", text)
    plain.summary(book, "description", first("description"))
    plain.link(book, "webpage", first("webpage"))
    kind = xml.local(item.tag)
    book.record_type = KINDS.get(kind, kind)
    _reading(book, values)
    book.extra += [
        made
        for field in found
        if field.tag not in MAPPED and not _said_twice(field, values) and (made := _clean(field))
    ]
    plain.nonfiling(book)
    return book


def _said_twice(field: Extra, values: dict[str, list[str]]) -> bool:
    """Whether a text only repeats a list that stands in the item: "authors-list"."""
    stem = field.tag.removesuffix("-list")
    return stem != field.tag and any(tag.startswith(f"{stem}/") for tag in values)


def _clean(field: Extra) -> Extra | None:
    pairs = [(code, made) for code, text in field.subfields if (made := characters.clean(text, plain.LONG)[0])]
    return Extra(field.tag, "", pairs) if pairs else None


def _reading(book: Book, values: dict[str, list[str]]) -> None:
    reading = Reading()
    for text in values.get("state", []):
        reading.status = STATES.get(text.lower(), "")
        if not reading.status:
            plain.leftover(book, "state", text)
    for text in values.get("rating", []):
        found = plain_reading.stars(text, 10)
        reading.rating = found or None
        if found is None:
            plain.leftover(book, "rating", text)
    reading.tags = list(
        dict.fromkeys(made for text in values.get("tags/tag/name", []) if (made := characters.clean(text)[0]))
    )
    reading.added = plain_reading.iso(next(iter(values.get("created", [])), ""))[0]
    if reading != Reading():
        book.reading = reading
