"""See references: a page at the address of every other word of a subject, which leads to the heading that is used instead.

So "Pace" answers under its own address where the heading is "Peace", and the address of a form that was joined to another
goes on to answer. A word whose address a heading has needs none.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import RESERVED, Headed
from shelflist.cataloguing import slugs
from shelflist.pages import Page, crumbs, labels
from shelflist.pages.desk import Desk, Job
from shelflist.wording import gettext as _

Words = dict[str, tuple[str, list[Headed]]]
"""Slug → (the word, the headings that it leads to)."""


def words(desk: Desk) -> Words:
    """The words that have an address of their own."""
    found: Words | None = desk.memory.get("see")
    if found is None:
        members = desk.catalogue.families["subjects"]
        taken = {headed.slug for headed in members} | RESERVED
        found = {}
        for headed in members:
            for form in headed.forms:
                slug = slugs.slug(form, 100)
                if slug and slug not in taken:
                    leads = found.setdefault(slug, (form, []))[1]
                    if headed not in leads:
                        leads.append(headed)
        desk.memory["see"] = found
    return found


def jobs(desk: Desk) -> list[Job]:
    """A page for each word."""
    return [Job(f"subjects/{slug}/", "see", (slug,)) for slug in sorted(words(desk))]


def told(desk: Desk, slug: str) -> Sequence[Any]:
    """The word and where it leads."""
    word, leads = words(desk)[slug]
    return word, [(headed.label, headed.slug, len(headed.books)) for headed in leads]


def page(desk: Desk, slug: str) -> Page:
    """The page of a word."""
    word, leads = words(desk)[slug]
    every = labels.family("subjects")[1]
    meta: dict[str, Any] = {
        "kind": "see",
        "title": word,
        "title_parts": [every],
        "description": _("%(word)s: see %(headings)s.")
        % {"word": word, "headings": ", ".join(headed.label for headed in leads)},
        "crumbs": crumbs((every, "subjects/")),
        "section": "subjects",
        "see": [{"text": h.label, "href": h.href, "count": len(h.books)} for h in leads],
        "sections": [],
    }
    return Page(f"subjects/{slug}/", "see.html", meta)
