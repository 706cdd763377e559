"""The pages as they are read: without JavaScript, on a narrow screen, in the dark, by keyboard, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Demo, Open

expect.set_options(timeout=PATIENCE)

HENKE = "books/constructing-allied-cooperation-henke/"
SUBJECT = "subjects/security-international/"
PAGES = [
    "", "books/", HENKE, "subjects/", SUBJECT, "authors/", "authors/henke-marina-e/", "series/", "publishers/",
    "years/", "years/2019/", "languages/", "languages/en/", "classes/", "classes/355.031/", "lists/",
    "lists/start-here/", "lists/six-weeks-on-coalitions/", "lists/six-weeks-on-coalitions/plan/", "search/", "about/", "404.html",
    "aspects/", "aspects/political-aspects/", "shelf/", "shelf/lcc/", "timeline/", "timeline/2000s/", "chapters/", "chapters/words/",
    "bridges/", "isbn/", "log/", "reading/", "stats/", "books/asian-regionalism-katzenstein/",
]  # fmt: skip


@pytest.fixture
def plain(open_page: Open) -> Page:
    """A page in a browser without JavaScript."""
    return open_page(java_script_enabled=False)


# --- without JavaScript ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", ["Constructing Allied Cooperation"]),
        ("subtitle", ["Diplomacy, Payments, and Power in Multilateral Military Coalitions"]),
        ("author", ["by Marina E. Henke"]),
        ("imprint", ["Ithaca, NY : Cornell University Press, [2019] ©2019"]),
        ("extent", ["1 online resource (259 pages)"]),
        ("series", ["Cornell scholarship online"]),
        ("isbn", ["978-1-5017-3970-5", "1-5017-3970-0 ISBN-10"]),
        ("class", ["355.031 Dewey"]),
        ("language", ["English"]),
        (
            "subject",
            [
                "Combined operations (Military science) — Political aspects",
                "Intervention (International law) — Political aspects",
                "Security, International — International cooperation",
            ],
        ),
    ],
)
def test_the_example_shows_its_facts(plain: Page, demo: Demo, field: str, values: list[str]):
    plain.goto(demo.address + HENKE)
    shown = plain.locator(f"article [data-field={field}]")
    expect(shown).to_have_text(values)
    for n in range(len(values)):
        expect(shown.nth(n)).to_be_visible()


def test_the_example_shows_its_contents_and_summary(plain: Page, demo: Demo):
    plain.goto(demo.address + HENKE)
    numbered = plain.locator("[data-field=contents] h3").all_inner_texts()
    assert [title.partition(". ")[0] for title in numbered] == [str(n) for n in range(1, 9)]
    assert numbered[4] == "5. Saving Darfur: UNAMID (2007-)"
    plain.locator("details.other summary").click()
    expect(plain.locator("details.other li")).to_have_text(
        ["Frontmatter", "Contents", "Figures and Tables", "Acknowledgments", "Notes", "Bibliography", "Index"]
    )
    expect(plain.locator("details.other li").first).to_be_visible()
    expect(plain.locator("[data-field=summary]")).to_contain_text("how states bring multilateral military coalitions")
    expect(plain.locator("section.note")).to_contain_text("The list is built around this book.")


def test_home_leads_to_everything(plain: Page, demo: Demo):
    plain.goto(demo.address)
    expect(plain.locator("h1")).to_have_text("Coalitions and cooperation")
    expect(plain.locator(".count")).to_contain_text("86 books")
    hrefs = plain.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {"books/", "subjects/", "authors/", "lists/start-here/"} <= set(hrefs)
    assert not [href for href in hrefs if href.startswith(("/", "http"))], "links are relative"


def test_from_the_subjects_to_a_book(plain: Page, demo: Demo):
    plain.goto(demo.address + "subjects/")
    plain.locator("main").get_by_role("link", name="Security, International", exact=True).first.click()
    plain.wait_for_url(demo.address + SUBJECT)
    expect(plain.locator("h1")).to_contain_text("Security, International")
    plain.locator("main").get_by_role("link", name="Constructing Allied Cooperation").first.click()
    plain.wait_for_url(demo.address + HENKE)


def test_the_search_page_says_what_works_without(plain: Page, demo: Demo):
    plain.goto(demo.address + "search/")
    expect(plain.locator("noscript p")).to_contain_text("Searching needs JavaScript.")
    expect(plain.locator("noscript p")).to_be_visible()
    links = plain.locator("#ways a")
    assert {"Subjects", "Authors"} <= set(links.all_inner_texts())
    for href in links.evaluate_all("links => links.map(link => link.href)"):
        answer = plain.request.get(href)
        assert answer.status == 200, href


def test_a_missing_page_helps_on(open_page: Open, demo: Demo):
    """At any depth: its links are whole addresses."""
    plain = open_page(java_script_enabled=False)
    answer = plain.request.get(demo.address + "books/nothing/here/")
    assert answer.status == 404
    plain.route("**/books/nothing/here/", lambda route: route.fulfill(body=answer.body(), content_type="text/html"))
    plain.goto(demo.address + "books/nothing/here/")
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.get_by_label("Find a book")).to_be_visible()
    plain.locator("main").get_by_role("link", name="Subjects").click()
    plain.wait_for_url(demo.address + "subjects/")


# --- every kind of page ---------------------------------------------------------------------------------------


def test_nothing_is_wider_than_a_narrow_screen(open_page: Open, demo: Demo):
    page = open_page(viewport={"width": 320, "height": 640})
    for address in [*PAGES, "search/?q=peace"]:
        page.goto(demo.address + address)
        if "?" in address:
            expect(page.locator("#hits li").first).to_be_visible()
        page.evaluate("for (const more of document.querySelectorAll('details')) more.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


CONTRAST = """(selector) => {
  const scale = (colour) => (colour.startsWith("color(srgb") ? 255 : 1); // what color-mix() comes to
  const parts = (colour) => colour.match(/[\\d.]+/g).map((part, n) => Number(part) * (n < 3 ? scale(colour) : 1));
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    while (node && parts(getComputedStyle(node).backgroundColor)[3] === 0) node = node.parentElement;
    return node ? getComputedStyle(node).backgroundColor : "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility()).map((node) => {
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), node.textContent.trim().slice(0, 60)];
  });
}"""
"""The contrast of each element's text with what is behind it (WCAG 2.2, relative luminance)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(open_page: Open, demo: Demo, scheme: str):
    page = open_page(color_scheme=scheme)
    papers = set()
    for address in PAGES:
        page.goto(demo.address + address)
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        found = page.evaluate(CONTRAST, "body, p, li, a, dt, dd, h1, h2, h3, small, summary, label, th, td, button")
        assert len(found) > 10
        assert [row for row in found if row[0] < 4.5] == [], address
    assert len(papers) == 1
    brightest = max(int(part) for part in re.findall(r"\d+", papers.pop())[:3])
    assert (brightest < 64) == (scheme == "dark")


@pytest.mark.parametrize("address", ["", HENKE, "subjects/", "search/", "404.html"])
def test_the_first_stop_leads_past_the_menu(page: Page, demo: Demo, address: str):
    page.goto(demo.address + address)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_paper_has_no_menu(page: Page, demo: Demo):
    for address in ("", HENKE, "subjects/", "lists/start-here/", "search/?q=peace"):
        page.emulate_media(media="screen")
        page.goto(demo.address + address)
        expect(page.locator(".top nav")).to_be_visible()
        page.emulate_media(media="print")
        for part in page.locator("nav, input, button, select").all():
            expect(part).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("#hits h3").first).to_be_visible()  # what was found can be printed


def test_every_kind_of_page_is_whole(page: Page, demo: Demo):
    """One heading of the first rank, a title, a language; no identifier twice; nothing asked that is not there."""
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    for address in PAGES:
        page.goto(demo.address + address)
        assert page.locator("h1").count() == 1, address
        assert page.title(), address
        assert page.locator("html").get_attribute("lang") == "en"
        ids = page.locator("[id]").evaluate_all("nodes => nodes.map(node => node.id)")
        assert len(ids) == len(set(ids)), address
    assert missing == []
