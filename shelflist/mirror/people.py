"""People who may be one, and records that may be one book.

Two headings may be one person when their names are the same words (RDA 9.2.2: another order, other marks), when one has
initials where the other has the given names and nobody else fits, or when one letter is apart. They are not when their
dates of birth or their numbers (VIAF, ISNI, ORCID) differ, when one book names both, when one is a body, or when the
owner says so (`apart:`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from shelflist.catalogue import Authority, Catalogue, Headed, Name
from shelflist.cataloguing import names
from shelflist.mirror import near, offers
from shelflist.mirror.records import counted_link, link
from shelflist.mirror.values import Finding, Offer
from shelflist.wording import gettext as _

LEAST_NAME = 8
"""Letters of a name in which one letter may be a slip: in a shorter one it makes another name."""

LEAST_GIVEN = 7
"""Letters of a given name inside which one may be a slip; one at its end makes another name (Mario, Maria; Daniel, Daniela)."""

MOST_FAMILY = 400
"""Bearers of one family name among whom initials are not looked up any more: they would say nothing."""


class Person(msgspec.Struct):
    """A heading of the people as it is compared: the name without dates, folded, and what tells namesakes apart."""

    headed: Headed
    name: str
    folded: str
    born: str = ""
    kind: str = "person"
    ids: dict[str, str] = {}


def persons(catalogue: Catalogue) -> list[Person]:
    """All headings of people, with what their books' records say of them."""
    told: dict[str, list[Name]] = defaultdict(list)
    for entry in catalogue.entries:
        for name in entry.names:
            headed = catalogue.headings.get(name.key)
            if headed is not None and headed.family == "authors":
                told[headed.key].append(name)
    made = []
    for headed in catalogue.families["authors"]:
        found = told.get(headed.key, [])
        form = next((n.form for n in found if n.key == headed.key and n.form), headed.label.partition(" (")[0])
        born = next((n.dates[:4] for n in found if n.dates[:4].isdecimal()), "")
        ids = {
            scheme: number
            for one in sorted({i for n in found for i in n.ids})
            for scheme, _, number in [one.partition(":")]
        }
        kind = next((n.kind for n in found if n.kind), "person")
        made.append(Person(headed, form, near.fold(form), born, kind, ids))
    return made


def apart(one: Person, other: Person, said: set[frozenset[str]]) -> bool:
    """Whether something tells the two apart."""
    if one.kind != other.kind or (one.born and other.born and one.born != other.born):
        return True
    if any(other.ids.get(scheme, number) != number for scheme, number in one.ids.items()):
        return True
    if frozenset((one.headed.key, other.headed.key)) in said:
        return True
    fewer, more = sorted((one.headed.books, other.headed.books), key=len)
    return not set(fewer).isdisjoint(more)


def said_apart(catalogue: Catalogue, authority: Authority) -> set[frozenset[str]]:
    """Pairs of headings that the owner calls two people."""
    by_label = {form.casefold(): h for h in catalogue.families["authors"] for form in (h.label, *h.forms)}
    by_slug = {h.slug: h for h in catalogue.families["authors"]}
    found = set()
    for note in authority.people:
        one = by_label.get(note.label.casefold()) if note.label else by_slug.get(note.name)
        for form in note.apart:
            other = by_label.get(form.casefold())
            if one and other:
                found.add(frozenset((one.key, other.key)))
    return found


def _slips(people: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """Names one letter apart, where that may be a slip: in the family name, or inside a long given name."""
    for one, other in near.close([p.folded if len(p.folded) >= LEAST_NAME else "" for p in people]):
        a, b = people[one], people[other]
        if near.fold(a.name.partition(",")[2]) == near.fold(b.name.partition(",")[2]) != "":
            yield one, other
            continue
        mine, its = a.folded.split(), b.folded.split()
        pairs = [(x, y) for x, y in zip(mine, its, strict=False) if x != y]
        if len(mine) == len(its) and len(pairs) == 1:
            (x, y) = pairs[0]
            longest = max(len(x), len(y))
            if longest >= LEAST_GIVEN and near.one_edit(x, y) < longest - 1:
                yield one, other


def _initials(people: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """A name with initials alone, and the one person of that family name whom they fit."""
    families: defaultdict[str, list[int]] = defaultdict(list)
    for n, person in enumerate(people):
        family, comma, _given_names = person.name.partition(",")
        if comma and person.kind == "person":
            families[near.fold(family)].append(n)
    for members in families.values():
        if not 1 < len(members) <= MOST_FAMILY:
            continue
        short = [n for n in members if _bare(people[n].name)]
        full = [n for n in members if n not in set(short)]
        for n in short:
            fit = [m for m in full if names.compatible(people[n].name, people[m].name)]
            if len(fit) == 1 and len(_given(people[n].name)) <= len(_given(people[fit[0]].name)):
                yield n, fit[0]


def _given(name: str) -> list[str]:
    return near.fold(name.partition(",")[2]).split()


def _bare(name: str) -> bool:
    """Whether the given names are initials alone."""
    given = _given(name)
    return bool(given) and all(len(word) == 1 for word in given)


def merges(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Headings that may be one person, with the note that makes them one and the note that keeps them two."""
    people = persons(catalogue)
    said = said_apart(catalogue, authority)
    rank = [(-len(p.headed.books), -len(p.name)) for p in people]
    why: dict[tuple[int, int], str] = {}
    words = [(p.kind, " ".join(sorted(p.folded.split()))) if p.folded else None for p in people]
    for pairs, reason in (
        (near.alike(words, rank), _("the same words")),
        (_initials(people), _("initials for given names that nobody else has")),
        (_slips(people), _("one letter apart")),
    ):
        for one, other in pairs:
            if not apart(people[one], people[other], said):
                why.setdefault((min(one, other), max(one, other)), reason)
    found = []
    for keep, others in near.stars(list(why), rank):
        group = [people[n] for n in (keep, *others)]
        reasons = dict.fromkeys(why[min(keep, n), max(keep, n)] for n in others)
        found.append(_merge(group, list(reasons), authority))
    return found


def _merge(group: Sequence[Person], reasons: Sequence[str], authority: Authority) -> Finding:
    keep, *others = [person.headed for person in group]
    labels = [headed.label for headed in others]
    given = {"names": "; ".join((keep.label, *labels)), "reasons": ", ".join(reasons)}
    text = _("%(names)s: one person? (%(reasons)s)") % given
    links = [counted_link(h) for h in (keep, *others)]
    return Finding(
        "people", text, links,
        [
            offers.for_person(keep, authority, "forms", labels, _("If it is one person.")),
            offers.for_person(keep, authority, "apart", labels, _("If they are different people.")),
        ],
        sum(len(h.books) for h in others),
    )  # fmt: skip


# --- records that may be one book -----------------------------------------------------------------------------


def doubles(catalogue: Catalogue, rules: Sequence[tuple[str, ...]]) -> list[Finding]:
    """Books with the same title, people, year and edition, that were not merged and of which no rule of site.toml speaks."""
    ruled = [frozenset(words) for words in rules]
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, entry in enumerate(catalogue.entries):
        if entry.people and entry.when[0] and entry.id:
            key = (
                near.fold(f"{entry.title} {entry.subtitle}"),
                near.fold(entry.people),
                entry.edition.casefold(),
                entry.lang,
            )
            groups[key].append(n)
    found = []
    for members in groups.values():
        ids = [catalogue.entries[n].id for n in members]
        if len(set(ids)) < 2 or any(
            all(words.intersection(catalogue.entries[n].joins) for n in members) for words in ruled
        ):
            continue
        title = catalogue.entries[members[0]].title
        text = _("%(title)s: %(n)s records with the same people, edition and year: one book?")
        text %= {"title": title, "n": len(members)}
        found.append(Finding("doubles", text, [link(catalogue, n) for n in members], _rules(ids)))
    return found


def _rules(ids: Sequence[str]) -> list[Offer]:
    return [offers.merging(ids, same=True), offers.merging(ids, same=False)]
