"""The files that a build is made of, found and hashed: regular files below the site's folder, in one fixed order.

Links that lead out of their folder are not followed, hidden files and editors' leavings are not read. A file's stat
may save reading it; what decides is the digest of its content.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from shelflist.errors import shorten
from shelflist.report import Warned
from shelflist.store import Seen

FRESH_NS = 2_000_000_000
"""A file changed within two seconds of the scan is read again: its clock may be too coarse to show a second change."""


def ignored(name: str) -> bool:
    """Whether a file's name says that it is not content: hidden, a backup, a lock, a swap or temporary file."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak")) or name == "4913"


def walk(folder: Path, warnings: list[Warned] | None = None) -> Iterator[tuple[str, os.stat_result]]:
    """(path from `folder` with `/`, stat) of every regular file, sorted. What cannot be read is a warning."""
    root = os.path.realpath(folder)
    # A folder counts once, by its real name rather than a link's, whatever order the disk lists them in.
    pending, links = [(root, "")], list[tuple[str, str]]()
    found: list[tuple[str, os.stat_result]] = []
    seen: set[tuple[int, int]] = set()
    while pending or links:
        place, prefix = pending.pop() if pending else links.pop(0)
        try:
            info = os.stat(place)
            if (info.st_dev, info.st_ino) in seen:
                continue
            seen.add((info.st_dev, info.st_ino))
            with os.scandir(place) as rows:
                entries = sorted(rows, key=lambda entry: os.fsencode(entry.name))
        except FileNotFoundError:
            continue
        except OSError as error:
            _warn(warnings, prefix, error.strerror or "cannot be read")
            continue
        for entry in entries:
            name = prefix + entry.name
            if ignored(entry.name):
                continue
            reason = _refused(entry, root)
            if reason:
                _warn(warnings, name, reason)
                continue
            info = entry.stat()
            if stat.S_ISDIR(info.st_mode):
                (links if entry.is_symlink() else pending).append((entry.path, name + "/"))
            else:
                found.append((name, info))
    return iter(sorted(found, key=lambda item: item[0].encode("utf-8", "surrogateescape")))


def _refused(entry: "os.DirEntry[str]", root: str) -> str:
    """Why a name in a folder is not read, or ""."""
    try:
        entry.name.encode("utf-8")
    except UnicodeEncodeError:
        return "the file's name is not UTF-8: rename it"
    if not entry.name.isprintable():
        return "the file's name holds control characters: rename it"
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return f"{error.strerror}: a link that leads nowhere?"
    if entry.is_symlink() and not (os.path.realpath(entry.path) + "/").startswith(root + "/"):
        return "a link that leads out of the folder is not followed: copy the file here"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "neither a file nor a folder"
    return ""


def _warn(warnings: list[Warned] | None, name: str, reason: str) -> None:
    if warnings is not None:
        warnings.append(Warned(shorten(name, 200), 0, "", "", reason, "left out"))


def digest(data: bytes) -> bytes:
    """The digest that stands for a file's content."""
    return blake2b(data, digest_size=16).digest()


def scan(places: dict[str, Path], warnings: list[Warned] | None = None) -> dict[str, tuple[Path, os.stat_result]]:
    """Every input: a name that never depends on where the site stands → (its path, stat)."""
    found: dict[str, tuple[Path, os.stat_result]] = {}
    for name, place in places.items():
        if place.is_file():
            found[name] = (place, place.stat())
            continue
        mine: list[Warned] = []
        for path, info in walk(place, mine):
            found[f"{name}/{path}"] = (place / path, info)
        if warnings is not None:
            for warning in mine:
                warning.file = f"{name}/{warning.file}"
            warnings.extend(mine)
    return found


def look(found: dict[str, tuple[Path, os.stat_result]], before: dict[str, Seen]) -> dict[str, Seen]:
    """What the inputs hold now; a file whose stat stands as it was seen is not read. Unreadable files have no digest."""
    now = time.time_ns()
    result: dict[str, Seen] = {}
    for name, (path, info) in found.items():
        old = before.get(name)
        if (
            old is not None
            and (old.size, old.mtime, old.inode) == (info.st_size, info.st_mtime_ns, info.st_ino)
            and abs(now - info.st_mtime_ns) > FRESH_NS
        ):
            result[name] = old
            continue
        try:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, lambda: blake2b(digest_size=16)).digest()
        except OSError:
            content = b""
        result[name] = Seen(info.st_size, info.st_mtime_ns, info.st_ino, content)
    return result
