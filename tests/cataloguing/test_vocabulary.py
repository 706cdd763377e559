"""The word lists: written as the rules read them, and each word in one list only."""

import pytest

from shelflist.cataloguing import vocabulary


@pytest.mark.parametrize(
    ("name", "marks"),
    [("FORMS", " .|"), ("TOPICS", " .|"), ("JOINING", " |")],
)
def test_words_are_as_their_rule_reads_them(name: str, marks: str) -> None:
    words = getattr(vocabulary, name)
    assert len(words) > 20
    assert [word for word in words if word != word.casefold().strip(marks)] == []


@pytest.mark.parametrize(("one", "other"), [("FORMS", "TOPICS"), ("FORMS", "JOINING"), ("TOPICS", "JOINING")])
def test_no_word_is_two_things(one: str, other: str) -> None:
    assert getattr(vocabulary, one) & getattr(vocabulary, other) == set()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("FORMS", "fiction"), ("FORMS", "bibliografia"), ("TOPICS", "political aspects"), ("TOPICS", "history"),
        ("TOPICS", "international cooperation"), ("TOPICS", "storia"), ("JOINING", "and"), ("JOINING", "of"),
        ("JOINING", "di"),
    ],
)  # fmt: skip
def test_words_the_guide_asks_for(name: str, word: str) -> None:
    assert word in getattr(vocabulary, name)


@pytest.mark.parametrize("place", ["italy", "italia", "united states", "great britain", "stati uniti", "middle east"])
def test_places(place: str) -> None:
    assert place in vocabulary.places()


def test_places_are_no_subdivision_words() -> None:
    assert vocabulary.places() & (vocabulary.FORMS | vocabulary.TOPICS) == set()


def test_every_list_is_in_order_and_has_no_word_twice() -> None:
    for file in sorted(vocabulary.DATA.glob("*.txt")):
        lines = vocabulary.words(file.stem)
        assert len(set(lines)) == len(lines), file.name
        assert lines == sorted(lines), file.name


@pytest.mark.parametrize(
    ("short", "whole"), [("n y", "new york"), ("mass", "massachusetts"), ("w va", "west virginia")]
)
def test_abbreviations(short: str, whole: str) -> None:
    assert vocabulary.abbreviations()[short] == whole
