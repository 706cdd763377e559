"""The owner's own words: `content/books/*.md`, Markdown with YAML front matter, joined to a book or a book by itself.

Front matter is read with every value as text (YAML 1.1 would make `no` false and `2019-02-30` an error), without
tags, anchors or aliases. A note is joined by `record`, `isbn` or `book` (a slug), else by its file's name as a slug.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from unicodedata import normalize

import msgspec

from shelflist.cataloguing import characters, dates, extent, isbn, languages, readings, slugs, subjects
from shelflist.errors import BadSource
from shelflist.model import (
    Book,
    Contributor,
    Extra,
    Imprint,
    PublicationDate,
    Reading,
    Series,
    Source,
    SourceRecord,
    Struct,
    Warning,
)

STATUSES: dict[str, str] = {
    **dict.fromkeys(("want", "to-read", "to read", "wishlist", "planned"), "want"),
    **dict.fromkeys(("reading", "currently-reading", "current"), "reading"),
    **dict.fromkeys(("read", "finished", "done"), "read"),
    **dict.fromkeys(("abandoned", "dnf", "did not finish", "did-not-finish", "stopped"), "abandoned"),
}
"""Words for a status, in lower case → the four that there are."""

JOINS = ("record", "isbn", "book")
OWN = ("status", "read", "started", "finished", "rating", "tags", "lists", "added", "quotes")
TEXTS = ("title", "subtitle", "responsibility", "edition", "extent", "summary")
OVERRIDES = (
    *TEXTS,
    "authors",
    "editors",
    "translators",
    "publisher",
    "place",
    "year",
    "language",
    "pages",
    "subjects",
    "series",
)
BODY_LIMIT = 262_144
"""Characters of a note's own text that are read."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_RATING = re.compile(r"\d(\.(?:0|00|25|5|50|75))?|\.(?:25|5|75)", re.ASCII)
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_DEPTH = 8


class Prose(Struct):
    """A text of the owner's from `content/lists/` or `content/pages/`: its name (a slug), title and Markdown."""

    name: str
    title: str
    body: str
    file: str = ""


class Note(Struct):
    """One note: where it is, what it joins, the owner's reading, and the fields that it gives to the book."""

    file: str
    stem: str
    join: dict[str, str]
    reading: Reading
    fields: dict[str, list[str]]
    warnings: list[Warning] = []


def _plain(node: Any, twice: list[str], depth: int = 0) -> Any:
    """A YAML node as text, lists and dicts; of a key that stands twice the last value. Raises ValueError."""
    kind = type(node).__name__
    if kind == "ScalarNode":
        return node.value
    if kind == "SequenceNode":
        return [_plain(child, twice, depth + 1) for child in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = _plain(key, twice, depth + 1)
        if not isinstance(name, str):
            raise ValueError("a key must be a word")
        if name in found:
            twice.append(name)
        found[name] = _plain(value, twice, depth + 1)
    return found


def _compose(head: str, file: str) -> Any:
    """The YAML of a front matter as nodes, after a look at its events: no aliases, no deep nest (both can cost hours)."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    depth = 0
    try:
        for event in yaml.parse(head, loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise BadSource(file, "front matter may not hold anchors or aliases (& and *): write the value out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH:
                raise BadSource(file, f"front matter is nested too deeply: more than {_DEPTH} lists in lists")
        return yaml.compose(head, loader)
    except (yaml.YAMLError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 2}" if where else ""
        reason = getattr(error, "problem", None) or str(error)
        raise BadSource(file, f"front matter is not YAML{line}: {reason}") from None


def front_matter(text: str, file: str, warnings: list[Warning] | None = None) -> tuple[dict[str, Any], str]:
    """A Markdown file's front matter (every value as text) and its body. Raises BadSource when it is not YAML.

    A key that stands twice is a warning, or BadSource where the caller has no place for one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.startswith("---\n"):
        return {}, text
    head, mark, body = text[3:].partition("\n---\n")
    if not mark and text.rstrip().endswith("\n---"):
        head, body = text[3:].rstrip()[:-3], ""
    elif not mark:
        raise BadSource(file, "front matter opens with --- but does not close: add a line of --- after it")
    node = _compose(head.removeprefix("\n"), file)
    twice: list[str] = []
    try:
        found = {} if node is None else _plain(node, twice)
    except ValueError as error:
        raise BadSource(file, f"front matter is not YAML as it is used here: {error}") from None
    if not isinstance(found, dict):
        raise BadSource(file, "front matter must be a list of `key: value` lines")
    if warnings is not None:
        warnings += [Warning(name, "the key stands twice", "the last one counts") for name in twice]
    elif twice:
        raise BadSource(file, f"front matter: the key {twice[0]!r} stands twice: keep one")
    return found, body


def _texts(key: str, value: Any, warnings: list[Warning]) -> list[str]:
    """A value as a list of clean texts: one text, or a list of them; anything else is a warning."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, str):
            warnings.append(Warning(key, f"{item!r} is not a text or a list of texts", "left out"))
            continue
        text, reason = characters.clean(item, BODY_LIMIT if key == "summary" else characters.LIMIT)
        if reason:
            warnings.append(Warning(key, reason, "cut" if "longer" in reason else "taken out"))
        found += [text] if text else []
    return found


def _rating(value: str) -> int | None:
    """Quarter stars, 1 to 20, from "4", "4.5", "4¼", "4,5" or "4/5"; None when it is none of them."""
    text = value.strip().removesuffix("/5").replace(",", ".")
    for sign, part in (("¼", ".25"), ("½", ".5"), ("¾", ".75")):
        text = text.replace(sign, part)
    quarters = int(float(text) * 4) if _RATING.fullmatch(text) else 0
    return quarters if 1 <= quarters <= 20 else None


def _dated(text: str) -> bool:
    """Whether this is a year, a month or a day that there is: 2024, 2024-05, 2024-05-31."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _spans(value: Any, warnings: list[Warning]) -> list[tuple[str, str]]:
    """`read:` as (started, finished) pairs: a list of {started, finished}, of dates, or one of either."""
    spans: list[tuple[str, str]] = []
    for item in value if isinstance(value, list) else [value]:
        pair = (item.get("started", ""), item.get("finished", "")) if isinstance(item, dict) else ("", item)
        if all(isinstance(part, str) and (not part or _dated(part)) for part in pair) and any(pair):
            spans.append((str(pair[0]), str(pair[1])))
        else:
            warnings.append(Warning("read", f"{item!r} is not a date as 2024, 2024-05 or 2024-05-31", "left out"))
    return spans


def _quotes(value: Any, warnings: list[Warning]) -> list[tuple[str, str]]:
    """`quotes:` as (text, page) pairs: a list of {text, page}, or of texts; the lines of a text stay."""
    found: list[tuple[str, str]] = []
    for item in value if isinstance(value, list) else [value]:
        given = item if isinstance(item, dict) else {"text": item}
        text, place = given.get("text", ""), given.get("page", "")
        if not isinstance(text, str) or not isinstance(place, str) or set(given) - {"text", "page"}:
            warnings.append(Warning("quotes", f"{item!r} is not a text, or a text with its page", "left out"))
            continue
        lines = [" ".join(line.split()) for line in _body(text)[0].split("\n")]
        kept = "\n".join(line for line in lines if line)
        if kept:
            found.append((kept, " ".join(_body(place)[0].split())))
    return found


def _reading(given: dict[str, Any], body: str, file: str, warnings: list[Warning]) -> Reading:
    """The owner's reading from the keys of `OWN`."""
    status = str(given.get("status", "")).strip().lower()
    if status and status not in STATUSES:
        warnings.append(Warning("status", f"{status!r} is not one of want, reading, read, abandoned", "left out"))
    rating = given.get("rating")
    quarters = _rating(rating) if isinstance(rating, str) else None
    if rating is not None and quarters is None:
        warnings.append(Warning("rating", f"{rating!r} is not a number from 0.25 to 5 in quarters", "left out"))
    added = str(given.get("added", "")).strip()
    if added and not _dated(added):
        warnings.append(Warning("added", f"{added!r} is not a date as 2024-05-31", "left out"))
        added = ""
    spans = _spans(given["read"], warnings) if "read" in given else []
    if "started" in given or "finished" in given:
        spans += _spans({key: given.get(key, "") for key in ("started", "finished")}, warnings)
    return Reading(
        status=STATUSES.get(status, ""),
        dates=spans,
        rating=quarters,
        tags=_texts("tags", given.get("tags", []), warnings),
        lists=_texts("lists", given.get("lists", []), warnings),
        body=body,
        added=added,
        file=file,
        quotes=_quotes(given["quotes"], warnings) if "quotes" in given else [],
    )


def _body(text: str) -> tuple[str, str]:
    """(the owner's Markdown with what no text may hold taken out, what was wrong or ""). Lines and spaces stay."""
    reasons = []
    if len(text) > BODY_LIMIT:
        text = text[:BODY_LIMIT]
        reasons.append(f"longer than {BODY_LIMIT // 1024} KiB")
    kept = _NO_TEXT.sub("", text)
    if kept != text:
        reasons.append("control characters or marks that turn the direction of text")
    return normalize("NFC", kept).strip("\n"), ", ".join(reasons)


def _overrides(given: dict[str, Any], warnings: list[Warning]) -> dict[str, list[str]]:
    """The fields that the note gives to its book; one that cannot be is a warning."""
    found = {key: _texts(key, given[key], warnings) for key in OVERRIDES if key in given}
    tests: dict[str, tuple[Callable[[str], object], str]] = {
        "pages": (lambda text: text.isdecimal() and 0 < int(text[:9]) < extent.MOST_PAGES, "a number of pages"),
        "year": (lambda text: dates.read(text).year or "undated" in dates.read(text).flags, "a year"),
        "language": (lambda text: languages.from_code(text) or languages.from_name(text), "a language that we know"),
    }
    for key, (test, expected) in tests.items():
        for text in found.get(key, []):
            if not test(text):
                warnings.append(Warning(key, f"{text!r} is not {expected}", "left out"))
        if key in found:
            found[key] = [text for text in found[key] if test(text)]
    return found


def read(data: bytes, file: str) -> Note:
    """One note. Raises BadSource when the file is not UTF-8 or its front matter not YAML."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSource(file, f"not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    warnings: list[Warning] = []
    given, body = front_matter(text, file, warnings)
    body, reason = _body(body)
    if reason:
        warnings.append(Warning("text", reason, "cut" if "longer" in reason else "taken out"))
    fields = _overrides(given, warnings)
    join = {key: texts[0] for key in JOINS if key in given and (texts := _texts(key, given[key], warnings))}
    for key in sorted(set(given) - {*OWN, *OVERRIDES, *JOINS}):
        known = ", ".join(sorted({*OWN, *OVERRIDES, *JOINS}))
        warnings.append(Warning(key, f"no such key; there are {known}", "left out"))
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    return Note(file, stem, join, _reading(given, body, file, warnings), fields, warnings)


def _contributors(note: Note) -> list[Contributor]:
    """The people that the note names, the first author as main entry."""
    found: list[Contributor] = []
    for key, role in (("authors", "aut"), ("editors", "edt"), ("translators", "trl")):
        for name in note.fields.get(key, []):
            found.append(Contributor(name, [role], main=key == "authors" and not found, raw=name))
    return found


def apply(book: Book, note: Note) -> Book:
    """The book with the owner's reading and the fields that the note overrides."""
    change: dict[str, Any] = {
        "reading": readings.over(book.reading, note.reading),
        "warnings": [*book.warnings, *note.warnings],
    }
    fields = note.fields
    for key in ("title", "subtitle", "responsibility", "edition", "extent"):
        if fields.get(key):
            change[key] = fields[key][0]
    if fields.get("title"):
        change["nonfiling"] = 0
    if people := _contributors(note):
        overridden = {
            "aut" * ("authors" in fields),
            "edt" * ("editors" in fields),
            "trl" * ("translators" in fields),
        }
        rest = [c for c in book.contributors if not (set(c.roles) & overridden or ("authors" in fields and c.main))]
        change["contributors"] = [*people, *rest]
    if "publisher" in fields or "place" in fields:
        old = book.imprints[0] if book.imprints else Imprint()
        places, publishers = fields.get("place") or old.places, fields.get("publisher") or old.publishers
        change["imprints"] = [Imprint(places, publishers, old.date)]
    if fields.get("year"):
        change["date"] = dates.read(fields["year"][0])
    if fields.get("language"):
        codes = [languages.from_code(name) or languages.from_name(name) for name in fields["language"]]
        change["languages"] = list(dict.fromkeys(codes))
    if fields.get("pages"):
        change["pages"] = int(fields["pages"][0])
    if fields.get("subjects"):
        change["subjects"] = [subjects.heading(text) for text in fields["subjects"]]
    if fields.get("series"):
        change["series"] = [_series(text) for text in fields["series"]]
    if fields.get("summary"):
        change["summary"] = fields["summary"]
    if fields:
        change["records"] = [_record(note), *book.records]
    return msgspec.structs.replace(book, **change)


def _record(note: Note) -> SourceRecord:
    """What the note says of its book, as a source of it."""
    given = [Extra(key, "", [("", text) for text in texts]) for key, texts in note.fields.items() if texts]
    return SourceRecord(note.file, "note", note.join.get("record", ""), given)


def _series(text: str) -> Series:
    title, _, volume = text.partition(" ; ")
    return Series(title.strip(), volume.strip(), raw=text)


def book(note: Note) -> Book | None:
    """The book that a note makes by itself: it needs a title; None without one."""
    if not note.fields.get("title"):
        return None
    blank = Book(
        source=Source(note.file, 1, "note", note.stem),
        id=note.join.get("record", note.stem),
        title=note.fields["title"][0],
        date=PublicationDate(),
        isbns=isbn.read(note.join.get("isbn", "")),
    )
    return apply(blank, note)


def words(note: Note) -> list[str]:
    """By what the note looks for its book: what its front matter names, else its file's name as a slug."""
    if "record" in note.join:
        return [note.join["record"]]
    if "isbn" in note.join:
        return [form for number in isbn.read(note.join["isbn"]) for form in (number.isbn13, number.isbn10) if form]
    return [note.join.get("book", note.stem)]


def described(note: Note) -> str:
    """What the note looks for, in words."""
    name = next((key for key in JOINS if key in note.join), "")
    if not name:
        return f"slug {note.stem!r} (the file's name)"
    what = {"record": "record id", "isbn": "ISBN", "book": "slug"}[name]
    return f"{what} {note.join[name]!r}"


def prose(data: bytes, file: str) -> Prose:
    """A text of the owner's, with its title from the front matter, its first heading, or its file's name."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSource(file, f"not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    given, body = front_matter(text, file)
    name = slugs.slug(file.rsplit("/", 1)[-1].removesuffix(".md"))
    body, _ = _body(body)
    title = next(iter(_texts("title", given.get("title", []), [])), "")
    if not title and body.startswith("# "):
        title, _, body = body[2:].partition("\n")
    return Prose(name, title.strip() or name.replace("-", " ").capitalize(), body.strip("\n"), file)
