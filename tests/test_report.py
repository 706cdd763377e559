"""The report: counts that add up, lines that name file, record and field, nothing that a terminal would obey."""

import json

import msgspec
import pytest

from shelflist import report
from shelflist.report import Clock, Pages, Rejected, Report, Warned
from tests.tools import built, make_site, marc


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            Rejected("content/records/a.mrc", 17, "id9", "245", "no title"),
            "content/records/a.mrc:record 17 (id9): 245: no title, left out",
        ),
        (Rejected("content/records/a.mrc", 0, "", "", "not a file of records"), "content/records/a.mrc: not a file of records, left out"),
        (Rejected("a.mrc", 2, "", "leader", "no length"), "a.mrc:record 2: leader: no length, left out"),
        (Rejected("a.mrc", 2, "\x1b[2J", "\x07", "a\nb\x00\u202e"), "a.mrc:record 2 (\\x1b[2J): \\x07: a\\nb\\x00\\u202e, left out"),
        (Rejected("a\x1b]0;x\x07.mrc", 1, "", "", "no"), "a\\x1b]0;x\\x07.mrc:record 1: no, left out"),
    ],
)  # fmt: skip
def test_lines_of_rejections(found: Rejected, line: str):
    assert report.lines(Report(rejected=[found])) == [line]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (Warned("a.mrc", 3, "id", "020", "not a valid ISBN", "kept as printed"), "a.mrc:record 3 (id): 020: not a valid ISBN, kept as printed"),
        (Warned("content/books/n.md", 0, "", "rating", "not a number"), "content/books/n.md: rating: not a number"),
        (Warned("n.md", 0, "", "", "x\x1b[31m", "y\x1b[0m"), "n.md: x\\x1b[31m, y\\x1b[0m"),
        (Warned("n.md", 0, "", "", "x" * 999, ""), "n.md: " + "x" * 299 + "…"),
    ],
)  # fmt: skip
def test_lines_of_warnings(found: Warned, line: str):
    assert report.lines(Report(warnings=[found])) == [line]


def test_every_line_is_one_line_that_can_be_printed():
    odd = "".join(map(chr, [*range(0, 0x300), 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF, 0xD800, 0xFFFF, 0x1F600]))
    made = Report(rejected=[Rejected(odd, 1, odd, odd, odd)], warnings=[Warned(odd, 1, odd, odd, odd, odd)])
    for line in report.lines(made):
        assert line.isprintable()
        assert len(line) < 1000
        line.encode()


def test_rejections_come_before_warnings():
    made = Report(rejected=[Rejected("b", 1, "", "", "r")], warnings=[Warned("a", 1, "", "", "w")])
    assert [line[0] for line in report.lines(made)] == ["b", "a"]


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (Report(), "0 records: 0 books; 0 files: 0 written, 0 unchanged, 0 deleted in 0.00 s"),
        (
            Report(records=1, books=1, pages=Pages(1, 1, 1, 0, 0), seconds={"total": 0.129}),
            "1 record: 1 book; 1 file: 1 written, 0 unchanged, 0 deleted in 0.13 s",
        ),
        (
            Report(
                records=25_000, books=24_980, merged=10, pages=Pages(60_000, 12, 1_200, 58_800, 3),
                rejected=[Rejected("a", n, "", "", "") for n in range(1, 11)], warnings=[Warned("a", 1, "", "", "")],
                seconds={"total": 12.0},
            ),
            "25,000 records: 24,980 books, 10 merged, 10 rejected; "
            "60,000 files: 1,200 written, 58,800 unchanged, 3 deleted; 1 warning in 12.00 s",
        ),
        (Report(rejected=[Rejected("a", 0, "", "", "a whole file")]), "0 records: 0 books; 0 files: 0 written, 0 unchanged, 0 deleted in 0.00 s"),
    ],
)  # fmt: skip
def test_closing(made: Report, line: str):
    assert report.closing(made) == line


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 books"), (1, "1 book"), (2, "2 books"), (1000, "1,000 books"), (1_234_567, "1,234,567 books")],
)
def test_count(number: int, text: str):
    assert report.count(number, "book") == text


# --- of builds ------------------------------------------------------------------------------------------------


def test_counts_of_a_build_add_up(tmp_path):
    twice = marc("First ferry", "Alba, Rina", "a1")
    folder = make_site(
        tmp_path,
        {
            "content/records/a.mrc": twice
            + marc("", "Neri, Ada", "a2")
            + marc("Second ferry", "", "a3")
            + b"00099junk\x1d",
            "content/records/b.mrc": twice
            + marc("Third ferry", "", "b1", [("020", "  ", [("a", "978-0-00-000000-1")])]),
            "content/records/c.bin": bytes(range(256)) * 9,
            "content/books/own.md": "---\ntitle: A fourth ferry\n---\n",
            "content/books/nothing.md": "---\nrating: 4\n---\n",
        },
    )
    made, out = built(folder)
    by_file = {source.file: source for source in made.sources}
    assert {(s.file, s.format, s.records, s.books, s.rejected) for s in made.sources} == {
        ("content/records/a.mrc", "marc21", 4, 2, 2),
        ("content/records/b.mrc", "marc21", 2, 2, 0),
        ("content/records/c.bin", "", 0, 0, 0),
    }
    assert all(source.records == source.books + source.rejected for source in made.sources)
    assert made.records == 6
    assert made.merged == 1
    assert made.books == sum(source.books for source in made.sources) - made.merged + 1
    assert made.books == len([path for path in (out / "books").iterdir() if path.is_dir()])
    assert [(r.file, r.record, r.field) for r in made.rejected if r.record] == [
        ("content/records/a.mrc", 2, "245"),
        ("content/records/a.mrc", 4, "directory"),
    ]
    assert [r.file for r in made.rejected if not r.record] == ["content/records/c.bin"]
    assert by_file["content/records/b.mrc"].warnings == 1
    assert [(w.file, w.record, w.id, w.field) for w in made.warnings] == [
        ("content/records/b.mrc", 2, "b1", "020"),
        ("content/books/nothing.md", 0, "", ""),
    ]
    assert "2 rejected" in report.closing(made)
    again, _ = built(folder)
    for name in ("sources", "records", "books", "merged", "rejected", "warnings"):
        assert getattr(again, name) == getattr(made, name)


def test_the_json_is_the_contract(tmp_path):
    folder = make_site(tmp_path, {"content/records/a.mrc": marc("First ferry", "", "a1") + marc("", "", "a2")})
    made, _ = built(folder)
    data = json.loads(report.to_json(made))
    keys = {
        "version",
        "sources",
        "records",
        "books",
        "merged",
        "rejected",
        "warnings",
        "pages",
        "search",
        "seconds",
        "peak_memory_mb",
    }
    assert keys <= data.keys()
    assert data["version"] == 1
    assert data["sources"][0].keys() == {"file", "format", "records", "books", "rejected", "warnings"}
    assert data["rejected"][0].keys() == {"file", "record", "id", "field", "reason"}
    assert data["pages"].keys() == {"total", "rendered", "written", "unchanged", "deleted"}
    assert data["search"].keys() == {"pages", "shards", "rebuilt"}
    assert data["seconds"].keys() == {"read", "merge", "catalogue", "render", "publish", "search", "total"}
    assert data["peak_memory_mb"] > 0
    assert msgspec.json.decode(report.to_json(made), type=Report) == made


def test_the_clock_adds_up():
    clock, made = Clock(), Report()
    for _ in range(2):
        with clock.stage("read"):
            pass
    with pytest.raises(ValueError, match="x"), clock.stage("render"):
        raise ValueError("x")
    clock.close(made)
    assert list(made.seconds) == [*report.STAGES, "total"]
    assert made.seconds["publish"] == 0
    assert made.memory_mb.keys() == {"read", "render"}
    assert sum(clock.seconds.values()) <= made.seconds["total"] + 0.001
