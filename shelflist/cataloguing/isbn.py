"""ISBN: every number in a text, checked, in both lengths, with its five parts apart (ISO 2108, the ISBN Users' Manual).

The ranges are those of python-stdnum. 979-0 is music (ISMN), not books, and a number whose parts do not all come out
is shown without hyphens. A wrong check digit makes the number worthless as a key: it stays as printed.
"""

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Any, NamedTuple

from shelflist.model import Isbn

_WIDEST = 7
"""Digits of the longest range."""

_NUMBER = re.compile(r"(?<![0-9])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9A-Za-z])")
_SBN = re.compile(r"\s*([0-9](?:[- ]?[0-9]){7}[- ]?[0-9Xx])(?![0-9])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_QUALIFIER = re.compile(r"\(([^()]{1,80})\)")


def _check10(digits: str) -> bool:
    total = sum((10 - n) * (10 if c == "X" else ord(c) - 48) for n, c in enumerate(digits))
    return total % 11 == 0


def _check13(digits: str) -> bool:
    return sum((ord(c) - 48) * (3 if n % 2 else 1) for n, c in enumerate(digits)) % 10 == 0


def to_13(isbn10: str) -> str:
    """The ISBN-13 of a valid ISBN-10 (digits only)."""
    head = "978" + isbn10[:9]
    total = sum((ord(c) - 48) * (3 if n % 2 else 1) for n, c in enumerate(head))
    return head + str(-total % 10)


def to_10(isbn13: str) -> str:
    """The ISBN-10 of a valid ISBN-13 that begins with 978, else ""."""
    if not isbn13.startswith("978"):
        return ""
    body = isbn13[3:12]
    value = -sum((10 - n) * (ord(c) - 48) for n, c in enumerate(body)) % 11
    return body + ("X" if value == 10 else str(value))


class _Ranges(NamedTuple):
    """Ranges of python-stdnum in order, for a binary search: it looks through hundreds one by one, 20 µs a number."""

    lows: list[str]
    highs: list[str]
    lengths: list[int]


@cache
def _ranges(prefix: str) -> _Ranges | None:
    """What may follow a prefix ("" → 978 and 979, "978" → the groups, "9780" → the registrants); None: nothing known."""
    from stdnum import numdb

    rows: list[Any] = numdb.get("isbn").prefixes
    taken = 0
    while taken < len(prefix):
        # Several rows may hold the same digits: one says how long the part is, another has the agency's own ranges.
        found = [row for row in rows if row[1] <= prefix[taken : taken + row[0]] <= row[2]]
        if not found:
            return None
        taken += min(row[0] for row in found)
        rows = [below for row in found for below in row[4]]
    ordered = sorted((row[1].ljust(_WIDEST, "0"), row[2].ljust(_WIDEST, "9"), row[0]) for row in rows)
    return _Ranges(*(list(column) for column in zip(*ordered, strict=True))) if ordered else None


def _part(isbn13: str, start: int) -> int:
    """Where the part that begins at `start` ends; 0 where no range holds it."""
    ranges = _ranges(isbn13[:start])
    if ranges is None:
        return 0
    digits = isbn13[start:12].ljust(_WIDEST, "0")[:_WIDEST]
    place = bisect_right(ranges.lows, digits) - 1
    return start + ranges.lengths[place] if place >= 0 and digits <= ranges.highs[place] else 0


@lru_cache(maxsize=65_536)
def hyphenated(isbn13: str) -> str:
    """With its five parts apart, or plain where they do not all come out."""
    group = _part(isbn13, 3)
    registrant = _part(isbn13, group) if group else 0
    if not registrant or registrant >= 12:
        return isbn13
    return f"{isbn13[:3]}-{isbn13[3:group]}-{isbn13[group:registrant]}-{isbn13[registrant:12]}-{isbn13[12]}"


@lru_cache(maxsize=65_536)
def normal(text: str) -> tuple[str, str]:
    """(ISBN-13, ISBN-10 or "") of one number in any form; two empty texts when it is not valid."""
    number = digits(text)
    if len(number) == 9:
        number = "0" + number
    if len(number) == 10 and number[:9].isdecimal() and (number[9].isdecimal() or number[9] == "X"):
        return (to_13(number), number) if _check10(number) else ("", "")
    if len(number) == 13 and number.isdecimal() and number[:3] in ("978", "979") and not number.startswith("9790"):
        return (number, to_10(number)) if _check13(number) else ("", "")
    return "", ""


def read(text: str, cancelled: bool = False) -> list[Isbn]:
    """Every ISBN of the text, in order; one with empty numbers when there is none that is valid; [] for no text."""
    text = text.strip()
    if not text:
        return []
    line = text.translate(_DASHES)
    numbers = [match[0] for match in _NUMBER.finditer(line)]
    if not numbers and (match := _SBN.match(line)):
        numbers = [match[1]]
    note = _QUALIFIER.search(text)
    qualifier = note[1].strip() if note else ""
    found: list[Isbn] = []
    for number in numbers or [text]:
        isbn13, isbn10 = normal(number)
        shown = hyphenated(isbn13) if isbn13 else ""
        found.append(Isbn(number.strip(), isbn13, isbn10, shown, qualifier, cancelled))
    return found


def digits(text: str) -> str:
    """The digits and X of a number as printed, without hyphens of any kind and spaces."""
    return text.translate(_DASHES).replace("-", "").replace(" ", "").upper()
