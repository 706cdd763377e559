"""Contents notes: one text → its entries, front and back matter told from chapters (MARC 21 505, UNIMARC 327).

A formatted contents note parts its titles by ` -- ` (MARC 21 505, "Input conventions"; AACR2 2.7B18); other catalogues
print `--`, ` — `, `. - ` (ISBD), ` ; `, or nothing but the numbers. A mark inside of brackets or of a span of years parts
nothing, nor does a hyphen. A number stays apart from its title (`numbering`), the statement after ` / ` is the chapter's
own (`bylines` says who wrote it), and the titles of front and back matter are told by their words (`matter`). Entries
that are volumes are not chapters. One text without any mark is no list: the caller keeps it as a note.
"""

import re
from collections.abc import Iterable, Sequence

from shelflist.cataloguing import bylines, matter, numbering, numerals, scanned, slugs
from shelflist.cataloguing.numbering import Numbered
from shelflist.cataloguing.punctuation import collapse, strip_end
from shelflist.model import Chapter

_OPENING = re.compile(
    r"^\[?(?:(?:machine[- ]generated )?contents(?: notes?)?|table of contents|(?:incomplete|partial) contents|contents \((?:incomplete|partial)\)"
    r"|contiene(?: (?:fra l'altro|anche))?|contenuto|comprende|sommario|contains|includes|inhalt|enthält|enth|teilw\. inhalt|aus dem inhalt"
    r"|contient|comprend|contenu|sommaire|contenido)\]?\s*(?:\.--|:)\s*",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\((?:from|taken from) [^()]{1,30}\)\s+", re.IGNORECASE)
_PARTIAL = re.compile(
    r"^\[?(?:partial contents|contents \(partial\)|contiene (?:fra l'altro|anche)|teilw\. inhalt|aus dem inhalt)",
    re.IGNORECASE,
)
_INCOMPLETE = re.compile(r"^\[?(?:incomplete contents|contents \(incomplete\))", re.IGNORECASE)

_DASHES = re.compile(r"\s+--+\s*|--+\s+(?![a-zà-ÿ])|(?<=[.?!)\]\"”’'])--+|(?<!\d)--+(?=\[?\d)|--+(?=\[?v\. ?\d)")
"""Dashes with a space at one side, after a full stop or before a number: between words they may be a dash of the title."""

_ANY_DASHES = re.compile(r"\s*(?:(?<!\d)--+|--+(?!\d{2,4}\b(?!\.\s)))\s*")
_EM = re.compile(r"\s+—\s+")
_EN = re.compile(r"\s+–\s+(?=[\"'«“(\[]?[A-ZÀ-ÖØ-Þ\d])")
_STOP_DASH = re.compile(r"(?<=[.?!)])\s?-\s?(?=[\"'«“(\[]?[A-ZÀ-ÖØ-Þ\d])")
_SEMICOLON = re.compile(r"\s*;\s+")
_LISTED = re.compile(r"[\"'«“(\[]?(?:[A-ZÀ-ÖØ-Þ\d]|[^\W\d_a-zA-Zà-ÿ])")
_STATEMENT_END = re.compile(r"(?<=[a-zà-ÿ]{3})\.\s+(?=[\"'«“(\[]?[A-ZÀ-ÖØ-Þ])")
_MARKER = re.compile(
    r"(?:(?<=^)|(?<=\s))(?:(chapter|chap\.|ch\.|capitolo|cap\.|chapitre|kapitel|part|parte)\s+)?"
    rf"[\[(]?(\d{{1,3}}|[IVX]{{1,6}}|{'|'.join(numbering.SPELLED[:20])})(?:[.:)\]])+\s+(?=\S)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?<![^\s(\[])\"[^\"]{1,120}(?<=\S)\"(?=[\s,.;:)]|$)")
_CLOSING = re.compile(r"[()\[\]\"]")
_BRACKET = re.compile(r"[()\[\]]")
_LONGEST_BRACKET = 200
_RESPONSIBILITY = re.compile(r"\s/\s+(?=\S)|\s+(?=\[by\]\s)")
_BY = re.compile(r",?\s+by (?=[A-ZÀ-ÖØ-Þ])")
_LONG_DASH = re.compile(r"-{3,}")
_PAGE = re.compile(r"(?:p\.\s*)?[\dIilOoxvXVS]{1,5}\.?")
"""A page number, also as machines read it: no statement."""

_KEEPS_STOP = frozenset(
    ("jr", "sr", "etc", "inc", "ltd", "co", "corp", "al", "u.s", "u.k", "a.d", "b.c", "d.c", "ph.d", "v", "vs")
)
_NOTHING = frozenset(("etc", "[etc.]", "[etc]", "etc.", "&c", "&c.", "...", "…"))


def authors(responsibility: str) -> list[str]:
    """Who wrote a chapter, in entry form, from the words of its statement: those that are sure (`bylines`)."""
    return list(bylines.authors(responsibility))


def kind(title: str) -> str:
    """chapter, front or back, by the title's words."""
    return matter.kind(title)


def completeness(text: str) -> str:
    """What a note says of itself: "partial", "incomplete" or ""."""
    return "partial" if _PARTIAL.match(text) else "incomplete" if _INCOMPLETE.match(text) else ""


def anchors(titles: Sequence[str]) -> list[str]:
    """The ids of a book's chapters (not of front and back matter), one for each title: the same on the book's page and in
    every link to it. They depend on the titles alone, so that a number put right or a preface added moves none."""
    taken: set[str] = set()
    found = []
    for title in titles:
        base = name = "ch-" + (slugs.slug(title, 60) or "x")
        n = 2
        while name in taken:
            name, n = f"{base}-{n}", n + 1
        taken.add(name)
        found.append(name)
    return found


def _final(text: str) -> str:
    """Without the full stop that closes the note; that of an initial or an abbreviation stays."""
    if not text.endswith(".") or text.endswith("..") or len(text) < 3:
        return text
    before, _, word = text[:-1].rpartition(" ")
    if word.casefold() in _KEEPS_STOP or "." in word:
        return text
    if (
        len(word) == 1
        and word.isupper()
        and before.rpartition(" ")[2][:1].isupper()
        and not before.casefold().startswith("append")
    ):
        return text
    return text[:-1].rstrip()


def _without_leader(raw: str) -> str:
    """Without the dots that lead to a page number, and the number."""
    head = raw.rstrip("0123456789")
    body = head.rstrip(" .…")
    leader = head[len(body) :]
    return body if body and (leader.count(".") > 3 or "…" in leader) and len(raw) - len(head) < 5 else raw


def _chapter(raw: str, loose: frozenset[str]) -> tuple[Chapter, Numbered]:
    """One entry, and how its number was printed."""
    first = raw.partition(" ")[0]
    if first.casefold() not in _TELLING and not first.isupper() and raw.replace(" ", "").isalpha():
        return Chapter(raw, "", "chapter", "", raw), _NONE  # words alone: there is nothing to take apart
    text = collapse(_without_leader(raw) if raw[-1:].isdigit() else raw)
    read = numbering.read(text, loose)
    text = read.title
    responsibility = ""
    if "/" in text or "[by]" in text:
        *before, last = _RESPONSIBILITY.split(text)
        if before:
            text, responsibility = " / ".join(before), _final(strip_end(last))
            responsibility = "" if _PAGE.fullmatch(responsibility) else responsibility
    elif " by " in text and (match := list(_BY.finditer(text))):
        # "Salt, by Ada Neri": only where what follows is names and nothing else, and a comma stands before it.
        last = strip_end(text[match[-1].end() :])
        if match[-1][0].startswith(",") and last.count(" ") and bylines.authors(last):
            text, responsibility = text[: match[-1].start()], _final(last)
    title = _final(strip_end(text))
    sort = "volume" if read.style == "volume" else "chapter" if read.number else matter.kind(title)
    if not title and read.number:
        # "Part I", "Appendix A", "v. 2": the number is all the title there is.
        title, number = strip_end(raw).rstrip("."), ""
        return Chapter(title, number, sort if sort == "volume" else matter.kind(title), responsibility, raw), read
    return Chapter(title, read.number, sort, responsibility, raw), read


_NONE = Numbered("", "", "")
_TELLING = numbering.WORDS | matter.FIRST
"""First words with which a number, or the title of front or back matter, may begin."""

_LOOSE = frozenset(("roman", "plain"))
_ALL = frozenset(("roman", "plain", "letter"))


def entry(text: str) -> Chapter | None:
    """One entry that is already apart from its neighbours; None for no text."""
    raw = " ".join(text.split())
    if not raw:
        return None
    made, _ = _chapter(raw, _LOOSE)
    if made.kind == "volume":
        made.kind = "chapter"  # alone it may be anything
    return made if made.title else None


def entries(texts: Iterable[str]) -> list[Chapter]:
    """Entries that are already apart. What may be a number or the title's own first word is settled by all of them."""
    raws = [" ".join(text.split()).strip(" -–—;") for text in texts]
    raws = scanned.with_numbers([raw for raw in raws if raw and (len(raw) > 6 or raw.casefold() not in _NOTHING)])
    if len(raws) > 3 and raws[-1].rstrip(".")[-1:].isdigit():
        raws = scanned.without_pages(raws)
    pairs = [_chapter(raw, _ALL) for raw in raws]
    if unsure := _ALL.intersection([read.style for _, read in pairs]):
        kept = numbering.consistent([read for _, read in pairs])
        if unsure - kept:
            pairs = [_chapter(one.raw, kept) if read.style in unsure else (one, read) for one, read in pairs]
    found = [one for one, _ in pairs if len(one.title) > 2 or one.title.strip(" .-/:;,")]
    volumes = sum([one.kind == "volume" for one in found])
    if 0 < volumes < len(found) * 0.6:
        for one in found:
            if one.kind == "volume":
                one.kind = "chapter"  # works inside of a volume: the first of each has its number
    return found


def split(text: str) -> list[Chapter]:
    """The entries of a contents note in order; [] where nothing parts it into at least two."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 2 and all(numbering.read(line.strip()).number for line in lines):
        return entries(lines)
    line = _FROM.sub("", " ".join(text.split()))
    by_machine = scanned.OPENING.match(line) is not None
    if by_machine:
        line = scanned.without_rest(line)
    opened = _OPENING.match(line)
    if opened:
        line = line[opened.end() :]
    parts = _parts(line, bool(opened))
    found = entries(scanned.mended(parts) if by_machine else parts)
    return found if len(found) > 1 else []


def enhanced(subfields: Iterable[tuple[str, str]]) -> list[Chapter]:
    """The entries of an enhanced note (MARC 21 505 second indicator 0): $g what stands before or behind, $t title, $r who."""
    parts: list[str] = []
    before = ""
    open_title = False
    for code, value in subfields:
        text = value.strip()
        ends = text.endswith("--")
        text = text.removesuffix("--").strip()
        if not text:
            open_title = open_title and not ends
        elif code == "g":
            if open_title:
                parts[-1] += f" {text}"
            else:
                before = f"{before} {text}".strip()
        elif code == "r" and parts:
            who, *more = re.split(r"\s+--\s+", text)
            parts[-1] = f"{strip_end(parts[-1])} / {who}" if " / " not in parts[-1] else f"{parts[-1]} ; {who}"
            parts += more
        elif code in "at":
            if before and not before.endswith((".", ":", ")", "]")):
                before += "."
            parts += _parts(f"{before} {text}".strip()) if " -- " in text else [f"{before} {text}".strip()]
            before = ""
        open_title = bool(parts) and not ends and code in "tr" and not text.endswith((";", ","))
    return entries(parts)


# --- where one entry ends -------------------------------------------------------------------------------------


def _parts(line: str, opened: bool = False) -> list[str]:
    """The text at its separators: the first kind of them that it has."""
    if "- -" in line:
        line = line.replace(" - - ", " -- ")
    if "---" in line:
        line = _LONG_DASH.sub("--", line)
    if "--" in line:
        if line.count("--") == line.count(" -- ") == line.count("-") // 2 and not _CLOSING.search(line):
            return line.split(" -- ")  # nothing but separators, nothing that could hold one: most notes
        spaced = line.count(" -- ") + line.count(".--") + line.count(" --") + line.count("-- ")
        found = _cut(line, _DASHES if spaced else _ANY_DASHES)
        if len(found) > 1:
            return found
    for pattern, least in ((_EM, 1), (_EN, 2), (_STOP_DASH, 2)):
        found = _cut(line, pattern)
        if len(found) > least:
            return found
    return _run(line) or _semicolons(line, opened) or _statements(line) or [line]


def _cut(line: str, pattern: re.Pattern[str]) -> list[str]:
    """The text at each match that does not stand inside of brackets."""
    closed = _brackets(line)
    parts, start = [], 0
    for match in pattern.finditer(line):
        if not any(a < match.start() < b for a, b in closed):
            parts.append(line[start : match.start()])
            start = match.end()
    parts.append(line[start:])
    return [part for part in parts if part.strip()]


def _brackets(line: str) -> list[tuple[int, int]]:
    """The spans of brackets and quotation marks that close again before long: one left open parts as if it were not there."""
    found = [match.span() for match in _QUOTED.finditer(line) if "--" in match[0]] if '"' in line else []
    if "(" not in line and "[" not in line:
        return found
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(line):
        if match[0] in "([":
            opened.append((match[0], match.start()))
        elif opened and opened[-1][0] == ("(" if match[0] == ")" else "["):
            start = opened.pop()[1]
            if match.start() - start <= _LONGEST_BRACKET and "--" in line[start : match.start()]:
                found.append((start, match.start()))
    return found


def _run(line: str) -> list[str]:
    """ "1. Salt 2. Carts 3. Oars": numbers that count from one, at least to three, are all the separators there are.
    Before "Chapter One: …" front matter may stand."""
    cuts: list[int] = []
    for match in _MARKER.finditer(line):
        word, text = match[1] or "", match[2]
        if text.casefold() in numbering.SPELLED[:20]:
            value = numbering.SPELLED.index(text.casefold()) + 1 if word else 0
        else:
            value = int(text) if text.isdigit() else numerals.proper(text)
        if value == len(cuts) + 1 and (cuts or match.start() == 0 or word):
            cuts.append(match.start())
    if len(cuts) < 3:
        return []
    before = [line[: cuts[0]]] if cuts[0] else []
    return [*before, *[line[a:b] for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]]


def _semicolons(line: str, opened: bool) -> list[str]:
    """ "Salt ; Carts ; Oars": where every part could be a title and none is a statement or a sentence."""
    parts = [part for part in _SEMICOLON.split(line) if part.strip(" .")]
    if " / " in line:
        return parts if len(parts) > 1 and all(part.count(" / ") == 1 for part in parts) else []
    if len(parts) < (2 if opened else 3):
        return []
    fine = all(_LISTED.match(part) and len(part) < 200 and not re.search(r"[a-z]{3}\. [A-Z]", part) for part in parts)
    return parts if fine else []


def _statements(line: str) -> list[str]:
    """ "Salt / Ada Neri. Carts / Ugo Ponti.": a sentence each, and each with its statement."""
    if line.count(" / ") < 2:
        return []
    parts = _STATEMENT_END.split(line)
    return parts if len(parts) > 1 and all(part.count(" / ") == 1 for part in parts) else []
