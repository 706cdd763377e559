"""What the formats of reference managers have in common: what a book is in their eyes, its key, its title in one text."""

import re
from functools import lru_cache

from shelflist.cataloguing import slugs, statements
from shelflist.model import Book, Contributor

BY_LEADER: dict[str, str] = {
    "c": "score", "d": "score", "e": "map", "f": "map", "g": "film", "i": "sound recording", "j": "sound recording", "k": "picture",
    "m": "software", "t": "manuscript",
}  # fmt: skip
"""MARC's leader/06 → the plain word for what it describes; all else is a book."""

BY_FORM: dict[str, str] = {
    "manoscritto": "manuscript", "musica a stampa": "score", "musica manoscritta": "score",
    "materiale cartografico a stampa": "map", "materiale cartografico manoscritto": "map", "videoregistrazioni": "video",
    "audio registrazioni non musicali": "sound recording", "audio registrazioni musicali": "sound recording",
    "registrazioni sonore": "sound recording", "grafica": "picture",
}  # fmt: skip
"""A form as a catalogue shows it → the plain word."""

WORDS = frozenset(
    ("article", "review", "chapter", "conference paper", "entry", "thesis", "report", "preprint", "manuscript", "pamphlet",
     "periodical", "web page", "blog post", "post", "letter", "interview", "film", "video", "broadcast", "sound recording", "score",
     "picture", "map", "performance", "talk", "software", "data set", "patent", "standard", "law", "court case", "hearing",
     "document", "manual", "book")
)  # fmt: skip
"""Words that mean something to reference managers; a record of any other kind is a book to them."""

WITHIN = frozenset(("article", "review", "chapter", "conference paper", "entry", "blog post", "post"))
"""Words for what stands in something."""

_YEAR = re.compile(r"\d{4}")
_ISO = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*--")
_LOOSE = re.compile(r"\s-(?!-)")
_NUMERAL = re.compile(r"(?:Volume )?(?:\d+[a-z]?|[IVXLC]+)")
_OPENINGS = frozenset(
    ("a", "an", "the", "il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una", "der", "die", "das", "ein", "eine", "el", "los",
     "las", "les", "de", "het", "een", "o", "os", "as", "um", "uma")
)  # fmt: skip
"""Words that open a title and say nothing of it."""

_NO_NAMES = frozenset(("others", "et al", "et al.", "and others", "u.a.", "et. al.", "anonymous"))


def kind(book: Book) -> str:
    """The plain word for what it is. What stands in something is an article where that has an ISSN or numbers."""
    word = book.record_type.lower()
    word = BY_LEADER.get(word, "") if len(word) == 1 else BY_FORM.get(word, word)
    word = word if word in WORDS else ""
    if book.host is None:
        return word or "book"
    if word in WITHIN:
        return word
    serial = book.host.issn or (book.host.volume and book.host.number)
    return "article" if serial else "chapter"


@lru_cache(maxsize=16_384)
def _word(text: str) -> str:
    """The first word of a text that is no article, in ASCII letters and digits."""
    found = slugs.slug(text, 60).split("-")
    return next((word for word in found if word not in _OPENINGS), found[0])[:20]


def key(book: Book) -> str:
    """A key for citations, in ASCII: author, year, first word, and six characters that stand for the record alone.

    It depends on nothing else, so that a book keeps it whatever file it stands in.
    """
    who = next((one for one in book.contributors if one.main), None) or next(iter(book.contributors), None)
    year = str(book.date.year) if book.date.year is not None else ""
    name = _word(who.name.partition(",")[0]) if who is not None else ""
    return f"{name or 'anon'}{year}{_word(book.title)}-{slugs.suffix(f'{book.id} {book.title} {book.date.raw}')}"


def is_plain(one: Contributor) -> bool:
    """Whether a name comes back as it is from a format that has "Family, Given" and bare names, and no kinds of them."""
    name = one.name
    family, comma, given = name.partition(", ")
    if "<" in name or name.casefold() in _NO_NAMES:
        return False
    if comma:
        return one.kind == "person" and bool(family and given) and name.count(",") == name.count(", ")
    return "," not in name and one.kind == statements.kind_of(name)


def whole_title(book: Book) -> str:
    """Title and subtitle as references have them."""
    return f"{book.title}: {book.subtitle}" if book.subtitle else book.title


def short_title(book: Book) -> str:
    """The title alone where its end cannot be told from the whole: before a subtitle, or where it has a colon of its own."""
    return book.title if book.subtitle or ":" in book.title else ""


def plain_date(book: Book) -> list[list[int]]:
    """The date as years, or as one day, where its printed form says no more than that: [[2019]], [[1998], [2003]]; else []."""
    raw, year, end = book.date.raw, book.date.year, book.date.end
    if year is None or year < 1:
        return []
    if end is None and raw == str(year) and _YEAR.fullmatch(raw):
        return [[year]]
    if end is not None and raw == f"{year}-{end}":
        return [[year], [end]]
    return [[int(part) for part in raw.split("-")]] if _ISO.fullmatch(raw) and end is None else []


def is_volume(part: str) -> bool:
    """Whether a part comes back from a field for volumes: "Volume 2" as its number, and any text that could not be one."""
    number = part.removeprefix("Volume ")
    return (number.isdecimal() and number.isascii() and part != number) or (
        number == part and not _NUMERAL.fullmatch(part)
    )


def has_dash(text: str, expected: int) -> bool:
    """Whether more dashes than the `expected` ones between its parts stand in a heading, or in several."""
    dashes = text.count("--")
    if dashes and ("(" in text or "[" in text) and _IN_BRACKETS.search(text):
        return True
    if " -" in text and _LOOSE.search(text):
        return True
    return dashes != expected or (not text.isascii() and ("—" in text or "–" in text))
