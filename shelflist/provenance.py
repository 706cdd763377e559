"""Where each shown value of a book came from, and what was done to it: for the staff view.

A reader says which fields of the source a field of the book may come from (`ORIGINS`); among these the one that holds the
value's words is its origin. What was done is told by comparing the two: nothing, marks at the end taken off, a name turned,
a code put into words, an ISBN computed (ISO 2108), a value inferred.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from shelflist.cataloguing import characters, isbn, languages, names, relators
from shelflist.model import Book, Extra, Isbn, PublicationDate, SourceRecord
from shelflist.wording import counted, later
from shelflist.wording import gettext as _

Origins = Mapping[str, tuple[str, ...]]
LONGEST = 160
"""Characters of a value that a row shows."""

MOST_FIELDS = 400
"""Fields of a record that are shown; a record with more says how many it has."""

PRINTED, MARKS, PART, PARTED, TURNED, INFERRED, READ = (
    later("as it stands"), later("marks taken off"), later("part of the field"), later("parted into family and given name"),
    later("put in entry order"), later("inferred"), later("read from the field"),
)  # fmt: skip


FLAGS = (
    later("approximate"), later("calendar"), later("coded"), later("copyright"), later("corrected"), later("deposit"),
    later("open"), later("printing"), later("range"), later("repaired"), later("roman"), later("supplied"),
    later("suspect"), later("undated"),
)  # fmt: skip
"""What is said of a year."""

WITHIN = {"subtitle": "title", "responsibility": "title", "parts": "title", "date": "imprints"}
"""What stands inside another field of the source where a format has no field for it."""


class Row(NamedTuple):
    """A shown value: the book's field, the value, where it stood (file, field, text), and what was done to it."""

    field: str
    value: str
    file: str
    tag: str
    raw: str
    done: str


class _Shown(NamedTuple):
    """A value to be traced: its key in ORIGINS, its name, itself, what to look for in the source, what was done where
    that is known, and what of the value is compared with the source where that is not all of it."""

    key: str
    field: str
    value: str
    looked: str
    done: str = ""
    compared: str = ""


def rows(book: Book, origins: Callable[[str], Origins], language: str = "en") -> list[Row]:
    """A row for each value of the book that a source record holds. `origins` gives a format's table, `language` is that
    of the words for languages. An identifier's field is its kind ("doi")."""
    sources = [_Source(record, origins(record.format)) for record in book.records]
    made = []
    for shown in _values(book, language):
        for source in sources:
            found = source.find(shown.key, shown.looked)
            if found is not None:
                tag, raw = found
                done = shown.done or _(_done(shown, raw))
                made.append(Row(shown.field, _short(shown.value), source.record.file, tag, _short(raw), done))
                break
    return made


class _Source:
    """A record whose fields can be looked up by tag."""

    def __init__(self, record: SourceRecord, origins: Origins) -> None:
        self.record = record
        self.origins = origins
        self.fields: dict[str, list[str]] = {}
        for field in record.fields[:MOST_FIELDS]:
            self.fields.setdefault(field.tag, []).append(" ".join([value for _, value in field.subfields]))
        self.paths = any("/" in tag for tag in self.fields)

    def _below(self, tag: str) -> list[str]:
        """The tags of the record that this one names: itself, or what stands below it where fields have paths."""
        if tag in self.fields:
            return [tag]
        return [found for found in self.fields if found.startswith(tag + "/")] if self.paths else []

    def find(self, key: str, looked: str) -> tuple[str, str] | None:
        """(tag, text) of the field that holds the words looked for, else of the only field that there is for the key."""
        tags = self.origins.get(key) or self.origins.get(WITHIN.get(key, ""), ())
        candidates = [(tag, text) for wanted in tags for tag in self._below(wanted) for text in self.fields[tag]]
        if not candidates:
            return None
        for tag, text in candidates:
            if looked and looked in text:
                return tag, text
        wanted = names.fold(looked)
        words = set(wanted.split())
        best, most = None, 0
        for tag, text in candidates:
            folded = names.fold(text)
            if wanted and wanted in folded:
                return tag, text
            common = len(words.intersection(folded.split()))
            if common > most:
                best, most = (tag, text), common
        if best is not None and most * 2 >= len(words):
            return best
        return candidates[0] if len(candidates) == 1 else None


def _values(book: Book, language: str) -> Iterable[_Shown]:
    """Every value that the page shows, in the order of the page."""
    yield from _description(book)
    yield from _access(book, language)


def _description(book: Book) -> Iterable[_Shown]:
    """Titles, names, publication, extent, series."""
    yield _Shown("title", _("Title"), book.title, book.title)
    if book.subtitle:
        yield _Shown("subtitle", _("Subtitle"), book.subtitle, book.subtitle)
    for part in book.parts:
        yield _Shown("parts", _("Part"), part, part)
    if book.responsibility:
        yield _Shown("responsibility", _("Responsibility"), book.responsibility, book.responsibility)
    for person in book.contributors:
        roles = ", ".join([_(relators.label(role)) for role in person.roles if role])
        value = f"{person.name} ({roles})" if roles else person.name
        done = _(INFERRED) if person.inferred else ""
        yield _Shown("contributors", _("Name"), value, person.raw or person.name, done, person.name)
    if book.edition:
        yield _Shown("edition", _("Edition"), book.edition, book.edition)
    for imprint in book.imprints:
        text = imprint.raw or " ".join([*imprint.places, *imprint.publishers, imprint.date])
        value = " : ".join([*imprint.places, *imprint.publishers]) + (f", {imprint.date}" if imprint.date else "")
        yield _Shown("imprints", _("Published"), value, text)
    if book.date.year is not None:
        done = "" if book.date.raw == str(book.date.year) else _year(book.date)
        yield _Shown("date", _("Year"), str(book.date.year), book.date.raw, done)
    if book.extent:
        yield _Shown("extent", _("Extent"), book.extent, book.raw.get("extent", book.extent))
    for series in book.series:
        value = f"{series.title} ; {series.volume}" if series.volume else series.title
        yield _Shown("series", _("Series"), value, series.raw or series.title)


def _access(book: Book, language: str) -> Iterable[_Shown]:
    """Numbers, classes, subjects, languages, contents, notes, links."""
    for number in book.isbns:
        yield _Shown("isbns", _("ISBN"), number.hyphenated or number.raw, number.raw, _isbn(number))
    for kind, texts in book.identifiers.items():
        for text in texts:
            yield _Shown("identifiers", kind, text, text)
    for made in book.classes:
        yield _Shown("classes", _("Class"), made.number, made.raw or made.number)
    for subject in book.subjects:
        yield _Shown(
            "subjects",
            _("Subject"),
            subject.text(),
            subject.raw or subject.text(),
            _(INFERRED) if subject.inferred else "",
        )
    for code in book.languages:
        yield _Shown(
            "languages", _("Language"), languages.name(code, language), code, _("read as %(code)s") % {"code": code}
        )
    if book.contents:
        first = book.contents[0]
        yield _Shown(
            "contents",
            _("Contents"),
            counted("%(n)s entry", "%(n)s entries", len(book.contents)),
            first.raw or first.title,
            _("parted at its dashes"),
        )
    for text in book.summary[:1]:
        yield _Shown("summary", _("Summary"), text, text[:80])
    for note in book.notes:
        yield _Shown("notes", _("Note"), note.text, note.text[:80])
    for link in book.links:
        yield _Shown("links", _("Link"), link.url, link.url)
    if book.host is not None:
        yield _Shown("host", _("In"), book.host.title, book.host.title)


def _year(date: PublicationDate) -> str:
    if not date.flags:
        return _("read from %(text)s") % {"text": date.raw}
    return _("read from %(text)s (%(flags)s)") % {
        "text": date.raw,
        "flags": ", ".join([_(flag) for flag in date.flags]),
    }


def _isbn(number: Isbn) -> str:
    """What was done to an ISBN, with the arithmetic: the ISBN-13 has 978 before it and a check digit of its own."""
    if not number.isbn13:
        return _("not valid, so as printed")
    digits = isbn.digits(number.raw)
    if len(digits) == 13:
        return _("hyphens set by the ISBN ranges") if number.raw != number.hyphenated else _(PRINTED)
    values = {"number": number.isbn10, "old": number.isbn10[-1], "new": number.isbn13[-1]}
    if len(digits) == 10:
        return _("ISBN-10 %(number)s: 978 put before it, check digit %(old)s → %(new)s") % values
    return (
        _("SBN of nine digits, 0 put before it %(number)s: 978 put before it, check digit %(old)s → %(new)s") % values
    )


def _done(shown: _Shown, raw: str) -> str:
    """What was done to a value, told from the two texts."""
    value, text = shown.compared or shown.value, " ".join(raw.split()) if "  " in raw else raw
    if value == text:
        return PRINTED
    if value in text:
        rest = text.replace(value, "", 1)
        return PART if any(map(str.isalnum, rest)) else MARKS
    looked = shown.looked
    folded, source = names.fold(value), names.fold(text)
    if folded == source:
        return PARTED if shown.key == "contributors" and "," in value and "," not in text else MARKS
    if looked in text or folded in source:
        return PART
    if shown.key == "contributors" and sorted(names.fold(looked).split()) == sorted(source.split()):
        return TURNED
    return READ


def _short(text: str) -> str:
    if len(text) <= LONGEST and text.isascii() and text.isprintable():
        return text
    made = (
        characters.clean(text, 4 * LONGEST)[0] if len(text) < 4 * LONGEST else characters.clean(text[: 4 * LONGEST])[0]
    )
    return made if len(made) <= LONGEST else made[: LONGEST - 1].rstrip() + "…"


def record_fields(record: SourceRecord) -> list[dict[str, str]]:
    """A source record as the page shows it: `{"tag", "text"}` for each field, with indicators and subfield codes."""
    found = [{"tag": " ".join(part for part in (field.tag, field.indicators.replace(" ", "_") if field.indicators.strip() else "") if part),
              "text": _field_text(field)} for field in record.fields[:MOST_FIELDS]]  # fmt: skip
    if len(record.fields) > MOST_FIELDS:
        found.append(
            {
                "tag": "…",
                "text": counted("and %(n)s more field", "and %(n)s more fields", len(record.fields) - MOST_FIELDS),
            }
        )
    return found


def _field_text(field: Extra) -> str:
    parts = [
        f"${code} {value}" if code and len(code) == 1 else f"{code}: {value}" if code else value
        for code, value in field.subfields
    ]
    return characters.clean(" ".join(parts))[0]
