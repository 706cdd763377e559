"""The labelled reader: the real example of the guide, field by field, and records of our own invention."""

import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from shelflist.readers import Rejection, parse, reader, recognise
from shelflist.readers.display import labelled
from tests.readers.display import labelled_records as records
from tests.readers.display.labelled_expected import EXPECTED_EXAMPLE, OWN, SBN_EXAMPLE, VIEW

EXAMPLE = "opac_display/share_unina_henke.txt"


def books(data: bytes | str) -> list[Book]:
    """Every book of the data; BadRecord goes through."""
    raw = data.encode() if isinstance(data, str) else data
    return [labelled.parse(chunk) for chunk in labelled.split(raw)]


def only(data: bytes | str) -> Book:
    """The one book of the data."""
    (book,) = books(data)
    return book


# --- the guide's example ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(shared_records: Path) -> Book:
    """The example's book."""
    return only((shared_records / EXAMPLE).read_bytes())


@pytest.mark.parametrize(("field", "expected"), EXPECTED_EXAMPLE, ids=[field for field, _ in EXPECTED_EXAMPLE])
def test_example(example: Book, field: str, expected: Any) -> None:
    assert VIEW[field](example) == expected


def test_summary_of_the_example_is_one_paragraph_over_its_page_break(example: Book) -> None:
    (paragraph,) = example.summary
    assert paragraph.startswith("How do states overcome problems of collective action in the face of human atrocities")
    assert (
        "using their bilateral and multilateral diplomatic connections-what Henke terms diplomatic embed" in paragraph
    )
    assert paragraph.endswith("breadth and depth of existing social and diplomatic networks.")


def test_every_word_of_the_example_is_in_the_book(example: Book, shared_records: Path) -> None:
    labels = " ".join(label for label, _ in labelled.SHARE) + " 1."
    held = msgspec.json.encode(example).decode() + labels + " ".join(example.summary)
    words = (shared_records / EXAMPLE).read_text("utf-8").replace("**", " ").split()
    lost = {w for w in words if w.strip('":,/-.') not in held and w not in ("Inglese", "--1.")}
    assert lost == set()


def test_the_example_is_recognised(shared_records: Path) -> None:
    assert recognise((shared_records / EXAMPLE).read_bytes(), "list.txt") == "labelled"


@pytest.mark.parametrize(("field", "expected"), SBN_EXAMPLE, ids=[field for field, _ in SBN_EXAMPLE])
def test_sbn_example(shared_records: Path, field: str, expected: Any) -> None:
    book = only((shared_records / "opac_display/sbn_internetculturale__USM1275690.txt").read_bytes())
    assert VIEW[field](book) == expected


# --- records of our own ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "field", "expected"), OWN, ids=[f"{name} {field}" for name, field, _ in OWN])
def test_own_record(name: str, field: str, expected: Any) -> None:
    assert VIEW[field](only(getattr(records, name))) == expected


RECOGNISED = [*dict.fromkeys(name for name, _, _ in OWN), "THREE_IN_A_FILE", "SBN_TWO", "NO_TITLE", "BASE"]


@pytest.mark.parametrize("name", RECOGNISED)
def test_own_record_is_recognised(name: str) -> None:
    assert recognise(getattr(records, name).encode(), "x.txt") == "labelled"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in records.NOT_RECORDS.items()])
def test_what_is_no_record_is_left_to_others(text: str) -> None:
    assert not labelled.sniff(text.encode(), "x.txt")


def test_prose_is_refused_with_a_reason() -> None:
    with pytest.raises(BadSource, match="no reader knows this format"):
        recognise(records.NOT_RECORDS["prose"].encode(), "prose.txt")


# --- several in a file ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            records.THREE_IN_A_FILE,
            [("Prima lanterna", 1, 1), ("Seconda lanterna", 2, 0), ("Terza lanterna", 3, 1)],
            id="Record Nr. with list numbers",
        ),
        pytest.param(
            records.THREE_IN_A_FILE.replace("\n", " "),
            [("Prima lanterna", 1, 1), ("Seconda lanterna", 2, 0), ("Terza lanterna", 3, 1)],
            id="the same in one line",
        ),
        pytest.param(records.SBN_TWO, [("Uno dei due", 1, 0), ("Due dei due", 2, 0)], id="first label again"),
        pytest.param(
            records.SHARE_RUN + records.SHARE_LINES,
            [("Mapping the Salt Roads", 1, 1), ("Il mulino del vento lento", 2, 2)],
            id="two ways of display",
        ),
    ],
)
def test_records_of_one_file(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(b.title, b.source.number, len(b.contributors)) for b in books(text)] == expected


def test_list_number_of_the_next_record_is_nobodys_text() -> None:
    for book in books(records.THREE_IN_A_FILE.replace("\n", " ")):
        assert book.date.raw in ("2001", "2002", "2003")
        assert book.extra == []


def test_bad_record_leaves_its_neighbours() -> None:
    found = [parse("labelled", chunk) for chunk in labelled.split(records.BROKEN_AMONG_GOOD.encode())]
    assert [type(one) for one in found] == [Book, Rejection, Book]


def test_record_without_title_is_rejected_with_its_field_and_id() -> None:
    with pytest.raises(BadRecord) as caught:
        only(records.NO_TITLE)
    assert caught.value.field == "Titolo"
    assert caught.value.reason.startswith("no title: a record needs the label Titolo")
    assert caught.value.record_id == "UNIXX0000000000000051"


@pytest.mark.parametrize("value", ["", " ", "/", " : ; ", "\u200b", "\u00a0\u3000"])
def test_title_of_nothing_is_no_title(value: str) -> None:
    text = f"Titolo:\t{value}\nAutore:\tMele, Ivo\nPubblicazione:\tMontefinto : Quadrifoglio, 1994\n"
    with pytest.raises(BadRecord) as caught:
        only(text)
    assert caught.value.field == "Titolo"


def test_record_without_id_gets_one_from_its_bytes() -> None:
    (chunk,) = labelled.split(records.SEBINA.encode())
    one, again = parse("labelled", chunk), parse("labelled", chunk)
    assert isinstance(one, Book)
    assert isinstance(again, Book)
    assert one.id == again.id
    assert one.id.startswith("r")


# --- the same text as other bytes -----------------------------------------------------------------------------------

BYTES = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "BOM and CRLF": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "UTF-16 little-endian": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 big-endian": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "blank lines around": lambda text: f"\n\n{text}\n\n".encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "spaces at line ends": lambda text: text.replace("\n", "  \n").encode(),
    "no-break spaces": lambda text: text.replace(" : ", "\u00a0: ").encode(),
}


@pytest.mark.parametrize("way", BYTES)
def test_same_book_from_other_bytes(way: str) -> None:
    data = BYTES[way](records.BASE)
    assert recognise(data, "x.txt") == "labelled"
    assert only(data) == only(records.BASE)


def test_windows_1252_is_read_and_said() -> None:
    book = only(records.BASE.encode("cp1252"))
    assert book.title == "Perché la città è così"
    assert VIEW["warnings"](book) == [("", "not UTF-8", "read as Windows-1252")]


# --- hostile and odd values -----------------------------------------------------------------------------------------


def _with_title(title: str) -> str:
    return f"Titolo:\t{title}\nAutore:\tMele, Ivo\nPubblicazione:\tMontefinto : Quadrifoglio, 1994\n"


@pytest.mark.parametrize(
    ("title", "expected", "reason"),
    [
        pytest.param("A\x00B", "AB", "control characters", id="row16 NUL"),
        pytest.param("A\x1b[2JB", "A[2JB", "control characters", id="row17 ESC [2J"),
        pytest.param("A\u202eB", "AB", "marks that turn the direction of text", id="row18 bidi"),
        pytest.param("A\ufffeB", "A\ufffdB", "characters that are no text", id="row20 non-character"),
        pytest.param("A" + "\u0301" * 99, "Á" + "\u0301" * 8, "too many marks on one letter", id="row23 Zalgo"),
        pytest.param("&lt;script&gt;", "&lt;script&gt;", "", id="row26 entities stay"),
        pytest.param("{{7*7}}", "{{7*7}}", "", id="row8 template text stays"),
        pytest.param("A\u3000B\u00a0C", "A B C", "", id="row30 spaces"),
        pytest.param("???", "???", "", id="row29 punctuation only"),
    ],
)
def test_characters_of_a_title(title: str, expected: str, reason: str) -> None:
    book = only(_with_title(title))
    assert book.title == expected
    assert [w.reason for w in book.warnings] == ([reason] if reason else [])
    assert {w.field for w in book.warnings} <= {"Titolo"}


def test_row22_very_long_title_is_cut_with_a_warning() -> None:
    book = only(_with_title("parola " * 100_000))
    assert len(book.title) <= 65_536
    assert [(w.field, w.reason) for w in book.warnings] == [("Titolo", "longer than 64 KiB")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Record Nr. X1 Titolo Prova " + "ISBN Collana " * 10_000, id="labels"),
        pytest.param("Record Nr. X1 Titolo Prova Pubbl/distr/stampa a : " + "b," * 30_000, id="commas"),
        pytest.param("Record Nr. X1 Titolo Prova Soggetti " + "A b - C " * 8_000, id="subdivisions"),
        pytest.param("Record Nr. X1 Titolo Prova Nota di contenuto " + "1. A " * 50_000, id="chapters"),
    ],
)
def test_a_very_long_field_is_read(text: str) -> None:
    """Work that grows with the square of the text would keep these from ending."""
    assert only(text).title == "Prova"


def test_row24_very_many_subjects_are_cut_with_a_warning() -> None:
    text = _with_title("Tanti") + "Soggetti:\t" + " ; ".join(f"Voce {n:04}" for n in range(5_000)) + "\n"
    (chunk,) = labelled.split(text.encode())
    book = parse("labelled", chunk)
    assert isinstance(book, Book)
    assert len(book.subjects) == 200
    assert [w.reason for w in book.warnings] == ["5000 subject headings"]


@pytest.mark.parametrize(
    ("value", "expected", "inferred"),
    [
        ("Rossi Ada", "Rossi, Ada", True),
        ("Neri Ugo", "Neri, Ugo", False),
        ("Ugo Neri", "Neri, Ugo", True),
        ("Platone", "Platone", False),
        ("Istituto delle maree", "Istituto delle maree", False),
    ],
)
def test_name_without_a_comma(value: str, expected: str, inferred: bool) -> None:
    """What the title page does not prove is marked and reported, never passed off as given."""
    book = only(f"Titolo:\tProva / Ugo Neri\nAutore:\t{value}\nPubblicazione:\tMontefinto : Quadrifoglio, 1994\n")
    (person,) = book.contributors
    assert (person.name, person.inferred, person.raw) == (expected, inferred, value)
    assert bool(book.warnings) is inferred


@pytest.mark.parametrize(
    ("value", "expected", "field"),
    [
        ("Inglese", ["en"], ""),
        ("italiano ; Francese", ["it", "fr"], ""),
        ("ita", ["it"], ""),
        ("Deutsch", ["de"], ""),
        ("Greco antico", ["grc"], ""),
        ("Lunare", [], "Lingua di pubblicazione"),
    ],
)
def test_language(value: str, expected: list[str], field: str) -> None:
    book = only(_with_title("Lingue") + f"Lingua di pubblicazione:\t{value}\n")
    assert book.languages == expected
    assert [w.field for w in book.warnings] == ([field] if field else [])


@pytest.mark.parametrize(
    ("format", "extent", "carrier", "warned"),
    [
        ("Materiale a stampa", "1 online resource (96 p.)", "online resource", True),
        ("Risorsa elettronica", "1 online resource (96 p.)", "online resource", False),
        ("Materiale a stampa", "96 p. : maps ; 20 cm", "volume", False),
        ("Materiale a stampa", "96 p. ; 20 cm + 1 CD-ROM", "volume", False),
        ("Materiale a stampa", "1 CD-ROM", "computer disc", False),
    ],
)
def test_extent_and_declared_form(format: str, extent: str, carrier: str, warned: bool) -> None:
    text = _with_title("Forme") + f"Descrizione fisica:\t{extent}\nTipo documento:\t{format}\n"
    book = only(text)
    assert book.carrier == carrier
    assert [w.field for w in book.warnings] == (["Formato"] if warned else [])


RUN_TOGETHER = [
    pytest.param(
        "Ports (Coastal areas) - Political aspects Pilotage - Law and legislation",
        ["Ports (Coastal areas) — Political aspects", "Pilotage — Law and legislation"],
        True,
        id="two with subdivisions",
    ),
    pytest.param("Porti - Storia Fari - Storia", ["Porti — Storia", "Fari — Storia"], True, id="Italian"),
    pytest.param("Anti-flood walls - History", ["Anti-flood walls — History"], False, id="hyphen inside a word"),
    pytest.param("Porti ; Fari - Storia", ["Porti", "Fari — Storia"], False, id="semicolon"),
    pytest.param("Porti | Fari", ["Porti", "Fari"], False, id="bar"),
    pytest.param("Porti ; Porti", ["Porti"], False, id="the same twice"),
    pytest.param("-- Porti", ["Porti"], False, id="a delimiter before all"),
    pytest.param(" - ", [], False, id="a delimiter alone"),
]


@pytest.mark.parametrize(("value", "expected", "inferred"), RUN_TOGETHER)
def test_subjects(value: str, expected: list[str], inferred: bool) -> None:
    book = only(_with_title("Prova") + f"Soggetti:\t{value}\n")
    assert [s.text() for s in book.subjects] == expected
    assert {s.inferred for s in book.subjects} <= {inferred}
    outcome = f"parted into {len(expected)} by their words (inferred)"
    warned = [("Soggetti", "nothing separates the headings", outcome)] if inferred else []
    assert VIEW["warnings"](book) == warned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uno\ndue", ["uno due"]),
        ("Uno.\n\nDue.", ["Uno.", "Due."]),
        ("bilateral and\n\nmultilateral", ["bilateral and multilateral"]),
        ("Fine.\n\nminuscola", ["Fine.", "minuscola"]),
        ("senza punto\n\nMaiuscola", ["senza punto", "Maiuscola"]),
        ("divi-\nsione", ["divisione"]),
        ("Chad-\nCAR", ["Chad- CAR"]),
        ("well-known word", ["well-known word"]),
        ("", []),
        (" \n\n \n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert labelled.labelled_fields.paragraphs(text) == expected


# --- any text -------------------------------------------------------------------------------------------------------

LABELS = sorted({label for display in labelled.DISPLAYS for label, _ in display})
PIECES = st.lists(
    st.one_of(
        st.sampled_from(LABELS),
        st.sampled_from([": ", ":\t", "\n", "\n\n", " - ", " -- ", " / ", "**", " ; ", "[", "(", "<1900- >", "1. "]),
        st.text(max_size=12),
    ),
    max_size=30,
).map("".join)


def _survives(data: bytes) -> None:
    chunks = list(reader("labelled").split(data))
    assert [chunk.number for chunk in chunks] == list(range(1, len(chunks) + 1))
    for chunk in chunks:
        try:
            book = labelled.parse(chunk)
        except BadRecord as error:
            assert error.field  # noqa: PT017 — a rejection names its field, whatever the text
        else:
            assert book.title.strip()
            assert msgspec.msgpack.decode(msgspec.msgpack.encode(book), type=Book) == book


@given(PIECES | PIECES.map("Record Nr. X1 Titolo Prova ".__add__) | PIECES.map("Titolo:\tUno\nSoggetti:\t".__add__))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_books_or_rejections(text: str) -> None:
    _survives(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200).map(lambda tail: b"Record Nr. X1 Titolo Prova / " + tail))
@settings(max_examples=50, deadline=None)
def test_any_bytes_give_books_or_rejections(data: bytes) -> None:
    labelled.sniff(data, "x")
    _survives(data)


WORDS = st.text("abcdefgàèòç", min_size=2, max_size=8)
TITLES = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: " ".join(words).capitalize())


@given(st.lists(TITLES, min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_every_record_of_a_file_comes_out(titles: list[str]) -> None:
    text = "".join(f"{n}. Record Nr. UNIXX{n} Titolo {title}\n\n" for n, title in enumerate(titles, 1))
    assert [(b.id, b.title) for b in books(text)] == [(f"UNIXX{n}", title) for n, title in enumerate(titles, 1)]
