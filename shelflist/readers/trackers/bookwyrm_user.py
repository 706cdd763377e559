"""BookWyrm's archive of an account (archive.json) → Book: one record a book, with its edition, work, authors and readings.

The members are those that BookWyrm's own source writes (bookwyrm-social/bookwyrm, models/bookwyrm_export_job.py, in the terms
of ActivityPub). The edition speaks first, the work where the edition says nothing. What is not addressed to everybody (a review
for followers alone, its stars, a private list) is private here too, in a field of its own. Quotations and comments stay fields.
The account itself (settings, goals, follows, blocks) is no record.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import json, members
from shelflist.readers.trackers import reading, tracker
from shelflist.readers.trackers.librarything import pairs

NAME = "bookwyrm-user"
VERSION = 1

IDENTIFIERS = {
    "openlibraryKey": "openlibrary", "inventaireId": "inventaire", "librarythingKey": "librarything",
    "goodreadsKey": "goodreads", "bnfId": "bnf", "viaf": "viaf", "wikidata": "wikidata", "asin": "asin", "aasin": "asin",
    "isfdb": "isfdb", "oclcNumber": "oclc", "lccn": "lccn",
}  # fmt: skip
"""Member of an edition or work → kind of number."""
BOOK = ("edition", "work")
CLOSED = "/private"
"""What a field's name ends in where it is not addressed to everybody."""
PERSONAL: dict[str, str] = {
    "shelves": "shelves",
    "lists": "shelves",
    "reviews": "review",
    "reviews/rating": "rating",
    "comments": "review",
    "quotations": "review",
    "readthroughs": "dates",
    **{f"{name}{CLOSED}": "private" for name in ("shelves", "lists", "reviews", "comments", "quotations")},
    tracker.UNKNOWN: "private",
}
MAPPED = frozenset(
    [
        "id", "title", "subtitle", "description", "languages", "series", "seriesNumber", "subjects", "subjectPlaces", "authors",
        "publishedDate", "isbn10", "isbn13", "publishers", "physicalFormat", "physicalFormatDetail", "pages", *IDENTIFIERS,
    ]
)  # fmt: skip
"""Members of an edition that the map uses."""


def _either(*names: str) -> tuple[str, ...]:
    return tuple(f"{part}/{name}" for name in names for part in BOOK)


ORIGINS: dict[str, tuple[str, ...]] = {
    "title": _either("title"),
    "subtitle": _either("subtitle"),
    "contributors": ("authors",),
    "series": _either("series", "seriesNumber"),
    "imprints": _either("publishers", "publishedDate"),
    "date": _either("publishedDate", "firstPublishedDate"),
    "extent": _either("pages", "physicalFormat", "physicalFormatDetail"),
    "isbns": _either("isbn13", "isbn10"),
    "identifiers": _either(*IDENTIFIERS),
    "subjects": _either("subjects", "subjectPlaces"),
    "languages": _either("languages"),
    "summary": _either("description"),
    "links": _either("id"),
    "reading": ("shelves", "lists", "readthroughs", "reviews", "reviews/rating"),
}
USED = frozenset(("authors", "shelves", "lists", "reviews", "reviews/rating", "readthroughs"))
RANK = ("", "want", "abandoned", "read", "reading")
"""A book stands on several shelves: which status says most."""
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def sniff(head: bytes, name: str) -> bool:
    """Whether this is the account of a BookWyrm user with books."""
    found = json.keys(head)
    return json.first(head) == "{" and found >= {"bookwyrmUser", "preferredUsername"}


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a book."""
    return members.stream(blocks, "books")


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a book."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One book of the account → Book. Raises BadRecord: not JSON, no title."""
    try:
        return _make(chunk)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _make(chunk: Chunk) -> Book:
    value, warnings = json.parse(chunk)
    edition, work = _object(value.get("edition")), _object(value.get("work"))
    address = json.string(edition.get("id")) or json.string(work.get("id"))
    book = plain.start(chunk, NAME, address, _fields(value))
    book.warnings = [Warning(*warning) for warning in warnings]
    part = "edition" if json.string(edition.get("title")).strip() else "work"
    own = edition if part == "edition" else work
    title = json.string(own.get("title"))
    if not title.strip():
        raise BadRecord("edition/title", "no title: neither the edition nor the work has one", book.id)
    plain.title(book, f"{part}/title", title, json.string(own.get("subtitle")))
    _people(book, value)
    _description(book, edition, work)
    _numbers(book, edition, work)
    plain.link(book, "edition/id", address, "BookWyrm")
    _reading(book, value)
    _written(book, value)
    _rest(book)
    return book


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _open(value: dict[str, Any]) -> bool:
    """Whether it is addressed to everybody, or to nobody in particular."""
    to = (*json.strings(value.get("to")), *json.strings(value.get("cc")))
    return PUBLIC in to if to else json.string(value.get("privacy")) in ("", "public", "unlisted")


def _fields(value: dict[str, Any]) -> list[Extra]:
    """The record as it came: each member of edition and work a field, all else a field an item."""
    found: list[Extra] = []
    for key, inner in value.items():
        if key in BOOK and isinstance(inner, dict):
            found += [Extra(f"{key}/{name}", "", pairs(name, one)) for name, one in inner.items()]
            continue
        tag = key if key in PERSONAL or key == "authors" or key in BOOK else tracker.UNKNOWN
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict) and f"{tag}{CLOSED}" in PERSONAL and not _open(one):
                found.append(Extra(tag + CLOSED, "", _pairs({key: one}, key)))
                continue
            if isinstance(one, dict) and key == "reviews" and "rating" in one:
                found.append(Extra("reviews/rating", "", _pairs({"rating": one["rating"]}, "rating")))
                one = {name: text for name, text in one.items() if name != "rating"}
            found.append(Extra(tag, "", _pairs({key: one}, "" if tag == tracker.UNKNOWN else key)))
    return [field for field in found if field.subfields]


def _pairs(value: dict[str, Any], below: str) -> list[tuple[str, str]]:
    return [
        (field.tag.removeprefix(below).lstrip("/")[:200], text[: plain.LONG])
        for field in json.fields(value)
        for _, text in field.subfields
    ]


def _first(name: str, *parts: dict[str, Any]) -> tuple[str, list[str]]:
    """(the field, its texts) of the first of edition and work that has any."""
    for part, value in zip(BOOK, parts, strict=True):
        if found := [text for text in json.strings(value.get(name)) if text.strip()]:
            return f"{part}/{name}", found[: tracker.MOST_PARTS]
    return f"edition/{name}", []


def _people(book: Book, value: dict[str, Any]) -> None:
    for one in _objects(value.get("authors"))[: plain.MOST_NAMES]:
        name = json.string(one.get("name"))
        if name.strip().casefold() not in tracker.NOBODY:
            plain.person(book, "authors", name, direct=True)


def _description(book: Book, edition: dict[str, Any], work: dict[str, Any]) -> None:
    _, publishers = _first("publishers", edition, work)
    published = json.string(edition.get("publishedDate"))
    plain.imprint(book, "edition/publishers", [], publishers, reading.date_of(published) or published)
    if not book.date.raw:
        for name in ("publishedDate", "firstPublishedDate"):
            field, found = _first(name, edition, work)
            if found and not book.date.raw:
                # Of the work or of its first edition: this one has no date of its own.
                plain.date(book, field, reading.date_of(found[0]) or found[0])
                book.inferred.append("date")
    field, found = _first("pages", edition, work)
    plain.pages(book, field, "".join(found[:1]))
    field, found = _first("physicalFormat", edition, work)
    tracker.carrier(book, field, "".join(found[:1]))
    field, found = _first("physicalFormatDetail", edition, work)
    plain.note(book, field, "".join(found[:1]))
    field, found = _first("series", edition, work)
    _, numbers = _first("seriesNumber", edition, work)
    plain.series(book, field, "".join(found[:1]), "".join(numbers[:1]))
    for name, kind in (("subjects", "keyword"), ("subjectPlaces", "place")):
        field, found = _first(name, edition, work)
        for text in found:
            plain.subject(book, field, text, kind)
    field, found = _first("languages", edition, work)
    for text in found:
        plain.language(book, field, text)
    field, found = _first("description", edition, work)
    plain.summary(book, field, "".join(found[:1]))


def _numbers(book: Book, edition: dict[str, Any], work: dict[str, Any]) -> None:
    for name in ("isbn13", "isbn10"):
        field, found = _first(name, edition, work)
        for text in found:
            tracker.number(book, field, text, "isbn")
    for name, kind in IDENTIFIERS.items():
        _, found = _first(name, edition, work)
        for text in found:
            plain.identifier(book, kind, text)


def _reading(book: Book, value: dict[str, Any]) -> None:
    own = reading.of(book)
    for shelf in _objects(value.get("shelves")):
        name = json.string(shelf.get("name"))
        status = reading.status_of(json.string(shelf.get("id")).rpartition("/")[2]) or reading.status_of(name)
        if RANK.index(status) > RANK.index(own.status):
            own.status = status
        elif not status and _open(shelf):
            reading.shelves(book, "shelves", [name])
    for one in _objects(value.get("lists")):
        if _open(one):
            reading.shelves(book, "lists", [json.string(one.get("name"))])
    for one in _objects(value.get("readthroughs"))[: reading.MOST_DATES]:
        begun, ended, stopped = (
            reading.day(book, "readthroughs", json.string(one.get(name)))
            for name in ("start_date", "finish_date", "stopped_date")
        )
        reading.read(book, begun, ended or stopped)
        if not own.status:
            own.status = "read" if ended else "abandoned" if stopped else "reading" if begun else ""


def _written(book: Book, value: dict[str, Any]) -> None:
    """Reviews and stars; a warning before a review makes a spoiler of it."""
    for one in _objects(value.get("reviews")):
        heading, text, warned = (json.string(one.get(name)) for name in ("name", "content", "summary"))
        if not _open(one):
            for part in (warned, heading, text):
                reading.private(book, "reviews" + CLOSED, part)
            continue
        reading.rating(book, "reviews/rating", json.string(one.get("rating")))
        reading.review(book, "reviews", text, " — ".join(part for part in (warned, heading) if part.strip()))
        reading.of(book).spoiler |= bool(warned.strip()) or one.get("sensitive") is True


def _rest(book: Book) -> None:
    """What the map does not use, as it came; what the work says after the edition is in the record."""
    for field in book.records[0].fields:
        part, _, name = field.tag.partition("/")
        used = name in MAPPED or (name == "firstPublishedDate" and "date" in book.inferred) if part in BOOK else False
        if not used and field.tag not in USED:
            book.extra.append(field)
