"""Pages of subjects and aspects: what a heading's page says, one page for its words of all languages, doubles once, the table."""

import re
from pathlib import Path

import pytest

from shelflist.report import Report
from tests.tools import built, make_site, marc, tree

Rows = list[tuple[str, str, list[tuple[str, str]]]]

LCSH, FAST, OWN = "0", "7fast", "7local"


def record(n: int, title: str, *headings: tuple[str, str]) -> bytes:
    """A record with headings: (scheme, "Main $x Topic $z Place")."""
    rows: Rows = []
    for scheme, text in headings:
        main, *parts = re.split(r" \$(?=[vxyz] )", text)
        pairs = [("a", main), *((part[0], part[2:]) for part in parts)]
        rows.append(("650", f" {scheme[0]}", [*pairs, *([("2", scheme[1:])] if scheme[1:] else [])]))
    return marc(title, "Oduya, Tess", f"r{n}", rows)


BOOKS = [
    record(1, "Amber", (LCSH, "Peace $x History $z Italy"), (FAST, "Peace"), (FAST, "Italy"), (LCSH, "Roads")),
    record(2, "Bone", (OWN, "Pace $x Storia"), (LCSH, "Roads")),
    record(3, "Clay", (LCSH, "Peace"), (LCSH, "Roads")),
    record(4, "Dust", (LCSH, "Roads $x History"), (LCSH, "<b>Salt</b> & mules")),
]
NOTE = """---
heading: Peace
labels:
  de: Frieden
broader: International relations
narrower: Roads
related: [<b>Salt</b> & mules, Ferries]
see_from: <i>Concord</i>
---
Having *no* war. <script>alert(1)</script>
"""
FILES = {
    "content/records/all.mrc": b"".join(BOOKS),
    "content/headings.tsv": "# words\nlcsh: Peace\tit: Pace\nlcsh: History\tit: Storia\n",
    "content/subjects/anything.md": NOTE,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, str]]:
    report, out = built(make_site(tmp_path_factory.mktemp("site"), FILES))
    return report, {path: data.decode() for path, data in tree(out).items() if path.endswith((".html", ".md"))}


def text(pages: dict[str, str], path: str) -> str:
    return pages[f"{path}/index.html"]


def links(html: str) -> list[str]:
    return re.findall(r'<a href="[./]*([^"]*)"', html)


def test_one_page_gathers_the_words_of_all_languages(made: tuple[Report, dict[str, str]]) -> None:
    page = text(made[1], "subjects/peace")
    assert '<h1 dir="auto">Peace</h1>' in page
    assert re.findall(r"books/([a-z]+)-oduya", page) == ["amber", "bone", "clay"]
    assert '<span lang="it" dir="auto">Pace</span> <small>Italian</small>' in page
    assert '<span lang="de" dir="auto">Frieden</span> <small>German</small>' in page
    assert "See" in text(made[1], "subjects/pace-storia")
    assert "subjects/peace-history/" in links(text(made[1], "subjects/pace-storia"))
    assert "subjects/peace-history/" in links(text(made[1], "books/bone-oduya"))


def test_another_word_has_a_page_that_leads_to_the_heading(made: tuple[Report, dict[str, str]]) -> None:
    page = text(made[1], "subjects/pace")
    assert '<h1 dir="auto">Pace</h1>' in page
    assert 'See <a href="../../subjects/peace/" dir="auto">Peace</a> <small>3 books</small>' in page
    assert "subjects/concord/index.html" not in made[1], "its slug is that of the word as it is written"
    assert "Peace" in text(made[1], "subjects/i-concord-i")


def test_an_italian_word_finds_an_english_heading_and_the_other_way(made: tuple[Report, dict[str, str]]) -> None:
    wanted = {
        "amber": ["Pace", "Frieden", "Storia"],
        "bone": ["Peace", "Frieden", "History"],
        "clay": ["Pace", "Frieden"],
        "dust": ["Storia"],
    }
    for book, words in wanted.items():
        hidden = re.findall(r'<p hidden data-pagefind-weight="5">([^<]*)</p>', text(made[1], f"books/{book}-oduya"))
        assert [word for word in words if word not in " ".join(hidden)] == [], book


def test_doubles_of_fast_show_once(made: tuple[Report, dict[str, str]]) -> None:
    page = text(made[1], "books/amber-oduya")
    assert page.count('data-field="subject"') == 2
    lines = re.findall(r'<li data-field="subject">(.*?)</li>', page)
    assert [links(line) for line in lines] == [
        ["subjects/peace/", "subjects/peace-history/", "subjects/peace-history-italy/"],
        ["subjects/roads/"],
    ]


def test_relations(made: tuple[Report, dict[str, str]]) -> None:
    page = text(made[1], "subjects/peace")
    assert '<dt>Broader</dt> <dd><span dir="auto">International relations</span></dd>' in page
    assert '<h3 id="narrower-topic">Topics</h3>' in page
    assert "subjects/roads/" in links(page)
    assert '<span dir="auto">Ferries</span>' in page
    assert "Having <em>no</em> war. &lt;script&gt;" in page
    below = text(made[1], "subjects/roads")
    assert (
        '<dt>Broader</dt> <dd><a href="../../subjects/peace/" dir="auto">Peace</a> <small>3 books</small></dd>' in below
    )
    assert '<h3 id="narrower-place">Places</h3>' in text(made[1], "subjects/peace-history")
    assert '<a href="../../aspects/history/" dir="auto">— History</a>' in text(made[1], "subjects/peace-history")


def test_related_says_why(tmp_path: Path) -> None:
    books = [record(n, f"B{n}", (LCSH, "Salt"), (LCSH, "Mules")) for n in range(3)] + [record(9, "C", (LCSH, "Salt"))]
    _, out = built(make_site(tmp_path, {"content/records/all.mrc": b"".join(books)}))
    page = (out / "subjects" / "salt" / "index.html").read_text()
    assert '<a href="../../subjects/mules/" dir="auto">Mules</a> <small>3 of the 4 books here; 3 in all</small>' in page


def test_what_the_owner_writes_is_escaped_once(made: tuple[Report, dict[str, str]]) -> None:
    for path, html in made[1].items():
        assert not re.search(r"<b>Salt|<i>Concord|<script>alert|&amp;lt;|&amp;amp;", html) or path.endswith(".md"), path
    assert "&lt;i&gt;Concord&lt;/i&gt;" in text(made[1], "subjects/peace")


def test_aspects(made: tuple[Report, dict[str, str]]) -> None:
    page = text(made[1], "aspects/history")
    assert '<h1 dir="auto">— History</h1>' in page
    assert "3 books under 2 headings" in page
    assert [x for x in links(page) if x.startswith("subjects/") and x != "subjects/"] == [
        "subjects/peace-history/",
        "subjects/roads-history/",
    ]
    table = text(made[1], "aspects")
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', table)
    cells = [re.findall(r"<a [^>]*>([^<]*)</a>|(gap)", row) for row in rows]
    assert [["".join(cell) for cell in row] for row in cells] == [["Roads", "1", "gap"], ["Peace", "2", "1"]]
    assert table.count('<td class="gap"></td>') == 1
    assert "Books by main heading and aspect" in table
    assert "3 of 4 cells have books" in table


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"content/subjects/a.md": "---\nheading: A\nsee: B\n---\n", "content/subjects/b.md": "---\nheading: B\nsee: A\n---\n"}, "leads back"),
        ({"content/subjects/a.md": "---\nheading: A\nbroader: B\n---\n", "content/subjects/b.md": "---\nheading: B\nbroader: A\n---\n"}, "broader than itself"),
        ({"content/subjects/a.md": "---\nheading: A\nbroader: A\n---\n"}, "broader than itself"),
        ({"content/headings.tsv": "x: A\ty: B\nx: C\ty: B\n"}, "two lines"),
        ({"content/headings.tsv": "x: A\n"}, "two headings or more"),
        ({"content/headings.tsv": b"x: \xff\ty: B\n"}, "UTF-8"),
    ],
)  # fmt: skip
def test_an_owners_file_that_contradicts_itself_is_a_warning(
    tmp_path: Path, files: dict[str, str | bytes], reason: str
) -> None:
    books = b"".join(record(n, f"Book {n}", (LCSH, name)) for n, name in enumerate("ABC"))
    report, out = built(make_site(tmp_path, {**files, "content/records/all.mrc": books}))
    assert [warning.reason for warning in report.warnings if reason in warning.reason] != []
    assert (out / "subjects").is_dir()
