"""A language in which every message stands in wide letters ("Ｂｏｏｋｓ"), and sites whose records hold no Latin letter: what is
left in plain letters on a page of theirs is English that somebody forgot to mark.

`python -m tests.pseudo` lists it, with the pages that show it; `python -m tests.pseudo timeline shelf` only on pages whose
address or template begins so. A value that a message takes stays in its own letters, so that English put into a message is
found as well.
"""

import gettext
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from lxml import etree, html

from shelflist import check, mirror, mirrored, wording
from shelflist.pages import aspect, headings, timeline
from shelflist.store import Store
from tests.tools import built, iso2709, make_site, settings

LANGUAGE = "el"
"""The language of the site: what CLDR says is in Greek letters then, and what a page knows to be English it marks so."""

_KEPT = re.compile(r"(%\(\w+\)s|%%|%s|\{\w+\}|<[^<>]*>|&\w+;|\]\((?:%\(\w+\)s|[^)\s])*\))")
"""What a translator leaves as it is."""
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}


def wide(text: str) -> str:
    """A message as the pseudo-language has it."""
    parts = _KEPT.split(text)
    return "".join(part if n % 2 else part.translate(_WIDE) for n, part in enumerate(parts))


class Wide(gettext.NullTranslations):
    """A catalog that has every message."""

    def gettext(self, message: str) -> str:
        """The message in wide letters."""
        return wide(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number in wide letters."""
        return wide(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The message in wide letters, whatever its context."""
        return wide(message)


@contextmanager
def spoken() -> Iterator[None]:
    """Inside, every message is wide; indexes are split soon, so that small sites have all pages."""
    catalog = Wide()
    with ExitStack() as stack:

        def put(owner: object, name: str, made: object) -> None:
            stack.enter_context(patch.object(owner, name, made))

        put(wording, "catalog", lambda _: catalog)
        put(wording, "available", lambda: ["en", LANGUAGE])
        for module in (headings, aspect):
            put(module, "WHOLE", 6)
        put(timeline, "INLINE", 1)
        yield


# --- a site without Latin letters -----------------------------------------------------------------------------------

_PEOPLE = ("Αλεξίου, Μαρία", "Βλάχος, Πέτρος", "Γεωργίου, Ελένη")
_NOTES = (
    "status: read\nread: [2019, {started: 2025-01-01, finished: 2025-02-11}]\nrating: 4.5\npages: 210\nadded: 2018-12-01\n"
    "quotes: [{text: Αλάτι, page: 12}, Άμμος]\n",
    "status: read\nread: 2025-03\npages: 90\nrating: 3\nadded: 2024-05-31\n",
    "status: read\nread: [{started: 2024-02-01}, {finished: 2024-07-01}]\n",
    "status: reading\nstarted: 2026-01\n",
    "status: want\nadded: 2026-02-03\npages: 300\n",
    "status: abandoned\nread: {started: 2024-01-01, finished: 2024-01-09}\npages: 400\n",
)
_LIST = """---
title: Μάθημα
course: Αλάτι 101
teacher: Μαρία
start: 2026-10-05
---

Εισαγωγή.

## Α: Δρόμοι

- [g1] essential; ch. 1, pp. 41-67; by 2026-10-07; with "χάρτες"
- [g2] recommended

## Β: Χρήμα

- [g3] further
- [g4] essential; 30 min

## Γ (2026-10-20)

- [g5] recommended; pp. 1-60
- [g6]
"""
_SETTINGS = """[site]
title = "Κατάλογος"
description = "Βιβλία."
language = "el"
owner = "Ελένη"
base_url = "https://site.example"
[build]
recent = 4
page_size = 10
offline = true
downloads = "always"
[reading]
hours_a_day = 1
days_off = ["sunday"]
"""


def _isbn(n: int) -> str:
    body = f"978030640{n:03}"
    return body + str(-sum(int(c) * (3 if k % 2 else 1) for k, c in enumerate(body)) % 10)


def _record(n: int) -> bytes:
    """One of the records: each lacks, or has, something that pages speak of."""
    greek = chr(0x391 + n % 17) + "ι" * (n % 5 + 1)
    people = [_PEOPLE[n % 3], _PEOPLE[(n + 1) % 3]]
    fields: list[tuple[str, str, str | list[tuple[str, str]]]] = [
        ("001", "", f"g{n}"),
        ("020", "  ", [("a", _isbn(n % 40))]),
        ("041", "1 ", [("a", ("gre", "rus", "ita")[n % 3]), ("h", "eng")]),
        *([("082", "04", [("a", f"{n % 9 + 1}{n % 7}1.{n % 8 + 1}"), ("2", "23")])] if n % 5 else []),
        *([("050", " 4", [("a", f"ΠΚ{n}")])] if n % 7 == 3 else []),
        ("100", "1 ", [("a", people[0]), ("d", "1900-1980"), ("e", "author")]),
        ("245", "10", [("a", f"{greek}λιάδα {n} :"), ("b", "μια ιστορία")]),
        *([("250", "  ", [("a", "Β΄ έκδοση")])] if n % 4 == 1 else []),
        ("260", "  ", [("a", "Αθήνα :"), ("b", f"Άλας {n % 3},"), ("c", (f"{1850 + n * 4}.", f"[ca. {1850 + n * 3}]", "1998-", "[χ.χ.]")[n % 4])]),
        ("300", "  ", [("a", f"xii, {100 + n} σ. :"), ("b", "εικ. ;"), ("c", "24 cm")]),
        ("490", "1 ", [("a", f"Σειρά {n % 2}"), ("v", str(n + n // 3))]),
        *([("505", "0 ", [("a", f"Κεφάλαιο πρώτο λιμάνι -- Κεφάλαιο δεύτερο λιμάνι / {_PEOPLE[2]} -- Τέλος {n}")])] if n % 2 else []),
        ("520", "  ", [("a", "Περίληψη για το λιμάνι.")]),
        ("650", " 0", [("a", "Ιστορία"), *([("x", f"Πολιτική {n % 3}"), ("z", "Ελλάς")] if n % 2 else [("y", "1900-1950"), ("v", "Χάρτες")])]),
        ("650", " 0", [("a", f"Θέμα {n}"), ("x", f"Όψη {n % 8}")]),
        *([("600", "10", [("a", _PEOPLE[1])])] if n % 3 == 0 else []),
        ("700", "1 ", [("a", people[1]), ("e", ("editor", "translator", "illustrator")[n % 3])]),
        *([("710", "2 ", [("a", "Πανεπιστήμιο"), ("e", "issuing body")])] if n % 6 == 0 else []),
    ]  # fmt: skip
    return iso2709(fields)


_FAULTS = (
    iso2709([("001", "", "f1"), ("020", "  ", [("a", "9780306400009")]), ("245", "10", [("a", "Λάθος")])]),
    iso2709(
        [
            ("001", "", "f2"),
            ("100", "1 ", [("a", "Ζώης, Ε.")]),
            ("245", "10", [("a", "Λάθος")]),
            ("260", "  ", [("c", "χθες")]),
        ]
    ),
    iso2709(
        [
            ("001", "", "f3"),
            ("100", "1 ", [("a", "Βλάχοςς, Πέτρος")]),
            ("245", "10", [("a", "Ω")]),
            ("650", " 0", [("a", "Ιστορίες")]),
        ]
    ),
)
"""Records of which the mirror has something to say."""


def greek(folder: Path) -> Path:
    """The site without Latin letters, with every kind of page, in a folder."""
    files: dict[str, str | bytes] = {
        "content/records/all.mrc": b"".join([*(_record(n) for n in range(1, 45)), *_FAULTS])
    }
    for n, note in enumerate(_NOTES * 5, 1):
        files[f"content/books/n{n}.md"] = f"---\nrecord: g{n}\n{note}---\n\nΣημείωση.\n"
    files["content/lists/course.md"] = _LIST
    files["content/headings.tsv"] = "lcsh: Ιστορία\tit: Σторία\tde: Ιστορικά\nlcsh: Θέμα 3\tel: Τρίτο\n"
    files["content/subjects/istoria.md"] = (
        "---\nheading: Ιστορία\nlabels:\n  de: Ιστορικά\nbroader: Όλα\nrelated: [Θέμα 1, Τίποτα]\n"
        "see_from: Χρονικά\n---\nΠεδίο.\n"
    )
    files["content/authors/maria.md"] = (
        f"---\nname: {_PEOPLE[0]}\nforms: [Μ. Αλεξίου]\nids:\n  viaf: 12345678\n  lcnaf: n79021164\n---\nΠοιήτρια.\n"
    )
    files["content/classes.tsv"] = "100\tΦιλοσοφία\n200\tΘρησκεία\n"
    files["content/series.tsv"] = "Σειρά 0\tsaga\nΣειρά 1\tcollection\n"
    return make_site(folder, files, _SETTINGS)


# --- what is left -----------------------------------------------------------------------------------------------------

_ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-words", "aria-description", "label")
_SILENT = frozenset({"script", "style", "code", "pre", "kbd", "samp"})
_RAW = (
    "//*[@hidden] | //*[@lang='en'] | //details[@class='record']//dl | //details[@class='record']//td[position() < 3]"
)
"""What nobody reads, what is said to be English, and what stands in a record: its fields, their names and values."""
_LETTERS = re.compile(r"[A-Za-z][A-Za-z’'-]*(?:[ ,.;:()]+[A-Za-z][A-Za-z’'-]*)*")
NAMES = frozenset(
    word
    for line in (
        "ISBN ISBN- ISSN ISO DOI OCLC LCCN BID VIAF ISNI ORCID GND BnF IdRef Wikidata LCC UDC LCSH FAST Dewey Goodreads LibraryThing",
        "MARC MARCXML UNIMARC LDR BibTeX BibLaTeX RIS CSL-JSON MODS Dublin Core RDF COinS Zotero EndNote XML CSV OPDS SVG HTML",
        "APA MLA Chicago Harvard",
        "ca cm xii ch pp with el it ru",
    )
    for word in line.split()
)
"""Names of standards and what the records have in Latin letters themselves: they are the same in every language."""


def texts(page: bytes) -> Iterator[tuple[str, str]]:
    """(where, text) of all that a reader reads, hears or a script says."""
    tree = html.document_fromstring(page.decode())
    for element in tree.xpath(_RAW):
        element.drop_tree()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        mark = f"{element.tag}{'.' + element.get('class', '').split()[0] if element.get('class') else ''}"
        if element.tag != "abbr" and element.get("class", "") != "Z3988":
            for name in _ATTRIBUTES:
                if element.get(name) and (element.tag, name) != ("link", "title"):
                    yield f"{mark}[{name}]", element.get(name, "")
        if element.tag == "meta" and element.get("name") == "description":
            yield "meta[description]", element.get("content", "")
        if element.tag == "script" and element.get("id") == "words":
            yield "script#words", element.text or ""
        if element.tag not in _SILENT and not any(up.tag in _SILENT for up in element.iterancestors()):
            yield mark, element.text or ""
        parent = element.getparent()
        if parent is not None and parent.tag not in _SILENT:
            yield str(parent.tag), element.tail or ""


_KEYS = re.compile(r'"[\w-]+"(?=\s*:)|%\(\w+\)s|\{\w+\}|</?\w[^>]*>|https?://\S+|content/\S+|\\[nu]\w*')


def plain(where: str, text: str) -> list[str]:
    """The runs of plain letters in a text that are no names."""
    if "words" in where:
        text = _KEYS.sub(" ", text)
    found = []
    for run in _LETTERS.findall(
        re.sub(r"https?://\S+|content/\S+|\S+@\S+|[\w.-]+\.(?:html|md|tsv|ics|xml|json)\b", " ", text)
    ):
        if any(len(word) > 1 and word not in NAMES for word in re.findall(r"[A-Za-z][A-Za-z’'-]*", run)):
            found.append(run)
    return found


def forgotten(out: Path) -> dict[tuple[str, str], list[str]]:
    """(where, run of plain letters) → pages of a built site that show it."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in sorted(out.rglob("*.html")):
        if file.relative_to(out).parts[0] in ("pagefind", "static"):
            continue
        path = file.relative_to(out).as_posix().removesuffix("index.html")
        try:
            pieces = list(texts(file.read_bytes()))
        except etree.ParserError:
            continue
        for where, text in pieces:
            for run in plain(where, text):
                found.setdefault((where, run), []).append(path or "(home)")
    return found


def made(folder: Path) -> Path:
    """The pages of three sites that speak in wide letters, below one folder: the whole one with its mirror, one of a single
    book, one without any."""
    with spoken():
        site = greek(folder / "site")
        out = built(site)[1]
        reported = mirrored.Showing()
        told = settings(site)
        reported.stands(told, None, Store(told.state, writes=False))
        for path in ("report/", *(f"report/{kind}/" for kind in mirror.KINDS)):
            _written(out / path, reported.answer(path) or b"")
        found = check.check(told, mirror=True).mirror
        _written(out / "report/file/", mirrored.page(found, told) if found else b"")
        for name, records in (("one", {"content/records/one.mrc": _record(1)}), ("none", {})):
            small = built(make_site(folder / name, dict[str, str | bytes](records), _SETTINGS))[1]
            shutil.copytree(small, out / name)
    return out


def _written(folder: Path, page: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(page)


def main(begin: list[str]) -> int:
    """Lists what is left in the site without Latin letters."""
    with tempfile.TemporaryDirectory() as folder:
        found = forgotten(made(Path(folder)))
    shown = 0
    for (where, run), pages in sorted(found.items(), key=lambda one: (one[1][0], one[0])):
        hit = [page for page in pages if not begin or page.startswith(tuple(begin))]
        if hit:
            shown += 1
            sys.stdout.write(
                f"{hit[0]:<42} {where:<22} {run}{f'  (and {len(hit) - 1} pages more)' if len(hit) > 1 else ''}\n"
            )
    sys.stdout.write(f"{shown} texts in plain letters\n")
    return 1 if shown else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
