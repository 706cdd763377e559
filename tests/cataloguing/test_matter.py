"""Front and back matter in five languages, told from chapters by the words of the title."""

import pytest

from shelflist.cataloguing import matter


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Frontmatter", "front"), ("PREFACE", "front"), ("Preface and acknowledgments", "front"), ("Foreword by Ada Neri", "front"),
        ("List of figures and tables", "front"), ("Figures, tables, and maps", "front"), ("Notes on contributors", "front"),
        ("Preface to the second edition", "front"), ("Author's Note", "front"), ("A note on spelling", "front"),
        ("Notes", "back"), ("Bibliography and index", "back"), ("Notes, bibliography, index", "back"), ("Appendix", "back"),
        ("Suggestions for further reading", "back"), ("Index of names and subjects", "back"),
        ("Prefazione", "front"), ("Premessa", "front"), ("Sigle e abbreviazioni", "front"), ("Elenco delle abbreviazioni", "front"),
        ("Indice dei nomi", "back"), ("Riferimenti bibliografici", "back"), ("Bibliografia", "back"), ("Nota bibliografica", "back"),
        ("Avant-propos", "front"), ("Remerciements", "front"), ("Préface", "front"), ("Index des noms", "back"), ("Annexes", "back"),
        ("Vorwort", "front"), ("Inhaltsverzeichnis", "front"), ("Vorwort zur zweiten Auflage", "front"), ("Register", "back"),
        ("Literaturverzeichnis", "back"), ("Personen- und Sachregister", "back"), ("Verzeichnis der Abbildungen", "front"),
        ("Prólogo", "front"), ("Agradecimientos", "front"), ("Índice onomástico", "back"), ("Bibliografía", "back"),
        # chapters
        ("Introduction", "chapter"), ("Conclusion", "chapter"), ("Introduzione", "chapter"), ("Notes on oars", "chapter"),
        ("Contents of a cart", "chapter"), ("List of lost things", "chapter"), ("Index of refraction", "chapter"), ("Maps and kings", "chapter"),
        ("Appendix: the salt tax", "chapter"), ("A preface to salt", "chapter"), ("Table of the gods", "chapter"), ("", "chapter"),
        ("Sources of salt", "chapter"), ("References to oars", "chapter"),
    ],
)  # fmt: skip
def test_kind(title: str, expected: str) -> None:
    assert matter.kind(title) == expected


def test_the_tables_are_in_lower_case_and_apart() -> None:
    words = matter.FRONT | matter.BACK
    assert all(word == word.casefold() == word.strip(" .:;") for word in words)
    assert not matter.FRONT & matter.BACK
