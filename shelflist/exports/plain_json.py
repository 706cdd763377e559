"""A list of books in JSON (RFC 8259), ours: all that a book holds, under plain names.

    {"shelflist": 1, "books": [{"title": "The salt roads", "contributors": [{"name": "Falconi, Ada", …}], …}, …]}

A book has the fields of the model by their names, without those that are empty: nothing is left out but where its records
stand and what they say in their own words. `shelflist` is the version of this form. A book stands on a line of its own.
"""

from collections.abc import Iterable, Iterator

from shelflist.exports.values import book_values, to_json
from shelflist.model import Book

FORM = 1
"""The version of the form: raised when a name changes what it means."""


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books."""
    yield f'{{"shelflist":{FORM},"books":['
    before = "\n"
    for book in books:
        yield before + to_json(book_values(book))
        before = ",\n"
    yield "\n]}\n"
