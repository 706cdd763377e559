"""calibre's library and its list → Book; columns of the owner's own."""

import json
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Extra, Reading
from shelflist.readers import Chunk
from shelflist.readers.ebooks import calibre, calibre_csv, calibre_db
from tests.readers.ebooks.ebook_files import FIXTURES, ROWS, library
from tests.soak.fuzz import PATIENT, limited


def books(data: bytes) -> list[Book]:
    return [calibre_db.parse(chunk) for chunk in calibre_db.split(data)]


# --- the owner's columns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "name", "datatype", "kind"),
    [
        ("#read", "Read", "bool", "status"),
        ("#gelesen", "", "", "status"),
        ("#stato", "Stato lettura", "enumeration", "status"),
        ("#date_read", "Date read", "datetime", "dates"),
        ("#finished", "Finished", "datetime", "dates"),
        ("#myrating", "My rating", "rating", "rating"),
        ("#quality", "Quality", "rating", "rating"),
        ("#lent_to", "", "text", "private"),
        ("#mynotes", "", "comments", "private"),
        ("#purchased", "", "datetime", "private"),
        ("#price", "", "float", "private"),
        ("#review", "", "comments", "review"),
        ("#shelf", "", "text", "shelves"),
        ("#owned", "", "bool", "owned"),
        ("#binding", "Binding", "text", ""),
        ("#pages", "Pages", "int", ""),
        ("#firstpublished", "First published", "datetime", ""),
        ("#readability", "Readability", "float", ""),
    ],
)
def test_kinds_of_columns(label: str, name: str, datatype: str, kind: str) -> None:
    column = calibre.Column(label, name, datatype, ["x"])
    assert (column.kind(), column.tag()) == (kind, f"custom column ({kind})" if kind else "custom column")
    assert (column.tag() in calibre.PERSONAL) is bool(kind)


@pytest.mark.parametrize(
    ("columns", "reading"),
    [
        ([("#read", "bool", "true")], Reading(status="read")),
        ([("#read", "", "Yes")], Reading(status="read")),
        ([("#tbr", "bool", "true")], Reading(status="want")),
        ([("#read", "bool", "false")], None),
        ([("#status", "text", "Reading")], Reading(status="reading")),
        ([("#status", "text", "To Read")], Reading(status="want")),
        ([("#status", "text", "half way")], Reading(shelves=["half way"])),
        ([("#started", "datetime", "2024-01-01T12:00:00+00:00"), ("#date_read", "datetime", "2024-01-05T23:00:00+00:00")],
         Reading(dates=[("2024-01-01", "2024-01-06")])),
        ([("#myrating", "rating", "7")], Reading(rating=14)),
        ([("#lent", "text", "Ada")], Reading(private="#lent: Ada")),
        ([("#review", "comments", "<p>One</p><p>Two</p>")], Reading(review="One\nTwo")),
        ([("#copies", "int", "2")], Reading(owned=2)),
        ([("#binding", "text", "sewn")], None),
    ],
)  # fmt: skip
def test_reading(columns: list[tuple[str, str, str]], reading: Reading | None) -> None:
    made = {"title": "Salt", "custom": [[label, "", kind, [value]] for label, kind, value in columns]}
    assert calibre_db.parse(Chunk(json.dumps(made).encode(), 1)).reading == reading


# --- the library ----------------------------------------------------------------------------------------------


def test_library() -> None:
    data = (FIXTURES / "calibre-db" / "metadata.db").read_bytes()
    first, second = books(data)
    assert (first.title, first.subtitle, first.nonfiling) == ("The Salt Road", "a journey", 4)
    assert [c.name for c in first.contributors] == ["Oliva, Rina", "Weir, Tom"]
    assert (first.date.raw, first.date.year, first.inferred) == ("1999-01-01", 1999, ["date"])
    assert [(s.title, s.volume) for s in first.series] == [("Roads of trade", "2")]
    assert (first.languages, [s.main for s in first.subjects]) == (["en", "it"], ["Travel", "Salt trade"])
    assert (first.summary, [link.url for link in first.links]) == (
        ["From the pans to the pass.", "With maps."],
        ["http://books.example/salt"],
    )
    assert first.reading == Reading(status="read", rating=18, added="2024-02-01")
    assert Extra("custom column", "", [("#binding", "sewn")]) in first.extra
    assert Extra("formats", "", [("", "EPUB"), ("", "PDF")]) in first.extra
    assert (second.contributors, second.series, second.date.raw) == ([], [], "")


def test_personal_fields_are_named() -> None:
    fields = {field.tag for book in books(library()) for field in book.records[0].fields}
    assert fields & calibre_db.PERSONAL.keys() == {"rating", "timestamp", "custom column (status)"}


@pytest.mark.parametrize(
    ("more", "titles"),
    [
        pytest.param("DROP TABLE tags", ["The Salt Road", "Weirs"], id="a table is missing"),
        pytest.param("ALTER TABLE books DROP COLUMN uuid", ["The Salt Road", "Weirs"], id="a column is missing"),
        pytest.param("ALTER TABLE books ADD COLUMN mood TEXT", ["The Salt Road", "Weirs"], id="a column more"),
        pytest.param("DELETE FROM books WHERE id = 1", ["Weirs"], id="links to no book"),
        pytest.param("DELETE FROM authors", ["The Salt Road", "Weirs"], id="links to no author"),
        pytest.param(
            "UPDATE books SET title = x'ff41' WHERE id = 2", ["The Salt Road", "\ufffdA"], id="a title in bytes"
        ),
        pytest.param("UPDATE custom_columns SET mark_for_delete = 1", ["The Salt Road", "Weirs"], id="deleted columns"),
    ],
)
def test_libraries_of_other_versions(more: str, titles: list[str]) -> None:
    assert [book.title for book in books(library(more))] == titles


def test_write_ahead_log() -> None:
    data = library()
    assert len(books(data[:18] + b"\x02\x02" + data[20:])) == 2


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, 'x' AS title FROM n"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(f"DROP TABLE books; CREATE VIEW books AS {ENDLESS}", id="a view that never ends"),
        pytest.param("DROP TABLE books", id="no books"),
    ],
)
def test_what_is_no_table_is_not_read(more: str) -> None:
    with pytest.raises(BadSource, match="no table of books"):
        books(library(more))


def test_views_and_triggers_are_not_run() -> None:
    more = f"DROP TABLE tags; CREATE VIEW tags AS {ENDLESS}; CREATE TRIGGER t AFTER INSERT ON books BEGIN SELECT 1; END"
    with limited(PATIENT):
        assert [book.subjects for book in books(library(more))] == [[], []]


@pytest.mark.parametrize("size", [100_000, 900_000_000])
def test_columns_that_swell_are_refused(size: int) -> None:
    more = f"ALTER TABLE books ADD COLUMN evil TEXT AS (hex(zeroblob({size})))"
    chunks = list(calibre_db.split(library(more)))
    assert [bool(chunk.problem) for chunk in chunks] == [True]
    assert "damaged" in chunks[0].problem


def test_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "metadata.db"
    path.write_bytes(library())
    before = path.read_bytes()
    books(before)
    assert (path.read_bytes(), [p.name for p in tmp_path.iterdir()]) == (before, ["metadata.db"])


def test_a_damaged_library_is_told() -> None:
    data = bytearray(library(rows={**ROWS, "books": [(n, *ROWS["books"][0][1:]) for n in range(1, 60)]}))
    for start in range(len(data) * 3 // 4, len(data), 7):
        data[start] ^= 0x55
    try:
        problems = [chunk.problem for chunk in calibre_db.split(bytes(data)) if chunk.problem]
    except BadSource as error:
        problems = [error.reason]
    assert all("damaged" in problem for problem in problems)


def test_rows_that_overlap_are_refused() -> None:
    comments = [(n, n, "y" * 3_000) for n in range(1, 200)]
    data = library(rows={**ROWS, "comments": comments})
    assert len(data) < 1_000_000
    opened = calibre_db._open(data)
    small = calibre_db.Library(opened, {"comments"}, [10_000])
    with pytest.raises(ValueError, match="overlap"):
        list(calibre_db._rows(small, "comments"))
    opened.close()


@pytest.mark.parametrize(
    "data",
    [
        b"SQLite format 3\0",
        b"SQLite format 3\0" + b"\0" * 100,
        library()[:600],
        library()[:2_000],
        b"SQLite format 3\0" + b"\xff" * 5_000,
    ],
)
def test_no_library(data: bytes) -> None:
    with pytest.raises(BadSource, match=r"damaged|no table"):
        books(data)


def test_sniff_of_a_library() -> None:
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE books (id INTEGER, title TEXT)")
    assert calibre_db.sniff(library()[:65_536], "x")
    assert not calibre_db.sniff(other.serialize(), "metadata.db")
    assert not calibre_db.sniff(b"books_authors_link", "metadata.db")


def test_real_libraries(shared_records: Path) -> None:
    found = {}
    for path in sorted((shared_records / "calibre_db").glob("*.db")):
        data = path.read_bytes()
        assert calibre_db.sniff(data[:65_536], path.name)
        found[path.name] = len(books(data))
    assert found == {"cops__BaseWithOneBook_metadata.db": 1, "cops__BaseWithSomeBooks_metadata.db": 16}


# --- the list -------------------------------------------------------------------------------------------------

LIST = (FIXTURES / "calibre-csv" / "library.csv").read_bytes()


def rows(data: bytes) -> list[Book]:
    return [calibre_csv.parse(chunk) for chunk in calibre_csv.split(data)]


def test_list() -> None:
    first, second = rows(LIST.rpartition(b'\n"","","","My')[0])
    assert (first.title, first.nonfiling, first.date.year) == ("The Salt Road", 4, 1999)
    assert [c.name for c in first.contributors] == ["Oliva, Rina", "Weir, Tom"]
    assert (len(first.isbns), first.identifiers["goodreads"]) == (1, ["123"])
    assert first.reading == Reading(status="read", rating=18, added="2024-02-01")
    assert [c.name for c in second.contributors] == ["Lock, Jr., Ada"]
    assert {"cover", "library_name", "rating", "timestamp"} <= calibre_csv.PERSONAL.keys()


def test_row_28_no_title() -> None:
    *_, last = calibre_csv.split(LIST)
    with pytest.raises(BadRecord, match="no title") as caught:
        calibre_csv.parse(last)
    assert caught.value.record_id == "3"


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        pytest.param('"=cmd|\' /C calc\'!A0","Oliva, Rina","x"', ["=cmd|' /C calc'!A0"], id="row 79 formula"),
        pytest.param('"Salt","Oliva, Rina","x","more"', [], id="row 80 ragged"),
        pytest.param('"Salt\0","Oliva, Rina","x"', ["Salt"], id="row 80 NUL"),
        pytest.param('"Salt', [], id="row 80 quote open to the end"),
        pytest.param(f'"{"s" * 200_000}","Oliva, Rina","x"', ["s" * 65_536], id="row 80 200 kB cell"),
    ],
)
def test_rows(row: str, titles: list[str]) -> None:
    data = f"title,author_sort,uuid\n{row}\n".encode()
    chunks = list(calibre_csv.split(data))
    assert [calibre_csv.parse(chunk).title for chunk in chunks if not chunk.problem] == titles
    assert all("line 2" in chunk.problem for chunk in chunks if chunk.problem)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"authors,author_sort,title,title_sort,pubdate,uuid\n", True),
        ("ï»¿authors,author_sort,title,title_sort,pubdate,uuid\n".encode(), True),
        (b"\xef\xbb\xbftitle;author_sort;uuid;timestamp\n", True),
        (b"title,author,isbn\n", False),
        (b"Title,Author Sort,UUID\n", False),
        (b"", False),
    ],
)
def test_sniff_of_a_list(header: bytes, expected: bool) -> None:
    assert calibre_csv.sniff(header, "a.csv") is expected


@pytest.mark.parametrize("size", [1, 3, 7, 64, 1000])
def test_stream_at_every_size(size: int) -> None:
    blocks = [LIST[n : n + size] for n in range(0, len(LIST), size)]
    assert list(calibre_csv.stream(blocks)) == list(calibre_csv.split(LIST))


@pytest.mark.parametrize("module", [calibre_db, calibre_csv])
@pytest.mark.parametrize("data", [b"", b"1", b"[1]", b"[[1, 2]]", b"{}", b"[" * 9_999, b"\xff", b'{"custom": 1}'])
def test_parse_of_nonsense(module: ModuleType, data: bytes) -> None:
    with pytest.raises(BadRecord):
        module.parse(Chunk(data, 1))


def test_real_list(shared_records: Path) -> None:
    (path,) = (shared_records / "calibre_csv").glob("*.csv")
    data = path.read_bytes()
    assert calibre_csv.sniff(data[:65_536], path.name)
    assert len(rows(data)) == 1
