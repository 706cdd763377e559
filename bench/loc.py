"""The 25,000 real records of the Library of Congress, built: `python -m bench.loc`.

Unpacks `large/loc_*.mrc.zst` of the shared records into a site in memory, builds it, and prints the report's counts,
whether they add up, and the seconds and peak memory of every stage.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zstandard

from bench import measure

ROOT = Path(__file__).resolve().parent.parent
LARGE = ROOT.parent / "shared" / "records" / "large"


def unpack(site: Path) -> int:
    """Writes the site's records: how many files."""
    folder = site / "content" / "records"
    folder.mkdir(parents=True)
    (site / "site.toml").write_text('[site]\ntitle = "Library of Congress"\n', encoding="utf-8")
    packed = sorted(LARGE.glob("loc_*.mrc.zst"))
    for file in packed:
        with file.open("rb") as source, (folder / file.name.removesuffix(".zst")).open("wb") as out:
            zstandard.ZstdDecompressor().copy_stream(source, out)
    return len(packed)


def faults(report: dict[str, Any]) -> list[str]:
    """What does not add up."""
    found = []
    for source in report["sources"]:
        if source["records"] != source["books"] + source["rejected"]:
            found.append(f"{source['file']}: {source['records']} records")
    for key in ("records", "rejected", "warnings"):
        told = report[key] if key == "records" else len(report[key])
        if told != sum(source[key] for source in report["sources"]):
            found.append(f"{key}: {told}")
    if report["books"] != sum(source["books"] for source in report["sources"]) - report["merged"]:
        found.append(f"books: {report['books']}")
    return found


def build(fill: Callable[[Path], int], search: bool) -> tuple[int, dict[str, Any], float]:
    """(files, the report, seconds) of a build of the records that `fill` puts into a site in memory."""
    work = measure.workplace()
    try:
        site, out = work / "site", work / "report.json"
        files = fill(site)
        command = [measure.python(), str(ROOT / "build.py"), "--site", str(site), "--quiet", "--report", str(out)]
        took = measure.timed(command if search else [*command, "--no-search"])
        return files, json.loads(out.read_bytes()), took.wall
    finally:
        shutil.rmtree(work, ignore_errors=True)


def show(files: int, report: dict[str, Any], seconds: float) -> bool:
    """Prints counts, seconds and memory; whether the counts add up."""
    wrong = faults(report)
    print(
        f"{files} files, {report['records']:,} records = {report['books']:,} books + {report['merged']:,} merged"
        f" + {len(report['rejected']):,} rejected; {len(report['warnings']):,} warnings;"
        f" {report['pages']['total']:,} files written; {seconds:.1f} s"
    )
    print("counts add up" if not wrong else f"counts do NOT add up: {wrong}")
    for stage, taken in report["seconds"].items():
        memory = report["memory_mb"].get(stage)
        print(f"  {stage:10} {taken:8.2f} s" + (f"   peak so far {memory:7.1f} MB" if memory else ""))
    print(f"  peak memory of the largest process {report['peak_memory_mb']:.1f} MB")
    return not wrong


def main() -> int:
    """Builds and prints; 1 when the counts do not add up."""
    parser = argparse.ArgumentParser(prog="python -m bench.loc", description=str(__doc__).splitlines()[0])
    parser.add_argument("--search", action="store_true", help="with the search index")
    given = parser.parse_args()
    if not LARGE.is_dir():
        print(f"no real records: {LARGE} is not there", file=sys.stderr)
        return 1
    return 0 if show(*build(unpack, given.search)) else 1


if __name__ == "__main__":
    sys.exit(main())
