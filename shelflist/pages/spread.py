"""Of which years the books of a subject are: a chart, what it shows in a sentence, and the table behind it.

Few books, or books of few years, have none: their list says it as well.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from shelflist.cataloguing import dates
from shelflist.pages import amounts
from shelflist.pages.bars import Counted, by, chart, finding, most, span
from shelflist.pages.desk import Desk
from shelflist.pages.timeline import decade_href, uncertain
from shelflist.wording import gettext as _

BOOKS, YEARS = 6, 3
"""So many dated books, of so many years, have a chart."""

DECADES = 4
"""Books of up to so many decades are drawn year by year, others decade by decade, with what `bars` leaves out."""


def counts(desk: Desk, books: Sequence[int]) -> list[Counted]:
    """(year, books, those of them without one certain year) in order; empty where there is nothing to draw."""
    if len(books) < BOOKS:
        return []
    dated = [entry for n in books if 0 < (entry := desk.catalogue.entries[n]).when[0] <= dates.LAST]
    years = Counter(entry.when[0] for entry in dated)
    if len(dated) < BOOKS or len(years) < YEARS:
        return []
    about = Counter(entry.when[0] for entry in dated if uncertain(entry))
    return [(year, number, about[year]) for year, number in sorted(years.items())]


def block(rows: Sequence[Counted]) -> dict[str, Any] | None:
    """What `partials/years.html` takes; None for no rows."""
    if not rows:
        return None
    total = sum(row[1] for row in rows)
    if span(rows) <= DECADES:
        table = [_row(str(year), f"years/{year}/", books, about) for year, books, about in rows]
        return {
            "chart": chart(rows, 1),
            "finding": most(rows, ""),
            "column": _("Year"),
            "caption": _("Books by year of publication"),
            "table": table,
        }
    table = [_row(amounts.decade(year), decade_href(year), books, about) for year, books, about in by(rows, 10)]
    return {
        "chart": chart(by(rows, 10), 10),
        "finding": finding(rows, total),
        "column": _("Decade"),
        "caption": _("Books by decade of publication"),
        "table": table,
    }


def _row(text: str, href: str, books: int, about: int) -> dict[str, Any]:
    return {"text": text, "href": href, "count": books, "about": about}
