"""OPDS 1.x: a catalogue feed of Atom, or one entry of it → Book (OPDS 1.2, RFC 4287, DCMI terms, schema.org).

An entry that leads to another feed and offers no book is no record: a warning says how many there were. dcterms:issued is
the date of publication; Atom's published and updated are those of the entry. What calibre's server writes at the head of a
description (RATING, TAGS, SERIES, columns of the owner) is read as what it is.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, tostring

from shelflist.errors import BadRecord
from shelflist.model import Book, Extra
from shelflist.readers import Chunk, plain
from shelflist.readers.ebooks import calibre, ebooks
from shelflist.readers.shapes import text as texts
from shelflist.readers.shapes import xml

NAME = "opds"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("alternativeHeadline", "title"),
    "contributors": ("author/name", "author/sort_name", "contributor/name", "contributor", "creator", "author"),
    "imprints": ("publisher",),
    "date": ("issued",),
    "extent": ("extent",),
    "series": ("Series", "series", "content SERIES"),
    "isbns": ("id", "identifier"),
    "identifiers": ("id", "identifier"),
    "classes": ("category",),
    "subjects": ("category", "subject", "content TAGS"),
    "languages": ("language",),
    "summary": ("summary", "content", "description"),
    "notes": ("category", "rights"),
    "links": ("link", "id", "identifier"),
    "reading": ("content RATING", *calibre.PERSONAL),
}
PERSONAL: dict[str, str] = {"content RATING": "rating", **calibre.PERSONAL}

MARKS = ("opds-spec.org", "profile=opds-catalog", "librarysimplified.org/terms", "opds-catalog")
"""What an attribute of a catalogue holds, and no other feed's."""

ACQUISITION = "http://opds-spec.org/acquisition"
_OWN = frozenset(("self", "alternate", "related", "contributor", "issues", "edit", "via", "license"))
"""Relations that lead to nothing that is in the catalogue's tree."""

_BOOKISH = frozenset(
    ("language", "issued", "publisher", "identifier", "extent", "pwid", "distribution", "Series", "series", "isPartOf", "alternativeHeadline")
)  # fmt: skip
"""Elements that only a book's entry has."""

SCHEMES: tuple[tuple[str, str, str], ...] = (
    ("librarysimplified.org/terms/genres", "genre", ""),
    ("librarysimplified.org/terms/fiction", "genre", ""),
    ("schema.org/audience", "audience", ""),
    ("schema.org/typicalagerange", "audience", ""),
    ("terms/lcsh", "topic", "lcsh"),
    ("id.loc.gov/authorities/subjects", "topic", "lcsh"),
    ("bisg.org", "topic", "bisacsh"),
    ("bisac", "topic", "bisacsh"),
    ("thema", "topic", "thema"),
    ("fast", "topic", "fast"),
    ("terms/lcc", "class", "lcc"),
    ("terms/ddc", "class", "ddc"),
    ("terms/udc", "class", "udc"),
    ("dewey", "class", "ddc"),
)
"""What the address of a category's scheme holds, in lower case → (kind of subject, or "class" or "audience"; scheme)."""

TYPES = {
    "application/epub+zip": "EPUB", "application/pdf": "PDF", "application/x-mobipocket-ebook": "MOBI", "text/html": "HTML",
    "application/audiobook+json": "audiobook", "application/vnd.amazon.ebook": "Kindle", "text/plain": "text",
    "application/x-cbz": "CBZ", "application/vnd.comicbook+zip": "CBZ", "application/kepub+zip": "Kobo EPUB",
    "application/webpub+json": "web publication", "image/vnd.djvu": "DjVu", "application/fb2+zip": "FictionBook",
}  # fmt: skip
"""Media type → how a link to such a file is called."""

_CALIBRE_LINE = re.compile(r"^([^\W\d_][\w ]{0,39}): (\S.*)$", re.DOTALL)
_NO_TITLE = "librarysimplified.org/terms/problem/no-title"


def sniff(head: bytes, name: str) -> bool:
    """A feed or an entry of Atom of which some attribute is a catalogue's."""
    found = xml.opening(head, 600)
    if not found or xml.local(found[0][0]) not in ("feed", "entry"):
        return False
    return any(mark in value for _, attributes in found for value in attributes.values() for mark in MARKS)


def split(data: bytes) -> Iterator[Chunk]:
    """The entries that are books."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same, block by block. Entries that lead to other feeds are counted in a warning of the record beside them."""
    held: Chunk | None = None
    number = passed = 0
    for chunk in xml.stream(blocks, lambda path: path in (["feed", "entry"], ["entry"])):
        if not chunk.problem and _navigation(chunk.data):
            passed += 1
            continue
        if held is not None:
            yield held
        number += 1
        held = Chunk(chunk.data, number, problem=chunk.problem, warnings=_passed(passed))
        passed = 0
    if held is not None:
        yield Chunk(held.data, held.number, problem=held.problem, warnings=held.warnings + _passed(passed))


def _passed(count: int) -> tuple[tuple[str, str, str], ...]:
    what = "an entry that leads" if count == 1 else f"{count} entries that lead"
    return (("entry", f"{what} to another feed", "passed over: it is no book"),) if count else ()


def _navigation(data: bytes) -> bool:
    """Whether an entry leads to another feed and offers no book."""
    if ACQUISITION.encode() in data:
        return False
    try:
        entry = xml.tree(data)
    except BadRecord:
        return False
    if any(xml.local(kid.tag) in _BOOKISH for kid in xml.children(entry)):
        return False
    return any(_leads_on(link) for link in xml.children(entry, "link"))


def _leads_on(link: Element) -> bool:
    rel, kind = xml.attribute(link, "rel"), xml.attribute(link, "type").replace(" ", "")
    if rel in _OWN or "/image" in rel:
        return False
    return kind.startswith("application/atom+xml") and "type=entry" not in kind


# --- one entry ------------------------------------------------------------------------------------------------


def parse(chunk: Chunk) -> Book:
    """The book of an entry. Raises BadRecord."""
    try:
        return _book(chunk, xml.tree(chunk.data))
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _book(chunk: Chunk, entry: Element) -> Book:
    lines, rest = _calibre_lines(entry)
    identity = xml.value(entry, "id")
    book = plain.start(chunk, NAME, identity, _fields(entry, lines, rest))
    used: set[int] = set()
    title = xml.child(entry, "title")
    said = "" if _NO_TITLE in xml.content(title) else texts.without_markup(_markup(title))
    plain.title(book, "title", said, xml.value(entry, "alternativeHeadline"))
    xml.take(used, title, xml.child(entry, "id"), xml.child(entry, "alternativeHeadline"))
    _people(book, entry, used)
    for one in xml.children(entry, "language"):
        plain.language(book, "language", xml.content(one))
        xml.take(used, one)
    _publication(book, entry, used)
    for one in xml.children(entry, "identifier"):
        ebooks.identifier(book, "identifier", xml.content(one))
        xml.take(used, one)
    ebooks.identifier(book, "id", identity)
    _categories(book, entry, used)
    _series(book, entry, used)
    _links(book, entry, used)
    _texts(book, entry, used, rest)
    plain.nonfiling(book)
    kind = xml.attribute(entry, "additionalType").rpartition("/")[2].lower()
    book.record_type = {"audiobook": "audiobook", "periodical": "periodical", "publicationissue": "issue"}.get(kind, "")
    _calibre(book, lines)
    book.extra.extend(extra for extra in xml.fields(entry, used) if extra.tag != "entry")
    return book


def _fields(entry: Element, lines: list[tuple[str, str]], rest: str) -> list[Extra]:
    """The entry field by field; what calibre put at the head of the description stands in fields of its own."""
    found = xml.fields(entry)
    if not lines:
        return found
    made = [extra for extra in found if extra.tag.partition("/")[0] != "content"]
    text = texts.without_markup(rest)
    made.extend([Extra("content", "", [("", text)])] if text else [])
    return [*made, *_line_fields(lines)]


def _line_fields(lines: list[tuple[str, str]]) -> list[Extra]:
    made: list[Extra] = []
    for label, text in lines:
        known = label in ("RATING", "TAGS", "SERIES")
        made.append(
            Extra(f"content {label}" if known else _column(label, text).tag(), "", [("" if known else label, text)])
        )
    return made


def _column(label: str, text: str) -> calibre.Column:
    return calibre.Column(label, label, "", [text])


def _people(book: Book, entry: Element, used: set[int]) -> None:
    """Authors, then contributors by their role."""
    for tag, default in (("author", "aut"), ("creator", "aut"), ("contributor", "ctb")):
        for one in xml.children(entry, tag):
            name = xml.value(one, "name") or (xml.content(one) if not xml.children(one) else "")
            codes = ebooks.roles([xml.attribute(one, "role")], default)
            ebooks.person(book, tag, name, xml.value(one, "sort_name"), codes)
            used.add(id(one))
            xml.take(used, *xml.children(one, "name", "sort_name"))


def _publication(book: Book, entry: Element, used: set[int]) -> None:
    issued, when = xml.children(entry, "issued"), ""
    if issued:
        when = ebooks.published(book, "issued", xml.content(issued[0]))
    publishers = xml.children(entry, "publisher")
    plain.imprint(book, "publisher", [], [xml.content(one) for one in publishers], when)
    extents = xml.children(entry, "extent", "numberOfPages")
    for one in extents:
        plain.pages(book, "extent", xml.content(one))
    xml.take(used, *issued[:1], *publishers, *extents)


def _categories(book: Book, entry: Element, used: set[int]) -> None:
    """Categories by their scheme; the label is the heading, the term where there is none."""
    for one in xml.children(entry, "category"):
        label, term = xml.attribute(one, "label"), xml.attribute(one, "term")
        address = xml.attribute(one, "scheme").lower()
        kind, scheme = next(((kind, name) for mark, kind, name in SCHEMES if mark in address), ("keyword", ""))
        if kind == "audience":
            plain.note(book, "category", label or term, "audience")
        elif kind == "class":
            plain.class_number(book, "category", term or label, scheme)
        else:
            plain.subject(book, "category", label or term, kind, scheme)
        xml.take(used, one)
    for one in xml.children(entry, "subject"):
        plain.subject(book, "subject", xml.content(one))
        xml.take(used, one)


def _series(book: Book, entry: Element, used: set[int]) -> None:
    for one in xml.children(entry, "Series", "series"):
        name = xml.attribute(one, "name") or xml.content(one)
        plain.series(book, "Series", name, ebooks.index(xml.attribute(one, "position")))
        xml.take(used, one)


def _links(book: Book, entry: Element, used: set[int]) -> None:
    """Where the book can be had, and its page; addresses that are not whole stay extra fields, as do images."""
    for one in xml.children(entry, "link"):
        rel, kind = xml.attribute(one, "rel"), xml.attribute(one, "type").partition(";")[0].strip().lower()
        address = xml.attribute(one, "href")
        wanted = rel.startswith(ACQUISITION) or (rel in ("alternate", "related", "") and kind == "text/html")
        if wanted and address.lower().startswith(("http://", "https://")):
            plain.link(book, "link", address, xml.attribute(one, "title") or TYPES.get(kind, ""))
            used.add(id(one))


def _texts(book: Book, entry: Element, used: set[int], rest: str) -> None:
    """Content, or the summary; a summary that is only the beginning of the content stays an extra field."""
    content, summary = xml.child(entry, "content"), xml.child(entry, "summary")
    plain.summary(book, "content", rest)
    xml.take(used, content)
    short = texts.without_markup(_markup(summary)).rstrip(".… ")
    if short and not texts.without_markup(rest).startswith(short):
        plain.summary(book, "summary", _markup(summary))
        xml.take(used, summary)
    for one in xml.children(entry, "description"):
        plain.summary(book, "description", _markup(one))
        xml.take(used, one)
    for one in xml.children(entry, "rights"):
        plain.note(book, "rights", xml.content(one), "access")
        xml.take(used, one)


def _markup(element: Element | None) -> str:
    """A text construct of Atom as text or HTML: type xhtml has its markup inside."""
    if element is None:
        return ""
    if not xml.children(element):
        return element.text or ""
    inner = (element.text or "") + "".join(tostring(kid, "unicode") for kid in xml.children(element))
    return re.sub(r"<(/?)[A-Za-z][\w.-]*:", r"<\1", inner)


def _calibre_lines(entry: Element) -> tuple[list[tuple[str, str]], str]:
    """(what calibre's server says in lines before the description, the rest of the content)."""
    whole = _markup(xml.child(entry, "content"))
    if not any("/get/" in xml.attribute(link, "href") for link in xml.children(entry, "link")):
        return [], whole
    parts = texts.paragraphs(whole[: plain.LONG * 2])
    lines: list[tuple[str, str]] = []
    for part in parts:
        match = _CALIBRE_LINE.match(part)
        if not match or not (match[1] in ("RATING", "TAGS", "SERIES") or _column(match[1], match[2]).kind()):
            break
        lines.append((match[1], match[2]))
    return (lines, "\n\n".join(parts[len(lines) :])) if lines else ([], whole)


def _calibre(book: Book, lines: list[tuple[str, str]]) -> None:
    rating: int | None = None
    columns: list[calibre.Column] = []
    for label, text in lines:
        if label == "RATING":
            rating = min(20, text.count("★") * 4 + text.count("½") * 2) or None
        elif label == "TAGS":
            for one in text.split(","):
                plain.subject(book, "content TAGS", one)
        elif label == "SERIES":
            name, _, place = text.rpartition(" [")
            plain.series(book, "content SERIES", name or text, ebooks.index(place.rstrip("]")) if name else "")
        else:
            columns.append(_column(label, text))
    calibre.read(book, rating, "", columns)
