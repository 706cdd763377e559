"""The page of one book: ISBD areas in order, with every name a link to the heading that gathers it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from shelflist.catalogue import Entry, heading_key, person_label
from shelflist.cataloguing import languages, names, relators, subject_forms
from shelflist.markdown import Paragraph, Section
from shelflist.model import Book, Contributor
from shelflist.pages import (
    Page,
    amounts,
    assigned,
    contents,
    covers,
    crumbs,
    details,
    labels,
    machines,
    quotes,
    shorten,
    staff,
    timeline,
)
from shelflist.pages import reading as shelves
from shelflist.pages.desk import Words
from shelflist.pages.details import Headings, href, value
from shelflist.pages.staff import Origins
from shelflist.wording import counted, sign
from shelflist.wording import gettext as _

Neighbour = dict[str, str] | None


class Beside(NamedTuple):
    """What stands beside a book: its neighbours in title order, the other editions of its work, its exports as
    (name, format for people, content), the books next to it with their reasons, where a bridge from it begins,
    its neighbours on each shelf, its place in its series, the other volumes of its work, its original or translations,
    its citations as (style, text), what its COinS say, and its cover, where that is not drawn."""

    previous: Neighbour = None
    next: Neighbour = None
    editions: Sequence[Mapping[str, str]] = ()
    exports: Sequence[tuple[str, str, str]] = ()
    nearby: Sequence[Mapping[str, Any]] = ()
    bridge: str = ""
    shelves: Sequence[Mapping[str, Any]] = ()
    series: Sequence[Mapping[str, Any]] = ()
    volumes: Sequence[Mapping[str, str]] = ()
    versions: Sequence[Mapping[str, Any]] = ()
    citations: Sequence[tuple[str, str]] = ()
    lists: Sequence[Mapping[str, str]] = ()
    coins: str = ""
    cover: dict[str, Any] | None = None


def make(
    book: Book, entry: Entry, slug: str, headings: Headings, beside: Beside, words: Words, origins: Origins
) -> Page:
    """The book's page. `words` are what it needs of the settings, `origins` gives a format's table of fields."""
    language = words.language
    sections = _sections(book)
    shown = [{"id": section.id, "title": section.title} for section in sections]
    reading = book.reading
    body = reading.body if reading else ""
    if body:
        shown.insert(0, {"id": "note", "title": _("My notes")})
    lang = entry.lang
    people = _people(book, entry, headings)
    subjects = _subjects(book, headings)
    meta: dict[str, Any] = {
        "kind": "book",
        "title": book.title,
        "title_parts": [_("Books")],
        "description": _description(book, entry),
        "crumbs": crumbs((_("Books"), "books/")),
        "section": "books",
        "book_id": book.id,
        "lang": lang,
        "dir": languages.direction(lang) if lang else "ltr",
        "subtitle": book.subtitle,
        "parts": book.parts,
        "responsibility": book.responsibility,
        "vernacular_title": book.vernacular.get("title", ""),
        "vernacular_lang": _vernacular_lang(book),
        "people": people,
        "facts": _facts(book, headings, beside, words),
        "reading": _reading(book, headings),
        "subjects": subjects,
        "details": [*details.rows(book, headings, language), *timeline.row(book, headings)],
        "links": [{"url": link.url, "label": link.label or link.url} for link in book.links],
        "sections": shown,
        "contents": contents.block(book, headings),
        **_beside(beside),
        **staff.view(book, origins, language),
        "cover": beside.cover or {"picture": None, "drawn": covers.drawn(entry)},
        "search": machines.search(book, entry, language, headings),
        "schema": machines.schema(book, people, subjects, beside.cover),
        "coins": beside.coins,
    }
    files = [(name, text) for name, _, text in beside.exports]
    return Page(f"books/{slug}/", "book.html", meta, sections, body, _("My notes"), published=True, files=files)


def _beside(beside: Beside) -> dict[str, Any]:
    """What stands beside the book, as values of its page."""
    return {
        "previous": beside.previous,
        "next": beside.next,
        "editions": list(beside.editions),
        "versions": list(beside.versions),
        "nearby": list(beside.nearby),
        "bridge": beside.bridge,
        "shelves": list(beside.shelves),
        "series": list(beside.series),
        "volumes": list(beside.volumes),
        "lists": list(beside.lists),
        "exports": [{"label": title, "href": name} for name, title, _ in beside.exports],
        "unapi": next((name for name, _, _ in beside.exports if name.endswith(".rdf.xml")), ""),
        "citations": [{"style": style, "text": text} for style, text in beside.citations],
    }


def _vernacular_lang(book: Book) -> str:
    """The tag of what stands in its own script (880): the language, with that script where it is not the usual one."""
    text = book.vernacular.get("title", "") or next((c.vernacular for c in book.contributors if c.vernacular), "")
    return languages.tag(book.languages[0], text) if book.languages and text else ""


def edition(other: Entry, href: str, this: Entry, language: str) -> dict[str, str]:
    """Another edition of the same work, as this one's page lists it."""
    spoken = [languages.name(code, language) for code in other.match.languages if code not in this.match.languages]
    text = ", ".join(part for part in (other.edition, *spoken) if part)
    return {"title": other.title, "href": href, "text": text, "lang": other.lang}


def _description(book: Book, entry: Entry) -> str:
    if book.summary:
        return shorten(book.summary[0])
    publisher = next((p for imprint in book.imprints for p in imprint.publishers), "")
    said = book.title
    if book.contributors:
        people = ", ".join([names.direct(c.name) for c in book.contributors[:2]])
        said = _("%(title)s by %(people)s") % {"title": book.title, "people": people}
    rest = ", ".join(part for part in (publisher, entry.year) if part)
    return shorten(f"{said}. {rest}." if rest else f"{said}.")


def _byline(person: Contributor) -> str:
    if person.roles:
        return _(relators.byline(person.roles[0]))
    return _("by") if person.main else _("with")


def _people(book: Book, entry: Entry, headings: Headings) -> list[dict[str, Any]]:
    """Everybody of the record; `lead` is what stands before a name: "by ", ", ", "; edited by "."""
    found: list[dict[str, Any]] = []
    before = ""
    # Namesakes that numbers tell apart have keys of their own, which the entry's names know.
    keys = {(name.label, *name.ids): name.key for name in entry.names if not name.via}
    for person in book.contributors:
        byline = _byline(person)
        lead = f"{byline} " if not before else ", " if byline == before else f"{sign(';')} {byline} "
        before = byline
        label = person_label(person.name, person.dates)
        ids = sorted(f"{scheme}:{number}" for scheme, number in person.ids.items())
        key = keys.get((label, *ids)) or heading_key("authors", label)
        found.append(
            {
                "lead": lead,
                "name": names.direct(person.name) if person.kind == "person" else person.name,
                "entry": person.name,
                "href": headings[key].href if key in headings else "",
                "roles": ", ".join([_(relators.label(role)) for role in person.roles if role]),
                "dates": person.dates,
                "vernacular": person.vernacular,
                "kind": person.kind,
            }
        )
    return found


def _facts(book: Book, headings: Headings, beside: Beside, words: Words) -> list[dict[str, str]]:
    """The line under the title: year, publisher, pages with the time that they take, language, numbered series."""
    found = []
    if book.date.year is not None:
        found.append(value(str(book.date.year), href(headings, "years", str(book.date.year))))
    elif book.date.raw:
        found.append(value(book.date.raw))
    for publisher in dict.fromkeys(p for i in book.imprints if i.function == "publication" for p in i.publishers[:1]):
        found.append(value(publisher, href(headings, "publishers", publisher)))
    if book.pages:
        minutes = book.pages * 60 // words.reading.pages_an_hour
        given = {"pages": amounts.pages(book.pages), "time": assigned.duration(minutes)}
        found.append(value(_("%(pages)s (about %(time)s)") % given))
    for code in book.languages[:3]:
        found.append(value(languages.name(code, words.language), href(headings, "languages", code)))
    for one in beside.series:
        found.append(
            value(_("%(series)s, %(volume)s") % {"series": one["label"], "volume": one["volume"]}, one["href"])
        )
    return found


def _reading(book: Book, headings: Headings) -> dict[str, Any] | None:
    reading = book.reading
    if reading is None:
        return None
    return {
        "status": reading.status,
        "status_label": labels.status(reading.status),
        "status_href": shelves.href(reading.status),
        "times": shelves.times(reading),
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
        "quotes": quotes.rows(book),
    }


def _owned(copies: int | None) -> str:
    if copies is None:
        return ""
    if copies > 1:
        return counted("%(n)s copy on my shelves", "%(n)s copies on my shelves", copies)
    return _("On my shelves") if copies else _("Not on my shelves")


def _subjects(book: Book, headings: Headings) -> list[dict[str, Any]]:
    """Each heading as its parts, one that says the same as another once; a part links to the heading down to it."""
    found = []
    hidden = subject_forms.doubles(book.subjects)
    for subject in [one for n, one in enumerate(book.subjects) if n not in hidden]:
        label = subject.main
        parts = [{"dash": False, "text": label, "whole": "", "href": href(headings, "subjects", label)}]
        for part in subject.subdivisions:
            label += f" — {part.text}"
            parts.append({"dash": True, "text": part.text, "whole": label, "href": href(headings, "subjects", label)})
        found.append({"text": label, "kind": subject.kind, "inferred": subject.inferred, "parts": parts})
    return found


def _sections(book: Book) -> list[Section]:
    """Summary, contents, front and back matter, notes: those that the record has."""
    found: list[Section] = []
    if book.summary:
        found.append(Section("summary", _("Summary"), [Paragraph(text) for text in book.summary]))
    found += contents.sections(book)
    if notes := [Paragraph(note.text) for note in book.notes if note.kind != "contents" or not book.contents]:
        found.append(Section("notes", _("Notes"), notes))
    return found
