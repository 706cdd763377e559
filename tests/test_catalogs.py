"""The catalogs of the interface: they hold all that the code says, every message is translated, and no value is lost on the way."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from shelflist import wording
from tools import words

LANGUAGES = [code for code in wording.available() if code != "en"]
VALUE = re.compile(r"%\((\w+)\)s|%%|%")
MARKUP = re.compile(r"[<>]|\{[{%]")


def catalog(language: str) -> Catalog:
    with (wording.FOLDER / language / "LC_MESSAGES/shelflist.po").open("rb") as opened:
        return read_po(opened, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def test_there_are_five_languages() -> None:
    assert wording.available() == ["en", "de", "es", "fr", "it"]


def test_catalogs_are_what_the_code_says() -> None:
    stale = [file.name for file, data in words.made().items() if not Path(file).is_file() or file.read_bytes() != data]
    assert not stale, "run make words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    count = catalog(language).num_plurals
    missing = [m.id for m in messages(language) if not all(texts(m.string)) or m.fuzzy]
    assert not missing
    assert all(len(texts(m.string)) == (1 if isinstance(m.id, str) else count) for m in messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_stay(language: str) -> None:
    for message in messages(language):
        many = {value for text in texts(message.id) for value in VALUE.findall(text)}
        for place, text in enumerate(texts(message.string)):
            found = set(VALUE.findall(text))
            # The form for one may leave its number out: "un libro".
            assert found == many or (place == 0 and not isinstance(message.id, str) and found <= many), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_brings_markup(language: str) -> None:
    for message in messages(language):
        allowed = {mark for text in texts(message.id) for mark in MARKUP.findall(text)}
        assert all(set(MARKUP.findall(text)) <= allowed for text in texts(message.string)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_and_marks_at_the_ends_stay(language: str) -> None:
    """A message that ends with a space or a colon stands before something."""
    for message in messages(language):
        for source, text in zip(texts(message.id), texts(message.string), strict=False):
            assert (source[:1].isspace(), source[-1:].isspace()) == (text[:1].isspace(), text[-1:].isspace()), source
