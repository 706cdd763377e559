"""SBN's marks, brackets and sets: what exports lost of them, found again; and what must stay as it is."""

import pytest

from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.marc import marc_sbn, unimarc
from tests.readers.marc.marc_records import field
from tests.tools import iso2709


def read(*lines: tuple[str, str, str], level: str = "0", sbn: bool = True) -> Book:
    """The book of a record with these fields."""
    own = ("001", "", "IT\\ICCU\\INV\\0000011" if sbn else "inv1")
    fields = [field(*line) for line in sorted([own, *lines], key=lambda line: line[0])]
    return unimarc.parse(Chunk(iso2709(fields, f"00000nam{level} 2200000   450 "), 1))


@pytest.mark.parametrize(
    ("given", "expected", "count"),
    [
        ("HLa Imaga", "La maga", 3),
        ("HI Igrandi classici stranieri", "I grandi classici stranieri", 2),
        ("HL' Iisola", "L'isola", 2),
        ("HL'Iisola", "L'isola", 2),
        ("HIl Itea", "Il tea", 3),
        ("HLes IOeuvres", "Les Oeuvres", 4),
        ("H4: ITeatro", "4: Teatro", 3),
        ("H3: La Iguardia", "3: La guardia", 6),
        ("H36.\\2!: Il Igeloso", "36.\\2!: Il geloso", 11),
        ("H1: 1916-1927 : La Iguardia", "1: 1916-1927 : La guardia", 18),
        ("H[5!: ICleopatra", "[5!: Cleopatra", 5),
        ("H1 L' Iallegria", "1 L'allegria", 4),
        ("HVol. 2: Le Ireti", "Vol. 2: Le reti", 11),
        ('H"Il Iservitore" di Goldoni', '"Il servitore" di Goldoni', 4),
        ("HPomponii Taurelli ICarminum libri", "Pomponii Taurelli Carminum libri", 18),
        ("HM. Antonii IArgumenta", "M. Antonii Argumenta", 11),
        ("Sale : HLa Irete", "Sale : La rete", 0),
        *[(text, text, 0) for text in (
            "Henrik Ibsen", "Habitat Italia", "Hamlet", "H1N1 Influenza", "HBO Insider", "HMS Invincible", "Hotel Italia", "H", "HI", "H I",
            "Himeneo porporato", "Il maga", "Hong Iong", "HTML Introduction",
        )],
    ],
)  # fmt: skip
def test_marks_whose_escape_was_lost(given: str, expected: str, count: int) -> None:
    assert marc_sbn.unmarked(given) == (expected, count)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("\\1997!", "[1997]"),
        ("[et al.!", "[et al.]"),
        ("... et al.!", "... [et al.]"),
        ("\\compilatori C. Alvaro ... \\et al.!", "[compilatori C. Alvaro ... [et al.]"),
        ("71, [1! p.", "71, [1] p."),
        ("78, 2!, 68 p.", "78, [2], 68 p."),
        ("Tomo primo \\-duodecimo!", "Tomo primo [-duodecimo]"),
        ("Tomo 1. -68!", "Tomo 1. [-68]"),
        ("[s.l. : s.n.!", "[s.l. : s.n.]"),
        ("{Roma}", "[Roma]"),
        ("Aiuto!", "Aiuto!"),
        ("Siamo fratelli! Ossia il villaggio", "Siamo fratelli! Ossia il villaggio"),
        ("senza", "senza"),
        ("", ""),
    ],
)
def test_brackets(given: str, expected: str) -> None:
    assert marc_sbn.bracketed(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("3", ("3", "")), ("12:", ("12", "")), ("Tomo 8", ("Tomo 8", "")), ("Vol. 1", ("Vol. 1", "")), ("<7>", ("7", "")), ("55.[3]", ("55.[3]", "")),
        ("Tomo primo", ("Tomo primo", "")), ("2: Bas-Cap", ("2", "Bas-Cap")), ("3: La rete", ("3", "La rete")), ("2 [bis]: La rete", ("2 [bis]", "La rete")),
        ("1984", ("1984", "")), ("La rete", ("", "La rete")), ("39 esempi di rete", ("", "39 esempi di rete")),
    ],
)  # fmt: skip
def test_numbers_of_volumes(given: str, expected: tuple[str, str]) -> None:
    assert marc_sbn.volume(given) == expected


SET = ("461", " 1", "|1001IT\\ICCU\\INV\\0000010|12001 |aHIl Iteatro del porto / Rina Oliva")


@pytest.mark.parametrize("level", ["0", "1", "2"])
@pytest.mark.parametrize("number", ["3", "3:", "Tomo 3", "H3: [ Iteatro del porto]"])
def test_a_volume_without_a_title_has_its_sets(level: str, number: str) -> None:
    book = read(("200", "1 ", f"|a{number}"), SET, level=level)
    if "[" in number:
        assert book.title == "teatro del porto"
        return
    assert (book.title, book.nonfiling, book.parts, book.responsibility) == (
        "Il teatro del porto",
        3,
        [number.rstrip(":")],
        "Rina Oliva",
    )
    assert book.series == []
    assert [n.text for n in book.notes] == []


def test_a_volume_with_a_title_has_its_set_as_series() -> None:
    book = read(("200", "1 ", "|aH3: La Irete"), SET, level="2")
    assert (book.title, book.nonfiling, book.parts) == ("La rete", 3, [])
    assert [(s.title, s.volume) for s in book.series] == [("Il teatro del porto", "3")]


def test_a_number_is_a_title_where_there_is_no_set() -> None:
    assert read(("200", "1 ", "|a1984")).title == "1984"


def test_a_set_has_its_volumes_as_contents() -> None:
    links = [
        ("463", " 1", "|12001 |aH1: La Irete|ecommedia|fRina Oliva"),
        ("463", " 1", "|12001 |a2"),
        ("463", " 1", "|12001 |a2"),
    ]
    book = read(("200", "1 ", "|aIl teatro del porto"), *links, level="1")
    assert [(c.number, c.title, c.responsibility) for c in book.contents] == [
        ("1", "La rete : commedia", "Rina Oliva"),
        ("", "2", ""),
    ]


def test_a_number_with_everything_behind_it_has_its_sets_title() -> None:
    book = read(("200", "1 ", "|a1.- XVI, 468, [2] p."), SET, level="2")
    assert (book.title, book.parts) == ("Il teatro del porto", ["1"])


def test_the_number_alone_that_calls_itself_a_set() -> None:
    book = read(("200", "1 ", "|a1"), ("462", " 1", "|12001 |aMaschere / Rina Oliva"), level="1")
    assert (book.title, book.parts) == ("Maschere", ["1"])


def test_a_title_into_which_everything_was_written() -> None:
    book = read(("200", "1 ", "|aLa rete tragedia. - In Trani : presso Sale, 1583. - [2! p. ((Contiene: Aglaia"))
    assert book.title == "La rete tragedia"
    assert [n.text for n in book.notes] == ["In Trani : presso Sale, 1583. - [2] p. - Contiene: Aglaia"]
    assert [(w.field, w.outcome) for w in book.warnings] == [("200", "what follows the title is a note")]


@pytest.mark.parametrize(
    ("given", "name", "dates"),
    [
        ("|aGiorgi, Giorgio Ippolito <m. 1705>", "Giorgi, Giorgio Ippolito", "m. 1705"),
        ("|aOliva, Rina : von", "Oliva, Rina von", ""),
        ("|aOliva|b, Rina|f <1961- >", "Oliva, Rina", "1961-"),
    ],
)
def test_persons(given: str, name: str, dates: str) -> None:
    (person,) = read(("200", "1 ", "|aSale"), ("700", " 1", given)).contributors
    assert (person.name, person.dates) == (name, dates)


def test_bodies() -> None:
    (body,) = read(
        ("200", "1 ", "|aSale"), ("710", "02", "|aUniversita del sale <Trani> : Biblioteca|4070")
    ).contributors
    assert (body.name, body.kind) == ("Universita del sale (Trani). Biblioteca", "corporate")


def test_signs_of_another_set_are_told() -> None:
    book = read(("200", "1 ", "|aChe bel caso|fdi Rosa [|]"), ("210", "  ", "|aTrani|cSociet{ del sale"))
    assert book.imprints[0].publishers == ["Società del sale"]
    assert [(w.field, w.outcome) for w in book.warnings] == [("210 $c", "read as what they stood for")]


def test_stars_before_the_filing_word() -> None:
    book = read(
        ("200", "1 ", "|aL'*isola|cI *distratti"),
        ("423", " 1", "|12001 |aL'*orfana"),
        ("606", "  ", "|aOliva, R. Die *Insel"),
    )
    assert (book.title, book.nonfiling, book.other_titles) == ("L'isola", 2, ["I distratti"])
    assert [n.text for n in book.notes] == ["Issued with: L'orfana"]
    assert [s.main for s in book.subjects] == ["Oliva, R. Die Insel"]


def test_what_is_not_of_sbn_keeps_its_marks() -> None:
    book = read(("200", "1 ", "|aC'est \\la! {mer}"), ("210", "  ", "|aBrest!"), sbn=False)
    assert (book.title, book.imprints[0].places) == ("C'est \\la! {mer}", ["Brest!"])
