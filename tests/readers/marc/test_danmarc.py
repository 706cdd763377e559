"""danMARC2 → Book: its own fields, and what tells it from MARC 21 (kat-format.dk)."""

import random
from typing import Any

import pytest

from shelflist.errors import BadRecord
from shelflist.model import Book, Extra
from shelflist.readers import Chunk
from shelflist.readers.marc import danmarc, iso2709, marc21
from shelflist.readers.marc.iso2709 import Field


def subs(text: str) -> list[tuple[str, str]]:
    """ "|aSaltveje|hRina" → its subfields."""
    return [(part[0], part[1:]) for part in text.split("|")[1:]]


def read(*fields: tuple[str, str], leader: str = "00000nam a2200000   450 ") -> Book:
    """The book of a record with these fields, and those that every danMARC2 record has."""
    given = {"001": "|a9 000 111 2|b710100|fa", "004": "|rn|ae", "245": "|aSaltvejene"} | dict(fields)
    made = [Field(tag, "00", subs(text)) for tag, text in sorted(given.items())]
    return marc21.from_marc(iso2709.marc(leader, made, []), Chunk(b"", 1))


@pytest.mark.parametrize(
    ("tag", "text", "field", "expected"),
    [
        ("245", "|aSaltvejene|aVindens by", "title", "Saltvejene ; Vindens by"),
        ("245", "|aSaltvejene|ctil fods", "subtitle", "til fods"),
        ("245", "|aSaltvejene|eRina Oliva|foversat af Ugo Santi", "responsibility", "Rina Oliva ; oversat af Ugo Santi"),
        ("245", "|aSaltvejene|gBind 2|oHavnene", "parts", ["Bind 2, Havnene"]),
        ("245", "|aSaltvejene|pThe salt roads", "parallel_titles", ["The salt roads"]),
        ("245", "|aDe ¤lange saltveje", "title", "De lange saltveje"),
        ("250", "|a2. udgave", "edition", "2. udgave"),
        ("300", "|a464 sider|bill.|c24 cm|d1 kort", "pages", 464),
        ("300", "|n1 cd", "extent", "1 cd"),
        ("300", "|a464 sider|d1 kort", "accompanying", "1 kort"),
        ("008", "|tm|a2019|bdk|ldan", "languages", ["da"]),
        ("041", "|adan|cita", "original_languages", ["it"]),
        ("504", "|aHvordan saltet kom til byen", "summary", ["Hvordan saltet kom til byen"]),
    ],
)  # fmt: skip
def test_fields(tag: str, text: str, field: str, expected: Any) -> None:
    assert getattr(read((tag, text)), field) == expected


@pytest.mark.parametrize(
    ("text", "name", "dates"),
    [
        ("|aOliva|hRina", "Oliva, Rina", ""),
        ("|aOliva|hRina|cf. 1961", "Oliva, Rina", "f. 1961"),
        ("|aLouis|eXIV|fkonge", "Louis XIV, konge", ""),
        ("|aOliva|hRina|fkaptajn", "Oliva, Rina, kaptajn", ""),
        ("|aStendhal", "Stendhal", ""),
    ],
)
def test_people(text: str, name: str, dates: str) -> None:
    people = read(("100", text)).contributors
    assert [(one.name, one.dates, one.roles, one.main) for one in people] == [(name, dates, ["aut"], True)]


def test_numbers_classes_subjects() -> None:
    book = read(
        ("021", "|a978-3-16-148410-0|d$ 14"),
        ("652", "|m99.4|aOliva|hRina"),
        ("666", "|fsalthandel|eItalien|i1900-1999|oerindringer"),
    )
    assert [one.isbn13 for one in book.isbns] == ["9783161484100"]
    assert [(one.number, one.edition) for one in book.classes] == [("99.4", "dk5")]
    assert {(one.main, one.kind) for one in book.subjects} == {
        ("salthandel", "topic"), ("Italien", "place"), ("1900-1999", "period"), ("erindringer", "genre")
    }  # fmt: skip
    kept = {(one.tag, pair) for one in book.extra for pair in one.subfields}
    assert {("021", ("d", "$ 14")), ("652", ("a", "Oliva")), ("652", ("h", "Rina"))} <= kept


def test_year_without_a_statement_of_publication() -> None:
    assert read(("008", "|ta|a1991|ldan")).date.year == 1991


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("557", "|aHavnebladet|j1991|v1/2|k41-45|z1234-5679", ("Havnebladet", "1/2", "41-45", "1234-5679")),
        ("558", "|aHavnens bog|gS. 7-19|j1991", ("Havnens bog", "", "7-19", "")),
    ],
)
def test_host(tag: str, text: str, expected: tuple[str, ...]) -> None:
    book = read((tag, text), leader="00000naa a2200000   450 ")
    assert book.host is not None
    assert (book.host.title, book.host.number, book.host.pages, book.host.issn) == expected
    assert book.date.year == 1991
    assert [one.tag for one in book.extra if one.tag == tag] == [tag]


def test_contents_without_what_links_fields() -> None:
    book = read(("795", "|aå 11|aSaltets by|aVinden"))
    assert [one.title for one in book.contents] == ["Saltets by", "Vinden"]
    assert Extra("795", "00", [("a", "å 11")]) in book.extra


def test_nothing_is_lost() -> None:
    book = read(
        ("032", "|aDBC202401"),
        ("008", "|tm|a2019|bdk|ldan|v0"),
        ("538", "|fSV|gSV 12"),
        ("999", "|xlocal"),
        ("005", "|zx"),
    )
    kept = {(one.tag, code) for one in book.extra for code, _ in one.subfields}
    assert {("032", "a"), ("008", "b"), ("008", "v"), ("538", "f"), ("538", "g"), ("999", "x"), ("005", "z")} <= kept
    assert [one.tag for one in book.records[0].fields] == [
        "LDR",
        "001",
        "004",
        "005",
        "008",
        "032",
        "245",
        "538",
        "999",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([Field("001", "", [("", "1")]), Field("245", "10", subs("|aSalt"))], id="MARC 21"),
        pytest.param([Field("001", "", subs("|a1")), Field("245", "10", subs("|aSalt"))], id="001 alone has subfields"),
        pytest.param([Field("001", "", subs("|a1")), Field("004", "", subs("|ae"))], id="no 245"),
    ],
)
def test_others_are_not_danmarc(fields: list[Field]) -> None:
    assert not danmarc.told(iso2709.marc("00000nam a2200000   4500", fields, []))


def test_any_subfields_make_a_book_or_a_rejection() -> None:
    chance = random.Random(7)
    tags = [*danmarc.MOVED, *danmarc.SUBJECTS, "008", "021", "100", "245", "300", "557", "558", "652", "700"]
    for _ in range(3000):
        made = [Field("001", "", [("a", "1")]), Field("004", "", [("a", "e")]), Field("245", "00", [("a", "Salt")])]
        for _ in range(chance.randint(0, 6)):
            pairs = [
                (chance.choice("abcdefghijklmnopz4å "), chance.choice(["", "¤", "å 1", "x", ",", "1"])) for _ in "123"
            ]
            made.append(Field(chance.choice(tags), "", pairs[: chance.randint(0, 3)] or [("", "x")]))
        try:
            marc21.from_marc(iso2709.marc("00000nam a2200000   450 ", made, []), Chunk(b"", 1))
        except BadRecord:
            continue
