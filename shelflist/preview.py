"""`watch` and `serve`: build, wait for a change, build again, for as long as the owner works.

A build makes the pages; once they stand and the open browsers are told, the search index follows in the background and
is put in place if the pages are still those that it was made of. An error is shown and the last good site stays.
Builds after the first run in one process: a process with threads must not fork.
"""

import argparse
import gc
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from shelflist import manifests, report, search, site
from shelflist.errors import BadSettings, BuildFailed, shorten
from shelflist.readers import FORMATS
from shelflist.report import Report
from shelflist.settings import Settings, load
from shelflist.store import Store
from shelflist.watch import Watcher

if TYPE_CHECKING:
    from shelflist.mirrored import Showing
    from shelflist.serve import Preview

CALM = 0.5
"""Seconds without a change before what a build learnt goes to the disk, and the search index is made again."""

MANY = 100
"""Pages made in one build after which memory is tidied."""

Say = Callable[[str], None]


def run(settings: Settings, given: argparse.Namespace, say: Say) -> int:
    """`watch` (and `serve`, which also has a port) until it is interrupted: exit status 0.

    Raises BuildFailed when there is nothing to watch with: a port that is taken, a folder that must not be written to.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    preview = None
    if given.command == "serve":
        from shelflist.serve import Preview

        preview = Preview(settings.out, given.host, given.port)
    session = Session(settings, given, say, preview)
    try:
        session.build(given.jobs or os.cpu_count() or 1)
        if preview is not None:
            preview.start()
            say(f"Serving {preview.address} (Ctrl-C ends it); what could be mended: {preview.address}report/")
            if given.open:
                import webbrowser

                webbrowser.open(preview.address)
        else:
            say("Watching (Ctrl-C ends it)")
        session.follow()
    except KeyboardInterrupt:
        say("stopped; the last site stands")
    finally:
        session.close()
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class Session:
    """One site while it is watched: its settings, what its builds remember, the index in the making."""

    def __init__(self, settings: Settings, given: argparse.Namespace, say: Say, preview: "Preview | None") -> None:
        self.settings = settings
        self._given = given
        self._say = say
        self._preview = preview
        self._clean = given.clean
        self._memory = Store(settings.state, forget=given.clean, resident=True)
        self._indexing: Indexing | None = None
        self._watcher = Watcher(settings.root, site.places(settings), say)
        self._failed = False
        self._findings: frozenset[str] = frozenset()
        self._showing: Showing | None = None
        if preview is not None:
            from shelflist import mirrored

            self._showing = mirrored.Showing()
            preview.report = self._showing.answer

    def close(self) -> None:
        """Ends what runs beside, and keeps what was learnt."""
        self._stop_indexing()
        self._remember()
        if self._preview is not None:
            self._preview.stop()

    def build(self, jobs: int = 1) -> None:
        """One build, told to the owner and to the open pages. An error of the input is told, too, and nothing else happens."""
        self._stop_indexing()
        try:
            settings = self._load()
            made = site.build(settings, self._options(jobs), self._memory)
        except (BadSettings, BuildFailed, OSError) as error:
            self._trouble(_reason(error))
            return
        if self._showing is not None:
            self._showing.stands(self.settings, self._memory.made, self._memory)
        if self._preview is not None and (self._failed or made.pages.written or made.pages.deleted):
            self._preview.announce()
        self._failed, self._clean = False, False
        self._told(made)
        if made.pages.rendered > MANY:
            gc.unfreeze()
            gc.collect()
            gc.freeze()  # what stays need not be looked at again while a page is awaited

    def _load(self) -> Settings:
        """The settings as they stand now; another folder to publish to is another memory's business."""
        given = self._given
        self.settings = load(self.settings.root, frozenset(FORMATS), given.base_url, given.out)
        if self._preview is not None:
            self._preview.folder = self.settings.out
        return self.settings

    def _options(self, jobs: int) -> site.Options:
        wanted = self.settings.build.search and not self._given.no_search
        return site.Options(jobs, "after" if wanted else "none", self._clean)

    def _remember(self) -> None:
        try:
            site.remember(self.settings, self._memory)
        except (BuildFailed, OSError) as error:
            self._say(_reason(error))

    def _trouble(self, reason: str) -> None:
        self._failed = True
        self._say(shorten(reason, 500))
        if self._preview is not None:
            self._preview.announce(reason)

    def _told(self, made: Report) -> None:
        given = self._given
        if given.report and given.report != "-":
            Path(given.report).write_bytes(report.to_json(made))
        if not given.quiet:
            found = report.lines(made)
            for line in found:
                if line not in self._findings:
                    self._say(line)
            self._findings = frozenset(found)
            self._say(report.closing(made))
        if given.strict and (made.warnings or made.rejected):
            self._trouble(f"--strict: {len(made.warnings) + len(made.rejected)} warnings; the site was made")

    def follow(self) -> None:
        """Builds after every change, for ever; in between, the search index."""
        with self._watcher as watcher:
            while True:
                later = self._memory.pending is not None or (self._behind() and self._indexing is None)
                if watcher.wait(CALM if later else None):
                    self.build()
                    watcher.follow(site.places(self.settings))
                elif self._memory.pending is not None:
                    self._remember()
                elif self._indexing is not None:
                    if self._indexing.done():
                        self._put_index()
                elif self._behind():
                    self._indexing = Indexing(self.settings, self._memory, watcher.poke)

    def _behind(self) -> bool:
        """Whether the search index is of other pages than those that stand."""
        state = self._memory.state
        return self._options(1).search == "after" and not self._failed and state.search != state.pages

    def _stop_indexing(self) -> None:
        if self._indexing is not None:
            self._indexing.stop()
            self._indexing = None

    def _put_index(self) -> None:
        assert self._indexing is not None
        indexing, self._indexing = self._indexing, None
        try:
            if site.put_index(self.settings, self._memory, indexing.result()) and not self._given.quiet:
                self._say("search index made")
        except (BuildFailed, OSError) as error:
            self._memory.state.search = self._memory.state.pages  # not again until a page changes
            self._say(_reason(error))


class Indexing:
    """A search index in the making, in a thread; `poke` is called when it is done."""

    def __init__(self, settings: Settings, memory: Store, poke: Callable[[], None]) -> None:
        self._settings = settings
        self._pages = search.book_pages(
            memory.made.known.manifest if memory.made else manifests.read_manifest(settings.out)
        )
        self._covered = memory.state.pages
        self._stopped = threading.Event()
        self._files: list[tuple[str, bytes]] = []
        self._error: BaseException | None = None
        self._poke = poke
        self._thread = threading.Thread(target=self._make, name="search", daemon=True)
        self._thread.start()

    def _make(self) -> None:
        places = {path: self._settings.out / path for path in self._pages}
        work = self._settings.state / "search"
        try:
            self._files = list(search.index(places, work, self._settings.languages, self._stopped.is_set))
        except BaseException as error:
            self._error = error
        self._poke()

    def stop(self) -> None:
        """Gives it up."""
        self._stopped.set()
        self._thread.join()

    def done(self) -> bool:
        """Whether it has come to its end."""
        return not self._thread.is_alive() or bool(self._files) or self._error is not None

    def result(self) -> tuple[bytes, list[tuple[str, bytes]]]:
        """(the digest of the pages that it was made of, its files). Raises what went wrong."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._covered, self._files


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {error.strerror}; the site that stood before still stands".lstrip(": ")
    return str(error)
