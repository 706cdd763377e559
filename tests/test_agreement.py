"""Our readers against what other programs made of the same files; and what counts as the same (bench.agreement)."""

from pathlib import Path

import pytest

from bench.agreement import __main__ as agreement
from bench.agreement import compare, forms, theirs, verdicts

AGREEMENT, OF_BOTH, RIGHT = 89, 95, 98
"""Percent that were reached: of all comparable values, of those that both sides have, and agreeing or ours right."""


@pytest.fixture(scope="module")
def pairs(shared_records: Path) -> list[compare.Pair]:
    return compare.pairs(shared_records)


def test_every_expected_file_is_compared(pairs: list[compare.Pair], shared_records: Path) -> None:
    assert len(pairs) == len(list(shared_records.rglob("*.expected.*"))) > 100
    assert not [one.file for one in pairs if "refused" in one.kind]


def test_agreement(pairs: list[compare.Pair]) -> None:
    agreeing, comparable, both = agreement.counts(pairs)
    assert agreeing * 100 >= AGREEMENT * comparable
    assert agreeing * 100 >= OF_BOTH * both


def test_every_disagreement_is_judged(pairs: list[compare.Pair]) -> None:
    found, unused = verdicts.judged([one for pair in pairs for one in pair.differences], verdicts.read())
    assert not [one for one, verdict in found if verdict is None]
    assert not unused
    assert not [one for one, verdict in found if verdict and verdict.right == "theirs"], "then ours is to be mended"
    agreeing, comparable, _ = agreement.counts(pairs)
    ours = sum(verdict is not None and verdict.right == "ours" for _, verdict in found)
    assert (agreeing + ours) * 100 >= RIGHT * comparable


# --- what is the same, and what is not ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The <i>Salt</i> Roads", "the salt roads", True),
        ("Salt – and “wind”", 'Salt - and "wind"', True),
        ("H₂O", "H<sub>2</sub>O", True),
        ("Salt & wind", "Salt and wind", True),
        ("Sälte", "Salte", False),
        ("Salt roads", "Roads of salt", False),
    ],
)
def test_texts(a: str, b: str, same: bool) -> None:
    assert (forms.word(a) == forms.word(b)) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (("Oliva, Rina M.", "aut"), ("Oliva, Rina M", "aut"), True),
        (("Oliva, J.R.R.", "aut"), ("Oliva, JRR", "aut"), True),
        (("Oliva, Rina", "aut"), ("Rina Oliva", "aut"), True),
        (("Oliva, Rina", "aut"), ("Oliva, Rina", ""), True),
        (("Oliva, Rina", "aut"), ("Oliva, Rina", "edt"), False),
        (("Oliva, Rina", "aut"), ("Rina, Oliva", "aut"), False),
        (("Oliva, Rina", "aut"), ("Oliva, R.", "aut"), False),
    ],
)
def test_people(a: tuple[str, str], b: tuple[str, str], same: bool) -> None:
    one, other = forms.person(*a), forms.person(*b)
    assert one is not None
    assert other is not None
    assert one.like(other) is other.like(one) is same


@pytest.mark.parametrize(
    ("a", "b"),
    [("pp. 12--34", "12–34"), ("943-7", "943-947"), ("304 p.", "304"), ("p. 5", "5"), ("E12-E15", "E12-15")],
)
def test_pages(a: str, b: str) -> None:
    assert forms.pages(a) == forms.pages(b)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eng", {"en"}), ("English", {"en"}), ("en-GB", {"en"}), ("ita; eng", {"it", "en"}),
        ("http://id.loc.gov/vocabulary/iso639-2/ger", {"de"}), ("Klingonese", {"?klingonese"}),
    ],
)  # fmt: skip
def test_languages(text: str, expected: set[str]) -> None:
    assert forms.spoken(text) == expected


def test_isbns_are_the_valid_ones_with_thirteen_digits() -> None:
    assert forms.numbers("3-16-148410-X; 978-3-16-148410-0; 978-3-16-148410-9; 1234-5679") == {"9783161484100"}


def _record(key: str, number: int, title: str) -> theirs.Record:
    return theirs.record(key, number, {"title": [title]}, [], [])


def test_records_are_paired_by_key_then_title_then_place() -> None:
    made = [_record("a", 1, "Salt"), _record("", 2, "Wind"), _record("", 3, "Rain")]
    told = [_record("", 1, "Wind"), _record("", 3, "Snow"), _record("a", 3, "Salt"), _record("b", 9, "Hail")]
    couples = compare.matched(made, told)
    shown = {(one.shown["title"] if one else "", other.shown["title"] if other else "") for one, other in couples}
    assert shown == {("Salt", "Salt"), ("Wind", "Wind"), ("Rain", "Snow"), ("", "Hail")}


def test_a_verdict_says_who_is_right_and_why(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    file.write_text('[[verdict]]\nright = "ours"\nwhy = ""\n')
    with pytest.raises(ValueError, match="neither who is right nor why"):
        verdicts.read(file)


def test_a_difference_without_a_verdict_and_a_verdict_without_a_difference() -> None:
    found = compare.Difference("mods / Zotero", "mods/a.json", "1", "language", "en", "")
    right = verdicts.Verdict("ours", "it is there", kind="mods / *", fields=("language",), missing="theirs")
    other = verdicts.Verdict("ours", "it is there", file="mods/b.json")
    assert verdicts.judged([found], [other, right]) == ([(found, right)], [other])
    assert verdicts.judged([found], []) == ([(found, None)], [])


def test_percent_is_rounded_down() -> None:
    assert (agreement.percent(9699, 10_000), agreement.percent(0, 0)) == ("96.9", "-")
