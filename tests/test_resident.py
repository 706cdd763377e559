"""A process that stays gives, after any edits, the very site that a clean build gives; and a body costs one page."""

import random
import shutil
from pathlib import Path

import pytest

from shelflist import site
from shelflist.report import Report
from shelflist.store import Store
from tests.tools import TOML, make_site, marc, settings, tree

BOOKS = {"a1": "The lamp at Varn", "a2": "A stone in the hand", "a3": "Winter ferries", "a4": "Nine kinds of rope"}
PEOPLE = ("Oduya, Tess", "Brandt, Ilse", "Marek, Jon")
STATUSES = ("read", "reading", "to-read", "abandoned")
TAGS = ("rope", "ferries", "small towns", "light")
WORDS = ("quiet", "harbour", "I read it twice", "*slowly*", "the second half", "with Ilse Brandt’s other book", "")


def records() -> bytes:
    return b"".join(
        marc(title, PEOPLE[n % 3], key, [("650", " 0", [("a", "Lamps" if n % 2 else "Ships")])])
        for n, (key, title) in enumerate(BOOKS.items())
    )


class Stays:
    """A site and the process that stays with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = make_site(
            folder / "site",
            {
                "content/records/one.mrc": records(),
                "content/books/lamp.md": "---\nrecord: a1\nstatus: read\n---\n\nA first word.\n",
                "content/books/own.md": "---\ntitle: A book of our own\nauthors: [Tess Oduya]\n---\n\nOurs.\n",
            },
            TOML + "\n[build]\nrecent = 3\npage_size = 10\n",
        )
        self.notes = self.folder / "content" / "books"
        self.memory = Store(self.folder / ".shelflist", resident=True)
        self.build()

    def build(self) -> Report:
        return site.build(settings(self.folder), site.Options(1, "none"), self.memory)

    def same_as_clean(self, place: Path) -> bool:
        """Whether the site that stands is the one that a process without any memory makes of the same files."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder / "content", place / "content")
        shutil.copyfile(self.folder / "site.toml", place / "site.toml")
        site.build(settings(place), site.Options(1, "none", True))
        return tree(place / "public") == tree(self.folder / "public")


@pytest.fixture
def stays(tmp_path: Path) -> Stays:
    return Stays(tmp_path)


def edited(text: str, draw: random.Random) -> str:
    """The note with one thing of it changed."""
    head, _, body = text.removeprefix("---\n").partition("---\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    kind = draw.choice(["body", "body", "body", "status", "tags", "title", "rating", "none"])
    match kind:
        case "body":
            body = "\n" + " ".join(draw.sample(WORDS, 3)) + "\n"
        case "status":
            lines["status"] = draw.choice(STATUSES)
        case "tags":
            lines["tags"] = f"[{', '.join(draw.sample(TAGS, draw.randint(0, 3)))}]"
        case "title":
            lines["title"] = f"{draw.choice(['A', 'The', 'No'])} {draw.choice(['lamp', 'rope', 'ferry'])}"
        case "rating":
            lines["rating"] = str(draw.randint(1, 5))
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()) + "---\n" + body


def edit(notes: Path, draw: random.Random, number: int) -> None:
    """One random edit of the notes' folder."""
    found = sorted(notes.iterdir())
    kind = draw.choice(["edit"] * 6 + ["new", "join", "delete", "rename"])
    if kind == "new" or not found:
        (notes / f"n{number}.md").write_text(f"---\ntitle: New book {number}\n---\n\nBegun.\n")
    elif kind == "join":
        (notes / f"n{number}.md").write_text(f"---\nrecord: {draw.choice(list(BOOKS))}\n---\n\nOn a record.\n")
    elif kind == "delete":
        draw.choice(found).unlink()
    elif kind == "rename":
        draw.choice(found).rename(notes / f"r{number}.md")
    else:
        for note in draw.sample(found, min(len(found), draw.choice([1, 1, 2]))):
            note.write_text(edited(note.read_text(), draw))


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_end_as_a_clean_build(stays: Stays, tmp_path: Path, seed: int):
    draw = random.Random(seed)
    for number in range(20):
        edit(stays.notes, draw, number)
        stays.build()
        assert stays.same_as_clean(tmp_path / "clean"), f"after edit {number}"


def test_what_it_leaves_is_good_for_the_next_process(stays: Stays, tmp_path: Path):
    draw = random.Random(7)
    for number in range(5):
        edit(stays.notes, draw, number)
        stays.build()
    site.remember(settings(stays.folder), stays.memory)
    again = site.build(settings(stays.folder), site.Options(1, "none"))
    assert (again.pages.rendered, again.pages.written, again.pages.deleted) == (0, 0, 0)
    assert stays.same_as_clean(tmp_path / "clean")


@pytest.mark.parametrize(("note", "pages"), [("lamp.md", 2), ("own.md", 1)])
def test_a_body_costs_one_page(stays: Stays, tmp_path: Path, note: str, pages: int):
    """The book's own; and home, where the latest notes are shown and this book was read."""
    for text in ("Another word.", "And *another*.", "A third [of them](https://example.org/)."):
        path = stays.notes / note
        path.write_text(path.read_text().rpartition("---\n")[0] + f"---\n\n{text}\n")
        made = stays.build()
        assert made.pages.rendered == pages
        assert 1 <= made.pages.written <= pages + 1  # the pages, and the Markdown of one
        assert made.pages.deleted == 0
    assert stays.same_as_clean(tmp_path / "clean")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "content/books/lamp.md").write_text("---\nrecord: a1\nstatus: reading\n---\n"),
        lambda folder: (folder / "content/books/lamp.md").write_text("---\nrecord: a2\nstatus: read\n---\n"),
        lambda folder: (folder / "content/books/lamp.md").write_text("---\nrecord: none\n---\n"),
        lambda folder: (folder / "content/books/lamp.md").write_text("---\nrecord: [\n---\n"),
        lambda folder: (folder / "content/books/lamp.md").write_bytes(b"---\nrecord: a1\n---\n\n\xff\xfe\n"),
        lambda folder: (folder / "content/books/twin.md").write_text("---\nrecord: a1\n---\n\nA twin.\n"),
        lambda folder: (folder / "content/records/one.mrc").write_bytes(records() + marc("Late", "", "a9")),
        lambda folder: (folder / "content/books/own.md").unlink(),
        lambda folder: make_site(folder, {"content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n"}),
        lambda folder: make_site(folder, {}, TOML.replace("Test", "Other")),
    ],
    ids=["status", "other-book", "no-book", "broken", "not-utf8", "twin", "record", "deleted", "page", "settings"],
)
def test_what_touches_more_is_seen_everywhere(stays: Stays, tmp_path: Path, change):
    change(stays.folder)
    stays.build()
    assert stays.same_as_clean(tmp_path / "clean")
    lamp = stays.notes / "lamp.md"
    lamp.write_text("---\nrecord: a1\nstatus: read\n---\n\nBack again.\n")
    stays.build()
    assert stays.same_as_clean(tmp_path / "clean")


def test_warnings_of_a_note_come_and_go_with_it(stays: Stays):
    path = stays.notes / "lamp.md"
    path.write_text("---\nrecord: a1\nstatus: read\nmood: good\n---\n\nA word.\n")
    assert [warning.field for warning in stays.build().warnings] == ["mood"]
    path.write_text("---\nrecord: a1\nstatus: read\n---\n\nAnother word.\n")
    assert not stays.build().warnings


def test_nothing_changed_is_nothing_done(stays: Stays):
    path = stays.notes / "lamp.md"
    path.write_bytes(path.read_bytes())
    made = stays.build()
    assert (made.pages.rendered, made.pages.written) == (0, 0)
