"""What holds for every reading tracker's export: recognised by its own reader alone, cut anywhere, nothing personal left over."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from shelflist import personal
from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import HEAD, Chunk, Rejection, chunks, parse, reader, recognise
from shelflist.readers.lists import own_columns
from shelflist.readers.trackers import tracker
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records"
FORMATS = (
    "goodreads", "storygraph", "librarything", "librarything-tsv", "openlibrary-log", "babelio", "openreads", "libib", "bookwyrm",
    "bookwyrm-user", "hardcover", "jelu",
)  # fmt: skip
TABLES = {
    "goodreads": "Title", "storygraph": "Title", "librarything-tsv": "Title", "openlibrary-log": "Title", "babelio": "Titre",
    "openreads": "title", "libib": "title", "bookwyrm": "title", "hardcover": "Title", "jelu": "Title",
}  # fmt: skip
"""Formats that are tables → the column of the title."""
FILES = [(name, path) for name in FORMATS for path in sorted((FIXTURES / name).iterdir())]
IDS = [f"{name}-{path.name}" for name, path in FILES]


def books(name: str, data: bytes) -> Iterator[Book]:
    for chunk in chunks(name, [data]):
        made = parse(name, chunk)
        if isinstance(made, Book):
            yield made


@pytest.mark.parametrize(("name", "path"), FILES, ids=IDS)
def test_each_file_is_claimed_by_its_own_reader_alone(name: str, path: Path) -> None:
    data = path.read_bytes()
    assert recognise(data, "x") == name
    assert [other for other in FORMATS if reader(other).sniff(data[:HEAD], "x")] == [name]


@pytest.mark.parametrize(("name", "path"), FILES, ids=IDS)
def test_a_stream_cut_anywhere_is_the_whole(name: str, path: Path) -> None:
    data = path.read_bytes()
    whole = list(chunks(name, [data]))
    assert whole
    for size in (*range(1, 40), 97, 256, 1000):
        blocks = [data[n : n + size] for n in range(0, len(data), size)]
        assert list(chunks(name, blocks)) == whole, size


@pytest.mark.parametrize(("name", "path"), FILES, ids=IDS)
def test_nothing_personal_is_left_where_nothing_may_be_published(name: str, path: Path) -> None:
    """Texts of personal fields stand nowhere in a book from which they were taken, but for words that are public besides."""
    declared = reader(name).PERSONAL  # type: ignore[attr-defined]
    for book in books(name, path.read_bytes()):
        fields = book.records[0].fields
        public = " ".join(text for f in fields if f.tag not in declared for _, text in f.subfields)
        secret = {text for f in fields if f.tag in declared for _, text in f.subfields if len(text) > 4} - {
            "false",
            "public",
        }
        personal.keep(book, declared, ())
        assert book.reading is None
        assert not {f.tag for f in [*book.records[0].fields, *book.extra]} & declared.keys()
        left = json.dumps(msgspec.to_builtins(book), ensure_ascii=False)
        assert [text for text in secret if text in left and text not in public] == []


@pytest.mark.parametrize("name", FORMATS)
def test_kinds_of_personal_data_are_those_that_there_are(name: str) -> None:
    declared = reader(name).PERSONAL  # type: ignore[attr-defined]
    assert set(declared.values()) <= personal.FIELDS.keys()
    assert declared[tracker.UNKNOWN] == "private"


@pytest.mark.parametrize(("name", "path"), FILES, ids=IDS)
def test_every_field_is_mapped_or_kept(name: str, path: Path) -> None:
    """A field that is neither an origin of something nor among the extras would be lost in silence."""
    module = reader(name)
    origins = {field for fields in module.ORIGINS.values() for field in fields}
    silent = {
        "books_id", "sortcharacter", "primaryauthorrole", "secondaryauthor", "secondaryauthorroles", "language_codeA",
        "originallanguage_codeA", "genre_id", "collections_idA", "public", "Book Id", "Sort Character", "Primary Author Role",
        "Secondary Author Roles", "item_type", "Edition ID", "Work ID", "id", "deleted",
    }  # fmt: skip
    for book in books(name, path.read_bytes()):
        kept = {field.tag for field in book.extra}
        if any(field.tag == own_columns.STAMP for field in book.records[0].fields):
            kept |= {"Read Count", "Record Id", own_columns.STAMP}  # the dates, the id and what the file is
        for field in book.records[0].fields:
            assert field.tag in origins | kept | silent, field


@pytest.mark.parametrize(("name", "title"), TABLES.items())
def test_a_column_that_nobody_knows_is_private(name: str, title: str) -> None:
    pairs = [(title.upper(), "The Hollow Tide"), ("Diary", "dear diary")]
    book = reader(name).parse(Chunk(json.dumps(pairs).encode(), 1))
    assert book.title == "The Hollow Tide"
    assert [(f.tag, f.subfields) for f in book.extra] == [(tracker.UNKNOWN, [("Diary", "dear diary")])]
    personal.keep(book, reader(name).PERSONAL, ())  # type: ignore[attr-defined]
    assert "diary" not in json.dumps(msgspec.to_builtins(book))


@pytest.mark.parametrize(("name", "title"), TABLES.items())
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[[1, 2]]",
        b'{"a": ["b"]}',
        b"[" * 5000,
        pytest.param(b'[["Author", "Imre Valdask"]]', id="row 28 no title"),
    ],
)
def test_what_is_no_row(name: str, title: str, data: bytes) -> None:
    with pytest.raises(BadRecord):
        reader(name).parse(Chunk(data, 1))


@pytest.mark.parametrize(("name", "title"), TABLES.items())
def test_row_79_a_formula_is_a_text(name: str, title: str) -> None:
    book = reader(name).parse(Chunk(json.dumps([(title, "=cmd|' /C calc'!A0")]).encode(), 1))
    assert book.title == "=cmd|' /C calc'!A0"


HEADERS = {
    "goodreads": "Book Id{0}Title{0}Author{0}Exclusive Shelf{0}My Rating",
    "storygraph": "Title{0}Authors{0}ISBN/UID{0}Read Status{0}Review",
    "openlibrary-log": "Work ID{0}Title{0}Authors{0}Edition ID{0}Bookshelf",
    "libib": "title{0}creators{0}ean_isbn13{0}upc_isbn10{0}notes",
    "bookwyrm": "title{0}author_text{0}remote_id{0}shelf{0}rating",
    "jelu": "Title{0}Author{0}read_dates{0}dropped_dates{0}owned",
    "hardcover": "Title{0}Author{0}Hardcover Book ID{0}Status{0}Rating",
    "openreads": "title{0}author{0}status{0}my_review{0}olid",
}


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("mark", [pytest.param(mark, id=f"row 80 delimiter {mark!r}") for mark in ",;\t|"])
def test_row_80_a_bad_row_is_rejected_with_its_line_and_takes_no_other(name: str, mark: str) -> None:
    header = HEADERS[name].format(mark)
    at = {"title", "Title"}
    columns = header.split(mark)
    place = next(n for n, column in enumerate(columns) if column in at)

    def row(title: str) -> str:
        return mark.join([*("x" for _ in range(place)), title, *("" for _ in range(len(columns) - place - 1))])

    wide = row("Too wide") + f"{mark}more{mark}cells"
    text = "\n".join(
        [
            header,
            row("First"),
            wide,
            row("N\0UL"),
            mark.join(["x"] * place + ["Short"]),
            row("L" * 200_000),
            row("Last"),
        ]
    )
    assert recognise(text.encode(), "x.txt") == name
    found = [parse(name, chunk) for chunk in chunks(name, [text.encode()])]
    assert [type(one) for one in found] == [Book, Rejection, Book, Book, Book, Book]
    assert isinstance(found[1], Rejection)
    assert found[1].reason.startswith("line 3: ")
    titles = [one.title for one in found if isinstance(one, Book)]
    assert (titles[0], titles[1], titles[2], titles[4]) == ("First", "NUL", "Short", "Last")
    assert len(titles[3]) == 65_536


@pytest.mark.parametrize("name", HEADERS)
def test_row_80_a_quote_open_to_the_end(name: str) -> None:
    columns = HEADERS[name].format(",").split(",")
    place = next(n for n, column in enumerate(columns) if column.casefold() == "title")
    row = ["x"] * len(columns)
    lines = []
    for title in ("First", '"Open', "Last"):
        row[place] = title
        lines.append(",".join(row))
    found = [parse(name, chunk) for chunk in chunks(name, ["\n".join([",".join(columns), *lines]).encode()])]
    assert [one.title if isinstance(one, Book) else one.reason[:7] for one in found] == ["First", "line 3:", "Last"]


REAL = {
    "goodreads_csv/book-catalogue__goodreads_library.csv": ("goodreads", 358, 0),
    "goodreads_csv/bookwyrm__goodreads.csv": ("goodreads", 3, 0),
    "goodreads_csv/exploring-goodreads__goodreads_library_export.csv": ("goodreads", 326, 0),
    "goodreads_csv/inventaire-client__goodreads_inventaire.csv": ("goodreads", 6, 0),
    "goodreads_csv/jelu__goodreads_library_export-2022.csv": ("goodreads", 10, 0),
    "goodreads_csv/jelu__goodreads_library_export_one_line_modified.csv": ("goodreads", 1, 0),
    "goodreads_csv/jelu__goodreads_library_export_one_line_modified_review.csv": ("goodreads", 5, 0),
    "goodreads_csv/keras-goodreads__goodreads_library_export.csv": ("goodreads", 232, 0),
    # Aligned by hand, with spaces before its quotes: all of it can be read.
    "goodreads_csv/bad/reading__goodreads_library_export.csv": ("goodreads", 112, 0),
    "storygraph_csv/mapmyreads__storygraph_export.csv": ("storygraph", 193, 0),
    # One row has a cell more than there are columns.
    "storygraph_csv/neodb__storygraph_library_export.csv": ("storygraph", 9, 1),
    "librarything/inventaire-client__librarything_inventaire.json": ("librarything", 2, 0),
    "librarything/tellico__librarything.json": ("librarything", 3, 0),
    "librarything/my-bib__librarything.tsv": ("librarything-tsv", 422, 0),
    # The old layout: numbers of Open Library alone, no titles.
    "openlibrary_reading_log/bookwyrm__openlibrary.csv": ("openlibrary-log", 4, 4),
    "other_trackers/bookwyrm__bookwyrm.csv": ("bookwyrm", 3, 0),
    "other_trackers/bookwyrm__user_import.json": ("bookwyrm-user", 2, 0),
    "other_trackers/inventaire-client__Critiques_export1312764.csv": ("babelio", 1, 0),
    "other_trackers/jelu__jelu_export_expected.csv": ("jelu", 2, 0),
}
"""Real file → (format, records, how many of them are rejected)."""


@pytest.mark.parametrize("file", REAL)
def test_real_files(file: str, shared_records: Path) -> None:
    name, records, rejected = REAL[file]
    data = (shared_records / file).read_bytes()
    assert recognise(data, file) == name
    found = [parse(name, chunk) for chunk in chunks(name, [data])]
    assert len(found) == records
    refused = [one for one in found if isinstance(one, Rejection)]
    assert [(one.field, one.reason) for one in refused if not one.reason] == []
    assert len(refused) == rejected
    for book in found:
        if isinstance(book, Book):
            personal.keep(book, reader(name).PERSONAL, ())  # type: ignore[attr-defined]
            assert book.reading is None


def test_no_other_real_file_is_claimed(shared_records: Path) -> None:
    claimed = set()
    for path in shared_records.rglob("*"):
        if path.is_file():
            with path.open("rb") as handle:
                head = handle.read(HEAD)
            if any(reader(name).sniff(head, path.name) for name in FORMATS):
                claimed.add(path.relative_to(shared_records).as_posix())
    assert claimed == set(REAL)
