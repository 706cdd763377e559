"""Names of persons and bodies (guide §11)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import names


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Henke, Marina E.", "Marina E. Henke"),
        ("King, Martin Luther, Jr.", "Martin Luther King, Jr."),
        ("De Luca, Ada", "Ada De Luca"),
        ("Goethe, Johann Wolfgang von", "Johann Wolfgang von Goethe"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("Nagy, Imre", "Imre Nagy"),
        ("Plato", "Plato"),
        ("Dante Alighieri", "Dante Alighieri"),
        ("Giovanni Paolo II, papa", "Giovanni Paolo II, papa"),
        ("Francesco, santo", "Francesco, santo"),
        ("Elizabeth II, Queen of Great Britain", "Elizabeth II, Queen of Great Britain"),
        ("Thomas, Saint", "Thomas, Saint"),
        ("Davis, Jr.", "Davis, Jr."),
        ("Rossi, ", "Rossi"),
        ("Rossi,", "Rossi"),
        ("", ""),
    ],
)
def test_direct(entry: str, expected: str) -> None:
    assert names.direct(entry) == expected


@pytest.mark.parametrize(
    ("name", "responsibility", "expected", "inferred"),
    [
        ("Henke Marina E.", "Marina E. Henke", "Henke, Marina E.", False),
        ("Henke Marina E.", "by Marina E. Henke ; edited by Ivo Brandt", "Henke, Marina E.", False),
        ("Della Ripa Ugo", "Ugo Della Ripa", "Della Ripa, Ugo", False),
        ("García Márquez Gabriel", "Gabriel García Márquez", "García Márquez, Gabriel", False),
        ("Però Noè", "NOÈ PERÒ", "Però, Noè", False),
        ("Ugo Neri", "Ugo Neri", "Neri, Ugo", True),
        ("Ludwig van Beek", "Ludwig van Beek", "van Beek, Ludwig", True),
        ("Rossi Ada", "", "Rossi, Ada", True),
        ("De Luca Ada", "", "De Luca, Ada", True),
        ("Van der Meer Jan", "", "Van der Meer, Jan", True),
        ("Rossi, Ada", "Ada Rossi", "Rossi, Ada", False),
        ("Platone", "", "Platone", False),
        ("United Nations", "", "United Nations", False),
        ("Università di Borgolieve", "", "Università di Borgolieve", False),
        ("De Luca", "", "De, Luca", True),
        ("", "", "", False),
    ],
)
def test_entry_from_undelimited(name: str, responsibility: str, expected: str, inferred: bool) -> None:
    assert names.entry_from_undelimited(name, responsibility) == (expected, inferred)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("United Nations", True),
        ("Università di Borgolieve", True),
        ("Mistport Historical Society", True),
        ("Comitato per le maree", True),
        ("Biblioteca civica", True),
        ("Société des quais", True),
        ("Universität Nebelstadt", True),
        ("Marina Henke", False),
        ("Plato", False),
        ("Unionville Ada", False),
        ("", False),
    ],
)
def test_is_body(name: str, expected: bool) -> None:
    assert names.is_body(name) is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Henke, Marina E.", "henke|me"),
        ("Però, Noè", "pero|n"),
        ("O'Hara, Ann-Marie", "o hara|am"),
        ("King, Martin Luther, Jr.", "king|ml"),
        ("Plato", "plato|"),
        ("", "|"),
    ],
)
def test_key(entry: str, expected: str) -> None:
    assert names.key(entry) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Henke, Marina E.", "Henke, Marina E.", True),
        ("Henke, Marina E.", "Henke, M. E.", True),
        ("Henke, Marina E.", "Henke, M.", True),
        ("Henke, Marina E.", "HENKE, MARINA", True),
        ("Però, Noè", "Pero, Noe", True),
        ("Henke, Marina", "Henke, Maria", False),
        ("Henke, Marina E.", "Henke, Marina F.", False),
        ("Henke, Marina", "Hencke, Marina", False),
        ("Henke, Marina", "Henke, Nora", False),
        ("Henke, M.", "Henke, N.", False),
        ("Plato", "Plato", True),
    ],
)
def test_compatible(one: str, other: str, expected: bool) -> None:
    assert names.compatible(one, other) is expected
    assert names.compatible(other, one) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Però,  Noè", "pero noe"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("O'Hara", "o hara"), ("", "")],
)
def test_fold(text: str, expected: str) -> None:
    assert names.fold(text) == expected


WORD = st.text("ABCDEabcdeèü", min_size=2, max_size=7)


@given(WORD, st.lists(WORD, min_size=1, max_size=3).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_the_title_page_proves_the_turn(family: str, given: str) -> None:
    """ "Family Given" with "Given Family" on the title page comes out as entered, unless both orders read alike."""
    if names.fold(f"{family} {given}") == names.fold(f"{given} {family}") or names.is_body(f"{family} {given}"):
        return
    entry, inferred = names.entry_from_undelimited(f"{family} {given}", f"by {given} {family}")
    assert not inferred
    assert names.fold(names.direct(entry)) == names.fold(f"{given} {family}")


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_name(one: str, other: str) -> None:
    names.direct(one)
    entry, _ = names.entry_from_undelimited(one, other)
    assert sorted(entry.replace(",", "").split()) == sorted(one.replace(",", "").split())
    assert names.compatible(one, one)
