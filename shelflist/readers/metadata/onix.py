"""ONIX for Books 2.1, 3.0 and 3.1 → Book: what stands in a message of a publisher (editeur.org), by reference names or short tags.

A product is a chunk. In 3.x its elements stand in blocks (DescriptiveDetail, PublishingDetail, …), in 2.1 straight in the
product: the map looks in both. Prices, supply and sales rights are kept as extra fields, one for each composite.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from shelflist.cataloguing.punctuation import strip_end
from shelflist.errors import BadRecord
from shelflist.model import Book, Contributor, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.metadata import onix_codes, onix_fields, onix_texts
from shelflist.readers.metadata.onix_tags import Parts, fold_html, kid, kids, name, value
from shelflist.readers.shapes import xml

NAME = "onix"
VERSION = 1
MERGED = frozenset(
    (
        "ProductSupply",
        "SupplyDetail",
        "SalesRights",
        "RelatedMaterial",
        "RelatedProduct",
        "MarketRepresentation",
        "NotForSale",
    )
)
"""Composites that are one extra field together, however many there are."""

BLOCKS = ("DescriptiveDetail", "CollateralDetail", "ContentDetail", "PublishingDetail")
_PATHS: dict[str, tuple[str, ...]] = {
    "title": (
        "TitleDetail/TitleElement/TitleText", "TitleDetail/TitleElement/TitlePrefix",
        "TitleDetail/TitleElement/TitleWithoutPrefix", "Title/TitleText", "Title/TitlePrefix", "Title/TitleWithoutPrefix",
        "DistinctiveTitle",
    ),
    "subtitle": ("TitleDetail/TitleElement/Subtitle", "Title/Subtitle", "Subtitle"),
    "parts": ("TitleDetail/TitleElement/PartNumber",),
    "uniform_title": ("TitleDetail/TitleElement/TitleText", "Title/TitleText"),
    "other_titles": ("TitleDetail/TitleElement/TitleText", "Title/TitleText"),
    "parallel_titles": ("TitleDetail/TitleElement/TitleText", "Title/TitleText"),
    "responsibility": ("ContributorStatement",),
    "contributors": (
        "Contributor/PersonNameInverted", "Contributor/KeyNames", "Contributor/NamesBeforeKey", "Contributor/PrefixToKey",
        "Contributor/PersonName", "Contributor/CorporateName", "Contributor/ContributorRole",
    ),
    "edition": ("EditionStatement", "EditionNumber"),
    "languages": ("Language/LanguageCode", "LanguageOfText"),
    "original_languages": ("Language/LanguageCode", "OriginalLanguage"),
    **onix_fields.PATHS,
}  # fmt: skip
_BLOCK_OF = {name: block for block, names in onix_fields.BLOCK_PARTS.items() for name in names}


def _everywhere(path: str) -> tuple[str, ...]:
    """A path as it stands in 3.x and in 2.1, by reference names and by short tags."""
    block = _BLOCK_OF.get(path.partition("/")[0], "DescriptiveDetail")
    whole = (path, f"{block}/{path}")
    return whole + tuple("/".join(onix_codes.SHORT.get(name, name) for name in one.split("/")) for one in whole)


ORIGINS: dict[str, tuple[str, ...]] = {
    field: tuple(path for one in paths for path in _everywhere(one)) for field, paths in _PATHS.items()
}
_MESSAGES = ("ONIXMessage", "ONIXmessage")
_HEADER = re.compile(rb"<(?:[\w.-]+:)?[Hh]eader[\s>/]")
_LANGUAGE = re.compile(rb"<(?:[\w.-]+:)?(?:DefaultLanguageOfText|m184)\b[^<>]*>\s*([A-Za-z]{3})\s*<")


def sniff(head: bytes, name: str) -> bool:
    """Whether this is an ONIX message, or a product of one alone."""
    found = [xml.local(tag) for tag, _ in xml.opening(head, 20)]
    if any(tag in _MESSAGES for tag in found[:5]):
        return True
    return found[:1] in (["Product"], ["product"]) and bool({"RecordReference", "a001"} & set(found))


def _wanted(path: list[str]) -> bool:
    return path[-1] in ("Product", "product", "Header", "header") and (len(path) == 1 or path[-2] in _MESSAGES)


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a product; where the header names the language of all texts, within a message that names it."""
    opening, closing, number = b"", b"", 0
    for chunk in xml.stream(blocks, _wanted):
        if not chunk.problem and _HEADER.match(chunk.data):
            if match := _LANGUAGE.search(chunk.data):
                opening = b"<ONIXMessage><Header><DefaultLanguageOfText>%s</DefaultLanguageOfText></Header>" % match[1]
                closing = b"</ONIXMessage>"
            continue
        number += 1
        data = chunk.data if chunk.problem else opening + chunk.data + closing
        yield Chunk(data, number, problem=chunk.problem, warnings=chunk.warnings)


def split(data: bytes) -> Iterator[Chunk]:
    """The same of a whole file."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One product → Book. Raises BadRecord: not well-formed, a deletion, no title."""
    root = xml.tree(chunk.data)
    fold_html(root)
    default = value(root, "Header", "DefaultLanguageOfText")
    product = kid(root, "Product") if name(root.tag) == "ONIXMessage" else root
    if product is None:
        raise BadRecord("record", "no product in this record")
    listed = [Extra("Header/DefaultLanguageOfText", "", [("", default)])] if default else []
    book = plain.start(chunk, NAME, value(product, "RecordReference"), [*listed, *xml.fields(product)])
    if value(product, "NotificationType") == "05":
        reason = value(product, "DeletionText")
        raise BadRecord("NotificationType", f"the publisher takes this record back: {reason or 'delete'}", book.id)
    used: set[int] = {id(product)}
    parts: Parts = {}
    for element in kids(product):
        if name(element.tag) in BLOCKS:
            used.add(id(element))
            for inner in kids(element):
                parts.setdefault(name(inner.tag), []).append(inner)
        else:
            parts.setdefault(name(element.tag), []).append(element)
    xml.take(used, *parts.get("RecordReference", []), *parts.get("NotificationType", []))
    prefixed = _titles(book, parts, used)
    _contributors(book, parts, used)
    _languages(book, parts, default, used)
    _edition(book, parts, used)
    onix_fields.read(book, parts, used)
    onix_texts.read(book, parts, used)
    if not prefixed:
        plain.nonfiling(book)
    xml.take(used, *(e for tag in ("NoSeries", "NoCollection", "NoEdition") for e in parts.get(tag, [])))
    book.extra += _left(product, used)
    return book


def _left(product: Element, used: set[int]) -> list[Extra]:
    """What no map used: a composite is one field; all of supply is one, and so are sales rights and related products."""
    made: list[Extra] = []
    merged: dict[str, Extra] = {}
    for child in kids(product):
        block = name(child.tag) in BLOCKS
        for element in kids(child) if block else [child]:
            tag = xml.local(element.tag)
            path = f"{xml.local(child.tag)}/{tag}" if block else tag
            found = xml.fields(element, used)
            own = [(xml.local(key), text) for key, text in element.attrib.items() if id(element) not in used]
            if not len(element):
                made += [Extra(path, "", one.subfields) for one in found]
                continue
            pairs = [(f"{one.tag} {code}".strip(), text) for one in found for code, text in one.subfields]
            if path in merged:
                merged[path].subfields += own + pairs
            elif pairs:
                made.append(Extra(path, "", own + pairs))
                if name(tag) in MERGED:
                    merged[path] = made[-1]
    return made


# --- titles ---------------------------------------------------------------------------------------------------


def _text(element: Element) -> tuple[str, int]:
    """(the title that an element holds, how many of its characters are the prefix)."""
    prefix, rest, whole = (value(element, tag) for tag in ("TitlePrefix", "TitleWithoutPrefix", "TitleText"))
    if rest:
        opening = prefix if not prefix or prefix[-1] in "'’-" else f"{prefix} "
        return opening + rest, len(opening)
    return whole, 0


def _titles(book: Book, parts: Parts, used: set[int]) -> bool:
    """The distinctive title; other kinds of title besides. Whether the record itself says what does not file."""
    details = [*parts.get("TitleDetail", []), *parts.get("Title", [])]
    bare = parts.get("DistinctiveTitle", [])
    filled = [e for e in details if any(_text(one)[0] or value(one, "PartNumber") for one in _elements(e))]
    ranked = sorted(filled, key=lambda e: {"01": 0, "00": 1, "": 1}.get(value(e, "TitleType"), 2))
    main = ranked[0] if ranked else None
    if main is None and not bare:
        raise BadRecord("TitleDetail", "no title: give the record one", book.id)
    prefixed = False
    if main is None:
        subtitle = next((xml.content(e) for e in parts.get("Subtitle", [])), "")
        plain.title(book, "DistinctiveTitle", xml.content(bare[0]), subtitle)
        xml.take(used, *bare[:1], *parts.get("Subtitle", [])[:1])
    else:
        xml.take(used, main)
        prefixed = _main_title(book, main)
    for detail in details:
        if detail is not main:
            _other_title(book, detail, used)
    return prefixed


def _elements(detail: Element) -> list[Element]:
    """The elements of a TitleDetail; a title of 2.1 is its own."""
    return kids(detail, "TitleElement") or [detail]


def _main_title(book: Book, detail: Element) -> bool:
    """A title of one element, or of a collection's and its own: the collection is then a series."""
    field = "TitleDetail" if kids(detail, "TitleElement") else "Title"
    own = [e for e in _elements(detail) if value(e, "TitleElementLevel") not in ("02", "03")]
    above = [e for e in _elements(detail) if value(e, "TitleElementLevel") in ("02", "03") and _text(e)[0]]
    numbers = [text for e in own for tag in ("PartNumber", "YearOfAnnual") if (text := value(e, tag))]
    chosen = next((e for e in own if _text(e)[0]), None)
    if chosen is None and not above:
        plain.title(book, field, ", ".join(numbers))
        return False
    element = above[-1] if chosen is None else chosen
    text, skipped = _text(element)
    plain.title(book, field, text, " : ".join(t for e in kids(element, "Subtitle") if (t := xml.content(e))))
    book.nonfiling = skipped
    if chosen is None or not above:
        book.parts = [plain.clean(book, field, text) for text in numbers]
        above = above[:-1] if chosen is None else []
    for e in above:
        volume = ", ".join(numbers) or value(e, "PartNumber")
        plain.series(book, f"{field}/TitleElement", _text(e)[0], volume)
    return bool(skipped) or bool(kids(element, "NoPrefix"))


def _other_title(book: Book, detail: Element, used: set[int]) -> None:
    """The original title, one in another language, or a variant."""
    kind = value(detail, "TitleType")
    made = []
    for e in _elements(detail):
        text, subtitle = _text(e)[0], value(e, "Subtitle")
        made.append(f"{text}: {subtitle}" if subtitle and text else text)
    whole = plain.clean(book, "TitleDetail", ". ".join(text for text in made if text))
    how = onix_codes.TITLES.get(kind, "")
    if how == "uniform" and not book.uniform_title:
        book.uniform_title = strip_end(whole)
    else:
        plain.other_title(book, "TitleDetail", whole, parallel=how == "parallel")
    xml.take(used, detail)


# --- names, language, edition ---------------------------------------------------------------------------------


def _order(element: Element) -> int:
    number = value(element, "SequenceNumber")[:6]
    return int(number) if number.isascii() and number.isdecimal() else 1_000_000


def _contributors(book: Book, parts: Parts, used: set[int]) -> None:
    """Contributors by their sequence numbers; biographies and affiliations stay extra fields."""
    for element in sorted(parts.get("Contributor", []), key=_order):
        _contributor(book, element, used)
    for element in parts.get("ContributorStatement", []):
        if not book.responsibility:
            book.responsibility = strip_end(plain.clean(book, "ContributorStatement", xml.content(element)))
            xml.take(used, element)


def _contributor(book: Book, element: Element, used: set[int]) -> None:
    text, kind, direct = _name(element)
    codes = [xml.content(e) for e in kids(element, "ContributorRole")]
    roles = [role for code in codes for role in onix_codes.ROLES.get(code, ())]
    if not text or len(book.contributors) >= plain.MOST_NAMES:
        return
    for code in codes:
        if code not in onix_codes.ROLES:
            book.warnings.append(Warning("ContributorRole", f"no role has the code {code[:10]!r}", "named without it"))
    for role in roles or [""]:
        plain.person(book, "Contributor", text, role, kind=kind, direct=direct)
    used.add(id(element))
    xml.take(used, *kids(element, "SequenceNumber", "ContributorRole", *onix_fields.NAMES))
    person = next((c for c in book.contributors if c.raw == strip_end(plain.clean(book, "Contributor", text))), None)
    if person is None:
        return
    for e in kids(element, "NameIdentifier", "PersonNameIdentifier"):
        number = onix_codes.NAME_NUMBERS.get(value(e, "NameIDType") or value(e, "PersonNameIDType"), "")
        if number and len(value(e, "IDValue")) <= plain.ID_LIMIT:
            person.ids.setdefault(number, value(e, "IDValue"))
            xml.take(used, e)
    _life(person, element, used)


def _life(person: Contributor, element: Element, used: set[int]) -> None:
    """Dates of birth and death (list 177: 50 and 51; list 75 of 2.1: 007 and 008) as years."""
    found = {"50": "", "51": ""}
    for e in kids(element, "ContributorDate", "PersonDate"):
        role = value(e, "ContributorDateRole") or value(e, "PersonDateRole")
        role = {"007": "50", "008": "51"}.get(role, role)
        year = value(e, "Date")[:4]
        if role in found and year.isdecimal():
            found[role] = year
            xml.take(used, e)
    if any(found.values()) and not person.dates:
        person.dates = f"{found['50']}-{found['51']}"


def _name(element: Element) -> tuple[str, str, bool]:
    """(name, kind, whether it is in direct order): the inverted form, the parts of a name, or the name as it is said."""
    key, before, prefix = (value(element, tag) for tag in ("KeyNames", "NamesBeforeKey", "PrefixToKey"))
    suffix = value(element, "SuffixToKey")
    if key:
        given = " ".join(part for part in (before, prefix) if part)
        return ", ".join(part for part in (key, given, suffix) if part), "person", False
    if inverted := value(element, "PersonNameInverted"):
        return inverted, "person", False
    if said := value(element, "PersonName"):
        return said, "", True
    return value(element, "CorporateName") or value(element, "CorporateNameInverted"), "corporate", False


def _languages(book: Book, parts: Parts, default: str, used: set[int]) -> None:
    original: list[str] = []
    for element in parts.get("Language", []):
        role = value(element, "LanguageRole")
        if role in ("", "01", "06", "07"):
            plain.language(book, "Language/LanguageCode", value(element, "LanguageCode"))
        elif role == "02":
            original.append(value(element, "LanguageCode"))
        else:
            continue
        xml.take(used, element)
    for element in parts.get("LanguageOfText", []):
        plain.language(book, "LanguageOfText", xml.content(element))
    original += map(xml.content, parts.get("OriginalLanguage", []))
    xml.take(used, *parts.get("LanguageOfText", []), *parts.get("OriginalLanguage", []))
    if not book.languages and default:
        plain.language(book, "Header/DefaultLanguageOfText", default)
        book.inferred += ["languages"] if book.languages else []
    kept, book.languages = book.languages, []
    for text in original:
        plain.language(book, "Language/LanguageCode", text)
    book.original_languages, book.languages = book.languages, kept


def _edition(book: Book, parts: Parts, used: set[int]) -> None:
    """The statement, else the number."""
    for tag in ("EditionStatement", "EditionNumber"):
        for element in parts.get(tag, []):
            if not book.edition:
                book.edition = strip_end(plain.clean(book, tag, xml.content(element)))
                xml.take(used, element)
