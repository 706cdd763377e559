"""The report of a build: counts that add up, every rejection and warning, seconds and memory of each stage.

Its JSON form (`--report`) is the contract's; people read `lines` and `closing`.
"""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from shelflist.errors import shorten

STAGES = ("read", "merge", "catalogue", "render", "publish", "search")


class SourceCount(msgspec.Struct):
    """One file of records: records = books + rejected."""

    file: str
    format: str
    records: int = 0
    books: int = 0
    rejected: int = 0
    warnings: int = 0


class Rejected(msgspec.Struct):
    """A record that did not become a book. A file that could not be read at all has record 0."""

    file: str
    record: int
    id: str
    field: str
    reason: str


class Warned(msgspec.Struct):
    """Something that the owner should know of a record, note or file."""

    file: str
    record: int
    id: str
    field: str
    reason: str
    outcome: str = ""


class Pages(msgspec.Struct):
    """What happened to the pages (and the other files of the site)."""

    total: int = 0
    rendered: int = 0
    written: int = 0
    unchanged: int = 0
    deleted: int = 0


class SearchCount(msgspec.Struct):
    """What the search index holds."""

    pages: int = 0
    shards: int = 0
    rebuilt: int = 0


class Report(msgspec.Struct):
    """One build, as the contract's JSON."""

    version: int = 1
    sources: list[SourceCount] = []
    records: int = 0
    books: int = 0
    merged: int = 0
    rejected: list[Rejected] = []
    warnings: list[Warned] = []
    pages: Pages = msgspec.field(default_factory=Pages)
    search: SearchCount = msgspec.field(default_factory=SearchCount)
    seconds: dict[str, float] = {}
    memory_mb: dict[str, float] = {}
    peak_memory_mb: float = 0.0


class Clock:
    """Measures the stages of one build. Its figures go into the report and nowhere else."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.seconds: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        self.memory: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds the block's wall time to the stage, and notes the peak memory at its end."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - began
            self.memory[name] = peak_mb()

    def close(self, report: Report) -> None:
        """Puts the figures into the report."""
        rounded = {name: round(value, 4) for name, value in self.seconds.items()}
        report.seconds = {**rounded, "total": round(time.perf_counter() - self.began, 4)}
        report.memory_mb = self.memory
        report.peak_memory_mb = peak_mb()


def peak_mb() -> float:
    """Largest resident size so far of this process or of one of its children that ended, in MB."""
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round(max(own, children) / unit, 1)


def to_json(report: Report) -> bytes:
    """The report as the contract has it."""
    data: dict[str, Any] = msgspec.to_builtins(report)
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _place(found: Rejected | Warned) -> str:
    """FILE:record N (ID): FIELD, without the parts that a finding does not have."""
    record = f":record {found.record}" if found.record else ""
    name = f" ({shorten(found.id)})" if found.id else ""
    field = f": {shorten(found.field)}" if found.field else ""
    return f"{shorten(found.file, 200)}{record}{name}{field}"


def lines(report: Report) -> list[str]:
    """A line for each rejection and warning, as the contract has them, safe for a terminal."""
    rejected = [f"{_place(r)}: {shorten(r.reason, 300)}, left out" for r in report.rejected]
    warned = [
        f"{_place(w)}: {shorten(w.reason, 300)}" + (f", {shorten(w.outcome, 200)}" if w.outcome else "")
        for w in report.warnings
    ]
    return rejected + warned


def count(number: int, noun: str) -> str:
    """A number beside its noun."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def closing(report: Report) -> str:
    """The one line that adds up."""
    pages = report.pages
    rejected = sum(1 for r in report.rejected if r.record)
    parts = [
        f"{count(report.records, 'record')}: {count(report.books, 'book')}"
        + (f", {report.merged:,} merged" if report.merged else "")
        + (f", {rejected:,} rejected" if rejected else ""),
        f"{count(pages.total, 'file')}: {pages.written:,} written, {pages.unchanged:,} unchanged, {pages.deleted:,} deleted",
    ]
    if report.warnings:
        parts.append(count(len(report.warnings), "warning"))
    return "; ".join(parts) + f" in {report.seconds.get('total', 0.0):.2f} s"
