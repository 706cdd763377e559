"""Pages of headings (a subject, an author, a year, …) and the indexes that list them.

A list entry of a book is made once for each depth of folder and kept: a book stands on some ten pages. Long lists are
cut into pages (`2/`, `3/` below the first); a long index is split by letter at `az/<letter>/`.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from shelflist.catalogue import Catalogue, Headed, heading_key
from shelflist.cataloguing import collation, languages, slugs
from shelflist.markdown import Section
from shelflist.model import Struct
from shelflist.pages import Page, amounts, crumbs, labels, orders
from shelflist.pages.desk import Desk, Job, Lines
from shelflist.wording import counted, figure
from shelflist.wording import gettext as _

WHOLE = 300
"""An index of at most so many entries stands on one page."""

NARROW = 20
"""A list of more entries has a box that narrows it, where scripts run; so few headings stand together under no letters."""

TOP = 40
"""How many headings a split index shows as the ones with most books."""

COUNTED: dict[str, Callable[[int], str]] = {
    "books": amounts.books,
    "subjects": lambda n: counted("%(n)s subject", "%(n)s subjects", n),
    "aspects": lambda n: counted("%(n)s aspect", "%(n)s aspects", n),
    "authors": lambda n: counted("%(n)s author", "%(n)s authors", n),
    "series": lambda n: counted("%(n)s series", "%(n)s series", n),
    "publishers": lambda n: counted("%(n)s publisher", "%(n)s publishers", n),
    "years": lambda n: counted("%(n)s year", "%(n)s years", n),
    "languages": lambda n: counted("%(n)s language", "%(n)s languages", n),
    "classes": lambda n: counted("%(n)s class", "%(n)s classes", n),
    "lists": lambda n: counted("%(n)s list", "%(n)s lists", n),
}
"""Family → a number of its headings in words."""


class Leaf(Struct):
    """One page of a list: `number` from 1, of `total`; books `first` to `last`, from 1, of `books`."""

    number: int
    total: int
    first: int
    last: int
    books: int


def leaves(books: int, size: int) -> list[Leaf]:
    """How a list of so many books is cut into pages."""
    total = max(1, -(-books // size))
    return [Leaf(n, total, (n - 1) * size + 1, min(n * size, books), books) for n in range(1, total + 1)]


def leaf_path(base: str, number: int) -> str:
    """The address of the n-th page of a list."""
    return base if number == 1 else f"{base}{number}/"


def root_of(path: str) -> str:
    """The way from a page up to the site's root."""
    return "../" * path.count("/")


def later_page(title: str, number: int) -> list[str]:
    """What a page's title begins with that is not the first of its list: "Salt, page 2"."""
    return [_("%(title)s, page %(number)s") % {"title": title, "number": figure(number)}] if number > 1 else []


def pager(base: str, leaf: Leaf, noun: str = "") -> dict[str, Any] | None:
    """Links to the other pages of a list of books, or of what `noun` says; None when it has one page."""
    if leaf.total == 1:
        return None
    near = [n for n in range(1, leaf.total + 1) if n in (1, leaf.total) or abs(n - leaf.number) <= 2]
    given = {"things": noun or _("Books"), "first": figure(leaf.first), "last": figure(leaf.last)}
    return {
        "text": _("%(things)s %(first)s–%(last)s of %(total)s") % {**given, "total": figure(leaf.books)},
        "previous": leaf_path(base, leaf.number - 1) if leaf.number > 1 else "",
        "next": leaf_path(base, leaf.number + 1) if leaf.number < leaf.total else "",
        "pages": [{"label": str(n), "href": leaf_path(base, n), "current": n == leaf.number} for n in near],
    }


def caption(headed: Headed, language: str) -> str:
    """A heading as a page names it: a language by its name, everything else by its label."""
    return languages.name(headed.label, language) if headed.family == "languages" else headed.label


def jobs_of(desk: Desk, family: str, kind: str = "heading") -> list[Job]:
    """The pages of a family's headings, a job for each page of a long one; `kind` names the room that makes them."""
    found = []
    published = family == "subjects"
    for headed in desk.catalogue.families[family]:
        total = len(headed.books)
        for number in range(1, max(1, -(-total // desk.page_size)) + 1):
            found.append(Job(leaf_path(headed.href, number), kind, (headed.key, number), published))
    return found


def leaf_of(desk: Desk, headed: Headed, number: int) -> Leaf:
    """The n-th page of a heading's books."""
    return leaves(len(headed.books), desk.page_size)[number - 1]


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """What a heading's page is made from."""
    headed = desk.catalogue.headings[key]
    leaf = leaf_of(desk, headed, number)
    return headed.label, headed.slug, leaf, desk.token(headed.books[leaf.first - 1 : leaf.last])


def page(desk: Desk, key: str, number: int) -> Page:
    """One page of a heading's books."""
    headed = desk.catalogue.headings[key]
    made = make(headed, leaf_of(desk, headed, number), desk.lines)
    made.meta["orders"] = orders.links(desk, headed.family, headed.href, len(headed.books))
    return made


def make(headed: Headed, leaf: Leaf, lines: Lines) -> Page:
    """The page of a heading that shows this leaf of its books."""
    base = headed.href
    path = leaf_path(base, leaf.number)
    one, every = labels.family(headed.family)
    name = caption(headed, lines.language)
    total = amounts.books(leaf.books)
    meta: dict[str, Any] = {
        "kind": "heading",
        "title": name,
        "title_parts": [*later_page(name, leaf.number), every],
        "description": described(one, name, total),
        "crumbs": crumbs((every, f"{headed.family}/")),
        "section": headed.family,
        "family": headed.family,
        "family_label": one,
        "family_href": f"{headed.family}/",
        "count": leaf.books,
        "count_text": total,
        "first_order": "",
        "orders": [],
        "pager": pager(base, leaf),
        "start": leaf.first,
        "sections": [{"id": "books", "title": _("Books")}],
    }
    positions = headed.books[leaf.first - 1 : leaf.last]
    section = Section("books", _("Books"), [lines.items(positions, root_of(path), leaf.first)])
    return Page(path, "heading.html", meta, [section])


def described(kind: str, name: str, total: str) -> str:
    """What search engines say of a heading's page: "Subject: Salt. 3 books."."""
    return _("%(kind)s: %(name)s. %(count)s.") % {"kind": kind, "name": name, "count": total}


def above_keys(headed: Headed) -> list[str]:
    """Keys of the headings above one, the highest first: the prefixes of a subject."""
    if headed.family != "subjects":
        return []
    parts = headed.label.split(" — ")
    return [heading_key("subjects", " — ".join(parts[:n])) for n in range(1, len(parts))]


# --- indexes --------------------------------------------------------------------------------------------------


class Letter(msgspec.Struct):
    """A letter of an index with what it files: positions in the family's order."""

    label: str
    slug: str
    members: list[int]


def letters(labels: Sequence[str]) -> list[Letter]:
    """Letters with the positions that have them, in the order in which they are met."""
    found: dict[str, Letter] = {}
    for position, label in enumerate(labels):
        if label not in found:
            found[label] = Letter(label, _letter_slug(label), [])
        found[label].members.append(position)
    return list(found.values())


def _letter_slug(label: str) -> str:
    if label == "0–9":
        return "0-9"
    # Other alphabets by code point: a Cyrillic М must not land on the page of the Latin M.
    return label.lower() if label.isascii() and label.isalnum() else "u" + "-".join(f"{ord(c):x}" for c in label)


def family_letters(family: str, catalogue: Catalogue, language: str) -> list[Letter]:
    """The letters of a family's index; years have decades. A few headings stand together under none."""
    if family == "books":
        return letters([e.letter for e in catalogue.entries])
    members = catalogue.families[family]
    if family == "years":
        return _decades([h.label[:3] + "0" for h in members])
    found = (
        _by_name([caption(h, language) for h in members])
        if family == "languages"
        else letters([h.letter for h in members])
    )
    if 0 < len(members) <= NARROW and family != "authors":  # home leads to the letters of those
        return [Letter("", "all", [n for letter in found for n in letter.members])]
    return found


def _by_name(names: Sequence[str]) -> list[Letter]:
    """The letters of names that are not in their order yet: languages, which each language of the site calls otherwise."""
    order = sorted(range(len(names)), key=lambda n: collation.key(names[n]))
    found = letters([collation.letter(names[n]) for n in order])
    return [Letter(letter.label, letter.slug, [order[n] for n in letter.members]) for letter in found]


def _decades(firsts: Sequence[str]) -> list[Letter]:
    """The decades of these first years; their addresses are the same in every language."""
    found: dict[str, Letter] = {}
    for position, first in enumerate(firsts):
        if first not in found:
            found[first] = Letter(amounts.decade(first), slugs.slug(f"{first}s"), [])
        found[first].members.append(position)
    return list(found.values())


def _bar(family: str, found: Sequence[Letter], *, split: bool, current: str) -> list[dict[str, Any]]:
    """The jump bar; on one page its links are anchors, else pages. The alphabet's empty letters stay as plain text."""
    here = {letter.label: letter for letter in found}
    names = [letter.label for letter in found]
    if sum("A" <= name <= "Z" and len(name) == 1 for name in names) > 3 and family != "years":
        alphabet = [chr(65 + n) for n in range(26)]
        before = [name for name in names if name in ("#", "0–9")]
        names = [*before, *alphabet, *(name for name in names if name not in alphabet and name not in before)]
    bar = []
    for name in names:
        letter = here.get(name)
        target = "" if letter is None else f"{family}/az/{letter.slug}/" if split else f"{family}/#l-{letter.slug}"
        bar.append({"label": name, "href": target, "current": name == current})
    return bar


def strip(family: str, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    """The letters of a family's index, as links to their places in it; none where it has one letter."""
    found = family_letters(family, catalogue, language)
    split = len(catalogue.families[family]) > WHOLE
    return _bar(family, found, split=split, current="") if len(found) > 1 else []


def _entry(headed: Headed, language: str) -> dict[str, Any]:
    return {"text": caption(headed, language), "href": headed.href, "count": len(headed.books), "lang": ""}


def _index(family: str, path: str, total: int, extra: Sequence[str] = ()) -> dict[str, Any]:
    one, every = labels.family(family)
    said = COUNTED[family](total)
    deeper = path != f"{family}/"
    return {
        "kind": "index",
        "title": " – ".join([every, *extra]),
        "title_parts": [],
        "description": _("%(things)s of this list: %(count)s.") % {"things": every, "count": said},
        "crumbs": crumbs((every, f"{family}/")) if deeper else crumbs(),
        "section": family,
        "family": family,
        "family_label": one,
        "count_text": said,
        "letters": [],
        "narrow": False,
        "orders": [],
        "groups": [],
        "pager": None,
        "sections": [],
    }


def whole_index(family: str, lines: Lines) -> Page:
    """The index of a family on one page, or of its most used headings with a bar of letters when it is long."""
    catalogue, language = lines.catalogue, lines.language
    path = f"{family}/"
    found = family_letters(family, catalogue, language)
    total = len(catalogue.entries) if family == "books" else len(catalogue.families[family])
    meta = _index(family, path, total)
    split = total > WHOLE
    meta["letters"] = _bar(family, found, split=split, current="")
    meta["narrow"] = not split and total > NARROW
    sections: list[Section] = []
    if family == "books":
        if split:
            ordered = sorted(range(total), key=lambda n: (_year(catalogue.entries[n].year), -n), reverse=True)
            sections = [Section("newest", _("Newest by year"), [lines.items(ordered[:50], "../")])]
        else:
            sections = [Section(f"l-{f.slug}", f.label, [lines.items(f.members, "../")]) for f in found]
    else:
        members = catalogue.families[family]
        if split:
            top = sorted(members, key=lambda h: (-len(h.books), h.sort, h.label))[:TOP]
            entries = [_entry(h, language) for h in top]
            meta["groups"] = [{"letter": _("Most books"), "id": "top", "entries": entries}]
        else:
            meta["groups"] = [
                {"letter": f.label, "id": f"l-{f.slug}", "entries": [_entry(members[n], language) for n in f.members]}
                for f in found
            ]
    meta["sections"] = [{"id": section.id, "title": section.title} for section in sections]
    return Page(path, "index.html", meta, sections)


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def letter_page(family: str, letter: Letter, leaf: Leaf, every: Sequence[Letter], lines: Lines) -> Page:
    """One page of one letter of a long index."""
    base = f"{family}/az/{letter.slug}/"
    path = leaf_path(base, leaf.number)
    more = [_("page %(number)s") % {"number": figure(leaf.number)}] if leaf.number > 1 else []
    meta = _index(family, path, len(letter.members), [letter.label, *more])
    meta["letters"] = _bar(family, every, split=True, current=letter.label)
    meta["narrow"] = leaf.last - leaf.first >= NARROW
    meta["pager"] = pager(base, leaf, labels.family(family)[1])
    chosen = letter.members[leaf.first - 1 : leaf.last]
    sections: list[Section] = []
    if family == "books":
        sections = [Section(f"l-{letter.slug}", letter.label, [lines.items(chosen, root_of(path))])]
    else:
        members = lines.catalogue.families[family]
        entries = [_entry(members[n], lines.language) for n in chosen]
        meta["groups"] = [{"letter": letter.label, "id": f"l-{letter.slug}", "entries": entries}]
    meta["sections"] = [{"id": section.id, "title": section.title} for section in sections]
    return Page(path, "index.html", meta, sections)
