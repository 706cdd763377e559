"""Roles of SBN names by the words of the record, and its subject strings."""

import pytest

from shelflist.model import Contributor
from shelflist.readers.marc import sbn_roles, sbn_subjects


def told(
    name: str, tag: str, own: str = "", title: str = "", note: str = "", roles: list[str] | None = None
) -> Contributor:
    person = Contributor(name, ["aut"] if roles is None else roles)
    sbn_roles.tell([(person, tag)], [own], [title], [note])
    return person


OWN: list[tuple[str, str, list[str]]] = [
    # (name of 702 with the relator 070, statement of responsibility, roles)
    ("Oliva, Rina", "a cura di Rina Oliva", ["edt"]),
    ("Oliva, Rina", "[a cura di] R. Oliva", ["edt"]),
    ("Oliva, Rina", "traduzione di Rina Oliva", ["trl"]),
    ("Oliva, Rina", "trad. di Rina Oliva", ["trl"]),
    ("Oliva, Rina", "tradotto da Ugo Neri e Rina Oliva", ["trl"]),
    ("Oliva, Rina", "voltata in italiano da Rina Oliva", ["trl"]),
    ("Oliva, Rina", "introduzione, traduzione e note di Rina Oliva", ["aui", "trl", "ann"]),
    ("Oliva, Rina", "prefazione di Ugo Neri ; postfazione di Rina Oliva", ["aft"]),
    ("Oliva, Rina", "con prefazione dell'abate R. Oliva", ["wpr"]),
    ("Oliva, Rina", "disegni di Rina Oliva", ["ill"]),
    ("Oliva, Rina", "con xilografie di Rina Oliva", ["egr"]),
    ("Oliva, Rina", "fotografie di Rina Oliva", ["pht"]),
    ("Oliva, Rina", "riduzione di Rina Oliva", ["adp"]),
    ("Oliva, Rina", "tratto dal romanzo di Rina Oliva", ["ant"]),
    ("Oliva, Rina", "tratto da un dramma francese dei signori Neri e Rina Oliva", ["ant"]),
    ("Oliva, Rina", "scelta e traduzione di Rina Oliva", ["com", "trl"]),
    ("Oliva, Rina", "con un saggio di Rina Oliva", ["ctb"]),
    ("Oliva, Rina", "ridotto per le scene italiane da Rina Oliva", ["adp"]),
    ("Oliva, Rina", "scene di Rina Oliva", ["std"]),
    ("Oliva, Rina", "[traduzione dallo svedese e introduzione] a cura di Rina Oliva", ["trl", "aui", "edt"]),
    ("Oliva, Rina", "con la collaborazione di Rina Oliva", ["ctb"]),
    ("Oliva, Rina", "regia di Rina Oliva", ["drt"]),
    ("Oliva, Rina", "Ugo Neri e Rina Oliva", ["aut"]),
    ("Oliva Sarti, Rina", "traduzione di Rina Oliva", ["trl"]),
    ("Oliva", "tradotto dal marchese Oliva", ["trl"]),
    ("Oliva, Rina", "translated by Rina Oliva", ["trl"]),
    ("Oliva, Rina", "traduit par Rina Oliva", ["trl"]),
    ("Oliva, Rina", "traduzione della Roma salvata di Rina Oliva", ["aut"]),
    ("Oliva, Rina", "Ugo Neri", []),
    ("Oliva, Rina, traduttrice", "Ugo Neri", ["trl"]),
    ("Corinna (traduttrice)", "Ugo Neri", ["trl"]),
    ("Corinna (incisore)", "tradotto da Corinna", ["trl"]),
    ("Oliva, Rina", "", []),
]


@pytest.mark.parametrize(("name", "own", "expected"), OWN, ids=[f"{row[0]}: {row[1]}" for row in OWN])
def test_a_secondary_name_has_the_role_of_its_statement(name: str, own: str, expected: list[str]) -> None:
    assert told(name, "702", own).roles == expected


TITLES: list[tuple[str, list[str]]] = [
    ("Le onde, commedia del signor Neri tradotta da Rina Oliva", ["trl"]),
    ("Le onde dramma del signor Ugo Neri traduzione inedita della signora Rina Oliva", ["trl"]),
    ("Le onde, commedia de' signori Neri e Rina Oliva", ["aut"]),
    ("Le onde dal teatro tedesco sull'italiano recate da Rina Oliva", ["trl"]),
    ("Melodramma posto in musica dal maestro Rina Oliva", ["cmp"]),
    ("In memoria di Rina Oliva", []),
    ("Vita di Rina Oliva", []),
    ("Le onde. Dedicata da Rina Oliva", ["dto"]),
    ("Le onde comentate in lingua toscana, e ridotte a la sua vera latinita, da Rina Oliva", ["cmm"]),
    ("Le onde, musica nuova di Ugo Neri, poesia di Rina Oliva", ["lbt"]),
    ("Prima le parole, farsa per musica di Rina Oliva", ["aut"]),
]


@pytest.mark.parametrize(("title", "expected"), TITLES, ids=[row[0] for row in TITLES])
def test_old_titles_hold_the_statement(title: str, expected: list[str]) -> None:
    assert told("Oliva, Rina", "702", "", title).roles == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Musica di Rina Oliva", ["cmp"]),
        ("Libretto per la musica di R. Oliva", ["cmp"]),
        ("Segue: Il faro, ballo di R. Oliva", ["chr"]),
        ("Contiene: Il sale, di Rina Oliva; La rete, di Ugo Neri", ["aut"]),
        ("Contiene: Il sale, di Rina Oliva; La rete di Ugo Maria Neri e Rina Oliva", ["aut"]),
        ("Contiene: La rete di Ugo Maria Neri e Rina Oliva", ["aut"]),
        ("Adattamento di: Las olas, de Rina Oliva", ["ant"]),
        ("Antip. incise da Rina Oliva", ["egr"]),
        ("In fine il nome di Rina Oliva", []),
        ("Rina Oliva fu attrice", []),
    ],
)
def test_notes_are_asked_last(note: str, expected: list[str]) -> None:
    assert told("Oliva, Rina", "702", "Ugo Neri", "", note).roles == expected


def test_a_primary_name_stays_the_author_unless_the_statement_says_more() -> None:
    assert told("Oliva, Rina", "700", "Rina Oliva").roles == ["aut"]
    assert told("Oliva, Rina", "700", "con prefazione di Rina Oliva").roles == ["aut"]
    assert told("Oliva, Rina", "700", "raccolti da Rina Oliva").roles == ["com"]
    assert told("Oliva, Rina", "701", "volgarizzate ed annotate da Rina Oliva").roles == ["trl", "ann"]


def test_a_code_that_says_something_stands() -> None:
    assert told("Oliva, Rina", "702", "prefazione di Rina Oliva", roles=["trl"]).roles == ["trl"]


def test_what_is_left_over_on_both_sides_belongs_together() -> None:
    main, other = Contributor("Neri, Ugo", ["aut"]), Contributor("Sarti, Ada", ["aut"])
    sbn_roles.tell([(main, "700"), (other, "702")], ["Ugo Neri", "traduzione di Corinna"], [], [])
    assert (main.roles, other.roles, other.inferred) == (["aut"], ["trl"], True)


def test_of_two_of_one_family_the_given_name_decides() -> None:
    main, other = Contributor("Oliva, Ugo", ["aut"]), Contributor("Oliva, Rina", ["aut"])
    sbn_roles.tell([(main, "700"), (other, "702")], ["di Ugo Oliva", "raccolte e riordinate da Rina"], [], [])
    assert (main.roles, other.roles, other.inferred) == (["aut"], ["com"], True)


def test_the_music_of_a_name_that_the_note_spells_otherwise() -> None:
    other = Contributor("Sarti, Ada", ["aut"])
    sbn_roles.tell([(other, "702")], [], ["Le onde dramma per musica"], ["Musica di Ada Srt"])
    assert (other.roles, other.inferred) == (["cmp"], True)


STRINGS: list[tuple[str, str, str, list[tuple[str, str]]]] = [
    # (606 $a, main part, kind, (type, subdivision))
    ("Sale", "Sale", "topic", []),
    ("Sale - Italia - Sec. 19.-20.", "Sale", "topic", [("place", "Italia"), ("period", "Sec. 19.-20.")]),
    ("SALE - MILANO - STORIA", "SALE", "topic", [("place", "MILANO"), ("topic", "STORIA")]),
    ("Saline - 1937 - 1940", "Saline", "topic", [("period", "1937-1940")]),
    ("Saline - 1937 - Esposizioni", "Saline", "topic", [("period", "1937"), ("form", "Esposizioni")]),
    ("Guerra mondiale 1914-1918 - Diari e memorie", "Guerra mondiale 1914-1918", "topic", [("form", "Diari e memorie")]),
    ("Oliva, Rina - Lettere e carteggi", "Oliva, Rina", "person", [("form", "Lettere e carteggi")]),
    ("OLIVA, RINA", "OLIVA, RINA", "person", []),
    ("De_Oliva, Rina", "De Oliva, Rina", "person", []),
    ("Oliva (famiglia) - Storia", "Oliva (famiglia)", "person", [("topic", "Storia")]),
    ("Bruno da Trani", "Bruno da Trani", "person", []),
    ("Oliva, Rina (1827-1896)", "Oliva, Rina (1827-1896)", "person", []),
    ("Uno, due, tre (trasmissione televisiva)", "Uno, due, tre (trasmissione televisiva)", "title", []),
    ("Oliva, Rina . Las olas - Messinscena", "Oliva, Rina. Las olas", "title", [("topic", "Messinscena")]),
    ("Lodi (territorio)", "Lodi (territorio)", "place", []),
    ("La Spezia - Teatro Regio", "La Spezia", "place", [("topic", "Teatro Regio")]),
    ("Accademia del sale - Periodici", "Accademia del sale", "corporate", [("form", "Periodici")]),
    ("Oliva, Rina - Le lettere a Ugo", "Oliva, Rina", "person", [("", "Le lettere a Ugo")]),
    ("no sogg", "", "topic", []),
    ("", "", "topic", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "main", "kind", "parts"), STRINGS, ids=[row[0] or "empty" for row in STRINGS])
def test_subject_strings(text: str, main: str, kind: str, parts: list[tuple[str, str]]) -> None:
    assert sbn_subjects.heading(text) == (main, kind, parts)
