"""How long a reading takes, and on which days it is done: pages at a pace, days that are free, dates by which.

Pages are counted from what a teacher writes ("ch. 3, pp. 41-67": 27 pages), with both ends counted, roman numerals, and
the second number of a span cut short ("pp. 141-67"), as styles of citation print it (Chicago 9.61). A length that is not
known is never guessed: such a reading takes no time in a plan, and the plan says so. Dates are the proleptic Gregorian
ones of ISO 8601, spans of days as it writes intervals ("2026-12-24/2027-01-06"); no clock is read.
(The guide on users, idea 6 of §3; the guide on the front end, §3 vii.)
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Names of days that may be free."""

LONGEST = 3_660
"""Days after which a plan is given up."""

MOST_PAGES = 50_000
"""Pages of one reading that are believed."""

_NUMBER = r"(?:\d{1,5}|[ivxlc]{1,9})\b"
_SPAN = rf"{_NUMBER}(?:\s?[-‐‑–—]\s?{_NUMBER})?"
_PAGES = re.compile(
    rf"\b(?:pp?|pages?|pagg?|pagin[ae]|seiten?|s(?=\.)|págs?|páginas?)\b\.?\s*({_SPAN}(?:\s*(?:,|&|\b(?:and|e|und|et|y)\b)\s*{_SPAN})*)",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_FORM = re.compile(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


class Pace(msgspec.Struct, frozen=True):
    """How fast somebody reads, how much of a day is for reading, and which days are not.

    `pages_a_day` 0 means that `hours_a_day` counts. `days_off` are weekdays in English, dates, and spans of dates.
    """

    pages_an_hour: int = 40
    hours_a_day: float = 2
    pages_a_day: int = 0
    days_off: tuple[str, ...] = ()

    def a_day(self, pages_an_hour: int = 0) -> int:
        """Pages that a day of reading holds, one at least."""
        return self.pages_a_day or max(1, round(self.hours_a_day * (pages_an_hour or self.pages_an_hour)))


class Task(msgspec.Struct, frozen=True):
    """A reading to be planned: its pages (0: not known), the day by which, and the day before which it does not begin."""

    pages: int
    due: date | None = None
    earliest: date | None = None


class Part(msgspec.Struct, frozen=True):
    """What is read of a task on a day: `first` to `last` of its pages, counted from 1; 0 and 0 where that is not known."""

    day: date
    task: int
    first: int
    last: int


class Plan(msgspec.Struct):
    """The parts in order of their days, and the tasks that are done after their date, with the day when they are done.

    `left` are tasks for which no day was found within `LONGEST` days.
    """

    parts: list[Part] = []
    late: list[tuple[int, date]] = []
    left: list[int] = []


# --- lengths --------------------------------------------------------------------------------------------------


def _value(number: str) -> int | None:
    """A page number in figures or in roman numerals; None for letters that are no number."""
    if number.isdecimal():
        return int(number)
    letters = number.lower()
    if not _ROMAN_FORM.fullmatch(letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _span(text: str) -> int | None:
    """Pages of "41-67", "141-67", "xi-xxiv" or "12"; None where the second number comes before the first."""
    numbers = re.split(r"\s?[-‐‑–—]\s?", text.strip())
    first, last = _value(numbers[0]), _value(numbers[-1])
    if first is None or last is None:
        return None
    if last < first and len(numbers[-1]) < len(numbers[0]) and numbers[-1].isdecimal() and numbers[0].isdecimal():
        last = int(numbers[0][: -len(numbers[-1])] + numbers[-1])
    found = last - first + 1
    return found if 0 < found <= MOST_PAGES else None


def page_count(text: str) -> int:
    """The pages that a statement names ("ch. 3, pp. 41-67, 80": 28), or 0 where it names none, or none that can be."""
    total = 0
    for match in _PAGES.finditer(text):
        for part in re.findall(_SPAN, match[1], re.IGNORECASE):
            found = _span(part)
            if found is None:
                return 0
            total += found
    return total if total <= MOST_PAGES else 0


def numbers(text: str, first: int, last: int) -> str:
    """The printed numbers of the `first` to the `last` of the pages that a statement names, counted from 1: "41–60". It is ""
    where they do not stand in one span of figures."""
    before = 0
    for match in _PAGES.finditer(text):
        for part in re.findall(_SPAN, match[1], re.IGNORECASE):
            held = _span(part) or 0
            start = re.split(r"\s?[-‐‑–—]", part.strip())[0]
            if before < first and last <= before + held and start.isdecimal():
                low, high = int(start) + first - before - 1, int(start) + last - before - 1
                return f"{low}–{high}" if high > low else str(low)
            before += held
    return ""


def minutes(pages: int, pages_an_hour: int) -> int:
    """Minutes for so many pages, rounded up."""
    return -(-pages * 60 // pages_an_hour)


# --- days -----------------------------------------------------------------------------------------------------


class DaysOff:
    """Which days are free. What cannot be read is passed over: the settings have refused it before."""

    def __init__(self, words: Sequence[str]) -> None:
        self.weekdays = {WEEKDAYS.index(word.lower()) for word in words if word.lower() in WEEKDAYS}
        self.spans = [span for word in words if (span := interval(word))]

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekdays or any(first <= day <= last for first, last in self.spans)


def interval(text: str) -> tuple[date, date] | None:
    """The first and last day of "2026-12-24/2027-01-06", or of one date; None when it is neither."""
    first, mark, last = text.strip().partition("/")
    try:
        found = date.fromisoformat(first), date.fromisoformat(last if mark else first)
    except ValueError:
        return None
    return found if found[0] <= found[1] else None


def order(tasks: Sequence[Task]) -> list[int]:
    """The tasks as they are read: by date; one without a date goes with the next dated one after it, or comes last."""
    when: list[date] = []
    following = date.max
    for task in reversed(tasks):
        following = task.due or following
        when.append(following)
    when.reverse()
    return sorted(range(len(tasks)), key=lambda n: when[n])


def plan(tasks: Sequence[Task], start: date, pages_a_day: int, off: DaysOff) -> Plan:
    """Which pages on which day, from `start` (no year past 9980), one task after the other, on days that are not free.

    A task does not begin before its own first day, and where that leaves a day empty it stays empty. A task whose length is not
    known stands on the day when its turn comes, and takes none of it.
    """
    made = Plan()
    last = start + timedelta(LONGEST)
    day, room = start, pages_a_day
    for number in order(tasks):
        task = tasks[number]
        if task.earliest and task.earliest > day:
            day, room = task.earliest, pages_a_day
        done, ended = 0, False
        while day <= last and not ended:
            if day in off or not room:
                day, room = day + timedelta(1), pages_a_day
                continue
            take = min(room, task.pages - done)
            made.parts.append(Part(day, number, done + 1 if take else 0, done + take if take else 0))
            done, room = done + take, room - take
            ended = done >= task.pages
        if not ended:
            made.left.append(number)
        elif task.due and day > task.due:
            made.late.append((number, day))
    return made
