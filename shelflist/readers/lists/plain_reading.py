"""The owner's own words in a table or list of books → Reading: status, dates, stars, shelves, reviews.

A date is ISO where it can only mean one day ("2022/02/10", "10.2.2022"); "02/03/2022" may mean two and keeps its year. Stars
are of five unless the cell ("7/10") or the column ("rating (1-10)") says otherwise. Warnings name the field, not the column:
they quote what is personal, and go where the field goes.
"""

import re
from collections.abc import Callable

from shelflist.cataloguing.characters import clean
from shelflist.errors import shorten
from shelflist.model import Book, Reading, Warning
from shelflist.readers import plain
from shelflist.readers.lists import plain_columns
from shelflist.readers.lists.plain_columns import Value, Values
from shelflist.readers.shapes import text as texts
from shelflist.readers.trackers import reading as own

UNRATED = frozenset(("unrated", "not rated", "no rating", "none", "-", "n/a", "0"))
_DATES = re.compile(r"[;|,\n]")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_WORDS = re.compile(r"[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s*\d{4}$")


def iso(text: str) -> tuple[str, bool]:
    """(the date as ISO, however partial, or "", whether nothing was lost). Dots part a day from its month."""
    text = text.strip()[:80]
    made = own.date_of(text, "dmy" if "." in text else "")
    if made:
        return made, True
    year = _YEAR.search(text)
    return (year[1] if year else ""), False


def stars(text: str, most: int) -> int | None:
    """Quarter stars of five, 0 for "no stars", None for what is no rating. `most` is the scale where the text has none."""
    text = text.strip()
    if text.lower() in UNRATED or (text and not text.strip("☆ ")):
        return 0
    return own.quarters(text, most)


def fill(book: Book, values: Values, keep: Callable[[Book, Value], None]) -> None:
    """`book.reading` from the personal fields, where there are any. What cannot be read is a warning and an extra field."""
    if not any(field in plain_columns.PERSONAL for field in values):
        return
    reading = Reading()
    _status(reading, values)
    _dates(book, reading, values, keep)
    _rating(book, reading, values, keep)
    reading.shelves = list(dict.fromkeys([*reading.shelves, *_words(values, "shelves")]))
    reading.tags = list(dict.fromkeys(_words(values, "tags")))
    reading.shelves = [one for one in reading.shelves if own.status_of(one) != reading.status or not reading.status]
    paragraphs = [
        clean(part, plain.LONG)[0]
        for one in _texts(values, "review")
        for part in texts.paragraphs(one[: plain.LONG * 2])
    ]
    reading.review = "\n".join(part for part in paragraphs if part)
    reading.spoiler = any(own.yes(one) for one in _texts(values, "spoiler"))
    reading.private = " ".join(
        clean(texts.without_markup(one[: plain.LONG * 2]), plain.LONG)[0] for one in _texts(values, "private")
    )
    for value in values.get("owned", []):
        made = value.texts[0].strip().lower() if value.texts else ""
        number = made.partition(".")[0]
        if number.isdecimal() and len(number) < 6:
            reading.owned = int(number)
        elif (owned := own.yes(made)) is not None:
            reading.owned = int(owned)
        else:
            keep(book, value)
    for value in values.get("personal", []):
        keep(book, value)
    if reading != Reading():
        book.reading = reading


def _texts(values: Values, field: str) -> list[str]:
    return [one for value in values.get(field, []) for one in value.texts]


def _words(values: Values, field: str) -> list[str]:
    """The values of a list, or of cells that commas part too."""
    found = [
        one
        for value in values.get(field, [])
        for one in (value.texts if value.apart else [part for text in value.texts for part in _DATES.split(text)])
    ]
    return [made for one in found if (made := clean(one)[0])]


def _status(reading: Reading, values: Values) -> None:
    """Words for a status; "yes" under "read" is one too, a date under "read" the day; any other word is a shelf."""
    shelves: dict[str, None] = {}
    for one in _words(values, "status"):
        known, said = own.status_of(one), own.yes(one)
        if not known and said:
            known = "read"
        elif not known and (said is False or not one.strip(" -")):
            continue
        if known:
            reading.status = reading.status or known
        elif iso(one)[1]:
            reading.dates.append(("", iso(one)[0]))
        else:
            shelves[one] = None
    reading.shelves = list(shelves)


def _dates(book: Book, reading: Reading, values: Values, keep: Callable[[Book, Value], None]) -> None:
    found: dict[str, list[str]] = {}
    for field in ("started", "finished", "stopped", "added"):
        for value in values.get(field, []):
            for one in _several(value):
                made, whole = iso(one)
                if made:
                    found.setdefault(field, []).append(made)
                if not whole:
                    outcome = f"{made} is kept" if made else "kept as an extra field"
                    book.warnings.append(Warning(value.field, f"{shorten(one)!r} does not say which day", outcome))
                    keep(book, value._replace(texts=[one]))
    starts, ends = found.get("started", []), found.get("finished", []) + found.get("stopped", [])
    for n in range(max(len(starts), len(ends))):
        pair = (starts[n] if n < len(starts) else "", ends[n] if n < len(ends) else "")
        reading.dates += [pair] if pair not in reading.dates else []
    reading.added = next(iter(found.get("added", [])), "")
    if not reading.status and found.get("stopped"):
        reading.status = "abandoned"
    elif not reading.status and (found.get("finished") or any(end for _, end in reading.dates)):
        reading.status = "read"


def _several(value: Value) -> list[str]:
    """Dates parted by commas and semicolons; the comma of "Feb 10, 2022" parts nothing."""
    found = [one for text in value.texts for one in ([text] if _WORDS.match(text.strip()[:80]) else _DATES.split(text))]
    return [one for one in found if one.strip()][: plain.MOST_NAMES]


def _rating(book: Book, reading: Reading, values: Values, keep: Callable[[Book, Value], None]) -> None:
    for value in values.get("rating", []):
        for one in value.texts:
            most = plain_columns.scale(value.column) or 5
            found = stars(one, most)
            if found is None:
                reason = f"{shorten(one)!r} is no number of stars up to {most}"
                book.warnings.append(
                    Warning(value.field, reason, 'kept as an extra field; write "7/10" for another scale')
                )
                keep(book, value._replace(texts=[one]))
            elif found and reading.rating is None:
                reading.rating = found
