"""ISO 690:2021, name and date: family names in capitals, the date behind the name, place before publisher, ISBN at the end."""

from shelflist.exports.citations.people import Manner, unchanged
from shelflist.exports.citations.pieces import day, ended, joined, pages, year
from shelflist.exports.citations.work import Work

CREATORS = ("author", "editor", "director", "translator")
"""Who opens a reference, first of all."""

LABELS = {
    "editor": ("ed.", "eds."),
    "director": ("dir.", "dirs."),
    "translator": ("trans.", "trans."),
}
WITHIN = frozenset(
    ("paper-conference", "speech", "chapter", "article-journal", "entry", "post-weblog", "webpage", "broadcast")
)
DATED = frozenset(("article-journal", "speech", "paper-conference", "post-weblog", "webpage", "broadcast", "motion_picture", "song",
                   "patent", "software"))  # fmt: skip
"""Types whose whole date stands among the facts of their publication."""

PLAIN = frozenset(("book", "map", "chapter", "entry", "thesis", "report", "manuscript"))
NAMES = Manner(unchanged, inverted=10_000, upper=True, many=" and ")


def cite(work: Work) -> str:
    """The reference, from the name to the address."""
    lead = work.first_of(CREATORS)
    when = year(work.item, "[no date]")
    title = work["title"]
    opening = [f"{_named(work, lead)}, {when}", title] if lead else [joined(", ", [title, when])]
    if work.type in WITHIN:
        opening.append(_host(work))
    text = joined(". ", [*opening, "Online" if work.has("URL") else "", *_facts(work, bool(lead))])
    if not work.has("URL") or work.has("DOI"):
        return ended(text, ".")
    return joined(". ", [text, f"Available from: {work['URL']}"])


def _named(work: Work, role: str) -> str:
    text = work.people(role, NAMES)
    labels = LABELS.get(role)
    return f"{text} ({labels[work.many(role)]})" if labels else text


def _host(work: Work) -> str:
    """What it stands in: "In: ROSSI, Ada (ed.), Essays"."""
    role = work.first_of(("container-author", "editor", "director", "translator"))
    text = joined(", ", [_named(work, role) if role else "", work["container-title"]])
    return f"In: {text}" if text and work.type in ("chapter", "paper-conference") else text


def _facts(work: Work, led: bool) -> list[str]:
    """What stands behind the title; without a creator the date stands there already."""
    place = joined(": ", [work["publisher-place"], work["publisher"]])
    series = joined(", ", [work["collection-title"], work.number("collection-number")])
    isbn = f"ISBN\u00a0{work['ISBN']}" if work.has("ISBN") else ""
    date = "" if work.type in PLAIN or not led else _date(work)
    kind = work.type
    if kind == "article-journal":
        return [work["edition"], date, _numbers(work), f"DOI\u00a0{work['DOI']}" if work.has("DOI") else ""]
    if kind in ("post-weblog", "webpage"):
        return [date]
    if kind in ("broadcast", "motion_picture", "song"):
        return [joined(", ", [place, date]), series, isbn]
    paged = f"p.\u00a0{pages(work['page'])}" if work.has("page") and kind in ("chapter", "paper-conference") else ""
    if kind == "paper-conference":
        return [place, date, paged, series, isbn, f"DOI\u00a0{work['DOI']}" if work.has("DOI") else ""]
    if kind in ("chapter", "entry"):
        return [work["edition"], place, paged, series, isbn]
    if kind == "thesis":
        return [place]
    if kind in ("report", "manuscript"):
        return [work["edition"], place, series]
    if kind == "map":
        return ["[map]", work["edition"], place, series, isbn]
    if kind == "book":
        return [work["edition"], place, series, isbn]
    if kind == "software":
        return [date, place]
    if kind == "patent":
        return [date, place, series]
    return [date, work["edition"], place, series, isbn]


def _date(work: Work) -> str:
    """The whole date, day first."""
    parts = day(work.item)
    return " ".join(part for part in reversed(parts) if part) or year(work.item, "")


def _numbers(work: Work) -> str:
    volume, issue, page = work["volume"], work.number("issue"), pages(work["page"])
    found = [
        f"Vol.\u00a0{volume}" if volume else "",
        f"{'no' if volume else 'No'}.\u00a0{issue}" if issue else "",
        f"{'p' if volume or issue else 'P'}.\u00a0{page}" if page else "",
    ]
    return joined(", ", found)
