"""CSL-JSON → Book (CSL 1.0.2: csl-data.json)."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from shelflist.model import Book, Host
from shelflist.readers.citations import csl_json
from tests.readers.citations.reference_files import book, cuts, fixture, real, refusal


def item(**values: Any) -> str:
    return json.dumps(
        {"id": "i", "type": "book", "title": "T", **{key.replace("_", "-"): value for key, value in values.items()}}
    )


def read(**values: Any) -> Book:
    return book(csl_json, item(**values))


def test_a_book_with_all_its_fields() -> None:
    first = fixture(csl_json, "lanterns.json")[0]
    assert isinstance(first, Book)
    assert (first.id, first.title, first.subtitle) == (
        "VossLanterns2011",
        "Lanterns of the Lower Quay",
        "a harbour by night",
    )
    assert [(c.name, c.roles, c.kind) for c in first.contributors] == [
        ("van der Voss, Ilse, Jr.", ["aut"], "person"),
        ("Quay Street Museum", ["aut"], "corporate"),
        ("Brandt, Olaf", ["edt"], "person"),
        ("Reyes, Ana", ["trl"], "person"),
        ("Ito, Kenji", ["pbd"], "person"),
    ]
    assert first.imprints[0].places == ["Harrowmouth", "Eastby"]
    assert first.imprints[0].publishers == ["Lower Quay Press"]
    assert (first.date.raw, first.date.year) == ("2011-05-25", 2011)
    assert (first.extent, first.pages, first.parts) == ("3 volumes (312 p.)", 312, ["Volume 2, The night"])
    assert [(s.title, s.volume) for s in first.series] == [("Harbour papers", "7")]
    assert [n.isbn13 for n in first.isbns] == ["9780306406157"]
    assert first.identifiers == {"doi": ["10.5555/quay.2011.7"]}
    assert [s.main for s in first.subjects] == ["harbours", "lighthouses"]
    assert [(c.scheme, c.number) for c in first.classes] == [("lcc", "TC205 .V67 2011")]
    assert first.languages == ["en"]
    assert first.summary == ["How a harbour was lit.", "With maps."]
    assert [n.text for n in first.notes] == [
        "First published: Old Quay House, 1925",
        "my own words: kept bound in blue",
    ]
    assert first.reading is not None
    assert first.reading.private == "lent to a neighbour"
    assert [(e.tag, e.subfields[0][1]) for e in first.extra] == [("source", "Union list"), ("accessed", "2020-01-02")]
    assert [e.tag for e in first.records[0].fields][:4] == ["id", "type", "title", "title-short"]


def test_what_stands_in_something() -> None:
    _, article, review, nothing = fixture(csl_json, "lanterns.json")
    assert isinstance(article, Book)
    assert isinstance(review, Book)
    assert article.host == Host("Journal of Harbour Studies", "12", "3", "45–67", "0378-5955")
    assert (article.record_type, article.date.year) == ("article", 1999)
    assert (review.title, review.id, review.record_type) == ("Lanterns of the Lower Quay", "3", "review")
    assert [(w.field, w.outcome) for w in review.warnings] == [("title", "its reviewed-title stands for it")]
    assert (review.date.year, review.date.end, review.date.flags) == (2012, 2013, ["approximate"])
    assert isinstance(nothing, Book)
    assert (nothing.title, nothing.inferred) == ("[Nobody, N.]", ["title"])
    assert [w.field for w in nothing.warnings] == ["title"]


def test_items_within_an_object() -> None:
    film, paper = fixture(csl_json, "within.json")
    assert isinstance(film, Book)
    assert isinstance(paper, Book)
    assert (film.contributors[0].roles, film.extent, film.date.raw, film.record_type) == (
        ["drt"],
        "82 min",
        "summer 1964",
        "film",
    )
    assert paper.host == Host("Third meeting of harbour readers", "", "", "3-9", "")
    assert (paper.date.year, paper.date.flags) == (2004, ["approximate"])


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        pytest.param({"date-parts": [["2011"]]}, ("2011", 2011, None, []), id="texts"),
        pytest.param({"date-parts": [[2011, 5], [2012, 6]]}, ("2011-05/2012-06", 2011, 2012, []), id="a range"),
        pytest.param({"date-parts": [[1930], [1952]]}, ("1930-1952", 1930, 1952, []), id="a range of years"),
        pytest.param(
            {"date-parts": [[2013]], "circa": True, "season": 4},
            ("ca. winter 2013", 2013, None, ["approximate"]),
            id="about",
        ),
        pytest.param({"date-parts": [[2013, 21]]}, ("2013", 2013, None, []), id="a month that is none"),
        pytest.param({"date-parts": [[-44, 3, 15]]}, ("-44-03-15", None, None, []), id="before our era"),
        pytest.param({"literal": "n.d."}, ("n.d.", None, None, ["undated"]), id="literal"),
        pytest.param({"raw": "ca. 1850"}, ("ca. 1850", 1850, None, ["approximate"]), id="raw"),
        pytest.param("1985/1990", ("1985/1990", 1985, 1990, []), id="EDTF"),
        pytest.param("19XX", ("19XX", 1900, 1999, ["approximate"]), id="EDTF without the decade"),
        pytest.param({"date-parts": []}, ("", None, None, []), id="nothing"),
        pytest.param({"date-parts": [[None]]}, ("", None, None, []), id="null"),
    ],
)
def test_dates(issued: Any, expected: tuple[str, int | None, int | None, list[str]]) -> None:
    date = read(issued=issued).date
    assert (date.raw, date.year, date.end, date.flags) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param({"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La", "suffix": "III"},
                     ("La Fontaine, Jean de, III", "person"), id="particles"),
        pytest.param({"family": "Plato"}, ("Plato", "person"), id="one name"),
        pytest.param({"literal": "Aristotle of Eastby"}, ("Aristotle of Eastby", "person"), id="literal is never turned"),
        pytest.param({"literal": "University of Eastby"}, ("University of Eastby", "corporate"), id="literal body"),
        pytest.param({"family": "Quay and Sons", "given": "", "isInstitution": 1}, ("Quay and Sons", "corporate"), id="institution"),
        pytest.param({"family": "<b>Doe</b>", "given": "<i>J</i>"}, ("Doe, J", "person"), id="markup"),
        pytest.param("Doe, Jane", ("Doe, Jane", "person"), id="a text"),
    ],
)  # fmt: skip
def test_names(name: Any, expected: tuple[str, str]) -> None:
    person = read(author=[name]).contributors[0]
    assert (person.name, person.kind) == expected


@pytest.mark.parametrize(
    ("note", "kept", "check"),
    [
        ("publisher-place: Eastby\nA note.", "A note.", lambda b: b.imprints[0].places == ["Eastby"]),
        ("Original Date: 1901", "First published: 1901", lambda b: True),
        ("type: thesis", "", lambda b: b.record_type == "thesis"),
        ("editor: Doe || Jane", "", lambda b: ("Doe, Jane", ["edt"]) in [(c.name, c.roles) for c in b.contributors]),
        ("title: another", "title: another", lambda b: b.title == "T"),
        ("{:genre: x}", "{:genre: x}", lambda b: True),
        ("Remember: call Ann", "Remember: call Ann", lambda b: True),
    ],
    ids=["a variable", "as Zotero calls it", "type", "a person", "the item has it", "not well formed", "no variable"],
)
def test_extra_lines_in_the_note(note: str, kept: str, check: Any) -> None:
    made = read(note=note)
    assert [n.text for n in made.notes] == ([kept] if kept else [])
    assert check(made)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        pytest.param(
            item(title="<script>alert(1)</script>"), "<script>alert(1)</script>", id="row 1 script stays text"
        ),
        pytest.param(item(title="a\u0000b"), "ab", id="row 16 NUL"),
        pytest.param('{"id":"i","type":"book","title":"a\\ud800b"}', "a\ufffdb", id="row 19 lone surrogate"),
        pytest.param(item(title="cafe\u0301"), "café", id="row 21 NFD"),
        pytest.param(item(title="…!"), "…!", id="row 29 punctuation only"),
        pytest.param('{"id":"i","type":"book","title":"one","title":"two"}', "two", id="row 66 duplicate keys"),
        pytest.param("\ufeff" + item(), "T", id="row 45 BOM"),
        pytest.param(item(title='The <span class="nocase">ACM</span> <sup>2</sup>'), "The ACM 2", id="markup of CSL"),
    ],
)
def test_hostile_titles(data: str, title: str) -> None:
    assert book(csl_json, data).title == title


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(item(title=" "), "no title", id="row 28 empty title"),
        pytest.param('{"id":"i","type":"book","title":NaN}', "NaN is no JSON", id="row 67 NaN"),
        pytest.param("[" * 100_000, "nested more than", id="row 68 depth 100k"),
        pytest.param('[{"id":"i","type":"book","title":"a"', "ends inside", id="a file that breaks off"),
    ],
)
def test_hostile_refusals(data: str, reason: str) -> None:
    assert reason in refusal(csl_json, data)


def test_row_31_a_link_that_must_not_be() -> None:
    made = read(URL="javascript:alert(1)")
    assert made.links == []
    assert made.warnings[0].outcome == "not linked"
    assert made.extra[0].tag == "URL"


def test_row_22_and_24_too_long_and_too_many() -> None:
    made = read(abstract="word " * 1_000_000, keyword=", ".join(f"k{n}" for n in range(10_000)))
    assert len(made.summary[0]) <= 262_144
    assert any("longer" in w.reason for w in made.warnings)
    assert len(read(author=[{"family": f"F{n}"} for n in range(2_000)]).contributors) == 500


@pytest.mark.parametrize(
    "data",
    [
        '{"metadata": {"title": "x"}, "publications": [{"metadata": {"title": "T", "author": "A"}}]}',
        '[{"leader": "00000nam", "fields": [{"245": {"subfields": [{"a": "T"}]}}]}]',
        '{"title": "T", "authors": [{"key": "/authors/OL1A"}], "type": {"key": "/type/edition"}}',
        '[{"title": "T", "author": "A", "isbn": "1"}]',
        '[{"type": "book", "name": "T", "shelf": "read"}]',
        '{"user": {"name": "a"}, "books": [{"title": "T"}]}',
        "[1, 2]",
        "not JSON",
        "",
    ],
)
def test_other_json_is_not_claimed(data: str) -> None:
    assert not csl_json.sniff(data.encode(), "x.json")


@pytest.mark.parametrize("name", ["lanterns.json", "within.json"])
def test_a_stream_cut_anywhere(name: str) -> None:
    cuts(csl_json, name)


def test_all_real_files(shared_records: Path) -> None:
    found = list(real(csl_json, shared_records / "csl_json"))
    # The test-suite of CSL tests names and dates: 81 of its items have no title; 3 have no name that could stand for one.
    assert sum(records for _, records, _, _ in found) == 181
    assert Counter(reason for *_, reasons in found for reason in reasons) == {
        "no title, and no name that could stand for one: give the record a title": 3
    }


def test_real_files_of_other_formats_are_not_claimed(shared_records: Path) -> None:
    for path in shared_records.rglob("*"):
        if path.is_file() and path.parent.name != "csl_json" and path.suffix in (".json", ".txt"):
            assert not csl_json.sniff(path.read_bytes()[:65_536], path.name), path.name
