"""Addresses with an ISBN in any form, in a real browser on a plain host of static files."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Demo

expect.set_options(timeout=PATIENCE)

HENKE = re.compile(r"/books/constructing-allied-cooperation-henke/$")


@pytest.fixture
def lost(browser: Browser) -> Iterator[Page]:
    """A page that may meet an address that is not found: the browser itself writes that to the console."""
    found = browser.new_page()
    yield found
    found.close()


@pytest.mark.parametrize(
    "form",
    [
        "9781501739705/",
        "978-1-5017-3970-5/",
        "1-5017-3970-0",
        "1501739700/",
        "978%201%205017%203970%205",
        "ISBN:1501739700",
    ],
)
def test_any_form_of_a_number_reaches_its_book(lost: Page, demo: Demo, form: str) -> None:
    lost.goto(f"{demo.address}isbn/{form}")
    expect(lost).to_have_url(HENKE)


@pytest.mark.parametrize("form", ["9781501739712/", "1-5017-3970-1", "9788899991012"])
def test_a_number_that_has_no_book_stays_and_offers_the_search(lost: Page, demo: Demo, form: str) -> None:
    lost.goto(f"{demo.address}isbn/{form}")
    expect(lost.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_without_scripts_the_words_lead_to_the_search(browser: Browser, demo: Demo) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{demo.address}isbn/1-5017-3970-0")
    expect(page.get_by_text("search for the number")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.close()
