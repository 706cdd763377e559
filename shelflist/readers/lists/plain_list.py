"""Lists of books in JSON (RFC 8259) or TOML (toml.io, 1.0) whose values have ordinary names (`plain_columns`).

JSON: an array of objects, or an object with such an array under "books" (or the word of another language). TOML: `[[books]]`
or `[[book]]`. A list holds several values; a name is a text or `{family, given}`; what stands in an object within a book
is known by its own name ("identifiers": {"isbn": …}). TOML's dates are kept as ISO text. A list that says `"shelflist": 1` is
one of our own exports: its books have the names of the model (`own_list`).
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Warning
from shelflist.readers import Chunk
from shelflist.readers.lists import own_list, plain_columns, plain_fields
from shelflist.readers.lists.plain_columns import PERSONAL, Value
from shelflist.readers.shapes import json as shape
from shelflist.readers.shapes import text

__all__ = ["NAME", "ORIGINS", "PERSONAL", "VERSION", "parse", "sniff", "split", "stream"]

NAME = "plain-list"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = {
    name: tuple(dict.fromkeys([*plain_columns.ORIGINS.get(name, ()), *own_list.ORIGINS.get(name, ())]))
    for name in {**plain_columns.ORIGINS, **own_list.ORIGINS}
}

LISTS = frozenset(
    ("books", "book", "libri", "libro", "livres", "livre", "buecher", "bücher", "buch", "libros", "works")
)
"""Keys under which a list of books stands."""

FAMILY = (
    "family",
    "last",
    "lastname",
    "last_name",
    "lastName",
    "familyName",
    "family_name",
    "surname",
    "cognome",
    "nom",
    "nachname",
)
GIVEN = (
    "given",
    "first",
    "firstname",
    "first_name",
    "firstName",
    "givenName",
    "given_name",
    "nome",
    "prenom",
    "prénom",
    "vorname",
)
ITSELF = frozenset(("name", "title", "value", "text", "label", "literal", "code", "full name", "display name"))
"""What an object under a known name calls its own value."""

BESIDE = frozenset(("place", "date", "volume", "isbn", "issn"))
"""Fields that may stand in an object under another field: the publisher's place, the series' volume."""

OTHERS = frozenset(
    ("itemType", "creators", "issued", "container-title", "citation-key", "@context", "@type", "readingOrder")
)
"""Names that only lists of other formats have (Zotero's items, CSL-JSON, JSON-LD, OPDS)."""

_OWN = re.compile(rb'\s*\{\s*"shelflist"\s*:\s*\d')
_TOML = re.compile(
    rb"^[ \t]*\[\[[ \t]*\"?(?:books?|libri|libro|livres?|b\xc3\xbccher|buecher|buch|libros)\"?[ \t]*\]\]", re.MULTILINE
)
_KEY = re.compile(r"^[ \t]*+[\"']?([^\s\"'=#\[\]][^\"'=\n#\[\]]{0,59}?)[\"']?[ \t]*+=", re.MULTILINE)
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]:]', re.DOTALL)


def sniff(head: bytes, name: str) -> bool:
    """Whether the first book of the list has a title and another known value."""
    head = text.whole(head)
    opening = _opening(head)
    if _OWN.match(head):
        return True
    if opening:
        return _known(_first_keys(head if opening == "[" else _array(head)[0]))
    match = _TOML.search(head)
    if match is None:
        return False
    after = text.decode(head[match.end() :])[0].partition("\n[[")[0]
    return _known(set(_KEY.findall(after)))


def _opening(head: bytes) -> str:
    """The first character of JSON, "" for anything else: TOML may begin with brackets too."""
    return "" if _TOML.match(text.whole(head).lstrip()) else shape.first(head)


def _known(keys: set[str]) -> bool:
    if keys & OTHERS:
        return False
    found = {plain_columns.field(key) for key in keys} - {""}
    return "title" in found and len(found) >= 2


def _first_keys(array: bytes) -> set[str]:
    """The names in the first object of an array."""
    if not re.match(rb"\s*\[\s*\{", array):
        return set()
    try:
        first = next(shape.items([array]), None)
        if first is not None and not first.problem:
            made = shape.loads(first.data)[0]
            return {str(key) for key in made} if isinstance(made, dict) else set()
    except (BadSource, BadRecord):
        return set()
    return shape.keys(array)


def _array(data: bytes) -> tuple[bytes, list[str]]:
    """(the array under a word of `LISTS` at the top of an object, or what there is of it; the object's other names)."""
    depth = start = 0
    key = ""
    others: list[str] = []
    found = b""
    last = b""
    for match in _TOKEN.finditer(data):
        mark = match[0]
        if mark == b":" and depth == 1:
            key = last.strip(b'"').decode("utf-8", "replace")
            if key.lower() not in LISTS or found:
                others.append(key)
        elif mark in (b"{", b"["):
            if depth == 1 and mark == b"[" and key.lower() in LISTS and not found:
                start = match.start()
            depth += 1
        elif mark in (b"}", b"]"):
            depth -= 1
            if depth == 1 and start and not found:
                found = data[start : match.end()]
        last = mark
    return found or (data[start:] if start else b""), others


# --- records --------------------------------------------------------------------------------------------------


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a book."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a book, as JSON. Raises BadSource: nested too deeply, or no list of books."""
    source = iter(blocks)
    head = b""
    while len(head) < 200 and (more := next(source, b"")):
        head += more
    opening = _opening(head)
    if opening == "[":
        yield from shape.items(chain([head], source))
    elif opening == "{":
        array, others = _array(text.whole(b"".join(chain([head], source))))
        if not array:
            raise BadSource("", 'no list of books: put them into an array under "books"')
        if own_list.STAMP in others:
            others.remove(own_list.STAMP)
            yield from _noted(map(_stamped, shape.items([array])), others)
        else:
            yield from _noted(shape.items([array]), others)
    else:
        yield from _toml(text.whole(b"".join(chain([head], source))))


def _stamped(chunk: Chunk) -> Chunk:
    """A book of our own list, which says so itself: what its values mean must stand in its chunk."""
    rest = chunk.data[1:]
    if chunk.problem or chunk.data[:1] != b"{" or rest.strip() == b"}":
        return chunk
    return Chunk(b'{"%s":1,%s' % (own_list.STAMP.encode(), rest), chunk.number)


def _noted(chunks: Iterable[Chunk], others: list[str]) -> Iterator[Chunk]:
    """The chunks; the first says what stands beside the list."""
    notes = tuple((name, "stands outside of the books", "passed over") for name in dict.fromkeys(others))
    for chunk in chunks:
        if notes and not chunk.problem:
            yield Chunk(chunk.data, chunk.number, warnings=(*notes, *chunk.warnings))
            notes = ()
        else:
            yield chunk


def _toml(data: bytes) -> Iterator[Chunk]:
    line, utf8 = text.decode(data)
    warnings = () if utf8 else (text.NOT_UTF8,)
    try:
        made = tomllib.loads(line.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        yield from _one_by_one(line)
        return
    books = [
        one for key, value in made.items() if key in LISTS for one in (value if isinstance(value, list) else [value])
    ]
    others = [key for key in made if key not in LISTS]
    found = (Chunk(_dump(one), number, warnings=warnings if number == 1 else ()) for number, one in enumerate(books, 1))
    yield from _noted(found, others)


def _one_by_one(line: str) -> Iterator[Chunk]:
    """A TOML file with a fault: its books one by one, so that the fault is that of one book."""
    starts = [match.start() for match in _TOML.finditer(line.encode("utf-8", "replace"))]
    data = line.encode("utf-8", "replace")
    if not starts:
        raise BadSource("", "not TOML, and no list of books in it: mend it")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        piece = data[start:end]
        try:
            made = tomllib.loads(piece.decode("utf-8", "replace").replace("\r\n", "\n"))
        except (ValueError, RecursionError) as error:
            at = data[:start].count(b"\n")
            where = re.search(r"at line (\d+)", str(error))
            number_of_line = at + (int(where[1]) if where else 1)
            reason = re.sub(r" \(at .*", "", str(error)) if isinstance(error, ValueError) else "nested too deeply"
            yield Chunk(piece[:2000], number, problem=f"line {number_of_line}: {reason}; mend it")
            continue
        for key, value in made.items():
            if key in LISTS:
                yield from (Chunk(_dump(one), number) for one in (value if isinstance(value, list) else [value]))


def _dump(value: Any) -> bytes:
    def other(one: Any) -> str:
        return one.isoformat() if isinstance(one, date | datetime) else str(one)

    try:
        return json.dumps(value, ensure_ascii=False, default=other).encode("utf-8", "replace")
    except (RecursionError, ValueError):
        return b"{}"


# --- one book -------------------------------------------------------------------------------------------------


def parse(chunk: Chunk) -> Book:
    """One object → Book. Raises BadRecord: not an object, no title."""
    made, warnings = shape.parse(chunk)
    if own_list.STAMP in made:
        return _own(chunk, made, warnings)
    found: list[Value] = []
    try:
        for key, value in made.items():
            _walk(found, plain_fields.safe(key), plain_columns.field(key), value)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None
    if any(value.field in PERSONAL for value in found):
        # In a diary of reading, notes are the owner's own.
        found = [value._replace(field="private") if value.field == "notes" else value for value in found]
    book = plain_fields.make(chunk, NAME, found)
    book.warnings += [Warning(*warning) for warning in warnings]
    return book


def _own(chunk: Chunk, value: dict[str, Any], warnings: Iterable[tuple[str, str, str]]) -> Book:
    try:
        book = own_list.made_of(chunk, NAME, value, own_list.fields(value))
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None
    book.warnings += [Warning(*warning) for warning in warnings]
    return book


def _walk(found: list[Value], column: str, field: str, value: Any) -> None:
    """Adds what stands under a name: texts, a list of them, an object, a list of objects."""
    if isinstance(value, dict):
        if whole := _name(value):
            found.append(Value(column, field, [whole], apart=True))
            return
        for key, inner in value.items():
            _walk(found, f"{column}/{plain_fields.safe(key)}", _inner(field, key), inner)
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for one in value:
            _walk(found, column, field, one)
    elif isinstance(value, list):
        texts = [plain_fields.safe(made) for one in value if (made := _text(one).strip())]
        found += [Value(column, field, texts, apart=True)] if texts else []
    elif made := _text(value):
        found += [Value(column, field, [plain_fields.safe(made)])] if made.strip() else []


def _text(value: Any) -> str:
    """A text, a number as it is written, "true" or "false"; "" for null."""
    return str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else ""


def _name(value: dict[str, Any]) -> str:
    """ "Family, Given" of an object that is a name, or ""."""
    family = next((str(value[key]) for key in FAMILY if isinstance(value.get(key), str)), "").strip()
    given = next((str(value[key]) for key in GIVEN if isinstance(value.get(key), str)), "").strip()
    return plain_fields.safe(f"{family}, {given}" if family and given else family)


def _inner(outer: str, key: str) -> str:
    """The field of a value in an object that stands under a field, or under an unknown name ("")."""
    own = plain_columns.field(key)
    if outer in PERSONAL:
        return own if own in PERSONAL else outer
    if outer:
        return outer if plain_columns.normal(key) in ITSELF else own if own in BESIDE else ""
    return own if own != "id" else ""
