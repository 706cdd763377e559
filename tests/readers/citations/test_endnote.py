"""EndNote tagged and Refer/BibIX → Book (the EndNote manual, refer(1))."""

from pathlib import Path

import pytest

from shelflist.model import Book, Host
from shelflist.readers.citations import endnote
from tests.readers.citations.reference_files import book, cuts, fixture, real, refusal


def test_a_book_with_all_its_fields() -> None:
    first = fixture(endnote, "harbour.enw")[0]
    assert isinstance(first, Book)
    assert (first.id, first.title, first.subtitle) == (
        "VossLanterns2011",
        "Lanterns of the Lower Quay",
        "a harbour by night",
    )
    assert [(c.name, c.roles, c.kind) for c in first.contributors] == [
        ("van der Voss, Ilse", ["aut"], "person"),
        ("Quay Street Museum", ["aut"], "corporate"),
        ("Brandt, Olaf", ["edt"], "person"),
        ("Reyes, Ana", ["trl"], "person"),
    ]
    assert (first.date.raw, first.date.year, first.edition) == ("25 May 2011", 2011, "2nd ed.")
    assert (first.extent, first.parts) == ("3 volumes (312 p.)", ["Volume 2"])
    assert [(s.title, s.volume) for s in first.series] == [("Harbour papers", "7")]
    assert [s.main for s in first.subjects] == ["harbours", "lighthouses", "ferries"]
    assert first.summary == ["How a harbour was lit.", "With maps."]
    assert (first.languages, first.identifiers) == (["en"], {"doi": ["10.5555/quay.2011.7"]})
    assert first.reading is not None
    assert first.reading.private == "lent to a neighbour"
    assert [e.tag for e in first.extra] == ["%>"]
    assert set(endnote.PERSONAL) == {"%<", "%>"}


def test_other_types() -> None:
    _, article, edited, nothing = fixture(endnote, "harbour.enw")
    assert isinstance(article, Book)
    assert isinstance(edited, Book)
    assert article.host == Host("Journal of Harbour Studies", "12", "3", "45-67", "0378-5955")
    assert [(c.name, c.roles) for c in edited.contributors] == [("Brandt, Olaf", ["edt"])]
    assert isinstance(nothing, Book)
    assert (nothing.title, nothing.inferred) == ("[Moor, Tess, 2001]", ["title"])


def test_refer_has_no_types_and_names_as_they_are_said() -> None:
    one, two = fixture(endnote, "refer.ref")
    assert isinstance(one, Book)
    assert isinstance(two, Book)
    assert (one.record_type, two.record_type) == ("article", "book")
    assert (one.contributors[0].name, one.contributors[0].inferred) == ("Ode, Paul", True)
    assert (two.imprints[0].places, two.imprints[0].publishers) == (["Eastby"], ["Rope Walk"])


@pytest.mark.parametrize(
    ("data", "count"),
    [
        pytest.param("%0 Book\n%T a\n%0 Book\n%T b\n", 2, id="no blank line between them"),
        pytest.param("%0 Serial\n%0 Audio\n%T a\n", 1, id="two types of one record"),
        pytest.param("%0 Book\n%T a\n\n%X b\n\nc\n\n%0 Book\n%T d", 2, id="blank lines inside"),
        pytest.param("%T a\n%A b\n\n%T c\n", 2, id="refer"),
        pytest.param("\ufeff%0 Book\r\n%T a\r\n\r\n%0 Book\r\n%T b\r\n", 2, id="row 77 BOM and CR LF"),
        pytest.param("%0 Book\r%T a\r\r%0 Book\r%T b\r", 2, id="row 77 CR only"),
        pytest.param("junk\n%0 Book\n%T a", 1, id="row 78 junk before"),
        pytest.param("%0 Book\n%T a\n%0 Book\n%T b".encode("utf-16").decode("latin-1"), 2, id="row 65 UTF-16"),
    ],
)
def test_records_are_parted(data: str, count: int) -> None:
    raw = data.encode("latin-1") if data.startswith("ÿþ") else data.encode()
    assert len(list(endnote.split(raw))) == count


def test_row_78_junk_is_told() -> None:
    (chunk,) = endnote.split(b"Exported today\n%0 Book\n%T a")
    assert chunk.warnings[0][1:] == ("lines that belong to no record: 'Exported today'", "passed over")


@pytest.mark.parametrize(
    ("lines", "check"),
    [
        ("%T <script>x</script>", lambda b: b.title == "<script>x</script>"),
        ("%J Harbour Letters", lambda b: b.title == "Harbour Letters" and b.warnings),
        ("%T a\n%U javascript:alert(1)", lambda b: not b.links and b.warnings),
        ("%T a\n%U <Go to ISI>://0001", lambda b: not b.links and not b.warnings and b.extra),
        ("%T a\n%P 33-48", lambda b: b.pages is None and b.extra[0].tag == "%P"),
        ("%T 50 per cent\n%50 of it", lambda b: b.title == "50 per cent %50 of it"),
    ],
    ids=[
        "row 1 script stays text",
        "a journal for a title",
        "row 31 javascript",
        "Web of Science",
        "a range that is no extent",
        "no tag",
    ],
)
def test_values(lines: str, check: object) -> None:
    assert callable(check)
    assert check(book(endnote, f"%0 Book\n{lines}"))


def test_row_47_not_utf8() -> None:
    made = book(endnote, "%0 Book\n%T Caf\xe9".encode("latin-1"))
    assert made.title == "Café"
    assert made.warnings[0].outcome == "read as Windows-1252"


def test_row_28_no_title() -> None:
    assert (
        refusal(endnote, "%0 Book\n%D 1900")
        == "title: no title, and no name that could stand for one: give the record a title"
    )


@pytest.mark.parametrize("tag", ["K", "A", "U", "Z", "@", "S", "!", "L"])
def test_a_field_without_end_takes_no_more_than_its_length(tag: str) -> None:
    made = book(endnote, "%0 Book\n%T a\n" + "".join(f"%{tag} JA{n} .P7\n" for n in range(20_000)))
    assert any("20000 times" in w.reason for w in made.warnings)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%0 Book\n%T a", True),
        (b"\xef\xbb\xbf%A a\n%T b", True),
        (b"% a comment of TeX\n@book{a, title={b}}", False),
        (b"%PDF-1.4\n%0 x", False),
        (b"TY  - BOOK\nTI  - a\nER  - ", False),
        (b"=245  10$aT", False),
        (b"%0 Book", False),
        (b"", False),
    ],
)
def test_sniff(head: bytes, expected: bool) -> None:
    assert endnote.sniff(head, "x") is expected


@pytest.mark.parametrize("name", ["harbour.enw", "refer.ref"])
def test_a_stream_cut_anywhere(name: str) -> None:
    cuts(endnote, name)


def test_all_real_files(shared_records: Path) -> None:
    found = list(real(endnote, shared_records / "endnote_tagged"))
    assert all(not reasons for *_, reasons in found)
    # Lines of %0 that follow each other are one record, as Zotero reads them: 5 for 13 lines, 1 for 2.
    counts = {name: records for name, records, *_ in found}
    assert sum(counts.values()) == 14
    assert (counts["jabref__Endnote.entries.enw"], counts["zotero__Refer_04.enw"]) == (5, 1)
