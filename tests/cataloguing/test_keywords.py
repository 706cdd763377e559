"""The significant words of titles: what is a word, and which are left out."""

import pytest

from shelflist.cataloguing import keywords


def words(title: str, language: str) -> list[str]:
    stop = keywords.stop_words(language)
    return [word for token in keywords.tokens(title) if token != "\n" and (word := keywords.word(token, stop))]


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("The salt roads of the north", "en", ["salt", "roads", "north"]),
        ("What do we know about salt?", "en", ["know", "salt"]),
        ("Salt's price, and a carter's", "en", ["salt", "price", "carter"]),
        ("Cart-wrights in 1848", "en", ["cart-wrights"]),
        ("Introduction: salt", "en", ["salt"]),
        ("Part II. Chapter XIX", "en", []),
        ("L'impero dell'acqua e il sale", "it", ["impero", "acqua", "sale"]),
        ("L’été d’un paysan aujourd’hui", "fr", ["été", "paysan", "aujourd'hui"]),
        ("Über das Salz der Erde", "de", ["salz", "erde"]),
        ("El año de la sal", "es", ["sal"]),
        ("Die Mühle", "de", ["mühle"]),
        ("The sea, die Mühle, la vie", "", ["sea", "mühle", "vie"]),
        ("Die Mu\u0308hle", "de", ["mühle"]),
        ("Война и мир", "ru", ["война", "мир"]),
        ("NATO, UN, EU", "en", ["nato"]),
        ("", "en", []),
    ],
)
def test_words(title: str, language: str, expected: list[str]) -> None:
    assert words(title, language) == expected


def test_titles_are_told_apart_by_lines() -> None:
    assert keywords.tokens("Salt\nÉté\nOars") == ["salt", "\n", "été", "\n", "oars"]


def test_the_lists_are_in_lower_case() -> None:
    for text in (*keywords.STOP_WORDS.values(), keywords.ANY_CHAPTER):
        assert text == text.casefold().replace("ss", "ss") or text.lower() == text
