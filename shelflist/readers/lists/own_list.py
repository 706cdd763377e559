"""A book that Shelflist wrote (exports of JSON, `custom` of CSL-JSON): values under the names of the model → Book.

The values are as untrusted as any others: texts are cleaned, numbers and words outside of their bounds left out with a
warning, addresses checked. A person may be written as "Falconi, Ada (author)", a heading as "Salt -- History".
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from shelflist.cataloguing import characters, classes, dates, isbn, relators, statements, subjects
from shelflist.errors import BadRecord
from shelflist.model import (
    Book,
    Chapter,
    ClassNumber,
    Contributor,
    Extra,
    Host,
    Imprint,
    Isbn,
    Note,
    PublicationDate,
    Reading,
    Series,
    Subdivision,
    Subject,
    Warning,
)
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes.json import string

STAMP = "shelflist"
"""The name that says that a list, or an item, is ours."""

MOST = 10_000
"""Entries of one list that are read."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_YEAR = re.compile(r"-?\d{1,4}")
_FLAGS = frozenset(
    ("supplied", "approximate", "open", "range", "corrected", "copyright", "calendar", "roman", "repaired", "printing", "deposit",
     "undated", "suspect", "coded")
)  # fmt: skip
_STATUSES = frozenset(("want", "reading", "read", "abandoned"))
_SUBJECT_KINDS = frozenset(
    ("topic", "person", "corporate", "meeting", "family", "title", "place", "period", "genre", "keyword")
)
READING: dict[str, str] = {
    "status": "status", "dates": "finished", "rating": "rating", "tags": "tags", "lists": "shelves", "body": "review", "added": "added",
    "shelves": "shelves", "review": "review", "spoiler": "spoiler", "private": "private", "owned": "owned", "file": "personal",
}  # fmt: skip
"""Field of Reading → the personal field that it counts as (`plain_columns`)."""


class Source:
    """An object's values as they may stand in a book; what is wrong with one is a warning under `field`."""

    def __init__(self, book: Book, field: str, value: Any) -> None:
        self.book = book
        self.field = field
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}

    def text(self, name: str, limit: int = characters.LIMIT) -> str:
        """A text, cleaned; a number as its text."""
        return plain.clean(self.book, self.field, string(self.value.get(name)), limit)

    def lines(self, name: str) -> str:
        """A text of several lines, each cleaned."""
        found = string(self.value.get(name))[: plain.LONG].split("\n")
        return "\n".join(made for line in found if (made := plain.clean(self.book, self.field, line, plain.LONG)))

    def texts(self, name: str) -> list[str]:
        """A list of texts, cleaned, without empty ones."""
        value = self.value.get(name)
        found = value if isinstance(value, list) else [value]
        return [made for one in found[:MOST] if (made := plain.clean(self.book, self.field, string(one)))]

    def words(self, name: str) -> dict[str, str]:
        """An object of texts."""
        value = self.value.get(name)
        pairs = list(value.items())[:MOST] if isinstance(value, dict) else []
        made = ((characters.clean(key)[0], plain.clean(self.book, self.field, string(one))) for key, one in pairs)
        return {key: text for key, text in made if key and text}

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds, or None."""
        text = string(self.value.get(name))
        if not text:
            return None
        if re.fullmatch(r"-?\d{1,9}", text) and least <= int(text) <= most:
            return int(text)
        self.book.warnings.append(Warning(self.field, f"{name} is no number from {least} to {most}", "left out"))
        return None

    def yes(self, name: str) -> bool:
        """Whether it says true."""
        return string(self.value.get(name)) == "true"


def made_of(chunk: Chunk, format: str, value: dict[str, Any], fields: Iterable[Extra]) -> Book:
    """The book of an object of ours. Raises BadRecord: no title."""
    whole = Source(Book(plain.start(chunk, format, "", []).source, "", ""), "record", value)
    book = plain.start(chunk, format, whole.text("id", plain.ID_LIMIT), list(fields))
    _title(book, "title", Source(book, "title", value))
    if not book.title:
        raise BadRecord("title", "no title: give the record one", book.id)
    fill(book, value)
    return book


def fill(book: Book, value: dict[str, Any]) -> None:
    """Puts an object's values into the book, each in the place of what the book had there."""
    for name, one in value.items():
        take = TAKES.get(name)
        if take is not None:
            take(book, name, Source(book, name, value))
        elif name in _ENTRIES:
            found = one if isinstance(one, list) else [one]
            setattr(book, name, [])
            for entry in found[:MOST]:
                _ENTRIES[name](book, name, entry)
        elif name not in ("id", STAMP):
            plain.leftover(book, name, *[string(one)] if string(one) else [])


def fields(value: dict[str, Any]) -> list[Extra]:
    """The object as it came: an entry a field; what is personal under the names of personal fields."""
    found: list[Extra] = []
    for name, one in value.items():
        if name == "reading" and isinstance(one, dict):
            for key, inner in one.items():
                found.append(Extra(READING.get(key, "personal"), "", [(key, _flat(inner))]))
        elif name != STAMP:
            for entry in one if isinstance(one, list) else [one]:
                if isinstance(entry, dict):
                    found.append(Extra(name, "", [(str(key), _flat(inner)) for key, inner in entry.items()]))
                else:
                    found.append(Extra(name, "", [("", _flat(entry))]))
    return [_sound(field) for field in found if any(text for _, text in field.subfields)]


def _sound(field: Extra) -> Extra:
    pairs = [(characters.clean(code)[0], text) for code, text in field.subfields]
    return Extra(characters.clean(field.tag)[0], "", pairs)


def _flat(value: Any) -> str:
    """A value as one text, whatever it is."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text}" for key, inner in value.items() if (text := _flat(inner)))
    if isinstance(value, list):
        return "; ".join(text for inner in value if (text := _flat(inner)))
    return string(value)


# --- single values --------------------------------------------------------------------------------------------

Take = Callable[[Book, str, Source], None]


def _text(book: Book, name: str, source: Source) -> None:
    setattr(book, name, source.text(name))


def _texts(book: Book, name: str, source: Source) -> None:
    setattr(book, name, source.texts(name))


def _words(book: Book, name: str, source: Source) -> None:
    setattr(book, name, source.words(name))


def _long_texts(book: Book, name: str, source: Source) -> None:
    value = source.value.get(name)
    found = value if isinstance(value, list) else [value]
    made = (plain.clean(book, name, string(one), plain.LONG) for one in found[:MOST])
    setattr(book, name, [text for text in made if text])


def _nonfiling(book: Book, name: str, source: Source) -> None:
    book.nonfiling = source.number(name, 0, len(book.title)) or 0


def _pages(book: Book, name: str, source: Source) -> None:
    book.pages = source.number(name, 1, 49_999)


def _languages(book: Book, name: str, source: Source) -> None:
    kept, book.languages = book.languages, []
    for text in source.texts(name):
        if _LANGUAGE.fullmatch(text):
            book.languages += [text] if text not in book.languages else []
        else:
            plain.spoken(book, name, text)
    if name != "languages":
        setattr(book, name, book.languages)
        book.languages = kept


def _date(book: Book, name: str, source: Source) -> None:
    if isinstance(source.value.get(name), str):
        year = book.date.year
        book.date = dates.read(source.text(name))
        book.date.year = book.date.year if book.date.year is not None else year
        return
    one = Source(book, name, source.value.get(name))
    year, end, copyright = (one.number(part, -9999, 9999) for part in ("year", "end", "copyright"))
    book.date = PublicationDate(one.text("raw"), year, end, copyright, [f for f in one.texts("flags") if f in _FLAGS])


def _identifiers(book: Book, name: str, source: Source) -> None:
    one = Source(book, name, source.value.get(name))
    book.identifiers = {}
    for kind in list(one.value)[:MOST]:
        made = characters.clean(kind, 40)[0]
        for text in one.texts(kind) if made else ():
            plain.identifier(book, made, text)


def _host(book: Book, name: str, source: Source) -> None:
    one = Source(book, name, source.value.get(name))
    title = one.text("title")
    book.host = Host(title, *(one.text(part) for part in ("volume", "number", "pages", "issn"))) if title else None


def _reading(book: Book, name: str, source: Source) -> None:
    one = Source(book, "personal", source.value.get(name))
    status, spans = one.text("status"), one.value.get("dates")
    made = Reading(
        status=status if status in _STATUSES else "",
        rating=one.number("rating", 1, 20),
        tags=one.texts("tags"),
        lists=one.texts("lists"),
        body=string(one.value.get("body"))[: plain.LONG],
        added=one.text("added", 40),
        shelves=one.texts("shelves"),
        review=one.lines("review"),
        spoiler=one.yes("spoiler"),
        private=one.lines("private"),
        owned=one.number("owned", 0, 999_999),
    )
    for span in spans[:MOST] if isinstance(spans, list) else ():
        pair = [characters.clean(string(day), 40)[0] for day in span[:2]] if isinstance(span, list) else []
        if len(pair) == 2 and any(pair):
            made.dates.append((pair[0], pair[1]))
    book.reading = None if made == Reading() else made


def _title(book: Book, name: str, source: Source) -> None:
    book.title = source.text(name) or book.title


TAKES: dict[str, Take] = {
    "title": _title,
    **dict.fromkeys(("subtitle", "uniform_title", "responsibility", "edition", "extent", "illustrations", "size", "accompanying",
                     "carrier", "country", "record_type", "level"), _text),
    **dict.fromkeys(("parts", "parallel_titles", "other_titles", "inferred"), _texts),
    "summary": _long_texts, "raw": _words, "vernacular": _words, "nonfiling": _nonfiling, "pages": _pages,
    "languages": _languages, "original_languages": _languages, "date": _date, "identifiers": _identifiers, "host": _host,
    "reading": _reading,
}  # fmt: skip
"""Field → what takes it."""


# --- lists of entries -----------------------------------------------------------------------------------------


def _contributor(book: Book, field: str, value: Any) -> None:
    if isinstance(value, str):
        name, kind, roles = statements.read_contributor(plain.clean(book, field, value))
        main = "aut" in roles and not any(one.main for one in book.contributors)
        book.contributors += [Contributor(name, roles, kind, main=main, raw=name)] if name else []
        return
    one = Source(book, field, value)
    name, kind = one.text("name"), one.text("kind")
    codes = dict.fromkeys(code for word in one.texts("roles") if (code := relators.role(word)))
    if name:
        kind = kind if kind in statements.KINDS else statements.kind_of(name)
        made = Contributor(name, list(codes), kind, one.text("dates"), one.yes("main"), one.text("raw") or name)
        made.inferred, made.ids, made.vernacular = one.yes("inferred"), one.words("ids"), one.text("vernacular")
        book.contributors.append(made)


def _imprint(book: Book, field: str, value: Any) -> None:
    if isinstance(value, str):
        made = statements.read_imprint(plain.clean(book, field, value))
    else:
        one = Source(book, field, value)
        function = one.text("function")
        function = function if function in statements.FUNCTIONS else "publication"
        made = Imprint(one.texts("places"), one.texts("publishers"), one.text("date"), function, one.text("raw"))
    if made.places or made.publishers or made.date:
        book.imprints.append(made)


def _series(book: Book, field: str, value: Any) -> None:
    if isinstance(value, str):
        made = statements.read_series(plain.clean(book, field, value))
    else:
        one = Source(book, field, value)
        made = Series(one.text("title"), one.text("volume"), one.text("issn"), one.text("raw"))
    book.series += [made] if made.title else []


def _note(book: Book, field: str, value: Any) -> None:
    one = Source(book, field, value if isinstance(value, dict) else {"text": value})
    text = one.text("text", plain.LONG)
    book.notes += [Note(one.text("kind") or "general", text)] if text else []


def _chapter(book: Book, field: str, value: Any) -> None:
    one = Source(book, field, value if isinstance(value, dict) else {"title": value})
    title, kind = one.text("title"), one.text("kind")
    kind = kind if kind in ("front", "back") else "chapter"
    if title:
        number, who, raw = (one.text(part) for part in ("number", "responsibility", "raw"))
        book.contents.append(Chapter(title, number, kind, who, raw))


def _class(book: Book, field: str, value: Any) -> None:
    one = Source(book, field, value)
    scheme, number = one.text("scheme"), one.text("number")
    if number:
        make = {"ddc": classes.ddc, "lcc": classes.lcc, "udc": classes.udc}.get(scheme, classes.other)
        known = make(number)
        sort = one.text("sort") or (known.sort if known else number)
        scheme = scheme if scheme in ("ddc", "lcc", "udc", "nlm") else "other"
        book.classes.append(ClassNumber(scheme, number, sort, one.text("edition"), one.text("raw")))


def _subject(book: Book, field: str, value: Any) -> None:
    if isinstance(value, str):
        parts = statements.read_subject(plain.clean(book, field, value))
        if parts:
            divisions = [Subdivision(text, subjects.subdivision_type(text)) for text in parts[1:]]
            book.subjects.append(Subject(parts[0], divisions, "keyword", "", value))
        return
    one = Source(book, field, value)
    kind, below = one.text("kind"), one.value.get("subdivisions")
    kind = kind if kind in _SUBJECT_KINDS else "topic"
    made = Subject(one.text("main"), [], kind, one.text("scheme"), one.text("raw"), one.yes("inferred"))
    for part in below[:MOST] if isinstance(below, list) else ():
        inner = Source(book, field, part if isinstance(part, dict) else {"text": part})
        if text := inner.text("text"):
            made.subdivisions.append(Subdivision(text, inner.text("type")))
    book.subjects += [made] if made.main else []


def _isbn(book: Book, field: str, value: Any) -> None:
    one = Source(book, field, value if isinstance(value, dict) else {"raw": value})
    raw = one.text("raw") or one.text("isbn13")
    isbn13, isbn10 = isbn.normal(raw) if len(raw) < 40 else ("", "")
    if not isbn13 and len(one.text("isbn13")) < 40:
        isbn13, isbn10 = isbn.normal(one.text("isbn13"))
    if raw:
        shown = isbn.hyphenated(isbn13) if isbn13 else ""
        book.isbns.append(Isbn(raw, isbn13, isbn10, shown, one.text("qualifier"), one.yes("cancelled")))


def _link(book: Book, field: str, value: Any) -> None:
    one = Source(book, field, value if isinstance(value, dict) else {"url": value})
    before = len(book.links)
    plain.link(book, field, string(one.value.get("url")), one.text("label"))
    if len(book.links) > before:
        book.links[-1].kind = one.text("kind")


_ENTRIES: dict[str, Callable[[Book, str, Any], None]] = {
    "contributors": _contributor, "imprints": _imprint, "series": _series, "notes": _note, "contents": _chapter, "classes": _class,
    "subjects": _subject, "isbns": _isbn, "links": _link,
}  # fmt: skip
"""Field that is a list → what takes one of its entries."""

ORIGINS: dict[str, tuple[str, ...]] = {name: (name,) for name in (*TAKES, *_ENTRIES)} | {
    "reading": tuple(dict.fromkeys(READING.values()))
}
"""Field of Book → the fields of the object: they have the same names."""
