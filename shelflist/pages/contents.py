"""The contents of a book on its page: numbered chapters with an anchor each, who wrote them, what stands around them.

The guide's page specification (frontend §3 ii): a chapter is a heading with an id, so that it is a hit of its own in
the search, and the same id stands in every link to it (`cataloguing.contents.anchors`).
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from shelflist.catalogue import Headed, heading_key, person_label
from shelflist.cataloguing import contents, names
from shelflist.markdown import Heading, Items, Paragraph, Section, plain
from shelflist.model import Book, Chapter
from shelflist.wording import counted
from shelflist.wording import gettext as _

FOLDED = 12
"""More chapters than these can be folded away by the reader (frontend §3 ii 7)."""


def numbered(chapters: list[Chapter]) -> list[str]:
    """Each chapter as its heading shows it: with the number that was printed, or, where none has one, with its place."""
    if any(chapter.number for chapter in chapters):
        return [f"{one.number}. {one.title}" if one.number else one.title for one in chapters]
    return [f"{n}. {one.title}" for n, one in enumerate(chapters, 1)]


def sections(book: Book) -> list[Section]:
    """Contents, volumes, front and back matter: those that the record has."""
    found: list[Section] = []
    chapters = [one for one in book.contents if one.kind == "chapter"]
    said = partial(book)
    if chapters:
        blocks: list[Heading | Paragraph | Items] = [Paragraph(said)] if said else []
        for heading, chapter in zip(numbered(chapters), chapters, strict=True):
            blocks.append(Heading(heading))
            if chapter.responsibility:
                blocks.append(Paragraph(chapter.responsibility))
        found.append(Section("contents", _("Contents"), blocks))
    volumes = [plain(volume(one)) for one in book.contents if one.kind == "volume"]
    if volumes:
        lead = [Paragraph(said)] if said and not chapters else []
        found.append(Section("volumes", _("Volumes"), [*lead, Items(volumes)]))
    others = [plain(one.title) for one in book.contents if one.kind in ("front", "back")]
    if others:
        found.append(Section("other-contents", _("Front and back matter"), [Items(others)]))
    return found


def volume(one: Chapter) -> str:
    """A volume of the set as it was printed: "v. 1. The road / Ada Falconi"."""
    text = f"{one.number}. {one.title}" if one.number else one.title
    return f"{text} / {one.responsibility}" if one.responsibility else text


def partial(book: Book) -> str:
    """What the record says of contents that are not whole ("Partial contents"), or ""."""
    return next((note.text for note in book.notes if note.kind == "contents"), "")


def block(book: Book, headings: Mapping[str, Headed]) -> dict[str, Any]:
    """The chapters as the page's template shows them; `partial` says that they are not all, `count` is "8 chapters"
    where the list can be folded."""
    chapters = [one for one in book.contents if one.kind == "chapter"]
    if not chapters:
        return {"partial": "", "count": "", "chapters": []}
    rows = [
        {"id": anchor, "text": text, "by": _statement(one.responsibility, headings) if one.responsibility else []}
        for one, text, anchor in zip(
            chapters, numbered(chapters), contents.anchors([one.title for one in chapters]), strict=True
        )
    ]
    count = counted("%(n)s chapter", "%(n)s chapters", len(rows)) if len(rows) > FOLDED else ""
    return {"partial": partial(book), "count": count, "chapters": rows}


def _statement(text: str, headings: Mapping[str, Headed]) -> list[dict[str, str]]:
    """A statement as printed, in pieces: the names of which a heading gathers the books are links."""
    text = unicodedata.normalize("NFC", text)
    spots: list[tuple[int, int, str]] = []
    for form in contents.authors(text):
        headed = headings.get(heading_key("authors", person_label(form, "")))
        shown = names.direct(form)
        start = text.find(shown)
        if headed and start >= 0 and all(start >= b or start + len(shown) <= a for a, b, _ in spots):
            spots.append((start, start + len(shown), headed.href))
    found, last = [], 0
    for start, end, href in sorted(spots):
        if text[last:start]:
            found.append({"text": text[last:start], "href": ""})
        found.append({"text": text[start:end], "href": href})
        last = end
    return [*found, {"text": text[last:], "href": ""}] if text[last:] else found
