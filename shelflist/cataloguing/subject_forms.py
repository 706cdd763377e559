"""When two written forms are one subject heading: what is left of a heading without case, marks and customs of writing.

Forms differ by case (MeSH writes "Emergency Medicine"), marks and punctuation, the hyphen of a compound word, a
romanisation's apostrophes, place names cut short in brackets (AACR2 B.14 against RDA 11.13 and B.11), "ca.", "fl." and "b." for
"approximately", "active" and "born" (RDA appendix B of 2013), and a date that was open and is closed (LC-PCC PS 9.3), and
the order of an inverted heading (SHM H 306: "Ethics, Medical" in LCSH, "Medical ethics" in other lists), where both are there, and
what is one phrase in one list and divided in another (MeSH "Eye Diseases", LCSH "Eye — Diseases"). A
number, a `+` or `#`, and what stands in brackets always count: "Mercury (Planet)" is not "Mercury", "C++" not "C".

FAST headings are LCSH cut into facets (Chan and O'Neill 2010): the same words without the places, periods and forms
between them; its places stand in order of size ("Italy — Florence" is LCSH "Florence (Italy)").
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from shelflist.cataloguing import vocabulary
from shelflist.cataloguing.subjects import subdivision_type
from shelflist.model import Subject

DASH = " — "
"""What stands between the parts of a heading."""

_PLAIN = {
    **{n: " " for n in range(128) if not chr(n).isalnum() and chr(n) not in "+#"},
    **{ord(c): None for c in "'`"},
}
"""ASCII marks → what they leave; one character each, for the fast road of `str.translate`."""

_TABLE = {
    **_PLAIN,
    **{ord(c): "" for c in "’‘ʼʻʹʺ´ˈ"},
    **{ord(c): made for c, made in {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}.items()},
}  # fmt: skip
_OPEN = re.compile(r"(?<=\d)\s?[-–](?!\s?\w)")
_DIED = re.compile(r"(?<=[ (,])[-–](?=\d{3})")
_OTHER = re.compile(r"[^\w\s+#]|_")
_QUALIFIER = re.compile(r"\(([^()]*\.[^()]*)\)")
_CUSTOMS = (
    ("ca.", re.compile(r"\bca\. ?(?=\d)"), "approximately "),
    ("fl.", re.compile(r"\bfl\. ?(?=\d)"), "active "),
    ("b.", re.compile(r"\bb\. ?(\d{4})(?!\d| ?[-–])"), r"\1-"),
    ("d.", re.compile(r"\bd\. ?(\d{4})(?!\d)"), r"-\1"),
    ("cent.", re.compile(r"(?<=\d[a-z][a-z]) cent\."), " century"),
    ("dept.", re.compile(r"\bdept\."), "department"),
)
"""What older rules wrote → what newer ones write, in lower case."""

_CLOSED = re.compile(r"^(.+, (?:approximately )?\d{3,4}\??)\s?[-–]\s?(?:approximately )?\d{1,4}\??$")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{3})")
_KEEP_APART = re.compile(r"\b(?:re|un)-")


def fold(label: str) -> str:
    """What a heading's forms have in common; its parts stay apart. Of a label in any case."""
    if DASH not in label:
        return part(label)
    return DASH.join([part(text) for text in label.split(DASH)])


@lru_cache(maxsize=65_536)
def part(label: str) -> str:
    """What the forms of one part of a heading have in common."""
    text = label.casefold()
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.split())
    if "." in text:
        if "(" in text:
            text = _QUALIFIER.sub(_whole_names, text)
        for mark, pattern, customary in _CUSTOMS:
            if mark in text:
                text = pattern.sub(customary, text)
    if "&" in text:
        text = text.replace("&", " and ")
    marks = ""
    if "-" in text or "–" in text:
        # A date that is open at an end is not the date alone.
        marks = (" open" if _OPEN.search(text) else "") + (" died" if _DIED.search(text) else "")
    made = " ".join((text.translate(_PLAIN) if text.isascii() else _unmarked(text)).split())
    return (made or text) + marks


def _whole_names(match: re.Match[str]) -> str:
    """The content of a bracket with its place names in full."""
    known = vocabulary.abbreviations()
    parts = re.split(r"( : | and |, )", match[1])
    return "(" + "".join(known.get(" ".join(part.replace(".", " ").split()), part) for part in parts) + ")"


def _unmarked(text: str) -> str:
    """Latin and Greek letters without marks; of other scripts, where a mark makes another letter, all stays."""
    kept: list[str] = []
    bare = False
    for char in unicodedata.normalize("NFKD", text):
        if 0x300 <= ord(char) <= 0x36F or char in "\ufe20\ufe21":
            if not bare:
                kept.append(char)
            continue
        bare = ord(char) < 0x400 or 0x1E00 <= ord(char) < 0x2000
        kept.append(char)
    made = unicodedata.normalize("NFC", "".join(kept)).translate(_TABLE)
    return _OTHER.sub(" ", made)


def solid(label: str) -> str:
    """The fold of a heading whose compound words are written without their hyphens, or "" where it has none."""
    text = label.casefold()
    if "-" not in text or _KEEP_APART.search(text) or not _HYPHEN.search(text):
        return ""
    return fold(_HYPHEN.sub("", text))


def still_open(label: str) -> str:
    """The fold of a heading as it was when its date was open: "Orsini, Delia, 1931-2004" → that of "… 1931-", or ""."""
    main, mark, rest = label.casefold().partition(DASH)
    match = _CLOSED.match(main)
    return fold(f"{match[1]}-{mark}{rest}") if match else ""


def direct(label: str) -> str:
    """The fold of an inverted heading in direct order: "Ethics, Professional" → that of "Professional ethics", or ""."""
    main, mark, rest = label.partition(DASH)
    head, comma, tail = main.partition(", ")
    if not comma or "," in tail or "(" in tail or any(c.isdigit() for c in tail):
        return ""
    return fold(f"{tail} {head}{mark}{rest}")


def undivided(divided: str, other: str) -> bool:
    """Whether a heading whose words are the same, in order, but for what parts them says the same: "Eye Diseases" for
    "Eye — Diseases", "Small business, Japan". A form makes two headings of it: "New Zealand — Fiction" is set there, "New
    Zealand fiction" is written there, unless a mark stands before the form.
    """
    last = divided.rpartition(DASH)[2].rstrip(".")
    if subdivision_type(last) != "form":
        return True
    before = other.rstrip(".")[: -len(last)].rstrip()
    return before[-1:] in ",.;:-–—"


def by_place(label: str) -> str:
    """The fold of a FAST place in the form of LCSH: "Italy — Florence" → that of "Florence (Italy)", or ""."""
    if label.count(DASH) != 1:
        return ""
    parts = label.casefold().split(DASH)
    if parts[0] not in vocabulary.places():
        return ""
    if parts[1].rstrip(".") in vocabulary.TOPICS or parts[1].rstrip(".") in vocabulary.FORMS:
        return ""
    if parts[1][-1:].isdigit() or parts[1].endswith(("century", "-")):
        return ""
    return fold(f"{parts[1]} ({parts[0].removesuffix(' (state)').removesuffix(' (province)')})")


def doubles(found: Sequence[Subject]) -> set[int]:
    """Positions of headings that others of the same record say already, so that each is shown once.

    A double has the same fold as an earlier heading, or is of FAST and a heading of LCSH holds its parts, in order, with
    nothing but places, periods and forms between them. Where the two are equal that of LCSH stays.
    """
    parts = [[fold(text) for text in (one.main, *(part.text for part in one.subdivisions))] for one in found]
    hidden: set[int] = set()
    first: dict[str, int] = {}
    for n in sorted(range(len(found)), key=lambda n: (found[n].scheme == "fast", n)):
        whole = DASH.join(parts[n])
        if whole in first:
            hidden.add(n)
            continue
        first[whole] = n
        if found[n].scheme == "fast":
            placed = by_place(found[n].text())
            others = [m for m in range(len(found)) if found[m].scheme != "fast"]
            if any(parts[m][0] == placed or _holds(found[m], parts[m], parts[n]) for m in others):
                hidden.add(n)
    return hidden


def _holds(whole: Subject, parts: Sequence[str], facets: Sequence[str]) -> bool:
    """Whether a heading of LCSH says all that a FAST heading says."""
    types = ["main", *(part.type for part in whole.subdivisions)]
    place, start = 0, parts.index(facets[0]) if facets[0] in parts else -1
    if start < 0:
        return False
    for n in range(start, len(parts)):
        if place < len(facets) and parts[n] == facets[place]:
            place += 1
        elif place < len(facets) and types[n] not in ("place", "period", "form"):
            return False
    return place == len(facets)
