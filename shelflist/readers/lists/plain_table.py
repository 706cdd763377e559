"""Tables (CSV, TSV) whose first line names the columns in ordinary words, or with `[sources.columns]` in any words.

RFC 4180 and what spreadsheets make of it: another delimiter, `="…"` around a number, an apostrophe before a cell that would
be a formula. A table is one of books where it has a column of titles and at least one other that `plain_columns` knows.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from shelflist.errors import BadRecord, BadSource, shorten
from shelflist.model import Book
from shelflist.readers import Chunk, Columns
from shelflist.readers.lists import plain_columns, plain_fields
from shelflist.readers.lists.plain_columns import ORIGINS, PERSONAL
from shelflist.readers.shapes import tables, text

__all__ = ["NAME", "ORIGINS", "PERSONAL", "VERSION", "parse", "sniff", "split", "stream"]

NAME = "plain-table"
VERSION = 1
LONGEST_HEADER = 1_000_000

_EXCEL = re.compile(r'^="(.*)"$', re.DOTALL)
_FORMULA = re.compile(r"^'(?=[=+@\t\r-])")
_FIRST_LINE = re.compile(rb"[\s\x00\xef\xbb\xbf\xff\xfe]*+[^\r\n]++[\r\n]")


def sniff(head: bytes, name: str) -> bool:
    """Whether the first line has a column of titles and another known one."""
    if text.whole(head).lstrip()[:1] in (b"<", b"{", b"["):
        return False
    found = {plain_columns.field(cell) for cell in tables.header(head)} - {""}
    return "title" in found and len(found) >= 2


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a row."""
    return stream([data])


def stream(blocks: Iterable[bytes], columns: Columns | None = None) -> Iterator[Chunk]:
    """A chunk a row below the header: its (column, cell) pairs in JSON, with the field where the name alone does not tell.

    `columns` is the file's own map of columns. Raises BadSource: a field of the map that does not exist, or a table
    without a column of titles.
    """
    top, rest = _header(blocks)
    wanted, absent = _wanted(top, columns or {})
    for chunk in tables.stream(rest):
        if chunk.problem:
            yield chunk
            continue
        data, warnings = chunk.data, (*absent, *chunk.warnings)
        absent = []
        if wanted:
            pairs = [(c, t, wanted[c]) if c in wanted else (c, t) for c, t in tables.pairs(chunk)]
            data = json.dumps(pairs, ensure_ascii=False).encode("utf-8", "replace")
        yield Chunk(data, chunk.number, warnings=warnings)


def _header(blocks: Iterable[bytes]) -> tuple[list[str], Iterable[bytes]]:
    """(the names of the columns, the whole file again)."""
    source = iter(blocks)
    head = b""
    while not _FIRST_LINE.match(head) and len(head) < LONGEST_HEADER and (more := next(source, b"")):
        head += more
    return [cell.lstrip("\ufeff") for cell in tables.header(head)], chain([head], source)


def _wanted(top: list[str], columns: Columns) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """(column → field where it is not the one of its name, warnings for what the table does not have)."""
    own: dict[str, str] = {}
    for column, field in columns.items():
        own[plain_columns.normal(column)] = plain_columns.field(field)
        if not plain_columns.field(field):
            names = ", ".join(plain_columns.FIELDS)
            raise BadSource("", f"[sources.columns] has {shorten(repr(field))}, which is no field: use one of {names}")
    fields = {name: own.get(plain_columns.normal(name)) or plain_columns.field(name) for name in top}
    if "title" not in fields.values():
        raise BadSource("", "no column is known to hold titles: name it in [sources.columns], or in the first line")
    wanted = {name: field for name, field in fields.items() if field != plain_columns.field(name)}
    if any(field in PERSONAL for field in fields.values()):
        # In a table of one's own reading, notes are one's own too, unless the map says that they are not.
        wanted |= {n: "private" for n, f in fields.items() if f == "notes" and plain_columns.normal(n) not in own}
    known = {plain_columns.normal(name) for name in top}
    missing = [(c, "the table has no such column", "its line in [sources.columns] does nothing") for c in columns]
    return wanted, [warning for warning in missing if plain_columns.normal(warning[0]) not in known]


def parse(chunk: Chunk) -> Book:
    """One row → Book. Raises BadRecord: no title, or not a row that `stream` made."""
    try:
        row = json.loads(chunk.data)
    except (ValueError, RecursionError):
        raise BadRecord("row", "not a row of a table") from None
    if not isinstance(row, list):
        raise BadRecord("row", "not a row of a table")
    found = []
    for pair in row:
        if not isinstance(pair, list) or len(pair) not in (2, 3) or set(map(type, pair)) != {str}:
            raise BadRecord("row", "not a row of a table")
        column, cell = plain_fields.safe(pair[0]), _cell(plain_fields.safe(pair[1]))
        if cell.strip():
            field = plain_columns.field(pair[2] if len(pair) == 3 else column)
            found.append(plain_columns.Value(column, field, [cell]))
    return plain_fields.make(chunk, NAME, found)


def _cell(cell: str) -> str:
    """A cell without what spreadsheets and exports put around it."""
    if cell[:1] not in ("=", "'"):
        return cell
    if match := _EXCEL.match(cell):
        return match[1].replace('""', '"')
    return _FORMULA.sub("", cell)
