"""An EPUB and a calibre library made from invented content: `python -m tests.readers.ebooks.ebook_files` writes the fixtures anew.

The bytes are the same each time: a fixed date in the ZIP, a small page in the database.
"""

import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "records"

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="uid">urn:isbn:9783161484100</dc:identifier>
    <dc:title id="t1">The Salt Road</dc:title>
    <meta refines="#t1" property="title-type">main</meta>
    <dc:creator id="c1">Rina Oliva</dc:creator>
    <meta refines="#c1" property="file-as">Oliva, Rina</meta>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">2024-01-31T00:00:00Z</meta>
  </metadata>
  <manifest>
    <item id="nav" href="text/nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    <item id="art" href="images/cover.jpg" media-type="image/jpeg" properties="cover-image"/>
  </manifest>
  <spine toc="ncx"/>
</package>
"""
NAV = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Contents</title></head>
<body>
<nav epub:type="toc"><h1>Contents</h1><ol>
  <li><a href="title.xhtml">Titlepage</a></li>
  <li><a href="preface.xhtml">Preface</a></li>
  <li><span>Part I.&nbsp;Going</span><ol>
    <li><a href="c1.xhtml">1. Salt</a><ol><li><a href="c1.xhtml#s">A section</a></li></ol></li>
    <li><a href="c2.xhtml">2. Roads &amp; weirs</a></li></ol></li>
  <li><a href="index.xhtml">Index</a></li>
</ol></nav>
<nav epub:type="landmarks"><ol><li><a href="c1.xhtml">Beginning</a></li></ol></nav>
</body></html>
"""
NCX = """<?xml version="1.0"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
  <navPoint id="a"><navLabel><text>Chapter 1: Salt</text></navLabel><content src="c1.xhtml"/>
    <navPoint id="b"><navLabel><text>A bend</text></navLabel><content src="c1.xhtml#b"/></navPoint></navPoint>
  <navPoint id="c"><navLabel><text>Bibliography</text></navLabel><content src="z.xhtml"/></navPoint>
</navMap></ncx>
"""
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/package.opf": PACKAGE,
    "OEBPS/text/nav.xhtml": NAV,
}


def epub(files: Mapping[str, str | bytes] = BOOK) -> bytes:
    """A ZIP of these members, in this order, each of the same date."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2024, 1, 31, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


SCHEMA = """
PRAGMA page_size = 512;
CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, sort TEXT, timestamp TIMESTAMP, pubdate TIMESTAMP,
  series_index REAL, author_sort TEXT, isbn TEXT, path TEXT, uuid TEXT, has_cover BOOL, last_modified TIMESTAMP);
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, sort TEXT);
CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER, author INTEGER);
CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE books_publishers_link (id INTEGER PRIMARY KEY, book INTEGER, publisher INTEGER);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE books_tags_link (id INTEGER PRIMARY KEY, book INTEGER, tag INTEGER);
CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE books_series_link (id INTEGER PRIMARY KEY, book INTEGER, series INTEGER);
CREATE TABLE ratings (id INTEGER PRIMARY KEY, rating INTEGER);
CREATE TABLE books_ratings_link (id INTEGER PRIMARY KEY, book INTEGER, rating INTEGER);
CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT);
CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER, lang_code INTEGER, item_order INTEGER);
CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER, type TEXT, val TEXT);
CREATE TABLE comments (id INTEGER PRIMARY KEY, book INTEGER, text TEXT);
CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER, format TEXT, uncompressed_size INTEGER, name TEXT);
CREATE TABLE custom_columns (id INTEGER PRIMARY KEY, label TEXT, name TEXT, datatype TEXT, mark_for_delete BOOL,
  editable BOOL, display TEXT, is_multiple BOOL, normalized BOOL);
CREATE TABLE custom_column_1 (id INTEGER PRIMARY KEY, book INTEGER, value BOOL);
CREATE TABLE custom_column_2 (id INTEGER PRIMARY KEY, value TEXT);
CREATE TABLE books_custom_column_2_link (id INTEGER PRIMARY KEY, book INTEGER, value INTEGER);
"""
ROWS: dict[str, Sequence[tuple[object, ...]]] = {
    "books": [
        (1, "The Salt Road: a journey", "Salt Road: a journey, The", "2024-02-01 08:30:00+00:00", "1998-12-31 23:00:00+00:00",
         2.0, "Oliva, Rina & Weir, Tom", "", "Rina Oliva/The Salt Road (1)", "6f1f0b0e-0000-4000-8000-000000000001", 1,
         "2024-02-02 08:30:00+00:00"),
        (2, "Weirs", "Weirs", "2024-02-01 08:31:00+00:00", "0101-01-01 00:00:00+00:00", 1.0, "Unknown", "", "Unknown/Weirs (2)",
         "6f1f0b0e-0000-4000-8000-000000000002", 0, "2024-02-02 08:30:00+00:00"),
    ],
    "authors": [(1, "Rina Oliva", "Oliva, Rina"), (2, "Tom Weir", "Weir, Tom"), (3, "Unknown", "Unknown")],
    "books_authors_link": [(1, 1, 1), (2, 1, 2), (3, 2, 3)],
    "publishers": [(1, "Brine Press")],
    "books_publishers_link": [(1, 1, 1)],
    "tags": [(1, "Salt trade"), (2, "Travel")],
    "books_tags_link": [(1, 1, 2), (2, 1, 1)],
    "series": [(1, "Roads of trade")],
    "books_series_link": [(1, 1, 1)],
    "ratings": [(1, 9)],
    "books_ratings_link": [(1, 1, 1)],
    "languages": [(1, "eng"), (2, "ita")],
    "books_languages_link": [(1, 1, 2, 1), (2, 1, 1, 0)],
    "identifiers": [(1, 1, "isbn", "9783161484100"), (2, 1, "uri", "http|//books.example/salt"), (3, 2, "amazon_it", "B000000001")],
    "comments": [(1, 1, "<p>From the pans to the pass.</p><p>With maps.</p>")],
    "data": [(1, 1, "EPUB", 812165, "The Salt Road - Rina Oliva"), (2, 1, "PDF", 99, "The Salt Road - Rina Oliva")],
    "custom_columns": [(1, "gelesen", "Gelesen", "bool", 0, 1, "{}", 0, 0), (2, "binding", "Binding", "text", 0, 1, "{}", 0, 1)],
    "custom_column_1": [(1, 1, 1), (2, 2, 0)],
    "custom_column_2": [(1, "sewn")],
    "books_custom_column_2_link": [(1, 1, 1)],
}  # fmt: skip


def library(more: str = "", rows: Mapping[str, Sequence[tuple[object, ...]]] = ROWS, schema: str = SCHEMA) -> bytes:
    """A database with calibre's tables, these rows, and what `more` does to it."""
    made = sqlite3.connect(":memory:")
    made.executescript(schema)
    for table, found in rows.items():
        for row in found:
            made.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    made.commit()
    made.executescript(more)
    made.commit()
    return made.serialize()


def main() -> None:
    """Writes the two fixtures that are no text."""
    for format, name, data in (("epub", "salt-road.epub", epub()), ("calibre-db", "metadata.db", library())):
        folder = FIXTURES / format
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
