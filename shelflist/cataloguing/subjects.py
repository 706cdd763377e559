"""Subject headings: main part and subdivisions, also where nothing separates one heading from the next.

Delimited headings: ` -- `, `--`, ` - `, ` — ` alike (guide §6.5). Run-together headings (guide §7.8) are parted by the
free-floating subdivisions of `vocabulary` and by a capital after a lower-case word; what comes out is marked inferred.
"""

import re
from functools import lru_cache

from shelflist.cataloguing import vocabulary
from shelflist.cataloguing.punctuation import strip_heading
from shelflist.model import Subdivision, Subject

_DELIMITER = re.compile(r"\s*--\s*|\s+[-–—]\s+|\s*—\s*")
_SPACED = re.compile(r"\s+[-–—]{1,2}\s+|\s+--\s*|\s*--\s+|--")
_PERIOD = re.compile(
    r"^(?:\d{1,4}(?:\s?-\s?(?:\d{1,4})?)?|(?:(?:early|late) )?\d{1,2}(?:st|nd|rd|th) century(?:, .{1,30})?"
    r"|(?:to|to ca\.|up to) \d{3,4}|.{1,60}, \d{3,4}(?:-\d{0,4})?|(?:sec(?:olo|\.)|siècle) .{1,12}|[ivx]+ secolo)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")


@lru_cache(maxsize=16_384)
def subdivision_type(text: str) -> str:
    """form, period, place, topic (a known free-floating one), or "" when the words do not say."""
    folded = text.casefold().rstrip(".")
    if folded in vocabulary.FORMS:
        return "form"
    if _PERIOD.match(text):
        return "period"
    if folded in vocabulary.TOPICS:
        return "topic"
    return "place" if folded in vocabulary.places() else ""


def heading(text: str, kind: str = "topic", scheme: str = "") -> Subject:
    """One delimited heading as a Subject. Delimiters inside brackets, dates and hyphenated names do not part it."""
    parts = [strip_heading(part) for part in _split(text, _DELIMITER)]
    parts = [part for part in parts if part]
    if not parts:
        return Subject("", kind=kind, scheme=scheme, raw=text)
    return Subject(parts[0], [Subdivision(p, subdivision_type(p)) for p in parts[1:]], kind, scheme, text)


def _split(text: str, delimiter: re.Pattern[str]) -> list[str]:
    """`delimiter.split` that passes over brackets."""
    covered = [match.span() for match in _BRACKET.finditer(text)]
    parts, start = [], 0
    for match in delimiter.finditer(text):
        if not any(low < match.start() < high for low, high in covered):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _boundary(text: str) -> int:
    """Where a new heading begins inside a token, by a capital after a lower-case word, or -1."""
    depth, before = 0, ""
    for match in re.finditer(r"\S+", text):
        word = match[0]
        if before and depth == 0 and word[:1].isupper() and _closes(before):
            return match.start()
        depth += word.count("(") + word.count("[") - word.count(")") - word.count("]")
        before = word
    return -1


def _closes(word: str) -> bool:
    """Whether a heading may end with this word: lower case or a closing bracket, no comma, no preposition."""
    bare = word.rstrip(")]")
    if word[-1] in ",;:-'’&/" or bare.casefold() in vocabulary.JOINING:
        return False
    return word[-1] in ")]" or (bare[:1].islower() and bare[-1:].isalpha())


def _known_prefix(token: str) -> int:
    """Length of the longest free-floating subdivision that opens the token and leaves a heading behind it, or 0."""
    words = token.split(" ")
    for n in range(min(len(words) - 1, 8), 0, -1):
        opening, rest = " ".join(words[:n]), " ".join(words[n:])
        if not rest[:1].isupper() and not rest[:1].isdigit():
            continue
        if subdivision_type(opening.rstrip(",")) and not opening.endswith(","):
            return len(opening)
    return 0


def _parted(token: str, first: bool) -> list[str]:
    """A token between two delimiters as [end of the heading so far, *following headings' openings]."""
    found: list[str] = []
    while token:
        cut = 0
        if not first and not subdivision_type(token):
            cut = _known_prefix(token)
        if not cut and (first or not subdivision_type(token)):
            cut = max(_boundary(token), 0)
        if not cut:
            found.append(token)
            break
        found.append(token[:cut].strip())
        token, first = token[cut:].strip(), True
    return found


def run_together(text: str) -> list[Subject]:
    """Headings that follow each other with nothing between them; each is marked inferred when there is more than one."""
    chains: list[list[str]] = []
    for token in _split(" ".join(text.split()).lstrip("-–— "), _SPACED):
        parts = _parted(token.strip(), not chains)
        if not parts:
            continue
        if not chains:
            chains.append([parts[0]])
        else:
            chains[-1].append(parts[0])
        chains.extend([part] for part in parts[1:])
    found: list[Subject] = []
    for chain in chains:
        names = [name for name in (strip_heading(part) for part in chain) if name]
        if names:
            raw = " - ".join(chain)
            divisions = [Subdivision(name, subdivision_type(name)) for name in names[1:]]
            found.append(Subject(names[0], divisions, raw=raw, inferred=len(chains) > 1))
    return found
