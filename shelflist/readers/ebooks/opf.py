"""OPF: the package document of an EPUB, and the record that calibre keeps beside a book → Book.

OEB 1.x (dc-metadata, x-metadata), OPF 2.0.1 (opf:role, opf:file-as, opf:scheme, opf:event) and EPUB 3.3 (meta elements that
refine others). Standard Ebooks' long description and calibre's own meta elements are read; what is the owner's in these
is personal. Manifest, spine and guide say of what files the book is made: they are no part of the record but for the cover.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from shelflist.errors import BadRecord
from shelflist.model import Book, Extra
from shelflist.readers import Chunk, plain
from shelflist.readers.ebooks import calibre, ebooks
from shelflist.readers.shapes import xml

NAME = "opf"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("dc:title",),
    "subtitle": ("dc:title",),
    "other_titles": ("dc:title", "alternate-script"),
    "edition": ("dc:title",),
    "contributors": ("dc:creator", "dc:contributor", "media:narrator"),
    "imprints": ("dc:publisher", "dcterms:publisher"),
    "date": ("dc:date", "dcterms:issued"),
    "extent": ("schema:numberOfPages", "dcterms:extent"),
    "series": ("belongs-to-collection", "calibre:series", "calibre:series_index"),
    "isbns": ("dc:identifier", "dc:source"),
    "identifiers": ("dc:identifier",),
    "classes": ("dc:subject",),
    "subjects": ("dc:subject", "schema:genre"),
    "languages": ("dc:language",),
    "summary": ("dc:description", "se:long-description"),
    "notes": ("dc:rights", "dc:source", "belongs-to-collection"),
    "links": ("dc:identifier", "dc:source", "link"),
    "reading": ("calibre:rating", "calibre:timestamp", *calibre.PERSONAL),
}
PERSONAL: dict[str, str] = {
    "calibre:rating": "rating", "calibre:timestamp": "dates", "calibre:annotation": "private", **calibre.PERSONAL,
}  # fmt: skip

_METADATA = frozenset(("metadata", "dc-metadata", "x-metadata"))
_DC = frozenset(
    "dc:" + name
    for name in (
        "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
        "source", "language", "relation", "coverage", "rights",
    )
)  # fmt: skip
_MAPPED = frozenset(
    (
        "dc:title", "dc:creator", "dc:contributor", "dc:publisher", "dc:date", "dc:identifier", "dc:source", "dc:language",
        "dc:description", "dc:subject", "dc:rights", "belongs-to-collection", "calibre:series", "calibre:series_index",
        "calibre:rating", "calibre:timestamp", "calibre:title_sort", "se:long-description", "schema:genre", "link",
        "schema:numberOfPages", "dcterms:extent", "media:narrator", *calibre.PERSONAL, calibre.COLUMN,
    )
)  # fmt: skip
"""Tags of which the maps below use every element, or list what they do not use."""

_REFINING = frozenset(
    (
        "title-type",
        "display-seq",
        "file-as",
        "role",
        "collection-type",
        "group-position",
        "identifier-type",
        "authority",
    )
)
_AUTHORITIES = {
    "lcsh": "lcsh", "aat": "aat", "bisac": "bisacsh", "thema": "thema", "bic": "bicssc", "eurovoc": "eurovoc", "clil": "clil",
}  # fmt: skip
"""Subject authorities of EPUB 3 (authority) → our schemes."""

_NUMBERS = {"ddc": "ddc", "udc": "udc", "ndc": "ndc", "lcc": "lcc", "clc": "clc"}
"""Authorities whose terms are classification numbers."""


class Part(NamedTuple):
    """An element of the metadata: its tag ("dc:title", "belongs-to-collection"), text and attributes by local names."""

    tag: str
    text: str
    whole: str
    attributes: dict[str, str]
    refined: dict[str, list[str]]

    def said(self, *names: str) -> str:
        """The first refinement or attribute with one of these names, or ""."""
        for name in names:
            if self.refined.get(name):
                return self.refined[name][0]
            if self.attributes.get(name):
                return self.attributes[name]
        return ""


def sniff(head: bytes, name: str) -> bool:
    """A `package` of the OPF namespace, or one that holds Dublin Core elements."""
    found = xml.opening(head)
    if not found or xml.local(found[0][0]) != "package":
        return False
    space = " ".join(value for key, value in found[0][1].items() if key.startswith("xmlns")).lower()
    return "idpf.org" in space or "openebook" in space or any(tag.lower() in _DC for tag, _ in found[1:])


def split(data: bytes) -> Iterator[Chunk]:
    """The package as one chunk."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same, block by block."""
    return xml.stream(blocks, lambda path: path == ["package"])


def parse(chunk: Chunk) -> Book:
    """The book of a package. Raises BadRecord."""
    try:
        return book(chunk, NAME, xml.tree(chunk.data))
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def book(chunk: Chunk, format: str, root: Element) -> Book:
    """The book of a package's element. Raises BadRecord."""
    found = parts(root)
    made = plain.start(chunk, format, _identity(root, found), fields(root, found))
    _titles(made, found)
    for part in tagged(found, "dc:language"):
        plain.language(made, part.tag, part.text)
    sort = next((p.text for p in tagged(found, "calibre:title_sort")), "")
    filed = next((p.said("file-as") for p in tagged(found, "dc:title") if p.said("file-as")), "")
    ebooks.filing(made, "calibre:title_sort" if sort else "dc:title file-as", sort or filed)
    _people(made, found)
    _publication(made, found)
    _identifiers(made, found)
    _subjects(made, found)
    _collections(made, found)
    _texts(made, found)
    _owner(made, found)
    _leftover(made, found)
    return made


# --- elements -------------------------------------------------------------------------------------------------


def _elements(root: Element) -> Iterator[Element]:
    """The elements of the metadata, out of the wrappers of OEB 1.x."""
    stack = [child for child in root if _plain_tag(child) in _METADATA][::-1]
    while stack:
        one = stack.pop()
        if _plain_tag(one) in _METADATA:
            stack.extend(list(one)[::-1])
        elif isinstance(one.tag, str):
            yield one


def _plain_tag(element: Element) -> str:
    return xml.local(element.tag).lower() if isinstance(element.tag, str) else ""


def _part(one: Element) -> tuple[Part, str]:
    """(the element, the id of what it refines or "")."""
    attributes = {xml.local(key): value.strip() for key, value in one.attrib.items()}
    name = _plain_tag(one)
    tag = f"dc:{name}" if f"dc:{name}" in _DC else name
    if name == "meta":
        tag = attributes.pop("property", "") or attributes.pop("name", "") or "meta"
    target = attributes.pop("refines", "").removeprefix("#")
    whole = "".join(one.itertext())
    text = xml.content(one) or (attributes.pop("content", "") if name == "meta" else "")
    return Part(tag, " ".join(text.split()), whole.strip() or text, attributes, {}), target


def parts(root: Element) -> list[Part]:
    """The elements of the metadata in their order, each with what refines it."""
    made = [_part(one) for one in _elements(root)]
    targets = {part.attributes["id"]: part for part, _ in made if part.attributes.get("id")}
    found: list[Part] = []
    for part, target in made:
        refined = targets.get(target) if target else None
        if target:
            part.attributes["refines"] = f"#{target}"
        if refined is not None and refined is not part and part.tag not in _MAPPED:
            refined.refined.setdefault(part.tag, []).append(part.text)
        found.append(part)
    return found


def tagged(found: list[Part], *tags: str) -> list[Part]:
    """The elements with one of these tags, without empty ones."""
    return [part for part in found if part.tag in tags and part.text]


def fields(root: Element, found: list[Part]) -> list[Extra]:
    """The record as it came: the metadata, element by element, and the name of the cover's file."""
    made: list[Extra] = []
    for part in found:
        if part.tag.startswith("calibre:user_metadata"):
            made.extend(calibre.fields(_columns(part)) or _unread(part))
            continue
        pairs = [(key, value) for key, value in part.attributes.items() if value]
        if part.text or pairs:
            made.append(Extra(part.tag, "", [*([("", part.text)] if part.text else []), *pairs]))
    name = cover(root, found)
    return [*made, Extra("cover", "", [("", name)])] if name else made


def cover(root: Element, found: list[Part]) -> str:
    """The name of the cover's file, relative to the package; "" where none is named."""
    manifest = xml.child(root, "manifest")
    items = xml.children(manifest, "item") if manifest is not None else []
    named = next((p.text for p in found if p.tag == "cover"), "")
    for item in items:
        if "cover-image" in xml.attribute(item, "properties").split() or (named and xml.attribute(item, "id") == named):
            return xml.attribute(item, "href")
    guide = xml.child(root, "guide")
    references = xml.children(guide, "reference") if guide is not None else []
    return next((xml.attribute(one, "href") for one in references if xml.attribute(one, "type") == "cover"), "")


def _identity(root: Element, found: list[Part]) -> str:
    """The text of the identifier that the package names as its own, else of the first one."""
    own = xml.attribute(root, "unique-identifier")
    known = tagged(found, "dc:identifier")
    return next((p.text for p in known if own and p.attributes.get("id") == own), known[0].text if known else "")


# --- maps -----------------------------------------------------------------------------------------------------


def _order(part: Part) -> int:
    text = part.said("display-seq")
    return int(text) if text.isdecimal() and len(text) < 6 else 99_999


def _titles(made: Book, found: list[Part]) -> None:
    """The main title, and every other one by its type (EPUB 3.3, title-type); without types the first is the title."""
    known = sorted(tagged(found, "dc:title"), key=_order)
    main = next((p for p in known if p.said("title-type") == "main"), None)
    main = main or next((p for p in known if not p.said("title-type")), known[0] if known else None)
    subtitles = [p.text for p in known if p.said("title-type") == "subtitle" and p is not main]
    plain.title(made, "dc:title", main.text if main else "", " : ".join(subtitles))
    for part in known:
        kind = part.said("title-type")
        if part is main or kind == "subtitle":
            continue
        if kind == "edition" and not made.edition:
            made.edition = made.raw["edition"] = plain.clean(made, "dc:title", part.text)
        elif kind == "collection" and not tagged(found, "belongs-to-collection", "calibre:series"):
            plain.series(made, "dc:title", part.text, ebooks.index(part.said("group-position")))
        else:
            plain.other_title(made, "dc:title", part.text)
    for part in known:
        for text in part.refined.get("alternate-script", []):
            plain.other_title(made, "dc:title", text)


def _people(made: Book, found: list[Part]) -> None:
    """Creators, contributors and narrators with their roles and filing forms; a program is no contributor."""
    for part in tagged(found, "dc:creator", "dc:contributor", "media:narrator"):
        if part.attributes.get("refines"):
            plain.leftover(made, part.tag, part.text)
            continue
        said = part.refined.get("role", []) or [part.attributes.get("role", "")]
        default = {"dc:creator": "aut", "media:narrator": "nrt"}.get(part.tag, "ctb")
        codes = ebooks.roles(said, default)
        if codes[0] in ("bkp", "ctb") and part.text.lower().startswith("calibre ("):
            plain.leftover(made, part.tag, part.text)
            continue
        ebooks.person(made, part.tag, part.text, part.said("file-as"), codes)
        for text in part.refined.get("alternate-script", []):
            plain.leftover(made, "alternate-script", text)


def _publication(made: Book, found: list[Part]) -> None:
    """Publisher and date of publication. A date of creation or change is none; it stays an extra field."""
    midnight = any(p.tag.startswith("calibre:") or (p.tag == "dc:contributor" and "calibre" in p.text) for p in found)
    dates = [p for p in tagged(found, "dc:date") if not p.attributes.get("refines")]
    chosen = next((p for p in dates if p.said("event").lower() == "publication"), None)
    chosen = chosen or next((p for p in dates if not p.said("event")), None)
    issued = tagged(found, "dcterms:issued")
    when = ""
    if chosen is not None:
        when = ebooks.published(made, chosen.tag, chosen.text, midnight=midnight)
    elif issued:
        when = ebooks.published(made, issued[0].tag, issued[0].text)
    for part in dates:
        if part is not chosen:
            plain.leftover(made, f"dc:date {part.said('event')}".strip(), part.text)
    known = tagged(found, "dc:publisher")
    plain.imprint(made, "dc:publisher", [], [p.text for p in known], when)
    for part in tagged(found, "schema:numberOfPages", "dcterms:extent"):
        plain.pages(made, part.tag, part.text)


def _identifiers(made: Book, found: list[Part]) -> None:
    """Identifiers by their scheme, sources, and links that are the whole book's."""
    for part in tagged(found, "dc:identifier"):
        ebooks.identifier(made, part.tag, part.text, part.said("scheme", "identifier-type"))
    for part in tagged(found, "dc:source"):
        if ebooks.related_isbn(made, part.tag, part.text):
            continue
        if part.text.startswith(("http://", "https://")) and " " not in part.text:
            plain.link(made, part.tag, part.text, "source")
        else:
            plain.note(made, part.tag, part.text, "other")
    for part in found:
        if part.tag != "link":
            continue
        address, rel = part.attributes.get("href", ""), part.attributes.get("rel", "")
        if not part.attributes.get("refines") and rel.lower() in ("schema:sameas", "schema:url", "dcterms:source"):
            plain.link(made, part.tag, address, "")
        else:
            plain.leftover(made, f"link {rel}".strip(), address)


def _subjects(made: Book, found: list[Part]) -> None:
    """Subjects by their authority; a term that is a classification number is one."""
    for part in tagged(found, "dc:subject"):
        authority = part.said("authority").rpartition("/")[2].lower()
        term = part.said("term")
        scheme = _AUTHORITIES.get(authority, "")
        if authority in _NUMBERS:
            plain.class_number(made, part.tag, term or part.text, _NUMBERS[authority])
            if not term or term == part.text:
                continue
        elif term and term != "Unknown":
            plain.leftover(made, "term", term)
        plain.subject(made, part.tag, part.text, "topic" if scheme else "keyword", scheme)
        if authority and not scheme and authority not in _NUMBERS:
            plain.leftover(made, "authority", authority)
    for part in tagged(found, "schema:genre"):
        plain.subject(made, part.tag, part.text, "genre")


def _collections(made: Book, found: list[Part]) -> None:
    """Series with the place in it. A set, or a collection without a place, is no series but a note."""
    for part in tagged(found, "belongs-to-collection"):
        kind, place = part.said("collection-type"), ebooks.index(part.said("group-position"))
        if kind == "series" or (not kind and place):
            plain.series(made, part.tag, part.text, place)
        else:
            plain.note(made, part.tag, f"{part.text}, {place}" if place else part.text, "other")
    name = next((p.text for p in tagged(found, "calibre:series")), "")
    place = next((p.text for p in tagged(found, "calibre:series_index")), "")
    if name:
        plain.series(made, "calibre:series", name, ebooks.index(place))
    elif place:
        plain.leftover(made, "calibre:series_index", place)


def _texts(made: Book, found: list[Part]) -> None:
    for part in tagged(found, "dc:description", "se:long-description"):
        plain.summary(made, part.tag, part.whole)
    for part in tagged(found, "dc:rights"):
        plain.note(made, part.tag, part.text, "access")


def _columns(part: Part) -> list[calibre.Column]:
    """The custom columns of a meta element: one of OPF 2 by its name, all of them in EPUB 3."""
    label = part.tag.removeprefix("calibre:user_metadata").lstrip(":")
    values = calibre.user_metadata(part.whole)
    pairs = [(label, dict(values))] if label else values
    return [made for name, value in pairs if (made := calibre.from_metadata(name, value)) is not None]


def _unread(part: Part) -> list[Extra]:
    """Custom columns that are no JSON: nobody knows what is in them, so they are private."""
    known = calibre.user_metadata(part.whole) or not part.text
    return [] if known else [Extra(f"{calibre.COLUMN} (private)", "", [("", part.text)])]


def _owner(made: Book, found: list[Part]) -> None:
    """What is the owner's: rating, day of adding, custom columns."""
    columns = [c for p in found if p.tag.startswith("calibre:user_metadata") for c in _columns(p)]
    rating = next((p.text for p in tagged(found, "calibre:rating")), "")
    added = next((p.text for p in tagged(found, "calibre:timestamp")), "")
    calibre.read(made, calibre.stars(made, "calibre:rating", rating, 10), added, columns)


def _leftover(made: Book, found: list[Part]) -> None:
    """Every element that no map uses."""
    targets = {p.attributes["id"] for p in found if p.attributes.get("id")}
    for part in found:
        if part.tag in _MAPPED or part.tag.startswith("calibre:user_metadata"):
            made.extra.extend(_unread(part) if part.tag not in _MAPPED else [])
            continue
        refines = part.attributes.get("refines", "").removeprefix("#")
        if refines in targets and part.tag in (*_REFINING, "term", "alternate-script"):
            continue
        if part.tag == "dcterms:issued" and made.date.raw and not tagged(found, "dc:date"):
            continue
        plain.leftover(made, part.tag, part.text)
