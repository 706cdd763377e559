"""ISBD punctuation at the ends of values, doubled marks, brackets (guide §6)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import punctuation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The salt roads /", "The salt roads"),
        ("The salt roads :", "The salt roads"),
        ("Port Amble ;", "Port Amble"),
        ("Lanternhouse,", "Lanternhouse"),
        ("Same title =", "Same title"),
        ("Doubled : /", "Doubled"),
        ("  spaces  ", "spaces"),
        ("King, Jr.", "King, Jr."),
        ("etc.", "etc."),
        ("3rd ed.", "3rd ed."),
        ("What?", "What?"),
        ("and / or", "and / or"),
        ("AT&amp;", "AT&amp;"),
        ("&lt;i&gt;", "&lt;i&gt;"),
        ("&lt;i&gt; :", "&lt;i&gt;"),
        ("&#233;", "&#233;"),
        ("salt & ferries;", "salt & ferries"),
        ("/", ""),
        ("", ""),
    ],
)
def test_strip_end(text: str, expected: str) -> None:
    assert punctuation.strip_end(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade routes.", "Trade routes"),
        ("Trade routes (Coastal areas).", "Trade routes (Coastal areas)"),
        ("Trade routes [maps].", "Trade routes [maps]"),
        ("Rivers, 1950.", "Rivers, 1950"),
        ("Henke, Marina E.", "Henke, Marina E."),
        ("King, Martin, Jr.", "King, Martin, Jr."),
        ("Ponti, Ugo, Sr.", "Ponti, Ugo, Sr."),
        ("Strips, etc.", "Strips, etc."),
        ("Heron Inc.", "Heron Inc."),
        ("Heron Ltd.", "Heron Ltd."),
        ("Heron & Co.", "Heron & Co."),
        ("Harbour Dept.", "Harbour Dept."),
        ("Quays, St.", "Quays, St."),
        ("3rd ed.", "3rd ed."),
        ("Ph.D.", "Ph.D."),
        ("Ponte S.p.A.", "Ponte S.p.A."),
        ("245 p.", "245 p."),
        ("24 cm.", "24 cm."),
        ("vol. 12.", "vol. 12."),
        ("And so on...", "And so on..."),
        ("Who? .", "Who? ."),
        ("Trade routes. ;", "Trade routes"),
        ("Lo.", "Lo."),
        ("Città.", "Città"),
        ("", ""),
    ],
)
def test_strip_heading(text: str, expected: str) -> None:
    assert punctuation.strip_heading(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title / / Author", "Title / Author"),
        ("Title : : other", "Title : other"),
        ("Place:,: Publisher,, 2019", "Place : Publisher, 2019"),
        ("Place : , : Publisher", "Place : Publisher"),
        ("one ; ; two", "one ; two"),
        ("one = = two", "one = two"),
        ("one / / / two", "one / two"),
        ("a,, b", "a, b"),
        ("a, , b", "a, b"),
        ("and/or", "and/or"),
        ("http://shelf.example", "http://shelf.example"),
        ("a : b / c", "a : b / c"),
        ("10:30 and 11:45", "10:30 and 11:45"),
        ("", ""),
    ],
)
def test_collapse(text: str, expected: str) -> None:
    assert punctuation.collapse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Port Amble]", "Port Amble"),
        ("[Port Amble", "Port Amble"),
        ("Port Amble]", "Port Amble"),
        ("Port [Amble]", "Port [Amble]"),
        ("[Port] Amble", "[Port] Amble"),
        ("[Port] [Amble]", "[Port] [Amble]"),
        (" [ Port ] ", "Port"),
        ("Port", "Port"),
        ("[]", ""),
        ("", ""),
    ],
)
def test_unbracket(text: str, expected: str) -> None:
    assert punctuation.unbracket(text) == expected


@given(st.text("ab. /:;,=[]&gt", max_size=24))
@settings(max_examples=100, deadline=None)
def test_stripping_twice_is_stripping_once(text: str) -> None:
    for strip in (punctuation.strip_end, punctuation.collapse):
        once = strip(text)
        assert strip(once) == once
    assert text.strip().startswith(punctuation.strip_end(text))


def test_abbreviations_are_written_as_the_rule_reads_them() -> None:
    assert all(word == word.lower() and not word.endswith(".") for word in punctuation.ABBREVIATIONS)
