"""Numbers that cannot be right, and what the right one is where only its check digit is wrong.

Which numbers are right is `identifiers`' and `isbn`'s to say; here stands what the check digit would have to be. ISBN: ISO
2108 (modulus 10, and 11 for ten digits). ISSN: ISO 3297 (modulus 11 over eight signs). ISNI and ORCID: ISO 7064 MOD 11-2
over sixteen signs.
"""

import re
from collections.abc import Callable

from shelflist.cataloguing import identifiers, isbn
from shelflist.mirror.values import Bad
from shelflist.model import Book, Isbn
from shelflist.wording import later

_SIGNS = re.compile(r"[^0-9X]")


def _signs(text: str) -> str:
    return _SIGNS.sub("", isbn.digits(text))


def isbn_right(printed: str) -> str:
    """The number with the check digit that belongs to it, for ten or thirteen digits; "" for anything else."""
    number = _signs(printed)
    if len(number) == 13 and number[:12].isdecimal() and number[:3] in ("978", "979"):
        total = sum((ord(c) - 48) * (3 if n % 2 else 1) for n, c in enumerate(number[:12]))
        return number[:12] + str(-total % 10)
    if len(number) == 10 and number[:9].isdecimal():
        value = -sum((10 - n) * (ord(c) - 48) for n, c in enumerate(number[:9])) % 11
        return number[:9] + ("X" if value == 10 else str(value))
    return ""


def issn_right(printed: str) -> str:
    """The ISSN with the check digit that belongs to it, or ""."""
    number = _signs(printed)
    if len(number) != 8 or not number[:7].isdecimal():
        return ""
    value = -sum((8 - n) * (ord(c) - 48) for n, c in enumerate(number[:7])) % 11
    return f"{number[:4]}-{number[4:7]}{'X' if value == 10 else value}"


def sixteen_right(printed: str) -> str:
    """The ISNI or ORCID with the check sign that belongs to it, in fours, or ""."""
    number = _signs(printed)
    if len(number) != 16 or not number[:15].isdecimal():
        return ""
    total = 0
    for digit in number[:15]:
        total = (total + ord(digit) - 48) * 2
    value = (12 - total % 11) % 11
    whole = number[:15] + ("X" if value == 10 else str(value))
    return "-".join(whole[n : n + 4] for n in range(0, 16, 4))


RIGHT: dict[str, Callable[[str], str]] = {"issn": issn_right, "isni": sixteen_right, "orcid": sixteen_right}
"""Scheme → what gives a number its own check digit."""


def look(scheme: str, text: str) -> Bad | None:
    """What is wrong with a number, or None: also for schemes that have no rule."""
    fault = identifiers.read(scheme, text).fault if text.strip() else ""
    if not fault:
        return None
    right = RIGHT[scheme](text) if scheme in RIGHT else ""
    return Bad(scheme.upper(), text, right, fault)


def _isbn(number: Isbn) -> Bad | None:
    if number.isbn13 or number.cancelled or len(_signs(number.raw)) < 8:
        return None
    right = isbn_right(number.raw)
    return Bad(
        "ISBN",
        number.raw,
        right,
        later("its check digit is wrong") if right else later("it has neither ten nor thirteen digits"),
    )


def bad(book: Book) -> list[Bad]:
    """The numbers of a book that cannot be right, each once. An ISBN that its record itself calls wrong ($z) is none."""
    found = [wrong for number in book.isbns if (wrong := _isbn(number))]
    found += [wrong for series in book.series if series.issn and (wrong := look("issn", series.issn))]
    if book.host is not None and book.host.issn:
        found += [wrong for wrong in [look("issn", book.host.issn)] if wrong]
    for scheme, numbers in sorted(book.identifiers.items()):
        found += [wrong for text in numbers if (wrong := look(scheme, text))]
    for person in book.contributors:
        found += [wrong for scheme, text in sorted(person.ids.items()) if (wrong := look(scheme, text))]
    return list({(one.what, one.printed): one for one in found}.values())
