"""Harvard as "Cite Them Right" (12th ed.) has it: initials without spaces, the year in brackets, series behind the publisher."""

from shelflist.exports.citations.casing import quoted
from shelflist.exports.citations.people import Manner, tight
from shelflist.exports.citations.pieces import bracketed, day, edition, ended, joined, labelled, year
from shelflist.exports.citations.work import Work

LABELS = {"editor": ("ed.", "eds."), "translator": ("tran.", "trans.")}
VERBS = {"editor": "Edited by", "translator": "Translated by"}
WHOLE = frozenset(
    ("book", "legal_case", "legislation", "motion_picture", "report", "song", "thesis", "webpage", "graphic")
)
"""Types that stand on their own: their titles have no quotation marks."""

NAMES = Manner(tight, inverted=10_000, many=" and ", least=4, first=1)
OTHERS = Manner(tight, inverted=0, least=4, first=1)
PAGED = frozenset(("chapter", "paper-conference", "article-journal", "article", "book", "review", "report"))


def cite(work: Work) -> str:
    """The reference, from the name to the address."""
    lead = work.first_of(("author", "editor", "translator"))
    when = f"({year(work.item, 'no date')})"
    title = _title(work)
    if lead == "":
        opening = f"{work['container-title'] if work.type == 'article-journal' and work.contained else title} {when}"
        if work.type == "article-journal" and work.contained:
            opening = f"{opening} {joined(', ', [title, work['container-title']])}"
        elif _host(work):
            opening = joined(" ", [opening, _host(work)])
    else:
        opening = f"{_lead(work, lead)} {when} {joined(', ', [title, _host(work)])}"
    text = joined(". ", [opening, _helpers(work, lead), _published(work)])
    tail = joined(", ", [text, _locator(work), _day(work), _pages(work)])
    if work.has("DOI", "URL"):
        tail = joined(". ", [tail, f"Available at: {work.address()}"])
    return ended(tail, ".")


def _lead(work: Work, role: str) -> str:
    text = work.people(role, NAMES)
    if role == "author":
        return text
    both = work.same("editor", "translator")
    label = "eds. and trans." if both and work.many(role) else LABELS[role][work.many(role)]
    return f"{text} ({label})"


def _title(work: Work) -> str:
    if work.type in WHOLE:
        return joined(". ", [work["title"], edition(work["edition"])])
    return quoted(work["title"])


def _host(work: Work) -> str:
    """What it stands in, with its editors."""
    container = joined(". ", [work["container-title"], edition(work["edition"])]) if work.contained else ""
    if work.type not in ("chapter", "paper-conference"):
        return container
    found = [
        f"{work.people(role, OTHERS)} ({LABELS[role][work.many(role)]})"
        for role in ("editor", "translator")
        if work.has(role)
    ]
    host = joined(" ", [joined(", ", found), container])
    return f"in {host}" if host else ""


def _helpers(work: Work, lead: str) -> str:
    if work.type in ("chapter", "paper-conference"):
        return ""
    return joined(". ", work.helpers(VERBS, OTHERS, lead, "Edited & translated by"))


def _published(work: Work) -> str:
    if work.type == "article-journal":
        return ""
    if work.type == "thesis":
        return work["publisher"]
    place = joined(": ", [work["publisher-place"], work["publisher"]])
    if work.type == "report":
        return place
    return joined(" ", [place, bracketed([work["collection-title"], work.number("collection-number")])])


def _locator(work: Work) -> str:
    if work.type != "article-journal":
        return ""
    return work["volume"] + (f"({work['issue']})" if work.has("issue") else "")


def _day(work: Work) -> str:
    if work.type not in ("post-weblog", "speech"):
        return ""
    _, month, number = day(work.item)
    return f"{number} {month}".strip()


def _pages(work: Work) -> str:
    return labelled(work["page"]) if work.type in PAGED else ""
