"""Goodreads → Book: what is its own (test_trackers.py has what all trackers share)."""

import json

import pytest

from shelflist.model import Book, Reading
from shelflist.readers import Chunk
from shelflist.readers.trackers import goodreads


def read(**cells: str) -> Book:
    """The book of a row; an underscore stands for a space, `lf` and `isbn13` for their columns."""
    names = {"Author_lf": "Author l-f"}
    pairs = [(names.get(name, name.replace("_", " ")), text) for name, text in {"Title": "Granite", **cells}.items()]
    return goodreads.parse(Chunk(json.dumps(pairs).encode(), 1))


def own(book: Book) -> Reading:
    assert book.reading is not None
    return book.reading


@pytest.mark.parametrize(
    ("text", "title", "subtitle", "series"),
    [
        ("The Hollow Tide (Salt Road, #2)", "The Hollow Tide", "", [("Salt Road", "2")]),
        ("The Hollow Tide (Salt Road #2.5)", "The Hollow Tide", "", [("Salt Road", "2.5")]),
        ("The Hollow Tide (Salt Road, #1-3)", "The Hollow Tide", "", [("Salt Road", "1-3")]),
        ("Tide: A Novel (Salt Road, #2; Harbour, #7)", "Tide", "A Novel", [("Salt Road", "2"), ("Harbour", "7")]),
        ("Tide (Salt (Old) Road, #2)", "Tide", "", [("Salt (Old) Road", "2")]),
        ("Tide (Lantern Classics)", "Tide (Lantern Classics)", "", []),
        ("(Salt Road, #2)", "(Salt Road, #2)", "", []),
        ("Tide)", "Tide)", "", []),
        ("#2", "#2", "", []),
    ],
)
def test_titles_carry_their_series(text: str, title: str, subtitle: str, series: list[tuple[str, str]]) -> None:
    book = read(Title=text)
    assert (book.title, book.subtitle, [(s.title, s.volume) for s in book.series]) == (title, subtitle, series)
    assert book.raw["title"] == text


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Author": "Imre Valdask", "Author_lf": "Valdask, Imre"}, [("Valdask, Imre", ["aut"], False)]),
        ({"Author": "Imre Valdask"}, [("Valdask, Imre", ["aut"], True)]),
        ({"Author": "Kurd Vonner Jr.", "Author_lf": "Jr., Kurd Vonner"}, [("Vonner, Kurd, Jr.", ["aut"], True)]),
        ({"Author": "Unknown", "Author_lf": "Unknown"}, []),
        (
            {
                "Author": "Imre Valdask",
                "Author_lf": "Valdask, Imre",
                "Additional_Authors": "Ona Brell, Petr Quill, Jr.",
            },
            [("Valdask, Imre", ["aut"], False), ("Brell, Ona", [], True), ("Quill, Petr, Jr.", [], True)],
        ),
        (
            {"Author_lf": "Valdask, Imre", "Additional_Authors": "Ona Brell (Translator), Petr Quill (of Varn)"},
            [("Valdask, Imre", ["aut"], False), ("Brell, Ona", ["trl"], True), ("Quill, Petr (of Varn)", [], True)],
        ),
    ],
)
def test_people(cells: dict[str, str], expected: list[tuple[str, list[str], bool]]) -> None:
    assert [(c.name, c.roles, c.inferred) for c in read(**cells).contributors] == expected


@pytest.mark.parametrize(
    ("cells", "isbns", "warnings"),
    [
        ({"ISBN": '="0306406152"', "ISBN13": '="9780306406157"'}, ["9780306406157"], 0),
        ({"ISBN": '=""', "ISBN13": '=""'}, [], 0),
        ({"ISBN13": '="9780306406158"'}, [""], 1),
    ],
)
def test_numbers_stand_in_quotes_against_spreadsheets(cells: dict[str, str], isbns: list[str], warnings: int) -> None:
    book = read(**cells)
    assert [number.isbn13 for number in book.isbns] == isbns
    assert len(book.warnings) == warnings


@pytest.mark.parametrize(
    ("cells", "year", "inferred", "kept"),
    [
        ({"Year_Published": "2011", "Original_Publication_Year": "1974"}, 2011, [], ["Original Publication Year"]),
        ({"Original_Publication_Year": "1974"}, 1974, ["date"], []),
        ({}, None, [], []),
    ],
)
def test_the_year_of_the_first_edition(
    cells: dict[str, str], year: int | None, inferred: list[str], kept: list[str]
) -> None:
    book = read(**cells)
    assert (book.date.year, book.inferred, [field.tag for field in book.extra]) == (year, inferred, kept)


@pytest.mark.parametrize(
    ("binding", "carrier"),
    [
        ("Paperback", "volume"),
        ("Mass Market Paperback", "volume"),
        ("Kindle Edition", "online resource"),
        ("kindle_edition", "online resource"),
        ("Audible Audio", "audio disc"),
        ("Unknown Binding", ""),
    ],
)
def test_binding(binding: str, carrier: str) -> None:
    book = read(Binding=binding)
    assert (book.carrier, book.raw["carrier"]) == (carrier, binding)


def test_reading() -> None:
    book = read(
        Exclusive_Shelf="read",
        Bookshelves="sea, read, wet books",
        Date_Read="2021/03/04",
        Date_Added="2020/12/30",
        My_Rating="4",
        My_Review="Slow.<br/>Then not.",
        Spoiler="true",
        Private_Notes="<haml:newline/>",
        Owned_Copies="1",
        Read_Count="2",
        Recommended_By="Ada",
    )
    assert own(book) == Reading(
        status="read",
        dates=[("", "2021-03-04")],
        rating=16,
        added="2020-12-30",
        shelves=["sea", "wet books"],
        review="Slow.\nThen not.",
        spoiler=True,
        owned=1,
    )
    assert {field.tag for field in book.extra} == {"Read Count", "Recommended By"}


@pytest.mark.parametrize(
    ("shelf", "status", "shelves"),
    [
        ("to-read", "want", []),
        ("currently-reading", "reading", []),
        ("dropped", "abandoned", []),
        ("gift-pile", "", ["gift-pile"]),
    ],
)
def test_exclusive_shelves(shelf: str, status: str, shelves: list[str]) -> None:
    found = own(read(Exclusive_Shelf=shelf, Bookshelves=shelf, My_Rating="0"))
    assert (found.status, found.shelves, found.rating) == (status, shelves, None)


def test_columns_in_another_order_and_case() -> None:
    data = b"EXCLUSIVE SHELF,book id,author,title,My  Rating\nread,7,Imre Valdask,Granite,5\n"
    assert goodreads.sniff(data, "x.csv")
    book = goodreads.parse(next(goodreads.split(data)))
    assert (book.id, book.title, own(book).rating) == ("7", "Granite", 20)
    assert [field.tag for field in book.records[0].fields] == [
        "Exclusive Shelf", "Book Id", "Author", "Title", "My Rating",
    ]  # fmt: skip
