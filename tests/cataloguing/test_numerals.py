"""Roman numerals."""

import pytest

from shelflist.cataloguing import numerals


@pytest.mark.parametrize(
    ("letters", "value"),
    [
        ("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("XC", 90), ("CD", 400), ("CM", 900), ("MMXXVI", 2026),
        ("IIII", 4), ("", 0),
    ],
)  # fmt: skip
def test_value(letters: str, value: int) -> None:
    assert numerals.value(letters) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("XCIX", 99), ("CCCXC", 390), ("IIII", 0), ("VX", 0), ("IC", 0),
        ("D", 0), ("xiv", 0), ("", 0), ("ABC", 0),
    ],
)  # fmt: skip
def test_proper(text: str, value: int) -> None:
    assert numerals.proper(text) == value
