"""MODS 3.8 (loc.gov/standards/mods): a modsCollection of records, made with xml.etree, which escapes what XML has marks for.

What XML cannot hold is replaced. A title with a colon and without a subtitle has itself as its abbreviated title besides: so
its reader knows that the colon opens none. A date that is not just a year stands as printed and, coded, as its years.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from shelflist.cataloguing import languages, statements
from shelflist.cataloguing.punctuation import unbracket
from shelflist.exports.values import chapter, no_markup, numbered, xml_text
from shelflist.model import Book, Contributor, Host, Imprint, Subject

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">\n'
TAIL = "</modsCollection>\n"

NAMES = {"person": "personal", "family": "family", "corporate": "corporate", "meeting": "conference"}
RESOURCES = {
    "map": "cartographic", "score": "notated music", "sound recording": "sound recording", "picture": "still image",
    "film": "moving image", "video": "moving image", "software": "software, multimedia", "mixed material": "mixed material",
    "object": "three dimensional object", "e": "cartographic", "f": "cartographic", "c": "notated music", "d": "notated music",
    "g": "moving image", "i": "sound recording-nonmusical", "j": "sound recording-musical", "k": "still image",
    "m": "software, multimedia", "p": "mixed material", "r": "three dimensional object",
}  # fmt: skip
"""What a record describes, as a word or by MARC's leader/06 → typeOfResource; all else is text."""

GENRES = {word: word for word in ("article", "conference paper", "thesis", "letter", "report", "periodical", "patent", "interview",
                                  "manuscript")} | {"chapter": "book chapter", "web page": "web site"}  # fmt: skip
"""Words for what a record describes that say more than a type of resource."""

NOTES = {
    "bibliography": "bibliography", "thesis": "thesis", "language": "language", "provenance": "ownership", "award": "award",
}  # fmt: skip
"""Kind of note → its type; audience, access and reviews have elements of their own, any other has no type."""

TOPICS = {
    "topic": "topic",
    "keyword": "topic",
    "place": "geographic",
    "period": "temporal",
    "genre": "genre",
    "form": "genre",
}
ISSUANCES = {"m": "monographic", "s": "serial", "i": "integrating resource"}
FORMS = {"volume": "print", "online resource": "electronic"}


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books."""
    yield HEAD
    for book in books:
        yield tostring(_record(book), encoding="unicode") + "\n"
    yield TAIL


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    """An element with this text, and with the attributes that are not empty; none without a text."""
    if text:
        made = SubElement(parent, tag, {key: xml_text(value) for key, value in attributes.items() if value})
        made.text = xml_text(text)


def _record(book: Book) -> Element:
    made = Element("mods", version="3.8")
    _titles(made, book)
    for person in book.contributors:
        _name(made, person)
    _add(made, "typeOfResource", RESOURCES.get(book.record_type, "text"))
    _add(made, "genre", GENRES.get(book.record_type, ""))
    _origins(made, book)
    for code in book.languages:
        _language(SubElement(made, "language"), code)
    for code in book.original_languages:
        _language(SubElement(made, "language", objectPart="original"), code)
    _description(made, book)
    _texts(made, book)
    for subject in book.subjects:
        _subject(made, subject)
    for number in book.classes:
        scheme = number.scheme if number.scheme != "other" else number.edition
        edition = number.edition if number.scheme == "ddc" else ""
        _add(made, "classification", number.number, authority=scheme, edition=edition)
    _related(made, book)
    for one in book.isbns:
        text = f"{one.raw} ({one.qualifier})" if one.qualifier and one.isbn13 else one.raw
        _add(made, "identifier", text, type="isbn", invalid="yes" if one.cancelled else "")
    for kind, values in book.identifiers.items():
        for text in values:
            _add(made, "identifier", text, type=kind)
    for link in book.links:
        _add(SubElement(made, "location"), "url", link.url, displayLabel=link.label)
    if book.id:
        _add(SubElement(made, "recordInfo"), "recordIdentifier", book.id)
    return made


def _titles(made: Element, book: Book) -> None:
    own = book.vernacular.get("title", "")
    info = SubElement(made, "titleInfo", {"usage": "primary", "altRepGroup": "01"} if own else {"usage": "primary"})
    if unbracket(book.title) != book.title:
        info.set("supplied", "yes")
    article, rest = book.title[: book.nonfiling].strip(), book.title[book.nonfiling :].strip()
    whole = f"{article}{rest}" if article[-1:] in ("'", "’", "-") else f"{article} {rest}"
    if article and rest and whole == book.title:
        _add(info, "nonSort", article)
        _add(info, "title", rest)
    else:
        _add(info, "title", book.title)
    _add(info, "subTitle", book.subtitle)
    for named, text in numbered(book.parts):
        _add(info, "partName" if named else "partNumber", text)
    if own:
        other = SubElement(made, "titleInfo", altRepGroup="01")
        _add(other, "title", own)
        _add(other, "subTitle", book.vernacular.get("subtitle", ""))
    if ":" in book.title and not book.subtitle:
        _add(SubElement(made, "titleInfo", type="abbreviated"), "title", book.title)
    for kind, found in (("uniform", [book.uniform_title]), ("translated", book.parallel_titles), ("alternative", book.other_titles)):  # fmt: skip
        for text in filter(None, found):
            _add(SubElement(made, "titleInfo", type=kind), "title", text)


def _name(made: Element, person: Contributor) -> None:
    """A name in its entry form. One without a role is not marked as the first: that would make an author of it."""
    name = SubElement(made, "name", type=NAMES.get(person.kind, "personal"))
    if person.main and person.roles:
        name.set("usage", "primary")
    _add(name, "namePart", person.name)
    _add(name, "namePart", person.dates, type="date")
    for code in person.roles:
        role = SubElement(name, "role")
        word = statements.role_word(code)
        _add(role, "roleTerm", word if word != code else "", type="text")
        _add(role, "roleTerm", code, type="code", authority="marcrelator")
    for kind, text in person.ids.items():
        _add(name, "nameIdentifier", text, type=kind)


def _origins(made: Element, book: Book) -> None:
    """An originInfo for each statement; edition, country and issuance stand in the first."""
    dated = next((one for one in book.imprints if one.date), None)
    for n, one in enumerate(book.imprints or [Imprint()]):
        origin = Element("originInfo", {"eventType": one.function} if one.function != "publication" else {})
        for text in one.places:
            _add(SubElement(origin, "place"), "placeTerm", text, type="text")
        if n == 0 and book.country.isalpha():
            _add(SubElement(origin, "place"), "placeTerm", book.country, type="code")
        for text in one.publishers:
            _add(origin, "publisher", text)
        _add(origin, "dateIssued", one.date)
        if one is dated or (dated is None and n == 0):
            _coded(origin, book, alone=dated is None)
        if n == 0:
            _add(origin, "edition", book.edition)
            _add(origin, "issuance", ISSUANCES.get(book.level, ""))
        if len(origin):
            made.append(origin)


def _coded(origin: Element, book: Book, *, alone: bool) -> None:
    """The years of a date that is not just a year, or that no statement has (`alone`)."""
    year, end, copyright = book.date.year, book.date.end, book.date.copyright
    if year is not None and (alone or book.date.raw != str(year)):
        _add(origin, "dateIssued", str(year), encoding="w3cdtf", point="start" if end else "")
        _add(origin, "dateIssued", str(end or ""), encoding="w3cdtf", point="end")
    if copyright is not None:
        _add(origin, "copyrightDate", str(copyright), encoding="w3cdtf")


def _language(element: Element, code: str) -> None:
    marc = languages.to_marc(code)
    _add(element, "languageTerm", marc or code, type="code", authority="iso639-2b" if marc else "rfc5646")


def _description(made: Element, book: Book) -> None:
    """The extent as ISBD has it: pages, illustrations, size, what goes with it."""
    said = ((" : ", book.illustrations), (" ; ", book.size), (" + ", book.accompanying))
    whole = book.extent + "".join(mark + text for mark, text in said if text)
    if whole or book.carrier:
        description = SubElement(made, "physicalDescription")
        _add(description, "form", FORMS.get(book.carrier, book.carrier))
        _add(description, "extent", whole)


def _texts(made: Element, book: Book) -> None:
    for text in book.summary:
        _add(made, "abstract", no_markup(text))
    _add(made, "tableOfContents", " -- ".join(map(chapter, book.contents)))
    _add(made, "note", book.responsibility, type="statement of responsibility")
    for note in book.notes:
        text = no_markup(note.text)
        if note.kind == "audience":
            _add(made, "targetAudience", text)
        elif note.kind == "access":
            _add(made, "accessCondition", text)
        elif note.kind == "review":
            _add(made, "abstract", text, type="review")
        else:
            _add(made, "note", text, type=NOTES.get(note.kind, ""))


def _subject(made: Element, subject: Subject) -> None:
    element = SubElement(made, "subject", {"authority": xml_text(subject.scheme)} if subject.scheme else {})
    if subject.kind in NAMES:
        _add(SubElement(element, "name", type=NAMES[subject.kind]), "namePart", subject.main)
    elif subject.kind == "title":
        _add(SubElement(element, "titleInfo"), "title", subject.main)
    else:
        _add(element, TOPICS.get(subject.kind, "topic"), subject.main)
    for part in subject.subdivisions:
        _add(element, TOPICS.get(part.type, "topic"), part.text)
    if not subject.subdivisions and "--" in subject.main:
        SubElement(element, "topic")  # the dashes part nothing


def _related(made: Element, book: Book) -> None:
    """The series, and what it stands in."""
    for series in book.series:
        item = SubElement(made, "relatedItem", type="series")
        info = SubElement(item, "titleInfo")
        _add(info, "title", series.title)
        _add(info, "partNumber", series.volume)
        if not series.volume and ";" in series.title:
            SubElement(info, "partNumber")  # what stands behind the semicolon is no volume
        _add(item, "identifier", series.issn, type="issn")
    if book.host is not None:
        _host(SubElement(made, "relatedItem", type="host"), book.host)


def _host(item: Element, host: Host) -> None:
    _add(SubElement(item, "titleInfo"), "title", host.title)
    _add(item, "identifier", host.issn, type="issn")
    if host.volume or host.number or host.pages:
        part = SubElement(item, "part")
        for kind, text in (("volume", host.volume), ("issue", host.number)):
            if text:
                _add(SubElement(part, "detail", type=kind), "number", text)
        if host.pages:
            _add(SubElement(part, "extent", unit="pages"), "list", host.pages)
