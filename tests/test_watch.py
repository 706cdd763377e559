"""The watcher: what wakes it, what never does, and what it does where the system tells nothing."""

import errno
import logging
import os
import shutil
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shelflist import site, watch
from shelflist.watch import Watcher
from tests.tools import make_site, settings

LONG = 15.0
"""Seconds that a wake may take at most; it takes milliseconds."""

QUIET = 0.1
"""Seconds for which a watcher is listened to before it counts as silent: inotify tells within a few milliseconds."""

Watched = tuple[Path, Watcher]


def folder(place: Path) -> Path:
    """A site with two notes, an image, a template of its own and a built page."""
    return make_site(
        place,
        {
            "content/books/lamp.md": "---\ntitle: The lamp at Varn\n---\n",
            "content/books/deep/stone.md": "---\ntitle: A stone in the hand\n---\n",
            "templates/page.html": "{{ title }}",
            "public/index.html": "made",
        },
    )


def watcher(place: Path, said: list[str] | None = None) -> Watcher:
    return Watcher(place, site.places(settings(place)), (said if said is not None else []).append)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A watched site. Its own looks are far apart: what wakes it is an event."""
    monkeypatch.setattr(watch, "EVERY", 600.0)
    with watcher(folder(tmp_path)) as found:
        yield tmp_path, found


def woken(found: Watcher) -> bool:
    """Whether an event wakes it: a wait that is let end by itself would look, and find the change without any."""
    result: list[bool] = []
    waiting = threading.Thread(target=lambda: result.append(found.wait()), daemon=True)
    waiting.start()
    waiting.join(LONG)
    if waiting.is_alive():
        found.poke()
        waiting.join()
        return False
    return result == [True]


def quiet(found: Watcher) -> None:
    """Takes what still comes of a change."""
    while found.wait(QUIET):
        pass


# --- what wakes it --------------------------------------------------------------------------------------------


def vim(note: Path) -> None:
    """Vim with a backup: the old file is renamed, the new one is written under its name, the backup goes."""
    (note.parent / "4913").write_text("")
    (note.parent / "4913").unlink()
    backup = note.with_name(note.name + "~")
    note.rename(backup)
    note.write_text("new")
    backup.unlink()


def renamed(note: Path) -> None:
    """Many editors: a temporary file, renamed over the old one."""
    fresh = note.with_name(".lamp.md.tmp")
    fresh.write_text("new")
    fresh.replace(note)


def nested(note: Path) -> None:
    (note.parent / "a" / "b" / "c").mkdir(parents=True)
    (note.parent / "a" / "b" / "c" / "new.md").write_text("new")


def whole_folder(note: Path) -> None:
    """A folder made elsewhere and moved in."""
    made = note.parents[2] / "elsewhere"
    made.mkdir()
    (made / "new.md").write_text("new")
    made.rename(note.parent / "moved")


def deleted_and_made(note: Path) -> None:
    note.unlink()
    note.write_text("new")


CHANGES: list[Callable[[Path], object]] = [
    lambda note: note.write_text("new"),
    lambda note: note.with_name("other.md").write_text("new"),
    lambda note: note.with_name("empty.md").touch(),
    lambda note: note.rename(note.with_name("moved.md")),
    lambda note: note.rename(note.parents[1] / "moved.md"),
    lambda note: note.unlink(),
    lambda note: note.with_name("new").mkdir(),
    lambda note: shutil.rmtree(note.with_name("deep")),
    lambda note: (note.parents[2] / "site.toml").write_text("[site]\ntitle = 'Other'\n"),
    lambda note: (note.parents[2] / "templates" / "page.html").write_text("other"),
    lambda note: os.link(note, note.with_name("linked.md")),
    vim,
    renamed,
    nested,
    whole_folder,
    deleted_and_made,
]
NAMES = [
    "written",
    "created",
    "empty",
    "renamed",
    "moved",
    "deleted",
    "folder",
    "tree-deleted",
    "settings",
    "template",
    "linked",
    "vim",
    "editor",
    "nested",
    "folder-moved-in",
    "deleted-and-made",
]


@pytest.mark.parametrize("change", CHANGES, ids=NAMES)
def test_a_change_wakes(watched: Watched, change: Callable[[Path], object]):
    place, found = watched
    change(place / "content" / "books" / "lamp.md")
    assert woken(found)
    quiet(found)
    assert found.look() == watcher(place).look()


def test_an_equal_stat_is_a_change_all_the_same(watched: Watched):
    """Two saves of equal length within one tick of the clock look the same to a stat."""
    place, found = watched
    note = place / "content" / "books" / "lamp.md"
    before = note.stat()
    note.write_bytes(note.read_bytes().replace(b"lamp", b"pool"))
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert woken(found)


def test_a_new_folder_is_watched_to_its_depth(watched: Watched):
    place, found = watched
    nested(place / "content" / "books" / "lamp.md")
    assert woken(found)
    quiet(found)
    (place / "content" / "books" / "a" / "b" / "c" / "new.md").write_text("newer")
    assert woken(found)


@pytest.mark.parametrize("name", ["templates", "static"])
def test_a_folder_that_comes_later_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setattr(watch, "EVERY", 600.0)
    make_site(tmp_path, {"content/books/lamp.md": "---\ntitle: The lamp at Varn\n---\n"})
    with watcher(tmp_path) as found:
        (tmp_path / name / "partials").mkdir(parents=True)
        assert woken(found)
        quiet(found)
        (tmp_path / name / "partials" / "own.html").write_text("own")
        assert woken(found)


@pytest.mark.parametrize("name", ["content", "templates"])
def test_a_folder_that_is_replaced_is_watched_again(watched: Watched, name: str):
    place, found = watched
    shutil.rmtree(place / name)
    assert woken(found)
    quiet(found)
    (place / name).mkdir()
    assert woken(found)
    quiet(found)
    (place / name / "new.md").write_text("new")
    assert woken(found)


def test_a_folder_that_another_takes_the_place_of_is_watched(watched: Watched):
    """As a checkout of another branch may do it: there was no moment at which the watcher saw nothing."""
    place, found = watched
    shutil.copytree(place / "content", place / "fresh")
    (place / "content").rename(place / "old")
    (place / "fresh").rename(place / "content")
    assert woken(found)
    quiet(found)
    (place / "content" / "books" / "lamp.md").write_text("new")
    assert woken(found)


# --- what never does ------------------------------------------------------------------------------------------


def read_all(place: Path) -> None:
    for path in place.rglob("*"):
        if path.is_file():
            path.read_bytes()


SILENT: dict[str, Callable[[Path], object]] = {
    "reading": read_all,
    "looking": lambda place: list(place.rglob("*")),
    "output": lambda place: (place / "public" / "index.html").write_text("made again"),
    "new output": lambda place: (place / "public" / "x" / "y").mkdir(parents=True),
    "output swapped": lambda place: (place / "public").rename(place / ".public.old"),
    "state": lambda place: make_site(place / ".shelflist", {"index": "state"}),
    "git": lambda place: make_site(place / ".git", {"index": "state"}),
    "other file": lambda place: (place / "README.md").write_text("about this folder"),
    **{
        f"name {name}": lambda place, name=name: (place / "content" / "books" / name).write_text("x")
        for name in (".lamp.md.swp", "4913", "lamp.md~", "#lamp.md#", ".#lamp.md", "lamp.tmp", "lamp.md.bak")
    },
    "root name 4913": lambda place: (place / "4913").touch(),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_no_input_never_wakes(watched: Watched, name: str):
    place, found = watched
    SILENT[name](place)
    assert not found.wait(QUIET)


# --- many changes, few wakes ----------------------------------------------------------------------------------


def test_a_burst_wakes_few_times_and_ends_at_the_last_state(watched: Watched):
    place, found = watched
    for number in range(200):
        (place / "content" / "books" / f"book{number}.md").write_text(f"---\ntitle: Book {number}\n---\n")
    wakes = 0
    while found.wait(QUIET):
        wakes += 1
    assert 1 <= wakes <= 100
    assert len(found.look()) == len(watcher(place).look())
    assert sum(name.startswith("content/books/book") for name in found.look()) == 200


def test_a_change_without_rest_is_told_nevertheless(watched: Watched, monkeypatch: pytest.MonkeyPatch):
    place, found = watched
    monkeypatch.setattr(watch, "QUIET", 60.0)
    monkeypatch.setattr(watch, "LONGEST", 0.2)
    (place / "content" / "books" / "lamp.md").write_text("new")
    assert woken(found)


# --- poke and timeout -----------------------------------------------------------------------------------------


def test_a_poke_ends_the_wait(watched: Watched):
    _, found = watched
    poke = threading.Timer(0.05, found.poke)
    poke.start()
    assert not found.wait()
    poke.join()


def test_a_poke_does_not_hide_a_change(tmp_path: Path):
    """Not even one of which no event told."""
    found = watcher(folder(tmp_path))
    (tmp_path / "content" / "books" / "lamp.md").write_text("longer than before, by some words more")
    found.poke()
    assert found.wait(LONG)


# --- where the system tells nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "sysctl fs.inotify.max_user_watches=524288"),
        (errno.EMFILE, "sysctl fs.inotify.max_user_watches=524288"),
        (errno.EACCES, "changes are not told here (Permission denied): looking at the files every second instead"),
    ],
)
def test_without_events_it_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str):
    def full(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(watch, "POLL", 0.05)
    told: list[str] = []
    found = watcher(folder(tmp_path), told)
    monkeypatch.setattr(found._observer, "schedule", full)
    with found:
        assert len(told) == 1
        assert said in told[0]
        for number in range(3):
            (tmp_path / "content" / "books" / "deep" / f"n{number}.md").write_text("new")
            assert found.wait(LONG)
        assert not found.wait(0.2)
        assert len(told) == 1, "it is said once"


def test_a_folder_that_goes_while_it_is_scheduled_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def gone(*_: Any, **__: Any) -> None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    told: list[str] = []
    found = watcher(folder(tmp_path), told)
    with monkeypatch.context() as patched:
        patched.setattr(found._observer, "schedule", gone)
        found.__enter__()
    with found:
        assert not told
        (tmp_path / "content" / "books" / "lamp.md").write_text("new")
        assert woken(found)


def test_a_missed_event_is_found_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watch, "EVERY", 0.05)
    found = watcher(folder(tmp_path))  # not entered: no event comes
    (tmp_path / "content" / "books" / "new.md").write_text("new")
    assert found.wait(LONG)
    assert not found.wait(0.2)


def test_a_queue_that_ran_over_wakes(watched: Watched):
    _, found = watched
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    assert woken(found)


def test_warnings_of_watchdog_are_not_shown(tmp_path: Path):
    """It warns, in some five lines, when a folder is made while it adds the folder above."""
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        with watcher(folder(tmp_path)):
            warnings.warn_explicit("theirs", RuntimeWarning, "inotify.py", 1, module="watchdog.observers.inotify")
            warnings.warn_explicit("ours", RuntimeWarning, "watch.py", 1, module="shelflist.watch")
    assert [str(warning.message) for warning in shown] == ["ours"]


def test_after_its_end_nothing_of_it_is_left(tmp_path: Path):
    before = set(threading.enumerate())
    handlers = list(logging.getLogger("watchdog").handlers)
    with watcher(folder(tmp_path)):
        assert set(threading.enumerate()) > before
    end = time.monotonic() + LONG
    while set(threading.enumerate()) - before and time.monotonic() < end:
        time.sleep(0.01)
    assert not set(threading.enumerate()) - before
    assert logging.getLogger("watchdog").handlers == handlers
