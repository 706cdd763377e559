"""What people paste: texts of catalogues with margins, marks of lists, wrapped labels, other spaces and line ends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shelflist.model import Book
from shelflist.readers import Rejection, parse, recognise
from shelflist.readers.display import labelled, labelled_isbd
from shelflist.readers.residue import residue
from tests.readers.display import labelled_records as records
from tests.readers.display.labelled_expected import VIEW
from tests.readers.display.test_labelled import books, only

COLONS = """Autore: Però, Noè
Titolo: Perché la città è così : cronache / Noè Però
Pubblicazione: Cittàlta : Più libri, 1995
Lingua di pubblicazione: Italiano
"""

Way = Callable[[str], bytes]
PASTED: dict[str, Way] = {
    "blank lines before": lambda text: f"\n\n \n\t\n{text}".encode(),
    "indented": lambda text: "".join(f"      {line}\n" for line in text.splitlines()).encode(),
    "tabs before": lambda text: "".join(f"\t{line}\n" for line in text.splitlines()).encode(),
    "no-break spaces before": lambda text: "".join(f"\u00a0\u00a0{line}\n" for line in text.splitlines()).encode(),
    "no-break spaces for spaces": lambda text: text.replace(" ", "\u00a0").encode(),
    "narrow no-break spaces": lambda text: text.replace(": ", "\u202f: ").encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "Windows line ends and a mark": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "bullets": lambda text: "".join(f"• {line}\n" for line in text.splitlines()).encode(),
    "dashes": lambda text: "".join(f"- {line}\n" for line in text.splitlines()).encode(),
    "blank lines between": lambda text: text.replace("\n", "\n\n").encode(),
    "bold": lambda text: "".join(f"**{line.replace(':', ':**', 1)}\n" for line in text.splitlines()).encode(),
    "bold before the colon": lambda text: "".join(f"__{line.replace(':', '__:', 1)}\n" for line in text.splitlines()).encode(),
    "a number before": lambda text: f"1. {text}".encode(),
    "a number on a line before": lambda text: f"1.\n{text}".encode(),
    "wrapped label": lambda text: text.replace("Lingua di pubblicazione", "Lingua di\npubblicazione").encode(),
    "wrapped value": lambda text: text.replace("città è", "città\n   è").encode(),
    "space before the colon": lambda text: text.replace(": ", " : ").replace("  :", " :").encode(),
}  # fmt: skip


@pytest.mark.parametrize("way", PASTED)
def test_pasted(way: str) -> None:
    data = PASTED[way](COLONS)
    assert recognise(data, "") == "labelled"
    book = only(data)
    assert (book.title, book.subtitle, book.date.year) == ("Perché la città è così", "cronache", 1995)
    assert [c.name for c in book.contributors] == ["Però, Noè"]
    assert book.languages == ["it"]
    assert book.extra == []
    assert residue(book) == []


LISTS = {
    "numbers": "1. {0}\n\n2. {1}",
    "numbers with brackets": "1) {0}\n2) {1}",
    "numbers on lines of their own": "1.\n{0}\n2.\n{1}",
    "bare numbers": "1\n{0}\n2\n{1}",
    "from another number on": "11. {0}\n\n12. {1}",
    "nothing between": "{0}{1}",
    "a blank line": "{0}\n{1}",
}


@pytest.mark.parametrize("way", LISTS)
@pytest.mark.parametrize("form", ["colons", "SHARE lines", "SHARE run"])
def test_lists(way: str, form: str) -> None:
    one = {"colons": COLONS, "SHARE lines": records.BASE, "SHARE run": records.BASE.replace("\n", " ").rstrip() + "\n"}[
        form
    ]
    text = LISTS[way].format(one, one.replace("Perché", "Dove").replace("0099", "0098"))
    if form == "SHARE run":
        text = text.replace("Sommario/riassunto Già letto; però è così.", "Lingua di pubblicazione Italiano")
    assert recognise(text.encode(), "") == "labelled"
    first, second = books(text)
    assert (first.title, second.title) == ("Perché la città è così", "Dove la città è così")
    assert first.date.year == second.date.year == 1995
    assert (first.extra, second.extra) == ([], [])
    assert (residue(first), residue(second)) == ([], [])


def test_a_label_twice_in_a_row_is_no_new_record() -> None:
    text = "Autore: Mele, Ivo\nAutore: Riva, Ada\nTitolo: Due\nLingua: Italiano\n"
    assert [c.name for c in only(text).contributors] == ["Mele, Ivo", "Riva, Ada"]
    assert len(books(text * 3)) == 3


def test_record_without_its_title_among_others_is_a_rejection() -> None:
    text = COLONS + "".join(line for line in COLONS.splitlines(True) if "Titolo" not in line) + COLONS
    found = [parse("labelled", chunk) for chunk in labelled.split(text.encode())]
    assert [type(one) for one in found] == [Book, Rejection, Book]


# --- Sebina ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("id", "TST0000077"),
        ("title", "Atlante delle fontane"),
        ("subtitle", "guida ai borghi - e ai paesi"),
        ("responsibility", "Ester Lumi ; disegni di Pio Testa"),
        ("edition", "2. ed. riveduta"),
        ("imprint", [(["Castelnebbia"], ["Passi"], "2012")]),
        ("extent", ("96 p.", "ill.", "20 cm", "1 carta")),
        ("series", [("Piccole guide", "12"), ("Borghi", "3")]),
        ("notes", [("general", "In appendice: tavole"), ("general", "Con una pianta")]),
        ("usable isbns", ["9788899991036"]),
        ("contributors", [("Lumi, Ester", ["aut"], "person", True), ("Testa, Pio", ["ill"], "person", False)]),
        ("classes", [("ddc", "914.5")]),
        ("subjects", ["Fontane — Storia"]),
        ("languages", ["it"]),
        ("country", "it"),
        ("form", ("Testo a stampa", "Monografia")),
        ("extra", []),
    ],
)
def test_isbd_paragraph(field: str, expected: object) -> None:
    assert VIEW[field](only(records.ISBD)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Titolo / Autore. - Roma : Nebbia, 1990. - 100 p. ; 20 cm",
         [("title", "Titolo / Autore"), ("imprint", "Roma : Nebbia, 1990"), ("extent", "100 p. ; 20 cm")]),
        ("Titolo. - 3. ed. - Roma : Nebbia, [1990?]. - XII, 100 p.",
         [("title", "Titolo"), ("edition", "3. ed."), ("imprint", "Roma : Nebbia, [1990?]"), ("extent", "XII, 100 p.")]),
        ("Titolo. – Roma : Nebbia, 1990. – 2 v. – (Nebbie)",
         [("title", "Titolo"), ("imprint", "Roma : Nebbia, 1990"), ("extent", "2 v."), ("series", "Nebbie")]),
        ("Titolo - con trattino / Autore. - [S.l. : s.n.], 1990",
         [("title", "Titolo - con trattino / Autore"), ("imprint", "[S.l. : s.n.], 1990")]),
        ("Titolo. - Roma : Nebbia, stampa 1990. - 1 CD-ROM. - (Nebbie ; 1 (nuova serie)). - ISSN 0000-0019",
         [("title", "Titolo"), ("imprint", "Roma : Nebbia, stampa 1990"), ("extent", "1 CD-ROM"),
          ("series", "Nebbie ; 1 (nuova serie)"), ("issn", "ISSN 0000-0019")]),
        ("Titolo. - Roma : Nebbia, 1990. - 10 p. - Tit. della copertina. - Testo in italiano",
         [("title", "Titolo"), ("imprint", "Roma : Nebbia, 1990"), ("extent", "10 p."), ("note", "Tit. della copertina"),
          ("note", "Testo in italiano")]),
        ("Titolo soltanto", [("title", "Titolo soltanto")]),
        ("", []),
    ],
)  # fmt: skip
def test_areas(text: str, expected: list[tuple[str, str]]) -> None:
    assert labelled_isbd.areas(text) == expected


def test_wrapped_line_of_a_description_is_no_label() -> None:
    text = "Isbd : Uno\ndue. - Montefinto : Quadrifoglio,\nCastelnebbia : Passi, 1990\nLingua : Italiano\nBID : TST0000001\n"
    book = only(text)
    assert book.extra == []
    assert book.imprints[0].places == ["Montefinto"]


def test_unknown_label_of_sebina_is_an_extra_field() -> None:
    book = only(records.ISBD + "Fondo antico : Lascito Mele\n")
    assert book.extra[0].tag == "Fondo antico"


def test_a_label_beside_the_description_is_not_read_twice() -> None:
    book = only(records.ISBD + "Titolo : Atlante delle fontane\nCollana : Piccole guide ; 12\nEditore : Passi\n")
    assert (book.title, len(book.series), len(book.imprints), book.extra) == ("Atlante delle fontane", 2, 1, [])


# --- real records ---------------------------------------------------------------------------------------------


def test_real_files(shared_records: Path) -> None:
    files = sorted(path for path in (shared_records / "opac_display").rglob("*") if path.is_file())
    assert files
    for path in files:
        data = path.read_bytes()
        assert recognise(data, path.name) == "labelled"
        assert [type(parse("labelled", chunk)) for chunk in labelled.split(data)] == [Book]
