"""Titles: the ISBD title area taken apart, and the characters that do not file.

ISBD area 1 (title : other title information = parallel title / responsibility), the cataloguing guide §6 and §13:
articles go by the record's language, never by English rules, and not where they are part of a name.
"""

import re
from typing import NamedTuple

from shelflist.cataloguing import punctuation

ARTICLES: dict[str, tuple[str, ...]] = {
    "en": ("the", "a", "an"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l'", "un", "uno", "una", "un'"),
    "fr": ("le", "la", "les", "l'", "un", "une", "des"),
    "de": ("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "eines", "einer"),
    "es": ("el", "la", "los", "las", "lo", "un", "una"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
    "nl": ("de", "het", "een", "'t", "'n"),
    "ca": ("el", "la", "els", "les", "l'", "un", "una"),
    "ar": ("al-", "el-"),
    "he": ("ha-", "he-"),
    "yi": ("der", "di", "dos"),
    "hu": ("a", "az", "egy"),
    "sv": ("en", "ett", "den", "det", "de"),
    "da": ("en", "et", "den", "det", "de"),
    "no": ("en", "et", "ei", "den", "det", "de"),
    "nb": ("en", "et", "ei", "den", "det", "de"),
}
NAMES = (
    "La Spezia", "Los Angeles", "Las Vegas", "El Salvador", "Le Havre", "La Paz", "La Plata", "Los Alamos", "Die Hard",
    "El Niño", "La Rochelle", "Le Mans", "L'Aquila", "Den Haag", "The Hague", "Las Palmas", "La Rioja",
    "UN peacekeeping",
)  # fmt: skip
"""Openings whose first word only looks like an article: by their capitals, for "la paz" is just the peace."""

PHRASES = ("a to z", "a priori", "a posteriori", "a propos", "a.", "i.", "o.")
"""The same where capitals say nothing."""

_LONGEST = {code: tuple(sorted(words, key=len, reverse=True)) for code, words in ARTICLES.items()}
_NAME = re.compile(
    f"(?:{'|'.join(re.escape(form) for name in NAMES for form in (name, name.upper()))}"
    f"|(?i:{'|'.join(re.escape(phrase) for phrase in PHRASES)}))(?!\\w)"
)
_OPENING = re.compile(r"^[\s\"'“”‘’«»„(\[¿¡…–—-]+")
_COLON = re.compile(r"(?:^|\s):\s|(?<=\w):\s|(?<=[)\]?!\"”»]):\s")


class TitleStatement(NamedTuple):
    """A title area taken apart; texts are "" and lists empty where it has no such part."""

    title: str
    subtitle: str
    parallel: list[str]
    responsibility: str
    raw: str


def statement(text: str) -> TitleStatement:
    """A whole title area as printed: the last ` / ` opens the responsibility, the first `: ` the subtitle."""
    raw = text
    text = punctuation.collapse(" ".join(text.split()))
    head, mark, responsibility = text.rpartition(" / ")
    if not mark:
        head, responsibility = text.removesuffix(" /"), ""
    parallel: list[str] = []
    head, *others = re.split(r"\s=\s", head)
    parallel = [punctuation.strip_end(other) for other in others]
    match = _COLON.search(head)
    title, subtitle = (head[: match.start()], head[match.end() :]) if match else (head, "")
    return TitleStatement(
        punctuation.strip_end(title) or punctuation.strip_end(subtitle),
        punctuation.strip_end(subtitle) if punctuation.strip_end(title) else "",
        [other for other in parallel if other],
        punctuation.strip_end(responsibility).strip(),
        raw,
    )


def nonfiling(title: str, language: str) -> int:
    """How many first characters of a title do not file: its article in this language and marks before its first word."""
    opening = _OPENING.match(title)
    start = opening.end() if opening else 0
    written = title[start:].replace("’", "'")
    rest = written.lower()
    articles = _LONGEST.get(language.partition("-")[0])
    if not articles or _NAME.match(written):
        return start if start < len(title) else 0
    for article in articles:
        # The apostrophe of "'t" is already passed over as a mark before the first word.
        word = article.lstrip("'")
        if not rest.startswith(word) or (word != article and title[start - 1 : start] not in ("'", "’", "‘")):
            continue
        if article[-1] in "'-":
            after = len(word)
        elif rest[len(word) : len(word) + 1] == " ":
            after = len(word) + 1
        else:
            continue
        if rest[after:].strip():
            found = _OPENING.match(rest[after:])
            return start + after + (found.end() if found else 0)
    return start if start < len(title) else 0


def sort_text(title: str, nonfiling: int) -> str:
    """The title as it files: without its first `nonfiling` characters and any marks before the first word."""
    kept = _OPENING.sub("", title[nonfiling:])
    return kept or title
