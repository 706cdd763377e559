"""Who wrote a chapter: the words after ` / ` in a contents note → names in entry form, only where they are sure.

A statement of responsibility names people in direct order (ISBD 1.4; MARC 21 505 $r): "by Ada Neri and Ugo Ponti".
Entry form needs the family name, which direct order does not mark. The last word is taken (RDA 9.2.2) but for the
Spanish double surname (RDA 9.2.2.10, F.11), and nothing is made where the words do not decide: one word alone, names of
languages that put the family first, kings and saints, a name among words that are none. A name that is left out here
still stands on the page as it was printed.
"""

import re
import unicodedata
from functools import lru_cache

from shelflist.cataloguing import names

_OPENING = re.compile(r"^(?:by|di|von|par|por|de|da|door|af|av|per)\s+(?=[^\W\d_])")
_OTHER_ROLE = re.compile(
    r"[,(\s]{0,3}\b(?:edited|ed\.|translated|translation|trans\.|tr\.|introduction|introduced|foreword|preface|afterword"
    r"|illustrat|compiled|selected|adapted|arranged|commentary|notes|interview|photograph|narrated|read by|with contributions"
    r"|a cura|traduzione|traduit|tradu[cç]|trad\.|introduzione|prefazione|illustrazioni|préface|présent|choisis|annot"
    r"|hrsg|herausgegeben|übers|einleitung|bearbeitet|edici[oó]n|pr[oó]logo|selecci[oó]n|rev\.|revised).*",
    re.IGNORECASE,
)
"""Where the statement of another's part in the work begins: translators and editors are no authors of a chapter."""

_ROLE_NOUN = re.compile(
    r"(?:^|, |\()(?:editors?|eds?\.|coordinador(?:a|es|as)?|organizador(?:a|es|as)?|directors?|directeur|compilers?|curator[ei]|cur\.|hrsg\."
    r"|herausgeber|traductora?|translators?)(?:$|[,)])",
    re.IGNORECASE,
)
"""A noun that makes the people beside it something else than authors."""

_AUTHOR_NOUN = re.compile(
    r"^(?:autor(?:a|es|as)?|authors?|autori|auteurs?|text by|written by|texto de|testi di),?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_ET_AL = re.compile(
    r"\s*(?:\.\s?\.\s?\.|…)?\s*[\[(]?\b(?:et\s+al\.?|and others|e altri|u\.\s?a\.|y otros|et autres)[\])]?\.?\s*$"
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_AFTER = re.compile(
    r",\s*(?:Ph\.?\s?D|M\.?D|Esq|S\.?J|O\.?P|O\.?S\.?B|O\.?F\.?M|LL\.?D|D\.?D|Ed\.?D|M\.?A|B\.?A|I\.?F\.?S)\b\.?",
    re.IGNORECASE,
)
_COMMA_SUFFIX = re.compile(r",\s+(?=(?:Jr|Sr|II|III|IV)\b)")
_AND = re.compile(r"\s+(?:and|e|ed|et|und|y|i|en|&|with|con|avec|mit)\s+")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_WORD = re.compile(r"[^\W\d_]['’ʼʻ`ʹ.\-‐\w]*")
_ORDER_UNKNOWN = re.compile(r"[āēīōūĀĒĪŌŪʺ]")
"""Marks of romanised Japanese, Burmese and others: nothing tells which word is the family's."""

_SYLLABLES = re.compile(r"(?:(?:ch|sh|ts|[kstnhmrgzdbp]y|[kstnhmyrwgzjfdbp])?[aiueo]|n(?![aiueo]))+", re.IGNORECASE)
_NOT_ITALIAN = re.compile(r"[kwyj]|ts|sh", re.IGNORECASE)
"""Romanised Japanese without its marks: made of such syllables, with letters that no Italian name has."""

_GIVEN_BEHIND = re.compile(
    r"(?:(?:zh|ch|sh|kw|kh|gh|th|ph|ng|tr|[bghkmpt]y|[bcdfghjklmnpqrstvwxyz])?[aeiouüŏŭ]{1,3}(?:ng|nh|ch|ck|[nklmptrh])?[-'ʻ]?){1,2}",
    re.IGNORECASE,
)
"""A given name that may stand behind a Chinese, Korean or Vietnamese family name: two syllables at most."""

_CJK = re.compile(r"[㐀-鿿가-힯]{2,4}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    "dr dr. prof prof. professor rev. rev mr mr. mrs mrs. ms ms. miss sir dame dott. dott.ssa ing. avv. fr. father gen. col. capt."
    " captain colonel general major maj. lt. sen. senator hon. judge ambassador president herr frau don doña"
)
"""Words before a name that are no part of it."""

EPITHETS = _words(
    "pope papa saint santo santa san sainte st. king queen emperor empress prince princess rabbi anonymous various unknown"
    " datuk dato tan haji sheikh shaykh imam swami sri ibn abu"
)
"""First words of a name that has no family name (RDA 9.2.2.18 ff.)."""

FAMILY_FIRST = _words(
    "wang zhang chang liu chen ch'en yang huang zhao chao wu zhou chou xu hsu sun zhu ma hu guo kuo gao luo zheng cheng liang"
    " xie hsieh tang t'ang deng teng feng cao ts'ao peng zeng tseng tsai cai ts'ai pan du tu ye yeh wei jiang chiang shen han"
    " mao deng xi hou lu yu yuan fang kong kung bai pai cui ren qian qin tan kim pak park choi ch'oe chung chong nguyen tran le"
    " pham hoang phan luu ho vu vo dang bui do ngo li he lin lim ng tan ha lee yi yoon oh kang jang seo shin kwon hong ahn song bae baek paek ryu nam noh roh min hwang lim im wong chan leung cheung"
)
"""Family names of China, Korea and Viet Nam, romanised: where one opens a name, nothing tells which word is the family's."""

SPANISH_SURNAMES = _words(
    "garcía garcia lópez lopez sánchez sanchez pérez perez gómez gomez martín jiménez jimenez ruiz díaz diaz moreno muñoz munoz"
    " álvarez romero alonso gutiérrez navarro torres domínguez vázquez vásquez ramos gil ramírez serrano blanco molina morales"
    " suárez ortega delgado castro ortiz rubio marín sanz núñez iglesias medina garrido cortés castillo santos lozano guerrero"
    " cano prieto méndez cruz calvo gallego vidal león márquez herrera peña flores cabrera campos vega fuentes carrasco díez"
    " reyes caballero nieto aguilar pascual santana herrero montero lorenzo hidalgo giménez ibáñez ferrer durán santiago benítez"
    " vargas mora vicente arias carmona crespo román pastor soto sáez velasco moya soler parra esteban bravo gallardo rojas"
    " barrera espinosa maldonado paz valdés zapata mendoza salas arnal dávila baños cáceres oviedo lamarque rivera valle robles ponce bosch ayala mejía pineda zelaya bolaños contreras enguita manrique ríos acosta guzmán salazar"
)
"""Common Spanish family names; any name in -ez counts too."""

SPANISH_GIVEN = _words(
    "esther raquel susana adriana claudio horacio jaime jorge leticia marcela mónica natalia noemí norma nora olga sonia verónica viviana luisa josefina margarita cecilia gloria laura claudia silvia paula sofía lucía irene josé jose juan maría maria luis carlos jorge manuel antonio francisco jesús pedro miguel ángel rafael fernando ramón ramon"
    " eduardo enrique ricardo roberto alberto andrés javier julio víctor oscar óscar raúl sergio pablo diego alejandro arturo"
    " césar eliseo eugenia isabel carmen ana teresa rosa marta elena beatriz graciela yolanda julia victoria mercedes pilar"
    " dolores alicia cristina patricia guadalupe lourdes inés ignacio agustín benito joaquín tomás vicente emilio ernesto hernán"
    " felipe gabriel gonzalo guillermo gustavo héctor leopoldo mariano mario nicolás octavio rodolfo rubén salvador santiago"
)
"""Common Spanish given names: after one, the word before the last may be a family name."""

PARTICLES = frozenset(names.LEADING | {"y", "zu", "zum", "zur", "vom", "af", "av"})
"""Words of a name that may be in lower case."""

BEHIND = frozenset(
    ("de", "del", "da", "do", "dos", "das", "von", "vom", "zu", "zum", "zur", "van", "der", "den", "af", "av")
)
"""Prepositions that stand behind the given name where they are in lower case (RDA F.11: Dutch, French, German, Portuguese,
Scandinavian and Spanish names): "Beauvoir, Simone de". A capital leads: "De Angelis, Anna"."""

LEADING = frozenset(("du", "des", "la", "le", "al", "el", "dal", "dalla", "della", "dello", "degli"))
"""Articles and contractions that lead the family name (the same); after "de" they are one thing in French and another
in Spanish: not sure."""


@lru_cache(maxsize=65_536)
def authors(responsibility: str) -> tuple[str, ...]:
    """The people (and a body, unturned) that a chapter's statement names as its authors, in entry form, each once."""
    found: dict[str, None] = {}
    for segment in unicodedata.normalize("NFC", responsibility).split(";"):
        text = _ET_AL.sub("", " ".join(segment.split()))
        text = _BRACKETED.sub("", text).strip() or text.strip(" []")
        if _ROLE_NOUN.search(text):
            continue
        text = _OTHER_ROLE.sub("", _AUTHOR_NOUN.sub("", text)).strip(" ,")
        text = _OPENING.sub("", text)
        for name in _people(text) if text else ():
            found.setdefault(name)
    return tuple(found)


def _people(text: str) -> list[str]:
    """The names of one statement."""
    text = _COMMA_SUFFIX.sub(" ", _AFTER.sub("", text))
    if names.is_body(text) and "," not in text:
        return [text] if len(_AND.split(text)) == 1 or names.is_body(_AND.split(text)[-1]) else []
    if turned := _turned_already(text):
        return [turned]
    parts = re.split(r",\s+", _AND.sub(", ", text) if _parts_are_names(text) else text)
    if parts[0][:1].islower() or any(char.isdigit() for char in text):
        return []  # words that are no name: what is among them is not known
    return [name for part in parts if (name := person(re.sub(r"^(?:and|und|et|e|y)\s", "", part)))]


def _parts_are_names(text: str) -> bool:
    """Whether "and" parts whole names: "Ortega y Gasset" has one word behind it, a family name's own "y"."""
    parts = _AND.split(text)
    return all(len(part.split()) > 1 for part in parts[1:])


def _turned_already(text: str) -> str:
    """ "Neri, A. B." is in entry form: one word, then initials, or a given name and initials."""
    family, comma, given = text.partition(", ")
    words = given.split()
    if not comma or "," in given or " " in family or not words or not _capital(family):
        return ""
    return text if all(_INITIALS.fullmatch(word) for word in words) else ""


def person(name: str) -> str:
    """Entry form of one name in direct order, or "" where it is not sure."""
    name = name.strip(" ,")
    if _CJK.fullmatch(name):
        return name
    words = name.split()
    if words and len(words[-1]) > 4 and words[-1].endswith("."):
        words[-1] = words[-1][:-1]  # the full stop of the statement
    while words and words[0].casefold() in HONORIFICS:
        words.pop(0)
    if not 2 <= len(words) <= 6 or words[0].casefold() in EPITHETS or names.is_body(name):
        return ""
    if not all(_part_of_a_name(word) for word in words) or not _capital(words[0]) or _ORDER_UNKNOWN.search(name):
        return ""
    last = words[-1].rstrip(".")
    if last.lower() in names.SUFFIXES_DIRECT:
        if len(words) < 3:
            return ""
    elif _INITIALS.fullmatch(words[-1]) or len(last) < 2 or not _capital(words[-1]):
        return ""
    if words[0].casefold() in FAMILY_FIRST and all(_GIVEN_BEHIND.fullmatch(word) for word in words[1:]):
        return ""
    if all(_SYLLABLES.fullmatch(word) and word[-1] in "aiueo" for word in words) and _NOT_ITALIAN.search(name):
        return ""
    if (start := _family(words)) == 0:
        return ""
    return _turn(words, start)


def _turn(words: list[str], start: int) -> str:
    """Entry form of a name whose family name starts at this word; particles before it go where their language has them."""
    given = start
    while given > 1 and words[given - 1].islower() and words[given - 1] in PARTICLES:
        given -= 1
    particles = words[given:start]
    if given > 1 and particles and particles[0] in ("de", "del", "da") and not _sure_given(words[given - 1]):
        return ""  # "Genoveva Queipo de Llano": the family name may begin before the particle
    family, suffix = words[start:], ""
    if len(family) > 1 and family[-1].rstrip(".").lower() in names.SUFFIXES_DIRECT:
        suffix = f", {family.pop()}"
    if not particles or all(word in BEHIND for word in particles):
        return f"{' '.join(family)}, {' '.join(words[:start])}{suffix}"
    if len(particles) == 1 and particles[0] in LEADING:
        return f"{' '.join([*particles, *family])}, {' '.join(words[:given])}{suffix}"
    return ""


def _sure_given(word: str) -> bool:
    """Whether a word is a given name or an initial."""
    return word.casefold() in SPANISH_GIVEN or _INITIALS.fullmatch(word) is not None


def _family(words: list[str]) -> int:
    """The word with which the family name starts; 0 where it is not sure."""
    rest = words[:-1] if words[-1].rstrip(".").lower() in names.SUFFIXES_DIRECT else words
    double = _spanish(rest)
    if double is None:
        return 0
    start = double or len(rest) - 1
    while start > 1 and rest[start - 1].lower() in names.LEADING and not rest[start - 1].islower():
        start -= 1  # "De Angelis", "Van Buren"
    return start


def _spanish(words: list[str]) -> int | None:
    """Where a double surname starts; 0 where there is none, None where it is not sure."""
    if len(words) < 3:
        return 0
    before = words[-2].casefold()
    if before == "y" and len(words) > 3:
        return len(words) - 3
    if "y" in (word.casefold() for word in words):
        return None
    given = any(word.casefold() in SPANISH_GIVEN or word in ("Ma.", "Mª") for word in words[:-2])
    if before in SPANISH_GIVEN and before not in SPANISH_SURNAMES:
        return 0
    if before in SPANISH_SURNAMES or before.endswith("ez"):
        return len(words) - 2
    if given and not _INITIALS.fullmatch(words[-2]) and before not in PARTICLES:
        return None
    return 0


def _part_of_a_name(word: str) -> bool:
    """A capitalised word, initials or a particle."""
    return (
        word.lower() in PARTICLES
        or _INITIALS.fullmatch(word) is not None
        or (_WORD.fullmatch(word) is not None and _capital(word))
    )


def _capital(word: str) -> bool:
    letter = next((c for c in word if c.isalpha()), "")
    return bool(letter) and (
        letter.isupper()
        or letter.lower() == letter.upper()
        or word.lower().startswith(("d'", "d’", "al-", "el-", "ʻa"))
    )
