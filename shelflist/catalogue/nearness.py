"""Next to each other: what few books have in common, and which books that brings together.

A heading says the more of its books the fewer they are: its weight is its information content, log2(N/df) for df of N
books (the inverse document frequency of Spärck Jones 1972). One that more than `cap` books have says nothing and is never
looked at, so the work for one book is bounded whatever the size of the catalogue. N is taken up to the next power of
two: so one more book does not move the weights of all the others.

A **tie** is a heading that ties books together. Ties count by kind (`SHARE`): people, series and subjects in full;
an aspect, which says how a book treats its subject and not what that is, and a class, which is coarse, for less.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from math import log2

import msgspec

from shelflist.catalogue import Catalogue, direct
from shelflist.catalogue.headings import broader_classes, class_of
from shelflist.cataloguing import designations
from shelflist.model import Struct

KINDS = {"authors": "people", "series": "series", "subjects": "subjects", "aspects": "aspects", "classes": "classes"}
"""Family of headings → kind of tie, the kind that says more before the others."""

SHARE = {"people": 100, "series": 100, "subjects": 100, "aspects": 40, "classes": 60}
"""Hundredths of its information content that a tie of a kind counts for."""

VOLUME_NEXT, VOLUME_BEFORE = 1.5, 1.25
"""By what a series counts for more where the other book is the volume after this one, or the one before it."""

CAP = 24
"""A heading of more books than this is common, however many books there are."""

MOST, ALIKE = 6, 3
"""So many books stand next to one; so many of them for one and the same reason."""


class Tie(msgspec.Struct, gc=False):
    """A heading with the books that it ties together, as positions in order. `href` is "" where it has no page.

    `strand` names what it is one degree of: the prefixes of one subject and the classes of one number count once.
    """

    key: str
    kind: str
    label: str
    href: str
    books: list[int]
    strand: str


class Reason(Struct):
    """Why a book stands next to another: the tie, how many books it has, what its person does (`here`, `there`: a code
    of a role, "chapter" or "subject"), and `step`: 1 for the next volume, -1 for the one before."""

    kind: str
    label: str
    href: str
    books: int
    here: str = ""
    there: str = ""
    step: int = 0


class Neighbour(Struct):
    """A book next to another, with the reason that says most."""

    position: int
    reason: Reason


class Nearness(msgspec.Struct):
    """What one build knows of the ties of its catalogue.

    `beside` gives the books of a person who has no part in the statement of authors but wrote a chapter, or is the
    subject. What follows is found when it is asked for, and kept: `known` the ties by the key of a form (None: none),
    `above` those of the classes above a class, `digests` what pages are told of each tie, and `last` a book with its ties,
    for its trace and its page ask one after the other.
    """

    catalogue: Catalogue
    scale: int
    cap: int
    beside: dict[str, list[int]]
    known: dict[str, Tie | None] = {}
    above: dict[str, list[Tie]] = {}
    digests: dict[str, bytes] = {}
    last: tuple[int, list[Tie]] = (-1, [])


def make(catalogue: Catalogue) -> Nearness:
    """The nearness of a catalogue's books."""
    number = len(catalogue.entries)
    scale = 1 << number.bit_length()
    beside: defaultdict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(catalogue.entries):
        for name in entry.names:
            if name.via:
                members = beside[heading_of(catalogue, name.key)]
                if not members or members[-1] != n:
                    members.append(n)
    return Nearness(catalogue, scale, min(CAP, max(3, scale // 8)), dict(beside))


def heading_of(catalogue: Catalogue, key: str) -> str:
    """The key of the heading that gathers a form; the form's own where it has no page."""
    headed = catalogue.headings.get(key)
    return headed.key if headed else key


def weight(near: Nearness, tie: Tie) -> int:
    """What a tie says, in hundredths of a bit times its kind's share."""
    return round(SHARE[tie.kind] * log2(near.scale / len(tie.books)))


# --- ties -----------------------------------------------------------------------------------------------------


def ties(near: Nearness, position: int) -> list[Tie]:
    """All ties of a book, each once, in the order of its entry."""
    if near.last[0] == position:
        return near.last[1]
    entry = near.catalogue.entries[position]
    forms = entry.keys if not entry.names else [*entry.keys, *((x.key, x.label) for x in entry.names if x.via)]
    found: dict[str, Tie] = {}
    known = near.known
    for key, label in forms:
        tie = known[key] if key in known else tie_of(near, key, label)
        if tie is not None:
            found[tie.key] = tie
        if key.startswith("classes\t"):
            for broader in near.above.get(key) or _above(near, key, label):
                found[broader.key] = broader
    near.last = position, list(found.values())
    return near.last[1]


def _above(near: Nearness, key: str, label: str) -> list[Tie]:
    """The ties of the classes above one: a book of 355.031 is near to all of 355.03, where these are few."""
    if key not in near.above:
        made = [tie_of(near, above, "") for above in broader_classes(label)]
        near.above[key] = [tie for tie in made if tie is not None]
    return near.above[key]


def tie_of(near: Nearness, key: str, label: str) -> Tie | None:
    """The tie of the heading that gathers a form, or None where it has one book, or too many, or is of no kind that ties;
    `label` is for one without a page."""
    if key not in near.known:
        gathered = heading_of(near.catalogue, key)
        family = key[: key.index("\t")]
        made = None
        if family in KINDS:
            made = near.known[gathered] if gathered in near.known else _tie(near, gathered, label)
        near.known[key] = near.known[gathered] = made
    return near.known[key]


def _tie(near: Nearness, key: str, label: str) -> Tie | None:
    headed = near.catalogue.headings.get(key)
    books: Sequence[int] = headed.books if headed else ()
    if len(books) > near.cap:
        return None
    if key in near.beside:
        books = sorted({*books, *near.beside[key]})
    if not 2 <= len(books) <= near.cap:
        return None
    kind = KINDS[key[: key.index("\t")]]
    text = headed.label if headed else label
    strand = key
    if kind == "subjects":
        strand = key.partition(" — ")[0]
    elif kind == "classes":
        strand = "classes\t" + class_of(text)[0]
    return Tie(
        key,
        kind,
        _person(near, key, text, books[0]) if kind == "people" else text,
        headed.href if headed else "",
        list(books),
        strand,
    )


def _person(near: Nearness, key: str, label: str, position: int) -> str:
    """A person in direct order; a body or a meeting, whose name is never turned around, as it is filed."""
    names = near.catalogue.entries[position].names
    kinds = {name.kind for name in names if heading_of(near.catalogue, name.key) == key}
    return direct(label) if kinds <= {"person"} else label


def roles(near: Nearness, position: int, key: str) -> list[str]:
    """What a person does for a book, the weightiest first: codes of roles (author first), "chapter", "subject"."""
    found: list[str] = []
    for name in near.catalogue.entries[position].names:
        if heading_of(near.catalogue, name.key) == key:
            found += [name.via] if name.via else name.roles or [""]
    return sorted(dict.fromkeys(found), key=lambda role: (role != "aut", role == "chapter", role == "subject"))


# --- neighbours -----------------------------------------------------------------------------------------------


def neighbours(near: Nearness, position: int, apart: Iterable[int] = ()) -> list[Neighbour]:
    """Up to six books next to one, those that share most first, equal ones in the catalogue's order.

    Other editions of its work are left out, and the books that are `apart` (volumes, translations): they have a place of
    their own on its page. Of several editions of another
    work the first stands for all. A book whose reason stands three times is there for its next best one, or not at all.
    """
    own = ties(near, position)
    works = near.catalogue.works
    left = {position, *works.get(position, ()), *apart}
    shared: defaultdict[int, list[int]] = defaultdict(list)
    for number, tie in enumerate(own):
        for other in tie.books:
            shared[other].append(number)
    weights = [weight(near, tie) for tie in own]
    within = _within(own)
    scored: list[tuple[int, int, list[tuple[int, int]]]] = []
    for other, numbers in shared.items():
        if other not in left:
            counted = _counted(near, position, other, own, weights, within, numbers)
            if counted:
                scored.append((-sum(value for value, _ in counted), other, counted))
    found: list[Neighbour] = []
    used = [0] * len(own)
    for _, other, counted in sorted(scored, key=lambda row: row[:2]):
        if other in left:
            continue
        number = next((number for _, number in counted if used[number] < ALIKE), -1)
        if number >= 0:
            used[number] += 1
            left.update((other, *works.get(other, ())))
            found.append(Neighbour(other, reason(near, own[number], position, other)))
            if len(found) == MOST:
                break
    return found


def _within(own: Sequence[Tie]) -> list[list[int]]:
    """For each aspect the subjects of this book that have it: who shares one of these shares the aspect with it."""
    subjects = [(number, f"{tie.key} — ") for number, tie in enumerate(own) if tie.kind == "subjects"]
    found: list[list[int]] = []
    for tie in own:
        part = f" — {tie.key[tie.key.index(chr(9)) + 1 :]} — "
        found.append([number for number, key in subjects if part in key] if tie.kind == "aspects" else [])
    return found


def _counted(
    near: Nearness,
    position: int,
    other: int,
    own: Sequence[Tie],
    weights: Sequence[int],
    within: Sequence[Sequence[int]],
    numbers: Sequence[int],
) -> list[tuple[int, int]]:
    """(what it counts, number of the tie) of what two books share, the weightiest first; one tie of a strand."""
    if len(numbers) == 1 and own[numbers[0]].kind not in ("series", "people"):
        return [(weights[numbers[0]], numbers[0])]
    best: dict[str, tuple[int, int]] = {}
    for number in numbers:
        tie, value = own[number], weights[number]
        if tie.kind == "aspects" and any(n in numbers for n in within[number]):
            continue
        if tie.kind == "series":
            step = volume_step(near, tie, position, other)
            value = round(value * (VOLUME_NEXT if step > 0 else VOLUME_BEFORE if step < 0 else 1))
        elif tie.kind == "people" and tie.key in near.beside and _only_about(near, tie.key, position, other):
            continue
        # Of equal ones the longer label says more: A — B of two headings A and A — B that the same books have.
        if tie.strand not in best or (value, len(tie.key)) > (
            best[tie.strand][0],
            len(own[best[tie.strand][1]].key),
        ):
            best[tie.strand] = value, number
    return sorted(best.values(), key=lambda row: (-row[0], row[1]))


def _only_about(near: Nearness, key: str, position: int, other: int) -> bool:
    """Whether a person is the subject of both books and no more: that is a subject heading of both."""
    return roles(near, position, key) == ["subject"] == roles(near, other, key)


def volume_step(near: Nearness, tie: Tie, position: int, other: int) -> int:
    """1 where `other` is the next volume of a series after the book at `position`, -1 the one before, else 0."""
    here, there = (_numbers(near, tie.key, n) for n in (position, other))
    if not here or not there:
        return 0
    return 1 if there[0] == here[-1] + 1 else -1 if there[-1] == here[0] - 1 else 0


def _numbers(near: Nearness, key: str, position: int) -> tuple[int, ...]:
    """The whole numbers that a book has in a series."""
    for series, printed in near.catalogue.entries[position].volumes:
        if printed and heading_of(near.catalogue, series) == key:
            return designations.read(printed).numbers
    return ()


def reason(near: Nearness, tie: Tie, position: int, other: int) -> Reason:
    """The tie of two books as what a page says of it."""
    here = there = ""
    step = 0
    if tie.kind == "people":
        mine, theirs = roles(near, position, tie.key), roles(near, other, tie.key)
        same = next((role for role in mine if role in theirs), "")
        here, there = (same, same) if same else (mine[0] if mine else "", theirs[0] if theirs else "")
    elif tie.kind == "series":
        step = volume_step(near, tie, position, other)
    return Reason(tie.kind, tie.label, tie.href, len(tie.books), here, there, step)


def told(near: Nearness, position: int, tokens: Sequence[bytes]) -> list[bytes | int]:
    """All that a book's neighbours are made from: for each of its ties a digest of heading and members, made once."""
    found: list[bytes | int] = [near.scale]
    for tie in ties(near, position):
        digest = near.digests.get(tie.key)
        if digest is None:
            parts = [
                f"{tie.key}\n{tie.label}\n{tie.href}\n".encode("utf-8", "replace"),
                *(tokens[n] for n in tie.books),
            ]
            digest = near.digests[tie.key] = blake2b(b"\0".join(parts), digest_size=8).digest()
        found.append(digest)
    return found
