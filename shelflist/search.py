"""Search: Pagefind over the book pages, through its own binary, into an empty folder.

One index, so that a reader's browser loads little. Pagefind is byte-deterministic but never deletes old fragments, so
it always starts afresh; its own user interfaces are not shipped, since the search page is ours.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from shelflist.errors import BuildFailed

UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind-playground")
"""Files of Pagefind's own interfaces, by the beginning of their names."""


@cache
def binary() -> str:
    """The Pagefind that is installed beside this Python. Raises BuildFailed when there is none."""
    try:
        from pagefind_bin import get_executable
    except ImportError:
        raise BuildFailed("Pagefind is not installed: run `make site` again, or build with --no-search") from None
    return str(get_executable())


def index(pages: Mapping[str, Path], work: Path, language: str) -> Iterator[tuple[str, bytes]]:
    """(name below `pagefind/`, content) of the index of these pages (address → file). Raises BuildFailed."""
    shutil.rmtree(work, ignore_errors=True)
    site, out = work / "site", work / "index"
    try:
        for address, place in pages.items():
            link = site / address
            link.parent.mkdir(parents=True, exist_ok=True)
            os.link(place, link)
        site.mkdir(parents=True, exist_ok=True)
        if pages:
            _run(site, out, language)
            for found in sorted(out.rglob("*")):
                name = found.relative_to(out).as_posix()
                if found.is_file() and not name.startswith(UNUSED):
                    yield name, found.read_bytes()
    except OSError as error:
        raise BuildFailed(f"{error.filename or work}: {error.strerror}: the search index could not be made") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _run(site: Path, out: Path, language: str) -> None:
    command = [
        binary(), "--site", str(site), "--output-path", str(out), "--force-language", language, "--quiet",
        "--root-selector", "html",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BuildFailed(f"Pagefind stopped ({done.returncode}): {said[-1] if said else 'no message'}")
