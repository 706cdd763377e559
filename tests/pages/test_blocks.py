"""Blocks of the home page, of a book and of a subject, in the order of the specification, with its words."""

import re
from pathlib import Path

import pytest

from tests.tools import Fields, built, make_site, marc, tree


def record(n: int, title: str, year: str, *more: tuple[str, str, list[tuple[str, str]]]) -> bytes:
    fields: Fields = [
        ("082", "04", [("a", f"355.0{n}")]),
        ("260", "  ", [("a", "Varn :"), ("b", "Salt Press,"), ("c", f"{year}.")]),
        ("300", "  ", [("a", "264 p.")]),
        ("490", "1 ", [("a", "Studies in salt"), ("v", f"no. {n}")]),
        ("650", " 0", [("a", "Peace"), ("x", "History"), ("z", "Italy")]),
        *more,
    ]
    return marc(title, "Zorn, Ida", f"r{n}", fields)


BOOKS = [
    record(1, "Amber", "1950", ("520", "  ", [("a", "On resin.")]), ("505", "0 ", [("a", "One -- Two")])),
    *(record(n, title, f"19{80 + n}") for n, title in enumerate(("Bone", "Clay", "Dust", "Elm", "Fog"), 2)),
    record(9, "Gold", "1999", ("020", "  ", [("a", "9780306406157")]), ("700", "1 ", [("a", "Oduya, Tess")])),
]
FILES: dict[str, str | bytes] = {
    "content/records/books.mrc": b"".join(BOOKS),
    "content/books/amber-zorn.md": "---\nstatus: read\nread: [2024-02-03]\n---\n# A head\n\nHard & <b>clear</b>.\n",
    "content/books/bone-zorn.md": "---\nread: [2025-02-03]\nquotes: [Bones wait.]\n---\n",
    "content/books/clay-zorn.md": "---\nstatus: want\nadded: 2024-05-06\n---\nNot yet.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    _, out = built(make_site(tmp_path_factory.mktemp("blocks"), FILES))
    return {name: data.decode() for name, data in tree(out).items() if name.endswith(".html")}


def heads(html: str) -> list[str]:
    """Ids of the page's sections, in order."""
    return re.findall(r'<h2 id="([^"]*)"', html)


def test_home(made: dict[str, str]) -> None:
    page = made["index.html"]
    wanted = ["recent", "subjects", "authors", "shelves", "decades", "browse", "lately", "data"]
    assert [name for name in heads(page) if name in wanted] == wanted
    assert "7 books, published from 1950 to 1999" in page
    assert '<a href="authors/#l-z">Z</a>' in page
    assert '<ol class="cards">' in page
    assert re.search(r'<a href="shelf/ddc/#[^"]*">300</a> <small>7 books</small>', page)


def test_home_shows_what_was_noted_last(made: dict[str, str]) -> None:
    block = made["index.html"].partition('id="lately"')[2].partition("</section>")[0]
    assert re.findall(r'href="books/([^"]*)/"', block) == ["bone-zorn", "amber-zorn"]
    assert '<blockquote dir="auto"><p>Bones wait.</p></blockquote>' in block
    assert '<p dir="auto">Hard &amp; &lt;b&gt;clear&lt;/b&gt;.</p>' in block


def test_a_book_in_the_order_of_its_blocks(made: dict[str, str]) -> None:
    page = made["books/amber-zorn/index.html"]
    wanted = ["note", "summary", "contents", "subjects", "details", "shelf-1", "series", "near", "cite"]
    assert [name for name in heads(page) if name in wanted] == wanted
    assert page.index('id="cite"') < page.index("About this record") < page.index('class="around"')
    assert "<hgroup>" in page
    assert "264 pages (about 6½ h)" in page


def test_a_book_tells_its_series_its_whole_headings_and_what_lacks(made: dict[str, str]) -> None:
    page = made["books/bone-zorn/index.html"]
    assert '<a href="../../series/studies-in-salt/">Studies in salt, no. 2</a>' in page
    assert "no. 2 (we have 1–6, 9):" in page
    assert 'aria-label="Peace — History — Italy">Italy</a>' in page
    assert "No ISBN on the record" in page
    assert "No ISBN" not in made["books/amber-zorn/index.html"], "in 1950 there were none"
    assert "No ISBN" not in made["books/gold-zorn/index.html"]


def test_a_subject_shows_its_years_with_the_table_behind(made: dict[str, str]) -> None:
    page = made["subjects/peace/index.html"]
    assert heads(page)[-1] == "years"
    table = page.partition("<caption>Books by decade of publication</caption>")[2].partition("</table>")[0]
    assert re.findall(r'<a href="\.\./\.\./timeline/(\d+s)/">\1</a></th><td>(\d)</td>', table) == [
        ("1950s", "1"),
        ("1980s", "5"),
        ("1990s", "1"),
    ]


def test_every_page_but_those_with_a_form_has_one_in_its_header(made: dict[str, str]) -> None:
    for name, page in made.items():
        if name.startswith("isbn/"):
            continue
        assert page.count('<form class="seek"') == (name not in ("index.html", "search/index.html", "404.html")), name
        if name not in ("index.html", "404.html"):
            assert page.count('aria-current="page"') >= 1, name


def test_feeds_of_subjects_are_linked_where_there_are_any(tmp_path: Path, made: dict[str, str]) -> None:
    toml = '[site]\ntitle = "Test list"\n[build]\nfeeds = "all"\n'
    _, out = built(make_site(tmp_path, FILES, toml))
    for page in ("subjects/peace/", "authors/zorn-ida/"):
        assert '<a href="feed.atom">' in (out / page / "index.html").read_text()
        assert (out / page / "feed.atom").is_file()
        assert 'href="feed.atom"' not in made[page + "index.html"]
