"""CSL-JSON: the items of the Citation Style Language, as Zotero, Mendeley, Pandoc, Crossref and Better BibTeX write them.

Rules: CSL 1.0.2 (its csl-data.json: types, variables, names, dates) and the appendices of the CSL 1.0.2 specification.
An array of items, one item, or an object with the items under `items` or `references`; numbers may be texts. Dates are
`date-parts`, one or two of them, or `raw`, `literal`, or EDTF as one text; `circa` and `season` stand beside. Names have
`family` and `given` with their particles and suffix, or are `literal`. The tags that CSL allows in texts are taken out.
What our own exports put into `custom` takes the place of what the variables say (`own_list`).
"""

import json as plain_json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from shelflist.cataloguing import dates
from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book, Extra, PublicationDate, Warning
from shelflist.readers import Chunk, plain
from shelflist.readers.citations import extra_lines, references
from shelflist.readers.citations.references import Value
from shelflist.readers.lists import own_list
from shelflist.readers.shapes import json

NAME = "csl-json"
VERSION = 1
TABLE: dict[str, str] = {
    "title": "title", "title-short": "short-title", "shortTitle": "short-title", "original-title": "original-title",
    "translated-title": "translated-title", "reviewed-title": "reviewed-title", "container-title": "host",
    "container-title-short": "host-short", "journalAbbreviation": "host-short", "collection-title": "series",
    "collection-number": "series-number", "volume": "volume", "volume-title": "volume-title", "part": "part",
    "part-number": "part", "part-title": "part-title", "issue": "issue", "page": "pages", "number-of-pages": "page-count",
    "number-of-volumes": "volume-count", "edition": "edition", "publisher": "publisher", "publisher-place": "place",
    "original-publisher": "original-publisher", "original-publisher-place": "original-place", "event": "event",
    "event-title": "event", "event-place": "event-place", "genre": "genre", "number": "number", "medium": "medium",
    "dimensions": "size", "DOI": "doi", "ISBN": "standard-number", "ISSN": "issn-number", "PMID": "pmid", "PMCID": "pmcid",
    "URL": "url", "abstract": "abstract", "language": "language", "call-number": "call-number", "keyword": "keywords",
    "categories": "keyword",
}  # fmt: skip
"""Variable → the kind of thing that it holds (`references`)."""

DATES: dict[str, str] = {"original-date": "original-date", "event-date": "event-date"}
"""Dates besides `issued` that a book has a place for."""

NAMES = (
    "author", "editor", "translator", "editor-translator", "compiler", "illustrator", "composer", "performer", "narrator",
    "director", "script-writer", "producer", "executive-producer", "interviewer", "series-creator", "collection-editor",
    "editorial-director", "container-author", "original-author", "recipient", "contributor", "host", "guest", "chair", "curator",
    "organizer", "reviewed-author",
)  # fmt: skip
"""The variables that hold names, in the order in which people are shown."""

OTHERS = frozenset(
    ("id", "type", "issued", "note", "annote", "accessed", "submitted", "available-date", "archive", "archive_location", "archive-place",
     "archive_collection", "authority", "chapter-number", "citation-key", "citation-label", "citation-number", "custom", "division",
     "jurisdiction", "license", "locator", "page-first", "printing", "references", "scale", "section", "source", "status",
     "supplement", "supplement-number", "version", "year-suffix")
)  # fmt: skip
_KNOWN = OTHERS | set(TABLE) | set(NAMES) | set(DATES)
PERSONAL: dict[str, str] = {"annote": "private"}
_OWN: dict[str, tuple[str, ...]] = dict.fromkeys(own_list.ORIGINS, ("custom",))
ORIGINS = references.origins(
    TABLE,
    **_OWN
    | {
        "contributors": (*NAMES, "custom"),
        "date": ("issued", "custom"),
        "notes": (*DATES, "note", "custom"),
        "reading": ("annote",),
    },
)

_CSL_TYPES = frozenset(
    ("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
     "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure",
     "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
     "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
     "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
     "thesis", "treaty", "webpage", "video")
)  # fmt: skip
_SURE = frozenset(
    ("container-title", "publisher-place", "title-short", "citation-key", "collection-title", "date-parts")
)
_INSIDE = re.compile(rb'^\s*\{.{0,4000}?"(?:items|references)"\s*:\s*(?=\[)', re.DOTALL)
_SEASONS = ("spring", "summer", "autumn", "winter")
_YEARS_ONLY = re.compile(r"-?\d{1,6}")


def sniff(head: bytes, name: str) -> bool:
    """Whether the first item has a type of CSL and hardly anything but variables of CSL, or names and dates as CSL has them."""
    del name
    if not json.first(head):
        return False
    try:
        chunk = next(stream([head]), None)
        if chunk is None:
            return False
        if chunk.problem:  # the first item is longer than the head
            keys = json.keys(head)
            return {"id", "type", "issued", "date-parts"} <= keys and bool(keys & _SURE)
        return _is_item(json.parse(chunk)[0])
    except (BadRecord, BadSource):
        return False


def _is_item(item: Mapping[str, Any]) -> bool:
    known = sum(key in _KNOWN for key in item)
    names = [item[key] for key in NAMES if isinstance(item.get(key), list)]
    shaped = any(
        isinstance(one, dict) and set(one) & {"family", "literal"} for found in names for one in found[:1]
    ) or (isinstance(item.get("issued"), dict) and bool(set(item["issued"]) & {"date-parts", "raw", "literal"}))
    typed = isinstance(item.get("type"), str) and item["type"] in _CSL_TYPES
    if not typed and not (shaped and known >= len(item) - 1):
        return False
    return (shaped and known * 2 > len(item)) or (known == len(item) and "id" in item) or len(_SURE & set(item)) > 1


def split(data: bytes) -> Iterator[Chunk]:
    """A chunk an item."""
    return stream([data])


def stream(blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The same, block by block. The object around an array of items is passed over."""
    source = iter(blocks)
    head = b""
    for block in source:
        head += block
        if len(head) > 16_000:
            break
    if match := _INSIDE.match(head.lstrip(b"\xef\xbb\xbf")):
        head = head.lstrip(b"\xef\xbb\xbf")[match.end() :]
    return json.items(chain([head], source))


def parse(chunk: Chunk) -> Book:
    """One item → Book. Raises BadRecord: not JSON, no title and nothing that could stand for it."""
    item, warnings = json.parse(chunk)
    try:
        return _make(chunk, item, warnings)
    except RecursionError:
        raise BadRecord("record", "nested too deeply to be a record") from None


def _make(chunk: Chunk, item: dict[str, Any], warnings: list[tuple[str, str, str]]) -> Book:
    record_id = item.get("id")
    book = plain.start(chunk, NAME, record_id if isinstance(record_id, str) else "", list(_fields(item)))
    book.warnings += [Warning(*warning) for warning in warnings]
    values = [
        Value(kind, key, text) for key, kind in TABLE.items() for text in _texts(item.get(key), key == "categories")
    ]
    values += [value for key in NAMES for value in _people(key, item.get(key))]
    issued, book.date = _date(item.get("issued"))
    values += [Value("date", "issued", issued)] if issued else []
    values += [Value(kind, key, text) for key, kind in DATES.items() if (text := _date(item.get(key))[0])]
    kind, extra = item["type"] if isinstance(item.get("type"), str) else "", ""
    if isinstance(item.get("note"), str):
        more, extra, note = extra_lines.read("note", item["note"], {value.kind for value in values})
        values += [*more, Value("note", "note", note)]
    custom = item.get("custom")
    own = custom if isinstance(custom, dict) and own_list.STAMP in custom else {}
    for key, value in item.items():
        if (key == "custom" and own) or key in TABLE or key in NAMES or key in DATES or key in ("id", "type", "issued"):
            continue
        if (key == "citation-key" and value == record_id) or (key in ("note", "annote") and isinstance(value, str)):
            continue
        values.append(Value("other", key, _date(value)[0] if isinstance(value, dict) else _plain(value)))
    references.fill(book, values, references.word(extra, kind))
    own_list.fill(book, {name: value for name, value in own.items() if name != "reading"})
    book.reading = references.private(item["annote"]) if isinstance(item.get("annote"), str) else None
    return book


def _fields(item: Mapping[str, Any]) -> Iterator[Extra]:
    """The item variable by variable: a name with its parts, a date with its parts, everything else as its text."""
    for key, value in item.items():
        for one in value if isinstance(value, list) and key != "date-parts" else [value]:
            if isinstance(one, dict):
                yield Extra(key, "", [(str(part), _plain(text)) for part, text in one.items()])
            elif text := _plain(one):
                yield Extra(key, "", [("", text)])


def _plain(value: Any) -> str:
    """Any value as text; what is nested, as JSON; the parts of a date as 2011-5-25/2012-6-26."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    dated = isinstance(value, list) and all(isinstance(parts, list) for parts in value)
    if dated and all(isinstance(part, str) for parts in value for part in parts):
        return "/".join("-".join(parts) for parts in value)
    return "" if value is None else plain_json.dumps(value, ensure_ascii=False)


def _texts(value: Any, several: bool = False) -> list[str]:
    """A variable's texts; a list is one for each where `several`, and "; " between them elsewhere."""
    found = json.strings(value)
    if value is not None and value != "" and not found and not isinstance(value, bool):
        found = [_plain(value)]
    return found if several or not found else ["; ".join(found)]


def _people(field: str, value: Any) -> Iterator[Value]:
    """The names of a variable. A reviewed author did nothing for the review: the name is kept beside."""
    role = references.role(field)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            part = {key: " ".join(_plain(text).split()) for key, text in one.items()}
            text = part.get("literal") or part.get("name") or ""
            if not text:
                family = " ".join(filter(None, (part.get("non-dropping-particle"), part.get("family"))))
                given = " ".join(filter(None, (part.get("given"), part.get("dropping-particle"))))
                text = ", ".join(filter(None, (family, given, part.get("suffix")))) or _plain(one)
            form = "body" if part.get("isInstitution", "") not in ("", "0", "false") else "entry"
        else:
            text, form = _plain(one), ""
        yield Value("person", field, text, role, form) if role else Value("other", field, text)


def _date(value: Any) -> tuple[str, PublicationDate]:
    """(a date as it may be shown, as a date); two empty ones where there is none."""
    if isinstance(value, str):
        return _edtf(value)
    if not isinstance(value, dict):
        return "", PublicationDate()
    parts = value.get("date-parts")
    pair = [_parts(one) for one in parts[:2]] if isinstance(parts, list) else []
    pair = [one for one in pair if one]
    if not pair:
        words = next((value[key] for key in ("literal", "raw", "edtf") if isinstance(value.get(key), str)), "")
        return _edtf(words) if words else ("", PublicationDate())
    season = str(value.get("season") or "")
    text = "/".join(dict.fromkeys(pair)) if any("-" in one for one in pair) else "-".join(dict.fromkeys(pair))
    if season.isdecimal() and 0 < int(season[:3]) % 20 < 5:
        text = f"{_SEASONS[int(season[:3]) % 20 - 1]} {text}"
    elif season and not season.isdecimal():
        text = f"{season} {text}"
    years = [int(match[0]) for one in pair if (match := _YEARS_ONLY.match(one))]
    circa = value.get("circa") not in (None, False, "", "0", "false")
    made = PublicationDate(f"ca. {text}" if circa else text, flags=["approximate"] if circa else [])
    if years and 0 < years[0] <= 9999:
        made.year = years[0]
        made.end = years[-1] if years[-1] > years[0] and years[-1] <= 9999 else None
        made.flags += [] if dates.FIRST <= years[0] <= dates.LAST else ["suspect"]
    return made.raw, made


def _parts(value: Any) -> str:
    """[2011, 5, 25] → "2011-05-25"; months past 12 are Zotero's seasons and go unsaid; "" for what is no date."""
    parts = [part.strip() for part in value if isinstance(part, str)] if isinstance(value, list) else []
    if not parts or not re.fullmatch(r"-?\d{1,6}", parts[0]) or not parts[0].strip("-0"):
        return ""
    kept = [parts[0]]
    for part, most in zip(parts[1:3], (12, 31), strict=False):
        if not re.fullmatch(r"\d{1,2}", part) or not 0 < int(part) <= most:
            break
        kept.append(part.zfill(2))
    return "-".join(kept)


def _edtf(text: str) -> tuple[str, PublicationDate]:
    """A date as text, EDTF (ISO 8601-2, level 1) or as printed."""
    made = dates.read(re.sub(r"\d{2,3}X{1,2}", lambda match: match[0].replace("X", "u"), text.strip()[:200]))
    made.raw = text.strip()[:200]
    if match := re.fullmatch(r"(\d{4})[\d~?%-]*/(\d{4})[\d~?%-]*", made.raw):
        made.end = int(match[2]) if int(match[2]) > int(match[1]) else None
    if re.search(r"\d[~%]", made.raw) and "approximate" not in made.flags:
        made.flags.append("approximate")
    return made.raw, made
