"""The residue: what of a source record no value of its book has used (every character accounted for, or shown).

A catalogue display is read by rules that guess at labels and marks, so its record is printed again from the book: each
value in its form as printed or in its normal form is looked for in the fields from which it may come, word after word.
What is left over, label by label, is the residue. Marks of ISBD, brackets, marks of bold type, dashes and white space
are the display's and count as used; `raw` texts, extras and warnings are no values and use nothing. For any other
format, whose fields are told apart by the format itself, the residue is what its map did not use: the extras.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from shelflist.cataloguing import dates, imprints, isbn, languages, names, relators
from shelflist.model import Book, Extra
from shelflist.readers.display.labelled_tables import CLOSED, FIELDS

FORMATS = frozenset({"labelled", "labelled-html"})
"""Formats whose records are compared with their books."""

USES: dict[str, tuple[str, ...]] = {
    "id": ("id",), "author": ("people",), "others": ("people",), "bodies": ("people",), "title": ("title",),
    "uniform": ("uniform",), "variant": ("variant",), "edition": ("edition",), "imprint": ("imprint",),
    "place": ("imprint",), "publisher": ("imprint",), "date": ("imprint",), "isbn": ("isbn",),
    "numbers": ("isbn", "notes"), "issn": ("issn",), "extent": ("extent",), "series": ("series",), "ddc": ("classes",),
    "class": ("classes",), "subjects": ("subjects",), "genres": ("subjects",), "keywords": ("subjects",),
    "language": ("language",), "country": ("country",), "format": ("format",), "level": ("level",), "note": ("notes",),
    "bibliography": ("notes",), "contents": ("contents", "notes"), "summary": ("summary",),
    "isbd": ("title", "edition", "imprint", "extent", "series", "notes", "isbn", "issn"),
}  # fmt: skip
"""Field of a display → the groups of values that may come from it."""

_WORD = re.compile(r"[^\W_]+")
_DIVIDED = re.compile(r"(?<=[a-zà-ÿ])-[ \t]*\n[ \t]*(?=[a-zà-ÿ])")
_ROLE = re.compile(r"[\[(]([^\[\]()]{2,40})[\])]")
_STATEMENT = re.compile(r"[^:;,()]+")
_ITEM = re.compile(r"[^;,/|\n]+")
_CHAPTER_WORD = re.compile(r"\b(?:chapter|chap|ch|capitolo|cap|chapitre|kapitel)\b\.?(?=\s+[\dIVXLC])", re.IGNORECASE)
_CONTENTS_OPENING = re.compile(
    r"^\s*(?:(?:machine[- ]generated )?contents(?: note)?|table of contents|contiene|contenuto|sommario"
    r"|incomplete contents|partial contents)\s*:",
    re.IGNORECASE,
)
_MARKS: dict[str, re.Pattern[str]] = {
    "isbn": re.compile(r"\bIS[BS]N(?:-1[03])?\b", re.IGNORECASE),
    "id": re.compile(r"\bIT\\ICCU\\"),
    "contents": _CHAPTER_WORD,
    "classes": re.compile(r"[(\[]\s*(?:DDC|CDD|ed)\b", re.IGNORECASE),
}
"""Group → words of the display itself, which no value holds."""

_USED = b"\1"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


class _Field:
    """One field of the source, and which of its words are used. `key` holds the words between NULs, as UTF-8."""

    def __init__(self, label: str, text: str) -> None:
        self.label = label
        self.kind = FIELDS.get(label, "extra")
        self.groups = USES.get(self.kind, ())
        self.text = _DIVIDED.sub("", text)
        self.key = bytearray(b"\0")
        self.places: list[tuple[int, int]] = []  # of each word in the text
        self.bounds: list[tuple[int, int]] = []  # of each word in the key
        for match in _WORD.finditer(self.text):
            start = len(self.key)
            self.key += match[0].casefold().encode("utf-8", "replace") + b"\0"
            self.places.append(match.span())
            self.bounds.append((start, len(self.key) - 1))
        self.cursor = 0

    def take(self, value: str, *, every: bool = False) -> bool:
        """Marks the words of a value as used where they follow each other: from the last find on, else from the start."""
        words = _words(value)
        if not words:
            return False
        needle = "\0".join(("", *words, "")).encode("utf-8", "replace")
        found = False
        at = self.key.find(needle, 0 if every else self.cursor)
        at = self.key.find(needle) if at < 0 else at
        while at >= 0:
            self._use(at + 1, at + len(needle) - 1)
            found, self.cursor = True, at
            at = self.key.find(needle, at) if every else -1
        return found

    def _use(self, start: int, end: int) -> None:
        self.key[start:end] = _USED * (end - start)

    def take_joined(self, value: str) -> None:
        """The same for a number whose printed form has its parts apart otherwise."""
        wanted = "".join(_words(value))
        words = [self.text[low:high].casefold() for low, high in self.places[:500]]
        for first in range(len(words)):
            made = ""
            for last in range(first, min(first + 12, len(words))):
                made += words[last]
                if not wanted.startswith(made):
                    break
                if made == wanted:
                    self._use(self.bounds[first][0], self.bounds[last][1])
                    return

    def take_span(self, start: int, end: int) -> None:
        """Marks all words between two places of the text as used."""
        first = bisect_left(self.places, (start, 0))
        last = bisect_left(self.places, (end, 0))
        if first < last:
            self._use(self.bounds[first][0], self.bounds[last - 1][1])

    def empty(self) -> bool:
        """Whether there is no word in it."""
        return not self.places

    def left(self) -> str:
        """The words that nothing used, as printed; those that follow each other together."""
        runs: list[list[int]] = []
        before = -2
        for n, ((low, high), (at, _)) in enumerate(zip(self.places, self.bounds, strict=True)):
            if self.key[at] == _USED[0]:
                continue
            if n == before + 1 and runs:
                runs[-1][1] = high
            else:
                runs.append([low, high])
            before = n
        return " … ".join(" ".join(self.text[low:high].split()) for low, high in runs)


def residue(book: Book) -> list[tuple[str, str]]:
    """(source field, its text that no value of the book has used), in the record's order; [] where all is used."""
    found: list[tuple[str, str]] = []
    for record in book.records:
        if record.format in FORMATS:
            found += _compare(book, record.fields)
    compared = list(found)
    for one in book.extra:
        text = " ".join(value for _, value in one.subfields if value.strip())
        if text.strip() and not any(label == one.tag and _within(text, left) for label, left in compared):
            found.append((one.tag, text))
    return found


def _within(text: str, other: str) -> bool:
    return set(_words(text)) <= set(_words(other))


def _compare(book: Book, fields: Iterable[Extra]) -> list[tuple[str, str]]:
    """What of the fields of a display the book does not hold."""
    sources = [_Field(one.tag, " ".join(value for _, value in one.subfields)) for one in fields]
    for one, following in pairwise(sources):
        if one.kind in CLOSED and following.empty():
            one.groups += following.groups  # a value before its label (guide §7.4)
    # Where a value may come again, longer ones first: "Storia" alone must not take the end of "Fari - Storia".
    for group, every, choices in sorted(_values(book), key=lambda v: -len(_words(v[2][0])) if v[1] and v[2] else 0):
        for one in sources:
            if group in one.groups:
                any(one.take(choice, every=every) for choice in choices)
    for one in sources:
        for group in one.groups:
            _by_rule(book, one, group)
    return [(one.label, text) for one in sources if (text := one.left())]


def _values(book: Book) -> Iterator[tuple[str, bool, list[str]]]:
    """The book's values: (group, whether the source may repeat it, its forms)."""
    for text in (book.title, book.subtitle, *book.parallel_titles, *book.parts, book.responsibility, book.record_type):
        yield "title", False, [text]
    for text in (*book.other_titles, book.title, book.subtitle):
        yield "variant", True, [text]
    yield "uniform", True, [book.uniform_title]
    yield "edition", False, [book.edition]
    for person in book.contributors:
        yield "people", True, [person.name, names.direct(person.name)]
        yield "people", True, [person.dates]
    yield from _imprint_values(book)
    for text in (book.extent, book.illustrations, book.size, book.accompanying):
        yield "extent", False, [text]
    for series in book.series:
        for text in (series.title, series.volume, series.issn):
            yield "series", False, [text]
    for note in book.notes:
        yield "notes", False, [note.text]
    for chapter in book.contents:
        yield "contents", False, [f"{chapter.number} {chapter.title} {chapter.responsibility}"]
    for text in book.summary:
        yield "summary", False, [text]
    for number in book.isbns:
        yield "isbn", True, [number.qualifier]
        yield "isbn", True, [] if number.isbn13 else [number.raw]  # the printed form is all that there is
    for made in book.classes:
        yield "classes", True, [made.number, made.number.lstrip("0")]
        yield "classes", True, [made.edition]
    for subject in book.subjects:
        yield "subjects", True, [subject.text()]
    yield "format", False, [book.record_type]
    yield "level", False, [book.level]
    for text in book.identifiers.get("issn", []):
        yield "issn", True, [text]


def _imprint_values(book: Book) -> Iterator[tuple[str, bool, list[str]]]:
    """Places, publishers and dates; the first date counts where the book's date says the same."""
    dated = False
    for imprint in book.imprints:
        for text in (*imprint.places, *imprint.publishers):
            yield "imprint", False, [text]
        if imprint.date and (dated or dates.read(imprint.date) == book.date):
            yield "imprint", False, [imprint.date]
        dated = dated or bool(imprint.date)


def _by_rule(book: Book, one: _Field, group: str) -> None:
    """What the book holds in another form than the printed one, and the display's own words."""
    if group == "id":
        for text in dict.fromkeys((book.id, *book.identifiers.get("record", []))):
            one.take_joined(text)
    elif group == "people":
        roles = {role for person in book.contributors for role in person.roles}
        for match in _ROLE.finditer(one.text):
            if relators.role(match[1]) in roles:
                one.take_span(*match.span())
    elif group == "imprint":
        for match in _STATEMENT.finditer(one.text):
            if imprints.unknown(match[0]):
                one.take_span(*match.span())
    elif group == "isbn":
        held = {number.isbn13 for number in book.isbns if number.isbn13}
        for number in isbn.read(" ".join(one.text.split())):
            if number.isbn13 in held:
                one.take(number.raw, every=True)
    elif group == "classes":
        for made in book.classes:
            one.take_joined(made.number)
            one.take_joined(made.number.lstrip("0"))
    elif group == "language":
        for match in _ITEM.finditer(one.text):
            if (languages.from_name(match[0]) or languages.from_code(match[0])) in (*book.languages,):
                one.take_span(*match.span())
    elif group == "country" and book.country and languages.territory(one.text) == book.country:
        one.take(one.text)
    elif group == "contents" and (opening := _CONTENTS_OPENING.match(one.text)):
        one.take_span(*opening.span())
    if group in _MARKS:
        for match in _MARKS[group].finditer(one.text):
            one.take_span(*match.span())
