"""Pages of subject headings: one for each heading and each beginning of one, with how it stands to others.

A heading's page says under which other words it is known (and in which language), what is broader and narrower, what the
owner sends the reader on to, and which headings most tellingly stand on the same books, with the reason. Narrower headings
are grouped by what their last part is: a topic, a place, a period, a form.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed, heading_key
from shelflist.catalogue.subjects import Relations, whole
from shelflist.cataloguing import languages, subjects
from shelflist.cataloguing.subject_forms import DASH, fold
from shelflist.markdown import Section
from shelflist.pages import Page, amounts, crumbs, labels, orders, spread
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import above_keys, described, jobs_of, later_page, leaf_of, leaf_path, pager, root_of
from shelflist.wording import figure, later
from shelflist.wording import gettext as _

TYPES = {
    "topic": later("Topics"), "place": later("Places"), "period": later("Periods"), "form": later("Forms"),
    "": later("Other"),
}  # fmt: skip
"""What the last part of a narrower heading is → the name of its group."""

ROOM = 120
"""Narrower headings that one page names, at most, where the heading has pages enough for all."""

SCHEMES = {"lcsh": "LCSH", "fast": "FAST", "mesh": "MeSH", "ns": "Nuovo soggettario", "rameau": "RAMEAU", "gnd": "GND"}
"""Vocabularies by the names that people use."""


def jobs(desk: Desk) -> list[Job]:
    """A page or more for each heading."""
    return jobs_of(desk, "subjects", "subjects")


def relations(desk: Desk) -> Relations:
    """The relations of this build's headings, worked out once."""
    found: Relations | None = desk.memory.get("subjects")
    if found is None:
        found = desk.memory["subjects"] = Relations(desk.catalogue, desk.authority)
    return found


def types(desk: Desk) -> dict[str, str]:
    """Subdivision → topic, period, place or form: what most records say of it."""
    found: dict[str, str] | None = desk.memory.get("types")
    if found is None:
        counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for pair, number in Counter(pair for entry in desk.catalogue.entries for pair in entry.types).items():
            counted[pair[0]][pair[1]] += number
        found = {text: min(kinds, key=lambda kind: (-kinds[kind], kind)) for text, kinds in counted.items()}
        desk.memory["types"] = found
    return found


def type_of(desk: Desk, text: str) -> str:
    """What a subdivision is: by the records, else by its words; "" where neither says."""
    return types(desk).get(text) or subjects.subdivision_type(text)


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """The heading with its words and its books on this page, and the headings that the page names, with their counts."""
    headed = desk.catalogue.headings[key]
    leaf = leaf_of(desk, headed, number)
    below = [(type_of(desk, _last(h)), *_line(h)) for h in _part(headed, leaf.total, number, desk)]
    above = [(h.label, h.slug) for h in _above(desk, headed)]
    found = [headed.label, headed.slug, above, below, leaf, desk.token(headed.books[leaf.first - 1 : leaf.last])]
    if number > 1:
        return found
    known = relations(desk)
    note = known.notes.get(headed.key)
    aspect = _aspect(desk, headed)
    return [
        *found,
        _forms(desk, headed),
        note.scope if note else "",
        [_told_word(known, word) for relation in _owners(known) for word in relation.get(headed.label, ())],
        [(*_line(other), shared) for other, shared in known.related(headed)],
        _line(aspect) if aspect else (),
        spread.counts(desk, headed.books),
    ]


def page(desk: Desk, key: str, number: int) -> Page:
    """One page of a heading."""
    headed = desk.catalogue.headings[key]
    leaf = leaf_of(desk, headed, number)
    path = leaf_path(headed.href, number)
    above = _above(desk, headed)
    total = amounts.books(leaf.books)
    one, every = labels.family("subjects")
    meta: dict[str, Any] = {
        "kind": "subject",
        "title": headed.label,
        "title_parts": [*later_page(headed.label, number), every],
        "description": described(one, headed.label, total),
        "crumbs": crumbs((every, "subjects/"), *((h.label, h.href) for h in above)),
        "section": "subjects",
        "count": leaf.books,
        "count_text": total,
        "parts": [{"text": _last(h), "href": h.href} for h in above],
        "narrower": _groups(desk, _part(headed, leaf.total, number, desk), headed),
        **_first_page(desk, headed, first=number == 1),
        "orders": orders.links(desk, "subjects", headed.href, leaf.books),
        "pager": pager(headed.href, leaf),
        "start": leaf.first,
        "sections": [{"id": "books", "title": _("Books")}],
    }
    note = relations(desk).notes.get(headed.key) if number == 1 else None
    scope = note.scope if note else ""
    if scope:
        meta["sections"].append({"id": "note", "title": _("Scope note")})
    positions = headed.books[leaf.first - 1 : leaf.last]
    section = Section("books", _("Books"), [desk.lines.items(positions, root_of(path), leaf.first)])
    return Page(path, "subject.html", meta, [section], scope, _("Scope note") if scope else "", published=True)


def _first_page(desk: Desk, headed: Headed, *, first: bool) -> dict[str, Any]:
    """What stands on the first page of a heading only: its words, what others it leads to, its aspect."""
    if not first:
        return {"forms": [], "broader": [], "more": [], "also": [], "related": [], "aspect": None, "years": None}
    known = relations(desk)
    broader, narrower, also = (
        [_linked(known, word) for word in relation.get(headed.label, ())] for relation in _owners(known)
    )
    above = _above(desk, headed)
    total = amounts.books(len(headed.books))
    return {
        "forms": _forms(desk, headed),
        # Without its count: one more book there must not make the pages of all below it again.
        "broader": [*({"text": h.label, "href": h.href, "count": 0} for h in above[-1:]), *broader],
        "more": narrower,
        "also": also,
        "related": [
            {
                **_link(other),
                "reason": _("%(shared)s of the %(books)s here; %(total)s in all")
                % {"shared": figure(shared), "books": total, "total": figure(len(other.books))},
            }
            for other, shared in known.related(headed)
        ],
        "aspect": _link(aspect) if (aspect := _aspect(desk, headed)) else None,
        "years": spread.block(spread.counts(desk, headed.books)),
    }


def _owners(known: Relations) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    return known.broader, known.narrower, known.also


def _line(headed: Headed) -> tuple[str, str, int]:
    return headed.label, headed.slug, len(headed.books)


def _link(headed: Headed) -> dict[str, Any]:
    return {"text": headed.label, "href": headed.href, "count": len(headed.books)}


def _told_word(known: Relations, word: str) -> tuple[str, str, int]:
    found = known.find(word)
    return _line(found) if found else (word, "", 0)


def _linked(known: Relations, word: str) -> dict[str, Any]:
    """A heading that the owner names; one that no book has is text."""
    found = known.find(word)
    return _link(found) if found else {"text": word, "href": "", "count": 0}


def _last(headed: Headed) -> str:
    return headed.label.rpartition(DASH)[2]


def _above(desk: Desk, headed: Headed) -> list[Headed]:
    """The headings that this one begins with, the highest first."""
    known = desk.catalogue.headings
    return [known[key] for key in above_keys(headed) if key in known and known[key] is not headed]


def _part(headed: Headed, pages: int, number: int, desk: Desk) -> list[Headed]:
    """The narrower headings that the n-th page of a heading names; together its pages name all."""
    room = max(ROOM, -(-len(headed.narrower) // pages))
    return [desk.catalogue.headings[key] for key in headed.narrower[(number - 1) * room : number * room]]


def _groups(desk: Desk, below: Sequence[Headed], headed: Headed) -> list[dict[str, Any]]:
    """Narrower headings by the kind of their last part."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in TYPES}
    for other in below:
        kind = type_of(desk, _last(other)) if DASH in other.label else ""
        found[kind].append({**_link(other), "text": _last(other)})
    filled = {kind: entries for kind, entries in found.items() if entries}
    return [
        {
            "label": _(TYPES[kind]) if len(filled) > 1 or kind else "",
            "id": f"narrower-{kind or 'other'}",
            "entries": rows,
        }
        for kind, rows in filled.items()
    ]


def _aspect(desk: Desk, headed: Headed) -> Headed | None:
    """The aspect of a heading: what it adds to its main part, across all main headings; None where only it has that."""
    below = headed.label.partition(DASH)[2]
    found = desk.catalogue.headings.get(heading_key("aspects", below)) if below else None
    return found if found and len(found.books) > len(headed.books) else None


def words(desk: Desk) -> dict[str, str]:
    """Fold of a word of the owner's → its language or vocabulary."""
    found: dict[str, str] | None = desk.memory.get("words")
    if found is None:
        found = desk.memory["words"] = {}
        for row in desk.authority.equivalents:
            for scheme, label in row:
                found.setdefault(fold(whole(label)), scheme)
        for note in desk.authority.subjects:
            for language, label in note.labels.items():
                found.setdefault(fold(whole(label)), language)
    return found


def _forms(desk: Desk, headed: Headed) -> list[dict[str, str]]:
    """The other words for a heading; those that differ in case or marks alone from it, or from one before, are not told."""
    made = []
    met = {fold(headed.label)}
    for form in headed.forms:
        folded = fold(form)
        if folded in met:
            continue
        met.add(folded)
        scheme = words(desk).get(folded, "")
        lang = languages.from_code(scheme) if scheme and scheme not in SCHEMES else ""
        note = languages.name(lang, desk.words.language) if lang else SCHEMES.get(scheme, scheme)
        made.append({"text": form, "lang": lang, "note": note})
    return made
