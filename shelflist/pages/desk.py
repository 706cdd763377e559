"""What the makers of pages work with: the catalogue, the site's words, and list entries of books made once.

A kind of page is a **room**: a module of this folder with three functions, named in `plan.ROOMS`. `jobs(desk)` says which
pages there are; `told(desk, *args)` gives all that one is made from, as plain values and tokens: equal → equal page;
`page(desk, *args)` makes it. The first two run in every build for every page, so they are cheap.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from shelflist.catalogue import Authority, Catalogue
from shelflist.cataloguing.plans import Pace
from shelflist.markdown import Items, line
from shelflist.model import Book, Picture
from shelflist.pages import Page, labels


class Words(msgspec.Struct, frozen=True):
    """What these pages need of the settings."""

    title: str
    description: str
    language: str
    owner: str
    recent: int
    visitor_log: bool = True
    reading: Pace = Pace()
    downloads: bool = False
    offline: bool = False


class Job(msgspec.Struct, gc=False):
    """A page to be: its path, what `page` and `told` of its room need, whether its Markdown is published, and the names of
    the other files beside it."""

    path: str
    kind: str
    args: tuple[Any, ...] = ()
    published: bool = False
    beside: tuple[str, ...] = ()

    def files(self) -> list[str]:
        """The files that it leaves."""
        html = self.path if self.path.endswith(".html") else self.path + "index.html"
        found = [html, self.path + "index.md"] if self.published else [html]
        return [*found, *(self.path + name for name in self.beside)]


class Lines:
    """List entries of books, each made once for each way up to the site's root."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue = catalogue
        self.language = language
        self._made: dict[tuple[int, str], tuple[str, str]] = {}

    def of(self, position: int, root: str) -> tuple[str, str]:
        """(Markdown, HTML) of one book's entry on a page whose way up is `root`."""
        found = self._made.get((position, root))
        if found is None:
            entry = self.catalogue.entries[position]
            spans = [("sub", entry.subtitle), ("by", entry.people), ("date", entry.year)]
            if entry.status:
                spans.append(("status", labels.status(entry.status)))
            lang = entry.lang if entry.lang != self.language else ""
            found = line(entry.title, f"{root}{self.catalogue.href(position)}", lang, spans)
            self._made[(position, root)] = found
        return found

    def items(self, positions: Sequence[int], root: str, start: int = 0) -> Items:
        """A list of books."""
        return Items([self.of(position, root) for position in positions], start)


class Desk:
    """One build's catalogue with what pages need besides it.

    `books` gives the whole book at a position of the catalogue; `tokens` a digest for each book of all that pages other
    than its own show of it, with its address.
    """

    def __init__(
        self, catalogue: Catalogue, words: Words, page_size: int, books: Callable[[int], Book], authority: Authority
    ) -> None:
        self.catalogue = catalogue
        self.words = words
        self.page_size = page_size
        self.books = books
        self.authority = authority
        self.lines = Lines(catalogue, words.language)
        self.tokens = [e.line + s.encode() for e, s in zip(catalogue.entries, catalogue.slugs, strict=True)]
        self.pictures: Mapping[int, Picture] = {}
        """Covers of the owner's by the books' positions, put here once they are made ready."""
        self.memory: dict[str, Any] = {}
        """What a room works out once for all its pages, by the room's name."""

    def token(self, positions: Sequence[int]) -> bytes:
        """The tokens of these books in one."""
        return b"".join([self.tokens[n] for n in positions])


class Room(Protocol):
    """The three functions of a kind of page."""

    def jobs(self, desk: Desk) -> list[Job]:
        """Which pages there are."""

    def told(self, desk: Desk, *args: Any) -> Sequence[Any]:
        """All that one is made from."""

    def page(self, desk: Desk, *args: Any) -> Page:
        """One of them."""
