"""MARCXML (loc.gov/standards/marcxml) of MARC 21 bibliographic records (loc.gov/marc/bibliographic), made by pymarc.

No ISBD marks stand at the ends of values, and leader/18 says so ("c"): what stands in a field is the value itself. What XML
cannot hold is replaced before pymarc gets it, whose ElementTree escapes all else but would write a NUL as it is. A name
has its role as a word ($e) and as a code ($4); one without a role is an added entry, for a main entry would make an author of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from pymarc import Field, Indicators, Record, Subfield, marcxml

from shelflist.cataloguing import languages, statements
from shelflist.exports.values import numbered, xml_text
from shelflist.model import Book, Contributor, Subject

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
TAIL = "</collection>\n"

TYPES: dict[str, str] = {
    "score": "c", "map": "e", "film": "g", "video": "g", "sound recording": "i", "picture": "k", "software": "m", "data set": "m",
    "mixed material": "p", "object": "r", "manuscript": "t",
}  # fmt: skip
"""Plain word for what a record describes → leader/06; all else is language material, "a"."""

NAMES = {"person": ("00", "0"), "family": ("00", "3"), "corporate": ("10", "2"), "meeting": ("11", "2")}
"""Kind of a name → the end of its tags, and the first indicator (of a person "1" where the family name comes first)."""

FUNCTIONS = {"production": "0", "publication": "1", "distribution": "2", "manufacture": "3"}
NOTES = {
    "bibliography": "504", "thesis": "502", "language": "546", "audience": "521", "provenance": "561", "access": "506", "award": "586",
}  # fmt: skip
"""Kind of note → its tag; any other is a general note, 500."""

SUBJECTS = {
    "person": "600", "family": "600", "corporate": "610", "meeting": "611", "title": "630", "period": "648", "topic": "650",
    "place": "651", "genre": "655", "keyword": "653",
}  # fmt: skip
SCHEMES = {"lcsh": "0", "lcac": "1", "mesh": "2", "nal": "3", "csh": "5", "rvm": "6", "": "4"}
SUBDIVISIONS = {"form": "v", "topic": "x", "period": "y", "place": "z"}
CLASSES = {
    "lcc": ("050", " 4"),
    "nlm": ("060", " 4"),
    "udc": ("080", "  "),
    "ddc": ("082", "04"),
    "other": ("084", "  "),
}

_COUNTRY = re.compile(r"[a-z]{2,3}")


class _Made(NamedTuple):
    """The fields of a record under way."""

    fields: list[Field]

    def control(self, tag: str, value: str) -> None:
        self.fields.append(Field(tag, data=xml_text(value)))

    def add(self, tag: str, indicators: str, *pairs: tuple[str, str]) -> None:
        """A field of its subfields that are not empty; none where all are."""
        kept = [Subfield(code, xml_text(value)) for code, value in pairs if value]
        if kept:
            self.fields.append(Field(tag, Indicators(indicators[0], indicators[1]), kept))


_node: Callable[[Record], ElementTree.Element] = marcxml.record_to_xml_node


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books."""
    yield HEAD
    for book in books:
        node = _node(_record(book))
        yield ElementTree.tostring(node, encoding="unicode") + "\n"
    yield TAIL


def _record(book: Book) -> Record:
    made = _Made([])
    kind = book.record_type if len(book.record_type) == 1 else TYPES.get(book.record_type, "a")
    level = ("b" if book.record_type == "article" else "a") if book.host else (book.level[:1] or "m")
    if book.id:
        made.control("001", book.id)
    made.control("008", _fixed(book))
    _numbers(made, book)
    for one in book.classes:
        tag, indicators = CLASSES.get(one.scheme, CLASSES["other"])
        scheme = one.edition if one.scheme in ("ddc", "other") else ""
        made.add(tag, indicators, ("a", one.number), ("2", scheme))
    main = next((person for person in book.contributors if person.main and person.roles), None)
    first = main is not None and not any(set(one.roles) & set(main.roles) for one in _before(book, main))
    if main is not None and first:
        _name(made, main, "1", 1)
    _title(made, book, main is not None)
    _publication(made, book)
    _description(made, book)
    for subject in book.subjects:
        _subject(made, subject)
    for n, person in enumerate(book.contributors, 2):
        if person is not main:
            _name(made, person, "7", n)
        elif not first:  # those of one role stay in their order
            _name(made, person, "1", 1)
    _host(made, book)
    for link in book.links:
        made.add("856", "40", ("u", link.url), ("y", link.label))
    _vernacular(made, book, main)
    return Record(fields=made.fields, leader=f"00000n{kind}{level} a2200000 c 4500", force_utf8=True)


def _before(book: Book, person: Contributor) -> list[Contributor]:
    """The contributors before one of them."""
    return book.contributors[: next(n for n, one in enumerate(book.contributors) if one is person)]


def _fixed(book: Book) -> str:
    """008: dates, country and language, no attempt at all else."""
    year, end, copyright = book.date.year, book.date.end, book.date.copyright
    kind, one, two = "|", "||||", "||||"
    if year is not None and 0 < year < 10_000:
        kind, one, two = "s", f"{year:04d}", "    "
        if end is not None and year < end < 10_000:
            kind, two = "m", f"{end:04d}"
        elif "open" in book.date.flags:
            kind, two = "m", "9999"
        elif copyright is not None and 0 < copyright < 10_000:
            kind, two = "t", f"{copyright:04d}"
    country = book.country.ljust(3) if _COUNTRY.fullmatch(book.country) else "|||"
    language = languages.to_marc(book.languages[0]) if book.languages else ""
    return f"||||||{kind}{one}{two}{country}{'|' * 17}{language or '|||'}||"


def _numbers(made: _Made, book: Book) -> None:
    for text in book.identifiers.get("lccn", []):
        made.add("010", "  ", ("a", text))
    for number in book.isbns:
        made.add("020", "  ", ("z" if number.cancelled else "a", number.raw), ("q", number.qualifier))
    for text in book.identifiers.get("issn", []):
        made.add("022", "  ", ("a", text))
    for kind, values in book.identifiers.items():
        if kind not in ("lccn", "issn", "oclc"):
            for text in values:
                made.add("024", "7 ", ("a", text), ("2", kind))
    for text in book.identifiers.get("oclc", []):
        made.add("035", "  ", ("a", f"(OCoLC){text}"))
    codes = [(code, languages.to_marc(code)) for code in book.languages]
    if all(marc for _, marc in codes):
        said = [("a", marc) for _, marc in codes]
        said += [("h", marc) for code in book.original_languages if (marc := languages.to_marc(code))]
        made.add("041", "1 " if book.original_languages else "0 ", *said)
    else:
        made.add("041", " 7", *(("a", code) for code in book.languages), ("2", "rfc5646"))


def _name(made: _Made, person: Contributor, first: str, link: int, tag: str = "") -> None:
    """1XX and 7XX; `link` pairs it with its form in another script."""
    end, indicator = NAMES.get(person.kind, NAMES["person"])
    indicator = "1" if person.kind == "person" and "," in person.name else indicator
    words = [word for role in person.roles if (word := statements.role_word(role)) != role]
    term = "j" if end == "11" else "e"
    made.add(
        tag or first + end,
        indicator + " ",
        ("6", f"880-{link:02d}" if person.vernacular else ""),
        ("a", person.name),
        ("d", person.dates if end == "00" else ""),
        *((term, word) for word in words),
        *(("4", role) for role in person.roles),
    )


def _title(made: _Made, book: Book, main: bool) -> None:
    made.add("240", "10", ("a", book.uniform_title))
    parts = [("p" if named else "n", part) for named, part in numbered(book.parts)]
    made.add(
        "245",
        f"{int(main)}{min(book.nonfiling, 9)}",
        ("6", "880-01" if book.vernacular.get("title") else ""),
        ("a", book.title),
        ("b", book.subtitle),
        *parts,
        ("c", book.responsibility),
    )
    for text in book.parallel_titles:
        made.add("246", "31", ("a", text))
    for text in book.other_titles:
        made.add("246", "3 ", ("a", text))


def _publication(made: _Made, book: Book) -> None:
    made.add("250", "  ", ("a", book.edition))
    for one in book.imprints:
        places, names = [("a", place) for place in one.places], [("b", name) for name in one.publishers]
        made.add("264", " " + FUNCTIONS.get(one.function, "1"), *places, *names, ("c", one.date))


def _description(made: _Made, book: Book) -> None:
    made.add(
        "300", "  ", ("a", book.extent), ("b", book.illustrations), ("c", book.size), ("e", book.accompanying)
    )  # fmt: skip
    made.add("338", "  ", ("a", book.carrier), ("2", "rdacarrier" if book.carrier else ""))
    for series in book.series:
        made.add("490", "0 ", ("a", series.title), ("x", series.issn), ("v", series.volume))
    for note in book.notes:
        if note.kind == "review":
            made.add("520", "1 ", ("a", note.text))
        else:
            made.add(NOTES.get(note.kind, "500"), "  ", ("a", note.text))
    entries = [
        pair
        for chapter in book.contents
        for pair in (("g", chapter.number), ("t", chapter.title), ("r", chapter.responsibility))
    ]
    made.add("505", "00", *entries)
    for text in book.summary:
        made.add("520", "  ", ("a", text))


def _subject(made: _Made, subject: Subject) -> None:
    tag = SUBJECTS.get(subject.kind, "650")
    parts = [(SUBDIVISIONS.get(part.type, "x"), part.text) for part in subject.subdivisions]
    if tag == "653" and not parts:
        made.add(tag, "  ", ("a", subject.main))
        return
    tag = "650" if tag == "653" else tag
    first = {"600": "1" if "," in subject.main else "0", "610": "2", "611": "2"}.get(tag, " ")
    scheme = SCHEMES.get(subject.scheme, "7")
    source = subject.scheme if scheme == "7" else ""
    made.add(tag, first + scheme, ("a", subject.main), *parts, ("2", source))


def _host(made: _Made, book: Book) -> None:
    if book.host is None:
        return
    said = (("vol. ", book.host.volume), ("no. ", book.host.number), ("p. ", book.host.pages))
    place = ", ".join(label + text for label, text in said if text)
    made.add("773", "0 ", ("t", book.host.title), ("g", place), ("x", book.host.issn))


def _vernacular(made: _Made, book: Book, main: Contributor | None) -> None:
    """880: titles and names in their own script."""
    forms = book.vernacular
    if forms.get("title"):
        pairs = (("a", forms["title"]), ("b", forms.get("subtitle", "")))
        made.add("880", f"{int(main is not None)}0", ("6", "245-01"), *pairs)
    for n, person in enumerate(book.contributors, 2):
        if person.vernacular:
            tag = ("1" if person is main else "7") + NAMES.get(person.kind, NAMES["person"])[0]
            made.add("880", "1 ", ("6", f"{tag}-{1 if person is main else n:02d}"), ("a", person.vernacular))
