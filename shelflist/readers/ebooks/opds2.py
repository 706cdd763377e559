"""OPDS 2.0 and Readium web publication manifests: publications in JSON → Book (drafts.opds.io, readium.org/webpub-manifest).

A feed holds publications, at its top and in groups; a manifest is one publication. Links to other feeds (navigation, facets,
groups without publications) are no records: a warning says how many there were. A text may stand in several languages.
"""

import json as plain_json
from collections.abc import Iterator
from typing import Any

from shelflist.cataloguing import contents
from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.ebooks import ebooks
from shelflist.readers.shapes import json, text

NAME = "opds2"
VERSION = 1

ROLES: dict[str, str] = {
    "author": "aut", "translator": "trl", "editor": "edt", "artist": "art", "illustrator": "ill", "letterer": "ill",
    "penciler": "ill", "colorist": "clr", "inker": "ill", "narrator": "nrt", "introduction": "aui", "foreword": "wpr",
    "contributor": "ctb",
}  # fmt: skip
"""A person's key → MARC relator code."""

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("metadata/title",),
    "subtitle": ("metadata/subtitle", "metadata/title"),
    "other_titles": ("metadata/title",),
    "contributors": tuple(f"metadata/{key}" for key in ROLES),
    "imprints": ("metadata/publisher", "metadata/imprint"),
    "date": ("metadata/published",),
    "extent": ("metadata/numberOfPages",),
    "series": ("metadata/belongsTo",),
    "isbns": ("metadata/identifier", "metadata/altIdentifier"),
    "identifiers": ("metadata/identifier", "metadata/altIdentifier"),
    "classes": ("metadata/subject",),
    "subjects": ("metadata/subject",),
    "languages": ("metadata/language",),
    "summary": ("metadata/description",),
    "notes": ("metadata/belongsTo", "metadata/subject"),
    "links": ("links", "metadata/identifier"),
    "contents": ("toc",),
}
ACQUISITION = "http://opds-spec.org/acquisition"
TYPES = frozenset(("application/opds+json", "application/webpub+json", "application/opds-publication+json"))
"""Media types that only these files name."""

_KEYS = ("publications", "navigation", "groups", "facets", "readingOrder", "images", "spine")
_SCHEMES = (
    ("schema.org/audience", "audience", ""), ("schema.org/typicalagerange", "audience", ""),
    ("librarysimplified.org/terms", "genre", ""), ("bisg.org", "topic", "bisacsh"), ("bisac", "topic", "bisacsh"),
    ("lcsh", "topic", "lcsh"), ("authorities/subjects", "topic", "lcsh"), ("thema", "topic", "thema"),
    ("fast", "topic", "fast"), ("dewey", "class", "ddc"), ("/ddc", "class", "ddc"), ("/lcc", "class", "lcc"),
)  # fmt: skip
_RECORD_TYPES = {
    "audiobook": "audiobook",
    "periodical": "periodical",
    "publicationissue": "issue",
    "article": "article",
}
_DEEPEST_TOC = 2


def sniff(head: bytes, name: str) -> bool:
    """An object with metadata and what only a catalogue or a manifest has besides."""
    if json.first(head) != "{":
        return False
    keys = json.keys(head)
    if "metadata" not in keys or not keys & {"href", *_KEYS[:2]} or "@graph" in keys:
        return False
    return any(kind.encode() in text.whole(head) for kind in TYPES) or (
        "href" in keys and bool(keys & {"publications", "readingOrder"})
    )


def split(data: bytes) -> Iterator[Chunk]:
    """A publication each, in the feed's order: its own, then those of its groups. Raises BadSource."""
    made = json.document(data)
    try:
        twice = json.loads(text.whole(data))[1]
    except BadRecord:
        twice = []
    if not isinstance(made, dict):
        raise BadSource("", "it is no object with publications: export it again")
    found, links = _publications(made)
    if not found and not links and isinstance(made.get("metadata"), dict) and not set(made) & set(_KEYS[:4]):
        found = [made]
    faults = [(key, "the key stands twice", "the last one counts") for key in dict.fromkeys(twice)]
    if links:
        what = "a link" if links == 1 else f"{links} links"
        faults.append(("navigation", f"{what} to other feeds", "passed over: they are no books"))
    for number, one in enumerate(found, 1):
        chunk = plain_json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        yield Chunk(chunk.encode(), number, warnings=tuple(faults) if number == 1 else ())


def _publications(feed: dict[str, Any]) -> tuple[list[Any], int]:
    """(publications, how many links to other feeds) of a feed and its groups."""
    found: list[Any] = []
    links = 0
    groups = feed.get("groups")
    for one in [feed, *(groups if isinstance(groups, list) else [])]:
        if not isinstance(one, dict):
            continue
        inner = one.get("publications")
        found.extend(inner if isinstance(inner, list) else [])
        leading = one.get("navigation")
        links += len(leading) if isinstance(leading, list) else 0
    return found, links


# --- one publication ------------------------------------------------------------------------------------------


def parse(chunk: Chunk) -> Book:
    """The book of a publication. Raises BadRecord."""
    try:
        made, faults = json.parse(chunk)
        return _book(chunk, made, faults)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _book(chunk: Chunk, made: dict[str, Any], faults: list[tuple[str, str, str]]) -> Book:
    data = made.get("metadata")
    data = data if isinstance(data, dict) else {}
    identity = json.string(data.get("identifier"))
    book = plain.start(Chunk(chunk.data, chunk.number, chunk.file), NAME, identity, json.fields(made))
    rest = dict(data)
    titles = _localised(rest.pop("title", None), _languages(data))
    plain.title(book, "metadata/title", titles[0] if titles else "", _text(rest.pop("subtitle", None), data))
    for other in titles[1:]:
        plain.other_title(book, "metadata/title", other, parallel=True)
    for one in _languages(data):
        plain.language(book, "metadata/language", one)
    rest.pop("language", None)
    _people(book, rest, data)
    when = ebooks.published(book, "metadata/published", json.string(rest.pop("published", None)))
    publishers = [_name(one, data)[0] for key in ("publisher", "imprint") for one in _listed(rest.pop(key, None))]
    plain.imprint(book, "metadata/publisher", [], publishers, when)
    plain.pages(book, "metadata/numberOfPages", json.string(rest.pop("numberOfPages", None)))
    for key in ("identifier", "altIdentifier"):
        for one in _listed(rest.pop(key, None)):
            value, scheme = (one.get("value"), one.get("scheme")) if isinstance(one, dict) else (one, "")
            ebooks.identifier(book, f"metadata/{key}", json.string(value), json.string(scheme))
    for text_ in _localised(rest.pop("description", None), _languages(data)):
        plain.summary(book, "metadata/description", text_)
    _subjects(book, rest, data)
    _series(book, rest, data)
    ebooks.filing(book, "metadata/sortAs", _text(rest.pop("sortAs", None), data))
    kind = json.string(rest.pop("@type", None)).rpartition("/")[2].lower()
    book.record_type = _RECORD_TYPES.get(kind, "")
    _links(book, made)
    _toc(book, made.get("toc"), 1)
    others = {key: value for key, value in made.items() if key not in ("metadata", "links", "toc")}
    book.extra.extend(json.fields({"metadata": rest, **others}))
    book.warnings += [Warning(*fault) for fault in faults]
    return book


def _listed(value: Any) -> list[Any]:
    """A value that may be one or several, as a list."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _languages(data: dict[str, Any]) -> list[str]:
    return json.strings(data.get("language"))


def _localised(value: Any, languages: list[str]) -> list[str]:
    """A text, or its forms by language: those in the book's languages first."""
    if not isinstance(value, dict):
        return [json.string(value)] if json.string(value) else []
    order = sorted(value, key=lambda code: next((n for n, one in enumerate(languages) if one == code), len(languages)))
    return [found for code in order if (found := json.string(value[code]))]


def _text(value: Any, data: dict[str, Any]) -> str:
    return next(iter(_localised(value, _languages(data))), "")


def _name(value: Any, data: dict[str, Any]) -> tuple[str, str, list[str]]:
    """(name, sort form, roles) of a contributor, who may be a text or an object."""
    if not isinstance(value, dict):
        return json.string(value), "", []
    return _text(value.get("name"), data), _text(value.get("sortAs"), data), json.strings(value.get("role"))


def _people(book: Book, rest: dict[str, Any], data: dict[str, Any]) -> None:
    for key, role in ROLES.items():
        for one in _listed(rest.pop(key, None)):
            name, sort, said = _name(one, data)
            ebooks.person(book, f"metadata/{key}", name, sort, ebooks.roles(said, role))
            if isinstance(one, dict):
                book.extra.extend(
                    json.fields(
                        {f"metadata/{key}": {k: v for k, v in one.items() if k not in ("name", "sortAs", "role")}}
                    )
                )


def _subjects(book: Book, rest: dict[str, Any], data: dict[str, Any]) -> None:
    """Subjects by their scheme; the code of one that is a classification number is one."""
    for one in _listed(rest.pop("subject", None)):
        table = one if isinstance(one, dict) else {"name": one}
        name, code = _text(table.get("name"), data), json.string(table.get("code"))
        address = json.string(table.get("scheme")).lower()
        kind, scheme = next(((kind, found) for mark, kind, found in _SCHEMES if mark in address), ("keyword", ""))
        if kind == "audience":
            plain.note(book, "metadata/subject", name or code, "audience")
        elif kind == "class":
            plain.class_number(book, "metadata/subject", code or name, scheme)
        else:
            plain.subject(book, "metadata/subject", name or code, kind, scheme)
        plain.leftover(book, "metadata/subject/code", *([code] if name and kind != "class" else []))


def _series(book: Book, rest: dict[str, Any], data: dict[str, Any]) -> None:
    """Series with the place in it; a collection is a note."""
    belongs = rest.pop("belongsTo", None)
    if not isinstance(belongs, dict):
        plain.leftover(book, "metadata/belongsTo", json.string(belongs))
        return
    for key, value in belongs.items():
        for one in _listed(value):
            name = _name(one, data)[0]
            place = ebooks.index(json.string(one.get("position"))) if isinstance(one, dict) else ""
            if key == "series":
                plain.series(book, "metadata/belongsTo", name, place)
            elif key in ("collection", "collections", "season"):
                plain.note(book, "metadata/belongsTo", f"{name}, {place}" if name and place else name, "other")
            else:
                plain.leftover(book, f"metadata/belongsTo/{key}", name)


def _links(book: Book, made: dict[str, Any]) -> None:
    """Where the book can be had, and its page; templates, parts of addresses and the record's own stay extra fields."""
    for n, one in enumerate(_listed(made.get("links"))):
        if not isinstance(one, dict):
            continue
        address, kind = json.string(one.get("href")), json.string(one.get("type")).partition(";")[0]
        rels = json.strings(one.get("rel"))
        wanted = any(rel.startswith(ACQUISITION) for rel in rels) or (
            kind == "text/html" and bool({"alternate", "related", "author"} & {*rels, "" if rels else "alternate"})
        )
        if wanted and address.lower().startswith(("http://", "https://")) and one.get("templated") is not True:
            plain.link(book, "links", address, _text(one.get("title"), {}))
            one = {key: value for key, value in one.items() if key not in ("href", "rel", "type", "title")}
        book.extra.extend(json.fields({f"links/{n}": one}))


def _toc(book: Book, toc: Any, level: int) -> None:
    """The table of contents, two levels of it."""
    for one in _listed(toc):
        if not isinstance(one, dict):
            continue
        entry = contents.entry(plain.clean(book, "toc", _text(one.get("title"), {})))
        book.contents += [entry] if entry is not None else []
        if level < _DEEPEST_TOC:
            _toc(book, one.get("children"), level + 1)
