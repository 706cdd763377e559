"""The whole site below a path of its host: every link and every file that a page asks for is there, and none of them begins at a
host's root. And the pages as they are read from a disk, where links lead on by a script, or without one where a setting says so."""

import posixpath
import re
import shutil
from collections import deque
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.gates.conftest import DEEP, EXAMPLES, Built
from tests.gates.scenes import WORDS, found, logged

WHOLE = {"canonical", "unapi-server", "search"}
"""Relations of `<link>` whose address other programs take out of the page: it is whole."""

ADDRESSES = ("href", "src", "action", "poster", "data", "data-root", "data-store", "data-files", "data-bundle")


class Asked(NamedTuple):
    """An address that a page holds, and whether it may be whole."""

    text: str
    whole: bool


def asked(data: bytes) -> tuple[list[Asked], set[str]]:
    """(the addresses that a page holds, the ids in it)."""
    tree = html.fromstring(data.decode("utf-8"))
    rows = []
    for node in tree.iter(html.etree.Element):
        told = node.tag == "link" and bool(set(node.get("rel", "").split()) & WHOLE or node.get("hreflang"))
        for name in ADDRESSES:
            if (name in node.attrib) and not (name == "data-bundle" and node.get("data-up") is not None):
                rows.append(Asked(node.get(name), told))
        rows += [Asked(part.split()[0], False) for part in node.get("srcset", "").split(",") if part.strip()]
    return rows, {node.get("id") for node in tree.iter(html.etree.Element) if node.get("id")}


class Crawl:
    """All that can be reached from home by the pages themselves, through the host."""

    def __init__(self, built: Built) -> None:
        self.built = built
        self.host = HTTPConnection(urlsplit(built.address).netloc)
        self.ids: dict[str, set[str]] = {}
        self.fragments: list[tuple[str, str, str]] = []
        self.wrong: list[str] = []
        self.seen = {built.address}
        waiting = deque([built.address])
        while waiting:
            address = waiting.popleft()
            data = self._get(address)
            page = data is not None and address.endswith(("/", ".html"))
            new = self._addresses(address, data or b"") if page else self._in_sheet(address, data or b"")
            waiting += [one for one in dict.fromkeys(new) if one not in self.seen]
            self.seen.update(new)
        for page, target, fragment in self.fragments:
            if fragment not in self.ids.get(target, {fragment}):
                self.wrong.append(f"{page}: no #{fragment} in {target}")

    def _get(self, address: str) -> bytes | None:
        path = urlsplit(address).path
        self.host.request("GET", path)
        answer = self.host.getresponse()
        data = answer.read()
        if answer.status == 200:
            return data
        if path != DEEP + "404.html":
            self.wrong.append(f"{answer.status}: {address}")
        return None

    def _addresses(self, page: str, data: bytes) -> list[str]:
        rows, self.ids[page] = asked(data)
        found = []
        for text, whole in rows:
            parts = urlsplit(text)
            if parts.scheme in ("mailto", "data", "tel"):
                continue
            target, fragment = urldefrag(urljoin(page, text))
            ours = target.startswith(self.built.address)
            if parts.scheme and not ours:
                if not parts.scheme.startswith("http"):
                    self.wrong.append(f"{page}: {text}")
                continue
            if not ours or ((parts.scheme or text.startswith("/")) and not whole):
                self.wrong.append(f"{page} is not relative: {text}")
            if fragment:
                self.fragments.append((page, target.partition("?")[0], unquote(fragment)))
            found.append(target.partition("?")[0])
        return found

    def _in_sheet(self, address: str, data: bytes) -> list[str]:
        if not address.endswith(".css"):
            return []
        texts = re.findall(r"url\(\s*[\"']?([^\"')]+)", data.decode("utf-8"))
        return [urljoin(address, text) for text in texts if not text.startswith(("data:", "#"))]


@pytest.fixture(scope="module")
def crawl(built: Built) -> Crawl:
    return Crawl(built)


def test_every_link_leads_somewhere(crawl: Crawl, built: Built, reports: Path):
    paths = sorted(address.removeprefix(built.address) for address in crawl.seen)
    (reports / "crawled.txt").write_text("\n".join([*crawl.wrong, *paths]) + "\n", encoding="utf-8")
    assert crawl.wrong == []


def test_every_page_is_reached(crawl: Crawl, built: Built):
    """But for what is there to be asked for by its address: a page that is missing, ISBNs, a page that says it is offline."""
    pages = {p.relative_to(built.folder).as_posix().removesuffix("index.html") for p in built.folder.rglob("*.html")}
    reached = {address.removeprefix(built.address) for address in crawl.seen}
    lost = [path for path in sorted(pages - reached) if not path.startswith(("404", "isbn/", "offline/"))]
    assert lost == []


def test_the_missing_page_leads_on_from_anywhere(crawl: Crawl, built: Built):
    rows, _ = asked((built.folder / "404.html").read_bytes())
    for row in rows:
        assert urlsplit(row.text).scheme or row.text.startswith(("/", "#")), row.text
        address = urldefrag(urljoin(built.address + "no/such/page/", row.text))[0].partition("?")[0]
        assert row.text.startswith("#") or crawl._get(address) is not None, row.text
    assert crawl.wrong == []


def test_search_and_log_work_there(browser: Browser, built: Built):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{built.address}search/?q={WORDS[built.name]}")
    found(page)
    first = page.locator("#hits h3 a").first
    target = first.evaluate("link => link.href")
    assert target.startswith(built.address + "books/")
    first.click()
    page.wait_for_url(target)
    expect(page.locator("article[data-book-id]")).to_be_visible()
    page.goto(built.address + "log/")
    logged(page, built)
    page.locator("#books > li > a").first.click()
    expect(page.locator("article[data-book-id]")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == [f"shelflist:log:1:{DEEP}"]
    context.close()


# --- from a disk ----------------------------------------------------------------------------------------------


class Disk(NamedTuple):
    """A page opened from a file, and the site's folder."""

    page: Page
    folder: Path


@pytest.fixture
def disk(browser: Browser, built: Built) -> Iterator[Disk]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    yield Disk(context.new_page(), built.folder)
    context.close()


STYLED = "getComputedStyle(document.querySelector('main')).maxInlineSize"
LEADS = """() => [...new Map([...document.querySelectorAll("a[href]")].map((link) => [link.href, link])).values()]
  .filter((link) => link.protocol === "file:").map((link) => {
  addEventListener("click", (event) => event.preventDefault(), { once: true });
  link.click();
  return decodeURI(link.href.replace(/[?#].*/, ""));
})"""
"""The files that a page's links name once they are followed."""


def test_pages_open_from_a_disk(disk: Disk, built: Built):
    """Every kind of page with its style, and each of its links is the file of a page."""
    page, counted = disk.page, 0
    page.goto((disk.folder / "index.html").as_uri())
    width = page.evaluate(STYLED)
    assert width != "none"
    for kind, path in built.kinds.items():
        if kind.startswith(("isbn", "not-found")):
            continue  # one leads on at once, the other is for hosts
        page.goto((disk.folder / path / "index.html").as_uri())
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(STYLED) == width, kind
        files = page.evaluate(LEADS)
        counted += len(files)
        assert [file for file in files if not Path(urlsplit(file).path).is_file()] == [], kind
    assert counted > 200


def test_a_walk_from_a_disk(disk: Disk):
    page = disk.page
    page.goto((disk.folder / "index.html").as_uri())
    page.locator("header nav a").first.click()
    expect(page).to_have_url((disk.folder / "books" / "index.html").as_uri())
    book = page.locator("main li a[href^='../books/']:not([href$='/books/'], nav a)").first
    book.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article[data-book-id]")).to_be_visible()
    page.locator("header a").first.click()
    expect(page).to_have_url((disk.folder / "index.html").as_uri())
    page.go_back()
    expect(page.locator("article[data-book-id]")).to_be_visible()


def test_the_form_leads_to_the_search_page(disk: Disk):
    disk.page.goto((disk.folder / "index.html").as_uri())
    box = disk.page.locator("main form input[type=search]").first
    box.fill("word")
    box.press("Enter")
    expect(disk.page).to_have_url(
        re.compile(re.escape((disk.folder / "search" / "index.html").as_uri()) + r"\?q=word$")
    )
    expect(disk.page.locator("h1")).to_be_visible()


def test_links_that_name_files(browser: Browser, tmp_path: Path):
    """With `file_links` every page leads on without JavaScript, from a disk too; what other programs read is unchanged."""
    shutil.copytree(EXAMPLES["fiction-log"] / "content", tmp_path / "content")
    toml = (EXAMPLES["fiction-log"] / "site.toml").read_text(encoding="utf-8")
    trees = []
    for name, setting in (("plain", ""), ("files", "[build]\nfile_links = true\n")):
        (tmp_path / "site.toml").write_text(toml.replace("[build]\n", setting or "[build]\n", 1), encoding="utf-8")
        loaded = load(tmp_path, frozenset(FORMATS), "https://books.example/deep", str(tmp_path / name))
        site.build(loaded, site.Options(1, "none"))
        trees.append(
            {p.relative_to(loaded.out).as_posix(): p.read_bytes() for p in loaded.out.rglob("*") if p.is_file()}
        )
    plain, files = trees
    assert {path for path in plain if "from-file" in path} == plain.keys() - files.keys()
    for path, data in files.items():
        if path.endswith(".html"):
            assert _folders(path, data, set(files)) == [], path
        elif path != ".shelflist-manifest":
            assert data == plain[path], path
    canonical = re.compile(rb'<link rel="(?:canonical|alternate)"[^>]*>')
    assert all(
        canonical.findall(files[path]) == canonical.findall(plain[path]) for path in files if path.endswith(".html")
    )
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "files" / "index.html").as_uri())
    page.locator("header nav a").first.click()
    expect(page).to_have_url((tmp_path / "files" / "books" / "index.html").as_uri())
    page.locator("main li a[href^='../books/']:not([href$='/books/'], nav a)").first.click()
    expect(page.locator("article[data-book-id]")).to_be_visible()
    context.close()


def _folders(path: str, data: bytes, files: set[str]) -> list[str]:
    """Relative links of a page that are no file's."""
    rows = [row.text for row in asked(data)[0] if not row.whole and not urlsplit(row.text).scheme]
    rows += re.findall(r'http-equiv="refresh" content="0; url=([^"]+)', data.decode("utf-8"))
    names = {
        text: posixpath.normpath(posixpath.join(posixpath.dirname(path), re.sub(r"[?#].*", "", text))) for text in rows
    }
    return [text for text, name in names.items() if text[:1] not in "#?" and name not in files and not _root(text)]


def _root(text: str) -> bool:
    """Whether this is the way to the site's root that a script is told."""
    return re.fullmatch(r"(?:\.\./)*|\./", text) is not None
