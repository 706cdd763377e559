"""Aspects: what subject headings add to their main parts, seen across all main headings, and the table of the two.

The aspects of A — B — C are B, B — C and C. A cell of the table holds the headings that begin with its main heading and end
with its aspect, whatever stands between: "Education — Italy — History" is in the cell of Education and History.
"""

from collections.abc import Sequence

from shelflist.catalogue import Catalogue, Headed, heading_key
from shelflist.cataloguing.subject_forms import DASH

Cell = tuple[Headed, int]
"""(the heading of most books, books of all headings of the cell)."""


def bearing(catalogue: Catalogue) -> dict[str, list[Headed]]:
    """Key of an aspect → the subject headings that end with it after their main part, in their order."""
    found: dict[str, list[Headed]] = {}
    known = catalogue.headings
    for headed in catalogue.families["subjects"]:
        below = headed.label.partition(DASH)[2]
        if not below:
            continue
        for text in dict.fromkeys((below, below.rpartition(DASH)[2])):
            aspect = known.get(heading_key("aspects", text))
            if aspect:
                found.setdefault(aspect.key, []).append(headed)
    return found


def widest(catalogue: Catalogue, rows: int, columns: int) -> tuple[list[Headed], list[Headed]]:
    """The main headings that have aspects, and the aspects of one part, that have most books."""
    mains = [h for h in catalogue.families["subjects"] if h.narrower and DASH not in h.label]
    simple = [h for h in catalogue.families["aspects"] if DASH not in h.label]
    return _most(mains, rows), _most(simple, columns)


def _most(headings: Sequence[Headed], number: int) -> list[Headed]:
    return sorted(headings, key=lambda h: (-len(h.books), h.sort, h.label))[:number]


def cells(catalogue: Catalogue, main: Headed, columns: Sequence[Headed]) -> list[Cell | None]:
    """The row of a main heading: for each aspect its cell, or None where the list has nothing."""
    known = catalogue.headings
    wanted = {headed.key for headed in columns}
    met: dict[str, list[Headed]] = {}
    pending = list(main.narrower)
    seen = set(pending)
    while pending:
        headed = known[pending.pop()]
        aspect = known.get(heading_key("aspects", headed.label.rpartition(DASH)[2]))
        if aspect and aspect.key in wanted:
            met.setdefault(aspect.key, []).append(headed)
        fresh = [key for key in headed.narrower if key not in seen]
        seen.update(fresh)
        pending += fresh
    return [_cell(met[headed.key]) if headed.key in met else None for headed in columns]


def _cell(headings: list[Headed]) -> Cell:
    best = min(headings, key=lambda h: (-len(h.books), h.sort, h.label))
    return best, len({n for headed in headings for n in headed.books}) if len(headings) > 1 else len(best.books)
