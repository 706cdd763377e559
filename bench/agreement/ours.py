"""What our readers make of a file, as the same plain values."""

from pathlib import Path

from bench.agreement import forms
from bench.agreement.theirs import Record, record
from shelflist import readers
from shelflist.errors import BadSource
from shelflist.model import Book, Contributor

ROLES = {
    "aut": "aut", "cre": "aut", "edt": "edt", "trl": "trl", "drt": "aut", "prg": "aut", "art": "aut", "pht": "aut", "ctg": "aut",
    "cmp": "aut", "inv": "aut", "spn": "aut",
}  # fmt: skip
"""MARC relator codes by the roles that are compared (`theirs.ROLES`); every other is "other"."""


NO_TITLE = frozenset(("no title of its own", "the record has none"))
"""What our readers say where another field, or what a cataloguer would write, stands for the title."""


def read(path: Path) -> tuple[str, list[Record]]:
    """The format of a file and its records; one that is rejected has no values."""
    data = path.read_bytes()
    try:
        format = readers.recognise(data, path.name)
        chunks = list(readers.chunks(format, [data]))
    except BadSource:
        return "", []
    found = [readers.parse(format, chunk) for chunk in chunks]
    made = [
        values(one, n) if isinstance(one, Book) else record(one.record_id, n, {}, [], [])
        for n, one in enumerate(found, 1)
    ]
    return format, made


def values(book: Book, number: int) -> Record:
    """A book's values."""
    title = ": ".join(filter(None, [book.title, book.subtitle]))
    publishers = [name for one in book.imprints if one.function == "publication" for name in one.publishers]
    count = [str(book.pages)] if book.pages else []
    shown = {
        "title": [title],
        "year": [str(book.date.year)] if book.date.year else [],
        "publisher": publishers,
        "isbn": [one.isbn13 for one in book.isbns if one.valid()],
        "series": [" | ".join(filter(None, [one.title, one.volume])) for one in book.series],
        "pages": [*count, *([book.host.pages] if book.host and book.host.pages else [])],
        "language": book.languages,
    }
    people = [
        forms.person(one.name, role, parts=one.kind == "person") for one in book.contributors for role in _roles(one)
    ]
    names = [f"{one.name} ({' '.join(one.roles)})" for one in book.contributors]
    made = record(book.source.record_id, number, shown, people, names)
    # A part of a title, or a parallel title, stands in it on one side and apart from it on the other.
    orders = [[*book.parts, book.subtitle], [book.subtitle, *book.parts]]
    orders += [[book.subtitle, *book.parallel_titles[:n]] for n in range(1, len(book.parallel_titles) + 1)]
    made.values["title"].update(forms.word(" ".join([book.title, *rest])) for rest in orders)
    # What has no number of pages has its pages, as they were said, for its extent.
    made.values["extent"] = forms.pages(book.extent) if not count else set()
    no_title = any(one.field == "title" and one.reason in NO_TITLE for one in book.warnings)
    return made._replace(borrowed=frozenset(("title",)) if no_title else frozenset())


def _roles(one: Contributor) -> list[str]:
    """The roles that are compared, each once; "" where the record says none."""
    return list(dict.fromkeys(ROLES.get(role, "other") for role in one.roles)) or [""]
