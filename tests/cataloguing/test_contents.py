"""Contents notes: entries, numbers, responsibility, front and back matter (guide §6.5, §7)."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import contents

Row = tuple[str, str, str, str]
SPLIT: list[tuple[str, list[Row]]] = [
    # (note, [(number, title, kind, responsibility)])
    ("Salt -- Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Salt--Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Salt --1. Carts", [("", "Salt", "chapter", ""), ("1", "Carts", "chapter", "")]),
    ("Salt — Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Salt---Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    (
        "1. Salt (1801-1809) -- 2. Carts: roads",
        [("1", "Salt (1801-1809)", "chapter", ""), ("2", "Carts: roads", "chapter", "")],
    ),
    (
        "Preface -- 1. Salt -- Index",
        [("", "Preface", "front", ""), ("1", "Salt", "chapter", ""), ("", "Index", "back", "")],
    ),
    (
        "Prefazione -- Cap. 1. Il sale -- Bibliografia",
        [("", "Prefazione", "front", ""), ("1", "Il sale", "chapter", ""), ("", "Bibliografia", "back", "")],
    ),
    ("Chapter 1. Salt -- Chapter 2. Carts", [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", "")]),
    ("Part I: Salt -- Part II: Carts", [("Part I", "Salt", "chapter", ""), ("Part II", "Carts", "chapter", "")]),
    ("I. Salt -- II. Carts", [("I", "Salt", "chapter", ""), ("II", "Carts", "chapter", "")]),
    ("XIV. Salt -- mix. carts", [("XIV", "Salt", "chapter", ""), ("", "mix. carts", "chapter", "")]),
    ("1.1 Salt -- 1.2 Carts", [("1.1", "Salt", "chapter", ""), ("1.2", "Carts", "chapter", "")]),
    ("1.1. Salt -- 1.2. Carts", [("1.1", "Salt", "chapter", ""), ("1.2", "Carts", "chapter", "")]),
    ("3. 1984 and after -- 4. Carts", [("3", "1984 and after", "chapter", ""), ("4", "Carts", "chapter", "")]),
    ("12 Oars -- 3 rivers", [("", "12 Oars", "chapter", ""), ("", "3 rivers", "chapter", "")]),
    ("12 Oars -- 13 Rivers", [("12", "Oars", "chapter", ""), ("13", "Rivers", "chapter", "")]),
    ("2nd ferry -- The 1990s", [("", "2nd ferry", "chapter", ""), ("", "The 1990s", "chapter", "")]),
    (
        "Salt / Ada Neri -- Carts / Ugo Ponti.",
        [("", "Salt", "chapter", "Ada Neri"), ("", "Carts", "chapter", "Ugo Ponti")],
    ),
    ("And/or / Ada -- Carts", [("", "And/or", "chapter", "Ada"), ("", "Carts", "chapter", "")]),
    ("Contents: Salt -- Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Contiene: Salt -- Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Machine-generated contents note: Salt -- Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    (
        "1. Salt 2. Carts 3. Oars",
        [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", ""), ("3", "Oars", "chapter", "")],
    ),
    # separators, one kind a note
    ("Salt. - Carts. - Oars", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Salt.-Carts.-Oars.", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Salt ; Carts ; Oars", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Contiene: Il sale ; I carri", [("", "Il sale", "chapter", ""), ("", "I carri", "chapter", "")]),
    ("Salt ; carts and more", []),
    ("Salt – Carts – Oars", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Salt – a history", []),
    ("Salt - - Carts", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Salt / Ada Neri ; Carts / Ugo Ponti", [("", "Salt", "chapter", "Ada Neri"), ("", "Carts", "chapter", "Ugo Ponti")]),
    ("Salt roads / Ada Neri. Carts / Ugo Ponti.", [("", "Salt roads", "chapter", "Ada Neri"), ("", "Carts", "chapter", "Ugo Ponti")]),
    # nothing is parted inside of brackets, quotation marks, spans of years, compounds
    ("Salt (roads -- carts) -- Oars", [("", "Salt (roads -- carts)", "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Salt (roads -- Oars", [("", "Salt (roads", "chapter", ""), ("", "Oars", "chapter", "")]),
    ('"Salt -- and carts," a talk -- Oars', [("", '"Salt -- and carts," a talk', "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Salt, 1801--1809 -- Oars", [("", "Salt, 1801--1809", "chapter", ""), ("", "Oars", "chapter", "")]),
    ("Salt, 1889--2. Carts", [("", "Salt, 1889", "chapter", ""), ("2", "Carts", "chapter", "")]),
    ("Cart-wrights -- Rope-makers", [("", "Cart-wrights", "chapter", ""), ("", "Rope-makers", "chapter", "")]),
    ("Introduction--salt -- Carts", [("", "Introduction--salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Salt.--Carts.", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    # numbers
    ("[1] Salt -- [2] Carts", [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", "")]),
    ("[1-4] Salt -- [5] Carts", [("1-4", "Salt", "chapter", ""), ("5", "Carts", "chapter", "")]),
    ("Chapter One: Salt -- Chapter Two: Carts", [("One", "Salt", "chapter", ""), ("Two", "Carts", "chapter", "")]),
    ("Ch. 1 Salt -- Ch. 2 Carts", [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", "")]),
    ("Part I -- 1. Salt", [("", "Part I", "chapter", ""), ("1", "Salt", "chapter", "")]),
    ("V. Hugo -- C. Neri", [("", "V. Hugo", "chapter", ""), ("", "C. Neri", "chapter", "")]),
    ("A. Salt -- B. Carts -- C. Oars", [("A", "Salt", "chapter", ""), ("B", "Carts", "chapter", ""), ("C", "Oars", "chapter", "")]),
    ("A. Lincoln -- B. Disraeli", [("", "A. Lincoln", "chapter", ""), ("", "B. Disraeli", "chapter", "")]),
    ("1 -- Salt -- 2 -- Carts", [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", "")]),
    ("Chapter 1: Salt Chapter 2: Carts Chapter 3: Oars",
     [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", ""), ("3", "Oars", "chapter", "")]),
    ("1. Salt\n2. Carts\n3. Oars", [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", ""), ("3", "Oars", "chapter", "")]),
    ("Part of the road -- Book of carts", [("", "Part of the road", "chapter", ""), ("", "Book of carts", "chapter", "")]),
    # volumes are not chapters
    ("v. 1. Salt -- v. 2. Carts", [("v. 1", "Salt", "volume", ""), ("v. 2", "Carts", "volume", "")]),
    ("v. 1. Salt.--[v. 2] Carts", [("v. 1", "Salt", "volume", ""), ("v. 2", "Carts", "volume", "")]),
    ("1. Bd. Salz -- 2. Bd. Karren", [("1. Bd", "Salz", "volume", ""), ("2. Bd", "Karren", "volume", "")]),
    ("t. 1. Le sel -- t. 2. Les chars", [("t. 1", "Le sel", "volume", ""), ("t. 2", "Les chars", "volume", "")]),
    ("v. 1. Salt -- Roads -- Carts -- v. 2. Oars",
     [("v. 1", "Salt", "chapter", ""), ("", "Roads", "chapter", ""), ("", "Carts", "chapter", ""), ("v. 2", "Oars", "chapter", "")]),
    # statements
    ("Salt / by A. Neri and B. Ponti -- Carts", [("", "Salt", "chapter", "by A. Neri and B. Ponti"), ("", "Carts", "chapter", "")]),
    ("Salt, by Ada Neri -- Carts, by land", [("", "Salt", "chapter", "Ada Neri"), ("", "Carts, by land", "chapter", "")]),
    ("Salt [by] Ada Neri -- Carts", [("", "Salt", "chapter", "[by] Ada Neri"), ("", "Carts", "chapter", "")]),
    ("Ada Neri: Salt -- Ugo Ponti: Carts", [("", "Ada Neri: Salt", "chapter", ""), ("", "Ugo Ponti: Carts", "chapter", "")]),
    ("Salt / 17 -- Carts / xii", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    # what machines read
    ("Salt 3 -- Carts 14 -- Oars 40 -- Ropes 71", [("", t, "chapter", "") for t in ("Salt", "Carts", "Oars", "Ropes")]),
    ("Salt in 1848 -- Carts 12 -- Oars 5 -- Ropes 7", [("", t, "chapter", "") for t in ("Salt in 1848", "Carts 12", "Oars 5", "Ropes 7")]),
    ("Salt ...... 3 -- Carts ...... 14", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Salt -- Carts -- etc.", [("", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("Jorge Anrango C. -- Carts", [("", "Jorge Anrango C.", "chapter", ""), ("", "Carts", "chapter", "")]),
    ("1. Salt 2. Carts", []),
    ("Salt -- ", []),
    ("Salt, carts and oars.", []),
    ("Salt—Carts", []),
    ("--", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("note", "expected"), SPLIT, ids=[note or "empty" for note, _ in SPLIT])
def test_split(note: str, expected: list[Row]) -> None:
    assert [(c.number, c.title, c.kind, c.responsibility) for c in contents.split(note)] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Frontmatter", "front"), ("CONTENTS", "front"), ("Acknowledgments.", "front"), ("Ringraziamenti", "front"),
        ("Avant-propos", "front"), ("Vorwort", "front"), ("Notes", "back"), ("Bibliography", "back"), ("Index", "back"),
        ("Indice dei nomi", "back"), ("Literaturverzeichnis", "back"), ("Notes on oars", "chapter"),
        ("Contents of a cart", "chapter"), ("Salt", "chapter"), ("", "chapter"),
    ],
)  # fmt: skip
def test_kind(title: str, expected: str) -> None:
    assert contents.kind(title) == expected


@pytest.mark.parametrize(
    ("text", "title", "raw"),
    [
        (" 1. Salt ", "Salt", "1. Salt"),
        ("Salt.", "Salt", "Salt."),
        ("U.S.", "U.S.", "U.S."),
        ("And so on...", "And so on...", "And so on..."),
        ("1. Index", "Index", "1. Index"),
    ],
)
def test_entry_keeps_what_was_printed(text: str, title: str, raw: str) -> None:
    found = contents.entry(text)
    assert found is not None
    assert (found.title, found.raw) == (title, raw)


ENHANCED: list[tuple[list[tuple[str, str]], list[Row]]] = [
    (
        [("t", "Salt /"), ("r", "Ada Neri --"), ("t", "Carts.")],
        [("", "Salt", "chapter", "Ada Neri"), ("", "Carts", "chapter", "")],
    ),
    ([("g", "ch. 1."), ("t", "Salt --"), ("g", "ch. 2."), ("t", "Carts")], [("1", "Salt", "chapter", ""), ("2", "Carts", "chapter", "")]),
    ([("g", "1"), ("t", "Salt ;"), ("t", "Carts")], [("1", "Salt", "chapter", ""), ("", "Carts", "chapter", "")]),
    ([("t", "Salt"), ("g", "(3:45) --"), ("t", "Carts")], [("", "Salt (3:45)", "chapter", ""), ("", "Carts", "chapter", "")]),
    ([("t", "Salt / Ada Neri -- Carts / Ugo Ponti.")], [("", "Salt", "chapter", "Ada Neri"), ("", "Carts", "chapter", "Ugo Ponti")]),
    ([("t", "Salt /"), ("r", "Ada Neri -- Carts /"), ("r", "Ugo Ponti")], [("", "Salt", "chapter", "Ada Neri"), ("", "Carts", "chapter", "Ugo Ponti")]),
    ([("t", "Salt /"), ("r", "Ada Neri ;"), ("r", "Ugo Ponti")], [("", "Salt", "chapter", "Ada Neri ; Ugo Ponti")]),
    ([("t", "Salt"), ("t", "Index")], [("", "Salt", "chapter", ""), ("", "Index", "back", "")]),
    ([("g", "1.")], []),
    ([], []),
]  # fmt: skip


@pytest.mark.parametrize(("subfields", "expected"), ENHANCED)
def test_enhanced(subfields: list[tuple[str, str]], expected: list[Row]) -> None:
    assert [(c.number, c.title, c.kind, c.responsibility) for c in contents.enhanced(subfields)] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Partial contents: Salt -- Carts", "partial"), ("Incomplete contents: Salt", "incomplete"), ("Contiene anche: Il sale", "partial"),
        ("Contents: Salt", ""), ("Salt", ""), ("", ""),
    ],
)  # fmt: skip
def test_completeness(note: str, expected: str) -> None:
    assert contents.completeness(note) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Salt", "Carts: roads"], ["ch-salt", "ch-carts-roads"]),
        (["Salt", "Salt", "Salt 2"], ["ch-salt", "ch-salt-2", "ch-salt-2-2"]),
        (["Été", "Нева", "???"], ["ch-ete", "ch-neva", "ch-x"]),
        (["word " * 40], ["ch-" + "-".join(["word"] * 12)]),
        ([], []),
    ],
)
def test_anchors(titles: list[str], expected: list[str]) -> None:
    assert contents.anchors(titles) == expected


@given(st.lists(st.text(max_size=20), max_size=12))
@settings(max_examples=100, deadline=None)
def test_anchors_are_all_different_and_safe(titles: list[str]) -> None:
    made = contents.anchors(titles)
    assert len(set(made)) == len(titles)
    assert all(re.fullmatch(r"ch-[a-z0-9-]+", one) for one in made)


def test_no_text_is_no_entry() -> None:
    assert contents.entry("") is None
    assert contents.entry("  ") is None


def test_a_numbered_index_is_a_chapter() -> None:
    assert [c.kind for c in contents.split("1. Index -- Index")] == ["chapter", "back"]


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["1. ", "I. ", "Salt", " -- ", " / ", "."]), max_size=12).map("".join)
)
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_list_or_none(text: str) -> None:
    found = contents.split(text)
    assert len(found) != 1
    assert all(entry.title.strip() and entry.raw for entry in found)
