"""Contents notes that machines made of printed lines (MARC 21 505, first indicator 8)."""

import pytest

from shelflist.cataloguing import contents, scanned

HEAD = "Machine generated contents note: "


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Salt -- Carts", ["Salt", "Carts"]),
        ("The price of -- salt -- Carts", ["The price of salt", "Carts"]),
        ("The price -- of salt -- Carts", ["The price of salt", "Carts"]),
        ("Preface ix -- Salt 3 -- Carts 20 -- Oars 41 -- Ropes 60", ["Preface", "Salt", "Carts", "Oars", "Ropes"]),
        ("I -- Salt -- II -- Carts", ["Salt", "Carts"]),
        ("Salt -- Carts<BR><BR>Library of Congress subject headings for this publication: Salt.", ["Salt", "Carts"]),
        ("Chapter 1.Salt -- Chapter 2.Carts", ["Salt", "Carts"]),
        ("Preface Acknowledgments Chapter One: Salt Chapter Two: Carts Chapter Three: Oars",
         ["Preface Acknowledgments", "Salt", "Carts", "Oars"]),
    ],
)  # fmt: skip
def test_titles(note: str, expected: list[str]) -> None:
    assert [c.title for c in contents.split(HEAD + note)] == expected


def test_authors_in_entries_of_their_own() -> None:
    note = "Salt roads 3 -- Ada Neri -- Carts 20 -- UGO PONTI AND ADA NERI -- Oars 41 -- Carla Rossi -- The end 60"
    found = contents.split(HEAD + note)
    assert [(c.title, c.responsibility) for c in found] == [
        ("Salt roads", "Ada Neri"), ("Carts", "UGO PONTI AND ADA NERI"), ("Oars", "Carla Rossi"), ("The end", ""),
    ]  # fmt: skip


def test_a_list_of_people_is_a_list_of_chapters() -> None:
    note = "Ada Neri -- Ugo Ponti -- Carla Rossi -- Rina Oliva"
    assert [c.title for c in contents.split(HEAD + note)] == ["Ada Neri", "Ugo Ponti", "Carla Rossi", "Rina Oliva"]


@pytest.mark.parametrize(
    "parts",
    [["Salt 3", "Carts 2", "Oars 1", "Ropes 9"], ["Salt 1848", "Carts 1849"], ["Salt", "Carts", "Oars 5", "Ropes"], []],
)
def test_numbers_that_are_no_pages_stay(parts: list[str]) -> None:
    assert scanned.without_pages(parts) == parts
