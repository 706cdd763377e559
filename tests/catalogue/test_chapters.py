"""All chapters by book and by word, from entries alone."""

from hashlib import blake2b

import pytest

from shelflist import catalogue
from shelflist.catalogue import chapters
from shelflist.model import Book, Chapter, Source


def entry(title: str, language: str, *titles: str) -> catalogue.Entry:
    made = Book(Source("", 0, "marc21"), title, title, languages=[language], contents=[Chapter(one) for one in titles])
    return catalogue.entry(made, blake2b(title.encode(), digest_size=12).digest())


ENTRIES = [
    entry("A", "en", "The salt roads", "Salt and salt", "Été"),
    entry("B", "en"),
    entry("C", "it", "Le vie del sale", "Salt Lake City"),
]


def test_listed() -> None:
    made = chapters.listed(ENTRIES)
    assert (made.books, made.first) == ([0, 2], {0: 0, 2: 3})
    assert made.owners == [0, 0, 0, 2, 2]
    assert made.titles[3] == "Le vie del sale"


def test_words_in_the_order_of_the_unicode_algorithm_each_chapter_once() -> None:
    found = chapters.words(ENTRIES, chapters.listed(ENTRIES))
    assert [(w.text, w.total, w.chapters) for w in found] == [
        ("city", 1, [4]), ("été", 1, [2]), ("lake", 1, [4]), ("roads", 1, [0]), ("sale", 1, [3]), ("salt", 3, [0, 1, 4]), ("vie", 1, [3]),
    ]  # fmt: skip


def test_a_word_of_many_chapters_shows_the_first() -> None:
    many = [entry(f"Book {n}", "en", f"Salt {n}") for n in range(chapters.MOST + 5)]
    [word] = chapters.words(many, chapters.listed(many))
    assert (word.text, word.total, word.chapters) == ("salt", chapters.MOST + 5, list(range(chapters.MOST)))


def test_no_chapters() -> None:
    made = chapters.listed(ENTRIES[1:2])
    assert (made.titles, chapters.words(ENTRIES[1:2], made)) == ([], [])


@pytest.mark.parametrize(
    ("word", "titles", "expected"),
    [
        ("nato", ["NATO now", "After NATO"], "NATO"),
        ("salt", ["Salt", "On salt"], "salt"),
        ("salt", ["Salt", "Salt roads"], "Salt"),
        ("darfur", ["Saving Darfur"], "Darfur"),
        ("salt", [], "salt"),
    ],
)
def test_shown(word: str, titles: list[str], expected: str) -> None:
    assert chapters.shown(word, titles) == expected
