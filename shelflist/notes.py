"""The owner's own words: `content/books/*.md`, Markdown with YAML front matter, joined to a book or a book by itself.

Front matter is read with every value as text (YAML 1.1 would make `no` false and `2019-02-30` an error), without
tags, anchors or aliases. A note is joined by `record`, `isbn` or `book` (a slug), else by its file's name as a slug.
"""

import re
from typing import Any

import msgspec

from shelflist.cataloguing import characters, dates, isbn, languages, slugs, subjects
from shelflist.errors import BadSource
from shelflist.model import (
    Book,
    Contributor,
    Imprint,
    PublicationDate,
    Reading,
    Series,
    Source,
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
OWN = ("status", "read", "started", "finished", "rating", "tags", "lists", "added")
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
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
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


def _plain(node: Any, depth: int = 0) -> Any:
    """A YAML node as text, lists and dicts. Raises ValueError at a tag, a duplicate key or too deep a nest."""
    if depth > _DEPTH:
        raise ValueError("nested too deeply")
    kind = type(node).__name__
    if kind == "ScalarNode":
        return node.value
    if kind == "SequenceNode":
        return [_plain(child, depth + 1) for child in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(_plain(key, depth + 1))
        if name in found:
            raise ValueError(f"the key {name!r} stands twice")
        found[name] = _plain(value, depth + 1)
    return found


def front_matter(text: str, file: str) -> tuple[dict[str, Any], str]:
    """A Markdown file's front matter (every value as text) and its body. Raises BadSource when it is not YAML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.startswith("---\n"):
        return {}, text
    head, mark, body = text[4:].partition("\n---\n")
    if not mark and text.rstrip().endswith("\n---"):
        head, body = text[4:].rstrip()[:-3], ""
    elif not mark:
        raise BadSource(file, "front matter opens with --- but does not close: add a line of --- after it")
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        for event in yaml.parse(head, loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise BadSource(file, "front matter may not hold anchors or aliases (& and *): write the value out")
        node = yaml.compose(head, loader)
        found = {} if node is None else _plain(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 2}" if where else ""
        reason = getattr(error, "problem", None) or str(error)
        raise BadSource(file, f"front matter is not YAML{line}: {reason}") from None
    if not isinstance(found, dict):
        raise BadSource(file, "front matter must be a list of `key: value` lines")
    return found, body


def _texts(value: Any) -> list[str]:
    """A value as a list of clean texts: one text, or a list of them; dicts are left out."""
    values = value if isinstance(value, list) else [value]
    cleaned = (characters.clean(v)[0] for v in values if isinstance(v, str))
    return [text for text in cleaned if text]


def _rating(value: str) -> int | None:
    """Half stars, 1 to 10, from "4", "4.5", "4½", "4,5" or "4/5"; None when it is none of them."""
    text = value.strip().removesuffix("/5").replace("½", ".5").replace(",", ".")
    try:
        halves = float(text) * 2
    except ValueError:
        return None
    return int(halves) if halves == int(halves) and 1 <= halves <= 10 else None


def _spans(value: Any, warnings: list[Warning]) -> list[tuple[str, str]]:
    """`read:` as (started, finished) pairs: a list of {started, finished}, of dates, or one of either."""
    spans: list[tuple[str, str]] = []
    for item in value if isinstance(value, list) else [value]:
        pair = (item.get("started", ""), item.get("finished", "")) if isinstance(item, dict) else ("", item)
        if all(isinstance(part, str) and (not part or _DATE.fullmatch(part)) for part in pair) and any(pair):
            spans.append((str(pair[0]), str(pair[1])))
        else:
            warnings.append(Warning("read", f"{item!r} is not a date as 2024, 2024-05 or 2024-05-31", "left out"))
    return spans


def _reading(given: dict[str, Any], body: str, file: str, warnings: list[Warning]) -> Reading:
    """The owner's reading from the keys of `OWN`."""
    status = str(given.get("status", "")).strip().lower()
    if status and status not in STATUSES:
        warnings.append(Warning("status", f"{status!r} is not one of want, reading, read, abandoned", "left out"))
    rating = given.get("rating")
    halves = _rating(rating) if isinstance(rating, str) else None
    if rating is not None and halves is None:
        warnings.append(Warning("rating", f"{rating!r} is not a number from 0.5 to 5 in halves", "left out"))
    added = str(given.get("added", "")).strip()
    if added and not _DATE.fullmatch(added):
        warnings.append(Warning("added", f"{added!r} is not a date as 2024-05-31", "left out"))
        added = ""
    spans = _spans(given["read"], warnings) if "read" in given else []
    if "started" in given or "finished" in given:
        spans += _spans({key: given.get(key, "") for key in ("started", "finished")}, warnings)
    return Reading(
        status=STATUSES.get(status, ""),
        dates=spans,
        rating=halves,
        tags=_texts(given.get("tags", [])),
        lists=_texts(given.get("lists", [])),
        body=_body(body),
        added=added,
        file=file,
    )


def _body(text: str) -> str:
    """The owner's Markdown with what no text may hold taken out; its lines and spaces stay as they are."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip("\n")
    kept = (c if c in "\n\t" or c.isprintable() or c in "\u00a0\u200c\u200d" else "" for c in text)
    return "".join(kept).strip("\n")


def read(data: bytes, file: str) -> Note:
    """One note. Raises BadSource when the file is not UTF-8 or its front matter not YAML."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSource(file, f"not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    given, body = front_matter(text, file)
    warnings: list[Warning] = []
    fields = {key: _texts(given[key]) for key in OVERRIDES if key in given}
    join = {key: _texts(given[key])[0] for key in JOINS if _texts(given.get(key, []))}
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
    change: dict[str, Any] = {"reading": note.reading, "warnings": [*book.warnings, *note.warnings]}
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
        date = book.imprints[0].date if book.imprints else ""
        change["imprints"] = [Imprint(fields.get("place", []), fields.get("publisher", []), date)]
    if fields.get("year"):
        change["date"] = dates.read(fields["year"][0])
    if fields.get("language"):
        codes = (languages.from_code(name) or languages.from_name(name) for name in fields["language"])
        change["languages"] = [code for code in codes if code]
    if fields.get("pages") and fields["pages"][0].isdecimal():
        change["pages"] = int(fields["pages"][0])
    if fields.get("subjects"):
        change["subjects"] = [subjects.heading(text) for text in fields["subjects"]]
    if fields.get("series"):
        change["series"] = [_series(text) for text in fields["series"]]
    if fields.get("summary"):
        change["summary"] = fields["summary"]
    return msgspec.structs.replace(book, **change)


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
    body = _body(body)
    title = next(iter(_texts(given.get("title", []))), "")
    if not title and body.startswith("# "):
        title, _, body = body[2:].partition("\n")
    return Prose(name, title.strip() or name.replace("-", " ").capitalize(), body.strip("\n"), file)
