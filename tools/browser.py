"""Find or fetch the Chromium that the browser tests and the bench drive, and write its path to `.venv/browser`.

In this order: the file that SHELFLIST_CHROMIUM names, the browser found last time, one that is installed, a Playwright
download already there, `playwright install chromium`, Debian's package (only as root). If nothing works, one line says
what to install and the exit status is 1. A browser counts only if it says its version: on some systems `chromium`
is a stub that merely explains how to get one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOUND = ROOT / ".venv" / "browser"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
)
ADVICE = "No browser for the tests: install Chromium or Chrome, or set SHELFLIST_CHROMIUM to the path of one."


def run(command: list[str], seconds: float) -> str | None:
    """What a command prints, or None when it is missing, fails or takes longer than `seconds`."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            check=True,
            timeout=seconds,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip()


def works(path: str) -> bool:
    """Whether a file is a Chromium that runs."""
    version = run([path, "--version"], 30) if Path(path).is_file() else None
    return version is not None and ("Chrom" in version)


def debian() -> bool:
    """Whether packages of Debian itself can be installed here; Ubuntu's chromium is a stub for a snap."""
    release = Path("/etc/os-release")
    named = release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return named and os.geteuid() == 0 and shutil.which("apt-get") is not None


def candidates() -> Iterator[str]:
    """Paths to try, best first; what must be fetched is fetched only when the iteration gets there."""
    if FOUND.is_file():
        yield FOUND.read_text(encoding="utf-8").strip()
    for name in INSTALLED:
        yield shutil.which(name) or ""
    yield from MACOS
    yield run([sys.executable, "-c", PLAYWRIGHT_PATH], 60) or ""
    print("Fetching Chromium for the browser tests (once)", flush=True)
    run([sys.executable, "-m", "playwright", "install", "chromium"], 300)
    yield run([sys.executable, "-c", PLAYWRIGHT_PATH], 60) or ""
    if debian():
        run(["apt-get", "update", "-qq"], 300)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], 900)
        yield shutil.which("chromium") or ""


def main() -> int:
    """The exit status: 0 with the path written, 1 with one line of advice."""
    wished = os.environ.get("SHELFLIST_CHROMIUM")
    if wished and not works(wished):
        print(f"SHELFLIST_CHROMIUM is no Chromium that runs: {wished}", file=sys.stderr)
        return 1
    path = wished or next((path for path in candidates() if path and works(path)), "")
    if not path:
        print(ADVICE, file=sys.stderr)
        return 1
    FOUND.parent.mkdir(exist_ok=True)
    FOUND.write_text(path + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
