"""Several values in one text, with the marks of ISBD between them, so that each comes back as it was.

"Rome ; Paris : Laterza, 1999", "Coast books ; 12", "Falconi, Ada (author, illustrator)": where a format has no field of its own
for something, an export writes a statement, and a reader takes it apart. A value that holds a mark stands between double
quotes, its own quotes doubled (`New York : "Farrar, Straus"`), as in CSV (RFC 4180). Reading never fails: a text without
quotes is what a person would take it for.
"""

import re
from collections.abc import Iterable

from shelflist.cataloguing import names, relators
from shelflist.model import Contributor, Imprint, Series, Subject

FUNCTIONS = ("production", "distribution", "manufacture")
"""Functions of an imprint that are said; that of publication is not."""

KINDS = ("person", "corporate", "meeting", "family")

_QUOTED = re.compile(r'\s*"((?:[^"]++|"")*+)"\s*')
_LIST = re.compile(r"\s*;\s*")
_IMPRINT = re.compile(r"\s*([;:,(])\s*")
_SERIES = re.compile(r"\s*([;,])\s*")
_DASHES = re.compile(r"\s*--\s*|\s+[-–—]\s+|\s*—\s*")
_IN_BRACKETS = re.compile(r"^(.*\S)\s+\(([^()]{1,200})\)$", re.DOTALL)


def quoted(text: str, marks: str) -> str:
    """The text, between quotes where it holds one of these characters or begins with a quote."""
    if text[:1] == '"' or any(mark in text for mark in marks):
        return '"' + text.replace('"', '""') + '"'
    return text


def parted(text: str, mark: re.Pattern[str]) -> list[tuple[str, str]]:
    """(mark before it, value) pairs; the first mark is "" unless the text begins with one. A mark without a group is ""."""
    found: list[tuple[str, str]] = []
    text = " ".join(text.split())  # no mark is looked for in a long run of spaces
    before, place = "", 0
    while place <= len(text):
        whole = _QUOTED.match(text, place)
        end = whole.end() if whole else place
        match = mark.match(text, end) if whole else mark.search(text, place)
        if whole and match is None and end < len(text):  # text goes on behind the quote: it was none
            whole, match = None, mark.search(text, end)
        stop = match.start() if match else len(text)
        value = whole[1].replace('""', '"') if whole else text[place:stop].strip()
        found.append((before, value))
        if match is None:
            break
        before, place = match[1] if mark.groups else "", match.end()
    return found


# --- lists ----------------------------------------------------------------------------------------------------


def listed(found: Iterable[str]) -> str:
    """Values as a list: "salt; roads"."""
    return "; ".join([quoted(one, ";") for one in found])


def values(text: str) -> list[str]:
    """The values of a list."""
    return [value for _, value in parted(text, _LIST) if value]


# --- people ---------------------------------------------------------------------------------------------------


def kind_of(name: str) -> str:
    """What a name is taken for where nothing says it: a body only where no doubt is left."""
    return "corporate" if "," not in name and names.is_body(name) else "person"


def role_word(code: str) -> str:
    """The word for a role, or its code where the word says another role."""
    word = relators.label(code)
    return word if relators.role(word) == code else code


def contributor(one: Contributor) -> str:
    """ "Falconi, Ada (author)", "Coast Conference (meeting, issuing body)"."""
    said = [role_word(code) for code in one.roles]
    if one.kind != kind_of(one.name) or (not said and one.name.endswith(")")):
        said.insert(0, one.kind)
    return f"{one.name} ({', '.join(said)})" if said else one.name


def read_contributor(text: str) -> tuple[str, str, list[str]]:
    """(name, kind, roles). Brackets that hold anything else are part of the name."""
    match = _IN_BRACKETS.match(text)
    if match is not None:
        words = [word.strip() for word in match[2].split(",")]
        codes = {word: relators.role(word) for word in words if word not in KINDS}
        if all(codes.values()):
            kind = next((word for word in words if word in KINDS), kind_of(match[1]))
            return match[1], kind, list(dict.fromkeys(codes.values()))
    return text, kind_of(text), []


# --- publication and series -----------------------------------------------------------------------------------


def imprint(one: Imprint) -> str:
    """ "Rome ; Paris : Laterza, 1999 (manufacture)"."""
    text = " ; ".join([quoted(place, ";:,(") for place in one.places])
    text += "".join([" : " + quoted(name, ";:,(") for name in one.publishers])
    text += f", {quoted(one.date, ';:,(')}" if one.date else ""
    return (f"{text} ({one.function})" if one.function in FUNCTIONS else text).strip()


def read_imprint(text: str) -> Imprint:
    """The same as values; `raw` is the text."""
    made = Imprint([], [], "", "publication", text)
    for mark, value in parted(text, _IMPRINT):
        if mark == "(" and value.rstrip(") ") in FUNCTIONS:
            made.function = value.rstrip(") ")
        elif mark == "(" or not value:
            continue
        elif mark == ",":
            made.date = value
        elif mark == ":" or made.publishers:
            made.publishers.append(value)
        else:
            made.places.append(value)
    return made


def series(one: Series) -> str:
    """ "Coast books, ISSN 1234-5679 ; 12"."""
    text = quoted(one.title, ";,")
    text += f", ISSN {quoted(one.issn, ';,')}" if one.issn else ""
    return f"{text} ; {quoted(one.volume, ';,')}" if one.volume else text


def read_series(text: str) -> Series:
    """The same as values."""
    made = Series("", "", "", text)
    for mark, value in parted(text, _SERIES):
        if not made.title:
            made.title = value
        elif mark == ";":
            made.volume = value
        else:
            made.issn = value.removeprefix("ISSN").strip()
    return made


# --- subjects -------------------------------------------------------------------------------------------------


def subject(one: Subject) -> str:
    """ "Salt -- History". A part that holds a dash of its own stands between quotes."""
    if not one.subdivisions and "-" not in one.main and "—" not in one.main and "–" not in one.main:
        return one.main if one.main[:1] != '"' else quoted(one.main, "")
    return " -- ".join([_part(text) for text in (one.main, *(part.text for part in one.subdivisions))])


def _part(text: str) -> str:
    return quoted(text, text[:1] if _DASHES.search(f" {text} ") else '"')


def read_subject(text: str) -> list[str]:
    """The parts of a heading, the main one first."""
    return [value for _, value in parted(text, _DASHES) if value]
