"""What the carriers of MARC records other than ISO 2709 share: leaders put right, flavours told, records made.

A leader has 24 characters (ISO 2709, MARC 21 leader, UNIMARC record label); XML and JSON have no use for most of them, so
many arrive shortened by one, folded, with `^`, `-` or `#` for blanks, or not at all.
"""

import re
from collections.abc import Iterable

from shelflist.model import Book, Warning
from shelflist.readers import Chunk
from shelflist.readers.marc import marc21, unimarc
from shelflist.readers.marc.iso2709 import Field, Marc, marc

ORIGINS = {
    name: tuple(dict.fromkeys([*marc21.ORIGINS.get(name, ()), *unimarc.ORIGINS.get(name, ())]))
    for name in {**marc21.ORIGINS, **unimarc.ORIGINS}
}
"""Both flavours at once: a record has the tags of one of them."""

_TYPES = re.compile(r"\s*(\d{5}|\d{0,4}(?!\d))[\s^#-]{0,5}([a-z ])([a-z])([a-z ])", re.IGNORECASE)
_UNIMARC_CODED = re.compile(r"\d{8}[a-z|# ]")
_BLANKS = "^-#"
LEADER = "     nam  22        4500"


def leader(text: str) -> tuple[str, str]:
    """(a leader of 24 characters, what was wrong with it or "")."""
    made = text.strip("\r\n\t")
    if len(made) != 24:
        made = text.strip()
    for blank in _BLANKS:
        # A dash may stand in the leader's own right, a row of them may not.
        if made.count(blank) > (2 if blank == "-" else 0):
            made = made.replace(blank, " ")
    if len(made) == 24:
        return made, ""
    if not made.strip():
        return " " * 24, "no leader"
    reason = f"a leader of {len(made)} characters instead of 24"
    match = _TYPES.match(made)
    if match is None:
        return made.ljust(24)[:24], reason
    rest = made[match.end() :]
    head, mark, tail = rest[:4].partition("22")
    if not mark:
        return f"{match[1]:>5}{match[2]}{match[3]}{match[4]}".ljust(24), reason
    tail = (tail + rest[4:]).strip()
    base = re.match(r"\d{0,5}", tail)
    digits = base[0] if base else ""
    end = "4500" if tail.endswith("4500") and len(tail) > len(digits) else "450 " if tail.endswith("450") else "    "
    middle = tail[len(digits) :].removesuffix(end.strip())
    # One of two blanks was folded away: what is left of them stands last (leader/09).
    head = head.rjust(2) if head.strip() else "  "
    return f"{match[1]:>5}{match[2]}{match[3]}{match[4]}{head[-2:]}22{digits:>5}{middle.ljust(3)[:3]}{end}", reason


def is_unimarc(record: Marc) -> bool:
    """UNIMARC: 200 and no 245; where neither stands, 100 $a that holds its coded data, or a leader that ends as its does."""
    if "245" in record.fields or "200" in record.fields:
        return "245" not in record.fields
    coded = next((field.first("a") for field in record.get("100")), "")
    return bool(_UNIMARC_CODED.match(coded)) or record.leader[20:24] == "450 "


def book(chunk: Chunk, format: str, label: str, fields: Iterable[Field], warnings: Iterable[Warning] = ()) -> Book:
    """A record that another carrier than ISO 2709 brought → Book, by its own flavour. Raises BadRecord.

    `label` is the leader as it came, `format` the carrier's name.
    """
    made, reason = leader(label)
    found = [*warnings]
    if reason:
        found.append(Warning("leader", reason, "its places filled up"))
    record = marc(made, map(_blanks, fields), found)
    record.record[0].subfields = [("", label)]
    if is_unimarc(record):
        return unimarc.from_marc(record, chunk, format)
    return marc21.from_marc(record, chunk, format)


def _blanks(field: Field) -> Field:
    """A field whose indicators say `#`, `^`, `_` or `\\` for a blank, with blanks."""
    shown = field.indicators
    if shown.isalnum() or shown == "  ":
        return field
    made = "".join(" " if one in "#^_\\-" else one for one in shown)
    return Field(field.tag, made.ljust(2) if field.indicators else "", field.subfields)
