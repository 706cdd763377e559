"""A reading list on paper and on a small screen: boxes to tick, nothing to click, nothing beyond the edge."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.tools import built, make_site, marc

LIST = """---
start: 2026-10-05
course: Trade 101
---

What salt did.

## Week 1: Roads

- [salt-oliva] essential; pp. 41-67; by 2026-10-07; bring it
- [mills-neri] further

## Week 2: Money

- [salt-oliva] recommended; pp. 68-90
"""
FILES: dict[str, str | bytes] = {
    "content/records/a.mrc": marc("Salt", "Oliva, Rina", "one") + marc("Mills", "Neri, Ugo", "two"),
    "content/lists/course.md": LIST,
}
BOXES = "[...document.querySelectorAll('.week li')].map(li => getComputedStyle(li, '::before').content)"
SHOWN = "[...document.querySelectorAll('nav')].filter(nav => nav.checkVisibility()).map(nav => nav.className)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(make_site(tmp_path_factory.mktemp("site"), FILES))[1] / "lists" / "course"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("path", "boxes"), [("index.html", 3), ("essential/index.html", 1), ("plan/index.html", 2)])
def test_on_paper_and_at_320_pixels(page: Page, folder: Path, path: str, boxes: int) -> None:
    page.goto((folder / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(BOXES) == ["none"] * boxes
    page.emulate_media(media="print")
    assert page.evaluate(BOXES) == ['"☐ "'] * boxes
    assert page.evaluate(SHOWN) == []
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_links_to_sections_lead_there(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Week 2: Money").click()
    assert page.evaluate("document.querySelector(':target').textContent") == "Week 2: Money"
