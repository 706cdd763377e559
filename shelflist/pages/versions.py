"""Beside a book: the original that it was translated from, and the translations that the list holds."""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import translations
from shelflist.catalogue.translations import Kin
from shelflist.cataloguing import languages
from shelflist.pages.desk import Desk
from shelflist.wording import gettext as _

MOST = 24
"""Translations that a page shows."""


def _kin(desk: Desk, n: int) -> Kin | None:
    found: dict[int, Kin] | None = desk.memory.get("versions")
    if found is None:
        found = desk.memory["versions"] = translations.kin(desk.catalogue.entries)
    return found.get(n)


def told(desk: Desk, n: int) -> Sequence[Any]:
    """What a book's page shows of its original and of translations."""
    kin = _kin(desk, n)
    return ("versions", desk.token(kin.originals), desk.token(kin.translations[:MOST])) if kin else ()


def _row(desk: Desk, n: int) -> dict[str, str]:
    entry = desk.catalogue.entries[n]
    spoken = [languages.name(code, desk.words.language) for code in entry.match.languages]
    return {
        "title": entry.title,
        "href": desk.catalogue.href(n),
        "lang": entry.lang,
        "text": ", ".join(part for part in (*spoken, entry.edition) if part),
    }


def rows(desk: Desk, n: int) -> list[dict[str, Any]]:
    """The groups of the block: a title and its books, `[{"id", "title", "books": [{"title", "href", "lang", "text"}]}]`."""
    kin = _kin(desk, n)
    if kin is None:
        return []
    groups = (
        ("original", _("Translated from"), kin.originals),
        (
            "translations",
            _("Other translations") if desk.catalogue.entries[n].match.original else _("Translations"),
            kin.translations,
        ),
    )
    return [
        {"id": name, "title": title, "books": [_row(desk, m) for m in members[:MOST]]}
        for name, title, members in groups
        if members
    ]


def shown(desk: Desk, n: int) -> frozenset[int]:
    """The books that the block names, which need not stand elsewhere on the page."""
    kin = _kin(desk, n)
    return frozenset((*kin.originals, *kin.translations[:MOST])) if kin else frozenset()
