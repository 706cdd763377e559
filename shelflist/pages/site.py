"""The pages of the site as a whole: home, search, lists, the owner's own pages, 404, and the data of the search page."""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Catalogue, Headed
from shelflist.cataloguing import dates, slugs
from shelflist.markdown import words_of
from shelflist.notes import Prose
from shelflist.pages import Page, amounts, covers, crumbs, labels, lately, machines, reading, shelf, shorten
from shelflist.pages.desk import Desk, Words
from shelflist.pages.headings import COUNTED, caption, strip
from shelflist.wording import figure
from shelflist.wording import gettext as _


def _card(desk: Desk, position: int) -> dict[str, Any]:
    catalogue = desk.catalogue
    entry = catalogue.entries[position]
    return {
        "title": entry.title,
        "subtitle": entry.subtitle,
        "href": catalogue.href(position),
        "people": entry.people,
        "year": entry.year,
        "lang": entry.lang,
        "cover": covers.cover(entry, position, desk.pictures),
        "status": labels.status(entry.status),
        "added": entry.added,
        "added_text": labels.date(entry.added) if entry.added else "",
    }


def recent(catalogue: Catalogue, number: int) -> list[int]:
    """Positions of the books added last; books without a date come after the others, by year of publication."""

    def when(position: int) -> tuple[str, int, int]:
        entry = catalogue.entries[position]
        return entry.added, int(entry.year) if entry.year.isdecimal() else 0, -position

    return sorted(range(len(catalogue.entries)), key=when, reverse=True)[:number]


def _link(headed: Headed, language: str) -> dict[str, Any]:
    return {"text": caption(headed, language), "href": headed.href, "count": len(headed.books)}


def most(members: Sequence[Headed], number: int) -> list[Headed]:
    """The headings with most books, in order of their number."""
    return sorted(members, key=lambda h: (-len(h.books), h.sort, h.label))[:number]


def home(desk: Desk, about: dict[str, str]) -> Page:
    """The first page: what this is, what is being read, what is new, and the ways in. `about`: list name → a sentence."""
    catalogue, words = desk.catalogue, desk.words
    language = words.language
    families = [f for f in labels.FAMILY if f != "books" and catalogue.families[f]]
    reading = [n for n, entry in enumerate(catalogue.entries) if entry.status == "reading"][:6]
    subjects = [h for h in most(catalogue.families["subjects"], 60) if " — " not in h.label][:12]
    years: dict[str, int] = {}
    for headed in catalogue.families["years"]:
        decade = headed.label[:3] + "0"
        years[decade] = years.get(decade, 0) + len(headed.books)
    meta: dict[str, Any] = {
        "kind": "home",
        "title": words.title,
        "title_parts": [],
        "description": words.description,
        "crumbs": [],
        "section": "",
        "total": len(catalogue.entries),
        "total_text": _scope(catalogue),
        "current": [_card(desk, n) for n in reading],
        "recent": [_card(desk, n) for n in recent(catalogue, words.recent) if n not in reading],
        "lists": [{**_link(h, language), "about": about.get(h.slug, "")} for h in catalogue.families["lists"]],
        "subjects": [_link(h, language) for h in subjects],
        "subject_total": len(catalogue.families["subjects"]),
        "families": [
            {"label": labels.family(f)[1], "href": f"{f}/", "count": figure(len(catalogue.families[f]))}
            for f in families
        ],
        "ways": ways(catalogue),
        "downloads": [{"label": title, "href": f"downloads/{name}"} for name, _format, title in machines.DOWNLOADS]
        if words.downloads
        else [],
        "schema": machines.website(words.title, words.description, language),
        "decades": [
            {"label": amounts.decade(d), "count": n, "href": f"years/#l-{slugs.slug(d + 's')}"}
            for d, n in sorted(years.items())
        ],
        "letters": strip("authors", catalogue, language),
        "shelves": shelf.mains(desk),
        "lately": lately.rows(desk),
        "sections": [],
    }
    return Page("", "home.html", meta)


def _scope(catalogue: Catalogue) -> str:
    """How large the list is, in how many languages, of which years."""
    books, spoken = amounts.books(len(catalogue.entries)), len(catalogue.families["languages"])
    given = {"books": books, "languages": COUNTED["languages"](spoken)}
    years = [entry.when[0] for entry in catalogue.entries if 0 < entry.when[0] <= dates.LAST]
    if years and min(years) < max(years):
        given |= {"first": str(min(years)), "last": str(max(years))}
        if spoken > 1:
            return _("%(books)s in %(languages)s, published from %(first)s to %(last)s") % given
        return _("%(books)s, published from %(first)s to %(last)s") % given
    return _("%(books)s in %(languages)s") % given if spoken > 1 else books


def menu(catalogue: Catalogue) -> tuple[str, ...]:
    """What the menu of every page names besides what each site has: its subjects, authors and lists, and its owner's reading."""
    there = {family: bool(catalogue.families[family]) for family in ("subjects", "authors", "lists")}
    there["reading"] = reading.ways(catalogue.entries)["reading"]
    return tuple(name for name, is_there in there.items() if is_there)


def ways(catalogue: Catalogue) -> list[dict[str, str]]:
    """The ways through the whole list that have a page of their own, with a sentence for each."""
    entries = catalogue.entries
    there = {
        "shelf": any(entry.shelf for entry in entries),
        "timeline": any(entry.when[0] for entry in entries),
        "chapters": any(entry.chapters for entry in entries),
        "bridges": len(entries) > 1,
        "stats/records": bool(entries),
        **reading.ways(entries),
    }
    return [{"label": _(label), "href": f"{name}/", "about": _(say)} for name, label, say in labels.WAYS if there[name]]


def own_page(prose: Prose) -> Page:
    """A page of the owner's: `content/pages/about.md` is `/about/`."""
    meta: dict[str, Any] = {
        "kind": "page",
        "title": prose.title,
        "title_parts": [],
        "description": shorten(words_of(prose.body)),
        "crumbs": crumbs(),
        "section": prose.name,
        "sections": [{"id": "note", "title": prose.title}],
    }
    return Page(f"{prose.name}/", "page.html", meta, [], prose.body, prose.title)


def about(words: Words, catalogue: Catalogue) -> Prose:
    """What /about/ says where the owner has written nothing."""
    said = words.description + "\n\n" if words.description else ""
    said += _("This list holds %(books)s.") % {"books": amounts.books(len(catalogue.entries))}
    if words.owner:
        said += " " + _("It is kept by %(owner)s.") % {"owner": words.owner}
    return Prose("about", _("About this list"), said)


def not_found() -> Page:
    """The page for an address that leads nowhere."""
    meta: dict[str, Any] = {
        "kind": "not-found",
        "title": _("Page not found"),
        "title_parts": [],
        "description": "",
        "crumbs": [],
        "section": "",
        "sections": [],
    }
    return Page("404.html", "404.html", meta)


def offline() -> Page:
    """The page that is shown without a network in place of one that is not saved."""
    meta: dict[str, Any] = {
        "kind": "offline",
        "title": _("This page is not saved"),
        "title_parts": [],
        "description": "",
        "crumbs": [],
        "section": "",
        "sections": [],
    }
    return Page("offline/", "offline.html", meta)
