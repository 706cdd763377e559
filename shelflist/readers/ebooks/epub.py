"""EPUB: the package document and the table of contents out of its ZIP → Book (EPUB 3.3, OCF; EPUB 2: OPF 2.0.1 with NCX).

Three members are read and no other: META-INF/container.xml, the package that it names, and the package's table of contents.
A file that is not what it seems (names that lead out of it, links, sizes that lie, what is locked) is refused as a whole.
Covers and texts stay where they are: the record only says what the cover's file is called.
"""

import json
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from shelflist.cataloguing import contents
from shelflist.errors import BadRecord, BadSource, shorten
from shelflist.model import Book, Chapter, Extra, Warning
from shelflist.readers import Chunk
from shelflist.readers.ebooks import opf
from shelflist.readers.shapes import text as texts
from shelflist.readers.shapes import xml

NAME = "epub"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = {**opf.ORIGINS, "contents": ("table of contents",)}
PERSONAL: dict[str, str] = opf.PERSONAL

MOST_BYTES = 4 << 20
MOST_BYTES_IN_ALL = 20 << 20
MOST_MEMBERS = 100_000
MOST_ENTRIES = 2_000
"""Bytes of a member, of all that are read, members of a ZIP, entries of a table of contents."""

CONTAINER = "META-INF/container.xml"
FRONT = frozenset(("titlepage", "halftitle", "half-titlepage", "imprint", "colophon", "title-page", "cover page"))
BACK = frozenset(("uncopyright", "footnotes", "also by the author", "about the publisher"))
"""What tables of contents of e-books call front and back matter, besides the words of `cataloguing.contents`."""

_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError,
    NotImplementedError, RuntimeError, OverflowError, MemoryError,
)  # fmt: skip
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:html|ncx)[\s>]", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """A ZIP that says that it is an EPUB, or that has a container in its first members."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    return b"application/epub+zip" in head or CONTAINER.encode() in head


def split(data: bytes) -> Iterator[Chunk]:
    """The book as one chunk: its package and table of contents, as JSON. Raises BadSource."""
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise BadSource("", f"it has more than {MOST_MEMBERS} files in it: this is no book")
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return iter(list(_chunks(packed)))
    except _FAULTS as error:
        raise BadSource("", f"its ZIP cannot be read ({shorten(str(error))}): copy or export it again") from None


def _chunks(packed: zipfile.ZipFile) -> Iterator[Chunk]:
    members = {one.filename: one for one in packed.infolist()}
    for one in packed.infolist():
        _check(one)
    taken: list[int] = []

    def member(path: str) -> bytes:
        return _read(packed, members[path], taken)

    if CONTAINER not in members:
        raise BadSource("", f"it has no {CONTAINER}: it is no EPUB")
    path = _package_path(member(CONTAINER), members)
    directory = posixpath.dirname(path)
    for chunk in opf.split(member(path)):
        if chunk.problem:
            yield Chunk(chunk.data, chunk.number, problem=f"{path}: {chunk.problem}")
            continue
        warnings: list[tuple[str, str, str]] = []
        toc = _table(chunk.data, directory, members, member, warnings)
        made = {"opf": chunk.data.decode("utf-8", "replace"), "toc": toc}
        yield Chunk(json.dumps(made, ensure_ascii=False).encode(), chunk.number, warnings=tuple(warnings))
        return


def _check(member: zipfile.ZipInfo) -> None:
    """Refuses a member that leads out of the file. Raises BadSource."""
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name):
        raise BadSource("", f"a file in it is called {shorten(name)!r}, which leads out of it: make the book again")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadSource("", f"{shorten(name)!r} in it is a link to another file: make the book again")


def _read(packed: zipfile.ZipFile, member: zipfile.ZipInfo, taken: list[int]) -> bytes:
    """A member's bytes, within the limits. Raises BadSource."""
    name = shorten(member.filename)
    if member.flag_bits & 1:
        raise BadSource("", f"{name!r} in it is locked by a password: unlock the book")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadSource("", f"{name!r} in it is packed in a way that no EPUB may use: make the book again")
    with packed.open(member) as handle:
        made = handle.read(MOST_BYTES + 1)
    taken.append(len(made))
    if len(made) > MOST_BYTES or member.file_size > MOST_BYTES or sum(taken) > MOST_BYTES_IN_ALL:
        raise BadSource("", f"{name!r} in it unfolds to more than {MOST_BYTES >> 20} MiB: this is no book")
    return made


def _tree(data: bytes, what: str) -> Element:
    """A member's root element. Raises BadSource."""
    found = next(xml.stream([data], lambda path: len(path) == 1), None)
    if found is None or found.problem:
        raise BadSource("", f"{what}: {found.problem if found else 'nothing in it'}")
    try:
        return xml.tree(found.data)
    except BadRecord as error:
        raise BadSource("", f"{what}: {error.reason}") from None


def _package_path(container: bytes, members: dict[str, zipfile.ZipInfo]) -> str:
    """The name of the package, by the container: the first of several is the book's default. Raises BadSource."""
    named: list[str] = []
    for one in _tree(container, CONTAINER).iter():
        if isinstance(one.tag, str) and xml.local(one.tag) == "rootfile":
            named.append(xml.attribute(one, "full-path"))
    for path in named:
        for form in (path, unquote(path)):
            if form in members:
                return form
    raise BadSource(
        "", f"{CONTAINER} names no package that is in it ({shorten(', '.join(named))}): make the book again"
    )


def _table(
    package: bytes,
    directory: str,
    members: dict[str, zipfile.ZipInfo],
    member: Callable[[str], bytes],
    warnings: list[tuple[str, str, str]],
) -> str:
    """The text of the table of contents: the navigation document, else the NCX; "" where there is none."""
    try:
        manifest = xml.child(xml.tree(package), "manifest")
    except BadRecord:
        return ""
    items = xml.children(manifest, "item") if manifest is not None else []
    navigation = [i for i in items if "nav" in xml.attribute(i, "properties").split()]
    ncx = [i for i in items if xml.attribute(i, "media-type") == "application/x-dtbncx+xml"]
    for item in [*navigation, *ncx]:
        path = posixpath.normpath(posixpath.join(directory, unquote(xml.attribute(item, "href"))))
        if path not in members:
            warnings.append(("table of contents", f"{shorten(path)!r} is not in the book", "left out"))
            continue
        text = texts.whole(member(path))
        root = _ROOT.search(text)
        if root:
            return texts.decode(text[root.start() :])[0]
        warnings.append(("table of contents", f"{shorten(path)!r} is not one", "left out"))
    return ""


# --- the book -------------------------------------------------------------------------------------------------


def parse(chunk: Chunk) -> Book:
    """The book of a chunk of `split`. Raises BadRecord."""
    try:
        made = json.loads(chunk.data)
        package, toc = made["opf"], made["toc"]
        book = opf.book(chunk, NAME, xml.tree(package.encode("utf-8", "replace")))
        _contents(book, toc)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise BadRecord("record", "not what was read from an EPUB") from None
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None
    return book


def _contents(book: Book, toc: str) -> None:
    """The table of contents, two levels of it (parts and chapters) as chapters and all of it in the record."""
    if not toc:
        return
    try:
        found = _entries(xml.tree(toc.encode("utf-8", "replace")))
    except BadRecord as error:
        book.warnings.append(Warning("table of contents", error.reason, "left out"))
        return
    if len(found) > MOST_ENTRIES:
        reason = f"{len(found)} entries"
        book.warnings.append(Warning("table of contents", reason, f"the first {MOST_ENTRIES} are kept"))
    found = found[:MOST_ENTRIES]
    pairs = [(str(level), text) for level, text in found]
    if pairs:
        book.records[0].fields.append(Extra("table of contents", "", pairs))
    for level, text in found:
        made = contents.entry(text) if level < 3 else None
        if made is not None:
            book.contents.append(_kind(made))


def _kind(chapter: Chapter) -> Chapter:
    word = chapter.title.casefold().strip(" .")
    if not chapter.number and word in FRONT | BACK:
        chapter.kind = "front" if word in FRONT else "back"
    return chapter


def _entries(root: Element) -> list[tuple[int, str]]:
    """(level from 1, text) of a navigation document or of an NCX, in reading order."""
    if xml.local(root.tag).lower() == "ncx":
        top = xml.child(root, "navMap")
        return list(_points(top, 1)) if top is not None else []
    navs = [one for one in root.iter() if isinstance(one.tag, str) and xml.local(one.tag).lower() == "nav"]
    nav = next(
        (one for one in navs if "toc" in xml.attribute(one, "type").split()), navs[0] if len(navs) == 1 else None
    )
    listed = xml.child(nav, "ol")
    return list(_items(listed, 1)) if listed is not None else []


def _points(parent: Element, level: int) -> Iterator[tuple[int, str]]:
    for point in xml.children(parent, "navPoint"):
        text = xml.value(point, "navLabel", "text")
        if text:
            yield level, text
        yield from _points(point, level + 1)


def _items(parent: Element, level: int) -> Iterator[tuple[int, str]]:
    for item in xml.children(parent, "li"):
        label = next((kid for kid in xml.children(item) if xml.local(kid.tag) in ("a", "span")), None)
        text = xml.content(label)
        if text:
            yield level, text
        for inner in xml.children(item, "ol"):
            yield from _items(inner, level + 1)
