"""Dublin Core → Book (DCMI Metadata Terms): harvested, qualified, RDF with Project Gutenberg's, real records."""

from pathlib import Path

import pytest

from shelflist import readers
from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.metadata import dublin_core, dublin_values

HERE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "records" / "dublin-core"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
)


def read(inner: str, title: str = "<dc:title>Salt roads</dc:title>") -> Book:
    """The book of a record with these elements, and a title."""
    return dublin_core.parse(Chunk(f"<oai_dc:dc {SPACES}>{title}{inner}</oai_dc:dc>".encode(), 1))


def books(name: str) -> list[Book]:
    return [dublin_core.parse(chunk) for chunk in dublin_core.split((HERE / name).read_bytes())]


def test_gutenberg() -> None:
    (book,) = books("gutenberg.rdf")
    assert (book.id, book.title, book.subtitle) == (
        "ebooks/99901",
        "The salt roads of the north",
        "or, Forty winters with a mule",
    )
    assert (book.nonfiling, book.languages, book.carrier) == (4, ["en"], "online resource")
    assert [(c.name, c.roles, c.dates) for c in book.contributors] == [
        ("Oliva, Rina", ["aut"], "1841-1912"),
        ("Brandt, Otto", ["ill"], ""),
    ]
    assert [(s.text(), s.scheme, s.kind) for s in book.subjects] == [
        ("Salt industry and trade — History — 19th century — Fiction", "lcsh", "topic"),
        ("Roads and Travel", "", "keyword"),
    ]
    assert [c.number for c in book.classes] == ["PR"]
    assert [(link.url, link.label) for link in book.links] == [
        ("https://www.gutenberg.org/ebooks/99901", "Project Gutenberg"),
        ("https://www.gutenberg.org/ebooks/99901.epub3.images", "application/epub+zip"),
        ("https://www.gutenberg.org/files/99901/99901-h/99901-h.htm", "text/html"),
    ]
    assert book.identifiers == {"gutenberg": ["99901"]}
    assert [c.title for c in book.contents] == ["The first winter", "The pass", "Snow and bread", "Home"]
    assert book.summary == ["A carter remembers forty winters on the road."]
    assert (book.imprints[0].publishers, book.date.year) == (["Project Gutenberg"], 2011)
    left = {one.tag for one in book.extra}
    assert {"downloads", "creator/agent/alias", "hasFormat/file"} <= left


def test_harvested() -> None:
    chunks = list(dublin_core.split((HERE / "oai_dc.xml").read_bytes()))
    book = dublin_core.parse(chunks[0])
    assert (book.id, book.title, book.subtitle) == (
        "oai:repository.example:1",
        "Ponti e passaggi",
        "storia di una valle",
    )
    assert [(c.name, c.roles, c.dates, c.inferred) for c in book.contributors] == [
        ("Neri, Ada", ["aut"], "1950-", False),
        ("Della Valle, Marco", ["aut"], "", True),
        ("Brandt, Otto", ["trl"], "", False),
    ]
    (imprint,) = book.imprints
    assert (imprint.places, imprint.publishers, imprint.date) == (["Torino"], ["Edizioni del Guado"], "2019")
    assert (book.extent, book.pages, book.size, book.record_type) == ("235 p.", 235, "24 cm", "book")
    assert [i.isbn13 for i in book.isbns] == ["9788800000017", "9780306406157"]
    assert book.identifiers == {"doi": ["10.9999/guado.7"]}
    assert [link.url for link in book.links] == ["https://repository.example/books/1"]
    assert [s.text() for s in book.subjects] == [
        "Bridges — Italy — History",
        "ponti",
        "passaggi",
        "valli",
        "Piemonte",
    ]
    assert [(c.scheme, c.number) for c in book.classes] == [("ddc", "624.2")]
    assert book.summary == ["Una valle e i suoi ponti.", "Con carte."]
    assert {"relation", "source", "format", "type", "date"} <= {one.tag for one in book.extra}
    assert [warning.reason for warning in book.warnings] == ["an address of the kind 'javascript'"]
    with pytest.raises(BadRecord, match="deleted") as caught:
        dublin_core.parse(chunks[1])
    assert caught.value.record_id == "oai:repository.example:2"
    article = dublin_core.parse(chunks[2])
    host = article.host
    assert host is not None
    assert (host.title, host.volume, host.number, host.pages, host.issn) == (
        "Journal of Salt",
        "3",
        "2",
        "10-20",
        "1234-5679",
    )
    assert [c.name for c in article.contributors] == ["Oliva, Rina", "Brandt, Otto"]


def test_qualified() -> None:
    (book,) = books("qualified.xml")
    assert (book.title, book.other_titles, book.pages) == ("Ferries and fords", ["Fords"], 180)
    assert [(s.main, s.kind) for s in book.subjects] == [
        ("Ferries", "topic"), ("Alps", "place"), ("1850-1900", "period"),
    ]  # fmt: skip
    assert [(s.title, s.volume) for s in book.series] == [("Water and ways", "4")]
    assert [(n.kind, n.text) for n in book.notes] == [
        ("audience", "General readers"),
        ("other", "Neri, Ada. Ferries and fords. 2004."),
    ]
    assert book.extra == []


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("ISBN 0-306-40615-2", "", "9780306406157"),
        ("9780306406157", "", "9780306406157"),
        ("1234-5679", "", "issn"),
        ("ISSN: 1234-5679", "", "issn"),
        ("doi:10.9999/x", "", "doi"),
        ("10.9999/x", "", "doi"),
        ("https://doi.org/10.9999/x", "uri", "doi"),
        ("urn:nbn:de:1-2", "", "urn"),
        ("(OCoLC)ocm00123", "", "oclc"),
        ("hdl:1/2", "", "hdl"),
        ("https://library.example/1", "", "link"),
        ("file:///etc/passwd", "", "warning"),
        ("A-77", "", "extra"),
    ],
)
def test_identifiers(text: str, scheme: str, expected: str) -> None:
    kind = f' scheme="{scheme}"' if scheme else ""
    book = read(f"<dc:identifier{kind}>{text}</dc:identifier>")
    found = [i.isbn13 for i in book.isbns] + list(book.identifiers) + ["link" for _ in book.links]
    found += ["warning" for _ in book.warnings] or ["extra" for one in book.extra if one.tag == "identifier"]
    assert found == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neri, Ada", [("Neri, Ada", "", False)]),
        ("Ada Neri", [("Neri, Ada", "", True)]),
        ("Neri, Ada, 1900-1980", [("Neri, Ada", "1900-1980", False)]),
        ("Neri, Ada (1900-1980)", [("Neri, Ada", "1900-1980", False)]),
        ("Neri, Ada; Oliva, Rina", [("Neri, Ada", "", False), ("Oliva, Rina", "", False)]),
        ("Valley Museum", [("Valley Museum", "", False)]),
        ("Plato", [("Plato", "", False)]),
    ],
)
def test_creators(text: str, expected: list[tuple[str, str, bool]]) -> None:
    book = read(f"<dc:creator>{text}</dc:creator>")
    assert [(c.name, c.dates, c.inferred) for c in book.contributors] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text", ""),
        ("http://purl.org/dc/dcmitype/StillImage", "picture"),
        ("info:eu-repo/semantics/doctoralThesis", "thesis"),
        ("Book", "book"),
        ("http://purl.org/coar/resource_type/c_2f33", None),
        ("okm_type", None),
    ],
)
def test_types(text: str, expected: str | None) -> None:
    assert dublin_values.kind(text) == expected


def test_the_date_of_publication_is_no_moment_of_a_machine() -> None:
    book = read("<dc:date>2020-01-02T03:04:05Z</dc:date><dc:date>1999</dc:date>")
    assert (book.date.year, [one.tag for one in book.extra]) == (1999, ["date"])
    assert read("<dc:date>2020-01-02T03:04:05Z</dc:date>").date.year == 2020


@pytest.mark.parametrize(
    "title", [pytest.param("", id="none"), pytest.param("<dc:title>  </dc:title>", id="row 28 only spaces")]
)
def test_no_title(title: str) -> None:
    with pytest.raises(BadRecord, match="no title"):
        read("", title)


def test_an_alternative_title_stands_for_the_title() -> None:
    book = read("", "<dcterms:alternative>Salt</dcterms:alternative>")
    assert (book.title, len(book.warnings)) == ("Salt", 1)


RDF = f"""<rdf:RDF {SPACES} xmlns:foaf="http://xmlns.com/foaf/0.1/">
<rdf:Description rdf:about="https://library.example/1"><dc:title>Fords</dc:title><dcterms:creator rdf:resource="#neri"/></rdf:Description>
<foaf:Person rdf:about="#neri"><foaf:name>Neri, Ada</foaf:name></foaf:Person>
<rdf:Description rdf:about="https://library.example/2"><dc:title>Salt</dc:title></rdf:Description>
<foaf:Person rdf:about="#nobody"><foaf:name>Nobody</foaf:name></foaf:Person>
</rdf:RDF>"""


def test_rdf_with_nodes_of_its_own() -> None:
    chunks = list(dublin_core.split(RDF.encode()))
    first, second = map(dublin_core.parse, chunks)
    assert (first.id, first.title, [c.name for c in first.contributors]) == (
        "https://library.example/1",
        "Fords",
        ["Neri, Ada"],
    )
    assert second.contributors == []
    assert [warning[1] for warning in chunks[0].warnings] == [
        "1 nodes of the file have no title, and no record points to them"
    ]
    assert [chunk.number for chunk in chunks] == [1, 2]


def test_rdf_without_any_record() -> None:
    (chunk,) = dublin_core.split(
        b'<rdf:RDF xmlns:rdf="x"><rdf:Description rdf:about="a"><b>c</b></rdf:Description></rdf:RDF>'
    )
    assert "nothing here is a record" in chunk.problem


@pytest.mark.parametrize(
    ("spaces", "expected"),
    [
        ("", True),
        ('xmlns:z="http://www.zotero.org/namespaces/export#"', False),
        ('xmlns:bib="http://purl.org/net/biblio#"', False),
        ('xmlns:bibo="http://purl.org/ontology/bibo/"', False),
    ],
)
def test_rdf_of_bibliographies_has_another_reader(spaces: str, expected: bool) -> None:
    data = RDF.replace("<rdf:RDF ", f"<rdf:RDF {spaces} ").encode()
    assert dublin_core.sniff(data, "a.rdf") is expected


def test_real_records(shared_records: Path) -> None:
    """Every record is a book. One file of this folder is Zotero's RDF by its namespaces: its own reader's."""
    counts = {}
    for path in sorted(shared_records.glob("dublin_core/**/*.*")):
        data = path.read_bytes()
        if path.name.startswith("bolivar"):
            assert not dublin_core.sniff(data[: readers.HEAD], path.name)
            continue
        assert readers.recognise(data, path.name) == "dublin-core", path.name
        found = [readers.parse("dublin-core", chunk) for chunk in dublin_core.split(data)]
        assert all(isinstance(one, Book) for one in found), path.name
        counts[path.name] = len(found)
    assert counts == {
        "recordmanager__qdc1.xml": 1,
        "traject__oai-pmh-one-record-first.xml": 1,
        "traject__sample-oai-no-namespace.xml": 10,
    }
