"""Texts, names and headings as BibTeX and BibLaTeX have them (btxdoc; "Tame the BeaST"; the BibLaTeX manual §2.3 and §3.7).

A brace is written by its name: BibTeX counts braces whatever stands before them, so that `\\{` alone would leave an entry open.
Two signs that TeX would print as one (`--`, the quotes) are kept apart by an empty group.
"""

import re
from functools import lru_cache

from shelflist.cataloguing import names, statements, subjects
from shelflist.exports.reference import has_dash
from shelflist.model import Contributor, Subject

_SIGNS = str.maketrans(
    {
        "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}", "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_", "$": "\\$",
        "\n": " ", "\r": " ",
    }
)  # fmt: skip
_SIGN = re.compile(r"[\\{}~^&%#_$\n\r]")
_ANY = re.compile(r"[\\{}~^&%#_$\n\r'`<>,-]")
_TWICE = ("--", "''", "``", "<<", ">>", ",,")
_PAIRS = re.compile(r"([-'`<>,])(?=\1)")
_SAFE = re.compile(r"(?:[\w.’-]|'(?=\w))+(?: (?:[\w.’-]|'(?=\w))+)*")
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))
_LISTS = re.compile(r"[,;]")
_OTHERS = frozenset(("others", "et al.", "et al"))


def escape(text: str) -> str:
    """The text in LaTeX: what it says is what is printed."""
    if _ANY.search(text) is None:
        return text
    if _SIGN.search(text) is not None:
        text = text.translate(_SIGNS)
    for pair in _TWICE:
        if pair in text:
            return _PAIRS.sub(r"\1{}", text)
    return text


def name(one: Contributor) -> tuple[str, str]:
    """(a name, its kind where nobody could tell it): "Family, Given", "Family, Jr., Given", {A Body}."""
    text = one.name
    if one.kind in ("person", "family") and text.count(",") == text.count(", "):
        family, comma, given = text.partition(", ")
        if comma and family and given:
            first, second, suffix = given.partition(", ")
            if second and suffix in _SUFFIXES:
                return f"{_braced(family)}, {suffix}, {_braced(first)}", "" if one.kind == "person" else one.kind
            return f"{_braced(family)}, {_braced(given)}", "" if one.kind == "person" else one.kind
        if not comma and " " not in text and _is_safe(text) and text.lower() not in _OTHERS:
            return text, "" if one.kind == statements.kind_of(text) else one.kind
    alone = " " not in text and not text.isupper() and not names.is_body(text)
    told = "person" if alone else "corporate"
    made = f"{{{escape(text)}}}"
    return f"{{{made}}}" if text.lower() in _OTHERS else made, "" if one.kind == told else one.kind


def _is_safe(text: str) -> bool:
    """Whether words are all that stands in it."""
    return text.isalpha() or (_SAFE.fullmatch(text) is not None and escape(text) is text)


@lru_cache(maxsize=16_384)
def _braced(text: str) -> str:
    """A part of a name, in braces where it would be taken apart."""
    if _is_safe(text) and " and " not in f" {text.lower()} ":
        return text
    return f"{{{escape(text)}}}"


def listed(found: list[str], lists: bool) -> str:
    """Publishers or places. `lists` says that the field is one of BibLaTeX's lists, which " and " parts."""
    if len(found) == 1 and not (lists and " and " in f" {found[0].lower()} "):
        return escape(found[0])
    return " and ".join([f"{{{escape(one)}}}" for one in found])


def keywords(found: list[Subject]) -> str:
    """A list of keywords: one that holds a comma or semicolon stands in braces, and so do parts of a heading that hold a dash."""
    made = []
    for one in found:
        parts = [one.main, *[part.text for part in one.subdivisions]]
        text = " -- ".join(parts)
        if has_dash(text, len(parts) - 1) or (len(parts) > 1 and not _parts(text, len(parts))):
            text = " -- ".join([f"{{{escape(part)}}}" for part in parts])
            text = f"{{{text}}}" if len(parts) == 1 or _LISTS.search(text) else text
        else:
            text = " -- ".join(map(escape, parts))
            text = f"{{{text}}}" if _LISTS.search(text) else text
        made.append(text)
    return _list(made)


@lru_cache(maxsize=16_384)
def _parts(text: str, expected: int) -> bool:
    """Whether each dash of a heading parts it where it is printed as LaTeX does, as `–`: it does not in "CO – salt", "1914 – 1918"."""
    return len(subjects.heading(text.replace("--", "–")).subdivisions) == expected - 1


def numbers(found: list[str]) -> str:
    """A list of numbers, each in braces where it holds a mark of the list."""
    return _list([f"{{{escape(one)}}}" if _LISTS.search(one) else escape(one) for one in found])


def _list(found: list[str]) -> str:
    """A list that is in braces as a whole is one of many: a comma says that this is a single entry."""
    return f"{found[0]}," if len(found) == 1 and found[0][:1] == "{" else ", ".join(found)


def part(text: str, *, alone: bool) -> tuple[str, bool]:
    """(a part of a title as `volume` has it, whether it must be marked as the part as it stands). "Volume 2" is its number where it
    is `alone`: without a series whose number it could be."""
    number = text.removeprefix("Volume ")
    counted = number[:1].isdigit() or set(number) <= set("IVXLC")
    if number != text and counted:
        return (escape(number), False) if alone else (escape(text), True)
    return escape(text), counted or not alone
