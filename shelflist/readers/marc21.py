"""MARC 21 bibliographic records in ISO 2709 → Book. The map is that of the cataloguing guide §4 (loc.gov/marc/bibliographic).

A record of such a file that is UNIMARC by its own fields is read as UNIMARC: exports are mixed.
"""

from shelflist.cataloguing import classes, contents, dates, extent, imprints, isbn, languages, titles
from shelflist.cataloguing.punctuation import collapse, strip_end, strip_heading, unbracket
from shelflist.errors import BadRecord
from shelflist.model import Book, Chapter, Imprint, Note, Series, Source, Warning
from shelflist.readers import Chunk, iso2709, marc_common
from shelflist.readers.iso2709 import Field, Marc, split

NAME = "marc21"
VERSION = 1

NOT_BOOKS = {"z": "an authority record", "w": "a classification record", "q": "a community record"}
HOLDINGS = frozenset("uvxy")
SCHEMES = {"0": "lcsh", "1": "lcac", "2": "mesh", "3": "nal", "5": "csh", "6": "rvm"}
NAME_KINDS = {"00": "person", "10": "corporate", "11": "meeting"}
NAME_CODES = {"00": "abc", "10": "abndc", "11": "anecd"}
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
FUNCTIONS = {"0": "production", "1": "publication", "2": "distribution", "3": "manufacture"}
RELATED = {"765": "Translation of", "767": "Translated as", "770": "Supplement", "772": "Supplement to", "773": "In",
           "775": "Other edition", "776": "Also available as", "777": "Issued with", "780": "Continues", "785": "Continued by",
           "787": "Related to"}  # fmt: skip
MAPPED = frozenset(
    [
        "001",
        "003",
        "005",
        "006",
        "007",
        "008",
        "010",
        "020",
        "022",
        "024",
        "035",
        "041",
        "050",
        "060",
        "080",
        "082",
        "084",
        "090",
        "100",
        "110",
        "111",
        "130",
        "240",
        "245",
        "246",
        "250",
        "260",
        "264",
        "300",
        "336",
        "337",
        "338",
        "440",
        "490",
        "505",
        "520",
        "653",
        "700",
        "710",
        "711",
        "720",
        "740",
        "800",
        "810",
        "811",
        "830",
        "856",
        "880",
    ]
) | frozenset([*NOTES, *SUBJECT_KINDS, *RELATED])


def sniff(head: bytes, name: str) -> bool:
    """Whether this is ISO 2709 whose first record is not UNIMARC."""
    return iso2709.looks(head) and not iso2709.is_unimarc(head.lstrip(iso2709._AROUND))


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: unreadable, not a bibliographic record, no title."""
    from shelflist.readers import unimarc

    if iso2709.is_unimarc(chunk.data):
        return unimarc.make(chunk)
    return make(chunk)


def make(chunk: Chunk) -> Book:
    """One MARC 21 record → Book, whatever its tags look like."""
    marc = iso2709.read(chunk, unimarc=False)
    record_id = marc_common.record_id(marc)
    kind, level = marc.leader[6:7], marc.leader[7:8]
    if kind in NOT_BOOKS or kind in HOLDINGS:
        reason = f"{NOT_BOOKS.get(kind, 'a holdings record')}, not a book (leader/06 {kind})"
        raise BadRecord("leader", reason, record_id)
    _vernacular_alone(marc)
    marked = marc_common.take_nonsorting(marc, "245")
    marc_common.clean(marc)
    lccn = "".join(marc.get("010")[0].first("a").split()) if marc.get("010") else ""
    book = Book(source=Source(chunk.file, chunk.number, NAME, record_id or lccn), id=record_id or lccn, title="")
    book.record_type, book.level = kind, level
    book.warnings = marc.warnings
    _coded(book, marc)
    _title(book, marc, marked)
    if not book.title:
        raise BadRecord("245", "no title: neither 245 $a nor a uniform title", book.id)
    _names(book, marc)
    _publication(book, marc)
    _description(book, marc)
    _series(book, marc)
    _numbers(book, marc)
    _classes(book, marc)
    _notes(book, marc)
    _subjects(book, marc)
    _vernacular(book, marc)
    for tag in marc.fields:
        if tag not in MAPPED:
            book.extra += [marc_common.leftover(field) for field in marc.fields[tag]]
    return book


def _coded(book: Book, marc: Marc) -> None:
    """008 and 041: languages and country."""
    fixed = marc.control("008")
    codes = [fixed[35:38]] if len(fixed) >= 38 else []
    for field in marc.get("041"):
        # Old records hold several codes in one subfield: $aengfre.
        whole = [value[n : n + 3] for value in field.all("a") for n in range(0, len(value), 3)]
        codes += whole if field.indicators[1:] != "7" else field.all("a")
        for value in field.all("h"):
            found = (languages.from_code(value[n : n + 3]) for n in range(0, len(value), 3))
            book.original_languages += [code for code in found if code and code not in book.original_languages]
    book.languages = list(dict.fromkeys(code for code in map(languages.from_code, codes) if code and code != "mul"))
    country = fixed[15:18].strip(" |#")
    book.country = country if country.isalpha() else ""


def _without_stop(text: str, leader: str) -> str:
    """A title without the full stop that ISBD puts at the end of the area."""
    text = strip_end(text)
    if text.endswith(" ."):
        return text[:-2].rstrip()
    return strip_heading(text) if leader[18:19] in "ai" else text


def _title(book: Book, marc: Marc, marked: int) -> None:
    field = next(iter(marc.get("245")), None)
    uniform = next(iter(marc.get("130", "240")), None)
    if uniform is not None:
        book.uniform_title = strip_heading(uniform.join("anplkmrsfdgo"))
    if field is None:
        book.title = book.uniform_title
        if book.title:
            book.warnings.append(Warning("245", "no title of its own", "the uniform title stands for it"))
        return
    raw = field.join("abcnphfgks")
    book.raw["title"] = raw
    title = field.first("a")
    if not title:
        title = next((v for code in "nps" if (v := field.first(code))), "") or book.uniform_title
    parallel = title.rstrip().endswith("=")
    head, mark, tail = title.partition(" = ")
    if mark:
        title = head
        book.parallel_titles.append(_without_stop(tail, marc.leader))
    subtitle = collapse(field.join("b"))
    if parallel:
        book.parallel_titles += [_without_stop(part, marc.leader) for part in subtitle.split(" = ")]
        subtitle = ""
    else:
        subtitle, *others = subtitle.split(" = ")
        book.parallel_titles += [_without_stop(part, marc.leader) for part in others]
    book.title = unbracket(_without_stop(title, marc.leader))
    book.subtitle = _without_stop(subtitle, marc.leader)
    book.responsibility = _without_stop(field.join("c"), marc.leader)
    if field.first("a"):
        parts: list[str] = []
        for code, value in field.subfields:
            if code in "np" and value:
                follows = code == "p" and parts and field.subfields[field.subfields.index((code, value)) - 1][0] == "n"
                text = _without_stop(value, marc.leader)
                parts = [*parts[:-1], f"{parts[-1]}, {text}"] if follows else [*parts, text]
        book.parts = [part for part in parts if part]
    book.nonfiling = marked or _nonfiling(book, field)
    for other in marc.get("246", "740"):
        text = strip_heading(other.join("abnp"))
        if not text or text.casefold() in (book.title.casefold(), *(t.casefold() for t in book.other_titles)):
            continue
        if marc_common.is_reference(book, other, text):
            continue
        (book.parallel_titles if other.tag == "246" and other.indicators[1:] == "1" else book.other_titles).append(text)


_ARTICLES = frozenset(word.strip("'") for words in titles.ARTICLES.values() for word in words) | {"los", "las"}


def _nonfiling(book: Book, field: Field) -> int:
    """The count of 245's second indicator where it skips an article or marks; a wrong one is a warning and 0."""
    count = int(field.indicators[1]) if field.indicators[1:2].isdecimal() else 0
    if not count:
        return 0
    skipped = book.title[:count].casefold().replace("’", "'").strip(" '\"“”‘«»[(¿¡.-")
    if count < len(book.title) and (skipped in _ARTICLES or not skipped or skipped in ("el-", "al-")):
        return count
    book.warnings.append(
        Warning("245", f"{count} characters that do not file: {book.title[:count]!r}", "all are filed")
    )
    return 0


def _name(field: Field) -> str:
    kind = field.tag[1:]
    codes = NAME_CODES.get(kind, "a")
    return " ".join(value for code, value in field.subfields if code in codes and value)


def _names(book: Book, marc: Marc) -> None:
    for field in marc.get("100", "110", "111", "700", "710", "711", "720"):
        kind = NAME_KINDS.get(field.tag[1:], "person")
        name = _name(field)
        if not name:
            continue
        if field.first("t"):
            text = f"{strip_heading(name)}. {strip_heading(field.join('tnplkmrs'))}"
            label = "Includes" if field.indicators[1:2] == "2" else "Related work"
            book.notes.append(Note("other", f"{label}: {text}"))
            continue
        main = field.tag[0] == "1"
        found = marc_common.roles(field, "marc21")
        if found and set(found) <= marc_common.SKIPPED_ROLES:
            book.extra.append(marc_common.leftover(field))
            continue
        if main and not found:
            found = ["aut"]
        dates_text = field.first("d") if kind == "person" else ""
        person = marc_common.contributor(name, kind, found, dates_text, main=main, raw=field.join("abcdeq4"))
        for other in book.contributors:
            if other.name == person.name and other.dates == person.dates:
                other.roles += [role for role in person.roles if role not in other.roles]
                break
        else:
            book.contributors.append(person)


def _publication(book: Book, marc: Marc) -> None:
    _, edition = "", next((field.join("ab") for field in marc.get("250")), "")
    book.edition = strip_end(edition)
    copyright_year = None
    for field in marc.get("260", "264"):
        if field.tag == "264" and field.indicators[1:2] == "4":
            copyright_year = dates.read(field.first("c")).copyright or dates.read(field.first("c")).year
            book.raw["copyright"] = field.first("c")
            continue
        function = FUNCTIONS.get(field.indicators[1:2], "publication") if field.tag == "264" else "publication"
        book.imprints += _statements(field, function)
    book.imprints.sort(key=lambda i: i.function != "publication")
    text = next((i.date for i in book.imprints if i.date), "")
    if book.imprints:
        book.raw["imprint"] = book.imprints[0].raw
    book.date = dates.read(text)
    if book.date.copyright is None:
        book.date.copyright = copyright_year
    _fixed_dates(book, marc.control("008"))


def _statements(field: Field, function: str) -> list[Imprint]:
    """The statements of 260 or 264: a place after a publisher opens the next one."""
    raw = field.join("abcefg")
    found: list[Imprint] = []
    places: list[str] = []
    names: list[str] = []
    for code, value in field.subfields:
        text = unbracket(strip_end(collapse(value)))
        if code not in "ab" or not text or imprints.unknown(value):
            continue
        if code == "a":
            if names:
                found.append(Imprint(places, names, "", function, raw))
                places, names = [], []
            places.append(text.lstrip("["))
        else:
            names.append(strip_heading(text) if text.endswith(".") and text.count(".") == 1 else text)
    date = strip_heading(strip_end(field.first("c"))) if field.first("c") else ""
    if places or names or date:
        found.append(Imprint(places, names, date, function, raw))
    if field.tag == "260" and (field.first("e") or field.first("f")):
        made = [strip_end(field.first(code)).strip("()") for code in "efg"]
        found.append(Imprint([made[0]] if made[0] else [], [made[1]] if made[1] else [], made[2], "manufacture", raw))
    return found


def _fixed_dates(book: Book, fixed: str) -> None:
    """008/06-14 where the text has no year; its copyright date; never against the text."""
    if len(fixed) < 15:
        return
    kind, one, two = fixed[6], fixed[7:11], fixed[11:15]
    if kind == "t" and two.isdecimal() and book.date.copyright is None:
        book.date.copyright = int(two)
    if book.date.year is not None or kind in "nb|" or not one.strip(" |#"):
        return
    found = dates.read(one)
    if found.year is None or one in ("9999", "0000"):
        return
    book.date.year, book.date.end = found.year, found.end
    if kind in "mqcdiku" and two.isdecimal() and two != "9999" and int(two) >= found.year:
        book.date.end = int(two)
    book.date.flags = [*(flag for flag in book.date.flags if flag != "undated"), "coded", *found.flags]
    if not book.date.raw:
        book.date.raw = one


def _description(book: Book, marc: Marc) -> None:
    field = next(iter(marc.get("300")), None)
    declared = next((value for f in marc.get("338") for value in f.all("a")), "")
    if field is not None:
        book.raw["extent"] = field.join("abce")
        book.extent = strip_end(field.join("a"))
        book.illustrations = strip_end(field.join("b"))
        book.size = extent.size(field.join("c")) or strip_heading(field.join("c"))
        book.accompanying = strip_end(field.join("e"))
        book.pages = extent.pages(book.extent)
    book.carrier = extent.carrier(book.extent, declared)


def _series(book: Book, marc: Marc) -> None:
    traced = marc.get("800", "810", "811", "830", "440")
    for field in traced:
        name = field.join("anp") if field.tag in ("830", "440") else field.join("tnp")
        title = strip_heading(strip_end(name))
        if field.tag not in ("830", "440"):
            title = title or strip_heading(field.join("a"))
        volume, issn = strip_heading(field.join("v")), strip_heading(field.join("x"))
        if title and not any(s.title.casefold() == title.casefold() and s.volume == volume for s in book.series):
            book.series.append(Series(title, volume, issn, field.join("anptvx")))
    if book.series:
        return
    for field in marc.get("490"):
        title = strip_heading(strip_end(field.first("a")))
        if title:
            issn = strip_heading(strip_end(field.first("x")))
            book.series.append(Series(title, strip_heading(field.first("v")), issn, field.join("axv")))


def _numbers(book: Book, marc: Marc) -> None:
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
        elif kind in ("doi", "ark", "uri", "urn", "isni"):
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


def _classes(book: Book, marc: Marc) -> None:
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
            if made is not None and all((c.scheme, c.number) != (made.scheme, made.number) for c in book.classes):
                book.classes.append(made)


def _notes(book: Book, marc: Marc) -> None:
    for tag, kind in NOTES.items():
        for field in marc.fields.get(tag, ()):
            text = field.join("abcdefgnoptuz3")
            if text:
                book.notes.append(Note(kind, text))
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
            text = field.join("atdbg", " ") or field.join("i")
            if text:
                words = strip_end(field.first("i")) or label
                book.notes.append(Note("other", f"{words}: {strip_end(text)}"))


def _contents(book: Book, field: Field) -> None:
    if not field.first("t"):
        text = field.join("agr")
        found = contents.split(text)
        book.contents += found
        if text and not found:
            book.notes.append(Note("other", text))
        return
    number = ""
    for code, value in field.subfields:
        text = strip_end(value.strip().removesuffix("--").strip())
        if code == "g":
            number = text.rstrip(".")
        elif code == "t" and text:
            made = contents.entry(text)
            if made is not None:
                made.number = made.number or (number if len(number) < 12 else "")
                book.contents.append(made)
            number = ""
        elif code == "r" and book.contents and text:
            last = book.contents[-1]
            last.responsibility = f"{last.responsibility}; {text}" if last.responsibility else text
        elif code == "a" and text:
            made = contents.entry(text)
            book.contents += [made] if made is not None else []
    book.contents = [Chapter(c.title, c.number, c.kind, c.responsibility, c.raw) for c in book.contents]


def _subjects(book: Book, marc: Marc) -> None:
    met: set[str] = set()
    for tag, fields in sorted(marc.fields.items()):
        if tag == "653":
            for field in fields:
                for value in field.all("a"):
                    marc_common.add_subject(book, marc_common.subject(value, [], "keyword", "", value), met)
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


def _vernacular_alone(marc: Marc) -> None:
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


def _vernacular(book: Book, marc: Marc) -> None:
    """880: the same field in its own script, beside the romanised one."""
    people = {
        _linked(f)[1]: strip_heading(_name(f))
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


__all__ = ["NAME", "VERSION", "parse", "sniff", "split"]  # fmt: skip
