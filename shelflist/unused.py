"""What of the records no rule used: for `check`, a line a record, and for many records which fields they have in common."""

from collections import Counter
from collections.abc import Iterator

from shelflist.errors import shorten
from shelflist.readers.residue import residue
from shelflist.report import count
from shelflist.store import FileRows, Store

SHOWN = 50
"""So many records have a line of their own, unless every one is asked for."""


def lines(rows: dict[str, FileRows], memory: Store, *, every: bool) -> tuple[int, list[str]]:
    """(the number of records of which something was not used, lines for people)."""
    found: list[str] = []
    fields: Counter[str] = Counter()
    total = 0
    for where, left in _left(rows, memory):
        total += 1
        fields.update({field for field, _ in left})
        if every or total <= SHOWN:
            found.append(
                f"{where}: {'; '.join(f'{field}: {shorten(text, 80)}' for field, text in left)}: used by no rule"
            )
    if total > len(found):
        common = ", ".join(f"{shorten(field, 30)} ({number:,})" for field, number in fields.most_common(30))
        found.append(
            f"and in {count(total - len(found), 'more record')}; over all: {common}. See them all with --residue"
        )
    return total, found


def _left(rows: dict[str, FileRows], memory: Store) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(where a record stands, the fields and texts of it that no rule used) for each record that has such."""
    for file in sorted(rows):
        for number, row in enumerate(rows[file].rows, 1):
            if row.entry is None:
                continue
            left = residue(memory.book(row))
            if left:
                yield f"{shorten(file, 200)}:record {number} ({shorten(row.entry.id)})", left
