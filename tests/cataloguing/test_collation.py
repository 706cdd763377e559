"""Shelf order of texts and index letters (guide §13)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import collation

ORDERS = [
    pytest.param(["Ähre", "ålesund", "apple"], id="marks count after letters"),
    pytest.param(["nandu", "ñandu", "nano"], id="ñ beside n"),
    pytest.param(["2 rivers", "12 rivers", "100 rivers"], id="numbers by value"),
    pytest.param(["007 rivers", "8 rivers"], id="leading zeros"),
    pytest.param(["New London", "New York", "Newark"], id="nothing before something"),
    pytest.param(["a", "a b", "ab"], id="space before letters"),
    pytest.param(["1984", "apple"], id="digits before letters"),
    pytest.param(["cote", "coté", "cotes"], id="marks before more letters"),
    pytest.param(["apple", "Zebra", "яблоко", "漢字"], id="Latin, Cyrillic, Han"),
    pytest.param(["ferry boat", "ferry: boats", "ferry; cart"], id="punctuation is a space"),
    pytest.param(["LOrto", "L'orto di Ada"], id="apostrophe inside a word is nothing"),
    pytest.param(["vol 2 part 9", "vol 2 part 10", "vol 10 part 1"], id="two numbers"),
    pytest.param(["œdema", "oeuvre"], id="œ as oe"),
    pytest.param(["n", "ñ", "o"], id="ñ after n"),
    pytest.param(["æra", "aether", "afer"], id="æ as ae"),
    pytest.param(["strasse", "straße", "strassen"], id="ß as ss"),
    pytest.param(["ʿAbd", "Abel", "ʿAbla"], id="ayn does not file"),
    pytest.param(["иней", "ирис", "йод", "кит"], id="й after и, a letter of its own"),
    pytest.param(["ежа", "ёлка", "ель"], id="ё as е"),
    pytest.param(["άλφα", "Αλφαβήτα", "βήτα"], id="Greek accents count last"),
    pytest.param(["lodz", "Łódź", "Lom"], id="ł beside l"),
    pytest.param(["1984", "A", "Z", "α", "я", "א", "あ", "漢"], id="digits, Latin, Greek, Cyrillic, Hebrew, kana, Han"),
]


@pytest.mark.parametrize("shelf", ORDERS)
def test_order(shelf: list[str]) -> None:
    backwards = shelf[::-1]
    assert sorted(backwards, key=collation.key) == shelf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'orto: 2. ed.", "Lorto 00000002 ed"),
        ("O’Hara", "OHara"),
        ("one_two", "one two"),
        ("  a -- b  ", "a b"),
        ("007", "00000007"),
        ("000", "00000000"),
        ("9" * 30, "9" * 24),
        ("???", ""),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert collation.words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("apple", "A"), ("Ähre", "A"), ("Œuvre", "O"), ("Łódź", "L"), ("Ørsted", "O"), ("1984", "0–9"), ("'tis", "T"),
        ("«Zeta»", "Z"), ("яблоко", "Я"), ("Ελλάδα", "Ε"), ("漢字", "漢"), ("ひらがな", "かな"), ("カタカナ", "かな"),
        ("한글", "한"), ("٣", "0–9"), ("???", "#"), ("", "#"), ("— 7 —", "0–9"), ("Þing", "T"), ("ßig", "S"),
        ("Ñandú", "N"), ("Çelik", "C"), ("Æther", "A"), ("Đakovo", "D"), ("İzmir", "I"), ("ıstanbul", "I"), ("ʿAbd", "A"),
        ("ʾIbn", "I"), ("ʻOkina", "O"), ("Йод", "Й"), ("Ёлка", "Е"), ("Їжак", "І"), ("Ђорђе", "Ђ"), ("Άλφα", "Α"), ("Ὅμηρος", "Ο"),
        ("אבג", "א"), ("عرب", "ع"), ("देव", "द"), ("ก", "ก"), ("½ hour", "0–9"), ("① one", "0–9"), ("ﬁsh", "F"), ("𝔘nicode", "U"),
    ],
)  # fmt: skip
def test_letter(text: str, expected: str) -> None:
    assert collation.letter(text) == expected


@pytest.mark.parametrize("char", sorted(collation.PRIMARIES))
def test_table_is_pyucas(char: str) -> None:
    assert collation.PRIMARIES[char] == collation.primary(char)
    assert collation.PRIMARIES[char] == collation.primary(char.upper())


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_equal_keys_only_for_equal_words(one: str, other: str) -> None:
    assert (collation.key(one) == collation.key(other)) is (collation.words(one) == collation.words(other))


@given(st.text("abzAZ0129 'éñ-", max_size=20))
@settings(max_examples=100, deadline=None)
def test_case_does_not_move_a_text_past_another_word(text: str) -> None:
    assert collation.key(text) < collation.key(text.upper() + "a")
    assert collation.letter(text) == collation.letter(text.upper())


@given(st.text("abzéñ öλя漢", max_size=20))
@settings(max_examples=50, deadline=None)
def test_composed_and_decomposed_file_together(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert sorted([composed + " z", apart, composed + " a"], key=collation.key)[0] == apart
