"""What the catalogue costs: `python -m bench.catalogue --books 1000 10000 100000`.

Each size is a made-up library (bench.corpus), built cold without search, `--repeat` times in turn with the other sizes.
Printed are the medians: seconds of every stage, the catalogue's share of the whole build, and how it grows, as the ratio
of seconds per n log n to those of the smallest size: 1 is n log n, more is worse. The catalogue step is everything
between the merge and the first page: what is worked out only when the first page asks for it stands in the stage
`render`, so a build of its own, in one process, is timed from the merge until its first page is there. The longer of that
and of the stage is `first page`, and is what is judged. The limits are those of the catalogue's issue: SHARE of a build of LIMITED books, and no faster
growth than n log n (GROWTH leaves room for what a large heap does to a processor's caches).
"""

import argparse
import gc
import json
import math
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import corpus, measure
from bench.run import forget, shelflist
from shelflist.report import STAGES

SHARE = 0.2
LIMITED = 10_000
GROWTH = 1.25

JUDGED = "first page"
ROOT = Path(__file__).resolve().parent.parent

Seconds = dict[str, list[float]]
"""Stage → what it took, a number for each build."""


def build(site: Path) -> dict[str, Any]:
    """The report of one cold build, with the wall seconds of its process as `wall`."""
    forget(site)
    took = measure.timed(shelflist(site, False))
    report: dict[str, Any] = json.loads((site / "report.json").read_bytes())
    return {**report, "wall": took.wall}


def first_page(folder: Path) -> float:
    """Seconds from the start of the catalogue until the first page is made, in this process; the build ends there."""
    from shelflist import catalogue, site
    from shelflist.pages import Page
    from shelflist.pages.desk import Job
    from shelflist.plan import Planner
    from shelflist.readers import FORMATS
    from shelflist.settings import load

    began = [0.0]
    make, page = catalogue.make, Planner.page

    def started(*given: Any, **named: Any) -> catalogue.Catalogue:
        began[0] = time.perf_counter()
        return make(*given, **named)

    class Stood(Exception):
        """The first page stands."""

    def ended(self: Planner, job: Job) -> Page:
        page(self, job)
        raise Stood

    catalogue.make, Planner.page = started, ended  # type: ignore[method-assign]
    gc.disable()  # as a build has it
    try:
        site.build(load(folder, frozenset(FORMATS)), site.Options(1, "none", True))
    except Stood:
        return time.perf_counter() - began[0]
    raise SystemExit(f"{folder}: no page was made")


def asked(site: Path) -> float:
    """`first_page` in a process of its own, over a site of which nothing is remembered."""
    forget(site)
    command = [measure.python(), "-m", "bench.catalogue", "--first", str(site)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def rounds(sites: dict[int, Path], repeat: int) -> dict[int, tuple[Seconds, dict[str, Any]]]:
    """Every size `repeat` times, one after the other: its seconds, and its last report."""
    found: dict[int, tuple[Seconds, dict[str, Any]]] = {}
    for turn in range(repeat):
        for number, site in sites.items():
            report = build(site)
            seconds: Seconds = found[number][0] if turn else {}
            for stage in (*STAGES, "total"):
                seconds.setdefault(stage, []).append(report["seconds"][stage])
            seconds.setdefault("wall", []).append(report["wall"])
            seconds.setdefault(JUDGED, []).append(max(asked(site), report["seconds"]["catalogue"]))
            found[number] = (seconds, report)
            said = f"{number:,} books, round {turn + 1}: first page {seconds[JUDGED][-1]:.3f} s"
            print(f"{said}, whole {report['seconds']['total']:.3f} s", file=sys.stderr, flush=True)
    return found


def unit(seconds: float, number: int) -> float:
    """Seconds for each n log n."""
    return seconds / (number * math.log(number))


def lines(found: dict[int, tuple[Seconds, dict[str, Any]]]) -> tuple[list[str], bool]:
    """(the report in Markdown, whether the limits are kept)."""
    stages = [*STAGES[:-1], "total", "wall", JUDGED]
    said = [measure.machine(), "", f"| books | {' | '.join(stages)} | catalogue's share | per n log n |"]
    said.append(f"| ---: |{' ---: |' * (len(stages) + 2)}")
    kept = True
    least = min(found)
    for number, (seconds, _) in sorted(found.items()):
        middle = {stage: measure.median(seconds[stage]) for stage in stages}
        share = middle[JUDGED] / middle["total"]
        growth = unit(middle[JUDGED], number) / unit(measure.median(found[least][0][JUDGED]), least)
        verdicts = [f"{share:.1%}", f"{growth:.2f}"]
        if number == LIMITED:
            verdicts[0] += f" ({SHARE:.0%} {'kept' if share <= SHARE else 'MISSED'})"
            kept &= share <= SHARE
        if number > least:
            verdicts[1] += f" ({GROWTH} {'kept' if growth <= GROWTH else 'MISSED'})"
            kept &= growth <= GROWTH
        said.append(f"| {number:,} | {' | '.join(f'{middle[s]:.3f}' for s in stages)} | {' | '.join(verdicts)} |")
    said.append("")
    for number, (seconds, report) in sorted(found.items()):
        spread = ", ".join(f"{value:.3f}" for value in sorted(seconds[JUDGED]))
        said.append(
            f"- {number:,} books: to the first page {spread} s; {report['pages']['total']:,} files;"
            f" peak memory of the largest process {report['peak_memory_mb']:.0f} MB"
        )
    return said, kept


def main() -> int:
    """Measures and prints; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.catalogue", description=str(__doc__).splitlines()[0])
    parser.add_argument("--books", type=int, nargs="+", default=[1000, 10_000], metavar="N", help="sizes, from 2")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="builds of each size (default: 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every time measured")
    parser.add_argument("--first", type=Path, metavar="SITE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        print(first_page(given.first))
        return 0
    if min(given.books) < 2 or given.repeat < 1:
        parser.error("sizes from 2, and one build or more")
    work = measure.workplace()
    try:
        sites = {}
        for number in sorted(set(given.books)):
            sites[number] = work / str(number)
            corpus.write_shelflist(sites[number], list(corpus.books(number)))
        found = rounds(sites, given.repeat)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if given.json:
        times = {number: seconds for number, (seconds, _) in found.items()}
        given.json.write_text(json.dumps({"machine": measure.machine(), "seconds": times}, indent=1), encoding="utf-8")
    said, kept = lines(found)
    print("\n".join(said))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
