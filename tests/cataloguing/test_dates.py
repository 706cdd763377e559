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
    # Printed forms of library records that the rows stand for.
    ("[19..]", 1900, 1999, None, {"approximate", "supplied"}),
    ("184.]", 1840, 1849, None, {"approximate", "supplied"}),
    ("[192.?]", 1920, 1929, None, {"approximate", "supplied"}),
    ("1950s", 1950, 1959, None, {"approximate"}),
    ("1800s", 1800, 1899, None, {"approximate"}),
    ("[13--?]", 1300, 1399, None, {"approximate", "supplied"}),
    ("<198-?-199-?>", 1980, 1999, None, {"approximate"}),
    ("1899]", 1899, None, None, {"supplied"}),
    ("c1999-c2000", 1999, 2000, 1999, {"copyright"}),
    ("1998-c2003", 1998, 2003, None, set()),
    ("2000-<2005>", 2000, 2005, None, {"open"}),
    ("c2000-<c2005>", 2000, 2005, 2000, {"copyright", "open"}),
    ("1999 - <2004 >", 1999, 2004, None, {"open"}),
    ("1969?-1982?", 1969, 1982, None, {"approximate"}),
    ("1965?-", 1965, None, None, {"approximate", "open"}),
    ("1869]-73.", 1869, 1873, None, {"supplied"}),
    ("1992 [i.e. 1993]-1998", 1993, 1998, None, {"corrected"}),
    ("1999/2000 [i.e. 1999]", 1999, None, None, {"corrected"}),
    ("c1999 [i.e. 2000]", 2000, None, 1999, {"corrected"}),
    ("[1957 i.e. 1958]", 1958, None, None, {"corrected"}),
    ("5759 [1998 or 1999]", 1998, 1999, None, {"approximate", "calendar", "supplied"}),
    ("5759- [1999-", 1999, None, None, {"calendar", "supplied", "open"}),
    ("Shōwa 46-57 [1971-1982]", 1971, 1982, None, {"calendar", "supplied"}),
    ("Heisei 10 i.e. 1998]", 1998, None, None, {"calendar", "supplied"}),
    ("752-<[768]> [1992-<2007 or 2008>]", 1992, 2007, None, {"calendar", "supplied", "open"}),
    ("<c760- [c1999 or c2000- >", 1999, 2000, 2000, {"approximate", "calendar", "supplied"}),
    ("c2541 [1998]", 1998, None, None, {"calendar", "supplied"}),
    ("[13]78 [1999 or 2000]", 1999, 2000, None, {"approximate", "calendar", "supplied", "repaired"}),
    ("1998 or 1999", 1998, 1999, None, {"approximate"}),
    ("not before 1683", 1683, None, None, {"approximate"}),
    ("[dopo il 1880]", 1880, None, None, {"approximate", "supplied"}),
    ("1902 [c1901]", 1902, None, 1901, set()),
    ("M. DCC. LXXXIX.", 1789, None, None, {"roman"}),
    ("MDCCLXXXIX [1789]", 1789, None, None, {"supplied"}),
    ("1938-XVI", 1938, None, None, set()),
    ("1938 (a. XVI)", 1938, None, None, set()),
    ("XVI E.F.", None, None, None, {"calendar"}),
    ("an VIII", None, None, None, {"calendar"}),
    ("s.a.", None, None, None, {"undated"}),
    ("[s. f.]", None, None, None, {"undated"}),
    ("o.J.", None, None, None, {"undated"}),
    ("????", None, None, None, {"undated"}),
    ("-720", None, None, None, {"suspect"}),
    ("850 B.C.", None, None, None, {"suspect"}),
    # A year of birth is no year of publication.
    ("born 1870", None, None, None, set()),
    ("nata nel 1870, stampa 1901", 1901, None, None, {"printing"}),
    # The rules below the table.
    ("2019-05-01/2020-06-30", 2019, 2020, None, set()),
    ("2020-05-01/2019-06-30", 2020, None, None, set()),
    ("20190501", 2019, None, None, set()),
    ("20191301", None, None, None, set()),
    ("2019-05-01T10:00:00Z", 2019, None, None, set()),
    ("17-08-1998", 1998, None, None, set()),
    ("1399", 1399, None, None, {"suspect"}),
    ("1400", 1400, None, None, set()),
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
    ("text", "note"),
    [
        ("anno XVI", "October 1937 – October 1938"),
        ("1938 (a. XVI)", "October 1937 – October 1938"),
        ("XVI E.F.", "October 1937 – October 1938"),
        ("anno I", "October 1922 – October 1923"),
        ("anno XL", ""),
        ("an VIII", ""),
        ("1938", ""),
        ("", ""),
    ],
)
def test_a_year_of_the_fascist_era_is_a_note_only(text: str, note: str) -> None:
    assert dates.era(text) == note


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
