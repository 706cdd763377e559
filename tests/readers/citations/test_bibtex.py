"""BibTeX and BibLaTeX: macros, inheritance, names, dates, what is broken; and all real files."""

from pathlib import Path

import msgspec
import pytest

from shelflist.errors import BadRecord
from shelflist.readers import Chunk, Rejection, parse, recognise
from shelflist.readers.citations import bibtex, bibtex_dates, bibtex_names
from shelflist.readers.citations.bibtex_map import ORIGINS, PERSONAL
from tests.soak.fuzz import PATIENT, limited
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records" / "bibtex"


def read(text):
    """Books and rejections of a file."""
    data = text.encode() if isinstance(text, str) else text
    return [parse("bibtex", chunk) for chunk in bibtex.split(data)]


def one(text):
    (book,) = read(text)
    assert not isinstance(book, Rejection), book
    return book


@pytest.fixture(scope="module")
def harbour():
    return {book.id: book for book in read((FIXTURES / "harbour.bib").read_bytes())}


@pytest.fixture(scope="module")
def isles():
    return {book.id: book for book in read((FIXTURES / "isles.bib").read_bytes())}


def test_a_book_with_macros(harbour):
    book = harbour["Ostrava:1987:HL"]
    assert (book.title, book.subtitle) == ("Harbour Lights", "A History of Überfahrten, 1848–1914")
    assert [(c.name, c.roles, c.kind) for c in book.contributors] == [
        ("von Ostrava, Miróslav", ["aut"], "person"),
        ("Wiśniewska, Łucja", ["aut"], "person"),
        ("Harbour Society of Port Aldery", ["edt"], "corporate"),
    ]
    assert book.imprints[0].publishers == ["Tide & Lantern Press"]
    assert book.imprints[0].places == ["Port Aldery, Northland"]
    assert (book.date.year, book.date.raw) == (1987, "June 24 1987")
    assert (book.extent, book.pages) == ("xviii + 274 p.", 274)
    assert [(s.title, s.volume) for s in book.series] == [("Studies in Coastal History", "12")]
    assert [n.isbn13 for n in book.isbns] == ["9780306406157"]
    assert [(c.scheme, c.number) for c in book.classes] == [("lcc", "HE554 .P67 O88 1987")]
    assert [s.text() for s in book.subjects] == ["harbours", "lighthouses", "Harbors — History"]
    assert [(c.number, c.title, c.kind) for c in book.contents] == [
        ("", "Preface", "front"), ("1", "The First Lamp", "chapter"), ("", "Index", "back")
    ]  # fmt: skip
    assert book.summary == ["How a town learned to be seen from the sea, with α lamps of 10³ candles."]
    assert [(w.field, w.reason) for w in book.warnings] == [
        ("acknowledgement", "line 28: no @string of this file defines 'ack-nobody'")
    ]
    assert {e.tag for e in book.extra} == {"author", "price", "acknowledgement"}  # "others" is the author's


def test_an_article_with_what_its_owner_noted(harbour):
    book = harbour["Reyes:1991"]
    assert book.record_type == "article"
    assert [c.name for c in book.contributors] == ["Reyes, Ana María, Jr.", "van der Zee, Ludwig"]
    host = book.host
    assert (host.title, host.volume, host.number, host.pages, host.issn) == (
        "Keel Quarterly",
        "4",
        "2",
        "11–19",
        "0317-8471",
    )
    assert book.date.raw == "March 1991"
    assert book.identifiers == {"doi": ["10.5555/keel.1991_4"]}
    assert [link.url for link in book.links] == ["https://keel.example.org/a_b?x=1&y=2"]
    reading = book.reading
    assert (reading.status, reading.rating, reading.added) == ("read", 16, "2019-05-01")
    assert (reading.shelves, reading.private) == (["Lamps", "To read"], "Ask Ludwig about figure 3.")
    assert {e.tag for e in book.extra} <= set(PERSONAL)
    assert not book.notes


def test_a_part_takes_from_its_whole(harbour):
    book = harbour["Moth:1999"]
    assert book.host.title == "Proceedings of the Third Meeting on Lamps"
    assert (book.title, book.host.pages, book.date.year) == ("Wings and Glass", "5–9", 1999)
    assert [(c.name, c.roles) for c in book.contributors] == [("Moth, Grey", ["aut"]), ("Keeper, Bruno", ["edt"])]
    assert ("publisher", "crossref") in [(f.tag, f.subfields[0][0]) for f in book.records[0].fields]


def test_parentheses_and_a_thesis(harbour):
    book = harbour["Keeper:1971"]  # row 74
    assert (book.title, book.record_type) == ("Oil", "thesis")
    assert [(n.kind, n.text) for n in book.notes] == [("thesis", "PhD thesis, University of Port Aldery")]


def test_biblatex(isles):
    whole, part = isles["isles"], isles["isles2"]
    assert [c.name for c in whole.contributors] == ["von Brandt, Ida"]
    assert (whole.date.year, whole.date.end, whole.extent, whole.languages) == (1961, 1968, "3 volumes", ["en"])
    assert whole.imprints[0].publishers == ["Fenwick and Daughters"]
    assert whole.imprints[0].places == ["Aldery", "Rome"]
    assert (part.title, part.pages, part.date.year) == ("Birds", 412, 1964)
    assert [(s.title, s.volume) for s in part.series] == [("The Isles: A Survey", "2")]
    shore, sand = isles["shore"], isles["shore-a"]
    assert shore.contributors[0].roles == ["com"]
    assert shore.imprints[0].publishers == ["Fenwick and Daughters"]  # from xdata
    assert (shore.date.year, shore.date.flags, shore.languages) == (2004, ["approximate"], ["de"])
    assert (sand.host.title, sand.host.pages, sand.date.year) == ("The Shore: Essays", "3-17", 2004)
    assert isles["tides"].date.flags == ["open"]
    assert (isles["glow"].languages, isles["glow"].original_languages) == (["en", "la"], ["fr"])
    assert "press" not in isles


NAMES = [
    ("Donald E. Knuth", "Knuth, Donald E.", "person"),
    ("Knuth, Donald E.", "Knuth, Donald E.", "person"),
    ("Ludwig van Beethoven", "van Beethoven, Ludwig", "person"),
    ("von Beethoven, Ludwig", "von Beethoven, Ludwig", "person"),
    ("King, Jr., Martin Luther", "King, Martin Luther, Jr.", "person"),
    ("Brinch Hansen, Per", "Brinch Hansen, Per", "person"),
    ("{Simon and Schuster}", "Simon and Schuster", "corporate"),
    ("{UNESCO}", "UNESCO", "corporate"),
    ("{Plato}", "Plato", "person"),
    ("Plato", "Plato", ""),
    (r"Per Martin-L{\"o}f", "Martin-Löf, Per", "person"),
    (r"{\'E}tienne {de la Tour}", "de la Tour, Étienne", "person"),
    ("American Rights at Work", "American Rights at Work", "corporate"),
    ("given=Hans, family=Zoe, prefix=von der", "von der Zoe, Hans", "person"),
    ("family={Smith, Sons}, given=A", "Smith, Sons, A", "person"),
    ("given={Teller}", "Teller", "person"),
    ("村上 春樹", "村上 春樹", "person"),
]


@pytest.mark.parametrize(("text", "entry", "kind"), NAMES)
def test_names(text, entry, kind):
    assert bibtex_names.read(text)[:2] == (entry, kind)


DATES = [
    ("2003", 2003, None, []), ("2003-05", 2003, None, []), ("2003-04", 2003, None, []), ("1961/1968", 1961, 1968, []),
    ("2001-10/2003-02", 2001, 2003, []), ("1998/..", 1998, None, ["open"]), ("1998/", 1998, None, ["open"]),
    ("../1950", 1950, None, ["approximate"]), ("1895~", 1895, None, ["approximate"]), ("1895?", 1895, None, ["approximate"]),
    ("19XX", 1900, 1999, ["approximate"]), ("195X", 1950, 1959, ["approximate"]), ("2004-21", 2004, None, []),
    ("-0347", None, None, ["suspect"]), ("2003/1999", 2003, None, []), ("1999-05-06T10:20:30", 1999, None, []),
    ("[1986]", 1986, None, ["supplied"]), ("ca. 1850", 1850, None, ["approximate"]), ("soon", None, None, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year", "end", "flags"), DATES)
def test_dates(text, year, end, flags):
    made = bibtex_dates.edtf(text)
    assert (made.raw, made.year, made.end, made.flags) == (text, year, end, flags)


VALUES = [
    ("title = {A}", "A"),
    ('title = "A {"}quoted{"} word"', 'A "quoted" word'),
    ('title = "Be" # jan # {End}', "BeJanuaryEnd"),
    ("title = 1984", "1984"),
    ("title = {Brace {in} brace}", "Brace in brace"),
    ("title = {C# and @ at}", "C# and @ at"),
    ("title = {100\\% wool, 5\\$}", "100% wool, 5$"),
]


@pytest.mark.parametrize(("field", "title"), VALUES)
def test_values(field, title):
    assert one(f"@book{{k, {field}, year = 2000}}").title == title


FAULTS = [
    pytest.param("@book{a, title = {A}\n@book{b, title = {B}}", ["R", "B"], id="row 72 unclosed brace"),
    pytest.param("@book{a, title = {A}}\n@book{b, title = {B", ["A", "R"], id="row 72 at the end of the file"),
    pytest.param("@book{a, title = {A}}\n@book{a, title = {B}}", ["A", "B"], id="row 73 duplicate key"),
    pytest.param("@book(a, title = {A)}, year = 2000)", ["A)"], id="row 74 parentheses"),
    pytest.param("@book{a, title = {" + "{" * 50_000 + "A" + "}" * 50_000 + "}}", ["A"], id="row 75 nested braces"),
    pytest.param("@book{a, title = {\\input{/etc/passwd}}}", ["\\input{/etc/passwd}"], id="row 76 input"),
    pytest.param("@book{a, title = {A} year = {1999}}", ["A"], id="no comma between fields"),
    pytest.param("@book{title = {A}, year = {1999}}", ["A"], id="no key"),
    pytest.param("@book{a, title = {A}}\n@book b, title = {B}\n", ["A", "R"], id="no brace behind the type"),
    pytest.param("@book{a, note = {no title}}", ["R"], id="row 28 no title"),
    pytest.param("@set{a, entryset = {b,c}}", ["R"], id="a set of entries"),
    pytest.param("@comment{@book{a, title = {A}}}\n@book{b, title={B}}", ["B"], id="an entry in a comment"),
    pytest.param("@book{a, title = {A}, title = {B}}", ["A"], id="field twice"),
    pytest.param("@BOOK{a,\r  TITLE = {A}\r}\r@book{b,\r title={B}}", ["A", "B"], id="CR alone"),
    pytest.param("\ufeff@book{a, title = {A}}", ["A"], id="byte order mark"),
    pytest.param("@book{a, title = {A}}".encode("utf-16"), ["A"], id="UTF-16"),
    pytest.param("@book{a, title = {Café}}".encode("utf-16-be"), ["Café"], id="UTF-16 without a mark"),
    pytest.param("@book{a, title = {Café}}".encode("cp1252"), ["Café"], id="Windows-1252"),
    pytest.param(
        "% Encoding: ISO8859_2\n@book{a, title = {Łódź}}".encode("iso8859-2"), ["Łódź"], id="declared encoding"
    ),
    pytest.param("% Encoding: Cp1252\n@book{a, title = {Łódź}}", ["Łódź"], id="UTF-8, whatever it says"),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_faults(text, expected):
    with limited(PATIENT):
        made = read(text)
    assert ["R" if isinstance(book, Rejection) else book.title for book in made] == expected


MESSAGES = [
    ("@book{a, title = {A}\n\n@book{b, title = {B}}", "line 1: this entry cannot be read"),
    ("\n\n@book{b, title = {B}}\n@book{a,\n note = {x}}", "line 4: no title"),
    ("x\n\n@set{s, entryset = {b}}", "line 3: a set of other entries"),
]


@pytest.mark.parametrize(("text", "reason"), MESSAGES)
def test_rejections_say_where(text, reason):
    (rejection,) = [book for book in read(text) if isinstance(book, Rejection)]
    assert rejection.reason.startswith(reason)


WARNINGS = [
    ("@book{a, title = {A},\n publisher = pub-AW}", "publisher", "line 2: no @string of this file defines 'pub-AW'"),
    ("@book{a, title = {A}}\n@book{a, title = {B}}", "a", "line 2: the key stands twice"),
    ("@book{a, title = {A}, crossref = {gone}}", "crossref", "line 1: no entry is called 'gone'"),
    ("@book{a, title = {A} year = 1999}", "title", "line 1: no comma behind this field"),
    ("@book{a, title = {A \\strange}}", "title", "LaTeX without a text of its own: \\strange"),
    ("@book{a, title = {A}, year = 1999, year = 2000}", "year", "the field stands twice"),
    ("@book{a, title = {Café}}".encode("latin-1"), "", "not UTF-8"),
    ("@string{x = {never closed\n@book{a, title = {A}}", "", "line 1: @string does not end"),
]


@pytest.mark.parametrize(("text", "field", "reason"), WARNINGS)
def test_warnings(text, field, reason):
    found = [(w.field, w.reason) for book in read(text) for w in book.warnings]
    assert any(name == field and said.startswith(reason) for name, said in found), found


def test_an_undefined_macro_keeps_its_name_and_a_defined_one_does_not():
    book = one("@string{pub-X = {X Press}} @book{a, title = {A}, publisher = pub-X, address = inst-X:adr}")
    assert (book.imprints[0].publishers, book.imprints[0].places) == (["X Press"], ["inst-X:adr"])


def test_macros_of_macros_do_not_fill_the_memory():
    lines = ["@string{m0 = {0123456789}}", *(f"@string{{m{n} = m{n - 1} # m{n - 1} # m{n - 1}}}" for n in range(1, 60))]
    with limited(PATIENT):
        assert len(one("\n".join([*lines, "@book{a, title = m59}"])).title) < 70_000


def test_the_second_of_a_key_does_not_depend_on_its_place():
    first, second, third = "@book{a, title={A}}", "@book{a, title={B}}", "@book{a, title={C}}"
    before = {book.title: book.id for book in read("\n".join((first, second, third)))}
    after = {book.title: book.id for book in read("\n".join((first, third, second)))}
    assert before == after
    assert len(set(before.values())) == 3
    twice = [book.id for book in read("\n".join((second, second, second)))]
    assert len(set(twice)) == 3


def test_a_chunk_does_not_depend_on_the_lines_above_it():
    entry = "@book{a, title={A}, year=1999}"
    (one,), (other,) = bibtex.split(entry.encode()), bibtex.split(b"comment\n\n\n" + entry.encode())
    assert one.data == other.data


def test_what_is_the_owners_is_called_by_names_that_are_known():
    book = one("@book{a, title={A}, bdsk-file-12={YnBsaXN0}, comment-ana={Mine}, File={/home/ana/a.pdf}, Price={3}}")
    tags = {field.tag for field in book.records[0].fields} - {"entrytype", "title"}
    assert tags == {"bdsk-file", "comment", "file", "price"} <= set(PERSONAL)
    assert {field.tag for field in book.extra} <= set(PERSONAL)
    assert book.reading.private == "Mine"


def test_half_a_character_can_be_written():
    book = bibtex.parse(
        Chunk(rb'{"type":"book\ud800","id":"a\ud800","fields":[["title","A\ud800"],["x\ud800","\ud800"]]}', 1)
    )
    assert msgspec.msgpack.encode(book)


def test_circles_of_crossrefs_end():
    text = "\n".join(
        f"@inbook{{k{n}, title={{T{n}}}, crossref={{k{(n + 1) % 50}}}, xdata={{k1,k2,k3}}}}" for n in range(50)
    )
    assert len(read(text)) == 50


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"type":1,"id":[],"fields":[[1,2]]}', b"[" * 100_000, b"\xff\xfe", b"null"]
)
def test_a_chunk_that_is_none(data):
    with pytest.raises(BadRecord):
        bibtex.parse(Chunk(data, 1))


@pytest.mark.parametrize(
    "text",
    [
        "@media (max-width: 3em) { a { b: c } }",
        "@import url(x);",
        "<a>\n@book{a, title={x}}",
        '{"a": "@book{"}',
        "a@b.example",
        "",
        "@",
    ],
)
def test_not_bibtex(text):
    assert not bibtex.sniff(text.encode(), "x.bib")


def test_every_origin_and_personal_field_is_lower_case():
    assert all(field == field.lower() for fields in ORIGINS.values() for field in fields)
    assert set(PERSONAL.values()) <= {"status", "dates", "rating", "review", "tags", "shelves", "private", "owned"}


NO_TITLE = {
    # @set of BibLaTeX, and entries of the styles' own tests that have a note or a key and no title
    "jabref__BibtexImporter.examples.bib": 2, "biblatex__biblatex-examples.bib": 2, "pybtex__xampl.bib": 2, "tellico__test.bib": 2,
    "jabref__encoding-windows-1252-with-header.bib": 1, "jabref__othertype.bib": 1,
}  # fmt: skip
COUNTS = {
    # The list beside the files counts a tenth too few in Mendeley's file, and nothing in files that are UTF-16.
    "bibtex-parser__web_page_and_other_mendeley_idiocy.bib": 512,
    "jabref__encoding-utf-16BE-with-header.bib": 1, "jabref__tiny-BE-withBOM.bib": 1,
}  # fmt: skip


def listed(folder: Path, *formats: str) -> dict[str, int]:
    """The number of records of each file by the list beside them."""
    rows = (line.split("|") for line in (folder / "README.md").read_text().splitlines() if line.startswith("| `"))
    return {
        row[1].strip(" `"): int(row[4])
        for row in rows
        if row[1].strip(" `").startswith(formats) and row[4].strip().isdecimal()
    }


def test_real_files(shared_records):
    counts = listed(shared_records, "bibtex/", "biblatex/")
    total = rejected = 0
    for folder in ("bibtex", "biblatex"):
        for path in sorted((shared_records / folder).rglob("*.bib")):
            if ".expected." in path.name:
                continue
            data = path.read_bytes()
            assert recognise(data, path.name) == "bibtex", path.name
            made = read(data)
            expected = COUNTS.get(path.name, counts.get(path.relative_to(shared_records).as_posix()))
            assert len(made) == expected, path.name
            assert sum(isinstance(book, Rejection) for book in made) == NO_TITLE.get(path.name, 0), path.name
            total, rejected = total + len(made), rejected + NO_TITLE.get(path.name, 0)
    assert (total, rejected) == (2975, 10)
