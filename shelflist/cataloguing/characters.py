"""Text as it may stand in a book: Unicode NFC, no controls, one kind of space, no runaway length.

Rules: Unicode Standard Annex #15 (NFC), Annex #9 (the explicit bidirectional embeddings and isolates are taken out:
they can reorder a whole page), and the limits of the reliability guide. Non-sorting marks are those of MARC 21
(U+0098, U+009C), ISO 5426 as Koha meets them (U+0088, U+0089), ISO 6630 in seven bits (ESC H, ESC I), SBN (`*`) and
the PICA and German habits `<<…>>` and `¬…¬`.
"""

import re
import unicodedata

LIMIT = 65_536
MOST_MARKS = 8
"""Combining marks kept on one base character: no language needs more."""

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060]")
_LAST_TWO = "".join(chr((plane << 16) + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_NO_TEXT = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_LAST_TWO}]")
_MARK_RUN = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{9,})"
)
_PAIRS = (
    ("\x98", "\x9c"),
    ("\x88", "\x89"),
    ("\x1bH", "\x1bI"),
    ("<<", ">>"),
    ("¬", "¬"),
)
_STAR = re.compile(r"^([^\W\d_]{0,8}['’ ]{0,2})\*(?=\w)")


def clean(text: str, limit: int = LIMIT) -> tuple[str, str]:
    """(text fit for a book, what was wrong with it or ""). White space is folded; NFC and spaces are not worth a word."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return (text.strip() if "  " not in text else " ".join(text.split())), ""
    reasons: list[str] = []
    if len(text) > limit:
        text = text[:limit]
        cut = text.rfind(" ", limit - 200)
        text = text[:cut] if cut > 0 else text
        reasons.append(f"longer than {limit // 1024} KiB")
    for pattern, instead, reason in (
        (_NO_TEXT, "\ufffd", "characters that are no text"),
        (_BIDI, "", "marks that turn the direction of text"),
        (_CONTROL, "", "control characters"),
    ):
        found = pattern.sub(instead, text)
        if found != text:
            text = found
            reasons.append(reason)
    text = unicodedata.normalize("NFC", text.replace("\ufeff", " "))
    found = _MARK_RUN.sub(lambda match: match[1][:MOST_MARKS], text)
    if found != text:
        text = found
        reasons.append("too many marks on one letter")
    return " ".join(text.split()), ", ".join(reasons)


def nonsorting(text: str) -> tuple[str, int]:
    """The text without non-sorting marks, and how many of its first characters they take out of the order."""
    count = 0
    for opening, closing in _PAIRS:
        if opening not in text:
            continue
        before, _, rest = text.partition(opening)
        inside, mark, after = rest.partition(closing)
        if not mark and opening in ("<<", "¬"):
            continue
        if not mark:
            text = before + rest
            continue
        if not before.strip():
            count = len(inside) + (len(after) - len(after.lstrip()) if not inside.endswith(" ") else 0)
        text = before + inside + after
        for mark in {opening, closing}:
            text = text.replace(mark, "") if mark not in ("<<", ">>", "¬") else text
    match = _STAR.match(text)
    if match:
        count = len(match[1])
        text = match[1] + text[match.end() :]
    return text, count
