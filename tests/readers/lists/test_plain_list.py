"""Lists of books with ordinary names: JSON in its shapes, TOML with its dates, hostile rows."""

import json
from pathlib import Path

import pytest

from shelflist import readers
from shelflist.errors import BadSource
from shelflist.model import Book
from shelflist.readers import Rejection
from shelflist.readers.lists import plain_list
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records" / "plain-list"


def read(data: str | bytes) -> list[Book | Rejection]:
    data = data.encode() if isinstance(data, str) else data
    return [readers.parse("plain-list", chunk) for chunk in plain_list.split(data)]


def books(data: str | bytes) -> list[Book]:
    found = read(data)
    assert all(isinstance(made, Book) for made in found), found
    return [made for made in found if isinstance(made, Book)]


def test_array() -> None:
    lamp, stones = books((FIXTURES / "books.json").read_bytes())
    assert (lamp.id, lamp.title, lamp.subtitle) == ("s1", "The lamp at Varn", "a history of light")
    assert [(c.name, c.roles) for c in lamp.contributors] == [
        ("Oduya, Tess", ["aut"]), ("Lindqvist, Per", ["aut"]), ("Belli, Marina", ["trl"]),
    ]  # fmt: skip
    assert (lamp.imprints[0].places, lamp.imprints[0].publishers, lamp.date.year) == (["Varn"], ["Salt Press"], 2001)
    assert (lamp.pages, lamp.isbns[0].isbn13, lamp.languages) == (312, "9780306406157", ["en"])
    assert [s.main for s in lamp.subjects] == ["Lighthouses", "Coasts"]
    assert (lamp.series[0].title, lamp.series[0].volume) == ("Lamps of the North", "2")
    assert lamp.summary == ["How a lamp was lit.", "And who carried the oil."]
    assert [link.url for link in lamp.links] == ["https://lamps.example/varn"]
    assert [(e.tag, e.subfields) for e in lamp.extra] == [
        ("identifiers/shop", [("", "S-77")]), ("thumbnail", [("", "varn.png")]),
    ]  # fmt: skip
    assert [c.name for c in stones.contributors] == ["Okonkwo, Ada", "Lindqvist, Per"]
    assert stones.isbns[0].isbn13 == "9780306406157"
    assert stones.reading is not None
    assert (stones.reading.status, stones.reading.rating, stones.reading.dates) == (
        "read",
        16,
        [("2022-11-24", "2022-11-25")],
    )
    assert (stones.reading.tags, stones.reading.private, stones.reading.owned) == (
        ["recommend"],
        "Read on the train.",
        1,
    )
    assert not stones.notes
    tags = {field.tag for field in stones.records[0].fields}
    assert {"status", "rating", "started", "finished", "tags", "private", "owned"} < tags
    assert not {tag for tag in tags - set(plain_list.PERSONAL) if tag not in ("title", "author", "isbn")}


def test_list_in_an_object() -> None:
    first, second = books((FIXTURES / "libri.json").read_bytes())
    assert (first.title, first.date.year, second.title) == ("Il faro", 2003, "Pietre")
    assert [(e.tag, e.subfields) for e in second.extra] == [("colore", [("", "grigio"), ("", "bianco")])]
    assert [w.field for w in first.warnings] == ["version", "owner", "count"]


def test_toml() -> None:
    lamp, stones = books((FIXTURES / "books.toml").read_bytes())
    assert (lamp.title, lamp.date.raw, lamp.date.year, lamp.pages) == ("The lamp at Varn", "2001-05-04", 2001, 312)
    assert lamp.reading is not None
    assert (lamp.reading.dates, lamp.reading.rating) == ([("", "2024-03-02")], 18)
    assert ("finished", [("", "2024-03-02T21:30:00+00:00")]) in [(f.tag, f.subfields) for f in lamp.records[0].fields]
    assert [(e.tag, e.subfields) for e in lamp.extra] == [("identifiers/shop", [("", "S-77")])]
    assert [w.field for w in lamp.warnings] == ["name"]
    assert stones.summary == ["One.", "[[books]] stands in this text."]


def test_toml_with_a_fault_in_one_book() -> None:
    found = read(
        '[[book]]\ntitle = "A"\nyear = 2001\n[[book]]\ntitle = "B\nyear = 1\n\n[[book]]\ntitle = "C"\nyear = 2\n'
    )
    assert [made.title if isinstance(made, Book) else made.reason for made in found][::2] == ["A", "C"]
    assert isinstance(found[1], Rejection)
    assert found[1].reason.startswith("line 5: ")


def test_toml_keeps_what_is_text() -> None:
    book = books('[[books]]\ntitle = "no"\nauthor = "on"\nyear = "2019-02-30"\npages = "1_0"\n')[0]
    assert (book.title, book.date.raw, book.extent) == ("no", "2019-02-30", "1_0"), "row 71"
    wrong = read('[[books]]\ntitle = "A"\nyear = 2019-02-30\n')[0]
    assert isinstance(wrong, Rejection)
    assert "line 3" in wrong.reason


@pytest.mark.parametrize(
    ("head", "mine"),
    [
        (b'[{"title": "A", "author": "B"}]', True),
        (b'{"books": [{"titolo": "A", "anno": 1}]}', True),
        (b'{"a": {"books": [{"title": "A", "author": "B"}]}}', False),
        (b'{"title": "A", "author": "B"}', False),
        (b'[{"title": "A"}]', False),
        (b'[{"title": "A", "author": "B", "itemType": "book"}]', False),
        (b'[["title", "author"]]', False),
        (b'[{"deep": {"title": "A", "author": "B"}}]', False),
        (b'[{"title": "A", "author": "', True),
        (b'[[books]]\ntitle = "A"\nauthor = "B"\n', True),
        (b'# mine\n\n[[ book ]]\r\n"titolo" = "A"\r\nautore = "B"\r\n', True),
        (b'[[books]]\ncolour = "A"\n', False),
        (b"[[tool]]\ntitle = 1\nauthor = 2\n", False),
        (b"title,author\n", False),
        (b"PK\x03\x04", False),
        (b"", False),
        (b"[" * 60_000, False),
        (b"\xff\xfe[\x00", False),
        (b"[[books]]\n" + b" " * 60_000, False),
    ],
)
def test_sniff(head: bytes, mine: bool) -> None:
    assert plain_list.sniff(head, "x") is mine


@pytest.mark.parametrize(
    ("data", "outcomes"),
    [
        pytest.param('[{"title": "A", "title": "B", "author": "C"}]', ["B"], id="row 66 duplicate keys"),
        pytest.param('[{"title": "A", "year": NaN}, {"title": "B"}]', ["NaN is no JSON", "B"], id="row 67 NaN"),
        pytest.param('[{"title": "A", "year": 1e999}]', ["A"], id="row 67 1e999"),
        pytest.param('[{"title": "A", "pages": ' + "9" * 400 + "}]", ["A"], id="row 67 400 digits"),
        pytest.param('[{"title": "\\ud800", "author": "\\udc00"}]', ["\ufffd"], id="row 19 lone surrogates"),
        pytest.param('[{"title": null}, {"title": "  "}, {}]', ["no title"] * 3, id="row 28 no title"),
        pytest.param('[{"title": "A", "year": no}, {"title": "B"}]', ["not JSON", "B"], id="row 71 no JSON"),
        pytest.param('[{"title": "A"}, ["x"], {"title": "B"', ["A", "not an object", "ends inside"], id="cut"),
    ],
)
def test_hostile_rows(data: str, outcomes: list[str]) -> None:
    found = read(data)
    assert len(found) == len(outcomes)
    for made, expected in zip(found, outcomes, strict=True):
        assert (made.title == expected) if isinstance(made, Book) else (expected in made.reason), made
    json.dumps([made.title for made in found if isinstance(made, Book)]).encode("utf-8")


def test_duplicate_keys_are_told() -> None:
    for data in ('[{"title": "A", "title": "B", "author": "C"}]', '{"books": [{"title": "A", "title": "B"}]}'):
        assert [(w.field, w.reason) for w in books(data)[0].warnings] == [("title", "the key stands twice")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * 100_000, id="row 68 depth 100k"),
        pytest.param(b'{"books": ' + b"[" * 100_000, id="row 68 depth 100k in an object"),
        pytest.param(b"[[books]]\ntitle = " + b"[" * 100_000, id="row 68 depth 100k in TOML"),
        pytest.param(b'{"films": []}', id="no list of books"),
        pytest.param(b"- !!python/object/apply:os.system [ls]", id="row 69 YAML is not read"),
        pytest.param(b"a: &a [1]\nb: [*a, *a]", id="row 70 nor are its aliases"),
    ],
)
def test_refused(data: bytes) -> None:
    try:
        found = list(plain_list.split(data))
    except BadSource:
        return
    assert all(chunk.problem for chunk in found)


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_cut_anywhere_and_recognised(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    whole = list(plain_list.split(data))
    for size in range(1, 120):
        assert list(plain_list.stream([data[n : n + size] for n in range(0, len(data), size)])) == whole
    assert readers.recognise(data, name) == "plain-list"


def test_real_list(shared_records: Path) -> None:
    data = (shared_records / "other_trackers" / "read-action__read.json").read_bytes()
    assert readers.recognise(data, "read.json") == "plain-list"
    found = books(data)
    assert len(found) == 21
    assert [book.reading.status for book in found if book.reading].count("read") == 14
    assert not [warning for book in found for warning in book.warnings]
