"""build(): the pipeline, and nothing else. records → books → catalogue → pages → files → a published site → search.

What did not change is not done: unchanged inputs answer from stats and digests before anything is parsed, remembered
records are not read again, a page whose trace stands is not made, a file whose content stands is not written.
"""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import msgspec

from shelflist import inputs, manifests, publish
from shelflist.report import Clock, Pages, Report, SearchCount
from shelflist.settings import Settings
from shelflist.store import Damaged, Seen, State, Store

Told = Callable[[str, int, int], None]
"""Progress: stage, done, of how many."""


class Options(msgspec.Struct, frozen=True):
    """How one build is done. `search`: "with" the site, "after" it (a second commit), or "none"."""

    jobs: int = 1
    search: str = "with"
    clean: bool = False


def build(settings: Settings, options: Options, memory: Store | None = None, told: Told = lambda *_: None) -> Report:
    """Makes the site. Raises BuildFailed and BadSettings; then the site that stood before still stands.

    With a resident `memory`, what was learnt reaches the disk with `remember`, which the caller owes.
    """
    memory = memory or Store(settings.state, forget=options.clean)
    try:
        report = _build(settings, options, memory, told)
    except Damaged:
        memory.forget()
        report = _build(settings, options, memory, told)
    if not memory.resident:
        remember(settings, memory)
    return report


def remember(settings: Settings, memory: Store) -> None:
    """What the last build learnt, to the disk: the short memory last, since it speaks for everything else."""
    if memory.pending is not None:
        from shelflist import search

        memory.state.snapshot = manifests.snapshot(settings.out, memory.pending, memory.state.snapshot, memory.staged)
        memory.state.pages = search.covered(memory.pending)
        if memory.pending_search:
            memory.state.search = memory.state.pages
        memory.pending = None
        memory.save()
        memory.save_state()


def places(settings: Settings) -> dict[str, Path]:
    """Where the inputs are: a name for each that does not depend on where the site stands."""
    found = {"content": settings.content, "site.toml": settings.root / "site.toml"}
    for kind in ("templates", "static"):
        for n, folder in enumerate(settings.folders(kind)):
            found[f"{kind}{n or ''}"] = folder
    return found


def _options_digest(settings: Settings, options: Options, engine: bytes) -> bytes:
    given = (msgspec.to_builtins(settings.site), msgspec.to_builtins(settings.build), options.search != "none")
    rules = msgspec.to_builtins((settings.sources, settings.merging, settings.translations)), sorted(settings.allowed)
    return blake2b(msgspec.msgpack.encode((given, rules, engine)), digest_size=16).digest()


def _build(settings: Settings, options: Options, memory: Store, told: Told) -> Report:
    clock = Clock()
    report = Report()
    with clock.stage("read"):
        found = inputs.scan(places(settings), report.warnings)
        seen = inputs.look(found, memory.state.inputs)
        wanted = _options_digest(settings, options, memory.engine)
        same = (
            not options.clean
            and wanted == memory.state.options
            and {n: s.digest for n, s in seen.items()} == {n: s.digest for n, s in memory.state.inputs.items()}
            and (options.search != "with" or memory.state.search == memory.state.pages)
        )
    if same and (memory.pending is not None or manifests.verify(settings.out, memory.state.snapshot)):
        return _unchanged(clock, memory, seen)
    if memory.made is not None and wanted == memory.state.options and options.search != "with":
        from shelflist import resident

        quick = resident.make(settings, memory, found, seen, clock, _sources(settings))
        if quick is not None:
            return quick
    remember(settings, memory)
    with publish.open_target(settings.out, _sources(settings)) as target:
        from shelflist import making

        made = making.make(making.Build(settings, options, memory, found, seen, target, clock, report, told))
    clock.close(report)
    report.pages.total = len(made.known.manifest)
    state = memory.state
    memory.state = State(seen, wanted, state.snapshot, msgspec.json.encode(report), b"", state.search)
    memory.pending_search = options.search == "with"
    memory.made = made if memory.resident else None
    return report


def put_index(settings: Settings, memory: Store, made: tuple[bytes, list[tuple[str, bytes]]]) -> bool:
    """Puts a search index into the site beside which it was made: (what it covers, its files). False, and nothing
    done, when the site's pages are others by now. Raises BuildFailed."""
    from shelflist import offline, search

    covered, files = made
    with publish.open_target(settings.out, _sources(settings)) as target:
        if search.covered(target.manifest) != covered:
            return False
        manifest = {path: digest for path, digest in target.manifest.items() if not path.startswith("pagefind/")}
        staged: manifests.Staged = {}
        for name, data in files:
            path = f"pagefind/{name}"
            manifest[path] = manifests.content_digest(data)
            if target.manifest.get(path) != manifest[path]:
                staged[path] = target.stage(path, data)
        worker = offline.worker(settings, manifest)
        if worker is not None:
            manifest[offline.WORKER] = manifests.content_digest(worker)
            staged[offline.WORKER] = target.stage(offline.WORKER, worker)
        publish.commit(target, manifest, staged)
        known = manifests.Known(target.text, manifest)
    memory.open().site = manifests.content_digest(known.text)
    memory.state.search = covered
    memory.owe(manifest, staged)
    memory.pending_search = False
    if memory.made is not None:
        memory.made.known = known
    return True


def _sources(settings: Settings) -> list[Path]:
    kept = [settings.content, settings.root / "templates", settings.root / "static"]
    return [*kept, *settings.folders("templates"), *settings.folders("static"), settings.root]


def _unchanged(clock: Clock, memory: Store, seen: dict[str, Seen]) -> Report:
    """The report of a build that had nothing to do: the last one's, with this one's figures."""
    report = msgspec.json.decode(memory.state.report, type=Report)
    total = report.pages.total
    report.pages = Pages(total=total, unchanged=total)
    report.search = SearchCount(pages=report.search.pages, shards=report.search.shards)
    if seen != memory.state.inputs:
        memory.state.inputs = seen
        memory.save_state()
    clock.close(report)
    return report
