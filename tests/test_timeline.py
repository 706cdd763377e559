"""The timeline: every book on it once, filed by its year, shown with its date as printed; undated ones last."""

import gzip
import re
from pathlib import Path

import pytest

from shelflist.cataloguing import dates
from shelflist.model import Book, Source
from shelflist.pages import timeline
from tests.tools import built, iso2709, make_site

DATES = {
    "Plain": "1998",
    "Corrected": "[1957 i.e. 1958]",
    "About": "ca. 1850",
    "Century": "19--",
    "Between": "[between 1900 and 1910]",
    "Range": "1998-2003",
    "Open": "2001-",
    "Both": "[2019] ©2019",
    "Iso": "2019-05-01",
    "Era": "1938 (a. XVI)",
    "Undated": "s.d.",
    "Nothing": "",
    "Impossible": "5759",
    "Roman": "MCMXCVIII",
}


def record(title: str, date: str, id: str = "") -> bytes:
    imprint = [("260", "  ", [("a", "Torino :"), ("b", "Acqua,"), ("c", date)])] if date else []
    return iso2709([("001", "", id or title), ("245", "10", [("a", title)]), *imprint])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = b"".join(record(title, date) for title, date in DATES.items())
    folder = make_site(tmp_path_factory.mktemp("timeline"), {"content/records/a.mrc": records})
    return built(folder)[1]


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def listed(page: str) -> list[tuple[str, str, str]]:
    """(title, date as printed, what is said of it) of each book on a page."""
    found = re.findall(
        r'<li><a href="[^"]*books/[^"]+"[^>]*>([^<]*)</a>(?: <span class="date">([^<]*)</span>)?(?: <span class="mark">([^<]*)</span>)?',
        page,
    )
    return [(title, date, mark) for title, date, mark in found]


def test_decades_and_years_with_their_counts(site: Path) -> None:
    page = html(site, "timeline")
    main = page[page.index("<main") :]
    decades = re.findall(r'<li><a href="\.\./timeline/(\d+s)/">[^<]*</a> <small>([^<]*)</small>', main)
    assert decades == [
        ("1850s", "1 book, 1 inexact"),
        ("1900s", "2 books, 2 inexact"),
        ("1930s", "1 book"),
        ("1950s", "1 book"),
        ("1990s", "3 books, 1 inexact"),
        ("2000s", "1 book, 1 inexact"),
        ("2010s", "2 books"),
    ]
    assert '<a href="../years/1958/">1958</a> <small>1 book</small>' in main
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", main)[-1] == "Date not known (3)"


def test_the_chart_has_its_table(site: Path) -> None:
    page = html(site, "timeline")
    assert page.count("<svg") == 1
    assert 'role="img" aria-labelledby="chart-title chart-desc"' in page
    assert "The decade with most books is the 1990s: 3 of 11." in page
    cells = re.findall(r'<th scope="row"><a href="[^"]*">(\d+s)</a></th><td>(\d+)</td><td>(\d+)</td>', page)
    assert [row for row in cells if row[0] == "1990s"] == [("1990s", "3", "1")]
    assert sum(int(books) for _, books, _ in cells) == 11


def test_books_stand_under_their_year_with_the_date_as_printed(site: Path) -> None:
    assert listed(html(site, "timeline/1900s")) == [
        ("Between", "[between 1900 and 1910]", "between 1900 and 1910"),
        ("Century", "19--", "between 1900 and 1999"),
    ]
    assert listed(html(site, "timeline/1950s")) == [("Corrected", "[1957 i.e. 1958]", "filed under 1958")]
    assert listed(html(site, "timeline/1990s")) == [
        ("Plain", "1998", ""),
        ("Range", "1998-2003", "1998–2003"),
        ("Roman", "MCMXCVIII", "filed under 1998"),
    ]
    assert listed(html(site, "timeline/2010s")) == [("Both", "[2019] ©2019", ""), ("Iso", "2019-05-01", "")]
    assert listed(html(site, "timeline/2000s")) == [("Open", "2001-", "from 2001 on")]


def test_books_without_a_date_stand_last(site: Path) -> None:
    assert listed(html(site, "timeline")) == [
        ("Impossible", "5759", "to be checked"),
        ("Nothing", "", ""),
        ("Undated", "s.d.", ""),
    ]


def test_decades_lead_on_and_years_lead_to_their_decade(site: Path) -> None:
    page = html(site, "timeline/1950s")
    assert "<span>Earlier</span>1930s" in page
    assert "<span>Later</span>1990s" in page
    year = html(site, "years/1958")
    assert '<a href="../../timeline/1950s/">1950s</a>' in year
    assert listed(year) == [("Corrected", "[1957 i.e. 1958]", "filed under 1958")]


ROWS: list[tuple[str, str]] = [
    ("1998", ""),
    ("[1957 i.e. 1958]", "filed under 1958; corrected on the book"),
    ("ca. 1850", "filed under 1850; approximate"),
    ("19--", "filed under 1900 (1900–1999); approximate"),
    ("1998-2003", "filed under 1998 (1998–2003)"),
    ("1998-", "filed under 1998; in progress"),
    ("[2019] ©2019", "filed under 2019; supplied by the cataloguer"),
    ("2010, cop. 2008", "filed under 2010; © 2008"),
    ("c1998", "filed under 1998; copyright date"),
    ("5779 [2019]", "filed under 2019; another calendar; supplied by the cataloguer"),
    ("1938 (a. XVI)", "filed under 1938; October 1937 – October 1938"),
    ("anno XVI", "another calendar; October 1937 – October 1938"),
    ("MCMXCVIII", "filed under 1998; Roman numerals"),
    ("stampa 1998", "filed under 1998; date of printing"),
    ("DL 2010", "filed under 2010; date of legal deposit"),
    ("s.d.", "date not known"),
    ("1234", "to be checked"),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "note"), ROWS, ids=[printed or "empty" for printed, _ in ROWS])
def test_the_date_on_a_books_page(printed: str, note: str) -> None:
    book = Book(source=Source("", 0, "marc21"), id="x", title="X", date=dates.read(printed))
    rows = timeline.row(book, {})
    assert [(value["text"], value["note"]) for row in rows for value in row["values"]] == (
        [(printed, note)] if note else []
    )


def test_a_list_without_years_has_no_timeline(tmp_path: Path) -> None:
    folder = make_site(tmp_path, {"content/records/a.mrc": record("Salt", "s.d.")})
    assert not (built(folder)[1] / "timeline").exists()


def test_a_long_timeline_is_cut_into_pages_that_stay_small(tmp_path: Path) -> None:
    years = [1450 + n * 571 // 900 for n in range(900)]
    records = b"".join(
        record(f"Salt roads of the north, number {n}", str(year), f"r{n}") for n, year in enumerate(years)
    )
    undated = b"".join(record(f"Sand {n}", "s.d.", f"u{n}") for n in range(130))
    toml = '[site]\ntitle = "Test list"\n[build]\npage_size = 50\n'
    out = built(make_site(tmp_path, {"content/records/a.mrc": records + undated}, toml))[1]
    pages = sorted(out.glob("timeline/**/index.html"))
    assert max(len(gzip.compress(p.read_bytes())) for p in pages) <= 14_336
    shown = [one for p in pages if p.parent.name != "timeline" for one in listed(p.read_text(encoding="utf-8"))]
    assert len(shown) == len(set(shown)) == 1030
    assert "Date not known (130)" in html(out, "timeline")
    assert "Books 51–100 of 130" in html(out, "timeline/undated/2")
