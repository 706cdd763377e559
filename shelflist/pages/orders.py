"""The orders in which a heading's books, and all books, stand as built pages: which there are, their links, and who comes first.

A heading's own page has the order that suits its family; each other order has an address below it (`by-author/`, `newest/`).
A heading of few books has the one order only. `ordered` makes the pages.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.pages.desk import Desk
from shelflist.wording import gettext as _
from shelflist.wording import later

NAMES = {
    "by-title": later("Title"),
    "by-author": later("Author"),
    "newest": later("Newest"),
    "added": later("Recently added"),
}
"""Folder of an order → its name."""

FIRST = {"classes": later("Call number"), "authors": later("Year")}
"""Family → the order of its own pages, where that is not by title."""

OTHERS = {
    "books": ("by-author", "newest", "added"),
    "subjects": ("by-author", "newest"),
    "publishers": ("by-author", "newest"),
    "languages": ("by-author", "newest"),
    "years": ("by-author",),
    "classes": ("by-title", "newest"),
    "authors": ("by-title",),
}
"""Family → its further orders. A series has the order of its numbers, an aspect the headings that bear it."""

LEAST = 10
"""A heading with so many books has further orders: whatever the size of the list, so that no address goes when it grows."""


def offered(desk: Desk, family: str, books: int) -> Sequence[str]:
    """The further orders of a heading of this family with so many books."""
    entries = desk.catalogue.entries
    if books < LEAST:
        return ()
    others = OTHERS.get(family, ())
    if "added" in others and not any(entry.added for entry in entries):
        return [order for order in others if order != "added"]
    return others


def links(desk: Desk, family: str, base: str, books: int, current: str = "") -> list[dict[str, Any]]:
    """Links to the orders of a heading whose own page is at `base`; none where there is only one. `current` is "" for its own."""
    others = offered(desk, family, books)
    if not others:
        return []
    first = {"text": _(FIRST.get(family, "Title")), "href": base, "current": not current}
    return [
        first,
        *({"text": _(NAMES[order]), "href": f"{base}{order}/", "current": order == current} for order in others),
    ]


def put(desk: Desk, order: str, books: Sequence[int]) -> Sequence[int]:
    """These books, given by title, in another order."""
    return books if order == "by-title" else sorted(books, key=_ranks(desk, order).__getitem__)


def _ranks(desk: Desk, order: str) -> list[int]:
    """For each position of the catalogue its place in an order, worked out once."""
    kept: dict[str, list[int]] = desk.memory.setdefault("orders", {})
    if order not in kept:
        ranks = [0] * len(desk.catalogue.entries)
        for place, position in enumerate(_whole(desk, order)):
            ranks[position] = place
        kept[order] = ranks
    return kept[order]


def _whole(desk: Desk, order: str) -> list[int]:
    """All books in an order: whoever is alike by title, whoever has no value of its kind last."""
    entries = desk.catalogue.entries
    every = range(len(entries))
    if order == "newest":
        return sorted(
            every, key=lambda n: entries[n].when[0], reverse=True
        )  # a reversed sort keeps the order of equals
    if order == "added":
        return sorted(every, key=lambda n: entries[n].added, reverse=True)
    known = desk.catalogue.headings
    filed = {headed.key: place for place, headed in enumerate(desk.catalogue.families["authors"])}

    def author(n: int) -> int:
        first = next((name.key for name in entries[n].names if not name.via), "")
        return filed.get(known[first].key, len(filed)) if first in known else len(filed)

    return sorted(every, key=author)
