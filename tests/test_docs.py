"""The documents say what the code does: settings with their defaults, templates with their values, dependencies."""

import importlib.metadata
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
import msgspec
import pytest
from jinja2 import nodes

from shelflist import check, mirrored, render
from shelflist import settings as rules
from shelflist.readers import FORMATS
from tests import tools
from tests.tools import ROOT, TOML, built, make_site, marc

DOCS = ROOT / "docs"


def chapters(file: Path) -> dict[str, str]:
    """`## ` heading without its backquotes → the text below it."""
    parts = re.split(r"^## (.+)\n", file.read_text(), flags=re.MULTILINE)
    names = [name.replace("`", "") for name in parts[1::2]]
    assert len(names) == len(set(names))
    return dict(zip(names, parts[2::2], strict=True))


def table(text: str) -> list[dict[str, str]]:
    """The rows of the table in a text, by column."""
    lines = [line.strip().strip("|").split(" | ") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines]
    assert all(len(row) == len(cells[0]) for row in cells[2:]), "a row has as many cells as the table has columns"
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def code(cell: str) -> list[str]:
    """What stands in backquotes in a cell."""
    return re.findall(r"`([^`]+)`", cell)


# --- settings -------------------------------------------------------------------------------------------------

STRUCTS: dict[str, type[msgspec.Struct]] = {
    "site": rules.Site,
    "build": rules.Build,
    "sources": rules.SourceRule,
    "merging": rules.MergeRule,
    "translations": rules.Translation,
    "personal": rules.Personal,
    "reading": rules.Reading,
}


def setting_rows(name: str) -> dict[str, dict[str, str]]:
    found = {chapter.strip("[]"): text for chapter, text in chapters(DOCS / "settings.md").items()}
    assert set(found) == set(rules.RULES) == set(STRUCTS)
    return {code(row["key"])[0]: row for row in table(found[name])}


@pytest.mark.parametrize("name", sorted(STRUCTS))
def test_settings_are_those_of_the_code(name: str) -> None:
    rows = setting_rows(name)
    fields = {field.name: field for field in msgspec.structs.fields(STRUCTS[name])}
    assert list(rows) == list(fields), "every setting, in the code's order"
    assert set(rows) == set(rules.RULES[name])
    for key, row in rows.items():
        if fields[key].required:
            assert row["default"] == "needed"
            assert rules.RULES[name][key].required
        else:
            assert tomllib.loads(f"x = {code(row['default'])[0]}") == {"x": default(fields[key])}


def default(field: msgspec.structs.FieldInfo) -> object:
    """A setting's default as TOML has it."""
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return list(field.default) if isinstance(field.default, tuple) else field.default


def examples() -> list[tuple[str, str, str]]:
    return [(n, key, code(row["example"])[0]) for n in sorted(STRUCTS) for key, row in setting_rows(n).items()]


@pytest.mark.parametrize(("name", "key", "example"), examples())
def test_examples_of_settings_are_valid(tmp_path: Path, name: str, key: str, example: str) -> None:
    value = tomllib.loads(f"x = {example}")["x"]
    assert rules.RULES[name][key].test(value)
    field = next(field for field in msgspec.structs.fields(STRUCTS[name]) if field.name == key)
    assert value != default(field), "an example shows a change"
    if name not in ("sources", "merging", "translations"):
        lines = {"site.title": '"Test list"', f"{name}.{key}": example}
        (tmp_path / "site.toml").write_text("".join(f"{k} = {v}\n" for k, v in lines.items()))
        found = getattr(getattr(rules.load(tmp_path, frozenset(FORMATS)), name), key)
        assert (list(found) if isinstance(found, tuple) else found) == value


# --- templates ------------------------------------------------------------------------------------------------

FULL = marc(
    "The lamp at Varn",
    "Oduya, Tess",
    "a1",
    [
        ("020", "  ", [("a", "9780306406157")]),
        ("082", "0 ", [("a", "621.32")]),
        ("260", "  ", [("a", "Varn :"), ("b", "Salt Press,"), ("c", "2001.")]),
        ("490", "0 ", [("a", "Lamps of the north"), ("v", "2")]),
        ("505", "0 ", [("a", "Oil and wick -- The lamplighters of Varn")]),
        ("650", " 0", [("a", "Lamps"), ("x", "History")]),
        ("856", "40", [("u", "https://example.org/lamp.epub")]),
    ],
)
FILES: dict[str, str | bytes] = {
    "content/records/one.mrc": FULL + marc("A stone", "Lindqvist, Per", "a2") + marc("Zinc", "", "a3"),
    "content/headings.tsv": "en: Lamps\tit: Lampade\n",
    "content/lists/begin-here.md": "---\nstart: 2026-10-05\n---\n- [a1] essential; pp. 1-9\n- [a2] further\n",
    "content/books/n.md": "---\nrecord: a1\nlists: [Begin here]\nstatus: reading\nadded: 2024-01-02\n---\nMy words.",
    "content/books/o.md": "---\nrecord: a2\nread: [2023-04-05]\nquotes: [A stone waits.]\n---\n",
}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Template → the names that a build gave it, every time."""
    found: dict[str, set[str]] = {}

    def noted(self: render.Renderer, name: str, values: dict[str, Any]) -> bytes:
        assert found.setdefault(name, set(values)) == set(values), "a template always sees the same names"
        return before(self, name, values)

    before = render.Renderer._render
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render.Renderer, "_render", noted)
        patch.setattr("shelflist.machine_files.MOST_URLS", 3)
        built(make_site(tmp_path_factory.mktemp("site"), FILES))
        patch.undo()
        patch.setattr(render.Renderer, "_render", noted)
        site = make_site(
            tmp_path_factory.mktemp("site"), FILES, TOML + 'base_url = "https://example.org"\n[build]\noffline = true\n'
        )
        built(site)
        mirrored.write(check.check(tools.settings(site), mirror=True).mirror, tools.settings(site))
    return found


@cache
def shipped() -> dict[str, Path]:
    folder = ROOT / "templates"
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


@cache
def documented() -> dict[str, str]:
    return chapters(DOCS / "templates.md")


def names(chapter: str) -> set[str]:
    """The names that a chapter's table has; several may share a row."""
    return {
        name
        for row in (table(documented()[chapter]) if "|" in documented()[chapter] else [])
        for name in code(row["name"])
    }


PAGES = [name for name in shipped() if "/" not in name and name != "base.html"]


def test_every_template_has_its_chapter() -> None:
    assert set(documented()) == {"On every page", *shipped()}


@pytest.mark.parametrize("name", PAGES)
def test_values_of_page_templates(given: dict[str, set[str]], name: str) -> None:
    common = names("On every page") - {"site", "assets", "prefetch", "feeds", "menu", "up", "colon", "semicolon"}
    assert common.isdisjoint(names(name)), "told once"
    assert given[name] == common | names(name)


@pytest.mark.parametrize("name", [name for name in shipped() if name.startswith("data/")])
def test_values_of_data_templates(given: dict[str, set[str]], name: str) -> None:
    assert given[name] == names(name) - {"site"}


WORDING = {"_", "gettext", "ngettext", "pgettext"}
"""What Jinja's extension for gettext brings into every template."""


def used(name: str) -> set[str]:
    """The names that a template takes from outside, those of what it extends or includes left out."""
    environment = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.filters.update(dict.fromkeys(("figure", "date", "books"), str))
    tree = environment.parse(shipped()[name].read_text())
    own = {node.target.name for node in tree.find_all(nodes.Assign) if isinstance(node.target, nodes.Name)}
    return jinja2.meta.find_undeclared_variables(tree) - own - WORDING


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_template_uses_only_what_is_documented(name: str) -> None:
    alone = name.startswith(("partials/", "data/"))
    assert used(name) <= names(name) | (set() if alone else names("On every page"))
    if alone:
        assert names(name) == used(name)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_blocks_and_includes(name: str) -> None:
    text = shipped()[name].read_text()
    chapter = documented()[name].replace("\n", " ")
    said = re.search(r"Blocks: ((?:`\w+`(?:, )?)+)\.", chapter)
    assert (code(said[1]) if said else []) == re.findall(r"{% block (\w+)", text)
    assert set(re.findall(r'{% include "([^"]+)"', text)) == set(re.findall(r"includes `([^`]+)`", chapter))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_each_block_is_described(name: str) -> None:
    """`main` is told once, at the frame: elsewhere the chapter says what the page is."""
    blocks = set(re.findall(r"{% block (\w+)", shipped()[name].read_text()))
    told = re.findall(r"^- `(\w+)`: \S", documented()[name], flags=re.MULTILINE)
    assert len(told) == len(set(told))
    assert set(told) == (blocks if name == "base.html" else blocks - {"main"})


@pytest.mark.parametrize("name", sorted(shipped()))
def test_blocks_for_themes_name_their_end(name: str) -> None:
    """So that they can be taken out where nobody fills them; `head` and `main` stay."""
    found = re.findall(r"{% (block|endblock)(?: (\w+))? %}", shipped()[name].read_text())
    open_blocks: list[str] = []
    for word, block in found:
        if word == "block":
            open_blocks.append(block)
        else:
            assert block == ("" if open_blocks[-1] in ("head", "main") else open_blocks[-1])
            open_blocks.pop()
    assert not open_blocks


def test_kinds(given: dict[str, set[str]]) -> None:
    kinds = set(code(next(row["what"] for row in table(documented()["On every page"]) if row["name"] == "`kind`")))
    written = {
        kind
        for path in (ROOT / "shelflist" / "pages").glob("*.py")
        for kind in re.findall(r'"kind": "([a-z-]+)",\n\s+"title"', path.read_text())
    }
    assert kinds == written


# --- dependencies ---------------------------------------------------------------------------------------------

LISTS = {
    "requirements.in": "To run: requirements.in",
    "requirements-dev.in": "To test and measure: requirements-dev.in",
}


def wanted(file: str) -> list[str]:
    lines = (ROOT / file).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def dependency_rows(file: str) -> list[dict[str, str]]:
    return table(chapters(DOCS / "dependencies.md")[LISTS[file]])


@pytest.mark.parametrize("file", sorted(LISTS))
def test_every_dependency_has_its_line(file: str) -> None:
    assert [code(row["package"])[0] for row in dependency_rows(file)] == wanted(file)
    assert all(cell for row in dependency_rows(file) for cell in row.values())


FAMILY = {
    "BSD": "BSD", "Redistribution and use": "BSD", "MIT": "MIT", "ISC": "ISC", "Apache": "Apache", "MPL": "MPL",
    "Mozilla": "MPL", "LGPL": "LGPL", "Lesser": "LGPL", "PSF": "PSF",
    "General Public License v2": "GPL",
}  # fmt: skip
"""Words of a package's own metadata → the family of its licence."""


@pytest.mark.parametrize(
    ("package", "licence"),
    [(code(row["package"])[0], row["licence"]) for file in sorted(LISTS) for row in dependency_rows(file)],
)
def test_licences_are_those_of_the_packages(package: str, licence: str) -> None:
    found = importlib.metadata.metadata(package)
    fields = [found.get("License-Expression"), found.get("License"), *(found.get_all("Classifier") or [])]
    stated = " ".join(
        field for field in fields if field and (field == fields[0] or field == fields[1] or "License" in field)
    )
    families = {family for word, family in FAMILY.items() if word in stated}
    assert licence.split("-")[0] in families


def test_what_checks_the_pages_has_its_line() -> None:
    wanted = sorted(json.loads((ROOT / "tools" / "gates" / "package.json").read_text())["dependencies"])
    rows = table(next(text for name, text in chapters(DOCS / "dependencies.md").items() if "package.json" in name))
    assert [code(row["package"])[0] for row in rows] == wanted
