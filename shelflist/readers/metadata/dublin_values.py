"""Texts of Dublin Core → values: an element holds whatever its maker put there, so each text is told by what it looks like.

The same terms as in `dublin_core`. A function says whether the text found a place in the book.
"""

import re

from shelflist.cataloguing import extent, isbn, relators
from shelflist.cataloguing.punctuation import strip_end, strip_heading
from shelflist.model import Book, Host
from shelflist.readers import plain
from shelflist.readers.marc import marc_common

KINDS: dict[str, str] = {
    "text": "", "book": "book", "monograph": "book", "ebook": "book", "e-book": "book", "livre": "book", "libro": "book",
    "buch": "book", "article": "article", "journal article": "article", "journalarticle": "article", "review": "review",
    "book part": "chapter", "bookpart": "chapter", "book chapter": "chapter", "bookchapter": "chapter", "chapter": "chapter",
    "conference object": "conference paper", "conferenceobject": "conference paper", "conference paper": "conference paper",
    "conferencepaper": "conference paper", "thesis": "thesis", "doctoralthesis": "thesis", "masterthesis": "thesis",
    "bachelorthesis": "thesis", "dissertation": "thesis", "report": "report", "technical report": "report",
    "workingpaper": "report", "working paper": "report", "preprint": "preprint", "periodical": "periodical",
    "journal": "periodical", "image": "picture", "stillimage": "picture", "still image": "picture", "photograph": "picture",
    "photographs": "picture", "movingimage": "film", "moving image": "film", "video": "film", "film": "film",
    "sound": "sound recording", "audio": "sound recording", "audiobook": "sound recording", "software": "software",
    "dataset": "data set", "data set": "data set", "physicalobject": "object", "physical object": "object", "map": "map",
    "cartographic material": "map", "manuscript": "manuscript", "letter": "letter", "score": "score", "musical score": "score",
    "notated music": "score", "patent": "patent", "lecture": "talk", "website": "web page", "web page": "web page",
    "interactiveresource": "web page", "collection": "collection", "document": "document",
}  # fmt: skip
"""A type in lower case, the last part of an address → the plain word for it; "" says nothing that a book does not."""

SCHEMES = {"lcsh": "lcsh", "mesh": "mesh", "fast": "fast", "gnd": "gnd", "tgn": "tgn", "aat": "aat"}
CLASSES = {"ddc": "ddc", "dewey": "ddc", "lcc": "lcc", "udc": "udc", "nlm": "nlm"}
_PREFIX = re.compile(r"^(?:info:eu-repo/classification/)?(ddc|udc|lcc)\s*[:/]{1,2}\s*(\d.{0,30})$", re.IGNORECASE)
_ROLE = re.compile(r"^(.{2,}?)\s*[\[(]([^()\[\]]{2,40})[\])]$")
_YEARS = re.compile(r"^(.{2,}?),?\s\(?((?:ca\. )?\d{3,4}\??\s?-\s?(?:\d{3,4}\??)?|\d{3,4}\??-)\)?\.?$")
_ADDRESS = re.compile(r"\s*(?:https?|javascript|vbscript|data|file|ftp)\s*:", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_NUMBERISH = re.compile(r"[\d -]{9,16}[\dXx]")
_KINDED = re.compile(r"^(?:urn:)?(isbn|issn|doi|lccn|oclc|ark|hdl|ismn|arxiv|pmid)[\s:/=]+(\S.*)$", re.IGNORECASE)
_VOLUME = re.compile(r"\b(?:vol(?:ume)?\.?|bd\.|band|t\.|tomo)\s*([\w.-]{1,12})", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:no\.?|nr\.?|n[°º]|issue|núm\.?|num\.?)\s*([\w./-]{1,12})", re.IGNORECASE)
_PAGES = re.compile(r"(?:\bpp?\.?\s*|[;,]\s*)(\d{1,5}\s?[-–]\s?\d{1,5})\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"^(.{2,}?)\s+(\d{1,4})\s?[:(]\s?(\d{1,4})\)?$")


def kind(text: str) -> str | None:
    """The plain word for a type; "" for plain text; None where the table does not know it."""
    last = text.casefold().rstrip("/#").rpartition("#")[2]
    last = last.rpartition("/")[2] if "://" in text or last.startswith("info:") else last
    return KINDS.get(last.strip())


def person(book: Book, field: str, text: str, role: str, years: str = "") -> None:
    """One name or several with semicolons: "Family, Given" as it is, a name as it is said is turned; dates and role apart."""
    for one in text.split(";"):
        name, found = one.strip(), years
        if (match := _ROLE.match(name)) and relators.role(match[2]):
            name, role = match[1], relators.role(match[2])
        if match := _YEARS.match(name):
            name, found = match[1], found or match[2]
        before = len(book.contributors)
        plain.person(book, field, strip_heading(name), role, direct="," not in name)
        for made in book.contributors[before:]:
            made.dates = found.replace(" ", "")
            made.raw = strip_end(plain.clean(book, field, one))


def subject(book: Book, field: str, text: str, scheme: str) -> bool:
    """A class where the scheme or the text says so, else a heading; words with semicolons are several keywords."""
    match = _PREFIX.match(text)
    if scheme in CLASSES or match:
        number = match[2] if match else text
        plain.class_number(
            book, field, number, CLASSES[scheme] if scheme in CLASSES else match[1].lower() if match else ""
        )
        return True
    if text.startswith(("http://", "https://", "info:")):
        return False
    if scheme in SCHEMES or "--" in text:
        plain.subject(book, field, text, "topic", SCHEMES.get(scheme, ""))
        return True
    for word in text.split(";"):
        plain.subject(
            book, field, word, "keyword", scheme if scheme.isalpha() and scheme not in ("uri", "text") else ""
        )
    return True


def identifier(book: Book, field: str, text: str, scheme: str) -> bool:
    """A number or an address by its prefix, its scheme, or what it looks like; a citation is a note."""
    match = _KINDED.match(text)
    name, number = (match[1].lower(), match[2]) if match else (scheme, text)
    if "doi.org/" in text.lower() or (name in ("doi", "", "uri", "url") and number.startswith("10.")):
        plain.identifier(book, "doi", number)
        return True
    if name == "isbn" or (not name and _NUMBERISH.fullmatch(number) and isbn.normal(number)[0]):
        plain.isbns(book, field, number)
    elif name == "issn" or (not name and _ISSN.fullmatch(number)):
        plain.identifier(book, "issn", number)
    elif name == "citation" or (" " in number and len(number) > 40 and not _ADDRESS.match(number)):
        plain.note(book, field, number, "other")
    elif _ADDRESS.match(number):
        plain.link(book, field, number)
    elif text.lower().startswith("urn:"):
        plain.identifier(book, "urn", text)
    elif text.startswith("(OCoLC)"):
        plain.identifier(book, "oclc", text[7:].lstrip("ocmn").lstrip("0 "))
    elif name in ("lccn", "oclc", "ark", "hdl", "ismn", "arxiv", "pmid"):
        plain.identifier(book, name, number)
    else:
        return False
    return True


def whole_extent(book: Book, field: str, text: str) -> None:
    """An extent, with a size behind a semicolon."""
    head, _, measured = text.partition(" ; ")
    if measured and extent.size(measured):
        book.size = extent.size(measured)
        text = head
    plain.pages(book, field, text)


def contents_note(book: Book, field: str, text: str) -> None:
    """A contents note, parted as in a catalogue."""
    marc_common.add_contents(book, plain.clean(book, field, text, plain.LONG))


def part_of(book: Book, field: str, text: str) -> bool:
    """What it is part of: for an article or a chapter its host, else a series with its number."""
    if text.startswith(("http://", "https://", "urn:", "info:")):
        return False
    if book.record_type in ("article", "chapter", "review"):
        return source(book, field, text)
    name, number = plain.series_and_number(text)
    plain.series(book, field, name, number)
    return bool(name)


def source(book: Book, field: str, text: str) -> bool:
    """ "Journal of Salt; Vol. 3, No 2 (2010); 10-20" → the host of an article; for anything else it says nothing sure."""
    if book.record_type not in ("article", "chapter", "review") or text.startswith(("http://", "https://")):
        return False
    made = plain.clean(book, field, text)
    if _ISSN.fullmatch(made):
        if book.host is not None:
            book.host.issn = book.host.issn or made
        else:
            plain.identifier(book, "issn", made)
        return True
    if book.host is not None or not made:
        return False
    if match := _COUNTED.match(made):
        book.host = Host(strip_end(match[1]), match[2], match[3])
        return True
    title = strip_end(re.split(r";|,\s(?=[Vv]ol)", made, maxsplit=1)[0])
    volume, number, pages = (pattern.search(made[len(title) :]) for pattern in (_VOLUME, _NUMBER, _PAGES))
    book.host = Host(title, volume[1] if volume else "", number[1] if number else "", pages[1] if pages else "")
    return bool(title)
