"""MODS after the description: titles and names in words, subjects, classes, notes, numbers, addresses.

The same standard as `mods`. Each function marks in `used` the elements that have found their place in the book.
"""

import re
from xml.etree.ElementTree import Element

from shelflist.cataloguing import classes, extent, isbn, subjects
from shelflist.cataloguing.punctuation import strip_end, strip_heading
from shelflist.model import Book, Subdivision
from shelflist.readers import plain
from shelflist.readers.marc import marc_common
from shelflist.readers.shapes import xml

ORIGINS: dict[str, tuple[str, ...]] = {
    "subjects": (
        "subject", "subject/topic", "subject/geographic", "subject/temporal", "subject/genre", "subject/name/namePart",
        "subject/titleInfo/title", "subject/occupation", "subject/hierarchicalGeographic", "genre",
    ),
    "classes": ("classification",),
    "notes": (
        "note", "accessCondition", "targetAudience", "originInfo/frequency", "physicalDescription/note",
        "subject/cartographics/scale", "subject/cartographics/projection", "subject/cartographics/coordinates",
        "relatedItem", "relatedItem/titleInfo/title", "relatedItem/name/namePart",
    ),
    "contents": ("tableOfContents", "relatedItem/titleInfo/title", "relatedItem/name/namePart"),
    "summary": ("abstract",),
    "isbns": ("identifier",),
    "identifiers": ("identifier",),
    "links": ("location/url", "identifier"),
}  # fmt: skip

KINDS = {"corporate": "corporate", "conference": "meeting", "family": "family", "personal": "person"}
NOTES = {
    "bibliography": "bibliography", "bibliographic references": "bibliography", "thesis": "thesis", "language": "language",
    "acquisition": "provenance", "ownership": "provenance", "provenance": "provenance", "custodial history": "provenance",
    "restriction": "access", "access": "access", "award": "award", "awards": "award", "target audience": "audience",
    "system details": "other", "reproduction": "other", "review": "review",
}  # fmt: skip
GENRES = {
    "article": "article", "journal article": "article", "newspaper article": "article", "inbook": "chapter",
    "book chapter": "chapter", "incollection": "chapter", "book section": "chapter", "conference paper": "conference paper",
    "inproceedings": "conference paper", "thesis": "thesis", "theses": "thesis", "academic theses": "thesis",
    "phdthesis": "thesis", "mastersthesis": "thesis", "dissertation": "thesis", "web site": "web page", "website": "web page",
    "letter": "letter", "brief": "letter", "report": "report", "techreport": "report", "technical report": "report",
    "periodical": "periodical", "newspaper": "periodical", "patent": "patent", "map": "map", "book": "book",
    "motion picture": "film", "videorecording": "film", "interview": "interview", "manuscript": "manuscript",
}  # fmt: skip
"""A genre that says what the thing is → the plain word for it."""

PARTS = {"topic": ("topic", "topic"), "geographic": ("place", "place"), "temporal": ("period", "period"),
         "genre": ("genre", "form"), "occupation": ("topic", "topic"), "name": ("person", ""), "titleInfo": ("title", "")}  # fmt: skip
"""Part of a subject → (kind of heading where it stands first, type of subdivision where it follows)."""

NUMBERS = {
    "issn": "issn", "issn-l": "issn", "doi": "doi", "oclc": "oclc", "lccn": "lccn", "ark": "ark", "urn": "urn", "hdl": "hdl",
    "ismn": "ismn", "isrc": "isrc", "upc": "upc", "sici": "sici", "arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid",
    "asin": "asin", "bid": "bid", "goodreads": "goodreads", "librarything": "librarything", "openlibrary": "openlibrary",
    "wikidata": "wikidata",
    "stock number": "stock number", "music publisher": "music publisher", "music plate": "music plate",
    "report number": "report number",
}  # fmt: skip
_NUMERAL = re.compile(r"[IVXLCDM]+\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACES = re.compile(r"\s+")


def _first(text: str, rest: str) -> str:
    """A nonSort and what follows: a space between them unless it is elided ("L'")."""
    return text + rest if not text or text[-1] in "'’-" else f"{text} {rest}"


def title_parts(element: Element) -> tuple[str, str, list[str], int]:
    """(title, subtitle, parts, characters that do not file) of one titleInfo."""
    article = xml.value(element, "nonSort")
    title = " ".join(text for e in xml.children(element, "title") if (text := xml.content(e)))
    whole = _first(article, title)
    parts: list[str] = []
    before = ""
    for e in xml.children(element, "partNumber", "partName"):
        text, kind = strip_end(xml.content(e)), xml.local(e.tag)
        if text:
            # A number and the name after it are one part: "Part 2, The return".
            joined = kind == "partName" and before == "partNumber"
            parts = [*parts[:-1], f"{parts[-1]}, {text}"] if joined else [*parts, text]
            before = kind
    subtitle = " : ".join(text for e in xml.children(element, "subTitle") if (text := strip_end(xml.content(e))))
    return whole, subtitle, parts, len(whole) - len(title)


def whole_title(element: Element) -> str:
    """A titleInfo as one text."""
    title, subtitle, parts, _ = title_parts(element)
    return ". ".join(strip_end(t) for t in (f"{title} : {subtitle}" if subtitle else title, *parts) if strip_end(t))


def name_of(element: Element) -> tuple[str, str, str]:
    """(entry form, kind, dates) of a name: of a person family name first, of a body its parts from the widest down."""
    kind = KINDS.get(xml.attribute(element, "type"), "")
    typed: dict[str, list[str]] = {}
    for e in xml.children(element, "namePart"):
        typed.setdefault(xml.attribute(e, "type"), []).append(strip_end(xml.content(e)))
    years = "; ".join(text for text in typed.get("date", []) if text)
    whole = [text for text in typed.get("", []) if text]
    family, given = (" ".join(t for t in typed.get(key, []) if t) for key in ("family", "given"))
    terms = ", ".join(text for text in typed.get("termsOfAddress", []) if text)
    if whole and kind in ("corporate", "meeting"):
        # "Library of Congress." and "Music Division" are one body.
        text = ". ".join([*(strip_heading(part) for part in whole[:-1]), whole[-1]])
        return strip_heading(text), kind, years
    text = whole[0] if whole else ", ".join(part for part in (family, given) if part)
    if not text:
        text = strip_end(xml.value(element, "displayForm"))
    if terms and terms not in text:
        text = f"{text} {terms}" if _NUMERAL.match(terms) else f"{text}, {terms}"
    return strip_end(strip_heading(text)), kind or "person", years


def name_ids(element: Element) -> dict[str, str]:
    """Numbers of a name: nameIdentifier by its type, and the authority file's by its address."""
    found: dict[str, str] = {}
    for e in xml.children(element, "nameIdentifier"):
        kind, text = xml.attribute(e, "type").casefold(), xml.content(e)
        if kind and text and len(text) <= plain.ID_LIMIT:
            found.setdefault(kind, text)
    address = xml.attribute(element, "valueURI")
    if address and len(address) <= plain.ID_LIMIT:
        found.setdefault(
            xml.attribute(element, "authority").casefold() or "uri", address.rstrip("/").rpartition("/")[2]
        )
    return found


def whole_extent(book: Book, field: str, element: Element) -> None:
    """An extent, with what ISBD puts behind it: illustrations after a colon, size after a semicolon, plus what goes with it."""
    text, unit = xml.content(element), xml.attribute(element, "unit")
    text = f"{text} {unit}" if unit and text.isdecimal() else text
    whole = plain.clean(book, field, text)
    head, _, more = whole.partition(" + ")
    head, _, measured = head.partition(" ; ")
    if measured and not extent.size(measured):
        head, measured = f"{head} ; {measured}", ""
    if not measured and " ; " in more:
        more, _, measured = more.rpartition(" ; ")
    head, _, pictures = head.partition(" : ")
    plain.pages(book, field, strip_heading(head))
    book.raw["extent"] = whole
    book.illustrations, book.accompanying = strip_end(pictures), strip_end(more)
    book.size = extent.size(measured) or strip_heading(measured)


def read(book: Book, record: Element, used: set[int]) -> None:
    """All of it, in the order in which one thing depends on another."""
    _genres(book, record, used)
    _texts(book, record, used)
    for element in xml.children(record, "subject"):
        _subject(book, element, used)
    _classes(book, record, used)
    _identifiers(book, record, used)
    _locations(book, record, used)


def labelled(element: Element, kind: str = "") -> str:
    """A note with its label, or the type that names it where that says more than our own kinds of notes."""
    label = xml.attribute(element, "displayLabel") or (kind if kind not in NOTES and kind != "general" else "")
    text = xml.content(element)
    return f"{label[:1].upper()}{label[1:]}: {text}" if label and text else text


def _genres(book: Book, record: Element, used: set[int]) -> None:
    for element in xml.children(record, "genre"):
        text, scheme = strip_heading(xml.content(element)), xml.attribute(element, "authority")
        word = GENRES.get(text.casefold(), "")
        book.record_type = book.record_type or word
        if (not word or scheme) and scheme not in ("rdacontent", "dct"):
            plain.subject(book, "genre", text, "genre", scheme)
        if text.casefold() != "text" or scheme == "rdacontent":
            xml.take(used, element)


def _texts(book: Book, record: Element, used: set[int]) -> None:
    """Abstracts, contents, notes, audience, conditions of access."""
    for e in xml.children(record, "abstract"):
        if xml.attribute(e, "type").casefold() == "review":
            plain.note(book, "abstract", xml.content(e), "review")
        else:
            plain.summary(book, "abstract", "".join(e.itertext()))
    for e in xml.children(record, "tableOfContents"):
        marc_common.add_contents(book, plain.clean(book, "tableOfContents", xml.content(e), plain.LONG))
    for e in xml.children(record, "note"):
        kind = _CAMEL.sub(" ", xml.attribute(e, "type").replace("_", " ")).casefold()
        if kind == "statement of responsibility" and not book.responsibility:
            book.responsibility = strip_heading(plain.clean(book, "note", xml.content(e)))
        else:
            plain.note(book, "note", labelled(e, kind), NOTES.get(kind, "general"))
    for e in xml.children(record, "targetAudience"):
        plain.note(book, "targetAudience", xml.content(e), "audience")
    for e in xml.children(record, "accessCondition"):
        plain.note(book, "accessCondition", xml.content(e), "access")
    xml.take(used, *xml.children(record, "abstract", "tableOfContents", "note", "targetAudience", "accessCondition"))


# --- subjects and classes -------------------------------------------------------------------------------------


def _subject(book: Book, element: Element, used: set[int]) -> None:
    """A heading: the first part is its main one, the others its subdivisions, in their order."""
    scheme = xml.attribute(element, "authority").casefold()
    parts: list[tuple[str, str, str]] = []
    used.add(id(element))
    for e in xml.children(element):
        tag = xml.local(e.tag)
        if tag == "cartographics":
            for part in xml.children(e):
                plain.note(book, f"subject/cartographics/{xml.local(part.tag)}", xml.content(part))
            xml.take(used, e)
        elif tag == "hierarchicalGeographic":
            parts += [("place", "place", text) for part in xml.children(e) if (text := strip_end(xml.content(part)))]
            xml.take(used, e)
        elif tag in PARTS:
            kind, below = PARTS[tag]
            text = strip_end(xml.content(e))
            if tag == "name":
                text, kind, years = name_of(e)
                text = f"{text}, {years}" if years and text else text
            elif tag == "titleInfo":
                text = " ".join(t for p in xml.children(e) if (t := strip_end(xml.content(p))))
            scheme = scheme or xml.attribute(e, "authority").casefold()
            parts += [(kind, below, text)] if text else []
            xml.take(used, e)
    if len(parts) > 1 and _names_in(element)[:2] == ["name", "titleInfo"]:
        parts[:2] = [("title", "", f"{strip_heading(parts[0][2])}. {parts[1][2]}")]
    _heading(book, parts, scheme, alone=len(xml.children(element)) == 1)


def _names_in(element: Element) -> list[str]:
    """The local names of an element's children."""
    return [xml.local(e.tag) for e in xml.children(element)]


def _heading(book: Book, parts: list[tuple[str, str, str]], scheme: str, *, alone: bool) -> None:
    """A heading of (kind, type of subdivision, text) parts; one element `alone` may hold them all, parted by dashes."""
    made = [(kind, below, plain.clean(book, "subject", text)) for kind, below, text in parts]
    made = [part for part in made if part[2]]
    if not made:
        return
    raw = " -- ".join(text for _, _, text in made)
    if alone and len(made) == 1 and "--" in raw:
        plain.subject(book, "subject", raw, made[0][0], scheme)
        return
    found = marc_common.subject(made[0][2], [], made[0][0], scheme, raw)
    if found is None:
        return
    found.subdivisions = [
        Subdivision(strip_heading(text), "form" if subjects.subdivision_type(text) == "form" else below)
        for _, below, text in made[1:]
    ]
    main, whole = found.main.casefold(), found.text().casefold()
    known = book.subjects[: plain.LOOKED]
    if all(one.main.casefold() != main or one.text().casefold() != whole for one in known):
        book.subjects.append(found)


def _classes(book: Book, record: Element, used: set[int]) -> None:
    for element in xml.children(record, "classification"):
        text, scheme = (
            plain.clean(book, "classification", xml.content(element)),
            xml.attribute(element, "authority").lower(),
        )
        if scheme == "ddc" and text:
            marc_common.add_class(
                book, classes.ddc(text, xml.attribute(element, "edition")) or classes.other(text, "ddc")
            )
        else:
            plain.class_number(book, "classification", text, scheme)
        xml.take(used, element)


# --- numbers and places ---------------------------------------------------------------------------------------


def _identifiers(book: Book, record: Element, used: set[int]) -> None:
    for element in xml.children(record, "identifier"):
        kind, text = xml.attribute(element, "type").casefold(), xml.content(element)
        invalid = xml.attribute(element, "invalid") == "yes"
        if kind == "isbn":
            found = isbn.read(plain.clean(book, "identifier", text), cancelled=invalid)
            marc_common.add_isbns(book, found, "identifier")
        elif kind == "citekey":
            if not book.id:
                book.id = book.source.record_id = book.records[0].record_id = plain.clean(book, "identifier", text, 200)
        elif invalid or not text:
            continue
        elif kind in ("uri", "url") or (kind in ("doi", "hdl", "") and text.startswith("http")):
            if "doi.org/" in text:
                plain.identifier(book, "doi", text)
            else:
                plain.link(book, "identifier", text)
        elif kind in NUMBERS:
            plain.identifier(book, NUMBERS[kind], _SPACES.sub("", text) if kind == "lccn" else text)
        else:
            continue
        xml.take(used, element)


def _locations(book: Book, record: Element, used: set[int]) -> None:
    """Addresses as links, but for previews, which are pictures."""
    for location in xml.children(record, "location"):
        for e in xml.children(location, "url"):
            if xml.attribute(e, "access") != "preview":
                label = xml.attribute(e, "displayLabel") or xml.attribute(e, "note")
                plain.link(book, "location/url", xml.content(e), label)
                xml.take(used, e)
