"""Lines to paste into the owner's files, in the forms that `notes`, `authorities` and `settings` read.

Front matter is YAML 1.1 read as text: a value that could be anything but plain words stands in double quotes, in the
form that JSON and YAML share. A cell of a table cannot hold a tab or a line break: labels are clean of both.
"""

import json
import re
from collections.abc import Sequence

from shelflist.catalogue import Authority, Entry, Headed
from shelflist.catalogue.authority import PersonNote, SubjectNote
from shelflist.cataloguing import slugs
from shelflist.mirror.values import Facts, Offer
from shelflist.wording import gettext as _

_PLAIN = re.compile(r"[^\W\d_](?:[\w '’-]*[\w'’])?")
"""Words that YAML takes as they are: no sign of its own, no comma, nothing that is a comment."""


def quoted(text: str) -> str:
    """A text as a value of front matter."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def listed(texts: Sequence[str]) -> str:
    """Texts as a list of front matter, in one line."""
    return "[" + ", ".join(json.dumps(text, ensure_ascii=False) for text in texts) + "]"


def fenced(lines: Sequence[str]) -> str:
    """Lines as the front matter of a new file."""
    return "\n".join(["---", *lines, "---"]) + "\n"


def _led(about: str, how: str) -> str:
    """What an offer is for, and how it is taken. (No message stands inside an f-string: there babel does not find it.)"""
    return f"{about} {how}".strip()


def into(file: str, exists: bool, join: Sequence[str], lines: Sequence[str], about: str = "") -> Offer:
    """Lines for the front matter of a file, with those that join it to its subject where the file is new."""
    if exists:
        how = _("Add to the lines between its two --- (a key that stands there already: change its line):")
        return Offer(file, _led(about, how), "\n".join(lines) + "\n")
    return Offer(file, _led(about, _("A new file:")), fenced([*join, *lines]))


def for_book(entry: Entry, slug: str, facts: Facts, lines: Sequence[str], about: str = "") -> Offer:
    """Lines for the owner's note on a book."""
    join = [f"record: {quoted(entry.id)}"] if entry.id else [f"book: {quoted(entry.slug)}"]
    return into(facts.note or f"content/books/{slug}.md", bool(facts.note), join, lines, about)


def note_of_subject(label: str, slug: str, authority: Authority) -> SubjectNote | None:
    """The owner's note on a subject."""
    folded = label.casefold()
    return next(
        (n for n in authority.subjects if n.label.casefold() == folded or (not n.label and n.name == slug)), None
    )


def note_of_person(headed: Headed, authority: Authority) -> PersonNote | None:
    """The owner's note on a person or body."""
    names = {headed.label.casefold(), *(form.casefold() for form in headed.forms)}
    return next(
        (n for n in authority.people if n.label.casefold() in names or (not n.label and n.name == headed.slug)), None
    )


def for_subject(headed: Headed, authority: Authority, key: str, more: Sequence[str], about: str = "") -> Offer:
    """`key` of the owner's note on a subject, with these texts added to those that stand there."""
    note = note_of_subject(headed.label, headed.slug, authority)
    stands: list[str] = getattr(note, key) if note else []
    file = note.file if note else f"content/subjects/{headed.slug}.md"
    lines = [f"{key}: {listed(list(dict.fromkeys([*stands, *more])))}"]
    return into(file, note is not None, [f"heading: {quoted(headed.label)}"], lines, about)


def for_person(headed: Headed, authority: Authority, key: str, more: Sequence[str], about: str = "") -> Offer:
    """`key` of the owner's note on a person, with these texts added to those that stand there."""
    note = note_of_person(headed, authority)
    stands: list[str] = getattr(note, key) if note else []
    file = note.file if note else f"content/authors/{headed.slug}.md"
    lines = [f"{key}: {listed(list(dict.fromkeys([*stands, *more])))}"]
    return into(file, note is not None, [f"name: {quoted(headed.label)}"], lines, about)


def row(file: str, cells: Sequence[str], about: str = "") -> Offer:
    """A line of a table of `content/`, its cells apart by tabs."""
    return Offer(f"content/{file}", _led(about, _("A line, its cells apart by tabs:")), "\t".join(cells) + "\n")


def wanted(title: str, lines: Sequence[str]) -> Offer:
    """A note that makes a book by itself, as one that is wanted."""
    about = _("To have it on the list as a book that is wanted, with its own title in place of this one.")
    file = f"content/books/{slugs.slug(title) or 'wanted'}.md"
    return Offer(file, _led(about, _("A new file:")), fenced([f"title: {quoted(title)}", *lines, "status: want"]))


def merging(ids: Sequence[str], *, same: bool) -> Offer:
    """A rule for site.toml: these records are one book, or are not."""
    names = json.dumps(list(ids), ensure_ascii=False)
    if same:
        return Offer("site.toml", _("If they are one book, at the end:"), f"[[merging]]\nsame = {names}\n")
    return Offer("site.toml", _("If they are not, at the end:"), f"[[merging]]\nbooks = {names}\nmerge = false\n")
