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
        ("Italy", "place"), ("Italia", "place"), ("Soviet Union", "place"), ("Gran Bretagna", "place"),
        ("Port Amble", ""), ("Ferrymen", ""), ("", ""),
    ],
)  # fmt: skip
def test_subdivision_type(text: str, expected: str) -> None:
    assert subjects.subdivision_type(text) == expected


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
