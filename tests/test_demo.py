"""The demonstration in content/: what a newcomer sees first must be whole, in every part."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from shelflist import site
from shelflist.check import check
from shelflist.readers import FORMATS
from shelflist.report import Report
from shelflist.settings import load
from tests.tools import ROOT, built, settings, tree

EXAMPLE = "books/constructing-allied-cooperation-henke/"
BASE = "https://lists.example/coalitions"


class Demo(NamedTuple):
    """The demonstration, built."""

    folder: Path
    report: Report
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Built elsewhere, with its search index."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.toml", folder)
    report, out = built(folder, search="with")
    return Demo(folder, report, tree(out))


class Parsed(HTMLParser):
    """The text of each element with a data-field, the JSON-LD, the addresses, the tags."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.article: dict[str, str | None] = {}
        self.json = ""
        self.urls: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article":
            self.article = given
        for name in ("href", "src", "srcset", "action"):
            if name in given:
                self.urls.append((tag, given.get("rel") or "", given[name] or ""))
        field = given.get("data-field") or ("json" if given.get("type") == "application/ld+json" else "")
        if field and field != "json":
            self.fields.setdefault(field, []).append("")
        if tag not in ("meta", "link", "input", "br", "hr", "img", "rect", "path"):
            self._open.append((tag, field))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, field in self._open:
            if field == "json":
                self.json += data
            elif field:
                self.fields[field][-1] += data


def pages(demo: Demo) -> dict[str, bytes]:
    return {name: data for name, data in demo.files.items() if name.endswith(".html")}


# --- what is in it --------------------------------------------------------------------------------------------


def test_it_is_large_enough_and_nothing_is_rejected(demo: Demo):
    report = demo.report
    assert report.books >= 60
    assert report.rejected == []
    assert {source.format for source in report.sources} == {"marc21", "unimarc", "labelled"}
    assert all(source.records == source.books + source.rejected for source in report.sources)
    assert report.records == sum(source.records for source in report.sources)
    notes_alone = report.books - (sum(source.books for source in report.sources) - report.merged)
    assert notes_alone == 1


def test_notes_are_joined_to_records(demo: Demo):
    texts = [data.decode() for name, data in demo.files.items() if re.fullmatch(r"books/[^/]+/index\.md", name)]
    with_note = [text for text in texts if "\n## My notes\n" in text]
    assert len([text for text in with_note if '"file":"content/records/' in text]) >= 15
    assert len(list((demo.folder / "content" / "books").glob("*.md"))) == len(with_note)
    assert not any(warning.file.startswith("content/books/") for warning in demo.report.warnings)


def test_no_warning_but_those_of_the_example(demo: Demo):
    """The example's text is as it was given; every other record was keyed by us and is in order."""
    assert {warning.file for warning in demo.report.warnings} <= {"content/records/opac/henke.txt"}


# --- addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "search/index.html", "about/index.html", "404.html", "books/index.html", "subjects/index.html",
        "authors/index.html", "series/index.html", "publishers/index.html", "years/index.html", "languages/index.html",
        "classes/index.html", "lists/index.html", "sitemap.xml", "robots.txt", "feed.atom", "search/books.json",
        EXAMPLE + "index.html", EXAMPLE + "index.md", "years/2019/index.html", "languages/en/index.html",
        "classes/355.031/index.html", "authors/henke-marina-e/index.html", "lists/start-here/index.html",
        "series/cornell-scholarship-online/index.html", "publishers/cornell-university-press/index.html",
        "subjects/intervention-international-law-political-aspects/index.html",
        "subjects/intervention-international-law-political-aspects/index.md", "pagefind/pagefind.js",
        "pagefind/pagefind-entry.json",
    ],
)  # fmt: skip
def test_addresses_of_the_contract(demo: Demo, path: str):
    assert path in demo.files


def test_every_address_is_lower_case_ascii(demo: Demo):
    names = [name for name in demo.files if not name.startswith(("pagefind/", "static/", "."))]
    assert [name for name in names if not re.fullmatch(r"[a-z0-9./-]+", name)] == []
    odd = [name for name in pages(demo) if not name.endswith("index.html")]
    assert odd == ["404.html"]


ORDER = re.compile("/(by-title|by-author|newest|added)(/|$)")
"""The same books in another order: these pages lead to the first one, and are in no site map."""


def test_every_book_and_every_subject_has_its_markdown(demo: Demo):
    for family in ("books", "subjects"):
        folders = {name.rpartition("/")[0] for name in pages(demo) if name.startswith(f"{family}/")}
        folders = {
            folder for folder in folders if folder != family and "/az" not in folder and not ORDER.search(folder)
        }
        assert folders == {
            name.rpartition("/")[0] for name in demo.files if re.fullmatch(rf"{family}/.+/index\.md", name)
        }


# --- the example ----------------------------------------------------------------------------------------------

HOOKS = {
    "title": ["Constructing Allied Cooperation"],
    "subtitle": ["Diplomacy, Payments, and Power in Multilateral Military Coalitions"],
    "author": ["by Marina E. Henke"],
    "imprint": ["Ithaca, NY : Cornell University Press, [2019] ©2019"],
    "isbn": ["978-1-5017-3970-5", "1-5017-3970-0 ISBN-10"],
    "extent": ["1 online resource (259 pages)"],
    "series": ["Cornell scholarship online"],
    "class": ["355.031 Dewey"],
    "subject": [
        "Combined operations (Military science) — Political aspects",
        "Intervention (International law) — Political aspects",
        "Security, International — International cooperation",
    ],
    "language": ["English"],
}


def squeezed(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("field", HOOKS)
def test_fields_of_the_example(demo: Demo, field: str):
    assert squeezed(Parsed(demo.files[EXAMPLE + "index.html"]).fields[field]) == HOOKS[field]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("contents", "1. The Puzzle of Organizing Collective Action"),
        ("contents", "4. Chaining Communists: The Korean War (1950-1953)"),
        ("contents", "8. Power, Diplomacy, and Diplomatic Networks"),
        ("summary", "Asks how states bring multilateral military coalitions together"),
        ("note", "Previously issued in print: 2019."),
        ("note", "Includes bibliographical references and index."),
    ],
)
def test_long_fields_of_the_example(demo: Demo, field: str, words: str):
    assert words in " ".join(squeezed(Parsed(demo.files[EXAMPLE + "index.html"]).fields[field]))


@pytest.mark.parametrize(
    "words",
    ["UNINA9910814616903321", "Materiale a stampa", "Monografia", "Marina E. Henke", "Frontmatter", "Bibliography"],
)
def test_the_other_fields_of_the_example_stand_on_its_page(demo: Demo, words: str):
    assert words in demo.files[EXAMPLE + "index.html"].decode().partition("<article")[2]


def test_the_article_of_the_example(demo: Demo):
    article = Parsed(demo.files[EXAMPLE + "index.html"]).article
    assert article["itemtype"] == "https://schema.org/Book"
    assert "itemscope" in article
    assert article["data-book-id"] == "UNINA9910814616903321"


@pytest.mark.parametrize("name", ["books/constructing-allied-cooperation-henke", "subjects/peacekeeping-forces"])
def test_a_page_leads_to_what_stands_on_it(demo: Demo, name: str):
    folder = f"{name}/"
    for _, _, url in Parsed(demo.files[f"{folder}index.html"]).urls:
        if not url.startswith(("http", "#")):
            target = (Path("/") / folder / url.partition("#")[0].partition("?")[0]).as_posix()
            parts: list[str] = []
            for part in target.strip("/").split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part] if part != "." else parts
            path = "/".join(parts)
            assert path in demo.files or f"{path}/index.html".lstrip("/") in demo.files, url


# --- every page -----------------------------------------------------------------------------------------------


def test_json_ld_of_every_book(demo: Demo):
    books = [n for n in pages(demo) if re.fullmatch(r"books/[^/]+/index\.html", n) and not ORDER.search(n)]
    assert len(books) == demo.report.books
    for name in books:
        data = json.loads(Parsed(demo.files[name]).json)
        assert (data["@context"], data["@type"]) == ("https://schema.org", "Book")
        assert data["name"]
    example = json.loads(Parsed(demo.files[EXAMPLE + "index.html"]).json)
    assert example["isbn"] == ["9781501739705"]
    assert example["author"] == [{"@type": "Person", "name": "Marina E. Henke", "@id": "../../authors/henke-marina-e/"}]
    assert example["numberOfPages"] == 259


def test_no_address_of_ours_is_absolute(demo: Demo):
    """Links to other hosts are those of records and notes; all that is ours is relative, so a site may move."""
    wrong = []
    for name, data in pages(demo).items():
        for tag, rel, url in Parsed(data).urls:
            if name == "404.html":
                continue  # it is shown at any address, so its own links start at the root
            if url.startswith("/") or ("://" in url and rel != "external noopener" and tag != "a"):
                wrong.append((name, url))
    assert wrong == []


def test_check_finds_no_error(demo: Demo):
    found = check(settings(demo.folder))
    errors, findings = len(found.errors), [*found.errors, *found.warnings]
    assert errors == 0, findings


@pytest.mark.parametrize(
    ("name", "root", "space"),
    [
        ("sitemap.xml", "urlset", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("feed.atom", "feed", "http://www.w3.org/2005/Atom"),
    ],
)
def test_xml(demo: Demo, name: str, root: str, space: str):
    assert ElementTree.fromstring(demo.files[name]).tag == f"{{{space}}}{root}"


def test_the_feed_tells_the_books_added_last(demo: Demo):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(demo.files["feed.atom"])
    entries = feed.findall(f"{atom}entry")
    times = [entry.findtext(f"{atom}updated") or "" for entry in entries]
    assert len(entries) >= 15
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{atom}updated") == times[0]
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == len(entries)
    for entry in entries:
        link = entry.find(f"{atom}link")
        assert link is not None
        assert f"{link.get('href')}index.html" in demo.files


def test_the_data_for_searching_without_words(demo: Demo):
    data = json.loads(demo.files["search/books.json"])
    assert len(data["books"]) == demo.report.books
    for href, title, *_, places in data["books"]:
        assert f"{href}index.html" in demo.files
        assert title
        assert all(0 <= place < len(data["values"]) for place in places)


# --- where it will stand --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def based(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same with a base_url."""
    out = tmp_path_factory.mktemp("based") / "public"
    found = load(demo.folder, frozenset(FORMATS), BASE + "/", str(out))
    site.build(found, site.Options(1, "none", True))
    return tree(out)


def test_canonical_links(based: dict[str, bytes]):
    """Each page's is its own, but for that of an ISBN of one book, which only leads on to the book's, and of other orders."""
    for name, data in based.items():
        if name.endswith(".html"):
            found = [url for tag, rel, url in Parsed(data).urls if (tag, rel) == ("link", "canonical")]
            expected = [] if name == "404.html" else [f"{BASE}/{name.removesuffix('index.html')}"]
            if leads := re.search(r'<meta http-equiv="refresh" content="0; url=../../(books/[^"]*)">', data.decode()):
                assert re.fullmatch(r"isbn/[0-9]{13}/index\.html", name)
                expected = [f"{BASE}/{leads[1]}"]
            if order := ORDER.search(name):
                expected = [f"{BASE}/{name[: order.start()]}/"]
            assert found == expected


_LD = re.compile(r'(?<=<script type="application/ld\+json">).*?(?=</script>)', re.DOTALL)


def _resolved(value: object, address: str) -> object:
    """JSON-LD with its addresses resolved against the page's own, as its readers do (JSON-LD 1.1, §9.1)."""
    if isinstance(value, list):
        return [_resolved(one, address) for one in value]
    if isinstance(value, dict):
        ours = ("@id", "url", "item", "urlTemplate")
        return {k: urljoin(address, v) if k in ours else _resolved(v, address) for k, v in value.items()}
    return value


def test_a_base_url_changes_nothing_but_what_must_be_absolute(demo: Demo, based: dict[str, bytes]):
    for name in pages(demo):
        one, other = demo.files[name].decode(), based[name].decode()
        address = f"{BASE}/{name.removesuffix('index.html')}"
        data, more = _LD.search(one), _LD.search(other)
        assert (data is None) == (more is None)
        if data and more:  # the page's own address is known only with a base_url; all else is the same for a reader
            found = json.loads(more[0])
            assert (found.pop("@id"), found.pop("url")) == (address, address)
            found.pop("mainEntityOfPage", None)
            assert _resolved(json.loads(data[0]), address) == found
        one, other = _LD.sub("", one), _LD.sub("", other)
        one, other = (re.sub(r'<link rel="canonical" href="[^"]*">\n', "", text) for text in (one, other))
        other = re.sub(r'<link rel="search" [^>]*>\n', "", other)
        other = other.replace(f' href="{address}book.rdf.xml">', ' href="book.rdf.xml">')  # of the unAPI server
        other = other.replace(f' href="{address}list.rdf.xml">', ' href="list.rdf.xml">')
        assert one == (other if name != "404.html" else other.replace(BASE, ""))


def test_site_map_and_robots(based: dict[str, bytes]):
    locations = [e.text or "" for e in ElementTree.fromstring(based["sitemap.xml"]).iter() if e.tag.endswith("}loc")]
    found = {
        name
        for name in based
        if name.endswith("index.html") and not name.startswith("isbn/") and not ORDER.search(name)
    }
    expected = {f"{BASE}/{name.removesuffix('index.html')}" for name in found}
    assert len(locations) == len(set(locations))
    assert set(locations) == expected
    assert based["robots.txt"].decode() == f"User-agent: *\nAllow: /\nSitemap: {BASE}/sitemap.xml\n"
