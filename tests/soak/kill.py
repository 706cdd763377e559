"""Builds that are killed at any moment: `python -m tests.soak.kill --times 1000` prints what came of them, as JSON.

A cold build changes everything, or finds no site at all: it makes a whole tree and exchanges it. A small one changes one
record: it replaces a few files behind a journal. After each kill (SIGKILL to the whole process group) the live tree of a
cold build must be the old site or the new one at once, byte for byte; that of a small build as soon as any command has
started; and at no moment may a file be neither the old one nor the new one. A quarter of the kills come at any time, a
quarter while the new site is being made, a quarter from the moment at which its last file is written, and a quarter as
soon as its journal, or the old tree that it took the place of, is seen.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from shelflist import manifests
from tests.tools import ROOT, built, make_site, marc, tree

BOOKS = 32
Version = tuple[int, int]
"""Which of two sites (0, 1), and which state of its first record (0, 1)."""

Tree = dict[str, bytes]
KINDS = ("cold", "small")
BELONGS = {"site.toml", "content", "public", ".public.shelflist", ".shelflist"}


def content(version: Version) -> dict[str, str | bytes]:
    """The files of a version: nothing in one site is in the other."""
    site, state = version
    names = [f"{'Neri' if site else 'Alba'}{chr(97 + n)}, Ada" for n in range(BOOKS)]
    titles = [f"{'Mills' if site else 'Ferries'} {n}" for n in range(BOOKS)]
    titles[0] += " again" if state else ""
    records = [
        marc(title, name, f"r{site}-{n}", [("264", " 1", [("c", str(1900 + 50 * site + n))])])
        for n, (title, name) in enumerate(zip(titles, names, strict=True))
    ]
    return {"content/records/all.mrc": b"".join(records), "site.toml": f'[site]\ntitle = "Site {site}"\n'}


class Soak:
    """A site, what it should be in each version, and the moments at which its builds are killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.site = folder / "site"
        self.out = self.site / "public"
        self.work = self.site / ".public.shelflist"
        self.expected: dict[Version, Tree] = {}
        for version in ((0, 0), (0, 1), (1, 0), (1, 1)):
            files = content(version)
            other = make_site(folder / "clean", files, str(files["site.toml"]))
            self.expected[version] = tree(built(other, clean=True)[1])
        self.live: Version | None = None
        self.seconds: dict[str, float] = {}
        self.counts = {kind: Counter[str]() for kind in KINDS}
        self.faults: list[str] = []

    def write(self, version: Version) -> None:
        """The site's own files as a version has them."""
        files = content(version)
        make_site(self.site, files, str(files["site.toml"]))

    def start(self) -> "subprocess.Popen[bytes]":
        """A build in a process group of its own."""
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "--site",
            str(self.site),
            "--no-search",
            "--quiet",
            "--jobs",
            "1",
        ]
        return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def whole(self, version: Version) -> float:
        """A build that is let be; how long it took."""
        self.write(version)
        began = time.perf_counter()
        if self.start().wait():
            raise RuntimeError(f"{self.site}: a build failed that nobody disturbed")
        self.live = version
        return time.perf_counter() - began

    def measure(self) -> None:
        """How long both kinds of build take."""
        self.whole((0, 0))
        self.seconds = {"cold": self.whole((1, 0)), "small": self.whole((1, 1))}

    def wait(self, kind: str, process: "subprocess.Popen[bytes]") -> None:
        """Until the moment at which this build is to die."""
        total = self.seconds[kind]
        last, after = ("manifest", "journal") if kind == "small" else (f"staging/{manifests.MARKER}", "old")
        moments = [(".", total * 1.1), ("staging", total * 0.4), (last, 0.008), (after, 0.0005)]
        name, rest = self.rng.choice(moments)
        sign = self.work / name
        while not os.path.lexists(sign) and process.poll() is None:
            pass
        until = time.perf_counter() + self.rng.uniform(0, rest)
        while time.perf_counter() < until and process.poll() is None:
            time.sleep(0.0002)

    def kill(self, kind: str) -> None:
        """One build of this kind, killed; what it left, judged."""
        old = self.live
        site, state = old or (0, 0)
        if kind == "cold" and self.rng.random() < 0.3:
            shutil.rmtree(self.out, ignore_errors=True)
            old = None
        new = (1 - site, state) if kind == "cold" else (site, 1 - state)
        self.write(new)
        process = self.start()
        self.wait(kind, process)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        counted = self.counts[kind]
        counted["kills"] += 1
        counted["too late" if process.returncode == 0 else "in time"] += 1
        for name in ("staging", "journal", "old"):
            counted[f"left {name}"] += (self.work / name).exists()
        self.judge(kind, old, new)

    def judge(self, kind: str, old: Version | None, new: Version) -> None:
        """Holds the live tree against the old and the new site, before and after the next command."""
        before, after = self.expected[old] if old else {}, self.expected[new]
        at_once = tree(self.out)
        odd = [name for name, data in at_once.items() if data not in (before.get(name), after.get(name))]
        if odd:
            self.fault(kind, f"neither the old file nor the new one: {odd[:3]}")
        if kind == "cold" and at_once not in (before, after):
            self.fault(kind, "the live tree was a mixture at once")
        self.next_command()
        found = tree(self.out)
        if found not in (before, after):
            self.fault(kind, "the live tree is a mixture after the next command")
        self.live = new if found == after else old
        self.counts[kind]["new site" if self.live == new else "old site"] += 1
        if left := sorted(path.name for path in self.work.iterdir() if path.name != "lock"):
            self.fault(kind, f"left in the work folder after the next command: {left}")
        if strange := sorted({path.name for path in self.site.iterdir()} - BELONGS):
            self.fault(kind, f"left beside the site: {strange}")

    def fault(self, kind: str, what: str) -> None:
        self.faults.append(f"{kind}, kill {self.counts[kind]['kills']}: {what}")

    def next_command(self) -> None:
        """Whatever is started next completes what a kill left undone; what it says of the site is not the point."""
        command = [sys.executable, str(ROOT / "build.py"), "check", "--site", str(self.site), "--quiet"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def finish(self) -> None:
        """A build after all that is a clean build, and nothing is left of the others."""
        site, state = self.live or (0, 0)
        self.whole((1 - site, 1 - state))
        if tree(self.out) != self.expected[(1 - site, 1 - state)]:
            self.fault("cold", "the last build is not what a clean build makes")
        if left := sorted(path.name for path in self.site.glob(".*shelflist/*.tmp")):
            self.fault("cold", f"left after the last build: {left}")


def run(folder: Path, times: int, seed: int, progress: Callable[[int], None] = lambda _: None) -> Soak:
    """So many killed builds, of both kinds in turn."""
    soak = Soak(folder, seed)
    soak.measure()
    for n in range(times):
        soak.kill(KINDS[n % 2])
        progress(n + 1)
    soak.finish()
    return soak


def main() -> int:
    """Prints what came of it; 1 when anything was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kill")
    parser.add_argument("--times", type=int, default=1000, help="builds to kill (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default: 1)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soak = run(Path(folder), given.times, given.seed)
    print(json.dumps({**soak.counts, "seconds": soak.seconds, "faults": soak.faults}, indent=2))
    return 1 if soak.faults else 0


if __name__ == "__main__":
    sys.exit(main())
