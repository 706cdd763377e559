"""The files of a build: which are read, in which order, and what is said of those that are not."""

import os
import socket
import time
from pathlib import Path

import pytest

from shelflist import inputs
from shelflist.report import Warned
from shelflist.store import Seen
from tests.tools import make_site


def names(folder: Path) -> list[str]:
    return [name for name, _ in inputs.walk(folder)]


def refused(folder: Path) -> list[tuple[str, str]]:
    """(name, reason) of every warning of a walk."""
    told: list[Warned] = []
    list(inputs.walk(folder, told))
    assert all(w.outcome == "left out" for w in told)
    return [(w.file, w.reason) for w in told]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.mrc", False), ("a", False), ("a.tmp.md", False), ("a~b.md", False), ("4913.md", False), ("-rf", False),
        ("%2e%2e", False), ("con", False), (".hidden", True), ("..", True), (".git", True), ("a.md~", True),
        (".a.md.swp", True), ("a.swp", True), ("a.swx", True), ("a.tmp", True), ("a.bak", True), ("#a.md#", True),
        (".#a.md", True), ("4913", True),
    ],
)  # fmt: skip
def test_ignored(name: str, expected: bool) -> None:
    assert inputs.ignored(name) is expected


def test_walk_is_sorted_by_bytes_and_goes_down(tmp_path: Path) -> None:
    files = ["b.md", "a/z.md", "a/b/c.md", "a.md", "B.md", "é.md", "z.md", "10.md", "9.md"]
    make_site(tmp_path, {f"x/{name}": "" for name in files})
    assert names(tmp_path / "x") == sorted(files, key=lambda name: name.encode())


def test_walk_of_nothing(tmp_path: Path) -> None:
    assert names(tmp_path / "absent") == []
    assert refused(tmp_path / "absent") == []


def test_ignored_folders_are_not_entered(tmp_path: Path) -> None:
    make_site(tmp_path, {"x/.git/config": "", "x/keep/a.md": "", "x/old~/a.md": ""})
    assert names(tmp_path / "x") == ["keep/a.md"]
    assert refused(tmp_path / "x") == []


@pytest.mark.parametrize("name", ["-rf", "%2e%2e%2f", "a b", "'; rm", "a\\b", "NUL.md", "a" * 200, "島.md", "$HOME"])
def test_odd_names_are_read(tmp_path: Path, name: str) -> None:
    make_site(tmp_path, {f"x/{name}": "text"})
    assert names(tmp_path / "x") == [name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (b"a\nb.md", "control characters"),
        (b"a\x1b[2J.md", "control characters"),
        (b"a\x7f.md", "control characters"),
        ("a\u202eb.md".encode(), "control characters"),
        (b"a\xff.md", "not UTF-8"),
    ],
)
def test_names_that_are_refused(tmp_path: Path, name: bytes, words: str) -> None:
    (tmp_path / "good.md").write_text("text")
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
        file.write(b"text")
    assert names(tmp_path) == ["good.md"]
    [(shown, reason)] = refused(tmp_path)
    assert shown.isprintable()
    assert words in reason
    assert "rename it" in reason


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    place = socket.socket(socket.AF_UNIX)
    place.bind(os.path.relpath(path))
    place.close()


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _up(path: Path) -> None:
    path.symlink_to("..", target_is_directory=True)


def _beside(path: Path) -> None:
    """A folder whose name begins as the content folder's does is still outside."""
    other = path.parent.with_name(path.parent.name + "2")
    other.mkdir()
    (other / "a.md").write_text("text")
    path.symlink_to(other / "a.md")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_fifo, "neither a file nor a folder"),
        (_socket, "neither a file nor a folder"),
        (_dangling, "leads nowhere"),
        (_loop, "leads nowhere"),
        (_out, "leads out of the folder"),
        (_up, "leads out of the folder"),
        (_beside, "leads out of the folder"),
    ],
)
def test_what_is_no_file_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: object, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    make_site(tmp_path, {"x/good.md": "text"})
    assert callable(make)
    make(tmp_path / "x/odd.md")
    assert names(tmp_path / "x") == ["good.md"]
    [(name, reason)] = refused(tmp_path / "x")
    assert name == "odd.md"
    assert words in reason


def test_links_that_stay_inside_are_followed_once(tmp_path: Path) -> None:
    """And a folder has its own name, not a link's, whatever order the disk lists them in."""
    make_site(tmp_path, {"x/a/one.md": "text"})
    (tmp_path / "x/b").symlink_to("a", target_is_directory=True)
    (tmp_path / "x/a/round").symlink_to("..", target_is_directory=True)
    (tmp_path / "x/two.md").symlink_to("a/one.md")
    (tmp_path / "x/0").symlink_to("a", target_is_directory=True)
    assert names(tmp_path / "x") == ["a/one.md", "two.md"]
    assert refused(tmp_path / "x") == []


def test_a_folder_that_is_a_link_itself(tmp_path: Path) -> None:
    make_site(tmp_path, {"real/a.md": "text"})
    (tmp_path / "x").symlink_to("real", target_is_directory=True)
    assert names(tmp_path / "x") == ["a.md"]


# --- scan and look --------------------------------------------------------------------------------------------


def test_scan_names_do_not_depend_on_the_place(tmp_path: Path) -> None:
    make_site(tmp_path / "one", {"content/books/a.md": "text"})
    make_site(tmp_path / "two", {"content/books/a.md": "text"})
    found = [
        inputs.scan({"content": place / "content", "site.toml": place / "site.toml"})
        for place in (tmp_path / "one", tmp_path / "two")
    ]
    assert [list(f) for f in found] == [["content/books/a.md", "site.toml"]] * 2


def test_scan_puts_the_place_before_its_warnings(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/books/a.md": "text"})
    os.mkfifo(tmp_path / "content/books/b.md")
    told: list[Warned] = []
    inputs.scan({"content": tmp_path / "content"}, told)
    assert [w.file for w in told] == ["content/books/b.md"]


def look(folder: Path, before: dict[str, Seen]) -> dict[str, Seen]:
    return inputs.look(inputs.scan({"x": folder}), before)


@pytest.mark.parametrize("mtime", [0, 946_684_800, 4_102_444_800])
def test_a_file_is_told_by_its_content(tmp_path: Path, mtime: int) -> None:
    """Whatever its clock says: 1970, 2000, 2100."""
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    os.utime(file, (mtime, mtime))
    first = look(tmp_path, {})
    assert first["x/a.md"].digest == inputs.digest(b"one")
    file.write_bytes(b"three")
    os.utime(file, (mtime, mtime))
    assert look(tmp_path, first)["x/a.md"].digest == inputs.digest(b"three")


def test_a_file_that_changed_just_now_is_read_again(tmp_path: Path) -> None:
    """Same size, same time: a clock that is too coarse to show the second change."""
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    now = time.time_ns()
    os.utime(file, ns=(now, now))
    first = look(tmp_path, {})
    file.write_bytes(b"two")
    os.utime(file, ns=(now, now))
    assert look(tmp_path, first)["x/a.md"].digest == inputs.digest(b"two")


def test_a_file_whose_stat_stands_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    os.utime(file, (0, 0))
    info = file.stat()
    known = {"x/a.md": Seen(info.st_size, info.st_mtime_ns, info.st_ino, b"remembered")}
    assert look(tmp_path, known)["x/a.md"].digest == b"remembered"


@pytest.mark.parametrize("folder", ["é", "e\u0301", "島"])
def test_folders_in_any_normal_form_are_found_again(tmp_path: Path, folder: str) -> None:
    make_site(tmp_path, {f"x/{folder}/a.md": "one"})
    found = inputs.look(inputs.scan({"x": tmp_path / "x"}), {})
    assert {name: seen.digest for name, seen in found.items()} == {f"x/{folder}/a.md": inputs.digest(b"one")}


def test_a_file_that_goes_between_scan_and_look_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    found = inputs.scan({"x": tmp_path})
    (tmp_path / "a.md").unlink()
    assert inputs.look(found, {})["x/a.md"].digest == b""
