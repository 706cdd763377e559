"""A small site of invented books, in three formats, whose published files lie in tests/golden/public/ byte for byte.

Where a change is wanted, `python -m tests.golden.renew` makes them anew: the difference then shows what it does.
"""

import pytest

from tests.golden.renew import expected, made


@pytest.fixture(scope="module")
def now() -> dict[str, bytes]:
    """The site as it is made now."""
    return made()


def test_the_same_files_are_published(now: dict[str, bytes]):
    assert sorted(now) == sorted(expected())


@pytest.mark.parametrize("name", sorted(expected()))
def test_every_file_is_as_it_was(now: dict[str, bytes], name: str):
    assert now[name].decode().splitlines() == expected()[name].decode().splitlines()
    assert now[name] == expected()[name]


def test_it_shows_what_it_is_there_for():
    files = expected()
    books = [name for name in files if name.startswith("books/") and name.endswith("index.md")]
    said = b"".join(files[name] for name in books).decode()
    assert len(books) == 8
    for words in ("catalogue display", "MARC 21", "UNIMARC", "My notes", '"rtl"', "HASH"):
        assert words in said or words.encode() in files["index.html"]
    assert max(len(name) for name in books) > 80
    assert "lists/winter-evenings/index.html" in files
