"""EPUB → Book: what is read out of the ZIP, and what is refused (EPUB 3.3 OCF; row 81 of the reliability guide's table)."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Extra
from shelflist.readers import Chunk
from shelflist.readers.ebooks import epub
from tests.readers.ebooks.ebook_files import BOOK, CONTAINER, FIXTURES, NAV, NCX, PACKAGE
from tests.readers.ebooks.ebook_files import epub as made

NCX_ONLY = PACKAGE.replace('properties="nav"', "")


def read(data: bytes) -> Book:
    return epub.parse(next(epub.split(data)))


def with_member(name: str, change: Callable[[zipfile.ZipInfo], None], content: bytes = b"x") -> bytes:
    """The book with one more member, changed."""
    packed = BytesIO(made())
    with zipfile.ZipFile(packed, "a") as file:
        member = zipfile.ZipInfo(name)
        change(member)
        file.writestr(member, content)
    return packed.getvalue()


def link(member: zipfile.ZipInfo) -> None:
    member.create_system, member.external_attr = 3, 0o120777 << 16


def nothing(member: zipfile.ZipInfo) -> None:
    pass


# --- the book -------------------------------------------------------------------------------------------------


def test_fixture() -> None:
    data = (FIXTURES / "epub" / "salt-road.epub").read_bytes()
    assert data == made(), "python -m tests.readers.ebooks.ebook_files writes it anew"
    book = read(data)
    assert (book.title, book.contributors[0].name, book.isbns[0].isbn13) == (
        "The Salt Road",
        "Oliva, Rina",
        "9783161484100",
    )
    assert [(c.number, c.title, c.kind) for c in book.contents] == [
        ("", "Titlepage", "front"),
        ("", "Preface", "front"),
        ("Part I", "Going", "chapter"),
        ("1", "Salt", "chapter"),
        ("2", "Roads & weirs", "chapter"),
        ("", "Index", "back"),
    ]
    assert Extra("cover", "", [("", "images/cover.jpg")]) in book.records[0].fields
    assert book.records[0].fields[-1].subfields[4] == ("3", "A section")
    assert book.source.format == "epub"


def test_ncx_where_there_is_no_navigation_document() -> None:
    book = read(made({**BOOK, "OEBPS/package.opf": NCX_ONLY, "OEBPS/toc.ncx": NCX}))
    assert [(c.number, c.title, c.kind) for c in book.contents] == [
        ("1", "Salt", "chapter"),
        ("", "A bend", "chapter"),
        ("", "Bibliography", "back"),
    ]


@pytest.mark.parametrize(
    ("files", "warned"),
    [
        pytest.param({}, 0, id="without a table of contents"),
        pytest.param({"OEBPS/text/nav.xhtml": "no markup"}, 1, id="that is none"),
        pytest.param({"OEBPS/text/nav.xhtml": "<html><nav><ol><li>"}, 1, id="that breaks off"),
        pytest.param({"OEBPS/text/nav.xhtml": "<html><p>none</p></html>"}, 0, id="that has no list"),
    ],
)
def test_a_bad_table_of_contents_is_no_bad_book(files: dict[str, str], warned: int) -> None:
    package = PACKAGE if files else PACKAGE.replace('properties="nav"', "").replace("application/x-dtbncx+xml", "x")
    plain = {name: content for name, content in BOOK.items() if not name.endswith("nav.xhtml")}
    (chunk,) = epub.split(made({**plain, "OEBPS/package.opf": package, **files}))
    book = epub.parse(chunk)
    assert (book.title, book.contents) == ("The Salt Road", [])
    assert len(book.warnings) + sum("is not one" in reason for _, reason, _ in chunk.warnings) == warned


def test_row_55_entities_in_the_table_of_contents_say_nothing() -> None:
    nav = NAV.replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace(
        "Preface", "&x;P"
    )
    assert [c.title for c in read(made({**BOOK, "OEBPS/text/nav.xhtml": nav})).contents][1] == "&x;P"


def test_mimetype_is_not_always_first() -> None:
    late = {name: BOOK[name] for name in [*list(BOOK)[1:], "mimetype"]}
    assert epub.sniff(made(late), "x")
    assert read(made(late)).title == "The Salt Road"


def test_path_of_the_package_in_percents() -> None:
    container = CONTAINER.replace("OEBPS/package.opf", "My%20book/a.opf")
    assert read(made({"META-INF/container.xml": container, "My book/a.opf": PACKAGE})).title == "The Salt Road"


def test_chunk_is_small_and_the_same() -> None:
    one, other = next(epub.split(made())), next(epub.split(made({**BOOK, "OEBPS/a.jpg": b"\0" * 100_000})))
    assert one == other
    assert set(json.loads(one.data)) == {"opf", "toc"}


# --- row 81 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(made({**BOOK, "../evil": "x"}), "leads out", id="row 81 name with .."),
        pytest.param(made({**BOOK, "a/../../evil": "x"}), "leads out", id="row 81 name with .. inside"),
        pytest.param(made({**BOOK, "..\\evil": "x"}), "leads out", id="row 81 name with ..\\"),
        pytest.param(made({**BOOK, "/etc/passwd": "x"}), "leads out", id="row 81 absolute name"),
        pytest.param(made({**BOOK, "C:/evil": "x"}), "leads out", id="row 81 name with a drive"),
        pytest.param(with_member("link", link, b"/etc/passwd"), "is a link", id="row 81 symbolic link"),
        pytest.param(made({**BOOK, "OEBPS/package.opf": " " * (5 << 20)}), "4 MiB", id="row 81 bomb"),
        pytest.param(made({**BOOK, "META-INF/container.xml": " " * (5 << 20)}), "4 MiB", id="row 81 bomb in the container"),
        pytest.param(made({**BOOK, "OEBPS/text/nav.xhtml": " " * (5 << 20)}), "4 MiB", id="row 81 bomb in the contents"),
        pytest.param(made({**BOOK, "OEBPS/package.opf": made()}), "not well-formed", id="row 81 a ZIP inside"),
        pytest.param(made({"mimetype": "application/epub+zip"}), "no META-INF", id="no container"),
        pytest.param(made({"META-INF/container.xml": CONTAINER}), "names no package", id="no package"),
        pytest.param(made({**BOOK, "META-INF/container.xml": CONTAINER.replace("OEBPS/", "../")}), "names no package", id="package elsewhere"),
        pytest.param(made({**BOOK, "META-INF/container.xml": "<container>"}), "not well-formed", id="container breaks off"),
        pytest.param(made()[:-30], "cannot be read", id="the file is cut"),
        pytest.param(made()[:100], "cannot be read", id="almost nothing"),
    ],
)  # fmt: skip
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadSource, match=reason):
        list(epub.split(data))


def test_row_81_sizes_that_lie() -> None:
    data = bytearray(made())
    with zipfile.ZipFile(BytesIO(bytes(data))) as packed:
        member = packed.getinfo("OEBPS/package.opf")
    size = member.file_size.to_bytes(4, "little")
    assert data.count(size) >= 2
    with pytest.raises(BadSource, match="cannot be read"):
        list(epub.split(bytes(data).replace(size, (10).to_bytes(4, "little"))))
    with pytest.raises(BadSource, match="4 MiB"):
        list(epub.split(bytes(data).replace(size, (1 << 30).to_bytes(4, "little"))))


def test_row_81_locked() -> None:
    data = bytearray(made())
    start = data.index(b"PK\x01\x02")
    while start >= 0:
        data[start + 8] |= 1
        start = data.find(b"PK\x01\x02", start + 4)
    with pytest.raises(BadSource, match="locked"):
        list(epub.split(bytes(data)))


def test_row_81_packed_in_another_way() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as file:
        for name, content in BOOK.items():
            file.writestr(name, content)
    with pytest.raises(BadSource, match="no EPUB may use"):
        list(epub.split(packed.getvalue()))


def test_many_members_are_no_fault() -> None:
    assert read(made({**BOOK, **{f"OEBPS/{n}.xhtml": "" for n in range(3_000)}})).title == "The Salt Road"


def test_entities_in_the_package() -> None:
    package = PACKAGE.replace("<package", '<!DOCTYPE p [<!ENTITY a "b">]><package', 1)
    with pytest.raises(BadSource, match="entities"):
        list(epub.split(made({**BOOK, "OEBPS/package.opf": package})))


def test_a_package_that_breaks_off_is_a_rejection() -> None:
    (chunk,) = epub.split(made({**BOOK, "OEBPS/package.opf": PACKAGE[:-40]}))
    assert "OEBPS/package.opf" in chunk.problem


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (made(), True),
        (with_member("x", nothing), True),
        (made({"tellico.xml": "<tellico/>"}), False),
        (b"PK\x03\x04", False),
        (b"application/epub+zip", False),
        (b"", False),
    ],
)
def test_sniff(data: bytes, expected: bool) -> None:
    assert epub.sniff(data, "a.epub") is expected


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"opf": 1, "toc": ""}', b'{"opf": "<package/>", "toc": ""}', b"[" * 100_000, b"\xff"]
)
def test_parse_of_nonsense(data: bytes) -> None:
    with pytest.raises(BadRecord):
        epub.parse(Chunk(data, 1))
