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
from shelflist.readers import plain, plain_columns
from shelflist.readers.plain_columns import Value, Values
from shelflist.readers.shapes import text as texts

STATUS: dict[str, str] = {
    word.replace("-", " "): status
    for status, words in {
        "want": "want to-read want-to-read wanttoread wishlist wish-list wish planned plan-to-read tbr unread da-leggere non-letto desiderati a-lire pile-a-lire "
        "zu-lesen ungelesen wunschliste por-leer pendiente quiero-leer next owned-to-read",
        "reading": "reading currently-reading currentlyreading current in-progress started in-lettura sto-leggendo in-corso en-cours en-cours-de-lecture lese lese-gerade am-lesen "
        "leyendo en-curso rereading",
        "read": "read finished completed done complete letto letta finito lu lue termine gelesen beendet fertig leido leida terminado have-read",
        "abandoned": "abandoned dnf did-not-finish didnotfinish stopped stopped-reading dropped gave-up unfinished abbandonato abandonne abgebrochen abandonado",
    }.items()
    for word in words.split()
}
"""What people write for a status, as `plain_columns.normal` makes it → status."""

YES = frozenset(
    (
        "1",
        "x",
        "y",
        "yes",
        "true",
        "si",
        "s",
        "oui",
        "o",
        "ja",
        "j",
        "✓",
        "✔",
        "v",
        "vero",
        "vrai",
        "wahr",
        "verdadero",
        "on",
    )
)
NO = frozenset(("0", "", "n", "no", "false", "non", "nein", "falso", "faux", "falsch", "off", "-"))
UNRATED = frozenset(("unrated", "not rated", "no rating", "none", "-", "n/a"))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DATES = re.compile(r"[;|,\n]")
_ISO = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{1,2}:.{0,40})?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,]+\d{1,2}:.{0,40})?$")
_WORDS = re.compile(r"^(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s+(\d{4})$")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_OF = re.compile(
    r"^([\d.,]{1,8})\s*(?:/|of|out of|su|sur|von|de)\s*(\d{1,3})(?:\s*(?:stars?|stelle|étoiles|sterne|estrellas))?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^([\d.,]{1,8})(?:\s*(?:stars?|stelle|étoiles|sterne|estrellas|★))?$", re.IGNORECASE)


def _date(year: str, month: str, day: str) -> str:
    """ISO, as far as the parts can be: a month that is none leaves the year."""
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def iso(text: str) -> tuple[str, bool]:
    """(the date as ISO, however partial, or "", whether nothing was lost)."""
    text = text.strip()[:80]
    if match := _ISO.match(text):
        made = _date(match[1], match[2] or "", match[3] or "")
        return made, len(made) == 4 + 3 * bool(match[2]) + 3 * bool(match[3])
    if match := _DAY_FIRST.match(text):
        one, two = int(match[1]), int(match[3])
        if match[2] == "." or one > 12 or one == two:
            return _date(match[4], match[3], match[1]), 1 <= two <= 12 and 1 <= one <= 31
        if two > 12:
            return _date(match[4], match[1], match[3]), 1 <= one <= 12 and two <= 31
        return match[4], False
    if (match := _WORDS.match(text)) and match[2][:3].lower() in MONTHS:
        month = str(MONTHS.index(match[2][:3].lower()) + 1)
        return _date(match[4], month, match[1] or match[3] or ""), True
    year = _YEAR.search(text)
    return (year[1] if year else ""), False


def stars(text: str, most: int) -> int | None:
    """Quarter stars of five, 0 for "no stars", None for what is no rating. `most` is the scale where the text has none."""
    text = text.strip().replace("\ufe0f", "")
    if text.lower() in UNRATED:
        return 0
    if text and not text.strip("★☆⭐½🌟 "):
        return min(20, 4 * sum(text.count(c) for c in "★⭐🌟") + 2 * text.count("½"))
    match = _OF.match(text) or _ALONE.match(text)
    if match is None:
        return None
    most = int(match[2]) if match.re is _OF else most
    try:
        value = float(match[1].replace(",", "."))
    except ValueError:
        return None
    return max(1 if value else 0, round(20 * value / most)) if most and 0 <= value <= most else None


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
    reading.shelves = [
        one for one in reading.shelves if STATUS.get(plain_columns.normal(one)) != reading.status or not reading.status
    ]
    paragraphs = [
        clean(part, plain.LONG)[0]
        for one in _texts(values, "review")
        for part in texts.paragraphs(one[: plain.LONG * 2])
    ]
    reading.review = "\n".join(part for part in paragraphs if part)
    reading.spoiler = any(one.strip().lower() in YES for one in _texts(values, "spoiler"))
    reading.private = " ".join(
        clean(texts.without_markup(one[: plain.LONG * 2]), plain.LONG)[0] for one in _texts(values, "private")
    )
    for value in values.get("owned", []):
        made = value.texts[0].strip().lower() if value.texts else ""
        number = made.partition(".")[0]
        if number.isdecimal() and len(number) < 6:
            reading.owned = int(number)
        elif made in YES or made in NO:
            reading.owned = int(made in YES)
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
        word = plain_columns.normal(one)
        known = STATUS.get(word, "")
        if not known and one.lower() in YES:
            known = "read"
        elif not known and (one.lower() in NO or word in NO):
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
