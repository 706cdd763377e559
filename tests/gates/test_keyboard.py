"""Everything by keyboard: the ways through search, lists, shelf and log with Tab, Enter, Space and arrows alone; at each stop it is
seen where one is, no page holds one fast, and what is pressed is large enough."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.gates.conftest import Built
from tests.gates.scenes import KEY, WORDS, Scene, scenes, stay, visit

FAR = 700
"""More stops than any page has."""

STOP = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return { node: "", wrong: "" };
  const name = `${node.tagName.toLowerCase()}${node.id && "#" + node.id}.${node.className} ${(node.textContent || node.value || "").trim().slice(0, 40)}`;
  const style = getComputedStyle(node), boxes = [...node.getClientRects()].filter((box) => box.width && box.height), wrong = [];
  const box = boxes[0] ?? node.getBoundingClientRect();
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`no ring (${style.outline})`);
  if (box.width < 2 || box.height < 2 || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) wrong.push("out of sight");
  else {
    const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1), y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
    const seen = document.elementFromPoint(x, y);
    if (!(seen === node || node.contains(seen) || seen?.contains(node))) wrong.push(`under ${seen?.tagName}.${seen?.className}`);
  }
  return { node: name, wrong: wrong.join(", ") };
}"""
"""What has the focus, and what hides that it has."""

SMALL = """() => [...document.querySelectorAll("button, select, input, textarea, summary, [role=option], .pager a, .letters a, .top nav a")]
  .filter((node) => node.checkVisibility() && node.type !== "hidden")
  .map((node) => [node, (node.type === "checkbox" && node.closest("label") || node).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([node, box]) => `${node.tagName}.${node.className} ${node.id} ${box.width}x${box.height}`)"""
"""What is pressed and is smaller than 24 pixels a side (WCAG 2.2, 2.5.8); links in lines of text, axe looks at."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 700}, accept_downloads=True)
    page = context.new_page()
    page.route("**/isbn/**", stay)
    yield page
    context.close()


def press(page: Page, key: str = "Tab") -> str:
    """Presses a key, and gives what then has the focus, which must be seen there."""
    page.keyboard.press(key)
    stop: dict[str, str] = page.evaluate(STOP)
    assert not stop["wrong"] or key != "Tab", f"{page.url}: {stop}"
    return stop["node"]


def to(page: Page, selector: str, key: str = "Tab") -> None:
    """Goes on by a key until what the selector names has the focus."""
    for _ in range(FAR):
        press(page, key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{page.url}: {key} does not lead to {selector}")


def open_by_skipping(page: Page, address: str) -> None:
    """Opens a page, and goes past its menu."""
    page.goto(address)
    assert "skip" in press(page)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# --- every page -----------------------------------------------------------------------------------------------


def walked(built: Built) -> list[Scene]:
    """A page of each template, and what scripts make."""
    found: dict[str, Scene] = {}
    for scene in scenes(built):
        found.setdefault(scene.name.partition(" in ")[0], scene)
    return list(found.values())


def test_no_page_holds_one_fast(page: Page, built: Built, reports: Path):
    """From the first stop through all of them and out at the end."""
    rows, wrong = [], []
    for scene in walked(built):
        visit(page, built, scene)
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
        stops: list[str] = []
        for _ in range(FAR):
            page.keyboard.press("Tab")
            stop: dict[str, str] = page.evaluate(STOP)
            if not stop["node"]:
                break
            wrong += [f"{scene.name}: {stop['node']}: {stop['wrong']}"] if stop["wrong"] else []
            stops.append(stop["node"])
        else:
            wrong.append(f"{scene.name}: no end after {FAR} stops, the last at {stops[-3:]}")
        if scene.name in built.kinds and "skip" not in stops[0] and "isbn" not in scene.name:
            wrong.append(f"{scene.name}: the first stop is {stops[0]}")
        rows.append(f"{scene.name}: {len(stops)} stops")
        page.evaluate(f"localStorage.removeItem({KEY!r})")
    (reports / "keyboard.txt").write_text("\n".join([*rows, *wrong]) + "\n", encoding="utf-8")
    assert wrong == []


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_pressed_is_large_enough(page: Page, built: Built, width: int):
    page.set_viewport_size({"width": width, "height": 700})
    small = []
    for scene in walked(built):
        visit(page, built, scene)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        small += [f"{scene.name}: {line}" for line in page.evaluate(SMALL)]
        page.evaluate(f"localStorage.removeItem({KEY!r})")
    assert small == []


# --- search ---------------------------------------------------------------------------------------------------


def test_search(page: Page, built: Built):
    """Skip link, box, filters, past them to the results, a result, and Back to the same results."""
    open_by_skipping(page, built.address + "search/")
    to(page, "#q")
    page.keyboard.type(WORDS[built.name])
    expect(page.locator("#hits > li").first).to_be_visible()
    to(page, ".facets summary")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")  # numbers come once a filter is open, and what has none goes to the end
    to(page, ".facets input[type=checkbox]")
    every = page.locator("#status").inner_text()
    page.keyboard.press("Space")
    expect(page.locator(".facets input:checked")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=\w+&\w+="))
    expect(page.locator("#status")).not_to_have_text(every)
    expect(page.locator("#hits > li").first).to_be_visible()
    chosen = page.locator("#hits h3").all_inner_texts()
    to(page, "a[href='#results']", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    to(page, "#hits h3 a")
    page.keyboard.press("Enter")
    expect(page.locator("article[data-book-id]")).to_be_visible()
    page.go_back()
    expect(page.locator("#q")).to_have_value(WORDS[built.name])
    expect(page.locator(".facets input:checked")).to_have_count(1)
    expect(page.locator("#hits h3")).to_have_text(chosen)
    to(page, "#hits h3 a")


def test_search_by_enter_leads_to_the_results(page: Page, built: Built):
    page.goto(built.address + "search/")
    to(page, "#q")
    page.keyboard.type(WORDS[built.name])
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("#hits > li").first).to_be_visible()
    to(page, "#q", "Shift+Tab")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("#hits > li")).to_have_count(0)


# --- lists and shelf ------------------------------------------------------------------------------------------


def test_a_list(page: Page, built: Built):
    """To a list from the menu; past the menu; its sections; the views of one importance; an item."""
    page.goto(built.address)
    to(page, "header nav a[href$='lists/']")
    page.keyboard.press("Enter")
    page.wait_for_url(built.address + "lists/")
    to(page, "main li a[href^='../lists/']:not([href*='#'])")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/lists/[^/]+/$"))
    open_by_skipping(page, page.url)
    to(page, "main li a[href*='books/']")
    page.keyboard.press("Enter")
    expect(page.locator("article[data-book-id]")).to_be_visible()


@pytest.fixture
def course(built: Built) -> str:
    """The path of a list that has sections."""
    if built.name != "demonstration":
        return ""
    return "lists/six-weeks-on-coalitions/"


def test_sections_and_importance(page: Page, built: Built, course: str):
    if not course:
        assert not any(b'class="jumps"' in p.read_bytes() for p in built.folder.glob("lists/*/index.html"))
        return
    open_by_skipping(page, built.address + course)
    to(page, ".views a:not([aria-current])")
    page.keyboard.press("Enter")
    expect(page.locator(".views a[aria-current]")).to_be_visible()
    assert page.url.startswith(built.address + course)
    assert page.url != built.address + course
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
    to(page, ".jumps li:nth-child(2) a")
    page.keyboard.press("Enter")
    section = page.locator(":target")
    expect(section).to_be_in_viewport()
    press(page)
    assert page.evaluate("document.activeElement.closest('section').contains(document.querySelector(':target'))")


def test_a_shelf(page: Page, built: Built):
    """From spine to spine, each told with its title, and to a book."""
    shelf = next((path for kind, path in built.kinds.items() if kind.startswith("shelf in")), "")
    if not shelf:
        assert not (built.folder / "shelf").exists()
        return
    open_by_skipping(page, built.address + shelf)
    to(page, ".spines a")
    first = press(page)
    second = press(page)
    assert first != second
    title = page.evaluate("document.activeElement.textContent.trim()")
    assert title
    page.keyboard.press("Enter")
    heading = page.locator("h1")
    expect(page.locator("article[data-book-id]")).to_be_visible()
    assert heading.inner_text().split()[0] in title


# --- the visitor's own log ------------------------------------------------------------------------------------


def kept(page: Page) -> list[dict[str, Any]]:
    found: dict[str, Any] = json.loads(page.evaluate(f"localStorage.getItem({KEY!r})") or '{"books": []}')
    books: list[dict[str, Any]] = found["books"]
    return books


def test_the_log(page: Page, built: Built, tmp_path: Path):
    """A status and a note on a book's page; the page of the log: a file out, all removed, the file in again."""
    file = tmp_path / "my-log.json"
    page.on("filechooser", lambda chooser: chooser.set_files(file))  # from the start: it takes the browser a moment
    open_by_skipping(page, built.address + built.kinds["book in books"])
    to(page, ".mine summary")
    page.keyboard.press("Enter")
    to(page, ".mine select")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"localStorage.getItem({KEY!r})")
    to(page, ".mine textarea")
    page.keyboard.type("Read by keyboard")
    to(page, ".mine a[href$='log/'], .mine .hint a")
    [book] = kept(page)
    assert book["status"]
    assert book["note"] == "Read by keyboard"
    page.keyboard.press("Enter")
    page.wait_for_url(built.address + "log/")
    expect(page.locator("#books > li")).to_have_count(1)
    to(page, "[data-export=json]")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    got.value.save_as(file)
    page.once("dialog", lambda dialog: dialog.accept())
    to(page, "#empty")
    page.keyboard.press("Space")
    expect(page.locator("#books > li")).to_have_count(0)
    assert kept(page) == []
    to(page, "#file", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#books > li")).to_have_count(1)
    assert kept(page)[0]["note"] == "Read by keyboard"
    to(page, "#show", "Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("#show="))


def test_one_book_is_removed(page: Page, built: Built):
    log = next(scene for scene in scenes(built) if scene.name == "log with books")
    visit(page, built, log)
    before = len(kept(page))
    to(page, "#books summary")
    page.keyboard.press("Enter")
    to(page, "#books fieldset button")
    page.keyboard.press("Enter")
    page.wait_for_function(f"JSON.parse(localStorage.getItem({KEY!r})).books.length === {before - 1}")
    assert page.evaluate(STOP)["node"].startswith("button"), "the focus stays where the book was"
