"""A table (CSV, RFC 4180): Goodreads' columns in Goodreads' order, then our own.

So it can be taken in by Goodreads and by whatever reads Goodreads' exports (StoryGraph, BookWyrm, LibraryThing), and nothing is lost for
Shelflist, which knows the table by its last column. A cell of several values has semicolons between them; a value that holds one
stands between quotes. ISBNs stand in ="…", as Goodreads writes them against spreadsheets. Any other cell that a spreadsheet would
take for a formula (it begins with = + - @, tab or return, and is no plain number) has an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from shelflist.cataloguing import names, statements
from shelflist.exports.reference import kind, whole_title
from shelflist.exports.values import chapter
from shelflist.model import Book, Contributor, Reading

SHELVES = {"want": "to-read", "reading": "currently-reading", "read": "read", "abandoned": "did-not-finish"}
BINDINGS = {"online resource": "ebook", "audio disc": "Audiobook"}
NOTHING = Reading()

_FORMULA = re.compile(r"'*[=+@\t\r-]")
_BREAK = re.compile(r"\s*[\r\n]\s*")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def cell(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books: the names of the columns, and a row each."""
    yield _line(list(COLUMNS))
    for book in books:
        yield _line(
            [text if name in AS_THEY_ARE else cell(text) for name, take in COLUMNS.items() for text in [take(book)]]
        )


def _line(cells: list[str]) -> str:
    """A row on one line: values have no lines, and many programs would take one for a row."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_BREAK.sub(" ", text) for text in cells])
    return out.getvalue()


# --- Goodreads' columns ---------------------------------------------------------------------------------------


def _first(book: Book) -> Contributor | None:
    people = book.contributors
    return next((one for one in people if one.main), None) or next((one for one in people if "aut" in one.roles), None) or next(iter(people), None)  # fmt: skip


def _author(book: Book) -> str:
    first = _first(book)
    return names.direct(first.name) if first else ""


def _author_entry(book: Book) -> str:
    first = _first(book)
    return first.name if first else ""


def _others(book: Book) -> str:
    first = _first(book)
    return ", ".join([names.direct(one.name) for one in book.contributors if one is not first])


def _title(book: Book) -> str:
    return ". ".join([whole_title(book), *book.parts])


def _number(book: Book, long: bool) -> str:
    found = next((one for one in book.isbns if one.valid()), None)
    text = (found.isbn13 if long else found.isbn10) if found else ""
    return f'="{text}"'


def _publisher(book: Book) -> str:
    return statements.listed(book.imprints[0].publishers) if book.imprints else ""


def _reading(book: Book) -> Reading:
    return book.reading or NOTHING


def _stars(book: Book) -> str:
    """Whole stars, half ones rounded up; 0 for none, as Goodreads has it."""
    rating = _reading(book).rating
    return str(max(1, (rating + 2) // 4)) if rating else "0"


def _day(text: str) -> str:
    """2019-06-03 as 2019/06/03."""
    return text.replace("-", "/")


def _finished(book: Book) -> str:
    return _day(max((end for _, end in _reading(book).dates if end), default=""))


def _shelves(book: Book) -> str:
    own = _reading(book)
    found = dict.fromkeys(name.replace(",", " ") for name in (*own.shelves, *own.tags))
    return ", ".join(filter(None, [SHELVES.get(own.status, ""), *found]))


def _reads(book: Book) -> str:
    count = sum(bool(end) for _, end in _reading(book).dates)
    return str(count or int(_reading(book).status == "read"))


def _review(book: Book) -> str:
    return "<br/>".join((_reading(book).review or _reading(book).body).splitlines())


def _owned(book: Book) -> str:
    owned = _reading(book).owned
    return "" if owned is None else str(owned)


# --- our own --------------------------------------------------------------------------------------------------


def _date(book: Book) -> str:
    return book.date.raw


def _place(book: Book) -> str:
    return statements.listed(book.imprints[0].places) if book.imprints else ""


def _imprints(book: Book) -> str:
    """All statements, where place, publisher and date do not say it all."""
    found = book.imprints
    plain = len(found) == 1 and found[0].function == "publication" and found[0].date == book.date.raw
    return "" if plain else statements.listed(map(statements.imprint, found))


def _isbns(book: Book, cancelled: bool) -> str:
    found = [one for one in book.isbns if one.cancelled is cancelled]
    return statements.listed(
        [f"{one.raw} ({one.qualifier})" if one.qualifier and one.isbn13 else one.raw for one in found]
    )


def _identifiers(book: Book) -> str:
    return statements.listed([f"{kind} {text}" for kind, found in book.identifiers.items() for text in found])


def _host(name: str) -> Callable[[Book], str]:
    return lambda book: getattr(book.host, name) if book.host else ""


def _spans(book: Book) -> str:
    return statements.listed([f"{start}/{end}" for start, end in _reading(book).dates])


def _quarters(book: Book) -> str:
    return str(_reading(book).rating or "")


GOODREADS: dict[str, Callable[[Book], str]] = {
    "Book Id": lambda book: next(iter(book.identifiers.get("goodreads", [])), ""),
    "Title": _title,
    "Author": _author,
    "Author l-f": _author_entry,
    "Additional Authors": _others,
    "ISBN": lambda book: _number(book, False),
    "ISBN13": lambda book: _number(book, True),
    "My Rating": _stars,
    "Average Rating": lambda _: "",
    "Publisher": _publisher,
    "Binding": lambda book: book.raw.get("carrier", "") or BINDINGS.get(book.carrier, ""),
    "Number of Pages": lambda book: str(book.pages or ""),
    "Year Published": lambda book: "" if book.date.year is None else str(book.date.year),
    "Original Publication Year": lambda _: "",
    "Date Read": _finished,
    "Date Added": lambda book: _day(_reading(book).added),
    "Bookshelves": _shelves,
    "Bookshelves with positions": lambda _: "",
    "Exclusive Shelf": lambda book: SHELVES.get(_reading(book).status, ""),
    "My Review": _review,
    "Spoiler": lambda book: "true" if _reading(book).spoiler else "",
    "Private Notes": lambda book: "<br/>".join(_reading(book).private.splitlines()),
    "Read Count": _reads,
    "Owned Copies": _owned,
}
"""Goodreads' column → what stands in it, in the order of its export since 2022."""

OWN: dict[str, Callable[[Book], str]] = {
    "Record Id": lambda book: book.id,
    "Subtitle": lambda book: book.subtitle,
    "Parts": lambda book: statements.listed(book.parts),
    "Contributors": lambda book: statements.listed(map(statements.contributor, book.contributors)),
    "Responsibility": lambda book: book.responsibility,
    "Place": _place,
    "Date": _date,
    "Imprints": _imprints,
    "Edition": lambda book: book.edition,
    "Extent": lambda book: book.extent,
    "Carrier": lambda book: book.carrier,
    "Series": lambda book: statements.listed(map(statements.series, book.series)),
    "Subjects": lambda book: statements.listed(map(statements.subject, book.subjects)),
    "Languages": lambda book: statements.listed(book.languages),
    "Original Languages": lambda book: statements.listed(book.original_languages),
    "ISBNs": lambda book: _isbns(book, False),
    "Cancelled ISBNs": lambda book: _isbns(book, True),
    "Identifiers": _identifiers,
    "Classes": lambda book: statements.listed([f"{one.scheme} {one.number}" for one in book.classes]),
    "Summary": lambda book: statements.listed(book.summary),
    "Contents": lambda book: statements.listed(map(chapter, book.contents)),
    "Notes": lambda book: statements.listed([note.text for note in book.notes]),
    "Links": lambda book: statements.listed([link.url for link in book.links]),
    "Uniform Title": lambda book: book.uniform_title,
    "Other Titles": lambda book: statements.listed(book.other_titles),
    "Parallel Titles": lambda book: statements.listed(book.parallel_titles),
    "Type": lambda book: "" if kind(book) == "book" else kind(book),
    "In": _host("title"),
    "In Volume": _host("volume"),
    "In Number": _host("number"),
    "In Pages": _host("pages"),
    "In ISSN": _host("issn"),
    "Rating in Quarters": _quarters,
    "Reads": _spans,
    "Shelves": lambda book: statements.listed(_reading(book).shelves),
    "Tags": lambda book: statements.listed(_reading(book).tags),
    "Shelflist": lambda _: "1",
}
"""Our own column → what stands in it. The last one says whose table it is."""

COLUMNS = GOODREADS | OWN
AS_THEY_ARE = frozenset(("ISBN", "ISBN13"))
"""Columns whose cells are formulas because Goodreads has them so."""
