"""Names of persons: entry form ("Henke, Marina E."), direct form, and when two of them may be one person.

RDA 8.5 and 9.2, REICAT 15–16: the part before the first comma is the entry element; suffixes and titles stay behind;
names without a comma (Plato, corporate bodies) are never turned. The cataloguing guide §11.
"""

import re
import unicodedata
from functools import lru_cache

TITLES = frozenset(
    [
        "pope",
        "papa",
        "pape",
        "papst",
        "saint",
        "santo",
        "santa",
        "san",
        "sainte",
        "st.",
        "king",
        "queen",
        "emperor",
        "empress",
        "prince",
        "princess",
        "duke",
        "duchess",
        "count",
        "countess",
        "baron",
        "baroness",
        "earl",
        "lord",
        "lady",
        "sir",
        "dame",
        "bishop",
        "archbishop",
        "cardinal",
        "re",
        "regina",
        "imperatore",
        "imperatrice",
        "principe",
        "principessa",
        "duca",
        "duchessa",
        "conte",
        "contessa",
        "barone",
        "marchese",
        "marquis",
        "kaiser",
        "könig",
        "königin",
        "roi",
        "reine",
        "empereur",
        "patriarch",
        "sultan",
        "shah",
        "khan",
        "rabbi",
        "of",
        "the",
        "elder",
        "younger",
        "pseud.",
        "blessed",
        "beato",
        "beata",
        "venerable",
    ]
)
"""First words of what stands after a comma when it is a title and not a given name."""

SUFFIXES = frozenset(
    [
        "jr",
        "jr.",
        "sr",
        "sr.",
        "ii",
        "iii",
        "iv",
        "v",
        "2nd",
        "3rd",
        "esq.",
        "esq",
        "ph.d.",
        "m.d.",
        "filho",
        "neto",
        "junior",
        "senior",
    ]
)
PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "dello",
        "dei",
        "degli",
        "delle",
        "di",
        "da",
        "dal",
        "dalla",
        "dalle",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "der",
        "den",
        "des",
        "du",
        "la",
        "le",
        "lo",
        "li",
        "mac",
        "st.",
        "saint",
        "ter",
        "ten",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "dos",
        "das",
        "do",
    ]
)
BODY_WORDS = frozenset(
    [
        "university",
        "università",
        "université",
        "universität",
        "universidad",
        "institute",
        "istituto",
        "institut",
        "instituto",
        "organization",
        "organisation",
        "organizzazione",
        "nations",
        "committee",
        "comitato",
        "comité",
        "commission",
        "commissione",
        "council",
        "consiglio",
        "conference",
        "conferenza",
        "congress",
        "congresso",
        "centre",
        "center",
        "centro",
        "society",
        "società",
        "société",
        "sociedad",
        "gesellschaft",
        "association",
        "associazione",
        "ministry",
        "ministero",
        "ministère",
        "ministerio",
        "ministerium",
        "department",
        "dipartimento",
        "bank",
        "banca",
        "fund",
        "fondo",
        "foundation",
        "fondazione",
        "agency",
        "agenzia",
        "office",
        "ufficio",
        "union",
        "unione",
        "academy",
        "accademia",
        "académie",
        "akademie",
        "library",
        "biblioteca",
        "bibliothèque",
        "bibliothek",
        "museum",
        "museo",
        "group",
        "gruppo",
        "company",
        "compagnia",
        "corporation",
        "press",
        "editore",
        "parliament",
        "parlamento",
        "government",
        "governo",
        "army",
        "esercito",
        "court",
        "corte",
        "school",
        "scuola",
        "college",
        "states",
        "united",
    ]
)
"""Words that only the name of a corporate body or a meeting has, in lower case."""

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def direct(entry: str) -> str:
    """ "Henke, Marina E." → "Marina E. Henke"; "King, Martin Luther, Jr." → "Martin Luther King, Jr."; others unchanged."""
    family, comma, rest = entry.partition(",")
    if not comma or not rest.strip():
        return entry.rstrip(" ,")
    given, comma, after = rest.strip().partition(",")
    if first_word(given) in TITLES or given.lower() in SUFFIXES:
        return entry
    after = after.strip()
    return f"{given.strip()} {family.strip()}" + (f", {after}" if after else "")


def first_word(text: str) -> str:
    """The first word in lower case."""
    return text.strip().partition(" ")[0].lower()


def fold(text: str) -> str:
    """Lower case, without marks on letters, words apart by one space: for comparing names."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text.casefold()))


_BODY_WORDS = frozenset(fold(word) for word in BODY_WORDS)


def is_body(name: str) -> bool:
    """Whether a name without a comma is surely that of a corporate body."""
    return any(word in _BODY_WORDS for word in fold(name).split())


def entry_from_undelimited(name: str, responsibility: str) -> tuple[str, bool]:
    """Entry form of "Henke Marina E.", and whether it was inferred without proof.

    The proof is the statement of responsibility: where it has the same words turned ("Marina E. Henke"), the words
    before the turn are the family name. Without it the first word is, with any particle before it.
    """
    words = name.split()
    if "," in name or len(words) < 2 or is_body(name):
        return name, False
    statement = f" {fold(responsibility)} "
    if len(words) <= 12:
        for n in range(1, len(words)):
            if f" {fold(' '.join(words[n:] + words[:n]))} " in statement:
                return f"{' '.join(words[:n])}, {' '.join(words[n:])}", False
    if f" {fold(name)} " in statement:
        # The title page has the words in this very order: then the last one is the family name.
        n = len(words) - 1
        while n > 1 and words[n - 1].lower() in PARTICLES:
            n -= 1
        return f"{' '.join(words[n:])}, {' '.join(words[:n])}", True
    n = 1
    while n < len(words) - 1 and words[n - 1].lower() in PARTICLES:
        n += 1
    return f"{' '.join(words[:n])}, {' '.join(words[n:])}", True


def key(entry: str) -> str:
    """What two forms of one person share: folded family name, a bar, initials of the given names."""
    family, _, given = entry.partition(",")
    return f"{fold(family)}|{''.join(word[0] for word in fold(given.partition(',')[0]).split())}"


def compatible(one: str, other: str) -> bool:
    """Whether two entry forms may be the same person: equal family names, given names equal or an initial of the other."""
    family_one, _, given_one = one.partition(",")
    family_other, _, given_other = other.partition(",")
    if fold(family_one) != fold(family_other):
        return False
    pairs = zip(fold(given_one).split(), fold(given_other).split(), strict=False)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)


def entry_from_direct(name: str) -> tuple[str, bool]:
    """Entry form of a name as it is said ("Ludwig van Beethoven" → "Beethoven, Ludwig van"), and whether it was turned.

    Only for sources without rules of their own (reading trackers, tables): the last word is taken as the family name,
    with Italian, Spanish and French particles before it (RDA 9.2.2); a name with a comma, of one word, of a body, or in a
    script that puts the family name first without a space is left as it is; what stands between brackets stays at the end.
    """
    bare, opened, within = name.partition(" (")
    words = bare.split()
    if "," in name or len(words) < 2 or is_body(name) or _FAMILY_FIRST.search(name):
        return name, False
    after: list[str] = []
    while len(words) > 2 and words[-1].rstrip(".").lower() in SUFFIXES_DIRECT:
        after.insert(0, words.pop())
    n = len(words) - 1
    while n > 1 and words[n - 1].lower() in LEADING:
        n -= 1
    made = f"{' '.join(words[n:])}, {' '.join(words[:n])}"
    return (f"{made}, {' '.join(after)}" if after else made) + opened + within, True


SUFFIXES_DIRECT = frozenset(("jr", "sr", "ii", "iii", "iv", "jnr", "snr"))
LEADING = frozenset(
    ("de", "del", "della", "dello", "dei", "degli", "delle", "di", "da", "dal", "dalla", "la", "le", "du", "des", "d'", "lo", "li",
     "van", "von", "der", "den", "ten", "ter", "st.", "mac", "al", "el", "bin", "ben", "ibn", "dos", "das", "do", "san", "santa")
)  # fmt: skip
_FAMILY_FIRST = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
