"""Zotero RDF, BIBO and schema.org in RDF → Book."""

from pathlib import Path

import pytest

from shelflist.model import Book, Host
from shelflist.readers.citations import zotero_rdf
from tests.readers.citations.reference_files import book, cuts, fixture, real, refusal

TOP = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#" '
    'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="d">'
)


def rdf(*nodes: str) -> str:
    return f"{TOP}{''.join(nodes)}</rdf:RDF>"


def one(inner: str, title: str = "<dc:title>T</dc:title>") -> str:
    return rdf(f'<bib:Book rdf:about="#a"><z:itemType>book</z:itemType>{title}{inner}</bib:Book>')


def test_a_book_with_all_its_fields() -> None:
    first = fixture(zotero_rdf, "tides.rdf")[0]
    assert isinstance(first, Book)
    assert (first.id, first.title) == ("vossTides2011", "Tides of the Lower Quay")
    assert [(c.name, c.roles) for c in first.contributors] == [("Voss, Ilse", ["aut"]), ("Reyes, Ana", ["trl"])]
    assert (first.imprints[0].places, first.imprints[0].publishers) == (["Harrowmouth"], ["Lower Quay Press"])
    assert [(s.title, s.volume) for s in first.series] == [("Harbour papers", "7")]
    assert [s.main for s in first.subjects] == ["harbours", "lighthouses"]
    assert [(c.scheme, c.number) for c in first.classes] == [("lcc", "TC205 .V67 2011")]
    assert [n.text for n in first.notes] == ["First published: 1925", "bound in blue"]
    assert (first.pages, first.parts, first.edition) == (312, ["Volume 2"], "2nd")
    assert first.reading is not None
    assert (first.reading.private, first.reading.shelves) == ("lent to a neighbour", ["By the window"])
    tags = {field.tag for field in first.records[0].fields}
    assert {"isReferencedBy/Memo/value", "link/Attachment/path", "Collection/title"} <= tags & set(zotero_rdf.PERSONAL)


def test_a_journal_that_stands_apart_and_a_note_that_stands_alone() -> None:
    chunks = list(
        zotero_rdf.split((Path(__file__).parent.parent.parent / "fixtures/records/zotero-rdf/tides.rdf").read_bytes())
    )
    assert len(chunks) == 2
    assert chunks[1].warnings == (("Memo", "it belongs to no record", "left out"),)
    article = zotero_rdf.parse(chunks[1])
    assert article.host == Host("Journal of Harbour Studies", "12", "3", "45-67", "0378-5955")


def test_bibo() -> None:
    (chapter,) = fixture(zotero_rdf, "bibo.rdf")
    assert isinstance(chapter, Book)
    assert chapter.host == Host("Roads of the quarry", "", "", "33-48", "")
    assert [(c.name, c.roles) for c in chapter.contributors] == [("Moor, Tess", ["aut"])]
    assert (chapter.languages, chapter.date.year, chapter.record_type) == (["en"], 1999, "chapter")


@pytest.mark.parametrize(
    ("inner", "check"),
    [
        ('<dcterms:isPartOf rdf:resource="#a"/>', lambda b: b.title == "T"),
        ('<dcterms:isPartOf rdf:resource="#gone"/>', lambda b: [e.tag for e in b.extra] == ["isPartOf"]),
        ("<z:language>հայերեն [Armenian]</z:language>", lambda b: b.languages == ["hy"]),
        ("<dc:identifier>DOI 10.5555/A</dc:identifier>", lambda b: b.identifiers == {"doi": ["10.5555/a"]}),
        ("<dc:identifier>(OCoLC)123</dc:identifier>", lambda b: b.identifiers == {"oclc": ["123"]}),
        ("<z:rights>all</z:rights>", lambda b: [e.tag for e in b.extra] == ["rights"]),
    ],
    ids=["a record in itself", "a reference to nothing", "a language said twice", "a DOI", "OCLC", "what no map uses"],
)
def test_values(inner: str, check: object) -> None:
    assert callable(check)
    assert check(book(zotero_rdf, one(inner)))


def test_references_without_end() -> None:
    nodes = [
        f'<bib:Memo rdf:about="#m{n}"><x rdf:resource="#m{n + 1}"/><x rdf:resource="#m{n + 2}"/></bib:Memo>'
        for n in range(3_000)
    ]
    data = rdf(
        '<bib:Book rdf:about="#a"><dc:title>T</dc:title><dcterms:isReferencedBy rdf:resource="#m0"/></bib:Book>', *nodes
    )
    made = list(zotero_rdf.split(data.encode()))
    assert zotero_rdf.parse(made[0]).title == "T"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(one("", title=""), "no title", id="row 28 no title"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]>' + one(""), "declares entities", id="row 55 entities"),
        pytest.param('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + one(""), "never fetched", id="row 57 a file named"),
        pytest.param(TOP + "<a>" * 100_000, "nested more than", id="row 61 100k elements"),
        pytest.param(
            TOP + "<bib:Book><dc:title>a</b></bib:Book></rdf:RDF>", "not well-formed", id="row 63 not well-formed"
        ),
    ],
)
def test_hostile_refusals(data: str, reason: str) -> None:
    assert reason in refusal(zotero_rdf, data)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (one("").encode(), True),
        (b'<rdf:RDF xmlns:bibo="http://purl.org/ontology/bibo/"><bibo:Book/></rdf:RDF>', True),
        (
            b'<rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:title>a</dc:title></rdf:Description></rdf:RDF>',
            False,
        ),
        (b'<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#"></rdf:RDF>', False),
        (b"<record/>", False),
        (b"", False),
    ],
)
def test_sniff(head: bytes, expected: bool) -> None:
    assert zotero_rdf.sniff(head, "x") is expected


@pytest.mark.parametrize("name", ["tides.rdf", "bibo.rdf"])
def test_a_stream_cut_anywhere(name: str) -> None:
    cuts(zotero_rdf, name)


def test_all_real_files(shared_records: Path) -> None:
    found = list(real(zotero_rdf, shared_records / "zotero_rdf"))
    assert (sum(records for _, records, _, _ in found), sum(books for *_, books, _ in found)) == (279, 279)


def test_who_wrote_a_program_and_helped_with_it_has_both_roles() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:schema="http://schema.org/">'
        '<schema:SoftwareSourceCode rdf:about="#s"><schema:name>Salt</schema:name><schema:author rdf:resource="#p"/>'
        '<schema:contributor rdf:resource="#p"/></schema:SoftwareSourceCode><schema:Person rdf:about="#p">'
        "<schema:familyName>Oliva</schema:familyName><schema:givenName>Rina</schema:givenName></schema:Person></rdf:RDF>"
    )
    (chunk,) = zotero_rdf.split(text.encode())
    assert [(one.name, one.roles) for one in zotero_rdf.parse(chunk).contributors] == [("Oliva, Rina", ["prg", "ctb"])]
