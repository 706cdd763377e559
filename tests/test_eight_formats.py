"""The same 100 books, written in each of the nine formats of exports, are 100 books again, whatever the order of the files."""

import re
from pathlib import Path

import pytest

from shelflist import exports
from shelflist.cataloguing import classes, dates, isbn, subjects, titles
from shelflist.model import Book, Chapter, Contributor, Imprint, Link, Note, Series, Source
from shelflist.report import Report
from tests.tools import built, make_site

COUNT = 100
FILES = 9
WORDS = ("salt", "lantern", "bridge", "harbour", "mill", "stone", "winter", "ferry", "orchard", "bell")
ITALIAN = ("sale", "lanterna", "ponte", "porto", "mulino", "pietra", "inverno", "traghetto", "frutteto", "campana")
OTHER = (
    ("ru", "Соляные дороги", "Морозова, Анна"), ("el", "Οι δρόμοι του αλατιού", "Παππά, Ελένη"), ("ja", "塩の道", "山田, 花子"),
    ("ar", "طرق الملح", "حداد, ليلى"), ("he", "דרכי המלח", "לוי, נועה"), ("de", "Die Straßen & das Öl", "Müller-Groß, Jürgen"),
    ("fr", "L’île d’été", "d’Aubigné, Élise"), ("zh", "鹽之路", "陳, 美玲"),
)  # fmt: skip
FAMILIES = ("Oduya", "Falconi", "Lindqvist", "Moreau", "Okonkwo", "Belli", "van der Meer", "O'Neil", "De Luca", "Quint")
GIVEN = ("Tess", "Ada", "Per", "Jean-Luc", "Ifeoma", "Marina E.", "Kees", "Sean", "Rosa", "Ezra")


def person(n: int) -> str:
    """An invented name."""
    return f"{FAMILIES[n % 10]}, {GIVEN[n * 7 // 10 % 10]}"


def title(n: int) -> tuple[str, str, str]:
    """(title, subtitle, language) of the n-th book, of which no two are the same."""
    one, other = n % 10, n // 10 % 10
    if n % 12 == 11:
        language, text, _ = OTHER[n // 12 % 8]
        return (text if n < 96 else f"{text} II"), "", language
    if n % 3 == 1:
        return f"Il {ITALIAN[one]} e la {ITALIAN[other]} di Varn", "" if n % 4 else "una storia", "it"
    opening = ("The", "A", "On", "")[n % 4]
    whole = f"{opening} {WORDS[one]} roads of the {WORDS[other]} coast".strip()
    return (
        (whole, "", "en")
        if n % 5 == 0
        else (f"{whole}: letters", "", "en")
        if n % 7 == 3
        else (whole, "a history, 100% true & told", "en")
    )


def book(n: int) -> Book:
    """The n-th of the invented books."""
    made = Book(source=Source("invented", n + 1, "marc21", f"INV{n:04d}"), id=f"INV{n:04d}", title="")
    made.title, made.subtitle, language = title(n)
    made.languages = [language, "la"] if n % 25 == 7 else [language]
    made.nonfiling = titles.nonfiling(made.title, language)
    first = OTHER[n // 12 % 8][2] if n % 12 == 11 else person(n)
    role = "edt" if n % 9 == 4 else "aut"
    made.contributors = [Contributor(first, [role], main=role == "aut", raw=first)]
    made.contributors += [
        Contributor(person(n + 3 * more), [role]) for more in range(1, n % 4) if person(n + 3 * more) != first
    ]
    made.contributors += [Contributor("Belli, Rina", ["trl"])] if n % 6 == 2 else []
    made.contributors += [Contributor("Kowal, Ewa", ["ill", "cov"])] if n % 10 == 3 else []
    made.contributors += [Contributor("Institute of Coasts", ["isb"], "corporate")] if n % 8 == 5 else []
    when = ("2001", "[1998]", "1987, cop. 1986", "ca. 1950", "1998-2003", "2019-05-01", "MCMXCVIII")[n % 7]
    made.imprints = [Imprint(["Varn"] if n % 2 else ["Port Amble", "Varn"], ["Salt & Lantern Press"], when)]
    made.imprints += [Imprint(["Varn"], ["Ferry Printers"], "", "manufacture")] if n % 20 == 9 else []
    made.date = dates.read(when)
    made.edition = ("", "2nd ed.", "Rev. ed.")[n % 3]
    made.pages = 100 + n
    made.extent, made.raw["extent"] = f"{made.pages} p.", f"{made.pages} p."
    if n % 3:
        made.isbns = isbn.read(isbn.to_13(next(f"{n:09d}{c}" for c in "0123456789X" if isbn.normal(f"{n:09d}{c}")[0])))
    if n % 10 == 6:
        made.identifiers = {"oclc": [str(700_000 + n)], "lccn": [f"20010{n:05d}"]}
    made.identifiers |= {"doi": [f"10.1234/varn_{n}(a)"]} if n % 15 == 8 else {}
    made.series = [Series("Coast books", str(n))] if n % 4 == 0 else []
    made.series += [Series("Voices; a series", "vol. 3"), Series("Varn 2000")] if n % 16 == 0 else []
    headings = (
        "Salt trade -- History -- 19th century",
        "Roads",
        "Tolls, medieval",
        "Women authors -- Fiction",
        "Coasts -- Europe",
    )
    made.subjects = [subjects.heading(headings[(n + more) % 5]) for more in range(n % 4)]
    made.classes = [number] if n % 5 == 1 and (number := classes.ddc(f"380.{n}")) else []
    made.summary = (
        [f"Who carried the {WORDS[n % 10]}.", "And where to; <b>not</b> a tag & no entity &amp; more."]
        if n % 5 == 2
        else []
    )
    made.notes = [Note("general", f"With a map: sheet {n}.")] if n % 11 == 3 else []
    made.links = [Link(f"https://varn.example/books/{n}")] if n % 13 == 4 else []
    made.contents = [Chapter("The road", "1"), Chapter("The coast", "2")] if n % 17 == 5 else []
    return made


def volumes(n: int) -> Book:
    """Every tenth and the one before it are volumes of one set: title, people and year are the same."""
    if n % 10 not in (0, 1):
        return book(n)
    made = book(n - n % 10)
    made.id = made.source.record_id = f"INV{n:04d}"
    made.parts = [("Volume 1", "Volume 2, The north")[n % 10]]
    made.isbns = book(n).isbns if n % 20 < 10 else []
    made.identifiers = {}
    made.series = [Series("Coast books", str(n))] if n % 20 < 10 else []
    return made


BOOKS = [volumes(n) for n in range(COUNT)]

ORDERS = (
    tuple(exports.FORMATS),
    tuple(reversed(exports.FORMATS)),
    ("csv", "bibtex", "json", "mods", "zotero-rdf", "ris", "marcxml", "csl-json", "biblatex"),
    ("mods", "csl-json", "biblatex", "csv", "zotero-rdf", "marcxml", "json", "bibtex", "ris"),
)
"""Orders of the files by their names."""


def site(folder: Path, order: tuple[str, ...]) -> tuple[Report, dict[str, str]]:
    """(the report of a build of all files in this order, address → the page's text without what it says of its records)."""
    files = {
        f"content/records/{n}-{name}.{exports.FORMATS[name].ending}": exports.text(
            name, BOOKS if n % 2 else reversed(BOOKS)
        )
        for n, name in enumerate(order)
    }
    report, out = built(make_site(folder, files))
    pages = {path.parent.name: path.read_text() for path in out.glob("books/*/index.md")}
    return report, {name: without_records(text) for name, text in pages.items()}


def without_records(text: str) -> str:
    """A book's page without the names of the files that it came from."""
    return re.sub(r"content/records/\d-", "", text)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, str]]:
    return site(tmp_path_factory.mktemp("eight"), ORDERS[0])


def test_the_books_are_different() -> None:
    assert len({(b.title, tuple(b.parts), b.contributors[0].name, b.date.raw) for b in BOOKS}) == COUNT


def test_nine_files_are_a_hundred_books(first: tuple[Report, dict[str, str]]) -> None:
    report, pages = first
    assert (report.records, report.books, report.merged, report.rejected) == (
        FILES * COUNT,
        COUNT,
        (FILES - 1) * COUNT,
        [],
    )
    assert len(pages) == COUNT
    assert report.warnings == []


@pytest.mark.parametrize("order", ORDERS[1:], ids="-".join)
def test_the_order_of_files_decides_nothing(
    tmp_path: Path, order: tuple[str, ...], first: tuple[Report, dict[str, str]]
) -> None:
    report, pages = site(tmp_path, order)
    assert (report.books, report.merged) == (COUNT, (FILES - 1) * COUNT)
    assert pages == first[1]
