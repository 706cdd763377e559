"""Hardcover's library → Book: its export as CSV or JSON, and `user_books` as its interface for programs answers them.

The columns of the CSV are those that other programs read from real exports (nperez0111/bookhive, utils/csv.ts; IgnisDa/ryot,
importer/hardcover.rs); in JSON the same names may be written with underscores. `user_books` are described at
docs.hardcover.app (GraphQL, Schemas, User Books: statuses 1 want to read, 2 reading, 3 read, 4 paused, 5 did not finish, 6
ignored). No real export was at hand. "Ignored" is no status: it is kept as a shelf.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.shapes import json, members, tables, text
from shelflist.readers.trackers import reading, tracker

NAME = "hardcover"
VERSION = 1

PERSONAL: dict[str, str] = {
    "Status": "status",
    "Privacy": "private",
    "Moods": "review",
    "Tags": "tags",
    "Content Warnings": "review",
    "Lists": "shelves",
    "Date Added": "dates",
    "Date Started": "dates",
    "Date Finished": "dates",
    "Read Count": "dates",
    "Rating": "rating",
    "Review": "review",
    "Review Contains Spoilers": "review",
    "Sponsored Review": "review",
    "Review Date": "review",
    "Review Url": "review",
    "Review Media Url": "review",
    "Review Slate": "review",
    "Private Notes": "private",
    "Owned": "owned",
    "Owned Copies": "owned",
    "Recommended By": "private",
    "Recommended For": "private",
    "Reads": "dates",
    tracker.UNKNOWN: "private",
}
COLUMNS = (
    "Title", "Subtitle", "Author", "Series", "Hardcover Book ID", "Hardcover Edition ID", "ISBN 10", "ISBN 13", "ASIN", "Media",
    "Country Code", "Language Code", "Binding", "Pages", "Duration in Seconds", "Publish Date", "Publisher", "Genres",
    "Compilation", "Description", *(column for column in PERSONAL if column != tracker.UNKNOWN),
)  # fmt: skip
LEFT = frozenset(
    ("Media", "Country Code", "Duration in Seconds", "Compilation", "Privacy", "Moods", "Content Warnings", "Read Count",
     "Sponsored Review", "Review Date", "Review Url", "Review Media Url", "Review Slate", "Recommended By", "Recommended For")
)  # fmt: skip
MAPPED = frozenset(COLUMNS) - LEFT
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "subtitle": ("Title", "Subtitle"),
    "contributors": ("Author",),
    "series": ("Series", "Title"),
    "imprints": ("Publisher", "Publish Date"),
    "date": ("Publish Date",),
    "extent": ("Pages", "Binding"),
    "isbns": ("ISBN 10", "ISBN 13"),
    "identifiers": ("Hardcover Book ID", "Hardcover Edition ID", "ASIN"),
    "subjects": ("Genres",),
    "languages": ("Language Code",),
    "summary": ("Description",),
    "reading": (
        "Status", "Date Started", "Date Finished", "Reads", "Date Added", "Rating", "Review", "Review Contains Spoilers", "Tags",
        "Lists", "Private Notes", "Owned", "Owned Copies",
    ),
}  # fmt: skip
STATUSES = {
    "1": "Want to Read",
    "2": "Currently Reading",
    "3": "Read",
    "4": "Paused",
    "5": "Did Not Finish",
    "6": "Ignored",
}
MEMBERS = {
    "status_id": "Status", "rating": "Rating", "review_raw": "Review", "review": "Review", "review_html": "Review",
    "review_has_spoilers": "Review Contains Spoilers", "sponsored_review": "Sponsored Review", "reviewed_at": "Review Date",
    "review_slate": "Review Slate", "review_object": "Review Slate", "private_notes": "Private Notes", "owned": "Owned",
    "owned_copies": "Owned Copies", "date_added": "Date Added", "first_started_reading_date": "Date Started",
    "last_read_date": "Date Finished", "read_count": "Read Count", "privacy_setting_id": "Privacy",
    "recommended_by": "Recommended By", "recommended_for": "Recommended For",
}  # fmt: skip
"""Members of a user's book → columns."""
EDITION = {
    "title": "Title", "subtitle": "Subtitle", "isbn_10": "ISBN 10", "isbn_13": "ISBN 13", "asin": "ASIN", "pages": "Pages",
    "release_date": "Publish Date", "edition_format": "Binding", "description": "Description", "audio_seconds": "Duration in Seconds",
}  # fmt: skip
_KNOWN = {**tracker.known(COLUMNS), "hardcover id": "Hardcover Book ID"}
_OWN = frozenset(("title", "hardcover book id"))


def sniff(head: bytes, name: str) -> bool:
    """Whether a table, or objects, have Hardcover's number of a book, or this is an answer with a user's books."""
    if not json.first(head):
        return tracker.heads(head) >= _OWN
    found = json.keys(head)
    if "user_books" in found or ({"status_id", "book"} <= found and "book_id" in found):
        return "status_id" in found
    named = {key.decode("utf-8", "replace").replace("_", " ") for key in _quoted(head)}
    return {"title", "hardcover book id"} <= {tracker.fold(key) for key in named}


def _quoted(head: bytes) -> list[bytes]:
    """What stands between quotes before a colon, spaces allowed."""
    return [part.rpartition(b'"')[2] for part in text.whole(head).replace(b'" :', b'":').split(b'":')[:-1]]


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """A chunk a row, or an object."""
    first, whole = tracker.peek(blocks)
    if not json.first(first):
        return tables.stream(whole)
    if json.first(first) == "{" and "user_books" in json.keys(first[:65_536]):
        return members.stream(whole, "user_books")
    return json.items(whole)


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk a row, or an object."""
    return stream([data])


def parse(chunk: Chunk) -> Book:
    """One row or object → Book. Raises BadRecord: not a row, not JSON, no title."""
    try:
        warnings: list[tuple[str, str, str]] = []
        if chunk.data.lstrip()[:1] == b"{":
            value, warnings = json.parse(chunk)
            row = _user_book(value) if isinstance(value.get("book"), dict) else _flat(value)
        else:
            row = tracker.row(chunk, _KNOWN)
        return _make(chunk, row, warnings)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _flat(value: dict[str, Any]) -> tracker.Row:
    """An object whose members are the columns."""
    values: dict[str, str] = {}
    fields: list[Extra] = []
    for key, one in value.items():
        name = _KNOWN.get(tracker.fold(key.replace("_", " ")), "")
        made = ", ".join(json.strings(one)) if isinstance(one, list) else json.string(one)
        if name and made and name not in values:
            values[name] = made
            fields.append(Extra(name, "", [("", made)]))
        else:
            fields += _unknown(key, one)
    return tracker.Row(values, fields)


def _unknown(key: str, value: Any) -> list[Extra]:
    found = [(field.tag, made) for field in json.fields({key: value}) for _, made in field.subfields]
    return [Extra(tracker.UNKNOWN, "", [(path[:200], made[: plain.LONG]) for path, made in found])] if found else []


def _user_book(value: dict[str, Any]) -> tracker.Row:
    """A user's book as the interface answers it: the edition that was read speaks first, then the book."""
    values: dict[str, str] = {}
    fields: list[Extra] = []

    def put(column: str, made: str) -> None:
        if made.strip() and column not in values:
            values[column] = made
            fields.append(Extra(column, "", [("", made)]))

    for part in ("edition", "book"):
        one = value.get(part)
        if isinstance(one, dict):
            for key, column in EDITION.items():
                put(column, json.string(one.get(key)))
            put("Hardcover Edition ID" if part == "edition" else "Hardcover Book ID", json.string(one.get("id")))
            put("Author", ", ".join(_inside(one.get("contributions"), "author", "name")))
            put("Series", "; ".join(_series(one.get("book_series"))))
            put("Publisher", "".join(_inside([one], "publisher", "name")))
            put("Language Code", "".join(_inside([one], "language", "code2")))
            fields += _unknown(part, {key: made for key, made in one.items() if key not in EDITION and key != "id"})
    put("Hardcover Book ID", json.string(value.get("book_id")))
    for key, column in MEMBERS.items():
        made = json.string(value.get(key))
        put(column, STATUSES.get(made, made) if key == "status_id" else made)
    reads = value.get("user_book_reads")
    spans = [
        f"{json.string(one.get('started_at'))}/{json.string(one.get('finished_at'))}"
        for one in (reads if isinstance(reads, list) else [])
        if isinstance(one, dict)
    ]
    put("Reads", ", ".join(spans))
    for key, one in value.items():
        if key not in (*MEMBERS, "edition", "book", "book_id", "user_book_reads"):
            fields += _unknown(key, one)
    return tracker.Row(values, fields)


def _inside(value: Any, member: str, name: str) -> list[str]:
    """The texts at member/name in each object of a list."""
    found = [one.get(member) for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return [made for one in found if isinstance(one, dict) and (made := json.string(one.get(name)).strip())]


def _series(value: Any) -> list[str]:
    names = _inside(value, "series", "name")
    places = [json.string(one.get("position")) for one in value if isinstance(one, dict)] if names else []
    return [f"{name} #{place}" if place else name for name, place in zip(names, places, strict=False)]


def _make(chunk: Chunk, row: tracker.Row, warnings: list[tuple[str, str, str]]) -> Book:
    book = plain.start(chunk, NAME, row["Hardcover Edition ID"] or row["Hardcover Book ID"], row.fields)
    book.warnings = [Warning(*warning) for warning in warnings]
    if not row["Title"].strip():
        raise BadRecord("Title", "no title: give the book one, or take the row out", book.id)
    tracker.title(book, "Title", row["Title"], row["Subtitle"])
    plain.people(book, "Author", tracker.names(row["Author"]), direct=True)
    for part in tracker.listed(row["Series"], ";"):
        name, mark, volume = part.rpartition("#")
        volume = volume.strip(" )")
        if mark and name.strip(" ,(") and len(volume) <= 40:
            tracker.series(book, "Series", name.strip(" ,("), volume, part)
        else:
            tracker.series(book, "Series", part, "", part)
    for column in ("ISBN 13", "ISBN 10", "ASIN"):
        tracker.number(book, column, row[column], column.partition(" ")[0].lower())
    plain.identifier(book, "hardcover", row["Hardcover Book ID"])
    plain.identifier(book, "hardcover-edition", row["Hardcover Edition ID"])
    published = row["Publish Date"]
    plain.imprint(book, "Publisher", [], [row["Publisher"]], reading.date_of(published) or published)
    plain.pages(book, "Pages", row["Pages"])
    tracker.carrier(book, "Binding", row["Binding"])
    plain.language(book, "Language Code", row["Language Code"])
    plain.summary(book, "Description", row["Description"])
    for part in tracker.listed(row["Genres"]):
        plain.subject(book, "Genres", part, "genre")
    _reading(book, row)
    tracker.rest(book, row, MAPPED)
    return book


def _reading(book: Book, row: tracker.Row) -> None:
    """The owner's columns."""
    reading.of(book)
    reading.status(book, "Status", row["Status"])
    spans = [span.partition("/") for span in tracker.listed(row["Reads"])[: reading.MOST_DATES]]
    for begun, _, ended in spans:
        reading.read(book, reading.day(book, "Reads", begun), reading.day(book, "Reads", ended))
    if not spans:
        begun, ended = (reading.day(book, column, row[column]) for column in ("Date Started", "Date Finished"))
        reading.read(book, begun, ended)
    reading.added(book, "Date Added", row["Date Added"])
    reading.rating(book, "Rating", row["Rating"])
    reading.review(book, "Review", row["Review"])
    if row["Review"] and reading.yes(row["Review Contains Spoilers"]):
        reading.of(book).spoiler = True
    reading.tags(book, "Tags", tracker.listed(row["Tags"]))
    reading.shelves(book, "Lists", [part.partition(" (#")[0] for part in tracker.listed(row["Lists"])])
    reading.private(book, "Private Notes", row["Private Notes"])
    reading.owned(book, "Owned Copies" if row["Owned Copies"] else "Owned", row["Owned Copies"] or row["Owned"])
    if row["Privacy"].strip().casefold() in ("private", "3"):
        reason = "it is private in Hardcover"
        book.warnings.append(Warning("record", reason, "read like the others: take it out where nobody should see it"))
