"""The progress bar: on a terminal, for long work, and nowhere else."""

import os
import pty
import subprocess
import sys

import pytest

from shelflist.progress import Progress
from tests.tools import ROOT

LONG_WORK = """
import shelflist.progress as progress
progress.PATIENCE = 0.0
with progress.Progress(shown=SHOWN) as bar:
    for done in range(0, 101, 10):
        bar.told("Making pages", done, 100)
    bar.told("Indexing for search", 1, 1)
"""


def on_a_terminal(code: str) -> str:
    """What a program writes to standard error when that is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(theirs)
    told = b""
    while True:
        try:
            data = os.read(ours, 65_536)
        except OSError:
            break
        if not data:
            break
        told += data
    os.close(ours)
    assert process.wait() == 0
    return told.decode("utf-8", "replace")


def test_a_bar_for_each_stage():
    told = on_a_terminal(LONG_WORK.replace("SHOWN", "True"))
    assert "Making pages" in told
    assert "100/100" in told
    assert "Indexing for search" in told


def test_nothing_where_it_is_not_shown():
    assert on_a_terminal(LONG_WORK.replace("SHOWN", "False")) == ""


def test_short_work_shows_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shelflist.progress.PATIENCE", 3600.0)
    with Progress(shown=True) as bar:
        bar.told("Making pages", 1, 2)
        assert bar._bar is None


def test_an_error_ends_the_bar(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shelflist.progress.PATIENCE", 0.0)
    bar = Progress(shown=True)
    try:
        with bar:
            bar.told("Making pages", 1, 2)
            raise RuntimeError("disk")
    except RuntimeError:
        pass
    assert not bar._bar.live.is_started
