"""ISBN: every number in a text, checked, in both lengths, with its five parts apart (ISO 2108, the ISBN Users' Manual).

The ranges are those of python-stdnum. 979-0 is music (ISMN), not books, and a number whose parts do not all come out
is shown without hyphens. A wrong check digit makes the number worthless as a key: it stays as printed.
"""

import re
from functools import lru_cache

from shelflist.model import Isbn

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


@lru_cache(maxsize=65_536)
def hyphenated(isbn13: str) -> str:
    """With its five parts apart, or plain where they do not all come out."""
    from stdnum import isbn as rules

    parts = rules.split(isbn13)
    return "-".join(parts) if all(parts) else isbn13


@lru_cache(maxsize=65_536)
def normal(text: str) -> tuple[str, str]:
    """(ISBN-13, ISBN-10 or "") of one number in any form; two empty texts when it is not valid."""
    digits = text.translate(_DASHES).replace("-", "").replace(" ", "").upper()
    if len(digits) == 9:
        digits = "0" + digits
    if len(digits) == 10 and digits[:9].isdecimal() and (digits[9].isdecimal() or digits[9] == "X"):
        return (to_13(digits), digits) if _check10(digits) else ("", "")
    if len(digits) == 13 and digits.isdecimal() and digits[:3] in ("978", "979") and not digits.startswith("9790"):
        return (digits, to_10(digits)) if _check13(digits) else ("", "")
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
