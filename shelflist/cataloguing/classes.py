"""Classification numbers: normal form, shelf order and nesting for Dewey (DDC), Library of Congress (LCC) and UDC.

Source: cataloguing guide §9. DDC: prime marks go, editions are told apart from numbers, decimals are compared as text
(OCLC, Bibliographic Formats and Standards, field 082). LCC: letters, the class number as a number, its decimals as
text, then dates and ordinals, cutters as decimal fractions, other words after the cutters (Library of Congress,
Classification and Shelflisting Manual, G 63; the order of SolrMarc's tests). UDC: signs in the filing order of the UDC
Consortium. A sort key is text: keys of one scheme compare character by character. Captions are not ours to print (DDC's
belong to OCLC): pages show the number, and the owner's caption where there is one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shelflist.model import ClassNumber

LONGEST = 100
"""Characters of a number, or of what follows its class, that decide its place."""

_MARKS = str.maketrans({**dict.fromkeys("/'′’‘`\u200b\xad"), "\xa0": " "})
_DDC = re.compile(
    r"(?<![\w.,])([*(-]?)(\d{1,3})(?:(?:\.[.,]*|\.\s(?!1[5-9]\d\d|20\d\d))(\d{1,20}))?(?!\d)(?![a-z]{2})(\s?s\b)?",
    re.ASCII,
)
_JUVENILE = re.compile(r"^(?:\[?(?:Fic|FIC|E|B)\]?)(?![\w.])")
_LOCAL = re.compile(r"^[A-Za-z]+\d")
_EDITION = re.compile(r"0?(?:1[0-9]|2[0-9])")
_RANK = {"": 0, "*": 1, "(": 1, "-": 2}
"""What a Dewey number is marked with → how far it stands back: of the 14th edition, of a series, abridged."""

_LCC = re.compile(
    r"^([A-HJ-NP-VZ][A-Z]{0,2})\s*(?:(\d{1,4})(\.\d{1,10})?(?!\d)(?!\s*/)(?!\.\d)|(?=\s?\.\s?[A-Z]\d))\s*(.{0,100})$",
    re.ASCII,
)
_CUTTERS = re.compile(r"(?:\s*\.?\s?[A-Z]\d{1,12}(?:[A-Z]?[a-z]{1,2}(?![\w.]))?)*")
_CUTTER = re.compile(r"\.?\s?([A-Z]\d{1,12}(?:[A-Z]?[a-z]{1,2})?)")
_TOKEN = re.compile(
    r"(?P<cutter>\.?\s?[A-Z]\d+)|(?P<dotted>\.[A-Z](?![^\W\d_]))|(?P<part>[^\W\d_]+\.\s?\d+[^\W\d_]*)"
    r"|(?P<number>\d+[^\W\d_]*)|(?P<word>[^\W\d_]+)"
)
_DIGITS = re.compile(r"\d+")

LCC_SUBCLASSES: dict[str, str] = {
    "A": "CEGIMNPSYZ", "B": "CDFHJLMPQRSTVX", "C": "BCDEJNRST", "D": "ABCDEFGHJKLPQRSTUX", "E": "", "F": "",
    "G": "ABCEFNRTV", "H": "ABCDEFGJMNQSTVX", "J": "ACFJKLNQSVXZ", "K": "ABCDEFGHIJKLMNPQRSTUVWXYZ", "L": "ABCDEFGHJT",
    "M": "LT", "N": "ABCDEKX", "P": "ABCDEFGHJKLMNQRSTZ", "Q": "ABCDEHKLMPR", "R": "ABCDEFGJKLMSTVXZ", "S": "BDFHK",
    "T": "ACDEFGHJKLNPRSTX", "U": "ABCDEFGH", "V": "ABCDEFGKM", "Z": "A",
}  # fmt: skip
"""First letter → second letters in use (Library of Congress, classification outline); K has third letters as well."""

UDC_SIGNS: tuple[tuple[str, str], ...] = (
    ("+", "0"), ("/", "1"), ("::", "3:"), (":", "3"), ("[", "3["), ("=", "4"), ("(0", "5"), ("(=", "7"), ("(", "6"),
    ('"', "8"), ("*", "9"), ("-0", "B"), ("-", "C"), (".0", "D"), ("'", "E"),
)  # fmt: skip
"""UDC's signs in filing order; a plain end files as "2", a letter as "A", the number's own digits after all signs."""

_UDC_MAIN = re.compile(r"[0-9][0-9.]{0,23}")


def natural(text: str) -> str:
    """Text with each run of digits led by its length, so that texts compare with their numbers as numbers (up to 9 digits)."""
    return _DIGITS.sub(lambda match: _number(match[0]), text)


def _number(digits: str) -> str:
    digits = digits.lstrip("0") or "0"
    return f"{min(len(digits), 9)}{digits}"


def _tail(text: str, mark: str) -> str:
    """The key of what follows a class number. Words that stand before any cutter get `mark`."""
    found: list[str] = []
    for match in _TOKEN.finditer(text.upper()):
        kind, token = match.lastgroup, match[0]
        if kind in ("cutter", "dotted"):
            found.append(token.lstrip(". "))
            mark = ""
        elif kind == "number":
            found.append(natural(token))
        else:
            found.append(mark + natural(token.replace(" ", "")))
    return "".join([" " + token for token in found])


# --- Dewey ----------------------------------------------------------------------------------------------------


def _numbers(text: str) -> Iterator[tuple[int, str, str]]:
    """(rank, number, what follows it) of every Dewey number of a text; a lower rank is nearer to the book."""
    juvenile = _JUVENILE.match(text)
    for match in _DDC.finditer(text, juvenile.end() if juvenile else 0):
        sign, whole, decimals, series = match.groups()
        first = not text[: match.start()].strip(" [(")
        if not first and not decimals and (len(whole) < 3 or _EDITION.fullmatch(whole)):
            continue
        number = whole.zfill(3) + (f".{decimals}" if decimals else "")
        yield max(_RANK[sign], 1 if series else 0), number, text[match.end() : match.end() + LONGEST]


@lru_cache(maxsize=16_384)
def _ddc(raw: str) -> tuple[str, str] | None:
    text = re.sub(r"^[jJC]\s?(?=\d)", "", raw.translate(_MARKS).strip())
    if _LOCAL.match(text):
        return None
    found = min(_numbers(text), key=lambda one: one[0], default=None)
    if found is None:
        return None
    _, number, rest = found
    rest = re.split(r"[;([]", rest, maxsplit=1)[0].strip(" ])*.,:")
    return number, number + ("" if _EDITION.fullmatch(rest) else _tail(re.sub(r"(?i)\bddc\s?\d{2}\b", "", rest), ""))


def ddc(raw: str, edition: str = "") -> ClassNumber | None:
    """A Dewey number: "355/.031" → 355.031. None where there is no number ("[Fic]", "B").

    Of several the book's own comes first: before one in parentheses or with "s", which is its series', one with an
    asterisk, which is the 14th edition's, and one with a minus sign.
    """
    found = _ddc(raw)
    return ClassNumber("ddc", found[0], found[1], edition, raw) if found else None


# --- Library of Congress ---------------------------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def _lcc(raw: str) -> tuple[str, str] | None:
    text = " ".join(raw.replace("\\", " ").split())
    text = text[1:-1] if text[:1] == "[" and text[-1:] == "]" and text.count("[") == 1 else text
    text = text.upper() if text.islower() else text
    if _subclass(text):
        return text, text.ljust(3) + "0000"
    match = _LCC.match(text)
    if match is None:
        return None
    letters, whole, decimals, tail = match.groups()
    cutters = _CUTTERS.match(tail)
    end = cutters.end() if cutters else 0
    parts = _CUTTER.findall(tail[:end])
    rest = tail[end:].strip(" .,;")
    number = (
        letters + (whole or "") + (decimals or "") + "".join([f"{' ' if n else ' .'}{p}" for n, p in enumerate(parts)])
    )
    sort = f"{letters:<3}{int(whole or 0):04d}{decimals or ''}{_tail(tail, '~')}"
    return number + (f" {rest}" if rest else ""), sort


def _subclass(text: str) -> bool:
    """Whether a text is a class of LCC by its letters alone."""
    if not text or len(text) > 3 or text[0] not in LCC_SUBCLASSES:
        return False
    if len(text) == 3:
        return text in ("DAW", "DJK") or (text[0] == "K" and text.isascii() and text.isalpha() and text.isupper())
    return len(text) == 1 or text[1] in LCC_SUBCLASSES[text[0]]


def lcc(raw: str) -> ClassNumber | None:
    """A Library of Congress call number: "JZ1318.H46 2019" → "JZ1318 .H46 2019". None for a local shelf mark."""
    found = _lcc(raw)
    return ClassNumber("lcc", found[0], found[1], "", raw) if found else None


# --- UDC and others --------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _udc_sort(number: str) -> str:
    found, n = [], 0
    number = number[:LONGEST]
    while n < len(number):
        for sign, rank in UDC_SIGNS:
            if number.startswith(sign, n):
                found.append(rank)
                n += len(sign)
                break
        else:
            # The point after every third digit and spaces carry no meaning.
            if number[n] not in ". ":
                found.append(("A" if number[n].isalpha() else "F") + number[n])
            n += 1
    return " ".join([*found, "2"])


def udc(raw: str) -> ClassNumber | None:
    """A UDC number as printed, with a key that files its signs in UDC's order. None for no text."""
    number = raw.strip()
    return ClassNumber("udc", number, _udc_sort(number), "", raw) if number else None


def other(raw: str, scheme: str = "") -> ClassNumber | None:
    """A number of another scheme or a local shelf mark, as printed, filed with its numbers as numbers.

    `scheme` "nlm" keeps its name. None for no text.
    """
    number = raw.strip()
    sort = natural(number[:LONGEST].casefold())
    return ClassNumber("nlm" if scheme == "nlm" else "other", number, sort, scheme, raw) if number else None


# --- nesting --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def ancestors(scheme: str, number: str) -> tuple[str, ...]:
    """The classes above a number, the nearest first, each a number.

    DDC by digits: 327.12 is in 327.1, 327, 320, 300; no number ends in 0 after the point. LCC by its parts: QA76.73 .P98 is in QA76.73, QA76, QA, Q. UDC by
    the digits of its main number: 311.4:33 is in 311.4, 311, 31, 3.
    """
    if scheme == "ddc":
        whole, decimals = number[:3], number[4:]
        above = [f"{whole}.{decimals[:n]}" for n in range(len(decimals) - 1, 0, -1) if decimals[n - 1] != "0"]
        above += [whole, whole[:2] + "0", whole[0] + "00"] if whole.isdecimal() and len(whole) == 3 else []
    elif scheme == "lcc":
        match = re.match(r"([A-Z]{1,3})(\d*)(\.\d+)?", number)
        letters, digits, decimals = (match[1], match[2], match[3] or "") if match else ("", "", "")
        above = [letters + digits + decimals] if decimals else []
        above += [letters + digits, letters, letters[:1]] if letters else []
    elif scheme == "udc":
        match = _UDC_MAIN.match(number)
        digits = match[0].rstrip(".") if match else ""
        above = [digits[:n] for n in range(len(digits), 0, -1) if digits[n - 1] != "."]
    else:
        above = []
    return tuple(dict.fromkeys(one for one in above if one != number))
