"""What machines take from a book's page: the search index its filters, sorts and hidden words, others its schema.org data."""

from collections.abc import Mapping
from typing import Any

from shelflist.catalogue import Entry, Headed
from shelflist.cataloguing import languages, names
from shelflist.model import Book
from shelflist.pages import labels, shorten

MOST_WORDS = 60
"""Other words of its subjects that a book's page gives to the search index."""


def facet_value(name: str, value: str, language: str) -> str:
    """A facet's value as readers see it: a language and a status by name."""
    if name == "Language":
        return languages.name(value, language)
    return labels.STATUS[value] if name == "Status" else value


def other_words(entry: Entry, headings: Mapping[str, Headed]) -> list[str]:
    """The other words of a book's subjects, of every language, each once, to a measure."""
    families = ("subjects\t", "aspects\t")
    known = {key: headings[key] for key, _ in entry.keys if key.startswith(families) and key in headings}
    shown = {label.casefold() for _, label in entry.keys}
    words = [word for headed in known.values() if headed.forms for word in (headed.label, *headed.forms)]
    found = dict.fromkeys(word for word in words if word.casefold() not in shown)
    return list(found)[:MOST_WORDS]


def search(book: Book, entry: Entry, language: str, headings: Mapping[str, Headed]) -> dict[str, Any]:
    """What the search index takes from the page besides its text: filters, sorts, words that are not shown."""
    filters = [{"name": name, "value": facet_value(name, value, language)} for name, value in entry.facets]
    isbns = [form for n in book.isbns if n.valid() for form in (n.isbn13, n.hyphenated, n.isbn10) if form]
    return {
        "filters": filters,
        "words": " ".join([*isbns, *other_words(entry, headings)]),
        "author": entry.people,
        "year": entry.year,
        "sort": {
            "title": entry.sort.partition(b"\0\0")[0][:32].hex(),
            "year": str(book.date.year or 0).zfill(4),
            "added": entry.added or "0000",
        },
    }


def schema(book: Book) -> dict[str, Any]:
    """schema.org Book, without addresses: those depend on where the site stands."""
    roles = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator", "cre": "author"}
    made: dict[str, Any] = {"@type": "Book", "name": book.title}
    if book.subtitle:
        made["alternativeHeadline"] = book.subtitle
    for person in book.contributors:
        role = roles.get(person.roles[0] if person.roles else "aut" if person.main else "", "contributor")
        kind = "Person" if person.kind == "person" else "Organization"
        name = names.direct(person.name) if person.kind == "person" else person.name
        made.setdefault(role, []).append({"@type": kind, "name": name})
    if isbns := [number.isbn13 for number in book.isbns if number.valid()]:
        made["isbn"] = isbns
    if book.edition:
        made["bookEdition"] = book.edition
    if book.pages:
        made["numberOfPages"] = book.pages
    if book.languages:
        made["inLanguage"] = book.languages
    if publishers := [p for imprint in book.imprints for p in imprint.publishers]:
        made["publisher"] = [{"@type": "Organization", "name": name} for name in publishers]
    if book.date.year is not None:
        made["datePublished"] = str(book.date.year)
    if book.series:
        made["isPartOf"] = [{"@type": "BookSeries", "name": series.title} for series in book.series]
    if book.subjects:
        made["about"] = [subject.text() for subject in book.subjects]
    if book.summary:
        made["description"] = shorten(book.summary[0], 500)
    return made
