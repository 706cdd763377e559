"""The search page: its form, and `search/books.js`, the list of books behind it.

What has words goes to Pagefind's index. What has none (facets alone), and every search where Pagefind cannot run (no
WebAssembly, a page opened from a folder), is answered from `books.js`; an ISBN or a call number from the files of `suggesting`.
They are scripts that set a variable, since a page opened from a folder may load scripts and nothing else.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec

from shelflist.catalogue import FAMILIES, Catalogue
from shelflist.cataloguing import stemming
from shelflist.pages import Page, crumbs, labels
from shelflist.pages.desk import Words
from shelflist.pages.headings import caption
from shelflist.pages.machines import facet_value
from shelflist.wording import forms
from shelflist.wording import gettext as _

VALUES = 100
"""Values of one facet that the search page offers; the full index has the others."""

LINKED = 12
"""Values of one facet that are links to their pages where there are no scripts."""

encode = msgspec.json.Encoder().encode


def page(catalogue: Catalogue, words: Words, values: Mapping[str, Mapping[str, int]]) -> Page:
    """The search form with its facets. `values`: facet → value → number of books, as the book pages carry them."""
    has_added = any(entry.added for entry in catalogue.entries)
    there = [f for f in labels.FAMILY if f == "books" or catalogue.families[f]]
    meta: dict[str, Any] = {
        "kind": "search",
        "title": _("Search"),
        "title_parts": [],
        "description": _("Search %(site)s.") % {"site": words.title},
        "crumbs": crumbs(),
        "section": "search",
        "total": len(catalogue.entries),
        "facets": list(_facets(catalogue, words.language, values)),
        "sorts": [{"value": v, "label": _(text)} for v, text in labels.SORTS if v != "added" or has_added],
        "families": [{"label": labels.family(f)[1], "href": f"{f}/"} for f in there],
        "kinds": list(FAMILIES),
        "bundle": "pagefind/",
        "spoken": stemming.apart(Counter(e.lang.partition("-")[0] for e in catalogue.entries), words.language),
        "words": _words(),
        "sections": [],
    }
    return Page("search/", "search.html", meta)


def _facets(catalogue: Catalogue, language: str, values: Mapping[str, Mapping[str, int]]) -> Iterator[dict[str, Any]]:
    for name, family in labels.FACETS:
        counted = values.get(name, {})
        if not counted:
            continue
        known = {caption(h, language): h.href for h in catalogue.families[family]} if family else {}
        newest = name == "Year"
        ordered = sorted(counted, reverse=True) if newest else sorted(counted, key=lambda v: (-counted[v], v))
        shown = [{"value": v, "label": v, "count": counted[v], "href": known.get(v, "")} for v in ordered[:VALUES]]
        every = _("All of the list: %(name)s") % {"name": labels.family(family)[1]} if family else ""
        yield {
            "name": name,
            "label": _(name),
            "more": f"{family}/" if family and len(counted) > VALUES else "",
            "more_text": every,
            "index": f"{family}/" if family else "",
            "values": shown,
            "linked": [v for v in shown if v["href"]][:LINKED],
        }


def _words() -> dict[str, Any]:
    """What the script says: messages with names in them, and both forms of those with a number."""
    return {
        "found": forms("%(n)s book.", "%(n)s books."),
        "foundFor": forms("%(n)s book for “%(words)s”.", "%(n)s books for “%(words)s”."),
        "none": _("No books."),
        "noneFor": _("No books for “%(words)s”."),
        "try": _("Try fewer or shorter words."),
        "tryFilters": _("Remove a filter, or try other words."),
        "ignored": forms("We ignored %(words)s: no book has it.", "We ignored %(words)s: no book has them."),
        "quoted": _("“%(word)s”"),
        "comma": _(", "),
        "without": forms(
            "Remove the filter %(filter)s (%(n)s book without it)", "Remove the filter %(filter)s (%(n)s books without it)"
        ),
        "filter": _("%(facet)s: %(value)s"),
        "remove": _("Remove %(value)s"),
        "chapter": _("Chapter:"),
        "loading": _("Loading the search…"),
        "failed": _("The search could not be loaded. The lists below lead to every book."),
        "simple": _("This is the simple search: by title, author and year."),
        "noIsbn": _("No book here has the ISBN %(number)s."),
        "badIsbn": _("No book here has the number %(number)s, and as an ISBN it is not valid: its check digit is wrong."),
        "class": forms("%(class)s: %(n)s book in its class", "%(class)s: %(n)s books in its class"),
        "meant": _("Did you mean %(words)s?"),
        "meantShown": _("Did you mean %(words)s? The books for it are shown."),
        "headings": forms(
            "%(n)s heading fits: the down arrow leads to it.", "%(n)s headings fit: the down arrow leads to them."
        ),
        "families": [labels.family(f)[0] for f in FAMILIES],
    }  # fmt: skip


def facet_counts(catalogue: Catalogue, language: str) -> dict[str, dict[str, int]]:
    """Facet → value as readers see it → number of books."""
    counted = Counter(chain.from_iterable([entry.facets for entry in catalogue.entries]))
    found: dict[str, dict[str, int]] = {name: {} for name, _ in labels.FACETS}
    for (name, value), number in sorted(counted.items()):
        shown = facet_value(name, value, language)
        found[name][shown] = found[name].get(shown, 0) + number
    return found


# --- the list of books ----------------------------------------------------------------------------------------


def books_json(catalogue: Catalogue, language: str) -> bytes:
    """The books for other scripts: JSON, in title order, a facet value by its place in `values`.

    `{"values": [[facet, value], …], "books": [[href, title, people, year, added, [places]], …]}`
    """
    numbers: dict[tuple[str, str], int] = {}
    books = [
        (
            catalogue.href(n),
            entry.title,
            entry.people,
            entry.year,
            entry.added,
            [numbers.setdefault(pair, len(numbers)) for pair in entry.facets],
        )
        for n, entry in enumerate(catalogue.entries)
    ]
    values = [(name, facet_value(name, value, language)) for name, value in numbers]
    return encode({"values": values, "books": books})


def script(name: str, data: bytes) -> bytes:
    """Data as a script that a page may load from a folder, too."""
    return b"(self.shelflist??={})." + name.encode() + b"=" + data + b";\n"
