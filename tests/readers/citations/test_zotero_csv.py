"""Zotero's list → Book."""

from pathlib import Path

import pytest

from shelflist.model import Book, Host
from shelflist.readers.citations import zotero_csv
from tests.readers.citations.reference_files import book, cuts, fixture, real, refusal

TOP = (
    "Key,Item Type,Publication Year,Author,Title,Publication Title,ISSN,Abstract Note,Date,Extra,Notes,Manual Tags,Url"
)


def test_a_book_with_all_its_fields() -> None:
    first = fixture(zotero_csv, "orchard.csv")[0]
    assert isinstance(first, Book)
    assert (first.id, first.title, first.subtitle) == ("QUAY0001", "Orchards of the Lower Quay", "a history")
    assert [(c.name, c.roles, c.kind) for c in first.contributors] == [
        ("Voss, Ilse", ["aut"], "person"),
        ("Quay Street Museum", ["aut"], "corporate"),
        ("Brandt, Olaf", ["edt"], "person"),
        ("Ito, Kenji", ["pbd"], "person"),
        ("Reyes, Ana", ["trl"], "person"),
    ]
    assert (first.date.raw, first.extent, first.edition) == ("2011-05-25", "3 volumes (312 p.)", "2nd")
    assert [s.main for s in first.subjects] == ["apples", "orchards", '"old" trees']
    assert [n.text for n in first.notes] == ["First published: 1925", "bound in blue"]
    assert first.reading is not None
    assert (first.reading.private, first.reading.added) == ("lent to a neighbour", "2019-03-04")
    assert [e.tag for e in first.extra] == ["Date Modified", "File Attachments"]
    assert {e.tag for e in first.extra} <= set(zotero_csv.PERSONAL)


def test_other_types() -> None:
    _, article, film, nothing = fixture(zotero_csv, "orchard.csv")
    assert isinstance(article, Book)
    assert isinstance(film, Book)
    assert article.title == "Pears (Pyrus: a genus) of the quay"
    assert article.host == Host("Journal of Harbour Studies", "12", "3", "45-67", "0024-4066")
    assert [(w.field, w.outcome) for w in article.warnings] == [("ISSN", "read as 0024-4066")]
    assert [(e.tag, e.subfields) for e in article.extra] == [("Author", [("", "others")])]
    assert (film.contributors[0].roles, film.extent) == (["drt"], "82 min")
    assert isinstance(nothing, Book)
    assert (nothing.title, nothing.inferred) == ("[Brandt, Olaf, 1931]", ["title"])


def test_a_list_without_types() -> None:
    (made,) = fixture(zotero_csv, "few_columns.csv")
    assert isinstance(made, Book)
    assert (made.record_type, made.date.raw) == ("article", "2004-06")


@pytest.mark.parametrize(
    ("row", "check"),
    [
        ("k,book,,,<script>x</script>,,,,,,,,", lambda b: b.title == "<script>x</script>"),
        ("k,book,,,=cmd|' /C calc'!A0,,,,,,,,", lambda b: b.title == "=cmd|' /C calc'!A0"),
        ("k,book,,,a,,,,,,,,javascript:x", lambda b: not b.links and b.warnings),
        ("k,book,,,,Harbour Letters,,,,,,,", lambda b: b.title == "Harbour Letters" and b.warnings),
        ('k,book,,,"a\nb",,,,,,,,', lambda b: b.title == "a b"),
    ],
    ids=[
        "row 1 script stays text",
        "row 79 a formula stays text",
        "row 31 javascript",
        "a host for a title",
        "two lines",
    ],
)
def test_values(row: str, check: object) -> None:
    assert callable(check)
    assert check(book(zotero_csv, f"{TOP}\n{row}\n"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("k,book,1901,,,,,,,,,,", "no title", id="row 28 no title"),
        pytest.param("k,book,,a,b,,,,,,,,,more,and more", "15 cells under 13 columns", id="row 80 ragged row"),
        pytest.param('k,book,,a,"b', "never closes", id="row 80 quote open to the end"),
    ],
)
def test_hostile_refusals(row: str, reason: str) -> None:
    assert reason in refusal(zotero_csv, f"{TOP}\n{row}\n")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (TOP.encode(), True),
        (("\ufeff" + TOP.replace(",", ";")).encode(), True),
        (b"Title,Author,ISBN", False),
        (b"Book Id,Title,Author,My Rating,Exclusive Shelf", False),
        (b"", False),
    ],
)
def test_sniff(head: bytes, expected: bool) -> None:
    assert zotero_csv.sniff(head, "x") is expected


@pytest.mark.parametrize("name", ["orchard.csv", "few_columns.csv"])
def test_a_stream_cut_anywhere(name: str) -> None:
    cuts(zotero_csv, name)


def test_all_real_files(shared_records: Path) -> None:
    found = list(real(zotero_csv, shared_records / "zotero_csv"))
    assert (sum(records for _, records, _, _ in found), sum(books for *_, books, _ in found)) == (249, 249)
