"""The owner's reading as pages of its own: reading, read, to read, did not finish; by date, by length, by rating.

What the catalogue knows of a reading is what `[personal] publish` lets through and what notes say, so these pages show no
more; where no book has a status or a date of reading there are none (the guide on the front end, §3 vii; users, point 16).
A book that was read twice stands under both dates.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from shelflist.catalogue import Entry
from shelflist.cataloguing import readings
from shelflist.cataloguing.readings import Read
from shelflist.model import Reading
from shelflist.pages import Page, crumbs, labels
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, leaf_path, leaves, pager
from shelflist.wording import counted, figure, later, pgettext
from shelflist.wording import gettext as _

SHELVES = {
    "reading": ("now", later("Books that I am reading.")),
    "read": ("read", later("Books that I read, a re-read under each of its dates.")),
    "want": ("to-read", later("Books that I mean to read.")),
    "abandoned": ("did-not-finish", later("Books that I put down before the end.")),
}
"""Status → folder, what stands there; in the order of the pages."""

ORDERS = {"": later("By date"), "by-length": later("By length"), "by-rating": later("By rating")}
"""Order of a shelf → its name; the first has no folder."""

TITLE = later("My reading")
UNDATED = later("Date not noted")
AGAIN = later("read again")
NO_LENGTH, NO_RATING = later("Length not known"), later("Not rated")


class Row(NamedTuple):
    """A book on a shelf: its position, and the dates of the reading that it stands for."""

    book: int
    started: str = ""
    finished: str = ""
    again: bool = False


class Log(msgspec.Struct, gc=False):
    """The owner's reading: rows of each shelf in order of date, readings to the end, those by year, and who has quotes."""

    shelves: dict[str, list[Row]]
    years: dict[int, list[Read]]
    finished: list[int]
    quoted: list[int]


def of(desk: Desk) -> Log:
    """The reading of this build's books, worked out once."""
    found: Log | None = desk.memory.get("reading")
    if found is None:
        found = desk.memory["reading"] = _gather(desk.catalogue.entries)
    return found


def _gather(entries: Sequence[Entry]) -> Log:
    shelves: dict[str, list[Row]] = {status: [] for status in SHELVES}
    reads: list[Read] = []
    quoted = []
    for n, entry in enumerate(entries):
        if entry.quotes:
            quoted.append(n)
        if not entry.status and not entry.reads:
            continue
        ended = readings.ends(n, entry.reads, entry.spine[0]) if entry.status != "abandoned" else []
        reads += ended
        shelves["read"] += [Row(n, read.started, read.finished, read.again) for read in ended]
        if entry.status == "read" and not ended:
            shelves["read"].append(Row(n))
        elif entry.status in SHELVES and entry.status != "read":
            began, end = max(entry.reads, default=("", ""))
            dated = entry.added if entry.status == "want" else began
            shelves[entry.status].append(Row(n, dated, end if entry.status == "abandoned" else ""))
    for status, rows in shelves.items():
        rows.sort(key=lambda row: row.finished or (row.started if status != "read" else ""), reverse=True)
    finished = list(dict.fromkeys(row.book for row in shelves["read"]))
    return Log(shelves, readings.by_year(reads), finished, quoted)


def ways(desk_entries: Sequence[Entry]) -> dict[str, bool]:
    """Which of the pages of one's reading there are: for the home page's ways in."""
    there = any(entry.status or entry.reads for entry in desk_entries)
    read = any(
        entry.status == "read" or (entry.status != "abandoned" and any(r[1] for r in entry.reads))
        for entry in desk_entries
    )
    return {"reading": there, "stats": read, "quotes": any(entry.quotes for entry in desk_entries)}


def times(reading: Reading) -> str:
    """ "Read 3 times", where a book was read to the end more than once, else ""."""
    ended = sum(bool(finished) for _, finished in reading.dates) if reading.status != "abandoned" else 0
    if ended < 2:
        return ""
    return _("Read twice") if ended == 2 else counted("Read %(n)s time", "Read %(n)s times", ended)


def shelf_name(status: str) -> str:
    """What the page of a status is called: of several books, where a language tells that from one."""
    return {
        "reading": pgettext("several", "Reading"),
        "read": pgettext("several", "Read"),
        "want": pgettext("several", "To read"),
        "abandoned": pgettext("several", "Did not finish"),
    }[status]


def _counted(status: str, number: int) -> str:
    """A number of books that have a status."""
    return {
        "reading": counted("%(n)s reading", "%(n)s reading", number),
        "read": counted("%(n)s read", "%(n)s read", number),
        "want": counted("%(n)s to read", "%(n)s to read", number),
        "abandoned": counted("%(n)s did not finish", "%(n)s did not finish", number),
    }[status]


def href(status: str) -> str:
    """The address of a status' shelf."""
    return f"reading/{SHELVES[status][0]}/" if status in SHELVES else ""


def jobs(desk: Desk) -> list[Job]:
    """The shelves in each order, and the page before them; none where nothing is said of reading."""
    log = of(desk)
    if not any(log.shelves.values()):
        return []
    found = [Job("reading/", "reading", ("", "", 1))]
    for status, rows in log.shelves.items():
        for order in _orders(desk, rows):
            base = href(status) + (f"{order}/" if order else "")
            for leaf in leaves(len(_ordered(desk, status, order)), desk.page_size):
                found.append(Job(leaf_path(base, leaf.number), "reading", (status, order, leaf.number)))
    return found


def _orders(desk: Desk, rows: Sequence[Row]) -> list[str]:
    """The orders that a shelf has: those that its books can be put in."""
    if len(rows) < 2:
        return [""] if rows else []
    entries = desk.catalogue.entries
    rated = any(entries[row.book].rating for row in rows)
    return ["", *["by-length"] * any(entries[row.book].spine[0] for row in rows), *["by-rating"] * rated]


def _ordered(desk: Desk, status: str, order: str) -> list[Row]:
    """A shelf in an order. But for the order by date, a book stands once."""
    rows = of(desk).shelves[status]
    if not order:
        return rows
    key = f"reading {status} {order}"
    if key not in desk.memory:
        entries = desk.catalogue.entries
        once = list({row.book: row for row in reversed(rows)}.values())[::-1]

        def place(row: Row) -> tuple[int, bytes]:
            entry = entries[row.book]
            return -(entry.spine[0] if order == "by-length" else entry.rating), entry.sort

        desk.memory[key] = sorted(once, key=place)
    found: list[Row] = desk.memory[key]
    return found


def told(desk: Desk, status: str, order: str, number: int) -> Sequence[Any]:
    """What a page is made from: the books that it shows, how many there are, the sums of the years."""
    log = of(desk)
    if not status:
        sums = [(year, readings.total(reads)) for year, reads in log.years.items()]
        counts = [(s, len({row.book for row in rows})) for s, rows in log.shelves.items()]
        return counts, sums, sum(len(desk.catalogue.entries[n].quotes) for n in log.quoted), len(log.finished)
    rows, leaf = _leaf(desk, status, order, number)
    shown = rows[leaf.first - 1 : leaf.last]
    years = {int(row.finished[:4]) for row in shown if row.finished} if status == "read" else set()
    sums = [(year, readings.total(log.years[year])) for year in sorted(years)]
    head = (len({row.book for row in rows}), _orders(desk, log.shelves[status]), leaf, sums, shown)
    return status, order, head, desk.token([row.book for row in shown])


def _leaf(desk: Desk, status: str, order: str, number: int) -> tuple[list[Row], Leaf]:
    rows = _ordered(desk, status, order)
    return rows, leaves(len(rows), desk.page_size)[number - 1]


def page(desk: Desk, status: str, order: str, number: int) -> Page:
    """One of them."""
    if not status:
        return _front(desk)
    log = of(desk)
    rows, leaf = _leaf(desk, status, order, number)
    name, about = shelf_name(status), _(SHELVES[status][1])
    base = href(status) + (f"{order}/" if order else "")
    books = len({row.book for row in rows})
    said = counted("%(n)s book", "%(n)s books", books)
    if not order and len(rows) > books:
        said += ", " + counted("%(n)s finished reading", "%(n)s readings", len(rows))
    groups: list[dict[str, Any]] = []
    for row in rows[leaf.first - 1 : leaf.last]:
        title = _group(desk, status, order, row)
        if not groups or groups[-1]["title"] != title:
            groups.append(_head(log, title, status, order))
        groups[-1]["items"].append(item(desk, row, status))
    parts = [_("%(title)s, page %(number)s") % {"title": name, "number": figure(number)}] if number > 1 else []
    parts += [_(ORDERS[order])] if order else []
    made = _meta(name, [*parts, _(TITLE)], f"{about} {said}.", crumbs((_(TITLE), "reading/")))
    made |= {
        "about": about,
        "count_text": said,
        "orders": [
            {"text": _(ORDERS[one]), "href": href(status) + (f"{one}/" if one else ""), "current": one == order}
            for one in _orders(desk, log.shelves[status])
        ],
        "groups": groups,
        "start": leaf.first,
        "pager": pager(base, leaf, _("Readings") if status == "read" and not order else _("Books")),
    }
    return Page(leaf_path(base, number), "reading.html", made)


def _group(desk: Desk, status: str, order: str, row: Row) -> str:
    """The heading under which a row stands, or ""."""
    entry = desk.catalogue.entries[row.book]
    if order == "by-length":
        return _hundreds(entry.spine[0])
    if order == "by-rating":
        return _("Rated %(stars)s") % {"stars": labels.stars(entry.rating)} if entry.rating else _(NO_RATING)
    if status == "read":
        return row.finished[:4] or _(UNDATED)
    return ""


def _hundreds(pages: int) -> str:
    """Which hundred a number of pages is in, in words."""
    low = pages // 100 * 100
    if low >= 1000:
        return _("%(n)s pages and more") % {"n": figure(1000)}
    if low:
        return _("%(first)s–%(last)s pages") % {"first": low, "last": low + 99}
    return _("Under %(n)s pages") % {"n": 100} if pages else _(NO_LENGTH)


def _head(log: Log, title: str, status: str, order: str) -> dict[str, Any]:
    """A group of rows; a year of readings with its sums and its page."""
    year = int(title) if status == "read" and not order and title.isdecimal() else 0
    return {
        "id": f"y{year}" if year else "",
        "title": title,
        "href": f"stats/{year}/" if year else "",
        "said": sum_text(readings.total(log.years[year])) if year else "",
        "items": [],
    }


def sum_text(found: readings.Sum) -> str:
    """ "12 books, 3,402 pages" """
    text = counted("%(n)s book", "%(n)s books", found.books)
    return f"{text}, {counted('%(n)s page', '%(n)s pages', found.pages)}" if found.pages else text


def item(desk: Desk, row: Row, status: str) -> dict[str, Any]:
    """A book on a shelf, with what is said of it."""
    entry = desk.catalogue.entries[row.book]
    said = []
    if status == "read" and (row.started or row.finished):
        said.append(labels.span(row.started, row.finished))
    elif status == "abandoned" and row.finished:
        said.append(_("put down %(date)s") % {"date": labels.date(row.finished)})
    elif row.started:
        date = {"date": labels.date(row.started)}
        said.append(_("added %(date)s") % date if status == "want" else _("since %(date)s") % date)
    said += [_(AGAIN)] if row.again else []
    said += [counted("%(n)s page", "%(n)s pages", entry.spine[0])] if entry.spine[0] else []
    said += [_("rated %(stars)s") % {"stars": labels.stars(entry.rating)}] if entry.rating else []
    lang = entry.lang if entry.lang != desk.words.language else ""
    return {
        "title": entry.title,
        "href": desk.catalogue.href(row.book),
        "lang": lang,
        "by": entry.people,
        "what": said,
    }


def _front(desk: Desk) -> Page:
    """The page before the shelves: how many books each holds, the years, the ways to charts and quotes."""
    log = of(desk)
    quotes = sum(len(desk.catalogue.entries[n].quotes) for n in log.quoted)
    counts = {status: len({row.book for row in rows}) for status, rows in log.shelves.items()}
    said = ", ".join(_counted(status, number) for status, number in counts.items() if number)
    more = []
    if log.finished:
        about = _("By year, month, subject, language, rating.")
        more.append({"text": _("My reading in numbers"), "href": "stats/", "about": about})
    if quotes:
        about = counted("%(n)s passage that I noted.", "%(n)s passages that I noted.", quotes)
        more.append({"text": _("Quotes"), "href": "quotes/", "about": about})
    made = _meta(_(TITLE), [], _("%(title)s: %(about)s.") % {"title": _(TITLE), "about": said}, crumbs())
    made |= {
        "count_text": said,
        "shelves": [
            {"text": shelf_name(s), "href": href(s), "count": number, "about": _(SHELVES[s][1])}
            for s, number in counts.items()
            if number
        ],
        "years": [
            {"text": str(year), "href": f"stats/{year}/", "said": sum_text(readings.total(reads))}
            for year, reads in log.years.items()
        ],
        "more": more,
    }
    return Page("reading/", "reading.html", made)


def _meta(title: str, parts: list[str], description: str, way: list[dict[str, str]]) -> dict[str, Any]:
    """What every page of this room has, with nothing in it yet."""
    return {
        "kind": "reading",
        "title": title,
        "title_parts": parts,
        "description": description,
        "crumbs": way,
        "section": "reading",
        "about": "",
        "count_text": "",
        "shelves": [],
        "years": [],
        "more": [],
        "orders": [],
        "groups": [],
        "start": 1,
        "pager": None,
        "sections": [],
    }
