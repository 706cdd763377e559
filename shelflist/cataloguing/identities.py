"""Which forms of a name are one person or body, and how surely.

A heading brings all of one person's books together and nobody else's (Statement of International Cataloguing
Principles 2016, 2.4 and 4.3; RDA 8.2 and 9.2). Where sources do not share an authority file the same person stands as
"Wells, H. G. (Herbert George)", "Wells, H.G." and "Wells, Herbert George", and two people stand as "Wells, H. G.".
So a form is read into its elements (family name, given names, fuller form, numbers and titles, dates: MARC 21 X00,
UNIMARC 700), two forms are compared element by element (the cataloguing guide §11), and it is asked what else speaks
for them: a number, dates, a book that has both, colleagues, a common ground. Precision goes first: what is not shown to be one stays two.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from shelflist.cataloguing import names
from shelflist.cataloguing.names import fold
from shelflist.cataloguing.vocabulary import words

COMMON = frozenset(words("family_names"))
"""Family names that very many people bear."""

TELLING = 4
"""A family name with more bearers in one catalogue than these does not tell much either."""

MOST = 48
"""So many forms of one family name and initial are compared each with each; of more only equal names are."""

NUMBER, LIFE, TOGETHER, BIRTH, GROUND, SILENT, ELSEWHERE = 6, 5, 4, 3, 2, 1, 0
"""What speaks for two forms: a number of an authority file; both years of a life; a book or a colleague that both have;
one year of a life; a subject or class that both have; nothing that either record could say; books on quite other things."""

Life = tuple[int, int, bool]
"""(year of birth or 0, year of death or 0, whether they are sure)."""

_ENDED = re.compile(r"-\s*(?:ca\.? |approximately )?(\d{3,4})")
_BEGUN = re.compile(r"(\d{3,4})\??(?:\s+[^\W\d_]+(?:\s+\d{1,2})?(?=-))?(?:\s*(?:or|/)\s*\d{1,4}\??)?\s*(-|$)")
_BIRTH = re.compile(r"\b(?:b|born|n|nato|nata|né|née|geb|nac)\.?\s+(?:ca\.? ?)?(\d{3,4})")
_DEATH = re.compile(r"\b(?:d|died|m|morto|morta|mort|gest)\.?\s+(?:ca\.? ?)?(\d{3,4})")
_ABOUT = re.compile(r"^\s*(?:ca?\.?|circa|approximately)\s+")
_UNSURE = re.compile(r"\?|\bca\b|\bapprox|\bor\b|\bcirca\b|/")
_ACTIVE = re.compile(r"\b(?:active|fl|attivo|attiva|actif|tätig|cent|century|secolo|sec|siècle|jh)\b")
_ERA = re.compile(r"\bb\.? ?c\b|\ba\.? ?c\b|\bv\. ?chr", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")

GENERATIONS = {"jr": "2", "jun": "2", "junior": "2", "jnr": "2", "filho": "2", "fils": "2", "figlio": "2", "ii": "2", "2nd": "2",
               "sr": "1", "sen": "1", "senior": "1", "snr": "1", "pere": "1", "iii": "3", "3rd": "3", "iv": "4", "neto": "3"}  # fmt: skip
"""What tells members of one family with one name apart."""


class Parts(NamedTuple):
    """A name of a person in its elements, folded. `given` has the fuller form in place of the initials that it explains;
    `rest` are titles and other words, `generation` "2" for "Jr."; `shown` are the given names as they stand."""

    family: str
    given: tuple[str, ...]
    generation: str = ""
    rest: str = ""
    shown: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def life(dates: str) -> Life:
    """The years of a life: "1866-1946", "b. 1931", "ca. 1340-1400"; a time of activity or an era before Christ has none."""
    text = dates.casefold()
    if not text or _ACTIVE.search(text) or _ERA.search(text):
        return 0, 0, False
    birth, death = _BIRTH.search(text), _DEATH.search(text)
    if not birth and not death:
        birth, death = _BEGUN.match(_ABOUT.sub("", text)), _ENDED.search(text)
    return int(birth[1]) if birth else 0, int(death[1]) if death else 0, not _UNSURE.search(text)


def conflict(one: str, other: str) -> bool:
    """Whether two dates cannot be of one life."""
    if not one or not other or one == other:
        return False
    (born, died, sure), (birth, death, certain) = life(one), life(other)
    room = 0 if sure and certain else 3
    if born and birth and abs(born - birth) > room:
        return True
    if died and death and abs(died - death) > room:
        return True
    if not (born or died) or not (birth or death):  # a time of activity or an era beside another one: nothing is known
        return True
    return any(b and d and not 0 < d - b < 112 for b, d in ((born, death), (birth, died)))


def agree(one: str, other: str) -> int:
    """What two dates say of their being one life: LIFE, BIRTH (one year of it), or 0."""
    if not one or not other or conflict(one, other):
        return 0
    (born, died, _), (birth, death, _) = life(one), life(other)
    both = (born > 0 and born == birth) + (died > 0 and died == death)
    return (0, BIRTH, LIFE)[both]


@lru_cache(maxsize=65_536)
def parts(form: str) -> Parts:
    """The elements of a person's name as entered, without dates."""
    family, comma, after = form.partition(",")
    brackets: list[str] = []
    if "(" in form:
        brackets = [fold(text) for text in _BRACKET.findall(form)]
        family, comma, after = _BRACKET.sub("", form).partition(",")
    if not comma or not after.strip():
        return Parts(fold(family), (), "", " ".join(brackets))
    given, _, behind = after.strip().partition(",")
    if names.first_word(given) in names.TITLES or given.strip().casefold() in names.SUFFIXES:
        given, behind = "", after
    tokens = fold(given).split()
    generation = ""
    if len(tokens) > 1 and tokens[-1] in GENERATIONS:
        generation = GENERATIONS[tokens.pop()]
    while len(tokens) > 1 and tokens[-1] in names.PARTICLES:
        tokens.pop()
    rest: list[str] = []
    for word in fold(behind).split():
        if word in GENERATIONS and not generation:
            generation = GENERATIONS[word]
        else:
            rest.append(word)
    shown = tuple(tokens)
    for text in brackets:
        fuller = [word for word in text.split() if word not in names.PARTICLES]
        if fuller and tokens and explains(fuller, tokens):
            tokens = fuller
        else:
            rest.append(text)
    return Parts(fold(family), tuple(tokens), generation, " ".join(rest), shown)


def explains(fuller: Sequence[str], given: Sequence[str]) -> bool:
    """Whether a fuller form has every given name in its order, whole or by its initial (RDA 9.5; MARC 21 X00 $q)."""
    place = 0
    for word in fuller:
        if place < len(given) and (word == given[place] or (len(given[place]) == 1 and word[0] == given[place])):
            place += 1
    return place == len(given)


EQUAL, MIDDLE, INITIAL, CROSSED = "equal", "middle", "initial", "crossed"
"""How given names fit: the same words; the first is the same and others lack or are initials; the first is the other's
initial; or each has initials that the other has not, so that it needs more than a fit."""


@lru_cache(maxsize=65_536)
def given_names(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """How the given names of two forms fit, or "" where they do not."""
    if one == other:
        return INITIAL if len(one) == 1 == len(one[0]) else EQUAL
    if not one or not other:
        return ""
    short = long = False
    for a, b in zip(one, other, strict=False):
        if a == b:
            continue
        if a[0] != b[0] or min(len(a), len(b)) > 1:
            return ""
        if len(a) < len(b):
            short = True
        else:
            long = True
    first = one[0] == other[0]
    if short and long:
        return CROSSED
    if len(one) != len(other):
        # The form with initials must not have more names than the full one: "M. K." is not told by "Michael".
        fewer_is_one = len(one) < len(other)
        if (short and not fewer_is_one) or (long and fewer_is_one):
            return CROSSED
    return MIDDLE if first and (len(one[0]) > 1) else INITIAL


def fit(one: Parts, other: Parts) -> str:
    """How two names fit, or "" where they cannot be one: family name, given names, generation, titles."""
    if one.family != other.family:
        return ""
    found = given_names(one.given, other.given)
    if not found or (one.generation != other.generation and (one.generation and other.generation)):
        return ""
    if one.rest and other.rest and one.rest != other.rest and not set(one.rest.split()) & set(other.rest.split()):
        return ""
    if one.generation != other.generation or one.rest != other.rest:
        return CROSSED
    # "Wells, H. G." is the very name of "Wells, H. G. (Herbert George)".
    return EQUAL if found != CROSSED and one.shown == other.shown and len(one.shown) > 1 else found


def telling(family: str, bearers: int) -> bool:
    """Whether a family name is rare enough to tell people: not one of the most common, and of few bearers here."""
    return bearers <= TELLING and family not in COMMON and len(family) > 2


def enough(how: str, evidence: Sequence[int], given: int, world: "World") -> bool:
    """Whether what speaks for two fitting forms makes them one.

    `given`: so many given names of both are whole words, where both have two or more.
    """
    most = max(evidence)
    if most >= TOGETHER:
        return True
    rare = world.rare
    if most == BIRTH:
        return how == EQUAL or (how != CROSSED and (rare or given > 0 or GROUND in evidence))
    if how == CROSSED or most == ELSEWHERE:
        return False
    if how == EQUAL and most == GROUND:
        return rare or given > 0
    if how == EQUAL:
        return rare or (given > 1 and not world.common)
    return rare and (most == GROUND or world.small)


class World(NamedTuple):
    """What a catalogue says of how much a name tells. `rare`: the family name is neither one of the most common nor that of
    many people here, `common` that it is one of the most common; `small`: the catalogue has so few people that two with one
    name would be a strange chance."""

    rare: bool
    small: bool
    common: bool = False


class Form(NamedTuple):
    """A form of a person's name with what tells it from others. `key` is its identity for the caller, `ids` numbers of
    authority files ("viaf:…"), `apart` keys of forms that are surely another's."""

    key: str
    parts: Parts
    dates: str = ""
    ids: tuple[str, ...] = ()
    apart: frozenset[str] = frozenset()


def strangers(one: Form, other: Form) -> bool:
    """Whether two forms cannot be one: dates, numbers of the same file, or a book that has both as two people."""
    if conflict(one.dates, other.dates) or other.key in one.apart or one.key in other.apart:
        return True
    if one.ids and other.ids:
        mine = dict(number.split(":", 1) for number in one.ids if ":" in number)
        its = dict(number.split(":", 1) for number in other.ids if ":" in number)
        return any(its.get(scheme, number) != number for scheme, number in mine.items())
    return False


Evidence = Callable[[str, str], int]
"""What speaks for two forms, by their keys: TOGETHER, GROUND, SILENT or ELSEWHERE."""


Edge = tuple[tuple[int, int], str]
"""What dates and books say for two groups, and how their names fit."""


def groups(forms: Sequence[Form], evidence: Evidence, world: World) -> list[list[Form]]:
    """Forms of one family name and first initial, as people: each group is one. Independent of their order.

    A weak fit joins only where everybody who fits could be one and the same.
    """
    found = _equal(forms, evidence, world)
    if len(found) < 2:
        return found
    if len(found) > MOST:
        return found
    edges: dict[tuple[int, int], Edge] = {}
    for n, one in enumerate(found):
        for m in range(n):
            how = _fits(one, found[m])
            if how:
                edges[m, n] = _support(one, found[m], evidence), how
    return _settle(found, edges, world)


def _equal(forms: Sequence[Form], evidence: Evidence, world: World) -> list[list[Form]]:
    """Forms with the same elements and dates, or a number in common.

    Undated ones that differ in marks on letters alone are one, but with a common name their books must not speak against it.
    """
    made: list[list[Form]] = []
    by_name: dict[tuple[object, ...], list[int]] = {}
    by_number: dict[str, int] = {}
    for form in sorted(forms, key=lambda form: (not form.ids, form)):
        name = (form.parts[:4], life(form.dates)[:2] if any(life(form.dates)[:2]) else form.dates)
        near = by_name.setdefault(name, [])
        place = next((by_number[number] for number in form.ids if number in by_number), -1)
        if place < 0:
            fitting = [n for n in near if not any(strangers(form, other) for other in made[n])]
            if not form.dates and not world.rare:
                fitting = [n for n in fitting if any(evidence(form.key, other.key) > ELSEWHERE for other in made[n])]
            # Of namesakes that numbers tell apart, a form without a number is nobody's: it stands alone, or with its like.
            bare = [n for n in fitting if not any(other.ids for other in made[n])]
            place = bare[0] if bare else fitting[0] if len(fitting) == 1 else -1
        elif any(strangers(form, other) for other in made[place]):
            place = -1
        if place < 0:
            place = len(made)
            made.append([])
        made[place].append(form)
        if place not in near:
            near.append(place)
        for number in form.ids:
            by_number.setdefault(number, place)
    return made


def _fits(one: Sequence[Form], other: Sequence[Form]) -> str:
    """How two groups fit: the weakest fit of any two of their forms, "" where two forms cannot be one."""
    weakest = EQUAL
    order = (EQUAL, MIDDLE, INITIAL, CROSSED)
    for a in one:
        for b in other:
            how = "" if strangers(a, b) else fit(a.parts, b.parts)
            if not how:
                return ""
            weakest = max(weakest, how, key=order.index)
    return weakest


def _support(one: Sequence[Form], other: Sequence[Form], evidence: Evidence) -> tuple[int, int]:
    """The most that dates, and that books say for any two forms of two groups."""
    dates = max(agree(a.dates, b.dates) for a in one for b in other)
    return dates, max(evidence(a.key, b.key) for a in one for b in other)


def _given(one: Sequence[Form], other: Sequence[Form]) -> int:
    """How many given names are whole words, of the group that has fewer; 0 where one of them has a single name."""
    most = [max((form.parts.given for form in group), key=len) for group in (one, other)]
    return min(sum(len(word) > 1 for word in words) for words in most) if min(map(len, most)) > 1 else 0


def _settle(found: list[list[Form]], edges: dict[tuple[int, int], Edge], world: World) -> list[list[Form]]:
    """Joins along the edges, the strongest first, where those who fit one also fit each other."""
    root = list(range(len(found)))
    near: dict[int, set[int]] = {}
    for m, n in edges:
        near.setdefault(m, set()).add(n)
        near.setdefault(n, set()).add(m)

    def stands(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    def rival(edge: Edge, least: int) -> bool:
        support, how = edge
        return max(support) >= (TOGETHER if how == CROSSED else least)

    def alone(place: int, other: int, least: int) -> bool:
        """Whether everybody who fits `place` (with so much support) may be the same as `other`."""
        return all(
            third == other or third in near.get(other, ()) or stands(third) == stands(other)
            for third in near.get(place, ())
            if rival(edges[min(place, third), max(place, third)], least)
        )

    rank = {EQUAL: 0, MIDDLE: 1, INITIAL: 2, CROSSED: 3}
    for (m, n), (support, how) in sorted(edges.items(), key=lambda e: (-max(e[1][0]), rank[e[1][1]], e[0])):
        one, other = stands(m), stands(n)
        if one == other or not enough(how, support, _given(found[m], found[n]), world):
            continue
        least = max(support) if max(support) >= TOGETHER else 0
        if not (alone(m, n, least) and alone(n, m, least)):
            continue
        both = [k for k in range(len(found)) if stands(k) in (one, other)]
        if all(b in near.get(a, ()) or stands(a) == stands(b) for a in both for b in both if a != b):
            root[max(one, other)] = min(one, other)
    made: dict[int, list[Form]] = {}
    for place, group in enumerate(found):
        made.setdefault(stands(place), []).extend(group)
    return list(made.values())
