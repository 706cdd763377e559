"""Pages of ISBNs, identifiers on a book's page, translations beside their originals, languages of parts."""

import gzip
import re
from pathlib import Path

import pytest

from tests.tools import built, make_site, marc

TOML = '[site]\ntitle = "Salt"\nbase_url = "https://shelf.example/a"\n'
FIRST, OTHER = "9788899991012", "9788899991029"


def field(tag: str, text: str, indicators: str = "  ") -> tuple[str, str, list[tuple[str, str]]]:
    return tag, indicators, [(part[0], part[1:]) for part in text.split("$")[1:]]


FILES = {
    "content/records/a.mrc": b"".join(
        [
            marc("Das Salz", "Oliva, Rina", "one", [field("041", "$ager"), field("020", "$a88-99991-01-4")]),
            marc(
                "Il sale", "Oliva, Rina", "two",
                [
                    field("041", "$aita$hger", "1 "), field("020", "$a9788899991029"), field("500", "$aTranslation of: Das Salz."),
                    field("022", "$a0378-5956"), field("035", "$a(OCoLC)ocm00012345"),
                    field("024", "$a10.5555/Salt.1$2doi", "7 "),
                ],
            ),
            marc("Le sel", "Oliva, Rina", "three", [field("041", "$afre$hger", "1 "), field("500", "$aTranslation of: Das Salz.")]),
            marc("Cookery", "Neri, Ugo", "four", [field("041", "$aeng"), field("020", "$a9788899991029"), field("020", "$a9788899991013")]),
            marc("Voĭna", "Neri, Ugo", "five", [field("041", "$arus"), field("020", "$z9788899991036")]),
        ]
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    _, out = built(make_site(tmp_path_factory.mktemp("site"), FILES, TOML))
    return out


def text(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_a_number_of_one_book_leads_on_to_it(site: Path) -> None:
    found = text(site, f"isbn/{FIRST}")
    assert '<meta http-equiv="refresh" content="0; url=../../books/das-salz-oliva/">' in found
    assert '<link rel="canonical" href="https://shelf.example/a/books/das-salz-oliva/">' in found
    assert '<a href="../../books/das-salz-oliva/" lang="de" dir="auto">Das Salz</a>' in found
    assert "ISBN 978-88-99991-01-2" in found


def test_a_number_of_several_books_lists_them(site: Path) -> None:
    found = text(site, f"isbn/{OTHER}")
    assert "refresh" not in found
    assert re.findall(r'<li><a href="([^"]*)"', found) == ["../../books/cookery-neri/", "../../books/il-sale-oliva/"]
    assert f'<link rel="canonical" href="https://shelf.example/a/isbn/{OTHER}/">' in found


def test_wrong_and_cancelled_numbers_have_no_page(site: Path) -> None:
    assert sorted(path.name for path in (site / "isbn").iterdir()) == [FIRST, OTHER, "index.html"]


def test_they_are_in_no_site_map(site: Path) -> None:
    assert "/isbn/" not in (site / "sitemap.xml").read_text()
    assert "/books/das-salz-oliva/" in (site / "sitemap.xml").read_text()


def test_the_page_for_what_is_not_found_knows_numbers(site: Path) -> None:
    found = (site / "404.html").read_text()
    assert re.search(r'<script src="https://shelf.example/a/static/404\.\w+\.js" defer></script>', found)
    assert "number of a book" in found
    assert max(len(gzip.compress(path.read_bytes())) for path in (site / "static").glob("404.*.js")) <= 1300


def test_identifiers_lead_elsewhere_or_are_flagged(site: Path) -> None:
    found = text(site, "books/il-sale-oliva")
    assert '<a href="https://www.worldcat.org/oclc/12345" rel="external noopener">12345</a>' in found
    assert '<a href="https://doi.org/10.5555/salt.1" rel="external noopener">10.5555/salt.1</a>' in found
    assert "0378-5956 <small>as printed, not a valid ISSN: its check digit is wrong</small>" in found
    assert "9788899991013 <small>as printed, not a valid ISBN</small>" in text(site, "books/cookery-neri")


def test_a_translation_and_its_original_lead_to_one_another(site: Path) -> None:
    italian, german, french = (
        text(site, f"books/{name}") for name in ("il-sale-oliva", "das-salz-oliva", "le-sel-oliva")
    )
    assert '<h2 id="original">Translated from</h2>' in italian
    assert '<a href="../../books/das-salz-oliva/" lang="de" dir="auto">Das Salz</a>' in italian
    assert '<h2 id="translations">Other translations</h2>' in italian
    assert '<a href="../../books/le-sel-oliva/" lang="fr" dir="auto">Le sel</a>' in italian
    assert '<h2 id="translations">Translations</h2>' in german
    assert german.index("../../books/il-sale-oliva/") < german.index("../../books/le-sel-oliva/")
    assert "<dt>Original title</dt>" in french
    assert '<dd lang="de" dir="auto">Das Salz</dd>' in french
    assert '<dt>Original language</dt> <dd dir="auto"><a href="../../languages/de/">German</a></dd>' in french


def test_a_romanised_title_says_so(site: Path) -> None:
    assert '<h1 data-field="title" itemprop="name" lang="ru-Latn" dir="ltr">Voĭna</h1>' in text(
        site, "books/voina-neri"
    )
    assert 'lang="ru-Latn"' in text(site, "authors/neri-ugo")
