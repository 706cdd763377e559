"""Which books of a build are the same: groups of positions from keys alone, the same groups whatever the order of files.

Pairs are found by strong numbers and by the opening of the title with the first author, so that 100,000 books are compared
in a moment; they are joined the surest first, and a join that would bring two different volumes, editions, languages or
carriers together is not made. What site.toml says goes before everything.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from shelflist.cataloguing import works
from shelflist.cataloguing.works import Keys

MOST_PAIRS = 60
"""Books that share one block and are compared each with each; in a larger block each is compared with its neighbours."""


class One(NamedTuple):
    """A book to be grouped: what it is compared by, what orders it, the words by which site.toml may name it, its file."""

    keys: Keys
    order: str
    words: Sequence[str]
    file: str = ""


class Doubt(NamedTuple):
    """Two books with a number in common that are not joined, and why."""

    one: int
    other: int
    number: str
    reason: str


class Groups(NamedTuple):
    """Groups of two and more positions, each in order, and what was not joined."""

    groups: list[list[int]]
    doubts: list[Doubt]


class _Union:
    """Disjoint sets of positions; each knows the different kinds of editions among its members (`_kind`), which are few
    however many these are."""

    def __init__(self, books: Sequence[One], never: set[tuple[int, int]]) -> None:
        self.books = books
        self.never = never
        self.parent: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.kinds: dict[int, dict[tuple[object, ...], Keys]] = {}

    def root(self, n: int) -> int:
        while (above := self.parent.get(n, n)) != n:
            self.parent[n] = n = self.parent.get(above, above)
        return n

    def of(self, root: int) -> list[int]:
        return self.members.get(root, [root])

    def kinds_of(self, root: int) -> dict[tuple[object, ...], Keys]:
        return self.kinds.get(root) or {_kind(self.books[root].keys): self.books[root].keys}

    def join(self, one: int, other: int, *, forced: bool = False) -> str:
        """Joins the sets of two positions: "" when they are one now, else why they are not."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return ""
        mine, its = self.of(a), self.of(b)
        if self.never and any((n, m) in self.never for n in mine for m in its):
            return "site.toml"
        kinds, others = self.kinds_of(a), self.kinds_of(b)
        reasons = (works.apart(x, y) for x in kinds.values() for y in others.values())
        reason = "" if forced else next(filter(None, reasons), "")
        if reason:
            return reason
        if len(mine) < len(its):
            a, b, mine, its = b, a, its, mine
        self.parent[b] = a
        self.members[a] = mine if a in self.members else [*mine]
        self.members[a] += its
        self.members.pop(b, None)
        self.kinds[a] = {**kinds, **others}
        return ""


def _kind(keys: Keys) -> tuple[object, ...]:
    """What `works.apart` looks at."""
    return keys.volume, keys.edition, keys.carrier, tuple(keys.languages)


def find(books: Sequence[One], same: Sequence[Sequence[str]] = (), never: Sequence[Sequence[str]] = ()) -> Groups:
    """The groups of books that are one. `same` and `never` are groups of words (record ids, ISBNs, slugs) of site.toml."""
    named = _named(books, [*same, *never])
    apart = {(n, m) for group in never for n in _positions(group, named) for m in _positions(group, named) if n != m}
    union = _Union(books, apart)
    for group in same:
        first, *others = _positions(group, named) or [0]
        for other in others:
            union.join(first, other, forced=True)
    doubts: dict[tuple[int, int], Doubt] = {}
    for number, positions in _by_number(books):
        for n, other in enumerate(positions):
            for one in positions[max(0, n - MOST_PAIRS) : n]:
                _join_sure(books, union, one, other, number, doubts)
    for one, other in _by_title(books):
        if _told_apart(books[one], books[other]):
            continue
        if union.root(one) != union.root(other) and works.same(books[one].keys, books[other].keys):
            union.join(one, other)
    order = [book.order for book in books]
    groups = [sorted(members, key=lambda n: (order[n], n)) for members in union.members.values() if len(members) > 1]
    kept = [d for d in doubts.values() if union.root(d.one) != union.root(d.other)]
    return Groups(sorted(groups, key=lambda g: order[g[0]]), sorted(kept, key=lambda d: (order[d.one], order[d.other])))


def _told_apart(one: One, other: One) -> bool:
    """Whether one catalogue holds both under numbers of their own: whoever keeps it knows that they are two."""
    mine, its = (next((n for n in book.keys.strong if n.startswith("id:")), "") for book in (one, other))
    return one.file == other.file and bool(one.file and mine and its) and mine != its


def _join_sure(
    books: Sequence[One], union: _Union, one: int, other: int, number: str, doubts: dict[tuple[int, int], Doubt]
) -> None:
    """Two books with a strong number in common: joined, or a doubt that says why not."""
    if union.root(one) == union.root(other):
        return
    reason = union.join(one, other) if works.alike(books[one].keys, books[other].keys, number) else "title"
    if reason and reason != "site.toml" and not number.startswith("id:"):
        doubts.setdefault((one, other), Doubt(one, other, number, reason))


def _named(books: Sequence[One], groups: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    wanted = {word for group in groups for word in group}
    found: defaultdict[str, list[int]] = defaultdict(list)
    if wanted:
        for n, book in enumerate(books):
            for word in wanted.intersection(book.words):
                found[word].append(n)
    return found


def unknown(books: Sequence[One], groups: Sequence[Sequence[str]]) -> list[str]:
    """The words of site.toml that name no book."""
    named = _named(books, groups)
    return sorted({word for group in groups for word in group if word not in named})


def _positions(group: Sequence[str], named: dict[str, list[int]]) -> list[int]:
    return [n for word in group for n in named.get(word, [])]


def _by_number(books: Sequence[One]) -> list[tuple[str, list[int]]]:
    """Strong numbers that several books have, with these books in order; the surest kinds first."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for n, book in enumerate(books):
        for number in book.keys.strong:
            known = first.setdefault(number, n)
            if known != n:
                shared.setdefault(number, [known]).append(n)
    numbers = sorted(shared, key=lambda number: (number.startswith("id:"), number))
    return [(number, sorted(shared[number], key=lambda n: (books[n].order, n))) for number in numbers]


def _by_title(books: Sequence[One]) -> list[tuple[int, int]]:
    """Pairs of books that share a first author and the opening of their titles, in an order that files do not change."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for n, book in enumerate(books):
        keys = book.keys
        if keys.titles and keys.people and keys.year is not None:
            blocks.setdefault((keys.titles[0][: works.BLOCK], keys.people[0]), []).append(n)
    pairs = []
    for block in sorted(b for b, members in blocks.items() if len(members) > 1):
        members = sorted(blocks[block], key=lambda n: (books[n].keys.year or 0, books[n].order, n))
        for n, one in enumerate(members):
            for other in members[n + 1 : n + 1 + MOST_PAIRS]:
                if (books[other].keys.year or 0) - (books[one].keys.year or 0) > 1:
                    break
                pairs.append((one, other))
    return pairs
