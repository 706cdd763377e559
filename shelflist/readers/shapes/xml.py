"""XML: records cut out of a file of any size, and one record as a tree. Nothing is fetched, no entity is declared.

defusedxml's guarded expat parser does the reading, without namespaces: names are compared by their local part, so that a
prefix that nobody declared, another namespace or none at all are all the same to us (cataloguing guide §3.4). Where a file
is not well-formed, reading goes on at the next record.
"""

import codecs
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Extra
from shelflist.readers import Chunk
from shelflist.readers.shapes import text

DEEPEST = 200
PIECE = 1 << 20
MOST_FAULTS = 1_000
"""After so many places that are not well-formed the rest of a file is left out."""

KNOWN_DTDS = (
    "editeur.org",
    "openebook.org",
    "idpf.org",
    "daisy.org",
    "w3.org",
    "apple.com",
    "onix",
    "oeb",
    "opf",
    "tellico",
)
"""A DOCTYPE is passed over where it names a vocabulary that we know; any other points elsewhere, and its file is refused."""

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_BARE = re.compile(rb"&(?!#|amp;|lt;|gt;|quot;|apos;)[A-Za-z]")
_SPACE = b" \t\r\n"


def _cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("shelflist-cp1252", _cp1252)


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def _guarded() -> tuple[Any, Any]:
    """(what keeps the guards alive, an expat parser for UTF-8 that refuses entities and goes nowhere)."""
    guard = DefusedExpatParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    guard._source.setEncoding("utf-8")
    guard.reset()
    parser = guard._parser
    # The guards stand on declarations; what SAX would do with elements is replaced by those who call this.
    parser.StartDoctypeDeclHandler = _doctype
    for name in ("StartElementHandler", "EndElementHandler", "CharacterDataHandler", "ProcessingInstructionHandler",
                 "CommentHandler", "SkippedEntityHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler"):  # fmt: skip
        setattr(parser, name, None)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return guard, parser


def _doctype(name: str, system: str | None, public: str | None, internal: int) -> None:
    where = f"{system or ''} {public or ''} {name}".lower()
    if (system or public) and not any(known in where for known in KNOWN_DTDS):
        raise BadSource("", "it points to a document type elsewhere, which is never fetched: take its DOCTYPE line out")


def is_xml(head: bytes) -> bool:
    """Whether this may be XML: a tag comes first."""
    return text.whole(head[:8192]).lstrip(_SPACE + b"\0")[:1] == b"<"


def opening(head: bytes, most: int = 60) -> list[tuple[str, dict[str, str]]]:
    """The first start tags of a file, as (name with its prefix, attributes); [] where it is not XML or is refused."""
    if not is_xml(head):
        return []
    found: list[tuple[str, dict[str, str]]] = []
    _, parser = _guarded()

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(found) < most:
            found.append((name, attributes))

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = None
    try:
        for piece in _in_utf8([head]):
            parser.Parse(piece, False)
    except (expat.ExpatError, DefusedXmlException, BadSource, ValueError):
        pass
    return found


def refusal(head: bytes) -> str:
    """Why no reader may read this XML, whatever it holds: entities, a document type elsewhere, depth; or ""."""
    if not is_xml(head):
        return ""
    try:
        next(stream([head], lambda path: False), None)
    except BadSource as error:
        return "" if error.reason.startswith("not well-formed") else error.reason
    return ""


def _in_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """A file's bytes as UTF-8, by its mark, its declaration, or what they are. Raises BadSource: no such encoding."""
    source = text.utf8(blocks)
    first = next(source, b"")
    match = _DECLARED.match(first[:500])
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name in ("utf-7", "unicode-1-1-utf-7"):
        raise BadSource("", "it says that it is in UTF-7, which is not safe to read: save it as UTF-8")
    if name.startswith(("utf-16", "utf-32", "ucs-", "iso-10646")):
        name = "utf-8"  # the mark, or the NULs, have told already
    try:
        decoder = codecs.getincrementaldecoder(name)(errors="shelflist-cp1252" if name == "utf-8" else "replace")
    except LookupError:
        raise BadSource(
            "", f"it says that it is in {name!r}, an encoding that nobody knows: save it as UTF-8"
        ) from None
    yield decoder.decode(first).encode("utf-8", "replace")
    for block in source:
        yield decoder.decode(block).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


@lru_cache(maxsize=256)
def _closing(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"</" + re.escape(name.encode()) + rb"[ \t\r\n]*>")


def _behind(buffer: bytearray, ended: int, name: str) -> int:
    """Where a record ends: behind its end tag, which begins there; an empty element (`<book/>`) has none and has ended."""
    match = _closing(name).match(buffer, ended)
    return match.end() if match else ended


class _Cutter:
    """Cuts the wanted elements out of a stream; `stream` is its one use."""

    def __init__(self, wanted: Callable[[list[str]], bool]) -> None:
        self.wanted = wanted
        self.buffer = bytearray()
        self.base = 0  # the place in the parser's input at which the buffer begins
        self.path: list[str] = []
        self.names: list[str] = []  # the same with prefixes, to open again after a fault
        self.depth = 0  # of the wanted element, or 0 outside of one
        self.began = 0
        self.tag = b""
        self.ready: list[tuple[int, int, str]] = []
        self.open()

    def open(self) -> None:
        self.guard, self.parser = _guarded()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, _: dict[str, str]) -> None:
        self.path.append(local(name))
        self.names.append(name)
        if len(self.path) > DEEPEST:
            raise BadSource("", f"its elements are nested more than {DEEPEST} deep: this is no file of records")
        if not self.depth and self.wanted(self.path):
            self.depth = len(self.path)
            self.began = self.parser.CurrentByteIndex
            self.tag = name.encode()

    def end(self, name: str) -> None:
        if self.depth == len(self.path):
            self.depth = 0
            self.ready.append((self.began, self.parser.CurrentByteIndex, name))
        self.path.pop()
        self.names.pop()

    def feed(self, piece: bytes, last: bool = False) -> Iterator[bytes]:
        """The records that this piece completes."""
        self.buffer += piece
        self.parser.Parse(piece, last)
        yield from self.take()

    def take(self) -> Iterator[bytes]:
        for began, ended, name in self.ready:
            yield bytes(self.buffer[began - self.base : _behind(self.buffer, ended - self.base, name)])
        self.ready = []
        keep = self.began if self.depth else self.parser.CurrentByteIndex
        if keep > self.base:
            del self.buffer[: keep - self.base]
            self.base = keep

    def reopen(self) -> bytes:
        """After a fault: a new parser inside the same elements; what is to be read again, from the next record on.
        b"" where there is none in sight."""
        behind = max(self.parser.ErrorByteIndex, self.began + 1 if self.depth else 0) - self.base
        pattern = re.compile(rb"<" + re.escape(self.tag) + rb"(?=[\s>/])") if self.tag else None
        match = pattern.search(self.buffer, max(0, behind)) if pattern else None
        rest = bytes(self.buffer[match.start() :]) if match else b""
        above = self.names[: self.depth - 1] if self.depth else [n for n in self.names if n.encode() != self.tag]
        self.buffer.clear()
        self.path, self.names, self.depth, self.ready = [], [], 0, []
        self.open()
        head = "".join(f"<{name}>" for name in above).encode()
        self.base = len(head)
        self.parser.Parse(head, False)
        return rest


def stream(blocks: Iterable[bytes], wanted: Callable[[list[str]], bool]) -> Iterator[Chunk]:
    """The elements that are records: `wanted` is asked with the local names from the root down to an element.

    A chunk is the element's own bytes in UTF-8. What is not well-formed is a chunk with a problem that names the line,
    and reading goes on at the next record. Raises BadSource: entities, a foreign document type, elements too deep.
    """
    cutter = _Cutter(wanted)
    number = faults = line = 0
    pieces = (block[n : n + PIECE] for block in _in_utf8(blocks) for n in range(0, len(block), PIECE))
    pending: list[tuple[bytes, bool]] = []
    try:
        while True:
            if not pending:
                piece = next(pieces, None)
                pending.append((piece or b"", piece is None))
            piece, last = pending.pop()
            try:
                for data in cutter.feed(piece, last):
                    number += 1
                    yield Chunk(data, number)
                if last:
                    return
            except expat.ExpatError as error:
                for data in _whole(cutter):
                    number += 1
                    yield Chunk(data, number)
                faults += 1
                at = line + error.lineno
                where = cutter.began - cutter.base if cutter.depth else 0
                broken = bytes(cutter.buffer[where : where + 2000])
                line = at - 1
                if not cutter.tag and number == 0:
                    raise BadSource("", f"not well-formed XML at line {at}: {expat.ErrorString(error.code)}") from None
                number += 1
                reason = f"not well-formed XML at line {at}: {expat.ErrorString(error.code)}; mend or export it again"
                yield Chunk(broken, number, problem=reason)
                if faults > MOST_FAULTS or last:
                    return
                rest = _next_record(cutter, pieces)
                if not rest:
                    return
                pending.append((rest, False))
    except DefusedXmlException:
        reason = "it declares entities of its own, which can fill the memory or name other files: save it without them"
        raise BadSource("", reason) from None


def _whole(cutter: _Cutter) -> Iterator[bytes]:
    """The records that were whole before a fault."""
    for began, ended, name in cutter.ready:
        yield bytes(cutter.buffer[began - cutter.base : _behind(cutter.buffer, ended - cutter.base, name)])
    cutter.ready = []


def _next_record(cutter: _Cutter, pieces: Iterator[bytes]) -> bytes:
    """What is to be read after a fault, from the next record's start on; b"" at the end of the file."""
    tag = cutter.tag
    rest = cutter.reopen()
    if rest or not tag:
        return rest
    pattern, tail = re.compile(rb"<" + re.escape(tag) + rb"(?=[\s>/])"), b""
    for piece in pieces:
        data = tail + piece
        match = pattern.search(data)
        if match:
            return data[match.start() :]
        tail = data[-len(tag) - 2 :]
    return b""


# --- one record -----------------------------------------------------------------------------------------------


def tree(data: bytes) -> Element:
    """A record's element; tags keep their prefixes (`local` takes them off). Raises BadRecord: too deep, not well-formed."""
    guard, parser = _guarded()
    builder = TreeBuilder()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.SkippedEntityHandler = lambda name, parameter: builder.data(html5.get(f"{name};", f"&{name};"))
    try:
        if _BARE.search(data):
            parser.StartDoctypeDeclHandler = None
            parser.Parse(
                b'<!DOCTYPE x SYSTEM "">', False
            )  # then a name that nobody declared is passed over, not a fault
        parser.Parse(data, True)
        made: Element = builder.close()
    except (expat.ExpatError, DefusedXmlException, AssertionError, ValueError) as error:
        raise BadRecord("record", f"not well-formed XML: {error}") from None
    except BadSource as error:  # a DOCTYPE inside a record
        raise BadRecord("record", error.reason) from None
    finally:
        del guard
    level, depth = [made], 1
    while level := [child for one in level for child in one]:
        depth += 1
        if depth > DEEPEST:
            raise BadRecord("record", f"nested more than {DEEPEST} deep: this is no record")
    return made


def children(element: Element, *names: str) -> list[Element]:
    """The child elements with one of these local names (any, where none is given), in order."""
    return [child for child in element if isinstance(child.tag, str) and (not names or local(child.tag) in names)]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down this path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if isinstance(found.tag, str) and local(found.tag) == name), None)
    return element


def content(element: Element | None) -> str:
    """All text inside an element, white space folded; "" for None."""
    if element is None:
        return ""
    text = "".join(element.itertext()) if len(element) else element.text
    return " ".join(text.split()) if text else ""


def value(element: Element | None, *path: str) -> str:
    """The text of the first element down this path, or ""."""
    return content(child(element, *path))


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name, or ""."""
    found = element.get(name)
    if found is not None:
        return found.strip()
    return next((text.strip() for key, text in element.attrib.items() if local(key) == name), "")


def take(used: set[int], *elements: Element | None) -> None:
    """Notes that these elements, with all that is in them, have found their place (`fields` leaves them out)."""
    for element in elements:
        if element is not None:
            used.update(map(id, element.iter()))


def fields(element: Element, used: Container[int] = ()) -> list[Extra]:
    """A record field by field, as it came: each element that holds text, or nothing but attributes, under its path.

    Elements whose `id` is in `used` are left out, those inside them are not.
    """
    found: list[Extra] = []

    def walk(one: Element, path: str) -> None:
        told = id(one) in used
        if not told:
            own = " ".join(one.text.split()) if one.text else ""
            if own or (path and one.attrib):
                pairs = [("", own)] if own else []
                found.append(
                    Extra(path or local(one.tag), "", pairs + [(local(key), text) for key, text in one.attrib.items()])
                )
        for kid in one:
            if isinstance(kid.tag, str):
                walk(kid, f"{path}/{local(kid.tag)}" if path else local(kid.tag))
            if kid.tail and not told and (tail := " ".join(kid.tail.split())):
                found.append(Extra(path or local(one.tag), "", [("", tail)]))

    walk(element, "")
    return found
