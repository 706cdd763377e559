"""Pages on paper: what is there to be used on a screen is left out, reading lists print boxes to tick, nothing is cut, and a heading
stands with what follows it. The PDFs land beside the reports, to be looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.conftest import Built
from tests.gates.scenes import KEY, Scene, scenes, stay, visit

SHEET = {"width": 680, "height": 1010}
"""A page of A4 without its margins, in CSS pixels."""

USED = """() => [...document.querySelectorAll("nav, form:not(.searching), input, select, textarea, button, .skip, .exports")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length)
  .map((node) => `${node.tagName}.${node.className}: ${node.textContent.trim().slice(0, 40)}`)"""
"""What only a screen has a use for, and is printed."""

ALONE = """() => [...document.querySelectorAll("main h2, main h3")].filter((node) => node.checkVisibility()).filter((node) => {
  const part = node.closest("section, article, main"), text = part.innerText.trim();
  return part.tagName === "SECTION" && text.length <= node.innerText.trim().length;
}).map((node) => node.textContent)"""
"""Headings with nothing behind them."""

CUT = """() => [...document.querySelectorAll("main *")].filter((node) => {
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  if (!node.checkVisibility() || !box.width || style.clipPath !== "none" || style.position === "absolute") return false;
  return box.right > innerWidth + 1 || (style.overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1);
}).map((node) => `${node.tagName}.${node.className}: ${node.scrollWidth} of ${node.clientWidth}`)"""
"""What would not be on the sheet: wider than it, or scrolled on a screen."""

WIDE = {"index in aspects", "record"}
"""Tables of many columns: nobody's paper holds them, and each row is told on pages of its own."""

BOXES = "() => [...document.querySelectorAll('.week li, .shelf > ol > li')].map((row) => getComputedStyle(row, '::before').content)"
COLOURS = "() => [document.body, document.querySelector('h1')].map((node) => getComputedStyle(node)).map((s) => [s.backgroundColor, s.color])"
KEPT = {
    "book in books",
    "list in lists",
    "home in the top",
    "subject in subjects",
    "plan in lists",
    "log with books",
    "stats in stats",
}
"""Whose PDF is kept."""


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SHEET, color_scheme=request.param)  # type: ignore[arg-type]
    page = context.new_page()
    page.route("**/isbn/**", stay)
    yield page
    context.close()


def printed(built: Built) -> list[Scene]:
    return [scene for scene in scenes(built) if not scene.name.startswith(("isbn", "search in"))]


def test_every_kind_of_page(page: Page, built: Built, reports: Path):
    """A dark screen prints on white as well."""
    wrong: list[str] = []
    for scene in printed(built):
        visit(page, built, scene)
        page.emulate_media(media="print")
        wrong += [f"{scene.name} prints {line}" for line in page.evaluate(USED)]
        wrong += [f"{scene.name}: nothing under “{line}”" for line in page.evaluate(ALONE)]
        wrong += [f"{scene.name} cuts {line}" for line in page.evaluate(CUT) if scene.name not in WIDE]
        body, heading = page.evaluate(COLOURS)
        if body[0] != "rgb(255, 255, 255)" or heading[1] != "rgb(0, 0, 0)":
            wrong.append(f"{scene.name}: {heading[1]} on {body[0]}")
        if scene.name in KEPT:
            name = scene.name.partition(" ")[0]
            data = page.pdf(
                path=reports / f"paper-{name}.pdf",
                format="A4",
                margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"),
            )
            assert data.startswith(b"%PDF")
        page.evaluate(f"localStorage.removeItem({KEY!r})")
        page.emulate_media(media="screen")
    (reports / "paper.txt").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    assert wrong == []


def test_a_list_prints_boxes(page: Page, built: Built):
    page.goto(built.address + built.kinds["list in lists"])
    rows = page.evaluate(BOXES)
    assert len(rows) > 2
    assert set(rows) == {"none"}
    page.emulate_media(media="print")
    assert set(page.evaluate(BOXES)) == {'"☐ "'}


def test_breaks(page: Page, built: Built):
    """A heading is never the last line of a sheet, an entry never stands on two."""
    page.goto(built.address + built.kinds["list in lists"])
    page.emulate_media(media="print")
    after = "(name) => [...document.querySelectorAll(name)].map((node) => getComputedStyle(node).breakAfter)"
    inside = "() => [...document.querySelectorAll('main li')].map((node) => getComputedStyle(node).breakInside)"
    assert set(page.evaluate(after, "main h2, main h3")) <= {"avoid"}
    assert set(page.evaluate(inside)) == {"avoid"}
