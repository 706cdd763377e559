"""Nothing personal is kept that site.toml does not name, wherever in a book it stands."""

from pathlib import Path

import msgspec
import pytest

from shelflist import personal
from shelflist.model import Book, Extra, Reading, Source, SourceRecord, Warning
from shelflist.settings import PERSONAL
from tests.tools import ROOT, TOML, built, make_site

FULL = Reading(
    "read", [("2021-01", "2021-02-03")], 18, ["by the sea"], ["Winter"], "", "2020-12-31", "", ["beloved"], "The end is sad.",
    False, "lent to Ada", 2,
)  # fmt: skip
FIELDS = {
    "Shelf": "status", "Read": "dates", "Stars": "rating", "Review": "review", "Tags": "tags", "Shelves": "shelves",
    "Copies": "owned", "Notes": "private",
}  # fmt: skip


def book(reading: Reading = FULL) -> Book:
    fields = [Extra("Title", "", [("", "Salt")]), *(Extra(name, "", [("", f"my {name}")]) for name in FIELDS)]
    return Book(
        source=Source("", 0, "x"), id="1", title="Salt", reading=reading, records=[SourceRecord("", "x", "1", fields)],
        extra=list(fields[1:]), warnings=[Warning("Read", "no date: my Read"), Warning("Title", "long")],
    )  # fmt: skip


def kept(*allowed: str, reading: Reading = FULL) -> Book:
    made = book(reading)
    personal.keep(made, FIELDS, frozenset(allowed))
    return made


def test_nothing_by_default() -> None:
    made = kept()
    assert made.reading is None
    assert [field.tag for field in made.records[0].fields] == ["Title"]
    assert made.extra == []
    assert [w.field for w in made.warnings] == ["Title"]
    text = msgspec.json.encode(made).decode()
    assert not any(word in text for word in ("my ", "lent", "sad", "beloved", "sea", "2021"))


@pytest.mark.parametrize("kind", sorted(personal.FIELDS))
def test_each_kind_by_itself(kind: str) -> None:
    made = kept(kind)
    assert [field.tag for field in made.records[0].fields] == ["Title", *(n for n, k in FIELDS.items() if k == kind)]
    assert made.reading is not None
    for other, values in personal.FIELDS.items():
        for name, without in values.items():
            expected = getattr(FULL, name) if other == kind else without
            assert getattr(made.reading, name) == expected, name


@pytest.mark.parametrize(
    ("allowed", "shown"), [(("review",), False), (("spoilers",), False), (("review", "spoilers"), True)]
)
def test_a_spoiler_needs_both_words(allowed: tuple[str, ...], shown: bool) -> None:
    made = kept(*allowed, reading=msgspec.structs.replace(FULL, spoiler=True))
    assert ("Review" in [field.tag for field in made.records[0].fields]) is shown
    assert bool(made.reading and made.reading.review) is shown


def test_every_word_of_the_settings_means_something() -> None:
    assert set(PERSONAL) == {*personal.FIELDS, "spoilers"}


def test_every_field_of_a_reading_is_of_some_kind() -> None:
    fields = {field.name for field in msgspec.structs.fields(Reading)}
    assert fields - {name for values in personal.FIELDS.values() for name in values} == {"body", "file", "quotes"}


# --- in a build -----------------------------------------------------------------------------------------------


def everything(folder: Path) -> bytes:
    """Every byte of the published site and of what builds remember."""
    return b"".join(
        path.read_bytes() for name in ("public", ".shelflist") for path in (folder / name).rglob("*") if path.is_file()
    )


def test_an_export_stays_at_home_until_its_owner_says_otherwise(tmp_path: Path) -> None:
    data = (ROOT / "tests/fixtures/records/goodreads/library.csv").read_bytes()
    site = make_site(tmp_path, {"content/records/mine.csv": data})
    built(site)
    own = (
        b"Slow at first",
        b"The tide wins",
        b"Lent to nobody",
        b"read-twice",
        b"2021-03-04",
        b"2021/03/04",
        b"4 of 5",
    )
    assert [word for word in own if word in everything(site)] == []
    (site / "site.toml").write_text(TOML + '[personal]\npublish = ["review", "status"]\n')
    built(site)
    assert [word for word in own if word in everything(site)] == [], "the review gives the story away"
    assert b"<strong>Read</strong>" in everything(site)
    (site / "site.toml").write_text(TOML + '[personal]\npublish = ["review", "spoilers"]\n')
    built(site)
    assert [word for word in own if word in everything(site)] == [b"Slow at first", b"The tide wins"]
