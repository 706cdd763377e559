"""What the site's folder holds of ours: `.shelflist-manifest` names every file with its digest, and how it stood.

The manifest decides what may be replaced or deleted; stats (size and time of change) only save reading the files.
"""

import os
import re
from array import array
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from shelflist.errors import shorten

MARKER = ".shelflist-manifest"
FIRST_LINE = "shelflist 1"
LONGEST = 240
Manifest = dict[str, bytes]
"""Path below the site's folder, with `/` → the first 16 bytes of the SHA-256 of the file's content."""

Staged = dict[str, int]
"""Path of a file that was staged → its stamp (`_stamp`)."""


def content_digest(data: bytes) -> bytes:
    """The digest of a file's content, as the manifest has it."""
    return sha256(data, usedforsecurity=False).digest()[:16]


class Digest:
    """The same of a content that comes piece by piece."""

    def __init__(self) -> None:
        self._hash = sha256(usedforsecurity=False)

    def update(self, data: bytes) -> None:
        """One more piece."""
        self._hash.update(data)

    def digest(self) -> bytes:
        """What `content_digest` says of all pieces in one."""
        return self._hash.digest()[:16]


def stamp(info: os.stat_result) -> int:
    """8 bytes from a file's size and time of change: one that is touched has another."""
    return (info.st_mtime_ns ^ (info.st_size << 40)) & 0xFFFF_FFFF_FFFF_FFFF


_PLAIN_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def check_path(path: str) -> str:
    """The path, if it may be published: relative, below the folder, not too long. Raises ValueError."""
    if len(path) <= 200 and _PLAIN_PATH.fullmatch(path):
        return path
    parts = path.split("/")
    if not path or path.startswith("/") or "\\" in path or "\0" in path or len(path.encode()) > LONGEST:
        raise ValueError(f"{shorten(path)!r} cannot be the path of a page")
    if any(part in ("", ".", "..") or len(part.encode()) > 200 for part in parts) or parts[0].startswith("."):
        raise ValueError(f"{shorten(path)!r} cannot be the path of a page")
    return path


class Known(msgspec.Struct, frozen=True):
    """A manifest beside its text, for a process that stays: where the text still stands it need not be read again."""

    text: bytes
    manifest: Manifest


def read_manifest(out: Path) -> Manifest:
    """What the last build left in this folder; empty where there is no manifest or it is not one."""
    return parsed(marker(out))


def marker(out: Path) -> bytes:
    """The manifest's text as it stands; empty where there is none."""
    try:
        return (out / MARKER).read_bytes()
    except OSError:
        return b""


def parsed(data: bytes) -> Manifest:
    """A manifest from its text; empty where it is none."""
    try:
        first, _, rest = data.decode("utf-8").partition("\n")
        if first != FIRST_LINE:
            return {}
        return {line[33:]: bytes.fromhex(line[:32]) for line in rest.splitlines()}
    except ValueError:
        return {}


def text_of(manifest: Manifest) -> bytes:
    """A manifest as text: our mark, then a line a file, digest and path."""
    rows = [f"{digest.hex()} {path}\n" for path, digest in sorted(manifest.items())]
    return (FIRST_LINE + "\n" + "".join(rows)).encode()


def changed_text(text: bytes, old: Manifest, new: Manifest, changed: Sequence[str]) -> bytes:
    """The manifest's text where so few lines differ that writing it anew would be most of the work."""
    for path in changed:
        text = text.replace(f"{old[path].hex()} {path}\n".encode(), f"{new[path].hex()} {path}\n".encode(), 1)
    return text


class Snapshot(msgspec.Struct, array_like=True):
    """How our files stood: their paths, a line each, and 8 bytes for each from its size and time of change."""

    paths: str = ""
    stamps: bytes = b""


def snapshot(out: Path, manifest: Manifest, before: Snapshot, staged: Staged | None) -> Snapshot:
    """How all our files stand now. Where it is known what was `staged` since `before`, no other file is looked at."""
    paths = [MARKER, *sorted(manifest)]
    names = "\n".join(paths)
    if staged is None:
        return Snapshot(names, _stamps(out, paths).tobytes())
    known: dict[str, int] = {}
    if len(staged) + 1 < len(paths):
        stamps = array("Q", before.stamps)
        known = dict(zip(before.paths.split("\n"), stamps, strict=True)) if before.paths else {}
    known.update(staged)
    known[MARKER] = _stamps(out, [MARKER])[0]
    return Snapshot(names, array("Q", [known.get(path, 0) for path in paths]).tobytes())


def verify(out: Path, before: Snapshot) -> bool:
    """Whether every file stands as it did: size and time of change. Reads no content."""
    if not before.paths:
        return False
    found = _stamps(out, before.paths.split("\n"))
    return 0 not in found and found.tobytes() == before.stamps


def _stamps(out: Path, paths: Sequence[str]) -> "array[int]":
    """A number for each file, 0 for one that is not there."""
    found = array("Q")
    try:
        folder = os.open(out, os.O_RDONLY)
    except OSError:
        return array("Q", [0] * len(paths))
    stat, add = os.stat, found.append
    try:
        for path in paths:
            try:
                info = stat(path, dir_fd=folder, follow_symlinks=False)
            except OSError:
                add(0)
                continue
            add(stamp(info))
    finally:
        os.close(folder)
    return found


def standing(out: Path, manifest: Manifest) -> Manifest:
    """The part of the manifest whose files stand with the content that it names: reads them all."""
    found = {}
    for path, digest in manifest.items():
        try:
            if content_digest((out / path).read_bytes()) == digest:
                found[path] = digest
        except OSError:
            continue
    return found
