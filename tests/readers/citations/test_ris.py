"""RIS as it is written: every looseness of it, roles and titles by type; and all real files."""

import pytest

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, Rejection, parse, recognise
from shelflist.readers.citations import ris
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records" / "ris"


def read(text):
    """Books and rejections of a file."""
    return [parse("ris", chunk) for chunk in ris.split(text.encode() if isinstance(text, str) else text)]


def one(text):
    (book,) = read(text)
    assert not isinstance(book, Rejection), book
    return book


def test_a_book_an_article_a_chapter():
    book, article, chapter = read((FIXTURES / "harbour.ris").read_bytes())
    assert (book.id, book.title, book.subtitle) == ("Ostrava1987", "Harbour Lights", "A History of Crossings")
    assert [(c.name, c.roles) for c in book.contributors] == [
        ("Ostrava, Mirosláv", ["aut"]), ("Wiśniewska, Łucja", ["aut"]), ("Keeper, Bruno", ["edt"])
    ]  # fmt: skip
    assert (book.date.raw, book.date.year, book.pages, book.edition) == ("1987-06-24", 1987, 274, "2nd")
    assert [(s.title, s.volume) for s in book.series] == [("Studies in Coastal History", "12")]
    assert [s.main for s in book.subjects] == ["harbours", "lighthouses", "lamps"]
    assert (book.summary, book.languages) == (["How a town learned to be seen from the sea."], ["en"])
    assert [n.isbn13 for n in book.isbns] == ["9780306406157"]
    assert {e.tag for e in book.extra} == {"L1", "RP", "C1"}
    assert article.host.title == "Keel Quarterly"
    assert (article.host.volume, article.host.number, article.host.pages, article.host.issn) == (
        "4",
        "2",
        "11–19",
        "0317-8471",
    )
    assert (article.date.year, article.date.raw, article.identifiers) == (
        1991,
        "Spring 1991",
        {"doi": ["10.5555/keel.1991"]},
    )
    assert (chapter.record_type, chapter.host.title, chapter.host.pages) == ("chapter", "The Shore", "3–17")
    assert [c.roles for c in chapter.contributors] == [["aut"], ["edt"]]


def test_row_77_and_78():
    first, second, third = read((FIXTURES / "loose.ris").read_bytes())
    assert [book.title for book in (first, second, third)] == ["Glow", "Oil", "No type"]
    assert [(w.field, w.reason) for w in first.warnings] == [
        ("", "lines that belong to no record: 'Provider: Example'"), ("ER", "the record does not end")
    ]  # fmt: skip
    assert [(w.field, w.reason) for w in third.warnings] == [
        ("", "lines that belong to no record: 'exported'"), ("TY", "the record has no type")
    ]  # fmt: skip
    assert [(e.tag, e.subfields) for e in third.extra] == [("XX", [("", "what is this")])]


RECORD = "TY  - BOOK\nTI  - A\nAU  - B, C\nER  - \n"
LOOSE = [
    pytest.param(RECORD.replace("\n", "\r"), id="row 77 CR alone"),
    pytest.param(RECORD.replace("\n", "\r\n"), id="CR LF"),
    pytest.param("\ufeff" + RECORD, id="row 77 byte order mark"),
    pytest.param(RECORD.encode("utf-16"), id="UTF-16"),
    pytest.param(RECORD.replace("  - ", " - "), id="row 77 one space before the dash"),
    pytest.param(RECORD.replace("  - ", "  -"), id="no space behind the dash"),
    pytest.param(RECORD.replace("  - ", "- "), id="no space before the dash"),
    pytest.param(RECORD.replace("  - ", "  -  "), id="more spaces"),
    pytest.param(RECORD.replace("ER  - \n", ""), id="row 77 no ER"),
    pytest.param(RECORD.replace("TY  - BOOK\n", ""), id="row 77 no TY"),
    pytest.param(RECORD.lower().replace("- a", "- A").replace("b, c", "B, C"), id="lower-case tags"),
    pytest.param(" \n\n" + RECORD, id="empty lines first"),
    pytest.param("Found 1 record\n\n" + RECORD + "\nEnd of list\n", id="row 78 junk around"),
    pytest.param(RECORD.replace("ER  - ", "ER  - what"), id="text behind ER"),
]


@pytest.mark.parametrize("text", LOOSE)
def test_loose(text):
    book = one(text)
    assert (book.title, [c.name for c in book.contributors]) == ("A", ["B, C"])


def test_a_new_type_opens_a_record_without_an_end():
    books = read("TY  - BOOK\nTI  - A\n\nTY  - JOUR\nTI  - B\nJO  - J\nER  -\n")
    assert [(book.title, book.record_type) for book in books] == [("A", "book"), ("B", "article")]


def test_text_that_looks_like_a_tag():
    book = one("TY  - BOOK\nTI  - Imaging\nAB  - One way is\nT1-weighted images\nis - as said -\nMR-images\nER  - \n")
    assert book.summary == ["One way is T1-weighted images is - as said - MR-images"]


def test_windows_1252():
    book = one("TY  - BOOK\nTI  - Café\nER  - \n".encode("cp1252"))
    assert book.title == "Café"
    assert [w.reason for w in book.warnings] == ["not UTF-8"]


FIELDS = [
    ("SP  - 345", lambda b: b.pages, 345),
    ("SN  - 0-306-40615-2", lambda b: [n.isbn13 for n in b.isbns], ["9780306406157"]),
    ("SN  - 0317-8471", lambda b: b.identifiers, {"issn": ["0317-8471"]}),
    ("KW  - a; b\nKW  - c\nd", lambda b: [s.main for s in b.subjects], ["a", "b", "c", "d"]),
    ("VL  - 3", lambda b: b.parts, ["Volume 3"]),
    ("NV  - 3", lambda b: b.extent, "3 volumes"),
    ("T1  - Other", lambda b: b.other_titles, ["Other"]),
    ("T1  - T", lambda b: b.other_titles, []),
    ("PY  - 2003/04//", lambda b: (b.date.raw, b.date.year, b.date.end), ("2003-04", 2003, None)),
    ("PY  - 2003///", lambda b: b.date.raw, "2003"),
    ("PY  - 2015/october", lambda b: b.date.raw, "october 2015"),
    ("PY  - 2003\nDA  - 2003/05/06", lambda b: b.date.raw, "2003-05-06"),
    ("PY  - ///\nY1  - 1999", lambda b: b.date.year, 1999),
    ("PY  - 2003/99/99", lambda b: b.date.year, 2003),
    ("UR  - http://a.example; http://b.example", lambda b: [x.url for x in b.links], ["http://a.example", "http://b.example"]),
    ("UR  - javascript:alert(1)", lambda b: b.links, []),
    ("DO  - https://doi.org/10.5555/AB", lambda b: b.identifiers, {"doi": ["10.5555/ab"]}),
    ("M3  - doi: 10.5555/AB", lambda b: b.identifiers, {"doi": ["10.5555/ab"]}),
    ("DB  - PubMed\nAN  - 123", lambda b: b.identifiers, {"pmid": ["123"]}),
    ("A2  - E, F", lambda b: [(c.name, c.roles) for c in b.contributors], [("E, F", ["edt"])]),
    ("T2  - Series\nA2  - E, F", lambda b: [(c.name, c.roles) for c in b.contributors], [("E, F", ["pbd"])]),
    ("A4  - E, F", lambda b: [(c.name, c.roles) for c in b.contributors], [("E, F", ["trl"])]),
    ("N1  - A note", lambda b: [n.text for n in b.notes], ["A note"]),
    ("ZZ  - x", lambda b: [e.tag for e in b.extra], ["ZZ"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "value", "expected"), FIELDS, ids=[row[0] for row in FIELDS])
def test_fields_of_a_book(lines, value, expected):
    assert value(one(f"TY  - BOOK\nTI  - T\n{lines}\nER  - \n")) == expected


KINDS = [
    ("EDBOOK", "book"), ("EBOOK", "book"), ("THES", "thesis"), ("CHAP", "chapter"), ("RPRT", "report"), ("Journal Article", "article"),
    ("jour", "article"), ("NONSENSE", "nonsense"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), KINDS)
def test_types(code, kind):
    assert one(f"TY  - {code}\nTI  - T\nAU  - A, B\nER  - \n").record_type == kind


def test_the_title_of_what_has_none():
    assert one("TY  - BOOK\nBT  - Book title\nER  - \n").title == "Book title"
    assert one("TY  - JOUR\nJF  - Journal\nVL  - 3\nER  - \n").title == "Journal"
    devised = one("TY  - BOOK\nAU  - A, B\nPY  - 2001\nER  - \n")
    assert (devised.title, devised.inferred) == ("[A, B, 2001]", ["title"])
    (rejection,) = read("TY  - BOOK\nPY  - 2001\nER  - \n")
    assert rejection.reason.startswith("no title")


@pytest.mark.parametrize("name", ["harbour.ris", "loose.ris"])
def test_a_stream_cut_anywhere_gives_the_same(name):
    data = (FIXTURES / name).read_bytes()
    whole = list(ris.split(data))
    for size in (*range(1, 40), 97, 500):
        assert list(ris.stream(data[n : n + size] for n in range(0, len(data), size))) == whole


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\xff" * 50, b"TY  - ", b"ER  - \nER  - ", b"- " * 50_000, b"TY  -" * 20_000]
)
def test_bytes_that_are_none(data):
    assert isinstance(list(ris.split(data)), list)
    with pytest.raises(BadRecord):
        ris.parse(Chunk(data, 1))


@pytest.mark.parametrize(
    "text", ["%0 Book\n%T A\n", "@book{a, title={TY  - BOOK}}", "Title\tYear\n", "", "TY  - BOOK", "<a>TY  - BOOK"]
)
def test_not_ris(text):
    assert not ris.sniff(text.encode(), "x.ris")


def test_ten_thousand_records():
    data = b"".join(RECORD.replace("- A", f"- A{n}").encode() for n in range(10_000))
    assert len(read(data)) == 10_000


COUNTS = {
    # Its eleven lines of TY are one record that names its type nine times and two that have no ER before them.
    "jabref__RisImporterTest1.ris": 3,
    "rispy__example_utf_chars.ris": 1,  # begins with a byte order mark: the list beside the files counts none
}  # fmt: skip
REJECTED: dict[str, int] = {}
"""A letter without a title."""


def test_real_files(shared_records):
    rows = (
        line.split("|")
        for line in (shared_records / "README.md").read_text().splitlines()
        if line.startswith("| `ris/")
    )
    counts = {row[1].strip(" `"): row[4].strip() for row in rows}
    total = 0
    for path in sorted((shared_records / "ris").rglob("*.ris")):
        data = path.read_bytes()
        assert recognise(data, path.name) == "ris", path.name
        made = read(data)
        expected = COUNTS.get(path.name) or int(counts[path.relative_to(shared_records).as_posix()])
        assert len(made) == expected, path.name
        assert sum(isinstance(book, Rejection) for book in made) == REJECTED.get(path.name, 0), path.name
        total += len(made)
    assert total == 64


PROCITE = (
    "TY  - {type}\nA1  - Oliva, Rina\nT1  - Salt\nN1  - Connective Phrase: in\n{more}\nER  - \n"
)  # fmt: skip


def _noted(more: str, type: str = "CHAP") -> Book:
    (chunk,) = ris.split(PROCITE.format(type=type, more=more).encode())
    return ris.parse(chunk)


def test_notes_of_procite_are_fields_under_their_names() -> None:
    book = _noted(
        "T2  - Porti\nN1  - Series Title: Havens\nN1  - Series Volume ID: 3\nN1  - Language: Italian\n"
        "N1  - Author, Monographic: Santi, Ugo\nN1  - Publisher Name: Sale\nN1  - Notes: A note"
    )
    assert [(one.title, one.volume) for one in book.series] == [("Havens", "3")]
    assert book.languages == ["it"]
    assert [(one.name, one.roles) for one in book.contributors] == [("Oliva, Rina", ["aut"]), ("Santi, Ugo", ["edt"])]
    assert book.imprints[0].publishers == ["Sale"]
    assert [one.text for one in book.notes] == ["Connective Phrase: in", "Notes: A note"]


def test_notes_of_procite_yield_to_the_field_itself() -> None:
    book = _noted("PB  - Vento\nN1  - Publisher Name: Sale")
    assert book.imprints[0].publishers == ["Vento"]
    assert "Publisher Name: Sale" in [one.text for one in book.notes]


def test_the_same_notes_of_another_program_stay_notes() -> None:
    (chunk,) = ris.split(b"TY  - BOOK\nT1  - Salt\nN1  - Language: Italian\nER  - \n")
    book = ris.parse(chunk)
    assert book.languages == []
    assert [one.text for one in book.notes] == ["Language: Italian"]


@pytest.mark.parametrize(
    ("record", "field", "expected"),
    [
        ("TY  - CASE\nT1  - Oliva v. Santi\nPB  - Court of Trani\n", "imprints", []),
        ("TY  - COMP\nT1  - Salt\nIS  - 2.1\n", "edition", "2.1"),
        ("TY  - DATA\nT1  - Salt\nIS  - 2.1\n", "edition", "2.1"),
    ],
)
def test_tags_that_mean_something_else_in_a_type(record: str, field: str, expected: object) -> None:
    (chunk,) = ris.split(f"{record}ER  - \n".encode())
    assert getattr(ris.parse(chunk), field) == expected


@pytest.mark.parametrize(("type", "roles"), [("SOUND", ["cmp", "prf"]), ("MUSIC", ["cmp", "edt"])])
def test_people_of_music(type: str, roles: list[str]) -> None:
    (chunk,) = ris.split(f"TY  - {type}\nT1  - Salt\nA1  - Oliva, Rina\nA2  - Santi, Ugo\nER  - \n".encode())
    assert [one.roles for one in ris.parse(chunk).contributors] == [[role] for role in roles]
