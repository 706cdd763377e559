"""The bridges page as a reader uses it: two books chosen by keyboard, the way between them, the address; and its search is ours."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from shelflist.catalogue import bridges
from tests.browser.conftest import PATIENCE, Demo, Open
from tests.catalogue.test_bridges import draw_graph

expect.set_options(timeout=PATIENCE)

FIND = """async ({module, graphs}) => {
  const { find } = await import(module);
  return graphs.map(({books, costs, of}) => of.map((_, a) => of.map((_, b) => find(books, costs, of, a, b))));
}"""
"""Every way of every graph."""


@pytest.fixture
def page_of(page: Page, demo: Demo) -> Page:
    """The bridges page, open."""
    page.goto(demo.address + "bridges/")
    return page


@pytest.fixture(scope="module")
def graph(demo: Demo) -> dict[str, Any]:
    return json.loads((demo.folder / "bridges" / "graph.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def books(demo: Demo) -> list[dict[str, str]]:
    rows = json.loads((demo.folder / "search" / "books.json").read_text(encoding="utf-8"))["books"]
    return [{"href": row[0], "slug": row[0].split("/")[1], "title": row[1], "by": row[2]} for row in rows]


@pytest.fixture(scope="module")
def direct(graph: dict[str, Any], books: list[dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Two books that a subject ties together."""
    gaps = next(row[3] for row in graph["ties"] if row[0] == 2)
    return books[gaps[0]], books[gaps[0] + gaps[1]]


@pytest.fixture(scope="module")
def lonely(graph: dict[str, Any], books: list[dict[str, str]]) -> dict[str, str]:
    """A book that nothing ties to another."""
    tied = {sum(row[3][: n + 1]) for row in graph["ties"] for n in range(len(row[3]))}
    return next(book for n, book in enumerate(books) if n not in tied)


def pick(page: Page, box: str, book: dict[str, str]) -> None:
    """Chooses a book by typing its title and taking the first that has it, with the keyboard alone."""
    page.locator(f"#{box}").press_sequentially(book["title"], delay=1)
    option = page.locator(f"#{box}-list [role=option]").first
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{box}")).to_have_attribute("aria-activedescendant", f"{box}-0")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{box}-list")).to_be_hidden()


def way(page: Page) -> list[str]:
    """The books of the way that is shown."""
    return page.locator("#way .end").all_inner_texts()


def address(demo: Demo, **ends: dict[str, str]) -> str:
    return demo.address + "bridges/?" + "&".join(f"{name.strip('_')}={book['slug']}" for name, book in ends.items())


# --- the same search ------------------------------------------------------------------------------------------


def test_the_browser_finds_the_ways_that_the_build_finds(page_of: Page):
    made = [draw_graph(seed) for seed in range(40)]
    module = page_of.locator("script[src*=bridges]").evaluate("script => script.src")
    given = [{"books": [tie.books for tie in one.ties], "costs": one.costs, "of": one.of} for one in made]
    found = page_of.evaluate(FIND, {"module": module, "graphs": given})
    steps = 0
    for one, ways in zip(made, found, strict=True):
        for a in range(len(one.of)):
            for b in range(len(one.of)):
                expected = [list(step) for step in bridges.path(one, a, b)]
                assert ways[a][b] == expected, (a, b)
                steps += len(expected)
    assert steps > 2000


def test_every_example_is_what_a_reader_finds(page_of: Page, demo: Demo):
    shown = page_of.locator(".examples ol.way").evaluate_all(
        """ways => ways.map(way => ({
          ends: [...way.querySelectorAll(".end")].map(link => link.getAttribute("href").split("/").at(-2)),
          text: way.innerText,
        }))"""
    )
    assert len(shown) >= 3
    for example in shown:
        page_of.goto(f"{demo.address}bridges/?from={example['ends'][0]}&to={example['ends'][-1]}")
        expect(page_of.locator("#way")).to_be_visible()
        assert page_of.locator("#way").inner_text() == example["text"], "the same books, and the same sentences"


# --- choosing -------------------------------------------------------------------------------------------------


def test_two_books_by_keyboard(page_of: Page, demo: Demo, direct: tuple[dict[str, str], dict[str, str]]):
    here, there = direct
    pick(page_of, "from", here)
    expect(page_of.locator("#status")).to_have_text("Choose the other book.")
    pick(page_of, "to", there)
    expect(page_of.locator("#status")).to_have_text(f"From “{here['title']}” to “{there['title']}” in 1 step.")
    assert way(page_of) == [here["title"], there["title"]]
    assert page_of.url == address(demo, from_=here, to=there)


def test_the_list_filters_and_says_how_many(page_of: Page, books: list[dict[str, str]]):
    box, options = page_of.locator("#from"), page_of.locator("#from-list [role=option]")
    box.fill("henke")
    expect(options).to_have_count(sum("henke" in (b["title"] + b["by"]).casefold() for b in books))
    expect(options.first).to_contain_text("Constructing Allied Cooperation")
    expect(page_of.locator("#status")).to_have_text("1 book has these words.")
    box.fill("despues GUERRA")
    expect(options.first).to_contain_text("Después de la guerra")
    box.fill("zzyzxq")
    expect(page_of.locator("#status")).to_have_text("No books have these words.")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("a")
    expect(page_of.locator("#status")).to_have_text(
        re.compile(r"^\d+ books have these words: the first 12 are listed\.$")
    )
    expect(options).to_have_count(12)


def test_the_keys_of_the_list(page_of: Page):
    box = page_of.locator("#from")
    options = page_of.locator("#from-list [role=option]")
    box.focus()
    page_of.keyboard.press("ArrowDown")
    expect(options).to_have_count(12)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-activedescendant", "from-0")
    page_of.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "from-11")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(page_of.locator("#from-list [aria-selected=true]")).to_have_count(1)
    page_of.keyboard.press("Escape")
    expect(page_of.locator("#from-list")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.get_attribute("aria-activedescendant") is None
    page_of.keyboard.type("darf")
    expect(box).to_be_focused()
    box.blur()
    expect(page_of.locator("#from-list")).to_be_hidden()


def test_a_click_chooses(page_of: Page, direct: tuple[dict[str, str], dict[str, str]]):
    page_of.fill("#from", direct[0]["title"])
    page_of.locator("#from-list [role=option]").first.click()
    assert page_of.input_value("#from") == direct[0]["title"]
    expect(page_of.locator("#from")).to_be_focused()


def test_words_without_a_choice_are_no_book(page_of: Page):
    page_of.fill("#from", "darfur and more")
    page_of.click("#bridge button:not([type])")
    expect(page_of.locator("#status")).to_have_text("Choose a book from the list in each box.")
    expect(page_of.locator("#from")).to_be_focused()


# --- the address ----------------------------------------------------------------------------------------------


def test_a_bridge_is_shared_by_its_address_and_back_works(
    page: Page, demo: Demo, direct: tuple[dict[str, str], dict[str, str]], lonely: dict[str, str]
):
    here, there = direct
    page.goto(address(demo, from_=here, to=there))
    expect(page.locator("#way")).to_be_visible()
    assert [page.input_value("#from"), page.input_value("#to")] == [here["title"], there["title"]]
    page.click("#turn")
    expect(page.locator("#status")).to_contain_text(f"From “{there['title']}”")
    assert page.url == address(demo, from_=there, to=here)
    assert way(page) == [there["title"], here["title"]]
    page.go_back()
    expect(page.locator("#status")).to_contain_text(f"From “{here['title']}”")
    assert page.input_value("#to") == there["title"]
    page.go_forward()
    expect(page.locator("#status")).to_contain_text(f"From “{there['title']}”")


def test_no_bridge_is_said(
    page: Page, demo: Demo, direct: tuple[dict[str, str], dict[str, str]], lonely: dict[str, str]
):
    page.goto(address(demo, from_=direct[0], to=lonely))
    expect(page.locator("#status")).to_have_text(
        re.compile(rf"^No bridge: nothing that at most \d+ books share leads from “{re.escape(direct[0]['title'])}”")
    )
    expect(page.locator("#way")).to_be_hidden()


def test_one_book_twice_and_an_address_of_none(page: Page, demo: Demo, lonely: dict[str, str]):
    page.goto(address(demo, from_=lonely, to=lonely))
    expect(page.locator("#status")).to_have_text("Choose two different books.")
    page.goto(demo.address + "bridges/?from=no-such-book")
    expect(page.locator("#status")).to_have_text("No book has the address no-such-book.")
    page.goto(demo.address + "bridges/?from=%3Cimg%20src%3Dx%3E&to=__proto__")
    expect(page.locator("#status")).to_have_text("No book has the address <img src=x>, __proto__.")
    assert page.locator("img").count() == 0


def test_from_a_book(page: Page, demo: Demo, direct: tuple[dict[str, str], dict[str, str]]):
    page.goto(demo.address + direct[0]["href"])
    expect(page.locator(".near li")).not_to_have_count(0)
    page.click(".bridge-from a")
    expect(page.locator("#status")).to_have_text("Choose the other book.")
    assert page.input_value("#from") == direct[0]["title"]


def test_data_of_another_build_show_no_wrong_way(page: Page, demo: Demo, direct: tuple[dict[str, str], dict[str, str]]):
    def older(route: Any) -> None:
        found = json.loads((demo.folder / "search" / "books.json").read_text(encoding="utf-8"))
        route.fulfill(json={**found, "books": found["books"][1:]})

    page.route("**/search/books.json", older)
    page.goto(address(demo, from_=direct[0], to=direct[1]))
    expect(page.locator("#status")).to_contain_text("The bridges could not be loaded.")
    expect(page.locator("#way")).to_be_hidden()


# --- without JavaScript, narrow -------------------------------------------------------------------------------


def test_without_javascript_there_are_bridges_to_see(open_page: Open, demo: Demo):
    page = open_page(java_script_enabled=False)
    page.goto(demo.address + "bridges/")
    assert page.locator("#bridge").is_hidden()
    assert page.locator("noscript p").count() or page.get_by_text("needs JavaScript").is_visible()
    assert page.locator(".examples ol.way").count() >= 3
    assert page.locator(".examples .why").count() > page.locator(".examples ol.way").count()
    assert page.locator("main a[href$='subjects/']").count() == 1


def test_no_sideways_scroll(open_page: Open, demo: Demo, direct: tuple[dict[str, str], dict[str, str]]):
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(address(demo, from_=direct[0], to=direct[1]))
    expect(page.locator("#way")).to_be_visible()
    page.fill("#to", "peace")
    expect(page.locator("#to-list [role=option]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
