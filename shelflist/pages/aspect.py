"""Pages of aspects, "everything with — Political aspects", and the index of aspects with the table of headings by aspects.

The table shows what the list covers: a row for a main heading, a column for an aspect, those with most books first. A cell
without a number is a gap. It is cut into pages, as many as somebody may look through.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed, heading_key
from shelflist.catalogue import aspects as ways
from shelflist.cataloguing.subject_forms import DASH
from shelflist.markdown import Section
from shelflist.pages import Page, amounts, crumbs, labels
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import WHOLE, family_letters, later_page, leaf_path, leaves, pager, root_of, whole_index
from shelflist.pages.subject import type_of
from shelflist.wording import counted, figure, later
from shelflist.wording import gettext as _

KINDS = {
    "topic": (later("Topic"), later("Everything with this aspect: topic")),
    "place": (later("Place"), later("Everything with this aspect: place")),
    "period": (later("Period"), later("Everything with this aspect: period")),
    "form": (later("Form"), later("Everything with this aspect: form")),
    "": ("", later("Everything with this aspect")),
}
"""What an aspect is → (its name, what stands above its page's heading)."""

ROWS, COLUMNS = 40, 12
"""Size of a page of the table."""

MOST_ROWS, MOST_COLUMNS = 400, 48
"""Main headings and aspects that the table has, over all its pages."""

ROOM = 80
"""Headings that one page of an aspect names, at most, where the aspect has pages enough for all."""

Rows = list[tuple[Headed, list[ways.Cell | None]]]


def jobs(desk: Desk) -> list[Job]:
    """A page or more for each aspect; the index, its letters, the further pages of the table."""
    members = desk.catalogue.families["aspects"]
    if not members:
        return []
    found = []
    for headed in members:
        for number in range(1, -(-len(headed.books) // _size(desk)) + 1):
            found.append(Job(leaf_path(headed.href, number), "aspects", (headed.key, number)))
    rows, columns = _sides(desk)
    for row in range(max(1, len(_blocks(rows, ROWS)))):
        for column in range(max(1, len(_blocks(columns, COLUMNS)))):
            found.append(Job(_table_path(row, column), "aspects", ("", row, column)))
    if len(members) > WHOLE:
        for place, letter in enumerate(family_letters("aspects", desk.catalogue, desk.words.language)):
            for leaf in leaves(len(letter.members), desk.page_size):
                path = leaf_path(f"aspects/az/{letter.slug}/", leaf.number)
                found.append(Job(path, "letter", ("aspects", place, leaf.number)))
    return found


def told(desk: Desk, key: str, number: int, column: int = 0) -> Sequence[Any]:
    """What a page of an aspect, or of the table, is made from."""
    if not key:
        return _told_table(desk, number, column)
    headed = desk.catalogue.headings[key]
    leaf = leaves(len(headed.books), _size(desk))[number - 1]
    return [
        *_line(headed),
        type_of(desk, headed.label),
        leaf,
        [_line(h) for h in _part(desk, headed, leaf.total, number)],
        [_line(h) for h in _wider(desk, headed)],
        [_line(h) for h in _narrower(desk, headed)] if number == 1 else [],
        desk.token(headed.books[leaf.first - 1 : leaf.last]),
    ]


def page(desk: Desk, key: str, number: int, column: int = 0) -> Page:
    """A page of an aspect, or of the index with its table."""
    if not key:
        return _table(desk, number, column)
    headed = desk.catalogue.headings[key]
    leaf = leaves(len(headed.books), _size(desk))[number - 1]
    path = leaf_path(headed.href, number)
    bearing = len(_bearing(desk).get(headed.key, []))
    total = _("%(books)s under %(headings)s") % {
        "books": amounts.books(leaf.books),
        "headings": counted("%(n)s heading", "%(n)s headings", bearing),
    }
    kind = type_of(desk, headed.label) if DASH not in headed.label else ""
    every = labels.family("aspects")[1]
    meta: dict[str, Any] = {
        "kind": "aspect",
        "title": f"— {headed.label}",
        "title_parts": [*later_page(headed.label, number), every],
        "description": _("Everything with — %(aspect)s: %(count)s.") % {"aspect": headed.label, "count": total},
        "crumbs": crumbs((every, "aspects/"), *((h.label, h.href) for h in _wider(desk, headed)[:1])),
        "section": "aspects",
        "type": _(KINDS.get(kind, KINDS[""])[1]),
        "count": leaf.books,
        "count_text": total,
        "headings": [_link(h) for h in _part(desk, headed, leaf.total, number)],
        "wider": [_link(h) for h in _wider(desk, headed)],
        "narrower": [_link(h) for h in _narrower(desk, headed)] if number == 1 else [],
        "pager": pager(headed.href, leaf),
        "start": leaf.first,
        "sections": [{"id": "books", "title": _("Books")}],
    }
    positions = headed.books[leaf.first - 1 : leaf.last]
    section = Section("books", _("Books"), [desk.lines.items(positions, root_of(path), leaf.first)])
    return Page(path, "aspect.html", meta, [section])


def _size(desk: Desk) -> int:
    """Books on a page of an aspect: it names headings as well, which are long."""
    return max(1, desk.page_size * 3 // 5)


def _line(headed: Headed) -> tuple[str, str, int]:
    return headed.label, headed.slug, len(headed.books)


def _link(headed: Headed) -> dict[str, Any]:
    return {"text": headed.label, "href": headed.href, "count": len(headed.books)}


def _bearing(desk: Desk) -> dict[str, list[Headed]]:
    found: dict[str, list[Headed]] | None = desk.memory.get("aspects")
    if found is None:
        found = desk.memory["aspects"] = ways.bearing(desk.catalogue)
    return found


def _part(desk: Desk, headed: Headed, pages: int, number: int) -> list[Headed]:
    """The subject headings with an aspect that its n-th page names; together its pages name all."""
    found = _bearing(desk).get(headed.key, [])
    room = max(ROOM, -(-len(found) // pages))
    return found[(number - 1) * room : number * room]


def _wider(desk: Desk, headed: Headed) -> list[Headed]:
    """Of B — C: B, and C."""
    parts = headed.label.split(DASH)
    if len(parts) < 2:
        return []
    texts = dict.fromkeys((DASH.join(parts[:-1]), parts[-1]))
    known = [desk.catalogue.headings.get(heading_key("aspects", text)) for text in texts]
    return [found for found in known if found and found is not headed]


def _narrower(desk: Desk, headed: Headed) -> list[Headed]:
    """Of B: the aspects that go on after it, the forty with most books."""
    below: dict[str, list[Headed]] | None = desk.memory.get("aspects below")
    if below is None:
        below = desk.memory["aspects below"] = {}
        for other in desk.catalogue.families["aspects"]:
            text, mark, _last = other.label.rpartition(DASH)
            above = desk.catalogue.headings.get(heading_key("aspects", text)) if mark else None
            if above:
                below.setdefault(above.key, []).append(other)
    found = sorted(below.get(headed.key, ()), key=lambda h: (-len(h.books), h.sort, h.label))[:40]
    return sorted(found, key=lambda h: (h.sort, h.label))


# --- the table ------------------------------------------------------------------------------------------------


def _sides(desk: Desk) -> tuple[list[Headed], list[Headed]]:
    found: tuple[list[Headed], list[Headed]] | None = desk.memory.get("table")
    if found is None:
        found = desk.memory["table"] = ways.widest(desk.catalogue, MOST_ROWS, MOST_COLUMNS)
    return found


def _blocks(side: Sequence[Headed], size: int) -> list[Sequence[Headed]]:
    return [side[n : n + size] for n in range(0, len(side), size)]


def _table_path(row: int, column: int) -> str:
    return f"aspects/az/table-{row + 1}-{column + 1}/" if row or column else "aspects/"


def _rows(desk: Desk, row: int, column: int) -> tuple[Rows, Sequence[Headed]]:
    """The rows of a page of the table, and its columns."""
    mains, simple = _sides(desk)
    columns = simple[column * COLUMNS : (column + 1) * COLUMNS]
    part = mains[row * ROWS : (row + 1) * ROWS]
    return [(main, ways.cells(desk.catalogue, main, columns)) for main in part], columns


def _told_table(desk: Desk, row: int, column: int) -> Sequence[Any]:
    rows, columns = _rows(desk, row, column)
    shown = [(_line(main), [(*_line(cell[0]), cell[1]) if cell else None for cell in cells]) for main, cells in rows]
    members = [_line(h) for h in desk.catalogue.families["aspects"]] if not row and not column else []
    mains, simple = _sides(desk)
    return [shown, [(*_line(h), type_of(desk, h.label)) for h in columns], len(mains), len(simple), members]


def _table(desk: Desk, row: int, column: int) -> Page:
    """A page of the table; the first is the index of aspects too."""
    rows, columns = _rows(desk, row, column)
    mains, simple = _sides(desk)
    first = not row and not column
    meta = whole_index("aspects", desk.lines).meta
    path = _table_path(row, column)
    if not first:
        title = _("Headings by aspects, table %(row)s.%(column)s") % {"row": row + 1, "column": column + 1}
        every = labels.family("aspects")[1]
        meta = {**meta, "title": title, "title_parts": [every], "groups": [], "letters": []}
        meta["crumbs"] = crumbs((every, "aspects/"))
    meta["columns"] = [{**_link(h), "type": _kind(desk, h)} for h in columns]
    meta["rows"] = [
        {
            **_link(main),
            "cells": [
                {"href": cell[0].href, "text": cell[0].label, "count": len(cell[0].books), "total": cell[1]}
                if cell
                else None
                for cell in cells
            ],
        }
        for main, cells in rows
    ]
    filled = sum(cell is not None for _, cells in rows for cell in cells)
    cells = {"n": figure(filled), "total": figure(len(rows) * len(columns))}
    meta["covered"] = _("%(n)s of %(total)s cells have books") % cells if rows else ""
    meta["ways"] = _ways(row, column, len(_blocks(mains, ROWS)), len(_blocks(simple, COLUMNS)))
    return Page(path, "aspects.html", meta)


def _kind(desk: Desk, headed: Headed) -> str:
    """Whether an aspect is a topic, a place, a period or a form, in a word; "" where nothing says it."""
    kind = KINDS.get(type_of(desk, headed.label), KINDS[""])[0]
    return _(kind) if kind else ""


def _ways(row: int, column: int, rows: int, columns: int) -> list[dict[str, Any]]:
    """The other pages of the table: blocks of headings below, and of aspects beside, this one."""
    found = []
    if rows > 1:
        pages = [
            {"label": f"{n * ROWS + 1}–{(n + 1) * ROWS}", "href": _table_path(n, column), "current": n == row}
            for n in range(rows)
        ]
        found.append({"label": _("Headings of the table"), "text": _("Headings by number of books"), "pages": pages})
    if columns > 1:
        pages = [
            {"label": f"{n * COLUMNS + 1}–{(n + 1) * COLUMNS}", "href": _table_path(row, n), "current": n == column}
            for n in range(columns)
        ]
        found.append({"label": _("Aspects of the table"), "text": _("Aspects by number of books"), "pages": pages})
    return found
