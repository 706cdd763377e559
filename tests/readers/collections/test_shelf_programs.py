"""What programs for one's own shelves write: Tellico, Data Crow, Delicious Library, OnMyShelf."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from shelflist import readers
from shelflist.errors import BadSource
from shelflist.model import Book, Reading
from shelflist.readers import Rejection
from shelflist.readers.collections import datacrow, delicious, onmyshelf, tellico
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records"
MODULES = {"tellico": tellico, "datacrow": datacrow, "delicious": delicious, "onmyshelf": onmyshelf}
FILES = [(name, path.name) for name in MODULES for path in sorted((FIXTURES / name).iterdir())]


def books(format: str, data: bytes) -> list[Book]:
    found = [readers.parse(format, chunk) for chunk in readers.chunks(format, [data])]
    assert all(isinstance(made, Book) for made in found), found
    return [made for made in found if isinstance(made, Book)]


def fixture(format: str, name: str) -> list[Book]:
    return books(format, (FIXTURES / format / name).read_bytes())


def reading(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


def tags(book: Book) -> list[str]:
    return [field.tag for field in book.extra]


# --- each program ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["books.xml", "books.tc"])
def test_tellico(name: str) -> None:
    lamp, stones = fixture("tellico", name)
    assert (lamp.id, lamp.title, lamp.subtitle, lamp.edition) == (
        "7",
        "The lamp at Varn",
        "a history of light",
        "2nd ed.",
    )
    assert [(c.name, c.roles) for c in lamp.contributors] == [
        ("Oduya, Tess", ["aut"]), ("Lindqvist, Per", ["aut"]), ("Belli, Marina", ["edt"]), ("Okonkwo, Ada", ["trl"]),
    ]  # fmt: skip
    assert (lamp.imprints[0].publishers, lamp.date.year, lamp.pages, lamp.carrier) == (
        ["Salt Press"],
        2001,
        312,
        "hardback",
    )
    assert (lamp.series[0].title, lamp.series[0].volume) == ("Lamps of the North", "2")
    assert (lamp.isbns[0].isbn13, lamp.identifiers, lamp.languages) == (
        "9780306406157",
        {"lccn": ["2001012345"]},
        ["en"],
    )
    assert [(s.main, s.kind) for s in lamp.subjects] == [
        ("History", "genre"),
        ("lamps", "keyword"),
        ("coasts", "keyword"),
    ]
    assert lamp.summary == ["How a lamp was lit."]
    assert tags(lamp) == ["cr_years/cr_year", "pur_date", "pur_price", "condition", "signed", "loaned", "colour"]
    assert set(tags(lamp)) - set(tellico.PERSONAL) == {"cr_years/cr_year", "colour"}
    assert (reading(lamp).status, reading(lamp).rating, reading(lamp).added) == ("read", 18, "2020-08-02")
    assert reading(lamp).review == "I read it twice."
    assert (stones.title, stones.reading) == ("Stones", None)


def test_tellico_films() -> None:
    film = fixture("tellico", "films.xml")[0]
    assert (film.title, film.record_type, film.subtitle, film.date.year) == ("Salt roads", "film", "", 1974)
    assert [(c.name, c.roles) for c in film.contributors] == [("Ferri, Nora", ["drt"])]
    assert tags(film) == ["casts/cast/column", "casts/cast/column", "subtitles/subtitle"]


def test_datacrow() -> None:
    lamp, film = fixture("datacrow", "items.xml")
    assert (lamp.id, lamp.title, lamp.edition, lamp.pages) == ("b-1", "The lamp at Varn", "Second Edition", 312)
    assert [c.name for c in lamp.contributors] == ["Oduya, Tess", "Lindqvist, Per"]
    assert [number.raw for number in lamp.isbns] == ["9780306406157"]
    assert (lamp.series[0].volume, lamp.links[0].url) == ("2", "https://lamps.example/varn")
    assert (reading(lamp).status, reading(lamp).rating, reading(lamp).tags) == ("read", 14, ["favourite"])
    assert tags(lamp) == ["container-list", "lend-by", "picture-front"]
    assert set(tags(lamp)) - set(datacrow.PERSONAL) == {"picture-front"}
    assert (film.record_type, film.contributors[0].roles, tags(film)) == ("film", ["drt"], ["state"])


def test_delicious() -> None:
    lamp, stones, film = fixture("delicious", "library.xml")
    assert (lamp.id, lamp.title, lamp.other_titles) == (
        "U-1",
        "The Lamp at Varn",
        ["The Lamp at Varn (Lamps of the North)"],
    )
    assert [c.name for c in lamp.contributors] == ["Oduya, Tess", "Lindqvist, Per"]
    assert (lamp.date.year, lamp.pages, lamp.carrier, lamp.classes[0].number) == (2001, 312, "hardcover", "387.155")
    assert [number.isbn13 for number in lamp.isbns] == ["9780306406157"]
    assert [s.main for s in lamp.subjects] == ["History", "Coasts & Seas"]
    assert lamp.summary == ["How a lamp was lit… été.", "And who {carried} the oil."]
    assert (reading(lamp).rating, reading(lamp).private) == (18, "Lent by my aunt")
    assert tags(lamp) == [
        "country",
        "created",
        "currentValue",
        "netrating",
        "price",
        "purchaseDate",
        "recommendations/book",
    ]
    assert set(tags(lamp)) - set(delicious.PERSONAL) == {"country", "netrating", "recommendations/book"}
    assert (stones.title, film.title, film.record_type) == ("Stones", "Salt roads", "film")
    assert film.identifiers == {"upc": ["0024543048060"], "asin": ["B000068TQ4"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No RTF.\n\nTwo.", ["No RTF.", "Two."]),
        (r"{\rtf1 a\par b\par\par c}", ["a", "b", "c"]),
        (r"{\rtf1{\fonttbl{\f0 Arial;}}\pard x\~y}", ["x y"]),
        (r"{\rtf1 \u-3913? \'zz", ["\uf0b7 zz"]),
        ("{\\rtf1" + "{" * 50_000, []),
    ],
)
def test_rich_text(text: str, expected: list[str]) -> None:
    assert delicious.plain_text(text) == expected


def test_onmyshelf() -> None:
    lamp, stones = fixture("onmyshelf", "books.json")
    assert (lamp.id, lamp.title, lamp.pages, lamp.record_type) == ("11", "The lamp at Varn", 312, "")
    assert [(c.name, c.roles[0]) for c in lamp.contributors] == [
        ("Oduya, Tess", "aut"), ("Lindqvist, Per", "aut"), ("Belli, Marina", "edt"),
    ]  # fmt: skip
    assert lamp.summary == ["How a lamp was lit.", "And who carried the oil."]
    assert (reading(lamp).status, reading(lamp).owned, reading(lamp).added) == ("read", 2, "2025-08-30")
    assert tags(lamp) == ["colour", "signed", "collectionId", "visibility", "lent", "loans"]
    assert set(tags(lamp)) - set(onmyshelf.PERSONAL) == {"colour"}
    assert "Nobody" in str(lamp.extra)
    assert stones.title == "Stones"


# --- all of them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "name"), FILES)
def test_recognised_and_cut_anywhere(format: str, name: str) -> None:
    data = (FIXTURES / format / name).read_bytes()
    assert readers.recognise(data, name) == format
    whole = list(readers.chunks(format, [data]))
    assert whole == list(MODULES[format].split(data))
    for size in (1, 2, 3, 7, 64, 333, 1000):
        assert list(readers.chunks(format, [data[n : n + size] for n in range(0, len(data), size)])) == whole


@pytest.mark.parametrize("format", MODULES)
def test_origins_and_personal_fields_are_in_the_records(format: str) -> None:
    module = MODULES[format]
    told = {tag for fields in module.ORIGINS.values() for tag in fields}
    assert told <= module.MAPPED | {"booktitle", "volume", "number", "issn", "title"}
    found = {field.tag for f, n in FILES if f == format for book in fixture(f, n) for field in book.records[0].fields}
    assert len(found & told) > 3
    assert len(found & set(module.PERSONAL)) > 2


@pytest.mark.parametrize("format", MODULES)
@pytest.mark.parametrize("head", [b"", b"<", b"{", b"PK\x03\x04", b"<library/>", b'<library><book author="x"/></library>', b"\xff" * 99,
                                  b'{"type": "books"}', b"<collection><entry/></collection>", b"[" * 9999])  # fmt: skip
def test_sniff_says_no(format: str, head: bytes) -> None:
    assert not MODULES[format].sniff(head, "x")


XML = {"tellico": "<tellico><collection type='2'>{}</collection></tellico>", "datacrow": "<data-crow-objects>{}</data-crow-objects>",
       "delicious": "<library><items>{}</items></library>"}  # fmt: skip
ITEM = {
    "tellico": "<entry><title>{}</title></entry>",
    "datacrow": "<book><title>{}</title></book>",
    "delicious": '<book title="{}"/>',
}


@pytest.mark.parametrize("format", XML)
@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', id="row 55 entities"),
        pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="row 57 a file"),
        pytest.param('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://x.example/x">%a;]>', id="row 59 a parameter"),
    ],
)
def test_entities_are_refused(format: str, head: str) -> None:
    data = (head + XML[format].format(ITEM[format].format("A"))).encode()
    with pytest.raises(BadSource):
        list(MODULES[format].split(data))


@pytest.mark.parametrize("format", XML)
def test_one_bad_record_touches_no_other(format: str) -> None:
    item = ITEM[format]
    data = XML[format].format(
        item.format("A") + item.format("B").replace("B", "<&&") + item.format("") + item.format("C")
    )
    found = [readers.parse(format, chunk) for chunk in MODULES[format].split(data.encode())]
    assert [made.title for made in found if isinstance(made, Book)] == ["A", "C"]
    assert [made.reason[:10] for made in found if isinstance(made, Rejection)] == ["not well-f", "no title: "]


def packed(*members: tuple[str, bytes], cut: int = 0) -> bytes:
    handle = BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return handle.getvalue()[: -cut or None]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(packed(("tellico.xml", b"<tellico>" + b" " * (tellico.MOST_BYTES + 1))), id="row 81 a bomb"),
        pytest.param(packed(("tellico.xml", b"<tellico/>"), ("../x", b"")), id="row 81 a name that leads out"),
        pytest.param(packed(("tellico.xml", b"<tellico/>"), ("/etc/x", b"")), id="row 81 an absolute name"),
        pytest.param(packed(("other/tellico.xml", b"<tellico/>")), id="no tellico.xml"),
        pytest.param(packed(("tellico.xml", b"<tellico/>"), cut=30), id="cut"),
        pytest.param(b"PK\x03\x04tellico.xml", id="no ZIP"),
    ],
)
def test_zips_are_read_within_limits(data: bytes) -> None:
    assert tellico.sniff(data, "x.tc")
    with pytest.raises(BadSource):
        list(tellico.split(data))


@pytest.mark.parametrize(
    ("format", "file", "records"),
    [
        ("tellico", "tellico__books-format11.bc", 2),
        ("datacrow", "tellico__datacrow_books.xml", 1),
        # Sixteen books stand in it, of which the shop recommends eleven; and a film after the items.
        ("delicious", "tellico__delicious1_books.xml", 6),
        ("onmyshelf", "tellico__onmyshelf-books.json", 2),
    ],
)
def test_real_files(shared_records: Path, format: str, file: str, records: int) -> None:
    data = (shared_records / "other_trackers" / file).read_bytes()
    assert readers.recognise(data, file) == format
    found = books(format, data)
    assert len(found) == records
    assert not [warning for book in found for warning in book.warnings]


def test_empty_elements_side_by_side_end_where_they_end() -> None:
    data = b'<library><items><book title="A"/><book title="B"></book ><book title="C"/></items></library>'
    assert [chunk.data for chunk in delicious.split(data)] == [
        b'<book title="A"/>', b'<book title="B"></book >', b'<book title="C"/>',
    ]  # fmt: skip
