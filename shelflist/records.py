"""content/records/ → remembered rows: each file's format, each record's book or rejection, parsed once and kept.

A record is known by the digest of its own bytes and its reader's version, so that a record that moves inside its file,
or to another file, is not parsed again.
"""

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import cast

import msgspec

from shelflist import catalogue, personal, store, workers
from shelflist.errors import BadSource
from shelflist.model import Book, Warning
from shelflist.readers import Chunk, Rejection, blocks, chunks, parse, reader, recognise
from shelflist.settings import SourceRule
from shelflist.store import FileRows, Row, Store

WAITING = 64_000_000
"""Bytes of records that wait to be parsed at most."""

PARALLEL = 400
"""Fewer new records than this are parsed without forking."""

Parsed = tuple[bytes, bytes, list[tuple[str, str, str]], tuple[str, str, str] | None]
"""A parsed record on its way between processes: book, entry, warnings, or the rejection."""


Allowed = frozenset[str]
"""The kinds of personal data that may be published (`[personal] publish`)."""


def personal_of(format: str) -> Mapping[str, str]:
    """The fields of a format that hold personal data, with their kinds."""
    return cast(Mapping[str, str], getattr(reader(format), "PERSONAL", {}))


def chunk_digest(format: str, version: int, chunk: Chunk, allowed: Allowed = frozenset()) -> bytes:
    """What a record is remembered by: its bytes, what was wrong around them, what read them, what of it may be kept."""
    found = blake2b(chunk.data, digest_size=16, person=f"{format}/{version}"[-16:].encode())
    if allowed and personal_of(format):
        found.update("\0".join(sorted(allowed)).encode())
    if chunk.problem or chunk.warnings:
        found.update(repr((chunk.problem, chunk.warnings)).encode("utf-8", "surrogatepass"))
    return found.digest()


def rule_of(file: str, rules: Sequence[SourceRule]) -> SourceRule | None:
    """What site.toml says of a file of content/records/: the first rule that names it."""
    name = file.removeprefix("content/records/")
    return next((rule for rule in rules if fnmatchcase(name, rule.file)), None)


def format_of(file: str, data: bytes, rules: Sequence[SourceRule]) -> str:
    """The format that site.toml forces on a file of content/records/, else that of its content. Raises BadSource."""
    rule = rule_of(file, rules)
    if rule and (rule.format or rule.columns):
        return rule.format or "plain-table"  # only a table has columns that somebody must explain
    return recognise(data, file)


def parse_one(format: str, chunk: Chunk, allowed: Allowed = frozenset()) -> Parsed:
    """One record as it is remembered. `source` is left blank: where a record stands is not part of it."""
    made = parse(format, chunk)
    if isinstance(made, Rejection):
        return b"", b"", [], (made.field, made.reason, made.record_id)
    fields = personal_of(format)
    if fields or made.reading is not None:
        personal.keep(made, fields, allowed)
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
    allowed: Allowed = frozenset(),
) -> tuple[dict[str, FileRows], dict[str, str]]:
    """(every file's rows, the files that no reader could read with the reason). `files`: name → (path, digest)."""
    index = memory.open()
    result: dict[str, FileRows] = {}
    refused: dict[str, str] = {}
    pending = Pending(memory, jobs, told, allowed)
    known: dict[bytes, Row] | None = None
    for file, (path, digest) in files.items():
        old = index.files.get(file)
        rule = rule_of(file, rules)
        how = _how(rule, allowed)
        if old is not None and old.digest == digest and digest and old.how == how:
            result[file] = old
            continue
        known = memory.rows_by_digest() if known is None else known
        try:
            with path.open("rb") as handle:
                content = blocks(file, handle)
                first = next(content, b"")
                format = format_of(file, first, rules)
                made = FileRows(digest, format, [], how)
                version = reader(format).VERSION
                for chunk in chunks(format, chain([first], content), rule.columns if rule else None):
                    key = chunk_digest(format, version, chunk, allowed)
                    row = known.get(key)
                    if row is None:
                        row = Row(key, format=format)
                        pending.add(row, format, chunk)
                    made.rows.append(row)
                result[file] = made
        except OSError as error:
            refused[file] = f"{error.strerror}: check who may read it"
        except BadSource as error:
            refused[file] = error.reason
    pending.parse()
    return result, refused


def _how(rule: SourceRule | None, allowed: Allowed) -> bytes:
    """A digest of how a file is read besides what its content says."""
    told = (rule.format, sorted(rule.columns.items())) if rule else ()
    return blake2b(repr((told, sorted(allowed))).encode(), digest_size=8).digest() if told or allowed else b""


class Pending:
    """Records that wait to be parsed, so many that forking pays and so few that memory holds them."""

    def __init__(self, memory: Store, jobs: int, told: Callable[[int, int], None], allowed: Allowed) -> None:
        self._memory = memory
        self._allowed = allowed
        self._jobs = jobs
        self._told = told
        self._rows: list[Row] = []
        self._wanted: list[tuple[str, Chunk]] = []
        self._bytes = self._done = self._total = 0

    def add(self, row: Row, format: str, chunk: Chunk) -> None:
        """One more; its row is filled at the latest by `parse`."""
        self._rows.append(row)
        self._wanted.append((format, chunk))
        self._bytes += len(chunk.data)
        self._total += 1
        if self._bytes > WAITING:
            self.parse()

    def parse(self) -> None:
        """Fills the rows of all that wait."""
        found = workers.run(self._wanted, self._parse_batch, self._jobs, PARALLEL, self._heard)
        for row, parsed in zip(self._rows, found, strict=True):
            _fill(row, parsed, self._memory)
        self._rows, self._wanted, self._bytes = [], [], 0
        self._memory.spill()

    def _parse_batch(self, batch: Sequence[tuple[str, Chunk]]) -> list[Parsed]:
        return [parse_one(format, chunk, self._allowed) for format, chunk in batch]

    def _heard(self, number: int) -> None:
        self._done += number
        self._told(self._done, self._total)


def _fill(row: Row, parsed: Parsed, memory: Store) -> None:
    blob, entry, warnings, rejected = parsed
    if rejected is not None:
        row.rejected = (rejected[0], rejected[1], rejected[2])
        return
    row.offset, row.length, row.check = memory.put(blob)
    row.entry = msgspec.msgpack.decode(entry, type=catalogue.Entry)
    row.warnings = [Warning(*warning) for warning in warnings]
