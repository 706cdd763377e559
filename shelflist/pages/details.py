"""The rows of a book's details: every field that stands nowhere else on its page, in ISBD order, with its links."""

from collections.abc import Mapping
from typing import Any

from shelflist.catalogue import Headed, class_labels, heading_key
from shelflist.cataloguing import identifiers, languages, titles
from shelflist.model import Book, Imprint, Isbn
from shelflist.pages import labels
from shelflist.wording import gettext as _
from shelflist.wording import later

Headings = Mapping[str, Headed]

NUMBERED = 1972
"""From this year on most books have an ISBN (ISO 2108:1972)."""


def href(headings: Headings, family: str, label: str) -> str:
    """The address of the heading that gathers this label, or ""."""
    headed = headings.get(heading_key(family, label))
    return f"{headed.family}/{headed.slug}/" if headed else ""


def value(text: str, link: str = "", note: str = "", lang: str = "", url: str = "") -> dict[str, str]:
    """A value as the templates want it: its text, its link or "", what is said of it in small print, its language where it
    is not the page's, an address elsewhere."""
    return {"text": text, "href": link, "note": note, "lang": lang, "url": url}


def imprint_text(imprint: Imprint) -> str:
    """A statement of publication in ISBD: place : publisher, date."""
    where = " ; ".join(imprint.places)
    who = " : ".join(imprint.publishers)
    text = f"{where} : {who}" if where and who else where or who
    return f"{text}, {imprint.date}" if text and imprint.date else text or imprint.date


def _isbn(number: Isbn) -> list[dict[str, str]]:
    words = [number.qualifier] if number.qualifier else []
    if number.cancelled:
        words.append(_("cancelled: of another edition, or withdrawn"))
    if not number.isbn13:
        return [value(number.raw, "", ", ".join([*words, _("as printed, not a valid ISBN")]))]
    shown = [value(number.hyphenated, "", ", ".join(words))]
    if number.isbn10:
        parts = number.hyphenated.split("-")
        ten = "-".join([*parts[1:4], number.isbn10[-1]]) if len(parts) == 5 else number.isbn10
        shown.append(value(ten, "", "ISBN-10"))
    return shown


def _isbns(book: Book) -> list[dict[str, str]]:
    """The numbers; or, where a book of these years should have one, that the record has none."""
    found = [shown for number in book.isbns for shown in _isbn(number)]
    wanted = not found and book.host is None and (book.date.year or 0) >= NUMBERED
    return [value("", "", _("No ISBN on the record"))] if wanted else found


def _extent_text(book: Book) -> str:
    text = " : ".join(part for part in (book.extent, book.illustrations) if part)
    text = " ; ".join(part for part in (text, book.size) if part)
    return " + ".join(part for part in (text, book.accompanying) if part)


def _identifiers(kind: str, texts: list[str]) -> list[dict[str, str]]:
    """Numbers of one kind, each linked where it is right; a wrong one as printed, with the reason."""
    found = []
    for text in texts:
        number = identifiers.read(kind, text)
        note = ""
        if number.fault:
            values = {"name": labels.identifier(kind), "fault": _(number.fault)}
            note = _("as printed, not a valid %(name)s: %(fault)s") % values
        found.append(value(number.shown, "", note, "", number.link))
    return found


def _original(book: Book) -> list[tuple[str, str, list[dict[str, str]]]]:
    """Uniform title, and the title of which the book is a translation."""
    lang = book.original_languages[0] if len(book.original_languages) == 1 else ""
    title = titles.original([n.text for n in book.notes], book.uniform_title, book.languages, book.original_languages)
    uniform = book.uniform_title if book.uniform_title != title else ""
    return [
        (later("Uniform title"), "", [value(uniform, "", "", languages.tag(lang, uniform))] if uniform else []),
        (later("Original title"), "", [value(title, "", "", languages.tag(lang, title))] if title else []),
    ]


def _languages(book: Book, headings: Headings, language: str) -> list[tuple[str, str, list[dict[str, str]]]]:
    """The languages of the text, and those that it was translated from."""

    def named(codes: list[str]) -> list[dict[str, str]]:
        return [value(languages.name(code, language), href(headings, "languages", code)) for code in codes]

    original = later("Original language") if len(book.original_languages) == 1 else later("Original languages")
    return [(later("Language"), "language", named(book.languages)), (original, "", named(book.original_languages))]


def rows(book: Book, headings: Headings, language: str) -> list[dict[str, Any]]:
    """Every other field, in ISBD order; a row stands only where the record has something to say.

    What is transcribed from the book (statement of responsibility, edition) is in its language; a parallel title is in the
    other one where the book has two.
    """
    lang = languages.tag(book.languages[0], book.title) if book.languages else ""
    other = book.languages[1] if len(book.languages) == 2 else ""
    found: list[tuple[str, str, list[dict[str, str]]]] = [
        (
            later("Statement of responsibility"),
            "",
            [value(book.responsibility, "", "", lang)] if book.responsibility else [],
        ),
        (
            later("Parallel title"),
            "",
            [value(text, "", "", languages.tag(other, text)) for text in book.parallel_titles],
        ),
        (later("Other titles"), "", [value(text, "", "", lang) for text in book.other_titles]),
        *_original(book),
        (later("Edition"), "", [value(book.edition, "", "", lang)] if book.edition else []),
        (later("Published"), "imprint", [value(text) for text in map(imprint_text, book.imprints) if text]),
        (later("Description"), "extent", [value(text)] if (text := _extent_text(book)) else []),
        (later("Format"), "", [value(_capital(_(book.carrier)))] if book.carrier else []),
        (later("Series"), "series", _series(book, headings)),
        (later("ISBN"), "isbn" if book.isbns else "", _isbns(book)),
        (later("Class"), "class", _classes(book, headings)),
        *_languages(book, headings, language),
        (later("Type"), "", _types(book)),
        (later("In"), "", _host(book)),
    ]
    made = [{"label": _(label), "field": field, "values": values} for label, field, values in found if values]
    return made + [
        {"label": labels.identifier(kind), "field": "", "values": _identifiers(kind, texts)}
        for kind, texts in sorted(book.identifiers.items())
        if texts
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _types(book: Book) -> list[dict[str, str]]:
    kind = labels.record_type(book.record_type)
    level = labels.level(book.level)
    return [value(text) for text in (kind, level) if len(text) > 1]


def _host(book: Book) -> list[dict[str, str]]:
    """What an article or chapter stands in."""
    if book.host is None:
        return []
    host = book.host
    parts = (_("vol. %(volume)s") % {"volume": host.volume} if host.volume else "",
             _("no. %(number)s") % {"number": host.number} if host.number else "",
             _("p. %(pages)s") % {"pages": host.pages} if host.pages else "",
             f"ISSN {host.issn}" if host.issn else "")  # fmt: skip
    return [value(host.title, "", ", ".join(part for part in parts if part))]


def _series(book: Book, headings: Headings) -> list[dict[str, str]]:
    found = []
    for series in book.series:
        note = " ; ".join(part for part in (series.volume, f"ISSN {series.issn}" if series.issn else "") if part)
        found.append(value(series.title, href(headings, "series", series.title), note))
    return found


def _classes(book: Book, headings: Headings) -> list[dict[str, str]]:
    found = []
    for number in book.classes:
        label = next(iter(class_labels(number.scheme, number.number)), "")
        note = " ".join(part for part in (labels.scheme(number.scheme), number.edition) if part)
        found.append(value(number.number, href(headings, "classes", label) if label else "", note))
    return found
