"""What happens while a page loads and its scripts run: nothing moves, nothing is asked of another origin, nothing is missing,
and nothing is against the content security policy that the host sends."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.gates.conftest import Built
from tests.gates.scenes import KEY, scenes, stay, visit

MOST = 0.02
"""Cumulative layout shift: how much of what is seen may move without the reader's doing."""

WATCH = """
window.moved = []; window.refused = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput) moved.push([entry.value, ...entry.sources.map((s) => s.node?.nodeName + "." + (s.node?.className ?? ""))]);
}).observe({ type: "layout-shift", buffered: true });
addEventListener("securitypolicyviolation", (event) => refused.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""
SETTLED = "() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 120)))"
SIZES = {390: 844, 1280: 800}


class Seen:
    """A page that is watched, and what was wrong there."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.errors = page, list[str]()
        page.add_init_script(WATCH)
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda asked: self._asked(asked.url, origin))
        page.route("**/isbn/**", stay)

    def _asked(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:", "blob:", "about:")):
            self.errors.append(f"asked for {url}")

    def taken(self) -> tuple[float, list[Any], list[str]]:
        """How much moved, what did, and what was wrong, since it was last asked."""
        self.page.evaluate(SETTLED)
        moved, refused = self.page.evaluate("[moved, refused]")
        wrong = [*self.errors, *(f"refused: {line}" for line in refused)]
        self.errors.clear()
        return sum(row[0] for row in moved), moved, wrong


@pytest.fixture(params=SIZES)
def seen(request: pytest.FixtureRequest, browser: Browser, built: Built) -> Iterator[Seen]:
    context = browser.new_context(viewport={"width": request.param, "height": SIZES[request.param]})
    yield Seen(context.new_page(), built.address)
    context.close()


def test_every_kind_of_page(seen: Seen, built: Built, reports: Path):
    rows, wrong = [], []
    width = seen.page.viewport_size["width"] if seen.page.viewport_size else 0
    built.missed.clear()
    for scene in scenes(built):
        visit(seen.page, built, scene)
        moved, what, errors = seen.taken()
        rows.append(f"{moved:.4f} {scene.name}: /{scene.path[:80]}" + "".join(f"\n    {one}" for one in what))
        wrong += [f"{scene.name}: {error}" for error in errors]
        wrong += [f"{scene.name} moved by {moved:.4f}: {what}"] if moved > MOST else []
        seen.page.evaluate(f"localStorage.removeItem({KEY!r})")
    (reports / f"shifts-{width}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert wrong == []
    assert built.missed == []


def test_what_is_wrong_is_seen(seen: Seen, built: Built):
    """The watch itself: a thing that comes late and moves the rest, an inline script, a request to another origin."""
    seen.page.goto(built.address + "about/")
    seen.page.evaluate(SETTLED)
    seen.page.evaluate(
        """() => {
          const box = Object.assign(document.createElement("p"), { textContent: "late" });
          box.style.blockSize = "200px";
          document.querySelector("main").prepend(box);
          document.body.append(Object.assign(document.createElement("script"), { textContent: "1" }));
          document.body.append(Object.assign(new Image(), { src: "http://127.0.0.2:9/x.png" }));
        }"""
    )
    moved, _, wrong = seen.taken()
    assert moved > MOST
    assert any(line.startswith("refused: script-src") for line in wrong)
    assert any(line.startswith("refused: img-src") or line.startswith("asked for") for line in wrong)
