"""What the search page knows besides its index: headings to suggest while one types, the books and classes of a number, and
the list's own words, for a word that no book has.

All are small scripts that are loaded when they are wanted. Headings stand under each of their words and books under each of
their numbers, in files of some kilobytes that are cut between words: `search/starts.js` says with which word each file begins,
`search/headings/0.js` and `search/numbers/0.js` are the first ones. Words stand in `search/words.js`, in order, each with what
it does not share with the one before.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from shelflist.catalogue import FAMILIES, Catalogue, class_of
from shelflist.pages.desk import Desk
from shelflist.pages.headings import caption
from shelflist.pages.searching import encode, script
from shelflist.pages.shelf import caption_of

PIECE = 18_000
"""Bytes of a file of headings or numbers, about: some five kilobytes when compressed."""

PER_WORD = 150
"""Headings that one word leads to, at most: those with most books."""

SHORTEST, LONGEST = 3, 24
"""Characters of a word that is worth correcting."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that people type in another way and that have no decomposition. The script has the same."""

_SPACE = re.compile(r"\s+|[/′’]|\.(?=[a-z])")


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.category(c).startswith("M"))
    return plain.lower().translate(_LETTERS)


def folded(text: str) -> str:
    """Text without marks and case, as the search page compares it."""
    return text.lower() if text.isascii() else _folded(text)


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(folded(text))


# --- headings and numbers -------------------------------------------------------------------------------------


def _cut(under: dict[str, list[int]], texts: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """(first word, its rows as JSON) of each file, in order. `under`: word → places of its rows."""
    first, held, size = "", dict[int, None](), 0
    for word in sorted(under):
        if size > PIECE:
            yield first, b"[" + b",".join([texts[n] for n in held]) + b"]"
            first, held, size = "", {}, 0
        first = first or word
        for n in under[word]:
            if n not in held:
                held[n] = None
                size += len(texts[n])
    if held:
        yield first, b"[" + b",".join([texts[n] for n in held]) + b"]"


def headings(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Files of headings, as (place of the family, caption, slug, number of books)."""
    language = desk.words.language
    rows = [
        (place, caption(headed, language), headed.slug, len(headed.books))
        for place, family in enumerate(FAMILIES)
        if family != "classes"  # they are numbers
        for headed in desk.catalogue.families[family]
    ]
    under: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        for word in dict.fromkeys(words_of(row[1])):
            under.setdefault(word, []).append(n)
    for word, members in under.items():
        if len(members) > PER_WORD:
            under[word] = sorted(sorted(members, key=lambda n: -rows[n][3])[:PER_WORD])
    return _cut(under, [encode(row) for row in rows])


def number_key(number: str) -> str:
    """What a call number is looked up by: "UA 646 .3 .H46" → "ua646.3h46". The script has the same."""
    return _SPACE.sub("", number.lower())


def numbers(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Files of numbers: books as (key, address, title, people, year), classes as (key, address, name, number of books).
    An ISBN has a "=" before it: it is no beginning of a call number."""
    catalogue = desk.catalogue
    under: dict[str, list[int]] = {}
    rows = list[tuple[str | int, ...]]()

    def add(key: str, *row: str | int) -> None:
        under.setdefault(key, []).append(len(rows))
        rows.append((key, *row))

    for headed in catalogue.families["classes"]:
        name = f"{headed.label} {caption_of(desk, headed.label)}".strip()
        add(number_key(class_of(headed.label)[1]), headed.href, name, len(headed.books))
    for n, entry in enumerate(catalogue.entries):
        keys = ["=" + number for number in entry.isbns] + [number_key(number) for _, _, number in entry.shelf]
        for key in dict.fromkeys(keys):
            add(key, catalogue.href(n), entry.title, entry.people, entry.year)
    return _cut(under, [encode(row) for row in rows])


# --- words ----------------------------------------------------------------------------------------------------


def _counted(catalogue: Catalogue) -> Counter[str]:
    """The words of titles, names and headings, in lower case with their marks, by how often they stand there."""
    find = _WORD.findall
    found: Counter[str] = Counter()
    for entry in catalogue.entries:
        found.update(find(f"{entry.title} {entry.subtitle} {entry.named}".lower()))
        found.update(find(" ".join(entry.chapters).lower()))
    for family in FAMILIES:
        if family not in ("years", "languages", "classes"):
            for headed in catalogue.families[family]:
                number = len(headed.books)
                for word in find(headed.label.lower()):
                    found[word] += number
    return found


def _packed(words: Iterable[tuple[str, int]]) -> str:
    """Sorted words, each as what it shares with the one before (0-9, a-z), its rest, and how common it is (A-H)."""
    out, before = list[str](), ""
    for word, number in words:
        shared, most = 0, min(len(word), len(before), 35)
        while shared < most and word[shared] == before[shared]:
            shared += 1
        out += [
            "0123456789abcdefghijklmnopqrstuvwxyz"[shared],
            word[shared:],
            "ABCDEFGH"[min(7, number.bit_length() - 1)],
        ]
        before = word
    return "".join(out)


def words(catalogue: Catalogue) -> bytes:
    """`words.js`."""
    counted = _counted(catalogue)
    wanted = sorted(
        (unicodedata.normalize("NFC", word), number)
        for word, number in counted.items()
        if SHORTEST <= len(word) <= LONGEST and not word.isdecimal()
    )
    return script("words", encode(_packed(wanted)))


# --- files ----------------------------------------------------------------------------------------------------


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """(name below `search/`, content) of everything that is suggested."""
    starts: dict[str, list[str]] = {"headings": [], "numbers": []}
    for name, made in (("headings", headings(desk)), ("numbers", numbers(desk))):
        for number, (first, rows) in enumerate(made):
            starts[name].append(first)
            yield f"{name}/{number}.js", script(f"{name}{number}", rows)
    yield "starts.js", script("starts", encode(starts))
    yield "words.js", words(desk.catalogue)


def is_file(place: str, path: str) -> bool:
    """Whether this is one of these files. `place`: the folder of the search page."""
    rest = path.removeprefix(place)
    return rest != path and rest.endswith(".js") and rest != "books.js"


def told(desk: Desk) -> bytes:
    """What all of it is made from: a build in which that is the same keeps the files."""
    families = desk.catalogue.families.values()
    headings = [(headed.label, headed.slug, len(headed.books)) for members in families for headed in members]
    return encode((desk.words.language, headings, sorted(desk.authority.captions.items()))) + b"".join(desk.tokens)
