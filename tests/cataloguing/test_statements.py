"""Statements of several values in one text: each comes back; what people write without quotes is read as they mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist.cataloguing import statements
from shelflist.model import Contributor, Imprint, Series, Subdivision, Subject

TEXTS = (
    st.text(st.sampled_from("ab ;:,()\"'-—–.&"), min_size=1, max_size=12)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)


@given(st.lists(TEXTS, max_size=4))
def test_lists(found: list[str]) -> None:
    assert statements.values(statements.listed(found)) == found


@given(st.builds(Imprint, st.lists(TEXTS, max_size=2), st.lists(TEXTS, max_size=2), st.one_of(st.just(""), TEXTS), st.sampled_from(["publication", "manufacture"])))  # fmt: skip
def test_imprints(one: Imprint) -> None:
    made = statements.read_imprint(statements.imprint(one))
    if one.places or one.publishers or one.date:
        assert (made.places, made.publishers, made.date, made.function) == (one.places, one.publishers, one.date, one.function)  # fmt: skip


@given(st.builds(Series, TEXTS, st.one_of(st.just(""), TEXTS), st.sampled_from(["", "1234-5679"])))
def test_series(one: Series) -> None:
    made = statements.read_series(statements.series(one))
    assert (made.title, made.volume, made.issn) == (one.title, one.volume, one.issn)


@given(TEXTS, st.lists(TEXTS, max_size=2))
def test_subjects(main: str, below: list[str]) -> None:
    made = statements.subject(Subject(main, [Subdivision(text) for text in below]))
    assert statements.read_subject(made) == [main, *below]


@given(
    TEXTS,
    st.sampled_from(statements.KINDS),
    st.lists(st.sampled_from(["aut", "edt", "pbl", "ill", "aui"]), unique=True),
)
def test_contributors(name: str, kind: str, roles: list[str]) -> None:
    made = statements.contributor(Contributor(name, roles, kind))
    assert statements.read_contributor(made) == (name, kind, roles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Falconi, Ada (author)", ("Falconi, Ada", "person", ["aut"])),
        ("Falconi, Ada", ("Falconi, Ada", "person", [])),
        ("Falconi, Ada (a friend)", ("Falconi, Ada (a friend)", "person", [])),
        ("Coast Institute", ("Coast Institute", "corporate", [])),
        ("Coast days (meeting, issuing body)", ("Coast days", "meeting", ["isb"])),
        ("Belli, Rina (trad., ill.)", ("Belli, Rina", "person", ["trl", "ill"])),
    ],
)
def test_people_as_they_are_written(text: str, expected: tuple[str, str, list[str]]) -> None:
    assert statements.read_contributor(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rome ; Paris : Laterza, 1999", (["Rome", "Paris"], ["Laterza"], "1999")),
        ("Rome: Laterza, 1999", (["Rome"], ["Laterza"], "1999")),
        ('New York : "Farrar, Straus", "2010, cop. 2008"', (["New York"], ["Farrar, Straus"], "2010, cop. 2008")),
        (": Laterza", ([], ["Laterza"], "")),
        (", 1999", ([], [], "1999")),
        ('"Rome', (['"Rome'], [], "")),
        ("", ([], [], "")),
    ],
)
def test_imprints_as_they_are_written(text: str, expected: tuple[list[str], list[str], str]) -> None:
    made = statements.read_imprint(text)
    assert (made.places, made.publishers, made.date) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("a; b;; c", ["a", "b", "c"]), ('"a; b"; c', ["a; b", "c"]), ('"a" b; c', ['"a" b', "c"]), ("", [])]
)  # fmt: skip
def test_lists_as_they_are_written(text: str, expected: list[str]) -> None:
    assert statements.values(text) == expected
