"""ISBN: found, checked, turned and hyphenated (guide §8)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import isbn

READ: list[tuple[str, list[tuple[str, str]]]] = [
    # (text, [(ISBN-13, hyphenated)])
    ("9788899991012", [("9788899991012", "978-88-99991-01-2")]),
    ("978-88-99991-01-2", [("9788899991012", "978-88-99991-01-2")]),
    ("978 88 99991 01 2", [("9788899991012", "978-88-99991-01-2")]),
    ("978‑88‑99991‑01‑2", [("9788899991012", "978-88-99991-01-2")]),
    ("978–88–99991–01–2", [("9788899991012", "978-88-99991-01-2")]),
    ("ISBN 88-99991-01-4", [("9788899991012", "978-88-99991-01-2")]),
    ("ISBN-13: 978-88-99991-01-2", [("9788899991012", "978-88-99991-01-2")]),
    ("1-5017-3970-0", [("9781501739705", "978-1-5017-3970-5")]),
    ("0-8044-2957-X", [("9780804429573", "978-0-8044-2957-3")]),
    ("080442957x", [("9780804429573", "978-0-8044-2957-3")]),
    ("9788899991012 (pbk.)", [("9788899991012", "978-88-99991-01-2")]),
    ("9788899991012 : EUR 20.00", [("9788899991012", "978-88-99991-01-2")]),
    (
        "9788899991012 ; 9788899991029",
        [("9788899991012", "978-88-99991-01-2"), ("9788899991029", "978-88-99991-02-9")],
    ),
    ("9788899991012 88-99991-02-2", [("9788899991012", "978-88-99991-01-2"), ("9788899991029", "978-88-99991-02-9")]),
    ("85131-041-9", [("9780851310411", "978-0-85131-041-1")]),
    ("80442957X", [("9780804429573", "978-0-8044-2957-3")]),
    ("9788899991013", [("", "")]),
    ("88-99991-01-5", [("", "")]),
    ("9771234567898", [("", "")]),
    ("9790060115615", [("", "")]),
    ("979-0-0601-1561-5", [("", "")]),
    ("9791220009010", [("9791220009010", "979-12-200-0901-0")]),
    ("9798100000013", [("9798100000013", "9798100000013")]),
    ("not a number", [("", "")]),
    ("123", [("", "")]),
    ("", []),
    ("  ", []),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text or "empty" for text, _ in READ])
def test_read(text: str, expected: list[tuple[str, str]]) -> None:
    found = isbn.read(text)
    assert [(one.isbn13, one.hyphenated) for one in found] == expected


RAW: list[tuple[str, str, str, str]] = [
    # (text, raw, ISBN-10, qualifier)
    ("9788899991012 (pbk.)", "9788899991012", "8899991014", "pbk."),
    ("88-99991-01-4 (vol. 1)", "88-99991-01-4", "8899991014", "vol. 1"),
    ("9791220009010", "9791220009010", "", ""),
    ("978-88-99991-01-3", "978-88-99991-01-3", "", ""),
    ("ask the bindery", "ask the bindery", "", ""),
]


@pytest.mark.parametrize(("text", "raw", "isbn10", "qualifier"), RAW)
def test_what_was_printed_is_kept(text: str, raw: str, isbn10: str, qualifier: str) -> None:
    (found,) = isbn.read(text)
    assert (found.raw, found.isbn10, found.qualifier) == (raw, isbn10, qualifier)


@pytest.mark.parametrize(
    ("text", "cancelled", "valid"),
    [("9788899991012", False, True), ("9788899991012", True, False), ("9788899991013", False, False)],
)
def test_only_a_right_and_standing_number_is_a_key(text: str, cancelled: bool, valid: bool) -> None:
    (found,) = isbn.read(text, cancelled)
    assert found.valid() is valid
    assert found.cancelled is cancelled


NINE = st.lists(st.sampled_from("0123456789"), min_size=9, max_size=9).map("".join)


@given(NINE)
@settings(max_examples=100, deadline=None)
def test_both_lengths_stand_for_one_another(body: str) -> None:
    isbn13 = isbn.to_13(body + "0")
    isbn10 = isbn.to_10(isbn13)
    assert isbn10[:9] == body
    assert isbn.normal(isbn13) == (isbn13, isbn10)
    assert isbn.normal(isbn10) == (isbn13, isbn10)
    assert isbn.hyphenated(isbn13).replace("-", "") == isbn13
    assert isbn.hyphenated(isbn13).count("-") in (0, 4)


@given(NINE, st.integers(0, 12), st.sampled_from("0123456789"))
@settings(max_examples=100, deadline=None)
def test_one_wrong_digit_is_found(body: str, place: int, digit: str) -> None:
    isbn13 = isbn.to_13(body + "0")
    wrong = isbn13[:place] + digit + isbn13[place + 1 :]
    assert (isbn.normal(wrong)[0] == wrong) is (wrong == isbn13)


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_kept(text: str) -> None:
    found = isbn.read(text)
    assert bool(found) is bool(text.strip())
    assert all(one.raw for one in found)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["978", "979"]), st.text("0123456789", min_size=10, max_size=10))
def test_parts_are_those_of_the_library(prefix: str, rest: str) -> None:
    from stdnum import isbn as rules

    parts = rules.split(prefix + rest)
    assert isbn.hyphenated(prefix + rest) == ("-".join(parts) if all(parts) else prefix + rest)
