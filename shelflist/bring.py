"""`import` and `new`: what comes into `content/` from outside. Nothing that stands there is ever overwritten.

A file is read with the readers, counted against the records that are there, and copied whole under a safe name: it
stays the file that its owner has, and the next build reads it like any other.
"""

import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from shelflist import inputs, records, workers
from shelflist.cataloguing import characters, slugs
from shelflist.errors import BadSource, BuildFailed, shorten
from shelflist.model import Book
from shelflist.readers import FORMATS, Chunk, parse, reader, recognise
from shelflist.report import Rejected, Report
from shelflist.report import lines as report_lines
from shelflist.settings import Settings
from shelflist.store import Store

PARALLEL = 400
"""Fewer records than this are parsed without forking."""

ENDINGS = {"marc21": "mrc", "unimarc": "mrc", "labelled": "txt"}
"""Format → ending of a file that comes without a name of its own; any other has its format's name."""

_UNSAFE = frozenset('/\\:*?"<>|')
"""What no file name may hold on one system or another."""


class Counts:
    """How many records are new, already there, and refused."""

    def __init__(self) -> None:
        self.new = self.there = self.refused = 0

    def add(self, other: "Counts") -> None:
        """These records too."""
        self.new += other.new
        self.there += other.there
        self.refused += other.refused

    def __str__(self) -> str:
        total = self.new + self.there + self.refused
        noun = "record" if total == 1 else "records"
        return f"{total:,} {noun}: {self.new:,} new, {self.there:,} already there, {self.refused:,} refused"


class Known(NamedTuple):
    """What content/records/ holds: record ids and ISBNs, digests of records, digest of each file → its name."""

    words: set[str]
    records: set[bytes]
    files: dict[bytes, str]


def bring(settings: Settings, files: list[Path], format: str | None, dry: bool) -> tuple[int, list[str]]:
    """Copies files of records into content/records/; `-` is standard input.

    `format` forces a reader, `dry` copies nothing. Returns the number of records and files refused, and lines for
    people: one for each refused record, one for each file, one that adds up.
    Raises BuildFailed when a copy cannot be written.
    """
    known = _known(settings)
    total = Counts()
    refused = 0
    said: list[str] = []
    for file in files:
        name = "standard input" if str(file) == "-" else str(file)
        try:
            data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
            used, chunks = _split(name, data, format)
        except OSError as error:
            reason = "it is a folder: name the files in it" if file.is_dir() else f"{error.strerror}: cannot be read"
            said.append(f"{shorten(name, 200)}: {reason}, refused")
            refused += 1
            continue
        except BadSource as error:
            said.append(f"{shorten(name, 200)}: {error.reason}, refused")
            refused += 1
            continue
        counts, rejected = _count(name, used, chunks, known)
        said += report_lines(Report(rejected=rejected))
        total.add(counts)
        said.append(f"{shorten(name, 200)}: {used}, {counts}; {_copy(settings, file, data, used, counts, known, dry)}")
    closing = f"{total}" + (f"; {refused} of {len(files)} files refused" if refused else "")
    return total.refused + refused, [*said, f"{closing}; nothing was copied (--dry-run)" if dry else closing]


def _known(settings: Settings) -> Known:
    """What is there, as a build would read it. Nothing is written."""
    found = inputs.scan({"content": settings.content})
    memory = Store(settings.state, writes=False)
    seen = inputs.look(found, memory.state.inputs)
    files = {n: (found[n][0], s.digest) for n, s in seen.items() if n.startswith("content/records/")}
    rows, _ = records.rows(files, settings.sources, memory, os.cpu_count() or 1, lambda *_: None)
    every = [row for one in rows.values() for row in one.rows if row.entry is not None]
    # The first of the words by which a note may name a book is its slug: two different books may share that.
    words = {word for row in every if row.entry for word in (row.entry.id, *row.entry.joins[1:])}
    return Known(words, {row.digest for row in every}, {digest: name for name, (_, digest) in files.items()})


def _split(name: str, data: bytes, format: str | None) -> tuple[str, list[Chunk]]:
    """(the format, the records' bytes). Raises BadSource with the formats that are known."""
    try:
        used = format or recognise(data, name)
        return used, list(reader(used).split(data))
    except BadSource as error:
        known = ", ".join(sorted(FORMATS))
        raise BadSource(name, f"{error.reason}. Known formats: {known}; force one with --as") from None


def _read(batch: Sequence[tuple[str, Chunk]]) -> list[tuple[bytes, list[str], list[str]]]:
    """For each record: its digest; its id and ISBNs; or the field, reason and id of its rejection."""
    found: list[tuple[bytes, list[str], list[str]]] = []
    for format, chunk in batch:
        digest = records.chunk_digest(format, reader(format).VERSION, chunk)
        made = parse(format, chunk)
        if isinstance(made, Book):
            isbns = [number.isbn13 for number in made.isbns if number.valid()]
            found.append((digest, [made.id, *isbns], []))
        else:
            found.append((digest, [], [made.field, made.reason, made.record_id]))
    return found


def _count(name: str, format: str, chunks: Sequence[Chunk], known: Known) -> tuple[Counts, list[Rejected]]:
    """How the records stand to what is there; new ones join it, so that a second copy counts once."""
    counts = Counts()
    rejected = []
    work = [(format, chunk) for chunk in chunks]
    made = workers.run(work, _read, os.cpu_count() or 1, PARALLEL, lambda _: None)
    for number, (digest, words, refusal) in enumerate(made, 1):
        if refusal:
            field, reason, record_id = refusal
            rejected.append(Rejected(name, number, record_id, field, reason))
            counts.refused += 1
            continue
        if digest in known.records or not known.words.isdisjoint(words):
            counts.there += 1
        else:
            counts.new += 1
        known.records.add(digest)
        known.words.update(words)
    return counts, rejected


def _copy(settings: Settings, file: Path, data: bytes, format: str, counts: Counts, known: Known, dry: bool) -> str:
    """Copies one file, and says where to, or why not."""
    digest = inputs.digest(data)
    if digest in known.files:
        return f"{known.files[digest]} is the same file, so nothing was copied"
    if not counts.new and not counts.there:
        return "not copied: no record of it can be read"
    folder = settings.content / "records"
    place = _free(folder, safe_name(file.name if str(file) != "-" else "", format, data), data)
    shown = place.relative_to(settings.root).as_posix()
    if not dry:
        write_new(place, data)
    known.files[digest] = shown
    return f"{'would be copied' if dry else 'copied'} to {shown}{_advice(settings, shown, data, format)}"


def _advice(settings: Settings, shown: str, data: bytes, format: str) -> str:
    """What the owner must add to site.toml where a build would not read the copy as it was read here, or ""."""
    try:
        if records.format_of(shown, data, settings.sources) == format:
            return ""
    except BadSource:
        pass
    pattern = shown.removeprefix("content/records/")
    return f'. A build needs to be told its format: add [[sources]] file = "{pattern}" format = "{format}" to site.toml'


def safe_name(name: str, format: str, data: bytes) -> str:
    """A name that every system can hold and a build reads: the file's own where it is one, else one from its hash."""
    made = unicodedata.normalize("NFC", name)
    made = "".join(c if c.isprintable() and c not in _UNSAFE else "-" for c in made)
    made = made.lstrip(".#-~ ").rstrip(". ")
    stem, dot, ending = made.rpartition(".")
    if len(made.encode("utf-8", "replace")) > 120 or (stem or made).lower() in slugs.DEVICES:
        made = slugs.slug(stem or made) + (dot + ending if dot and ending.isalnum() and len(ending) < 8 else "")
    if not made or made.startswith("."):
        made = f"records-{_mark(data)}"
        dot = ""
    if not dot or inputs.ignored(made):
        made = f"{made.rstrip('~')}.{ENDINGS.get(format, format)}"
    return made


def _mark(data: bytes) -> str:
    return blake2b(data, digest_size=4).hexdigest()


def _free(folder: Path, name: str, data: bytes) -> Path:
    """Where the file may stand: under its name, or with its hash in it where another file has that name."""
    place = folder / name
    if os.path.lexists(place):
        place = place.with_name(f"{place.stem}-{_mark(data)}{place.suffix}")
    return place


def write_new(place: Path, data: bytes) -> None:
    """A new file, whole or not at all. Raises BuildFailed: it cannot be written, or the name is taken."""
    temporary = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
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
