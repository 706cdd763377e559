"""Orders of a heading's books, and of all books, as built pages: which there are, in what order, and what they say of themselves."""

import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from shelflist.pages import orders
from tests.tools import Fields, built, make_site, marc, tree


def record(n: int, title: str, author: str, year: str, *more: tuple[str, str, list[tuple[str, str]]]) -> bytes:
    date = [("260", "  ", [("a", "Varn :"), ("b", "Salt Press,"), ("c", year)])] if year else []
    fields: Fields = [*date, ("082", "04", [("a", f"355.0{n}")]), ("650", " 0", [("a", "Peace")]), *more]
    return marc(title, author, f"r{n}", fields)


BOOKS = [
    record(6, "Amber", "Zorn, Ida", "2003"),
    record(5, "Bone", "", "1999"),
    record(4, "Clay", "Álvarez, José", "2001"),
    record(3, "Dust", "Oduya, Tess", ""),
    record(2, "Elm", "oduya, tess", "2001"),
    record(1, "Fog", "Zorn, Ida", "[2010?]"),
    record(7, "Gold", "Zorn, Ida", "2003", ("650", " 0", [("a", "Roads")])),
]
TOML = '[site]\ntitle = "Test list"\nbase_url = "https://example.org/lib"\n[build]\npage_size = 10\n'
TITLES = "Amber", "Bone", "Clay", "Dust", "Elm", "Fog", "Gold"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files: dict[str, str | bytes] = {"content/records/books.mrc": b"".join(BOOKS)}
    _, out = built(make_site(tmp_path_factory.mktemp("orders"), files, TOML))
    return {name: data.decode() for name, data in tree(out).items() if name.endswith((".html", ".xml"))}


def titles(html: str) -> list[str]:
    """The books that a page lists."""
    found = re.findall(r'<li><a href="[^"]*books/[^"]*"[^>]*>(\w+)</a>', html)
    return [title for title in found if title in TITLES]


def links(html: str) -> list[tuple[str, str, bool]]:
    """(text, address, whether it is this one) of the orders that a page offers."""
    found = re.search(r'<nav class="pager orders" aria-label="Order">(.*?)</nav>', html, re.DOTALL)
    rows = re.findall(r'<a href="([^"]*)"( aria-current="true")?>(.*?)</a>', found[1]) if found else []
    return [(text, href, bool(here)) for href, here, text in rows]


AUTHOR = ["Clay", "Dust", "Elm", "Amber", "Fog", "Gold", "Bone"]
NEWEST = ["Fog", "Amber", "Gold", "Clay", "Elm", "Bone", "Dust"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("subjects/peace/", list(TITLES)),
        ("subjects/peace/by-author/", AUTHOR),
        ("subjects/peace/newest/", NEWEST),
        ("publishers/salt-press/by-author/", [title for title in AUTHOR if title != "Dust"]),
        ("publishers/salt-press/newest/", [title for title in NEWEST if title != "Dust"]),
        ("classes/355/", ["Fog", "Elm", "Dust", "Clay", "Bone", "Amber", "Gold"]),
        ("classes/355/by-title/", list(TITLES)),
        ("classes/355/newest/", NEWEST),
        ("books/by-author/", AUTHOR),
        ("books/newest/", NEWEST),
    ],
)
def test_orders(made: dict[str, str], address: str, expected: list[str]) -> None:
    assert titles(made[address + "index.html"]) == expected


def test_each_page_offers_all_and_marks_its_own(made: dict[str, str]) -> None:
    own = made["subjects/peace/index.html"]
    base = "../../subjects/peace/"
    assert links(own) == [
        ("Title", base, True),
        ("Author", base + "by-author/", False),
        ("Newest", base + "newest/", False),
    ]
    newest = links(made["subjects/peace/newest/index.html"])
    assert newest == [(text, "../" + href, text == "Newest") for text, href, _ in links(own)]
    assert [text for text, _, _ in links(made["classes/355/index.html"])] == ["Call number", "Title", "Newest"]
    assert [text for text, _, _ in links(made["books/index.html"])] == ["Title", "Author", "Newest"]


def test_an_order_is_no_original_and_is_not_in_the_site_map(made: dict[str, str]) -> None:
    page = made["subjects/peace/newest/index.html"]
    assert '<link rel="canonical" href="https://example.org/lib/subjects/peace/">' in page
    assert "<title>Peace, newest first – Subjects – Test list</title>" in page
    assert page.count("<h1") == 1
    assert ">Peace, newest first</h1>" in page
    assert "https://example.org/lib/subjects/peace/</loc>" in made["sitemap.xml"]
    assert not re.search("newest|by-author|by-title", made["sitemap.xml"])
    assert "data-pagefind" not in page


@pytest.fixture(scope="module", autouse=True)
def six_are_enough() -> Iterator[None]:
    """Six books are a heading of many here, so that a small list shows it."""
    with mock.patch.object(orders, "LEAST", 6):
        yield


def test_few_books_have_one_order(made: dict[str, str]) -> None:
    assert links(made["subjects/roads/index.html"]) == []
    assert "subjects/roads/newest/index.html" not in made
    assert not [name for name in made if name.startswith("aspects/") and "newest" in name]


def test_pages_of_an_order_and_recently_added(tmp_path: Path) -> None:
    many = [record(n, f"Book {n:02}", "Zorn, Ida", "2003") for n in range(1, 13)]
    files: dict[str, str | bytes] = {"content/records/books.mrc": b"".join(many)}
    files["content/books/book-03-zorn.md"] = "---\nadded: 2024-05-02\n---\n"
    files["content/books/book-07-zorn.md"] = "---\nadded: 2025\n---\n"
    _, out = built(make_site(tmp_path, files, TOML))
    pages = {name: data.decode() for name, data in tree(out).items() if name.endswith(".html")}
    first, second = pages["books/added/index.html"], pages["books/added/2/index.html"]
    assert re.findall(r">(Book \d+)</a>", first)[:4] == ["Book 07", "Book 03", "Book 01", "Book 02"]
    assert '<ol start="11">' in second
    assert 'rel="prev" href="../../../books/added/"' in second
    assert "<title>Books, recently added first – Books, recently added first, page 2 – Test list</title>" in second
    assert "authors/zorn-ida/by-title/2/index.html" in pages
    assert [text for text, _, _ in links(pages["authors/zorn-ida/index.html"])] == ["Year", "Title"]


def test_a_book_that_is_called_as_an_order_has_another_address(tmp_path: Path) -> None:
    books = [*BOOKS, marc("Newest", "", "r9")]
    _, out = built(make_site(tmp_path, {"content/records/books.mrc": b"".join(books)}))
    found = [name for name in tree(out) if re.fullmatch("books/newest[^/]*/index.html", name)]
    assert len(found) == 2
