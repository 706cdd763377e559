"""Lists in one field of BibTeX (keywords, numbers), and headings in them: parted outside of braces alone, as biber parts them.

"{Salt, sea}, Roads -- History" are two keywords; braces keep a dash from parting a heading too. Around a whole list braces mean
nothing, as Web of Science writes them.
"""

import re

from shelflist.cataloguing import subjects
from shelflist.cataloguing.punctuation import strip_heading
from shelflist.model import Book, Subdivision, Subject
from shelflist.readers import plain
from shelflist.readers.citations import latex
from shelflist.readers.citations.bibtex_names import whole

MOST = 1_000
"""Entries of one list that are read."""

DEEPEST = 4
"""Pairs of braces around a whole list that are looked into."""

_MARK = re.compile(r"\\.|[{}();,]", re.DOTALL)
_DASH = re.compile(r"\\.|[{}]|\s+--\s+|\s+[-–—]\s+|\s*—\s*", re.DOTALL)


def parted(raw: str, marks: str, *, brackets: bool = False) -> list[str]:
    """The parts of a list at these marks, outside of braces and, where `brackets`, of round brackets."""
    found, start, depth, inside = [], 0, 0, 0
    for match in _MARK.finditer(raw):
        mark = match[0]
        if mark in "{}":
            depth += 1 if mark == "{" else -1 if depth else 0
        elif mark in "()":
            inside += (1 if mark == "(" else -1 if inside else 0) if not depth and brackets else 0
        elif mark in marks and not depth and not inside:
            found.append(raw[start : match.start()])
            start = match.end()
    found.append(raw[start:])
    return [one.strip() for one in found[:MOST] if one.strip()]


def unwrapped(text: str) -> str:
    """Without the one pair of braces that holds it all."""
    return text[1:-1].strip() if whole(text) else text


def keywords(book: Book, field: str, raw: str, marks: str, kind: str) -> None:
    """Adds the headings of a list. A semicolon parts it, where it has one, and else a comma, where `marks` has it."""
    text = inner = raw.strip()
    for _ in range(DEEPEST):
        inner = unwrapped(inner)
    text = inner if any(len(parted(inner, mark)) > 1 for mark in marks) else text
    mark = ";" if len(parted(text, ";")) > 1 or "," not in marks else ","
    for one in parted(text, mark):
        one = unwrapped(one)
        if "{" in one:
            _heading(book, field, one, kind)
        else:
            plain.subject(book, field, " ".join(latex.plain(one).split()), kind)


def _heading(book: Book, field: str, raw: str, kind: str) -> None:
    """A heading in which braces stand: they keep the dashes inside them."""
    raw = " ".join(raw.split())
    parts, start, depth = [], 0, 0
    for match in _DASH.finditer(raw):
        mark = match[0]
        if mark in "{}":
            depth += 1 if mark == "{" else -1 if depth else 0
        elif mark[0] != "\\" and not depth:
            parts.append(raw[start : match.start()])
            start = match.end()
    parts.append(raw[start:])
    made = [strip_heading(plain.clean(book, field, " ".join(latex.plain(part).split()))) for part in parts]
    made = [part for part in made if part]
    if made:
        divisions = [Subdivision(part, subjects.subdivision_type(part)) for part in made[1:]]
        found = Subject(made[0], divisions, kind, "", " -- ".join(made))
        whole_text = found.text().casefold()
        if all(one.text().casefold() != whole_text for one in book.subjects[: plain.LOOKED]):
            book.subjects.append(found)


def numbers(raw: str) -> list[str]:
    """The entries of a list of numbers as plain text; a comma inside round brackets parts nothing."""
    text = unwrapped(raw.strip()) if len(parted(unwrapped(raw.strip()), ",;")) > 1 else raw
    made = (" ".join(latex.plain(unwrapped(one)).split()) for one in parted(text, ",;", brackets=True))
    return [one for one in made if one]
