"""docs/formats.md says what the code reads: every format by its name, every field of a table with what it holds."""

import re
import tomllib
from pathlib import Path

import pytest

from shelflist.cataloguing.formats import FORMATS
from shelflist.model import Book
from shelflist.readers import parse
from shelflist.readers.lists import plain_columns, plain_list, plain_table
from tests.test_docs import chapters, code, table
from tests.tools import ROOT

DOC = ROOT / "docs" / "formats.md"


@pytest.fixture(scope="module")
def doc() -> dict[str, str]:
    return chapters(DOC)


def test_every_format_has_its_row(doc: dict[str, str]) -> None:
    rows = table(doc["The formats"])
    assert [(code(row["name"])[0], row["what people call it"]) for row in rows] == [
        (name, format.title) for name, format in FORMATS.items()
    ], "every format, in the code's order"
    assert all(cell for row in rows for cell in row.values())


def test_every_field_of_a_table_has_its_row(doc: dict[str, str]) -> None:
    rows = table(doc["Your own table"])
    assert {code(row["field"])[0]: row["what it holds"] for row in rows} == plain_columns.FIELDS
    for row in rows:
        field = code(row["field"])[0]
        assert row["what it holds"].startswith("personal: ") is (field in plain_columns.PERSONAL)
        names = [name for part in row["some of the names that it is known by"].split(", ") for name in part.split("; ")]
        assert names
        assert {name: plain_columns.field(name.strip('"')) for name in names} == dict.fromkeys(names, field)


def blocks(text: str) -> list[str]:
    return re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)


def test_examples_are_read(doc: dict[str, str]) -> None:
    example, settings = blocks(doc["Your own table"])
    found = [parse("plain-table", chunk) for chunk in plain_table.split(example.encode())]
    assert plain_table.sniff(example.encode(), "")
    assert [made.title for made in found if isinstance(made, Book)] == ["The lamp at Varn", "The salt house"]
    assert not [warning for made in found if isinstance(made, Book) for warning in made.warnings]
    columns = tomllib.loads(settings)["sources"][0]["columns"]
    assert all(field in plain_columns.FIELDS for field in columns.values())
    (listed,) = blocks(doc["Your own list"])
    assert plain_list.sniff(listed.encode(), "")
    (book,) = [parse("plain-list", chunk) for chunk in plain_list.split(listed.encode())]
    assert isinstance(book, Book)
    assert (len(book.contributors), book.date.year, book.isbns[0].isbn13) == (2, 2001, "9780306406157")


def test_links_lead_somewhere() -> None:
    text = DOC.read_text()
    heads = {"#" + head.lower().replace(" ", "-") for head in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target in heads or Path(DOC.parent / target).is_file(), target
