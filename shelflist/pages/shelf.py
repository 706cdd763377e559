"""The shelf: every book in call-number order, one shelf a classification, as spines and as a list in one.

A shelf is an ordered list of links whose text is title, author, year and call number; the drawn spine beside it is
decoration. A style sheet shows either. Long shelves are cut into pages, with a heading for each main class or class
that the owner has a caption for, and a bar of main classes that says where the page stands.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from shelflist.catalogue import Headed, class_labels, heading_key, shelves
from shelflist.catalogue.shelves import Shelf
from shelflist.cataloguing import slugs, spines
from shelflist.markdown import Section
from shelflist.pages import Page, amounts, crumbs, labels
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, later_page, leaf_path, leaves, pager, root_of
from shelflist.wording import counted, figure, later
from shelflist.wording import gettext as _

SIZE = 90
"""Books on a page of a shelf, at most: a spine is some 130 bytes of a compressed page."""

FIRST = 16
"""Books of each shelf that the page of all shelves shows."""

NAMES = {
    "ddc": (
        later("Dewey"),
        later("Dewey Decimal Classification"),
        later("%(books)s in the order of the Dewey Decimal Classification, as they would stand on a shelf."),
    ),
    "lcc": (
        later("Library of Congress"),
        later("Library of Congress Classification"),
        later("%(books)s in the order of the Library of Congress Classification, as they would stand on a shelf."),
    ),
    "udc": (
        later("UDC"),
        later("Universal Decimal Classification"),
        later("%(books)s in the order of the Universal Decimal Classification, as they would stand on a shelf."),
    ),
    "other": (
        later("Other numbers"),
        later("Local marks and numbers of other classifications"),
        later(
            "%(books)s in the order of the Local marks and numbers of other classifications, as they would stand on a shelf."
        ),
    ),
}
"""Scheme → (short name, whole name, sentence) of its shelf."""


def named(scheme: str) -> tuple[str, str]:
    """(short name, whole name) of a scheme's shelf, in words."""
    return _(NAMES[scheme][0]), _(NAMES[scheme][1])


class Top(msgspec.Struct):
    """A main class of a shelf: its label, how many books it has, the place of the first."""

    label: str
    books: int
    first: int


class Standing(msgspec.Struct):
    """What all pages of shelves share: the shelves, their main classes, the books without a number."""

    shelves: dict[str, Shelf]
    tops: dict[str, list[Top]]
    without: list[int]


def standing(desk: Desk) -> Standing:
    """The shelves of a build, worked out once."""
    found = desk.memory.get("shelf")
    if found is None:
        made = shelves.shelves(desk.catalogue.entries)
        tops: dict[str, list[Top]] = {scheme: [] for scheme in made}
        for scheme, shelf in made.items():
            for place, number in enumerate(shelf.numbers):
                label = shelves.top(scheme, number)
                if not tops[scheme] or tops[scheme][-1].label != label:
                    tops[scheme].append(Top(label, 0, place))
                tops[scheme][-1].books += 1
        found = desk.memory["shelf"] = Standing(made, tops, shelves.without(desk.catalogue.entries))
    made_before: Standing = found
    return made_before


def size(desk: Desk) -> int:
    """Books on a page of a shelf."""
    return min(SIZE, desk.page_size)


def jobs(desk: Desk) -> list[Job]:
    """The page of all shelves, the pages of each, and those of the books without a number."""
    here = standing(desk)
    if not here.shelves:
        return []
    found = [Job("shelf/", "shelf", ("", 1))]
    for scheme, shelf in here.shelves.items():
        for n in range(1, -(-len(shelf.books) // size(desk)) + 1):
            found.append(Job(leaf_path(f"shelf/{scheme}/", n), "shelf", (scheme, n)))
    for n in range(1, -(-len(here.without) // desk.page_size) + 1):
        found.append(Job(leaf_path("shelf/none/", n), "shelf", ("none", n)))
    return found


def told(desk: Desk, scheme: str, number: int) -> Sequence[Any]:
    """The books of the page, and the classes that it names."""
    here = standing(desk)
    if scheme == "none":
        leaf = leaves(len(here.without), desk.page_size)[number - 1]
        return leaf, desk.token(here.without[leaf.first - 1 : leaf.last])
    if not scheme:
        shown = [(s, _tops(desk, s), len(f.books), desk.token(f.books[:FIRST])) for s, f in here.shelves.items()]
        return shown, len(here.without), size(desk)
    shelf = here.shelves[scheme]
    leaf = leaves(len(shelf.books), size(desk))[number - 1]
    runs = [(run["title"], run["caption"], run["href"]) for run in _runs(desk, shelf, leaf.first - 1, leaf.last)]
    return leaf, _tops(desk, scheme), runs, desk.token(shelf.books[leaf.first - 1 : leaf.last])


def page(desk: Desk, scheme: str, number: int) -> Page:
    """A page of a shelf, of all shelves, or of the books without a number."""
    here = standing(desk)
    if scheme == "none":
        return _without(desk, number)
    if not scheme:
        return _all(desk, here)
    shelf = here.shelves[scheme]
    base = f"shelf/{scheme}/"
    leaf = leaves(len(shelf.books), size(desk))[number - 1]
    short, name = named(scheme)
    groups = []
    for run in _runs(desk, shelf, leaf.first - 1, leaf.last):
        first, last = run.pop("first"), run.pop("last")
        groups.append({**run, "start": first + 1, "books": _books(desk, shelf, first, last)})
    total = amounts.books(leaf.books)
    block = {
        "id": scheme, "title": "", "href": "", "count_text": "", "tops": _tops(desk, scheme, leaf), "groups": groups,
    }  # fmt: skip
    meta = {
        **_meta(_("The shelf: %(name)s") % {"name": short}, total, [*later_page(short, number), _("The shelf")]),
        "description": _(NAMES[scheme][2]) % {"books": total},
        "crumbs": crumbs((_("The shelf"), "shelf/")),
        "about": name,
        "shelves": [block],
        "pager": pager(base, leaf),
    }
    return Page(leaf_path(base, number), "shelf.html", meta)


def _meta(title: str, count_text: str, parts: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "kind": "shelf",
        "title": title,
        "title_parts": list(parts),
        "description": "",
        "crumbs": crumbs(),
        "section": "shelf",
        "about": "",
        "count_text": count_text,
        "shelves": [],
        "without": "",
        "pager": None,
        "sections": [],
    }


def _all(desk: Desk, here: Standing) -> Page:
    blocks = []
    for scheme, shelf in here.shelves.items():
        books = _books(desk, shelf, 0, min(FIRST, len(shelf.books)))
        group = {"id": "", "title": "", "caption": "", "href": "", "start": 1, "books": books}
        blocks.append(
            {
                "id": scheme,
                "title": named(scheme)[1],
                "href": f"shelf/{scheme}/",
                "count_text": amounts.books(len(shelf.books)),
                "tops": _tops(desk, scheme),
                "groups": [group],
            }
        )
    total = len(desk.catalogue.entries) - len(here.without)
    said = counted("%(n)s book with a class number", "%(n)s books with a class number", total)
    ordered = counted(
        "%(n)s book with a class number, in the order in which they would stand on a shelf.",
        "%(n)s books with a class number, in the order in which they would stand on a shelf.",
        total,
    )
    meta = {
        **_meta(_("The shelf"), said),
        "description": ordered,
        "shelves": blocks,
        "without": amounts.books(len(here.without)) if here.without else "",
    }
    return Page("shelf/", "shelf.html", meta)


def _without(desk: Desk, number: int) -> Page:
    positions = standing(desk).without
    leaf = leaves(len(positions), desk.page_size)[number - 1]
    path = leaf_path("shelf/none/", number)
    items = desk.lines.items(positions[leaf.first - 1 : leaf.last], root_of(path), leaf.first)
    head = [_("page %(number)s") % {"number": figure(number)}] if number > 1 else []
    said = counted(
        "%(n)s book whose record gives no class number.",
        "%(n)s books whose record gives no class number.",
        leaf.books,
    )
    meta = {
        **_meta(_("Books without a class number"), amounts.books(leaf.books), [*head, _("The shelf")]),
        "description": said,
        "crumbs": crumbs((_("The shelf"), "shelf/")),
        "pager": pager("shelf/none/", leaf),
        "sections": [{"id": "books", "title": _("In title order")}],
    }
    return Page(path, "shelf.html", meta, [Section("books", _("In title order"), [items])])


# --- classes on a shelf ---------------------------------------------------------------------------------------


def _headed(desk: Desk, label: str) -> Headed | None:
    return desk.catalogue.headings.get(heading_key("classes", label)) if label else None


def caption_of(desk: Desk, label: str) -> str:
    """The owner's caption of a class, in the site's language."""
    return shelves.captioned(desk.authority.captions, label, desk.words.language)


def _class_over(desk: Desk, scheme: str, number: str) -> str:
    """The class whose heading a number stands under: the nearest that has the owner's caption, else the main class."""
    if desk.authority.captions:
        for label in class_labels(scheme, number):
            if shelves.always(label) and caption_of(desk, label):
                return label
    return shelves.top(scheme, number)


def _anchor(label: str) -> str:
    return f"c-{slugs.slug(label)}" if label else "c-other"


def _runs(desk: Desk, shelf: Shelf, first: int, last: int) -> list[dict[str, Any]]:
    """The classes of the books from one place to another, in order, each with the places that it takes."""
    found: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for place in range(first, last):
        label = _class_over(desk, shelf.scheme, shelf.numbers[place])
        if not found or found[-1]["label"] != label:
            headed = _headed(desk, label)
            seen[label] = seen.get(label, 0) + 1
            anchor = _anchor(label) + (f"-{seen[label]}" if seen[label] > 1 else "")
            href = headed.href if headed else ""
            caption = caption_of(desk, label) if label else ""
            found.append(
                {"id": anchor, "label": label, "title": label, "caption": caption, "href": href, "first": place}
            )
        found[-1]["last"] = place + 1
    return found


def _tops(desk: Desk, scheme: str, leaf: Leaf | None = None) -> list[dict[str, Any]]:
    """The bar of main classes, each with the address of its first book; those on this page are marked."""
    here = standing(desk)
    shelf, per = here.shelves[scheme], size(desk)
    found = []
    for top in here.tops[scheme]:
        if not top.label:
            continue
        target = leaf_path(f"shelf/{scheme}/", top.first // per + 1)
        anchor = _anchor(_class_over(desk, scheme, shelf.numbers[top.first]))
        shown = leaf is not None and top.first < leaf.last and top.first + top.books >= leaf.first
        found.append(
            {
                "label": top.label,
                "caption": caption_of(desk, top.label),
                "href": f"{target}#{anchor}",
                "count": top.books,
                "current": shown,
            }
        )
    return found


def mains(desk: Desk) -> list[dict[str, Any]]:
    """The main classes of each shelf, as the home page names them."""
    return [
        {"title": _(NAMES[scheme][1]), "href": f"shelf/{scheme}/", "tops": tops}
        for scheme in standing(desk).shelves
        if (tops := _tops(desk, scheme))
    ]


# --- books on a shelf -----------------------------------------------------------------------------------------


def _books(desk: Desk, shelf: Shelf, first: int, last: int) -> list[dict[str, Any]]:
    """What a shelf shows of the books from one place to another."""
    catalogue, found = desk.catalogue, []
    for place in range(first, last):
        position, number = shelf.books[place], shelf.numbers[place]
        entry = catalogue.entries[position]
        author = entry.named.partition(";")[0].partition(",")[0]
        made = spines.spine(entry.title, author, shelf.scheme, number, entry.spine)
        lang = entry.lang if entry.lang != desk.words.language else ""
        found.append(
            {
                "id": f"b-{catalogue.slugs[position]}",
                "href": catalogue.href(position),
                "title": entry.title,
                "lang": lang,
                "people": entry.people,
                "year": entry.year,
                "number": number,
                "spine": _drawn(made),
            }
        )
    return found


def _drawn(made: spines.Spine) -> dict[str, Any]:
    """A spine as the template draws it, turned by 90°: `line` and `lower` are base lines, `foot` ends the call number."""
    middle = made.width // 2 - 4
    return {
        "width": made.width,
        "height": made.height,
        "fill": f"hsl({made.hue} {spines.SATURATION}% {made.light}%)",
        "title": made.title,
        "second": made.second,
        "number": made.number,
        "line": -middle - (8 if made.second else 0),
        "lower": -middle + 8,
        "base": -middle,
        "foot": made.height - spines.EDGE,
    }


def beside(desk: Desk, position: int) -> list[dict[str, Any]]:
    """A book's neighbours on each shelf where it stands: two before, two after, and the address of its place."""
    catalogue, found = desk.catalogue, []
    for scheme, _sort, number in sorted(
        catalogue.entries[position].shelf, key=lambda one: shelves.SHELVES.index(one[0])
    ):
        shelf = standing(desk).shelves[scheme]
        place = shelf.place[position]
        first, last = max(0, place - 2), min(len(shelf.books), place + 3)
        rows = []
        for n in range(first, last):
            entry = catalogue.entries[shelf.books[n]]
            rows.append(
                {
                    "title": entry.title,
                    "href": catalogue.href(shelf.books[n]),
                    "lang": entry.lang if entry.lang != desk.words.language else "",
                    "number": shelf.numbers[n],
                    "here": n == place,
                }
            )
        target = leaf_path(f"shelf/{scheme}/", place // size(desk) + 1)
        found.append(
            {
                "scheme": labels.scheme(scheme) or named(scheme)[0],
                "number": number,
                "href": f"{target}#b-{catalogue.slugs[position]}",
                "books": rows,
            }
        )
    return found


def told_beside(desk: Desk, position: int) -> list[Any]:
    """What `beside` is made from."""
    found: list[Any] = []
    made = standing(desk).shelves
    for scheme, *_rest in desk.catalogue.entries[position].shelf:
        shelf = made[scheme]
        place = shelf.place[position]
        found.append(place // size(desk))
        found += [desk.tokens[n] for n in shelf.books[max(0, place - 2) : place + 3]]
    return found
