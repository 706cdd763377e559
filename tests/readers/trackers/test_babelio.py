"""Babelio → Book: what is its own (test_trackers.py has what all trackers share)."""

import pytest

from shelflist.model import Book
from shelflist.readers.trackers import babelio

HEAD = '"ISBN";"Titre";"Auteur";"Editeur";"Date de publication";"Date d`entrée dans Babelio";"Statut";"Note"\r\n'


def read(row: str, encoding: str = "cp1252") -> Book:
    chunk = next(babelio.split((HEAD + row).encode(encoding)))
    assert chunk.warnings == ()
    return babelio.parse(chunk)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_a_row_in_any_encoding(encoding: str) -> None:
    row = '"9780306406157";"L\'étale";"Valdask Imre";"La Lanterne";"2011-02-17";"2022-02-05 08:02:29";"A lire";"4.5"'
    assert babelio.sniff((HEAD + row).encode(encoding), "x")
    book = read(row, encoding)
    assert (book.title, [n.isbn13 for n in book.isbns]) == ("L'étale", ["9780306406157"])
    assert [(c.name, c.raw, c.inferred) for c in book.contributors] == [("Valdask, Imre", "Valdask Imre", True)]
    assert (book.imprints[0].publishers, book.date.year) == (["La Lanterne"], 2011)
    assert book.reading is not None
    assert (book.reading.status, book.reading.rating, book.reading.added) == ("want", 18, "2022-02-05")


@pytest.mark.parametrize(
    ("title", "expected", "series"),
    [
        ("Salines, tome 2 : L'étale", "L'étale", [("Salines", "2")]),
        ("Salines, Tome 2", "Salines, Tome 2", [("Salines", "2")]),
        ("Granit", "Granit", []),
    ],
)
def test_volumes(title: str, expected: str, series: list[tuple[str, str]]) -> None:
    book = read(f'"";"{title}";"";"";"";"";"";""')
    assert (book.title, [(s.title, s.volume) for s in book.series], book.raw["title"]) == (expected, series, title)


def test_no_date_and_no_note() -> None:
    book = read('"";"Granit";"Le Brell Ona";"";"0000-00-00";"0000-00-00 00:00:00";"Lu";"0.0"')
    assert (book.date.raw, book.warnings) == ("", [])
    assert book.reading is not None
    assert (book.reading.status, book.reading.rating, book.reading.added) == ("read", None, "")


def test_the_export_of_reviews() -> None:
    head = '"ISBN";"Titre";"Auteur";"Critique";"Date d`entrée dans Babelio"\n'
    data = (head + '"";"Granit";"Brell Ona";"Lent; puis\n\nbeau.";"2022-02-05 08:02:29"').encode("cp1252")
    assert babelio.sniff(data, "x")
    book = babelio.parse(next(babelio.split(data)))
    assert book.reading is not None
    assert (book.reading.review, book.reading.status) == ("Lent; puis\nbeau.", "")
