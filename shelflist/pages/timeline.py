"""The timeline: decades and years of publication with their counts, the books of each decade with dates as printed, and
those whose date is not known, last. A date is shown as printed and filed by its year (the cataloguing guide §10).
"""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from shelflist.catalogue import Entry
from shelflist.cataloguing import dates
from shelflist.markdown import Items, Section, line
from shelflist.model import Book
from shelflist.pages import Page, amounts, crumbs
from shelflist.pages.bars import by, chart, finding, long, most
from shelflist.pages.desk import Desk, Job
from shelflist.pages.details import Headings, href, value
from shelflist.pages.headings import Leaf, leaf_path, leaves, pager, root_of
from shelflist.wording import figure, later, sign
from shelflist.wording import gettext as _

NESTED = 250
"""Up to so many years the first page of the timeline names each; above it only the decades, whose pages name theirs."""

INLINE = 20
"""Books without a date that the first page names itself."""

FLAGS = {
    "approximate": later("approximate"),
    "open": later("in progress"),
    "corrected": later("corrected on the book"),
    "copyright": later("copyright date"),
    "printing": later("date of printing"),
    "deposit": later("date of legal deposit"),
    "calendar": later("another calendar"),
    "roman": later("Roman numerals"),
    "repaired": later("as it stands in the record"),
    "supplied": later("supplied by the cataloguer"),
    "coded": later("from the record's codes"),
    "suspect": later("to be checked"),
    "undated": later("date not known"),
}
"""Flag of a date → what a page says of it, the weightiest first."""

SORTED_APART = ("approximate", "open")
"""Marks of a date that is no certain year."""


_YEAR = re.compile(r"\d{4}")


class Time(msgspec.Struct, gc=False):
    """Positions of books: by year in order, and those without one."""

    years: dict[int, list[int]]
    undated: list[int]

    def decades(self) -> dict[int, list[int]]:
        """First year of a decade → its books by year."""
        found: dict[int, list[int]] = {}
        for year, books in self.years.items():
            found.setdefault(year // 10 * 10, []).extend(books)
        return found


def of(desk: Desk) -> Time:
    """The years of this build's books, worked out once. A year that cannot come is none."""
    found: Time | None = desk.memory.get("timeline")
    if found is None:
        years: dict[int, list[int]] = {}
        undated = []
        for n, entry in enumerate(desk.catalogue.entries):
            if 0 < entry.when[0] <= dates.LAST:
                years.setdefault(entry.when[0], []).append(n)
            else:
                undated.append(n)
        found = desk.memory["timeline"] = Time(dict(sorted(years.items())), undated)
    return found


def decade_href(year: int) -> str:
    """The address of a year's decade on the timeline."""
    return f"timeline/{year // 10 * 10}s/"


def uncertain(entry: Entry) -> bool:
    """Whether a date is approximate, a range or goes on: no one certain year."""
    return entry.when[2] in SORTED_APART or bool(entry.when[1])


def said(entry: Entry) -> str:
    """What is said of a date beside its printed form: "about 1850", "1998–2003", "from 1998 on"; "" for a plain year."""
    year, end, mark = entry.when
    if mark == "approximate":
        if end:
            return _("between %(year)s and %(end)s") % {"year": year, "end": end}
        return _("about %(year)s") % {"year": year}
    if mark == "open":
        return _("from %(year)s on") % {"year": year}
    if mark == "suspect" and year:
        return _("to be checked")
    if end:
        return f"{year}–{end}"
    printed = set(_YEAR.findall(entry.printed))
    apart = year and entry.printed and printed != {str(year)}
    return _("filed under %(year)s") % {"year": year} if apart else ""


def dated(desk: Desk, positions: Sequence[int], root: str, start: int) -> Items:
    """A list of books with their dates as printed."""
    made = []
    for n in positions:
        entry = desk.catalogue.entries[n]
        lang = entry.lang if entry.lang != desk.words.language else ""
        spans = [
            ("sub", entry.subtitle),
            ("by", entry.people),
            ("date", entry.printed or entry.year),
            ("mark", said(entry)),
        ]
        made.append(line(entry.title, f"{root}{desk.catalogue.href(n)}", lang, spans))
    return Items(made, start)


# --- the room -------------------------------------------------------------------------------------------------


def jobs(desk: Desk) -> list[Job]:
    """The timeline, its decades, and the books without a date: none for a list without any year."""
    time = of(desk)
    if not time.years:
        return []
    found = [Job("timeline/", "timeline", ("", 1))]
    groups = [(f"{decade}s", books) for decade, books in time.decades().items()]
    if len(time.undated) > INLINE:
        groups.append(("undated", time.undated))
    for name, books in groups:
        for leaf in leaves(len(books), desk.page_size):
            found.append(Job(leaf_path(f"timeline/{name}/", leaf.number), "timeline", (name, leaf.number)))
    return found


def _books(desk: Desk, name: str) -> list[int]:
    """The books of a decade or, for "undated", those without a year."""
    time = of(desk)
    if name == "undated":
        return time.undated
    first = int(name[:-1])
    return [n for year in range(first, first + 10) for n in time.years.get(year, ())]


def told(desk: Desk, name: str, number: int) -> Sequence[Any]:
    """The counts of years and decades, and the books that a page names."""
    if not name:
        undated = of(desk).undated
        shown = undated if len(undated) <= INLINE else undated[:0]
        return _years(desk), len(undated), desk.token(shown)
    books = _books(desk, name)
    leaf = leaves(len(books), desk.page_size)[number - 1]
    known = [year for year, *_ in _years(desk)]
    beside = _beside(known, name)
    counts = [row for row in _years(desk) if f"{row[0] // 10 * 10}s" == name] if number == 1 else []
    return leaf, counts, beside, desk.token(books[leaf.first - 1 : leaf.last])


def _years(desk: Desk) -> list[tuple[int, int, int]]:
    """(year, books, those of them without a certain year), worked out once."""
    found: list[tuple[int, int, int]] | None = desk.memory.get("years")
    if found is None:
        entries = desk.catalogue.entries
        found = desk.memory["years"] = [
            (year, len(books), sum([uncertain(entries[n]) for n in books])) for year, books in of(desk).years.items()
        ]
    return found


def page(desk: Desk, name: str, number: int) -> Page:
    """The timeline, or a page of one of its decades."""
    return _decade(desk, name, number) if name else _whole(desk)


def _meta(title: str, description: str, parts: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "kind": "timeline",
        "title": title,
        "title_parts": list(parts),
        "description": description,
        "crumbs": crumbs((_("Timeline"), "timeline/")) if parts else crumbs(),
        "section": "timeline",
        "count_text": "",
        "years": {
            "finding": "",
            "chart": None,
            "table": [],
            "column": _("Decade"),
            "caption": _("Books by decade of publication"),
        },
        "centuries": [],
        "undated": None,
        "around": [],
        "pager": None,
        "sections": [],
    }


def _whole(desk: Desk) -> Page:
    time, counts = of(desk), _years(desk)
    rows = by(counts, 10)
    total = sum(row[1] for row in counts)
    given = {"books": amounts.books(total), "first": counts[0][0], "last": counts[-1][0]}
    meta = _meta(_("Timeline"), _("%(books)s from %(first)s to %(last)s, by year and decade.") % given)
    meta["count_text"] = _("%(books)s from %(first)s to %(last)s") % given
    meta["years"]["chart"], left = long(counts, total)
    meta["years"]["finding"] = finding(counts, total) + left
    nested = len(counts) <= NESTED
    centuries: dict[int, list[dict[str, Any]]] = {}
    for decade, books, about in rows:
        row = _count(amounts.decade(decade), f"timeline/{decade}s/", books, about)
        meta["years"]["table"].append(dict(row))
        inside = [_count(str(y), f"years/{y}/", b, a) for y, b, a in counts if y // 10 * 10 == decade] if nested else []
        centuries.setdefault(decade // 100, []).append({**row, "years": inside})
    meta["centuries"] = [
        {"id": f"c-{century * 100}", "title": f"{century * 100}–{century * 100 + 99}", "decades": decades}
        for century, decades in centuries.items()
    ]
    sections = []
    if time.undated:
        short = len(time.undated) <= INLINE
        text = _("Date not known (%(books)s)") % {"books": figure(len(time.undated))}
        meta["undated"] = {"text": text, "href": "" if short else "timeline/undated/"}
        if short:
            sections.append(Section("undated", text, [dated(desk, time.undated, "../", 1)]))
    meta["sections"] = [{"id": section.id, "title": section.title} for section in sections]
    return Page("timeline/", "timeline.html", meta, sections)


def _decade(desk: Desk, name: str, number: int) -> Page:
    """A page of the books of a decade, or of those without a date."""
    books = _books(desk, name)
    leaf = leaves(len(books), desk.page_size)[number - 1]
    base = f"timeline/{name}/"
    path = leaf_path(base, number)
    title = _("Date not known") if name == "undated" else amounts.decade(name[:-1])
    total = amounts.books(len(books))
    more = [_("page %(number)s") % {"number": figure(number)}] if number > 1 else []
    described = _("Timeline, %(decade)s: %(books)s.") % {"decade": title, "books": total}
    meta = _meta(title, described, [*more, _("Timeline")])
    meta["count_text"] = total
    meta["pager"] = pager(base, leaf)
    if name != "undated":
        rows = [row for row in _years(desk) if f"{row[0] // 10 * 10}s" == name]
        meta["around"] = _beside([year for year, *_ in _years(desk)], name)
        if number == 1:
            meta["years"] |= {
                "column": _("Year"),
                "caption": _("Books by year of publication"),
                "finding": most(rows, ""),
                "chart": chart(rows, 1),
                "table": [_count(str(y), f"years/{y}/", b, a) for y, b, a in rows],
            }
    sections = _sections(desk, books, leaf, root_of(path), named=name != "undated")
    meta["sections"] = [{"id": section.id, "title": section.title} for section in sections]
    return Page(path, "timeline.html", meta, sections)


def _sections(desk: Desk, books: Sequence[int], leaf: Leaf, root: str, *, named: bool) -> list[Section]:
    """A section a year, or one for all."""
    shown = books[leaf.first - 1 : leaf.last]
    if not named:
        return [Section("undated", _("Books"), [dated(desk, shown, root, leaf.first)])]
    years: dict[int, list[int]] = {}
    for n in shown:
        years.setdefault(desk.catalogue.entries[n].when[0], []).append(n)
    found, start = [], leaf.first
    for year, members in years.items():
        found.append(Section(f"y-{year}", str(year), [dated(desk, members, root, start)]))
        start += len(members)
    return found


def _beside(known: Sequence[int], name: str) -> list[dict[str, str]]:
    """The decades before and behind one that have books."""
    if name == "undated":
        return []
    every = sorted({year // 10 * 10 for year in known})
    place = every.index(int(name[:-1]))
    found = []
    for at, word in ((place - 1, _("Earlier")), (place + 1, _("Later"))):
        if 0 <= at < len(every):
            found.append({"word": word, "text": amounts.decade(every[at]), "href": f"timeline/{every[at]}s/"})
    return found


def _count(text: str, href: str, books: int, about: int) -> dict[str, Any]:
    return {"text": text, "href": href, "count": books, "about": about}


# --- the date on a book's page ----------------------------------------------------------------------------------


def row(book: Book, headings: Headings) -> list[dict[str, Any]]:
    """The date as printed with the year that it is filed by, where there is more to say than the year: a row of details."""
    date = book.date
    if not date.raw or (date.raw == str(date.year) and not date.flags):
        return []
    words = [_(text) for flag, text in FLAGS.items() if flag in date.flags]
    if date.year is not None and date.raw != str(date.year):
        through = f" ({date.year}–{date.end})" if date.end and date.end != date.year else ""
        words.insert(0, _("filed under %(year)s") % {"year": f"{date.year}{through}"})
    if date.copyright and date.copyright != date.year:
        words.append(f"© {date.copyright}")
    if note := dates.era(date.raw):
        words.append(note)
    if not words:
        return []
    link = href(headings, "years", str(date.year)) if date.year is not None else ""
    return [{"label": _("Date"), "field": "", "values": [value(date.raw, link, f"{sign(';')} ".join(words))]}]
