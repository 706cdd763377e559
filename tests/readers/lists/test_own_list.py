"""Our own list of books, and values like it in CSL-JSON: hand-edited, wrong, or from elsewhere."""

import json
from typing import Any

import pytest

from shelflist import readers
from shelflist.model import Book
from shelflist.readers import Rejection
from shelflist.readers.lists import plain_list


def read(**values: Any) -> Book:
    data = json.dumps({"shelflist": 1, "books": [{"title": "Salt roads", **values}]}).encode()
    assert readers.recognise(data, "x") == "plain-list"
    (made,) = (readers.parse("plain-list", chunk) for chunk in plain_list.split(data))
    assert isinstance(made, Book), made
    return made


def test_short_forms() -> None:
    made = read(
        contributors=["Oduya, Tess (author)", {"name": "Belli, Rina", "roles": ["translator", "nonsense"]}],
        subjects=["Salt -- History"], imprints=["Varn : Salt Press, 2001"], series=["Coast books ; 12"], languages=["English", "zh-Hant"],
        date="[2001]", isbns=["9780306406157"], links=["https://varn.example/"], notes=["With a map."], contents=["The road"],
    )  # fmt: skip
    assert [(c.name, c.roles, c.main) for c in made.contributors] == [("Oduya, Tess", ["aut"], True), ("Belli, Rina", ["trl"], False)]  # fmt: skip
    assert [s.text() for s in made.subjects] == ["Salt — History"]
    assert (made.imprints[0].publishers, made.series[0].volume, made.languages) == (["Salt Press"], "12", ["en", "zh-Hant"])  # fmt: skip
    assert (made.date.year, made.isbns[0].isbn13, made.links[0].url) == (2001, "9780306406157", "https://varn.example/")
    assert (made.notes[0].text, made.contents[0].title) == ("With a map.", "The road")


@pytest.mark.parametrize(
    ("values", "warned"),
    [
        ({"pages": -5}, "pages"), ({"pages": "many"}, "pages"), ({"nonfiling": 99}, "nonfiling"), ({"date": {"year": 10**8}}, "date"),
        ({"links": ["javascript:alert(1)"]}, "links"), ({"reading": {"rating": 21}}, "personal"), ({"edition": "2nd\u0000 ed."}, "edition"),
        ({"languages": ["Klingonese"]}, "languages"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_left_out_and_told(values: dict[str, Any], warned: str) -> None:
    assert [w.field for w in read(**values).warnings] == [warned]


@pytest.mark.parametrize(
    "value", [None, True, 5, "text", [], {}, [None, 5, [], {}], {"name": None}, [{"name": [1]}], {"a": {"b": []}}]
)  # fmt: skip
@pytest.mark.parametrize(
    "name",
    ["contributors", "imprints", "series", "subjects", "isbns", "identifiers", "links", "date", "host", "reading", "raw", "summary",
     "languages", "pages", "other", "id", "contents", "classes", "notes"],
)  # fmt: skip
def test_any_value_in_any_place(name: str, value: Any) -> None:
    assert read(**{name: value}).title == "Salt roads"


def test_no_title_is_a_rejection() -> None:
    data = b'{"shelflist": 1, "books": [{"subtitle": "x"}, {}, 5, {"title": "Salt"}]}'
    made = [readers.parse("plain-list", chunk) for chunk in plain_list.split(data)]
    assert [type(one) for one in made] == [Rejection, Rejection, Book]


def test_unknown_names_are_extra_fields() -> None:
    assert [(e.tag, e.subfields) for e in read(shop="S-77").extra] == [("shop", [("", "S-77")])]


def test_what_is_personal_in_custom_is_not_taken() -> None:
    item = {
        "id": "a", "type": "book", "title": "Salt", "custom": {"shelflist": 1, "reading": {"review": "x"}, "parts": ["Volume 2"]},
    }  # fmt: skip
    data = json.dumps([item]).encode()
    assert readers.recognise(data, "x") == "csl-json"
    (made,) = (readers.parse("csl-json", chunk) for chunk in readers.chunks("csl-json", [data]))
    assert isinstance(made, Book)
    assert (made.parts, made.reading) == (["Volume 2"], None)
