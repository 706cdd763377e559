"""Sums of an owner's readings: by year and by month, how long each took, how long a book waited; and quarters as stars.

Dates are ISO 8601, as partial as they were noted: "2024" counts in its year and in no month, and a duration is told only
between two whole days; nothing is guessed (the guide on users, points 16 and 17). A book read twice is two readings.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from shelflist.model import Reading

WAITS = (7, 31, 92, 366)
"""Days below which a wait belongs to each group; the last group has all longer ones."""


class Read(NamedTuple):
    """One reading to the end: the book's position, its dates (either may be ""), its pages (0: not known), and whether
    the book was finished before."""

    book: int
    started: str
    finished: str
    pages: int
    again: bool = False


class Sum(NamedTuple):
    """Readings of a span of time: how many, their pages, and of how many the pages are not known."""

    books: int = 0
    pages: int = 0
    unknown: int = 0


def over(found: Reading | None, note: Reading) -> Reading:
    """A note's reading over that of the record: what the note does not say stays as the record has it."""
    if found is None:
        return note
    said = {
        name: value for name in note.__struct_fields__ if (value := getattr(note, name)) not in ("", [], None, False)
    }
    return msgspec.structs.replace(found, **said)


def ends(book: int, dates: Sequence[tuple[str, str]], pages: int) -> list[Read]:
    """The readings of a book that have an end, in order of time."""
    ended = sorted((finished, started) for started, finished in dates if finished)
    return [Read(book, started, finished, pages, n > 0) for n, (finished, started) in enumerate(ended)]


def total(reads: Iterable[Read]) -> Sum:
    """What these readings come to."""
    books = pages = unknown = 0
    for read in reads:
        books += 1
        pages += read.pages
        unknown += not read.pages
    return Sum(books, pages, unknown)


def by_year(reads: Iterable[Read]) -> dict[int, list[Read]]:
    """Year → readings that ended in it, both the latest first."""
    found: dict[int, list[Read]] = {}
    for read in sorted(reads, key=lambda r: (r.finished, -r.book), reverse=True):
        found.setdefault(int(read.finished[:4]), []).append(read)
    return found


def by_month(reads: Iterable[Read]) -> list[list[Read]]:
    """Readings of one year by month; those that name no month come last, as a thirteenth."""
    found: list[list[Read]] = [[] for _ in range(13)]
    for read in reads:
        found[int(read.finished[5:7]) - 1 if len(read.finished) > 4 else 12].append(read)
    return found


def days(first: str, last: str) -> int | None:
    """Days from one whole day to another, both counted; None where one is not whole or they stand the wrong way round."""
    if len(first) != 10 or len(last) != 10 or first > last:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def longest(reads: Iterable[Read]) -> tuple[Read, int] | None:
    """The reading that took most days, with their number; None where no duration is known."""
    timed = [(read, taken) for read in reads if (taken := days(read.started, read.finished))]
    return max(timed, key=lambda pair: (pair[1], -pair[0].book)) if timed else None


def rounded(length: int) -> tuple[int, str]:
    """Days in the unit in which one would say them: (6, "week"), (3, "day"), (14, "month")."""
    if length < 21:
        return length, "day"
    if length < 92:
        return round(length / 7), "week"
    return (round(length / 30.44), "month") if length < 731 else (round(length / 365.25), "year")


def waits(pairs: Iterable[tuple[str, str]]) -> list[int]:
    """Days from adding to the first finishing, where both are whole days in this order; the shortest first."""
    return sorted(length - 1 for added, finished in pairs if (length := days(added, finished)) is not None)


def grouped(lengths: Iterable[int]) -> list[int]:
    """How many waits fall into each group of `WAITS`, and into the last, which has no limit."""
    found = [0] * (len(WAITS) + 1)
    for length in lengths:
        found[next((n for n, limit in enumerate(WAITS) if length < limit), len(WAITS))] += 1
    return found


def middle(values: Sequence[int]) -> int:
    """The value that half of the others do not pass, of values in order."""
    return values[(len(values) - 1) // 2]
