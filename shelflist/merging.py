"""One book from several records of it, field by field (cataloguing guide §12.5).

The records stand in an order that depends on themselves alone: those under authority control first, then the richer, then
by id. Each single value is the first that there is in that order (a summary and a table of contents: the longest), lists
are united by what makes two entries the same. Nothing that only one of them says is lost, and where two contradict each
other the report says which stands. `Book.records` keeps every source, so that each value can be traced to its own.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from shelflist.cataloguing import names, works
from shelflist.model import Book, Contributor, Reading, Subject, Warning

T = TypeVar("T")

CONTROLLED = (
    ("unimarc", "marc21", "marcxml", "marc-json", "marc-text", "pica"),
    ("labelled", "labelled-html", "mods"),
    ("onix", "opf", "epub", "opds", "opds2", "dublin-core", "web-catalogue"),
    ("bibtex", "ris", "csl-json", "endnote", "endnote-xml", "zotero-rdf", "zotero-csv", "calibre-db", "calibre-csv"),
)
"""Formats by how far their values are under a library's control, best first; any other comes last."""

_RANK = {name: n for n, group in enumerate(CONTROLLED) for name in group}

FIRST = (
    "edition", "date", "size", "accompanying", "illustrations", "carrier", "country", "record_type", "level",
    "uniform_title", "host",
)  # fmt: skip
"""Fields of which the first record that has one gives the value."""

STATUSES = ("read", "reading", "abandoned", "want", "")
"""Of two statuses the earlier one stands: a book that was read may still be on a list of wishes."""


def rank(book: Book) -> tuple[int, int, str]:
    """Where a record stands among those of its book: control, then richness, then its id."""
    size = len(book.contents) + sum(
        len(found)
        for found in (
            book.contributors,
            book.subjects,
            book.notes,
            book.isbns,
            book.series,
            book.classes,
            book.summary,
            book.imprints,
        )
    )
    return _RANK.get(book.source.format, len(CONTROLLED)), -size, book.id


def merge(books: Sequence[Book]) -> tuple[Book, list[Warning]]:
    """The book of these records, and what they contradict each other in. The order of `books` decides nothing."""
    ordered = sorted(books, key=lambda b: (*rank(b), msgspec.msgpack.encode(b)))
    first = ordered[0]
    change: dict[str, Any] = {name: _first(ordered, name) for name in FIRST}
    change |= _titles(ordered)
    change |= _extent(ordered)
    change["contributors"] = _contributors(ordered)
    change["subjects"] = _subjects(ordered)
    change["imprints"] = next((b.imprints for b in ordered if b.imprints), [])
    change["summary"] = max((b.summary for b in ordered), key=lambda s: sum(map(len, s)))
    change["contents"] = max((b.contents for b in ordered), key=len)
    unions: dict[str, Callable[[Any], Any]] = {
        "series": lambda s: (works.title_key(s.title), works.title_key(s.volume)),
        "classes": lambda c: (c.scheme, c.number),
        "isbns": lambda i: i.isbn13 or i.raw,
        "links": lambda link: link.url,
        "notes": lambda note: note.text.casefold(),
        "languages": str,
        "original_languages": str,
        "extra": lambda e: (e.tag, e.indicators, tuple(map(tuple, e.subfields))),
        "warnings": lambda w: (w.field, w.reason),
        "inferred": str,
    }
    for name, key in unions.items():
        change[name] = _union((item for book in ordered for item in getattr(book, name)), key)
    kinds = dict.fromkeys(kind for book in ordered for kind in book.identifiers)
    change["identifiers"] = {
        kind: _union((v for b in ordered for v in b.identifiers.get(kind, [])), str.casefold) for kind in kinds
    }
    change["raw"] = {name: text for book in reversed(ordered) for name, text in book.raw.items()}
    change["vernacular"] = {name: text for book in reversed(ordered) for name, text in book.vernacular.items()}
    change["records"] = [record for book in ordered for record in book.records]
    change["reading"] = reading([book.reading for book in ordered if book.reading is not None])
    return msgspec.structs.replace(first, **change), conflicts(ordered)


def _first(ordered: Sequence[Book], name: str) -> Any:
    """The first value that says something; a date without a year says nothing while another has one."""
    if name == "date":
        return next(
            (b.date for b in ordered if b.date.year is not None),
            next((b.date for b in ordered if b.date.raw), ordered[0].date),
        )
    return next((value for book in ordered if (value := getattr(book, name))), getattr(ordered[0], name))


def _union(found: Iterable[T], key: Callable[[T], object]) -> list[T]:
    """Each once by its key, the first of equals."""
    kept: dict[object, T] = {}
    for item in found:
        kept.setdefault(key(item), item)
    return list(kept.values())


def _titles(ordered: Sequence[Book]) -> dict[str, Any]:
    """The first record's title; a subtitle, parts and the statement of responsibility from the first with that title."""
    first = ordered[0]
    key = works.title_key(first.title)
    kin = [b for b in ordered if works.title_key(b.title) == key]
    language = next((b.languages for b in ordered if b.languages), [])
    made: dict[str, Any] = {
        name: next((value for b in kin if (value := getattr(b, name))), getattr(first, name))
        for name in ("subtitle", "parts", "responsibility", "nonfiling")
    }
    if not made["responsibility"]:
        made["responsibility"] = next((b.responsibility for b in ordered if b.responsibility), "")
    others = [title for b in ordered for title in (*b.other_titles, *([b.title] if b not in kin else []))]
    taken = {
        key,
        works.title_key(f"{first.title} {made['subtitle']}"),
        works.title_key(first.title, next(iter(language), "")),
    }
    for name, found in (
        ("parallel_titles", [t for b in ordered for t in b.parallel_titles]),
        ("other_titles", others),
    ):
        kept = _union((title for title in found if works.title_key(title) not in taken), works.title_key)
        taken |= {works.title_key(title) for title in kept}
        made[name] = kept
    return made


def _extent(ordered: Sequence[Book]) -> dict[str, Any]:
    """The extent as the first record prints it; a bare number of pages gives way to a statement."""
    stated = next((b for b in ordered if "extent" in b.raw and b.extent), None)
    chosen = stated or next((b for b in ordered if b.extent), ordered[0])
    pages = chosen.pages or next((b.pages for b in ordered if b.pages), None)
    return {"extent": chosen.extent, "pages": pages}


def _contributors(ordered: Sequence[Book]) -> list[Contributor]:
    """Everybody once: two forms of one name are one person, in the fuller form, with the roles of both.

    Only forms of different records: two names of one record are two people, however alike they are.
    """
    kept: list[Contributor] = []
    for book in ordered:
        free = list(range(len(kept)))
        for person in book.contributors:
            n = next((n for n in free if _same_person(kept[n], person)), -1)
            if n < 0:
                main = person.main and (book is ordered[0] or not any(c.main for c in kept))
                kept.append(msgspec.structs.replace(person, main=main))
            else:
                free.remove(n)
                kept[n] = _person(kept[n], person)
    return kept


def _same_person(one: Contributor, other: Contributor) -> bool:
    if one.kind != other.kind or (one.dates and other.dates and one.dates[:4] != other.dates[:4]):
        return False
    if one.ids and other.ids and any(other.ids.get(kind, value) != value for kind, value in one.ids.items()):
        return False
    if one.kind != "person":
        return names.fold(one.name) == names.fold(other.name)
    return one.name == other.name or names.compatible(one.name, other.name) or _turned(one, other)


def _turned(one: Contributor, other: Contributor) -> bool:
    """Whether the two have the same words and the order of one was only inferred: "García Márquez, Gabriel"."""
    return (one.inferred or other.inferred) and sorted(names.fold(one.name).split()) == sorted(
        names.fold(other.name).split()
    )


def _person(one: Contributor, other: Contributor) -> Contributor:
    """The first form, unless the other is fuller and surer."""
    better = one.inferred and not other.inferred and len(other.name) >= len(one.name)
    base = other if better else one
    return msgspec.structs.replace(
        base,
        roles=list(dict.fromkeys([*one.roles, *other.roles])),
        main=one.main,
        dates=one.dates or other.dates,
        ids={**other.ids, **one.ids},
        vernacular=one.vernacular or other.vernacular,
        raw=base.raw,
    )


def _subjects(ordered: Sequence[Book]) -> list[Subject]:
    """Every heading once; a keyword that only repeats a heading's main part or its whole goes."""
    found = _union((s for book in ordered for s in book.subjects), lambda s: s.text().casefold())
    headings = {text.casefold() for s in found if s.kind != "keyword" for text in (s.main, s.text())}
    return [s for s in found if s.kind != "keyword" or s.text().casefold() not in headings]


def reading(found: Sequence[Reading]) -> Reading | None:
    """One reading of several exports: every read once, the surest status, the first rating, the longest review."""
    if not found:
        return None
    first = found[0]
    return msgspec.structs.replace(
        first,
        status=min((r.status for r in found), key=STATUSES.index),
        dates=_union((tuple(span) for r in found for span in r.dates), lambda span: span),
        rating=next((r.rating for r in found if r.rating is not None), None),
        tags=_union((tag for r in found for tag in r.tags), str.casefold),
        lists=_union((name for r in found for name in r.lists), str.casefold),
        shelves=_union((name for r in found for name in r.shelves), str.casefold),
        body=next((r.body for r in found if r.body), ""),
        added=min((r.added for r in found if r.added), default=""),
        review=max((r.review for r in found), key=len),
        spoiler=any(r.spoiler for r in found),
        private="\n".join(dict.fromkeys(r.private for r in found if r.private)),
        owned=max((r.owned for r in found if r.owned is not None), default=None),
    )


# --- contradictions -------------------------------------------------------------------------------------------


def conflicts(ordered: Sequence[Book]) -> list[Warning]:
    """What the records say against each other; a value that one of them does not have is no contradiction."""
    found = []
    for field, values, differ in (
        ("title", [b.title for b in ordered], _other_title),
        ("year", [str(b.date.year or "") for b in ordered], _unlike),
        ("pages", [str(b.pages or "") for b in ordered], _other_pages),
        ("publisher", [_publisher(b) for b in ordered], _other_publisher),
        ("edition", [b.edition for b in ordered], lambda a, b: works.edition_key(a) != works.edition_key(b)),
    ):
        said = [(value, book) for value, book in zip(values, ordered, strict=True) if value]
        if not said:
            continue
        stands = said[0][0]
        for value, book in said[1:]:
            if differ(stands, value):
                reason = f"{value!r} in the record {book.id} ({book.source.format}), {stands!r} in {said[0][1].id}"
                found.append(Warning(field, reason, f"{stands!r} is shown"))
                break
    return found


def _publisher(book: Book) -> str:
    return next((name for imprint in book.imprints for name in imprint.publishers), "")


def _unlike(one: str, other: str) -> bool:
    return one != other


def _other_pages(one: str, other: str) -> bool:
    return abs(int(one) - int(other)) > works.PAGES_APART


def _other_title(one: str, other: str) -> bool:
    return works.similarity(works.title_key(one), works.title_key(other)) < 0.8


def _other_publisher(one: str, other: str) -> bool:
    mine, its = set(works.publisher_key(one).split()), set(works.publisher_key(other).split())
    return not (mine <= its or its <= mine)
