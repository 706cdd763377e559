"""The formats of records, by name: what people call each, and how a file of it is called where it has no name.

The name is what `[[sources]]`, `--as` and the report say. Which module reads a format is the table of `readers`.
"""

from typing import NamedTuple

from shelflist.wording import later


class Format(NamedTuple):
    """A format's name for people, and the ending of a file of it."""

    title: str
    ending: str


FORMATS: dict[str, Format] = {
    "unimarc": Format("UNIMARC", "mrc"),
    "marc21": Format("MARC 21", "mrc"),
    "marcxml": Format("MARCXML", "xml"),
    "marc-json": Format(later("MARC in JSON"), "json"),
    "marc-text": Format(later("MARC as text"), "mrk"),
    "pica": Format("PICA", "pica"),
    "mods": Format("MODS", "xml"),
    "dublin-core": Format("Dublin Core", "xml"),
    "onix": Format("ONIX", "xml"),
    "opf": Format("OPF", "opf"),
    "epub": Format("EPUB", "epub"),
    "opds": Format("OPDS 1", "xml"),
    "opds2": Format("OPDS 2", "json"),
    "calibre-db": Format(later("calibre library"), "db"),
    "calibre-csv": Format(later("calibre list"), "csv"),
    "ris": Format("RIS", "ris"),
    "bibtex": Format("BibTeX", "bib"),
    "csl-json": Format("CSL-JSON", "json"),
    "endnote": Format(later("EndNote tagged"), "enw"),
    "endnote-xml": Format(later("EndNote XML"), "xml"),
    "zotero-rdf": Format("Zotero RDF", "rdf"),
    "zotero-csv": Format(later("Zotero list"), "csv"),
    "goodreads": Format(later("Goodreads export"), "csv"),
    "storygraph": Format(later("StoryGraph export"), "csv"),
    "librarything": Format(later("LibraryThing export"), "json"),
    "librarything-tsv": Format(later("LibraryThing list"), "tsv"),
    "openlibrary-log": Format(later("Open Library reading log"), "csv"),
    "babelio": Format(later("Babelio export"), "csv"),
    "openreads": Format(later("Openreads backup"), "json"),
    "libib": Format(later("Libib export"), "csv"),
    "bookwyrm": Format(later("BookWyrm export"), "csv"),
    "bookwyrm-user": Format(later("BookWyrm account"), "json"),
    "hardcover": Format(later("Hardcover export"), "json"),
    "jelu": Format(later("Jelu export"), "csv"),
    "tellico": Format(later("Tellico collection"), "tc"),
    "datacrow": Format(later("Data Crow export"), "xml"),
    "delicious": Format("Delicious Library", "xml"),
    "onmyshelf": Format(later("OnMyShelf export"), "json"),
    "web-catalogue": Format(later("Catalogue's web answer"), "json"),
    "labelled-html": Format(later("saved catalogue page"), "html"),
    "labelled": Format(later("catalogue display"), "txt"),
    "plain-table": Format(later("table"), "csv"),
    "plain-list": Format(later("list of books"), "json"),
    "note": Format(later("note"), "md"),
}
"""Name → what people call it; in the order in which readers are asked whether a file is theirs."""
