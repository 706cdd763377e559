"""OPDS 1 → Book (OPDS 1.2, RFC 4287)."""

from pathlib import Path

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Reading
from shelflist.readers import Chunk
from shelflist.readers.ebooks import opds
from tests.readers.ebooks.ebook_files import FIXTURES

FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opds="http://opds-spec.org/2010/catalog">'
GET = '<link rel="http://opds-spec.org/acquisition" href="https://books.example/1" type="application/epub+zip"/>'
LEADS = '<entry><title>More</title><link rel="subsection" href="/m" type="application/atom+xml;profile=opds-catalog"/></entry>'
BOOK = f"<entry><title>Salt</title>{GET}</entry>"


def read(*elements: str, title: str = "<title>The Salt Road</title>") -> Book:
    (chunk,) = opds.split(f"{FEED}<entry>{title}{''.join(elements)}{GET}</entry></feed>".encode())
    return opds.parse(chunk)


def test_fixture() -> None:
    first, second = [opds.parse(chunk) for chunk in opds.split((FIXTURES / "opds" / "feed.xml").read_bytes())]
    assert (first.title, first.subtitle, first.date.year, first.pages) == ("The Salt Road", "A journey", 2019, 259)
    assert [(c.name, c.roles) for c in first.contributors] == [("Oliva, Rina", ["aut"]), ("Weir, Tom", ["trl"])]
    assert [(s.text(), s.kind, s.scheme) for s in first.subjects] == [
        ("FICTION / General", "topic", "bisacsh"),
        ("Salt trade — Europe", "topic", "lcsh"),
        ("roads", "keyword", ""),
    ]
    assert [(c.scheme, c.number) for c in first.classes] == [("lcc", "HD9213")]
    assert [(n.kind, n.text) for n in first.notes] == [("audience", "Adult"), ("access", "Public domain")]
    assert [(link.url, link.label) for link in first.links] == [("https://books.example/salt.epub", "EPUB")]
    assert [(s.title, s.volume) for s in first.series] == [("Roads of trade", "3")]
    assert first.summary == ["From the pans", "to the pass."]
    assert (second.title, second.summary, second.series[0].volume) == ("Weirs & locks", ["How water is held."], "2")


def test_what_calibre_says_of_its_owner() -> None:
    book = [opds.parse(chunk) for chunk in opds.split((FIXTURES / "opds" / "feed.xml").read_bytes())][1]
    assert book.reading == Reading(status="read", rating=18)
    public = [field for field in book.records[0].fields if field.tag not in opds.PERSONAL]
    assert "★" not in str(public)
    assert "Yes" not in str(public)


# --- navigation -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "warnings"),
    [
        pytest.param([BOOK], [0], id="a book"),
        pytest.param([LEADS, BOOK], [1], id="before"),
        pytest.param([BOOK, LEADS, LEADS], [1], id="after"),
        pytest.param([LEADS, BOOK, LEADS, BOOK], [1, 1], id="between"),
        pytest.param([LEADS, LEADS], [], id="nothing else"),
        pytest.param([], [], id="nothing at all"),
    ],
)
def test_entries_that_lead_to_other_feeds(entries: list[str], warnings: list[int]) -> None:
    chunks = list(opds.split(f"{FEED}{''.join(entries)}</feed>".encode()))
    assert [len(chunk.warnings) for chunk in chunks] == warnings
    assert [chunk.number for chunk in chunks] == list(range(1, len(warnings) + 1))


@pytest.mark.parametrize(
    ("inside", "book"),
    [
        ('<link rel="http://opds-spec.org/sort/new" type="application/atom+xml"/>', False),
        ('<link type="application/atom+xml;profile=opds-catalog" href="/1"/>', False),
        ('<link rel="alternate" type="application/atom+xml;type=entry;profile=opds-catalog"/>', True),
        ('<link rel="related" type="application/atom+xml;profile=opds-catalog;kind=acquisition"/>', True),
        ('<dc:language>en</dc:language><link rel="subsection" type="application/atom+xml"/>', True),
        ("<author><name>Rina Oliva</name></author>", True),
    ],
)
def test_which_entries_are_books(inside: str, book: bool) -> None:
    data = f"{FEED}<entry><title>Salt</title>{inside}</entry></feed>".encode()
    assert len(list(opds.split(data))) == book


# --- fields ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elements", "paragraphs"),
    [
        ("<summary>One two</summary>", ["One two"]),
        ('<summary>One two thr...</summary><content type="text">One two three</content>', ["One two three"]),
        ("<summary>One</summary><content>Two</content>", ["Two", "One"]),
        ('<content type="html">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</content>', ["One", "Two"]),
        ('<content type="xhtml"><x:div><x:p>One</x:p><x:p>T<x:b>w</x:b>o</x:p></x:div></content>', ["One", "Two"]),
        ('<content type="html">RATING: one of many</content>', ["RATING: one of many"]),
    ],
)
def test_descriptions(elements: str, paragraphs: list[str]) -> None:
    assert read(elements).summary == paragraphs


@pytest.mark.parametrize(
    ("link", "links"),
    [
        ('<link rel="alternate" type="text/html" href="https://books.example/page"/>', 2),
        ('<link rel="http://opds-spec.org/acquisition/buy" type="application/pdf" href="/buy"/>', 1),
        ('<link rel="http://opds-spec.org/image" type="image/png" href="https://books.example/i"/>', 1),
        ('<link rel="alternate" type="text/html" href="javascript:alert(1)"/>', 1),
    ],
)
def test_links(link: str, links: int) -> None:
    book = read(link)
    assert len(book.links) == links
    assert len([extra for extra in book.extra if extra.tag == "link"]) == 2 - links


def test_dates_of_the_entry_are_not_the_books() -> None:
    book = read("<published>2024-01-01T00:00:00Z</published><updated>2024-01-02T00:00:00Z</updated>")
    assert (book.date.year, [extra.tag for extra in book.extra]) == (None, ["published", "updated"])


def test_name_by_its_sort_form_alone() -> None:
    (person,) = read("<author><name/><s:sort_name>Oliva, Rina.</s:sort_name></author>").contributors
    assert (person.name, person.inferred) == ("Oliva, Rina", False)


@pytest.mark.parametrize(
    "title", ["", "<title/>", "<title>http://librarysimplified.org/terms/problem/no-title</title>"]
)
def test_row_28_no_title(title: str) -> None:
    with pytest.raises(BadRecord, match="no title"):
        read(title=title)


# --- files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<!DOCTYPE f [<!ENTITY a "b">]>', id="row 55 entities"),
        pytest.param('<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="row 57 external entity"),
        pytest.param('<!DOCTYPE f SYSTEM "http://evil.example/x.dtd">', id="row 58 remote DTD"),
        pytest.param('<!DOCTYPE f [<!ENTITY % x SYSTEM "http://evil.example/x">%x;]>', id="row 59 parameter entity"),
        pytest.param('<?xml version="1.0" encoding="utf-7"?>', id="row 65 UTF-7"),
    ],
)
def test_refused(head: str) -> None:
    with pytest.raises(BadSource):
        list(opds.split(f"{head}{FEED}{BOOK}</feed>".encode()))


def test_row_61_nested() -> None:
    with pytest.raises(BadSource, match="deep"):
        list(opds.split((FEED + "<entry>" + "<a>" * 100_000).encode()))


def test_row_63_not_well_formed() -> None:
    data = f"{FEED}{BOOK}<entry><title>Bad</entry>{BOOK}</feed>".encode()
    assert [bool(chunk.problem) for chunk in opds.split(data)] == [False, True, False]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (FEED, True),
        ('<entry xmlns="http://www.w3.org/2005/Atom"><link rel="http://opds-spec.org/image" href="x"/></entry>', True),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>x</title><link href="x"/></entry></feed>', False),
        ('<rss version="2.0"><channel/></rss>', False),
        ("<html><link rel='x' type='application/atom+xml;profile=opds-catalog'/></html>", False),
        ("{}", False),
    ],
)  # fmt: skip
def test_sniff(data: str, expected: bool) -> None:
    assert opds.sniff(data.encode(), "a.xml") is expected


@pytest.mark.parametrize("size", [1, 3, 7, 64, 1000])
def test_stream_at_every_size(size: int) -> None:
    data = (FIXTURES / "opds" / "feed.xml").read_bytes()
    blocks = [data[n : n + size] for n in range(0, len(data), size)]
    assert list(opds.stream(blocks)) == list(opds.split(data))


def test_parse_of_nonsense() -> None:
    for data in (b"", b"\xff", b"<a/>", b"<entry>", b"<entry/>"):
        with pytest.raises(BadRecord):
            opds.parse(Chunk(data, 1))


COUNTS = {
    "opds-feed-parser__navigation.xml": 0,  # six entries, all of which lead to other feeds
    "readium__nav-feed.atom": 0,  # three of the same
    "palace__metadata_data_needed_response.opds": 0,  # messages, no entries
    "palace__palace_feed.opds": 100,
    "tellico__opds-acquisition.xml": 17,
}
NO_TITLE = {"palace__metadata_isbn_response.opds", "palace__metadata_updates_response.opds"}
"""Their one entry says itself that it has no title."""


def test_real_files(shared_records: Path) -> None:
    files = sorted(path for path in (shared_records / "opds1").iterdir() if path.is_file())
    rejected = {}
    for path in files:
        data = path.read_bytes()
        assert opds.sniff(data[:65_536], path.name), path.name
        chunks = list(opds.split(data))
        assert len(chunks) == COUNTS.get(path.name, 1), path.name
        for chunk in chunks:
            try:
                opds.parse(chunk)
            except BadRecord as error:
                rejected[path.name] = error.reason
    assert (len(files), rejected) == (12, dict.fromkeys(NO_TITLE, "no title: give the record one"))
