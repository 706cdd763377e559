"""`python -m bench.agreement`: the table, the figures, and every disagreement with who is right and why."""

import sys
from collections import Counter

from bench.agreement import compare, verdicts
from bench.formats import SHARED


def table(pairs: list[compare.Pair]) -> list[str]:
    """A line a kind of pair: pairs, records, comparable values, agreeing ones, percent; and the total."""
    lines = [
        "| input / program | pairs | records | comparable | agreeing | % | both have it | agreeing | % |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for kind in [*sorted({one.kind for one in pairs}), ""]:
        mine = [one for one in pairs if kind in ("", one.kind)]
        agreeing, comparable, both = counts(mine)
        cells = [
            kind or "**all**",
            str(len(mine)),
            str(sum(one.records for one in mine)),
            str(comparable),
            str(agreeing),
        ]
        lines.append(
            "| "
            + " | ".join([*cells, percent(agreeing, comparable), str(both), str(agreeing), percent(agreeing, both)])
            + " |"
        )
    return lines


def counts(pairs: list[compare.Pair]) -> tuple[int, int, int]:
    """(agreeing values, comparable ones, those that both sides have)."""
    comparable = sum(one.comparable for one in pairs)
    differences = [found for one in pairs for found in one.differences]
    one_sided = sum(not (found.ours and found.theirs) for found in differences)
    return comparable - len(differences), comparable, comparable - one_sided


def percent(part: int, whole: int) -> str:
    """With one decimal, rounded down: 96.99 % are not 97 %."""
    return f"{part * 1000 // whole / 10:.1f}" if whole else "-"


def main() -> int:
    """Prints it all; 1 where a disagreement has no verdict, or a verdict no disagreement."""
    if not SHARED.is_dir():
        sys.stderr.write("no real records beside the project\n")
        return 1
    pairs = compare.pairs(SHARED)
    found, unused = verdicts.judged([one for pair in pairs for one in pair.differences], verdicts.read())
    agreeing, comparable, both = counts(pairs)
    ours = sum(verdict is not None and verdict.right == "ours" for _, verdict in found)
    sides = Counter(verdict.right for _, verdict in found if verdict)
    lines = [
        *table(pairs),
        "",
        f"agreement: {percent(agreeing, comparable)} % of {comparable} comparable values",
        f"of the values that both sides have: {percent(agreeing, both)} % of {both}",
        f"agreeing, or ours is right: {percent(agreeing + ours, comparable)} %",
        f"disagreements: {len(found)}; right: " + ", ".join(f"{side} {sides[side]}" for side in verdicts.SIDES),
        "",
    ]
    for one, verdict in found:
        lines.append(f"{one.file}: {one.record}: {one.field}: {verdict.right if verdict else 'NO VERDICT'}")
        lines.append(f"    ours:   {one.ours[:300] or '-'}")
        lines.append(f"    theirs: {one.theirs[:300] or '-'}")
        lines += [f"    {verdict.why}"] if verdict else []
    lines += [f"a verdict on nothing: {verdict}" for verdict in unused]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if unused or any(verdict is None for _, verdict in found) else 0


if __name__ == "__main__":
    sys.exit(main())
