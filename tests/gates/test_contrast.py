"""The contrast of every pair of colours, computed from the style sheets and the drawings, in light, in dark and on paper.

Colours stand in custom properties, and nowhere else in a sheet. A property that is a text's colour is measured against every
property that is behind text; what draws signs, frames of controls and rings around what has the focus too. So a new colour, or
an old one in a new place, is measured without a row of its own here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.gates import sheets
from tests.gates.conftest import EXAMPLES, REPORTS, Built
from tests.gates.sheets import Rule
from tests.tools import ROOT

TEXT, SIGN = 4.5, 3.0
"""The least contrast of text (WCAG 2.2, 1.4.3), and of what else must be seen (1.4.11)."""

OWN = ROOT / "static"
SHEETS = {
    name: [(OWN / "site.css").read_text(encoding="utf-8"), *(p.read_text(encoding="utf-8") for p in [folder / "static" / "theme.css"] if p.is_file())]
    for name, folder in EXAMPLES.items()
}  # fmt: skip
"""The sheets of each example list, its theme last."""

RULES = [rule for path in sorted(OWN.glob("*.css")) for rule in sheets.rules(path.read_text(encoding="utf-8"))]
SCHEMES = ("light", "dark", "print")
NONE = {"inherit", "transparent", "currentcolor", "none", "0"}
DECORATION = {"--line": "hairlines between entries and around groups: the room between them says the same"}
"""Properties that draw only what nobody needs to see, and why: they may be a border or a line under a link, no more."""

CONTROLS = re.compile(r"\b(?:input|select|button|textarea)\b|\[role=|:focus")
"""Rules of what is used by hand, whose frames must be seen."""


def used(rule: Rule) -> Iterator[tuple[str, str]]:
    """(declaration's name, custom property) for each use of a colour."""
    for name, value in rule.declared:
        if not name.startswith("--"):
            plain = MIXED.sub("", value)
            yield from ((name, found) for found in re.findall(r"var\((--[a-z-]+)\)", plain) if found in PALETTE)


MIXED = re.compile(r"color-mix\(in srgb, var\((--\w+)\) (\d+)%, var\((--\w+)\)\)")
"""A ground between two properties: months of much reading. Figures in ink stand on it, and nothing else."""


def mixed() -> set[tuple[str, int, str]]:
    """(property, its part in %, the other) of each."""
    return {(a, int(part), b) for r in RULES for _, value in r.declared for a, part, b in MIXED.findall(value)}


PALETTE = sheets.palette(SHEETS["demonstration"], "light")
GRAPHIC = re.compile(r"::(?:before|after)$")
"""What is drawn by a box without text."""


def is_ground(rule: Rule) -> bool:
    empty = any(name == "content" and value in ('""', "''") for name, value in rule.declared)
    return not (GRAPHIC.search(rule.selector) and empty)


def texts() -> set[str]:
    """Properties that text has, in CSS or in a drawing."""
    return {
        found
        for rule in RULES
        for name, found in used(rule)
        if name == "color" or (name == "fill" and re.search(r"\btext\b", rule.selector))
    }


def grounds() -> set[str]:
    """Properties that are behind text, but for those where each text is given its colour anew."""
    return {f for rule in RULES for n, f in used(rule) if n.startswith("background") and is_ground(rule)} - set(NARROW)


NARROW = {"--mark": "--ink"}
"""Grounds for one colour of text alone: every rule that gives one says so, for whatever stands in it."""


def signs() -> set[str]:
    """Properties that draw what must be seen: frames, rings, bars, dots, ticks."""
    drawn = {
        found
        for rule in RULES
        for name, found in used(rule)
        if name != "color" and not (name.startswith("background") and is_ground(rule))
    }
    return drawn - set(DECORATION)


def measured(name: str, scheme: str) -> list[tuple[float, float, str]]:
    """(contrast, the least there may be, what it is of) for each pair of an example list in a scheme."""
    colours = sheets.palette(SHEETS[name], scheme)
    pairs = [(TEXT, text, ground) for text in sorted(texts()) for ground in sorted(grounds())]
    pairs += [(SIGN, sign, ground) for sign in sorted(signs()) for ground in sorted(grounds())]
    pairs += [(TEXT, text, ground) for ground, text in NARROW.items()]
    rows = [(sheets.contrast(colours[a], colours[b]), least, f"{a} on {b}") for least, a, b in pairs]
    for front, part, behind in sorted(mixed()):
        ground = sheets.over((*colours[front][:3], part / 100), colours[behind])
        rows.append((sheets.contrast(colours["--ink"], ground), TEXT, f"--ink on {part}% {front} in {behind}"))
    return rows


def test_every_pair():
    rows = [(name, scheme, *row) for name in SHEETS for scheme in SCHEMES for row in measured(name, scheme)]
    lines = [f"{found:5.2f} (of {least}) {what}, {name}, {scheme}" for name, scheme, found, least, what in rows]
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "contrast.txt").write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    assert {"--ink", "--soft", "--link"} <= texts()
    assert {"--paper", "--wash"} <= grounds()
    assert [line for line, row in zip(lines, rows, strict=True) if row[2] < row[3]] == []


def test_colours_stand_in_properties():
    """So that none is missed above. Shadows are no sign of anything: they may be written out."""
    loose = [
        f"{rule.selector}: {name}: {value}"
        for rule in RULES
        for name, value in rule.declared
        if sheets.LITERAL.search(value) and not rule.selector.endswith(":root") and name != "box-shadow"
    ]
    assert loose == []


def test_no_text_is_thinned():
    """Opacity would change a contrast; what is drawn with some has a frame that is seen."""
    thin = [
        rule.selector
        for rule in RULES
        for name, value in rule.declared
        if (name == "opacity" and "@keyframes" not in rule.media)
        or (name == "fill-opacity" and not {found for n, found in used(rule) if n == "stroke"} & signs())
        or (name == "filter" and value != "none")
    ]
    assert thin == []


def test_decoration_is_no_sign():
    wrong = [
        f"{rule.selector}: {name}"
        for rule in RULES
        for name, found in used(rule)
        if found in DECORATION
        and (not name.startswith(("border", "text-decoration")) or (CONTROLS.search(rule.selector) and "fieldset" not in rule.selector))
    ]  # fmt: skip
    assert wrong == []


def test_a_narrow_ground_says_the_colour_of_its_text():
    for rule in RULES:
        for name, found in used(rule):
            if name.startswith("background") and found in NARROW:
                text = f"var({NARROW[found]})"
                declared = dict(rule.declared)
                whole = all(declared.get(other) == text for other in texts() - {NARROW[found]})
                assert whole or (rule.selector == "mark" and declared.get("color") == text), rule.selector


# --- drawings -------------------------------------------------------------------------------------------------

QUIET = {("path", "stroke", "#fff"): "the fold at a cover's back"}
"""Literal colours in drawings that nobody needs to see, and what they are."""


def drawings(built: Built) -> Iterator[tuple[str, html.HtmlElement]]:
    """(where, drawing) for each that has a colour written out: on a page, or a file of its own beside the books."""
    for place in sorted(
        [*built.folder.rglob("*.html"), *built.folder.glob("books/**/*.svg"), *built.folder.glob("covers/**/*.svg")]
    ):
        text = re.sub(r"^<\?xml[^>]*\?>", "", place.read_text(encoding="utf-8"))
        if "<svg" in text:
            for svg in html.fromstring(text).iter("svg"):
                if LOOSE.search(html.tostring(svg).decode()):
                    yield place.relative_to(built.folder).as_posix(), svg  # fmt: skip


LOOSE = re.compile(r'(?:fill|stroke)="(?:#|hsl|rgb)')


def pairs(svg: html.HtmlElement) -> Iterator[tuple[str, str, float]]:
    """(text's colour, colour behind it, opacity) in a drawing, whose first rectangle is behind all of it."""
    ground = next(node for node in svg.iter("rect")).get("fill")
    for node in svg.iter():
        for kind in ("fill", "stroke"):
            given = node.get(kind)
            if given and LOOSE.search(f'{kind}="{given}') and (node.tag, kind, given) not in QUIET and given != ground:
                yield given, ground, float(node.get(f"{kind}-opacity", 1)) * float(node.get("opacity", 1))


def test_every_drawing(built: Built, reports: Path):
    found: dict[tuple[str, str, float], str] = {}
    for where, svg in drawings(built):
        for pair in pairs(svg):
            found.setdefault(pair, where)
    rows: dict[str, tuple[float, str]] = {}
    for (text, ground, opacity), where in found.items():
        for behind in [ground, *every_hue(ground)]:
            front = (*sheets.colour(text)[:3], opacity)
            rows.setdefault(f"{text} at {opacity} on {behind}", (sheets.contrast(front, sheets.colour(behind)), where))
    lines = [f"{value:5.2f} {what}: {where}" for what, (value, where) in sorted(rows.items(), key=lambda row: row[1])]
    (reports / "contrast-drawn.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert rows, "covers are drawn"
    assert [what for what, (value, _) in rows.items() if value < TEXT] == []


def every_hue(ground: str) -> list[str]:
    """The cloth in every other hue: another list has other books."""
    rest = re.fullmatch(r"hsl\(\d+ (\d+% \d+%)\)", ground)
    return [f"hsl({hue} {rest[1]})" for hue in range(360)] if rest else []


@pytest.mark.parametrize(
    ("text", "ground", "least", "most"),
    [("#000", "#fff", 21, 21), ("#777", "#fff", 4.47, 4.48), ("#767676", "#ffffff", 4.54, 4.55), ("hsl(0 0% 100%)", "#000000ff", 21, 21),
     ("#ffffff80", "#000", 5.2, 5.4)],
)  # fmt: skip
def test_contrast_is_measured_as_the_standard_says(text: str, ground: str, least: float, most: float):
    assert least <= round(sheets.contrast(sheets.colour(text), sheets.colour(ground)), 2) <= most
