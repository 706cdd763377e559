"""RDF/XML (w3.org/TR/rdf-syntax-grammar) as Dublin Core uses it, and the catalogue of Project Gutenberg (pgterms).

A node is a record where it has a title. What it points to inside the file (persons, notes) goes with it. Gutenberg's
headings name their scheme by dcam:memberOf; its files are links; how often they were fetched says nothing of the book.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from shelflist.model import Book, Extra
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import xml

GUTENBERG = "https://www.gutenberg.org/"
NOT_LINKED = ("image/", "application/zip", "application/rdf", "application/octet-stream")
_TITLE = re.compile(rb"<(?:dc\w*:)?title[\s>]")
_ABOUT = re.compile(rb"^<[^<>]{0,200}?\s(?:\w+:)?(?:about|ID|nodeID)\s*=\s*[\"']([^\"'<>]{1,500})[\"']")
_POINTS = re.compile(rb"\s(?:\w+:)?(?:resource|nodeID)\s*=\s*[\"']([^\"'<>]{1,500})[\"']")
_WORDS = ("value", "name", "prefLabel", "label", "title", "li")
_BOOK = re.compile(r"(?:^|/)ebooks/(\d{1,9})$")
MOST_NODES = 200


def linked(found: Iterable[Chunk]) -> Iterator[Chunk]:
    """The records among the nodes of a file, each with the nodes that it points to."""
    nodes = list(found)
    known: dict[bytes, bytes] = {}
    for one in nodes:
        if not one.problem and (match := _ABOUT.match(one.data)):
            known.setdefault(match[1].lstrip(b"#"), one.data)
    pointed: set[bytes] = set()
    made: list[Chunk] = []
    loose = 0
    for one in nodes:
        if one.problem:
            made.append(one)
        elif _TITLE.search(one.data):
            names = list(dict.fromkeys(name.lstrip(b"#") for name in _POINTS.findall(one.data)))[:MOST_NODES]
            pointed.update(names)
            beside = [known[name] for name in names if name in known and known[name] is not one.data]
            made.append(Chunk(b"<RDF>" + one.data + b"".join(beside) + b"</RDF>", one.number))
    for one in nodes:
        match = _ABOUT.match(one.data)
        about_file = re.match(rb"^<(?:\w+:)?Work\b", one.data) is not None
        if not one.problem and not _TITLE.search(one.data) and not about_file:
            loose += not (match and match[1].lstrip(b"#") in pointed)
    if loose:
        reason = f"{loose} nodes of the file have no title, and no record points to them"
        if not made:
            yield Chunk(nodes[0].data[:2000], 1, problem=f"{reason}: nothing here is a record")
            return
        warnings = (*made[0].warnings, ("RDF", reason, "left out"))
        made[0] = Chunk(made[0].data, made[0].number, problem=made[0].problem, warnings=warnings)
    for number, one in enumerate(made, 1):
        yield Chunk(one.data, number, problem=one.problem, warnings=one.warnings)


def index(found: Iterable[Element]) -> dict[str, Element]:
    """Nodes by what they are about."""
    return {about(e): e for e in found if about(e)}


def about(element: Element) -> str:
    """What a node is about, without the mark of a place in its own file."""
    return next((text.lstrip("#") for key in ("about", "ID", "nodeID") if (text := xml.attribute(element, key))), "")


def own(element: Element) -> list[Extra]:
    """What a node is about, as a field."""
    return [Extra(xml.local(element.tag), "", [("about", about(element))])] if about(element) else []


def described(element: Element) -> list[Extra]:
    """A node that a record points to, field by field."""
    tag = xml.local(element.tag)
    return [*own(element), *(Extra(f"{tag}/{one.tag}", "", one.subfields) for one in xml.fields(element))]


def _target(element: Element, nodes: dict[str, Element]) -> Element | None:
    name = xml.attribute(element, "resource") or xml.attribute(element, "nodeID")
    return nodes.get(name.lstrip("#")) if name else None


def said(element: Element, nodes: dict[str, Element]) -> list[str]:
    """The texts of a property: its own, those of the node inside it or of the one that it points to, or an address."""
    if not xml.children(element):
        if text := xml.content(element):
            return [text]
        target = _target(element, nodes)
        if target is not None:
            return _words(target)
        address = xml.attribute(element, "resource")
        return [address] if address else []
    return _words(element)


def _words(element: Element) -> list[str]:
    for word in _WORDS:
        found = [
            text
            for e in element.iter()
            if isinstance(e.tag, str) and xml.local(e.tag) == word and (text := xml.content(e))
        ]
        if found:
            return found
    whole = xml.content(element)
    return [whole] if whole else []


def scheme(element: Element) -> str:
    """The vocabulary that a property's value is from, in lower case: xsi:type, scheme, dcam:memberOf, or the node's class."""
    for key in ("scheme", "type", "qualifier"):
        if text := xml.attribute(element, key):
            return xml.local(text).rstrip("/").rpartition("/")[2].casefold()
    for e in element.iter():
        if isinstance(e.tag, str) and xml.local(e.tag) == "memberOf":
            return xml.attribute(e, "resource").rstrip("/").rpartition("/")[2].casefold()
    kids = xml.children(element)
    name = xml.local(kids[0].tag) if kids else ""
    return name.casefold() if name.isupper() and len(name) > 2 else ""


def agents(element: Element, nodes: dict[str, Element]) -> Iterator[tuple[str, str, list[Element]]]:
    """(name, dates, the elements that say so) of each person of a property."""
    target = _target(element, nodes)
    holders = [e for e in xml.children(element) if xml.children(e)] or ([target] if target is not None else [])
    if not holders:
        for text in said(element, nodes):
            if not text.startswith(("http://", "https://")):
                yield text, "", [element]
        return
    for holder in holders:
        name = next((text for word in _WORDS if (text := xml.value(holder, word))), "")
        family, given = xml.value(holder, "surname") or xml.value(holder, "familyName"), xml.value(holder, "givenName")
        name = name or ", ".join(part for part in (family, given) if part)
        born, died = xml.value(holder, "birthdate"), xml.value(holder, "deathdate")
        years = f"{born}-{died}" if born or died else ""
        taken = [*xml.children(holder, *_WORDS, "surname", "familyName", "givenName", "birthdate", "deathdate")]
        if name:
            yield name, years, taken


# --- Project Gutenberg ----------------------------------------------------------------------------------------


def is_gutenberg(record_id: str) -> bool:
    """Whether an id is that of one of its books ("ebooks/1342")."""
    return bool(_BOOK.search(record_id))


def gutenberg(book: Book, record: Element, used: set[int]) -> None:
    """Its number, its page, and its files but for pictures and archives."""
    match = _BOOK.search(about(record))
    if match is None or xml.local(record.tag) != "ebook":
        return
    plain.identifier(book, "gutenberg", match[1])
    plain.link(book, "ebook", f"{GUTENBERG}ebooks/{match[1]}", "Project Gutenberg")
    book.carrier = "online resource"
    for holder in xml.children(record, "hasFormat"):
        for file in xml.children(holder, "file"):
            kinds = [text for e in xml.children(file, "format") for text in _words(e)]
            if kinds and not any(kind.startswith(NOT_LINKED) for kind in kinds):
                plain.link(book, "hasFormat/file", about(file), kinds[0].partition(";")[0])
                xml.take(used, holder)
