"""The part of a build that makes something: loaded only when something changed."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from shelflist import (
    authorities,
    catalogue,
    covers,
    exports,
    machine_files,
    manifests,
    merge,
    offline,
    publish,
    records,
    search,
    wording,
)
from shelflist.catalogue import Authority
from shelflist.cataloguing.plans import Pace
from shelflist.errors import BuildFailed
from shelflist.exports import citations, coins
from shelflist.manifests import Known, Manifest, Staged, content_digest
from shelflist.merge import Found, Held
from shelflist.notes import Prose
from shelflist.pages import bridges, searching, suggesting
from shelflist.pages import site as site_pages
from shelflist.pages.desk import Desk, Job, Words
from shelflist.plan import Outside, Planner
from shelflist.publish import Target
from shelflist.readers import origins
from shelflist.render import Renderer, assets, outputs
from shelflist.report import Clock, Report, Warned
from shelflist.settings import Settings, Site
from shelflist.store import Seen, Store
from shelflist.workers import run

if TYPE_CHECKING:
    from shelflist.site import Options, Told

Work = tuple[int, Job]
"""A page to be made: its language's place among the editions, and the job."""

RENDER_PARALLEL = 500
"""Fewer pages than this are made without forking."""


class Build(msgspec.Struct):
    """One build on its way: what it was asked for, and the site that comes together in `manifest` and `staged`."""

    settings: Settings
    options: "Options"
    memory: Store
    found: Found
    seen: dict[str, Seen]
    target: Target
    clock: Clock
    report: Report
    told: "Told"
    manifest: Manifest = {}
    staged: Staged = {}
    traces: dict[str, bytes] = {}


class Edition(msgspec.Struct):
    """The site in one of its languages: the plan of its pages, and what renders them."""

    planner: Planner
    renderer: Renderer


class Made(msgspec.Struct):
    """What a build came to: the manifest with its text, and what a resident process builds on.

    `held` are the books in the catalogue's order; `editions` the site's languages, the first at its root.
    """

    known: Known
    held: list[Held]
    editions: list[Edition]


def make(build: Build) -> Made:
    """Everything from the records to the published site."""
    clock, target, memory, report = build.clock, build.target, build.memory, build.report
    held, own, authority = _books(build)
    with clock.stage("catalogue"):
        published = assets(build.settings)
        names = {name: place for name, (place, _) in published.items()}
        ordered, editions = _plan(build, held, own, authority, names)
        put_covers = _covers(build, editions)
        jobs = [(n, job) for n, edition in enumerate(editions) for job in edition.planner.jobs()]
    with clock.stage("render"):
        stands = manifests.verify(target.out, memory.state.snapshot)
        if not stands:
            target.standing = manifests.standing(target.out, target.manifest)
        _doubt(memory, target)

        def others() -> None:
            for place, data in published.values():
                _stage(build, place, data)
            if build.settings.build.offline is True:
                _stage(build, offline.INSTALL, offline.install(build.settings, names))
            put_covers()
            _data(build, editions, jobs)

        _render(build, _wanted(build, editions, jobs), editions, others)
    if build.options.search == "with":
        with clock.stage("search"):
            _search(build)
    elif build.options.search == "after":
        build.manifest.update({p: d for p, d in target.standing.items() if p.startswith("pagefind/")})
    worker = offline.worker(build.settings, build.manifest)
    if worker is not None:
        _stage(build, offline.WORKER, worker)
    with clock.stage("publish"):
        outcome = publish.commit(target, build.manifest, build.staged)
        report.pages.written, report.pages.unchanged = outcome.written, outcome.unchanged
        report.pages.deleted = outcome.deleted
        index = memory.open()
        index.traces = build.traces  # not before the pages stand: a trace says that one does
        index.site = content_digest(target.text)
    everything = len(build.staged) == len(build.manifest)
    memory.owe(build.manifest, build.staged if stands or everything else None)
    return Made(Known(target.text, build.manifest), ordered, editions)


def _books(build: Build) -> tuple[list[Held], dict[str, list[Prose]], Authority]:
    """The books of records and notes, the owner's texts, and what the owner says of headings."""
    found, seen, memory, report = build.found, build.seen, build.memory, build.report
    with build.clock.stage("read"):
        files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
        told = _progress(build, "Reading records")
        rows, refused = records.rows(
            files, build.settings.sources, memory, build.options.jobs, told, build.settings.allowed
        )
        own = merge.prose(found, report)
        authority = authorities.read(found, report)
    with build.clock.stage("merge"):
        held = merge.books(rows, refused, found, seen, memory, report, build.settings.merging)
        memory.open().files = rows
    return held, own, authority


def _progress(build: Build, stage: str) -> Callable[[int, int], None]:
    return lambda done, total: build.told(stage, done, total)


def _plan(
    build: Build, held: Sequence[Held], own: dict[str, list[Prose]], authority: Authority, names: dict[str, str]
) -> tuple[list[Held], list[Edition]]:
    """The books in the catalogue's order, and the plan of all pages in each language."""
    settings, memory = build.settings, build.memory
    shelf = catalogue.make([one.entry for one in held], memory.open().labels, authority)
    authorities.unfound(authority, shelf.entries, shelf.slugs, build.report)
    ordered = [held[n] for n in shelf.order]
    build.report.books = len(ordered)
    build.report.warnings += [
        Warned("site.toml", 0, "", "site.language", f"there is no translation into {language!r}", "English words shown")
        for language in settings.languages
        if not wording.translated(language)
    ]
    reading = Pace(**msgspec.structs.asdict(settings.reading))
    whole = machine_files.downloads_wanted(settings, len(ordered))
    files = [one.files() for one in ordered]
    outside = Outside(
        origins, partial(exports.beside, mods=whole), exports.names_beside(mods=whole), citations.of,
        lambda books: machine_files.with_citations(books, citations.beside_list),
        (*citations.FILES, *machine_files.LIST_FILES, machine_files.UNAPI), coins.title,
    )  # fmt: skip
    menu, editions = site_pages.menu(shelf), []
    for language in settings.languages:
        about = settings.spoken(language)
        words = Words(
            about.title, about.description, language, about.owner, settings.build.recent,
            settings.build.visitor_log, reading, whole, settings.build.offline is True,
        )  # fmt: skip
        desk = Desk(shelf, words, settings.build.page_size, lambda n: merge.book(ordered[n], memory), authority)
        ground = _ground(
            settings,
            about,
            memory.engine,
            names,
            build.seen,
            (whole, reading.pages_an_hour, settings.build.feeds, *menu),
        )
        prefix = "" if language == settings.languages[0] else f"{language.lower()}/"
        pages = merge.in_language(own["pages"], language, settings.languages)
        planner = Planner(desk, ground, files, pages, outside, prefix)
        editions.append(Edition(planner, Renderer(settings, names, language, menu)))
    return ordered, editions


def _covers(build: Build, editions: Sequence[Edition]) -> Callable[[], None]:
    """The owner's pictures of the books made ready, and known to every page. What is given puts their files into the site."""
    files = covers.fit(build.found, build.seen, editions[0].planner.catalogue, build.report)
    shop = covers.Shop(build.memory, clean=build.options.clean)
    pictures = shop.ready(files, build.options.jobs, _progress(build, "Making covers ready"), build.report)
    for edition in editions:
        edition.planner.desk.pictures = pictures
    return lambda: shop.publish(pictures, files, build.target.standing, partial(_stage, build), build.manifest)


def _ground(
    settings: Settings,
    about: Site,
    engine: bytes,
    published: dict[str, str],
    seen: dict[str, Seen],
    further: Sequence[Any],
) -> bytes:
    """The digest of what every page depends on: the engine, the templates, the settings that they see, the assets;
    `further` is whatever else is on every page."""
    templates = sorted((name, s.digest) for name, s in seen.items() if name.startswith("templates"))
    site = msgspec.to_builtins(about)
    size, ahead = settings.build.page_size, settings.build.prefetch
    data = msgspec.msgpack.encode((engine, templates, site, size, further, ahead, sorted(published.items())))
    return blake2b(data, digest_size=32).digest()


# --- files ----------------------------------------------------------------------------------------------------


def _stage(build: Build, path: str, data: bytes) -> None:
    """One file of the site: staged unless it stands already."""
    [(_, build.manifest[path], stamp)] = _stage_all([(path, data)], build.target)
    if stamp:
        build.staged[path] = stamp


def _stage_all(files: Sequence[tuple[str, bytes]], target: Target) -> list[tuple[str, bytes, int]]:
    """(path, digest, stamp) of a page's files; a file that stands already is not written and has the stamp 0."""
    found = []
    for path, data in files:
        digest = content_digest(data)
        stamp = target.stage(path, data) if target.standing.get(path) != digest else 0
        found.append((path, digest, stamp))
    return found


def _doubt(memory: Store, target: Target) -> None:
    """Forgets what was remembered of other pages than those that stand (a build was killed before it remembered its
    own), and of a search index of which a file is gone or damaged."""
    other = memory.open().site != content_digest(target.text)
    if other:
        memory.open().traces = {}
    if other or any(path.startswith("pagefind/") and path not in target.standing for path in target.manifest):
        memory.state.search = b""


def _wanted(build: Build, editions: Sequence[Edition], jobs: Sequence[Work]) -> Sequence[Work]:
    """The pages whose trace changed or whose files do not stand; the others are the site's as they are."""
    known = {} if build.options.clean else build.memory.open().traces
    if not known:
        return jobs  # nothing depends on the traces: the workers work them out
    standing, manifest, traces = build.target.standing, build.manifest, build.traces
    wanted = []
    for n, job in jobs:
        trace = traces[job.path] = editions[n].planner.trace(job)
        if known.get(job.path) == trace and all(file in standing for file in job.files()):
            manifest.update((file, standing[file]) for file in job.files())
        else:
            wanted.append((n, job))
    return wanted


def _render(build: Build, wanted: Sequence[Work], editions: Sequence[Edition], others: Callable[[], None]) -> None:
    """Makes these pages, in as many processes as there are, and stages what they are; `others` makes the other files."""
    target, manifest, staged, traces = build.target, build.manifest, build.staged, build.traces
    traced = bool(traces)

    def work(batch: Sequence[Work]) -> list[tuple[str, bytes, list[tuple[str, bytes, int]]]]:
        found = []
        for n, job in batch:
            planner, renderer = editions[n].planner, editions[n].renderer
            files = _stage_all(outputs(planner.page(job), renderer), target)
            found.append((job.path, b"" if traced else planner.trace(job), files))
        return found

    told, done = _progress(build, "Making pages"), 0

    def heard(number: int) -> None:
        nonlocal done
        done += number
        told(done, len(wanted))

    for name, trace, files in run(wanted, work, build.options.jobs, RENDER_PARALLEL, heard, others):
        if trace:
            traces[name] = trace
        for path, digest, stamp in files:
            if path in manifest:
                raise BuildFailed(f"{path}: two pages want this address: rename a file of content/pages/")
            manifest[path] = digest
            if stamp:
                staged[path] = stamp
    build.report.pages.rendered = len(wanted)


def _data(build: Build, editions: Sequence[Edition], jobs: Sequence[Work]) -> None:
    """The search pages' lists of books, and the files for other programs (`machine_files`), in the first language."""
    for planner in [edition.planner for edition in editions]:
        _searched(build, planner)
        if len(planner.catalogue.entries) > 1:
            _stage(build, f"{planner.prefix}bridges/graph.json", bridges.data(planner.desk))
    planner, renderer = editions[0].planner, editions[0].renderer

    def pieces(path: str, parts: Iterable[bytes]) -> None:
        digest, stamp = build.target.stage_pieces(path, parts)
        build.manifest[path] = digest
        if build.target.standing.get(path) != digest:
            build.staged[path] = stamp
        else:
            (build.target.staging / path).unlink()

    made = machine_files.Made(
        build.settings, planner.desk, renderer, lambda path, data: _stage(build, path, data), pieces
    )
    # The page of an ISBN only leads on to a book's, which is there; an order lists what the heading's own page does; that of
    # reading offline stands for another page.
    aside = {edition.planner.prefix + offline.PAGE for edition in editions if build.settings.build.offline is True}
    pages = [job.path for _, job in jobs if not job.path.endswith(".html") and job.kind not in ("isbns", "orders")]
    machine_files.site_map(made, [path for path in pages if path not in aside])
    with wording.speaking(planner.words.language):
        machine_files.opensearch(made)
        _downloads(build, made, planner.ground)
        machine_files.feeds(made, opds="opds.xml" in build.manifest)


def _searched(build: Build, planner: Planner) -> None:
    """What the search page of a language loads: its books, and what it suggests unless that stands and is the same."""
    place, standing = f"{planner.prefix}search/", build.target.standing
    books = searching.books_json(planner.catalogue, planner.words.language)
    _stage(build, f"{place}books.json", books)
    _stage(build, f"{place}books.js", searching.script("books", books))
    trace = blake2b(suggesting.told(planner.desk), digest_size=12, key=planner.ground).digest()
    known = b"" if build.options.clean else build.memory.open().traces.get(place + "*.js", b"")
    before = [path for path in build.target.manifest if suggesting.is_file(place, path)]
    if known == trace and before and all(path in standing for path in before):
        build.manifest.update((path, standing[path]) for path in before)
    else:
        for name, data in suggesting.files(planner.desk):
            _stage(build, place + name, data)
    build.traces[place + "*.js"] = trace


def _downloads(build: Build, made: machine_files.Made, ground: bytes) -> None:
    """The downloads, unless they stand and were made of the same books."""
    if not machine_files.downloads_wanted(build.settings, len(made.catalogue.entries)):
        return
    trace = blake2b(ground + machine_files.downloads_trace(made), digest_size=12).digest()
    known = b"" if build.options.clean else build.memory.open().traces.get(machine_files.TRACE, b"")
    standing = {path: digest for path, digest in build.target.standing.items() if machine_files.is_download(path)}
    if known == trace and machine_files.complete(standing, build.target.manifest):
        build.manifest.update(standing)
    else:
        machine_files.downloads(made)
    build.traces[machine_files.TRACE] = trace


def _search(build: Build) -> None:
    """The search index of all book pages; one that stands is kept when it was made of the same pages."""
    target, manifest, report = build.target, build.manifest, build.report
    pages = search.book_pages(manifest)
    report.search.pages, report.search.shards = len(pages), 1 if pages else 0
    old = {p: d for p, d in target.manifest.items() if p.startswith("pagefind/")}
    if old and build.memory.state.search == search.covered(manifest):
        manifest.update(old)
        return
    build.told("Indexing for search", 0, 1)
    places = {p: (target.staging if p in build.staged else target.out) / p for p in pages}
    for path, data in search.index(places, target.work / "search", build.settings.languages):
        _stage(build, f"pagefind/{path}", data)
    report.search.rebuilt = 1
    build.told("Indexing for search", 1, 1)
