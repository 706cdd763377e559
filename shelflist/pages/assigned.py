"""What pages say of reading lists: their items with books and lengths, in words, and the lists that a book is on.

Lengths come from the statement of pages, else from the book's own number of pages, else from what the teacher allows; where
none is known the page says so, and no sum holds it (the guide on the front end, §3 vii; on users, idea 6).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shelflist.catalogue import heading_key
from shelflist.catalogue.lists import Item, OwnList, Part, of_item, positions
from shelflist.cataloguing import plans, slugs
from shelflist.icalendar import Event, calendar
from shelflist.pages.desk import Desk
from shelflist.wording import counted, day_of_month, figure, later, ngettext, sign
from shelflist.wording import date as said_date
from shelflist.wording import gettext as _

ALL, ESSENTIAL = "", "essential"
"""Views of a list: all of it, and its essential items."""

IMPORTANCE = {"essential": later("Essential"), "recommended": later("Recommended"), "further": later("Further")}
BESIDE = {"essential": later("essential"), "recommended": later("recommended"), "further": later("further")}
"""Importance of an item → how it reads inside a line."""
ALONE = {
    "essential": later("%(items)s, all essential"),
    "recommended": later("%(items)s, all recommended"),
    "further": later("%(items)s, all further"),
}
READ = later("Read by today: %(title)s")


class Line(NamedTuple):
    """An item with the book that it names (a position, or -1), its pages (0: not known) and its minutes (0: not known)."""

    item: Item
    book: int
    pages: int
    minutes: int


class Known(NamedTuple):
    """A list with a file: its lines for each section, and the pages an hour that count for it."""

    own: OwnList
    lines: list[list[Line]]
    pace: int

    def every(self) -> list[Line]:
        """All lines, in order."""
        return [line for lines in self.lines for line in lines]


def known(desk: Desk) -> dict[str, Known]:
    """Key of a list's heading → what its file says, for lists that have one."""
    found: dict[str, Known] | None = desk.memory.get("lists")
    if found is None:
        catalogue = desk.catalogue
        lists = desk.authority.lists
        words = positions(lists, catalogue.entries, catalogue.slugs)
        found = desk.memory["lists"] = {}
        by_slug = {headed.slug: headed for headed in catalogue.families["lists"]} if lists else {}
        for own in lists:
            headed = by_slug.get(own.name) or catalogue.headings.get(heading_key("lists", own.title))
            if headed is not None:
                pace = own.pace or desk.words.reading.pages_an_hour
                lines = [[_line(desk, item, words, pace) for item in part.items] for part in own.parts]
                found[headed.key] = Known(own, lines, pace)
    return found


def _line(desk: Desk, item: Item, words: dict[str, list[int]], pace: int) -> Line:
    """An item's book and length: what the teacher allows, the pages that are named, or all of the book's."""
    book = next(iter(of_item(item, words)), -1)
    pages = item.pages
    if book >= 0 and not item.reads:
        pages = desk.catalogue.entries[book].spine[0]
    if item.minutes:
        return Line(item, book, pages, item.minutes)
    return Line(item, book, pages, plans.minutes(pages, pace))


def view_of(given: Known, view: str) -> list[tuple[Part, Line]]:
    """The lines of a view, each with its section."""
    return [
        (part, line)
        for part, lines in zip(given.own.parts, given.lines, strict=True)
        for line in lines
        if view == ALL or line.item.importance == view
    ]


def beside(desk: Desk, n: int) -> list[dict[str, str]]:
    """The lists that a book is on, with section, importance and what of it is to be read."""
    memory: dict[int, list[dict[str, str]]] | None = desk.memory.get("on lists")
    if memory is None:
        memory = desk.memory["on lists"] = {}
        for headed in desk.catalogue.families["lists"]:
            rows: dict[int, list[dict[str, str]]] = {}
            mine = known(desk).get(headed.key)
            for part, line in view_of(mine, ALL) if mine else ():
                importance = _(BESIDE[line.item.importance]) if line.item.importance in BESIDE else ""
                where = ", ".join(t for t in (part.title, importance, line.item.reads) if t)
                rows.setdefault(line.book, []).append({"text": headed.label, "href": headed.href, "where": where})
            for position in headed.books:
                plain = [{"text": headed.label, "href": headed.href, "where": ""}]
                memory.setdefault(position, []).extend(rows.get(position, plain))
    return memory.get(n, [])


# --- words ----------------------------------------------------------------------------------------------------


def duration(minutes: int) -> str:
    """Minutes in words: "5 min", "40 min", "1 h", "1½ h", "58 h"."""
    if minutes < 58:
        return _("%(n)s min") % {"n": max(5, round(minutes / 5) * 5)}
    if minutes >= 600:
        return _("%(n)s h") % {"n": figure(round(minutes / 60))}
    halves = round(minutes / 30)
    return _("%(n)s h") % {"n": f"{halves // 2}{'½' if halves % 2 else ''}"}


def exact(minutes: int) -> str:
    """Minutes to the nearest five: "1 h 15 min"."""
    whole, rest = divmod(max(5, round(minutes / 5) * 5), 60)
    if whole and rest:
        return _("%(hours)s h %(minutes)s min") % {"hours": figure(whole), "minutes": rest}
    return _("%(n)s h") % {"n": figure(whole)} if whole else _("%(n)s min") % {"n": rest}


def _counted(importance: str, number: int) -> str:
    """A number of items of an importance."""
    return {
        "essential": counted("%(n)s essential", "%(n)s essential", number),
        "recommended": counted("%(n)s recommended", "%(n)s recommended", number),
        "further": counted("%(n)s further", "%(n)s further", number),
    }[importance]


def summary(lines: Sequence[Line], pace: int) -> str:
    """ "24 items: 6 essential, 18 further; about 58 hours at 40 pages an hour; the length of 3 is not known"."""
    numbers = {name: sum(line.item.importance == name for line in lines) for name in IMPORTANCE}
    named = [name for name, number in numbers.items() if number]
    found = [counted("%(n)s item", "%(n)s items", len(lines))]
    if len(named) == 1 and numbers[named[0]] == len(lines) > 1:
        found = [_(ALONE[named[0]]) % {"items": found[0]}]
    elif named:
        parts = ", ".join(_counted(name, numbers[name]) for name in named)
        found = [_("%(items)s: %(parts)s") % {"items": found[0], "parts": parts}]
    minutes = sum(line.minutes for line in lines)
    if minutes and any(line.pages and not line.item.minutes for line in lines):
        given = {"time": hours(minutes), "n": figure(pace)}
        found.append(
            ngettext("about %(time)s at %(n)s page an hour", "about %(time)s at %(n)s pages an hour", pace) % given
        )
    elif minutes:
        found.append(_("about %(time)s") % {"time": hours(minutes)})
    unknown = sum(not line.minutes for line in lines)
    if unknown == len(lines) > 1:
        found.append(_("the length of all is not known"))
    elif unknown:
        found.append(counted("the length of %(n)s is not known", "the length of %(n)s is not known", unknown))
    return f"{sign(';')} ".join(found)


def hours(minutes: int) -> str:
    """Minutes in a sentence: "58 hours", "1 hour", "40 minutes"."""
    if minutes >= 58:
        return counted("%(n)s hour", "%(n)s hours", round(minutes / 60))
    return counted("%(n)s minute", "%(n)s minutes", max(5, round(minutes / 5) * 5))


def length(line: Line) -> str:
    """Pages and time of an item, as far as they are known."""
    named = line.pages and (line.item.pages or not line.item.minutes)
    pages = counted("%(n)s page", "%(n)s pages", line.pages) if named else ""
    time = duration(line.minutes) if line.minutes else ""
    return ", ".join(part for part in (pages, time) if part) or _("length not known")


def week_days(own: OwnList, part: Part) -> tuple[date, date] | None:
    """The first and last day of a section that is a week of a list with a start."""
    if not own.start or not part.week:
        return None
    first = date.fromisoformat(own.start) + timedelta(7 * (part.week - 1))
    return first, first + timedelta(6)


def days(first: date, last: date) -> str:
    """Two days as a span: "12–18 October 2026", "26 October to 1 November 2026"."""
    end = said_date(last.isoformat())
    if (first.year, first.month) == (last.year, last.month):
        return _("%(day)s–%(date)s") % {"day": first.day, "date": end} if first < last else end
    begin = said_date(first.isoformat()) if first.year != last.year else day_of_month(first)
    return _("%(first)s to %(last)s") % {"first": begin, "last": end}


# --- dates ----------------------------------------------------------------------------------------------------


def due(line: Line, part: Part) -> str:
    """The ISO date by which an item is to be read: its own, else its section's; or ""."""
    return line.item.due or part.day


def dated(given: Known) -> list[tuple[Part, Line, date]]:
    """The items that have a date, in its order."""
    found = [(part, line, due(line, part)) for part, line in view_of(given, ALL)]
    made = [(part, line, date.fromisoformat(day)) for part, line, day in found if day]
    return sorted(made, key=lambda row: row[2])


def name(desk: Desk, line: Line) -> str:
    """An item's title, or what the owner wrote where no book is known."""
    return desk.catalogue.entries[line.book].title if line.book >= 0 else line.item.text


def uid(desk: Desk, given: Known, *parts: str) -> str:
    """What tells an event from all others, the same in every build: made of slugs."""
    return ".".join([*parts, given.own.name]) + f"@{slugs.slug(desk.words.title) or 'list'}.shelflist"


def dates_file(desk: Desk, given: Known) -> str:
    """The calendar file of the items that have a date."""
    events: list[Event] = []
    met: Counter[str] = Counter()
    for _part, line, day in dated(given):
        item = line.item
        book = desk.catalogue.slugs[line.book] if line.book >= 0 else slugs.slug(item.text) or "item"
        met[book] += 1
        title = ", ".join(text for text in (name(desk, line), item.reads) if text)
        by = desk.catalogue.entries[line.book].people if line.book >= 0 else ""
        about = "\n".join(text for text in (by, length(line), item.note) if text)
        mark = uid(desk, given, "due", book, str(met[book]))
        category = _(IMPORTANCE[item.importance]) if item.importance in IMPORTANCE else ""
        events.append(Event(mark, day, _(READ) % {"title": title}, description=about, category=category))
    return calendar(given.own.title, events)
