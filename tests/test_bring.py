"""`import` and `new`: what comes in is counted, copied under a safe name, and never written over anything."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist import bring, inputs, notes
from shelflist.cataloguing import characters
from shelflist.errors import BuildFailed
from shelflist.readers import FORMATS
from tests import tools
from tests.tools import built, iso2709, make_site, marc, tree

TOMORROW = marc("The lamp at Varn", "Oduya, Tess", "a1")
HARBOUR = marc("Harbour of salt", "Lindqvist, Per", "a2", [("020", "  ", [("a", "9780306406157")])])
SAME_ISBN = marc("Harbour of salt, new", "Lindqvist, Per", "b7", [("020", "  ", [("a", "0-306-40615-2")])])
NO_TITLE = iso2709([("001", "", "a3"), ("100", "1 ", [("a", "Nobody, N.")])])


MARK = bytes(range(4))


def brought(site: Path, *files: Path, format: str | None = None, dry: bool = False) -> tuple[int, list[str]]:
    return bring.bring(tools.settings(site), list(files), format, dry)


def given_file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "given" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def copies(site: Path) -> dict[str, bytes]:
    return tree(site / "content" / "records")


@pytest.mark.parametrize(
    ("there", "come", "closing", "refused"),
    [
        (b"", TOMORROW, "1 record: 1 new, 0 merged, 0 refused", 0),
        (b"", TOMORROW + HARBOUR, "2 records: 2 new, 0 merged, 0 refused", 0),
        (b"", TOMORROW + TOMORROW, "2 records: 1 new, 1 merged, 0 refused", 0),
        (TOMORROW, TOMORROW + HARBOUR, "2 records: 1 new, 1 merged, 0 refused", 0),
        (HARBOUR, SAME_ISBN, "1 record: 0 new, 1 merged, 0 refused", 0),
        (TOMORROW, marc("A better title", "", "a1"), "1 record: 1 new, 0 merged, 0 refused", 0),
        (TOMORROW, marc("Lamp at Varn", "Oduya, Tess", "a1"), "1 record: 0 new, 1 merged, 0 refused", 0),
        (b"", TOMORROW + NO_TITLE + HARBOUR, "3 records: 2 new, 0 merged, 1 refused", 1),
        (NO_TITLE, TOMORROW, "1 record: 1 new, 0 merged, 0 refused", 0),
    ],
)
def test_counts(tmp_path: Path, there: bytes, come: bytes, closing: str, refused: int) -> None:
    site = make_site(tmp_path, {"content/records/old.mrc": there} if there else {})
    found, lines = brought(site, given_file(tmp_path, "come.mrc", come))
    assert lines[-1] == closing
    assert found == refused
    assert copies(site)["come.mrc"] == come


def test_records_without_an_id_are_known_by_their_bytes(tmp_path: Path) -> None:
    nameless = marc("Without a number")
    site = make_site(tmp_path, {"content/records/old.mrc": nameless + TOMORROW})
    lines = brought(site, given_file(tmp_path, "come.mrc", nameless))[1]
    assert lines[-1] == "1 record: 0 new, 1 merged, 0 refused"


def test_a_book_that_only_shares_its_title_is_new(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/records/old.mrc": marc("Stone", "Oduya, Tess", "a1")})
    lines = brought(site, given_file(tmp_path, "come.mrc", marc("Stone", "Oduya, Tess", "a9")))[1]
    assert lines[-1] == "1 record: 1 new, 0 merged, 0 refused"


def test_counts_of_several_files_add_up(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    files = [
        given_file(tmp_path, "one.mrc", TOMORROW + NO_TITLE),
        given_file(tmp_path, "two.mrc", HARBOUR + TOMORROW),
        given_file(tmp_path, "three.bin", b"\x89PNG not a record"),
    ]
    refused, lines = brought(site, *files)
    assert lines[-1] == "4 records: 2 new, 1 merged, 1 refused; 1 of 3 files refused"
    assert refused == 2
    assert sorted(copies(site)) == ["one.mrc", "two.mrc"]
    report, _ = built(site)
    assert (report.records, report.books, report.merged) == (4, 2, 1)


def test_a_refused_record_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    lines = brought(site, given_file(tmp_path, "come.mrc", TOMORROW + NO_TITLE))[1]
    assert re.match(r".*come\.mrc:record 2 \(a3\): 245: .+, left out$", lines[1])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "no reader knows this format"),
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
    ],
)
def test_a_file_of_no_format_is_refused_with_the_formats_there_are(tmp_path: Path, data: bytes, said: str) -> None:
    site = make_site(tmp_path, {})
    refused, lines = brought(site, given_file(tmp_path, "strange.bin", data))
    assert refused == 1
    assert said in lines[0]
    assert all(name in lines[0] for name in FORMATS)
    assert copies(site) == {}


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    refused, lines = brought(site, tmp_path / "nowhere.mrc", tmp_path)
    assert refused == 2
    assert "nowhere.mrc: No such file or directory" in lines[0]
    assert "it is a folder: name the files in it" in lines[1]


def test_a_file_with_no_readable_record_is_not_copied(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    refused, lines = brought(site, given_file(tmp_path, "come.mrc", NO_TITLE))
    assert refused == 1
    assert "not copied" in lines[1]
    assert copies(site) == {}


def test_dry_run_says_the_same_and_copies_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    file = given_file(tmp_path, "come.mrc", TOMORROW + NO_TITLE)
    before = tree(site)
    dry = brought(site, file, dry=True)
    assert tree(site) == before
    wet = brought(site, file)
    assert dry[0] == wet[0]
    assert [
        line.replace("would be copied", "copied").removesuffix("; nothing was copied (--dry-run)") for line in dry[1]
    ] == (wet[1])


# --- names and files ------------------------------------------------------------------------------------------


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/records/come.mrc": HARBOUR})
    lines = brought(site, given_file(tmp_path, "come.mrc", TOMORROW))[1]
    found = copies(site)
    assert found["come.mrc"] == HARBOUR
    (other,) = set(found) - {"come.mrc"}
    assert re.fullmatch(r"come-[0-9a-f]{8}\.mrc", other)
    assert found[other] == TOMORROW
    assert f"copied to content/records/{other}" in lines[1]


@pytest.mark.parametrize("name", ["come.mrc", "sub/elsewhere.mrc"])
def test_an_identical_file_is_left_alone(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path, {f"content/records/{name}": TOMORROW})
    file = given_file(tmp_path, "come.mrc", TOMORROW)
    before = (site / "content/records" / name).stat().st_mtime_ns
    lines = brought(site, file)[1]
    assert f"content/records/{name} is the same file" in lines[1]
    assert list(copies(site)) == [name]
    assert (site / "content/records" / name).stat().st_mtime_ns == before


def test_twice_is_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    file = given_file(tmp_path, "come.mrc", TOMORROW)
    brought(site, file)
    first = copies(site)
    brought(site, file, file)
    assert copies(site) == first


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, {})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TOMORROW)))
    lines = brought(site, Path("-"))[1]
    (name,) = copies(site)
    assert re.fullmatch(r"records-[0-9a-f]{8}\.mrc", name)
    assert lines[1].startswith("standard input: marc21, 1 record: 1 new")


def test_the_format_can_be_forced(tmp_path: Path) -> None:
    refused, lines = brought(make_site(tmp_path, {}), given_file(tmp_path, "come.mrc", TOMORROW), format="labelled")
    assert refused == 1
    assert "come.mrc: labelled, 1 record: 0 new, 0 merged, 1 refused; not copied" in lines[-2]


SOURCES = '[[sources]]\nfile = "come.mrc"\nformat = "unimarc"\n'


@pytest.mark.parametrize(
    ("format", "toml", "told"),
    [
        (None, "", False),
        ("marc21", "", False),
        ("unimarc", "", True),
        ("unimarc", SOURCES, False),
        (None, SOURCES, False),
    ],
)
def test_a_format_that_a_build_would_not_use_is_said(tmp_path: Path, format: str | None, toml: str, told: bool) -> None:
    site = make_site(tmp_path, {}, tools.TOML + toml)
    lines = brought(site, given_file(tmp_path, "come.mrc", TOMORROW), format=format)[1]
    assert ('add [[sources]] file = "come.mrc" format = ' in lines[-2]) is told


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("loc.mrc", "loc.mrc"),
        ("Two words.MRC", "Two words.MRC"),
        ("città.mrc", "città.mrc"),
        ("citta\u0300.mrc", "città.mrc"),
        ("a:b?.mrc", "a-b-.mrc"),
        ("back\\slash.mrc", "back-slash.mrc"),
        (".hidden.mrc", "hidden.mrc"),
        ("#draft.mrc", "draft.mrc"),
        ("notes.txt~", "notes.txt.mrc"),
        ("old.bak", "old.bak.mrc"),
        ("nul.mrc", "nul-x.mrc"),
        ("line\nbreak.mrc", "line-break.mrc"),
        ("noending", "noending.mrc"),
        ("...", "records-7b502c3a.mrc"),
        ("", "records-7b502c3a.mrc"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    made = bring.safe_name(name, "marc21", MARK)
    expected = re.sub(r"records-[0-9a-f]{8}", f"records-{MARK.hex()}", safe)
    assert made == expected


@given(st.text(max_size=200), st.sampled_from(sorted(FORMATS)))
@settings(max_examples=100, deadline=None)
def test_any_name_becomes_one_that_a_build_reads(name: str, format: str) -> None:
    made = bring.safe_name(name.replace("\0", ""), format, MARK)
    assert made
    assert not inputs.ignored(made)
    assert made.isprintable()
    assert not set(made) & set('/\\:*?"<>|')
    assert len(made.encode("utf-8", "replace")) <= 150


def test_a_copy_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/records": "a file where the folder should be"})
    with pytest.raises(BuildFailed, match="could not be written"):
        brought(site, given_file(tmp_path, "come.mrc", TOMORROW))


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    place = tmp_path / "there.txt"
    place.write_bytes(b"old")
    with pytest.raises(BuildFailed, match="there is such a file already"):
        bring.write_new(place, b"new")
    assert tree(tmp_path) == {"there.txt": b"old"}


# --- notes ----------------------------------------------------------------------------------------------------


def made_note(folder: Path, title: str) -> tuple[Path, notes.Note]:
    path = bring.new_note(tools.settings(folder), title)
    return path, notes.read(path.read_bytes(), f"content/books/{path.name}")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Lamp at Varn", "the-lamp-at-varn.md"),
        ("Città e campagna", "citta-e-campagna.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("con", "con-x.md"),
        ("Война", "voyna.md"),
    ],
)
def test_a_note_is_named_by_its_title(tmp_path: Path, title: str, name: str) -> None:
    path, note = made_note(make_site(tmp_path, {}), title)
    assert path == tmp_path / "content" / "books" / name
    assert note.fields == {"title": [title]}
    assert note.reading.status == "want"
    assert note.warnings == []


def test_a_title_without_letters_has_a_name_all_the_same(tmp_path: Path) -> None:
    path, note = made_note(make_site(tmp_path, {}), "?!")
    assert re.fullmatch(r"note-[0-9a-v]{6}\.md", path.name)
    assert note.fields["title"] == ["?!"]


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_title_comes_back_from_its_note(title: str) -> None:
    clean = characters.clean(title)[0]
    expected = [clean] if clean else []
    assert notes.read(bring.note_text(clean).encode(), "content/books/x.md").fields["title"] == expected


def test_a_new_note_builds_a_book(tmp_path: Path) -> None:
    site = make_site(tmp_path, {})
    bring.new_note(tools.settings(site), "The Lamp at Varn")
    report, out = built(site)
    assert (report.books, report.warnings, report.rejected) == (1, [], [])
    assert "The Lamp at Varn" in (out / "books/the-lamp-at-varn/index.html").read_text()


def test_every_key_stands_in_the_note_and_is_valid(tmp_path: Path) -> None:
    path, _ = made_note(make_site(tmp_path, {}), "The Lamp at Varn")
    text = path.read_text()
    used = re.sub(r"^# (?=[a-z]+: )", "", text, flags=re.MULTILINE)
    given, _ = notes.front_matter(used, "x.md")
    assert set(given) == {*notes.OWN, *notes.OVERRIDES, *notes.JOINS}
    assert notes.read(used.encode(), "x.md").warnings == []


def test_a_note_is_never_overwritten(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/books/the-lamp.md": "my own words"})
    with pytest.raises(BuildFailed, match=r"the-lamp\.md: there is such a file already"):
        bring.new_note(tools.settings(site), "The Lamp")
    assert tree(site / "content") == {"books/the-lamp.md": b"my own words"}


@pytest.mark.parametrize("title", ["", "  ", "\u200b", "\x00"])
def test_a_note_needs_a_title(tmp_path: Path, title: str) -> None:
    with pytest.raises(BuildFailed, match="the title is empty"):
        bring.new_note(tools.settings(make_site(tmp_path, {})), title)
    assert not (tmp_path / "content").exists()
