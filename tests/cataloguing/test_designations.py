"""Designations of volumes as printed: the order in which they file, and the whole numbers that they cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist.cataloguing import designations

TABLE: list[tuple[str, tuple[int, ...]]] = [
    # One number, whatever the word for it.
    ("3", (3,)),
    ("vol. 3", (3,)),
    ("Vol.3", (3,)),
    ("v. 3", (3,)),
    ("III", (3,)),
    ("viii", (8,)),
    ("no. 12", (12,)),
    ("no 12", (12,)),
    ("nº 12", (12,)),
    ("n:o 157", (157,)),
    ("Bd. 2", (2,)),
    ("14. Bd.", (14,)),
    ("Heft 5", (5,)),
    ("tome IV", (4,)),
    ("tomo iv", (4,)),
    ("t. 23", (23,)),
    ("fasc. 80", (80,)),
    ("vyp. 763", (763,)),
    ("dai 3-shū", (3,)),
    ("di 1 ji", (1,)),
    ("Di 1 ce", (1,)),
    ("第三卷", (3,)),
    ("第12巻", (12,)),
    ("二十三", (23,)),
    ("下", (3,)),
    ("parte seconda", (2,)),
    ("libro primo", (1,)),
    ("Zweiter Band", (2,)),
    ("Book One", (1,)),
    ("Tome premier", (1,)),
    ("1st", (1,)),
    ("59th.", (59,)),
    ("#6", (6,)),
    ("36]", (36,)),
    ("[v. 77]", (77,)),
    ("<54 >", (54,)),
    ("0", (0,)),
    # Several numbers.
    ("12-13", (12, 13)),
    ("12–13", (12, 13)),
    ("1-3", (1, 2, 3)),
    ("nos. 2-3", (2, 3)),
    ("1 & 2", (1, 2)),
    ("no. 75, 76", (75, 76)),
    ("1/2", (1, 2)),
    # A volume and a part of it: the volume is held.
    ("7, 2", (7,)),
    ("v. 72, no. 5", (72,)),
    ("2/1", (2,)),
    ("38.[2]", (38,)),
    ("XXXII:3", (32,)),
    ("3 [bis]", (3,)),
    ("1185-A", (1185,)),
    ("III/41c", (3,)),
    # What lies between two volumes covers none.
    ("2.1", ()),
    ("0.5", ()),
    ("2,5", ()),
    ("3½", ()),
    # Codes, and series of their own, are another row.
    ("A/5", ()),
    ("B-217", ()),
    ("DDS-29", ()),
    ("TEAS 560", ()),
    ("A", ()),
    ("C", ()),
    ("D", ()),
    ("n. s., 4", ()),
    ("n.F., Bd. 89", ()),
    ("3. Folge, Bd. 41", ()),
    ("2nd ser., no. 17", ()),
    ("third series, volume viii; no. 18", ()),
    ("nuova ser., no. 47", ()),
    ("nouv. sér., 86ème", ()),
    ("ser. XI, 13", ()),
    ("NS 264", ()),
    ("3a. sér., 24", ()),
    ("4. etapa, 8", ()),
    # Numbers of reports are no ranges; words that look like numerals are none.
    ("no. 2000-2565", (2000,)),
    ("00-06", (0,)),
    ("mix", ()),
    ("", ()),
    ("[]", ()),
    ("Series Volume ID", ()),
]


@pytest.mark.parametrize(("text", "numbers"), TABLE, ids=[text or "empty" for text, _ in TABLE])
def test_whole_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert designations.read(text).numbers == numbers


ORDERS: list[list[str]] = [
    ["0.5", "1", "1.5", "2", "2.1", "2.9", "2.10", "3", "10"],
    ["vol. 1", "2", "III", "Bd. 4", "tome V", "parte sesta", "no. 12", "n. s., 1", "n. s., 12", "3. Folge, 2"],
    ["1", "1, 2", "1, 10", "1A", "1 bis", "2", "12", "12-13", "13"],
    ["7", "A", "A/5", "A/12", "B-2", "B-217", "GA-106"],
    ["A", "B", "C", "D", "E"],
    ["1998, no. 13", "2000, no. 8", "2000, no. 23"],
    ["上", "中", "下"],
]


@pytest.mark.parametrize("order", ORDERS, ids=[order[0] + " … " + order[-1] for order in ORDERS])
def test_order(order: list[str]) -> None:
    assert sorted(order, key=lambda text: designations.read(text).sort) == order
    assert len({designations.read(text).sort for text in order}) == len(order)


@pytest.mark.parametrize(
    "same",
    [
        ["3", "vol. 3", "v.3", "III", "Bd. 3", "tome III", "parte terza", "[3]", "3.", "Third", "第三卷"],
        ["n. s., 4", "n.s. 4", "new ser. 4", "nuova serie, 4", "n.F., Bd. 4", "2nd ser., no. 4", "ser. 2, no. 4"],
        ["12 bis", "12 [bis]"],
        ["no. 12-13", "12–13"],
    ],
    ids=str,
)
def test_words_for_a_volume_say_nothing(same: list[str]) -> None:
    assert len({designations.read(text).sort for text in same}) == 1


@pytest.mark.parametrize(
    ("held", "missing"),
    [([], []), ([0], []), ([1, 2, 3], []), ([1, 3, 5], [2, 4]), ([3], [1, 2]), ([5, 5, 1, 2, 3], [4])],
)
def test_holes(held: list[int], missing: list[int]) -> None:
    assert designations.holes(held) == missing


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([2], "2"), ([4, 2], "2, 4"), ([2, 3], "2, 3"), ([2, 4, 5, 6, 9], "2, 4–6, 9")]
)
def test_spans(numbers: list[int], text: str) -> None:
    assert designations.spans(numbers) == text


@given(st.text(alphabet="0123456789-–/,. IVXvolnsbdAC第三上½()[]", max_size=24))
def test_any_text_is_read(text: str) -> None:
    found = designations.read(text)
    assert found == designations.read(text)
    assert list(found.numbers) == sorted(set(found.numbers))
    assert len(found.numbers) <= designations.MOST
