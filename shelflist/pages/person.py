"""Pages of people and bodies: one for each, whatever the form of the name.

The guide's page specification (frontend §3 iv): the name in direct order (bodies and meetings as they are), dates, other
forms, numbers of authority files, the owner's note; then a section for each role, the chapters, the books about them, each by
year; then with whom and on what. A long page is cut: its rows are counted over all sections, `page_size` to a page.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed, direct
from shelflist.catalogue.persons import Part, Persons
from shelflist.cataloguing import contents, identifiers, relators
from shelflist.cataloguing.names import fold
from shelflist.markdown import Items, Section, line
from shelflist.pages import Page, amounts, crumbs, labels, orders
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, described, later_page, leaf_path, leaves, pager, root_of
from shelflist.wording import counted, figure, later
from shelflist.wording import gettext as _

AS = {"chapter": later("Chapters in (%(books)s)"), "subject": later("About (%(books)s)")}
"""What is no role → its section."""

KINDS = {"person": later("Person"), "corporate": later("Corporate body"), "meeting": later("Meeting")}
"""What a page says that it is about."""

FILES = {"viaf": "VIAF", "isni": "ISNI", "orcid": "ORCID", "gnd": "GND", "lcnaf": later("Library of Congress"), "naf": later("Library of Congress"),
         "bnf": "BnF", "idref": "IdRef", "wikidata": "Wikidata"}  # fmt: skip
"""Authority files by their names."""


def persons(desk: Desk) -> Persons:
    """What this build knows of people, worked out once."""
    found: Persons | None = desk.memory.get("authors")
    if found is None:
        found = desk.memory["authors"] = Persons(desk.catalogue, desk.authority)
    return found


def jobs(desk: Desk) -> list[Job]:
    """A page or more for each person and body."""
    found = []
    for headed in desk.catalogue.families["authors"]:
        # Somebody of few books has one page, whatever they did: the rows need not be counted.
        rows = 0 if _small(desk, headed) else sum(len(part.rows) for part in persons(desk).parts(headed))
        for number in range(1, max(1, -(-rows // desk.page_size)) + 1):
            found.append(Job(leaf_path(headed.href, number), "authors", (headed.key, number)))
    return found


def _small(desk: Desk, headed: Headed) -> bool:
    """Whether all rows of somebody surely stand on one page."""
    names = sum(len(desk.catalogue.entries[n].names) for n in headed.books[:9])
    return (
        len(headed.books) < 9
        and 3 * names + len(persons(desk).about.get(headed.key, ())) < desk.page_size
        and all(len(name.roles) < 4 for n in headed.books for name in desk.catalogue.entries[n].names)
    )


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """The name and what stands with it, the books of this page by section, and the people and subjects that it names."""
    headed = desk.catalogue.headings[key]
    known = persons(desk)
    parts = known.parts(headed)
    leaf = _leaf(desk, parts, number)
    rows = [(role, total, desk.token([n for n, _ in rows])) for role, total, _, rows in _cut(parts, leaf)]
    found: list[Any] = [headed.label, headed.slug, leaf, rows]
    if number > 1:
        return found
    note = known.notes.get(key)
    return [
        *found,
        headed.forms,
        known.said(headed),
        (note.ids, note.note) if note else (),
        [(other.label, other.slug, shared) for other, shared in known.colleagues(headed)],
        [(other.label, other.slug, shared) for other, shared in known.subjects(headed)],
    ]


def _leaf(desk: Desk, parts: Sequence[Part], number: int) -> Leaf:
    return leaves(sum(len(part.rows) for part in parts), desk.page_size)[number - 1]


def _cut(parts: Sequence[Part], leaf: Leaf) -> list[tuple[str, int, int, list[tuple[int, str]]]]:
    """(role, books of the whole section, number of the first one here, rows) of the sections on a page."""
    found = []
    before = 0
    for part in parts:
        first, last = max(0, leaf.first - 1 - before), min(len(part.rows), leaf.last - before)
        if first < last:
            books = len({n for n, _ in part.rows})
            found.append((part.role, books, first + 1, part.rows[first:last]))
        before += len(part.rows)
    return found


def section_title(role: str, books: int) -> str:
    """The heading of a section with its number of books: "As editor (3)"."""
    if role in AS:
        return _(AS[role]) % {"books": figure(books)}
    return _("As %(role)s (%(books)s)") % {"role": _(relators.label(role)), "books": figure(books)}


def page(desk: Desk, key: str, number: int) -> Page:
    """One page of a person or body."""
    headed = desk.catalogue.headings[key]
    known = persons(desk)
    said = known.said(headed)
    parts = known.parts(headed)
    leaf = _leaf(desk, parts, number)
    path = leaf_path(headed.href, number)
    root = root_of(path)
    name = direct(said.name) if said.kind == "person" else said.name
    whole = f"{name} ({said.dates})" if said.dates else name
    total = _total(headed, len(known.about.get(key, ())))
    cut = _cut(parts, leaf)
    sections = [
        Section(f"as-{role}", section_title(role, books), [Items([_row(desk, row, root) for row in rows], first)])
        for role, books, first, rows in cut
    ]
    note = known.notes.get(key) if number == 1 else None
    one, every = labels.family("authors")
    meta: dict[str, Any] = {
        "kind": "person",
        "title": name,
        "title_parts": [
            *(later_page(whole, number) if number > 1 else [said.dates] if said.dates else []),
            every,
        ],
        "description": described(one, whole, total),
        "crumbs": crumbs((every, "authors/")),
        "section": "authors",
        "count": len(headed.books),
        "count_text": total,
        "kind_label": _(KINDS.get(said.kind, KINDS["person"])),
        "dates": said.dates,
        "filed": said.name if name != said.name else "",
        "vernacular": said.vernacular,
        **_first_page(desk, headed, first=number == 1),
        "orders": orders.links(desk, "authors", headed.href, len(headed.books)),
        "pager": pager(headed.href, leaf, _("Entries")),
        "sections": [{"id": section.id, "title": section.title} for section in sections],
    }
    text = note.note if note else ""
    if text:
        meta["sections"].append({"id": "note", "title": _("Note")})
    return Page(path, "person.html", meta, sections, text, _("Note") if text else "")


def _total(headed: Headed, about: int) -> str:
    """ "3 books, 2 books about" in words."""
    said = amounts.books(len(headed.books))
    return said + ", " + counted("%(n)s book about", "%(n)s books about", about) if about else said


def _row(desk: Desk, row: tuple[int, str], root: str) -> tuple[str, str]:
    """A book, or a chapter with the book that it stands in."""
    position, chapter = row
    if not chapter:
        return desk.lines.of(position, root)
    entry = desk.catalogue.entries[position]
    lang = entry.lang if entry.lang != desk.words.language else ""
    anchor = ""
    if chapter in entry.chapters:
        anchor = "#" + contents.anchors(entry.chapters)[entry.chapters.index(chapter)]
    href = f"{root}{desk.catalogue.href(position)}{anchor}"
    return line(
        chapter,
        href,
        lang,
        [("sub", _("in %(title)s") % {"title": entry.title}), ("by", entry.people), ("date", entry.year)],
    )


def _first_page(desk: Desk, headed: Headed, *, first: bool) -> dict[str, Any]:
    """What stands on the first page only: other forms, numbers, people and subjects."""
    if not first:
        return {"forms": [], "ids": [], "colleagues": [], "subjects": []}
    known = persons(desk)
    met = {fold(headed.label), fold(_said(desk, headed))}
    forms = []
    for form in headed.forms:
        folded = fold(form)
        if folded not in met:
            forms.append(form)
            met.add(folded)
    numbers = [(scheme, identifiers.read(scheme, number)) for scheme, number in known.ids(headed)]
    return {
        "forms": forms,
        "ids": [
            {
                "label": _(FILES[scheme]) if scheme in FILES else labels.identifier(scheme),
                "text": found.shown or found.raw,
                "url": "" if scheme in ("openlibrary", "goodreads", "librarything") else found.link,
            }
            for scheme, found in numbers
        ],
        "colleagues": [
            {"text": _said(desk, other), "href": other.href, "count": shared}
            for other, shared in known.colleagues(headed)
        ],
        "subjects": [
            {"text": other.label, "href": other.href, "count": shared} for other, shared in known.subjects(headed)
        ],
    }


def _said(desk: Desk, headed: Headed) -> str:
    """A person in direct order, a body as it is; without dates."""
    said = persons(desk).said(headed)
    return direct(said.name) if said.kind == "person" else said.name
