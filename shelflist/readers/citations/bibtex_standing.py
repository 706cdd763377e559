"""Where an entry of BibTeX was published, and what it stands in: imprints, host, series, volumes, extent (btxdoc; the BibLaTeX
manual §2.2 and §2.3.5 on lists). A second statement or series of our own exports has a number behind its fields' names."""

import re

from shelflist.cataloguing.punctuation import strip_end
from shelflist.model import Book, Host, Imprint
from shelflist.readers import plain
from shelflist.readers.citations import bibtex_dates, bibtex_names, latex
from shelflist.readers.citations.bibtex_map import WHOLES
from shelflist.readers.citations.bibtex_values import Entry

MOST_NUMBERED = 100
_RANGE = re.compile(r"\d\s*[-–—]+\s*[a-zA-Z]{0,2}\d|,")


def publication(book: Book, entry: Entry, kind: str) -> None:
    """Publishers, places and date; the edition."""
    names: list[str] = []
    modern = any(name in entry.values for name in ("date", "location", "journaltitle", "langid"))
    for field in ("publisher", "school", "institution", "organization"):
        if field in entry.values and (not names or field == "school"):
            names += [
                entry.decode(field, part) for part in _listed(entry.raw(field), modern and field == "publisher", 1)
            ]
    places = [entry.decode("address", part) for part in _listed(entry.raw("location", "address"), modern) if part]
    when = bibtex_dates.printed(book, entry.raw("date"), entry.text)
    plain.imprint(book, "publisher", places, names)
    if when and not _is_of_another(entry):
        if book.imprints:
            book.imprints[0].date = when
        else:
            plain.imprint(book, "date", [], [], when)
        if book.imprints and (places or names):
            book.imprints[0].raw += f", {when}"
            book.raw["imprint"] = book.imprints[0].raw
    _function(book, entry, "publishertype", 0)
    _other_imprints(book, entry)
    book.edition = plain.clean(book, "edition", entry.text("edition"))


def _listed(raw: str, lists: bool, spaces: int = 0) -> list[str]:
    """The entries of a list that " and " parts: where every one is in braces, and in BibLaTeX (`lists`). With `spaces` an entry of
    one word is none: "Simon and Schuster" is one publisher, whatever the manual says of lists."""
    if " and " not in raw:
        return [raw]
    parts = bibtex_names.listed(raw)
    if len(parts) > 1 and all(map(bibtex_names.whole, parts)):
        return parts
    return parts if lists and not (spaces and any(" " not in part for part in parts)) else [raw]


def _other_imprints(book: Book, entry: Entry) -> None:
    """The statements of publication that our own exports number from 2."""
    for n in range(2, MOST_NUMBERED):
        fields = [f"{name}{n}" for name in ("address", "location", "publisher", "year", "date")]
        if not any(name in entry.values for name in fields):
            return
        places, names = (
            [entry.decode(name, part) for part in _listed(entry.raw(name), False) if part]
            for name in (entry.said(*fields[:2]), fields[2])
        )
        before = len(book.imprints)
        plain.imprint(book, fields[2], places, names)
        if when := plain.clean(book, fields[3], entry.text(*fields[3:])):
            if len(book.imprints) == before:
                book.imprints.append(Imprint(raw=when))
            book.imprints[-1].date = when
        if len(book.imprints) > before:
            _function(book, entry, f"publisher{n}type", before)


def _function(book: Book, entry: Entry, name: str, place: int) -> None:
    said = entry.text(name) if name in entry.values else ""
    if said in ("production", "distribution", "manufacture") and place < len(book.imprints):
        book.imprints[place].function = said


def _is_of_another(entry: Entry) -> bool:
    """Whether the date is that of another statement than the first: `year+an = {=imprint2}`."""
    return any(
        entry.raw(f"{name}+an").startswith("=imprint") for name in ("year", "date") if f"{name}+an" in entry.values
    )


def place(book: Book, entry: Entry, kind: str) -> None:
    """What it stands in, its series, its volume, its pages."""
    series = [entry.text("series")] if "series" in entry.values else []
    number, volume = entry.text("number", "issue"), entry.text("volume")
    if part := entry.text("part"):
        volume = f"{volume}, {part}" if volume else part
    first = _part(book, entry, "volume", volume) if entry.raw("volume+an") == "=part" else ""
    volume = "" if first else volume
    pages = latex.plain(entry.raw("pages", "eid")).strip()
    pages = " ".join(pages.replace("--", "–").split())
    whole = kind in WHOLES
    host = "" if whole else _host(entry)
    if host and ("title" in entry.values or host != book.raw.get("title")):
        made = {name: plain.clean(book, name, text) for name, text in (("host", host), ("pages", pages))}
        taken = bool(series) and bool(book.record_type != "article")
        inner_volume = "" if taken and not number else volume
        issn = next((part.partition("(")[0].strip() for part in re.split("[,;]", entry.text("issn"))), "")
        book.host = Host(made["host"], inner_volume, "" if taken else number, made["pages"], issn)
        for name in series:
            plain.series(book, "series", name, (number or volume) if taken else "")
        _others(book, entry)
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
    if first or volume:
        book.parts = [first or _part(book, entry, "volume", volume)]
    _others(book, entry)
    _extent(book, entry, pages, whole)


def _part(book: Book, entry: Entry, name: str, text: str) -> str:
    """A part of a title by its volume: "2" is volume 2, unless an annotation says that it is the part as it stands."""
    label = plain.clean(book, name, text)
    counted = label[:1].isdigit() or set(label) <= set("IVXLC")
    return f"Volume {label}" if counted and label and entry.raw(f"{name}+an") != "=part" else label


def _others(book: Book, entry: Entry) -> None:
    """Series and volumes that our own exports number from 2."""
    for n in range(2, MOST_NUMBERED):
        if f"series{n}" not in entry.values:
            break
        plain.series(book, f"series{n}", entry.text(f"series{n}"), entry.text(f"number{n}"))
    for n in range(2, MOST_NUMBERED):
        if f"volume{n}" not in entry.values:
            break
        made = _part(book, entry, f"volume{n}", entry.text(f"volume{n}"))
        book.parts += [made] if made else []


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
