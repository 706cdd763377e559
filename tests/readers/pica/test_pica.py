"""PICA → Book: every way of writing it, field by field, and what is no record."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, Rejection, parse, recognise
from shelflist.readers.pica import pica, pica_tables

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "records" / "pica"
PLAIN = (FIXTURES / "inseln.pica").read_bytes()


def read(text: str) -> Book:
    """The book of one record in plain PICA, with a title unless it has one."""
    title = "" if "021A" in text or "036C" in text or "002@ $0T" in text else "\n021A $aInseln"
    return pica.parse(Chunk((text + title).encode(), 1))


def separated(end: str, before: str = "", after: str = "\x1e") -> bytes:
    """The plain fixture with control characters for its marks."""
    made = ""
    for record in PLAIN.decode().strip().split("\n\n"):
        for line in record.split("\n"):
            tag, _, body = line.partition(" ")
            body = body.replace("$$", "\0").replace("$", "\x1f").replace("\0", "$")
            made += f"{before}{tag} {body}{after}"
        made += end
    return made.encode()


WAYS: dict[str, bytes] = {
    "plain": PLAIN,
    "CRLF": PLAIN.replace(b"\n", b"\r\n"),
    "CR": PLAIN.replace(b"\n", b"\r"),
    "BOM": b"\xef\xbb\xbf" + PLAIN,
    "UTF-16": PLAIN.decode().encode("utf-16"),
    "normalized": separated("\n"),
    "binary": separated("\x1d"),
    "binary with line ends": separated("\x1d\n"),
    "import": separated("\x1d\n", "\x1e", "\n"),
    "row 44 blank lines around and between": b"\n\n" + PLAIN.replace(b"\n\n", b"\n\n\n\n") + b"\n\n",
    "records glued": b"\n".join(PLAIN.rsplit(b"\n\n", 1)),
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_of_writing(way: str) -> None:
    data = WAYS[way]
    assert recognise(data, "x") == "pica"
    books = [pica.parse(chunk) for chunk in pica.split(data)]
    plain = [pica.parse(chunk) for chunk in pica.split(PLAIN)]
    assert books == plain


VIEW: dict[str, Callable[[Book], Any]] = {
    "names": lambda b: [(c.name, c.roles, c.kind, c.main, c.dates) for c in b.contributors],
    "gnd": lambda b: [c.ids for c in b.contributors],
    "imprints": lambda b: [(i.places, i.publishers, i.date) for i in b.imprints],
    "date": lambda b: (b.date.raw, b.date.year, b.date.copyright),
    "extent": lambda b: (b.extent, b.pages, b.illustrations, b.size, b.accompanying, b.carrier),
    "series": lambda b: [(s.title, s.volume, s.issn) for s in b.series],
    "isbns": lambda b: [(i.isbn13, i.qualifier) for i in b.isbns],
    "subjects": lambda b: [(s.text(), s.kind, s.scheme) for s in b.subjects],
    "classes": lambda b: [(c.scheme, c.number) for c in b.classes],
    "links": lambda b: [(link.url, link.label) for link in b.links],
    "notes": lambda b: [(n.kind, n.text) for n in b.notes],
    "contents": lambda b: [(c.title, c.responsibility) for c in b.contents],
    "extra tags": lambda b: [e.tag for e in b.extra],
    "warnings": lambda b: [(w.field, w.reason) for w in b.warnings],
}

FIRST: list[tuple[str, Any]] = [
    ("id", "900000017"),
    ("title", "Die Inseln im Nebel"),
    ("nonfiling", 4),
    ("subtitle", "ein Reisebuch"),
    ("responsibility", "Ada Quermann ; aus dem Italienischen von Ivo von Holm"),
    ("parallel_titles", ["Le isole nella nebbia"]),
    ("other_titles", ["Nebelinseln"]),
    ("uniform_title", "Le isole"),
    (
        "names",
        [
            ("Quermann, Ada", ["aut"], "person", True, "1950-"),
            ("Holm, Ivo von", ["trl"], "person", False, ""),
            ("Stadt Salzgrund. Museum", ["isb"], "corporate", False, ""),
        ],
    ),
    ("gnd", [{"gnd": "100000001X"}, {}, {"gnd": "2000000-1"}]),
    ("edition", "2., erweiterte Auflage"),
    ("imprints", [(["Salzgrund", "Nebelheim"], ["Laterne & Söhne"], "[2014]")]),
    ("date", ("[2014]", 2014, 2013)),
    ("extent", ("XII, 208 Seiten", 208, "Illustrationen", "24 cm", "1 Karte", "volume")),
    ("series", [("Kleine Reisen", "7", "0000-0019")]),
    ("isbns", [("9788899991012", "Pp. : EUR 19.90")]),
    ("identifiers", {"ppn": ["900000017"], "oclc": ["771234"]}),
    ("languages", ["de"]),
    ("original_languages", ["it"]),
    ("country", "de"),
    (
        "subjects",
        [
            ("Reisebericht", "genre", "gnd-content"),
            ("Helgoland", "place", "gnd"),
            ("Bergmann, Lea", "person", "gnd"),
            ("Nebel — Geschichte — 1900-1950", "topic", "gnd"),
            ("Islands — Fog — Fiction", "topic", "lcsh"),
            ("Nebel", "keyword", ""),
            ("Insel", "keyword", ""),
        ],
    ),
    ("classes", [("lcc", "PT2685 .U37"), ("ddc", "833.92"), ("other", "18.10")]),
    ("links", [("https://inseln.example/inhalt.pdf", "Inhaltsverzeichnis")]),
    ("notes", [("general", "Preis kostet $5 weniger als 2013"), ("language", "Text deutsch")]),
    ("contents", [("Die Fähre", "Ivo Holm")]),
    ("summary", ["Ein Buch über Inseln. Und über Nebel."]),
    ("record_type", "printed text"),
    ("level", "monograph"),
    (
        "extra tags",
        ["001A", "001B", "001U", "002C", "002D", "045Q", "101@", "203@", "209A"],
    ),
    ("warnings", []),
]


def view(book: Book, field: str) -> Any:
    """The field of a book, by the table above or as it is."""
    return VIEW[field](book) if field in VIEW else getattr(book, field)


@pytest.mark.parametrize(("field", "expected"), FIRST, ids=[field for field, _ in FIRST])
def test_fixture(field: str, expected: Any) -> None:
    first, *_ = pica.split(PLAIN)
    assert view(pica.parse(first), field) == expected


def test_part_takes_the_title_of_its_whole() -> None:
    book = pica.parse(list(pica.split(PLAIN))[1])
    assert (book.title, book.nonfiling, book.parts, book.level) == ("Das Wetter", 4, ["2. Wolken"], "part")


def test_article_stands_in_its_host() -> None:
    book = pica.parse(list(pica.split(PLAIN))[2])
    assert (book.title, book.record_type, book.date.year) == ("Über den Regen", "article", 2011)
    assert book.nonfiling == 0 or book.title[: book.nonfiling] == "Über den "
    assert book.host is not None
    assert (book.host.title, book.host.volume, book.host.number, book.host.pages, book.host.issn) == (
        "Zeitschrift für Wetter", "12", "3", "45-67", "0000-0019",
    )  # fmt: skip


def test_download_of_winibw() -> None:
    data = (FIXTURES / "winibw.txt").read_bytes()
    assert recognise(data, "download.txt") == "pica"
    one, two = (pica.parse(chunk) for chunk in pica.split(data))
    assert (one.id, one.title, one.subtitle, two.title) == ("900000041", "Less $ for more", "a ledger", "Second ledger")
    assert view(one, "names") == [("Quermann, Yusuf", ["aut"], "person", False, "1969-")]
    assert view(one, "subjects") == [("Management", "topic", "gnd"), ("Strategie", "topic", "stw")]
    assert [e.tag for e in one.extra][-2:] == ["heading", "heading"]
    assert one.warnings == []


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("021A $a@Neues", "nonfiling", 0),
        ("021A $aL'@Isola", "title", "L'Isola"),
        ("021A $ajemand@example", "title", "jemand@example"),
        ("021A $aEins : zwei", "subtitle", "zwei"),
        ("028A $PHildegard$lHeilige", "names", [("Hildegard, Heilige", ["aut"], "person", True, "")]),
        ("028A $dLea$aBergmann\n028B/01 $dUgo$aHolm", "names", [
            ("Bergmann, Lea", ["aut"], "person", True, ""), ("Holm, Ugo", [], "person", False, "")]),
        ("028C $dLea$aBergmann$BHerausgeberIn$4edt$4aut", "names", [("Bergmann, Lea", ["edt", "aut"], "person", False, "")]),
        ("029F $aLaterne$BVerlag$4pbl", "names", []),
        ("029F $VTfv1$ATag des Nebels", "names", [("Tag des Nebels", [], "meeting", False, "")]),
        ("011@ $a1998$b2003", "date", ("1998-2003", 1998, None)),
        ("011@ $a199X", "date", ("199X", 1990, None)),
        ("011@ $a2001\n033A $pOrt$nVerlag$h2002", "date", ("2002", 2002, None)),
        ("004D $0978-88-99991-01-3", "isbns", [("", "")]),
        ("010@ $aund", "languages", []),
        ("019@ $aXA-DXDE", "extra tags", ["019@"]),
        ("034D $a108 S", "extent", ("108 S", 108, "", "", "", "")),
        ("002E $bcr", "extent", ("", None, "", "", "", "online resource")),
        ("017C $ujavascript:alert(1)", "warnings", [("017C", "an address of the kind 'javascript'")]),
        ("046M $aEinzige Abhandlung", "contents", [("Einzige Abhandlung", "")]),
        ("037C $dDiss.$eUni Salzgrund$f1999", "notes", [("thesis", "Diss., Uni Salzgrund, 1999")]),
        ("021A $a<script>alert(1)</script>", "title", "<script>alert(1)</script>"),
        ("021A $aA\x00B", "warnings", [("021A", "control characters")]),
        ("021A $aA\u202eB", "title", "AB"),
        ("kein Feld\n021A $aA", "warnings", [("record", "'kein Feld' is no field of PICA")]),
    ],
)  # fmt: skip
def test_field(text: str, field: str, expected: Any) -> None:
    assert view(read(text), field) == expected


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("002@ $0Tp1\n003@ $01\n028A $aMele$dIvo", "002@", "an authority record"),
        ("003@ $01\n021A $a ", "021A", "no title"),
        ("003@ $01\n036C $l2", "021A", "no title"),
        ("021A", "record", "no field"),
    ],
)
def test_no_book(text: str, field: str, reason: str) -> None:
    with pytest.raises(BadRecord, match=reason) as caught:
        pica.parse(Chunk(text.encode(), 1))
    assert caught.value.field == field


def test_part_without_a_field_is_a_rejection() -> None:
    data = PLAIN + b"\nthis is no record\n\n" + b"003@ $01\n021A $aNoch eins\n"
    found = [parse("pica", chunk) for chunk in pica.split(data)]
    assert [type(one) for one in found] == [Book, Book, Book, Rejection, Book]
    assert isinstance(found[3], Rejection)
    line = PLAIN.count(b"\n") + 2
    assert found[3].reason.startswith(f"line {line}: no field of PICA")


def test_wrong_byte_is_said() -> None:
    book = pica.parse(Chunk("003@ $01\n021A $aKöln".encode("cp1252"), 1))
    assert book.title == "Köln"
    assert book.warnings[0].reason == "not UTF-8"


def test_every_field_is_mapped_or_listed() -> None:
    """What the map names as a source is a tag whose subfields it uses."""
    assert {tag for tags in pica.ORIGINS.values() for tag in tags} <= set(pica_tables.USED)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
@pytest.mark.parametrize("way", ["plain", "CRLF", "normalized", "binary", "import", "UTF-16"])
def test_stream_in_blocks(way: str, size: int) -> None:
    data = WAYS[way]
    blocks = [data[n : n + size] for n in range(0, len(data), size)]
    assert list(pica.stream(blocks)) == list(pica.split(data))


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"=LDR  00000nam\n=245  10$aTitle\n", b"245 10 $a Title\n100 1_ $a Name\n", b"Titolo:\tUno\nAutore:\tDue\n",
     b"000000001 245   L $$aTitle\n000000001 100   L $$aName\n", b"021A $aonly one\n", b"{\"021A\": 1}\n", b"<x>021A $a</x>",
     b"Ein Text.\n021A $aA\n003@ $01\n"],
)  # fmt: skip
def test_what_is_no_pica(data: bytes) -> None:
    assert not pica.sniff(data, "x.pica")


def test_row_24_very_many_subjects() -> None:
    text = "003@ $01\n021A $aTanti\n" + "\n".join(f"044K/00 $aWort {n:05}" for n in range(10_000))
    book = parse("pica", Chunk(text.encode(), 1))
    assert isinstance(book, Book)
    assert len(book.subjects) == 200


@given(st.text("0123@ABCE $aƒ\x1f\x1e\n/XT;:", max_size=200) | st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_books_or_rejections(text: str) -> None:
    for data in (text.encode("utf-8", "surrogatepass"), b"021A $aA\n" + text.encode("utf-8", "surrogatepass")):
        pica.sniff(data, "x")
        for chunk in pica.split(data):
            assert isinstance(parse("pica", chunk), Book | Rejection)


def test_real_files(shared_records: Path) -> None:
    """Six title records of K10plus; the list of the records says no number for this file."""
    files = sorted(path for path in (shared_records / "pica").rglob("*") if path.is_file())
    assert files
    for path in files:
        data = path.read_bytes()
        assert recognise(data, path.name) == "pica"
        found = [parse("pica", chunk) for chunk in pica.split(data)]
        assert [type(one) for one in found] == [Book] * data.count(b"\n003@ ")
        assert not [w for one in found if isinstance(one, Book) for w in one.warnings]
