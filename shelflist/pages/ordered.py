"""Pages of a heading's books, or of all books, in another order than that of the heading's own page.

They are the same entries, so a page shows nothing but the list and the way to the heading; search engines are told that the
heading's own page is the original (RFC 6596), and the site map leaves them out.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.markdown import Section
from shelflist.pages import Page, amounts, crumbs, labels, orders
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, caption, later_page, leaf_path, leaves, pager, root_of
from shelflist.wording import gettext as _
from shelflist.wording import later

TITLES = {
    "by-title": later("%(name)s, by title"),
    "by-author": later("%(name)s, by author"),
    "newest": later("%(name)s, newest first"),
    "added": later("%(name)s, recently added first"),
}
"""Order → the name of its page."""


def jobs(desk: Desk) -> list[Job]:
    """The pages of each further order of each heading that has some, and of all books."""
    total = len(desk.catalogue.entries)
    found = _jobs(desk, "books", "books/", "", total)
    for family in orders.OTHERS:
        if family != "books":
            for headed in desk.catalogue.families[family]:
                found += _jobs(desk, family, headed.href, headed.key, len(headed.books))
    return found


def _jobs(desk: Desk, family: str, base: str, key: str, books: int) -> list[Job]:
    return [
        Job(leaf_path(f"{base}{order}/", number), "orders", (key, order, number))
        for order in orders.offered(desk, family, books)
        for number in range(1, -(-books // desk.page_size) + 1)
    ]


def told(desk: Desk, key: str, order: str, number: int) -> Sequence[Any]:
    """The heading, and the books of the page in their order."""
    family, base, name = _heading(desk, key)
    leaf, books = _leaf(desk, key, order, number)
    return family, base, name, order, leaf, desk.token(books)


def page(desk: Desk, key: str, order: str, number: int) -> Page:
    """One page of an order."""
    family, base, name = _heading(desk, key)
    leaf, books = _leaf(desk, key, order, number)
    path = leaf_path(f"{base}{order}/", number)
    one, every = labels.family(family)
    title = _(TITLES[order]) % {"name": name}
    total = amounts.books(leaf.books)
    above = [(every, f"{family}/"), *([(name, base)] if key else [])]
    meta: dict[str, Any] = {
        "kind": "heading",
        "title": title,
        "title_parts": [*later_page(title, number), *([every] if key else [])],
        "description": f"{title}. {total}.",
        "crumbs": crumbs(*above),
        "section": family,
        "family": family,
        "family_label": one if key else "",
        "family_href": f"{family}/",
        "count": leaf.books,
        "count_text": total,
        "first_order": base,
        "orders": orders.links(desk, family, base, leaf.books, order),
        "pager": pager(f"{base}{order}/", leaf),
        "start": leaf.first,
        "sections": [{"id": "books", "title": _("Books")}],
    }
    section = Section("books", _("Books"), [desk.lines.items(books, root_of(path), leaf.first)])
    return Page(path, "heading.html", meta, [section])


def _heading(desk: Desk, key: str) -> tuple[str, str, str]:
    """(family, address of its own page, name) of a heading; of all books for ""."""
    if not key:
        return "books", "books/", labels.family("books")[1]
    headed = desk.catalogue.headings[key]
    return headed.family, headed.href, caption(headed, desk.words.language)


def _leaf(desk: Desk, key: str, order: str, number: int) -> tuple[Leaf, Sequence[int]]:
    """A page of an order and its books. The order last asked for is kept, since its pages are asked for one by one."""
    kept = desk.memory.get("order")
    if kept is None or kept[0] != (key, order):
        books = desk.catalogue.headings[key].books if key else range(len(desk.catalogue.entries))
        kept = desk.memory["order"] = ((key, order), orders.put(desk, order, books))
    found: Sequence[int] = kept[1]
    leaf = leaves(len(found), desk.page_size)[number - 1]
    return leaf, found[leaf.first - 1 : leaf.last]
