"""ISO 2709: where records begin and end, which flavour they are, how their bytes become text."""

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from shelflist.errors import BadRecord, BadSource
from shelflist.readers import HEAD, MOST_SUBJECTS, Chunk, Rejection, identity, parse, recognise
from shelflist.readers.marc import iso2709, marc_charsets
from tests.tools import iso2709 as record
from tests.tools import marc

PLAIN = "00000nam  2200000 i 4500"
"""A leader with a blank at 09: MARC-8 by its own word."""
UNIMARC = "00000nam0 2200000   450 "
ONE, TWO, THREE = (marc(title, record_id=f"r{n}") for n, title in enumerate(("Salt roads", "Tin", "Low tide"), 1))


def title(data: bytes) -> str:
    """245 $a (or 200 $a) as read."""
    return iso2709.read(Chunk(data, 1)).get("245", "200")[0].first("a")


def warned(data: bytes) -> list[str]:
    return [w.reason for w in iso2709.read(Chunk(data, 1)).warnings]


# --- splitting ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b" \r\n\x00\x1a", [], id="only space"),
        pytest.param(b"\x1d\x1d\n\x1d", [], id="only terminators"),
        pytest.param(ONE + TWO + THREE, [ONE, TWO, THREE], id="back to back"),
        pytest.param(ONE + b"\n" + TWO + b"\r\n" + THREE + b"\n", [ONE, TWO, THREE], id="line ends between"),
        pytest.param(b"\xef\xbb\xbf" + ONE + TWO, [ONE, TWO], id="BOM first"),
        pytest.param(ONE + b"\xef\xbb\xbf" + TWO, [ONE, TWO], id="BOM between"),
        pytest.param(ONE + b"\x00\x00 " + TWO + b"\x1a", [ONE, TWO], id="NULs, space, end-of-file mark"),
        pytest.param(b"00000" + ONE[5:] + TWO, [b"00000" + ONE[5:], TWO], id="a length of 0 does not swallow"),
        pytest.param(b"99999" + ONE[5:] + TWO, [b"99999" + ONE[5:], TWO], id="a length of 99999 does not swallow"),
        pytest.param(ONE + TWO[:30], [ONE, TWO[:30]], id="cut short at the end"),
    ],
)
def test_split(data: bytes, expected: list[bytes]) -> None:
    chunks = list(iso2709.split(data))
    assert [chunk.data for chunk in chunks] == expected
    assert [chunk.number for chunk in chunks] == list(range(1, len(expected) + 1))


def test_split_yields_before_it_has_read_everything() -> None:
    """Row 52: a file of any size costs one record at a time."""
    data = ONE * 20_000
    chunks = iso2709.split(data)
    assert next(chunks).data == ONE
    assert next(chunks).number == 2
    assert sum(1 for _ in chunks) == 20_000 - 2


@given(st.lists(st.sampled_from([ONE, TWO, THREE, b"\n", b"\x1d", b"\x00", b"\xef\xbb\xbf", b"junk\x1d", b"\x1e\x1f"])))
@limits(max_examples=80, deadline=None)
def test_split_loses_no_record(parts: list[bytes]) -> None:
    data = b"".join(parts)
    chunks = [chunk.data for chunk in iso2709.split(data)]
    assert b"".join(chunks).count(b"245001") == data.count(b"245001")
    assert all(chunk in data and chunk.strip() for chunk in chunks)


@given(st.binary(max_size=400))
@limits(max_examples=100, deadline=None)
def test_any_bytes_are_a_book_or_a_rejection(data: bytes) -> None:
    for chunk in iso2709.split(data):
        for name in ("marc21", "unimarc"):
            made = parse(name, chunk)
            assert made.reason if isinstance(made, Rejection) else made.title


@given(st.integers(0, len(ONE) - 1), st.integers(0, 255))
@limits(max_examples=100, deadline=None)
def test_a_changed_byte_is_a_book_or_a_rejection(place: int, byte: int) -> None:
    data = ONE[:place] + bytes([byte]) + ONE[place + 1 :]
    for chunk in iso2709.split(data):
        made = parse("marc21", chunk)
        assert made.reason if isinstance(made, Rejection) else made.title


# --- what cannot be read --------------------------------------------------------------------------------------


def resized(data: bytes, length: bytes) -> bytes:
    return length + data[5:]


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        pytest.param(resized(ONE, b"00000"), "leader", "'00000' is no length", id="length 00000"),
        pytest.param(resized(ONE, b"99999"), "leader", "'99999' is no length", id="length 99999"),
        pytest.param(resized(ONE, b"12a45"), "leader", "'12a45' is no length", id="length not digits"),
        pytest.param(resized(ONE, b"     "), "leader", "'     ' is no length", id="length blank"),
        pytest.param(ONE[:-20], "record", "cut short", id="cut short"),
        pytest.param(ONE[:40], "record", "cut short", id="cut short in the directory"),
        pytest.param(
            ONE[:24] + b"\x1e" + ONE[24 + 24 + 1 :], "directory", "0 entries in the directory", id="no directory"
        ),
    ],
)
def test_rejected(data: bytes, field: str, words: str) -> None:
    with pytest.raises(BadRecord) as caught:
        iso2709.read(Chunk(data, 1))
    assert caught.value.field == field
    assert words in caught.value.reason
    assert "export it again" in caught.value.reason


@pytest.mark.parametrize("length", [b"00000", b"99999", b"abcde"])
def test_a_rejected_record_is_named(length: bytes) -> None:
    found = parse("marc21", Chunk(resized(TWO, length), 7, "x.mrc"))
    assert isinstance(found, Rejection)
    assert (found.field, found.record_id) == ("leader", "r2")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(resized(ONE, b"00100"), "length 100, but", id="length too small"),
        pytest.param(resized(ONE, b"09000"), "length 9000, but", id="length too large"),
        pytest.param(ONE[:12] + b"abcde" + ONE[17:], "does not fit", id="base address not digits"),
        pytest.param(ONE[:12] + b"00000" + ONE[17:], "does not fit", id="base address 0"),
        pytest.param(ONE.replace(b"245001500003", b"245xxxxxxxxx"), "does not fit", id="directory not digits"),
        pytest.param(ONE.replace(b"245001500003", b"245001509003"), "does not fit", id="a field beyond the end"),
    ],
)
def test_recovered_by_the_terminators(data: bytes, words: str) -> None:
    assert data != ONE
    assert title(data) == "Salt roads"
    assert any(words in reason for reason in warned(data))


def test_the_directory_that_the_table_breaks() -> None:
    assert b"245001500003" in ONE


def test_longer_than_its_length_can_say() -> None:
    """Row 51: neither five digits of length nor five of place can hold this one, so its terminators tell."""
    bodies = [b"10\x1faAnnals\x1e"] + [b"  \x1fa%d " % n + b"word " * 500 + b"\x1e" for n in range(45)]
    tags = [b"245"] + [b"500"] * 45
    directory, place = b"", 0
    for tag, body in zip(tags, bodies, strict=True):
        directory += b"%s%04d%05d" % (tag, len(body), place % 100_000)
        place += len(body)
    base = 24 + len(directory) + 1
    data = b"99999nam a22%05d i 4500" % base + directory + b"\x1e" + b"".join(bodies) + b"\x1d"
    assert len(data) > 99_999
    found = iso2709.read(Chunk(data, 1))
    assert found.get("245")[0].first("a") == "Annals"
    assert [f.first("a").split()[0] for f in found.get("500")] == [str(n) for n in range(45)]


@given(st.integers(0, 999), st.integers(0, 9999))
@limits(max_examples=60, deadline=None)
def test_a_directory_that_points_elsewhere_loses_nothing(length: int, place: int) -> None:
    """Characters counted for bytes, a field moved: the terminators say where each field really is."""
    data = record([("245", "10", [("a", "Salt roads")]), ("500", "  ", [("a", "Second printing")])])
    entry = data[36:48]
    found = iso2709.read(Chunk(data.replace(entry, b"500%04d%05d" % (length, place)), 1))
    assert found.get("500")[0].first("a") == "Second printing"


@pytest.mark.parametrize("end", [b"", b"\n", b"\x1a"])
def test_the_last_terminator_missing(end: bytes) -> None:
    """Only the record terminator is gone: every field is whole."""
    assert title(ONE[:-1] + end) == "Salt roads"


# --- character sets -------------------------------------------------------------------------------------------


def field(value: bytes, leader: str = PLAIN, more: bytes = b"") -> bytes:
    """A record whose 245 $a (200 $a where the leader is UNIMARC's) holds these bytes."""
    if leader == UNIMARC:
        fields = [("100", "  ", [("a", more.decode("ascii"))]), ("200", "1 ", [("a", value.decode("latin-1"))])]
        return record(fields, leader, "latin-1")
    return record([("245", "10", [("a", value.decode("latin-1"))])], leader, "latin-1")


CODED = "20240131d2024    m  y0itay{}03    ba"
ISO_5426, UNICODE = CODED.format("01").encode(), CODED.format("50").encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(field("Perché la città".encode(), "00000nam a2200000 i 4500"), "Perché la città", id="UTF-8"),
        pytest.param(field("Perché la città".encode()), "Perché la città", id="UTF-8 that calls itself MARC-8"),
        pytest.param(field("Perché la città".encode(), UNIMARC, UNICODE), "Perché la città", id="UTF-8 in UNIMARC"),
        pytest.param(field("Perché".encode(), UNIMARC, ISO_5426), "Perché", id="UTF-8 that calls itself ISO 5426"),
        pytest.param(field(b"Perch\xe2e la citt\xe1a"), "Perché la città", id="MARC-8 marks before letters"),
        pytest.param(field(b"\xa1odz"), "Łodz", id="MARC-8 letters"),
        pytest.param(field(b"\x1b(NdOM\x1b(B 1"), "Дом 1", id="MARC-8 escape to Cyrillic and back"),
        pytest.param(field(b"\x1bb2\x1bs"), "₂", id="MARC-8 subscript"),
        pytest.param(field(b"Perch\xc2e la citt\xc1a", UNIMARC, ISO_5426), "Perché la città", id="ISO 5426 marks"),
        pytest.param(field(b"\xe8odz \xa9", UNIMARC, ISO_5426), "Łodz ‘", id="ISO 5426 letters"),
        pytest.param(field(b"Caf\xe9", "00000nam a2200000 i 4500"), "Café", id="Latin-1 byte where UTF-8 is declared"),
        pytest.param(field(b"\x93Caf\xe9\x94", UNIMARC, UNICODE), "“Café”", id="Windows-1252 in UNIMARC"),
    ],
)
def test_character_sets(data: bytes, expected: str) -> None:
    import unicodedata

    assert unicodedata.normalize("NFC", title(data)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(field(b"Caf\xe9", "00000nam a2200000 i 4500"), ["245: read as Windows-1252"], id="Latin-1 byte"),
        pytest.param(field(b"plain"), [], id="ASCII"),
        pytest.param(field("città".encode()), [], id="UTF-8 under the wrong leader is read in silence"),
        pytest.param(field(b"x \x1b)Z y"), ["245: shown as \ufffd"], id="escape to an unknown set"),
        pytest.param(field(b"x \x1b"), ["245: shown as \ufffd"], id="escape at the end"),
        pytest.param(field(b"x\xffy"), ["245: shown as spaces"], id="a byte that MARC-8 does not have"),
        pytest.param(field(b"\x1b(NdOM\x1b(B"), [], id="a right escape"),
    ],
)
def test_warnings_of_character_sets(data: bytes, expected: list[str]) -> None:
    found = iso2709.read(Chunk(data, 1)).warnings
    assert [f"{w.field}: {w.outcome}" for w in found] == expected


def test_a_latin_1_byte_touches_its_own_field_only() -> None:
    good = "città".encode().decode("latin-1")
    data = record(
        [("245", "10", [("a", good)]), ("500", "  ", [("a", "caf\xe9")])], "00000nam a2200000 i 4500", "latin-1"
    )
    found = iso2709.read(Chunk(data, 1))
    assert found.get("245")[0].first("a") == "città"
    assert found.get("500")[0].first("a") == "café"
    assert [w.field for w in found.warnings] == ["500"]


def test_windows_1252_leaves_no_control_characters() -> None:
    made = parse("marc21", Chunk(field(b"Caf\xe9 \x81\x8d", "00000nam a2200000 i 4500"), 1))
    assert not isinstance(made, Rejection)
    assert made.title.isprintable()
    assert made.title.startswith("Café")


@pytest.mark.parametrize("mark", sorted(marc_charsets.ISO_5426_MARKS))
def test_iso_5426_marks_stand_behind_their_letter(mark: int) -> None:
    data = field(bytes([mark]) + b"o", UNIMARC, ISO_5426)
    assert title(data) == "o" + marc_charsets.ISO_5426_MARKS[mark]


# --- fields ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("10aSalt roads", "Salt roads", id="only the mark lost"),
        pytest.param("10Salt roads", "Salt roads", id="mark and code lost"),
        pytest.param("10all of it", "all of it", id="no code before a lower-case word"),
    ],
)
def test_a_subfield_without_its_mark_is_a(head: str, expected: str) -> None:
    """Row 50."""
    found = iso2709.read(Chunk(record([("245", head, [("c", "Rina Oliva")])]), 1))
    assert found.get("245")[0].subfields == [("a", expected), ("c", "Rina Oliva")]
    assert [(w.field, w.outcome) for w in found.warnings] == [("245", "read as $a")]


@pytest.mark.parametrize("code", ["\x07", " ", "é"])
def test_a_subfield_without_its_code_is_a(code: str) -> None:
    found = iso2709.read(Chunk(record([("245", "10", [("a", "Salt"), (code, "roads")])]), 1))
    assert [c for c, _ in found.get("245")[0].subfields] == ["a", "a"]
    assert found.get("245")[0].all("a")[1].endswith("roads")
    assert (found.warnings[0].field, found.warnings[0].reason) == ("245", "a subfield without its code")


@pytest.mark.parametrize("value", [[], [("", "")], [("a", "x1")]])
def test_a_control_field_that_is_none(value: list[tuple[str, str]]) -> None:
    """001 with subfields, or with nothing in it."""
    made = parse("marc21", Chunk(record([("001", "", value), ("245", "10", [("a", "T")])]), 1))
    assert not isinstance(made, Rejection)
    assert made.id


def test_fields_keep_their_order_and_repeat() -> None:
    data = record(
        [("245", "10", [("a", "T")]), ("650", " 0", [("a", "B"), ("x", "1"), ("x", "2")]), ("650", " 0", [("a", "A")])]
    )
    found = iso2709.read(Chunk(data, 1))
    assert [f.first("a") for f in found.get("650")] == ["B", "A"]
    assert found.get("650")[0].all("x") == ["1", "2"]
    assert found.get("650")[0].join("ax", "/") == "B/1/2"
    assert found.get("245", "650", "999") == [*found.get("245"), *found.get("650")]
    assert found.control("001") == ""
    assert found.get("245")[0].first("z") == ""


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(st.sampled_from("abcxyz"), texts), min_size=1, max_size=6))
@limits(max_examples=60, deadline=None)
def test_fields_round_trip(pairs: list[tuple[str, str]]) -> None:
    found = iso2709.read(Chunk(record([("245", "10", [("a", "T")]), ("500", " 1", pairs)]), 1))
    assert found.get("500") == [iso2709.Field("500", " 1", pairs)]
    assert found.warnings == []


# --- flavour --------------------------------------------------------------------------------------------------

A, B = [("a", "Salt roads")], [("a", "Note")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(record([("245", "10", A)]), "marc21", id="245"),
        pytest.param(record([("200", "1 ", A)], UNIMARC), "unimarc", id="200"),
        pytest.param(record([("200", "1 ", A)]), "unimarc", id="200 under a MARC 21 leader"),
        pytest.param(record([("200", "1 ", A), ("245", "10", A)], UNIMARC), "marc21", id="both"),
        pytest.param(record([("300", "  ", B)], UNIMARC), "unimarc", id="neither, leader of UNIMARC"),
        pytest.param(record([("300", "  ", B)]), "marc21", id="neither, leader of MARC 21"),
        pytest.param(b"\xef\xbb\xbf\n" + record([("200", "1 ", A)], UNIMARC), "unimarc", id="BOM and line end first"),
        pytest.param(b"\xef\xbb\xbf\n" + record([("245", "10", A)]), "marc21", id="BOM before MARC 21"),
        pytest.param(b"00000" + ONE[5:], "marc21", id="length 0"),
    ],
)
def test_flavour(data: bytes, expected: str) -> None:
    assert recognise(data, "content/records/a") == expected


@pytest.mark.parametrize("format", ["marc21", "unimarc"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [(record([("245", "10", A)]), "marc21"), (record([("200", "1 ", A)], UNIMARC), "unimarc")],
)
def test_each_record_is_read_by_its_own_flavour(format: str, data: bytes, expected: str) -> None:
    made = parse(format, Chunk(data, 1))
    assert not isinstance(made, Rejection)
    assert (made.title, made.source.format) == ("Salt roads", expected)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\x00\x00"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadSource, match="empty"):
        recognise(data, "content/records/a.mrc")


@pytest.mark.parametrize("data", [b"hello", b"\x89PNG\r\n", b"00123nam but no marks", b"\x1e\x1f"])
def test_an_unknown_file_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(BadSource, match=r"no reader knows this format.*site\.toml") as caught:
        recognise(data, "content/records/a.bin")
    assert caught.value.file == "content/records/a.bin"


# --- what holds for every format ------------------------------------------------------------------------------


def test_an_id_from_the_bytes_where_the_record_has_none() -> None:
    data = marc("Salt roads")
    first, again = parse("marc21", Chunk(data, 1)), parse("marc21", Chunk(data, 99, "elsewhere"))
    assert not isinstance(first, Rejection)
    assert not isinstance(again, Rejection)
    assert first.id == again.id == identity(data)
    assert identity(data) != identity(ONE)


@pytest.mark.parametrize(("count", "kept"), [(MOST_SUBJECTS, MOST_SUBJECTS), (MOST_SUBJECTS + 1, MOST_SUBJECTS)])
def test_most_subjects(count: int, kept: int) -> None:
    data = marc("T", more=[("650", " 0", [("a", f"Topic {n}")]) for n in range(count)])
    made = parse("marc21", Chunk(data, 1))
    assert not isinstance(made, Rejection)
    assert len(made.subjects) == kept
    assert [w.field for w in made.warnings] == ["subjects"] * (count > kept)


def test_only_the_head_of_a_file_is_asked() -> None:
    assert recognise(ONE + b"\xff" * HEAD, "a") == "marc21"
