"""Books to be written and read again: any that a reader may make, and what of them every format must bring back.

A text is one as readers leave it: clean, without ISBD's marks at its ends, without the full stop that only closes a
heading, without brackets around the whole. A name, a number, a heading stands once in a book.
"""

import re
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from shelflist import exports, readers
from shelflist.cataloguing import characters, dates, imprints, isbn, names, relators, titles
from shelflist.cataloguing.punctuation import collapse, strip_end, strip_heading, unbracket
from shelflist.model import Book, Contributor, Host, Imprint, Isbn, Series, Source, Subdivision, Subject

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</title><script>", "</script><script>",
    "<!--<script>", "</textarea>", "]]>", "{{7*7}}", '{% include "/etc/passwd" %}', "{{ ''.__class__.__mro__ }}",
    "[x](javascript:alert(1))", "![](data:image/svg+xml;base64,AAAA)", "[a]: javascript:alert(1)", "# H1", "--- layout", "1. x",
    "| a | b |", "&lt;script&gt;", "&amp;amp;", "???", "Salt &c; pepper", r"\input{/etc/passwd}", r"\write18{rm}", "=cmd|' /C calc'!A0",
    "+1+1", "-2+3", "@SUM(A1)", "'quoted", '"quoted"', "100% {of} it", "}{", "{", "}", "\\", "$x_1^2$", "a~b", "a -- b", "A--B", "``x''",
    "TY  - BOOK", "ER  - ", "a  b", "x and y", "others", "Salt; roads", "Salt, roads", "A = B", "A / B", "A : B", "A: B", "(x)", "[x] y",
    "@book{x, title={y}}", "%comment", "Ünḯcödé", "соль", "塩の道", "مِلح", "é", "🧂 salt",
)  # fmt: skip
"""Rows 1 to 30 and 79 of hostile input, and what each format has marks for."""

_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
"""What UTF-8 looks like when it is taken for Latin-1: the readers of MARC turn it back."""

SIGNS = "ab cdE F12 áßñ\\{}%&#$_~^\"'`<>=|/:;,.-–—()[]+@!?*"
ROLES = [code for code in relators.ROLES if code not in ("pbl", "pub")]
"""A publisher is in the imprint: a person who only published is none in MARC and MODS (RDA 21)."""

LANGUAGES = ["en", "it", "fr", "de", "es", "la", "grc", "el", "zh", "ru", "ar", "he", "pt", "nl", "ca", "ja", "sr"]
DATES = [
    "2019", "1998", "[2019]", "©2019", "2010, cop. 2008", "1998-2003", "1998/99", "1904-05", "ca. 1850", "[1850?]", "19--", "s.d.",
    "2001-09", "2001-09-01", "maggio 1997", "MCMXCVIII", "1998-", "1998 [i.e. 1999]", "stampa 1998", "10 May 2001", "5779 [2019]",
]  # fmt: skip


def settled(text: str) -> str:
    """The text as the readers leave one."""
    for _ in range(20):
        made = characters.clean(text)[0]
        made = unbracket(strip_heading(strip_end(collapse(made)))).strip(" .,:;/=")
        if made == text:
            return made
        text = made
    return ""


def texts(most: int = 24) -> st.SearchStrategy[str]:
    """Settled texts: hostile ones, ones full of signs, ones of any characters."""
    found = st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.sampled_from(SIGNS), min_size=1, max_size=most),
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=most),
    )
    return found.map(settled).filter(lambda text: bool(text) and not imprints.unknown(text) and not _TWICE.search(text))


def words() -> st.SearchStrategy[str]:
    """Two or three ordinary words."""
    word = st.sampled_from(["salt", "Roads", "Ada", "Müller", "d’Oro", "O'Neil", "van", "Ph.D", "3", "Lanterna", "海"])
    return st.lists(word, min_size=1, max_size=3).map(" ".join).map(settled).filter(bool)


def title(draw: st.DrawFn) -> tuple[str, str]:
    """(title, subtitle)."""
    one = st.one_of(words(), texts(40)).filter(lambda text: bool(text.strip(" .,:;/")))
    return draw(one), draw(st.one_of(st.just(""), words(), texts()))


def contributor(draw: st.DrawFn) -> Contributor:
    kind = draw(st.sampled_from(["person", "person", "person", "corporate", "meeting"]))
    plain = st.one_of(words(), texts())
    if kind == "person" and draw(st.integers(0, 4)):
        family, given = (draw(plain).replace(",", " ") for _ in range(2))
        suffix = draw(st.sampled_from(["", "", "", ", Jr.", ", duke of Rome"]))
        name = settled(f"{family}, {given}{suffix}")
    else:
        name = draw(plain)
    roles = draw(st.lists(st.sampled_from(ROLES), max_size=3, unique=True))
    return Contributor(name or "Ada", roles, kind, raw=name)


def imprint(draw: st.DrawFn) -> Imprint:
    one = st.lists(st.one_of(words(), texts()), max_size=2, unique=True)
    return Imprint(draw(one), draw(one), "", draw(st.sampled_from(["publication", "publication", "manufacture"])))


def numbers(draw: st.DrawFn) -> list[Isbn]:
    """Valid ISBNs in both lengths, cancelled ones, and what is none."""
    found: dict[str, Isbn] = {}
    for digits in draw(st.lists(st.integers(0, 99_999_999), max_size=3, unique=True)):
        ten = next(made for c in "0123456789X" if (made := f"0{digits:08d}{c}") and isbn.normal(made)[0])
        raw = draw(st.sampled_from([ten, isbn.normal(ten)[0], isbn.hyphenated(isbn.normal(ten)[0])]))
        found[isbn.normal(ten)[0]] = isbn.read(raw, cancelled=draw(st.integers(0, 4)) == 0)[0]
    for raw in draw(st.lists(st.one_of(st.sampled_from(["0-306-40615-9", "12345"]), texts()), max_size=1)):
        number = isbn.read(raw)[0]
        if number.raw == raw and not number.isbn13 and not number.qualifier:
            found[raw] = number
    return list(found.values())


def subject(draw: st.DrawFn) -> Subject:
    part = st.one_of(words(), texts())
    below = draw(st.lists(part, max_size=2))
    return Subject(draw(part), [Subdivision(text) for text in below], draw(st.sampled_from(["topic", "keyword"])))


def series(draw: st.DrawFn) -> Series:
    volume = st.one_of(st.just(""), st.sampled_from(["3", "12", "vol. 2", "n. 5", "XI"]), texts())
    return Series(draw(st.one_of(words(), texts())), draw(volume))


def identifiers(draw: st.DrawFn) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    some = {
        "issn": st.sampled_from(["1234-5679", "0317-8471", "2434-561X"]),
        "doi": st.sampled_from(["10.1000/182", "10.1234/abc_def(2019)x", "10.1234/a;b", "10.5555/a,b", "10.1002/<x>y"]),
        "oclc": st.integers(1, 10**10).map(str),
        "lccn": st.sampled_from(["2019012345", "78890351", "n78890351", "sn85000678"]),
    }
    for kind, one in some.items():
        if values := draw(st.lists(one, max_size=2, unique=True)):
            found[kind] = values
    return found


def once(found: Iterable[Any], key: Any) -> list[Any]:
    kept: dict[Any, Any] = {}
    for one in found:
        kept.setdefault(key(one), one)
    return list(kept.values())


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Any book."""
    made = Book(
        source=Source("a.json", 1, "plain-list", ""), id=draw(st.sampled_from(["r1", "UNINA99", "x y", ""])), title=""
    )
    made.title, made.subtitle = title(draw)
    part = st.one_of(
        st.sampled_from(["Volume 2", "Part 1", "2", "Volume 3, The north", "The north", "XI", "Volume IV"]), texts()
    )
    made.parts = draw(st.lists(part, max_size=2, unique=True))
    made.contributors = once(
        (contributor(draw) for _ in range(draw(st.integers(0, 4)))), lambda c: names.fold(c.name) or c.name
    )
    main = next((c for c in made.contributors if "aut" in c.roles), None)
    if main is not None:
        main.main = True
    made.imprints = [imprint(draw) for _ in range(draw(st.integers(0, 2)))]
    made.imprints.sort(key=lambda one: one.function != "publication")
    when = draw(st.sampled_from(["", *DATES]))
    if when:
        made.imprints = made.imprints or [Imprint()]
        made.imprints[draw(st.integers(0, len(made.imprints) - 1))].date = when
        made.date = dates.read(when)
    made.imprints = [one for one in made.imprints if one.places or one.publishers or one.date]
    made.edition = draw(st.sampled_from(["", "2nd ed.", "Seconda edizione", "Rev. & enl. ed."]))
    made.series = once((series(draw) for _ in range(draw(st.integers(0, 3)))), lambda s: (s.title.casefold(), s.volume))
    made.subjects = once((subject(draw) for _ in range(draw(st.integers(0, 4)))), lambda s: s.text().casefold())
    made.languages = draw(st.lists(st.sampled_from(LANGUAGES), max_size=3, unique=True))
    made.isbns = numbers(draw)
    made.identifiers = identifiers(draw)
    made.pages = draw(st.sampled_from([None, 312, 7]))
    made.extent = f"{made.pages} p." if made.pages else draw(st.sampled_from(["", "xii, 345 p.", "1 online resource"]))
    made.nonfiling = titles.nonfiling(made.title, made.languages[0]) if made.languages else 0
    if draw(st.integers(0, 5)) == 0:
        made.identifiers.pop("issn", None)  # it would be that of what it stands in
        made.host = Host(
            draw(words()), *(draw(st.sampled_from(["", one])) for one in ("12", "3", "17-42", "0317-8471"))
        )
        made.record_type = draw(st.sampled_from(["article", "chapter"]))
    return made


# --- what must come back --------------------------------------------------------------------------------------


def core(book: Book) -> dict[str, Any]:
    """What of a book every format must bring back."""
    people = sorted((c.name, c.kind, tuple(sorted(c.roles))) for c in book.contributors)
    by_role: dict[str, list[str]] = {}
    for person in book.contributors:
        for role in person.roles or [""]:
            by_role.setdefault(role, []).append(person.name)
    return {
        "title": (book.title, book.subtitle, book.parts),
        "people": people,
        "order": dict(sorted(by_role.items())),
        "imprints": [(one.places, one.publishers, one.date, one.function) for one in book.imprints],
        "year": book.date.year,
        "isbns": sorted((one.isbn13 or one.raw, one.cancelled) for one in book.isbns),
        "identifiers": {kind: sorted(book.identifiers.get(kind, [])) for kind in ("issn", "doi", "oclc", "lccn")},
        "series": [(one.title, one.volume) for one in book.series],
        "subjects": sorted(one.text() for one in book.subjects),
        "languages": book.languages,
    }


def exported(name: str, found: Iterable[Book]) -> bytes:
    return exports.text(name, found).encode()


def imported(data: bytes, format: str) -> list[Book]:
    """The books of a file that its reader recognises without a hint."""
    assert readers.recognise(data, "export") == format
    made = [readers.parse(format, chunk) for chunk in readers.chunks(format, [data])]
    assert all(isinstance(one, Book) for one in made), made
    return [one for one in made if isinstance(one, Book)]


def spaced(text: str) -> str:
    """Without a run of white space: what a shrunk example is easier to read with."""
    return re.sub(r"\s+", " ", text)
