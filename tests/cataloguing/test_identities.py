"""Which forms of a name are one person: elements of names, dates of lives, fits, and groups (guide §11)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import identities
from shelflist.cataloguing.identities import (
    BIRTH,
    CROSSED,
    ELSEWHERE,
    EQUAL,
    GROUND,
    INITIAL,
    LIFE,
    MIDDLE,
    SILENT,
    TOGETHER,
    Form,
    World,
)

RARE, COMMON, LARGE = World(rare=True, small=True), World(rare=False, small=True), World(rare=True, small=False)


@pytest.mark.parametrize(
    ("form", "family", "given", "generation", "rest"),
    [
        ("Henke, Marina E.", "henke", "marina e", "", ""),
        ("Henke, M.E.", "henke", "m e", "", ""),
        ("Henke, M. E. (Marina E.)", "henke", "marina e", "", ""),
        ("Wells, H. G. (Herbert George)", "wells", "herbert george", "", ""),
        ("Boyd, J. Morton (John Morton)", "boyd", "john morton", "", ""),
        ("Nadar, Felix (Photographer)", "nadar", "felix", "", "photographer"),
        ("King, Martin Luther, Jr.", "king", "martin luther", "2", ""),
        ("King, Martin Luther Jr.", "king", "martin luther", "2", ""),
        ("Goethe, Johann Wolfgang von", "goethe", "johann wolfgang", "", ""),
        ("De Luca, Ada", "de luca", "ada", "", ""),
        ("García Márquez, Gabriel", "garcia marquez", "gabriel", "", ""),
        ("Giovanni Paolo II, papa", "giovanni paolo ii", "", "", "papa"),
        ("Burton, Richard Francis, Sir", "burton", "richard francis", "", "sir"),
        ("Sartre, J.-P.", "sartre", "j p", "", ""),
        ("Plato", "plato", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_parts(form: str, family: str, given: str, generation: str, rest: str) -> None:
    made = identities.parts(form)
    assert (made.family, " ".join(made.given), made.generation, made.rest) == (family, given, generation, rest)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("1866-1946", (1866, 1946, True)), ("1931-", (1931, 0, True)), ("-1999", (0, 1999, True)), ("b. 1931", (1931, 0, True)),
        ("n. 1931", (1931, 0, True)), ("born 1931", (1931, 0, True)), ("d. 1410", (0, 1410, True)), ("né 1802", (1802, 0, True)),
        ("ca. 1340-1400", (1340, 1400, False)), ("1330?-1400?", (1330, 1400, False)), ("1951 December 20-", (1951, 0, True)),
        ("approximately 1350-approximately 1410", (1350, 1410, False)), ("active 1755", (0, 0, False)),
        ("active 16th century", (0, 0, False)), ("427-347 B.C.", (0, 0, False)), ("18th cent.", (0, 0, False)), ("", (0, 0, False)),
    ],
)  # fmt: skip
def test_life(dates: str, expected: identities.Life) -> None:
    assert identities.life(dates) == expected


@pytest.mark.parametrize(
    ("one", "other", "against", "speaks"),
    [
        ("1931-", "1931-2004", False, BIRTH),
        ("1931-2004", "1931-2004", False, LIFE),
        ("b. 1931", "1931-", False, BIRTH),
        ("-2004", "d. 2004", False, BIRTH),
        ("1931-", "", False, 0),
        ("", "", False, 0),
        ("1931-", "1932-", True, 0),
        ("1931-1999", "1931-2001", True, 0),
        ("1931?-", "1932-", False, 0),
        ("1931-", "-1920", True, 0),
        ("1700-", "-2004", True, 0),
        ("1931-", "active 1755", True, 0),
        ("active 1755", "active 1755", False, 0),
    ],
)
def test_dates_of_two(one: str, other: str, against: bool, speaks: int) -> None:
    for a, b in ((one, other), (other, one)):
        assert identities.conflict(a, b) is against
        assert identities.agree(a, b) == speaks


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Henke, Marina E.", "Henke, Marina E.", EQUAL),
        ("Però, Noè", "PERO, NOE", EQUAL),
        ("Wells, H.G.", "Wells, H. G. (Herbert George)", EQUAL),
        ("Henke, M. E.", "Henke, M.E.", EQUAL),
        ("Henke, Marina", "Henke, Marina E.", MIDDLE),
        ("Henke, Marina E.", "Henke, Marina Elisabeth", MIDDLE),
        ("Henke, M.", "Henke, Marina E.", INITIAL),
        ("Henke, M. E.", "Henke, Marina E.", INITIAL),
        ("Henke, M.", "Henke, M.", INITIAL),
        ("Henke, M. K.", "Henke, Marina", CROSSED),
        ("Henke, J. Marina", "Henke, Julia M.", CROSSED),
        ("Henke, Marina, Jr.", "Henke, Marina", CROSSED),
        ("Burton, Richard, Sir", "Burton, Richard", CROSSED),
        ("Henke, Marina, Jr.", "Henke, Marina, III", ""),
        ("Henke, Marina", "Henke, Maria", ""),
        ("Henke, Marina E.", "Henke, Marina F.", ""),
        ("Henke, Marina", "Hencke, Marina", ""),
        ("Martin, David, docteur en droit", "Martin, David, M.D.", ""),
        ("Plato", "Plato", EQUAL),
    ],
)
def test_fit(one: str, other: str, how: str) -> None:
    assert identities.fit(identities.parts(one), identities.parts(other)) == how
    assert identities.fit(identities.parts(other), identities.parts(one)) == how


@pytest.mark.parametrize(
    ("how", "evidence", "given", "world", "expected"),
    [
        (EQUAL, TOGETHER, 0, COMMON, True),
        (CROSSED, TOGETHER, 0, COMMON, True),
        (INITIAL, TOGETHER, 0, COMMON, True),
        (INITIAL, LIFE, 0, COMMON, True),
        (EQUAL, BIRTH, 0, COMMON, True),
        (INITIAL, BIRTH, 0, RARE, True),
        (INITIAL, BIRTH, 0, COMMON, False),
        (CROSSED, BIRTH, 1, RARE, False),
        (EQUAL, GROUND, 1, COMMON, True),
        (EQUAL, GROUND, 0, COMMON, False),
        (MIDDLE, GROUND, 1, LARGE, True),
        (MIDDLE, GROUND, 1, COMMON, False),
        (EQUAL, SILENT, 0, RARE, True),
        (EQUAL, SILENT, 0, LARGE, True),
        (MIDDLE, SILENT, 1, LARGE, False),
        (MIDDLE, SILENT, 1, RARE, True),
        (EQUAL, SILENT, 0, COMMON, False),
        (EQUAL, SILENT, 1, LARGE, True),
        (INITIAL, SILENT, 0, RARE, True),
        (INITIAL, SILENT, 0, LARGE, False),
        (EQUAL, SILENT, 2, World(rare=False, small=False), True),
        (EQUAL, SILENT, 2, World(rare=False, small=False, common=True), False),
        (EQUAL, ELSEWHERE, 1, RARE, False),
    ],
)
def test_enough(how: str, evidence: int, given: int, world: World, expected: bool) -> None:
    assert identities.enough(how, [evidence], given, world) is expected


def form(text: str) -> Form:
    """ "Henke, Marina | 1977- | viaf:1" as a form whose key is the whole text."""
    name, dates, number = [*(part.strip() for part in text.split("|")), "", ""][:3]
    return Form(text, identities.parts(name), dates, (number,) if number else ())


def grouped(texts: list[str], evidence: dict[frozenset[str], int], world: World) -> list[list[str]]:
    found = identities.groups(
        [form(text) for text in texts], lambda a, b: evidence.get(frozenset((a, b)), SILENT), world
    )
    return sorted(sorted(one.key for one in group) for group in found)


@pytest.mark.parametrize(
    ("people", "world"),
    [
        ([["Henke, M.", "Henke, M. E.", "Henke, Marina E."]], RARE),
        ([["Henke, M."], ["Henke, Marina"], ["Henke, Mario"]], RARE),
        ([["Henke, Marina"], ["Henke, Marina A."], ["Henke, Marina B."]], RARE),
        ([["Henke, Marina"], ["Henke, Marina | 1950-"], ["Henke, Marina | 1960-"]], RARE),
        ([["Henke, Marina", "Henke, Marina | 1950-"]], RARE),
        ([["Henke, Marina | 1950-", "Henke, Marina | 1950-2004"]], COMMON),
        ([["Henke, Marina | | viaf:1"], ["Henke, Marina | | viaf:2"]], RARE),
        ([["Henke, Marina | | viaf:1", "Henke, Marina Elisa | | viaf:1"]], COMMON),
        ([["Henke, M. | | viaf:1", "Henke, Marina | 1950- | viaf:1"], ["Henke, Mario"]], COMMON),
        ([["Henke, Marina"], ["Henke, Marina | 1950-"]], COMMON),
        ([["Henke, Marina", "Hénke, MARINA"]], COMMON),
        ([["Henke, M. E.", "Henke, M.E."]], COMMON),
        ([["Henke, Marina", "Henke, Marina | 1950-", "Henke, Marina | 1950-2010"]], RARE),
        ([["Henke, Marina | 1950- "], ["Henke, Marina | active 1755"]], RARE),
    ],
)
def test_groups(people: list[list[str]], world: World) -> None:
    texts = [text for group in people for text in group]
    for seed in range(4):
        random.Random(seed).shuffle(texts)
        assert grouped(texts, {}, world) == sorted(sorted(group) for group in people)


def test_a_colleague_decides_whose_an_initial_is() -> None:
    texts = ["Henke, M.", "Henke, Marina", "Henke, Mario"]
    evidence = {frozenset(("Henke, M.", "Henke, Marina")): TOGETHER}
    assert grouped(texts, evidence, COMMON) == [["Henke, M.", "Henke, Marina"], ["Henke, Mario"]]
    evidence[frozenset(("Henke, M.", "Henke, Mario"))] = TOGETHER
    assert grouped(texts, evidence, RARE) == [["Henke, M."], ["Henke, Marina"], ["Henke, Mario"]]


def test_two_that_one_book_has_are_two() -> None:
    one, other = form("Henke, M."), form("Henke, Marina")
    apart = [one._replace(apart=frozenset({other.key})), other]
    assert len(identities.groups(apart, lambda a, b: TOGETHER, RARE)) == 2


def test_equal_words_with_a_common_name_need_no_contradiction() -> None:
    texts = ["García, Ana", "Garcia, Ana"]
    assert len(grouped(texts, {frozenset(texts): ELSEWHERE}, COMMON)) == 2
    assert len(grouped(texts, {frozenset(texts): ELSEWHERE}, RARE)) == 1


def test_very_many_of_one_name_are_joined_by_equal_names_alone() -> None:
    texts = [f"Henke, M{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'xyz'[n // 26]}a" for n in range(60)]
    assert len(grouped([*texts, "Henke, M.", "Hènke, Maxa"], {}, RARE)) == 61


@pytest.mark.parametrize(
    ("family", "bearers", "expected"), [("henke", 2, True), ("henke", 9, False), ("smith", 2, False), ("li", 1, False)]
)
def test_telling(family: str, bearers: int, expected: bool) -> None:
    assert identities.telling(family, bearers) is expected


NAMES = st.sampled_from(
    ["Henke, M.", "Henke, Marina", "Henke, Marina E.", "Henke, Mario", "Henke, M. E. (Marina E.)", "Henke, M.E."]
)
DATES = st.sampled_from(["", "1950-", "1950-2004", "1960-", "b. 1950"])


@given(st.lists(st.tuples(NAMES, DATES), unique=True, max_size=8), st.integers(0, 5), st.booleans())
@settings(max_examples=150, deadline=None)
def test_groups_hold_nobody_who_cannot_be_one(found: list[tuple[str, str]], evidence: int, rare: bool) -> None:
    forms = [form(f"{name} | {dates}") for name, dates in found]
    made = identities.groups(forms, lambda a, b: evidence, World(rare, True))
    assert sorted(one.key for group in made for one in group) == sorted(one.key for one in forms)
    for group in made:
        for one in group:
            assert not any(identities.conflict(one.dates, other.dates) for other in group)
            assert all(identities.fit(one.parts, other.parts) for other in group)


@given(st.text(max_size=40), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_has_parts_and_dates(name: str, dates: str) -> None:
    identities.parts(name)
    assert not identities.conflict(dates, dates)
