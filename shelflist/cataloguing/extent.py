"""Physical description (ISBD area 5): number of pages, size, and what carries the text (RDA 3.3).

The extent wins over a declared form: "1 online resource" in a record that says "printed" is online.
"""

import re
from functools import lru_cache

from shelflist.wording import later

MOST_PAGES = 50_000

_PAGES = re.compile(
    r"(\d{1,6})\]?(?:\s?[a-z])?\s*(?:pages?\b|pagine\b|páginas\b|pag\.|págs?\.|pp?\b|s\.|seiten\b|sider\b|sidor\b|sivua\b|blz\.|leaves\b|l\.|ff?\.|carte\b|c\.|h\.)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d{1,4}(?:[.,]\d)?(?:\s?[x×]\s?\d{1,4}(?:[.,]\d)?)?\s?(?:-\s?\d{1,4}\s?)?[cm]m\b")

CARRIERS: tuple[tuple[str, str], ...] = (
    (
        r"online|on-line|en ligne|en línea|electronic (?:text|book|resource)|e-?book|website|streaming",
        later("online resource"),
    ),
    (r"cd-?rom|dvd|computer dis[ck]|disco ottico|optical dis[ck]|diskette", later("computer disc")),
    (r"microfich|microfiche", later("microfiche")),
    (r"microfilm", later("microfilm reel")),
    (r"sound dis|audio|compact dis|\bcd\b|sound cassette|audiolibro", later("audio disc")),
    (r"video|film reel", later("video")),
    (r"\b(?:maps?|carta geografica|carte geografiche)\b", later("sheet")),
    (
        r"\bv\.|vol|\bp\.|pages?\b|\bpp?\b|leaves|pagine|\bs\.|seiten|sid[eo]r\b|sivua\b|\bblz\.|\bl\.|\bc\.|carte|páginas|\bnc\b",
        later("volume"),
    ),
)
_CARRIERS = [(re.compile(pattern, re.IGNORECASE), name) for pattern, name in CARRIERS]
_DECLARED = frozenset(name for _, name in CARRIERS)


@lru_cache(maxsize=16_384)
def pages(text: str) -> int | None:
    """The largest number of pages or leaves that the extent states, below 50,000; None when it states none."""
    found = [int(match[1]) for match in _PAGES.finditer(text)]
    found = [number for number in found if 0 < number < MOST_PAGES]
    return max(found) if found else None


@lru_cache(maxsize=4096)
def carrier(extent: str, declared: str = "") -> str:
    """What carries the text: "online resource", "volume", "computer disc", …; the extent before the declared form; or ""."""
    for pattern, name in _CARRIERS[:-1]:
        if pattern.search(extent):
            return name
    if declared.lower() in _DECLARED:
        return declared.lower()
    if _CARRIERS[-1][0].search(extent):
        return "volume"
    for pattern, name in _CARRIERS:
        if pattern.search(declared):
            return name
    return ""


@lru_cache(maxsize=4096)
def size(text: str) -> str:
    """The size as printed ("24 cm"), or ""."""
    match = _SIZE.search(text)
    return match[0].strip() if match else ""
