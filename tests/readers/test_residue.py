"""The residue: nothing is left of a record that was read whole, and something is as soon as one value is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.model import Book, Extra, PublicationDate, SourceRecord
from shelflist.readers.display import labelled
from shelflist.readers.pica import pica
from shelflist.readers.residue import residue
from tests.readers.display import labelled_records as records
from tests.readers.display.test_labelled import EXAMPLE, only

WHOLE = [
    "SHARE_RUN", "SHARE_LINES", "SEBINA", "ENGLISH", "NO_AUTHOR", "TWO_ISBNS", "PAGE_BREAK", "SCRIPT", "BASE",
    "HEADING_WITHOUT_COLON", "LIFE_DATES", "NO_EXTENT", "TITLE_WITH_LABELS", "ISBD", "GMD",
]  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_left(name: str) -> None:
    assert residue(only(getattr(records, name))) == []


def test_nothing_is_left_of_the_example(shared_records: Path) -> None:
    assert residue(only((shared_records / EXAMPLE).read_bytes())) == []


def test_holdings_alone_are_left_of_the_sbn_example(shared_records: Path) -> None:
    book = only((shared_records / "opac_display/sbn_internetculturale__USM1275690.txt").read_bytes())
    assert [field for field, _ in residue(book)] == ["Localizzazioni", "Servizi"]
    assert residue(book)[0] == ("Localizzazioni", "Tutte | OPAC locale | Anagrafe Biblioteche | Nessuna")


TEXTS = (
    "title", "subtitle", "uniform_title", "responsibility", "edition", "extent", "illustrations", "size",
    "accompanying", "country", "record_type", "level",
)  # fmt: skip
LISTS = (
    "parallel_titles", "other_titles", "contributors", "imprints", "series", "notes", "contents", "summary", "classes",
    "subjects", "languages", "isbns",
)  # fmt: skip


def without_one(book: Book) -> Iterator[tuple[str, Book]]:
    """The book again and again, each time without one of its values."""

    def copy() -> Book:
        return msgspec.msgpack.decode(msgspec.msgpack.encode(book), type=Book)

    def changed(name: str, value: Any) -> tuple[str, Book]:
        made = copy()
        setattr(made, name, value)
        return name, made

    for name in TEXTS:
        if getattr(book, name):
            yield changed(name, "")
    for name in LISTS:
        for n in range(len(getattr(book, name))):
            yield changed(name, [one for m, one in enumerate(getattr(copy(), name)) if m != n])
    if book.date.raw:
        yield changed("date", PublicationDate())
    if book.id and book.identifiers.get("record"):
        made = copy()
        made.id, made.identifiers = "", {}
        yield "id", made
    for n, paragraph in enumerate(book.summary):
        if ". " in paragraph:
            made = copy()
            made.summary[n] = paragraph.rpartition(". ")[0] + "."
            yield "the last sentence of the summary", made
    for n, person in enumerate(book.contributors):
        for name in ("dates", "roles"):
            if getattr(person, name) and (name == "dates" or not person.main):
                made = copy()
                setattr(made.contributors[n], name, type(getattr(person, name))())
                yield f"contributor's {name}", made
    for n, subject in enumerate(book.subjects):
        if subject.subdivisions:
            made = copy()
            made.subjects[n].subdivisions.pop()
            yield "subdivision", made
    for n, series in enumerate(book.series):
        if series.volume:
            made = copy()
            made.series[n].volume = ""
            yield "volume", made
    for n in range(len(book.imprints)):
        for name in ("places", "publishers"):
            if getattr(book.imprints[n], name):
                made = copy()
                getattr(made.imprints[n], name).pop()
                yield name, made


def _missed(book: Book) -> list[str]:
    return [name for name, made in without_one(book) if not residue(made)]


def test_any_missing_value_of_the_example_shows(shared_records: Path) -> None:
    book = only((shared_records / EXAMPLE).read_bytes())
    assert len(list(without_one(book))) > 40
    assert _missed(book) == []


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in ("NO_AUTHOR", "TWO_ISBNS")])
def test_any_missing_value_shows(name: str) -> None:
    assert _missed(only(getattr(records, name))) == []


def test_what_is_left_is_named_as_printed(shared_records: Path) -> None:
    book = only((shared_records / EXAMPLE).read_bytes())
    del book.contents[6]
    book.subjects.pop()
    book.isbns.clear()
    assert residue(book) == [
        ("ISBN", "1-5017-3970-0"),
        ("Soggetti", "Security, International - International cooperation"),
        (
            "Nota di contenuto",
            "3. A Quantitative Test: What Factors Influence Multilateral Military Coalition Building",
        ),
    ]


def test_raw_texts_use_nothing() -> None:
    book = only(records.BASE)
    book.raw["summary"] = "Già letto; però è così."
    book.summary = []
    assert residue(book) == [("Sommario/riassunto", "Già letto; però è così")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Collana:\tUna collana\nCollana:\tUna collana\n", []),
        ("Edizione:\t2. ed.\nEdizione:\t3. ed. rivista\n", [("Edizione", "3. ed. rivista")]),
        ("Lingua di pubblicazione:\tLunare\n", [("Lingua di pubblicazione", "Lunare")]),
        ("Paese di pubblicazione:\tLuna\n", [("Paese di pubblicazione", "Luna")]),
        ("Classificazione Dewey:\t853.914 (22.) NARRATIVA\n", [("Classificazione Dewey", "NARRATIVA")]),
        ("ISBN:\t978-88-99991-01-2 (br.) : L. 20000\n", [("ISBN", "L. 20000")]),
        ("Soggetti:\tFari - Storia ; Storia\n", []),
        ("Nomi:\tNeri, Ada [traduttore]\n", []),
        ("Nomi:\tNeri, Ada [astronauta]\n", []),
        ("Altri titoli:\tFari e porti : guida / di Ada Neri\n", []),
        ("Nota di contenuto:\tContenuto: Capitolo 1. Alba -- Capitolo 2. Tramonto -- Indice\n", []),
        ("Descrizione fisica:\t96 p. : ill. ; 20 cm (in custodia) + 1 carta\n", []),
        ("Pubblicazione:\t[S.l.] : [s.n.], 1990 (Montefinto : Tipografia Lumi)\n", []),
        ("ISSN:\t0000-0019\n", []),
    ],
)
def test_field_of_a_display(text: str, expected: list[tuple[str, str]]) -> None:
    book = only(f"Titolo:\tProva\nAutore:\tMele, Ivo\nCollocazione:\t\n{text}")
    assert residue(book) == expected


def test_other_formats_list_their_extras() -> None:
    book = pica.parse(next(iter(pica.split(b"003@ $01\n021A $aInseln\n046W $aFeld eins$bzwei\n"))))
    assert residue(book) == [("046W", "Feld eins zwei")]


def test_extras_of_a_display_without_its_record_are_listed() -> None:
    book = only(records.UNKNOWN_LABEL)
    assert residue(book) == [("Fondo speciale", "Lascito Mele")]
    book.records = []
    assert residue(book) == [("Fondo speciale", "Lascito Mele")]


@given(st.lists(st.tuples(st.sampled_from(["Titolo", "Note", "Soggetti", "ISBN", "Pubblicazione"]), st.text())))
@settings(max_examples=60, deadline=None)
def test_any_fields(found: list[tuple[str, str]]) -> None:
    book = only(records.BASE)
    book.records = [SourceRecord("", "labelled", "", [Extra(label, "", [("", text)]) for label, text in found])]
    assert {label for label, _ in residue(book)} <= {label for label, _ in found}


def test_a_long_field_is_compared() -> None:
    """Work that grows with the square of the text would keep this from ending."""
    text = "Titolo:\tProva\nAutore:\tMele, Ivo\nSoggetti:\t" + " ; ".join(f"Voce {n:05}" for n in range(5_000))
    text += "\nNota di contenuto:\t" + " -- ".join(f"{n}. Alba" for n in range(9_000)) + "\n"
    assert residue(only(text)) == []


def test_the_source_is_kept_label_by_label() -> None:
    (record,) = only(records.SHARE_LINES).records
    assert record.format == "labelled"
    assert record.record_id == "UNIXX0000000000000002"
    assert [(one.tag, one.subfields) for one in record.fields[:3]] == [
        ("Record Nr.", [("", "UNIXX0000000000000002")]),
        ("Autore", [("", "Della Ripa Ugo")]),
        ("Titolo", [("", "Il mulino del vento lento : romanzo / Ugo Della Ripa")]),
    ]


def test_origins_name_labels() -> None:
    labels = {label for display in labelled.DISPLAYS for label, _ in display}
    assert {label for found in labelled.ORIGINS.values() for label in found} <= labels
    assert {"Titolo", "Isbd", "Title"} <= set(labelled.ORIGINS["title"])
