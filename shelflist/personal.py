"""What of the owner's own reading may be seen: nothing that `[personal] publish` of site.toml does not name.

Exports of reading trackers hold statuses, dates, ratings, reviews, shelves, notes to oneself. A reader says which fields of
its format are which kind (`PERSONAL`); what is not to be published is taken out of a book as soon as its record is parsed,
so that neither pages nor exports nor what a build remembers ever hold it. An owner's note is written to be published, and
is not touched.
"""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from shelflist.model import Book, Reading

FIELDS: dict[str, dict[str, Any]] = {
    "status": {"status": ""},
    "dates": {"dates": [], "added": ""},
    "rating": {"rating": None},
    "review": {"review": "", "spoiler": False},
    "tags": {"tags": []},
    "shelves": {"shelves": [], "lists": []},
    "owned": {"owned": None},
    "private": {"private": ""},
}
"""Kind of personal data → the fields of a Reading that hold it, and what they are without it."""


def keep(book: Book, fields: Mapping[str, str], allowed: Collection[str]) -> None:
    """Takes out of a book what is not allowed. `fields`: the source's field → its kind. A review that gives the story
    away needs both "review" and "spoilers"."""
    spoiler = book.reading is not None and book.reading.spoiler
    shown = {kind for kind in FIELDS if kind in allowed}
    if spoiler and "spoilers" not in allowed:
        shown.discard("review")
    hidden = {field for field, kind in fields.items() if kind not in shown}
    for record in book.records:
        record.fields = [field for field in record.fields if field.tag not in hidden]
    book.extra = [field for field in book.extra if field.tag not in hidden]
    book.warnings = [warning for warning in book.warnings if warning.field not in hidden]
    if book.reading is None:
        return
    without: dict[str, Any] = {}
    for kind, values in FIELDS.items():
        if kind not in shown:
            without |= values
    made = msgspec.structs.replace(book.reading, **without)
    book.reading = None if made == Reading() else made
