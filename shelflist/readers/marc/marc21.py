"""MARC 21 bibliographic records in ISO 2709 → Book. The map is that of the cataloguing guide §4 (loc.gov/marc/bibliographic).

A record of such a file that is UNIMARC by its own fields is read as UNIMARC, one that is danMARC2 as that: exports are mixed.
"""

from shelflist.cataloguing import (
    authority_numbers,
    characters,
    dates,
    designations,
    extent,
    imprints,
    languages,
    titles,
    works,
)
from shelflist.cataloguing.punctuation import collapse, strip_end, strip_heading, unbracket
from shelflist.errors import BadRecord
from shelflist.model import Book, Imprint, Note, Series, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import danmarc, iso2709, marc_common
from shelflist.readers.marc import marc21_fields as fields
from shelflist.readers.marc.iso2709 import Field, Marc, split, stream

NAME = "marc21"
VERSION = 1

NOT_BOOKS = {"z": "an authority record", "w": "a classification record", "q": "a community record"}
HOLDINGS = frozenset("uvxy")
NAME_KINDS = {"00": "person", "10": "corporate", "11": "meeting"}
FUNCTIONS = {"0": "production", "1": "publication", "2": "distribution", "3": "manufacture"}
MAPPED = frozenset(
    [
        "001", "003", "005", "006", "007", "008", "010", "020", "022", "024", "035", "041", "050", "060", "080", "082",
        "084", "090", "100", "110", "111", "130", "240", "245", "246", "250", "260", "264", "300", "336", "337", "338",
        "440", "490", "505", "520", "653", "700", "710", "711", "720", "740", "800", "810", "811", "830", "856", "880",
        *fields.NOTES, *fields.SUBJECT_KINDS, *fields.RELATED,
    ]
)  # fmt: skip


_NAMES = ("100", "110", "111", "700", "710", "711", "720")
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("245", "130", "240", "880"), "subtitle": ("245", "880"), "parts": ("245",), "responsibility": ("245",),
    "contributors": (*_NAMES, "880"), "edition": ("250",), "imprints": ("260", "264", "880"),
    "date": ("260", "264", "008"), "extent": ("300", "338"), "series": ("800", "810", "811", "830", "440", "490"),
    "isbns": ("020", "024"), "identifiers": ("010", "022", "024", "035"),
    "classes": ("050", "060", "080", "082", "084", "090"), "subjects": (*fields.SUBJECT_KINDS, "653"),
    "languages": ("008", "041"), "original_languages": ("041",), "contents": ("505",), "summary": ("520",),
    "notes": (*fields.NOTES, "505", "520", *fields.RELATED, "700", "710", "711"), "links": ("856",), "host": ("773",),
    "uniform_title": ("130", "240"), "other_titles": ("246", "740"), "parallel_titles": ("245", "246"),
    "country": ("008",),
}  # fmt: skip
for _field, _tags in danmarc.ORIGINS.items():
    ORIGINS[_field] = (*ORIGINS[_field], *_tags)


def sniff(head: bytes, name: str) -> bool:
    """Whether this is ISO 2709 whose first record is not UNIMARC."""
    return iso2709.looks(head) and not iso2709.is_unimarc(head.lstrip(iso2709._AROUND))


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: unreadable, not a bibliographic record, no title."""
    from shelflist.readers.marc import unimarc

    if iso2709.is_unimarc(chunk.data):
        return unimarc.from_marc(iso2709.read(chunk, unimarc=True), chunk)
    return from_marc(iso2709.read(chunk, unimarc=False), chunk)


def from_marc(marc: Marc, chunk: Chunk, format: str = NAME) -> Book:
    """A decoded MARC 21 record → Book, whatever its tags look like; `format` is the carrier's name. Raises BadRecord."""
    record_id = marc_common.record_id(marc)
    lccn = "".join(marc.get("010")[0].first("a").split()) if marc.get("010") else ""
    book = marc_common.start(marc, chunk, format, record_id or characters.clean(lccn, marc_common.ID_LIMIT)[0])
    _refuse(book, marc)
    marc_common.turn_back(marc)
    rest = danmarc.turn(marc) if danmarc.told(marc) else []
    fields.vernacular_alone(marc)
    marked = marc_common.take_nonsorting(marc, "245")
    marc_common.clean(marc)
    _coded(book, marc)
    _title(book, marc, marked)
    if not book.title:
        raise BadRecord("245", "no title: neither 245 $a nor a uniform title", book.id)
    _names(book, marc)
    _publication(book, marc)
    _description(book, marc)
    _series(book, marc)
    fields.numbers(book, marc)
    fields.class_numbers(book, marc)
    fields.notes(book, marc)
    fields.subjects(book, marc)
    fields.vernacular(book, marc)
    for tag in marc.fields:
        if tag not in MAPPED:
            book.extra += [marc_common.leftover(field) for field in marc.fields[tag]]
    if rest:
        danmarc.host(book, rest)
        book.extra += rest
    return book


def _refuse(book: Book, marc: Marc) -> None:
    """Raises BadRecord for what describes no book."""
    kind = book.record_type
    if kind in HOLDINGS and marc.get("245") and marc.get("300"):
        book.warnings.append(Warning("leader", f"06 says holdings ({kind})", "read as a book: it describes one"))
    elif kind in NOT_BOOKS or kind in HOLDINGS:
        reason = f"{NOT_BOOKS.get(kind, 'a holdings record')}, not a book (leader/06 {kind})"
        raise BadRecord("leader", reason, book.id)


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
    if not title and not any(field.first(code) for code in "nps") and not book.uniform_title:
        # A record that has put its title into $b alone.
        field = Field(field.tag, field.indicators, [("a" if c == "b" else c, v) for c, v in field.subfields])
        title = field.first("a")
    if not title:
        title = next((v for code in "nps" if (v := field.first(code))), "") or book.uniform_title
    parallel = title.rstrip().endswith("=")
    equals = "\0" if marc.leader[18:19] == "c" else " = "  # where ISBD's marks are left out, they are text
    head, mark, tail = title.partition(equals)
    if mark:
        title = head
        book.parallel_titles.append(_without_stop(tail, marc.leader))
    subtitle = collapse(field.join("b"))
    if parallel:
        book.parallel_titles += [_without_stop(part, marc.leader) for part in subtitle.split(" = ")]
        subtitle = ""
    else:
        subtitle, *others = subtitle.split(equals)
        book.parallel_titles += [_without_stop(part, marc.leader) for part in others]
    title = _without_stop(title, marc.leader)
    book.title = unbracket(title) if equals != "\0" else title
    book.subtitle = _without_stop(subtitle, marc.leader)
    book.responsibility = _without_stop(field.join("c"), marc.leader)
    book.parts = _parts(field, marc.leader) if field.first("a") else []
    book.nonfiling = marked or _nonfiling(book, field)
    for other in marc.get("246", "740"):
        text = strip_heading(other.join("abnp"))
        if not text or text.casefold() in (book.title.casefold(), *(t.casefold() for t in book.other_titles)):
            continue
        if marc_common.is_reference(book, other, text):
            continue
        (book.parallel_titles if other.tag == "246" and other.indicators[1:] == "1" else book.other_titles).append(text)


def _parts(field: Field, leader: str) -> list[str]:
    """245 $n and $p: a name right behind a number belongs to it."""
    parts: list[str] = []
    before = ""
    for code, value in field.subfields:
        if code in "np" and value:
            text = _without_stop(value, leader)
            joined = code == "p" and before == "n" and parts
            parts = [*parts[:-1], f"{parts[-1]}, {text}"] if joined else [*parts, text]
        before = code
    return [part for part in parts if part]


_ARTICLES = frozenset(word.strip("'") for words in titles.ARTICLES.values() for word in words) | {"los", "las"}


def _nonfiling(book: Book, field: Field) -> int:
    """The count of 245's second indicator where it skips an article or marks; a wrong one is a warning and 0."""
    count = int(field.indicators[1]) if field.indicators[1:2].isdecimal() else 0
    if not count:
        return 0
    skipped = book.title[:count].casefold().replace("’", "'").strip(" '\"“”‘«»[(¿¡.-ʻʿ")
    if count < len(book.title) and (skipped in _ARTICLES or not skipped or skipped in ("el", "al")):
        return count
    book.warnings.append(
        Warning("245", f"{count} characters that do not file: {book.title[:count]!r}", "all are filed")
    )
    return 0


def _names(book: Book, marc: Marc) -> None:
    for field in marc.in_order(*_NAMES):
        kind = NAME_KINDS.get(field.tag[1:], "person")
        name = fields.name_of(field)
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
        person.ids = authority_numbers.read(field.all("01"))
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
            places.append(text if "]" in text else text.lstrip("["))
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
    said = ["approximate"] if kind == "q" else ["open"] if kind in "mcu" and two == "9999" else []
    book.date.flags = [*dict.fromkeys([*(f for f in book.date.flags if f != "undated"), "coded", *found.flags, *said])]
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


def _volume(text: str) -> str:
    """A volume without the marks around it and the full stop that closes the field ("no. 3." is number 3)."""
    made = strip_heading(text)
    return made[:-1] if made[-1:] == "." and made[-2:-1].isdigit() else made


COLLECTIVE = frozenset(
    ("works", "selections", "prose works", "poems", "plays", "novels", "short stories", "essays", "correspondence")
)
"""Titles that many authors' series share (800 $t): what the book prints (490) tells them apart."""


def _series(book: Book, marc: Marc) -> None:
    """Series by their traced forms (8XX, 440), each with what its 490 says besides; then those that are not traced (490 0)."""
    traced = marc.get("800", "810", "811", "830", "440")
    linked = [field for field in traced if field.tag != "440"]
    printed = [field for field in marc.get("490") if field.indicators[:1] == "1"]
    beside = dict(zip(map(id, linked), printed, strict=True)) if len(linked) == len(printed) else {}
    for field in traced:
        own = beside.get(id(field))
        if title := _series_title(field, own):
            volume = _volume(field.join("v") or (own.first("v") if own else ""))
            issn = strip_heading(field.join("x") or strip_end(own.first("x") if own else ""))
            _add_series(book, Series(title, volume, issn, field.join("anptvx")))
    for field in marc.get("490"):
        if traced and field.indicators[:1] != "0":
            continue
        title = strip_heading(strip_end(field.first("a")))
        if title:
            issn = strip_heading(strip_end(field.first("x")))
            _add_series(book, Series(title, _volume(field.first("v")), issn, field.join("axv")))


def _series_title(field: Field, printed: Field | None) -> str:
    """The title of a traced series; of an author's works, as the book prints it."""
    if field.tag in ("830", "440"):
        return strip_heading(strip_end(field.join("anp")))
    title = strip_heading(strip_end(field.join("tnp")))
    if title.casefold() in COLLECTIVE and printed is not None and printed.first("a"):
        return strip_heading(strip_end(printed.first("a")))
    return title or strip_heading(field.join("a"))


def _add_series(book: Book, made: Series) -> None:
    """One more series, unless it is there already, with the same number and at most a letter or two otherwise in its title."""
    if not any(_same_series(one, made) for one in book.series):
        book.series.append(made)


def _same_series(one: Series, other: Series) -> bool:
    if one.title.casefold() == other.title.casefold():
        return one.volume == other.volume
    numbers = {designations.read(series.volume).sort for series in (one, other)}
    return (
        len(numbers) == 1
        and b"" not in numbers
        and works.close(works.title_key(one.title), works.title_key(other.title))
    )


__all__ = ["NAME", "VERSION", "parse", "sniff", "split", "stream"]  # fmt: skip
