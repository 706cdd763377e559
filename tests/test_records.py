"""Files of records, read block by block and remembered: large ones are never in memory as a whole (row 52)."""

import subprocess
import sys
from pathlib import Path

import pytest

from shelflist import inputs, readers, records
from shelflist.store import Row, Store
from tests.tools import ROOT, iso2709, make_site, marc

RECORDS = [marc(f"Title {n}", f"Name{n}, Ann", f"id{n}", [("520", "  ", [("a", "Said. " * n)])]) for n in range(40)]


def read(folder: Path, memory: Store) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """The rows of a site's files of records, and what was refused."""
    found = inputs.scan({"content": folder / "content"})
    seen = inputs.look(found, {})
    files = {name: (found[name][0], s.digest) for name, s in seen.items()}
    rows, refused = records.rows(files, (), memory, 1, lambda *_: None)
    return {name: made.rows for name, made in rows.items()}, refused


@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n\x1a"], ids=["nothing", "line", "marks"])
@pytest.mark.parametrize("block", [150, 151, 157, 500, 1_000, 10_000_000])
def test_a_block_cuts_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, between: bytes):
    make_site(
        tmp_path, {"content/records/a.mrc": between.join(RECORDS), "content/records/b.mrc": b"".join(RECORDS[:3])}
    )
    whole, _ = read(tmp_path, Store(tmp_path / "one"))
    monkeypatch.setattr(readers, "BLOCK", block)
    monkeypatch.setattr(records, "WAITING", block * 3)
    monkeypatch.setattr("shelflist.store.FRESH", block * 2)
    memory = Store(tmp_path / "two")
    parted, _ = read(tmp_path, memory)
    assert {name: len(rows) for name, rows in parted.items()} == {
        "content/records/a.mrc": 40,
        "content/records/b.mrc": 3,
    }
    assert parted == whole
    assert [memory.book(row).title for row in parted["content/records/a.mrc"]] == [f"Title {n}" for n in range(40)]


@pytest.mark.parametrize("block", [150, 10_000_000])
def test_the_end_of_a_file_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int):
    monkeypatch.setattr(readers, "BLOCK", block)
    make_site(tmp_path, {"content/records/a.mrc": RECORDS[0] + RECORDS[1][:-30]})
    rows, refused = read(tmp_path, Store(tmp_path / "memory"))
    assert refused == {}
    [good, bad] = rows["content/records/a.mrc"]
    assert good.entry is not None
    assert bad.rejected is not None
    assert "cut short" in bad.rejected[1]


def test_progress_tells_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(records, "WAITING", 1_000)
    make_site(tmp_path, {"content/records/a.mrc": b"".join(RECORDS)})
    path = tmp_path / "content/records/a.mrc"
    told: list[tuple[int, int]] = []
    memory = Store(tmp_path / "memory")
    records.rows({"content/records/a.mrc": (path, b"d")}, (), memory, 1, lambda *said: told.append(said))
    assert told[-1] == (40, 40)
    assert all(done <= total for done, total in told)


def test_who_only_reads_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shelflist.store.FRESH", 1)
    make_site(tmp_path, {"content/records/a.mrc": b"".join(RECORDS)})
    read(tmp_path, Store(tmp_path / "memory", writes=False))
    assert not (tmp_path / "memory").exists()
    read(tmp_path, Store(tmp_path / "memory"))
    assert (tmp_path / "memory" / "records").is_file()


MEASURE = """
import resource, sys
from pathlib import Path
from shelflist import readers, records, store
readers.BLOCK, records.WAITING, store.FRESH = 1_000_000, 2_000_000, 2_000_000
files = {"content/records/a.mrc": (Path(sys.argv[1]), b"d")}
rows, refused = records.rows(files, (), store.Store(Path(sys.argv[2])), 1, lambda *_: None)
assert not refused
print(len(rows["content/records/a.mrc"].rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measured(tmp_path: Path, count: int) -> tuple[int, int]:
    """(records, peak kilobytes) of reading so many records of 90 kB each."""
    file = tmp_path / f"{count}.mrc"
    with file.open("wb") as out:
        for n in range(count):
            notes = [("520", "  ", [("a", f"{n} " + "words and words " * 560)]) for _ in range(10)]
            out.write(iso2709([("001", "", f"id{n}"), ("245", "10", [("a", f"Title {n}")]), *notes]))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file), str(tmp_path / f"memory {count}")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found, peak = done.stdout.split()
    return int(found), int(peak)


def test_row52_memory_does_not_grow_with_the_file(tmp_path: Path):
    assert measured(tmp_path, 60)[0] == 60
    small, large = measured(tmp_path, 120), measured(tmp_path, 720)
    assert (small[0], large[0]) == (120, 720)
    assert large[1] - small[1] < 10_000, "54 MB more of records in 10 MB more of memory"
