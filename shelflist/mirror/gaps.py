"""What is not there: volumes of a series, decades and classes between ones that have books, classes without a caption.

A hole is a number that lies between numbers that are held, or below the lowest one. A series of which only a few of many
numbers are held is a publisher's series, whose other volumes nobody misses: it has no holes (`LEAST_HELD`), nor has one
that the owner's `series.tsv` calls a collection.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from shelflist.catalogue import Authority, Catalogue, Headed, heading_key
from shelflist.mirror import offers
from shelflist.mirror.values import Finding, Link, Offer

LEAST_HELD = 0.4
"""The share of a series' numbers that must be held for the others to be missed."""

MOST_VOLUMES = 200
"""A higher number is not counted up to."""

LEAST_BOOKS = 2
"""Books that a decade or a class must have for the emptiness beside it to be one."""

MOST_CAPTIONS = 100
"""Classes offered for a caption at once."""

_NUMBER = re.compile(r"(?<!\d)(\d{1,4})(?:\s?[-–/]\s?(\d{1,4}))?(?!\d)")
_ROMAN = re.compile(r"\W*(?:[a-z]{1,6}\.?\s+)?([ivxlc]+)\W*", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def volumes(printed: str) -> list[int]:
    """The numbers of a volume as printed: "vol. 3" → 3, "2-4" → 2, 3, 4, "IV" → 4; [] where it has none."""
    if match := _NUMBER.search(printed):
        first, last = int(match[1]), int(match[2] or match[1])
        return list(range(first, min(last, first + MOST_VOLUMES) + 1)) if first <= last else [first]
    if match := _ROMAN.fullmatch(printed):
        values = [_VALUES[c] for c in match[1].lower()]
        return [sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))]
    return []


def spans(numbers: Iterable[int]) -> str:
    """Numbers in words: "3, 5–7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" if b > a + 1 else f"{a}, {b}" for a, b in runs)


def holes(held: Iterable[int]) -> list[int]:
    """The numbers that are missed: from 1 to the highest, where enough of them are held."""
    numbers = {n for n in held if 0 < n <= MOST_VOLUMES}
    if len(numbers) < 2 or len(numbers) < LEAST_HELD * max(numbers):
        return []
    return [n for n in range(1, max(numbers)) if n not in numbers]


def series(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Series with holes: a note that puts the first missing volume on the list, or the line that says it is none."""
    kinds = {title.casefold(): kind for title, kind in authority.series.items()}
    held: defaultdict[str, set[int]] = defaultdict(set)
    for entry in catalogue.entries:
        for key, volume in entry.volumes:
            headed = catalogue.headings.get(key)
            if headed is not None:
                held[headed.key].update(volumes(volume))
    found = []
    for headed in catalogue.families["series"]:
        said = {kinds.get(text.casefold(), "") for text in (headed.label, *headed.forms)}
        missing = [] if "collection" in said else holes(held[headed.key])
        if missing:
            found.append(_hole(headed, missing, held[headed.key]))
    return found


def _hole(headed: Headed, missing: Sequence[int], held: set[int]) -> Finding:
    first = missing[0]
    text = f"{headed.label}: {spans(held)} held, {spans(missing)} missing."
    put = offers.wanted(f"{headed.label}, {first}", [f"series: {offers.quoted(f'{headed.label} ; {first}')}"])
    row = offers.row("series.tsv", [headed.label, "collection"], "If it is a publisher's series, which has no holes.")
    return Finding("series", text, [Link(headed.label, headed.href)], [put, row], len(held))


# --- decades and classes --------------------------------------------------------------------------------------


def decades(catalogue: Catalogue) -> list[Finding]:
    """Decades without a book between two that have some."""
    counted: Counter[int] = Counter()
    for entry in catalogue.entries:
        if entry.when[0]:
            counted[entry.when[0] // 10] += 1
    full = sorted(decade for decade, number in counted.items() if number >= LEAST_BOOKS)
    found = []
    for low, high in pairwise(full):
        empty = [n for n in range(low + 1, high) if n not in counted]
        if empty:
            text = f"Nothing of the {_decades(empty)}, between {_of(counted[low], low)} and {_of(counted[high], high)}."
            links = [Link(f"the {n}0s", f"years/#l-{n}0s") for n in (low, high)]
            offer = offers.wanted(f"A book of the {empty[0]}0s", [f"year: {empty[0] * 10}"])
            found.append(Finding("decades", text, links, [offer], min(counted[low], counted[high])))
    return found


def _decades(empty: Sequence[int]) -> str:
    if len(empty) == 1:
        return f"{empty[0]}0s"
    return f"{empty[0]}0s {'and' if len(empty) == 2 else 'to'} {empty[-1]}0s"


def _of(number: int, decade: int) -> str:
    return f"{number:,} book{'' if number == 1 else 's'} of the {decade}0s"


def classes(catalogue: Catalogue) -> list[Finding]:
    """Dewey's three digits without a book, between two of the same ten that have some."""
    counted: Counter[int] = Counter()
    for entry in catalogue.entries:
        held = {int(n[:3]) for scheme, _, n in entry.shelf if scheme == "ddc" and n[:3].isdecimal() and len(n) > 2}
        counted.update(held)
    full = sorted(number for number, books in counted.items() if books >= LEAST_BOOKS)
    found = []
    for low, high in pairwise(full):
        empty = [n for n in range(low + 1, high) if n not in counted]
        if empty and low // 10 == high // 10:
            numbers = ", ".join(f"{n:03}" for n in empty)
            text = f"Nothing in {numbers}, between {counted[low]:,} in {low:03} and {counted[high]:,} in {high:03}."
            headed = [catalogue.headings.get(heading_key("classes", f"{n:03}")) for n in (low, high)]
            links = [Link(h.label, h.href) for h in headed if h is not None]
            found.append(Finding("classes", text, links, [], min(counted[low], counted[high])))
    return found


def captions(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Classes that the owner's table does not name, in one finding: the lines to fill in, those with most books first."""
    bare = [headed for headed in catalogue.families["classes"] if headed.label not in authority.captions]
    if not bare:
        return []
    bare.sort(key=lambda h: (-len(h.books), h.sort, h.label))
    first = bare[:MOST_CAPTIONS]
    text = f"{len(bare):,} of {len(catalogue.families['classes']):,} classes have no caption."
    if len(first) < len(bare):
        text += f" The {len(first)} with most books:"
    links = [Link(h.label, h.href) for h in first[:20]]
    lines = "".join(f"{headed.label}\t\n" for headed in first)
    offer = Offer("content/classes.tsv", "Lines, each with its caption written behind the tab:", lines)
    return [Finding("captions", text, links, [offer])]
