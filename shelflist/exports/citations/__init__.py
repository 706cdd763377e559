"""Citations as text: one book in Chicago, APA, MLA, ISO 690 and Harvard, each a pure function of the book.

They are made from the same variables that stand in the book's CSL-JSON, and agree with the reference processor of the Citation
Style Language on both example lists (`tests/gates/test_citations.py`), so that what is copied from a page is what a reference
manager would make of the file beside it. Italics are left out: it is plain text.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from shelflist.exports import csl_json
from shelflist.exports.citations import apa, chicago, harvard, iso690, mla
from shelflist.exports.citations.people import Variables
from shelflist.exports.citations.work import Work
from shelflist.model import Book


class Style(NamedTuple):
    """A citation style: its name for people and what makes a citation of a work."""

    title: str
    cite: Callable[[Work], str]


STYLES: dict[str, Style] = {
    "chicago": Style("Chicago", chicago.cite),
    "apa": Style("APA", apa.cite),
    "mla": Style("MLA", mla.cite),
    "iso690": Style("ISO 690", iso690.cite),
    "harvard": Style("Harvard", harvard.cite),
}
"""Name of a style → what it is, in the order of the page."""


def of_item(item: Variables) -> list[tuple[str, str]]:
    """(name for people, citation) of one item of CSL-JSON in every style."""
    work = Work(item)
    return [(style.title, style.cite(work)) for style in STYLES.values()]


def of(book: Book) -> list[tuple[str, str]]:
    """(name for people, citation) of one book in every style."""
    return of_item(csl_json.cited(book))


FILES: dict[str, str] = {f"citations-{name}.txt": name for name in STYLES}
"""Files that stand beside a list's page → their styles."""


def beside_list(books: Iterable[Book]) -> list[tuple[str, str, str]]:
    """(name, style for people, content) of the files beside a list's page: its books' citations, an empty line between."""
    works = [Work(csl_json.cited(book)) for book in books]
    return [
        (file, STYLES[name].title, "\n".join([f"{line}\n" for line in sorted(map(STYLES[name].cite, works))]))
        for file, name in FILES.items()
    ]
