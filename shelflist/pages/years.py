"""Pages of years: the books of one year with their dates as printed, below their decade of the timeline."""

from collections.abc import Sequence
from typing import Any

from shelflist.cataloguing import dates
from shelflist.markdown import Section
from shelflist.pages import Page, amounts, crumbs, headings, timeline
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import root_of
from shelflist.wording import gettext as _


def jobs(desk: Desk) -> list[Job]:
    """A page or more for each year."""
    return headings.jobs_of(desk, "years", "years")


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """What a year's page is made from: dates are part of what a token holds."""
    return headings.told(desk, key, number)


def page(desk: Desk, key: str, number: int) -> Page:
    """One page of a year's books."""
    made = headings.page(desk, key, number)
    headed = desk.catalogue.headings[key]
    leaf = headings.leaf_of(desk, headed, number)
    shown = timeline.dated(desk, headed.books[leaf.first - 1 : leaf.last], root_of(made.path), leaf.first)
    year = int(headed.label)
    if 0 < year <= dates.LAST:
        made.meta["crumbs"] = crumbs(
            (_("Timeline"), "timeline/"), (amounts.decade(year // 10 * 10), timeline.decade_href(year))
        )
    return Page(made.path, made.template, made.meta, [Section("books", _("Books"), [shown])])
