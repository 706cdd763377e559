"""Who is right where the sides differ: `verdicts.toml`, and which of its entries speaks of a difference.

An entry says `right` ("ours", "theirs", "both", "neither") and `why`, and of what: `file` (the expected file), `kind` ("mods /
Zotero", with `*`), `records` (keys), `fields`, `missing` (the side, "ours" or "theirs", that has no value). What it leaves out
it does not ask for. The first entry that fits counts; one that fits nothing is out of date, and an error.
"""

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from bench.agreement.compare import Difference

FILE = Path(__file__).parent / "verdicts.toml"
SIDES = ("ours", "theirs", "both", "neither")


class Verdict(NamedTuple):
    """An entry of the file."""

    right: str
    why: str
    file: str = ""
    kind: str = "*"
    records: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    missing: str = ""

    def fits(self, found: Difference) -> bool:
        """Whether it speaks of this difference."""
        gone = {"": True, "ours": not found.ours, "theirs": not found.theirs}[self.missing]
        return (
            gone
            and self.file in ("", found.file)
            and fnmatchcase(found.kind, self.kind)
            and (not self.records or found.record in self.records)
            and (not self.fields or found.field in self.fields)
        )


def read(path: Path = FILE) -> list[Verdict]:
    """The entries of the file. Raises ValueError: one that says no side, or not why."""
    found = []
    for entry in tomllib.loads(path.read_text("utf-8")).get("verdict", []):
        made: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        one = Verdict(**made)
        if one.right not in SIDES or not one.why.strip():
            raise ValueError(f"{path.name}: {entry}: it says neither who is right nor why")
        found.append(one)
    return found


def judged(
    differences: Iterable[Difference], verdicts: list[Verdict]
) -> tuple[list[tuple[Difference, Verdict | None]], list[Verdict]]:
    """Each difference with its verdict, or None; and the verdicts that fit none."""
    found = [(one, next((v for v in verdicts if v.fits(one)), None)) for one in differences]
    used = [verdict for _, verdict in found]
    return found, [verdict for verdict in verdicts if verdict not in used]
