"""`python -m tests.golden.renew` makes tests/golden/public/ anew from tests/golden/site/. Read the difference before you
commit it: it is what every site of every owner will change by."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from tests.tools import built, tree

GOLDEN = Path(__file__).parent
LEFT_OUT = ("static/", "pagefind/", ".")
"""Files that are not compared: copies, Pagefind's own, and the manifest, which follows from the others."""

_ASSET = re.compile(rb"(static/[a-z-]+)\.[0-9a-f]{8}\.")


def expected() -> dict[str, bytes]:
    """The published files as they lie here."""
    return tree(GOLDEN / "public")


def made() -> dict[str, bytes]:
    """The published files as the engine makes them now; a change of a style sheet alone changes none of them."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(GOLDEN / "site", site)
        _, out = built(site, clean=True)
        files = {name: data for name, data in tree(out).items() if not name.startswith(LEFT_OUT)}
    return {name: _ASSET.sub(rb"\1.HASH.", data) for name, data in files.items()}


def main() -> None:
    """Writes them, and says which are new, changed or gone."""
    old, new = expected(), made()
    shutil.rmtree(GOLDEN / "public", ignore_errors=True)
    for name, data in new.items():
        place = GOLDEN / "public" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            sys.stdout.write(f"{'new' if name not in old else 'gone' if name not in new else 'changed'}: {name}\n")


if __name__ == "__main__":
    main()
