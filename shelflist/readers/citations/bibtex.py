"""BibTeX and BibLaTeX → Book ("BibTeXing", btxdoc; the BibLaTeX manual, §2 and §3.15 on what is inherited).

bibtexparser takes a file apart, each block for itself. Macros (@string, the months, the journals of plain.bst) and
concatenation are worked out here, and what an entry takes from its crossref and xdata goes into its chunk, so that a
chunk is all that its book is made of. A block that is broken is told with its line and stops no other.
"""

import json
import logging
import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from bibtexparser.splitter import Splitter

from shelflist.errors import BadRecord, shorten
from shelflist.model import Book, Extra
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import bibtex_entries, bibtex_fields
from shelflist.readers.citations.bibtex_entries import Entry, Noise
from shelflist.readers.citations.bibtex_map import ORIGINS, PERSONAL, TITLES
from shelflist.readers.shapes import text as texts

NAME = "bibtex"
VERSION = 1

_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:(?!media|font-face|import|charset|supports|keyframes)[A-Za-z_]{2,40}[ \t]{0,20}\{|(?:article|book|booklet|conference"
    r"|inbook|incollection|inproceedings|manual|mastersthesis|misc|phdthesis|proceedings|techreport|unpublished|string)"
    r"[ \t]{0,20}\()[ \t\n]{0,200}(?:[^\s,{}()=\"'@]{0,200}[ \t\n]{0,200},[ \t\n]{0,200}[A-Za-z][\w:.+/-]{0,80}[ \t\n]{0,50}="
    r"|[^\s{}()=\"',;]{1,200}[ \t\n]{0,50}=[ \t\n]{0,50}[\"{\d])",
    re.MULTILINE | re.IGNORECASE,
)
_ENCODING = re.compile(
    rb"(?:^|\n)[%\s]{0,20}(?:-\*-.{0,40}?coding|encoding|file-?encoding|!TEX encoding)\s{0,4}[:=]\s{0,4}([\w.-]{2,30})",
    re.IGNORECASE,
)
_CODECS = {
    "cp1252": "cp1252",
    "ansi": "cp1252",
    "macroman": "mac_roman",
    "applemacroman": "mac_roman",
    "iso8859_1": "cp1252",
}
_NO_KEY = re.compile(
    r"(@(?!string\b|preamble\b|comment\b)\w{2,40}\s{0,20}[{(]\s{0,200})(?=[\w:.+-]{1,80}\s{0,20}=)", re.IGNORECASE
)

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)  # it logs what it returns as failed blocks besides


def sniff(head: bytes, name: str) -> bool:
    """Whether an entry, or a macro, begins at the start of a line: "@word{key, field =" or "@string{name = "."""
    text = texts.decode(texts.whole(head))[0].replace("\r\n", "\n").replace("\r", "\n")
    return text.lstrip("\ufeff \t\n\0")[:1] not in ("<", "{", "[", "") and _ENTRY.search(text) is not None


def _decode(data: bytes) -> tuple[str, bool]:
    """(a file's text with line feeds, whether its encoding is as it says). UTF-8 first, whatever it says."""
    data = texts.whole(data)
    sure = True
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        match = _ENCODING.search(data[:16_384])
        declared = match[1].decode("ascii", "replace").lower() if match else ""
        codec = _CODECS.get(declared, declared)
        try:
            text = data.decode(codec, "replace") if codec not in ("", "utf-8", "utf8") else ""
        except (LookupError, UnicodeError):
            text = ""
        if not text:
            sure = False
            text = "\n".join(texts.decode(line)[0] for line in data.replace(b"\r\n", b"\n").split(b"\n"))
    return text.replace("\r\n", "\n").replace("\r", "\n"), sure


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk an entry: its type, its fields worked out, and what it takes from others, as JSON."""
    text, sure = _decode(data)
    library = Splitter(_NO_KEY.sub(r"\1,", text)).split()
    macros = bibtex_entries.macros(library.blocks)
    entries = [entry for block in library.blocks if (entry := bibtex_entries.entry(block, macros)) is not None]
    known = bibtex_entries.by_key([entry for entry in entries if isinstance(entry, Entry)])
    waiting: list[tuple[str, str, str]] = [] if sure else [texts.NOT_UTF8]
    taken: dict[str, int] = {}
    number = 0
    for entry in entries:
        if isinstance(entry, Noise):
            waiting.append(("", f"line {entry.line}: {entry.reason}", "passed over"))
            continue
        if isinstance(entry, Chunk):
            number += 1
            yield Chunk(entry.data, number, problem=entry.problem, warnings=())
            continue
        if entry.kind == "xdata":
            continue
        number += 1
        yield _chunk(entry, known, taken, number, waiting)
        waiting = []
    for _, reason, _ in waiting:
        if ("", reason) != texts.NOT_UTF8[:2]:
            number += 1
            yield Chunk(reason.encode(), number, problem=f"{reason}; mend it or take it out")


def _chunk(
    entry: Entry, known: dict[str, Entry], taken: dict[str, int], number: int, before: list[tuple[str, str, str]]
) -> Chunk:
    """An entry's chunk. The second of a key gets another one, from its own text, so that its place does not matter."""
    warnings = [*before, *entry.faults]
    record_id = entry.key
    if record_id and record_id in taken:
        record_id = f"{entry.key}-{blake2b(entry.raw.encode('utf-8', 'replace'), digest_size=3).hexdigest()}"
        taken[record_id] = taken.get(record_id, 0) + 1
        if taken[record_id] > 1:  # word for word the same
            record_id = f"{record_id}~{taken[record_id]}"
        warnings.append((entry.key, f"line {entry.line}: the key stands twice", f"this entry is kept as {record_id}"))
    taken.setdefault(record_id, 1)
    found, missing = bibtex_entries.inherited(entry, known, {entry.key})
    warnings += [
        ("crossref", f"line {entry.line}: no entry is called {shorten(key)!r}", "nothing is taken from it")
        for key in missing
    ]
    made: dict[str, Any] = {
        "type": entry.kind,
        "id": record_id,
        "fields": [bibtex_entries.xdata(pair, known) for pair in entry.fields],
    }
    if found:
        made["from"] = found
    if not any(name in TITLES for name, _ in [*entry.fields, *((f[0], "") for f in found)]):
        made["line"] = entry.line  # it will be a rejection, which says where
    data = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return Chunk(data.encode("utf-8", "replace"), number, warnings=tuple(warnings))


def parse(chunk: Chunk) -> Book:
    """One entry → Book. Raises BadRecord: not an entry, no title, a set of other entries."""
    try:
        made = json.loads(chunk.data.decode("utf-8", "replace"))
        kind, record_id = _sound(str(made["type"])[:60]), _sound(str(made["id"]))
        own = [(_sound(str(name)), _sound(str(value))) for name, value in made["fields"]]
        taken = [(_sound(str(name)), _sound(str(value))) for name, value, _ in made.get("from", [])]
        line = int(made.get("line", 0))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        raise BadRecord("record", "not an entry of a BibTeX file") from None
    fields = [Extra("entrytype", "", [("", kind)])]
    fields += [Extra(name, "", [("", value)]) for name, value in own]
    fields += [Extra(name, "", [("crossref", value)]) for name, value in taken]
    book = plain.start(chunk, NAME, record_id, fields)
    bibtex_fields.fill(book, kind.strip().lower(), own, taken, line)
    return book


def _sound(text: str) -> str:
    """Text that can be written as UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


__all__ = ["NAME", "ORIGINS", "PERSONAL", "VERSION", "parse", "sniff", "split"]
