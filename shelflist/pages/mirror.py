"""The mirror's page, for the owner: `/report/` under `serve` and one file of `check`; never a page of the published site.

In the preview the first page shows the heaviest findings of each kind and `report/<kind>/` all of them, cut into pages; the
file has everything on one page, as far as one page can hold it.
"""

from collections.abc import Sequence
from typing import Any

from shelflist.mirror import KINDS, Finding, Mirror
from shelflist.model import Struct
from shelflist.pages import Page, amounts, crumbs
from shelflist.pages.headings import leaf_path, leaves, pager
from shelflist.wording import counted, figure, later
from shelflist.wording import gettext as _

ROOT = "report/"
TITLE = later("The mirror")

FIRST = 4
"""Findings of a kind on the first page."""

LEAF = 25
"""Findings on a further page."""

MOST = 300
"""Findings of a kind in the file."""

WORDS: dict[str, tuple[str, str]] = {
    "records": (
        later("The emptiest records"),
        later("These records lack three and more of the ten fields counted above."),
    ),
    "fields": (later("Field by field"), later("Which books lack what.")),
    "identifiers": (
        later("Numbers that cannot be right"),
        later("They are shown as printed, and are neither key nor link."),
    ),
    "dates": (later("Dates that were not understood"), later("Such a book is in no year and in no decade.")),
    "doubles": (
        later("Records that may be one book"),
        later("They were not merged, and site.toml does not speak of them."),
    ),
    "people": (
        later("People who may be one"),
        later("Each has a page of their own as long as nothing says that they are one."),
    ),
    "headings": (later("Subjects that may be one"), later("Nearly the same words, on two pages.")),
    "lone": (later("Lone subjects"), later("One book, and no relation: such a page leads nowhere.")),
    "subdivisions": (
        later("Subdivisions of which nothing says what they are"),
        later("They stand under no topic, place, period or form. A record says it by the code of the subfield."),
    ),
    "series": (later("Holes in series"), later("Numbers that are missed, in series of which enough is here.")),
    "decades": (later("Empty decades"), later("By year of publication, between decades with books.")),
    "classes": (later("Empty classes"), later("Dewey's three digits, between classes with books in the same ten.")),
    "captions": (later("Classes without a caption"), later("Their pages have a number for a title.")),
}
"""Kind of finding → its title, and what it means."""


class Frame(Struct):
    """How a page of the mirror is dressed and where its links lead: the template around it, the style sheet as an address
    ("" where the template has its own), what stands before an address of the site, and what ends that of a folder."""

    template: str = "base.html"
    style: str = ""
    prefix: str = ""
    index: str = ""

    def address(self, href: str) -> str:
        """A link to a page of the site."""
        path, mark, anchor = href.partition("#")
        return f"{self.prefix}{path}{self.index if path.endswith('/') else ''}{mark}{anchor}"


def _finding(found: Finding, frame: Frame, language: str) -> dict[str, Any]:
    return {
        "text": found.text,
        "links": [
            {
                "text": link.text,
                "href": frame.address(link.href),
                "lang": link.lang if link.lang != language else "",
            }
            for link in found.links
        ],
        "offers": [{"file": offer.file, "how": offer.how, "lines": offer.lines} for offer in found.offers],
    }


def _findings(number: int) -> str:
    return counted("%(n)s finding", "%(n)s findings", number)


def _part(kind: str, found: Sequence[Finding], total: int, more: str, frame: Frame, language: str) -> dict[str, Any]:
    title, about = WORDS[kind]
    left = total - len(found)
    return {
        "id": kind,
        "title": _(title),
        "about": _(about),
        "count_text": _findings(total),
        "findings": [_finding(one, frame, language) for one in found],
        "left": counted("and %(n)s more", "and %(n)s more", left) if left else "",
        "more": more,
    }


def _meta(mirror: Mirror, frame: Frame, **given: Any) -> dict[str, Any]:
    """The data of any of its pages; `given` says what it has of its own."""
    meta: dict[str, Any] = {
        "kind": "mirror",
        "title": _(TITLE),
        "title_parts": [],
        "description": "",
        "crumbs": crumbs(),
        "section": "",
        "frame": frame.template,
        "style": frame.style,
        "count_text": _("%(findings)s in %(books)s")
        % {"findings": _findings(mirror.count()), "books": amounts.books(mirror.books)},
        "fields": [],
        "parts": [],
        "whole": [],
        "pager": None,
        "sections": [],
    }
    return {**meta, **given}


def _fields(mirror: Mirror) -> list[dict[str, Any]]:
    return [
        {
            "field": _(one.field),
            "filled": figure(one.filled),
            "lacks": figure(one.of - one.filled),
            "percent": one.percent(),
        }
        for one in mirror.fields
    ]


def _whole(mirror: Mirror) -> list[dict[str, str]]:
    """The contents of the page: every kind with its number, those without a finding too."""
    return [
        {
            "text": _(WORDS[kind][0]),
            "href": f"#{kind}" if mirror.findings[kind] else "",
            "count": figure(len(mirror.findings[kind])),
        }
        for kind in KINDS
    ]


def first(mirror: Mirror, frame: Frame, language: str, most: int = FIRST) -> Page:
    """The first page of the mirror, or (with another `most`, where nothing stands beside it) the only one."""
    alone = bool(frame.style)
    parts = []
    for kind in KINDS:
        found = mirror.findings[kind]
        if found:
            more = "" if alone or len(found) <= most else f"{kind}/"
            parts.append(_part(kind, found[:most], len(found), more, frame, language))
    meta = _meta(mirror, frame, fields=_fields(mirror) if mirror.books else [], whole=_whole(mirror), parts=parts)
    if alone:
        meta["crumbs"] = []
    return Page(ROOT, "mirror.html", meta)


def further(mirror: Mirror, kind: str, number: int, frame: Frame, language: str) -> Page | None:
    """A page of all findings of a kind; None where there is none of this number."""
    found = mirror.findings.get(kind, [])
    cut = leaves(len(found), LEAF)
    if not found or not 1 <= number <= len(cut):
        return None
    leaf = cut[number - 1]
    href = f"{ROOT}{kind}/"
    title = _(WORDS[kind][0])
    part = _part(kind, found[leaf.first - 1 : leaf.last], len(found), "", frame, language)
    part["left"] = ""
    meta = _meta(
        mirror, frame, title=title, title_parts=[_(TITLE)], crumbs=crumbs((_(TITLE), ROOT)), parts=[part],
        count_text=_findings(len(found)), pager=pager(href, leaf, _("Findings")),
    )  # fmt: skip
    return Page(leaf_path(href, number), "mirror.html", meta)
