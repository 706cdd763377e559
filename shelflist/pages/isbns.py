"""`/isbn/<13 digits>/`: a page for every valid ISBN of the list, that leads to the book, or to the books that share it.

A record's ten digits count as its thirteen. Any other form in an address (hyphens, ten digits) has no page of its own: the
404 page's script turns it into this one, and its words say what to do without scripts. Numbers do not change, so that these
addresses outlive every slug (the guide on users, 14 and 24). They are kept out of the site map: the book's page is the one
to find.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.cataloguing import isbn
from shelflist.notes import Prose
from shelflist.pages import Page, crumbs, labels, site
from shelflist.pages.desk import Desk, Job
from shelflist.wording import gettext as _
from shelflist.wording import later

ROOM = "isbns"

INTRODUCTION = (
    later("A book's number leads to its page. Put its thirteen digits behind this address, without hyphens:"),
    "    isbn/%(number)s/",
    later(
        "An older number of ten digits, and one with hyphens or spaces, leads there too: a small script on the page for addresses\n"
        "that are not found turns it into the thirteen. Without scripts, [search](%(search)s) for the number in any form."
    ),
    later("A number whose check digit is wrong is shown on the book's page as it is printed, and leads nowhere."),
)


def numbers(desk: Desk) -> dict[str, list[int]]:
    """ISBN-13 → the positions of its books, worked out once for a build."""
    found: dict[str, list[int]] | None = desk.memory.get(ROOM)
    if found is None:
        found = desk.memory[ROOM] = {}
        for position, entry in enumerate(desk.catalogue.entries):
            for number in entry.isbns:
                found.setdefault(number, []).append(position)
    return found


def jobs(desk: Desk) -> list[Job]:
    """One for each number, and the page that explains them where there are any."""
    found = numbers(desk)
    made = [Job(f"isbn/{number}/", ROOM, (number,)) for number in sorted(found)]
    return [Job("isbn/", ROOM, ("",)), *made] if made else []


def told(desk: Desk, number: str) -> Sequence[Any]:
    """The number, and what lists show of its books."""
    return (number, desk.token(numbers(desk)[number])) if number else ("", min(numbers(desk)))


def page(desk: Desk, number: str) -> Page:
    """The page of one number, or the one that explains them."""
    if not number:
        example = min(numbers(desk))
        given = {"number": example, "search": "../search/"}
        said = "\n\n".join([(part if part.startswith(" ") else _(part)) % given for part in INTRODUCTION])
        return site.own_page(Prose("isbn", _("Books by their ISBN"), said + "\n"))
    catalogue, own = desk.catalogue, desk.words.language
    books = []
    for position in numbers(desk)[number]:
        entry = catalogue.entries[position]
        about = ", ".join(part for part in (entry.people, entry.edition) if part)
        lang = entry.lang if entry.lang != own else ""
        books.append({"title": entry.title, "href": catalogue.href(position), "about": about, "lang": lang})
    shown = isbn.hyphenated(number)
    meta: dict[str, Any] = {
        "kind": "isbn",
        "title": f"ISBN {shown}",
        "title_parts": [],
        "description": "",
        "crumbs": crumbs((labels.family("books")[1], "books/")),
        "section": "books",
        "sections": [],
        "books": books,
    }
    return Page(f"isbn/{number}/", "isbn.html", meta)
