"""Entries of a BibTeX file with their values worked out: macros, concatenation, and what one entry takes from another.

btxdoc §2 and §4 on @string and crossref; the BibLaTeX manual §3.15 and appendix B on what a part is given by its whole.
"""

import re
from typing import Any, NamedTuple

from bibtexparser import model as blocks

from shelflist.errors import shorten
from shelflist.readers import Chunk

MACROS: dict[str, str] = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
    "acmcs": "ACM Computing Surveys", "acta": "Acta Informatica", "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development", "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering", "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters", "jacm": "Journal of the ACM", "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming", "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems", "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics", "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems", "tcs": "Theoretical Computer Science",
}  # fmt: skip
"""Macros that the standard styles define."""

INHERITED = frozenset(
    ("author", "editor", "editora", "editorb", "editorc", "editortype", "editoratype", "editorbtype", "editorctype",
     "translator", "publisher", "location", "address", "year", "date", "month", "series", "volume", "volumes", "number",
     "isbn", "issn", "edition", "language", "langid", "organization", "institution", "eventtitle", "eventdate", "venue",
     "journal", "journaltitle", "journalsubtitle", "issue", "issuetitle", "maintitle", "mainsubtitle", "maintitleaddon",
     "booktitle", "booksubtitle", "booktitleaddon", "bookauthor")
)  # fmt: skip
"""What a part has in common with its whole. Numbers of pages, addresses, abstracts, files and keys are the whole's own."""

PARTS = frozenset(
    ("inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook", "suppcollection", "bookinbook")
)
VOLUMES = frozenset(("mvbook", "mvcollection", "mvproceedings", "mvreference"))
SERIALS = frozenset(("article", "suppperiodical", "review"))
NUMBERED = ("bdsk-file", "comment")
"""Fields with a number or a user's name behind them (BibDesk, JabRef): they are the owner's, and called by one name."""

LONGEST_MACRO = 16_384
LONGEST_VALUE = 1_000_000
DEEPEST = 6
MOST_ASKED = 20
"""Steps from a part to the whole of its whole, and entries that one entry may take from."""

_LOST = re.compile(
    r"^[ \t]*@(?:article|book|booklet|collection|in(?:book|collection|proceedings)|manual|misc|online|proceedings|techreport"
    r"|report|(?:phd|masters)?thesis|unpublished)\b",
    re.MULTILINE | re.IGNORECASE,
)
_MARK = re.compile(r'\\.|[{}"]', re.DOTALL)
_WORD = re.compile(r'[^\s#{}"]+')
_NEXT_FIELD = re.compile(r"\s{0,200}([A-Za-z][\w:.+-]{0,80})\s{0,50}=\s{0,50}(?=[{\"\w])")
_XDATA = re.compile(r"xdata=([^\s{}]{1,200}?)-([\w+]{1,60})(?:-(\d{1,3}))?")


class Noise(NamedTuple):
    """What is wrong in a file and is no record."""

    line: int
    reason: str


class Entry(NamedTuple):
    """An entry of a file, its values worked out; `faults` are (field, reason, outcome)."""

    kind: str
    key: str
    line: int
    fields: list[tuple[str, str]]
    faults: list[tuple[str, str, str]]
    raw: str


def entry(block: Any, macros: dict[str, str]) -> Entry | Chunk | Noise | None:
    """An entry; a chunk with its problem; what is wrong and no record; None for all else."""
    line = (block.start_line or 0) + 1
    if isinstance(block, blocks.DuplicateBlockKeyBlock | blocks.DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if isinstance(block, blocks.String):
        if block.key:
            macros[block.key.lower()] = _value(block.value, macros)[0][:LONGEST_MACRO]
        return None
    if isinstance(block, blocks.Entry):
        return _worked_out(block, macros, line)
    if isinstance(block, blocks.ParsingFailedBlock):
        reason = shorten(" ".join(str(getattr(block.error, "abort_reason", block.error)).split()), 160)
        raw = block.raw or ""
        if raw.lower().startswith(("@comment", "@preamble", "@string")):
            return Noise(line, f"{raw[:8].split('{')[0]} does not end: {reason}")
        problem = f"line {line}: this entry cannot be read: {reason}; close its braces and quotes"
        return Chunk(raw[:2000].encode("utf-8", "replace"), 0, problem=problem)
    if isinstance(block, blocks.ImplicitComment) and (match := _LOST.search(block.comment)):
        line += block.comment.count("\n", 0, match.start())
        problem = f"line {line}: an entry without an opening brace: write {match[0].strip()}{{key, …}}"
        return Chunk(block.comment[match.start() :][:2000].encode("utf-8", "replace"), 0, problem=problem)
    return None


def macros(found: list[Any]) -> dict[str, str]:
    """All macros of a file, the last of each name: one that is used before it is defined is read all the same."""
    macros = dict(MACROS)
    for block in found:
        if isinstance(block, blocks.DuplicateBlockKeyBlock):
            block = block.ignore_error_block
        if isinstance(block, blocks.String) and block.key:
            macros[block.key.lower()] = _value(block.value, macros)[0][:LONGEST_MACRO]
    return macros


def _worked_out(block: Any, macros: dict[str, str], line: int) -> Entry:
    fields: list[tuple[str, str]] = []
    faults: list[tuple[str, str, str]] = []
    for field in block.fields:
        name, raw = field.key.lower(), field.value
        name = next((one for one in NUMBERED if name.startswith(f"{one}-")), name)
        while True:
            value, undefined, rest = _value(raw, macros)
            where = f"line {(field.start_line or 0) + 1}: "
            faults += [
                (name, f"{where}no @string of this file defines {shorten(word)!r}", "its name stands for it")
                for word in dict.fromkeys(undefined)
            ]
            if name and value.strip():
                fields.append((name, value.strip()))
            match = _NEXT_FIELD.match(rest) if rest else None
            if match is None:
                break
            faults.append((name, f"{where}no comma behind this field", f"{match[1]} is read as the next one"))
            name, raw = match[1].lower(), rest[match.end() :]
    return Entry(block.entry_type.strip().lower(), block.key.strip(), line, fields, faults, block.raw)


def _closing(raw: str, start: int, quote: bool) -> int:
    """Where the brace or quote that opens at `start` closes; -1 where it does not."""
    depth = 0
    for match in _MARK.finditer(raw, start + quote):
        mark = match[0]
        if mark == '"' and quote and depth <= 0:
            return match.start()
        depth += (mark == "{") - (mark == "}")
        if not depth and not quote and mark == "}":
            return match.start()
    return -1


def _value(raw: str, macros: dict[str, str]) -> tuple[str, list[str], str]:
    """(a value's text, its macros that nobody defines, what stands behind it and is no part of it)."""
    raw = raw.strip()
    if raw[:1] == "{" and raw.find("}") == len(raw) - 1 and "{" not in raw[1:]:
        return raw[1:-1], [], ""
    pieces: list[str] = []
    undefined: list[str] = []
    place, size, joined = 0, 0, True
    while place < len(raw):
        mark = raw[place]
        if mark in " \t\n#":
            joined = joined or mark == "#"
            place += 1
            continue
        if not joined and _NEXT_FIELD.match(raw, place):
            return "".join(pieces), undefined, raw[place:]
        if mark in '{"':
            end = _closing(raw, place, mark == '"')
            end = end if end > place else max(raw.rfind('"' if mark == '"' else "}", place + 1), place)
            piece = raw[place + 1 : end] if end > place else raw[place + 1 :]
            place = end + 1 if end > place else len(raw)
        elif (match := _WORD.match(raw, place)) is not None:
            word, place = match[0], match.end()
            piece = macros.get(word.lower(), word)
            if piece == word and not word.isdecimal() and word.lower() not in macros:
                undefined.append(word)
        else:
            piece, place = "", place + 1
        pieces.append(piece if joined else f" {piece}")
        joined = False
        size += len(piece)
        if size > LONGEST_VALUE:
            break
    return "".join(pieces)[:LONGEST_VALUE], undefined[:20], ""


def by_key(entries: list[Entry]) -> dict[str, Entry]:
    """Entries by their keys, as written and in lower case, the first of each; aliases (`ids`) besides."""
    found: dict[str, Entry] = {}
    for entry in entries:
        for key in (entry.key, entry.key.lower()):
            found.setdefault(key, entry)
    for entry in entries:
        for name, value in entry.fields:
            if name == "ids":
                for key in value.split(","):
                    found.setdefault(key.strip(), entry)
    return found


def _parent(key: str, known: dict[str, Entry]) -> Entry | None:
    key = key.strip()
    return known.get(key) or known.get(key.lower())


def inherited(
    entry: Entry, known: dict[str, Entry], asked: set[str], depth: int = 0
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """(what an entry takes from others as (field, value, whose), keys that no entry has). Each of the others is asked once."""
    own = {name for name, _ in entry.fields}
    found: list[tuple[str, str, str]] = []
    missing: list[str] = []
    for name, value in entry.fields:
        if name not in ("crossref", "xdata"):
            continue
        for key in value.split(",") if name == "xdata" else [value]:
            parent = _parent(key, known)
            if parent is None or parent is entry or parent.key in asked or len(asked) > MOST_ASKED:
                missing += [key.strip()] if parent is None and key.strip() else []
                continue
            asked.add(parent.key)
            above = [(*pair, parent.key) for pair in parent.fields]
            if depth < DEEPEST:
                above += inherited(parent, known, asked, depth + 1)[0]
            for field, text, whose in above:
                for made in [field] if name == "xdata" else _as_child(entry.kind, parent, field):
                    if made not in own and made not in ("crossref", "xdata", "ids"):
                        own.add(made)
                        found.append((made, text, whose))
    return found, missing


def _as_child(kind: str, parent: Entry, field: str) -> list[str]:
    """What a parent's field is called in its child; [] where it stays with the parent (the BibLaTeX manual, table B)."""
    if kind in PARTS or (kind in SERIALS and parent.kind == "periodical"):
        main = "main" if parent.kind in VOLUMES else "journal" if kind in SERIALS else "book"
        if field in ("title", "subtitle", "titleaddon"):
            if field == "title" and main == "book" and any(name == "booktitle" for name, _ in parent.fields):
                return []
            return ["journaltitle" if main == "journal" and field == "title" else f"{main}{field}"]
        if field == "author" and kind in ("inbook", "bookinbook", "suppbook"):
            return ["author", "bookauthor"]
        if field == "author" and kind in PARTS:
            return []
    elif parent.kind in VOLUMES and field in ("title", "subtitle", "titleaddon"):
        return [f"main{field}"]
    elif field in ("title", "subtitle"):
        return [field]
    return [field] if field in INHERITED else []


def xdata(pair: tuple[str, str], known: dict[str, Entry]) -> tuple[str, str]:
    """A field whose value is one field of an xdata entry ("xdata=key-field"), with that value."""
    name, value = pair
    match = _XDATA.fullmatch(value) if value.startswith("xdata=") else None
    parent = _parent(match[1], known) if match else None
    return (
        (name, next((text for field, text in parent.fields if match and field == match[2]), value)) if parent else pair
    )
