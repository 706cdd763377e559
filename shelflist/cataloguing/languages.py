"""Languages: MARC, ISO 639 and printed names → BCP 47 codes, and the name of a code in the site's language.

Codes by langcodes, names by Babel (CLDR); MARC's obsolete codes by the table of the MARC Code List for Languages.
"""

import re
import unicodedata
from functools import lru_cache

from shelflist import wording
from shelflist.wording import later

OBSOLETE: dict[str, str] = dict(
    pair.split(":")
    for pair in [
        "esp:epo",
        "fri:fry",
        "gae:gla",
        "gag:glg",
        "gal:orm",
        "gua:grn",
        "int:ina",
        "iri:gle",
        "cam:khm",
        "lan:oci",
        "lap:smi",
        "max:glv",
        "mla:mlg",
        "sao:smo",
        "sho:sna",
        "snh:sin",
        "sso:sot",
        "swz:ssw",
        "tag:tgl",
        "taj:tgk",
        "tar:tat",
        "tru:chk",
        "tsw:tsn",
        "far:fao",
        "eth:gez",
        "ajm:ayz",
        "scr:hrv",
        "scc:srp",
        "mol:ron",
        "iw:heb",
    ]
)
NO_LANGUAGE = frozenset({"", "und", "zxx", "mis", "xxx", "|||", "###", "   "})
RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"])
RIGHT_TO_LEFT_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])
INPUT_LANGUAGES = ("it", "en", "fr", "de", "es")
"""Languages in which a printed name ("Inglese") is understood."""

COLLECTIVE = {"mul": "Several languages", "smi": later("Sámi languages")}
"""Codes of more than one language, which CLDR may not name in every tongue → their English names."""
_CODE = re.compile(r"[a-zA-Z]{2,3}")


@lru_cache(maxsize=2048)
def from_code(code: str) -> str:
    """A MARC, ISO 639-1, -2 or -3 code as BCP 47 ("eng" → "en", "ita" → "it"); "" when it is none or says nothing."""
    text = code.strip().lower()
    if text in NO_LANGUAGE or not _CODE.fullmatch(text):
        return ""
    text = OBSOLETE.get(text, text)
    if text in COLLECTIVE:
        return text
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        tag = langcodes.standardize_tag(text)
    except LanguageTagError:
        return ""
    # A code that was given up may come back with a script ("sh" → "sr-Latn"): a language is asked for.
    return tag.partition("-")[0].lower() if langcodes.Language.get(tag).is_valid() else ""


@lru_cache(maxsize=512)
def to_marc(code: str) -> str:
    """The MARC code of a BCP 47 code ("en" → "eng", "fr" → "fre"), or "" where none brings the language back."""
    import langcodes

    try:
        made = langcodes.Language.get(code).to_alpha3(variant="B")
    except (LookupError, ValueError):
        return ""
    return made if from_code(made) == code else ""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Printed names of languages, in lower case → code."""
    from babel import Locale

    found: dict[str, str] = {}
    for language in INPUT_LANGUAGES:
        for code, name in sorted(Locale.parse(language).languages.items()):
            if len(code) <= 3:
                found.setdefault(name.casefold(), code)
    found.update({"greco antico": "grc", "greco classico": "grc", "greco moderno": "el", "latino": "la"})
    return found


@lru_cache(maxsize=512)
def from_name(name: str) -> str:
    """The code of a name in Italian, English, French, German or Spanish ("Inglese" → "en"), or ""."""
    text = name.strip(" .;,").casefold()
    return _names().get(text, "") if text else ""


@lru_cache(maxsize=1024)
def name(code: str, language: str = "en") -> str:
    """The name of a code in the given language; the code itself where CLDR has no name."""
    from babel import Locale, UnknownLocaleError

    if code in COLLECTIVE and language == "en":
        return COLLECTIVE[code]
    try:
        names = Locale.parse(language.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").languages
    found = str(names.get(code, code))
    if found == code and code in COLLECTIVE:
        return wording.catalog(language).gettext(COLLECTIVE[code])
    return found[:1].upper() + found[1:] if found != code else code


@lru_cache(maxsize=1024)
def within(code: str, language: str = "en") -> str:
    """The name as it stands inside a sentence: "English", but in Italian "inglese"."""
    from babel import Locale, UnknownLocaleError

    said = name(code, language)
    try:
        found = str(Locale.parse(language.replace("-", "_")).languages.get(code, said))
    except (UnknownLocaleError, ValueError):
        return said
    return found if found.casefold() == said.casefold() else said


def direction(code: str) -> str:
    """The direction of the script that the code names, else of its language's usual script: "rtl" or "ltr"."""
    language, *subtags = code.lower().split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    turned = script in RIGHT_TO_LEFT_SCRIPTS if script else language in RIGHT_TO_LEFT
    return "rtl" if turned else "ltr"


_SCRIPTS = (
    ("LATIN", "Latn"), ("CYRILLIC", "Cyrl"), ("GREEK", "Grek"), ("HEBREW", "Hebr"), ("ARABIC", "Arab"), ("CJK", "Hani"),
    ("HIRAGANA", "Jpan"), ("KATAKANA", "Jpan"), ("HANGUL", "Kore"), ("DEVANAGARI", "Deva"), ("THAI", "Thai"), ("ARMENIAN", "Armn"),
    ("GEORGIAN", "Geor"), ("ETHIOPIC", "Ethi"), ("BENGALI", "Beng"), ("TAMIL", "Taml"), ("TELUGU", "Telu"), ("GUJARATI", "Gujr"),
    ("GURMUKHI", "Guru"), ("KANNADA", "Knda"), ("MALAYALAM", "Mlym"), ("SINHALA", "Sinh"), ("TIBETAN", "Tibt"), ("KHMER", "Khmr"),
    ("LAO", "Laoo"), ("MYANMAR", "Mymr"), ("MONGOLIAN", "Mong"), ("SYRIAC", "Syrc"), ("THAANA", "Thaa"), ("COPTIC", "Copt"),
)  # fmt: skip
"""How Unicode names the letters of a script → its code (ISO 15924)."""

_ALIKE = {"Hani": ("Jpan", "Kore", "Hans", "Hant"), "Grek": ("Cprt",), "Jpan": ("Hrkt",)}
"""Script of a text → usual scripts of languages in which it is no other: Japanese may be all Han."""


@lru_cache(maxsize=16_384)
def script(text: str) -> str:
    """The script of a text's letters (ISO 15924): the first that is not Latin, else Latn; "" where it has no letters."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else ""
    found = ""
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "")
            made = next((code for start, code in _SCRIPTS if name.startswith(start)), "")
            if made == "Hani" and any("\u3040" <= other <= "\u30ff" for other in text):
                return "Jpan"
            if made and made != "Latn":
                return made
            found = found or made
    return found


@lru_cache(maxsize=512)
def usual_script(code: str) -> str:
    """The script in which a language is usually written (CLDR's likely subtags), or ""."""
    import langcodes

    try:
        return langcodes.Language.get(code).maximize().script or ""
    except (LookupError, ValueError):
        return ""


@lru_cache(maxsize=16_384)
def tag(code: str, text: str) -> str:
    """The BCP 47 tag of a text in this language: with a script subtag where it is not in the usual script ("ru-Latn")."""
    if not code or code in COLLECTIVE or "-" in code:
        return code if code not in ("mul",) else ""
    written = script(text)
    usual = usual_script(code)
    if not written or not usual or written == usual or usual in _ALIKE.get(written, ()):
        return code
    return f"{code}-{written}"


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in INPUT_LANGUAGES:
        for code, name in sorted(Locale.parse(language).territories.items()):
            if len(code) == 2:
                found.setdefault(name.casefold(), code.lower())
    return found


def territory(name: str) -> str:
    """The ISO 3166 code (lower case) of a country's name in five languages, or ""."""
    return _territories().get(name.strip(" .;,").casefold(), "") if name.strip() else ""
