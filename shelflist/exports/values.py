"""What several formats have in common: a book as plain values under the names of the model, and text that JSON and XML can hold."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

import msgspec

from shelflist.model import Book, Chapter, Struct

LEFT_OUT = frozenset(("source", "records", "extra", "warnings"))
"""What of a book is of this site alone: where its records stand, and what they say in their own words."""

_NO_JSON = re.compile("[\ud800-\udfff]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def book_values(book: Book) -> dict[str, Any]:
    """Everything that a book says, without what is empty."""
    return {
        name: made
        for name in Book.__struct_fields__
        if name not in LEFT_OUT and (made := _value(getattr(book, name))) not in _EMPTY
    }


_EMPTY: tuple[Any, ...] = ("", None, [], {}, 0)


def _value(value: Any) -> Any:
    if isinstance(value, Struct):
        return struct_values(value)
    if isinstance(value, list) and value and isinstance(value[0], Struct):
        return [struct_values(one) for one in value]
    return value


def struct_values(one: Struct) -> dict[str, Any]:
    """A value's fields by their names, without those that say nothing; False and the number 0 say nothing either."""
    found = ((name, _value(getattr(one, name))) for name in one.__struct_fields__)
    return {name: made for name, made in found if made not in _EMPTY or (name == "owned" and made == 0)}


def to_json(value: Any) -> str:
    """A value as JSON on one line; halves of surrogate pairs, which UTF-8 cannot hold, become U+FFFD."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(_sound(value)).decode()


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_JSON.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_sound(key): _sound(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(inner) for inner in value]
    return value


_PART = re.compile(r"^((?:Volume|Part|Vol\.|Pt\.|Band|Tomo|Tome|Parte) [\w.]{1,12}), (?=\S)(.+)$")
_MARKUP = re.compile(r"<(?:/?[a-zA-Z]|!--)|&(?:#[0-9xX]|[a-zA-Z]{2})")


def numbered(parts: Iterable[str]) -> list[tuple[bool, str]]:
    """(whether it is a name, text) of the parts of a title: "Volume 2, The north" is a number and its name.

    A name right behind a number would be read as that number's: one that is another part stands as a number.
    """
    made: list[tuple[bool, str]] = []
    for part in parts:
        if match := _PART.match(part):
            made += [(False, match[1]), (True, match[2])]
        else:
            made.append((not (any(map(str.isdigit, part)) or (made and not made[-1][0])), part))
    return made


def no_markup(text: str) -> str:
    """A long text for formats whose readers look for HTML in it: what would be taken for a tag or a reference is escaped."""
    return escape(text, quote=False) if ("<" in text or "&" in text) and _MARKUP.search(text) else text


def abstract(found: list[str]) -> str:
    """The paragraphs of a summary as one text: parted by empty lines, or as HTML where one of them has to be."""
    if len(found) == 1:
        return no_markup(found[0])
    if any(_MARKUP.search(text) for text in found if "<" in text or "&" in text):
        return "".join([f"<p>{escape(text, quote=False)}</p>" for text in found])
    return "\n\n".join(found)


def chapter(one: Chapter) -> str:
    """An entry of the contents in a line: "1. The road / Ada Falconi"."""
    text = f"{one.number}. {one.title}" if one.number else one.title
    return f"{text} / {one.responsibility}" if one.responsibility else text


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold (its production 2)."""
    return text if text.isascii() and text.isprintable() else _NO_XML.sub("\ufffd", text)
