"""What the search costs a reader, in a real browser: bytes to the first results, and how long results take: `python -m bench.search`.

Makes a library of 2,000 books (`bench.corpus`), builds it, serves it compressed, and opens its search page with headless
Chromium. Bytes are those on the wire of everything that was fetched up to the first results, the page itself included, each
search from an empty cache. Times run from the form's submission to the list on the page, warm (the second round of the same
queries), with the processor as it is and slowed down four times.
"""

import argparse
import gzip
import json
import mimetypes
import random
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from bench import corpus
from bench.serving import browser_path
from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load

LIMIT = 180 * 1024
"""Bytes to the first results at 2,000 books, at most."""

WARM = {1: 50.0, 4: 100.0}
"""Slowed down how many times → milliseconds in which 95 of 100 searches are done."""

ANSWER = """words => new Promise(done => {
  const status = document.getElementById("status"), loading = JSON.parse(document.getElementById("words").textContent).loading;
  status.textContent = "";
  document.getElementById("q").value = words;
  const start = performance.now();
  const seen = new MutationObserver(() => {
    if (!status.textContent || status.textContent === loading) return;
    seen.disconnect();
    done(performance.now() - start);
  });
  seen.observe(status, { childList: true, characterData: true, subtree: true });
  document.getElementById("search").requestSubmit();
})"""
"""Searches, and gives the milliseconds until the status line says what was found."""


HEAD = 200
"""Bytes of an answer's head, about."""


class Library(NamedTuple):
    """A site that is served: where, its files, the rows of its books (address, title, people, …), what was sent: (bytes, path)."""

    address: str
    folder: Path
    rows: list[list[Any]]
    sent: list[tuple[int, str]]


class Host(BaseHTTPRequestHandler):
    """A host of static files that compresses text."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, folder: Path, sent: list[tuple[int, str]]) -> None:
        self.folder, self.sent = folder, sent
        super().__init__(*given)

    def do_GET(self) -> None:
        """Answers with a file."""
        path = self.path.partition("?")[0].lstrip("/")
        place = self.folder / (path + "index.html" if path.endswith("/") or not path else path)
        data = place.read_bytes() if place.is_file() else b""
        kind = "text/javascript" if place.suffix == ".js" else mimetypes.guess_type(place.name)[0]
        self.send_response(200 if place.is_file() else 404)
        if kind and kind.startswith(("text/", "application/json")):
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(len(data)))
        self.sent.append((len(data) + HEAD, path))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *given: Any) -> None:
        """Says nothing."""


@contextmanager
def library(folder: Path, number: int) -> Iterator[Library]:
    """A site of so many books, served."""
    sent = list[tuple[int, str]]()
    corpus.write_shelflist(folder, list(corpus.books(number, 1)))
    found = load(folder, frozenset(FORMATS), "")
    site.build(found, site.Options(2, "with"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, folder=found.out, sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        rows = json.loads((found.out / "search" / "books.json").read_text(encoding="utf-8"))["books"]
        yield Library(f"http://127.0.0.1:{server.server_port}/", found.out, rows, sent)
    finally:
        server.shutdown()
        server.server_close()


def weigh(browser: Browser, served: Library, words: str, facet: str = "") -> list[tuple[int, str]]:
    """(bytes, path) of all that is fetched up to the first results of a search that is typed, from an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    served.sent.clear()
    page.goto(served.address + "search/")
    if words:
        page.locator("#q").press_sequentially(words)
    if facet:
        box = page.locator(f"[data-facet={facet}] input").first
        box.evaluate("box => { box.closest('details').open = true; }")
        box.check()
    page.wait_for_selector("#hits li")
    page.wait_for_load_state("networkidle")
    context.close()
    return sorted(served.sent, reverse=True)


def queries(rows: list[list[Any]]) -> list[str]:
    """Thirty searches as people type them: titles whole, in part and half typed, names, a title and a name."""
    chosen = random.Random(7).sample(rows, 30)
    found = []
    for place, (_, title, people, *_rest) in enumerate(chosen):
        family = people.partition(",")[0]
        words = title.split()
        found.append(
            (title, " ".join(words[:2]), title[: len(title) * 2 // 3], family, f"{words[-1]} {family}", words[0])[
                place % 6
            ]
        )
    return found


def timed(page: Page, words: list[str], slower: int) -> list[float]:
    """Milliseconds of each search, warm, with the processor so many times slower."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return [[page.evaluate(ANSWER, one) for one in words] for _ in range(2)][1]


def main() -> None:
    """Prints both; ends with 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--books", type=int, default=2000)
    given = parser.parse_args()
    broken = False
    with (
        tempfile.TemporaryDirectory() as folder,
        library(Path(folder) / "site", given.books) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path())
        title = served.rows[0][1].split()
        for name, words, facet in (
            ("words", " ".join(title[:2]), ""), ("words and a filter", " ".join(title[:2]), "Language"),
            ("a filter alone", "", "Language"), ("mistyped", title[0][:-2] + "q" + title[0][-2:], ""),
        ):  # fmt: skip
            parts = weigh(browser, served, words, facet)
            total = sum(size for size, _ in parts)
            broken |= given.books <= 2000 and total > LIMIT
            print(f"{name:20} {total / 1024:6.0f} KB in {len(parts)} requests")
            for size, path in parts[:8]:
                print(f"{'':20} {size / 1024:6.1f} {path}")
        page = browser.new_page()
        page.goto(served.address + "search/")
        for slower, limit in WARM.items():
            times = sorted(timed(page, queries(served.rows), slower))
            late = times[round(len(times) * 0.95) - 1]
            broken |= late > limit
            print(f"warm, x{slower}: p50 {statistics.median(times):.0f} ms, p95 {late:.0f} ms, most {times[-1]:.0f} ms")
        browser.close()
    raise SystemExit(broken)


if __name__ == "__main__":
    main()
