"""What the owner says of headings, as plain values: `authorities` reads them from files of `content/`, pages show them.

A word for a heading is its label as the pages show it, compared without case. Nothing here is evaluated.
"""

from msgspec import structs

from shelflist.catalogue.lists import OwnList
from shelflist.cataloguing import slugs, subjects
from shelflist.model import Struct


class SubjectNote(Struct):
    """`content/subjects/<name>.md`: what the owner says of a subject heading.

    `label` is the heading ("" where the file's name is its slug); `labels` language → its name in that language;
    `broader`, `narrower`, `related` are headings, `see_from` words that lead here, `see` the heading that is used
    instead of this one; `scope` is the scope note, in Markdown.
    """

    name: str
    file: str
    label: str = ""
    labels: dict[str, str] = {}
    broader: list[str] = []
    narrower: list[str] = []
    related: list[str] = []
    see_from: list[str] = []
    see: str = ""
    scope: str = ""


class PersonNote(Struct):
    """`content/authors/<name>.md`: what the owner says of a person or body.

    `label` is the form that is shown ("" where the file's name is its slug), `forms` are others that are the same
    person's, `apart` forms that are another's; `ids` scheme → number; `note` is the owner's Markdown.
    """

    name: str
    file: str
    label: str = ""
    forms: list[str] = []
    apart: list[str] = []
    ids: dict[str, str] = {}
    note: str = ""


class Authority(Struct):
    """All of it. `equivalents` are rows of (scheme or language, label); `captions` class number → caption,
    and number, tab and language → caption in it;
    `series` a series' title → "saga" or "collection"; `lists` the reading lists that have a file."""

    subjects: list[SubjectNote] = []
    people: list[PersonNote] = []
    equivalents: list[list[tuple[str, str]]] = []
    captions: dict[str, str] = {}
    series: dict[str, str] = {}
    lists: list[OwnList] = []


NONE = Authority()


Told = tuple[str, str, str]
"""(file, key of its front matter, what is wrong with it)."""

Edge = tuple[str, str, SubjectNote, str, str]
"""(narrower heading, broader heading, the note that says so, its key, the word there)."""


def untangled(given: list[SubjectNote]) -> tuple[list[SubjectNote], list[Told]]:
    """Notes on subjects without what contradicts the rest: a `see` that leads back, a heading that is broader than itself.

    Of a circle the link that closes it is left out, in the order of the files; each is told.
    """
    kept = [structs.replace(note, broader=[*note.broader], narrower=[*note.narrower]) for note in given]
    told = _see(kept)
    edges: list[Edge] = []
    for note in kept:
        me = _identity(note.label) if note.label else note.name
        edges += [(me, _identity(word), note, "broader", word) for word in note.broader]
        edges += [(_identity(word), me, note, "narrower", word) for word in note.narrower]
    for _, _, holder, key, word in _closing(edges):
        list.remove(getattr(holder, key), word)
        told.append((holder.file, key, f"{word!r} would make a heading broader than itself"))
    return kept, told


def settled(given: list[PersonNote]) -> tuple[list[PersonNote], list[Told]]:
    """Notes on people without what contradicts the rest: a form that another note has, one that is apart from itself.

    The form that a note is about goes before one that a note claims, and of two that claim a form the first in the order of the
    files has it; each is told.
    """
    told: list[Told] = []
    kept: list[PersonNote] = []
    owners = {note.label.casefold(): note.file for note in reversed(given) if note.label}
    for note in given:
        forms = []
        for form in note.forms:
            owner = owners.setdefault(form.casefold(), note.file)
            if owner == note.file:
                forms.append(form)
            else:
                told.append((note.file, "forms", f"{form!r} is the person of {owner}"))
        mine = {form.casefold() for form in (note.label, *forms)}
        apart = [form for form in note.apart if form.casefold() not in mine]
        told += [(note.file, "apart", f"{form!r} is a form of this person") for form in note.apart if form not in apart]
        kept.append(structs.replace(note, forms=forms, apart=apart))
    return kept, told


def _identity(label: str) -> str:
    """What a heading is known by in notes: its slug, since a file's name may stand for it."""
    text = subjects.heading(label).text()
    return slugs.slug(text, 100) or text.casefold()


def _see(notes: list[SubjectNote]) -> list[Told]:
    """Takes every `see` that leads back to where it began, or that another note contradicts, out of its note."""
    told: list[Told] = []
    target: dict[str, str] = {}
    for note in notes:
        if not note.see:
            continue
        me = _identity(note.label) if note.label else note.name
        wanted = _identity(note.see)
        place = wanted
        while place != me and place in target:
            place = target[place]
        if place == me:
            told.append((note.file, "see", f"{note.see!r} leads back to this heading"))
            note.see = ""
        elif target.setdefault(me, wanted) != wanted:
            told.append((note.file, "see", f"{note.see!r}: another note leads elsewhere"))
            note.see = ""
    return told


def _closing(edges: list[Edge]) -> list[Edge]:
    """The edges that close a circle, found by one walk in depth."""
    above: dict[str, list[Edge]] = {}
    for one in edges:
        above.setdefault(one[0], []).append(one)
    found: list[Edge] = []
    done: set[str] = set()
    for start in above:
        if start in done:
            continue
        path = {start}
        pending = [(start, iter(above[start]))]
        while pending:
            place, ways = pending[-1]
            edge: Edge | None = next(ways, None)
            if edge is None:
                pending.pop()
                path.discard(place)
                done.add(place)
            elif edge[1] in path:
                found.append(edge)
            elif edge[1] not in done:
                path.add(edge[1])
                pending.append((edge[1], iter(above.get(edge[1], ()))))
    return found


def doubted(rows: list[list[tuple[str, str]]]) -> list[str]:
    """Labels that stand in two lines of the table of equal headings under two headings: all of them become one."""
    first: dict[str, str] = {}
    found: list[str] = []
    for row in rows:
        for _, label in row:
            if first.setdefault(label.casefold(), row[0][1].casefold()) != row[0][1].casefold():
                found.append(label)
    return found
