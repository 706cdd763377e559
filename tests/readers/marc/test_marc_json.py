"""MARC in JSON → Book: the dialects, how records stand in a file, faults, real files."""

import json
from pathlib import Path

import pytest

from shelflist.model import Book
from shelflist.readers import HEAD, Rejection, parse, recognise
from shelflist.readers.marc import marc_json

LEADER = "00000nam a2200000 i 4500"
PLAIN = (
    '{"leader":"'
    + LEADER
    + '","fields":[{"001":"inv1"},{"245":{"ind1":"1","ind2":"0","subfields":[{"a":"Salt roads /"},'
    '{"c":"Rina Oliva."}]}},{"500":{"ind1":" ","ind2":" ","subfields":[{"a":"One"}]}}]}'
)
MARC4J = (
    '{ leader : "'
    + LEADER
    + '",\n controlfield :\n [ { tag : "001", data : "inv1" } ]\n datafield :\n [ { tag : "245", ind : "10", '
    'subfield : [ { code : "a", data : "Salt roads \\/" }, { code : "c", data : "Rina Oliva." } ] },\n'
    ' { tag : "500", ind : "  ", subfield : [ { code : "a", data : "One" } ] } ] }'
)
DIALECTS = {
    "MARC-in-JSON": PLAIN,
    "marc4j's marc-json": MARC4J,
    "tag and value": json.dumps(
        {"leader": LEADER, "fields": [
            {"tag": "001", "value": "inv1"},
            {"tag": "245", "ind1": "1", "ind2": "0", "subfields": [{"code": "a", "value": "Salt roads /"}, {"code": "c", "value": "Rina Oliva."}]},
            {"tag": "500", "ind1": " ", "ind2": " ", "subfields": [{"code": "a", "value": "One"}]},
        ]}),
    "controlfield and datafield": json.dumps(
        {"leader": LEADER, "controlfield": [{"tag": "001", "content": "inv1"}], "datafield": [
            {"tag": "245", "ind1": "1", "ind2": "0", "subfield": [{"code": "a", "content": "Salt roads /"}, {"code": "c", "content": "Rina Oliva."}]},
            {"tag": "500", "ind1": " ", "ind2": " ", "subfield": {"code": "a", "content": "One"}},
        ]}),
    "RecordManager 1": json.dumps(
        {"000": [LEADER], "001": ["inv1"], "245": ["10\x1faSalt roads /\x1fcRina Oliva."], "500": ["  \x1faOne"]}),
    "RecordManager 2": json.dumps(
        {"v": 2, "f": {"000": LEADER, "001": ["inv1"],
                       "245": [{"i1": "1", "i2": "0", "s": [{"c": "a", "v": "Salt roads /"}, {"c": "c", "v": "Rina Oliva."}]}],
                       "500": [{"i1": " ", "i2": " ", "s": [{"c": "a", "v": "One"}]}]}}),
    "RecordManager 3": json.dumps(
        {"v": 3, "f": {"000": LEADER, "001": ["inv1"],
                       "245": [{"i1": "1", "i2": "0", "s": [{"a": "Salt roads /"}, {"c": "Rina Oliva."}]}],
                       "500": [{"i1": " ", "i2": " ", "s": [{"a": "One"}]}]}}),
}  # fmt: skip


def made(text: str) -> list[Book | Rejection]:
    return [parse("marc-json", chunk) for chunk in marc_json.split(text.encode("utf-8", "surrogatepass"))]


def book(text: str) -> Book:
    (found,) = made(text)
    assert isinstance(found, Book), found
    return found


@pytest.mark.parametrize("name", DIALECTS)
def test_dialects(name: str) -> None:
    text = DIALECTS[name]
    assert recognise(text.encode(), "x") == "marc-json"
    found = book(text)
    assert (found.id, found.title, found.responsibility, [n.text for n in found.notes]) == (
        "inv1",
        "Salt roads",
        "Rina Oliva",
        ["One"],
    )
    assert [(f.tag, f.indicators, f.subfields) for f in found.records[0].fields] == [
        ("LDR", "", [("", LEADER)]),
        ("001", "", [("", "inv1")]),
        ("245", "10", [("a", "Salt roads /"), ("c", "Rina Oliva.")]),
        ("500", "  ", [("a", "One")]),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(PLAIN, 1, id="one object"),
        pytest.param(f"[{PLAIN}, {PLAIN}]", 2, id="an array"),
        pytest.param(f"{PLAIN}\n{PLAIN}\n{PLAIN}\n", 3, id="JSON lines"),
        pytest.param(PLAIN + PLAIN, 2, id="one after another"),
        pytest.param(MARC4J + "\n" + MARC4J, 2, id="marc4j's, one after another"),
        pytest.param('{"total": 2, "records": [' + PLAIN + "," + PLAIN + "]}", 2, id="in an envelope"),
        pytest.param('{"collection": {"record": [' + PLAIN + "]}}", 1, id="in two"),
        pytest.param("\ufeff" + PLAIN, 1, id="row 45 BOM"),
        pytest.param("[]", 0, id="nothing"),
    ],
)
def test_records_of_a_file(text: str, count: int) -> None:
    assert [one.title for one in made(text) if isinstance(one, Book)] == ["Salt roads"] * count


@pytest.mark.parametrize("size", [1, 3, 50, 777])
def test_blocks(size: int) -> None:
    for text in (f"[{PLAIN},{PLAIN}]", f"{PLAIN}\n{PLAIN}", MARC4J):
        data = text.encode()
        blocks = [data[n : n + size] for n in range(0, len(data), size)]
        assert [c.data for c in marc_json.stream(blocks)] == [c.data for c in marc_json.split(data)]


@pytest.mark.parametrize(
    ("given", "instead", "expected"),
    [
        pytest.param("Salt roads /", "Salt\\ud800 roads /", "Salt\ufffd roads", id="row 19 half a surrogate pair"),
        pytest.param("Salt roads /", "Salt\nroads /", "Salt roads", id="a line end in a string"),
        pytest.param('"a":"Salt roads /"', '"a":1984', "1984", id="row 67 a number"),
        pytest.param('"a":"Salt roads /"', '"a":["Salt","Tin"]', "Salt", id="a list of values"),
        pytest.param('"leader"', '"leader":"x","leader"', "Salt roads", id="row 66 a key twice"),
    ],
)
def test_odd_values(given: str, instead: str, expected: str) -> None:
    found = book(PLAIN.replace(given, instead, 1))
    assert found.title == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"leader":"x","fields":[]}', "no MARC fields"),
        ('{"leader":"x","fields":[1, null, {"245": [3]}]}', "no MARC fields"),
        ('{"leader":"x","fields":[{"245":{"subfields":[1,"x",{"a":null}]}}]}', "no title"),
        ('{"fields":[{"001":"x"},NaN]}', "NaN is no JSON"),
        ('{"leader":"x","fields":[{"245":}]}', "not JSON"),
        ('{"fields":[{"001":"x"}', "the file ends inside this record"),
    ],
)
def test_rejected(text: str, reason: str) -> None:
    (found,) = made(text)
    assert isinstance(found, Rejection)
    assert reason in found.reason


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "x", "author": [{"family": "y"}]}]', '{"leader": 3}', "{}", "[]", "", "LDR", '{"fields": ["title", "year"]}',
        '{"v": 1, "title": "x"}', "<record/>", '{"2019": ["x"], "2020": ["y"]}',
    ],
)  # fmt: skip
def test_not_ours(text: str) -> None:
    assert not marc_json.sniff(text.encode()[:HEAD], "marc.json")


def test_all_real_files(shared_records: Path) -> None:
    """Counts are by records: the list of real files counts lines for those that are not JSON."""
    books = 0
    for file in sorted((shared_records / "marc_json").rglob("*.json")):
        data = file.read_bytes()
        assert recognise(data, file.name) == "marc-json", file.name
        found = [parse("marc-json", chunk) for chunk in marc_json.split(data)]
        assert [one for one in found if isinstance(one, Rejection)] == [], file.name
        books += len(found)
    assert books == 46
