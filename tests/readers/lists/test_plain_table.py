"""Tables with ordinary names, or with a map of columns: names, cells, what spreadsheets do to them, hostile rows."""

import contextlib
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from shelflist import readers
from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from shelflist.readers import Chunk, Rejection
from shelflist.readers.lists import plain_columns, plain_fields, plain_reading, plain_table
from tests.soak.fuzz import PATIENT, limited
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records" / "plain-table"


def read(table: str | bytes, columns: dict[str, str] | None = None) -> list[Book | Rejection]:
    data = table.encode() if isinstance(table, str) else table
    return [readers.parse("plain-table", chunk) for chunk in plain_table.stream([data], columns)]


def one(table: str, columns: dict[str, str] | None = None) -> Book:
    found = read(table, columns)
    assert len(found) == 1
    assert isinstance(found[0], Book), found[0]
    return found[0]


def cell(column: str, value: str) -> Book:
    """The book of a table with a title and this cell."""
    return readers_book(Chunk(json.dumps([("title", "Salt"), (column, value)]).encode(), 1))


def readers_book(chunk: Chunk) -> Book:
    found = readers.parse("plain-table", chunk)
    assert isinstance(found, Book), found
    return found


# --- names of columns -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Title", "title"), ("TITOLO", "title"), ("Titre", "title"), ("Titel", "title"), ("Título", "title"),
        ("Author(s)", "author"), ("autore", "author"), ("Auteur", "author"), ("Verfasser", "author"), ("author_text", "author"),
        ("Editor", "editor"), ("Curatore", "editor"), ("Editore", "publisher"), ("Éditeur", "publisher"), ("Verlag", "publisher"),
        ("Editorial", "publisher"), ("Casa editrice", "publisher"), ("published_year", "date"), ("Année", "date"), ("Año", "date"),
        ("original_publication_year", "first published"), ("ISBN_13", "isbn"), ("isbn/uid", "isbn"), ("num_pages", "pages"),
        ("Collana", "series"), ("Lingua", "language"), ("language_code", "language"), ("Soggetti", "subject"), ("Mots-clés", "keywords"),
        ("CDD", "dewey"), ("Call number", "class"), ("Shelf", "status"), ("My Rating", "rating"), ("Rating (1-10)", "rating"),
        ("Voto /10", "rating"), ("dateFinished", "finished"), ("Date Read", "finished"), ("Note private", "private"), ("Lent to", "personal"),
        ("average_rating", ""), ("ratings_count", ""), ("ratings_5", ""), ("work_ratings_count", ""), ("image_url", ""), ("", ""),
    ],
)  # fmt: skip
def test_names_of_columns(column: str, field: str) -> None:
    assert plain_columns.field(column) == field


def test_every_name_leads_to_a_field() -> None:
    assert set(plain_columns.NAMES.values()) == set(plain_columns.FIELDS)
    assert set(plain_columns.PERSONAL) <= set(plain_columns.FIELDS)
    assert all(plain_columns.normal(name) == name for name in plain_columns.NAMES)
    assert {field for fields in plain_columns.ORIGINS.values() for field in fields} <= set(plain_columns.FIELDS)


@pytest.mark.parametrize(
    ("head", "mine"),
    [
        (b"title,author\nA,B\n", True),
        (b"\xef\xbb\xbfTitolo;Autore\r\n", True),
        ("Titre\tÉditeur\n".encode("utf-16"), True),
        (b'"Title","Shelf"\n', True),
        (b"title\nSalt\n", False),
        (b"title,title\n", False),
        (b"title,colour\n", False),
        (b"author,publisher\n", False),
        (b'{"title": "x", "author": 1}', False),
        (b"<title>,author", False),
        (b"", False),
        (b"PK\x03\x04title,author\x00", False),
        (b"\xff\xfe\x00", False),
    ],
)
def test_sniff(head: bytes, mine: bool) -> None:
    assert plain_table.sniff(head, "x.csv") is mine


# --- the example ----------------------------------------------------------------------------------------------


def test_example() -> None:
    first, second, third = (book for book in read((FIXTURES / "example.csv").read_bytes()) if isinstance(book, Book))
    assert (first.title, first.subtitle) == ("The lamp at Varn", "a history of light on the coast")
    assert [c.name for c in first.contributors] == ["Oduya, Tess"]
    assert (first.imprints[0].places, first.imprints[0].publishers, first.date.year) == (["Varn"], ["Salt Press"], 2001)
    assert (first.pages, first.series[0].title, first.series[0].volume) == (312, "Lamps of the North", "2")
    assert (first.isbns[0].isbn13, first.languages, first.classes[0].number) == ("9780306406157", ["en"], "387.155")
    assert [s.text() for s in first.subjects] == ["Lighthouses — History", "Coasts"]
    assert [(e.tag, e.subfields) for e in first.extra] == [("Shelf mark of mine", [("", "B 12")])]
    assert first.reading is not None
    assert (first.reading.status, first.reading.dates, first.reading.rating) == ("read", [("", "2024-03-02")], 18)
    assert (first.reading.tags, first.reading.private) == (["coast", "light"], "Lent by my aunt")
    assert [c.name for c in second.contributors] == ["Lindqvist, Per", "Okonkwo, Ada", "Belli, Marina"]
    assert second.contributors[2].roles == ["trl"]
    assert (second.date.year, second.date.flags, second.extent) == (1998, ["supplied"], "xii; 140 S.")
    assert (third.title, third.series[0].title, third.series[0].volume) == ("La casa di sale", "Salt Quartet", "1")
    assert [c.name for c in third.contributors] == ["Ferri, Nora", "Ilves, Tomas"]
    assert (third.isbns[0].isbn13, third.imprints[0].publishers) == ("9780306406157", ['Edizioni "La Duna"'])
    assert third.nonfiling == 3
    assert not [w for book in (first, second, third) for w in book.warnings]


def test_other_languages_and_delimiters() -> None:
    italian, stones = read((FIXTURES / "biblioteca.csv").read_bytes())
    assert isinstance(italian, Book)
    assert isinstance(stones, Book)
    assert [(c.name, c.roles) for c in italian.contributors] == [("Oduya, Tess", ["aut"]), ("Belli, Marina", ["edt"])]
    assert [s.main for s in italian.subjects] == ["Fari", "Coste"]
    assert italian.reading is not None
    assert stones.reading is not None
    assert (italian.reading.rating, italian.reading.dates) == (16, [("", "2024-03-12")])
    assert (stones.reading.status, stones.reading.rating) == ("want", 18)
    assert [(e.tag, e.subfields) for e in italian.extra] == [("personal", [("Prezzo", "18,00 €")])]
    french, pierres = read((FIXTURES / "livres.tsv").read_bytes())
    assert isinstance(french, Book)
    assert isinstance(pierres, Book)
    assert [c.name for c in french.contributors] == ["Oduya, Tess", "Belli, Marina"]
    assert (french.date.year, french.pages, french.notes[0].text) == (2005, 212, "Traduit de l’anglais")
    assert [s.main for s in french.subjects] == ["phares", "côtes"]
    assert [(n.raw, n.isbn13) for n in french.isbns] == [("9.78030640615e+12", "")]
    assert [w.field for w in french.warnings] == ["ISBN13"]
    assert [c.name for c in pierres.contributors] == ["Lindqvist, Per", "Okonkwo, Ada"]
    assert pierres.isbns[0].isbn13 == "9780306406157"


def test_the_whole_record_is_kept_and_personal_columns_stand_under_their_field() -> None:
    book = one("Titolo,Voto,Colore\nSalt,4,blue\n")
    assert [(f.tag, f.subfields) for f in book.records[0].fields] == [
        ("title", [("Titolo", "Salt")]), ("rating", [("Voto", "4")]), ("Colore", [("", "blue")]),
    ]  # fmt: skip
    assert "rating" in plain_table.PERSONAL


# --- cells ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oduya, Tess", ["Oduya, Tess"]),
        ("Tess Oduya", ["Tess Oduya"]),
        ("Oduya, Tess; Belli, Marina", ["Oduya, Tess", "Belli, Marina"]),
        ("Tess Oduya|Marina Belli", ["Tess Oduya", "Marina Belli"]),
        ("Suzanne Ilves, X Y", ["Suzanne Ilves", "X Y"]),
        ("J.K. Ilves, Mary Belli", ["J.K. Ilves", "Mary Belli"]),
        ("Le Hann, Ursa K.", ["Le Hann, Ursa K."]),
        ("Van Der Berg, Jan Piet", ["Van Der Berg, Jan Piet"]),
        ("Mora Díaz, A. B.", ["Mora Díaz, A. B."]),
        ("De Luca, Erri", ["De Luca, Erri"]),
        ("Tess Oduya and Marina Belli", ["Tess Oduya", "Marina Belli"]),
        ("Tess Oduya & Marina Belli", ["Tess Oduya", "Marina Belli"]),
        ("Tess Oduya, Per Ilves and Marina Belli", ["Tess Oduya", "Per Ilves", "Marina Belli"]),
        ("Will and Ariel Ilves", ["Will and Ariel Ilves"]),
        ("José Mora y Gasset", ["José Mora y Gasset"]),
        ("Belli, Rossi and Sons", ["Belli, Rossi and Sons"]),
        ("Homer", ["Homer"]),
    ],
)
def test_names_in_one_cell(text: str, expected: list[str]) -> None:
    assert plain_fields.names(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Tess Oduya (Illustrator)", "Oduya, Tess", "ill"),
        ("Oduya, Tess (ed.)", "Oduya, Tess", "edt"),
        ("Martin Oduya, Jr.", "Oduya, Martin, Jr.", "aut"),
        ("Salt Society", "Salt Society", "aut"),
    ],
)
def test_names(text: str, name: str, role: str) -> None:
    book = cell("author", text)
    assert [(c.name, c.roles) for c in book.contributors] == [(name, [role])]


@pytest.mark.parametrize(
    ("text", "isbn13", "warned"),
    [
        ("978-0-306-40615-7", "9780306406157", 0),
        ("9780306406157.0", "9780306406157", 0),
        ("0306406152", "9780306406157", 0),
        ("306406152", "9780306406157", 0),
        ("2005883", "9780002005883", 0),
        ("306406153", "", 1),
        ("9.78030640615e+12", "", 1),
        ("9,78E+12", "", 1),
        ("9780306406158", "", 1),
        ('="0306406152"', "9780306406157", 0),
    ],
)
def test_isbns_as_spreadsheets_leave_them(text: str, isbn13: str, warned: int) -> None:
    book = cell("isbn", text)
    assert [number.isbn13 for number in book.isbns] == [isbn13]
    assert len(book.warnings) == warned
    assert all(number.valid() is bool(isbn13) for number in book.isbns)


@pytest.mark.parametrize(
    ("text", "title", "series"),
    [
        ("The Salt Games (The Salt Games, #1)", "The Salt Games", [("The Salt Games", "1")]),
        ("Salt (Sea, #2; Land, #1-3)", "Salt", [("Sea", "2"), ("Land", "1-3")]),
        ("Salt (Sea #2.5)", "Salt", [("Sea", "2.5")]),
        ("Salt (a novel)", "Salt (a novel)", []),
        ("Salt (#1)", "Salt (#1)", []),
    ],
)
def test_series_in_a_title(text: str, title: str, series: list[tuple[str, str]]) -> None:
    book = readers_book(Chunk(json.dumps([("title", text)]).encode(), 1))
    assert book.title == title
    assert [(s.title, s.volume) for s in book.series] == series
    assert book.raw["title"] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-03-04", ("2022-03-04", True)), ("2022/3/4", ("2022-03-04", True)), ("2022-03-04T10:00:00Z", ("2022-03-04", True)),
        ("2022", ("2022", True)), ("2022-03", ("2022-03", True)), ("4.3.2022", ("2022-03-04", True)), ("25/03/2022", ("2022-03-25", True)),
        ("03/25/2022", ("2022-03-25", True)), ("03/04/2022", ("2022", False)), ("04/04/2022", ("2022-04-04", True)),
        ("Feb 10, 2022", ("2022-02-10", True)), ("10 February 2022", ("2022-02-10", True)), ("March 2022", ("2022-03", True)),
        ("2022-13-40", ("2022", False)), ("summer 2022", ("2022", False)), ("soon", ("", False)), ("", ("", False)),
    ],
)  # fmt: skip
def test_dates_of_reading(text: str, expected: tuple[str, bool]) -> None:
    assert plain_reading.iso(text) == expected


@pytest.mark.parametrize(
    ("column", "text", "quarters"),
    [
        ("rating", "4", 16), ("rating", "4.5", 18), ("rating", "4,25", 17), ("rating", "7/10", 14), ("rating", "8 / 10", 16),
        ("rating", "★★★½", 14), ("rating", "★★★☆☆", 12), ("rating", "0", None), ("rating", "9", None), ("rating", "good", None),
        ("rating (1-10)", "9", 18), ("Voto /10", "3", 6), ("rating", "0.1", 1),
    ],
)  # fmt: skip
def test_ratings(column: str, text: str, quarters: int | None) -> None:
    book = cell(column, text)
    assert (book.reading.rating if book.reading else None) == quarters
    assert bool(book.warnings) is (text in ("9", "good") and column == "rating")


@pytest.mark.parametrize(
    ("column", "text", "status", "shelves"),
    [
        ("status", "to-read", "want", []), ("shelf", "currently-reading", "reading", []), ("Stato", "letto", "read", []),
        ("read", "yes", "read", []), ("read", "no", "", []), ("shelf", "DNF", "abandoned", []), ("shelf", "read; cookery", "read", ["cookery"]),
        ("shelf", "cookery", "", ["cookery"]),
    ],
)  # fmt: skip
def test_status(column: str, text: str, status: str, shelves: list[str]) -> None:
    reading = cell(column, text).reading
    assert (reading.status if reading else "", reading.shelves if reading else []) == (status, shelves)


def test_personal_cells() -> None:
    book = one(
        "title,started,finished,added,review,spoiler,copies,my notes,notes,average_rating\n"
        'Salt,2020-01-01; 2022-01-01,2020-02-01; 2022-02-02,2019-12-24,"One.\n\nTwo.",yes,2,secret,also mine,3.9\n'
    )
    assert book.reading is not None
    assert book.reading.dates == [("2020-01-01", "2020-02-01"), ("2022-01-01", "2022-02-02")]
    assert (book.reading.status, book.reading.added, book.reading.review) == ("read", "2019-12-24", "One.\nTwo.")
    assert (book.reading.spoiler, book.reading.owned, book.reading.private) == (True, 2, "secret also mine")
    assert not book.notes, "notes beside a diary of reading are the owner's own"
    assert [e.tag for e in book.extra] == ["average_rating"]
    public = one("title,finished,notes\nSalt,2020,With a map\n", {"notes": "notes"})
    assert [n.text for n in public.notes] == ["With a map"], "unless the map says otherwise"


def test_date_of_the_first_edition() -> None:
    book = one("title,original_publication_year\nSalt,1997.0\n")
    assert (book.date.year, book.date.raw, book.inferred) == (1997, "1997", ["date"])
    both = one("title,original_publication_year,year\nSalt,1890,1997\n")
    assert (both.date.year, both.inferred) == (1997, [])
    assert [(e.tag, e.subfields) for e in both.extra] == [("first published", [("original_publication_year", "1890")])]


def test_article() -> None:
    book = one("title,type,journal,volume,pages,issn\nSalt,Article,Sea Studies,4,12-30,0317-8471\n")
    assert book.host is not None
    assert (book.record_type, book.host.title, book.host.volume, book.host.pages) == (
        "article",
        "Sea Studies",
        "4",
        "12-30",
    )


# --- the map of columns ---------------------------------------------------------------------------------------


def test_map_of_columns() -> None:
    table = "Name of it,Who,When,Class\nSalt,Tess Oduya,1999,sea\n"
    columns = {"Name of it": "title", "who": "author", "When": "date", "Class": "keywords"}
    book = one(table, columns)
    assert (book.title, book.contributors[0].name, book.date.year) == ("Salt", "Oduya, Tess", 1999)
    assert [s.main for s in book.subjects] == ["sea"]
    assert not book.classes
    chunk = next(plain_table.stream([table.encode()], columns))
    assert chunk.data != next(plain_table.stream([table.encode()], {**columns, "When": "notes"})).data, (
        "the map is in it"
    )


def test_map_with_a_field_that_does_not_exist() -> None:
    with pytest.raises(BadSource, match="'colour', which is no field: use one of title, subtitle"):
        list(plain_table.stream([b"title,x\nA,B\n"], {"x": "colour"}))


def test_map_with_a_column_that_does_not_exist() -> None:
    book = one("title,x\nA,B\n", {"Titel der Sache": "title", "x": "author"})
    assert [(w.field, w.reason) for w in book.warnings] == [("Titel der Sache", "the table has no such column")]


def test_map_for_a_format_with_columns_of_its_own() -> None:
    with pytest.raises(BadSource, match='this file is read as goodreads: add format = "plain-table"'):
        readers.chunks("goodreads", [b"Title,Author\n"], {"Title": "title"})


def test_table_without_titles() -> None:
    with pytest.raises(BadSource, match="no column is known to hold titles"):
        list(plain_table.stream([b"a,b\nA,B\n"]))


# --- hostile rows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "outcomes"),
    [
        pytest.param("title,author\n=cmd|' /C calc'!A0,B\n", ["=cmd|' /C calc'!A0"], id="row 79 formula is a text"),
        pytest.param("title,author\n'=1+1,B\n", ["=1+1"], id="row 79 the apostrophe of an export goes"),
        pytest.param("title,author\nA,B,C\nD,E\n", ["line 2", "D"], id="row 80 more cells than columns"),
        pytest.param("title,author\nA\nD,E\n", ["A", "D"], id="row 80 fewer cells than columns"),
        pytest.param(f"title,author\nA,{'x' * 200_000}\nD,E\n", ["A", "D"], id="row 80 a cell of 200 kB"),
        pytest.param("title,author\nA\0B,C\nD,E\n", ["AB", "D"], id="row 80 NUL"),
        pytest.param("title;author\nA, or B;C\n", ["A, or B"], id="row 80 semicolons"),
        pytest.param("title\tauthor\nA, or B\tC\n", ["A, or B"], id="row 80 tabs"),
        pytest.param(
            'title,author\nA,B\nC,"D\nE,F\nG,H\n', ["A", "line 3", "E", "G"], id="row 80 a quote open to the end"
        ),
        pytest.param("title,author\n,Nobody\nD,E\n", ["no title", "D"], id="row 28 no title"),
        pytest.param("title,author\n???,B\n", ["???"], id="row 29 punctuation only"),
    ],
)
def test_hostile_rows(table: str, outcomes: list[str]) -> None:
    found = read(table)
    assert len(found) == len(outcomes)
    for made, expected in zip(found, outcomes, strict=True):
        assert (made.title == expected) if isinstance(made, Book) else (expected in made.reason), made


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b'[["title", "a"], ["title", "b"]]', "", id="row 66 twice"),
        pytest.param(b"[[" * 100_000, "not a row of a table", id="row 68 depth"),
        pytest.param(b'{"title": "a"}', "not a row of a table", id="an object"),
        pytest.param(b"[1, 2]", "not a row of a table", id="numbers"),
        pytest.param(b'[["title", "\\ud800"]]', "", id="row 19 a lone surrogate"),
        pytest.param(b"\xff\xfe", "not a row of a table", id="no text"),
        pytest.param(b"", "not a row of a table", id="nothing"),
    ],
)
def test_hostile_chunks(data: bytes, reason: str) -> None:
    if not reason:
        assert plain_table.parse(Chunk(data, 1)).title
        return
    with pytest.raises(BadRecord, match=reason):
        plain_table.parse(Chunk(data, 1))


@pytest.mark.parametrize("column", sorted(plain_columns.FIELDS))
@pytest.mark.parametrize(
    "text", ["a" + " " * 100_000 + "b", "(#1" * 30_000, "a,;|&" * 20_000, ",", "[(" * 50_000, "9" * 100_000]
)
def test_no_cell_takes_long(column: str, text: str) -> None:
    chunk = Chunk(
        json.dumps([("title", "Salt"), (column, text)] if column != "title" else [(column, text)]).encode(), 1
    )
    with limited(PATIENT):
        assert isinstance(readers.parse("plain-table", chunk), Book | Rejection)


@pytest.mark.parametrize("data", [b"a" * 2_000_000, b" " * 2_000_000, b"title,author" + b" " * 1_000_000 + b"\nA,B\n"])
def test_no_header_takes_long(data: bytes) -> None:
    with limited(PATIENT):
        plain_table.sniff(data[:65_536], "x")
        with contextlib.suppress(BadSource):
            assert len(list(plain_table.split(data))) == 1


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_cut_anywhere(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    columns = {"Place": "notes", "Luogo": "notes"}
    whole = list(plain_table.stream([data], columns))
    for size in range(1, 80):
        pieces = [data[n : n + size] for n in range(0, len(data), size)]
        assert list(plain_table.stream(pieces, columns)) == whole


def test_recognised() -> None:
    for path in FIXTURES.iterdir():
        assert readers.recognise(path.read_bytes(), path.name) == "plain-table"


# --- real tables ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "records"),
    [
        ("large/7k_books_with_descriptions_even.csv.gz", 3405),
        ("large/goodbooks-10k_books.csv.gz", 10_000),
        ("other_trackers/bookwyrm__generic.csv", 4),
    ],
)
def test_real_tables(shared_records: Path, file: str, records: int) -> None:
    path = shared_records / file
    data = gzip.decompress(path.read_bytes()) if file.endswith(".gz") else path.read_bytes()
    assert readers.recognise(data, file) == "plain-table"
    with path.open("rb") as handle:
        found = [readers.parse("plain-table", c) for c in readers.chunks("plain-table", readers.blocks(file, handle))]
    assert len(found) == records
    assert all(isinstance(made, Book) for made in found)


def test_nobody_claims_a_spreadsheet() -> None:
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/sharedStrings.xml", "<sst><si><t>Title</t></si><si><t>Author</t></si></sst>")
    with pytest.raises(BadSource, match="no reader knows this format"):
        readers.recognise(handle.getvalue(), "books.xlsx")
