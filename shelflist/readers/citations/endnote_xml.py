"""EndNote's XML, as EndNote, Bookends, Mendeley and Zotero write it: `records` of `record`.

Rules: EndNote's RSXML document type and its table of fields by reference type. A text may stand in runs of `style`, which
are joined. `ref-type` says by its name, else by its number, what the reference is; that decides what the secondary and
tertiary titles and authors are.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from shelflist.model import Book
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import item_types, references
from shelflist.readers.citations.references import Value
from shelflist.readers.shapes import xml

NAME = "endnote-xml"
VERSION = 1
TABLE: dict[str, str] = {
    "titles/title": "title", "titles/short-title": "short-title", "titles/translated-title": "translated-title",
    "titles/secondary-title": "host", "titles/tertiary-title": "series", "titles/alt-title": "host-short",
    "periodical/full-title": "host", "periodical/abbr-1": "host-short", "alt-periodical/full-title": "host-short",
    "alt-periodical/abbr-1": "host-short", "volume": "volume", "number": "issue", "issue": "issue", "pages": "pages",
    "num-vols": "volume-count", "edition": "edition", "publisher": "publisher", "pub-location": "place", "dates/year": "date",
    "dates/pub-dates/date": "day", "work-type": "genre", "isbn": "standard-number", "electronic-resource-num": "doi",
    "urls/related-urls/url": "url", "urls/web-urls/url": "url", "urls/url": "url", "urls": "url", "abstract": "abstract",
    "notes": "note", "keywords/keyword": "keyword", "language": "language", "call-num": "call-number",
    "orig-pub": "original-publisher", "reviewed-item": "reviewed-title", "meeting-place": "event-place",
}  # fmt: skip
"""Path of an element in a record → the kind of thing that it holds; the type of the record changes some (`_kind`)."""

PEOPLE: dict[str, int] = {"authors": 0, "secondary-authors": 1, "tertiary-authors": 2, "subsidiary-authors": 3}
PERSONAL: dict[str, str] = {
    "database": "private", "research-notes": "private", "urls/pdf-urls/url": "private", "urls/text-urls/url": "private",
    "urls/image-urls/url": "private", "urls/pdf-urls": "private", "image": "private", "rating": "rating", "read-status": "status",
}  # fmt: skip
"""The owner's own: the path of the library on their machine, its files, notes on the reading."""

ORIGINS = references.origins(
    TABLE,
    contributors=tuple(f"contributors/{name}/author" for name in PEOPLE),
    series=("titles/secondary-title", "number"),
    reading=("research-notes",),
)
_REPEATED = frozenset(
    ("titles/alt-title", "periodical/full-title", "periodical/abbr-1", "alt-periodical/full-title", "alt-periodical/abbr-1")
)  # fmt: skip
"""Where writers say the secondary title again."""
_RANGE = re.compile(r"[A-Za-z]{0,3}\d{1,6}\s*[-–—]\s*[A-Za-z]{0,3}\d{1,6}")
_KEY = re.compile(r"[A-Za-z][^\s,;{}\"]{2,60}")


def sniff(head: bytes, name: str) -> bool:
    """Whether a `record` with a `ref-type` stands in `records` (some writers leave that out)."""
    del name
    found = [xml.local(tag) for tag, _ in xml.opening(head)]
    return bool(found) and found[0] in ("xml", "records") and "record" in found[:4] and "ref-type" in found


def _wanted(path: list[str]) -> bool:
    return path[-1] == "record" and "record" not in path[:-1]


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same, block by block."""
    return xml.stream(blocks, _wanted)


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not well-formed, no title and nothing that could stand for it."""
    record = xml.tree(chunk.data)
    _join(record)
    found = list(_texts(record, ""))
    given = dict(reversed(found))
    record_id = next((given[path] for path in ("label", "accession-num") if _KEY.fullmatch(given.get(path, ""))), "")
    book = plain.start(chunk, NAME, record_id, xml.fields(record))
    reference = xml.child(record, "ref-type")
    type_name = xml.attribute(reference, "name") if reference is not None else ""
    number = xml.content(reference)
    kind = item_types.TYPES.get(references.fold(type_name)) or item_types.ENDNOTE_NUMBERS.get(number)
    kind = kind or references.word(type_name)
    roles = _roles(kind, type_name, given)
    place = "article" if _in_periodical(given) else kind
    values: list[Value] = []
    for path, value in found:
        part = path.split("/")
        if part[0] == "contributors" and len(part) > 1:
            known = part[1] in PEOPLE
            values.append(Value("person" if known else "other", path, value, roles[PEOPLE[part[1]]] if known else ""))
        elif path in _REPEATED and value == given.get("titles/secondary-title"):
            continue
        elif path not in ("ref-type", "research-notes") and not (
            path in ("label", "accession-num") and value == record_id
        ):
            values.append(Value(_kind(path, value, place), path, value))
    references.fill(book, values, kind)
    book.reading = references.private(*(value for path, value in found if path == "research-notes"))
    return book


def _join(record: Element) -> None:
    """The runs of `style` in each element as its one text. White space that only lays the file out is left out."""
    for element in list(record.iter()):
        runs = xml.children(element, "style")
        if not runs or len(runs) != len(element):
            continue
        parts = [element.text or ""]
        for run in runs:
            parts += ["".join(run.itertext()), run.tail or ""]
        element.text = "".join(part for part in parts if part.strip() or "\n" not in part)
        for run in runs:
            element.remove(run)


def _texts(element: Element, path: str) -> Iterator[tuple[str, str]]:
    """(path, text) of all that holds text, in order; lines stay apart."""
    for child in xml.children(element):
        where = f"{path}/{xml.local(child.tag)}" if path else xml.local(child.tag)
        inner = xml.children(child)
        words = (child.text or "") if inner else "".join(child.itertext())
        lines = [" ".join(line.split()) for line in words.replace("\r", "\n").split("\n")]
        if made := "\n".join(filter(None, lines)):
            yield where, made
        if inner:
            yield from _texts(child, where)


def _in_periodical(given: dict[str, str]) -> bool:
    """Whether it stands on pages of a periodical, whatever its type says: many an article is called a book."""
    title = given.get("titles/secondary-title", "")
    return bool(title and title == given.get("periodical/full-title") and _RANGE.fullmatch(given.get("pages", "")))


def _roles(kind: str, type_name: str, given: dict[str, str]) -> tuple[str, ...]:
    roles = item_types.ENDNOTE_ROLES.get(kind, item_types.ENDNOTE_ROLES[""])
    if references.fold(type_name) == "editedbook":
        return ("edt", *roles[1:])
    if kind == "book" and not given.get("titles/secondary-title") and not given.get("titles/tertiary-title"):
        return (roles[0], "edt", *roles[2:])
    return roles


def _kind(path: str, value: str, kind: str) -> str:
    """The kind of an element's text in a reference of this kind."""
    if path == "titles/secondary-title" and kind in item_types.ENDNOTE_SERIES:
        return "series"
    if path.endswith(("periodical/full-title", "periodical/abbr-1", "alt-title")) and kind in item_types.ENDNOTE_SERIES:
        return "series"
    if path == "titles/secondary-title" and kind == "thesis":
        return "other"  # EndNote's "Academic Department"
    if path == "number" and (kind in item_types.ENDNOTE_SERIES or kind == "chapter"):
        return "series-number" if kind == "chapter" else "number"
    if path == "electronic-resource-num" and not re.search(r"10\.\d{4,9}/", value):
        return "other"
    if path.startswith("urls") and (value.startswith("<Go to") or value.lower().startswith(("file:", "internal-pdf:"))):
        return "other"
    return TABLE.get(path, "other")
