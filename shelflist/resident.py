"""In a process that stays (`watch`, `serve`): notes whose texts changed, and nothing else, cost their books' pages alone.

The whole build decides what a page shows from the catalogue, and the catalogue sees a book only as its entry. So where
every changed note still joins the same book, and the book's entry is equal but for its digest, no other page can be
different. Downloads and the files beside lists hold whole books, but not the owner's reading: what of a book is in them
must be equal too. Anything else is left to the whole build: `make` then gives None, and has done nothing.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from shelflist import merge, notes, offline, publish
from shelflist.catalogue import Entry
from shelflist.errors import BadSource
from shelflist.making import Edition, Made
from shelflist.manifests import Known, Manifest, Staged, content_digest
from shelflist.merge import Found, Held
from shelflist.model import Book, Source
from shelflist.notes import Note
from shelflist.pages import lately
from shelflist.pages.desk import Job
from shelflist.publish import Target
from shelflist.render import outputs
from shelflist.report import Clock, Pages, Report, SearchCount, Warned
from shelflist.settings import Settings
from shelflist.store import Seen, Store

MOST = 20
"""So many changed notes at once are for the whole build."""

_NOWHERE = Source("", 0, "")


def make(
    settings: Settings, memory: Store, found: Found, seen: dict[str, Seen], clock: Clock, sources: Sequence[Path]
) -> Report | None:
    """Builds what the changed notes ask for: its report, or None where that is more than their books' pages."""
    with clock.stage("read"):
        changes = _changes(memory, found, seen)
        if changes is None:
            return None
    made: Made = memory.made
    positions = {made.held[n].note: n for n in range(len(made.held)) if made.held[n].note}
    wanted: dict[int, tuple[Note, Held]] = {}
    with clock.stage("merge"):
        for note in changes:
            n = positions.get(note.file)
            changed = None if n is None else _same_place(made.held[n], note, memory)
            if n is None or changed is None:
                return None
            wanted[n] = (note, changed)
    return _publish(settings, memory, seen, wanted, clock, sources)


def _changes(memory: Store, found: Found, seen: dict[str, Seen]) -> list[Note] | None:
    """The notes that changed, read; None where something else did too."""
    before = memory.state.inputs
    if seen.keys() != before.keys():
        return None
    names = [name for name in seen if seen[name].digest != before[name].digest]
    if (
        not names
        or len(names) > MOST
        or any(not n.startswith("content/books/") or not n.endswith(".md") for n in names)
    ):
        return None
    read = []
    known = memory.open().notes
    for name in names:
        try:
            note = notes.read(found[name][0].read_bytes(), name)
        except (OSError, BadSource):
            return None
        old = known.get(name)
        if old is None or notes.words(old[1]) != notes.words(note) or old[1].join != note.join:
            return None
        read.append(note)
    return read


def _same_place(held: Held, note: Note, memory: Store) -> Held | None:
    """The book with the changed note, if neither the catalogue nor the downloads would see a difference."""
    if held.row is None and not held.members:
        book, base = notes.book(note), None
    else:
        base = Held(held.entry, held.file, held.row, number=held.number, members=held.members)
        book = notes.apply(merge.book(base, memory), note)
    if book is None or _exported(book) != _exported(merge.book(held, memory)):
        return None
    changed = merge.owned(book, base, note)
    changed.entry = msgspec.structs.replace(changed.entry, slug=held.entry.slug)
    return changed if _blind(changed.entry) == _blind(held.entry) else None


def _exported(book: Book) -> Book:
    """What files for other programs hold of a book: neither the owner's reading nor what was wrong with the note. Where
    it was read from cannot change here, and is filled in only for its page."""
    return msgspec.structs.replace(book, reading=None, warnings=[], source=_NOWHERE)


def _blind(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, digest=b"")


def _jobs(made: Made, wanted: Collection[int]) -> list[tuple[Edition, Job]]:
    """The pages of these books, and the first page where it may show what is noted of one; in each of the languages."""
    found = [(edition, edition.planner.book(n)) for n in wanted for edition in made.editions]
    if not set(wanted).isdisjoint(lately.candidates(made.editions[0].planner.catalogue)):
        found += [(edition, edition.planner.home()) for edition in made.editions]
    return found


def _worker(settings: Settings, manifest: Manifest, staged: Staged, target: publish.Target) -> None:
    """The worker for reading offline, where one of the changed files is kept from the start."""
    worker = offline.worker(settings, manifest)
    if worker is not None and content_digest(worker) != manifest[offline.WORKER]:
        manifest[offline.WORKER] = content_digest(worker)
        staged[offline.WORKER] = target.stage(offline.WORKER, worker)


def _stage(made: Made, jobs: Sequence[tuple[Edition, Job]], target: Target, manifest: Manifest, staged: Staged) -> None:
    """Makes these pages, and stages what of them is not as it stands."""
    for edition, job in jobs:
        for path, data in outputs(edition.planner.page(job), edition.renderer):
            manifest[path] = content_digest(data)
            if manifest[path] != made.known.manifest[path]:
                staged[path] = target.stage(path, data)


def _publish(
    settings: Settings,
    memory: Store,
    seen: dict[str, Seen],
    wanted: dict[int, tuple[Note, Held]],
    clock: Clock,
    sources: Sequence[Path],
) -> Report | None:
    made: Made = memory.made
    entries = made.editions[0].planner.catalogue.entries
    report = msgspec.json.decode(memory.state.report, type=Report)
    files = {note.file for note, _ in wanted.values()}
    if any(w.file in files and not w.field for w in report.warnings):
        return None  # a note that stands beside another for its book: the whole build says so again
    with publish.open_target(settings.out, sources, made.known) as target:
        if target.manifest is not made.known.manifest:
            return None
        index = memory.open()
        manifest: Manifest = dict(made.known.manifest)
        staged: Staged = {}
        with clock.stage("render"):
            memory.made = None  # until the pages stand: an error on the way leaves the rest to the whole build
            for n, (_, held) in wanted.items():
                made.held[n], entries[n] = held, held.entry
            jobs = _jobs(made, wanted)
            _stage(made, jobs, target, manifest, staged)
            _worker(settings, manifest, staged, target)
        with clock.stage("publish"):
            outcome = publish.commit(target, manifest, staged)
    for note, _ in wanted.values():
        index.notes[note.file] = (seen[note.file].digest, note)
    for edition, job in jobs:
        index.traces[job.path] = edition.planner.trace(job)  # not before the page stands: a trace says that it does
    index.site = content_digest(target.text)
    made.known = Known(target.text, manifest)
    memory.made = made
    report.warnings = [w for w in report.warnings if w.file not in files]
    for note, _ in wanted.values():
        report.warnings += [Warned(note.file, 0, "", w.field, w.reason, w.outcome) for w in note.warnings]
    report.pages = Pages(len(manifest), len(jobs), outcome.written, outcome.unchanged, 0)
    report.search = SearchCount(report.search.pages, report.search.shards)
    clock.close(report)
    state = memory.state
    state.inputs, state.report = seen, msgspec.json.encode(report)
    memory.owe(manifest, staged)
    memory.pending_search = False
    return report
