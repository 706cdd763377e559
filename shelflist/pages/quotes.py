"""The owner's quotes: all of them on /quotes/, by book, and those of one book for its page.

A quote is what a note's front matter gives under `quotes:`, a text with its page; block quotes of a note's Markdown stay
where they stand (the guide on users, point 18). Notes are the owner's own and always count.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.cataloguing import languages
from shelflist.model import Book
from shelflist.pages import Page, crumbs, reading
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, leaf_path, pager
from shelflist.wording import counted, figure, later
from shelflist.wording import gettext as _

TITLE = later("Quotes")
PAGE = later("p. %(page)s")
LEAF = 12_000
"""Characters of quotes after which a page of them ends: with its frame it stays well under what a page may weigh."""


def rows(book: Book) -> list[dict[str, Any]]:
    """A book's quotes as its page shows them: the lines of each, and its page in words."""
    given = book.reading.quotes if book.reading else []
    return [{"lines": text.split("\n"), "page": where(page)} for text, page in given]


def where(page: str) -> str:
    """ "p. 12"; what is no number stands as it is written."""
    return _(PAGE) % {"page": page} if page[:1].isdecimal() else page


def _leaves(desk: Desk) -> list[list[int]]:
    """Positions of the books of each page, those whose titles come first on the first page."""
    found: list[list[int]] | None = desk.memory.get("quotes")
    if found is None:
        found = []
        filled = LEAF
        for n in reading.of(desk).quoted:
            size = sum(desk.catalogue.entries[n].quotes) + 200
            if filled + size > LEAF:
                found.append([])
                filled = 0
            found[-1].append(n)
            filled += size
        desk.memory["quotes"] = found
    return found


def jobs(desk: Desk) -> list[Job]:
    """The pages of quotes; none where no note has one."""
    return [Job(leaf_path("quotes/", number), "quotes", (number,)) for number in range(1, len(_leaves(desk)) + 1)]


def told(desk: Desk, number: int) -> Sequence[Any]:
    """The books of a page, as they are, and where it stands among all."""
    made = _leaves(desk)
    entries = desk.catalogue.entries
    total = [sum(len(entries[n].quotes) for n in leaf) for leaf in made]
    return number, total, [(entries[n].digest, desk.tokens[n]) for n in made[number - 1]]


def page(desk: Desk, number: int) -> Page:
    """A page of quotes, book by book in order of titles."""
    made = _leaves(desk)
    entries = desk.catalogue.entries
    totals = [sum(len(entries[n].quotes) for n in leaf) for leaf in made]
    before = sum(totals[: number - 1])
    leaf = Leaf(number, len(made), before + 1, before + totals[number - 1], sum(totals))
    books = []
    for n in made[number - 1]:
        entry = entries[n]
        lang = entry.lang if entry.lang != desk.words.language else ""
        books.append(
            {
                "title": entry.title,
                "href": desk.catalogue.href(n),
                "lang": lang,
                "dir": languages.direction(lang) if lang else "ltr",
                "by": entry.people,
                "quotes": rows(desk.books(n)),
            }
        )
    said = _("%(passages)s from %(books)s") % {
        "passages": counted("%(n)s passage", "%(n)s passages", leaf.books),
        "books": counted("%(n)s book", "%(n)s books", sum(map(len, made))),
    }
    meta: dict[str, Any] = {
        "kind": "quotes",
        "title": _(TITLE),
        "title_parts": [_("Page %(number)s") % {"number": figure(number)}] if number > 1 else [],
        "description": f"{said}.",
        "crumbs": crumbs((_(reading.TITLE), "reading/")) if any(reading.of(desk).shelves.values()) else crumbs(),
        "section": "reading",
        "count_text": said,
        "books": books,
        "pager": pager("quotes/", leaf, _("Passages")),
        "sections": [],
    }
    return Page(leaf_path("quotes/", number), "quotes.html", meta)
