"""The mirror: each kind of finding, and that the lines which it offers mend what it names when they are pasted."""

import re
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from shelflist import check, mirror, mirrored
from shelflist.mirror import Finding, Offer, near, numbers, offers, subjects
from shelflist.mirrored import Showing
from shelflist.pages import mirror as room
from shelflist.pages.mirror import Frame
from shelflist.serve import Preview
from shelflist.site import Options, build, remember
from shelflist.store import Damaged, Row, Store
from tests import pseudo
from tests.tools import ROOT, Fields, built, make_site, marc, settings, tree

Files = dict[str, str | bytes]


def book(
    record_id: str, title: str = "", author: str = "", *more: tuple[str, str, Sequence[tuple[str, str]] | str]
) -> bytes:
    return marc(title or f"Title {record_id}", author, record_id, more)


def field(tag: str, *pairs: tuple[str, str]) -> tuple[str, str, Sequence[tuple[str, str]]]:
    return tag, "  " if tag != "650" else " 0", list(pairs)


def full(
    record_id: str, title: str, author: str = "Oduya, Tess", *more: tuple[str, str, Sequence[tuple[str, str]] | str]
) -> bytes:
    """A record that has every field but those that a test takes away."""
    fields: Fields = [
        field(
            "020",
            ("a", numbers.isbn_right(f"9780306{sum(record_id.encode()) % 1000:03}{len(title) % 1000:03}"[:12] + "0")),
        ),
        field("041", ("a", "eng")),
        field("082", ("a", "621.32")),
        field("260", ("a", "Varn :"), ("b", "Salt Press,"), ("c", "2001.")),
        field("300", ("a", "120 p.")),
        field("520", ("a", "Of lamps.")),
        *more,
    ]
    return marc(title, author, record_id, fields)


def seen(site: Path) -> mirror.Mirror:
    found = check.check(settings(site), mirror=True).mirror
    assert found is not None
    return found


def of(site: Path, kind: str) -> list[Finding]:
    return seen(site).findings[kind]


def paste(site: Path, offer: Offer, **filled: str) -> None:
    """What the owner does: the lines into the file, with values behind the keys that wait for one."""
    text = offer.lines
    for key, value in filled.items():
        text, number = re.subn(rf"^{key}:.*$", f"{key}: {value}", text, flags=re.MULTILINE)
        assert number == 1
    place = site / offer.file
    place.parent.mkdir(parents=True, exist_ok=True)
    old = place.read_text() if place.is_file() else ""
    if old.startswith("---") and not text.startswith("---"):
        text = old.replace("\n---", f"\n{text.rstrip()}\n---", 1)
    else:
        text = old + text
    place.write_text(text)


def lists(out: Path, heading: str, href: str) -> bool:
    """Whether the page of a heading leads to a book; a page that only says "see" does not."""
    page = out / heading / "index.html"
    return page.is_file() and f"../../{href}" in page.read_text()


def records(*made: bytes) -> Files:
    return {"content/records/one.mrc": b"".join(made)}


# --- round trips ----------------------------------------------------------------------------------------------


def test_a_missing_field(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(book("a1", "The lamp at Varn")))
    (found,) = of(site, "records")
    assert found.text.startswith("Lacks people, date, publisher, ISBN, pages, language, subject, class and summary.")
    assert found.links[0].href == "books/the-lamp-at-varn/"
    (offer,) = found.offers
    assert offer.file == "content/books/the-lamp-at-varn.md"
    paste(site, offer)
    assert check.check(settings(site)).warnings[:-1] == [], "lines that nobody filled in do no harm"
    assert of(site, "records")[0].text == found.text
    (site / offer.file).unlink()
    paste(
        site, offer, language="English", authors="Oduya, Tess", year="2001", publisher="Salt Press", pages="120", subjects="Lamps", summary="Light."
    )  # fmt: skip
    assert of(site, "records") == []
    assert check.check(settings(site)).warnings[:-1] == []


def test_a_missing_field_of_a_book_with_a_note(tmp_path: Path) -> None:
    files = {
        **records(book("a1", "The lamp at Varn")),
        "content/books/lamp.md": "---\nrecord: a1\nstatus: read\n---\nGood.",
    }
    site = make_site(tmp_path, files)
    (offer,) = of(site, "records")[0].offers
    assert offer.file == "content/books/lamp.md"
    assert not offer.lines.startswith("---")
    paste(
        site,
        offer,
        authors="Oduya, Tess",
        language="English",
        year="2001",
        publisher="Salt Press",
        pages="120",
        subjects="Lamps",
        summary="Light.",
    )
    assert of(site, "records") == []


@pytest.mark.parametrize("way", ["one", "two"])
def test_people_who_may_be_one(tmp_path: Path, way: str) -> None:
    made = records(
        full("a1", "A lamp", "Lindqvist, Magnus"),
        full("a2", "A stone", "Lindqvist, Magnus"),
        full("a3", "Zinc", "Lindkvist, Magnus"),
    )
    site = make_site(tmp_path, made)
    (found,) = of(site, "people")
    assert found.text == "Lindqvist, Magnus; Lindkvist, Magnus: one person? (one letter apart)"
    assert [link.href for link in found.links] == ["authors/lindqvist-magnus/", "authors/lindkvist-magnus/"]
    paste(site, found.offers[0 if way == "one" else 1])
    assert of(site, "people") == []
    _, out = built(site)
    assert lists(out, "authors/lindkvist-magnus", "books/zinc") == (way == "two")
    assert lists(out, "authors/lindqvist-magnus", "books/zinc") == (way == "one")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Lindqvist, Per Anders", "Lindqvist, Anders Per", "the same words"),
        ("Lindqvist, Per Anders", "Anders, Per Lindqvist", "the same words"),
        ("Lindkvist, Magnus", "Lindqvist, Magnus", "one letter apart"),
        ("Lindqvist, Margareta", "Lindqvist, Margarreta", "one letter apart"),
        ("Lindqvist, P. A.", "Lindqvist, Per Anders", "initials for given names that nobody else has"),
    ],
)
def test_why_people_may_be_one(tmp_path: Path, one: str, other: str, reason: str) -> None:
    found = of(make_site(tmp_path, records(full("a", "A lamp", one), full("b", "A stone", other))), "people")
    if found:
        assert [f.text.rpartition("? ")[2] for f in found] == [f"({reason})"]
    else:
        _, out = built(tmp_path)
        pages = [page for page in (out / "authors").glob("*/index.html") if "books/a-lamp" in page.read_text()]
        assert [lists(out, f"authors/{page.parent.name}", "books/a-stone") for page in pages] == [True], (
            "joined by itself"
        )


def test_a_third_form_joins_the_note_that_stands(tmp_path: Path) -> None:
    made = [full(f"a{n}", f"Lamp {n}", "Lindqvist, Magnus") for n in range(3)]
    site = make_site(
        tmp_path, records(*made, full("b1", "A stone", "Lindkvist, Magnus"), full("b2", "Zinc", "Lindqvist, Magnnus"))
    )
    (found,) = of(site, "people")
    paste(site, found.offers[0])
    assert of(site, "people") == []
    assert found.offers[0].lines.count("\n") == 4
    (site / "content/records/two.mrc").write_bytes(full("b3", "Tin", "Lindquist, Magnus"))
    (found,) = of(site, "people")
    assert 'forms: ["Lindkvist, Magnus", "Lindqvist, Magnnus", "Lindquist, Magnus"]' in found.offers[0].lines


@pytest.mark.parametrize("way", ["one", "two"])
def test_subjects_that_may_be_one(tmp_path: Path, way: str) -> None:
    lamps, lamp = field("650", ("a", "Street lamps")), field("650", ("a", "Street lamp"))
    site = make_site(
        tmp_path,
        records(
            *(full(f"a{n}", f"Lamp {n}", "Oduya, Tess", lamps) for n in range(2)),
            full("b", "A stone", "Oduya, Tess", lamp),
        ),
    )
    (found,) = of(site, "headings")
    assert found.text == "Street lamps; Street lamp: one heading? (the same words)"
    paste(site, found.offers[0 if way == "one" else 1])
    assert of(site, "headings") == []
    _, out = built(site)
    assert lists(out, "subjects/street-lamp", "books/a-stone") == (way == "two")
    assert lists(out, "subjects/street-lamps", "books/a-stone") == (way == "one")


def test_a_lone_subject(tmp_path: Path) -> None:
    lone = field("650", ("a", "Street lamps"))
    other = field("650", ("a", "Lamps"))
    site = make_site(
        tmp_path, records(full("a", "One", "Oduya, Tess", lone, other), full("b", "Two", "Oduya, Tess", other))
    )
    (found,) = of(site, "lone")
    assert found.text.startswith("Street lamps: one book")
    assert 'broader: ["Lamps"]' in found.offers[0].lines
    paste(site, found.offers[0])
    assert of(site, "lone") == []


@pytest.mark.parametrize("way", [0, 1])
def test_holes_in_series(tmp_path: Path, way: int) -> None:
    def volume(n: int) -> bytes:
        return full(f"a{n}", f"Lamp {n}", "Oduya, Tess", field("490", ("a", "Lamps of the north"), ("v", str(n))))

    site = make_site(tmp_path, records(volume(1), volume(2), volume(4)))
    (found,) = of(site, "series")
    assert found.text == "Lamps of the north: 1, 2, 4 held, 3 missing up to 4."
    paste(site, found.offers[way])
    assert of(site, "series") == []


@pytest.mark.parametrize("way", [0, 1])
def test_records_that_may_be_one_book(tmp_path: Path, way: int) -> None:
    one = full("a1", "A lamp").replace(b"9780306406157", b"9780131103627")
    site = make_site(tmp_path, records(full("a2", "A lamp"), one))
    found = of(site, "doubles")
    if found:
        paste(site, found[0].offers[way])
        assert of(site, "doubles") == []


def test_a_date_that_was_not_understood(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(full("a", "A lamp").replace(b"2001.", b"years")))
    (found,) = of(site, "dates")
    assert found.text == "“years” was not understood as a date."
    paste(site, found.offers[0], year="1998")
    assert of(site, "dates") == []


def test_classes_without_a_caption(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(full("a", "A lamp")))
    (found,) = of(site, "captions")
    lines = found.offers[0].lines.replace("\t\n", "\tLamps and such\n")
    paste(site, Offer(found.offers[0].file, "", lines))
    assert of(site, "captions") == []


def test_empty_decades(tmp_path: Path) -> None:
    years = (1951, 1952, 1981, 1982)
    made = [full(f"a{n}", f"Lamp {n}").replace(b"2001.", f"{n}.".encode()) for n in years]
    site = make_site(tmp_path, records(*made))
    (found,) = of(site, "decades")
    assert found.text == "Nothing of the 1960s and 1970s, between 2 books of the 1950s and 2 books of the 1980s."
    for offer, year in (
        (found.offers[0], "1961"),
        (Offer("content/books/other.md", "", found.offers[0].lines), "1971"),
    ):
        paste(site, offer, title=f"Found {year}", year=year)
    assert of(site, "decades") == []


def test_empty_classes(tmp_path: Path) -> None:
    made = [
        full(f"a{n}", f"Lamp {n}").replace(b"621.32", n.encode())
        for n in ("621.1", "621.2", "624.1", "624.2", "631.1", "631.2")
    ]
    found = of(make_site(tmp_path, records(*made)), "classes")
    assert [one.text for one in found] == ["Nothing in 622, 623, between 2 in 621 and 2 in 624."]


def test_subdivisions_of_no_type(tmp_path: Path) -> None:
    note = "---\nrecord: a\nsubjects: [Lamps -- Xyzzy, Lamps -- History]\n---\n"
    found = of(make_site(tmp_path, {**records(full("a", "A lamp")), "content/books/n.md": note}), "subdivisions")
    assert [one.text.partition(":")[0] for one in found] == ["— Xyzzy"]
    assert [link.text for link in found[0].links] == ["Lamps — Xyzzy"]


def test_field_by_field(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(full("a1", "A lamp"), book("a2", "Zinc")))
    found = {one.text.partition(":")[0]: one for one in of(site, "fields")}
    assert [link.href for link in found["publisher"].links] == ["books/zinc/"]
    paste(site, found["publisher"].offers[0], publisher="Salt Press")
    assert "publisher" not in {one.text.partition(":")[0] for one in of(site, "fields")}
    filled = {one.field: (one.filled, one.of, one.percent()) for one in seen(site).fields}
    assert filled["title"] == (2, 2, 100)
    assert filled["ISBN"] == (1, 2, 50)


def test_an_isbn_lacks_only_since_there_are_any(tmp_path: Path) -> None:
    def made(year: str) -> bytes:
        return book(f"a{year}", "", "Oduya, Tess", field("260", ("c", year)))

    site = make_site(tmp_path, records(made("1969"), made("1970")))
    (found,) = [one for one in of(site, "fields") if one.text.startswith("ISBN")]
    assert [link.href for link in found.links] == ["books/title-a1970-oduya/"]


def test_lines_are_safe_for_a_terminal(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(book("a1", "A \x1b[31mred\u202e lamp", "", field("650", ("a", "Re\x1b[0md")))))
    found = mirrored.lines(seen(site))
    assert found
    assert all(line.isprintable() for line in found)


# --- what is no finding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Mario Bellomo", ""), ("Maria Bellomo", "")),
        (("Smith, John", "1950-"), ("Smith, Jon", "1971-")),
        (("Smith, J.", ""), ("Smith, K.", "")),
        (("Lindqvist, Per", ""), ("Lindqvist, Pia", "")),
        (("Henry IV", ""), ("Henry V", "")),
    ],
)
def test_people_who_are_two(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    def person(tag: str, name: str, dates: str) -> bytes:
        more = [("100", "1 ", [("a", name), *([("d", dates)] if dates else [])])]
        return marc(f"Title {tag}", "", tag, more)

    site = make_site(tmp_path, records(person("a", *one), person("b", *other)))
    assert of(site, "people") == []


def test_initials_that_fit_two_people_say_nothing(tmp_path: Path) -> None:
    names = ("Smith, J.", "Smith, John", "Smith, Judith")
    site = make_site(tmp_path, records(*(full(f"a{n}", f"Lamp {n}", name) for n, name in enumerate(names))))
    assert of(site, "people") == []


def test_two_names_of_one_book_are_two_people(tmp_path: Path) -> None:
    both = full("a", "A lamp", "Lindqvist, Magnus", ("700", "1 ", [("a", "Lindkvist, Magnus")]))
    assert of(make_site(tmp_path, records(both)), "people") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gambia", "Zambia"),
        ("World War, 1914-1918", "World War, 1939-1945"),
        ("19th century", "18th century"),
        ("Iran", "Iraq"),
        ("Lamps", "Lamp posts"),
        ("Social order", "Social border"),
        ("Women in literature", "Women and literature"),
        ("Children of parents with lamps", "Parents of children with lamps"),
        ("C++ (Computer language)", "C (Computer language)"),
        ("Arts, French", "Art, French"),
        ("Home nursing", "Nursing homes"),
    ],
)
def test_subjects_that_are_two(tmp_path: Path, one: str, other: str) -> None:
    made = [full(f"a{n}", f"Lamp {n}", "Oduya, Tess", field("650", ("a", text))) for n, text in enumerate((one, other))]
    assert of(make_site(tmp_path, records(*made)), "headings") == []


def test_a_slip_stands_once(tmp_path: Path) -> None:
    def site(title: str) -> Path:
        texts = ("Oncology", "Ontology", "Lamp management", "Lamp managememt")
        made = [full(f"a{n}", f"Lamp {n}", "Oduya, Tess", field("650", ("a", text))) for n, text in enumerate(texts)]
        more = [full(f"b{n}", f"{title} {n}", "Oduya, Tess") for n in range(2)]
        return make_site(tmp_path / title, records(*made, *more))

    assert [f.text.partition(": one")[0] for f in of(site("Salt"), "headings")] == [
        "Lamp managememt; Lamp management", "Oncology; Ontology",
    ]  # fmt: skip
    found = of(site("Oncology without ontology"), "headings")
    assert [f.text.partition(": one")[0] for f in found] == ["Lamp managememt; Lamp management"]


# --- rules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("lamp", "lamps", 4), ("lamp", "lump", 1), ("lamp", "lmap", 1), ("lamp", "amp", 0), ("lamp", "lamp", -1),
        ("lamp", "limps", -1), ("lamp", "lmpa", -1), ("", "a", 0), ("ab", "ba", 0),
    ],
)  # fmt: skip
def test_one_edit(one: str, other: str, place: int) -> None:
    assert near.one_edit(one, other) == near.one_edit(other, one) == place


def test_every_edit_is_found() -> None:
    text = "lindqvist magnus"
    for n in (n for n in range(1, len(text)) if text[n - 1] != " "):
        edits = {text[:n] + "z" + text[n + 1 :], text[:n] + text[n + 1 :], text[:n] + "z" + text[n:]}
        edits.add(text[:n] + text[n + 1 : n + 2] + text[n] + text[n + 2 :])
        for edit in edits - {text}:
            assert near.close([text, "another name", edit]) == [(0, 2)], edit


def test_what_becomes_another_is_near_to_that_very_one() -> None:
    assert near.stars([(0, 1), (1, 2), (2, 3)], [(0,), (1,), (2,), (3,)]) == [(0, [1]), (2, [3])]
    assert near.stars([(0, 1), (0, 2)], [(5,), (1,), (2,)]) == [(1, [0])]
    assert near.alike(["a", None, "a", None, "a"], [(2,), (0,), (1,), (0,), (9,)]) == [(0, 2), (2, 4)]


def test_a_large_block_is_not_compared_row_by_row() -> None:
    texts = [f"the same beginning {n:05}" for n in range(2_000)]
    pairs = sum(1 for members in near.blocks(texts) for _ in near.compared(members, texts))
    assert pairs < 2_000 * 4 * near.WINDOW


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Street lamps", "Lamps, Street", True), ("Policies", "Policy", True), ("Law & politics", "Politics and law", True), ("Drugs of abuse", "Drug abuse", False),
        ("Classes", "Class", True), ("Politics", "Policy", False), ("Crisis", "Crises", False), ("Perù", "Peru", True),
    ],
)  # fmt: skip
def test_words_of_a_heading(one: str, other: str, same: bool) -> None:
    assert (subjects.words_key(one) == subjects.words_key(other)) == same


@pytest.mark.parametrize(
    ("scheme", "text", "right"),
    [
        ("issn", "0317-8471", None), ("issn", "0317-8472", "0317-8471"), ("issn", "0317-84", ""),
        ("issn", "2434-561X", None), ("isni", "0000 0001 2103 2683", None), ("isni", "0000 0001 2103 2684", "0000-0001-2103-2683"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", None), ("orcid", "0000-0002-1825-0098", "0000-0002-1825-0097"),
        ("doi", "10.1000/182", None), ("doi", "https://doi.org/10.1000/182", None), ("doi", "11.1000/182", ""),
        ("lccn", "n78-890351", None), ("lccn", "85000002", None), ("lccn", "8500", ""), ("oclc", "(OCoLC)ocm00012345", None),
        ("oclc", "ocn", ""), ("nothing", "x", None),
    ],
)  # fmt: skip
def test_numbers(scheme: str, text: str, right: str | None) -> None:
    found = numbers.look(scheme, text)
    assert (None if found is None else found.right) == right


@pytest.mark.parametrize(
    ("printed", "right"), [("978-0-306-40615-8", "9780306406157"), ("0-306-40615-3", "0306406152"), ("12345678", "")]
)
def test_isbn_with_the_wrong_digit(printed: str, right: str) -> None:
    assert numbers.isbn_right(printed) == right


def test_a_wrong_isbn_is_a_finding(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(full("a", "A lamp", "Oduya, Tess", field("020", ("a", "9780306406158")))))
    (found,) = of(site, "identifiers")
    assert found.text.startswith("ISBN 9780306406158: its check digit is wrong.")
    assert found.offers[0].lines == "9780306406157\n"
    assert found.offers[0].file == "content/records/one.mrc, record 1"


HOSTILE = [
    'a "b" c',
    "- x",
    "# no",
    "a: b",
    "<b>&amp;",
    "{{7*7}}",
    "é ü",
    "yes",
    "null",
    "12",
    "",
    "it's",
    "[x]",
    "a\\b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_quoted_comes_back(text: str) -> None:
    from shelflist.notes import front_matter

    given, _ = front_matter(
        offers.fenced([f"name: {offers.quoted(text)}", f"forms: {offers.listed([text, 'b'])}"]), "f"
    )
    assert given == {"name": text, "forms": [text, "b"]}


# --- the whole ------------------------------------------------------------------------------------------------


def test_it_is_never_an_error_and_is_never_published(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(book("a1"), book("a2")))
    built(site)
    before = tree(site)
    found = check.check(settings(site), mirror=True)
    assert found.errors == []
    assert found.mirror is not None
    assert found.mirror.count() > 0
    assert tree(site) == before, "made, and not written"
    told = mirrored.write(found.mirror, settings(site))
    assert told.startswith(str(site / ".shelflist/report/index.html"))
    assert not (site / "public/report").exists()
    _, out = built(site)
    assert not (out / "report").exists()


def test_the_page_is_in_the_sites_language_and_the_lines_stay_english(tmp_path: Path) -> None:
    with pseudo.spoken():
        site = pseudo.greek(tmp_path / "site")
        found = seen(site)
        (tmp_path / "made").mkdir()
        (tmp_path / "made/index.html").write_bytes(mirrored.page(found, settings(site)))
    assert any(
        re.fullmatch(r"mirror: Field by field: date: \d+ books lack it\.", line) for line in mirrored.lines(found)
    )
    assert pseudo.forgotten(tmp_path / "made") == {}


def test_the_file_stands_alone_and_its_links_lead_to_the_site(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(book("a1", "<b>Bold</b>"), book("a2", "{{7*7}}")))
    built(site)
    found = seen(site)
    mirrored.write(found, settings(site))
    place = site / mirrored.FILE.replace("report/", ".shelflist/report/")
    text = place.read_text()
    links = re.findall(r'<a href="([^"#][^"]*)"', text)
    assert links
    assert all((place.parent / link.partition("#")[0]).is_file() for link in links)
    assert "<b>Bold" not in text
    assert "&lt;b&gt;Bold" in text
    assert re.findall(r'(?:src|<link[^>]*href)="(?!data:)', text) == []


def test_no_books(tmp_path: Path) -> None:
    found = seen(make_site(tmp_path, {}))
    assert found.count() == 0
    mirrored.write(found, settings(tmp_path))
    assert (tmp_path / ".shelflist/report/index.html").is_file()


# --- the preview ----------------------------------------------------------------------------------------------


def resident(site: Path, memory: Store, showing: Showing) -> None:
    """A build of a process that stays, told to the mirror."""
    found = settings(site)
    build(found, Options(1, "none"), memory)
    showing.stands(found, memory.made, memory)


def test_the_preview_shows_the_site_that_stands(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(book("a1", "The lamp at Varn"), book("a2", "Zinc")))
    memory, showing = Store(site / ".shelflist", resident=True), Showing()
    assert showing.answer("report/") is None, "no site yet"
    resident(site, memory, showing)
    before = showing.answer("report/")
    assert before is not None
    assert before.count(b"Lacks people, date") == 2
    assert showing.answer("report/") == before
    assert showing.answer("report/records/") is not None
    for path in (
        "report/records/2/",
        "report/no-such/",
        "report/records/x/",
        "report/records/1/1/",
        "report/records/" + "9" * 99,
    ):
        assert showing.answer(path) is None
    note = "---\nrecord: a1\nauthors: Oduya, Tess\nyear: 2001\npublisher: Salt Press\npages: 120\nlanguage: English\nsubjects: Lamps\n---\n"
    make_site(site, {"content/books/lamp.md": note})
    resident(site, memory, showing)
    after = showing.answer("report/")
    assert after is not None
    assert after.count(b"Lacks people, date") == 1
    make_site(site, {"content/books/lamp.md": note.replace("subjects: Lamps", "summary: Of lamps.")})
    resident(site, memory, showing)
    assert b"Lacks ISBN, subject and class" in (showing.answer("report/") or b"")


def test_the_preview_of_a_site_that_did_not_change(tmp_path: Path) -> None:
    site = make_site(tmp_path, records(book("a1", "The lamp at Varn"), book("a2", "Zinc")))
    one, other = (Store(site / ".shelflist", resident=True) for _ in range(2))
    showing = Showing()
    resident(site, one, showing)
    whole = showing.answer("report/")
    remember(settings(site), one)
    other = Store(site / ".shelflist", resident=True)
    showing = Showing()
    resident(site, other, showing)
    assert other.made is None
    assert showing.answer("report/") == whole


def test_a_book_that_is_being_put_away_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, records(book("a1", "The lamp at Varn")))
    memory, showing = Store(site / ".shelflist", resident=True), Showing()
    resident(site, memory, showing)
    times = []
    real = memory.blob

    def blob(row: Row) -> bytes:
        times.append(row)
        if len(times) < 3:
            raise Damaged("just now")
        return real(row)

    monkeypatch.setattr(memory, "blob", blob)
    monkeypatch.setattr(mirrored, "PAUSE", 0.0)
    assert showing.answer("report/") is not None
    assert len(times) == 3


def test_over_the_wire(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("<body>Not here</body>")
    preview = Preview(tmp_path, "127.0.0.1", 0)
    preview.report = lambda path: (
        b"<body>" + path.encode() + b"</body>" if path in ("report/", "report/lone/2/") else None
    )
    preview.start()
    try:
        for path, expected in (("report/", b"report/"), ("report/lone/2/", b"report/lone/2/"), ("report", b"report/")):
            with urllib.request.urlopen(preview.address + path, timeout=20) as answer:
                text = answer.read()
                assert b"<body>" + expected in text
                assert b"/-/reload.js" in text
        for path, headers, status in (
            ("report/none/", {}, 404),
            ("reports/", {}, 404),
            ("report/", {"Host": "evil.example"}, 421),
            ("report/", {"Origin": "http://evil.example"}, 403),
        ):
            with pytest.raises(urllib.error.HTTPError) as raised:
                urllib.request.urlopen(urllib.request.Request(preview.address + path, headers=headers), timeout=20)
            assert raised.value.code == status
    finally:
        preview.stop()


def test_further_pages_hold_every_finding_once(tmp_path: Path) -> None:
    made = [
        full(f"a{n}", f"Lamp {n}", "Oduya, Tess", field("650", ("a", f"Matter {chr(65 + n // 26)}{chr(97 + n % 26)}q")))
        for n in range(60)
    ]
    found = seen(make_site(tmp_path, records(*made)))
    total = len(found.findings["lone"])
    assert total == 60
    texts = []
    number = 1
    while page := room.further(found, "lone", number, Frame(), "en"):
        texts += [one["text"] for one in page.meta["parts"][0]["findings"]]
        number += 1
    assert number == 4
    assert texts == [one.text for one in found.findings["lone"]]
    assert room.further(found, "lone", 0, Frame(), "en") is None
    assert room.further(found, "no such", 1, Frame(), "en") is None


def test_every_kind_has_its_words() -> None:
    assert list(room.WORDS) == list(mirror.KINDS)
    told = re.findall(r"^\| (.+?) \|", (ROOT / "docs/mirror.md").read_text(), flags=re.MULTILINE)
    assert told[1:] == [title for title, _ in room.WORDS.values()], "docs/mirror.md has a row for each"


def test_the_same_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    a, b = full("a1", "A lamp", "Lindqvist, Magnus"), full("a3", "Zinc", "Lindkvist, Magnus")
    one = seen(make_site(tmp_path / "one", records(a, b)))
    other = seen(make_site(tmp_path / "two", records(b, a)))
    assert [f.text for f in one.findings["people"]] == [f.text for f in other.findings["people"]]
