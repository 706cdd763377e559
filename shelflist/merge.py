"""Records and notes → the books of a build: each book once, each note with its book, and the report's counts.

Which records are the same book is `same`'s to say, what their book holds `merging`'s; here they are found in memory, and
merged no more often than they change. A record that stands twice, byte for byte, is one record.
"""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from shelflist import catalogue, merging, notes, same, store
from shelflist.catalogue import Entry
from shelflist.cataloguing import slugs
from shelflist.errors import BadSource
from shelflist.model import Book, Warning
from shelflist.notes import Prose
from shelflist.report import Rejected, Report, SourceCount, Warned
from shelflist.settings import MergeRule
from shelflist.store import FileRows, Row, Seen, Store

Found = dict[str, tuple[Path, os.stat_result]]
"""Name of an input → its path and stat, as `inputs.scan` gives them."""


class Held(msgspec.Struct, gc=False):
    """A book of this build: its entry, and itself in memory or its row in the store.

    `file` is where it came from and `number` its place there; `note` the file of the owner's note that was joined to it,
    or that made it. `members` are the records of a book that has several.
    """

    entry: Entry
    file: str
    row: Row | None = None
    book: Book | None = None
    note: str = ""
    number: int = 0
    members: list["Held"] = []

    def files(self) -> str:
        """The files that its records came from, each once."""
        return ", ".join(dict.fromkeys(one.file for one in self.members)) or self.file


def books(
    rows: dict[str, FileRows],
    refused: dict[str, str],
    found: Found,
    seen: dict[str, Seen],
    memory: Store,
    report: Report,
    rules: Sequence[MergeRule] = (),
) -> list[Held]:
    """The books of all files of records and of all notes; the report gets every count and finding of theirs."""
    held = _held(rows, report)
    _count_sources(rows, refused, report)
    held = _merged(held, rules, memory, report)
    _join_notes(held, _notes(found, seen, memory, report), memory, report)
    return held


def _held(rows: dict[str, FileRows], report: Report) -> list[Held]:
    """The books of all files, each record once: a record that stands twice, byte for byte, counts as merged."""
    met: set[bytes] = set()
    held: list[Held] = []
    for file in sorted(rows):
        for number, row in enumerate(rows[file].rows, 1):
            if row.entry is None:
                continue
            if row.digest in met:
                report.merged += 1
                continue
            met.add(row.digest)
            held.append(Held(row.entry, file, row, number=number))
    return held


def _merged(held: list[Held], rules: Sequence[MergeRule], memory: Store, report: Report) -> list[Held]:
    """The books with those that are the same made one; what is doubtful or contradictory goes into the report."""
    ones = [
        same.One(one.entry.match, f"{one.entry.id}\t{one.entry.digest.hex()}", one.entry.joins, one.file)
        for one in held
    ]
    together = [rule.same for rule in rules if rule.same]
    never = [rule.books for rule in rules if rule.books]
    for word in same.unknown(ones, [*together, *never]):
        report.warnings.append(Warned("site.toml", 0, word, "merging", "no record has this id or ISBN", "passed over"))
    found = same.find(ones, together, never)
    told: list[Warned] = []
    for doubt in found.doubts:
        if doubt.reason == "title":
            one, other = held[doubt.one], held[doubt.other]
            reason = f"{doubt.number} is also that of {other.entry.id} in {other.file}, which has another title"
            told.append(Warned(one.file, one.number, one.entry.id, "merge", reason, "both are kept"))
    index = memory.open()
    kept: dict[bytes, tuple[Entry, list[Warning]]] = {}
    taken: set[int] = set()
    made: dict[int, Held] = {}
    for group in found.groups:
        members = [held[n] for n in group]
        key = blake2b(b"".join(one.entry.digest for one in members), digest_size=12).digest()
        known = index.merged.get(key)
        if known is None:
            merged, warnings = merging.merge([book(one, memory) for one in members])
            known = (catalogue.entry(merged, key), warnings)
        kept[key] = known
        entry, warnings = known
        first = next((one for one in members if one.entry.id == entry.id), members[0])
        told += [Warned(first.file, first.number, entry.id, w.field, w.reason, w.outcome) for w in warnings]
        report.merged += len(group) - 1
        made[min(group)] = Held(entry, first.file, number=first.number, members=members)
        taken.update(group)
    index.merged = kept
    sources = {source.file: source for source in report.sources}
    for warned in told:
        sources[warned.file].warnings += 1
    report.warnings += told
    return [made.get(n, one) for n, one in enumerate(held) if n not in taken or n in made]


def _count_sources(rows: dict[str, FileRows], refused: dict[str, str], report: Report) -> None:
    """The report's counts and findings for every file of records."""
    for file in sorted([*rows, *refused]):
        if file in refused:
            report.sources.append(SourceCount(file, ""))
            report.rejected.append(Rejected(file, 0, "", "", refused[file]))
            continue
        made = rows[file]
        counted = SourceCount(file, made.format, len(made.rows))
        for number, row in enumerate(made.rows, 1):
            if row.rejected is not None:
                counted.rejected += 1
                field, reason, record_id = row.rejected
                report.rejected.append(Rejected(file, number, record_id, field, reason))
                continue
            counted.books += 1
            record_id = row.entry.id if row.entry else ""
            for w in row.warnings:
                counted.warnings += 1
                report.warnings.append(Warned(file, number, record_id, w.field, w.reason, w.outcome))
        report.sources.append(counted)
        report.records += counted.records


def _notes(found: Found, seen: dict[str, Seen], memory: Store, report: Report) -> list[notes.Note]:
    """The owner's notes, each read once as long as it stands."""
    index = memory.open()
    kept: dict[str, tuple[bytes, notes.Note]] = {}
    result = []
    for name, (path, _) in found.items():
        if not name.startswith("content/books/") or not name.endswith(".md"):
            continue
        known = index.notes.get(name)
        if known is None or known[0] != seen[name].digest or not known[0]:
            try:
                known = (seen[name].digest, notes.read(path.read_bytes(), name))
            except OSError as error:
                report.warnings.append(Warned(name, 0, "", "", f"{error.strerror}: cannot be read", "left out"))
                continue
            except BadSource as error:
                report.warnings.append(Warned(name, 0, "", "", error.reason, "the note is left out"))
                continue
        kept[name] = known
        result.append(known[1])
    index.notes = kept
    return result


def _join_notes(held: list[Held], found: Sequence[notes.Note], memory: Store, report: Report) -> None:
    """Gives each note to its book; a complete one without a book makes one; any other is a warning that names it."""
    by_word: dict[str, list[int]] = {}
    if found:
        wanted = {word for note in found for word in notes.words(note)}
        for n, one in enumerate(held):
            for word in one.entry.joins:
                if word in wanted:
                    by_word.setdefault(word, []).append(n)
    taken: dict[int, str] = {}
    for note in found:
        for w in note.warnings:
            report.warnings.append(Warned(note.file, 0, "", w.field, w.reason, w.outcome))
        matches = next((by_word[word] for word in notes.words(note) if word in by_word), [])
        if not matches:
            made = None if note.join else notes.book(note)
            if made is None and note.fields.get("title"):
                made = notes.book(note)
            if made is None:
                reason = f"no book for this note: none has the {notes.described(note)}, and the note has no title"
                report.warnings.append(Warned(note.file, 0, "", "", reason, "left out"))
                continue
            held.append(owned(made, None, note))
            continue
        if len(matches) > 1:
            ids = ", ".join(held[n].entry.id for n in matches[:5])
            reason = f"{len(matches)} books share the {notes.described(note)} ({ids}): name one with `record:`"
            report.warnings.append(Warned(note.file, 0, "", "", reason, "given to the first"))
        n = matches[0]
        if n in taken:
            reason = f"{taken[n]} is already the note of this book: put both into one file"
            report.warnings.append(Warned(note.file, 0, held[n].entry.id, "", reason, "left out"))
            continue
        taken[n] = note.file
        one = held[n]
        joined = notes.apply(book(one, memory), note)
        held[n] = owned(joined, one, note)


def owned(book: Book, base: Held | None, note: notes.Note) -> Held:
    """A book that a note makes, or changes (`base`): it lives in memory only."""
    digest = blake2b(store.encode(book), digest_size=12).digest()
    if base is None:
        return Held(catalogue.entry(book, digest), note.file, None, book, note.file)
    made = catalogue.entry(book, digest, base.entry.slug)
    return Held(made, base.file, base.row, book, note.file, base.number, base.members)


def book(one: Held, memory: Store) -> Book:
    """The whole book, each of its records with the file that it came from."""
    if one.book is not None:
        return one.book
    if one.members:
        return merging.merge([book(member, memory) for member in one.members])[0]
    assert one.row is not None
    made = memory.book(one.row)
    for record in made.records:
        record.file = one.file
    return made


def prose(found: Found, report: Report) -> dict[str, list[Prose]]:
    """The owner's texts: introductions of lists, and pages."""
    made: dict[str, list[Prose]] = {"lists": [], "pages": []}
    for name, (path, _) in found.items():
        parts = name.split("/")
        if len(parts) != 3 or parts[1] not in made or not name.endswith(".md"):
            continue
        try:
            text = notes.prose(path.read_bytes(), name)
        except (OSError, BadSource) as error:
            reason = error.reason if isinstance(error, BadSource) else str(error.strerror)
            report.warnings.append(Warned(name, 0, "", "", reason, "left out"))
            continue
        if parts[1] == "pages" and text.name in RESERVED_PAGES:
            reason = f"a page cannot be called {text.name!r}: that address is taken"
            report.warnings.append(Warned(name, 0, "", "", reason, "left out"))
            continue
        made[parts[1]].append(text)
    return made


RESERVED_PAGES = frozenset(
    ("books", "search", "static", "pagefind", "stats", "shelf", "timeline", "chapters", "bridges", "isbn", "report", "")
) | frozenset(catalogue.FAMILIES)


def in_language(pages: Sequence[Prose], language: str, languages: Sequence[str]) -> list[Prose]:
    """The owner's pages in one of the site's languages: `about.it.md` is `about` in Italian, where there is none `about.md` is."""
    found: dict[str, Prose] = {}
    for page in pages:
        stem, _, code = page.file.rpartition("/")[2].removesuffix(".md").rpartition(".")
        own = code.lower() if stem and code.lower() in map(str.lower, languages) else ""
        name = slugs.slug(stem) if own else page.name
        if name in RESERVED_PAGES:
            continue
        if own == language.lower() or (not own and name not in found):
            found[name] = msgspec.structs.replace(page, name=name)
    return list(found.values())
