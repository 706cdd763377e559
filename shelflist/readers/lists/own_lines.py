"""Statements of our own exports, each under a name (RIS: "shelflist contributor: Oduya, Tess (illustrator)"; the columns of
our table) → values as `own_list` takes them."""

from collections.abc import Callable, Iterable
from typing import Any

from shelflist.cataloguing import contents, isbn

Values = dict[str, Any]


def _isbn(text: str) -> Any:
    """The first number of a text with what stands in brackets behind it; the text itself where it has none."""
    found = isbn.read(text)
    if len(found) == 1 and found[0].isbn13 and found[0].raw != text:
        return {"raw": found[0].raw, "qualifier": found[0].qualifier}
    return {"raw": text}


def _cancelled(text: str) -> Any:
    return {**_isbn(text), "cancelled": "true"}


def _class(text: str) -> Any:
    scheme, _, number = text.partition(" ")
    return {"scheme": scheme, "number": number}


def _chapter(text: str) -> Any:
    made = contents.entry(text)
    return (
        {"title": made.title, "number": made.number, "responsibility": made.responsibility, "kind": made.kind}
        if made
        else ""
    )


def _itself(text: str) -> Any:
    return text


NAMES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "part": ("parts", _itself), "contributor": ("contributors", _itself), "imprint": ("imprints", _itself), "series": ("series", _itself),
    "subject": ("subjects", _itself), "isbn": ("isbns", _isbn), "cancelled isbn": ("isbns", _cancelled), "class": ("classes", _class),
    "contents": ("contents", _chapter), "other title": ("other_titles", _itself), "parallel title": ("parallel_titles", _itself),
    "language": ("languages", _itself), "original language": ("original_languages", _itself), "note": ("notes", _itself),
    "link": ("links", _itself),
}  # fmt: skip
"""Name of a statement → (the field of a book that it is an entry of, what takes its text apart)."""

SINGLE: dict[str, str] = {
    "title": "title", "subtitle": "subtitle", "date": "date", "responsibility": "responsibility", "uniform title": "uniform_title",
}  # fmt: skip
"""The same for fields of one text."""

PREFIX = "shelflist "
"""What such a line begins with, where it stands among others' (RIS)."""

FIELDS = frozenset((*(field for field, _ in NAMES.values()), *SINGLE.values(), "identifiers"))
"""The fields of a book that they may fill."""


def pair(line: str) -> tuple[str, str]:
    """ "shelflist part: Volume 2" → ("part", "Volume 2")."""
    name, _, text = line.removeprefix(PREFIX).partition(":")
    return name.strip(), text.strip()


def values(found: Iterable[tuple[str, str]]) -> Values:
    """Fields of a book from (name, text) pairs; names that are not known are passed over."""
    made: Values = {}
    for name, text in found:
        if name in NAMES:
            field, take = NAMES[name]
            made.setdefault(field, []).append(take(text))
        elif name in SINGLE:
            made[SINGLE[name]] = text
        elif name == "identifier":
            kind, _, number = text.partition(" ")
            if number:
                made.setdefault("identifiers", {}).setdefault(kind, []).append(number)
    return made
