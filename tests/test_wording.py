"""The interface's words: what numbers, dates and lists are in five languages, and that no page holds English outside of a message."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from shelflist import wording
from tests import pseudo

LANGUAGES = ("en", "it", "de", "fr", "es")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ("0", "0", "0", "0", "0")),
        (999, ("999", "999", "999", "999", "999")),
        (1204, ("1,204", "1.204", "1.204", "1\u202f204", "1204")),
        (30112, ("30,112", "30.112", "30.112", "30\u202f112", "30.112")),
        (1234567, ("1,234,567", "1.234.567", "1.234.567", "1\u202f234\u202f567", "1.234.567")),
    ],
)
def test_figures(number: int, said: Sequence[str]) -> None:
    for language, expected in zip(LANGUAGES, said, strict=True):
        with wording.speaking(language):
            assert wording.figure(number) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-05-31", ("31 May 2024", "31 maggio 2024", "31. Mai 2024", "31 mai 2024", "31 de mayo de 2024")),
        ("2024-05", ("May 2024", "maggio 2024", "Mai 2024", "mai 2024", "mayo de 2024")),
        ("2024", ("2024",) * 5),
        ("2024-13", ("2024",) * 5),
        ("2024-02-31", ("2024",) * 5),
        ("0000-01", ("0000",) * 5),
    ],
)
def test_dates(text: str, said: Sequence[str]) -> None:
    for language, expected in zip(LANGUAGES, said, strict=True):
        with wording.speaking(language):
            assert wording.date(text) == expected


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ("",) * 5),
        (["a"], ("a",) * 5),
        (["a", "b"], ("a and b", "a e b", "a und b", "a et b", "a y b")),
        (["a", "b", "c"], ("a, b and c", "a, b e c", "a, b und c", "a, b et c", "a, b y c")),
    ],
)
def test_lists(items: list[str], said: Sequence[str]) -> None:
    for language, expected in zip(LANGUAGES, said, strict=True):
        with wording.speaking(language):
            assert wording.listed(items) == expected


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("January", "Jan", "Monday", "12 October")),
        ("it", ("gennaio", "gen", "lunedì", "12 ottobre")),
        ("de", ("Januar", "Jan", "Montag", "12. Oktober")),
        ("fr", ("janvier", "janv.", "lundi", "12 octobre")),
        ("es", ("enero", "ene", "lunes", "12 de octubre")),
    ],
)
def test_months_and_days(language: str, said: Sequence[str]) -> None:
    with wording.speaking(language):
        made = (
            wording.month(1),
            wording.month(1, short=True),
            wording.weekday(0),
            wording.day_of_month(date(2026, 10, 12)),
        )
    assert made == tuple(said)


@pytest.mark.parametrize(("number", "said"), [(0, "0 books"), (1, "1 book"), (2, "2 books"), (1204, "1,204 books")])
def test_counted(number: int, said: str) -> None:
    assert wording.counted("%(n)s book", "%(n)s books", number) == said


def test_a_language_that_is_not_there_speaks_english() -> None:
    with wording.speaking("xx-YY"):
        assert wording.gettext("Details") == "Details"
        assert wording.date("2024-05-31") == "31 May 2024"
        assert wording.figure(1204) == "1,204"
        assert wording.language() == "xx-YY"
    assert wording.language() == "en"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Books", "Ｂｏｏｋｓ"),
        ("%(n)s books by %(name)s", "%(n)s ｂｏｏｋｓ ｂｙ %(name)s"),
        ('<a href="%(href)s">See</a> &amp; go', '<a href="%(href)s">Ｓｅｅ</a> &amp; ｇｏ'),
        ("[search](../search/)", "[ｓｅａｒｃｈ](../search/)"),
    ],
)
def test_the_pseudo_language(message: str, said: str) -> None:
    assert pseudo.wide(message) == said


def test_no_english_outside_of_messages(tmp_path: Path) -> None:
    """If this fails, `python -m tests.pseudo` lists the same with the pages that show it."""
    found = pseudo.forgotten(pseudo.made(tmp_path))
    assert [f"{pages[0]}: {where}: {run}" for (where, run), pages in found.items()] == []
