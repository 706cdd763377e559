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
        *(
            (word, "edt")
            for word in (
                "edited by",
                "a cura di",
                "per cura di",
                "curatrice",
                "herausgegeben von",
                "Hg. von",
                "édité par",
                "éditée par",
                "sous la direction de",
                "edición de",
                "edición a cargo de",
                "editor",
                "editore scientifico",
            )
        ),
        *((word, "pbl") for word in ("editore", "Éditeur", "Verlag", "editorial", "casa editrice", "publisher")),
        *(
            (word, "trl")
            for word in (
                "translated by",
                "traduzione di",
                "tradotto da",
                "traduit par",
                "übersetzt von",
                "traducción de",
                "Trad.",
                "tr.",
            )
        ),
        *((word, "aut") for word in ("autrice", "auteure", "Verf.", "autora", "scritto da", "written by")),
        *(
            (word, "ill")
            for word in ("illustrazioni di", "illustré par", "illustriert von", "ilustraciones de", "pictures by")
        ),
        *((word, "wpr") for word in ("prefazione di", "préface de", "Vorwort von", "prólogo de", "foreword by")),
        *((word, "aui") for word in ("introduzione di", "introduction by", "eingeleitet von", "introducción de")),
        *((word, "aft") for word in ("postfazione di", "postface de", "Nachwort von", "epílogo de", "afterword by")),
        *(
            (word, "pht")
            for word in ("fotografie di", "photographies de", "Fotos von", "fotografías de", "photographs by")
        ),
        *((word, "nrt") for word in ("letto da", "lu par", "gelesen von", "leído por", "read by")),
        *((word, "cmp") for word in ("musica di", "musique de", "Musik von", "música de", "music by")),
        *((word, "adp") for word in ("adattamento di", "adapté par", "bearbeitet von", "adaptación de")),
        ("thesis advisor", "dgs"),
        ("ths", "dgs"),
        ("curatore", "edt"),
        ("curator", "cur"),
        ("redattore", "red"),
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
        ("365", "exp"), ("760", "wde"), ("770", "wam"), ("999", ""), ("005", "act"), ("110", "bnd"), ("205", "ctb"), ("250", "cnd"),
        ("273", "cur"), ("300", "drt"), ("305", "dis"), ("330", "dub"), ("557", "orm"), ("590", "prf"), ("705", "scl"), ("755", "voc"),
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
