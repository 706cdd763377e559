"""A book as an entry of BibTeX (btxdoc) or BibLaTeX (its manual §2), a field a line.

What neither has a field for stands in fields that their styles pass over: those who did something else under the word for it
(`illustrator`), a second statement of publication or series under numbers (`publisher2`, `series2`), the kind of a name that nobody
could tell from its form as BibLaTeX annotates names (`author+an = {1=meeting}`). Our own reader takes all of them back.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from shelflist.cataloguing import languages, relators
from shelflist.exports import bib_text
from shelflist.exports.bib_text import escape
from shelflist.exports.reference import key, kind, plain_date, short_title, whole_title
from shelflist.exports.values import abstract, chapter, no_markup
from shelflist.model import Book

NAMED: dict[str, str] = {
    "aut": "author", "edt": "editor", "trl": "translator", "ann": "annotator", "cmm": "commentator", "win": "introduction",
    "wpr": "foreword", "aft": "afterword", "ill": "illustrator", "drt": "director", "cmp": "composer", "prf": "performer",
    "ctb": "contributor", "dgs": "advisor", "ivr": "interviewer", "pht": "photographer", "nrt": "narrator", "red": "redactor",
    "com": "compiler", "rev": "reviewer", "": "person",
}  # fmt: skip
"""Role → its field; any other has the field that `relators.FIELDS` says. `person` is one whose role nobody says."""

EDITORS = {"com": "compiler", "ctb": "collaborator", "red": "redactor"}
"""Roles for which BibLaTeX has editora, editorb and editorc, with a type each."""

NUMBERS = ("issn", "oclc", "lccn", "pmid", "pmcid", "bid", "asin", "ark", "urn", "hdl", "ismn")
"""Kinds of numbers that have a field of this name, besides ISBN and DOI."""

BABEL: dict[str, str] = {
    "en": "english", "it": "italian", "fr": "french", "de": "ngerman", "es": "spanish", "pt": "portuguese", "nl": "dutch",
    "ca": "catalan", "la": "latin", "el": "greek", "ru": "russian", "pl": "polish", "cs": "czech", "sv": "swedish", "da": "danish",
    "nb": "norsk", "fi": "finnish", "hu": "hungarian", "tr": "turkish", "he": "hebrew", "ar": "arabic", "ja": "japanese",
    "uk": "ukrainian", "ro": "romanian", "hr": "croatian", "sr": "serbian", "sl": "slovene", "gl": "galician", "eu": "basque",
}  # fmt: skip
"""Code → what babel calls the language, for `langid`."""

_SPREAD = re.compile(r"(\w{1,12})[-–](\w{1,12})")
_MASTER = re.compile(r"\bmaster|\bm\.? ?(?:a|sc)\b|laurea|maîtrise|diplom", re.IGNORECASE)


class Dialect(NamedTuple):
    """What BibTeX and BibLaTeX call differently. `types`: plain word for what it is → type of entry."""

    types: dict[str, str]
    place: str
    journal: str
    lists: bool


class _Fields(list[str]):
    """Lines of an entry under way."""

    def put(self, name: str, value: str) -> None:
        """A field whose value is LaTeX already; none where it is empty."""
        if value:
            self.append(f"  {name} = {{{value}}},\n")

    def text(self, name: str, value: str) -> None:
        """A field of plain text."""
        if value:
            self.append(f"  {name} = {{{escape(value)}}},\n")


def entry(book: Book, dialect: Dialect) -> str:
    """One entry."""
    word = kind(book)
    type = _thesis(book) if word == "thesis" and not dialect.lists else dialect.types.get(word, "misc")
    out = _Fields([f"@{type}{{{key(book)},\n"])
    if type == "misc" and word != "document":
        out.text("entrysubtype", word)
    _title(out, book, dialect)
    if book.contributors:
        _people(out, book, dialect)
    _published(out, book, dialect, type)
    _standing(out, book, dialect, word)
    _numbers(out, book)
    _about(out, book, dialect)
    out.append("}\n")
    return "".join(out)


def _thesis(book: Book) -> str:
    said = " ".join([note.text for note in book.notes if note.kind == "thesis"])
    return "mastersthesis" if _MASTER.search(said) else "phdthesis"


def _title(out: _Fields, book: Book, dialect: Dialect) -> None:
    """In a second pair of braces where it is not English: styles write English titles small."""
    kept = bool(book.languages) and book.languages[0] != "en"
    title = escape(book.title if dialect.lists else whole_title(book))
    out.put("title", f"{{{title}}}" if kept else title)
    if dialect.lists:
        out.text("subtitle", book.subtitle)
    out.text("shorttitle", short_title(book))
    out.text("origtitle", book.uniform_title)
    out.text("responsibility", book.responsibility)


def _people(out: _Fields, book: Book, dialect: Dialect) -> None:
    made: dict[str, list[tuple[str, str]]] = {}
    for one in book.contributors:
        said = bib_text.name(one)
        for role in one.roles or ("",):
            made.setdefault(role, []).append(said)
    spare = ["editora", "editorb", "editorc"] if dialect.lists else []
    for role, found in made.items():
        name = NAMED.get(role) or relators.FIELDS.get(role, role)
        if spare and role in EDITORS:
            name = spare.pop(0)
            out.put(f"{name}type", EDITORS[role])
        out.put(name, " and ".join([text for text, _ in found]))
        kinds = [f"{n}={kind}" for n, (_, kind) in enumerate(found, 1) if kind]
        out.put(f"{name}+an", ";".join(kinds))


def _published(out: _Fields, book: Book, dialect: Dialect, type: str) -> None:
    date = book.date
    for n, one in enumerate(book.imprints, 1):
        suffix = str(n) if n > 1 else ""
        publisher = f"publisher{suffix}"
        if n == 1 and len(one.publishers) == 1 and type.endswith(("thesis", "report")):
            publisher = "school" if type.endswith("thesis") and not dialect.lists else "institution"
        out.put(dialect.place + suffix, bib_text.listed(one.places, dialect.lists))
        out.put(publisher, bib_text.listed(one.publishers, dialect.lists and publisher == f"publisher{suffix}"))
        if one.function != "publication":
            out.put(f"publisher{suffix}type", one.function)
        if n > 1:
            out.text(f"year{n}", one.date)
    if not date.raw and date.year is None:
        return
    parts = plain_date(book)
    name = "date" if dialect.lists and len(parts) == 1 else "year"
    exact = bool(parts) or date.year is None or date.year < 1
    out.text(name, date.raw if exact and date.raw else str(date.year))
    if not exact and date.raw != str(date.year):
        out.text("printeddate", date.raw)
    if book.imprints and not book.imprints[0].date:
        out.put(f"{name}+an", f"=imprint{_dated(book)}")  # it is the date of another statement, or of none


def _dated(book: Book) -> int:
    """Which statement has the book's date, or 0."""
    return next((n for n, one in enumerate(book.imprints, 1) if one.date == book.date.raw), 0)


def _standing(out: _Fields, book: Book, dialect: Dialect, word: str) -> None:
    """What it stands in, its series and volumes, its edition and extent."""
    out.text("edition", book.edition)
    first = 1
    if book.host is not None:
        host = book.host
        out.text(dialect.journal if word in ("article", "review") else "booktitle", host.title)
        out.text("volume", host.volume)
        out.text("number", host.number)
        match = _SPREAD.fullmatch(host.pages)
        out.put("pages", f"{match[1]}--{match[2]}" if match else escape(host.pages))
        first = 2
    for n, one in enumerate(book.series, first):
        suffix = str(n) if n > 1 else ""
        out.text(f"series{suffix}", one.title)
        out.text(f"number{suffix}", one.volume)
    # A volume beside a series without a number would be the series'.
    series = first == 1 and bool(book.series) and not book.series[0].volume
    for n, text in enumerate(book.parts, first):
        name = f"volume{n}" if n > 1 else "volume"
        value, marked = bib_text.part(text, alone=n > 1 or not series)
        out.put(name, value)
        out.put(f"{name}+an", "=part" if marked else "")
    if book.pages and book.extent in ("", f"{book.pages} p."):
        out.put("pagetotal", str(book.pages))
    else:
        out.text("pagetotal", book.extent)


def _numbers(out: _Fields, book: Book) -> None:
    if book.isbns:
        said = {False: [], True: []}  # type: dict[bool, list[str]]
        for one in book.isbns:
            text = one.hyphenated or one.isbn13 if one.isbn13 else one.raw
            said[one.cancelled].append(f"{text} ({one.qualifier})" if one.qualifier and one.isbn13 else text)
        out.put("isbn", bib_text.numbers(said[False]))
        out.put("cancelledisbn", bib_text.numbers(said[True]))
    issns = book.identifiers.get("issn", [])
    if book.host is not None and book.host.issn:
        issns = [book.host.issn, *(text for text in issns if text != book.host.issn)]
    out.put("issn", bib_text.numbers(issns))
    if book.identifiers:
        for n, text in enumerate(book.identifiers.get("doi", ()), 1):
            out.put(f"doi{n}" if n > 1 else "doi", text.replace("{", "%7B").replace("}", "%7D"))
        for kind in NUMBERS[1:]:
            if kind in book.identifiers:
                out.put(kind, bib_text.numbers(book.identifiers[kind]))
    for scheme in ("ddc", "lcc", "udc"):
        out.text(scheme, "; ".join([one.number for one in book.classes if one.scheme == scheme]))
    for n, link in enumerate(book.links, 1):
        out.put(f"url{n}" if n > 1 else "url", link.url)


@lru_cache(maxsize=512)
def _language(code: str) -> str:
    """The language in English, or its code where the name would not bring it back."""
    name = languages.name(code)
    plain = not re.search(r"[,;/]| and ", name)
    return name if plain and languages.from_name(name) == code else code


def _about(out: _Fields, book: Book, dialect: Dialect) -> None:
    if book.languages:
        out.put("language", " and ".join(map(_language, book.languages)))
        if dialect.lists:
            out.put("langid", BABEL.get(book.languages[0], ""))
    out.put("origlanguage", " and ".join(map(_language, book.original_languages)))
    if book.subjects:
        out.put("keywords", bib_text.keywords(book.subjects))
    for n, note in enumerate(book.notes, 1):
        out.text(f"note{n}" if n > 1 else "note", no_markup(note.text))
    out.put("tableofcontents", r"\\ ".join([escape(chapter(one)) for one in book.contents]))
    if book.summary:
        out.put("abstract", "\n\n".join(map(_paragraph, abstract(book.summary).split("\n\n"))))


def _paragraph(text: str) -> str:
    """A paragraph of several. A sign that would open an entry does not stand at the start of a line."""
    made = escape(text)
    return f"{{}}{made}" if made[:1] == "@" else made
