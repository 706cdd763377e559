"""PICA, the format of the union catalogues that run on CBS and LBS (K10plus, GBV, SWB), in all its ways of writing.

format.gbv.de/pica: PICA plain (a line a field, `$` before each subfield, `$$` for a dollar sign, a blank line after a
record), normalized PICA+ (a line a record, U+001F before subfields, U+001E after fields), binary PICA+ and PICA import
(records end at U+001D), and the download of WinIBW (plain with `ƒ` for `$` and a heading above each record). What the
fields mean is in `pica_fields`.
"""

import re
from collections.abc import Iterable, Iterator

from shelflist.errors import BadRecord, shorten
from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.pica import pica_fields, pica_tables
from shelflist.readers.shapes import text as texts

NAME = "pica"
VERSION = 1
ORIGINS = pica_tables.ORIGINS

LONGEST_RECORD = 4_000_000
_FIELD = re.compile(r"[ \t]*([012]\d\d[A-Z@])(?:/(\d{2,3}))? ?([$ƒ\x1f])")
_FIELD_BYTES = re.compile(rb"[ \t]*[012]\d\d[A-Z@](?:/\d{2,3})? ?(?:[$\x1f\x83]|\xc6\x92)")
_OPENING = re.compile(rb"[ \t]*(001[@A]|002@|003@) ")
"""Fields that a record has once: where the one that opened it comes again, another record begins."""

_HEADING = re.compile(rb"[ \t]*(?:SET: |Eingabe: )")
_SIGNED = re.compile(rb"^\s*(?:SET: .*\n\s*(?:Eingabe: .*\n\s*)?)?")
_DOLLAR = "\ue024"
"""Stands for an escaped dollar sign while a plain field is taken apart."""


def sniff(head: bytes, name: str) -> bool:
    """Whether the first lines or fields are tags of PICA (three digits and a letter or @) with subfields after them."""
    data = texts.whole(head[:16_384]).replace(b"\r", b"\n").replace(b"\x1d", b"\n").replace(b"\x1e", b"\n")
    match = _SIGNED.match(data)
    data = data[match.end() :] if match else data
    rows = [row for row in data.split(b"\n") if row.strip() and row[:1] != b"#"][:12]
    found = [bool(_FIELD_BYTES.match(row)) for row in rows]
    return sum(found) >= 2 and found[0] and sum(found) * 10 >= len(found) * 8


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record, as `stream`."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """One chunk a record, its fields a line each as they were written. A part without any field is a rejection."""
    record: list[bytes] = []
    number = line = first = 0
    size, opened, held = 0, b"", False
    for row in _rows(blocks):
        line += row != _END
        opening = _OPENING.match(row)
        tag = opening[1] if opening else b""
        over = row == _END or not row.strip() or (tag and tag == opened) or (held and _HEADING.match(row))
        # A heading of WinIBW stands a blank line above its record: it goes with the fields that follow.
        if over and record and (held or not all(_HEADING.match(one) for one in record)):
            number += 1
            yield _chunk(record, number, first, held)
            record, size, opened, held = [], 0, b"", False
        if row == _END or not row.strip():
            continue
        first = first if record else line
        held = held or bool(_FIELD_BYTES.match(row))
        opened = opened or tag
        size += len(row)
        if size < LONGEST_RECORD:
            record.append(row)
    if record:
        yield _chunk(record, number + 1, first, held)


_END = b"\n"
"""Between two records that nothing else parts."""


def _chunk(record: list[bytes], number: int, line: int, whole: bool) -> Chunk:
    problem = "" if whole else f"line {line}: no field of PICA in it; take it out, or export the records again"
    return Chunk(b"\n".join(record), number, problem=problem)


def _rows(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Fields a row each, `_END` after a record that is known to be whole."""
    for row in texts.lines(block.replace(b"\x1d", b"\n\n") for block in texts.utf8(blocks)):
        if b"\x1e" not in row:
            yield row
            continue
        pieces = [piece for piece in row.split(b"\x1e") if piece.strip()]
        whole = len(pieces) > 1 or row.rstrip(b" ").endswith(b"\x1e")
        if whole:
            yield _END
        yield from pieces
        if whole:
            yield _END


def fields(text: str) -> tuple[list[Extra], list[str]]:
    """(a record's fields with their occurrence in place of indicators, the lines that are none)."""
    found: list[Extra] = []
    others: list[str] = []
    for row in text.split("\n"):
        match = _FIELD.match(row)
        if match is None:
            others += [row.strip()] if row.strip() else []
            continue
        tag, occurrence, mark = match[1], match[2] or "", match[3]
        body = row[match.end() :]
        if mark == "$" and "$$" in body:
            parts = body.replace("$$", _DOLLAR).split(mark)
            pairs = [(part[0], part[1:].replace(_DOLLAR, "$")) for part in parts if part]
        else:
            pairs = [(part[0], part[1:]) for part in body.split(mark) if part]
        found.append(Extra(tag, occurrence, pairs))
    return found, others


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: an authority record, no title."""
    text, utf8 = texts.decode(chunk.data)
    found, others = fields(text)
    ppn = next((value for one in found if one.tag == "003@" for code, value in one.subfields if code == "0"), "")
    book = plain.start(chunk, NAME, ppn, [*found, *(Extra("", "", [("", row)]) for row in others)])
    if not utf8:
        book.warnings.append(Warning(*texts.NOT_UTF8))
    if not found:
        raise BadRecord("record", "no field of PICA in it", book.id)
    status = next((value for one in found if one.tag == "002@" for code, value in one.subfields if code == "0"), "")
    if status[:1] == "T":
        reason = f"an authority record, not a book (002@ {shorten(status, 12)}): export titles, not authorities"
        raise BadRecord("002@", reason, book.id)
    pica_fields.fill(book, found, status)
    for row in others:
        heading = row.startswith(("SET: ", "Eingabe: ", "#"))
        if not heading:
            book.warnings.append(Warning("record", f"{shorten(row)!r} is no field of PICA", "kept as an extra field"))
        plain.leftover(book, "heading" if heading else "record", row)
    return book
