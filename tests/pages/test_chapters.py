"""Chapters as pages: anchors that hold, numbers, volumes apart, every page light, nothing made again without need."""

import gzip
import re
from pathlib import Path

import pytest

from shelflist.model import Book, Chapter, Note, Source
from shelflist.pages import chapters, contents
from tests.tools import built, make_site, marc, tree

NOTES = {
    "Salt": "Preface -- 1. The pans / Ada Neri -- 2. The carts / by Ugo Ponti and Ada Neri -- Index",
    "Oars": "The wind -- The sea -- <b>Ropes</b> & knots",
    "Sets": "v. 1. Roads -- v. 2. Bridges",
}


def site(folder: Path, notes: dict[str, str], indicator: str = "0 ") -> Path:
    records = b"".join(
        marc(title, "Neri, Ada", f"r{n}", [("505", indicator, [("a", note)])])
        for n, (title, note) in enumerate(notes.items())
    )
    return make_site(folder, {"content/records/a.mrc": records})


def pages(folder: Path, notes: dict[str, str], indicator: str = "0 ") -> dict[str, str]:
    """Path → text of the pages of the site."""
    _, out = built(site(folder, notes, indicator))
    return {name: data.decode() for name, data in tree(out).items() if name.endswith("index.html")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(tmp_path_factory.mktemp("chapters"), NOTES)


def page_of(made: dict[str, str], title: str) -> str:
    [text] = [text for name, text in made.items() if name.startswith(f"books/{title.lower()}")]
    return text


def test_chapters_have_numbers_and_anchors(made: dict[str, str]) -> None:
    headings = re.findall(r'<h3 id="(ch-[^"]*)" dir="auto">([^<]*(?:&[^<]*)?)</h3>', page_of(made, "Salt"))
    assert headings == [("ch-the-pans", "1. The pans"), ("ch-the-carts", "2. The carts")]


def test_without_printed_numbers_the_place_is_the_number(made: dict[str, str]) -> None:
    headings = re.findall(r"<h3 id=\"[^\"]*\" dir=\"auto\">(.*?)</h3>", page_of(made, "Oars"))
    assert headings == ["1. The wind", "2. The sea", "3. &lt;b&gt;Ropes&lt;/b&gt; &amp; knots"]


def test_the_author_of_a_chapter_leads_to_the_person(made: dict[str, str]) -> None:
    assert re.search(r'<p dir="auto"><a href="\.\./\.\./authors/neri-ada/">Ada Neri</a></p>', page_of(made, "Salt"))


def test_front_and_back_matter_is_folded(made: dict[str, str]) -> None:
    folded = page_of(made, "Salt").partition('<details class="other">')[2].partition("</details>")[0]
    assert re.findall(r"<li>(.*?)</li>", folded) == ["Preface", "Index"]


def test_volumes_are_no_chapters(made: dict[str, str]) -> None:
    text = page_of(made, "Sets")
    assert 'id="volumes"' in text
    assert 'id="contents"' not in text
    assert "<li>v. 1. Roads</li>" in text
    assert "Roads" not in made["chapters/index.html"]


def test_contents_that_are_not_whole(tmp_path: Path) -> None:
    text = page_of(pages(tmp_path, {"Salt": "Pans -- Carts"}, "2 "), "Salt")
    assert '<p class="hint" lang="en">Partial contents</p>' in text
    assert 'id="notes"' not in text


def links(made: dict[str, str]) -> list[tuple[str, str]]:
    """(page, anchor) of every link of the pages of chapters to a place on a page."""
    found = []
    for name, text in made.items():
        if name.startswith("chapters/"):
            for href, anchor in re.findall(r'href="([^"#]*)#([^"]+)"', text):
                if anchor != "main":
                    parts = [*name.split("/")[:-1], *href.split("/")] if href else name.split("/")
                    path: list[str] = []
                    for part in parts:
                        path = path[:-1] if part == ".." else [*path, part]
                    found.append(("/".join(path) + ("index.html" if href else ""), anchor))
    return found


def test_every_link_has_its_place(made: dict[str, str]) -> None:
    found = links(made)
    assert len(found) > 8
    assert [(page, anchor) for page, anchor in found if f'id="{anchor}"' not in made[page]] == []


def test_by_book_and_by_word(made: dict[str, str]) -> None:
    by_book, by_word = made["chapters/index.html"], made["chapters/words/index.html"]
    assert "5 chapters in 2 books" in by_book
    assert by_book.index("The wind") < by_book.index("The pans"), "by the titles of the books"
    words = re.findall(r'<h2 id="w-[^"]*" dir="auto">([A-Za-z]+)', by_word)
    assert words == ["carts", "knots", "pans", "Ropes", "sea", "wind"]


def letters(number: int) -> str:
    """A word of its own for a number."""
    return "n" + "".join(chr(97 + int(digit)) for digit in str(number))


def many(books: int) -> dict[str, str]:
    names = ["Salt", "Oar", "Cart", "Rope", "Mill", "Ferry", "Été", "Нева"]
    return {
        f"{names[n % 8]} book {n}": " -- ".join(
            f"{n}.{k} {names[k]} of {names[(n + k) % 8]} {letters(n)}{letters(k)}" for k in range(8)
        )
        for n in range(books)
    }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(tmp_path_factory.mktemp("large"), many(300))


def test_long_lists_are_cut_and_every_page_is_light(large: dict[str, str]) -> None:
    found = {name: text for name, text in large.items() if name.startswith("chapters/")}
    assert "chapters/az/s/index.html" in found
    assert "chapters/words/n/2/index.html" in found
    assert max(len(gzip.compress(text.encode())) for text in found.values()) < 14_000
    listed = sum(text.count("#ch-") for name, text in found.items() if name.startswith("chapters/az/"))
    assert listed == 2400, "every chapter once"


def test_every_link_of_many_has_its_place(large: dict[str, str]) -> None:
    assert [(page, anchor) for page, anchor in links(large) if f'id="{anchor}"' not in large[page]] == []


def test_a_word_of_many_chapters_leads_to_the_search(large: dict[str, str]) -> None:
    assert re.search(r'<a href="\.\./\.\./\.\./search/\?q=salt">Search for the [\d,]+ more chapters</a>', "".join(
        text for name, text in large.items() if name.startswith("chapters/words/s")
    ))  # fmt: skip


def test_no_contents_no_pages(tmp_path: Path) -> None:
    _, out = built(make_site(tmp_path, {"content/records/a.mrc": marc("Salt")}))
    assert not (out / "chapters").exists()


def test_a_change_writes_few_pages(tmp_path: Path) -> None:
    notes = many(120)
    folder = site(tmp_path, notes)
    built(folder)
    name = next(iter(notes))
    notes[name] = notes[name].replace("nana", "zebra")
    site(tmp_path, notes)
    report, out = built(folder)
    assert 3 < report.pages.written < 40
    again = tree(out)
    built(folder, clean=True)
    assert tree(out) == again


# --- the rules ------------------------------------------------------------------------------------------------


def book(*entries: Chapter) -> Book:
    return Book(Source("", 0, ""), "b", "Salt", contents=list(entries))


def test_a_printed_number_anywhere_is_the_only_kind() -> None:
    found = contents.numbered([Chapter("Introduction"), Chapter("Salt", "1"), Chapter("Roads", "Part I")])
    assert found == ["Introduction", "1. Salt", "Part I. Roads"]


def test_a_statement_that_no_heading_knows_is_text() -> None:
    made = contents.block(book(Chapter("Salt", responsibility="Ada Neri")), {})
    assert made["chapters"] == [{"id": "ch-salt", "text": "1. Salt", "by": [{"text": "Ada Neri", "href": ""}]}]


def test_many_chapters_can_be_folded_and_are_open() -> None:
    made = contents.block(book(*[Chapter(f"Salt {n}") for n in range(contents.FOLDED + 1)]), {})
    assert made["count"] == "13 chapters"


def test_partial() -> None:
    made = book(Chapter("Salt"))
    made.notes.append(Note("contents", "Partial contents"))
    assert contents.partial(made) == "Partial contents"


def test_a_group_that_does_not_fit_goes_on() -> None:
    half = chapters.BUDGET // 2
    assert chapters.cuts([(0, 10, [half, half, half]), (1, 10, [5])]) == [
        [(0, 0, 1)],
        [(0, 1, 2)],
        [(0, 2, 3), (1, 0, 1)],
    ]
    assert chapters.cuts([(0, 10, [chapters.BUDGET * 2])]) == [[(0, 0, 1)]]
