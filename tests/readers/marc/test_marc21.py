"""MARC 21 → Book, field by field (loc.gov/marc/bibliographic; the cataloguing guide §4)."""

from collections.abc import Sequence
from typing import Any

import pytest

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.marc import marc21
from tests.tools import iso2709

Field = tuple[str, str, Sequence[tuple[str, str]] | str]
TITLE: Field = ("245", "10", [("a", "Salt roads")])
ISBD, BARE = "00000nam a2200000 i 4500", "00000nam a2200000   4500"


def subs(text: str) -> list[tuple[str, str]]:
    """ "$aSalt roads$bon foot" → its subfields."""
    return [(part[0], part[1:]) for part in text.split("$")[1:]]


def field(tag: str, indicators: str, text: str) -> Field:
    return tag, indicators, subs(text)


def read(*fields: Field, leader: str = ISBD, title: Field | None = TITLE) -> Book:
    """The book of a record with these fields, and a title unless one of them is."""
    own = title is None or any(tag == "245" for tag, *_ in fields)
    given = [*fields] if own or title is None else [*fields, title]
    return marc21.parse(Chunk(iso2709(sorted(given, key=lambda f: f[0]), leader), 1, "content/records/a.mrc"))


def fixed(dates: str = "s2024    ", place: str = "it ", language: str = "ita") -> Field:
    """008 with its date type and dates, place and language."""
    return "008", "", f"240131{dates}{place}{' ' * 17}{language} d"


# --- leader and what is no book -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("leader", "expected"),
    [
        ("00000nam a2200000 i 4500", ("a", "m")),
        ("00000cas a2200000 i 4500", ("a", "s")),
        ("00000nem a2200000 i 4500", ("e", "m")),
    ],
)
def test_leader(leader: str, expected: tuple[str, str]) -> None:
    book = read(leader=leader)
    assert (book.record_type, book.level) == expected


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("z", "authority"),
        ("w", "classification"),
        ("q", "community"),
        ("u", "holdings"),
        ("v", "holdings"),
        ("x", "holdings"),
        ("y", "holdings"),
    ],
)
def test_records_that_are_no_books(kind: str, word: str) -> None:
    with pytest.raises(BadRecord, match=word) as caught:
        read(("001", "", "n1"), leader=f"00000n{kind}m a2200000 i 4500")
    assert (caught.value.field, caught.value.record_id) == ("leader", "n1")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([], id="no 245"),
        pytest.param([field("245", "10", "$a")], id="245 $a empty"),
        pytest.param([field("245", "10", "$a   /$cRina Oliva")], id="245 $a only marks"),
        pytest.param([field("245", "10", "$cRina Oliva")], id="no $a"),
        pytest.param([field("245", "10", "$a\u00a0\u3000")], id="spaces of other kinds"),
    ],
)
def test_no_title(fields: list[Field]) -> None:
    with pytest.raises(BadRecord, match="no title") as caught:
        read(("001", "", "n2"), *fields, title=None)
    assert (caught.value.field, caught.value.record_id) == ("245", "n2")


def test_uniform_title_stands_for_a_missing_one() -> None:
    book = read(field("130", "0 ", "$aSalt songs."), title=None)
    assert (book.title, book.uniform_title) == ("Salt songs", "Salt songs")
    assert [w.field for w in book.warnings] == ["245"]


# --- 001, 010, 020, 022, 024, 035 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([("001", "", "ocm00012345 ")], "ocm00012345", id="001"),
        pytest.param([field("010", "  ", "$a  2024012345 ")], "2024012345", id="LCCN where there is no 001"),
        pytest.param([("001", "", "a\x07b\u202e")], "ab", id="001 with what no text may hold"),
        pytest.param([], "", id="neither"),
    ],
)
def test_id(fields: list[Field], expected: str) -> None:
    book = read(*fields)
    assert book.id == expected
    assert (book.source.file, book.source.number, book.source.format) == ("content/records/a.mrc", 1, "marc21")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param("$a9783161484100", [("9783161484100", "", False)], id="13 digits"),
        pytest.param("$a316148410X (pbk.)", [("9783161484100", "pbk.", False)], id="10 digits with qualifier"),
        pytest.param("$a9783161484100$qcloth ;$q(set)", [("9783161484100", "cloth ;; (set", False)], id="$q twice"),
        pytest.param("$a9783161484100$q(hardback)", [("9783161484100", "hardback", False)], id="$q in brackets"),
        pytest.param("$z9783161484100", [("9783161484100", "", True)], id="cancelled"),
        pytest.param("$a3161484100", [("", "", False)], id="wrong check digit"),
        pytest.param("$a9783161484100 ; 0306406152", [("9783161484100", "", False), ("9780306406157", "", False)], id="two in one"),
        pytest.param("$c$19.95", [], id="a price alone"),
    ],
)  # fmt: skip
def test_020(fields: str, expected: list[tuple[str, str, bool]]) -> None:
    book = read(field("020", "  ", fields))
    assert [n.isbn13 for n in book.isbns] == [n for n, *_ in expected]
    assert [n.cancelled for n in book.isbns] == [c for *_, c in expected]
    if expected and ";" not in expected[0][1]:
        assert [n.qualifier for n in book.isbns] == [q for _, q, _ in expected]


def test_a_wrong_isbn_is_a_warning_and_stays_as_printed() -> None:
    book = read(field("020", "  ", "$a3161484100"))
    assert book.isbns[0].raw == "3161484100"
    assert [(w.field, w.outcome) for w in book.warnings] == [("020", "shown as printed, not used")]
    assert "3161484100" in book.warnings[0].reason


def test_the_same_isbn_in_both_lengths_is_one() -> None:
    assert len(read(field("020", "  ", "$a316148410X"), field("020", "  ", "$a9783161484100")).isbns) == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (field("010", "  ", "$a   99012345 /AC"), {"lccn": ["99012345/AC"]}),
        (field("022", "0 ", "$a1234-5679"), {"issn": ["1234-5679"]}),
        (field("024", "7 ", "$a10.1234/salt$2doi"), {"doi": ["10.1234/salt"]}),
        (field("024", "7 ", "$aark:/12345/x1$2ark"), {"ark": ["ark:/12345/x1"]}),
        (field("035", "  ", "$a(OCoLC)ocm00045678"), {"oclc": ["45678"]}),
        (field("035", "  ", "$a(OCoLC)on1234567890"), {"oclc": ["1234567890"]}),
        (field("035", "  ", "$a(DE-599)X1"), {}),
    ],
)
def test_identifiers(fields: Field, expected: dict[str, list[str]]) -> None:
    assert read(fields).identifiers == expected


@pytest.mark.parametrize("tag", ["024", "035"])
def test_numbers_of_other_kinds_are_kept(tag: str) -> None:
    book = read(field(tag, "8 ", "$aX1"))
    assert [(e.tag, e.subfields) for e in book.extra] == [(tag, [("a", "X1")])]


def test_024_of_an_ean_is_an_isbn() -> None:
    assert [n.isbn13 for n in read(field("024", "3 ", "$a9783161484100")).isbns] == ["9783161484100"]


# --- 008, 041 -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "languages", "original"),
    [
        pytest.param([fixed()], ["it"], [], id="008"),
        pytest.param([fixed(language="mul"), field("041", "0 ", "$aeng$afre")], ["en", "fr"], [], id="several"),
        pytest.param([field("041", "0 ", "$aengfre")], ["en", "fr"], [], id="run together, as old records have it"),
        pytest.param([fixed(language="eng"), field("041", "1 ", "$aeng$hita")], ["en"], ["it"], id="a translation"),
        pytest.param([fixed(language="|||")], [], [], id="008 with fill characters"),
        pytest.param([fixed(language="und")], [], [], id="undetermined"),
        pytest.param([fixed(language="zxx")], [], [], id="no language"),
        pytest.param([("008", "", "short")], [], [], id="008 too short"),
    ],
)
def test_languages(fields: list[Field], languages: list[str], original: list[str]) -> None:
    book = read(*fields)
    assert (book.languages, book.original_languages) == (languages, original)


@pytest.mark.parametrize(
    ("place", "expected"), [("it ", "it"), ("nyu", "nyu"), ("|||", ""), ("   ", ""), ("\x07\x08\x0b", "")]
)
def test_country(place: str, expected: str) -> None:
    assert read(fixed(place=place)).country == expected


@pytest.mark.parametrize(
    ("coded", "printed", "expected"),
    [
        pytest.param("s2019    ", "", (2019, None, None), id="coded alone"),
        pytest.param("s2019    ", "2018.", (2018, None, None), id="the text wins"),
        pytest.param("t20192018", "[2019]", (2019, None, 2018), id="copyright"),
        pytest.param("m19982004", "", (1998, 2004, None), id="several years"),
        pytest.param("c20039999", "", (2003, None, None), id="still coming"),
        pytest.param("n        ", "", (None, None, None), id="unknown"),
        pytest.param("s||||||||", "", (None, None, None), id="fill characters"),
        pytest.param("s9999    ", "", (None, None, None), id="9999"),
        pytest.param("r20011850", "", (2001, None, None), id="reprint: the original's year is no end"),
        pytest.param("p20011995", "", (2001, None, None), id="production"),
        pytest.param("e20190501", "", (2019, None, None), id="a day"),
        pytest.param("q19901999", "", (1990, 1999, None), id="questionable"),
        pytest.param("d19981999", "", (1998, 1999, None), id="ceased"),
        pytest.param("u1998uuuu", "", (1998, None, None), id="status not known"),
        pytest.param("s19uu    ", "", (1900, 1999, None), id="figures missing"),
        pytest.param("b        ", "", (None, None, None), id="before our era"),
    ],
)
def test_dates(coded: str, printed: str, expected: tuple[int | None, ...]) -> None:
    more = [field("264", " 1", f"$aTrani$c{printed}")] if printed else []
    date = read(fixed(coded), *more).date
    assert (date.year, date.end, date.copyright) == expected
    assert ("coded" in date.flags) is (not printed and expected[0] is not None)


# --- 050, 082, 080, 084 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (field("050", "00", "$aPQ4835.I7$bS25 2019"), [("lcc", "PQ4835 .I7 S25 2019")]),
        (field("050", "00", "$aPQ4835$aPQ4836"), [("lcc", "PQ4835"), ("lcc", "PQ4836")]),
        (field("090", "  ", "$aQA76.9$bO48"), [("lcc", "QA76.9 .O48")]),
        (field("082", "04", "$a853/.912$223"), [("ddc", "853.912")]),
        (field("082", "04", "$a[Fic]$223"), [("other", "[Fic]")]),
        (field("080", "  ", "$a94(450)"), [("udc", "94(450)")]),
        (field("060", "  ", "$aWZ 100$bO48"), [("nlm", "WZ 100 O48")]),
        (field("084", "  ", "$aIV 12345$2rvk"), [("other", "IV 12345")]),
    ],
)
def test_classes(fields: Field, expected: list[tuple[str, str]]) -> None:
    assert [(c.scheme, c.number) for c in read(fields).classes] == expected


def test_dewey_keeps_its_edition_and_stands_once() -> None:
    book = read(field("082", "04", "$a853/.912$223"), field("082", "00", "$a853.912$222"))
    assert [(c.number, c.edition) for c in book.classes] == [("853.912", "23")]


# --- 1XX, 7XX -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("100", "1 ", "$aOliva, Rina,$d1961-$eauthor.")], [("Oliva, Rina", ["aut"], "1961-", True)], id="a person"),
        pytest.param([field("100", "1 ", "$aOliva, R.")], [("Oliva, R.", ["aut"], "", True)], id="main entry without role writes"),
        pytest.param([field("100", "0 ", "$aTeodoro$bII,$cduca,$d1350-1400")], [("Teodoro II, duca", ["aut"], "1350-1400", True)], id="$b and $c"),
        pytest.param([field("110", "2 ", "$aComune di Trani.$bBiblioteca.")], [("Comune di Trani. Biblioteca", ["aut"], "", True)], id="a body"),
        pytest.param([field("111", "2 ", "$aSalt Days$n(3rd :$d2019 :$cTrani)")], [("Salt Days (3rd : 2019 : Trani)", ["aut"], "", True)], id="a meeting"),
        pytest.param([field("700", "1 ", "$aSanti, Ugo,$etranslator.")], [("Santi, Ugo", ["trl"], "", False)], id="$e"),
        pytest.param([field("700", "1 ", "$aSanti, Ugo$4edt$4trl")], [("Santi, Ugo", ["edt", "trl"], "", False)], id="$4 twice"),
        pytest.param([field("700", "1 ", "$aSanti, Ugo,$eeditor.$4edt")], [("Santi, Ugo", ["edt"], "", False)], id="$e and $4 alike"),
        pytest.param([field("700", "1 ", "$aSanti, Ugo$4http://id.loc.gov/vocabulary/relators/ill")], [("Santi, Ugo", ["ill"], "", False)], id="$4 as an address"),
        pytest.param([field("700", "1 ", "$aSanti, Ugo")], [("Santi, Ugo", [], "", False)], id="no role is not guessed"),
        pytest.param([field("711", "2 ", "$aSalt Days,$jhost.")], [("Salt Days", ["hst"], "", False)], id="711 $j"),
        pytest.param([field("720", "  ", "$aUgo Santi$eeditor")], [("Ugo Santi", ["edt"], "", False)], id="uncontrolled"),
        pytest.param([field("710", "2 ", "$aSale e Vento$4pbl")], [], id="a publisher is no contributor"),
        pytest.param([field("100", "1 ", "$aOliva, Rina"), field("700", "1 ", "$aOliva, Rina,$eillustrator")], [("Oliva, Rina", ["aut", "ill"], "", True)], id="one person, two fields"),
        pytest.param([field("700", "1 ", "$aOliva, Rina,$d1900-1950"), field("700", "1 ", "$aOliva, Rina,$d1961-")], [("Oliva, Rina", [], "1900-1950", False), ("Oliva, Rina", [], "1961-", False)], id="namesakes"),
        pytest.param([field("700", "1 ", "$4edt")], [], id="no name"),
    ],
)  # fmt: skip
def test_names(fields: list[Field], expected: list[tuple[Any, ...]]) -> None:
    assert [(c.name, c.roles, c.dates, c.main) for c in read(*fields).contributors] == expected


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("100", "person"),
        ("110", "corporate"),
        ("111", "meeting"),
        ("700", "person"),
        ("710", "corporate"),
        ("711", "meeting"),
    ],
)
def test_kinds_of_names(tag: str, kind: str) -> None:
    assert [c.kind for c in read(field(tag, "2 ", "$aTrani")).contributors] == [kind]


@pytest.mark.parametrize(
    ("indicators", "expected"), [("1 ", "Related work: Santi, Ugo. Bread"), ("12", "Includes: Santi, Ugo. Bread")]
)
def test_a_name_with_a_title_is_a_work(indicators: str, expected: str) -> None:
    book = read(field("700", indicators, "$aSanti, Ugo.$tBread."))
    assert book.contributors == []
    assert [note.text for note in book.notes] == [expected]


# --- 245, 246, 240, 250 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("$aSalt roads /$cRina Oliva.", {"title": "Salt roads", "responsibility": "Rina Oliva"}, id="$a $c"),
        pytest.param("$aSalt roads :$bon foot to the sea /$cR. Oliva.", {"title": "Salt roads", "subtitle": "on foot to the sea", "responsibility": "R. Oliva"}, id="$a $b $c"),
        pytest.param("$aAnnals.$nPart 2,$pThe sea.", {"title": "Annals", "parts": ["Part 2, The sea"]}, id="$n $p"),
        pytest.param("$aAnnals.$pThe sea.$pIts ports.", {"title": "Annals", "parts": ["The sea", "Its ports"]}, id="$p twice"),
        pytest.param("$aAnnals.$nPart 1,$nBook 2", {"title": "Annals", "parts": ["Part 1", "Book 2"]}, id="$n twice"),
        pytest.param("$aSalt =$bSale /$cO.", {"title": "Salt", "subtitle": "", "parallel_titles": ["Sale"], "responsibility": "O."}, id="parallel in $b"),
        pytest.param("$aSalt :$broads = Sale : vie", {"title": "Salt", "subtitle": "roads", "parallel_titles": ["Sale : vie"]}, id="parallel after $b"),
        pytest.param("$aSalt = Sale", {"title": "Salt", "parallel_titles": ["Sale"]}, id="parallel in $a"),
        pytest.param("$aSalt roads$h[electronic resource] :$bon foot", {"title": "Salt roads", "subtitle": "on foot"}, id="$h"),
        pytest.param("$nPart 1,$pThe sea", {"title": "Part 1"}, id="no $a, $n"),
        pytest.param("$pThe sea", {"title": "The sea"}, id="no $a, $p"),
        pytest.param("$a[Salt roads]", {"title": "Salt roads"}, id="supplied"),
        pytest.param("$a???", {"title": "???"}, id="punctuation only"),
        pytest.param("$aWhat is salt?", {"title": "What is salt?"}, id="a question"),
        pytest.param("$aThe salt co.", {"title": "The salt co."}, id="an abbreviation keeps its stop"),
        pytest.param("$aWait...", {"title": "Wait..."}, id="three stops"),
        pytest.param("$aC++ / C#$cR", {"title": "C++ / C#", "responsibility": "R"}, id="a mark inside"),
    ],
)  # fmt: skip
def test_245(text: str, expected: dict[str, Any]) -> None:
    book = read(field("245", "10", text))
    assert {name: getattr(book, name) for name in expected} == expected
    assert book.warnings == []


def test_245_keeps_its_raw_form() -> None:
    assert read(field("245", "10", "$aSalt roads /$cR. Oliva.")).raw["title"] == "Salt roads / R. Oliva."


@pytest.mark.parametrize(
    ("leader", "expected"), [(ISBD, "Salt roads"), (BARE, "Salt roads.")]
)  # a record without ISBD marks means the stop that it prints
def test_the_stop_at_the_end_of_a_title(leader: str, expected: str) -> None:
    assert read(field("245", "10", "$aSalt roads."), leader=leader).title == expected


@pytest.mark.parametrize(
    ("indicator", "title", "count", "warned"),
    [
        ("4", "The salt roads", 4, False),
        ("0", "The salt roads", 0, False),
        ("3", "La via del sale", 3, False),
        ("2", "L'olivo", 2, False),
        ("4", "Salt roads", 0, True),
        ("9", "Salt", 0, True),
        (" ", "The salt roads", 0, False),
        ("0", "\x98The \x9csalt roads", 4, False),
        ("0", "\x88The \x89salt roads", 4, False),
        ("0", "\x1bHThe \x1bIsalt roads", 4, False),
        ("0", "<<The >>salt roads", 4, False),
        ("0", "¬The ¬salt roads", 4, False),
        ("0", "M*A*S*H", 0, False),
        ("0", "M*ash", 0, False),
    ],
)
def test_characters_that_do_not_file(indicator: str, title: str, count: int, warned: bool) -> None:
    book = read(("245", f"1{indicator}", [("a", title)]))
    assert book.nonfiling == count
    assert book.title == title.translate({ord(c): None for c in "\x98\x9c\x88\x89\x1b<>¬"}).replace("HThe I", "The ")
    assert [w.field for w in book.warnings] == ["245"] * warned


@pytest.mark.parametrize("marks", [("\x88", "\x89"), ("\x1bH", "\x1bI")])
def test_non_sorting_marks_in_marc_8(marks: tuple[str, str]) -> None:
    given: list[Field] = [("245", "10", [("a", f"{marks[0]}Le {marks[1]}sel d'\xe2et\xe2e")])]
    book = marc21.parse(Chunk(iso2709(given, "00000nam  2200000 i 4500", "latin-1"), 1))
    assert (book.title, book.nonfiling, book.warnings) == ("Le sel d'été", 3, [])


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        (field("246", "3 ", "$aRoads of salt."), "other_titles", ["Roads of salt"]),
        (field("246", "31", "$aVie del sale"), "parallel_titles", ["Vie del sale"]),
        (field("246", "3 ", "$aSALT ROADS"), "other_titles", []),
        (field("740", "0 ", "$aBread."), "other_titles", ["Bread"]),
        (field("246", "1 ", "$iCover title:$aSalt"), "other_titles", ["Salt"]),
        (field("250", "  ", "$a2nd ed. /$brevised by U. Santi."), "edition", "2nd ed. / revised by U. Santi."),
        (field("250", "  ", "$aTerza edizione."), "edition", "Terza edizione."),
    ],
)
def test_other_titles_and_edition(fields: Field, name: str, expected: Any) -> None:
    assert getattr(read(fields), name) == expected


def test_240() -> None:
    book = read(field("240", "10", "$aVie del sale.$lEnglish"))
    assert (book.title, book.uniform_title) == ("Salt roads", "Vie del sale. English")


# --- 260, 264, 300 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("260", "  ", "$aTrani :$bSale e Vento,$c2019.")], [("publication", ["Trani"], ["Sale e Vento"], "2019")], id="260"),
        pytest.param([field("264", " 1", "$aTrani :$bSale e Vento,$c2019.")], [("publication", ["Trani"], ["Sale e Vento"], "2019")], id="264"),
        pytest.param([field("260", "  ", "$aTrani ;$aBari :$bSale,$c2019")], [("publication", ["Trani", "Bari"], ["Sale"], "2019")], id="two places"),
        pytest.param([field("260", "  ", "$aTrani :$bSale ;$aBari :$bVento,$c2019")], [("publication", ["Trani"], ["Sale"], ""), ("publication", ["Bari"], ["Vento"], "2019")], id="two statements"),
        pytest.param([field("260", "  ", "$a[S.l. :$bs.n.],$c2019")], [("publication", [], [], "2019")], id="nobody knows"),
        pytest.param([field("264", " 1", "$a[Place of publication not identified] :$b[publisher not identified],$c[2019]")], [("publication", [], [], "[2019]")], id="RDA's nobody knows"),
        pytest.param([field("264", " 3", "$aBari :$bTip. Mare"), field("264", " 1", "$aTrani :$bSale")], [("publication", ["Trani"], ["Sale"], ""), ("manufacture", ["Bari"], ["Tip. Mare"], "")], id="publication first"),
        pytest.param([field("264", " 0", "$aTrani$c2019")], [("production", ["Trani"], [], "2019")], id="production"),
        pytest.param([field("264", " 2", "$aTrani$bRete")], [("distribution", ["Trani"], ["Rete"], "")], id="distribution"),
        pytest.param([field("260", "  ", "$aTrani :$bSale,$c2019$e(Bari :$fTip. Mare,$g2020)")], [("publication", ["Trani"], ["Sale"], "2019"), ("manufacture", ["Bari"], ["Tip. Mare"], "2020")], id="260 $e $f $g"),
        pytest.param([field("264", " 4", "$c©2019")], [], id="copyright is no imprint"),
    ],
)  # fmt: skip
def test_imprints(fields: list[Field], expected: list[tuple[Any, ...]]) -> None:
    assert [(i.function, i.places, i.publishers, i.date) for i in read(*fields).imprints] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([field("264", " 1", "$c[2019]"), field("264", " 4", "$c©2018")], (2019, 2018)),
        ([field("260", "  ", "$cc2019")], (2019, 2019)),
        ([field("260", "  ", "$c[2019?]")], (2019, None)),
        ([field("260", "  ", "$c2019, ©2018.")], (2019, 2018)),
        ([field("264", " 4", "$c2018")], (None, 2018)),
    ],
)
def test_year_and_copyright(fields: list[Field], expected: tuple[int | None, int | None]) -> None:
    date = read(*fields).date
    assert (date.year, date.copyright) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$axii, 345 p. :$bill. ;$c24 cm.", {"extent": "xii, 345 p.", "pages": 345, "illustrations": "ill.", "size": "24 cm", "carrier": "volume"}),
        ("$a1 online resource (259 pages)", {"extent": "1 online resource (259 pages)", "pages": 259, "carrier": "online resource"}),
        ("$a3 v. ;$c30 cm +$e1 CD-ROM", {"extent": "3 v.", "pages": None, "size": "30 cm", "accompanying": "1 CD-ROM"}),
        ("$a[8], 120 leaves", {"pages": 120}),
        ("$a2 maps", {"pages": None, "carrier": "sheet"}),
    ],
)  # fmt: skip
def test_300(text: str, expected: dict[str, Any]) -> None:
    book = read(field("300", "  ", text))
    assert {name: getattr(book, name) for name in expected} == expected


def test_338() -> None:
    assert read(field("338", "  ", "$aonline resource$2rdacarrier")).carrier == "online resource"


@pytest.mark.parametrize(
    ("coded", "flags"),
    [
        ("s2019    ", {"coded"}),
        ("q19901999", {"coded", "approximate"}),
        ("s19uu    ", {"coded", "approximate"}),
        ("c20039999", {"coded", "open"}),
        ("m20039999", {"coded", "open"}),
    ],
)
def test_what_a_coded_date_says_of_itself(coded: str, flags: set[str]) -> None:
    assert set(read(fixed(coded)).date.flags) == flags


# --- 490, 8XX -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("490", "0 ", "$aPorts of call ;$vv. 3")], [("Ports of call", "v. 3", "")], id="490"),
        pytest.param([field("490", "0 ", "$aPorts of call,$x1234-5679 ;$v3")], [("Ports of call", "3", "1234-5679")], id="490 with ISSN"),
        pytest.param([field("490", "1 ", "$aPorts ;$v3"), field("830", " 0", "$aPorts of call ;$v3")], [("Ports of call", "3", "")], id="traced"),
        pytest.param([field("830", " 0", "$aPorts of call ;$vno. 3.")], [("Ports of call", "no. 3", "")], id="full stop after a number"),
        pytest.param([field("800", "1 ", "$aOliva, Rina.$tPorts ;$v2")], [("Ports", "2", "")], id="800"),
        pytest.param([field("810", "2 ", "$aTrani.$tPapers")], [("Papers", "", "")], id="810"),
        pytest.param([field("440", " 0", "$aPorts.$pNorth ;$v1")], [("Ports. North", "1", "")], id="440"),
        pytest.param([field("490", "0 ", "$aPorts"), field("490", "0 ", "$aRoads")], [("Ports", "", ""), ("Roads", "", "")], id="two"),
        pytest.param([field("830", " 0", "$aPorts"), field("830", " 0", "$aPORTS.")], [("Ports", "", "")], id="once"),
        pytest.param([field("490", "0 ", "$v3")], [], id="no title"),
        pytest.param([field("490", "1 ", "$aPorts,$x1234-5679 ;$v3"), field("830", " 0", "$aPorts of call")], [("Ports of call", "3", "1234-5679")], id="what 490 has besides"),
        pytest.param([field("490", "1 ", "$aPorts ;$v3"), field("490", "0 ", "$aRoads ;$v9"), field("830", " 0", "$aPorts of call ;$v3")], [("Ports of call", "3", ""), ("Roads", "9", "")], id="one traced and one not"),
        pytest.param([field("490", "0 ", "$aSalt road paper ;$vno. 4"), field("830", " 0", "$aSalt road papers ;$v4.")], [("Salt road papers", "4", "")], id="one in two forms"),
        pytest.param([field("490", "1 ", "$aObras completas ;$vvol. 5"), field("800", "1 ", "$aOliva, Rina.$tWorks.$f1988 ;$vv. 5.")], [("Obras completas", "v. 5", "")], id="works of an author"),
        pytest.param([field("800", "1 ", "$aOliva, Rina.$tWorks ;$vv. 5")], [("Works", "v. 5", "")], id="works, not printed"),
        pytest.param([field("490", "1 ", "$aPorts,$x1234-5679"), field("830", " 0", "$aNorth"), field("830", " 0", "$aSouth")], [("North", "", ""), ("South", "", "")], id="no pairs"),
    ],
)  # fmt: skip
def test_series(fields: list[Field], expected: list[tuple[str, str, str]]) -> None:
    assert [(s.title, s.volume, s.issn) for s in read(*fields).series] == expected


# --- 5XX ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("500", "$aTranslated from the Italian.", ("general", "Translated from the Italian.")),
        ("502", "$aThesis (Ph. D.)--Trani, 2019.", ("thesis", "Thesis (Ph. D.)--Trani, 2019.")),
        ("502", "$bPh. D.$cTrani$d2019", ("thesis", "Ph. D. Trani 2019")),
        ("504", "$aIncludes index.", ("bibliography", "Includes index.")),
        ("506", "$aOpen to all.", ("access", "Open to all.")),
        ("521", "$aAges 9-12.", ("audience", "Ages 9-12.")),
        ("546", "$aIn English and Italian.", ("language", "In English and Italian.")),
        ("561", "$aGift.", ("provenance", "Gift.")),
        ("586", "$aSalt Prize, 2019", ("award", "Salt Prize, 2019")),
    ],
)
def test_notes(tag: str, text: str, expected: tuple[str, str]) -> None:
    assert [(n.kind, n.text) for n in read(field(tag, "  ", text)).notes] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("$aThe wind -- The sea -- Index.", [("", "The wind", "chapter"), ("", "The sea", "chapter"), ("", "Index", "back")], id="plain"),
        pytest.param("$a1. The wind -- 2. The sea.", [("1", "The wind", "chapter"), ("2", "The sea", "chapter")], id="numbered"),
        pytest.param("$tThe wind /$rU. Santi --$tThe sea.", [("", "The wind", "chapter"), ("", "The sea", "chapter")], id="enhanced"),
        pytest.param("$g1.$tThe wind --$g2.$tThe sea.", [("1", "The wind", "chapter"), ("2", "The sea", "chapter")], id="enhanced with numbers"),
    ],
)  # fmt: skip
def test_505(text: str, expected: list[tuple[str, str, str]]) -> None:
    book = read(field("505", "0 ", text))
    assert [(c.number, c.title.rstrip("."), c.kind) for c in book.contents] == expected


def test_505_responsibility() -> None:
    book = read(field("505", "00", "$tThe wind /$rU. Santi --$tThe sea /$rR. Oliva."))
    assert [(c.title, c.responsibility.rstrip(".")) for c in book.contents] == [
        ("The wind", "U. Santi"),
        ("The sea", "R. Oliva"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("indicators", "text", "notes"),
    [
        ("0 ", "$aThe wind -- The sea", []),
        ("1 ", "$aThe wind -- The sea", ["Incomplete contents"]),
        ("2 ", "$aThe wind -- The sea", ["Partial contents"]),
        ("20", "$tThe wind --$tThe sea", ["Partial contents"]),
        ("8 ", "$aPartial contents: The wind -- The sea", ["Partial contents"]),
        ("8 ", "$aThe wind -- The sea", []),
    ],
)
def test_505_that_is_not_whole(indicators: str, text: str, notes: list[str]) -> None:
    book = read(field("505", indicators, text))
    assert [c.title for c in book.contents] == ["The wind", "The sea"]
    assert [(n.kind, n.text) for n in book.notes] == [("contents", text) for text in notes]


def test_505_that_is_no_list_is_a_note() -> None:
    book = read(field("505", "0 ", "$aOne long story"))
    assert (book.contents, [n.text for n in book.notes]) == ([], ["One long story"])


@pytest.mark.parametrize(
    ("indicators", "summary", "notes"),
    [("  ", ["Of salt. More"], []), ("3 ", ["Of salt. More"], []), ("1 ", [], [("review", "Of salt. More")])],
)
def test_520(indicators: str, summary: list[str], notes: list[tuple[str, str]]) -> None:
    book = read(field("520", indicators, "$aOf salt.$bMore"))
    assert (book.summary, [(n.kind, n.text) for n in book.notes]) == (summary, notes)


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("776", "$iPrint version:$aOliva, Rina.$tSalt roads", "Print version: Oliva, Rina. Salt roads"),
        ("780", "$tSalt and wind", "Continues: Salt and wind"),
        ("773", "$tAnnals$gv. 2", "In: Annals v. 2"),
    ],
)
def test_related(tag: str, text: str, expected: str) -> None:
    assert [n.text for n in read(field(tag, "0 ", text)).notes] == [expected]


# --- 6XX ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "indicators", "text", "expected"),
    [
        ("650", " 0", "$aSalt trade$zItaly$xHistory$y19th century$vMaps.", ("topic", "lcsh", "Salt trade — Italy — History — 19th century — Maps")),
        ("600", "10", "$aOliva, Rina,$d1961-$xTravel.", ("person", "lcsh", "Oliva, Rina, 1961- — Travel")),
        ("610", "20", "$aTrani.$bArchive.", ("corporate", "lcsh", "Trani. Archive")),
        ("611", "20", "$aSalt Days$d(2019)", ("meeting", "lcsh", "Salt Days (2019)")),
        ("630", "00", "$aSalt songs.", ("title", "lcsh", "Salt songs")),
        ("648", " 7", "$a1900-1999$2fast", ("period", "fast", "1900-1999")),
        ("651", " 0", "$aTrani (Italy)$xHistory", ("place", "lcsh", "Trani (Italy) — History")),
        ("655", " 7", "$aTravel writing.$2lcgft", ("genre", "lcgft", "Travel writing")),
        ("650", " 2", "$aSodium", ("topic", "mesh", "Sodium")),
        ("650", " 4", "$aSalt", ("topic", "", "Salt")),
        ("650", " 7", "$aTRAVEL / Europe / Italy.$2bisacsh", ("topic", "bisacsh", "TRAVEL — Europe — Italy")),
        ("653", "  ", "$asalt", ("keyword", "", "salt")),
    ],
)  # fmt: skip
def test_subjects(tag: str, indicators: str, text: str, expected: tuple[str, str, str]) -> None:
    assert [(s.kind, s.scheme, s.text()) for s in read(field(tag, indicators, text)).subjects] == [expected]


def test_types_of_subdivisions() -> None:
    found = read(field("650", " 0", "$aSalt$vMaps$xTax$y1900-$zItaly")).subjects[0]
    assert [(d.type, d.text) for d in found.subdivisions] == [
        ("form", "Maps"), ("topic", "Tax"), ("period", "1900-"), ("place", "Italy"),
    ]  # fmt: skip


def test_a_heading_stands_once() -> None:
    book = read(field("650", " 0", "$aSalt"), field("650", " 7", "$aSalt.$2fast"), field("653", "  ", "$asalt$awind"))
    assert [s.text() for s in book.subjects] == ["Salt", "wind"]


# --- 856, 880, extras -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$uhttps://example.org/salt$yRead online", [("https://example.org/salt", "Read online")]),
        ("$3Cover$uhttp://example.org/c", [("http://example.org/c", "Cover")]),
        ("$uwww.example.org/x$zFree", [("https://www.example.org/x", "Free")]),
        (
            "$uhttps://example.org/1$uhttps://example.org/2",
            [("https://example.org/1", ""), ("https://example.org/2", "")],
        ),
        ("$ujavascript:alert(1)$yBad", []),
    ],
)
def test_856(text: str, expected: list[tuple[str, str]]) -> None:
    book = read(field("856", "40", text))
    assert [(link.url, link.label) for link in book.links] == expected
    assert [w.field for w in book.warnings] == ["856"] * (not expected)


HEBREW = "דרכי מלח"


def test_880_stands_beside_its_partner() -> None:
    book = read(
        ("245", "10", [("6", "880-01"), ("a", "Darkhe melaḥ :"), ("b", "masa")]),
        ("880", "10", [("6", "245-01/(2/r"), ("a", HEBREW + " :"), ("b", "מסע")]),
        ("100", "1 ", [("6", "880-02"), ("a", "Oliṿah, Rinah.")]),
        ("880", "1 ", [("6", "100-02/(2/r"), ("a", "אוליבה, רינה.")]),
        ("264", " 1", [("6", "880-03"), ("a", "Ḥefah")]),
        ("880", " 1", [("6", "264-03/(2/r"), ("a", "חיפה")]),
    )
    assert (book.title, book.vernacular["title"], book.vernacular["subtitle"]) == ("Darkhe melaḥ", HEBREW, "מסע")
    assert [(c.name, c.vernacular) for c in book.contributors] == [("Oliṿah, Rinah", "אוליבה, רינה")]
    assert book.vernacular["imprint"] == "חיפה"


@pytest.mark.parametrize(
    ("tag", "check"),
    [
        ("245", lambda book: book.title == HEBREW),
        ("264", lambda book: book.imprints[0].places == [HEBREW]),
        ("500", lambda book: [n.text for n in book.notes] == [HEBREW]),
    ],
)
def test_880_without_a_partner_stands_as_its_field(tag: str, check: Any) -> None:
    assert check(read(("880", " 1", [("6", f"{tag}-00/(2/r"), ("a", HEBREW)]), title=None if tag == "245" else TITLE))


def test_880_of_another_field_is_kept() -> None:
    book = read(("500", "  ", [("6", "880-01"), ("a", "A note")]), ("880", "  ", [("6", "500-01/(2/r"), ("a", HEBREW)]))
    assert [(e.tag, e.subfields[1]) for e in book.extra] == [("880", ("a", HEBREW))]


def test_what_no_map_uses_is_kept_as_it_was() -> None:
    book = read(field("043", "  ", "$ae-it---"), field("990", "7 ", "$alocal$9x"))
    assert [(e.tag, e.indicators, e.subfields) for e in book.extra] == [
        ("043", "  ", [("a", "e-it---")]),
        ("990", "7 ", [("a", "local"), ("9", "x")]),
    ]


# --- text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected", "reason"),
    [
        pytest.param("Sa\x00lt", "Salt", "control characters", id="NUL"),
        pytest.param("Salt\u202eroads", "Saltroads", "marks that turn the direction of text", id="bidi"),
        pytest.param("Salt\u200froads", "Salt\u200froads", "", id="RLM stays"),
        pytest.param("cafe\u0301", "café", "", id="NFD"),
        pytest.param("Salt\ufffe", "Salt\ufffd", "characters that are no text", id="non-character"),
        pytest.param("Salt\u00a0\u3000roads", "Salt roads", "", id="spaces"),
        pytest.param("a" + "\u0301" * 50, "á" + "\u0301" * 8, "too many marks on one letter", id="marks"),
    ],
)
def test_values_are_clean(value: str, expected: str, reason: str) -> None:
    book = read(("245", "10", [("a", value)]))
    assert book.title == expected
    assert [(w.field, w.reason) for w in book.warnings] == ([("245 $a", reason)] if reason else [])
