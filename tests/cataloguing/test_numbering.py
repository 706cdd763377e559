"""Numbers before titles: in the book's own words, in digits, in Roman numbers; volumes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import numbering

ROWS: list[tuple[str, str, str, str]] = [
    # (text, number, title, style)
    ("1. Salt", "1", "Salt", "bare"), ("1) Salt", "1", "Salt", "bare"), ("1 – Salt", "1", "Salt", "bare"), ("12: Salt", "12", "Salt", "bare"),
    ("1.1. Salt", "1.1", "Salt", "bare"), ("1.2.3 Salt", "1.2.3", "Salt", "plain"), ("[2] Salt", "2", "Salt", "bare"), ("[2]. Salt", "2", "Salt", "bare"),
    ("[2]-[4] Salt", "2-4", "Salt", "bare"), ("12 Oars", "12", "Oars", "plain"), ("3 rivers", "", "3 rivers", ""), ("2nd ferry", "", "2nd ferry", ""),
    ("3. 1984 and after", "3", "1984 and after", "bare"), ("1984. Salt", "", "1984. Salt", ""),
    ("Ch. 3: Salt", "3", "Salt", "led"), ("Chapter Four. Salt", "Four", "Salt", "led"), ("Capitolo primo. Il sale", "primo", "Il sale", "led"),
    ("Kapitel 2 Salz", "2", "Salz", "led"), ("Part I: Salt", "Part I", "Salt", "led"), ("PART II Salt", "PART II", "Salt", "led"),
    ("Appendix A. Salt", "Appendix A", "Salt", "led"), ("Sect. 1. Salt", "Sect. 1", "Salt", "led"), ("Part I", "Part I", "", "led"),
    ("Part of the story", "", "Part of the story", ""), ("Book of hours", "", "Book of hours", ""), ("Act 1 of God", "", "Act 1 of God", ""),
    ("Part one of us", "", "Part one of us", ""), ("Chapters of salt", "", "Chapters of salt", ""),
    ("IV. Salt", "IV", "Salt", "roman"), ("[II] Salt", "II", "Salt", "roman"), ("C. Columbus", "", "C. Columbus", ""), ("IIII. Salt", "", "IIII. Salt", ""),
    ("mix. carts", "", "mix. carts", ""), ("I, Claudius", "", "I, Claudius", ""),
    ("v. 1. Salt", "v. 1", "Salt", "volume"), ("Vol. II. Salt", "Vol. II", "Salt", "volume"), ("v. 9-12. Salt", "v. 9-12", "Salt", "volume"),
    ("t. 1, pt. 2. Salt", "t. 1, pt. 2", "Salt", "volume"), ("[v. 6] Salt", "v. 6", "Salt", "volume"), ("Bd. 2. Salz", "Bd. 2", "Salz", "volume"),
    ("1. t. Salz", "1. t", "Salz", "volume"), ("2. hälfte. Salz", "2. hälfte", "Salz", "volume"), ("vyp. 1. 1755-1916", "vyp. 1", "1755-1916", "volume"),
    ("Bd. 1. [No title]", "Bd. 1", "[No title]", "volume"), ("v. [1] Salt", "v. 1", "Salt", "volume"), ("2d book. Salt", "", "2d book. Salt", ""),
    ("Tom Sawyer", "", "Tom Sawyer", ""), ("Band of brothers", "", "Band of brothers", ""), ("T. S. Eliot", "", "T. S. Eliot", ""),
    ("H. G. Wells", "", "H. G. Wells", ""), ("D. H. Lawrence", "", "D. H. Lawrence", ""), ("No one", "", "No one", ""), ("", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "title", "style"), ROWS, ids=[row[0] or "empty" for row in ROWS])
def test_read(text: str, number: str, title: str, style: str) -> None:
    assert numbering.read(text) == (number, title, style)


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["Part", "v.", "1", "I", ".", " ", "[", "]", "Salt"]), max_size=10).map("".join)
)
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    found = numbering.read(text)
    assert found.number or found.title == text
