"""JSON whose records stand deeper than at the top: the members of an object, or the items of arrays under one name.

They are cut by their brackets alone, as `shapes.json.items` cuts the items of a file: what is no JSON stops nothing, memory
holds one record, and a file that breaks off inside a record says so.
"""

import re
from collections.abc import Iterable, Iterator

from shelflist.errors import BadSource
from shelflist.readers import Chunk
from shelflist.readers.shapes import json, text

_MARKS = re.compile(rb'"((?:[^"\\]++|\\.)*+)"|[{}\[\]]|"', re.DOTALL)


class _Place:
    """Where in the document the scan stands: the open brackets, each with the name that it has in its object."""

    def __init__(self, name: bytes) -> None:
        self.name = name
        self.open: list[tuple[bytes, bytes]] = []
        self.last = b""

    def begins(self, mark: bytes) -> bool:
        """Whether a bracket that opens here is a record's."""
        if not self.name:
            return len(self.open) == 1 and self.open[0][0] == b"{"
        return mark == b"{" and bool(self.open) and self.open[-1] == (b"[", self.name)


def stream(blocks: Iterable[bytes], name: str = "") -> Iterator[Chunk]:
    """The values of the outermost object's members, or, with a `name`, the objects in every array of that name.

    Raises BadSource: nested too deeply, a quote that never closes.
    """
    place = _Place(name.encode())
    buffer = b""
    number = depth = start = scanned = 0  # depth: brackets open inside a record
    for block in text.utf8(blocks):
        buffer += block
        position = scanned
        for match in _MARKS.finditer(buffer, scanned):
            mark = match[0]
            if mark == b'"':  # opens and does not close: wait for more
                break
            position = match.end()
            if mark in (b"{", b"["):
                if depth:
                    depth += 1
                elif place.begins(mark):
                    start, depth = match.start(), 1
                else:
                    place.open.append((mark, place.last))
                if depth + len(place.open) > json.DEEPEST:
                    raise BadSource(
                        "", f"its values are nested more than {json.DEEPEST} deep: this is no file of records"
                    )
            elif mark in (b"}", b"]"):
                if depth:
                    depth -= 1
                    if not depth:
                        number += 1
                        yield Chunk(buffer[start:position], number)
                elif place.open:
                    place.open.pop()
            elif not depth:
                place.last = match[1]
        keep = start if depth else position
        buffer, scanned, start = buffer[keep:], position - keep, 0
        if len(buffer) > json.LONGEST:
            raise BadSource("", "a quote or bracket opens and does not close: mend it or export it again")
    if depth:
        yield Chunk(buffer[:2000], number + 1, problem="the file ends inside this record: export it again")
