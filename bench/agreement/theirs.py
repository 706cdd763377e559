"""What another program made of a file: its records as plain values, without any of our readers.

Zotero's and Better BibTeX's JSON by their item fields and the lines of `extra` ("Publisher: …", which is where Zotero puts what
an item type has no field for); JabRef's `.bib` by bibtexparser; yaz-marcdump's XML and JSON as MARC fields, read tag by
tag: MARC 21 (245 $a $b $n $p, 100/700 $a, 260/264, 300, 490, 020, 008/35 and 041), and danMARC2, in which half of those files are,
where 001 has subfields (given name in $h, year and language in 008 $a and $l, 021 for the ISBN, 557 for what an article
stands in).
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry

from bench.agreement import forms

Fields = list[tuple[str, str, list[tuple[str, str]]]]
"""MARC fields: tag, text of a control field, subfields."""


class Record(NamedTuple):
    """One record of either side. `values` maps a field to its comparable form, a set; `shown` to its text, for the list.

    `borrowed` are fields whose value stands there for one that the input does not have (a journal's title for that of an
    article without one).
    """

    key: str
    number: int
    values: dict[str, set[Any]]
    shown: dict[str, str]
    borrowed: frozenset[str] = frozenset()


PUBLISHERS = (
    "publisher",
    "university",
    "institution",
    "distributor",
    "label",
    "company",
    "network",
    "studio",
    "repository",
)
ROLES = {
    "author": "aut", "editor": "edt", "translator": "trl", "director": "aut", "programmer": "aut", "artist": "aut",
    "cartographer": "aut", "composer": "aut", "inventor": "aut", "sponsor": "aut",
}  # fmt: skip
"""Author, editor, translator. Who made a film, a program, a picture, a map, a piece of music is its author here: Zotero shows
such a one where it shows an author. Everybody else is "other"."""


def read(path: Path) -> list[Record]:
    """The records of an expected file."""
    text = path.read_text("utf-8")
    if path.suffix == ".bib":
        return _bib(text)
    if path.suffix == ".xml":
        return [_marc(number, fields) for number, fields in enumerate(_xml_fields(text), 1)]
    made = json.loads(text)
    if isinstance(made, dict) and "leader" in made:
        return [_marc(1, _json_fields(made))]
    items = made["items"] if isinstance(made, dict) else made
    return [_item(number, one) for number, one in enumerate(items, 1)]


def program(path: Path) -> str:
    """Whose file it is."""
    if path.suffix == ".bib":
        return "JabRef"
    return {"bbt": "Better BibTeX", "yaz": "yaz-marcdump"}.get(path.name.partition("__")[0], "Zotero")


def record(
    key: str, number: int, shown: dict[str, list[str]], people: list[forms.Person | None], names: list[str]
) -> Record:
    """A record from the texts of its fields. `pages` are texts as they come, `series` "title | volume"."""
    values: dict[str, set[Any]] = {
        "title": {forms.word(text) for text in shown.get("title", [])},
        "people": {one for one in people if one is not None},
        "year": {forms.year(text) for text in shown.get("year", [])},
        "publisher": {forms.word(text) for text in shown.get("publisher", [])},
        "isbn": set().union(*(forms.numbers(text) for text in shown.get("isbn", []))),
        "series": {tuple(forms.word(part) for part in text.split(" | ")) for text in shown.get("series", [])},
        "pages": set().union(*(forms.pages(text) for text in shown.get("pages", []))),
        "language": set().union(*(forms.spoken(text) for text in shown.get("language", []))),
    }
    texts = {field: "; ".join(found) for field, found in shown.items() if found} | {"people": "; ".join(names)}
    return Record(key, number, {field: found - {"", ("",)} for field, found in values.items()}, texts)


def _item(number: int, item: dict[str, Any]) -> Record:
    """An item of Zotero or Better BibTeX."""
    extra = item.get("extra", [])
    lines = extra if isinstance(extra, list) else extra.split("\n")
    more = {key.strip().lower(): text.strip() for key, _, text in (line.partition(":") for line in lines)}

    def said(*names: str) -> list[str]:
        return [str(item[name]) for name in names if item.get(name)]

    people, names = [], []
    for one in item.get("creators", []):
        kind = one.get("creatorType", "")
        name = ", ".join(part for part in (one.get("lastName", ""), one.get("firstName", "")) if part)
        name = name or one.get("name", "")
        role = ROLES.get(kind, "other") if kind else ""
        people.append(forms.person(name, role, parts=bool(one.get("firstName"))))
        names.append(f"{name} ({kind})")
    series = said("series", "seriesTitle")[:1]
    count = [text for text in (item.get("seriesNumber"),) if text and series]
    shown = {
        "title": said("title", "caseName", "nameOfAct", "subject")[:1],
        "year": said("date", "dateDecided", "dateEnacted", "issueDate")[:1],
        "publisher": [*said(*PUBLISHERS)[:1], *([more["publisher"]] if "publisher" in more else [])],
        "isbn": [*said("ISBN"), *([more["isbn"]] if "isbn" in more else [])],
        "series": [" | ".join([*series, *count])] if series else [],
        "pages": [*said("pages", "numPages", "firstPage", "codePages"), *([more["pages"]] if "pages" in more else [])],
        "language": [*said("language"), *([more["language"]] if "language" in more else [])],
    }
    return record(str(item.get("citationKey") or item.get("itemID") or ""), number, shown, people, names)


def _bib(text: str) -> list[Record]:
    """The entries of a file of JabRef's. One of them lacks the brace after its type."""
    library = parse_string(re.sub(r"^@(\w+),\s*$", r"@\1{,", text, flags=re.MULTILINE))
    entries = [getattr(block, "ignore_error_block", block) for block in library.blocks]
    found = [block for block in entries if isinstance(block, Entry)]
    return [_entry(n, one) for n, one in enumerate(found, 1)]


def _entry(number: int, entry: Any) -> Record:
    fields = {field.key.lower(): str(field.value).replace("{", "").replace("}", "") for field in entry.fields}
    people, names = [], []
    for name in ("author", "editor", "translator"):
        for one in re.split(r"\s+and\s+", fields.get(name, "")):
            people.append(forms.person(one, ROLES[name]))
            names += [f"{one} ({name})"] if one else []
    within = entry.entry_type.lower() in ("article", "inbook", "incollection", "inproceedings")
    volume = fields.get("volume", "") if not within else ""
    title = ": ".join(fields[name] for name in ("title", "subtitle") if name in fields)
    shown = {
        "title": [title] if title else [],
        "year": [fields[name] for name in ("year", "date") if name in fields][:1],
        "publisher": [
            fields[name] for name in ("publisher", "school", "institution", "organization") if name in fields
        ][:1],
        "isbn": [fields["isbn"]] if "isbn" in fields else [],
        "series": [" | ".join(filter(None, [fields["series"], volume]))] if "series" in fields else [],
        "pages": [fields[name] for name in ("pages", "pagetotal") if name in fields],
        "language": [fields["language"]] if "language" in fields else [],
    }
    return record(entry.key, number, shown, people, names)


def _xml_fields(text: str) -> list[Fields]:
    made = ElementTree.fromstring(text)  # noqa: S314 - written by the program whose work is compared
    found: list[Fields] = []
    for one in made.iter("{http://www.loc.gov/MARC21/slim}record"):
        fields: Fields = []
        for field in one:
            tag = field.get("tag", "")
            if tag:
                fields.append((tag, field.text or "", [(sub.get("code", ""), sub.text or "") for sub in field]))
        found.append(fields)
    return found


def _json_fields(made: dict[str, Any]) -> Fields:
    found: Fields = []
    for one in made["fields"]:
        for tag, field in one.items():
            if isinstance(field, str):
                found.append((tag, field, []))
            else:
                found.append((tag, "", [pair for sub in field["subfields"] for pair in sub.items()]))
    return found


def _marc(number: int, fields: Fields) -> Record:
    """MARC 21, or danMARC2 where 001 has subfields."""
    danish = any(tag == "001" and subfields for tag, _, subfields in fields)

    def each(tags: str, codes: str) -> list[str]:
        wanted = tags.split()
        return [text for tag, _, subs in fields if tag in wanted for code, text in subs if code in codes]

    def control(tag: str) -> str:
        return next((text for name, text, _ in fields if name == tag), "")

    fixed = control("008")
    people, names = [], []
    for tag, _, subs in fields:
        if tag in ("100", "110", "111", "700", "710", "711"):
            parts = dict(reversed([(c, t) for c, t in subs if c in "ah4"]))
            name = f"{parts.get('a', '')}, {parts['h']}" if danish and "h" in parts else parts.get("a", "")
            role = "aut" if tag == "100" or parts.get("4") == "aut" else ""
            people.append(forms.person(name, role))
            names.append(name)
    when = each("260 264", "c") or ([fixed[7:11]] if fixed else [])
    series = [" | ".join(t for c, t in subs if c in "av") for tag, _, subs in fields if tag in ("440", "490", "830")]
    shown = {
        "title": [" ".join(each("245", "abnp"))],
        "year": [*(each("008", "a") or each("260", "c") if danish else when)][:1],
        "publisher": [text for text in each("260 264", "b") if "s.n." not in text.lower()],
        "isbn": each("020 021", "a"),
        "series": series,
        "pages": [
            *re.findall(r"(\d+)\]?\s*(?:p\b|s\b|sider)", " ".join(each("300", "a"))),
            *(each("557", "k") if danish else []),
        ],
        "language": (each("041", "a") or each("008", "l") if danish else [fixed[35:38], *each("041", "a")]),
    }
    return record("", number, shown, people, names)
