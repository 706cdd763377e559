"""Slugs: rows 14, 25 and 27 of the reliability guide's table, and names that some system cannot store."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import slugs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Quiet Ledger", "the-quiet-ledger", id="words"),
        pytest.param("  -- L'orto: 2. ed. -- ", "l-orto-2-ed", id="punctuation"),
        pytest.param("Perché città", "perche-citta", id="marks"),
        pytest.param("Straße", "strasse", id="eszett"),
        pytest.param("Łódź", "lodz", id="stroke"),
        pytest.param("Москва", "moskva", id="Cyrillic"),
        pytest.param("../../etc/passwd", "etc-passwd", id="row39 path"),
        pytest.param("a\\b:c*d?e", "a-b-c-d-e", id="characters Windows forbids"),
        pytest.param("<script>alert(1)</script>", "script-alert-1-script", id="row1 markup"),
        pytest.param("a\u200bb", "ab", id="row27 zero width"),
        pytest.param("аpple", "apple", id="row27 Cyrillic а"),
        pytest.param("ﬁne", "fine", id="row27 ligature"),
        pytest.param("???", "", id="row29 punctuation only"),
        pytest.param("", "", id="empty"),
        pytest.param("con", "con-x", id="device con"),
        pytest.param("NUL", "nul-x", id="device NUL"),
        pytest.param("Aux.", "aux-x", id="device with a stop"),
        pytest.param("COM1", "com1-x", id="device COM1"),
        pytest.param("lpt9", "lpt9-x", id="device lpt9"),
        pytest.param("CONIN$", "conin-x", id="device CONIN$"),
        pytest.param("console", "console", id="not a device"),
        pytest.param("C++", "c", id="C++"),
        pytest.param("word " * 40, "-".join(["word"] * 16), id="cut at a word"),
        pytest.param("a" * 200_000, "a" * 80, id="row25 200 kB word"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slugs.slug(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("one two three", 13, "one-two-three"),
        ("one two three", 12, "one-two"),
        ("one two three", 7, "one-two"),
        ("one two three", 6, "one"),
        ("abcdefghij", 4, "abcd"),
        ("a bcdefghijklmnop", 9, "a-bcdefgh"),
    ],
)
def test_limit(text: str, limit: int, expected: str) -> None:
    assert slugs.slug(text, limit) == expected


def test_other_scripts_leave_ascii() -> None:
    for text in ("源氏物語", "كتاب", "Ελλάδα", "ספר"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slugs.slug(text))


@given(st.text(max_size=200), st.integers(10, 100))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_safe_name(text: str, limit: int) -> None:
    made = slugs.slug(text, limit)
    assert re.fullmatch(r"(?:[a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert len(made) <= limit + len("-x")
    assert made not in slugs.DEVICES
    assert slugs.slug(made, 200) == made


@pytest.mark.parametrize("identity", ["UNIXX1", "", "città", "\ud800", "a" * 1000])
def test_suffix_has_six_characters(identity: str) -> None:
    assert re.fullmatch(r"[0-9a-v]{6}", slugs.suffix(identity))


def test_suffix_stands_for_its_identity_for_ever() -> None:
    """Addresses on other people's pages hold these: they may never change."""
    assert slugs.suffix("UNIXX0000000000000001") == "fipe1q"
    assert len({slugs.suffix(f"id {n}") for n in range(2000)}) == 2000
