"""Roles: MARC relator codes, words in five languages, UNIMARC's numbers."""

import pytest

from shelflist.cataloguing import relators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aut", "aut"),
        ("AUT", "aut"),
        ("edt.", "edt"),
        ("http://id.loc.gov/vocabulary/relators/trl", "trl"),
        ("https://id.loc.gov/vocabulary/relators/ill", "ill"),
        ("author", "aut"),
        ("author.", "aut"),
        ("joint author", "aut"),
        ("ed.", "edt"),
        ("editor,", "edt"),
        ("(editor)", "edt"),
        ("a cura di", "edt"),
        ("Curatore", "edt"),
        ("Hrsg.", "edt"),
        ("traduttore", "trl"),
        ("traducteur", "trl"),
        ("traductor", "trl"),
        ("Übersetzer", "trl"),
        ("translator", "trl"),
        ("illustratore", "ill"),
        ("ill.", "ill"),
        ("prefazione", "wpr"),
        ("introduzione", "aui"),
        ("narrator", "nrt"),
        ("photographer", "pht"),
        ("lamplighter", ""),
        ("", ""),
        ("zzz", ""),
    ],
)
def test_role(text: str, expected: str) -> None:
    assert relators.role(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("070", "aut"), ("70", "aut"), ("080", "aui"), ("075", "aft"), ("010", "adp"), ("020", "ann"), ("212", "cmm"),
        ("220", "com"), ("230", "cmp"), ("340", "edt"), ("440", "ill"), ("470", "ivr"), ("480", "lbt"), ("520", "lyr"),
        ("600", "pht"), ("610", "prt"), ("650", "pbl"), ("651", "pbd"), ("675", "rev"), ("727", "dgs"), ("730", "trl"),
        ("365", "exp"), ("760", "wde"), ("770", "wam"), ("999", ""),
    ],
)  # fmt: skip
def test_unimarc_numbers(number: str, expected: str) -> None:
    assert relators.role(number, "unimarc") == expected


@pytest.mark.parametrize(
    ("code", "label", "byline"),
    [
        ("aut", "author", "by"),
        ("edt", "editor", "edited by"),
        ("trl", "translator", "translated by"),
        ("ill", "illustrator", "illustrated by"),
        ("zzz", "zzz", "with"),
    ],
)
def test_words_for_a_page(code: str, label: str, byline: str) -> None:
    assert relators.label(code) == label
    assert relators.byline(code) == byline


def test_every_table_leads_to_a_known_code() -> None:
    assert set(relators.WORDS.values()) | set(relators.UNIMARC.values()) <= set(relators.ROLES)
    assert all(len(code) == 3 and code.islower() for code in relators.ROLES)
    assert all(number.isdecimal() and len(number) == 3 for number in relators.UNIMARC)
    assert all(word == word.lower() and not word.endswith(".") for word in relators.WORDS)
