"""Lengths of readings, days off, and which pages fall on which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist.cataloguing import plans
from shelflist.cataloguing.plans import DaysOff, Pace, Part, Task

START = date(2026, 10, 5)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("pp. 41-67", 27),
        ("ch. 3, pp. 41–67", 27),
        ("p. 12", 1),
        ("pp. 12, 14, 20-21", 4),
        ("pp. 12 and 14", 2),
        ("pp. xi-xxiv, 1-40", 54),
        ("pp. ix", 1),
        ("pp. 141-67", 27),
        ("pp. 1000-5", 6),
        ("pagine 3-4 e 9", 3),
        ("S. 7-9", 3),
        ("Seiten 7–9", 3),
        ("págs. 7-9", 3),
        ("pp. 41-67, ch. 4", 27),
        ("ch. 3, pp. 1-10; ch. 5, pp. 20-29", 20),
        ("ch. 3", 0),
        ("chapters 3-5", 0),
        ("the introduction", 0),
        ("pp. 67-41", 0),
        ("pp. iixx", 0),
        ("pp. ivory", 0),
        ("pp. 1-99999", 0),
        ("p. ", 0),
        ("", 0),
        ("sections 3-4", 0),
        ("stop 3", 0),
    ],
)
def test_pages_of_a_statement(text: str, pages: int) -> None:
    assert plans.page_count(text) == pages


@pytest.mark.parametrize(("pages", "pace", "minutes"), [(40, 40, 60), (41, 40, 62), (264, 40, 396), (0, 40, 0)])
def test_minutes(pages: int, pace: int, minutes: int) -> None:
    assert plans.minutes(pages, pace) == minutes


@pytest.mark.parametrize(
    ("pace", "an_hour", "pages"),
    [(Pace(), 0, 80), (Pace(), 25, 50), (Pace(hours_a_day=0.01), 0, 1), (Pace(pages_a_day=30), 99, 30)],
)
def test_pages_of_a_day(pace: Pace, an_hour: int, pages: int) -> None:
    assert pace.a_day(an_hour) == pages


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-12-24/2027-01-06", (date(2026, 12, 24), date(2027, 1, 6))),
        ("2026-12-24", (date(2026, 12, 24), date(2026, 12, 24))),
        ("2027-01-06/2026-12-24", None),
        ("2026-02-30", None),
        ("saturday", None),
        ("2026-12-24/", None),
        ("", None),
    ],
)
def test_intervals(text: str, found: tuple[date, date] | None) -> None:
    assert plans.interval(text) == found


def test_days_off() -> None:
    off = DaysOff(("Saturday", "sunday", "2026-10-07", "2026-12-24/2027-01-06"))
    days = [START + timedelta(n) for n in range(7)]
    assert [day in off for day in days] == [False, False, True, False, False, True, True]
    assert [date(2026, 12, 23) in off, date(2027, 1, 6) in off, date(2027, 1, 7) in off] == [False, True, False]


def days(made: plans.Plan) -> list[tuple[str, int, int, int]]:
    return [(f"{part.day:%m-%d}", part.task, part.first, part.last) for part in made.parts]


def test_a_plan_fills_day_after_day_and_passes_over_free_ones() -> None:
    made = plans.plan([Task(100), Task(30)], START, 40, DaysOff(("tuesday",)))
    assert days(made) == [("10-05", 0, 1, 40), ("10-07", 0, 41, 80), ("10-08", 0, 81, 100), ("10-08", 1, 1, 20), ("10-09", 1, 21, 30)]  # fmt: skip
    assert (made.late, made.left) == ([], [])


def test_what_is_due_first_is_read_first_with_what_stands_before_it() -> None:
    tasks = [Task(1), Task(1, date(2026, 10, 9)), Task(1), Task(1, date(2026, 10, 6)), Task(1)]
    assert plans.order(tasks) == [2, 3, 0, 1, 4]


def test_what_comes_too_late_is_told_with_its_day() -> None:
    made = plans.plan([Task(90, date(2026, 10, 6)), Task(1, date(2026, 10, 7))], START, 40, DaysOff(()))
    assert made.late == [(0, date(2026, 10, 7))]


def test_a_week_does_not_begin_before_its_day() -> None:
    made = plans.plan([Task(10), Task(10, earliest=date(2026, 10, 12))], START, 40, DaysOff(()))
    assert days(made) == [("10-05", 0, 1, 10), ("10-12", 1, 1, 10)]


def test_a_length_that_is_not_known_takes_no_time_but_has_its_place() -> None:
    made = plans.plan([Task(0), Task(40), Task(0, earliest=date(2026, 10, 10))], START, 40, DaysOff(("saturday",)))
    assert days(made) == [("10-05", 0, 0, 0), ("10-05", 1, 1, 40), ("10-11", 2, 0, 0)]


def test_a_plan_ends_where_no_day_is_found() -> None:
    made = plans.plan([Task(5), Task(5)], START, 40, DaysOff(("2026-01-01/2099-01-01",)))
    assert (made.parts, made.left) == ([], [0, 1])


@given(
    tasks=st.lists(
        st.builds(
            Task,
            st.integers(0, 300),
            st.none() | st.dates(START, date(2027, 3, 1)),
            st.none() | st.dates(START, date(2027, 1, 1)),
        ),
        max_size=12,
    ),
    a_day=st.integers(1, 120),
    off=st.lists(st.sampled_from([*plans.WEEKDAYS[:6], "2026-11-01/2026-11-20"]), max_size=4),
)
def test_every_page_is_read_once_in_order_and_no_day_holds_too_many(
    tasks: list[Task], a_day: int, off: list[str]
) -> None:
    free = DaysOff(off)
    made = plans.plan(tasks, START, a_day, free)
    assert not any(part.day in free for part in made.parts)
    assert [part.day for part in made.parts] == sorted(part.day for part in made.parts)
    by_day: dict[date, int] = {}
    for part in made.parts:
        by_day[part.day] = by_day.get(part.day, 0) + (part.last - part.first + 1 if part.last else 0)
    assert all(pages <= a_day for pages in by_day.values())
    for number, task in enumerate(tasks):
        mine: list[Part] = [part for part in made.parts if part.task == number]
        read = [page for part in mine if part.last for page in range(part.first, part.last + 1)]
        assert number in made.left or read == list(range(1, task.pages + 1))
        assert not task.earliest or all(part.day >= task.earliest for part in mine)
        if task.due and number not in made.left:
            assert (mine[-1].day > task.due) == any(n == number for n, _ in made.late)
