"""RIS → Book: "RIS Format Specifications" (Research Information Systems, 2001 and 2011), and what EndNote, Zotero, Citavi and
publishers' sites write under that name.

A line opens with two signs, two spaces, a dash and a space; `TY` opens a record and `ER` closes it. Nothing of that is sure:
one space or none, no `TY`, no `ER`, text on lines of its own, and lines of a search's report between records are read too.
What the fields are for is the map that all reference managers share (`references`); the type of a record changes some. What
our own exports say in U5 ("shelflist subject: …") takes the place of what the tags say (`own_lines`).
"""

import re
from collections.abc import Iterable, Iterator

from shelflist.cataloguing import contents
from shelflist.model import Book, Extra, PublicationDate, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import item_types, procite, references
from shelflist.readers.citations.references import Value
from shelflist.readers.lists import own_lines, own_list
from shelflist.readers.shapes import text

NAME = "ris"
VERSION = 1

_TYPES: dict[str, str] = {
    "book": "BOOK EBOOK EDBOOK WHOLE ANCIENT CLSWK CTLG SER", "article": "JOUR EJOUR MGZN NEWS INPR PRESS ABST", "chapter": "CHAP ECHAP",
    "conference paper": "CONF CPAPER", "entry": "DICT ENCYC", "thesis": "THES", "report": "RPRT GOVDOC GRNT GRANT",
    "manuscript": "MANSCPT UNPB UNPD", "pamphlet": "PAMP", "periodical": "JFULL", "web page": "ELEC WEB MULTI DBASE",
    "blog post": "BLOG", "letter": "ICOMM PCOMM", "interview": "INTV", "film": "MPCT", "video": "VIDEO ADVS",
    "sound recording": "SOUND", "broadcast": "POD", "score": "MUSIC", "picture": "ART CHART FIGURE EQUA", "map": "MAP", "talk": "SLIDE",
    "software": "COMP", "data set": "DATA AGGR", "patent": "PAT", "standard": "STAND STD", "law": "BILL LEGAL STAT UNBILL",
    "court case": "CASE", "hearing": "HEAR", "document": "GEN OTHER", "preprint": "PREPRINT",
}  # fmt: skip
TYPES: dict[str, str] = {code: word for word, codes in _TYPES.items() for code in codes.split()}
"""Type of reference → the plain word for it."""

TABLE: dict[str, str] = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "short-title", "TT": "translated-title", "BT": "host", "T2": "host", "JF": "host",
    "JO": "host-short", "JA": "host-short", "J1": "host-short", "J2": "host-short", "T3": "series", "VL": "volume", "VO": "volume",
    "IS": "issue", "CP": "issue", "NV": "volume-count", "SP": "pages", "EP": "pages", "ET": "edition", "PB": "publisher", "CY": "place",
    "PP": "place", "PY": "date", "Y1": "date", "DA": "date", "SN": "standard-number", "DO": "doi", "UR": "url", "L2": "url", "L3": "url",
    "LK": "url", "AB": "abstract", "N2": "abstract", "N1": "note", "NO": "note", "KW": "keyword", "LA": "language", "CN": "call-number",
    "H2": "call-number", "M3": "genre", "M1": "number", "OP": "original-publisher", "SE": "part", "C3": "host", "AN": "pmid",
    "U1": "pmid", "U2": "pmcid", "RI": "reviewed-title",
}  # fmt: skip
"""Tag → the kind of thing that it holds (`references`); the type of the record changes some (`_kind`)."""

PEOPLE: dict[str, int] = {"AU": 0, "A1": 0, "A2": 1, "ED": 1, "A3": 2, "A4": 3, "TA": 3}
"""Tag → which of the four kinds of authors (`item_types.ENDNOTE_ROLES`)."""

OTHERS = frozenset(
    ("TY", "ER", "ID", "AD", "AV", "CA", "DB", "DP", "DS", "LB", "L1", "L4", "M2", "RN", "RP", "Y2", "H1", "U3", "U4", "U5", "C1", "C2", "C4",
     "C5", "C6", "C7", "C8", "CR", "FD", "JP")
)  # fmt: skip
"""Tags that are known, and that no map uses."""

PERSONAL: dict[str, str] = {"L1": "private", "L4": "private", "RN": "private", "RP": "private"}
"""Files of the owner's own machine, research notes, and whether a reprint is at hand."""

ORIGINS = references.origins(
    {tag: kind for tag, kind in TABLE.items() if tag not in ("AN", "U1", "U2")},
    contributors=tuple(PEOPLE), series=("T2", "IS", "M1"), title=("BT", "T2"), identifiers=("AN", "U1", "U2", "M3"), other_titles=("TI", "T1"),
    extent=("SP",), imprints=("PY", "Y1", "DA"), edition=("IS",), notes=("PB",),
)  # fmt: skip

for _field in procite.FILLED:
    ORIGINS[_field] = (*ORIGINS.get(_field, ()), "N1")
for _name in own_lines.FIELDS:
    ORIGINS[_name] = (*ORIGINS.get(_name, ()), "U5")

CONTENTS = "Contents: "
"""What opens a note with the contents, parted by dashes as in a catalogue."""

LONGEST = 4_000_000
"""Bytes that one record may have."""

KNOWN = frozenset((*TABLE, *PEOPLE, *OTHERS))
_LINE = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9])([ \t\xa0]{0,4})[-–](?:([ \t\xa0]+)(.*)|(.*))$", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?(?:[/-](.*))?)?|/([^/\d].*))?/*", re.DOTALL)
_KEY = re.compile(r"[A-Za-z][^\s,;{}\"]{2,60}")
_COMMA = re.compile(r",(?=\S)")
_EIGHT = re.compile(r"\d{4}-?\d{3}[\dXx]")
_DOI = re.compile(r"\s*(?:doi:?|https?://(?:dx\.)?doi\.org/)?\s*10\.\d{4,9}/", re.IGNORECASE)
_RANGE = re.compile(r"[A-Za-z]{0,3}\d{1,7}\s*[-–—]+\s*[A-Za-z]{0,3}\d{1,7}")


def tagged(line: str) -> tuple[str, str] | None:
    """(tag, value) of a line, or None where it has no tag. Two spaces or a known tag: "MR - imaging" is text."""
    match = _LINE.match(line)
    if match is None:
        return None
    tag, spaces = match[1], match[2]
    known = tag.upper() in KNOWN
    if tag != tag.upper():
        if not (known and tag == tag.lower() and len(spaces) == 2):
            return None
    elif len(spaces) < 2 and not (known and (match[3] or not match[5] or tag in ("TY", "ER"))):
        return None
    return tag.upper(), (match[4] or match[5] or "").strip()


def sniff(head: bytes, name: str) -> bool:
    """Whether a line says `TY  - ` and a type, before or among lines with other tags of RIS."""
    del name
    found: list[str] = []
    for n, raw in enumerate(text.lines([head])):
        line = text.decode(raw[:300])[0].lstrip("\ufeff")
        pair = tagged(line)
        if pair is not None and (pair[0] in KNOWN):
            found.append(pair[0])
            if pair[0] == "TY" and not re.fullmatch(r"[\w ()-]{2,40}", pair[1]):
                return False
        elif not found and line.strip()[:1] in ("<", "{", "[", "%", "@"):
            return False
        if n > 400 or len(found) > 40:
            break
    return "TY" in found[:8] and (len(set(found)) > 1)


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a record."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same, block by block. What stands between records is told with the next one."""
    record: list[bytes] = []
    noise: list[bytes] = []
    before: list[bytes] = []
    number = size = 0
    typed = filled = ended = False

    def made() -> Chunk:
        warnings = []
        if before:
            told = text.decode(before[0].strip()[:60])[0]
            warnings.append(("", f"lines that belong to no record: {told!r}", "passed over"))
        if not typed:
            warnings.append(("TY", "the record has no type", "its kind is told from its fields"))
        if not ended:
            warnings.append(("ER", "the record does not end", "the next one ends it"))
        data = b"\n".join(record).rstrip()
        problem = "longer than 4 MB: this is no record; export it again" if size > LONGEST else ""
        return Chunk(data[:2000] if problem else data, number, problem=problem, warnings=tuple(warnings))

    for raw in text.lines(blocks):
        pair = tagged(text.decode(raw[:300])[0].lstrip("\ufeff"))
        tag = pair[0] if pair else ""
        if record and (ended or (tag == "TY" and filled)):
            if ended and not tag:
                noise += [raw] if raw.strip() and len(noise) < 5 else []
                continue
            number += 1
            yield made()
            record, size, typed, filled, ended = [], 0, False, False, False
        if not record and not tag:
            noise += [raw] if raw.strip(b"\xef\xbb\xbf\0 \t\x1a") and len(noise) < 5 else []
            continue
        if not record:
            if tag == "ER":
                continue
            before, noise = noise, []
        ended = tag == "ER"
        typed = typed or tag == "TY"
        filled = filled or tag not in ("TY", "")
        size += len(raw) + 1
        if size <= LONGEST:
            record.append(raw)
    if record:
        number += 1
        before = before or noise
        yield made()


def pairs(line: str) -> list[tuple[str, str]]:
    """(tag, text) field by field; a line without a tag goes on with the field before."""
    found: list[tuple[str, list[str]]] = []
    for one in line.split("\n"):
        pair = tagged(one.lstrip("\ufeff"))
        if pair:
            found.append((pair[0], [pair[1]]))
        elif found:
            found[-1][1].append(one.strip())
    return [(tag, made) for tag, parts in found if (tag != "ER" and (made := "\n".join(parts).strip())) or tag == "TY"]


def parse(chunk: Chunk) -> Book:
    """One record → Book. Raises BadRecord: no title and nothing that could stand for it."""
    line, utf8 = text.decode(chunk.data)
    found = pairs(line)
    given: dict[str, list[str]] = {}
    for tag, value in found:
        given.setdefault(tag, []).append(value)
    record_id = next((value for value in given.get("ID", []) if _KEY.fullmatch(value)), "")
    book = plain.start(chunk, NAME, record_id, [Extra(tag, "", [("", value)]) for tag, value in found])
    if not utf8:
        book.warnings.append(Warning(*text.NOT_UTF8))
    types = [value for value in given.get("TY", []) if value]
    if len(types) > 1:
        book.warnings.append(Warning("TY", f"it stands {len(types)} times", "the last one counts"))
    kind = TYPES.get(types[-1].upper()) or references.word(types[-1]) if types else _untyped(given)
    roles = _roles(kind, types[-1].upper() if types else "", given)
    noted = given.get("N1", []) if procite.told(given.get("N1", [])) else []
    own = [value for tag, value in found if tag == "U5" and value.startswith(own_lines.PREFIX)]
    listed = [value for tag, value in found if tag == "N1" and value.startswith(CONTENTS) and " -- " in value]
    taken = {*own, *listed}
    rest = [(tag, value) for tag, value in found if (tag, value) != ("ID", record_id) and value not in taken]
    values = [made for tag, value in rest for made in _read(tag, value, kind, roles, given, noted)]
    if any(note.startswith("Series Volume ID: ") for note in noted):
        values = [value._replace(kind="volume") if value.field == "IS" else value for value in values]
    titles = _titles(given, kind, values)
    values += [*_pages(given, kind), *_dates(given)]
    references.fill(book, values, kind)
    _day(book)
    for tag, value in titles:
        plain.other_title(book, tag, value)
    for value in listed:
        book.contents += contents.split(plain.clean(book, "N1", value.removeprefix(CONTENTS), plain.LONG))
    if own:
        _own(book, own)
    return book


def _read(
    tag: str, value: str, kind: str, roles: list[str], given: dict[str, list[str]], noted: list[str]
) -> list[Value]:
    """A field's values; none of those that are read together with others (`_titles`, `_pages`, `_dates`)."""
    if tag == "N1" and noted and (made := procite.value(tag, value, given)):
        return [made]
    if tag in PEOPLE:
        role = "edt" if tag == "ED" else roles[PEOPLE[tag]]
        return [Value("person", tag, _COMMA.sub(", ", value.replace("\n", " ")), role)]
    if tag in ("TY", "SP", "EP", "PY", "Y1", "DA", "TI", "T1", "CT"):
        return []
    return _values(tag, value, kind, given)


def _own(book: Book, found: list[str]) -> None:
    """Puts in what our own export said in lines of its own."""
    said = own_lines.values(own_lines.pair(line) for line in found)
    own_list.fill(book, said)
    if "date" in said and "imprints" not in said and book.imprints:
        book.imprints[0].date = book.date.raw
    if "title" in said:
        plain.nonfiling(book)


def _untyped(given: dict[str, list[str]]) -> str:
    """What a record without a type is, by its fields."""
    if any(tag in given for tag in ("JO", "JF", "JA", "J1", "J2")):
        return "article"
    return "chapter" if "BT" in given and ("TI" in given or "T1" in given) else "book" if "PB" in given else "document"


def _roles(kind: str, code: str, given: dict[str, list[str]]) -> list[str]:
    """The roles of the four kinds of authors. EndNote's books have their series in T2 and its editors in A2; those of
    Reference Manager have it in T3, its editors in A3, and the editors of the book in A2."""
    roles = list(item_types.ENDNOTE_ROLES.get(kind, item_types.ENDNOTE_ROLES[""]))
    if roles[1] == "pbd" and "T2" not in given:
        roles[1], roles[2] = "edt", "pbd"
    if kind == "thesis":
        roles[2] = "dgs"
    if code == "EDBOOK":
        roles[0] = "edt"
    if code == "SOUND":
        roles[1] = "prf"
    return roles


def _titles(given: dict[str, list[str]], kind: str, values: list[Value]) -> list[tuple[str, str]]:
    """Puts the title among the values; returns the other titles. A whole without one has it in BT."""
    found = [(tag, value) for tag in ("TI", "T1", "CT") for value in given.get(tag, []) if value]
    if not found and kind not in item_types.WITHIN:
        instead = next((value for value in values if value.field == "BT"), None)
        if instead is not None:
            values.remove(instead)
            found = [("BT", instead.text)]
    if found:
        values.insert(0, Value("title", found[0][0], found[0][1].replace("\n", " ")))
    return [(tag, value) for tag, value in found[1:] if value != found[0][1]]


def _values(tag: str, value: str, kind: str, given: dict[str, list[str]]) -> list[Value]:
    """A field's values: links one by one, everything else whole."""
    made = _kind(tag, value, kind, given)
    if made == "url":
        return [Value("url", tag, part) for part in re.split(r"(?<![;\s])[;\s]++(?=https?:|www\.)", value)]
    if made in ("pmid", "pmcid"):
        return [Value(made, tag, value.partition("[")[0].strip())]
    if made not in ("abstract", "note", "keyword", "other"):
        value = " ".join(value.split())
    return [Value(made, tag, value)]


def _kind(tag: str, value: str, kind: str, given: dict[str, list[str]]) -> str:
    """The kind of a tag's value in a reference of this kind."""
    within = kind in item_types.WITHIN
    series = kind in item_types.ENDNOTE_SERIES
    if tag in ("T2", "JF", "JO", "JA", "J1", "J2") and series:
        return "series" if tag in ("T2", "JF") else "other"
    if tag in ("JO", "JA", "J1", "J2") and not any(
        full in given for full in ("T2", "JF", "BT", "JO"[: 2 * (tag != "JO")])
    ):
        return "host"
    if (tag in ("T2", "T3") and kind in ("court case", "law")) or (tag == "T2" and kind == "thesis"):
        return "other"
    if tag == "C3":
        return "host" if kind == "conference paper" and "T2" not in given else "other"
    if tag == "PB" and kind == "court case":
        return "court"
    if tag == "IS" and kind in ("software", "data set") and "ET" not in given:
        return "edition"
    if tag in ("IS", "M1") and not within:
        if tag == "M1" and not (series and value.isdecimal() and "T2" in given):
            return "other"
        return "series-number" if series and ("T2" in given or "T3" in given) else "number"
    if tag == "M1" or (tag == "ET" and kind in item_types.PERIODICAL):
        return "other"
    if tag == "M3" and (_DOI.match(value) or within):
        return "doi" if _DOI.match(value) else "other"
    if tag == "AN":
        source = " ".join(given.get("DB", [])).lower()
        if re.fullmatch(r"PMC\d{3,9}", value):
            return "pmcid"
        return "pmid" if value.isdecimal() and "pubmed" in source else "other"
    if tag == "SN" and _EIGHT.fullmatch(value):
        return "issn"
    if tag in ("U1", "U2"):
        return "pmid" if value.endswith("[pmid]") else "pmcid" if value.endswith("[pmcid]") else "other"
    if tag in ("L2", "L3") and not value.lower().startswith(("http:", "https:")):
        return "other"
    return TABLE.get(tag, "other")


def _pages(given: dict[str, list[str]], kind: str) -> list[Value]:
    """Where it stands ("193–194"), or a whole's number of pages, which SP alone says."""
    first, last = next(iter(given.get("SP", [])), ""), next(iter(given.get("EP", [])), "")
    rest = [Value("other", tag, value) for tag in ("SP", "EP") for value in given.get(tag, [])[1:]]
    if first and not last and kind not in item_types.WITHIN and not _RANGE.fullmatch(first):
        return [Value("page-count", "SP", first), *rest]
    if last and first and last != first and not _RANGE.fullmatch(first):
        first = f"{first}–{last}"
    return [*([Value("pages", "SP" if given.get("SP") else "EP", first or last)] if first or last else []), *rest]


def _dates(given: dict[str, list[str]]) -> list[Value]:
    """The fullest date of the first year that is one; the others are left over."""
    found = [(tag, value) for tag in ("PY", "Y1", "DA") for value in given.get(tag, []) if value.strip("/ ")]
    if not found:
        return []
    best = next((pair for pair in found if _DATE.fullmatch(pair[1])), found[0])
    year = best[1][:4]
    alike = [pair for pair in found if pair[1][:4] == year and _DATE.fullmatch(pair[1])]
    if alike and not any(part in best[1] for part in "/-"):
        best = max(alike, key=lambda pair: len(_shown(pair[1])) if len(_shown(pair[1])) <= 10 else 0)
    made = [Value("date", best[0], _shown(best[1]))]
    return made + [
        Value("other", tag, value)
        for tag, value in found
        if (tag, value) != best and not _shown(best[1]).startswith(_shown(value))
    ]


def _shown(value: str) -> str:
    """ "2001/09/01/" as "2001-09-01", "2002///Jan" as "Jan 2002", "2001///" as "2001"; others as they are."""
    match = _DATE.fullmatch(value.strip())
    if match is None:
        return value.strip()
    year, month, day, rest, word = match[1], match[2], match[3], match[4], match[5]
    said = (rest or word or "").strip(" /")
    if not month or not int(month):
        return f"{said} {year}" if said else year
    if not 1 <= int(month) <= 12:
        return value.strip()
    shown = f"{year}-{int(month):02d}"
    return f"{shown}-{int(day):02d}" if day and 1 <= int(day) <= 31 else shown


def _day(book: Book) -> None:
    """2003-04 is April, not the years 2003 and 2004."""
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", book.date.raw):
        book.date = PublicationDate(book.date.raw, int(book.date.raw[:4]))
