"""MODS 3.x → Book: titles, names, origin, description (loc.gov/standards/mods, versions 3.0 to 3.8).

Records stand alone, in a modsCollection, or in an envelope (OAI-PMH, SRU, METS), with any prefix. Elements are compared by
their local names. What the map does not use is kept as an extra field, element by element; the rest of the map (subjects,
notes, numbers, related items) is in `mods_fields`
and `mods_related`.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from shelflist.cataloguing import dates, extent, names, relators
from shelflist.cataloguing.punctuation import strip_end, strip_heading, unbracket
from shelflist.errors import BadRecord
from shelflist.model import Book, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.marc import marc_common
from shelflist.readers.metadata import mods_fields, mods_related
from shelflist.readers.shapes import oai, xml

NAME = "mods"
VERSION = 2
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("titleInfo/title", "titleInfo/nonSort", "relatedItem/titleInfo/title"),
    "subtitle": ("titleInfo/subTitle", "titleInfo/title"),
    "parts": ("titleInfo/partNumber", "titleInfo/partName"),
    "uniform_title": ("titleInfo/title", "titleInfo/partNumber", "titleInfo/partName"),
    "other_titles": ("titleInfo/title", "titleInfo/subTitle"),
    "parallel_titles": ("titleInfo/title", "titleInfo/subTitle"),
    "responsibility": ("note",),
    "contributors": (
        "name", "name/namePart", "name/displayForm", "name/role/roleTerm", "name/nameIdentifier",
        "relatedItem/name/namePart", "relatedItem/name/role/roleTerm",
    ),
    "edition": ("originInfo/edition",),
    "imprints": (
        "originInfo", "originInfo/place/placeTerm", "originInfo/publisher", "originInfo/agent/namePart", "originInfo/dateIssued",
        "originInfo/dateCreated", "originInfo/copyrightDate", "relatedItem/originInfo/publisher", "name/namePart",
        "relatedItem/originInfo/place/placeTerm",
    ),
    "date": (
        "originInfo/dateIssued", "originInfo/copyrightDate", "originInfo/dateCreated", "part/date", "relatedItem/part/date",
        "relatedItem/originInfo/dateIssued",
    ),
    "country": ("originInfo/place/placeTerm",),
    "extent": ("physicalDescription/extent", "physicalDescription/form"),
    "languages": ("language", "language/languageTerm"),
    "original_languages": ("language/languageTerm",),
    **mods_fields.ORIGINS,
    **mods_related.ORIGINS,
}  # fmt: skip

ISSUANCES = {
    "monographic": "m", "single unit": "m", "multipart monograph": "m", "continuing": "s", "serial": "s",
    "integrating resource": "i",
}  # fmt: skip
RESOURCES = {
    "cartographic": "map", "notated music": "score", "sound recording-musical": "sound recording",
    "sound recording-nonmusical": "sound recording", "sound recording": "sound recording", "still image": "picture",
    "moving image": "film", "three dimensional object": "object", "software, multimedia": "software",
    "mixed material": "mixed material", "audio": "sound recording", "manuscript": "manuscript", "artifact": "object",
    "multimedia": "software", "tactile": "object", "collection": "collection", "dataset": "data set",
}  # fmt: skip
"""typeOfResource → a plain word; "text" says nothing that every book does not."""

FORMS = {"print": "volume", "regular print": "volume", "large print": "volume", "electronic": "online resource"}
"""Words of the MARC form list → what carries the text."""

EVENTS = {"production": "production", "distribution": "distribution", "manufacture": "manufacture"}


def sniff(head: bytes, name: str) -> bool:
    """Whether an element `mods` stands in this XML, alone or in an envelope."""
    found = [xml.local(tag) for tag, _ in xml.opening(head, 4000)]
    if "mods" in found:
        return True
    return found[:1] == ["modsCollection"]


def _wanted(path: list[str]) -> bool:
    return path[-1] == "mods" or oai.is_record(path)


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a record; in OAI-PMH with the header around it."""
    return xml.stream(blocks, _wanted)


def split(data: bytes) -> Iterator[Chunk]:
    """The same of a whole file."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: not well-formed, deleted, no title."""
    envelope = xml.tree(chunk.data)
    outer, heading = oai.header(envelope)
    record = next((e for e in envelope.iter() if isinstance(e.tag, str) and xml.local(e.tag) == "mods"), None)
    if record is None:
        raise BadRecord("record", "no MODS in this record", outer)
    used: set[int] = {id(record)}
    number = xml.child(record, "recordInfo", "recordIdentifier")
    record_id = xml.content(number) or outer or xml.attribute(record, "ID")
    book = plain.start(chunk, NAME, record_id, [*heading, *xml.fields(record)])
    book.extra += heading
    xml.take(used, number)
    _titles(book, record, used)
    _names(book, record, used)
    for element in xml.children(record, "originInfo"):
        _origin(book, element, used)
    _languages(book, record, used)
    _description(book, record, used)
    mods_fields.read(book, record, used)
    mods_related.read(book, record, used)
    _kind(book, record, used)
    _publisher_by_name(book, record, used)
    if not book.nonfiling:
        plain.nonfiling(book)
    book.extra += xml.fields(record, used)
    return book


# --- titles ---------------------------------------------------------------------------------------------------


def _titles(book: Book, record: Element, used: set[int]) -> None:
    """The first titleInfo without a type is the title; where there is none, a uniform or variant title stands for it."""
    found = [e for e in xml.children(record, "titleInfo") if strip_end(mods_fields.whole_title(e))]
    xml.take(used, *xml.children(record, "titleInfo"))
    own = [e for e in found if not xml.attribute(e, "type")]
    own.sort(key=lambda e: xml.attribute(e, "usage") != "primary")
    main = next(iter(own or found), None)
    if main is None:
        raise BadRecord("titleInfo", "no title: give the record one", book.id)
    if not own:
        kind = xml.attribute(main, "type")
        book.warnings.append(Warning("titleInfo", "no title of its own", f"the {kind} title stands for it"))
    title, subtitle, parts, skipped = mods_fields.title_parts(main)
    if not title and parts:
        title, *parts = parts
    short = next((mods_fields.whole_title(e) for e in found if xml.attribute(e, "type") == "abbreviated"), "")
    plain.title(book, "titleInfo", title, subtitle, short)
    plain_title = book.title if xml.attribute(main, "supplied") == "yes" else unbracket(book.title)
    book.nonfiling = skipped if plain_title == book.title else 0
    book.title = plain_title
    book.parts = [made for part in parts if (made := plain.clean(book, "titleInfo", part))]
    group = xml.attribute(main, "altRepGroup")
    for element in found:
        if element is not main:
            _other_title(book, element, group)


def _other_title(book: Book, element: Element, group: str) -> None:
    """A variant, translated, uniform or abbreviated title, or the title in another script."""
    kind, text = xml.attribute(element, "type"), plain.clean(book, "titleInfo", mods_fields.whole_title(element))
    if group and xml.attribute(element, "altRepGroup") == group:
        book.vernacular.setdefault("title", text)
    elif kind == "uniform" and not book.uniform_title:
        book.uniform_title = strip_heading(text)
    else:
        plain.other_title(book, "titleInfo", text, parallel=kind == "translated")


# --- names ----------------------------------------------------------------------------------------------------


def _names(book: Book, record: Element, used: set[int]) -> None:
    found = xml.children(record, "name")
    cited = any(xml.attribute(e, "type") == "citekey" for e in xml.children(record, "identifier"))
    for element in found:
        name(book, element, used, "aut" if cited or xml.attribute(element, "usage") == "primary" else "")


def name(book: Book, element: Element, used: set[int], role: str = "") -> None:
    """One name as a contributor; `role` is what it did where it does not say itself. One who only published, or
    published and distributed, is none."""
    text, kind, years = mods_fields.name_of(element)
    text = plain.clean(book, "name/namePart", text)
    if not text or len(book.contributors) >= plain.MOST_NAMES:
        return
    taken: set[int] = set()
    roles = _roles(element, taken)
    if marc_common.SKIPPED_ROLES & set(roles) and set(roles) <= marc_common.SKIPPED_ROLES | {"dst"}:
        return
    if not roles and not xml.children(element, "role") and role:
        roles = [role]
    xml.take(used, *xml.children(element, "namePart", "displayForm", "nameIdentifier"))
    used |= taken
    used.update([id(element), *map(id, xml.children(element, "role"))])
    shown = plain.clean(book, "name/displayForm", xml.value(element, "displayForm"))
    main = xml.attribute(element, "usage") == "primary" or bool({"aut", "cre"} & set(roles))
    main = main and not any(c.main for c in book.contributors)
    made = marc_common.contributor(text, kind, roles, years, main=main, raw=shown or text)
    made.ids = mods_fields.name_ids(element)
    if kind == "person" and not xml.children(element, "namePart"):
        made.name, made.inferred = names.entry_from_direct(made.name)
    for other in book.contributors:
        if (other.name, other.kind) == (made.name, made.kind) and other.dates == made.dates:
            other.roles += [code for code in made.roles if code not in other.roles]
            other.ids = {**made.ids, **other.ids}
            return
    book.contributors.append(made)


def _roles(element: Element, used: set[int]) -> list[str]:
    """Relator codes; of a role's code and word the first that is known. A role that nobody knows stays unused."""
    found: list[str] = []
    for role in xml.children(element, "role"):
        terms = xml.children(role, "roleTerm") or [role]
        terms = sorted(terms, key=lambda e: xml.attribute(e, "type") != "code")
        code = next((made for e in terms if (made := relators.role(xml.content(e)))), "")
        if code:
            xml.take(used, role)
            found += [code] if code not in found else []
    return found


def _publisher_by_name(book: Book, record: Element, used: set[int]) -> None:
    """Where originInfo names no publisher: the names whose role is to publish."""
    if any(one.publishers for one in book.imprints):
        return
    for element in xml.children(record, "name"):
        if id(element) not in used and "pbl" in _roles(element, set()):
            text = mods_fields.name_of(element)[0]
            xml.take(used, element)
            if book.imprints:
                book.imprints[0].publishers.append(plain.clean(book, "name/namePart", text))
            else:
                plain.imprint(book, "name/namePart", [], [text])


# --- origin, language, description ----------------------------------------------------------------------------


def _origin(book: Book, element: Element, used: set[int]) -> None:
    """One originInfo: an imprint, its date, edition, country, issuance."""
    used.add(id(element))
    places: list[str] = []
    for place in xml.children(element, "place"):
        used.add(id(place))
        for term in xml.children(place, "placeTerm") or [place]:
            text = xml.content(term)
            if xml.attribute(term, "type") == "code":
                if not book.country and xml.attribute(term, "authority") in ("marccountry", "iso3166", ""):
                    book.country = plain.clean(book, "originInfo/place/placeTerm", text)[:3].lower()
                    xml.take(used, term)
            else:
                places.append(text)
                xml.take(used, term)
    agents = [e for e in xml.children(element, "agent") if xml.children(e, "namePart")]
    named = [*map(xml.content, xml.children(element, "publisher")), *(mods_fields.name_of(e)[0] for e in agents)]
    xml.take(used, *xml.children(element, "publisher"), *agents)
    text = _dates(book, element, used)
    before = len(book.imprints)
    plain.imprint(book, "originInfo", places, named, text)
    function = EVENTS.get(xml.attribute(element, "eventType").casefold(), "publication")
    for one in book.imprints[before:]:
        one.function = function
    for e in xml.children(element, "edition"):
        if not book.edition:
            book.edition = strip_end(plain.clean(book, "originInfo/edition", xml.content(e)))
            xml.take(used, e)
    for e in xml.children(element, "issuance"):
        book.level = book.level or ISSUANCES.get(xml.content(e).casefold(), "")
        xml.take(used, *([e] if xml.content(e).casefold() in ISSUANCES else []))
    for e in xml.children(element, "frequency"):
        plain.note(book, "originInfo/frequency", f"Frequency: {xml.content(e)}" if xml.content(e) else "")
        xml.take(used, e)


def _dates(book: Book, element: Element, used: set[int]) -> str:
    """The date of an originInfo as printed: issued, else the key date, copyright, created; coded ones fill what it leaves open."""
    issued = xml.children(element, "dateIssued")
    rights = xml.children(element, "copyrightDate")
    xml.take(used, *issued, *rights)
    text = _one_date(issued)
    year = dates.read(_one_date(rights)).year
    created = xml.children(element, "dateCreated")
    key = any(xml.attribute(e, "keyDate") == "yes" for e in created)
    if not text and rights and not key:
        text = _one_date(rights)
        text = f"©{text}" if text.isdecimal() else text
    if not text:
        text = _one_date(created)
        xml.take(used, *created)
    if text and not book.date.raw:
        plain.date(book, "originInfo/dateIssued", text)
        coded = dates.read(_one_date([e for e in issued if xml.attribute(e, "encoding")]))
        if book.date.year is None and coded.year is not None:
            book.date.year, book.date.end = coded.year, coded.end
            book.date.flags = [*(flag for flag in book.date.flags if flag != "undated"), "coded"]
    if year and book.date.copyright is None:
        book.date.copyright = year
    return text


def _one_date(found: list[Element]) -> str:
    """Of several forms of one date the printed one, else the key date, else the coded one, its two points as a range."""
    ranked = [e for e in found if xml.content(e)]
    ranked.sort(key=lambda e: (bool(xml.attribute(e, "encoding")), xml.attribute(e, "keyDate") != "yes"))
    if not ranked:
        return ""
    point = xml.attribute(ranked[0], "point")
    if not point:
        return xml.content(ranked[0])
    ends = {xml.attribute(e, "point"): xml.content(e) for e in reversed(ranked)}
    last = ends.get("end", "")
    return f"{ends.get('start', '')}-{'' if last in ('9999', 'uuuu') else last}" if "start" in ends else last


def _languages(book: Book, record: Element, used: set[int]) -> None:
    found = sorted(xml.children(record, "language"), key=lambda e: xml.attribute(e, "usage") != "primary")
    for element in found:
        part = xml.attribute(element, "objectPart").casefold()
        if part and not part.startswith(("text", "original")):
            continue
        terms = xml.children(element, "languageTerm") or [element]
        terms.sort(key=lambda e: xml.attribute(e, "type") == "text")
        text = next((text for e in terms if (text := xml.content(e))), "")
        used.add(id(element))
        xml.take(used, *xml.children(element, "languageTerm"))
        if part.startswith("original"):
            kept, book.languages = book.languages, []
            plain.language(book, "language/languageTerm", text)
            book.original_languages += [code for code in book.languages if code not in book.original_languages]
            book.languages = kept
        elif text.casefold() not in ("und", "zxx", "mul", "mis"):
            plain.language(book, "language/languageTerm", text)


def _description(book: Book, record: Element, used: set[int]) -> None:
    """physicalDescription: an extent with ISBD marks is taken apart; its notes are notes."""
    declared = ""
    for element in xml.children(record, "physicalDescription"):
        used.add(id(element))
        for e in xml.children(element, "form"):
            if made := FORMS.get(xml.content(e), "") or extent.carrier("", xml.content(e)):
                declared = declared or made
                xml.take(used, e)
        for e in xml.children(element, "extent"):
            if not book.extent:
                mods_fields.whole_extent(book, "physicalDescription/extent", e)
                xml.take(used, e)
        for e in xml.children(element, "note"):
            plain.note(book, "physicalDescription/note", mods_fields.labelled(e, xml.attribute(e, "type")))
            xml.take(used, e)
    if declared:
        book.carrier = extent.carrier(book.extent, declared)


def _kind(book: Book, record: Element, used: set[int]) -> None:
    """What it is: by its genre, else by its host, else by its type of resource."""
    for element in xml.children(record, "typeOfResource"):
        text = strip_end(xml.content(element)).casefold()
        word = "manuscript" if xml.attribute(element, "manuscript") == "yes" else RESOURCES.get(text, "")
        book.record_type = book.record_type or word
        if word or text == "text":
            xml.take(used, element)
