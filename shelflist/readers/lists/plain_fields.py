"""Values under ordinary names (`plain_columns`) → Book: what a table and a list of books have in common.

Several values of one cell are parted by ";" or "|". Names may also be parted by "and" or "&", and by commas where every part
has at least two words ("Suzanne Collins, Mary GrandPré"): a comma inside one name ("Le Guin, Ursula K.") parts nothing.
Personal fields stand in the record under the field's own name, with the column's as the code, so that they can be left out
of what is published whatever the column is called.
"""

import re
from collections.abc import Callable, Sequence

from shelflist.cataloguing import characters, extent, isbn, languages, relators
from shelflist.cataloguing import names as rules
from shelflist.errors import BadRecord, shorten
from shelflist.model import Book, Extra, Host, Isbn, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.lists import plain_reading
from shelflist.readers.lists.plain_columns import Value, Values
from shelflist.readers.shapes import text as texts

_SURROGATE = re.compile("[\ud800-\udfff]")
_PARTS = re.compile(r"[;|\n]")
_COMMAS = re.compile(r"[;|,\n]")
_AND = re.compile(r"\s+(?:&|and|e|et|und|y)\s+")
_ROLE = re.compile(r"^([^()]*\S)\s*\(([^()]{1,30})\)$")
_IN_SERIES = re.compile(r"^(.*\S)\s*\(([^()]*#\s*[\d.½–-]+[^()]*)\)$", re.DOTALL)
_VOLUME = re.compile(r"^(.*?)[\s,]*#\s*([\d.½–-]+)$", re.DOTALL)
_INITIAL = re.compile(r"(?:^|[\s.])\w\.$")
_FLOAT = re.compile(r"^(-?\d{1,15})\.0+$")
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d{0,20})?[eE]\+?\d{1,3}$")
_SHORT_ISBN = re.compile(r"^\d{6,8}[\dXx]$")
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "jnr", "snr"))
PARTICLES = frozenset(("le", "la", "de", "del", "della", "di", "da", "du", "des", "van", "von", "der", "den", "mac", "al", "el",
                       "st.", "saint", "san", "dos", "ten", "ter", "lo", "d'", "dal", "dalla", "ibn", "bin"))  # fmt: skip
"""Words that a family name before a comma may begin with."""

ROLES = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "narrator": "nrt",
    "contributor": "ctb",
}
NUMBERS = ("issn", "doi", "lccn", "oclc", "openlibrary", "goodreads", "librarything", "asin", "wikidata")
SCHEMES = {"dewey": "ddc", "lcc": "lcc", "udc": "udc", "class": ""}
KINDS = {"subject": "topic", "keywords": "keyword", "genre": "genre"}
BOOKS = frozenset(("book", "books", "print", "printed book", "libro", "livre", "buch", "monograph", "monografia"))
"""Words that say no more than that it is a book."""

LONGEST_NAME = 4_000


def safe(text: str) -> str:
    """A text that can be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text) if not text.isascii() else text


def make(chunk: Chunk, format: str, found: Sequence[Value]) -> Book:
    """The book of one row or object. Raises BadRecord: no title."""
    values: Values = {}
    for value in found:
        values.setdefault(value.field, []).append(value)
    book = plain.start(chunk, format, _first(values, "id"), [_kept(value) for value in found])
    if "title" not in values:
        raise BadRecord("title", "no title: give the record one", book.id)
    _title(book, values)
    _names(book, values)
    _publication(book, values)
    _standing(book, values)
    _numbers(book, values)
    _about(book, values)
    plain_reading.fill(book, values, keep)
    for value in values.get("", []):
        plain.leftover(book, value.column, *value.texts)
    plain.nonfiling(book)
    return book


def _kept(value: Value) -> Extra:
    tag = value.field or value.column
    return Extra(tag, "", [("" if value.column == tag else value.column, one) for one in value.texts])


def keep(book: Book, value: Value) -> None:
    """A value that its field has no place for, as an extra field."""
    made = [cleaned for one in value.texts if (cleaned := characters.clean(one, plain.LONG)[0])]
    if made:
        book.extra.append(_kept(value._replace(texts=made)))


def _first(values: Values, field: str) -> str:
    return next((one for value in values.get(field, []) for one in value.texts if one.strip()), "")


def parts(value: Value, mark: re.Pattern[str] = _PARTS) -> list[str]:
    """The values of a cell, or those of a list."""
    if value.apart:
        return [one.strip() for one in value.texts if one.strip()]
    return [part.strip() for one in value.texts for part in mark.split(one) if part.strip()]


def _each(book: Book, values: Values, field: str, take: Callable[[Book, str, str], None]) -> None:
    for value in values.get(field, []):
        for one in parts(value):
            take(book, value.column, one)


# --- title ----------------------------------------------------------------------------------------------------


def _title(book: Book, values: Values) -> None:
    value, *others = values["title"]
    whole = " ".join(value.texts)
    title, series = whole, []
    if match := _IN_SERIES.match(whole[:LONGEST_NAME]):
        found = [_VOLUME.match(part.strip()) for part in match[2].split(";")]
        if all(one is not None and one[1].strip() for one in found):
            title, series = match[1], [(one[1].strip(), one[2]) for one in found if one is not None]
    plain.title(book, value.column, title, _first(values, "subtitle"))
    book.raw["title"] = plain.clean(book, value.column, whole) if series else book.raw["title"]
    for name, number in series:
        plain.series(book, value.column, name, number)
    for other in [*others, *values.get("original title", [])]:
        for one in other.texts:
            plain.other_title(book, other.column, one)


# --- names ----------------------------------------------------------------------------------------------------


def _inverted(first: str, second: str) -> bool:
    """Whether two parts of two words and more are one name all the same: "Le Guin, Ursula K."."""
    return first.split()[0].lower() in PARTICLES or bool(_INITIAL.search(second) and not _INITIAL.search(first))


def names(text: str) -> list[str]:
    """The names of one cell."""
    found = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(found) != 1 or len(text) > LONGEST_NAME:
        return found
    name = found[0]
    by_comma = [part.strip() for part in name.split(",") if part.strip()]
    if not by_comma:
        return []
    if len(by_comma) == 1:
        return _by_and(name)
    last = _AND.split(by_comma[-1])
    several = [part.removeprefix("and ").removeprefix("& ") for part in [*by_comma[:-1], *last]]
    if any(len(part.split()) < 2 for part in several):
        return found
    return found if len(several) == 2 and _inverted(*several) else several


def _by_and(name: str) -> list[str]:
    found = _AND.split(name)
    whole = all(len(part.split()) >= 2 and part[:1].isupper() for part in found)
    return found if whole and not any(rules.is_body(part) for part in found) else [name]


def _names(book: Book, values: Values) -> None:
    for field, role in ROLES.items():
        for value in values.get(field, []):
            found = value.texts if value.apart else [name for one in value.texts for name in names(one)]
            for name in found:
                _name(book, value.column, name, role)


def _name(book: Book, column: str, name: str, role: str) -> None:
    if match := _ROLE.match(name.strip()[:LONGEST_NAME]):
        told = relators.role(match[2])
        name, role = (match[1], told) if told else (name, role)
    head, comma, tail = name.partition(",")
    if comma and tail.strip(" .").lower() in SUFFIXES:
        name = f"{head} {tail.strip()}"
    elif name.count(",") > 2:
        book.warnings.append(
            Warning(column, f"{shorten(name)!r} may be several names", "taken as one; part them with semicolons")
        )
    plain.person(book, column, name, role, direct=True)


# --- publication ----------------------------------------------------------------------------------------------


def _number(text: str) -> str:
    """A year or number that a program wrote with ".0" behind it."""
    match = _FLOAT.match(text.strip())
    return match[1] if match else text


def _publication(book: Book, values: Values) -> None:
    where, who = values.get("place", []), values.get("publisher", [])
    when = [one for value in values.get("date", []) for one in value.texts]
    first = (where or who or values.get("date", []) or [Value("date", "date", [])])[0]
    plain.imprint(
        book,
        first.column,
        [one for value in where for one in parts(value)],
        [one for value in who for one in parts(value)],
        _number(when[0]) if when else "",
    )
    for value in values.get("date", [])[1:]:
        keep(book, value)
    for value in values.get("first published", []):
        if book.date.raw:
            keep(book, value)
        elif value.texts:
            plain.date(book, value.column, _number(value.texts[0]))
            book.inferred.append("date")
    for value in values.get("edition", []):
        made = plain.clean(book, value.column, _number("; ".join(value.texts)))
        book.edition = f"{book.edition}; {made}" if book.edition else made
    for value in values.get("format", []):
        made = plain.clean(book, value.column, "; ".join(value.texts))
        book.carrier = book.carrier or extent.carrier(made) or ("volume" if made.lower() in BOOKS else made.lower())
    kind = plain.clean(book, "type", _first(values, "type"), 60).lower()
    book.record_type = "" if kind in BOOKS else kind


def _standing(book: Book, values: Values) -> None:
    """Series and volume, or the journal that an article stands in with its volume and pages."""
    volume = _number(_first(values, "volume"))
    journal = _first(values, "journal")
    if journal:
        column = values["journal"][0].column
        pages, issn = _first(values, "pages"), _first(values, "issn")
        made = [plain.clean(book, column, one) for one in (journal, volume, "", pages, issn)]
        book.host = Host(*made)
    else:
        for value in values.get("pages", []):
            for one in value.texts:
                plain.pages(book, value.column, one)
    for value in values.get("series", []):
        for n, one in enumerate(parts(value)):
            name, number = plain.series_and_number(one[:LONGEST_NAME])
            own = "" if journal or n else volume
            plain.series(book, value.column, name if number or own else one, number or own)
    for value in values.get("volume", []) if not journal and not values.get("series") else []:
        keep(book, value)


# --- numbers --------------------------------------------------------------------------------------------------


def _isbn(book: Book, column: str, text: str) -> None:
    """An ISBN as spreadsheets leave it: without its leading zeros, with ".0", or cut to "9.78E+12", which is none."""
    text = _number(text)
    if _SCIENTIFIC.match(text):
        if all(one.raw != text for one in book.isbns):
            book.isbns.append(Isbn(text))
            reason = f"{shorten(text)!r} is no ISBN any more: a spreadsheet has cut its digits"
            book.warnings.append(Warning(column, reason, "shown as printed, not used"))
        return
    if _SHORT_ISBN.match(text) and len(text) < 9 + text.isdecimal():
        isbn13, isbn10 = isbn.normal(text.zfill(10))
        if isbn13:
            if all(one.isbn13 != isbn13 for one in book.isbns):
                book.isbns.append(Isbn(text, isbn13, isbn10, isbn.hyphenated(isbn13)))
            return
    plain.isbns(book, column, text)


def _numbers(book: Book, values: Values) -> None:
    _each(book, values, "isbn", _isbn)
    for kind in NUMBERS:
        for value in values.get(kind, []):
            for one in parts(value):
                plain.identifier(book, kind, _number(one))
            if not book.identifiers.get(kind):
                keep(book, value)
    for value in values.get("id", []):
        for one in value.texts:
            if characters.clean(one, plain.ID_LIMIT)[0] != book.id:
                keep(book, value._replace(texts=[one]))
    for field, scheme in SCHEMES.items():
        _each(book, values, field, lambda b, column, one, s=scheme: plain.class_number(b, column, _number(one), s))  # type: ignore[misc]


# --- what it is about -----------------------------------------------------------------------------------------


def _language(book: Book, column: str, text: str) -> None:
    if languages.from_name(text) or not re.search(r"[,/&]", text):
        plain.language(book, column, text)
        return
    for one in re.split(r"[,/&]", text):
        plain.language(book, column, one)


def _genres(value: Value) -> list[str]:
    """Parted by commas too, but not inside "Science Fiction, Fantasy, & Magic"."""
    return parts(value, _PARTS if any(", &" in one or ", and " in one for one in value.texts) else _COMMAS)


def _about(book: Book, values: Values) -> None:
    _each(book, values, "language", _language)
    for value in values.get("original language", []):
        for one in parts(value, _COMMAS):
            code = languages.from_code(one) or languages.from_name(one)
            if code:
                book.original_languages += [code] if code not in book.original_languages else []
            else:
                keep(book, value._replace(texts=[one]))
    for field, kind in KINDS.items():
        for value in values.get(field, []):
            for one in parts(value) if field == "subject" else _genres(value):
                plain.subject(book, value.column, one, kind)
    for value in values.get("summary", []):
        for one in value.texts:
            plain.summary(book, value.column, one)
    for value in values.get("notes", []):
        for one in value.texts:
            for paragraph in texts.paragraphs(one[: plain.LONG * 2]):
                plain.note(book, value.column, paragraph)
    for value in values.get("link", []):
        for one in value.texts:
            for address in one.split():
                plain.link(book, value.column, address)
