"""The publication area as printed (ISBD 4: place : publisher, date), taken apart.

Placeholders for what nobody knows ("[S.l.]", "[publisher not identified]") give an empty list and stay in `raw`.
"""

import re

from shelflist.cataloguing import punctuation
from shelflist.model import Imprint

_DATE_WORDS = frozenset(
    [
        "c",
        "cop",
        "copr",
        "copyright",
        "p",
        "stampa",
        "impr",
        "printed",
        "print",
        "printing",
        "rist",
        "ristampa",
        "ca",
        "circa",
        "about",
        "between",
        "and",
        "i",
        "e",
        "recte",
        "tra",
        "il",
        "e",
        "entre",
        "et",
        "dl",
        "d",
        "l",
        "s",
        "d",
        "n",
        "dopo",
        "prima",
        "after",
        "before",
        "not",
        "anno",
        "a",
        "secolo",
        "sec",
        "century",
        "th",
        "st",
        "nd",
        "rd",
        "l",
    ]
)
LONGEST_DATE = 200
"""A date is looked for in so many last characters of an area: a comma before them opens none."""

_UNKNOWN = re.compile(
    r"\W*(?:s\. ?l\.?|s\. ?n\.?|n\. ?p\.?|sine loco|sine nomine|luogo (?:di pubblicazione )?non (?:identificato|indicato)"
    r"|editore non (?:identificato|indicato)|place of (?:publication|production) not (?:identified|given)"
    r"|(?:publisher|distributor|producer) not (?:identified|given))\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[MDCLXVI]{3,}")


def unknown(text: str) -> bool:
    """Whether the text only says that nobody knows ("[S.l.]", "[s.n.]")."""
    return bool(_UNKNOWN.fullmatch(text))


def _date_like(text: str) -> bool:
    words = _WORD.findall(text)
    if not all(word.lower() in _DATE_WORDS or _ROMAN.fullmatch(word) for word in words):
        return False
    undated = re.fullmatch(r"\W*[sn]\. ?d\.?\W*", text)
    return bool(re.search(r"\d{2}", text) or undated or any(_ROMAN.fullmatch(word) for word in words))


def split_date(text: str) -> tuple[str, str]:
    """(the area without its date, the date as printed): the first comma after which all is date."""
    position = text.find(",", max(0, len(text) - LONGEST_DATE))
    while position >= 0:
        rest = text[position + 1 :].strip()
        if rest and _date_like(rest):
            return text[:position].strip(), rest
        position = text.find(",", position + 1)
    return ("", text) if _date_like(text) else (text, "")


def _value(text: str) -> str:
    text = punctuation.unbracket(punctuation.strip_end(text))
    return "" if unknown(text) or not text else text


def read(text: str) -> list[Imprint]:
    """The statements of an area, in order; each but the last without a date. [] for no text."""
    line = punctuation.collapse(" ".join(text.split()))
    if not line:
        return []
    line, date = split_date(line)
    manufacture = ""
    if match := re.search(r"\s\(([^()]*:[^()]*)\)$", line):
        manufacture, line = match[1], line[: match.start()]
        if not date:
            line, date = split_date(line)
    found: list[Imprint] = []
    places: list[str] = []
    publishers: list[str] = []
    for part in re.split(r"\s;\s", line):
        place, mark, rest = part.partition(" : ")
        if not mark and re.match(r"^[^:]+:\s", part):
            place, _, rest = part.partition(":")
        if publishers:
            found.append(Imprint(places, publishers, "", raw=text))
            places, publishers = [], []
        places += [place_value] if (place_value := _value(place)) else []
        names = [_value(name) for name in rest.split(" : ")] if rest else []
        publishers += [name for name in names if name]
    found.append(Imprint(places, publishers, date, raw=text))
    if manufacture:
        place, _, name = manufacture.partition(":")
        found.append(Imprint([_value(place)], [_value(name)], "", "manufacture", text))
    return found
