"""The part of a build that makes something: loaded only when something changed."""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from shelflist import catalogue, notes, publish, records, search, store
from shelflist.catalogue import Entry
from shelflist.errors import BadSource, BuildFailed
from shelflist.model import Book
from shelflist.notes import Prose
from shelflist.pages.site import Words, feed_entries, search_data
from shelflist.plan import Job, Planner
from shelflist.publish import Known, Manifest, Staged, Target, content_digest
from shelflist.render import Renderer, assets, outputs
from shelflist.report import Clock, Rejected, Report, SourceCount, Warned
from shelflist.settings import Settings
from shelflist.store import FileRows, Row, Seen, Store
from shelflist.workers import run

if TYPE_CHECKING:
    from shelflist.site import Options, Told

RENDER_PARALLEL = 500
MOST_URLS = 50_000
"""Addresses that one site map may hold (sitemaps.org)."""

Found = dict[str, tuple[Path, os.stat_result]]


class Held(msgspec.Struct, gc=False):
    """A book of this build: its entry, and itself in memory or its row in the store.

    `file` is where it came from; `note` the file of the owner's note that was joined to it, or that made it.
    """

    entry: Entry
    file: str
    row: Row | None = None
    book: Book | None = None
    note: str = ""


class Made(msgspec.Struct):
    """What a build came to: the manifest with its text, and what a resident process builds on.

    `held` are the books in the catalogue's order.
    """

    known: Known
    held: list[Held]
    planner: Planner
    renderer: Renderer


def make(
    settings: Settings,
    options: "Options",
    memory: Store,
    found: Found,
    seen: dict[str, Seen],
    target: Target,
    clock: Clock,
    report: Report,
    told: "Told",
) -> Made:
    """Everything from the records to the published site."""
    with clock.stage("read"):
        files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
        rows, refused = records.rows(
            files, settings.sources, memory, options.jobs, lambda done, total: told("Reading records", done, total)
        )
        own = _prose(found, report)
    with clock.stage("merge"):
        held = _held(rows, report)
        count_sources(rows, refused, report)
        _join_notes(held, _notes(found, seen, memory, report), memory, report)
    with clock.stage("catalogue"):
        memory.open().files = rows
        shelf = catalogue.make([one.entry for one in held], memory.open().labels)
        ordered = [held[n] for n in shelf.order]
        report.books = len(ordered)
        published = assets(settings)
        words = Words(
            settings.site.title,
            settings.site.description,
            settings.site.language,
            settings.site.owner,
            settings.build.recent,
        )
        ground = _ground(settings, memory.engine, {name: place for name, (place, _) in published.items()}, seen)
        planner = Planner(
            shelf,
            words,
            settings.build.page_size,
            ground,
            lambda n: _book(ordered[n], memory),
            [one.file for one in ordered],
            own["lists"],
            own["pages"],
        )
        jobs = planner.jobs()
    with clock.stage("render"):
        renderer = Renderer(settings, {name: place for name, (place, _) in published.items()})
        stands = publish.verify(target.out, memory.state.snapshot)
        if not stands:
            target.standing = publish.standing(target.out, target.manifest)
        manifest, staged, traces = _render(jobs, planner, renderer, target, memory, options, report, told)
        for place, data in published.values():
            _stage(target, manifest, staged, place, data)
        _data(settings, planner, renderer, jobs, target, manifest, staged)
    if options.search == "with":
        with clock.stage("search"):
            _search(planner, settings, target, manifest, staged, memory.state.search, report, told)
    elif options.search == "after":
        manifest.update({p: d for p, d in target.standing.items() if p.startswith("pagefind/")})
    with clock.stage("publish"):
        outcome = publish.commit(target, manifest, staged)
        report.pages.written, report.pages.unchanged = outcome.written, outcome.unchanged
        report.pages.deleted = outcome.deleted
        memory.open().traces = traces  # not before the pages stand: a trace says that one does
    memory.owe(manifest, staged if stands or len(staged) == len(manifest) else None)
    return Made(Known(target.text, manifest), ordered, planner, renderer)


# --- books ----------------------------------------------------------------------------------------------------


def _held(rows: dict[str, FileRows], report: Report) -> list[Held]:
    """The books of all files, each record once: a record that stands twice, byte for byte, counts as merged."""
    met: set[bytes] = set()
    held: list[Held] = []
    for file in sorted(rows):
        for row in rows[file].rows:
            if row.entry is None:
                continue
            if row.digest in met:
                report.merged += 1
                continue
            met.add(row.digest)
            held.append(Held(row.entry, file, row))
    return held


def count_sources(rows: dict[str, FileRows], refused: dict[str, str], report: Report) -> None:
    """The report's counts and findings for every file of records."""
    for file in sorted([*rows, *refused]):
        if file in refused:
            report.sources.append(SourceCount(file, ""))
            report.rejected.append(Rejected(file, 0, "", "", refused[file]))
            continue
        made = rows[file]
        counted = SourceCount(file, made.format, len(made.rows))
        for number, row in enumerate(made.rows, 1):
            if row.rejected is not None:
                counted.rejected += 1
                field, reason, record_id = row.rejected
                report.rejected.append(Rejected(file, number, record_id, field, reason))
                continue
            counted.books += 1
            record_id = row.entry.id if row.entry else ""
            for w in row.warnings:
                counted.warnings += 1
                report.warnings.append(Warned(file, number, record_id, w.field, w.reason, w.outcome))
        report.sources.append(counted)
        report.records += counted.records


def _notes(found: Found, seen: dict[str, Seen], memory: Store, report: Report) -> list[notes.Note]:
    """The owner's notes, each read once as long as it stands."""
    index = memory.open()
    kept: dict[str, tuple[bytes, notes.Note]] = {}
    result = []
    for name, (path, _) in found.items():
        if not name.startswith("content/books/") or not name.endswith(".md"):
            continue
        known = index.notes.get(name)
        if known is None or known[0] != seen[name].digest or not known[0]:
            try:
                known = (seen[name].digest, notes.read(path.read_bytes(), name))
            except OSError as error:
                report.warnings.append(Warned(name, 0, "", "", f"{error.strerror}: cannot be read", "left out"))
                continue
            except BadSource as error:
                report.warnings.append(Warned(name, 0, "", "", error.reason, "the note is left out"))
                continue
        kept[name] = known
        result.append(known[1])
    index.notes = kept
    return result


def _join_notes(held: list[Held], found: Sequence[notes.Note], memory: Store, report: Report) -> None:
    """Gives each note to its book; a complete one without a book makes one; any other is a warning that names it."""
    by_word: dict[str, list[int]] = {}
    if found:
        wanted = {word for note in found for word in notes.words(note)}
        for n, one in enumerate(held):
            for word in one.entry.joins:
                if word in wanted:
                    by_word.setdefault(word, []).append(n)
    taken: dict[int, str] = {}
    for note in found:
        for w in note.warnings:
            report.warnings.append(Warned(note.file, 0, "", w.field, w.reason, w.outcome))
        matches = next((by_word[word] for word in notes.words(note) if word in by_word), [])
        if not matches:
            made = None if note.join else notes.book(note)
            if made is None and note.fields.get("title"):
                made = notes.book(note)
            if made is None:
                reason = f"no book for this note: none has the {notes.described(note)}, and the note has no title"
                report.warnings.append(Warned(note.file, 0, "", "", reason, "left out"))
                continue
            held.append(owned(made, None, note))
            continue
        if len(matches) > 1:
            ids = ", ".join(held[n].entry.id for n in matches[:5])
            reason = f"{len(matches)} books share the {notes.described(note)} ({ids}): name one with `record:`"
            report.warnings.append(Warned(note.file, 0, "", "", reason, "given to the first"))
        n = matches[0]
        if n in taken:
            reason = f"{taken[n]} is already the note of this book: put both into one file"
            report.warnings.append(Warned(note.file, 0, held[n].entry.id, "", reason, "left out"))
            continue
        taken[n] = note.file
        one = held[n]
        joined = notes.apply(_book(one, memory), note)
        held[n] = owned(joined, one, note)


def owned(book: Book, base: Held | None, note: notes.Note) -> Held:
    """A book that a note makes, or changes (`base`): it lives in memory only."""
    digest = blake2b(store.encode(book), digest_size=12).digest()
    if base is None:
        return Held(catalogue.entry(book, digest), note.file, None, book, note.file)
    return Held(catalogue.entry(book, digest, base.entry.slug), base.file, base.row, book, note.file)


def _book(one: Held, memory: Store) -> Book:
    if one.book is not None:
        return one.book
    assert one.row is not None
    return memory.book(one.row)


def _prose(found: Found, report: Report) -> dict[str, list[Prose]]:
    """The owner's texts: introductions of lists, and pages."""
    made: dict[str, list[Prose]] = {"lists": [], "pages": []}
    for name, (path, _) in found.items():
        parts = name.split("/")
        if len(parts) != 3 or parts[1] not in made or not name.endswith(".md"):
            continue
        try:
            prose = notes.prose(path.read_bytes(), name)
        except (OSError, BadSource) as error:
            reason = error.reason if isinstance(error, BadSource) else str(error.strerror)
            report.warnings.append(Warned(name, 0, "", "", reason, "left out"))
            continue
        if parts[1] == "pages" and prose.name in RESERVED_PAGES:
            reason = f"a page cannot be called {prose.name!r}: that address is taken"
            report.warnings.append(Warned(name, 0, "", "", reason, "left out"))
            continue
        made[parts[1]].append(prose)
    return made


RESERVED_PAGES = frozenset({"books", "search", "static", "pagefind", "stats", "", *catalogue.FAMILIES})


# --- files ----------------------------------------------------------------------------------------------------


def _ground(settings: Settings, engine: bytes, published: dict[str, str], seen: dict[str, Seen]) -> bytes:
    """The digest of what every page depends on: the engine, the templates, the settings that they see, the assets."""
    templates = sorted((name, s.digest) for name, s in seen.items() if name.startswith("templates"))
    site = msgspec.to_builtins(settings.site)
    data = msgspec.msgpack.encode((engine, templates, site, settings.build.page_size, sorted(published.items())))
    return blake2b(data, digest_size=32).digest()


def _stage(target: Target, manifest: Manifest, staged: Staged, path: str, data: bytes) -> None:
    """One file of the site: staged unless it stands already."""
    digest = content_digest(data)
    manifest[path] = digest
    if target.standing.get(path) != digest:
        staged[path] = target.stage(path, data)


def _render(
    jobs: Sequence[Job],
    planner: Planner,
    renderer: Renderer,
    target: Target,
    memory: Store,
    options: "Options",
    report: Report,
    told: "Told",
) -> tuple[Manifest, Staged, dict[str, bytes]]:
    """Makes every page whose trace changed or whose files do not stand: (the pages' manifest, the staged files, the
    traces of all pages).

    Where nothing is remembered the workers work the traces out, since nothing depends on them before.
    """
    known = {} if options.clean else memory.open().traces
    standing = target.standing
    manifest: Manifest = {}
    traces: dict[str, bytes] = {}
    wanted: list[Job] = []
    for job in jobs:
        if known:
            traces[job.path] = planner.trace(job)
            if known.get(job.path) == traces[job.path] and all(file in standing for file in job.files()):
                manifest.update((file, standing[file]) for file in job.files())
                continue
        wanted.append(job)

    def work(batch: Sequence[Job]) -> list[tuple[str, bytes, list[tuple[str, bytes, int]]]]:
        results = []
        for job in batch:
            files = []
            for path, data in outputs(planner.page(job), renderer):
                digest = content_digest(data)
                stamp = target.stage(path, data) if standing.get(path) != digest else 0
                files.append((path, digest, stamp))
            results.append((job.path, b"" if known else planner.trace(job), files))
        return results

    done = 0

    def heard(number: int) -> None:
        nonlocal done
        done += number
        told("Making pages", done, len(wanted))

    staged: Staged = {}
    for name, trace, files in run(wanted, work, options.jobs, RENDER_PARALLEL, heard):
        if trace:
            traces[name] = trace
        for path, digest, stamp in files:
            if path in manifest:
                raise BuildFailed(f"{path}: two pages want this address: rename a file of content/pages/")
            manifest[path] = digest
            if stamp:
                staged[path] = stamp
    report.pages.rendered = len(wanted)
    return manifest, staged, traces


def _data(
    settings: Settings,
    planner: Planner,
    renderer: Renderer,
    jobs: Sequence[Job],
    target: Target,
    manifest: Manifest,
    staged: Staged,
) -> None:
    """Feed, site map, robots."""
    base = settings.site.base_url + "/"
    paths = [job.path for job in jobs if not job.path.endswith(".html")]
    maps = [paths[n : n + MOST_URLS] for n in range(0, len(paths), MOST_URLS)]
    if len(maps) > 1:
        for n, part in enumerate(maps, 1):
            _stage(
                target,
                manifest,
                staged,
                f"sitemap-{n}.xml",
                renderer.data("sitemap.xml", {"base": base, "paths": part}),
            )
        names = [f"sitemap-{n}.xml" for n in range(1, len(maps) + 1)]
        made = renderer.data("sitemap-index.xml", {"base": base, "paths": names})
    else:
        made = renderer.data("sitemap.xml", {"base": base, "paths": paths})
    _stage(target, manifest, staged, "sitemap.xml", made)
    _stage(target, manifest, staged, "robots.txt", renderer.data("robots.txt", {"base": base}))
    _stage(target, manifest, staged, "search/books.json", search_data(planner.catalogue, settings.site.language))
    entries = feed_entries(planner.catalogue)
    identity = blake2b(settings.site.title.encode(), digest_size=8).hexdigest()
    updated = max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00Z")
    values = {"base": base, "entries": entries, "identity": identity, "updated": updated}
    _stage(target, manifest, staged, "feed.atom", renderer.data("feed.atom", values))


def _search(
    planner: Planner,
    settings: Settings,
    target: Target,
    manifest: Manifest,
    staged: Staged,
    before: bytes,
    report: Report,
    told: "Told",
) -> None:
    """The search index of all book pages; what stands is kept when it was made of the same (`before`)."""
    pages = [f"{planner.catalogue.href(n)}index.html" for n in range(len(planner.catalogue.entries))]
    report.search.pages, report.search.shards = len(pages), 1 if pages else 0
    old = {p: d for p, d in target.manifest.items() if p.startswith("pagefind/")}
    if old and before == search.covered(manifest) and all(p in target.manifest for p in pages):
        manifest.update(old)
        return
    told("Indexing for search", 0, 1)
    places = {p: (target.staging if p in staged else target.out) / p for p in pages}
    for path, data in search.index(places, target.work / "search", settings.site.language):
        _stage(target, manifest, staged, f"pagefind/{path}", data)
    report.search.rebuilt = 1
    told("Indexing for search", 1, 1)
