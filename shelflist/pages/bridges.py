"""`/bridges/`: the way from one book to another through what few books share, each step a sentence.

The page shows some ways that were found when it was made. In a browser `static/bridges.js` finds one between any two
books from `bridges/graph.json`, with the titles of `search/books.json`, whose books stand in the same order.
"""

import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from shelflist.catalogue import bridges, nearness
from shelflist.catalogue.bridges import STEP, Graph, cost
from shelflist.catalogue.nearness import KINDS, Tie
from shelflist.pages import Page, amounts, crumbs, nearby
from shelflist.pages.desk import Desk, Job
from shelflist.wording import forms, speaking
from shelflist.wording import gettext as _

EXAMPLES = 6
FAMILY = {kind: family for family, kind in KINDS.items()}


def jobs(desk: Desk) -> list[Job]:
    """One page, where there are two books."""
    nearby.of(desk)  # before the workers are forked, so that it is made once
    return [Job("bridges/", "bridges")] if len(desk.catalogue.entries) > 1 else []


def told(desk: Desk) -> Sequence[Any]:
    """The examples, which are all that it shows of books, and how many books there are."""
    return [len(desk.catalogue.entries), nearby.of(desk).cap, _examples(desk), words()]


def page(desk: Desk) -> Page:
    """The page with its examples."""
    total, cap = len(desk.catalogue.entries), nearby.of(desk).cap
    meta: dict[str, Any] = {
        "kind": "bridges",
        "title": _("Bridges"),
        "title_parts": [],
        "description": _("How any two of %(books)s belong together, step by step.") % {"books": amounts.books(total)},
        "crumbs": crumbs(),
        "section": "bridges",
        "cap": cap,
        "total": total,
        "examples": _examples(desk),
        "words": words(),
        "sections": [],
    }
    return Page("bridges/", "bridges.html", meta)


def words() -> dict[str, str | list[str]]:
    """What the page's script says, by the names that it uses: a message, or the forms of one for a number (one, many,
    and none where that has its own)."""
    return {
        "failed": _("The bridges could not be loaded. Load this page again, or follow the subjects below."),
        "found": [
            *forms("%(n)s book has these words.", "%(n)s books have these words."),
            _("No books have these words."),
        ],
        "first": forms(
            "%(n)s book has these words: the first %(shown)s are listed.",
            "%(n)s books have these words: the first %(shown)s are listed.",
        ),
        "other": _("Choose the other book."),
        "same": _("Choose two different books."),
        "each": _("Choose a book from the list in each box."),
        "lost": _("No book has the address %(address)s."),
        "none": _("No bridge: nothing that at most %(cap)s books share leads from “%(start)s” to “%(goal)s”."),
        "way": forms("From “%(start)s” to “%(goal)s” in %(n)s step.", "From “%(start)s” to “%(goal)s” in %(n)s steps."),
    }


def graph_of(desk: Desk) -> Graph:
    """The graph of this build's ties, made once."""
    found = desk.memory.get("bridges")
    if found is None:
        found = desk.memory["bridges"] = bridges.graph(nearby.of(desk))
    return found


def _examples(desk: Desk) -> list[dict[str, Any]]:
    """Some ways: `{"from", "to", "steps"}`, a step with the sentence that leads to its book (None for the first)."""
    made = graph_of(desk)
    found: list[dict[str, Any]] = []
    for start, steps in bridges.examples(made, EXAMPLES):
        rows: list[dict[str, Any]] = [{**_book(desk, start), "why": None}]
        here = start
        for tie, there in steps:
            reason = nearness.reason(nearby.of(desk), made.ties[tie], here, there)
            rows.append({**_book(desk, there), "why": nearby.both(reason)})
            here = there
        found.append({"from": rows[0]["title"], "to": rows[-1]["title"], "steps": rows})
    return found


def _book(desk: Desk, position: int) -> dict[str, str]:
    entry = desk.catalogue.entries[position]
    by = ", ".join(part for part in (entry.people, entry.year) if part)
    lang = entry.lang if entry.lang != desk.words.language else ""
    return {"title": entry.title, "href": desk.catalogue.href(position), "lang": lang, "by": by}


def data(desk: Desk) -> bytes:
    """The graph for the browser, as JSON.

    `{"books": number, "check": CRC-32 of the books' addresses, a line each, "bits": [cost of a tie by its number of
    books, besides its kind's], "kinds": [[family, cost, before, after], …], "person": [around the parts], "parts": [what
    a person is for a book], "langs": {language that is not the site's: books}, "ties": [[kind, label, slug or "", books,
    parts?], …]}`: books are the first position and the steps to the next ones, `parts` a number in `parts` for each
    book, or one number for all of them.
    """
    with speaking(desk.words.language):
        return msgspec.json.encode(_data(desk))


def _data(desk: Desk) -> dict[str, Any]:
    near, made = nearby.of(desk), graph_of(desk)
    parts: dict[str, int] = {}
    ties: list[list[Any]] = []
    order = list(KINDS.values())
    for tie in made.ties:
        slug = tie.href.split("/")[1] if tie.href else ""
        row: list[Any] = [order.index(tie.kind), tie.label, slug, _gaps(tie.books)]
        if tie.kind == "people":
            row.append(_parts(near, tie, parts))
        ties.append(row)
    langs: dict[str, list[int]] = {}
    for n, entry in enumerate(desk.catalogue.entries):
        if entry.lang and entry.lang != desk.words.language:
            langs.setdefault(entry.lang, []).append(n)
    check = zlib.crc32("\n".join(desk.catalogue.href(n) for n in range(len(made.of))).encode("utf-8", "replace"))
    return {
        "books": len(made.of),
        "check": check,
        "bits": [0, 0, *(cost("people", n) - STEP["people"] for n in range(2, near.cap + 1))],
        "kinds": [[FAMILY[kind], STEP[kind], *nearby.around(kind)] for kind in order],
        "person": nearby.person_words(),
        "parts": list(parts),
        "langs": {code: _gaps(books) for code, books in sorted(langs.items())},
        "ties": ties,
    }


def _gaps(books: Sequence[int]) -> list[int]:
    """The first of some positions, and the way from each to the next: shorter than the positions."""
    return [books[0], *(b - a for a, b in pairwise(books))]


def _parts(near: nearness.Nearness, tie: Tie, parts: dict[str, int]) -> int | list[int | list[int]]:
    """What the person of a tie is for each of its books, as numbers in `parts`; several for one book as a list."""
    found: list[int | list[int]] = []
    for position in tie.books:
        numbers = [parts.setdefault(nearby.part(role), len(parts)) for role in nearness.roles(near, position, tie.key)]
        found.append(numbers[0] if len(numbers) == 1 else numbers)
    return found[0] if isinstance(found[0], int) and all(one == found[0] for one in found) else found
