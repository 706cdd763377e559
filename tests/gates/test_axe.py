"""axe-core on a page of every kind, light and dark, and on the search page with results shown: no violation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.conftest import GATES, Built
from tests.gates.scenes import stay

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f'axe.run(document, {{runOnly: {{type: "tag", values: {json.dumps(RULES)}}}}})'


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(browser: Browser, scheme: str) -> Iterator[Page]:
    # The pages' own policy lets in no script but the site's: axe is let in past it.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.route("**/isbn/**", stay)
    yield page
    context.close()


def violations(page: Page) -> tuple[list[str], list[str]]:
    """(violations, what axe could not decide) as lines."""
    page.add_script_tag(content=(GATES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(RUN)

    def lines(rows: list[dict[str, Any]]) -> list[str]:
        return [f"{row['id']}: {node['html'][:120]}" for row in rows for node in row["nodes"]]

    return lines(found["violations"]), lines(found["incomplete"])


def test_every_kind_of_page(page: Page, built: Built, scheme: str, reports: Path):
    wrong, doubts = [], []
    for kind, path in built.kinds.items():
        page.goto(built.address + path)
        # Folded parts are on the page too.
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        bad, unsure = violations(page)
        wrong += [f"{kind}, {path}: {line}" for line in bad]
        doubts += [f"{kind}, {path}: {line}" for line in unsure]
    (reports / f"axe-{scheme}.txt").write_text(
        "\n".join([*wrong, "", "Not decided:", *doubts]) + "\n", encoding="utf-8"
    )
    assert wrong == []


def test_search_with_results(page: Page, built: Built):
    word = {"demonstration": "peace"}.get(built.name, "the")
    page.goto(f"{built.address}search/?q={word}")
    page.wait_for_selector("#results li, .results li, ol li h3")
    assert violations(page)[0] == [], "search"


def test_axe_finds_violations(page: Page):
    page.set_content("<html><body><img src=x><p style='color:#777;background:#888'>faint</p></body></html>")
    assert violations(page)[0]
