"""What UNIMARC records of the Italian SBN catalogues have of their own: marks, brackets, numbered volumes.

Exports in seven bits lost the escape of ISO 6630's ESC H … ESC I, so that the letters H and I stand around what does not
file ("HLa Imaga"); `[` and `]` arrive as `\\` and `!` ("\\1997!", "[et al.!"); a volume without a title of its own has its
number in 200 $a, and its set in 461 (ICCU, Guida alla catalogazione in SBN; the cataloguing guide §3.5, §5).
"""

import re

from shelflist.model import Warning
from shelflist.readers.marc.iso2709 import Field, Marc

_ARTICLE = (
    r"(?:(?i:il|lo|la|i|gli|le|li|gl|l|un|uno|una|the|an|a|les|des|une|el|los|las|der|die|das|den|ein|eine|o|os|as)"
    r"(?:['’] ?| ))"
)
_OPENING = re.compile(
    r"H(?=[\[\\<«\"(]|\d{1,4}\s?[:.\[\\\]!-]|[A-Z](?:[^A-Z\d]|$))([^\n]{1,80}?[\s'’:\[\"«(])I(?=[^\s,;:])"
)
_NUMBERED = re.compile(rf"H((?:[\[\\<]?\d[^A-Z\n]{{0,24}}[:\- ]\s?|Vol\.? \d{{1,3}}\s?: )?{_ARTICLE})I(?=[^\s,;:])")
_INSIDE = re.compile(rf"(?<=[:;=/.(] )H({_ARTICLE})I(?=\w)")
_APOSTROPHE = re.compile(r"(['’]) $")

_BRACKETS = (
    (re.compile(r"W0 20(?=\d)"), "["),  # what an export made of an opening bracket
    (re.compile(r"[\\\[](?=[^\\\[\]!]{1,200}!)([^\\\[\]!]+)!"), r"[\1]"),
    (re.compile(r"[\\\[](?=[^\\\[\]!]{1,200}!)([^\\\[\]!]+)!"), r"[\1]"),
    (re.compile(r"\{([^{}]{1,100})\}"), r"[\1]"),
    (re.compile(r"(?<![\w.])(\d{1,3}|-\s?[\w.?]{1,20}|et al\.|etc\.)!(?=[\s,.:;-]|$)"), r"[\1]"),
    (re.compile(r"(?<!\w)(\d{4}\??|\d\d[\d.-][\d.-])!(?=-|$)"), r"[\1]"),
    (re.compile(r"(?<![\w\\])\\(?=\w)"), "["),
)
_CLOSED = re.compile(r"(?<=\w)!(?=[\s.,:;]|$)")
_OTHER_SET = (
    (re.compile(r"(?<=[a-z])\{(?=\W|$)"), "à"),
    (re.compile(r"[\[\\]\|\]?"), "[!]"),
    (re.compile(r"(?<=\w)( ?)\|\|(?=[\s.,:;]|$)"), r"\1!!"),
    (re.compile(r"(?<=\w)( ?)\|(?=[\s.,:;]|$)"), r"\1!"),
)
"""Italian ISO 646 has à for `{`; and since `!` means a bracket, what was a real one became `|`."""
_STAR = re.compile(r"(?:(?<=['’])|(?<=\s)|(;))\*(?=[^\W\d_])")
_ADDED = re.compile(r"\s*<\s*([^<>]{1,80}?)\s*>")

NOTES = ("300", "304", "314", "323", "327")
"""Fields whose notes name persons with what they did."""

_WORDS = r"(?:tomo|tome|tom\.?|vol\.?|volume|t\.|v\.|parte|part\.?|pt\.?|band|bd\.?|libro|fasc\.?|n\.|no\.|serie)"
_VOLUME = re.compile(
    rf"(?:{_WORDS}\s*)?[\[<(]?\d[\d.\-–/]{{0,12}}[\])>]?\.?(?:\s?\.?\[?\(?(?:bis|ter|\d{{1,4}})[\])]){{0,2}}"
    rf"|{_WORDS}\s+[^\W\d_]{{1,20}}(?:\.|(?=\s*(?::|$)))",
    re.IGNORECASE,
)


def is_sbn(marc: Marc) -> bool:
    """Whether a record comes from SBN: by its 001 or by who made it (801 $b)."""
    return "ICCU" in marc.control("001") or any("ICCU" in field.first("b") for field in marc.get("801"))


def is_italian(marc: Marc) -> bool:
    """Whether the record was made in Italy (801 $a): then its statements say what each name did."""
    return is_sbn(marc) or any(field.first("a") == "IT" for field in marc.get("801"))


def unmarked(text: str) -> tuple[str, int]:
    """A text without H … I around what does not file, and how many of its first characters that is."""
    count = 0
    text = _BRACKETS[0][0].sub("[", text) if "W0 20" in text else text
    match = _NUMBERED.match(text) or _OPENING.match(text)
    if match:
        # SBN parts the elided article from its noun.
        before = _APOSTROPHE.sub(r"\1", match[1])
        text, count = before + text[match.end() :], len(before)
    return _INSIDE.sub(lambda found: _APOSTROPHE.sub(r"\1", found[1]), text), count


def bracketed(text: str) -> str:
    """A text whose square brackets came as `\\` and `!`."""
    if "!" not in text and "\\" not in text and "{" not in text and "W0 20" not in text:
        return text
    for pattern, instead in _BRACKETS:
        text = pattern.sub(instead, text)
    missing = text.count("[") - text.count("]")
    return _CLOSED.sub("]", text, count=missing) if missing > 0 else text


def _whole(text: str) -> str:
    """A place, publisher, date or name whose closing bracket alone is left."""
    return f"[{text[:-1]}]" if text.endswith("!") and "[" not in text and len(text) > 1 else text


def clean(marc: Marc) -> int:
    """Takes the marks out of all fields: how many first characters of the title do not file. The rest is SBN's alone."""
    sbn = is_sbn(marc)
    marked = 0
    for tag, fields in marc.fields.items():
        if not "100" <= tag < ("800" if sbn else "600"):
            continue
        for n, field in enumerate(fields):
            whole = "".join([value for _, value in field.subfields])
            if "H" not in whole and not (sbn and any(mark in whole for mark in "!\\{|*<")) and "W0 20" not in whole:
                continue
            pairs = []
            for place, (code, value) in enumerate(field.subfields):
                text, count = unmarked(value) if "H" in value and tag < "600" else (value, 0)
                if sbn and code not in "35" and not value.startswith("001IT"):
                    before = bracketed(text[:count])
                    text, count = before + _mended(marc, tag, code, text[count:]), len(before)
                marked = count if tag == "200" and n == place == 0 else marked
                pairs.append((code, text))
            fields[n] = Field(field.tag, field.indicators, pairs)
    return marked


def _mended(marc: Marc, tag: str, code: str, text: str) -> str:
    """One value of an SBN record: brackets, stars, signs of another set."""
    if tag == "210" or (tag == "200" and code in "fg"):
        text = _whole(text)
    text = bracketed(text)
    if "|" in text or "{" in text:
        before = text
        for pattern, instead in _OTHER_SET:
            text = pattern.sub(instead, text)
        if text != before:
            marc.warnings.append(
                Warning(f"{tag} ${code}", "signs of another character set", "read as what they stood for")
            )
    if "*" in text and not "300" <= tag < "400":
        text = _STAR.sub(lambda found: "; " if found[1] else "", text)
    if "600" <= tag < "620":
        text = _ADDED.sub(r" (\1)", text).replace(" : ", " ")
    return text


def volume(title: str) -> tuple[str, str]:
    """(number of a volume, the title that follows it) of 200 $a such as "3: La guardia alla luna"; ("", title) for any other."""
    match = _VOLUME.match(title)
    if match is None:
        return "", title
    rest = title[match.end() :].strip()
    if rest[:1] not in ("", ":", "-") and not _VOLUME.fullmatch(rest):
        return "", title
    own = rest.lstrip(":- ").strip()
    if _VOLUME.fullmatch(own) and not own[:1].isdigit():
        return own, ""  # "4. Tomo 4", "[13]: Volume ultimo"
    return match[0].strip().rstrip(".:").strip("<>"), own


def taken_apart(title: str) -> tuple[str, str]:
    """(the title, the rest of the description) of a 200 $a into which the whole description was written."""
    head, mark, rest = title.partition("((")
    parts = re.split(
        r"\.\s?-\s(?=\d|[A-Z\[(])|(?<=[>\])])\.?\s?-\s(?=(?:In|A|Ad) [A-Z]|[A-Z][a-z]+ : )", head, maxsplit=1
    )
    more = [part.strip(" (.") for part in (*parts[1:], rest) if part.strip(" (.")]
    return parts[0].strip(), ". - ".join(more) if (mark or len(parts) > 1) and parts[0].strip() else ""


def person(name: str) -> tuple[str, str, str]:
    """(a person's name, its dates, its epithet) from what stands in `<…>`: "Kotzebue, August : von", "Dumas, Alexandre
    <pere>", "Giorgi, Giorgio <m. 1705>", "Rossi, Ada <incisore ; fl. 1698>"."""
    found = [part.strip() for match in _ADDED.finditer(name) for part in match[1].split(";") if part.strip()]
    plain = " ".join(_ADDED.sub("", name).replace(" : ", " ").split()).rstrip(" ,")
    dates = [part for part in found if any(c.isdigit() for c in part)]
    return plain, ", ".join(dates), ", ".join(part for part in found if part not in dates)


def body(name: str) -> str:
    """A body's name: its place in brackets, a full stop before what is a part of it."""
    return _ADDED.sub(r" (\1)", name).replace(" : ", ". ")


def statements(marc: Marc) -> tuple[list[str], list[str], list[str]]:
    """(statements of responsibility, titles, notes) of a record, the set's of a volume's after its own: what tells roles."""
    own: list[str] = []
    titles: list[str] = []
    # What 461 holds is the set above; 462 may be it, or the volumes below, whose statements are not this record's.
    for field in marc.get("200", "205", "461"):
        for code, value in field.subfields:
            if code in "fg":
                own.append(value)
            elif code in "ae":
                head, mark, by = value.partition(" / ")
                titles.append(head)
                own += [by] if mark else []
    return own, titles, [value for tag in NOTES for field in marc.get(tag) for value in field.all("a")]
