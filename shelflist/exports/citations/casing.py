"""Letters and marks inside a title: headline capitals for English, quotation marks that turn, initials of given names.

The rules are those of the Chicago Manual (18th ed., 8.160–161 and 6.121) and of MLA (9th ed., 2.90), as the reference processor of the
Citation Style Language reads them, so that both give the same text: what it capitalizes is not always what an editor would.
"""

import re
from functools import lru_cache

SMALL_WORDS = frozenset(
    ("about", "above", "across", "afore", "after", "against", "al", "along", "alongside", "amid", "amidst", "among",
     "amongst", "anenst", "apropos", "apud", "around", "as", "aside", "astride", "at", "athwart", "atop", "barring",
     "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "but", "by", "circa",
     "despite", "down", "during", "et", "except", "for", "forenenst", "from", "given", "in", "inside", "into",
     "lest", "like", "modulo", "near", "next", "notwithstanding", "of", "off", "on", "onto", "out", "over", "per",
     "plus", "pro", "qua", "sans", "since", "than", "through", "throughout", "thruout", "till", "to", "toward",
     "towards", "under", "underneath", "until", "unto", "up", "upon", "versus", "vs", "v", "via", "vis-à-vis",
     "with", "within", "without", "or", "yet", "so", "and", "nor", "a", "an", "the", "de", "von", "van", "c", "ca")
)  # fmt: skip
"""Words that keep their small letter inside an English title: articles, conjunctions, prepositions of any length."""

_MARK = re.compile(r"""([‘’“”]| "| '|["']|[-–—/.,;?!:\[\]()])""")
_SPACES = re.compile(r"([\u00a0\u0020\u2000-\u200b\u205f\u3000]+)")
_PAIRS: dict[str, tuple[str, str]] = {' "': (" '", '"'), " '": (' "', "'"), "‘": ("‘", "’"), "“": ("“", "”")}
"""Opening quotation mark → (the one that may open inside it, the one that closes it)."""


class _Headline:
    """One title on its way to headline capitals: texts between marks, and the quotations that are open."""

    def __init__(self, title: str) -> None:
        self.parts = _MARK.split(title)
        self.before = list(self.parts)
        self.first = True
        self.after_mark = False
        self.last: tuple[int, int] | None = None
        self.open: list[tuple[str, str, int]] = []

    def capitals(self) -> str:
        """The title with its capitals."""
        for place in range(0, len(self.parts), 2):
            mark = self.parts[place - 1] if place else ""
            if mark and mark[-1] in "!?:":
                self.after_mark = True
            self._words(place, hyphen=not place and len(self.parts) > 1 and self.parts[1] == "-")
            if mark:
                self._restore(self._quotation(mark, place))
        for _, _, place in self.open:
            if place >= 0:
                self._as_it_was(place)
        if self.last:
            self._last_word(*self.last)
        return "".join(self.parts)

    def _words(self, place: int, hyphen: bool) -> None:
        words = _SPACES.split(self.parts[place])
        for n in range(0, len(words), 2):
            word = words[n]
            if not word:
                continue
            wanted = len(word) > 1 and word.lower() not in SMALL_WORDS
            wanted = wanted or self.first or self.after_mark or (hyphen and n == len(words) - 1)
            if wanted and word == word.lower():
                words[n] = word[0].upper() + word[1:]
            self.first = self.after_mark = False
            self.last = (place, n)
        self.parts[place] = "".join(words)

    def _quotation(self, mark: str, place: int) -> int:
        """Where the first letter has to stay as it was: behind an apostrophe, behind a quotation mark that nothing closes."""
        if mark in _PAIRS:
            inner, closer = _PAIRS[mark]
            if not self.open or mark == self.open[-1][0]:
                self.open.append((inner, closer, place))
                return -1
            previous = self.open.pop()[2]
            self.open.append((inner, closer, -1))
            return previous
        if mark in "’”\"'":
            if self.open and mark == self.open[-1][1]:
                self.open.pop()
                return -1
            return place
        return -1

    def _restore(self, place: int) -> None:
        if place >= 0:
            self._as_it_was(place)
            self.last = None

    def _as_it_was(self, place: int) -> None:
        self.parts[place] = self.before[place][:1] + self.parts[place][1:]

    def _last_word(self, place: int, n: int) -> None:
        words = _SPACES.split(self.parts[place])
        if len(words[n]) > 1 and words[n].lower() in SMALL_WORDS:
            words[n] = words[n][0].upper() + words[n][1:]
        self.parts[place] = "".join(words)


@lru_cache(maxsize=4096)
def headline(title: str) -> str:
    """ "Asian regionalism: a history of war" → "Asian Regionalism: A History of War"."""
    return _Headline(title).capitals()


_APART = re.compile(r" ([:;?!»])")
_STRAIGHT = re.compile(r"""["'“”‘’]""")


def turned(text: str) -> str:
    """Straight quotation marks and apostrophes → those of print; a space before a colon does not break the line."""
    if " " in text:
        text = _APART.sub("\u202f\\1", text).replace("« ", "«\u202f")
    if not _STRAIGHT.search(text):
        return text
    made: list[str] = []
    double = 0
    for n, char in enumerate(text):
        if char == '"':
            opening = (not n or text[n - 1] in " ([-–—/'‘“\u00a0") and n + 1 < len(text) and text[n + 1] != " "
            char = "“" if opening else "”"
            double += 1
        elif char == "'":
            opening = (not n or text[n - 1] in ' (["“') and _closes(text, n)
            char = "‘" if opening else "’"
        made.append(char)
    return "".join(made)


def _closes(text: str, n: int) -> bool:
    """Whether the single mark at a place is closed further on: it opens a quotation, and is no apostrophe."""
    return any(
        char == "'" and (k + 1 == len(text) or not text[k + 1].isalnum()) and text[k - 1] != " "
        for k, char in enumerate(text[n + 2 :], n + 2)
    )


_INITIAL = re.compile(r"^([A-ZÀ-ſА-ЯΑ-Ω])([a-zA-ZÀ-ſЀ-ԯͰ-Ͽἀ-῿]*)\.*")
_BETWEEN = re.compile(r"([-\s]+)")


@lru_cache(maxsize=4096)
def initials(given: str, after: str, between: str) -> str:
    """ "Marina E." → "M. E." with `after` "." and `between` " "; "Jean-Paul" → "J.-P."; a small word stays whole."""
    spaced = re.sub(r"\.(?=\S)", ". ", re.sub(r"\s*-\s*", "-", given))
    parts = _BETWEEN.split(spaced.strip())
    made, small = "", False
    for n in range(0, len(parts), 2):
        part = parts[n]
        if not part:
            continue
        found = _INITIAL.match(part)
        hyphen = n > 0 and "-" in parts[n - 1]
        if found:
            rest = found[2]
            extra = rest[: len(rest) - len(rest.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
            text = found[1] + (extra.lower() if len(extra) < len(rest) else "") + after
            made += ("-" if hyphen else "" if not made else " " if small else between) + text
        else:
            made += ("-" if hyphen else " " if made else "") + part
        small = not found
    return made.strip()


@lru_cache(maxsize=4096)
def spaced(given: str) -> str:
    """Given names in full with a space between initials: "E.G.H." → "E. G. H."; "Kofi A" → "Kofi A."."""
    text = re.sub(r"\b([A-ZÀ-Þ])\.(?=[A-ZÀ-Þ])", r"\1. ", given)
    return re.sub(r"(?:^|(?<=[ .]))([A-ZÀ-Þ])(?=$| )", r"\1.", text)
