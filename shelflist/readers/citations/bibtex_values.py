"""The fields of an entry of BibTeX by name, as they are written and as plain text, and which of them are used."""

import re

from shelflist.errors import shorten
from shelflist.model import Book, Warning
from shelflist.readers.citations import latex

_LONGEST = 300_000
_AGAIN = re.compile(r"(doi|url|note)\d{1,3}")


class Entry:
    """The fields of an entry by name, and which of them are used."""

    def __init__(self, book: Book, own: list[tuple[str, str]], taken: list[tuple[str, str]]) -> None:
        self.book = book
        self.values: dict[str, list[str]] = {}
        self.used: dict[str, int] = {}
        for name, value in (*own, *taken):
            name = name.lower()
            if name[-1:].isdecimal() and (match := _AGAIN.fullmatch(name)):
                name = match[1]  # doi2 is another DOI
            self.values.setdefault(name, []).append(value[:_LONGEST])

    def raws(self, name: str) -> list[str]:
        """All values of a field as they are written; they count as used."""
        found = self.values.get(name, [])
        self.used[name] = len(found)
        return found

    def raw(self, *names: str) -> str:
        """The first value of the first of these fields that has one."""
        for name in names:
            if found := self.values.get(name):
                self.used[name] = max(self.used.get(name, 0), 1)
                return found[0]
        return ""

    def text(self, *names: str) -> str:
        """The same as plain text."""
        for name in names:
            if (found := self.values.get(name)) and (made := self.decode(name, found[0])):
                self.used[name] = max(self.used.get(name, 0), 1)
                return made
        return ""

    def said(self, *names: str) -> str:
        """The first of these fields that the entry has; the last where it has none."""
        return next((name for name in names if name in self.values), names[-1])

    def texts(self, *names: str) -> list[str]:
        """All values of these fields as plain text."""
        return [made for name in names for raw in self.raws(name) if (made := self.decode(name, raw))]

    def decode(self, name: str, raw: str) -> str:
        """A value as plain text; commands that have none are a warning."""
        made, unknown = latex.read(raw)
        if unknown:
            reason = f"LaTeX without a text of its own: {', '.join(map(shorten, dict.fromkeys(unknown[:8])))}"
            warning = Warning(name, reason, "kept as printed")
            if warning not in self.book.warnings:
                self.book.warnings.append(warning)
        return " ".join(made.split())
