"""What machines take from a book's page: the search index its filters, sorts and hidden words, others its schema.org data."""

import heapq
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from shelflist.catalogue import Catalogue, Entry, Headed
from shelflist.cataloguing import languages, names
from shelflist.model import Book, Contributor
from shelflist.pages import labels, shorten

MOST_WORDS = 60
"""Other words of its subjects that a book's page gives to the search index."""


def facet_value(name: str, value: str, language: str) -> str:
    """A facet's value as readers see it: a language and a status by name."""
    if name == "Language":
        return languages.name(value, language)
    return labels.status(value) if name == "Status" else value


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


HERE = "~/"
"""What an address of ours begins with in schema.org data: where the site stands, the renderer knows (`render`)."""


def schema(
    book: Book,
    people: Sequence[Mapping[str, Any]] = (),
    subjects: Sequence[Mapping[str, Any]] = (),
    cover: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """schema.org Book. `people` and `subjects` are those of the page, with the addresses of their own pages."""
    roles = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator", "cre": "author"}
    made: dict[str, Any] = {"@type": "Book", "name": book.title}
    if book.subtitle:
        made["alternativeHeadline"] = book.subtitle
    if alternate := [*book.parallel_titles, *book.other_titles][:4]:
        made["alternateName"] = alternate
    hrefs = [person["href"] for person in people]
    for n, person in enumerate(book.contributors):
        role = roles.get(person.roles[0] if person.roles else "aut" if person.main else "", "contributor")
        kind = "Person" if person.kind == "person" else "Organization"
        name = names.direct(person.name) if person.kind == "person" else person.name
        one = {"@type": kind, "name": name}
        if n < len(hrefs) and hrefs[n]:
            one["@id"] = HERE + hrefs[n]
        made.setdefault(role, []).append(one)
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
        if volume := book.series[0].volume:  # one for the whole book: schema.org has it on what is in the series
            made["position"] = volume
    if book.subjects:
        made["about"] = _about(subjects) if subjects else [subject.text() for subject in book.subjects]
    if book.summary:
        made["description"] = shorten(book.summary[0], 500)
    if cover and cover["picture"]:
        made["image"] = HERE + cover["picture"]["src"]
    if links := acquisitions(book):
        made["potentialAction"] = [{"@type": "ReadAction", "target": link["href"]} for link in links]
    return made


def _about(subjects: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each heading as a term, with the address of its page where it has one."""
    found = []
    for subject in subjects:
        one = {"@type": "DefinedTerm", "name": subject["text"]}
        if href := subject["parts"][-1]["href"]:
            one["@id"] = HERE + href
        found.append(one)
    return found


def item_list(hrefs: Sequence[str], first: int = 1) -> dict[str, Any]:
    """schema.org ItemList of pages of ours; `first` is the place of the first."""
    items = [{"@type": "ListItem", "position": n, "url": HERE + href} for n, href in enumerate(hrefs, first)]
    return {"@type": "ItemList", "itemListOrder": "https://schema.org/ItemListOrderAscending", "itemListElement": items}


def website(title: str, description: str, language: str) -> dict[str, Any]:
    """schema.org WebSite with its search."""
    target = {"@type": "EntryPoint", "urlTemplate": HERE + "search/?q={search_term_string}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    about = {"description": description} if description else {}
    return {"@type": "WebSite", "name": title, **about, "inLanguage": language, "potentialAction": action}


# --- feeds, downloads, open books -----------------------------------------------------------------------------

DOWNLOADS: tuple[tuple[str, str, str], ...] = (
    ("list.csv", "csv", "CSV"), ("list.bib", "bibtex", "BibTeX"), ("list.ris", "ris", "RIS"),
    ("list.json", "csl-json", "CSL-JSON"), ("list.xml", "mods", "MODS"), ("list.mrc.xml", "marcxml", "MARCXML"),
)  # fmt: skip
"""Files of `/downloads/`: name, format, name for people."""

FILES: dict[str, str] = {
    ".epub": "application/epub+zip", ".pdf": "application/pdf", ".mobi": "application/x-mobipocket-ebook",
    ".azw3": "application/vnd.amazon.ebook", ".djvu": "image/vnd.djvu", ".cbz": "application/vnd.comicbook+zip",
}  # fmt: skip
"""Ending of a link's path → media type of the book's file that it leads to."""

OPEN = ("open access", "openaccess", "accesso aperto", "accès libre", "libre accès", "acceso abierto", "freier zugang")
"""Words of a link's label that say it may be read by all."""

OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
IMAGES = ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail")


def acquisitions(book: Book) -> list[dict[str, str]]:
    """The links of a record that lead to the book itself: to its file, or to a page that its label calls open."""
    found = []
    for link in book.links:
        if not link.url.startswith(("http:", "https:")):
            continue
        path = link.url.partition("?")[0].partition("#")[0].lower()
        media = next((media for ending, media in FILES.items() if path.endswith(ending)), "")
        if not media and any(word in link.label.casefold() for word in OPEN):
            media = "text/html"
        if media:
            found.append({"rel": OPEN_ACCESS, "href": link.url, "type": media})
    return found


def open_entry(catalogue: Catalogue, n: int, book: Book, picture: str = "") -> dict[str, Any]:
    """A book of OPDS; `picture` is where its cover is published as a JPEG."""
    entry = catalogue.entries[n]
    return {
        "href": catalogue.href(n),
        "title": f"{entry.title}: {entry.subtitle}" if entry.subtitle else entry.title,
        "updated": moment(entry.added) or "1970-01-01T00:00:00Z",
        "people": [
            names.direct(one.name) if one.kind == "person" else one.name for one in book.contributors if _wrote(one)
        ],
        "language": book.languages[:1],
        "issued": str(book.date.year) if book.date.year is not None else "",
        "isbn": next((one.isbn13 for one in book.isbns if one.valid()), ""),
        "summary": shorten(book.summary[0], 500) if book.summary else "",
        "links": acquisitions(book),
        "images": [{"rel": rel, "href": picture, "type": "image/jpeg"} for rel in IMAGES if picture],
    }


def _wrote(one: Contributor) -> bool:
    return "aut" in one.roles or (one.main and not one.roles)


def opds(title: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """OPDS 2.0: the same entries. A cover that is drawn in the pages is no image here."""
    base = values["base"]
    publications = []
    for one in values["entries"]:
        about: dict[str, Any] = {"@type": "http://schema.org/Book", "title": one["title"]}
        about["identifier"] = (
            f"urn:isbn:{one['isbn']}" if one["isbn"] else f"urn:shelflist:{values['identity']}:{one['href']}"
        )
        if one["people"]:
            about["author"] = one["people"]
        if one["language"]:
            about["language"] = one["language"][0]
        if one["issued"].isdecimal() and len(one["issued"]) == 4:
            about["published"] = one["issued"]
        if one["summary"]:
            about["description"] = one["summary"]
        page = {"rel": "alternate", "href": base + one["href"], "type": "text/html"}
        images = [{"href": base + image["href"], "type": image["type"]} for image in one["images"][:1]]
        found = {"metadata": about, "links": [*one["links"], page]}
        publications.append({**found, "images": images} if images else found)
    links = [{"rel": "self", "href": base + "opds.json", "type": "application/opds+json"}]
    return {"metadata": {"title": title}, "links": links, "publications": publications}


def moment(added: str) -> str:
    """A date of adding, whole or not, as RFC 3339 has it: a day that is not known is the first."""
    return "-".join([*added.split("-"), "01", "01"][:3]) + "T00:00:00Z" if added else ""


def newest(catalogue: Catalogue, positions: Iterable[int], most: int) -> list[int]:
    """Of these books those that have a date of adding, newest first."""
    entries = catalogue.entries
    dated = [(e.added, int(e.year) if e.year.isdecimal() else 0, -n) for n in positions if (e := entries[n]).added]
    return [-n for _, _, n in heapq.nlargest(most, dated)]


def feed_entry(catalogue: Catalogue, n: int) -> dict[str, str]:
    """A book as feeds have it."""
    entry = catalogue.entries[n]
    full = f"{entry.title}: {entry.subtitle}" if entry.subtitle else entry.title
    summary = ", ".join(part for part in (entry.people, entry.year) if part)
    return {"href": catalogue.href(n), "title": full, "summary": summary, "updated": moment(entry.added)}


def to_json(value: Any) -> bytes:
    """JSON, with U+FFFD for halves of surrogate pairs."""
    try:
        return msgspec.json.encode(value) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(value).encode() + b"\n"
