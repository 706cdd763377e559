"""The preview in a browser: an edit shows by itself, a failed build is said over the page, nothing reloads for nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Open
from tests.test_preview import Running
from tests.tools import TOML, make_site, marc

expect.set_options(timeout=PATIENCE)

LAMP = "books/the-lamp-at-varn-oduya/"
NOTE = "---\nrecord: a1\nstatus: read\n---\n\n{}\n"
TEMPLATE = '{{% extends "base.html" %}}{{% block main %}}<h1>{{{{ title }}}}</h1><p id="own">{}</p>{{% endblock %}}'


class Served(NamedTuple):
    """A site that is served from its folder."""

    folder: Path
    address: str

    def put(self, name: str, content: str | bytes) -> None:
        """Saves a file as many editors do: whole, under another name, then renamed."""
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.tmp")
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)
        fresh.replace(place)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = make_site(
        tmp_path_factory.mktemp("served"),
        {
            "content/records/one.mrc": marc("The lamp at Varn", "Oduya, Tess", "a1"),
            "content/books/lamp.md": NOTE.format("A first word."),
            "content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n",
            "templates/page.html": TEMPLATE.format("as shipped"),
        },
    )
    with Running(folder, "serve", "--no-search", "--port", "0") as running:
        yield Served(folder, running.until("Serving ").split()[1])
        assert running.end() == 0


@pytest.fixture
def lamp(page: Page, served: Served) -> Page:
    """The book's page, which listens."""
    with page.expect_response("**/-/events"):
        page.goto(served.address + LAMP)
    expect(page.locator("h1")).to_have_text("The lamp at Varn")
    return page


def test_a_note_shows_by_itself(lamp: Page, served: Served):
    for number in range(3):
        served.put("content/books/lamp.md", NOTE.format(f"My word is {number}."))
        expect(lamp.locator("section.note")).to_contain_text(f"My word is {number}.")


def test_a_template_shows_by_itself(page: Page, served: Served):
    with page.expect_response("**/-/events"):
        page.goto(served.address + "about/")
    served.put("templates/page.html", TEMPLATE.format("as mended"))
    expect(page.locator("#own")).to_have_text("as mended")


def test_a_record_shows_by_itself(page: Page, served: Served):
    with page.expect_response("**/-/events"):
        page.goto(served.address + "books/")
    expect(page.locator("main")).to_contain_text("The lamp at Varn")
    served.put("content/records/two.mrc", marc("Winter ferries", "Brandt, Ilse", "b1"))
    expect(page.locator("main")).to_contain_text("Winter ferries")
    (served.folder / "content/records/two.mrc").unlink()
    expect(page.locator("main")).not_to_contain_text("Winter ferries")


def test_the_settings_show_by_themselves(lamp: Page, served: Served):
    served.put("site.toml", '[site]\ntitle = "Another name"\n')
    expect(lamp.locator(".top .name")).to_have_text("Another name")
    served.put("site.toml", TOML)
    expect(lamp.locator(".top .name")).to_have_text("Test list")


@pytest.mark.parametrize(
    ("name", "broken", "mended", "about"),
    [
        ("templates/page.html", "{% if %}", TEMPLATE.format("whole again"), "templates/page.html"),
        ("site.toml", "[site", TOML, "site.toml"),
    ],
    ids=["template", "settings"],
)
def test_a_failed_build_is_said_over_the_page(
    lamp: Page, served: Served, name: str, broken: str, mended: str, about: str
):
    banner = lamp.get_by_role("alert")
    served.put(name, broken)
    expect(banner).to_contain_text("The build failed: below is the last site that could be built.")
    expect(banner).to_contain_text(about)
    expect(lamp.locator("h1")).to_have_text("The lamp at Varn")
    assert banner.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(122, 16, 34)"
    served.put(name, mended)
    expect(banner).to_have_count(0)
    expect(lamp.locator("h1")).to_have_text("The lamp at Varn")


def test_a_change_that_changes_nothing_does_not_reload(lamp: Page, served: Served):
    lamp.evaluate("window.untouched = true")
    note = served.folder / "content/books/lamp.md"
    note.touch()
    served.put("content/books/lamp.md", note.read_bytes())
    served.put("content/books/.lamp.md.swp", "an editor's")
    # Builds run one after the other: once a later change shows elsewhere, these have been seen to.
    other = lamp.context.new_page()
    other.goto(served.address + "about/")
    assert lamp.evaluate("window.untouched")
    served.put("content/pages/about.md", "---\ntitle: About us\n---\n\nUs.\n")
    expect(other.locator("h1")).to_have_text("About us")
    expect(lamp.locator("h1")).to_have_text("The lamp at Varn")


def test_every_open_page_is_told(open_page: Open, served: Served):
    pages = [open_page() for _ in range(3)]
    for page in pages:
        with page.expect_response("**/-/events"):
            page.goto(served.address + LAMP)
    served.put("content/books/lamp.md", NOTE.format("A word for all."))
    for page in pages:
        expect(page.locator("section.note")).to_contain_text("A word for all.")
