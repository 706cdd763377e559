"""What MARC 21 and UNIMARC share: clean values, names as contributors, subjects, links, what no map uses."""

import re
from collections.abc import Iterable, Mapping

from shelflist.cataloguing import characters, contents, links, relators
from shelflist.cataloguing.punctuation import strip_end, strip_heading
from shelflist.errors import shorten
from shelflist.model import (
    Book,
    ClassNumber,
    Contributor,
    Extra,
    Isbn,
    Link,
    Note,
    Source,
    SourceRecord,
    Subdivision,
    Subject,
    Warning,
)
from shelflist.readers import MOST_SUBJECTS, Chunk
from shelflist.readers.marc.iso2709 import Field, Marc

FIXED = frozenset({"006", "007", "008"})
"""Control fields whose characters are told by their places: white space must stay as it is."""
ID_LIMIT = 200
SUMMARY_LIMIT = 262_144
SKIPPED_ROLES = frozenset({"pbl", "pub"})
LOOKED = MOST_SUBJECTS
LONG_FIELDS = frozenset({"505", "520", "327", "330"})


_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")


def turn_back(marc: Marc) -> None:
    """Values whose letters stand as the two or three that their UTF-8 is in Latin-1 ("tipÄ\u0083rit"), as they were.

    Before anything else looks at them: half of such a letter may be taken for a mark. One that is not so as a whole stays.
    """
    for tag, found in marc.fields.items():
        for n, field in enumerate(found):
            if not any(not value.isascii() and _TWICE.search(value) for _, value in field.subfields):
                continue
            pairs = [(code, _turned_back(value)) for code, value in field.subfields]
            if pairs != field.subfields:
                marc.warnings.append(Warning(tag, "turned into UTF-8 more than once", "turned back"))
                found[n] = Field(tag, field.indicators, pairs)


def _turned_back(value: str) -> str:
    for _ in range(3):
        if value.isascii() or not _TWICE.search(value):
            break
        try:
            value = value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return value


def clean(marc: Marc) -> None:
    """Every value fit for a book; what was wrong with one becomes a warning. Non-sorting marks go."""
    for tag, found in marc.fields.items():
        if tag in FIXED:
            continue
        limit = SUMMARY_LIMIT if tag in LONG_FIELDS else characters.LIMIT
        for n, field in enumerate(found):
            whole = "".join([value for _, value in field.subfields])
            if whole.isascii() and whole.isprintable() and "  " not in whole and len(whole) < limit:
                continue
            pairs = []
            for code, value in field.subfields:
                marked = any(c in value for c in "\x1b\x88\x89\x98\x9c")
                text = characters.nonsorting(value)[0] if marked else value
                text, reason = characters.clean(text, limit)
                if reason:
                    what = "cut" if "longer" in reason else "taken out"
                    marc.warnings.append(Warning(f"{tag} ${code}", reason, what))
                pairs.append((code, text))
            found[n] = Field(tag, field.indicators, pairs)


def start(marc: Marc, chunk: Chunk, format: str, record_id: str) -> Book:
    """An empty book with its source, and the record as it came."""
    book = Book(source=Source(chunk.file, chunk.number, format, record_id), id=record_id, title="")
    book.record_type, book.level = marc.leader[6:7], marc.leader[7:8]
    book.warnings = marc.warnings
    book.records = [SourceRecord("", format, record_id, marc.record)]
    return book


def record_id(marc: Marc) -> str:
    """The value of 001 fit for an id."""
    return characters.clean(marc.control("001"), ID_LIMIT)[0]


def take_nonsorting(marc: Marc, tag: str, *, stars: bool = False) -> int:
    """Takes the non-sorting marks out of a title: how many of its first characters they take out of the order.

    Before `clean`, which has no use for marks. `stars`: SBN's `*` before the filing word counts as one.
    """
    for field in marc.get(tag)[:1]:
        for n, (code, value) in enumerate(field.subfields):
            if code != "a" or not value:
                continue
            starred = stars and value.count("*") == 1
            if starred or any(c in value for c in "\x1b\x88\x89\x98\x9c¬") or "<<" in value:
                text, count = characters.nonsorting(value if starred else value.replace("*", "\ue000"))
                pairs = list(field.subfields)
                pairs[n] = (code, text.replace("\ue000", "*"))
                marc.fields[tag][0] = Field(tag, field.indicators, pairs)
                return count
            return 0
    return 0


def contributor(name: str, kind: str, roles: Iterable[str], dates: str, *, main: bool, raw: str) -> Contributor:
    """A person, body or meeting with its known roles, each once."""
    known = list(dict.fromkeys(role for role in roles if role))
    return Contributor(strip_heading(name), known, kind, strip_heading(dates.strip(" ,()")), main, raw)


def roles(field: Field, flavour: str) -> list[str]:
    """Relator codes of a name field: $4 before the words of $e (MARC 21) or $j (meetings)."""
    codes = [relators.role(value, flavour) for value in field.all("4")]
    words = [relators.role(value, flavour) for value in field.all("j" if field.tag.endswith("11") else "e")]
    return codes + words if flavour == "marc21" else codes


def subject(main: str, parts: list[tuple[str, str]], kind: str, scheme: str, raw: str) -> Subject | None:
    """A heading from its main part and (type, text) subdivisions; None where nothing is left of it."""
    name = strip_heading(main)
    if not name:
        return None
    divisions = [Subdivision(text, type) for type, text in ((t, strip_heading(v)) for t, v in parts) if text]
    return Subject(name, divisions, kind, scheme, raw)


def add_subject(book: Book, found: Subject | None, met: set[str]) -> bool:
    """Adds a heading that the book does not have yet. `met` holds those that it has, without case."""
    if found is None:
        return False
    text = found.text().casefold()
    if text in met:
        return False
    met.add(text)
    book.subjects.append(found)
    return True


def add_keywords(book: Book, fields: Iterable[Field], met: set[str]) -> None:
    """Adds uncontrolled words (MARC 21 653, UNIMARC 610 $a), each a heading of its own. `met` as in `add_subject`."""
    for field in fields:
        for value in field.all("a"):
            add_subject(book, subject(value, [], "keyword", "", value), met)


def add_class(book: Book, made: ClassNumber | None) -> None:
    """Adds a class that the book does not have yet."""
    if made is not None and all((c.scheme, c.number) != (made.scheme, made.number) for c in book.classes[:LOOKED]):
        book.classes.append(made)


def add_notes(book: Book, marc: Marc, kinds: Mapping[str, str], codes: str) -> None:
    """Adds a note for each field of these tags (tag → kind of note), from its subfields with these codes."""
    for tag, kind in kinds.items():
        for field in marc.fields.get(tag, ()):
            text = field.join(codes)
            if text:
                book.notes.append(Note(kind, text))


CONTENTS = {"1": "incomplete", "2": "partial"}
"""MARC 21 505 first indicator → how much of the contents the note has."""


def add_contents(book: Book, text: str, indicator: str = "") -> None:
    """Adds the chapters of a contents note; one that nothing parts stays a note."""
    found = contents.split(text)
    book.contents += found
    if found:
        add_extent_of_contents(book, indicator, text)
    elif text:
        book.notes.append(Note("other", text))


def add_extent_of_contents(book: Book, indicator: str, text: str = "") -> None:
    """A note where the contents are not whole, by the indicator or by the note's own first words (MARC 21 505)."""
    said = CONTENTS.get(indicator) or contents.completeness(text)
    if said and all(note.kind != "contents" for note in book.notes):
        book.notes.append(Note("contents", f"{said.capitalize()} contents"))


def add_isbns(book: Book, found: Iterable[Isbn], tag: str) -> None:
    """Adds numbers, each once; one that is not valid is a warning."""
    for number in found:
        if any(n.raw == number.raw or (n.isbn13 and n.isbn13 == number.isbn13) for n in book.isbns[:LOOKED]):
            continue
        book.isbns.append(number)
        if not number.isbn13 and not number.cancelled:
            reason = f"{number.raw!r} is not a valid ISBN"
            book.warnings.append(Warning(tag, reason, "shown as printed, not used"))


def is_reference(book: Book, field: Field, text: str) -> bool:
    """Whether a variant title only sends the reader elsewhere ("See also: …"): then it is kept as a leftover."""
    if not text.casefold().startswith("see also"):
        return False
    book.warnings.append(Warning(field.tag, f"{shorten(text)!r} is a reference, not a title", "not shown"))
    book.extra.append(leftover(field))
    return True


def add_link(book: Book, field: Field, label: str) -> None:
    """Adds the addresses of 856 $u; one that must not be linked is a warning and stays as an extra."""
    for url in field.all("u"):
        address, reason = links.check(url)
        if address:
            book.links.append(Link(address, label))
            if reason:
                book.warnings.append(Warning(field.tag, reason, "linked without it"))
        else:
            book.warnings.append(Warning(field.tag, reason, "not linked"))
            book.extra.append(leftover(field))


def leftover(field: Field) -> Extra:
    """A field that no map uses, as it was."""
    return Extra(field.tag, field.indicators, list(field.subfields))


def add_identifier(book: Book, kind: str, value: str) -> None:
    """Adds a number under its kind, once."""
    text = strip_end(value)
    if text and text not in book.identifiers.get(kind, []):
        book.identifiers.setdefault(kind, []).append(text)
