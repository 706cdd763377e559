"""MARC records written as lines of text → Book: MARCMaker and mnemonic files (loc.gov/marc/makrbrkr.html), Aleph sequential,
the "line" format of yaz-marcdump and Catmandu, MicroLIF, what MARC::Record prints, and dumps with `‡`.

A line is a field: its tag, its indicators, its subfields behind a mark. Which marks those are the first lines tell; how a
record ends, the next leader, an empty line or another system number says.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from shelflist.errors import BadRecord
from shelflist.model import Book, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import marc_carriers
from shelflist.readers.marc.iso2709 import Field
from shelflist.readers.marc.marc_mnemonics import plain
from shelflist.readers.shapes import text

NAME = "marc-text"
VERSION = 2
ORIGINS = marc_carriers.ORIGINS

_TYPES = rb"[\d ^#-]{5}[a-z^ #-][a-z][a-z^ #-]"
_MNEMONIC = re.compile(rb"=(?:LDR|000|\d{3})  ?")
_ALEPH = re.compile(rb"(\d{5,18}) ([0-9A-Z]{3})(.)(.) (?:[A-Z] )?(.*)", re.DOTALL)
_LABELLED = re.compile(rb"LDR(?:\xe2\x80\xa1| {1,4}|)(?=" + _TYPES + rb")")
_BARE = re.compile(_TYPES + rb"[^\x1e\x1f]{10,20}$")
_LINE = re.compile(r"([0-9A-Z]{3})(?: (.)(.)?)? *(.*)", re.DOTALL)
_NUMBERED = re.compile(r"[0-9A-Z]{3}")
LONGEST = 1_000_000
"""Bytes that one record may have."""


class Dialect(NamedTuple):
    """How one way of writing is told: `first` opens a record, `field` is any line of one, `read` makes its fields."""

    name: str
    first: Callable[[bytes], bool]
    field: Callable[[bytes], bool]
    read: Callable[[list[str], list[Warning]], tuple[str, list[Field]]]


def _pairs(value: str, mark: str) -> list[tuple[str, str]]:
    """Subfields behind a mark; what stands before the first one is $a."""
    head, *subs = value.split(mark)
    found = [("a", head.strip())] if head.strip() else []
    return found + [(sub[0], sub[1:]) for sub in subs if sub]


def _field(tag: str, indicators: str, value: str, mark: str) -> Field:
    """A field of any dialect: a control field where its tag says so and no subfield is marked."""
    if tag < "010" and tag.isdigit() and mark not in value:
        return Field(tag, "", [("", value)])
    return Field(tag, indicators.ljust(2)[:2], _pairs(value, mark))


def _mnemonic(lines: list[str], warnings: list[Warning]) -> tuple[str, list[Field]]:
    """`=245  10$aTitle`, `\\` for blanks, `{dollar}` and other names of characters."""
    label = ""
    fields: list[Field] = []
    for line in lines:
        if not line.startswith("="):
            if fields and line.strip():
                last = fields[-1]
                code, value = last.subfields[-1] if last.subfields else ("a", "")
                fields[-1] = Field(last.tag, last.indicators, [*last.subfields[:-1], (code, f"{value} {line.strip()}")])
            continue
        tag, rest = line[1:4], line[4:].removeprefix(" ").removeprefix(" ")
        if tag in ("LDR", "000"):
            label = plain(rest.replace("\\", " "))
        elif tag < "010" and tag.isdigit():
            fields.append(Field(tag, "", [("", plain(rest.replace("\\", " ")))]))
        else:
            shown = rest[:2].replace("\\", " ")
            fields.append(Field(tag, shown.ljust(2), [(code, plain(value)) for code, value in _pairs(rest[2:], "$")]))
    return label, fields


def _aleph(lines: list[str], warnings: list[Warning]) -> tuple[str, list[Field]]:
    """`000000002 24510 L $$aTitle`: system number, tag and indicators, a letter for the script, subfields behind `$$`."""
    label = ""
    fields: list[Field] = []
    number = ""
    for line in lines:
        number, _, rest = line.partition(" ")
        tag, shown, value = rest[:3], rest[3:5], rest[5:]
        value = re.sub(r"^ (?:[A-Z] )?", "", value)
        if tag == "LDR":
            label = value.replace("^", " ")
        elif tag < "010" and tag.isdigit():
            fields.append(Field(tag, "", [("", value.replace("^", " "))]))
        elif "$$" not in value:
            fields.append(Field(tag, shown, [("a", value)]))
        else:
            pairs = [(code, re.sub(r"^\^+|\^+$", "", found)) for code, found in _pairs(value, "$$")]
            fields.append(Field(tag, shown.replace("^", " "), pairs))
    if "-" * 3 in label:
        fields = [f if f.indicators or f.tag == "001" else _undashed(f) for f in fields]
    if all(field.tag != "001" for field in fields):
        fields.insert(0, Field("001", "", [("", number)]))
    return label, fields


def _undashed(field: Field) -> Field:
    """A control field that says `-` for a blank, with blanks."""
    return Field(field.tag, "", [("", field.subfields[0][1].replace("-", " "))])


def _lif(lines: list[str], warnings: list[Warning]) -> tuple[str, list[Field]]:
    """`24510_aTitle^` or `24510‡aTitle^`: no space behind the tag, a mark before each subfield, `^` at the end."""
    label = ""
    fields: list[Field] = []
    # A field may go on over several lines: only its `^` ends it.
    for line in re.split(r"\^`?(?:\n|$)", "\n".join(lines)):
        line = line.replace("\n", " ").rstrip("\r`")
        mark = "‡" if "‡" in line else "_"
        tag, rest = line[:3], line[3:]
        if tag == "LDR":
            label = rest.lstrip("‡").removesuffix("^")
        elif not _NUMBERED.fullmatch(tag):
            if line.strip():
                warnings.append(Warning("record", f"the line {line[:40]!r} is no field", "left out"))
        elif tag < "010" and tag.isdigit():
            fields.append(Field(tag, "", [("", rest.removeprefix("‡"))]))
        else:
            fields.append(_field(tag, rest[:2], rest[2:], mark))
    return label, fields


def _spaced(lines: list[str], warnings: list[Warning]) -> tuple[str, list[Field]]:
    """`245 10 $a Title $b more`, `245 10 _aTitle`, `245 10 ‡aTitle`: the leader with its name or without."""
    label = ""
    fields: list[Field] = []
    for line in lines:
        if not fields and not label and (found := re.sub(r"^LDR\s*", "", line)) and not _NUMBERED.match(line[:3] + " "):
            label = found
        elif line.startswith("LDR") or (not label and not fields and _BARE.match(line.encode())):
            label = re.sub(r"^LDR ?\s{0,3}", "", line)
        elif line.startswith("       ") and fields:
            mark = "_" if line.strip()[:1] == "_" else "‡" if "‡" in line else "$"
            last = fields[-1]
            fields[-1] = Field(last.tag, last.indicators, [*last.subfields, *_pairs(line.strip(), mark)])
        elif _NUMBERED.fullmatch(line[:3]) and line[3:4] in ("", " "):
            tag, rest = line[:3], line[4:]
            if tag < "010" and tag.isdigit() and not re.match(r".. [$_‡]", rest):
                fields.append(Field(tag, "", [("", rest.removeprefix("   ") if rest.startswith("   ") else rest)]))
            else:
                fields.append(Field(tag, rest[:2].ljust(2), _spaced_pairs(rest[2:])))
        else:
            warnings.append(Warning("record", f"the line {line[:40]!r} is no field", "left out"))
    return label, fields


def _spaced_pairs(value: str) -> list[tuple[str, str]]:
    """Subfields behind ` $a `, `_a` or `‡a`, whichever opens them."""
    value = value.lstrip(" ")
    if value[:1] == "$" and value[2:3] == " ":
        found = re.split(r"(?:^| )\$(\S) ", value)
        return [(found[n], found[n + 1]) for n in range(1, len(found) - 1, 2)]
    mark = value[:1] if value[:1] in ("$", "_", "‡", "|") else "‡"
    return _pairs(value, mark)


def _labelled(line: bytes) -> bool:
    return bool(_LABELLED.match(line))


DIALECTS = (
    Dialect("mnemonic", lambda line: line.startswith((b"=LDR", b"=000")), lambda line: bool(_MNEMONIC.match(line)), _mnemonic),
    Dialect("aleph", lambda line: False, lambda line: bool(_ALEPH.match(line)), _aleph),
    Dialect("lif", lambda line: line[3:4] != b" " and _labelled(line), lambda line: line.rstrip(b"`\r")[-1:] == b"^", _lif),
    Dialect("line", lambda line: _labelled(line) or bool(_BARE.match(line)), lambda line: bool(re.match(rb"[0-9A-Z]{3} ", line)), _spaced),
)  # fmt: skip


def _dialect(lines: list[bytes]) -> Dialect | None:
    """The first dialect that two of the first lines speak."""
    for one in DIALECTS:
        spoken = [line for line in lines if one.first(line) or one.field(line)]
        opened = one.name == "aleph" or any(one.first(line) for line in lines)
        if len(spoken) >= 3 and opened and len(spoken) * 2 > len(lines):
            return one
    return None


def sniff(head: bytes, name: str) -> bool:
    """Whether its first lines are fields of one of the dialects, behind a leader."""
    data = text.whole(head).lstrip(b" \t\r\n")
    if b"\x1e" in data[:8192] or b"\0" in data[:64]:
        return False
    lines = [
        line for line in data[:8192].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")[:40] if line.strip()
    ]
    return _dialect(lines) is not None


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same line by line."""
    number = 0
    noise: list[tuple[str, str, str]] = []
    for lines, found in _records(text.lines(blocks)):
        if found:
            number += 1
            yield Chunk(b"\n".join(lines), number, warnings=tuple(noise[:20]))
            noise = []
        else:
            shown = text.decode(b" ".join(lines)[:60])[0]
            noise.append(("record", f"{shown!r} between two records is no field", "passed over"))
    if noise and not number:
        yield Chunk(b"", 1, problem="no line of it is a MARC field: is it a file of another format?")


def _records(lines: Iterator[bytes]) -> Iterator[tuple[list[bytes], bool]]:
    """(lines, whether they are a record): what stands between records comes by itself."""
    waiting: list[bytes] = []
    dialect: Dialect | None = None
    size = 0
    for line in lines:
        if not waiting or dialect is None:
            dialect = next(
                (one for one in DIALECTS if one.first(line) or (one.name == "aleph" and one.field(line))), None
            )
            if dialect is None:
                if line.strip():
                    yield [line], False
                continue
            waiting, size = [line], len(line)
            continue
        if _ends(dialect, waiting, line) or size > LONGEST:
            yield from _flushed(waiting, dialect)
            waiting, size = [], 0
            if dialect.first(line) or (dialect.name == "aleph" and dialect.field(line)):
                waiting, size = [line], len(line)
            elif line.strip():
                yield [line], False
            continue
        if line.strip():
            waiting.append(line)
            size += len(line)
    yield from _flushed(waiting, dialect)


def _ends(dialect: Dialect, waiting: list[bytes], line: bytes) -> bool:
    """Whether a record ends before this line."""
    if dialect.name == "aleph":
        match = _ALEPH.match(line)
        return bool(line.strip()) and (match is None or match[1] != waiting[0].partition(b" ")[0])
    if dialect.name == "lif":
        return waiting[-1].rstrip(b"\r").endswith(b"`") or dialect.first(line)
    return dialect.first(line) or (not line.strip() and len(waiting) > 1)


def _flushed(waiting: list[bytes], dialect: Dialect | None) -> Iterator[tuple[list[bytes], bool]]:
    if waiting and dialect is not None:
        yield waiting, True


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: no fields, or what the maps of MARC refuse."""
    lines = chunk.data.split(b"\n")
    dialect = next(
        (one for one in DIALECTS if one.first(lines[0]) or (one.name == "aleph" and one.field(lines[0]))), None
    )
    if dialect is None:
        raise BadRecord("record", "its first line is no leader and no field: export it again")
    decoded, is_utf8 = text.decode(chunk.data)
    warnings = [] if is_utf8 else [Warning(*text.NOT_UTF8)]
    label, fields = dialect.read([line.rstrip("\r") for line in decoded.split("\n")], warnings)
    if not fields:
        raise BadRecord("record", "no MARC fields: export it again")
    return marc_carriers.book(chunk, NAME, label, fields, warnings)
