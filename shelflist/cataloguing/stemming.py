"""Which of a list's languages are worth a search index of their own, beside that of the site's language.

An index knows the endings of one language's words, so that "negoziato" finds "negoziati" in the Italian one alone. Books in
another language stand in both: in the site's own index, as all do, and in that of their language.
"""

from collections.abc import Mapping

STEMMED = frozenset({
    "ar", "ca", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id", "it", "lt", "ne", "nl", "no",
    "pl", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi",
})  # fmt: skip
"""Languages whose endings Pagefind knows."""

FEWEST, MOST = 5, 2
"""Books in another language that are worth an index of their own, and how many such languages have one: a search that finds
little loads them all, some 90 KB each."""


def apart(counted: Mapping[str, int], own: str) -> list[str]:
    """The languages with an index of their own, those with most books first. `counted`: language → number of its books."""
    worth = [code for code, n in counted.items() if n >= FEWEST and code in STEMMED and code != own.partition("-")[0]]
    return sorted(worth, key=lambda code: (-counted[code], code))[:MOST]
