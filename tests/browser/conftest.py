"""A real browser, the demonstration site under a sub-path, and pages that watch what they ask for."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.tools import ROOT

SUB_PATH = "/a/b/"
PATIENCE = 20_000
"""Milliseconds after which a page that does not show what it should has failed."""


class Demo(NamedTuple):
    """The demonstration site: where it answers, and where its files are."""

    address: str
    folder: Path


Open = Callable[..., Page]


class Under(SimpleHTTPRequestHandler):
    """A plain host of static files that stands under a sub-path and knows nothing outside it."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".md": "text/markdown"}

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(SUB_PATH)
        return super().translate_path("/" + inside if inside != path else "/nowhere/at/all")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def chromium() -> str | None:
    """The browser's path, or None for Playwright's own."""
    found = ROOT / ".venv" / "browser"
    return found.read_text(encoding="utf-8").strip() if found.is_file() else os.environ.get("SHELFLIST_CHROMIUM")


# "package" and not "session": Playwright keeps an event loop in this thread while it runs, and other tests need their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            made = playwright.chromium.launch(executable_path=chromium())
        except Error:
            pytest.fail("no browser: run `python tools/browser.py`, or set SHELFLIST_CHROMIUM to a Chromium", False)
        yield made
        made.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    place = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", place / "content")
    shutil.copyfile(ROOT / "site.toml", place / "site.toml")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Under, directory=str(place / "public")))
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    found = load(place, frozenset(FORMATS), address)
    site.build(found, site.Options(1, "with"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Demo(address, found.out)
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens pages, each in a context of its own (its options as arguments). At the end of the test none of them may
    have written an error to the console or asked another origin for anything."""
    contexts, wrong = [], list[str]()

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if foreign(request.url) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def foreign(address: str) -> bool:
    """Whether an address is neither this machine's nor the page's own data."""
    return not address.startswith(("http://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()
