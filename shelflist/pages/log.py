"""`/log/`: the visitor's own log of the site's books, and a list that somebody sent as an address.

The page is the same for everybody: what it shows is kept in the visitor's browser (`static/log.js`), or stands in the
fragment of its address, which no server sees (`static/log-page.js`). Off with `visitor_log = false` in site.toml.
(The guide on users, idea 4 of §3.)
"""

from collections.abc import Sequence
from typing import Any

from shelflist.pages import Page, crumbs, labels
from shelflist.pages.desk import Desk, Job

TITLE = "My log"
ABOUT = "What you marked on the pages of books: kept in your browser, and nowhere else."
SHOWN = (("", "All books"), ("basket", "In my basket"), *labels.STATUS.items())
"""What of the log can be shown alone, and so exported and sent: value and name."""

EXPORTS = (("json", "JSON"), ("csv", "CSV, as Goodreads has it"), ("bib", "BibTeX"), ("ris", "RIS"))
"""Files that the log is written to: ending and name."""

FILE = "A file of this page (JSON or CSV), or an export of Goodreads (CSV)"


def jobs(desk: Desk) -> list[Job]:
    """One page, where the owner has not turned the log off."""
    return [Job("log/", "log")] if desk.words.visitor_log else []


def told(desk: Desk) -> Sequence[Any]:
    """It shows nothing of any book."""
    return (TITLE, ABOUT, SHOWN, EXPORTS, FILE)


def page(desk: Desk) -> Page:
    """The page before its script fills it."""
    meta: dict[str, Any] = {
        "kind": "log",
        "title": TITLE,
        "title_parts": [],
        "description": ABOUT,
        "crumbs": crumbs(),
        "section": "log",
        "shown": [{"value": value, "label": label} for value, label in SHOWN],
        "exports": [{"value": value, "label": label} for value, label in EXPORTS],
        "file_label": FILE,
        "sections": [],
    }
    return Page("log/", "log.html", meta)
