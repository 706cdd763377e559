"""CSL-JSON: items of the Citation Style Language (CSL 1.0.2, its csl-data.json), for Zotero, Pandoc and every citation processor.

A variable holds what its name says. What CSL has no variable for (a role, a second publisher, subdivisions, a number that is
cancelled) stands in `custom`, which CSL 1.0.2 leaves to programs, under the names of our own list of books (`plain_json`);
there a field stands whole, and takes the place of what the variables say. An item stands on a line of its own.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from shelflist.cataloguing import languages
from shelflist.exports.reference import (
    WITHIN,
    has_dash,
    is_plain,
    is_volume,
    key,
    kind,
    plain_date,
    short_title,
    whole_title,
)
from shelflist.exports.values import abstract, struct_values, to_json
from shelflist.model import Book, Contributor, Imprint

TYPES: dict[str, str] = {
    "book": "book", "article": "article-journal", "review": "review", "chapter": "chapter", "conference paper": "paper-conference",
    "entry": "entry", "thesis": "thesis", "report": "report", "preprint": "article", "manuscript": "manuscript", "pamphlet": "pamphlet",
    "periodical": "periodical", "web page": "webpage", "blog post": "post-weblog", "post": "post", "letter": "personal_communication",
    "interview": "interview", "film": "motion_picture", "video": "motion_picture", "broadcast": "broadcast",
    "sound recording": "song", "score": "musical_score", "picture": "graphic", "map": "map", "performance": "performance",
    "talk": "speech", "software": "software", "data set": "dataset", "patent": "patent", "standard": "standard",
    "law": "legislation", "court case": "legal_case", "hearing": "hearing",
}  # fmt: skip
"""Plain word for what it is → type; any other is a document."""

ROLES: dict[str, str] = {
    "aut": "author", "edt": "editor", "trl": "translator", "com": "compiler", "ill": "illustrator", "cmp": "composer", "prf": "performer",
    "nrt": "narrator", "drt": "director", "aus": "script-writer", "pro": "producer", "ivr": "interviewer", "pbd": "collection-editor",
    "rcp": "recipient", "ctb": "contributor", "hst": "host",
}  # fmt: skip
"""Role → the variable of those who have it."""

_PLACE = {role: n for n, role in enumerate(ROLES)}
_NUMBERED = frozenset(("patent", "report", "standard", "law"))
"""What has a number of its own kind: two ISBNs beside it would be taken for one."""

_YEAR_BEHIND = re.compile(r"\. \d{4}$")

Item = dict[str, Any]


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books."""
    before = "[\n"
    for book in books:
        yield before + to_json(item(book))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def item(book: Book) -> Item:
    """One book as an item."""
    word = kind(book)
    made: Item = {"id": key(book), "type": TYPES.get(word, "document"), "title": whole_title(book)}
    custom: Item = {}
    if short := short_title(book):
        made["title-short"] = short
    if "<" in made["title"]:  # CSL has a few tags, and no way to write one that is none
        custom |= {"title": book.title, "subtitle": book.subtitle}
    _people(made, custom, book.contributors)
    _published(made, custom, book)
    _standing(made, custom, book, word)
    _numbers(made, custom, book, word)
    _about(made, custom, book)
    if custom:
        made["custom"] = {"shelflist": 1, **custom}
    return made


def cited(book: Book) -> Item:
    """The variables of a book that citations are made from: those of `item`, without what no style prints."""
    word = kind(book)
    made: Item = {"type": TYPES.get(word, "document"), "title": whole_title(book)}
    left: Item = {}
    _people(made, left, book.contributors)
    _published(made, left, book)
    _standing(made, left, book, word)
    if valid := [one.isbn13 for one in book.isbns if one.valid()]:
        made["ISBN"] = " ".join(valid)
    if found := book.identifiers.get("doi"):
        made["DOI"] = found[0]
    if book.links:
        made["URL"] = book.links[0].url
    if book.languages:
        made["language"] = book.languages[0]
    if book.uniform_title and (original := original_title(book)):
        made["original-title"] = original
    return made


def original_title(book: Book) -> str:
    """The title that it was translated from, or "": a uniform title is that only where it ends with the language of this
    book ("Pride and prejudice. French. 1982") or where the record names another language as the original's. "Works.
    Selections" and "Laws, etc." are none (RDA 6.2.2, 6.11)."""
    title, dot, language = _YEAR_BEHIND.sub("", book.uniform_title).rpartition(". ")
    if dot and languages.from_name(language):
        return title
    original = book.original_languages[:1]
    return book.uniform_title if original and book.languages and original != book.languages[:1] else ""


def _people(made: Item, custom: Item, found: list[Contributor]) -> None:
    whole = True
    for one in found:
        name = one.name
        family, _, given = name.partition(",")
        given = given.lstrip()
        if one.kind in ("corporate", "meeting"):
            said = {"literal": name}
        elif given:
            said = {"family": family, "given": given}
        else:
            said = {"family": name}
        for role in one.roles:
            if (variable := ROLES.get(role)) is not None:
                made.setdefault(variable, []).append(said)
            else:
                whole = False
        whole = whole and bool(one.roles) and is_plain(one)
    if not whole or not _in_order(found):
        custom["contributors"] = [struct_values(one) for one in found]


def _in_order(found: list[Contributor]) -> bool:
    """Whether a reader that takes variable by variable finds those of one role in their order."""
    first = [min([_PLACE[role] for role in one.roles]) for one in found]
    if first == sorted(first):
        return True
    read = list(dict.fromkeys(n for role in ROLES for n, one in enumerate(found) if role in one.roles))
    return all(
        [n for n in read if role in found[n].roles] == [n for n, one in enumerate(found) if role in one.roles]
        for role in ROLES
    )


def _published(made: Item, custom: Item, book: Book) -> None:
    parts = plain_date(book)
    date = book.date
    if parts:
        made["issued"] = {"date-parts": parts}
    elif date.year is not None and date.year > 0:
        made["issued"] = {"date-parts": [[date.year], [date.end]] if date.end else [[date.year]]}
        custom["date"] = {
            "raw": date.raw,
            "year": date.year,
            "end": date.end,
            "copyright": date.copyright,
            "flags": date.flags,
        }
    elif date.raw:
        made["issued"] = {"literal": date.raw}
    first = book.imprints[0] if book.imprints else None
    if first is None:
        return
    if first.publishers:
        made["publisher"] = first.publishers[0]
    if first.places:
        made["publisher-place"] = "; ".join(first.places)
    if len(book.imprints) > 1 or "date" in custom or not _is_plain(first, book):
        custom["imprints"] = [
            {"places": one.places, "publishers": one.publishers, "date": one.date, "function": one.function}
            for one in book.imprints
        ]


def _is_plain(one: Imprint, book: Book) -> bool:
    """Whether the variables say all of the only statement."""
    said = [*one.places, *one.publishers]
    return (
        one.function == "publication"
        and one.date == book.date.raw
        and len(one.publishers) < 2
        and not any("<" in text or ";" in text or " : " in text for text in said)
    )


def _standing(made: Item, custom: Item, book: Book, word: str) -> None:
    """What it stands in, its volume, its series, its extent."""
    if book.host is not None:
        host = book.host
        for name, text in (("container-title", host.title), ("volume", host.volume), ("issue", host.number), ("page", host.pages)):  # fmt: skip
            if text:
                made[name] = text
        if "<" in host.title:
            custom["host"] = struct_values(host)
    if book.parts:
        part = book.parts[0]
        if book.host is None:
            made["volume"] = part.removeprefix("Volume ") if is_volume(part) else part
        if book.host is not None or len(book.parts) > 1 or word in WITHIN or not is_volume(part):
            custom["parts"] = book.parts
    if book.series:
        first = book.series[0]
        made["collection-title"] = first.title
        if first.volume:
            made["collection-number"] = first.volume
        plain = "<" not in first.title and (first.volume or not any(map(str.isdigit, first.title)))
        if len(book.series) > 1 or first.issn or not plain:
            custom["series"] = [struct_values(one) for one in book.series]
    if book.edition:
        made["edition"] = book.edition
    if book.pages and book.extent in ("", f"{book.pages} p."):
        made["number-of-pages"] = str(book.pages)
    elif book.extent:
        made["number-of-pages"] = book.extent


def _numbers(made: Item, custom: Item, book: Book, word: str) -> None:
    if book.isbns:
        valid = [one.isbn13 for one in book.isbns if one.valid()]
        if valid:
            made["ISBN"] = " ".join(valid)
        if len(valid) < len(book.isbns) or word in _NUMBERED:
            custom["isbns"] = [struct_values(one) for one in book.isbns]
    issns = book.identifiers.get("issn", [])
    if book.host is not None and book.host.issn:
        made["ISSN"] = book.host.issn
    elif issns:
        made["ISSN"] = " ".join(issns)
    if book.identifiers:
        for kind, name in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")):
            if found := book.identifiers.get(kind):
                made[name] = found[0]
        if len(book.identifiers) > ("doi" in book.identifiers) or len(book.identifiers.get("doi", ())) > 1:
            custom["identifiers"] = book.identifiers
    if book.classes:
        made["call-number"] = book.classes[0].number
        custom["classes"] = [
            {"scheme": one.scheme, "number": one.number, "sort": one.sort, "edition": one.edition}
            for one in book.classes
        ]
    if book.links:
        made["URL"] = book.links[0].url
        if len(book.links) > 1 or book.links[0].label:
            custom["links"] = [struct_values(one) for one in book.links]


def _about(made: Item, custom: Item, book: Book) -> None:
    if book.subjects:
        said = [" -- ".join([one.main, *[part.text for part in one.subdivisions]]) for one in book.subjects]
        whole = made["keyword"] = "; ".join(said)
        marks = whole.count(";") >= len(said) or "<" in whole or (len(said) == 1 and "," in whole)
        if marks or has_dash(whole, sum([len(one.subdivisions) for one in book.subjects])):
            custom["subjects"] = [struct_values(one) for one in book.subjects]
    if book.languages:
        made["language"] = book.languages[0]
        if len(book.languages) > 1:
            custom["languages"] = book.languages
    if book.summary:
        made["abstract"] = abstract(book.summary)
    if book.notes:
        custom["notes"] = [struct_values(one) for one in book.notes]
        text = "\n".join([note.text for note in book.notes])
        if ":" not in text:  # a line with a colon would be read as a variable
            made["note"] = text
    if book.contents:
        custom["contents"] = [struct_values(one) for one in book.contents]
    if book.uniform_title:
        original = original_title(book)
        if original:
            made["original-title"] = original
        if original != book.uniform_title:
            custom["uniform_title"] = book.uniform_title
    for name in ("responsibility", "other_titles", "parallel_titles", "original_languages"):
        if value := getattr(book, name):
            custom[name] = value
