"""Charts of a few counts: columns along an axis, or a bar in each row, each with its finding and the table behind it.

A chart is a plain value: what it shows in a sentence, the shapes in units of the drawing with their numbers beside them, and
the rows of its table, whose labels lead to the lists behind (the guide on the front end, §2d).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from shelflist.pages import shorten
from shelflist.pages.bars import HEIGHT, STEP, WIDTH
from shelflist.wording import figure

NAMED = 13
"""Up to so many columns each has its number above it."""

ROW, LONGEST = 58, 54
"""Height of a row with its label, and the characters of a label that fit."""


class Bar(NamedTuple):
    """A bar: its label (a short one for the axis), its number, and the address of the list behind it or ""."""

    label: str
    number: int
    short: str = ""
    href: str = ""


def _frame(
    name: str, title: str, finding: str, bars: Sequence[Bar], head: tuple[str, str], rest: str
) -> dict[str, Any]:
    """What all charts have. `rest` says what the drawing leaves out."""
    return {
        "id": name,
        "title": title,
        "finding": finding,
        "rest": rest,
        "head": list(head),
        "table": [{"text": bar.label, "href": bar.href, "number": figure(bar.number)} for bar in bars],
    }


def columns(
    name: str, title: str, finding: str, bars: Sequence[Bar], head: tuple[str, str], rest: str = ""
) -> dict[str, Any]:
    """Columns side by side. `head` are the table's columns."""
    step = min(WIDTH / max(1, len(bars)), STEP)
    most = max((bar.number for bar in bars), default=0) or 1
    every = max(1, -(-len(bars) // NAMED))
    shapes, texts = [], []
    for n, bar in enumerate(bars):
        x, wide = round(n * step, 1), round(step * 0.8, 1)
        tall = round(bar.number * HEIGHT / most, 1)
        tall = max(2.0, tall) if bar.number else 0
        mid = round(x + wide / 2, 1)
        if bar.number:
            shapes.append({"x": x, "y": round(HEIGHT - tall, 1), "width": wide, "height": tall})
            if len(bars) <= NAMED:
                texts.append({"x": mid, "y": round(HEIGHT - tall - 5, 1), "text": figure(bar.number)})
        if n % every == 0:
            texts.append({"x": mid, "y": HEIGHT + 20, "text": bar.short or bar.label})
    drawn = {"top": -26, "width": WIDTH, "height": HEIGHT + 52, "base": HEIGHT, "anchor": "middle"}
    return _frame(name, title, finding, bars, head, rest) | drawn | {"shapes": shapes, "texts": texts}


def rows(
    name: str, title: str, finding: str, bars: Sequence[Bar], head: tuple[str, str], rest: str = ""
) -> dict[str, Any]:
    """A bar below each label."""
    most = max((bar.number for bar in bars), default=0) or 1
    shapes, texts = [], []
    for n, bar in enumerate(bars):
        y = n * ROW
        wide = max(2.0, round(bar.number * (WIDTH - 80) / most, 1)) if bar.number else 0
        texts.append({"x": 0, "y": y + 20, "text": shorten(bar.label, LONGEST)})
        texts.append({"x": round(wide + 8, 1), "y": y + 43, "text": figure(bar.number)})
        if bar.number:
            shapes.append({"x": 0, "y": y + 29, "width": wide, "height": 14})
    drawn = {"top": 0, "width": WIDTH, "height": len(bars) * ROW, "base": 0, "anchor": "start"}
    return _frame(name, title, finding, bars, head, rest) | drawn | {"shapes": shapes, "texts": texts}
