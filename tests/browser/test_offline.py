"""Reading offline in a browser: what is kept, what is said, how a newer build takes over, how it is taken away again."""

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.browser.conftest import PATIENCE, SUB_PATH, Under, foreign
from tests.tools import make_site, marc

TOML = '[site]\ntitle = "Lamps and stones"\n[build]\noffline = {}\n'
LAMPS = [("650", " 0", [("a", "Lamps")])]
RECORDS = marc("The lamp at Varn", "Oduya, Tess", "a1", LAMPS) + marc("A stone", "Lindqvist, Per", "a2")
MORE = RECORDS + marc("Zinc roofs", "Poe, Cid", "a3")


class Fresh(Under):
    """A host whose files may change within the second: it never says that one is as it was."""

    def send_head(self) -> Any:
        del self.headers["If-Modified-Since"]
        return super().send_head()


class Hosted(NamedTuple):
    """A site that is built and built again below a sub-path."""

    root: Path
    address: str
    context: BrowserContext
    page: Page

    def build(self, records: bytes = RECORDS, offline: str = "true", **files: str) -> str:
        """Builds the site: the text of its worker."""
        made: dict[str, str | bytes] = {"content/records/a.mrc": records, **files}
        make_site(self.root, made, TOML.format(offline))
        site.build(load(self.root, frozenset(FORMATS)), site.Options(1, "with"))
        worker = self.root / "public" / "sw.js"
        return worker.read_text() if worker.is_file() else ""

    def caches(self) -> list[str]:
        """The names of the browser's caches."""
        found: list[str] = self.page.evaluate("caches.keys()")
        return found

    def until(self, wanted: str) -> None:
        """Waits until an expression, which may await, is true in the page."""
        self.page.evaluate(
            f"async () => {{ while (!({wanted})) await new Promise((again) => setTimeout(again, 20)); }}"
        )

    def ready(self) -> None:
        """Waits until a worker keeps the site and has taken in the open page."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("navigator.serviceWorker.controller?.state === 'activated'")


def build_of(worker: str) -> str:
    found = re.search(r'BUILD = "([0-9a-f]{16})"', worker)
    assert found
    return found[1]


@pytest.fixture
def hosted(browser: Browser, tmp_path: Path) -> Iterator[Hosted]:
    root = tmp_path / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Fresh, directory=str(root / "public")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield Hosted(root, f"http://127.0.0.1:{server.server_port}{SUB_PATH}", context, context.new_page())
    context.close()
    server.shutdown()
    server.server_close()
    assert not [address for address in asked if foreign(address)]


def test_without_a_network(hosted: Hosted) -> None:
    hosted.build()
    page = hosted.page
    page.goto(hosted.address)
    hosted.ready()
    page.goto(hosted.address + "books/the-lamp-at-varn-oduya/")
    expect(page.locator("#saved-copy")).to_be_empty()
    hosted.until("(await caches.keys()).some((name) => name.endsWith(' visited'))")
    page.goto(hosted.address + "search/?q=lamp")
    expect(page.locator("#hits li").first).to_contain_text("The lamp at Varn")

    hosted.context.set_offline(True)
    page.goto(hosted.address)
    expect(page.locator("h1")).to_have_text("Lamps and stones")
    expect(page.locator("#saved-copy")).to_contain_text("Saved copy")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet is there"
    for index in ("books/", "subjects/", "authors/", "search/", "about/"):
        page.goto(hosted.address + index)
        assert page.url == hosted.address + index

    page.goto(hosted.address + "books/the-lamp-at-varn-oduya/?from=somewhere")
    expect(page.locator("h1")).to_have_text("The lamp at Varn")

    page.goto(hosted.address + "books/a-stone-lindqvist/")
    expect(page.locator("h1")).to_have_text("This page is not saved")
    assert page.url == hosted.address + "offline/#books/a-stone-lindqvist/"
    expect(page.locator("#try-again")).to_be_visible()

    page.goto(hosted.address + "search/?q=lamp")
    expect(page.locator("#hits li").first).to_contain_text("The lamp at Varn")

    page.goto(hosted.address + "offline/#books/a-stone-lindqvist/")
    hosted.context.set_offline(False)
    page.wait_for_url(hosted.address + "books/a-stone-lindqvist/")
    expect(page.locator("h1")).to_have_text("A stone")


def test_who_is_leaving_is_not_called_back(hosted: Hosted) -> None:
    """A network that returns while another page is on its way: what was asked for before stays where it is."""
    hosted.build()
    page = hosted.page
    page.goto(hosted.address + "offline/#books/a-stone-lindqvist/")
    with page.expect_response(lambda answer: answer.request.method == "HEAD") as asked:
        page.evaluate("dispatchEvent(new Event('beforeunload')); dispatchEvent(new Event('online'))")
    assert asked.value.ok
    page.evaluate("new Promise((done) => setTimeout(done, 200))")
    assert page.url == hosted.address + "offline/#books/a-stone-lindqvist/"


def test_a_newer_build_takes_over_whole(hosted: Hosted) -> None:
    before = build_of(hosted.build())
    assert build_of(hosted.build()) == before, "the same site is the same build"
    page = hosted.page
    page.goto(hosted.address)
    hosted.ready()
    page.goto(hosted.address + "books/the-lamp-at-varn-oduya/")
    hosted.until("(await caches.keys()).some((name) => name.endsWith(' visited'))")
    assert all(before in name for name in hosted.caches())

    after = build_of(hosted.build(MORE, **{"static/theme.css": "body { margin: 7px; }"}))
    assert after != before
    page.goto(hosted.address)  # finds the newer worker, which waits
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)")
    hosted.until("(await navigator.serviceWorker.getRegistration()).waiting")
    assert any(before in name for name in hosted.caches())
    page.goto(hosted.address + "books/")
    expect(page.locator("main")).to_contain_text("Zinc roofs")
    hosted.until(f"(await caches.keys()).every((name) => !name.includes('{before}'))")
    assert any(after in name for name in hosted.caches())

    hosted.context.set_offline(True)
    page.goto(hosted.address + "books/the-lamp-at-varn-oduya/")
    expect(page.locator("h1")).to_have_text("The lamp at Varn")
    assert page.evaluate("getComputedStyle(document.body).margin") == "7px", "what was visited is of the new build"


def test_a_host_that_gives_another_builds_file_ends_the_installation(hosted: Hosted) -> None:
    before = build_of(hosted.build())
    hosted.page.goto(hosted.address)
    hosted.ready()
    hosted.build(MORE)
    place = hosted.root / "public" / "books" / "index.html"
    place.write_bytes(place.read_bytes().replace(b"Zinc", b"Zink"))
    hosted.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((found) => found.update()).then((found) => new Promise("
        "(done) => found.installing ? found.installing.addEventListener('statechange', () => done(true)) : done(true)))"
    )
    assert all(before in name for name in hosted.caches())


def test_an_error_is_not_kept(hosted: Hosted) -> None:
    hosted.build()
    page = hosted.page
    page.goto(hosted.address)
    hosted.ready()
    page.goto(hosted.address + "books/no-such-book/")
    expect(page.locator("h1")).to_have_text("Page not found")
    hosted.context.set_offline(True)
    page.goto(hosted.address + "books/no-such-book/")
    expect(page.locator("h1")).to_have_text("This page is not saved")


def test_removing(hosted: Hosted) -> None:
    hosted.build()
    page = hosted.page
    page.goto(hosted.address)
    hosted.ready()
    other = "shelflist http://127.0.0.1/another/site/ 0"
    page.evaluate("(name) => caches.open(name).then(() => true)", other)
    gone = hosted.build(offline='"remove"')
    assert "unregister" in gone
    assert not (hosted.root / "public" / "offline").exists()
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)")
    hosted.until("(await caches.keys()).length === 1")
    hosted.until("!(await navigator.serviceWorker.getRegistration())?.active?.state.startsWith('activating')")
    page.goto(hosted.address)
    assert hosted.caches() == [other], "another site's caches are not touched"
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0
    assert "offline.js" not in page.content()


def test_off_leaves_nothing(hosted: Hosted) -> None:
    hosted.build()
    shutil.rmtree(hosted.root / "public")
    assert hosted.build(offline="false") == ""
    hosted.page.goto(hosted.address)
    assert hosted.page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0


def test_a_worker_outlives_its_file(hosted: Hosted) -> None:
    """Why there is "remove": a browser that does not find the worker's file keeps the worker."""
    hosted.build()
    hosted.page.goto(hosted.address)
    hosted.ready()
    hosted.build(offline="false")
    answer = hosted.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => 'found', () => 'missing')"
    )
    assert answer == "missing"
    assert hosted.page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 1
