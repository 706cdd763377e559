"""The fields of a BibTeX or BibLaTeX entry → Book (btxdoc; the BibLaTeX manual §2.2; JabRef's, BibDesk's and Mendeley's own).

A whole (book, collection, report) has its number of pages in `pages` or `pagetotal`; a part has a range there, and a host.
"""

import re
from collections.abc import Iterable

from shelflist.cataloguing import contents, languages
from shelflist.errors import BadRecord
from shelflist.model import Book, Reading, Warning
from shelflist.readers import plain
from shelflist.readers.citations import bibtex_lists, bibtex_names, bibtex_standing, item_types, latex
from shelflist.readers.citations.bibtex_map import (
    BABEL,
    IDENTIFIERS,
    NOTES,
    PERSONAL,
    REPEATED,
    THESES,
    THESIS_KEYS,
    TITLES,
    TYPES,
)
from shelflist.readers.citations.bibtex_values import Entry

MOST_ORDERED = 60
WORDS = frozenset(item_types.TYPES.values())
_URL = re.compile(r"\\url\s{0,5}\{([^{}\s]{1,2000})\}|(?<![\w{])(https?://[^\s{}\\<>\"]{1,2000})")
_LCCN = re.compile(r"[a-z]{0,3}\s?\d{2}-?\d{1,7}(?:\s?(?:/.{1,12})?)|[a-z]{0,2}\s?\d{8,10}", re.IGNORECASE)
_TOC_PAGE = re.compile(r"\s*/\s*[\divxlcdmIVXLCDM]{1,8}(?:\s*[-–]{1,2}\s*\d{1,5})?\s*$")


def fill(book: Book, kind: str, own: list[tuple[str, str]], taken: list[tuple[str, str]], line: int) -> None:
    """Puts an entry's fields into its book. Raises BadRecord: no title, a set of other entries."""
    entry = Entry(book, own, taken)
    book.record_type = TYPES.get(kind, "")
    _title(book, entry, kind, line)
    _people(book, entry)
    bibtex_standing.publication(book, entry, kind)
    bibtex_standing.place(book, entry, kind)
    _numbers(book, entry, kind)
    _about(book, entry, kind)
    _reading(book, entry)
    if kind == "misc" and next(iter(entry.values.get("entrysubtype", [])), "") in WORDS:
        book.record_type = entry.raw("entrysubtype")
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
        if title.strip(" .,:;/"):
            break
    else:
        raise BadRecord("title", f"{where}no title: give the entry one", book.id)
    if name != "title":
        book.warnings.append(Warning("title", "no title of its own", f"{name} stands for it"))
    sub = {"title": "subtitle", "maintitle": "mainsubtitle", "booktitle": "booksubtitle"}.get(name)
    plain.title(book, name, title, entry.text(sub) if sub else "", entry.text("shorttitle"))
    book.responsibility = plain.clean(book, "responsibility", entry.text("responsibility"))
    book.uniform_title = plain.clean(book, "origtitle", entry.text("origtitle"))


def _people(book: Book, entry: Entry) -> None:
    fields = []
    for name, role in bibtex_names.ROLES.items():
        if name not in entry.values:
            continue
        said = entry.text(f"{name}type").lower()
        role = bibtex_names.TYPES.get(said.removeprefix("by"), role) if said else role
        kinds = bibtex_names.annotated(entry.raw(f"{name}+an")) if f"{name}+an" in entry.values else None
        for raw in entry.raws(name):
            found, more = bibtex_names.people(book, name, raw, role, kinds)
            fields.append(found)
            if more:
                plain.leftover(book, name, "others")
    if (
        len(fields) > 1
        and any(len(one.roles) > 1 for one in book.contributors)
        and len(book.contributors) < MOST_ORDERED
    ):
        bibtex_names.in_order(book, fields)


def _numbers(book: Book, entry: Entry, kind: str) -> None:
    for name in ("isbn", "isbn-13", "isbn13", "cancelledisbn"):
        for text in (one for raw in entry.raws(name) for one in bibtex_lists.numbers(raw)):
            before = len(book.isbns)
            plain.isbns(book, name, text)
            for number in book.isbns[before:] if name == "cancelledisbn" else ():
                number.cancelled = True
    for name, sort in IDENTIFIERS.items():
        for text in entry.texts(name) if name in entry.values else ():
            for part in re.split(r"[,;]\s*", text) if sort in ("issn", "pmid", "oclc") else [text]:
                made = part.partition("(")[0].strip() if sort == "issn" else part
                if sort != "issn" or not book.host or book.host.issn != made:
                    plain.identifier(book, sort, made)
    for raw in entry.raws("doi") if "doi" in entry.values else ():
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
        if all(map(_LCCN.fullmatch, text.split(", "))):
            for part in text.split(", "):
                plain.identifier(book, "lccn", part)
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
            name = _babel(next(iter(entry.values.get(field, [])), ""))
            if (languages.from_code(name) or languages.from_name(name)) in book.languages:
                entry.raws(field)
            continue
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
        for raw in entry.raws(field) if field in entry.values else ():
            bibtex_lists.keywords(book, field, raw, marks, "topic" if field == "subject" else "keyword")
    for raw in entry.raws("tableofcontents") or entry.raws("shorttableofcontents"):
        found = (contents.entry(_TOC_PAGE.sub("", latex.plain(part))[:2000]) for part in raw.split("\\\\"))
        book.contents += [chapter for chapter in found if chapter is not None]
    for text in entry.raws("abstract"):
        plain.summary(book, "abstract", latex.plain(text))
    _notes(book, entry, kind)
    for raw in entry.raws("url"):
        for address in re.split(r"(?<![\s;])[\s;]++(?=https?:|ftp:|www\.)", raw.strip()):
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
