"""`/log/`: the visitor's own log of the site's books, and a list that somebody sent as an address.

The page is the same for everybody: what it shows is kept in the visitor's browser (`static/log.js`), or stands in the
fragment of its address, which no server sees (`static/log-page.js`). Off with `visitor_log = false` in site.toml.
(The guide on users, idea 4 of §3.)
"""

from collections.abc import Sequence
from typing import Any

from shelflist.pages import Page, crumbs, labels
from shelflist.pages.desk import Desk, Job
from shelflist.wording import forms, later
from shelflist.wording import gettext as _

TITLE = later("My log")
ABOUT = later("What you marked on the pages of books: kept in your browser, and nowhere else.")
SHOWN = (("", later("All books")), ("basket", later("In my basket")), *labels.STATUS.items())
"""What of the log can be shown alone, and so exported and sent: value and name."""

EXPORTS = (("json", "JSON"), ("csv", later("CSV, as Goodreads has it")), ("bib", "BibTeX"), ("ris", "RIS"))
"""Files that the log is written to: ending and name."""

FILE = later("A file of this page (JSON or CSV), or an export of Goodreads (CSV)")


def jobs(desk: Desk) -> list[Job]:
    """One page, where the owner has not turned the log off."""
    return [Job("log/", "log")] if desk.words.visitor_log else []


def told(desk: Desk) -> Sequence[Any]:
    """It shows nothing of any book."""
    return (TITLE, ABOUT, SHOWN, EXPORTS, FILE, words())


def page(desk: Desk) -> Page:
    """The page before its script fills it."""
    meta: dict[str, Any] = {
        "kind": "log",
        "title": _(TITLE),
        "title_parts": [],
        "description": _(ABOUT),
        "crumbs": crumbs(),
        "section": "log",
        "shown": [{"value": value, "label": _(label)} for value, label in SHOWN],
        "exports": [{"value": value, "label": _(label)} for value, label in EXPORTS],
        "file_label": _(FILE),
        "words": words(),
        "sections": [],
    }
    return Page("log/", "log.html", meta)


def words() -> dict[str, str | list[str]]:
    """What the page's scripts say, by the names that they use: a message, or the forms of one for a number (one, many,
    and none where that has its own)."""
    return {**_said(), **_said_of_lists(), **_said_of_files()}


def _said() -> dict[str, str | list[str]]:
    return {
        "title": _(TITLE),
        "books": [*forms("%(n)s book", "%(n)s books"), _("No books")],
        "change": _("Change"),
        "nothing": _("No book of your log is shown: nothing to take along."),
        "noneHere": _("This list has no book."),
        "elsewhere": _("not on this site"),
        "unlisted": _("The site's own list of books could not be loaded: titles are as they were kept."),
        "taken": forms("%(n)s book put into your basket.", "%(n)s books put into your basket."),
        "empty": _("Your log is empty."),
        "sure": _("Remove everything from your log, in this browser? There is no way back but a file of it."),
        "copied": _("Copied."),
        "uncopied": _("This browser did not copy it: it is selected, copy it by hand."),
    }


def _said_of_lists() -> dict[str, str | list[str]]:
    """Of a list that travels in an address."""
    return {
        "list": _("A list that was sent"),
        "sent": [*forms("%(n)s book.", "%(n)s books."), _("No books.")],
        "whose": _("The list stands in the address of this page: whoever made the address wrote it."),
        "lost": forms("%(n)s of them is not on this site.", "%(n)s of them are not on this site."),
        "unread": _("This address holds a list that cannot be read: %(why)s."),
        "long": _("it is longer than a list can be"),
        "newer": _("it was made by a newer version of this site"),
        "damaged": _("a part of it is missing or changed"),
        "old": _("this browser cannot open compressed lists"),
        "big": _(
            "Too much for an address: %(n)s characters of %(most)s at most. Show fewer books, or leave out the notes."
        ),
        "many": _("An address holds %(n)s books at most: show fewer."),
        "made": forms(
            "The address of %(n)s book has %(length)s characters.",
            "The address of %(n)s books has %(length)s characters.",
        ),
        "cut": _("Some mail programs cut addresses as long as that."),
    }


def _said_of_files() -> dict[str, str | list[str]]:
    """Of files that are written and read."""
    return {
        "gather": forms("Fetching the records of %(n)s book…", "Fetching the records of %(n)s books…"),
        "ready": forms("%(n)s book written to %(file)s.", "%(n)s books written to %(file)s."),
        "bad": _("Nothing was taken from “%(file)s”: %(why)s."),
        "unloaded": _("the part of this page that reads and writes files could not be loaded"),
        "unfetched": _("No books could be written: their records could not be fetched."),
        "left": forms(
            "The records of %(n)s book could not be fetched: left out.",
            "The records of %(n)s books could not be fetched: left out.",
        ),
        "bare": forms(
            "The records of %(n)s book could not be fetched: only title, people and year stand there.",
            "The records of %(n)s books could not be fetched: only title, people and year stand there.",
        ),
        "heavy": _("it is larger than 8 MB"),
        "blank": _("it is empty"),
        "unknown": _("it is neither JSON nor a table with the columns of Goodreads (“Title” is missing)"),
        "notJson": _("it is no JSON (%(why)s)"),
        "open": _("a quotation mark of line %(line)s is never closed"),
        "quoted": _("“%(word)s”"),
        "brought": [
            *forms(
                "%(n)s book taken, %(fresh)s of them new in your log.",
                "%(n)s books taken, %(fresh)s of them new in your log.",
            ),
            _("No books taken, %(fresh)s of them new in your log."),
        ],
        "refused": forms("%(n)s row says nothing that a log keeps.", "%(n)s rows say nothing that a log keeps."),
        "strange": forms(
            "%(n)s row names no book of this site: %(titles)s.", "%(n)s rows name no book of this site: %(titles)s."
        ),
    }
