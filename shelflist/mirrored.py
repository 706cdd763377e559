"""The mirror of a site, made when somebody looks: for `serve` from the build that it keeps, for `check` from what it read.

Nothing of it is published. The preview asks for a page in a thread of its own beside the builds, so what it reads may be
written at that moment: a book whose bytes do not match is read again. What was learnt of a book is kept by its digest, so
that after a change only the changed books are read.
"""

import base64
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from shelflist import authorities, catalogue, inputs, merge, mirror, records
from shelflist.catalogue import Authority, Catalogue
from shelflist.errors import shorten
from shelflist.merge import Held
from shelflist.mirror import Facts, Mirror
from shelflist.model import Book
from shelflist.pages import Page
from shelflist.pages import mirror as room
from shelflist.pages.mirror import Frame
from shelflist.render import Renderer, assets
from shelflist.report import Report, count
from shelflist.settings import Settings
from shelflist.site import places
from shelflist.store import Damaged, Store
from shelflist.wording import gettext as _
from shelflist.wording import language, speaking, translated

if TYPE_CHECKING:
    from shelflist.making import Made

FILE = "report/index.html"
"""Where `check` writes it, below the site's memory."""

TRIES, PAUSE = 5, 0.05
"""How often a book is read that a build is just putting away, and the seconds between."""

Known = dict[bytes, Facts]


def make(
    shelf: Catalogue,
    authority: Authority,
    books: Callable[[int], Book],
    files: Sequence[str],
    settings: Settings,
    known: Known,
) -> Mirror:
    """The mirror. `books` gives the book at a position, `files` where its records stand; `known` is what is remembered of
    books by their digests, and is what it should be for these ones afterwards."""
    kept: Known = {}
    told = []
    for n, entry in enumerate(shelf.entries):
        key = entry.digest + files[n].encode()
        found = known.get(key)
        if found is None:
            found = mirror.facts(books(n), entry, files[n])
        kept[key] = found
        told.append(found)
    known.clear()
    known.update(kept)
    return mirror.look(shelf, authority, told, [rule.same or rule.books for rule in settings.merging])


def of_held(held: Sequence[Held], authority: Authority, memory: Store, settings: Settings) -> Mirror:
    """The mirror of the books that `merge` gave, in the language that is being spoken, and beside it (`spoken`) in that of
    the site, where it is another."""
    shelf = catalogue.make([one.entry for one in held], memory.open().labels, authority)
    ordered = [held[n] for n in shelf.order]
    known: Known = {}

    def made() -> Mirror:
        places = [_place(one) for one in ordered]
        return make(shelf, authority, lambda n: merge.book(ordered[n], memory), places, settings, known)

    found, own = made(), settings.site.language
    if translated(own) and own.partition("-")[0] != language().partition("-")[0]:
        with speaking(own):
            found.spoken = made()
    return found


def _place(one: Held) -> str:
    """Where a book's record stands, for people."""
    if one.number and not one.members:
        return _("%(file)s, record %(n)s") % {"file": one.files(), "n": one.number}
    return one.files()


def from_disk(settings: Settings) -> Mirror:
    """The mirror of a site of which no build is kept, in one process: this may be a thread, which must not fork."""
    memory, report = Store(settings.state, writes=False), Report()
    found = inputs.scan(places(settings), report.warnings)
    seen = inputs.look(found, memory.state.inputs)
    files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
    rows, refused = records.rows(files, settings.sources, memory, 1, lambda *_: None, settings.allowed)
    authority = authorities.read(found, report)
    held = merge.books(rows, refused, found, seen, memory, report, settings.merging)
    return of_held(held, authority, memory, settings)


# --- the file of `check` --------------------------------------------------------------------------------------


def page(found: Mirror, settings: Settings) -> bytes:
    """The mirror as one page that needs nothing beside it and leads to the pages of the built site."""
    published = assets(settings)
    style = base64.b64encode(published["site.css"][1]).decode()
    way = quote(Path(os.path.relpath(settings.out, (settings.state / FILE).parent)).as_posix())
    frame = Frame("partials/alone.html", f"data:text/css;charset=utf-8;base64,{style}", f"{way}/", "index.html")
    with speaking(settings.site.language):
        made = room.first(found.spoken or found, frame, settings.site.language, room.MOST)
    return Renderer(settings, {name: place for name, (place, _) in published.items()}).html(made)


def write(found: Mirror | None, settings: Settings) -> str:
    """Writes the page, and says where; a page that cannot be written is said too, and fails nothing."""
    if found is None:
        return ""
    place = settings.state / FILE
    temporary = place.with_name(place.name + ".tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(page(found, settings))
        temporary.replace(place)
    except OSError as error:
        return f"{place}: {error.strerror}: the mirror could not be written"
    return f"{place}: the mirror, {count(found.count(), 'finding')}"


def lines(found: Mirror | None) -> list[str]:
    """A line for each finding, safe for a terminal."""
    if found is None:
        return []
    return [
        f"mirror: {room.WORDS[kind][0]}: {shorten(one.text, 300)}"
        for kind in mirror.KINDS
        for one in found.findings[kind]
    ]


# --- the pages of `serve` -------------------------------------------------------------------------------------


class Showing:
    """The mirror of a site that is being watched. `stands` is told of every build; `answer` may be asked in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._build: tuple[Settings, Made | None, Store] | None = None
        self._made: tuple[object, Mirror, Renderer] | None = None
        self._known: Known = {}

    def stands(self, settings: Settings, made: "Made | None", memory: Store) -> None:
        """Another site stands. `made` is None where the build had nothing to do."""
        self._build = (settings, made, memory)

    def answer(self, path: str) -> bytes | None:
        """The page at an address below `report/`, or None: no such page, or no site yet."""
        with self._lock:
            build = self._build
            if build is None:
                return None
            spoken = build[0].site.language
            with speaking(spoken):
                if self._made is None or self._made[0] is not build:
                    self._made = (build, *self._look(*build))
                _build, looked, renderer = self._made
                asked = _asked(looked, path, spoken)
        return renderer.html(asked) if asked else None

    def _look(self, settings: Settings, made: "Made | None", memory: Store) -> tuple[Mirror, Renderer]:
        names = {name: place for name, (place, _) in assets(settings).items()}
        if made is None:
            return from_disk(settings), Renderer(settings, names)
        held, desk = made.held, made.editions[0].planner.desk

        def book(n: int) -> Book:
            for _try in range(TRIES):
                try:
                    return merge.book(held[n], memory)
                except Damaged:
                    time.sleep(PAUSE)
            return merge.book(held[n], memory)

        shelf, files = desk.catalogue, [_place(one) for one in held]
        return make(shelf, desk.authority, book, files, settings, self._known), Renderer(settings, names)


def _asked(found: Mirror, path: str, language: str) -> Page | None:
    """The page of the mirror at `report/`, `report/<kind>/` or `report/<kind>/<n>/`."""
    steps = path.removeprefix(room.ROOT).strip("/").split("/")
    frame = Frame(prefix="../" * path.count("/"))
    if steps == [""]:
        return room.first(found, frame, language)
    number = steps[1] if len(steps) > 1 else "1"
    if len(steps) > 2 or not (number.isascii() and number.isdecimal()) or len(number) > 9:
        return None
    return room.further(found, steps[0], int(number), frame, language)
