"""The owner's reading in numbers: sentences first, then charts with the table behind each; and a page a year in review.

All is counted from what the catalogue knows of the readings, so from what `[personal] publish` lets through and notes say.
A year counts readings that ended in it, a re-read again; subjects, languages and decades count a book once. What is not
known is said and not guessed (the guide on the front end, §3 viii; on users, point 17).
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed
from shelflist.cataloguing import languages, readings
from shelflist.cataloguing.readings import Read
from shelflist.pages import Page, amounts, charts, crumbs, labels, reading
from shelflist.pages.charts import Bar
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import caption, leaf_path
from shelflist.wording import counted, figure, later, listed, month, ngettext, pgettext
from shelflist.wording import gettext as _

TITLE = later("My reading in numbers")
TOP = 10
"""Rows of the charts of subjects and languages."""
LISTED = 60
"""Books that a year in review names itself."""
YEARS = 25
"""Years of the calendar, the latest."""
LEVELS = 4
"""Depths of its colour, the last for the month with most."""
RATED = (
    later("5 stars"), later("4 stars to 4¾"), later("3 stars to 3¾"), later("2 stars to 2¾"), later("1 star to 1¾"),
    later("Under 1 star"),
)  # fmt: skip
WAITED = (
    later("Within a week"), later("Within a month"), later("Within three months"), later("Within a year"),
    later("After a year or more"),
)  # fmt: skip
BOOKS, PAGES = later("Books"), later("Pages")
BY = {
    ("books", "year"): later("Books by year"), ("pages", "year"): later("Pages by year"),
    ("books", "month"): later("Books by month"), ("pages", "month"): later("Pages by month"),
}  # fmt: skip
"""What is counted and by what → the title of the chart."""


def jobs(desk: Desk) -> list[Job]:
    """The page of all years and one for each; none where nothing was read."""
    log = reading.of(desk)
    if not log.finished:
        return []
    return [Job("stats/", "stats", (0,)), *(Job(f"stats/{year}/", "stats", (year,)) for year in log.years)]


def _books(desk: Desk, year: int) -> list[int]:
    """The books read, each once: in a year, or (0) in all."""
    log = reading.of(desk)
    return list(dict.fromkeys(read.book for read in log.years[year])) if year else log.finished


def told(desk: Desk, year: int) -> Sequence[Any]:
    """The books read, the headings that gather them, and which years there are."""
    log = reading.of(desk)
    books = _books(desk, year)
    subjects = [(h.label, h.slug, number) for h, number in _most(desk, books, "subjects")]
    spoken = [(h.label, h.slug, number) for h, number in _most(desk, books, "languages")]
    reads = log.years[year] if year else []
    place = _place(desk, year) if year else ""
    return year, reads, desk.token(books), subjects, spoken, list(log.years), place


def page(desk: Desk, year: int) -> Page:
    """One of them."""
    return _year(desk, year) if year else _all(desk)


def _most(desk: Desk, books: Sequence[int], family: str) -> list[tuple[Headed, int]]:
    """The headings of a family (of subjects the main ones) with most of these books."""
    found: dict[str, tuple[Headed, int]] = {}
    catalogue = desk.catalogue
    for n in books:
        keys = {catalogue.headings[key].key for key, _ in catalogue.entries[n].keys if key.startswith(family + "\t")}
        for key in keys:
            headed = catalogue.headings[key]
            if family != "subjects" or " — " not in headed.label:
                found[key] = (headed, found.get(key, (headed, 0))[1] + 1)
    return sorted(found.values(), key=lambda pair: (-pair[1], pair[0].sort, pair[0].key))


# --- sentences ------------------------------------------------------------------------------------------------


def _total(found: readings.Sum, when: str) -> str:
    """ "I finished 31 books in 2025: 9,412 pages; the length of 2 is not known." """
    given = {"books": amounts.books(found.books), "when": when}
    if not found.pages:
        return _("I finished %(books)s %(when)s.") % given
    given["pages"] = amounts.pages(found.pages)
    if not found.unknown:
        return _("I finished %(books)s %(when)s: %(pages)s.") % given
    given["n"] = figure(found.unknown)
    return _("I finished %(books)s %(when)s: %(pages)s; the length of %(n)s is not known.") % given


def _sentences(desk: Desk, reads: Sequence[Read], when: str) -> list[str]:
    """What these readings come to, in which languages, and how long the longest took."""
    found = [_total(readings.total(reads), when)]
    books = list(dict.fromkeys(read.book for read in reads))
    spoken = _most(desk, books, "languages")
    if len(spoken) > 1:
        parts = [
            _("%(n)s in %(language)s")
            % {"n": figure(number), "language": languages.within(h.label, desk.words.language)}
            for h, number in spoken
        ]
        if len(parts) > 4:
            others = len(parts) - 3
            parts[3:] = [
                counted("the others in %(n)s more language", "the others in %(n)s more languages", others),
            ]
        shown = {"parts": listed(parts)}
        found.append(
            _("Of these books %(parts)s.") % shown if len(books) < len(reads) else _("Of these %(parts)s.") % shown
        )
    if again := sum(read.again for read in reads):
        found.append(counted("%(n)s was a re-read.", "%(n)s were re-reads.", again))
    if slow := readings.longest(reads):
        found.append(_("The longest took %(time)s.") % {"time": amounts.days(slow[1])})
    return [" ".join(found)]


# --- charts ---------------------------------------------------------------------------------------------------


def _best(bars: Sequence[Bar], total: str) -> tuple[list[str], dict[str, str]]:
    """The labels of the highest bars, and what a sentence on them needs."""
    best = max(bar.number for bar in bars)
    first = [bar.label for bar in bars if bar.number == best]
    return first, {"one": first[0], "other": first[-1], "bars": figure(len(first)), "n": figure(best), "total": total}


def _lead(bars: Sequence[Bar], total: str) -> str:
    """Which bar is the highest: "2024 has most: 9 of 31 books."; the first two where they are as high."""
    first, given = _best(bars, total)
    if len(first) == 1:
        return _("%(one)s has most: %(n)s of %(total)s.") % given
    if len(first) == 2:
        return _("%(one)s and %(other)s have most: %(n)s each, of %(total)s.") % given
    return _("%(bars)s have most: %(n)s each, of %(total)s.") % given


def _lead_of_decades(bars: Sequence[Bar], total: str) -> str:
    """The same of decades, whose bars have their first years for labels."""
    first, given = _best(bars, total)
    if len(first) == 1:
        return _("The %(one)ss have most: %(n)s of %(total)s.") % given
    if len(first) == 2:
        return _("The %(one)ss and the %(other)ss have most: %(n)s each, of %(total)s.") % given
    return _("%(bars)s decades have most: %(n)s each, of %(total)s.") % given


def _pair(name: str, title: str, spans: Sequence[tuple[Bar, Sequence[Read]]], rest: str) -> list[dict[str, Any]]:
    """A chart of books and one of pages, over the same years or months."""
    found = []
    for key, column, said, unit in (("books", BOOKS, amounts.books, 0), ("pages", PAGES, amounts.pages, 1)):
        bars = [bar._replace(number=readings.total(reads)[unit]) for bar, reads in spans]
        if any(bar.number for bar in bars) and len(bars) > 1:
            lead = _lead(bars, said(sum(bar.number for bar in bars)))
            head = (title, _(column))
            found.append(charts.columns(f"{key}-by-{name}", _(BY[key, name]), lead, bars, head, rest))
    return found


def _undrawn(family: str, more: int) -> str:
    """How many rows a chart of a family leaves out."""
    if not more:
        return ""
    if family == "subjects":
        return counted("%(n)s subject with fewer is not drawn.", "%(n)s subjects with fewer are not drawn.", more)
    return counted("%(n)s language with fewer is not drawn.", "%(n)s languages with fewer are not drawn.", more)


def _shared(desk: Desk, books: Sequence[int]) -> list[dict[str, Any]]:
    """Charts of a set of books: subjects, languages, decades of publication, ratings."""
    found = []
    for family in ("subjects", "languages"):
        ranked = _most(desk, books, family)
        bars = [Bar(caption(h, desk.words.language), number, "", h.href) for h, number in ranked[:TOP]]
        if len(bars) > 1:
            rest = _undrawn(family, len(ranked) - len(bars))
            given = {"name": bars[0].label, "n": figure(bars[0].number), "total": amounts.books(len(books))}
            finding = _("%(name)s comes first, with %(n)s of %(total)s.") % given
            one, every = labels.family(family)
            found.append(charts.rows(family, every, finding, bars, (one, _(BOOKS)), rest))
    return found + _decades(desk, books) + _ratings(desk, books)


def _decades(desk: Desk, books: Sequence[int]) -> list[dict[str, Any]]:
    """Decades in which the books were published, those without one between them too, if they are not too many."""
    numbers = Counter(year // 10 * 10 for n in books if (year := desk.catalogue.entries[n].when[0]))
    if len(numbers) < 2:
        return []
    known = numbers.total()
    drawn = range(min(numbers), max(numbers) + 10, 10)
    decades = list(drawn) if len(drawn) <= len(numbers) * 3 else sorted(numbers)
    bars = [Bar(str(d), numbers[d], "", f"timeline/{d}s/" if d in numbers else "") for d in decades]
    unknown = len(books) - known
    rest = counted("The year of %(n)s is not known.", "The year of %(n)s is not known.", unknown) if unknown else ""
    lead = _lead_of_decades(bars, amounts.books(known))
    named = [
        bar._replace(
            label=_("%(decade)ss") % {"decade": bar.label},
            short=pgettext("axis", "%(decade)ss") % {"decade": bar.label},
        )
        for bar in bars
    ]
    return [charts.columns("decades", _("Decades of publication"), lead, named, (_("Decade"), _(BOOKS)), rest)]


def _ratings(desk: Desk, books: Sequence[int]) -> list[dict[str, Any]]:
    """How many books have how many whole stars."""
    rated = [found for n in books if (found := desk.catalogue.entries[n].rating)]
    if len(set(rated)) < 2:
        return []
    bars = [Bar(_(label), sum(5 - number // 4 == n for number in rated), "") for n, label in enumerate(RATED)]
    shown = bars if bars[-1].number else bars[:-1]
    mean = labels.stars(round(sum(rated) / len(rated)))
    given = {"stars": mean, "n": figure(len(rated)), "total": amounts.books(len(books))}
    finding = _("On average a book has %(stars)s; %(n)s of %(total)s are rated.") % given
    return [charts.rows("ratings", _("Ratings"), finding, shown, (_("Rating"), _(BOOKS)))]


def _waits(desk: Desk) -> list[dict[str, Any]]:
    """How long books waited from the day that they were added to the day of the first finishing."""
    entries = desk.catalogue.entries
    first = {
        read.book: read.finished
        for reads in reading.of(desk).years.values()
        for read in reads
        if not read.again and entries[read.book].added
    }
    lengths = readings.waits((entries[n].added, finished) for n, finished in first.items())
    if len(lengths) < 2:
        return []
    bars = [Bar(_(label), number) for label, number in zip(WAITED, readings.grouped(lengths), strict=True)]
    median = readings.middle(lengths)
    given = {"books": amounts.books(len(lengths)), "time": amounts.days(max(1, median))}
    finding = _("Half of %(books)s were finished within %(time)s of being added.") % given
    return [charts.rows("waiting", _("From adding to finishing"), finding, bars, (_("Time"), _(BOOKS)))]


def _months(years: dict[int, list[Read]]) -> dict[str, Any] | None:
    """Readings of each month of the latest years as a table; None where no date names a month or there is one year."""
    table: list[dict[str, Any]] = []
    for year in list(years)[:YEARS]:
        numbers = [len(reads) for reads in readings.by_month(years[year])]
        table.append({"text": str(year), "href": f"stats/{year}/", "numbers": [str(n) if n else "" for n in numbers]})
    if len(table) < 2 or not any(any(row["numbers"][:12]) for row in table):
        return None
    names = [*(month(n, short=True) for n in range(1, 13)), _("Month not noted")]
    if not any(row["numbers"][12] for row in table):
        names.pop()
        for row in table:
            row["numbers"] = row["numbers"][:12]
    most = max(int(text or 0) for row in table for text in row["numbers"])
    for row in table:
        row["levels"] = [-(-int(text or 0) * LEVELS // most) for text in row["numbers"]]
    return {"caption": _("Books finished in each month"), "names": names, "years": table}


# --- pages ----------------------------------------------------------------------------------------------------


def _all(desk: Desk) -> Page:
    """All years together."""
    log = reading.of(desk)
    reads = [read for year in log.years.values() for read in year]
    said = []
    years = list(log.years)
    if reads:
        several = {"first": years[-1], "last": years[0]}
        when = _in(years[0]) if len(years) == 1 else _("from %(first)s to %(last)s") % several
        said = _sentences(desk, reads, when)
    if undated := sum(not row.finished for row in log.shelves["read"]):
        books = {"books": amounts.books(undated)}
        if reads:
            said.append(_("I also read %(books)s at a time that I did not note.") % books)
        else:
            said.append(_("I read %(books)s at a time that I did not note.") % books)
    drawn = []
    spans = [(Bar(str(year), 0, "", f"stats/{year}/"), log.years.get(year, [])) for year in _run(years)]
    drawn += _pair("year", _("Year"), [(bar if reads else bar._replace(href=""), reads) for bar, reads in spans], "")
    drawn += [*_shared(desk, log.finished), *_waits(desk)]
    meta = _meta(_(TITLE), [], said[0], crumbs((_(reading.TITLE), "reading/")))
    meta |= {"said": said, "charts": drawn, "months": _months(log.years), "marks": _marks(desk, log.finished, reads)}
    meta["more"] = {"text": _("All books read, by date"), "href": reading.href("read")}
    meta["around"] = (
        [{"rel": "", "href": f"stats/{years[0]}/", "word": _("The year in review"), "text": str(years[0])}]
        if years
        else []
    )
    return Page("stats/", "stats.html", meta)


def _in(year: int) -> str:
    return _("in %(year)s") % {"year": year}


def _run(years: Sequence[int]) -> list[int]:
    """The years from first to last, those without a reading too unless they are most."""
    if not years:
        return []
    run = list(range(min(years), max(years) + 1))
    return run if len(run) <= len(years) * 3 else sorted(years)


def _marks(desk: Desk, books: Sequence[int], reads: Sequence[Read]) -> list[dict[str, str]]:
    """The books that stand out: the longest, the shortest, the best rated, the one that took longest."""
    entries = desk.catalogue.entries
    found = []

    def add(label: str, n: int, text: str) -> None:
        lang = entries[n].lang if entries[n].lang != desk.words.language else ""
        found.append(
            {"label": label, "title": entries[n].title, "href": desk.catalogue.href(n), "lang": lang, "text": text}
        )

    long = sorted((n for n in books if entries[n].spine[0]), key=lambda n: (-entries[n].spine[0], n))
    if len(long) > 1:
        add(_("The longest"), long[0], amounts.pages(entries[long[0]].spine[0]))
        add(_("The shortest"), long[-1], amounts.pages(entries[long[-1]].spine[0]))
    rated = sorted((n for n in books if entries[n].rating), key=lambda n: (-entries[n].rating, n))
    if len(rated) > 1:
        best = [n for n in rated if entries[n].rating == entries[rated[0]].rating]
        given = {"stars": labels.stars(entries[best[0]].rating), "n": figure(len(best) - 1)}
        said = ngettext("%(stars)s, as %(n)s more", "%(stars)s, as %(n)s more", len(best) - 1) % given
        add(_("Rated best"), best[0], said if len(best) > 1 else given["stars"])
    if slow := readings.longest(reads):
        add(_("Read for the longest time"), slow[0].book, amounts.days(slow[1]))
    return found


def _place(desk: Desk, year: int) -> str:
    """Where the books of a year begin on the shelf of books read."""
    rows = reading.of(desk).shelves["read"]
    first = next(n for n, row in enumerate(rows) if row.finished[:4] == f"{year:04}")
    return f"{leaf_path(reading.href('read'), first // desk.page_size + 1)}#y{year}"


def _year(desk: Desk, year: int) -> Page:
    """A year in review."""
    log = reading.of(desk)
    reads = log.years[year]
    books = _books(desk, year)
    months = readings.by_month(reads)
    spans = [(Bar(month(n), 0, month(n, short=True)), months[n - 1]) for n in range(1, 13)]
    unknown = len(months[12])
    rest = counted("Of %(n)s the month is not noted.", "Of %(n)s the month is not noted.", unknown) if unknown else ""
    drawn = _pair("month", _("Month"), spans, rest) if any(months[:12]) else []
    years = list(log.years)
    at = years.index(year)
    beside = [("prev", _("The year before"), n) for n in years[at + 1 : at + 2]]
    beside += [("next", _("The year after"), n) for n in years[at - 1 : at]] if at else []
    said = _sentences(desk, reads, _in(year))
    way = crumbs((_(reading.TITLE), "reading/"), (_(TITLE), "stats/"))
    meta = _meta(_("%(year)s in review") % {"year": year}, [_(TITLE)], said[0], way)
    meta |= {
        "said": said,
        "marks": _marks(desk, books, reads),
        "charts": drawn + _shared(desk, books),
        "books": [
            reading.item(desk, reading.Row(read.book, read.started, read.finished, read.again), "read")
            for read in reads[::-1][:LISTED]
        ],
        "more": {"text": _("All of them on the shelf of books read"), "href": _place(desk, year)},
        "around": [{"rel": rel, "href": f"stats/{n}/", "word": word, "text": str(n)} for rel, word, n in beside],
    }
    return Page(f"stats/{year}/", "stats.html", meta)


def _meta(title: str, parts: list[str], description: str, way: list[dict[str, str]]) -> dict[str, Any]:
    """What every page of this room has, with nothing in it yet."""
    return {
        "kind": "stats",
        "title": title,
        "title_parts": parts,
        "description": description,
        "crumbs": way,
        "section": "reading",
        "said": [],
        "marks": [],
        "charts": [],
        "months": None,
        "books": [],
        "more": None,
        "around": [],
        "sections": [],
    }
