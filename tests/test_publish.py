"""The site folder: what is refused, what is kept, what goes, what an error or a second build does to it."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from shelflist import manifests, publish, site
from shelflist.errors import BuildFailed
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.tools import ROOT, built, make_site, marc, tree

RECORDS = {"content/records/a.mrc": marc("First", "Doe, Ann", "a1") + marc("Second", "Roe, Bob", "a2")}


def put(folder: Path, files: dict[str, bytes], few: bool = True) -> publish.Outcome:
    """Publishes these files, as a build would."""
    with publish.open_target(folder, []) as target:
        manifest = {path: manifests.content_digest(data) for path, data in files.items()}
        staged = {path for path in files if target.manifest.get(path) != manifest[path]}
        for path in staged:
            target.stage(path, files[path])
        return publish.commit(target, manifest, staged)


@pytest.mark.parametrize(
    "path", ["", "/etc/x", "../x", "a/../x", "a//b", "a/./b", ".hidden", "a\\b", "a\0b", "x" * 201, "d/" * 121 + "x"]
)
def test_paths_that_must_not_be_published(path: str):
    with pytest.raises(ValueError, match="cannot be the path"):
        manifests.check_path(path)


def test_outcome_counts_and_files(tmp_path: Path):
    out = tmp_path / "public"
    assert put(out, {"a": b"1", "b/c": b"2"}) == publish.Outcome(2, 0, 0)
    assert put(out, {"a": b"1", "b/c": b"3"}) == publish.Outcome(1, 1, 0)
    assert put(out, {"a": b"1"}) == publish.Outcome(0, 1, 1)
    assert not (out / "b").exists(), "the folder of a deleted page goes when it is empty"
    assert sorted(tree(out)) == [manifests.MARKER, "a"]


@pytest.mark.parametrize("count", [3, 500], ids=["one by one", "whole tree"])
def test_foreign_files_are_never_touched(tmp_path: Path, count: int):
    out = tmp_path / "public"
    put(out, {f"p{n}/index.html": b"old" for n in range(count)})
    (out / "CNAME").write_text("example.org")
    (out / "p1" / "mine.txt").write_text("mine")
    put(out, {f"q{n}/index.html": b"new" for n in range(count)})
    assert (out / "CNAME").read_text() == "example.org"
    assert (out / "p1" / "mine.txt").read_text() == "mine"
    assert not (out / "p1" / "index.html").exists()
    assert (out / "q2" / "index.html").read_bytes() == b"new"


@pytest.mark.parametrize("count", [1, 500], ids=["one by one", "whole tree"])
def test_a_foreign_file_in_the_way_stops_the_build(tmp_path: Path, count: int):
    out = tmp_path / "public"
    put(out, {"a": b"1"})
    (out / "q0").mkdir()
    (out / "q0" / "index.html").write_text("mine")
    before = tree(out)
    with pytest.raises(BuildFailed, match="did not write is in the way"):
        put(out, {"a": b"1", **{f"q{n}/index.html": b"new" for n in range(count)}})
    assert tree(out) == before


def test_unchanged_files_keep_their_time(tmp_path: Path):
    out = tmp_path / "public"
    put(out, {f"p{n}": b"1" for n in range(500)})
    os.utime(out / "p7", ns=(1, 1))
    put(out, {f"p{n}": b"2" if n % 2 == 0 else b"1" for n in range(500)})
    assert (out / "p7").stat().st_mtime_ns == 1


def test_paths_that_differ_in_case_only(tmp_path: Path):
    with pytest.raises(BuildFailed, match="one file on some systems"):
        put(tmp_path / "public", {"A/x": b"1", "a/x": b"2"})


def refusals(tmp_path: Path) -> dict[str, Path]:
    """Folders in which no site may be made."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing" / "deeper")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").write_text("mine")
    return {
        "root": Path("/"),
        "home": Path.home(),
        "a file": tmp_path / "file",
        "a dangling link": tmp_path / "nowhere",
        "a folder of other files": tmp_path / "full",
        "the site's own folder": tmp_path / "site",
        "above it": tmp_path,
        "content": tmp_path / "site" / "content",
        "inside content": tmp_path / "site" / "content" / "public",
        "inside templates": tmp_path / "site" / "templates" / "x",
        "inside static": tmp_path / "site" / "static" / "x",
    }


@pytest.mark.parametrize(
    "kind",
    [
        "root", "home", "a file", "a dangling link", "a folder of other files", "the site's own folder", "above it",
        "content", "inside content", "inside templates", "inside static",
    ],
)  # fmt: skip
def test_folders_that_are_refused(tmp_path: Path, kind: str):
    out = refusals(tmp_path)[kind]
    make_site(tmp_path / "site", {**RECORDS, "templates/x.txt": "", "static/x.txt": ""})
    before = tree(tmp_path)
    found = load(tmp_path / "site", frozenset(FORMATS), None, str(out))
    with pytest.raises(BuildFailed, match=r"name another|name a folder|empty it") as caught:
        site.build(found, site.Options(1, "none"))
    assert caught.value.status == 1
    assert tree(tmp_path) == before


def test_second_build_is_told_who_is_at_work(tmp_path: Path):
    with (
        publish.open_target(tmp_path / "public", []),
        pytest.raises(BuildFailed, match=f"process {os.getpid()}") as caught,
    ):
        publish.open_target(tmp_path / "public", [])
    assert caught.value.status == 75


def test_an_error_leaves_the_old_site(tmp_path: Path):
    folder = make_site(tmp_path, RECORDS)
    _, out = built(folder)
    before = tree(out)
    make_site(
        folder, {"content/records/b.mrc": marc("Third", "Poe, Cid", "a3"), "templates/book.html": "{{ nothing }}"}
    )
    with pytest.raises(BuildFailed, match=r"templates/book.html.*nothing"):
        built(folder)
    assert tree(out) == before
    (folder / "templates" / "book.html").unlink()
    built(folder)
    assert "books/third-poe/index.html" in tree(out)
    assert list(out.parent.glob(".public.shelflist/*")) == [out.parent / ".public.shelflist" / "lock"]


def limited() -> None:
    """In a child: no file may grow beyond 6 kB, as on a disk that is nearly full."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))


def test_disk_full_leaves_the_old_site(tmp_path: Path):
    folder = make_site(tmp_path, RECORDS)
    _, out = built(folder)
    before = tree(out)
    more = b"".join(marc(f"Title {n}", f"Author{n}, Ann", f"b{n}") for n in range(60))
    make_site(folder, {"content/records/b.mrc": more})
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--site", str(folder), "--no-search", "--jobs", "1"],
        capture_output=True, text=True, preexec_fn=limited, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "File too large" in last
    assert "still stands" in last
    assert "Traceback" not in done.stderr
    assert tree(out) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_report_that_cannot_be_written(tmp_path: Path):
    folder = make_site(tmp_path, RECORDS)
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--site", str(folder), "--no-search", "--report", "/dev/full"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert (folder / "public" / "index.html").is_file()


def journal_states(tmp_path: Path) -> tuple[Path, Path, dict[str, bytes]]:
    """A site with a journal that was written and not applied: what a kill right after it leaves."""
    out = tmp_path / "public"
    put(out, {"a": b"1", "b": b"2", "gone": b"3"})
    new = {"a": b"one", "b": b"2", "c/d": b"4"}
    target = publish.open_target(out, [])
    manifest = {path: manifests.content_digest(data) for path, data in new.items()}
    for path in ("a", "c/d"):
        target.stage(path, new[path])
    target.text = manifests.text_of(manifest)
    real, publish._apply = publish._apply, lambda *_: None
    try:
        publish._replace(target, ["a", "c/d"], ["gone"])
    finally:
        publish._apply = real
    os.close(target._lock)
    return out, out.parent / ".public.shelflist", new


def test_recover_completes_a_journal(tmp_path: Path):
    out, work, new = journal_states(tmp_path)
    assert (work / "journal").exists()
    publish.recover(out)
    found = tree(out)
    found.pop(manifests.MARKER)
    assert found == new
    assert sorted(path.name for path in work.iterdir()) == ["lock"]


def test_recover_can_be_done_again_from_any_point(tmp_path: Path):
    out, work, new = journal_states(tmp_path)
    journal = (work / "journal").read_text()
    (work / "staging" / "a").replace(out / "a")  # killed after its first step
    (out / "gone").unlink()
    publish.recover(out)
    assert journal.splitlines()[-1] == "M"
    assert manifests.read_manifest(out).keys() == new.keys()
    assert (out / "c/d").read_bytes() == b"4"


def test_a_damaged_manifest_is_made_again(tmp_path: Path):
    folder = make_site(tmp_path, RECORDS)
    _, out = built(folder)
    whole = tree(out)
    (out / manifests.MARKER).write_text("shelflist 1\nnot a digest\n")
    built(folder)  # nothing says that the files are ours, but they are what would be written
    assert tree(out) == whole


def test_a_file_of_ours_that_cannot_be_told_from_a_foreign_one_is_kept(tmp_path: Path):
    folder = make_site(tmp_path, RECORDS)
    _, out = built(folder)
    (out / manifests.MARKER).write_text("shelflist 1\nnot a digest\n")
    (out / "index.html").write_text("whose?")
    with pytest.raises(BuildFailed, match="did not write is in the way"):
        built(folder)
    assert (out / "index.html").read_text() == "whose?"


def test_a_page_that_was_deleted_or_changed_by_hand_is_made_again(tmp_path: Path):
    folder = make_site(tmp_path, RECORDS)
    _, out = built(folder)
    whole = tree(out)
    (out / "index.html").unlink()
    (out / "books" / "first-doe" / "index.html").write_text("<h1>defaced</h1>")
    report, _ = built(folder)
    assert tree(out) == whole
    assert report.pages.written == 2


def test_a_deleted_record_takes_its_pages_along(tmp_path: Path):
    folder = make_site(tmp_path, {**RECORDS, "content/records/b.mrc": marc("Third", "Poe, Cid", "a3")})
    _, out = built(folder)
    assert (out / "books" / "third-poe").is_dir()
    (folder / "content" / "records" / "b.mrc").unlink()
    report, _ = built(folder)
    assert report.pages.deleted >= 3
    assert not (out / "books" / "third-poe").exists()
    assert not (out / "authors" / "poe-cid").exists()
