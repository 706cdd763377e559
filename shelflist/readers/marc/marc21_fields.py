"""MARC 21 fields after the description: numbers, classes, notes, subjects, and the same in other scripts (880)."""

import re

from shelflist.cataloguing import classes, contents, isbn
from shelflist.cataloguing.punctuation import strip_end, strip_heading, unbracket
from shelflist.model import Book, Extra, Host, Note
from shelflist.readers.marc import marc_common
from shelflist.readers.marc.iso2709 import Field, Marc

SCHEMES = {"0": "lcsh", "1": "lcac", "2": "mesh", "3": "nal", "5": "csh", "6": "rvm"}
SUBJECT_KINDS = {
    "600": "person", "610": "corporate", "611": "meeting", "630": "title", "648": "period", "650": "topic",
    "651": "place", "655": "genre",
}  # fmt: skip
SUBJECT_CODES = {
    "600": "abcdqt",
    "610": "abndct",
    "611": "anecdt",
    "630": "anpdl",
    "648": "a",
    "650": "abcd",
    "651": "a",
    "655": "a",
}
SUBDIVISIONS = {"v": "form", "x": "topic", "y": "period", "z": "place"}
NOTES = {
    "500": "general", "501": "general", "502": "thesis", "504": "bibliography", "508": "general", "511": "general",
    "513": "general", "515": "general", "518": "general", "521": "audience", "525": "general", "530": "other",
    "533": "general", "534": "other", "536": "general", "538": "general", "540": "access", "506": "access", "545": "general",
    "546": "language", "547": "general", "550": "general", "555": "general", "556": "general", "561": "provenance",
    "580": "general", "581": "other", "585": "general", "586": "award",
}  # fmt: skip
STANDARD = frozenset(
    ("doi", "ark", "uri", "urn", "isni", "hdl", "pmid", "pmcid", "arxiv", "asin", "bid", "goodreads", "librarything", "openlibrary",
     "wikidata")
)  # fmt: skip
"""Sources of 024 $2 whose numbers are identifiers of the book."""

RELATED = {"765": "Translation of", "767": "Translated as", "770": "Supplement", "772": "Supplement to", "773": "In",
           "775": "Other edition", "776": "Also available as", "777": "Issued with", "780": "Continues", "785": "Continued by",
           "787": "Related to"}  # fmt: skip
_HOST_VOLUME = re.compile(r"\b(?:vol|v|bd|band|jahrg|jg|t|tome)\b\.? ?(\d[\w/–-]{0,12})", re.IGNORECASE)
_HOST_NUMBER = re.compile(r"\b(?:no|nr|n|issue|h|heft|fasc)\b\.? ?(\d[\w/–-]{0,12})", re.IGNORECASE)
_HOST_PAGES = re.compile(r"\b(?:p|pp|pages|s|seite|seiten|str)\b\.? ?(\d[\d ,–-]{0,20})", re.IGNORECASE)
_HOST_CODED = re.compile(r"([\w/-]{1,12})(?::([\w/-]{1,12}))?(?::\w{1,12})?(?:<(\d{1,6}))?")
NAME_CODES = {"00": "abc", "10": "abndc", "11": "anecd"}


def name_of(field: Field) -> str:
    """The name of a 1XX, 6XX or 7XX field, its subfields in their order."""
    kind = field.tag[1:]
    codes = NAME_CODES.get(kind, "a")
    return " ".join(value for code, value in field.subfields if code in codes and value)


def numbers(book: Book, marc: Marc) -> None:
    """020, 024, 010, 022, 035: identifiers; 856: links."""
    for field in marc.get("020"):
        qualifier = strip_heading(unbracket(field.join("q", "; ")).strip("()"))
        for code in "az":
            for value in field.all(code):
                found = isbn.read(value, cancelled=code == "z")
                for number in found:
                    number.qualifier = number.qualifier or qualifier
                marc_common.add_isbns(book, found, "020")
    for field in marc.get("024"):
        kind = field.first("2").lower() if field.indicators[:1] == "7" else ""
        value = field.first("a")
        if field.indicators[:1] == "3" and value[:3] in ("978", "979"):
            marc_common.add_isbns(book, isbn.read(value), "024")
        elif kind in STANDARD:
            marc_common.add_identifier(book, kind, value)
        else:
            book.extra.append(marc_common.leftover(field))
    for field in marc.get("010"):
        marc_common.add_identifier(book, "lccn", "".join(field.first("a").split()))
    for field in marc.get("022"):
        marc_common.add_identifier(book, "issn", field.first("a"))
    for field in marc.get("035"):
        value = field.first("a")
        if value.startswith("(OCoLC)"):
            marc_common.add_identifier(book, "oclc", value[7:].lstrip("ocmn").lstrip("0 "))
        elif value:
            book.extra.append(marc_common.leftover(field))
    for field in marc.get("856"):
        label = strip_end(field.first("y") or field.first("3") or field.first("z"))
        marc_common.add_link(book, field, label)


def class_numbers(book: Book, marc: Marc) -> None:
    """050, 060, 080, 082, 084, 090: classes, each once."""
    for field in marc.get("050", "090", "060", "082", "080", "084"):
        numbers = field.all("a")
        item = field.first("b")
        for n, value in enumerate(numbers):
            text = f"{value} {item}".strip() if item and n == 0 and field.tag in ("050", "090", "060") else value
            if field.tag in ("050", "090"):
                made = classes.lcc(text) or classes.other(text)
            elif field.tag == "082":
                made = classes.ddc(value, field.first("2")) or classes.other(value)
            elif field.tag == "080":
                made = classes.udc(value)
            else:
                made = classes.other(text, "nlm" if field.tag == "060" else field.first("2"))
            marc_common.add_class(book, made)


def notes(book: Book, marc: Marc) -> None:
    """5XX: contents, summaries and notes by their kind; 76X–78X: related works as notes."""
    marc_common.add_notes(book, marc, NOTES, "abcdefgnoptuz3")
    for field in marc.get("505"):
        _contents(book, field)
    for field in marc.get("520"):
        text = field.join("ab")
        if not text:
            continue
        if field.indicators[:1] == "1":
            book.notes.append(Note("review", text))
        else:
            book.summary.append(text)
    for tag, label in RELATED.items():
        for field in marc.fields.get(tag, ()):
            if tag == "773" and book.level in ("a", "b") and book.host is None and field.first("t"):
                _host(book, field)
                continue
            text = field.join("atdbg", " ") or field.join("i")
            if text:
                words = strip_end(field.first("i")) or label
                book.notes.append(Note("other", f"{words}: {strip_end(text)}"))


def _host(book: Book, field: Field) -> None:
    """773: what a component part (leader/07 a, b) stands in; its place there is in $g, or as `24:9<235` in $q."""
    place = field.join("g")
    found = [pattern.search(place) for pattern in (_HOST_VOLUME, _HOST_NUMBER, _HOST_PAGES)]
    volume, number, pages = (strip_end(match[1]) if match else "" for match in found)
    coded = _HOST_CODED.fullmatch(field.first("q"))
    if coded:
        volume, number, pages = volume or coded[1], number or coded[2] or "", pages or coded[3] or ""
    book.host = Host(strip_heading(field.first("t")), volume, number, pages, strip_heading(field.first("x")))
    rest = [p for p in field.subfields if p[0] not in "tx" and p[1]]
    book.extra += [Extra(field.tag, field.indicators, rest)] if rest else []


def _contents(book: Book, field: Field) -> None:
    """505: with titles in $t one entry each, else a text that its dashes part; the first indicator says how much it is."""
    if field.first("t"):
        book.contents += contents.enhanced(field.subfields)
        marc_common.add_extent_of_contents(book, field.indicators[:1])
    else:
        marc_common.add_contents(book, field.join("agr"), field.indicators[:1])


def subjects(book: Book, marc: Marc) -> None:
    """6XX: headings with their subdivisions, each once; 653: keywords."""
    met: set[str] = set()
    for tag, fields in sorted(marc.fields.items()):
        if tag == "653":
            marc_common.add_keywords(book, fields, met)
        if tag not in SUBJECT_KINDS:
            continue
        codes = SUBJECT_CODES[tag]
        for field in fields:
            scheme = SCHEMES.get(field.indicators[1:2], field.first("2") if field.indicators[1:2] == "7" else "")
            main = " ".join(value for code, value in field.subfields if code in codes and value)
            parts = [(SUBDIVISIONS[code], value) for code, value in field.subfields if code in SUBDIVISIONS]
            if scheme == "bisacsh" and " / " in main:
                main, *rest = main.split(" / ")
                parts = [*(("topic", part) for part in rest), *parts]
            made = marc_common.subject(main, parts, SUBJECT_KINDS[tag], scheme, field.join("abcdqtnpvxyz", " -- "))
            if not marc_common.add_subject(book, made, met):
                book.extra.append(marc_common.leftover(field))


def _linked(field: Field) -> tuple[str, str]:
    """(tag, occurrence) that an 880 or a field with $6 speaks of."""
    tag, _, rest = field.first("6").partition("-")
    return tag, rest[:2]


def vernacular_alone(marc: Marc) -> None:
    """An 880 without a partner (occurrence 00) stands as the field that it speaks of."""
    kept = []
    for field in marc.fields.pop("880", []):
        tag, occurrence = _linked(field)
        partner = any(_linked(f)[1] == occurrence for f in marc.fields.get(tag, ())) if occurrence != "00" else False
        if tag and not partner and tag not in marc.fields:
            marc.fields.setdefault(tag, []).append(
                Field(tag, field.indicators, [p for p in field.subfields if p[0] != "6"])
            )
        else:
            kept.append(field)
    if kept:
        marc.fields["880"] = kept


def vernacular(book: Book, marc: Marc) -> None:
    """880: the same field in its own script, beside the romanised one."""
    people = {
        _linked(f)[1]: strip_heading(name_of(f))
        for f in marc.get("100", "110", "111", "700", "710", "711")
        if f.first("6")
    }
    for field in marc.get("880"):
        tag, occurrence = _linked(field)
        if tag == "245":
            book.vernacular["title"] = strip_end(field.first("a"))
            if field.first("b"):
                book.vernacular["subtitle"] = strip_end(field.first("b"))
        elif tag in ("260", "264"):
            book.vernacular["imprint"] = field.join("abc")
        elif tag[:1] in ("1", "7") and occurrence in people:
            name = strip_heading(" ".join(v for c, v in field.subfields if c in "abc"))
            for person in book.contributors:
                if person.name == people[occurrence]:
                    person.vernacular = name
        else:
            book.extra.append(marc_common.leftover(field))
