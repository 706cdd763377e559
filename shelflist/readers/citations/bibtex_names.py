"""Names of persons in BibTeX and BibLaTeX (btxdoc, "Tame the BeaST" §11; the BibLaTeX manual §2.3.3 and §3.7) → Book.

"First von Last", "von Last, First", "von Last, Jr, First", the extended form "family=…, given=…, prefix=…", and what stands
in braces as a whole, which is a body's name or one that has no parts. They are parted at " and " outside of braces.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from shelflist.cataloguing import names, relators
from shelflist.model import Book, Contributor
from shelflist.readers import plain
from shelflist.readers.citations import latex

LONGEST = 2_000
"""Characters of one name: what is longer is no name, and is cut."""

ROLES: dict[str, str] = {
    "author": "aut", "editor": "edt", "translator": "trl", "annotator": "ann", "commentator": "cmm", "introduction": "win",
    "foreword": "wpr", "afterword": "aft", "illustrator": "ill", "director": "drt", "composer": "cmp", "performer": "prf",
    "collaborator": "ctb", "contributor": "ctb", "advisor": "dgs", "interviewer": "ivr", "photographer": "pht",
    "narrator": "nrt", "redactor": "red", "compiler": "com", "holder": "oth", "editora": "edt", "editorb": "edt",
    "editorc": "edt", "opteditor": "edt", "opttranslator": "trl", "reviewer": "rev", "supervisor": "dgs",
}  # fmt: skip
"""Field → MARC relator code."""

ROLES |= {field: code for code, field in relators.FIELDS.items() if field not in ROLES}
ROLES["person"] = ""
"""What our own exports call the fields of those who did something else, or of whom nobody says what they did."""

TYPES: dict[str, str] = {
    "editor": "edt", "compiler": "com", "founder": "oth", "continuator": "ctb", "redactor": "red", "reviser": "edt",
    "collaborator": "ctb", "organizer": "oth", "director": "drt", "illustrator": "ill", "translator": "trl", "conductor": "oth",
    "producer": "oth", "none": "oth", "author": "aut", "scriptwriter": "aut", "serieseditor": "edt", "interviewer": "ivr",
    "composer": "cmp", "performer": "prf", "narrator": "nrt",
}  # fmt: skip
"""Value of `editortype` and its like → MARC relator code."""

KINDS = frozenset(("person", "corporate", "meeting", "family"))
NO_PARTICLES = frozenset(
    (
        "of",
        "for",
        "at",
        "the",
        "and",
        "in",
        "on",
        "to",
        "with",
        "by",
        "für",
        "und",
        "pour",
        "et",
        "per",
        "para",
        "voor",
        "och",
    )
)
"""Small words that BibTeX takes for a "von" and that no family's name has: the whole is a body's."""

_EXTENDED = re.compile(
    r"^\s*\"?\s*(?:family|given|prefix|suffix|id|useprefix|hash|nametemplates|(?:family|given|prefix|suffix)-i)\s*="
)
_PART = re.compile(r'[{}",]|\\.', re.DOTALL)


class Name(NamedTuple):
    """A name in entry form, its kind, and whether its parts were told from their order alone."""

    entry: str
    kind: str
    inferred: bool


def annotated(text: str) -> dict[int, str]:
    """Kinds of names by their place, as `author+an = {1=meeting;2=corporate}` has them (the BibLaTeX manual §3.7)."""
    found = (part.partition("=") for part in text[:2_000].split(";"))
    return {int(n): kind.strip() for n, _, kind in found if n.strip().isdecimal() and kind.strip() in KINDS}


def people(
    book: Book, field: str, text: str, role: str, kinds: dict[int, str] | None = None
) -> tuple[list[Contributor], bool]:
    """(the contributors of one field in its order, whether it ends with "and others"). `kinds`: place → kind of a name, where
    that is said."""
    more = False
    found: list[Contributor] = []
    for n, part in enumerate(split_multiple_persons_names(_spaced(text[: plain.LONG])), 1):
        part = part.strip(" \t\n,;")
        if part.lower() in ("others", "et al.", "et al", "{others}"):
            more = True
            continue
        name = read(part[:LONGEST])
        if kinds and n in kinds:
            name = name._replace(kind=kinds[n])
        known = len(book.contributors)
        made = plain.person(book, field, name.entry, role, kind=name.kind)
        if made is not None and len(book.contributors) > known:
            made.raw, made.inferred = plain.clean(book, field, latex.plain(part[:LONGEST])), name.inferred
        found += [made] if made is not None else []
    return found, more


def in_order(book: Book, fields: list[list[Contributor]]) -> None:
    """Puts the contributors into an order that is that of each field; as they are where there is none."""
    place = {id(one): n for n, one in enumerate(book.contributors)}
    before: list[set[int]] = [set() for _ in book.contributors]
    for field in fields:
        for one, other in pairwise(field):
            before[place[id(other)]].add(place[id(one)])
    order: list[int] = []
    waiting = list(range(len(before)))
    while waiting:
        n = next((n for n in waiting if not before[n] & set(waiting)), -1)
        if n < 0:
            return
        waiting.remove(n)
        order.append(n)
    book.contributors = [book.contributors[n] for n in order]


def _spaced(text: str) -> str:
    return text.replace("\r", " ") if "\\\n" not in text else text.replace("\\\n", " ")


def whole(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for n, c in enumerate(text):
        depth += (c == "{") - (c == "}")
        if not depth:
            return n == len(text) - 1
    return False


def read(text: str) -> Name:
    """One name → its entry form."""
    if whole(text):
        inner = " ".join(latex.plain(text).split())
        one = len(inner.split()) == 1 and not inner.isupper()
        return Name(inner, "person" if one and not names.is_body(inner) else "corporate", False)
    if _EXTENDED.match(text):
        return _extended(text)
    parts = parse_single_name_into_parts(text, strict=False)
    given, von, last, jr = (
        " ".join(latex.plain(" ".join(words)).split()) for words in (parts.first, parts.von, parts.last, parts.jr)
    )
    direct = "," not in text
    said = " ".join(word for word in (given, von, last) if word)
    if direct and (not given or (names.is_body(said) and not jr)):
        return Name(said, "", False)
    if direct and any(word.lower() in NO_PARTICLES for word in von.split()):
        return Name(said, "corporate", False)
    if direct and names._FAMILY_FIRST.search(said):
        return Name(said, "person", False)
    return Name(_entry(given, von, last, jr), "person", direct)


def _entry(given: str, von: str, last: str, jr: str) -> str:
    family = f"{von}{'' if von.endswith(('’', chr(39))) else ' '}{last}" if von else last
    return ", ".join(part for part in (family, given, jr) if part)


def _extended(text: str) -> Name:
    """ "family=…, given=…, prefix=…, useprefix=true": parted at commas outside of braces and quotes."""
    cuts, depth, quoted = [-1], 0, False
    for match in _PART.finditer(text):
        mark = match[0]
        depth += (mark == "{") - (mark == "}")
        quoted ^= mark == '"'
        if mark == "," and depth <= 0 and not quoted:
            cuts.append(match.start())
    found: dict[str, str] = {}
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        key, _, value = text[start + 1 : end].strip(' \t\n"').partition("=")
        found.setdefault(key.strip().lower(), " ".join(latex.plain(value.strip(' \t\n"')).split()))
    family, given = found.get("family", ""), found.get("given", "")
    if not family:
        family, given = given, ""
    return Name(_entry(given, found.get("prefix", ""), family, found.get("suffix", "")), "person", False)


def listed(text: str) -> list[str]:
    """A list of BibLaTeX (publishers, places), parted at " and " outside of braces."""
    return [" ".join(part.split()) for part in split_multiple_persons_names(text[: plain.LONG])]
