"""`check`: what is wrong with the records, the notes and the built site, a line each. It builds and writes nothing; the
mirror of the list (`mirrored`) is made on the way for whoever asks for it, and is advice: no error and no warning.

Records and notes are read by the very steps of a build, so a finding here is a finding of the report: what a build
rejects is an error, what it warns of a warning. The site is held against its manifest (every file there, whole), every
link of ours (href, src, srcset and action of HTML pages, the site map, the feed, robots.txt, the addresses in JSON-LD)
against its files, case-exact, and every #anchor against the ids of its page; links to other hosts are not fetched.
An address counts as ours by `base_url` of site.toml. A page that no other page links to is a warning.

Signs of a fault in the making (`SIGNS`, after Hugo's site audit) are looked for in pages and feeds. But text may
rightly hold such words: a title may be "None", a note may speak of localhost, and a record with `{{7*7}}` prints it.
All text that is not a template's stands in the published `index.md` of books and subjects, in the owner's prose and in
site.toml, where a missing value is `null` and nothing is escaped for HTML. So a sign counts on a page only if its own
`index.md` (for a page without one: all of them and the prose) and site.toml do not hold it.
"""

import html
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from shelflist import authorities, catalogue, covers, inputs, manifests, merge, mirrored, records, unused, workers
from shelflist.errors import shorten
from shelflist.mirror import Mirror
from shelflist.report import Report, lines
from shelflist.settings import Settings
from shelflist.site import places
from shelflist.store import Damaged, Store

PARALLEL = 400
"""Fewer files than this are looked at without forking."""

NOT_LINKED = frozenset({"index.html", "404.html"})
"""Pages that need no link from another; nor do those of ISBNs, which are there for links from outside."""


class Sign(NamedTuple):
    """What gives a fault away: its bytes in a page, in the text that accounts for it, and what to do."""

    found: bytes
    source: bytes
    advice: str


_UNFILLED = "a template's own sign was printed: mend the template"
_HOLE = "a value that a book does not have was printed: let the template ask for it with `if`"
_PREVIEW = "it belongs to the preview alone: publish what `build` made"
_MACHINE = "the address of your own machine: mend base_url, or the template"
SIGNS = (
    Sign(b"{{", b"{{", _UNFILLED),
    Sign(b"{%", b"{%", _UNFILLED),
    Sign(b"None", b"None", _HOLE),
    Sign(b"Undefined", b"Undefined", _HOLE),
    Sign(b"&amp;amp;", b"&amp;", "text was escaped twice: take the escape out of the template"),
    Sign(b"livereload", b"livereload", _PREVIEW),
    Sign(b"/-/events", b"/-/events", _PREVIEW),
    Sign(b"localhost", b"localhost", _MACHINE),
    Sign(b"127.0.0.1", b"127.0.0.1", _MACHINE),
)
_NONE = re.compile(rb"""[>"'\s(]None[<"'\s),.;:]""")
"""`None` as a template prints it: a whole word, which `Nonesuch` is not."""

_TAG = re.compile(rb"""<!--.*?-->|<[a-zA-Z](?:[^<>"']++|"[^"]*"|'[^']*')*+>""", re.DOTALL)
_ATTRIBUTE = re.compile(
    rb"""\s(href|src|srcset|action|id)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)|\s[^\s=>"']+\s*=\s*(?:"[^"]*"|'[^']*')"""
)
"""An attribute that matters as (name, value); the others are matched so that nothing inside their values is."""

_LOC = re.compile(rb"<loc>\s*([^<]*?)\s*</loc>")
_ROBOTS = re.compile(rb"^Sitemap:\s*(\S+)", re.MULTILINE)
_XML_BASE = re.compile(rb'<feed\s[^<>]*?\sxml:base="([^"]*)"')
_JSON_LD = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_JSON_URL = re.compile(r'"(?:@id|url)":\s*("(?:[^"\\]|\\.)*")')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

WHOLE, MISSING, CHANGED = 0, 1, 2


class Looked(NamedTuple):
    """What one file of the site showed, in plain values: workers send it between processes.

    `links`: pages that it leads to, those already told by the same process left out. `anchors`: (file, anchor) on
    other pages. `broken`: (link as written, where it leads). `signs`: positions in `SIGNS`.
    """

    path: str
    state: int = WHOLE
    links: Sequence[str] = ()
    ids: Sequence[str] = ()
    anchors: Sequence[tuple[str, str]] = ()
    broken: Sequence[tuple[str, str]] = ()
    signs: Sequence[int] = ()


class Checked(NamedTuple):
    """What was found: a line each, errors first. `residue` are records of which no rule used something, with lines."""

    errors: list[str]
    warnings: list[str]
    records: int
    residue: list[str]
    mirror: Mirror | None = None


def check(settings: Settings, *, every: bool = False, mirror: bool = False) -> Checked:
    """Looks at everything. `every` names each record with a residue. Raises BuildFailed when memory cannot be read."""
    report, (number, left), seen = _read(settings, every=every, mirror=mirror)
    found = lines(report)
    rejected = len(report.rejected)
    errors, warnings = _site(settings)
    return Checked([*found[:rejected], *errors], [*found[rejected:], *warnings], number, left, seen)


# --- records and notes ----------------------------------------------------------------------------------------


Left = tuple[int, list[str]]


def _read(settings: Settings, *, every: bool, mirror: bool) -> tuple[Report, Left, Mirror | None]:
    """The findings of a build that ended where the catalogue begins. What earlier builds remembered is read only."""
    try:
        return _findings(settings, Store(settings.state, writes=False), every=every, mirror=mirror)
    except Damaged:
        memory = Store(settings.state, forget=True, writes=False)
        return _findings(settings, memory, every=every, mirror=mirror)


def _findings(settings: Settings, memory: Store, *, every: bool, mirror: bool) -> tuple[Report, Left, Mirror | None]:
    report = Report()
    found = inputs.scan(places(settings), report.warnings)
    seen = inputs.look(found, memory.state.inputs)
    files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
    jobs = os.cpu_count() or 1
    rows, refused = records.rows(files, settings.sources, memory, jobs, lambda *_: None, settings.allowed)
    merge.prose(found, report)
    authority = authorities.read(found, report)
    held = merge.books(rows, refused, found, seen, memory, report, settings.merging)
    if any(own.parts for own in authority.lists) or any(name.startswith(covers.FOLDER) for name in seen):
        shelf = catalogue.make([one.entry for one in held], memory.open().labels, authority)
        authorities.unfound(authority, shelf.entries, shelf.slugs, report)
        covers.faults(covers.fit(found, seen, shelf, report), memory, report)
    left = unused.lines(rows, memory, every=every)
    return report, left, mirrored.of_held(held, authority, memory, settings) if mirror else None


# --- the built site -------------------------------------------------------------------------------------------


def _site(settings: Settings) -> tuple[list[str], list[str]]:
    """(errors, warnings) of the built site."""
    out = settings.out
    name = out.relative_to(settings.root).as_posix() if out.is_relative_to(settings.root) else out.as_posix()
    if not (out / manifests.MARKER).is_file():
        return [], [f"{name}: no site has been built here: run `build` to have its pages and links checked too"]
    manifest = manifests.read_manifest(out)
    if not manifest:
        return [f"{name}/{manifests.MARKER}: damaged, so no file of the site can be checked: run `build --clean`"], []
    looked = look(out, manifest, settings.site.base_url)
    errors = [*_files(looked), *_links(looked), *_anchors(looked), *_signs(looked, _prose_text(settings))]
    return [f"{name}/{line}" for line in errors], [f"{name}/{line}" for line in _orphans(looked)]


def look(out: Path, manifest: manifests.Manifest, base_url: str) -> list[Looked]:
    """Every file of the manifest, read once, with what it links to."""
    there = frozenset(path.relative_to(out).as_posix() for path in _walk(out))
    told: set[str] = set()

    def work(batch: Sequence[str]) -> list[tuple[object, ...]]:
        return [tuple(_look(out, path, manifest[path], there, told, base_url)) for path in batch]

    paths = sorted(manifest)
    rows = workers.run(paths, work, os.cpu_count() or 1, PARALLEL, lambda _: None)
    return [Looked(*row) for row in rows]


def _walk(folder: Path) -> Iterable[Path]:
    """Every file below a folder; the names are the disk's own, so that a comparison is case-exact on any system."""
    for place, _, names in os.walk(folder):
        for name in names:
            yield Path(place, name)


def _look(out: Path, path: str, digest: bytes, there: frozenset[str], told: set[str], base_url: str) -> Looked:
    """One file. `told` holds the links that this process has sent already; what is sent now joins them."""
    if path not in there:
        return Looked(path, MISSING)
    try:
        data = (out / path).read_bytes()
    except OSError:
        return Looked(path, MISSING)
    state = WHOLE if manifests.content_digest(data) == digest else CHANGED
    if path.endswith(".md"):
        return Looked(path, state, signs=source_signs(data))
    ids, hrefs = parts(path, data)
    links: set[str] = set()
    anchors: set[tuple[str, str]] = set()
    broken: list[tuple[str, str]] = []
    for href in hrefs:
        led = resolve(href, path, base_url)
        if led is None:
            continue
        target, anchor = led
        if target not in there:
            broken.append((href, target))
        elif target != path:
            links.add(target)
            if anchor and anchor != "top" and target.endswith(".html"):
                anchors.add((target, anchor))
        elif anchor and anchor != "top" and anchor not in ids:
            broken.append((href, f"{path}#{anchor}"))
    if not path.endswith(".html"):
        links = set()
    fresh = sorted(links - told)
    told |= links
    return Looked(path, state, fresh, sorted(ids), sorted(anchors), broken, signs_of(path, data))


def parts(path: str, data: bytes) -> tuple[set[str], list[str]]:
    """(ids, links as written, each once) of a page, a feed, a site map or robots.txt; nothing for any other file."""
    ids: set[str] = set()
    hrefs: dict[str, None] = {}
    if path.endswith((".html", ".atom")) or path == "opds.xml":
        tags = b"".join([tag for tag in _TAG.findall(data) if tag[:2] != b"<!"])
        for name, raw in set(_ATTRIBUTE.findall(tags)):
            value = _value(raw[1:-1] if raw[:1] in b"\"'" else raw).strip()
            if name == b"id":
                ids.add(value)
            elif name == b"srcset":
                hrefs.update((part.split()[0], None) for part in value.split(",") if part.strip())
            elif name:
                hrefs[value] = None
        for script in _JSON_LD.findall(data):
            hrefs.update((json.loads(url), None) for url in _JSON_URL.findall(script.decode("utf-8", "replace")))
        if base := _XML_BASE.search(tags):  # a feed's links begin there
            return ids, sorted({href if _SCHEME.match(href) else _value(base[1]) + href for href in hrefs})
    elif path.startswith("sitemap") and path.endswith(".xml"):
        hrefs.update((_value(raw), None) for raw in _LOC.findall(data))
    elif path == "robots.txt":
        hrefs.update((_value(raw), None) for raw in _ROBOTS.findall(data))
    return ids, sorted(hrefs)


def _value(raw: bytes) -> str:
    """An attribute's value as the browser has it."""
    text = raw.decode("utf-8", "replace")
    return html.unescape(text) if "&" in text else text


def resolve(href: str, path: str, base_url: str) -> tuple[str, str] | None:
    """Where a link on the page at `path` leads: (file of the site, anchor or ""); None when it leads elsewhere.

    A file that begins with ".." lies outside of the site.
    """
    where, _, anchor = href.partition("#")
    where = where.partition("?")[0]
    anchor = unquote(anchor)
    folder = path[: path.rfind("/") + 1]
    if base_url and (where == base_url or where.startswith(base_url + "/")):
        where, folder = where[len(base_url) + 1 :], ""
    elif where.startswith("//") or _SCHEME.match(where):
        return None
    elif where.startswith("/"):
        prefix = urlsplit(base_url).path + "/"
        if not where.startswith(prefix):
            return None
        where, folder = where[len(prefix) :], ""
    elif not where:
        return path, anchor
    while where.startswith("../") and folder:
        where, folder = where[3:], folder[: folder.rfind("/", 0, -1) + 1]
    where = folder + unquote(where)
    if "./" in where or "//" in where or where.endswith("."):
        where = normpath(where) + ("/" if where.endswith(("/", "/.", "/..")) else "")
        where = "" if where in ("./", ".") else where
    return (where + "index.html" if where.endswith("/") or not where else where), anchor


# --- signs ----------------------------------------------------------------------------------------------------


def signs_of(path: str, data: bytes) -> list[int]:
    """Positions in `SIGNS` of what a page or feed shows; nothing for files that no template makes."""
    if not path.endswith((".html", ".xml", ".atom")) and path != "robots.txt":
        return []
    found = [n for n, sign in enumerate(SIGNS) if sign.found in data]
    return [n for n in found if SIGNS[n].found != b"None" or _NONE.search(data)] if found else found


def source_signs(data: bytes) -> list[int]:
    """Positions in `SIGNS` of what this text accounts for. Markdown escapes with a backslash: they are taken out."""
    plain = data.replace(b"\\", b"")
    return [n for n, sign in enumerate(SIGNS) if sign.source in plain]


def _prose_text(settings: Settings) -> tuple[set[int], set[int]]:
    """What site.toml accounts for (on every page), and what the owner's prose does (on pages without index.md)."""
    everywhere = set(source_signs((settings.root / "site.toml").read_bytes()))
    prose: set[int] = set()
    for kind in ("lists", "pages"):
        for file in sorted((settings.content / kind).glob("*.md")):
            if file.is_file():
                prose.update(source_signs(file.read_bytes()))
    return everywhere, prose


def _signs(looked: Sequence[Looked], own: tuple[set[int], set[int]]) -> list[str]:
    """A line for each sign that nobody's text accounts for."""
    everywhere, prose = own
    texts = {one.path: set(one.signs) for one in looked if one.path.endswith(".md")}
    every = prose.union(*texts.values()) if texts else prose
    pages: defaultdict[int, list[str]] = defaultdict(list)
    for one in looked:
        if one.path.endswith(".md"):
            continue
        accounted = texts.get(one.path.removesuffix(".html") + ".md", every) | everywhere
        for n in one.signs:
            if n not in accounted:
                pages[n].append(one.path)
    return [
        f"{paths[0]}: `{SIGNS[n].found.decode()}` stands here{_others(paths)}, in no text of yours: {SIGNS[n].advice}"
        for n, paths in sorted(pages.items())
    ]


# --- lines ----------------------------------------------------------------------------------------------------


def _others(paths: Sequence[str]) -> str:
    more = len(paths) - 1
    return f" and on {more:,} other page{'' if more == 1 else 's'}" if more else ""


def _files(looked: Sequence[Looked]) -> list[str]:
    """Files of the manifest that are not there, or not what was published."""
    words = {
        MISSING: "missing from the site: build again",
        CHANGED: "changed after it was published: remove it and build again",
    }
    return [f"{one.path}: {words[one.state]}" for one in looked if one.state in words]


def _links(looked: Sequence[Looked]) -> list[str]:
    """A line for each place that is not there, however many pages link to it."""
    there = {one.path for one in looked}
    pages: defaultdict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    for one in looked:
        for href, target in one.broken:
            pages[target].append(one.path)
            written.setdefault(target, href)
    found = []
    for target, paths in sorted(pages.items()):
        _, mark, anchor = target.partition("#")
        if mark:
            what = f"no element of the page has the id {shorten(anchor)!r}"
        elif target.startswith(".."):
            what = "it leads out of the site"
        elif f"{target}/index.html" in there:
            what = "it is a folder: write it with / at its end"
        else:
            what = f"there is no {shorten(target, 120)}"
        found.append(f"{paths[0]}: broken link {shorten(written[target], 120)!r}{_others(paths)}: {what}; {_MEND}")
    return found


_MEND = "mend it in the note, page or template that it comes from"


def _anchors(looked: Sequence[Looked]) -> list[str]:
    """A line for each #anchor that another page links to and that its own page does not have."""
    ids = {one.path: frozenset(one.ids) for one in looked}
    pages: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in looked:
        for target, anchor in one.anchors:
            if target in ids and anchor not in ids[target]:
                pages[(target, anchor)].append(one.path)
    return [
        f"{paths[0]}: broken link to {shorten(target, 120)}#{shorten(anchor)}{_others(paths)}: "
        f"no element of that page has this id; {_MEND}"
        for (target, anchor), paths in sorted(pages.items())
    ]


def _orphans(looked: Sequence[Looked]) -> list[str]:
    """Pages that no other page links to."""
    linked = NOT_LINKED.union(*(one.links for one in looked))
    return [
        f"{one.path}: no other page links to this page: link to it from a list, a page or a template"
        for one in looked
        if one.path.endswith(".html") and one.path not in linked and "isbn/" not in one.path
    ]
