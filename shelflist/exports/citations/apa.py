"""APA Style (7th ed.): initials, the year in brackets, sentence case, edition and helpers in brackets behind the title."""

from shelflist.exports.citations.people import Manner, dotted
from shelflist.exports.citations.pieces import (
    bracketed,
    capital,
    day,
    edition,
    ended,
    is_number,
    joined,
    labelled,
    pages,
    year,
)
from shelflist.exports.citations.work import Work

LEADS = ("composer", "author", "illustrator", "director", "producer", "editor", "compiler", "collection-editor")
LABELS = {
    "illustrator": ("Illus.", "Illus."), "director": ("Director", "Directors"), "producer": ("Producer", "Producers"),
    "editor": ("Ed.", "Eds."), "translator": ("Trans.", "Trans."), "compiler": ("Compiler", "Compilers"),
    "collection-editor": ("Ed.", "Eds."), "narrator": ("Narr.", "Narrs."), "series-creator": ("Creator", "Creators"),
    "interviewer": ("Interviewer", "Interviewers"),
}  # fmt: skip
"""Role → its label for one, for several."""

BOTH = ("Ed. & Trans.", "Eds. & Trans.")
"""Editors who are the translators."""

KINDS = {
    "broadcast": "Broadcast", "dataset": "Data set", "graphic": "Graphic", "map": "Map", "motion_picture": "Video recording", "song": "Audio recording",
    "software": "Computer software", "post": "Post", "review": "Review", "webpage": "",
}  # fmt: skip
"""Types that say what they are behind the title."""

FULL_DATE = frozenset(("broadcast", "document", "motion_picture", "pamphlet", "performance", "personal_communication", "post",
                       "post-weblog", "song", "speech", "webpage"))  # fmt: skip
SHOWN = 19
NAMES = Manner(dotted, inverted=10_000, both=", & ", many=", & ")
OTHERS = Manner(dotted, inverted=0, both=" & ", many=", & ")
WITH = Manner(dotted, inverted=10_000, both=", & ", many=", & ")


def cite(work: Work) -> str:
    """The reference, from the name to the address."""
    lead = work.first_of(LEADS)
    part = capital(work["volume"]) if not (work.contained or work.serial or is_number(work["volume"])) else ""
    title = joined(" ", [joined(": ", [work["title"], part]), _identifier(work, lead), _described(work)])
    when = f"({_date(work)})"
    opening = [_lead(work, lead), when, title] if lead else [title, when]
    text = joined(". ", [*opening, *_source(work)])
    text = ended(text, ".")
    original = f"(Original work published as {work['original-title']})" if work.has("original-title") else ""
    return joined(" ", [text, _address(work), original])


def _lead(work: Work, role: str) -> str:
    names = work.item[role]
    if len(names) > SHOWN + 1:
        shown = [work.people(role, Manner(dotted, 10_000, both=", ", many=", ", least=2, first=SHOWN, others=""))]
        last = Work({**work.item, role: names[-1:]}).people(role, NAMES)
        text = f"{shown[0].rstrip(',')}, … {last}"
    else:
        text = work.people(role, NAMES)
    if role in LABELS and role != "author":
        both = role == "editor" and work.same("editor", "translator")
        label = BOTH if both else LABELS[role]
        text = f"{text} ({label[work.many(role)]})"
    books = ("book", "musical_score", "pamphlet", "report", "standard")
    if (
        work.has("contributor")
        and work.type in books
        and work.has("author", "compiler", "composer", "editor", "illustrator")
    ):
        text = f"{text} (with {work.people('contributor', WITH)})"
    return text


def _date(work: Work) -> str:
    text = year(work.item, "n.d.")
    edited = work.has("collection-editor", "compiler", "editor", "issue", "page", "volume")
    if work.type in FULL_DATE or (work.type == "paper-conference" and not edited):
        _, month, number = day(work.item)
        return joined(", ", [text, f"{month} {number}".strip()])
    return text


def _identifier(work: Work, lead: str) -> str:
    """Helpers, edition and volume in brackets."""
    roles: tuple[str, ...] = (
        ("translator", "narrator") if work.serial else ("illustrator", "narrator", "editor", "translator", "compiler")
    )
    if not work.serial and work.contained:
        roles = ("illustrator", "narrator", "translator")
    found = []
    for role in roles:
        if role in work.item and role != lead and not (role == "translator" and work.same("editor", role)):
            both = role == "editor" and work.same(role, "translator")
            label = BOTH if both else LABELS[role]
            found.append(f"{work.people(role, OTHERS)}, {label[work.many(role)]}")
    return bracketed([*found, "" if work.contained else _edition(work)], "; ")


def _edition(work: Work) -> str:
    if work.serial:
        return ""
    series = ""
    if work.type in ("document", "report", "standard"):
        series = joined(" ", [work.titled("collection-title"), work["collection-number"]])
    volume = capital(work.volume()) if is_number(work["volume"]) else ""
    return joined(", ", [edition(work["edition"]), series, volume, labelled(work["page"], "apa")])


def _described(work: Work) -> str:
    word = work["publisher"] if work.type == "thesis" and work.has("DOI", "URL") else KINDS.get(work.type, "")
    return f"[{word}]" if word else ""


def _source(work: Work) -> list[str]:
    if work.serial:
        numbers = work["volume"] + (f"({work['issue']})" if work.has("issue") else "")
        page = pages(work["page"], "apa")
        return [joined(", ", [work.titled("container-title"), work.titled("collection-title"), numbers, page])]
    found = ""
    if work.contained and work.type not in ("post", "webpage"):
        editors = (
            f"{work.people('editor', OTHERS)} ({LABELS['editor'][work.many('editor')]})" if work.has("editor") else ""
        )
        where = joined(", ", [editors, work["container-title"]])
        found = joined(" ", [f"In {where}", bracketed([_edition(work)])])
    return [found, "" if work.type == "thesis" and work.has("DOI", "URL") else work["publisher"]]


def _address(work: Work) -> str:
    if not work.has("DOI", "URL"):
        return ""
    return work.address()
