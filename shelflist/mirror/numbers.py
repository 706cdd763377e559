"""Numbers that cannot be right, and what the right one is where only its check digit is wrong.

ISBN: ISO 2108 (modulus 10, and 11 for ten digits). ISSN: ISO 3297 (modulus 11 over eight signs). ISNI and ORCID: ISO 7064
MOD 11-2 over sixteen signs. DOI: ISO 26324 (`10.`, a registrant's digits, a slash, a suffix). LCCN: the normalised form of
the Library of Congress' LCCN namespace (up to three letters, then eight or ten digits). OCLC: digits alone.
"""

import re
from collections.abc import Callable

from shelflist.cataloguing import isbn
from shelflist.mirror.values import Bad
from shelflist.model import Book, Isbn

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}(?:\.\d+)*/\S+", re.IGNORECASE)
_LCCN = re.compile(r"[a-z]{0,3}(?:\d{8}|\d{10})(?:/.*)?")
_OCLC = re.compile(r"(?:\(ocolc\))?(?:oc[mn]|on)?0*[1-9]\d{0,11}", re.IGNORECASE)
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


def _of_issn(text: str) -> Bad | None:
    right = issn_right(text)
    return None if right and _signs(right) == _signs(text) else Bad("ISSN", text, right)


def _of_sixteen(name: str) -> Callable[[str], Bad | None]:
    def look(text: str) -> Bad | None:
        right = sixteen_right(text)
        return None if right and _signs(right) == _signs(text) else Bad(name, text, right)

    return look


def _of_form(name: str, form: re.Pattern[str]) -> Callable[[str], Bad | None]:
    return lambda text: None if form.fullmatch("".join(text.split()).casefold()) else Bad(name, text)


_LOOK: dict[str, Callable[[str], Bad | None]] = {
    "issn": _of_issn,
    "isni": _of_sixteen("ISNI"),
    "orcid": _of_sixteen("ORCID"),
    "doi": _of_form("DOI", _DOI),
    "lccn": lambda text: _of_form("LCCN", _LCCN)(text.replace("-", "")),
    "oclc": _of_form("OCLC number", _OCLC),
}
"""Scheme → what looks at a number of it."""


def look(scheme: str, text: str) -> Bad | None:
    """What is wrong with a number, or None: also for schemes that have no rule."""
    test = _LOOK.get(scheme)
    return test(text) if test and text.strip() else None


def _isbn(number: Isbn) -> Bad | None:
    if number.isbn13 or number.cancelled or len(_signs(number.raw)) < 8:
        return None
    return Bad("ISBN", number.raw, isbn_right(number.raw))


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
