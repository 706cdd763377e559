"""What earlier builds remembered is never trusted: damaged, cut short, of another version or of another site, it is left."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from shelflist import site, store
from shelflist.errors import BuildFailed
from shelflist.model import Book, Source
from shelflist.store import Damaged, FileRows, Row, Store
from tests.tools import built, make_site, marc, settings, tree

FILES: dict[str, str | bytes] = {
    "content/records/a.mrc": marc("First ferry", "Alba, Rina", "a1") + marc("Second ferry", "Neri, Ada", "a2"),
    "content/records/b.mrc": marc("Third ferry", "Alba, Rina", "b1"),
    "content/books/n.md": "---\nrecord: a1\nlists: [Start here]\n---\n\nMine.\n",
}
EDIT: dict[str, str | bytes] = {
    "content/records/b.mrc": marc("Third ferry", "Alba, Rina", "b1") + marc("Fourth ferry", "Moreau, Cléo", "b2")
}


def flipped(data: bytes) -> bytes:
    """One bit in the middle is another."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) * 2 // 3],
    "one byte": lambda data: data[:1],
    "longer": lambda data: data + b"more",
    "one bit": flipped,
    "zeros": lambda data: bytes(len(data)),
    "another version": lambda data: b"another engine!!" + data[16:],
    "nonsense that is whole": lambda data: data[:16] + msgspec.msgpack.encode("nonsense"),
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site after the edit, made without any memory."""
    return tree(built(make_site(tmp_path_factory.mktemp("clean"), {**FILES, **EDIT}), clean=True)[1])


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("file", ["state", "index", "records"])
def test_damaged_memory_is_thrown_away(tmp_path: Path, clean: dict[str, bytes], file: str, damage: str):
    folder = make_site(tmp_path, FILES)
    built(folder)
    place = folder / ".shelflist" / file
    place.write_bytes(DAMAGES[damage](place.read_bytes()))
    make_site(folder, EDIT)
    report, out = built(folder)
    assert tree(out) == clean
    assert (report.records, report.books, report.rejected) == (4, 4, [])
    again, _ = built(folder)
    assert (again.pages.rendered, again.pages.written) == (0, 0)


@pytest.mark.parametrize("gone", ["state", "index", "records", ""])
def test_memory_may_be_deleted(tmp_path: Path, clean: dict[str, bytes], gone: str):
    folder = make_site(tmp_path, FILES)
    built(folder)
    make_site(folder, EDIT)
    if gone:
        (folder / ".shelflist" / gone).unlink()
    else:
        shutil.rmtree(folder / ".shelflist")
    report, out = built(folder)
    assert tree(out) == clean
    assert report.books == 4


def test_memory_of_another_site_is_no_harm(tmp_path: Path, clean: dict[str, bytes]):
    other = make_site(tmp_path / "other", {"content/records/a.mrc": marc("Another", "Quint, Emil", "a1")})
    built(other)
    folder = make_site(tmp_path / "site", {**FILES, **EDIT})
    shutil.copytree(other / ".shelflist", folder / ".shelflist")
    _, out = built(folder)
    assert tree(out) == clean


@pytest.mark.parametrize("search", ["none", "with"])
def test_memory_older_than_the_site(tmp_path: Path, search: str):
    """A build was killed between publishing and remembering, and its edit was undone: the old pages must come back."""
    folder = make_site(tmp_path / "site", FILES)
    _, out = built(folder, search=search)
    before = tree(out)
    shutil.copytree(folder / ".shelflist", tmp_path / "remembered")
    make_site(folder, {"content/records/b.mrc": marc("Third lantern", "Alba, Rina", "b1")})
    built(folder, search=search)
    assert tree(out) != before
    shutil.rmtree(folder / ".shelflist")
    shutil.copytree(tmp_path / "remembered", folder / ".shelflist")
    make_site(folder, FILES)
    built(folder, search=search)
    now = tree(out)
    assert sorted(now) == sorted(before)
    assert [name for name in now if now[name] != before[name]] == []


def test_another_engine_trusts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = make_site(tmp_path, FILES)
    first, out = built(folder)
    before = tree(out)
    monkeypatch.setattr(store, "engine_digest", lambda: b"a later engine..")
    report, _ = built(folder)
    assert report.pages.rendered == first.pages.rendered
    assert report.pages.written == 0
    assert tree(out) == before


def test_what_cannot_be_remembered_is_told(tmp_path: Path):
    folder = make_site(tmp_path, {**FILES, ".shelflist/state/x": ""})
    with pytest.raises(BuildFailed, match=r"state.*could not be kept"):
        built(folder)
    assert (folder / "public" / "index.html").is_file()


# --- the store itself -----------------------------------------------------------------------------------------


def book(number: int, size: int = 10) -> bytes:
    return store.encode(Book(Source("", 0, "marc21"), f"b{number}", "x" * size))


def kept(memory: Store, numbers: range, size: int = 10) -> None:
    """Puts books into the store as the rows of one file."""
    made = memory.open().files["f"] = FileRows(b"d", "marc21", [])
    for n in numbers:
        offset, length, check = memory.put(book(n, size))
        made.rows.append(Row(bytes([n]), offset, length, check))


def test_books_come_back_from_the_disk(tmp_path: Path):
    memory = Store(tmp_path)
    kept(memory, range(5))
    memory.save()
    again = Store(tmp_path)
    assert [again.book(row).id for row in again.open().files["f"].rows] == ["b0", "b1", "b2", "b3", "b4"]
    assert sorted(again.rows_by_digest()) == [bytes([n]) for n in range(5)]


def test_books_are_appended(tmp_path: Path):
    memory = Store(tmp_path)
    kept(memory, range(3))
    memory.save()
    before = (tmp_path / "records").read_bytes()
    again = Store(tmp_path)
    rows = again.open().files["f"].rows
    offset, length, check = again.put(book(9))
    rows.append(Row(b"9", offset, length, check))
    again.save()
    assert (tmp_path / "records").read_bytes() == before + book(9)
    last = Store(tmp_path)
    assert [last.book(row).id for row in last.open().files["f"].rows] == ["b0", "b1", "b2", "b9"]


def test_books_that_nobody_names_go_when_they_are_half(tmp_path: Path):
    memory = Store(tmp_path)
    kept(memory, range(10), 200_000)
    memory.save()
    whole = (tmp_path / "records").stat().st_size
    again = Store(tmp_path)
    again.open().files["f"].rows = again.open().files["f"].rows[8:]
    again.save()
    assert (tmp_path / "records").stat().st_size < whole * 0.4
    last = Store(tmp_path)
    assert [last.book(row).id for row in last.open().files["f"].rows] == ["b8", "b9"]


def test_a_book_that_is_not_what_it_was(tmp_path: Path):
    memory = Store(tmp_path)
    kept(memory, range(1))
    memory.save()
    place = tmp_path / "records"
    place.write_bytes(DAMAGES["one bit"](place.read_bytes()))
    again = Store(tmp_path)
    with pytest.raises(Damaged):
        again.book(again.open().files["f"].rows[0])


@pytest.mark.parametrize("damage", ["empty", "gone"])
def test_books_that_are_gone_are_not_remembered(tmp_path: Path, damage: str):
    memory = Store(tmp_path)
    kept(memory, range(1))
    memory.save()
    place = tmp_path / "records"
    place.unlink()
    if damage == "empty":
        place.touch()
    assert Store(tmp_path).open().files == {}


def test_only_written_files_are_owed(tmp_path: Path):
    memory = Store(tmp_path)
    memory.owe({"a": b"1"}, {"a": 1})
    memory.owe({"a": b"2", "b": b"1"}, {"b": 2})
    assert (memory.pending, memory.staged) == ({"a": b"2", "b": b"1"}, {"a": 1, "b": 2})
    memory.owe({}, None)
    memory.owe({}, {"c": 3})
    assert memory.staged is None


def test_a_process_that_stays_reaches_the_disk_when_it_is_told_to(tmp_path: Path):
    folder = make_site(tmp_path, FILES)
    memory = Store(settings(folder).state, resident=True)
    site.build(settings(folder), site.Options(1, "none"), memory)
    assert not (folder / ".shelflist").exists()
    site.remember(settings(folder), memory)
    assert sorted(tree(folder / ".shelflist")) == ["index", "records", "state"]
    report, _ = built(folder)
    assert report.pages.rendered == 0
