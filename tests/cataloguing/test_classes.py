"""Classification numbers: normal form, shelf order, nesting (guide §9).

The orders of call numbers are facts taken from public tests: SolrMarc's LCCallNumberUnitTests and DeweyCallNumberTests
(Naomi Dushay, Tod Olson) and Open Library's test_ddc.py and test_lcc.py; those of field 082 are OCLC's examples in
Bibliographic Formats and Standards, those of Wagner are from Information Technology and Libraries 38 (2019).
"""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import classes

DDC = [
    # OCLC, Bibliographic Formats and Standards, field 082
    ("370.19'342", "370.19342"),
    ("370.19/342", "370.19342"),
    ("j574", "574"),
    ("[E]", None),
    ("[Fic]", None),
    ("658.404 92", "658.404"),
    ("658.404 920", "658.404"),
    ("942.082 [B]", "942.082"),
    ("*657.6", "657.6"),
    ("*735.29 735.42", "735.42"),
    ("081s", "081"),
    ("081 s", "081"),
    ("(015.73)", "015.73"),
    ("015.73 s", "015.73"),
    ("(015.73) 015.791", "015.791"),
    ("-222.14", "222.14"),
    ("-222.14 (927.5)", "927.5"),
    ("[320.9777]", "320.9777"),
    ("[016.3584] 012", "016.3584"),
    ("081s [370.19'342]", "370.19342"),
    ("C364/.971", "364.971"),
    # as records have them
    ("123", "123"),
    ("1", "001"),
    ("hello world!", None),
    ("978123412341", None),
    ("338.9/009171/7 019", "338.90091717"),
    ("332.6 021", "332.6"),
    ("[E] 021", None),
    ("015", "015"),
    ("(015.73) 015.791 021", "015.791"),
    ("813. 54", "813.54"),
    ("813.′54", "813.54"),
    ("813’.54", "813.54"),
    ("813. 54 (ddc21)", "813.54"),
    ("823/.92 22", "823.92"),
    ("813.' 54", "813.54"),
    ("726. 6' 0945' 51 (ddc21)", "726.6"),
    ("813.\xa0/54", "813.54"),
    ("868 G216m", "868"),
    ("863.,64", "863.64"),
    ("616..8/3", "616.83"),
    ("813.54 P38 1995", "813.54"),
    ("21ddc", None),
    ("123; 216;", "123"),
    ("[Fic] 2 21", None),
    ("[Fic] 813", "813"),
    ("813/.52/.52", "813.52"),
    # ours
    ("355.031", "355.031"),
    ("355/.031", "355.031"),
    ("355'.031", "355.031"),
    ("355.031′09", "355.03109"),
    ("355.031/0973", "355.0310973"),
    ("813/.54", "813.54"),
    ("5", "005"),
    ("52", "052"),
    ("5.13", "005.13"),
    ("[332.6]", "332.6"),
    ("332.6 22", "332.6"),
    ("j595.78", "595.78"),
    ("J 595.78", "595.78"),
    ("920", "920"),
    ("813.54 FAL", "813.54"),
    ("813. 1995", "813"),
    ("332.6\xa0021", "332.6"),
    ("٣٠٠", None),
    (" 388.109 ", "388.109"),
    ("823.", "823"),
    ("MC1 259", None),
    ("T1 105", None),
    ("B", None),
    ("", None),
    ("12345", None),
    ("fiction", None),
]


@pytest.mark.parametrize(("raw", "number"), DDC)
def test_ddc(raw: str, number: str | None) -> None:
    found = classes.ddc(raw, "23")
    assert (found.number if found else None) == number
    if found:
        assert (found.scheme, found.edition, found.raw) == ("ddc", "23", raw)


LCC = [
    # Open Library
    ("pz73", "PZ73"),
    ("PZ", "PZ"),
    ("PZ123 [P]", "PZ123 [P]"),
    ("\\\\BP\\\\166.94\\\\.S277\\\\1999", "BP166.94 .S277 1999"),
    ("[LC6252.T4 T4 vol. 33, no. 10]", "LC6252 .T4 T4 vol. 33, no. 10"),
    ("SF427 . G74", "SF427 .G74"),
    ("6113 .136", None),
    ("9608 BOOK NOT YET IN LC", None),
    ("#M8184", None),
    ("MLCS 92/14990", None),
    ("PZ123.234.234", None),
    ("IN PROCESS", None),
    ("African Section Pamphlet Coll", None),
    ("Microfilm 99/20", None),
    ("Microfilm 61948 E", None),
    ("Microfiche 92/80965 (G)", None),
    ("MLCSN+", None),
    ("UNCLASSIFIED 809 (S)", None),
    ("CPB Box no. 1516 vol. 17", None),
    # Wagner 2019
    ("B1190 1951", "B1190 1951"),
    ("DT423.E26 9th.ed. 2012", "DT423 .E26 9th.ed. 2012"),
    ("E505.5 102nd.F57 1999", "E505.5 102nd.F57 1999"),
    ("HB3717 1929.E37 2015 ", "HB3717 1929.E37 2015"),
    ("KBD.G189s ", "KBD .G189s"),
    ("N8354.B67 2000x", "N8354 .B67 2000x"),
    ("PS634.B4 1958-63", "PS634 .B4 1958-63"),
    ("PS3557.A28R4 1955", "PS3557 .A28 R4 1955"),
    ("PZ8.3.G276Lo 1971 ", "PZ8.3 .G276Lo 1971"),
    ("PZ73.S758345255 2011", "PZ73 .S758345255 2011"),
    # ours
    ("JZ1318.H46 2019", "JZ1318 .H46 2019"),
    ("JZ1318 .H46 2019", "JZ1318 .H46 2019"),
    ("QA76.73.P98 F3 2017", "QA76.73 .P98 F3 2017"),
    ("HE 323 .S2", "HE323 .S2"),
    ("PS3606.A5", "PS3606 .A5"),
    ("Z699", "Z699"),
    ("ps3606.a5", "PS3606 .A5"),
    ("KFA", "KFA"),
    ("DVD", None),
    ("W 120", None),
    ("Sony PDX10", None),
    ("Shelf 3", None),
    ("355.031", None),
    ("", None),
]


@pytest.mark.parametrize(("raw", "number"), LCC)
def test_lcc(raw: str, number: str | None) -> None:
    found = classes.lcc(raw)
    assert (found.number if found else None) == number


SHELVES: dict[str, tuple[str, list[str]]] = {
    "LCC, diabolical": ("lcc", [
        "AB9 L3", "AB9.22 L3", "ABR92.L3", "B8.14 L3", "B9 20th L3", "B9 2000", "B9 2000 35TH", "B9 2000 L3", "B9 L3",
        "B9 SVAR .L3", "B9.2 2000 L3", "B9.2 L3", "B9.22 L3", "B82 2000 L3", "B82 L3", "B82.2 1990 L3", "B82.2 L3",
        "B820 2000 L3", "B820.2 2000 L3", "B820.2 L3", "B822 L3", "B8200 L3", "B8220 L3", "M5 K4", "M5 .L", "M5 L299",
        "M5 L3 1902", "M5 L3 1902 V.2", "M5 L3 1902 V2", "M5 .L3 1902 V2 TANEYTOWN", "M5 L3 1902V",
        "M5 .L3 2000 .K2 1880", "M5 .L3 K.2,13 2001", "M5 L3 K.3", "M5 L3 K.25", "M5 L3 K.240 1900",
        "M5 L3 K.240 1900Z", "M5 L3 K.240 1900Z M", "M5 L3 K.240D B", "M5.L3.K2", "M5 L3 .K240", "M5 L3 K240 1900",
        "M5 .L3 K240A", "M5 .L3 K240B M", "M5 L3 K240 DB", "M5 L3 V.188", "M5 L3 V188", "M5 L31", "M5 L31902", "M5 M2",
    ]),
    "LCC, maps": ("lcc", [
        "G3804.N4E73 1935 .N4", "G3804.N4E73 1935 .N41", "G3804.N4E73 1935 .N42", "G3804.N4E73 1990 .U5",
        "G3804.N4E74 1930z .G4", "G3804.N4G4 1995 .N4", "G3804.N4G4 1998 .N4", "G3804.N4G4 2009 .N493",
        "G3804.N4G44 1947 .N4", "G3804.N4G45 1928 .R4", "G3804.N4G45 1973 .T7", "G3804.N4G455 1969 .N40",
        "G3804.N4G475 1929 .N3", "G3804.N4G52 1930 .M3", "G3804.N4G52 1969 .N4", "G3804.N4G8 1963 .T7",
    ]),
    "LCC, dates in the class": ("lcc", [
        "HB3717 1873.S36 1972", "HB3717 1907.B78 2007", "HB3717 1919.S73 1995", "HB3717 1929.A3", "HB3717 1929.B365 2000",
        "HB3717 1929.B37 1987", "HB3717 1929.B673 1998", "HB3717 1929.C47",
    ]),
    "LCC, ordinals": ("lcc", [
        "D570.3 28TH.M3", "D570.3 28TH.P7", "D570.3 42D.C66 1994", "D570.3 90TH.S2413 2014", "D570.32 135TH.G5 1920",
        "D570.32 306TH.H5", "D570.33 369TH.L5", "D570.33 369TH.L7", "D570.33 369TH.N456 2009", "D570.33 369TH.S25 2014",
        "D570.33 369TH.S58 2005", "D570.34 5TH.W5", "D570.348 5TH.T4",
    ]),
    "LCC, numbers of musical works": ("lcc", [
        "M452.D98 B.17", "M452.D98 B.18", "M452.D98 B.37 1989", "M452.D98 B.45 1958B", "M452.D98 B.57 1956B",
        "M452.D98 B.75 1955", "M452.D98 B.92 1955B", "M452.D98 B.120 1951", "M452.D98 B.121, 1900", "M452.D98 B.121 1955",
        "M452.D98 B.179 1955", "M452.D98 B.192 1955B", "M452.D98 B.193 1955B",
    ]),
    "LCC, class 0": ("lcc", ["KQE10.A47 1966", "KQH0.S34", "KQH2506.H86 2009"]),
    "LCC, cutters": ("lcc", ["PN1993.5.F7A4672 1996", "PN1993.5.F7A46866 1999", "PN1993.5.F7A4762 2003"]),
    "LCC, words after cutters": ("lcc", [
        "BF 1999 1973", "BF1999 .A63880 1978", "BF1999 .B34", "BF1999 C78", "BF1999 Aarons",
    ]),
    "LCC, volumes": ("lcc", ["B23.L4", "B23.L4 v.1", "B23.L4 v.2", "B23.L4 v.10"]),
    "LCC, ours": ("lcc", [
        "A1", "AB1", "B9", "B10", "B100", "B1000", "BC1", "HE323 .S2", "HE323 .S25", "HE323 .S3", "HE323.5 .A1",
        "QA76 .C56", "QA76 .C6", "QA76 .C6 1999", "QA76 .C6 2010", "QA76 .C6 A2", "QA76.5 .A1", "QA76.73 .P98",
        "QA760 .A1", "Z699",
    ]),
    "local, four letters": ("other", [
        "XXKD671.G53", "XXKD671.G53 2012", "XXKDE671.G53", "XXKFA 30 1867 .A22", "XXKFA 207.A940",
    ]),
    "local, Harvard-Yenching": ("other", [
        "110 0603", "110 1104", "110 1121", "4725 6339", "4725 7233", "4725.2 1123", "4725.2 1232", "4725.2 1321",
        "4725.2 1321.1", "4725.2 1321.2", "4725.2 1321.3", "4725.2 7942", "4725.4 4131", "4725.4 4175", "4726 1913",
        "J3421 5161", "J3423 1423.1", "J4555 3843", "J4777.5 5349", "J4800.3 3204", "J5810.1 0066", "J5810.1 6506",
        "J5880 3065", "J5921.95 4342", "J5922 6050.5", "J5936.2 3333.3", "J5936.2 4231", "J9214 0447", "J9333 5765.2",
    ]),
    "DDC, SolrMarc": ("ddc", [
        "1 .I39", "1.23 .I39", "11 .I39", "11.34 .I39", "11.34567 .I39", "111 .I39", "111Q39", "111.12 .I39",
        "111.123 I39", "111.134Q39", "322.44 .F816 V.1 1974", "322.45 .R513 1957", "323 .A512RE NO.23-28",
        "323 .A778 ED.2", "323.09 .K43 V.1", "324.54 .I39 F", "324.548 .C425R", "324.6 .A75CUA",
    ]),
    "DDC, ours": ("ddc", [
        "004", "020.9", "355", "355.03", "355.031", "355.031 FAL", "355.031 H25", "355.031 H3", "355.031 H3 1999", "355.031 H3 v.2",
        "355.031 H3 v.10", "355.0311", "355.1", "388.109", "920",
    ]),
    "UDC": ("udc", [
        "31+33", "31/33", "31", "31:33", "31::33", "31[33]", "31=111", "31(05)", "31(45)", "31(450)", "31(=1)", '31"19"', '31"191"',
        "31*A", "31A", "31-055", "31-1", "31.01", "31'1", "311", "311.4", "32",
    ]),
}  # fmt: skip
"""Numbers in the order in which they stand."""


def _key(scheme: str, raw: str) -> str:
    found = getattr(classes, scheme)(raw)
    assert found is not None, raw
    return str(found.sort)


NEXT_TO = [(scheme, a, b) for scheme, shelf in SHELVES.values() for a, b in pairwise(shelf)]


@pytest.mark.parametrize(("scheme", "before", "after"), NEXT_TO)
def test_one_stands_before_the_next(scheme: str, before: str, after: str) -> None:
    assert _key(scheme, before) < _key(scheme, after)


@pytest.mark.parametrize(("scheme", "shelf"), SHELVES.values(), ids=list(SHELVES))
def test_shelf_order(scheme: str, shelf: list[str]) -> None:
    assert sorted(set(shelf), key=lambda raw: _key(scheme, raw)) == shelf


def test_dewey_files_whatever_stands_around_it() -> None:
    """Numbers with marks, editions and signs file where their digits file; a cutter goes after the bare number."""
    bare = {number for _, number in DDC if number}
    for raw, number in DDC:
        if number:
            key = _key("ddc", raw)
            assert key == number or key.startswith(number + " "), raw
            assert all((key > other) == (number >= other) for other in bare if other != number), raw


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("111 .I39", "111 I39"), ("111 I39", "111I39"), ("332.6 021", "332.6"), ("813. 54 (ddc21)", "813.54"),
        ("j574", "574"),
    ],
)  # fmt: skip
def test_dewey_numbers_that_file_together(one: str, same: str) -> None:
    assert _key("ddc", one) == _key("ddc", same)


@pytest.mark.parametrize(
    ("raw", "scheme", "expected"),
    [
        ("WG 120", "nlm", ("nlm", "WG 120", "nlm")),
        (" AB 12 ", "rvk", ("other", "AB 12", "rvk")),
        ("Sony PDX10", "", ("other", "Sony PDX10", "")),
        ("", "", None),
        ("  ", "nlm", None),
    ],
)
def test_other(raw: str, scheme: str, expected: tuple[str, str, str] | None) -> None:
    found = classes.other(raw, scheme)
    assert ((found.scheme, found.number, found.edition) if found else None) == expected


@pytest.mark.parametrize(
    ("scheme", "number", "expected"),
    [
        ("ddc", "355.031", ["355.03", "355", "350", "300"]),
        ("ddc", "327.1", ["327", "320", "300"]),
        ("ddc", "355", ["350", "300"]),
        ("ddc", "350", ["300"]),
        ("ddc", "300", []),
        ("lcc", "QA76.73 .P98 F3 2017", ["QA76.73", "QA76", "QA", "Q"]),
        ("lcc", "QA76.73", ["QA76", "QA", "Q"]),
        ("lcc", "QA76", ["QA", "Q"]),
        ("lcc", "HB3717 1929.B37 1987", ["HB3717", "HB", "H"]),
        ("lcc", "Z699", ["Z"]),
        ("lcc", "Z", []),
        ("udc", "31:33", ["31", "3"]),
        ("udc", '821.131.1-31"19"', ["821.131.1", "821.131", "821.13", "821.1", "821", "82", "8"]),
        ("udc", "(05)", []),
        ("udc", "٣٠٠", []),
        ("other", "AB 12", []),
    ],
)
def test_ancestors(scheme: str, number: str, expected: list[str]) -> None:
    assert list(classes.ancestors(scheme, number)) == expected


def test_a_number_without_end_is_in_a_few_classes() -> None:
    assert len(classes.ancestors("udc", "1" * 5000)) == 24
    long = [getattr(classes, scheme)("300." + "1" * 5000) for scheme in ("ddc", "udc", "other")]
    assert all(len(found.sort) < 700 for found in long)
    assert classes.lcc("QA76." + "1" * 5000) is None


def test_udc_marks_are_not_isbd() -> None:
    found = classes.udc(" 33=111 : 31/32 ")
    assert found is not None
    assert found.number == "33=111 : 31/32"
    assert classes.udc(" ") is None


@given(st.integers(0, 999), st.text("0123456789", max_size=6), st.integers(0, 999), st.text("0123456789", max_size=6))
@settings(max_examples=100, deadline=None)
def test_dewey_files_as_text(one: int, tail: str, other: int, end: str) -> None:
    first = classes.ddc(f"{one:03}.{tail}" if tail else f"{one:03}")
    second = classes.ddc(f"{other:03}.{end}" if end else f"{other:03}")
    assert first is not None
    assert second is not None
    assert (first.sort < second.sort) is ((f"{one:03}", tail) < (f"{other:03}", end))


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_number_or_none(text: str) -> None:
    for read in (classes.ddc, classes.lcc, classes.udc, classes.other):
        found = read(text)
        assert found is None or (found.number.strip() and found.raw == text)
        if found:
            assert number_above(found.scheme, found.number)


def number_above(scheme: str, number: str) -> bool:
    """Every class above a number has for its own classes above those that follow it."""
    above = classes.ancestors(scheme, number)
    return all(classes.ancestors(scheme, one) == above[n + 1 :] for n, one in enumerate(above))
