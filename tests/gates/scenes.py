"""What is looked at in a browser: a page of every kind, and the pages that scripts fill: the search with what it found, the log
with books in it, a list that was sent, a bridge."""

import base64
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from playwright.sync_api import Page, Route

from tests.gates.conftest import DEEP, Built

KEY = f"shelflist:log:1:{DEEP}"
"""Where the log of a site that stands there is kept (docs/log.md)."""

WORDS = {"demonstration": "peace", "fiction-log": "the"}
"""Words that find some books of each list."""

OPEN = "for (const part of document.querySelectorAll('details')) part.open = true"
LONG = "Anoteofonewordthatisfarlongerthananylineofanarrowscreenwhateveritssize" * 2


class Scene(NamedTuple):
    """A page as somebody has it before them: its name, its address in the site, and what is done there."""

    name: str
    path: str
    play: Callable[[Page], None]


def books(built: Built) -> list[list[Any]]:
    """The rows of the site's books: address, title, people, year, …"""
    found: list[list[Any]] = json.loads((built.folder / "search" / "books.json").read_text(encoding="utf-8"))["books"]
    return found


def log(built: Built) -> str:
    """A log of four books, as the browser keeps it."""
    marks: list[dict[str, Any]] = [
        {"status": "read", "stars": 4.5, "finished": "2024-05", "note": "A note\nof two lines"},
        {"status": "reading", "basket": True},
        {"status": "want", "note": LONG},
        {"basket": True},
    ]
    rows = [
        {"href": row[0], "title": row[1], "people": row[2], "year": row[3], **mark}
        for row, mark in zip(books(built), marks, strict=False)
    ]
    return json.dumps({"shelflist-log": 1, "books": rows})


def sent(built: Built) -> str:
    """The end of an address that holds a list of three books."""
    rows = [[row[0][6:-1], row[1], row[2], row[3]] for row in books(built)[:3]]
    text = json.dumps(["For the holidays", rows]).encode()
    return "#list=1p" + base64.urlsafe_b64encode(text).decode().rstrip("=")


def scenes(built: Built) -> list[Scene]:
    """Every kind of page with nothing done, and what scripts make."""
    word, rows = WORDS[built.name], books(built)
    typed: list[Scene] = [
        Scene("search, typed", "search/", lambda page: typing(page, word)),
        Scene("search, from an address", f"search/?q={word}", found),
        Scene("log with books", "log/", lambda page: logged(page, built)),
        Scene("log, a list that was sent", "log/" + sent(built), lambda page: page.wait_for_selector("#sent-books li")),
        Scene("book with a log", rows[0][0], lambda page: logged(page, built)),
        Scene("bridge", f"bridges/?from={rows[0][0]}&to={rows[-1][0]}", lambda page: None),
    ]
    still = [Scene(kind, path, lambda page: None) for kind, path in built.kinds.items()]
    return still + [
        scene for scene in typed if (built.folder / scene.path.partition("?")[0].partition("#")[0]).is_dir()
    ]


def visit(page: Page, built: Built, scene: Scene) -> None:
    """Opens a page and does there what is done."""
    page.goto("about:blank")  # another fragment alone would not load the page again
    page.goto(built.address + scene.path)
    scene.play(page)


def typing(page: Page, word: str) -> None:
    """Types words into the search box, a letter at a time."""
    page.locator("#q").press_sequentially(word, delay=15)
    found(page)


def found(page: Page) -> None:
    """Waits for what the search finds."""
    page.wait_for_selector("#hits > li")


def logged(page: Page, built: Built) -> None:
    """Gives the browser a log, and opens the page again."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, log(built)])
    page.reload()
    if "/log/" in page.url:
        page.wait_for_selector("#books > li")
    else:
        page.wait_for_selector(".mine summary")


def stay(route: Route) -> None:
    """The page of an ISBN leads on to its book at once: here it stays, to be looked at."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r'<meta http-equiv="refresh"[^>]*>', "", answer.text()))
