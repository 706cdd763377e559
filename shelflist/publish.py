"""The site folder: staged beside it, swapped whole or replaced file by file, pruned by a manifest, locked.

A reader of the folder sees the old site or the new one. A build that changes much makes the whole tree in a hidden
folder beside it and exchanges the two in one step (`renameat2`, RENAME_EXCHANGE); one that changes little writes a
journal first and then renames each file over its place: whoever starts next completes what a kill left undone.
Only what the manifest (`.shelflist-manifest`) names is ever replaced or deleted. This holds against kills and errors;
against a loss of power only the journal is flushed to the disk, and the next build checks every file.
"""

import fcntl
import os
import re
import shutil
from array import array
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import TracebackType

import msgspec

from shelflist.errors import BuildFailed, shorten

MARKER = ".shelflist-manifest"
FIRST_LINE = "shelflist 1"
FEW = 200
"""So many changed files are always replaced one by one; beyond, a quarter of the site is swapped whole."""

PATCHED = 20
"""So few changed lines are changed in the manifest's text, where it is known."""

LONGEST = 240
Manifest = dict[str, bytes]
"""Path below the site's folder, with `/` → the first 16 bytes of the SHA-256 of the file's content."""

Staged = dict[str, int]
"""Path of a file that was staged → its stamp (`_stamp`)."""


class Outcome(msgspec.Struct):
    """What a commit did, in files."""

    written: int
    unchanged: int
    deleted: int


def content_digest(data: bytes) -> bytes:
    """The digest of a file's content, as the manifest has it."""
    return sha256(data, usedforsecurity=False).digest()[:16]


def _stamp(info: os.stat_result) -> int:
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


def _work_folder(out: Path) -> Path:
    return out.parent / f".{out.name}.shelflist"


def _failed(error: OSError, what: str) -> BuildFailed:
    place = f"{error.filename}: " if error.filename else ""
    return BuildFailed(f"{place}{error.strerror or error}: {what}; the site that stood before still stands")


class Target:
    """A site folder that is locked for one build.

    `manifest` names the files that are ours, `standing` those of them that are taken to be whole.
    """

    def __init__(self, out: Path, work: Path, lock: int) -> None:
        self.out = out
        self.work = work
        self.staging = work / "staging"
        self.manifest: Manifest = {}
        self.standing: Manifest = {}
        self.text = b""
        self._lock = lock
        self._place = -1
        self._made: set[str] = set()

    def __enter__(self) -> "Target":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Takes what is left of the staging away and lets the next build in."""
        if self._lock >= 0:
            if not (self.work / "journal").exists():
                _discard(self.staging)
            if self._place >= 0:
                os.close(self._place)
                self._place = -1
            os.close(self._lock)
            self._lock = -1

    def begin(self) -> None:
        """Makes the folder to stage in. Paths below it are then told from it: the way there is not walked each time."""
        self.staging.mkdir()
        self._place = os.open(self.staging, os.O_RDONLY)

    def stage(self, path: str, data: bytes) -> int:
        """Writes one file of the new site beside the old: its stamp. Safe in forked workers. Raises BuildFailed."""
        folder = check_path(path).rpartition("/")[0]
        try:
            if folder and folder not in self._made:
                self._make_folder(folder)
                self._made.add(folder)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644, dir_fd=self._place)
            try:
                written = os.write(handle, data)
                while written < len(data):
                    written += os.write(handle, data[written:])
                return _stamp(os.fstat(handle))
            finally:
                os.close(handle)
        except OSError as error:
            error.filename = self.staging / path
            raise _failed(error, "the new site could not be written") from None

    def _make_folder(self, folder: str) -> None:
        """A folder with those above it: most of the time only the last one is missing, and asking first costs."""
        try:
            os.mkdir(folder, 0o755, dir_fd=self._place)
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(self.staging / folder, 0o755, exist_ok=True)


class Known(msgspec.Struct, frozen=True):
    """A manifest beside its text, for a process that stays: where the text still stands it need not be read again."""

    text: bytes
    manifest: Manifest


def open_target(out: Path, sources: Sequence[Path], known: Known | None = None) -> Target:
    """Locks the folder for a build, after the refusals. Raises BuildFailed: a folder that must not be written to (1),
    or another build at work (75)."""
    out = Path(os.path.abspath(out))
    _refuse(out, sources)
    work = _work_folder(out)
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = os.open(work / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _failed(error, "the site's folder cannot be written to") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
        os.close(lock)
        who = f" (process {holder})" if holder else ""
        raise BuildFailed(f"{out}: another build{who} is at work here: wait for it, or stop it", 75) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    target = Target(out, work, lock)
    try:
        _complete(out, work)
        target.text = _read_marker(out)
        target.manifest = known.manifest if known and known.text == target.text else _parsed(target.text)
        target.standing = target.manifest
        target.begin()
    except OSError as error:
        target.close()
        raise _failed(error, "an earlier build could not be completed") from None
    return target


def _refuse(out: Path, sources: Sequence[Path]) -> None:
    """Raises BuildFailed for a folder in which a site must not be made."""
    real = Path(os.path.realpath(out))
    if out.is_symlink() and not real.exists():
        raise BuildFailed(f"{out}: a link that leads nowhere: remove it, or name another folder with --out")
    if real.exists() and not real.is_dir():
        raise BuildFailed(f"{out}: a file, not a folder: name a folder with --out")
    if real == Path("/") or real == Path.home().resolve():
        raise BuildFailed(f"{out}: a site cannot take the place of this folder: name another one with --out")
    for source in sources:
        owned = Path(os.path.realpath(source))
        if real == owned or real in owned.parents or (owned in real.parents and owned.name != real.parent.name):
            raise BuildFailed(f"{out}: overlaps with {source}, which the site is made from: name another with --out")
        if owned in real.parents and source.name in ("content", "templates", "static"):
            raise BuildFailed(f"{out}: lies inside {source}, which the site is made from: name another with --out")
    if real.is_dir() and not (real / MARKER).exists() and any(real.iterdir()) and not _work_folder(out).exists():
        raise BuildFailed(
            f"{out}: holds files that Shelflist did not make: empty it, or name another folder with --out"
        )


def recover(out: Path) -> None:
    """What every command does first: completes what a kill left undone, unless a build is at work."""
    out = Path(os.path.abspath(out))
    work = _work_folder(out)
    if not (work / "lock").exists():
        return
    lock = os.open(work / "lock", os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _complete(out, work)
    except BlockingIOError:
        pass
    except OSError as error:
        raise _failed(error, "an earlier build could not be completed") from None
    finally:
        os.close(lock)


def _complete(out: Path, work: Path) -> None:
    """Completes a journal; throws away staging that no journal speaks of, and old trees."""
    journal = work / "journal"
    if journal.exists():
        _apply(out, work, journal.read_text(encoding="utf-8"))
    for leftover in sorted(work.iterdir()):
        if leftover.name != "lock":
            _discard(leftover)


def _discard(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


# --- manifest -------------------------------------------------------------------------------------------------


def read_manifest(out: Path) -> Manifest:
    """What the last build left in this folder; empty where there is no manifest or it is not one."""
    return _parsed(_read_marker(out))


def _read_marker(out: Path) -> bytes:
    try:
        return (out / MARKER).read_bytes()
    except OSError:
        return b""


def _parsed(data: bytes) -> Manifest:
    try:
        first, _, rest = data.decode("utf-8").partition("\n")
        if first != FIRST_LINE:
            return {}
        return {line[33:]: bytes.fromhex(line[:32]) for line in rest.splitlines()}
    except ValueError:
        return {}


def _manifest_text(manifest: Manifest) -> bytes:
    rows = [f"{digest.hex()} {path}\n" for path, digest in sorted(manifest.items())]
    return (FIRST_LINE + "\n" + "".join(rows)).encode()


def _changed_text(text: bytes, old: Manifest, new: Manifest, changed: Sequence[str]) -> bytes:
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
            add(_stamp(info))
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


# --- commit ---------------------------------------------------------------------------------------------------


def commit(target: Target, manifest: Manifest, staged: Collection[str]) -> Outcome:
    """Makes the new site stand. `manifest` is all of it; `staged` are the paths that lie in staging, every other one
    must stand in the folder already. Raises BuildFailed; then the old site still stands."""
    old = target.manifest
    same_paths = manifest.keys() == old.keys()
    if not same_paths:
        _check_case(manifest)
    changed = sorted(staged)
    deleted = sorted(old.keys() - manifest.keys())
    try:
        there = target.out.exists()
        for path in changed if there else ():
            if path not in old and os.path.lexists(target.out / path) and not _equal(target, path):
                raise BuildFailed(f"{target.out / path}: a file that Shelflist did not write is in the way: move it")
        whole = not there or len(changed) + len(deleted) > max(FEW, len(manifest) // 4)
        if whole:
            target.text = _manifest_text(manifest)
            _swap(target, manifest, set(changed))
        elif changed or deleted:
            few = same_paths and len(changed) <= PATCHED
            target.text = _changed_text(target.text, old, manifest, changed) if few else _manifest_text(manifest)
            _replace(target, changed, deleted)
    except OSError as error:
        raise _failed(error, "the new site could not be put in place") from None
    target.manifest = target.standing = manifest
    return Outcome(len(changed), len(manifest) - len(changed), len(deleted))


def _equal(target: Target, path: str) -> bool:
    """Whether a file that no manifest names holds what is to be written there: then nothing is lost."""
    try:
        return (target.out / path).read_bytes() == (target.staging / path).read_bytes()
    except OSError:
        return False


def _check_case(manifest: Manifest) -> None:
    """Raises BuildFailed for two paths that differ in case only."""
    folded: dict[str, str] = {}
    for path in manifest:
        other = folded.setdefault(path.lower(), path)
        if other != path:
            raise BuildFailed(f"{other} and {path} would be one file on some systems: rename one of their sources")


def _replace(target: Target, changed: Sequence[str], deleted: Sequence[str]) -> None:
    """File by file, behind a journal."""
    for path in changed:
        (target.out / path).parent.mkdir(parents=True, exist_ok=True)
    (target.work / "manifest").write_bytes(target.text)
    rows = [*(f"R {path}" for path in changed), *(f"D {path}" for path in deleted), "M"]
    text = "\n".join(rows) + "\n"
    temporary = target.work / "journal.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(target.work / "journal")
    _apply(target.out, target.work, text)


def _apply(out: Path, work: Path, text: str) -> None:
    """Does what a journal says; what is done already is passed over, so it can be done again from any point."""
    for row in text.splitlines():
        action, _, path = row.partition(" ")
        if action == "R":
            place = work / "staging" / path
            if place.exists():
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                place.replace(out / path)
        elif action == "D":
            (out / path).unlink(missing_ok=True)
            _prune(out, path)
        elif action == "M" and (work / "manifest").exists():
            (work / "manifest").replace(out / MARKER)
        elif action == "S" and (work / "staging").exists():
            if out.exists() and not (work / "old").exists():
                out.rename(work / "old")
            (work / "staging").rename(out)
    (work / "journal").unlink(missing_ok=True)


def _prune(out: Path, path: str) -> None:
    """Removes the folders of a deleted file that are empty now."""
    folder = (out / path).parent
    while folder != out:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _swap(target: Target, manifest: Manifest, changed: set[str]) -> None:
    """The whole tree at once: unchanged files and foreign ones are linked into the new tree, then the trees change places."""
    out, staging = target.out, str(target.staging)
    if out.exists():
        for path in manifest:
            if path not in changed:
                _link(f"{out}/{path}", f"{staging}/{path}", target)
        for path, folder in _foreign(out, target.manifest):
            if folder:
                os.makedirs(f"{staging}/{path}", 0o755, exist_ok=True)
            elif os.path.lexists(f"{staging}/{path}"):
                raise BuildFailed(f"{out / path}: a file that Shelflist did not write is in the way: move it")
            else:
                _link(f"{out}/{path}", f"{staging}/{path}", target)
    (target.staging / MARKER).write_bytes(target.text)
    if not out.exists():
        target.staging.rename(out)
        return
    real = Path(os.path.realpath(out))
    if not _exchange(target.staging, real):
        (target.work / "journal").write_text("S\n", encoding="utf-8")
        _apply(real, target.work, "S\n")
        _discard(target.work / "old")
        return
    target.staging.rename(target.work / "old")
    _discard(target.work / "old")


def _link(source: str, place: str, target: Target) -> None:
    folder = place.rpartition("/")[0]
    if folder not in target._made:
        os.makedirs(folder, 0o755, exist_ok=True)
        target._made.add(folder)
    if os.path.lexists(place):
        os.unlink(place)
    os.link(source, place, follow_symlinks=False)


def _foreign(out: Path, manifest: Manifest) -> Iterator[tuple[str, bool]]:
    """(path, whether it is a folder) of everything in the folder that is not ours; folders only when empty."""
    pending = [""]
    while pending:
        prefix = pending.pop()
        with os.scandir(f"{out}/{prefix}") as rows:
            entries = sorted(rows, key=lambda entry: entry.name)
        if not entries and prefix:
            yield prefix.rstrip("/"), True
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(path + "/")
            elif path not in manifest and path != MARKER:
                yield path, False


def _exchange(one: Path, other: Path) -> bool:
    """Two folders change places in one step; False where the system cannot."""
    import ctypes

    try:
        libc = ctypes.CDLL(None, use_errno=True)
        renameat2 = libc.renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
