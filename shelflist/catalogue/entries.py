"""Entry: what the catalogue needs of one book, made once when its record is read and remembered with it.

A build in which one record changed puts the catalogue together again from entries alone, without the books: so an
entry holds all that any page but the book's own shows of it, and no more.
"""

import re
from hashlib import blake2b

import msgspec

from shelflist.catalogue.headings import heading_key, keys, person_label
from shelflist.cataloguing import collation, contents, languages, slugs, titles, works
from shelflist.cataloguing.works import Keys
from shelflist.model import Book, PublicationDate, Struct
from shelflist.wording import gettext as _

SCHEMES = ("ddc", "lcc", "udc")
"""Classifications that have a shelf."""

MARKS = ("undated", "suspect", "approximate", "open", "range", "corrected", "calendar", "copyright")
"""Flags of a date that a list of years tells, the weightiest first."""

_pack = msgspec.msgpack.Encoder().encode
_HEIGHT = re.compile(r"(\d{1,4})(?:[.,](\d))?[^cm]{0,30}?\s?(cm|mm)")
_LIVED = re.compile(
    r"^(.+?),?\s*\(?((?:ca?\.? ?|approximately |active |b\. ?|d\. ?|fl\. ?|-)?\d{3,4}(?:\??-(?:\d{3,4}\??)?)?)\)?$"
)


class Name(Struct):
    """A person or body of a book. `key` and `label` are those of the form as it stands.

    `via` is "" for a contributor, "chapter" for the author of a chapter (`place` is its title), "subject" for one whom
    the book is about. `ids` are scheme and number with a colon ("viaf:123"); `form` is the name without dates.
    """

    key: str
    label: str
    roles: list[str] = []
    kind: str = "person"
    dates: str = ""
    ids: list[str] = []
    vernacular: str = ""
    via: str = ""
    place: str = ""
    form: str = ""


class Entry(Struct):
    """A book as the catalogue sees it.

    `keys` are (heading key, label) pairs; a heading key is its family, a tab, and the folded label. `line` is the
    digest of all that other pages show of the book; `digest` that of the whole book; `letter` is where indexes file it.
    `match` is what it is compared by with other books; `issue` and `carrier` tell it from other editions of its work; `named`
    are the people that a list names, `more` whether there are others.
    `types` are (subdivision, its type) where that is known; `shelf` (scheme, sort key, number), one for each scheme, or
    one of "other", a scheme without a shelf or a local mark, where there is no such;
    `spine` (pages, height in mm), 0 where unknown; `volumes` (series key, volume as printed); `chapters` the titles of
    its chapters; `isbns` valid ISBN-13s; `when` (year or 0, last year or 0, the weightiest of MARKS or ""); `printed`
    the date as printed; `reads` (started, finished) of each reading, partial ISO dates, either may be ""; `rating` in quarter
    stars, 0 for none; `quotes` the characters of each of the owner's quotes.
    """

    id: str
    slug: str
    title: str
    subtitle: str
    named: str
    year: str
    lang: str
    status: str
    added: str
    sort: bytes
    keys: list[tuple[str, str]]
    joins: list[str]
    digest: bytes
    line: bytes = b""
    facets: list[tuple[str, str]] = []
    letter: str = ""
    match: Keys = msgspec.field(default_factory=lambda: Keys([], [], []))
    issue: str = ""
    carrier: str = ""
    names: list[Name] = []
    types: list[tuple[str, str]] = []
    shelf: list[tuple[str, str, str]] = []
    spine: tuple[int, int] = (0, 0)
    volumes: list[tuple[str, str]] = []
    chapters: list[str] = []
    isbns: list[str] = []
    when: tuple[int, int, str] = (0, 0, "")
    printed: str = ""
    reads: list[tuple[str, str]] = []
    rating: int = 0
    quotes: list[int] = []
    more: bool = False

    @property
    def people(self) -> str:
        """Whom a list names, in words."""
        return _("%(people)s and others") % {"people": self.named} if self.more else self.named

    @property
    def edition(self) -> str:
        """What tells it from other editions of its work, in words."""
        if not self.carrier:
            return self.issue
        return f"{self.issue}, {_(self.carrier)}" if self.issue else _(self.carrier)


def people_named(book: Book) -> tuple[str, bool]:
    """Who a list names: the authors in entry form, else the others; three at most, and whether there are more."""
    persons = [c for c in book.contributors if c.main or "aut" in c.roles] or book.contributors
    return "; ".join([c.name for c in persons[:3]]), len(persons) > 3


def facets(book: Book, year: str) -> list[tuple[str, str]]:
    """(facet, value) pairs for the search page, each once; a language is its code, a class its three digits."""
    found = [("Subject", subject.main) for subject in book.subjects]
    found += [("Author", person.name) for person in book.contributors]
    found += [("Year", year)] if year else []
    found += [("Language", code) for code in book.languages]
    found += [("Class", number.number[:3]) for number in book.classes if number.scheme == "ddc"]
    if book.reading and book.reading.status:
        found.append(("Status", book.reading.status))
    return list(dict.fromkeys(found))


def family_name(book: Book) -> str:
    """What a slug takes from the first author: the part of the name before the comma."""
    first = next((c for c in book.contributors if c.main), next(iter(book.contributors), None))
    return first.name.partition(",")[0] if first else ""


def book_slug(title: str, family: str) -> str:
    """Main title, cut at a word within 80 bytes, then the first author's family name."""
    return "-".join(part for part in (slugs.slug(title, 80), slugs.slug(family, 30)) if part)


def join_words(book: Book, slug: str) -> list[str]:
    """By what a note can name this book: its slug, record id and valid ISBNs."""
    isbns = [form for isbn in book.isbns if isbn.valid() for form in (isbn.isbn13, isbn.isbn10) if form]
    ids = [record.record_id for record in book.records if record.record_id]
    return list(dict.fromkeys([slug, book.id, *ids, *isbns]))


def edition_text(book: Book) -> str:
    """What tells an edition from others of its work, but for its languages and carrier: volume, statement, publisher, year."""
    publisher = next((name for imprint in book.imprints for name in imprint.publishers), "")
    year = str(book.date.year) if book.date.year is not None else book.date.raw
    return ", ".join(part for part in (*book.parts, book.edition, publisher, year) if part)


def book_names(book: Book) -> list[Name]:
    """Everybody of the book: contributors, authors of chapters, and persons and bodies as subjects, each once."""
    found: dict[tuple[str, str, str], Name] = {}

    def add(form: str, dates: str, via: str, place: str = "", **more: object) -> None:
        label = person_label(form, dates)
        made = Name(heading_key("authors", label), label, dates=dates, via=via, place=place, form=form, **more)  # type: ignore[arg-type]
        found.setdefault((made.key, via, place), made)

    for c in book.contributors:
        roles = c.roles or (["aut"] if c.main else [])
        ids = sorted(f"{scheme}:{number}" for scheme, number in c.ids.items())
        add(c.name, c.dates, "", "", roles=roles, kind=c.kind, ids=ids, vernacular=c.vernacular)
    for chapter in book.contents:
        if chapter.responsibility:
            for form in contents.authors(chapter.responsibility):
                add(form, "", "chapter", chapter.title, roles=["aut"])
    for subject in book.subjects:
        if subject.kind in ("person", "corporate", "meeting"):
            match = _LIVED.match(subject.main) if subject.kind == "person" else None
            form, dates = (match[1], match[2]) if match else (subject.main, "")
            add(form, dates, "subject", "", kind=subject.kind)
    return list(found.values())


def height(size: str) -> int:
    """The height in mm from a size as printed ("24 cm", "24 x 17 cm", "235 mm"), or 0."""
    match = _HEIGHT.search(size)
    if match is None:
        return 0
    found = int(match[1]) if match[3] == "mm" else int(match[1]) * 10 + int(match[2] or 0)
    return found if 20 <= found <= 2000 else 0


def _shelf(book: Book) -> list[tuple[str, str, str]]:
    """The first number of each scheme that has a shelf; without one, the first of all others as "other"."""
    found: dict[str, tuple[str, str, str]] = {}
    for number in book.classes:
        scheme = number.scheme if number.scheme in SCHEMES else "other"
        found.setdefault(scheme, (scheme, number.sort, number.number))
    if len(found) > 1:
        found.pop("other", None)
    return list(found.values())


def _when(date: PublicationDate) -> tuple[int, int, str]:
    return date.year or 0, date.end or 0, next((mark for mark in MARKS if mark in date.flags), "")


def entry(book: Book, digest: bytes, slug: str = "") -> Entry:
    """The entry of a book whose bytes have this digest. `slug` keeps that of the record where a note changes the title."""
    language = book.languages[0] if book.languages else ""
    base = slug or book_slug(book.title, family_name(book))
    year = str(book.date.year) if book.date.year is not None else book.date.raw
    filed = titles.sort_text(book.title, book.nonfiling or titles.nonfiling(book.title, language))
    names = book_names(book)
    people, more = people_named(book)
    found = dict(keys(book))
    for one in names:
        if one.via == "chapter":  # who wrote a chapter has a page like everybody else
            found.setdefault(one.key, one.label)
    made = Entry(
        id=book.id,
        slug=base,
        title=book.title,
        subtitle=book.subtitle,
        named=people,
        year=year,
        lang=languages.tag(language, book.title),
        status=book.reading.status if book.reading else "",
        added=book.reading.added if book.reading else "",
        sort=collation.key(" ".join([filed, book.subtitle, *book.parts])),
        keys=list(found.items()),
        joins=join_words(book, base),
        digest=b"",
        facets=facets(book, year),
        letter=collation.letter(filed),
        match=works.keys(book),
        issue=edition_text(book),
        carrier=book.carrier if book.carrier != "volume" else "",
        names=names,
        types=list(
            dict.fromkeys((part.text, part.type) for s in book.subjects for part in s.subdivisions if part.type)
        ),
        shelf=_shelf(book),
        spine=(book.pages or 0, height(book.size)),
        volumes=[(heading_key("series", series.title), series.volume) for series in book.series],
        chapters=[chapter.title for chapter in book.contents if chapter.kind == "chapter"],
        isbns=list(dict.fromkeys(number.isbn13 for number in book.isbns if number.valid())),
        when=_when(book.date),
        printed=book.date.raw,
        reads=book.reading.dates if book.reading else [],
        rating=(book.reading.rating or 0) if book.reading else 0,
        quotes=[len(text) for text, _ in book.reading.quotes] if book.reading else [],
        more=more,
    )
    made.line = blake2b(_pack(made), digest_size=8).digest()
    made.digest = digest
    return made
