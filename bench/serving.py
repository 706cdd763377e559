"""How long the preview takes from saving a note to the browser showing it: `build.py serve` and a headless Chromium.

The clock starts before the note is written and stops in the page itself, at the first frame whose text holds the new
word, so that the way back to this process does not count.
"""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench import measure

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / ".venv" / "browser"
EDITS = 10
LOOK = """(() => {
  const look = () => {
    const found = document.body && document.body.textContent.match(/My note says (\\w+)\\./);
    const seen = JSON.parse(sessionStorage.seen ?? "{}");
    if (found && !(found[1] in seen)) {
      seen[found[1]] = performance.timeOrigin + performance.now();
      sessionStorage.seen = JSON.stringify(seen);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""Runs in every document from its start: notes the time of the first frame that holds a note's word."""

SEEN = "word => JSON.parse(sessionStorage.seen ?? '{}')[word]"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def browser_path() -> str | None:
    """The Chromium that tools/browser.py found, or None for Playwright's own."""
    named = os.environ.get("SHELFLIST_CHROMIUM", "")
    return named or (BROWSER.read_text(encoding="utf-8").strip() if BROWSER.is_file() else None)


def ready(process: "subprocess.Popen[bytes]", address: str) -> None:
    """Waits until the preview answers. Raises SystemExit with its last words when it ends first or never answers."""
    for _ in range(6000):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise SystemExit(f"the preview did not start:\n{measure.told(process) if process.poll() is not None else ''}")


def edit(page: "Page", note: Path, identity: str, word: str) -> float:
    """Milliseconds from saving the note to the frame that shows its word."""
    before = time.time() * 1000
    note.write_text(f"---\nrecord: {identity}\nstatus: reading\n---\n\nMy note says {word}.\n", encoding="utf-8")
    seen = page.wait_for_function(SEEN, arg=word, polling=50, timeout=60_000).json_value()
    return float(seen) - before


def serve(site: Path, identity: str, slug: str) -> dict[str, float]:
    """Milliseconds: `ready` (start to the first answer) and `edit` (median); `memory` in MB. The site has a book `slug`."""
    port = free_port()
    command = [measure.python(), str(ROOT / "build.py"), "serve", "--site", str(site), "--no-search"]
    before = time.perf_counter()
    process = measure.start([*command, "--port", str(port)])
    try:
        ready(process, f"http://127.0.0.1:{port}/")
        result = {"ready": (time.perf_counter() - before) * 1000}
        note = site / "content" / "books" / "bench.md"
        note.parent.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path())
            page = browser.new_page()
            page.add_init_script(LOOK)
            page.goto(f"http://127.0.0.1:{port}/books/{slug}/")
            if not re.search(r"\w", page.inner_text("h1")):
                raise SystemExit(f"the preview has no page {slug}")
            time.sleep(1)
            edit(page, note, identity, "beginning")
            took = []
            for count in range(EDITS):
                time.sleep(0.5)
                took.append(edit(page, note, identity, f"edition{count}x"))
            browser.close()
        result["edit"] = measure.median(took)
        result["slowest"] = max(took)
        result["memory"] = measure.held(process.pid) / 1e6
        return result
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
