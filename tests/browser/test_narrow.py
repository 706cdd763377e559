"""What small scripts add to built pages: a box that narrows a long index, and what an address that leads nowhere may have meant."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Open


def test_an_index_is_narrowed_while_one_types(page: Page, demo: Demo) -> None:
    page.goto(demo.address + "books/")
    box, status = page.get_by_label("Type to narrow this list"), page.locator(".narrow [role=status]")
    box.fill("etranger")
    expect(status).to_have_text("0 of 86 shown")
    expect(page.locator("main > .shelf:visible")).to_have_count(0)
    box.fill("Eric cruce")
    expect(status).to_have_text("1 of 86 shown")
    expect(page.locator("main > .shelf:visible li:visible")).to_have_count(1)
    box.fill("")
    expect(status).to_have_text("")
    expect(page.locator("main > .shelf:visible li:visible")).to_have_count(86)


def test_without_scripts_there_is_no_box(open_page: Open, demo: Demo) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(demo.address + "books/")
    expect(page.locator("#narrow")).to_be_hidden()


@pytest.mark.parametrize(
    "address",
    ["books/constructing-allied-coperation", "2019/Constructing_Allied_Cooperation.html", "books/constructing-allied/"],
)
def test_an_address_that_leads_nowhere_names_what_it_may_have_meant(open_page: Open, demo: Demo, address: str) -> None:
    page = open_page()
    page.route(f"**/{address}", lambda route: route.fulfill(status=200, path=str(demo.folder / "404.html")))
    page.goto(demo.address + address)
    expect(page.get_by_role("heading", name="Did you mean")).to_be_visible()
    first = page.locator("#meant a").first
    expect(first).to_have_text("Constructing Allied Cooperation")
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Constructing Allied Cooperation")


def test_an_address_like_none_names_nothing(open_page: Open, demo: Demo) -> None:
    page = open_page()
    page.route("**/zzqqxx", lambda route: route.fulfill(status=200, path=str(demo.folder / "404.html")))
    with page.expect_response("**/search/books.json"):
        page.goto(demo.address + "zzqqxx")
    expect(page.locator("#meant")).to_be_hidden()
