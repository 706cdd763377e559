"""Make the scripts of `static/` that have parts: each folder of `tools/scripts/` becomes one file, by `make scripts`.

A page then asks for one small file, which a browser runs from a folder as well (modules it would refuse there). The parts
are what is read and changed; `tests/gates/test_scripts.py` holds that the files are those that the parts make.
"""

import subprocess
import sys
from pathlib import Path

from tools.gates import NODE, PLACE, ROOT

PARTS = ROOT / "tools" / "scripts"
BIND = ("--bundle", "--format=iife", "--target=es2022", "--charset=utf8", "--log-level=warning")
SHORTEN = ("--compress", "passes=3", "--mangle", "--ecma", "2022")


def made(folder: Path) -> bytes:
    """The script of a folder, from its `page.js`; CalledProcessError with what is wrong in it."""
    whole = _run("esbuild", str(folder / "page.js"), *BIND)
    return f"// {folder.relative_to(ROOT).as_posix()}\n".encode() + _run("terser", *SHORTEN, given=whole) + b"\n"


def _run(tool: str, *words: str, given: bytes = b"") -> bytes:
    command = [str(NODE), str(PLACE / "node_modules" / tool / "bin" / tool), *words]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def main() -> int:
    """The exit status: 0, with each script in its place."""
    for folder in sorted(PARTS.iterdir()):
        (ROOT / "static" / f"{folder.name}.js").write_bytes(made(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
