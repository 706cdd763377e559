"""The description in one paragraph, as Sebina prints it under `Isbd :`, taken apart into the fields of the other displays.

ISBD consolidated, A.3: areas are parted by `. - `: title and responsibility, edition, (numbering), publication, physical
description, (series), notes, standard number. An area is known by its marks and its place, so that one that is missing
does not move the others.
"""

import re

from shelflist.cataloguing import extent, imprints

Given = dict[str, list[tuple[str, str]]]
"""Field → (label, value) pairs in the record's order."""

SINGLE = ("title", "edition", "imprint", "extent")
"""Areas of which a record has one."""

_AREA = re.compile(r"\s*\.?\s+[-–—]{1,2}\s+(?=\S)|\.\s*[–—]\s*(?=\S)")
_ABBREVIATION = re.compile(r"(?:^|[\s(\[.])(?:ed|p|cm|v|vol|c|ill|cop|rist|cur|n|s\.l|s\.n|s\.d)$", re.IGNORECASE)
_SERIES = re.compile(r"\((?:[^()]|\([^()]{0,200}\)){2,}\)")
_EXTENT = re.compile(r"^\[?(?:[ivxlcdm]{1,8}|\d{1,5})\]?[ ,]|^\[?\d{1,5}\]?$|^(?:P|V|C)\. ", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:ed|ediz|edizione|edition|rist|ristampa|aufl|ausg|éd)\b", re.IGNORECASE)
_ISBN = re.compile(r"^(?:ISBN|ISSN)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def areas(text: str) -> list[tuple[str, str]]:
    """A description as (field, text of the area), in order; the first is the title's."""
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for part in _parted(" ".join(text.split())):
        field = _kind(part, seen) if found else "title"
        if field == "series":
            found += [("series", match[0][1:-1]) for match in _SERIES.finditer(part)]
            rest = _SERIES.sub(" ", part).strip(" .")
            found += [("note", rest)] if rest else []
        else:
            found.append((field, part))
        seen.add(field)
    return found


def _parted(line: str) -> list[str]:
    """The areas of a line. The full stop of an abbreviation ("2. ed. - ") is its own and the mark's."""
    found, start = [], 0
    for match in _AREA.finditer(line):
        part = line[start : match.start()]
        stop = match[0].lstrip().startswith(".")
        if not stop and not part.endswith((".", ")", "]")):
            continue  # a dash between spaces inside a title
        found.append(part + ("." if stop and _ABBREVIATION.search(part) else ""))
        start = match.end()
    return [part for part in (*found, line[start:].strip()) if part.strip(" .")]


def _kind(part: str, seen: set[str]) -> str:
    """The field of an area after the first, by its own marks and by what came before."""
    if _ISBN.match(part):
        return "isbn" if part[:4].upper() == "ISBN" else "issn"
    if "extent" in seen:
        return "series" if part.startswith("(") and _SERIES.match(part) else "note"
    if (_EXTENT.match(part) or extent.size(part)) and (extent.carrier(part) or extent.size(part)):
        return "extent"
    if "imprint" not in seen:
        dated = bool(imprints.split_date(part)[1])
        if dated and (" : " in part or not _EDITION.search(part)):
            return "imprint"
        if " : " in part and not _EDITION.search(part):
            return "imprint"
        if "edition" not in seen and _EDITION.search(part):
            return "edition"
        return "imprint" if dated else "note"
    return "series" if part.startswith("(") and _SERIES.match(part) else "note"


def take_apart(given: Given) -> None:
    """Puts the areas of an `Isbd` into the fields that they are; a label of its own that says no more is not added."""
    for label, value in given.pop("isbd", []):
        for field, text in areas(value):
            others = given.get(field, [])
            if field in SINGLE and others:
                # The whole statement goes first; what another label says besides stays.
                given[field] = [(label, text), *((name, said) for name, said in others if not _within(said, text))]
            elif all(not _within(text, said) for _, said in others):
                given.setdefault(field, []).append((label, text))
    place, publisher, date = ((given.pop(field, [("", "")])) for field in ("place", "publisher", "date"))
    parts = [" ; ".join(" ".join(text.split()) for _, text in found if text) for found in (place, publisher, date)]
    if not any(parts):
        return
    label = next(name for name, text in (*publisher, *place, *date) if text)
    text = " : ".join(part for part in parts[:2] if part)
    text = ", ".join(part for part in (text, parts[2]) if part)
    if all(not _within(text, said) for _, said in given.get("imprint", [])):
        given.setdefault("imprint", []).append((label, text))


def _within(text: str, other: str) -> bool:
    """Whether every word of the text stands in the other."""
    return set(_WORD.findall(text.casefold())) <= set(_WORD.findall(other.casefold()))
