"""Contents notes: entries, numbers, responsibility, front and back matter (guide §6.5, §7)."""

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
    ("1. Salt 2. Carts", []),
    ("Salt -- ", []),
    ("Salt, carts and oars.", []),
    ("Salt—Carts", []),
    ("--", []),
    ("", []),
]


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
