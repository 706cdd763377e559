"""MLA (9th ed.): the core elements of the container in their order, series behind the date, titles in headline capitals."""

from shelflist.exports.citations.casing import quoted
from shelflist.exports.citations.people import Manner, full
from shelflist.exports.citations.pieces import capital, day, edition, ended, joined, labelled, several, year
from shelflist.exports.citations.work import Work

LEADS = ("composer", "author", "editor", "translator")
LABELS = {
    "editor": ("editor", "editors"),
    "translator": ("translator", "translators"),
}
VERBS = {
    "editor": "edited by", "translator": "translated by", "director": "directed by", "illustrator": "illustrated by",
    "host": "hosted by", "narrator": "narrated by", "contributor": "with",
}  # fmt: skip
"""Role → the words before the names, in the style's order."""

NAMED = frozenset(("book", "graphic", "hearing", "map", "periodical", "legal_case", "legislation"))
QUOTED = frozenset(
    (
        "article",
        "dataset",
        "document",
        "interview",
        "manuscript",
        "paper-conference",
        "personal_communication",
        "speech",
    )
)
YEARLY = frozenset(("book", "chapter", "motion_picture", "paper-conference", "thesis"))
BOTH = ("editor and translator", "editors and translators")
"""What editors are called who are the translators too."""

NAMES = Manner(full, inverted=1, both=", and ", many=", and ", least=3, first=1, others=", et al.")
OTHERS = Manner(full, inverted=0, least=3, first=1)


def cite(work: Work) -> str:
    """The entry, from the name to the address."""
    lead = work.first_of(LEADS)
    text = joined(
        ". ", [work.lead(lead, NAMES, LABELS, BOTH), _title(work), joined(", ", _container(work, lead)), _series(work)]
    )
    return ended(text, ".")


def _title(work: Work) -> str:
    text = work.titled("title")
    if work.type in NAMED or not (work.contained or work.type in QUOTED):
        return text
    return quoted(text)


def _container(work: Work, lead: str) -> list[str]:
    """What stands between the title and the end, with commas between."""
    helpers = work.helpers(VERBS, OTHERS, lead, "edited and translated by")
    if helpers and not work.contained:
        helpers[0] = capital(helpers[0])  # only what stands behind a full stop (5.44)
    title = work.titled("container-title")
    version = edition(work["edition"])
    volume = work.volume()
    if not (work.contained or version or helpers):
        volume = capital(volume)
    issue = work.number("issue")
    number = f"{'nos.' if several(issue) else 'no.'} {issue}" if issue[:1].isdigit() else issue
    publisher = "" if work.serial or work.type == "thesis" else work["publisher"] or work["publisher-place"]
    if work.serial and work.has("publisher-place"):
        title = joined(" ", [title, f"[{work['publisher-place']}]"])
    return [
        title,
        *helpers,
        capital(version),
        volume,
        number,
        publisher,
        _date(work),
        labelled(work["page"], "mla"),
        work.address(),
    ]


def _date(work: Work) -> str:
    if work.type in YEARLY or not day(work.item)[0]:
        return year(work.item, "")
    found, month, number = day(work.item)
    short = month if len(month) < 5 else month[:4] + "." if month == "September" else month[:3] + "." if month else ""
    return " ".join(part for part in ("" if work.type == "article-journal" else number, short, found) if part)


def _series(work: Work) -> str:
    original = f"Originally published as {work.titled('original-title')}" if work.has("original-title") else ""
    school = work["publisher"] if work.type == "thesis" else ""
    return joined(", ", [school, original, "" if work.serial else work.series()])
