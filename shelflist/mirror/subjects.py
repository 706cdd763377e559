"""Subject headings: those that may be one, those that stand alone, subdivisions of which nothing says what they are.

Two headings may be one when below the same heading above them they have the same words (inverted, in singular or
plural, with or without marks), or are one letter apart and the word that differs stands nowhere else: a slip is made once,
while Ontology and Oncology are both words of the list. A heading is lone when one book has it and nothing leads to or
from it: no heading above or below, no word of the owner's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from shelflist.catalogue import Authority, Catalogue, Headed
from shelflist.catalogue.authority import SubjectNote
from shelflist.mirror import near, offers
from shelflist.mirror.records import counted_link, link
from shelflist.mirror.values import Finding, Link
from shelflist.wording import figure, ngettext
from shelflist.wording import gettext as _

DASH = " — "
ARTICLES = frozenset(["the", "a", "an", "il", "lo", "la", "i", "gli", "le", "der", "die", "das", "les", "l"])
"""Words that may come and go without making another heading."""

TOGETHER = frozenset(["and", "e", "ed", "und", "et", "y", "en", "och", "og"])
"""Words whose two sides may change places."""

OTHERWISE = frozenset(
    [
        "arts",
        "arms",
        "goods",
        "letters",
        "customs",
        "manners",
        "politics",
        "physics",
        "ethics",
        "economics",
        "mathematics",
        "statistics",
    ]
)
"""Words in -s that are not the plural of what stands before it."""

MOST_WORDS = 6
"""Words of a heading of which every choice is looked up as a broader heading."""

LEAST_SUBJECT = 7
"""Letters of a heading in which one letter may be a slip."""


def singular(word: str) -> str:
    """An English plural's singular, near enough to compare by: "policies" → "policy", "lamps" → "lamp"."""
    if word in OTHERWISE:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def words_key(text: str) -> str:
    """What two forms of one heading share: its words in singular, articles left out, an inverted heading in its direct
    order; in alphabetical order where an "and" says that the order does not matter."""
    head, comma, tail = text.partition(", ")
    if comma and "," not in tail and "(" not in text and not near.numbers(near.fold(tail)):
        text = f"{tail} {head}"
    words = [word for word in near.fold(text).split() if word not in ARTICLES]
    found = [singular(word) for word in words]
    return " ".join(sorted(found) if TOGETHER.intersection(words) else found)


# --- what the owner says --------------------------------------------------------------------------------------


def known_pairs(catalogue: Catalogue, authority: Authority) -> set[frozenset[str]]:
    """Pairs of heading keys between which the owner has stated a relation, whichever it is: they are two on purpose."""
    by_label = {form.casefold(): h.key for h in catalogue.families["subjects"] for form in (h.label, *h.forms)}
    by_slug = {h.slug: h.key for h in catalogue.families["subjects"]}
    found = set()
    for note in authority.subjects:
        one = by_label.get(note.label.casefold()) if note.label else by_slug.get(note.name)
        for text in related(note):
            other = by_label.get(text.casefold())
            if one and other:
                found.add(frozenset((one, other)))
    return found


def related(note: SubjectNote) -> Iterable[str]:
    """Every heading that a note names beside its own."""
    return (*note.broader, *note.narrower, *note.related, *note.see_from, *([note.see] if note.see else []))


def _named(authority: Authority) -> set[str]:
    """The labels, without case, and the slugs (with a slash before them) that the owner has spoken of in a relation."""
    found: set[str] = set()
    for note in authority.subjects:
        others = list(related(note))
        found.update(text.casefold() for text in others)
        if others:
            found.add(note.label.casefold() or f"/{note.name}")
    found.update(label.casefold() for row in authority.equivalents for _, label in row)
    return found


# --- findings -------------------------------------------------------------------------------------------------


def merges(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Headings that may be one, with the line that makes them one and the note that relates them as two."""
    known, used = known_pairs(catalogue, authority), _used(catalogue)
    below: defaultdict[str, list[Headed]] = defaultdict(list)
    for headed in catalogue.families["subjects"]:
        below[headed.key.rpartition(DASH)[0]].append(headed)
    found = []
    for members in below.values():
        if len(members) > 1:
            found += _merges(members, known, used, authority)
    return found


def _used(catalogue: Catalogue) -> Counter[str]:
    """Word → in how many parts of headings and titles it stands."""
    parts = {part for headed in catalogue.families["subjects"] for part in headed.label.split(DASH)}
    used = Counter(word for part in sorted(parts) for word in set(near.fold(part).split()))
    for entry in catalogue.entries:
        used.update(set(near.fold(f"{entry.title} {entry.subtitle}").split()))
    return used


def _slips(folded: Sequence[str], used: Counter[str]) -> list[tuple[int, int]]:
    """Headings one letter apart, where one of the words that differ is only there."""
    found = []
    for one, other in near.close([text if len(text) >= LEAST_SUBJECT else "" for text in folded]):
        mine, its = near.differing(folded[one], folded[other])
        plural = mine + "s" == its or its + "s" == mine
        if not plural and (used[mine] <= 1 or used[its] <= 1):
            found.append((one, other))
    return found


def _merges(
    members: Sequence[Headed], known: set[frozenset[str]], used: Counter[str], authority: Authority
) -> list[Finding]:
    """Those of the headings directly below one heading (or of the main headings)."""
    last = [headed.label.rpartition(DASH)[2] for headed in members]
    folded = [near.fold(text) for text in last]
    rank = [(-len(headed.books), len(headed.label)) for headed in members]
    why: dict[tuple[int, int], str] = {}
    keys = [(words_key(text), tuple(near.numbers(near.fold(text)))) if words_key(text) else None for text in last]
    for pairs, reason in (
        (near.alike(keys, rank), _("the same words")),
        (_slips(folded, used), _("one letter apart")),
    ):
        for one, other in pairs:
            if frozenset((members[one].key, members[other].key)) not in known:
                why.setdefault((one, other), reason)
    found = []
    for keep, others in near.stars(list(why), rank):
        for n in others:
            found.append(_merge(members[keep], members[n], why[min(keep, n), max(keep, n)], authority))
    return found


def _merge(keep: Headed, other: Headed, reason: str, authority: Authority) -> Finding:
    links = [counted_link(h) for h in (keep, other)]
    given = {"one": keep.label, "other": other.label, "reason": reason}
    return Finding(
        "headings", _("%(one)s; %(other)s: one heading? (%(reason)s)") % given, links,
        [
            offers.row("headings.tsv", [f"own: {keep.label}", f"own: {other.label}"], _("If they are one.")),
            offers.for_subject(keep, authority, "related", [other.label], _("If they are two that belong together.")),
        ],
        min(len(keep.books), len(other.books)),
    )  # fmt: skip


def lone(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Main headings with one book and no relation; the offer relates each to a heading that shares a word or its book."""
    named = _named(authority)
    mains = [h for h in catalogue.families["subjects"] if DASH not in h.label]
    by_words: dict[str, Headed] = {}
    for headed in sorted(mains, key=lambda h: (-len(h.books), h.key)):
        by_words.setdefault(words_key(headed.label), headed)
    found = []
    for headed in mains:
        labels = {headed.label.casefold(), f"/{headed.slug}", *(form.casefold() for form in headed.forms)}
        if len(headed.books) > 1 or headed.narrower or not labels.isdisjoint(named):
            continue
        key, other = _company(headed, by_words, catalogue)
        offer = [offers.for_subject(headed, authority, key, [other.label])] if other else []
        text = _("%(heading)s: one book, and nothing leads to it or from it.") % {"heading": headed.label}
        found.append(Finding("lone", text, [Link(headed.label, headed.href), link(catalogue, headed.books[0])], offer))
    return found


def _company(headed: Headed, by_words: dict[str, Headed], catalogue: Catalogue) -> tuple[str, Headed | None]:
    """(relation, heading) for a lone heading: one whose words are all among its own is broader, else the commonest other
    heading of its book is related."""
    words = words_key(headed.label).split()
    if len(words) <= MOST_WORDS:
        fewer = (" ".join(some) for n in range(len(words) - 1, 0, -1) for some in combinations(words, n))
        above = next((by_words[some] for some in fewer if some in by_words), None)
        if above is not None and above is not headed:
            return "broader", above
    entry = catalogue.entries[headed.books[0]]
    beside = {catalogue.headings[key].key for key, _ in entry.keys if key.startswith("subjects\t")} - {headed.key}
    others = [catalogue.headings[key] for key in sorted(beside) if DASH not in catalogue.headings[key].label]
    return "related", max(others, key=lambda h: (len(h.books), h.key), default=None)


def untyped(catalogue: Catalogue) -> list[Finding]:
    """Subdivisions of which neither the record nor a vocabulary says whether they are topic, place, period or form."""
    typed: set[str] = set()
    counted: Counter[str] = Counter()
    labels: dict[str, list[str]] = {}
    for entry in catalogue.entries:
        typed.update(text for text, kind in entry.types if kind)
        for key, label in entry.keys:
            if key.startswith("subjects\t") and DASH in label:
                last = label.rpartition(DASH)[2]
                counted[last] += 1
                labels.setdefault(last, []).append(key)
    found = []
    for text, number in sorted(counted.items()):
        if text in typed:
            continue
        headed = {catalogue.headings[key].href: catalogue.headings[key].label for key in labels[text]}
        links = [Link(label, href) for href, label in sorted(headed.items())[:5]]
        said = ngettext(
            "— %(part)s: nothing says whether this is a topic, a place, a period or a form (%(n)s heading).",
            "— %(part)s: nothing says whether this is a topic, a place, a period or a form (%(n)s headings).",
            len(headed),
        )
        said %= {"part": text, "n": figure(len(headed))}
        found.append(Finding("subdivisions", said, links, [], number))
    return found
