"""The same records give the same bytes: whatever the hash seed, zone, language, home, umask, folder, number of processes
and order in which the disk lists the files."""

import os
import random
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT, tree

MACHINES = {
    "plain": ({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, 0o022, 1, "a"),
    "Turkish": ({"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}, 0o077, 2, "a folder é"),
    "Samoan": ({"PYTHONHASHSEED": "77", "TZ": "Pacific/Apia", "LC_ALL": "C"}, 0o000, 2, "long/" + "x" * 120 + "/" + "y" * 60),
    "random": ({"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "ar_EG.UTF-8"}, 0o027, 1, "-rf"),
}  # fmt: skip


def copied(place: Path, seed: int) -> Path:
    """The demonstration in a folder, its files made in an order of their own, with times of their own."""
    rng = random.Random(seed)
    files = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    rng.shuffle(files)
    for path in [*files, ROOT / "site.toml"]:
        new = place / path.relative_to(ROOT)
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, new)
        os.utime(new, (seed, rng.randrange(4_000_000_000)))
    return place


def build(place: Path, environment: dict[str, str], umask: int, jobs: int, home: Path) -> Path:
    """A build in a process of its own, in an environment of its own."""
    home.mkdir()
    subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--jobs", str(jobs), "--quiet"],
        cwd=place, env={**environment, "HOME": str(home), "PATH": os.environ["PATH"]}, umask=umask, check=True,
    )  # fmt: skip
    assert list(home.iterdir()) == []
    return place / "public"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site of each machine."""
    base = tmp_path_factory.mktemp("machines")
    found = {}
    for n, (name, (environment, umask, jobs, folder)) in enumerate(MACHINES.items()):
        place = copied(base / str(n) / folder, n)
        found[name] = build(place, environment, umask, jobs, base / f"home{n}")
    return found


@pytest.mark.parametrize("name", [name for name in MACHINES if name != "plain"])
def test_every_machine_makes_the_same_bytes(sites: dict[str, Path], name: str):
    one, other = tree(sites["plain"]), tree(sites[name])
    assert any(path.startswith("pagefind/") for path in one)
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.parametrize("name", MACHINES)
def test_everybody_may_read_a_site(sites: dict[str, Path], name: str):
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in sites[name].rglob("*")}
    assert modes == {(True, 0o755), (False, 0o644)}


def test_a_site_says_nothing_of_the_machine(sites: dict[str, Path]):
    place = sites["random"].parent
    words = [str(place).encode(), str(ROOT).encode(), sys.prefix.encode(), b"home3"]
    found = [(path, word) for path, data in tree(sites["random"]).items() for word in words if word in data]
    assert found == []


def test_building_again_with_other_processes_changes_nothing(sites: dict[str, Path], tmp_path: Path):
    place = sites["plain"].parent
    before = tree(place / "public")
    (place / "content" / "books" / "extra.md").write_text("---\ntitle: Extra\nauthor: Neri, Ada\n---\n")
    build(place, MACHINES["Turkish"][0], 0o077, 2, tmp_path / "one")
    assert tree(place / "public") != before
    (place / "content" / "books" / "extra.md").unlink()
    build(place, MACHINES["Samoan"][0], 0o022, 1, tmp_path / "two")
    assert tree(place / "public") == before
