"""RDF as XML: which of a file's nodes are records, and what each record refers to (RDF 1.1 XML Syntax).

A node may stand apart from the record that refers to it, by `rdf:about`, `rdf:ID` or `rdf:nodeID`. A chunk is the record's
node with all nodes that it refers to behind it; `record` puts these back to where they are referred to.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element, tostring
from xml.sax.saxutils import escape

from shelflist.errors import BadRecord
from shelflist.readers import Chunk
from shelflist.readers.shapes import xml

MOST_NODES = 400
MOST_ELEMENTS = 10_000
"""Nodes that a record may draw in, and elements of them."""

BESIDE = frozenset(
    ("Person", "Organization", "Agent", "Memo", "Attachment", "Collection", "UserItem", "Seq", "Bag", "Conference", "Address", "Concept",
     "Annotation", "Event", "Place", "Image", "AutomaticTag", "Tag", "LCC", "URI")
)  # fmt: skip
"""Classes of nodes that are never records."""

WHOLES = frozenset(
    ("Journal", "Series", "Issue", "Periodical", "PublicationIssue", "PublicationVolume", "Newspaper", "Magazine", "Proceedings", "Website",
     "CourtReporter", "Code", "Blog", "Forum", "Dictionary", "Encyclopedia", "Program", "Symposium")
)  # fmt: skip
"""Classes of what records stand in: a record only where nothing stands in it."""

_OPENING = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*+)")
_NAME = re.compile(rb"(?<![\w.-])(?:[\w.-]+:)?(about|ID|nodeID)\s*=\s*[\"']([^\"'<]*)[\"']")
_REFERENCE = re.compile(rb"(?<![\w.-])(?:[\w.-]+:)?(resource|nodeID)\s*=\s*[\"']([^\"'<]*)[\"']")
_WITHIN = re.compile(rb"<(?:[\w.-]+:)?(?:isPartOf|presentedAt)\s[^<>]*?(?:resource|nodeID)\s*=\s*[\"']([^\"'<]*)[\"']")


def _named(data: bytes) -> tuple[str, bytes]:
    """(class, name) of a node."""
    opening = _OPENING.match(data)
    if opening is None:
        return "", b""
    match = _NAME.search(opening[2])
    name = (b"#" if match[1] == b"ID" else b"") + match[2] if match else b""
    return opening[1].decode("utf-8", "replace"), name


def _inside(nodes: list[bytes], names: set[bytes], wanted: set[bytes]) -> dict[bytes, bytes]:
    """Nodes that are referred to but stand inside of others: name → node."""
    found: dict[bytes, bytes] = {}
    missing = wanted - names
    for data in nodes if missing else ():
        inner = {match[2] for match in _NAME.finditer(data)} & missing
        if not inner:
            continue
        try:
            tree = xml.tree(data)
        except BadRecord:
            continue
        for element in tree.iter():
            name = (xml.attribute(element, "about") or xml.attribute(element, "nodeID")).encode()
            if name in inner and len(element):
                found.setdefault(name, tostring(element, "utf-8"))
    return found


def split(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The records of an RDF file, each with all nodes that it refers to and the titles of the collections that it is in."""
    cut = list(xml.stream(blocks, lambda path: len(path) == 2))
    nodes = [chunk.data for chunk in cut]
    named = [_named(data) if not chunk.problem else ("", b"") for chunk, data in zip(cut, nodes, strict=True)]
    by_name: dict[bytes, int] = {}
    for n, (_, name) in enumerate(named):
        if name:
            by_name.setdefault(name, n)
    wanted = [{match[2] for match in _REFERENCE.finditer(data)} for data in nodes]
    inside = _inside(nodes, set(by_name), set().union(*wanted) if wanted else set())
    wholes = {match[1] for data in nodes for match in _WITHIN.finditer(data)}
    records = [
        chunk.problem != "" or _is_record(named[n][0], nodes[n], named[n][1] in wholes) for n, chunk in enumerate(cut)
    ]
    about = _backward(nodes, named, wanted)
    used: set[int] = set()
    waiting: list[tuple[str, str, str]] = []
    number = 0
    made: Chunk | None = None
    for n, chunk in enumerate(cut):
        name = named[n][1]
        if not records[n]:
            continue
        if made is not None:
            yield made
        number += 1
        if chunk.problem:
            made = Chunk(chunk.data, number, problem=chunk.problem)
            continue
        parts = [nodes[n], *_closure(n, nodes, records, wanted, by_name, inside, used), *about.get(name, ())]
        made = Chunk(b"<RDF>" + b"\n".join(parts) + b"</RDF>", number)
    for n, (kind, _) in enumerate(named):
        if kind in ("Memo", "Attachment", "Annotation") and n not in used:
            waiting.append((kind, "it belongs to no record", "left out"))
    if made is not None:
        yield Chunk(made.data, made.number, problem=made.problem, warnings=tuple(waiting[:100]))


def _is_record(kind: str, data: bytes, is_whole: bool) -> bool:
    if b"itemType>attachment<" in data or b"itemType>note<" in data:
        return False
    if kind in BESIDE and not (kind == "Image" and b"itemType>" in data):  # a map of Zotero's is a bib:Image
        return False
    if kind == "Description" and b"http://unapi.info/" in data:
        return False  # the formats of an unAPI server
    return not is_whole or (b"itemType>" in data and kind not in WHOLES)


def _closure(
    n: int,
    nodes: list[bytes],
    records: list[bool],
    wanted: list[set[bytes]],
    by_name: dict[bytes, int],
    inside: dict[bytes, bytes],
    used: set[int],
) -> Iterator[bytes]:
    """All nodes that a record refers to, and what these refer to; never another record that it is only related to."""
    seen, names = {n}, sorted(wanted[n])
    for name in names:
        if name in inside:
            yield inside[name]
        at = by_name.get(name)
        if at is None or at in seen or len(seen) > MOST_NODES:
            continue
        if records[at]:
            continue
        seen.add(at)
        used.add(at)
        if _named(nodes[at])[0] == "Collection":
            continue
        yield nodes[at]
        names += sorted(wanted[at])


def _backward(nodes: list[bytes], named: list[tuple[str, bytes]], wanted: list[set[bytes]]) -> dict[bytes, list[bytes]]:
    """What refers to records: a record's name → the titles of its collections, and what its owner says of it."""
    found: dict[bytes, list[bytes]] = {}
    for data, (kind, _), names in zip(nodes, named, wanted, strict=True):
        if kind == "Collection":
            try:
                title = xml.value(xml.tree(data), "title")
            except BadRecord:
                continue
            data = f"<Collection><title>{escape(title)}</title></Collection>".encode()
        elif kind != "UserItem":
            continue
        for name in names:
            found.setdefault(name, []).append(data)
    return found


def record(data: bytes) -> tuple[Element, list[Element]]:
    """(a chunk's record, with what it refers to in its places; what refers to it). Raises BadRecord."""
    root = xml.tree(data)
    children = xml.children(root)
    if not children:
        raise BadRecord("record", "no node of RDF")
    nodes: dict[str, Element] = {}
    for node in children[1:]:
        for inner in node.iter():
            name = xml.attribute(inner, "about") or xml.attribute(inner, "nodeID")
            identity = xml.attribute(inner, "ID")
            if len(inner) and (name or identity):
                nodes.setdefault(name or f"#{identity}", inner)
    budget = [MOST_ELEMENTS]
    _splice(children[0], nodes, budget, 0)
    return children[0], [node for node in children[1:] if xml.local(node.tag) in ("Collection", "UserItem")]


def _splice(element: Element, nodes: dict[str, Element], budget: list[int], depth: int) -> None:
    for child in xml.children(element):
        if len(child):
            if depth < xml.DEEPEST:
                _splice(child, nodes, budget, depth + 1)
            continue
        target = nodes.get(xml.attribute(child, "resource") or xml.attribute(child, "nodeID"))
        if target is None or budget[0] <= 0 or depth > 12:
            continue
        budget[0] -= sum(1 for _ in target.iter())
        copy = deepcopy(target)
        child.append(copy)
        _splice(copy, nodes, budget, depth + 1)
