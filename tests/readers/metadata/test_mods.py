"""MODS → Book (loc.gov/standards/mods): the map, envelopes, real records, and what another program makes of them."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shelflist import readers
from shelflist.errors import BadRecord
from shelflist.model import Book, Contributor
from shelflist.readers import Chunk
from shelflist.readers.metadata import mods

HERE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "records" / "mods"
TITLE = "<titleInfo><title>Salt roads</title></titleInfo>"


def read(inner: str, title: str = TITLE) -> Book:
    """The book of a record with these elements, and a title."""
    return mods.parse(Chunk(f'<mods xmlns="http://www.loc.gov/mods/v3">{title}{inner}</mods>'.encode(), 1))


def books(name: str) -> list[Book]:
    return [mods.parse(chunk) for chunk in mods.split((HERE / name).read_bytes())]


def first(name: str = "collection.xml") -> Book:
    return mods.parse(next(mods.split((HERE / name).read_bytes())))


def test_a_rich_record() -> None:
    book = first()
    assert (book.id, book.title, book.subtitle, book.nonfiling) == ("salt-1", "The salt roads", "a history on foot", 4)
    assert (book.parts, book.uniform_title) == (["Part 2, The pass"], "Vie del sale")
    assert (book.other_titles, book.parallel_titles) == (["Salt and snow"], ["Salzstrassen"])
    assert [(c.name, c.roles, c.dates, c.main) for c in book.contributors] == [
        ("Oliva, Rina", ["aut"], "1941-", True),
        ("Brandt, Otto", ["trl"], "", False),
        ("Valley Museum. Archive", [], "", False),
    ]
    (imprint,) = book.imprints
    assert (imprint.places, imprint.publishers, imprint.date) == (["Torino"], ["Edizioni del Guado"], "[2019]")
    assert (book.date.year, book.date.copyright, book.country, book.level) == (2019, 2018, "it", "m")
    assert (book.extent, book.pages, book.illustrations, book.size) == ("xii, 235 p.", 235, "ill.", "24 cm")
    assert (book.accompanying, book.carrier, book.edition) == ("1 map", "volume", "2nd ed.")
    assert (book.languages, book.original_languages) == (["en"], ["it"])
    assert [(s.title, s.volume, s.issn) for s in book.series] == [("Road books", "12", "1234-5679")]
    assert [c.title for c in book.contents] == ["The valley", "The pass", "The sea"]
    assert [(c.scheme, c.number, c.edition) for c in book.classes] == [
        ("ddc", "338.27632", "23"),
        ("lcc", "HD9213 .I82 O45 2019", ""),
    ]
    assert [(i.isbn13, i.qualifier, i.cancelled) for i in book.isbns] == [
        ("9780306406157", "hardback", False),
        ("", "", True),
    ]
    assert book.identifiers == {"lccn": ["2019000123"], "oclc": ["123456789"], "doi": ["10.9999/guado.1"]}
    assert [link.url for link in book.links] == ["https://guado.example/salt"]
    assert book.responsibility == "Rina Oliva ; translated by Otto Brandt"


def test_nothing_is_lost() -> None:
    book = first()
    assert [one.tag for one in book.extra] == [
        "name/affiliation",
        "name/role/roleTerm",
        "identifier",
        "location/physicalLocation",
        "location/shelfLocator",
        "location/url",
        "recordInfo/recordCreationDate",
    ]
    kept = " ".join(text for one in book.records[0].fields for _, text in one.subfields)
    assert all(word in kept for word in ("keeper of mules", "G-77", "Reading room", "1234-5679"))


def test_origins_name_fields_of_the_record() -> None:
    tags = {one.tag for book in (first(), first()) for one in book.records[0].fields}
    named = {path for paths in mods.ORIGINS.values() for path in paths}
    for tag in (
        "titleInfo/title",
        "name/namePart",
        "originInfo/publisher",
        "subject/topic",
        "identifier",
        "location/url",
    ):
        assert tag in tags & named


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("<titleInfo><title>A b : c d</title></titleInfo>", ("A b", "c d", [], ""), id="colon"),
        pytest.param('<titleInfo type="uniform"><title>Iliad</title></titleInfo>', ("Iliad", "", [], ""), id="uniform"),
        pytest.param("<titleInfo><partName>One</partName></titleInfo>", ("One", "", [], ""), id="a part alone"),
        pytest.param("<titleInfo><title>[Letters]</title></titleInfo>", ("Letters", "", [], ""), id="supplied"),
        pytest.param("<titleInfo/><titleInfo><title>X</title></titleInfo>", ("X", "", [], ""), id="an empty one first"),
        pytest.param(
            '<titleInfo><title>X</title></titleInfo><titleInfo usage="primary"><title>Y</title></titleInfo>',
            ("Y", "", ["X"], ""),
            id="primary",
        ),
        pytest.param(
            '<titleInfo altRepGroup="1"><title>Mir</title></titleInfo>'
            '<titleInfo altRepGroup="1" script="Cyrl"><title>Мир</title></titleInfo>',
            ("Mir", "", [], "Мир"),
            id="another script",
        ),
    ],
)
def test_titles(title: str, expected: tuple[str, str, list[str], str]) -> None:
    book = read("", title)
    assert (book.title, book.subtitle, book.other_titles, book.vernacular.get("title", "")) == expected


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("", id="none"),
        pytest.param("<titleInfo><title> </title></titleInfo>", id="row 28 only spaces"),
        pytest.param("<titleInfo><title> / </title></titleInfo>", id="only marks"),
    ],
)
def test_no_title(title: str) -> None:
    with pytest.raises(BadRecord, match="no title"):
        read("", title)


def who(name: str) -> Contributor:
    return read(name).contributors[0]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<name type="personal"><namePart>Neri, Ada.</namePart></name>', ("Neri, Ada", [], "person")),
        (
            '<name type="personal"><namePart>Joseph</namePart><namePart type="termsOfAddress">I, Emperor</namePart></name>',
            ("Joseph I, Emperor", [], "person"),
        ),
        (
            '<name type="personal"><namePart type="given">A.</namePart><namePart type="given">B.</namePart>'
            '<namePart type="family">Neri</namePart></name>',
            ("Neri, A. B", [], "person"),
        ),
        ('<name type="conference"><namePart>Salt days</namePart></name>', ("Salt days", [], "meeting")),
        ('<name type="family"><namePart>Neri family</namePart></name>', ("Neri family", [], "family")),
        ("<name><displayForm>Ada Neri</displayForm></name>", ("Neri, Ada", [], "person")),
        (
            "<name><namePart>Neri, Ada</namePart><role><roleTerm>creator</roleTerm></role></name>",
            ("Neri, Ada", ["cre"], "person"),
        ),
        (
            '<name><namePart>Neri, Ada</namePart><role><roleTerm type="text">chief</roleTerm>'
            '<roleTerm type="code">edt</roleTerm></role><role><roleTerm>ill.</roleTerm></role></name>',
            ("Neri, Ada", ["edt", "ill"], "person"),
        ),
        ('<identifier type="citekey">k</identifier><name><namePart>Neri, A.</namePart></name>', ("Neri, A.", ["aut"], "person")),
    ],
)  # fmt: skip
def test_names(inner: str, expected: tuple[str, list[str], str]) -> None:
    made = who(inner)
    assert (made.name.rstrip("."), made.roles, made.kind) == (expected[0].rstrip("."), expected[1], expected[2])


def test_one_who_only_publishes_is_the_publisher() -> None:
    name = "<name><namePart>Guado</namePart><role><roleTerm>pbl</roleTerm></role></name>"
    assert read(name).imprints[0].publishers == ["Guado"]
    with_publisher = read(name + "<originInfo><publisher>Furt</publisher></originInfo>")
    assert with_publisher.imprints[0].publishers == ["Furt"]
    assert with_publisher.contributors == []
    assert [one.tag for one in with_publisher.extra] == ["name/namePart", "name/role/roleTerm"]


@pytest.mark.parametrize(
    ("inner", "year", "end", "raw", "flags"),
    [
        ("<dateIssued>c1999</dateIssued><dateIssued encoding='marc'>1999</dateIssued>", 1999, None, "c1999", ["copyright"]),
        ("<dateIssued encoding='marc'>1999</dateIssued><dateIssued>1999.</dateIssued>", 1999, None, "1999.", []),
        (
            "<dateIssued encoding='marc' point='start'>1998</dateIssued><dateIssued encoding='marc' point='end'>2003</dateIssued>",
            1998, 2003, "1998-2003", [],
        ),
        (
            "<dateIssued encoding='marc' point='start'>1998</dateIssued><dateIssued encoding='marc' point='end'>9999</dateIssued>",
            1998, None, "1998-", ["open"],
        ),
        ("<dateIssued>[n.d.]</dateIssued><dateIssued encoding='marc'>1850</dateIssued>", 1850, None, "[n.d.]", ["coded"]),
        ("<copyrightDate>2003</copyrightDate>", 2003, None, "©2003", ["copyright"]),
        ("<dateCreated>1930-01-14</dateCreated>", 1930, None, "1930-01-14", []),
        (
            "<dateCreated keyDate='yes'>1955</dateCreated><copyrightDate>2003</copyrightDate>",
            1955, None, "1955", [],
        ),
        ("<dateCaptured>1930</dateCaptured>", None, None, "", []),
    ],
)  # fmt: skip
def test_dates(inner: str, year: int | None, end: int | None, raw: str, flags: list[str]) -> None:
    date = read(f"<originInfo>{inner}</originInfo>").date
    assert (date.year, date.end, date.raw, date.flags) == (year, end, raw, flags)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<topic>Salt</topic><topic>Taxation</topic>", ("topic", "Salt — Taxation", ["topic"])),
        ("<topic>Salt</topic><genre>Fiction</genre>", ("topic", "Salt — Fiction", ["form"])),
        ("<geographic>Alps</geographic><temporal>1900-</temporal>", ("place", "Alps — 1900-", ["period"])),
        ("<temporal>1900-1910</temporal>", ("period", "1900-1910", [])),
        ("<genre>Maps</genre>", ("genre", "Maps", [])),
        ("<titleInfo><title>Iliad</title></titleInfo>", ("title", "Iliad", [])),
        (
            '<name type="corporate"><namePart>Valley.</namePart><namePart>Court</namePart></name><topic>History</topic>',
            ("corporate", "Valley. Court — History", ["topic"]),
        ),
        (
            "<name><namePart>Neri, Ada</namePart></name><titleInfo><title>Fords</title></titleInfo>",
            ("title", "Neri, Ada. Fords", []),
        ),
        (
            "<hierarchicalGeographic><country>Italy</country><city>Torino</city></hierarchicalGeographic>",
            ("place", "Italy — Torino", ["place"]),
        ),
        ("<topic>Salt--Taxation</topic>", ("topic", "Salt — Taxation", ["topic"])),
    ],
)
def test_subjects(inner: str, expected: tuple[str, str, list[str]]) -> None:
    (made,) = read(f'<subject authority="lcsh">{inner}</subject>').subjects
    types = [part.type or "topic" for part in made.subdivisions]
    assert (made.kind, made.text(), types, made.scheme) == (*expected, "lcsh")


def test_an_article_a_chapter_and_a_record_without_title() -> None:
    chunks = list(mods.split((HERE / "collection.xml").read_bytes()))
    assert [chunk.number for chunk in chunks] == [1, 2, 3, 4]
    article, chapter = mods.parse(chunks[1]), mods.parse(chunks[2])
    assert article.record_type == "article"
    host = article.host
    assert host is not None
    assert (host.title, host.volume, host.number, host.pages, host.issn) == (
        "Journal of salt",
        "3",
        "2",
        "10-20",
        "1234-5679",
    )
    assert article.date.year == 2010
    assert chapter.record_type == "chapter"
    assert chapter.host is not None
    assert (chapter.host.title, chapter.host.pages) == ("Ferries and fords: a reader", "23-45")
    assert [(c.name, c.roles) for c in chapter.contributors] == [("Neri, Ada", ["edt"])]
    assert chapter.imprints[0].publishers == ["Furt"]
    with pytest.raises(BadRecord, match="no title") as caught:
        mods.parse(chunks[3])
    assert caught.value.record_id == "none"


def test_oai() -> None:
    deleted, kept = mods.split((HERE / "oai.xml").read_bytes())
    with pytest.raises(BadRecord, match="deleted") as caught:
        mods.parse(deleted)
    assert caught.value.record_id == "oai:repository.example:9"
    book = mods.parse(kept)
    assert (book.id, book.title, book.nonfiling) == ("oai:repository.example:10", "L'isola di sale", 2)
    assert [(c.title, c.responsibility) for c in book.contents] == [("Il molo", "Neri, Ada"), ("Il faro", "")]
    assert "header/datestamp" in [one.tag for one in book.records[0].fields]


def test_real_records(shared_records: Path) -> None:
    """Every record is a book but two exports of a program's own tests, which have no title at all."""
    rejected, made = [], 0
    for path in sorted(shared_records.glob("mods/**/*.xml")):
        data = path.read_bytes()
        assert readers.recognise(data, path.name) == "mods", path.name
        for chunk in mods.split(data):
            found = readers.parse("mods", chunk)
            made += 1
            if isinstance(found, readers.Rejection):
                rejected.append((path.name, found.reason))
    assert made == 22
    assert rejected == [
        ("jabref__ModsExportFormatTestBook.xml", "no title: give the record one"),
        ("jabref__ModsExportFormatTestTotalPages.xml", "no title: give the record one"),
    ]


OURS: dict[str, Callable[[Book], str]] = {
    "title": lambda b: " ".join([b.title, b.subtitle, *b.parts]),
    "date": lambda b: str(b.date.year or ""),
    "publisher": lambda b: " ".join(p for i in b.imprints for p in i.publishers),
    "pages": lambda b: b.host.pages if b.host else "",
    "volume": lambda b: b.host.volume if b.host else "",
    "issue": lambda b: b.host.number if b.host else "",
    "ISSN": lambda b: b.host.issn if b.host else "",
    "abstractNote": lambda b: " ".join(b.summary),
    "names": lambda b: " ".join(c.name for c in b.contributors),
}
DIFFERS = {
    ("zotero__MODS_03.xml", "date"): "the record marks the day of the photograph as its key date",
    ("zotero__MODS_04.xml", "publisher"): "the record names one; it leaves it out for an article",
    ("zotero__MODS_04.xml", "issue"): "the issue stands in the record as detail type=number",
    ("zotero__MODS_06.xml", "names"): "one person who is author and editor is one contributor with two roles",
    ("zotero__MODS_13.xml", "publisher"): "the record names one; it has no place for it with software",
    ("zotero__MODS_16.xml", "names"): "the emperor keeps his number and title; the same composer is named once",
    ("zotero__MODS_19.xml", "publisher"): "ours is the record's own, its is the host's",
    ("zotero__MODS_19.xml", "volume"): "ours is the host's part",
    ("zotero__MODS_19.xml", "names"): "the name of the host, with dates, is the same person again",
    ("zotero__MODS_20.xml", "date"): "ours is the letter's, its is the day of its digital copy",
    ("zotero__MODS_20.xml", "publisher"): "the record names one; it has no place for it with letters",
    ("zotero__MODS_20.xml", "names"): "whoever collected the host did not write the letter",
    ("zotero__MODS_22.xml", "names"): "the same body is named twice",
    ("zotero__MODS_23.xml", "title"): "ours is the untyped title, its is an alternative",
    ("zotero__MODS_23.xml", "publisher"): "the record names one; it has no place for it with bills",
    ("zotero__MODS_23.xml", "names"): "it leaves the authors of bills out",
}
"""Where another program reads the same record otherwise, and why ours stands."""


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text.casefold()))


def _theirs(item: dict[str, Any], key: str) -> str:
    if key == "names":
        return " ".join(f"{c.get('lastName', '')} {c.get('firstName', '')}" for c in item["creators"])
    text = str(item.get(key, ""))
    year = re.search(r"\d{4}", text)
    return (year[0] if year else "") if key == "date" else text


def test_what_another_program_makes_of_them(shared_records: Path) -> None:
    found = set()
    for path in sorted(shared_records.glob("mods/*.expected.json")):
        name = path.name.removesuffix(".expected.json")
        (item,) = json.loads(path.read_text())
        book = mods.parse(next(mods.split((path.parent / name).read_bytes())))
        found |= {(name, key) for key, ours in OURS.items() if _words(ours(book)) != _words(_theirs(item, key))}
    assert found == set(DIFFERS)
