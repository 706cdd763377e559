"""Bridges: all ties of a catalogue as a graph, and the cheapest way from one book to another through what few books share.

The graph is made in every build and published as data; a browser finds ways in it by the same steps (`reach`), so a way
that a page shows and one that a reader asks for are the same.
"""

from collections.abc import Sequence
from math import log2

import msgspec

from shelflist.catalogue import Headed
from shelflist.catalogue.nearness import KINDS, Nearness, Tie, roles, tie_of

STEP = {"people": 400, "series": 400, "subjects": 400, "aspects": 500, "classes": 450}
"""What a step of a way costs besides 100 × log2(df): so that a direct tie is cheaper than any two steps, and of longer
ways one through rare ties is cheaper than one of fewer steps through common ones."""


class Graph(msgspec.Struct):
    """The ties of all books, and for each book the numbers of its own, ascending; `costs` is what a step through each costs."""

    ties: list[Tie]
    costs: list[int]
    of: list[list[int]]


def cost(kind: str, books: int) -> int:
    """What a step through a tie of so many books costs."""
    return STEP[kind] + round(100 * log2(books))


def graph(near: Nearness) -> Graph:
    """The graph of all ties. Of headings that have the same books the one that says most stands for all: the first kind
    of `KINDS`, and the subject with most parts."""
    catalogue = near.catalogue
    ranked: list[tuple[int, Headed]] = []
    for family in KINDS:
        rows = [(-h.label.count(" — "), h) for h in catalogue.families[family] if len(h.books) <= near.cap]
        ranked += sorted(rows, key=lambda row: row[0])
    keys = [(h.key, h.label) for _, h in ranked if len(h.books) > 1 or h.key in near.beside]
    labels = {name.key: name.label for entry in catalogue.entries for name in entry.names if name.via}
    keys = [*((key, labels.get(key, "")) for key in sorted(near.beside) if key not in catalogue.headings), *keys]
    ties = [tie for tie in (tie_of(near, key, label) for key, label in keys) if tie is not None]
    # A person who is no more than the subject of all is a subject heading, too.
    about = [tie.key in near.beside and all(roles(near, n, tie.key) == ["subject"] for n in tie.books) for tie in ties]
    found: list[Tie] = []
    seen: set[tuple[int, ...]] = set()
    for _, tie in sorted(zip(about, ties, strict=True), key=lambda row: row[0]):
        if (members := tuple(tie.books)) not in seen:
            seen.add(members)
            found.append(tie)
    of: list[list[int]] = [[] for _ in catalogue.entries]
    for number, tie in enumerate(found):
        for position in tie.books:
            of[position].append(number)
    table = {(kind, n): cost(kind, n) for kind in STEP for n in range(2, near.cap + 1)}
    return Graph(found, [table[tie.kind, len(tie.books)] for tie in found], of)


def reach(
    books: Sequence[Sequence[int]], costs: Sequence[int], of: Sequence[Sequence[int]], start: int, goal: int, most: int
) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """The cheapest ways from one book (Dijkstra 1959), until `goal` is reached or `most` books are: (books in the order
    in which they were reached, book → (the book before it, the tie between)).

    Books at one distance are reached in the catalogue's order, and a tie is gone through once, from the first of its
    books that is reached, in the order of the ties' numbers; a way is replaced by a cheaper one only. `find` of
    `static/bridges.js` does the same step by step, so both find the same way.
    """
    distance, before = {start: 0}, dict[int, tuple[int, int]]()
    waiting: dict[int, list[int]] = {0: [start]}
    gone: set[int] = set()
    reached: list[int] = []
    now = 0
    while waiting:
        while now not in waiting:
            now += 1
        for book in sorted(waiting.pop(now)):
            if distance[book] != now:
                continue
            reached.append(book)
            if book == goal or len(reached) == most:
                return reached, before
            for tie in of[book]:
                if tie in gone:
                    continue
                gone.add(tie)
                there = now + costs[tie]
                for other in books[tie]:
                    if there < distance.get(other, there + 1):
                        distance[other] = there
                        before[other] = book, tie
                        waiting.setdefault(there, []).append(other)
    return reached, before


def way(before: dict[int, tuple[int, int]], start: int, goal: int) -> list[tuple[int, int]]:
    """The steps to a book that was reached: (tie, book) each; none where it was not."""
    steps: list[tuple[int, int]] = []
    while goal != start and goal in before:
        previous, tie = before[goal]
        steps.append((tie, goal))
        goal = previous
    return steps[::-1]


def path(made: Graph, start: int, goal: int) -> list[tuple[int, int]]:
    """The cheapest way between two books as steps (tie, book); none where there is no way."""
    books = [tie.books for tie in made.ties]
    reached, before = reach(books, made.costs, made.of, start, goal, len(made.of) + 1)
    return way(before, start, goal) if reached[-1] == goal else []


def examples(made: Graph, number: int, most: int = 120) -> list[tuple[int, list[tuple[int, int]]]]:
    """So many ways that are worth a look: (a book, steps), from books spread evenly over the catalogue, each to the one
    of the `most` nearest that is most steps away, the farthest of these; shorter than two steps is none."""
    books = [tie.books for tie in made.ties]
    joined = [n for n, own in enumerate(made.of) if own]
    # Those in between are for where one has no way that is worth it.
    spread = [*range(0, 2 * number, 2), *range(1, 2 * number, 2)]
    starts = [joined[i * len(joined) // (2 * number)] for i in spread] if joined else []
    found: list[tuple[int, list[tuple[int, int]]]] = []
    taken: set[int] = set()
    for start in dict.fromkeys(starts):
        reached, before = reach(books, made.costs, made.of, start, -1, most)
        depth = {start: 0}
        for book in reached[1:]:
            depth[book] = depth[before[book][0]] + 1
        goal = max((b for b in reversed(reached) if b not in taken), key=lambda b: depth[b], default=start)
        if depth[goal] >= 2 and start not in taken:
            steps = way(before, start, goal)
            taken.update((start, goal))
            found.append((start, steps))
            if len(found) == number:
                break
    return found
