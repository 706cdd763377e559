"""Tables as text (CSV, TSV; RFC 4180 and what programs make of it): a row at a time, a bad row never takes its neighbours.

The delimiter is the one of comma, semicolon, tab and bar that the header has most of. A quote that never closes is a fault
of the row that opens it; the next line is read as a row again.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shelflist.model import Extra
from shelflist.readers import Chunk
from shelflist.readers.shapes import text

DELIMITERS = (",", ";", "\t", "|")
LONGEST_ROW = 4_000_000
MOST_LINES = 5_000
"""Bytes and lines that one row may have: a quote that is open for longer will never close."""

csv.field_size_limit(LONGEST_ROW)


class Row(NamedTuple):
    """A row of a table: where it stands, its cells, or what is wrong with it (then `raw` are its bytes)."""

    line: int
    cells: list[str]
    problem: str = ""
    raw: bytes = b""
    utf8: bool = True


def delimiter(header: str) -> str:
    """The delimiter of a table with this first line; "" where there is none. What is quoted does not count."""
    outside = "".join(header.split('"')[::2])
    counts = [(outside.count(mark), -n) for n, mark in enumerate(DELIMITERS)]
    most, n = max(counts)
    return DELIMITERS[-n] if most else ""


def header(head: bytes) -> list[str]:
    """The cells of a table's first line, without spaces around them; [] where it has no two."""
    first = next((line for line in text.lines([head]) if line.strip()), b"")
    line = text.decode(first)[0]
    mark = delimiter(line)
    if not mark or "\0" in line:
        return []
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
    except (csv.Error, StopIteration):
        return []


def rows(blocks: Iterable[bytes], mark: str = "") -> Iterator[Row]:
    """All rows, the header's first. Empty lines are passed over."""
    source = enumerate(text.lines(blocks), 1)
    waiting: list[tuple[int, bytes]] = []

    def line() -> tuple[int, bytes] | None:
        return waiting.pop() if waiting else next(source, None)

    while (found := line()) is not None:
        number, first = found
        if not first.strip():
            continue
        mark = mark or delimiter(text.decode(first)[0]) or ","
        parts, size = [first], len(first)
        odd = first.count(b'"') % 2 == 1
        taken: list[tuple[int, bytes]] = []
        while odd and len(taken) < MOST_LINES and size < LONGEST_ROW:
            more = line()
            if more is None:
                break
            taken.append(more)
            parts.append(more[1])
            size += len(more[1])
            odd = odd is (more[1].count(b'"') % 2 == 0)
        if odd:
            if mark == "\t":
                # In tables with tabs a quote is often just a character.
                cells, utf8 = text.decode(first)
                waiting.extend(reversed(taken))
                yield Row(number, cells.split("\t"), "", first, utf8)
                continue
            waiting.extend(reversed(taken))
            yield Row(number, [], f"line {number}: a quote opens and never closes; close it, or double it", first)
            continue
        yield _row(number, b"\n".join(parts), mark)


def _row(number: int, raw: bytes, mark: str) -> Row:
    line, utf8 = text.decode(raw)
    try:
        # A space after a comma may come before a quote (columns aligned by hand); in tables with tabs a quote is a character.
        lines = line.replace("\0", "").splitlines(keepends=True)
        cells = next(csv.reader(lines, delimiter=mark, skipinitialspace=mark != "\t"))
    except (csv.Error, StopIteration) as error:
        return Row(number, [], f"line {number}: not a row of a table: {error}", raw)
    return Row(number, [cell.strip() for cell in cells], "", raw, utf8)


def stream(blocks: Iterable[bytes], mark: str = "") -> Iterator[Chunk]:
    """A chunk a row below the header: its cells as (column, text) pairs in JSON, empty ones left out (`pairs`).

    More cells than columns, or a quote that never closes, are problems; fewer cells are a warning.
    """
    found = rows(blocks, mark)
    top = next(found, None)
    if top is None:
        return
    columns = [cell.strip().lstrip("\ufeff") for cell in top.cells]
    number = 0
    for row in found:
        if not row.problem and not any(row.cells):
            continue
        number += 1
        warnings = [] if row.utf8 else [text.NOT_UTF8]
        problem = row.problem
        if len(row.cells) > len(columns) and any(row.cells[len(columns) :]):
            problem = (
                f"line {row.line}: {len(row.cells)} cells under {len(columns)} columns; put a value that holds the "
                "delimiter between quotes"
            )
        elif not problem and len(row.cells) < len(columns):
            reason = f"line {row.line}: {len(row.cells)} cells under {len(columns)} columns"
            warnings.append(("", reason, "the last columns are taken as empty"))
        if problem:
            yield Chunk(row.raw, number, problem=problem)
            continue
        pairs = [(column, cell) for column, cell in zip(columns, row.cells, strict=False) if cell]
        yield Chunk(json.dumps(pairs, ensure_ascii=False).encode("utf-8", "replace"), number, warnings=tuple(warnings))


def split(data: bytes) -> Iterator[Chunk]:
    """The same of a whole file."""
    return stream([data])


def pairs(chunk: Chunk) -> list[tuple[str, str]]:
    """The (column, text) pairs of a chunk of `stream`."""
    return [(column, cell) for column, cell in json.loads(chunk.data)]


def fields(found: Iterable[tuple[str, str]]) -> list[Extra]:
    """A row column by column, as it came."""
    return [Extra(column, "", [("", cell)]) for column, cell in found]
