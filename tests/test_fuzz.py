"""A short run of `tests/soak/fuzz.py`: every reader against mutated files of its format, the same ones everywhere."""

import pytest

from shelflist.cataloguing.formats import FORMATS as NAMES
from shelflist.readers import FORMATS, recognise
from tests.soak import fuzz

EXAMPLES = 60


@pytest.mark.parametrize("format", FORMATS)
def test_any_bytes_are_books_or_reasons(format: str) -> None:
    met: list[int] = []
    fuzz.trial(format, EXAMPLES, 1, lambda data, *_: met.append(len(data)), fuzz.PATIENT)()
    assert len(met) >= EXAMPLES


@pytest.mark.parametrize("format", FORMATS)
def test_a_fixture_is_recognised_and_read(format: str) -> None:
    found = [(recognise(data, "x"), fuzz.read(format, data)) for data in fuzz.seeds(format)]
    assert {name for name, _ in found} == {format}
    assert all(books + rejected for _, (books, rejected) in found)
    assert any(books for _, (books, _) in found)


def test_every_format_has_a_name_for_people() -> None:
    assert set(NAMES) - {"note"} == set(FORMATS)
    assert [name for name in NAMES if name in FORMATS] == list(FORMATS), "asked in one order"
