"""Dates of publication as they are printed, and the years that can be sorted (ISBD 4.4, RDA 2.8.6, REICAT 4.4.4).

The printed form is always kept. Nothing is guessed from outside the text: no clock is read, so "the future" is a
fixed year. The cataloguing guide §10 is the table that the tests hold.
"""

import re
from functools import lru_cache

from shelflist.model import PublicationDate

FIRST, LAST = 1400, 2100
LONGEST = 500
"""Characters of a text that are looked at: what is longer is no date, and must not take long to say so."""
"""Years outside these are kept but marked suspect."""

_UNDATED = re.compile(
    r"\W*(?:s\.? ?d\.?|n\.? ?d\.?|senza data|sans date|sin fecha|o\. ?j\.?|undated|uuuu|0000|9999"
    r"|(?:date of publication|data di pubblicazione) (?:not|non) (?:identified|identificata|indicata))\W*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|℗|\(c\)|(?<![a-z])(?:copyright|copyr\.?|cop\.?|[cp]))\s?(\d{4})(?!\d)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s?[-–/]\s*(?:\[?\d|\W*$)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])(-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])")
_CORRECTED = re.compile(r"(?<!\d)\d{4}\W{1,3}(?:i\. ?e\.|recte|ma|really|corrected to)\s*(\d{4})(?!\d)", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\]\d]*(\d{4})[^\]]*\]")
_BETWEEN = re.compile(
    r"(?:between|tra il|fra il|tra|entre|zwischen)\s+(\d{4})\??\s+(?:and|e il|e|et|y|und)\s+(\d{4})",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)? (?:century|cent\.|secolo|sec\.|jahrhundert)", re.IGNORECASE)
_ROMAN_CENTURY = re.compile(r"(?:\b(?:sec(?:olo|\.)|siècle) ([IVX]+)\b)|\b([IVX]+)e? (?:secolo|sec\.|siècle)")
_RANGE = re.compile(r"(?<!\d)(\d{4})\]?\s*[-–/]\s*\[?(\d{4})(?!\d)")
_SHORT_RANGE = re.compile(r"(?<!\d)(\d{4})\s?[-–/](\d{2})(?![\d-])")
_OPEN = re.compile(r"(?<!\d)(\d{4})\]?\s*[-–]\s*[\]>]*\s*$")
_CENTURY_DASH = re.compile(r"(?<!\d)(\d{2})(?:--|\?\?|uu|__)(?!\d)")
_DECADE_DASH = re.compile(r"(?<!\d)(\d{3})[-?u_](?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ERA = re.compile(r"\b(?:anno|a\.)\s+[IVXLC]+\b", re.IGNORECASE)
_ROMAN = re.compile(r"\bM[MDCLXVI]{2,}\b")
_APPROXIMATE = re.compile(r"\?|\bca?\.|\bcirca\b|\babout\b|\bverso\b|\bvers\b", re.IGNORECASE)
_PRINTING = re.compile(r"\bstampa\b|\bimpr\.|\bprint(?:ed|ing)\b|\brist\.|\bristampa\b", re.IGNORECASE)
_DEPOSIT = re.compile(r"\bD\.? ?L\.?\b|\bdépôt légal\b|\bdep\. leg\b", re.IGNORECASE)
_SBN = re.compile(r"\\?(\d{4})!|\\(\d{4})")
_LETTER_L = re.compile(r"(?<![\w])l(\d{3})(?!\d)")
_PART_BRACKET = re.compile(r"\[(\d{2})\](\d{2})(?!\d)")
_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

Found = tuple[int | None, int | None, int | None, tuple[str, ...]]


def roman(text: str) -> int:
    """The value of a Roman numeral (letters I V X L C D M only)."""
    values = [_NUMERALS[c] for c in text]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))


def _repair(text: str, flags: list[str]) -> str:
    """SBN's `\\1998!` for `[1998]`, the letter l for 1, and `[19]98`."""
    for pattern, form in ((_SBN, None), (_LETTER_L, r"1\1"), (_PART_BRACKET, r"[\1\2]")):
        made = pattern.sub(form or (lambda m: f"[{m[1] or m[2]}]"), text)
        if made != text:
            flags.append("repaired")
            text = made
    return text


def _span(text: str, flags: list[str]) -> tuple[int | None, int | None]:
    """(year, end) of a text from which copyright dates are gone, by the first rule that fits."""
    if match := _CORRECTED.search(text):
        flags.append("corrected")
        return int(match[1]), None
    if match := _BETWEEN.search(text):
        flags.append("approximate")
        return int(match[1]), int(match[2])
    if (match := _BRACKETED.search(text)) and re.search(r"\d", text[: match.start()]) and not _gregorian(text, match):
        flags.extend(["calendar", "supplied"])
        return int(match[1]), None
    if (match := _ISO.search(text)) and (match[3] or int(match[2]) != int(match[1][2:]) + 1):
        return int(match[1]), None
    if match := _RANGE.search(text):
        start, end = int(match[1]), int(match[2])
        return start, end if end >= start else None
    if match := _SHORT_RANGE.search(text):
        start, end = int(match[1]), int(match[1][:2] + match[2])
        return start, end if end > start else None
    if match := _OPEN.search(text):
        flags.append("open")
        return int(match[1]), None
    for pattern, width in ((_CENTURY_DASH, 100), (_DECADE_DASH, 10)):
        if match := pattern.search(text):
            flags.append("approximate")
            return int(match[1]) * width, int(match[1]) * width + width - 1
    if match := _YEAR.search(text):
        return int(match[1]), None
    return _words(text, flags)


def _gregorian(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the bracket already has a year of our calendar."""
    return any(FIRST <= int(year) <= LAST for year in _YEAR.findall(text[: match.start()]))


def _words(text: str, flags: list[str]) -> tuple[int | None, int | None]:
    """Centuries and Roman numerals."""
    century = 0
    if match := _CENTURY.search(text):
        century = int(match[1])
    elif match := _ROMAN_CENTURY.search(text):
        century = roman(match[1] or match[2])
    if 0 < century <= 21:
        flags.append("approximate")
        return century * 100 - 99, century * 100
    if _ERA.search(text):
        flags.append("calendar")
        return None, None
    if match := _ROMAN.search(text):
        year = roman(match[0])
        if FIRST <= year <= LAST:
            flags.append("roman")
            return year, None
    return None, None


@lru_cache(maxsize=16_384)
def _read(text: str) -> Found:
    if not text:
        return None, None, None, ()
    if len(text) == 4 and text.isascii() and text.isdecimal() and FIRST <= int(text) <= LAST:
        return int(text), None, None, ()
    if _UNDATED.fullmatch(text):
        return None, None, None, ("undated",)
    flags: list[str] = []
    line = _repair(text, flags)
    copyright = None
    if match := _COPYRIGHT.search(line):
        copyright = int(match[1])
        # "c1998-2003": the mark stands before a whole range, whose first year must stay.
        if _GOES_ON.match(line, match.end()) and not _YEAR.search(line[: match.start()]):
            flags.append("copyright")
            line = _COPYRIGHT.sub(r" \1", line)
        else:
            line = _COPYRIGHT.sub(" ", line)
    year, end = _span(line, flags)
    if year is not None:
        inside = re.search(r"\[[^\]]*" + str(year)[:2], line)
        if inside and "supplied" not in flags and "corrected" not in flags:
            flags.append("supplied")
        if _APPROXIMATE.search(line) and "approximate" not in flags:
            flags.append("approximate")
    for pattern, flag in ((_PRINTING, "printing"), (_DEPOSIT, "deposit")):
        if pattern.search(line):
            flags.append(flag)
    if year is None and copyright is not None:
        year = copyright
        flags.append("copyright")
    if year is not None and not FIRST <= year <= LAST and "approximate" not in flags:
        flags.append("suspect")
    return year, end, copyright, tuple(dict.fromkeys(flags))


def read(text: str) -> PublicationDate:
    """A date as printed → what can be sorted. Never fails: what is not understood has no year."""
    raw = text.strip()
    year, end, copyright, flags = _read(raw[:LONGEST])
    return PublicationDate(raw, year, end, copyright, list(flags))
