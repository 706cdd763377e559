"""MARCXML and its kin → Book: namespaces, envelopes, faults, real files."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from shelflist.readers import HEAD, Chunk, Rejection, parse, recognise
from shelflist.readers.marc import marcxml

SLIM = 'xmlns="http://www.loc.gov/MARC21/slim"'


def record(title: str = "Salt roads", attributes: str = "", prefix: str = "", more: str = "") -> str:
    """One MARCXML record."""
    p = f"{prefix}:" if prefix else ""
    return (
        f"<{p}record{attributes and ' ' + attributes}><{p}leader>00000nam a2200000 i 4500</{p}leader>"
        f'<{p}controlfield tag="001">inv1</{p}controlfield>'
        f'<{p}datafield tag="245" ind1="1" ind2="0"><{p}subfield code="a">{title}</{p}subfield></{p}datafield>{more}</{p}record>'
    )


def made(data: bytes) -> list[Book | Rejection]:
    return [parse("marcxml", chunk) for chunk in marcxml.split(data)]


def titles(data: bytes) -> list[str]:
    return [one.title if isinstance(one, Book) else f"!{one.reason[:24]}" for one in made(data)]


OAI = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{}</ListRecords>'
    "<resumptionToken>x</resumptionToken></OAI-PMH>"
)
OAI_RECORD = "<record><header><identifier>oai:x:1</identifier></header><metadata>{}</metadata></record>"
DELETED = '<record><header status="deleted"><identifier>oai:x:2</identifier></header></record>'
SLIM_FLORENCE = (
    '<collection xmlns="http://www.bncf.firenze.sbn.it/unimarc/slim"><rec><lab>01434nam0 2200313 i 450 </lab><cf t="001">INV1</cf>'
    '<df t="200" i1="1" i2=" "><sf c="a">Il sale</sf></df><df t="410" i1=" " i2="0"><s1><cf t="001">RAV1</cf></s1>'
    '<s1><df t="200" i1="1" i2=" "><sf c="a">Porti</sf><sf c="v">3</sf></df></s1></df></rec></collection>'
)
OAI_MARC = (
    '<oai_marc><fixfield id="LDR">^^^^^nam^a2200000^i^4500</fixfield><fixfield id="001">1</fixfield>'
    '<varfield id="245" i1="1" i2="0"><subfield label="a">Salt roads</subfield></varfield></oai_marc>'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"<collection {SLIM}>{record()}{record('Tin')}</collection>", ["Salt roads", "Tin"], id="a collection"),
        pytest.param(record(attributes=SLIM), ["Salt roads"], id="one record"),
        pytest.param(record(), ["Salt roads"], id="no namespace"),
        pytest.param(record(prefix="marc"), ["Salt roads"], id="a prefix that nobody declared"),
        pytest.param(f"<x>{record(prefix='marc')}</x>", ["Salt roads"], id="another root"),
        pytest.param(record(attributes='xmlns="info:lc/xmlns/marcxchange-v1" format="MARC21"'), ["Salt roads"], id="MarcXchange 1"),
        pytest.param(record(attributes='xmlns="info:lc/xmlns/marcxchange-v2"'), ["Salt roads"], id="MarcXchange 2"),
        pytest.param(record() + "\n" + record("Tin"), ["Salt roads", "Tin"], id="records with nothing around them"),
        pytest.param(
            f"<?xml version='1.0'?>{record()}\n<?xml version='1.0'?>{record('Tin')}", ["Salt roads", "Tin"], id="documents one after another"
        ),
        pytest.param("<!-- made by hand -->" + record(), ["Salt roads"], id="a comment first"),
        pytest.param(OAI.format(OAI_RECORD.format(record()) * 2), ["Salt roads"] * 2, id="OAI-PMH"),
        pytest.param(OAI.format(OAI_RECORD.format(record()) + DELETED), ["Salt roads", "!deleted in the catalogue"], id="deleted"),
        pytest.param(f"<bibs><bib><mms_id>9</mms_id>{record()}</bib></bibs>", ["Salt roads"], id="an envelope of its own"),
        pytest.param(
            "<r><records><record><recordData>" + record().replace("<", "&lt;") + "</recordData></record></records></r>",
            ["Salt roads"], id="SRU, packed as text",
        ),
        pytest.param(
            f"<zs:searchRetrieveResponse><zs:records><zs:record><zs:recordData>{record()}</zs:recordData></zs:record></zs:records>"
            "</zs:searchRetrieveResponse>", ["Salt roads"], id="SRU, its prefix not declared",
        ),
        pytest.param(SLIM_FLORENCE, ["Il sale"], id="unimarcslim"),
        pytest.param(OAI_MARC, ["Salt roads"], id="oai_marc"),
        pytest.param(record("Salt &amp; wind &#8212; caf&eacute;"), ["Salt & wind — café"], id="character references"),
        pytest.param(record("Salt & wind, R&D; &co"), ["Salt & wind, R&D; &co"], id="ampersands that open no reference"),
        pytest.param(record("Salt\n     roads"), ["Salt roads"], id="a line broken inside"),
        pytest.param("<collection/>", [], id="nothing in it"),
        pytest.param(f"<record {SLIM}/>", ["!no MARC fields: export i"], id="an empty record"),
    ],
)  # fmt: skip
def test_records(text: str, expected: list[str]) -> None:
    assert [one[:25] for one in titles(text.encode())] == [one[:25] for one in expected]
    if expected:
        assert marcxml.sniff(text.encode()[:HEAD], "x")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + record("Perché").encode(), id="row 45 BOM"),
        pytest.param(b"<?xml version='1.0' encoding='iso-8859-1'?>" + record("Perché").encode("latin-1"), id="row 62 ISO-8859-1"),
        pytest.param(b"<?xml version='1.0' encoding='utf-8'?>" + record("Perché").encode("latin-1"), id="row 62 says UTF-8, is Latin-1"),
        pytest.param(record("Perché").encode("utf-16"), id="row 65 UTF-16"),
        pytest.param(gzip.decompress(gzip.compress(record("Perché").encode())), id="unpacked"),
    ],
)  # fmt: skip
def test_encodings(data: bytes) -> None:
    assert titles(data) == ["Perché"]
    assert marcxml.sniff(data, "x")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]><collection>' + record("&a;") + "</collection>", id="rows 55 56 59 entities"),
        pytest.param(
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><collection>' + record("&a;") + "</collection>", id="row 57"
        ),
        pytest.param('<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><collection>' + record() + "</collection>", id="row 58"),
        pytest.param("<collection>" + "<a>" * 100_000, id="row 61 nested"),
        pytest.param('<?xml version="1.0" encoding="utf-7"?>' + record(), id="row 65 UTF-7"),
    ],
)  # fmt: skip
def test_refused_files(text: str) -> None:
    with pytest.raises(BadSource):
        list(marcxml.split(text.encode()))


def test_a_fault_takes_one_record_alone() -> None:
    """Row 63: the record that is not well-formed is a rejection with its line; the others are books."""
    text = "<collection>\n" + "\n".join(record(f"Title {n}") for n in range(10)) + "\n</collection>"
    broken = text.replace('code="a">Title 5', "code=a>Title 5")
    found = titles(broken.encode())
    assert [one for one in found if not one.startswith("!")] == [f"Title {n}" for n in range(10) if n != 5]
    assert [one.reason[:31] for one in made(broken.encode()) if isinstance(one, Rejection)] == [
        "not well-formed XML at line 7: "
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 331, 1000])
def test_blocks(size: int) -> None:
    for text in (
        f"<?xml version='1.0'?>\n<collection>{record('Salt &amp; R&D')}{record('Tin')}</collection>",
        f"<?xml version='1.0'?>{record('Perché & come')}\n<?xml version='1.0'?>{record('Tin')}",
        OAI.format(OAI_RECORD.format(record()) * 3),
    ):
        data = text.encode()
        blocks = [data[n : n + size] for n in range(0, len(data), size)]
        assert [c.data for c in marcxml.stream(blocks)] == [c.data for c in marcxml.split(data)]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ('<datafield tag="500"><subfield code="">x</subfield></datafield>', "a subfield with the code ''"),
        ('<datafield tag="500"><subfield code="ab">x</subfield></datafield>', "a subfield with the code 'ab'"),
        ('<datafield tag="500">Text alone</datafield>', "text without a subfield"),
    ],
)
def test_faults_of_a_field_are_warnings(more: str, reason: str) -> None:
    (book,) = made(record(more=more).encode())
    assert isinstance(book, Book)
    assert [(w.field, w.reason, w.outcome) for w in book.warnings] == [("500", reason, "read as $a")]
    assert len(book.notes) == 1


def test_indicators_that_are_missing_are_blank() -> None:
    (book,) = made(b'<record><datafield tag="245"><subfield code="a">Salt</subfield></datafield></record>')
    assert isinstance(book, Book)
    assert [(f.tag, f.indicators) for f in book.records[0].fields] == [("LDR", ""), ("245", "  ")]
    assert [w.reason for w in book.warnings] == ["no leader"]


def test_embedded_fields() -> None:
    (book,) = made(SLIM_FLORENCE.encode())
    assert isinstance(book, Book)
    assert [(s.title, s.volume) for s in book.series] == [("Porti", "3")]
    linked = next(f for f in book.records[0].fields if f.tag == "410")
    assert linked.subfields == [("1", "001RAV1"), ("1", "2001 "), ("a", "Porti"), ("v", "3")]


@pytest.mark.parametrize(
    "text",
    [
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>x</title></titleInfo></mods>',
        "<records><record><title>x</title></record></records>",
        '<oai_dc:dc xmlns:oai_dc="x"><dc:title>x</dc:title></oai_dc:dc>',
        "<html><body>record datafield</body></html>",
        "LDR 00000nam", "", "{}", "<", "<record",
    ],
)  # fmt: skip
def test_not_ours(text: str) -> None:
    assert not marcxml.sniff(text.encode(), "marc.xml")


def test_deleted_and_empty_say_so() -> None:
    with pytest.raises(BadRecord, match="deleted") as caught:
        marcxml.parse(Chunk(DELETED.encode(), 1))
    assert caught.value.record_id == "oai:x:2"


REJECTED = {
    "bad/marc-perl__empty-record-2.xml": ["no MARC fields"],
    "bad/marc-perl__empty-record.xml": ["no MARC fields"],
    "bad/ruby-marc__three-records-second-bad.xml": ["not well-formed XML at line 72"],
    "bad/traject__namespace-test.xml": ["no MARC fields"],
    "natlibfi__oai-marcxml_from1.xml": ["an authority record, not a book"],
    "qualimarc-api__02731667X.xml": ["an authority record, not a book"],
}


def test_all_real_files(shared_records: Path) -> None:
    counts: Counter[str] = Counter()
    for folder in ("marcxml", "unimarc"):
        for file in sorted((shared_records / folder).rglob("*.xml*")):
            name = file.relative_to(shared_records / folder).as_posix()
            if ".expected." in name or "no-xml-decl" in name:  # what others make of a file; lines of text
                continue
            data = gzip.decompress(file.read_bytes()) if name.endswith(".gz") else file.read_bytes()
            if not name.startswith("bad/"):
                assert recognise(data, name) == "marcxml", name
            found = made(data)
            rejected = [one.reason for one in found if isinstance(one, Rejection)]
            expected = REJECTED.get(name, [])
            assert len(rejected) == len(expected), (name, rejected)
            assert all(reason.startswith(words) for reason, words in zip(rejected, expected, strict=True)), name
            counts["books"] += len(found) - len(rejected)
    assert counts["books"] == 429


def test_a_large_file_of_sbn(shared_records: Path) -> None:
    """3,196 records in ISO-8859-1 with the marks of an export in seven bits: none is left in a title, name or series."""
    data = gzip.decompress((shared_records / "large/sbn_filodrammatici_unimarc_part1.xml.gz").read_bytes())
    books = [one for one in made(data) if isinstance(one, Book)]
    assert len(books) == 3196
    texts = [text for b in books for text in (b.title, *(s.title for s in b.series), *(c.name for c in b.contributors))]
    assert [
        text for text in texts if text.startswith(("HL", "HI", "H1", "HIl", "HLa")) or "\\" in text or "\ufffd" in text
    ] == []
    assert sum("Ã" in text or "â€" in text for text in texts) == 0
    assert sum(text.isdigit() for text in texts) <= 1
