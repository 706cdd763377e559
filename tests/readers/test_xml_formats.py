"""MODS, Dublin Core and ONIX as files: the hostile rows 55 to 65 of the reliability guide, streams, and files of others.

Outcomes: F the file refused, R the record rejected while others are read, C cleaned.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from shelflist import readers
from shelflist.errors import BadRecord, BadSource
from shelflist.readers import Chunk
from shelflist.readers.metadata import dublin_core, mods, onix

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "records"
FORMATS: tuple[tuple[ModuleType, str, str, str], ...] = (
    (mods, '<modsCollection xmlns="http://www.loc.gov/mods/v3">', "<mods><titleInfo><title>{}</title></titleInfo></mods>", "</modsCollection>"),
    (
        dublin_core,
        '<records xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<record><dc:title>{}</dc:title></record>",
        "</records>",
    ),
    (onix, "<ONIXMessage>", "<Product><RecordReference>1</RecordReference><Title><TitleText>{}</TitleText></Title></Product>", "</ONIXMessage>"),
)  # fmt: skip
NAMES = [module.NAME for module, *_ in FORMATS]
each = pytest.mark.parametrize(("module", "opening", "record", "closing"), FORMATS, ids=NAMES)


def titles(module: ModuleType, data: bytes) -> list[str]:
    """Titles of the records, and "!" with the reason of each rejection."""

    def made() -> Iterator[str]:
        for chunk in module.split(data):
            found = readers.parse(module.NAME, chunk)
            yield f"!{found.reason}" if isinstance(found, readers.Rejection) else found.title

    return list(made())


DOCTYPES = [
    pytest.param(
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        "&c;",
        id="row 55 billion laughs",
    ),
    pytest.param(f'<!DOCTYPE x [<!ENTITY a "{"x" * 5000}">]>', "&a;" * 50, id="row 56 quadratic blow-up"),
    pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;", id="row 57 external entity"),
    pytest.param('<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">', "Salt", id="row 58 remote DTD"),
    pytest.param(
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://evil.example/p"> %p;]>', "Salt", id="row 59 parameter entity"
    ),
]


@each
@pytest.mark.parametrize(("doctype", "text"), DOCTYPES)
def test_doctypes(module: ModuleType, opening: str, record: str, closing: str, doctype: str, text: str) -> None:
    data = f'<?xml version="1.0"?>{doctype}{opening}{record.format(text)}{closing}'.encode()
    with pytest.raises(BadSource):
        titles(module, data)
    module.sniff(data, "a.xml")


@each
@pytest.mark.parametrize(("doctype", "text"), DOCTYPES)
def test_doctypes_in_a_record(
    module: ModuleType, opening: str, record: str, closing: str, doctype: str, text: str
) -> None:
    with pytest.raises(BadRecord):
        module.parse(Chunk(f"{doctype}{record.format(text)}".encode(), 1))


@each
def test_row_60_stylesheets_and_inclusions(module: ModuleType, opening: str, record: str, closing: str) -> None:
    inclusion = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    data = f'<?xml-stylesheet href="http://evil.example/x.xsl"?>{opening}{record.format("Salt" + inclusion)}{closing}'
    assert titles(module, data.encode()) == ["Salt"]


@each
def test_row_61_nested_elements(module: ModuleType, opening: str, record: str, closing: str) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    with pytest.raises(BadSource, match="deep"):
        titles(module, (opening + record.format(deep) + closing).encode())
    with pytest.raises(BadRecord):
        module.parse(Chunk(record.format(deep[:6000]).encode(), 1))
    with pytest.raises(BadRecord, match="deep"):
        module.parse(Chunk(record.format("<a>" * 5000 + "</a>" * 5000).encode(), 1))


@each
def test_row_62_encodings(module: ModuleType, opening: str, record: str, closing: str) -> None:
    body = opening + record.format("Città") + closing
    assert titles(module, b'<?xml version="1.0" encoding="utf-8"?>' + body.encode("latin-1")) == ["Città"]
    assert titles(module, b'<?xml version="1.0" encoding="iso-8859-1"?>' + body.encode("latin-1")) == ["Città"]
    with pytest.raises(BadSource, match="encoding"):
        titles(module, b'<?xml version="1.0" encoding="x-none"?>' + body.encode())


@each
def test_row_63_a_record_that_is_not_well_formed(module: ModuleType, opening: str, record: str, closing: str) -> None:
    lines = [record.format(f"Title {n}") for n in range(1, 1001)]
    lines[899] = lines[899].replace("Title 900", "<b>Title 900")
    found = titles(module, "\n".join([opening, *lines, closing]).encode())
    assert len(found) == 1000
    assert [n for n, text in enumerate(found, 1) if text.startswith("!")] == [900]
    assert "line 901" in found[899]


@each
def test_row_65_utf_16_is_read_and_utf_7_is_not(module: ModuleType, opening: str, record: str, closing: str) -> None:
    body = opening + record.format("Città") + closing
    data = f'<?xml version="1.0" encoding="UTF-16"?>{body}'.encode("utf-16")
    assert module.sniff(data, "a.xml")
    assert titles(module, data) == ["Città"]
    with pytest.raises(BadSource, match="UTF-7"):
        titles(module, f'<?xml version="1.0" encoding="UTF-7"?>{body}'.encode())


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*")), ids=lambda path: path.name)
def test_streams_and_recognition(path: Path) -> None:
    """A file of ours is known by its own reader alone, and cut anywhere gives the same records."""
    data = path.read_bytes()
    known = [module.NAME for module, *_ in FORMATS if module.sniff(data[: readers.HEAD], path.name)]
    assert known == ([path.parent.name] if path.parent.name in NAMES else [])
    if not known:
        return
    module = next(module for module, *_ in FORMATS if known[0] == module.NAME)
    whole = list(module.split(data))
    for size in (1, 7, 64, 1000, 4096):
        pieces = (data[n : n + size] for n in range(0, len(data), size))
        assert list(module.stream(pieces)) == whole, size


HEADS = {
    "OPF": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A</dc:title></metadata></package>',
    "OPDS": '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"><entry><title>A</title><dcterms:issued>2001</dcterms:issued></entry></feed>',
    "Zotero RDF": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><z:itemType>book</z:itemType><dc:title>A</dc:title></rdf:Description></rdf:RDF>',
    "EndNote XML": "<xml><records><record><titles><title>A</title></titles></record></records></xml>",
    "MARCXML": '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader/><datafield tag="245"/></record></collection>',
    "MARCXML harvested": '<OAI-PMH><ListRecords><record><header><identifier>1</identifier></header><metadata><record><leader/><datafield tag="245"/></record></metadata></record></ListRecords></OAI-PMH>',
    "Tellico": '<tellico syntaxVersion="11"><collection title="Books"><entry id="0"><title>A</title></entry></collection></tellico>',
    "Data Crow": "<data-crow-objects><book><title>A</title><isbn/></book></data-crow-objects>",
    "Delicious Library": "<library><items><book title='A'/></items></library>",
    "RSS": '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><dc:title>A</dc:title></item></channel></rss>',
    "SVG": '<svg><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A</dc:title></metadata></svg>',
    "a page": "<html><head><title>A</title></head></html>",
    "no XML": "mods titleInfo",
}


@pytest.mark.parametrize("head", [pytest.param(text, id=name) for name, text in HEADS.items()])
def test_files_of_others(head: str) -> None:
    assert [module.NAME for module, *_ in FORMATS if module.sniff(head.encode(), "a.xml")] == []


def test_real_files_of_others(shared_records: Path) -> None:
    own = {"mods": "mods", "dublin_core": "dublin-core", "onix": "onix"}
    for path in sorted(shared_records.rglob("*")):
        if not path.is_file() or ".expected." in path.name or path.parent == shared_records:
            continue
        folder = path.relative_to(shared_records).parts[0]
        with path.open("rb") as handle:
            head = handle.read(readers.HEAD)
        known = [module.NAME for module, *_ in FORMATS if module.sniff(head, path.name)]
        assert known == ([own[folder]] if folder in own and not path.name.startswith("bolivar") else []), path.name
