"""Roles in SBN records: by the words of the record's own statement, for the code is the same whatever was done.

SBN writes the relator 070 (author) for nearly every name, and says by the tag alone that a responsibility is secondary (702):
a translator, an editor and the author of a preface all have `$4070`. What each did stands in 200 $f and $g ("traduzione di
Ida Omboni"), in old books in the title itself ("tradotta da Elisabetta Caminer Turra"), or in a note ("Musica di …"). So
the words before a name say its role (REICAT 7: the responsibility is what the statement says); a secondary name that no
statement has keeps no role, for 070 was only the default.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from shelflist.model import Contributor

PHRASES: dict[str, str] = {
    "edt": r"(?:a|per) cura|cura|curat[aoie]|edizion[ei] (?:critica|curata)|edited|editees?|rivedut[aoie]|rivist[aoie]"
    r"|ricorrett[aoie]|revision[ei]|ordinat[aoie]|presentati|publiee?s? par|hrsg|herausgegeben|coordinament[oi]|dirett[aoie] da",
    "trl": r"traduzion[ei](?! della (?!s|contess|marches|baron|nobil|prof|dott))|traduttore|traduttrice|tradott[aoie]|tradd?"
    r"|versione|versioni(?! da)|volgarizzament[oi]|volgarizzat[aoie]|voltat[aoie]|recat[aoie]|portat[aoie]|trasportat[aoie]"
    r"|traduite?s?|traduction|translat[a-z]+|ubersetz[a-z]+|ubertragung|parafras[ie]|ridott[aoie] in (?:italiano|versi)",
    "aui": r"introduzion[ei]|introduzone|introdott[aoie]|(?:saggio|studio|nota|discorso|cenni?) (?:critico )?introduttiv[aoi]"
    r"|introduction|premess[ae]",
    "wpr": r"prefazion[ei]|prefac[eo]|pref\.|proemio|presentazion[ei]|presentation|presentat[aoe]|avvertenz[ae]|avvertiment[oi](?! a)",
    "aft": r"postfazion[ei]|postface|afterword",
    "cmm": r"comm?ent[oi]|comm?entat[aoie]|dichiarat[aoie]|espost[aoie]",
    "ann": r"note|notizie|annotazion[ei]|annotat[aoie]|apparat[oi]",
    "ill": r"illustrazion[ei]|illustrat[aoie] (?:da|con)|illustrations?|illustrated|illustre|disegn[oi]|ill\.|litografie|copertina"
    r"|acquerelli",
    "egr": r"incision[ei]|incisor[ei]|incis[aoie]|xilografie|acquefort[ie]",
    "pht": r"fotografi[ae]|foto|photographies|photographs|photos",
    "cmp": r"(?<!per )musica(?! (?:da|per)\b)|musiche|post[aoe] in musica|mess[aoe] in musica|music|musique|musicat[aoie]|compositore",
    "lbt": r"librett[oi]|poesia(?= d(?:i|el)\b)|librettista|parole|paroles",
    "adp": r"riduzion[ei]|ridott[aoie](?! (?:a la|alla|nella|in) )|adattament[oi]|adattat[aoie]|adaptation|adapte?e?s?|adapted|rielaborazion[ei]"
    r"|imitazion[ei]|imitat[aoie]|accomodat[aoie]|rifaciment[oi]",
    "ant": r"(?:dal|dalla|dallo|da un|tratt[aoie] da[l']?|cavat[aoie] da[l']?|d'apres) ?(?:l[ao'])? ?(?:omonim[oa] )?"
    r"(?:romanzo|racconto|dramma|commedia|novella|roman|opera)(?: omonim[oa])?|t(?:ratt|irat)[aoie] da(?: quella| un[ao]?(?: [a-z]+){1,2})?",
    "com": r"compilat[aoie]|compilatore|raccolt[aoie](?= (?:e|ed|da|dal|per cura|a cura)\b)|scelt[aei](?= (?:e|ed|da|dal|a cura)\b)"
    r"|selezion[ei](?= (?:e|ed|di|a cura)\b)|recopilad[ao]s|choisis|recueilli[es]*",
    "drt": r"regia|regista|messa in scena|mise en scene",
    "std": r"scenografi[ae]|scenografo|bozzetti|scene(?= (?:e costumi|di|del|dell[ao])\b)",
    "cst": r"costumi|figurini",
    "chr": r"coreografi[ae]|coreografo|balli|ball(?:o|etto)(?: \w+){0,6}? (?:di|del)",
    "ctb": r"collaborazion|collaborazion[ei]|schede|collaboration|contribut[oi]|intervent[oi]|testimonianz[ae]"
    r"|(?:con|e) un[ao']? ?(?:discorso|nota|lettera|scritto|saggio|pagina|ricordo|appendice)",
    "oth": r"fondat[aoie] da",
    "dto": r"(?:dedicat|consacrat)[aoie] da(?:l|ll[ao'])?|(?:lettera )?dedicatoria (?:di|del)",
    "dte": r"dedicat[aoie] a|consacrat[aoie] a|dedie a",
}
"""Role → what stands before the name, in lower case without marks on letters."""

_AUTHOR = (
    r"(?:dramma|commedia|commedie|comedia|comedie|tragedia|tragedie|farsa|favola|poesie|rime|romanzo|melodramma|pastorale)"
    r"(?: (?!tr|vers|rec|port|vol|adat|rid|imit|post|mess|con|da|a |par|e )\w+){0,8}? (?:di|del|dei|delli|degli|dell[ao]|de|d'|par)\b"
)
_ROLE = re.compile(
    "|".join(f"(?P<{code}>\\b(?:{words})(?![a-z]))" for code, words in PHRASES.items()) + f"|(?P<aut>\\b{_AUTHOR})"
)
_JOINED = re.compile(
    r"^(?:[\s,.\[\]]|\b(?:e|ed|et|and|und|con|la|le|il|lo|gli|i|l'|un|una|uno|breve|brevi|sua|suo|nuova|libera|inedita|in"
    r"|general[ei]|lingua|toscan[ao]|volgare|favella|idioma|al|ai|testo|testi|critic[aoi]|storic[aoi]|dei?|dal|dall[aoe]?|dagli|with|an|a|nota|bibliografic[aoi]|bibliografia"
    r"|italian[oaie]|verso|versi|prosa|russo|francese|tedesco|inglese|greco|latino|svedese|spagnolo|polacco|norvegese|danese|ungherese|ebraico|arabo|originale|autorizzata|unica)\b)*$"
)
_BREAK = re.compile(r"\s;\s|\(\(|\.\s-\s|\s\.\s")
_WORD = re.compile(r"[a-z]+")
_BY = re.compile(
    r"(?:^|[\s,(\[])(?:di|del|dell[ao]?|dei|de|d'|par|by|von|da)"
    r"(?:[\s'](?:[a-z.' -]{3,70} (?:e|ed|et|and|und) )?[a-z.' ]{0,18})?$"
)
_APART = 90
"""Characters between a role and the name that it still governs: "tradotto da A e B, C e D"."""

SHORT = 3
"""A family name of so few letters alone names nobody."""

EPITHETS = {
    "incisore": "egr", "calcografo": "egr", "traduttore": "trl", "traduttrice": "trl", "musicista": "cmp", "compositore": "cmp",
    "illustratore": "ill", "illustratrice": "ill", "fotografo": "pht", "coreografo": "chr", "scenografo": "std",
}  # fmt: skip
"""What an epithet in a name says of its bearer, where nothing else says what he did for the book."""

PRIMARY = frozenset({"edt", "trl", "com", "cmp", "ill", "pht", "adp"})
"""Roles that a name of 700 or 701 may have instead of the author's, where the statement says so."""


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """A text in lower case, without marks on letters; its punctuation stays."""
    text = text.casefold().replace("’", "'")
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if ord(c) < 0x300)


def _parts(person: Contributor) -> tuple[str, str]:
    """(family name, first given name), folded; the given name is "" where there is none."""
    family, _, given = folded(person.name).partition(" (")[0].partition(",")
    first = _WORD.search(given)
    return " ".join(_WORD.findall(family)), first[0] if first else ""


def _places(text: str, family: str, given: str, sole: bool = True) -> list[int]:
    """Where a text names a person: the family name with the given one, or its initial, beside it; else where it is unique.

    `sole`: nobody else of the record has the family name.
    """
    pattern = r"\b" + r"[\s'-]{0,3}".join(map(re.escape, family.split())) + r"\b"
    found = [(match.start(), match.end()) for match in re.finditer(pattern, text)] if family else []
    places: list[int] = []
    for start, end in found:
        opening = max(0, start - 40)
        near = [
            match.start() + opening
            for match in _WORD.finditer(text[opening:start])
            if match[0][:3] == given[:3] or (match[0][:1] == given[:1] and text[opening + match.end()] == ".")
        ]
        if not given:
            places.append(start)
        elif near:
            places.append(near[-1])
        elif text[end : end + 2 + len(given)].strip(" ,") == given:
            places.append(start)
    if not places and sole and len(found) == 1 and len(family) > SHORT:
        return [found[0][0]]
    first = family.partition(" ")[0]
    if not found and len(first) > SHORT and first != family:
        # "Boffito Serra, Beatrice" is "Beatrice Boffito" on the title page.
        return [place for place in _places(text, first, given) if text[place : place + 3] == given[:3]]
    return places


class Run(NamedTuple):
    """Role words that stand together: "introduzione, traduzione e note" is one run of three roles."""

    start: int
    end: int
    roles: list[str]


def runs(text: str) -> list[Run]:
    """The runs of role words in a folded text, in order."""
    found: list[Run] = []
    for match in _ROLE.finditer(text):
        code = match.lastgroup or ""
        if found and code != "aut" and _JOINED.match(text[found[-1].end : match.start()]):
            start, _, codes = found[-1]
            found[-1] = Run(start, match.end(), codes if code in codes else [*codes, code])
        else:
            found.append(Run(match.start(), match.end(), [code]))
    return found


def meant(codes: Sequence[str]) -> list[str]:
    """The roles of a run: "tragedia di … tradotta" says more than that its author is one."""
    return [code for code in codes if code != "aut"] or ["aut"]


def _epithet(name: str) -> list[str]:
    """What the epithet of an SBN name says of its bearer: "Daniotto, incisore"."""
    found = EPITHETS.get(re.split(r", | \(", name)[-1].rstrip(")").casefold())
    return [found] if found else []


Used = set[tuple[str, int]]
"""(segment, start) of the runs that a name was found for."""


def said(person: Contributor, segments: Sequence[str], where: str, used: Used, sole: bool = True) -> list[str]:
    """The roles that folded segments give a person, or none.

    `where`: in a statement of responsibility ("own") a name without a role word is an author's, in a note ("note") where
    a "di" stands before it, in a title ("title") only behind "commedia di" and the like.
    """
    family, given = _parts(person)
    named: list[str] = []
    for segment in segments:
        for place in _places(segment, family, given, sole):
            opening = segment[:place]
            by = where == "own" or (where == "note" and bool(_BY.search(opening)) and "nome" not in opening[-30:])
            before = [run for run in runs(segment) if run.end <= place + 1 and place - run.end <= _APART]
            if before:
                used.add((segment, before[-1].start))
                if where == "note" and ":" in segment[before[-1].end : place]:
                    return ["ant"]  # "Adattamento di: Con quien vengo, di Pedro Calderón": whose work it was made from
                return meant(before[-1].roles)
            if by:
                named = ["aut"]
    return named


def _music(person: Contributor, notes: Sequence[str], used: Used) -> list[Run]:
    """The runs of a note "Musica di …" with the given name of somebody whose family name is spelt otherwise there."""
    given = _parts(person)[1]
    return [
        run
        for part in notes
        for run in runs(part)
        if run.roles == ["cmp"] and (part, run.start) not in used and given and given in _WORD.findall(part[run.end :])
    ]


def tell(
    people: Sequence[tuple[Contributor, str]], own: Sequence[str], titles: Sequence[str], notes: Sequence[str]
) -> None:
    """Gives the names of an SBN record, each with its tag, the roles that its words say.

    `own` are statements of responsibility. A primary name (700, 701) stays the author unless they say another thing of it.
    Where one secondary name and one role word are left over, they belong together (a pseudonym, initials): inferred.
    """
    texts = [[part for text in group for part in _BREAK.split(folded(text))] for group in (own, titles, notes)]
    used: Used = set()
    left: list[Contributor] = []
    families = Counter(_parts(person)[0] for person, _ in people)
    for person, tag in people:
        if set(person.roles) - {"aut"}:
            continue
        sole = families[_parts(person)[0]] == 1
        found = said(person, texts[0], "own", used, sole) or said(person, texts[1], "title", used, sole)
        if not tag.endswith("2"):
            person.roles = found if set(found) & PRIMARY else person.roles
            continue
        person.roles = found or said(person, texts[2], "note", used, sole) or _epithet(person.name)
        if not person.roles and person.kind == "person":
            left.append(person)
    if len(left) == 1:
        other = [run for segment in texts[0] for run in runs(segment) if (segment, run.start) not in used]
        other = [run for run in other if set(run.roles) & PRIMARY] or [
            run for part in texts[1] for run in runs(part) if "trl" in run.roles and (part, run.start) not in used
        ]
        other = other or _music(left[0], texts[2], used)
        if len(other) == 1:
            left[0].roles, left[0].inferred = meant(other[0].roles), True
