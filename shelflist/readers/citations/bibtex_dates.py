"""Dates of BibTeX and BibLaTeX (btxdoc; the BibLaTeX manual §2.3.8, which follows ISO 8601-2): printed, and what can be sorted."""

import re
from collections.abc import Callable

from shelflist.cataloguing import dates
from shelflist.model import Book, PublicationDate
from shelflist.readers import plain

MONTHS = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)  # fmt: skip
_EDTF = re.compile(r"(-?)(\d{2}[\dXu]{2})(?:-[\dXu]{2}(?:-[\dXu]{2})?)?(?:T[\d:Z.+-]{1,20})?([~?%]?)")


def printed(book: Book, date: str, text: Callable[[str], str]) -> str:
    """The date as printed; the book's date is set. `date` is the field as it is written (its ~ is no
    space), `text` gives any other as plain text."""
    if said := plain.clean(book, "printeddate", text("printeddate")):  # as our own export writes what no year says
        plain_year = dates.read(text("year")).year
        book.date = dates.read(said)
        book.date.year = book.date.year if book.date.year is not None else plain_year
        return said
    if said := plain.clean(book, "date", date.strip("{} ")):
        book.date = edtf(said)
        return said
    year = plain.clean(book, "year", text("year"))
    if not year:
        return ""
    month = plain.clean(book, "month", text("month"))
    if month.isdecimal() and len(month) < 3 and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    day = text("day") if month else ""
    shown = (
        " ".join(part for part in (day, month, year) if part)
        if month.casefold() not in year.casefold() or not month
        else year
    )
    book.date = dates.read(year)
    book.date.raw = shown
    return shown


def edtf(text: str) -> PublicationDate:
    """A date of BibLaTeX (its manual §2.3.8, ISO 8601-2), or any other as it is printed."""
    start, slash, end = text.partition("/")
    first = _EDTF.fullmatch(start)
    last = _EDTF.fullmatch(end)
    if first is None and not (slash and start in ("", "..", "unknown", "open") and last):
        return dates.read(text)
    if slash and last is None and end not in ("", "..", "unknown", "open"):
        return dates.read(text)
    flags: list[str] = []
    years: list[int | None] = [None, None]
    for n, match in enumerate((first, last)):
        if match is None:
            continue
        digits = match[2].replace("X", "9" if n else "0").replace("u", "9" if n else "0")
        years[n] = int(digits)
        if "X" in match[2] or "u" in match[2]:
            flags.append("approximate")
            if not slash:
                years[1] = int(match[2].replace("X", "9").replace("u", "9"))
        if match[3]:
            flags.append("approximate")
        if match[1]:
            flags.append("suspect")
            years[n] = None
    if slash and last is None and end in ("..", "", "open"):
        flags.append("open")
    if years[0] is None and years[1] is not None:
        years, flags = [years[1], None], [*flags, "approximate"]
    year, to = years
    if year is not None and not dates.FIRST <= year <= dates.LAST and "approximate" not in flags:
        flags.append("suspect")
    to = to if to is not None and year is not None and to > year else None
    return PublicationDate(text, year, to, None, list(dict.fromkeys(flags)))
