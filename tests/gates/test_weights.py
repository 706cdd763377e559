"""What pages weigh on the wire: gzipped, as a host sends them (guide on the front end, §4)."""

import gzip
from pathlib import Path

from tests.gates.conftest import Built

KB = 1024
BOOK, PAGE, SHEET, SEARCH = 10 * KB, 14 * KB, 8 * KB, 6 * KB
"""The most that a book's page, any page, the style sheet and the search page's script may weigh."""


def weight(place: Path) -> int:
    return len(gzip.compress(place.read_bytes(), 9, mtime=0))


def test_pages(built: Built, reports: Path):
    found = {p.relative_to(built.folder).as_posix(): weight(p) for p in sorted(built.folder.rglob("*.html"))}
    rows = [f"{size:7,} {path}" for path, size in sorted(found.items(), key=lambda row: -row[1])]
    (reports / "weights.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    books = {path for path in found if path.startswith("books/") and path.count("/") == 2}
    heavy = [(path, size) for path, size in found.items() if size > (BOOK if path in books else PAGE)]
    assert books
    assert heavy == []


def test_style_and_scripts(built: Built):
    sheets = {p.name: weight(p) for p in built.folder.glob("static/*.css")}
    assert sheets
    assert sum(sheets.values()) <= SHEET, sheets
    scripts = {p.name.partition(".")[0]: weight(p) for p in built.folder.glob("static/*.js")}
    assert scripts["search"] <= SEARCH
    assert [name for name, size in scripts.items() if size > SEARCH] == []
