"""MARC as lines of text → Book: each way of writing it, where records end, real files."""

from pathlib import Path

import pytest

from shelflist.model import Book
from shelflist.readers import HEAD, Rejection, parse, recognise
from shelflist.readers.marc import marc_text
from shelflist.readers.marc.marc_mnemonics import plain

MNEMONIC = r"""=LDR  00000nam\a2200000\i\4500
=001  inv1
=008  240131s2019\\\\it\a\\\j\b\\\\001\0\ita\d
=245  10$aSalt roads /$cRina Oliva.
=500  \\$aCosts {dollar}5, caf{acute}e.
"""
ALEPH = """000000001 FMT   L BK
000000001 LDR   L ^^^^^nam^a2200000^i^4500
000000001 001   L inv1
000000001 008   L 240131s2019^^^^it^a^^^j^b^^^^001^0^ita^d
000000001 24510 L $$aSalt roads /$$cRina Oliva.
000000001 500   L $$a^^Costs $5, café.
"""
LINE = """00000nam a2200000 i 4500
001 inv1
008 240131s2019    it a   j b    001 0 ita d
245 10 $a Salt roads / $c Rina Oliva.
500    $a Costs $5, café.
"""
PRINTED = """LDR 00000nam a2200000 i 4500
001     inv1
008     240131s2019    it a   j b    001 0 ita d
245 10 _aSalt roads /
       _cRina Oliva.
500    _aCosts $5, café.
"""
LIF = """LDR00000nam a2200000 i 4500^
001inv1^
008240131s2019    it a   j b    001 0 ita d^
24510_aSalt roads /_cRina Oliva.^
500  _aCosts $5,
 café.^`
"""
DAGGER = """LDR‡00000nam a2200000 i 4500^
001‡inv1^
008‡240131s2019    it a   j b    001 0 ita d^
24510‡aSalt roads /‡cRina Oliva.^
500  ‡aCosts $5, café.^
"""
NATLIB = """LDR    00000nam a2200000 i 4500
001    inv1
008    240131s2019    it a   j b    001 0 ita d
245 10 ‡aSalt roads /‡cRina Oliva.
500    ‡aCosts $5, café.
"""
WAYS = {
    "mnemonic": MNEMONIC, "Aleph": ALEPH, "line": LINE, "MARC::Record": PRINTED, "MicroLIF": LIF, "daggers": DAGGER, "spaced daggers": NATLIB,
}  # fmt: skip


def made(data: bytes) -> list[Book | Rejection]:
    return [parse("marc-text", chunk) for chunk in marc_text.split(data)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("way", WAYS)
def test_ways_of_writing(way: str, end: str) -> None:
    data = WAYS[way].replace("\n", end).encode()
    assert recognise(data, "x") == "marc-text"
    (book,) = made(data)
    assert isinstance(book, Book), book
    assert (book.id, book.title, book.responsibility, book.languages) == ("inv1", "Salt roads", "Rina Oliva", ["it"])
    assert [n.text for n in book.notes] == ["Costs $5, café."]
    kept = [(f.tag, f.indicators) for f in book.records[0].fields if f.tag != "FMT"]
    assert kept == [("LDR", ""), ("001", ""), ("008", ""), ("245", "10"), ("500", "  ")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_several_records(way: str, between: str) -> None:
    one = WAYS[way]
    two = one.replace("Salt roads", "Tin").replace("000000001", "000000002")
    found = made((one + between + two + between).encode())
    assert [b.title for b in found if isinstance(b, Book)] == ["Salt roads", "Tin"]


@pytest.mark.parametrize("size", [1, 2, 7, 100])
@pytest.mark.parametrize("way", WAYS)
def test_blocks(way: str, size: int) -> None:
    data = (WAYS[way] + WAYS[way].replace("000000001", "000000002")).encode()
    blocks = [data[n : n + size] for n in range(0, len(data), size)]
    assert [c.data for c in marc_text.stream(blocks)] == [c.data for c in marc_text.split(data)]


def test_noise_between_records_is_told() -> None:
    two = ALEPH.replace("000000001", "000000002")
    _, second = made((ALEPH + "ösdfl\n" + two).encode())
    assert isinstance(second, Book)
    assert [(w.field, w.reason) for w in second.warnings] == [("record", "'ösdfl' between two records is no field")]


def test_a_file_of_noise_is_a_rejection() -> None:
    (found,) = made(b"nothing\nto\nread\n")
    assert isinstance(found, Rejection)
    assert "no line of it" in found.reason


def test_latin_1_is_told() -> None:
    (book,) = made(
        DAGGER.replace("‡", "_")
        .encode("latin-1")
        .replace(b"LDR_", b"LDR")
        .replace(b"001_", b"001")
        .replace(b"008_", b"008")
    )
    assert isinstance(book, Book)
    assert [n.text for n in book.notes] == ["Costs $5, café."]
    assert ("", "not UTF-8", "read as Windows-1252") in [(w.field, w.reason, w.outcome) for w in book.warnings]


def test_dashes_for_blanks() -> None:
    text = ALEPH.replace("^^^^^nam^a2200000^i^4500", "-----nam-a22------i-4500").replace("^", "-")
    (book,) = made(text.encode())
    assert isinstance(book, Book)
    assert (book.record_type, book.level, book.country, book.languages) == ("a", "m", "it", ["it"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("caf{acute}e", "café"),
        ("{uml}Uber", "Über"),
        ("{macr}{acute}e", "\u1e17"),
        ("{lcub}x{rcub} {dollar}5 {bsol}", "{x} $5 \\"),
        ("{Lstrok}{acute}od{acute}z", "Łódź"),
        ("{nothing} {", "{nothing} {"),
        ("end{acute}", "end\u0301"),
        ("", ""),
    ],
)
def test_names_of_characters(given: str, expected: str) -> None:
    assert plain(given) == expected


@pytest.mark.parametrize(
    "text",
    [
        "TI  - Salt\nAU  - Oliva\nER  - \n", "%0 Book\n%T Salt\n%A Oliva\n", "@book{a,\n title = {Salt}\n}\n", "Record Nr. 1\nAutore Oliva\nTitolo Sale\n",
        "title,author\nSalt,Oliva\nTin,Oliva\n", "245 people\n300 books\n100 roads\n", "", "LDR", "=LDR", "{}", "<record/>",
        "00000nam a22000 4500 x\x1e\x1f\n",
    ],
)  # fmt: skip
def test_not_ours(text: str) -> None:
    assert not marc_text.sniff(text.encode()[:HEAD], "x.mrk")


REJECTED = {"bad/qa-catalogue__alephseq-example5-long-leader.txt": ["no title: neither 245 $a nor a uniform title"]}
"""A record that its catalogue deleted: it has nothing but a system number and its history."""


def test_all_real_files(shared_records: Path) -> None:
    books = 0
    folder = shared_records / "marc_text"
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        data, name = file.read_bytes(), file.relative_to(folder).as_posix()
        assert recognise(data, name) == "marc-text", name
        found = made(data)
        assert [one.reason for one in found if isinstance(one, Rejection)] == REJECTED.get(name, []), name
        books += sum(isinstance(one, Book) for one in found)
    assert books == 231


def test_the_text_that_is_called_xml(shared_records: Path) -> None:
    data = (shared_records / "marcxml/natlibfi__oai-marcxml_from-no-xml-decl.xml").read_bytes()
    assert recognise(data, "from.xml") == "marc-text"
    (found,) = made(data)
    assert isinstance(found, Rejection)
    assert "an authority record, not a book" in found.reason
