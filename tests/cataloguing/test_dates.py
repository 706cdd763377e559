"""Dates as printed: every row of the guide's table (§10), and what a row must not be taken for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import dates

TABLE: list[tuple[str, int | None, int | None, int | None, set[str]]] = [
    # (text, year, end, copyright, flags)
    ("2019", 2019, None, None, set()),
    ("[2019]", 2019, None, None, {"supplied"}),
    ("[2019] ©2019", 2019, None, 2019, {"supplied"}),
    ("c1998", 1998, None, 1998, {"copyright"}),
    ("cop. 1998", 1998, None, 1998, {"copyright"}),
    ("©1998", 1998, None, 1998, {"copyright"}),
    ("© 1998", 1998, None, 1998, {"copyright"}),
    ("p1998", 1998, None, 1998, {"copyright"}),
    ("copyright 1998", 1998, None, 1998, {"copyright"}),
    ("2010, cop. 2008", 2010, None, 2008, set()),
    ("2010, c2008", 2010, None, 2008, set()),
    ("19--", 1900, 1999, None, {"approximate"}),
    ("[18--?]", 1800, 1899, None, {"approximate", "supplied"}),
    ("18uu", 1800, 1899, None, {"approximate"}),
    ("199-", 1990, 1999, None, {"approximate"}),
    ("199?", 1990, 1999, None, {"approximate"}),
    ("199u", 1990, 1999, None, {"approximate"}),
    ("[199-?]", 1990, 1999, None, {"approximate", "supplied"}),
    ("1998-2003", 1998, 2003, None, set()),
    ("1998–2003", 1998, 2003, None, set()),
    ("1998/2003", 1998, 2003, None, set()),
    ("[1998]-2003", 1998, 2003, None, {"supplied"}),
    ("1998/99", 1998, 1999, None, set()),
    ("1998-99", 1998, 1999, None, set()),
    ("1998-", 1998, None, None, {"open"}),
    ("[1998]-", 1998, None, None, {"open", "supplied"}),
    ("1998- ", 1998, None, None, {"open"}),
    ("ca. 1850", 1850, None, None, {"approximate"}),
    ("circa 1850", 1850, None, None, {"approximate"}),
    ("[1850?]", 1850, None, None, {"approximate", "supplied"}),
    ("[ca. 1850]", 1850, None, None, {"approximate", "supplied"}),
    ("1998 [i.e. 1999]", 1999, None, None, {"corrected"}),
    ("1998 [ma 1999]", 1999, None, None, {"corrected"}),
    ("1998 [recte 1999]", 1999, None, None, {"corrected"}),
    ("5779 [2019]", 2019, None, None, {"calendar", "supplied"}),
    ("Heisei 10 [1998]", 1998, None, None, {"calendar", "supplied"}),
    ("anno XVI", None, None, None, {"calendar"}),
    ("a. XVI", None, None, None, {"calendar"}),
    ("MCMXCVIII", 1998, None, None, {"roman"}),
    ("MDCCLXXXIX", 1789, None, None, {"roman"}),
    ("l998", 1998, None, None, {"repaired"}),
    ("[19]98", 1998, None, None, {"repaired", "supplied"}),
    ("1998!", 1998, None, None, {"repaired", "supplied"}),
    ("\\1998!", 1998, None, None, {"repaired", "supplied"}),
    ("DL 2010", 2010, None, None, {"deposit"}),
    ("D.L. 2010", 2010, None, None, {"deposit"}),
    ("stampa 1998", 1998, None, None, {"printing"}),
    ("impr. 2010", 2010, None, None, {"printing"}),
    ("s.d.", None, None, None, {"undated"}),
    ("n.d.", None, None, None, {"undated"}),
    ("[S.d.]", None, None, None, {"undated"}),
    ("senza data", None, None, None, {"undated"}),
    ("uuuu", None, None, None, {"undated"}),
    ("0000", None, None, None, {"undated"}),
    ("9999", None, None, None, {"undated"}),
    ("[date of publication not identified]", None, None, None, {"undated"}),
    ("[between 1900 and 1910]", 1900, 1910, None, {"approximate", "supplied"}),
    ("[between 1900? and 1910?]", 1900, 1910, None, {"approximate", "supplied"}),
    ("[tra il 1900 e il 1910]", 1900, 1910, None, {"approximate", "supplied"}),
    ("18th century", 1701, 1800, None, {"approximate"}),
    ("XVIII secolo", 1701, 1800, None, {"approximate"}),
    ("sec. XVI", 1501, 1600, None, {"approximate"}),
    ("16. Jahrhundert", 1501, 1600, None, {"approximate"}),
    ("c1998-2003", 1998, 2003, 1998, {"copyright"}),
    ("©1998-", 1998, None, 1998, {"copyright", "open"}),
    ("cop. 1998/99", 1998, 1999, 1998, {"copyright"}),
    ("1999, c1998-2003", 1999, None, 1998, set()),
    ("1998-2003, c1999", 1998, 2003, 1999, set()),
    # The rules below the table.
    ("2019-05-01", 2019, None, None, set()),
    ("2019-05", 2019, None, None, set()),
    ("2003-1998", 2003, None, None, set()),
    ("1998/97", 1998, None, None, set()),
    ("1234", 1234, None, None, {"suspect"}),
    ("2345", 2345, None, None, {"suspect"}),
    ("March 1998", 1998, None, None, set()),
    ("1998, ristampa 2003", 1998, None, None, {"printing"}),
    ("", None, None, None, set()),
    ("12345", None, None, None, set()),
    ("in preparation", None, None, None, set()),
]


@pytest.mark.parametrize(("text", "year", "end", "copyright", "flags"), TABLE, ids=[row[0] or "empty" for row in TABLE])
def test_read(text: str, year: int | None, end: int | None, copyright: int | None, flags: set[str]) -> None:
    found = dates.read(text)
    assert (found.year, found.end, found.copyright, set(found.flags)) == (year, end, copyright, flags)
    assert len(found.flags) == len(set(found.flags))
    assert found.raw == text.strip()


@pytest.mark.parametrize(
    ("text", "value"),
    [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("XC", 90), ("CD", 400), ("CM", 900), ("MMXXVI", 2026)],
)
def test_roman(text: str, value: int) -> None:
    assert dates.roman(text) == value


def test_two_readings_share_nothing() -> None:
    """The result may be changed by its owner: the memory behind it must not be."""
    one = dates.read("[2019]")
    one.flags.append("mine")
    assert dates.read("[2019]").flags == ["supplied"]


@given(st.text(alphabet="0123456789-–/[]?.,!\\© clpIVXMCuestamp", max_size=24))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_and_an_end_never_comes_before_its_year(text: str) -> None:
    found = dates.read(text)
    assert found.raw == text.strip()
    assert found.end is None or (found.year is not None and found.year <= found.end)
    assert found.year is None or 0 <= found.year <= 9999


@given(st.integers(1400, 2100))
@settings(max_examples=50, deadline=None)
def test_a_plain_year_is_that_year(year: int) -> None:
    found = dates.read(f"{year}.")
    assert (found.year, found.end, found.flags) == (year, None, [])
