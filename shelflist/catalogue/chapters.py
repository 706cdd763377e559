"""The chapters of all books: by book, and by the words of their titles.

An entry holds the titles of its book's chapters (`Entry.chapters`), so neither needs a book. The index of words is
made in one pass over the titles of each language: a build of 10,000 books has some 100,000 of them.
"""

from collections.abc import Sequence

import msgspec

from shelflist.catalogue.entries import Entry
from shelflist.cataloguing import collation, keywords

MOST = 30
"""A word that more chapters have shows so many of them: it tells little, and the search finds the others."""


class Chapters(msgspec.Struct):
    """Every chapter of the catalogue, numbered in the order of books and chapters.

    `books` are the positions of the books that have chapters, `first` for each the number of its first chapter;
    `owners` and `titles` are by chapter.
    """

    books: list[int]
    first: dict[int, int]
    owners: list[int]
    titles: list[str]


class Keyword(msgspec.Struct, gc=False):
    """A word, how many chapters have it, and the first MOST of them."""

    text: str
    total: int
    chapters: list[int]


def listed(entries: Sequence[Entry]) -> Chapters:
    """The chapters of these entries, which are in the catalogue's order."""
    made = Chapters([], {}, [], [])
    for position, entry in enumerate(entries):
        if entry.chapters:
            made.books.append(position)
            made.first[position] = len(made.titles)
            made.titles += entry.chapters
            made.owners += [position] * len(entry.chapters)
    return made


def words(entries: Sequence[Entry], chapters: Chapters) -> list[Keyword]:
    """The significant words of the titles in the order of the Unicode algorithm, each with its chapters."""
    spoken: dict[str, list[int]] = {}
    for position in chapters.books:
        start = chapters.first[position]
        language = entries[position].lang.partition("-")[0]
        spoken.setdefault(language, []).extend(range(start, start + len(entries[position].chapters)))
    found: dict[str, list[int]] = {}
    for language, numbers in spoken.items():
        _add(found, language, numbers, chapters.titles)
    made = []
    for text in sorted(found, key=lambda word: (collation.key(word), word)):
        members = found[text] if len(spoken) == 1 else sorted(found[text])
        made.append(Keyword(text, len(members), members[:MOST]))
    return made


def _add(found: dict[str, list[int]], language: str, numbers: list[int], titles: list[str]) -> None:
    """Adds the words of these chapters. Whether a token is a word is asked once, whatever the number of its titles."""
    stop = keywords.stop_words(language)
    known: dict[str, list[int] | None] = {"\n": None}
    at, here = 0, numbers[0]
    for text in keywords.tokens("\n".join([titles[n] for n in numbers])):
        if text not in known:
            word = keywords.word(text, stop)
            known[text] = found.setdefault(word, []) if word else None
        members = known[text]
        if members is None:
            if text == "\n":
                at += 1
                here = numbers[at]
        elif not members or members[-1] != here:
            members.append(here)


def shown(word: str, titles: Sequence[str]) -> str:
    """The word as most of these titles have it: "NATO", "Darfur", but "salt" where it is nowhere inside a title in capitals."""
    forms: dict[str, int] = {}
    for title in titles:
        place = title.casefold().find(word)
        if place >= 0 and len(title.casefold()) == len(title):
            form = title[place : place + len(word)]
            if form.casefold() == word:
                # At the start of a title a capital says nothing.
                forms[form] = forms.get(form, 0) + (2 if place else 1)
    if not forms or word in forms:
        return word
    return min(forms, key=lambda form: (-forms[form], form))
