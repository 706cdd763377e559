"""Languages: codes, MARC's obsolete ones, printed names, directions, countries (guide §14)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import languages

CODES = [
    # ISO 639-2/B, every one whose terminological code differs.
    ("fre", "fr"), ("ger", "de"), ("dut", "nl"), ("chi", "zh"), ("gre", "el"), ("cze", "cs"), ("rum", "ro"),
    ("slo", "sk"), ("per", "fa"), ("wel", "cy"), ("arm", "hy"), ("baq", "eu"), ("bur", "my"), ("geo", "ka"),
    ("ice", "is"), ("mac", "mk"), ("mao", "mi"), ("may", "ms"), ("tib", "bo"), ("alb", "sq"),
    # Others.
    ("eng", "en"), ("ita", "it"), ("ITA", "it"), (" spa ", "es"), ("en", "en"), ("grc", "grc"), ("lat", "la"),
    ("iw", "he"), ("sh", "sr"), ("mul", "mul"), ("smi", "smi"),
    # Nothing.
    ("und", ""), ("zxx", ""), ("|||", ""), ("###", ""), ("   ", ""), ("", ""), ("xqx", ""), ("xyzzy", ""), ("e", ""),
    ("12", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), CODES, ids=[repr(code) for code, _ in CODES])
def test_from_code(code: str, expected: str) -> None:
    assert languages.from_code(code) == expected


OBSOLETE = [
    ("esp", "eo"), ("fri", "fy"), ("gae", "gd"), ("gag", "gl"), ("gal", "om"), ("gua", "gn"), ("int", "ia"),
    ("iri", "ga"), ("cam", "km"), ("lan", "oc"), ("lap", "smi"), ("max", "gv"), ("mla", "mg"), ("sao", "sm"),
    ("sho", "sn"), ("snh", "si"), ("sso", "st"), ("swz", "ss"), ("tag", "tl"), ("taj", "tg"), ("tar", "tt"),
    ("tru", "chk"), ("tsw", "tn"), ("far", "fo"), ("eth", "gez"), ("scr", "hr"), ("scc", "sr"), ("mol", "ro"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), OBSOLETE)
def test_codes_that_marc_gave_up(code: str, expected: str) -> None:
    assert languages.from_code(code) in (expected, {"tl": "fil"}.get(expected))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Inglese", "en"), ("italiano", "it"), ("Francese", "fr"), ("TEDESCO", "de"), ("Spagnolo", "es"),
        ("Latino", "la"), ("Greco antico", "grc"), ("Greco", "el"), ("English", "en"), ("French", "fr"),
        ("Deutsch", "de"), ("français", "fr"), ("español", "es"), (" Inglese. ", "en"), ("Russo", "ru"),
        ("Arabo", "ar"), ("Cinese", "zh"), ("Giapponese", "ja"), ("Lunare", ""), ("", ""), (".", ""),
    ],
)  # fmt: skip
def test_from_name(name: str, expected: str) -> None:
    assert languages.from_name(name) == expected


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("en", "en", "English"),
        ("it", "en", "Italian"),
        ("it", "it", "Italiano"),
        ("en", "fr", "Anglais"),
        ("grc", "en", "Ancient Greek"),
        ("mul", "en", "Several languages"),
        ("qqz", "en", "qqz"),
        ("it", "xx-none", "Italian"),
        ("it", "", "Italian"),
        ("it", "en-GB", "Italian"),
    ],
)
def test_name(code: str, language: str, expected: str) -> None:
    assert languages.name(code, language) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("he", "rtl"),
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("yi", "rtl"),
        ("ar-Latn", "ltr"),
        ("ku-Arab", "rtl"),
        ("uz-Arab-AF", "rtl"),
        ("ku", "ltr"),
        ("en", "ltr"),
        ("ja", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(code: str, expected: str) -> None:
    assert languages.direction(code) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ITALIA", "it"),
        ("Italy", "it"),
        ("Germania", "de"),
        ("France", "fr"),
        ("España", "es"),
        ("Nowhere", ""),
        ("", ""),
    ],
)
def test_territory(name: str, expected: str) -> None:
    assert languages.territory(name) == expected


@given(st.text(max_size=12) | st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_code_that_gives_itself(text: str) -> None:
    code = languages.from_code(text)
    assert code == "" or languages.from_code(code) == code
    languages.from_name(text)
    languages.territory(text)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("ru", "Война и мир", "ru"),
        ("ru", "Voĭna i mir", "ru-Latn"),
        ("ru", "1984", "ru"),
        ("en", "The quiet ledger", "en"),
        ("it", "città", "it"),
        ("ja", "雪国", "ja"),
        ("ja", "ゆき", "ja"),
        ("ja", "Yukiguni", "ja-Latn"),
        ("zh", "紅樓夢", "zh"),
        ("zh", "Hong lou meng", "zh-Latn"),
        ("ko", "한글", "ko"),
        ("ar", "كتاب", "ar"),
        ("ar", "Kitāb", "ar-Latn"),
        ("he", "ספר", "he"),
        ("he", "Sefer", "he-Latn"),
        ("sr", "Na Drini ćuprija", "sr-Latn"),
        ("el", "Η θάλασσα", "el"),
        ("grc", "Ἰλιάς", "grc"),
        ("en", "Толстой", "en-Cyrl"),
        ("mul", "x", ""),
        ("", "x", ""),
        ("zh-Hant", "紅", "zh-Hant"),
        ("qqz", "x", "qqz"),
    ],
)
def test_a_tag_says_the_script_where_it_is_not_the_usual_one(code: str, text: str, expected: str) -> None:
    assert languages.tag(code, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "Latn"),
        ("12", ""),
        ("", ""),
        ("é", "Latn"),
        ("a б", "Cyrl"),
        ("漢字", "Hani"),
        ("雪の国", "Jpan"),
        ("ገ", "Ethi"),
    ],
)
def test_script(text: str, expected: str) -> None:
    assert languages.script(text) == expected


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("mul", "en", "Several languages"), ("und", "en", "Unknown language"), ("zxx", "en", "No linguistic content"),
        ("mul", "it", "Multilingua"),
    ],
)  # fmt: skip
def test_codes_that_are_no_language_have_words(code: str, language: str, expected: str) -> None:
    assert languages.name(code, language) == expected


@pytest.mark.parametrize("code", sorted({code for code, _ in CODES if languages.from_code(code)}))
@pytest.mark.parametrize("language", languages.INPUT_LANGUAGES)
def test_a_name_brings_its_code_back(code: str, language: str) -> None:
    made = languages.from_code(code)
    if made not in languages.COLLECTIVE:
        assert languages.from_name(languages.name(made, language)) == made
