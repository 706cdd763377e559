"""Record by record: what each lacks of ten fields, numbers that cannot be right, dates that were not understood.

The ten fields are those by which readers find and choose a book (IFLA's user tasks: find, identify, select), after the
completeness of Thompson and Traill (2017) as far as a reading list goes. An ISBN lacks only in books since 1970, the
year of ISO 2108: an older one never had any.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from shelflist.catalogue import Catalogue, Entry, Headed
from shelflist.mirror import numbers, offers
from shelflist.mirror.values import Bad, Facts, Filled, Finding, Link, Offer
from shelflist.model import Book
from shelflist.wording import counted, figure, later, listed, ngettext
from shelflist.wording import gettext as _

FIRST_ISBN = 1970

FIELDS = (
    later("title"), later("people"), later("date"), later("publisher"), "ISBN", later("pages"), later("language"),
    later("subject"), later("class"), later("summary"),
)  # fmt: skip
"""The fields that are counted, in the order of a record."""

BY_FAMILY = {"publishers": "publisher", "languages": "language", "subjects": "subject", "classes": "class"}
"""Family of headings → the field that it comes from."""

NOTED = {
    "people": "authors: []",
    "date": "year:",
    "publisher": "publisher:",
    "pages": "pages:",
    "language": "language:",
    "subject": "subjects: []",
    "summary": "summary:",
}
"""Field → the line of a note that fills it; the others stand in the record alone."""

MANY = 3
"""A record that lacks fewer fields is none of the emptiest."""


MOST_ROWS = 60
"""Books that a finding of a field names."""


def facts(book: Book, entry: Entry, place: str) -> Facts:
    """What the mirror needs of a whole book. `place` is where its record stands, for people."""
    families = {key[: key.index("\t")] for key, _label in entry.keys}
    there = {
        "title": bool(entry.title.strip()),
        "people": bool(entry.people),
        "date": bool(entry.when[0]) or "undated" in book.date.flags,
        "ISBN": bool(entry.isbns) or 0 < entry.when[0] < FIRST_ISBN,
        "pages": bool(entry.spine[0] or book.extent),
        "summary": bool(book.summary),
        **{field: family in families for family, field in BY_FAMILY.items()},
    }
    note = book.reading.file if book.reading else ""
    return Facts([field for field in FIELDS if not there[field]], numbers.bad(book), note, place)


def filled(facts: Sequence[Facts]) -> list[Filled]:
    """How many books have each field."""
    lacking = Counter(field for one in facts for field in one.lacks)
    return [Filled(field, len(facts) - lacking[field], len(facts)) for field in FIELDS]


def words(texts: Sequence[str]) -> str:
    """Names of fields in a sentence: "a, b and c"."""
    return listed([_(text) for text in texts])


def books(number: int) -> str:
    """A number of books in words."""
    return counted("%(n)s book", "%(n)s books", number)


def counted_link(headed: Headed) -> Link:
    """A heading as a row, with the number of its books."""
    return Link(_("%(heading)s: %(books)s") % {"heading": headed.label, "books": books(len(headed.books))}, headed.href)


def link(catalogue: Catalogue, n: int) -> Link:
    """A book as a row."""
    entry = catalogue.entries[n]
    about = ", ".join(part for part in (entry.people, entry.year) if part)
    return Link(
        _("%(title)s (%(about)s)") % {"title": entry.title, "about": about} if about else entry.title,
        catalogue.href(n),
        entry.lang,
    )


def emptiest(catalogue: Catalogue, facts: Sequence[Facts]) -> list[Finding]:
    """The records that lack most, with a note that fills what a note can fill."""
    found = []
    for n, one in enumerate(facts):
        if len(one.lacks) < MANY:
            continue
        lines = [NOTED[field] for field in one.lacks if field in NOTED]
        said = _("Lacks %(fields)s.") % {"fields": words(one.lacks)}
        rest = [field for field in one.lacks if field not in NOTED and field != "title"]
        if rest:
            given = {"fields": words(rest), "place": one.place}
            said += " " + _("The %(fields)s can only stand in the record itself (%(place)s).") % given
        offer = [_filled_in(catalogue, n, one, lines)] if lines else []
        found.append(Finding("records", said, [link(catalogue, n)], offer, len(one.lacks)))
    return found


def lacking(catalogue: Catalogue, facts: Sequence[Facts]) -> list[Finding]:
    """Field by field the books that lack it, and a note that gives it to the first of them."""
    found = []
    for field in FIELDS:
        rows = [n for n, one in enumerate(facts) if field in one.lacks]
        if not rows:
            continue
        given = {"field": _(field), "n": figure(len(rows))}
        said = ngettext("%(field)s: %(n)s book lacks it.", "%(field)s: %(n)s books lack it.", len(rows)) % given
        if len(rows) > MOST_ROWS:
            said += " " + _("The first %(n)s:") % {"n": MOST_ROWS}
        links = [link(catalogue, n) for n in rows[:MOST_ROWS]]
        offer = [_filled_in(catalogue, rows[0], facts[rows[0]], [NOTED[field]])] if field in NOTED else []
        found.append(Finding("fields", said, links, offer, len(rows)))
    return found


def _filled_in(catalogue: Catalogue, n: int, one: Facts, lines: Sequence[str]) -> Offer:
    about = _("Write the values behind the colons; a line that stays empty changes nothing.")
    return offers.for_book(catalogue.entries[n], catalogue.slugs[n], one, lines, about)


def identifiers(catalogue: Catalogue, facts: Sequence[Facts]) -> list[Finding]:
    """Numbers that cannot be right; the right one where only the check digit is wrong."""
    found = []
    for n, one in enumerate(facts):
        for wrong in one.bad:
            offer = [Offer(one.place, *_instead(wrong))] if wrong.right else []
            given = {"what": wrong.what, "number": wrong.printed, "fault": _(wrong.fault), "place": one.place}
            text = _("%(what)s %(number)s: %(fault)s. Compare it with the book; it stands in %(place)s.") % given
            found.append(Finding("identifiers", text, [link(catalogue, n)], offer, 1 if wrong.right else 0))
    return found


def _instead(wrong: Bad) -> tuple[str, str]:
    return _("If the other digits are right, in place of %(number)s:") % {"number": wrong.printed}, wrong.right + "\n"


def dates(catalogue: Catalogue, facts: Sequence[Facts]) -> list[Finding]:
    """Dates that are printed and could not be read, or that are doubtful: the year goes into a note."""
    found = []
    for n, entry in enumerate(catalogue.entries):
        year, _end, mark = entry.when
        if not entry.printed or mark == "undated" or (year and mark != "suspect"):
            continue
        said = (
            _("“%(printed)s” was not understood as a date.") % {"printed": entry.printed}
            if not year
            else _doubtful(entry)
        )
        about = _("Write the year behind the colon.")
        offer = offers.for_book(entry, catalogue.slugs[n], facts[n], ["year:"], about)
        found.append(Finding("dates", said, [link(catalogue, n)], [offer]))
    return found


def _doubtful(entry: Entry) -> str:
    given = {"printed": entry.printed, "year": entry.when[0]}
    return _("“%(printed)s” was read as %(year)s, which can hardly be its year.") % given


LOOKS: tuple[Callable[[Catalogue, Sequence[Facts]], list[Finding]], ...] = (emptiest, lacking, identifiers, dates)
