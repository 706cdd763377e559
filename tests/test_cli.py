"""The command line as its users meet it: a process, its exit status, what it says and where."""

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shelflist import __version__
from tests.tools import ROOT, TOML, iso2709, make_site, marc, tree

LAMP = marc("The lamp at Varn", "Oduya, Tess", "a1", [("650", " 0", [("a", "Lamps")])])
STONE = marc("A stone in the hand", "Oduya, Tess", "a2")
NO_TITLE = iso2709([("001", "", "a3"), ("100", "1 ", [("a", "Nobody, N.")])])
GOOD: dict[str, str | bytes] = {"content/records/one.mrc": LAMP + STONE}
BAD: dict[str, str | bytes] = {"content/records/one.mrc": LAMP + NO_TITLE}
STRANGE_NOTE: dict[str, str | bytes] = {**GOOD, "content/books/n.md": "---\nrecord: a1\nmood: good\n---\n"}
BUILD = ("build", "--no-search", "--jobs", "1")


def run(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """`python build.py …` in the site's folder."""
    command = [sys.executable, str(ROOT / "build.py"), *words]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, timeout=60)


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


# --- exit status ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "toml", "words", "status", "about"),
    [
        (GOOD, TOML, BUILD, 0, "2 records: 2 books"),
        (GOOD, TOML, (*BUILD, "--strict"), 0, "2 records: 2 books"),
        (BAD, TOML, BUILD, 0, "record 2 (a3): 245: no title"),
        (BAD, TOML, (*BUILD, "--strict"), 1, "--strict: 1 warning"),
        (STRANGE_NOTE, TOML, BUILD, 0, "content/books/n.md: mood: no such key"),
        (STRANGE_NOTE, TOML, (*BUILD, "--strict"), 1, "--strict: 1 warning"),
        (GOOD, TOML, ("build", "--what"), 2, "unrecognized arguments: --what"),
        (GOOD, TOML, ("--what",), 2, "unrecognized arguments: --what"),
        (GOOD, TOML, ("build", "--jobs", "many"), 2, "--jobs"),
        (GOOD, TOML, ("import",), 2, "FILE"),
        (GOOD, TOML, ("import", "--as", "papyrus", "x"), 2, "papyrus"),
        (GOOD, TOML, ("new",), 2, "title"),
        (GOOD, TOML, (*BUILD, "--base-url", "no address"), 2, "site.base_url"),
        (GOOD, "", BUILD, 2, "site.title"),
        (GOOD, "[site]\n", BUILD, 2, "site.toml: site.title"),
        (GOOD, '[site]\ntitle = ""\n', BUILD, 2, "site.title"),
        (GOOD, TOML + "colour = 1\n", BUILD, 2, "site.toml: site.colour = 1: expected one of the settings"),
        (GOOD, TOML + "[build]\nrecent = 0\n", BUILD, 2, "build.recent = 0: expected a number from 1 to 200"),
        (GOOD, "[site", BUILD, 2, "expected TOML"),
        (GOOD, TOML, (*BUILD, "--out", "content/site"), 1, "lies inside"),
        (GOOD, TOML, ("check",), 0, "0 errors, 1 warning"),
        (BAD, TOML, ("check",), 1, "1 error, 1 warning"),
        (GOOD, TOML, ("new", " "), 1, "the title is empty"),
        (GOOD, TOML, ("import", "nowhere.mrc"), 1, "nowhere.mrc: No such file"),
    ],
)
def test_status(
    tmp_path: Path, files: dict[str, str | bytes], toml: str, words: tuple[str, ...], status: int, about: str
) -> None:
    done = run(make_site(tmp_path, files, toml), *words)
    assert done.returncode == status
    assert about in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b"", "messages go to standard error"


def test_no_site_toml(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "a file site.toml in this folder; or name its folder with --site" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_another_build_holds_the_lock(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    assert run(site, *BUILD).returncode == 0
    before = tree(site / "public")
    (site / "content/records/two.mrc").write_bytes(marc("A third", "", "a9"))
    with (site / ".public.shelflist" / "lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(site, *BUILD)
        assert done.returncode == 75
        assert "another build" in done.stderr.decode()
        assert tree(site / "public") == before
    assert run(site, *BUILD).returncode == 0
    assert tree(site / "public") != before


def test_what_fails_leaves_the_site_that_stood(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    run(site, *BUILD)
    before = tree(site / "public")
    make_site(site, {"templates/book.html": "{{ no_such_name }}"})
    done = run(site, *BUILD)
    assert done.returncode == 1
    assert said(done)[0].startswith("templates/book.html")
    assert "no_such_name" in said(done)[0]
    assert tree(site / "public") == before


# --- report and messages --------------------------------------------------------------------------------------

SHAPE: dict[str, type | tuple[type, ...] | set[str]] = {
    "version": int,
    "sources": {"file", "format", "records", "books", "rejected", "warnings"},
    "records": int,
    "books": int,
    "merged": int,
    "rejected": {"file", "record", "id", "field", "reason"},
    "warnings": {"file", "record", "id", "field", "reason", "outcome"},
    "pages": {"total", "rendered", "written", "unchanged", "deleted"},
    "search": {"pages", "shards", "rebuilt"},
    "seconds": {"read", "merge", "catalogue", "render", "publish", "search", "total"},
    "peak_memory_mb": (int, float),
}
"""Of contract.md: a value's type, or the keys of the object (or of each object of the list)."""


def reported(site: Path, *words: str) -> dict[str, Any]:
    done = run(site, *BUILD, "--report", "-", *words)
    assert done.returncode == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_report(tmp_path: Path) -> None:
    files = {
        "content/records/one.mrc": LAMP + NO_TITLE + STONE,
        "content/records/two.mrc": LAMP + marc("A third", "Adeyemi, Ro", "a4"),
        "content/records/odd.bin": b"\x89PNG",
        "content/books/own.md": "---\ntitle: My own book\nmood: good\n---\n",
    }
    found = reported(make_site(tmp_path, files))
    for name, expected in SHAPE.items():
        if isinstance(expected, set):
            values = found[name] if isinstance(found[name], list) else [found[name]]
            assert values, name
            assert all(set(value) == expected for value in values), name
        else:
            assert isinstance(found[name], expected), name
    assert found["version"] == 1
    for source in found["sources"]:
        assert source["records"] == source["books"] + source["rejected"]
    alone = 1
    assert found["records"] == sum(source["records"] for source in found["sources"]) == 5
    assert found["books"] == sum(source["books"] for source in found["sources"]) - found["merged"] + alone == 4
    assert {(r["file"], r["record"], r["field"]) for r in found["rejected"]} == {
        ("content/records/one.mrc", 2, "245"),
        ("content/records/odd.bin", 0, ""),
    }
    assert [w["file"] for w in found["warnings"]] == ["content/books/own.md"]
    pages = found["pages"]
    assert pages["written"] + pages["unchanged"] == len(tree(tmp_path / "public")) - 1, "all files but the manifest"


def test_report_into_a_file(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    done = run(site, *BUILD, "--report", "report.json")
    assert done.stdout == b""
    assert json.loads((site / "report.json").read_text())["books"] == 2


def test_a_second_report_says_what_did_not_change(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    first, second = reported(site), reported(site)
    assert second["pages"]["unchanged"] == second["pages"]["total"] == first["pages"]["total"]
    assert second["pages"]["written"] == second["pages"]["rendered"] == 0
    assert second["books"] == first["books"]


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = run(make_site(tmp_path, BAD), *BUILD, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_quiet_says_errors(tmp_path: Path) -> None:
    done = run(make_site(tmp_path, BAD), *BUILD, "--quiet", "--strict")
    assert done.returncode == 1
    assert len(said(done)) == 1


def test_version(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"Shelflist {__version__}")


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_lists_the_commands(tmp_path: Path, word: str) -> None:
    done = run(tmp_path, word)
    assert done.returncode == 0
    listed = done.stdout.decode()
    assert all(f"\n    {name} " in listed for name in ("build", "watch", "serve", "check", "import", "new"))


# --- folders --------------------------------------------------------------------------------------------------


def test_a_site_toml_with_a_title_is_enough(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    done = run(site)
    assert done.returncode == 0, done.stderr
    assert "0 records: 0 books" in done.stderr.decode()
    home = (site / "public/index.html").read_text()
    assert "<h1>Test list</h1>" in home
    assert "No books yet" in home


def test_from_another_folder_and_to_another_folder(tmp_path: Path) -> None:
    site = make_site(tmp_path / "a list", GOOD)
    done = run(tmp_path, *BUILD, "--site", "a list", "--out", "elsewhere/site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere/site/index.html").is_file()
    assert not (site / "public").exists()
    done = run(tmp_path, "check", "--site", "a list", "--out", "elsewhere/site")
    assert (done.returncode, said(done)[-1]) == (0, "0 errors, 0 warnings")


def test_base_url(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    run(site, *BUILD, "--base-url", "https://lamps.example/list/")
    book = (site / "public/books/the-lamp-at-varn-oduya/index.html").read_text()
    assert '<link rel="canonical" href="https://lamps.example/list/books/the-lamp-at-varn-oduya/">' in book


def test_one_template_and_one_file_are_overridden(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    run(site, *BUILD)
    before = tree(site / "public")
    own = {
        "templates/404.html": '{% extends "base.html" %}{% block main %}<p>My own lost page</p>{% endblock %}',
        "static/site.css": "body{color:teal}",
        "static/own/lamp.txt": "a lamp",
    }
    make_site(site, own)
    assert run(site, *BUILD).returncode == 0
    after = tree(site / "public")
    assert b"My own lost page" in after["404.html"]
    assert b"Skip to the content" in after["404.html"], "base.html is still the shipped one"
    styles = {path: data for path, data in after.items() if path.startswith("static/site.")}
    assert list(styles.values()) == [b"body{color:teal}"]
    (style,) = styles
    assert f'href="../{style}"'.encode() in after["books/index.html"]
    assert [path for path in after if path.startswith("static/own/lamp.")] != []
    scripts = {path for path in before if path.startswith("static/search.")}
    assert scripts == {path for path in after if path.startswith("static/search.")}, "the shipped script stays"
    for name in own:
        (site / name).unlink()
    assert run(site, *BUILD).returncode == 0
    assert tree(site / "public") == before


# --- the other commands ---------------------------------------------------------------------------------------


def test_import_then_build_then_check(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"given.mrc": LAMP + STONE})
    done = run(site, "import", "given.mrc")
    assert done.returncode == 0
    assert said(done)[-1] == "2 records: 2 new, 0 merged, 0 refused"
    assert run(site, *BUILD).returncode == 0
    done = run(site, "check")
    assert (done.returncode, said(done)[-1]) == (0, "0 errors, 0 warnings")
    assert run(site, "check", "--quiet").stderr == b""


def test_import_from_standard_input(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    done = run(site, "import", "--as", "marc21", "-", given=LAMP)
    assert done.returncode == 0, done.stderr
    assert list(tree(site / "content").values()) == [LAMP]


def test_import_dry_run(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"given.mrc": LAMP + NO_TITLE})
    before = tree(site)
    done = run(site, "import", "--dry-run", "given.mrc")
    assert done.returncode == 1, "one record is refused"
    assert tree(site) == before


def test_new_names_its_file_and_does_so_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    done = run(site, "new", "The lamp at Varn")
    assert done.returncode == 0
    assert "content/books/the-lamp-at-varn.md" in said(done)[0]
    again = run(site, "new", "The lamp at Varn")
    assert again.returncode == 1
    assert "there is such a file already" in said(again)[0]


def test_files_are_for_everybody_to_read(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    command = ["sh", "-c", 'umask 077; exec "$0" "$@"', sys.executable, str(ROOT / "build.py"), *BUILD]
    subprocess.run(command, cwd=site, check=True, capture_output=True, env={**os.environ})
    assert {oct(p.stat().st_mode & 0o777) for p in (site / "public").rglob("*.html")} == {"0o644"}
