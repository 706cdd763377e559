"""UNIMARC bibliographic records in ISO 2709 → Book. The map is that of the cataloguing guide §5 (IFLA UNIMARC Manual).

UNIMARC stores no punctuation between subfields, so values are joined with ISBD marks here. 214's second indicators are
not those of MARC 21's 264.
"""

import re

from shelflist.cataloguing import classes, contents, dates, extent, imprints, isbn, languages, titles
from shelflist.cataloguing.punctuation import collapse, strip_end, strip_heading, unbracket
from shelflist.errors import BadRecord
from shelflist.model import Book, Imprint, Note, Series, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import iso2709, marc21, marc_common, marc_sbn, sbn_subjects, unimarc_names
from shelflist.readers.marc import unimarc_links as links
from shelflist.readers.marc.iso2709 import Field, Marc, split, stream

NAME = "unimarc"
VERSION = 2

NOTES = {
    "300": "general", "301": "general", "302": "general", "303": "general", "304": "general", "305": "general",
    "306": "general", "307": "general", "308": "general", "310": "access", "311": "general", "312": "general",
    "313": "general", "314": "general", "315": "general", "316": "provenance", "317": "provenance", "320": "bibliography",
    "321": "other", "322": "general", "323": "general", "324": "general", "325": "general", "328": "thesis",
    "333": "audience", "336": "general", "337": "general", "345": "general",
}  # fmt: skip
SUBJECT_KINDS = {"600": "person", "601": "corporate", "602": "person", "604": "title", "605": "title", "606": "topic",
                 "607": "place", "608": "genre"}  # fmt: skip
SUBJECT_CODES = {
    "600": "abcdf",
    "601": "abcdef",
    "602": "af",
    "604": "at",
    "605": "ahi",
    "606": "a",
    "607": "a",
    "608": "a",
}
SUBDIVISIONS = {"j": "form", "x": "topic", "y": "place", "z": "period"}
FUNCTIONS = {"0": "publication", "1": "production", "2": "distribution", "3": "manufacture"}
MAPPED = frozenset(
    [
        "001", "003", "005", "010", "011", "017", "020", "035", "073", "100", "101", "102", "200", "205", "210", "214",
        "215", "225", "327", "330", "410", "500", "503", "510", "512", "517", "532", "541", "610", "675", "676", "680",
        "686", "700", "701", "702", "710", "711", "712", "716", "720", "721", "722", "730", "801", "856",
        *NOTES, *SUBJECT_KINDS, *links.LINKS,
    ]
)  # fmt: skip
_BID = re.compile(r"^IT\\ICCU\\([A-Z0-9]{3,4})\\(\d{6,7})$")


_NAMES = ("700", "701", "702", "710", "711", "712", "716", "720", "721", "722", "730")
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("200", "461", "462"), "subtitle": ("200", "461", "462"), "parts": ("200",), "responsibility": ("200",),
    "contributors": _NAMES, "edition": ("205",), "imprints": ("210", "214"), "date": ("210", "214", "100"),
    "extent": ("215",), "series": ("225", "410", "461", "462"), "isbns": ("010", "073"),
    "identifiers": ("011", "017", "035"), "classes": ("675", "676", "680", "686"),
    "subjects": (*SUBJECT_KINDS, "610"), "languages": ("101",), "original_languages": ("101",),
    "contents": ("327", "462", "463", "464"), "summary": ("330",), "notes": (*NOTES, *links.LINKS, "200", "327"),
    "links": ("856",), "host": ("461", "463"), "uniform_title": ("500", "503"), "country": ("102",),
    "other_titles": ("200", "512", "517", "532", "541"), "parallel_titles": ("200", "510"),
}  # fmt: skip


def sniff(head: bytes, name: str) -> bool:
    """Whether this is ISO 2709 whose first record is UNIMARC."""
    return iso2709.looks(head) and iso2709.is_unimarc(head.lstrip(iso2709._AROUND))


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: unreadable, not a bibliographic record, no title."""
    if not iso2709.is_unimarc(chunk.data):
        return marc21.from_marc(iso2709.read(chunk, unimarc=False), chunk)
    return from_marc(iso2709.read(chunk, unimarc=True), chunk)


def from_marc(marc: Marc, chunk: Chunk, format: str = NAME) -> Book:
    """A decoded UNIMARC record → Book, whatever its tags look like; `format` is the carrier's name. Raises BadRecord."""
    raw_id = marc_common.record_id(marc)
    match = _BID.match(raw_id)
    record_id = match[1] + match[2] if match else raw_id
    kind = marc.leader[6:7]
    if kind in ("x", "y", "z"):
        raise BadRecord("leader", f"an authority record, not a book (leader/06 {kind})", record_id)
    book = marc_common.start(marc, chunk, format, record_id)
    marc_common.turn_back(marc)
    marked = marc_common.take_nonsorting(marc, "200", stars=True)
    marc_common.clean(marc)
    marked = marc_sbn.clean(marc) or marked
    _coded(book, marc)
    _title(book, marc, marked)
    if not book.title:
        raise BadRecord("200", "no title: 200 $a is empty", record_id)
    unimarc_names.add(book, marc)
    _publication(book, marc)
    _description(book, marc)
    _numbers(book, marc)
    if match:
        marc_common.add_identifier(book, "bid", record_id)
    _classes(book, marc)
    _notes(book, marc)
    _subjects(book, marc)
    for tag in marc.fields:
        if tag not in MAPPED:
            book.extra += [marc_common.leftover(field) for field in marc.fields[tag]]
    return book


def _coded(book: Book, marc: Marc) -> None:
    for field in marc.get("101"):
        book.languages += filter(None, map(languages.from_code, field.all("a")))
        book.original_languages += filter(None, map(languages.from_code, field.all("c")))
    book.languages = list(dict.fromkeys(book.languages))
    book.original_languages = list(dict.fromkeys(book.original_languages))
    book.country = next((field.first("a").lower() for field in marc.get("102")), "")


def _title(book: Book, marc: Marc, marked: int) -> None:
    field = next(iter(marc.get("200")), None)
    if field is None:
        return
    book.raw["title"] = field.join("aedhicfgv", " / ")
    title = field.first("a").lstrip(" :/")
    if marc_sbn.is_sbn(marc):
        title, rest = marc_sbn.taken_apart(title)
        if rest:
            book.notes.append(Note("general", rest))
            book.warnings.append(
                Warning("200", "the whole description stands in $a", "what follows the title is a note")
            )
    made = titles.statement(title) if " / " in title or " : " in title else None
    book.title = unbracket(made.title if made else strip_end(title))
    subtitle = " : ".join(dict.fromkeys(strip_end(value) for value in field.all("e")))
    book.subtitle = subtitle or (made.subtitle if made else "")
    book.parallel_titles = [strip_end(value) for value in field.all("d")]
    book.responsibility = " ; ".join(strip_end(collapse(value)) for value in field.all("fg")) or (
        made.responsibility if made else ""
    )
    parts: list[str] = []
    for code, value in field.subfields:
        if code == "h":
            parts.append(strip_end(value))
        elif code == "i":
            parts = (
                [*parts[:-1], f"{parts[-1]}, {strip_end(value)}"] if parts and "," not in parts[-1] else [*parts, value]
            )
    book.parts = [part for part in parts if part]
    book.nonfiling = links.volume(book, marc, marked)
    further = [strip_end(value) for value in field.all("a")[1:]] + [strip_end(value) for value in field.all("c")]
    book.other_titles += further
    for other in marc.get("510", "512", "517", "532", "541"):
        text = strip_end(other.join("aeh"))
        if marc_common.is_reference(book, other, text):
            continue
        if text and text.casefold() != book.title.casefold() and text not in book.other_titles:
            (book.parallel_titles if other.tag == "510" else book.other_titles).append(text)
    book.uniform_title = next((strip_end(f.join("ahi")) for f in marc.get("500", "503")), "")


def _publication(book: Book, marc: Marc) -> None:
    field = next(iter(marc.get("205")), None)
    book.edition = strip_end(field.join("ab")) if field else ""
    newer = marc.get("214")
    for found in newer or marc.get("210"):
        second = found.indicators[1:2]
        if found.tag == "214" and second == "4":
            book.date.copyright = dates.read(found.first("d")).year
            continue
        function = FUNCTIONS.get(second, "publication") if found.tag == "214" else "publication"
        book.imprints += _statements(found, function)
    if newer:
        book.extra += [marc_common.leftover(f) for f in marc.get("210")]
    copyright_year = book.date.copyright
    book.imprints.sort(key=lambda i: i.function != "publication")
    book.date = dates.read(next((i.date for i in book.imprints if i.date), ""))
    book.date.copyright = book.date.copyright or copyright_year
    if book.imprints:
        book.raw["imprint"] = book.imprints[0].raw
    coded = next((f.first("a") for f in marc.get("100")), "")
    if book.date.year is None and coded[9:13].isdecimal() and coded[9:13] not in ("9999", "0000"):
        book.date.year = int(coded[9:13])
        book.date.flags = [*(flag for flag in book.date.flags if flag != "undated"), "coded"]


def _statements(field: Field, function: str) -> list[Imprint]:
    raw = field.join("acdeg")
    found: list[Imprint] = []
    places: list[str] = []
    names: list[str] = []
    for code, value in field.subfields:
        text = unbracket(strip_end(collapse(value)))
        if code not in "ac" or not text or imprints.unknown(value):
            continue
        if code == "a" and names:
            found.append(Imprint(places, names, "", function, raw))
            places, names = [], []
        (places if code == "a" else names).append(text)
    date = strip_end(field.first("d"))
    if places or names or date:
        found.append(Imprint(places, names, date, function, raw))
    if field.first("e") or field.first("g"):
        made = [strip_end(field.first(code)) for code in "egh"]
        found.append(Imprint([made[0]] if made[0] else [], [made[1]] if made[1] else [], made[2], "manufacture", raw))
    return found


def _description(book: Book, marc: Marc) -> None:
    field = next(iter(marc.get("215")), None)
    if field is not None:
        book.raw["extent"] = field.join("acde")
        book.extent, book.illustrations = strip_end(field.join("a", ", ")), strip_end(field.join("c"))
        book.size = extent.size(field.join("d")) or strip_end(field.join("d"))
        book.accompanying = strip_end(field.join("e"))
        book.pages = extent.pages(book.extent)
    book.carrier = extent.carrier(book.extent)
    access = [_series(f, embedded=True) for f in marc.get("410")]
    printed = [_series(f, embedded=False) for f in marc.get("225")]
    if len(access) == len(printed):
        for one, other in zip(access, printed, strict=True):
            one.volume, one.issn = one.volume or other.volume, one.issn or other.issn
    for series in [s for s in access if s.title] or printed:
        if series.title and all(s.title.casefold() != series.title.casefold() for s in book.series):
            book.series.append(series)


def _series(field: Field, *, embedded: bool) -> Series:
    """225 as printed, or the access form of 410, whose own fields may stand inside $1."""
    title = strip_end(field.first("a") or field.first("t"))
    if embedded and not field.first("t"):
        title = marc_sbn.taken_apart(strip_end(links.embedded(field).first("a")))[0] or title
    return Series(
        links.unstarred(title), strip_end(field.first("v")), strip_end(field.first("x")), field.join("aehitvx")
    )


def _numbers(book: Book, marc: Marc) -> None:
    for field in marc.get("010"):
        for code in "az":
            for value in field.all(code):
                found = isbn.read(value, cancelled=code == "z")
                for number in found:
                    number.qualifier = number.qualifier or strip_end(field.first("b")).strip("()")
                marc_common.add_isbns(book, found, "010")
    for field in marc.get("073"):
        if field.first("a")[:3] in ("978", "979"):
            marc_common.add_isbns(book, isbn.read(field.first("a")), "073")
    for field in marc.get("011"):
        marc_common.add_identifier(book, "issn", field.first("a"))
    for field in marc.get("017"):
        marc_common.add_identifier(book, field.first("2").lower() or "other", field.first("a"))
    for field in marc.get("020"):
        book.extra.append(marc_common.leftover(field))
    for field in marc.get("035"):
        value = field.first("a")
        if value.startswith("(OCoLC)"):
            marc_common.add_identifier(book, "oclc", value[7:].lstrip("ocmn").lstrip("0 "))
        elif value:
            book.extra.append(marc_common.leftover(field))
    for field in marc.get("856"):
        marc_common.add_link(book, field, strip_end(field.first("2") or field.first("z")))


def _classes(book: Book, marc: Marc) -> None:
    for field in marc.get("676", "675", "680", "686"):
        for value in field.all("a"):
            if field.tag == "676":
                # SBN has "FI" for numbers of the Florence library's own tables: no edition of Dewey.
                number = field.first("v")
                made = classes.ddc(value, number if number[:1].isdigit() else "") or classes.other(value)
            elif field.tag == "675":
                made = classes.udc(value)
            elif field.tag == "680":
                made = classes.lcc(f"{value} {field.first('b')}".strip()) or classes.other(value)
            else:
                made = classes.other(value, field.first("2"))
            marc_common.add_class(book, made)


def _notes(book: Book, marc: Marc) -> None:
    marc_common.add_notes(book, marc, NOTES, "abcdet")
    for field in marc.get("327"):
        _contents(book, field)
    for field in marc.get("330"):
        book.summary += field.all("a")
    links.notes(book, marc)


def _contents(book: Book, field: Field) -> None:
    """327: an entry a $a, with deeper levels in $b–$i, or one text that its marks part; first indicator 2: a part of it. An indicator 0 (not
    whole) is what many systems write into every record: it says nothing."""
    part = field.indicators[:1] if field.indicators[:1] == "2" else ""
    values = [value for code, value in field.subfields if code in "abcdefghi" and value]
    found = contents.entries(values) if len(values) > 1 and not any(" -- " in value for value in values) else []
    if len(found) > 1:
        book.contents += found
        marc_common.add_extent_of_contents(book, part, values[0])
    else:
        marc_common.add_contents(book, " -- ".join(values), part)


def _subjects(book: Book, marc: Marc) -> None:
    met: set[str] = set()
    for tag, fields in sorted(marc.fields.items()):
        if tag == "610":
            marc_common.add_keywords(book, fields, met)
        if tag not in SUBJECT_KINDS:
            continue
        for field in fields:
            scheme = field.first("2").lower()
            codes = SUBJECT_CODES[tag]
            values = [strip_heading(value) for code, value in field.subfields if code in codes and value]
            main = ", ".join(values) if tag in ("600", "602") else " ".join(values)
            parts = [(SUBDIVISIONS[code], value) for code, value in field.subfields if code in SUBDIVISIONS]
            kind = SUBJECT_KINDS[tag]
            of_florence = scheme in sbn_subjects.SCHEMES and marc_sbn.is_italian(marc)
            if tag == "606" and (of_florence or (not parts and " - " in main)):
                main, kind, more = sbn_subjects.heading(main)
                parts = more + parts
            if not main:
                continue
            made = marc_common.subject(main, parts, kind, scheme, field.join("abcdfhijtxyz", " -- "))
            if not marc_common.add_subject(book, made, met):
                book.extra.append(marc_common.leftover(field))


__all__ = ["NAME", "VERSION", "parse", "sniff", "split", "stream"]  # fmt: skip
