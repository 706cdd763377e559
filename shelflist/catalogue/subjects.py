"""Which forms of a subject heading are one, and how headings stand to each other.

Forms are one by the rules of `subject_forms` (case, marks, hyphens, dates that were open, FAST places) and by the owner's word:
a line of `headings.tsv`, the `labels`, `see_from` and `see` of a note. The owner's word also holds inside a heading: where
"Pace" is "Peace" and "Storia" is "History", "Pace — Storia" is "Peace — History". Aspects are joined alike.

Relations: narrower and broader by the parts of a heading (in `Headed`) and by notes, "see also" by notes, and related by the
books that two headings share, weighted by rarity: a heading of few books that shares them all says more than one of many.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log2
from typing import TYPE_CHECKING

from shelflist.catalogue import groups
from shelflist.catalogue.authority import Authority, SubjectNote
from shelflist.catalogue.entries import Entry
from shelflist.catalogue.headings import Headed, heading_key
from shelflist.cataloguing import slugs, subject_forms, subjects
from shelflist.cataloguing.subject_forms import DASH, fold

if TYPE_CHECKING:
    from shelflist.catalogue import Catalogue

FAMILIES = ("subjects", "aspects")
RELATED = 8
"""So many related headings are shown."""

Owned = dict[str, tuple[str, list[str]]]
"""Fold of a word of the owner's → (the heading that is shown, all words that are it)."""


def whole(text: str) -> str:
    """A heading as the owner writes it, with any of the usual dashes, as a label."""
    return subjects.heading(text).text()


def owned(entries: Sequence[Entry], authority: Authority) -> Owned:
    """The owner's words. Of a line the first is shown, of a note its heading, and `see` goes before both."""
    parent: dict[str, str] = {}
    text: dict[str, str] = {}

    def add(label: str) -> str:
        made = whole(label)
        found = fold(made)
        text.setdefault(found, made)
        return groups.root(parent, found)

    def join(label: str, shown: str) -> None:
        one, other = add(label), add(shown)
        if one != other:
            parent[one] = other

    for row in authority.equivalents:
        for _, label in row[1:]:
            join(label, row[0][1])
    names = _named(entries, authority)
    for note in authority.subjects:
        label = note.label or names.get(note.name, "")
        for other in (*note.labels.values(), *note.see_from) if label else ():
            join(other, label)
    for note in authority.subjects:
        label = note.label or names.get(note.name, "")
        if label and note.see:
            join(label, note.see)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for found, made in text.items():
        members[groups.root(parent, found)].append(made)
    return {
        fold(one): (text[root], sorted(group)) for root, group in members.items() for one in group if len(group) > 1
    }


def _named(entries: Sequence[Entry], authority: Authority) -> dict[str, str]:
    """Slug → label of the headings that notes speak of by their file's name alone."""
    wanted = {note.name for note in authority.subjects if not note.label}
    found: dict[str, str] = {}
    if wanted:
        labels = {text for entry in entries for key, text in entry.keys if key.startswith("subjects\t")}
        for label in sorted(labels):
            slug = slugs.slug(label, 100)
            if slug in wanted:
                found.setdefault(slug, label)
    return found


def shown(label: str, words: Owned) -> str:
    """A heading in the owner's words: its longest beginning that they know, and each part after it."""
    parts = label.split(DASH)
    folds = [fold(part) for part in parts]
    for n in range(len(parts), 0, -1):
        known = words.get(DASH.join(folds[:n]))
        if known:
            break
    else:
        n, known = 1, (parts[0], [])
    rest = [words[f][0] if f in words else part for f, part in zip(folds[n:], parts[n:], strict=True)]
    return DASH.join([known[0], *rest])


def aliases(entries: Sequence[Entry], authority: Authority) -> dict[str, str]:
    """Key of a form → key of the heading that gathers it, for every form that is not the preferred one."""
    counted = Counter(chain.from_iterable([entry.keys for entry in entries]))
    parent: dict[str, str] = {}
    every: dict[str, str] = {}
    for family in FAMILIES:
        mark = f"{family}\t"
        books: dict[str, int] = {}
        labels: dict[str, str] = {}
        for (key, label), count in counted.items():
            if key.startswith(mark):
                if key in books:
                    labels[key] = min(label, labels[key])
                    books[key] += count
                else:
                    labels[key] = label
                    books[key] = count
        _by_form(labels, books, parent)
        every.update(labels)
    words = owned(entries, authority)
    if words:
        _by_word(every, words, parent)
    return {key: root for key in parent if (root := groups.root(parent, key)) != key}


def _by_form(labels: dict[str, str], books: dict[str, int], parent: dict[str, str]) -> None:
    """Joins what the rules hold for one heading: of equals the form with most books is shown."""
    first: dict[str, str] = {}
    more: dict[str, list[str]] = {}
    for key, label in labels.items():
        found = fold(label)
        if first.setdefault(found, key) is not key:
            more.setdefault(found, [first[found]]).append(key)
    for found, keys in more.items():
        first[found] = shown_key = min(keys, key=lambda key: (-books[key], labels[key]))
        parent.update((key, shown_key) for key in keys if key != shown_key)
    flat: dict[str, str] = {}
    for found, key in first.items():
        same = flat.setdefault(found.replace(DASH, " "), key)
        if same is not key:
            _divided(labels, books, key, same, parent)
    closed: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted([key for key in first.values() if "-" in key or ", " in key or key.count(DASH) == 1]):
        label = labels[key]
        other = first.get(subject_forms.solid(label)) if "-" in label else None
        other = other or (first.get(subject_forms.direct(label)) if ", " in label else None)
        if other:
            _join(parent, *((key, other) if books[other] >= books[key] else (other, key)))
        other = first.get(subject_forms.by_place(label))
        if other:
            _join(parent, key, other)
        opened = subject_forms.still_open(label) if "-" in label else ""
        if opened in first:
            closed[opened].append(key)
    for opened, keys in closed.items():
        if len(keys) == 1:  # of two that died in different years, who was the one alive?
            _join(parent, first[opened], keys[0])


def _divided(labels: dict[str, str], books: dict[str, int], key: str, other: str, parent: dict[str, str]) -> None:
    """Joins headings of the same words: the divided one is shown, where it is the main part that is divided and no bracket
    does it ("Paris — France"), else the one with most books."""
    one, two = sorted((key, other), key=lambda form: (-labels[form].count(DASH), -books[form], form))
    if not subject_forms.undivided(labels[one], labels[two]):
        return
    bracketed = "(" in labels[two] and "(" not in labels[one]
    deeper = fold(labels[one].partition(DASH)[0]) == fold(labels[two].partition(DASH)[0]) and books[two] > books[one]
    _join(parent, *((one, two) if bracketed or deeper else (two, one)))


def _join(parent: dict[str, str], form: str, key: str) -> None:
    one, other = groups.root(parent, form), groups.root(parent, key)
    if one != other:
        parent[one] = other


def _by_word(labels: dict[str, str], words: Owned, parent: dict[str, str]) -> None:
    """Joins what the owner says is one; the owner's heading is shown even where no book has it."""
    for key, label in sorted(labels.items()):
        made = shown(label, words)
        if made != label:
            family = key.partition("\t")[0]
            _prefer(parent, key, heading_key(family, made))
    for preferred, others in words.values():
        for family in FAMILIES:
            target = heading_key(family, preferred)
            for other in others:
                _prefer(parent, heading_key(family, other), target)


def _prefer(parent: dict[str, str], form: str, key: str) -> None:
    """Joins a form to a key and makes the key the one that stands for both groups."""
    if form == key:
        return
    for root in (groups.root(parent, form), groups.root(parent, key)):
        if root != key:
            parent[root] = key
    parent.pop(key, None)


def name(named: dict[str, str], others: dict[str, list[str]], entries: Sequence[Entry], authority: Authority) -> None:
    """Gives the headings that the owner has a word for that word as their label, and the owner's other words as forms."""
    words = owned(entries, authority)
    if not words:
        return
    for key, label in list(named.items()):
        family, _, tail = key.partition("\t")
        if family in FAMILIES and label.casefold() != tail:
            made = shown(label, words)
            if made.casefold() == tail:
                _label(key, made, (), named, others)
    for preferred, members in words.values():
        for family in FAMILIES:
            key = heading_key(family, preferred)
            if key in named:
                _label(key, preferred, members, named, others)


def _label(key: str, label: str, more: Iterable[str], named: dict[str, str], others: dict[str, list[str]]) -> None:
    forms = {named[key], *others.get(key, ()), *more} - {label}
    named[key] = label
    others[key] = sorted(forms)


# --- how headings stand to each other -------------------------------------------------------------------------


class Relations:
    """What is worked out once for all subject pages of a build: the owner's relations, and the main headings of each book."""

    def __init__(self, catalogue: "Catalogue", authority: Authority) -> None:
        self.catalogue = catalogue
        self.headings = catalogue.families["subjects"]
        self.mains = _mains(catalogue)
        self.notes: dict[str, SubjectNote] = {}
        self.broader: defaultdict[str, list[str]] = defaultdict(list)
        self.narrower: defaultdict[str, list[str]] = defaultdict(list)
        self.also: defaultdict[str, list[str]] = defaultdict(list)
        if not authority.subjects:
            return
        self._folds = {fold(headed.label): headed for headed in self.headings}
        slugs_of = {headed.slug: headed for headed in self.headings}
        for note in authority.subjects:
            headed = self.find(note.label) if note.label else slugs_of.get(note.name)
            label = headed.label if headed else whole(note.label)
            if not label or note.see:
                continue
            if headed:
                self.notes.setdefault(headed.key, note)
            for other in note.broader:
                self._two(self.broader, self.narrower, label, other)
            for other in note.narrower:
                self._two(self.narrower, self.broader, label, other)
            for other in note.related:
                self._two(self.also, self.also, label, other)

    def find(self, label: str) -> Headed | None:
        """The heading of a label that the owner wrote, or None where no book has it."""
        made = whole(label)
        return self.catalogue.headings.get(heading_key("subjects", made)) or self._folds.get(fold(made))

    def _two(self, there: dict[str, list[str]], back: dict[str, list[str]], label: str, other: str) -> None:
        """A relation and its inverse, by the labels that the pages show."""
        found = self.find(other)
        text = found.label if found else whole(other)
        if text == label:
            return
        for relation, one, two in ((there, label, text), (back, text, label)):
            if two not in relation[one]:
                relation[one].append(two)

    def related(self, headed: Headed) -> list[tuple[Headed, int]]:
        """(heading, books shared) of the main headings that most tellingly stand on the same books, two books or more."""
        if len(headed.books) < 2:
            return []
        own = headed.label.partition(DASH)[0]
        shared = Counter(chain.from_iterable([self.mains[n] for n in headed.books]))
        known = {own, headed.label, *self.broader[headed.label], *self.narrower[headed.label], *self.also[headed.label]}
        total = len(self.mains)
        found = []
        for place, count in shared.items():
            other = self.headings[place]
            if count > 1 and other.label not in known:
                found.append((count * log2(1 + total / len(other.books)), other, count))
        found.sort(key=lambda one: (-one[0], one[1].sort, one[1].label))
        return [(other, count) for _, other, count in found[:RELATED]]


def _mains(catalogue: "Catalogue") -> list[list[int]]:
    """For each book the main headings of its subjects, as positions among the subjects."""
    places = {headed.key: n for n, headed in enumerate(catalogue.families["subjects"])}
    made: list[list[int]] = []
    for entry in catalogue.entries:
        found: dict[int, None] = {}
        for key, _ in entry.keys:
            if key.startswith("subjects\t") and DASH not in key:
                found[places[catalogue.headings[key].key]] = None
        made.append(list(found))
    return made
