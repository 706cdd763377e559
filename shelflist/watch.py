"""When to build again: watchdog's word that something changed, and a scan of our own that never misses.

Directories are watched, not files, and only events that say that content changed count: our own reading must not wake
us. What the system tells is a hint (a queue overflows, a limit is reached, a network disk tells nothing); the truth is
the stats of all inputs, looked at after every hint and every few seconds besides. Whether a changed stat is a changed
content is for the build, which decides by digest.
"""

import errno
import logging
import os
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from shelflist import inputs

QUIET = 0.02
"""Seconds without an event after which a change counts as whole. An editor's save is a few events within a millisecond;
what comes later is another change, and builds again."""

LONGEST = 2.0
"""Seconds after which a change that does not come to rest is built nevertheless."""

EVERY = 5.0
"""Seconds between two looks at everything, when events come."""

POLL = 1.0
"""Seconds between two looks where no events come."""

CHANGES = frozenset({"created", "modified", "closed", "moved", "deleted"})
LIMITS = (errno.ENOSPC, errno.EMFILE)

Stats = dict[str, tuple[int, int, int]]


class _Events(FileSystemEventHandler):
    """Passes on the events that may mean a change of an input. `only` are the names that count; None means all."""

    def __init__(self, heard: Callable[[], None], only: frozenset[str] | None = None) -> None:
        self._heard = heard
        self._only = only

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in a thread of its own."""
        if event.event_type not in CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        for path in (event.src_path, event.dest_path):
            name = Path(os.fsdecode(path)).name
            if name and not inputs.ignored(name) and (self._only is None or name in self._only):
                self._heard()
                return


class _Overflow(logging.Handler):
    """watchdog only logs that the system's queue ran over: then everything has to be looked at."""

    def __init__(self, heard: Callable[[], None]) -> None:
        super().__init__()
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Any word of watchdog's is a reason to look."""
        self._heard()


def _identity(place: Path) -> tuple[int, int]:
    info = place.stat()
    return info.st_dev, info.st_ino


class Watcher:
    """Waits for changes of the places (name → folder or file) of a site in `root`. Use it as a context."""

    def __init__(self, root: Path, places: dict[str, Path], say: Callable[[str], None]) -> None:
        self._root = root
        self._places = places
        self._say = say
        self._observer = Observer()
        self._watches: dict[Path, tuple[tuple[int, int], ObservedWatch]] = {}
        self._wake = threading.Condition()
        self._hinted = self._poked = False
        self._last = 0.0
        self._log = _Overflow(self._heard)
        self.every = EVERY
        self._seen = self.look()

    def __enter__(self) -> "Watcher":
        logging.getLogger("watchdog").addHandler(self._log)
        logging.getLogger("watchdog").propagate = False
        # It warns of folders that are made while it adds their parents; the owner need not read of that.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._observe()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        logging.getLogger("watchdog").removeHandler(self._log)
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(5)

    def _observe(self) -> None:
        """Watches what is there now: a folder that comes later is watched from then on."""
        try:
            if not self._observer.is_alive():
                self._observer.start()
            root = self._root.resolve()
            names = frozenset(path.name for path in self._places.values()) | {"templates", "static"}
            wanted = {place.resolve(): _Events(self._heard) for place in self._places.values() if place.is_dir()}
            wanted[root] = _Events(self._heard, names)
            now = {place: _identity(place) for place in wanted}
            for place, (identity, watch) in list(self._watches.items()):
                if now.get(place) != identity:  # gone, or another folder of that name: its watch is dead
                    del self._watches[place]
                    self._observer.unschedule(watch)
            for place in sorted(wanted.keys() - self._watches.keys()):
                watch = self._observer.schedule(wanted[place], str(place), recursive=place != root)
                self._watches[place] = now[place], watch
        except FileNotFoundError:
            return  # a folder went while we looked: the next look says more
        except OSError as error:
            self.every = POLL
            if error.errno in LIMITS:
                self._say(
                    "the system watches no more folders for us: looking at the files every second instead "
                    "(more: sysctl fs.inotify.max_user_watches=524288)"
                )
            else:
                self._say(f"changes are not told here ({error.strerror}): looking at the files every second instead")

    def _heard(self) -> None:
        with self._wake:
            self._hinted = True
            self._last = time.monotonic()
            self._wake.notify()

    def poke(self) -> None:
        """Makes `wait` return False soon. Safe from any thread."""
        with self._wake:
            self._poked = True
            self._wake.notify()

    def look(self) -> Stats:
        """The stats of all inputs."""
        found = inputs.scan(self._places)
        return {n: (info.st_size, info.st_mtime_ns, info.st_ino) for n, (_, info) in found.items()}

    def follow(self, places: dict[str, Path]) -> None:
        """Watches these places from now on."""
        self._places = places
        if self.every == EVERY:
            self._observe()

    def wait(self, timeout: float | None = None) -> bool:
        """True when an input may have changed since the last True; False at a poke or after the timeout.

        An event counts even where the stats are equal: two saves within one tick of the disk's clock look the same.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            now = time.monotonic()
            with self._wake:
                if not self._hinted and not self._poked:
                    self._wake.wait(self.every if end is None else max(0.0, min(self.every, end - now)))
                hinted, poked = self._hinted, self._poked
                self._hinted = self._poked = False
            if hinted:
                self._settle()
            found = self.look()
            if hinted or found != self._seen:
                self._seen = found
                if self.every == EVERY:
                    self._observe()
                return True
            if poked or (end is not None and time.monotonic() >= end):
                return False

    def _settle(self) -> None:
        """Returns once no event came for a moment."""
        limit = time.monotonic() + LONGEST
        with self._wake:
            while (now := time.monotonic()) < min(limit, self._last + QUIET):
                self._wake.wait(min(limit, self._last + QUIET) - now)
            self._hinted = False
