"""Subject headings: main part and subdivisions, also where nothing separates one heading from the next.

Delimited headings: ` -- `, `--`, ` - `, ` — ` alike (guide §6.5). Run-together headings (guide §7.8) are parted by the
free-floating subdivisions of `vocabulary` and by a capital after a lower-case word; what comes out is marked inferred.
"""

import re
from functools import cache, lru_cache

from shelflist.cataloguing import vocabulary
from shelflist.cataloguing.punctuation import strip_heading
from shelflist.model import Subdivision, Subject

_DELIMITER = re.compile(r"\s*--\s*|\s+[-–—]\s+|\s*—\s*")
_SPACED = re.compile(r"\s+[-–—]{1,2}\s+|\s+--\s*|\s*--\s+|--")
_ERA = r"(?: ?(?:B\.? ?C\.?(?:E\.?)?|A\.? ?D\.?|[ad]\. ?C\.?))?"
_YEARS = rf"(?:ca\.? |approximately )?\d{{1,4}}\??{_ERA}(?:\s?[-–]\s?(?:\d{{1,4}}\??{_ERA})?)?"
_CENTURY = r"(?:(?:early|late|mid|first half|second half)(?: of)? )?(?:the )?\d{1,2}(?:st|nd|rd|th)(?:[-– ].{1,12})? (?:century|centuries)(?:, .{1,30})?"
_PERIOD = re.compile(
    rf"^(?:{_YEARS}|{_CENTURY}|(?:to|up to|since|after|before) {_YEARS}|.{{1,60}}, {_YEARS}|.{{1,60}} of \d{{4}}(?:[-–]\d{{4}})?"
    r"|(?:sec(?:olo|oli|\.)|siècle) .{1,12}|[ivx]+(?:-[ivx]+)? (?:secolo|siècle|sec\.?)|.{1,40} (?:century|period|dynasty|jahrhundert))$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r" \((?:[^()]* : )?(?:state|province|republic|federation|city|extinct city|region|county|district|island|islands|department"
    r"|voivodeship|prefecture|oblast|special administrative region|provincia)\)$"
    r"|(?: (?:county|region|metropolitan area|watershed|valley|river|ocean|sea|coast|islands?|mountains|peninsula|countries|sheng|states))$"
    r"|(?:-ken|-fu|-shi|skaia oblastʹ)$|^(?:lake|mount|provincia di|isola d[i’']|lago d[i’']|valle d[i’']) ?.",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"^(.+?) \(([^()]+)\)$")
_DIRECTIONS = frozenset(
    ["eastern", "western", "northern", "southern", "central", "north", "south", "east", "west", "upper", "lower"]
)
_OPEN_YEAR = re.compile(r"(?<=\d{3})\s+[-–](?=\s+[-–]\s)")
_OPENED = re.compile(r"(?<=\d)\s+[-–]$")

# What stands around a dash that parts nothing.
_YEAR_BEFORE = re.compile(rf"(?<![\d–-])\d{{1,4}}\??{_ERA}$")
_YEAR_AFTER = re.compile(rf"\d{{2,4}}\??{_ERA}(?!\w|\s?[-–]\s?\d)")
_GIVEN = "Jean|Marie|Anne|Pierre|Hans|Karl|Carl|Anna|Charles|Louis|Claude|Paul|Ernst|Klaus|Heinz|Gian|Pier"
_HALF_NAME = re.compile(rf",\s(?:{_GIVEN})$|(?:^|\s)(?:Saint|Sainte|St\.?)$")
_OTHER_HALF = re.compile(
    rf"(?:{_GIVEN}|Jacques|Luc|François|Baptiste|Christophe|Joseph|Michel|Philippe|Yves|Georg|Heinrich|Josef|Dieter|Peter|Jürgen"
    r"|Friedrich|Wilhelm|Maria|Luise|Luigi|Carlo|Giorgio|Paolo|Henri|Robert)\b"
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")


@lru_cache(maxsize=16_384)
def subdivision_type(text: str) -> str:
    """form, period, place, topic (a known free-floating one), or "" when the words do not say.

    A word of the lists decides before a pattern does, and the words before a comma for the whole: "Antiquities, Roman".
    """
    folded = text.casefold().rstrip(".")
    head = folded.partition(",")[0]
    if folded in vocabulary.FORMS or (head in vocabulary.FORMS and folded not in vocabulary.TOPICS):
        return "form"
    if folded.startswith(("translations into ", "juvenile ", "traduzioni in ")):
        return "form"
    if folded in vocabulary.TOPICS or head in vocabulary.TOPICS:
        return "topic"
    if _PERIOD.match(text.rstrip(".")) or folded in vocabulary.PERIODS:
        return "period"
    return "place" if folded in vocabulary.places() or _placed(text, folded) else ""


def _placed(text: str, folded: str) -> bool:
    """Whether it is built as names of places are: "Valencia (Spain)", "Europe, Southern", "Lane County"."""
    qualified = _QUALIFIED.match(text)
    if qualified:
        within = re.split(r" : | and |, ", qualified[2].casefold())
        known = vocabulary.abbreviations()
        if all(one in vocabulary.places() or " ".join(one.replace(".", " ").split()) in known for one in within):
            return True
    head, comma, tail = folded.partition(", ")
    if comma and tail in _DIRECTIONS and head in vocabulary.places():
        return True
    return text[:1].isupper() and bool(_PLACE.search(text))


def heading(text: str, kind: str = "topic", scheme: str = "") -> Subject:
    """One delimited heading as a Subject. Delimiters inside brackets, dates and hyphenated names do not part it."""
    parts = [_part(part) for part in _split(text, _DELIMITER)]
    parts = [part for part in parts if part]
    if not parts:
        return Subject("", kind=kind, scheme=scheme, raw=text)
    return Subject(parts[0], [Subdivision(p, subdivision_type(p)) for p in parts[1:]], kind, scheme, text)


def _part(text: str) -> str:
    """A part without the marks of its end; a date that stays open keeps its dash: "1945 -" is "1945-"."""
    return strip_heading(_OPENED.sub("-", text.strip()))


def _split(text: str, delimiter: re.Pattern[str]) -> list[str]:
    """`delimiter.split` that passes over brackets, dates, and names with a dash of their own."""
    text = _OPEN_YEAR.sub("-", text)
    matches = list(delimiter.finditer(text))
    if not matches:
        return [text]
    covered = [*_brackets(text), *_compounds(text)]
    parts, start = [], 0
    for match in matches:
        if any(low < match.start() < high for low, high in covered):
            continue
        if not _joins(text[start : match.start()], match[0], text[match.end() :]):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close again, the outermost of each nest; one that never closes covers nothing."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in "([":
            opened.append(place)
        elif char in ")]" and opened:
            found.append((opened.pop(), place))
    return found


def _compounds(text: str) -> list[tuple[int, int]]:
    """Where names of `compounds.txt` stand with spaces around their hyphens."""
    if " - " not in text and " – " not in text:
        return []
    return [match.span() for match in _compound_names().finditer(text)]


@cache
def _compound_names() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\-", r"\s*[-–]\s*") for name in vocabulary.COMPOUNDS)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


def _joins(before: str, mark: str, after: str) -> bool:
    """Whether a dash belongs to what stands around it: "1914 - 1918", "Sartre, Jean - Paul", "Anglo - Saxon"."""
    if "--" in mark and mark != "--":
        return False
    if before[-1:].isdigit() or before[-1:] in (".", "?", "C"):
        years = _YEAR_BEFORE.search(before) and _YEAR_AFTER.match(after)
        if years and not (mark == "--" and len(before) > 4 and not before[-5:-4].isspace()):
            return True
    if mark.strip() not in ("-", "–"):
        return False
    half = _HALF_NAME.search(before)
    if half and (_OTHER_HALF.match(after) or not half[0].startswith(",")):
        return True
    word = _LAST_WORD.search(before)
    return word is not None and word[0].casefold() in vocabulary.PREFIXES


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
        names = [name for name in (_part(part) for part in chain) if name]
        if names:
            raw = " - ".join(chain)
            divisions = [Subdivision(name, subdivision_type(name)) for name in names[1:]]
            found.append(Subject(names[0], divisions, raw=raw, inferred=len(chains) > 1))
    return found
