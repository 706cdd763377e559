"""Forms of names as the books of a catalogue have them, and what the books say for two of them being one person's.

Two forms stand together in a book that has both, one as contributor and one as author of a chapter or subject, or on
books that one colleague of both did; they share a ground where their books share a heading that few books have, or a
class. Where both have books that are classed, on quite other things, that speaks against them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import structs

from shelflist.catalogue.entries import Entry, Name
from shelflist.cataloguing import identifiers, names
from shelflist.cataloguing.identities import ELSEWHERE, GROUND, SILENT, TOGETHER, life

COMMON_GROUND = 500
"""A heading that more books than one of so many have (but eight at least) is no ground that two books share."""

_LIVED = re.compile(
    r"^(.+?),? (?:\()?((?:active |approximately |ca\. |b\. |d\. )?-?\d{3,4}\??(?:-(?:\d{3,4}\??)?)?)\)?(?:[. ]+(.*))?$"
)
_TITLED = re.compile(r"^(.*[^\W\d_]{3,}|.*\))\. (\S.*)$")


class Met(NamedTuple):
    """A form of a name as the books have it: the first of its names, the books in which it stands as a contributor, as the
    author of a chapter, and as a subject, and numbers of authority files."""

    name: Name
    books: list[int]
    chapters: list[int]
    about: list[int]
    ids: set[str]

    @property
    def all(self) -> list[int]:
        """Every book that names it, in any way."""
        return [*self.books, *self.chapters, *self.about]


def met(entries: Sequence[Entry]) -> dict[str, Met]:
    """Key → form, of every name in these entries. A name with a title ("Dante Alighieri, 1265-1321. Divina commedia")
    stands under its own key here."""
    found: dict[str, Met] = {}
    for n, entry in enumerate(entries):
        for name in entry.names:
            form = found.get(name.key)
            if form is None:
                form = found[name.key] = Met(name, [], [], [], set())
            if not name.via:
                form.books.append(n)
                if form.name.via:
                    form = found[name.key] = form._replace(name=name)
            else:
                (form.chapters if name.via == "chapter" else form.about).append(n)
            if name.ids:
                form.ids.update(map(number, name.ids))
    return found


@lru_cache(maxsize=8192)
def number(text: str) -> str:
    """A number of an authority file in its normal form: "isni:0000 0001 2103 2683" is "isni:0000000121032683"."""
    scheme, _, value = text.partition(":")
    return f"{scheme}:{identifiers.read(scheme, value).value or value}"


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with a key of their own for namesakes whose names are written alike and whose numbers differ.

    Numbers of one file say who is who; a name without any stays with its form, for nobody knows whose it is.
    """
    numbers: dict[str, dict[str, str]] = {}
    doubted: dict[str, None] = {}
    for entry in entries:
        for name in entry.names:
            for text in name.ids:
                scheme, _, value = number(text).partition(":")
                if numbers.setdefault(name.key, {}).setdefault(scheme, value) != value:
                    doubted[name.key] = None
    if not doubted:
        return list(entries)
    known = _owners(entries, doubted)
    return [_renamed(entry, known) if any(name.key in doubted for name in entry.names) else entry for entry in entries]


def _owners(entries: Sequence[Entry], doubted: dict[str, None]) -> dict[tuple[str, str], str]:
    """(key, number) → the least of all numbers that go with it, which names the person."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(one: tuple[str, str]) -> tuple[str, str]:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    for entry in entries:
        for name in entry.names:
            if name.key in doubted:
                found = sorted((name.key, number(text)) for text in name.ids)
                for one in found:
                    low, high = sorted((root(found[0]), root(one)))
                    parent[high] = parent[low] = low
    return {one: root(one)[1] for one in parent}


def _renamed(entry: Entry, known: dict[tuple[str, str], str]) -> Entry:
    keys = dict(entry.keys)
    made = []
    for name in entry.names:
        owner = next((known[name.key, number(text)] for text in name.ids if (name.key, number(text)) in known), "")
        if owner:
            own = f"{name.key}\t{owner}"
            if name.key in keys:
                keys = {own if key == name.key else key: label for key, label in keys.items()}
            name = structs.replace(name, key=own)
        made.append(name)
    for name in made:
        if name.via == "chapter":  # the same form may be a namesake's who has no number
            keys.setdefault(name.key, name.label)
    return structs.replace(entry, keys=list(keys.items()), names=made)


def person_of(label: str) -> tuple[str, str]:
    """(name, dates) of a person as subject, without the title of a work: "Dante Alighieri, 1265-1321. Divina commedia"."""
    match = _LIVED.match(label.rstrip(" ."))
    if match:
        return match[1].rstrip(" ,"), match[2]
    titled = _TITLED.match(label)
    if titled:
        return titled[1], ""
    last = label.rpartition(" ")[2]
    whole = len(last) > 3 and "." not in last[:-1] and last.casefold() not in names.SUFFIXES
    return (label[:-1] if whole and label.endswith(".") else label), ""


# --- what speaks for two forms --------------------------------------------------------------------------------


Grounds = tuple[set[str], dict[str, set[str]]]


class Evidence:
    """What speaks for two forms, worked out for those that are asked for."""

    def __init__(self, entries: Sequence[Entry], forms: dict[str, Met]) -> None:
        self.entries = entries
        self.forms = forms
        self._colleagues: dict[str, frozenset[str]] = {}
        self._grounds: dict[str, Grounds] = {}
        self._counted: Counter[str] | None = None

    def of(self, one: str, other: str) -> int:
        """TOGETHER, GROUND, SILENT or ELSEWHERE."""
        a, b = self.forms[one], self.forms[other]
        shared = set(a.all) & set(b.all)
        if shared:
            return ELSEWHERE if self._heir(a, b, shared) or self._heir(b, a, shared) else TOGETHER
        if not self.colleagues(one).isdisjoint(self.colleagues(other)):
            return TOGETHER
        (near, wide), (close, broad) = self.grounds(one), self.grounds(other)
        if not near.isdisjoint(close):
            return GROUND
        apart = any(wide[scheme].isdisjoint(broad[scheme]) for scheme in wide.keys() & broad.keys())
        return ELSEWHERE if apart else SILENT

    def _heir(self, one: Met, other: Met, shared: set[int]) -> bool:
        """Whether somebody without dates made a book about one who bore the name and was dead: a son, as likely as not."""
        died = life(other.name.dates)[1]
        return (
            bool(died)
            and not one.name.dates
            and shared <= set(one.books) & set(other.about)
            and all(self.entries[n].when[0] > died for n in shared)
        )

    def colleagues(self, key: str) -> frozenset[str]:
        """Persons who did books with somebody, by their keys."""
        found = self._colleagues.get(key)
        if found is None:
            found = self._colleagues[key] = frozenset(
                name.key
                for n in self.forms[key].books
                for name in self.entries[n].names
                if not name.via and name.kind == "person" and name.key != key
            )
        return found

    def grounds(self, key: str) -> Grounds:
        """(what few books have, scheme → broad classes) of somebody's books."""
        found = self._grounds.get(key)
        if found is None:
            near: set[str] = set()
            wide: dict[str, set[str]] = {}
            for n in self.forms[key].all:
                entry = self.entries[n]
                near.update(k for k, _ in entry.keys if k.startswith("subjects\t") and self._rare(k))
                for scheme, _, number in entry.shelf:
                    narrow, broad = _class(scheme, number)
                    if narrow:
                        near.add(narrow)
                    if broad:
                        wide.setdefault(scheme, set()).add(broad)
            found = self._grounds[key] = near, wide
        return found

    def _rare(self, key: str) -> bool:
        if self._counted is None:
            self._counted = Counter(k for entry in self.entries for k, _ in entry.keys if k.startswith("subjects\t"))
        return self._counted[key] <= max(8, len(self.entries) // COMMON_GROUND)


def _class(scheme: str, number: str) -> tuple[str, str]:
    """(class that two books by one author often share, class so broad that books outside of it are of something else).

    Literature is one: who writes stories is printed in collections of every language. Fiction's own numbers are no ground.
    """
    if scheme == "lcc":
        head = number.partition(" ")[0].partition(".")[0]
        letters = head.rstrip("0123456789")
        if not 1 <= len(letters) <= 3 or not letters.isupper() or head == letters:
            return "", ""
        return ("" if letters == "PZ" else head), ("P" if letters[0] == "P" else letters)
    if scheme == "ddc" and number[:3].isdecimal():
        return ("" if number[0] == "8" else number[:3]), number[0]
    return (f"udc {number[:3]}", number[:1]) if scheme == "udc" and number[:1] != "8" else ("", "")
