"""Forms of a heading that are one, forms that look alike and are not, and doubles of a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist.cataloguing import subject_forms, subjects
from shelflist.cataloguing.subject_forms import by_place, direct, fold, solid, still_open
from shelflist.model import Subject


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emergency Medicine", "Emergency medicine"), ("Teachers — Rating of.", "Teachers — Rating of"),
        ("Québec (Province)", "Quebec (Province)"), ("Qurʼan", "Quran"), ("Tokyo, Japan", "Tokyo (Japan)"),
        ("Boston (Mass.)", "Boston (Massachusetts)"), ("Long Island Sound (N.Y. and Conn.)", "Long Island Sound (New York and Connecticut)"),
        ("Neri, Ada, b. 1930", "Neri, Ada, 1930-"), ("Neri, Ada, ca. 1930-1999", "Neri, Ada, approximately 1930-1999"),
        ("Neri, Ada, fl. 1630", "Neri, Ada, active 1630"), ("Neri, Ada, d. 1630", "Neri, Ada, -1630"),
        ("Letters — 19th cent.", "Letters — 19th century"), ("Women's rights", "Womens rights"), ("Wine & wine making", "Wine and wine making"),
        ("Wine-making", "Wine making"), ("Smørrebrød", "Smorrebrod"), ("Straße", "Strasse"), ("I︠A︡zova, I︠A︡na", "IAzova, IAna"),
        ("Ἀθῆναι", "Αθηναι"), ("Georgia. Dept. of Health", "Georgia. Department of Health"), ("Cafés", "Cafe\u0301s"),
    ],
)  # fmt: skip
def test_one_heading(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mercury", "Mercury (Planet)"), ("C", "C++"), ("C++", "C#"), ("World War, 1914-1918", "World War, 1939-1945"),
        ("Italy — History — 1945", "Italy — History — 1945-"), ("A — B", "A B"), ("Bridges", "Bridge"), ("Art, French", "French art"),
        ("Й", "И"), ("ガス", "カス"), ("Neri, Ada, 1930", "Neri, Ada, -1930"), ("Boston (Mass.)", "Boston (Me.)"),
        ("Iceland — History", "Ireland — History"), ("Louis XIV", "Louis XV"), ("Rome", "Rome (N.Y.)"), ("???", "!!!"),
    ],
)  # fmt: skip
def test_two_headings(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_a_fold_is_never_empty_and_the_same_of_itself_in_any_case(text: str) -> None:
    assert bool(fold(text)) == bool(text)
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("rule", "text", "other"),
    [
        (solid, "Micro-organisms", "Microorganisms"), (solid, "Co-operation — History", "Cooperation — History"),
        (solid, "Re-creation", ""), (solid, "Un-ionized water", ""), (solid, "Microorganisms", ""), (solid, "X-rays", ""),
        (solid, "War, 1914-1918", ""),
        (still_open, "Orsini, Delia, 1931-2004", "Orsini, Delia, 1931-"), (still_open, "Iraq War, 2003-2011 — Art", "Iraq War, 2003- — Art"),
        (still_open, "Orsini, Delia, 1931-", ""), (still_open, "Italy — History — 1914-1945", ""), (still_open, "1914-1918", ""),
        (by_place, "Italy — Florence", "Florence (Italy)"), (by_place, "New York (State) — New York", "New York (N.Y.)"),
        (by_place, "Massachusetts — Boston", "Boston (Mass.)"), (by_place, "Italy — History", ""), (by_place, "Italy — 20th century", ""),
        (by_place, "Italy — 1945-", ""), (by_place, "Bridges — Florence", ""), (by_place, "Italy — Florence — Maps", ""), (by_place, "Italy", ""),
        (direct, "Ethics, Medical", "Medical ethics"), (direct, "Ethics, Medical — Congresses", "Medical ethics — Congresses"),
        (direct, "Women artists", ""), (direct, "Buildings, structures, etc.", ""), (direct, "World War, 1914-1918", ""),
        (direct, "Paris, Matthew (Monk)", ""),
    ],
)  # fmt: skip
def test_rules_that_ask_whether_the_other_form_is_there(rule, text: str, other: str) -> None:
    assert rule(text) == (fold(other) if other else "")


@pytest.mark.parametrize(
    ("divided", "other", "one"),
    [
        ("Eye — Diseases", "Eye Diseases", True), ("Small business — Japan", "Small business, Japan", True), ("Paris — France", "Paris (France)", True),
        ("Generals — Italy — Biography", "Generals, Italy, Biography", True), ("New Zealand — Fiction", "New Zealand fiction", False),
        ("Police — Fiction", "Police fiction", False), ("Heart — Diseases — Diagnosis", "Heart Diseases — diagnosis", True),
    ],
)  # fmt: skip
def test_divided_or_not(divided: str, other: str, one: bool) -> None:
    assert fold(divided).replace(" — ", " ") == fold(other).replace(" — ", " ")
    assert subject_forms.undivided(divided, other) is one


def told(rows: list[tuple[str, str]]) -> list[Subject]:
    return [subjects.heading(text, "topic", scheme) for scheme, text in rows]


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ([("lcsh", "Bridges -- Italy -- History"), ("fast", "Bridges"), ("fast", "Italy"), ("fast", "History")], {1, 2, 3}),
        ([("fast", "Bridges"), ("lcsh", "Bridges")], {0}),
        ([("lcsh", "Bridges"), ("mesh", "bridges."), ("", "Bridges")], {1, 2}),
        ([("lcsh", "Bridges -- Italy -- Political aspects"), ("fast", "Bridges -- Political aspects")], {1}),
        ([("lcsh", "Bridges -- Design and construction -- Political aspects"), ("fast", "Bridges -- Political aspects")], set()),
        ([("lcsh", "Harbours (Genoa)"), ("lcsh", "Genoa (Italy) -- Maps"), ("fast", "Italy -- Genoa")], {2}),
        ([("lcsh", "Bridges"), ("fast", "Ferries")], set()),
        ([("fast", "Bridges"), ("fast", "Bridges -- Italy")], set()),
        ([("lcsh", "Bridges -- Italy"), ("lcsh", "Bridges")], set()),
        ([], set()),
    ],
)  # fmt: skip
def test_doubles(rows: list[tuple[str, str]], hidden: set[int]) -> None:
    assert subject_forms.doubles(told(rows)) == hidden
