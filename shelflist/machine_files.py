"""Files of a site for other programs: feeds, catalogues of open books (OPDS), the search description, the site map, downloads.

Atom (RFC 4287) and JSON Feed 1.1 hold the books that have a date of adding; dates come from what is read, never from a clock.
OPDS 1.2 and 2.0 hold the books whose record leads to a file or says that its link is open: an entry without an acquisition
link makes a reader refuse the whole catalogue, so without such a book there is none. Downloads hold every book, without the
owner's reading, and are written piece by piece (guide on the front end, §2c).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from shelflist import exports
from shelflist.catalogue import Catalogue, Headed
from shelflist.model import Book
from shelflist.pages import covers, machines
from shelflist.pages.desk import Desk
from shelflist.render import Renderer
from shelflist.settings import Settings

MOST_URLS = 50_000
"""Addresses that one site map may hold (sitemaps.org)."""

AUTO = 2_000
"""So many books are written as downloads, and have MODS beside their pages, where no setting says otherwise."""

FEED = 40
FEEDS = ("feed.atom", "feed.json")
FIRST = "1970-01-01T00:00:00Z"

LIST_FILES: dict[str, str] = {
    "list.bib": "bibtex",
    "list.ris": "ris",
    "list.json": "csl-json",
    "list.xml": "mods",
    "list.csv": "csv",
}
"""Files beside a list's page → formats; its unAPI file stands beside them."""

UNAPI = "list.rdf.xml"

TRACE = "downloads/"
"""The name under which it is remembered what the downloads were made of."""

OPDS = ("opds.xml", "opds.json")
OPDS_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"

Stage = Callable[[str, bytes], None]
Pieces = Callable[[str, Iterable[bytes]], None]


def downloads_wanted(settings: Settings, books: int) -> bool:
    """Whether there are downloads: as the setting says, or by the number of books."""
    asked = settings.build.downloads
    return 0 < books <= AUTO if asked == "auto" else asked == "always" and books > 0


def beside_list(books: Iterable[Book]) -> list[tuple[str, str, str]]:
    """(name, format for people, content) of the exports beside a list's page; its unAPI file last."""
    held = [public(book) for book in books]
    found = [(name, exports.FORMATS[format].title, exports.text(format, held)) for name, format in LIST_FILES.items()]
    return [*found, (UNAPI, "Zotero RDF", exports.unapi(held))]


def with_citations(
    books: Iterable[Book], cite: Callable[[Iterable[Book]], Sequence[tuple[str, str, str]]]
) -> list[tuple[str, str, str]]:
    """All files beside a list's page."""
    held = list(books)
    return [*cite(held), *beside_list(held)]


def is_download(path: str) -> bool:
    """Whether this is a file of `downloads`."""
    return path.startswith("downloads/") or path in OPDS


def complete(standing: Mapping[str, bytes], made: Iterable[str]) -> bool:
    """Whether all downloads stand, of `made`, the files of the site before, those of open books too."""
    wanted = [f"downloads/{name}" for name, _, _ in machines.DOWNLOADS]
    return all(path in standing for path in (*wanted, *filter(is_download, made)))


def public(book: Book) -> Book:
    """A book without its owner's reading, which the site shows and downloads leave out."""
    return msgspec.structs.replace(book, reading=None) if book.reading else book


class Made(msgspec.Struct):
    """What the files are made with: the site's settings, its books, its templates; `stage` takes a whole file, `pieces` one
    in pieces."""

    settings: Settings
    desk: Desk
    renderer: Renderer
    stage: Stage
    pieces: Pieces

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the build."""
        return self.desk.catalogue

    @property
    def base(self) -> str:
        """What an address from the site's root has before it where it must be whole."""
        return self.settings.site.base_url + "/"


# --- site map, search -----------------------------------------------------------------------------------------


def site_map(made: Made, paths: Sequence[str]) -> None:
    """`sitemap.xml`, in several files where there are many pages; a book's page has its date of adding as `lastmod`."""
    catalogue = made.catalogue
    dates = {catalogue.href(n): e.added for n, e in enumerate(catalogue.entries) if len(e.added) in (4, 7, 10)}
    maps = [paths[n : n + MOST_URLS] for n in range(0, len(paths), MOST_URLS)]
    names = [f"sitemap-{n}.xml" for n in range(1, len(maps) + 1)] if len(maps) > 1 else ["sitemap.xml"]
    for name, part in zip(names, maps or [[]], strict=True):
        values = {"base": made.base, "paths": part, "dates": dates}
        made.stage(name, made.renderer.data("sitemap.xml", values))
    if len(maps) > 1:
        made.stage("sitemap.xml", made.renderer.data("sitemap-index.xml", {"base": made.base, "paths": names}))
    made.stage("robots.txt", made.renderer.data("robots.txt", {"base": made.base}))


def opensearch(made: Made) -> None:
    """`opensearch.xml` (OpenSearch 1.1): its template must be a whole address, so there is none without `base_url`."""
    if made.settings.site.base_url:
        made.stage("opensearch.xml", made.renderer.data("opensearch.xml", {"base": made.base}))


# --- feeds ----------------------------------------------------------------------------------------------------


def feeds(made: Made, *, opds: bool) -> None:
    """Feeds of the site and of each list; of subjects and people too where `[build] feeds` says so. The site's leads to the
    catalogue of open books, where there is one."""
    related = [("opds.xml", OPDS_TYPE)] if opds else []
    _feed(
        made,
        "",
        made.settings.site.title,
        machines.newest(made.catalogue, range(len(made.catalogue.entries)), FEED),
        related,
    )
    families = ("lists", "subjects", "authors") if made.settings.build.feeds == "all" else ("lists",)
    for family in families:
        for headed in made.catalogue.families[family]:
            _feed(made, headed.href, _named(made, headed), machines.newest(made.catalogue, headed.books, FEED), ())


def _named(made: Made, headed: Headed) -> str:
    return f"{headed.label} – {made.settings.site.title}"


def _feed(made: Made, path: str, title: str, positions: Sequence[int], related: Sequence[tuple[str, str]]) -> None:
    """Both feeds of one page. Addresses are relative to the site's root, and whole where `base_url` says where that is."""
    site = made.settings.site
    up = "../" * path.count("/")
    base = made.base if site.base_url else ""
    entries = [machines.feed_entry(made.catalogue, n) for n in positions]
    identity = blake2b(site.title.encode(), digest_size=8).hexdigest()
    values = {
        "base": base, "up": "" if base else up, "path": path, "title": title, "entries": entries, "identity": identity,
        "updated": max((entry["updated"] for entry in entries), default=FIRST), "related": related,
    }  # fmt: skip
    made.stage(path + FEEDS[0], made.renderer.data("feed.atom", values))
    items = [
        {"id": f"urn:shelflist:{identity}:{e['href']}", "url": (base or up) + e["href"], "title": e["title"],
         "content_text": e["summary"] or e["title"], "date_published": e["updated"]}
        for e in entries
    ]  # fmt: skip
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": title}
    if base:
        feed |= {"home_page_url": base + path, "feed_url": f"{base}{path}{FEEDS[1]}"}
    if site.description and not path:
        feed["description"] = site.description
    feed |= {"language": site.language, "authors": [{"name": site.owner or site.title}], "items": items}
    made.stage(path + FEEDS[1], machines.to_json(feed))


# --- downloads and OPDS ---------------------------------------------------------------------------------------


def downloads(made: Made) -> bool:
    """Every download, and the catalogues of open books: whether there are any of these."""
    desk, found = made.desk, machines.DOWNLOADS
    number = range(len(made.catalogue.entries))
    opened: list[tuple[int, Book]] = []

    def books(collect: bool) -> Iterator[Book]:
        for n in number:
            book = public(desk.books(n))
            if collect and machines.acquisitions(book):
                opened.append((n, book))
            yield book

    for at, (name, format, _) in enumerate(found):
        made.pieces("downloads/" + name, _encoded(exports.writer(format).write(books(at == 0))))
    if not opened:
        return False
    values = {
        **_opds_values(made),
        "entries": [machines.open_entry(made.catalogue, n, book, covers.plain(n, desk.pictures)) for n, book in opened],
    }
    made.stage("opds.xml", made.renderer.data("opds.xml", values))
    made.stage("opds.json", machines.to_json(machines.opds(made.settings.site.title, values)))
    return True


def _opds_values(made: Made) -> Mapping[str, Any]:
    site = made.settings.site
    identity = blake2b(site.title.encode(), digest_size=8).hexdigest()
    return {"base": made.base if site.base_url else "", "identity": identity, "media": OPDS_TYPE, "own": OPDS[0]}


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces as bytes, gathered so that a file is not written in thousands of small ones."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > 1 << 18:
            yield "".join(held).encode("utf-8", "replace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "replace")


def downloads_trace(made: Made) -> bytes:
    """The digest of all that the downloads are made of."""
    catalogue = made.catalogue
    whole = blake2b(key=made.settings.site.base_url.encode()[:64], digest_size=12)
    for entry, slug in zip(catalogue.entries, catalogue.slugs, strict=True):
        whole.update(entry.digest + slug.encode())
    for n, picture in sorted(made.desk.pictures.items()):
        whole.update(f"{n}\t{picture.mark}\n".encode())
    return whole.digest()
