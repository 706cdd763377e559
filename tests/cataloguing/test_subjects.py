"""Subject headings, delimited and run together (guide §6.5, §7.8)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import subjects

DASH = " — "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rivers", "Rivers"),
        ("Rivers -- History", "Rivers — History"),
        ("Rivers--History", "Rivers — History"),
        ("Rivers - History", "Rivers — History"),
        ("Rivers – History", "Rivers — History"),
        ("Rivers — History", "Rivers — History"),
        ("Rivers -- Italy -- History.", "Rivers — Italy — History"),
        ("Anti-poverty programs", "Anti-poverty programs"),
        ("Italy -- History -- 1914-1945", "Italy — History — 1914-1945"),
        ("Salt (Mineral -- Food) -- Prices", "Salt (Mineral -- Food) — Prices"),
        (
            "Orsini, Delia, 1931-2004 -- Criticism and interpretation",
            "Orsini, Delia, 1931-2004 — Criticism and interpretation",
        ),
        ("Neri, Ada E.", "Neri, Ada E."),
        ("Comic books, strips, etc.", "Comic books, strips, etc."),
        (" -- ", ""),
        ("", ""),
    ],
)
def test_heading(text: str, expected: str) -> None:
    found = subjects.heading(text, "topic", "lcsh")
    assert found.text() == expected
    assert (found.scheme, found.raw, found.inferred) == ("lcsh", text, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fiction", "form"), ("Periodicals", "form"), ("fiction", "form"), ("Bibliografia", "form"),
        ("Congresses.", "form"), ("History", "topic"), ("Political aspects", "topic"), ("Storia", "topic"),
        ("Law and legislation", "topic"), ("In art", "topic"), ("Criticism and interpretation", "topic"),
        ("20th century", "period"), ("Early 19th century", "period"), ("1914-1918", "period"), ("1945-", "period"),
        ("To 1500", "period"), ("Civil War, 1861-1865", "period"), ("XIX secolo", "period"), ("Sec. XVI", "period"),
        ("Personal narratives, Italian", "form"), ("Antiquities, Roman", "topic"), ("Juvenile humor", "form"),
        ("Translations into Italian", "form"), ("Storia della critica", ""), ("Elections, 1999", "topic"),
        ("Colonial period, ca. 1600-1775", "period"), ("War of 1812", "period"), ("To 146 B.C.", "period"), ("1963-.", "period"),
        ("30 B.C.-640 A.D.", "period"), ("Middle Ages", "period"), ("Jurassic", "period"), ("Secolo XIX", "period"),
        ("Europe, Southern", "place"), ("Valencia (Spain)", "place"), ("Córdoba (Province)", "place"), ("Lane County", "place"),
        ("Boston (Mass.)", "place"), ("Emilia-Romagna", "place"), ("New York (State)", "place"), ("Developing countries", "place"),
        ("Aspetti politici", "topic"), ("Geschichte", "topic"), ("Ausstellung", "form"), ("Women (Saints)", ""),
        ("Italy", "place"), ("Italia", "place"), ("Soviet Union", "place"), ("Gran Bretagna", "place"),
        ("Port Amble", ""), ("Ferrymen", ""), ("", ""),
    ],
)  # fmt: skip
def test_subdivision_type(text: str, expected: str) -> None:
    assert subjects.subdivision_type(text) == expected


UNPARTED = [
    # a hyphen inside a word or a name
    "Anti-poverty programs", "Post-war reconstruction", "Saint-Exupéry, Antoine de, 1900-1944", "Lévi-Strauss, Claude",
    "Sartre, Jean-Paul, 1905-1980", "Sartre, Jean - Paul, 1905-1980", "Saint - Simon, Henri de", "Anglo - Saxon literature",
    "Indo - European languages", "Franco - Prussian War", "Italo - Turkish War", "Austro-Hungarian Monarchy", "Non - fiction novels",
    "Emilia-Romagna", "Emilia - Romagna", "Friuli - Venezia Giulia", "FRIULI - VENEZIA GIULIA", "Trentino - Alto Adige (Italy)",
    "Provence - Alpes - Côte d'Azur", "Alsace – Lorraine", "Bosnia - Herzegovina", "Forlì - Cesena (Province)",
    "Verbano - Cusio - Ossola", "Molotov - Ribbentrop Pact", "Navier-Stokes equations", "Navier - Stokes equations",
    "X-ray astronomy", "Al-Qaida (Organization)", "E-mail", "Twenty-first century", "Self-determination, National",
    # a dash inside brackets, however deep; a bracket that never closes covers nothing, see below
    "Salt (Mineral -- Food)", "Combined operations (Army - Navy)", "Maps [Scale 1 - 5000]", "Mercury (Planet (inner - hot) - small)",
    "Treaties (1815 -- 1914)", "Rivers (Italy—North)",
    # a dash inside a date
    "World War, 1914-1918", "World War, 1914 - 1918", "World War, 1914–1918", "World War, 1914 – 1918", "World War, 1914—1918",
    "World War, 1939 - 45", "World War, 1914--1918", "Orsini, Delia, 1931 - 2004", "Peloponnesian War, 431 B.C. - 404 B.C.",
    "Neri, Ada, 1930-", "Crisis, 1929? - 1932?", "Period, 1945 -",
]  # fmt: skip


@pytest.mark.parametrize("text", UNPARTED)
def test_a_dash_that_parts_nothing(text: str) -> None:
    for found in (subjects.heading(text), *subjects.run_together(text)):
        assert not found.subdivisions
    whole = f"{text} - Political aspects"
    (divided,) = subjects.run_together(whole)
    for found in (divided, subjects.heading(whole), subjects.heading(f"{text} -- Political aspects")):
        assert [part.text for part in found.subdivisions] == ["Political aspects"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Combined operations (Military science) - Political aspects", ["Combined operations (Military science)", "Political aspects"]),
        ("Italy - History - 1914 - 1945", ["Italy", "History", "1914 - 1945"]),
        ("Italy -- History -- 1914 -- Congresses", ["Italy", "History", "1914", "Congresses"]),
        ("Italy - History - 1945 -", ["Italy", "History", "1945-"]),
        ("Italy - History - 1914-1918 - 1939-1945", ["Italy", "History", "1914-1918", "1939-1945"]),
        ("Italy - 1945 - 20th century", ["Italy", "1945", "20th century"]),
        ("Rivers (Italy - History", ["Rivers (Italy", "History"]),
        ("Rivers) - History", ["Rivers)", "History"]),
        ("Self - Congresses", ["Self", "Congresses"]),
        ("Saints - Biography", ["Saints", "Biography"]),
        ("Emilia - Romagna - Storia", ["Emilia - Romagna", "Storia"]),
        ("Storia - Emilia - Romagna - Sec. XIX", ["Storia", "Emilia - Romagna", "Sec. XIX"]),
        ("Anti-poverty programs--Italy", ["Anti-poverty programs", "Italy"]),
    ],
)  # fmt: skip
def test_a_dash_that_parts(text: str, expected: list[str]) -> None:
    found = subjects.heading(text)
    assert [found.main, *(part.text for part in found.subdivisions)] == expected


RUN_TOGETHER: list[tuple[str, list[str]]] = [
    (
        "Combined operations (Military science) - Political aspects "
        "Intervention (International law) - Political aspects",
        [
            "Combined operations (Military science) — Political aspects",
            "Intervention (International law) — Political aspects",
        ],
    ),
    (
        "Combined operations (Military science) - Political aspects",
        ["Combined operations (Military science) — Political aspects"],
    ),
    (
        "Lighthouses - Italy - History Lighthouse keepers - Biography",
        ["Lighthouses — Italy — History", "Lighthouse keepers — Biography"],
    ),
    (
        "Bridges - Design and construction Bridges - Maintenance and repair - Congresses",
        ["Bridges — Design and construction", "Bridges — Maintenance and repair — Congresses"],
    ),
    (
        "Women authors, Italian - 20th century - Biography Italian literature - History and criticism",
        ["Women authors, Italian — 20th century — Biography", "Italian literature — History and criticism"],
    ),
    (
        "World War, 1914-1918 - Campaigns - Italy Mountain warfare - History",
        ["World War, 1914-1918 — Campaigns — Italy", "Mountain warfare — History"],
    ),
    (
        "United States - Foreign relations - Italy Italy - Foreign relations - United States",
        ["United States — Foreign relations — Italy", "Italy — Foreign relations — United States"],
    ),
    ("Salt (Mineral) - Therapeutic use Springs", ["Salt (Mineral) — Therapeutic use", "Springs"]),
    (
        "Maps [Cartographic] - Bibliography Atlases - History",
        ["Maps [Cartographic] — Bibliography", "Atlases — History"],
    ),
    (
        "Post-war reconstruction - Italy Anti-poverty programs",
        ["Post-war reconstruction — Italy", "Anti-poverty programs"],
    ),
    ("Fiumi - Storia Laghi - Storia", ["Fiumi — Storia", "Laghi — Storia"]),
    (
        "Fishing--Law and legislation--Italy Boats and boating--Periodicals",
        ["Fishing — Law and legislation — Italy", "Boats and boating — Periodicals"],
    ),
    (
        "Security, International - International cooperation",
        ["Security, International — International cooperation"],
    ),
    ("Rivers and Lakes", ["Rivers and Lakes"]),
    ("Rivers", ["Rivers"]),
    (
        "Trade routes - History Salt industry and trade - History Ferries",
        ["Trade routes — History", "Salt industry and trade — History", "Ferries"],
    ),
    ("", []),
    (" - ", []),
    ("-- Rivers -- History", ["Rivers — History"]),
    ("Rivers -- -- History", ["Rivers — History"]),
]


@pytest.mark.parametrize(("text", "expected"), RUN_TOGETHER, ids=[text or "empty" for text, _ in RUN_TOGETHER])
def test_run_together(text: str, expected: list[str]) -> None:
    found = subjects.run_together(text)
    assert [one.text() for one in found] == expected
    assert {one.inferred for one in found} <= {len(expected) > 1}


@pytest.mark.parametrize("mark", [" - ", " -- ", " — ", " – "])
def test_a_delimited_heading_is_the_same_by_either_road(mark: str) -> None:
    (found,) = subjects.run_together(f"Rivers{mark}Italy{mark}History")
    assert found.text() == subjects.heading(f"Rivers{mark}Italy{mark}History").text() == "Rivers — Italy — History"
    assert [part.type for part in found.subdivisions] == ["place", "topic"]


WORDS = st.lists(
    st.sampled_from(["Rivers", "lakes", "and", "(Law)", "Italy", "History", "-", "--", ",", "1914-1918"]), max_size=12
)


@given(WORDS.map(" ".join) | st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_run_together_loses_no_letter(text: str) -> None:
    found = subjects.run_together(text)
    assert all(one.main for one in found)
    letters = "".join(one.main + "".join(part.text for part in one.subdivisions) for one in found)
    assert sorted(c for c in letters if c.isalpha()) == sorted(c for c in text if c.isalpha())
