"""The records in numbers: what the list holds, how complete its records are, and the books that lack something.

A field is filled where the record, or what was inferred from it, has a value (the guide on the front end, §3 viii).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

from shelflist.catalogue import Entry
from shelflist.pages import Page, amounts, charts, crumbs, orders
from shelflist.pages.charts import Bar
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import caption
from shelflist.wording import counted, figure, later, sign
from shelflist.wording import gettext as _

PATH = "stats/records/"
TITLE = later("The records in numbers")

FIELDS = {
    "year": (later("Year"), later("Books without a year")),
    "people": (later("Author or editor"), later("Books without an author or editor")),
    "publisher": (later("Publisher"), later("Books without a publisher")),
    "isbn": (later("ISBN"), later("Books without an ISBN")),
    "language": (later("Language"), later("Books without a language")),
    "subject": (later("Subject"), later("Books without a subject")),
    "class": (later("Class"), later("Books without a class")),
    "pages": (later("Number of pages"), later("Books without a number of pages")),
    "contents": (later("Contents"), later("Books without a table of contents")),
}
"""Field → its name, and the title of the page of the books that lack it."""

FAMILIES = {"publisher": "publishers", "language": "languages", "subject": "subjects"}
"""Field → the headings that gather the books that have it."""

LISTED = 200
"""Books that a page of what lacks names, at most."""

TOP = 12
"""Rows of the chart of languages."""


def jobs(desk: Desk) -> list[Job]:
    """The numbers, and a page for each field that some book lacks; none without books."""
    if not desk.catalogue.entries:
        return []
    lacks = [Job(f"{PATH}no-{field}/", "holdings", (field,)) for field, books in _lacking(desk).items() if books]
    return [Job(PATH, "holdings", ("",)), *lacks]


def told(desk: Desk, field: str) -> Sequence[Any]:
    """The page itself: it is all numbers."""
    return field, page(desk, field).meta


def page(desk: Desk, field: str) -> Page:
    """The numbers, or the books that lack a field."""
    return _without(desk, field) if field else _numbers(desk)


def _lacking(desk: Desk) -> dict[str, list[int]]:
    """Field → the books without it, worked out once."""
    found: dict[str, list[int]] | None = desk.memory.get("holdings")
    if found is None:
        found = desk.memory["holdings"] = {}
        for field in FIELDS:
            if field in FAMILIES:
                have = set(chain.from_iterable(h.books for h in desk.catalogue.families[FAMILIES[field]]))
                found[field] = [n for n in range(len(desk.catalogue.entries)) if n not in have]
            else:
                found[field] = [n for n, entry in enumerate(desk.catalogue.entries) if not _has(entry, field)]
    return found


def _has(entry: Entry, field: str) -> bool:
    if field == "year":
        return bool(entry.when[0])
    if field == "people":
        return any(not name.via for name in entry.names)
    if field == "pages":
        return bool(entry.spine[0])
    return bool({"isbn": entry.isbns, "class": entry.shelf, "contents": entry.chapters}[field])


def _numbers(desk: Desk) -> Page:
    total = len(desk.catalogue.entries)
    lacking = _lacking(desk)
    bars = []
    for field, books in lacking.items():
        name = _(FIELDS[field][0])
        given = {"field": name, "without": counted("%(n)s without", "%(n)s without", len(books))}
        label = _("%(field)s (%(without)s)") % given if books else name
        bars.append(Bar(label, total - len(books), "", f"{PATH}no-{field}/" if books else ""))
    filled = sum(bar.number for bar in bars)
    share = {"percent": round(filled * 100 / (total * len(bars))), "fields": figure(len(bars))}
    finding = _("Of these %(fields)s fields %(percent)s%% are filled.") % share
    head = (_("Field"), _("Books"))
    drawn = [charts.rows("complete", _("What the records say"), finding, bars, head), *_languages(desk), *_added(desk)]
    meta = _meta(_(TITLE), _("%(books)s: what the records hold, and what they lack.") % {"books": amounts.books(total)})
    meta |= {"said": [meta["description"]], "charts": drawn}
    if lacking["isbn"]:
        _field, every = FIELDS["isbn"]
        meta["more"] = {"text": _(every), "href": f"{PATH}no-isbn/"}
    return Page(PATH, "stats.html", meta)


def _languages(desk: Desk) -> list[dict[str, Any]]:
    """The languages with most books."""
    members = sorted(desk.catalogue.families["languages"], key=lambda h: (-len(h.books), h.label))
    bars = [Bar(caption(h, desk.words.language), len(h.books), "", h.href) for h in members[:TOP]]
    if len(bars) < 2:
        return []
    given = {"name": bars[0].label, "n": figure(bars[0].number), "total": amounts.books(len(desk.catalogue.entries))}
    finding = _("%(name)s comes first, with %(n)s of %(total)s.") % given
    more = len(members) - len(bars)
    rest = counted("%(n)s language with fewer is not drawn.", "%(n)s languages with fewer are not drawn.", more)
    head = (_("Language"), _("Books"))
    return [charts.rows("languages", _("Languages"), finding, bars, head, rest if more else "")]


def _added(desk: Desk) -> list[dict[str, Any]]:
    """How many books came in which year."""
    numbers = Counter(entry.added[:4] for entry in desk.catalogue.entries if entry.added)
    if len(numbers) < 2:
        return []
    href = "books/added/" if "added" in orders.offered(desk, "books", len(desk.catalogue.entries)) else ""
    bars = [Bar(year, number, "", href) for year, number in sorted(numbers.items())]
    given = {"n": figure(numbers.total()), "total": amounts.books(len(desk.catalogue.entries))}
    finding = _("The date of adding of %(n)s of %(total)s is known.") % given
    return [charts.columns("added", _("Books by year of adding"), finding, bars, (_("Year"), _("Books")))]


def _without(desk: Desk, field: str) -> Page:
    """The books that lack a field, by title."""
    books = _lacking(desk)[field]
    title = _(FIELDS[field][1])
    total = amounts.books(len(books))
    shown = {"first": figure(LISTED), "total": total}
    said = _("The first %(first)s of %(total)s, by title.") % shown if len(books) > LISTED else f"{total}."
    meta = _meta(title, f"{title}{sign(':')} {said}", (_(TITLE), PATH))
    entries = desk.catalogue.entries
    meta["said"] = [said]
    meta["books"] = [
        {
            "title": entries[n].title,
            "href": desk.catalogue.href(n),
            "lang": entries[n].lang if entries[n].lang != desk.words.language else "",
            "by": entries[n].people,
            "what": [entries[n].year] if entries[n].year else [],
        }
        for n in books[:LISTED]
    ]
    return Page(f"{PATH}no-{field}/", "stats.html", meta)


def _meta(title: str, description: str, *above: tuple[str, str]) -> dict[str, Any]:
    return {
        "kind": "stats", "title": title, "title_parts": [text for text, _href in above], "description": description,
        "crumbs": crumbs(*above), "section": "", "said": [], "marks": [], "charts": [], "months": None, "books": [],
        "more": None, "around": [], "sections": [],
    }  # fmt: skip
