"""ISO 2709: bytes → records → fields. Splitting is ours (a bad length must not swallow the rest of a file), a
record whose directory is right is cut by it, any other by its field terminators.

Character sets by the cataloguing guide §3: strict UTF-8 with a multi-byte sequence wins over what the leader says, then
MARC-8 (MARC 21) or ISO 5426 (UNIMARC 100 $a/26), then Windows-1252 for the field that is not what it says, with a warning.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from shelflist.cataloguing import characters
from shelflist.errors import BadRecord
from shelflist.model import Extra, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import marc_charsets

END_OF_RECORD, END_OF_FIELD, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER = re.compile(rb"[\s\x00\x1a\xef\xbb\xbf]*[0-9 ]{5}[a-z0-9 |#^-]{5}", re.IGNORECASE)
_ODD_CODE = re.compile(rb"\x1f[^!-~\x1e\x1f]")
_LOST_MARK = re.compile(rb"a(?=[A-Z])")
_AROUND = b" \t\r\n\x00\x1a\xef\xbb\xbf"


class Field(NamedTuple):
    """A field: tag, two indicators, (code, value) pairs. A control field has one pair with the code ""."""

    tag: str
    indicators: str
    subfields: list[tuple[str, str]]

    def all(self, codes: str) -> list[str]:
        """Values of the subfields with these codes, in order, empty ones left out."""
        return [value for code, value in self.subfields if code in codes and code and value]

    def first(self, code: str) -> str:
        """The first value of a subfield, or ""."""
        return next((value for found, value in self.subfields if found == code and value), "")

    def join(self, codes: str, glue: str = " ") -> str:
        """The values of these subfields as one text."""
        return glue.join(self.all(codes))


class Marc(NamedTuple):
    """A decoded record: its fields by tag for the maps, and `record`, leader and fields as they came, which nobody changes."""

    leader: str
    fields: dict[str, list[Field]]
    warnings: list[Warning]
    record: list[Extra]

    def get(self, *tags: str) -> list[Field]:
        """All fields with these tags, tag by tag."""
        if len(tags) == 1:
            return self.fields.get(tags[0], [])
        return [field for tag in tags if tag in self.fields for field in self.fields[tag]]

    def in_order(self, *tags: str) -> list[Field]:
        """The same in the order of the record."""
        waiting = {tag: list(self.fields.get(tag, ())) for tag in tags}
        found = [waiting[one.tag].pop(0) for one in self.record if waiting.get(one.tag)]
        return found + [field for tag in tags for field in waiting[tag]]

    def control(self, tag: str) -> str:
        """The value of a control field, or ""."""
        return next((value for field in self.fields.get(tag, ()) for _, value in field.subfields), "")


def marc(leader: str, fields: Iterable[Field], warnings: list[Warning]) -> Marc:
    """A record from its fields in their order, whatever carried them."""
    record = [Extra("LDR", "", [("", leader)])]
    grouped: dict[str, list[Field]] = {}
    for field in fields:
        record.append(Extra(*field))
        if field.tag in grouped:
            grouped[field.tag].append(field)
        else:
            grouped[field.tag] = [field]
    return Marc(leader, grouped, warnings, record)


def looks(head: bytes) -> bool:
    """Whether these bytes are ISO 2709: a leader, then field and subfield marks."""
    return bool(_LEADER.match(head)) and END_OF_FIELD in head and SUBFIELD in head


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record, its terminator with it; white space, marks and NULs between records are passed over."""
    start, number = 0, 0
    while start < len(data):
        end = data.find(END_OF_RECORD, start)
        stop = len(data) if end < 0 else end + 1
        chunk = data[start:stop].lstrip(_AROUND)
        start = stop
        if chunk.strip(_AROUND) not in (b"", END_OF_RECORD):
            number += 1
            yield Chunk(chunk, number)


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same block by block: each is cut behind its last whole record."""
    number = 0
    parts: list[bytes] = []
    for block in chain(blocks, [b""]):
        cut = block.rfind(END_OF_RECORD) + 1 if block else 0
        if cut or not block:
            for chunk in split(b"".join([*parts, block[:cut]])):
                number += 1
                yield Chunk(chunk.data, number)
            parts = []
        parts.append(block[cut:])


def _directory(data: bytes) -> bytes:
    """The entries of a record's directory; the first digit of the first one, where it was lost, is 0."""
    directory = data[24 : data.find(END_OF_FIELD)]
    return b"0" + directory if len(directory) % 12 == 11 else directory


def tags(data: bytes) -> list[str]:
    """The tags of a record's directory, without decoding it."""
    directory = _directory(data)
    return [directory[n : n + 3].decode("ascii", "replace") for n in range(0, len(directory) - 11, 12)]


def is_unimarc(data: bytes) -> bool:
    """Whether a record is UNIMARC: 200 and no 245, or a leader that ends as UNIMARC's does where neither stands."""
    directory = _directory(data)
    found = {directory[n : n + 3] for n in range(0, len(directory) - 11, 12)}
    if b"245" in found or b"200" in found:
        return b"245" not in found
    return data[20:24] == b"450 "


def record_id(data: bytes) -> str:
    """The value of 001 as far as it can be read, for messages."""
    first = data[data.find(END_OF_FIELD) + 1 :].split(END_OF_FIELD)[0] if tags(data)[:1] == ["001"] else b""
    return characters.clean(first.decode("utf-8", "replace"), 80)[0]


def read(chunk: Chunk, *, unimarc: bool | None = None) -> Marc:
    """A record's bytes → fields. Raises BadRecord: cut short, or neither lengths nor terminators make sense.

    `unimarc` is its flavour where the caller knows it.
    """
    data = chunk.data
    if not data.endswith(END_OF_RECORD):
        whole = data.rstrip(_AROUND)
        if not whole.endswith(END_OF_FIELD) or not whole[:5].isdigit() or int(whole[:5]) > len(whole) + 1:
            raise BadRecord("record", "cut short: the file ends inside it; export it again", record_id(data))
        data = whole + END_OF_RECORD
    length = data[:5]
    if len(data) <= 99_999 and (not length.isdigit() or int(length) in (0, 99_999)):
        shown = length.decode("ascii", "replace")
        raise BadRecord("leader", f"the record length {shown!r} is no length; export it again", record_id(data))
    warnings: list[Warning] = []
    unimarc = is_unimarc(data) if unimarc is None else unimarc
    if data[:5] != b"%05d" % len(data) and len(data) <= 99_999:
        once = None if data.isascii() else _encoded_once(data)
        if once is not None:
            warnings.append(Warning("record", "turned into UTF-8 more than once", "turned back"))
            return _by_terminators(once, unimarc, warnings, "twice" if _is_utf8(once) else "marc-8")
        warnings.append(Warning("leader", f"length {int(length)}, but {len(data)} bytes", "read by its terminators"))
        return _by_terminators(data, unimarc, warnings)
    trouble = _trouble(data)
    if trouble == "directory":
        warnings.append(Warning("directory", "it does not fit the fields", "recovered by the field terminators"))
    elif not trouble and ((data.isascii() and b"\x1b" not in data) or _is_utf8(data)):
        return _directly(data)
    return _by_terminators(data, unimarc, warnings)


def _trouble(data: bytes) -> str:
    """What would make pymarc drop something: "directory" where an entry is not just a field, "marks" inside one, or ""."""
    if len(data) > 99_999 or not data[12:17].isdigit():
        return "directory"
    base = int(data[12:17])
    directory = data[24 : base - 1]
    if (
        data[base - 1 : base] != END_OF_FIELD
        or len(directory) % 12
        or data.count(END_OF_FIELD) != len(directory) // 12 + 1
    ):
        return "directory"
    marks = _ODD_CODE.search(data) is not None
    for n in range(0, len(directory), 12):
        tag, length, offset = directory[n : n + 3], directory[n + 3 : n + 7], directory[n + 7 : n + 12]
        if not (length.isdigit() and offset.isdigit()):
            return "directory"
        start = base + int(offset)
        stop = start + int(length)
        if data[start - 1 : start] != END_OF_FIELD or data[stop - 1 : stop] != END_OF_FIELD or stop <= start:
            return "directory"
        # A control field has no subfields; any other opens one behind its two indicators.
        control = tag < b"010" and tag.isdigit()
        marks |= control is (data[start + 2 : start + 3] == SUBFIELD) if stop - start > 3 else False
    return "marks" if marks else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def _directly(data: bytes) -> Marc:
    """A record in UTF-8 whose directory and marks are right: each field where its entry says."""
    base = int(data[12:17])
    fields: list[Field] = []
    for n in range(24, base - 1, 12):
        start = base + int(data[n + 7 : n + 12])
        text = data[start : start + int(data[n + 3 : n + 7]) - 1].decode("utf-8")
        tag = data[n : n + 3].decode("ascii", "replace")
        if tag < "010" and tag.isdigit():
            fields.append(Field(tag, "", [("", text)]))
        else:
            indicators, *found = text.split("\x1f")
            fields.append(Field(tag, indicators.ljust(2), [(sub[0], sub[1:]) for sub in found if sub]))
    return marc(data[:24].decode("ascii", "replace"), fields, [])


def _bodies(data: bytes) -> list[tuple[str, bytes]]:
    """(tag, bytes) of each field: by the terminators, else by what the directory says. Raises BadRecord."""
    parts = data[24:].rstrip(END_OF_RECORD).split(END_OF_FIELD)
    names = tags(data)
    bodies = parts[1:-1] if parts and not parts[-1] else parts[1:]
    if names and len(names) == len(bodies):
        return list(zip(names, bodies, strict=True))
    base = int(data[12:17]) if data[12:17].isdigit() else 0
    for end in {base - 1, data.find(END_OF_FIELD)}:
        found = _by_directory(data[24:end], data[end + 1 :]) if end > 24 else []
        if found:
            return found
    reason = f"{len(names)} entries in the directory for {len(bodies)} fields; export it again"
    raise BadRecord("directory", reason, record_id(data))


def _by_directory(directory: bytes, body: bytes) -> list[tuple[str, bytes]]:
    """The fields where every entry ends at a terminator and they follow one another; [] where one does not."""
    if len(directory) % 12 or not directory:
        return []
    found, last = [], 0
    for n in range(0, len(directory), 12):
        tag, length, offset = directory[n : n + 3], directory[n + 3 : n + 7], directory[n + 7 : n + 12]
        if not (length + offset).isdigit() or int(offset) != last:
            return []
        last += int(length)
        field = body[int(offset) : last]
        if not field.endswith(END_OF_FIELD):
            return []
        # A terminator inside a field, which its length counts in, is a fault of its text.
        found.append((tag.decode("ascii", "replace"), field[:-1].replace(END_OF_FIELD, b"")))
    return found


def _encoded_once(data: bytes) -> bytes | None:
    """A record that was turned into UTF-8 once or twice too often, as it was when its length was written; None for any other."""
    for _ in range(2):
        try:
            data = data.decode("utf-8").encode("latin-1")
        except UnicodeError:
            return None
        # UTF-8 whose characters were counted for bytes would fit as well, but is then neither UTF-8 nor MARC-8.
        if data[:5] == b"%05d" % len(data):
            marc8 = data[9:10] != b"a" and not marc_charsets.guess(data, "marc-8")
            return data if _is_utf8(data) or marc8 else None
    return None


def _by_terminators(data: bytes, unimarc: bool, warnings: list[Warning], known: str = "") -> Marc:
    """The record by its field terminators, each field decoded by itself, from `known` where that is told. Raises BadRecord."""
    bodies = _bodies(data)
    charset = known or _charset(data, unimarc, dict(bodies).get("100", b""))
    guessed = "" if data.isascii() else marc_charsets.guess(b"\x1e".join(body for _, body in bodies), charset, unimarc)
    if guessed:
        name = marc_charsets.NAMES[guessed]
        warnings.append(Warning("record", "not in the character set that it declares", f"read as {name}"))
    count = int(data[10:11]) if data[10:11] in (b"3", b"4") else 2
    fields = [_field(tag, body, count, guessed or charset, warnings) for tag, body in bodies]
    return marc(data[:24].decode("ascii", "replace"), fields, warnings)


def _field(tag: str, body: bytes, count: int, charset: str, warnings: list[Warning]) -> Field:
    """One field's bytes: its indicators, of which leader/10 says how many there are, and subfields."""
    if tag < "010" and tag.isdigit() and SUBFIELD not in body:
        return Field(tag, "", [("", marc_charsets.decode(body, charset, tag, warnings))])
    head, *subfields = body.split(SUBFIELD)
    pairs = []
    if len(head) == count:
        pass
    elif len(head) > 2:
        count = 2
        # A subfield without its mark: what stands after the indicators is $a, its code with it or not.
        lost = head[3:] if _LOST_MARK.match(head, 2) else head[2:]
        pairs.append(("a", marc_charsets.decode(lost, charset, tag, warnings)))
        warnings.append(Warning(tag, "a subfield without its mark", "read as $a"))
    for sub in filter(None, subfields):
        code = sub[:1]
        if _ODD_CODE.match(SUBFIELD + code):
            code, sub = b"a", b"a" + sub
            warnings.append(Warning(tag, "a subfield without its code", "read as $a"))
        pairs.append((code.decode("ascii"), marc_charsets.decode(sub[1:], charset, tag, warnings)))
    return Field(tag, head[:count].decode("ascii", "replace").ljust(2), pairs)


def _charset(data: bytes, unimarc: bool, coded: bytes) -> str:
    """utf-8, marc-8 or the set of `marc_charsets.DECLARED` that the record declares."""
    if not unimarc:
        return "utf-8" if data[9:10] == b"a" else "marc-8"
    sub = coded.partition(SUBFIELD + b"a")[2]
    lower, upper = sub[26:28].decode("ascii", "replace"), sub[28:30].decode("ascii", "replace")
    return marc_charsets.DECLARED.get(upper if upper in ("02", "04", "05") and lower == "01" else lower, "utf-8")
