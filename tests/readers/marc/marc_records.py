"""Invented MARC records, and how each carrier writes them: the same record must be the same book whatever brought it."""

import json
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.tools import iso2709

Field = tuple[str, str, Sequence[tuple[str, str]] | str]
Record = tuple[str, list[Field]]


def field(tag: str, indicators: str, text: str) -> Field:
    """A field from "|aSalt|bwind"; a control field by its tag."""
    if tag < "010":
        return tag, "", text
    return tag, indicators, [(part[0], part[1:]) for part in text.split("|")[1:]]


def _record(leader: str, *lines: tuple[str, str, str]) -> Record:
    return leader, [field(*line) for line in lines]


_FIXED = "240131s2019    it a   j b    001 0 ita d"
MARC_21: list[Record] = [
    _record(
        "00000nam a2200000 i 4500",
        ("001", "", "inv0001"), ("005", "", "20240131120000.0"), ("008", "", _FIXED),
        ("010", "  ", "|a   2019012345"), ("020", "  ", "|a9783161484100 (pbk.) :|c$14.95"), ("041", "1 ", "|aita|heng"),
        ("082", "04", "|a945/.75|223"), ("100", "1 ", "|aOliva, Rina,|d1961-|eauthor."),
        ("245", "13", "|aLe strade del sale :|ba history of salt & wind /|cRina Oliva ; translated by Ugo Santi."),
        ("264", " 1", "|aTrani :|bSale e Vento,|c[2019]"), ("264", " 4", "|c©2019"),
        ("300", "  ", "|axii, 245 pages :|billustrations ;|c24 cm"), ("490", "1 ", "|aPorti ;|v3"),
        ("505", "0 ", "|a1. Harbours -- 2. Pans -- 3. <Roads> of \"salt\"."), ("520", "  ", "|aHow salt came to town."),
        ("650", " 0", "|aSalt trade|zItaly|xHistory."), ("700", "1 ", "|aSanti, Ugo,|etranslator."),
        ("830", " 0", "|aPorti ;|v3."), ("856", "40", "|uhttps://example.org/salt?a=1&b=2|yOnline"), ("999", "  ", "|alocal"),
    ),
    _record(
        "00000cam a2200000 a 4500",
        ("001", "", "inv0002"), ("008", "", "850308s1983    be |||||||||||||||||fre||"),
        ("245", "10", "|aHomélies perdues :|bversion abrégée.|n1,|pHomélies I-XI /|cpar Élie Dûment."),
        ("260", "  ", "|aTurnhout :|bÉditions du Phare,|c1983."), ("300", "  ", "|a297 p. ;|c8:o"),
        ("440", " 0", "|aPatrologie inventée ;|vt. 42"), ("653", "  ", "|aphares|aîles"),
    ),
    _record(
        "00000nam a2200000 i 4500",
        ("001", "", "inv0003"), ("008", "", "200101s2020    ru            000 0 rus d"),
        ("100", "1 ", "|6880-01|aMorozova, Lena."), ("245", "10", "|6880-02|aTikhiĭ port /|cLena Morozova."),
        ("880", "1 ", "|6100-01/(N|aМорозова, Лена."), ("880", "10", "|6245-02/(N|aТихий порт /|cЛена Морозова."),
    ),
    _record(
        "00000cas a2200000 a 4500",
        ("001", "", "inv0004"), ("022", "  ", "|a1234-5679"), ("245", "04", "|aThe gull :|ba quarterly."),
        ("310", "  ", "|aQuarterly"), ("362", "0 ", "|aVol. 1 (1990)-"), ("780", "00", "|tSea birds"),
    ),
    _record(
        "00000naa a2200000 a 4500",
        ("001", "", "inv0005"), ("100", "1 ", "|aVento, Carla."), ("245", "10", "|aTides at Trani."),
        ("773", "0 ", "|tAnnals of tides|gVol. 24, no. 9 (Sept. 1993), p. 235-48|x1234-5679"),
    ),
    _record(
        "00000ngm a2200000 a 4500",
        ("001", "", "inv0006"), ("245", "00", "|aSalt flats|h[videorecording] /|cdirected by Ugo Santi."),
        ("300", "  ", "|a1 videodisc (90 min.)"), ("511", "1 ", "|aRina Oliva, Carla Vento."),
    ),
    _record(
        "00000nam a2200000 i 4500",
        ("001", "", "inv0007"), ("024", "7 ", "|a10.1234/salt.7|2doi"), ("110", "2 ", "|aComune di Trani.|bBiblioteca."),
        ("240", "10", "|aGuida.|lEnglish"), ("245", "10", "|aGuide to the salt pans = |bGuida alle saline."),
        ("246", "31", "|aGuida alle saline"), ("250", "  ", "|a2nd ed. /|brevised by Ugo Santi."),
    ),
    _record(
        "00000nam a2200000 a 4500",
        ("001", "", "inv0008"), ("020", "  ", "|z3161484100"), ("245", "10", "|aEmpty corners {braces} and 5 < 6 \\ 7"),
        ("500", "  ", "|aCosts $5 & more."), ("546", "  ", "|aText in Italian."),
    ),
    _record(
        "00000nam a2200000 i 4500",
        ("001", "", "inv0009"), ("130", "0 ", "|aBook of nets."), ("245", "14", "|aThe book of nets /|c[edited by] C. Vento."),
        ("502", "  ", "|aThesis (Ph. D.)--University of Trani, 2001."), ("710", "2 ", "|aUniversity of Trani.|4dgg"),
    ),
    _record(
        "00000nam a2200000 i 4500",
        ("001", "", "inv0010"), ("245", "10", "|a鹽之路 /|c李海."), ("260", "  ", "|a台北 :|b海風,|c民國 88 [1999]"),
        ("648", " 7", "|a1900-1999|2fast"), ("651", " 0", "|aTrani (Italy)"), ("655", " 7", "|aGuidebooks.|2lcgft"),
    ),
]  # fmt: skip

_CODED = "20240131d2019    m  y0itay50      ba"
UNIMARC: list[Record] = [
    _record(
        "00000nam0 2200000   450 ",
        ("001", "", "IT\\ICCU\\INV\\0000011"), ("010", "  ", "|a978-3-16-148410-0|bbr.|d€ 12"), ("100", "  ", f"|a{_CODED}"),
        ("101", "1 ", "|aita|ceng"), ("102", "  ", "|aIT"), ("200", "1 ", "|aHL' Iisola del sale|eromanzo|fRina Oliva|gtraduzione di Ugo Santi"),
        ("210", "  ", "|aTrani|cSale e Vento|d\\2019!"), ("215", "  ", "|aXII, 245 p.|cill.|d24 cm"), ("225", "0 ", "|aHI Iporti|v3"),
        ("300", "  ", "|aCon una nota di C. Vento ... [et al.!"), ("676", "  ", "|a853.914|v23"),
        ("700", " 1", "|aOliva|b, Rina|f<1961- >|4070"), ("702", " 1", "|aSanti|b, Ugo|4730"), ("801", " 0", "|aIT|bICCU"),
    ),
    _record(
        "00000nam2 2200000   450 ",
        ("001", "", "IT\\ICCU\\INV\\0000012"), ("200", "1 ", "|a3"), ("215", "  ", "|a401 p."),
        ("461", " 1", "|1001IT\\ICCU\\INV\\0000010|12001 |aHIl Iteatro del porto / Rina Oliva"), ("801", " 0", "|aIT|bICCU"),
    ),
    _record(
        "00000nam1 2200000   450 ",
        ("001", "", "IT\\ICCU\\INV\\0000010"), ("200", "1 ", "|aHIl Iteatro del porto|fRina Oliva"),
        ("463", " 1", "|1001IT\\ICCU\\INV\\0000013|12001 |aH1: La Irete|ecommedia in 3 atti"),
        ("463", " 1", "|1001IT\\ICCU\\INV\\0000012|12001 |a3"), ("801", " 0", "|aIT|bICCU"),
    ),
    _record(
        "00000cam0 2200000   450 ",
        ("001", "", "inv0014"), ("100", "  ", f"|a{_CODED}"), ("101", "0 ", "|afre"),
        ("200", "1 ", "|aLes îles|dThe islands|hTome 2|iLa mer|fÉlie Dûment"), ("214", " 0", "|aBrest|cLe Phare|d2019"),
        ("330", "  ", "|aDes îles et des phares."), ("410", " 0", "|tPhares|v12"), ("606", "  ", "|aPhares|yFrance|zHistoire|2rameau"),
    ),
    _record(
        "00000naa0 2200000   450 ",
        ("001", "", "inv0015"), ("200", "1 ", "|aMaree|fC. Vento"), ("215", "  ", "|aP. 12-20"),
        ("463", " 1", "|tAnnali delle maree|v1993, 9|x1234-5679"),
    ),
]  # fmt: skip
ALL = MARC_21 + UNIMARC


def as_iso2709(record: Record) -> bytes:
    """ISO 2709, in UTF-8."""
    leader, fields = record
    return iso2709(fields, leader)


def as_marcxml(record: Record) -> bytes:
    """MARCXML, in a collection."""
    leader, fields = record
    lines = [f"<leader>{leader}</leader>"]
    for tag, indicators, value in fields:
        if isinstance(value, str):
            lines.append(f'<controlfield tag="{tag}">{escape(value)}</controlfield>')
            continue
        subs = "".join(f"<subfield code={quoteattr(c)}>{escape(v)}</subfield>" for c, v in value)
        lines.append(f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{subs}</datafield>')
    body = "\n  ".join(lines)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
    return f"{head}<record>\n  {body}\n</record>\n</collection>\n".encode()


def as_json(record: Record) -> bytes:
    """MARC-in-JSON."""
    leader, fields = record
    made: list[object] = []
    for tag, indicators, value in fields:
        if isinstance(value, str):
            made.append({tag: value})
        else:
            subfields = [{code: text} for code, text in value]
            made.append({tag: {"ind1": indicators[0], "ind2": indicators[1], "subfields": subfields}})
    return json.dumps({"leader": leader, "fields": made}, ensure_ascii=False).encode()


_NAMES = str.maketrans({"$": "{dollar}", "{": "{lcub}", "}": "{rcub}", "\\": "{bsol}"})


def as_mnemonic(record: Record) -> bytes:
    """A mnemonic file, as MARCMaker reads it."""
    leader, fields = record
    lines = [f"=LDR  {leader.replace(' ', chr(92))}"]
    for tag, indicators, value in fields:
        if isinstance(value, str):
            # A backslash is a blank in a control field, so one of its own has its name.
            lines.append(f"={tag}  {value.translate(_NAMES).replace(' ', chr(92))}")
        else:
            subs = "".join(f"${code}{text.translate(_NAMES)}" for code, text in value)
            lines.append(f"={tag}  {indicators.replace(' ', chr(92))}{subs}")
    return "\n".join(lines).encode() + b"\n\n"


def as_aleph(record: Record) -> bytes:
    """Aleph sequential."""
    leader, fields = record
    lines = [f"000000001 LDR   L {leader.replace(' ', '^')}"]
    for tag, indicators, value in fields:
        if isinstance(value, str):
            lines.append(f"000000001 {tag}   L {value.replace(' ', '^')}")
        else:
            lines.append(f"000000001 {tag}{indicators} L " + "".join(f"$${code}{text}" for code, text in value))
    return "\n".join(lines).encode() + b"\n"


CARRIERS: dict[str, Callable[[Record], bytes]] = {
    "marcxml": as_marcxml,
    "marc-json": as_json,
    "marc-text": as_mnemonic,
}
"""The reader's name → how it is written; besides ISO 2709."""
