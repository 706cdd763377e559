"""The owner's reading in numbers: sentences first, then charts with the table behind each; and a page a year in review.

All is counted from what the catalogue knows of the readings, so from what `[personal] publish` lets through and notes say.
A year counts readings that ended in it, a re-read again; subjects, languages and decades count a book once. What is not
known is said and not guessed (the guide on the front end, §3 viii; on users, point 17).
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed
from shelflist.cataloguing import readings
from shelflist.cataloguing.readings import Read
from shelflist.pages import Page, charts, count, crumbs, labels, reading
from shelflist.pages.charts import Bar
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import caption, leaf_path

TITLE = "My reading in numbers"
TOP = 10
"""Rows of the charts of subjects and languages."""
LISTED = 60
"""Books that a year in review names itself."""
YEARS = 25
"""Years of the calendar, the latest."""
RATED = ("5 stars", "4 stars to 4¾", "3 stars to 3¾", "2 stars to 2¾", "1 star to 1¾", "Under 1 star")
WAITED = ("Within a week", "Within a month", "Within three months", "Within a year", "After a year or more")
BOOKS, PAGES = "Books", "Pages"


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


def _times(length: int) -> str:
    """Days in words: "6 weeks"."""
    return count(*readings.rounded(length))


# --- sentences ------------------------------------------------------------------------------------------------


def _total(found: readings.Sum, when: str) -> str:
    """ "I finished 31 books in 2025: 9,412 pages; the length of 2 is not known." """
    text = f"I finished {count(found.books, 'book')} {when}"
    text += f": {count(found.pages, 'page')}" if found.pages else ""
    return text + (f"; the length of {found.unknown:,} is not known." if found.pages and found.unknown else ".")


def _sentences(desk: Desk, reads: Sequence[Read], when: str) -> list[str]:
    """What these readings come to, in which languages, and how long the longest took."""
    found = [_total(readings.total(reads), when)]
    books = list(dict.fromkeys(read.book for read in reads))
    spoken = _most(desk, books, "languages")
    if len(spoken) > 1:
        parts = [f"{number:,} in {caption(h, desk.words.language)}" for h, number in spoken]
        shown = parts if len(parts) <= 4 else [*parts[:3], f"the others in {len(parts) - 3:,} more languages"]
        found[0] += (
            f" {'Of these books' if len(books) < len(reads) else 'Of these'} {', '.join(shown[:-1])} and {shown[-1]}."
        )
    if again := sum(read.again for read in reads):
        found.append(f"{again:,} {'was a re-read' if again == 1 else 'were re-reads'}.")
    if slow := readings.longest(reads):
        found.append(f"The longest took {_times(slow[1])}.")
    return [" ".join(found)]


# --- charts ---------------------------------------------------------------------------------------------------


def _lead(bars: Sequence[Bar], noun: str) -> str:
    """Which bar is the highest: "2024 has most: 9 of 31 books."; the first two where they are as high."""
    best = max(bar.number for bar in bars)
    first = [bar.label for bar in bars if bar.number == best]
    total = count(sum(bar.number for bar in bars), noun)
    if len(first) == 1:
        return f"{first[0]} has most: {best:,} of {total}."
    if len(first) == 2:
        return f"{first[0]} and {first[1]} have most: {best:,} each, of {total}."
    return f"{len(first):,} have most: {best:,} each, of {total}."


def _pair(name: str, title: str, spans: Sequence[tuple[Bar, Sequence[Read]]], rest: str) -> list[dict[str, Any]]:
    """A chart of books and one of pages, over the same years or months."""
    found = []
    for noun, key, column in (("book", 0, BOOKS), ("page", 1, PAGES)):
        bars = [bar._replace(number=readings.total(reads)[key]) for bar, reads in spans]
        if any(bar.number for bar in bars) and len(bars) > 1:
            made = charts.columns(
                f"{column.lower()}-by-{name}", f"{column} by {name}", _lead(bars, noun), bars, (title, column), rest
            )
            found.append(made)
    return found


def _shared(desk: Desk, books: Sequence[int]) -> list[dict[str, Any]]:
    """Charts of a set of books: subjects, languages, decades of publication, ratings."""
    found = []
    for family, name in (("subjects", "Subjects"), ("languages", "Languages")):
        ranked = _most(desk, books, family)
        bars = [Bar(caption(h, desk.words.language), number, "", h.href) for h, number in ranked[:TOP]]
        if len(bars) > 1:
            more = len(ranked) - len(bars)
            rest = f"{count(more, family[:-1])} with fewer {'is' if more == 1 else 'are'} not drawn." if more else ""
            first = bars[0]
            finding = f"{first.label} comes first, with {first.number:,} of {count(len(books), 'book')}."
            found.append(charts.rows(family, name, finding, bars, (labels.FAMILY[family][0], BOOKS), rest))
    return found + _decades(desk, books) + _ratings(desk, books)


def _decades(desk: Desk, books: Sequence[int]) -> list[dict[str, Any]]:
    """Decades in which the books were published, those without one between them too, if they are not too many."""
    counted: dict[int, int] = {}
    for n in books:
        if year := desk.catalogue.entries[n].when[0]:
            counted[year // 10 * 10] = counted.get(year // 10 * 10, 0) + 1
    if len(counted) < 2:
        return []
    known = sum(counted.values())
    drawn = range(min(counted), max(counted) + 10, 10)
    decades = list(drawn) if len(drawn) <= len(counted) * 3 else sorted(counted)
    bars = [Bar(f"{d}s", counted.get(d, 0), "", f"timeline/{d}s/" if d in counted else "") for d in decades]
    rest = f"The year of {len(books) - known:,} is not known." if known < len(books) else ""
    return [
        charts.columns(
            "decades", "Decades of publication", "The " + _lead(bars, "book").replace(" has ", " have ", 1).replace(" and ", " and the ", 1), bars,
            ("Decade", BOOKS), rest,
        )
    ]  # fmt: skip


def _ratings(desk: Desk, books: Sequence[int]) -> list[dict[str, Any]]:
    """How many books have how many whole stars."""
    rated = [found for n in books if (found := desk.catalogue.entries[n].rating)]
    if len(set(rated)) < 2:
        return []
    bars = [Bar(label, sum(5 - number // 4 == n for number in rated), "") for n, label in enumerate(RATED)]
    shown = [bar for bar in bars if bar.number or bar.label != RATED[-1]]
    mean = round(sum(rated) / len(rated))
    finding = f"On average a book has {labels.stars(mean)}; {len(rated):,} of {count(len(books), 'book')} are rated."
    return [charts.rows("ratings", "Ratings", finding, shown, ("Rating", BOOKS))]


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
    bars = [Bar(label, number) for label, number in zip(WAITED, readings.grouped(lengths), strict=True)]
    median = readings.middle(lengths)
    finding = f"Half of {count(len(lengths), 'book')} were finished within {_times(max(1, median))} of being added."
    return [charts.rows("waiting", "From adding to finishing", finding, bars, ("Time", BOOKS))]


def _months(years: dict[int, list[Read]]) -> dict[str, Any] | None:
    """Readings of each month of the latest years as a table; None where no date names a month or there is one year."""
    table = []
    for year in list(years)[:YEARS]:
        numbers = [len(reads) for reads in readings.by_month(years[year])]
        table.append({"text": str(year), "href": f"stats/{year}/", "numbers": [str(n) if n else "" for n in numbers]})
    if len(table) < 2 or not any(any(row["numbers"][:12]) for row in table):
        return None
    names = [*(month[:3] for month in labels.MONTHS), "Month not noted"]
    if not any(row["numbers"][12] for row in table):
        names.pop()
        for row in table:
            row["numbers"] = row["numbers"][:12]
    return {"caption": "Books finished in each month", "names": names, "years": table}


# --- pages ----------------------------------------------------------------------------------------------------


def _all(desk: Desk) -> Page:
    """All years together."""
    log = reading.of(desk)
    reads = [read for year in log.years.values() for read in year]
    said = []
    years = list(log.years)
    if reads:
        when = f"in {years[0]}" if len(years) == 1 else f"from {years[-1]} to {years[0]}"
        said = _sentences(desk, reads, when)
    if undated := sum(not row.finished for row in log.shelves["read"]):
        what = "I also read" if reads else "I read"
        said.append(f"{what} {count(undated, 'book')} at a time that I did not note.")
    drawn = []
    spans = [(Bar(str(year), 0, "", f"stats/{year}/"), log.years.get(year, [])) for year in _run(years)]
    drawn += _pair("year", "Year", [(bar if reads else bar._replace(href=""), reads) for bar, reads in spans], "")
    drawn += [*_shared(desk, log.finished), *_waits(desk)]
    meta = _meta(TITLE, [], said[0], crumbs((reading.TITLE, "reading/")))
    meta |= {"said": said, "charts": drawn, "months": _months(log.years), "marks": _marks(desk, log.finished, reads)}
    meta["more"] = {"text": "All books read, by date", "href": reading.href("read")}
    meta["around"] = (
        [{"rel": "", "href": f"stats/{years[0]}/", "word": "The year in review", "text": str(years[0])}]
        if years
        else []
    )
    return Page("stats/", "stats.html", meta)


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
        add("The longest", long[0], count(entries[long[0]].spine[0], "page"))
        add("The shortest", long[-1], count(entries[long[-1]].spine[0], "page"))
    rated = sorted((n for n in books if entries[n].rating), key=lambda n: (-entries[n].rating, n))
    if len(rated) > 1:
        best = [n for n in rated if entries[n].rating == entries[rated[0]].rating]
        also = f", as {len(best) - 1:,} more" if len(best) > 1 else ""
        add("Rated best", best[0], labels.stars(entries[best[0]].rating) + also)
    if slow := readings.longest(reads):
        add("Read for the longest time", slow[0].book, _times(slow[1]))
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
    spans = [(Bar(name, 0, name[:3]), months[n]) for n, name in enumerate(labels.MONTHS)]
    rest = f"Of {len(months[12]):,} the month is not noted." if months[12] else ""
    drawn = _pair("month", "Month", spans, rest) if any(months[:12]) else []
    years = list(log.years)
    at = years.index(year)
    beside = [("prev", "The year before", n) for n in years[at + 1 : at + 2]]
    beside += [("next", "The year after", n) for n in years[at - 1 : at]] if at else []
    said = _sentences(desk, reads, f"in {year}")
    meta = _meta(f"{year} in review", [TITLE], said[0], crumbs((reading.TITLE, "reading/"), (TITLE, "stats/")))
    meta |= {
        "said": said,
        "marks": _marks(desk, books, reads),
        "charts": drawn + _shared(desk, books),
        "books": [
            reading.item(desk, reading.Row(read.book, read.started, read.finished, read.again), "read")
            for read in reads[::-1][:LISTED]
        ],
        "more": {"text": "All of them on the shelf of books read", "href": _place(desk, year)},
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
