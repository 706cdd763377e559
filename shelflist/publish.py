"""The site folder: staged beside it, swapped whole or replaced file by file, pruned by a manifest, locked.

A reader of the folder sees the old site or the new one. A build that changes much makes the whole tree in a hidden
folder beside it and exchanges the two in one step (`renameat2`, RENAME_EXCHANGE); one that changes little writes a
journal first and then renames each file over its place: whoever starts next completes what a kill left undone.
Only what the manifest (`.shelflist-manifest`) names is ever replaced or deleted. This holds against kills and errors;
against a loss of power only the journal is flushed to the disk, and the next build checks every file.
"""

import fcntl
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from shelflist import manifests
from shelflist.errors import BuildFailed
from shelflist.manifests import MARKER, Known, Manifest, check_path

FEW = 200
"""So many changed files are always replaced one by one; beyond, a quarter of the site is swapped whole."""

PATCHED = 20
"""So few changed lines are changed in the manifest's text, where it is known."""


class Outcome(msgspec.Struct):
    """What a commit did, in files."""

    written: int
    unchanged: int
    deleted: int


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
                return manifests.stamp(os.fstat(handle))
            finally:
                os.close(handle)
        except OSError as error:
            error.filename = self.staging / path
            raise _failed(error, "the new site could not be written") from None

    def stage_pieces(self, path: str, pieces: Iterable[bytes]) -> tuple[bytes, int]:
        """Writes a file of the new site piece by piece: (its digest, its stamp). Raises BuildFailed."""
        self.stage(path, b"")
        whole = manifests.Digest()
        try:
            with (self.staging / path).open("wb") as file:
                for piece in pieces:
                    whole.update(piece)
                    file.write(piece)
                file.flush()
                return whole.digest(), manifests.stamp(os.fstat(file.fileno()))
        except OSError as error:
            raise _failed(error, "the new site could not be written") from None

    def _make_folder(self, folder: str) -> None:
        """A folder with those above it: most of the time only the last one is missing, and asking first costs."""
        try:
            os.mkdir(folder, 0o755, dir_fd=self._place)
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(self.staging / folder, 0o755, exist_ok=True)


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
        target.text = manifests.marker(out)
        target.manifest = known.manifest if known and known.text == target.text else manifests.parsed(target.text)
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
            target.text = manifests.text_of(manifest)
            _swap(target, manifest, set(changed))
        elif changed or deleted:
            few = same_paths and len(changed) <= PATCHED
            target.text = (
                manifests.changed_text(target.text, old, manifest, changed) if few else manifests.text_of(manifest)
            )
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
