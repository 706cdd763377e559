"""Shelves by status, quotes and statistics: what they hold, what they leave out, and that they are not made of nothing."""

import re
from pathlib import Path

import pytest

from tests.tools import built, make_site, marc

NOTES = {
    "salt": "status: read\nread: [2019, {started: 2025-01-01, finished: 2025-02-11}]\nrating: 4.5\npages: 210\nadded: 2018-12-01\nsubjects: [Sea]\nlanguage: English\nquotes: [{text: Salt & <b>sea</b>, page: 12}, Bare]\n",
    "sand": "status: read\nread: 2025-03\npages: 90\nrating: 3\nlanguage: Italian\nsubjects: [Land]\n",
    "silt": "status: read\n",
    "clay": "status: reading\nstarted: 2026-01\n",
    "peat": "status: want\nadded: 2026-02-03\npages: 300\n",
    "loam": "status: abandoned\nread: {started: 2024-01-01, finished: 2024-01-09}\npages: 400\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {
        f"content/books/{name}.md": f"---\ntitle: {name.capitalize()}\n{text}---\n" for name, text in NOTES.items()
    }
    return built(make_site(tmp_path_factory.mktemp("reading"), files))[1]


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def titles(page: str) -> list[str]:
    return re.findall(r'<li><a href="[^"]*books/[^"]+"[^>]*>([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("reading/now", ["Clay"]),
        ("reading/read", ["Sand", "Salt", "Salt", "Silt"]),
        ("reading/read/by-length", ["Salt", "Sand", "Silt"]),
        ("reading/read/by-rating", ["Salt", "Sand", "Silt"]),
        ("reading/to-read", ["Peat"]),
        ("reading/did-not-finish", ["Loam"]),
    ],
)
def test_shelves(site: Path, path: str, expected: list[str]) -> None:
    assert titles(html(site, path)) == expected


def test_words_of_a_reading(site: Path) -> None:
    page = html(site, "reading/read")
    assert "from 1 January 2025 to 11 February 2025 · read again · 210 pages · rated 4½ of 5" in page
    assert '<h2 id="y2025"><a href="../../stats/2025/">2025</a> <small>2 books, 300 pages</small></h2>' in page
    assert "Date not noted" in page
    assert "3 books, 4 readings" in page


def test_years_and_sums(site: Path) -> None:
    page = html(site, "stats")
    assert "I finished 3 books from 2019 to 2025: 510 pages." in page
    assert "1 was a re-read. The longest took 6 weeks." in page
    assert "I also read 1 book at a time that I did not note." in page
    assert sorted(p.name for p in (site / "stats").iterdir() if p.is_dir()) == ["2019", "2025", "records"]
    assert "I finished 2 books in 2025: 300 pages." in html(site, "stats/2025")


def test_each_chart_has_its_finding_and_its_table(site: Path) -> None:
    for path in ("stats", "stats/2025"):
        page = html(site, path)
        drawings = re.findall(r'<figure class="chart">.*?</figure>', page, re.DOTALL)
        assert drawings
        assert page.count("The same as a table") == len(drawings)
        for drawing in drawings:
            ids = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', drawing)
            assert ids
            assert f'<title id="{ids[1]}">' in drawing
            assert f'<desc id="{ids[2]}">' in drawing
            assert re.search(r"<figcaption>[A-Z0-9][^<]*\.</figcaption>", drawing)


def test_quotes_stand_by_their_book_and_on_its_page(site: Path) -> None:
    for path in ("quotes", "books/salt"):
        page = html(site, path)
        assert "Salt &amp; &lt;b&gt;sea&lt;/b&gt;" in page
        assert "<figcaption>p. 12</figcaption>" in page
    assert 'href="../books/salt/"' in html(site, "quotes")
    assert "2 passages from 1 book" in html(site, "quotes")


def test_the_book_says_every_reading(site: Path) -> None:
    page = html(site, "books/salt")
    assert '<a href="../../reading/read/"><strong>Read</strong></a>' in page
    assert "Read twice" in page
    assert "finished 2019" in page
    assert "from 1 January 2025 to 11 February 2025" in page


def test_the_home_page_leads_there(site: Path) -> None:
    home = html(site, "")
    assert all(f'href="{name}/"' in home for name in ("reading", "stats", "quotes"))


def test_nothing_of_nothing(tmp_path: Path) -> None:
    site = built(make_site(tmp_path, {"content/records/a.mrc": marc("Salt", record_id="1")}))[1]
    assert not any((site / name / "index.html").exists() for name in ("reading", "stats", "quotes"))
    assert not re.search(r'href="(reading|stats|quotes)/"', html(site, ""))


CSV = "Book Id,Title,Author,My Rating,Number of Pages,Date Read,Date Added,Exclusive Shelf,Bookshelves,Author l-f,ISBN,ISBN13\n1,Salt,Ada,5,100,2024/05/06,2024/01/02,read,,,,\n"


@pytest.mark.parametrize(("publish", "there"), [("[]", False), ('["status"]', True), ('["dates"]', True)])
def test_only_what_may_be_seen(tmp_path: Path, publish: str, there: bool) -> None:
    toml = f'[site]\ntitle = "Log"\n[personal]\npublish = {publish}\n'
    site = built(make_site(tmp_path, {"content/records/log.csv": CSV}, toml))[1]
    assert (site / "reading").exists() == there
    if there:
        page = html(site, "reading/read")
        assert "rated" not in page
        assert ("2024" in page) == ("dates" in publish)
