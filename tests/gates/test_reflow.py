"""No page scrolls sideways: on a screen of 320 pixels, at 200 % zoom of a small window, with text alone at 200 %."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.gates.conftest import Built
from tests.gates.scenes import KEY, OPEN, scenes, stay, visit


class Way(NamedTuple):
    """A way to look at a page: its name, the window in CSS pixels, the size of text that the browser is set to."""

    name: str
    width: int
    height: int
    text: int


WAYS = [
    Way("320 pixels", 320, 568, 16),
    Way("200 % zoom of 1280 pixels", 640, 400, 16),  # at twice the pixels a CSS pixel, as the context has it
    Way("400 % zoom of 1280 pixels", 320, 256, 16),
    Way("text at 200 %", 1280, 800, 32),
    Way("text at 200 % on a small window", 640, 800, 32),
]

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")].filter((node) => {
    const { left, right } = node.getBoundingClientRect();
    return node.checkVisibility() && right - left && (right > width + 0.5 || left < -0.5) && left > -1000;
  }).map((node) => `${node.tagName.toLowerCase()}.${node.className}: ${Math.round(node.getBoundingClientRect().right)}`).slice(-4)
    .concat(`${document.documentElement.scrollWidth} of ${width}`);
}"""
"""What stands out of the window, the innermost last, and the page's width; nothing where the page fits."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page = context.new_page()
    page.route("**/isbn/**", stay)
    yield page
    context.close()


@pytest.fixture
def settings(page: Page) -> CDPSession:
    """What sets the browser's own size of text."""
    return page.context.new_cdp_session(page)


def show(page: Page, settings: CDPSession, way: Way) -> None:
    page.set_viewport_size({"width": way.width, "height": way.height})
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": way.text, "fixed": way.text}})


def test_every_kind_of_page(page: Page, settings: CDPSession, built: Built, reports: Path):
    rows, wrong = [], []
    for scene in scenes(built):
        visit(page, built, scene)
        page.evaluate(OPEN)
        for way in WAYS:
            show(page, settings, way)
            wider = page.evaluate(WIDER)
            rows.append(f"{scene.name}, {way.name}: {'; '.join(wider) or 'fits'}")
            wrong += [rows[-1]] if wider else []
        show(page, settings, WAYS[1])
        page.evaluate(f"localStorage.removeItem({KEY!r})")
    (reports / "reflow.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert wrong == []


@pytest.mark.parametrize("way", WAYS)
def test_what_is_too_wide_is_seen(page: Page, settings: CDPSession, built: Built, way: Way):
    page.goto(built.address + "about/")
    show(page, settings, way)
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size == pytest.approx(way.text * 1.0625, rel=0.02)
    assert page.evaluate(WIDER) == []
    page.evaluate("document.querySelector('main h1').style.inlineSize = '120vw'")
    assert page.evaluate(WIDER)
