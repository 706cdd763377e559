"""Which pages there are, and for each a trace: the digest of all that it is made from. An equal trace is an equal page.

A trace is cheaper than its page (a page of books is told by the digests of its entries), so that a build in which one
record changed makes few pages. What every page depends on (engine, templates, settings, assets) is in `ground`.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from shelflist.catalogue import FAMILIES, Catalogue, Headed
from shelflist.model import Book
from shelflist.notes import Prose
from shelflist.pages import Page, book, headings, site
from shelflist.pages.headings import Leaf, Lines
from shelflist.pages.site import Words

_pack = msgspec.msgpack.Encoder().encode


class Job(msgspec.Struct, gc=False):
    """A page to be: its path, its trace, whether its Markdown is published, and what `Planner.page` needs to make it."""

    path: str
    trace: bytes
    kind: str
    args: tuple[Any, ...] = ()
    published: bool = False

    def files(self) -> list[str]:
        """The files that it leaves."""
        html = self.path if self.path.endswith(".html") else self.path + "index.html"
        return [html, self.path + "index.md"] if self.published else [html]


class Planner:
    """All pages of one build. `books` gives the book at a position of the catalogue, `places` the file it came from."""

    def __init__(
        self,
        catalogue: Catalogue,
        words: Words,
        page_size: int,
        ground: bytes,
        books: Callable[[int], Book],
        places: Sequence[str],
        lists: Sequence[Prose],
        own: Sequence[Prose],
    ) -> None:
        self.catalogue = catalogue
        self.words = words
        self.page_size = page_size
        self.ground = ground
        self.books = books
        self.places = places
        self.lists = {prose.name: prose for prose in lists}
        self.own = {prose.name: prose for prose in own}
        self.own.setdefault("about", site.about(words, catalogue))
        self.lines = Lines(catalogue, words.language)
        self._slug_of = {key: headed.slug for key, headed in catalogue.headings.items()}
        self._tokens = [e.line + s.encode() for e, s in zip(catalogue.entries, catalogue.slugs, strict=True)]
        self._letters = {f: headings.family_letters(f, catalogue, words.language) for f in self._families()}

    def _families(self) -> list[str]:
        """Those with an index: the ones that have headings, and the ones that every page's menu names."""
        return ["books", *(f for f in FAMILIES if f in ("subjects", "authors") or self.catalogue.families[f])]

    def _trace(self, *parts: Any) -> bytes:
        return blake2b(_pack(parts), digest_size=12, key=self.ground).digest()

    def jobs(self) -> list[Job]:
        """Every page, in the order of its address' kind."""
        found = self._books()
        for family in FAMILIES:
            for headed in self.catalogue.families[family]:
                found.extend(self._heading(headed))
        for family in self._families():
            found.extend(self._index(family))
        found.extend(self._fixed())
        return found

    def _books(self) -> list[Job]:
        """The pages of books. This loop runs for every book in every build: nothing here may cost."""
        book = self.book
        return [book(n) for n in range(len(self.catalogue.entries))]

    def book(self, n: int) -> Job:
        """The page of the book at a position: told by its entry, its place, its headings' and neighbours' addresses."""
        entries, slugs, slug_of = self.catalogue.entries, self.catalogue.slugs, self._slug_of
        entry = entries[n]
        parts = [entry.digest, slugs[n], self.places[n], *[slug_of[k] for k, _ in entry.keys]]
        if n:
            parts += [entries[n - 1].title, slugs[n - 1]]
        parts.append("|")
        if n + 1 < len(entries):
            parts += [entries[n + 1].title, slugs[n + 1]]
        trace = blake2b(_pack(parts), digest_size=12, key=self.ground).digest()
        return Job(f"books/{slugs[n]}/", trace, "book", (n,), True)

    def _heading(self, headed: Headed) -> list[Job]:
        if headed.family == "lists":
            prose = self.lists.get(headed.slug)
            tokens = b"".join([self._tokens[n] for n in headed.books])
            return [Job(headed.href, self._trace(headed.label, prose, tokens), "list", (headed.key,))]
        catalogue = self.catalogue
        above = [catalogue.headings[k].href for k in headings.above_keys(headed) if k in catalogue.headings]
        below = [(h.label, h.slug, len(h.books)) for h in (catalogue.headings[k] for k in headed.narrower)]
        made = []
        for leaf in headings.leaves(len(headed.books), self.page_size):
            tokens = b"".join([self._tokens[n] for n in headed.books[leaf.first - 1 : leaf.last]])
            trace = self._trace(headed.label, headed.slug, above, below, leaf, tokens)
            path = headings.leaf_path(headed.href, leaf.number)
            made.append(Job(path, trace, "heading", (headed.key, leaf.number), headed.family == "subjects"))
        return made

    def _index(self, family: str) -> list[Job]:
        letters = self._letters[family]
        tokens = self._index_tokens(family)
        split = len(tokens) > headings.WHOLE
        bar = [(letter.label, len(letter.members)) for letter in letters]
        made = [Job(f"{family}/", self._trace(family, bar, b"".join(tokens)), "index", (family,))]
        if split:
            for place, letter in enumerate(letters):
                for leaf in headings.leaves(len(letter.members), self.page_size):
                    shown = b"".join([tokens[n] for n in letter.members[leaf.first - 1 : leaf.last]])
                    path = headings.leaf_path(f"{family}/az/{letter.slug}/", leaf.number)
                    trace = self._trace(family, [label for label, _ in bar], leaf, shown)
                    made.append(Job(path, trace, "letter", (family, place, leaf.number)))
        return made

    def _index_tokens(self, family: str) -> list[bytes]:
        if family == "books":
            return self._tokens
        return [f"{h.label}\t{h.slug}\t{len(h.books)}\n".encode() for h in self.catalogue.families[family]]

    def _fixed(self) -> list[Job]:
        """The few pages that are made in every build: each is told by its whole self."""
        about = {prose.name: _sentence(prose.body) for prose in self.lists.values()}
        counts = site.facet_counts(self.catalogue, self.words.language)
        pages = [
            site.home(self.catalogue, self.words, about),
            site.search(self.catalogue, self.words, counts),
            *(site.own_page(prose) for prose in self.own.values()),
            site.not_found(),
        ]
        return [Job(p.path, self._trace(p.template, p.meta, p.note), "page", (p,), p.published) for p in pages]

    def page(self, job: Job) -> Page:
        """The page of a job."""
        make: dict[str, Callable[..., Page]] = {
            "book": self._make_book,
            "heading": self._make_heading,
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
        found = self.books(n)
        found.source.file = self.places[n]
        around = (self._neighbour(n - 1), self._neighbour(n + 1))
        catalogue = self.catalogue
        return book.make(
            found, catalogue.entries[n], catalogue.slugs[n], catalogue.headings, around, self.words.language
        )

    def _leaf(self, books: int, number: int) -> Leaf:
        return headings.leaves(books, self.page_size)[number - 1]

    def _make_heading(self, key: str, number: int) -> Page:
        headed = self.catalogue.headings[key]
        return headings.make(headed, self._leaf(len(headed.books), number), self.lines)

    def _make_list(self, key: str) -> Page:
        headed = self.catalogue.headings[key]
        return site.own_list(headed, self.lists.get(headed.slug), self.lines)

    def _make_index(self, family: str) -> Page:
        return headings.whole_index(family, self.lines)

    def _make_letter(self, family: str, place: int, number: int) -> Page:
        letters = self._letters[family]
        letter = letters[place]
        return headings.letter_page(family, letter, self._leaf(len(letter.members), number), letters, self.lines)


def _sentence(text: str) -> str:
    """The first paragraph of a list's introduction, as plain text for the home page."""
    first = next((part for part in text.split("\n\n") if part.strip() and not part.startswith("#")), "")
    return " ".join(first.split())
