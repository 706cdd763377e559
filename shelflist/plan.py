"""Which pages there are, and for each a trace: the digest of all that it is made from. An equal trace is an equal page.

A trace is cheaper than its page (a page of books is told by the digests of its entries), so that a build in which one
record changed makes few pages. What every page depends on (engine, templates, settings, assets) is in `ground`.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from shelflist import wording
from shelflist.catalogue import FAMILIES
from shelflist.markdown import words_of
from shelflist.model import Book
from shelflist.notes import Prose
from shelflist.pages import (
    Page,
    aspect,
    assigned,
    book,
    bridges,
    chapters,
    classes,
    covers,
    headings,
    holdings,
    isbns,
    lists,
    log,
    nearby,
    ordered,
    orders,
    person,
    quotes,
    reading,
    reading_plan,
    searching,
    see,
    series,
    shelf,
    site,
    staff,
    stats,
    subject,
    timeline,
    versions,
    years,
)
from shelflist.pages.desk import Desk, Job, Room
from shelflist.pages.headings import Leaf

ROOMS: dict[str, Room] = {
    "aspects": aspect,
    "authors": person,
    "bridges": bridges,
    "chapters": chapters,
    "holdings": holdings,
    "isbns": isbns,
    "lists": lists,
    "log": log,
    "orders": ordered,
    "plans": reading_plan,
    "quotes": quotes,
    "reading": reading,
    "stats": stats,
    "classes": classes,
    "see": see,
    "series": series,
    "shelf": shelf,
    "subjects": subject,
    "timeline": timeline,
    "years": years,
}
"""Kind of page → the module that makes it. A room with the name of a family makes its headings' pages."""

INDEXED: frozenset[str] = frozenset({"aspects", "classes", "series"})
"""Families whose index pages are made by their room."""

_pack = msgspec.msgpack.Encoder().encode


class Outside(msgspec.Struct, frozen=True):
    """What pages show that only formats know: `origins` gives a format's table of the fields from which each value may
    come, `exports` the (name, format for people, content) of the files beside a book's page, `names` their names; `citations` the (style,
    text) of each citation of a book, `coins` what its COinS say, `bibliographies` the files of citations beside a list's page, as `exports` does."""

    origins: staff.Origins = lambda _: {}
    exports: Callable[[Book], Sequence[tuple[str, str, str]]] = lambda _: ()
    names: tuple[str, ...] = ()
    citations: Callable[[Book], Sequence[tuple[str, str]]] = lambda _: ()
    bibliographies: Callable[[Iterable[Book]], Sequence[tuple[str, str, str]]] = lambda _: ()
    bibliography_names: tuple[str, ...] = ()
    coins: Callable[[Book], str] = lambda _: ""


NOTHING = Outside()


class Planner:
    """All pages of one build in one language. `places` are the files that each book came from; `prefix` is the folder of a
    language that is not the site's first: its pages have no files beside them, those of the first language serve."""

    def __init__(
        self,
        desk: Desk,
        ground: bytes,
        places: Sequence[str],
        own: Sequence[Prose],
        outside: Outside = NOTHING,
        prefix: str = "",
    ) -> None:
        self.desk = desk
        self.prefix = prefix
        self.catalogue = desk.catalogue
        self.words = desk.words
        self.ground = ground
        self.places = places
        self.outside = outside
        self.own = {prose.name: prose for prose in own}
        self._lines_of: dict[str, list[bytes]] = {}
        with wording.speaking(desk.words.language):
            self.own.setdefault("about", site.about(desk.words, desk.catalogue))
            self._letters = {
                f: headings.family_letters(f, self.catalogue, self.words.language) for f in self._families()
            }

    def _families(self) -> list[str]:
        """Those with an index: the ones that have headings."""
        return ["books", *(f for f in FAMILIES if self.catalogue.families[f])]

    def trace(self, job: Job) -> bytes:
        """The digest of all that a job's page is made from."""
        tell: dict[str, Callable[..., Sequence[Any]]] = {
            "book": self._told_book,
            "heading": lambda key, number: headings.told(self.desk, key, number),
            "list": self._told_list,
            "index": self._told_index,
            "letter": self._told_letter,
            "page": lambda page: (page.template, page.meta, page.note),
        }
        room = ROOMS.get(job.kind)
        with wording.speaking(self.words.language):
            found = room.told(self.desk, *job.args) if room else tell[job.kind](*job.args)
        return blake2b(_pack(found), digest_size=12, key=self.ground).digest()

    def jobs(self) -> list[Job]:
        """Every page, in the order of its address' kind."""
        with wording.speaking(self.words.language):
            found = self._jobs()
        if not self.prefix:
            return found
        return [self._below(job) for job in found if not job.path.endswith(".html")]

    def _below(self, job: Job) -> Job:
        """A job in the folder of its language."""
        return Job(self.prefix + job.path, job.kind, job.args, job.published)

    def _jobs(self) -> list[Job]:
        found = [self._book(n) for n in range(len(self.catalogue.entries))]
        for family in FAMILIES:
            if family == "lists":
                cited = self.outside.bibliography_names
                found.extend(
                    Job(headed.href, "list", (headed.key,), beside=(*lists.files(self.desk, headed.key), *cited))
                    for headed in self.catalogue.families[family]
                )
            elif family not in ROOMS:
                found.extend(headings.jobs_of(self.desk, family))
        for room in ROOMS.values():
            found.extend(room.jobs(self.desk))
        for family in self._families():
            if family not in INDEXED:
                found.extend(self._index(family))
        found.extend(self._fixed())
        return found

    def book(self, n: int) -> Job:
        """The page of the book at a position."""
        return self._below(self._book(n)) if self.prefix else self._book(n)

    def _book(self, n: int) -> Job:
        return Job(f"books/{self.catalogue.slugs[n]}/", "book", (n,), True, self.outside.names)

    def _told_book(self, n: int) -> Sequence[Any]:
        """A book's page shows its entry, its place, its headings' addresses and its neighbours."""
        entries, slugs, known = self.catalogue.entries, self.catalogue.slugs, self.catalogue.headings
        entry = entries[n]
        parts: list[Any] = [entry.digest, slugs[n], self.places[n], *[known[k].slug for k, _ in entry.keys]]
        parts += [(known[k].label, known[k].forms) for k, _ in entry.keys if known[k].forms]
        if n:
            parts += [entries[n - 1].title, slugs[n - 1]]
        parts += [known[name.key].slug for name in entry.names if name.via == "chapter" and name.key in known]
        parts.append("|")
        if n + 1 < len(entries):
            parts += [entries[n + 1].title, slugs[n + 1]]
        for other in self.catalogue.works.get(n, ()):
            parts += [entries[other].line, entries[other].edition, slugs[other]]
        parts += shelf.told_beside(self.desk, n)
        parts += series.told_beside(self.desk, n)
        parts += versions.told(self.desk, n)
        parts += assigned.beside(self.desk, n)
        parts += ["next to it", len(entries) > 1, *nearby.told(self.desk, n)]
        parts += ["cover", *covers.told(n, self.desk.pictures)]
        return parts

    def _editions(self, n: int) -> list[dict[str, str]]:
        """The other editions of a book's work, with what tells each from this one."""
        entries = self.catalogue.entries
        return [
            book.edition(entries[other], self.catalogue.href(other), entries[n], self.words.language)
            for other in self.catalogue.works.get(n, ())
            if other != n and other not in series.apart(self.desk, n)
        ]

    def _told_list(self, key: str) -> Sequence[Any]:
        headed = self.catalogue.headings[key]
        cited = [self.catalogue.entries[n].digest for n in headed.books] if self.outside.bibliography_names else []
        return *lists.told(self.desk, key), cited

    def _index(self, family: str) -> list[Job]:
        made = [Job(f"{family}/", "index", (family,))]
        if len(self._index_tokens(family)) > headings.WHOLE:
            for place, letter in enumerate(self._letters[family]):
                for leaf in headings.leaves(len(letter.members), self.desk.page_size):
                    path = headings.leaf_path(f"{family}/az/{letter.slug}/", leaf.number)
                    made.append(Job(path, "letter", (family, place, leaf.number)))
        return made

    def _told_index(self, family: str) -> Sequence[Any]:
        bar = [(letter.label, len(letter.members)) for letter in self._letters[family]]
        return family, bar, b"".join(self._index_tokens(family))

    def _told_letter(self, family: str, place: int, number: int) -> Sequence[Any]:
        letters = self._letters[family]
        leaf = self._leaf(len(letters[place].members), number)
        tokens = self._index_tokens(family)
        shown = b"".join([tokens[n] for n in letters[place].members[leaf.first - 1 : leaf.last]])
        return family, [letter.label for letter in letters], leaf, shown

    def _index_tokens(self, family: str) -> list[bytes]:
        if family == "books":
            return self.desk.tokens
        if family not in self._lines_of:
            members = self.catalogue.families[family]
            self._lines_of[family] = [f"{h.label}\t{h.slug}\t{len(h.books)}\n".encode() for h in members]
        return self._lines_of[family]

    def _fixed(self) -> list[Job]:
        """The few pages that are made in every build: each is told by its whole self."""
        counts = searching.facet_counts(self.catalogue, self.words.language)
        pages = [
            self._home(),
            searching.page(self.catalogue, self.words, counts),
            *(site.own_page(prose) for prose in self.own.values()),
            site.not_found(),
            *([site.offline()] if self.words.offline else []),
        ]
        return [Job(p.path, "page", (p,), p.published) for p in pages]

    def _home(self) -> Page:
        return site.home(self.desk, {own.name: _sentence(own.note) for own in self.desk.authority.lists})

    def home(self) -> Job:
        """The first page as the books are now."""
        with wording.speaking(self.words.language):
            page = self._home()
        return Job(self.prefix + page.path, "page", (page,), page.published)

    def page(self, job: Job) -> Page:
        """The page of a job, in the site's language."""
        with wording.speaking(self.words.language):
            return self._page(job)

    def _page(self, job: Job) -> Page:
        room = ROOMS.get(job.kind)
        if room:
            return room.page(self.desk, *job.args)
        make: dict[str, Callable[..., Page]] = {
            "book": self._make_book,
            "heading": lambda key, number: headings.page(self.desk, key, number),
            "list": self._make_list,
            "index": self._make_index,
            "letter": self._make_letter,
            "page": lambda page: page,
        }
        return make[job.kind](*job.args)

    def _neighbour(self, position: int) -> dict[str, str] | None:
        if not 0 <= position < len(self.catalogue.entries):
            return None
        return {"title": self.catalogue.entries[position].title, "href": self.catalogue.href(position)}

    def _make_book(self, n: int) -> Page:
        found = self.desk.books(n)
        found.source.file = self.places[n]
        exports = self.outside.exports(found)
        beside = book.Beside(
            self._neighbour(n - 1), self._neighbour(n + 1), self._editions(n), exports,
            nearby=nearby.rows(self.desk, n), bridge=nearby.bridge(self.desk, n),
            shelves=shelf.beside(self.desk, n),
            series=series.beside(self.desk, n), volumes=series.others(self.desk, n, book.edition),
            versions=versions.rows(self.desk, n),
            citations=self.outside.citations(found), lists=assigned.beside(self.desk, n),
            coins=self.outside.coins(found), cover=covers.cover(self.catalogue.entries[n], n, self.desk.pictures),
        )  # fmt: skip
        catalogue = self.catalogue
        return book.make(
            found, catalogue.entries[n], catalogue.slugs[n], catalogue.headings, beside, self.words,
            self.outside.origins,
        )  # fmt: skip

    def _leaf(self, books: int, number: int) -> Leaf:
        return headings.leaves(books, self.desk.page_size)[number - 1]

    def _make_list(self, key: str) -> Page:
        headed = self.catalogue.headings[key]
        files = self.outside.bibliographies(map(self.desk.books, headed.books))
        return lists.cited(lists.page(self.desk, key), files)

    def _make_index(self, family: str) -> Page:
        made = headings.whole_index(family, self.desk.lines)
        if family == "books":
            made.meta["orders"] = orders.links(self.desk, family, made.path, len(self.catalogue.entries))
        return made

    def _make_letter(self, family: str, place: int, number: int) -> Page:
        letters = self._letters[family]
        letter = letters[place]
        return headings.letter_page(family, letter, self._leaf(len(letter.members), number), letters, self.desk.lines)


def _sentence(text: str) -> str:
    """The first paragraph of a list's introduction, as plain text for the home page."""
    return words_of(next((part for part in text.split("\n\n") if part.strip() and not part.startswith("#")), ""))
