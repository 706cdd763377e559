"""What each format of export looks like, and what of a book it carries besides what every format must (`test_round_trip`)."""

import csv
import io
import json
import re

import msgspec
import pytest

from shelflist import exports, readers
from shelflist.cataloguing import classes, dates, isbn, subjects
from shelflist.errors import BadSource
from shelflist.exports import FORMATS, table
from shelflist.exports.reference import key, kind
from shelflist.model import (
    Book,
    Chapter,
    Contributor,
    Host,
    Imprint,
    Link,
    Note,
    Reading,
    Series,
    Source,
    Subdivision,
    Subject,
)
from tests.exports.books import exported, imported
from tests.exports.test_round_trip import READ_AS
from tests.tools import ROOT


def rich() -> Book:
    """A book with something in every field that an export has a place for."""
    made = Book(source=Source("a.mrc", 1, "marc21", "UNX1"), id="UNX1", title="The salt roads")
    made.subtitle, made.parts, made.nonfiling = "a history & more", ["Volume 2, The north"], 4
    made.contributors = [
        Contributor("Falconi, Ada", ["aut"], main=True, dates="1950-"), Contributor("King, Martin, Jr.", ["aut", "ill"]),
        Contributor("Coast Institute", ["isb"], "corporate"), Contributor("Plato", ["ant"]), Contributor("Belli, Rina", ["trl"]),
    ]  # fmt: skip
    made.responsibility, made.edition = "Ada Falconi ... ; translated by Rina Belli", "2nd ed."
    made.imprints = [
        Imprint(["Varn", "Port Amble"], ["Salt & Lantern Press", "Ferry"], "[2019]"),
        Imprint(["Torre"], ["Tip. Alba"], "", "manufacture"),
    ]
    made.date = dates.read("[2019]")
    made.extent, made.pages, made.illustrations, made.size = "xii, 345 p.", 345, "ill.", "24 cm"
    made.carrier = "volume"
    made.series = [Series("Coast books", "12", "0317-8471"), Series("Voices")]
    made.subjects = [subjects.heading("Salt trade -- History"), Subject("Tolls, medieval", kind="keyword")]
    made.languages, made.original_languages = ["en", "it"], ["la"]
    made.isbns = [*isbn.read("0-306-40615-2 (pbk.)"), *isbn.read("9783161484100", cancelled=True)]
    made.identifiers = {"oclc": ["700001"], "lccn": ["2001012345"], "doi": ["10.1234/varn_1"], "goodreads": ["77"]}
    made.classes = [number for number in (classes.ddc("380.1", "23"), classes.lcc("HF1040 .F3 2019")) if number]
    made.summary = ["Who carried the salt.", "And where to."]
    made.notes = [Note("general", "With a map: folded."), Note("bibliography", "Includes bibliographical references.")]
    made.contents = [Chapter("The road", "1", "chapter", "Ada Falconi"), Chapter("Index", "", "back")]
    made.links = [Link("https://varn.example/salt?a=1&b=%20", "Publisher")]
    made.uniform_title, made.other_titles, made.parallel_titles = "Viae salis", ["Salt ways"], ["Le vie del sale"]
    return made


def article() -> Book:
    made = Book(source=Source("a.bib", 1, "bibtex", "k"), id="k", title="On tolls", record_type="article")
    made.contributors = [Contributor("Oduya, Tess", ["aut"], main=True)]
    made.imprints, made.date = [Imprint([], [], "2001")], dates.read("2001")
    made.host = Host("Journal of Coasts", "12", "3", "17-42", "0317-8471")
    return made


def back(name: str, book: Book) -> Book:
    (made,) = imported(exported(name, [book]), READ_AS[name])
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_no_books(name: str) -> None:
    """A file of no books is a whole file; no reader finds a book in it, nor any fault."""
    data = exported(name, [])
    try:
        format = readers.recognise(data, "x")
    except BadSource:
        return
    assert (format, list(readers.chunks(format, [data]))) == (READ_AS[name], [])


@pytest.mark.parametrize("name", FORMATS)
def test_books_are_written_one_by_one(name: str) -> None:
    """Nothing is read ahead: what has been taken is written before the next book is asked for."""
    taken = []

    def books() -> object:
        for n in range(3):
            taken.append(n)
            yield rich()

    pieces = exports.writer(name).write(books())  # type: ignore[arg-type]
    seen = []
    for piece in pieces:
        if "UNX1" in piece or "salt" in piece.lower():
            seen.append(len(taken))
    assert seen == [1, 2, 3]


CARRIED = {
    "edition": set(FORMATS),
    "extent": set(FORMATS),
    "summary": set(FORMATS),
    "responsibility": set(FORMATS),
    "uniform_title": set(FORMATS),
    "original_languages": set(FORMATS),
    "other_titles": set(FORMATS) - {"bibtex", "biblatex"},
    "parallel_titles": set(FORMATS) - {"bibtex", "biblatex"},
}  # fmt: skip


@pytest.mark.parametrize(("field", "names"), CARRIED.items())
def test_fields_that_come_back(field: str, names: set[str]) -> None:
    for name in FORMATS:
        assert (getattr(back(name, rich()), field) == getattr(rich(), field)) is (name in names), name


@pytest.mark.parametrize("name", FORMATS)
def test_the_rest_of_a_book(name: str) -> None:
    made, book = back(name, rich()), rich()
    assert [note.text for note in made.notes] == [note.text for note in book.notes]
    assert [(one.number, one.title, one.responsibility) for one in made.contents] == [
        ("1", "The road", "Ada Falconi"), ("", "Index", ""),
    ]  # fmt: skip
    assert sorted((one.scheme, one.number) for one in made.classes) == [("ddc", "380.1"), ("lcc", "HF1040 .F3 2019")]
    assert [link.url for link in made.links] == [link.url for link in book.links]
    assert made.pages == 345
    assert [(one.title, one.volume) for one in made.series] == [("Coast books", "12"), ("Voices", "")]
    assert (made.warnings, made.extra, made.reading) == ([], [], None)


@pytest.mark.parametrize("name", FORMATS)
def test_an_article(name: str) -> None:
    made = back(name, article())
    assert made.host is not None
    assert (made.host.title, made.host.volume, made.host.number, made.host.issn) == (
        "Journal of Coasts", "12", "3", "0317-8471",
    )  # fmt: skip
    assert made.host.pages.replace("–", "-") == "17-42"
    assert made.record_type in ("article", "a")
    assert kind(made) == "article"


# --- keys -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "falconi2019salt"), ({"title": "L'isola"}, "falconi2019isola"), ({"title": "Соль"}, "falconi2019sol"),
        ({"title": "???"}, "falconi2019"), ({"contributors": []}, "anon2019salt"), ({"date": dates.read("")}, "falconisalt"),
        ({"contributors": [Contributor("山田, 花子", ["aut"])]}, "shantian2019salt"), ({"title": "Der"}, "falconi2019der"),
    ],
)  # fmt: skip
def test_keys(change: dict[str, object], expected: str) -> None:
    made = key(msgspec.structs.replace(rich(), **change))
    assert re.fullmatch(r"[a-z0-9]+-[0-9a-v]{6}", made)
    assert made.rpartition("-")[0] == expected


def test_a_key_depends_on_its_record_alone() -> None:
    one, other = rich(), msgspec.structs.replace(rich(), id="UNX2")
    assert key(one) != key(other)
    assert key(one) in exports.text("bibtex", [other, one])
    assert key(one) in exports.text("ris", [one])


# --- what stands in the files ---------------------------------------------------------------------------------


def test_bibtex() -> None:
    assert exports.text("bibtex", [rich()]).splitlines()[1:-3] == [
        "  title = {The salt roads: a history \\& more},", "  shorttitle = {The salt roads},", "  origtitle = {Viae salis},",
        "  responsibility = {Ada Falconi ... ; translated by Rina Belli},", "  author = {Falconi, Ada and King, Jr., Martin},",
        "  illustrator = {King, Jr., Martin},", "  issuing-body = {{Coast Institute}},", "  bibliographic-antecedent = {Plato},",
        "  translator = {Belli, Rina},", "  address = {{Varn} and {Port Amble}},",
        "  publisher = {{Salt \\& Lantern Press} and {Ferry}},", "  address2 = {Torre},", "  publisher2 = {Tip. Alba},",
        "  publisher2type = {manufacture},", "  year = {2019},", "  printeddate = {[2019]},", "  edition = {2nd ed.},", "  series = {Coast books},",
        "  number = {12},", "  series2 = {Voices},", "  volume = {2, The north},", "  pagetotal = {xii, 345 p.},",
        "  isbn = {978-0-306-40615-7 (pbk.)},", "  cancelledisbn = {978-3-16-148410-0},", "  doi = {10.1234/varn_1},",
        "  oclc = {700001},", "  lccn = {2001012345},", "  ddc = {380.1},", "  lcc = {HF1040 .F3 2019},",
        "  url = {https://varn.example/salt?a=1&b=%20},", "  language = {English and Italian},", "  origlanguage = {Latin},",
        "  keywords = {Salt trade -- History, {Tolls, medieval}},", "  note = {With a map: folded.},",
        "  note2 = {Includes bibliographical references.},", "  tableofcontents = {1. The road / Ada Falconi\\\\ Index},",
        "  abstract = {Who carried the salt.",
        "",
    ]  # fmt: skip


def test_biblatex() -> None:
    made = rich()
    made.languages, made.date, made.imprints = (
        ["de"],
        dates.read("2019"),
        [Imprint(["Varn"], ["Simon and Schuster"], "2019")],
    )
    made.contributors = [
        Contributor("Falconi, Ada", ["com"]),
        Contributor("Unesco", ["aut"], "corporate"),
        Contributor("Coast Congress", ["aut"], "meeting"),
    ]
    text = exports.text("biblatex", [made])
    for line in (
        "  title = {{The salt roads}},", "  subtitle = {a history \\& more},", "  editora = {Falconi, Ada},", "  editoratype = {compiler},",
        "  author = {{Unesco} and {Coast Congress}},", "  author+an = {1=corporate;2=meeting},", "  location = {Varn},",
        "  publisher = {{Simon and Schuster}},", "  date = {2019},", "  langid = {ngerman},", "  language = {German},",
    ):  # fmt: skip
        assert f"\n{line}\n" in text, line


@pytest.mark.parametrize(
    ("word", "bibtex", "biblatex", "ris", "csl"),
    [
        ("book", "book", "book", "BOOK", "book"), ("thesis", "phdthesis", "thesis", "THES", "thesis"),
        ("report", "techreport", "report", "RPRT", "report"), ("film", "misc", "movie", "MPCT", "motion_picture"),
        ("e", "misc", "misc", "MAP", "map"), ("map", "misc", "misc", "MAP", "map"), ("a", "book", "book", "BOOK", "book"),
        ("pamphlet", "booklet", "booklet", "PAMP", "pamphlet"), ("web page", "misc", "online", "ELEC", "webpage"),
        ("odd thing", "book", "book", "BOOK", "book"), ("Grafica", "misc", "artwork", "ART", "graphic"),
    ],
)  # fmt: skip
def test_types(word: str, bibtex: str, biblatex: str, ris: str, csl: str) -> None:
    book = msgspec.structs.replace(rich(), record_type=word)
    assert exports.text("bibtex", [book]).startswith(f"@{bibtex}{{")
    assert exports.text("biblatex", [book]).startswith(f"@{biblatex}{{")
    assert exports.text("ris", [book]).startswith(f"TY  - {ris}\r\n")
    assert json.loads(exports.text("csl-json", [book]))[0]["type"] == csl


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json"])
@pytest.mark.parametrize(
    "word", ["map", "film", "thesis", "report", "pamphlet", "manuscript", "web page", "periodical"]
)
def test_what_it_is_comes_back(name: str, word: str) -> None:
    assert back(name, msgspec.structs.replace(rich(), record_type=word)).record_type == word


def test_ris() -> None:
    lines = exports.text("ris", [rich()]).split("\r\n")
    assert [line for line in lines if line[:2] in ("TY", "TI", "ST", "AU", "ED", "A4", "PY", "CY", "PB", "T2", "IS", "VL", "SN", "LA", "KW")] == [
        "TY  - BOOK", "TI  - The salt roads: a history & more", "ST  - The salt roads", "AU  - Falconi, Ada", "AU  - King, Martin, Jr.",
        "A4  - Belli, Rina", "PY  - 2019", "CY  - Varn", "CY  - Port Amble", "PB  - Salt & Lantern Press", "PB  - Ferry",
        "VL  - Volume 2, The north", "T2  - Coast books", "IS  - 12", "SN  - 9780306406157", "KW  - Salt trade -- History",
        "KW  - Tolls, medieval", "LA  - en", "LA  - it",
    ]  # fmt: skip
    assert "U5  - shelflist contributor: King, Martin, Jr. (author, illustrator)" in lines
    assert "U5  - shelflist imprint: Torre : Tip. Alba (manufacture)" in lines
    assert lines[-3:] == ["ER  - ", "", ""]


def test_what_ris_can_say_has_no_lines_of_ours() -> None:
    made = Book(source=Source("a", 1, "x", "1"), id="1", title="Salt", languages=["en"])
    made.contributors = [Contributor("Falconi, Ada", ["aut"]), Contributor("Coast Institute", ["edt"], "corporate")]
    made.imprints, made.date = [Imprint(["Varn"], ["Salt Press"], "2001")], dates.read("2001")
    made.series, made.subjects = [Series("Coast books", "12")], [subjects.heading("Salt -- History")]
    made.isbns = isbn.read("9780306406157")
    assert "U5" not in exports.text("ris", [made])
    assert "custom" not in exports.text("csl-json", [made])


def test_csl_json() -> None:
    (item,) = json.loads(exports.text("csl-json", [rich()]))
    custom = item.pop("custom")
    assert item["author"] == [{"family": "Falconi", "given": "Ada"}, {"family": "King", "given": "Martin, Jr."}]
    assert (item["issued"], item["title-short"]) == ({"date-parts": [[2019]]}, "The salt roads")
    assert item["keyword"] == "Salt trade -- History; Tolls, medieval"
    assert custom["imprints"][1] == {
        "places": ["Torre"],
        "publishers": ["Tip. Alba"],
        "date": "",
        "function": "manufacture",
    }


def test_the_table_has_goodreads_columns_first() -> None:
    made = rich()
    made.reading = Reading(
        "read", [("2019-01-02", "2019-02-03"), ("", "2021-06-01")], 18, ["by the sea"], [], "", "2018-12-31", "", ["Coasts, far"],
        "Good.\nVery good.", True, "lent to Ada", 2,
    )  # fmt: skip
    header, *rows = csv.reader(io.StringIO(exports.text("csv", [made])))
    assert ",".join(header[:24]) == (
        "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,"
        "Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,"
        "Spoiler,Private Notes,Read Count,Owned Copies"
    )
    row = dict(zip(header, rows[0], strict=True))
    assert {name: row[name] for name in header[:24] if row[name]} == {
        "Book Id": "77", "Title": "The salt roads: a history & more. Volume 2, The north", "Author": "Ada Falconi",
        "Author l-f": "Falconi, Ada", "Additional Authors": "Martin King, Jr., Coast Institute, Plato, Rina Belli",
        "ISBN": '="0306406152"', "ISBN13": '="9780306406157"', "My Rating": "5", "Publisher": "Salt & Lantern Press; Ferry",
        "Number of Pages": "345", "Year Published": "2019", "Date Read": "2021/06/01", "Date Added": "2018/12/31",
        "Bookshelves": "read, Coasts  far, by the sea", "Exclusive Shelf": "read", "My Review": "Good.<br/>Very good.",
        "Spoiler": "true", "Private Notes": "lent to Ada", "Read Count": "2", "Owned Copies": "2",
    }  # fmt: skip
    (taken,) = imported(exported("csv", [made]), "goodreads")
    assert taken.reading == made.reading
    assert taken.identifiers == made.identifiers
    assert (taken.id, taken.extra) == ("UNX1", [])


@pytest.mark.parametrize(
    ("rating", "stars"),
    [(None, "0"), (1, "1"), (5, "1"), (6, "2"), (10, "3"), (13, "3"), (14, "4"), (18, "5"), (20, "5")],
)
def test_whole_stars(rating: int | None, stars: str) -> None:
    made = msgspec.structs.replace(rich(), reading=Reading(rating=rating))
    (row,) = csv.DictReader(io.StringIO(exports.text("csv", [made])))
    assert row["My Rating"] == stars
    assert back("csv", made).reading == (Reading(rating=rating) if rating else None)


@pytest.mark.parametrize(
    ("status", "shelf"), [("want", "to-read"), ("reading", "currently-reading"), ("read", "read"), ("abandoned", "did-not-finish"), ("", "")]
)  # fmt: skip
def test_shelves(status: str, shelf: str) -> None:
    made = msgspec.structs.replace(rich(), reading=Reading(status=status, tags=["x"]))
    (row,) = csv.DictReader(io.StringIO(exports.text("csv", [made])))
    assert row["Exclusive Shelf"] == shelf
    assert back("csv", made).reading == made.reading


def test_the_list_holds_the_reading_too() -> None:
    made = rich()
    made.reading = Reading(
        "read", [("2019-01-02", "2019-02-03")], 18, ["sea"], ["Winter"], "", "2018", "", ["Far"], "a\nb", True, "x", 0
    )
    taken = back("json", made)
    assert taken.reading == made.reading
    personal = {field.tag for field in taken.records[0].fields} & set(readers.reader("plain-list").PERSONAL)  # type: ignore[attr-defined]
    assert personal == {
        "status",
        "finished",
        "rating",
        "tags",
        "shelves",
        "added",
        "review",
        "spoiler",
        "private",
        "owned",
    }


def test_only_table_and_list_hold_the_reading() -> None:
    made = msgspec.structs.replace(rich(), reading=Reading("read", review="ZZTOP", private="ZZTOP", tags=["ZZTOP"]))
    assert {name for name in FORMATS if "ZZTOP" in exports.text(name, [made])} == {"csv", "json"}


# --- docs/exports.md ------------------------------------------------------------------------------------------


def test_the_document_names_every_format_and_column() -> None:
    text = (ROOT / "docs" / "exports.md").read_text()
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", text, flags=re.MULTILINE)
    assert rows == [(name, one.title) for name, one in FORMATS.items()]
    words = " ".join(text.split())
    assert ", ".join(table.GOODREADS) + "." in words
    assert ", ".join(table.OWN) + "." in words


def test_what_the_document_says_cannot_come_back() -> None:
    """A limit that is gone is to be taken out of docs/exports.md."""
    made = rich()
    made.nonfiling, made.title = 0, "<<The>> roads"
    assert back("marcxml", made).title == "The roads"
    made = rich()
    made.contributors = [Contributor("Salt Press", ["pbl"], "corporate")]
    assert [back(name, made).contributors for name in ("marcxml", "mods")] == [[], []]
    assert {name for name in FORMATS if back(name, made).contributors} == set(FORMATS) - {"marcxml", "mods"}


HEADINGS = (
    ["Salt", "CO", "Tolls"], ["Anglo", "Saxon"], ["Saint", "Denis"], ["Sartre, Jean", "Paul"], ["War", "1914", "1918"], ["Tolls", "Anglo", "19th century"],
    ["Anglo - Saxon", "History"], ["Born 1945 -"], ["Born 1945 -", "Lives"], ["War, 1914-1918", "Tolls"], ["Salt (A -- B)"], ["1914 -- 1918"], ["A-2", "-2"],
)  # fmt: skip
"""Headings whose parts, printed with a dash between them, would be taken for one, or the other way round."""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("parts", HEADINGS, ids=" -- ".join)
def test_parts_of_headings_stay_parts(name: str, parts: list[str]) -> None:
    made = article()
    made.subjects = [Subject(parts[0], [Subdivision(text) for text in parts[1:]])]
    assert [[one.main, *[part.text for part in one.subdivisions]] for one in back(name, made).subjects] == [parts]


@pytest.mark.parametrize("name", FORMATS)
def test_publishers_without_a_place_and_a_distributor_come_back(name: str) -> None:
    made = article()
    made.contributors.append(Contributor("Ferry, Kim", ["dst"]))
    made.imprints[0].publishers = ["]]>", "Salt"]
    again = back(name, made)
    assert again.imprints[0].publishers == ["]]>", "Salt"]
    assert [(one.name, one.roles) for one in again.contributors] == [("Oduya, Tess", ["aut"]), ("Ferry, Kim", ["dst"])]


def test_a_year_that_only_coded_data_gave_comes_back() -> None:
    made = rich()
    made.date = dates.read("s.d.")
    made.date.year, made.imprints[0].date = 1998, "s.d."
    assert {name: back(name, made).date.year for name in FORMATS} == dict.fromkeys(FORMATS, 1998)
