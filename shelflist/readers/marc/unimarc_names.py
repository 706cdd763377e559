"""Names of UNIMARC records (700–730) as contributors: entry forms, dates and roles (UNIMARC Manual 7--, appendix C)."""

import re
from collections.abc import Sequence

from shelflist.cataloguing import authority_numbers
from shelflist.cataloguing.punctuation import strip_end, strip_heading
from shelflist.model import Book, Contributor
from shelflist.readers.marc import marc_common, marc_sbn, sbn_roles
from shelflist.readers.marc.iso2709 import Field, Marc

TAGS = ("700", "710", "720", "701", "711", "721", "702", "712", "722", "716", "730")
KINDS = {"70": "person", "71": "corporate", "72": "person", "73": "person"}
_YEARS = re.compile(r"^(.*\S)\s+\((\d{3,4}\??-(?:\d{3,4}\??)?)\)$")


def add(book: Book, marc: Marc) -> None:
    """Everybody of the record, main entries first. A publisher or printer is not one of them: it stays as a leftover."""
    people: list[tuple[Contributor, str]] = []
    italian = marc_sbn.is_italian(marc)
    for field in marc.get(*TAGS):
        found = marc_common.roles(field, "unimarc")
        if (found and set(found) <= marc_common.SKIPPED_ROLES) or (italian and _is_printer(field, found)):
            book.extra.append(marc_common.leftover(field))
            continue
        kind = KINDS[field.tag[:2]]
        name, years = person(field) if kind == "person" else (body(field), "")
        if field.tag[:2] == "71" and field.indicators[:1] == "1":
            kind = "meeting"
        if name:
            if not found and field.tag[2] in "01":
                found = ["aut"]
            main = field.tag[2] == "0" and field.tag != "730"
            raw = field.join("abcdefg4")
            made = marc_common.contributor(name, kind, found, years, main=main, raw=raw)
            made.ids = authority_numbers.read(field.all("o"))
            people.append((made, field.tag))
    if people and italian:
        sbn_roles.tell(people, *marc_sbn.statements(marc))
    for made, _ in people:
        same = next((c for c in book.contributors if c.name == made.name and c.dates == made.dates), None)
        if same is None:
            book.contributors.append(made)
        else:
            same.roles += [role for role in made.roles if role not in same.roles]


def _is_printer(field: Field, found: Sequence[str]) -> bool:
    """Whether a body is a printer's or publisher's shop: SBN has them as bodies with the inverted name of their master."""
    return field.tag[:2] == "71" and ", " in field.first("a") and set(found) <= {"aut"}


def person(field: Field) -> tuple[str, str]:
    """(entry form, dates) of 7X0: $a is the entry element, $b the rest (SBN: `, Rina`), $d the numeration, $c what is added.

    SBN writes dates and epithets into $a: `Dumas, Alexandre <pere>`, `Castelli, Nicolo <sec. 17./18.>`.
    """
    entry, years, epithet = marc_sbn.person(field.first("a"))
    family, given = strip_end(entry), strip_end(field.first("b")).lstrip(" ,")
    number = field.first("d").strip("<>() ")
    added = strip_end(field.join("c", ", ")).strip("<>() ")
    name = f"{family}, {given}" if given and field.indicators[1:2] != "0" else f"{family} {given}".strip()
    name = f"{name} {number}" if number else name
    if match := _YEARS.match(name):
        name, years = match[1], years or match[2]
    name = ", ".join(filter(None, [name, added]))
    if epithet:
        # A comma would make "Follard <Compagnia di Gesù>" an inverted name.
        name = f"{name}, {epithet}" if "," in name else f"{name} ({epithet})"
    return name, field.first("f").strip("<> ") or years


def body(field: Field) -> str:
    """Entry form of 71X: $a and its subdivisions $b; a meeting's number, date and place ($d $f $e) and $c in brackets."""
    name = ". ".join(filter(None, (strip_heading(value) for value in field.all("ab"))))
    name = marc_sbn.body(name)
    added = " : ".join(value for code in "dfec" if (value := strip_end(field.first(code)).strip("()<> ")))
    return f"{name} ({added})" if name and added else name
