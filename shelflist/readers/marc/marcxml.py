"""MARC records in XML → Book: MARCXML (loc.gov/standards/marcxml), MarcXchange (ISO 25577), "unimarcslim" of the National
Library in Florence (rec/lab/cf/df/sf), the older oai_marc, and any of them inside OAI-PMH or SRU answers.

Names count by their local part alone: with the right namespace, a wrong one, none, or a prefix that nobody declared. Which
flavour a record is, its own fields tell (marc_carriers).
"""

import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from itertools import chain
from xml.etree.ElementTree import Element

from shelflist.errors import BadRecord
from shelflist.model import Book, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import marc_carriers
from shelflist.readers.marc.iso2709 import Field
from shelflist.readers.shapes import xml

NAME = "marcxml"
VERSION = 2
ORIGINS = marc_carriers.ORIGINS

RECORDS = frozenset({"record", "rec", "oai_marc"})
LEADERS = frozenset({"leader", "lab"})
CONTROLS = frozenset({"controlfield", "cf", "fixfield"})
DATA = frozenset({"datafield", "df", "varfield"})
SUBFIELDS = frozenset({"subfield", "sf"})
_MARC = LEADERS | CONTROLS | DATA
_TAGS, _CODES = ("tag", "t", "id"), ("code", "c", "label")
_SPACES = {"http://www.loc.gov/MARC21/slim", "info:lc/xmlns/marcxchange-v1", "info:lc/xmlns/marcxchange-v2"}
_DECLARATION = re.compile(rb"<\?xml[^>]{0,300}\?>")
_AMPERSAND = re.compile(
    rb"&(?!#\d{1,8};|#x[0-9a-fA-F]{1,7};|amp;|lt;|gt;|quot;|apos;)(?:([A-Za-z][A-Za-z0-9]{0,30};))?"
)
_PACKED = re.compile(rb"&lt;(?:\w{1,20}:)?(?:datafield|controlfield)\s")
_FIRST_TAG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def sniff(head: bytes, name: str) -> bool:
    """Whether this is XML with MARC fields in it, or records that say by their namespace that they are MARC."""
    found = xml.opening(head, 200)
    names = {xml.local(tag) for tag, _ in found}
    if names & DATA or (names & CONTROLS and names & (LEADERS | RECORDS)):
        return bool(names & (RECORDS | SUBFIELDS))
    if not names & RECORDS:
        return False
    return bool(_PACKED.search(head)) or any(set(attributes.values()) & _SPACES for _, attributes in found)


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same block by block. The outermost record is the chunk: an envelope says whether its record was deleted."""
    return xml.stream(_one_document(blocks), lambda path: path[-1] in RECORDS)


def _one_document(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks without a reference that XML does not know or an `&` that opens none, and with one element around records that stand one after
    another without one."""
    source = iter(blocks)
    head = b""
    for block in source:
        head += block
        if len(head) > 4096:
            break
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4] or b"<!DOCTYPE" in head[:8192]:
        yield from chain([head], source)
        return
    declared = _DECLARATION.search(head[:1000])
    at = declared.end() if declared else 3 if head.startswith(b"\xef\xbb\xbf") else 0
    first = _FIRST_TAG.search(re.sub(rb"<!--.*?-->", b"", head[at:8192], flags=re.DOTALL))
    bare = first is not None and first[1].decode() in RECORDS
    yield head[:at] + (b"<collection>" if bare else b"")
    tail = b""
    for block in chain([head[at:]], source):
        # A reference, or a declaration before each of several documents, may stand between two blocks.
        data = tail + block
        cut = max(0, len(data) - 320)
        mark = max(data.rfind(b"&", 0, cut), data.rfind(b"<?", 0, cut))
        cut = mark if 0 <= cut - mark < 320 and mark >= 0 else cut
        yield _whole(data[:cut], bare)
        tail = data[cut:]
    yield _whole(tail, bare) + (b"\n</collection>" if bare else b"")


def _whole(data: bytes, bare: bool) -> bytes:
    if bare and b"<?xml" in data:
        data = _DECLARATION.sub(b"", data)
    return _AMPERSAND.sub(_reference, data) if b"&" in data and b"<![CDATA[" not in data else data


def _reference(match: re.Match[bytes]) -> bytes:
    """A character that HTML has a name for, by its number; any other `&` as itself."""
    name = (match[1] or b"").decode()
    if name in html5:
        return "".join(f"&#{ord(one)};" for one in html5[name]).encode()
    return b"&amp;" + name.encode()


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not well-formed, deleted, no fields, or what the maps of MARC refuse."""
    outer = xml.tree(chunk.data)
    record = _inner(outer)
    if record is None:
        header = xml.child(outer, "header")
        if header is not None and xml.attribute(header, "status") == "deleted":
            reason = "deleted in the catalogue that it comes from: nothing is left of it"
            raise BadRecord("header", reason, xml.value(header, "identifier"))
        raise BadRecord("record", "no MARC fields: export it again")
    label = ""
    fields: list[Field] = []
    warnings: list[Warning] = []
    for element in record:
        if not isinstance(element.tag, str):
            continue
        kind, tag = xml.local(element.tag), _named(element, _TAGS)
        if kind in LEADERS or (kind in CONTROLS and tag in ("LDR", "000")):
            label = label or "".join(element.itertext())
        elif kind in CONTROLS:
            fields.append(_control(element, tag))
        elif kind in DATA:
            fields += _data(element, tag, warnings)
    if not fields:
        raise BadRecord("record", "no MARC fields: export it again")
    return marc_carriers.book(chunk, NAME, label, fields, warnings)


def _inner(outer: Element) -> Element | None:
    """The element whose children are MARC fields: the record itself, or the one in an envelope, as elements or as text."""
    for element in outer.iter():
        if isinstance(element.tag, str) and any(xml.local(child.tag) in _MARC for child in xml.children(element)):
            return element
    for element in outer.iter():
        packed = (element.text or "").strip()
        if packed.startswith("<") and "field" in packed:
            inner = xml.tree(_DECLARATION.sub(b"", packed.encode("utf-8", "replace")))
            if any(xml.local(child.tag) in _MARC for child in xml.children(inner)):
                return inner
    return None


def _named(element: Element, names: tuple[str, ...]) -> str:
    """The first of these attributes, or ""."""
    return next((value for name in names if (value := xml.attribute(element, name))), "")


def _indicators(element: Element) -> str:
    """The two indicators; one that is missing or empty is a blank."""
    first = element.get("ind1", element.get("i1", " "))
    second = element.get("ind2", element.get("i2", " "))
    return (first[:1] or " ") + (second[:1] or " ")


def _control(element: Element, tag: str) -> Field:
    """A control field: its white space counts."""
    return Field(tag, "", [("", "".join(element.itertext()).strip("\r\n\t"))])


def _data(element: Element, tag: str, warnings: list[Warning]) -> list[Field]:
    """A data field, its embedded fields as $1 says them."""
    pairs: list[tuple[str, str]] = []
    for child in xml.children(element):
        if xml.local(child.tag) in SUBFIELDS:
            code = _named(child, _CODES)
            if len(code) != 1:
                warnings.append(Warning(tag, f"a subfield with the code {code[:20]!r}", "read as $a"))
                code = "a"
            pairs.append((code, _value(child)))
        elif xml.local(child.tag) == "s1":
            pairs += _embedded(child, warnings)
    own = (element.text or "").strip()
    if own and not pairs:
        pairs.append(("a", " ".join(own.split())))
        warnings.append(Warning(tag, "text without a subfield", "read as $a"))
    return [Field(tag, _indicators(element), pairs)]


def _value(element: Element) -> str:
    """A subfield's text as it is; where lines were broken inside it, on one."""
    found = "".join(element.itertext())
    return " ".join(found.split()) if "\n" in found or "\t" in found else found


def _embedded(element: Element, warnings: list[Warning]) -> list[tuple[str, str]]:
    """The fields inside s1, each opened by a $1 with its tag and indicators or its value (UNIMARC Manual 4--)."""
    pairs: list[tuple[str, str]] = []
    for child in xml.children(element):
        tag = _named(child, _TAGS)
        if xml.local(child.tag) in CONTROLS:
            pairs.append(("1", tag + "".join(child.itertext()).strip()))
        elif xml.local(child.tag) in DATA:
            for field in _data(child, tag, warnings):
                pairs += [("1", tag + field.indicators), *field.subfields]
    return pairs
