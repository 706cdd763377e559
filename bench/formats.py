"""The real records beside the project, format by format: what is recognised, what becomes a book, what does not and why.

`python -m bench.formats` reads every file outside `bad/` and `large/`, `--bad` those under `bad/`, `--large` the large
ones. Each file is read as a build reads it: recognised without a hint, unpacked, streamed, a chunk at a time.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from shelflist import readers
from shelflist.errors import BadSource
from shelflist.model import Book

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "records"
IGNORED = frozenset({"README.md"})


class Outcome(NamedTuple):
    """What one file came to. `rejected` are (record, id, field, reason); `refused` is the reason for the whole file."""

    file: str
    format: str
    records: int
    books: int
    rejected: list[tuple[int, str, str, str]]
    warnings: int
    seconds: float
    slowest: float
    refused: str = ""


def files(folder: Path, *, bad: bool = False) -> list[Path]:
    """The inputs of a folder of real records: what another program made of one (`.expected.`) is none."""
    found = [
        p for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in IGNORED and ".expected." not in p.name
    ]
    return [p for p in found if ("bad" in p.parts) is bad and "large" not in p.parts]


def read(path: Path, name: str) -> Outcome:
    """One file, as a build reads it."""
    began = time.perf_counter()
    format = ""
    records = books = warnings = 0
    slowest = 0.0
    rejected: list[tuple[int, str, str, str]] = []
    refused = ""
    try:
        with path.open("rb") as handle:
            content = readers.blocks(name, handle)
            first = next(content, b"")
            format = readers.recognise(first, name)
            for number, chunk in enumerate(readers.chunks(format, chain([first], content)), 1):
                records = number
                start = time.perf_counter()
                made = readers.parse(format, chunk)
                slowest = max(slowest, time.perf_counter() - start)
                if isinstance(made, Book):
                    books += 1
                    warnings += len(made.warnings)
                else:
                    rejected.append((number, made.record_id, made.field, made.reason))
    except BadSource as error:
        refused = error.reason
    return Outcome(name, format, records, books, rejected, warnings, time.perf_counter() - began, slowest, refused)


def outcomes(*, bad: bool = False) -> Iterator[Outcome]:
    """Every file's outcome, in order."""
    for path in files(SHARED, bad=bad):
        yield read(path, path.relative_to(SHARED).as_posix())


def table(found: list[Outcome]) -> list[str]:
    """A line a format: files, records, books, rejected, seconds."""
    lines = ["| format | files | records | books | rejected | seconds |", "|---|---:|---:|---:|---:|---:|"]
    for format in sorted({one.format for one in found}):
        mine = [one for one in found if one.format == format]
        sums = [
            sum(one.records for one in mine),
            sum(one.books for one in mine),
            sum(len(one.rejected) for one in mine),
        ]
        seconds = sum(one.seconds for one in mine)
        cells = [format or "(not recognised)", str(len(mine)), *(f"{n:,}" for n in sums), f"{seconds:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    total = [
        sum(one.records for one in found),
        sum(one.books for one in found),
        sum(len(one.rejected) for one in found),
    ]
    cells = ["**all**", str(len(found)), *(f"{n:,}" for n in total), f"{sum(one.seconds for one in found):.2f}"]
    return [*lines, "| " + " | ".join(cells) + " |"]


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bad", action="store_true", help="the broken files, one line each")
    parser.add_argument("--rejected", action="store_true", help="every rejection too")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.stderr.write("no real records beside the project\n")
        return 1
    found = list(outcomes(bad=given.bad))
    if given.bad:
        for one in found:
            reason = one.refused or "; ".join(
                dict.fromkeys(f"{field}: {why}"[:90] for _, _, field, why in one.rejected[:3])
            )
            sys.stdout.write(
                f"| {one.file} | {one.format or '-'} | {one.records} | {one.books} | {len(one.rejected)} | "
                f"{one.warnings} | {one.seconds:.2f} | {reason} |\n"
            )
        return 0
    sys.stdout.write("\n".join(table(found)) + "\n")
    for one in found:
        if one.refused:
            sys.stdout.write(f"refused: {one.file}: {one.refused}\n")
        if given.rejected:
            for number, record_id, field, why in one.rejected:
                sys.stdout.write(f"rejected: {one.file}: {number} ({record_id}): {field}: {why}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
