"""Pages of series in the order of their volumes, the index of series, and what a book's page says of its series and set.

A number stands as it is filed, with the printed form beside it where that differs. Holes are shown where they mean
something (`catalogue.series`): a publisher's series is listed in order, and nothing lacks in it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from shelflist.catalogue import Headed
from shelflist.catalogue import series as rules
from shelflist.catalogue.series import Series, Volume
from shelflist.cataloguing import designations
from shelflist.pages import Page, amounts, crumbs, headings, labels
from shelflist.pages.desk import Desk, Job
from shelflist.pages.headings import Leaf, later_page, leaf_path, leaves, pager
from shelflist.wording import gettext as _
from shelflist.wording import later

LOOKED_AT = 4
"""Books of a page of a series that are asked for its ISSN."""

PUBLISHERS = 5
"""Publishers that a series' page names, those with most of its books first."""

HELD = 40
"""Characters of the numbers held of a series that a book's page tells, at most."""

MISSING = 100
"""Series that the index names for the volumes that lack, those with most books first."""

KINDS = {
    "saga": "",
    "collection": later("A publisher's series: numbers that are not here are not missing."),
    "": "",
}
"""Kind of series → what its page says of it."""


def of(desk: Desk) -> Series:
    """The series of this build, worked out once."""
    found = desk.memory.get("series")
    if found is None:
        c = desk.catalogue
        found = desk.memory["series"] = Series(c.entries, c.headings, c.families, c.works, desk.authority)
    return found


def jobs(desk: Desk) -> list[Job]:
    """A page or more for each series, and the index with its letters."""
    known = of(desk)
    members = desk.catalogue.families["series"]
    found = []
    for headed in members:
        for leaf in leaves(len(known.volumes[headed.key]), desk.page_size):
            found.append(Job(leaf_path(headed.href, leaf.number), "series", (headed.key, leaf.number)))
    if members:
        found.append(Job("series/", "series", ("", 0)))
    if len(members) > headings.WHOLE:
        letters = headings.family_letters("series", desk.catalogue, desk.words.language)
        for place, letter in enumerate(letters):
            for leaf in leaves(len(letter.members), desk.page_size):
                path = leaf_path(f"series/az/{letter.slug}/", leaf.number)
                found.append(Job(path, "letter", ("series", place, leaf.number)))
    return found


def _cut(desk: Desk, key: str, number: int) -> tuple[Headed, Leaf, list[Volume]]:
    """(series, page, the volumes on it)."""
    every = of(desk).volumes[key]
    leaf = leaves(len(every), desk.page_size)[number - 1]
    return desk.catalogue.headings[key], leaf, every[leaf.first - 1 : leaf.last]


def told(desk: Desk, key: str, number: int) -> Sequence[Any]:
    """What a series' page is made from: its volumes, its kind and holes, its publishers; of the index, every series."""
    known = of(desk)
    if not key:
        return [(h.label, h.slug, len(h.books), _gap(known, h)) for h in desk.catalogue.families["series"]]
    headed, leaf, shown = _cut(desk, key, number)
    entries = desk.catalogue.entries
    volumes = [one.printed for one in shown]
    asked = [entries[one.position].digest for one in shown[:LOOKED_AT]]
    gaps = known.kinds[key], known.missing[key]
    return (
        headed.label, headed.slug, headed.forms, leaf, volumes, gaps, _publishers(desk, headed), asked,
        desk.token([one.position for one in shown]),
    )  # fmt: skip


def page(desk: Desk, key: str, number: int) -> Page:
    """One page of a series, or the index."""
    if not key:
        return _index(desk)
    known = of(desk)
    headed, leaf, shown = _cut(desk, key, number)
    lacking, highest = known.missing[key]
    total = amounts.books(len(headed.books))
    every = labels.family("series")[1]
    held = rules.summary(lacking, highest)
    meta: dict[str, Any] = {
        "kind": "series",
        "title": headed.label,
        "title_parts": [*later_page(headed.label, number), every],
        "description": _described(headed.label, total, held),
        "crumbs": crumbs((every, "series/")),
        "section": "series",
        "count": len(headed.books),
        "count_text": total,
        "held": held,
        "about": _(about) if (about := KINDS[known.kinds[key]]) else "",
        "forms": headed.forms,
        "issns": _issns(desk, headed, shown),
        "publishers": _publishers(desk, headed),
        "volumes": _rows(desk, shown, lacking, leaf, known.volumes[key]),
        "pager": pager(headed.href, leaf, _("Volumes")),
        "sections": [],
    }
    return Page(leaf_path(headed.href, number), "series.html", meta)


def _described(label: str, total: str, held: str) -> str:
    """What search engines say of a series' page."""
    given = {"name": label, "books": total, "held": held}
    return _("Series: %(name)s. %(books)s, %(held)s.") % given if held else _("Series: %(name)s. %(books)s.") % given


def _rows(
    desk: Desk, shown: Sequence[Volume], lacking: Sequence[int], leaf: Leaf, every: Sequence[Volume]
) -> list[dict[str, Any]]:
    """The volumes with the holes between them, each hole where its number would stand."""
    before = max((n for one in every[: leaf.first - 1] for n in one.numbers), default=0)
    left = [number for number in lacking if number > before]
    found: list[dict[str, Any]] = []
    for one in shown:
        first = one.first
        if gone := [number for number in left if number < first]:
            found.append(_hole(gone))
            left = [number for number in left if number >= first]
        found.append(_row(desk, one))
    return found


def _hole(numbers: Sequence[int]) -> dict[str, Any]:
    text = designations.spans(numbers)
    return {"number": text, "printed": "", "title": "", "href": "", "lang": "", "by": "", "year": ""}


def _row(desk: Desk, one: Volume) -> dict[str, Any]:
    entry = desk.catalogue.entries[one.position]
    number = designations.spans(one.numbers) or one.printed
    return {
        "number": number,
        "printed": one.printed if one.printed != number else "",
        "title": entry.title,
        "href": desk.catalogue.href(one.position),
        "lang": entry.lang if entry.lang != desk.words.language else "",
        "by": entry.people,
        "year": entry.printed or entry.year,
    }


def _issns(desk: Desk, headed: Headed, shown: Sequence[Volume]) -> list[str]:
    """The ISSNs that the first books of the page give of this series."""
    known = desk.catalogue.headings
    found = {number: None for label in (headed.label, *headed.forms) if (number := rules.issn(label))}
    for one in shown[:LOOKED_AT]:
        for series in desk.books(one.position).series:
            if series.issn and known.get(f"series\t{series.title.casefold()}") is headed:
                found[series.issn] = None
    return sorted(found)


def _publishers(desk: Desk, headed: Headed) -> list[dict[str, str]]:
    """The publishers of its books."""
    counted = Counter(
        key for n in headed.books for key, _ in desk.catalogue.entries[n].keys if key.startswith("publishers\t")
    )
    made = [(-number, desk.catalogue.headings[key]) for key, number in counted.items()]
    made.sort(key=lambda one: (one[0], one[1].sort, one[1].label))
    found = {h.slug: {"text": h.label, "href": h.href} for _, h in made}
    return list(found.values())[:PUBLISHERS]


# --- the index ------------------------------------------------------------------------------------------------


def _gap(known: Series, headed: Headed) -> str:
    return rules.summary(*known.missing[headed.key])


def _index(desk: Desk) -> Page:
    """The index of series; those with holes stand first, with what they have."""
    known = of(desk)
    made = headings.whole_index("series", desk.lines)
    gaps = [(h, gap) for h in desk.catalogue.families["series"] if (gap := _gap(known, h))]
    gaps.sort(key=lambda one: -len(one[0].books))
    if gaps:
        shown = sorted(gaps[:MISSING], key=lambda one: (one[0].sort, one[0].label))
        rows = [
            {
                "text": _("%(series)s: %(held)s") % {"series": h.label, "held": gap},
                "href": h.href,
                "count": len(h.books),
                "lang": "",
            }
            for h, gap in shown
        ]
        made.meta["groups"][0]["letter"] = made.meta["groups"][0]["letter"] or labels.family("series")[1]
        made.meta["groups"].insert(0, {"letter": _("Volumes missing"), "id": "missing", "entries": rows})
    return made


# --- the page of a book ---------------------------------------------------------------------------------------


def told_beside(desk: Desk, position: int) -> Sequence[Any]:
    """All that the blocks of a book's page show of its series and of the other volumes of its work."""
    known, c = of(desk), desk.catalogue
    parts: list[Any] = ["series"]
    for place in known.places.get(position, ()):
        headed = c.headings[place.key]
        parts += [headed.label, headed.slug, place.volume.printed, _held(desk, place.key)]
        for other in (place.before, place.behind):
            parts += [other.printed, desk.tokens[other.position]] if other else [""]
    for n in known.sets.get(position, ()):
        parts += [desk.tokens[n], c.entries[n].edition]
    return parts


def beside(desk: Desk, position: int) -> list[dict[str, Any]]:
    """The numbered series of a book, each with the volumes before and behind it."""
    headed_of = desk.catalogue.headings
    found = []
    for place in of(desk).places.get(position, ()):
        if place.volume.sort:
            headed = headed_of[place.key]
            held = _held(desk, place.key)
            found.append(
                {
                    "label": headed.label,
                    "href": headed.href,
                    "volume": called(place.volume.printed),
                    "held": _("we have %(numbers)s") % {"numbers": held} if held else "",
                    "previous": _neighbour(desk, place.before),
                    "next": _neighbour(desk, place.behind),
                }
            )
    return found


def _held(desk: Desk, key: str) -> str:
    """The numbers that the list has of a series: "9, 12"; "" for one of them alone, and where they are too many to tell."""
    kept: dict[str, str] = desk.memory.setdefault("held", {})
    if key not in kept:
        numbers = {number for one in of(desk).volumes[key] for number in one.numbers}
        kept[key] = text if len(numbers) > 1 and len(text := designations.spans(numbers)) <= HELD else ""
    return kept[key]


def called(printed: str) -> str:
    """A number as a sentence has it: "3" is "volume 3", "no. 12" stays."""
    bare = printed.strip("[]<> ")
    figures = bare.replace(".", "").replace("-", "").replace("–", "")
    if figures.isdecimal() or designations.roman(bare, small=False):
        return _("volume %(number)s") % {"number": printed}
    return printed


def _neighbour(desk: Desk, one: Volume | None) -> dict[str, str] | None:
    if one is None:
        return None
    row = _row(desk, one)
    return {"title": row["title"], "href": row["href"], "lang": row["lang"], "volume": called(one.printed)}


def others(desk: Desk, position: int, edition: Any) -> list[Mapping[str, str]]:
    """The other volumes of a book's work, as its page lists editions; `edition` makes the row of one."""
    c, language = desk.catalogue, desk.words.language
    return [edition(c.entries[n], c.href(n), c.entries[position], language) for n in of(desk).sets.get(position, ())]


def apart(desk: Desk, position: int) -> frozenset[int]:
    """The books that are other volumes of a book's work, and so no other editions of it."""
    return frozenset(of(desk).sets.get(position, ()))
