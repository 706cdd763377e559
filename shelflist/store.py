"""What earlier builds remembered, in `.shelflist/`: may be deleted at any time, and is never trusted.

Three files. `records` holds the parsed books, one after another, only ever appended to; `index` says where each lies,
with its entry and its checksum; `state` answers "nothing changed" without reading the others. `index` and `state` open
with the engine's own digest and a checksum of what follows: from another version, cut short or damaged they count as
absent, and the build starts afresh.
"""

import os
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from shelflist.catalogue import Entry, Label
from shelflist.errors import BuildFailed
from shelflist.manifests import Snapshot, Staged
from shelflist.model import Book, Picture, Struct, Warning
from shelflist.notes import Note

T = TypeVar("T")


FRESH = 64_000_000
"""Bytes of new books that are kept in memory until the build ends."""


class Row(Struct):
    """A remembered record: its chunk's digest, where its book lies, and what the catalogue needs of it.

    `rejected` is (field, reason, id) instead. `offset` and `length` are into `records`, `check` the crc32 there.
    """

    digest: bytes
    offset: int = 0
    length: int = 0
    check: int = 0
    entry: Entry | None = None
    rejected: tuple[str, str, str] | None = None
    warnings: list[Warning] = []
    format: str = ""


class FileRows(Struct):
    """A remembered file: its content's digest, the format that read it, its rows in order.

    `how` is the digest of what site.toml said of reading it, b"" where that was nothing.
    """

    digest: bytes
    format: str
    rows: list[Row]
    how: bytes = b""


class Index(Struct):
    """Everything remembered of the input and of the pages: see the fields' types.

    `site` is the digest of the manifest of which `traces` speak. `merged` are books of several records: the digest of
    these → their common entry, and what they contradict each other in. `covers` are pictures made ready (`shelflist.covers`).
    """

    files: dict[str, FileRows] = {}
    notes: dict[str, tuple[bytes, Note]] = {}
    labels: dict[str, Label] = {}
    traces: dict[str, bytes] = {}
    site: bytes = b""
    end: int = 0
    merged: dict[bytes, tuple[Entry, list[Warning]]] = {}
    covers: dict[bytes, Picture] = {}


class Seen(Struct):
    """A file as it stood: size, mtime in ns, inode, and the digest of its content."""

    size: int
    mtime: int
    inode: int
    digest: bytes


class State(Struct):
    """The last build in short: its inputs, what they came to, the files it left, its report as JSON.

    `pages` is the digest of the book pages, `search` that of the ones that the search index was made of.
    """

    inputs: dict[str, Seen] = {}
    options: bytes = b""
    snapshot: Snapshot = msgspec.field(default_factory=Snapshot)
    report: bytes = b""
    pages: bytes = b""
    search: bytes = b""


def engine_digest() -> bytes:
    """One digest of the engine's own code and lists: what another version remembered is not used."""
    found = blake2b(digest_size=16)
    root = Path(__file__).parent
    for file in sorted([*root.rglob("*.py"), *root.glob("cataloguing/data/*.txt"), *root.rglob("*.mo")]):
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.digest()


def _load(file: Path, kind: type[T], engine: bytes) -> T | None:
    """A remembered value, or None: absent, damaged, or of another version."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if data[:16] != engine or data[16:32] != blake2b(data[32:], digest_size=16).digest():
        return None
    try:
        return msgspec.msgpack.decode(data[32:], type=kind)
    except (msgspec.MsgspecError, ValueError):
        return None


def _save(file: Path, value: Any, engine: bytes) -> None:
    data = msgspec.msgpack.encode(value)
    temporary = file.with_name(file.name + ".tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(engine + blake2b(data, digest_size=16).digest() + data)
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _forgotten(file, error) from None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _forgotten(file: Path, error: OSError) -> BuildFailed:
    return BuildFailed(
        f"{file}: {error.strerror}: the site was made, but what was learnt could not be kept for the next"
    )


class Store:
    """The memory of one site. A resident process keeps it between builds; any other loads it and saves it once, or only
    reads it (`writes` false).

    `made` is what a resident process keeps of its last whole build, for shelflist.resident; `pending` is the manifest
    of a build that has not been saved yet, `pending_search` whether that build made the search index of its pages,
    `staged` what was written since the last snapshot (None: any file may have been).
    """

    def __init__(self, folder: Path, *, forget: bool = False, resident: bool = False, writes: bool = True) -> None:
        self.folder = folder
        self.writes = writes
        self.resident = resident
        self.made: Any = None
        self.pending: dict[str, bytes] | None = None
        self.pending_search = False
        self.staged: Staged | None = None
        self.engine = engine_digest()
        self.state = State()
        self.index: Index | None = None
        self.fresh: dict[int, bytes] = {}
        self._end = 0
        self._file = -1
        if forget:
            self.index = Index()
        else:
            self.state = _load(folder / "state", State, self.engine) or State()

    def forget(self) -> None:
        """Everything anew: nothing of an earlier build is used."""
        self.state, self.index, self.made, self.fresh, self._end = State(), Index(), None, {}, 0
        self._close()

    def open(self) -> Index:
        """The index, loaded when it is first wanted."""
        if self.index is None:
            found = _load(self.folder / "index", Index, self.engine)
            self.index = found if found and found.end <= _size(self.folder / "records") else Index()
            self._end = self.index.end
        return self.index

    def rows_by_digest(self) -> dict[bytes, Row]:
        """Remembered rows by their chunk's digest and format, whichever file they stood in."""
        return {row.digest: row for file in self.open().files.values() for row in file.rows}

    def owe(self, manifest: dict[str, bytes], staged: Staged | None) -> None:
        """A build left this manifest and wrote these files (None: any of them): to be remembered."""
        if self.pending is not None:
            staged = None if staged is None or self.staged is None else self.staged | staged
        self.pending, self.staged = manifest, staged

    def put(self, blob: bytes) -> tuple[int, int, int]:
        """Keeps a book's bytes: (offset, length, checksum). They reach the disk with `save`."""
        offset = self._end
        self.fresh[offset] = blob
        self._end += len(blob)
        return offset, len(blob), crc32(blob)

    def spill(self) -> None:
        """Writes new books out when they are many: what no index names yet does no harm in the file."""
        if self.writes and sum(map(len, self.fresh.values())) > FRESH:
            self._append(self.folder / "records")

    def blob(self, row: Row) -> bytes:
        """A book's bytes. Raises Damaged when they are not what they were, or gone: the build then starts afresh."""
        found = self.fresh.get(row.offset)
        try:
            if found is None:
                if self._file < 0:
                    self._file = os.open(self.folder / "records", os.O_RDONLY)
                found = os.pread(self._file, row.length, row.offset)
        except OSError:
            raise Damaged(str(self.folder / "records")) from None
        if crc32(found) != row.check:
            raise Damaged(str(self.folder / "records"))
        return found

    def book(self, row: Row) -> Book:
        """A remembered book."""
        return _decode_book(self.blob(row))

    def save(self) -> None:
        """Everything to the disk, the index last. Books that no row names any more go when they are half of the file."""
        index = self.open()
        live = sum(row.length for file in index.files.values() for row in file.rows)
        if self._end > 2 * live + 1_000_000:
            self._compact(index)
        if self.fresh:
            self._append(self.folder / "records")
        index.end = self._end
        _save(self.folder / "index", index, self.engine)

    def _append(self, file: Path) -> None:
        start = min(self.fresh)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with file.open("r+b" if start else "wb") as out:
                out.seek(start)
                out.writelines(self.fresh[offset] for offset in sorted(self.fresh))
                out.truncate()
        except OSError as error:
            raise _forgotten(file, error) from None
        self.fresh = {}
        self._close()

    def save_state(self) -> None:
        """The short memory, last of all: it speaks for everything else."""
        _save(self.folder / "state", self.state, self.engine)

    def _compact(self, index: Index) -> None:
        rows = [row for file in index.files.values() for row in file.rows if row.length]
        blobs = [self.blob(row) for row in rows]
        self.fresh, self._end = {}, 0
        self._close()
        (self.folder / "index").unlink(missing_ok=True)
        for row, blob in zip(rows, blobs, strict=True):
            row.offset, row.length, row.check = self.put(blob)

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class Damaged(Exception):
    """The remembered books do not match their checksums: the build starts afresh without them."""


_decode_book = msgspec.msgpack.Decoder(Book).decode
encode = msgspec.msgpack.Encoder().encode
