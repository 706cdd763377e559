"""Titles: the ISBD title area taken apart, and the characters that do not file.

ISBD area 1 (title : other title information = parallel title / responsibility), the cataloguing guide §6 and §13:
articles go by the record's language, never by English rules, and not where they are part of a name.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shelflist.cataloguing import languages, punctuation

GREEK = (
    "o", "i", "to", "oi", "ta", "ho", "hē", "hoi", "hai", "enas", "mia", "hena", "ο", "η", "το", "οι", "τα", "ένας", "μια", "ένα",
)  # fmt: skip
"""Of modern Greek, in its letters and romanised (ELOT 743 and ALA-LC)."""

ARTICLES: dict[str, tuple[str, ...]] = {
    "en": ("the", "a", "an"),
    "it": ("il", "lo", "la", "i", "gli", "gl'", "le", "l'", "un", "uno", "una", "un'"),
    "fr": ("le", "la", "les", "l'", "un", "une", "des"),
    "de": ("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "eines", "einer"),
    "es": ("el", "la", "los", "las", "lo", "un", "una"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
    "nl": ("de", "het", "een", "'t", "'n"),
    "af": ("die", "'n"),
    "fy": ("de", "it", "'t", "in"),
    "ca": ("el", "la", "els", "les", "l'", "un", "una"),
    "gl": ("o", "a", "os", "as", "un", "unha"),
    "oc": ("lo", "la", "los", "las", "lou", "li", "l'", "un", "una"),
    "ro": ("un", "o"),
    "scn": ("lu", "la", "li", "l'", "un", "na"),
    "eo": ("la",),
    "cy": ("y", "yr"),
    "ga": ("an", "na"),
    "gd": ("an", "am", "a'", "na"),
    "el": GREEK,
    "grc": ("ho", "hē", "to", "hoi", "hai", "ta", "ὁ", "ἡ", "τὸ", "τό", "οἱ", "αἱ", "τὰ", "τά"),
    "haw": ("ka", "ke", "nā", "he"),
    "ar": ("al-", "el-"),
    "he": ("ha-", "he-"),
    "yi": ("der", "di", "dos", "a", "an"),
    "hu": ("a", "az", "egy"),
    "sv": ("en", "ett", "den", "det", "de"),
    "da": ("en", "et", "den", "det", "de"),
    "no": ("en", "et", "ei", "den", "det", "de"),
    "nb": ("en", "et", "ei", "den", "det", "de"),
    "nn": ("ein", "ei", "eit", "den", "det", "dei"),
    "is": ("hinn", "hin", "hið", "hinir", "hinar"),
}
"""Language → its initial articles (MARC 21, Appendix F: Initial Definite and Indefinite Articles; the guide §13)."""

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


_NAMED = re.compile(
    r"^(?:"
    r"(?:translation of|traduzione di:|trad\. di:|trad\. de:|trad\.:|traduction de:|traduit de:|traducci[oó]n de:"
    r"|übersetzung von:|originally published as|original title|orig\. title|tit(?:olo|\.) orig(?:inale|\.)|tit(?:re|\.) orig(?:inal|\.)"
    r"|t[ií]tulo original|originaltitel|einheitssacht(?:itel|\.)|oorspronkelijke titel|originalets titel)"
    r"\s*[:=]?\s*)(?P<title>\S.*)$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"^(?:trad|transl|übers)[^():]{0,60}\((?:tit(?:olo|\.|le|re|el)?):?\s*(?P<title>[^()]{2,200})\)", re.IGNORECASE
)
_LANGUAGES = re.compile(r"[.,]?\s+([A-Z][a-z]+(?: & [A-Z][a-z]+)?)\.?$")
_REST = re.compile(r"\s(?:/|;|=|--)\s.*$|\.\s(?:\d{4}|[A-Z][a-z]+\s?:).*$")


def original(notes: Iterable[str], uniform: str, spoken: Sequence[str], from_: Sequence[str]) -> str:
    """The title of which a book is a translation: a note names it, or the uniform title, whose language's name is cut off.

    `spoken` are the languages of the text, `from_` those it was translated from. "" where the record speaks of none.
    """
    for note in notes:
        match = _NAMED.match(note) or _IN_BRACKETS.match(note)
        if match:
            found = punctuation.strip_end(_REST.sub("", match["title"]).strip(" \"“”«»'")).rstrip(".")
            if len(found) > 1 and not languages.from_name(found):
                return found
    named = _LANGUAGES.search(uniform)
    tongues = [languages.from_name(name) for name in named[1].split(" & ")] if named else []
    bare = uniform[: named.start()].rstrip(" .") if named and all(tongues) else uniform
    translated = (bool(from_) and not set(from_) & set(spoken)) or (bare != uniform and bool(bare))
    return bare if translated else ""


def sort_text(title: str, nonfiling: int) -> str:
    """The title as it files: without its first `nonfiling` characters and any marks before the first word."""
    kept = _OPENING.sub("", title[nonfiling:])
    return kept or title
