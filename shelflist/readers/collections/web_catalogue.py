"""Answers of catalogues on the web, saved as JSON: Open Library, Finna, Libris, Inventaire.

Open Library (openlibrary.org/developers/api): an edition or a work, lists of editions (`entries`), searches (`docs`), Books API
answers ("ISBN:…"). Finna (api.finna.fi: `records`), Libris (libris.kb.se/xsearch: `list`), Inventaire (inventaire.io/api/entities:
`entities`). Each record of an answer is a chunk, with the kind of answer that it stands in. The maps are those of
`web_catalogue_maps` and `openlibrary_answers`. A name that only is a reference ("/authors/OL123A", "wd:Q535") is never shown as a name.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from shelflist.cataloguing import characters
from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.collections import web_catalogue_maps as maps
from shelflist.readers.shapes import json as shape
from shelflist.readers.shapes import members, text

NAME = "web-catalogue"
VERSION = 1
ORIGINS = maps.ORIGINS

_ANSWERS: tuple[tuple[str, str, frozenset[str], tuple[bytes, ...]], ...] = (
    ("openlibrary-data", "", frozenset(("key", "title")), (b'"ISBN:', b'"OLID:', b'"LCCN:', b'"OCLC:')),
    ("openlibrary-data", "", frozenset(("bib_key", "info_url")), (b'"ISBN:', b'"OLID:', b'"LCCN:', b'"OCLC:')),
    ("openlibrary-search", "docs", frozenset(("numFound", "docs", "key", "title")), (b'"/works/OL', b'"author_name"')),
    (
        "openlibrary",
        "entries",
        frozenset(("entries", "key", "title", "revision")),
        (b'"/type/edition"', b'"/books/OL', b'"/type/work"'),
    ),
    ("openlibrary", ".", frozenset(("key", "title", "revision")), (b'"/type/edition"', b'"/books/OL', b'"/type/work"')),
    (
        "finna",
        "records",
        frozenset(("resultCount", "records", "title")),
        (b'"recordPage"', b'"nonPresenterAuthors"', b'"formats"', b'"buildings"'),
    ),
    ("libris", "list", frozenset(("xsearch", "list", "title")), (b'"identifier"',)),
    ("inventaire", "entities", frozenset(("entities", "claims", "type")), (b'"wdt:P', b'"invp:P')),
)
"""Kind of answer, the array that holds its records ("" the object's members, "." itself), keys and bytes of its head."""

_FIRST = re.compile(rb'\s*\{\s*"([^"\\]{1,200})"')


def _answer(head: bytes) -> tuple[str, str]:
    """(kind of answer, where its records stand) of a file's head, or ("", "")."""
    if shape.first(head) != "{":
        return "", ""
    head = text.whole(head)
    known = shape.keys(head) | {"key" for _ in re.finditer(rb'"/(?:books|works)/OL', head)}
    for kind, place, keys, marks in _ANSWERS:
        if not keys <= known or not any(mark in head for mark in marks):
            continue
        first = _FIRST.match(head)
        if not place and (first is None or not any(first[1].startswith(mark[1:]) for mark in marks)):
            continue
        return kind, place
    return "", ""


def sniff(head: bytes, name: str) -> bool:
    """An object with the keys of one of the answers."""
    return bool(_answer(head)[0])


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a record of the answer, beside its kind. Raises BadSource: nested too deeply, not JSON."""
    source = iter(blocks)
    head = b""
    while len(head) < 65_536 and (more := next(source, b"")):
        head += more
    kind, place = _answer(head[:65_536])
    whole = chain([head], source)
    if kind == "inventaire":
        yield from _entities(b"".join(whole))
        return
    found = shape.items(whole) if place == "." or not kind else members.stream(whole, place)
    for chunk in found:
        if chunk.problem:
            yield chunk
            continue
        data = b'{"answer": "%s", "record": %s}' % ((kind or "openlibrary").encode(), chunk.data)
        yield Chunk(data, chunk.number, warnings=chunk.warnings)


def _entities(data: bytes) -> Iterator[Chunk]:
    """The editions and works of an answer of Inventaire, with the names of the persons and publishers that stand in it too."""
    found = shape.document(data)
    entities = found.get("entities") if isinstance(found, dict) else None
    if not isinstance(entities, dict):
        return
    names = {uri: name for uri, one in entities.items() if isinstance(one, dict) and (name := maps.label(one))}
    books = [
        (uri, one)
        for uri, one in entities.items()
        if isinstance(one, dict) and one.get("type") in (None, "edition", "work")
    ]
    others = [
        uri
        for uri, one in entities.items()
        if not isinstance(one, dict) or one.get("type") not in (None, "edition", "work")
    ]
    notes = tuple((uri, "a person, series or publisher, not a book", "only its name is used") for uri in others)
    for number, (uri, one) in enumerate(books, 1):
        used = {name: names[name] for name in maps.references(one) if name in names}
        made = {"answer": "inventaire", "record": one, "uri": uri, "names": used}
        yield Chunk(json.dumps(made, ensure_ascii=False).encode(), number, warnings=notes if number == 1 else ())


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not a record, no title."""
    made, warnings = shape.parse(chunk)
    record, kind = made.get("record"), made.get("answer")
    if not isinstance(record, dict) or not isinstance(kind, str) or kind not in maps.MAPS:
        raise BadRecord("record", "not a record of a catalogue's answer")
    if isinstance(details := record.get("details"), dict) and "title" not in record:
        record = {**{key: value for key, value in record.items() if key != "details"}, **details}
    try:
        fields = _fields(record)
        book = plain.start(chunk, NAME, "", fields)
        used = maps.MAPS[kind](book, record, made)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None
    book.records[0].record_id = book.source.record_id = book.id
    for field in fields:
        if field.tag not in used and field.tag.partition("/")[0] not in used:
            plain_pairs = [
                (code, kept) for code, one in field.subfields if (kept := characters.clean(one, plain.LONG)[0])
            ]
            book.extra += [Extra(field.tag, "", plain_pairs)] if plain_pairs else []
    book.warnings += [Warning(*warning) for warning in warnings]
    plain.nonfiling(book)
    return book


def _fields(record: dict[str, Any]) -> list[Extra]:
    """The record field by field, without the numbers of lists in its paths; a name that is a key becomes a value."""
    found: list[Extra] = []
    for field in shape.fields(record):
        parts = [part for part in field.tag.split("/") if not part.isdecimal()]
        if len(parts) > 2 and parts[0] == "authors" and parts[-1] == "role":
            role = "; ".join(one for _, one in field.subfields)
            found.append(Extra("/".join(parts[:2]), "", [("", "/".join(parts[2:-1])), ("role", role)]))
        else:
            found.append(Extra("/".join(parts) or field.tag, "", field.subfields))
    return found
