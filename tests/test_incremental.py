"""A build after an edit leaves the very site that a clean build makes, touches nothing else, and says so in its report.

Seeded scripts edit a site of some forty records; after every edit the site is held against a clean build elsewhere.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shelflist import manifests, site
from shelflist.report import Report
from shelflist.store import Store
from tests.tools import ROOT, built, make_site, marc, settings, tree

FAMILY = ["Alba", "Neri", "Della Ripa", "Öz", "Moreau", "Quint", "Ivanova", "Łuk"]
GIVEN = ["Ada", "Bruno", "Cléo", "Dora", "Emil"]
THINGS = ["Salt", "Ferries", "Il mulino", "The wind", "L'orto", "Tolls", "Lanterns", "Нева", "Mills & <men>", "A road"]
PLACES = ["Port Amble", "Borgolieve", "Vallescura", "Montefinto"]
HOUSES = ["Lanternhouse Press", "Edizioni del Ponte", "Colombo & Figli", "Quadrifoglio"]
SUBJECTS = ["Trade routes", "Salt industry and trade", "Mills", "Wind", "Mulini"]
LISTS = ["Start here", "By the sea", "Für später"]
SITE = "content/records/"

Files = dict[str, bytes]


def title(rng: random.Random) -> str:
    return f"{rng.choice(THINGS)} {rng.randrange(1, 25)}"


def marc_record(rng: random.Random, number: int) -> bytes:
    """A MARC 21 record; now and then one without a title, which is rejected."""
    name = f"{rng.choice(FAMILY)}, {rng.choice(GIVEN)}"
    year = str(rng.randrange(1990, 2012))
    words = "" if rng.random() < 0.04 else title(rng)
    more = [
        ("041", "0 ", [("a", rng.choice(["eng", "ita", "rus"]))]),
        ("082", "04", [("a", f"{rng.randrange(380, 390)}.{rng.randrange(10)}")]),
        ("264", " 1", [("a", rng.choice(PLACES)), ("b", rng.choice(HOUSES)), ("c", year)]),
        ("490", "0 ", [("a", "Studies"), ("v", str(number))]),
        ("505", "0 ", [("a", f"{title(rng)} -- {title(rng)} / {name}")]),
        ("520", "  ", [("a", f"A study of {title(rng)}.")]),
        ("650", " 0", [("a", rng.choice(SUBJECTS)), ("x", rng.choice(["History", "Fiction"]))]),
    ]
    return marc(words, name, f"m{number}", more)


def labelled_record(rng: random.Random, number: int) -> bytes:
    """The same kind of book as a catalogue page shows it, as one file's text."""
    family, given = rng.choice(FAMILY), rng.choice(GIVEN)
    return (
        f"1. **Record Nr.** UNIXX{number:016d} **Autore** {family} {given} **Titolo** {title(rng)} : saggio / {given} "
        f"{family} **Pubbl/distr/stampa** {rng.choice(PLACES)} : {rng.choice(HOUSES)}, {rng.randrange(1990, 2012)} "
        f"**Descrizione fisica** {rng.randrange(90, 400)} p. **Soggetti** {rng.choice(SUBJECTS)} - Storia "
        f"**Lingua di pubblicazione** Italiano **Livello bibliografico** Monografia\n"
    ).encode()


class Edits:
    """The site as the script wants it: files by path, MARC files as lists of records, and one edit after another."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.number = 0
        self.marc: dict[str, list[bytes]] = {}
        self.files: Files = {}
        self.toml = {"title": '"Test list"', "page_size": "10", "base_url": '""'}
        for n in range(3):
            self.marc[f"{SITE}m{n}.mrc"] = [self.new(marc_record) for _ in range(10)]
        for _ in range(10):
            self.add_labelled()
        for _ in range(6):
            self.note()
        self.list_text()

    def new(self, make: Callable[[random.Random, int], bytes]) -> bytes:
        self.number += 1
        return make(self.rng, self.number)

    def all(self) -> Files:
        """Every file of the site."""
        toml = (
            f"[site]\ntitle = {self.toml['title']}\nbase_url = {self.toml['base_url']}\n"
            f"[build]\npage_size = {self.toml['page_size']}\n"
        )
        return {**{name: b"".join(rows) for name, rows in self.marc.items()}, **self.files, "site.toml": toml.encode()}

    def pick(self, folder: str) -> str:
        """One of the files of a folder, or ""."""
        return self.rng.choice(sorted(name for name in self.files if name.startswith(folder)) or [""])

    def rows(self) -> list[bytes]:
        """The records of one file."""
        return self.marc[self.rng.choice(sorted(self.marc))]

    # edits, one a method

    def add_marc(self) -> None:
        rows = self.rows()
        rows.insert(self.rng.randrange(len(rows) + 1), self.new(marc_record))

    def edit_marc(self) -> None:
        rows = self.rows()
        whole = [n for n, row in enumerate(rows) if b"\x1em" in row]
        if whole:
            n = self.rng.choice(whole)
            rows[n] = marc_record(self.rng, int(rows[n].split(b"\x1em", 1)[1].split(b"\x1e")[0]))

    def delete_marc(self) -> None:
        rows = self.rows()
        if len(rows) > 1:
            rows.pop(self.rng.randrange(len(rows)))

    def move_marc(self) -> None:
        row = self.rows()[-1]
        self.rows().append(row)

    def damage_marc(self) -> None:
        self.rows().append(b"00100 no record at all \x1d")

    def new_file(self) -> None:
        self.marc[f"{SITE}new{self.number}.mrc"] = [self.new(marc_record)]

    def rename_file(self) -> None:
        name = self.rng.choice(sorted(self.marc))
        self.marc[f"{SITE}renamed{self.rng.randrange(1000)}.mrc"] = self.marc.pop(name)

    def add_labelled(self) -> None:
        self.files[f"{SITE}t{self.number}.txt"] = self.new(labelled_record)

    def edit_labelled(self) -> None:
        name = self.pick(SITE)
        if name:
            self.files[name] = labelled_record(self.rng, int(name.removeprefix(f"{SITE}t").split(".")[0] or 0))

    def delete_labelled(self) -> None:
        self.files.pop(self.pick(SITE), None)

    def note(self) -> None:
        """Adds or edits a note: on a record, or with a book of its own, or with nothing to stand on."""
        number = self.rng.randrange(1, self.number + 1)
        head = self.rng.choice(
            [f"record: m{number}", f"title: {title(self.rng)}\nauthors: [Alba, Rina]", "rating: 4\nauthor: X"]
        )
        lines = [head, f"lists: [{self.rng.choice(LISTS)}]", f"status: {self.rng.choice(['read', 'reading', 'want'])}"]
        lines.append(f"added: 20{self.rng.randrange(10, 25)}-0{self.rng.randrange(1, 10)}-11")
        self.files[f"content/books/n{number % 9}.md"] = (
            "---\n" + "\n".join(lines) + f"\n---\n\nOf *{title(self.rng)}*.\n"
        ).encode()

    def note_text(self) -> None:
        """The words of a note and nothing else: what a process that stays does the short way."""
        name = self.pick("content/books/")
        if name:
            self.files[name] += f"\nAnd of {title(self.rng)}.\n".encode()

    def delete_note(self) -> None:
        self.files.pop(self.pick("content/books/"), None)

    def list_text(self) -> None:
        self.files["content/lists/start-here.md"] = f"---\ntitle: Begin\n---\n\n{title(self.rng)}.\n".encode()

    def delete_list_text(self) -> None:
        self.files.pop(self.pick("content/lists/"), None)

    def page(self) -> None:
        self.files[f"content/pages/p{self.rng.randrange(3)}.md"] = f"# {title(self.rng)}\n\nWords.\n".encode()

    def template(self) -> None:
        name = self.rng.choice(["404.html", "partials/cards.html", "page.html"])
        if self.files.pop(f"templates/{name}", None) is None:
            shipped = (ROOT / "templates" / name).read_bytes()
            self.files[f"templates/{name}"] = shipped + f"<!-- {title(self.rng)} -->".encode()

    def static(self) -> None:
        name = self.rng.choice(["static/site.css", "static/own.txt"])
        if self.files.pop(name, None) is None:
            self.files[name] = f"/* {title(self.rng)} */".encode()

    def setting(self) -> None:
        key, values = self.rng.choice(
            [
                ("title", ['"Test list"', '"Salt & <wind>"']),
                ("page_size", ["10", "12"]),
                ("base_url", ['""', '"https://x.example/l"']),
            ]
        )
        self.toml[key] = self.rng.choice(values)

    def nothing(self) -> None:
        """The same files again, newer."""


COMMON = [
    "add_marc", "edit_marc", "edit_marc", "delete_marc", "move_marc", "note", "note_text", "note_text", "delete_note",
]  # fmt: skip
RARE = [
    "damage_marc", "new_file", "rename_file", "add_labelled", "edit_labelled", "delete_labelled", "list_text",
    "delete_list_text", "page", "template", "template", "static", "setting", "setting", "nothing",
]  # fmt: skip


def write(folder: Path, before: Files, after: Files) -> None:
    """The files on the disk as they are wanted; all of them newer when nothing differs."""
    for name in before.keys() - after.keys():
        (folder / name).unlink()
    make_site(
        folder, {name: data for name, data in after.items() if before.get(name) != data}, after["site.toml"].decode()
    )
    if before == after:
        for name in after:
            os.utime(folder / name)


def counts(report: Report) -> tuple[object, ...]:
    """What two builds of the same site must both say; a process that stays may tell its warnings in another order."""
    said = report.sources, report.records, report.books, report.merged, report.rejected, report.pages.total
    return *said, sorted(map(repr, report.warnings))


def times(out: Path) -> dict[str, int]:
    return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}


def hold(old: dict[str, bytes], old_times: dict[str, int], out: Path, report: Report, clean: dict[str, bytes]) -> None:
    """Everything that must be true after an edit."""
    new, new_times = tree(out), times(out)
    assert sorted(new) == sorted(clean)
    assert [name for name in new if new[name] != clean[name]] == []
    assert [name for name in new if old.get(name) == new[name] and old_times[name] != new_times[name]] == []
    pages = report.pages
    written = {name for name in new if old.get(name) != new[name]} - {manifests.MARKER}
    assert pages.written == len(written)
    assert pages.deleted == len(old.keys() - new.keys())
    assert pages.total == len(new) - 1 == pages.written + pages.unchanged


@pytest.mark.parametrize("resident", [False, True], ids=["a process each", "one process"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_edit_leaves_what_a_clean_build_makes(tmp_path: Path, seed: int, resident: bool):
    edits = Edits(seed)
    steps = [*edits.rng.sample(RARE, 5), *edits.rng.choices(COMMON, k=4), "note_text"]
    edits.rng.shuffle(steps)
    folder = make_site(tmp_path / "site", edits.all(), edits.all()["site.toml"].decode())
    memory = Store(settings(folder).state, resident=True) if resident else None
    _, out = built(folder)
    for step, name in enumerate(steps):
        old, old_times, before = tree(out), times(out), edits.all()
        getattr(edits, name)()
        write(folder, before, edits.all())
        report = site.build(settings(folder), site.Options(1, "none"), memory)
        elsewhere = make_site(tmp_path / f"clean{step}", edits.all(), edits.all()["site.toml"].decode())
        clean_report, clean = built(elsewhere, clean=True)
        hold(old, old_times, out, report, tree(clean))
        assert counts(report) == counts(clean_report)
        if before == edits.all():
            assert (report.pages.rendered, report.pages.written, report.pages.deleted) == (0, 0, 0)


def test_one_edit_renders_few_pages(tmp_path: Path):
    edits = Edits(9)
    folder = make_site(tmp_path, edits.all(), edits.all()["site.toml"].decode())
    first, _ = built(folder)
    assert first.pages.rendered > 150
    before = edits.all()
    edits.files["content/books/x.md"] = b"---\nrecord: m5\n---\n\nMine.\n"
    write(folder, before, edits.all())
    report, _ = built(folder)
    assert report.pages.rendered == 1
    assert report.pages.written == 2


@pytest.mark.parametrize("edit", ["nothing", "touched"])
def test_a_build_with_nothing_to_do_loads_and_writes_nothing(tmp_path: Path, edit: str):
    edits = Edits(7)
    folder = make_site(tmp_path, edits.all(), edits.all()["site.toml"].decode())
    command = [sys.executable, "-X", "importtime", str(ROOT / "build.py"), "--site", str(folder), "--no-search"]
    command += ["--report", str(tmp_path / "report.json")]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "shelflist.making" in first.stderr
    before = {**times(folder / "public"), "": (folder / "public").stat().st_mtime_ns}
    if edit == "touched":
        write(folder, edits.all(), edits.all())
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    for module in ("shelflist.making", "shelflist.render", "shelflist.markdown", "jinja2", "yaml", "markdown_it"):
        assert not any(line.endswith(f" {module}") for line in second.stderr.splitlines()), module
    assert {**times(folder / "public"), "": (folder / "public").stat().st_mtime_ns} == before
    report = (tmp_path / "report.json").read_text()
    assert '"rendered": 0' in report
    assert '"written": 0' in report


def test_jobs_and_search_change_no_page(tmp_path: Path):
    edits = Edits(8)
    trees = []
    for name, jobs, search in (("a", 1, "none"), ("b", 2, "none"), ("c", 2, "with")):
        folder = make_site(tmp_path / name, edits.all(), edits.all()["site.toml"].decode())
        _, out = built(folder, jobs, search)
        trees.append({k: v for k, v in tree(out).items() if not k.startswith("pagefind/") and k != manifests.MARKER})
    assert trees[0] == trees[1] == trees[2]
