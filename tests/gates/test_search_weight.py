"""What a first search costs on the wire at 2,000 books: everything that is fetched up to the results, the page itself too."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.search import LIMIT, Library, library, weigh
from tests.gates.conftest import REPORTS

BOOKS = 2000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library(tmp_path_factory.mktemp("large") / "site", BOOKS) as found:
        yield found


def test_the_first_search(browser: Browser, served: Library):
    title, people = served.rows[0][1].split(), served.rows[0][2]
    searches = {
        "two words of a title": (" ".join(title[:2]), ""),
        "a name": (people.partition(",")[0], ""),
        "a word mistyped": (title[0][:-2] + "q" + title[0][-2:], ""),
        "words and a filter": (title[0], "Language"),
        "a filter alone": ("", "Language"),
    }
    found = {name: sum(size for size, _ in weigh(browser, served, *given)) for name, given in searches.items()}
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "search.txt").write_text("".join(f"{n:8,} {name}\n" for name, n in found.items()), encoding="utf-8")
    assert {name: n for name, n in found.items() if n > LIMIT} == {}


def test_a_file_of_suggestions_is_small(served: Library):
    files = [place for place in (served.folder / "search").rglob("*.js") if place.name != "books.js"]
    assert files
    assert max(len(gzip.compress(place.read_bytes(), 9)) for place in files) <= 20 * 1024
