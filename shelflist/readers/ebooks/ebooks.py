"""What records of electronic books have in common: identifiers with their schemes, moments in time, names with a filing form.

Schemes: EPUB 3.3 (identifier-type with ONIX code list 5), EPUB 2 (opf:scheme), RFC 8141 (urn:), calibre's short names.
A moment ("2019-03-05T00:00:00Z") is a date of publication only by its day; calibre writes the owner's midnight in UTC.
"""

import re
from datetime import date, timedelta

from shelflist.cataloguing import isbn, names, relators, titles
from shelflist.cataloguing.punctuation import strip_heading
from shelflist.model import Book, Isbn
from shelflist.readers import plain

SCHEMES: dict[str, str] = {
    **dict.fromkeys(("isbn", "isbn10", "isbn-10", "isbn13", "isbn-13", "eisbn", "e-isbn", "02", "15", "24"), "isbn"),
    **dict.fromkeys(("ean", "gtin", "gtin-13", "03"), "ean"),
    **dict.fromkeys(("doi", "06"), "doi"),
    **dict.fromkeys(("lccn", "13"), "lccn"),
    **dict.fromkeys(("oclc", "oclcnum", "oclc-worldcat", "worldcat", "23"), "oclc"),
    **dict.fromkeys(("amazon", "asin", "mobi-asin"), "asin"),
    **dict.fromkeys(("issn", "eissn"), "issn"),
    **dict.fromkeys(("uri", "url"), "uri"),
    **dict.fromkeys(("urn", "22"), "urn"),
    "uuid": "uuid",
    "calibre": "calibre",
    "goodreads": "goodreads",
    "google": "google",
    "librarything": "librarything",
    "openlibrary": "openlibrary",
    "olid": "openlibrary",
    "isfdb": "isfdb",
    "barnesnoble": "barnesnoble",
    "kobo": "kobo",
    "wd": "wikidata",
    "arxiv": "arxiv",
    "overdrive": "overdrive",
}
"""What a source calls a scheme, in lower case, or ONIX code list 5 → the kind of identifier."""

_PREFIX = re.compile(r"(?:urn:)?([A-Za-z][A-Za-z0-9_-]{1,19}):\s*(?!//)(\S.*)", re.DOTALL)
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):\d\d(?::\d\d(?:\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?")
_INDEX = re.compile(r"(\d{1,6})\.0+")
_UNSET = 200
"""calibre writes the year 101 where a book has no date."""


def identifier(book: Book, field: str, text: str, scheme: str = "") -> None:
    """An identifier by its scheme, or by what it says of itself (urn:isbn:…, DOI:…, https://…)."""
    text = " ".join(text.split())
    kind = SCHEMES.get(scheme.strip().lower().partition("_")[0], "")
    match = _PREFIX.fullmatch(text)
    if match and match[1].lower() in SCHEMES:
        kind = SCHEMES[match[1].lower()]
        text = text if kind == "urn" else match[2]
    if kind in ("", "uri") and text.lower().startswith(("http://", "https://")):
        if "doi.org/10." in text.lower():
            kind = "doi"
        else:
            plain.link(book, field, text)
            return
    if kind in ("", "ean") and all(isbn.normal(text)[:1]):
        kind = "isbn"
    if kind == "isbn":
        plain.isbns(book, field, text)
        return
    before = sum(map(len, book.identifiers.values()))
    plain.identifier(book, kind or _named(scheme), text)
    if (
        kind == "doi"
        and before == sum(map(len, book.identifiers.values()))
        and text.lower() not in str(book.identifiers)
    ):
        plain.leftover(book, field, text)


def _named(scheme: str) -> str:
    """A scheme that the table does not have, as a kind."""
    made = re.sub(r"[^a-z0-9-]+", "-", scheme.lower()[:60]).strip("-")
    return made[:30] or "other"


def related_isbn(book: Book, field: str, text: str) -> bool:
    """The ISBN of another form of the book (the print that it was made from): shown, never a key. Whether it is one."""
    match = re.fullmatch(r"(?:urn:)?(?:e?isbn[:\s]*)?([\d\s–-]{9,20}[\dXx]?)", text.strip(), re.IGNORECASE)
    isbn13, isbn10 = isbn.normal(match[1].strip()) if match else ("", "")
    if not isbn13:
        return False
    if all(known.isbn13 != isbn13 for known in book.isbns):
        shown = isbn.hyphenated(isbn13)
        book.isbns.append(Isbn(match[1].strip() if match else text, isbn13, isbn10, shown, "source", True))
    return True


def day(text: str) -> tuple[str, bool]:
    """(a moment as its day, whether that is the day after the one written); other texts as they are; "" where it is unset.

    A moment in UTC in the afternoon is the midnight of somebody east of Greenwich: "1999-07-31T16:00:00+00:00" is 1 August.
    """
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        return text.strip(), False
    year, month, number, hour = (int(match[n]) for n in range(1, 5))
    if year < _UNSET:
        return "", False
    made = f"{match[1]}-{match[2]}-{match[3]}"
    if hour < 13 or hour > 23 or match[5] not in ("Z", "+00:00", "+0000", None):
        return made, False
    try:
        return (date(year, month, number) + timedelta(days=1)).isoformat(), True
    except (ValueError, OverflowError):
        return made, False


def published(book: Book, field: str, text: str, *, midnight: bool = False) -> str:
    """The date of publication of a text that may be a moment, as it is shown. `midnight`: by calibre's habit (`day`)."""
    made, turned = day(text)
    if turned and not midnight:
        made, turned = text.strip()[:10], False
    if made and not book.date.raw:
        plain.date(book, field, made)
        book.inferred += ["date"] if turned else []
    return made


def index(text: str) -> str:
    """A place in a series: "3.0" → "3"; "1.50" → "1.5"."""
    made = text.strip()
    if match := _INDEX.fullmatch(made):
        return match[1]
    return made.rstrip("0") if re.fullmatch(r"\d{1,6}\.\d{1,6}", made) else made


def roles(said: list[str], default: str) -> list[str]:
    """MARC relator codes of codes or words; a code of three letters that the table does not have is kept."""
    found = [
        relators.role(one) or (one.strip().lower() if re.fullmatch(r"[a-z]{3}", one.strip()) else "") for one in said
    ]
    return list(dict.fromkeys(code for code in found if code)) or [default]


def person(book: Book, field: str, said: str, filed: str = "", codes: list[str] | None = None, kind: str = "") -> None:
    """A contributor by the name as it is said and, where the source has one, the form under which it files.

    The filing form counts where it is the same name turned, or the very same; any other is kept as an extra field.
    """
    said, filed = said.strip(), strip_heading(filed.strip())
    if not said:
        said, filed = filed, ""
    form = _form(said, filed)
    for role in codes if codes is not None else ["aut"]:
        if not form:
            plain.person(book, field, said, role, kind=kind, direct=True)
            continue
        plain.person(book, field, form, role, kind=kind)
        if book.contributors and book.contributors[-1].name == form:
            book.contributors[-1].raw = plain.clean(book, field, said)
    if filed and not form:
        plain.leftover(book, f"{field} file-as", filed)


def _form(said: str, filed: str) -> str:
    """The filing form if it is the name's own; "" where it is not, or nobody gives one."""
    family, comma, given = filed.partition(",")
    if not filed or not said or "&" in filed or ";" in filed:
        return ""
    if filed == said:
        return said
    if names.fold(given) in ("the", "a", "an", "il", "la", "le", "der", "die", "das", "les", "los"):
        return said  # a body: its article does not file
    mine, theirs = names.fold(said).split(), names.fold(filed).split()
    if comma and (sorted(mine) == sorted(theirs) or set(names.fold(family).split()) <= set(mine)):
        return filed
    return ""


def filing(book: Book, field: str, sort: str) -> None:
    """How many characters of the title do not file: by its sort form ("Tower, The"), else by its language."""
    plain.nonfiling(book)
    whole = book.raw.get("title", book.title)
    made = plain.clean(book, field, sort)
    rest, comma, article = made.rpartition(", ")
    if not made or made.casefold() == whole.casefold():
        return
    for opening in (f"{article} ", article):
        if comma and rest and whole.casefold() == (opening + rest).casefold():
            book.nonfiling = min(len(opening), len(book.title))
            return
    if made.casefold() != titles.sort_text(whole, book.nonfiling).casefold():
        plain.leftover(book, field, sort)
