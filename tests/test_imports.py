"""The arrows of the architecture: who imports whom, who prints, who knows templates; and how long modules may be."""

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from shelflist.readers import FORMATS
from tests.tools import ROOT

# --- the rule -------------------------------------------------------------------------------------------------

VALUES = {"errors", "model", "cataloguing"}
PAGES = {*VALUES, "catalogue", "icalendar", "markdown", "mirror", "notes", "pages", "provenance", "wording"}
STEPS = {
    *PAGES,
    "plan",
    "render",
    "records",
    "personal",
    "same",
    "merging",
    "merge",
    "readers",
    "exports",
    "store",
    "workers",
    "inputs",
    "manifests",
    "publish",
}
STEPS |= {"search", "settings", "report", "authorities", "covers", "machine_files", "offline"}

MAY_IMPORT: dict[str, set[str]] = {
    # values and pure rules
    "shelflist": set(),
    "errors": set(),
    "model": set(),
    "markdown": set(),
    "progress": set(),
    "icalendar": set(),
    "wording": set(),
    "cataloguing": {"cataloguing", "model", "wording"},  # to mark the words of its tables: roles, carriers, faults of numbers
    # records in, records out
    "readers": {"readers", *VALUES},
    "exports": {"exports", *VALUES},
    "same": {"cataloguing"},
    "merging": {"cataloguing", "model"},
    "merge": {"catalogue", "cataloguing", "errors", "merging", "model", "notes", "report", "same", "settings", "store"},
    "personal": {"model"},
    "provenance": {"cataloguing", "model", "wording"},
    # books, headings, pages
    "catalogue": {"catalogue", "wording", *VALUES},  # an entry says "and others", and what carries an edition
    "authorities": {"catalogue", "cataloguing", "errors", "listing", "merge", "model", "notes", "report"},
    "listing": {"catalogue", "cataloguing", "model", "notes"},
    "notes": VALUES,
    "pages": PAGES,
    "mirror": {"catalogue", "mirror", "wording", *VALUES},
    "mirrored": {*STEPS, "making", "mirror", "site"},
    "plan": {"catalogue", "markdown", "model", "notes", "pages", "wording"},
    "render": {"errors", "markdown", "pages", "settings", "wording"},
    "offline": {"pages", "render", "settings"},
    "machine_files": {"catalogue", "exports", "model", "pages", "render", "settings"},
    # files, processes, memory: they know nothing of books, but for the store, which keeps them
    "settings": {"errors", "wording"},
    "report": {"errors"},
    "manifests": {"errors"},
    "publish": {"errors", "manifests"},
    "search": {"cataloguing", "errors"},
    "workers": {"errors"},
    "covers": {"catalogue", "cataloguing", "errors", "inputs", "manifests", "model", "pages", "report", "store", "workers"},
    "store": {"catalogue", "errors", "manifests", "model", "notes"},
    "inputs": {"errors", "report", "store"},
    "records": {"catalogue", "errors", "model", "personal", "readers", "settings", "store", "workers"},
    # a build, in one piece and again
    "making": STEPS,
    "resident": {*STEPS, "making"},
    "site": {*STEPS, "making", "resident"},
    # what stands on top of a build
    "watch": {"errors", "inputs", "report", "site"},
    "serve": {"errors"},
    "preview": {"errors", "manifests", "mirrored", "publish", "readers", "report", "search", "serve", "settings", "site", "store", "watch"},
    "check": {*STEPS, "making", "mirror", "mirrored", "site", "unused"},
    "bring": {*STEPS, "site"},
    "deliver": {*STEPS, "site"},
    "unused": {"errors", "readers", "report", "store"},
    # the command line imports commands and what their messages need; no rule, no reader's inside, no page
    "build": {"shelflist", "bring", "check", "deliver", "errors", "exports", "mirrored", "preview", "progress", "publish", "readers", "report",
              "settings", "site"},
}  # fmt: skip
"""Part (a module of shelflist/, or a whole folder) → the parts that it may import; itself only where it says so."""

LONGEST_MODULE, LONGEST_FUNCTION = 400, 50
LONG_MODULES: set[str] = set()
LONG_FUNCTIONS: set[str] = set()
"""What is longer than the style asks for, for now: names are taken away from here, never added."""


# --- reading the sources --------------------------------------------------------------------------------------


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the engine, by its path, parsed."""
    files = [*sorted((ROOT / "shelflist").rglob("*.py")), ROOT / "build.py"]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in files}


def part(file: str) -> str:
    """The part of the engine that a file belongs to."""
    names = file.removesuffix(".py").split("/")
    if names == ["shelflist", "__init__"]:
        return "shelflist"
    return names[1] if names[0] == "shelflist" else names[0]


def at_run_time(tree: ast.Module) -> list[ast.stmt]:
    """The imports of a module, those inside functions too, without those for types alone."""
    found: list[ast.stmt] = []
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append(node)
        pending.extend(ast.iter_child_nodes(node))
    return found


def imported(tree: ast.Module) -> set[str]:
    """The parts of the engine that a module imports."""
    found: set[str] = set()
    for node in at_run_time(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            assert isinstance(node, ast.ImportFrom)
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            steps = name.split(".")
            if steps[0] == "shelflist":
                found.add(steps[1] if len(steps) > 1 and is_part(steps[1]) else "shelflist")
    return found


def is_part(name: str) -> bool:
    return (ROOT / "shelflist" / name).is_dir() or (ROOT / "shelflist" / f"{name}.py").is_file()


def graph() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file, tree in sources().items():
        found.setdefault(part(file), set()).update(imported(tree))
    return found


# --- tests ----------------------------------------------------------------------------------------------------


def test_every_part_has_its_row() -> None:
    assert {part(file) for file in sources()} - set(MAY_IMPORT) == set()


@pytest.mark.parametrize("file", sorted(sources()))
def test_arrows(file: str) -> None:
    assert imported(sources()[file]) - MAY_IMPORT.get(part(file), set()) == set()


def test_no_part_imports_itself_in_a_circle() -> None:
    order = list(TopologicalSorter({name: others - {name} for name, others in graph().items()}).static_order())
    assert order.index("model") < order.index("catalogue") < order.index("site") < order.index("build")


@pytest.mark.parametrize(
    ("library", "parts"),
    [
        ("jinja2", {"render"}),
        ("markdown_it", {"markdown"}),
        ("yaml", {"notes", "render"}),
        ("defusedxml", {"readers"}),
        ("bibtexparser", {"readers"}),
        ("pymarc", {"readers", "exports"}),
        ("pagefind_bin", {"search"}),
        ("cbor2", {"search"}),
        ("stdnum", {"cataloguing"}),
        ("babel", {"cataloguing", "wording"}),
        ("langcodes", {"cataloguing"}),
        ("pyuca", {"cataloguing"}),
        ("anyascii", {"cataloguing", "markdown"}),
        ("PIL", {"covers"}),
        ("rich", {"progress"}),
        ("watchdog", {"watch"}),
        ("starlette", {"serve"}),
        ("uvicorn", {"serve"}),
    ],
)
def test_who_knows_a_library(library: str, parts: set[str]) -> None:
    found = set()
    for file, tree in sources().items():
        for node in at_run_time(tree):
            names = (
                [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "") or ""]
            )
            if any(name.split(".")[0] == library for name in names):
                found.add(part(file))
    assert found == parts


def calls(name: str) -> set[str]:
    """The files in which a function of this name is called."""
    return {
        file
        for file, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == name or getattr(node.func, "attr", "") == name)
    }


def test_only_the_command_line_prints() -> None:
    assert calls("print") == {"build.py"}


def test_nothing_below_a_command_reads_settings() -> None:
    found = {file for file, tree in sources().items() for node in at_run_time(tree) if loads_settings(node)}
    assert found == {"build.py", "shelflist/preview.py"}, "the preview reads them again when site.toml changes"


def loads_settings(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.ImportFrom)
        and node.module == "shelflist.settings"
        and any(alias.name == "load" for alias in node.names)
    )


def test_no_template_is_made_from_a_text() -> None:
    assert calls("from_string") == set()


def test_no_template_knows_a_format() -> None:
    files = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert files
    words = re.compile(r"\b(?:" + "|".join(FORMATS) + r")\b", re.IGNORECASE)
    assert [path.name for path in files if words.search(path.read_text())] == []


def test_modules_are_short() -> None:
    lines = {file: len((ROOT / file).read_text().splitlines()) for file in sources()}
    assert {file for file, number in lines.items() if number > LONGEST_MODULE} <= LONG_MODULES


def test_functions_are_short() -> None:
    found = set()
    for file, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                    found.add(f"{file}:{node.name}")
    assert found <= LONG_FUNCTIONS


def test_what_is_public_has_a_docstring() -> None:
    missing = []
    for file, tree in sources().items():
        nodes = [tree, *(n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef))]
        for node in nodes:
            name = getattr(node, "name", Path(file).name)
            if not name.startswith("_") and not ast.get_docstring(node):
                missing.append(f"{file}:{name}")
    assert missing == []
