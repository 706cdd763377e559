"""The maps of `web_catalogue` but for Open Library's: one function a catalogue, record → what it says of a book.

Each returns the names of the fields that it has used; what is not among them is kept as extra fields. Sources: Finna's API
(api.finna.fi/swagger-ui), Libris Xsearch, Wikidata's properties for Inventaire.
"""

import re
from collections.abc import Callable
from typing import Any

from shelflist.cataloguing import characters, imprints, languages, relators
from shelflist.model import Book
from shelflist.readers import plain
from shelflist.readers.collections.openlibrary_answers import first, last, openlibrary, openlibrary_search, strings

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title", "title_prefix", "claims/wdt:P1476", "labels"),
    "subtitle": ("subtitle", "title", "claims/wdt:P1680", "subTitle"),
    "responsibility": ("by_statement",),
    "contributors": ("authors/name", "author_name", "contributions", "contributors/name", "authors/primary", "authors/secondary",
                     "authors/corporate", "creator", "claims/wdt:P50", "claims/wdt:P655"),
    "edition": ("edition_name", "edition", "claims/wdt:P393"),
    "imprints": ("publishers", "publishers/name", "publisher", "publish_places", "publish_places/name", "publish_date", "publishers",
                 "placesOfPublication", "authors/corporate", "year", "date", "claims/wdt:P123", "claims/wdt:P577"),
    "date": ("publish_date", "first_publish_year", "year", "publicationDates", "date", "claims/wdt:P577"),
    "extent": ("number_of_pages", "pagination", "physical_format", "physical_dimensions", "physicalDescriptions", "formats/value",
               "claims/wdt:P1104"),
    "series": ("series", "series/name"),
    "isbns": ("isbn_13", "isbn_10", "isbn", "isbns", "cleanIsbn", "identifiers/isbn_10", "identifiers/isbn_13", "claims/wdt:P212", "claims/wdt:P957"),
    "identifiers": ("key", "lccn", "oclc_numbers", "ocaid", "identifiers", "id", "identifier", "uri"),
    "classes": ("dewey_decimal_class", "lc_classifications", "classifications/dewey_decimal_class", "classifications/lc_classifications"),
    "subjects": ("subjects", "subjects/name", "subject", "subject_places", "subject_people", "subject_times", "genres"),
    "languages": ("languages/key", "language", "languages", "claims/wdt:P407", "originalLang"),
    "original_languages": ("translated_from/key", "originalLanguages"),
    "contents": ("table_of_contents", "table_of_contents/title"),
    "summary": ("description", "description/value", "summary"),
    "notes": ("notes", "notes/value"),
    "links": ("links/url", "uris", "url", "identifier"),
    "other_titles": ("full_title", "other_titles", "work_titles"),
    "country": ("publish_country",),
}  # fmt: skip

FINNISH = {"kirjoittaja": "aut", "tekijä": "aut", "sarjakuvantekijä": "aut", "kääntäjä": "trl", "kuvittaja": "ill", "toimittaja": "edt",
           "lukija": "nrt", "esittäjä": "prf", "säveltäjä": "cmp", "sanoittaja": "lyr", "valokuvaaja": "pht"}  # fmt: skip
"""Finna's words for roles → MARC relator codes, besides those that `relators` knows."""

PUBLISHER = frozenset(("kustantaja", "julkaisija", "publisher", "förläggare", "utgivare"))
LANGUAGES = {"Q1860": "en", "Q150": "fr", "Q652": "it", "Q188": "de", "Q1321": "es", "Q5146": "pt", "Q7411": "nl", "Q9027": "sv", "Q9035": "da",
             "Q9043": "no", "Q1412": "fi", "Q809": "pl", "Q9056": "cs", "Q7737": "ru", "Q5287": "ja", "Q7850": "zh", "Q7026": "ca", "Q397": "la",
             "Q9067": "hu", "Q7913": "ro", "Q9129": "el", "Q256": "tr", "Q13955": "ar", "Q9288": "he", "Q143": "eo"}  # fmt: skip
"""Items of Wikidata → languages (P407)."""

Map = Callable[[Book, dict[str, Any], dict[str, Any]], frozenset[str]]

_DATES = re.compile(r"^(.{1,500}?),\s*((?:ca\.? )?\d{4}-(?:\d{4})?|[fd]\. ?\d{4})\.?$")


# --- Finna ----------------------------------------------------------------------------------------------------


def finna(book: Book, record: dict[str, Any], _: dict[str, Any]) -> frozenset[str]:
    """A record of Finna's search. A publisher among the authors is the publisher."""
    book.id = characters.clean(first(record.get("id")), plain.ID_LIMIT)[0]
    plain.title(book, "title", first(record.get("title")), first(record.get("subTitle")))
    publishers = _finna_names(book, record)
    date = first(record.get("year")) or first(record.get("publicationDates"))
    plain.imprint(book, "publishers", strings(record.get("placesOfPublication")), publishers, date)
    book.edition = plain.clean(book, "edition", first(record.get("edition")))
    plain.pages(book, "physicalDescriptions", first(record.get("physicalDescriptions")))
    formats = " ".join(strings(record.get("formats"), "value"))
    book.carrier = next((carrier for word, carrier in CARRIERS if word in formats), book.carrier)
    if formats and "Book/" not in formats:
        book.record_type = plain.clean(book, "formats", formats.partition("/")[2].partition("/")[0]).lower()
    for number in [*strings(record.get("isbns")), *strings(record.get("cleanIsbn"))]:
        plain.isbns(book, "isbns", number)
    for code in strings(record.get("languages")):
        plain.language(book, "languages", code)
    codes = (languages.from_code(code) for code in strings(record.get("originalLanguages")))
    book.original_languages = list(dict.fromkeys(code for code in codes if code))
    for one in _list(record.get("subjects")):
        plain.subject(book, "subjects", " -- ".join(strings(one)), "topic")
    for one in _list(record.get("series")):
        plain.series(book, "series", first(one), first(one.get("additional")) if isinstance(one, dict) else "")
    for text in strings(record.get("summary")):
        plain.summary(book, "summary", text)
    return frozenset(
        ["id", "title", "subTitle", "authors", "publishers", "year", "placesOfPublication", "edition", "physicalDescriptions", "isbns", "cleanIsbn",
         "languages", "originalLanguages", "subjects", "series", "summary"]
    )  # fmt: skip


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _finna_names(book: Book, record: dict[str, Any]) -> list[str]:
    """The contributors; returned are the publishers, who stand among them."""
    found = record.get("authors")
    groups: dict[str, Any] = found if isinstance(found, dict) else {}
    named: list[tuple[str, str, str]] = []
    publishers = strings(record.get("publishers"))
    for group in ("primary", "secondary", "corporate"):
        people = groups.get(group)
        for name, about in people.items() if isinstance(people, dict) else []:
            roles = strings(about.get("role")) if isinstance(about, dict) else []
            role = next((one for one in roles if one != "-"), "")
            name = name.strip().removesuffix(f", {role}") if role else name.strip()
            if role in PUBLISHER:
                publishers += [name] if name not in publishers else []
            else:
                named.append((group, name, role))
    for group, name, role in named:
        if name not in publishers:
            first_of_all = group == "primary" and not book.contributors and not role
            code = FINNISH.get(role, "") or relators.role(role) or ("aut" if first_of_all else "")
            kind = "corporate" if group == "corporate" else ""
            plain.person(book, f"authors/{group}", name, code, kind=kind, direct=True)
    return publishers


CARRIERS = (
    ("/AudioBook/", "audio"),
    ("/eBook/", "online resource"),
    ("/Online/", "online resource"),
    ("/Book/Book/", "volume"),
)
"""What Finna's formats say of the carrier."""


# --- Libris ---------------------------------------------------------------------------------------------------


def libris(book: Book, record: dict[str, Any], _: dict[str, Any]) -> frozenset[str]:
    """A hit of Xsearch. The first creator is the author; what the others did is not said."""
    address = first(record.get("identifier"))
    book.id = characters.clean(last(address), plain.ID_LIMIT)[0]
    plain.title(book, "title", first(record.get("title")))
    _libris_names(book, record)
    _libris_publication(book, record)
    for number in strings(record.get("isbn")):
        plain.isbns(book, "isbn", number)
    for number in strings(record.get("issn")):
        plain.identifier(book, "issn", number)
    for code in strings(record.get("language")):
        plain.language(book, "language", code)
    for text in strings(record.get("description")):
        plain.summary(book, "description", text)
    for text in strings(record.get("subject")):
        plain.subject(book, "subject", text, "topic")
    plain.link(book, "identifier", address)
    plain.identifier(book, "libris", book.id)
    kind = plain.clean(book, "type", first(record.get("type")), 60).lower()
    book.record_type = "" if kind in ("book", "e-book") else kind
    book.carrier = "online resource" if kind == "e-book" else ""
    return frozenset(
        ["identifier", "title", "creator", "publisher", "date", "isbn", "issn", "language", "description", "subject", "type"]
    )  # fmt: skip


def _libris_names(book: Book, record: dict[str, Any]) -> None:
    for name in strings(record.get("creator")):
        match = _DATES.match(name.strip())
        entry = match[1] if match else name.strip().rstrip(".") if name.count(",") > 1 else name
        before = len(book.contributors)
        plain.person(book, "creator", entry, "" if book.contributors else "aut")
        if match and len(book.contributors) > before:
            book.contributors[-1].dates = match[2]


def _libris_publication(book: Book, record: dict[str, Any]) -> None:
    for text in strings(record.get("publisher")):
        made = imprints.read(plain.clean(book, "publisher", text)) if " : " in text or not book.imprints else []
        book.imprints += made
        if not made:
            plain.leftover(book, "publisher", text)
    dates = strings(record.get("date"))
    plain.date(book, "date", dates[0] if dates else "")
    if book.imprints and dates:
        book.imprints[0].date = plain.clean(book, "date", dates[0])


# --- Inventaire -----------------------------------------------------------------------------------------------


def label(entity: dict[str, Any]) -> str:
    """An entity's name: in its original language, in English, or the first that there is."""
    found = entity.get("labels")
    labels: dict[str, Any] = found if isinstance(found, dict) else {}
    return first(labels.get(str(entity.get("originalLang")))) or first(labels.get("en")) or first(list(labels.values()))


def _claims(entity: dict[str, Any], name: str) -> list[str]:
    claims = entity.get("claims")
    return strings(claims.get(name)) if isinstance(claims, dict) else []


def references(entity: dict[str, Any]) -> list[str]:
    """What an entity's claims point to."""
    claims = entity.get("claims")
    return [one for value in claims.values() for one in strings(value)] if isinstance(claims, dict) else []


def inventaire(book: Book, record: dict[str, Any], made: dict[str, Any]) -> frozenset[str]:
    """An edition or a work; persons and publishers have names where the same answer holds them."""
    names = made.get("names")
    known: dict[str, Any] = names if isinstance(names, dict) else {}
    uri = first(made.get("uri")) or first(record.get("uri"))
    book.id = characters.clean(uri, plain.ID_LIMIT)[0]
    used = ["uri", "claims/wdt:P1476", "claims/wdt:P1680", "claims/wdt:P577", "claims/wdt:P212", "claims/wdt:P957", "claims/wdt:P1104",
            "claims/wdt:P393", "originalLang"]  # fmt: skip
    title = first(_claims(record, "wdt:P1476")) or label(record)
    plain.title(book, "claims/wdt:P1476", title, first(_claims(record, "wdt:P1680")))
    for claim, role in (
        ("wdt:P50", "aut"),
        ("wdt:P655", "trl"),
        ("wdt:P110", "ill"),
        ("wdt:P98", "edt"),
        ("wdt:P2679", "wpr"),
        ("wdt:P2680", "aft"),
    ):
        found = [known[one] for one in _claims(record, claim) if isinstance(known.get(one), str)]
        plain.people(book, f"claims/{claim}", found, role, direct=True)
        used += [f"claims/{claim}"] if found and len(found) == len(_claims(record, claim)) else []
    publishers = [name for one in _claims(record, "wdt:P123") if isinstance(name := known.get(one), str)]
    used += ["claims/wdt:P123"] if publishers else []
    plain.imprint(book, "claims/wdt:P123", [], publishers, first(_claims(record, "wdt:P577")))
    book.edition = plain.clean(book, "claims/wdt:P393", first(_claims(record, "wdt:P393")))
    plain.pages(book, "claims/wdt:P1104", first(_claims(record, "wdt:P1104")))
    for claim in ("wdt:P212", "wdt:P957"):
        for number in _claims(record, claim):
            plain.isbns(book, f"claims/{claim}", number)
    codes = [LANGUAGES.get(last(one.replace(":", "/")), "") for one in _claims(record, "wdt:P407")]
    book.languages = list(dict.fromkeys(code for code in codes if code))
    used += ["claims/wdt:P407"] if codes and all(codes) else []
    if not book.languages:
        plain.language(book, "originalLang", first(record.get("originalLang")))
    kind = first(record.get("type"))
    book.record_type = "" if kind == "edition" else plain.clean(book, "type", kind, 60)
    used += ["type"] if kind == "edition" else []
    return frozenset(used)


MAPS: dict[str, Map] = {
    "openlibrary": openlibrary,
    "openlibrary-data": openlibrary,
    "openlibrary-search": openlibrary_search,
    "finna": finna,
    "libris": libris,
    "inventaire": inventaire,
}
"""Kind of answer → its map."""
