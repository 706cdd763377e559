"""Bytes that are in another character set than UTF-8, and records that say the wrong one."""

import unicodedata

import pytest

from shelflist.model import Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import iso2709, marc21, marc_charsets
from tests.tools import iso2709 as record

MARC_8, UNICODE = "00000nam  2200000 a 4500", "00000nam a2200000 a 4500"
RUSSIAN = "Очерки по истории русского города и его торговли"


def read(title: bytes, leader: str = MARC_8) -> iso2709.Marc:
    """A record whose 245 $a holds these bytes."""
    return iso2709.read(Chunk(record([("245", "10", [("a", title.decode("latin-1"))])], leader, "latin-1"), 1))


def title(title: bytes, leader: str = MARC_8) -> str:
    return unicodedata.normalize("NFC", read(title, leader).get("245")[0].first("a"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(b"Perch\xe2e la citt\xe1a", "Perché la città", id="marks"),
        pytest.param(b"\x1b$1zzz\x1b(B", "\ufffd", id="East Asian, none of its characters"),
        pytest.param(b"\x1b$1!P\x1b(B", "\ufffd", id="East Asian, cut"),
        pytest.param(b"\x1b(NmOROZOWA\x1b(B", "Морозова", id="Cyrillic"),
        pytest.param(b"\x1b(2`ab\x1b(B", "אבג", id="Hebrew"),
        pytest.param(b"caf\xe9", "café", id="Latin-1 that calls itself MARC-8"),
        pytest.param(b"P\xe5 omslaget; s\xf8en", "På omslaget; søen", id="Danish"),
        pytest.param(b"it\xe1s", "its\u0300", id="a grave for an apostrophe stays"),
    ],
)
def test_marc_8(value: bytes, expected: str) -> None:
    assert title(value) == expected


def test_east_asian_finds_its_step_again() -> None:
    table = marc_charsets._set(0x31)
    one, two, three = (
        next(code.to_bytes(3, "big") for code, (made, _) in table.items() if made == char) for char in "鹽之路"
    )
    assert title(b"\x1b$1" + one + two + three + b"\x1b(B") == "鹽之路"
    assert title(b"\x1b$1" + one + two[1:] + three + b"\x1b(B") == "鹽\ufffd路"


@pytest.mark.parametrize("leader", [MARC_8, UNICODE])
@pytest.mark.parametrize("name", marc_charsets.RUSSIAN)
def test_russian_code_pages(name: str, leader: str) -> None:
    found = read(RUSSIAN.encode(name), leader)
    assert found.get("245")[0].first("a") == RUSSIAN
    assert [(w.reason, w.outcome) for w in found.warnings] == [
        ("not in the character set that it declares", f"read as {marc_charsets.NAMES[name]}")
    ]


@pytest.mark.parametrize(
    ("g1", "value", "expected"),
    [
        ("02", b"\xed\xcf\xd2\xcf\xda\xcf\xd7\xc1", "Морозова"),
        ("04", b"\xc1\xc0", "ђґ"),
        ("05", b"\xc1\xe1", "Αα"),
        ("03", b"Perch\xc2e", "Perché"),
    ],
)
def test_declared_by_unimarc(g1: str, value: bytes, expected: str) -> None:
    fields = [
        ("100", "  ", [("a", f"20240131d2019    m  y0itay01{g1}    ba")]),
        ("200", "1 ", [("a", value.decode("latin-1"))]),
    ]
    found = iso2709.read(Chunk(record(fields, "00000nam0 2200000   450 ", "latin-1"), 1))
    made = unicodedata.normalize("NFC", found.get("200")[0].first("a"))
    assert made == expected


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [
        pytest.param(
            b"J\xe8arki ja tunteet", "Järki ja tunteet", "read as MARC-8", id="MARC-8 that calls itself UTF-8"
        ),
        pytest.param(
            b"\xd6stersund, caf\xe9", "Östersund, café", "read as Windows-1252", id="Latin-1 that calls itself UTF-8"
        ),
    ],
)
def test_not_the_utf_8_that_it_declares(value: bytes, expected: str, said: str) -> None:
    assert title(value, UNICODE) == expected
    assert [w.outcome for w in read(value, UNICODE).warnings] == [said]


def twice(text: str) -> str:
    return text.encode().decode("latin-1")


@pytest.mark.parametrize("times", [1, 2])
def test_a_record_that_was_turned_into_utf_8_too_often(times: int) -> None:
    """Its length is that of before; its directory fits again when it is turned back."""
    data = record([("245", "10", [("a", "Erzählungen aus Trani")]), ("500", "  ", [("a", "Müßig")])], UNICODE)
    for _ in range(times):
        data = twice(data.decode()).encode()
    found = iso2709.read(Chunk(data, 1))
    assert [found.get(tag)[0].first("a") for tag in ("245", "500")] == ["Erzählungen aus Trani", "Müßig"]
    assert [w.reason for w in found.warnings] == ["turned into UTF-8 more than once"]


def test_a_value_that_was_turned_into_utf_8_too_often() -> None:
    data = record([("245", "10", [("a", twice("Arhive turceşti")), ("b", "tipărit")])], UNICODE)
    book = marc21.parse(Chunk(data, 1))
    assert (book.title, book.subtitle) == ("Arhive turceşti", "tipărit")
    assert book.records[0].fields[1].subfields[0] == ("a", twice("Arhive turceşti"))
    assert Warning("245", "turned into UTF-8 more than once", "turned back") in book.warnings


@pytest.mark.parametrize("text", ["Ânes à Åbo", "São Paulo", "¡Hola!", "Ça et là"])
def test_what_only_looks_so_stays(text: str) -> None:
    assert marc21.parse(Chunk(record([("245", "10", [("a", text)])], UNICODE), 1)).title == text


def test_the_first_digit_of_the_directory_is_lost() -> None:
    data = record([("001", "", "inv1"), ("245", "10", [("a", "Salt")])], UNICODE)
    broken = b"%05d" % (len(data) - 1) + data[5:24] + data[25:]
    found = iso2709.read(Chunk(broken, 1))
    assert (found.control("001"), found.get("245")[0].first("a")) == ("inv1", "Salt")


def test_the_terminator_of_the_directory_is_lost() -> None:
    data = record([("001", "", "inv1"), ("245", "10", [("a", "Salt")])], UNICODE)
    base = int(data[12:17])
    found = iso2709.read(Chunk(data[: base - 1] + b"\x1f" + data[base:], 1))
    assert (found.control("001"), found.get("245")[0].first("a")) == ("inv1", "Salt")


def test_a_terminator_inside_a_field() -> None:
    data = record(
        [("001", "", "inv1"), ("245", "10", [("a", "Salt\x1e roads")]), ("500", "  ", [("a", "One")])], UNICODE
    )
    found = iso2709.read(Chunk(data, 1))
    assert [found.get(tag)[0].first("a") for tag in ("245", "500")] == ["Salt roads", "One"]


def test_three_indicators() -> None:
    data = record([("001", "000", [("a", "inv1")]), ("245", "000", [("a", "Salt")])], "00000nam0 3200000   45  ")
    found = iso2709.read(Chunk(data[:10] + b"3" + data[11:], 1))
    assert (found.get("245")[0].indicators, found.get("245")[0].first("a"), found.control("001")) == (
        "000",
        "Salt",
        "inv1",
    )


def test_holdings_that_describe_a_book() -> None:
    leader = "00000nx  a2200000 i 4500"
    fields = [("245", "10", [("a", "Lesabendio")]), ("300", "  ", [("a", "282 p.")])]
    book = marc21.parse(Chunk(record(fields, leader), 1))
    assert (book.title, [w.field for w in book.warnings]) == ("Lesabendio", ["leader"])
