"""Translations and what they were made from: books that a uniform title, or a note "Translation of …", leads to one another.

A translation has the key of its original's title (`works.Keys.original`); its original is the book of the same first author
under that title, in another language. Where two translations name one original they are each other's kin, whether the list
holds it or not (LRM: expressions of one work).
"""

from collections.abc import Sequence
from typing import NamedTuple

from shelflist.catalogue.entries import Entry


class Kin(NamedTuple):
    """Positions of a book's originals, and of other translations of the same work, both in the order of the catalogue."""

    originals: list[int]
    translations: list[int]


def _source(entry: Entry) -> str:
    """The key of the work that a translation is one of, as its original has it; "" for any other book."""
    match = entry.match
    return f"{match.people[0]}\t{match.original}" if match.original and match.people else ""


def kin(entries: Sequence[Entry]) -> dict[int, Kin]:
    """Position → its kin, for the books that have any. O(n)."""
    made: dict[str, list[int]] = {}
    for n, entry in enumerate(entries):
        if source := _source(entry):
            made.setdefault(source, []).append(n)
    if not made:
        return {}
    held: dict[str, list[int]] = {}
    for n, entry in enumerate(entries):
        if (work := entry.match.work()) in made and _source(entry) != work:
            held.setdefault(work, []).append(n)
    found: dict[int, Kin] = {}
    for work, translations in made.items():
        originals = held.get(work, [])
        for n in translations:
            mine = set(entries[n].match.languages)
            above = [m for m in originals if m != n and not mine & set(entries[m].match.languages)]
            beside = [m for m in translations if m != n and entries[m].match.titles[:1] != entries[n].match.titles[:1]]
            if above or beside:
                found[n] = Kin(above, beside)
        for m in originals:
            its = set(entries[m].match.languages)
            below = [n for n in translations if n != m and not its & set(entries[n].match.languages)]
            if below and m not in found:
                found[m] = Kin([], below)
    return found
