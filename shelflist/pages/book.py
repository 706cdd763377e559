"""The page of one book: ISBD areas in order, with every name a link to the heading that gathers it."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from shelflist.catalogue import Entry, Headed, class_labels, heading_key, person_label
from shelflist.cataloguing import languages, names, relators
from shelflist.markdown import Heading, Items, Paragraph, Section, plain
from shelflist.model import Book, Contributor, Imprint, Isbn
from shelflist.pages import Page, labels, shorten, staff
from shelflist.pages.staff import Origins

Headings = Mapping[str, Headed]
Neighbour = dict[str, str] | None

LINE, LINES = 15, 5
"""Width and number of the lines of a drawn cover."""


class Beside(NamedTuple):
    """What stands beside a book: its neighbours in title order, the other editions of its work, and its exports as
    (name, format for people, content)."""

    previous: Neighbour = None
    next: Neighbour = None
    editions: Sequence[Mapping[str, str]] = ()
    exports: Sequence[tuple[str, str, str]] = ()


def make(
    book: Book, entry: Entry, slug: str, headings: Headings, beside: Beside, language: str, origins: Origins
) -> Page:
    """The book's page. `language` is that of the site's own words, `origins` gives a format's table of fields."""
    sections = _sections(book)
    shown = [{"id": section.id, "title": section.title} for section in sections]
    reading = book.reading
    body = reading.body if reading else ""
    if body:
        shown.append({"id": "note", "title": "My notes"})
    lang = entry.lang
    people = _people(book, headings)
    meta: dict[str, Any] = {
        "kind": "book",
        "title": book.title,
        "title_parts": ["Books"],
        "description": _description(book, entry),
        "crumbs": [{"label": "Home", "href": ""}, {"label": "Books", "href": "books/"}],
        "section": "books",
        "book_id": book.id,
        "lang": lang,
        "dir": languages.direction(lang) if lang else "ltr",
        "subtitle": book.subtitle,
        "parts": book.parts,
        "responsibility": book.responsibility,
        "vernacular_title": book.vernacular.get("title", ""),
        "people": people,
        "facts": _facts(book, headings, language),
        "reading": _reading(book, headings),
        "subjects": _subjects(book, headings),
        "details": _details(book, headings, language),
        "links": [{"url": link.url, "label": link.label or link.url} for link in book.links],
        "sections": shown,
        "previous": beside.previous,
        "next": beside.next,
        "editions": list(beside.editions),
        "exports": [{"label": title, "href": name} for name, title, _ in beside.exports],
        **staff.view(book, origins, language),
        "cover": cover(book.id, book.title, people[0]["entry"] if people else ""),
        "search": _search(book, entry, language),
        "schema": _schema(book),
    }
    files = [(name, text) for name, _, text in beside.exports]
    return Page(f"books/{slug}/", "book.html", meta, sections, body, "My notes", published=True, files=files)


def edition(other: Entry, href: str, this: Entry, language: str) -> dict[str, str]:
    """Another edition of the same work, as this one's page lists it."""
    spoken = [languages.name(code, language) for code in other.match.languages if code not in this.match.languages]
    text = ", ".join(part for part in (other.edition, *spoken) if part)
    return {"title": other.title, "href": href, "text": text, "lang": other.lang}


def href(headings: Headings, family: str, label: str) -> str:
    """The address of the heading that gathers this label, or ""."""
    headed = headings.get(heading_key(family, label))
    return f"{headed.family}/{headed.slug}/" if headed else ""


def _description(book: Book, entry: Entry) -> str:
    if book.summary:
        return shorten(book.summary[0])
    publisher = next((p for imprint in book.imprints for p in imprint.publishers), "")
    by = f" by {', '.join(names.direct(c.name) for c in book.contributors[:2])}" if book.contributors else ""
    rest = ", ".join(part for part in (publisher, entry.year) if part)
    return shorten(f"{book.title}{by}" + (f". {rest}." if rest else "."))


def _byline(person: Contributor) -> str:
    if person.roles:
        return relators.byline(person.roles[0])
    return "by" if person.main else "with"


def _people(book: Book, headings: Headings) -> list[dict[str, Any]]:
    """Everybody of the record; `lead` is what stands before a name: "by ", ", ", "; edited by "."""
    found: list[dict[str, Any]] = []
    before = ""
    for person in book.contributors:
        byline = _byline(person)
        lead = f"{byline} " if not before else ", " if byline == before else f"; {byline} "
        before = byline
        found.append(
            {
                "lead": lead,
                "name": names.direct(person.name) if person.kind == "person" else person.name,
                "entry": person.name,
                "href": href(headings, "authors", person_label(person.name, person.dates)),
                "roles": ", ".join(relators.label(role) for role in person.roles),
                "dates": person.dates,
                "vernacular": person.vernacular,
                "kind": person.kind,
            }
        )
    return found


def _value(text: str, link: str = "", note: str = "") -> dict[str, str]:
    return {"text": text, "href": link, "note": note}


def _facts(book: Book, headings: Headings, language: str) -> list[dict[str, str]]:
    """The line under the title: year, publisher, pages, language."""
    found = []
    if book.date.year is not None:
        found.append(_value(str(book.date.year), href(headings, "years", str(book.date.year))))
    elif book.date.raw:
        found.append(_value(book.date.raw))
    for publisher in dict.fromkeys(p for i in book.imprints if i.function == "publication" for p in i.publishers[:1]):
        found.append(_value(publisher, href(headings, "publishers", publisher)))
    if book.pages:
        found.append(_value(f"{book.pages:,} pages" if book.pages > 1 else "1 page"))
    for code in book.languages[:3]:
        found.append(_value(languages.name(code, language), href(headings, "languages", code)))
    return found


def _reading(book: Book, headings: Headings) -> dict[str, Any] | None:
    reading = book.reading
    if reading is None:
        return None
    return {
        "status": reading.status,
        "status_label": labels.STATUS.get(reading.status, ""),
        "dates": [labels.span(*dates) for dates in reading.dates],
        "rating": reading.rating,
        "rating_text": labels.stars(reading.rating) if reading.rating else "",
        "tags": [*reading.tags, *reading.shelves],
        "owned": _owned(reading.owned),
        "review": reading.review.split("\n") if reading.review else [],
        "spoiler": reading.spoiler,
        "private": reading.private.split("\n") if reading.private else [],
        "lists": [{"text": name, "href": href(headings, "lists", name)} for name in reading.lists],
        "added": reading.added,
        "added_text": labels.date(reading.added) if reading.added else "",
    }


def _owned(copies: int | None) -> str:
    if copies is None:
        return ""
    return f"{copies} copies on my shelves" if copies > 1 else "On my shelves" if copies else "Not on my shelves"


def _subjects(book: Book, headings: Headings) -> list[dict[str, Any]]:
    """Each heading as its parts; a part links to the heading down to it."""
    found = []
    for subject in book.subjects:
        label = subject.main
        parts = [{"dash": False, "text": label, "href": href(headings, "subjects", label)}]
        for part in subject.subdivisions:
            label += f" — {part.text}"
            parts.append({"dash": True, "text": part.text, "href": href(headings, "subjects", label)})
        found.append({"text": label, "kind": subject.kind, "inferred": subject.inferred, "parts": parts})
    return found


def imprint_text(imprint: Imprint) -> str:
    """A statement of publication in ISBD: place : publisher, date."""
    where = " ; ".join(imprint.places)
    who = " : ".join(imprint.publishers)
    text = f"{where} : {who}" if where and who else where or who
    return f"{text}, {imprint.date}" if text and imprint.date else text or imprint.date


def _isbn(number: Isbn) -> list[dict[str, str]]:
    words = [number.qualifier] if number.qualifier else []
    if number.cancelled:
        words.append("cancelled")
    if not number.isbn13:
        return [_value(number.raw, "", ", ".join([*words, "as printed, not a valid ISBN"]))]
    shown = [_value(number.hyphenated, "", ", ".join(words))]
    if number.isbn10:
        parts = number.hyphenated.split("-")
        ten = "-".join([*parts[1:4], number.isbn10[-1]]) if len(parts) == 5 else number.isbn10
        shown.append(_value(ten, "", "ISBN-10"))
    return shown


def _extent_text(book: Book) -> str:
    text = " : ".join(part for part in (book.extent, book.illustrations) if part)
    text = " ; ".join(part for part in (text, book.size) if part)
    return " + ".join(part for part in (text, book.accompanying) if part)


def _details(book: Book, headings: Headings, language: str) -> list[dict[str, Any]]:
    """Every other field, in ISBD order; a row stands only where the record has something to say."""
    rows: list[tuple[str, str, list[dict[str, str]]]] = [
        ("Statement of responsibility", "", [_value(book.responsibility)] if book.responsibility else []),
        ("Parallel title", "", [_value(text) for text in book.parallel_titles]),
        ("Other titles", "", [_value(text) for text in book.other_titles]),
        ("Uniform title", "", [_value(book.uniform_title)] if book.uniform_title else []),
        ("Edition", "", [_value(book.edition)] if book.edition else []),
        ("Published", "imprint", [_value(text) for text in map(imprint_text, book.imprints) if text]),
        ("Description", "extent", [_value(text)] if (text := _extent_text(book)) else []),
        ("Format", "", [_value(book.carrier[:1].upper() + book.carrier[1:])] if book.carrier else []),
        ("Series", "series", _series(book, headings)),
        ("ISBN", "isbn", [shown for number in book.isbns for shown in _isbn(number)]),
        ("Class", "class", _classes(book, headings)),
        (
            "Language",
            "language",
            [_value(languages.name(c, language), href(headings, "languages", c)) for c in book.languages],
        ),
        ("Original language", "", [_value(languages.name(code, language)) for code in book.original_languages]),
        ("Type", "", _types(book)),
        ("In", "", _host(book)),
    ]
    rows += [
        (labels.IDENTIFIER.get(name, name.upper()), "", [_value(text) for text in texts])
        for name, texts in sorted(book.identifiers.items())
    ]
    return [{"label": label, "field": field, "values": values} for label, field, values in rows if values]


def _types(book: Book) -> list[dict[str, str]]:
    kind = labels.RECORD_TYPE.get(book.record_type, book.record_type)
    level = labels.LEVEL.get(book.level, book.level)
    return [_value(text) for text in (kind, level) if len(text) > 1]


def _host(book: Book) -> list[dict[str, str]]:
    """What an article or chapter stands in."""
    if book.host is None:
        return []
    host = book.host
    parts = (f"vol. {host.volume}" if host.volume else "", f"no. {host.number}" if host.number else "",
             f"p. {host.pages}" if host.pages else "", f"ISSN {host.issn}" if host.issn else "")  # fmt: skip
    return [_value(host.title, "", ", ".join(part for part in parts if part))]


def _series(book: Book, headings: Headings) -> list[dict[str, str]]:
    found = []
    for series in book.series:
        note = " ; ".join(part for part in (series.volume, f"ISSN {series.issn}" if series.issn else "") if part)
        found.append(_value(series.title, href(headings, "series", series.title), note))
    return found


def _classes(book: Book, headings: Headings) -> list[dict[str, str]]:
    found = []
    for number in book.classes:
        label = next(iter(class_labels(number.scheme, number.number)), "")
        note = " ".join(part for part in (labels.SCHEME.get(number.scheme, ""), number.edition) if part)
        found.append(_value(number.number, href(headings, "classes", label) if label else "", note))
    return found


def _sections(book: Book) -> list[Section]:
    """Summary, contents, front and back matter, notes: those that the record has."""
    found: list[Section] = []
    if book.summary:
        found.append(Section("summary", "Summary", [Paragraph(text) for text in book.summary]))
    chapters = [chapter for chapter in book.contents if chapter.kind == "chapter"]
    if chapters:
        blocks: list[Heading | Paragraph | Items] = []
        for chapter in chapters:
            blocks.append(Heading(f"{chapter.number}. {chapter.title}" if chapter.number else chapter.title))
            if chapter.responsibility:
                blocks.append(Paragraph(chapter.responsibility))
        found.append(Section("contents", "Contents", blocks))
    others = [chapter for chapter in book.contents if chapter.kind != "chapter"]
    if others:
        found.append(Section("other-contents", "Front and back matter", [Items([plain(c.title) for c in others])]))
    if book.notes:
        found.append(Section("notes", "Notes", [Paragraph(note.text) for note in book.notes]))
    return found


def cover(identity: str, title: str, author: str) -> dict[str, Any]:
    """A drawn cover: a hue from the book's identity, the title in lines, the family name of its author."""
    hue = blake2b(identity.encode("utf-8", "replace"), digest_size=2).digest()
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] += " " + word
        elif len(lines) == LINES:
            lines[-1] = lines[-1][: LINE - 1].rstrip(" ,;:") + "…"
            break
        else:
            lines.append(word if len(word) <= LINE + 2 else word[: LINE + 1] + "…")
    return {"hue": int.from_bytes(hue, "big") % 360, "lines": lines, "author": author.partition(",")[0][:22]}


def facet_value(name: str, value: str, language: str) -> str:
    """A facet's value as readers see it: a language and a status by name."""
    if name == "Language":
        return languages.name(value, language)
    return labels.STATUS[value] if name == "Status" else value


def _search(book: Book, entry: Entry, language: str) -> dict[str, Any]:
    """What the search index takes from the page besides its text: filters, sorts, words that are not shown."""
    filters = [{"name": name, "value": facet_value(name, value, language)} for name, value in entry.facets]
    isbns = [form for n in book.isbns if n.valid() for form in (n.isbn13, n.hyphenated, n.isbn10) if form]
    return {
        "filters": filters,
        "words": " ".join(isbns),
        "author": entry.people,
        "year": entry.year,
        "sort": {
            "title": entry.sort.partition(b"\0\0")[0][:32].hex(),
            "year": str(book.date.year or 0).zfill(4),
            "added": entry.added or "0000",
        },
    }


def _schema(book: Book) -> dict[str, Any]:
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
