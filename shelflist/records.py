"""content/records/ → remembered rows: each file's format, each record's book or rejection, parsed once and kept.

A record is known by the digest of its own bytes and its reader's version, so that a record that moves inside its file,
or to another file, is not parsed again.
"""

from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from hashlib import blake2b
from pathlib import Path

import msgspec

from shelflist import catalogue, store, workers
from shelflist.errors import BadSource
from shelflist.model import Book, Warning
from shelflist.readers import Chunk, Rejection, parse, reader, recognise
from shelflist.settings import SourceRule
from shelflist.store import FileRows, Row, Store

PARALLEL = 400
"""Fewer new records than this are parsed without forking."""

Parsed = tuple[bytes, bytes, list[tuple[str, str, str]], tuple[str, str, str] | None]
"""A parsed record on its way between processes: book, entry, warnings, or the rejection."""


def chunk_digest(format: str, version: int, data: bytes) -> bytes:
    """What a record is remembered by."""
    return blake2b(data, digest_size=16, person=f"{format}/{version}"[:16].encode()).digest()


def format_of(file: str, data: bytes, rules: Sequence[SourceRule]) -> str:
    """The format that site.toml forces on a file of content/records/, else that of its content. Raises BadSource."""
    name = file.removeprefix("content/records/")
    for rule in rules:
        if fnmatchcase(name, rule.file):
            return rule.format
    return recognise(data, file)


def parse_one(format: str, chunk: Chunk) -> Parsed:
    """One record as it is remembered. `source` is left blank: where a record stands is not part of it."""
    made = parse(format, chunk)
    if isinstance(made, Rejection):
        return b"", b"", [], (made.field, made.reason, made.record_id)
    return pack(made)


def pack(book: Book) -> Parsed:
    """A book as it is remembered: without the place where its record stands, which may move."""
    book.source.file, book.source.number = "", 0
    warnings = [(w.field, w.reason, w.outcome) for w in book.warnings]
    blob = store.encode(book)
    entry = catalogue.entry(book, blake2b(blob, digest_size=12).digest())
    return blob, store.encode(entry), warnings, None


def rows(
    files: dict[str, tuple[Path, bytes]],
    rules: Sequence[SourceRule],
    memory: Store,
    jobs: int,
    told: Callable[[int, int], None],
) -> tuple[dict[str, FileRows], dict[str, str]]:
    """(every file's rows, the files that no reader could read with the reason). `files`: name → (path, digest)."""
    index = memory.open()
    result: dict[str, FileRows] = {}
    refused: dict[str, str] = {}
    wanted: list[tuple[str, Chunk]] = []
    places: list[tuple[str, int]] = []
    known: dict[bytes, Row] | None = None
    for file, (path, digest) in files.items():
        old = index.files.get(file)
        if old is not None and old.digest == digest and digest and not rules:
            result[file] = old
            continue
        known = memory.rows_by_digest() if known is None else known
        try:
            data = path.read_bytes()
            format = format_of(file, data, rules)
            if old is not None and old.digest == digest and old.format == format:
                result[file] = old
                continue
            chunks = list(reader(format).split(data))
        except OSError as error:
            refused[file] = f"{error.strerror}: check who may read it"
            continue
        except BadSource as error:
            refused[file] = error.reason
            continue
        made = FileRows(digest, format, [])
        version = reader(format).VERSION
        for chunk in chunks:
            key = chunk_digest(format, version, chunk.data)
            row = known.get(key)
            if row is None:
                places.append((file, len(made.rows)))
                wanted.append((format, chunk))
                row = Row(key, format=format)
            made.rows.append(row)
        result[file] = made
    for (file, place), parsed in zip(places, _parse_all(wanted, jobs, told), strict=True):
        _fill(result[file].rows[place], parsed, memory)
    return result, refused


def _parse_all(wanted: list[tuple[str, Chunk]], jobs: int, told: Callable[[int, int], None]) -> Iterable[Parsed]:
    done = 0

    def heard(number: int) -> None:
        nonlocal done
        done += number
        told(done, len(wanted))

    return workers.run(wanted, _parse_batch, jobs, PARALLEL, heard)


def _parse_batch(batch: Sequence[tuple[str, Chunk]]) -> list[Parsed]:
    return [parse_one(format, chunk) for format, chunk in batch]


def _fill(row: Row, parsed: Parsed, memory: Store) -> None:
    blob, entry, warnings, rejected = parsed
    if rejected is not None:
        row.rejected = (rejected[0], rejected[1], rejected[2])
        return
    row.offset, row.length, row.check = memory.put(blob)
    row.entry = msgspec.msgpack.decode(entry, type=catalogue.Entry)
    row.warnings = [Warning(*warning) for warning in warnings]
