"""Lighthouse, mobile, on a page of every kind: accessibility, best practices and SEO 100, performance at least 98."""

import json
import os
import subprocess
from pathlib import Path

from tests.browser.conftest import chromium
from tests.gates.conftest import GATES, Built
from tools.gates import NODE

LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ROUNDS = 3
"""A page that is too slow on a busy machine is measured again, so often at most and by itself; the best counts."""

AT_ONCE = 2
"""Lighthouse waits most of the time, for the page to be quiet: so many measure side by side in the first round."""


def templates(built: Built) -> dict[str, str]:
    """A page of each template, the longest: families that share one are one kind here."""
    found: dict[str, str] = {}
    for kind, path in built.kinds.items():
        name = kind.partition(" in ")[0]
        if len(_data(built, path)) > len(_data(built, found[name])) if name in found else True:
            found[name] = path
    found.pop("not-found", None)  # answers 404, which Lighthouse takes for a failure to load
    found.pop("isbn", None)  # leads on to a book's page at once, and that is measured
    return found


def _data(built: Built, path: str) -> bytes:
    return (built.folder / (path if path.endswith(".html") else path + "index.html")).read_bytes()


def measure(pages: list[tuple[str, Path]], work: Path, at_once: int = 1) -> list[dict[str, int]]:
    """The four scores of each page, 0 to 100; Lighthouse's own reports stay in their files."""
    path = chromium()
    environment = os.environ | ({"CHROME_PATH": path} if path else {})
    script = Path(__file__).with_name("lighthouse.mjs")
    running = []
    for n in range(at_once):
        jobs, part = work / f"jobs-{n}.json", [(address, str(report)) for address, report in pages[n::at_once]]
        jobs.write_text(json.dumps({"flags": FLAGS, "categories": list(LEAST), "pages": part}), encoding="utf-8")
        command = [str(NODE), str(script), str(GATES), str(jobs)]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment))
    said = [one.communicate(timeout=1200)[1] for one in running]
    for one, errors in zip(running, said, strict=True):
        assert one.returncode == 0, errors.decode("utf-8", "replace")[-1500:]
    found = []
    for _, report in pages:
        lhr = json.loads(report.read_text(encoding="utf-8"))
        assert not lhr.get("runtimeError"), lhr["runtimeError"]
        found.append({name: round(100 * (part["score"] or 0)) for name, part in lhr["categories"].items()})
    return found


def test_every_kind_of_page(built: Built, reports: Path, tmp_path: Path):
    wanted = templates(built)
    best: dict[str, dict[str, int]] = {}
    slow = list(wanted)
    for turn in range(ROUNDS):
        pages = [(built.address + wanted[kind], reports / f"lighthouse-{kind}.json") for kind in slow]
        for kind, scores in zip(slow, measure(pages, tmp_path, AT_ONCE if turn == 0 else 1), strict=True):
            before = best.get(kind, scores)
            best[kind] = {name: max(score, before[name]) for name, score in scores.items()}
        slow = [kind for kind in slow if best[kind]["performance"] < LEAST["performance"]]
        if not slow:
            break
    rows = [f"{kind}: /{wanted[kind]}: {scores}" for kind, scores in best.items()]
    (reports / "lighthouse.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    wrong = [
        row for row, kind in zip(rows, best, strict=True) if any(best[kind][n] < least for n, least in LEAST.items())
    ]
    assert wrong == []
