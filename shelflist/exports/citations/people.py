"""Names in citations: inverted or as they are said, whole or as initials, joined and cut short as each style wants it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from shelflist.exports.citations.casing import initials, spaced, turned

Variables = dict[str, Any]
"""A book as CSL-JSON has it: name of a variable → its value (`csl_json.item`)."""

FAMILY_FIRST = ("zh", "ja", "hu", "vi")
"""Languages whose names stand family name first, without a comma, even in Latin letters."""

_CUTS = (" ", "-", "'", "’", "ʻ")


class Person(NamedTuple):
    """One name: `particle` belongs to the family name ("van"), `dropped` stands behind the given ones; `whole` is a body's;
    `plain` says that it is a family name and given names, in Latin letters, and nothing else."""

    family: str
    given: str = ""
    particle: str = ""
    dropped: str = ""
    suffix: str = ""
    whole: bool = False
    plain: bool = False


def person(name: dict[str, str]) -> Person:
    """A name of CSL-JSON with its particles and its suffix apart: they are told by their small letters."""
    if "literal" in name:
        return Person(turned(name["literal"]), whole=True)
    particle, family = _leading(name["family"])
    given, _, suffix = name.get("given", "").partition(",")
    given, dropped = _trailing(given.strip())
    suffix = suffix.strip()
    plain = bool(given and not (particle or dropped or suffix) and family.isascii())
    return Person(turned(family), given, turned(particle), dropped, suffix, plain=plain)


def _leading(family: str) -> tuple[str, str]:
    """("van der ", "Berg"): words before the name that begin with a small letter."""
    if not family[:1].islower():
        return "", family
    cut = 0
    while True:
        places = [family.find(mark, cut) for mark in _CUTS]
        ends = [place for place in places if place > cut]
        if not ends or not family[cut].islower():
            break
        end = min(ends) + 1
        while end < len(family) and family[end] == " ":
            end += 1
        if end >= len(family):
            break
        cut = end
    return family[:cut], family[cut:]


def _trailing(given: str) -> tuple[str, str]:
    """("Ludwig", "van"): words behind the given names that begin with a small letter."""
    if " " not in given:
        return given, ""
    words = given.split(" ")
    n = len(words)
    while n > 1 and words[n - 1][:1].islower():
        n -= 1
    return " ".join(words[:n]), " ".join(words[n:])


class Manner(NamedTuple):
    """How a style writes names. `given` makes the given names of the record's, the first `inverted` names stand family name
    first, in capitals with `upper`; `both` stands between two names, `many` before the last of more; from `least` names on
    only `first` are shown, and `others` behind them. `demoted` puts the particle of an inverted name behind the given names.
    """

    given: Callable[[str], str]
    inverted: int = 1
    upper: bool = False
    both: str = " and "
    many: str = ", and "
    least: int = 1000
    first: int = 1000
    others: str = " et al."
    demoted: bool = False


def one(who: Person, manner: Manner, inverted: bool, language: str) -> str:
    """One name as it stands in a list."""
    family = who.family.upper() if manner.upper else who.family
    if who.whole:
        return family
    given = manner.given(who.given) if who.given else ""
    if who.plain and language not in FAMILY_FIRST:
        return f"{family}, {given}" if inverted else f"{given} {family}"
    demoted = manner.demoted and inverted and who.particle and given
    particle = who.particle if not demoted else ""
    family = (particle.upper() if manner.upper else particle) + family
    if not _latin(who.family):
        return f"{family} {who.given}" if _latin(who.given) else family + who.given
    if language in FAMILY_FIRST:
        return f"{family} {given}".strip()
    if inverted:
        rest = " ".join(part for part in (given, who.dropped, who.particle.strip() if demoted else "") if part)
        return ", ".join(part for part in (family, rest, who.suffix) if part)
    return " ".join(part for part in (given, who.dropped, family, who.suffix) if part)


def _latin(text: str) -> bool:
    """Whether a name is written in letters that have given names: any but those of Chinese, Japanese, Korean."""
    return text.isascii() or any(char < "\u0e00" and char.isalpha() for char in text)


def listed(found: Sequence[Person], manner: Manner, language: str) -> str:
    """All names of a role in one text."""
    if len(found) == 1:
        return one(found[0], manner, manner.inverted > 0, language)
    cut = len(found) >= manner.least
    texts = [
        one(who, manner, n < manner.inverted, language) for n, who in enumerate(found[: manner.first] if cut else found)
    ]
    if cut:
        return ", ".join(texts) + (manner.others if len(texts) == 1 else "," + manner.others.removeprefix(","))
    return ", ".join(texts[:-1]) + (manner.both if len(texts) == 2 else manner.many) + texts[-1]


def dotted(given: str) -> str:
    """ "Marina Elena" → "M. E."."""
    return initials(turned(given), ".", " ")


def tight(given: str) -> str:
    """ "Marina Elena" → "M.E."."""
    return initials(turned(given), ".", "")


def full(given: str) -> str:
    """ "Marina E." as it is, with a space between initials."""
    return turned(spaced(given))


def unchanged(given: str) -> str:
    """As it is."""
    return turned(given)
