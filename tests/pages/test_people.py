"""Pages of people: one page whatever the form, sections by role, chapters, about, numbers, the owner's note, long lists."""

import re
from pathlib import Path

import pytest

from tests.tools import TOML, Fields, built, make_site, marc, tree

Rows = list[tuple[str, str, list[tuple[str, str]]]]


def by(tag: str, *pairs: tuple[str, str]) -> tuple[str, str, list[tuple[str, str]]]:
    return tag, "1 ", list(pairs)


def record(n: int, title: str, author: str, year: str, *more: tuple[str, str, list[tuple[str, str]]]) -> bytes:
    fields: Fields = [*more, ("260", "  ", [("a", "Varn :"), ("b", "Salt Press,"), ("c", f"{year}.")])]
    return marc(title, author, f"r{n}", fields)


HENKE = "Henke, Marina E.,"
BOOKS = [
    record(1, "Amber", HENKE, "2003", by("700", ("a", "Zorn, Ida."), ("0", "(viaf)24602065"), ("e", "illustrator."))),
    record(2, "Bone", "Henke Marina E.", "1999", by("710", ("a", "Ministry of Fish, Food and Salt."))),
    record(3, "Clay", "Marina E. Henke", "2001"),
    record(4, "Dust", "Zorn, Ida", "2005", by("700", ("a", HENKE), ("e", "editor."))),
    record(5, "Elm", "Zorn, Ida", "2006", by("600", ("a", HENKE), ("x", "Anecdotes"))),
    record(6, "Fog", "Zorn, Ida", "2007", ("505", "0 ", [("a", "Salt roads / Marina E. Henke -- Oil / Ada Falconi.")])),
    record(7, "Gold", "Neri, Ada", "2001"),
    record(8, "Hay", "Nero, Ada", "2002"),
]
NOTE = """---
name: Neri, Ada
forms: Nero, Ada
ids:
  isni: 0000 0001 2103 2683
  viaf: "<b>9</b>"
---
Wrote on <i>salt</i> and **oil**.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files: dict[str, str | bytes] = {"content/records/books.mrc": b"".join(BOOKS), "content/authors/ada.md": NOTE}
    report, out = built(make_site(tmp_path_factory.mktemp("people"), files))
    assert [one for one in report.warnings if one.file.startswith("content/authors")] == []
    return {name: data.decode() for name, data in tree(out).items() if name.endswith(".html")}


def sections(html: str) -> list[tuple[str, list[str]]]:
    """(heading, titles) of the sections of books, in order."""
    return [
        (title, re.findall(r'<li><a href="[^"]*"[^>]*>(.*?)</a>', body))
        for title, body in re.findall(r'<h2 id="as-[a-z]+">(.*?)</h2>(.*?)</section>', html, re.DOTALL)
    ]


def test_one_page_whatever_the_form(made: dict[str, str]) -> None:
    html = made["authors/henke-marina-e/index.html"]
    assert [name for name in made if name.startswith("authors/") and "henke" in name] == [
        "authors/henke-marina-e/index.html"
    ]
    assert '<h1 dir="auto">Marina E. Henke</h1>' in html
    assert '<dd dir="auto">Henke, Marina E.</dd>' in html
    assert sections(html) == [
        ("As author (3)", ["Bone", "Clay", "Amber"]),
        ("As editor (1)", ["Dust"]),
        ("Chapters in (1)", ["Salt roads"]),
        ("About (1)", ["Elm"]),
    ]
    assert "5 books, 1 book about" in html
    assert 'href="../../books/fog-zorn/#ch-salt-roads"' in html
    for n in ("amber-henke", "bone-henke-marina-e", "dust-zorn", "fog-zorn"):
        assert "authors/henke-marina-e/" in made[f"books/{n}/index.html"], n


def test_colleagues_and_numbers(made: dict[str, str]) -> None:
    assert re.findall(
        r'authors/([^/]*)/" dir="auto">([^<]*)</a> <small>(\d)', made["authors/henke-marina-e/index.html"]
    ) == [
        ("zorn-ida", "Ida Zorn", "2"),
        ("ministry-of-fish-food-and-salt", "Ministry of Fish, Food and Salt", "1"),
    ]
    assert '<a href="https://viaf.org/viaf/24602065" rel="external">24602065</a>' in made["authors/zorn-ida/index.html"]


def test_a_body_is_not_turned_around(made: dict[str, str]) -> None:
    html = made["authors/ministry-of-fish-food-and-salt/index.html"]
    assert '<h1 dir="auto">Ministry of Fish, Food and Salt</h1>' in html
    assert "Corporate body" in html


def test_an_author_of_a_chapter_has_a_page(made: dict[str, str]) -> None:
    assert sections(made["authors/falconi-ada/index.html"]) == [("Chapters in (1)", ["Oil"])]


def test_the_owners_note(made: dict[str, str]) -> None:
    html = made["authors/neri-ada/index.html"]
    assert "authors/nero-ada/index.html" not in made
    assert sections(html) == [("As author (2)", ["Gold", "Hay"])]
    assert '<dd dir="auto">Nero, Ada</dd>' in html
    assert "<strong>oil</strong>" in html
    assert "&lt;i&gt;salt" in html
    assert "<b>9" not in html
    assert '<a href="https://isni.org/isni/0000000121032683" rel="external">0000 0001 2103 2683</a>' in html
    assert "<bdi>&lt;b&gt;9&lt;/b&gt;</bdi>" in html


def test_the_index_has_one_line_a_person(made: dict[str, str]) -> None:
    found = re.findall(
        r'<li><a href="\.\./authors/[^"]*" dir="auto">(.*?)</a> <small>(\d+)', made["authors/index.html"]
    )
    assert found == [
        ("Falconi, Ada", "1"), ("Henke, Marina E.", "5"), ("Ministry of Fish, Food and Salt", "1"), ("Neri, Ada", "2"), ("Zorn, Ida", "4"),
    ]  # fmt: skip


def test_a_long_page_is_cut_over_its_sections(tmp_path: Path) -> None:
    books = [record(n, f"Title {n:02}", HENKE if n < 8 else "Zorn, Ida", str(1990 + n)) for n in range(8)]
    books += [
        record(20 + n, f"Edited {n}", "Zorn, Ida", "2000", by("700", ("a", HENKE), ("4", "edt"))) for n in range(4)
    ]
    site = make_site(tmp_path, {"content/records/books.mrc": b"".join(books)}, TOML + "\n[build]\npage_size = 10\n")
    pages = {name: data.decode() for name, data in tree(built(site)[1]).items() if name.startswith("authors/henke")}
    pages = {name: page for name, page in pages.items() if "/by-title/" not in name}
    assert sorted(pages) == ["authors/henke-marina-e/2/index.html", "authors/henke-marina-e/index.html"]
    first, second = (sections(pages[name]) for name in sorted(pages, key=len))
    assert [(title, len(rows)) for title, rows in first] == [("As author (8)", 8), ("As editor (4)", 2)]
    assert [(title, len(rows)) for title, rows in second] == [("As editor (4)", 2)]
    assert 'start="3"' in pages["authors/henke-marina-e/2/index.html"]
    assert "Entries 11–12 of 12" in pages["authors/henke-marina-e/2/index.html"]


@pytest.mark.parametrize(
    "change",
    ["content/authors/ada.md", "content/records/more.mrc", "content/authors/henke.md"],
)
def test_a_build_after_a_change_is_a_clean_build(tmp_path: Path, change: str) -> None:
    more: dict[str, str | bytes] = {
        "content/authors/ada.md": NOTE.replace("Nero", "Zorn"),
        "content/records/more.mrc": record(
            30, "Ivy", "Henke, Mario", "2009", by("700", ("a", "Zorn, Ida"), ("4", "trl"))
        ),
        "content/authors/henke.md": "---\nname: Henke, Marina E.\napart: [Henke Marina E.]\n---\nNot her.\n",
    }
    files: dict[str, str | bytes] = {"content/records/books.mrc": b"".join(BOOKS), "content/authors/ada.md": NOTE}
    site = make_site(tmp_path / "one", files)
    built(site)
    make_site(site, {change: more[change]})
    clean = make_site(tmp_path / "two", {**files, change: more[change]})
    assert tree(built(site)[1]) == tree(built(clean)[1])
