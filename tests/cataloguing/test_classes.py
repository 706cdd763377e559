"""Classification numbers: normal form and shelf order (guide §9)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import classes


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("355.031", "355.031"),
        ("355/.031", "355.031"),
        ("355'.031", "355.031"),
        ("355.031′09", "355.03109"),
        ("355.031/0973", "355.0310973"),
        ("813/.54", "813.54"),
        ("5", "005"),
        ("52", "052"),
        ("5.13", "005.13"),
        ("[332.6]", "332.6"),
        ("332.6 021", "332.6"),
        ("332.6 22", "332.6"),
        ("j595.78", "595.78"),
        ("J 595.78", "595.78"),
        ("920", "920"),
        ("813.54 FAL", "813.54"),
        (" 388.109 ", "388.109"),
        ("(015.73)", "015.73"),
        ("823.", "823"),
        ("[Fic]", None),
        ("[E]", None),
        ("B", None),
        ("", None),
        ("12345", None),
        ("fiction", None),
    ],
)
def test_ddc(raw: str, number: str | None) -> None:
    found = classes.ddc(raw, "23")
    assert (found.number if found else None) == number
    if found:
        assert (found.scheme, found.edition, found.raw) == ("ddc", "23", raw)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("JZ1318.H46 2019", "JZ1318 .H46 2019"),
        ("JZ1318 .H46 2019", "JZ1318 .H46 2019"),
        ("QA76.73.P98 F3 2017", "QA76.73 .P98 F3 2017"),
        ("HE 323 .S2", "HE323 .S2"),
        ("PS3606.A5", "PS3606 .A5"),
        ("Z699", "Z699"),
        ("ps3606.a5", "PS3606 .A5"),
        ("Sony PDX10", None),
        ("Shelf 3", None),
        ("355.031", None),
        ("", None),
    ],
)
def test_lcc(raw: str, number: str | None) -> None:
    found = classes.lcc(raw)
    assert (found.number if found else None) == number


SHELVES: list[tuple[str, list[str]]] = [
    ("ddc", ["004", "020.9", "355", "355.03", "355.031", "355.031 FAL", "355.0311", "355.1", "388.109", "920"]),
    (
        "lcc",
        [
            "A1", "AB1", "B9", "B10", "B100", "B1000", "BC1", "HE323 .S2", "HE323 .S25", "HE323 .S3", "HE323.5 .A1",
            "QA76 .C56", "QA76 .C6", "QA76 .C6 1999", "QA76 .C6 2010", "QA76 .C6 A2", "QA76.5 .A1", "QA76.73 .P98",
            "QA760 .A1", "Z699",
        ],
    ),
    (
        "udc",
        [
            "31+33", "31/33", "31", "31:33", "31=111", "31(05)", "31(45)", "31(=1)", '31"19"',
            "31*A", "31A", "311", "311.4", "32",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "shelf"), SHELVES, ids=[scheme for scheme, _ in SHELVES])
def test_shelf_order(scheme: str, shelf: list[str]) -> None:
    made = [getattr(classes, scheme)(raw) for raw in shelf]
    assert all(made)
    assert [one.raw for one in sorted(made, key=lambda one: one.sort)] == shelf


@pytest.mark.parametrize(
    ("raw", "scheme", "expected"),
    [
        ("WG 120", "nlm", ("nlm", "WG 120", "nlm")),
        (" AB 12 ", "rvk", ("other", "AB 12", "rvk")),
        ("Sony PDX10", "", ("other", "Sony PDX10", "")),
        ("", "", None),
        ("  ", "nlm", None),
    ],
)
def test_other(raw: str, scheme: str, expected: tuple[str, str, str] | None) -> None:
    found = classes.other(raw, scheme)
    assert ((found.scheme, found.number, found.edition) if found else None) == expected


@pytest.mark.parametrize(
    ("scheme", "number", "expected"),
    [
        ("ddc", "355.031", ["355"]),
        ("ddc", "355", []),
        ("lcc", "QA76.73 .P98", ["QA76", "QA"]),
        ("lcc", "QA", []),
        ("udc", "31:33", []),
        ("other", "AB 12", []),
    ],
)
def test_ancestors(scheme: str, number: str, expected: list[str]) -> None:
    assert classes.ancestors(scheme, number) == expected


def test_udc_marks_are_not_isbd() -> None:
    found = classes.udc(" 33=111 : 31/32 ")
    assert found is not None
    assert found.number == "33=111 : 31/32"
    assert classes.udc(" ") is None


@given(st.integers(0, 999), st.text("0123456789", max_size=6), st.integers(0, 999), st.text("0123456789", max_size=6))
@settings(max_examples=100, deadline=None)
def test_dewey_files_as_text(one: int, tail: str, other: int, end: str) -> None:
    first = classes.ddc(f"{one:03}.{tail}" if tail else f"{one:03}")
    second = classes.ddc(f"{other:03}.{end}" if end else f"{other:03}")
    assert first is not None
    assert second is not None
    assert (first.sort < second.sort) is ((f"{one:03}", tail) < (f"{other:03}", end))


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_number_or_none(text: str) -> None:
    for read in (classes.ddc, classes.lcc, classes.udc, classes.other):
        found = read(text)
        assert found is None or (found.number.strip() and found.raw == text)
