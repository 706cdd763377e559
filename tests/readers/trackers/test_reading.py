"""Statuses, dates, stars, shelves and copies as reading trackers write them."""

import pytest

from shelflist.model import Book, Source
from shelflist.readers.trackers import reading


def book() -> Book:
    return Book(source=Source("a.csv", 1, "goodreads"), id="1", title="The Hollow Tide")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to-read", "want"),
        ("Want to Read", "want"),
        ("À lire", "want"),
        ("da leggere", "want"),
        ("zu lesen", "want"),
        ("хочу прочитать", "want"),
        ("読みたい", "want"),
        ("currently-reading", "reading"),
        ("Sto leggendo", "reading"),
        ("paused", "reading"),
        ("読んでる", "reading"),
        ("Already Read", "read"),
        ("Lu", "read"),
        ("leído", "read"),
        ("Прочитано", "read"),
        ("did-not-finish", "abandoned"),
        ("dropped", "abandoned"),
        ("Abandonné", "abandoned"),
        ("abgebrochen", "abandoned"),
        ("favourites", ""),
        ("", ""),
    ],
)
def test_status_words(text: str, expected: str) -> None:
    assert reading.status_of(text) == expected


def test_no_word_has_two_meanings() -> None:
    words = [word for found in reading.WORDS.values() for word in found]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2019/06/03", "", "2019-06-03"),
        ("2019-6-3", "", "2019-06-03"),
        ("2019-06-03T10:00:00.000Z", "", "2019-06-03"),
        ("2019-06-03 08:02:29", "", "2019-06-03"),
        ("[2021-07-30]", "", "2021-07-30"),
        ("2019", "", "2019"),
        ("2019/06", "", "2019-06"),
        ("2019-06-00", "", "2019-06"),
        ("Jun 2019", "", "2019-06"),
        ("June 3rd, 2019", "", "2019-06-03"),
        ("3 giugno 2019", "", "2019-06-03"),
        ("3 août 2019", "", "2019-08-03"),
        ("13/06/2019", "", "2019-06-13"),
        ("06/13/2019", "", "2019-06-13"),
        ("06/06/2019", "", "2019-06-06"),
        ("03/06/2019", "dmy", "2019-06-03"),
        ("03/06/2019", "mdy", "2019-03-06"),
        ("1559520000", "", "2019-06-03"),
        ("1559520000000", "", "2019-06-03"),
        ("20190603", "", "2019-06-03"),
        pytest.param("03/06/2019", "", "", id="nobody can say which is the month"),
        pytest.param("2019-02-30", "", "", id="row 71 no such day"),
        ("0000-00-00", "", ""),
        ("next summer", "", ""),
        ("12345678901234567890", "", ""),
        ("", "", ""),
    ],
)
def test_dates(text: str, order: str, expected: str) -> None:
    assert reading.date_of(text, order) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("4", 5, 16),
        ("4.25", 5, 17),
        ("4,5", 5, 18),
        ("45", 50, 18),
        ("9/10", 5, 18),
        ("3 stars", 5, 12),
        ("★★★★½", 5, 18),
        ("★★☆☆☆", 5, 8),
        ("0.1", 5, 1),
        ("0", 5, None),
        ("6", 5, None),
        ("great", 5, None),
        ("5/0", 5, None),
    ],
)
def test_stars(text: str, most: float, expected: int | None) -> None:
    assert reading.quarters(text, most) == expected


@pytest.mark.parametrize(
    ("text", "rating", "warned"), [("0", None, False), ("", None, False), ("0.0", None, False), ("11", None, True)]
)
def test_no_rating(text: str, rating: int | None, warned: bool) -> None:
    made = book()
    reading.rating(made, "My Rating", text)
    assert (made.reading.rating if made.reading else None) == rating
    assert [w.field for w in made.warnings] == (["My Rating"] if warned else [])
    assert [e.tag for e in made.extra] == (["My Rating"] if warned else [])


def test_a_day_that_is_none_is_kept_as_a_field() -> None:
    made = book()
    assert reading.day(made, "Date Read", "2019-02-30") == ""
    assert [(w.field, w.outcome) for w in made.warnings] == [("Date Read", "kept as a field, not as a date")]
    assert [(e.tag, e.subfields) for e in made.extra] == [("Date Read", [("", "2019-02-30")])]
    assert reading.day(made, "Date Read", "0000-00-00 00:00:00") == ""
    assert len(made.warnings) == 1


@pytest.mark.parametrize(
    ("word", "status", "shelves"),
    [("read", "read", []), ("paused", "reading", ["paused"]), ("holiday pile", "", ["holiday pile"]), ("", "", [])],
)
def test_a_word_that_is_no_status_is_a_shelf(word: str, status: str, shelves: list[str]) -> None:
    made = book()
    reading.status(made, "Shelf", word)
    own = reading.of(made)
    assert (own.status, own.shelves) == (status, shelves)


@pytest.mark.parametrize(("text", "expected"), [("2", 2), ("Yes", 1), ("no", 0), ("true", 1), ("2.0", 2), ("", None)])
def test_copies(text: str, expected: int | None) -> None:
    made = book()
    reading.owned(made, "Owned", text)
    assert reading.of(made).owned == expected


def test_a_review_is_plain_text_a_paragraph_a_line() -> None:
    made = book()
    reading.review(made, "Review", "Slow.<br/><br/>Then <b>fast</b> &amp; wet.", "Salt")
    reading.review(made, "Review", "<spoiler>The tide wins.</spoiler>")
    assert reading.of(made).review == "Salt\nSlow.\nThen fast & wet.\nThe tide wins."
    assert reading.of(made).spoiler


def test_readings_stand_once_each() -> None:
    made = book()
    for span in (("2020-01-02", ""), ("2020-01-02", ""), ("", ""), ("", "2021")):
        reading.read(made, *span)
    assert reading.of(made).dates == [("2020-01-02", ""), ("", "2021")]
