"""One reference → the book, whatever reference manager it comes from: CSL-JSON, EndNote, Zotero.

Their readers say of each field what kind of thing it holds (`Value.kind`, a key of `item_types.FILLS`); this module says what becomes of
each kind, by the plain word for what the reference is (`item_types`). The kinds are those of the CSL 1.0.2 variables. What
stands in something (an article, a chapter) gives its volume, issue and pages to its host; a book's volume is a part of it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from shelflist.cataloguing import classes, dates
from shelflist.cataloguing.punctuation import strip_end
from shelflist.errors import BadRecord
from shelflist.model import Book, Host, PublicationDate, Reading, Warning
from shelflist.readers import plain
from shelflist.readers.citations import item_types
from shelflist.readers.shapes.text import paragraphs


class Value(NamedTuple):
    """One value of a reference: its kind, the source's name of its field, its text, and of a person the role and the form.

    `form` is "entry" for a name that stands as it is to be entered, "body" for one that is surely a body's; without either,
    a name that has no comma is as it is said.
    """

    kind: str
    field: str
    text: str
    role: str = ""
    form: str = ""


Found = dict[str, list[Value]]

_RICH = re.compile(r"</?(?:i|b|em|strong|u|sup|sub|sc|span)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_ISSN = re.compile(r"(?<![\dXx-])\d{4}-?\d{3}[\dXx](?![\dXx-])")
_AWAY = re.compile(
    r"\((?:electronic|linking|print|online|e?issn|p-?issn)[^()]{0,20}\)|\bp?e?-?ISSN\b:?|\bISBN\b:?", re.IGNORECASE
)
_RANGE = re.compile(r"[A-Za-z]{0,3}\d{1,6}\s*[-–—]+\s*[A-Za-z]{0,3}\d{1,6}")
_LCC = re.compile(r"[A-Z]{1,3}\s?\d{1,4}(?:\.\d{1,6})?\s?\.\s?[A-Z]\d{1,6}\b[\w .]{0,40}")
_DDC = re.compile(r"\d{3}(?:\.\d{1,12}|/\.\d{1,12})(?:\s.{0,20})?")
_SLASHES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_OTHERS = frozenset(("others", "et al", "et al.", "and others", "u.a.", "et. al."))
_NUMBERED = frozenset(("patent", "report", "standard", "law"))
"""What has a number of its own kind, neither an ISBN nor an issue."""
_PERSONAL_NAME = re.compile(r"[^,]+,")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name's letters and digits, in lower case."""
    return "".join(c for c in name.lower() if c.isalnum())


def word(*names: str) -> str:
    """The plain word for the first of these types that is known; the last one that says anything, where none is."""
    for name in names:
        if known := item_types.TYPES.get(fold(name)):
            return known
    return next((" ".join(name.lower().split())[:60] for name in reversed(names) if name.strip()), "")


def role(name: str) -> str:
    """The relator code of what CSL or Zotero calls a creator, or ""."""
    return item_types.ROLES.get(fold(name), "")


def rich(text: str) -> str:
    """Without the few tags that CSL and Zotero write into titles and names; all other text stays as it is."""
    return " ".join(_RICH.sub("", text).split()) if "<" in text else text


def origins(table: Mapping[str, str], **more: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """A reader's ORIGINS from its table of field → kind; `more` are fields besides, by what they fill."""
    found: dict[str, list[str]] = {}
    for field, kind in table.items():
        for target in item_types.FILLS.get(kind, ()):
            found.setdefault(target, []).append(field)
    for target, fields in more.items():
        found.setdefault(target, []).extend(fields)
    found.setdefault("title", []).extend(field for field, kind in table.items() if kind in item_types.STANDS_FOR_TITLE)
    return {target: tuple(dict.fromkeys(fields)) for target, fields in found.items()}


def private(*found: str) -> Reading | None:
    """The owner's own notes, without markup, or None."""
    text = "\n".join(part for one in found for part in paragraphs(one))[: plain.LONG]
    return Reading(private=text) if text else None


def fill(book: Book, values: Iterable[Value], kind: str) -> None:
    """The book from a reference's values; `kind` is the plain word for it. Raises BadRecord: no title.

    What no rule uses is an extra field of the book.
    """
    found: Found = {}
    for value in values:
        if value.text.strip():
            found.setdefault(value.kind, []).append(value)
    for name in [name for name in found if len(found[name]) > plain.MOST_NAMES and name in item_types.FILLS]:
        reason = f"it stands {len(found[name])} times"
        book.warnings.append(Warning(found[name][0].field, reason, f"the first {plain.MOST_NAMES} are read"))
        found[f"surplus {name}"] = found[name][plain.MOST_NAMES :]
        del found[name][plain.MOST_NAMES :]
    book.record_type = kind
    _title(book, found)
    for value in _take(found, "person"):
        _person(book, value)
    _numbers(book, found, kind)
    _host(book, found, kind)
    _parts(book, found, kind)
    _extent(book, found, kind)
    _published(book, found)
    _notes(book, found, kind)
    _about(book, found)
    for rest in found.values():
        for value in rest:
            plain.leftover(book, value.field, value.text)
    plain.nonfiling(book)


def _take(found: Found, kind: str) -> list[Value]:
    return found.pop(kind, [])


def _first(found: Found, kind: str) -> Value | None:
    """The first value of a kind, taken; the others stay."""
    values = found.get(kind)
    if not values:
        return None
    value = values.pop(0)
    if not values:
        del found[kind]
    return value


def _title(book: Book, found: Found) -> None:
    given = _first(found, "title")
    if given is not None:
        sub = _first(found, "subtitle")
        short = next((rich(value.text) for value in found.get("short-title", [])), "")
        plain.title(book, given.field, rich(given.text), rich(sub.text) if sub else "", short)
    else:
        instead = next((kind for kind in item_types.STANDS_FOR_TITLE if found.get(kind)), "")
        if not instead:
            _devised(book, found)
            return
        # A host stays what the reference stands in; any other field is used up.
        value = found[instead][0] if instead == "host" else _first(found, instead)
        assert value is not None
        plain.title(book, value.field, rich(value.text))
        book.warnings.append(Warning("title", "no title of its own", f"its {value.field} stands for it"))
    for value in _take(found, "short-title"):
        text = rich(value.text)
        if not f"{book.title}: {book.subtitle}".casefold().startswith(text.casefold().strip()):
            plain.other_title(book, value.field, text)
    for value in _take(found, "translated-title"):
        plain.other_title(book, value.field, rich(value.text), parallel=True)
    for value in _take(found, "original-title")[:1]:
        book.uniform_title = strip_end(plain.clean(book, value.field, rich(value.text)))


def _devised(book: Book, found: Found) -> None:
    """A reference without any title, as styles of citation allow it: its names and date stand for one, in the square
    brackets of what a cataloguer supplies (ISBD A.8.2.8; RDA 2.3.2.11). Raises BadRecord where it has neither."""
    names = [rich(value.text).strip(" ,") for value in found.get("person", []) if value.text.strip(" ,")][:3]
    dated = [value.text.strip() for kind in ("date", "day") for value in found.get(kind, [])][:1]
    year = [str(book.date.year)] if book.date.year is not None else dated
    if not names:
        raise BadRecord("title", "no title, and no name that could stand for one: give the record a title", book.id)
    plain.title(book, "title", f"[{', '.join(['; '.join(names), *year])}]")
    book.inferred.append("title")
    book.warnings.append(Warning("title", "the record has none", f"{book.title!r} stands for it: give it one"))


def _person(book: Book, value: Value) -> None:
    """A name "Family, Given", or as it is said (then it is turned); a comma at its end marks a body (EndNote)."""
    text = rich(value.text).strip()
    if text.casefold() in _OTHERS or text.casefold() == "anonymous," or not text.strip(" ,;."):
        plain.leftover(book, value.field, value.text)
    elif text.endswith(",") or value.form == "body":
        plain.person(book, value.field, text, value.role, kind="corporate")
    else:
        plain.person(book, value.field, text, value.role, direct=not value.form and not _PERSONAL_NAME.match(text))


def _numbers(book: Book, found: Found, kind: str) -> None:
    for value in _take(found, "standard-number"):
        digits = len(re.sub(r"\D", "", value.text))
        if kind in _NUMBERED and not _ISSN.search(value.text) and digits not in (10, 13):
            plain.note(book, value.field, f"Number: {value.text}")
            continue
        text = _AWAY.sub(" ", value.text)
        issns = [match[0] for match in _ISSN.finditer(text) if _is_issn(match[0])]
        for issn in issns:
            text = text.replace(issn, " ")
            found.setdefault("issn", []).append(Value("issn", value.field, issn))
        if len(book.isbns) > plain.MOST_NAMES:
            plain.leftover(book, value.field, value.text)
        elif text.strip(" ;,."):
            plain.isbns(book, value.field, text if issns else value.text)
    for value in _take(found, "issn-number"):
        _issns(book, value, found)
    for name in ("pmid", "pmcid", "oclc"):
        for value in _take(found, name):
            plain.identifier(book, name, value.text)
    for value in _take(found, "doi"):
        before = len(book.identifiers.get("doi", []))
        plain.identifier(book, "doi", value.text)
        if len(book.identifiers.get("doi", [])) == before and not book.identifiers.get("doi"):
            plain.leftover(book, value.field, value.text)
    for value in _take(found, "url"):
        plain.link(book, value.field, value.text)


def _issns(book: Book, value: Value, found: Found) -> None:
    """The numbers of a field for ISSN alone. A spreadsheet takes zeros off the front: they are put back where the check
    digit agrees."""
    issns = [match[0] for match in _ISSN.finditer(value.text)]
    bare = value.text.strip()
    if not issns and re.fullmatch(r"\d{3,6}[\dXx]", bare):
        whole = f"{bare.zfill(8)[:4]}-{bare.zfill(8)[4:]}"
        if _is_issn(whole):
            book.warnings.append(Warning(value.field, f"{bare!r} has lost zeros at its front", f"read as {whole}"))
            issns = [whole]
    for issn in issns:
        if not _is_issn(issn):
            book.warnings.append(Warning(value.field, f"{issn!r} is not a valid ISSN", "kept as printed"))
        found.setdefault("issn", []).append(Value("issn", value.field, issn))
    if not issns:
        plain.leftover(book, value.field, value.text)


def _is_issn(text: str) -> bool:
    """Whether eight digits are an ISSN by their check digit (ISO 3297)."""
    digits = text.replace("-", "").upper()
    total = sum((8 - n) * int(c) for n, c in enumerate(digits[:7]))
    return digits[7] == "0123456789X"[-total % 11]


def _host(book: Book, found: Found, kind: str) -> None:
    """The periodical, book or series of broadcasts that it stands in, with where it stands there."""
    title = _first(found, "host") or _first(found, "host-short")
    if title is None and kind == "conference paper":
        title = _first(found, "event")
    issns = _take(found, "issn")
    name = strip_end(plain.clean(book, title.field, rich(title.text))) if title else ""
    if not name:
        for value in issns:
            plain.identifier(book, "issn", value.text)
        return
    host = Host(name)
    for target in ("volume", "issue", "pages"):
        if (where := _first(found, target)) is not None:
            setattr(host, "number" if target == "issue" else target, plain.clean(book, where.field, where.text))
    episode = (
        not host.number and kind not in _NUMBERED and (kind in item_types.PERIODICAL or kind not in item_types.WITHIN)
    )
    if episode and (number := _first(found, "number")) is not None:
        host.number = plain.clean(book, number.field, number.text)
    if issns:
        host.issn = issns[0].text
        found["issn"] = issns[1:]
    book.host = host
    for other in [*_take(found, "host"), *_take(found, "host-short")]:
        text = plain.clean(book, other.field, rich(other.text))
        if text.casefold() != name.casefold():
            plain.leftover(book, other.field, text)


def _parts(book: Book, found: Found, kind: str) -> None:
    """The volume and the part of a work of several, "Volume 2, Die Archive"; and the series."""
    for label, one_of, name in (("Volume", "volume", "volume-title"), ("Part", "part", "part-title")):
        # The volume of a periodical that nobody names is no part of the article.
        one = _first(found, one_of) if kind not in item_types.WITHIN else None
        title = _first(found, name)
        made = plain.clean(book, one.field, one.text) if one else ""
        if made and re.fullmatch(r"\d+[a-z]?|[IVXLC]+", made):
            made = f"{label} {made}"
        words = [made, strip_end(plain.clean(book, title.field, rich(title.text))) if title else ""]
        if any(words):
            book.parts.append(", ".join(filter(None, words)))
    titles = _take(found, "series")
    number = _first(found, "series-number") or (_first(found, "number") if titles else None)
    for n, value in enumerate(titles):
        text, volume = rich(value.text), number.text if number and n == 0 else ""
        if not volume:
            text, volume = plain.series_and_number(text)
        plain.series(book, value.field, text, volume)
    if number and not titles:
        found.setdefault("series-number", []).append(number)


def _extent(book: Book, found: Found, kind: str) -> None:
    count, pages, size = _first(found, "volume-count"), _first(found, "page-count"), _first(found, "size")
    spread = found.get("pages")
    if pages is None and spread and kind not in item_types.WITHIN and not _RANGE.fullmatch(spread[0].text.strip()):
        pages = _first(found, "pages")
    if pages is not None:
        plain.pages(book, pages.field, pages.text)
        if not book.extent:
            plain.leftover(book, pages.field, pages.text)
    if count is not None:
        made = plain.clean(book, count.field, count.text)
        made = f"{made} volumes" if made.isdecimal() and made != "1" else f"{made} volume" if made == "1" else made
        book.raw.setdefault("extent", made)
        book.extent = f"{made} ({book.extent})" if book.extent else made
    if size is not None:
        made = plain.clean(book, size.field, size.text)
        if not book.extent:
            book.extent = book.raw["extent"] = made
        else:
            book.size = made


def _published(book: Book, found: Found) -> None:
    """Place, publisher and date. "Uniontown : Canebrake Station" as a publisher without a place says both."""
    publishers, places = _take(found, "publisher"), _take(found, "place")
    when, day = _first(found, "date"), _first(found, "day")
    names = [rich(value.text) for value in publishers]
    where = [part for value in places for part in re.split(r"\s;\s|;\s", value.text)]
    if names and not where and len(parts := names[0].split(" : ")) == 2:
        where, names[0] = [parts[0]], parts[1]
    edition = _first(found, "edition")
    if edition is not None:
        book.edition = strip_end(plain.clean(book, edition.field, edition.text))
    date = when or day
    text = date.text if date else ""
    if when and day and day.text != when.text:
        year = dates.read(when.text).year
        text = day.text if year and str(year) in day.text else f"{day.text} {when.text}"
    fields = [*publishers, *places, *([date] if date else [])]
    if not fields:
        return
    known = book.date.raw
    plain.imprint(book, fields[0].field, where, names, text)
    # 2004/05/12 is a day, not the years 2004 and 2005.
    if not known and (match := _SLASHES.fullmatch(book.date.raw)):
        book.date = PublicationDate(book.date.raw, int(match[1]))


def _notes(book: Book, found: Found, kind: str) -> None:
    genre, number = _first(found, "genre"), _first(found, "number")
    if genre is not None:
        text = plain.clean(book, genre.field, rich(genre.text))
        text = f"{text}, {plain.clean(book, number.field, number.text)}" if number else text
        plain.note(book, genre.field, text, "thesis" if kind == "thesis" else "general")
    elif number is not None:
        plain.note(book, number.field, f"Number: {number.text}")
    event, place, day = (_first(found, name) for name in ("event", "event-place", "event-date"))
    said = [rich(value.text) for value in (event, place, day) if value]
    if said:
        label = "Presented at" if event or place else "Date of the event"
        plain.note(book, (event or place or day or Value("", "", "")).field, f"{label}: {', '.join(said)}")
    first = [_first(found, name) for name in ("original-place", "original-publisher", "original-date")]
    said = [rich(value.text) for value in first if value]
    if said:
        plain.note(book, next(value.field for value in first if value), f"First published: {', '.join(said)}")
    for name, label in (("reviewed-title", "Review of: "), ("court", "Court: "), ("medium", "Medium: "), ("note", "")):
        for value in _take(found, name):
            plain.note(book, value.field, label + rich(value.text))


def _about(book: Book, found: Found) -> None:
    for value in _take(found, "abstract"):
        plain.summary(book, value.field, value.text)
    for name, commas in (("keyword", False), ("keywords", True)):
        for value in _take(found, name):
            mark = r"[;\n]" if not commas or re.search(r"[;\n]", value.text) else ","
            for text in re.split(mark, value.text)[:1000]:
                plain.subject(book, value.field, rich(text))
    for value in _take(found, "language"):
        plain.spoken(book, value.field, value.text)
    for value in _take(found, "call-number"):
        text = value.text.strip()
        scheme = "lcc" if _LCC.fullmatch(text) and classes.lcc(text) else "ddc" if _DDC.fullmatch(text) else ""
        if scheme:
            plain.class_number(book, value.field, text, scheme)
        else:
            plain.leftover(book, value.field, text)
