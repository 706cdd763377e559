"""The fields of a BibTeX or BibLaTeX entry → Book (btxdoc; the BibLaTeX manual §2.2; JabRef's, BibDesk's and Mendeley's own).

A whole (book, collection, report) has its number of pages in `pages` or `pagetotal`; a part has a range there, and a host.
"""

import re
from collections.abc import Iterable

from shelflist.cataloguing import contents
from shelflist.cataloguing.punctuation import strip_end
from shelflist.errors import BadRecord, shorten
from shelflist.model import Book, Host, Reading, Warning
from shelflist.readers import bibtex_dates, bibtex_names, latex, plain
from shelflist.readers.bibtex_map import (
    BABEL,
    IDENTIFIERS,
    NOTES,
    PERSONAL,
    REPEATED,
    THESES,
    THESIS_KEYS,
    TITLES,
    TYPES,
    WHOLES,
)

_LONGEST = 300_000
MOST_KEYWORDS = 1_000
_URL = re.compile(r"\\url\s{0,5}\{([^{}\s]{1,2000})\}|(?<![\w{])(https?://[^\s{}\\<>\"]{1,2000})")
_RANGE = re.compile(r"\d\s*[-–—]+\s*[a-zA-Z]{0,2}\d|,")
_LCCN = re.compile(r"[a-z]{0,3}\s?\d{2}-?\d{1,7}(?:\s?(?:/.{1,12})?)|[a-z]{0,2}\s?\d{8,10}", re.IGNORECASE)
_TOC_PAGE = re.compile(r"\s*/\s*[\divxlcdmIVXLCDM]{1,8}(?:\s*[-–]{1,2}\s*\d{1,5})?\s*$")


class Entry:
    """The fields of an entry by name, and which of them are used."""

    def __init__(self, book: Book, own: list[tuple[str, str]], taken: list[tuple[str, str]]) -> None:
        self.book = book
        self.values: dict[str, list[str]] = {}
        self.used: dict[str, int] = {}
        for name, value in (*own, *taken):
            self.values.setdefault(name.lower(), []).append(value[:_LONGEST])

    def raws(self, name: str) -> list[str]:
        """All values of a field as they are written; they count as used."""
        found = self.values.get(name, [])
        self.used[name] = len(found)
        return found

    def raw(self, *names: str) -> str:
        """The first value of the first of these fields that has one."""
        for name in names:
            if found := self.values.get(name):
                self.used[name] = max(self.used.get(name, 0), 1)
                return found[0]
        return ""

    def text(self, *names: str) -> str:
        """The same as plain text."""
        for name in names:
            if (found := self.values.get(name)) and (made := self.decode(name, found[0])):
                self.used[name] = max(self.used.get(name, 0), 1)
                return made
        return ""

    def texts(self, *names: str) -> list[str]:
        """All values of these fields as plain text."""
        return [made for name in names for raw in self.raws(name) if (made := self.decode(name, raw))]

    def decode(self, name: str, raw: str) -> str:
        """A value as plain text; commands that have none are a warning."""
        made, unknown = latex.read(raw)
        if unknown:
            reason = f"LaTeX without a text of its own: {', '.join(map(shorten, dict.fromkeys(unknown[:8])))}"
            warning = Warning(name, reason, "kept as printed")
            if warning not in self.book.warnings:
                self.book.warnings.append(warning)
        return " ".join(made.split())


def fill(book: Book, kind: str, own: list[tuple[str, str]], taken: list[tuple[str, str]], line: int) -> None:
    """Puts an entry's fields into its book. Raises BadRecord: no title, a set of other entries."""
    entry = Entry(book, own, taken)
    book.record_type = TYPES.get(kind, "")
    _title(book, entry, kind, line)
    _people(book, entry)
    _publication(book, entry, kind)
    _place(book, entry, kind)
    _numbers(book, entry, kind)
    _about(book, entry, kind)
    _reading(book, entry)
    if kind not in TYPES and kind != "misc":
        plain.leftover(book, "entrytype", kind)
    if taken:
        entry.used |= {"crossref": 1, "xdata": 1}
    if entry.values.get("booktitle") == entry.values.get("title"):
        entry.used["booktitle"] = 1
    for name, values in entry.values.items():
        rest = values[entry.used.get(name, 0) :]
        if rest:
            plain.leftover(book, name, *rest)
            if entry.used.get(name) and name not in REPEATED and len(own) > len({n for n, _ in own}):
                book.warnings.append(Warning(name, "the field stands twice", "the first counts, the others are listed"))


def _title(book: Book, entry: Entry, kind: str, line: int) -> None:
    where = f"line {line}: " if line else ""
    if kind in ("set", "xdata"):
        raise BadRecord("entrytype", f"{where}a set of other entries (@{kind}), no record of its own", book.id)
    for name in TITLES:
        title = entry.text(name)
        if title.strip("{} .,:;/"):
            break
    else:
        raise BadRecord("title", f"{where}no title: give the entry one", book.id)
    if name != "title":
        book.warnings.append(Warning("title", "no title of its own", f"{name} stands for it"))
    sub = {"title": "subtitle", "maintitle": "mainsubtitle", "booktitle": "booksubtitle"}.get(name)
    plain.title(book, name, title, entry.text(sub) if sub else "")
    book.uniform_title = plain.clean(book, "origtitle", entry.text("origtitle"))


def _people(book: Book, entry: Entry) -> None:
    for name, role in bibtex_names.ROLES.items():
        if name not in entry.values:
            continue
        said = entry.text(f"{name}type").lower()
        role = bibtex_names.TYPES.get(said.removeprefix("by"), role) if said else role
        for raw in entry.raws(name):
            if bibtex_names.people(book, name, raw, role):
                plain.leftover(book, name, "others")


def _publication(book: Book, entry: Entry, kind: str) -> None:
    names: list[str] = []
    modern = any(name in entry.values for name in ("date", "location", "journaltitle", "langid"))
    for field in ("publisher", "school", "institution", "organization"):
        if field in entry.values and (not names or field == "school"):
            raw = entry.raw(field)
            parts = bibtex_names.listed(raw) if modern and field == "publisher" else [raw]
            if any(" " not in part for part in parts):
                parts = [raw]  # "Simon and Schuster" is one publisher, whatever the manual says of lists
            names += [entry.decode(field, part) for part in parts]
    raw = entry.raw("location", "address")
    places = [entry.decode("address", part) for part in (bibtex_names.listed(raw) if modern else [raw]) if part]
    when = bibtex_dates.printed(book, entry.raw("date"), entry.text)
    plain.imprint(book, "publisher", places, names)
    if when:
        if book.imprints:
            book.imprints[0].date = when
        else:
            plain.imprint(book, "date", [], [], when)
        if book.imprints and (places or names):
            book.imprints[0].raw += f", {when}"
            book.raw["imprint"] = book.imprints[0].raw
    book.edition = plain.clean(book, "edition", entry.text("edition"))


def _place(book: Book, entry: Entry, kind: str) -> None:
    """What it stands in, its series, its volume, its pages."""
    series = [entry.text("series")] if "series" in entry.values else []
    number, volume = entry.text("number", "issue"), entry.text("volume")
    if part := entry.text("part"):
        volume = f"{volume}, {part}" if volume else part
    pages = latex.plain(entry.raw("pages", "eid")).strip()
    pages = " ".join(pages.replace("--", "–").split())
    whole = kind in WHOLES
    host = "" if whole else _host(entry)
    if host and host != book.raw.get("title"):
        made = {name: plain.clean(book, name, text) for name, text in (("host", host), ("pages", pages))}
        taken = bool(series) and bool(book.record_type != "article")
        inner_volume = "" if taken and not number else volume
        book.host = Host(
            made["host"], inner_volume, "" if taken else number, made["pages"], "" if whole else entry.text("issn")
        )
        for name in series:
            plain.series(book, "series", name, (number or volume) if taken else "")
        return
    if kind in ("techreport", "report", "patent", "standard") and number and not series:
        plain.identifier(book, "patent" if kind == "patent" else "report", number)
        number = ""
    if main := entry.text("maintitle") if "title" in entry.values else "":
        sub = entry.text("mainsubtitle")
        plain.series(book, "maintitle", f"{main}: {sub}" if sub else main, volume)
        volume = ""
    for name in series:
        plain.series(book, "series", name, number or volume)
        volume = volume if number else ""
        number = ""
    if (number and kind == "periodical") or (number and not volume and not series):
        volume, number = (f"{volume}, {number}" if volume else number), ""
    if number:
        plain.leftover(book, "number", number)
    if volume:
        label = plain.clean(book, "volume", volume)
        book.parts = [f"Volume {label}" if label[:1].isdigit() or set(label) <= set("IVXLC") else label]
    _extent(book, entry, pages, whole)


def _host(entry: Entry) -> str:
    for name, sub in (
        ("journaltitle", "journalsubtitle"),
        ("journal", ""),
        ("fjournal", ""),
        ("booktitle", "booksubtitle"),
        ("maintitle", "mainsubtitle"),
    ):
        if title := entry.text(name):
            more = entry.text(sub) if sub else ""
            return strip_end(f"{title}: {more}" if more else title)
    return ""


def _extent(book: Book, entry: Entry, pages: str, whole: bool) -> None:
    total, volumes = entry.text("pagetotal", "numpages", "pagecount"), entry.text("volumes")
    if not total and pages and not _RANGE.search(pages):
        total, pages = pages, ""
    elif total == pages:
        pages = ""
    if total:
        # "xviii + 274" is a number of pages that does not say so.
        bare = not any(c.isalpha() and c not in "ivxlcdmIVXLCDM" for c in total) and not total.isdecimal()
        plain.pages(book, "pages", f"{total} p." if bare and any(c.isdigit() for c in total) else total)
    if pages:
        plain.leftover(book, "pages", pages)
    if volumes and not book.extent:
        book.extent = f"{plain.clean(book, 'volumes', volumes)} volumes" if volumes.isdecimal() else volumes[:200]
    elif volumes:
        plain.leftover(book, "volumes", volumes)


def _numbers(book: Book, entry: Entry, kind: str) -> None:
    for name in ("isbn", "isbn-13", "isbn13"):
        for text in entry.texts(name):
            plain.isbns(book, name, text)
    for name, sort in IDENTIFIERS.items():
        for text in entry.texts(name) if name in entry.values else ():
            for part in re.split(r"[,;]\s*", text) if sort in ("issn", "pmid") else [text]:
                made = part.partition("(")[0].strip() if sort == "issn" else part
                if sort != "issn" or not book.host or book.host.issn != text:
                    plain.identifier(book, sort, made)
    if raw := entry.raw("doi"):
        known = len(book.identifiers.get("doi", []))
        plain.identifier(book, "doi", latex.verbatim(raw))
        if len(book.identifiers.get("doi", [])) == known:
            plain.leftover(book, "doi", raw)
    if raw := latex.verbatim(entry.raw("eprint")):
        sort = entry.text("eprinttype", "archiveprefix").lower() or (
            "arxiv" if re.fullmatch(r"\d{4}\.\d{4,5}(v\d+)?|[a-z.-]+/\d{7}", raw) else "eprint"
        )
        plain.identifier(book, sort[:30], raw.removeprefix(f"{sort}:"))
    if text := entry.text("lccn"):
        # Nelson Beebe's bibliographies have the Library of Congress's class number in this field.
        if _LCCN.fullmatch(text):
            plain.identifier(book, "lccn", text)
        else:
            for part in text.split(";"):
                plain.class_number(book, "lccn", part.strip(), "lcc")
    for name, scheme in (("ddc", "ddc"), ("lcc", "lcc"), ("udc", "udc"), ("mrclass", "msc")):
        for part in re.split(r"[;(),]\s*", entry.text(name)) if name in entry.values else ():
            plain.class_number(book, name, part.strip(), scheme)


def _about(book: Book, entry: Entry, kind: str) -> None:
    """Languages, subjects, contents, notes and links."""
    for field in ("language", "langid", "hyphenation"):
        if book.languages and field != "language":
            break
        for text in entry.texts(field):
            for part in re.split(r"\s+and\s+|[,;/]", text):
                plain.language(book, field, _babel(part))
    for part in re.split(r"\s+and\s+|[,;/]", entry.text("origlanguage")):
        known = list(book.languages)
        book.languages = []
        plain.language(book, "origlanguage", _babel(part))
        book.original_languages += [code for code in book.languages if code not in book.original_languages]
        book.languages = known
    for field, marks in (("keywords", ";,"), ("keyword", ";,"), ("subject", ";")):
        for text in entry.texts(field):
            mark = ";" if ";" in text or marks == ";" else ","
            for part in text.split(mark)[:MOST_KEYWORDS]:
                plain.subject(book, field, part.strip(), "topic" if field == "subject" else "keyword")
    for raw in entry.raws("tableofcontents") or entry.raws("shorttableofcontents"):
        found = (contents.entry(_TOC_PAGE.sub("", latex.plain(part))[:2000]) for part in raw.split("\\\\"))
        book.contents += [chapter for chapter in found if chapter is not None]
    for text in entry.raws("abstract"):
        plain.summary(book, "abstract", latex.plain(text))
    _notes(book, entry, kind)
    for raw in entry.raws("url"):
        for address in re.split(r"[\s;]+(?=https?:|ftp:|www\.)", raw.strip()):
            plain.link(book, "url", latex.verbatim(address.strip(" ;,{}").removeprefix("\\url{")))


def _babel(text: str) -> str:
    name = text.strip().lower().removeprefix("lang") if text.strip().lower() != "lang" else ""
    return BABEL.get(name, name if name in ("", *BABEL) else text.strip() if len(name) == len(text.strip()) else name)


def _notes(book: Book, entry: Entry, kind: str) -> None:
    if TYPES.get(kind) == "thesis":
        said = entry.text("type")
        words = [THESIS_KEYS.get(said.lower(), said) or THESES.get(kind, ""), entry.text("school", "institution")]
        plain.note(book, "type", ", ".join(word for word in words if word), "thesis")
    elif "type" in entry.values and (said := entry.text("type")):
        plain.note(book, "type", THESIS_KEYS.get(said.lower(), said))
    for field in NOTES:
        for raw in entry.raws(field):
            made = entry.decode(field, raw)
            links = [match[1] or match[2] for match in _URL.finditer(raw)] if "http" in raw or "\\url" in raw else []
            for address in links if field in ("howpublished", "note") else ():
                plain.link(book, field, latex.verbatim(address.rstrip(".,;)")))
            if made and made not in links:
                plain.note(book, field, made)


def _reading(book: Book, entry: Entry) -> None:
    """What the owner's program noted: status, rating, groups, own words."""
    if not any(name in entry.values for name in PERSONAL):
        return
    reading = Reading()
    status = entry.text("readstatus", "read").lower()
    reading.status = "read" if status in ("read", "1", "yes", "true") else ""
    reading.shelves = [status] if status and status == "skimmed" else []
    stars = entry.text("ranking", "rating").lower().removeprefix("rank")
    if stars.isdecimal() and 1 <= int(stars[:3]) <= 5:
        reading.rating = int(stars[:3]) * 4
    reading.shelves += _split([*entry.texts("groups"), *entry.texts("mendeley-groups")])
    reading.tags = _split(entry.texts("mendeley-tags"))
    reading.review = "\n".join(plain.clean(book, "review", text, plain.LONG) for text in entry.texts("review"))
    words = [*entry.texts("comment"), *entry.texts("comments")]
    reading.private = "\n".join(plain.clean(book, "comment", text, plain.LONG) for text in words)
    added = entry.text("creationdate", "date-added", "timestamp", "added-at", "posted-at")
    if match := re.match(r"(\d{4})[-./](\d{2})[-./](\d{2})", added):
        reading.added = f"{match[1]}-{match[2]}-{match[3]}"
    copies = entry.text("copies")
    reading.owned = int(copies[:6]) if copies.isdecimal() else None
    if reading != Reading():
        book.reading = reading
    for name in ("priority", "relevance", "quality", "printed"):
        if name in entry.values:
            plain.leftover(book, name, *entry.raws(name))


def _split(found: Iterable[str]) -> list[str]:
    return list(
        dict.fromkeys(part for text in found for word in text.split(",") if (part := " ".join(word.split())[:500]))
    )
