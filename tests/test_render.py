"""Templates: the same HTML from a page and from its published Markdown; nothing unescaped, nothing undefined."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from shelflist.cataloguing.characters import clean
from shelflist.errors import BuildFailed
from shelflist.pages import Page, front_matter
from shelflist.readers import FORMATS
from shelflist.render import Renderer, assets, outputs, overlaid
from shelflist.settings import load
from tests.pseudo import spoken
from tests.test_hostile import everything
from tests.tools import ROOT, built, iso2709, make_site, marc, settings, tree

TEMPLATES = {"book": "book.html", "heading": "heading.html", "subject": "subject.html"}
"""The template of each kind of page whose Markdown is published."""


def renderer(folder: Path) -> Renderer:
    """The renderer of a site, as a build has it."""
    found = settings(folder)
    menu = [
        name for name in ("subjects", "authors", "lists", "reading") if any((found.out / name).glob("*/index.html"))
    ]
    return Renderer(found, {name: place for name, (place, _) in assets(found).items()}, menu=menu)


def documents(out: Path) -> Iterator[tuple[str, str, str, bytes]]:
    """(path, template, Markdown, HTML) of every page whose Markdown is published."""
    for file in sorted(out.rglob("index.md")):
        text = file.read_bytes().decode()
        meta = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])
        path = file.parent.relative_to(out).as_posix() + "/"
        yield path, TEMPLATES[meta["kind"]], text, (file.parent / "index.html").read_bytes()


def both_ways(folder: Path, out: Path) -> int:
    """Holds every page with an index.md against itself made again; how many there are."""
    made = renderer(folder)
    count = 0
    for path, template, text, html in documents(out):
        assert made.again(path, template, text).decode() == html.decode(), path
        count += 1
    return count


def test_every_page_of_the_demonstration_is_the_same_from_its_markdown(tmp_path: Path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "site.toml", tmp_path)
    _, out = built(tmp_path)
    linked = sum(b'<link rel="alternate" type="text/markdown"' in html for html in tree(out).values())
    assert both_ways(tmp_path, out) == linked > 150


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><svg onload='alert(1)'>",
    "</script><!--<script>",
    "]]> </title> </textarea>",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# x #}",
    "---\nlayout: evil\n---",
    "# One\n\n## My notes\n\n1. two",
    "a\\b \\[c\\] [d](e) ![f](g) {.h} `i` *j* _k_ | l | &lt; &#65;",
    "'single' \"double\" : # - ? ! & * @ % , [ ] { } > | \\u0041 \\",
    "שלום עולם (2001) — \u200fספר\u200e abc",
    "مقدّمة في التاريخ, 12 ; ج. ١",
    "NEL\x85here LS\u2028here PS\u2029here BOM\ufeffhere NBSP\u00a0here",
    "😀 \U00020000 Å Ａ ﬁ",
    "~ null true 0x10 1e3 2001-01-01 yes",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_page_of_a_hostile_site_is_the_same_from_its_markdown(tmp_path: Path, text: str):
    note = f"---\nrecord: hostile\nlists: [A list]\ntags: [x]\n---\n\nMine.\n\n## My notes\n\n{text}\n\n```\n{text}\n"
    own = f'---\ntitle: {text.splitlines()[0]!r}\nauthor: Neri, Ada\nisbn: "9783161484100"\n---\n{text}\n'
    toml = "[site]\ntitle = 'A \"list\" & <b>more</b> {{ x }}'\ndescription = '{% y %} </script>'\n"
    folder = make_site(
        tmp_path,
        {
            "content/records/a.mrc": iso2709(everything(text)) + marc("A neighbour", text, "n"),
            "content/books/a.md": note,
            "content/books/b.md": own,
        },
        toml,
    )
    _, out = built(folder)
    assert both_ways(folder, out) >= 4


clean_texts = st.text(max_size=20).map(lambda text: clean(text)[0])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | clean_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc_", min_size=1), inner, max_size=3),
    max_leaves=6,
)


@hypothesis(max_examples=100, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z_]{3,12}x", fullmatch=True), json_values, max_size=4))
def test_front_matter_is_yaml_of_the_same_values(meta: dict[str, object]):
    head, mark, rest = front_matter({"kind": "x", **meta}).removeprefix("---\n").partition("\n---\n")
    assert (mark, rest) == ("\n---\n", "")
    assert yaml.safe_load(head) == {"kind": "x", **meta}


notes = st.lists(
    st.sampled_from(["a", "## My notes", "---", "\n", "\n\n", "*b*", "{{ x }}", "<i>", "- c", "    d", "`"])
)


@hypothesis(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes.map("".join).map(str.strip))
def test_a_note_is_the_same_from_the_markdown_of_its_page(tmp_path: Path, text: str):
    made = renderer(
        make_site(tmp_path, {"templates/tiny.html": "{{ title }}|{{ body['note'] if body.note is defined }}"})
    )
    shown = [{"id": "note", "title": "My notes"}] if text else []
    page = Page("a/", "tiny.html", {"title": "A", "title_parts": [], "sections": shown}, (), text, "My notes", True)
    (_, html), (_, markdown) = outputs(page, made)
    assert made.again("a/", "tiny.html", markdown.decode()) == html


# --- templates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x.html", "x.xml", "x.txt", "x.md", "x.json", "x", "x.html.j2"])
def test_every_template_escapes_whatever_its_name(tmp_path: Path, name: str):
    folder = make_site(tmp_path, {f"templates/data/{name}": "{{ value }}|{{ site.title }}"}, "[site]\ntitle='<&>'\n")
    made = renderer(folder).data(name, {"value": "<b a=\"1\" c='2'>&"})
    assert made == b"&lt;b a=&#34;1&#34; c=&#39;2&#39;&gt;&amp;|&lt;&amp;&gt;"


@pytest.mark.parametrize("value", [None, True, 12, 1.5, "plain", "<i>", ["<i>"], {"a": "<i>"}])
def test_every_kind_of_value_is_escaped(tmp_path: Path, value: object):
    folder = make_site(tmp_path, {"templates/data/x.txt": "{{ value }}"})
    assert b"<" not in renderer(folder).data("x.txt", {"value": value})


def test_text_of_a_record_is_never_a_template(tmp_path: Path):
    folder = make_site(tmp_path, {"content/records/a.mrc": marc("{{ site.title }} {% if %}", "", "a")})
    _, out = built(folder)
    pages = tree(out / "books")
    page = next(data for name, data in pages.items() if name.count("/") == 1 and name.endswith(".html"))
    assert b"{{ site.title }} {% if %}</h1>" in page


TOP = '{% extends "base.html" %}\n{% block main %}\n'


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (TOP + "{{ nothing }}{% endblock %}", r"templates/book\.html, line 3 of book\.html: .*'nothing' is undefined"),
        (TOP + "\n{{ cover.x }}{% endblock %}", r"templates/book\.html, line 4 of book\.html: .*'x'"),
        (TOP + '{{ cover["x"] }}{% endblock %}', r"templates/book\.html, line 3 of book\.html: KeyError: 'x'"),
        (TOP + "{{ 1 // 0 }}{% endblock %}", r"templates/book\.html, line 3 of book\.html: ZeroDivisionError"),
        (TOP + "{{ title + 1 }}{% endblock %}", r"templates/book\.html, line 3 of book\.html: TypeError"),
        (TOP + "{% if %}{% endblock %}", r"templates/book\.html, line 3: "),
        (TOP + "{{ title|nothing }}{% endblock %}", r"templates/book\.html, line 3: .*'nothing'"),
        (TOP + '{% include "partials/no.html" %}{% endblock %}', r"templates/book\.html.*no such template: partials/no\.html"),
        ('{% extends "no.html" %}', r"templates/book\.html.*no such template: no\.html"),
    ],
)  # fmt: skip
def test_a_template_that_is_wrong_says_where(tmp_path: Path, template: str, said: str):
    folder = make_site(tmp_path, {"content/records/a.mrc": marc("First", "", "a"), "templates/book.html": template})
    with pytest.raises(BuildFailed) as caught:
        built(folder)
    assert re.match(said, str(caught.value)), caught.value


def test_a_mistake_in_a_partial_names_the_partial(tmp_path: Path):
    folder = make_site(
        tmp_path, {"content/records/a.mrc": marc("A", "", "a"), "templates/partials/cards.html": "\n{{ no }}"}
    )
    with pytest.raises(BuildFailed, match=r"templates/home\.html, line 2 of cards\.html: .*'no' is undefined"):
        built(folder)


def test_a_template_in_another_encoding_says_so(tmp_path: Path):
    folder = make_site(tmp_path, {"content/records/a.mrc": marc("A", "", "a"), "templates/book.html": b"caf\xe9"})
    with pytest.raises(BuildFailed, match=r"templates/book\.html.*UnicodeDecodeError"):
        built(folder)


def test_what_xml_cannot_hold_is_taken_out_of_data(tmp_path: Path):
    folder = make_site(tmp_path, {"templates/data/x.xml": "<a>{{ value }}</a>"})
    assert renderer(folder).data("x.xml", {"value": "a\x00b\x0bc\ufffed\te😀"}) == "<a>abcd\te😀</a>".encode()


# --- the site's own files -------------------------------------------------------------------------------------


def test_templates_and_static_files_of_the_site_come_first(tmp_path: Path):
    own = {
        "templates/404.html": "mine: {{ site.title }} {{ assets['site.css'] }} {{ assets['fonts/a.woff'] }}",
        "static/site.css": "b{}",
        "static/fonts/a.woff": "font",
        "static/LICENCE": "mine",
    }
    _, out = built(make_site(tmp_path, own))
    files = tree(out)
    names = {name for name in files if name.startswith("static/")}
    page = files["404.html"].decode()
    assert page.startswith("mine: Test list static/site.")
    styles = [name for name in names if re.fullmatch(r"static/site\.[0-9a-f]{8}\.css", name)]
    assert [files[name] for name in styles] == [b"b{}"]
    assert styles[0] in page
    assert styles[0].encode() in files["index.html"]
    assert any(re.fullmatch(r"static/fonts/a\.[0-9a-f]{8}\.woff", name) for name in names)
    assert any(re.fullmatch(r"static/LICENCE\.[0-9a-f]{8}", name) for name in names)
    shipped = [path.relative_to(ROOT).as_posix() for path in (ROOT / "static").rglob("*") if path.is_file()]
    off = {"static/offline.js", "static/transitions.css"}  # at first
    assert len(names) == len({*shipped, *(name for name in own if name.startswith("static/"))} - off)


def test_a_changed_asset_has_another_name(tmp_path: Path):
    make_site(tmp_path, {"static/site.css": "a{}"})
    before = assets(settings(tmp_path))
    make_site(tmp_path, {"static/site.css": "b{}"})
    after = assets(settings(tmp_path))
    assert {name for name in before if before[name] != after[name]} == {"site.css"}
    assert before["site.css"][0] != after["site.css"][0]


def test_files_of_editors_are_not_files_of_the_site(tmp_path: Path):
    make_site(tmp_path, {"a/x.css": "1", "a/.x.swp": "", "a/x.css~": "", "a/.d/y": "", "b/x.css": "2", "b/c/z": "3"})
    found = overlaid([tmp_path / "a", tmp_path / "b", tmp_path / "absent"])
    assert {name: path.read_text() for name, path in found.items()} == {"x.css": "1", "c/z": "3"}


# --- addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "base", "root", "canonical"),
    [
        ("", "", "", ""),
        ("books/a/", "", "../../", ""),
        ("books/a/", "https://x.example/l", "../../", "https://x.example/l/books/a/"),
        ("", "https://x.example/", "", "https://x.example/"),
        ("404.html", "", "/", ""),
        ("404.html", "https://x.example/l/", "https://x.example/l/", ""),
    ],
)
def test_the_way_to_the_root(tmp_path: Path, path: str, base: str, root: str, canonical: str):
    make_site(tmp_path, {"templates/tiny.html": "{{ root }}|{{ canonical }}|{{ head_title }}"})
    found = load(tmp_path, frozenset(FORMATS), base)
    page = Page(path, "tiny.html", {"title": "A", "title_parts": ["B", "A"]})
    names = "Test list" if not path else "A – B – Test list"
    head = "B – A – Test list" if not path else names
    assert Renderer(found, {}).html(page).decode() == f"{root}|{canonical}|{head}"


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "english", "wide"),
    [
        ('{{ _("Books & more") }}', "Books &amp; more", "Ｂｏｏｋｓ &amp; ｍｏｒｅ"),
        ("{% trans by=by %}Kept by {{ by }}.{% endtrans %}\n|", "Kept by A &amp; B.|", "Ｋｅｐｔ ｂｙ A &amp; B.|"),
        (
            '{% trans a=row["x, y"], n=3|figure %}{{ n }} of {{ a }}: 100%{% endtrans %}',
            "3 of Z: 100%",
            "3 ｏｆ Z: 100%",
        ),
        (
            "{% trans n=2|figure, k=2 %}{{ n }} book{% pluralize k %}{{ n }} books{% endtrans %}",
            "2 books",
            "2 ｂｏｏｋｓ",
        ),
        ("{% trans %}Plain{% endtrans %}", "Plain", "Ｐｌａｉｎ"),
    ],
)
def test_messages_of_templates(tmp_path: Path, source: str, english: str, wide: str):
    make_site(tmp_path, {"templates/tiny.html": source})
    page = Page("", "tiny.html", {"title": "A", "title_parts": [], "by": "A & B", "row": {"x, y": "Z"}})
    assert Renderer(settings(tmp_path), {}).html(page).decode() == english
    with spoken():
        assert Renderer(settings(tmp_path), {}).html(page).decode() == wide
