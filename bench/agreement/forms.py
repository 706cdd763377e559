"""Values brought to a form in which notations of the same thing are the same, so that only what differs in substance differs.

Notation, and so put away: markup, braces, quotes, dashes and all punctuation; upper and lower case; Unicode's compatibility
forms (Annex 15, NFKC: superscripts, ligatures); the order of a name's parts and the dots of its initials; hyphens of an
ISBN and its ten digits for thirteen; "pp. 12--34" for "12-34", "943-7" for "943-947"; names, codes and
addresses of languages. Diacritics,
words and their order, numbers and roles are substance.
"""

import html
import re
import unicodedata
from typing import NamedTuple

from shelflist.cataloguing import isbn as isbns
from shelflist.cataloguing import languages

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_INITIALS = re.compile(r"[^\W\d_]{2,4}")
_RANGE = re.compile(r"([A-Za-z]{0,3})(\d{1,7})\s*[-–—]+\s*([A-Za-z]{0,3})(\d{1,7})(?!\d)")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
_LANGUAGE_ADDRESS = re.compile(r"^https?://id\.loc\.gov/vocabulary/iso639-\d/")
_UNDOTTED = re.compile(r"(?<=\w)\.(?=\w)")


class Person(NamedTuple):
    """A name by its folded parts. `given` is None where the side that says it keeps the name in one piece."""

    family: tuple[str, ...]
    given: tuple[str, ...] | None
    role: str

    def like(self, other: "Person") -> bool:
        """Whether both name the same: by family and given name, or by their words where one side has no parts."""
        if self.role and other.role and self.role != other.role:
            return False
        if self.given is not None and other.given is not None:
            return (self.family, self.given) == (other.family, other.given)
        return sorted((*self.family, *(self.given or ()))) == sorted((*other.family, *(other.given or ())))


def folded(text: str) -> str:
    """Letters, digits and mathematical signs, in lower case, a space between words."""
    plain = unicodedata.normalize("NFKC", html.unescape(_TAG.sub("", text))).casefold()
    plain = plain.replace("'", "").replace("’", "").replace("&", " and ").replace(" = ", " ")
    kept = (c if unicodedata.category(c)[0] in "LNMS" and c not in "^`´" else " " for c in plain)
    return " ".join("".join(kept).split())


def word(text: str) -> str:
    """The same without spaces: where words are parted is notation too ("Hinrichs'sche", "e-book")."""
    return folded(text).replace(" ", "")


def given(text: str) -> tuple[str, ...]:
    """The words of a given name: "J.R.", "J. R." and "JR" are two initials."""
    found: list[str] = []
    for part in re.split(r"[\s.]+", _UNDOTTED.sub(". ", unicodedata.normalize("NFKC", text))):
        initials = _INITIALS.fullmatch(part) and part.isupper() and part.upper() not in ("II", "III", "IV", "JR")
        found += [c.casefold() for c in part] if initials else folded(part).split()
    return tuple(found)


def person(name: str, role: str = "", *, parts: bool = True) -> Person | None:
    """ "Family, Given" or, without a comma or without `parts`, a name in one piece. None where nothing is left of it."""
    family, comma, rest = name.partition(",") if parts else (name, "", "")
    words = tuple(folded(family).split())
    if comma and rest.strip(" ,."):
        return Person(words, given(rest), role) if words else None
    return Person(given(family), None, role) if words else None


def year(text: str) -> str:
    """The first year of a date, or ""."""
    match = _YEAR.search(text)
    return match[1] if match else ""


def numbers(text: str) -> set[str]:
    """The valid ISBNs of a text, as ISBN-13."""
    return {one.isbn13 for one in isbns.read(text) if one.isbn13}


def spoken(text: str) -> set[str]:
    """The languages of a text by code, "?" and the word where nobody knows it."""
    found: set[str] = set()
    for part in re.split(r"\s*[;,/]\s*|\s+and\s+", _LANGUAGE_ADDRESS.sub("", text.strip())):
        code = languages.from_code(part.replace("_", "-").partition("-")[0]) or languages.from_name(part)
        if part:
            found.add(code or f"?{part.casefold()}")
    return found


def pages(text: str) -> set[str]:
    """ "12-34" of a range with its last page in full, "304" of a number; other words folded."""
    match = _RANGE.search(text)
    if match is None:
        bare = re.fullmatch(r"(?:pp?\.\s*)?(\d+)(?:\s*(?:p|pages|s|sider|seiten)\.?)?", text.strip(), re.IGNORECASE)
        made = bare[1] if bare else word(text)
        return {made} if made else set()
    before, first, _, last = match.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return {f"{before.lower()}{first}-{last}"}
