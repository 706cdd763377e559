"""ONIX for Books → Book (editeur.org): 3.x and 2.1, both sets of tags, code lists, real records."""

from pathlib import Path

import pytest

from shelflist import readers
from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.metadata import onix, onix_codes, onix_fields

HERE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "records" / "onix"
TITLE = "<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>Salt roads</TitleText></TitleElement></TitleDetail>"


def read(inner: str, title: str = TITLE) -> Book:
    """The book of a product with these elements in its first block, and a title."""
    return onix.parse(Chunk(f"<Product><DescriptiveDetail>{title}{inner}</DescriptiveDetail></Product>".encode(), 1))


def old(inner: str) -> Book:
    """The book of a product of 2.1."""
    return onix.parse(Chunk(f"<Product><DistinctiveTitle>Salt roads</DistinctiveTitle>{inner}</Product>".encode(), 1))


def test_a_rich_record() -> None:
    chunks = list(onix.split((HERE / "reference.xml").read_bytes()))
    assert [chunk.number for chunk in chunks] == [1, 2]
    book = onix.parse(chunks[0])
    assert (book.id, book.title, book.subtitle, book.nonfiling) == (
        "guado.example.1",
        "The salt roads",
        "A history on foot",
        4,
    )
    assert (book.uniform_title, book.other_titles) == ("Vie del sale", ["SALT ROADS HB"])
    assert [(c.name, c.roles, c.kind, c.dates, c.main, c.inferred) for c in book.contributors] == [
        ("Oliva, Rina van", ["aut", "ill"], "person", "1941-", True, False),
        ("Brandt, Otto", ["trl"], "person", "", False, True),
        ("Valley Museum", ["aui"], "corporate", "", False, False),
    ]
    assert book.contributors[0].ids == {"isni": "0000000000000001"}
    assert (book.edition, book.languages, book.original_languages) == ("Second edition, revised", ["en"], ["it"])
    assert book.inferred == ["languages"]
    assert (book.pages, book.illustrations, book.size, book.carrier) == (235, "12 maps", "240 x 160 mm", "volume")
    assert [(s.title, s.volume, s.issn) for s in book.series] == [("The road books", "12", "12345679")]
    assert [(i.isbn13, i.qualifier) for i in book.isbns] == [("9780306406157", "hardback")]
    assert book.identifiers == {"doi": ["10.9999/guado.1"]}
    (imprint,) = book.imprints
    assert (imprint.places, imprint.publishers) == (["Torino"], ["Passo", "Edizioni del Guado"])
    assert (book.date.raw, book.date.year, book.date.copyright, book.country) == ("2019-05-14", 2019, 2018, "it")
    assert book.summary == ["Forty winters.", "One mule & a pass."]
    assert [(c.number, c.title) for c in book.contents] == [("1", "The valley"), ("2", "The pass")]
    assert [(n.kind, n.text) for n in book.notes] == [
        ("audience", "General"),
        ("review", "A walk worth its salt. — Ada Neri, The Ford"),
    ]
    assert [(s.text(), s.scheme, s.kind) for s in book.subjects] == [
        ("TRAVEL — Essays", "bisac", "topic"),
        ("Salt industry and trade — Alps — History", "lcsh", "topic"),
        ("salt", "", "keyword"),
        ("snow", "", "keyword"),
        ("mules", "", "keyword"),
    ]
    assert [(c.number, c.edition) for c in book.classes] == [
        ("TRV000000", "bisac"), ("WTL", "thema"), ("338.27632", ""),
    ]  # fmt: skip
    assert [link.url for link in book.links] == ["https://guado.example/salt", "https://guado.example/sample"]


def test_what_is_left_is_kept_by_composite() -> None:
    book = onix.parse(next(onix.split((HERE / "reference.xml").read_bytes())))
    tags = [one.tag for one in book.extra]
    assert tags.count("ProductSupply") == 1  # two in the record
    supply = next(one for one in book.extra if one.tag == "ProductSupply")
    assert [text for code, text in supply.subfields if code.endswith("PriceAmount")] == ["18.00", "20.00"]
    biography = next(one for one in book.extra if one.tag == "DescriptiveDetail/Contributor")
    assert biography.subfields[0] == ("BiographicalNote", "<p>Rina Oliva <em>walks</em>.</p>")
    assert {"PublishingDetail/SalesRights", "RelatedMaterial", "CollateralDetail/SupportingResource"} <= set(tags)


def test_a_deletion() -> None:
    _, deletion = onix.split((HERE / "reference.xml").read_bytes())
    with pytest.raises(BadRecord, match="takes this record back: Sent by mistake") as caught:
        onix.parse(deletion)
    assert (caught.value.field, caught.value.record_id) == ("NotificationType", "guado.example.2")


def test_short_tags_of_2_1_with_html_entities() -> None:
    (chunk,) = onix.split((HERE / "short21.xml").read_bytes())
    book = onix.parse(chunk)
    assert (book.title, book.subtitle, book.nonfiling) == ("L'isola di sale", "Caffè e barche a vela", 2)
    assert [(c.name, c.roles) for c in book.contributors] == [("Neri, Ada", ["aut"])]
    assert [(s.title, s.volume) for s in book.series] == [("Road books", "4")]
    assert (book.edition, book.pages, book.languages, book.carrier) == ("3", 180, ["it"], "online resource")
    assert (book.date.year, book.date.copyright, book.summary) == (2010, 2009, ["An island.", "A boat."])
    assert [link.url for link in book.links] == ["https://guado.example/isola"]
    assert [one.tag for one in book.extra] == ["b211", "contributor", "mediafile", "supplydetail"]
    tags = {one.tag for one in book.records[0].fields}
    assert {"title/b031", "contributor/b037", "b061"} <= tags & {t for paths in onix.ORIGINS.values() for t in paths}


def element(level: str, text: str = "", number: str = "") -> str:
    made = f"<TitleText>{text}</TitleText>" if text else ""
    made += f"<PartNumber>{number}</PartNumber>" if number else ""
    return f"<TitleElement><TitleElementLevel>{level}</TitleElementLevel>{made}</TitleElement>"


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        (element("02", "Ring") + element("01", "Fords", "Part 1"), ("Fords", [], [("Ring", "Part 1")])),
        (element("02", "Ring") + element("01", "", "Part 1"), ("Ring", ["Part 1"], [])),
        (element("01", "Fords", "Part 1"), ("Fords", ["Part 1"], [])),
        (element("02", "Ring") + element("03", "Ford") + element("01", "", "2"), ("Ford", ["2"], [("Ring", "2")])),
    ],
)
def test_titles_on_several_levels(elements: str, expected: tuple[str, list[str], list[tuple[str, str]]]) -> None:
    book = read("", f"<TitleDetail><TitleType>01</TitleType>{elements}</TitleDetail>")
    assert (book.title, book.parts, [(s.title, s.volume) for s in book.series]) == expected


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("", id="none"),
        pytest.param("<TitleDetail><TitleType>01</TitleType></TitleDetail>", id="no element"),
        pytest.param(f"<TitleDetail>{element('01', ' ')}</TitleDetail>", id="row 28 only spaces"),
    ],
)
def test_no_title(title: str) -> None:
    with pytest.raises(BadRecord, match="no title"):
        read("", title)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<PersonName>Ada Neri</PersonName>", ("Neri, Ada", "person", True)),
        (
            "<PersonName>Ada Neri</PersonName><PersonNameInverted>Neri, Ada</PersonNameInverted>",
            ("Neri, Ada", "person", False),
        ),
        ("<KeyNames>Plato</KeyNames>", ("Plato", "person", False)),
        (
            "<NamesBeforeKey>Ada</NamesBeforeKey><KeyNames>Neri</KeyNames><SuffixToKey>Jr</SuffixToKey>",
            ("Neri, Ada, Jr", "person", False),
        ),
        ("<CorporateName>Ford Ltd</CorporateName>", ("Ford Ltd", "corporate", False)),
    ],
)
def test_names(inner: str, expected: tuple[str, str, bool]) -> None:
    (made,) = read(f"<Contributor><ContributorRole>A01</ContributorRole>{inner}</Contributor>").contributors
    assert (made.name, made.kind, made.inferred) == expected


def test_a_role_that_no_list_has() -> None:
    book = read("<Contributor><ContributorRole>Q77</ContributorRole><KeyNames>Neri</KeyNames></Contributor>")
    assert (book.contributors[0].roles, [w.field for w in book.warnings]) == ([], ["ContributorRole"])


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("20060807", "00", "2006-08-07"),
        ("20060807", "", "2006-08-07"),
        ("200608", "01", "2006-08"),
        ("200632", "02", "2006"),
        ("20063", "03", "2006"),
        ("1968", "05", "1968"),
        ("2006080720070901", "06", "2006-2007"),
        ("19982003", "11", "1998-2003"),
        ("Spring 2006", "12", "Spring 2006"),
        ("20060807T1115", "13", "2006-08-07"),
        ("14270713", "20", "14270713"),
        ("2006", "", "2006"),
        ("20060000", "00", "2006"),
        ("", "00", ""),
    ],
)
def test_dates(text: str, form: str, expected: str) -> None:
    assert onix_fields.iso_date(text, form) == expected


@pytest.mark.parametrize(
    ("form", "carrier", "kind"),
    [("BB", "volume", "book"), ("EA", "online resource", "book"), ("ED", "online resource", "book"),
     ("AN", "online resource", "sound recording"), ("VI", "video", "film"), ("CA", "sheet", "map"), ("ZZ", "", "")],
)  # fmt: skip
def test_forms(form: str, carrier: str, kind: str) -> None:
    book = read(f"<ProductForm>{form}</ProductForm>")
    assert (book.carrier, book.record_type) == (carrier, kind)


def test_elements_of_2_1() -> None:
    book = old(
        "<ISBN>0306406152</ISBN><EAN13>9780306406157</EAN13><ProductForm>BC</ProductForm>"
        "<Series><TitleOfSeries>Road books</TitleOfSeries><NumberWithinSeries>3</NumberWithinSeries></Series>"
        "<Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language>"
        "<OriginalLanguage>ita</OriginalLanguage><NumberOfPages>120</NumberOfPages>"
        "<PersonAsSubject><PersonNameInverted>Neri, Ada</PersonNameInverted></PersonAsSubject>"
        "<PlaceAsSubject>Alps</PlaceAsSubject><Annotation>Short.</Annotation><MainDescription>Long.</MainDescription>"
        "<YearFirstPublished>1998</YearFirstPublished><Publisher><PublisherName>Guado</PublisherName></Publisher>"
    )
    assert [i.isbn13 for i in book.isbns] == ["9780306406157"]
    assert [(s.title, s.volume) for s in book.series] == [("Road books", "3")]
    assert (book.languages, book.original_languages, book.pages, book.date.year) == (["en"], ["it"], 120, 1998)
    assert [(s.main, s.kind) for s in book.subjects] == [("Neri, Ada", "person"), ("Alps", "place")]
    assert (book.summary, [one.tag for one in book.extra]) == (["Long."], ["Annotation"])


def test_tables_agree() -> None:
    assert {onix_codes.REFERENCE[tag] for tag in onix_codes.SHORT.values()} == set(onix_codes.SHORT)
    assert all(len(code) == 3 for code in onix_codes.ROLES)


def test_both_sets_of_tags_give_the_same_book(shared_records: Path) -> None:
    """Two real files hold one product: what differs is in the files (letters that one lost, other schemes, https)."""
    folder = shared_records / "onix"
    one, other = (
        onix.parse(next(onix.split((folder / name).read_bytes())))
        for name in ("jonix__onix3-single.xml", "jonix__Onix3.1-single-short.xml")
    )
    for field in ("id", "title", "other_titles", "isbns", "date", "imprints", "pages", "size", "series", "languages"):
        assert getattr(one, field) == getattr(other, field), field
    assert [c.roles for c in one.contributors] == [c.roles for c in other.contributors]


def test_real_records(shared_records: Path) -> None:
    counts = {}
    for path in sorted(shared_records.glob("onix/**/*.*")):
        data = path.read_bytes()
        assert readers.recognise(data, path.name) == "onix", path.name
        found = [readers.parse("onix", chunk) for chunk in onix.split(data)]
        assert all(isinstance(one, Book) for one in found), path.name
        counts[path.name] = len(found)
    assert sum(counts.values()) == 26
    assert counts["jonix__onix3-multiple.xml"] == 21
