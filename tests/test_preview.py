"""`watch` and `serve`: what a session says and does on every change, and the processes as their users meet them."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType

import pytest

from shelflist import site
from shelflist.preview import Session
from tests.tools import ROOT, TOML, built, make_site, marc, settings, tree

LONG = 20.0
FILES: dict[str, str | bytes] = {
    "content/records/one.mrc": marc("The lamp at Varn", "Oduya, Tess", "a1") + marc("Winter ferries", "", "a2"),
    "content/books/lamp.md": "---\nrecord: a1\nstatus: read\n---\n\nA first word.\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n",
}
GIVEN = {
    "command": "watch", "base_url": None, "out": None, "clean": False, "no_search": True, "report": None,
    "quiet": False, "strict": False, "jobs": 1,
}  # fmt: skip


class Told:
    """Stands where the server would: remembers what was announced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.announced: list[str] = []

    def announce(self, error: str = "") -> None:
        self.announced.append(error)

    def stop(self) -> None:
        self.announced.append("stopped")


class Sat:
    """A session on a site, with everything that it says."""

    def __init__(self, folder: Path, toml: str = TOML, **given: object) -> None:
        self.folder = make_site(folder, FILES, toml)
        self.said: list[str] = []
        self.preview = Told(folder / "public")
        self.session = Session(settings(folder), Namespace(**{**GIVEN, **given}), self.said.append, self.preview)  # type: ignore[arg-type]

    def build(self) -> tuple[list[str], list[str]]:
        """(what this build said, what it announced)."""
        self.said.clear()
        self.preview.announced.clear()
        self.session.build()
        return list(self.said), list(self.preview.announced)


@pytest.fixture
def sat(tmp_path: Path) -> Iterator[Sat]:
    made = Sat(tmp_path)
    made.build()
    yield made
    made.session.close()


# --- one build ------------------------------------------------------------------------------------------------

BREAKS: list[tuple[str, str, str, str]] = [
    ("site.toml", "[site", TOML, "site.toml: "),
    ("site.toml", "[site]\n", TOML, "site.toml: site.title"),
    ("site.toml", TOML + "colour = 1\n", TOML, "site.colour"),
    ("templates/page.html", "{% if %}", "{{ title }}", "templates/page.html"),
    ("templates/page.html", "{{ nothing.of_it }}", "{{ title }}", "templates/page.html"),
]


@pytest.mark.parametrize(("name", "broken", "mended", "about"), BREAKS, ids=[f"{b[0]} {b[1]}".strip() for b in BREAKS])
def test_what_is_broken_is_said_and_the_next_good_build_clears_it(
    sat: Sat, name: str, broken: str, mended: str, about: str
):
    before = tree(sat.folder / "public")
    make_site(sat.folder, {name: broken} if name != "site.toml" else {}, broken if name == "site.toml" else TOML)
    for _ in range(2):
        said, announced = sat.build()
        assert len(said) == 1
        assert about in said[0]
        assert len(announced) == 1
        assert about in announced[0]
        assert tree(sat.folder / "public") == before, "the site that stood before still stands"
    make_site(sat.folder, {name: mended})
    said, announced = sat.build()
    assert "2 books" in said[-1]
    assert announced == [""]


def test_a_mended_break_is_announced_even_where_no_page_changes(sat: Sat):
    make_site(sat.folder, {}, "[site")
    sat.build()
    make_site(sat.folder, {})
    assert sat.build()[1] == [""]


def test_only_another_site_is_announced(sat: Sat):
    note = sat.folder / "content" / "books" / "lamp.md"
    assert sat.build()[1] == []
    note.write_bytes(note.read_bytes())
    assert sat.build()[1] == []
    note.write_text(note.read_text() + "\nMore.\n")
    assert sat.build()[1] == [""]


def test_a_finding_is_said_when_it_is_new(sat: Sat):
    note = sat.folder / "content" / "books" / "lamp.md"
    said = []
    for body in (
        "mood: good\n---\n\nOne.\n",
        "mood: good\n---\n\nTwo.\n",
        "---\n\nThree.\n",
        "mood: good\n---\n\nFour.\n",
    ):
        note.write_text("---\nrecord: a1\n" + body)
        said.append(sum("mood: no such key" in line for line in sat.build()[0]))
    assert said == [1, 0, 0, 1]


def test_another_folder_to_publish_to(sat: Sat):
    make_site(sat.folder, {}, TOML + '[build]\nout = "elsewhere"\n')
    _, announced = sat.build()
    assert announced == [""]
    assert sat.preview.folder == sat.folder / "elsewhere"
    assert tree(sat.folder / "elsewhere").keys() == tree(sat.folder / "public").keys()


def test_strict_is_an_error_over_the_page(tmp_path: Path):
    sat = Sat(tmp_path, strict=True)
    make_site(tmp_path, {"content/books/lamp.md": "---\nrecord: a1\nmood: good\n---\n"})
    said, announced = sat.build()
    assert any("mood: no such key" in line for line in said)
    assert announced[-1] == "--strict: 1 warnings; the site was made"
    sat.session.close()


def test_quiet_says_errors_only(tmp_path: Path):
    sat = Sat(tmp_path, quiet=True)
    assert sat.build()[0] == []
    make_site(tmp_path, {}, "[site")
    assert len(sat.build()[0]) == 1
    sat.session.close()


def test_what_a_session_learnt_is_kept(sat: Sat):
    sat.session.close()
    assert sat.preview.announced[-1] == "stopped"
    again = site.build(settings(sat.folder), site.Options(1, "none"))
    assert again.pages.rendered == 0


# --- the process ----------------------------------------------------------------------------------------------


class Running:
    """A `build.py watch` or `serve` in a process of its own, and what it says. Use it as a context."""

    def __init__(self, folder: Path, *words: str) -> None:
        command = [sys.executable, str(ROOT / "build.py"), *words, "--jobs", "1"]
        # A shell that runs the tests in the background hands on that SIGINT is ignored: these processes begin afresh.
        self.process = subprocess.Popen(
            command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> "Running":
        self._reader.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        if self.process.stderr is not None:
            self.process.stderr.close()

    def _read(self) -> None:
        for line in self.process.stderr or ():
            self.lines.append(line.decode().rstrip())

    def until(self, text: str, times: int = 1) -> str:
        """The line that holds `text` for the nth time, as soon as it is there."""
        return self.wait(lambda: [line for line in self.lines if text in line][times - 1 : times], text)[0]

    def wait(self, look: Callable[[], list[str]], what: str) -> list[str]:
        """What `look` gives as soon as it gives something."""
        end = time.monotonic() + LONG
        while not (found := look()):
            assert self.process.poll() is None, f"ended: {self.lines}"
            assert time.monotonic() < end, f"no {what!r} in {self.lines}"
            time.sleep(0.01)
        return found

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Its exit status after a signal."""
        self.process.send_signal(number)
        return self.process.wait(LONG)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("words", "ready"),
    [(("watch", "--no-search"), "Watching"), (("serve", "--no-search", "--port", "0"), "Serving")],
    ids=["watch", "serve"],
)
def test_a_signal_ends_it_well(tmp_path: Path, words: tuple[str, ...], ready: str, number: signal.Signals):
    make_site(tmp_path, FILES)
    with Running(tmp_path, *words) as running:
        running.until(ready)
        assert running.end(number) == 0
    assert running.lines[-1] == "stopped; the last site stands"
    assert not any("Traceback" in line for line in running.lines)
    assert built(tmp_path)[0].pages.rendered == 0, "what it learnt was kept"


def test_a_signal_in_the_first_build(tmp_path: Path):
    """A template of endless loops keeps that build from its end."""
    make_site(
        tmp_path,
        {
            **FILES,
            "templates/page.html": "{% for n in range(9000) %}{% for m in range(90000) %}{% endfor %}{% endfor %}",
        },
    )
    with Running(tmp_path, "serve", "--no-search", "--port", "0") as running:
        running.wait(
            lambda: ["begun"] if (tmp_path / ".shelflist").exists() or list(tmp_path.glob(".public*")) else [], ""
        )
        assert running.end(signal.SIGINT) in (0, 1)
    assert not any("Traceback" in line for line in running.lines), running.lines


def test_serve_says_its_real_port_and_answers_there(tmp_path: Path):
    make_site(tmp_path, FILES)
    with Running(tmp_path, "serve", "--no-search", "--port", "0") as running:
        address = running.until("Serving ").split()[1]
        with urllib.request.urlopen(address + "about/", timeout=LONG) as answer:
            assert b"Us." in answer.read()
        port = address.rpartition(":")[2].strip("/")
        second = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "serve", "--port", port, "--out", "other"],
            cwd=tmp_path, capture_output=True, timeout=60,
        )  # fmt: skip
        assert second.returncode == 1
        assert second.stderr.decode().strip() == (
            f"port {port} is taken: stop what listens there, or name another with --port"
        )
        assert running.end() == 0


def test_the_index_in_the_background_ends_as_a_build_with_search(tmp_path: Path):
    place, other = make_site(tmp_path / "a", FILES), make_site(tmp_path / "b", FILES)
    with Running(place, "watch") as running:
        running.until("search index made")
        _, out = built(other, search="with")
        assert tree(place / "public") == tree(out)
        for folder in (place, other):
            make_site(folder, {"content/books/lamp.md": "---\nrecord: a1\nstatus: read\n---\n\nA heliotrope word.\n"})
        running.until("search index made", 2)
        built(other, search="with")
        assert tree(place / "public") == tree(out)
        assert running.end() == 0
    assert built(place, search="with")[0].pages.rendered == 0


def test_a_session_goes_on_after_an_error(tmp_path: Path):
    make_site(tmp_path, {**FILES, "templates/page.html": "{{ title }}"})
    with Running(tmp_path, "watch", "--no-search") as running:
        running.until("Watching")
        for number in range(1, 4):
            (tmp_path / "templates" / "page.html").write_text("{% if %}" + " " * number)
            running.until("templates/page.html", number)
            (tmp_path / "templates" / "page.html").write_text(f"mended {number}")
            running.wait(
                lambda n=number: (
                    [f"mended {n}"] * ((tmp_path / "public/about/index.html").read_text() == f"mended {n}")
                ),
                "a mended page",
            )
        assert running.end() == 0


def test_its_own_output_does_not_wake_it(tmp_path: Path):
    make_site(tmp_path, FILES)
    with Running(tmp_path, "watch") as running:
        running.until("search index made")
        os.utime(tmp_path / "public" / "index.html")
        fresh = tmp_path / "content" / "books" / "lamp.tmp"
        fresh.write_text("---\nrecord: a1\nstatus: read\n---\n\nAgain.\n")
        fresh.replace(fresh.with_suffix(".md"))
        running.until("search index made", 2)
        assert running.end() == 0
    assert sum("2 books" in line for line in running.lines) == 2, "one build at the start, one for the edit"
