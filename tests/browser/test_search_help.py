"""What helps a search along: headings, did you mean, numbers, the simple search without WebAssembly or a host, other languages."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.browser.conftest import SUB_PATH, Demo, Under
from tests.browser.test_search import HENKE, search, settled, tick, titles, type_words
from tests.tools import make_site, marc

__all__ = ["search"]

STRICT = "default-src 'self'; script-src 'self'"
"""A policy without WebAssembly."""


# --- headings -------------------------------------------------------------------------------------------------


def test_headings_are_suggested_while_one_types(search: Page, demo: Demo):
    search.locator("#q").press_sequentially("peacek")
    first = search.locator("#headings a").first
    expect(first).to_be_visible()
    assert "peacek" in first.inner_text().lower()
    expect(search.locator("#heard")).to_contain_text("the down arrow leads to")
    assert search.evaluate("document.activeElement.id") == "q", "the focus stays where one types"
    target = first.evaluate("link => link.href").removeprefix(demo.address)
    assert (demo.folder / target / "index.html").is_file()


def test_every_suggestion_leads_to_a_page(search: Page, demo: Demo):
    for words in ("un", "war", "1999", "henke", "fran"):
        search.fill("#q", words)
        expect(search.locator("#headings a").first).to_be_visible()
        settled(search)
        search.wait_for_timeout(300)
        for address in search.locator("#headings a").evaluate_all("links => links.map(link => link.href)"):
            assert (demo.folder / address.removeprefix(demo.address) / "index.html").is_file(), address


def test_the_arrows_lead_through_the_headings_and_escape_closes_them(search: Page):
    search.locator("#q").press_sequentially("peace")
    expect(search.locator("#headings a").nth(1)).to_be_attached()
    search.keyboard.press("ArrowDown")
    expect(search.locator("#headings a").first).to_be_focused()
    search.keyboard.press("ArrowDown")
    expect(search.locator("#headings a").nth(1)).to_be_focused()
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    expect(search.locator("#q")).to_be_focused()
    search.keyboard.press("ArrowDown")
    search.keyboard.press("Escape")
    expect(search.locator("#q")).to_be_focused()
    expect(search.locator("#headings a")).to_have_count(0)
    assert search.input_value("#q") == "peace"


# --- did you mean ---------------------------------------------------------------------------------------------

MISTYPED = {
    "habermsa": ("habermas", "The postnational constellation"),  # changed places
    "copelnad war": ("copeland war", "The origins of major war"),
    "korean wra": ("korean war", "The Korean War"),
    "combned": ("combined", "Improving Army planning for future multinational coalition operations"),  # one left out
    "postnatioonal": ("postnational", "The postnational constellation"),  # one too many
}


@pytest.mark.parametrize("words", MISTYPED)
def test_a_word_mistyped(search: Page, words: str):
    meant, title = MISTYPED[words]
    said = type_words(search, words)
    assert said.startswith(f"No books for “{words}”. ")
    assert f"for “{meant}”" in said
    expect(search.locator("#advice")).to_have_text(f"Did you mean {meant}? The books for it are shown.")
    assert title in titles(search)
    search.locator("#advice a").click()
    expect(search.locator("#q")).to_have_value(meant)
    assert settled(search).endswith(f"for “{meant}”.")


def test_words_that_are_right_are_left_alone(search: Page):
    for words in ("henke", "peace", "negotiating", "guerres", '"organizing collective action"', "zzyzxqvw"):
        type_words(search, words)
        expect(search.locator("#advice")).to_have_text("")


def test_an_ignored_word_may_be_meant_otherwise(search: Page):
    assert "We ignored “kosvo”: no book has it." in type_words(search, "kosvo krieg")
    expect(search.locator("#advice")).to_have_text("Did you mean kosovo krieg?")


def test_a_filter_that_hides_all_can_be_taken_away(search: Page):
    number = type_words(search, "darfur").split()[0]
    tick(search, "Language", "Italian")
    button = search.locator("#advice button")
    expect(button).to_have_text(f"Remove the filter Language: Italian ({number} books without it)")
    button.click()
    assert settled(search).startswith(f"{number} book")


# --- numbers --------------------------------------------------------------------------------------------------


def test_an_isbn_needs_no_index(search: Page, demo: Demo):
    asked: list[str] = []
    search.on("request", lambda request: asked.append(request.url))
    assert type_words(search, "1-5017-3970-0") == "1 book for “1-5017-3970-0”."
    assert search.locator("#hits h3 a").evaluate("link => link.href") == demo.address + HENKE
    assert not any("pf_index" in url for url in asked)


def test_an_isbn_with_a_wrong_check_digit(search: Page):
    said = type_words(search, "978-0-306-40615-8")
    assert (
        said
        == "No book here has the number 978-0-306-40615-8, and as an ISBN it is not valid: its check digit is wrong."
    )
    assert titles(search) == []


@pytest.mark.parametrize(
    ("words", "title", "number"),
    [
        ("355.031", "Constructing Allied Cooperation", "355.031"),
        ("D 1058 .R44 2001", "Rethinking European order", ""),
        ("d1058", "Rethinking European order", "D1058"),
    ],
)
def test_a_call_number(search: Page, demo: Demo, words: str, title: str, number: str):
    type_words(search, words)
    assert titles(search)[0] == title
    link = search.locator("#advice a")
    expect(link).to_have_count(1 if number else 0)
    if number:
        expect(link).to_contain_text(number)
        target = link.evaluate("link => link.href").removeprefix(demo.address)
        assert target.startswith("classes/")
        assert (demo.folder / target / "index.html").is_file()


def test_words_with_a_number_in_them_are_words(search: Page):
    assert type_words(search, "1999 peace").startswith("No") is False
    assert type_words(search, "50 years").endswith("for “50 years”.")


# --- without WebAssembly, without a host ----------------------------------------------------------------------


def test_the_simple_search_where_webassembly_is_not_allowed(browser: Browser, demo: Demo):
    def strict(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace(" 'wasm-unsafe-eval'", "")
        route.fulfill(response=answer, body=body, headers={**answer.headers, "content-security-policy": STRICT})

    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/", strict)
    page.goto(demo.address + "search/")
    assert type_words(page, "henk coop") == (
        "1 book for “henk coop”. This is the simple search: by title, author and year."
    )
    assert titles(page) == ["Constructing Allied Cooperation"]
    context.close()


def test_from_a_folder(browser: Browser, demo: Demo):
    context = browser.new_context()
    page = context.new_page()
    page.goto((demo.folder / "search" / "index.html").as_uri())
    assert type_words(page, "despues guerra").startswith("1 book for “despues guerra”. This is the simple search")
    link = page.locator("#hits h3 a")
    assert link.evaluate("link => link.href").endswith("/index.html")
    link.click()
    expect(page.locator("article.book h1")).to_have_text("Después de la guerra")
    page.go_back()
    expect(page.locator("#hits h3 a")).to_have_text("Después de la guerra")
    for words, title in (("9781501739705", "Constructing Allied Cooperation"), ("quandt peace", "Peace process")):
        type_words(page, words)
        assert titles(page)[0] == title
    tick(page, "Language", "French")
    expect(page.locator("#active button")).to_have_count(1)
    context.close()


def test_without_scripts_a_value_is_a_link_to_its_page(browser: Browser, demo: Demo):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.address + "search/")
    expect(page.locator(".facets fieldset").first).to_be_hidden()
    links = page.locator(".facets details a")
    assert links.count() > 20
    for address in links.evaluate_all("links => links.map(link => link.href)"):
        assert (demo.folder / address.removeprefix(demo.address) / "index.html").is_file(), address
    context.close()


# --- languages ------------------------------------------------------------------------------------------------

TITLES = ["Negoziati di pace", "Sale e vento", "Le lampade", "I mulini", "Il mare", "La notte"]


def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Under, directory=str(folder / "public")))
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    site.build(load(folder, frozenset(FORMATS), address), site.Options(1, "with"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def records() -> bytes:
    """Six Italian books, one English."""
    italian = [marc(title, "Oliva, Rina", f"i{n}", [("041", "1 ", [("a", "ita")])]) for n, title in enumerate(TITLES)]
    return b"".join([*italian, marc("Negotiations at sea", "Oduya, Tess", "e1", [("041", "1 ", [("a", "eng")])])])


@pytest.fixture(scope="module", params=["one", "two"])
def languages(
    request: pytest.FixtureRequest, records: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A site in English, and one in English and Italian, of the same books."""
    more = 'languages = ["en", "it"]\n' if request.param == "two" else 'language = "en"\n'
    folder = make_site(
        tmp_path_factory.mktemp("two"), {"content/records/r.mrc": records}, '[site]\ntitle = "T"\n' + more
    )
    yield from served(folder)


def test_the_endings_of_both_languages(page: Page, languages: str):
    page.goto(languages + "search/")
    for words, title in (
        ("negoziato", "Negoziati di pace"),
        ("lampada", "Le lampade"),
        ("negotiating", "Negotiations at sea"),
    ):
        page.fill("#q", words)
        expect(page.locator("#hits h3 a")).to_have_text([title])
        href = page.locator("#hits h3 a").evaluate("link => link.href")
        assert href.startswith(languages + "books/")


@pytest.mark.parametrize("languages", ["two"], indirect=True)
def test_the_other_language_s_pages_find_the_first_one_s_words(page: Page, languages: str):
    page.goto(languages + "it/search/")
    page.fill("#q", "negotiating")
    expect(page.locator("#hits h3 a")).to_have_text(["Negotiations at sea"])
    assert page.locator("#hits h3 a").evaluate("link => link.href").startswith(languages + "it/books/")
