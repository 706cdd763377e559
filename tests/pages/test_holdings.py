"""The records in numbers: how many books have a field, and pages of those that lack one."""

import re
from pathlib import Path

import pytest

from tests.tools import Fields, built, make_site, marc, tree

FULL: Fields = [
    ("020", "  ", [("a", "9780306406157")]),
    ("082", "04", [("a", "355.02")]),
    ("260", "  ", [("a", "Varn :"), ("b", "Salt Press,"), ("c", "2001.")]),
    ("300", "  ", [("a", "120 p.")]),
    ("505", "0 ", [("a", "One -- Two")]),
    ("546", "  ", [("a", "In English.")]),
    ("650", " 0", [("a", "Peace")]),
]
BOOKS = [marc("Amber", "Zorn, Ida", "r1", FULL), marc("Bone & <clay>", "", "r2"), marc("Dust", "Oduya, Tess", "r3")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files: dict[str, str | bytes] = {"content/records/books.mrc": b"".join(BOOKS)}
    _, out = built(make_site(tmp_path_factory.mktemp("holdings"), files))
    return {name: data.decode() for name, data in tree(out).items() if name.endswith(".html")}


def rows(html: str) -> dict[str, tuple[str, int]]:
    """Field → (where its label leads, number of books that have it)."""
    found = re.findall(
        r'<tr><th scope="row" dir="auto">(?:<a href="([^"]*)">)?([^<]*)(?:</a>)?</th><td>(\d+)</td>', html
    )
    return {label: (href, int(number)) for href, label, number in found}


def test_each_field_with_its_books_and_the_way_to_those_that_lack_it(made: dict[str, str]) -> None:
    page = made["stats/records/index.html"]
    found = rows(page)
    assert found["ISBN (2 without)"] == ("../../stats/records/no-isbn/", 1)
    assert found["Author or editor (1 without)"] == ("../../stats/records/no-people/", 2)
    assert found["Class (2 without)"][1] == found["Subject (2 without)"][1] == found["Contents (2 without)"][1] == 1
    assert "% are filled." in page
    assert '<a href="../../stats/records/no-isbn/">Books without an ISBN</a>' in page


def test_the_books_that_lack_a_field(made: dict[str, str]) -> None:
    page = made["stats/records/no-isbn/index.html"]
    assert re.findall(r'<li><a href="\.\./\.\./\.\./books/[^"]*" dir="auto">(.*?)</a>', page) == [
        "Bone &amp; &lt;clay&gt;",
        "Dust",
    ]
    assert "<title>Books without an ISBN – The records in numbers – Test list</title>" in page
    assert '<a href="../../../stats/records/">The records in numbers</a>' in page


def test_every_link_leads_to_a_page(made: dict[str, str]) -> None:
    page = made["stats/records/index.html"]
    for href in re.findall(r'href="\.\./\.\./([^"#]*/)"', page):
        assert f"{href}index.html" in made, href


def test_a_field_that_all_have_leads_nowhere(tmp_path: Path) -> None:
    _, out = built(make_site(tmp_path, {"content/records/a.mrc": BOOKS[0]}))
    pages = tree(out)
    assert rows(pages["stats/records/index.html"].decode())["ISBN"] == ("", 1)
    assert "stats/records/no-isbn/index.html" not in pages


def test_an_empty_list_has_none(tmp_path: Path) -> None:
    _, out = built(make_site(tmp_path, {}))
    assert not [name for name in tree(out) if name.startswith("stats/")]
