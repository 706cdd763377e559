"""One record is one book, whatever carried it; leaders as other carriers leave them."""

from types import ModuleType

import msgspec
import pytest

from shelflist.model import Book
from shelflist.readers import Chunk, Rejection, parse, reader, recognise
from shelflist.readers.marc import marc21, marc_carriers, marc_json, marc_text, marcxml
from tests.readers.marc.marc_records import ALL, CARRIERS, MARC_21, Record, as_aleph, as_iso2709

NAMES = [next(str(value) for tag, _, value in fields if tag == "001") for _, fields in ALL]


def only(data: bytes, format: str) -> Book:
    """The book of a file's one record, which its reader recognises."""
    assert recognise(data, "records") == format
    (chunk,) = reader(format).split(data)
    made = parse(format, chunk)
    assert not isinstance(made, Rejection), made
    return made


def alone(book: Book) -> dict[str, object]:
    """A book without what says where it came from."""
    made = msgspec.structs.asdict(book)
    return {name: value for name, value in made.items() if name not in ("source", "records")}


@pytest.mark.parametrize("record", ALL, ids=NAMES)
def test_the_same_record_is_the_same_book(record: Record) -> None:
    iso = "marc21" if record in MARC_21 else "unimarc"
    first = only(as_iso2709(record), iso)
    for format, write in CARRIERS.items():
        other = only(write(record), format)
        assert alone(other) == alone(first), format
        assert other.source.format == other.records[0].format == format
        assert other.records[0].record_id == first.records[0].record_id


@pytest.mark.parametrize("record", ALL, ids=NAMES)
def test_the_record_is_kept_as_it_came(record: Record) -> None:
    leader, fields = record
    expected = [("LDR", "", [("", leader)])]
    expected += [(t, i, [("", v)] if isinstance(v, str) else [*v]) for t, i, v in fields]
    for format, write in CARRIERS.items():
        (kept,) = only(write(record), format).records
        assert [(f.tag, f.indicators, f.subfields) for f in kept.fields] == expected, format


@pytest.mark.parametrize("record", [r for r in ALL if "\\" not in str(r)], ids=str)
def test_aleph_is_the_same_book_too(record: Record) -> None:
    iso = "marc21" if record in MARC_21 else "unimarc"
    assert alone(only(as_aleph(record), "marc-text")) == alone(only(as_iso2709(record), iso))


def test_every_field_is_used_or_listed() -> None:
    """Nothing is lost in silence: a field's tag stands in the map's origins, or the field is an extra one."""
    known = {tag for tags in marc_carriers.ORIGINS.values() for tag in tags} | {
        "LDR",
        "001",
        "003",
        "005",
        "006",
        "007",
        "801",
    }
    for record in ALL:
        book = only(CARRIERS["marcxml"](record), "marcxml")
        left = {field.tag for field in book.extra}
        assert {field.tag for field in book.records[0].fields} <= known | left


@pytest.mark.parametrize(
    ("given", "expected", "reason"),
    [
        ("00714cam a2200205 a 4500", "00714cam a2200205 a 4500", ""),
        pytest.param("00714cam a2200205 a 450", "00714cam a2200205 a 450 ", "23", id="row 64 a leader of 23 characters"),
        pytest.param("\n   00714cam a2200205 a 4500\n", "00714cam a2200205 a 4500", "", id="line ends around"),
        pytest.param("02306nam0 2200421 I450", "02306nam0 2200421 I 450 ", "22", id="blanks folded"),
        pytest.param("02306nam 2200421 a 4500", "02306nam  2200421 a 4500", "23", id="two blanks folded to one"),
        pytest.param("cam a2200205 a 4500", "     cam a2200205 a 4500", "19", id="no length"),
        pytest.param("^^^^^cam^a22002777i^4500", "     cam a22002777i 4500", "", id="Aleph's blanks"),
        pytest.param("-----nas-a22-----z--4500", "     nas a22     z  4500", "", id="dashes for blanks"),
        pytest.param("", " " * 24, "no leader", id="none"),
        pytest.param("cx j22 3 45", None, "11", id="hardly any"),
        pytest.param("x" * 60, "     xxx".ljust(24), "60", id="too long"),
    ],
)  # fmt: skip
def test_leader(given: str, expected: str | None, reason: str) -> None:
    made, told = marc_carriers.leader(given)
    assert len(made) == 24
    assert reason in told
    assert bool(reason) is bool(told)
    if expected is None:
        assert (made[5], made[6]) == ("c", "x")
    else:
        assert made == expected


@pytest.mark.parametrize(
    ("tags", "leader", "expected"),
    [
        (("200",), "00000nam a2200000 i 4500", True),
        (("245",), "00000nam a2200000   450 ", False),
        (("200", "245"), "00000nam a2200000   450 ", False),
        (("300",), "00000nam a2200000   450 ", True),
        (("300",), "00000nam a2200000 i 4500", False),
    ],
)
def test_flavour(tags: tuple[str, ...], leader: str, expected: bool) -> None:
    fields = [marc_carriers.Field(tag, "  ", [("a", "x")]) for tag in tags]
    assert marc_carriers.is_unimarc(marc_carriers.marc(leader, fields, [])) is expected


def test_100_with_coded_data_is_unimarc() -> None:
    fields = [marc_carriers.Field("100", "  ", [("a", "20240131d2019    m  y0itay50      ba")])]
    assert marc_carriers.is_unimarc(marc_carriers.marc(" " * 24, fields, []))


@pytest.mark.parametrize("module", [marcxml, marc_json, marc_text, marc21])
def test_origins_name_fields_of_a_book(module: ModuleType) -> None:
    assert set(module.ORIGINS) <= {*Book.__struct_fields__}
    assert all(isinstance(tag, str) and len(tag) == 3 for tags in module.ORIGINS.values() for tag in tags)


def test_what_holds_no_book_is_refused_by_name() -> None:
    for kind, words in (("z", "an authority record"), ("w", "a classification record"), ("x", "a holdings record")):
        record: Record = (f"00000n{kind}  a2200000n  4500", [("001", "", "n1"), ("100", "1 ", [("a", "Oliva, Rina")])])
        for format, write in CARRIERS.items():
            (chunk,) = reader(format).split(write(record))
            made = parse(format, chunk)
            assert isinstance(made, Rejection)
            assert (made.field, made.record_id) == ("leader", "n1")
            assert f"{words}, not a book" in made.reason


def test_an_article_stands_in_its_host() -> None:
    host = only(CARRIERS["marcxml"](MARC_21[4]), "marcxml").host
    assert host is not None
    assert (host.title, host.volume, host.number, host.pages, host.issn) == (
        "Annals of tides",
        "24",
        "9",
        "235-48",
        "1234-5679",
    )
    host = only(CARRIERS["marcxml"](ALL[-1]), "marcxml").host
    assert host is not None
    assert (host.title, host.volume, host.pages, host.issn) == ("Annali delle maree", "1993, 9", "12-20", "1234-5679")


def test_chunks_name_their_file() -> None:
    (chunk,) = marcxml.split(CARRIERS["marcxml"](MARC_21[0]))
    book = marcxml.parse(Chunk(chunk.data, 7, "content/records/a.xml"))
    assert (book.source.file, book.source.number) == ("content/records/a.xml", 7)
