"""Whether two books are the same edition, and what makes editions one work: keys, and a comparison of two of them.

The cataloguing guide §12, after RecordManager's DedupHandler and Open Library's add_book/match: a strong number with a
title that is not another's, else everything else in agreement. What is printed on a different volume, edition, language
or carrier is another edition of one work, whatever its numbers say (publishers use an ISBN again, and sets share one).
"""

import re
import unicodedata
from functools import lru_cache

from shelflist.cataloguing import identifiers, names, titles
from shelflist.model import Book, Struct

STRONG = ("oclc", "lccn", "doi", "bid")
"""Identifiers, besides the ISBN, that two records of one edition share."""

LONGEST = 200
MOST_TITLES = 6
PAGES_APART = 10
BLOCK = 20
"""Letters of a title by which candidates are found."""

_ARTICLE = re.compile(
    r"^\W*(?:(?:"
    + "|".join(sorted({re.escape(w) for words in titles.ARTICLES.values() for w in words if w.isalpha()}))
    + r")\s+|(?:l|un)['’]\s?)(?=\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_AND = frozenset(("and", "et", "und", "e", "y"))
_NUMBER = re.compile(r"\d{1,6}")
_EDITION = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_ORDINALS: dict[str, str] = {
    word: str(number)
    for number, words in enumerate(
        (
            "first prima prime première premiere erste primera primeira 1st",
            "second seconda deuxième deuxieme seconde zweite segunda 2nd",
            "third terza troisième troisieme dritte tercera terceira 3rd",
            "fourth quarta quatrième quatrieme vierte cuarta 4th",
            "fifth quinta cinquième cinquieme fünfte funfte 5th",
            "sixth sesta sixième sixieme sechste sexta 6th",
            "seventh settima septième septieme siebte séptima septima 7th",
            "eighth ottava huitième huitieme achte octava 8th",
            "ninth nona neuvième neuvieme neunte novena 9th",
            "tenth decima dixième dixieme zehnte décima 10th",
        ),
        1,
    )
    for word in words.split()
}
_KINDS = re.compile(
    r"\b(rev|revis\w*|rived\w*|aggiorn\w*|augm\w*|enl\w*|ampl\w*|expand\w*|abridg\w*|ridott\w*|illustr\w*|facsim\w*|large print)\b"
)
_VOLUME = re.compile(
    r"(?:volume|vol|part|book|parte|libro|tomo|tome|band|teil|livre|partie)\s+(\d{1,3}|[ivxlc]{1,6}|[a-z]{3,8})\b"
)
_COUNTED = {
    word: str(number)
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
} | {word: str(number) for number, word in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], 1)}
_BODY_ENDS = frozenset(
    [
        "press",
        "publishers",
        "publishing",
        "publications",
        "books",
        "inc",
        "ltd",
        "llc",
        "co",
        "company",
        "editore",
        "editori",
        "edizioni",
        "éditions",
        "editions",
        "verlag",
        "editorial",
        "libri",
        "casa",
        "editrice",
        "gmbh",
        "spa",
        "srl",
        "sons",
        "and",
        "the",
    ]
)
_CARRIERS = {"volume": "volume", "online resource": "online", "": ""}


class Keys(Struct):
    """What two books are compared by. `titles`: the title's key first, then those of its other forms.

    `strong` are numbers with their kind ("isbn:9780…"); `people` keys of the first names; `edition` a number or word, ""
    where the record has no statement; `volume` the volume's number or name; `carrier` what carries the text, or "";
    `series` the key of each numbered series → the number in it; `original` the key of the title that a translation has
    been made from, or "".
    """

    strong: list[str]
    titles: list[str]
    people: list[str]
    year: int | None = None
    pages: int | None = None
    edition: str = ""
    volume: str = ""
    languages: list[str] = []
    carrier: str = ""
    series: dict[str, str] = {}
    original: str = ""

    def work(self) -> str:
        """The key of the work: its first author and its title; "" where either is missing."""
        return f"{self.people[0]}\t{self.titles[0]}" if self.people and self.titles else ""


def title_key(title: str, language: str = "", nonfiling: int = 0) -> str:
    """A title for comparison: without its article, marks on letters, punctuation and case; "&" and "and" are left out.

    Many sources do not say in which language a title is: then any language's article goes.
    """
    if language or nonfiling:
        kept = titles.sort_text(title, nonfiling or titles.nonfiling(title, language))
    else:
        kept = _ARTICLE.sub("", title, count=1)
    if not kept.isascii():
        kept = "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))
    words = [word for word in _WORD.findall(kept.casefold()) if word not in _AND]
    return " ".join(words)[:LONGEST]


@lru_cache(maxsize=4096)
def edition_key(edition: str) -> str:
    """A statement of edition as what tells it apart: its number ("2"), else what kind it is ("rev"), else ""."""
    text = edition.casefold()
    for word in _WORD.findall(text):
        if word in _ORDINALS:
            return _ORDINALS[word]
    if match := _EDITION.search(text):
        return match[0].lstrip("0")
    kind = _KINDS.search(text)
    return kind[1][:3] if kind else ""


def volume_key(book: Book) -> str:
    """The volume that a book is of a larger work: "Volume 2", "Vol. 2: Name" and "2" are the same; "" for none."""
    text = names.fold(" ".join(book.parts))
    if not text and (match := _VOLUME.match(names.fold(book.subtitle))):
        text = match[1]
    match = _NUMBER.search(text)
    return (match[0].lstrip("0") or "0") if match else _COUNTED.get(text, text[:60])


@lru_cache(maxsize=16_384)
def publisher_key(name: str) -> str:
    """A publisher's name without what only says that it is one."""
    words = [word for word in names.fold(name).split() if word not in _BODY_ENDS]
    return " ".join(words) or names.fold(name)


def keys(book: Book) -> Keys:
    """What a book is compared by."""
    language = book.languages[0] if book.languages else ""
    strong = [f"isbn:{number.isbn13}" for number in book.isbns if number.valid()]
    for kind in STRONG:
        for text in book.identifiers.get(kind, []):
            if number := identifiers.key(kind, text):  # a wrong number is no key
                strong.append(f"{kind}:{number}")
    if book.source.record_id:
        strong.append(f"id:{book.source.format}:{book.source.record_id}")
    forms = [title_key(book.title, language, book.nonfiling)]
    others = [book.vernacular.get("title", ""), book.uniform_title, *book.parallel_titles, *book.other_titles]
    forms += [title_key(form, language) for form in others if form]
    original = titles.original(
        [n.text for n in book.notes], book.uniform_title, book.languages, book.original_languages
    )
    first = (
        [c for c in book.contributors if c.main]
        or [c for c in book.contributors if "aut" in c.roles]
        or book.contributors
    )
    people = [key for person in first[:3] if (key := _person_key(person.name, person.kind))]
    return Keys(
        list(dict.fromkeys(strong)),
        [form for form in dict.fromkeys(forms) if form][:MOST_TITLES],
        list(dict.fromkeys(people)),
        book.date.year,
        book.pages,
        edition_key(book.edition),
        volume_key(book),
        book.languages,
        _CARRIERS.get(book.carrier, book.carrier),
        {title_key(s.title): match[0].lstrip("0") for s in book.series if (match := _NUMBER.search(s.volume))},
        title_key(original, book.original_languages[0] if len(book.original_languages) == 1 else "")
        if original
        else "",
    )


def _person_key(name: str, kind: str) -> str:
    """A folded family name with the first initial: sources differ in how much of the given names they print."""
    family, _, given = names.key(name).partition("|")
    return f"{family}|{given[:1]}" if kind == "person" else names.fold(name)[:60]


def apart(one: Keys, other: Keys) -> str:
    """Why two books are different editions for sure ("volume", "edition", "language", "carrier"), or ""."""
    if one.volume and other.volume and one.volume != other.volume:
        return "volume"
    if (
        one.series
        and other.series
        and any(other.series.get(name, number) != number for name, number in one.series.items())
    ):
        return "volume"
    if one.edition and other.edition and one.edition != other.edition and (one.edition + other.edition).isdecimal():
        return "edition"
    if one.languages and other.languages and not set(one.languages) & set(other.languages):
        return "language"
    if one.carrier and other.carrier and one.carrier != other.carrier:
        return "carrier"
    return ""


def alike(one: Keys, other: Keys, number: str) -> bool:
    """Whether the titles of two books with the same strong number bear it out: at least half the same, in any form.

    A record's own id is one number among many libraries', so there the titles must be the same and no name may differ.
    """
    if number.startswith("id:"):
        known = bool(one.people and other.people)
        return close(*(keys.titles[0] if keys.titles else "" for keys in (one, other))) and (
            not known or bool(set(one.people) & set(other.people))
        )
    if not one.titles or not other.titles:
        return True
    return any(similarity(a, b) >= 0.5 for a in one.titles for b in other.titles)


def same(one: Keys, other: Keys) -> bool:
    """Whether two books without a strong number in common agree in everything else (and are not `apart`)."""
    if not one.titles or not other.titles or not one.people or not other.people:
        return False
    if (
        not set(one.people) & set(other.people)
        or one.year is None
        or other.year is None
        or abs(one.year - other.year) > 1
    ):
        return False
    if one.pages and other.pages and abs(one.pages - other.pages) > PAGES_APART:
        return False
    if one.edition != other.edition and one.year != other.year:
        return False
    if one.volume != other.volume or apart(one, other) or _other_numbers(one, other):
        return False
    return close(one.titles[0], other.titles[0])


def _other_numbers(one: Keys, other: Keys) -> bool:
    """Whether each has a number of a kind, and none of them is the other's: a hardback and a paperback, say."""
    for kind in ("isbn:", "doi:", "lccn:"):
        mine = {number for number in one.strong if number.startswith(kind)}
        its = {number for number in other.strong if number.startswith(kind)}
        if mine and its and not mine & its:
            return True
    return False


def similarity(one: str, other: str) -> float:
    """How much two title keys have in common, 0 to 1: the words of the shorter one that the other has too."""
    if one == other:
        return 1.0
    mine, its = set(one.split()), set(other.split())
    common = len(mine & its) / min(len(mine), len(its)) if mine and its else 0.0
    if common >= 0.5:
        return common
    return 1 - distance(one[:60], other[:60]) / max(len(one[:60]), len(other[:60]), 1)


def close(one: str, other: str) -> bool:
    """Whether two title keys are equal, or differ in less than a tenth of their letters and in no number."""
    if one == other:
        return True
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    longest = max(len(one), len(other))
    return abs(len(one) - len(other)) * 10 < longest and distance(one, other) * 10 < longest


def distance(one: str, other: str) -> int:
    """Levenshtein's edit distance of two short texts."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (a != b))
    return row[-1]
