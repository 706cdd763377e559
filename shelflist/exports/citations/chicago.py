"""The Chicago Manual of Style (18th ed.), bibliography of notes: series before the publisher, no place (14.30), headline capitals."""

from shelflist.exports.citations.casing import quoted
from shelflist.exports.citations.people import Manner, full
from shelflist.exports.citations.pieces import capital, day, edition, ended, joined, pages, several, year
from shelflist.exports.citations.work import Work

LEADS = (
    "composer",
    "author",
    "host",
    "illustrator",
    "editor",
    "translator",
    "collection-editor",
    "director",
    "producer",
    "compiler",
)
LABELS = {
    "host": ("host", "hosts"), "illustrator": ("ill.", "ills."), "editor": ("ed.", "eds."),
    "translator": ("trans.", "trans."), "collection-editor": ("ed.", "eds."), "director": ("dir.", "dirs."),
    "producer": ("prod.", "prods."), "compiler": ("comp.", "comps."),
}  # fmt: skip
"""Role → its label for one, for several."""

QUOTED = frozenset(("thesis", "document", "manuscript", "speech", "personal_communication"))
"""Types that are not published in print: their titles stand in quotation marks (14.113, 14.119)."""

VERBS = {
    "editor": "edited by", "translator": "translated by", "host": "hosted by", "illustrator": "illustrated by",
    "narrator": "narrated by", "compiler": "compiled by", "producer": "produced by", "director": "directed by",
    "performer": "performed by", "contributor": "with",
}  # fmt: skip
"""Role → the words before the names, in the style's order."""

BOTH = ("ed. and trans.", "eds. and trans.")
"""What editors are called who are the translators too."""

NAMES = Manner(full, inverted=1, both=", and ", many=", and ", least=7, first=3, demoted=True)
OTHERS = Manner(full, inverted=0, least=7, first=3)


def cite(work: Work) -> str:
    """The entry, from the name to the address."""
    lead = work.first_of(LEADS)
    title = work.titled("title")
    if work.contained or work.serial or work.type in QUOTED:
        title = quoted(title)
    middle = _in_numbers(work) if work.serial else _on_its_own(work, lead)
    original = f"Originally published as {work.titled('original-title')}" if work.has("original-title") else ""
    text = joined(". ", [work.lead(lead, NAMES, LABELS, BOTH), title, *middle, original, work.address()])
    return ended(text, ".")


def _on_its_own(work: Work, lead: str) -> list[str]:
    """Edition, volume, helpers, series, publisher and date of a book, or of a part of one."""
    series = work.series()
    published = joined(", ", [capital(work["publisher"] or work["publisher-place"]), _date(work)])
    helpers = work.helpers(VERBS, OTHERS, lead, "edited and translated by")
    if work.contained:
        found = joined(
            ", ", [f"In {work.titled('container-title')}", edition(work["edition"]), work.volume(), *helpers]
        )
        return [found, series, published]
    volume = capital(work.volume())
    if volume:
        return [capital(edition(work["edition"])), joined(", ", [volume, *helpers]), series, published]
    return [capital(edition(work["edition"])), *[capital(helper) for helper in helpers], series, published]


def _in_numbers(work: Work) -> list[str]:
    """Journal, volume, number, date and pages of an article."""
    issue = work.number("issue")
    number = f"{'nos.' if several(issue) else 'no.'} {issue}" if issue else ""
    place = f"({work['publisher-place']})" if work.has("publisher-place") else ""
    where = joined(" ", [work.titled("container-title"), place])
    page = pages(work["page"], "chicago")
    if not (work.has("volume") or number):
        return [joined(", ", [where, _date(work), page])]
    numbers = joined(", ", [work["volume"], number])
    where = joined(" " if work.has("volume") else ", ", [where, numbers])
    return [joined(": ", [f"{where} ({_date(work)})", page])]


def _date(work: Work) -> str:
    found, month, number = day(work.item)
    if not found or work.type == "book":
        return year(work.item, "n.d.")
    return (
        joined(", ", [" ".join(part for part in (month, number) if part), found])
        if number
        else joined(" ", [month, found])
    )
