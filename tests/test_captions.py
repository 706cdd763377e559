"""The owner's captions of classes: what a line of `content/classes.tsv` may be."""

from pathlib import Path

import pytest

from shelflist import authorities
from shelflist.catalogue import Authority
from shelflist.report import Report


def read(folder: Path, data: bytes) -> tuple[Authority, Report]:
    file = folder / "classes.tsv"
    file.write_bytes(data)
    report = Report()
    return authorities.read({"content/classes.tsv": (file, file.stat())}, report), report


@pytest.mark.parametrize(
    ("line", "captions"),
    [
        ("327\tRelations", {"327": "Relations"}),
        ("327\tRelations\t", {"327": "Relations"}),
        ("327\tRelazioni\tit", {"327\tit": "Relazioni"}),
        ("327\tRelações\tpt-BR", {"327\tpt-br": "Relações"}),
        ("327/.1\tForeign policy", {"327.1": "Foreign policy"}),
        ("5\tGeneral", {"005": "General"}),
        ("qa76.73\tLanguages", {"QA76.73": "Languages"}),
        ("QA\tMathematics", {"QA": "Mathematics"}),
        ("UDC 31\tStatistics", {"UDC 31": "Statistics"}),
        ("udc 31:33\tOf economics", {"UDC 31:33": "Of economics"}),
        ("# a comment", {}),
        ("", {}),
        ("Sony PDX10\tOurs", {"Sony PDX10": "Ours"}),
    ],
)
def test_a_line(tmp_path: Path, line: str, captions: dict[str, str]) -> None:
    made, report = read(tmp_path, line.encode())
    assert made.captions == captions
    assert not report.warnings


@pytest.mark.parametrize("line", ["327", "327\t", "\tRelations", "327\tRelations\tin Italian", "327\tRelations\tx"])
def test_a_line_that_says_nothing_is_a_warning_and_the_others_count(tmp_path: Path, line: str) -> None:
    made, report = read(tmp_path, f"{line}\n300\tSocial sciences\n".encode())
    assert made.captions == {"300": "Social sciences"}
    assert [(w.file, w.record, w.outcome) for w in report.warnings] == [("content/classes.tsv", 1, "left out")]


def test_what_is_not_utf_8_is_a_warning(tmp_path: Path) -> None:
    made, report = read(tmp_path, b"327\tRelaci\xf3n\n")
    assert made.captions == {}
    assert "UTF-8" in report.warnings[0].reason
