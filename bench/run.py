"""Shelflist and Hugo over the same books, in turn, and whether Shelflist keeps its limits: `python -m bench.run`.

Each round runs both programs one after the other on the same machine (A B A B), in memory where there is a RAM disk;
medians of whole processes are printed as a Markdown table. Cold: nothing from an earlier build is there. Unchanged:
again, at once. One record: the title of one record in one of ten source files has changed. Hugo has no incremental
build: its yardstick for the last two is the same run over the site that it made before; with search, it is Hugo and
then Pagefind over Hugo's pages.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from bench import corpus, measure, serving
from bench.measure import Took

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"cold": 0.8, "unchanged": 0.05, "one record": 0.2}
"""Shelflist's time as a share of Hugo's, without search, at most; for LIMITED books."""
LIMITED = 10_000
SERVE_LIMIT = 150.0
"""Milliseconds from saving a note to seeing it, at most."""
CHANGED = (b", volume ", b", number ")

Times = dict[str, list[Took]]


def shelflist(site: Path, search: bool) -> list[str]:
    """The command that builds a site with Shelflist."""
    options = [] if search else ["--no-search"]
    report = str(site / "report.json")
    return [
        measure.python(),
        str(ROOT / "build.py"),
        "build",
        "--site",
        str(site),
        "--quiet",
        "--report",
        report,
        *options,
    ]


def hugo(site: Path, everything: bool = False) -> list[str]:
    """The command that builds a site with Hugo; `everything` makes all families of headings and Markdown copies."""
    config = "hugo.toml,all.toml" if everything else "hugo.toml"
    return [measure.hugo(), "--source", str(site), "--config", config, "--destination", "public", "--quiet"]


def pagefind(site: Path) -> list[str]:
    """The command that indexes what Hugo made."""
    from pagefind_bin import get_executable

    return [str(get_executable()), "--site", str(site / "public"), "--quiet"]


def forget(site: Path) -> None:
    """Removes what earlier builds left."""
    for name in ("public", ".shelflist", "resources", ".hugo_build.lock"):
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)


def change(site: Path) -> None:
    """Another title for the first record of the first file, as long as the old one: ISO 2709 counts its bytes."""
    file = site / "content" / "records" / "part0.mrc"
    data = file.read_bytes()
    first = data[: int(data[:5])]
    old, new = CHANGED if CHANGED[0] in first else CHANGED[::-1]
    file.write_bytes(data.replace(old, new, 1))


def written(site: Path) -> dict[str, Any]:
    """What the last build of Shelflist says of its pages."""
    pages: dict[str, Any] = json.loads((site / "report.json").read_bytes())["pages"]
    return pages


def both(first: Took, second: Took) -> Took:
    """One after the other."""
    return Took(first.wall + second.wall, first.cpu + second.cpu)


def note(times: Times, what: str, took: Took) -> None:
    """Keeps a time, and tells that it goes on."""
    times.setdefault(what, []).append(took)
    print(f"  {what}: {took.wall:.3f} s", file=sys.stderr, flush=True)


def round_plain(ours: Path, theirs: Path, times: Times) -> None:
    """One round without search."""
    for site in (ours, theirs):
        forget(site)
    note(times, "shelflist cold", measure.timed(shelflist(ours, False)))
    note(times, "hugo cold", measure.timed(hugo(theirs)))
    note(times, "shelflist unchanged", measure.timed(shelflist(ours, False)))
    if written(ours)["written"]:
        raise SystemExit(f"an unchanged build wrote pages: {written(ours)}")
    note(times, "hugo again", measure.timed(hugo(theirs)))
    change(ours)
    note(times, "shelflist one record", measure.timed(shelflist(ours, False)))
    if not written(ours)["written"]:
        raise SystemExit(f"the change of a title wrote no page: {written(ours)}")
    forget(theirs)
    note(times, "hugo all cold", measure.timed(hugo(theirs, True)))


def round_search(ours: Path, theirs: Path, times: Times) -> None:
    """One round with search."""
    for site in (ours, theirs):
        forget(site)
    note(times, "shelflist cold", measure.timed(shelflist(ours, True)))
    note(times, "hugo cold", both(measure.timed(hugo(theirs)), measure.timed(pagefind(theirs))))
    note(times, "shelflist unchanged", measure.timed(shelflist(ours, True)))
    note(times, "hugo again", both(measure.timed(hugo(theirs)), measure.timed(pagefind(theirs))))
    change(ours)
    note(times, "shelflist one record", measure.timed(shelflist(ours, True)))


def files(site: Path) -> str:
    """How many pages a built site has, its other files, and the mean size of a book's page."""
    every = [path for path in (site / "public").rglob("*") if path.is_file()]
    pages = [path for path in every if path.suffix == ".html"]
    books = [path.stat().st_size for path in (site / "public" / "books").glob("*/index.html")]
    size = sum(books) / max(1, len(books)) / 1000
    return f"{len(pages):,} HTML pages, {len(every) - len(pages):,} other files, {size:.1f} kB a book page"


def size_run(work: Path, number: int, given: argparse.Namespace) -> dict[str, Any]:
    """Everything for one number of books."""
    print(f"{number:,} books", file=sys.stderr, flush=True)
    library = list(corpus.books(number))
    ours, theirs = work / f"shelflist {number}", work / f"hugo {number}"
    corpus.write_shelflist(ours, library)
    corpus.write_hugo(theirs, library)
    result: dict[str, Any] = {"books": number, "plain": {}, "search": {}}
    for _ in range(given.repeat):
        round_plain(ours, theirs, result["plain"])
    result["hugo all files"] = files(theirs)
    if given.search:
        for _ in range(given.repeat):
            round_search(ours, theirs, result["search"])
    for site in (ours, theirs):
        forget(site)
    result["peak"] = {"shelflist": measure.peak(shelflist(ours, False)), "hugo": measure.peak(hugo(theirs))}
    result["files"] = {"shelflist": files(ours), "hugo": files(theirs)}
    if given.serve:
        book = library[-1]
        slug = next((ours / "public" / "books").glob(f"*-{number}-*/index.html")).parent.name
        result["serve"] = serving.serve(ours, book.identity, slug)
    for site in (ours, theirs):
        shutil.rmtree(site)
    return result


def row(result: dict[str, Any], kind: str, what: str) -> str:
    """One line of the table, "" when it was not measured."""
    times: Times = result[kind]
    mine = times.get(f"shelflist {what}")
    if not mine:
        return ""
    theirs = times["hugo cold" if what == "cold" else "hugo again"]
    wall, yardstick = (measure.median(took.wall for took in group) for group in (mine, theirs))
    ratio = wall / yardstick
    limit = LIMITS[what] if kind == "plain" and result["books"] == LIMITED else None
    verdict = "" if limit is None else f"{limit} {'kept' if ratio <= limit else 'MISSED'}"
    label = f"{result['books']:,}, {what}{', with search' if kind == 'search' else ''}"
    cpu = f"{measure.median(took.cpu for took in mine):.2f} / {measure.median(took.cpu for took in theirs):.2f}"
    return f"| {label} | {wall:.3f} | {yardstick:.3f} | {ratio:.3f} | {verdict} | {cpu} |"


def lines(results: list[dict[str, Any]]) -> list[str]:
    """The report in Markdown."""
    said = [measure.machine(), "", "| books, build | Shelflist s | Hugo s | ratio | limit | CPU s |"]
    said.append("| --- | ---: | ---: | ---: | --- | ---: |")
    for result in results:
        said += filter(None, (row(result, kind, what) for kind in ("plain", "search") for what in LIMITS))
    said.append("")
    for result in results:
        everything = measure.median(took.wall for took in result["plain"]["hugo all cold"])
        peaks = ", ".join(
            f"{name} {most:.0f} MB" if most else f"{name} unknown" for name, most in result["peak"].items()
        )
        said.append(f"- {result['books']:,} books: Shelflist {result['files']['shelflist']}")
        said.append(f"  - Hugo {result['files']['hugo']}; with every family of headings and the Markdown copies")
        said.append(f"    {everything:.3f} s cold ({result['hugo all files']})")
        said.append(f"  - peak memory, cold, without search: {peaks}")
        if "serve" in result:
            took = result["serve"]
            verdict = "kept" if took["edit"] <= SERVE_LIMIT else "MISSED"
            said.append(
                f"  - preview: ready in {took['ready']:.0f} ms; a saved note is on the screen in {took['edit']:.0f} ms"
                f" (slowest {took['slowest']:.0f}; limit {SERVE_LIMIT:.0f} {verdict}); {took['memory']:.0f} MB"
            )
    return said


def main() -> None:
    """Measures, prints, and writes the raw numbers when asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=str(__doc__).splitlines()[0])
    parser.add_argument("--books", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="rounds (default: 3)")
    parser.add_argument("--no-search", dest="search", action="store_false", help="leave out the builds with search")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="leave out the preview")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every time measured")
    given = parser.parse_args()
    work = measure.workplace()
    try:
        results = [size_run(work, number, given) for number in given.books]
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if given.json:
        given.json.write_text(
            json.dumps({"machine": measure.machine(), "results": results}, indent=1), encoding="utf-8"
        )
    print("\n".join(lines(results)))


if __name__ == "__main__":
    main()
