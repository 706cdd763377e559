"""Notes: front matter key by key, the book that each joins, what is said of one that is wrong."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from shelflist import notes
from shelflist.errors import BadSource
from shelflist.model import Book, Contributor, Imprint, Source
from shelflist.report import Report
from tests.tools import built, make_site, marc

FILE = "content/books/salt.md"
ISBN = "9783161484100"


def read(front: str, body: str = "") -> notes.Note:
    return notes.read(f"---\n{front}\n---\n{body}".encode(), FILE)


def warned(front: str) -> list[tuple[str, str]]:
    return [(w.field, w.outcome) for w in read(front).warnings]


# --- front matter ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no front matter", ({}, "no front matter"), id="none"),
        pytest.param("---\na: b\n---\nbody", ({"a": "b"}, "body"), id="plain"),
        pytest.param("\ufeff---\na: b\n---\nbody", ({"a": "b"}, "body"), id="BOM"),
        pytest.param("---\r\na: b\r\n---\r\nx\r\ny", ({"a": "b"}, "x\ny"), id="CRLF"),
        pytest.param("---\ra: b\r---\rx", ({"a": "b"}, "x"), id="CR"),
        pytest.param("---\na: b\n---", ({"a": "b"}, ""), id="no body, no line end"),
        pytest.param("---\n---\nbody", ({}, "body"), id="nothing in it"),
        pytest.param("---\n\n---\nbody", ({}, "body"), id="a blank line in it"),
        pytest.param("---\n# only a comment\n---\nbody", ({}, "body"), id="a comment in it"),
        pytest.param("---\na: 'b --- c'\n---\n---\nx", ({"a": "b --- c"}, "---\nx"), id="three hyphens elsewhere"),
        pytest.param("----\na", ({}, "----\na"), id="four hyphens"),
        pytest.param("---\na: [b, c]\nd:\n  - e\n---\n", ({"a": ["b", "c"], "d": ["e"]}, ""), id="lists"),
        pytest.param("---\na: >\n  b\n  c\n---\n", ({"a": "b c"}, ""), id="folded"),
    ],
)
def test_front_matter(text: str, expected: tuple[dict[str, Any], str]) -> None:
    assert notes.front_matter(text, FILE) == expected


@pytest.mark.parametrize(
    "value", ["no", "on", "1_0", "2019-02-30", "0x1F", "1e999", ".nan", "null", "~", "1:30", "=", "9" * 400]
)
def test_values_stay_text(value: str) -> None:
    """Rows 67 and 71."""
    assert notes.front_matter(f"---\ntitle: {value}\n---\n", FILE)[0] == {"title": value}


@pytest.mark.parametrize(
    ("front", "words"),
    [
        pytest.param("a: b: c", "not YAML, line 2", id="two colons"),
        pytest.param("a: 1\nb: [", "not YAML", id="open bracket"),
        pytest.param('title: "x', "not YAML", id="open quote"),
        pytest.param("\ta: b", "not YAML", id="tab"),
        pytest.param("- a\n- b", "`key: value`", id="a list"),
        pytest.param("just words", "`key: value`", id="words"),
        pytest.param("[a, b]: c", "front matter", id="a list for a key"),
        pytest.param("a: &x b\nc: d", "anchors", id="an anchor"),
        pytest.param("a: &x b\nc: *x", "anchors", id="an alias (row 70)"),
        pytest.param("a: " + "[" * 20 + "]" * 20, "nested too deeply", id="nested"),
        pytest.param("a: " + "[" * 100_000, "front matter", id="nested 100,000 deep (row 68)"),
        pytest.param("a: \x00", "not YAML", id="NUL"),
    ],
)
def test_front_matter_that_is_not_yaml(front: str, words: str) -> None:
    with pytest.raises(BadSource) as caught:
        read(front)
    assert caught.value.file == FILE
    assert words in caught.value.reason


def test_front_matter_that_does_not_close() -> None:
    with pytest.raises(BadSource, match=r"does not close: add a line of ---"):
        notes.read(b"---\ntitle: x\n\nbody\n", FILE)


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!!python/name:os.system", "!evil", "!!binary", "!!set"])
def test_tags_do_nothing(tag: str) -> None:
    """Row 69: a value with a tag is text or an error, never an object."""
    try:
        found, _ = notes.front_matter(f"---\ntitle: {tag} x\n---\n", FILE)
    except BadSource:
        return
    assert found == {"title": "x"}


@pytest.mark.parametrize("function", [notes.read, notes.prose])
def test_a_file_that_is_not_utf_8(function: Any) -> None:
    with pytest.raises(BadSource, match=r"not UTF-8 at byte 9: save the file as UTF-8"):
        function(b"---\na: b\n\xff---\n", FILE)


values = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=40)


@given(values)
@limits(max_examples=80, deadline=None)
def test_a_quoted_value_comes_back(value: str) -> None:
    quoted = value.replace("'", "''")
    found, body = notes.front_matter(f"---\ntitle: '{quoted}'\n---\nbody", FILE)
    assert body == "body"
    assert " ".join(found["title"].split()) == " ".join(value.split())


@given(st.binary(max_size=200))
@limits(max_examples=100, deadline=None)
def test_any_bytes_are_a_note_or_an_error(data: bytes) -> None:
    for whole in (data, b"---\n" + data + b"\n---\n"):
        made: notes.Note | BadSource
        try:
            made = notes.read(whole, FILE)
        except BadSource as error:
            made = error
        assert made.file == FILE


# --- the owner's reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"),
    [*notes.STATUSES.items(), ("READ", "read"), (" Finished ", "read"), ("reading", "reading")],
)
def test_status(word: str, expected: str) -> None:
    note = read(f"status: '{word}'")
    assert (note.reading.status, note.warnings) == (expected, [])


@pytest.mark.parametrize("word", ["readd", "yes", "0"])
def test_wrong_status(word: str) -> None:
    note = read(f"status: {word}")
    assert note.reading.status == ""
    assert [(w.field, w.outcome) for w in note.warnings] == [("status", "left out")]
    assert word in note.warnings[0].reason
    assert "want, reading, read, abandoned" in note.warnings[0].reason


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("4", 16),
        ("4.5", 18),
        ("4,5", 18),
        ("4½", 18),
        ("4¼", 17),
        ("3.75", 15),
        ("½", 2),
        ("0.5", 2),
        (".25", 1),
        ("5", 20),
        ("4/5", 16),
        ("4.0", 16),
        ("5.0/5", 20),
    ],
)
def test_rating(text: str, quarters: int) -> None:
    note = read(f"rating: {text}")
    assert (note.reading.rating, note.warnings) == (quarters, [])


@pytest.mark.parametrize(
    "text", ["0", "5.5", "6", "-1", "4.3", "four", "nan", "inf", "1e999", "'***'", "[4]", "''", "8/10"]
)
def test_wrong_rating(text: str) -> None:
    note = read(f"rating: {text}")
    assert note.reading.rating is None
    assert [(w.field, w.outcome) for w in note.warnings] == [("rating", "left out")]
    assert "0.25 to 5" in note.warnings[0].reason


@pytest.mark.parametrize(
    ("front", "spans"),
    [
        ("read: 2024", [("", "2024")]),
        ("read: 2024-05", [("", "2024-05")]),
        ("read: 2024-05-31", [("", "2024-05-31")]),
        ("read: [2019, 2024-05]", [("", "2019"), ("", "2024-05")]),
        ("read: {started: 2024-05-01, finished: 2024-05-31}", [("2024-05-01", "2024-05-31")]),
        ("read:\n- started: 2024-05-01\n- 2019", [("2024-05-01", ""), ("", "2019")]),
        ("started: 2024-05-01", [("2024-05-01", "")]),
        ("finished: 2024", [("", "2024")]),
        ("started: 2024-05-01\nfinished: 2024-05-31", [("2024-05-01", "2024-05-31")]),
        ("read: 2019\nfinished: 2024", [("", "2019"), ("", "2024")]),
    ],
)
def test_dates_of_reading(front: str, spans: list[tuple[str, str]]) -> None:
    note = read(front)
    assert (note.reading.dates, note.warnings) == (spans, [])


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "31-05-2024",
        "2024-5-1",
        "2024-13",
        "2019-02-30",
        "2024-00",
        "2024-05-00",
        "20240531",
        "''",
        "[[2024]]",
        "{started: soon}",
        "{begun: 2024}",
    ],
)
def test_wrong_dates_of_reading(value: str) -> None:
    note = read(f"read: {value}")
    assert note.reading.dates == []
    assert [(w.field, w.outcome) for w in note.warnings] == [("read", "left out")]


@pytest.mark.parametrize(
    ("front", "name", "expected"),
    [
        ("tags: [salt, ' sea ', '']", "tags", ["salt", "sea"]),
        ("tags: salt", "tags", ["salt"]),
        ("lists: [Summer, By the sea]", "lists", ["Summer", "By the sea"]),
        ("lists: Summer", "lists", ["Summer"]),
        ("added: 2024-05-31", "added", "2024-05-31"),
        ("added: 2024", "added", "2024"),
    ],
)
def test_other_keys_of_the_reading(front: str, name: str, expected: Any) -> None:
    note = read(front)
    assert (getattr(note.reading, name), note.warnings) == (expected, [])


@pytest.mark.parametrize("value", ["soon", "2024-02-31", "2024-99"])
def test_wrong_added(value: str) -> None:
    assert warned(f"added: {value}") == [("added", "left out")]
    assert read(f"added: {value}").reading.added == ""


def test_the_body_is_kept_as_it_is() -> None:
    note = read("status: read", "\n\n# Salt\n\n  *wind*\u00a0and\ttabs\n")
    assert note.reading.body == "# Salt\n\n  *wind*\u00a0and\ttabs"
    assert note.reading.file == FILE


@pytest.mark.parametrize(
    "kept", ["\u3000", "\u00ad", "\u200f", "\u200d", "\ufe0f", "\U0001fae8", "\ue000", "\t", "\u2009"]
)
def test_the_body_keeps_what_scripts_and_owners_need(kept: str) -> None:
    """Ideographic and thin spaces, soft hyphen, RLM, joiners, emoji newer than this Python, private use."""
    note = read("status: read", f"salt{kept}wind")
    assert (note.reading.body, note.warnings) == (f"salt{kept}wind", [])


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\u202e", "\u2066", "\x9b", "\ufffe"])
def test_the_body_loses_what_no_text_may_hold(bad: str) -> None:
    note = read("status: read", f"salt{bad}wind")
    assert note.reading.body == "saltwind"
    assert [(w.field, w.outcome) for w in note.warnings] == [("text", "taken out")]


@pytest.mark.parametrize("key", ["tags", "lists", "title", "authors", "isbn"])
def test_a_value_that_is_no_text_is_a_warning(key: str) -> None:
    assert warned(f"{key}: {{a: b}}") == [(key, "left out")]


def test_a_key_twice() -> None:
    """Row 66."""
    note = read("title: a\ntitle: b")
    assert note.fields["title"] == ["b"]
    assert [(w.field, w.outcome) for w in note.warnings] == [("title", "the last one counts")]
    with pytest.raises(BadSource, match="'title' stands twice"):
        notes.prose(b"---\ntitle: a\ntitle: b\n---\n", FILE)


@pytest.mark.parametrize("key", ["titel", "Status", "url", "stars", "'<b>'"])
def test_an_unknown_key_is_a_warning_that_names_those_there_are(key: str) -> None:
    note = read(f"{key}: x")
    assert [(w.field, w.outcome) for w in note.warnings] == [(key.strip("'"), "left out")]
    assert all(name in note.warnings[0].reason for name in (*notes.OWN, *notes.OVERRIDES, *notes.JOINS))


# --- overrides ------------------------------------------------------------------------------------------------

BOOK = Book(
    Source("a.mrc", 1, "marc21"),
    "r1",
    "The salt roads",
    subtitle="on foot",
    nonfiling=4,
    contributors=[
        Contributor("Oliva, Rina", ["aut"], main=True),
        Contributor("Santi, Ugo", ["trl"]),
        Contributor("Bruni, Ada", ["edt"]),
    ],
    imprints=[Imprint(["Trani"], ["Sale"], "2019")],
    summary=["Of salt."],
    pages=100,
)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: Tin", {"title": "Tin", "nonfiling": 0}),
        ("subtitle: by sea", {"subtitle": "by sea", "title": "The salt roads", "nonfiling": 4}),
        ("responsibility: R. O.", {"responsibility": "R. O."}),
        ("edition: 3rd", {"edition": "3rd"}),
        ("extent: 12 p.", {"extent": "12 p."}),
        ("summary: [One., Two.]", {"summary": ["One.", "Two."]}),
        ("summary: One.", {"summary": ["One."]}),
        ("pages: 345", {"pages": 345}),
        ("language: it", {"languages": ["it"]}),
        ("language: [Italian, eng]", {"languages": ["it", "en"]}),
        ("title: ''", {"title": "The salt roads", "nonfiling": 4}),
        ("summary: ''", {"summary": ["Of salt."]}),
    ],
)
def test_overrides(front: str, expected: dict[str, Any]) -> None:
    made = notes.apply(BOOK, read(front))
    assert {name: getattr(made, name) for name in expected} == expected
    assert made.warnings == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("authors: Neri, Ada", [("Neri, Ada", ["aut"], True), ("Santi, Ugo", ["trl"], False), ("Bruni, Ada", ["edt"], False)]),
        ("authors: ['Neri, Ada', 'Neri, Ivo']", [("Neri, Ada", ["aut"], True), ("Neri, Ivo", ["aut"], False), ("Santi, Ugo", ["trl"], False), ("Bruni, Ada", ["edt"], False)]),
        ("editors: Neri, Ada", [("Neri, Ada", ["edt"], False), ("Oliva, Rina", ["aut"], True), ("Santi, Ugo", ["trl"], False)]),
        ("translators: Neri, Ada", [("Neri, Ada", ["trl"], False), ("Oliva, Rina", ["aut"], True), ("Bruni, Ada", ["edt"], False)]),
    ],
)  # fmt: skip
def test_people(front: str, expected: list[tuple[str, list[str], bool]]) -> None:
    assert [(c.name, c.roles, c.main) for c in notes.apply(BOOK, read(front)).contributors] == expected


@pytest.mark.parametrize(
    ("front", "places", "publishers"),
    [
        ("publisher: Vento", ["Trani"], ["Vento"]),
        ("place: Bari", ["Bari"], ["Sale"]),
        ("publisher: Vento\nplace: Bari", ["Bari"], ["Vento"]),
    ],
)
def test_the_imprint_keeps_what_the_note_does_not_say(front: str, places: list[str], publishers: list[str]) -> None:
    made = notes.apply(BOOK, read(front)).imprints
    assert [(i.places, i.publishers, i.date) for i in made] == [(places, publishers, "2019")]


def test_year_subjects_series() -> None:
    made = notes.apply(BOOK, read("year: '2021'\nsubjects: [Salt -- Italy, Wind]\nseries: Ports ; 3"))
    assert made.date.year == 2021
    assert [s.text() for s in made.subjects] == ["Salt — Italy", "Wind"]
    assert [(s.title, s.volume) for s in made.series] == [("Ports", "3")]


@pytest.mark.parametrize(
    ("front", "field"),
    [
        ("pages: many", "pages"),
        ("pages: 0", "pages"),
        ("pages: '9999999'", "pages"),
        ("year: soon", "year"),
        ("language: Klingonese", "language"),
    ],
)
def test_an_override_that_cannot_be_is_a_warning(front: str, field: str) -> None:
    note = read(front)
    assert [(w.field, w.outcome) for w in note.warnings] == [(field, "left out")]
    made = notes.apply(BOOK, note)
    assert (made.pages, made.date, made.languages) == (BOOK.pages, BOOK.date, BOOK.languages)


def test_apply_leaves_the_book_alone() -> None:
    before = repr(BOOK)
    made = notes.apply(BOOK, read("title: Tin\nauthors: Neri, Ada\nrating: 4", "Salt."))
    assert repr(BOOK) == before
    assert made.reading is not None
    assert (made.reading.rating, made.reading.body) == (16, "Salt.")


# --- a book by itself -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: Tin", {"title": "Tin", "id": "salt"}),
        ("title: Tin\nrecord: x9", {"id": "x9"}),
        (f"title: Tin\nisbn: {ISBN}", {"id": "salt"}),
        ("title: Tin\nyear: 2021\nauthors: [Neri, Ivo]", {"id": "salt"}),
    ],
)
def test_a_note_with_a_title_makes_a_book(front: str, expected: dict[str, Any]) -> None:
    made = notes.book(read(front))
    assert made is not None
    assert {name: getattr(made, name) for name in expected} == expected
    assert [n.isbn13 for n in made.isbns] == ([ISBN] if "isbn" in front else [])
    assert (made.source.file, made.source.format) == (FILE, "note")


@pytest.mark.parametrize("front", ["status: read", "title: ''", "title: '  '", f"isbn: {ISBN}", "title: {a: b}"])
def test_a_note_without_a_title_makes_none(front: str) -> None:
    assert notes.book(read(front)) is None


@pytest.mark.parametrize(
    ("front", "words", "described"),
    [
        ("record: r1", ["r1"], "record id 'r1'"),
        (f"isbn: {ISBN}", [ISBN, "316148410X"], f"ISBN '{ISBN}'"),
        ("isbn: 3-16-148410-X", [ISBN, "316148410X"], "ISBN '3-16-148410-X'"),
        ("book: salt-roads", ["salt-roads"], "slug 'salt-roads'"),
        ("status: read", ["salt"], "slug 'salt' (the file's name)"),
        ("isbn: 12", [], "ISBN '12'"),
    ],
)
def test_what_a_note_looks_for(front: str, words: list[str], described: str) -> None:
    assert (notes.words(read(front)), notes.described(read(front))) == (words, described)


# --- in a site ------------------------------------------------------------------------------------------------


def site(folder: Path, **files: str) -> tuple[Report, Path]:
    """A site of two books, `salt-roads-oliva` (r1) and `tin` (r2), with these notes (`_` in a name is `-`)."""
    records = marc("Salt roads", "Oliva, Rina", "r1", [("020", "  ", [("a", ISBN)])]) + marc("Tin", "", "r2")
    given = {f"content/books/{name.replace('_', '-')}.md": text for name, text in files.items()}
    make_site(folder, {"content/records/a.mrc": records, **given})
    return built(folder)


def page(out: Path, slug: str) -> str:
    return (out / "books" / slug / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "front"),
    [
        ("any", "book: salt-roads-oliva"),
        ("any", f"isbn: {ISBN}"),
        ("any", "isbn: 3-16-148410-X"),
        ("any", "record: r1"),
        ("salt_roads_oliva", "status: read"),
    ],
)
def test_joins(tmp_path: Path, name: str, front: str) -> None:
    report, out = site(tmp_path, **{name: f"---\n{front}\n---\nMy *own* words.\n"})
    assert report.warnings == []
    assert report.books == 2
    assert "My <em>own</em> words." in page(out, "salt-roads-oliva")
    assert "My <em>own</em> words." not in page(out, "tin")


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("book: nowhere", "slug 'nowhere'"),
        ("isbn: 9780306406157", "ISBN '9780306406157'"),
        ("isbn: 12", "ISBN '12'"),
        ("record: r9", "record id 'r9'"),
        ("status: read", "slug 'lost' (the file's name)"),
    ],
)
def test_a_note_without_its_book_is_a_warning(tmp_path: Path, front: str, words: str) -> None:
    report, _ = site(tmp_path, lost=f"---\n{front}\n---\nWords.\n")
    assert [(w.file, w.outcome) for w in report.warnings] == [("content/books/lost.md", "left out")]
    assert words in report.warnings[0].reason
    assert report.books == 2


def test_a_complete_note_is_a_book(tmp_path: Path) -> None:
    report, out = site(tmp_path, wind="---\ntitle: Wind\nauthors: Neri, Ada\nyear: 2021\nrating: 4\n---\nGood.\n")
    assert (report.books, report.records, report.warnings) == (3, 2, [])
    text = page(out, "wind-neri")
    assert "Ada Neri" in text
    assert "Good." in text


def test_two_notes_for_one_book(tmp_path: Path) -> None:
    report, out = site(tmp_path, a="---\nrecord: r1\n---\nFirst.\n", b=f"---\nisbn: {ISBN}\n---\nSecond.\n")
    assert [(w.file, w.id, w.outcome) for w in report.warnings] == [("content/books/b.md", "r1", "left out")]
    assert "content/books/a.md" in report.warnings[0].reason
    assert "First." in page(out, "salt-roads-oliva")
    assert "Second." not in page(out, "salt-roads-oliva")


def test_one_note_for_two_books(tmp_path: Path) -> None:
    both = [("020", "  ", [("a", ISBN)])]
    make_site(
        tmp_path,
        {
            "content/records/a.mrc": marc("Salt", "", "r1", both) + marc("Tin", "", "r2", both),
            "content/books/n.md": f"---\nisbn: {ISBN}\n---\nWords.\n",
        },
    )
    report, _ = built(tmp_path)
    found = [w for w in report.warnings if w.file == "content/books/n.md"]
    assert [w.outcome for w in found] == ["given to the first"]
    assert "r1, r2" in found[0].reason


def test_a_note_that_overrides_the_title_keeps_the_address(tmp_path: Path) -> None:
    report, out = site(tmp_path, tin="---\ntitle: Pewter\n---\n")
    assert report.warnings == []
    assert "<h1" in page(out, "tin")
    assert ">Pewter</h1>" in page(out, "tin")


def test_a_broken_note_leaves_the_others(tmp_path: Path) -> None:
    report, out = site(tmp_path, salt_roads_oliva="---\ntitle: [\n---\n", tin="---\nrating: 4\n---\nFine.\n")
    assert [(w.file, w.outcome) for w in report.warnings] == [
        ("content/books/salt-roads-oliva.md", "the note is left out")
    ]
    assert "Fine." in page(out, "tin")
    assert "Salt roads" in page(out, "salt-roads-oliva")


def test_warnings_of_a_note_name_its_file(tmp_path: Path) -> None:
    report, _ = site(tmp_path, tin="---\nrating: 9\nstars: 3\n---\n")
    assert [(w.file, w.field) for w in report.warnings] == [
        ("content/books/tin.md", "stars"),
        ("content/books/tin.md", "rating"),
    ]


def test_a_note_that_is_taken_away_takes_its_words_along(tmp_path: Path) -> None:
    _, out = site(tmp_path, tin="---\nrating: 4\n---\nFine.\n")
    (tmp_path / "content/books/tin.md").unlink()
    built(tmp_path)
    assert "Fine." not in page(out, "tin")


# --- prose ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: By the sea\n---\nWords.", ("by-the-sea", "By the sea", "Words.")),
        ("# Sea books\n\nWords.", ("by-the-sea", "Sea books", "Words.")),
        ("Words.", ("by-the-sea", "By the sea", "Words.")),
        ("", ("by-the-sea", "By the sea", "")),
        ("## Not a title\n", ("by-the-sea", "By the sea", "## Not a title")),
    ],
)
def test_prose(text: str, expected: tuple[str, str, str]) -> None:
    made = notes.prose(text.encode(), "content/lists/By the sea.md")
    assert (made.name, made.title, made.body) == expected
