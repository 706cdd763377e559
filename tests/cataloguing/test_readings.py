"""Sums of readings: partial dates, re-reads, durations, waits; nothing is guessed."""

import pytest

from shelflist.cataloguing import readings
from shelflist.cataloguing.readings import Read, Sum
from shelflist.model import Reading


def test_readings_that_have_an_end() -> None:
    found = readings.ends(3, [("2024-02-01", ""), ("2023-12", "2024-01-02"), ("", "2019")], 200)
    assert found == [Read(3, "", "2019", 200), Read(3, "2023-12", "2024-01-02", 200, again=True)]


def test_sums_by_year_and_month() -> None:
    reads = [
        Read(0, "", "2024", 100),
        Read(1, "", "2024-05", 0),
        Read(2, "", "2024-05-31", 50),
        Read(3, "", "2023-01-01", 7),
    ]
    years = readings.by_year(reads)
    assert list(years) == [2024, 2023]
    assert readings.total(years[2024]) == Sum(3, 150, 1)
    months = readings.by_month(years[2024])
    assert [len(month) for month in months] == [0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-02-28", "2024-03-01", 3),
        ("2024-01-01", "2024-01-01", 1),
        ("2024-01", "2024-02-01", None),
        ("", "2024-02-01", None),
        ("2024-02-02", "2024-02-01", None),
    ],
)
def test_days(first: str, last: str, expected: int | None) -> None:
    assert readings.days(first, last) == expected


def test_the_longest() -> None:
    assert readings.longest([Read(0, "", "2024-01-01", 1)]) is None
    slow = Read(1, "2024-01-01", "2024-02-11", 1)
    assert readings.longest([Read(0, "2024-01-01", "2024-01-05", 1), slow]) == (slow, 42)


@pytest.mark.parametrize(
    ("length", "expected"),
    [(1, (1, "day")), (20, (20, "day")), (42, (6, "week")), (100, (3, "month")), (800, (2, "year"))],
)
def test_rounded(length: int, expected: tuple[int, str]) -> None:
    assert readings.rounded(length) == expected


def test_waits() -> None:
    lengths = readings.waits(
        [
            ("2024-01-01", "2024-01-01"),
            ("2024-01-01", "2024-01-20"),
            ("2024", "2024-05-01"),
            ("2022-01-01", "2024-01-01"),
        ]
    )
    assert lengths == [0, 19, 730]
    assert readings.grouped(lengths) == [1, 1, 0, 0, 1]
    assert readings.middle(lengths) == 19


def test_a_note_over_a_record() -> None:
    record = Reading("read", [("", "2024")], 16, ["sea"], review="Good.", owned=1)
    note = Reading(rating=20, file="content/books/a.md", quotes=[("Salt.", "7")])
    found = readings.over(record, note)
    assert (found.status, found.dates, found.rating, found.review, found.quotes) == (
        "read",
        [("", "2024")],
        20,
        "Good.",
        [("Salt.", "7")],
    )
    assert readings.over(None, note) is note
