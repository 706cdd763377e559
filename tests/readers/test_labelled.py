"""The labelled reader: the real example of the guide, field by field, and records of our own invention."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from shelflist.readers import Rejection, labelled, parse, reader, recognise
from tests.readers import labelled_records as records

EXAMPLE = "opac_display/share_unina_henke.txt"


def books(data: bytes | str) -> list[Book]:
    """Every book of the data; BadRecord goes through."""
    raw = data.encode() if isinstance(data, str) else data
    return [labelled.parse(chunk) for chunk in labelled.split(raw)]


def only(data: bytes | str) -> Book:
    """The one book of the data."""
    (book,) = books(data)
    return book


VIEW: dict[str, Callable[[Book], Any]] = {
    "id": lambda b: b.id,
    "title": lambda b: b.title,
    "subtitle": lambda b: b.subtitle,
    "responsibility": lambda b: b.responsibility,
    "nonfiling": lambda b: b.nonfiling,
    "edition": lambda b: b.edition,
    "contributors": lambda b: [(c.name, c.roles, c.kind, c.main) for c in b.contributors],
    "dates": lambda b: [c.dates for c in b.contributors],
    "names inferred": lambda b: [c.inferred for c in b.contributors],
    "imprint": lambda b: [(i.places, i.publishers, i.date) for i in b.imprints],
    "raw imprint": lambda b: b.raw.get("imprint"),
    "date": lambda b: (b.date.raw, b.date.year, b.date.end, b.date.copyright, b.date.flags),
    "isbns": lambda b: [(i.raw, i.isbn13, i.isbn10, i.hyphenated) for i in b.isbns],
    "usable isbns": lambda b: [i.isbn13 for i in b.isbns if i.valid()],
    "extent": lambda b: (b.extent, b.illustrations, b.size, b.accompanying),
    "pages": lambda b: b.pages,
    "carrier": lambda b: b.carrier,
    "series": lambda b: [(s.title, s.volume) for s in b.series],
    "classes": lambda b: [(c.scheme, c.number) for c in b.classes],
    "subjects": lambda b: [s.text() for s in b.subjects],
    "subjects inferred": lambda b: [s.inferred for s in b.subjects],
    "languages": lambda b: b.languages,
    "country": lambda b: b.country,
    "form": lambda b: (b.record_type, b.level),
    "notes": lambda b: [(n.kind, n.text) for n in b.notes],
    "contents": lambda b: [(c.number, c.title, c.kind) for c in b.contents],
    "summary": lambda b: b.summary,
    "extra": lambda b: [(e.tag, e.subfields) for e in b.extra],
    "warnings": lambda b: [(w.field, w.reason, w.outcome) for w in b.warnings],
}
"""What a row of the tables below may ask of a book."""

# --- the guide's example ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(shared_records: Path) -> Book:
    """The example's book."""
    return only((shared_records / EXAMPLE).read_bytes())


EXPECTED_EXAMPLE: list[tuple[str, Any]] = [
    ("id", "UNINA9910814616903321"),
    ("title", "Constructing Allied Cooperation"),
    ("subtitle", "Diplomacy, Payments, and Power in Multilateral Military Coalitions"),
    ("responsibility", "Marina E. Henke"),
    ("contributors", [("Henke, Marina E.", ["aut"], "person", True)]),
    ("names inferred", [False]),
    ("imprint", [(["Ithaca, NY"], ["Cornell University Press"], "[2019] ©2019")]),
    ("raw imprint", "Ithaca, NY:,: Cornell University Press,, [2019] ©2019"),
    ("date", ("[2019] ©2019", 2019, None, 2019, ["supplied"])),
    ("isbns", [("1-5017-3970-0", "9781501739705", "1501739700", "978-1-5017-3970-5")]),
    ("extent", ("1 online resource (259 pages)", "", "", "")),
    ("pages", 259),
    ("carrier", "online resource"),
    ("series", [("Cornell scholarship online", "")]),
    ("classes", [("ddc", "355.031")]),
    (
        "subjects",
        [
            "Combined operations (Military science) — Political aspects",
            "Intervention (International law) — Political aspects",
            "Security, International — International cooperation",
        ],
    ),
    ("subjects inferred", [True, True, True]),
    ("languages", ["en"]),
    ("form", ("Materiale a stampa", "Monografia")),
    (
        "notes",
        [
            ("general", "Previously issued in print: 2019."),
            ("bibliography", "Includes bibliographical references and index."),
        ],
    ),
    (
        "contents",
        [
            ("", "Frontmatter", "front"),
            ("", "Contents", "front"),
            ("", "Figures and Tables", "front"),
            ("", "Acknowledgments", "front"),
            ("1", "The Puzzle of Organizing Collective Action", "chapter"),
            ("2", "Constructing Multilateral Military Coalitions", "chapter"),
            (
                "3",
                "A Quantitative Test: What Factors Influence Multilateral Military Coalition Building?",
                "chapter",
            ),
            ("4", "Chaining Communists: The Korean War (1950-1953)", "chapter"),
            ("5", "Saving Darfur: UNAMID (2007-)", "chapter"),
            ("6", "Fighting for Independence in East Timor: INTERFET (1999-2000)", "chapter"),
            (
                "7",
                "Resisting Rebels in Chad and the Central African Republic: EUFOR Chad-CAR (2008-2009)",
                "chapter",
            ),
            ("8", "Power, Diplomacy, and Diplomatic Networks", "chapter"),
            ("", "Notes", "back"),
            ("", "Bibliography", "back"),
            ("", "Index", "back"),
        ],
    ),
    ("extra", []),
    (
        "warnings",
        [
            ("Note generali", "the value stood before its label", "inferred"),
            (
                "Formato",
                "'Materiale a stampa' and '1 online resource (259 pages)' contradict each other",
                "taken as an online resource",
            ),
            ("Soggetti", "nothing separates the headings", "parted into 3 by their words (inferred)"),
        ],
    ),
]


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


SBN_EXAMPLE: list[tuple[str, Any]] = [
    ("id", "USM1275690"),
    ("contributors", [("Trampus, Antonio", ["aut"], "person", True)]),
    ("imprint", [(["Trieste"], ["Del Bianco"], "[1991-1992]")]),
    ("date", ("[1991-1992]", 1991, 1992, None, ["supplied"])),
    ("country", "it"),
    ("languages", ["it"]),
    ("notes", [("general", "Estr. da: Quaderni istriani 5/6")]),
]


@pytest.mark.parametrize(("field", "expected"), SBN_EXAMPLE, ids=[field for field, _ in SBN_EXAMPLE])
def test_sbn_example(shared_records: Path, field: str, expected: Any) -> None:
    book = only((shared_records / "opac_display/sbn_internetculturale__USM1275690.txt").read_bytes())
    assert VIEW[field](book) == expected


# --- records of our own ---------------------------------------------------------------------------------------------

OWN: list[tuple[str, str, Any]] = [
    ("SHARE_RUN", "id", "UNIXX0000000000000001"),
    ("SHARE_RUN", "title", "Mapping the Salt Roads"),
    ("SHARE_RUN", "subtitle", "Tolls, Ferries, and Trust"),
    ("SHARE_RUN", "contributors", [("Falconi, Berta L.", ["aut"], "person", True)]),
    ("SHARE_RUN", "imprint", [(["Port Amble, ME"], ["Lanternhouse Press"], "[2017] ©2017")]),
    ("SHARE_RUN", "isbns", [("88-99991-01-4", "9788899991012", "8899991014", "978-88-99991-01-2")]),
    ("SHARE_RUN", "classes", [("ddc", "388.109")]),
    (
        "SHARE_RUN",
        "subjects",
        ["Trade routes — History", "Salt industry and trade (Coastal areas) — Economic aspects"],
    ),
    ("SHARE_RUN", "subjects inferred", [True, True]),
    (
        "SHARE_RUN",
        "notes",
        [("general", "First issued as a set of maps."), ("bibliography", "Includes bibliographical references.")],
    ),
    (
        "SHARE_RUN",
        "contents",
        [
            ("", "Preface", "front"),
            ("1", "The First Ferry", "chapter"),
            ("2", "Counting Carts (1801-1809)", "chapter"),
            ("", "Index", "back"),
        ],
    ),
    ("SHARE_RUN", "summary", ["A study of tolls."]),
    ("SHARE_LINES", "title", "Il mulino del vento lento"),
    ("SHARE_LINES", "subtitle", "romanzo"),
    (
        "SHARE_LINES",
        "contributors",
        [("Della Ripa, Ugo", ["aut"], "person", True), ("Neri, Ada", ["trl"], "person", False)],
    ),
    ("SHARE_LINES", "edition", "2. ed"),
    ("SHARE_LINES", "extent", ("245 p.", "ill.", "21 cm", "")),
    ("SHARE_LINES", "series", [("Le storie", "12")]),
    ("SHARE_LINES", "form", ("Materiale a stampa", "Monografia")),
    ("SHARE_LINES", "warnings", []),
    ("SBN", "id", "XXX0000042"),
    ("SBN", "title", "L'orto dei numeri"),
    ("SBN", "nonfiling", 2),
    ("SBN", "responsibility", "Delia Orsini ; a cura di Pio Testa"),
    (
        "SBN",
        "contributors",
        [("Orsini, Delia", ["aut"], "person", True), ("Testa, Pio", [], "person", False)],
    ),
    ("SBN", "dates", ["1931-2004", ""]),
    ("SBN", "imprint", [(["Montefinto"], ["Quadrifoglio"], "stampa 1987")]),
    ("SBN", "date", ("stampa 1987", 1987, None, None, ["printing"])),
    ("SBN", "series", [("Saggi minori", "7")]),
    ("SBN", "notes", [("general", "In appendice: tavole.")]),
    ("SBN", "subjects", ["Misure — Storia"]),
    ("SBN", "subjects inferred", [False]),
    ("SBN", "country", "it"),
    ("SBN", "languages", ["it"]),
    ("SBN", "extra", [("Localizzazioni", [("", "Tutte | Nessuna")])]),
    ("SEBINA", "id", ""),
    ("SEBINA", "title", "Atlante delle fontane"),
    ("SEBINA", "contributors", [("Lumi, Ester", ["aut"], "person", True)]),
    ("SEBINA", "extent", ("96 p.", "ill.", "20 cm", "1 carta")),
    ("SEBINA", "carrier", "volume"),
    ("SEBINA", "usable isbns", ["9788899991036"]),
    ("SEBINA", "classes", [("ddc", "914.5")]),
    ("ENGLISH", "id", "fx-2051"),
    ("ENGLISH", "title", "The Quiet Ledger"),
    (
        "ENGLISH",
        "contributors",
        [("Okwara, Thandi", ["aut"], "person", True), ("Brandt, Ivo", ["edt"], "person", False)],
    ),
    ("ENGLISH", "dates", ["1969-", ""]),
    ("ENGLISH", "edition", "2nd ed."),
    ("ENGLISH", "date", ("c2009", 2009, None, 2009, ["copyright"])),
    ("ENGLISH", "extent", ("xii, 301 p.", "maps", "23 cm", "")),
    ("ENGLISH", "carrier", "volume"),
    ("ENGLISH", "pages", 301),
    ("ENGLISH", "subjects", ["Banks and banking — History", "River life — Fiction"]),
    ("ENGLISH", "subjects inferred", [False, False]),
    ("ENGLISH", "languages", ["en"]),
    ("ENGLISH", "notes", [("general", "Maps on endpapers.")]),
    ("NO_AUTHOR", "contributors", []),
    ("NO_AUTHOR", "isbns", []),
    ("NO_AUTHOR", "imprint", [([], [], "[18--?]")]),
    ("NO_AUTHOR", "raw imprint", "[S.l.] : [s.n.], [18--?]"),
    ("NO_AUTHOR", "date", ("[18--?]", 1800, 1899, None, ["approximate", "supplied"])),
    ("TWO_ISBNS", "usable isbns", ["9788899991012"]),
    (
        "TWO_ISBNS",
        "isbns",
        [
            ("978-88-99991-01-2", "9788899991012", "8899991014", "978-88-99991-01-2"),
            ("978-88-99991-01-3", "", "", ""),
        ],
    ),
    (
        "TWO_ISBNS",
        "warnings",
        [("ISBN", "'978-88-99991-01-3' is not a valid ISBN", "shown as printed, not used")],
    ),
    ("TWO_ISBNS", "imprint", [(["Borgolieve"], ["Edizioni del Ponte"], "2005")]),
    (
        "PAGE_BREAK",
        "summary",
        [
            "Una lettera parte da un borgo e attraversa la pianura prima di arrivare, con tre giorni di ritardo, al mare.",
            "Il secondo capoverso comincia qui.",
        ],
    ),
    ("SCRIPT", "title", "<script>alert(1)</script> & altri segni"),
    ("SCRIPT", "responsibility", 'Ada "Nina" Neri'),
    ("SCRIPT", "imprint", [(["Borgolieve"], ["<b>Ponte</b>"], "2004")]),
    ("SCRIPT", "subjects", ["<img src=x onerror=alert(1)>"]),
    ("HEADING_WITHOUT_COLON", "id", "UNIXX0000000000000071"),
    ("HEADING_WITHOUT_COLON", "title", "Le scale di legno"),
    ("HEADING_WITHOUT_COLON", "extra", []),
    (
        "LIFE_DATES",
        "contributors",
        [
            ("Prati, Lino", ["aut"], "person", True),
            ("Riva, Carla", [], "person", False),
            ("Società dei sassi", [], "corporate", False),
        ],
    ),
    ("LIFE_DATES", "dates", ["1902-1977", "1911-", ""]),
    ("NO_EXTENT", "series", [("Piccole misure", "3")]),
    ("TITLE_WITH_LABELS", "title", "Il Titolo perduto e la Collana di vetro"),
    ("TITLE_WITH_LABELS", "imprint", [(["Borgolieve"], ["Edizioni del Ponte"], "1981")]),
    ("UNKNOWN_LABEL", "extra", [("Fondo speciale", [("", "Lascito Mele")])]),
]


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


def test_row24_very_many_subjects_are_cut_with_a_warning() -> None:
    text = _with_title("Tanti") + "Soggetti:\t" + " ; ".join(f"Voce {n:05}" for n in range(1000)) + "\n"
    (chunk,) = labelled.split(text.encode())
    book = parse("labelled", chunk)
    assert isinstance(book, Book)
    assert len(book.subjects) == 200
    assert [w.reason for w in book.warnings] == ["1000 subject headings"]


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


@given(PIECES)
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
