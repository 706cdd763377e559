"""Headings: what makes two labels one, how each is filed and addressed, and which headings gather a book.

Addresses: `contract.md`. A slug never depends on the order of a build; two that would be equal each get a short
suffix from their own identity.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from shelflist.cataloguing import classes, collation, names, slugs
from shelflist.model import Book, Struct

FAMILIES: tuple[str, ...] = (
    "subjects",
    "aspects",
    "authors",
    "series",
    "publishers",
    "years",
    "languages",
    "classes",
    "lists",
)
"""The kinds of headings, each a folder of the site."""

RESERVED = frozenset({"az", "words", "by-author", "newest", "added"})
"""Slugs that are taken by our own pages below a family's folder."""


class Label(Struct):
    """What is worked out once for a heading's label: its slug, its place in the order, its letter in the index."""

    text: str
    slug: str
    sort: bytes
    letter: str = ""


class Headed(msgspec.Struct, gc=False):
    """A heading of this build: its books as positions in `Catalogue.entries`, in title order.

    `forms` are the other labels that it gathers, `narrower` the keys of the headings directly below it.
    """

    key: str
    family: str
    label: str
    slug: str
    sort: bytes
    books: list[int]
    letter: str = ""
    narrower: list[str] = []
    forms: list[str] = []

    @property
    def href(self) -> str:
        """Its address from the site's root."""
        return f"{self.family}/{self.slug}/"


def heading_key(family: str, label: str) -> str:
    """What makes two labels the same heading: the family, and the label without case."""
    return f"{family}\t{label.casefold()}"


def subject_labels(parts: Sequence[str]) -> list[str]:
    """The whole heading and every heading above it, nearest last: A — B — C, A — B, A."""
    return [" — ".join(parts[:n]) for n in range(len(parts), 0, -1)]


def person_label(name: str, dates: str) -> str:
    """How a name is filed: with its dates, which tell namesakes apart."""
    return f"{name} ({dates})" if dates else name


def aspect_labels(parts: Sequence[str]) -> list[str]:
    """The aspects of a heading, without its main part: for A — B — C these are B, B — C and C."""
    below = parts[1:]
    return [*(" — ".join(below[:n]) for n in range(1, len(below) + 1)), *below[1:]]


def keys(book: Book) -> list[tuple[str, str]]:
    """The headings that gather a book, each once, as (key, label)."""
    found: dict[str, str] = {}

    def add(family: str, label: str) -> None:
        if label:
            found.setdefault(heading_key(family, label), label)

    for subject in book.subjects:
        parts = [subject.main, *(part.text for part in subject.subdivisions)]
        for label in subject_labels(parts):
            add("subjects", label)
        for label in aspect_labels(parts):
            add("aspects", label)
    for person in book.contributors:
        add("authors", person_label(person.name, person.dates))
    for series in book.series:
        add("series", series.title)
    for imprint in book.imprints:
        if imprint.function in ("publication", "distribution"):
            for publisher in imprint.publishers:
                add("publishers", publisher)
    if book.date.year is not None:
        add("years", str(book.date.year))
    for language in book.languages:
        add("languages", language)
    for number in book.classes:
        for label in class_labels(number.scheme, number.number)[:1]:
            add("classes", label)
    if book.reading:
        for name in book.reading.lists:
            add("lists", name)
    return list(found.items())


UDC = "UDC "
"""What stands before a UDC number where it is a heading: its digits would be taken for Dewey's."""


def class_labels(scheme: str, number: str) -> list[str]:
    """The classes that hold a number, nearest first: an LCC number without what follows its class; UDC's with their name."""
    if scheme == "lcc":
        number = number.partition(" ")[0]
    elif scheme == "udc":
        return [UDC + text for text in (number, *classes.ancestors("udc", number))]
    return [number, *classes.ancestors(scheme, number)] if scheme in ("ddc", "lcc") else []


def class_of(label: str) -> tuple[str, str]:
    """(scheme, number) of a class heading's label."""
    if label.startswith(UDC):
        return "udc", label[len(UDC) :]
    return ("ddc" if label[:1].isdigit() else "lcc"), label


def label(family: str, text: str) -> Label:
    """A heading's slug, sort key and letter from its label; years, languages and classes have no letters."""
    if family == "years":
        return Label(text, text, text.rjust(5, "0").encode())
    if family == "languages":
        return Label(text, slugs.slug(text), collation.key(text))
    if family == "classes":
        made = "".join(c if c.isalnum() or c == "." else "-" for c in text.lower()[:80] if c.isascii()).strip("-.")
        scheme, number = class_of(text)
        found = {"ddc": classes.ddc, "lcc": classes.lcc, "udc": classes.udc}[scheme](number)
        return Label(text, made, (("~" if scheme == "udc" else "") + (found.sort if found else number)).encode())
    sort = person_sort(text) if family == "authors" else collation.key(text)
    return Label(text, slugs.slug(text, 100), sort, collation.letter(text))


def person_sort(text: str) -> bytes:
    """The order of people, several keys deep: the entry element alone, then given names, then dates (guide §11; particles
    as entered). So all of Smith stand before Smith Jones."""
    family, _, rest = text.partition(",")
    if not rest:
        family, _, rest = text.partition(" (")
    return (
        collation.key(family).partition(b"\0\0")[0]
        + b"\0\0"
        + collation.key(rest)
        + b"\0\0"
        + text.encode("utf-8", "replace")
    )


def unique(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """(slug, identity) pairs → slugs, all different. Those that would share one each get a suffix from their identity."""
    counts = Counter(slug for slug, _ in wanted)
    made = [
        slug if slug and counts[slug] == 1 and slug not in RESERVED else f"{slug or 'no'}-{slugs.suffix(identity)}"
        for slug, identity in wanted
    ]
    seen: Counter[str] = Counter(made)
    if len(seen) == len(made):
        return made
    # A suffix met a slug, or another suffix: lengthen those with a longer digest of the identity.
    return [
        slug if seen[slug] == 1 else f"{slug}-{blake2b(identity.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"
        for slug, (_, identity) in zip(made, wanted, strict=True)
    ]


def broader_classes(label: str) -> list[str]:
    """Keys of the classes above a class, the nearest first; not every one of them has a page."""
    scheme, number = class_of(label)
    return [heading_key("classes", above) for above in class_labels(scheme, number)[1:]]


def direct(label_text: str) -> str:
    """A person's heading in direct order for a page's title: "Henke, Marina E. (1977-)" → "Marina E. Henke (1977-)"."""
    name, mark, dates = label_text.partition(" (")
    return names.direct(name) + mark + dates
