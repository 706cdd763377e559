"""What the page of a person or body says: what they did for which book, their chapters, the books about them, with whom.

All of it comes from the names of entries; what needs every entry is worked out once (`Persons`), the rest for one heading.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from shelflist.catalogue.authority import Authority, PersonNote
from shelflist.catalogue.entries import Name
from shelflist.catalogue.headings import Headed, heading_key
from shelflist.cataloguing import identifiers, relators
from shelflist.cataloguing.names import fold

if TYPE_CHECKING:
    from shelflist.catalogue import Catalogue

COLLEAGUES, SUBJECTS = 24, 12
"""So many people and subjects are shown, at most."""

PARTS = 60
"""More people than these did one book together: nobody's colleagues are told by it."""

SAME = {"edc": "edt", "cre": "aut", "pub": "pbl", "cmm": "wac", "": "ctb", "oth": "ctb"}
"""Roles that a page tells under the heading of another one."""

FIRST = ("aut", "edt", "trl", "com", "adp", "ill")
"""Roles that stand before all others; of the rest the order is that of the table of relators, and what is not known last."""

_ORDER = {code: n for n, code in enumerate([*FIRST, *(c for c in relators.ROLES if c not in (*FIRST, "ctb")), "ctb"])}
_DATES = re.compile(r"^(.*) \(([^()]*\d[^()]*)\)$")


def _role(code: str) -> str:
    """The code under whose heading a page tells a role; of one that no table has, contributor."""
    code = SAME.get(code, code)
    return code if code in relators.ROLES else "ctb"


class Part(NamedTuple):
    """What somebody did: a role's code, "chapter" or "subject", and the books of it in order of years, each with the title
    of the chapter or ""."""

    role: str
    rows: list[tuple[int, str]]


class Said(NamedTuple):
    """A person or body as the books name it: kind, name as entered, dates, and the name in its own script, or ""."""

    kind: str
    name: str
    dates: str
    vernacular: str


class Persons:
    """What one build knows of people: the books about each, and the owner's notes on them."""

    def __init__(self, catalogue: "Catalogue", authority: Authority) -> None:
        self.catalogue = catalogue
        self.about: dict[str, list[int]] = {}
        for n, entry in enumerate(catalogue.entries):
            for name in entry.names:
                if name.via == "subject" and name.key in catalogue.headings:
                    members = self.about.setdefault(catalogue.headings[name.key].key, [])
                    if not members or members[-1] != n:
                        members.append(n)
        self.notes = self._notes(authority)

    def _notes(self, authority: Authority) -> dict[str, PersonNote]:
        """Key of a heading → the owner's note on it; of several that one person has, the first."""
        found: dict[str, PersonNote] = {}
        if authority.people:
            headings = self.catalogue.headings
            slugs = {headed.slug: headed for headed in self.catalogue.families["authors"]}
            folds = {fold(headed.label): headed for headed in reversed(self.catalogue.families["authors"])}
            for note in authority.people:
                label = note.label
                headed = headings.get(heading_key("authors", label)) or folds.get(fold(label)) if label else None
                headed = headed or (None if label else slugs.get(note.name))
                if headed:
                    found.setdefault(headed.key, note)
        return found

    def names(self, headed: Headed, position: int) -> list[Name]:
        """The names of a book that are this person's."""
        headings = self.catalogue.headings
        return [name for name in self.catalogue.entries[position].names if headings.get(name.key) is headed]

    def parts(self, headed: Headed) -> list[Part]:
        """What somebody did, role by role, then chapters, then the books about them."""
        found: dict[str, dict[tuple[int, str], None]] = {}
        for n in headed.books:
            for name in self.names(headed, n):
                if name.via == "chapter":
                    found.setdefault("chapter", {})[n, name.place] = None
                elif not name.via:
                    for role in dict.fromkeys(_role(role) for role in name.roles or [""]):
                        found.setdefault(role, {})[n, ""] = None
        for n in self.about.get(headed.key, ()):
            found.setdefault("subject", {})[n, ""] = None
        entries = self.catalogue.entries

        def year(row: tuple[int, str]) -> tuple[bool, int, int]:
            when = entries[row[0]].when[0]
            return not when, when, row[0]

        order = sorted(found, key=lambda role: (role == "subject", role == "chapter", _ORDER.get(role, 99), role))
        return [Part(role, sorted(found[role], key=year)) for role in order]

    def said(self, headed: Headed) -> Said:
        """How the books name somebody, in the form that is shown."""
        kind, vernacular = "", ""
        shown: Name | None = None
        for n in headed.books:
            for name in self.names(headed, n):
                kind = kind or name.kind
                vernacular = vernacular or name.vernacular
                if shown is None and name.key == headed.key and name.form:
                    shown = name
            if shown and (vernacular or len(headed.books) > PARTS):
                break
        if shown and shown.label.casefold() == headed.label.casefold():
            dates = shown.dates
            name_text = headed.label.removesuffix(f" ({dates})") if dates else headed.label
            return Said(kind, name_text, dates, vernacular)
        match = _DATES.match(headed.label)
        form, dates = (match[1], match[2]) if match and "," in match[1] else (headed.label, "")
        return Said(kind or "person", form, dates, vernacular)

    def ids(self, headed: Headed) -> list[tuple[str, str]]:
        """(scheme, number) of the authority files that know somebody, the owner's first, each number in its normal form."""
        note = self.notes.get(headed.key)
        found = [(scheme.lower(), number) for scheme, number in (note.ids if note else {}).items()]
        told: set[tuple[str, str]] = set()
        for n in headed.books:
            for name in self.names(headed, n):
                for number in name.ids:
                    scheme, _, value = number.partition(":")
                    told.add((scheme, value))
        made: dict[tuple[str, str], None] = {}
        for scheme, number in (*found, *sorted(told)):
            made[scheme, identifiers.read(scheme, number).value or number] = None
        return list(made)

    def colleagues(self, headed: Headed) -> list[tuple[Headed, int]]:
        """Other people of the same books, with the number of books, the most first."""
        headings = self.catalogue.headings
        counted: Counter[str] = Counter()
        for n in headed.books:
            names = self.catalogue.entries[n].names
            if len(names) < 2 or len(names) > PARTS:
                continue
            found = {headings[name.key].key for name in names if not name.via and name.key in headings}
            if headed.key in found:
                counted.update(found - {headed.key})
        chosen = sorted(counted, key=lambda key: (-counted[key], headings[key].sort, headings[key].label))
        return [(headings[key], counted[key]) for key in chosen[:COLLEAGUES]]

    def subjects(self, headed: Headed) -> list[tuple[Headed, int]]:
        """Main subject headings of somebody's books where there are several, with the number of books, the most first."""
        if len(headed.books) < 2:
            return []
        headings = self.catalogue.headings
        counted: Counter[str] = Counter()
        for n in headed.books:
            keys = {
                headings[key].key
                for key, _ in self.catalogue.entries[n].keys
                if key.startswith("subjects\t") and " — " not in key
            }
            counted.update(keys)
        chosen = sorted(counted, key=lambda key: (-counted[key], headings[key].sort, headings[key].label))
        return [(headings[key], counted[key]) for key in chosen[:SUBJECTS]]
