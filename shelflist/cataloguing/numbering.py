"""The number before a chapter's title: "1.", "[2]", "Ch. 3:", "Chapter Four.", "Part I", "IV."; and volumes, which are none.

Contents notes (MARC 21 505, UNIMARC 327) number by the book's own words. "Chapter 3" is the number 3; "Part I" stays as
it is printed; "v. 1" or "2. Bd." makes the entry a volume. A number without a mark ("12 Oars"), a Roman number and a
letter may be the title's own first word: they count only where the entries of the note follow each other.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from shelflist.cataloguing import numerals

CHAPTER = (
    "chapter", "chapters", "chap.", "chap", "ch.", "ch", "chs.", "capitolo", "capitoli", "cap.", "chapitre", "chapitres", "kapitel", "kap.",
    "capítulo", "capitulo", "hoofdstuk", "kapitola", "rozdział", "glava", "bab",
)  # fmt: skip
"""Words for a chapter: they go, the number stays."""

PART = (
    "part", "parts", "pt.", "pts.", "pta.", "partea", "parte", "parti", "partie", "teil", "section", "sect.", "sec.", "sezione", "sektion", "sección", "book",
    "bk.", "libro", "livre", "buch", "lecture", "lesson", "lezione", "leçon", "unit", "unità", "module", "modulo", "essay", "study", "topic",
    "theme", "act", "appendix", "app.", "appendice", "anhang", "annex", "annexe", "apéndice", "supplement", "paper", "report", "case", "step",
    "canto", "map", "plate", "sheet", "session", "day", "week",
)  # fmt: skip
"""Words that tell what is numbered: they stay with the number."""

VOLUME = (
    "v.", "vol.", "vols.", "vol", "vols", "volume", "volumes", "t.", "tome", "tomo", "tom", "tom.", "band", "bd.", "bde.", "fasc.", "heft",
    "hft.", "lfg.", "no.", "nos.", "nr.", "n.", "ḥeleḳ", "ḥ.", "kerekh", "kn.", "kniga", "vyp.", "vypusk", "chastʹ", "dl.", "deel",
    "del", "díl", "köt.", "kötet", "osa", "mas", "masn", "juzʼ", "jil.", "jilid", "disc", "disk", "reel", "cilt", "al-juzʼ", "jild-i", "jild", "ban", "kaping", "ser.", "sér.", "series", "série",
    "hatorr", "svazek", "sv.", "zv.", "cz.", "część", "dai", "pu", "d.", "h.", "svezak", "knj.",
)  # fmt: skip
"""Words for a volume or another thing that is no chapter (MARC 21 505: contents of a work in several volumes)."""

SPELLED = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo",
    "nono", "decimo", "prima", "seconda", "terza", "quarta", "quinta", "premier", "première", "deuxième", "troisième", "quatrième",
    "uno", "dos", "tres", "cuatro", "cinco", "primero", "segundo", "tercero", "primera", "segunda", "tercera",
    "eins", "zwei", "drei", "vier", "fünf", "i", "ii", "iii",
)  # fmt: skip
"""Numbers in words, that stand after a word for a chapter or a part."""

_AFTER = (
    "t", "th", "bd", "band", "hälfte", "teil", "abt", "abth", "lief", "lfg", "hft", "heft", "ser", "sér", "série", "serie", "reihe", "köt",
    "kötet", "osa", "díl", "dl", "lodenn", "dėvtėr", "kniga", "tom", "jahrg", "livr", "livraison", "verzameling", "bindi", "sezon", "sborn", "v", "vol", "tomo", "part", "section", "ptie", "ptie", "partie",
    "rész", "cz", "sv", "knj", "k", "d",
)  # fmt: skip
"""Words that stand behind the number of a volume: "1. t.", "2. hälfte"."""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DIGITS = r"\d{1,3}(?:\.\d{1,2}){0,3}"
_ROMAN = r"[IVX]{1,6}|[IVXLC]{2,8}"
_LED = re.compile(
    rf"^(?P<word>{_any((*CHAPTER, *PART))})\s*(?P<number>{_DIGITS}(?:\s?[-–]\s?\d{{1,3}})?|{_ROMAN}|[A-Z](?!\w|\.\w)|(?:{_any(SPELLED)})\b)"
    r"(?:\s*[.:;,)–—](?!\d)\s*|\s+[-–—/]\s+|\s+|$)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^\[?(?P<number>{_DIGITS}(?:\]?\.?[-–]\[?\d{{1,3}}(?=\]|\.))?)(?:\]\.?\s*|\]?\s*[.:)–—](?!\d)\s*|\]?\s+[-–—]\s+)(?=\S)"
)
_ROMAN_ALONE = re.compile(rf"^\[?(?P<number>{_ROMAN})(?:\s*[\].:)–—]\s*|\s+[-–—]\s+)(?=\S)")
_PLAIN = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})\s+(?=[^\W\d_][^\W\d_]*\b)(?!st\b|nd\b|rd\b|th\b)(?=[A-ZÀ-ÖØ-Þ])"
)
_LETTER = re.compile(r"^(?P<number>[A-Z])[.)]\s+(?=\S)")
_VOLUME = re.compile(
    rf"^\[?(?P<number>(?:{_any(VOLUME)})\s?\[?(?:\d{{1,4}}(?:-\w+)?|[IVX]{{1,6}}\b)[a-z]?(?:\s?[-–/,]\s?\[?\d{{1,4}}[a-z]?)*"
    r"(?:,?\s(?:pt|pts|no|nos|t|fasc|bd|folge|kn|ch|cz)\.?\s?\d+(?:\s?[-–]\s?\d+)?)?)\]?(?:\s*[.:;,)\]](?!\d)\s*|\s+|$)",
    re.IGNORECASE,
)
_VOLUME_BEHIND = re.compile(
    rf"^\[?(?P<number>\.?\d{{1,3}}(?:\s?[-–]\s?\d{{1,3}})?(?:\.\]?\s?|\]?\s)(?:{_any(_AFTER)})\b\.?)\]?[,:]?\s*",
    re.IGNORECASE,
)

WORDS = frozenset(word.rstrip(".") for word in (*CHAPTER, *PART, *VOLUME))


class Numbered(NamedTuple):
    """A title without its number; `style` is how that was printed: led, bare, roman, plain, letter, volume or ""."""

    number: str
    title: str
    style: str


def read(text: str, loose: frozenset[str] = frozenset(("roman", "plain"))) -> Numbered:
    """The number of an entry, and the rest. `loose` are the styles of numbers that may be the title's own first word
    which are taken for numbers all the same."""
    first, opening = text[:1], opens(text)
    if not opening:
        return Numbered("", text, "")
    if opening == "word":
        if match := _VOLUME.match(text):
            return Numbered(
                match["number"].replace("[", "").strip("] "), text[match.end() :].lstrip(" ]").rstrip(), "volume"
            )
        match = _LED.match(text)
        return _led(match, text) if match else Numbered("", text, "")
    if first.isdigit() or first in "[.":
        if match := _VOLUME_BEHIND.match(text):
            return Numbered(match["number"].strip("[]. ").replace("]", ""), text[match.end() :].strip(), "volume")
        if match := _BARE.match(text):
            return Numbered(
                match["number"].replace("]", "").replace("[", "").replace(".-", "-"), text[match.end() :], "bare"
            )
        if (
            first == "["
            and (match := _ROMAN_ALONE.match(text))
            and numerals.proper(match["number"])
            and "roman" in loose
        ):
            return Numbered(match["number"], text[match.end() :], "roman")
        match = _PLAIN.match(text) if "plain" in loose else None
        return Numbered(match["number"], text[match.end() :], "plain") if match else Numbered("", text, "")
    if "roman" in loose and (match := _ROMAN_ALONE.match(text)) and numerals.proper(match["number"]):
        return Numbered(match["number"], text[match.end() :], "roman")
    if "letter" in loose and (match := _LETTER.match(text)):
        return Numbered(match["number"], text[match.end() :], "letter")
    return Numbered("", text, "")


def opens(text: str) -> str:
    """What a number may open with here: "word", "mark" (a digit, a bracket, a capital with a stop) or nothing."""
    first = text[:1]
    if first.isdigit() or (first and first in "[."):
        inner = text[1:12] if first == "[" else ""
        return "word" if inner[:1].isalpha() and not _ROMAN_ALONE.match(text) else "mark"
    whole = text.partition(" ")[0]
    if whole.isalpha() and (len(whole) > 8 or not whole.isupper()) and whole.casefold() not in WORDS:
        return ""  # most titles
    word = whole.casefold().rstrip(".:)0123456789")
    if word in WORDS or word.partition(".")[0] in WORDS:
        if word in ("v", "i", "x", "c", "d") and text[1:2] in ".)" and not text[2:5].strip(" [")[:1].isdigit():
            return "mark"
        return "word"
    return "mark" if len(word) < 9 and first.isupper() and text[: len(word)].isupper() else ""


def _led(match: re.Match[str], text: str) -> Numbered:
    """ "Chapter 3: Oars" is 3; "Part I. Oars" is Part I; "Part of the story" has no number."""
    word, number, rest = match["word"], match["number"], text[match.end() :].strip(" ,;:")
    spelled = number.casefold() in SPELLED and not numerals.proper(number)
    if (
        not number[0].isdigit()
        and not spelled
        and not (number.isupper() and (numerals.proper(number) or len(number) == 1))
    ):
        return Numbered("", text, "")
    if (
        len(number) == 1
        and number == "A"
        and match[0].endswith(" ")
        and not match[0].rstrip().endswith((".", ":", ")"))
    ):
        return Numbered("", text, "")  # "Part a story" is no part A
    if rest and (spelled or match[0].rstrip()[-1:] not in ".:;,)–—-/") and rest[:1].islower():
        return Numbered("", text, "")  # "Part one of us", "Book 2 the sea"
    if word.casefold() in CHAPTER:
        return Numbered(number, rest, "led")
    return Numbered(f"{word} {number}", rest, "led")


def consistent(found: list[Numbered]) -> frozenset[str]:
    """The styles that the entries of one note bear out: Roman numbers that rise from the first of them, numbers without
    a mark and letters that follow each other."""
    kept = set()
    letters = [one.number for one in found if one.style in ("letter", "roman") and len(one.number) == 1]
    if len(letters) > 2 and letters[0] == "A" and all(ord(b) == ord(a) + 1 for a, b in pairwise(letters)):
        return frozenset(("letter",))
    romans = [numerals.proper(one.number) for one in found if one.style == "roman"]
    sure = len(romans) > 1 or any(len(one.number) > 1 for one in found if one.style == "roman")
    if sure and all(a < b for a, b in pairwise(romans)):
        kept.add("roman")
    plain = [int(one.number.partition(".")[0]) for one in found if one.style == "plain"]
    if len(plain) > 1 and all(b in (a, a + 1) for a, b in pairwise(plain)):
        kept.add("plain")
    return frozenset(kept)
