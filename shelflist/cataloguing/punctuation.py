"""ISBD punctuation around values: taken off where a field ends, told from the full stop of an abbreviation.

Rules: ISBD consolidated A.3 (prescribed punctuation), MARC 21 (a field ends with a mark or the next field's), and the
cataloguing guide §6. Every function works on one value, before values are joined.
"""

import re

ABBREVIATIONS = frozenset(
    [
        "jr",
        "sr",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "st",
        "ed",
        "eds",
        "vol",
        "vols",
        "no",
        "nos",
        "p",
        "pp",
        "cm",
        "mm",
        "in",
        "ph.d",
        "d.c",
        "s.p.a",
        "n",
        "cur",
        "trad",
        "ill",
        "fig",
        "bd",
        "bros",
        "mt",
        "univ",
        "assoc",
        "intl",
        "govt",
        "rev",
        "aufl",
        "hrsg",
        "jg",
        "nr",
        "u.s",
        "u.k",
        "a.d",
        "b.c",
        "ca",
        "fl",
        "dr",
        "mr",
        "mrs",
        "prof",
        "gen",
        "col",
        "rev'd",
        "comp",
        "cie",
    ]
)
"""Words that keep their full stop at the end of a value, in lower case without it."""

_MARKS = " /:;,="
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8})$")
_BEFORE_STOP = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*|\d+|[)\]\"”’'!?])\.$")
_DOUBLED = re.compile(r"(?<=\s)([/:;=])(?:\s*\1)+(?=\s)|(?<=\S)\s*:\s?,\s?:|,(?:\s*,)+")


def strip_end(text: str) -> str:
    """Without the marks ` / : ; , =` and spaces at its end."""
    if text[-1:].isalnum() and text[0] > " ":
        return text  # nothing at either end: most values are like this
    text = text.strip()
    made = text.rstrip(_MARKS)
    # The semicolon of a character reference ("&gt;", often in harvested records) is a part of it.
    if "&" in made and text[len(made) :].startswith(";") and _REFERENCE.search(made):
        made += ";"
    return made


def strip_heading(text: str) -> str:
    """Without marks, and without the full stop that closes a heading; that of an abbreviation or initial stays."""
    text = strip_end(text)
    if not text.endswith(".") or text.endswith("..."):
        return text
    match = _BEFORE_STOP.search(text)
    if match is None:
        return text
    word = match[1]
    if word.isalpha() or "." in word:
        if len(word) == 1 or word.lower() in ABBREVIATIONS or ("." in word) or (len(word) < 3):
            return text
        return text[:-1]
    if word.isdigit() and len(word) != 4:
        return text
    return strip_end(text[:-1])


def collapse(text: str) -> str:
    """Doubled ISBD marks as one: ` / / ` → ` / `, `:,:` → ` : `, `,,` → `,` (UNIMARC made from MARC 21 shows both)."""

    # Two marks of one kind, or `:` beside `,`, are rare: counting them costs a tenth of looking for the pattern.
    colons, commas = text.count(":"), text.count(",")
    if colons + commas < 2 and text.count("/") < 2 and text.count(";") < 2 and text.count("=") < 2:
        return text
    return _DOUBLED.sub(_single, text)


def _single(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return " :" if ":" in match[0] else ","


def unbracket(text: str) -> str:
    """Without square brackets that hold the whole value or have no partner; those inside stay."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]") and "[" not in text[1:] and "]" not in text[:-1]:
        return text[1:-1].strip()
    if text.startswith("[") and "]" not in text:
        return text[1:].strip()
    if text.endswith("]") and "[" not in text:
        return text[:-1].strip()
    return text
