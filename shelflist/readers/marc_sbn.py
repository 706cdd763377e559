"""What UNIMARC records of the Italian SBN catalogues have of their own: marks, brackets, numbered volumes.

Exports in seven bits lost the escape of ISO 6630's ESC H … ESC I, so that the letters H and I stand around what does not
file ("HLa Imaga"); `[` and `]` arrive as `\\` and `!` ("\\1997!", "[et al.!"); a volume without a title of its own has its
number in 200 $a, and its set in 461 (ICCU, Guida alla catalogazione in SBN; the cataloguing guide §3.5, §5).
"""

import re

from shelflist.readers.iso2709 import Field, Marc

_ARTICLE = (
    r"(?:(?i:il|lo|la|i|gli|le|li|gl|l|un|uno|una|the|an|a|les|des|une|el|los|las|der|die|das|den|ein|eine|o|os|as)"
    r"(?:['’] ?| ))"
)
_OPENING = re.compile(
    r"H(?=[\[\\<«\"(]|\d{1,4}\s?[:.\[\\\]!-]|[A-Z](?:[^A-Z\d]|$))([^\n]{1,80}?[\s'’:\[\"«(])I(?=[^\s,;:])"
)
_INSIDE = re.compile(rf"(?<=[:;=/.(] )H({_ARTICLE})I(?=\w)")
_CAPITALS = re.compile(rf"^H({_ARTICLE})I(?=\w)")
_BRACKETS = re.compile(r"[\\\[](?=[^\\\[\]!]{1,200}!)([^\\\[\]!]+)!")
_NUMBER = re.compile(r"(?<![\w.])(\d{1,3})!(?=[\s,.:;]|$)")
_OPENED = re.compile(r"(?<![\w\\])\\(?=\w)")
_CLOSED = re.compile(r"(?<=\w)!(?=[\s.,:;]|$)")
_APOSTROPHE = re.compile(r"^([^\s'’]{1,8}['’]) +")

_WORDS = r"(?:tomo|tome|tom\.?|vol\.?|volume|t\.|v\.|parte|part\.?|pt\.?|band|bd\.?|libro|fasc\.?|n\.|no\.|serie)"
_VOLUME = re.compile(
    rf"(?:{_WORDS}\s*)?[\[<(]?\d[\d.\-–/]{{0,12}}[\])>]?\.?(?:\s?\.?\[?\(?(?:bis|ter|\d{{1,4}})[\])]){{0,2}}"
    rf"|{_WORDS}\s+[^\W\d_]{{1,20}}(?:\.|(?=\s*(?::|$)))",
    re.IGNORECASE,
)


def is_sbn(marc: Marc) -> bool:
    """Whether a record comes from SBN: by its 001 or by who made it (801 $b)."""
    return "ICCU" in marc.control("001") or any("ICCU" in field.first("b") for field in marc.get("801"))


def unmarked(text: str) -> tuple[str, int]:
    """A text without H … I around what does not file, and how many of its first characters that is."""
    count = 0
    match = _OPENING.match(text) or _CAPITALS.match(text)
    if match:
        before, rest = match[1], text[match.end() :]
        # SBN parts the elided article from its noun.
        before = _APOSTROPHE.sub(r"\1", before) if before.rstrip()[-1:] in "'’" else before
        before = re.sub(r"(['’]) $", r"\1", before)
        text, count = before + rest, len(before)
    return _INSIDE.sub(lambda found: re.sub(r"(['’]) $", r"\1", found[1]), text), count


def bracketed(text: str) -> str:
    """A text whose square brackets came as `\\` and `!`."""
    if "!" not in text and "\\" not in text:
        return text
    for _ in range(3):
        made = _BRACKETS.sub(r"[\1]", text)
        if made == text:
            break
        text = made
    text = _OPENED.sub("[", _NUMBER.sub(r"[\1]", text))
    missing = text.count("[") - text.count("]")
    return _CLOSED.sub("]", text, count=missing) if missing > 0 else text


def clean(marc: Marc) -> int:
    """Takes the marks out of all fields: how many first characters of the title do not file. Brackets are SBN's alone."""
    sbn = is_sbn(marc)
    marked = 0
    for tag, fields in marc.fields.items():
        if not "100" <= tag < ("800" if sbn else "600"):
            continue
        for n, field in enumerate(fields):
            whole = "".join([value for _, value in field.subfields])
            if "H" not in whole and not (sbn and ("!" in whole or "\\" in whole)):
                continue
            pairs = []
            for place, (code, value) in enumerate(field.subfields):
                text, count = unmarked(value) if "H" in value and tag < "600" else (value, 0)
                if sbn and code not in "35" and not value.startswith("001IT"):
                    before = bracketed(text[:count])
                    text, count = before + bracketed(text[count:]), len(before)
                marked = count if tag == "200" and n == place == 0 else marked
                pairs.append((code, text))
            fields[n] = Field(field.tag, field.indicators, pairs)
    return marked


def volume(title: str) -> tuple[str, str]:
    """(number of a volume, the title that follows it) of 200 $a such as "3: La guardia alla luna"; ("", title) for any other."""
    match = _VOLUME.match(title)
    if match is None:
        return "", title
    rest = title[match.end() :].strip()
    if rest[:1] not in ("", ":", "-"):
        return "", title
    own = rest.lstrip(":- ").strip()
    return match[0].strip().rstrip(".:"), own


def taken_apart(title: str) -> tuple[str, str]:
    """(the title, the rest of the description) of a 200 $a into which the whole description was written."""
    head, mark, rest = title.partition("((")
    parts = re.split(r"\.\s-\s(?=\d|[A-Z\[(])", head, maxsplit=1)
    more = [part.strip(" (.") for part in (*parts[1:], rest) if part.strip(" (.")]
    return parts[0].strip(), ". - ".join(more) if (mark or len(parts) > 1) and parts[0].strip() else ""


def split_name(name: str) -> tuple[str, str]:
    """(the name, what stands in `<…>` behind it: a person's dates, a place): "Giorgi, Giorgio <m. 1705>"."""
    match = re.fullmatch(r"([^<>]+?)\s*<\s*([^<>]{1,60}?)\s*>\s*", name)
    return (match[1], match[2]) if match else (name, "")
