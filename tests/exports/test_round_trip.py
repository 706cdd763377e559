"""What is exported comes back: import(export(x)) is x on titles, people, imprint, year, numbers, series, subjects, language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given

from shelflist import readers
from shelflist.errors import BadSource
from shelflist.exports import FORMATS
from shelflist.exports.values import book_values
from shelflist.model import Book
from tests.exports import books
from tests.exports.books import core, exported, imported

READ_AS = {
    "bibtex": "bibtex", "biblatex": "bibtex", "ris": "ris", "csl-json": "csl-json", "marcxml": "marcxml", "mods": "mods",
    "zotero-rdf": "zotero-rdf", "csv": "goodreads", "json": "plain-list",
}  # fmt: skip
"""Format of exports → format of readers."""


NON_SORTING = ("<<", "¬")
"""Around words at a title's start that do not file: MARC's readers take these marks out of a title, whoever wrote it."""


@given(books.books())
@pytest.mark.parametrize("name", FORMATS)
def test_round_trip(name: str, book: Book) -> None:
    assume(name != "marcxml" or not any(mark in book.title for mark in NON_SORTING))
    made = imported(exported(name, [book]), READ_AS[name])
    assert len(made) == 1
    assert core(made[0]) == core(book)


@given(books.books())
def test_json_holds_everything(book: Book) -> None:
    made = imported(exported("json", [book]), "plain-list")
    assert book_values(made[0]) | {"id": ""} == book_values(book) | {"id": ""}


# --- real records ---------------------------------------------------------------------------------------------

MOST = 15
"""Records of one file that are written."""


@pytest.fixture(scope="module")
def real(shared_records: Path) -> list[Book]:
    """The first books of every real file that is small."""
    found = []
    for path in sorted(shared_records.rglob("*")):
        if not path.is_file() or path.stat().st_size > 2_000_000 or {"bad", "large"} & set(path.parts):
            continue
        if ".expected" in path.name or path.suffix == ".md":
            continue
        found += list(of_file(path.read_bytes(), path.name))
    assert len(found) > 1_000
    return found


def of_file(data: bytes, name: str) -> Iterator[Book]:
    try:
        format = readers.recognise(data, name)
        for number, chunk in enumerate(readers.chunks(format, [data])):
            if number == MOST:
                return
            made = readers.parse(format, chunk)
            if isinstance(made, Book):
                yield made
    except BadSource:
        return


UNLIKE = {"marcxml": 0.02, "mods": 0.03}
"""Which part of real books may differ after the round trip: those that their readers left unclean (a comma behind a publisher, a
DOI with its address), or whose date no statement has. MARC and MODS clean them; everywhere else it is one in a hundred."""


@pytest.mark.parametrize("name", FORMATS)
def test_real_books_come_back(name: str, real: list[Book]) -> None:
    unlike: list[str] = []
    for book in real:
        (made,) = imported_here(exported(name, [book]), READ_AS[name])
        one, other = published(core(book)), published(core(made))
        if one != other:
            unlike += [f"{book.source.format} {book.id}: {[key for key in one if one[key] != other[key]]}"]
    assert len(unlike) <= UNLIKE.get(name, 0.01) * len(real), unlike


def published(values: dict[str, Any]) -> dict[str, Any]:
    """Without statements of a date alone: a year that only coded data gave may make one."""
    return values | {"imprints": [one for one in values["imprints"] if one[0] or one[1]]}


def imported_here(data: bytes, format: str) -> list[Book]:
    made = [readers.parse(format, chunk) for chunk in readers.chunks(format, [data])]
    assert all(isinstance(one, Book) for one in made), made
    return [one for one in made if isinstance(one, Book)]
