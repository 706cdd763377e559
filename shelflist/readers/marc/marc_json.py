"""MARC records in JSON → Book: MARC-in-JSON (rossfsinger.com/blog/2010/09/a-proposal-to-serialize-marc-in-json), its kin
with tag/value or controlfield/datafield objects, marc4j's "marc-json", which is no JSON (names without quotes, commas left
out), and the three older forms of RecordManager (lists of values by tag; `v` and `f`).

An array, one object, objects one after another, JSON lines, and a list inside an envelope are all read.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from shelflist.errors import BadRecord
from shelflist.model import Book, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import marc_carriers
from shelflist.readers.marc.iso2709 import Field
from shelflist.readers.shapes import json, text

NAME = "marc-json"
VERSION = 2
ORIGINS = marc_carriers.ORIGINS

_TAG = re.compile(r"[0-9A-Za-z]{3}")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++|"', re.DOTALL)
_MARKS = (
    re.compile(rb'"leader"\s*:\s*"[^"]{0,40}"'),
    re.compile(rb'"fields"\s*:\s*\[\s*\{\s*"(?:[0-9A-Z]{3}"\s*:|tag"\s*:)'),
    re.compile(rb'\{\s*leader\s*:\s*"'),
    re.compile(rb'\{\s*"v"\s*:\s*\d\s*,\s*"f"\s*:\s*\{\s*"\d{3}"'),
    re.compile(rb'^\s*\[?\s*\{\s*"(?:000|00\d|LDR)"\s*:\s*\[\s*"'),
)
_FIELDS = re.compile(rb'"?(?:fields|controlfield|datafield)"?\s*:\s*\[|\\u001[fF]|"f"\s*:|"\d{3}"\s*:')
_RECORD = re.compile(rb'\{\s*"?(?:leader|fields|controlfield|datafield|v|000|001|LDR)"?\s*:', re.IGNORECASE)
_LISTS = ("records", "record", "collection", "items", "docs", "results")


def sniff(head: bytes, name: str) -> bool:
    """Whether this is JSON, or nearly, whose objects have a leader and fields as one of the dialects writes them."""
    if not json.first(head):
        return False
    data = text.whole(head)
    return any(mark.search(data) for mark in _MARKS) and bool(_FIELDS.search(data))


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same block by block; an envelope's records are chunks of their own."""
    number = 0
    for chunk in json.items(blocks):
        for data in [chunk.data] if chunk.problem or _RECORD.match(chunk.data) else _within(chunk.data):
            number += 1
            yield Chunk(data, number, problem=chunk.problem)


def _within(data: bytes) -> list[bytes]:
    """The records of an envelope; the object itself where it is none."""
    try:
        made = json.loads(data)[0]
    except BadRecord:
        return [data]
    for _ in range(4):
        if isinstance(made, list):
            return [msgspec.json.encode(_whole(one)) for one in made if isinstance(one, dict)] or [data]
        if not isinstance(made, dict):
            break
        key = next((key for key in _LISTS if isinstance(made.get(key), dict | list)), "")
        if not key:
            break
        made = made[key]
    return [data]


def _whole(value: Any) -> Any:
    """A value without halves of surrogate pairs, which no encoding can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not JSON, no fields, or what the maps of MARC refuse."""
    warnings: list[Warning] = []
    try:
        made, twice = json.parse(chunk)
    except BadRecord:
        mended = _quoted(chunk.data)
        made, twice = json.parse(Chunk(mended, chunk.number, chunk.file))
    warnings += [Warning(*one) for one in twice]
    made = _whole(made)
    label, fields = _read(made, warnings)
    if not fields:
        raise BadRecord("record", "no MARC fields: export it again")
    return marc_carriers.book(chunk, NAME, label, fields, warnings)


def _quoted(data: bytes) -> bytes:
    """marc4j's dialect as JSON: names between quotes, a comma wherever a value follows a value."""
    found: list[str] = []
    before = ""
    line, _ = text.decode(data)
    tokens = _TOKEN.findall(line)
    for n, token in enumerate(tokens):
        starts = token[0] not in "}]:,"
        if starts and before and before not in "{[:,":
            found.append(",")
        bare = starts and token[0] not in '{["'
        if bare and n + 1 < len(tokens) and tokens[n + 1] == ":":
            token = f'"{token}"'
        found.append(token)
        before = token if token in ("{", "[", ":", ",") else "x"
    return "".join(found).encode("utf-8", "replace")


def _read(made: dict[str, Any], warnings: list[Warning]) -> tuple[str, list[Field]]:
    """(leader, fields) of an object in any of the dialects."""
    if isinstance(made.get("f"), dict):
        return _by_tag(made["f"], warnings)
    listed = [made.get(name) for name in ("fields", "controlfield", "datafield", "controlfields", "datafields")]
    if not any(isinstance(one, list) for one in listed):
        if isinstance(made.get("fields"), dict):
            label, found = _by_tag(made["fields"], warnings)
            return json.string(made.get("leader")) or label, found
        return _by_tag(made, warnings)
    label = json.string(made.get("leader"))
    fields: list[Field] = []
    for one in (one for listing in listed if isinstance(listing, list) for one in listing):
        if not isinstance(one, dict):
            warnings.append(Warning("fields", "a field that is no object", "left out"))
            continue
        if "tag" in one:
            fields += _field(json.string(one["tag"]), one, warnings)
            continue
        for tag, value in one.items():
            fields += _field(tag, value, warnings)
    return label, [field for field in fields if field.tag not in ("LDR", "000")]


def _by_tag(made: dict[str, Any], warnings: list[Warning]) -> tuple[str, list[Field]]:
    """The fields of an object whose keys are tags, each with a list of its values."""
    label = ""
    fields: list[Field] = []
    for tag, values in made.items():
        if not _TAG.fullmatch(tag):
            if tag.lower() in ("leader", "label"):
                label = json.string(values)
            continue
        for value in values if isinstance(values, list) else [values]:
            if tag in ("000", "LDR"):
                label = label or json.string(value)
            else:
                fields += _field(tag, value, warnings)
    return label, fields


def _field(tag: str, value: Any, warnings: list[Warning]) -> list[Field]:
    """One field: a control field's text, or indicators and subfields however this dialect writes them."""
    if isinstance(value, str):
        if "\x1f" in value:
            head, *subs = value.split("\x1f")
            return [Field(tag, head[:2].ljust(2), [(sub[0], sub[1:]) for sub in subs if sub])]
        return [Field(tag, "" if tag < "010" else "  ", [("" if tag < "010" else "a", value)])]
    if not isinstance(value, dict):
        warnings.append(Warning(tag, "a field that is neither text nor object", "left out"))
        return []
    listed = next((value[key] for key in ("subfields", "subfield", "s") if key in value), None)
    if listed is None:
        content = next((json.string(value[key]) for key in ("value", "data", "content") if key in value), "")
        return _field(tag, content, warnings) if content else []
    both = json.string(value.get("ind", ""))
    first = json.string(value.get("ind1", value.get("i1", both[:1])))[:1] or " "
    second = json.string(value.get("ind2", value.get("i2", both[1:2])))[:1] or " "
    pairs: list[tuple[str, str]] = []
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            pairs += _pairs(tag, one, warnings)
        else:
            warnings.append(Warning(tag, "a subfield that is no object", "left out"))
    return [Field(tag, first + second, pairs)]


def _pairs(tag: str, one: dict[str, Any], warnings: list[Warning]) -> list[tuple[str, str]]:
    """The subfield or subfields of one object: {"a": …}, {"code": "a", "value": …}, {"c": "a", "v": …}."""
    code = one.get("code", one.get("c") if "v" in one and len(one) == 2 else None)
    if isinstance(code, str):
        values = [one[key] for key in ("value", "data", "content", "v") if key in one]
        found = [(code, value) for value in values[:1]]
    else:
        found = [
            (key, value) for key, listed in one.items() for value in (listed if isinstance(listed, list) else [listed])
        ]
    pairs = []
    for code, value in found:
        if len(code) != 1:
            warnings.append(Warning(tag, f"a subfield with the code {code[:20]!r}", "read as $a"))
            code = "a"
        pairs.append((code, json.string(value)))
    return pairs
