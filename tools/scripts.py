"""Make the scripts of `static/` that have parts: each folder of `tools/scripts/` becomes one file, by `make scripts`.

A page then asks for one small file, which a browser runs from a folder as well (modules it would refuse there). The parts
are what is read and changed; `tests/gates/test_scripts.py` holds that the files are those that the parts make.
"""

import subprocess
import sys
from pathlib import Path

from tools.gates import NODE, PLACE, ROOT

PARTS = ROOT / "tools" / "scripts"
FLAGS = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--log-level=warning")


def made(folder: Path) -> bytes:
    """The script of a folder, from its `page.js`; CalledProcessError with what is wrong in it."""
    banner = f"--banner:js=// {folder.relative_to(ROOT).as_posix()}"
    command = [str(NODE), str(PLACE / "node_modules/esbuild/bin/esbuild"), str(folder / "page.js"), *FLAGS, banner]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout


def main() -> int:
    """The exit status: 0, with each script in its place."""
    for folder in sorted(PARTS.iterdir()):
        (ROOT / "static" / f"{folder.name}.js").write_bytes(made(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
