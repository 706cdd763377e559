"""ONIX after titles and names: numbers, form, series, publication, links. The same standard as `onix`.

Each function marks in `used` the elements that have found their place in the book.
"""

from xml.etree.ElementTree import Element

from shelflist.cataloguing import extent
from shelflist.cataloguing.punctuation import strip_end
from shelflist.model import Book
from shelflist.readers import plain
from shelflist.readers.metadata import onix_codes, onix_texts
from shelflist.readers.metadata.onix_tags import Parts, kid, kids, value
from shelflist.readers.shapes import text as texts
from shelflist.readers.shapes import xml

NAMES = (
    "PersonName", "PersonNameInverted", "KeyNames", "NamesBeforeKey", "PrefixToKey", "SuffixToKey", "CorporateName",
    "CorporateNameInverted",
)  # fmt: skip
BLOCK_PARTS = {
    "CollateralDetail": ("TextContent", "CitedContent", "SupportingResource"),
    "PublishingDetail": ("Imprint", "Publisher", "CityOfPublication", "CountryOfPublication", "PublishingDate", "CopyrightStatement"),
}  # fmt: skip
"""Block of 3.x → the composites that stand in it; all others that the map knows stand in DescriptiveDetail."""

PATHS: dict[str, tuple[str, ...]] = {
    "isbns": ("ProductIdentifier/IDValue", "ISBN", "EAN13"),
    "identifiers": ("ProductIdentifier/IDValue", "DOI", "UPC", "ISMN"),
    "extent": (
        "Extent/ExtentValue", "NumberOfPages", "IllustrationsNote", "NumberOfIllustrations", "Measure/Measurement", "ProductForm",
    ),
    "series": (
        "Collection/TitleDetail/TitleElement/TitleText", "Collection/TitleDetail/TitleElement/TitleWithoutPrefix",
        "Collection/TitleDetail/TitleElement/PartNumber", "Series/TitleOfSeries", "Series/Title/TitleText",
        "Series/NumberWithinSeries", "Set/TitleOfSet", "TitleDetail/TitleElement/TitleText",
    ),
    **onix_texts.PATHS,
    "imprints": ("Imprint/ImprintName", "Publisher/PublisherName", "CityOfPublication", "PublishingDate/Date", "PublicationDate"),
    "date": (
        "PublishingDate/Date", "PublicationDate", "CopyrightStatement/CopyrightYear", "CopyrightYear", "YearFirstPublished",
    ),
    "country": ("CountryOfPublication",),
    "links": (
        "Publisher/Website/WebsiteLink", "Website/WebsiteLink", "ProductWebsite/ProductWebsiteLink",
        "SupportingResource/ResourceVersion/ResourceLink", "CitedContent/ResourceLink",
    ),
}  # fmt: skip


def read(book: Book, parts: Parts, used: set[int]) -> None:
    """All of it."""
    _form(book, parts, used)
    _numbers(book, parts, used)
    _extent(book, parts, used)
    _series(book, parts, used)
    _published(book, parts, used)
    _links(book, parts, used)
    _notes(book, parts, used)


# --- numbers, form, extent ------------------------------------------------------------------------------------


def _form(book: Book, parts: Parts, used: set[int]) -> None:
    for element in parts.get("ProductForm", []):
        _, carrier, kind = onix_codes.FORMS.get(xml.content(element), ("", "", ""))
        book.carrier = book.carrier or carrier
        book.record_type = book.record_type or kind
        xml.take(used, *([element] if kind else []))


def _numbers(book: Book, parts: Parts, used: set[int]) -> None:
    """ISBNs, qualified by the form; a GTIN is an ISBN where it begins like one; publishers' own numbers are extra fields."""
    form = next(
        (onix_codes.FORMS[c][0] for e in parts.get("ProductForm", []) if (c := xml.content(e)) in onix_codes.FORMS), ""
    )
    found = [(value(e, "ProductIDType"), value(e, "IDValue"), e) for e in parts.get("ProductIdentifier", [])]
    found.sort(key=lambda one: one[0] != "15")
    old = {"ISBN": "02", "EAN13": "03", "UPC": "04", "ISMN": "05", "DOI": "06"}
    found += [(code, xml.content(e), e) for tag, code in old.items() for e in parts.get(tag, [])]
    for kind, text, element in found:
        if kind in ("02", "15") or (kind in ("03", "24") and text.startswith(("978", "979"))):
            plain.isbns(book, "ProductIdentifier", text)
        elif kind in onix_codes.IDENTIFIERS:
            plain.identifier(book, onix_codes.IDENTIFIERS[kind], text)
        else:
            continue
        xml.take(used, element)
    for one in book.isbns:
        one.qualifier = one.qualifier or form


def _extent(book: Book, parts: Parts, used: set[int]) -> None:
    """The best count of pages; a duration where there is none; illustrations; height and width."""
    pages = [e for e in parts.get("Extent", []) if value(e, "ExtentUnit") in ("03", "")]
    for kind in onix_codes.PAGES:
        for e in pages:
            if value(e, "ExtentType") == kind and book.pages is None:
                plain.pages(book, "Extent/ExtentValue", value(e, "ExtentValue").lstrip("0"))
                xml.take(used, *([e] if book.pages is not None else []))
    for e in parts.get("NumberOfPages", []):
        text = xml.content(e)
        if book.pages is None or text == str(book.pages):
            plain.pages(book, "NumberOfPages", text)
            xml.take(used, e)
    for e in parts.get("Extent", []):
        unit = {"04": "hours", "05": "minutes", "06": "seconds"}.get(value(e, "ExtentUnit"), "")
        if value(e, "ExtentType") == "09" and unit and not book.extent:
            book.extent = plain.clean(book, "Extent/ExtentValue", f"{value(e, 'ExtentValue').lstrip('0')} {unit}")
            xml.take(used, e)
    for e in parts.get("IllustrationsNote", []):
        book.illustrations = book.illustrations or strip_end(plain.clean(book, "IllustrationsNote", xml.content(e)))
        xml.take(used, e)
    for e in parts.get("NumberOfIllustrations", []):
        number = plain.clean(book, "NumberOfIllustrations", xml.content(e))
        if number.isdecimal() and int(number[:6]) and not book.illustrations:
            book.illustrations = f"{number} ill."
            xml.take(used, e)
    _measures(book, parts, used)


def _measures(book: Book, parts: Parts, used: set[int]) -> None:
    sizes: dict[str, Element] = {}
    for e in parts.get("Measure", []):
        sizes.setdefault(value(e, "MeasureType") or value(e, "MeasureTypeCode"), e)
    height, width = sizes.get("01"), sizes.get("02")
    if height is None:
        return
    unit, text = value(height, "MeasureUnitCode"), value(height, "Measurement")
    if width is not None and value(width, "MeasureUnitCode") == unit and value(width, "Measurement"):
        text = f"{text} x {value(width, 'Measurement')}"
        xml.take(used, width)
    made = plain.clean(book, "Measure/Measurement", f"{text} {unit}")
    book.size = extent.size(made) or made
    xml.take(used, height)


# --- series ---------------------------------------------------------------------------------------------------


def _title(element: Element) -> str:
    prefix, rest = value(element, "TitlePrefix"), value(element, "TitleWithoutPrefix")
    if not rest:
        return value(element, "TitleText")
    return prefix + rest if not prefix or prefix[-1] in "'’-" else f"{prefix} {rest}"


def _series(book: Book, parts: Parts, used: set[int]) -> None:
    """Collections of 3.x, series and sets of 2.1, with number and ISSN."""
    for element in parts.get("Collection", []):
        for detail in kids(element, "TitleDetail")[:1]:
            within = kids(detail, "TitleElement")
            named = [e for e in within if _title(e)]
            numbers = [text for e in within if (text := value(e, "PartNumber") or value(e, "YearOfAnnual"))]
            numbers = (
                numbers
                or [t for e in kids(element, "CollectionSequence") if (t := value(e, "CollectionSequenceNumber"))][:1]
            )
            issn = _issn(element, "CollectionIdentifier", "CollectionIDType", used)
            if named:
                plain.series(book, "Collection/TitleDetail", ". ".join(map(_title, named)), ", ".join(numbers), issn)
            xml.take(used, *([detail, *kids(element, "CollectionSequence")] if named else []))
            used.update({id(element)} if named else ())
            for e in kids(element, "CollectionType"):
                used.add(id(e))
    for element in [*parts.get("Series", []), *parts.get("Set", [])]:
        titles = [*kids(element, "TitleOfSeries", "TitleOfSet"), *kids(element, "Title")]
        text = next((t for e in titles if (t := _title(e) or xml.content(e))), "")
        counted = kids(element, "NumberWithinSeries", "ItemNumberWithinSet", "SetPartNumber")
        issn = value(element, "SeriesISSN") or _issn(element, "SeriesIdentifier", "SeriesIDType", used)
        if text:
            volume = ", ".join(t for e in counted if (t := xml.content(e)))
            plain.series(book, "Series", text, volume, issn)
            xml.take(used, *titles[:1], *counted, *kids(element, "SeriesISSN"))
            used.add(id(element))


def _issn(element: Element, composite: str, kind: str, used: set[int]) -> str:
    for e in kids(element, composite):
        if value(e, kind) == "02":
            xml.take(used, e)
            return value(e, "IDValue")
    return ""


# --- publication ----------------------------------------------------------------------------------------------


def iso_date(text: str, form: str) -> str:
    """A date of list 55 as it is read elsewhere: "20060807" → "2006-08-07"; spans as two years; what is text stays text."""
    digits = "".join(c for c in text if c.isdecimal()) if text.isascii() else ""
    if form == "12" or not digits or (form and int(form) >= 20 if form.isdecimal() else bool(form)):
        return text
    if form in ("06", "07", "08", "09", "10", "11"):
        half = len(digits) // 2
        first, last = digits[:4], digits[half : half + 4]
        return first if first == last else f"{first}-{last}"
    if form in ("02", "03", "04", "05"):
        return digits[:4]
    if len(digits) >= 8:
        return digits[:4] + (f"-{digits[4:6]}-{digits[6:8]}" if digits[4:6] != "00" else "")
    return f"{digits[:4]}-{digits[4:6]}" if len(digits) == 6 else text


def _date(element: Element) -> str:
    inner = kid(element, "Date")
    form = xml.attribute(inner, "dateformat") if inner is not None else ""
    return iso_date(xml.content(inner), form or value(element, "DateFormat"))


def _published(book: Book, parts: Parts, used: set[int]) -> None:
    """Imprint and publisher, places, date of publication, else of the first one, copyright, country."""
    who: dict[str, str] = {}
    for tag, inner in (("Imprint", "ImprintName"), ("Publisher", "PublisherName")):
        for e in parts.get(tag, []):
            role, text = value(e, "PublishingRole"), value(e, inner)
            if text and (tag == "Imprint" or role in ("", "01", "02", "04", "05")):
                who.setdefault(text.casefold(), text)
                used.add(id(e))
                xml.take(used, *kids(e, inner, "PublishingRole"))
    places = list(map(xml.content, parts.get("CityOfPublication", [])))
    xml.take(used, *parts.get("CityOfPublication", []))
    when = ""
    for role in ("01", "11", "19"):
        for e in parts.get("PublishingDate", []):
            if value(e, "PublishingDateRole") == role and not when:
                when = _date(e)
                xml.take(used, e)
    for tag in ("PublicationDate", "YearFirstPublished"):
        for e in parts.get(tag, []):
            if not when:
                when = iso_date(xml.content(e), xml.attribute(e, "dateformat"))
                xml.take(used, e)
    plain.imprint(book, "Publisher", places, who.values(), when)
    rights = [
        *parts.get("CopyrightYear", []),
        *(k for e in parts.get("CopyrightStatement", []) for k in kids(e, "CopyrightYear")),
    ]
    for e in rights:
        year = xml.content(e)
        if len(year) == 4 and year.isdecimal() and int(year) > 1400 and book.date.copyright is None:
            book.date.copyright = int(year)
            book.date.year = book.date.year or int(year)
            used.update([id(e), *map(id, parts.get("CopyrightStatement", []))])
    for e in parts.get("CountryOfPublication", []):
        text = xml.content(e)
        if len(text) == 2 and text.isalpha() and not book.country:
            book.country = text.lower()
            xml.take(used, e)


def _links(book: Book, parts: Parts, used: set[int]) -> None:
    """Pages about the book and samples of it. Covers are pictures, and the sites of firms are not about the book."""
    sites = [e for holder in parts.get("Publisher", []) for e in kids(holder, "Website")
             if value(e, "WebsiteRole") in ("02", "29")]  # fmt: skip
    for e in [*parts.get("Website", []), *parts.get("ProductWebsite", []), *sites]:
        address = value(e, "WebsiteLink") or value(e, "ProductWebsiteLink")
        label = texts.without_markup(value(e, "WebsiteDescription") or value(e, "ProductWebsiteDescription"))
        plain.link(book, "Website/WebsiteLink", address, label)
        xml.take(used, e)
    for e in parts.get("SupportingResource", []):
        label = onix_codes.RESOURCES.get(value(e, "ResourceContentType"), "")
        if label and value(e, "ResourceMode") != "03":
            for version in kids(e, "ResourceVersion"):
                for link in kids(version, "ResourceLink"):
                    plain.link(book, "SupportingResource/ResourceVersion/ResourceLink", xml.content(link), label)
            xml.take(used, e)
    for e in parts.get("CitedContent", []):
        for link in kids(e, "ResourceLink"):
            label = texts.without_markup(value(e, "CitationNote") or value(e, "SourceTitle"))
            plain.link(book, "CitedContent/ResourceLink", xml.content(link), label)
            xml.take(used, link, *kids(e, "CitationNote"))


def _notes(book: Book, parts: Parts, used: set[int]) -> None:
    """Thesis, conference, prizes."""
    thesis = [xml.content(e) for tag in ("ThesisPresentedTo", "ThesisYear") for e in parts.get(tag, [])]
    if any(thesis):
        plain.note(book, "ThesisPresentedTo", ", ".join(text for text in thesis if text), "thesis")
        book.record_type = "thesis"
        xml.take(used, *parts.get("ThesisPresentedTo", []), *parts.get("ThesisYear", []))
    for e in parts.get("Prize", []):
        if prize := value(e, "PrizeName"):
            year = value(e, "PrizeYear")
            plain.note(book, "Prize/PrizeName", f"{prize}, {year}" if year else prize, "award")
            xml.take(used, *kids(e, "PrizeName", "PrizeYear"))
            used.add(id(e))
