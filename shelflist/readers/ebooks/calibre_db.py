"""calibre's library (metadata.db, a database of SQLite) → Book; also what its list (`calibre_csv`) has in common with it.

The database is read in memory from its bytes and never written: no file is attached, no view, trigger or function of its
schema is run, only real tables are read by their names, and reading stops after a bounded number of steps. The owner's
marks in books (annotations), reading positions and settings are not read: they are no part of a record of a book.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from shelflist.errors import BadRecord, BadSource, shorten
from shelflist.model import Book, Extra
from shelflist.readers import Chunk, plain
from shelflist.readers.ebooks import calibre, ebooks

NAME = "calibre-db"
VERSION = 1
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("title",),
    "contributors": ("authors", "author_sort"),
    "imprints": ("publisher",),
    "date": ("pubdate",),
    "series": ("series", "series_index"),
    "isbns": ("identifiers", "isbn"),
    "identifiers": ("identifiers", "uuid", "lccn"),
    "subjects": ("tags",),
    "languages": ("languages",),
    "summary": ("comments",),
    "links": ("identifiers",),
    "reading": ("rating", "timestamp", *calibre.PERSONAL),
}
PERSONAL: dict[str, str] = {"rating": "rating", "timestamp": "dates", **calibre.PERSONAL}

MAGIC = b"SQLite format 3\0"
TABLES = (b"books_authors_link", b"tag_browser_filtered", b"books_plugin_data", b"books_ratings_link")
"""Names that stand in the schema of calibre's database, and in no other's."""

MOST_STEPS = 2_000
STEP = 100_000
"""Reading stops after so many times so many instructions of SQLite: a schema cannot make it run for ever."""

LONGEST_VALUE = 16_000_000
_LINKED = (("tags", "tag", "name"), ("publishers", "publisher", "name"), ("languages", "lang_code", "lang_code"),
           ("ratings", "rating", "rating"), ("series", "series", "name"), ("authors", "author", "name"))  # fmt: skip
"""Tables that books are linked to, the link's column, the value's column."""

_LABEL = re.compile(r"\w{1,60}")
Rows = Iterator[dict[str, Any]]


class Library(NamedTuple):
    """An open database, the names of its real tables, and how much its rows may still hold: no more than the file does."""

    connection: sqlite3.Connection
    tables: set[str]
    left: list[int]


def sniff(head: bytes, name: str) -> bool:
    """A database of SQLite in whose schema calibre's tables are named."""
    return head.startswith(MAGIC) and any(table in head for table in TABLES)


# --- the database ---------------------------------------------------------------------------------------------


def split(data: bytes) -> Iterator[Chunk]:
    """A book each, by its number in the library, as JSON. Raises BadSource."""
    try:
        connection = _open(data)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise BadSource("", _damaged(error)) from None
    number = 0
    try:
        try:
            library = Library(connection, _tables(connection), [2 * len(data)])
            beside = _beside(library)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            raise BadSource("", _damaged(error)) from None
        if "books" not in library.tables:
            raise BadSource("", "it has no table of books: is it the metadata.db of a calibre library?")
        try:
            for row in _rows(library, "books"):
                number += 1
                made = _record(row, beside)
                yield Chunk(json.dumps(made, ensure_ascii=False, default=str).encode("utf-8", "replace"), number)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            yield Chunk(b"", number + 1, problem=f"after {number} books: {_damaged(error)}")
    finally:
        connection.close()


def _damaged(error: BaseException) -> str:
    return f"the library is damaged ({shorten(str(error))}): let calibre check it and copy it again"


def _open(data: bytes) -> sqlite3.Connection:
    """The database in memory, closed to everything but reading."""
    if data[18:20] == b"\x02\x02":  # kept with a write-ahead log, which cannot be opened in memory
        data = data[:18] + b"\x01\x01" + data[20:]
    library = sqlite3.connect(":memory:", isolation_level=None)
    library.deserialize(data)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY"):
        library.execute(f"PRAGMA {pragma}").close()
    library.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    library.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    library.text_factory = lambda raw: raw.decode("utf-8", "replace")
    steps = iter(range(MOST_STEPS))
    library.set_progress_handler(lambda: next(steps, None) is None, STEP)
    library.set_authorizer(_may)
    return library


def _may(action: int, *_: object) -> int:
    """Selecting and reading columns; no function, no pragma, no writing."""
    return sqlite3.SQLITE_OK if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) else sqlite3.SQLITE_DENY


def _tables(library: sqlite3.Connection) -> set[str]:
    """Names of the real tables: no views, no virtual tables."""
    found = library.execute("SELECT type, name, rootpage, sql FROM sqlite_master").fetchall()
    return {
        str(name)
        for kind, name, page, sql in found
        if kind == "table" and page and re.match(r"CREATE\s+TABLE\b", str(sql), re.IGNORECASE)
    }


def _rows(library: Library, table: str) -> Rows:
    """All rows of a real table as (column → value), in the order of its key. Raises ValueError: more than a file can hold."""
    cursor = library.connection.execute(f'SELECT * FROM "{table}" NOT INDEXED')  # noqa: S608 a name of ours
    names = [column[0] for column in cursor.description]
    for row in cursor:
        library.left[0] -= 2 + sum(len(value) for value in row if isinstance(value, str | bytes))
        if library.left[0] < 0:
            raise ValueError("its rows overlap")
        yield {name: _value(value) for name, value in zip(names, row, strict=True)}


def _value(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _beside(library: Library) -> dict[str, dict[Any, list[Any]]]:
    """What stands in other tables than the books' own: kind → book → values in the order in which they were linked."""
    found: dict[str, dict[Any, list[Any]]] = {}
    tables = library.tables
    for table, column, value in _LINKED:
        link = f"books_{table}_link"
        if table in tables and link in tables:
            known = {row.get("id"): row for row in _rows(library, table)}
            held = found.setdefault(table, {})
            for row in sorted(_rows(library, link), key=lambda row: (_int(row.get("item_order")), _int(row.get("id")))):
                one = known.get(row.get(column))
                if one is not None:
                    kept = [one.get("name"), one.get("sort")] if table == "authors" else one.get(value)
                    held.setdefault(row.get("book"), []).append(kept)
    for table, columns in (("identifiers", ("type", "val")), ("comments", ("text",)), ("data", ("format",))):
        if table in tables:
            held = found.setdefault(table, {})
            for row in _rows(library, table):
                values = [row.get(name) for name in columns]
                held.setdefault(row.get("book"), []).append(values if len(values) > 1 else values[0])
    found["custom"] = _custom(library)
    return found


def _int(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _custom(library: Library) -> dict[Any, list[Any]]:
    """Custom columns: book → [label, name, datatype, values]."""
    found: dict[Any, list[Any]] = {}
    tables = library.tables
    columns = list(_rows(library, "custom_columns")) if "custom_columns" in tables else []
    for column in columns:
        table = f"custom_column_{_int(column.get('id'))}"
        link = f"books_{table}_link"
        if table not in tables or column.get("mark_for_delete") == 1:
            continue
        rows = [dict(row) for row in _rows(library, table)]
        if link in tables:
            known = {row.get("id"): row.get("value") for row in rows}
            rows = [{**row, "value": known.get(row.get("value"))} for row in _rows(library, link)]
        kind = str(column.get("datatype") or "")
        for row in rows:
            value, place = row.get("value"), row.get("extra")
            if value is None or value == "":
                continue
            text = _bool(value) if kind == "bool" else str(value)
            text = f"{text} [{ebooks.index(str(place))}]" if kind == "series" and place is not None else text
            held = found.setdefault(row.get("book"), [])
            label = f"#{column.get('label')}"
            same = next((one for one in held if one[0] == label), None)
            if same is None:
                held.append([label, str(column.get("name") or ""), kind, [text]])
            else:
                same[3].append(text)
    return found


def _bool(value: Any) -> str:
    return "true" if value in (1, "1", True) else "false"


def _record(row: dict[str, Any], beside: dict[str, dict[Any, list[Any]]]) -> dict[str, Any]:
    """One book with all that is linked to it, by calibre's own names of fields."""
    book = row.get("id")

    def linked(kind: str) -> list[Any]:
        return beside.get(kind, {}).get(book, [])

    names = ("title", "sort", "author_sort", "timestamp", "pubdate", "last_modified", "uuid", "isbn", "lccn", "path")
    made: dict[str, Any] = {
        "id": row.get("id"),
        **{name: row[name] for name in names if row.get(name) not in (None, "")},
    }
    made["title_sort"] = made.pop("sort", "")
    made |= {
        "authors": linked("authors"),
        "publisher": linked("publishers")[:1],
        "tags": linked("tags"),
        "languages": linked("languages"),
        "series": linked("series")[:1],
        "series_index": row.get("series_index") if linked("series") else "",
        "rating": linked("ratings")[:1],
        "identifiers": linked("identifiers"),
        "comments": linked("comments"),
        "formats": linked("data"),
        "custom": linked("custom"),
        "cover": "cover.jpg" if row.get("has_cover") else "",
    }
    return {key: value for key, value in made.items() if value not in ("", [], None)}


# --- one book -------------------------------------------------------------------------------------------------


def parse(chunk: Chunk) -> Book:
    """The book of a chunk of `split`. Raises BadRecord."""
    try:
        made = json.loads(chunk.data)
        if not isinstance(made, dict):
            raise BadRecord("record", "not what was read from a library")
        return book(chunk, NAME, made, _columns(made), 10)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise BadRecord("record", "not what was read from a library") from None


def _columns(made: dict[str, Any]) -> list[calibre.Column]:
    return [
        calibre.Column(str(label), str(name), str(kind), [str(one) for one in values])
        for label, name, kind, values in made.get("custom", [])
    ]


def texts(value: Any) -> list[str]:
    """A value or several as texts, without empty ones."""
    values = value if isinstance(value, list) else [value]
    return [text for one in values if one is not None and (text := str(one).strip())]


def book(chunk: Chunk, format: str, made: dict[str, Any], columns: list[calibre.Column], best: int) -> Book:
    """The book of calibre's fields by their names; `best` is the highest rating. Raises BadRecord."""
    first = {key: next(iter(texts(made.get(key))), "") for key in made}
    found = plain.start(chunk, format, first.get("uuid") or first.get("id", ""), fields(made, columns))
    plain.title(found, "title", first.get("title", ""))
    for one in texts(made.get("languages")):
        plain.language(found, "languages", one)
    _authors(found, made)
    when = ebooks.published(found, "pubdate", first.get("pubdate", ""), midnight=True)
    plain.imprint(found, "publisher", [], texts(made.get("publisher")), when)
    if first.get("series"):
        plain.series(found, "series", first["series"], ebooks.index(first.get("series_index", "")))
    for one in made.get("identifiers", []):
        kind, value = (str(one[0]), str(one[1])) if isinstance(one, list) and len(one) == 2 else ("", str(one))
        # calibre keeps a bar for what its lists need themselves: a colon, a comma.
        ebooks.identifier(
            found, "identifiers", value.replace("|", ":") if kind in ("uri", "url", "urn") else value, kind
        )
    for key in ("isbn", "lccn", "uuid"):
        if first.get(key):
            ebooks.identifier(found, key, first[key], key)
    for one in texts(made.get("tags")):
        plain.subject(found, "tags", one)
    for one in texts(made.get("comments")):
        plain.summary(found, "comments", one)
    ebooks.filing(found, "title_sort", first.get("title_sort", ""))
    calibre.read(
        found, calibre.stars(found, "rating", first.get("rating", ""), best), first.get("timestamp", ""), columns
    )
    for key in ("last_modified", "formats", "path", "cover", "size", "library_name", "ondevice", *_others(made)):
        plain.leftover(found, key, *texts(made.get(key)))
    return found


_KNOWN = frozenset(
    ("id", "title", "title_sort", "author_sort", "timestamp", "pubdate", "last_modified", "uuid", "isbn", "lccn", "path",
     "authors", "publisher", "tags", "languages", "series", "series_index", "rating", "identifiers", "comments", "formats",
     "custom", "cover", "size", "library_name", "ondevice")
)  # fmt: skip


def _others(made: dict[str, Any]) -> list[str]:
    """Fields that calibre did not have when this was written."""
    return [key for key in made if key not in _KNOWN]


def _authors(found: Book, made: dict[str, Any]) -> None:
    """Authors with their sort forms: each one's own, else the book's, where it has as many."""
    pairs = [
        (str(one[0] or ""), str(one[1] or "")) if isinstance(one, list) and len(one) == 2 else (str(one), "")
        for one in made.get("authors", [])
    ]
    whole = [part.strip() for part in str(made.get("author_sort", "")).split(" & ")]
    for n, (name, sort) in enumerate(pairs):
        if name.strip().casefold() not in ("unknown", ""):
            own = sort or (whole[n] if len(whole) == len(pairs) else "")
            ebooks.person(found, "authors", name.replace("|", ","), own.replace("|", ","))


def fields(made: dict[str, Any], columns: list[calibre.Column]) -> list[Extra]:
    """The record field by field."""
    found: list[Extra] = []
    for key, value in made.items():
        if key == "custom":
            continue
        if key == "identifiers":
            pairs = [(str(one[0]), str(one[1])) if isinstance(one, list) else ("", str(one)) for one in value]
        elif key == "authors":
            pairs = [("", str(one[0] if isinstance(one, list) else one)) for one in value]
            pairs += [("sort", str(one[1])) for one in value if isinstance(one, list) and one[1]]
        else:
            pairs = [("", text) for text in texts(value)]
        found.extend([Extra(key, "", pairs)] if pairs else [])
    return [*found, *calibre.fields(columns)]
