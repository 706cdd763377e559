"""Dublin Core → Book: the fifteen elements and DCMI Metadata Terms (dublincore.org/specifications/dublin-core/dcmi-terms).

As they come from OAI-PMH (oai_dc, qualified), SRU, files with and without namespaces, and RDF/XML, that of Project Gutenberg
included (`dublin_rdf`). Names are compared by their local part. Zotero's RDF, packages of e-books and feeds have readers of
their own. What the map does not use is kept as an extra field, element by element.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from shelflist.cataloguing import relators
from shelflist.errors import BadRecord
from shelflist.model import Book, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.metadata import dublin_rdf, dublin_values
from shelflist.readers.metadata.dublin_rdf import said
from shelflist.readers.shapes import oai, xml

NAME = "dublin-core"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title", "alternative"),
    "subtitle": ("title",),
    "other_titles": ("title", "alternative"),
    "uniform_title": ("marc240",),
    "contributors": (
        "creator", "contributor", "creator/agent/name", "contributor/agent/name", "creator/agent/birthdate",
        "creator/agent/deathdate",
    ),
    "imprints": ("publisher", "issued", "date", "created", "available", "dateCopyrighted", "dateAccepted"),
    "date": ("issued", "date", "created", "available", "dateCopyrighted", "dateAccepted"),
    "edition": ("edition", "marc250"),
    "extent": ("extent", "format", "medium", "numPages"),
    "series": ("relation", "isPartOf", "marc440", "marc490"),
    "isbns": ("identifier", "isbn", "isbn13", "isbn10"),
    "identifiers": ("identifier", "issn", "doi", "ebook", "marc010"),
    "subjects": ("subject", "subject/Description/value", "bookshelf/Description/value", "coverage", "spatial", "temporal"),
    "classes": ("subject", "subject/Description/value"),
    "languages": ("language", "language/Description/value"),
    "contents": ("tableOfContents",),
    "summary": ("description", "abstract", "marc520"),
    "notes": (
        "rights", "license", "accessRights", "rightsHolder", "audience", "educationLevel", "provenance",
        "bibliographicCitation", "identifier", "source", "marc508", "marc546", "description",
    ),
    "links": ("identifier", "hasFormat/file", "ebook"),
    "host": ("source", "isPartOf"),
}  # fmt: skip

RECORDS = frozenset(("dc", "qualifieddc", "qdc", "simpledc", "dcCollection"))
ROOTS = frozenset(
    ("OAI-PMH", "ListRecords", "GetRecord", "record", "records", "metadata", "collection", "searchRetrieveResponse", "RDF",
     "recordData", "explainResponse", *RECORDS)
)  # fmt: skip
FOREIGN = frozenset(("package", "feed", "entry", "leader", "datafield", "mods", "ead", "tellico", "rss", "opf", "html"))
"""An element of these in the head of a file says that another reader knows it."""

ZOTERO = ("zotero.org/namespaces/export", "purl.org/net/biblio", "purl.org/ontology/bibo")
"""Namespaces of bibliographies, which have a reader of their own."""

DATES = ("issued", "date", "dateAccepted", "created", "available", "dateCopyrighted")
NOTES = {
    "rights": "access", "license": "access", "accessRights": "access", "rightsHolder": "access", "audience": "audience",
    "educationLevel": "audience", "provenance": "provenance", "bibliographicCitation": "other", "marc508": "general",
    "marc546": "language",
}  # fmt: skip
_STAMP = re.compile(r"\dT\d\d:\d\d")
_PAGES = re.compile(r"\d\s?(?:p\b|pp\b|pages?\b|s\b|seiten\b|h\.|l\.|f\.|leaves\b|volumes?\b|v\.)", re.IGNORECASE)
_MEDIA = re.compile(r"[a-z]+/[\w.+-]+(?:;.*)?", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """Whether records of Dublin Core stand in this XML: by the names of its elements, and no other format's."""
    found = xml.opening(head, 4000)
    names = [xml.local(tag) for tag, _ in found]
    if not names or names[0] not in ROOTS or FOREIGN & set(names):
        return False
    spaces = " ".join(text for _, attributes in found for key, text in attributes.items() if key.startswith("xmlns"))
    terms = {
        "title",
        "identifier",
        "creator",
        "publisher",
        "subject",
        "date",
        "description",
        "relation",
        "type",
        "contributor",
    }
    if names[0] == "RDF":
        return "purl.org/dc/" in spaces and "title" in names and not any(one in spaces for one in ZOTERO)
    if RECORDS & set(names):
        return bool(terms & set(names))
    return "purl.org/dc/" in spaces and any(tag.startswith("dc") and tag.endswith(":title") for tag, _ in found)


def _wanted(path: list[str]) -> bool:
    if path[0] == "RDF":
        return len(path) == 2
    if oai.is_record(path) or path[-1] in RECORDS - {"dcCollection"}:
        return True
    if path[-1] == "record" and path[0] in ("record", "records", "collection", "dcCollection"):
        return len(path) < 3
    return path == ["metadata"]


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a record; in OAI-PMH with its header; in RDF with the nodes that it points to, at the end of the file."""
    rdf: list[bool] = []
    found = xml.stream(blocks, _wanted_noting(rdf))
    if (first := next(found, None)) is None:
        return
    if rdf:
        yield from dublin_rdf.linked([first, *found])
    else:
        yield first
        yield from found


def _wanted_noting(rdf: list[bool]) -> Callable[[list[str]], bool]:
    """`_wanted`, which also notes whether the root is RDF."""

    def wanted(path: list[str]) -> bool:
        if len(path) == 1 and path[0] == "RDF":
            rdf.append(True)
        return _wanted(path)

    return wanted


def split(data: bytes) -> Iterator[Chunk]:
    """The same of a whole file."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not well-formed, deleted, no title."""
    root = xml.tree(chunk.data)
    outer, heading = oai.header(root)
    nodes: dict[str, Element] = {}
    if xml.local(root.tag) == "RDF":
        kids = xml.children(root)
        if not kids:
            raise BadRecord("record", "nothing is described here")
        record, nodes = kids[0], dublin_rdf.index(kids[1:])
        heading = [one for kid in kids[1:] for one in dublin_rdf.described(kid)]
    else:
        record = _record(root)
    used: set[int] = {id(record)}
    number = xml.value(record, "recordID") or outer or dublin_rdf.about(record)
    book = plain.start(chunk, NAME, number, [*dublin_rdf.own(record), *heading, *xml.fields(record)])
    xml.take(used, *xml.children(record, "recordID"))
    found: dict[str, list[Element]] = {}
    for element in xml.children(record):
        found.setdefault(xml.local(element.tag), []).append(element)
    _titles(book, found, nodes, used)
    _people(book, record, nodes, used)
    _published(book, found, nodes, used)
    _kind(book, found, nodes, used)
    for element in xml.children(record):
        _element(book, element, nodes, used)
    dublin_rdf.gutenberg(book, record, used)
    plain.nonfiling(book)
    book.extra += [*heading, *xml.fields(record, used)]
    return book


def _record(root: Element) -> Element:
    """The element whose children are the terms."""
    if xml.local(root.tag) in RECORDS:
        return root
    metadata = xml.child(root, "metadata")
    inner = next((e for e in root.iter() if isinstance(e.tag, str) and xml.local(e.tag) in RECORDS), None)
    if inner is not None:
        return inner
    if metadata is not None:
        kids = xml.children(metadata)
        return kids[0] if kids and xml.children(kids[0]) else metadata
    return root


def _titles(book: Book, found: dict[str, list[Element]], nodes: dict[str, Element], used: set[int]) -> None:
    """The first title; the next ones and alternatives are variants. A line of Gutenberg's below the first is a subtitle."""
    titles = [(text, e) for tag in ("title", "alternative") for e in found.get(tag, []) for text in said(e, nodes)]
    if not titles:
        raise BadRecord("title", "no title: give the record one", book.id)
    text, first = titles[0]
    lines = [line.strip() for line in (first.text or "").split("\n") if line.strip()]
    if not found.get("title"):
        book.warnings.append(Warning("title", "no title of its own", "the alternative title stands for it"))
    if len(lines) > 1 and dublin_rdf.is_gutenberg(book.id):
        plain.title(book, "title", lines[0], " ".join(lines[1:]))
    else:
        plain.title(book, "title", text)
    for text, element in titles[1:]:
        plain.other_title(book, xml.local(element.tag), text)
    xml.take(used, *found.get("title", []), *found.get("alternative", []))


def _people(book: Book, record: Element, nodes: dict[str, Element], used: set[int]) -> None:
    """Creators and contributors, and the elements that are named by a relator code."""
    for element in xml.children(record):
        tag, prefix = xml.local(element.tag), element.tag.partition(":")[0].lower()
        role = {"creator": "aut", "contributor": "ctb"}.get(tag, "")
        if not role and prefix.startswith(("marcrel", "bibo")) and tag.islower():
            role = relators.role(tag)
        if not role:
            continue
        for kind in ("role", "type"):
            role = relators.role(xml.attribute(element, kind)) or role
        for name, years, taken in dublin_rdf.agents(element, nodes):
            dublin_values.person(book, tag, name, role, years)
            xml.take(used, *taken)
        used.add(id(element))


def _published(book: Book, found: dict[str, list[Element]], nodes: dict[str, Element], used: set[int]) -> None:
    """Publishers with their places, and the best of the dates: issued first, moments of a machine last."""
    places: list[str] = []
    names: list[str] = []
    for element in found.get("publisher", []):
        for text in said(element, nodes):
            place, mark, name = text.partition(" : ")
            if mark and len(place) < 60:
                places += [place] if place not in places else []
                names.append(name)
            else:
                names.append(text)
        xml.take(used, element)
    dates = [(text, e) for tag in DATES for e in found.get(tag, []) for text in said(e, nodes)]
    dates.sort(key=lambda one: bool(_STAMP.search(one[0])))
    plain.imprint(book, "publisher", places, dict.fromkeys(names), dates[0][0] if dates else "")
    xml.take(used, *(e for _, e in dates[:1]))


def _kind(book: Book, found: dict[str, list[Element]], nodes: dict[str, Element], used: set[int]) -> None:
    """What it is, by the first type that says so."""
    for element in found.get("type", []):
        for text in said(element, nodes):
            word = dublin_values.kind(text)
            if word is not None:
                book.record_type = book.record_type or word
                xml.take(used, element)


def _element(book: Book, element: Element, nodes: dict[str, Element], used: set[int]) -> None:
    """Any other term, by its name."""
    tag = xml.local(element.tag)
    scheme = dublin_rdf.scheme(element)
    texts = said(element, nodes)
    make = TERMS.get(tag)
    if tag in NOTES:
        if texts == [xml.attribute(element, "resource")] and not texts[0].startswith("http"):
            return  # a place in the catalogue's own site
        for text in texts:
            plain.note(book, tag, text, NOTES[tag])
        xml.take(used, element)
    elif make is not None:
        done = [make(book, tag, text, scheme) for text in texts]
        xml.take(used, *([element] if done and all(done) else []))


def _subject(book: Book, tag: str, text: str, scheme: str) -> bool:
    return dublin_values.subject(book, tag, text, scheme)


def _coverage(book: Book, tag: str, text: str, scheme: str) -> bool:
    kind = {"spatial": "place", "temporal": "period"}.get(tag, "keyword")
    if text.startswith(("http://", "https://")):
        return False
    plain.subject(book, tag, text, kind)
    return True


def _language(book: Book, tag: str, text: str, scheme: str) -> bool:
    code = text.rstrip("/").rpartition("/")[2] if text.startswith("http") else text
    if code.casefold() not in ("und", "zxx", "mul", "mis"):
        plain.language(book, tag, code)
    return True


def _description(book: Book, tag: str, text: str, scheme: str) -> bool:
    if dublin_rdf.is_gutenberg(book.id) and tag == "description":
        plain.note(book, tag, text)
    else:
        plain.summary(book, tag, text)
    return True


def _contents(book: Book, tag: str, text: str, scheme: str) -> bool:
    dublin_values.contents_note(book, tag, text)
    return True


def _format(book: Book, tag: str, text: str, scheme: str) -> bool:
    """A number of pages, a size; a type of media is left as it is."""
    if _MEDIA.fullmatch(text):
        return False
    if _PAGES.search(text) or tag in ("extent", "numPages"):
        dublin_values.whole_extent(book, tag, text)
        return True
    return False


def _edition(book: Book, tag: str, text: str, scheme: str) -> bool:
    if book.edition:
        return False
    book.edition = plain.clean(book, tag, text)
    return True


def _isbn(book: Book, tag: str, text: str, scheme: str) -> bool:
    plain.isbns(book, tag, text)
    return True


def _uniform(book: Book, tag: str, text: str, scheme: str) -> bool:
    book.uniform_title = book.uniform_title or plain.clean(book, tag, text)
    return True


def _number(book: Book, tag: str, text: str, scheme: str) -> bool:
    plain.identifier(book, {"marc010": "lccn"}.get(tag, tag), text)
    return True


def _relation(book: Book, tag: str, text: str, scheme: str) -> bool:
    if scheme in ("ispartofseries", "series") or tag in ("isPartOf", "marc440", "marc490"):
        return dublin_values.part_of(book, tag, text)
    return False


def _source(book: Book, tag: str, text: str, scheme: str) -> bool:
    return dublin_values.source(book, tag, text)


Term = Callable[[Book, str, str, str], bool]
TERMS: dict[str, Term] = {
    "subject": _subject, "bookshelf": _subject, "coverage": _coverage, "spatial": _coverage, "temporal": _coverage, "language": _language,
    "description": _description, "abstract": _description, "marc520": _description, "tableOfContents": _contents,
    "format": _format, "extent": _format, "medium": _format, "numPages": _format, "edition": _edition, "marc250": _edition,
    "identifier": dublin_values.identifier, "isbn": _isbn, "isbn13": _isbn, "isbn10": _isbn, "issn": _number, "doi": _number,
    "marc010": _number, "marc240": _uniform, "relation": _relation, "isPartOf": _relation, "marc440": _relation,
    "marc490": _relation, "source": _source,
}  # fmt: skip
"""Term → what puts a text of it into the book, and says whether it did."""
