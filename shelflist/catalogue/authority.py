"""What the owner says of headings, as plain values: `authorities` reads them from files of `content/`, pages show them.

A word for a heading is its label as the pages show it, compared without case. Nothing here is evaluated.
"""

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
    `series` a series' title → "saga" or "collection"."""

    subjects: list[SubjectNote] = []
    people: list[PersonNote] = []
    equivalents: list[list[tuple[str, str]]] = []
    captions: dict[str, str] = {}
    series: dict[str, str] = {}


NONE = Authority()
