"""Themes: the properties of the style sheet, a site's own files before the shipped ones, one block of a page changed."""

import re
from pathlib import Path

import pytest

from tests.test_docs import DOCS, chapters, code, table
from tests.tools import ROOT, built, make_site, marc, tree

SHEET = (ROOT / "static" / "site.css").read_text()
THEMES = {
    "shipped": "",
    **{place.parent.parent.name: place.read_text() for place in sorted(ROOT.glob("examples/*/static/theme.css"))},
}
RECORDS = marc("The lamp at Varn", "Oduya, Tess", "a1") + marc("A stone", "Lindqvist, Per", "a2")
PLAIN: dict[str, str | bytes] = {"content/records/a.mrc": RECORDS}

# --- properties -----------------------------------------------------------------------------------------------


def properties(css: str) -> list[dict[str, str]]:
    """The custom properties of the root: [in light, in dark, where they differ from light]."""
    rules = re.findall(r"^(@media \(prefers-color-scheme: dark\) \{\s*)?:root \{([^}]*)\}", css, re.MULTILINE)
    found: list[dict[str, str]] = [{}, {}]
    for dark, body in rules:
        found[bool(dark)].update(re.findall(r"(--[a-z]+):\s*([^;]+);", body))
    return found


def test_the_properties_are_those_of_the_sheet() -> None:
    rows = table(chapters(DOCS / "themes.md")["static/theme.css"])
    told = [code(row["property"])[0] for row in rows]
    light, dark = properties(SHEET)
    assert told == list(light)
    assert dark.keys() <= light.keys()
    assert set(re.findall(r"var\((--[a-z]+)", SHEET)) == set(told), "each is used"


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [(text, behind) for behind in ("--paper", "--wash") for text in ("--ink", "--soft", "--link")]


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "behind"), [*PAIRS, ("--ink", "--mark")])
def test_text_stands_out(theme: str, scheme: str, text: str, behind: str) -> None:
    shipped, own = properties(SHEET), properties(THEMES[theme])
    colours = {
        **shipped[0],
        **(shipped[1] if scheme == "dark" else {}),
        **own[0],
        **(own[1] if scheme == "dark" else {}),
    }
    assert contrast(colours[text], colours[behind]) >= 4.5


def test_a_theme_gives_both_schemes() -> None:
    """A colour that is given for light alone would be the one of dark too, since it stands behind the shipped sheet."""
    for name, css in THEMES.items():
        light, dark = properties(css)
        assert {key for key, value in light.items() if value.startswith("#")} == set(dark), name
        assert set(light) <= set(properties(SHEET)[0]), name


# --- files ----------------------------------------------------------------------------------------------------


def site(place: Path, **files: str) -> dict[str, bytes]:
    """The files of a site with these of its own."""
    return tree(built(make_site(place, {**PLAIN, **files}))[1])


def pages(found: dict[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in found.items() if path.endswith(".html")}


THEME = {
    "static/theme.css": ":root { --link: #1c5b4b; --step: 2rem; }",
    "templates/partials/cards.html": '<p class="mine">{{ books|length }} books</p>\n',
    "templates/book.html": '{% extends "shipped/book.html" %}\n{% block around %}\n<p>Ask the desk for {{ book_id }}.</p>\n'
    "{% endblock %}\n",
}


def test_a_small_theme_changes_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    plain, themed = site(tmp_path / "plain"), site(tmp_path / "themed", **THEME)
    [sheet] = themed.keys() - plain.keys()
    assert re.fullmatch(r"static/theme\.[0-9a-f]{8}\.css", sheet)
    assert plain.keys() < themed.keys()
    changed = {path for path in plain if plain[path] != themed[path] and path != ".shelflist-manifest"}
    assert changed == set(pages(plain)), "no file for other programs"
    for path, html in pages(plain).items():
        own = pages(themed)[path]
        link = re.compile(rf'<link rel="stylesheet" href="[./]*{re.escape(sheet)}">\n')
        assert len(link.findall(own)) == 1
        own = link.sub("", own)
        if re.match("books/[^/]+/index", path):
            html = re.sub(
                r'<nav class="around".*?</nav>\n', lambda _, name=path: desk(name), html, count=1, flags=re.DOTALL
            )
        elif path == "index.html":
            html = re.sub(r'<[ou]l class="cards">.*?</[ou]l>\n', '<p class="mine">2 books</p>\n', html, flags=re.DOTALL)
        assert own == html, path


def desk(path: str) -> str:
    return f"<p>Ask the desk for {'a1' if 'lamp' in path else 'a2'}.</p>\n"


def test_without_a_theme_nothing_speaks_of_one(tmp_path: Path) -> None:
    assert not any("theme" in html for html in pages(site(tmp_path)).values())


def test_blocks_that_are_offered_change_no_byte(tmp_path: Path) -> None:
    """They are taken out where a site has no templates of its own."""
    other = site(tmp_path / "themed", **{"templates/unused.html": "{{ nothing }}"})
    assert other == site(tmp_path / "plain")


def test_the_frame_of_all_pages(tmp_path: Path) -> None:
    frame = (
        '{% extends "shipped/base.html" %}{% block footer %}<!-- before -->{{ super() }}<!-- after -->{% endblock %}'
    )
    found = pages(site(tmp_path, **{"templates/base.html": frame}))
    assert len(found) > 10
    for path, html in found.items():
        assert re.search(r'<!-- before --><footer class="foot">.*</footer>\n<!-- after -->', html, re.DOTALL), path


def test_a_shipped_part_inside_an_own_one(tmp_path: Path) -> None:
    own = '<div class="mine">{% include "shipped/partials/cards.html" %}</div>\n'
    html = pages(site(tmp_path, **{"templates/partials/cards.html": own}))["index.html"]
    assert re.search(r'<div class="mine"><[ou]l class="cards">', html)


def test_an_emptied_block_and_one_changed_again(tmp_path: Path) -> None:
    own = '{% extends "shipped/home.html" %}{% block data %}{% endblock %}'
    before = pages(site(tmp_path, **{"templates/home.html": own}))["index.html"]
    assert 'id="data"' not in before
    after = pages(site(tmp_path, **{"templates/home.html": own.replace("{% endblock %}", "<p>Mine</p>{% endblock %}")}))
    assert after["index.html"] != before
    assert "<p>Mine</p>" in after["index.html"]


def test_a_sheet_leads_to_the_published_files(tmp_path: Path) -> None:
    sheet = "@font-face { font-family: Lamp; src: url(fonts/lamp.woff2) format('woff2'), url('fonts/none.woff2'); }\n"
    inner = (
        'a { background: url( "../lamp.svg" ), url(data:image/png;base64,AA), url(https://example.org/x.svg), url(#a) }'
    )
    files = {
        "static/theme.css": sheet,
        "static/sheets/in.css": inner,
        "static/fonts/lamp.woff2": "F",
        "static/lamp.svg": "S",
    }
    found = site(tmp_path, **files)
    names = {re.sub(r"\.[0-9a-f]{8}(?=\.\w+$)", "", path): path for path in found if path.startswith("static/")}
    assert found[names["static/theme.css"]].decode() == sheet.replace(
        "url(fonts/lamp.woff2)", f'url("fonts/{Path(names["static/fonts/lamp.woff2"]).name}")'
    )
    assert found[names["static/sheets/in.css"]].decode() == inner.replace(
        'url( "../lamp.svg" )', f'url("../{Path(names["static/lamp.svg"]).name}")'
    )
