"""What stands next to a book, and why: the reasons of `catalogue.nearness` in sentences, as values of a page.

A sentence is `{"before", "label", "href", "after"}`: the label is a link where its heading has a page.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import nearness
from shelflist.catalogue.nearness import Nearness, Reason
from shelflist.cataloguing import relators
from shelflist.pages import series, versions
from shelflist.pages.desk import Desk
from shelflist.wording import figure, later, ngettext
from shelflist.wording import gettext as _

Sentence = dict[str, str]

RARE = 5
"""A heading of at most so many books is called rare."""

SAME = {
    "aut": later("By the same author, %(name)s."),
    "chapter": later("A chapter by the same author, %(name)s."),
    "subject": later("Also about %(name)s."),
}
"""What a person does for both books → the sentence."""

PARTS = {"": later("a contributor"), "chapter": later("the author of a chapter"), "subject": later("the subject")}
"""What a person is for a book where that is no code of a role; "" is one whose role the record does not say."""

DONE = {"chapter": later("a chapter by"), "subject": later("about")}
"""What is done by a person where that is no code of a role, before the name."""

BOTH = {
    "series": later("Both are in the series %(name)s."),
    "subjects": later("Both have the subject %(name)s."),
    "aspects": later("Both have the aspect %(name)s."),
    "classes": later("Both are shelved in the class %(name)s."),
}
"""Kind of tie → the sentence of a step of a bridge."""

STEP = {
    1: later("The next volume of the same series, %(name)s."),
    0: later("In the same series, %(name)s."),
    -1: later("The volume before it in the same series, %(name)s."),
}
"""Step in a series → the sentence."""

NAME = "\0"
"""Stands for the name while a sentence is parted around it."""


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


def _parted(said: str, reason: Reason) -> Sentence:
    before, _mark, after = said.partition(NAME)
    return {"before": before, "label": reason.label, "href": reason.href, "after": after}


def sentence(reason: Reason) -> Sentence:
    """Why a book stands next to the one whose page this is."""
    return _parted(_said(reason), reason)


def _said(reason: Reason) -> str:
    if reason.kind == "people":
        return _person(reason.here, reason.there)
    if reason.kind == "series":
        return _(STEP.get(reason.step, STEP[0])) % {"name": NAME}
    if reason.kind == "classes":
        return _("Shelved in the same class, %(name)s.") % {"name": NAME}
    return _shared(reason.kind == "aspects", reason.books - 2, rare=reason.books <= RARE)


def _shared(aspect: bool, others: int, *, rare: bool) -> str:
    """The sentence of a subject or an aspect that two books share with others."""
    if not others:
        alone = (
            _("Shares the rare aspect %(name)s with this book alone.")
            if aspect
            else _("Shares the rare subject %(name)s with this book alone.")
        )
        return alone % {"name": NAME}
    if rare and aspect:
        said = ngettext(
            "Shares the rare aspect %(name)s with this book and %(n)s other.",
            "Shares the rare aspect %(name)s with this book and %(n)s others.",
            others,
        )
    elif rare:
        said = ngettext(
            "Shares the rare subject %(name)s with this book and %(n)s other.",
            "Shares the rare subject %(name)s with this book and %(n)s others.",
            others,
        )
    elif aspect:
        said = ngettext(
            "Shares the aspect %(name)s with this book and %(n)s other.",
            "Shares the aspect %(name)s with this book and %(n)s others.",
            others,
        )
    else:
        said = ngettext(
            "Shares the subject %(name)s with this book and %(n)s other.",
            "Shares the subject %(name)s with this book and %(n)s others.",
            others,
        )
    return said % {"name": NAME, "n": figure(others)}


def _person(here: str, there: str) -> str:
    """What a person does for the other book (`there`), in words that name what the same person does for this one."""
    if here == there:
        if here in SAME:
            return _(SAME[here]) % {"name": NAME}
        return _("Also %(done)s %(name)s.") % {"done": _(relators.byline(here)), "name": NAME}
    if (here, there) == ("aut", "chapter"):
        return _(SAME["chapter"]) % {"name": NAME}
    done = _(DONE.get(there) or relators.byline(there))
    # Translators: "Translated by the author of this book, Ada Rossi."
    said = _("%(done)s %(part)s of this book, %(name)s.") % {"done": done, "part": part(here), "name": NAME}
    return said[:1].upper() + said[1:]


def part(role: str) -> str:
    """What a person is for a book: "the author", "the author of a chapter", "the subject", "the translator"."""
    if role in PARTS:
        return _(PARTS[role])
    # Translators: the role is a word such as "author", "editor", "translator"
    return _("the %(role)s") % {"role": _(relators.label(role))}


def both(reason: Reason) -> Sentence:
    """The step of a bridge from one book to the next."""
    if reason.kind != "people":
        return _parted(_(BOTH[reason.kind]) % {"name": NAME}, reason)
    here, there = part(reason.here), part(reason.there)
    start, same, first, second = person_words()
    after = start + (here + same if here == there else here + first + there + second)
    return {"before": "", "label": reason.label, "href": reason.href, "after": after}


def around(kind: str) -> tuple[str, str]:
    """What stands before and after the label of a tie in a step of a bridge; nothing for a person."""
    before, _mark, after = (_(BOTH[kind]) % {"name": NAME}).partition(NAME) if kind in BOTH else ("", "", "")
    return before, after


def person_words() -> tuple[str, str, str, str]:
    """What stands after a person's name in a step of a bridge, around what the person is: " is ", " of both.",
    " of the one and ", " of the other."."""
    # Translators: both sentences begin with the name and go on in the same way
    same = _("%(name)s is %(part)s of both.") % {"name": "", "part": NAME}
    two = _("%(name)s is %(here)s of the one and %(there)s of the other.") % {"name": "", "here": NAME, "there": NAME}
    start, _mark, end = same.partition(NAME)
    pieces = [*two.split(NAME), "", ""]
    return start, end, pieces[1], pieces[2]
