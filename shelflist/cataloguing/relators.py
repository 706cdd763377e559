"""Roles: MARC relator codes, the words that catalogues use for them, UNIMARC's numbers, and how a page says them.

Source: MARC Code List for Relators (loc.gov/marc/relators), UNIMARC Appendix C. An unknown word gives "".
"""

from functools import lru_cache

ROLES: dict[str, tuple[str, str]] = {
    "abr": ("abridger", "abridged by"),
    "adp": ("adapter", "adapted by"),
    "aft": ("author of afterword", "afterword by"),
    "ann": ("annotator", "annotated by"),
    "ant": ("bibliographic antecedent", "based on a work by"),
    "art": ("artist", "art by"),
    "aui": ("author of introduction", "introduction by"),
    "aus": ("screenwriter", "screenplay by"),
    "aut": ("author", "by"),
    "bjd": ("binding designer", "binding by"),
    "chr": ("choreographer", "choreography by"),
    "cmm": ("commentator", "commentary by"),
    "cmp": ("composer", "music by"),
    "col": ("collector", "collected by"),
    "com": ("compiler", "compiled by"),
    "cre": ("creator", "by"),
    "ctb": ("contributor", "with contributions by"),
    "ctg": ("cartographer", "maps by"),
    "cov": ("cover designer", "cover by"),
    "cst": ("costume designer", "costumes by"),
    "dgs": ("thesis supervisor", "supervised by"),
    "dte": ("dedicatee", "dedicated to"),
    "drt": ("director", "directed by"),
    "edc": ("editor of compilation", "edited by"),
    "edt": ("editor", "edited by"),
    "egr": ("engraver", "engraved by"),
    "exp": ("expert", "with expert opinion by"),
    "fmo": ("former owner", "formerly owned by"),
    "hnr": ("honouree", "in honour of"),
    "hst": ("host", "hosted by"),
    "ill": ("illustrator", "illustrated by"),
    "inv": ("inventor", "invented by"),
    "isb": ("issuing body", "issued by"),
    "ive": ("interviewee", "interviews with"),
    "ivr": ("interviewer", "interviews by"),
    "lbt": ("librettist", "libretto by"),
    "lyr": ("lyricist", "lyrics by"),
    "nrt": ("narrator", "read by"),
    "oth": ("other", "with"),
    "pbd": ("publishing director", "series directed by"),
    "pbl": ("publisher", "published by"),
    "pht": ("photographer", "photographs by"),
    "prf": ("performer", "performed by"),
    "prg": ("programmer", "programmed by"),
    "pro": ("producer", "produced by"),
    "prt": ("printer", "printed by"),
    "pub": ("publisher", "published by"),
    "rcp": ("addressee", "addressed to"),
    "red": ("redaktor", "redacted by"),
    "rev": ("reviewer", "reviewed by"),
    "spn": ("sponsor", "sponsored by"),
    "trl": ("translator", "translated by"),
    "wpr": ("writer of preface", "preface by"),
    "win": ("writer of introduction", "introduction by"),
    "wam": ("writer of accompanying material", "accompanying text by"),
    "wde": ("wood engraver", "wood engravings by"),
    "wac": ("writer of added commentary", "commentary by"),
    "wat": ("writer of added text", "text by"),
    "bkp": ("book producer", "produced by"),
    "blw": ("blurb writer", "blurb by"),
    "clr": ("colourist", "coloured by"),
    "dtc": ("data contributor", "data by"),
    "dto": ("dedicator", "dedicated by"),
    "mrk": ("markup editor", "marked up by"),
    "pfr": ("proofreader", "proofread by"),
    "sht": ("supporting host", "supported by"),
    "trc": ("transcriber", "transcribed by"),
    "std": ("set designer", "sets by"),
    "tyd": ("type designer", "type by"),
    "tyg": ("typographer", "typography by"),
}
"""Code → (what the person is, how a byline says it)."""

WORDS: dict[str, str] = {
    **{label: code for code, (label, _) in reversed(ROLES.items())},
    **dict.fromkeys(
        ("autore", "auteur", "verfasser", "autor", "joint author", "co-author", "coauthor", "writer"), "aut"
    ),
    **dict.fromkeys(
        ("ed", "eds", "a cura di", "curatore", "cur", "éditeur scientifique", "hrsg", "herausgeber"), "edt"
    ),
    **dict.fromkeys(
        ("editor in chief", "general editor", "joint editor", "editore scientifico", "editor literario"),
        "edt",
    ),
    **dict.fromkeys(("tr", "trans", "traduttore", "traducteur", "traductor", "übersetzer", "trad"), "trl"),
    **dict.fromkeys(("ill", "illus", "illustratore", "illustrateur", "ilustrador", "illustrator"), "ill"),
    **dict.fromkeys(("comp", "compilatore", "joint compiler"), "com"),
    **dict.fromkeys(("contributore", "collaboratore", "collaborator", "ctb"), "ctb"),
    **dict.fromkeys(("prefazione", "préfacier", "prologuista", "foreword", "writer of foreword"), "wpr"),
    **dict.fromkeys(("introduction", "introduzione"), "aui"),
    **dict.fromkeys(("photog", "fotografo", "photographe"), "pht"),
    **dict.fromkeys(("issuing body", "issuing agency", "publisher"), "isb"),
}
"""Terms in lower case without a final full stop → code."""

UNIMARC: dict[str, str] = {
    "010": "adp", "020": "ann", "040": "art", "070": "aut", "072": "aut", "075": "aft", "080": "aui", "100": "aut",
    "200": "chr", "205": "ctb", "210": "cmm", "212": "cmm", "220": "com", "230": "cmp", "240": "com", "260": "oth", "270": "ctb", "280": "dte", "290": "dto",
    "300": "drt", "330": "aut", "340": "edt", "350": "egr", "365": "exp", "390": "fmo", "400": "spn", "410": "aut", "420": "hnr",
    "440": "ill", "460": "ive", "470": "ivr", "480": "lbt", "520": "lyr", "550": "nrt", "557": "isb", "570": "oth", "590": "prf",
    "595": "ctb", "600": "pht", "610": "prt", "640": "oth", "650": "pbl", "651": "pbd", "660": "oth", "673": "ctb",
    "675": "rev", "710": "red", "723": "spn", "727": "dgs", "730": "trl", "740": "oth", "755": "prf", "760": "wde",
    "770": "wam",
}  # fmt: skip
"""UNIMARC's relator numbers → MARC codes (Appendix C)."""


_OTHER_FIELDS = frozenset(("host", "publisher", "other"))
FIELDS: dict[str, str] = {
    code: code if WORDS[label] != code or label in _OTHER_FIELDS else label.replace(" ", "-")
    for code, (label, _) in ROLES.items()
}
"""Code → what a field of such persons is called where a format has none of its own (BibTeX): "issuing-body". It is the code where
the word says another role, or a field has that name already."""


@lru_cache(maxsize=4096)
def role(code_or_term: str, flavour: str = "marc21") -> str:
    """The MARC relator code of a code, an address ending in one, a term in five languages, or a UNIMARC number; or ""."""
    text = code_or_term.strip().rstrip(".,;:) ").lstrip("(").lower()
    if "/relators/" in text:
        text = text.rsplit("/", 1)[-1]
    if flavour == "unimarc" or text.isdecimal():
        found = UNIMARC.get(text.zfill(3), "") if text.isdecimal() else ""
        if found:
            return found
    return text if text in ROLES else WORDS.get(text, "")


def label(role: str) -> str:
    """What a person with this code is: "editor"; the code itself where the table has no word."""
    return ROLES[role][0] if role in ROLES else role


def byline(role: str) -> str:
    """How a page introduces a person with this code: "edited by"."""
    return ROLES[role][1] if role in ROLES else "with"
