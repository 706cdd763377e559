"""Pages of classes, each within the class above it, and the tree of all classes.

A class lists the books of its number and of every number below, in call-number order, with the classes directly below
it. Captions are the owner's (`content/classes.tsv`): Dewey's belong to OCLC, and none is shipped.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.catalogue import Headed, broader_classes, class_of
from shelflist.markdown import Section
from shelflist.pages import Page, amounts, crumbs, labels, orders
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import COUNTED, jobs_of, later_page, leaf_of, leaf_path, pager, root_of
from shelflist.pages.shelf import NAMES, caption_of, named, size, standing
from shelflist.wording import gettext as _

ROWS = 220
"""Classes of a scheme that the page of all classes shows, at most, but for the main classes, which it always shows."""


def jobs(desk: Desk) -> list[Job]:
    """A page or more for each class, and the tree."""
    found = jobs_of(desk, "classes", "classes")
    return [*found, Job("classes/", "classes", ("", 0))] if found else []


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """The class, those above and below it, its captions, and the books of the page in their order."""
    if not key:
        told_of = [(scheme, _walk(desk, roots)) for scheme, roots in _roots(desk).items()]
        members = len(desk.catalogue.families["classes"])
        return members, [(s, [(depth, _line(desk, h), len(h.books)) for depth, h in rows]) for s, rows in told_of]
    headed = desk.catalogue.headings[key]
    leaf = leaf_of(desk, headed, number)
    above = [_line(desk, h) for h in _above(desk, headed)]
    below = [(*_line(desk, h), len(h.books)) for h in _part(desk, _below(desk, headed), number)]
    books = _in_order(desk, headed)
    return _line(desk, headed), above, below, leaf, _place(desk, headed), desk.token(books[leaf.first - 1 : leaf.last])


def page(desk: Desk, key: str, number: int) -> Page:
    """A page of a class, or the tree."""
    if not key:
        return _tree(desk)
    headed = desk.catalogue.headings[key]
    leaf = leaf_of(desk, headed, number)
    scheme = class_of(headed.label)[0]
    path = leaf_path(headed.href, number)
    caption = caption_of(desk, headed.label)
    above = [_link(desk, h) for h in _above(desk, headed)]
    total = amounts.books(leaf.books)
    every = labels.family("classes")[1]
    meta: dict[str, Any] = {
        "kind": "class",
        "title": f"{headed.label} {caption}".strip(),
        "title_parts": [*later_page(headed.label, number), every],
        "description": _described(scheme, headed.label, caption, total),
        "crumbs": crumbs((every, "classes/"), *((row["text"], row["href"]) for row in above)),
        "section": "classes",
        "number": headed.label,
        "caption": caption,
        "scheme": named(scheme)[1],
        "count": leaf.books,
        "count_text": total,
        "parts": above,
        "narrower": [_link(desk, h) for h in _part(desk, _below(desk, headed), number)],
        "shelf": _place(desk, headed),
        "tree": [],
        "orders": orders.links(desk, "classes", headed.href, leaf.books),
        "pager": pager(headed.href, leaf),
        "start": leaf.first,
        "sections": [{"id": "books", "title": _("Books")}],
    }
    books = _in_order(desk, headed)[leaf.first - 1 : leaf.last]
    section = Section("books", _("Books"), [desk.lines.items(books, root_of(path), leaf.first)])
    return Page(path, "class.html", meta, [section])


def _described(scheme: str, number: str, caption: str, total: str) -> str:
    """What search engines say of a class' page."""
    given = {"scheme": named(scheme)[0], "number": number, "caption": caption, "books": total}
    if caption:
        return _("%(scheme)s class %(number)s, %(caption)s: %(books)s.") % given
    return _("%(scheme)s class %(number)s: %(books)s.") % given


def _in_order(desk: Desk, headed: Headed) -> list[int]:
    """A class' books in call-number order; the last one asked for is kept, since its pages are asked for one by one."""
    kept = desk.memory.get("classes")
    if kept is None or kept[0] != headed.key:
        shelf = standing(desk).shelves.get(class_of(headed.label)[0])
        ordered = sorted(headed.books, key=shelf.place.__getitem__) if shelf else headed.books
        kept = desk.memory["classes"] = (headed.key, ordered)
    found: list[int] = kept[1]
    return found


def _place(desk: Desk, headed: Headed) -> str:
    """The address of a class' first book on the shelf, or ""."""
    scheme = class_of(headed.label)[0]
    shelf = standing(desk).shelves.get(scheme)
    if shelf is None:
        return ""
    first = _in_order(desk, headed)[0]
    target = leaf_path(f"shelf/{scheme}/", shelf.place[first] // size(desk) + 1)
    return f"{target}#b-{desk.catalogue.slugs[first]}"


def _line(desk: Desk, headed: Headed) -> tuple[str, str, str]:
    return headed.label, headed.slug, caption_of(desk, headed.label)


def _link(desk: Desk, headed: Headed) -> dict[str, Any]:
    caption = caption_of(desk, headed.label)
    text = f"{headed.label} {caption}".strip()
    return {"text": text, "number": headed.label, "caption": caption, "href": headed.href, "count": len(headed.books)}


def _above(desk: Desk, headed: Headed) -> list[Headed]:
    known = desk.catalogue.headings
    return [known[key] for key in reversed(broader_classes(headed.label)) if key in known]


def _below(desk: Desk, headed: Headed) -> list[Headed]:
    return [desk.catalogue.headings[key] for key in headed.narrower]


def _part(desk: Desk, below: Sequence[Headed], number: int) -> Sequence[Headed]:
    """The classes directly below that the n-th page names: there are never more than its pages have room for."""
    room = 2 * desk.page_size
    return below[(number - 1) * room : number * room]


# --- the tree -------------------------------------------------------------------------------------------------


def _roots(desk: Desk) -> dict[str, list[Headed]]:
    """Scheme → the classes that are in no other, in order."""
    members = desk.catalogue.families["classes"]
    within = {key for headed in members for key in headed.narrower}
    found: dict[str, list[Headed]] = {}
    for headed in members:
        if headed.key not in within:
            found.setdefault(class_of(headed.label)[0], []).append(headed)
    return {scheme: found[scheme] for scheme in NAMES if scheme in found}


def _walk(desk: Desk, roots: Sequence[Headed]) -> list[tuple[int, Headed]]:
    """(depth, class) of a scheme's tree in order, as deep as the page can hold."""
    depth, level, total = 0, list(roots), len(roots)
    while level:
        level = [below for headed in level for below in _below(desk, headed)]
        total += len(level)
        if not level or total > ROWS:
            break
        depth += 1
    found: list[tuple[int, Headed]] = []
    pending = [(0, headed) for headed in reversed(roots)]
    while pending:
        at, headed = pending.pop()
        found.append((at, headed))
        if at < depth:
            pending.extend((at + 1, below) for below in reversed(_below(desk, headed)))
    return found


def _tree(desk: Desk) -> Page:
    """All classes, scheme by scheme, as deep as the page can hold."""
    total = len(desk.catalogue.families["classes"])
    said = COUNTED["classes"](total)
    schemes = []
    for scheme, roots in _roots(desk).items():
        rows = [{"depth": depth, **_link(desk, headed)} for depth, headed in _walk(desk, roots)]
        schemes.append({"id": scheme, "title": named(scheme)[1], "shelf": f"shelf/{scheme}/", "rows": rows})
    meta: dict[str, Any] = {
        "kind": "class", "title": labels.family("classes")[1], "title_parts": [],
        "description": _("The classes of this list: %(classes)s.") % {"classes": said}, "crumbs": crumbs(), "section": "classes", "number": "",
        "caption": "", "scheme": "", "count": total, "count_text": said, "parts": [], "narrower": [], "shelf": "",
        "tree": schemes, "orders": [], "pager": None, "start": 1, "sections": [],
    }  # fmt: skip
    return Page("classes/", "class.html", meta)
