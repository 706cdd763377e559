"""Values that need no map of their own: a source's texts → the fields of a Book, cleaned, each fault a warning.

For every format but the MARCs and the catalogue displays, which have rules of their own. Each function adds to the book
what one text says and keeps the text as it was in `raw`; `field` is the source's name of the field, for messages.
"""

import re
from collections.abc import Iterable
from itertools import islice

from shelflist.cataloguing import (
    characters,
    classes,
    dates,
    extent,
    imprints,
    isbn,
    languages,
    links,
    names,
    subjects,
    titles,
)
from shelflist.cataloguing.punctuation import strip_end, unbracket
from shelflist.errors import BadRecord, shorten
from shelflist.model import Book, Contributor, Extra, Imprint, Link, Note, Series, Source, SourceRecord, Warning
from shelflist.readers import MOST_SUBJECTS, Chunk
from shelflist.readers.shapes import text as texts

LONG = 262_144
ID_LIMIT = 200
MOST_NAMES = 500
LOOKED = MOST_SUBJECTS
"""A value that comes twice is looked for among so many: in a record with thousands of them, all would take too long."""

_COLON = re.compile(r"\s:\s|:\s")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BETWEEN_LANGUAGES = re.compile(r"\s?[;,/|]\s?|\s(?:and|und|et|&)\s")
_SAID_TWICE = re.compile(r"^(.{1,100}?)\s*[\[(]([^\[\]()]{1,100})[\])]$")
_SERIES_NUMBER = re.compile(
    r"^(.*?)[\s,;(]+(?:#|no?\.?\s*|vol\.?\s*|volume\s+|book\s+)?(\d[\w.–-]{0,12})\)?$", re.IGNORECASE
)


def start(chunk: Chunk, format: str, record_id: str, fields: list[Extra]) -> Book:
    """An empty book with its source, and the record as it came. `record_id` may be ""."""
    found = characters.clean(record_id, ID_LIMIT)[0]
    book = Book(source=Source(chunk.file, chunk.number, format, found), id=found, title="")
    book.records = [SourceRecord("", format, found, fields)]
    return book


def clean(book: Book, field: str, text: str, limit: int = characters.LIMIT) -> str:
    """The text as it may stand in a book; what was wrong with it is a warning."""
    made, reason = characters.clean(text, limit)
    if reason:
        book.warnings.append(Warning(field, reason, "cut" if "longer" in reason else "taken out"))
    return made


def title(book: Book, field: str, text: str, subtitle: str = "", short: str = "") -> None:
    """Title and subtitle; without a subtitle of its own, the first colon opens one. Raises BadRecord: no title.

    A short title says where: the title begins with it, and the subtitle stands behind its colon; or it is the whole.
    """
    made = clean(book, field, text)
    book.raw["title"] = made
    sub = strip_end(clean(book, field, subtitle))
    brief = strip_end(clean(book, field, short)) if short else ""
    if brief and not sub and made.startswith(f"{brief}: "):
        made, sub = brief, made[len(brief) + 2 :]
    elif not sub and brief != made and (match := _colon(made)) and made[: match.start()].strip():
        made, sub = made[: match.start()], made[match.end() :]
    book.title, book.subtitle = strip_end(made), strip_end(sub)
    if not book.title:
        raise BadRecord(field, "no title: give the record one", book.id)
    if made != text and "title" not in book.raw:
        book.raw["title"] = text


def _colon(text: str) -> re.Match[str] | None:
    """The first colon that opens a subtitle: none that stands between brackets ("fruit flies (Diptera: Tephritidae)")."""
    for match in islice(_COLON.finditer(text), 50):
        before = text[: match.start()]
        if before.count("(") <= before.count(")") and before.count("[") <= before.count("]"):
            return match
    return None


def person(
    book: Book, field: str, text: str, role: str = "aut", *, kind: str = "", direct: bool = False
) -> Contributor | None:
    """A contributor by one name: "Family, Given", or as it is said where `direct` (turned, and marked as inferred).

    `role` is a MARC relator code or ""; the first author of the book is its main entry. `kind` is told from the name where
    it is "". A name that the book has already gets the role besides. None: there is no name, or too many.
    """
    name = strip_end(clean(book, field, text))
    if not name or len(book.contributors) >= MOST_NAMES:
        return None
    kind = kind or ("corporate" if "," not in name and names.is_body(name) else "person")
    entry, inferred = names.entry_from_direct(name) if direct and kind == "person" else (name, False)
    same = next((c for c in book.contributors if c.name == entry and c.kind == kind), None)
    if same is not None:
        same.roles += [role] if role and role not in same.roles else []
        return same
    main = role == "aut" and not any(c.main for c in book.contributors)
    made = Contributor(entry, [role] if role else [], kind, "", main, name, inferred)
    book.contributors.append(made)
    return made


def people(book: Book, field: str, found: Iterable[str], role: str = "aut", *, direct: bool = False) -> None:
    """Several of them."""
    for name in found:
        person(book, field, name, role, direct=direct)


def isbns(book: Book, field: str, text: str) -> None:
    """Every ISBN of a text, each number once; one that is not valid is a warning, and shown as printed."""
    for number in isbn.read(clean(book, field, text)):
        if any(n.raw == number.raw or (n.isbn13 and n.isbn13 == number.isbn13) for n in book.isbns[:LOOKED]):
            continue
        book.isbns.append(number)
        if not number.isbn13:
            book.warnings.append(
                Warning(field, f"{shorten(number.raw)!r} is not a valid ISBN", "shown as printed, not used")
            )


def identifier(book: Book, kind: str, text: str) -> None:
    """A number of another kind (doi, issn, oclc, lccn, …), once."""
    made = characters.clean(text, ID_LIMIT)[0]
    if kind == "doi":
        match = _DOI.search(made)
        made = match[0].lower().rstrip(".,;)") if match else ""
    if made and made not in book.identifiers.get(kind, [])[:LOOKED]:
        book.identifiers.setdefault(kind, []).append(made)


def link(book: Book, field: str, text: str, label: str = "") -> None:
    """An address, if it may be linked; one that may not is a warning and an extra field."""
    made = text.strip()
    if not made or any(known.url == made for known in book.links[:LOOKED]):
        return
    address, reason = links.check(made)
    if address and all(known.url != address for known in book.links[:LOOKED]):
        book.links.append(Link(address, characters.clean(label)[0]))
    if reason:
        book.warnings.append(Warning(field, reason, "linked without it" if address else "not linked"))
    if not address:
        leftover(book, field, text)


def date(book: Book, field: str, text: str) -> None:
    """The date of publication as printed, and its year."""
    made = clean(book, field, text)
    if made and not book.date.raw:
        book.date = dates.read(made)


def imprint(book: Book, field: str, places: Iterable[str], publishers: Iterable[str], date_text: str = "") -> None:
    """Place, publisher and date of publication. The date is read too, where the book has none yet."""
    where = [
        made
        for text in places
        if (made := unbracket(strip_end(clean(book, field, text)))) and not imprints.unknown(made)
    ]
    who = [
        made
        for text in publishers
        if (made := unbracket(strip_end(clean(book, field, text)))) and not imprints.unknown(made)
    ]
    when = clean(book, field, date_text)
    if where or who or when:
        raw = ", ".join(part for part in (" : ".join([*where, *who]), when) if part)
        book.imprints.append(Imprint(where, who, when, "publication", raw))
        book.raw.setdefault("imprint", raw)
    if when:
        date(book, field, when)


def pages(book: Book, field: str, text: str) -> None:
    """A number of pages, or an extent as printed ("xii, 345 p.")."""
    made = clean(book, field, text)
    if not made:
        return
    number = made.partition(".")[0] if re.fullmatch(r"\d+\.0+", made) else made
    if number.isdecimal():
        if 0 < int(number[:9]) < extent.MOST_PAGES:
            book.pages = int(number)
            book.extent = book.extent or f"{book.pages} p."
        elif int(number[:9]):
            book.warnings.append(Warning(field, f"{shorten(made)!r} is no number of pages", "left out"))
        return
    book.extent, book.raw["extent"] = made, made
    book.pages = extent.pages(made) or book.pages
    book.carrier = book.carrier or extent.carrier(made)


def series(book: Book, field: str, text: str, volume: str = "", issn: str = "") -> None:
    """A series with its volume; each once."""
    name, number = strip_end(clean(book, field, text)), strip_end(clean(book, field, volume))
    folded = name.casefold()
    if name and all(s.title.casefold() != folded or s.volume != number for s in book.series[:LOOKED]):
        book.series.append(Series(name, number, clean(book, field, issn), clean(book, field, text)))


def series_and_number(text: str) -> tuple[str, str]:
    """ "Earthsea Cycle, #1" → ("Earthsea Cycle", "1"); ("…", "") where there is no number."""
    match = _SERIES_NUMBER.match(text.strip())
    return (match[1].strip(" ,;#("), match[2]) if match and match[1].strip() else (text.strip(), "")


def subject(book: Book, field: str, text: str, kind: str = "keyword", scheme: str = "") -> None:
    """A heading, its subdivisions parted by dashes; each once."""
    made = clean(book, field, text)
    if not made:
        return
    found = subjects.heading(made, kind, scheme)
    whole = found.text().casefold()
    main = found.main.casefold()
    if found.main and all(
        one.main.casefold() != main or one.text().casefold() != whole for one in book.subjects[:LOOKED]
    ):
        book.subjects.append(found)


def language(book: Book, field: str, text: str) -> None:
    """A language by code or name; one that nobody knows is a warning."""
    made = clean(book, field, text)
    if not made:
        return
    code = (
        languages.from_code(made.replace("_", "-").partition("-")[0])
        or languages.from_code(made)
        or languages.from_name(made)
    )
    if not code:
        book.warnings.append(Warning(field, f"no language is called {shorten(made)!r}", "left out"))
        leftover(book, field, made)
    elif code not in book.languages:
        book.languages.append(code)


def _is_language(text: str) -> bool:
    code = text.replace("_", "-").partition("-")[0]
    return bool(languages.from_code(code) or languages.from_code(text) or languages.from_name(text))


def spoken(book: Book, field: str, text: str) -> None:
    """Several languages in one text; "հայերեն [Armenian]" says one twice, and either form will do."""
    whole = " ".join(text[: ID_LIMIT * 2].split())
    for part in [whole] if _is_language(whole) else _BETWEEN_LANGUAGES.split(whole):
        one = part.strip().removeprefix("In ").removeprefix("in ")
        match = _SAID_TWICE.match(one)
        forms = [one, *([match[2].strip(), match[1].strip()] if match else [])]
        language(book, field, next((form for form in forms if _is_language(form)), one))


def summary(book: Book, field: str, text: str) -> None:
    """An abstract or description, plain or in simple HTML: its paragraphs."""
    for part in texts.paragraphs(text[: LONG * 2]):
        made = clean(book, field, part, LONG)
        if made and made not in book.summary[:LOOKED]:
            book.summary.append(made)


def note(book: Book, field: str, text: str, kind: str = "general") -> None:
    """A note, plain or in simple HTML, as one paragraph; each once."""
    made = clean(book, field, texts.without_markup(text[: LONG * 2]), LONG)
    if made and all(known.text != made for known in book.notes[:LOOKED]):
        book.notes.append(Note(kind, made))


def class_number(book: Book, field: str, text: str, scheme: str = "") -> None:
    """A classification number: `scheme` is ddc, lcc, udc, another's name, or "" where nobody says."""
    made = clean(book, field, text)
    if not made:
        return
    found = {"ddc": classes.ddc, "lcc": classes.lcc, "udc": classes.udc}.get(scheme, lambda _: None)(made)
    found = found or classes.other(made, "" if scheme in ("ddc", "lcc", "udc") else scheme)
    if found is not None and all((c.scheme, c.number) != (found.scheme, found.number) for c in book.classes[:LOOKED]):
        book.classes.append(found)


def other_title(book: Book, field: str, text: str, *, parallel: bool = False) -> None:
    """A variant or parallel title; each once, and not the title itself."""
    made = strip_end(clean(book, field, text))
    target = book.parallel_titles if parallel else book.other_titles
    if made and made.casefold() not in (book.title.casefold(), *(t.casefold() for t in target[:LOOKED])):
        target.append(made)


def leftover(book: Book, field: str, *found: str) -> None:
    """A field of the source that nothing uses: kept as it was, and listed by `check`."""
    pairs = [("", made) for text in found if (made := characters.clean(text, LONG)[0])]
    if pairs:
        book.extra.append(Extra(field, "", pairs))


def nonfiling(book: Book) -> None:
    """How many characters of the title do not file, by the book's language."""
    book.nonfiling = titles.nonfiling(book.title, book.languages[0]) if book.languages else 0
