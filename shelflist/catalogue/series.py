"""Series and works in several volumes: forms of one title joined, volumes in order, and whether their numbers have holes.

MARC 21 490/8XX and UNIMARC 225/410/461 say alike of a saga and of a publisher's series that a book is number 3 of it. Only
in a saga, or a set of volumes, does number 2 lack where it is not held. The rule that tells them apart errs on the side of
silence; `content/series.tsv` overrules it. Its evidence, in this order:

1. the owner's word for the title, `saga` or `collection`;
2. fewer than two numbers that are held: nothing is told;
3. a word of `COLLECTION` in the title, or the name of a publisher of its books: a publisher's series;
4. all its numbered books have a person in common (a body will not do): a saga; else a series of many hands, which is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from shelflist.catalogue.authority import Authority
from shelflist.catalogue.entries import Entry
from shelflist.catalogue.headings import Headed
from shelflist.cataloguing import designations, works
from shelflist.wording import figure
from shelflist.wording import gettext as _

COLLECTION = frozenset(
    word
    for line in (
        "schriftenreihe reihe serie série séries seriia seria sarja collection collections collana collane collezione colección",
        "coleccion coleção colecção kolekcja zbirka edition editions éditions edizioni ediciones edicija edícia sammlung",
        "biblioteca biblioteche bibliothek bibliothèque bibliotheca bibliotek biblioteka knjižnica knihovna classics classici",
        "classiques clásicos klassiker letras libro tascabili paperbacks studies studien studi études estudios estudos studia",
        "studier skrifter schriften writings scripta texts texte testi textes textos papers documents documenti dokumente",
        "documentos reports rapporti rapport bulletin bulletins bollettino quaderni quaderno cahiers cuadernos hefte monographs",
        "monograph monographien monografie monografías monografia saggi ensayos manuali manuals handbooks handbücher guides",
        "publications publication publicaciones pubblicazioni publikationen veröffentlichungen proceedings transactions acta atti",
        "abhandlungen beiträge contributions contributi forschungen forschung ricerche recherches investigaciones quellen fonti",
        "materialien materiali circular lecture lectures report notes gespräche trudy 叢書 文庫 丛书 文库 選書 新書",
    )
    for word in line.split()
)
"""Words that publishers and learned bodies give their series, and authors do not: en, it, fr, de, es, pt, la and some others."""

LOW = 20
"""Up to this number a saga of two volumes shows its holes; above it at least every `DENSE`-th number must be held."""
DENSE = 3
HIGHEST = 200

_ISSN = re.compile(r"[\s,;:=(\[]*\bissn\b[\s:.]*(\d{4}-?\d{3}[\dx])\W*$", re.IGNORECASE)
_BARE_ISSN = re.compile(r"[\s,;:=(\[]+(\d{4}-\d{3}[\dx])\W*$", re.IGNORECASE)
_GENERIC = re.compile(r"\s*\((?:series|serie|série|collana|collection|collezione|reihe)\)\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def issn(title: str) -> str:
    """The ISSN that stands behind a title, as printed, or ""."""
    match = _ISSN.search(title) or _BARE_ISSN.search(title)
    return match[1] if match else ""


@lru_cache(maxsize=32_768)
def fold(title: str) -> str:
    """A series title for comparison: without case, marks, punctuation, first article, "(Series)" and an ISSN behind it."""
    text = _GENERIC.sub("", _BARE_ISSN.sub("", _ISSN.sub("", title)))
    return works.title_key(text or title) or title.casefold()


def aliases(entries: Sequence[Entry], authority: Authority) -> dict[str, str]:
    """Key of a form → key of the form that gathers it: the one that most books have, then the shortest."""
    used: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for entry in entries:
        for key, label in entry.keys:
            if key.startswith("series\t"):
                used[key] += 1
                labels.setdefault(key, label)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, label in labels.items():
        groups[fold(label)].append(key)
    found: dict[str, str] = {}
    for keys in groups.values():
        if len(keys) > 1:
            first = min(keys, key=lambda key: (-used[key], len(key), key))
            found.update((key, first) for key in keys if key != first)
    return found


class Volume(NamedTuple):
    """One book in its series: its position in the catalogue, its number as printed and as read."""

    position: int
    printed: str
    sort: bytes
    numbers: tuple[int, ...]

    @property
    def first(self) -> int:
        """The number that it begins with, or 0: 2 for "2.5", which is no whole volume."""
        return int(self.sort[1:19]) if self.sort.startswith(b"\x01") else 0


def volumes(headed: Headed, entries: Sequence[Entry], headings: dict[str, Headed]) -> list[Volume]:
    """The books of a series in the order of their numbers; those without a number come last, by title."""
    found = []
    for position in headed.books:
        for key, printed in dict.fromkeys(entries[position].volumes):
            if headings.get(key) is headed:
                read = designations.read(printed)
                found.append(Volume(position, printed, read.sort, read.numbers))
    return sorted(found, key=lambda one: (not one.sort, one.sort, one.position, one.printed))


def owned(authority: Authority) -> dict[str, str]:
    """The owner's words: folded title → `saga` or `collection`."""
    return {fold(title): kind for title, kind in authority.series.items()}


def kind(headed: Headed, found: Sequence[Volume], entries: Sequence[Entry], said: dict[str, str]) -> str:
    """ "saga", "collection", or "" where nothing tells. `said` are the owner's words."""
    for label in (headed.label, *headed.forms):
        if word := said.get(fold(label)):
            return word
    numbered = [one.position for one in found if one.numbers]
    if len({one.numbers for one in found if one.numbers}) < 2:
        return ""
    words = set(_WORD.findall(headed.label.casefold()))
    if words & COLLECTION or any(name <= words for name in _publishers(headed.books, entries)):
        return "collection"
    # A person's key has a bar; a body that all have in common is the one that publishes the series.
    people = [{key for key in entries[n].match.people if "|" in key} for n in numbered]
    return "saga" if set.intersection(*people) else "collection"


def _publishers(positions: Iterable[int], entries: Sequence[Entry]) -> list[set[str]]:
    """The words of the publishers' names, without what only says that they are publishers."""
    labels = {label for n in positions for key, label in entries[n].keys if key.startswith("publishers\t")}
    return [words for label in sorted(labels) if (words := set(works.publisher_key(label).split()))]


def missing(kind: str, found: Sequence[Volume], said: bool = False) -> tuple[list[int], int]:
    """(the numbers that lack, the highest that is held) of a saga; ([], 0) where holes mean nothing. Of a title that the
    owner called a saga (`said`) every hole counts."""
    if kind != "saga":
        return [], 0
    held = {number for one in found for number in one.numbers if number > 0}
    highest = max(held, default=0)
    if highest > HIGHEST or not (said or highest <= LOW or len(held) * DENSE >= highest):
        return [], 0
    return designations.holes(held), highest


def summary(lacking: Sequence[int], highest: int) -> str:
    """ "3 of 5: missing 2, 4", or "" where nothing lacks."""
    if not lacking:
        return ""
    given = {"held": figure(highest - len(lacking)), "total": figure(highest), "numbers": designations.spans(lacking)}
    return _("%(held)s of %(total)s: missing %(numbers)s") % given


class Place(NamedTuple):
    """Where a book stands in one series: its volume, and those before and behind it."""

    key: str
    volume: Volume
    before: Volume | None
    behind: Volume | None


class Series:
    """All series and sets of volumes of one catalogue, worked out at the first question."""

    def __init__(self, entries: Sequence[Entry], headings: dict[str, Headed], families: dict[str, list[Headed]],
                 related: dict[int, list[int]], authority: Authority) -> None:  # fmt: skip
        self._said = owned(authority)
        self.volumes: dict[str, list[Volume]] = {}
        self.kinds: dict[str, str] = {}
        self.missing: dict[str, tuple[list[int], int]] = {}
        self.places: defaultdict[int, list[Place]] = defaultdict(list)
        for headed in families["series"]:
            found = self.volumes[headed.key] = volumes(headed, entries, headings)
            made = self.kinds[headed.key] = kind(headed, found, entries, self._said)
            said = any(fold(label) in self._said for label in (headed.label, *headed.forms))
            self.missing[headed.key] = missing(made, found, said)
            for n, one in enumerate(found):
                self.places[one.position].append(Place(headed.key, one, *_around(found, n)))
        self.sets = sets(entries, related)


def _around(found: Sequence[Volume], n: int) -> tuple[Volume | None, Volume | None]:
    """The numbered volumes before and behind the n-th, other books than it."""
    one = found[n]
    if not one.sort:
        return None, None
    before = next((other for other in reversed(found[:n]) if other.position != one.position), None)
    behind = next((other for other in found[n + 1 :] if other.sort and other.position != one.position), None)
    return before, behind


def sets(entries: Sequence[Entry], related: dict[int, list[int]]) -> dict[int, list[int]]:
    """Position → the books that are other volumes of its work, in volume order.

    Volumes of one work are its editions (`Catalogue.works`) with another volume; of works that nobody signs, those with
    the same title and publisher, of which each has a volume.
    """
    unsigned: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        match = entry.match
        if match.volume and match.titles and not match.people:
            publisher = next((label for key, label in entry.keys if key.startswith("publishers\t")), "")
            unsigned[match.titles[0], works.publisher_key(publisher)].append(n)
    groups = {id(group): group for group in related.values()}
    members = [*groups.values(), *(group for group in unsigned.values() if len(group) > 1)]
    found: dict[int, list[int]] = {}
    for group in members:
        if len({entries[n].match.volume for n in group} - {""}) < 2:
            continue
        ordered = sorted((n for n in group if entries[n].match.volume), key=lambda n: (_volume(entries[n]), n))
        for n in group:
            found[n] = [other for other in ordered if entries[other].match.volume != entries[n].match.volume]
    return found


def _volume(entry: Entry) -> tuple[bool, bytes]:
    """The order of volumes: by number, then those that have only a name."""
    sort = designations.read(entry.match.volume).sort
    return not sort.startswith(b"\x01"), sort
