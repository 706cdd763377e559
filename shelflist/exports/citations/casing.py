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

_MARK = re.compile(r"""([‘’“”"'\-–—/.,;?!:\[\]()])""")
_SPACES = re.compile(r"([\u0020\u00a0\u2000-\u200b\u202f\u205f\u3000]+)")


@lru_cache(maxsize=4096)
def headline(title: str) -> str:
    """ "Asian regionalism: a history of war" → "Asian Regionalism: A History of War"; a word with a capital keeps its own.

    The first word, the last one and the one behind a colon, a question or an exclamation have capitals whatever they are;
    what stands behind an apostrophe stays ("women's", "l'eau").
    """
    parts = _MARK.split(title)
    first = True
    last: tuple[int, int] | None = None
    for place in range(0, len(parts), 2):
        mark = parts[place - 1] if place else ""
        first = first or mark in ("!", "?", ":")
        words = _SPACES.split(parts[place])
        for n in range(0, len(words), 2):
            word = words[n]
            if not word:
                continue
            bound = not n and mark == "’" and not first
            wanted = first or (len(word) > 1 and word.lower() not in SMALL_WORDS and not bound)
            if wanted and word == word.lower():
                words[n] = word[0].upper() + word[1:]
            first = False
            last = None if bound else (place, n)
        parts[place] = "".join(words)
    if last:
        words = _SPACES.split(parts[last[0]])
        word = words[last[1]]
        if len(word) > 1 and word == word.lower():
            words[last[1]] = word[0].upper() + word[1:]
        parts[last[0]] = "".join(words)
    return "".join(parts)


_APART = re.compile(r" ([:;?!»])")
_BEFORE_OPENING = frozenset(" ([-–—/‘“\u00a0\u202f")


def turned(text: str) -> str:
    """Straight quotation marks and apostrophes → those of print, double ones outside; a space before a colon does not break."""
    if " :" in text or " ;" in text or " ?" in text or " !" in text or " »" in text or "« " in text:
        text = _APART.sub("\u202f\\1", text).replace("« ", "«\u202f")
    if '"' not in text and "'" not in text:
        return text
    closing = max((n for n, char in enumerate(text) if char == "'" and _may_close(text, n)), default=-1)
    made: list[str] = []
    opened: list[str] = []
    for n, char in enumerate(text):
        if char in "\"'":
            after = text[n + 1 : n + 2]
            if after.strip() and (not made or made[-1] in _BEFORE_OPENING) and (char == '"' or n + 1 < closing):
                made.append("‘" if len(opened) % 2 else "“")
                opened.append(char)
                continue
            if opened and opened[-1] == char and (char == '"' or _may_close(text, n)):
                opened.pop()
                char = "’" if len(opened) % 2 else "”"
            else:
                char = "”" if char == '"' else "’"
        made.append(char)
    return "".join(made)


def quoted(text: str) -> str:
    """A title in quotation marks; those inside it become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _may_close(text: str, n: int) -> bool:
    """Whether a single mark at a place may close a quotation: a word ends before it, and none begins behind it."""
    return n > 0 and text[n - 1] != " " and not text[n + 1 : n + 2].isalnum()


_INITIAL = re.compile(r"^([A-ZÀ-ſА-ЯΑ-Ω])([a-zA-ZÀ-ſЀ-ԯͰ-Ͽἀ-῿]*)\.*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ]")
"""What given names that have initials begin with: a Latin, Greek or Cyrillic letter."""

_BETWEEN = re.compile(r"(\s+|-(?![a-z]))")


@lru_cache(maxsize=4096)
def initials(given: str, after: str, between: str) -> str:
    """ "Marina E." → "M. E." with `after` "." and `between` " "; "Jean-Paul" → "J.-P."; a small word stays whole."""
    if not _LATIN.match(given):
        return given
    spaced = re.sub(r"\.(?=\w)", ". ", re.sub(r"\s*-\s*", "-", given))
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
            if rest and found[0].endswith("."):
                text = found[1] + rest + after  # an abbreviation of its own: "Wm."
            else:
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
