"""Scripts hold no words of their own: what they say stands in the page, under the very names that they use."""

import re
from pathlib import Path

import pytest

from shelflist import wording
from shelflist.pages import bridges, log
from tests.tools import ROOT


def text(place: str) -> str:
    return (Path(ROOT) / place).read_text(encoding="utf-8")


def used(*scripts: str, table: str = "SAY") -> set[str]:
    """The names by which scripts ask for their words."""
    return {name for script in scripts for name in re.findall(rf"\b{table}\.(\w+)", text(f"static/{script}"))}


def attributes(template: str) -> set[str]:
    """Names of the data attributes of a template that hold a message or a sign, as a script sees them."""
    found = re.findall(r'data-([a-z-]+)="\{\{ (?:_\("|colon )', text(f"templates/{template}"))
    return {re.sub(r"-(\w)", lambda match: match[1].upper(), name) for name in found}


def test_the_words_of_the_log_are_those_that_its_scripts_use() -> None:
    assert used("log-page.js", "log-files.js") == set(log.words())


def test_the_words_of_bridges_are_those_that_the_script_uses() -> None:
    assert used("bridges.js") == set(bridges.words())


def test_the_words_beside_a_form_are_those_that_the_form_uses() -> None:
    every, form = attributes("base.html") - {"words"}, attributes("partials/log-words.html")
    taken = re.search(r"const \{ ([\w, ]+) \} = WORDS;", text("static/log.js"))
    assert taken is not None
    assert used("log.js", table="WORDS") | set(taken[1].split(", ")) == every | form
    assert not every & form


@pytest.mark.parametrize("words", [log.words, bridges.words])
def test_a_message_for_a_number_has_both_forms(words: object) -> None:
    assert callable(words)
    for name, said in words().items():
        assert isinstance(said, str) or len(said) in (2, 3), name
        for one in [said] if isinstance(said, str) else said:
            assert set(re.findall(r"%\((\w+)\)s", one)) <= {
                "n", "why", "file", "fresh", "titles", "line", "length", "most", "shown", "cap", "start", "goal", "address", "word",
            }, name  # fmt: skip


KEYS = ("of different builds", "rating in quarters", "Original Publication Year,")
"""What is no sentence for readers: an error that is caught, and columns of a file."""


@pytest.mark.parametrize("script", ["log.js", "log-page.js", "log-files.js", "bridges.js"])
def test_no_sentence_stands_in_a_script(script: str) -> None:
    """Three words in a row inside of quotation marks, comments left out."""
    code = re.sub(r"(?m)(^|\s)//.*$", "", text(f"static/{script}"))
    found = re.findall(r"[\"'`]([^\"'`\n]*[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}[^\"'`\n]*)[\"'`]", code)
    assert [one for one in found if not one.startswith(KEYS)] == []


def test_both_forms_of_a_message() -> None:
    assert wording.forms("%(n)s book", "%(n)s books") == ["%(n)s book", "%(n)s books"]
