"""Keywords and numbers of BibTeX: parted outside of braces; what our own export adds to names, volumes and dates."""

import json

import pytest

from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.citations import bibtex


def read(**fields: str) -> Book:
    pairs = [["title", "Salt roads"], *([name.replace("__", "+"), text] for name, text in fields.items())]
    return bibtex.parse(Chunk(json.dumps({"type": fields.pop("type", "book"), "id": "k", "fields": pairs}).encode(), 1))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("salt, roads", ["salt", "roads"]),
        ("salt; roads, medieval", ["salt", "roads, medieval"]),
        ("{roads, medieval}, salt", ["roads, medieval", "salt"]),
        ("{roads, medieval},", ["roads, medieval"]),
        ("{salt, roads}", ["salt", "roads"]),
        ("{{salt; roads}}", ["salt", "roads"]),
        ("salt -- history, roads", ["salt — history", "roads"]),
        ("{{A - B} -- C, D}, E", ["A - B — C, D", "E"]),
        ("{{A - B}},", ["A - B"]),
        ("wars 1914--1918, salt", ["wars 1914–1918", "salt"]),
        (r"{\'e}t\'es, L\'Aquila", ["étés", "LÁquila"]),
        (r"R\&D, 100\%", ["R&D", "100%"]),
        ("a{, b", ["a, b"]),
        ("", []),
    ],
)
def test_keywords(raw: str, expected: list[str]) -> None:
    assert [one.text() for one in read(keywords=raw).subjects] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("9780306406157", [("9780306406157", "")]),
        ("978-0-306-40615-7 (v. 1, pbk.), 9783161484100 (hbk.)", [("9780306406157", "v. 1, pbk."), ("9783161484100", "hbk.")]),
        ("9780306406157 9783161484100", [("9780306406157", ""), ("9783161484100", "")]),
        ("{9780306406157; 9783161484100}", [("9780306406157", ""), ("9783161484100", "")]),
    ],
)  # fmt: skip
def test_numbers(raw: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.isbn13, one.qualifier) for one in read(isbn=raw).isbns] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"author": "{Unesco}"}, [("Unesco", "person", ["aut"])]),
        ({"author": "{Unesco}", "author__an": "1=corporate"}, [("Unesco", "corporate", ["aut"])]),
        ({"author": "Oduya, Tess and {Coast Days}", "author__an": "2=meeting;1=nonsense"}, [("Oduya, Tess", "person", ["aut"]), ("Coast Days", "meeting", ["aut"])]),
        ({"issuing-body": "{Coast Institute}"}, [("Coast Institute", "corporate", ["isb"])]),
        ({"person": "Oduya, Tess"}, [("Oduya, Tess", "person", [])]),
        ({"oth": "Oduya, Tess"}, [("Oduya, Tess", "person", ["oth"])]),
        ({"adapter": "Neri, A and Bianchi, B", "abridger": "Bianchi, B"}, [("Neri, A", "person", ["adp"]), ("Bianchi, B", "person", ["abr", "adp"])]),
    ],
)  # fmt: skip
def test_people(fields: dict[str, str], expected: list[tuple[str, str, list[str]]]) -> None:
    assert [(c.name, c.kind, c.roles) for c in read(**fields).contributors] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"volume": "2"}, ["Volume 2"]),
        ({"volume": "2", "volume__an": "=part"}, ["2"]),
        ({"volume": "The north", "volume2": "3"}, ["The north", "Volume 3"]),
        ({"volume": "Volume 2", "volume__an": "=part", "series": "Coast books"}, ["Volume 2"]),
        ({"volume": "2", "series": "Coast books"}, []),
    ],
)
def test_volumes(fields: dict[str, str], expected: list[str]) -> None:
    assert read(**fields).parts == expected


@pytest.mark.parametrize(
    ("title", "short", "expected"),
    [
        ("Salt: a history", "", ("Salt", "a history")),
        ("Salt: a history: north", "Salt: a history", ("Salt: a history", "north")),
        ("Salt: a history", "Salt: a history", ("Salt: a history", "")),
        ("The salt: a history", "Salt", ("The salt", "a history")),
        ("Salt roads", "Salt", ("Salt roads", "")),
    ],
)
def test_a_short_title_says_where_the_subtitle_begins(title: str, short: str, expected: tuple[str, str]) -> None:
    pairs = [["title", title], *([["shorttitle", short]] if short else [])]
    made = bibtex.parse(Chunk(json.dumps({"type": "book", "id": "k", "fields": pairs}).encode(), 1))
    assert (made.title, made.subtitle) == expected


def test_statements_and_series_with_numbers() -> None:
    made = read(
        publisher="Salt Press", address="Varn", year="2001", year__an="=imprint2", publisher2="{Ferry} and {Mill}", year2="2001",
        publisher2type="manufacture", series="Coast books", number="1", series2="Voices", number2="vol. 3",
    )  # fmt: skip
    assert [(i.places, i.publishers, i.date, i.function) for i in made.imprints] == [
        (["Varn"], ["Salt Press"], "", "publication"), ([], ["Ferry", "Mill"], "2001", "manufacture"),
    ]  # fmt: skip
    assert made.date.year == 2001
    assert [(s.title, s.volume) for s in made.series] == [("Coast books", "1"), ("Voices", "vol. 3")]
    assert made.extra == []
