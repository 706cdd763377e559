"""danMARC2, the format of Danish libraries (kat-format.dk): its fields as the fields of MARC 21 that mean the same.

It looks like MARC 21 (245, 100, 260), but its 001 and 008 have subfields, a person's given name is in $h, the ISBN in 021, the
language in 008 $l, the periodical of an article in 557. What has no place in MARC 21, or none that the map here
knows, is an extra field of the book. `¤` marks where a title begins to file.
"""

import re

from shelflist.model import Book, Extra, Host
from shelflist.readers.marc.iso2709 import Field, Marc

MOVED: dict[str, tuple[str, dict[str, str]]] = {
    "022": ("022", {"a": "a"}), "041": ("041", {"a": "a", "c": "h"}), "050": ("050", {"a": "a"}), "080": ("080", {"a": "a"}),
    "082": ("082", {"a": "a"}), "110": ("110", {"a": "a", "4": "4"}), "239": ("240", {"t": "a"}), "240": ("240", {"a": "a"}),
    "250": ("250", {"a": "a"}), "260": ("260", {"a": "a", "b": "b", "c": "c"}),
    "440": ("440", {"a": "a", "n": "n", "o": "p", "v": "v", "z": "x"}), "710": ("710", {"a": "a", "4": "4"}),
    "740": ("740", {"a": "a"}), "795": ("505", {"a": "t"}), "856": ("856", {"u": "u", "y": "y", "z": "z"}),
    "502": ("502", {"a": "a"}), "504": ("520", {"a": "a"}), "508": ("546", {"a": "a"}), "532": ("504", {"a": "a"}),
    **{tag: ("500", {"a": "a"}) for tag in ("512", "513", "520", "521", "526", "530", "531", "534", "559")},
}  # fmt: skip
"""Field → the field of MARC 21, and subfield → subfield there. 504 is what a librarian says of the contents, 531 and 795 are them."""

SUBJECTS: dict[str, dict[str, str]] = {
    "630": dict.fromkeys("af", "650"), "631": dict.fromkeys("abfgst", "653"), "633": dict.fromkeys("abf", "651"),
    "650": {"a": "650"}, "651": {"a": "651"},
    "666": {"f": "650", "s": "650", "e": "651", "q": "651", "l": "651", "r": "651", "i": "648", "p": "648", "m": "655",
            "n": "653", "o": "655"},
}  # fmt: skip
"""Field → subfield → the field of MARC 21 for a heading of its own."""

ORIGINS: dict[str, tuple[str, ...]] = {
    "isbns": ("021",), "host": ("557", "558"), "summary": ("504",), "contents": ("795",), "classes": ("652",),
    "subjects": ("631", "633", "666"), "uniform_title": ("239",), "parallel_titles": ("245",),
    "notes": ("508", "512", "513", "520", "526", "531", "532", "559"),
}  # fmt: skip
"""Fields of the book that come from fields which MARC 21 does not have, or has for something else."""

_CLASSES = "mnopq"
"""Subfields of 652 that are numbers of the Danish decimal classification (DK5)."""


_NUMERATOR = re.compile(r"å\s?\d{1,3}")
"""$å, which links fields, where its code was lost because it is none of ASCII."""


def told(marc: Marc) -> bool:
    """Whether a record is danMARC2: its 001 has subfields, and so has 004 or 008, as in no other MARC."""
    coded = [any(field.first("a") for field in marc.get(tag)) for tag in ("001", "004", "008")]
    return coded[0] and (coded[1] or coded[2]) and "245" in marc.fields


def turn(marc: Marc) -> list[Extra]:
    """Puts the fields of MARC 21 in the place of the record's own; what is left of each of these, as it was."""
    own = {tag: found for tag, found in marc.fields.items() if tag != "001"}
    for tag in own:
        del marc.fields[tag]
    rest: list[Extra] = []
    for tag, found in own.items():
        for field in found:
            made, used = _turned(field)
            for one in made:
                marc.fields.setdefault(one.tag, []).append(one)
            left = [pair for n, pair in enumerate(field.subfields) if n not in used and pair[1].strip()]
            rest += [Extra(tag, field.indicators, left)] if left else []
    return rest


def host(book: Book, rest: list[Extra]) -> None:
    """What an article stands in: the periodical of 557, the book of 558. They stay among the extras, whole."""
    for extra in rest:
        said = dict(reversed(extra.subfields))
        if extra.tag not in ("557", "558") or not said.get("a") or book.host is not None:
            continue
        pages = said.get("k" if extra.tag == "557" else "g", "")
        pages = pages.removeprefix("S. ").removeprefix("s. ").strip()
        book.host = Host(said["a"], "", said.get("v", "") if extra.tag == "557" else "", pages, said.get("z", ""))
        if extra.tag == "558":
            book.host.issn = ""
        if book.date.year is None and said.get("j", "").isdecimal() and len(said["j"]) == 4:
            book.date.raw, book.date.year = said["j"], int(said["j"])


def _turned(field: Field) -> tuple[list[Field], set[int]]:
    """The fields of MARC 21 that say what a field says, and which of its subfields they have used."""
    tag = field.tag
    if tag == "008":
        return _coded(field)
    if tag == "021":
        return _each(field, dict.fromkeys("aex", "020"), "a")
    if tag in ("100", "700"):
        return _person(field)
    if tag == "245":
        return _title(field)
    if tag == "300":
        return _extent(field)
    if tag == "652":
        return _each(field, dict.fromkeys(_CLASSES, "084"), "a", ("2", "dk5"))
    if tag in SUBJECTS:
        return _each(field, SUBJECTS[tag], "a")
    target, codes = MOVED.get(tag, ("", {}))
    used = {n for n, (code, value) in enumerate(field.subfields) if code in codes and not _NUMERATOR.fullmatch(value)}
    pairs = [(codes[code], _unmarked(value)) for n, (code, value) in enumerate(field.subfields) if n in used]
    return ([Field(target, "  ", pairs)] if pairs else []), used


def _used(field: Field, codes: str) -> set[int]:
    """Where the subfields with these codes stand."""
    return {n for n, (code, _) in enumerate(field.subfields) if code and code in codes}


def _unmarked(text: str) -> str:
    return text.replace("¤", "")


def _each(field: Field, tags: dict[str, str], code: str, *more: tuple[str, str]) -> tuple[list[Field], set[int]]:
    """A field of its own for each of these subfields."""
    used = {n for n, (own, _) in enumerate(field.subfields) if own in tags}
    return [
        Field(tags[own], " 4" if tags[own][0] == "6" else "  ", [(code, _unmarked(value)), *more])
        for own, value in field.subfields
        if own in tags
    ], used


def _coded(field: Field) -> tuple[list[Field], set[int]]:
    """The year and the language; the country is in codes of its own. One that has no subfields is as MARC 21's."""
    if not any(code for code, _ in field.subfields):
        return [field], {0}
    year, last, language = field.first("a"), field.first("z"), field.first("l")
    dates = f"{'m' if last else 's'}{year:4.4}{last:4.4}"
    fixed = f"{'':6}{dates}".ljust(35) + f"{language:3.3}".ljust(5)
    used = _used(field, "azl")
    return [Field("008", "", [("", fixed)])], used


def _person(field: Field) -> tuple[list[Field], set[int]]:
    """ "Family, Given", a Roman numeral, what is added to a name, years."""
    family, given, number, more = (_unmarked(field.first(code)) for code in "ahef")
    name = f"{family}, {given}" if given else family
    pairs = [
        ("a", f"{name}," if more and not number else name),
        ("b", f"{number}," if more and number else number),
        ("c", more),
    ]
    pairs += [("d", field.first("c")), *(("4", value) for value in field.all("4"))]
    used = _used(field, "ahefc4")
    return [Field(field.tag, "1 ", [pair for pair in pairs if pair[1]])] if name else [], used


def _title(field: Field) -> tuple[list[Field], set[int]]:
    """Several titles without a common one stand side by side; a title in another language is a field of its own."""
    proper = " ; ".join(field.all("a"))
    proper = " ".join([proper, *field.all("b")])
    skipped = min(max(proper.find("¤"), 0), 9)
    pairs = [("a", proper)]
    pairs += [("h", value) for value in field.all("m")]
    pairs += [("b", " : ".join(field.all("cu")))]
    pairs += [
        ({"n": "n", "g": "n", "o": "p"}[code], value) for code, value in field.subfields if code and code in "ngo"
    ]
    pairs += [("c", " ; ".join(field.all("efijkt")))]
    made = [Field("245", f"1{skipped}", [(code, _unmarked(value)) for code, value in pairs if value])]
    made += [Field("246", "11", [("a", _unmarked(value))]) for value in field.all("p")]
    used = _used(field, "abmcungoefijktp")
    return made, used


def _extent(field: Field) -> tuple[list[Field], set[int]]:
    """How many of what ($n "1 cd"), and how long ($a "464 sider")."""
    pairs = [("a", ", ".join(field.all("na"))), ("b", ", ".join(field.all("b"))), ("c", field.first("c"))]
    pairs += [("e", ", ".join(field.all("d")))]
    first = next((n for n, (code, value) in enumerate(field.subfields) if code == "c" and value), -1)
    used = _used(field, "nabd") | ({first} if first >= 0 else set())
    return [Field("300", "  ", [pair for pair in pairs if pair[1]])], used
