"""Answers of Open Library, Finna, Libris and Inventaire: every kind, references that are no names, hostile rows."""

import json
from pathlib import Path

import pytest

from shelflist import readers
from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from shelflist.readers import Chunk, Rejection
from shelflist.readers.collections import openlibrary_answers, web_catalogue, web_catalogue_maps
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records" / "web-catalogue"
NAMES = sorted(path.name for path in FIXTURES.iterdir())


def read(data: bytes) -> list[Book | Rejection]:
    return [readers.parse("web-catalogue", chunk) for chunk in web_catalogue.split(data)]


def fixture(name: str) -> list[Book]:
    found = read((FIXTURES / name).read_bytes())
    assert all(isinstance(made, Book) for made in found), found
    return [made for made in found if isinstance(made, Book)]


def test_edition() -> None:
    book = fixture("edition.json")[0]
    assert (book.id, book.title, book.subtitle, book.responsibility) == (
        "OL1M",
        "The lamp at Varn",
        "a history",
        "Tess Oduya",
    )
    assert [(c.name, c.roles) for c in book.contributors] == [("Lindqvist, Per", ["nrt"])]
    assert (book.imprints[0].places, book.imprints[0].publishers, book.date.year) == (["Varn"], ["Salt Press"], 2001)
    assert (book.pages, book.extent, book.carrier, book.edition) == (312, "xii, 312 p.", "hardcover", "2nd ed.")
    assert [number.isbn13 for number in book.isbns] == ["9780306406157"]
    assert book.identifiers == {
        "openlibrary": ["OL1M"],
        "lccn": ["2001012345"],
        "oclc": ["41754476"],
        "goodreads": ["77"],
    }
    assert [(s.main, s.kind) for s in book.subjects] == [("Lamps", "topic"), ("Coasts", "topic"), ("Varn", "place")]
    assert (book.languages, book.original_languages, book.classes[0].number) == (["en"], ["it"], "387.155")
    assert (book.series[0].title, book.series[0].volume) == ("Lamps of the North", "2")
    assert [chapter.title for chapter in book.contents] == ["The oil", "The wick"]
    assert book.summary == ["How a lamp was lit.", "More see the shop"]
    assert [link.url for link in book.links] == ["https://lamps.example/varn"]
    assert ("authors/key", [("", "/authors/OL9A")]) in [(e.tag, e.subfields) for e in book.extra], (
        "a reference is no name"
    )
    assert {"works/key", "revision", "covers", "links"} <= {e.tag for e in book.extra}
    assert [w.field for w in book.warnings] == ["links"]


def test_editions_of_a_work() -> None:
    assert [(book.id, book.title) for book in fixture("editions.json")] == [
        ("OL1M", "The lamp at Varn"),
        ("OL3M", "Stones"),
    ]


def test_search() -> None:
    many, one = fixture("search.json")
    assert (many.title, many.date.year, many.inferred, many.contributors[0].name) == (
        "The lamp at Varn",
        1998,
        ["date"],
        "Oduya, Tess",
    )
    assert not many.isbns, "those of three editions are of no one book"
    assert not many.languages
    assert {"isbn", "publisher", "language", "author_key", "edition_count"} <= {e.tag for e in many.extra}
    assert (one.isbns[0].isbn13, one.imprints[0].publishers, one.languages) == ("9780306406157", ["Salt Press"], ["en"])


def test_books_by_isbn() -> None:
    lamp, stones = fixture("isbn.json")
    assert (lamp.id, lamp.contributors[0].name, lamp.imprints[0].places) == ("OL1M", "Oduya, Tess", ["Varn"])
    assert (lamp.classes[0].number, lamp.subjects[0].main) == ("387.155", "Lamps")
    assert ("classifications/house", [("", "L 3")]) in [(e.tag, e.subfields) for e in lamp.extra]
    assert (stones.id, stones.title) == ("OL3M", "Stones")
    assert "details/title" not in {e.tag for e in stones.extra}


def test_finna() -> None:
    book = fixture("finna.json")[0]
    assert (book.id, book.title, book.subtitle, book.date.year) == ("x.1", "Majakka", "valon historia", 2001)
    assert [(c.name, c.roles) for c in book.contributors] == [("Oduya, Tess", ["aut"]), ("Belli, Marina", ["trl"])]
    assert (book.imprints[0].publishers, book.carrier, book.languages) == (["Suola"], "online resource", ["fi"])
    assert [s.text() for s in book.subjects] == ["majakat — historia", "rannikot"]
    assert ("authors/primary", [("", "Oduya, Tess"), ("role", "kirjoittaja")]) in [
        (f.tag, f.subfields) for f in book.records[0].fields
    ]


def test_libris() -> None:
    book = fixture("libris.json")[0]
    assert (book.id, book.title, book.subtitle) == ("77", "Fyren", "ljusets historia")
    assert [(c.name, c.roles, c.dates) for c in book.contributors] == [
        ("Oduya, Tess", ["aut"], "1950-"),
        ("Belli, Marina", [], ""),
    ]
    assert (book.imprints[0].places, book.imprints[0].publishers, book.date.year) == (["Varn"], ["Salt"], 2001)
    assert (book.carrier, book.record_type, book.summary) == ("online resource", "", ["Om ljus."])
    assert book.links[0].url == "http://libris.kb.se/bib/77"


def test_inventaire() -> None:
    edition, work = fixture("inventaire.json")
    assert (edition.id, edition.title, edition.languages) == ("isbn:9780306406157", "The lamp at Varn", ["en"])
    assert [c.name for c in edition.contributors] == ["Oduya, Tess"], "wd:Q2 has no name in this answer"
    assert edition.imprints[0].publishers == ["Sale"]
    assert {"claims/wdt:P50", "claims/wdt:P629"} <= {e.tag for e in edition.extra}
    assert [w.field for w in edition.warnings] == ["wd:Q1", "wd:Q3"]
    assert (work.title, work.record_type, work.contributors[0].name, work.languages) == (
        "La lampada",
        "work",
        "Oduya, Tess",
        ["it"],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* __c__ snake_case_name 2*3*4", "a b c snake_case_name 2*3*4"),
        ("[a](http://x.example/a_b) and ![b](c.png) and [d][1]\n\n[1]: http://x.example", "a and b and d\n\n"),
        ("> one\n> two\n\n----\n\n# three", "one\ntwo\n\n\n\nthree"),
        (r"\*not\*", "*not*"),
        ("[" * 50_000, "[" * 50_000),
        ("*a" * 50_000, "*a" * 50_000),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert openlibrary_answers.markdown(text) == expected


@pytest.mark.parametrize("name", NAMES)
def test_recognised_and_cut_anywhere(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    assert readers.recognise(data, name) == "web-catalogue"
    whole = list(web_catalogue.split(data))
    for size in (1, 2, 3, 7, 64, 333):
        assert list(web_catalogue.stream([data[n : n + size] for n in range(0, len(data), size)])) == whole


def test_origins_are_fields_of_records() -> None:
    found = {field.tag for name in NAMES for book in fixture(name) for field in book.records[0].fields}
    told = {tag for fields in web_catalogue.ORIGINS.values() for tag in fields}
    assert len(found & told) > 50
    assert set(web_catalogue_maps.MAPS) >= {kind for kind, *_ in web_catalogue._ANSWERS}


@pytest.mark.parametrize(
    "head",
    [
        b"", b"{", b"[]", b'{"title": "A", "key": "b"}', b'{"records": [{"title": "A"}]}', b'{"docs": [], "numFound": 0}', b"\xff\xfe{\x00",
        b'[{"title": "A", "author": "B"}]', b'{"entities": {}}', b"{" * 60_000, b'{"metadata": {"title": "A"}, "publications": []}',
    ],
)  # fmt: skip
def test_sniff_says_no(head: bytes) -> None:
    assert not web_catalogue.sniff(head, "x.json")


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        pytest.param('{"key": "/books/OL1M", "title": "A", "title": "B", "revision": 1}', "B", id="row 66 duplicate keys"),
        pytest.param('{"key": "/books/OL1M", "title": "A", "revision": NaN}', "NaN is no JSON", id="row 67 NaN"),
        pytest.param('{"key": "/books/OL1M", "title": "\\ud800", "revision": 1}', "\ufffd", id="row 19 a lone surrogate"),
        pytest.param('{"key": "/books/OL1M", "title": "  ", "revision": 1}', "no title", id="row 28 no title"),
        pytest.param('{"key": "/books/OL1M", "title": {"a": 1}, "authors": 7, "subjects": [[1]], "identifiers": [], "revision": 1}', "no title", id="types"),
        pytest.param('{"key": "/books/OL1M", "title": "A", "revision": 1', "not JSON", id="cut"),
    ],
)  # fmt: skip
def test_hostile_rows(record: str, outcome: str) -> None:
    data = f'{{"entries": [{record}, {{"key": "/books/OL2M", "title": "Stones", "revision": 1}}]}}'.encode()
    first = read(data)[0]
    assert (first.title == outcome) if isinstance(first, Book) else (outcome in first.reason), first


def test_depth() -> None:
    with pytest.raises(BadSource):  # row 68
        list(web_catalogue.split(b'{"entries": [{"key": "/books/OL1M", "title": "A", "revision": ' + b"[" * 100_000))
    for data in (
        b"[" * 100_000,
        b'{"answer": "finna"}',
        b'{"answer": [], "record": {}}',
        json.dumps({"answer": "x", "record": {}}).encode(),
    ):
        with pytest.raises(BadRecord):
            web_catalogue.parse(Chunk(data, 1))


REAL = {"finna_isbn_search": 1, "finna_search": 20, "inventaire_edition": 1, "libris_search": 5, "ol_edition_list": 15, "ol_edition_markdown": 1,
        "ol_isbn_search": 1}  # fmt: skip


@pytest.mark.parametrize(("name", "records"), REAL.items())
def test_real_answers(shared_records: Path, name: str, records: int) -> None:
    data = (shared_records / "api_json" / f"bookwyrm__{name}.json").read_bytes()
    assert readers.recognise(data, name) == "web-catalogue"
    found = read(data)
    assert len(found) == records
    assert all(isinstance(made, Book) and not made.warnings for made in found)
