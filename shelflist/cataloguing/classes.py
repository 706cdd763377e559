"""Classification numbers: normal form and shelf order for Dewey (DDC), Library of Congress (LCC) and UDC.

Source: cataloguing guide §9. Prime marks go, editions are told apart from numbers, decimals are compared as text,
class numbers of LCC as numbers. Captions are not ours to print (DDC's belong to OCLC): pages show the number alone.
"""

import re
from functools import lru_cache

from shelflist.model import ClassNumber

_DDC = re.compile(r"(?<![\d.])(\d{1,3})(\.\d{1,20})?(?!\d)")
_DDC_MARKS = str.maketrans("", "", "/'′’‘`")
_DDC_CUTTER = re.compile(r"^\s+([A-Z][A-Za-z]{0,3}\d{0,6}[a-z]?|[A-Z]{2,4})\b")
_LCC = re.compile(r"^([A-Z]{1,3})\s*(\d{1,4})(\.\d{1,4})?\s*((?:\s*\.?\s?[A-Z]\d{1,6}[a-z]?)*)\s*(.{0,60})$")
_CUTTER = re.compile(r"\.?\s?([A-Z])(\d{1,6}[a-z]?)")
_NUMBER_RUN = re.compile(r"\d+")
UDC_SIGNS: tuple[tuple[str, str], ...] = (
    ("+", "0"), ("/", "1"), (":", "3"), ("=", "4"), ("(0", "5"), ("(=", "7"), ("(", "6"), ('"', "8"), ("*", "9"),
    ("-0", "B"), ("-", "C"), (".0", "D"), ("'", "E"),
)  # fmt: skip
"""UDC's signs in filing order; a plain end files as "2", a letter as "A", the number's own digits after all signs."""


@lru_cache(maxsize=16_384)
def _ddc(raw: str) -> tuple[str, str] | None:
    text = raw.translate(_DDC_MARKS).strip().strip("[]() ")
    text = re.sub(r"^[jJ]\s?(?=\d)", "", text)
    match = _DDC.match(text)
    if match is None:
        return None
    whole, decimals = match[1].zfill(3), (match[2] or "").rstrip(".")
    number = whole + decimals
    cutter = _DDC_CUTTER.match(text[match.end() :])
    return number, number + (f" {cutter[1]}" if cutter else "")


def ddc(raw: str, edition: str = "") -> ClassNumber | None:
    """A Dewey number: "355/.031" → 355.031. None where there is no number ("[Fic]", "B")."""
    found = _ddc(raw)
    return ClassNumber("ddc", found[0], found[1], edition, raw) if found else None


@lru_cache(maxsize=16_384)
def _lcc(raw: str) -> tuple[str, str] | None:
    match = _LCC.match(raw.strip().upper() if raw.islower() else raw.strip())
    if match is None:
        return None
    letters, whole, decimals, cutters, rest = match.groups()
    parts = [f"{letter}{digits}" for letter, digits in _CUTTER.findall(cutters)]
    rest = rest.strip(" .,;")
    number = (
        letters
        + whole
        + (decimals or "")
        + ("".join([" ." + parts[0], *(" " + p for p in parts[1:])]) if parts else "")
    )
    sort = f"{letters:<3}{int(whole):04d}{decimals or ''} {' '.join(parts)} {_NUMBER_RUN.sub(_padded, rest)}"
    return number + (f" {rest}" if rest else ""), sort.rstrip()


def _padded(match: re.Match[str]) -> str:
    return match[0].rjust(6, "0")


def lcc(raw: str) -> ClassNumber | None:
    """A Library of Congress call number: "JZ1318.H46 2019" → "JZ1318 .H46 2019". None for a local shelf mark."""
    found = _lcc(raw)
    return ClassNumber("lcc", found[0], found[1], "", raw) if found else None


@lru_cache(maxsize=4096)
def _udc_sort(number: str) -> str:
    found, n = [], 0
    while n < len(number):
        for sign, rank in UDC_SIGNS:
            if number.startswith(sign, n):
                found.append(rank)
                n += len(sign)
                break
        else:
            # The point after every third digit and spaces carry no meaning.
            if number[n] not in ". ":
                found.append(("A" if number[n].isalpha() else "F") + number[n])
            n += 1
    return " ".join([*found, "2"])


def udc(raw: str) -> ClassNumber | None:
    """A UDC number as printed, with a key that files its signs in UDC's order. None for no text."""
    number = raw.strip()
    return ClassNumber("udc", number, _udc_sort(number), "", raw) if number else None


def other(raw: str, scheme: str = "") -> ClassNumber | None:
    """A number of another scheme, as printed; `scheme` "nlm" keeps its name. None for no text."""
    number = raw.strip()
    return ClassNumber("nlm" if scheme == "nlm" else "other", number, number, scheme, raw) if number else None


def ancestors(scheme: str, number: str) -> list[str]:
    """The class that gathers this number on a page of its own: three digits for DDC, letters and number for LCC."""
    if scheme == "ddc":
        return [number[:3]] if number[:3] != number else []
    if scheme == "lcc":
        match = re.match(r"([A-Z]{1,3})(\d*)", number)
        return [match[1] + match[2], match[1]] if match and match[2] else []
    return []
