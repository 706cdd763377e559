"""Books → Catalogue: what every list shows of a book, the headings that gather books, and the address of each.

An **Entry** is what the catalogue needs of one book (a line in lists, a place in the order, the headings that gather
it), made once when its record is read and remembered with it: a build in which one record changed puts the catalogue
together again from entries alone, without the books. A Catalogue is read-only once made.

Addresses: `contract.md`. A slug never depends on the order of a build; two that would be equal each get a short
suffix from their own identity.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from shelflist.cataloguing import classes, collation, names, slugs, titles, works
from shelflist.cataloguing.works import Keys
from shelflist.model import Book, Struct

FAMILIES: tuple[str, ...] = (
    "subjects",
    "authors",
    "series",
    "publishers",
    "years",
    "languages",
    "classes",
    "lists",
)
"""The kinds of headings, each a folder of the site."""

RESERVED = frozenset({"az"})
"""Slugs that are taken by our own pages below a family's folder."""


class Entry(Struct):
    """A book as the catalogue sees it.

    `keys` are (heading key, label) pairs; a heading key is its family, a tab, and the folded label. `line` is the
    digest of all that lists show of the book; `digest` that of the whole book; `letter` is where indexes file it.
    `match` is what it is compared by with other books, `edition` what tells it from other editions of its work.
    """

    id: str
    slug: str
    title: str
    subtitle: str
    people: str
    year: str
    lang: str
    status: str
    added: str
    sort: bytes
    keys: list[tuple[str, str]]
    joins: list[str]
    digest: bytes
    line: bytes = b""
    facets: list[tuple[str, str]] = []
    letter: str = ""
    match: Keys = msgspec.field(default_factory=lambda: Keys([], [], []))
    edition: str = ""


class Label(Struct):
    """What is worked out once for a heading's label: its slug, its place in the order, its letter in the index."""

    text: str
    slug: str
    sort: bytes
    letter: str = ""


class Headed(msgspec.Struct, gc=False):
    """A heading of this build: its books as positions in `Catalogue.entries`, in title order."""

    key: str
    family: str
    label: str
    slug: str
    sort: bytes
    books: list[int]
    letter: str = ""
    narrower: list[str] = []

    @property
    def href(self) -> str:
        """Its address from the site's root."""
        return f"{self.family}/{self.slug}/"


class Catalogue(msgspec.Struct):
    """All books and headings of one build, in order, with their addresses.

    `order` gives for each entry its position among those that the catalogue was made of; `works` for each book that is
    one of several editions the positions of all of them.
    """

    entries: list[Entry]
    order: list[int]
    slugs: list[str]
    headings: dict[str, Headed]
    families: dict[str, list[Headed]]
    works: dict[int, list[int]] = {}

    def href(self, position: int) -> str:
        """A book's address from the site's root."""
        return f"books/{self.slugs[position]}/"


def heading_key(family: str, label: str) -> str:
    """What makes two labels the same heading: the family, and the label without case."""
    return f"{family}\t{label.casefold()}"


def subject_labels(parts: Sequence[str]) -> list[str]:
    """The whole heading and every heading above it, nearest last: A — B — C, A — B, A."""
    return [" — ".join(parts[:n]) for n in range(len(parts), 0, -1)]


def person_label(name: str, dates: str) -> str:
    """How a name is filed: with its dates, which tell namesakes apart."""
    return f"{name} ({dates})" if dates else name


def keys(book: Book) -> list[tuple[str, str]]:
    """The headings that gather a book, each once, as (key, label)."""
    found: dict[str, str] = {}

    def add(family: str, label: str) -> None:
        if label:
            found.setdefault(heading_key(family, label), label)

    for subject in book.subjects:
        for label in subject_labels([subject.main, *(part.text for part in subject.subdivisions)]):
            add("subjects", label)
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
        for label in class_labels(number.scheme, number.number):
            add("classes", label)
    if book.reading:
        for name in book.reading.lists:
            add("lists", name)
    return list(found.items())


def class_labels(scheme: str, number: str) -> list[str]:
    """The classes that gather a number, nearest first: a DDC number and its three digits; LCC letters with number, letters."""
    if scheme == "ddc":
        return [number, *classes.ancestors(scheme, number)]
    return classes.ancestors(scheme, number) if scheme == "lcc" else []


def people_text(book: Book) -> str:
    """Who a list names: the authors in entry form, else the others; three at most."""
    persons = [c for c in book.contributors if c.main or "aut" in c.roles] or book.contributors
    shown = [c.name for c in persons[:3]]
    return "; ".join(shown) + (" and others" if len(persons) > 3 else "")


def facets(book: Book, year: str) -> list[tuple[str, str]]:
    """(facet, value) pairs for the search page, each once; a language is its code, a class its three digits."""
    found = [("Subject", subject.main) for subject in book.subjects]
    found += [("Author", person.name) for person in book.contributors]
    found += [("Year", year)] if year else []
    found += [("Language", code) for code in book.languages]
    found += [("Class", number.number[:3]) for number in book.classes if number.scheme == "ddc"]
    if book.reading and book.reading.status:
        found.append(("Status", book.reading.status))
    return list(dict.fromkeys(found))


def family_name(book: Book) -> str:
    """What a slug takes from the first author: the part of the name before the comma."""
    first = next((c for c in book.contributors if c.main), next(iter(book.contributors), None))
    return first.name.partition(",")[0] if first else ""


def book_slug(title: str, family: str) -> str:
    """Main title, cut at a word within 80 bytes, then the first author's family name."""
    return "-".join(part for part in (slugs.slug(title, 80), slugs.slug(family, 30)) if part)


def join_words(book: Book, slug: str) -> list[str]:
    """By what a note can name this book: its slug, record id and valid ISBNs."""
    isbns = [form for isbn in book.isbns if isbn.valid() for form in (isbn.isbn13, isbn.isbn10) if form]
    ids = [record.record_id for record in book.records if record.record_id]
    return list(dict.fromkeys([slug, book.id, *ids, *isbns]))


def edition_text(book: Book) -> str:
    """What tells an edition from others of its work, but for its languages: volume, statement, publisher, year, carrier."""
    publisher = next((name for imprint in book.imprints for name in imprint.publishers), "")
    year = str(book.date.year) if book.date.year is not None else book.date.raw
    carrier = book.carrier if book.carrier != "volume" else ""
    return ", ".join(part for part in (*book.parts, book.edition, publisher, year, carrier) if part)


def entry(book: Book, digest: bytes, slug: str = "") -> Entry:
    """The entry of a book whose bytes have this digest. `slug` keeps that of the record where a note changes the title."""
    language = book.languages[0] if book.languages else ""
    skipped = book.nonfiling or titles.nonfiling(book.title, language)
    base = slug or book_slug(book.title, family_name(book))
    year = str(book.date.year) if book.date.year is not None else book.date.raw
    filed = titles.sort_text(book.title, skipped)
    made = Entry(
        id=book.id,
        slug=base,
        title=book.title,
        subtitle=book.subtitle,
        people=people_text(book),
        year=year,
        lang=language,
        status=book.reading.status if book.reading else "",
        added=book.reading.added if book.reading else "",
        sort=collation.key(" ".join([filed, book.subtitle, *book.parts])),
        keys=keys(book),
        joins=join_words(book, base),
        digest=digest,
        facets=facets(book, year),
        letter=collation.letter(filed),
        match=works.keys(book),
        edition=edition_text(book),
    )
    shown = (made.title, made.subtitle, made.people, made.year, made.lang, made.status, made.added)
    made.line = blake2b("\x00".join(shown).encode("utf-8", "replace"), digest_size=8).digest()
    return made


# --- headings -------------------------------------------------------------------------------------------------


def label(family: str, text: str) -> Label:
    """A heading's slug, sort key and letter from its label; years, languages and classes have no letters."""
    if family == "years":
        return Label(text, text, text.rjust(5, "0").encode())
    if family == "languages":
        return Label(text, slugs.slug(text), collation.key(text))
    if family == "classes":
        made = "".join(c if c.isalnum() or c == "." else "-" for c in text.lower() if c.isascii()).strip("-.")
        found = classes.ddc(text) if text[:1].isdigit() else classes.lcc(text)
        return Label(text, made, (found.sort if found else text).encode())
    return Label(text, slugs.slug(text, 100), collation.key(text), collation.letter(text))


def _unique(wanted: Sequence[tuple[str, str]]) -> list[str]:
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


def make(entries: Sequence[Entry], labels: dict[str, Label]) -> Catalogue:
    """The catalogue of these entries. `labels` is a memory of label → Label, read and added to; it decides nothing."""
    order = sorted(range(len(entries)), key=lambda n: _filing(entries[n]))
    ordered = [entries[n] for n in order]
    ids = Counter(e.id for e in ordered)
    book_slugs = _unique([(e.slug, e.id if ids[e.id] == 1 else f"{e.id}\t{e.digest.hex()}") for e in ordered])
    books: defaultdict[str, list[int]] = defaultdict(list)
    first: dict[str, str] = {}
    variants: dict[str, Counter[str]] = {}
    for position, found in enumerate(ordered):
        for key, text in found.keys:
            books[key].append(position)
            if first.setdefault(key, text) != text or key in variants:
                variants.setdefault(key, Counter({first[key]: len(books[key]) - 1}))[text] += 1
    for key, forms in variants.items():
        first[key] = min(forms, key=lambda form: (-forms[form], form))
    headings: dict[str, Headed] = {}
    families: dict[str, list[Headed]] = {family: [] for family in FAMILIES}
    for key, positions in books.items():
        family = key[: key.index("\t")]
        memory = f"{family}\t{first[key]}"
        known = labels.get(memory)
        if known is None:
            known = labels[memory] = label(family, first[key])
        headed = Headed(key, family, first[key], known.slug, known.sort, positions, known.letter)
        headings[key] = headed
        families[family].append(headed)
    for group in families.values():
        group.sort(key=lambda h: (h.sort, h.label))
        for headed, slug in zip(group, _unique([(h.slug, h.key) for h in group]), strict=True):
            headed.slug = slug
    _narrower(headings, families)
    return Catalogue(ordered, order, book_slugs, headings, families, _works(ordered))


def _works(entries: Sequence[Entry]) -> dict[int, list[int]]:
    """Position → the positions of all editions of its work, in order, where there are several."""
    found: dict[str, list[int]] = {}
    for n, made in enumerate(entries):
        work = made.match.work()
        if work:
            found.setdefault(work, []).append(n)
    return {n: members for members in found.values() if len(members) > 1 for n in members}


def _filing(entry: Entry) -> tuple[bytes, str, str, bytes]:
    """The order of the catalogue: title, people, id."""
    return entry.sort, entry.people, entry.id, entry.digest


def _narrower(headings: dict[str, Headed], families: dict[str, list[Headed]]) -> None:
    """Gives each subject the headings directly below it, in order."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for headed in families["subjects"]:
        above, mark, _ = headed.key.rpartition(" — ")
        if mark and above in headings:
            below[above].append(headed.key)
    for headed in families["classes"]:
        above = broader_class(headed)
        if above and above in headings and above != headed.key:
            below[above].append(headed.key)
    for key, found in below.items():
        headings[key].narrower = found


def broader_class(headed: Headed) -> str:
    """The key of the class above: three digits for a DDC number, the letters for an LCC class."""
    text = headed.label
    above = text[:3] if text[:1].isdigit() else text.rstrip("0123456789")
    return heading_key("classes", above) if above and above != text else ""


def direct(label_text: str) -> str:
    """A person's heading in direct order for a page's title: "Henke, Marina E. (1977-)" → "Marina E. Henke (1977-)"."""
    name, mark, dates = label_text.partition(" (")
    return names.direct(name) + mark + dates
