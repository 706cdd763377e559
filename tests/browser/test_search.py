"""The search page as a reader uses it: words, filters, the address, the keyboard."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Demo

expect.set_options(timeout=PATIENCE)

HENKE = "books/constructing-allied-cooperation-henke/"
ISBNS = ["9781501739705", "978-1-5017-3970-5", "1501739700", "1-5017-3970-0", "ISBN 978 1 5017 3970 5"]
FINDS = {
    "henke": "Constructing Allied Cooperation",
    "355.031": "Constructing Allied Cooperation",
    '"organizing collective action"': "Constructing Allied Cooperation",
    "constructing allied cooper": "Constructing Allied Cooperation",
    "guerre des grands lacs": "La guerre des grands lacs",
    "despues guerra": "Después de la guerra",
}
"""Words, and a book that is among those they find."""


@pytest.fixture
def search(page: Page, demo: Demo) -> Page:
    """The search page, open."""
    page.goto(demo.address + "search/")
    return page


@pytest.fixture(scope="module")
def books(demo: Demo) -> list[dict[str, Any]]:
    """The books as search/books.json gives them, with their values by name."""
    found = json.loads((demo.folder / "search" / "books.json").read_text(encoding="utf-8"))
    names = ("href", "title", "by", "year", "added")
    return [
        {**dict(zip(names, row, strict=False)), "values": {tuple(found["values"][n]) for n in row[5]}}
        for row in found["books"]
    ]


def type_words(page: Page, words: str) -> str:
    """Searches, and gives what the status line then says."""
    renew(page)
    page.fill("#q", words)
    page.press("#q", "Enter")
    expect(page.locator("#results")).to_be_focused()  # once the list is there
    return settled(page)


def renew(page: Page) -> None:
    """Empties the status line, so that what is read from it next is new."""
    page.evaluate("document.getElementById('status').textContent = ''")


def settled(page: Page) -> str:
    """The status line once it says how many were found."""
    status = page.locator("#status")
    expect(status).to_have_text(re.compile(r"^(No|\d+) books?( for .*| here .*)?\."))
    return status.inner_text()


def tick(page: Page, facet: str, value: str) -> str:
    """Chooses a value, and gives what the status line then says."""
    box = page.locator(f"[data-facet={facet}] input[value='{value}']")
    box.evaluate("box => box.closest('details').open = true")
    renew(page)
    box.check()
    return settled(page)


def order_by(page: Page, value: str) -> None:
    renew(page)
    page.select_option("#sort", value)
    settled(page)


def shown(page: Page, facet: str) -> dict[str, int]:
    """The counts beside a group's boxes, once they are there."""
    page.locator(f"[data-facet={facet}]").evaluate("group => group.closest('details').open = true")
    expect(page.locator(f"[data-facet={facet}] small").first).to_have_text(re.compile(r"\d"))
    rows = page.locator(f"[data-facet={facet}] li").evaluate_all(
        "rows => rows.map(row => [row.querySelector('input').value, +row.querySelector('small').textContent])"
    )
    return dict(rows)


def titles(page: Page) -> list[str]:
    return page.locator("#hits h3 a").all_inner_texts()


def count(found: list[dict[str, Any]], facet: str) -> Counter[str]:
    return Counter(value for book in found for name, value in book["values"] if name == facet)


def fitting(books: list[dict[str, Any]], groups: dict[str, set[str]]) -> list[dict[str, Any]]:
    """Any value of a group, and all groups."""
    return [b for b in books if all(any((name, v) in b["values"] for v in some) for name, some in groups.items())]


# --- words ----------------------------------------------------------------------------------------------------


def test_a_chapter_is_found_and_its_anchor_is_there(search: Page, demo: Demo):
    type_words(search, "Darfur")
    link = search.locator("#hits .parts a", has_text="Saving Darfur: UNAMID (2007-)")
    expect(link).to_have_count(1)
    target = link.evaluate("link => link.href")
    assert target == f"{demo.address}{HENKE}#ch-saving-darfur-unamid-2007"
    link.click()
    search.wait_for_url(target)
    heading = search.locator(f"[id='{target.partition('#')[2]}']")
    expect(heading).to_have_text("5. Saving Darfur: UNAMID (2007-)")
    expect(heading).to_be_in_viewport()


def test_an_isbn_in_any_form(search: Page, demo: Demo):
    for words in ISBNS:
        assert type_words(search, words).startswith("1 book for"), words
        assert search.locator("#hits h3 a").evaluate("link => link.href") == demo.address + HENKE


def test_an_isbn_of_no_book_finds_nothing(search: Page):
    for words in ("9780306406157", "0-306-40615-2"):
        assert type_words(search, words) == f"No book here has the ISBN {words}."
        assert titles(search) == []


def test_words_that_find(search: Page):
    for words, title in FINDS.items():
        type_words(search, words)
        assert any(found.lower().startswith(title.lower()) for found in titles(search)), words


@pytest.mark.parametrize("quoted", ['"{}"', "“{}”", "„{}“", "«{}»", "« {} »"])
def test_a_phrase_is_a_phrase(search: Page, quoted: str):
    """Between the quotation marks of any language: telephones type curly ones."""
    type_words(search, quoted.format("allied cooperation"))
    assert "Constructing Allied Cooperation" in titles(search)
    type_words(search, quoted.format("cooperation allied"))
    assert "Constructing Allied Cooperation" not in titles(search)


def test_an_unknown_word_is_said(search: Page):
    assert type_words(search, "zzyzxq") == "No books for “zzyzxq”. Try fewer or shorter words."
    expect(search.locator("#ways")).to_be_visible()
    assert titles(search) == []


def test_an_unknown_word_beside_a_known_one_is_said(search: Page):
    said = type_words(search, "Darfur zzyzxq")
    assert re.match(r"\d+ books? for “Darfur zzyzxq”\. We ignored “zzyzxq”: no book has it\.$", said)
    assert "Constructing Allied Cooperation" in titles(search)


CONTENT = """async () => {
  const root = new URL(document.getElementById("search").dataset.root, location.href);
  const engine = await import(new URL("pagefind/pagefind.js", root));
  return Promise.all((await engine.search("cooperation")).results.map(async (result) => {
    const data = await result.data();
    const page = new DOMParser().parseFromString(await (await fetch(data.url)).text(), "text/html");
    const walker = page.createTreeWalker(page.querySelector("article"), NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) words.push(...walker.currentNode.textContent.split(/\\s+/));
    return [data.content.split(/\\s+/), words];
  }));
}"""
"""Of every hit: the words of the index, and those of its page, one text after the other."""


def test_neighbours_are_not_glued(search: Page):
    found = search.evaluate(CONTENT)
    assert len(found) > 5
    for indexed, read in found:
        texts = {word.rstrip(".,:;") for word in read}
        assert [word for word in indexed if word.rstrip(".,:;") not in texts] == []


def test_typing_searches_by_itself(search: Page):
    search.locator("#q").press_sequentially("darfur")
    expect(search.locator("#hits h3 a").first).to_have_text("Constructing Allied Cooperation")
    assert search.evaluate("document.activeElement.id") == "q", "the focus stays where one types"
    search.press("#q", "Escape")
    expect(search.locator("#hits li")).to_have_count(0)
    assert search.input_value("#q") == ""


# --- filters --------------------------------------------------------------------------------------------------


def test_filters_alone_need_no_index(search: Page, books: list[dict[str, Any]]):
    asked: list[str] = []
    search.on("request", lambda request: asked.append(request.url))
    wanted = fitting(books, {"Language": {"French"}})
    assert tick(search, "Language", "French") == f"{len(wanted)} books."
    assert sorted(titles(search)) == sorted(book["title"] for book in wanted)
    assert sum(url.endswith("/search/books.js") for url in asked) == 1
    assert not any("/pagefind/" in url for url in asked)


def test_any_of_a_group_and_all_groups(search: Page, books: list[dict[str, Any]]):
    groups: dict[str, set[str]] = {}
    for facet, value in (("Language", "French"), ("Language", "German"), ("Year", "2000"), ("Year", "1999")):
        groups.setdefault(facet, set()).add(value)
        assert tick(search, facet, value).split()[0] == str(len(fitting(books, groups)))


def test_any_of_a_group_beside_words(search: Page):
    type_words(search, "peace")
    before = shown(search, "Language")
    assert tick(search, "Language", "English") == f"{before['English']} books for “peace”."
    assert shown(search, "Language") == before, "what choosing another, too, would add"
    either = before["English"] + before["German"]  # no book is in both
    assert before["German"]
    assert tick(search, "Language", "German") == f"{either} books for “peace”."


def test_counts_are_right(search: Page, books: list[dict[str, Any]]):
    groups = {"Language": {"English", "French"}, "Status": {"Read"}}
    assert shown(search, "Language")["English"] == count(books, "Language")["English"]
    said = [tick(search, facet, value) for facet, values in groups.items() for value in sorted(values)]
    wanted = fitting(books, groups)
    assert said[-1] == f"{len(wanted)} books."
    for facet in ("Subject", "Year", "Class"):
        every = count(wanted, facet)
        assert shown(search, facet) == {value: every[value] for value in shown(search, facet)}
    for facet in groups:  # a group's own counts are those without its own choice
        every = count(fitting(books, {name: some for name, some in groups.items() if name != facet}), facet)
        assert shown(search, facet) == {value: every[value] for value in shown(search, facet)}


def test_filters_narrow_words(search: Page, books: list[dict[str, Any]]):
    type_words(search, "peace")
    before = shown(search, "Status")
    assert tick(search, "Status", "Read") == f"{before['Read']} books for “peace”."
    read = {book["title"] for book in fitting(books, {"Status": {"Read"}})}
    assert set(titles(search)) <= read
    renew(search)
    search.locator("#active button").click()
    settled(search)
    assert shown(search, "Status") == before


def test_no_match_says_what_to_do(search: Page):
    tick(search, "Language", "Arabic")
    assert tick(search, "Status", "Did not finish") == "No books. Remove a filter, or try other words."


def test_clear_all(search: Page):
    type_words(search, "peace")
    tick(search, "Status", "Read")
    search.get_by_role("button", name="Clear all").click()
    expect(search.locator("#hits li")).to_have_count(0)
    assert search.url.endswith("/search/")
    assert search.input_value("#q") == ""


# --- order and address ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "peace"])
def test_order(search: Page, books: list[dict[str, Any]], words: str):
    if words:
        type_words(search, words)
    else:
        tick(search, "Status", "Read")
    by_title = {book["title"]: n for n, book in enumerate(books)}
    for order in ("year", "added", "title"):
        order_by(search, order)
        listed = titles(search)
        assert len(listed) > 5
        if order == "title":
            assert listed == sorted(listed, key=lambda title: by_title[title])
        else:
            keys = [books[by_title[title]][order] for title in listed]
            assert keys == sorted(keys, reverse=True)


def test_the_address_holds_the_state_and_back_restores_it(search: Page, demo: Demo):
    type_words(search, "peace")
    tick(search, "Language", "English")
    order_by(search, "year")
    search.locator("#pages a", has_text="2").click()
    expect(search.locator("#pages [aria-current]")).to_have_text("2")
    assert search.url == demo.address + "search/?q=peace&language=English&sort=year&page=2"
    wanted = titles(search)
    search.locator("#hits h3 a").first.click()
    expect(search.locator("article.book h1")).to_be_visible()
    search.go_back()
    expect(search.locator("#hits h3 a").first).to_have_text(wanted[0])
    assert titles(search) == wanted
    assert search.input_value("#q") == "peace"
    assert search.locator("[data-facet=Language] input[value=English]").is_checked()
    assert search.input_value("#sort") == "year"
    search.go_back()
    expect(search.locator("#pages [aria-current]")).to_have_text("1")
    search.go_back()
    expect(search.locator("#sort")).to_have_value("")
    search.go_back()
    expect(search.locator("#active button")).to_have_count(0)
    assert not search.locator("[data-facet=Language] input[value=English]").is_checked()


def test_an_address_is_a_search(page: Page, demo: Demo):
    page.goto(demo.address + "search/?q=darfur")
    expect(page.locator("#hits h3 a").first).to_have_text("Constructing Allied Cooperation")


def test_an_odd_address_is_a_search_all_the_same(page: Page, demo: Demo):
    for query in ("?page=-3&q=peace", "?page=999&q=peace", "?page=x&sort=colour&q=peace&language=Klingon"):
        page.goto(demo.address + "search/" + query)
        settled(page)
        expect(page.locator("#hits h3 a").first).to_be_visible()


def test_a_search_from_the_home_page(page: Page, demo: Demo):
    page.goto(demo.address)
    page.fill("#q", "Darfur")
    page.press("#q", "Enter")
    page.wait_for_url(demo.address + "search/?q=Darfur")
    expect(page.locator("#hits h3 a").first).to_have_text("Constructing Allied Cooperation")


def test_markup_in_words_is_text(search: Page):
    said = type_words(search, "<img src=x onerror=alert(1)>")
    assert "<img src=x onerror=alert(1)>" in said
    assert search.locator("main img").count() == 0


# --- keyboard -------------------------------------------------------------------------------------------------


def test_the_keyboard_alone_reaches_a_hit(search: Page, demo: Demo):
    for _ in range(15):
        search.keyboard.press("Tab")
        if search.evaluate("document.activeElement.id") == "q":
            break
    search.keyboard.type("Darfur")
    search.keyboard.press("Enter")
    expect(search.locator("#results")).to_be_focused()
    for _ in range(4):
        search.keyboard.press("Tab")
        if search.evaluate("document.activeElement.closest('#hits') !== null"):
            break
    search.keyboard.press("Enter")
    search.wait_for_url(demo.address + HENKE)


def test_the_filters_can_be_skipped(search: Page):
    search.focus("#q")
    for _ in range(6):
        search.keyboard.press("Tab")
        if search.evaluate("document.activeElement.className") == "jump":
            break
    search.keyboard.press("Enter")
    expect(search.locator("#results")).to_be_focused()
