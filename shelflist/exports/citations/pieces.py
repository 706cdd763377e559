"""How the pieces of a citation come together: marks that meet, numbers with their words, years."""

import re
from collections.abc import Iterable
from typing import Any

MEETS: dict[str, str] = {
    "!.": "!", "?.": "?", "?:": "?", "!:": "!", "..": ".", ",,": ",", "::": ":", ";;": ";", "::.": ":", ":.": ":", ";.": ";", ";:": ";",
}  # fmt: skip
"""Two marks that meet → what stands; any other two both stay ("Inc.," "war?,"). The table of the reference processor."""


def joined(delimiter: str, parts: Iterable[str]) -> str:
    """The parts that say something, with a delimiter between them."""
    text = ""
    for part in parts:
        if part:
            text = ended(text, delimiter) + part if text else part
    return text


def ended(text: str, mark: str) -> str:
    """A text with a mark behind it; a full stop or a comma goes inside a closing quotation mark, and two marks may be one."""
    if not text or not mark:
        return text
    sign, rest = mark[0], mark[1:]
    if sign not in ".,;:!?":
        return text + mark
    if text[-1] == "”" and sign in ".,":
        return ended(text[:-1], sign) + "”" + rest
    if text[-1] in ".,;:!?":
        return text[:-1] + MEETS.get(text[-1] + sign, text[-1] + sign) + rest
    return text + mark


def bracketed(parts: Iterable[str], delimiter: str = ", ", marks: str = "()") -> str:
    """The parts in brackets, or nothing."""
    text = joined(delimiter, parts)
    return f"{marks[0]}{text}{marks[1]}" if text else ""


_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*[-,&–]\s*[A-Za-z]*\d+[A-Za-z]*)*")
_SEVERAL = re.compile(r"[-,&–]")


def is_number(text: str) -> bool:
    """Whether it is a number to a style: "2", "2nd", "B7", "1-3"; not "Vol. 2"."""
    return bool(_NUMERIC.fullmatch(text.strip()))


def several(text: str) -> bool:
    """Whether it is more than one number."""
    return bool(_SEVERAL.search(text.strip()))


def ordinal(text: str) -> str:
    """ "2" → "2nd"; anything but a bare number as it is."""
    if not text.isdecimal():
        return text
    n = int(text)
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def edition(text: str) -> str:
    """ "2" → "2nd ed."; an edition in words as it is."""
    return f"{ordinal(text)} ed." if is_number(text) else text


_WORD = re.compile(r"""[^\s‘’“”"'\-–—/.,;?!:\[\]()]+""")


_PAGES = re.compile(r"(\d+)\s*[-–]+\s*(\d+)")
_SOME_PAGES = re.compile(r"\d+(?:\s*[-–,&]+\s*\d+)+")


def pages(text: str, manner: str = "") -> str:
    """ "1558-1566" → "1558–1566"; 1558–66 in the manners "chicago" (CMOS 9.63) and "mla" (2.139); "227-32" → 227–232 in "apa"."""
    found = _PAGES.fullmatch(text.strip())
    if found is None:
        return text
    first, last = found[1], found[2]
    if len(last) < len(first) and manner:
        last = first[: len(first) - len(last)] + last
    if manner in ("chicago", "mla") and len(first) == len(last):
        same = next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), 0)
        least = 1 if manner == "chicago" and 0 < int(first) % 100 < 10 else 2
        if manner == "mla" or (int(first) > 100 and int(first) % 100):
            last = last[min(same, len(last) - least) :]
    return f"{first}–{last}"


def labelled(text: str, manner: str = "") -> str:
    """ "p. 7", "pp. 7–9"; nothing of nothing."""
    if not text:
        return ""
    return f"{'pp.' if _SOME_PAGES.fullmatch(text.strip()) else 'p.'} {pages(text, manner)}"


def capital(text: str) -> str:
    """With a capital at its start, where its first word has none: "wyd. 1" → "Wyd. 1"."""
    found = _WORD.search(text)
    if found is None or found[0] != found[0].lower():
        return text
    return text[: found.start()] + found[0][0].upper() + text[found.start() + 1 :]


def year(item: dict[str, Any], none: str) -> str:
    """The year or years: "2000", "1998–2003"; a date in words as it is; `none` where there is no date."""
    issued = item.get("issued")
    if issued is None:
        return none
    if "literal" in issued:
        return str(issued["literal"])
    return "–".join(dict.fromkeys(str(parts[0]) for parts in issued["date-parts"]))


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(item: dict[str, Any]) -> tuple[str, str, str]:
    """(year, month in words, day) of a date, "" for what it does not say."""
    issued = item.get("issued") or {}
    parts = [*issued.get("date-parts", [[]])[0], 0, 0, 0]
    if len(issued.get("date-parts", [])) > 1 or not parts[0]:
        return "", "", ""
    return str(parts[0]), MONTHS[parts[1] - 1] if parts[1] else "", str(parts[2]) if parts[2] else ""
