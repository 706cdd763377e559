"""Texts that are nearly the same: candidates in O(n log n), by blocks that two such texts must share, then compared.

One edit (Damerau 1964: a letter changed, left out, put in, or two neighbours swapped) leaves one half of a text as it
was: texts that differ by one edit share their first or their second half, counted in the shorter one. In a block that
is still large, the rows are sorted and each is compared with its next `WINDOW` alone (the sorted neighbourhood of
Hernández and Stolfo, 1995), so no block costs more than n times the window.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

WINDOW = 16
"""Rows that follow a row in a large block and are compared with it."""

WHOLE = 40
"""A block of no more rows is compared row by row."""

LEAST = 6
"""Letters that a text must have: in a shorter one a letter makes another word."""

_WORD = re.compile(r"\w+[+#]*")
"""A word; C, C++ and C# are three."""

_NUMBERS = re.compile(r"\d+|\b[ivxl]+\b")


def fold(text: str) -> str:
    """Lower case, without marks on letters and punctuation, `&` as `and`, words apart by one space."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text.replace("&", " and ").casefold()))


def one_edit(one: str, other: str) -> int:
    """Where the single edit stands that makes one text the other, from 0; -1 when it is none or more than one."""
    if len(one) > len(other):
        one, other = other, one
    short, long = len(one), len(other)
    if long - short > 1 or one == other:
        return -1
    start = 0
    while start < short and one[start] == other[start]:
        start += 1
    end = 0
    while end < short - start and one[short - 1 - end] == other[long - 1 - end]:
        end += 1
    left, right = one[start : short - end], other[start : long - end]
    if len(right) <= 1 or (len(left) == 2 and left == right[::-1]):
        return start
    return -1


def differing(one: str, other: str) -> tuple[str, str]:
    """The words of two folded texts that differ, as one text each."""
    mine, its = one.split(), other.split()
    start = 0
    while start < min(len(mine), len(its)) and mine[start] == its[start]:
        start += 1
    end = 0
    while end < min(len(mine), len(its)) - start and mine[-1 - end] == its[-1 - end]:
        end += 1
    return " ".join(mine[start : len(mine) - end]), " ".join(its[start : len(its) - end])


def numbers(text: str) -> list[str]:
    """Its numbers, Roman ones too: two texts that differ in them are two things."""
    return _NUMBERS.findall(text)


def blocks(texts: Sequence[str]) -> Iterator[list[int]]:
    """Positions of texts that share a half, for texts of LEAST letters and more."""
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for n, text in enumerate(texts):
        if len(text) < LEAST:
            continue
        for length in (len(text), len(text) - 1):
            half = length // 2
            found[length, text[: half - 1]].append(n)
            found[-length, text[len(text) - (length - half) :]].append(n)
    yield from (members for members in found.values() if len(members) > 1)


def compared(members: Sequence[int], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of a block that are worth a look."""
    if len(members) <= WHOLE:
        reach, ordered = len(members), members
    else:
        reach, ordered = WINDOW, sorted(members, key=lambda n: (texts[n], n))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + reach]:
            yield (one, other) if one < other else (other, one)


def slip(one: str, other: str) -> bool:
    """Whether one edit makes one folded text the other, where a slip may be: not at the start of a word, for that makes
    another word (order, border), and not in a number."""
    place = one_edit(one, other)
    return place > 0 and one[place - 1] != " " and numbers(one) == numbers(other)


def close(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of folded texts with a slip between them, in order."""
    found: set[tuple[int, int]] = set()
    for members in blocks(texts):
        for one, other in compared(members, texts):
            if (one, other) not in found and slip(texts[one], texts[other]):
                found.add((one, other))
    return sorted(found)


Rank = Sequence[tuple[int, ...]]
"""What is kept goes first: a rank for each position."""


def alike(keys: Sequence[object], rank: Rank) -> list[tuple[int, int]]:
    """Pairs of positions with an equal key (None: no key): each with the one of the lowest rank."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        if key is not None:
            groups[key].append(n)
    found = []
    for members in groups.values():
        first = min(members, key=lambda n: (rank[n], n))
        found += [(min(first, n), max(first, n)) for n in members if n != first]
    return sorted(found)


def stars(pairs: Sequence[tuple[int, int]], rank: Rank) -> list[tuple[int, list[int]]]:
    """Pairs → (the one to keep, those that become it), in order: each position stands once, and everything that becomes
    another is near to that very one. What is left out by this is found when these are one."""
    taken: set[int] = set()
    others: dict[int, list[int]] = {}
    for keep, form in sorted(
        (sorted(pair, key=lambda n: (rank[n], n)) for pair in pairs), key=lambda p: (rank[p[0]], p)
    ):
        if keep not in taken and form not in taken and form not in others:
            taken.add(form)
            others.setdefault(keep, []).append(form)
    return sorted(others.items())
