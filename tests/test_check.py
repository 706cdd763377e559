"""`check`: the findings of a build for records and notes; for the built site, each fault that can be made by hand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist import check, manifests, markdown, report
from tests import tools
from tests.tools import built, iso2709, make_site, marc, tree

LAMP = marc("The lamp at Varn", "Oduya, Tess", "a1", [("650", " 0", [("a", "Lamps")])])
STONE = marc("A stone in the hand", "Oduya, Tess", "a2", [("650", " 0", [("a", "Stones")])])
NO_TITLE = iso2709([("001", "", "a3"), ("100", "1 ", [("a", "Nobody, N.")])])
HOSTILE = marc(
    "{{7*7}} and {% include 'x' %} of None at localhost &amp; 127.0.0.1, livereload /-/events Undefined", "", "h1"
)
RECORDS = {"content/records/one.mrc": LAMP + STONE}
LAMP_PAGE = "books/the-lamp-at-varn-oduya/index"
BASE = tools.TOML + 'base_url = "https://lamps.example/list"\n'


def checked(site: Path) -> tuple[int, list[str]]:
    found = check.check(tools.settings(site))
    return len(found.errors), [*found.errors, *found.warnings]


def page(site: Path, path: str = "about/index.html") -> Path:
    return site / "public" / path


def spoil(site: Path, path: str, old: str, new: str) -> None:
    """Changes a published file and enters it into the manifest, as if it had been built so."""
    place = page(site, path)
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new, 1))
    manifest = manifests.read_manifest(site / "public")
    manifest[path] = manifests.content_digest(place.read_bytes())
    (site / "public" / manifests.MARKER).write_bytes(manifests.text_of(manifest))


def made(folder: Path, files: dict[str, str | bytes] | None = None, toml: str = tools.TOML) -> Path:
    site = make_site(folder, RECORDS if files is None else files, toml)
    built(site)
    return site


# --- records and notes ----------------------------------------------------------------------------------------

INPUTS: list[dict[str, str | bytes]] = [
    {},
    RECORDS,
    {"content/records/one.mrc": LAMP + NO_TITLE},
    {"content/records/odd.bin": b"\x89PNG\r\n"},
    {"content/records/one.mrc": LAMP, "content/books/lost.md": "---\nisbn: 123\n---\nwords"},
    {"content/records/one.mrc": LAMP, "content/books/n.md": "---\nrecord: a1\nrating: 9\nmood: good\n---\n"},
    {"content/books/n.md": "---\ntitle: [\n---\n"},
    {"content/pages/search.md": "taken", "content/lists/l.md": b"\xff\xfe"},
    {"content/records/one.mrc": NO_TITLE + NO_TITLE, "content/books/n.md": "no title"},
]


@pytest.mark.parametrize("files", INPUTS)
@pytest.mark.parametrize("before", [False, True], ids=["first", "after a build"])
def test_findings_are_those_of_the_report(tmp_path: Path, files: dict[str, str | bytes], before: bool) -> None:
    site = make_site(tmp_path, files)
    if before:
        built(site)
    found = [line for line in checked(site)[1] if not line.startswith("public")]
    result, _ = built(site)
    assert found == report.lines(result)


def test_a_rejection_is_an_error_and_a_warning_is_none(tmp_path: Path) -> None:
    files = {"content/records/one.mrc": LAMP + NO_TITLE, "content/books/n.md": "---\nrecord: a1\nmood: good\n---\n"}
    errors, found = checked(make_site(tmp_path, files))
    assert (errors, len(found)) == (1, 3)
    assert found[0].startswith("content/records/one.mrc:record 2 (a3): 245: no title")
    assert found[1].startswith("content/books/n.md: mood: no such key")


def test_errors_come_first(tmp_path: Path) -> None:
    files = {**RECORDS, "content/books/lost.md": "---\nisbn: 123\n---\nwords"}
    site = made(tmp_path, files)
    page(site, "search/books.json").unlink()
    errors, found = checked(site)
    assert (errors, len(found)) == (1, 2)
    assert found[0] == "public/search/books.json: missing from the site: build again"


def test_nothing_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, RECORDS)
    before = tree(site)
    checked(site)
    assert tree(site) == before


def test_nothing_built_is_one_warning(tmp_path: Path) -> None:
    errors, found = checked(make_site(tmp_path, RECORDS))
    assert (errors, len(found)) == (0, 1)
    assert found[0].startswith("public: no site has been built here: run `build`")


def test_a_damaged_manifest_is_an_error(tmp_path: Path) -> None:
    site = made(tmp_path)
    (site / "public" / manifests.MARKER).write_text("what is this")
    errors, found = checked(site)
    assert (errors, len(found)) == (1, 1)
    assert "damaged" in found[0]


def test_damaged_memory_does_not_matter(tmp_path: Path) -> None:
    site = made(tmp_path, {**RECORDS, "content/books/n.md": "---\nrecord: a1\n---\nwords"})
    memory = site / ".shelflist" / "records"
    memory.write_bytes(b"\0" * memory.stat().st_size)
    assert checked(site) == (0, [])


# --- the built site -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [
        RECORDS,
        {"content/records/h.mrc": HOSTILE + LAMP},
        {**RECORDS, "content/books/n.md": "---\nrecord: a1\nlists: [Begin here]\nread: 2024-05\n---\nMy *words*."},
        {},
        {"content/books/n.md": "---\ntitle: The lamp\n---\n"},
    ],
    ids=["records", "hostile", "note", "empty", "no headings"],
)
@pytest.mark.parametrize("toml", [tools.TOML, BASE], ids=["no base", "base"])
def test_what_a_build_makes_is_whole(tmp_path: Path, files: dict[str, str | bytes], toml: str) -> None:
    errors, found = checked(made(tmp_path, files, toml))
    assert (errors, found) == (0, [])


SPOILT = [
    # file, old, new, what the finding says
    ("about/index.html", "<h1", '<a href="nowhere/">x</a><h1', "there is no about/nowhere/index.html"),
    ("about/index.html", "<h1", '<a href="../Books/">x</a><h1', "there is no Books/index.html"),
    ("about/index.html", "<h1", '<a href="../../">x</a><h1', "it leads out of the site"),
    ("about/index.html", "<h1", '<a href="../books">x</a><h1', "it is a folder: write it with / at its end"),
    ("about/index.html", "<h1", '<a href="/list/nowhere.txt?a=b">x</a><h1', "there is no nowhere.txt"),
    ("about/index.html", "<h1", "<a href=nowhere/>x</a><h1", "there is no about/nowhere/index.html"),
    ("about/index.html", "<h1", "<a href='no&amp;where/'>x</a><h1", "there is no about/no&where/index.html"),
    ("about/index.html", "<h1", '<img src="lamp.png"><h1', "there is no about/lamp.png"),
    ("about/index.html", "<h1", '<img srcset="../favicon.x 1x, big.png 2x"><h1', "there is no about/big.png"),
    ("about/index.html", "<h1", '<form action="../find/"><h1', "there is no find/index.html"),
    ("about/index.html", "<h1", '<a href="#gone">x</a><h1', "no element of the page has the id 'gone'"),
    ("about/index.html", "<h1", '<a href="../books/#l-z">x</a><h1', "broken link to books/index.html#l-z"),
    ("about/index.html", "<h1", '<a href="https://lamps.example/list/no/">x</a><h1', "there is no no/index.html"),
    ("sitemap.xml", "</urlset>", "<loc>https://lamps.example/list/no/</loc></urlset>", "there is no no/index.html"),
    ("feed.atom", "</feed>", '<link href="books/no/"/></feed>', "there is no books/no/index.html"),
    ("robots.txt", "sitemap.xml", "sitemap-x.xml", "there is no sitemap-x.xml"),
    (f"{LAMP_PAGE}.html", '"url":"https://lamps.example/list/', '"url":"https://lamps.example/list/no/', "no no/"),
    ("about/index.html", "<h1", "<p>{{ title }}</p><h1", "a template's own sign was printed"),
    ("about/index.html", "<h1", "<p>{% if x %}</p><h1", "a template's own sign was printed"),
    ("about/index.html", "<h1", "<p>by None</p><h1", "a value that a book does not have was printed"),
    ("about/index.html", "<h1", '<p lang="None"></p><h1', "a value that a book does not have was printed"),
    ("about/index.html", "<h1", "<p>Undefined</p><h1", "a value that a book does not have was printed"),
    ("about/index.html", "<h1", "<p>a &amp;amp; b</p><h1", "text was escaped twice"),
    ("about/index.html", "<h1", '<script src="https://x.example/livereload.js"></script><h1', "belongs to the preview"),
    ("404.html", "<h1", "<p>/-/events</p><h1", "belongs to the preview"),
    ("feed.atom", "</feed>", '<link href="http://localhost:8000/"/></feed>', "the address of your own machine"),
    ("sitemap.xml", "</urlset>", "<loc>http://127.0.0.1/x/</loc></urlset>", "the address of your own machine"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "said"), SPOILT)
def test_each_fault_of_the_site_is_an_error(tmp_path: Path, path: str, old: str, new: str, said: str) -> None:
    site = made(tmp_path, toml=BASE)
    spoil(site, path, old, new)
    errors, found = checked(site)
    assert errors >= 1
    assert any(line.startswith("public/") and said in line for line in found), found


SOUND = [
    '<a href="">x</a>',
    '<a href="#">x</a>',
    '<a href="#top">x</a>',
    '<a href="#main">x</a>',
    '<a href="./">x</a>',
    '<a href="../about/?q=1#main">x</a>',
    '<a href="../books/#l-t">x</a>',
    '<a href="%2e%2e/books/">x</a>',
    '<a href="/list/books/">x</a>',
    '<a href="/another/site/">x</a>',
    '<a href="//other.example/nowhere">x</a>',
    '<a href="https://lamps.example/listing/">x</a>',
    '<a href="https://other.example/nowhere">x</a>',
    '<a href="mailto:tess@lamps.example">x</a>',
    "<p title=\"see href=nowhere and src='none'\">x</p>",
    '<!-- <a href="nowhere/">x</a> -->',
    "<p>a href=nowhere src='gone' id=\"x\"</p>",
    "<p>Nonesuch and none</p>",
]


@pytest.mark.parametrize("markup", SOUND)
def test_what_is_no_fault_is_not_found(tmp_path: Path, markup: str) -> None:
    site = made(tmp_path, toml=BASE)
    spoil(site, "about/index.html", "<h1", markup + "<h1")
    assert checked(site) == (0, [])


def test_one_fault_on_many_pages_is_one_line(tmp_path: Path) -> None:
    base = (tools.ROOT / "templates" / "base.html").read_text()
    broken = base.replace("</footer>", '<a href="{{ root }}imprint/">Imprint</a></footer>')
    site = made(tmp_path, {**RECORDS, "templates/base.html": broken})
    errors, found = checked(site)
    assert (errors, len(found)) == (1, 1)
    pages = len([path for path in manifests.read_manifest(site / "public") if path.endswith(".html")])
    assert f"and on {pages - 1} other pages" in found[0]


def test_a_broken_link_of_a_note_is_found(tmp_path: Path) -> None:
    site = made(tmp_path, {**RECORDS, "content/books/n.md": "---\nrecord: a1\n---\nSee [the stone](../a-ston-oduya/)."})
    errors, found = checked(site)
    assert errors == 1
    assert found[0].startswith("public/books/the-lamp-at-varn-oduya/index.html: broken link '../a-ston-oduya/'")


def test_changed_and_missing_files_are_told(tmp_path: Path) -> None:
    site = made(tmp_path)
    place = page(site, "books/index.html")
    place.write_bytes(place.read_bytes() + b"<!-- by hand -->")
    page(site, f"{LAMP_PAGE}.md").unlink()
    errors, found = checked(site)
    assert found[:2] == [
        "public/books/index.html: changed after it was published: remove it and build again",
        "public/books/the-lamp-at-varn-oduya/index.md: missing from the site: build again",
    ]
    assert errors == 3, "the page's link to its Markdown is broken as well"
    place.unlink()
    built(site)
    assert checked(site) == (0, []), "what a finding says to do mends it"


def test_a_file_of_the_owners_may_be_linked_to(tmp_path: Path) -> None:
    site = made(tmp_path, {**RECORDS, "content/pages/about.md": "[The plan](../plan.txt)"})
    assert checked(site)[0] == 1
    page(site, "plan.txt").write_text("a file that no build made")
    assert checked(site) == (0, [])


def test_an_orphan_is_a_warning(tmp_path: Path) -> None:
    site = made(tmp_path, {**RECORDS, "content/pages/colophon.md": "Set by hand."})
    errors, found = checked(site)
    assert errors == 0
    assert [line.partition(": ")[0] for line in found] == ["public/colophon/index.html"]
    assert "no other page links to this page" in found[0]


def test_a_link_to_itself_makes_no_page_found(tmp_path: Path) -> None:
    site = made(tmp_path, {**RECORDS, "content/pages/colophon.md": "[Again](./) and [again](../colophon/)"})
    assert len(checked(site)[1]) == 1


# --- signs in the owner's text --------------------------------------------------------------------------------

TEXT = "{{7*7}} {% x %} of None, Undefined &amp; livereload /-/events localhost 127.0.0.1"


@pytest.mark.parametrize(
    "files",
    [
        {"content/pages/about.md": TEXT},
        {"content/books/n.md": f"---\nrecord: a1\n---\n{TEXT}"},
        {"content/books/n.md": f"---\nrecord: a1\nlists: [{TEXT!r}]\n---\n"},
        {"content/books/n.md": f"---\nrecord: a1\n---\n{markdown.escape(TEXT)}"},
        {"site.toml": f"[site]\ntitle = {TEXT!r}\n"},
    ],
)
def test_the_owners_text_may_hold_any_sign(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    site = make_site(tmp_path, {**RECORDS, **files}, str(files.get("site.toml", tools.TOML)))
    built(site)
    assert checked(site) == (0, [])


def test_a_sign_in_one_books_text_does_not_excuse_another(tmp_path: Path) -> None:
    site = made(tmp_path, {"content/records/h.mrc": HOSTILE + STONE + LAMP})
    spoil(site, f"{LAMP_PAGE}.html", "<h1", "<p>{{ person }}</p><h1")
    errors, found = checked(site)
    assert errors == 1
    assert found[0].startswith("public/books/the-lamp-at-varn-oduya/index.html: `{{` stands here, in no text of yours")


# --- rules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "path", "base", "led"),
    [
        ("", "a/b/index.html", "", ("a/b/index.html", "")),
        ("#x", "a/b/index.html", "", ("a/b/index.html", "x")),
        ("?q=1#x", "a/b/index.html", "", ("a/b/index.html", "x")),
        ("../", "a/b/index.html", "", ("a/index.html", "")),
        ("..", "a/b/index.html", "", ("a/index.html", "")),
        ("../../", "a/b/index.html", "", ("index.html", "")),
        ("../../../", "a/b/index.html", "", ("../index.html", "")),
        ("c/", "index.html", "", ("c/index.html", "")),
        ("c.txt", "a/index.html", "", ("a/c.txt", "")),
        ("./c//d.txt", "a/index.html", "", ("a/c/d.txt", "")),
        ("c/../d/", "a/index.html", "", ("a/d/index.html", "")),
        ("%C3%A9/#%C3%A9", "a/index.html", "", ("a/é/index.html", "é")),
        ("/x/", "a/index.html", "", ("x/index.html", "")),
        ("/", "a/index.html", "", ("index.html", "")),
        ("/", "a/index.html", "https://h.example/s", None),
        ("/s/", "a/index.html", "https://h.example/s", ("index.html", "")),
        ("https://h.example/s", "a/index.html", "https://h.example/s", ("index.html", "")),
        ("https://h.example/s/a.b", "a/index.html", "https://h.example/s", ("a.b", "")),
        ("https://h.example/sa", "a/index.html", "https://h.example/s", None),
        ("https://h.example/", "a/index.html", "", None),
        ("//h.example/", "a/index.html", "", None),
        ("doi:10.1000/182", "a/index.html", "", None),
    ],
)
def test_where_a_link_leads(href: str, path: str, base: str, led: tuple[str, str] | None) -> None:
    assert check.resolve(href, path, base) == led


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_no_text_is_taken_for_a_link(text: str) -> None:
    data = f'<p title="{markdown.html(text)}">{markdown.html(text)}</p>'.encode("utf-8", "replace")
    assert check.parts("x.html", data) == (set(), [])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_link_is_read_as_it_was_meant(text: str) -> None:
    href = markdown.fold(text)
    data = f'<a class="x" href="{markdown.html(href)}">x</a>'.encode()
    assert check.parts("x.html", data)[1] == [href]


def test_many_pages_in_many_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = made(tmp_path)
    spoil(site, "about/index.html", "<h1", '<a href="nowhere/">x</a><a href="../books/#gone">x</a><h1')
    alone = checked(site)
    monkeypatch.setattr(check, "PARALLEL", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert alone[0] == 2
    assert checked(site) == alone


# --- what no rule used ----------------------------------------------------------------------------------------

UNUSED = marc("A lamp", "Oduya, Tess", "u1", [("905", "  ", [("a", "box 7"), ("b", "east")])])


def test_what_no_rule_used_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/records/a.mrc": LAMP + UNUSED})
    found = check.check(tools.settings(site))
    assert found.records == 1
    assert found.residue == ["content/records/a.mrc:record 2 (u1): 905: box 7 east: used by no rule"]
    assert found.errors == []


def test_many_records_have_their_fields_in_common(tmp_path: Path) -> None:
    many = b"".join(marc(f"Lamp {n}", "", f"n{n}", [("905", "  ", [("a", f"box {n}")])]) for n in range(60))
    site = make_site(tmp_path, {"content/records/a.mrc": many})
    found = check.check(tools.settings(site))
    assert (found.records, len(found.residue)) == (60, 51)
    assert found.residue[-1].startswith("and in 10 more records; over all: 905 (60)")
    assert len(check.check(tools.settings(site), every=True).residue) == 60
