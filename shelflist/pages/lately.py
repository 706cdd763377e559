"""What the owner noted last: quotes, notes and reviews of the books read last, for the home page."""

from heapq import nlargest
from typing import Any

from shelflist.catalogue import Catalogue, Entry
from shelflist.markdown import words_of
from shelflist.model import Reading
from shelflist.pages import shorten
from shelflist.pages.desk import Desk

SHOWN, LOOKED_AT = 3, 12
"""Books that are shown; books read last of which those with words are taken."""

ROOM = 220
"""Characters of a note or quote."""


def rows(desk: Desk) -> list[dict[str, Any]]:
    """The books, the last first, each with the beginning of what was noted."""
    catalogue, found = desk.catalogue, []
    for n in candidates(catalogue):
        entry = catalogue.entries[n]
        reading = desk.books(n).reading
        text, quoted = _words(reading) if reading else ("", False)
        if text:
            lang = entry.lang if entry.lang != desk.words.language else ""
            found.append(
                {
                    "title": entry.title,
                    "href": catalogue.href(n),
                    "lang": lang,
                    "by": entry.people,
                    "text": text,
                    "quoted": quoted,
                }
            )
        if len(found) == SHOWN:
            break
    return found


def candidates(catalogue: Catalogue) -> list[int]:
    """The positions of the books read last, of which those with words are shown; the last first."""
    dated = [(when, -n) for n, entry in enumerate(catalogue.entries) if (when := _when(entry))]
    return [-place for _, place in nlargest(LOOKED_AT, dated)]


def _when(entry: Entry) -> str:
    """The last date of a book's readings, else that of its adding; "" for one that was not begun and has no quote."""
    if not entry.quotes and not entry.reads and entry.status in ("", "want"):
        return ""
    return max((date for pair in entry.reads for date in pair), default="") or entry.added or "0"


def _words(reading: Reading) -> tuple[str, bool]:
    """(the beginning of a quote, a note or a review, whether it is a quote); a review that gives the story away is none."""
    if reading.quotes:
        return shorten(" ".join(reading.quotes[-1][0].split()), ROOM), True
    for text in (words_of(_first(reading.body)), "" if reading.spoiler else reading.review.partition("\n")[0]):
        if text.strip():
            return shorten(text.strip(), ROOM), False
    return "", False


def _first(markdown: str) -> str:
    """The first paragraph of a note that is no heading."""
    return next((part for part in markdown.split("\n\n") if part.strip() and not part.lstrip().startswith("#")), "")
