"""Pairs of files, pairs of records, and the values in which they differ."""

from pathlib import Path
from typing import Any, NamedTuple

from bench.agreement import forms, ours, theirs
from bench.agreement.theirs import Record

FIELDS = ("title", "people", "year", "publisher", "isbn", "series", "pages", "language")


class Difference(NamedTuple):
    """A value in which the sides differ; `record` is the record's key, or its number in the file."""

    kind: str
    file: str
    record: str
    field: str
    ours: str
    theirs: str


class Pair(NamedTuple):
    """A file and what another program makes of it: how many records and values were compared, and what differs."""

    kind: str
    file: str
    records: int
    comparable: int
    differences: list[Difference]


def files(folder: Path) -> list[tuple[Path, Path]]:
    """(input, expected) of a folder of real records."""
    return [(p.parent / p.name.partition(".expected.")[0], p) for p in sorted(folder.rglob("*.expected.*"))]


def pairs(folder: Path) -> list[Pair]:
    """Every input that has an expected file, compared with it."""
    return [pair(source, expected, expected.relative_to(folder).as_posix()) for source, expected in files(folder)]


def pair(source: Path, expected: Path, name: str) -> Pair:
    """One input against one expected file."""
    format, made = ours.read(source)
    told = theirs.read(expected)
    kind = f"{format or '(refused)'} / {theirs.program(expected)}"
    comparable = 0
    differences: list[Difference] = []
    couples = matched(made, told)
    for mine, other in couples:
        one = mine or other
        assert one is not None
        for field in FIELDS:
            a = mine.values.get(field, set()) if mine else set()
            b = other.values.get(field, set()) if other else set()
            if field == "pages" and b and not a and mine:
                a = mine.values.get("extent", set())
            if not (a or b) or (mine and not b and field in mine.borrowed):
                continue
            comparable += 1
            if not same(field, a, b):
                texts = [side.shown.get(field, "") if side else "" for side in (mine, other)]
                label = (other.key if other else "") or one.key or str(one.number)
                differences.append(Difference(kind, name, label, field, *texts))
    return Pair(kind, name, len(couples), comparable, differences)


def matched(made: list[Record], told: list[Record]) -> list[tuple[Record | None, Record | None]]:
    """The records of both sides by their keys; the rest by title, then by their place in the file."""
    rest, left = list(made), list(told)
    found: list[tuple[Record | None, Record | None]] = []

    def couple(alike: Any) -> None:
        for other in list(left):
            mine = next((one for one in rest if alike(one, other)), None)
            if mine is not None:
                found.append((mine, other))
                rest.remove(mine)
                left.remove(other)

    couple(
        lambda one, other: bool(one.key) and one.key == other.key and bool(one.values["title"] & other.values["title"])
    )
    couple(lambda one, other: bool(one.key) and one.key == other.key)
    couple(lambda one, other: bool(one.values["title"] & other.values["title"]) and one.number == other.number)
    couple(lambda one, other: bool(one.values["title"] & other.values["title"]))
    couple(lambda one, other: one.number == other.number)
    return [*found, *((one, None) for one in rest), *((None, other) for other in left)]


def same(field: str, a: set[Any], b: set[Any]) -> bool:
    """Whether two values are one, in their comparable forms."""
    if field == "title":
        return bool(a & b)
    if field == "people":
        return _people(list(a), list(b))
    if field == "series":
        return len(a) == len(b) and all(any(_series(x, y) for y in b) for x in a)
    if field == "pages" and any("-" in one for one in a) and any("-" in one for one in b):
        # What stands on a range of pages may have a number of pages besides.
        return {one for one in a if "-" in one} == {one for one in b if "-" in one}
    return a == b


def _people(a: list[forms.Person], b: list[forms.Person]) -> bool:
    if len(a) != len(b):
        return False
    rest = list(b)
    for one in a:
        other = next((x for x in rest if one.like(x)), None)
        if other is None:
            return False
        rest.remove(other)
    return True


def _series(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """By title, and by volume where both have one."""
    return x[0] == y[0] and (len(x) < 2 or len(y) < 2 or x[1] == y[1])
