"""Counts of books by year, decade or century as bars of a drawing, and what it shows in a sentence.

A count is (year, books, those of them without one certain year), in order of years.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from shelflist.wording import counted, figure, ngettext
from shelflist.wording import gettext as _

Counted = tuple[int, int, int]

BARS = 60
"""Up to so many decades a bar is a decade, above it a century."""

FEW = 50
"""The earliest decades may be left out of the chart where they have no more than this part of all books."""

WIDTH, HEIGHT, STEP = 640, 120, 90
"""Of a chart, in its own units. STEP is the widest that a bar may be with the gap beside it."""


def by(counts: Sequence[Counted], width: int) -> list[Counted]:
    """The counts of years as those of decades or centuries."""
    books: Counter[int] = Counter()
    about: Counter[int] = Counter()
    for year, number, uncertain in counts:
        books[year // width * width] += number
        about[year // width * width] += uncertain
    return [(first, number, about[first]) for first, number in sorted(books.items())]


def finding(counts: Sequence[Counted], total: int) -> str:
    """What the chart shows, in sentences."""
    about = sum(row[2] for row in counts)
    found = most(by(counts, 10), "s")
    if total > 1:
        found += " " + _("Half of them are of %(year)s or earlier.") % {"year": middle(counts, total)}
    if about:
        found += " " + counted("%(n)s has no one certain year.", "%(n)s have no one certain year.", about)
    return found


def middle(counts: Sequence[Counted], total: int) -> int:
    """The year by which half of the books were published."""
    so_far = 0
    for year, number, _about in counts:
        so_far += number
        if so_far * 2 >= total:
            return year
    return counts[-1][0]


def most(rows: Sequence[Counted], plural: str) -> str:
    """Which decade (`plural` is its ending) or year has most books."""
    first, books, _about = max(rows, key=lambda row: (row[1], -row[0]))
    given = {"first": first, "n": figure(books), "total": figure(sum(row[1] for row in rows))}
    if plural and len(rows) > 1:
        return _("The decade with most books is the %(first)ss: %(n)s of %(total)s.") % given
    if plural:
        return _("All are of the %(first)ss.") % given
    return (
        _("The year with most books is %(first)s: %(n)s of %(total)s.") % given
        if len(rows) > 1
        else _("All are of %(first)s.") % given
    )


def span(rows: Sequence[Counted]) -> int:
    """How many decades lie between the first and the last, both counted."""
    return rows[-1][0] // 10 - rows[0][0] // 10 + 1


def drawn(rows: Sequence[Counted], total: int) -> list[Counted]:
    """The decades that a chart shows: without the earliest, where these make it too long and are few."""
    kept, left = list(rows), 0
    while span(kept) > BARS and (left + kept[0][1]) * FEW <= total:
        left += kept.pop(0)[1]
    return kept


def long(counts: Sequence[Counted], total: int) -> tuple[dict[str, Any] | None, str]:
    """The chart of a whole timeline, by decade or, where it is longer, by century; and a sentence on what it leaves out."""
    rows = by(counts, 10)
    shown = drawn(rows, total)
    if span(shown) > BARS:
        return chart(by(counts, 100), 100), ""
    left = sum(row[1] for row in rows) - sum(row[1] for row in shown)
    if not left:
        return chart(shown, 10), ""
    given = {"n": figure(left), "year": shown[0][0]}
    said = ngettext("%(n)s book before %(year)s is not drawn.", "%(n)s books before %(year)s are not drawn.", left)
    return chart(shown, 10), " " + said % given


def chart(rows: Sequence[Counted], width: int) -> dict[str, Any] | None:
    """Bars along an axis without gaps, the uncertain part of each on top; None for a single bar."""
    if len(rows) < 2:
        return None
    first, last = rows[0][0], rows[-1][0]
    if width == 1:
        first, last = first // 10 * 10, last // 10 * 10 + 9
    places = (last - first) // width + 1
    step = min(WIDTH / places, STEP)
    highest = max(row[1] for row in rows)
    bars = []
    for year, books, about in rows:
        x = round((year - first) // width * step, 1)
        tall = max(2.0, round(books * HEIGHT / highest, 1))
        top = round(tall * about / books, 1)
        bars.append(
            {
                "text": _("%(years)s: %(n)s") % {"years": _years(year, width), "n": figure(books)},
                "x": x,
                "y": round(HEIGHT - tall, 1),
                "tall": round(tall - top, 1),
                "top": top,
            }
        )
    every = max(1, -(-places // 6))
    ticks = [{"x": round(n * step, 1), "text": str(first + n * width)} for n in range(places) if n % every == 0]
    return {
        "width": WIDTH, "height": HEIGHT, "bar": round(step * 0.8, 1), "bars": bars, "ticks": ticks,
        "label": {1: _("Books by year"), 10: _("Books by decade")}.get(width) or _("Books by century"),
    }  # fmt: skip


def _years(first: int, width: int) -> str:
    """A year, a decade or a century: "1987", "1980s", "1900–1999"."""
    if width == 1:
        return str(first)
    return _("%(decade)ss") % {"decade": first} if width == 10 else f"{first}–{first + 99}"
