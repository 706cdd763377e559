"""Contents notes: one text → its entries, front and back matter told from chapters (MARC 505, UNIMARC 327).

Entries are parted at ` -- ` with or without the spaces (guide §6.5). A number stays apart from its title; a statement
after ` / ` is the chapter's own author. One text without any mark is no list: the caller keeps it as a note.
"""

import re

from shelflist.cataloguing import bylines, vocabulary
from shelflist.cataloguing.punctuation import collapse, strip_end
from shelflist.model import Chapter

_DASHES = re.compile(r"\s*--+\s*|\s+—\s+")
_OPENING = re.compile(
    r"^(?:(?:machine[- ]generated )?contents(?: note)?|table of contents|contiene|contenuto|sommario|incomplete contents"
    r"|partial contents)\s*:\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^((?:chapter|chap\.|ch\.|capitolo|cap\.|chapitre|kapitel|part|parte|pt\.|section|lecture|lesson)\s+)?"
    r"(\d{1,3}(?:\.\d{1,2})?|[IVXLC]{1,7})(?:\s*[.:)–—](?!\d)\s*|\s+[-–—]\s+)(?=\S)",
    re.IGNORECASE,
)
_NUMBER_OPENS = frozenset("0123456789ivxlcIVXLCkpsKPS")
"""Digits, Roman digits, and the first letters of the words before a number."""

_PLAIN_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})?)\s+(?=[^\W\d_][^\W\d_]*\b)(?!st\b|nd\b|rd\b|th\b)(?=[A-ZÀ-ÖØ-Þ])")
_NUMBERED_RUN = re.compile(r"(?<=[\w.?!)])\s+(?=\d{1,2}\.\s+[A-ZÀ-Þ])")
_RESPONSIBILITY = re.compile(r"\s/\s+(?=\S)")


def authors(responsibility: str) -> list[str]:
    """Who wrote a chapter, in entry form, from the words of its statement: those that are sure (`bylines`)."""
    return list(bylines.authors(responsibility))


def kind(title: str) -> str:
    """chapter, front or back, by the title's words."""
    text = title.casefold().strip(" .:;")
    if text in vocabulary.BACK:
        return "back"
    return "front" if text in vocabulary.FRONT else "chapter"


def _entry(text: str) -> tuple[str, str, str, str]:
    """(title, number, kind, responsibility)."""
    number = ""
    first = text[:1]
    # Most titles open with none of the characters that a number can open with: looking costs less than matching.
    if first in _NUMBER_OPENS and (match := _NUMBER.match(text)):
        word = (match[1] or "").strip()
        roman = not match[2][0].isdigit()
        if not roman or match[2].isupper():
            number = match[2] if not word or word.lower().startswith(("ch", "cap", "kap")) else f"{word} {match[2]}"
            text = text[match.end() :]
    elif first.isdigit() and (match := _PLAIN_NUMBER.match(text)):
        number, text = match[1], text[match.end() :]
    responsibility = ""
    if "/" in text:
        *before, last = _RESPONSIBILITY.split(text)
        if before:
            text, responsibility = " / ".join(before), _final(strip_end(last))
    title = _final(strip_end(text))
    return title, number, kind(title) if not number else "chapter", responsibility


def _final(text: str) -> str:
    """Without the full stop that closes the note."""
    return (
        text[:-1].rstrip()
        if text.endswith(".") and not text.endswith("..") and len(text) > 4 and text[-3] != "."
        else text
    )


def entry(text: str) -> Chapter | None:
    """One entry that is already apart from its neighbours; None for no text."""
    raw = text.strip()
    if not raw:
        return None
    if raw[0] not in _NUMBER_OPENS and raw.replace(" ", "").isalpha():
        return Chapter(raw, "", kind(raw), "", raw)  # words alone: there is nothing to take apart
    title, number, sort, responsibility = _entry(collapse(raw))
    return Chapter(title or raw, number, sort, responsibility, raw) if title or number else None


def split(text: str) -> list[Chapter]:
    """The entries of a contents note in order; [] where nothing parts it into at least two."""
    line = " ".join(text.split())
    if opening := _OPENING.match(line):
        line = line[opening.end() :]
    dashes = line.count(" -- ")
    plain = dashes and line.count("--") == dashes and "—" not in line
    parts = line.split(" -- ") if plain else _DASHES.split(line)
    if len(parts) == 1:
        parts = _NUMBERED_RUN.split(line)
        if len(parts) < 3:
            return []
    found = [made for made in (entry(part) for part in parts) if made is not None]
    return found if len(found) > 1 else []
