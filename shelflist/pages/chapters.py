"""All chapters of the list: by book in title order, and by the significant words of their titles.

`/chapters/` is the way in. What fits on one page stands there; else each letter has its own pages, cut so that none is
heavy. A chapter is a link to its heading on the book's page: the anchors are those of `cataloguing.contents.anchors`.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

import msgspec

from shelflist.catalogue import chapters as catalogued
from shelflist.catalogue import direct
from shelflist.catalogue.chapters import Chapters, Keyword
from shelflist.cataloguing import collation, contents, languages, slugs
from shelflist.pages import Page, amounts, crumbs
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, Letter, leaf_path, letters, pager
from shelflist.wording import counted, figure, later, ngettext
from shelflist.wording import gettext as _

BUDGET = 16_000
"""What a page holds, in characters of titles and some for each link: a compressed page stays below 14 KB."""

LINK, HEAD = 28, 60
"""What a link and a heading weigh besides their titles."""

TOP, FEW = 60, 3
"""How many of the words with most chapters the way in shows, and how many chapters each of them has at least."""

BOOKS, WORDS = "chapters/", "chapters/words/"
_NOUN = {BOOKS: later("Chapters"), WORDS: later("Entries")}

Slice = tuple[int, int, int]
"""A group (a book or a word, by its place) and which of its chapters: first, and the one after the last."""


class Cut(msgspec.Struct):
    """One way through the chapters, cut into pages: by letter, or, where all fits on one page, only `whole`."""

    letters: list[Letter]
    pages: list[list[list[Slice]]]
    rows: list[int]
    whole: list[Slice] | None
    bar: bytes = b""


class Room(msgspec.Struct):
    """What all these pages share."""

    chapters: Chapters
    words: list[Keyword]
    by: dict[str, Cut]
    top: list[int]


def room(desk: Desk) -> Room:
    """The chapters of a build and how they are cut, worked out once."""
    found = desk.memory.get("chapters")
    if found is None:
        entries = desk.catalogue.entries
        made = catalogued.listed(entries)
        words = catalogued.words(entries, made)
        weights = [_weight(title) + LINK for title in made.titles]
        books = [
            (_weight(entries[n].title) + HEAD, weights[f : f + len(entries[n].chapters)]) for n, f in made.first.items()
        ]
        with_book = [w + _weight(entries[n].title) for w, n in zip(weights, made.owners, strict=True)]
        spread = [(len(word.text) + HEAD, [with_book[n] for n in word.chapters]) for word in words]
        common = [n for n, word in enumerate(words) if word.total >= FEW]
        top = sorted(sorted(common, key=lambda n: (-words[n].total, n))[:TOP])
        by = {
            BOOKS: _cut([entries[n].letter for n in made.books], books),
            WORDS: _cut([collation.letter(word.text) for word in words], spread),
        }
        found = desk.memory["chapters"] = Room(made, words, by, top)
    known: Room = found
    return known


def jobs(desk: Desk) -> list[Job]:
    """The two ways in, and the pages of each letter; none where no record has a list of contents."""
    here = room(desk)
    if not here.chapters.titles:
        return []
    found = []
    for base, cut in here.by.items():
        found.append(Job(base, "chapters", (base, -1, 1)))
        for place, pages in enumerate(cut.pages):
            path = _letter_path(base, cut.letters[place])
            found += [Job(leaf_path(path, n), "chapters", (base, place, n)) for n in range(1, len(pages) + 1)]
    return found


def told(desk: Desk, base: str, place: int, number: int) -> Sequence[Any]:
    """The chapters of the page by their books, the words, and the bar of letters."""
    here = room(desk)
    cut = here.by[base]
    if place < 0:
        top = [(here.words[n].text, here.words[n].total) for n in here.top]
        bars = [one.bar for one in here.by.values()]
        slices = cut.whole or []
        return base, top, bars, len(here.chapters.titles), len(here.chapters.books), *_tokens(desk, here, base, slices)
    pages = cut.pages[place]
    return base, place, number, len(pages), cut.rows[place], cut.bar, *_tokens(desk, here, base, pages[number - 1])


def _tokens(desk: Desk, here: Room, base: str, slices: Sequence[Slice]) -> tuple[Any, ...]:
    """What the chapters of these slices are told by."""
    if base == BOOKS:
        return (
            slices_of(slices),
            desk.token([here.chapters.books[group] for group, _a, _b in slices]),
            _people(desk, here, slices),
        )
    numbers = [n for group, a, b in slices for n in here.words[group].chapters[a:b]]
    owners = [here.chapters.owners[n] for n in numbers]
    inside = [n - here.chapters.first[owner] for n, owner in zip(numbers, owners, strict=True)]
    heads = [(here.words[group].text, here.words[group].total, a, b) for group, a, b in slices]
    return heads, inside, desk.token(owners)


def slices_of(slices: Sequence[Slice]) -> list[tuple[int, int]]:
    """Slices without the places of their groups, which change when another book is added."""
    return [(a, b) for _group, a, b in slices]


def _people(desk: Desk, here: Room, slices: Sequence[Slice]) -> list[str]:
    """The addresses of the authors of these books' chapters."""
    known, entries = desk.catalogue.headings, desk.catalogue.entries
    positions = [here.chapters.books[group] for group, _a, _b in slices]
    return [known[x.key].slug for n in positions for x in entries[n].names if x.via == "chapter" and x.key in known]


def page(desk: Desk, base: str, place: int, number: int) -> Page:
    """A page of a letter, or one of the two ways in."""
    here = room(desk)
    cut = here.by[base]
    by_word = base == WORDS
    if place < 0:
        chapters = amounts.chapters(len(here.chapters.titles))
        total = _("%(chapters)s in %(books)s") % {
            "chapters": chapters,
            "books": amounts.books(len(here.chapters.books)),
        }
        if by_word:
            given = {"words": counted("%(n)s word", "%(n)s words", len(here.words)), "chapters": chapters}
            total = _("%(words)s of the titles of %(chapters)s") % given
        meta = _meta(base, _("Words of chapter titles") if by_word else _("Chapters"), total)
        meta["letters"] = _bar(base, cut, -1)
        meta["groups"] = _groups(desk, here, base, cut.whole or [])
        meta["words"] = _top(here) if cut.whole is None or not by_word else []
        return Page(base, "chapters.html", meta)
    letter = cut.letters[place]
    path = _letter_path(base, letter)
    leaf = _leaf(cut, place, number)
    members, at = len(letter.members), {"letter": letter.label}
    if by_word:
        what = _("Words of chapter titles: %(letter)s") % at
        entries = counted("%(n)s entry", "%(n)s entries", leaf.books)
        total = f"{entries}, {counted('%(n)s word', '%(n)s words', members)}"
    else:
        what = _("Chapters: %(letter)s") % at
        total = f"{amounts.chapters(leaf.books)}, {amounts.books(members)}"
    meta = _meta(base, what, total, number)
    meta["letters"] = _bar(base, cut, place)
    meta["groups"] = _groups(desk, here, base, cut.pages[place][number - 1])
    meta["pager"] = pager(path, leaf, _(_NOUN[base]))
    return Page(leaf_path(path, number), "chapters.html", meta)


def _meta(base: str, title: str, total: str, number: int = 0) -> dict[str, Any]:
    """What every page of this kind gives to its template; `number` is 0 for a way in."""
    way = [(_("Chapters"), BOOKS)] if base == WORDS or number else []
    way += [(_("Words"), WORDS)] if base == WORDS and number else []
    return {
        "kind": "chapters",
        "title": title,
        "title_parts": [_("page %(number)s") % {"number": figure(number)}] if number > 1 else [],
        "description": _("%(title)s: %(about)s.") % {"title": title, "about": total},
        "crumbs": crumbs(*way),
        "section": "chapters",
        "count_text": total,
        "by_word": base == WORDS,
        "here": not number,
        "letters": [],
        "groups": [],
        "words": [],
        "pager": None,
        "sections": [],
    }


# --- cutting --------------------------------------------------------------------------------------------------


def _weight(title: str) -> int:
    return len(title) if title.isascii() else len(title.encode("utf-8", "replace"))


def _cut(labels: Sequence[str], groups: Sequence[tuple[int, Sequence[int]]]) -> Cut:
    """Groups with the weights of their rows → pages by letter; one page for all where they fit."""
    if sum(head + sum(rows) for head, rows in groups) <= BUDGET:
        return Cut([], [], [], [(n, 0, len(rows)) for n, (_, rows) in enumerate(groups)])
    found = letters(labels)
    pages = [cuts([(n, *groups[n]) for n in letter.members]) for letter in found]
    rows = [sum(len(groups[n][1]) for n in letter.members) for letter in found]
    told_bar = repr([(letter.label, len(letter.members)) for letter in found]).encode("utf-8", "replace")
    return Cut(found, pages, rows, None, blake2b(told_bar, digest_size=8).digest())


def cuts(groups: Iterable[tuple[int, int, Sequence[int]]]) -> list[list[Slice]]:
    """Cuts at the last row that fits; a group that does not fit goes on on the next page."""
    pages: list[list[Slice]] = [[]]
    room_left = BUDGET
    for group, head, rows in groups:
        start = 0
        room_left -= head
        for n, weight in enumerate(rows):
            if weight > room_left and (pages[-1] or n > start):
                if n > start:
                    pages[-1].append((group, start, n))
                pages.append([])
                start, room_left = n, BUDGET - head
            room_left -= weight
        pages[-1].append((group, start, len(rows)))
    return pages


def _leaf(cut: Cut, place: int, number: int) -> Leaf:
    """Which rows of its letter a page has."""
    sizes = [sum(b - a for _, a, b in slices) for slices in cut.pages[place]]
    first = sum(sizes[: number - 1]) + 1
    return Leaf(number, len(sizes), first, first + sizes[number - 1] - 1, cut.rows[place])


def _letter_path(base: str, letter: Letter) -> str:
    return f"{base}az/{letter.slug}/" if base == BOOKS else f"{base}{letter.slug}/"


def _bar(base: str, cut: Cut, current: int) -> list[dict[str, Any]]:
    return [
        {"label": letter.label, "href": _letter_path(base, letter), "current": n == current}
        for n, letter in enumerate(cut.letters)
    ]


# --- what stands on a page ------------------------------------------------------------------------------------


def _top(here: Room) -> list[dict[str, Any]]:
    """The words with most chapters, in their order, each with the address of its place."""
    cut, found = here.by[WORDS], []
    places: dict[int, str] = {}
    wanted = set(here.top)
    for place, pages in enumerate(cut.pages):
        path = _letter_path(WORDS, cut.letters[place])
        for n, slices in enumerate(pages, 1):
            for group, start, _end in slices:
                if group in wanted and not start:
                    places[group] = leaf_path(path, n)
    for n in here.top:
        word = here.words[n]
        found.append(
            {
                "text": _shown(here, word),
                "href": f"{places.get(n, WORDS)}#{_word_id(word)}",
                "count": figure(word.total),
            }
        )
    return found


def _shown(here: Room, word: Keyword) -> str:
    return catalogued.shown(word.text, [here.chapters.titles[n] for n in word.chapters])


def _word_id(word: Keyword) -> str:
    made = slugs.slug(word.text, 40)
    return f"w-{made}" if made == word.text else f"w-{made}-{slugs.suffix(word.text)}"


def _groups(desk: Desk, here: Room, base: str, slices: Sequence[Slice]) -> list[dict[str, Any]]:
    """The books or words of a page, each with its chapters."""
    if base == BOOKS:
        return [_book(desk, here, group, a, b) for group, a, b in slices]
    anchors: dict[int, list[str]] = {}
    return [_word(desk, here, here.words[group], a, b, anchors) for group, a, b in slices]


def _lang(desk: Desk, code: str) -> tuple[str, str]:
    """The language and direction of a text that is not in the site's own."""
    return (code, languages.direction(code)) if code and code != desk.words.language else ("", "")


def _book(desk: Desk, here: Room, group: int, first: int, last: int) -> dict[str, Any]:
    position = here.chapters.books[group]
    entry, href = desk.catalogue.entries[position], desk.catalogue.href(position)
    lang, way = _lang(desk, entry.lang)
    people: dict[str, list[dict[str, str]]] = {}
    for name in entry.names:
        if name.via == "chapter":
            headed = desk.catalogue.headings.get(name.key)
            shown = {"text": direct(name.form or name.label), "href": headed.href if headed else ""}
            people.setdefault(name.place, []).append(shown)
    anchors = contents.anchors(entry.chapters)[first:last]
    rows = [
        {"text": title, "href": f"{href}#{anchor}", "by": people.get(title, []), "book": "", "lang": "", "dir": ""}
        for title, anchor in zip(entry.chapters[first:last], anchors, strict=True)
    ]
    return {
        "id": f"b-{desk.catalogue.slugs[position]}", "text": entry.title, "href": href, "by": entry.people, "lang": lang, "dir": way,
        "start": first + 1, "count_text": "", "more": "", "search": "", "rows": rows,
    }  # fmt: skip


def _word(
    desk: Desk, here: Room, word: Keyword, first: int, last: int, anchors: dict[int, list[str]]
) -> dict[str, Any]:
    rows = []
    for n in word.chapters[first:last]:
        position = here.chapters.owners[n]
        entry = desk.catalogue.entries[position]
        if position not in anchors:
            anchors[position] = contents.anchors(entry.chapters)
        lang, way = _lang(desk, entry.lang)
        href = f"{desk.catalogue.href(position)}#{anchors[position][n - here.chapters.first[position]]}"
        rows.append(
            {"text": here.chapters.titles[n], "href": href, "by": [], "book": entry.title, "lang": lang, "dir": way}
        )
    left = word.total - len(word.chapters) if last == len(word.chapters) else 0
    return {
        "id": _word_id(word), "text": _shown(here, word), "href": "", "by": "", "lang": "", "dir": "", "start": first + 1,
        "count_text": amounts.chapters(word.total) if word.total > 1 else "",
        "more": ngettext("Search for the %(n)s more chapter", "Search for the %(n)s more chapters", left) % {"n": figure(left)} if left else "",
        "search": f"search/?q={quote(word.text)}" if left else "", "rows": rows,
    }  # fmt: skip
