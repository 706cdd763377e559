"""COinS: a book as an OpenURL ContextObject (NISO Z39.88-2004, KEV) in the title of an empty span, for Zotero and others.

It is the net below unAPI: it holds less. What its readers get wrong is kept from them (the guide on the front end, §2b):
they take a plus sign for a space even where it is encoded, so one in a value is written out as a full-width plus sign;
each author is one `rft.au` "Family, Given"; whoever has another role, editors too, is one `rft.contributor`, since the
format has no key for editors. A publisher among the people is left to the imprint; who has no role is not said.
"""

from urllib.parse import quote

from shelflist.exports.reference import WITHIN, kind, whole_title
from shelflist.exports.values import xml_text
from shelflist.model import Book

HEAD = "ctx_ver=Z39.88-2004"
BOOK, JOURNAL = "info:ofi/fmt:kev:mtx:book", "info:ofi/fmt:kev:mtx:journal"
GENRES: dict[str, str] = {
    "chapter": "bookitem",
    "entry": "bookitem",
    "conference paper": "proceeding",
    "report": "report",
}
"""Plain word for what it is → genre of the book format; any other is a book."""

MOST_SUBJECTS, MOST_ABSTRACT = 6, 300
"""So that a page stays light."""


def title(book: Book) -> str:
    """The text of the span's title, still to be escaped for HTML. It says "" for what has no title."""
    pairs = pairs_of(book)
    return "&".join([HEAD, *[f"{name}={_quoted(value)}" for name, value in pairs]])


def _quoted(value: str) -> str:
    return quote(xml_text(value).replace("+", "\uff0b"), safe="/:;,()!*'", errors="replace")


def pairs_of(book: Book) -> list[tuple[str, str]]:
    """(key, value) of all that is said, in order; nothing that is empty."""
    word = kind(book)
    article = word in ("article", "review") and book.host is not None
    found = [("rft_val_fmt", JOURNAL if article else BOOK)]
    found.append(("rft.genre", "article" if article else GENRES.get(word, "book")))
    inside = article or (word in WITHIN and book.host is not None)
    found.append(("rft.atitle" if inside else "rft.btitle", whole_title(book)))
    if book.host is not None:
        host = book.host
        found += [("rft.jtitle" if article else "rft.btitle", host.title), ("rft.volume", host.volume)]
        found += [("rft.issue", host.number), ("rft.pages", host.pages), ("rft.issn", host.issn)]
    for one in book.contributors:
        if "aut" in one.roles or "cre" in one.roles or (one.main and not one.roles):
            found.append(("rft.au", one.name))
        elif one.roles and "pbl" not in one.roles:
            found.append(("rft.contributor", one.name))
    first = book.imprints[0] if book.imprints else None
    if first is not None:
        found += [("rft.place", "; ".join(first.places)), ("rft.publisher", "; ".join(first.publishers))]
    year = str(book.date.year) if book.date.year is not None else ""
    found += [("rft.date", year), ("rft.edition", book.edition)]
    found.append(("rft.tpages", str(book.pages) if book.pages else ""))
    if book.series:
        found.append(("rft.series", book.series[0].title))
    found += [("rft.isbn", one.isbn13) for one in book.isbns if one.valid()][:1]
    found += [("rft_id", "info:doi/" + text) for text in book.identifiers.get("doi", ())[:1]]
    found += [("rft.language", code) for code in book.languages[:1]]
    found += [("rft.subject", one.text()) for one in book.subjects[:MOST_SUBJECTS]]
    if book.summary:
        found.append(("rft.description", book.summary[0][:MOST_ABSTRACT]))
    return [(name, value) for name, value in found if value]
