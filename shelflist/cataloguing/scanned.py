"""Contents notes that a machine made of a scanned table of contents ("Machine generated contents note: …").

The Library of Congress added such notes (505, first indicator 8): each printed line is an entry, with its page number.
So a title may go on in the next entry, the author may stand in an entry of his own, and numbers stand alone. What can
be told without doubt is put right; what a machine misread stays as it is.
"""

import re
from itertools import pairwise

from shelflist.cataloguing import bylines

OPENING = re.compile(r"^\[?machine[- ]generated", re.IGNORECASE)
"""How such a note begins."""

_REST = re.compile(r"Library of Congress subject headings? for this publication.*$", re.IGNORECASE)
_MARKUP = re.compile(r"<BR>", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"(?:chapter |ch\. )?\[?(?:\d{1,3}|[IVX]{1,6})\]?\.?", re.IGNORECASE)
_PAGE = re.compile(r"(.*[^\d\s.,–-])[\s.,]*(?<![\d–-])\b(\d{1,3})\.?$|(.*[^\d\s.,–-])(?<=[a-z])(\d{1,3})$")
_ROMAN_PAGE = re.compile(r"(.*\S)\s+[ivxl]{1,6}\.?$")
_GOES_ON = re.compile(
    r"(?:\b(?:and|or|of|the|a|an|in|on|for|to|from|with|by|at|as|into|de|la|der|die|und|et|e|di)|[a-z]['’]s|,|-)$"
)
_STUCK = re.compile(r"^((?:chapter|part|appendix)\s+\w{1,5}\.)(?=\S)", re.IGNORECASE)
_MISREAD = re.compile(r"^c hapter\b", re.IGNORECASE)


def without_rest(line: str) -> str:
    """The note without the subject headings that were run into it."""
    return _MARKUP.sub(" ", _REST.sub("", line)).rstrip(" -")


def mended(parts: list[str]) -> list[str]:
    """The lines of a table as entries: page numbers gone, lines joined that are one title, authors behind their titles."""
    found = without_pages([" ".join(part.split()) for part in parts if part.strip(" -–—")])
    found = [_STUCK.sub(r"\1 ", _MISREAD.sub("Chapter", part)) for part in found]
    found = _with_authors(_joined(found))
    titles = without_pages([part.partition(" / ")[0] for part in found])
    return [
        f"{title} / {who}" if who else title
        for title, who in zip(titles, [part.partition(" / ")[2] for part in found], strict=True)
    ]


def with_numbers(parts: list[str]) -> list[str]:
    """Entries that are nothing but a number, joined with the title that follows."""
    alone = [len(part) < 15 and _NUMBER_ALONE.fullmatch(part) is not None for part in parts]
    if sum(alone) < 2:
        return parts
    found: list[str] = []
    for n, part in enumerate(parts):
        if n and alone[n - 1] and not alone[n]:
            found.append(f"{parts[n - 1].rstrip('.')}. {part}")
        elif not alone[n]:
            found.append(part)
    return found


def without_pages(parts: list[str]) -> list[str]:
    """Entries without the page numbers that close nearly all of them, and rise."""
    found = [_PAGE.match(part) if len(part) < 500 else None for part in parts]
    pages = [int(match[2] or match[4]) for match in found if match]
    romans = [
        None if match or len(part) > 500 else _ROMAN_PAGE.match(part) for match, part in zip(found, parts, strict=True)
    ]
    many = len(pages) + sum(match is not None for match in romans)
    rising = sum(a <= b for a, b in pairwise(pages))
    if (
        len(pages) < 4
        or many < len(parts) * 0.7
        or pages[0] > 60
        or rising < (len(pages) - 1) * 0.9
        or pages[0] == pages[-1]
    ):
        return parts
    texts = [(match[1] or match[3]) if match else part for match, part in zip(found, parts, strict=True)]
    texts = [match[1] if match else text for match, text in zip(romans, texts, strict=True)]
    return [text.rstrip(" .,") for text in texts]


def _joined(parts: list[str]) -> list[str]:
    """A line that begins in lower case, or follows one that cannot end, goes on with the title before it."""
    found: list[str] = []
    for part in parts:
        if found and (part[:1].islower() or part[:1] == "(" or _GOES_ON.search(found[-1])) and len(found[-1]) < 300:
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _with_authors(parts: list[str]) -> list[str]:
    """Entries that are names and nothing else, behind the titles before them, where names and titles take turns."""
    who = [_is_names(part) for part in parts]
    after_title = [n for n in range(1, len(parts)) if who[n] and not who[n - 1]]
    if (
        len(after_title) < 3
        or len(after_title) < sum(who) * 0.8
        or len(after_title) < (len(parts) - len(after_title)) * 0.4
    ):
        return parts
    found: list[str] = []
    for n, part in enumerate(parts):
        if n and who[n] and not who[n - 1] and " / " not in found[-1]:
            found[-1] = f"{found[-1]} / {part}"
        else:
            found.append(part)
    return found


def _is_names(part: str) -> bool:
    text = part.title().replace(" And ", " and ").replace(" With ", " with ") if part.isupper() else part
    names = bylines.authors(text)
    if any(len(name.split()) > 3 and "." not in name for name in names) or re.search(
        r"\b(?:The|Of|In|A|An|Chapter|Part)\b", text
    ):
        return False  # "Mexican Immigrant Women Workers" are no person
    words = sum(len(name.replace(",", " ").split()) for name in names)
    return bool(names) and words >= len(re.findall(r"[^\W\d_]{2,}", text)) - text.count(" and ") - text.count(" with ")
