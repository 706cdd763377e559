"""EndNote XML → Book."""

from pathlib import Path

import pytest

from shelflist.model import Book, Host
from shelflist.readers.citations import endnote_xml
from tests.readers.citations.reference_files import book, cuts, fixture, real, refusal


def record(inner: str, kind: str = '<ref-type name="Book">6</ref-type>', title: str = "<title>T</title>") -> str:
    return f"<xml><records><record>{kind}<titles>{title}</titles>{inner}</record></records></xml>"


def test_a_book_with_all_its_fields() -> None:
    first = fixture(endnote_xml, "quarry.xml")[0]
    assert isinstance(first, Book)
    assert (first.id, first.title, first.subtitle) == ("VossQuarry2014", "Stone from the Upper Quarry", "a history")
    assert [(c.name, c.roles) for c in first.contributors] == [
        ("van der Voss, Ilse", ["aut"]),
        ("Quay Street Museum", ["aut"]),
        ("Ito, Kenji", ["pbd"]),
        ("Brandt, Olaf", ["edt"]),
        ("Reyes, Ana", ["trl"]),
    ]
    assert (first.date.raw, first.date.year, first.pages) == ("Mar 3 2014", 2014, 240)
    assert [(s.title, s.volume) for s in first.series] == [("Harbour papers", "8")]
    assert [s.main for s in first.subjects] == ["quarries", "stone, building"]
    assert [n.isbn13 for n in first.isbns] == ["9780306406157"]
    assert first.reading is not None
    assert first.reading.private == "ask Olaf"
    assert [e.tag for e in first.extra] == ["database", "rec-number", "urls/pdf-urls/url"]
    assert {"database", "urls/pdf-urls/url", "research-notes"} <= set(endnote_xml.PERSONAL)


def test_the_roles_depend_on_the_type() -> None:
    _, chapter, article, essays, nothing = fixture(endnote_xml, "quarry.xml")
    assert isinstance(chapter, Book)
    assert isinstance(article, Book)
    assert isinstance(essays, Book)
    assert [(c.name, c.roles) for c in chapter.contributors] == [("Moor, Tess", ["aut"]), ("Brandt, Olaf", ["edt"])]
    assert chapter.host == Host("Roads of the quarry", "", "", "33-48", "")
    assert [(s.title, s.volume) for s in chapter.series] == [("Road series", "2")]
    assert article.host == Host("Quarry Weekly", "9", "1", "1-4", "1532-1827")
    assert article.record_type == "article"  # by the number alone
    assert [(c.name, c.roles) for c in essays.contributors] == [("Lund, Eva", ["edt"])]  # no series, no editor of one
    assert nothing == "no title, and no name that could stand for one: give the record a title"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('<title><style face="normal">Of </style><style face="italic">Larus</style></title>', "Of Larus"),
        ("<title>\n  <style>Of gulls</style>\n  <style> and terns</style>\n</title>", "Of gulls and terns"),
        ("<title>H<style>2</style>O</title>", "H2O"),
        ("<title>&lt;script&gt;x&lt;/script&gt;</title>", "<script>x</script>"),
        ("<title>Fish &amp; ships</title>", "Fish & ships"),
    ],
    ids=["runs", "runs laid out", "a run inside", "row 1 script stays text", "a reference"],
)
def test_titles(title: str, expected: str) -> None:
    assert book(endnote_xml, record("", title=title)).title == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(record("", title="<title> </title>"), "no title", id="row 28 empty title"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]>' + record(""), "declares entities", id="row 55 entities"),
        pytest.param(
            '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">' + record(""), "never fetched", id="row 58 remote DTD"
        ),
        pytest.param("<xml><records><record>" + "<a>" * 100_000, "nested more than", id="row 61 100k elements"),
        pytest.param(record("<a></b>"), "not well-formed", id="row 63 not well-formed"),
    ],
)
def test_hostile_refusals(data: str, reason: str) -> None:
    assert reason in refusal(endnote_xml, data)


def test_row_63_a_bad_record_between_two() -> None:
    good = record("").removeprefix("<xml><records>").removesuffix("</records></xml>")
    chunks = list(endnote_xml.split(f"<xml><records>{good}<record><a></b></record>{good}</records></xml>".encode()))
    assert [bool(chunk.problem) for chunk in chunks] == [False, True, False]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (record("").encode(), True),
        (b"<records><record><ref-type name='Book'>6</ref-type></record></records>", True),
        (record("").encode("utf-16"), True),
        (b"<collection><record><leader>0</leader></record></collection>", False),
        (b"<records><record><dc:title>x</dc:title></record></records>", False),
        (b"<html>", False),
        (b"", False),
    ],
)
def test_sniff(head: bytes, expected: bool) -> None:
    assert endnote_xml.sniff(head, "x") is expected


def test_a_stream_cut_anywhere() -> None:
    cuts(endnote_xml, "quarry.xml")


def test_all_real_files(shared_records: Path) -> None:
    found = list(real(endnote_xml, shared_records / "endnote_xml"))
    assert (sum(records for _, records, _, _ in found), sum(books for *_, books, _ in found)) == (18, 18)


def test_a_book_that_stands_on_pages_of_a_periodical() -> None:
    record = (
        b'<xml><records><record><ref-type name="Book">6</ref-type><titles><title>Salt</title>'
        b"<secondary-title>Porti</secondary-title></titles><periodical><full-title>Porti</full-title></periodical>"
        b"<pages>162-168</pages><volume>18</volume><number>1</number></record></records></xml>"
    )
    (chunk,) = endnote_xml.split(record)
    book = endnote_xml.parse(chunk)
    assert book.series == []
    assert book.host is not None
    assert (book.host.title, book.host.volume, book.host.number, book.host.pages) == ("Porti", "18", "1", "162-168")
