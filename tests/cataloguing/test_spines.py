"""Spines: how thick, how high, which colour, what fits on the back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import spines


@pytest.mark.parametrize(
    ("pages", "pixels"),
    [(0, 27), (1, 26), (100, 26), (240, 27), (320, 34), (400, 41), (600, 58), (900, 83), (1000, 84), (49_999, 84)],
)
def test_thickness(pages: int, pixels: int) -> None:
    assert spines.thickness(pages) == pixels


@pytest.mark.parametrize(
    ("mm", "pixels"), [(0, 230), (20, 130), (150, 150), (230, 230), (240, 240), (300, 300), (900, 320)]
)
def test_height(mm: int, pixels: int) -> None:
    assert spines.height(mm) == pixels


def test_more_pages_are_never_thinner_and_every_spine_is_a_target() -> None:
    widths = [spines.thickness(pages) for pages in range(1, 3000)]
    assert widths == sorted(widths)
    assert min(widths) >= 24
    assert spines.LOWEST >= 24


@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_white_text_stands_out_on_every_cloth(hue: int) -> None:
    assert min(spines.contrast(hue, light) for light in range(24, 29)) >= 5


NUMBERS = [
    *[("ddc", f"{n:03}") for n in range(1000)],
    *[("udc", str(n)) for n in range(100)],
    *[("lcc", a + b) for a in "ABCDEFGHJKLMNPQRSTUVZ" for b in ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")],
    ("other", "Sony PDX10"), ("", ""), ("udc", "(05)"), ("lcc", "È"), ("ddc", "٣٠٠"),
]  # fmt: skip


def test_every_class_has_a_cloth_on_which_text_stands_out() -> None:
    for scheme, number in NUMBERS:
        hue, light = spines.colour(scheme, number)
        assert 0 <= hue < 360
        assert 24 <= light <= 28, (scheme, number)


def test_main_classes_differ_and_numbers_of_a_class_share_its_cloth() -> None:
    assert len({spines.colour("ddc", f"{n}00") for n in range(10)}) == 10
    assert len({spines.colour("lcc", letter)[0] for letter in "ABCDEFGHJKLMNPQRSTUVZ"}) == 21
    assert spines.colour("ddc", "327.1") == spines.colour("ddc", "325")


@pytest.mark.parametrize(
    ("text", "room", "fits"),
    [
        ("Allies that count", 400, "Allies that count"),
        ("Allies that count", 80, "Allies that…"),
        ("Incomprehensibilities", 60, "Incomp…"),
        ("A long title, with a comma", 80, "A long title…"),
        ("Anything", 3, ""),
        ("", 100, ""),
        ("山の向こうの町", 40, "山の…"),
    ],
)
def test_fit(text: str, room: float, fits: str) -> None:
    assert spines.fit(text, room, spines.TEXT) == fits


@given(st.text(max_size=80), st.integers(0, 300))
@settings(max_examples=100, deadline=None)
def test_what_is_cut_fits(text: str, room: int) -> None:
    found = spines.fit(text, room, spines.TEXT)
    assert spines.length(found, spines.TEXT) <= room or not found


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.integers(0, 3000), st.integers(0, 2000))
@settings(max_examples=100, deadline=None)
def test_texts_of_a_spine_do_not_meet(title: str, author: str, number: str, pages: int, mm: int) -> None:
    made = spines.spine(title, author, "ddc", number, (pages, mm))
    used = spines.length(made.title, spines.TEXT) + spines.length(made.number, spines.NUMBER)
    assert used <= made.height - 2 * spines.EDGE
    assert spines.length(made.second, spines.TEXT) + spines.length(made.number, spines.NUMBER) <= made.height - 16


def test_a_spine() -> None:
    made = spines.spine("Allies that count", "Henke", "ddc", "355.031", (264, 240))
    assert made == spines.Spine(29, 240, 328, 24, "Allies that count", "", "355.031")
    assert spines.spine("War", "Henke", "ddc", "355", (900, 240)).second == "Henke"
    two = spines.spine("Searching for peace in the north of Africa today", "Henke", "ddc", "355", (900, 240))
    assert (two.title, two.second) == ("Searching for peace in the north", "of Africa today")
