"""Numbers that authority files give to people and bodies, from the ways in which records write them.

MARC 21 X00 $0 (record control number, with the file's code in brackets: MARC Organization Codes, Standard Identifier Source
Codes) and $1 (real world object URI); UNIMARC 7XX $o. A number that cannot be right is left out.
"""

import re
from collections.abc import Iterable

from shelflist.cataloguing import identifiers

CODES = {"viaf": "viaf", "isni": "isni", "orcid": "orcid", "de-588": "gnd", "gnd": "gnd", "dlc": "lcnaf", "naf": "lcnaf", "lcnaf": "lcnaf",
         "wikidata": "wikidata", "idref": "idref"}  # fmt: skip
"""Code of a file in lower case → the scheme of its numbers."""

ADDRESSES: tuple[tuple[str, str], ...] = (
    (r"viaf\.org/viaf/(\d+)", "viaf"),
    (r"isni\.org/(?:isni/)?(\d{15}[\dXx])", "isni"),
    (r"orcid\.org/([\dXx-]{16,19})", "orcid"),
    (r"d-nb\.info/gnd/([\dXx-]+)", "gnd"),
    (r"id\.loc\.gov/(?:authorities/names|rwo/agents)/(n[a-z]?\d+)", "lcnaf"),
    (r"wikidata\.org/(?:wiki|entity)/(Q\d+)", "wikidata"),
    (r"idref\.fr/(\d{8}[\dXx])", "idref"),
    (r"data\.bnf\.fr/(?:ark:/12148/cb|\w+/)?(\d{8}\w?)", "bnf"),
)
"""What the address of a number looks like, and its scheme."""

_ADDRESSES = [(re.compile(pattern), scheme) for pattern, scheme in ADDRESSES]
_CODED = re.compile(r"\(([\w-]+)\)\s*(\S.*)")


def read(texts: Iterable[str]) -> dict[str, str]:
    """Scheme → number in its normal form, of the numbers that these subfields hold; of one scheme the first."""
    found: dict[str, str] = {}
    for text in texts:
        scheme, number = one(text.strip())
        if scheme and number:
            found.setdefault(scheme, number)
    return found


def one(text: str) -> tuple[str, str]:
    """(scheme, number) of one text: "(DE-588)118540238", "https://viaf.org/viaf/24602065"; ("", "") where it says no more."""
    for pattern, scheme in _ADDRESSES:
        match = pattern.search(text)
        if match:
            return scheme, _normal(scheme, match[1])
    coded = _CODED.fullmatch(text)
    scheme = CODES.get(coded[1].lower(), "") if coded else ""
    return (scheme, _normal(scheme, "".join(coded[2].split()))) if coded and scheme else ("", "")


def _normal(scheme: str, number: str) -> str:
    """A number as it is compared; "" where a rule says that it cannot be right."""
    known = identifiers.read(scheme, number)
    return "" if known.fault else known.value or number
