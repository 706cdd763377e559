"""UNIMARC → Book, field by field (IFLA UNIMARC Manual; the cataloguing guide §5)."""

from collections.abc import Sequence
from typing import Any

import pytest

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk
from shelflist.readers.marc import unimarc
from tests.tools import iso2709

Field = tuple[str, str, Sequence[tuple[str, str]] | str]
LEADER = "00000nam0 2200000   450 "
TITLE: Field = ("200", "1 ", [("a", "Strade del sale")])
CODED = "20240131d2019    m  y0itay50      ba"


def field(tag: str, indicators: str, text: str) -> Field:
    """A field from "$aSale$bvento"."""
    return tag, indicators, [(part[0], part[1:]) for part in text.split("$")[1:]]


def read(*fields: Field, leader: str = LEADER, title: Field | None = TITLE) -> Book:
    """The book of a record with these fields, and a title unless one of them is."""
    own = title is None or any(tag == "200" for tag, *_ in fields)
    given = [*fields] if own or title is None else [*fields, title]
    return unimarc.parse(Chunk(iso2709(sorted(given, key=lambda f: f[0]), leader), 1, "content/records/a.mrc"))


# --- leader, 001, 010, 100, 101, 102 --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("IT\\ICCU\\RAV\\0302299", "RAV0302299"),
        ("IT\\ICCU\\BVEE\\025165", "BVEE025165"),
        ("frBN00012345", "frBN00012345"),
        (" 123 ", "123"),
        ("a\x00b", "ab"),
    ],
)
def test_id(given: str, expected: str) -> None:
    book = read(("001", "", given))
    assert (book.id, book.source.record_id, book.source.format) == (expected, expected, "unimarc")


def test_leader() -> None:
    book = read(leader="00000lam0 2200000   450 ")
    assert (book.record_type, book.level) == ("a", "m")


@pytest.mark.parametrize("kind", ["x", "y", "z"])
def test_authority_records_are_no_books(kind: str) -> None:
    with pytest.raises(BadRecord, match="authority") as caught:
        read(("001", "", "n1"), leader=f"00000n{kind}m0 2200000   450 ")
    assert (caught.value.field, caught.value.record_id) == ("leader", "n1")


@pytest.mark.parametrize(
    "fields", [[], [field("200", "1 ", "$a")], [field("200", "1 ", "$fRina Oliva")], [field("200", "1 ", "$a /$f?")]]
)
def test_no_title(fields: list[Field]) -> None:
    with pytest.raises(BadRecord, match="no title") as caught:
        read(("001", "", "n2"), *fields, title=None)
    assert (caught.value.field, caught.value.record_id) == ("200", "n2")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([field("010", "  ", "$a978-3-16-148410-0$d€ 12")], [("9783161484100", "", False)]),
        ([field("010", "  ", "$a9783161484100$bbr.")], [("9783161484100", "br.", False)]),
        ([field("010", "  ", "$z9783161484100")], [("9783161484100", "", True)]),
        ([field("010", "  ", "$a3161484100")], [("", "", False)]),
        (
            [field("010", "  ", "$a9783161484100"), field("073", " 0", "$a9783161484100")],
            [("9783161484100", "", False)],
        ),
        ([field("073", " 0", "$a9783161484100")], [("9783161484100", "", False)]),
        ([field("073", " 0", "$a4006381333931")], []),
        ([field("010", "  ", "$d€ 12")], []),
    ],
)
def test_isbn(fields: list[Field], expected: list[tuple[str, str, bool]]) -> None:
    assert [(n.isbn13, n.qualifier.strip("."), n.cancelled) for n in read(*fields).isbns] == [
        (number, qualifier.strip("."), cancelled) for number, qualifier, cancelled in expected
    ]


def test_a_wrong_isbn_is_a_warning_and_stays_as_printed() -> None:
    book = read(field("010", "  ", "$a3161484100"))
    assert book.isbns[0].raw == "3161484100"
    assert [(w.field, w.outcome) for w in book.warnings] == [("010", "shown as printed, not used")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (field("011", "  ", "$a1234-5679"), {"issn": ["1234-5679"]}),
        (field("017", "70", "$a10.1234/sale$2DOI"), {"doi": ["10.1234/sale"]}),
        (field("035", "  ", "$a(OCoLC)00045678"), {"oclc": ["45678"]}),
    ],
)
def test_identifiers(fields: Field, expected: dict[str, list[str]]) -> None:
    assert read(fields).identifiers == expected


@pytest.mark.parametrize(
    ("fields", "languages", "original"),
    [
        ([field("101", "0 ", "$aita")], ["it"], []),
        ([field("101", "1 ", "$aita$ceng")], ["it"], ["en"]),
        ([field("101", "0 ", "$aita$afre$aita")], ["it", "fr"], []),
        ([field("101", "0 ", "$aund")], [], []),
        ([], [], []),
    ],
)
def test_languages(fields: list[Field], languages: list[str], original: list[str]) -> None:
    book = read(*fields)
    assert (book.languages, book.original_languages) == (languages, original)


def test_country() -> None:
    assert read(field("102", "  ", "$aIT")).country == "it"


@pytest.mark.parametrize(
    ("coded", "printed", "expected"),
    [
        (CODED, "", (2019, True)),
        (CODED, "2018", (2018, False)),
        (CODED.replace("d2019", "d    "), "", (None, False)),
        (CODED.replace("d2019", "d9999"), "", (None, False)),
        ("20240131", "", (None, False)),
    ],
)
def test_the_coded_year_stands_where_the_text_has_none(
    coded: str, printed: str, expected: tuple[int | None, bool]
) -> None:
    more = [field("210", "  ", f"$aTrani$d{printed}")] if printed else []
    date = read(field("100", "  ", f"$a{coded}"), *more).date
    assert (date.year, "coded" in date.flags) == expected


# --- 200, 5XX, 205 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("$aSale", {"title": "Sale", "subtitle": "", "responsibility": ""}, id="$a"),
        pytest.param("$aSale$ea piedi$efino al mare", {"title": "Sale", "subtitle": "a piedi : fino al mare"}, id="$e twice"),
        pytest.param("$aSale$fRina Oliva$gtraduzione di Ugo Santi", {"responsibility": "Rina Oliva ; traduzione di Ugo Santi"}, id="$f $g"),
        pytest.param("$aSale$dSalt", {"parallel_titles": ["Salt"]}, id="$d"),
        pytest.param("$aAnnali$h2$iIl mare", {"title": "Annali", "parts": ["2, Il mare"]}, id="$h $i"),
        pytest.param("$aAnnali$iIl mare", {"parts": ["Il mare"]}, id="$i alone"),
        pytest.param("$aAnnali$h1$h2", {"parts": ["1", "2"]}, id="$h twice"),
        pytest.param("$aSale$aVento", {"title": "Sale", "other_titles": ["Vento"]}, id="a second work"),
        pytest.param("$aSale$cPane$fUgo Santi", {"title": "Sale", "other_titles": ["Pane"]}, id="by another author"),
        pytest.param("$aSale$btesto a stampa", {"title": "Sale", "subtitle": ""}, id="$b is no title"),
        pytest.param("$aSale : a piedi / Rina Oliva", {"title": "Sale", "subtitle": "a piedi", "responsibility": "Rina Oliva"}, id="all in $a"),
        pytest.param("$aSale / $fRina Oliva /", {"title": "Sale", "responsibility": "Rina Oliva"}, id="marks left over"),
        pytest.param("$a[Sale]", {"title": "Sale"}, id="supplied"),
        pytest.param("$a!?", {"title": "!?"}, id="punctuation only"),
    ],
)  # fmt: skip
def test_200(text: str, expected: dict[str, Any]) -> None:
    book = read(field("200", "1 ", text))
    assert {name: getattr(book, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("given", "title", "count"),
    [
        ("\x98Le \x9cstrade", "Le strade", 3),
        ("\x88Le \x89strade", "Le strade", 3),
        ("\x1bHLe \x1bIstrade", "Le strade", 3),
        ("<<Le >>strade", "Le strade", 3),
        ("¬Le ¬strade", "Le strade", 3),
        ("L'*isola", "L'isola", 2),
        ("*Isola", "Isola", 0),
        ("Le strade", "Le strade", 0),
        ("M*A*S*H", "M*A*S*H", 0),
        ("2 * 2", "2 * 2", 0),
    ],
)
def test_non_sorting_marks(given: str, title: str, count: int) -> None:
    book = read(("200", "1 ", [("a", given)]))
    assert (book.title, book.nonfiling, book.warnings) == (title, count, [])


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        (field("517", "  ", "$aVie bianche"), "other_titles", ["Vie bianche"]),
        (field("517", "  ", "$aSTRADE DEL SALE"), "other_titles", []),
        (field("510", "1 ", "$aSalt roads"), "parallel_titles", ["Salt roads"]),
        (field("500", "10", "$aVie del sale"), "uniform_title", "Vie del sale"),
        (field("205", "  ", "$a2. ed.$briveduta"), "edition", "2. ed. riveduta"),
    ],
)
def test_other_titles_and_edition(fields: Field, name: str, expected: Any) -> None:
    assert getattr(read(fields), name) == expected


# --- 210, 214, 215 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("210", "  ", "$aTrani$cSale e Vento$d2019")], [("publication", ["Trani"], ["Sale e Vento"], "2019")], id="210"),
        pytest.param([field("210", "  ", "$aTrani$aBari$cSale$d2019")], [("publication", ["Trani", "Bari"], ["Sale"], "2019")], id="two places"),
        pytest.param([field("210", "  ", "$aTrani$cSale$aBari$cVento$d2019")], [("publication", ["Trani"], ["Sale"], ""), ("publication", ["Bari"], ["Vento"], "2019")], id="two statements"),
        pytest.param([field("210", "  ", "$a[S.l.$cs.n.]$d2019")], [("publication", [], [], "2019")], id="nobody knows"),
        pytest.param([field("210", "  ", "$aTrani :$cSale,,$d2019")], [("publication", ["Trani"], ["Sale"], "2019")], id="marks left over"),
        pytest.param([field("210", "  ", "$aTrani$cSale$d2019$eBari$gTip. Mare")], [("publication", ["Trani"], ["Sale"], "2019"), ("manufacture", ["Bari"], ["Tip. Mare"], "")], id="printer"),
        pytest.param([field("214", " 0", "$aTrani$cSale$d2019")], [("publication", ["Trani"], ["Sale"], "2019")], id="214 publication"),
        pytest.param([field("214", " 1", "$aTrani$cSale")], [("production", ["Trani"], ["Sale"], "")], id="214 production"),
        pytest.param([field("214", " 2", "$aTrani$cRete")], [("distribution", ["Trani"], ["Rete"], "")], id="214 distribution"),
        pytest.param([field("214", " 3", "$aBari$cTip. Mare")], [("manufacture", ["Bari"], ["Tip. Mare"], "")], id="214 manufacture"),
        pytest.param([field("214", " 0", "$aTrani$cSale"), field("210", "  ", "$aTrani$cOld")], [("publication", ["Trani"], ["Sale"], "")], id="214 replaces 210"),
    ],
)  # fmt: skip
def test_imprints(fields: list[Field], expected: list[tuple[Any, ...]]) -> None:
    assert [(i.function, i.places, i.publishers, i.date) for i in read(*fields).imprints] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([field("210", "  ", "$d\\1997!")], (1997, None)),
        ([field("210", "  ", "$d[2019?]")], (2019, None)),
        ([field("210", "  ", "$dcop. 2018")], (2018, 2018)),
        ([field("214", " 0", "$d2019"), field("214", " 4", "$d2018")], (2019, 2018)),
    ],
)
def test_year_and_copyright(fields: list[Field], expected: tuple[int | None, int | None]) -> None:
    date = read(*fields).date
    assert (date.year, date.copyright) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a259 p.$cill.$d24 cm", {"extent": "259 p.", "pages": 259, "illustrations": "ill.", "size": "24 cm", "carrier": "volume"}),
        ("$a1 vol. (259 p.)$d24 cm$e1 CD-ROM", {"pages": 259, "accompanying": "1 CD-ROM"}),
        ("$a1 risorsa online", {"carrier": "online resource"}),
    ],
)  # fmt: skip
def test_215(text: str, expected: dict[str, Any]) -> None:
    book = read(field("215", "  ", text))
    assert {name: getattr(book, name) for name in expected} == expected


# --- 225, 410, 46X --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("225", "2 ", "$aI porti$v3$x1234-5679")], [("I porti", "3", "1234-5679")], id="225"),
        pytest.param([field("225", "1 ", "$aPorti$v3"), field("410", " 0", "$tI porti$v3")], [("I porti", "3", "")], id="the access form wins"),
        pytest.param([field("225", "1 ", "$aPorti$v3$x1234-5679"), field("410", " 0", "$tI porti")], [("I porti", "3", "1234-5679")], id="what 225 has besides"),
        pytest.param([field("225", "1 ", "$aPorti$v3"), field("410", " 0", "$tNord"), field("410", " 0", "$tSud")], [("Nord", "", ""), ("Sud", "", "")], id="no pairs"),
        pytest.param([field("410", " 0", "$1001RAV1$12001 $aI *porti$v3")], [("I porti", "3", "")], id="410 with embedded fields"),
        pytest.param([field("225", "2 ", "$aPorti"), field("225", "2 ", "$aPORTI")], [("Porti", "", "")], id="once"),
        pytest.param([field("225", "2 ", "$v3")], [], id="no title"),
    ],
)  # fmt: skip
def test_series(fields: list[Field], expected: list[tuple[str, str, str]]) -> None:
    assert [(s.title, s.volume, s.issn) for s in read(*fields).series] == expected


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("461", "$tAnnali$v2", "Part of: Annali ; 2"),
        ("454", "$12001 $aSalt roads", "Translation of: Salt roads"),
        ("423", "$tPane", "Issued with: Pane"),
        ("430", "$tSale e pane", "Continues: Sale e pane"),
    ],
)
def test_links_to_other_records(tag: str, text: str, expected: str) -> None:
    assert [n.text for n in read(field(tag, " 0", text)).notes] == [expected]


# --- 3XX ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("300", "$aIn custodia.", ("general", "In custodia.")),
        ("320", "$aBibliografia: p. 200-210.", ("bibliography", "Bibliografia: p. 200-210.")),
        ("328", "$bTesi di dottorato$eTrani$d2019", ("thesis", "Tesi di dottorato Trani 2019")),
        ("333", "$aDai 9 anni", ("audience", "Dai 9 anni")),
        ("310", "$aConsultabile in sede", ("access", "Consultabile in sede")),
    ],
)
def test_notes(tag: str, text: str, expected: tuple[str, str]) -> None:
    assert [(n.kind, n.text) for n in read(field(tag, "  ", text)).notes] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$aIl vento$aIl mare", ["Il vento", "Il mare"]),
        ("$aIl vento -- Il mare -- Indice", ["Il vento", "Il mare", "Indice"]),
        ("$a1. Il vento -- 2. Il mare", ["Il vento", "Il mare"]),
    ],
)
def test_327(text: str, expected: list[str]) -> None:
    assert [c.title for c in read(field("327", "0 ", text)).contents] == expected


def test_327_that_is_no_list_is_a_note() -> None:
    book = read(field("327", "0 ", "$aUna storia lunga"))
    assert (book.contents, [n.text for n in book.notes]) == ([], ["Una storia lunga"])


def test_330() -> None:
    assert read(field("330", "  ", "$aUn viaggio.$aE ritorno.")).summary == ["Un viaggio.", "E ritorno."]


# --- 6XX ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("606", "$aSale$xCommercio$yItalia$zSec. XIX$jCarte$2FIR", ("topic", "fir", ["Sale", "Commercio", "Italia", "Sec. XIX", "Carte"])),
        ("606", "$aSale - Storia", ("topic", "", ["Sale", "Storia"])),
        ("607", "$aTrani$xStoria", ("place", "", ["Trani", "Storia"])),
        ("600", "$aOliva$bRina$f1961-", ("person", "", ["Oliva, Rina, 1961-"])),
        ("601", "$aTrani$bArchivio", ("corporate", "", ["Trani Archivio"])),
        ("602", "$aOliva$ffamiglia", ("person", "", ["Oliva, famiglia"])),
        ("605", "$aCanti del sale", ("title", "", ["Canti del sale"])),
        ("608", "$aGuide", ("genre", "", ["Guide"])),
        ("610", "$asale", ("keyword", "", ["sale"])),
    ],
)  # fmt: skip
def test_subjects(tag: str, text: str, expected: tuple[str, str, list[str]]) -> None:
    found = read(field(tag, "  ", text)).subjects
    assert [(s.kind, s.scheme, [s.main, *(d.text for d in s.subdivisions)]) for s in found] == [expected]


def test_y_is_a_place_and_z_a_period() -> None:
    """The other way round than in MARC 21."""
    found = read(field("606", "  ", "$aSale$yItalia$z1900-1950")).subjects[0]
    assert [(d.type, d.text) for d in found.subdivisions] == [("place", "Italia"), ("period", "1900-1950")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (field("676", "  ", "$a853.912$v23"), [("ddc", "853.912", "23")]),
        (field("675", "  ", "$a94(450)"), [("udc", "94(450)", "")]),
        (field("680", "  ", "$aPQ4835.I7$bS25"), [("lcc", "PQ4835 .I7 S25", "")]),
        (field("686", "  ", "$aB 12$2local"), [("other", "B 12", "local")]),
    ],
)
def test_classes(fields: Field, expected: list[tuple[str, str, str]]) -> None:
    assert [(c.scheme, c.number, c.edition) for c in read(fields).classes] == expected


# --- 7XX ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param([field("700", " 1", "$aOliva$bRina$f1961-$4070")], [("Oliva, Rina", ["aut"], "1961-", True)], id="700"),
        pytest.param([field("700", " 1", "$aOliva$b, Rina")], [("Oliva, Rina", ["aut"], "", True)], id="SBN's comma"),
        pytest.param([field("700", " 0", "$aTeodoro$d<II>$cduca")], [("Teodoro II, duca", ["aut"], "", True)], id="direct order"),
        pytest.param([field("701", " 1", "$aSanti$bUgo$4070")], [("Santi, Ugo", ["aut"], "", False)], id="701"),
        pytest.param([field("702", " 1", "$aSanti$bUgo$4730")], [("Santi, Ugo", ["trl"], "", False)], id="702"),
        pytest.param([field("702", " 1", "$aSanti$bUgo$4340$4080")], [("Santi, Ugo", ["edt", "aui"], "", False)], id="$4 twice"),
        pytest.param([field("702", " 1", "$aSanti$bUgo")], [("Santi, Ugo", [], "", False)], id="no role is not guessed"),
        pytest.param([field("700", " 1", "$aOliva$bRina"), field("702", " 1", "$aOliva$bRina$4440")], [("Oliva, Rina", ["aut", "ill"], "", True)], id="one person, two fields"),
        pytest.param([field("710", "02", "$aComune di Trani$bBiblioteca")], [("Comune di Trani. Biblioteca", ["aut"], "", True)], id="710"),
        pytest.param([field("712", "02", "$aTrani$bArchivio$bSezione storica$4340")], [("Trani. Archivio. Sezione storica", ["edt"], "", False)], id="712 with subdivisions"),
        pytest.param([field("710", "12", "$aGiorni del sale$d3.$f2019$eTrani")], [("Giorni del sale (3. : 2019 : Trani)", ["aut"], "", True)], id="710 of a meeting keeps $d"),
        pytest.param([field("711", "02", "$aSale club$cTrani")], [("Sale club (Trani)", ["aut"], "", False)], id="711 $c"),
        pytest.param([field("712", "02", "$aSale e Vento$4650")], [], id="a publisher is no contributor"),
        pytest.param([field("702", " 1", "$4730")], [], id="no name"),
    ],
)  # fmt: skip
def test_names(fields: list[Field], expected: list[tuple[Any, ...]]) -> None:
    assert [(c.name, c.roles, c.dates, c.main) for c in read(*fields).contributors] == expected


@pytest.mark.parametrize(
    ("tag", "indicators", "kind"),
    [
        ("700", " 1", "person"),
        ("710", "02", "corporate"),
        ("710", "12", "meeting"),
        ("712", "12", "meeting"),
        ("720", "  ", "person"),
    ],
)
def test_kinds_of_names(tag: str, indicators: str, kind: str) -> None:
    assert [c.kind for c in read(field(tag, indicators, "$aTrani")).contributors] == [kind]


def test_two_meetings_of_one_name_stay_apart() -> None:
    book = read(field("711", "12", "$aGiorni del sale$d1."), field("711", "12", "$aGiorni del sale$d2."))
    assert [c.name for c in book.contributors] == ["Giorni del sale (1.)", "Giorni del sale (2.)"]


# --- 801, 856, extras -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$uhttps://example.org/sale$2Leggi", [("https://example.org/sale", "Leggi")]),
        ("$uhttps://example.org/sale$zLibero", [("https://example.org/sale", "Libero")]),
        ("$ufile:///etc/passwd", []),
    ],
)
def test_856(text: str, expected: list[tuple[str, str]]) -> None:
    book = read(field("856", "4 ", text))
    assert [(link.url, link.label) for link in book.links] == expected
    assert [w.field for w in book.warnings] == ["856"] * (not expected)


def test_801_says_who_made_the_record_and_is_no_extra() -> None:
    assert read(field("801", " 3", "$aIT$bICCU$c20240131")).extra == []


def test_what_no_map_uses_is_kept_as_it_was() -> None:
    book = read(field("950", "  ", "$aTrani$dX 12"))
    assert [(e.tag, e.indicators, e.subfields) for e in book.extra] == [("950", "  ", [("a", "Trani"), ("d", "X 12")])]


@pytest.mark.parametrize(
    ("value", "expected", "reason"),
    [
        ("Sa\x00le", "Sale", "control characters"),
        ("Sale\u202evento", "Salevento", "marks that turn the direction of text"),
        ("perche\u0301", "perché", ""),
        ("Sale\u00a0del\u3000mare", "Sale del mare", ""),
    ],
)
def test_values_are_clean(value: str, expected: str, reason: str) -> None:
    book = read(("200", "1 ", [("a", value)]))
    assert book.title == expected
    assert [(w.field, w.reason) for w in book.warnings] == ([("200 $a", reason)] if reason else [])
