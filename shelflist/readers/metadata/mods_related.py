"""What a MODS record says of other things (relatedItem, part): the host of an article, series, contents, related works.

The same standard as `mods`. A host that is named twice stays an extra field, and so does what has no title.
"""

from xml.etree.ElementTree import Element

from shelflist.cataloguing import contents, relators
from shelflist.cataloguing.punctuation import strip_heading
from shelflist.model import Book, Chapter, Host
from shelflist.readers import plain
from shelflist.readers.metadata import mods_fields
from shelflist.readers.shapes import xml

ORIGINS: dict[str, tuple[str, ...]] = {
    "series": ("relatedItem/titleInfo/title", "relatedItem/titleInfo/partNumber", "relatedItem/identifier"),
    "host": (
        "relatedItem/titleInfo/title", "relatedItem/titleInfo/subTitle", "relatedItem/part/detail/number",
        "relatedItem/part/extent/start", "relatedItem/part/extent/end", "relatedItem/part/extent/list",
        "relatedItem/part/extent/total", "relatedItem/part/text", "relatedItem/identifier", "part/detail/number",
        "part/extent/start", "part/extent/end",
    ),
}  # fmt: skip
RELATED = {
    "preceding": "Continues", "succeeding": "Continued by", "original": "Original", "otherformat": "Also available as",
    "otherversion": "Other edition", "reviewof": "Review of", "references": "References", "isreferencedby": "Referenced by",
}  # fmt: skip


def read(book: Book, record: Element, used: set[int]) -> None:
    """All related items, then the record's own part (volume, number, pages of an article)."""
    noted = bool(book.contents)
    for element in xml.children(record, "relatedItem"):
        _related(book, element, noted, used)
    for element in xml.children(record, "part"):
        _part(book, element, used)


def _related(book: Book, element: Element, noted: bool, used: set[int]) -> None:
    """One item by its type; `noted` says that the record has a contents note of its own."""
    kind, info = xml.attribute(element, "type").casefold(), xml.child(element, "titleInfo")
    text = mods_fields.whole_title(info) if info is not None else ""
    text = plain.clean(book, "relatedItem/titleInfo/title", text.replace(" : ", ": "))
    if not text or info is None or (kind == "host" and book.host is not None):
        return
    if kind == "host":
        _host(book, element, text, used)
        return
    names = [who for e in xml.children(element, "name") if (who := mods_fields.name_of(e)[0])]
    if kind == "series":
        _series(book, element, info, used)
        return
    if kind == "constituent" and not noted:
        made = contents.entry(text)
        if made is not None:
            by = made.responsibility or "; ".join(names)
            book.contents.append(Chapter(made.title, made.number, made.kind, by, made.raw))
    elif kind == "constituent" or kind in RELATED or not kind:
        label = "Includes" if kind == "constituent" else RELATED.get(kind, "Related to")
        by = f"{strip_heading(names[0])}. " if names else ""
        plain.note(book, "relatedItem", f"{label}: {by}{text}", "other")
    else:
        return
    used.add(id(element))
    xml.take(used, *xml.children(element, "titleInfo", "name"))


def _series(book: Book, element: Element, info: Element, used: set[int]) -> None:
    """A series; its volume stands in a part of the title, or behind a semicolon."""
    name, _, parts, _ = mods_fields.title_parts(info)
    volume = ", ".join(parts)
    head, mark, tail = name.rpartition(" ; ")
    if mark and xml.child(info, "partNumber") is None:  # one that is empty says that there is no volume
        name, volume = head, tail
    issn = next((e for e in xml.children(element, "identifier") if xml.attribute(e, "type") == "issn"), None)
    plain.series(book, "relatedItem/titleInfo/title", name, volume, xml.content(issn))
    xml.take(used, info, issn)
    used.add(id(element))


def _host(book: Book, element: Element, text: str, used: set[int]) -> None:
    """What it stands in, with volume, number, pages; place, publisher and date where the record has none of its own."""
    book.host = Host(text)
    used.add(id(element))
    xml.take(used, *xml.children(element, "titleInfo"))
    for part in xml.children(element, "part"):
        _part(book, part, used)
    serial = bool(book.host.volume and book.host.number)
    for e in xml.children(element, "identifier"):
        if xml.attribute(e, "type") == "issn" and not book.host.issn:
            book.host.issn = plain.clean(book, "relatedItem/identifier", xml.content(e))
            serial = True
            xml.take(used, e)
    for origin in xml.children(element, "originInfo"):
        serial = serial or xml.value(origin, "issuance") in ("continuing", "serial")
        date = xml.child(origin, "dateIssued")
        if not book.imprints:
            where = [xml.content(e) for p in xml.children(origin, "place") for e in xml.children(p, "placeTerm")
                     if xml.attribute(e, "type") != "code"]  # fmt: skip
            who = list(map(xml.content, xml.children(origin, "publisher")))
            plain.imprint(book, "relatedItem/originInfo", where, who, xml.content(date))
            xml.take(used, *xml.children(origin, "place", "publisher"), date)
            used.add(id(origin))
    for e in xml.children(element, "name"):
        _host_name(book, e, used)
    book.level = ""  # of the host, whatever the record says
    if not book.record_type and (serial or book.host.pages):
        book.record_type = "article" if serial else "chapter"


def _host_name(book: Book, element: Element, used: set[int]) -> None:
    """Who edited, compiled or translated the whole did so for its part."""
    terms = [xml.content(e) for role in xml.children(element, "role") for e in xml.children(role, "roleTerm")]
    role = next((code for text in terms if (code := relators.role(text)) in ("edt", "com", "trl")), "")
    text, kind, _ = mods_fields.name_of(element)
    if role and text:
        plain.person(book, "relatedItem/name/namePart", text, role, kind=kind)
        xml.take(used, element)


def _part(book: Book, element: Element, used: set[int]) -> None:
    """Volume, number and pages of a host; the date where the record has none."""
    host = book.host
    for e in xml.children(element, "date"):
        if not book.date.raw:
            plain.date(book, "part/date", xml.content(e))
            xml.take(used, e)
    if host is None:
        return
    used.add(id(element))
    for e in xml.children(element, "detail"):
        kind = xml.attribute(e, "type").casefold()
        text = plain.clean(book, "part/detail/number", xml.value(e, "number") or xml.value(e, "caption"))
        if kind == "volume" and text and not host.volume:
            host.volume = text
        elif kind in ("issue", "number") and text and not host.number:
            host.number = text
        else:
            continue
        xml.take(used, e)
    for e in xml.children(element, "extent"):
        start, end = xml.value(e, "start"), xml.value(e, "end")
        text = (f"{start}-{end}" if start and end and start != end else start or end) or xml.value(e, "list")
        text = plain.clean(book, "part/extent", text or xml.value(e, "total"))
        if text and not host.pages and xml.attribute(e, "unit").casefold() in ("", "page", "pages", "p"):
            host.pages = text
            xml.take(used, e)
    for e in xml.children(element, "text"):
        if not host.volume:
            host.volume = plain.clean(book, "part/text", xml.content(e))
            xml.take(used, e)
