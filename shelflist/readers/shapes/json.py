"""JSON (RFC 8259): values with their faults told, and the items of a long array one by one.

A key that stands twice keeps its last value and is told; NaN and Infinity are no JSON; a number keeps its text, so that no
ISBN loses its zeros and no number is too long; nesting past `DEEPEST` is refused.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from shelflist.errors import BadRecord, BadSource, shorten
from shelflist.model import Extra
from shelflist.readers import Chunk
from shelflist.readers.shapes import text

DEEPEST = 200
_MARKS = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]]|"', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_LONE = re.compile("[\ud800-\udfff]")
_AROUND = b" \t\r\n,\x1e"
LONGEST = 64_000_000
"""Bytes that one item of an array may have."""


def loads(data: bytes) -> tuple[Any, list[str]]:
    """(a value whose numbers are texts, the keys that stood twice in one object). Raises BadRecord."""
    twice: list[str] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: set[str] = set()
            twice.extend(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return made

    def no_number(word: str) -> Any:
        raise BadRecord("record", f"{word} is no JSON: take it out, or write it between quotes")

    line, _ = text.decode(data)
    try:
        made = json.loads(
            line, object_pairs_hook=table, parse_int=str, parse_float=str, parse_constant=no_number, strict=False
        )
        return (_whole(made), _whole(twice)) if _HALF.search(line) else (made, twice)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None
    except ValueError as error:
        raise BadRecord("record", f"not JSON: {error}") from None


def _whole(value: Any) -> Any:
    """A value without halves of surrogate pairs, which no encoding can hold."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_LONE.sub("\ufffd", key): _whole(one) for key, one in value.items()}
    return value


def document(data: bytes) -> Any:
    """A whole file's value. Raises BadSource: not JSON, or nested more than `DEEPEST`."""
    data = text.whole(data)
    depth = deepest = 0
    for match in _MARKS.finditer(data):
        mark = match[0]
        depth += (mark in (b"{", b"[")) - (mark in (b"}", b"]"))
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            raise BadSource("", f"its values are nested more than {DEEPEST} deep: this is no file of records")
    try:
        return loads(data)[0]
    except BadRecord as error:
        raise BadSource("", f"{error.reason}; mend it or export it again") from None


def first(head: bytes) -> str:
    """The first character of a file that may be JSON: "{", "[", or "" for any other."""
    opening = text.whole(head).lstrip(_AROUND)[:1]
    return opening.decode() if opening in (b"{", b"[") else ""


def keys(head: bytes) -> set[str]:
    """The names of the keys that stand in the head of a file, at any depth: for `sniff`. Empty for what is not JSON."""
    if not first(head):
        return set()
    return {
        name.decode("utf-8", "replace") for name in re.findall(rb'"([A-Za-z0-9_@$:.-]{1,60})"\s*:', text.whole(head))
    }


def items(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The objects of a top-level array, of several values one after another, or of JSON lines: a chunk each.

    They are cut by their brackets alone, so that one that is no JSON does not stop the next; what else stands between two
    is told with the second. Raises BadSource: too deep.
    """
    buffer = b""
    number = depth = start = scanned = 0
    inside = False  # of the outermost array
    gap = b""  # what stands before the object that is being read
    for block in text.utf8(blocks):
        buffer += block
        position = behind = scanned
        for match in _MARKS.finditer(buffer, scanned):
            mark = match[0]
            if mark == b'"':  # opens and does not close: wait for more
                break
            position = match.end()
            if mark == b"[" and depth == 0 and not inside:
                inside, behind = True, position
            elif mark in (b"{", b"["):
                if depth == 0:
                    start = match.start()
                    gap += buffer[behind:start]
                depth += 1
                if depth > DEEPEST:
                    raise BadSource("", f"its values are nested more than {DEEPEST} deep: this is no file of records")
            elif mark in (b"}", b"]"):
                if depth == 0:
                    inside, behind = False, position
                    continue
                depth -= 1
                if depth == 0:
                    number += 1
                    yield Chunk(buffer[start:position], number, warnings=_between(gap))
                    gap, behind = b"", position
        if not depth:
            gap = (gap + buffer[behind:position])[:2000]
        keep = start if depth else position
        buffer, scanned = buffer[keep:], position - keep
        start = 0
        if len(buffer) > LONGEST:
            raise BadSource("", "a quote or bracket opens and does not close: mend it or export it again")
    if depth:
        reason = "the file ends inside this record: export it again"
        yield Chunk(buffer[:2000], number + 1, problem=reason)


def _between(gap: bytes) -> tuple[tuple[str, str, str], ...]:
    """The warning about what stands before a record and is none."""
    junk = gap.strip(_AROUND)
    if not junk:
        return ()
    return (("", f"{shorten(text.decode(junk[:200])[0], 40)!r} stands before the record", "passed over"),)


def parse(chunk: Chunk) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """(a chunk's object, warnings as (field, reason, outcome)). Raises BadRecord: not JSON, not an object."""
    made, twice = loads(chunk.data)
    if not isinstance(made, dict):
        raise BadRecord("record", "not an object: a record is written between braces")
    return made, [(key, "the key stands twice", "the last one counts") for key in twice]


def string(value: Any) -> str:
    """A value as one text: texts and numbers as they are, lists joined by "; ", everything else ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(part for part in map(string, value) if part)
    return "true" if value is True else ""


def strings(value: Any) -> list[str]:
    """A text or a list of texts as a list of those that are not empty."""
    return [part for part in map(string, value if isinstance(value, list) else [value]) if part]


def fields(value: dict[str, Any]) -> list[Extra]:
    """An object field by field, as it came: each text under its path ("author/0/family")."""
    found: list[Extra] = []

    def walk(one: Any, path: str) -> None:
        if isinstance(one, dict):
            for key, inner in one.items():
                walk(inner, f"{path}/{key}" if path else key)
        elif isinstance(one, list):
            if all(not isinstance(inner, dict | list) for inner in one):
                words = [("", string(inner)) for inner in one if string(inner)]
                found.extend([Extra(path, "", words)] if words else [])
                return
            for n, inner in enumerate(one):
                walk(inner, f"{path}/{n}")
        elif one is not None and one != "":
            found.append(Extra(path, "", [("", string(one) if not isinstance(one, bool) else str(one).lower())]))

    walk(value, "")
    return found
