"""RIS ("RIS Format Specifications", Research Information Systems, 2001 and 2011), as EndNote, Zotero and Mendeley read it.

Two letters, two spaces, a dash, a space, and a value on one line. A body's name ends with a comma, as EndNote has it. Editors are
ED, translators A4; what RIS has no tag for (other roles, a second publisher, parts of a title, numbers of libraries) stands in
the user's field U5, "shelflist contributor: Oduya, Tess (illustrator)", a line each (`cataloguing.statements`): all contributors
where one of them needs it, and so with every other kind; those lines then stand for what the tags say.
"""

import re
from collections.abc import Iterable, Iterator

from shelflist.cataloguing import statements
from shelflist.exports.reference import (
    WITHIN,
    has_dash,
    is_plain,
    is_volume,
    key,
    kind,
    plain_date,
    short_title,
    whole_title,
)
from shelflist.exports.values import chapter, no_markup
from shelflist.model import Book, Contributor

TYPES: dict[str, str] = {
    "book": "BOOK", "article": "JOUR", "review": "JOUR", "chapter": "CHAP", "conference paper": "CPAPER", "entry": "ENCYC", "thesis": "THES",
    "report": "RPRT", "manuscript": "MANSCPT", "pamphlet": "PAMP", "periodical": "JFULL", "web page": "ELEC", "blog post": "BLOG",
    "letter": "PCOMM", "interview": "INTV", "film": "MPCT", "video": "VIDEO", "sound recording": "SOUND", "score": "MUSIC",
    "picture": "ART", "map": "MAP", "talk": "SLIDE", "software": "COMP", "data set": "DATA", "patent": "PAT", "standard": "STAND",
    "law": "STAT", "court case": "CASE", "hearing": "HEAR",
}  # fmt: skip
"""Plain word for what it is → type; any other is generic."""

SERIES_IN_T2 = frozenset(
    ("book", "report", "software", "map", "standard", "data set", "pamphlet", "manuscript", "document")
)
"""What has its series in T2 (EndNote); T2 of anything else is what it stands in."""

AUTHORS = frozenset(
    ("book", "article", "review", "chapter", "conference paper", "entry", "report", "thesis", "manuscript", "pamphlet", "periodical",
     "web page", "blog post", "interview", "data set", "standard")
)  # fmt: skip
"""What has authors in AU and translators in A4, and not directors, composers or inventors."""

_BREAK = re.compile(r"\s*[\r\n]\s*")
PREFIX = "U5  - shelflist "


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books, a record each."""
    for book in books:
        out = lines(book)
        text = "\r\n".join(out)
        if text.count("\n") >= len(out) or text.count("\r") >= len(out):  # a value of several lines
            text = "\r\n".join([_BREAK.sub(" ", line) for line in out])
        yield text + "\r\n\r\n"


def lines(book: Book) -> list[str]:
    """One record's lines."""
    word = kind(book)
    out = [f"TY  - {TYPES.get(word, 'GEN')}", f"ID  - {key(book)}", f"TI  - {whole_title(book)}"]
    own: list[str] = []
    if short := short_title(book):
        out.append(f"ST  - {short}")
    if "<" in out[2]:
        own += [f"title: {book.title}", f"subtitle: {book.subtitle}"]
    if book.contributors:
        _people(out, own, book, word)
    _published(out, own, book)
    _standing(out, own, book, word)
    _numbers(out, own, book)
    _about(out, own, book)
    out += [PREFIX + line for line in own]
    out.append("ER  - ")
    return out


def _people(out: list[str], own: list[str], book: Book, word: str) -> None:
    whole = True
    series_editor = "A2" if word in SERIES_IN_T2 and book.series else "A3"
    tags = (
        {"aut": "AU", "edt": "ED", "trl": "A4", "pbd": series_editor} if word in AUTHORS else {"aut": "AU", "edt": "ED"}
    )
    for one in book.contributors:
        name = one.name
        body = one.kind != "person" or ("," not in name and " " in name)
        for role in one.roles:
            if tag := tags.get(role):
                out.append(f"{tag}  - {name}," if body else f"{tag}  - {name}")
            else:
                whole = False
        whole = whole and bool(one.roles) and _is_plain(one)
    if not whole or word not in AUTHORS:
        own += ["contributor: " + statements.contributor(one) for one in book.contributors]


def _is_plain(one: Contributor) -> bool:
    """Whether a name comes back as it is: a body of any name, a person by family name or by one word."""
    if one.kind == "corporate":
        return (
            "<" not in one.name and one.name.casefold() != "anonymous" and one.name.count(",") == one.name.count(", ")
        )
    return is_plain(one) and ("," in one.name or " " not in one.name)


def _published(out: list[str], own: list[str], book: Book) -> None:
    parts, date = plain_date(book), book.date
    day = len(parts) == 1 and len(parts[0]) == 3
    if date.year is not None and date.year > 0:
        out.append(f"PY  - {date.year}")
        if day:
            out.append(f"DA  - {date.raw.replace('-', '/')}")
    elif date.raw:
        out.append(f"PY  - {date.raw}")
    dated = bool(parts) and len(parts) == 1
    if date.raw and not dated:
        own.append(f"date: {date.raw}")
    first = book.imprints[0] if book.imprints else None
    if first is None:
        return
    out += [f"CY  - {place}" for place in first.places]
    out += [f"PB  - {name}" for name in first.publishers]
    said = [*first.places, *first.publishers]
    exact = len(book.imprints) == 1 and first.function == "publication" and first.date == date.raw
    if not exact or (first.date and not dated) or any("<" in text or ";" in text or " : " in text for text in said):
        own += ["imprint: " + statements.imprint(one) for one in book.imprints]


def _standing(out: list[str], own: list[str], book: Book, word: str) -> None:
    """What it stands in, its volume, its series, its extent."""
    host = book.host
    if host is not None:
        start, _, end = host.pages.replace("–", "-").partition("-")
        spread = bool(end) and start.isdecimal() and end.isdecimal()
        said = (("T2", host.title), ("VL", host.volume), ("IS", host.number), ("SP", start if spread else host.pages),
                ("EP", end if spread else ""), ("SN", host.issn))  # fmt: skip
        out += [f"{tag}  - {text}" for tag, text in said if text]
    if book.parts:
        if host is None:
            out.append(
                "VL  - " + (book.parts[0].removeprefix("Volume ") if is_volume(book.parts[0]) else book.parts[0])
            )
        if host is not None or len(book.parts) > 1 or word in WITHIN or not is_volume(book.parts[0]):
            own += [f"part: {part}" for part in book.parts]
    if book.series:
        first = book.series[0]
        out.append(f"T2  - {first.title}" if word in SERIES_IN_T2 and host is None else f"T3  - {first.title}")
        if first.volume and host is None:
            out.append(f"IS  - {first.volume}")
        plain = "<" not in first.title and (first.volume or not any(map(str.isdigit, first.title)))
        if len(book.series) > 1 or first.issn or not plain or word not in SERIES_IN_T2 or host is not None:
            own += ["series: " + statements.series(one) for one in book.series]
    if book.edition:
        out.append(f"ET  - {book.edition}")
    if host is None and (
        extent := str(book.pages) if book.pages and book.extent == f"{book.pages} p." else book.extent
    ):
        out.append(f"SP  - {extent}")


def _numbers(out: list[str], own: list[str], book: Book) -> None:
    valid = [one.isbn13 for one in book.isbns if one.valid()]
    out += [f"SN  - {number}" for number in valid]
    if len(valid) < len(book.isbns):
        own += [("cancelled isbn: " if one.cancelled else "isbn: ") + one.raw for one in book.isbns]
    if book.identifiers:
        kinds = book.identifiers
        out += [f"SN  - {text}" for text in kinds.get("issn", ())]
        out += [f"DO  - {text}" for text in kinds.get("doi", ())]
        if not kinds.keys() <= {"issn", "doi"} or book.host is not None:
            own += [f"identifier: {kind} {text}" for kind, found in kinds.items() for text in found]
    if book.classes:
        out.append(f"CN  - {book.classes[0].number}")
        own += [f"class: {one.scheme} {one.number}" for one in book.classes]
    out += [f"UR  - {link.url}" for link in book.links]


def _about(out: list[str], own: list[str], book: Book) -> None:
    if book.subjects:
        exact = True
        for one in book.subjects:
            text = (
                one.main if not one.subdivisions else " -- ".join([one.main, *[part.text for part in one.subdivisions]])
            )
            out.append(f"KW  - {text}")
            exact = exact and ";" not in text and "<" not in text and not has_dash(text, len(one.subdivisions))
        if not exact:
            own += ["subject: " + statements.subject(one) for one in book.subjects]
    out += [f"LA  - {code}" for code in book.languages]
    out += [f"AB  - {no_markup(text)}" for text in book.summary]
    out += [f"N1  - {no_markup(note.text)}" for note in book.notes]
    if book.contents:
        out.append("N1  - Contents: " + no_markup(" -- ".join([chapter(one) for one in book.contents])))
    if book.responsibility:
        own.append(f"responsibility: {book.responsibility}")
    if book.uniform_title:
        own.append(f"uniform title: {book.uniform_title}")
    own += [f"other title: {text}" for text in book.other_titles]
    own += [f"parallel title: {text}" for text in book.parallel_titles]
    own += [f"original language: {code}" for code in book.original_languages]
