"""`/lists/<name>/plan/`: which pages of a list to read on which day, from its `start`, and the same as a calendar file.

The days come from the list's file and `[reading]` in site.toml, through the rules of `cataloguing.plans`; no clock is read.
A reading whose length is not known stands where its turn comes and takes no time; the page says which those are, and
which readings come later than their date. (The guide on users, idea 6.)
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from shelflist.catalogue import Headed
from shelflist.cataloguing import plans
from shelflist.cataloguing.plans import DaysOff, Pace, Task
from shelflist.icalendar import Event, calendar
from shelflist.pages import Page, assigned, crumbs
from shelflist.pages.assigned import ALL, Known, Line
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import leaf_path, leaves, pager
from shelflist.wording import counted, day_of_month, figure, later, ngettext, sign, weekday
from shelflist.wording import date as said_date
from shelflist.wording import gettext as _

ROOM = "plans"
FILE = "plan.ics"

WEEKS = 10
"""Weeks that a page shows."""

TITLE, EVENT = later("Plan: %(list)s"), later("Read: %(titles)s")
UNKNOWN = later("length not known: allow for it yourself")
WHOLE = later("all of it")
CALENDAR = later("This plan as a calendar file")


def has_plan(known: Known) -> bool:
    """Whether a list has a plan: it says when it begins, and has items."""
    return bool(known.own.start and known.every())


def base(headed: Headed) -> str:
    """The address of a list's plan."""
    return f"{headed.href}plan/"


def _tasks(known: Known) -> list[Task]:
    """Its items as tasks. A week of the term does not begin before its day, and is to be read by its last; what the
    teacher allows in time counts as the pages that go into it."""
    found = []
    for part, line in assigned.view_of(known, ALL):
        week = assigned.week_days(known.own, part)
        due = assigned.due(line, part)
        last = date.fromisoformat(due) if due else week[1] if week else None
        pages = max(1, round(line.item.minutes * known.pace / 60)) if line.item.minutes else line.pages
        found.append(Task(pages, last, week[0] if week else None))
    return found


def _plan(desk: Desk, known: Known) -> plans.Plan:
    """The plan of a list, worked out once for all of its pages."""
    key = f"plan of {known.own.name}"
    found: plans.Plan | None = desk.memory.get(key)
    if found is None:
        pace = desk.words.reading
        start = date.fromisoformat(known.own.start)
        found = plans.plan(_tasks(known), start, pace.a_day(known.pace), DaysOff(pace.days_off))
        desk.memory[key] = found
    return found


def _weeks(made: plans.Plan) -> list[tuple[date, list[plans.Part]]]:
    """The Monday of each week with its parts."""
    found: dict[date, list[plans.Part]] = {}
    for part in made.parts:
        found.setdefault(part.day - timedelta(part.day.weekday()), []).append(part)
    return list(found.items())


def jobs(desk: Desk) -> list[Job]:
    """The pages of every list with a plan."""
    found = []
    for headed in desk.catalogue.families["lists"]:
        known = assigned.known(desk).get(headed.key)
        if known and has_plan(known):
            made = _plan(desk, known)
            for leaf in leaves(len(_weeks(made)), WEEKS):
                beside = (FILE,) if leaf.number == 1 and made.parts else ()
                found.append(Job(leaf_path(base(headed), leaf.number), ROOM, (headed.key, leaf.number), beside=beside))
    return found


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """What a plan is made from: the list's file, its books as lists show them, the pace and the days off."""
    headed = desk.catalogue.headings[key]
    known = assigned.known(desk)[key]
    token = desk.token([line.book for line in known.every() if line.book >= 0])
    return headed.label, headed.slug, number, known.own, known.pace, token, desk.words.title, desk.words.reading


# --- the page -------------------------------------------------------------------------------------------------


def page(desk: Desk, key: str, number: int) -> Page:
    """One page of a plan."""
    headed = desk.catalogue.headings[key]
    known = assigned.known(desk)[key]
    made = _plan(desk, known)
    weeks = _weeks(made)
    leaf = leaves(len(weeks), WEEKS)[number - 1]
    name = known.own.title
    lines = known.every()
    meta: dict[str, Any] = {
        "kind": "plan",
        "title": _(TITLE) % {"list": name},
        "title_parts": [*([_("page %(number)s") % {"number": figure(number)}] if number > 1 else []), _("Lists")],
        "description": _("%(list)s, day by day.") % {"list": name} + " " + _how(desk.words.reading, known),
        "crumbs": crumbs((_("Lists"), "lists/"), (name, headed.href)),
        "section": "lists",
        "how": _how(desk.words.reading, known),
        "span": _span(made),
        "days_off": _days_off(desk.words.reading),
        "late": [_late(desk, lines[n], day, task) for (n, day), task in _with_tasks(made, known)],
        "unknown": [_book(desk, line) for line in lines if not line.minutes],
        "left": [_book(desk, lines[n]) for n in made.left],
        "weeks": [_week(desk, known, monday, parts) for monday, parts in weeks[leaf.first - 1 : leaf.last]],
        "pager": pager(base(headed), leaf, _("Weeks")),
        "calendar": {"href": FILE, "label": _(CALENDAR)} if number == 1 and made.parts else None,
        "sections": [],
    }
    found = Page(leaf_path(base(headed), number), "plan.html", meta)
    if meta["calendar"]:
        found.files = [(FILE, _file(desk, known, made))]
    return found


def _with_tasks(made: plans.Plan, known: Known) -> list[tuple[tuple[int, date], Task]]:
    tasks = _tasks(known)
    return [(one, tasks[one[0]]) for one in made.late]


def _how(pace: Pace, known: Known) -> str:
    """How much a day holds, in a sentence."""
    number = pace.a_day(known.pace)
    if pace.pages_a_day:
        return counted("%(n)s page a day.", "%(n)s pages a day.", number)
    given = {"n": figure(number), "time": assigned.duration(round(pace.hours_a_day * 60)), "pace": figure(known.pace)}
    return (
        ngettext(
            "%(time)s a day at %(pace)s pages an hour: %(n)s page a day.",
            "%(time)s a day at %(pace)s pages an hour: %(n)s pages a day.",
            number,
        )
        % given
    )


def _span(made: plans.Plan) -> str:
    """How many days it takes, from when to when."""
    if not made.parts:
        return ""
    days = sorted({part.day for part in made.parts})
    span = {"n": figure(len(days)), "span": assigned.days(days[0], days[-1])}
    return ngettext("%(n)s day of reading, %(span)s.", "%(n)s days of reading, %(span)s.", len(days)) % span


def _days_off(pace: Pace) -> list[str]:
    """The days off, in words."""
    found = [weekday(plans.WEEKDAYS.index(word.lower())) for word in pace.days_off if word.lower() in plans.WEEKDAYS]
    for first, last in filter(None, map(plans.interval, pace.days_off)):
        found.append(assigned.days(first, last))
    return found


def _book(desk: Desk, line: Line) -> dict[str, str]:
    """An item's title with its address, where it is a book of the list."""
    found = {"title": assigned.name(desk, line), "href": "", "lang": "", "reads": line.item.reads}
    if line.book >= 0:
        lang = desk.catalogue.entries[line.book].lang
        found |= {"href": desk.catalogue.href(line.book), "lang": lang if lang != desk.words.language else ""}
    return found


def _late(desk: Desk, line: Line, day: date, task: Task) -> dict[str, str]:
    due = task.due or day
    days = (day - due).days
    given = {"n": figure(days), "day": said_date(day.isoformat()), "due": said_date(due.isoformat())}
    text = ngettext("read by %(day)s, %(n)s day after %(due)s", "read by %(day)s, %(n)s days after %(due)s", days)
    return {**_book(desk, line), "text": text % given}


def _week(desk: Desk, known: Known, monday: date, parts: Sequence[plans.Part]) -> dict[str, Any]:
    """A week: its days, each with what is read on it."""
    lines = known.every()
    tasks = _tasks(known)
    days: dict[date, list[dict[str, str]]] = {}
    for part in parts:
        what = _what(lines[part.task], part, tasks[part.task].pages, known)
        days.setdefault(part.day, []).append({**_book(desk, lines[part.task]), "what": what})
    return {
        "iso": monday.isoformat(),
        "title": _("Week of %(date)s") % {"date": said_date(monday.isoformat())},
        "days": [
            {"iso": day.isoformat(), "text": _("%(weekday)s %(date)s") % {"weekday": weekday(day.weekday()), "date": day_of_month(day)}, "parts": rows}
            for day, rows in days.items()
        ],
    }  # fmt: skip


def _what(line: Line, part: plans.Part, pages: int, known: Known) -> str:
    """What of an item is read on a day: printed page numbers where they are known, else its share."""
    reads = line.item.reads
    if not part.last:
        return ", ".join(text for text in (reads, _(UNKNOWN)) if text)
    if part.first == 1 and part.last == pages:
        return ", ".join((reads or _(WHOLE), assigned.length(line)))
    if line.item.minutes:
        share = round((part.last - part.first + 1) / pages * line.minutes)
        part_of = _("%(time)s of %(whole)s") % {"time": assigned.exact(share), "whole": assigned.exact(line.minutes)}
        return ", ".join(text for text in (reads, part_of) if text)
    shown = f"{part.first}–{part.last}" if part.last > part.first else str(part.first)
    if not reads:
        return _("pages %(shown)s of %(pages)s") % {"shown": shown, "pages": pages}
    printed = plans.numbers(reads, part.first, part.last)
    if printed:
        return _("pp. %(pages)s (of %(reads)s)") % {"pages": printed, "reads": reads}
    given = {"reads": reads, "shown": shown, "pages": pages}
    return _("%(reads)s: pages %(shown)s of these %(pages)s") % given


def _file(desk: Desk, known: Known, made: plans.Plan) -> str:
    """The plan as a calendar: a day of reading is an event."""
    lines, tasks = known.every(), _tasks(known)
    days: dict[date, list[tuple[str, str]]] = {}
    for part in made.parts:
        line = lines[part.task]
        what = _what(line, part, tasks[part.task].pages, known)
        days.setdefault(part.day, []).append((assigned.name(desk, line), what))
    events = [
        Event(
            assigned.uid(desk, known, "plan", day.isoformat()),
            day,
            _(EVENT) % {"titles": "; ".join(dict.fromkeys(name for name, what in rows))},
            description="\n".join(f"{name}{sign(':')} {what}" for name, what in rows),
        )
        for day, rows in days.items()
    ]
    return calendar(_(TITLE) % {"list": known.own.title}, events)
