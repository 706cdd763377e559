"""An author's years are no years of publication, in whatever format the record comes; nor is a copyright in the responsibility."""

import pytest

from shelflist.model import Book
from shelflist.readers import chunks, parse, recognise
from tests.tools import iso2709

UNIMARC = "00000nam0a2200000   450 "
RECORDS: list[tuple[str, bytes]] = [
    (
        "marc21.mrc",
        iso2709(
            [
                ("001", "", "x1"),
                ("100", "1 ", [("a", "Falconi, Ada,"), ("d", "1870-1931.")]),
                ("245", "10", [("a", "Salt /"), ("c", "text copyright 1901 by Ada Falconi (born 1870).")]),
                ("600", "10", [("a", "Rossi, Ugo,"), ("d", "1650-1702")]),
                ("700", "1 ", [("a", "Neri, Eva,"), ("d", "1888-")]),
            ]
        ),
    ),
    (
        "unimarc.mrc",
        iso2709(
            [
                ("001", "", "x2"),
                ("200", "1 ", [("a", "Salt"), ("f", "Ada Falconi ; copyright 1901")]),
                ("600", " 1", [("a", "Rossi"), ("b", "Ugo"), ("f", "1650-1702")]),
                ("700", " 1", [("a", "Falconi"), ("b", "Ada"), ("f", "1870-1931")]),
            ],
            leader=UNIMARC,
        ),
    ),
    (
        "labelled.txt",
        b"1. Record Nr. UNINA9910000000001\nAutore Falconi, Ada <1870-1931>\nTitolo Salt / Ada Falconi ; copyright 1901\n"
        b"Pubbl/distr/stampa Torino : Acqua\nLivello bibliografico Monografia\n",
    ),
    ("ris.ris", b"TY  - BOOK\nAU  - Falconi, Ada, 1870-1931\nTI  - Salt\nER  - \n"),
    ("bibtex.bib", b"@book{a, author={Falconi, Ada, 1870-1931}, title={Salt}}"),
    ("table.csv", b'title,author\nSalt,"Falconi, Ada, 1870-1931"\n'),
    ("endnote.enw", b"%0 Book\n%A Falconi, Ada, 1870-1931\n%T Salt\n"),
]


@pytest.mark.parametrize(("name", "data"), RECORDS, ids=[name for name, _ in RECORDS])
def test_no_year_is_taken_from_a_name_or_the_responsibility(name: str, data: bytes) -> None:
    format = recognise(data, name)
    [book] = [parse(format, chunk) for chunk in chunks(format, [data])]
    assert isinstance(book, Book)
    assert book.title == "Salt"
    assert book.contributors
    assert (book.date.year, book.date.end, book.date.copyright) == (None, None, None)
