"""The fields of PICA → the fields of a Book, by the K10plus format (format.k10plus.de: PICA+ tags, Pica3 in brackets).

021A title (4000), 022A uniform title (3210), 028A/B/C/G persons (3000, 3001, 3010), 029A/E/F bodies (3100, 3110), 032@
edition (4020), 033A imprint (4030), 011@ year (1100), 034D/M/I/K extent (4060-4063), 036E/F series (4180), 036C/D the
whole of a part (4150), 010@ languages (1500), 019@ country (1700), 004A ISBN (2000), 041A/044K subjects (5100), 045x
classes, 047I summary (4207), 017C links (4950). `@` marks the filing word; levels 1 and 2 (local holdings) are extras.
"""

import re

from shelflist.cataloguing import contents, dates, extent, isbn, languages, relators
from shelflist.cataloguing.punctuation import strip_end
from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Host, Note, Warning
from shelflist.readers import plain
from shelflist.readers.pica.pica_tables import (
    CARRIERS,
    CLASSES,
    FORMS,
    IDENTIFIERS,
    KINDS,
    LEVELS,
    NOTES,
    ORIGINS,
    PLUMBING,
    ROLES,
    SUBJECTS,
    USED,
)

_COUNTRY = re.compile(r"X[A-Z]-([A-Z]{2})(?:-|$)")
_LINKED = re.compile(r"^(?:\d{7,10}[\dX])?(?=\D)(.*?)(?: ; (?:ID|STW-ID): (\S+))?$")
_LIFE = re.compile(r"\s*\*([^*]{1,40})\*\s*$")
_ARTICLE_AT = re.compile(r"(?:^|(?<=\s)|(?<=['’]))@(?=\S)")


class _Record:
    """A record's fields by tag; level 0 only is asked for."""

    def __init__(self, fields: list[Extra]) -> None:
        self.tags: dict[str, list[Extra]] = {}
        for one in fields:
            self.tags.setdefault(one.tag, []).append(one)

    def all(self, *tags: str) -> list[Extra]:
        return [one for tag in tags for one in self.tags.get(tag, ())]

    def values(self, tag: str, code: str) -> list[str]:
        return [value for one in self.tags.get(tag, ()) for c, value in one.subfields if c == code and value.strip()]

    def first(self, tag: str, code: str) -> str:
        return next(iter(self.values(tag, code)), "")


def _sub(field: Extra, codes: str, between: str = " ") -> str:
    return between.join(value for code, value in field.subfields if code in codes and value.strip())


def _filing(text: str) -> tuple[str, int]:
    """The text without the mark of its filing word, and how many characters stand before that."""
    match = _ARTICLE_AT.search(text)
    return (text[: match.start()] + text[match.end() :], match.start()) if match else (text, 0)


def fill(book: Book, fields: list[Extra], status: str) -> None:
    """Sets every field of the book that the record has; what is not used becomes extra. Raises BadRecord: no title."""
    record = _Record(fields)
    level = LEVELS.get(status[1:2], "")
    book.record_type = level if level == "article" else FORMS.get(status[:1], "")
    book.level = level
    _title(book, record, status[1:2])
    _names(book, record)
    _publication(book, record)
    _description(book, record)
    _series(book, record, status[1:2])
    _numbers(book, record)
    _coded(book, record)
    for field in fields:
        if field.tag in SUBJECTS:
            _subject(book, field)
        elif field.tag in CLASSES:
            for value in (value for code, value in field.subfields if code == "a"):
                plain.class_number(book, field.tag, value, CLASSES[field.tag])
    _notes(book, record)
    _host(book, record)
    _leftovers(book, fields)


def _title(book: Book, record: _Record, level: str) -> None:
    own = next(iter(record.all("021A")), Extra("021A"))
    whole = next(iter(record.all("036C", "036D")), None)
    title, count = _filing(_sub(own, "a"))
    subtitle = _sub(own, "de", " : ")
    if whole is not None and _sub(whole, "a") and (level == "f" or not title):
        # A part without a title that stands alone: the whole's title, then the number and the title of the part.
        part = ". ".join(text for text in (_sub(whole, "l"), title) if text)
        title, count = _filing(_sub(whole, "a"))
        subtitle = subtitle or _sub(whole, "d", " : ")
        book.parts = [made] if (made := plain.clean(book, "036C", part)) else []
    if not title:
        title, count = _filing(_sub(next(iter(record.all("022A")), Extra("022A")), "a"))
        subtitle = ""
        if title:
            book.warnings.append(Warning("021A", "no title of its own", "the uniform title stands for it"))
    if not title.strip():
        raise BadRecord("021A", "no title: neither 021A $a nor the title of a whole (036C)", book.id)
    plain.title(book, "021A", title, subtitle)
    book.nonfiling = count if 0 < count < len(book.title) and title.startswith(book.title[:count]) else 0
    book.responsibility = strip_end(plain.clean(book, "021A", _sub(own, "h")))
    for text in [_sub(own, "f"), *(_sub(one, "ad", " : ") for one in record.all("021G"))]:
        plain.other_title(book, "021G", _filing(text)[0], parallel=True)
    for one in record.all("021C"):
        if made := plain.clean(book, "021C", ". ".join(v for c, v in one.subfields if c in "lad" and v)):
            book.parts.append(_filing(made)[0])
    for one in record.all("022A"):
        book.uniform_title = book.uniform_title or plain.clean(book, "022A", _filing(_sub(one, "adfgnp"))[0])
    for one in record.all("025@", "027A", "046A", "046C", "047C"):
        plain.other_title(book, one.tag, _filing(_sub(one, "a"))[0])


def _linked(field: Extra) -> str:
    """The text of an authority that a download writes behind its number: "9085534862Bartlett, Will *1950-* ; ID: …"."""
    for code, value in field.subfields:
        if code in "89" and (match := _LINKED.match(value[:2000])) and match[1] and not value.isalnum():
            return match[1].strip()
    return ""


def _person_name(field: Extra) -> tuple[str, str]:
    """(entry form, dates of life)."""
    born, died = _sub(field, "E"), _sub(field, "M")
    life = f"{born}-{died}" if born or died else ""
    if single := _sub(field, "P"):
        extra = ", ".join(text for text in (_sub(field, "l"), _sub(field, "L")) if text)
        return " ".join(text for text in (single, _sub(field, "nN")) if text) + (f", {extra}" if extra else ""), life
    family = _sub(field, "a") or _sub(field, "A")
    given = " ".join(
        text for text in (_sub(field, "d") or _sub(field, "D"), _sub(field, "c") or _sub(field, "C")) if text
    )
    if family:
        return f"{family}, {given}" if given else family, life
    if given:
        return given, life
    text = _linked(field)
    if match := _LIFE.search(text):
        return text[: match.start()], match[1]
    return text, life


def _names(book: Book, record: _Record) -> None:
    for field in record.all(*ORIGINS["contributors"]):
        body = field.tag.startswith("029")
        kind = KINDS.get(_sub(field, "V")[:2], "corporate") if body else "person"
        name, life = ("", "") if body else _person_name(field)
        if body:
            parts = [
                _sub(field, "A") or _sub(field, "a"),
                _sub(field, "G"),
                *(v for c, v in field.subfields if c in "Fb"),
            ]
            name = ". ".join(part for part in parts if part) or _linked(field)
        found = [relators.role(value) for code, value in field.subfields if code == "4"]
        found += [_role(value) for code, value in field.subfields if code == "B"]
        found = list(dict.fromkeys(role for role in found if role))
        if found and set(found) <= {"pbl", "pub"}:
            plain.leftover(book, field.tag, name)
            continue
        main = field.tag == "028A" and not book.contributors
        before = len(book.contributors)
        for role in found or (["aut"] if main else [""]):
            plain.person(book, field.tag, name, role, kind=kind)
        if len(book.contributors) > before:
            person = book.contributors[-1]
            person.main = main
            person.dates = plain.clean(book, field.tag, life)
            gnd = next((v[4:] for c, v in field.subfields if c == "7" and v.startswith("gnd/")), "")
            person.ids = {"gnd": plain.clean(book, field.tag, gnd)} if gnd else {}


def _role(text: str) -> str:
    word = text.strip().casefold().removesuffix(".")
    return ROLES.get(word) or ROLES.get(word.removesuffix("in")) or relators.role(text)


def _publication(book: Book, record: _Record) -> None:
    year, end, printed = (record.first("011@", code) for code in "abn")
    when = printed or (f"{year}-{end}" if end and end != year else year)
    for field in record.all("033A", "033B", "033C", "033E", "033F"):
        places = [value for code, value in field.subfields if code == "p"]
        names = [value for code, value in field.subfields if code == "n"]
        text = _sub(field, "h") or (when if field.tag == "033A" and not book.imprints else "")
        plain.imprint(book, field.tag, places, names, text)
        if book.imprints and field.tag in ("033B", "033E"):
            book.imprints[-1].function = {"033B": "distribution", "033E": "manufacture"}[field.tag]
    if when and not book.date.raw:
        plain.imprint(book, "011@", [], [], when)
    if year and book.date.year is None:
        coded = dates.read(year.replace("X", "u").replace("x", "u"))
        book.date.year, book.date.end = coded.year, coded.end
    if printed and book.date.raw != printed:
        book.raw["date"] = printed
    if book.date.copyright is None and (text := record.first("011F", "n")):
        found = dates.read(text)
        book.date.copyright = found.copyright or found.year
        book.raw["copyright"] = text
    edition = next(iter(record.all("032@")), Extra("032@"))
    book.edition = strip_end(
        plain.clean(book, "032@", " / ".join(t for t in (_sub(edition, "a"), _sub(edition, "h")) if t))
    )
    book.extra += record.all("032@")[1:]


def _description(book: Book, record: _Record) -> None:
    plain.pages(book, "034D", record.first("034D", "a"))
    book.pages = book.pages or extent.pages(f"{book.extent}.")  # "108 S" without its full stop
    book.illustrations = strip_end(plain.clean(book, "034M", record.first("034M", "a")))
    book.size = strip_end(plain.clean(book, "034I", record.first("034I", "a")))
    book.accompanying = strip_end(plain.clean(book, "034K", "; ".join(record.values("034K", "a"))))
    book.carrier = CARRIERS.get(record.first("002E", "b").strip(), "") or book.carrier


def _series(book: Book, record: _Record, level: str) -> None:
    linked = {one.indicators: one for one in record.all("036F")}
    stated = {one.indicators for one in record.all("036E")}
    for field in record.all("036E", "036F"):
        if field.tag == "036F" and field.indicators in stated:
            continue
        other = linked.get(field.indicators)
        title = ". ".join(text for text in (_sub(field, "a"), _sub(field, "p") if field.tag == "036E" else "") if text)
        issn = _sub(other, "1") if other is not None else ""
        plain.series(book, field.tag, _filing(title)[0], _sub(field, "l") or _sub(field, "m"), issn)
    for field in record.all("036C", "036D"):
        title = _filing(_sub(field, "a"))[0]
        if title and strip_end(title) != book.title and all(s.title != title for s in book.series):
            plain.series(book, field.tag, title, _sub(field, "l"))


def _numbers(book: Book, record: _Record) -> None:
    for field in record.all("004A", "004D"):
        text = _sub(field, "A") or _sub(field, "0")
        before = len(book.isbns)
        if field.tag == "004D":
            book.isbns += isbn.read(plain.clean(book, field.tag, text), cancelled=True)
        else:
            plain.isbns(book, field.tag, text)
        note = plain.clean(book, field.tag, _sub(field, "f")).strip(" :;,")
        for number in book.isbns[before:]:
            number.qualifier = note or number.qualifier
    if book.id:
        plain.identifier(book, "ppn", book.id)
    for tag, kind in IDENTIFIERS.items():
        for value in record.values(tag, "0"):
            plain.identifier(book, kind, value.strip().lstrip("0") if kind == "oclc" else value)
    for field in record.all("009Q", "017C", "017D", "017G", "017H"):
        for code, value in field.subfields:
            if code == "u":
                plain.link(book, field.tag, value, _sub(field, "y") or _sub(field, "3"))


def _coded(book: Book, record: _Record) -> None:
    for value in record.values("010@", "a"):
        if languages.from_code(value) or value.strip() not in languages.NO_LANGUAGE:
            plain.language(book, "010@", value)
    for value in record.values("010@", "c"):
        if (code := languages.from_code(value)) and code not in book.original_languages:
            book.original_languages.append(code)
    for value in record.values("019@", "a"):
        match = _COUNTRY.match(value)
        if match and not book.country:
            book.country = match[1].lower()
        elif not match:
            plain.leftover(book, "019@", value)


def _subject(book: Book, field: Extra) -> None:
    kind, scheme = SUBJECTS[field.tag]
    authority = _sub(field, "V")[:2]
    kind = KINDS.get(authority, kind) if kind == "topic" else kind
    texts = [value for code, value in field.subfields if code in "as"]
    if authority and _sub(field, "A") and not texts:
        name = ", ".join(text for text in (_sub(field, "A"), _sub(field, "D")) if text)
        place = _sub(field, "G")
        texts = [f"{name} ({place})" if place else name]
    texts = texts or ([linked] if (linked := _linked(field)) else [])
    if not texts:
        return
    if field.tag == "044N":  # keywords, each for itself
        for text in texts:
            plain.subject(book, field.tag, text, kind, scheme)
        return
    qualifier = _sub(field, "g")
    head = f"{texts[0]} ({qualifier})" if qualifier else texts[0]
    divisions = [value for code, value in field.subfields if code in "xyz"]
    plain.subject(book, field.tag, " -- ".join([head, *texts[1:], *divisions]), kind, scheme)


def _notes(book: Book, record: _Record) -> None:
    for tag, kind in NOTES.items():
        for field in record.all(tag):
            text = _sub(field, "a") if tag not in ("030F", "037C") else _sub(field, "ajkpdefg", ", ")
            plain.note(book, tag, text, kind)
    for value in record.values("047I", "a"):
        plain.summary(book, "047I", value)
    for field in record.all("031C", "046M"):
        text = plain.clean(
            book, field.tag, " / ".join(t for t in (_filing(_sub(field, "a"))[0], _sub(field, "h")) if t)
        )
        if text and (made := contents.entry(text)) is not None:
            book.contents.append(made)
        elif text:
            book.notes.append(Note("other", text))


def _host(book: Book, record: _Record) -> None:
    """What an article stands in (039B), and where in it (031A: volume, issue, pages)."""
    if book.level != "article":
        book.extra += record.all("039B", "031A")
        return
    field = next(iter(record.all("039B")), Extra("039B"))
    title = _sub(field, "t") or _sub(field, "a") or _LINKED.sub(r"\1", _linked(field))
    issn = _sub(field, "6") if _sub(field, "C") == "ISSN" else ""
    found = [plain.clean(book, "031A", record.first("031A", code)) for code in "deh"]
    title = strip_end(plain.clean(book, "039B", _filing(title)[0]))
    if title or any(found):
        book.host = Host(title, found[0], found[1], found[2], plain.clean(book, "039B", issn))
    if not book.date.raw and (year := record.first("031A", "j")):
        plain.date(book, "031A", year)


def _leftovers(book: Book, fields: list[Extra]) -> None:
    """Fields, and subfields of known fields, that no rule above has used."""
    for field in fields:
        if field.tag in ("039B", "031A") and book.level != "article":
            continue
        used = USED.get(field.tag)
        pairs = field.subfields if used is None else [
            (code, value) for code, value in field.subfields if code not in used and code not in PLUMBING
        ]  # fmt: skip
        made = [(code, text) for code, value in pairs if (text := plain.clean(book, field.tag, value))]
        if made:
            book.extra.append(Extra(field.tag, field.indicators, made))
