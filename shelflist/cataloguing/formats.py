"""The formats of records, by name: what people call each, and how a file of it is called where it has no name.

The name is what `[[sources]]`, `--as` and the report say. Which module reads a format is the table of `readers`.
"""

from typing import NamedTuple


class Format(NamedTuple):
    """A format's name for people, and the ending of a file of it."""

    title: str
    ending: str


FORMATS: dict[str, Format] = {
    "unimarc": Format("UNIMARC", "mrc"),
    "marc21": Format("MARC 21", "mrc"),
    "marcxml": Format("MARCXML", "xml"),
    "marc-json": Format("MARC in JSON", "json"),
    "marc-text": Format("MARC as text", "mrk"),
    "pica": Format("PICA", "pica"),
    "mods": Format("MODS", "xml"),
    "dublin-core": Format("Dublin Core", "xml"),
    "onix": Format("ONIX", "xml"),
    "opf": Format("OPF", "opf"),
    "epub": Format("EPUB", "epub"),
    "opds": Format("OPDS 1", "xml"),
    "opds2": Format("OPDS 2", "json"),
    "calibre-db": Format("calibre library", "db"),
    "calibre-csv": Format("calibre list", "csv"),
    "ris": Format("RIS", "ris"),
    "bibtex": Format("BibTeX", "bib"),
    "csl-json": Format("CSL-JSON", "json"),
    "endnote": Format("EndNote tagged", "enw"),
    "endnote-xml": Format("EndNote XML", "xml"),
    "zotero-rdf": Format("Zotero RDF", "rdf"),
    "zotero-csv": Format("Zotero list", "csv"),
    "goodreads": Format("Goodreads export", "csv"),
    "storygraph": Format("StoryGraph export", "csv"),
    "librarything": Format("LibraryThing export", "json"),
    "librarything-tsv": Format("LibraryThing list", "tsv"),
    "openlibrary-log": Format("Open Library reading log", "csv"),
    "babelio": Format("Babelio export", "csv"),
    "openreads": Format("Openreads backup", "json"),
    "libib": Format("Libib export", "csv"),
    "bookwyrm": Format("BookWyrm export", "csv"),
    "bookwyrm-user": Format("BookWyrm account", "json"),
    "hardcover": Format("Hardcover export", "json"),
    "jelu": Format("Jelu export", "csv"),
    "tellico": Format("Tellico collection", "tc"),
    "datacrow": Format("Data Crow export", "xml"),
    "delicious": Format("Delicious Library", "xml"),
    "onmyshelf": Format("OnMyShelf export", "json"),
    "web-catalogue": Format("Catalogue's web answer", "json"),
    "labelled-html": Format("saved catalogue page", "html"),
    "labelled": Format("catalogue display", "txt"),
    "plain-table": Format("table", "csv"),
    "plain-list": Format("list of books", "json"),
    "note": Format("note", "md"),
}
"""Name → what people call it; in the order in which readers are asked whether a file is theirs."""
