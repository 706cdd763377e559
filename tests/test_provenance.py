"""Where each shown value came from, and what was done to it, as a table of fields; and the staff view in the page."""

from pathlib import Path

import pytest

from shelflist import provenance
from shelflist.model import Book
from shelflist.readers import FORMATS, Chunk, chunks, origins, parse
from shelflist.readers.display import labelled
from shelflist.readers.marc import marc21
from tests.soak.fuzz import seeds
from tests.tools import built, iso2709, make_site, marc

FULL = iso2709(
    [
        ("001", "", "m1"),
        ("008", "", "240131s2001    it " + " " * 17 + "ita d"),
        ("020", "  ", [("a", "1-5017-3970-0 (pbk.)")]),
        ("082", "04", [("a", "387/.155")]),
        ("100", "1 ", [("a", "Oliva, Rina,"), ("d", "1950-")]),
        ("245", "10", [("a", "Salt roads :"), ("b", "trade on foot /"), ("c", "Rina Oliva.")]),
        ("260", "  ", [("a", "Varn :"), ("b", "Salt Press,"), ("c", "c2001.")]),
        ("300", "  ", [("a", "210 p. ;"), ("c", "24 cm")]),
        ("490", "0 ", [("a", "Coast papers ;"), ("v", "7")]),
        ("650", " 0", [("a", "Salt"), ("x", "History.")]),
    ]
)  # fmt: skip


def rows(book: Book) -> dict[str, tuple[str, str, str, str]]:
    """Field → (value, source field, as it stood, what was done)."""
    return {row.field: (row.value, row.tag, row.raw, row.done) for row in provenance.rows(book, origins)}


@pytest.mark.parametrize(
    ("field", "value", "tag", "raw", "done"),
    [
        ("Title", "Salt roads", "245", "Salt roads : trade on foot / Rina Oliva.", "part of the field"),
        ("Subtitle", "trade on foot", "245", "Salt roads : trade on foot / Rina Oliva.", "part of the field"),
        ("Name", "Oliva, Rina (author)", "100", "Oliva, Rina, 1950-", "part of the field"),
        ("Year", "2001", "260", "Varn : Salt Press, c2001.", "read from c2001 (copyright)"),
        ("ISBN", "978-1-5017-3970-5", "020", "1-5017-3970-0 (pbk.)",
         "ISBN-10 1501739700: 978 put before it, check digit 0 → 5"),
        ("Class", "387.155", "082", "387/.155", "marks taken off"),
        ("Subject", "Salt — History", "650", "Salt History.", "marks taken off"),
        ("Language", "Italian", "008", "240131s2001    it                  ita d", "read as it"),
        ("Series", "Coast papers ; 7", "490", "Coast papers ; 7", "as it stands"),
    ],
)  # fmt: skip
def test_marc(field: str, value: str, tag: str, raw: str, done: str) -> None:
    found = rows(marc21.parse(Chunk(FULL, 1)))
    got = found[field]
    assert (got[0], got[1], " ".join(got[2].split()), got[3]) == (value, tag, " ".join(raw.split()), done)


def test_a_turned_name_and_inferred_headings() -> None:
    text = (
        "Record Nr. UNIXX1\nAutore Oliva Rina\nTitolo Salt roads / Rina Oliva\n"
        "Soggetti Salt - Political aspects Trade - History\nLingua di pubblicazione Inglese\n"
    )
    found = rows(labelled.parse(Chunk(text.encode(), 1)))
    assert found["Name"][3] == "parted into family and given name"
    assert found["Subject"][3] == "inferred"
    assert found["Language"] == ("English", "Lingua di pubblicazione", "Inglese", "read as en")


def test_every_format_says_where_its_titles_come_from() -> None:
    for format in FORMATS:
        for data in seeds(format):
            for chunk in chunks(format, [data]):
                book = parse(format, chunk)
                if isinstance(book, Book) and "title" not in book.inferred:
                    assert "Title" in rows(book), (format, book.title)


def test_the_page_shows_the_record_as_it_came(tmp_path: Path) -> None:
    hostile = marc("<script>alert(1)</script>", "Oliva, Rina", "h1", [("905", "  ", [("a", "{{7*7}} </details>")])])
    site = make_site(tmp_path, {"content/records/a.mrc": FULL + hostile})
    _, out = built(site)
    page = (out / "books/salt-roads-oliva/index.html").read_text()
    assert '<dt>082 04</dt><dd dir="auto">$a 387/.155</dd>' in page
    assert "978 put before it" in page
    bad = next(path for path in (out / "books").glob("*/index.html") if "7*7" in path.read_text()).read_text()
    assert "<script>alert" not in bad
    assert "{{7*7}} &lt;/details&gt;" in bad
