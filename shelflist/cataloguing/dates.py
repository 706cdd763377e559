"""Dates of publication as they are printed, and the years that can be sorted (ISBD 4.4, RDA 2.8.6, REICAT 4.4.4).

The printed form is always kept. Nothing is guessed from outside the text: no clock is read, so "the future" is a
fixed year. The cataloguing guide §10 is the table that the tests hold.
"""

import re
from functools import lru_cache

from shelflist.cataloguing import numerals
from shelflist.model import PublicationDate
from shelflist.wording import gettext as _

FIRST, LAST = 1400, 2100
"""Years outside these are kept but marked suspect."""

EARLIEST = 1000
"""Centuries and decades before this are no dates of our calendar: "[13--]" is a manuscript's, "760-" a year of another."""

LONGEST = 500
"""Characters of a text that are looked at: what is longer is no date, and must not take long to say so."""

_UNDATED = re.compile(
    r"\W*(?:s\.? ?d\.?|n\.? ?d\.?|s\. ?a\.|s\. ?f\.|b\. ?d\.|z\. ?j\.|o\. ?j\.?|senza data|sans date|sin fecha|sem data"
    r"|ohne jahr|zonder jaar|bez daty|no date|undated|uuuu|0000|9999|\?{2,4}"
    r"|(?:date of publication|data di pubblicazione) (?:not|non) (?:identified|identificata|indicata))\W*",
    re.IGNORECASE,
)
_MARK = r"(?:©|℗|\(c\)|(?<![a-z])(?:copyright|copyr\.?|cop\.?|[cp]))"
_COPYRIGHT = re.compile(rf"{_MARK}\s?(\d{{4}})(?!\d)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s?[-–/]\s*(?:[\[<]*\d|\W*$)")
_COPYRIGHT_END = re.compile(rf"(?<=\d)([\]>?\s]*[-–/][\s\[<]*){_MARK}\s?(?=\d{{4}}(?!\d))", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])(-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])")
_ISO_BASIC = re.compile(r"(\d{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d.*)?")
_ISO_END = re.compile(r"/(\d{4})-")
_BEFORE_OUR_ERA = re.compile(r"-(?:\d{1,3}|1[0-8]\d\d)|\d{1,4} b\.? ?c\.?(?: ?e\.?)?|\d{1,4} a\. ?c\.", re.IGNORECASE)
_CORRECTED = re.compile(
    r"(?:\bi\. ?e\.|\brecte\b|\breally\b|\bcorrected to\b|(?<=[\d\s\[])ma\b)\W{0,3}c?(\d{4})(?!\d)(?:\W{1,3}(?<=[-–])\W?(\d{4})(?!\d))?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[([^\]\d]*(\d{4})[^\]]*)(?:\]|$)")
_BETWEEN = re.compile(
    r"(?:between|tra il|fra il|tra|entre|zwischen)\s+(\d{4})\??\s+(?:and|e il|e|et|y|und)\s+(\d{4})",
    re.IGNORECASE,
)
_EITHER = re.compile(r"(?<!\d)(\d{4})\??\s+(?:or|o|oder|ou)\s+c?(\d{4})(?!\d)", re.IGNORECASE)
_CENTURY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)? (?:century|cent\.|secolo|sec\.|jahrhundert)", re.IGNORECASE)
_ROMAN_CENTURY = re.compile(r"(?:\b(?:sec(?:olo|\.)|siècle) ([IVX]+)\b)|\b([IVX]+)e? (?:secolo|sec\.|siècle)")
_RANGE = re.compile(r"(?<!\d)(\d{4})[\]>?]*\s*[-–/]\s*([\[<]*)(\d{4})(?!\d)")
_SHORT_RANGE = re.compile(r"(?<!\d)(\d{4})\]?\s?[-–/]\]?(\d{2})(?![\d-])")
_OPEN = re.compile(r"(?<!\d)(\d{4})[\]?>]*\s*[-–]\s*[\]>\s]*$")
_CENTURY_DASH = re.compile(r"(?<!\d)(\d{2})(?:--|\?\?|uu|__|\.\.)(?!\d)")
_DECADE_RANGE = re.compile(r"(?<!\d)(\d{3})-[\]?]*\s?[-–]\s?\[?(\d{3})-(?!\d)")
_DECADE_DASH = re.compile(r"(?<!\d)(\d{3})(?:[-?u_](?!\d)|\.(?=\s?\??\s?\]))")
_PLURAL = re.compile(r"(?<!\d)(\d{2})(\d)0['’]?s\b")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ROMAN = re.compile(r"\bM[MDCLXVI]*(?:[.\s]{1,2}[DCLXVI]+)+\b|\bM[MDCLXVI]{2,}\b")
_APPROXIMATE = re.compile(
    r"\?|\bca\b|\bc\.|\b(?:circa|about|not|before|after|ante|post|prima|dopo|avant|après|verso|vers|um|vor|nach)\b",
    re.IGNORECASE,
)
_LIFE = re.compile(r"\b(?:born|died|nat[oa]|mort[oa]|geb\.|gest\.|né|née)\W[^\d;,]{0,20}\d{4}", re.IGNORECASE)
_PRINTING = re.compile(r"\bstampa\b|\bimpr\.|\bprint(?:ed|ing)\b|\brist\.|\bristampa\b", re.IGNORECASE)
_DEPOSIT = re.compile(r"\bD\.? ?L\.?\b|\bdépôt légal\b|\bdep\. leg\b", re.IGNORECASE)
_SBN = re.compile(r"\\?(\d{4})!|\\(\d{4})")
_LETTER_L = re.compile(r"(?<![\w])l(\d{3})(?!\d)")
_PART_BRACKET = re.compile(r"\[(\d{2})\](\d{2})(?!\d)")
_ERA = re.compile(r"\b(?:anno|an|a\.)\s+([IVXLC]+)\b|\bE\. ?F\.?\s+([IVXLC]+)\b|\b([IVXLC]+)\s+E\. ?F\.", re.IGNORECASE)
LAST_OF_ERA = 23
"""The last year of the fascist era, which ended in April 1945."""

Found = tuple[int | None, int | None, int | None, tuple[str, ...]]


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
    if match := _BETWEEN.search(text):
        flags.append("approximate")
        return _two(match[1], match[2])
    if (match := _EITHER.match(text, _first(text))) and 0 < int(match[2]) - int(match[1]) <= 10:
        flags.append("approximate")
        return _two(match[1], match[2])
    if (match := _ISO.search(text)) and (match[3] or int(match[2]) != int(match[1][2:]) + 1):
        last = _ISO_END.match(text, match.end())
        return _two(match[1], last[1] if last else "")
    if match := _ISO_BASIC.fullmatch(text):
        return int(match[1]), None
    if match := _RANGE.search(text):
        if "<" in match[2]:
            flags.append("open")
        return _two(match[1], match[3])
    if (match := _SHORT_RANGE.search(text)) and match[1][2:] != match[2]:
        return _two(match[1], match[1][:2] + match[2])
    if match := _OPEN.search(text):
        flags.append("open")
        return int(match[1]), None
    if found := _wide(text):
        flags.append("approximate")
        return found
    if match := _YEAR.search(text):
        return int(match[1]), None
    return _words(text, flags)


def _first(text: str) -> int:
    """Where the first year stands, or 0."""
    match = _YEAR.search(text)
    return match.start() if match else 0


def _two(first: str, last: str) -> tuple[int, int | None]:
    """A range; what would end before it begins is none."""
    return int(first), int(last) if last and int(last) >= int(first) else None


def _wide(text: str) -> tuple[int, int] | None:
    """A century or decade with its last figures missing, where it is one of our calendar's."""
    if match := _DECADE_RANGE.search(text):
        first, last = int(match[1]) * 10, int(match[2]) * 10 + 9
        return (first, last) if EARLIEST <= first < last <= LAST else None
    for pattern, width in ((_CENTURY_DASH, 100), (_DECADE_DASH, 10)):
        for match in pattern.finditer(text):
            if EARLIEST <= int(match[1]) * width < LAST:
                return int(match[1]) * width, int(match[1]) * width + width - 1
    if match := _PLURAL.search(text):
        first = int(match[1] + match[2]) * 10
        return first, first + (99 if match[2] == "0" and first < 2000 else 9)
    return None


def _gregorian(text: str) -> bool:
    """Whether a text has a year of our calendar."""
    return any(FIRST <= int(year) <= LAST for year in _YEAR.findall(text))


def _beside(text: str, flags: list[str]) -> tuple[int | None, int | None] | None:
    """(year, end) where the text corrects itself ("1998 [i.e. 1999]"), or gives the year of another calendar first
    ("5779 [2019]"); None where it does neither."""
    match = _CORRECTED.search(text)
    if match and re.search(r"\d", text[: match.start()]):
        flags.append("corrected" if _gregorian(text[: match.start()]) else "calendar")
        return _two(match[1], match[2] or "")
    for match in _BRACKETED.finditer(text):
        before = text[: match.start()]
        if re.search(r"\d", before) and not _gregorian(before):
            flags.extend(("calendar", "supplied"))
            return _span(_COPYRIGHT.sub(r" \1", match[1]), flags)
    return None


def _words(text: str, flags: list[str]) -> tuple[int | None, int | None]:
    """Centuries and Roman numerals."""
    century = 0
    if match := _CENTURY.search(text):
        century = int(match[1])
    elif match := _ROMAN_CENTURY.search(text):
        century = numerals.value(match[1] or match[2])
    if 0 < century <= 21:
        flags.append("approximate")
        return century * 100 - 99, century * 100
    if _ERA.search(text):
        flags.append("calendar")
        return None, None
    if match := _ROMAN.search(text):
        letters = "".join(c for c in match[0] if c.isalpha())
        if len(letters) > 2 and FIRST <= (year := numerals.value(letters)) <= LAST:
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
    if _BEFORE_OUR_ERA.fullmatch(text):
        return None, None, None, ("suspect",)
    flags: list[str] = []
    line, copyright = _copyright(_LIFE.sub(" ", _repair(text, flags)), flags)
    found = _beside(line, flags)
    if found is None:
        found = _span(line if "copyright" in flags else _COPYRIGHT.sub(" ", line), flags)
    year, end = found
    _flag(line, year, flags)
    if copyright is not None and not FIRST <= copyright <= LAST and year is not None:
        copyright = None
    if year is None and copyright is not None:
        year = copyright
        flags.append("copyright")
    if year is not None and not FIRST <= year <= LAST and "approximate" not in flags:
        flags.append("suspect")
    return year, end, copyright, tuple(dict.fromkeys(flags))


def _copyright(text: str, flags: list[str]) -> tuple[str, int | None]:
    """The text, and its copyright date. A mark before a whole range ("c1998-2003") is taken off, for its first year must
    stay; so is one before the last year of a range ("1998-c2003")."""
    line = _COPYRIGHT_END.sub(r"\1", text)
    match = _COPYRIGHT.search(line)
    if match is None:
        return line, None
    if _GOES_ON.match(line, match.end()) and not _YEAR.search(line[: match.start()]):
        flags.append("copyright")
        return _COPYRIGHT.sub(r" \1", line), int(match[1])
    return line, int(match[1])


def _flag(line: str, year: int | None, flags: list[str]) -> None:
    """What the text says of its year: supplied by the cataloguer, approximate, a printing's, the deposit's."""
    if year is not None:
        bare = _COPYRIGHT.sub(" ", line)
        inside = re.search(r"\[[^\]]*" + str(year)[:2], bare) or ("]" in bare and "[" not in bare)
        if inside and "corrected" not in flags:
            flags.append("supplied")
        if _APPROXIMATE.search(bare):
            flags.append("approximate")
    for pattern, flag in ((_PRINTING, "printing"), (_DEPOSIT, "deposit")):
        if pattern.search(line):
            flags.append(flag)


def read(text: str) -> PublicationDate:
    """A date as printed → what can be sorted. Never fails: what is not understood has no year."""
    raw = text.strip()
    year, end, copyright, flags = _read(raw[:LONGEST])
    return PublicationDate(raw, year, end, copyright, list(flags))


def era(text: str) -> str:
    """What a year of the Italian fascist era (from 28 October 1922) is in our calendar, as a note: "anno XVI" is
    "October 1937 – October 1938". "" for every other text: the year itself is never taken from it."""
    match = _ERA.search(text)
    if match is None or match[0].casefold().startswith("an "):
        return ""
    numeral = (match[1] or match[2] or match[3]).upper()
    number = numerals.value(numeral)
    if not 0 < number <= LAST_OF_ERA:
        return ""
    return _("October %(first)s – October %(last)s") % {"first": 1921 + number, "last": 1922 + number}
