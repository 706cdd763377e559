"""The publication area (ISBD 4, guide §6.4 and §7.6)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import imprints


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Port Amble : Heron, 2019", [(["Port Amble"], ["Heron"], "2019", "publication")]),
        (
            "Ithaca, NY:,: Heron Press,, [2019] ©2019",
            [(["Ithaca, NY"], ["Heron Press"], "[2019] ©2019", "publication")],
        ),
        ("[Port Amble] : [Heron], [2019]", [(["Port Amble"], ["Heron"], "[2019]", "publication")]),
        ("Port Amble: Heron, 2019", [(["Port Amble"], ["Heron"], "2019", "publication")]),
        ("[S.l.] : [s.n.], [18--?]", [([], [], "[18--?]", "publication")]),
        ("[s.l. : s.n.], 1900", [([], [], "1900", "publication")]),
        (
            "[Place of publication not identified] : [publisher not identified], 2001",
            [([], [], "2001", "publication")],
        ),
        ("Port Amble : Heron, Smith & Co., 2019", [(["Port Amble"], ["Heron, Smith & Co."], "2019", "publication")]),
        ("Port Amble ; Mistport : Heron, 2019", [(["Port Amble", "Mistport"], ["Heron"], "2019", "publication")]),
        ("Port Amble : Heron : Lantern, 2019", [(["Port Amble"], ["Heron", "Lantern"], "2019", "publication")]),
        (
            "Port Amble : Heron ; Mistport : Lantern, 2019",
            [(["Port Amble"], ["Heron"], "", "publication"), (["Mistport"], ["Lantern"], "2019", "publication")],
        ),
        ("Port Amble : Heron, stampa 1987", [(["Port Amble"], ["Heron"], "stampa 1987", "publication")]),
        ("Port Amble : Heron, 2010, cop. 2008", [(["Port Amble"], ["Heron"], "2010, cop. 2008", "publication")]),
        ("Port Amble : Heron, 1998-2003", [(["Port Amble"], ["Heron"], "1998-2003", "publication")]),
        ("Port Amble : Heron, s.d.", [(["Port Amble"], ["Heron"], "s.d.", "publication")]),
        ("Port Amble : Heron, MCMXCVIII", [(["Port Amble"], ["Heron"], "MCMXCVIII", "publication")]),
        (
            "Port Amble : Heron, 1998 (Mistport : Lantern)",
            [(["Port Amble"], ["Heron"], "1998", "publication"), (["Mistport"], ["Lantern"], "", "manufacture")],
        ),
        (
            "Port Amble : Heron (Mistport : Lantern), 1998",
            [(["Port Amble"], ["Heron"], "1998", "publication"), (["Mistport"], ["Lantern"], "", "manufacture")],
        ),
        ("Port Amble : Heron", [(["Port Amble"], ["Heron"], "", "publication")]),
        ("Port Amble", [(["Port Amble"], [], "", "publication")]),
        ("2019", [([], [], "2019", "publication")]),
        ("", []),
        ("  ", []),
    ],
)
def test_read(text: str, expected: list[tuple[list[str], list[str], str, str]]) -> None:
    found = imprints.read(text)
    assert [(one.places, one.publishers, one.date, one.function) for one in found] == expected
    assert all(one.raw == text for one in found)


@pytest.mark.parametrize(
    ("text", "area", "date"),
    [
        ("Port Amble : Heron, 2019", "Port Amble : Heron", "2019"),
        ("Ithaca, NY : Heron, [2019]", "Ithaca, NY : Heron", "[2019]"),
        ("Heron, 2010, c2008", "Heron", "2010, c2008"),
        ("Heron, [between 1900 and 1910]", "Heron", "[between 1900 and 1910]"),
        ("Heron, ca. 1850", "Heron", "ca. 1850"),
        ("Heron, n.d.", "Heron", "n.d."),
        ("Heron, 18th century", "Heron", "18th century"),
        ("Heron, Lantern", "Heron, Lantern", ""),
        ("Studio 54, Lantern", "Studio 54, Lantern", ""),
        ("1998", "", "1998"),
        ("", "", ""),
    ],
)
def test_split_date(text: str, area: str, date: str) -> None:
    assert imprints.split_date(text) == (area, date)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S.l.]", True), ("S.l.", True), ("s. l.", True), ("[s.n.]", True), ("s. n.", True), ("[n.p.]", True),
        ("sine nomine", True), ("luogo di pubblicazione non identificato", True), ("editore non indicato", True),
        ("[place of publication not identified]", True), ("publisher not identified", True), ("Slough", False),
        ("S.L. Heron", False), ("Heron", False), ("", False),
    ],
)  # fmt: skip
def test_unknown(text: str, expected: bool) -> None:
    assert imprints.unknown(text) is expected


@given(st.text("Abc :;,[]()1290©", max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_text_is_an_area(text: str) -> None:
    found = imprints.read(text)
    assert bool(found) is bool(text.strip())
    assert all(place.strip() for one in found for place in one.places if one.function == "publication")
