"""LibraryThing's export in JSON (one object, a member a book) → Book.

LibraryThing describes its exports at librarything.com/more/export; the fields are those of real files. Texts hold HTML
references ("&eacute;") and escaped apostrophes. `publication` is a printed imprint, or "Publisher (year), Edition: …, 320
pages". The collections "To read", "Wishlist" and "Currently reading" are a status, the others are shelves; a day of finishing
says "read". `comment` is the public one and goes with the review. `summary` is made by LibraryThing and stays a field.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from shelflist.cataloguing import imprints, relators
from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import json, members
from shelflist.readers.trackers import reading, tracker

NAME = "librarything"
VERSION = 1

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("title",),
    "series": ("series", "title"),
    "other_titles": ("originaltitle",),
    "contributors": ("authors", "primaryauthor"),
    "edition": ("publication",),
    "imprints": ("publication", "date"),
    "date": ("publication", "date"),
    "extent": ("pages", "physical_description", "publication", "format"),
    "isbns": ("isbn", "originalisbn", "ean"),
    "identifiers": ("workcode", "asin", "lccn", "oclc", "issn", "upc"),
    "classes": ("ddc", "lcc", "othercallnumber"),
    "subjects": ("subject", "genre"),
    "languages": ("language",),
    "original_languages": ("originallanguage",),
    "notes": ("awards",),
    "reading": (
        "collections", "tags", "rating", "review", "comment", "privatecomment", "datestarted", "dateread", "entrydate",
        "copies",
    ),
}  # fmt: skip
PERSONAL: dict[str, str] = {
    "public": "private",
    "collections": "shelves",
    "collections_idA": "shelves",
    "tags": "tags",
    "tagidA": "tags",
    "tag_idA": "tags",
    "rating": "rating",
    "review": "review",
    "reviewlang": "review",
    "comment": "review",
    "privatecomment": "private",
    "dateacquired": "private",
    "dateacquired_approximate": "private",
    "datestarted": "dates",
    "dateread": "dates",
    "entrydate": "dates",
    "fromwhere": "private",
    "barcode": "private",
    "bcid": "private",
    "copies": "owned",
    "condition": "private",
    "price": "private",
    "purchaseprice": "private",
    "value": "private",
    "lending": "private",
    "lendingpatron": "private",
    "lendingstatus": "private",
    "lendingstart": "private",
    "lendingend": "private",
    "inventory": "private",
    tracker.UNKNOWN: "private",
}
PUBLIC = frozenset(
    [
        "books_id", "title", "sortcharacter", "primaryauthor", "primaryauthorrole", "secondaryauthor", "secondaryauthorroles",
        "authors", "originalisbn", "isbn", "asin", "ean", "upc", "issn", "lccn", "oclc", "publication", "date", "summary",
        "language", "language_codeA", "originallanguage", "originallanguage_codeA", "ddc", "lcc", "othercallnumber", "subject",
        "series", "originaltitle", "awards", "genre", "genre_id", "source", "workcode", "format", "volumes",
        "physical_description", "height", "thickness", "length", "dimensions", "weight", "pages", "work_id",
    ]
)  # fmt: skip
MAPPED = frozenset(
    [
        "books_id", "title", "sortcharacter", "primaryauthor", "primaryauthorrole", "secondaryauthor", "secondaryauthorroles",
        "authors", "originalisbn", "isbn", "asin", "ean", "upc", "issn", "lccn", "oclc", "publication", "date", "language",
        "language_codeA", "originallanguage", "originallanguage_codeA", "lcc", "othercallnumber", "subject", "series",
        "originaltitle", "awards", "genre", "genre_id", "workcode", "format", "physical_description", "pages", "collections",
        "collections_idA", "tags", "tagidA", "tag_idA", "rating", "review", "comment", "privatecomment", "datestarted",
        "dateread", "entrydate", "copies", "public",
    ]
)  # fmt: skip
ROLES = {
    "foreword": "wpr", "preface": "wpr", "afterword": "aft", "introduction": "aui", "cover artist": "cov",
    "cover designer": "cov", "primary contributor": "ctb", "actor": "act", "performer": "prf", "photographer": "pht",
}  # fmt: skip
"""LibraryThing's words for roles that the relators' table does not have."""

FILMS = frozenset(("dvd", "blu-ray", "vhs", "vhs tape", "video", "streaming video", "movie"))
NOWHERE = frozenset(("publisher unknown", "unknown", "unknown publisher", "n/a"))
_BEGINS = re.compile(rb'\s*\{\s*"[^"\\]{1,40}"\s*:\s*\{')
_YEAR = re.compile(r"\s*\(([12]\d{3})\)(?=,|$)")
_PAGES = re.compile(r"(?:^|,)\s*(\d{1,6}) pages\s*$")
_COUNTED = re.compile(r"\d\s*(?:p\b|pp\b|pages|v\b|vol|leaves)", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """Whether this is one object of objects that have LibraryThing's number of a book."""
    return bool(_BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")[:500])) and json.keys(head) >= {"books_id", "title"}


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a member of the outermost object."""
    return members.stream(blocks)


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a member of the outermost object."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One member → Book. Raises BadRecord: not JSON, no title."""
    try:
        return _make(chunk)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _make(chunk: Chunk) -> Book:
    made, warnings = json.parse(chunk)
    value: dict[str, Any] = plainly(made)
    fields = [
        Extra(key if key in PUBLIC or key in PERSONAL else tracker.UNKNOWN, "", pairs(key, made[key])) for key in made
    ]
    book = plain.start(chunk, NAME, json.string(value.get("books_id")), [field for field in fields if field.subfields])
    book.warnings = [Warning(*warning) for warning in warnings]
    title = json.string(value.get("title"))
    if not title.strip():
        raise BadRecord("title", "no title: give the book one", book.id)
    tracker.title(book, "title", title)
    filing(book, json.string(value.get("sortcharacter")))
    _people(book, value)
    _edition(book, value)
    _numbers(book, value)
    _subjects(book, value)
    _reading(book, value)
    book.extra += [field for field in book.records[0].fields if field.tag not in MAPPED]
    return book


def plainly(value: Any) -> Any:
    """Every text in a value with its HTML references read, and apostrophes without their backslash."""
    if isinstance(value, str):
        return html.unescape(value).replace("\\'", "'") if "&" in value or "\\" in value else value
    if isinstance(value, list):
        return [plainly(one) for one in value]
    if isinstance(value, dict):
        return {key: plainly(one) for key, one in value.items()}
    return value


def pairs(key: str, value: Any) -> list[tuple[str, str]]:
    """The texts in a member of an object, each with its path below the member."""
    if isinstance(value, str):
        return [("", value[: plain.LONG])] if value else []
    found = [
        (f"{field.tag[len(key) :].lstrip('/')}", text)
        for field in json.fields({key: value})
        for _, text in field.subfields
    ]
    return [(path[:200], text[: plain.LONG]) for path, text in found]


def texts(value: Any) -> list[str]:
    """The texts of a text, a list, or an object's values ("isbn": {"0": …, "2": …})."""
    return json.strings(list(value.values()) if isinstance(value, dict) else value)[: tracker.MOST_PARTS]


def filing(book: Book, text: str) -> None:
    """From which character of the title it files, from 1."""
    if text.isascii() and text.isdecimal() and 1 < int(text[:3]) <= len(book.title):
        book.nonfiling = int(text[:3]) - 1


def person(book: Book, field: str, name: str, role: str, first: bool) -> None:
    """An author or other contributor; the first without a role is the author, any other has none."""
    if not name.strip() or name.strip().casefold() in tracker.NOBODY:
        return
    code = relators.role(role) or ROLES.get(role.strip().casefold(), "")
    if role and not code:
        plain.leftover(book, field, f"{name}: {role}")
    plain.person(book, field, name, code or ("aut" if first and not role else ""))


def publication(book: Book, field: str, text: str, date: str, date_field: str) -> None:
    """ "Publisher (year), Edition: third, 320 pages" or an imprint as printed; `date` where that has none."""
    made = plain.clean(book, field, text)
    when = date.strip() if date.strip(" ?") else ""
    match = _YEAR.search(made)
    if not match and (" : " in made or not made):
        book.imprints += imprints.read(made)
        printed = next((imprint.date for imprint in book.imprints if imprint.date), "")
        plain.date(book, field if printed else date_field, printed or when)
        if made:
            book.raw.setdefault("imprint", made)
        return
    who, rest = (made[: match.start()], made[match.end() :].strip(" ,")) if match else (made, "")
    if pages := _PAGES.search(rest):
        plain.pages(book, field, pages[1])
        rest = rest[: pages.start()]
    carrier, _, edition = rest.partition("Edition:")
    named, _, last = edition.rpartition(",")
    if last.strip().casefold() in tracker.FORMATS:
        carrier, edition = carrier or last, named
    book.edition = edition.strip(" ,")
    tracker.carrier(book, field, carrier.strip(" ,"))
    plain.imprint(book, field, [], [] if who.casefold() in NOWHERE else [who], match[1] if match else when)
    book.raw["imprint"] = made


def medium(book: Book, field: str, text: str) -> None:
    """What carries it; LibraryThing has films besides."""
    if not book.carrier:
        tracker.carrier(book, field, text)
    if text.strip().casefold() in FILMS:
        book.record_type = "film"


def size(book: Book, field: str, text: str) -> None:
    """ "896 p.; 7.6 inches": the pages, and the size."""
    for part in tracker.listed(text, ";"):
        if _COUNTED.search(part):
            before = book.pages
            plain.pages(book, field, part)
            book.pages = book.pages or before
        else:
            book.size = book.size or plain.clean(book, field, part)


def original_language(book: Book, field: str, text: str) -> None:
    """The language of the original."""
    own, book.languages = book.languages, []
    plain.language(book, field, text)
    book.original_languages += [code for code in book.languages if code not in book.original_languages]
    book.languages = own


def collected(book: Book, field: str, found: Iterable[str]) -> None:
    """Collections: those that say a status, and shelves."""
    for name in found:
        if name.casefold() == "read but unowned":
            reading.of(book).status = "read"
        status = reading.status_of(name)
        if status and reading.of(book).status in ("", "want"):
            reading.of(book).status = status
        elif not status:
            reading.shelves(book, field, [name])


def dated(book: Book, started: tuple[str, str], finished: tuple[str, str]) -> None:
    """A reading by (field, text) of its two days; where no collection says more, they say how far it went."""
    begun, ended = reading.day(book, *started), reading.day(book, *finished)
    reading.read(book, begun, ended)
    own = reading.of(book)
    if ended and own.status in ("", "want"):
        own.status = "read"
    elif begun and own.status in ("", "want"):
        own.status = "reading"


def _people(book: Book, value: dict[str, Any]) -> None:
    people = value.get("authors")
    found = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    for n, one in enumerate(found[: plain.MOST_NAMES]):
        name = json.string(one.get("lf")) or json.string(one.get("fl"))
        person(book, "authors", name, json.string(one.get("role")), n == 0)
    if not found:
        person(
            book,
            "primaryauthor",
            json.string(value.get("primaryauthor")),
            json.string(value.get("primaryauthorrole")),
            True,
        )


def _edition(book: Book, value: dict[str, Any]) -> None:
    plain.other_title(book, "originaltitle", json.string(value.get("originaltitle")))
    publication(book, "publication", json.string(value.get("publication")), json.string(value.get("date")), "date")
    size(book, "physical_description", json.string(value.get("physical_description")))
    plain.pages(book, "pages", json.string(value.get("pages")))
    forms = value.get("format")
    for form in forms if isinstance(forms, list) else [forms]:
        word = json.string(form.get("text")) if isinstance(form, dict) else json.string(form)
        medium(book, "format", word)
    for text in texts(value.get("series")):
        name, number = plain.series_and_number(text[:1_000])
        plain.series(book, "series", name, number)
    for text in texts(value.get("language")):
        plain.language(book, "language", text if text != "Undetermined" else "")
    for text in texts(value.get("originallanguage")):
        original_language(book, "originallanguage", text if text != "Undetermined" else "")
    for text in texts(value.get("awards")):
        plain.note(book, "awards", text, "award")


def _numbers(book: Book, value: dict[str, Any]) -> None:
    for field in ("isbn", "originalisbn", "ean"):
        for text in texts(value.get(field)):
            tracker.number(book, field, text, "ean")
    asin = json.string(value.get("asin"))
    if asin not in {number.isbn10 for number in book.isbns}:
        tracker.number(book, "asin", asin, "asin")
    for field, kind in (
        ("workcode", "librarything"),
        ("lccn", "lccn"),
        ("oclc", "oclc"),
        ("issn", "issn"),
        ("upc", "upc"),
    ):
        for text in texts(value.get(field)):
            plain.identifier(book, kind, text.lstrip("ocmn") if kind == "oclc" else text)
    for field, scheme in (("ddc", "ddc"), ("lcc", "lcc"), ("othercallnumber", "")):
        codes = value.get(field)
        for text in texts(codes.get("code") if isinstance(codes, dict) else codes):
            plain.class_number(book, field, text, scheme)


def _subjects(book: Book, value: dict[str, Any]) -> None:
    given = value.get("subject")
    found = list(given.values()) if isinstance(given, dict) else given if isinstance(given, list) else []
    for parts in found[: tracker.MOST_PARTS]:
        plain.subject(book, "subject", " -- ".join(json.strings(parts)), "topic")
    for text in texts(value.get("genre")):
        plain.subject(book, "genre", text, "genre")


def _reading(book: Book, value: dict[str, Any]) -> None:
    reading.of(book)
    collected(book, "collections", texts(value.get("collections")))
    dated(
        book,
        ("datestarted", json.string(value.get("datestarted"))),
        ("dateread", json.string(value.get("dateread"))),
    )
    reading.added(book, "entrydate", json.string(value.get("entrydate")))
    reading.rating(book, "rating", json.string(value.get("rating")))
    reading.review(book, "review", json.string(value.get("review")))
    reading.review(book, "comment", json.string(value.get("comment")))
    reading.private(book, "privatecomment", json.string(value.get("privatecomment")))
    reading.owned(book, "copies", json.string(value.get("copies")))
    reading.tags(book, "tags", [tag for text in texts(value.get("tags")) for tag in tracker.listed(text)])
    if json.string(value.get("public")) == "0":
        reason = "it is private in LibraryThing"
        book.warnings.append(Warning("record", reason, "read like the others: take it out where nobody should see it"))
