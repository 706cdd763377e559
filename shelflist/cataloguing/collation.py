"""Shelf order of texts: the Unicode Collation Algorithm (UTS #10), word by word, numbers by value; and index letters.

A key is bytes, equal on every machine: no locale is asked. Letters with marks fold to their base for the first level
(Ähre before apple) and count on the second. The table for ASCII is the order of pyuca's DUCET (a test compares them);
other scripts ask pyuca itself, which is loaded only then.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_PRIMARY = {" ": 0x0209, **{str(n): 0x1C3D + n for n in range(10)}}
_LETTERS = [
    "1c47",
    "1c60",
    "1c7a",
    "1c8f",
    "1caa",
    "1ce5",
    "1cf4",
    "1d18",
    "1d32",
    "1d4c",
    "1d65",
    "1d77",
    "1daa",
    "1db9",
    "1ddd",
    "1e0c",
    "1e21",
    "1e33",
    "1e71",
    "1e95",
    "1eb5",
    "1ee3",
    "1ef5",
    "1eff",
    "1f0b",
    "1f21",
]
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`ʻ](?=\w)")
_MODIFIERS = re.compile("[ʹʺʻʼʽʾʿˈˊˋ]")
"""Ayn, alif, soft signs and the like of romanised texts: they do not file (ALA-LC; the library's usual practice)."""

_DIGITS = re.compile(r"\d+")


@cache
def _collator() -> Any:
    from pyuca import Collator

    return Collator()


@cache
def primary(char: str) -> int:
    """The first-level weight of one ASCII letter (any case), digit or space in pyuca's table."""
    elements = _collator().sort_key(char)
    return int(elements[0])


@cache
def _table() -> dict[int, int]:
    """Character → its first-level weight as a code point, for `str.translate`."""
    return {ord(c): weight for c, weight in PRIMARIES.items()} | {ord(c.upper()): w for c, w in PRIMARIES.items()}


PRIMARIES: dict[str, int] = {
    **_PRIMARY,
    **{chr(97 + n): int(weight, 16) for n, weight in enumerate(_LETTERS)},
}
"""ASCII letters, digits and the space → their first-level weights in DUCET as pyuca 1.2 has it."""


def words(text: str) -> str:
    """The text as its words: apostrophes inside a word gone, other punctuation a space, digit runs eight wide."""
    if not text.isascii():
        text = _MODIFIERS.sub("", text)
    text = _PUNCTUATION.sub(" ", _APOSTROPHE.sub("", text))
    return _DIGITS.sub(lambda match: match[0].lstrip("0")[:24].rjust(8, "0"), " ".join(text.split()))


@lru_cache(maxsize=65_536)
def key(text: str) -> bytes:
    """The sort key of a text: compare keys as bytes."""
    line = words(text)
    plain, marks = line, ""
    if not line.isascii():
        plain = unicodedata.normalize("NFKD", line)
        marks = "".join([f"{n:04x}{c}" for n, c in enumerate(plain) if unicodedata.combining(c)])
        plain = "".join([c for c in plain if not unicodedata.combining(c)])
    if plain.isascii():
        first = plain.translate(_table()).encode("utf-16-be")
    else:
        # With its marks: й and ї are letters of their own in the table, and only it knows which.
        weights = _collator().sort_key(line)
        weights = weights[: weights.index(0)] if 0 in weights else weights
        first = b"".join([w.to_bytes(2, "big") for w in weights])
    return first + b"\0\0" + marks.encode() + b"\0\0" + line.encode("utf-8", "replace")


_GROUPS = {"CJK": "漢", "HIRAGANA": "かな", "KATAKANA": "かな", "HANGUL": "한"}


def _own(char: str, base: str) -> bool:
    """Whether a Cyrillic letter with a mark is a letter of its own (Й, Ї), not one with an accent (Ё): the table says it."""
    return unicodedata.name(char, "").startswith("CYRILLIC") and primary(char) != primary(base)


@lru_cache(maxsize=4096)
def letter(text: str) -> str:
    """The letter under which an index files a text: A–Z, "0–9", a letter of another alphabet, a script, or "#"."""
    for char in text:
        if char.isdecimal() or (char.isnumeric() and not char.isalpha()):
            return "0–9"
        if char.isalpha() and unicodedata.category(char) != "Lm":
            base = unicodedata.normalize("NFKD", char)[0].upper()[:1]
            if "A" <= base <= "Z":
                return base
            script = unicodedata.name(char, "").partition(" ")[0]
            if script == "LATIN":
                from anyascii import anyascii

                return next((c.upper() for c in anyascii(char) if c.isalpha()), "#")
            return _GROUPS.get(script, char.upper() if base != char.upper() and _own(char.upper(), base) else base)
    return "#"
