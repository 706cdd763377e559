"""The example sites, built and served as a good host would (gzip, right types), deep below a host's root and under the
policy that the pages keep; and one page of each kind of them."""

import gzip
import mimetypes
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.browser.conftest import chromium
from tests.tools import ROOT

GATES = ROOT / ".venv" / "gates" / "node_modules"
REPORTS = ROOT / ".reports" / "gates"
"""Where the tools' own reports land, to be looked at."""

EXAMPLES = {"demonstration": ROOT, "fiction-log": ROOT / "examples" / "fiction-log"}
"""The example lists: a name for each, and its site's folder."""

DEEP = "/lib/deep/"
"""Where the sites stand on their host."""

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'"
"""The content security policy that the host sends with every answer."""

_KIND = re.compile(rb'<body class="on-([a-z-]+)"')
_COMPRESSED = ("text/", "application/json", "image/svg+xml", "application/xml", "application/atom+xml")


class Built(NamedTuple):
    """One example list as it is hosted: its name, where it answers, its files, a page of each kind (kind → address),
    and the paths that were asked for and are not there."""

    name: str
    address: str
    folder: Path
    kinds: dict[str, str]
    missed: list[str]


class Host(BaseHTTPRequestHandler):
    """A host of static files below a path that compresses text and answers a missing address with the site's own page."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece: in two, the second waits 40 ms for an answer to the first
    disable_nagle_algorithm = True

    def __init__(self, *given: Any, folder: Path, missed: list[str]) -> None:
        self.folder, self.missed = folder, missed
        super().__init__(*given)

    def do_GET(self) -> None:
        whole = self.path.partition("?")[0]
        path = unquote(whole.removeprefix(DEEP))
        place = self.folder / (path + "index.html" if path.endswith("/") or not path else path)
        status = 200
        if not whole.startswith(DEEP) or not place.is_file():
            place, status = self.folder / "404.html", 404
            self.missed.append(whole)
        data = place.read_bytes()
        kind = {".js": "text/javascript", ".wasm": "application/wasm"}.get(place.suffix) or (
            mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        )
        self.send_response(status)
        if kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=31536000, immutable" if path.startswith("static/") else "no-cache")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *given: Any) -> None:
        pass


def kinds_of(folder: Path) -> dict[str, str]:
    """Kind of page (its template's kind, and its folder) → the address of the longest one."""
    found: dict[str, tuple[int, str]] = {}
    for place in sorted(folder.rglob("*.html")):
        data = place.read_bytes()
        match = _KIND.search(data)
        path = place.relative_to(folder).as_posix()
        assert match, f"{path} says no kind"
        kind = f"{match[1].decode()} in {path.partition('/')[0] if '/' in path else 'the top'}"
        if len(data) > found.get(kind, (0, ""))[0]:
            found[kind] = (len(data), path.removesuffix("index.html"))
    return {kind: path for kind, (_, path) in sorted(found.items())}


@pytest.fixture(scope="session", params=sorted(EXAMPLES))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Each example list in turn."""
    place = tmp_path_factory.mktemp("gates")
    root = EXAMPLES[request.param]
    for part in ("content", "static", "templates"):
        if (root / part).is_dir() and (part == "content" or root != ROOT):  # the repository's own are the shipped ones
            shutil.copytree(root / part, place / part)
    shutil.copyfile(root / "site.toml", place / "site.toml")
    missed: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, folder=place / "public", missed=missed))
    address = f"http://127.0.0.1:{server.server_port}{DEEP}"
    found = load(place, frozenset(FORMATS), address.rstrip("/"))
    site.build(found, site.Options(1, "with"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Built(request.param, address, found.out, kinds_of(found.out), missed)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            made = playwright.chromium.launch(executable_path=chromium())
        except Error:
            pytest.fail("no browser: run `python tools/browser.py`, or set SHELFLIST_CHROMIUM to a Chromium", False)
        yield made
        made.close()


@pytest.fixture(scope="session")
def reports(built: Built) -> Path:
    """The folder for one list's reports."""
    place = REPORTS / built.name
    place.mkdir(parents=True, exist_ok=True)
    return place
