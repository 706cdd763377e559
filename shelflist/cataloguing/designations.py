"""Designations of volumes as they are printed ("Bd. 2", "tome IV", "n. s., 4", "12-13") → a key to sort by, and whole numbers.

MARC 21 490 and 8XX $v, UNIMARC 225 and 410 $v, ISBD 6.6 (RDA 2.12.9, REICAT 4.6.6): numbering is transcribed, so every
language's word for a volume stands before or after its number. That word decides nothing here; a code ("DDS-29", "A/5") does.
The printed form is never changed: it is what a page shows, and this is what it is filed by.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from shelflist.cataloguing import numerals

LONGEST = 200
"""Characters of a designation that are looked at."""

MOST = 100
"""Numbers that one designation covers at most: "2000-2565" is a report's number, not a range of volumes."""

CAPTIONS = frozenset(
    word
    for line in (
        "vol vols volume volumes volumen volumi v vv bd bde band bände bande t tt tom tome tomes tomo tomi tomos tomus to",
        "no nos nr nrs n nn num núm nums number numbers nummer numero numéro numeros número nº n° heft hefte hft h",
        "fasc fascicolo fascicule fascicle pt pts part parts parte parti partie parties teil teile tl pars",
        "book books bk bks buch libro libri livre liv liber knjiga knj kniga kn könyv boek bok deel dl d del dil díl",
        "sv svazek zv zväzok zesz zeszyt z cz część ch chast č čís čislo cislo br broj vyp vypusk sz szám kötet",
        "issue iss episode season unit serial op opus nomor jilid cilt sayı mis ḥov kerekh ḥeleḳ ʻadad shumārah jild",
        "raqm tʻiw girkʻ hator dai gō go kan shū satsu hen di ji ce juan hao che chʻaek ho pu kwŏn",
        "第 卷 巻 冊 册 号 號 集 輯 辑 編 编 期 제 권 집 호",
    )
    for word in line.split()
)
"""Words for a volume, a number or a part, without their full stop, in the languages that library records have."""

_COUNTED = (
    "one first i uno una primo prima primer primero primera un premier première erste erster erstes eins primus primum "
    "primeiro primeira eerste",
    "two second due secondo seconda dos segundo segunda deux deuxième seconde zweite zweiter zweites zwei secundus tweede",
    "three third tre terzo terza tres tercero tercera tercer trois troisième dritte dritter drittes drei tertius terceiro "
    "terceira derde",
    "four fourth quattro quarto quarta cuatro cuarto cuarta quatre quatrième vierte vierter viertes vier vierde",
    "five fifth cinque quinto quinta cinco cinq cinquième fünfte fünfter fünftes fünf vijfde",
    "six sixth sei sesto sesta seis sexto sexta sixième sechste sechster sechstes sechs zesde",
    "seven seventh sette settimo settima siete séptimo séptima sept septième siebte siebter siebtes sieben zevende",
    "eight eighth otto ottavo ottava ocho octavo octava huit huitième achte achter achtes acht achtste",
    "nine ninth nove nono nona nueve noveno novena neuf neuvième neunte neunter neuntes neun negende",
    "ten tenth dieci decimo decima diez décimo décima dix dixième zehnte zehnter zehntes zehn tiende",
    "eleven eleventh undici undicesimo undicesima once undécimo onze onzième elfte elfter elf",
    "twelve twelfth dodici dodicesimo dodicesima doce duodécimo douze douzième zwölfte zwölfter zwölf",
)


def _bare(text: str) -> str:
    """Without marks on letters."""
    if text.isascii():
        return text
    return unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    )


COUNTED = {_bare(word.casefold()): number for number, words in enumerate(_COUNTED, 1) for word in words.split()}
"""Numerals and ordinals in words, from 1 to 12: English, Italian, Spanish, French, German, Portuguese, Dutch, Latin."""

_CAPTIONS = frozenset(_bare(word.casefold()) for word in CAPTIONS)
_CJK = dict(zip("〇一二三四五六七八九十", range(11), strict=True))
_PLACES = {"上": 1, "中": 2, "下": 3}

_NEW = re.compile(
    r"\b(?:n\. ?s\.|n\. ?f\.|n\. ?r\.|ns(?= ?[,.;]? ?\d)|new ser(?:ies)?\b\.?|nuova ser(?:ie)?\b\.?|neue (?:folge|reihe)|"
    r"nouv(?:elle)?\b\.? ser(?:ie)?\b\.?|nueva ser(?:ie)?\b\.?|nova ser(?:ie)?\b\.?|novi niz|ny ser(?:ie)?\b\.?)[,;:]?\s*",
    re.IGNORECASE,
)
_SERIES_WORD = r"(?:ser(?:ies?)?\b|folge\b|reihe\b|etapa\b|epoca\b|dizi\b)\.?"
_NTH = re.compile(rf"\b(\w+)\.? ?{_SERIES_WORD}[,;:]?\s*", re.IGNORECASE)
_SERIES_NTH = re.compile(r"\bser(?:ies?)?\b\.? ?(\w+)\b[,;:]?\s*(?=\S)", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’ʼʻʹʾʿ][^\W\d_]+)*")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|er|re|eme|e|[aoº])", re.IGNORECASE)
_ENDINGS = frozenset(("st", "nd", "rd", "th", "er", "re", "eme", "e", "º"))
_NOISE = re.compile(r"[\[\]<>#\\!{}\"“”«»]+")
_RANGE = re.compile(r"(\d+)\s?(?:[-–—]|&|\be\b|\band\b|\bund\b|\bet\b|\by\b)\s?(\d+)(?![\d.])", re.IGNORECASE)
_NEXT = re.compile(r"(\d+)\s?[/,]\s?(\d+)(?![\d.])")
_DECIMAL = re.compile(r"\D*\d+(?:[.,]\d|[½¼¾])\s*")
_ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_SMALL = re.compile(r"[ivxl]+")
_AROUND = "第卷巻冊册号號集輯辑編编期"


class Designation(NamedTuple):
    """A designation read. `sort` orders those of one series as bytes; it is empty where nothing was printed.

    `numbers` are the whole volumes that it covers: (3,) for "vol. 3", (12, 13) for "12-13", none for "2.5", "B-217" and
    "n. s., 4", whose number is not one of the plain row.
    """

    sort: bytes
    numbers: tuple[int, ...]


NONE = Designation(b"", ())


def roman(token: str, *, small: bool) -> int:
    """The value of a token that is a Roman numeral, or 0. One letter is a numeral only where it is I, V or X, for "C" and "D"
    are letters of the alphabet more often; small ones have no letters but i, v, x and l, and only where `small` allows it."""
    if token.islower() and not (small and _SMALL.fullmatch(token)):
        return 0
    if not (token.isupper() or token.islower()) or (len(token) == 1 and token.upper() not in "IVX"):
        return 0
    if not _ROMAN.fullmatch(token):
        return 0
    return numerals.value(token.upper())


def _subseries(text: str) -> tuple[int, str]:
    """(number of the new series or 0, the rest): "n. s., 4" is 2 and "4", "3. Folge, Bd. 41" is 3 and "Bd. 41"."""
    if match := _NEW.search(text):
        return 2, text[: match.start()] + text[match.end() :]
    for pattern in (_NTH, _SERIES_NTH):
        match = pattern.search(text)
        if match is None:
            continue
        word = match[1]
        ordinal = _ORDINAL.fullmatch(word)
        number = int(ordinal[1][:4]) if ordinal else int(word[:4]) if word.isdecimal() else _numeral(word, digits=False)
        rest = text[: match.start()] + text[match.end() :]
        if number and _TOKEN.search(rest):
            return number, rest
    return 0, text


def _numeral(word: str, *, digits: bool) -> int:
    """The number that a word is, or 0. `digits`: the text has figures besides, so that a small numeral is a word."""
    return COUNTED.get(word.casefold()) or roman(word, small=not digits)


def _tokens(text: str) -> list[int | str]:
    """Numbers and the words that count, in order; the words for a volume only where there is nothing else."""
    digits = any(c.isdecimal() for c in text)
    found: list[int | str] = []
    matches = list(_TOKEN.finditer(text))
    for match in matches:
        printed = match[0]
        word = printed.casefold()
        attached = match.start() > 0 and text[match.start() - 1].isdecimal()
        if printed.isdecimal():
            found.append(int(printed[:18]))
        elif attached:
            found += [] if word in _ENDINGS or word in _AROUND else [word]
        elif word in _CAPTIONS and (digits or printed != "V"):
            continue
        elif number := _numeral(printed, digits=digits):
            found.append(number)
        elif word in _PLACES:
            found.append(_PLACES[word])
        else:
            figures = word.strip(_AROUND)
            if figures:
                found.append(_ideographs(figures) if all(c in _CJK for c in figures) else word)
    return found or [match[0].casefold() for match in matches]


def _ideographs(text: str) -> int:
    """The value of a number in Chinese figures: 十二 → 12, 二十三 → 23, 一〇 → 10."""
    tens, mark, ones = text.partition("十")
    if not mark:
        return int("".join(str(_CJK[c]) for c in text[:18]))
    return (_CJK.get(tens[-1:], 1) if tens else 1) * 10 + (_CJK.get(ones[:1], 0) if ones else 0)


def _key(series: int, tokens: list[int | str]) -> bytes:
    """Numbers come before words, a plain row before a new series, and what goes on after what it goes on from."""
    parts = [b"\x03%04d" % series] if series else []
    parts += [
        b"\x01%018d" % token if isinstance(token, int) else b"\x02" + token.encode("utf-8", "replace")
        for token in tokens
    ]
    return b"".join(parts)


def _covered(text: str, tokens: list[int | str]) -> tuple[int, ...]:
    """The whole numbers of a designation that is of the plain row."""
    if not tokens or not isinstance(tokens[0], int):
        return ()
    first = tokens[0]
    match = _RANGE.search(text)
    if match and int(match[1][:18]) == first and not match[2].startswith("0"):
        last = int(match[2][:18])
        if first < last < first + MOST:
            return tuple(range(first, last + 1))
    match = _NEXT.search(text)
    if match and int(match[1][:18]) == first and int(match[2][:18]) == first + 1:
        return first, first + 1
    if _DECIMAL.fullmatch(text):
        return ()
    return (first,)


@lru_cache(maxsize=32_768)
def read(text: str) -> Designation:
    """A designation as printed. Never fails: what holds no number is filed by its words."""
    printed = " ".join(_NOISE.sub(" ", text[:LONGEST]).replace("n:o", "no").split())
    if printed.isascii() and printed.isdecimal():
        number = int(printed[:18])
        return Designation(_key(0, [number]), (number,))
    series, rest = _subseries(_bare(printed))
    tokens = _tokens(rest)
    if not tokens and not series:
        return NONE
    return Designation(_key(series, tokens), () if series else _covered(rest, tokens))


def holes(numbers: Iterable[int]) -> list[int]:
    """The volumes between 1 and the highest of these that are not among them, in order."""
    held = {number for number in numbers if number > 0}
    return [number for number in range(1, max(held, default=0)) if number not in held]


def spans(numbers: Iterable[int]) -> str:
    """Numbers in words: 2, 4, 5, 6 → "2, 4–6"."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return ", ".join(str(a) if a == b else f"{a}–{b}" if b > a + 1 else f"{a}, {b}" for a, b in found)
