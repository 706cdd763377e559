"""What is exported comes back: import(export(x)) is x on titles, people, imprint, year, numbers, series, subjects, language."""

import pytest
from hypothesis import given

from shelflist.exports import FORMATS
from shelflist.exports.values import book_values
from shelflist.model import Book
from tests.exports import books
from tests.exports.books import core, exported, imported

READ_AS = {
    "bibtex": "bibtex", "biblatex": "bibtex", "ris": "ris", "csl-json": "csl-json", "marcxml": "marcxml", "mods": "mods",
    "csv": "goodreads", "json": "plain-list",
}  # fmt: skip
"""Format of exports → format of readers."""


@given(books.books())
@pytest.mark.parametrize("name", FORMATS)
def test_round_trip(name: str, book: Book) -> None:
    made = imported(exported(name, [book]), READ_AS[name])
    assert len(made) == 1
    assert core(made[0]) == core(book)


@given(books.books())
def test_json_holds_everything(book: Book) -> None:
    made = imported(exported("json", [book]), "plain-list")
    assert book_values(made[0]) | {"id": ""} == book_values(book) | {"id": ""}
