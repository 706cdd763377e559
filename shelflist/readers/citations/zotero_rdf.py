"""Zotero's RDF, and its kin: the Bibliographic Ontology (BIBO) as libraries write it, and schema.org in RDF.

Rules: what Zotero's RDF export writes (namespaces z, bib, dc, dcterms, prism, foaf, vcard), the Bibliographic Ontology 1.3,
schema.org, and RDF 1.1 XML Syntax. A record is a node; what it refers to is brought back into it (`rdf_nodes`). Collections are
the owner's shelves; notes (bib:Memo) and the paths of attached files are the owner's own. Names are compared without prefix.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from shelflist.model import Book, Extra, Reading
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import extra_lines, item_types, rdf_nodes, references
from shelflist.readers.citations.references import Value
from shelflist.readers.lists import own_lines, own_list
from shelflist.readers.shapes import xml
from shelflist.readers.shapes.text import paragraphs

NAME = "zotero-rdf"
VERSION = 2
TABLE: dict[str, str] = {
    "title": "title", "name": "title", "headline": "title", "shortTitle": "short-title", "P60493": "subtitle",
    "volume": "volume", "volumeNumber": "volume", "issue": "issue", "issueNumber": "issue", "number": "issue", "pages": "pages",
    "numPages": "page-count", "numberOfPages": "page-count", "P1053": "page-count", "extent": "page-count",
    "numberOfVolumes": "volume-count", "numVolumes": "volume-count", "edition": "edition", "bookEdition": "edition",
    "place": "place", "P60163": "place", "date": "date", "issued": "date", "datePublished": "date", "abstract": "abstract",
    "isbn": "standard-number", "isbn13": "standard-number", "isbn10": "standard-number", "issn": "issn-number", "eissn": "issn-number",
    "doi": "doi", "uri": "url", "url": "url", "type": "genre", "medium": "medium", "runningTime": "size", "about": "keyword",
    "keywords": "keywords", "P60489": "note", "language": "language", "inLanguage": "language", "presentedAt": "event",
    "seriesTitle": "series", "series": "series", "seriesNumber": "series-number",
}  # fmt: skip
"""A property's local name → the kind of thing that its text is (`references`)."""

WHOLE: dict[str, str] = {
    "title": "host", "name": "host", "alternative": "host-short", "shortTitle": "host-short", "volume": "volume", "volumeNumber": "volume",
    "number": "issue", "issue": "issue", "issueNumber": "issue", "issn": "issn-number", "eissn": "issn-number", "isbn": "standard-number",
    "isbn13": "standard-number", "isbn10": "standard-number", "date": "date", "issued": "date", "datePublished": "date",
}  # fmt: skip
"""The same for a property of what the record stands in."""

PEOPLE: dict[str, str] = {"authorList": "aut", "editorList": "edt", "contributorList": "ctb", "translatorList": "trl"}
"""Besides the names of `item_types.ROLES`."""

PERSONAL: dict[str, str] = {
    "isReferencedBy/Memo/value": "private", "isReferencedBy/Memo/subject": "private", "isReferencedBy/Memo/title": "private",
    "link/Attachment/path": "private", "link/Attachment/resource": "private", "link/Attachment/title": "private",
    "Collection/title": "shelves",
}  # fmt: skip
_PERSON = ("Seq/li/Person/surname", "Seq/li/Person/givenName", "Seq/li/Person/name")
ORIGINS: dict[str, tuple[str, ...]] = {
    **references.origins(TABLE),
    "contributors": tuple(f"{name}/{end}" for name in ("authors", "editors", "contributors", "translators", "seriesEditors")
                          for end in _PERSON),
    "imprints": ("publisher", "publisher/Organization/name", "publisher/Organization/adr/Address/locality", "date", "issued"),
    "host": tuple(f"isPartOf/{kind}/{name}" for kind in ("Journal", "Book", "Issue") for name in WHOLE),
    "series": ("isPartOf/Series/title", "isPartOf/Series/identifier", "seriesTitle"),
    "subjects": ("subject", "subject/AutomaticTag/value", "about", "keywords"),
    "classes": ("subject/LCC/value", "subject"), "isbns": ("identifier", "isbn13", "isbn10", "isbn"),
    "identifiers": ("identifier", "doi"), "links": ("identifier/URI/value", "url", "uri"), "notes": ("description",),
    "reading": ("isReferencedBy/Memo/value", "Collection/title"),
}  # fmt: skip

OWN = "own:say"
"""The statements of our own export (`exports.zotero_rdf`)."""

_SPACES = ("zotero.org/namespaces/export", "purl.org/net/biblio", "purl.org/ontology/bibo", "schema.org/")
_SCHEME = re.compile(r"^\s*(ISBN|ISSN|DOI|PMID|PMCID|URN|LCCN)[:\s]\s*(.+)$", re.IGNORECASE | re.DOTALL)
_SCHEMES = {"isbn": "standard-number", "issn": "issn-number", "doi": "doi", "pmid": "pmid", "pmcid": "pmcid"}
_ID = re.compile(r"[^\s/:#]{3,120}")
_DEWEY = re.compile(r"dewey\.info/class/(\d{1,3}(?:\.\d+)?)")


def sniff(head: bytes, name: str) -> bool:
    """Whether it is RDF whose first nodes are of Zotero's, BIBO's or schema.org's names."""
    del name
    tags = xml.opening(head, 12)
    if not tags or xml.local(tags[0][0]) != "RDF":
        return False
    spaces = {key.partition(":")[2]: space for key, space in tags[0][1].items() if key.startswith("xmlns")}
    ours = {prefix for prefix, space in spaces.items() if any(known in space for known in _SPACES)}
    return any(tag.partition(":")[0] in ours and ":" in tag for tag, _ in tags[1:])


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a record, with all that it refers to. What it refers to may stand anywhere: the file is read as a whole."""
    return rdf_nodes.split([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same."""
    return rdf_nodes.split(blocks)


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not well-formed, no title and nothing that could stand for it."""
    node, beside = rdf_nodes.record(chunk.data)
    name = xml.local(node.tag)
    key = xml.value(node, "citationKey")
    about = [(xml.local(attribute), text) for attribute, text in node.attrib.items()]
    fields = [Extra(name, "", about), *xml.fields(node)]
    for other in beside:
        fields += [
            Extra(f"{xml.local(other.tag)}/{one.tag}", "", one.subfields)
            for one in xml.fields(other)
            if one.tag != xml.local(other.tag)
        ]
    book = plain.start(chunk, NAME, key if _ID.fullmatch(key) else "", fields)
    said = xml.value(node, "itemType")
    kind = references.word("", said) if said else references.word(*_types(node))
    values: list[Value] = []
    memos: list[str] = []
    own = [xml.content(child) for child in xml.children(node) if child.tag == OWN]
    for child in xml.children(node):
        values += _values(child, kind, memos)
    values += _spread(node)
    extra_type = ""
    for value in [value for value in values if value.kind == "extra"]:
        more, found, note = extra_lines.read(value.field, value.text, {one.kind for one in values})
        values += [*more, Value("note", value.field, note)]
        extra_type = extra_type or found
    values = _again(
        [value for value in values if value.kind != "extra"],
        roles=any(child.tag.startswith("schema") for child in node),
    )
    references.fill(book, values, references.word(extra_type, kind) if extra_type else kind)
    if own:
        _own(book, own)
    shelves = [xml.value(other, "title") for other in beside if xml.local(other.tag) == "Collection"]
    shelves = list(dict.fromkeys(shelf for shelf in shelves if shelf))
    if memos or shelves:
        book.reading = Reading(private="\n".join(memos)[: plain.LONG], shelves=shelves)
    return book


def _own(book: Book, found: list[str]) -> None:
    """Puts in what our own export said in statements (`own_lines`), as the reader of RIS does."""
    said = own_lines.values(own_lines.pair(line) for line in found)
    own_list.fill(book, said)
    if "date" in said and "imprints" not in said and book.imprints:
        book.imprints[0].date = book.date.raw
    if "title" in said:
        plain.nonfiling(book)


def _types(node: Element) -> list[str]:
    """A node's class, and what its rdf:type says besides."""
    more = [xml.attribute(child, "resource") for child in xml.children(node, "type")]
    return [xml.local(node.tag), *(re.split(r"[/#]", address)[-1] for address in more if address)]


def _values(child: Element, kind: str, memos: list[str]) -> Iterator[Value]:
    """What one property of a record says."""
    name = xml.local(child.tag)
    role = PEOPLE.get(name) or references.role(name)
    if child.tag == OWN or name in ("itemType", "citationKey") or (name == "type" and not xml.content(child)):
        return
    if name == "isReferencedBy":
        memos += [
            part for memo in child.iter() if xml.local(memo.tag) == "value" for part in paragraphs(xml.content(memo))
        ]
    elif name == "publisher":
        yield from _publisher(child)
    elif role:
        yield from _people(child, name, role, kind)
    elif name == "isPartOf":
        yield from _whole(child, kind)
    elif name == "identifier":
        yield from _identifier(child, "identifier")
    elif name == "subject":
        yield from _subject(child)
    elif name == "description":
        yield Value("abstract" if child.tag.startswith("schema") else "extra", name, "".join(child.itertext()))
    elif name == "sameAs" and child.tag.startswith("schema"):
        yield Value("url", name, xml.attribute(child, "resource") or xml.content(child))
    elif name == "abstract":
        yield Value("abstract", name, "".join(child.itertext()))
    elif name == "language":
        yield Value("language", name, xml.content(child) or xml.attribute(child, "resource").rsplit("/", 1)[-1])
    elif name == "presentedAt":
        yield Value("event", name, xml.content(child))
    elif name in ("number", "issue") and kind not in item_types.PERIODICAL:
        yield Value("number", name, xml.content(child))
    elif name in TABLE and not len(child) and xml.content(child):
        yield Value(TABLE[name], name, xml.content(child))
    elif name in TABLE and not len(child) and TABLE[name] == "url":
        yield Value("url", name, xml.attribute(child, "resource"))
    else:
        yield from _rest(child, name)


def _rest(element: Element, path: str) -> Iterator[Value]:
    """All texts and addresses below, for what no rule uses."""
    for one in xml.fields(element):
        where = path if one.tag == xml.local(element.tag) else f"{path}/{one.tag}"
        for _, text in one.subfields:
            yield Value("other", where, text)
    if not len(element) and not xml.content(element) and (address := xml.attribute(element, "resource")):
        yield Value("other", path, address)


def _publisher(child: Element) -> Iterator[Value]:
    """A name, or an organization with its name and place."""
    inner = xml.children(child)
    if not inner:
        yield Value("publisher", "publisher", xml.content(child))
    for body in inner:
        for part in body.iter():
            kind = {"name": "publisher", "locality": "place"}.get(xml.local(part.tag))
            if kind:
                yield Value(kind, "publisher", xml.content(part))


def _people(child: Element, field: str, role: str, kind: str) -> Iterator[Value]:
    """The persons of a property: nodes with their names, or texts."""
    if role == "aut" and field in ("authors", "author", "creator"):
        role = item_types.ENDNOTE_ROLES.get(kind, ("aut",))[0]
    found = [one for one in child.iter() if xml.local(one.tag) in ("Person", "Organization", "Agent")]
    for one in found:
        parts = {xml.local(part.tag).lower(): xml.content(part) for part in one}
        family = parts.get("surname") or parts.get("familyname") or parts.get("family_name") or ""
        given = parts.get("givenname") or parts.get("firstname") or ""
        text = ", ".join(filter(None, (family, given))) or parts.get("name") or ""
        body = "body" if xml.local(one.tag) == "Organization" else "entry"
        yield Value("person", field, text, role, body)
        for key in ("email", "mbox"):
            if parts.get(key):
                yield Value("other", field, parts[key])
    if found:
        return
    items = xml.children(child, "li") or [li for li in child.iter() if xml.local(li.tag) == "li"] or [child]
    for item in items:
        if text := xml.content(item):
            yield Value("person", field, text, role)
        elif address := xml.attribute(item, "resource"):
            yield Value("other", field, address)


def _whole(child: Element, kind: str) -> Iterator[Value]:
    """What a record stands in: a journal, a book, a series; an issue stands in a journal itself."""
    inner = xml.children(child)
    if not inner:
        text = xml.content(child)
        if text:
            yield Value("series" if kind in item_types.ENDNOTE_SERIES or kind == "thesis" else "host", "isPartOf", text)
        else:
            yield from _rest(child, "isPartOf")
    for node in inner:
        series = xml.local(node.tag) == "Series"
        for part in xml.children(node):
            name = xml.local(part.tag)
            path = f"isPartOf/{xml.local(node.tag)}/{name}"
            if name == "isPartOf":
                yield from _whole(part, "" if kind != "chapter" else kind)
            elif name == "publisher":
                yield from _publisher(part)
            elif name == "identifier":
                text = xml.content(part)
                if series and not _SCHEME.match(text):
                    yield Value("series-number", path, text)
                else:
                    yield from _identifier(part, path)
            elif series and name in ("title", "number"):
                yield Value("series" if name == "title" else "series-number", path, xml.content(part))
            elif name in WHOLE and xml.content(part):
                yield Value(WHOLE[name], path, xml.content(part))
            elif name != "type":
                yield from _rest(part, path)


def _identifier(child: Element, path: str) -> Iterator[Value]:
    """ "ISBN 978-…", "DOI 10.…", an address, or another number."""
    text = xml.content(child)
    match = _SCHEME.match(text)
    if match and match[1].lower() in _SCHEMES:
        yield Value(_SCHEMES[match[1].lower()], path, match[2])
    elif len(child) and text:
        yield Value("url", path, text)
    elif text.lower().startswith(("http:", "https:")):
        yield Value("doi" if re.match(r"https?://(?:dx\.)?doi\.org/10\.", text) else "url", path, text)
    elif text.startswith("(OCoLC)"):
        yield Value("oclc", path, text.removeprefix("(OCoLC)"))
    else:
        yield from _rest(child, path)


def _subject(child: Element) -> Iterator[Value]:
    """A tag, a call number, or the address of a class."""
    dewey = _DEWEY.search(xml.attribute(child, "resource"))
    if dewey:
        yield Value("call-number", "subject", dewey[1])
    elif not xml.content(child):
        yield from _rest(child, "subject")
    elif any(xml.local(part.tag) in ("LCC", "DDC", "UDC") for part in child):
        yield Value("call-number", "subject", xml.content(child))
    else:
        yield Value("keyword", "subject", xml.content(child))


def _spread(node: Element) -> Iterator[Value]:
    """First and last page as one range."""
    first, last = (xml.value(node, name) for name in ("pageStart", "pageEnd"))
    if first:
        yield Value("pages", "pageStart", f"{first}-{last}" if last else first)


def _again(values: list[Value], *, roles: bool) -> list[Value]:
    """Without people, dates and addresses that are said twice, and the pages that stand in the range.

    `roles`: who is named again in another role has both; without it, Dublin Core's names are those of the lists again.
    """
    seen: set[tuple[str, str, str]] = set()
    kept: list[Value] = []
    for value in values:
        key = (value.kind, value.text, value.role if roles else "")
        if value.field in ("pageEnd", "pageStart") and value.kind == "other":
            continue
        if (
            value.kind in ("person", "date", "url", "title")
            and key in seen
            and value.field in ("creator", "contributor", "isPartOf")
        ):
            continue
        seen.add(key)
        kept.append(value)
    return kept
