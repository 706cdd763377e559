"""Character sets of MARC records → Unicode, one value's bytes at a time.

MARC-8 with its East Asian set (loc.gov/marc/specifications, by pymarc's tables), ISO 5426 (Latin), ISO 5427 (Cyrillic) and
ISO 5428 (Greek) as UNIMARC 100 $a/26-29 declares them, and what nobody declares: a Russian code page or Windows-1252 in
place of what the record says, told by what its bytes make.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from shelflist.model import Warning

_ESCAPE = re.compile(rb"(\x1b[HI]|[\x88\x89]|\x1b(?!(?:[gbps]|[(,)-][1-4BENQS]|\$[,)-]?1))[ -/]*[0-~]?)")
"""In MARC-8: a non-sorting mark, or an escape that leads to no character set that there is."""
_EAST_ASIAN = re.compile(rb"(\x1b\$[,)-]?1[^\x1b]*)")
_FIRST = re.compile(rb"\x1b\$[,)-]?1")

_NON_SORTING = {b"\x88": "\x98", b"\x89": "\x9c", b"\x1bH": "\x98", b"\x1bI": "\x9c"}
"""How MARC-8 and ISO 6630 mark what does not file, as Unicode does."""

ISO_5426_MARKS = dict(
    zip(
        range(0xC0, 0xDF),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0315\u0312\u030b\u031b\u030c"
        "\u0327\u031c\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u032e\u0321\u0335\u0361\u0361\u0360",
        strict=True,
    )
)
"""Combining marks, which stand before their letter."""

ISO_5426_LETTERS = {
    0xA1: "¡", 0xA2: "„", 0xA3: "£", 0xA4: "$", 0xA5: "¥", 0xA6: "†", 0xA7: "§", 0xA8: "′", 0xA9: "‘", 0xAA: "“",
    0xAB: "«", 0xAC: "♭", 0xAD: "©", 0xAE: "℗", 0xAF: "®", 0xB0: "ʿ", 0xB1: "ʾ", 0xB2: "‚", 0xB6: "‡", 0xB7: "·",
    0xB8: "″", 0xB9: "’", 0xBA: "”", 0xBB: "»", 0xBC: "♯", 0xBD: "ʹ", 0xBE: "ʺ", 0xBF: "¿", 0xE1: "Æ", 0xE2: "Đ",
    0xE6: "Ĳ", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEC: "Þ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF5: "ı", 0xF6: "ĳ",
    0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xFC: "þ",
}  # fmt: skip

DECLARED = {"01": "iso-5426", "02": "iso-5427", "03": "iso-5426", "04": "iso-5427-ext", "05": "iso-5428"}
"""UNIMARC 100 $a/26-27 and /28-29: the sets of the lower and of the upper half, where the record is not in Unicode."""

_SETS = {"iso-5427": 0x4E, "iso-5427-ext": 0x51, "iso-5428": 0x53}
"""MARC-8 took its Cyrillic and Greek sets from these standards: pymarc's number of each."""

RUSSIAN = ("cp866", "cp1251", "koi8_r")
NAMES = {"marc-8": "MARC-8", "cp866": "CP866", "cp1251": "Windows-1251", "koi8_r": "KOI8-R", "cp1252": "Windows-1252"}
"""What `guess` may find, by the name that people know."""
_PAIRS = re.compile(
    "(?=ст|но|ен|то|на|ов|ни|ра|во|ко|пр|ро|ре|ор|ли|ер|ос|ол|ом|ес|ал|ка|по|ти|ан|ит|не|ин|та|ва|ск|ат|ил)"
)
"""The pairs of letters that Russian is full of: the code page that gives them is the right one."""
_RUN = re.compile(rb"[\x80-\xff]+")
_MARKS = re.compile(rb"([\xe0-\xfe]+)(.?)|[\x80-\x87\x8a-\x8c\x8f-\xa0\xaf\xbb\xbe\xbf\xc9-\xdf]", re.DOTALL)


def decode(value: bytes, charset: str, tag: str, warnings: list[Warning]) -> str:
    """One value's bytes as text: valid UTF-8 first, then `charset`, then Windows-1252. What was wrong becomes a warning.

    `charset`: utf-8, marc-8, a value of `DECLARED`, one of `guess`, or "twice": UTF-8 that was taken for Latin-1 before.
    """
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii")
    try:
        text = value.decode("utf-8")
        if not value.isascii():
            return _turned_back(text) if charset == "twice" else text
    except UnicodeDecodeError:
        pass
    if charset == "marc-8":
        return _marc8(value, tag, warnings)
    if charset == "iso-5426":
        return _iso5426(value)
    if charset in _SETS:
        return _upper_half(value, _SETS[charset])
    if value.isascii():
        return value.decode("ascii")
    if charset in RUSSIAN:
        return value.decode(charset, "replace")
    if charset != "cp1252":
        warnings.append(Warning(tag, "not in the character set that the record declares", "read as Windows-1252"))
    return value.decode("cp1252", "replace")


def _turned_back(text: str) -> str:
    """A text in which letters stand as the two or three that their bytes are in Latin-1, as it was."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def guess(data: bytes, charset: str, unimarc: bool = False) -> str:
    """A Russian code page, cp1252 or marc-8 where a whole record's bytes say so against what it declares, or ""."""
    found = _RUN.findall(data)
    runs = [run for run in found if not _is_utf8(run)]
    if not runs or b"\x1b" in data:
        return ""
    total = sum(map(len, runs))
    if charset in ("utf-8", "marc-8") and sum(len(run) for run in runs if len(run) > 2) > total * 0.6 and total >= 8:
        whole = b" ".join(runs)
        best, name = max((_pairs(whole.decode(name, "replace").lower()), name) for name in RUSSIAN)
        if best > 0.15:
            return name
    if charset == "utf-8" and not unimarc and len(runs) == len(found):
        return "" if _latin1(data) or not _fits(data) else "marc-8"
    return "cp1252" if charset == "marc-8" and _latin1(data) else ""


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _pairs(text: str) -> float:
    """How much of a text is pairs of letters that Russian often has, from 0 to 1."""
    return len(_PAIRS.findall(text)) / max(1, len(text))


def _latin1(data: bytes) -> bool:
    """Whether bytes that call themselves MARC-8 are Latin-1: read as MARC-8, marks fall on what can bear none.

    A mark of MARC-8 stands before a letter and makes with it, nearly always, a letter that Unicode has.
    """
    right, wrong = _marks(data)
    # 0xE1 alone is the grave accent that some typed for an apostrophe: "it\u0300s".
    return len(wrong) > 2 * right and set(wrong) != {b"\xe1"}


def _fits(data: bytes) -> bool:
    """Whether all marks of MARC-8 stand before letters that can bear them."""
    right, wrong = _marks(data)
    return right > 0 and not wrong


def _marks(data: bytes) -> tuple[int, list[bytes]]:
    """(how many bytes make sense as marks of MARC-8, those that make none)."""
    wrong: list[bytes] = []
    right = 0
    for match in _MARKS.finditer(data):
        if match[1] is None:
            wrong.append(match[0])
            continue
        base = match[2]
        if len(match[1]) > 2 or not base.isalpha():
            wrong.append(match[1][:1])
            continue
        letter = unicodedata.normalize("NFC", _marc8(match[1][:1] + base, "", []))
        if len(letter) == 1 or match[1][:1] in b"\xeb\xec\xfa\xfb":
            right += 1
        else:
            wrong.append(match[1][:1])
    return right, wrong


def _marc8(value: bytes, tag: str, warnings: list[Warning]) -> str:
    """MARC-8 by pymarc's tables. Non-sorting marks, which it drops, stay; an escape to no known set is U+FFFD."""
    from pymarc.marc8 import MARC8ToUnicode

    translate: Callable[[bytes], str] = MARC8ToUnicode(quiet=True).translate
    found = []
    for part in _ESCAPE.split(re.sub(rb"(?<=\x1b[(,)-])!(?=E)", b"", value)):
        if part in _NON_SORTING:
            found.append(_NON_SORTING[part])
        elif part[:1] == b"\x1b" and _ESCAPE.fullmatch(part):
            found.append("\ufffd")
            warnings.append(Warning(tag, "an escape to an unknown character set", "shown as \ufffd"))
        else:
            for piece in _EAST_ASIAN.split(re.sub(rb"\x1b[gbp](?=\x1b|$)", b"", part)):
                if _FIRST.match(piece):
                    text = _east_asian(_FIRST.sub(b"", piece, count=1), tag, warnings)
                else:
                    text = translate(piece)
                    if text.count(" ") > piece.count(b" "):
                        warnings.append(Warning(tag, "bytes that its character set does not have", "shown as spaces"))
                found.append(text)
    return "".join(found)


@cache
def _set(number: int) -> dict[int, tuple[str, bool]]:
    """One of pymarc's sets: code → (character, whether it is a mark that stands before its letter)."""
    from pymarc.marc8_mapping import CODESETS

    return {code: (chr(made), bool(mark)) for code, (made, mark) in CODESETS[number].items()}


def _east_asian(value: bytes, tag: str, warnings: list[Warning]) -> str:
    """ANSI Z39.64 (EACC): three bytes a character; what is none of them is U+FFFD, and reading goes on."""
    table = _set(0x31)
    found: list[str] = []
    place = lost = 0
    while place < len(value):
        if value[place] <= 0x20:
            found.append(" ")
            place += 1
            continue
        known = table.get(_code(value, place))
        # A byte that was lost shifts all that follows: find step again.
        step = 3 if known else next((n for n in (3, 2, 1) if _in_step(value, place + n, table)), 3)
        found.append(known[0] if known else "\ufffd")
        lost += known is None
        place += step
    if lost:
        warnings.append(Warning(tag, "bytes that its character set does not have", "shown as \ufffd"))
    return re.sub("\ufffd{2,}", "\ufffd", "".join(found))


def _code(value: bytes, place: int) -> int:
    """The three bytes at a place as one number; -1 where there are fewer."""
    three = value[place : place + 3]
    return int.from_bytes(bytes(byte & 0x7F for byte in three), "big") if len(three) == 3 else -1


def _in_step(value: bytes, place: int, table: dict[int, tuple[str, bool]]) -> bool:
    """Whether up to four characters follow here, as far as the next space or the end."""
    for _ in range(4):
        if place >= len(value) or value[place] <= 0x20:
            return place <= len(value)
        if _code(value, place) not in table:
            return False
        place += 3
    return True


def _upper_half(value: bytes, number: int) -> str:
    """A set of seven bits that stands in the upper half; its marks go behind the letter that they belong to."""
    table = _set(number)
    found: list[str] = []
    waiting: list[str] = []
    for byte in value:
        known = (chr(byte), False) if byte < 0x80 else table.get(byte & 0x7F) or table.get(byte)
        if known is None and number == 0x51:
            known = _set(0x4E).get(byte & 0x7F)
        if known is not None and known[1]:
            waiting.append(known[0])
            continue
        found.append(known[0] if known else "\ufffd")
        found += waiting
        waiting = []
    return "".join(found + waiting)


def _iso5426(value: bytes) -> str:
    """ISO 5426 → Unicode: marks go behind the letter that they belong to."""
    found: list[str] = []
    waiting: list[str] = []
    for byte in value:
        if byte in ISO_5426_MARKS:
            waiting.append(ISO_5426_MARKS[byte])
            continue
        found.append(ISO_5426_LETTERS.get(byte, chr(byte) if byte < 0x80 or 0x88 <= byte <= 0x9C else "\ufffd"))
        found += waiting
        waiting = []
    return "".join(found + waiting)
