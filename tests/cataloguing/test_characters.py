"""Characters that may stand in a book: rows 16 to 30 of the reliability guide's table, and non-sorting marks."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import characters

CONTROL = "control characters"
BIDI = "marks that turn the direction of text"
NO_TEXT = "characters that are no text"
MARKS = "too many marks on one letter"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        pytest.param("plain", "plain", "", id="plain"),
        pytest.param("", "", "", id="empty"),
        pytest.param("a\x00b", "ab", CONTROL, id="row16 NUL"),
        pytest.param("a\x07b\x7fc", "abc", CONTROL, id="row17 C0 and DEL"),
        pytest.param("a\x1b[2Jb", "a[2Jb", CONTROL, id="row17 ESC [2J"),
        pytest.param("a\x80b\x9fc", "abc", CONTROL, id="row17 C1"),
        pytest.param("a\x85b", "a b", "", id="row17 NEL is a line end"),
        pytest.param("a\tb\nc\rd\x0be\x0cf", "a b c d e f", "", id="row15 line ends fold"),
        pytest.param("a\u202eb\u202ac", "abc", BIDI, id="row18 embeddings and overrides"),
        pytest.param("a\u2066b\u2069c", "abc", BIDI, id="row18 isolates"),
        pytest.param("a\u200fb\u200ec", "a\u200fb\u200ec", "", id="row18 RLM and LRM stay"),
        pytest.param("a\ud800b", "a\ufffdb", NO_TEXT, id="row19 lone surrogate"),
        pytest.param("a\ufffeb\uffffc", "a\ufffdb\ufffdc", NO_TEXT, id="row20 non-characters"),
        pytest.param("a\ufdd0b", "a\ufffdb", NO_TEXT, id="row20 FDD0"),
        pytest.param("a\U0010ffffb", "a\ufffdb", NO_TEXT, id="row20 the last plane"),
        pytest.param("citta\u0300", "città", "", id="row21 NFD"),
        pytest.param("\u1100\u1161", "가", "", id="row21 Hangul"),
        pytest.param("\u212b", "Å", "", id="row21 Ångström sign"),
        pytest.param("q" + "\u0301" * 8, "q" + "\u0301" * 8, "", id="row23 eight marks stay"),
        pytest.param("q" + "\u0301" * 9, "q" + "\u0301" * 8, MARKS, id="row23 nine do not"),
        pytest.param("q" + "\u0301" * 100_000, "q" + "\u0301" * 8, "longer than 64 KiB, " + MARKS, id="row23 100k"),
        pytest.param("&lt;script&gt;", "&lt;script&gt;", "", id="row26 entities are text"),
        pytest.param("a\u200bb\u2060c", "abc", CONTROL, id="row27 zero width"),
        pytest.param("a\u200cb\u200dc", "a\u200cb\u200dc", "", id="row27 joiners are spelling"),
        pytest.param(" \t\u00a0\u3000 ", "", "", id="row28 spaces only"),
        pytest.param("?!…", "?!…", "", id="row29 punctuation only"),
        pytest.param("a\u00a0b\u3000c\ufeffd", "a b c d", "", id="row30 spaces and BOM"),
        pytest.param("  a   b  ", "a b", "", id="row30 runs of spaces"),
        pytest.param("\u00e0\x00\u202e", "à", f"{BIDI}, {CONTROL}", id="two reasons"),
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", "", id="row1 markup is text"),
    ],
)
def test_clean(text: str, expected: str, reason: str) -> None:
    assert characters.clean(text) == (expected, reason)


@pytest.mark.parametrize(
    ("text", "limit", "length"),
    [
        pytest.param("a" * 5_000_000, characters.LIMIT, 65_536, id="row22 5 MB"),
        pytest.param("a" * 65_536, characters.LIMIT, 65_536, id="row22 exactly the limit"),
        pytest.param("abcd " * 40_000, characters.LIMIT, 65_534, id="row22 cut at a word"),
        pytest.param("à" * 200_000, characters.LIMIT, 65_536, id="row25 a word of 200,000"),
        pytest.param("a" * 300_000, 262_144, 262_144, id="row22 abstract"),
    ],
)
def test_length(text: str, limit: int, length: int) -> None:
    found, reason = characters.clean(text, limit)
    assert len(found) == length
    assert reason == (f"longer than {limit // 1024} KiB" if len(text) > limit else "")
    assert text.startswith(found)


@given(st.text(max_size=60) | st.text("a \u0301\u202e\x00\ud800\uffff\u00a0\ufeff", max_size=30))
@settings(max_examples=100, deadline=None)
def test_cleaned_text_is_clean(text: str) -> None:
    found, _ = characters.clean(text)
    assert unicodedata.is_normalized("NFC", found)
    assert found == " ".join(found.split())
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in found)
    found.encode()
    assert characters.clean(found) == (found, "")


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("\x98The \x9cferry", "The ferry", 4),
        ("\x98The\x9c ferry", "The ferry", 4),
        ("\x88La \x89torre", "La torre", 3),
        ("\x1bHL'\x1bIorto", "L'orto", 2),
        ("<<Der >>Turm", "Der Turm", 4),
        ("<<Der>> Turm", "Der Turm", 4),
        ("¬Der ¬Turm", "Der Turm", 4),
        ("L'*orto", "L'orto", 2),
        ("Il *mulino", "Il mulino", 3),
        ("*Mulini", "Mulini", 0),
        ("Storia di \x98la \x9ctorre", "Storia di la torre", 0),
        ("\x98The ferry", "The ferry", 0),
        ("a << b", "a << b", 0),
        ("5 ¬ 3", "5 ¬ 3", 0),
        ("due * tre", "due * tre", 0),
        ("plain", "plain", 0),
        ("", "", 0),
    ],
)
def test_nonsorting(text: str, expected: str, count: int) -> None:
    assert characters.nonsorting(text) == (expected, count)
