"""The table of readers, and what every format shares: finding the reader, splitting, parsing, limits.

A reader is a module with `NAME`, `VERSION` (raise it when its result changes) and three small functions:

    sniff(head: bytes, name: str) -> bool      is this file mine? (first 64 KiB, file name as a hint at most)
    split(data: bytes) -> Iterator[Chunk]      one record's own bytes each; survives anything
    parse(chunk: Chunk) -> Book                raises BadRecord and nothing else

and where each record ends with a byte that stands nowhere else, `END`: such a file is read block by block.

So a bad record never touches its neighbours and a parsed record can be remembered by its bytes.
Readers are imported when a file asks for them: a build that parses nothing loads none.
"""

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Protocol, cast

import msgspec

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Warning

FORMATS: dict[str, str] = {
    "unimarc": "shelflist.readers.unimarc",
    "marc21": "shelflist.readers.marc21",
    "labelled": "shelflist.readers.labelled",
}
"""Format name (as in `[[sources]]` and `--as`) → module, in the order in which they are asked to sniff."""

HEAD = 65_536
MOST_SUBJECTS = 200
"""A record with more subject headings than this is a fault of its export: the first ones are kept."""


class Chunk(msgspec.Struct, frozen=True):
    """One record's own bytes, with its number in the file, from 1."""

    data: bytes
    number: int
    file: str = ""


class Rejection(msgspec.Struct, array_like=True):
    """A record that could not become a book, and why."""

    field: str
    reason: str
    record_id: str = ""


class Reader(Protocol):
    """What a module of this package offers."""

    NAME: str
    VERSION: int
    sniff: Callable[[bytes, str], bool]
    split: Callable[[bytes], Iterator[Chunk]]
    parse: Callable[[Chunk], Book]


@cache
def reader(name: str) -> Reader:
    """The reader of a format of `FORMATS`."""
    return cast(Reader, import_module(FORMATS[name]))


def recognise(data: bytes, file: str) -> str:
    """The name of the format of this file's content. Raises BadSource when no reader knows it."""
    if not data.strip(b"\x00\t\n\r \x1a\xef\xbb\xbf"):
        raise BadSource(file, "the file is empty: remove it, or put records into it")
    head = data[:HEAD]
    for name in FORMATS:
        if reader(name).sniff(head, file):
            return name
    raise BadSource(
        file,
        "no reader knows this format. Readable now: MARC 21 and UNIMARC in ISO 2709, labelled catalogue text; "
        'or name the format with [[sources]] file = "…" format = "…" in site.toml',
    )


def identity(chunk: bytes) -> str:
    """An id for a record that has none of its own: from its bytes, so that it never depends on a position."""
    return "r" + blake2b(chunk, digest_size=6).hexdigest()


def parse(format: str, chunk: Chunk) -> Book | Rejection:
    """The chunk's book, within the limits that hold for every format, or why it is none."""
    try:
        book = reader(format).parse(chunk)
    except BadRecord as error:
        return Rejection(error.field, error.reason, error.record_id)
    if not book.id:
        book.id = identity(chunk.data)
    if len(book.subjects) > MOST_SUBJECTS:
        reason = f"{len(book.subjects)} subject headings"
        book.warnings.append(Warning("subjects", reason, f"the first {MOST_SUBJECTS} are kept"))
        del book.subjects[MOST_SUBJECTS:]
    return book
