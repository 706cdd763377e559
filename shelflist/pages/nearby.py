"""What stands next to a book, and why: the reasons of `catalogue.nearness` in sentences, as values of a page.

A sentence is `{"before", "label", "href", "after"}`: the label is a link where its heading has a page.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import nearness
from shelflist.catalogue.nearness import Nearness, Reason
from shelflist.cataloguing import relators
from shelflist.pages import count, series, versions
from shelflist.pages.desk import Desk

Sentence = dict[str, str]

RARE = 5
"""A heading of at most so many books is called rare."""

SAME = {"aut": "By the same author, ", "chapter": "A chapter by the same author, ", "subject": "Also about "}
"""What a person does for both books → the beginning of the sentence."""

PARTS = {"": "a contributor", "chapter": "the author of a chapter", "subject": "the subject"}
"""What a person is for a book where that is no code of a role; "" is one whose role the record does not say."""

BOTH = {
    "series": ("Both are in the series ", "."),
    "subjects": ("Both have the subject ", "."),
    "aspects": ("Both have the aspect ", "."),
    "classes": ("Both are shelved in the class ", "."),
}
"""Kind of tie → what stands before and after its label in a step of a bridge."""

PERSON = (" is ", " of both.", " of the one and ", " of the other.")
"""What stands after a person's name in a step of a bridge, around what the person is."""


def of(desk: Desk) -> Nearness:
    """The nearness of this build's books, made once."""
    found = desk.memory.get("nearness")
    if found is None:
        found = desk.memory["nearness"] = nearness.make(desk.catalogue)
    return found


def told(desk: Desk, position: int) -> Sequence[Any]:
    """All that the block of a book is made from."""
    return nearness.told(of(desk), position, desk.tokens)


def rows(desk: Desk, position: int) -> list[dict[str, Any]]:
    """The books next to one, with the reason of each."""
    catalogue = desk.catalogue
    found: list[dict[str, Any]] = []
    apart = series.apart(desk, position) | versions.shown(desk, position)
    for neighbour in nearness.neighbours(of(desk), position, apart):
        entry = catalogue.entries[neighbour.position]
        by = ", ".join(part for part in (entry.people, entry.year) if part)
        lang = entry.lang if entry.lang != desk.words.language else ""
        href = catalogue.href(neighbour.position)
        found.append({"title": entry.title, "href": href, "lang": lang, "by": by, "why": sentence(neighbour.reason)})
    return found


def bridge(desk: Desk, position: int) -> str:
    """The address at which a bridge from this book begins; "" where there is no other book."""
    return f"bridges/?from={desk.catalogue.slugs[position]}" if len(desk.catalogue.entries) > 1 else ""


def sentence(reason: Reason) -> Sentence:
    """Why a book stands next to the one whose page this is."""
    before, after = _around(reason)
    return {"before": before, "label": reason.label, "href": reason.href, "after": after}


def _around(reason: Reason) -> tuple[str, str]:
    if reason.kind == "people":
        return _person(reason.here, reason.there), "."
    if reason.kind == "series":
        step = {1: "The next volume of the same series, ", -1: "The volume before it in the same series, "}
        return step.get(reason.step, "In the same series, "), "."
    if reason.kind == "classes":
        return "Shelved in the same class, ", "."
    others = reason.books - 2
    after = f" with this book and {count(others, 'other')}." if others else " with this book alone."
    rare = "rare " if reason.books <= RARE else ""
    return f"Shares the {rare}{'aspect' if reason.kind == 'aspects' else 'subject'} ", after


def _person(here: str, there: str) -> str:
    """What a person does for the other book (`there`), in words that name what the same person does for this one."""
    if here == there:
        return SAME.get(here) or f"Also {relators.byline(here)} "
    if (here, there) == ("aut", "chapter"):
        return SAME["chapter"]
    done = {"chapter": "a chapter by", "subject": "about"}.get(there) or relators.byline(there)
    return f"{done[:1].upper()}{done[1:]} {part(here)} of this book, "


def part(role: str) -> str:
    """What a person is for a book: "the author", "the author of a chapter", "the subject", "the translator"."""
    return PARTS.get(role) or f"the {relators.label(role)}"


def both(reason: Reason) -> Sentence:
    """The step of a bridge from one book to the next."""
    if reason.kind != "people":
        before, after = BOTH[reason.kind]
        return {"before": before, "label": reason.label, "href": reason.href, "after": after}
    here, there = part(reason.here), part(reason.there)
    after = PERSON[0] + (here + PERSON[1] if here == there else here + PERSON[2] + there + PERSON[3])
    return {"before": "", "label": reason.label, "href": reason.href, "after": after}
