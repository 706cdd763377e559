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
