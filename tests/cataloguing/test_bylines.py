"""Who wrote a chapter: direct order → entry form where it is sure, nothing where it is not (RDA 9.2.2, F.11)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import contents

ROWS: list[tuple[str, list[str]]] = [
    ("Ada Neri", ["Neri, Ada"]),
    ("by Ada B. Neri", ["Neri, Ada B."]),
    ("by A. Neri and B. Ponti", ["Neri, A.", "Ponti, B."]),
    ("A.B. Neri & Ugo Ponti", ["Neri, A.B.", "Ponti, Ugo"]),
    ("di Ada Neri e Ugo Ponti", ["Neri, Ada", "Ponti, Ugo"]),
    ("par Ada Neri et Hugo Dupont", ["Neri, Ada", "Dupont, Hugo"]),
    ("von Ada Neri und Ugo Ponti", ["Neri, Ada", "Ponti, Ugo"]),
    ("por Ana Ruiz y Ugo Ponti", ["Ruiz, Ana", "Ponti, Ugo"]),
    ("Ada Neri ; Ugo Ponti", ["Neri, Ada", "Ponti, Ugo"]),
    ("Ada Neri, Ugo Ponti, and Carla Rossi.", ["Neri, Ada", "Ponti, Ugo", "Rossi, Carla"]),
    ("Ada Neri ... [et al.]", ["Neri, Ada"]),
    ("[Ada Neri]", ["Neri, Ada"]),
    ("Ada Neri (1989)", ["Neri, Ada"]),
    ("Ada Neri, Ph.D.", ["Neri, Ada"]),
    ("Martin Ponti, Jr.", ["Ponti, Martin, Jr."]),
    ("Prof. Ada Neri", ["Neri, Ada"]),
    ("Neri, A. B.", ["Neri, A. B."]),
    ("Anna-Maria Müller-Blattau", ["Müller-Blattau, Anna-Maria"]),
    ("Ugo Mu\u0308ller", ["Müller, Ugo"]),
    ("Ludwig van Beethoven", ["Beethoven, Ludwig van"]),
    ("Simone de Beauvoir", ["Beauvoir, Simone de"]),
    ("Anna De Angelis", ["De Angelis, Anna"]),
    ("Joachim du Bellay", ["du Bellay, Joachim"]),
    ("Gabriel García Márquez", ["García Márquez, Gabriel"]),
    ("Juan Manuel Pérez Gil", ["Pérez Gil, Juan Manuel"]),
    ("José Ortega y Gasset", ["Ortega y Gasset, José"]),
    ("Juan José Carreras", ["Carreras, Juan José"]),
    ("Лев Толстой", ["Толстой, Лев"]),
    ("王小波", ["王小波"]),
    ("World Bank", ["World Bank"]),
    ("Food and Agriculture Organization", ["Food and Agriculture Organization"]),
    ("Ada Neri, University of Salt", ["Neri, Ada"]),
    ("Ada Neri ; translated by Ugo Ponti", ["Neri, Ada"]),
    ("Ada Neri, translated by Ugo Ponti and Carla Rossi", ["Neri, Ada"]),
    ("autores, Ada Neri ... [et al.]", ["Neri, Ada"]),
    # not sure, or no author
    ("", []),
    ("Neri", []),
    ("Plato", []),
    ("Neri, Ada", []),
    ("Ada and Ugo Neri", ["Neri, Ugo"]),
    ("edited by Ada Neri", []),
    ("a cura di Ada Neri", []),
    ("Ada Neri, editor", []),
    ("Ada Neri, Ugo Ponti, editors", []),
    ("herausgegeben von Ada Neri", []),
    ("Pope John Paul II", []),
    ("Saint Augustine", []),
    ("Thomas of Salt", []),
    ("Mao Zedong", []),
    ("Kōno Taeko", []),
    ("Sugano Tetsuo", []),
    ("Ha Yong-Chool", []),
    ("Lee Martindale", ["Martindale, Lee"]),
    ("Genoveva Queipo de Llano", []),
    ("María Luisa Sotelo", ["Sotelo, María Luisa"]),
    ("Juan Domingo Argüelles", []),
    ("Nicolás Durán de la Sierra", []),
    ("optimization: Papers 11 & 12", []),
    ("Salt Studio, 1918", []),
    ("and others", []),
]


@pytest.mark.parametrize(("responsibility", "expected"), ROWS, ids=[row[0] or "empty" for row in ROWS])
def test_authors(responsibility: str, expected: list[str]) -> None:
    assert contents.authors(responsibility) == expected


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["Ada", "Neri", "and", ",", ";", "de", "y", "[", "Jr."]), max_size=12).map(" ".join)
)
@settings(max_examples=200, deadline=None)
def test_any_text_has_names_or_none(text: str) -> None:
    assert all(name.strip() for name in contents.authors(text))
