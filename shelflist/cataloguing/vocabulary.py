"""Words that subject headings are made of, read from the lists in `data/`.

The lists are data of the rules in `subjects` and `contents`: common free-floating subdivisions (Library of Congress
Subject Headings Manual, H 1095 and H 1100 ff.; Nuovo soggettario's forms), chosen by their use in library records.
Everything is in lower case, a word a line, and a line that begins with `#` is a comment. Places are those of `places.txt`
and the territories of Unicode CLDR in English and Italian, by Babel.
"""

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def words(name: str) -> list[str]:
    """The lines of a list of `data/`, in its order."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


FORMS = frozenset(words("forms"))
"""Form subdivisions."""

TOPICS = frozenset(words("topics"))
"""Free-floating topical subdivisions."""

JOINING = frozenset(words("joining"))
"""Words after which a heading cannot end."""

COMPOUNDS = tuple(sorted(words("compounds"), key=lambda name: (-len(name), name)))
"""Names with a hyphen of their own, the longest first."""

PREFIXES = frozenset(words("prefixes"))
"""Beginnings of compound words that a spaced hyphen may follow."""

PERIODS = frozenset(words("periods"))
"""Periods that no date tells: ages of the earth and of history."""


@cache
def abbreviations() -> dict[str, str]:
    """Place name cut short as AACR2 B.14 has it, in lower case without marks ("n y") → the name in full."""
    pairs = [line.split("\t") for line in words("abbreviations")]
    return {" ".join(short.replace(".", " ").split()).casefold(): whole.casefold() for short, whole in pairs}


@cache
def places() -> frozenset[str]:
    """Names of countries, territories and the places of the list, in lower case."""
    from babel import Locale

    found = {name.casefold() for language in ("en", "it") for name in Locale.parse(language).territories.values()}
    return frozenset(found.union(words("places")) - FORMS - TOPICS)
