"""Shelves: the books of each classification in call-number order, and classes within classes.

A class holds the books of its own number and of every number below it (cataloguing guide §9). A level that no book
has and that holds one class alone is passed over, unless the owner has a caption for it: a chain of pages with the
same books helps nobody. The first three digits and the letters of LCC always stay.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from shelflist.catalogue.entries import Entry
from shelflist.catalogue.headings import class_labels, class_of, heading_key
from shelflist.model import Struct

SHELVES = ("ddc", "lcc", "udc", "other")
"""Every shelf, in the order in which they stand: local marks and numbers of other schemes are the end."""

PREFIX = heading_key("classes", "")


class Shelf(Struct):
    """The books of one scheme, as positions in the catalogue, in shelf order; `place` is each one's place from 0, and
    `numbers` their call numbers, in the same order as `books`."""

    scheme: str
    books: list[int]
    place: dict[int, int]
    numbers: list[str]


def shelves(entries: Sequence[Entry]) -> dict[str, Shelf]:
    """Scheme → its shelf, in the order of SHELVES, for those that have books. Equal numbers stand in title order."""
    rows: dict[str, list[tuple[str, int, str]]] = {scheme: [] for scheme in SHELVES}
    for position, entry in enumerate(entries):
        for scheme, sort, number in entry.shelf:
            rows[scheme].append((sort, position, number))
    found = {}
    for scheme, row in rows.items():
        if row:
            row.sort()
            books = [position for _, position, _ in row]
            place = {position: n for n, position in enumerate(books)}
            found[scheme] = Shelf(scheme, books, place, [number for _, _, number in row])
    return found


def without(entries: Sequence[Entry]) -> list[int]:
    """Positions of the books that have no number at all."""
    return [position for position, entry in enumerate(entries) if not entry.shelf]


def around(shelf: Shelf, position: int, reach: int = 2) -> tuple[list[int], list[int]]:
    """The books that stand before and after one, nearest to it in the middle: at most `reach` on each side."""
    n = shelf.place[position]
    return shelf.books[max(0, n - reach) : n], shelf.books[n + 1 : n + 1 + reach]


def nest(books: dict[str, list[int]], named: dict[str, str], captions: Mapping[str, str]) -> None:
    """Adds to `books` (key → positions) and `named` (key → label) the classes above those that books have.

    A class that has books of its own gets those of the classes below it as well.
    """
    own = [(key, named[key]) for key in books if key.startswith(PREFIX)]
    has_own = {label for _, label in own}
    below: defaultdict[str, dict[str, None]] = defaultdict(dict)
    chains: dict[str, list[str]] = {}
    for _, label in own:
        chains[label] = class_labels(*class_of(label))
        for under, above in zip(chains[label], chains[label][1:], strict=False):
            if under in below[above]:
                break
            below[above][under] = None
    spoken = {caption.partition("\t")[0] for caption in captions}
    passed = {
        label for label, under in below.items()
        if len(under) == 1 and label not in has_own and label not in spoken and not always(label)
    }  # fmt: skip
    lists: defaultdict[str, list[list[int]]] = defaultdict(list)
    for key, label in own:
        for above in chains[label][1:]:
            if above not in passed:
                lists[above].append(books[key])
    gathered = {}
    for label, parts in lists.items():
        key = heading_key("classes", label)
        merged = [position for part in parts for position in part] + books.get(key, [])
        gathered[key] = parts[0] if len(parts) == 1 and key not in books else sorted(set(merged))
        named[key] = label
    books.update(gathered)


def always(label: str) -> bool:
    """Whether a level has a page whatever it holds: three digits of Dewey or UDC, the letters of LCC."""
    scheme, number = class_of(label)
    return number.isalpha() if scheme == "lcc" else len(number) <= 3


def captioned(captions: Mapping[str, str], label: str, language: str) -> str:
    """The owner's caption of a class in the site's language, else the one without a language, or ""."""
    return captions.get(f"{label}\t{language}") or captions.get(label, "")


def top(scheme: str, number: str) -> str:
    """The main class of a number: the hundred of Dewey, the first letter of LCC, UDC's first digit; "" for others."""
    if scheme == "ddc":
        return number[:1] + "00"
    return number[:1] if scheme == "lcc" else "UDC " + number[:1] if scheme == "udc" else ""
