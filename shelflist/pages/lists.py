"""Reading lists: `/lists/<name>/`, and its essential readings alone.

A list that only gathers books (they name it in their notes) shows them as any heading does. One whose file has items shows
them section by section: how much each matters, what to read, how long that takes, by when (the guide on the front end,
§3 vii), with a calendar file of its dates (`readings`). Its plan of days is `reading_plan`'s.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed
from shelflist.catalogue.lists import OwnList, Part
from shelflist.markdown import Owned, Section, anchor
from shelflist.pages import Page, amounts, assigned, crumbs, machines, reading_plan, shorten
from shelflist.pages.assigned import ALL, ESSENTIAL, IMPORTANCE, Known, Line
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, leaf_path, leaves, pager, root_of
from shelflist.wording import date as said_date
from shelflist.wording import figure, later
from shelflist.wording import gettext as _

ROOM = "lists"

MEANING = later(
    "Essential: read it before the class. Recommended: read it if you can. Further: for those who want to go on."
)
ABOUT, BOOKS, ALSO, OTHER = later("About this list"), later("Books"), later("Also on this list"), later("Readings")
EVERY, ONLY, PLAN = later("All readings"), later("Essential only"), later("Plan by day")
CONTINUED = later("%(section)s (continued)")
DATES, DATES_FILE = later("The dates as a calendar file"), "dates.ics"

ITEMS = 50
"""Items that a page holds at most: with their notes they weigh some 150 bytes each on the wire."""

Placed = list[tuple[Part, Line]]


# --- which pages there are ------------------------------------------------------------------------------------


def _base(headed: Headed, view: str) -> str:
    return f"{headed.href}{view}/" if view else headed.href


def _has_essential(known: Known) -> bool:
    return 0 < len(assigned.view_of(known, ESSENTIAL)) < len(known.every())


def _rest(headed: Headed, known: Known | None, view: str) -> list[int]:
    """The books of a list that are none of its items, on the pages of the whole list."""
    there = {line.book for line in known.every()} if known else set()
    return [n for n in headed.books if n not in there] if view == ALL else []


def _room(desk: Desk, known: Known | None) -> int:
    """How many books a page of a list holds; those of items take more room."""
    return min(desk.page_size, ITEMS) if known and known.every() else desk.page_size


def files(desk: Desk, key: str) -> tuple[str, ...]:
    """Names of the files beside a list's first page that are made here."""
    known = assigned.known(desk).get(key)
    return (DATES_FILE,) if known and assigned.dated(known) else ()


def jobs(desk: Desk) -> list[Job]:
    """The pages of lists but for the first of each, which the plan of all pages makes with other files beside it."""
    found = []
    for headed in desk.catalogue.families["lists"]:
        known = assigned.known(desk).get(headed.key)
        for view in (ALL, ESSENTIAL) if known and _has_essential(known) else (ALL,):
            size = len(assigned.view_of(known, view) if known else ()) + len(_rest(headed, known, view))
            for leaf in leaves(size, _room(desk, known))[view == ALL :]:
                path = leaf_path(_base(headed, view), leaf.number)
                found.append(Job(path, ROOM, (headed.key, view, leaf.number)))
    return found


def told(desk: Desk, key: str, view: str = ALL, number: int = 1) -> Sequence[Any]:
    """All that a list's page is made from: its file, its books as lists show them, the pace."""
    headed = desk.catalogue.headings[key]
    known = assigned.known(desk).get(key)
    given = (known.own, known.pace, [line.book for line in known.every()]) if known else ()
    about = (desk.page_size, desk.words.title, desk.words.reading)
    return headed.label, headed.slug, view, number, given, headed.books, desk.token(headed.books), about


# --- the page -------------------------------------------------------------------------------------------------


def page(desk: Desk, key: str, view: str = ALL, number: int = 1) -> Page:
    """One page of a list."""
    headed = desk.catalogue.headings[key]
    known = assigned.known(desk).get(key)
    placed = assigned.view_of(known, view) if known else []
    lines = [line for _, line in placed]
    rest = _rest(headed, known, view)
    leaf = leaves(len(placed) + len(rest), _room(desk, known))[number - 1]
    path = leaf_path(_base(headed, view), number)
    own = known.own if known else OwnList("", "", headed.label)
    note = own.note if number == 1 and view == ALL else ""
    sections, parts = _parts(desk, own, placed, leaf, view) if known else ([], [])
    if shown := rest[max(0, leaf.first - 1 - len(placed)) : max(0, leaf.last - len(placed))]:
        start = max(1, leaf.first - len(placed))
        items = desk.lines.items(shown, root_of(path), start)
        sections.append(Section("books", _(ALSO) if placed else _(BOOKS), [items]))
    number_of = amounts.books(len(headed.books))
    total = assigned.summary(lines, known.pace) if known and lines else number_of
    heads = [_(IMPORTANCE[view])] if view else []
    heads += [_("page %(number)s") % {"number": figure(number)}] if number > 1 else []
    meta: dict[str, Any] = {
        "kind": "list",
        "title": own.title,
        "crumb": ", ".join(heads),
        "title_parts": [*([f"{own.title}, {', '.join(heads)}"] if heads else []), _("Lists")],
        "description": shorten(_("%(title)s: %(about)s.") % {"title": own.title, "about": total}),
        "crumbs": crumbs((_("Lists"), "lists/"), *([(own.title, headed.href)] if heads else [])),
        "section": "lists",
        "view": _(IMPORTANCE[view]) if view else "",
        "about": [text for text in (own.course, own.teacher, own.term) if text],
        "start": _date(own.start),
        "updated": _date(own.updated),
        "count_text": total,
        "meaning": _(MEANING) if view == ALL and any(line.item.importance for line in lines) else "",
        "views": _views(headed, known, view) if known else [],
        "jumps": _jumps(headed, own, placed, _room(desk, known)) if number == 1 and view == ALL else [],
        "parts": parts,
        "rest": next((s.title for s in sections if s.id == "books"), ""),
        "pager": pager(_base(headed, view), leaf, _("Readings") if placed else _("Books")),
        "calendar": None,
        "citations": [],
        "exports": [],
        "unapi": "",
        "schema": machines.item_list([desk.catalogue.href(n) for n in _shown(placed, leaf, rest)], leaf.first),
        "sections": [{"id": s.id, "title": s.title} for s in sections] + ([{"id": "note", "title": _(ABOUT)}] if note else []),
    }  # fmt: skip
    made = Page(path, "list.html", meta, sections, note, _(ABOUT))
    return _with_dates(made, desk, known) if number == 1 and view == ALL and known and files(desk, key) else made


def _with_dates(made: Page, desk: Desk, known: Known) -> Page:
    """The page with its calendar file."""
    made.meta["calendar"] = {"href": DATES_FILE, "label": _(DATES)}
    made.files = [(DATES_FILE, assigned.dates_file(desk, known))]
    return made


def _shown(placed: Placed, leaf: Leaf, rest: Sequence[int]) -> list[int]:
    """The books of a page, those of its items first; an item without a book is none."""
    return [n for n in [*(line.book for _, line in placed), *rest][leaf.first - 1 : leaf.last] if n >= 0]


def cited(made: Page, citations: Sequence[tuple[str, str, str]]) -> Page:
    """A list's page with files beside it, as (name, style or format, content): citations, and exports ("list.bib")."""
    kinds = {True: "exports", False: "citations"}
    for own, key in kinds.items():
        found = [(name, title) for name, title, _ in citations if name.startswith("list.") is own]
        label = "label" if own else "style"
        made.meta[key] = [{label: title, "href": name} for name, title in found]
    made.meta["unapi"] = next((name for name, _, _ in citations if name.endswith(".rdf.xml")), "")
    made.files = [*made.files, *((name, text) for name, _, text in citations)]
    return made


def _date(text: str) -> dict[str, str] | None:
    return {"iso": text, "text": said_date(text)} if text else None


def _views(headed: Headed, known: Known, view: str) -> list[dict[str, Any]]:
    """The ways to look at a list, where there are several."""
    found: list[dict[str, Any]] = [{"text": _(EVERY), "href": headed.href, "current": view == ALL}]
    if _has_essential(known):
        found.append({"text": _(ONLY), "href": _base(headed, ESSENTIAL), "current": view == ESSENTIAL})
    if reading_plan.has_plan(known):
        found.append({"text": _(PLAN), "href": reading_plan.base(headed), "current": False})
    return found if len(found) > 1 else []


def _ids(own: OwnList) -> list[str]:
    """The anchor of each section, from its title."""
    taken = {"books", "note", "main"}
    return [anchor(part.title or OTHER, taken) for part in own.parts]


def _jumps(headed: Headed, own: OwnList, placed: Placed, size: int) -> list[dict[str, str]]:
    """Links to the sections, on whatever page of the list each begins; none where there is but one."""
    found, before = [], 0
    for part, mark in zip(own.parts, _ids(own), strict=True):
        number = min(before // size, max(0, len(placed) - 1) // size) + 1
        href = f"{leaf_path(headed.href, number)}#{mark}" if number > 1 else ""
        found.append({"text": part.title or _(OTHER), "href": href, "id": mark, **_when(own, part)})
        before += len(part.items)
    return found if len(found) > 1 else []


def _parts(
    desk: Desk, own: OwnList, placed: Placed, leaf: Leaf, view: str
) -> tuple[list[Section], list[dict[str, Any]]]:
    """The sections of a page: their notes as Markdown, their items as values. A section that goes on from the page before
    says so, and has no note again."""
    sections: list[Section] = []
    found: list[dict[str, Any]] = []
    before = 0
    for part, mark in zip(own.parts, _ids(own), strict=True):
        mine = [line for other, line in placed if other is part]
        shown = mine[max(0, leaf.first - 1 - before) : max(0, leaf.last - before)]
        begins = leaf.first - 1 <= before < leaf.last or (leaf.number == leaf.total and before >= leaf.last)
        before += len(mine)
        if not shown and not (view == ALL and not mine and begins):
            continue
        title = part.title or _(OTHER)
        told = bool(part.note) and begins and view == ALL
        if told:
            sections.append(Section(mark, title, [Owned(part.note)]))
        rows = [_row(desk, line) for line in shown]
        found.append({
            "id": mark, "title": title if begins else _(CONTINUED) % {"section": title}, **_when(own, part),
            "start": before - len(mine) + mine.index(shown[0]) + 1 if shown else 1, "items": rows, "note": told,
        })  # fmt: skip
    return sections, found


def _row(desk: Desk, line: Line) -> dict[str, Any]:
    """An item as the page shows it; without a book it is text."""
    item = line.item
    row: dict[str, Any] = {
        "importance": item.importance, "label": _(IMPORTANCE[item.importance]) if item.importance in IMPORTANCE else "", "title": item.text, "href": "", "lang": "",
        "by": "", "year": "", "shelf": "", "reads": item.reads, "length": assigned.length(line), "due": _date(item.due), "note": item.note,
    }  # fmt: skip
    if line.book >= 0:
        entry = desk.catalogue.entries[line.book]
        number = entry.shelf[0][2] if entry.shelf else ""
        lang = entry.lang if entry.lang != desk.words.language else ""
        row |= {"title": entry.title, "href": desk.catalogue.href(line.book), "lang": lang, "by": entry.people}
        row |= {"year": entry.year, "shelf": number}
    return row


def _when(own: OwnList, part: Part) -> dict[str, str]:
    """A section's day, or its week, in words."""
    if part.day:
        return {"iso": part.day, "when": said_date(part.day)}
    week = assigned.week_days(own, part)
    if week is None:
        return {"iso": "", "when": ""}
    return {"iso": week[0].isoformat(), "when": assigned.days(*week)}
