"""A site in several languages: the first at the root, the others in folders of their own, every link of each leads to a page."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from shelflist import site, wording
from shelflist.render import Renderer, assets
from shelflist.store import Store
from tests.tools import TOML, built, iso2709, make_site, marc, settings, tree

RECORDS = marc("The lamp at Varn", "Oduya, Tess", "a1", [("650", " 0", [("a", "Lamps"), ("z", "Italy")])]) + marc(
    "Sale e vento", "Oliva, Rina", "b2", [("041", "1 ", [("a", "ita")]), ("650", " 0", [("a", "Salt")])]
)
FILES = {
    "content/records/r.mrc": RECORDS,
    "content/pages/about.md": "# About lamps\n\nAll of them.\n",
    "content/pages/about.it.md": "# Sulle lampade\n\nTutte.\n",
    "content/lists/lit.md": "---\ntitle: Lit\nitems:\n  - book: the-lamp-at-varn-oduya\n---\n\nRead these.\n",
    "content/books/the-lamp-at-varn-oduya.md": "---\nstatus: read\nlists: [lit]\n---\n\nGood.\n",
}
TWO = TOML + 'languages = ["en", "it"]\n[[translations]]\nlanguage = "it"\ntitle = "Elenco di prova"\n'
LINK = re.compile(rb'(?:href|src)="([^"#]*)')


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = make_site(tmp_path_factory.mktemp("two"), FILES, TWO)
    return tree(built(folder, search="with")[1])


def test_each_language_has_every_page(public: dict[str, bytes]):
    pages = {path for path in public if path.endswith("index.html")}
    first = {path for path in pages if not path.startswith("it/")}
    assert {path.removeprefix("it/") for path in pages - first} == first
    assert all(f'<html lang="{"it" if p.startswith("it/") else "en"}"'.encode() in public[p] for p in pages)


def test_every_link_leads_to_a_file(public: dict[str, bytes]):
    for path in [path for path in public if path.endswith("index.html")]:
        for found in {match.decode() for match in LINK.findall(public[path])}:
            if found.startswith(("http", "data:")):
                continue
            target = urlsplit(urljoin("https://x.example/" + path, found)).path[1:]
            target = target + "index.html" if target == "" or target.endswith("/") else target
            assert target in public, f"{path} → {found}"


def test_files_stand_once(public: dict[str, bytes]):
    books = [path for path in public if path.endswith(".bib") or path.endswith(".rdf.xml")]
    assert books
    assert not [path for path in books if path.startswith("it/")]
    assert (
        b'href="../../../books/the-lamp-at-varn-oduya/book.bib"' in public["it/books/the-lamp-at-varn-oduya/index.html"]
    )


def test_the_site_s_words_and_the_owner_s_pages(public: dict[str, bytes]):
    assert b"Elenco di prova" in public["it/index.html"]
    assert b"Test list" in public["index.html"]
    assert b"Sulle lampade" in public["it/about/index.html"]
    assert b"About lamps" in public["about/index.html"]
    assert "about-it/index.html" not in public


def test_the_same_page_in_the_other_language(public: dict[str, bytes]):
    page = public["it/books/the-lamp-at-varn-oduya/index.html"].decode()
    assert 'href="../../../books/the-lamp-at-varn-oduya/" lang="en" hreflang="en"' in page
    assert 'href="../../../it/books/the-lamp-at-varn-oduya/" lang="it" hreflang="it" aria-current="true"' in page


def test_a_site_of_one_language_says_nothing_of_others(tmp_path: Path):
    public = tree(built(make_site(tmp_path, FILES))[1])
    assert not [path for path, data in public.items() if path.endswith(".html") and b"hreflang" in data]


def test_search_has_an_index_for_each(public: dict[str, bytes]):
    found = json.loads(public["pagefind/pagefind-entry.json"])["languages"]
    assert {code: one["page_count"] for code, one in found.items()} == {"en": 2, "it": 2}


def test_pages_can_be_made_again_from_their_markdown(tmp_path: Path):
    folder = make_site(tmp_path, FILES, TWO)
    _, out = built(folder)
    found = settings(folder)
    names = {name: place for name, (place, _) in assets(found).items()}
    path = "books/the-lamp-at-varn-oduya/"
    text = (out / "it" / path / "index.md").read_text()
    assert (
        Renderer(found, names, "it", ("subjects", "authors", "lists", "reading")).again(path, "book.html", text)
        == (out / "it" / path / "index.html").read_bytes()
    )


def test_an_edit_is_seen_in_each_language(tmp_path: Path):
    folder = make_site(tmp_path / "a", FILES, TWO)
    found = settings(folder)
    memory = Store(found.state)
    memory.resident = True
    site.build(found, site.Options(search="none"), memory)
    note = folder / "content/books/the-lamp-at-varn-oduya.md"
    note.write_text(note.read_text().replace("Good.", "Better."))
    report = site.build(found, site.Options(search="none"), memory)
    assert report.pages.rendered == 4  # the page of the book and home, which shows the latest notes
    same = make_site(tmp_path / "b", {**FILES, "content/books/the-lamp-at-varn-oduya.md": note.read_text()}, TWO)
    assert tree(found.out) == tree(built(same)[1])


def test_taking_a_language_away_takes_its_pages_away(tmp_path: Path):
    folder = make_site(tmp_path, FILES, TWO)
    built(folder)
    (folder / "site.toml").write_text(TOML)
    _, out = built(folder)
    assert not (out / "it").exists()


def test_another_language_may_be_first(tmp_path: Path):
    toml = TOML + 'languages = ["it", "en", "de"]\n'
    public = tree(
        built(make_site(tmp_path, {"content/records/r.mrc": iso2709([("245", "10", [("a", "X")])])}, toml))[1]
    )
    assert '<html lang="it"' in public["index.html"].decode()
    assert {"en/index.html", "de/index.html"} <= public.keys()
    assert wording.autonym("de") == "Deutsch"


def test_a_language_without_a_translation_is_told(tmp_path: Path):
    report, _ = built(make_site(tmp_path, FILES, TOML + 'language = "pt"\n'))
    (warning,) = [found for found in report.warnings if found.file == "site.toml"]
    assert (warning.field, warning.outcome) == ("site.language", "English words shown")
    assert "'pt'" in warning.reason


def test_languages_stand_by_their_names_in_the_site_s_language(tmp_path: Path):
    codes = ("de", "es", "fr", "en")
    marc_codes = {"de": "ger", "es": "spa", "fr": "fre", "en": "eng"}
    records = b"".join(marc(f"Book {code}", "", code, [("041", "0 ", [("a", marc_codes[code])])]) for code in codes)
    toml = TOML + 'languages = ["en", "it"]\n'
    public = tree(built(make_site(tmp_path, {"content/records/r.mrc": records}, toml))[1])
    for path, expected in (("", ["en", "fr", "de", "es"]), ("it/", ["fr", "en", "es", "de"])):
        page = public[f"{path}languages/index.html"].decode()
        assert re.findall(r'href="\.\./languages/(\w\w)/"', page) == expected
