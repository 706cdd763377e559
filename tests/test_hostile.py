"""The hostile inputs of the reliability guide, row by row, each through a whole build into public/.

Outcomes: I inert (shown as text), C cleaned with a warning, R the record rejected while others build, F the file refused
while others build. Rows 55 to 65 and 72 to 83 are of formats that have tests of their own.
"""

import itertools
import json
import os
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from shelflist.pages import covers
from shelflist.report import Report, lines
from tests.tools import Fields, built, iso2709, make_site, marc, tree

PLAIN = "Harmless words"
GOOD = marc("Good neighbour", "Neri, Ada", "good")


class Seen(HTMLParser):
    """What a page is made of: tags with the names of their attributes, addresses, text, JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[tuple[str, ...]] = Counter()
        self.urls: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.json: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag, *sorted(name for name, _ in attrs)] += 1
        self.urls += [value or "" for name, value in attrs if name in ("href", "src", "srcset", "action", "formaction")]
        self.open.append("json" if ("type", "application/ld+json") in attrs else tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "json":
            self.json.append(data)
        elif self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def said(self) -> str:
        """All text, white space folded."""
        return " ".join(" ".join(part for parts in self.texts.values() for part in parts).split())


def pages(out: Path) -> Iterator[tuple[str, Seen]]:
    for name, data in tree(out).items():
        if name.endswith(".html"):
            yield name, Seen(data.decode())


def everything(text: str) -> Fields:
    """A MARC 21 record that says this text in every field that a page shows."""
    return [
        ("001", "", "hostile"),
        ("020", "  ", [("a", "9783161484100"), ("q", text)]),
        ("100", "1 ", [("a", text)]),
        ("245", "10", [("a", text), ("b", text), ("c", text), ("p", text)]),
        ("246", "3 ", [("a", "Other " + text)]),
        ("250", "  ", [("a", text)]),
        ("264", " 1", [("a", text), ("b", text), ("c", text)]),
        ("300", "  ", [("a", text), ("b", text), ("c", text), ("e", text)]),
        ("490", "0 ", [("a", text), ("v", text)]),
        ("500", "  ", [("a", text)]),
        ("505", "0 ", [("a", f"{text} -- {text} / {text}")]),
        ("520", "  ", [("a", text)]),
        ("650", " 0", [("a", text), ("x", text)]),
        ("700", "1 ", [("a", text + ", Ugo"), ("e", text)]),
        ("084", "  ", [("a", text)]),
        ("024", "7 ", [("a", text), ("2", "doi")]),
        ("856", "40", [("u", "https://example.org/"), ("y", text)]),
        ("880", "10", [("6", "245-01"), ("a", text)]),
    ]


def by_marc(text: str) -> dict[str, bytes]:
    return {"content/records/a.mrc": iso2709(everything(text)) + GOOD}


def by_labels(text: str) -> dict[str, bytes]:
    rows = ["Record Nr. HOSTILE1", f"Autore {text}", f"Titolo {text}", f"Pubbl/distr/stampa {text} : {text}, 2019"]
    rows += [f"Collana {text}", f"Soggetti {text} - {text}", f"Note generali {text}", f"Sommario/riassunto {text}"]
    good = "Record Nr. GOOD1\nAutore Neri, Ada\nTitolo Good neighbour\nFormato Testo\n"
    return {"content/records/a.txt": ("\n".join(rows) + "\n\n" + good).encode()}


def by_note(text: str) -> dict[str, bytes]:
    keys = ("title", "subtitle", "publisher", "place", "summary", "series", "edition", "extent", "responsibility")
    many = ("authors", "editors", "subjects", "tags", "lists")
    quoted = "'" + text.replace("'", "''") + "'"
    front = [f"{key}: {quoted}" for key in keys] + [f"{key}: [{quoted}]" for key in many]
    note = "---\n" + "\n".join(front) + f"\n---\n{text}\n"
    return {
        "content/books/a.md": note.encode(),
        "content/lists/b.md": note.encode(),
        "content/pages/c.md": f"---\ntitle: {quoted}\n---\n{text}\n".encode(),
        "content/records/a.mrc": GOOD,
    }


WAYS = {"marc": by_marc, "labels": by_labels, "note": by_note}
way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
TOML = '[site]\ntitle = "Test list"\nbase_url = "https://example.org/x"\n'


def make(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Report, Path]:
    return built(make_site(folder, files, TOML))


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[tuple[str, ...]], dict[tuple[str, int], int]]:
    """(the tags that pages are made of, scripts on each kind of page) of sites without anything hostile; a kind is a
    folder with a depth below it."""
    tags: set[tuple[str, ...]] = set()
    scripts: dict[tuple[str, int], int] = {}
    for name, design in itertools.product(WAYS, covers.DESIGNS):
        with mock.patch.object(covers, "DESIGNS", (design,)):  # which one a book has depends on its id
            _, out = make(tmp_path_factory.mktemp(name), WAYS[name]("[Harmless](https://example.org) *words*"))
        for page, seen in pages(out):
            tags |= set(seen.tags)
            kind = (page.split("/")[0], page.count("/"))
            number = sum(n for key, n in seen.tags.items() if key[0] == "script")
            scripts[kind] = max(number, scripts.get(kind, 0))
    return tags, scripts


MARKDOWN = {("h3",), ("h4",), ("h5",), ("h6",), ("hr",), ("pre",), ("code",), ("ol",), ("ul",), ("li",), ("em",), ("strong",), ("p",), ("br",), ("blockquote",), ("ol", "start"), ("a", "href"), ("h2",), ("h1",)}  # fmt: skip
"""Tags that an owner's Markdown may make."""


NARROWING = {
    ("search", "class", "data-shown", "hidden"),
    ("p", "class", "role"),
    ("input", "autocomplete", "id", "type"),
}
"""The box that narrows an index of many headings."""


def sound(out: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]]) -> None:
    """No page has a tag that a harmless site has not, nor an address of a bad kind; data files can be read."""
    tags, scripts = harmless
    for name, seen in pages(out):
        assert set(seen.tags) <= tags | MARKDOWN | NARROWING, name
        allowed = scripts.get((name.split("/")[0], name.count("/")), 1) + bool(NARROWING & set(seen.tags))
        assert sum(n for key, n in seen.tags.items() if key[0] == "script") <= max(allowed, 1), name
        assert {urlsplit(url).scheme for url in seen.urls} <= {"", "http", "https", "mailto", "doi"}, name
        assert not any(url.startswith("//") or "\\" in url for url in seen.urls), name
        for text in seen.json:
            assert json.loads(text)
    for name, data in tree(out).items():
        if name.endswith((".xml", ".atom")):
            ElementTree.fromstring(data)
        if name.endswith(".json"):
            json.loads(data)
        if name.endswith(".md"):
            front = data.decode().split("---\n", 2)[1]
            assert set(yaml.safe_load(front)) <= KEYS
        assert re.fullmatch(r"[a-zA-Z0-9._/-]+", name)
        if name.endswith((".html", ".md", ".xml", ".atom", ".json")):
            assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", data), name


@pytest.fixture(scope="session")
def _keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The keys of the front matter beside a harmless site's pages."""
    for name, files in WAYS.items():
        _, out = make(tmp_path_factory.mktemp("keys" + name), files(PLAIN))
        for path, data in tree(out).items():
            if path.endswith(".md"):
                KEYS.update(yaml.safe_load(data.decode().split("---\n", 2)[1]))


KEYS: set[str] = set()
pytestmark = pytest.mark.usefixtures("_keys")


def hostile_page(out: Path) -> str:
    """The page of the one book that is not the good neighbour."""
    [path] = [p for p in out.glob("books/*/index.html") if p.parent.name != "good-neighbour-neri"]
    return path.read_text(encoding="utf-8")


def fold(text: str) -> str:
    return " ".join(text.split())


# --- rows 1 to 30: any text -----------------------------------------------------------------------------------

INERT = [
    pytest.param("<script>alert(1)</script>", id="row1 script"),
    pytest.param("<img src=x onerror=alert(1)>", id="row2 img"),
    pytest.param('"><svg onload=alert(1)>', id="row3 out of an attribute"),
    pytest.param("'><svg onload=alert(1)>", id="row3 out of an attribute, single quotes"),
    pytest.param("</title><script>alert(1)</script>", id="row4 out of the title"),
    pytest.param("</script><script>alert(1)</script>", id="row5 out of JSON-LD"),
    pytest.param("<!--<script>", id="row6 comment and script"),
    pytest.param("</textarea>]]><b>", id="row7 out of other places"),
    pytest.param("x ]]> y", id="row7 out of CDATA"),
    pytest.param("{{7*7}}", id="row8 template"),
    pytest.param('{% include "/etc/passwd" %}', id="row9 template include"),
    pytest.param("{{ ''.__class__.__mro__ }}", id="row10 template classes"),
    pytest.param("{# gone #} left", id="row10 template comment"),
    pytest.param("[x](javascript:alert(1))", id="row11 Markdown link"),
    pytest.param("![](data:image/svg+xml;base64,PHN2Zz4=)", id="row12 Markdown image"),
    pytest.param("[a]: javascript:alert(1)", id="row13 Markdown reference"),
    pytest.param("# H1", id="row14 heading"),
    pytest.param("1. x", id="row14 list"),
    pytest.param("| a | b |", id="row14 table"),
    pytest.param("&lt;script&gt;alert(1)&lt;/script&gt;", id="row26 entities stay entities"),
    pytest.param("&amp;amp; &#x3c;b&#x3e;", id="row26 numeric entities"),
]


@way
@pytest.mark.parametrize("text", INERT)
def test_inert(
    tmp_path: Path,
    harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]],
    text: str,
    way: Callable[[str], dict[str, bytes]],
) -> None:
    report, out = make(tmp_path, way(text))
    assert report.rejected == []
    assert report.books == 2
    sound(out, harmless)
    page = Seen(hostile_page(out))
    title = text.partition(": ")[0] if way is by_labels else text  # a display has title and subtitle in one text
    assert fold(" ".join(page.texts["h1"])) == title
    assert [json.loads(data)["name"] for data in page.json] == [title]
    assert text in page.said()
    assert "root:" not in page.said()


@way
@pytest.mark.parametrize("text", [pytest.param("---", id="row14 rule"), pytest.param("...", id="row14 end of YAML"), pytest.param("???", id="row29 punctuation only"), pytest.param("!", id="row29 one mark")])  # fmt: skip
def test_punctuation_only_is_kept(
    tmp_path: Path,
    harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]],
    text: str,
    way: Callable[[str], dict[str, bytes]],
) -> None:
    report, out = make(tmp_path, way(text))
    assert (report.books, report.rejected) == (2, [])
    sound(out, harmless)
    assert fold(" ".join(Seen(hostile_page(out)).texts["h1"])) == text


def test_four_spaces_make_no_code(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]]
) -> None:
    """Row 14."""
    _, out = make(tmp_path, by_marc("    four spaces"))
    sound(out, harmless)
    assert "<pre" not in hostile_page(out)


def with_title(way: str, title: str) -> dict[str, str | bytes]:
    """A site whose one record, or note, has this title."""
    if way == "marc":
        return {"content/records/a.mrc": marc(title, "", "hostile") + GOOD}
    if way == "labels":
        text = f"Record Nr. HOSTILE1\nTitolo {title}\nFormato Testo\n\nRecord Nr. GOOD1\nAutore Neri, Ada\nTitolo Good neighbour\n"
        return {"content/records/a.txt": text}
    return {"content/books/a.md": "---\ntitle: " + json.dumps(title) + "\n---\n", "content/records/a.mrc": GOOD}


CLEANED = [
    pytest.param("Salt\x00road", "Saltroad", True, id="row16 NUL"),
    pytest.param("Salt\x1b[2Jroad", "Salt[2Jroad", True, id="row17 escape"),
    pytest.param("Salt\x07\x9broad", "Saltroad", True, id="row17 C0 and C1"),
    pytest.param("Salt\u202eroad", "Saltroad", True, id="row18 override"),
    pytest.param("Salt\u2066road\u2069", "Saltroad", True, id="row18 isolates"),
    pytest.param("Salt\u200froad", "Salt\u200froad", False, id="row18 RLM stays"),
    pytest.param("Salt\ufffe\uffffroad", "Salt\ufffd\ufffdroad", True, id="row20 non-characters"),
    pytest.param("cafe\u0301", "café", False, id="row21 NFD"),
    pytest.param("Zalgo" + "\u0335" * 100_000, "Zalgo" + "\u0335" * 8, True, id="row23 marks"),
    pytest.param("Sa\u200blt", "Salt", True, id="row27 zero width"),
    pytest.param("Salt\u00a0\u3000road\ufeff", "Salt road", False, id="row30 spaces"),
]


@pytest.mark.parametrize("way", ["marc", "labels", "note"])
@pytest.mark.parametrize(("title", "expected", "warned"), CLEANED)
def test_cleaned(
    tmp_path: Path,
    harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]],
    way: str,
    title: str,
    expected: str,
    warned: bool,
) -> None:
    if way == "marc" and len(title) > 9000:
        title = title[:4000]
    report, out = make(tmp_path, with_title(way, title))
    assert (report.books, report.rejected) == (2, [])
    sound(out, harmless)
    shown = fold(" ".join(Seen(hostile_page(out)).texts["h1"]))
    assert shown == expected or (expected.startswith("Zalgo") and shown.count("\u0335") <= 8)
    assert bool(report.warnings) is warned
    assert all(line.isprintable() for line in lines(report))
    assert all(w.field and w.reason and w.outcome for w in report.warnings)


@pytest.mark.parametrize("way", ["marc", "note"])
@pytest.mark.parametrize("title", [pytest.param("Salt\n---\nlayout: evil\n---\n", id="row15 front matter in a title")])
def test_a_title_is_one_line(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]], way: str, title: str
) -> None:
    report, out = make(tmp_path, with_title(way, title))
    assert report.books == 2
    sound(out, harmless)
    [path] = [p for p in out.glob("books/*/index.md") if p.parent.name != "good-neighbour-neri"]
    front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n", 2)[1])
    assert "layout" not in front
    assert front["title"] == "Salt --- layout: evil ---"


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        pytest.param({"content/records/a.mrc": marc("Salt ABC", "", "x").replace(b"ABC", b"\xed\xa0\x80") + GOOD}, 2, id="row19 surrogate in UTF-8 bytes"),
        pytest.param({"content/books/a.md": '---\ntitle: "Salt \\ud800"\n---\n', "content/records/a.mrc": GOOD}, 1, id="row19 surrogate escaped in YAML"),
    ],
)  # fmt: skip
def test_lone_surrogates(
    tmp_path: Path,
    harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]],
    files: dict[str, str | bytes],
    kept: int,
) -> None:
    report, out = make(tmp_path, files)
    assert report.books == kept
    assert report.warnings
    sound(out, harmless)


def long_record(value: bytes) -> bytes:
    """A record whose 500 is longer than a directory can say."""
    fields = [(b"001", b"long\x1e"), (b"245", b"10\x1faLong note\x1e"), (b"500", b"  \x1fa" + value + b"\x1e")]
    directory, place = b"", 0
    for tag, body in fields:
        directory += b"%s%04d%05d" % (tag, min(len(body), 9999), place)
        place += len(body)
    base = 24 + len(directory) + 1
    body = b"".join(body for _, body in fields)
    return b"99999nam a22%05d i 4500" % base + directory + b"\x1e" + body + b"\x1d"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"content/records/a.mrc": long_record(b"salt wind " * 500_000) + GOOD}, id="row22 5 MB field in MARC"),
        pytest.param({"content/records/a.txt": "Record Nr. X1\nTitolo Salt\nNote generali " + "salt wind " * 500_000 + "\n\nRecord Nr. X2\nTitolo Good\n"}, id="row22 5 MB field in labels"),
        pytest.param({"content/books/a.md": "---\ntitle: Salt\nedition: " + "salt wind " * 500_000 + "\n---\n", "content/records/a.mrc": GOOD}, id="row22 5 MB value in a note"),
        pytest.param({"content/books/a.md": "---\ntitle: Salt\n---\n" + "salt *wind* " * 400_000, "content/records/a.mrc": GOOD}, id="row22 5 MB note"),
        pytest.param({"content/records/a.mrc": long_record(b"x" * 200_000) + GOOD}, id="row25 200 kB word"),
    ],
)  # fmt: skip
def test_too_long_is_cut(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]], files: dict[str, str | bytes]
) -> None:
    report, out = make(tmp_path, files)
    assert (report.books, report.rejected) == (2, [])
    assert [w.outcome for w in report.warnings if "longer than" in w.reason] == ["cut"]
    sound(out, harmless)
    assert all(len(data) < 1_500_000 for data in tree(out).values())


def test_row24_ten_thousand_subjects(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]]
) -> None:
    body = b"".join(b" 0\x1faTopic %d\x1e" % n for n in range(10_000))
    fields = b"10\x1faSalt\x1e" + body
    directory = b"245%04d00000" % 9 + b"6500010%05d" % 0 * 10_000
    record = b"99999nam a2299999 i 4500" + directory + b"\x1e" + fields + b"\x1d"
    report, out = make(tmp_path, {"content/records/a.mrc": GOOD + record})
    assert (report.books, report.rejected) == (2, [])
    found = [w for w in report.warnings if w.field == "subjects"]
    assert [(w.reason, w.outcome) for w in found] == [("10000 subject headings", "the first 200 are kept")]
    sound(out, harmless)
    assert len(list(out.glob("subjects/topic-*"))) == 200


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        pytest.param("Sa\u200blt", "salt", id="row27 zero width"),
        pytest.param("S\u0430lt", "salt", id="row27 Cyrillic a"),
        pytest.param("../../etc/passwd", "etc-passwd", id="row27 a path"),
        pytest.param("CON", "con-x", id="row27 a device"),
        pytest.param("x" * 300, "x" * 80, id="row27 too long"),
    ],
)
def test_slugs(tmp_path: Path, title: str, slug: str) -> None:
    _, out = make(tmp_path, with_title("marc", title))
    assert (out / "books" / slug / "index.html").is_file()


@pytest.mark.parametrize("title", ["", "   ", "\u00a0\u3000", "\x00\x07", "\u200b", " / "])
@pytest.mark.parametrize("way", ["marc", "labels"])
def test_row28_no_title(tmp_path: Path, way: str, title: str) -> None:
    report, out = make(tmp_path, with_title(way, title))
    file = {"marc": "content/records/a.mrc", "labels": "content/records/a.txt"}[way]
    [found] = report.rejected
    assert (found.file, found.record, found.id) == (file, 1, {"marc": "hostile", "labels": "HOSTILE1"}[way])
    assert found.field == {"marc": "245", "labels": "Titolo"}[way]
    assert "no title" in found.reason
    assert report.books == 1
    assert len(list(out.glob("books/*/index.html"))) == 1


# --- rows 31 to 40: addresses ---------------------------------------------------------------------------------

DROPPED = [
    pytest.param("javascript:alert(1)", id="row31"),
    pytest.param("JaVaScRiPt:alert(1)", id="row31 in capitals"),
    pytest.param("java\tscript:alert(1)", id="row32 tab"),
    pytest.param("\x01javascript:alert(1)", id="row32 control"),
    pytest.param("&#106;avascript:alert(1)", id="row32 entity"),
    pytest.param("vbscript:x", id="row32 vbscript"),
    pytest.param("data:text/html,<script>alert(1)</script>", id="row33"),
    pytest.param("file:///etc/passwd", id="row34"),
    pytest.param("\\\\host\\x", id="row34 UNC"),
    pytest.param("ms-msdt:x", id="row34 other schemes"),
    pytest.param("https://example.org/" + "x" * 4000, id="row40"),
]


@pytest.mark.parametrize("url", DROPPED)
def test_bad_addresses_of_records_are_dropped(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]], url: str
) -> None:
    record = marc("Salt", "", "hostile", [("856", "40", [("u", url), ("y", "Read here")])])
    report, out = make(tmp_path, {"content/records/a.mrc": record + GOOD})
    assert [(w.field, w.outcome) for w in report.warnings if w.outcome == "not linked"] == [("856", "not linked")]
    sound(out, harmless)
    assert 'rel="external' not in hostile_page(out)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("//evil.example/x", "https://evil.example/x", id="row35"),
        pytest.param("http://u:p@example.org/x", "http://example.org/x", id="row36"),
        pytest.param("https://example.org/a b\"c<d", "https://example.org/a%20b%22c%3Cd", id="row37"),
        pytest.param("https://ex\u0430mple.org/", "https://xn--exmple-4nf.org/", id="row38"),
        pytest.param("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2", id="a good one"),
        pytest.param(" https://example.org/ ", "https://example.org/", id="spaces around"),
    ],
)  # fmt: skip
def test_addresses_of_records_are_made_fit(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]], url: str, expected: str
) -> None:
    record = marc("Salt", "", "hostile", [("856", "40", [("u", url), ("y", "Read here")])])
    _, out = make(tmp_path, {"content/records/a.mrc": record + GOOD})
    sound(out, harmless)
    assert expected in Seen(hostile_page(out)).urls


def test_row36_a_password_taken_out_is_told(tmp_path: Path) -> None:
    record = marc("Salt", "", "hostile", [("856", "40", [("u", "http://u:p@example.org/x")])])
    report, _ = make(tmp_path, {"content/records/a.mrc": record + GOOD})
    [warning] = report.warnings
    assert (warning.field, warning.outcome) == ("856", "linked without it")
    assert "u:p" not in warning.reason


@pytest.mark.parametrize(
    "record",
    [
        marc("Salt", "", "hostile", [("246", "3 ", [("a", "See also: Salt roads")])]),
        iso2709(
            [("001", "", "hostile"), ("200", "1 ", [("a", "Salt")]), ("517", "1 ", [("a", "See also Salt roads")])],
            "00000nam0 2200000   450 ",
        ),
    ],
    ids=["row54 MARC 21", "row54 UNIMARC"],
)
def test_references_are_no_titles(tmp_path: Path, record: bytes) -> None:
    report, out = make(tmp_path, {"content/records/a.mrc": record})
    assert [w.outcome for w in report.warnings if "reference" in w.reason] == ["not shown"]
    assert "Other titles" not in hostile_page(out)


def test_row25_a_word_without_end_is_not_indexed(tmp_path: Path) -> None:
    from shelflist import search

    page = tmp_path / "page.html"
    page.write_text(f"<html><body data-pagefind-body><h1>Salt</h1><p>roads {'x' * 70_000}</p></body></html>")
    index = dict(search.index({"books/salt/index.html": page}, tmp_path / "work", "en"))
    assert sum(map(len, (data for name, data in index.items() if name.startswith(("index/", "fragment/"))))) < 2_000
    assert any(name.startswith("fragment/") for name in index)


@pytest.mark.parametrize("form", ["[words]({})", "[words](<{}>)", "<{}>", "[words]\n\n[words]: {}", "[words]: <{}>\n\n[words]", "![words]({})"])  # fmt: skip
@pytest.mark.parametrize("url", [*DROPPED, pytest.param("//evil.example/x", id="row35"), pytest.param("http://u:p@example.org/x", id="row36")])  # fmt: skip
def test_bad_addresses_of_notes_are_text(tmp_path: Path, url: str, form: str) -> None:
    from shelflist.markdown import note

    seen = Seen(note(form.format(url)))
    assert {urlsplit(u).scheme for u in seen.urls} <= {""}
    assert not any(u.startswith("//") or "@" in u or len(u) > 2048 for u in seen.urls)
    assert not any(tag[0] == "script" for tag in seen.tags)
    assert "words" in seen.said() or form[0] in "<!"


def test_links_of_a_note_in_its_page(
    tmp_path: Path, harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]]
) -> None:
    text = "[good](https://example.org/x) [bad](javascript:alert(1)) <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n"
    _, out = make(tmp_path, {"content/books/a.md": f"---\ntitle: Salt\n---\n{text}"})
    sound(out, harmless)
    page = Seen((out / "books/salt/index.html").read_text(encoding="utf-8"))
    assert "https://example.org/x" in page.urls
    assert "<script>alert(1)</script>" in page.said()


# --- rows 41 to 53: ISO 2709 ----------------------------------------------------------------------------------

BAD = marc("Salt roads", "Oliva, Rina", "bad")
LATIN = marc("Caf@ Trani", "", "bad").replace(b"@", b"\xe9")
UNIMARC = iso2709([("001", "", "bad"), ("200", "1 ", [("a", "Perché la città")])], "00000nam0 2200000   450 ")


@pytest.mark.parametrize(
    ("data", "field", "record", "name"),
    [
        pytest.param(b"00000" + BAD[5:], "leader", 2, "bad", id="row41 length 00000"),
        pytest.param(b"99999" + BAD[5:], "leader", 2, "bad", id="row41 length 99999"),
        pytest.param(b"x9!9-" + BAD[5:], "leader", 2, "bad", id="row41 length not digits"),
        pytest.param(marc("", "Oliva, Rina", "bad"), "245", 2, "bad", id="row53 no title"),
        pytest.param(iso2709([("001", "", "bad"), ("500", "  ", [("a", "x")])]), "245", 2, "bad", id="row53 no 245"),
        pytest.param(BAD[:24] + b"\x1d", "directory", 2, "", id="row43 nothing but a leader"),
        pytest.param(b"not a record\x1d", "leader", 2, "", id="row41 no record at all"),
    ],
)
def test_bad_records_leave_their_neighbours(tmp_path: Path, data: bytes, field: str, record: int, name: str) -> None:
    report, out = make(tmp_path, {"content/records/a.mrc": marc("First", "", "one") + data + GOOD})
    [found] = report.rejected
    assert (found.file, found.record, found.id, found.field) == ("content/records/a.mrc", record, name, field)
    assert found.reason
    assert (report.records, report.books) == (3, 2)
    assert sorted(p.parent.name for p in out.glob("books/*/index.html")) == ["first", "good-neighbour-neri"]
    shown = f"content/records/a.mrc:record {record}" + (f" ({name})" if name else "") + f": {field}: "
    assert [line for line in lines(report) if line.startswith(shown) and line.endswith("left out")]


@pytest.mark.parametrize("cut", [30, 60, 80])
def test_row42_cut_short_at_the_end(tmp_path: Path, cut: int) -> None:
    report, _ = make(tmp_path, {"content/records/a.mrc": GOOD + BAD[:cut]})
    assert [(r.record, r.field) for r in report.rejected] == [(2, "record")]
    assert "cut short" in report.rejected[0].reason
    assert report.books == 1


@pytest.mark.parametrize(
    ("data", "title", "warned"),
    [
        pytest.param(BAD[:12] + b"xxxxx" + BAD[17:], "Salt roads", "recovered", id="row43 base address"),
        pytest.param(BAD.replace(BAD[27:36], b"xxxxxxxxx"), "Salt roads", "recovered", id="row43 directory"),
        pytest.param(b"\n" + BAD + b"\r\n", "Salt roads", "", id="row44 line ends"),
        pytest.param(b"\xef\xbb\xbf" + BAD, "Salt roads", "", id="row45 BOM"),
        pytest.param(UNIMARC, "Perché la città", "", id="row46 UTF-8 in UNIMARC"),
        pytest.param(iso2709([("001", "", "bad"), ("245", "10", [("a", "Perché")])], "00000nam  2200000 i 4500"), "Perché", "", id="row46 UTF-8 that calls itself MARC-8"),
        pytest.param(LATIN, "Café Trani", "Windows-1252", id="row47 Latin-1 byte"),
        pytest.param(iso2709([("001", "", "bad"), ("245", "10", [("a", "Salt \x1b)Z roads")])], "00000nam  2200000 i 4500"), "Salt \ufffd roads", "\ufffd", id="row48 bad escape"),
        pytest.param(marc("\x1bHThe \x1bIsalt", "", "bad"), "The salt", "", id="row49 ESC H"),
        pytest.param(marc("\x98The \x9csalt", "", "bad"), "The salt", "", id="row49 U+0098"),
        pytest.param(marc("\x88The \x89salt", "", "bad"), "The salt", "", id="row49 U+0088"),
        pytest.param(iso2709([("001", "", "bad"), ("245", "10aSalt roads", [])]), "Salt roads", "read as $a", id="row50"),
        pytest.param(long_record(b"wind " * 30_000).replace(b"long\x1e", b"bad1\x1e"), "Long note", "recovered", id="row51"),
    ],
)  # fmt: skip
def test_records_that_are_mended(
    tmp_path: Path,
    harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]],
    data: bytes,
    title: str,
    warned: str,
) -> None:
    report, out = make(tmp_path, {"content/records/a.mrc": GOOD + data})
    assert (report.records, report.books, report.rejected) == (2, 2, [])
    sound(out, harmless)
    assert fold(" ".join(Seen(hostile_page(out)).texts["h1"])) == title
    if warned:
        assert any(warned in w.outcome and w.record == 2 for w in report.warnings)
    else:
        assert report.warnings == []


def test_a_file_of_nothing_but_bad_records(tmp_path: Path) -> None:
    report, _ = make(tmp_path, {"content/records/a.mrc": (b"00000" + BAD[5:]) * 3, "content/records/b.mrc": GOOD})
    assert [(s.records, s.books, s.rejected) for s in report.sources] == [(3, 0, 3), (1, 1, 0)]


@pytest.mark.parametrize("data", [b"", b"\n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, b"plain words", b"\xff\xfe\x00"])
def test_files_that_nobody_can_read(tmp_path: Path, data: bytes) -> None:
    report, _ = make(tmp_path, {"content/records/a.bin": data, "content/records/b.mrc": GOOD})
    assert [(r.file, r.record) for r in report.rejected] == [("content/records/a.bin", 0)]
    assert report.rejected[0].reason
    assert report.books == 1


# --- rows 66 to 71: YAML --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "books"),
    [
        pytest.param("title: First\ntitle: Salt", 3, id="row66 a key twice"),
        pytest.param("title: Salt\nrating: .nan", 3, id="row67 NaN"),
        pytest.param("title: Salt\nrating: 1e999", 3, id="row67 1e999"),
        pytest.param(f"title: Salt\npages: {'9' * 400}", 3, id="row67 400 digits"),
        pytest.param("title: " + "[" * 100_000, 2, id="row68 deep list"),
        pytest.param("title: " + "{a: " * 100_000, 2, id="row68 deep map"),
        pytest.param("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c", 2, id="row70 alias bomb"),
        pytest.param("title: [", 2, id="not YAML"),
    ],
)
def test_front_matter(tmp_path: Path, front: str, books: int) -> None:
    files = {
        "content/books/a.md": f"---\n{front}\n---\n",
        "content/books/b.md": "---\ntitle: Fine\n---\n",
        "content/records/a.mrc": GOOD,
    }
    report, out = make(tmp_path, files)
    assert report.books == books
    assert {w.file for w in report.warnings} == {"content/books/a.md"}
    assert (out / "books/fine/index.html").is_file()
    assert (out / "books/salt/index.html").is_file() is (books == 3)


@pytest.mark.parametrize("tag", [pytest.param("!!python/object/apply:os.system [touch hacked]", id="row69 object"), pytest.param("!!python/name:os.system", id="row69 name")])  # fmt: skip
def test_python_tags_make_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, {"content/books/a.md": f"---\ntitle: {tag}\n---\n", "content/records/a.mrc": GOOD})
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("title", ["no", "on", "1_0", "2019-02-30", "null", "0x1F", "1:30"])
def test_row71_titles_stay_text(tmp_path: Path, title: str) -> None:
    report, out = make(tmp_path, {"content/books/a.md": f"---\ntitle: {title}\n---\n", "content/records/a.mrc": GOOD})
    assert report.warnings == []
    assert fold(" ".join(Seen(hostile_page(out)).texts["h1"])) == title


# --- row 84: names of files -----------------------------------------------------------------------------------


def _write(path: bytes) -> None:
    with open(path, "wb") as file:
        file.write(b"---\ntitle: Odd name\n---\n")


def _socket(path: bytes) -> None:
    place = socket.socket(socket.AF_UNIX)
    place.bind(os.path.relpath(path))
    place.close()


def _link(target: str) -> Callable[[bytes], None]:
    return lambda path: Path(os.fsdecode(path)).symlink_to(target)


@pytest.mark.parametrize(
    ("name", "make_it", "read"),
    [
        pytest.param(b"-rf.md", _write, True, id="row84 -rf"),
        pytest.param(b"%2e%2e%2f.md", _write, True, id="row84 %2e"),
        pytest.param(b"<script>.md", _write, True, id="row84 script"),
        pytest.param(b"{{7*7}}.md", _write, True, id="row84 template"),
        pytest.param(b"a\nb.md", _write, False, id="row84 newline"),
        pytest.param(b"a\x1b[2J.md", _write, False, id="row84 escape"),
        pytest.param(b"a\xff.md", _write, False, id="row84 not UTF-8"),
        pytest.param(b"a.md", os.mkfifo, False, id="row84 FIFO"),
        pytest.param(b"a.md", _socket, False, id="row84 socket"),
        pytest.param(b"a.md", _link("a.md"), False, id="row84 link to itself"),
        pytest.param(b"a.md", _link("/etc/passwd"), False, id="row84 link out"),
        pytest.param(b"a.md", _link("/dev/zero"), False, id="row84 device"),
        pytest.param(b"a", _link("/etc"), False, id="row84 folder out"),
    ],
)
def test_file_names(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harmless: tuple[set[tuple[str, ...]], dict[tuple[str, int], int]],
    name: bytes,
    make_it: Callable[[bytes], None],
    read: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    make_site(tmp_path, {"content/books/fine.md": "---\ntitle: Fine\n---\n", "content/records/a.mrc": GOOD}, TOML)
    make_it(os.fsencode(tmp_path / "content/books") + b"/" + name)
    report, out = built(tmp_path)
    assert (out / "books/fine/index.html").is_file()
    assert report.books == 2 + read
    assert [(w.outcome, w.file.startswith("content/books/")) for w in report.warnings] == [("left out", True)] * (
        not read
    )
    assert all(line.isprintable() for line in lines(report))
    sound(out, harmless)


def test_a_folder_that_is_named_as_a_note(tmp_path: Path) -> None:
    (tmp_path / "content/books/a.md").mkdir(parents=True)
    report, _ = make(tmp_path, {"content/records/a.mrc": GOOD})
    assert (report.books, report.warnings) == (1, [])


def test_records_that_are_no_files(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/records/b.mrc": GOOD}, TOML)
    os.mkfifo(tmp_path / "content/records/a.mrc")
    report, _ = built(tmp_path)
    assert report.books == 1
    assert [w.file for w in report.warnings] == ["content/records/a.mrc"]
