"""`export`: the list, a heading of it or one book, in the formats of other programs. Nothing is written but what is asked.

The books are those of a build: read, merged, with the owner's notes, in the order of the catalogue.
"""

import os
from collections.abc import Iterator

from shelflist import authorities, catalogue, exports, inputs, merge, records
from shelflist.errors import BuildFailed
from shelflist.report import Report, lines
from shelflist.settings import PERSONAL, Settings
from shelflist.site import places
from shelflist.store import Store


def deliver(
    settings: Settings, format: str, book: str = "", heading: str = "", *, personal: bool = False
) -> tuple[list[str], Iterator[str]]:
    """(a line for each record that is no book, and so not in the file; the pieces of the file).

    `book` is the name in a book's address, `heading` the address of a heading ("subjects/salt"). With `personal` the
    owner's own data are in it, whatever site.toml publishes. Raises BuildFailed: no such book, no such heading.
    """
    memory = Store(settings.state, writes=False)
    report = Report()
    found = inputs.scan(places(settings))
    seen = inputs.look(found, memory.state.inputs)
    files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
    allowed = frozenset(PERSONAL) if personal else settings.allowed
    rows, refused = records.rows(files, settings.sources, memory, os.cpu_count() or 1, lambda *_: None, allowed)
    held = merge.books(rows, refused, found, seen, memory, report, settings.merging)
    shelf = catalogue.make([one.entry for one in held], memory.open().labels, authorities.read(found, report))
    wanted = _wanted(shelf, book, heading)
    books = (merge.book(held[shelf.order[position]], memory) for position in wanted)
    return lines(Report(rejected=report.rejected)), exports.writer(format).write(books)


def _wanted(shelf: catalogue.Catalogue, book: str, heading: str) -> list[int]:
    """The positions of the books that are asked for."""
    positions = list(range(len(shelf.entries)))
    if heading:
        address = heading.strip("/") + "/"
        headed = next((found for found in shelf.headings.values() if found.href == address), None)
        if headed is None:
            raise BuildFailed(f"export: no heading has the address {heading!r}: name it as in subjects/salt")
        positions = headed.books
    if book:
        positions = [n for n in positions if shelf.slugs[n] == book.strip("/").removeprefix("books/")]
        if not positions:
            raise BuildFailed(
                f"export: no book has the address {book!r}: name it as its page does, as in the-salt-roads-falconi"
            )
    return positions
