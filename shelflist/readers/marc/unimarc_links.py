"""UNIMARC 4XX: records that a record is linked with (UNIMARC Manual 4--, levels by leader/07-08).

A linked record stands in the field's own subfields ($t, $v, $x), or embedded: $1 with tag and indicators, then that field's
subfields. 461 to 464 lead up or down, by what the record itself is: a volume leads up to its set, a set down to its volumes.
"""

import re

from shelflist.cataloguing import characters, titles
from shelflist.cataloguing.punctuation import strip_end, unbracket
from shelflist.model import Book, Chapter, Host, Note, Series
from shelflist.readers.marc import marc_sbn
from shelflist.readers.marc.iso2709 import Field, Marc

LINKS = {"421": "Supplement", "422": "Supplement to", "423": "Issued with", "430": "Continues", "434": "Absorbed",
         "440": "Continued by", "451": "Other edition", "452": "Other support", "453": "Translated as",
         "454": "Translation of", "461": "Part of", "462": "Part of", "463": "In", "464": "Includes",
         "488": "Related to"}  # fmt: skip
LEVELS = ("461", "462", "463", "464")
_PAGES = re.compile(r"\bp(?:p|ag)?\.? ?(\d[\d–, -]{0,20})", re.IGNORECASE)


def embedded(field: Field, tag: str = "200") -> Field:
    """A field of the linked record in $1 (`2001 ` then its own subfields); without subfields where there is none."""
    pairs: list[tuple[str, str]] = []
    inside = False
    for code, value in field.subfields:
        if code == "1":
            inside = value.startswith(tag)
        elif inside:
            pairs.append((code, value))
    return Field(tag, "", pairs)


def unstarred(title: str) -> str:
    """A title without the star before its filing word."""
    return characters.nonsorting(title)[0] if "*" in title else title


def title_of(field: Field) -> str:
    """The title of a linked record, embedded or in $t."""
    return unstarred(embedded(field).first("a") or field.first("t") or field.first("a"))


def number_of(field: Field) -> str:
    """The linked record's volume as this one's place in it."""
    return strip_end(field.first("v"))


def parents(book: Book, marc: Marc) -> list[Field]:
    """The fields that lead up to the set or subset that this record is a volume of, the nearest first."""
    numbered = marc_sbn.volume(book.title) if marc.get(*LEVELS) else ("", "x")
    if marc.leader[8:9] == "1" and not marc.get("461") and numbered[1]:
        return []
    up = marc.get("461") or (marc.get("462") if marc.leader[8:9] == "2" else [])
    if not up and numbered[0] and not numbered[1]:
        # A number alone, at whatever level it says that it stands: the one link that has a title leads to its set.
        named = [f for f in marc.get("462", "463") if not marc_sbn.volume(title_of(f))[0]]
        up = named if len(named) == 1 else []
    return [f for f in up if title_of(f)]


def volume(book: Book, marc: Marc, marked: int) -> int:
    """The title of a volume of a set: its set's where it has only a number, and its number in `parts`; else the set is its
    series. `marked`: characters of the title that do not file; returned for the title as it is then."""
    found = parents(book, marc)
    if not found:
        return marked
    number, own = marc_sbn.volume(book.title)
    statement = titles.statement(marc_sbn.taken_apart(title_of(found[0]))[0])
    name = unbracket(statement.title)
    supplied = own.startswith("[") and own.endswith("]")
    if number and (not own or (supplied and unbracket(own).casefold() == name.casefold())):
        book.title, book.parts = name, [number, *book.parts]
        book.subtitle = book.subtitle or statement.subtitle
        book.responsibility = book.responsibility or statement.responsibility
        return _marked(marc, found[0])
    if marc.leader[8:9] == "2" or (number and own):
        book.series.append(Series(name, number or number_of(found[0]), "", title_of(found[0])))
    if not number:
        return marked
    start = book.title.index(own)
    book.title = unbracket(own)
    return max(0, marked - start)


def _marked(marc: Marc, field: Field) -> int:
    """How many first characters of a linked title do not file: its marks stand in the record as it came."""
    place = marc.fields[field.tag].index(field)
    raw = [Field(f.tag, f.indicators, f.subfields) for f in marc.record if f.tag == field.tag]
    title = embedded(raw[place]).first("a") or raw[place].first("t") or raw[place].first("a")
    return marc_sbn.unmarked(title)[1] or characters.nonsorting(title)[1]


def _is_above(book: Book, title: str) -> bool:
    """Whether a linked title is shown already: as the book's own, or as its series."""
    made = unbracket(titles.statement(title).title).casefold()
    return made == book.title.casefold() or any(made == series.title.casefold() for series in book.series)


def notes(book: Book, marc: Marc) -> None:
    """4XX: the host of an article, the volumes of a set as contents, everything else as notes."""
    below = marc.leader[8:9] == "1" or (marc.leader[8:9] == "2" and bool(marc.get("461")))
    for tag, label in LINKS.items():
        for field in marc.fields.get(tag, ()):
            title = title_of(field)
            if not title:
                continue
            if tag in ("461", "463") and book.level == "a":
                _host(book, field, title)
            elif below and tag in ("462", "463", "464"):
                _part(book, field, title)
            elif tag not in ("461", "462") or not _is_above(book, title):
                number = number_of(field)
                book.notes.append(Note("other", f"{label}: {title}" + (f" ; {number}" if number else "")))


def _part(book: Book, field: Field, title: str) -> None:
    """A volume of a set, as an entry of its contents."""
    number, own = marc_sbn.volume(title)
    linked = embedded(field)
    parts = [own, *(strip_end(value) for value in linked.all("e"))]
    made = " : ".join(filter(None, parts))
    by = " ; ".join(strip_end(value) for value in linked.all("fg"))
    if all(known.raw != title or known.responsibility != by for known in book.contents):
        book.contents.append(Chapter(made or title, number if made else "", "chapter", by, title))


def _host(book: Book, field: Field, title: str) -> None:
    """What an article stands in."""
    pages = _PAGES.search(field.first("p") or book.extent)
    volume = number_of(field) or embedded(field).first("v")
    made = Host(title, volume, "", strip_end(pages[1]) if pages else "", strip_end(field.first("x")))
    if book.host is None:
        book.host = made
    else:
        book.host.volume = book.host.volume or volume
        book.host.pages = book.host.pages or made.pages
