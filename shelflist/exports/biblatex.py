"""BibLaTeX (the BibLaTeX manual §2.1 to §2.3, for biber), written by hand as `bibtex` is.

It has what BibTeX has not: subtitles, dates by ISO 8601, lists of publishers and places, types for films, maps and web pages, and
editora to editorc for those who compiled, collaborated or redacted.
"""

from collections.abc import Iterable, Iterator

from shelflist.exports.bib_entries import Dialect, entry
from shelflist.model import Book

DIALECT = Dialect(
    {
        "book": "book", "article": "article", "review": "review", "chapter": "incollection", "conference paper": "inproceedings",
        "entry": "inreference", "thesis": "thesis", "report": "report", "manual": "manual", "pamphlet": "booklet",
        "manuscript": "unpublished", "periodical": "periodical", "web page": "online", "blog post": "online", "patent": "patent",
        "letter": "letter", "data set": "dataset", "software": "software", "film": "movie", "video": "video", "picture": "artwork",
        "sound recording": "audio", "performance": "performance", "standard": "standard", "law": "legislation",
        "court case": "jurisdiction",
    },
    "location", "journaltitle", lists=True,
)  # fmt: skip


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books, an entry each."""
    for book in books:
        yield entry(book, DIALECT) + "\n"
