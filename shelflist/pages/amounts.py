"""Numbers beside their nouns, and lengths of time in words: what several kinds of page count."""

from functools import lru_cache

from shelflist.cataloguing import readings
from shelflist.wording import counted, language
from shelflist.wording import gettext as _


@lru_cache(maxsize=8192)
def _books(number: int, _spoken: str) -> str:
    return counted("%(n)s book", "%(n)s books", number)


def books(number: int) -> str:
    """ "12 books"; kept, since the lists of headings say little else."""
    return _books(number, language())


def pages(number: int) -> str:
    """ "264 pages" """
    return counted("%(n)s page", "%(n)s pages", number)


def chapters(number: int) -> str:
    """ "9 chapters" """
    return counted("%(n)s chapter", "%(n)s chapters", number)


def days(length: int) -> str:
    """Days in the unit in which one would say them: 42 → "6 weeks"."""
    number, unit = readings.rounded(length)
    if unit == "day":
        return counted("%(n)s day", "%(n)s days", number)
    if unit == "week":
        return counted("%(n)s week", "%(n)s weeks", number)
    if unit == "month":
        return counted("%(n)s month", "%(n)s months", number)
    return counted("%(n)s year", "%(n)s years", number)


def decade(first: int | str) -> str:
    """A decade by its first year: 1980 → "1980s"."""
    return _("%(decade)ss") % {"decade": first}
