"""The table of readers, and what every format shares: finding the reader, splitting, parsing, limits.

A reader is a module with `NAME`, `VERSION` (raise it when its result changes) and three small functions:

    sniff(head: bytes, name: str) -> bool      is this file mine? (first 64 KiB, file name as a hint at most)
    split(data: bytes) -> Iterator[Chunk]      one record's own bytes each; survives anything
    parse(chunk: Chunk) -> Book                raises BadRecord and nothing else

Where the format allows it there is `stream(blocks) -> Iterator[Chunk]` besides, which reads a file block by block, so
that a large one is never in memory as a whole. A reader says of its format, as data:

    ORIGINS: field of Book → the source's fields from which the map may take it (the staff view looks there)
    PERSONAL: field of the source → the kind of personal data that it holds (`shelflist.personal`), where there are any

So a bad record never touches its neighbours and a parsed record can be remembered by its bytes.
Readers are imported when a file asks for them: a build that parses nothing loads none.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import BinaryIO, Protocol, cast

import msgspec

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Warning

FORMATS: dict[str, str] = {
    "unimarc": "shelflist.readers.marc.unimarc",
    "marc21": "shelflist.readers.marc.marc21",
    "marcxml": "shelflist.readers.marc.marcxml",
    "marc-json": "shelflist.readers.marc.marc_json",
    "marc-text": "shelflist.readers.marc.marc_text",
    "pica": "shelflist.readers.pica.pica",
    "mods": "shelflist.readers.metadata.mods",
    "dublin-core": "shelflist.readers.metadata.dublin_core",
    "onix": "shelflist.readers.metadata.onix",
    "opf": "shelflist.readers.ebooks.opf",
    "epub": "shelflist.readers.ebooks.epub",
    "opds": "shelflist.readers.ebooks.opds",
    "opds2": "shelflist.readers.ebooks.opds2",
    "calibre-db": "shelflist.readers.ebooks.calibre_db",
    "calibre-csv": "shelflist.readers.ebooks.calibre_csv",
    "ris": "shelflist.readers.citations.ris",
    "bibtex": "shelflist.readers.citations.bibtex",
    "csl-json": "shelflist.readers.citations.csl_json",
    "endnote": "shelflist.readers.citations.endnote",
    "endnote-xml": "shelflist.readers.citations.endnote_xml",
    "zotero-rdf": "shelflist.readers.citations.zotero_rdf",
    "zotero-csv": "shelflist.readers.citations.zotero_csv",
    "goodreads": "shelflist.readers.trackers.goodreads",
    "storygraph": "shelflist.readers.trackers.storygraph",
    "librarything": "shelflist.readers.trackers.librarything",
    "librarything-tsv": "shelflist.readers.trackers.librarything_tsv",
    "openlibrary-log": "shelflist.readers.trackers.openlibrary_log",
    "babelio": "shelflist.readers.trackers.babelio",
    "openreads": "shelflist.readers.trackers.openreads",
    "libib": "shelflist.readers.trackers.libib",
    "bookwyrm": "shelflist.readers.trackers.bookwyrm",
    "bookwyrm-user": "shelflist.readers.trackers.bookwyrm_user",
    "hardcover": "shelflist.readers.trackers.hardcover",
    "jelu": "shelflist.readers.trackers.jelu",
    "tellico": "shelflist.readers.collections.tellico",
    "datacrow": "shelflist.readers.collections.datacrow",
    "delicious": "shelflist.readers.collections.delicious",
    "onmyshelf": "shelflist.readers.collections.onmyshelf",
    "web-catalogue": "shelflist.readers.collections.web_catalogue",
    "labelled-html": "shelflist.readers.display.labelled_html",
    "labelled": "shelflist.readers.display.labelled",
    "plain-table": "shelflist.readers.lists.plain_table",
    "plain-list": "shelflist.readers.lists.plain_list",
}
"""Format name (as in `[[sources]]` and `--as`) → module, in the order in which they are asked to sniff."""

HEAD = 65_536
BLOCK = 8_000_000
"""Bytes of a file that are read at once."""

LONGEST_FILE = 8_000_000_000
"""Bytes that a packed file may unfold to."""

MOST_SUBJECTS = 200
"""A record with more subject headings than this is a fault of its export: the first ones are kept."""

TABLE = "plain-table"
"""The format whose columns the owner may name."""

Columns = Mapping[str, str]
"""A table's own column → the field that it holds (`[sources.columns]`)."""


class Chunk(msgspec.Struct, frozen=True):
    """One record's own bytes, with its number in the file, from 1.

    `problem` says why these bytes cannot be a record (a file that breaks off, a row that does not close): the chunk is
    then a rejection. `warnings` are (field, reason, outcome) of what was wrong between this record and the one before.
    """

    data: bytes
    number: int
    file: str = ""
    problem: str = ""
    warnings: tuple[tuple[str, str, str], ...] = ()


class Rejection(msgspec.Struct, array_like=True):
    """A record that could not become a book, and why."""

    field: str
    reason: str
    record_id: str = ""


class Reader(Protocol):
    """What a module of this package offers."""

    NAME: str
    VERSION: int
    ORIGINS: Mapping[str, tuple[str, ...]]
    sniff: Callable[[bytes, str], bool]
    split: Callable[[bytes], Iterator[Chunk]]
    parse: Callable[[Chunk], Book]


@cache
def reader(name: str) -> Reader:
    """The reader of a format of `FORMATS`."""
    return cast(Reader, import_module(FORMATS[name]))


def origins(name: str) -> Mapping[str, tuple[str, ...]]:
    """From which fields of its records a format's map takes each field of a book; a note's are the book's own."""
    return reader(name).ORIGINS if name in FORMATS else NOTE


NOTE: dict[str, tuple[str, ...]] = {
    "title": ("title",), "subtitle": ("subtitle",), "responsibility": ("responsibility",), "edition": ("edition",),
    "contributors": ("authors", "editors", "translators"), "imprints": ("publisher", "place"), "date": ("year",),
    "extent": ("extent", "pages"), "series": ("series",), "subjects": ("subjects",), "languages": ("language",),
    "summary": ("summary",), "isbns": ("isbn",),
}  # fmt: skip


def recognise(data: bytes, file: str) -> str:
    """The name of the format of this file's content. Raises BadSource when no reader knows it."""
    if not data.strip(b"\x00\t\n\r \x1a\xef\xbb\xbf"):
        raise BadSource(file, "the file is empty: remove it, or put records into it")
    head = data[:HEAD]
    for name in FORMATS:
        if reader(name).sniff(head, file):
            return name
    from shelflist.readers.shapes import xml

    if reason := xml.refusal(head):
        raise BadSource(file, reason)
    raise BadSource(
        file,
        "no reader knows this format: is it an export of records? docs/formats.md lists what can be read; "
        'or name the format with [[sources]] file = "…" format = "…" in site.toml',
    )


def blocks(file: str, handle: BinaryIO, size: int = 0) -> Iterator[bytes]:
    """A file's content, block by block; one that is packed by gzip is unfolded. Raises BadSource where it cannot be."""
    size = size or BLOCK
    packed = handle.read(2) == b"\x1f\x8b"
    handle.seek(0)
    source: BinaryIO = cast(BinaryIO, gzip.GzipFile(fileobj=handle)) if packed else handle
    total = 0
    try:
        while block := source.read(size):
            total += len(block)
            if packed and total > LONGEST_FILE:
                raise BadSource(file, "it unfolds to more than 8 GB: unpack it and keep what you need")
            yield block
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise BadSource(file, "it is packed by gzip, and damaged: copy or export it again") from None


def chunks(format: str, found: Iterable[bytes], columns: Columns | None = None) -> Iterator[Chunk]:
    """The records of a file, read block by block where its format allows it. `columns` is for tables alone.

    Raises BadSource: a map of columns for a format that has its own.
    """
    module = reader(format)
    stream = getattr(module, "stream", None)
    if columns and format != TABLE:
        reason = f'[sources.columns] is for tables, and this file is read as {format}: add format = "{TABLE}", or take it out'
        raise BadSource("", reason)
    if columns and stream is not None:
        return cast(Iterator[Chunk], stream(found, columns))
    if stream is not None:
        return cast(Iterator[Chunk], stream(found))
    return module.split(b"".join(found))


def identity(chunk: bytes) -> str:
    """An id for a record that has none of its own: from its bytes, so that it never depends on a position."""
    return "r" + blake2b(chunk, digest_size=6).hexdigest()


def parse(format: str, chunk: Chunk) -> Book | Rejection:
    """The chunk's book, within the limits that hold for every format, or why it is none."""
    if chunk.problem:
        return Rejection("", chunk.problem)
    try:
        book = reader(format).parse(chunk)
    except BadRecord as error:
        return Rejection(error.field, error.reason, error.record_id)
    if not book.id:
        book.id = identity(chunk.data)
    book.warnings += [Warning(*warning) for warning in chunk.warnings]
    if len(book.subjects) > MOST_SUBJECTS:
        reason = f"{len(book.subjects)} subject headings"
        book.warnings.append(Warning("subjects", reason, f"the first {MOST_SUBJECTS} are kept"))
        del book.subjects[MOST_SUBJECTS:]
    return book
