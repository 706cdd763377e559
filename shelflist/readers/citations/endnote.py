"""EndNote's tagged files, and Refer/BibIX, from which they come: `%A Henke, Marina E.`, a line or more a field.

Rules: the chapter "Creating a Tagged EndNote Import File" of the EndNote manual, its table of fields by reference type, and
refer(1). A record opens with `%0` and its type; those of refer have no `%0`, and a blank line parts them. What follows a tag's
line without a tag of its own goes on with its field. Names are "Family, Given" or as they are said, and a comma at the end of
one marks a body. Zotero writes rights as `%*`, translators as `%?`, the place in an archive as `%W`.
"""

import re
from collections.abc import Iterable, Iterator

from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import item_types, references
from shelflist.readers.citations.references import Value
from shelflist.readers.shapes import text

NAME = "endnote"
VERSION = 1
TABLE: dict[str, str] = {
    "%T": "title", "%!": "short-title", "%Q": "translated-title", "%J": "host", "%B": "host", "%S": "series", "%V": "volume",
    "%N": "issue", "%P": "pages", "%6": "volume-count", "%7": "edition", "%I": "publisher", "%C": "place", "%D": "date", "%8": "day",
    "%9": "genre", "%@": "standard-number", "%R": "doi", "%U": "url", "%X": "abstract", "%Z": "note", "%O": "note", "%K": "keyword",
    "%G": "language", "%L": "call-number", "%(": "original-publisher",
}  # fmt: skip
"""Tag → the kind of thing that it holds (`references`); the type of the record changes some (`_kind`)."""

PEOPLE: dict[str, int] = {"%A": 0, "%E": 1, "%Y": 2, "%?": 3}
"""Tag → which of EndNote's four kinds of authors (`item_types.ENDNOTE_ROLES`)."""

PERSONAL: dict[str, str] = {"%<": "private", "%>": "private"}
"""Research notes, and the files of the owner's own machine."""

ORIGINS = references.origins(TABLE, contributors=tuple(PEOPLE), series=("%B", "%N"), notes=("%N",), reading=("%<",))

LONGEST = 4_000_000
"""Bytes that one record may have."""

_TAG = re.compile(r"%([0-9A-Za-z!#$&()*+,./:;<=>?@\[\]^_{|}~'-])(?:[ \t]+(.*)|)$", re.DOTALL)
_TAG_BYTES = re.compile(rb"\s{0,3}%[0-9A-Za-z!#$&()*+,./:;<=>?@\[\]^_{|}~'-](?:[ \t]|$)")
_KEY = re.compile(r"[A-Za-z][^\s,;{}\"]{2,60}")


def sniff(head: bytes, name: str) -> bool:
    """Whether the first line has a tag, and two or more of a reference's tags stand in the first lines."""
    del name
    tags: list[bytes] = []
    for n, line in enumerate(text.lines([head])):
        if not line.strip():
            continue
        if _TAG_BYTES.match(line):
            tags.append(line.strip()[1:2])
        elif not tags:
            return False
        if n > 200 or len(tags) > 40:
            break
    found = set(tags)
    return len(found) > 1 and bool(found & {b"0", b"T", b"A", b"B", b"J"}) and (b"0" in found or b"T" in found)


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same, block by block. What stands before the first record, or parts two, is told with the next one."""
    record: list[bytes] = []
    noise: list[bytes] = []
    number = size = 0
    typed = blank = False

    def made() -> Chunk:
        told = noise[0].strip()[:60].decode("utf-8", "replace") if noise else ""
        warnings = (("", f"lines that belong to no record: {told!r}", "passed over"),) if noise else ()
        noise.clear()
        data = b"\n".join(record).rstrip()
        if size > LONGEST:
            return Chunk(
                data[:2000], number, problem="longer than 4 MB: this is no record; export it again", warnings=warnings
            )
        return Chunk(data, number, warnings=warnings)

    for line in text.lines(blocks):
        if not line.strip():
            blank = True
            if record and size <= LONGEST:
                record.append(b"")
            continue
        tag = line.strip()[1:2] if _TAG_BYTES.match(line) else b""
        opens = tag == b"0" and any(_TAG_BYTES.match(one) and one.strip()[1:2] != b"0" for one in record[:50])
        if record and (opens or (blank and tag and (tag == b"0" or not typed))):
            number += 1
            yield made()
            record, size, typed = [], 0, False
        blank = False
        if not record and not tag:
            noise.append(line)
            continue
        typed = typed or tag == b"0"
        size += len(line) + 1
        if size <= LONGEST:
            record.append(line)
    if record:
        number += 1
        yield made()


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: no title and nothing that could stand for it."""
    line, utf8 = text.decode(chunk.data)
    pairs = _pairs(line)
    given: dict[str, list[str]] = {}
    for tag, value in pairs:
        given.setdefault(tag, []).append(value)
    record_id = next((value for tag in ("%F", "%M") for value in given.get(tag, []) if _KEY.fullmatch(value)), "")
    book = plain.start(chunk, NAME, record_id, [Extra(tag, "", [("", value)]) for tag, value in pairs])
    if not utf8:
        book.warnings.append(Warning(*text.NOT_UTF8))
    types = [value for value in given.get("%0", []) if value]
    if len(types) > 1:
        book.warnings.append(Warning("%0", f"it stands {len(types)} times", "the last one counts"))
    kind = references.word(types[-1]) if types else _untyped(given)
    roles = list(item_types.ENDNOTE_ROLES.get(kind, item_types.ENDNOTE_ROLES[""]))
    roles[1] = "edt" if roles[1] == "pbd" else roles[1]  # refer: %E is the editor
    if types and references.fold(types[-1]) == "editedbook":
        roles[0] = "edt"
    values: list[Value] = []
    for tag, value in pairs:
        if tag in PEOPLE:
            values.append(Value("person", tag, value, roles[PEOPLE[tag]]))
        elif tag not in ("%0", "%<") and not (tag in ("%F", "%M") and value == record_id):
            values.append(Value(_kind(tag, value, kind), tag, value))
    references.fill(book, values, kind)
    book.reading = references.private(*given.get("%<", []))
    return book


def _pairs(line: str) -> list[tuple[str, str]]:
    """(tag, text) field by field; a line without a tag goes on with the field before, a blank one stays in it."""
    found: list[tuple[str, list[str]]] = []
    for one in line.split("\n"):
        match = _TAG.match(one.strip()) if one.lstrip()[:1] == "%" else None
        if match:
            found.append((f"%{match[1]}", [(match[2] or "").strip()]))
        elif found:
            found[-1][1].append(one.strip())
    return [(tag, "\n".join(parts).strip()) for tag, parts in found]


def _untyped(given: dict[str, list[str]]) -> str:
    """What a record of refer is, by its fields: %J says an article, %B a part of a book, %R a report."""
    if "%J" in given:
        return "article"
    if "%B" in given:
        return "chapter"
    return "book"


def _kind(tag: str, value: str, kind: str) -> str:
    """The kind of a tag's value in a reference of this kind."""
    if tag == "%B" and kind in item_types.ENDNOTE_SERIES:
        return "series"
    if tag == "%B" and kind == "thesis":
        return "other"  # EndNote's "Academic Department"
    if tag == "%N" and (kind in item_types.ENDNOTE_SERIES or kind == "chapter"):
        return "series-number" if kind == "chapter" else "number"
    if tag == "%O" and kind == "article":
        return "other"  # EndNote's "Alternate Journal"
    if tag == "%R" and not re.search(r"10\.\d{4,9}/", value):
        return (
            "genre"
            if kind == "thesis" and not value.lower().startswith("doi")
            else "number"
            if kind == "report"
            else "other"
        )
    if tag == "%U" and (value.startswith("<Go to") or value.lower().startswith(("file:", "internal-pdf:"))):
        return "other"
    return TABLE.get(tag, "other")
