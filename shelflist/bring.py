"""`import` and `new`: what comes into `content/` from outside. Nothing that stands there is ever overwritten.

A file is read with the readers, held against the records that are there, and copied whole under a safe name: it stays the
file that its owner has, and the next build reads it like any other.
"""

import hashlib
import json
import os
import shutil
import sys
import unicodedata
from contextlib import ExitStack, suppress
from datetime import date
from fnmatch import fnmatchcase
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from shelflist import inputs, records, same
from shelflist.catalogue import Entry
from shelflist.cataloguing import characters, slugs
from shelflist.cataloguing.formats import FORMATS
from shelflist.errors import BadSource, BuildFailed, shorten
from shelflist.readers import FORMATS as READERS
from shelflist.readers import blocks
from shelflist.report import Rejected, Report
from shelflist.report import lines as report_lines
from shelflist.settings import Settings, SourceRule
from shelflist.store import FileRows, Store

SHOWN = 20
"""So many records of each kind are named for a file; the others are counted."""

_UNSAFE = frozenset('/\\:*?"<>|')
"""What no file name may hold on one system or another."""


class Counts:
    """How many records are new books, records of a book that is there or came before, and refused."""

    def __init__(self) -> None:
        self.new = self.merged = self.refused = 0

    def add(self, other: "Counts") -> None:
        """These records too."""
        self.new += other.new
        self.merged += other.merged
        self.refused += other.refused

    def __str__(self) -> str:
        total = self.new + self.merged + self.refused
        noun = "record" if total == 1 else "records"
        return f"{total:,} {noun}: {self.new:,} new, {self.merged:,} merged, {self.refused:,} refused"


class Known(NamedTuple):
    """What content/records/ holds, and what has come in so far: records with the file of each, digests of records,
    digest of each file → its name."""

    entries: list[tuple[Entry, str]]
    records: set[bytes]
    files: dict[bytes, str]


class Incoming(NamedTuple):
    """A file that was read: its name for messages, its name in content/records/, its digest, its records."""

    name: str
    place: str
    digest: bytes
    rows: FileRows


def bring(settings: Settings, files: list[Path], format: str | None, dry: bool) -> tuple[int, list[str]]:
    """Copies files of records into content/records/; `-` is standard input.

    `format` forces a reader, `dry` copies nothing. Returns the number of records and files refused, and lines for
    people: what each record comes to, one for each file, one that adds up.
    Raises BuildFailed when a copy cannot be written.
    """
    known = _known(settings)
    total = Counts()
    refused = 0
    said: list[str] = []
    for file in files:
        name = "standard input" if str(file) == "-" else str(file)
        with ExitStack() as stack:
            try:
                path = _spooled(stack) if str(file) == "-" else file
                found = _read(settings, path, name, format)
            except OSError as error:
                reason = (
                    "it is a folder: name the files in it" if file.is_dir() else f"{error.strerror}: cannot be read"
                )
                said.append(f"{shorten(name, 200)}: {reason}, refused")
                refused += 1
                continue
            except BadSource as error:
                said.append(f"{shorten(name, 200)}: {error.reason}, refused")
                refused += 1
                continue
            counts, lines = _tell(settings, found, known)
            said += lines
            total.add(counts)
            outcome = _copy(settings, path, found, counts, known, dry)
            said.append(f"{shorten(name, 200)}: {found.rows.format}, {counts}; {outcome}")
    closing = f"{total}" + (f"; {refused} of {len(files)} files refused" if refused else "")
    return total.refused + refused, [*said, f"{closing}; nothing was copied (--dry-run)" if dry else closing]


def _spooled(stack: ExitStack) -> Path:
    """Standard input as a file for as long as the stack is open."""
    folder = stack.enter_context(TemporaryDirectory())
    path = Path(folder, "input")
    with path.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    return path


def _known(settings: Settings) -> Known:
    """What is there, as a build would read it. Nothing is written."""
    found = inputs.scan({"content": settings.content})
    memory = Store(settings.state, writes=False)
    seen = inputs.look(found, memory.state.inputs)
    files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
    rows, _ = records.rows(files, settings.sources, memory, os.cpu_count() or 1, lambda *_: None, settings.allowed)
    every = [(row.entry, file, row.digest) for file, one in rows.items() for row in one.rows if row.entry is not None]
    names = {digest: name for name, (_, digest) in files.items()}
    return Known([(entry, file) for entry, file, _ in every], {digest for *_, digest in every}, names)


def _read(settings: Settings, path: Path, name: str, format: str | None) -> Incoming:
    """A file's records, as a build would read them. Raises BadSource with the formats that are known, and OSError."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, lambda: blake2b(digest_size=16)).digest()
    own = "" if name == "standard input" else path.name
    rules = [SourceRule("*", format)] if format else [r for r in settings.sources if fnmatchcase(own, r.file)]
    memory = Store(settings.state, forget=True, writes=False)
    place = f"content/records/{own}"
    rows, refused = records.rows(
        {place: (path, digest)}, [SourceRule("*", rules[0].format, rules[0].columns)] if rules else (), memory,
        os.cpu_count() or 1, lambda *_: None, settings.allowed,
    )  # fmt: skip
    if place in refused:
        known = ", ".join(READERS)
        raise BadSource(name, f"{refused[place]}. Known formats: {known}; force one with --as")
    return Incoming(name, own, digest, rows[place])


def _tell(settings: Settings, found: Incoming, known: Known) -> tuple[Counts, list[str]]:
    """How the records stand to what is there and to those before them; they join it."""
    counts = Counts()
    ones = [_one(entry, file) for entry, file in known.entries]
    there = len(ones)
    new = [row.entry for row in found.rows.rows if row.entry is not None]
    groups = same.find(
        [*ones, *(_one(entry, found.name) for entry in new)],
        [rule.same for rule in settings.merging if rule.same],
        [rule.books for rule in settings.merging if rule.books],
    ).groups
    first = {n: min(group) for group in groups for n in group}
    rejected: list[Rejected] = []
    lines: dict[str, list[str]] = {"new": [], "merged": []}
    met: dict[bytes, None] = {}
    for number, row in enumerate(found.rows.rows, 1):
        if row.rejected is not None:
            field, reason, record_id = row.rejected
            rejected.append(Rejected(found.name, number, record_id, field, reason))
            counts.refused += 1
            continue
        assert row.entry is not None
        n = there
        there += 1
        other = first.get(n, n)
        if row.digest in known.records or row.digest in met:
            counts.merged += 1
            lines["merged"].append(f"{_described(row.entry)}: the same record is there already")
        elif other < n:
            counts.merged += 1
            entry, file = (
                known.entries[other] if other < len(known.entries) else (new[other - len(known.entries)], found.name)
            )
            lines["merged"].append(f"{_described(row.entry)}: with {shorten(entry.id)} of {shorten(file, 200)}")
        else:
            counts.new += 1
            lines["new"].append(_described(row.entry))
        met[row.digest] = None
    known.records.update(met)
    known.entries.extend((entry, found.name) for entry in new)
    told = report_lines(Report(rejected=rejected))
    shown = [f"{kind}: {line}" for kind, group in lines.items() for line in _cut(group, kind)]
    return counts, [*shown, *told]


def _one(entry: Entry, file: str) -> same.One:
    return same.One(entry.match, f"{entry.id}\t{entry.digest.hex()}", entry.joins, file)


def _cut(lines: list[str], kind: str) -> list[str]:
    more = len(lines) - SHOWN
    return lines if more <= 0 else [*lines[:SHOWN], f"and {more:,} more"]


def _described(entry: Entry) -> str:
    """A book in one line: title, people, year."""
    parts = [shorten(entry.title, 80), shorten(entry.people, 60)]
    return " / ".join(part for part in parts if part) + (f" ({entry.year})" if entry.year else "")


def _copy(settings: Settings, path: Path, found: Incoming, counts: Counts, known: Known, dry: bool) -> str:
    """Copies one file, and says where to, or why not."""
    format = found.rows.format
    if found.digest in known.files:
        return f"{known.files[found.digest]} is the same file, so nothing was copied"
    if not counts.new and not counts.merged:
        return "not copied: no record of it can be read"
    folder = settings.content / "records"
    place = _free(folder, safe_name(found.place, format, found.digest), found.digest)
    shown = place.relative_to(settings.root).as_posix()
    advice = _advice(settings, shown, path, format)
    if not dry:
        write_new(place, path)
    known.files[found.digest] = shown
    return f"{'would be copied' if dry else 'copied'} to {shown}{advice}"


def _advice(settings: Settings, shown: str, path: Path, format: str) -> str:
    """What the owner must add to site.toml where a build would not read the copy as it was read here, or ""."""
    try:
        with path.open("rb") as handle:
            if records.format_of(shown, next(blocks(shown, handle), b""), settings.sources) == format:
                return ""
    except BadSource:
        pass
    pattern = shown.removeprefix("content/records/")
    return f'. A build needs to be told its format: add [[sources]] file = "{pattern}" format = "{format}" to site.toml'


def safe_name(name: str, format: str, digest: bytes) -> str:
    """A name that every system can hold and a build reads: the file's own where it is one, else one from its digest."""
    made = unicodedata.normalize("NFC", name)
    made = "".join(c if c.isprintable() and c not in _UNSAFE else "-" for c in made)
    made = made.lstrip(".#-~ ").rstrip(". ")
    stem, dot, ending = made.rpartition(".")
    if len(made.encode("utf-8", "replace")) > 120 or (stem or made).lower() in slugs.DEVICES:
        made = slugs.slug(stem or made) + (dot + ending if dot and ending.isalnum() and len(ending) < 8 else "")
    if not made or made.startswith("."):
        made = f"records-{digest[:4].hex()}"
        dot = ""
    if not dot or inputs.ignored(made):
        made = f"{made.rstrip('~')}.{FORMATS[format].ending}"
    return made


def _free(folder: Path, name: str, digest: bytes) -> Path:
    """Where the file may stand: under its name, or with its digest in it where another file has that name."""
    place = folder / name
    if os.path.lexists(place):
        place = place.with_name(f"{place.stem}-{digest[:4].hex()}{place.suffix}")
    return place


def write_new(place: Path, content: bytes | Path) -> None:
    """A new file, whole or not at all. Raises BuildFailed: it cannot be written, or the name is taken."""
    temporary = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            temporary.write_bytes(content)
        else:
            shutil.copyfile(content, temporary)
        if os.path.lexists(place):
            raise BuildFailed(f"{place}: there is such a file already: remove or rename it first")
        temporary.rename(place)
    except OSError as error:
        raise BuildFailed(f"{place}: {error.strerror}: could not be written") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


# --- notes ----------------------------------------------------------------------------------------------------

NOTE = """\
---
# The title of the book, and what you think of it. A line that begins with # says nothing: take the # away to use it.
title: {title}

# Which record this note belongs to: one of these, or none. Without one, the note is joined to the book whose address
# is this file's name, and where there is none it makes a book of its own.
# record: "12345678"
# isbn: 978-0-00-000000-2
# book: some-title-family-name

# Your reading.
# One of: to read, reading, read, abandoned.
status: to read
added: {added}
# From 0.25 to 5, in quarters.
# rating: 4.5
# read: [{{started: 2024-05-01, finished: 2024-05-31}}]
# started: 2024-05-01
# finished: 2024-05-31
# tags: [travel, borrowed]
# lists: [Start here]
# quotes: [{{text: "A sentence to keep.", page: 41}}]

# The book, where no record says it or where you want to say it otherwise.
# authors: ["Family, Given"]
# editors: ["Family, Given"]
# translators: ["Family, Given"]
# subtitle: ""
# responsibility: ""
# edition: 2nd ed.
# publisher: ""
# place: ""
# year: 2024
# language: en
# pages: 240
# extent: 240 p.
# series: [A series ; 3]
# subjects: [Main heading — Subdivision]
# summary: ""
---

"""
"""A note to fill in. With every key in use it is still a valid note: a test takes each # away."""


def new_note(settings: Settings, title: str) -> Path:
    """Writes content/books/<slug>.md and returns its path. Raises BuildFailed: no title, or there is such a note."""
    clean = characters.clean(title)[0]
    if not clean:
        raise BuildFailed('new: the title is empty: give one, as in new "The title"')
    name = slugs.slug(clean) or f"note-{slugs.suffix(clean)}"
    place = settings.content / "books" / f"{name}.md"
    write_new(place, note_text(clean).encode())
    return place


def note_text(title: str) -> str:
    """A note with this title, added today. A JSON text is a YAML one."""
    return NOTE.format(title=json.dumps(title, ensure_ascii=False), added=date.today().isoformat())
