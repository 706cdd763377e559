"""Books → the formats of other programs: one module a format, each a function `write(books) -> Iterator[str]`.

The pieces that it yields are one whole file. What a format has no place for is written as that format's readers would look
for it, and our own reader takes it back: import(export(x)) is x on titles, people with their roles, imprint, year, numbers,
series, subjects and language (`tests/exports/`). Personal data are in a book only where the owner lets them be.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from shelflist.model import Book


class Export(NamedTuple):
    """A format to be written: its module here, its name for people, the ending of a file, its media type."""

    module: str
    title: str
    ending: str
    media: str


FORMATS: dict[str, Export] = {
    "bibtex": Export("bibtex", "BibTeX", "bib", "application/x-bibtex"),
    "biblatex": Export("biblatex", "BibLaTeX", "bib", "application/x-bibtex"),
    "ris": Export("ris", "RIS", "ris", "application/x-research-info-systems"),
    "csl-json": Export("csl_json", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
    "marcxml": Export("marcxml", "MARCXML", "xml", "application/marcxml+xml"),
    "mods": Export("mods", "MODS", "xml", "application/mods+xml"),
    "zotero-rdf": Export("zotero_rdf", "Zotero RDF", "rdf", "application/rdf+xml"),
    "csv": Export("table", "CSV", "csv", "text/csv"),
    "json": Export("plain_json", "JSON", "json", "application/json"),
}
"""Format name (as in `export FORMAT`) → what it is."""


class Writer(Protocol):
    """What a module of this package offers."""

    write: Callable[[Iterable[Book]], Iterator[str]]


@cache
def writer(name: str) -> Writer:
    """The writer of a format of `FORMATS`."""
    return cast(Writer, import_module(f"shelflist.exports.{FORMATS[name].module}"))


def text(name: str, books: Iterable[Book]) -> str:
    """A whole file of these books."""
    return "".join(writer(name).write(books))


BESIDE: dict[str, str] = {"book.bib": "bibtex", "book.ris": "ris", "book.json": "csl-json"}
"""Files that stand beside each book's page → their formats: those that reference managers take."""

UNAPI = "book.rdf.xml"
"""The static unAPI file beside each book's page: every server sends XML by that ending."""

MODS = {"book.mods.xml": "mods"}
"""What stands there too where the site is small, or its settings ask for it: it costs as much as the others together."""


def names_beside(*, mods: bool) -> tuple[str, ...]:
    """The names of the files beside a book's page."""
    return (*BESIDE, *(MODS if mods else ()), UNAPI)


def beside(book: Book, *, mods: bool = False) -> list[tuple[str, str, str]]:
    """(name, format for people, content) of the files beside a book's page."""
    formats = {**BESIDE, **MODS} if mods else BESIDE
    found = [(name, FORMATS[format].title, text(format, [book])) for name, format in formats.items()]
    return [*found, (UNAPI, FORMATS["zotero-rdf"].title, unapi([book]))]


def unapi(books: Iterable[Book]) -> str:
    """These books in Zotero RDF, as a static unAPI server."""
    from shelflist.exports import zotero_rdf

    return "".join(zotero_rdf.unapi(books))
