"""Books → Catalogue: what every list shows of a book, the headings that gather books, and the address of each.

It is made of entries alone (`entries`), and read-only once made. What makes two labels one heading, and how each is filed,
is `headings`; which forms of a name or a subject are the same is `people`, `subjects` and `series`; what the owner says
of them is `authority`.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from shelflist.catalogue import authority as own
from shelflist.catalogue import lists, name_forms, people, series, shelves, subjects
from shelflist.catalogue.authority import Authority
from shelflist.catalogue.entries import Entry, Name, entry, people_named
from shelflist.catalogue.headings import (
    FAMILIES,
    RESERVED,
    Headed,
    Label,
    aspect_labels,
    broader_classes,
    class_labels,
    class_of,
    direct,
    heading_key,
    keys,
    label,
    person_label,
    subject_labels,
    unique,
)

__all__ = [
    "FAMILIES", "RESERVED", "Authority", "Catalogue", "Entry", "Headed", "Label", "Name", "aspect_labels", "broader_classes", "class_labels", "class_of",
    "direct", "entry", "heading_key", "keys", "label", "make", "people_named", "person_label", "subject_labels",
]  # fmt: skip


class Catalogue(msgspec.Struct):
    """All books and headings of one build, in order, with their addresses.

    `order` gives for each entry its position among those that the catalogue was made of; `works` for each book that is
    one of several editions the positions of all of them. `headings` has every form's key, `families` each heading once.
    """

    entries: list[Entry]
    order: list[int]
    slugs: list[str]
    headings: dict[str, Headed]
    families: dict[str, list[Headed]]
    works: dict[int, list[int]] = {}

    def href(self, position: int) -> str:
        """A book's address from the site's root."""
        return f"books/{self.slugs[position]}/"


def aliases(entries: Sequence[Entry], authority: Authority) -> dict[str, str]:
    """Key of a form → key of the heading that gathers it, for every form that is not the preferred one."""
    found = {**subjects.aliases(entries, authority), **series.aliases(entries, authority)}
    found.update(people.aliases(entries, authority))
    return found


def make(entries: Sequence[Entry], labels: dict[str, Label], authority: Authority = own.NONE) -> Catalogue:
    """The catalogue of these entries. `labels` is a memory of label → Label, read and added to; it decides nothing."""
    order = sorted(range(len(entries)), key=lambda n: _filing(entries[n]))
    ordered = name_forms.told_apart([entries[n] for n in order])
    ids = Counter(e.id for e in ordered)
    book_slugs = unique([(e.slug, e.id if ids[e.id] == 1 else f"{e.id}\t{e.digest.hex()}") for e in ordered])
    alias = aliases(ordered, authority)
    headings: dict[str, Headed] = {}
    families: dict[str, list[Headed]] = {family: [] for family in FAMILIES}
    books, named, others = _gather(ordered, alias)
    subjects.name(named, others, ordered, authority)
    people.name(named, others, ordered, authority)
    own_slugs = lists.gather(authority.lists, ordered, book_slugs, books, (named, others, alias))
    shelves.nest(books, named, authority.captions)
    for key, positions in books.items():
        family = key[: key.index("\t")]
        memory = f"{family}\t{named[key]}"
        known = labels.get(memory)
        if known is None:
            known = labels[memory] = label(family, named[key])
        headed = Headed(key, family, named[key], own_slugs.get(key, known.slug), known.sort, positions, known.letter)
        headings[key] = headed
        families[family].append(headed)
    for key, forms in others.items():
        headings[key].forms = forms
    for form, key in alias.items():
        if key in headings:
            headings[form] = headings[key]
    for group in families.values():
        group.sort(key=lambda h: (h.sort, h.label))
        for headed, slug in zip(group, unique([(h.slug, h.key) for h in group]), strict=True):
            headed.slug = slug
    _narrower(headings, families)
    return Catalogue(ordered, order, book_slugs, headings, families, _works(ordered))


def _gather(
    ordered: Sequence[Entry], alias: dict[str, str]
) -> tuple[dict[str, list[int]], dict[str, str], dict[str, list[str]]]:
    """(key → positions of its books, key → its label, key → other labels that it gathers)."""
    books: defaultdict[str, list[int]] = defaultdict(list)
    first: dict[str, str] = {}
    variants: dict[str, Counter[str]] = {}
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for position, found in enumerate(ordered):
        for form, text in found.keys:
            key = alias.get(form, form)
            members = books[key]
            if not members or members[-1] != position:
                members.append(position)
            if key is not form:
                joined[key].add(text)
            elif first.setdefault(key, text) != text or key in variants:
                variants.setdefault(key, Counter({first[key]: len(members) - 1}))[text] += 1
    for key, counted in variants.items():
        first[key] = min(counted, key=lambda form: (-counted[form], form))
        joined[key].update(counted)
    for key, texts in joined.items():
        if (
            key not in first
        ):  # nothing has the preferred form itself: the owner's word for it, or the first of the others
            first[key] = next((text for text in sorted(texts) if text.casefold() == key.partition("\t")[2]), min(texts))
    others = {key: sorted(texts - {first[key]}) for key, texts in joined.items()}
    return books, first, {key: texts for key, texts in others.items() if texts}


def _works(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """Position → the positions of all editions of its work, in order, where there are several."""
    found: dict[str, list[int]] = {}
    for n, made in enumerate(entries):
        work = made.match.work()
        if work:
            found.setdefault(work, []).append(n)
    return {n: members for members in found.values() if len(members) > 1 for n in members}


def _filing(entry: Entry) -> tuple[bytes, str, str, bytes]:
    """The order of the catalogue: title, people, id."""
    return entry.sort, entry.named, entry.id, entry.digest


def _narrower(headings: dict[str, Headed], families: dict[str, list[Headed]]) -> None:
    """Gives each subject the headings directly below it, in order."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for headed in families["subjects"]:
        above, mark, _ = headed.key.rpartition(" — ")
        if mark and above in headings:
            below[headings[above].key].append(headed.key)
    for headed in families["classes"]:
        above = next((key for key in broader_classes(headed.label) if key in headings), "")
        if above:
            below[above].append(headed.key)
    for key, found in below.items():
        headings[key].narrower = found
