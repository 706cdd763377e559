"""What calibre knows of a book besides its record: the owner's rating, the day it was added, and columns of the owner's own.

calibre's manual: ratings are half stars from 0 to 10; a custom column has a label ("#read"), a name, a datatype and values.
Which columns are personal is told by the words of their label and name, in five languages; every other one is public. A
field of the record is called by the kind, so that what is personal can be taken out by its name (`PERSONAL`).
"""

import json
import re
from typing import Any, NamedTuple

from shelflist.errors import shorten
from shelflist.model import Book, Extra, Reading, Warning
from shelflist.readers import plain
from shelflist.readers.ebooks import ebooks
from shelflist.readers.shapes import text as texts

COLUMN = "custom column"
PERSONAL: dict[str, str] = {
    f"{COLUMN} ({kind})": kind
    for kind in ("status", "dates", "rating", "review", "tags", "shelves", "private", "owned")
}

WORDS: dict[str, str] = {
    "private": ("note notes notizen appunti notas private privat privato mynotes annotation annotations annotazioni lent loan loaned "
        "lending borrower borrowed prestito prestato prêté verliehen prestado price prezzo preis prix precio cost costo paid "
        "purchase purchased purchasedate bought acquired acquisition acquistato gekauft acheté comprado gift from store vendor "
        "location shelfmark owner device kindle kobo progress percent progresso position condition recommended recommendedby "
        "recommender friend household goal deadline due"),
    "owned": "owned copies possesso posseduto besitz own",
    "review": "review myreview recensione rezension critique reseña opinion opinione",
    "rating": "rating myrating ratings stars star voto valutazione bewertung sterne valoración vote score",
    "shelves": "shelf shelves bookshelf bookshelves scaffale regal étagère",
    "tags": "mytags mytag moods mood",
    "status": ("read status readstatus reading readingstatus read_status unread tbr toread finished dnf abandoned gelesen lesestatus "
        "ungelesen letto letti lettura stato lu lus lecture statut leído leido leídos estado lectura wishlist wanted want "
        "queue completed"),
}  # fmt: skip
"""Kind of personal data → words of a column's label or name; asked in this order."""

STATUSES: dict[str, str] = {
    **dict.fromkeys(("read", "finished", "done", "completed", "letto", "gelesen", "lu", "leído", "leido"), "read"),
    **dict.fromkeys(("reading", "currently reading", "in progress", "started", "in lettura", "lese ich gerade"), "reading"),
    **dict.fromkeys(("to read", "to-read", "tbr", "want to read", "want", "unread", "da leggere", "ungelesen"), "want"),
    **dict.fromkeys(("wishlist", "wanted", "next", "à lire", "por leer", "zu lesen"), "want"),
    **dict.fromkeys(("dnf", "did not finish", "abandoned", "abbandonato", "abgebrochen", "abandonné"), "abandoned"),
}  # fmt: skip
_PERSONAL = {kind: frozenset(words.split()) for kind, words in WORDS.items()}
_READ = _PERSONAL["status"] & {
    "read", "readstatus", "finished", "gelesen", "letto", "letti", "lu", "lus", "leído", "leido", "leídos", "completed",
    "lettura", "reading",
}  # fmt: skip
_STARTED = frozenset(
    ("start", "started", "begun", "begin", "inizio", "iniziato", "angefangen", "begonnen", "début", "empezado")
)
_YES = frozenset(("true", "yes", "1", "checked", "sì", "si", "ja", "oui", "sí", "x"))
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,6})?")
_TOKEN = re.compile(r"[^\W_]+")


class Column(NamedTuple):
    """A custom column of one book."""

    label: str
    name: str
    datatype: str
    values: list[str]

    def words(self) -> set[str]:
        """The words of its label and name, in lower case."""
        line = f"{self.label} {self.name}"
        split = re.sub(r"([a-zà-ÿ])([A-Z])", r"\1 \2", line)
        return {*_TOKEN.findall(line.casefold()), *_TOKEN.findall(split.casefold()), self.label.casefold().lstrip("#")}

    def kind(self) -> str:
        """The kind of personal data that it holds; "" for none."""
        words = self.words()
        if self.datatype == "rating":
            return "rating"
        if self.datatype == "datetime" and words & (_PERSONAL["status"] | _STARTED):
            return "dates"
        if "date" in words and words & (_PERSONAL["status"] | _STARTED):
            return "dates"
        return next((kind for kind, known in _PERSONAL.items() if words & known), "")

    def tag(self) -> str:
        """What a field of the record is called that holds it."""
        kind = self.kind()
        return f"{COLUMN} ({kind})" if kind else COLUMN


def from_metadata(label: str, value: Any) -> Column | None:
    """The column of calibre:user_metadata (an object with #value#, datatype, name); None where it holds nothing."""
    if not isinstance(value, dict):
        return None
    found = value.get("#value#")
    values = [_word(one) for one in (found if isinstance(found, list) else [found])]
    extra = _word(value.get("#extra#"))
    if value.get("datatype") == "series" and extra and values[:1] != [""]:
        values.append(f"[{ebooks.index(extra)}]")
    kept = [one for one in values if one]
    return Column(label, _word(value.get("name")), _word(value.get("datatype")), kept) if kept else None


def _word(value: Any) -> str:
    if isinstance(value, dict):  # a moment: {"__class__": "datetime.datetime", "__value__": "…"}
        value = value.get("__value__")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[: plain.LONG] if isinstance(value, str | int | float) else ""


def user_metadata(text: str) -> list[tuple[str, Any]]:
    """(label, object) of a text of JSON that holds several columns; [] where it is none."""
    try:
        made = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return list(made.items()) if isinstance(made, dict) else []


def fields(columns: list[Column]) -> list[Extra]:
    """The columns as fields of the record."""
    return [Extra(column.tag(), "", [(column.label, value) for value in column.values]) for column in columns]


def stars(book: Book, field: str, text: str, top: int) -> int | None:
    """Quarter stars of a rating of which `top` is the best; None for no rating."""
    made = text.strip()
    if not made or made.casefold() in ("none", "0", "0.0", "0.00"):
        return None
    value = float(made) if _NUMBER.fullmatch(made) else -1.0
    if not 0 <= value <= top:
        book.warnings.append(Warning(field, f"{shorten(made)!r} is no rating from 0 to {top}", "left out"))
        plain.leftover(book, field, text)
        return None
    return round(value / top * 20) or None


def read(book: Book, rating: int | None, added: str, columns: list[Column]) -> None:
    """What calibre says of the owner's reading → `book.reading`; columns that are not personal → extra fields."""
    found = Reading(rating=rating, added=added.strip()[:10] if ebooks.day(added)[0] else "")
    started = finished = ""
    for column in columns:
        kind, line = column.kind(), "; ".join(column.values)
        if not kind:
            book.extra.extend(fields([column]))
        elif kind == "status":
            _status(found, column, line)
        elif kind == "dates":
            when = ebooks.day(column.values[0])[0]
            started, finished = (when, finished) if column.words() & _STARTED else (started, when)
        elif kind == "rating":
            found.rating = found.rating or stars(book, column.tag(), line, 10 if column.datatype == "rating" else 5)
        elif kind in ("shelves", "tags"):
            getattr(found, kind).extend(column.values)
        elif kind == "review":
            found.review = "\n".join(texts.paragraphs(line))
        elif kind == "owned":
            found.owned = int(line) if line.isdecimal() and len(line) < 5 else int(line.casefold() in _YES)
        else:
            found.private = "\n".join(filter(None, (found.private, f"{column.name or column.label}: {line}")))
    if started or finished:
        found.dates = [(started, finished)]
    if found != Reading():
        book.reading = found


def _status(found: Reading, column: Column, line: str) -> None:
    """A column that says whether the book is read, as yes or no or in words; other words are a shelf."""
    word = line.strip().casefold()
    if word in _YES:
        found.status = "read" if column.words() & _READ else "want"
    elif word in STATUSES:
        found.status = STATUSES[word]
    elif word not in ("false", "no", "0", "nein", "non"):
        found.shelves.extend(column.values)
