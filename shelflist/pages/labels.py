"""The pages' own words: names of families, statuses, schemes, kinds of number. The tables mark their messages; the functions
say them in the language that is being spoken.
"""

from shelflist import wording
from shelflist.wording import gettext as _
from shelflist.wording import later, pgettext

FAMILY = {
    "books": (later("Book"), later("Books")),
    "subjects": (later("Subject"), later("Subjects")),
    "aspects": (later("Aspect"), later("Aspects")),
    "authors": (later("Author"), later("Authors")),
    "series": (later("Series"), later("Series")),
    "publishers": (later("Publisher"), later("Publishers")),
    "years": (later("Year"), later("Years")),
    "languages": (later("Language"), later("Languages")),
    "classes": (later("Class"), later("Classes")),
    "lists": (later("List"), later("Lists")),
}
"""Family → (one, all)."""

WAYS = (
    ("shelf", later("The shelf"), later("Every book by its class number, as it would stand beside the others.")),
    ("timeline", later("Timeline"), later("By year and decade of publication.")),
    ("chapters", later("Chapters"), later("What the books hold, by book and by word.")),
    ("reading", later("My reading"), later("What I am reading, have read, mean to read, and did not finish.")),
    ("stats", later("My reading in numbers"), later("By year and month, subject, language and rating.")),
    ("stats/records", later("The records in numbers"), later("What the records hold, and what they lack.")),
    ("quotes", later("Quotes"), later("Passages that I noted, by book.")),
    ("bridges", later("Bridges"), later("Choose two books and see what leads from one to the other.")),
)
"""Pages that lead through the whole list: folder, name, what one finds there."""

STATUS = {
    "want": later("To read"),
    "reading": later("Reading"),
    "read": later("Read"),
    "abandoned": later("Did not finish"),
}
SCHEME = {"ddc": "Dewey", "lcc": later("Library of Congress"), "udc": "UDC", "nlm": "NLM", "other": ""}
IDENTIFIER = {
    "lccn": "LCCN", "oclc": "OCLC", "doi": "DOI", "issn": "ISSN", "bid": "BID", "ark": "ARK",
    "record": later("Record number"), "goodreads": "Goodreads", "librarything": "LibraryThing",
    "openlibrary": "Open Library", "storygraph": "StoryGraph", "hardcover": "Hardcover", "inventaire": "Inventaire",
    "wikidata": "Wikidata", "google": "Google Books", "calibre": "calibre",
}  # fmt: skip
RECORD_TYPE = {
    "a": later("Text"), "c": later("Notated music"), "d": later("Manuscript music"), "e": later("Map"),
    "f": later("Manuscript map"), "g": later("Projected medium"), "i": later("Sound recording"),
    "j": later("Music recording"), "k": later("Graphic"), "m": later("Electronic resource"), "o": later("Kit"),
    "p": later("Mixed"), "r": later("Object"), "t": later("Manuscript"), "b": later("Manuscript"),
    "l": later("Electronic resource"),
}  # fmt: skip
LEVEL = {
    "m": later("Monograph"), "s": later("Serial"), "a": later("Part of a book"), "b": later("Part of a serial"),
    "c": later("Collection"), "d": later("Subunit"), "i": later("Integrating resource"),
}  # fmt: skip
MONTHS = (
    later("January"), later("February"), later("March"), later("April"),
    later("May"), later("June"), later("July"), later("August"),
    later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip
SORTS = (
    ("", later("Best match")),
    ("title", later("Title")),
    ("year", later("Newest first")),
    ("added", later("Recently added")),
)
FACETS = (
    (later("Subject"), "subjects"), (later("Author"), "authors"), (later("Year"), "years"),
    (later("Language"), "languages"), (later("Class"), "classes"), (later("Status"), ""),
)  # fmt: skip
"""Facets of the search page, with the family whose pages hold the same values."""


def family(name: str) -> tuple[str, str]:
    """A family's words: (one, all)."""
    one, every = FAMILY[name]
    return _(one), pgettext("several", "Series") if name == "series" else _(every)


def status(code: str) -> str:
    """A reading status in words; nothing for none."""
    return _(STATUS[code]) if code in STATUS else ""


def scheme(code: str) -> str:
    """The name of a classification; nothing for one without a name."""
    name = SCHEME.get(code, "")
    return _(name) if name else ""


def identifier(kind: str) -> str:
    """The name of a kind of number: "lccn" → "LCCN"."""
    return _(IDENTIFIER[kind]) if kind in IDENTIFIER else kind.upper()


def record_type(code: str) -> str:
    """The kind of a record in words; its code where that has none."""
    return _(RECORD_TYPE[code]) if code in RECORD_TYPE else code


def level(code: str) -> str:
    """A bibliographic level in words; its code where that has none."""
    return _(LEVEL[code]) if code in LEVEL else code


def date(text: str) -> str:
    """An ISO date, however partial, in words: "2024-05-31" → "31 May 2024"."""
    return wording.date(text)


def month(number: int, short: bool = False) -> str:
    """A month's name by itself, 1 to 12: "September", "Sep"."""
    name = _(MONTHS[number - 1])
    return name[:3] if short else name


def span(started: str, finished: str) -> str:
    """One reading of a book in words."""
    if started and finished:
        return _("from %(start)s to %(end)s") % {"start": date(started), "end": date(finished)}
    return (
        _("since %(date)s") % {"date": date(started)} if started else _("finished %(date)s") % {"date": date(finished)}
    )


def stars(quarters: int) -> str:
    """A rating in quarter stars in words: 18 → "4½ of 5"."""
    return _("%(stars)s of 5") % {"stars": f"{quarters // 4 or ''}{('', '¼', '½', '¾')[quarters % 4]}"}
