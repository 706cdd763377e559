"""Page transitions and fetching ahead in a browser: what is pointed at is fetched, and nothing is refused."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SUB_PATH, Open, Under
from tests.tools import TOML, built, make_site, marc

RECORDS = marc("The lamp at Varn", "Oduya, Tess", "a1") + marc("A stone", "Lindqvist, Per", "a2")


class Host(Under):
    """A host that notes what is fetched ahead."""

    ahead: list[str]

    def __init__(self, *given: Any, ahead: list[str], **options: Any) -> None:
        self.ahead = ahead
        super().__init__(*given, **options)

    def do_GET(self) -> None:
        if "prefetch" in self.headers.get("Sec-Purpose", ""):
            self.ahead.append(self.path)
        super().do_GET()


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """A site with both settings: where it answers, and what was fetched ahead."""
    settings = TOML + "[build]\nview_transitions = true\nprefetch = true\n"
    _, out = built(make_site(tmp_path, {"content/records/a.mrc": RECORDS}, settings))
    ahead: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, ahead=ahead, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}", ahead
    server.shutdown()
    server.server_close()


def test_a_link_that_is_pointed_at_is_fetched_ahead(hosted: tuple[str, list[str]], open_page: Open) -> None:
    address, ahead = hosted
    page = open_page()
    page.goto(address + "books/a-stone-lindqvist/")
    assert ahead == []
    page.locator("a[download]").first.hover()
    page.wait_for_timeout(500)
    assert ahead == [], "no download"
    page.locator("a[rel=next]").hover()
    for _ in range(50):
        if ahead:
            break
        page.wait_for_timeout(100)
    assert ahead == [SUB_PATH + "books/the-lamp-at-varn-oduya/"]


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_pages_fade_for_who_did_not_ask_for_less_motion(
    hosted: tuple[str, list[str]], browser: Browser, motion: Literal["no-preference", "reduce"]
) -> None:
    """A browser that is busy leaves a transition out, and says so: some of ten pages do fade, or none of them."""
    address, _ = hosted
    context = browser.new_context(reduced_motion=motion)
    context.add_init_script(
        "addEventListener('pagereveal', (event) => { window.faded = Boolean(event.viewTransition); });"
    )
    page = context.new_page()
    page.goto(address)
    faded = []
    for number in range(10):
        page.locator(".top .name a" if number % 2 else "nav a").first.click()
        page.wait_for_url(address + ("" if number % 2 else "books/"))
        page.wait_for_function("window.faded !== undefined")
        faded.append(page.evaluate("window.faded"))
    context.close()
    assert any(faded) == (motion == "no-preference")
