"""The search index: the same bytes for the same books, nothing of Pagefind's that we do not use, never of other pages."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shelflist import search
from shelflist.errors import BuildFailed
from tests.tools import built, make_site, marc, tree

PAGE = (
    '<!doctype html><html lang="en"><head><title>{t}</title></head><body><main data-pagefind-body><h1>{t}</h1>'
    '<p>{t} by {a}</p><span data-pagefind-filter="Author">{a}</span><span data-pagefind-filter="Year">{y}</span>'
    '<span data-pagefind-filter="Subject">Salt</span><span data-pagefind-filter="Subject">Mills {n}</span>'
    '<span data-pagefind-filter="Status">Read</span><span data-pagefind-sort="year">{y}</span>'
    '<span data-pagefind-sort="title">{t}</span><span data-pagefind-sort="added">{n}</span></main></body></html>'
)
NAMES = ["Alba", "Neri", "Moreau", "Quint", "Öz", "Иванова", "Falconi", "Ripa"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Book pages by their addresses."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for n in range(24):
        place = folder / f"b{n}.html"
        place.write_text(PAGE.format(t=f"Ferry {n}", a=NAMES[n % len(NAMES)], y=1990 + n % 7, n=n), encoding="utf-8")
        found[f"books/b{n}/index.html"] = place
    return found


@pytest.fixture(scope="module")
def indexes(pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The index of these pages, four times; once their pages are given in another order."""
    backwards = dict(reversed(pages.items()))
    given = [pages, pages, backwards, pages]
    return [dict(search.index(one, tmp_path_factory.mktemp("work") / "x", ("en",))) for one in given]


def test_every_run_gives_the_same_bytes(indexes: list[dict[str, bytes]]):
    assert indexes[0] == indexes[1] == indexes[2] == indexes[3]


def test_nothing_unused_is_shipped(indexes: list[dict[str, bytes]]):
    names = list(indexes[0])
    assert [name for name in names if name.startswith(search.UNUSED)] == []
    assert {"pagefind.js", "pagefind-entry.json", "orders.js", "wasm.en.pagefind"} <= set(names)
    assert names == sorted(names)


def values(data: bytes) -> object:
    return search._unpacked(data)


def test_what_names_a_file_names_one_that_is_there(indexes: list[dict[str, bytes]]):
    files = indexes[0]
    entry = json.loads(files["pagefind-entry.json"])
    assert list(entry["languages"]) == ["en"]
    assert entry["languages"]["en"]["page_count"] == 24
    meta = search._unpacked(files[f"pagefind.{entry['languages']['en']['hash']}.pf_meta"])
    filters = [name for _, name in meta[search.FILTERS]]
    assert {f"filter/{name}.pf_filter" for name in filters} == {name for name in files if name.startswith("filter/")}
    assert [key for key, _ in meta[search.FILTERS]] == ["Author", "Status", "Subject", "Year"]
    assert meta[search.SORTS] == []
    orders = json.loads(files[search.ORDERS].partition(b"orders=")[2].rstrip(b";\n"))["en"]
    assert list(orders) == ["added", "title", "year"]
    assert all(sorted(one) == sorted(row[0] for row in meta[search.PAGES]) for one in orders.values())
    fragments = {name.removeprefix("fragment/").removesuffix(".pf_fragment") for name in files if "fragment/" in name}
    assert {row[0] for row in meta[1]} == fragments
    assert {f"index/{row[2]}.pf_index" for row in meta[2]} == {name for name in files if name.startswith("index/")}


def test_filters_hold_every_value_in_order(indexes: list[dict[str, bytes]]):
    files = indexes[0]
    found = {}
    for name, data in files.items():
        if name.startswith("filter/"):
            key, rows = search._unpacked(data)
            found[key] = [row[0] for row in rows]
    assert found["Author"] == sorted(NAMES)
    assert found["Year"] == [str(year) for year in range(1990, 1997)]
    assert found["Status"] == ["Read"]


def packed(value: object) -> bytes:
    """As Pagefind writes it: the gzip time and the level are its own."""
    return gzip.compress(search._packed(value), 1)


def given(order: int) -> dict[str, bytes]:
    """Files of Pagefind's whose order is one of two: what a hash table may do."""
    step = 1 if order else -1
    one, two = [["b", [1]], ["a", [0, 1]]][::step], [["2001", [0]], ["1999", [1]]][::step]
    meta = [
        "1.5.2",
        [["x", 3], ["y", 4]],
        [],
        [["Year", f"en_y{order}"], ["Author", f"en_a{order}"]][::step],
        [["t", [0]], ["a", [1]]][::step],
        [],
    ]
    return {
        "pagefind.js": b"js",
        f"filter/en_a{order}.pf_filter": packed(["Author", one]),
        f"filter/en_y{order}.pf_filter": packed(["Year", two]),
        f"pagefind.en_m{order}.pf_meta": packed(meta),
        "pagefind-entry.json": json.dumps({"version": "1.5.2", "languages": {"en": {"hash": f"en_m{order}"}}}).encode(),
    }  # fmt: skip


def test_settled_order_does_not_depend_on_the_given_one():
    one, other = given(0), given(1)
    assert one != other
    assert search.settled(one) == search.settled(other)
    assert len(search.settled(one)) == len(one) + 1
    assert search.settled(one)["pagefind.js"] == b"js"


def test_settling_what_is_settled_changes_nothing():
    once = search.settled(given(0))
    orders = {search.ORDERS: once[search.ORDERS]}
    assert {**search.settled(once), **orders} == once


def test_books_in_another_language_have_its_index_too(tmp_path: Path):
    text, given = PAGE.replace("<h1>", "<h1{lang}>"), dict[str, Path]()
    for n in range(20):
        place = tmp_path / f"b{n}.html"
        lang = ' lang="it" dir="ltr"' if n < 6 else ' lang="xx"' if n < 12 else ' lang="fr"' if n < 15 else ""
        place.write_text(text.format(t=f"Sale {n}", a="Neri", y=1990, n=n, lang=lang), encoding="utf-8")
        given[f"books/b{n}/index.html"] = place
    files = dict(search.index(given, tmp_path / "work", ("en",)))
    found = json.loads(files["pagefind-entry.json"])["languages"]
    assert {code: one["page_count"] for code, one in found.items()} == {"en": 20, "it": 6}
    assert json.loads(dict(search.index(given, tmp_path / "work", ("en", "it")))["pagefind-entry.json"])[
        "languages"
    ].keys() == {"en"}


# --- covered --------------------------------------------------------------------------------------------------

MANIFEST = {"books/a/index.html": b"1", "books/b/index.html": b"2", "books/b/index.md": b"3"}


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({"index.html": b"9"}, True),
        ({"books/index.html": b"9"}, True),
        ({"books/az/a/2/index.html": b"9"}, True),
        ({"pagefind/pagefind.js": b"9"}, True),
        ({"subjects/a/index.html": b"9"}, True),
        ({"books/a/index.html": b"9"}, False),
        ({"books/c/index.html": b"9"}, False),
        ({"books/b/index.html": b"1", "books/a/index.html": b"2"}, False),
    ],
)
def test_covered(more: dict[str, bytes], same: bool):
    assert (search.covered({**more, **MANIFEST, **more}) == search.covered(MANIFEST)) is same
    assert search.covered(dict(reversed(MANIFEST.items()))) == search.covered(MANIFEST)


def test_book_pages():
    more = {"books/index.html": b"", "books/az/a/index.html": b"", "index.html": b""}
    assert search.book_pages({**more, **MANIFEST}) == ["books/a/index.html", "books/b/index.html"]


# --- in a build -----------------------------------------------------------------------------------------------


def indexed(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(out).items() if name.startswith("pagefind/")}


def test_the_index_is_made_again_only_when_a_book_page_changed(tmp_path: Path):
    files: dict[str, str | bytes] = {
        "content/records/a.mrc": marc("First ferry", "", "a1"),
        "content/records/b.mrc": marc("Last ferry", "", "b1"),
    }
    folder = make_site(tmp_path, files)
    first, out = built(folder, search="with")
    assert (first.search.pages, first.search.rebuilt) == (2, 1)
    before = indexed(out)
    make_site(folder, {"content/pages/other.md": "# Other\n\nWords.\n"})
    second, _ = built(folder, search="with")
    assert (second.search.pages, second.search.rebuilt) == (2, 0)
    assert indexed(out) == before
    make_site(folder, {"content/records/a.mrc": marc("First mill", "", "a1")})
    third, _ = built(folder, search="with")
    assert third.search.rebuilt == 1
    assert indexed(out) != before
    make_site(folder, files)
    fourth, _ = built(folder, search="with")
    assert fourth.search.rebuilt == 1
    assert indexed(out) == before


def test_a_damaged_index_is_made_again(tmp_path: Path):
    folder = make_site(tmp_path, {"content/records/a.mrc": marc("First ferry", "", "a1")})
    _, out = built(folder, search="with")
    before = indexed(out)
    (out / "pagefind" / "pagefind.js").write_text("broken")
    (out / "pagefind" / "pagefind-entry.json").unlink()
    built(folder, search="with")
    assert indexed(out) == before


def test_without_search_there_is_no_index_and_without_books_neither(tmp_path: Path):
    folder = make_site(tmp_path, {"content/records/a.mrc": marc("First ferry", "", "a1")})
    _, out = built(folder, search="with")
    assert indexed(out)
    report, _ = built(folder, search="none")
    assert indexed(out) == {}
    assert (report.search.pages, report.search.shards) == (0, 0)
    (folder / "content" / "records" / "a.mrc").unlink()
    report, _ = built(folder, search="with")
    assert indexed(out) == {}
    assert (report.search.pages, report.search.shards) == (0, 0)


def test_no_work_is_left(pages: dict[str, Path], tmp_path: Path):
    made: Iterator[tuple[str, bytes]] = search.index(pages, tmp_path / "work", ("en",))
    assert len(list(made)) > 24
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped(pages: dict[str, Path], tmp_path: Path):
    with pytest.raises(search.Stopped):
        list(search.index(pages, tmp_path / "work", ("en",), lambda: True))
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped_while_pagefind_runs(pages: dict[str, Path], tmp_path: Path):
    asked = iter([False] * len(pages))
    with pytest.raises(search.Stopped):
        list(search.index(pages, tmp_path / "work", ("en",), lambda: next(asked, True)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo first; echo the last words >&2; exit 3", r"Pagefind stopped \(3\): the last words"),
        ("exit 1", "no message"),
    ],
)
def test_a_pagefind_that_fails_is_told_of(
    pages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
):
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "binary", lambda: str(program))
    with pytest.raises(BuildFailed, match=said):
        list(search.index(pages, tmp_path / "work", ("en",)))
    assert list(tmp_path.iterdir()) == [program]


def test_a_pagefind_that_cannot_be_started_is_told_of(
    pages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(search, "binary", lambda: str(tmp_path / "nowhere"))
    with pytest.raises(BuildFailed, match=r"nowhere.*could not be made"):
        list(search.index(pages, tmp_path / "work", ("en",)))
