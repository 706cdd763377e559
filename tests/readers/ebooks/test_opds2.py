"""OPDS 2 and web publication manifests → Book (drafts.opds.io, readium.org/webpub-manifest)."""

import json
from pathlib import Path
from typing import Any

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.ebooks import opds2
from tests.readers.ebooks.ebook_files import FIXTURES


def read(links: list[Any] | None = None, **metadata: Any) -> Book:
    record = {"metadata": {"title": "The Salt Road", **metadata}, "links": links or []}
    return opds2.parse(Chunk(json.dumps(record).encode(), 1))


def feed(*publications: Any, **more: Any) -> bytes:
    return json.dumps(
        {"metadata": {"title": "x"}, "links": [{"href": "x"}], "publications": publications, **more}
    ).encode()


def test_fixture() -> None:
    chunks = list(opds2.split((FIXTURES / "opds2" / "feed.json").read_bytes()))
    assert [chunk.warnings for chunk in chunks] == [
        (("navigation", "a link to other feeds", "passed over: they are no books"),),
        (),
    ]
    book = opds2.parse(chunks[0])
    assert (book.title, book.subtitle, book.parallel_titles, book.nonfiling) == (
        "The Salt Road",
        "A journey",
        ["La via del sale"],
        4,
    )
    assert [(c.name, c.roles, c.inferred) for c in book.contributors] == [
        ("Oliva, Rina", ["aut"], False),
        ("Weir, Tom", ["trl"], True),
        ("Lock, Ada", ["trl"], True),
    ]
    assert (book.date.raw, book.pages, book.languages) == ("2019-05-25", 259, ["en", "it"])
    assert [(s.title, s.volume) for s in book.series] == [("Roads of trade", "3")]
    assert [(n.kind, n.text) for n in book.notes] == [("audience", "Adult"), ("other", "A hundred journeys")]
    assert [link.url for link in book.links] == ["https://books.example/salt.epub"]
    assert {"metadata/layout", "metadata/modified", "links/1/href", "images/0/href"} <= {e.tag for e in book.extra}


def test_manifest() -> None:
    (chunk,) = opds2.split((FIXTURES / "opds2" / "manifest.json").read_bytes())
    book = opds2.parse(chunk)
    assert (book.title, book.record_type) == ("Weirs, read aloud", "audiobook")
    assert [(c.number, c.title, c.kind) for c in book.contents] == [
        ("1", "Water", "chapter"),
        ("", "A lock", "chapter"),
        ("", "Index", "back"),
    ]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Rina Oliva", ["Oliva, Rina"]),
        (["Rina Oliva", {"name": "Tom Weir"}], ["Oliva, Rina", "Weir, Tom"]),
        ({"name": {"en": "Rina Oliva", "ja": "オリヴァ"}}, ["Oliva, Rina"]),
        ({"name": "Rina Oliva", "sortAs": "oliva"}, ["Oliva, Rina"]),
        ([None, 1, {}, [], ""], ["1"]),
    ],
)
def test_people(author: Any, names: list[str]) -> None:
    assert [c.name for c in read(author=author).contributors] == names


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ([{"href": "https://books.example/1", "rel": "http://opds-spec.org/acquisition"}], 1),
        ([{"href": "https://books.example/1", "rel": ["http://opds-spec.org/acquisition/buy", "x"]}], 1),
        ([{"href": "https://books.example/{token}", "rel": "http://opds-spec.org/acquisition", "templated": True}], 0),
        ([{"href": "/1", "rel": "http://opds-spec.org/acquisition"}], 0),
        ([{"href": "javascript:alert(1)", "rel": "alternate", "type": "text/html"}], 0),
        ([{"href": "https://books.example/1", "rel": "alternate", "type": "text/html"}], 1),
        ([{"href": "https://books.example/m.json", "rel": "self"}], 0),
        (["https://books.example/1", None], 0),
    ],
)
def test_links(links: list[Any], count: int) -> None:
    book = read(links)
    assert len(book.links) == count
    assert bool(book.extra) is (count == 0 and isinstance(links[0], dict))


@pytest.mark.parametrize("title", ["", None, " ", {}, {"en": ""}, []])
def test_row_28_no_title(title: Any) -> None:
    with pytest.raises(BadRecord, match="no title") as caught:
        read(title=title, identifier="x1")
    assert caught.value.record_id == "x1"


def test_groups_and_nothing_but_navigation() -> None:
    one = {"metadata": {"title": "Salt"}}
    data = feed(one, groups=[{"publications": [one]}, {"navigation": [{"href": "x"}, {"href": "y"}]}, None])
    assert [chunk.number for chunk in opds2.split(data)] == [1, 2]
    assert list(opds2.split(feed(navigation=[{"href": "x"}]))) == []


def test_row_66_key_twice() -> None:
    data = b'{"metadata": {}, "publications": [{"metadata": {"title": "One", "title": "Two"}}]}'
    (chunk,) = opds2.split(data)
    assert chunk.warnings == (("title", "the key stands twice", "the last one counts"),)
    assert opds2.parse(chunk).title == "Two"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"metadata": {"title": NaN}}', id="row 67 NaN"),
        pytest.param(b"[" * 100_000, id="row 68 depth"),
        pytest.param(b'{"metadata": ' * 100_000, id="row 68 depth of objects"),
        pytest.param(b'{"metadata": {"title": "x"', id="breaks off"),
        pytest.param(b"[1]", id="no object"),
    ],
)
def test_refused(data: bytes) -> None:
    with pytest.raises(BadSource):
        list(opds2.split(data))


def test_row_67_a_number_of_400_digits() -> None:
    data = feed({"metadata": {"title": "Salt", "numberOfPages": 0}}).replace(b": 0", b": " + b"9" * 400)
    (chunk,) = opds2.split(data)
    assert opds2.parse(chunk).pages is None


def test_row_19_half_of_a_character() -> None:
    data = (
        feed({"metadata": {"title": "Salt", "identifier": "https://x/0"}})
        .replace(b"Salt", b"Sa\\ud800lt")
        .replace(b"/0", b"/\\ud800")
    )
    (chunk,) = opds2.split(data)
    assert opds2.parse(chunk).title.startswith("Sa")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (feed(), True),
        (b'{"metadata": {}, "links": [{"type": "application/opds+json", "href": "x"}]}', True),
        (b'{"metadata": {}, "readingOrder": [{"href": "x"}]}', True),
        (b'{"hits": {"hits": [{"metadata": {"title": "x"}, "links": {"self": "x"}}]}}', False),
        (b'[{"type": "book", "title": "x", "author": []}]', False),
        (b'{"leader": "x", "fields": []}', False),
        (b"<feed/>", False),
        (b"", False),
    ],
)
def test_sniff(data: bytes, expected: bool) -> None:
    assert opds2.sniff(data, "a.json") is expected


def test_parse_of_nonsense() -> None:
    for data in (b"", b"\xff", b"[]", b"{}", b'{"metadata": 1}', b'{"a":' * 5_000):
        with pytest.raises(BadRecord):
            opds2.parse(Chunk(data, 1))


COUNTS = {
    "test-catalog__home.json": 10,  # two at the top, eight in groups
    "test-catalog__navigation.json": 0,
    "palace__tf.json": 4,
}


def test_real_files(shared_records: Path) -> None:
    files = sorted((shared_records / "opds2").rglob("*.json"))
    for path in files:
        data = path.read_bytes()
        assert opds2.sniff(data[:65_536], path.name), path.name
        books = [opds2.parse(chunk) for chunk in opds2.split(data)]
        assert len(books) == COUNTS.get(path.name, 1), path.name
    assert len(files) == 6
