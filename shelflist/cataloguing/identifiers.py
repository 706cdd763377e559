"""Identifiers of books and persons: normal form, whether they can be right, and where they lead. ISBNs have `isbn`.

ISSN (ISO 3297, mod 11), DOI (ISO 26324; case does not count), OCLC control numbers, LCCN (the normalisation and structure of
the info:lccn namespace), SBN's BID (ICCU), ISNI and ORCID (ISO 7064 mod 11-2), VIAF, ARK (its hyphens do not count), ISMN
(ISO 10957, also the older form with M), EAN. The cataloguing guide §8. A wrong number is shown as printed and never a key or
a link. Nothing is ever fetched: an address is for the reader to follow.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from shelflist.cataloguing import isbn, links
from shelflist.wording import later


class Number(NamedTuple):
    """A number of a kind. `value` is its normal form, what is compared; "" where it cannot be right or where no rule is known.

    `shown` is how a page prints it, `link` its address elsewhere or "", `fault` why it cannot be right or "".
    """

    kind: str
    raw: str
    value: str
    shown: str
    link: str = ""
    fault: str = ""


ADDRESSES: dict[str, str] = {
    "issn": "https://portal.issn.org/resource/ISSN/{}",
    "doi": "https://doi.org/{}",
    "oclc": "https://www.worldcat.org/oclc/{}",
    "lccn": "https://lccn.loc.gov/{}",
    "bid": "https://opac.sbn.it/bid/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "ark": "https://n2t.net/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "openlibrary": "https://openlibrary.org/books/{}",
    "goodreads": "https://www.goodreads.com/book/show/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "hal": "https://hal.science/{}",
    "hdl": "https://hdl.handle.net/{}",
    "zbl": "https://zbmath.org/?q=an:{}",
    "dnb": "https://d-nb.info/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}",
    "idref": "https://www.idref.fr/{}",
    "bnf": "https://data.bnf.fr/ark:/12148/cb{}",
    "libris": "https://libris.kb.se/bib/{}",
    "google": "https://books.google.com/books?id={}",
    "googlebooks": "https://books.google.com/books?id={}",
    "ocaid": "https://archive.org/details/{}",
    "nbn": "https://nbn-resolving.org/{}",
}
"""Kind → the address of its numbers."""

PLAIN: dict[str, str] = {
    "wikidata": r"Q[1-9][0-9]{0,11}",
    "openlibrary": r"OL[0-9]{1,10}M",
    "goodreads": r"[0-9]{1,10}",
    "pmid": r"[0-9]{1,9}",
    "pmcid": r"PMC[0-9]{1,9}",
    "arxiv": r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]{1,2})?",
    "hal": r"[a-z]{2,20}-[0-9]{6,9}(?:v[0-9]+)?",
    "hdl": r"[0-9][\w.]{0,20}/[\w./:-]{1,120}",
    "zbl": r"[0-9]{4}\.[0-9]{5}",
    "dnb": r"[0-9]{8,10}[0-9X]?",
    "gnd": r"[0-9]{1,10}-?[0-9X]",
    "lcnaf": r"n[a-z]?[0-9]{8,10}",
    "idref": r"[0-9]{8}[0-9X]",
    "bnf": r"[0-9]{8}[a-z0-9]",
    "libris": r"[a-z0-9]{6,20}",
    "google": r"[\w-]{12}",
    "googlebooks": r"[\w-]{12}",
    "ocaid": r"[\w.-]{5,80}",
}
"""Kinds without a check digit that we link to → what their numbers look like. One that does not is shown, not linked."""

_PREFIX = re.compile(
    r"^\s*(?:e-?)?(?:issn|isni|orcid|viaf|ismn|doi|oclc|lccn|bid)(?:-l)?\s*(?:no\.?|:|\s)?\s*", re.IGNORECASE
)
_RESOLVER = re.compile(r"^(?:(?:https?://)?(?:www\.|dx\.)?doi\.org/|doi:\s*|urn:doi:|info:doi/)", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_OCLC = re.compile(
    r"^(?:\(OCoLC\)|https?://(?:www\.|search\.)?worldcat\.org/(?:oclc|title)/)?\s*(?:ocm|ocn|on)?0*([0-9]{1,14})$", re.I
)
_LCCN = re.compile(r"[a-z]{0,3}[0-9]{8}|(?:[a-z]{1,2})?[0-9]{10}")
_BID = re.compile(
    r"(?:IT\\ICCU\\|https?://(?:id|opac)\.sbn\.it/bid/|ITICCU)?([A-Z][A-Z0-9]{2,3})\\?([0-9]{6,7})", re.IGNORECASE
)
_ARK = re.compile(r"ark:/?([0-9]{5,9}/[\w=~*+@$./%-]{1,200})", re.IGNORECASE)
_WEB = re.compile(r"^https?://(?:www\.)?[a-z.-]+/(?:[a-z]+/)?", re.IGNORECASE)


def _bare(text: str) -> str:
    """A number without its label, the address before it, and what only parts its digits."""
    return isbn.digits(_WEB.sub("", _PREFIX.sub("", text)).strip(" .,;()[]"))


def check_11(digits: str) -> bool:
    """ISSN's check digit: weights 8 to 2, X is ten (ISO 3297)."""
    return sum((8 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(digits)) % 11 == 0


def check_11_2(digits: str) -> bool:
    """The check character of ISNI and ORCID (ISO 7064, mod 11-2)."""
    total = 0
    for c in digits[:-1]:
        total = (total + int(c)) * 2
    expected = (12 - total % 11) % 11
    return digits[-1] == ("X" if expected == 10 else str(expected))


def _issn(text: str) -> tuple[str, str]:
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return "", later("an ISSN has eight digits")
    return (f"{digits[:4]}-{digits[4:]}", "") if check_11(digits) else ("", later("its check digit is wrong"))


def _doi(text: str) -> tuple[str, str]:
    kept = _RESOLVER.sub("", text.strip().strip("<>\"'")).strip()
    match = _DOI.fullmatch(kept)
    if match is None:
        return "", later("a DOI begins with 10. and a number, then a slash")
    kept = kept.rstrip(".,;:")
    while kept.endswith((")", "]", ">")) and kept.count({")": "(", "]": "[", ">": "<"}[kept[-1]]) < kept.count(
        kept[-1]
    ):
        kept = kept[:-1].rstrip(".,;:")
    return kept.lower(), ""


def _oclc(text: str) -> tuple[str, str]:
    match = _OCLC.match(_PREFIX.sub("", text).strip())
    return (match[1], "") if match else ("", later("an OCLC number is digits alone"))


def _lccn(text: str) -> tuple[str, str]:
    kept = re.sub(r"^(?:https?://lccn\.loc\.gov/|info:lccn/)", "", "".join(_PREFIX.sub("", text).split())).lower()
    kept = kept.partition("/")[0].replace("^", "")
    head, hyphen, serial = kept.partition("-")
    if hyphen:
        kept = head + serial.rjust(6, "0") if serial.isdecimal() and len(serial) <= 6 else ""
    return (kept, "") if _LCCN.fullmatch(kept) else ("", later("an LCCN is a year and six digits"))


def _bid(text: str) -> tuple[str, str]:
    match = _BID.fullmatch(_PREFIX.sub("", text).strip())
    made = (match[1] + match[2]).upper() if match else ""
    return (
        (made, "")
        if len(made) == 10
        else ("", later("a BID has ten characters, of which three or four name a library"))
    )


def _eleven_two(text: str) -> tuple[str, str]:
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        return "", later("it has sixteen digits")
    return (digits, "") if check_11_2(digits) else ("", later("its check character is wrong"))


def _orcid(text: str) -> tuple[str, str]:
    digits, fault = _eleven_two(text)
    return "-".join(digits[n : n + 4] for n in range(0, 16, 4)) if digits else "", fault


def _viaf(text: str) -> tuple[str, str]:
    digits = _bare(text).rstrip("/")
    return (digits, "") if re.fullmatch(r"[1-9][0-9]{0,21}", digits) else ("", later("a VIAF number is digits alone"))


def _ark(text: str) -> tuple[str, str]:
    match = _ARK.search(text.strip())
    return (
        (f"ark:/{match[1].rstrip('/.').replace('-', '')}", "")
        if match
        else ("", later("an ARK names who gave it: ark:/12345/…"))
    )


def _ismn(text: str) -> tuple[str, str]:
    from stdnum import ismn

    digits = _PREFIX.sub("", text).strip(" .,;()[]").upper()
    if not ismn.is_valid(digits):
        return "", later("its check digit is wrong, or it is none")
    return isbn.digits(str(ismn.to_ismn13(digits))), ""


def _ean(text: str) -> tuple[str, str]:
    from stdnum import ean

    digits = _bare(text)
    return (digits, "") if ean.is_valid(digits) else ("", later("its check digit is wrong"))


RULES: dict[str, Callable[[str], tuple[str, str]]] = {
    "issn": _issn, "doi": _doi, "oclc": _oclc, "lccn": _lccn, "bid": _bid, "isni": _eleven_two, "orcid": _orcid, "viaf": _viaf,
    "ark": _ark, "ismn": _ismn, "ean": _ean, "upc": _ean,
}  # fmt: skip
"""Kind → text → (normal form, "") or ("", why it cannot be right)."""


def _shown(kind: str, value: str) -> str:
    """How a page prints a normal form: ISNI in groups of four, ISMN with its parts apart."""
    if kind == "isni":
        return " ".join(value[n : n + 4] for n in range(0, 16, 4))
    if kind == "ismn":
        from stdnum import ismn

        return str(ismn.format(value))
    return value


def _address(kind: str, value: str, raw: str) -> str:
    """Where a right number leads. An ARK that came with its own resolver keeps it."""
    if kind == "ark" and raw.startswith(("http://", "https://")):
        return links.check(raw)[0]
    form = ADDRESSES.get(kind, "")
    return form.format(quote(value, safe="/:().-_~")) if form else ""


@lru_cache(maxsize=65_536)
def read(kind: str, text: str) -> Number:
    """A number of this kind, as printed in a record. A kind without a rule is shown as it is and linked where it can be."""
    raw = text.strip()
    rule = RULES.get(kind)
    if rule is not None:
        value, fault = rule(raw)
        if fault:
            return Number(kind, raw, "", raw, "", fault)
        return Number(kind, raw, value, _shown(kind, value), _address(kind, value, raw))
    if kind == "urn" and raw.lower().startswith("urn:nbn:"):
        return Number(kind, raw, "", raw, _address("nbn", raw, raw))
    form = PLAIN.get(kind)
    bare = raw.removeprefix("hdl:")
    return Number(kind, raw, "", raw, _address(kind, bare, raw) if form and re.fullmatch(form, bare) else "")


def key(kind: str, text: str) -> str:
    """The normal form by which two records are compared, in lower case; "" for a wrong number, which is none."""
    found = read(kind, text)
    return "" if found.fault else (found.value or found.raw).casefold()
