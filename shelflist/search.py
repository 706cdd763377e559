"""Search: Pagefind over the book pages, through its own binary, into an empty folder.

One index a language, so that a reader's browser loads little; books in another language than a site's only one have a second
index where there are enough of them (`stemming`). Pagefind never deletes old fragments, so it always starts afresh; its
own user interfaces are not shipped, since the search page is ours. Pagefind 1.5.2 writes the values of a filter, and the
names of filters and sorts, in the order of a hash table that differs with every run: `settled` puts them in order, so that
the same books always give the same bytes. (Format: "pagefind_dcd", then CBOR, gzipped; a file is named by a hash.)
"""

import errno
import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from shelflist.cataloguing import stemming
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


_BESIDE_BOOK = re.compile(r"(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*/)?books/[^/]+/[^/]+\Z")
"""A file of a book's page, at the site's root or in the folder of a language."""


class Stopped(Exception):
    """The index was not wanted any more before it was done."""


def covered(manifest: Mapping[str, bytes]) -> bytes:
    """The digest of the book pages that a manifest names: an index of the same pages is the same index."""
    books = [item for item in manifest.items() if _BESIDE_BOOK.match(item[0])]
    return blake2b(b"2" + b"".join(path.encode() + digest for path, digest in sorted(books)), digest_size=16).digest()


def book_pages(manifest: Mapping[str, bytes]) -> list[str]:
    """The addresses of the pages that are indexed, in order."""
    return sorted(p for p in manifest if p.endswith("/index.html") and _BESIDE_BOOK.match(p))


def index(
    pages: Mapping[str, Path], work: Path, languages: Sequence[str], stopped: Callable[[], bool] = lambda: False
) -> Iterator[tuple[str, bytes]]:
    """(name below `pagefind/`, content) of the index of these pages (address → file). Raises BuildFailed, and Stopped
    soon after `stopped` turns true."""
    shutil.rmtree(work, ignore_errors=True)
    site, out = work / "site", work / "index"
    try:
        site.mkdir(parents=True, exist_ok=True)
        spoken: dict[str, list[str]] = {}
        for address, place in pages.items():
            link = site / address
            link.parent.mkdir(parents=True, exist_ok=True)
            found = _TITLE.search(_link(place, link))
            if found:
                spoken.setdefault(found[1].decode(), []).append(address)
            if stopped():
                raise Stopped
        if len(languages) == 1:
            languages = (*languages, *stemming.apart({code: len(at) for code, at in spoken.items()}, languages[0]))
            for language in languages[1:]:
                _again(site, language, spoken[language])
        if pages:
            _run(site, out, languages, stopped)
            files = {f.relative_to(out).as_posix(): f for f in sorted(out.rglob("*")) if f.is_file()}
            made = {name: file.read_bytes() for name, file in files.items() if not name.startswith(UNUSED)}
            yield from sorted(settled(made).items())
    except OSError as error:
        raise BuildFailed(f"{error.filename or work}: {error.strerror}: the search index could not be made") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


_ENDLESS = re.compile(rb"[^\s<>\"'&=/]{300,}")
"""A word that nobody types and that would swell the index (of text; a tag's own marks end it)."""


_TITLE = re.compile(rb'<h1[^>]* lang="([a-z]{2,3})')
"""The language of a book, where its page says that it is another than the site's."""

_PAGE = re.compile(rb'<html lang="[^"]*"')


def _again(site: Path, language: str, addresses: Sequence[str]) -> None:
    """These pages a second time, in the folder of a language as if they were in it: so they get into its index, too."""
    for address in addresses:
        copy = site / language / address
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(_PAGE.sub(f'<html lang="{language}"'.encode(), (site / address).read_bytes(), count=1))


def _link(place: Path, link: Path) -> bytes:
    """Pagefind reads a folder: the pages stand in it as links, or as copies where another disk is in between, or where
    a word has to be left out. Gives what the page says."""
    data = place.read_bytes()
    if _ENDLESS.search(data):
        data = _ENDLESS.sub(b"", data)
        link.write_bytes(data)
        return data
    try:
        os.link(place, link)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK):
            raise
        link.write_bytes(data)
    return data


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pagefind's files with everything in a fixed order: filters, the meta that names them, the entry that names that."""
    result = dict(files)
    entry = json.loads(files["pagefind-entry.json"])
    names: dict[str, str] = {}
    for name in [name for name in files if name.startswith("filter/")]:
        key, values = _unpacked(result.pop(name))
        language = name.removeprefix("filter/").partition("_")[0]
        data = _packed([key, sorted(values)])
        old, new = name.removeprefix("filter/").removesuffix(".pf_filter"), f"{language}_{_hash(data, 7)}"
        names[old] = new
        result[f"filter/{new}.pf_filter"] = gzip.compress(data, 9, mtime=0)
    for language, found in entry["languages"].items():
        meta = _unpacked(result.pop(f"pagefind.{found['hash']}.pf_meta"))
        meta[FILTERS] = sorted([key, names[name]] for key, name in meta[FILTERS])
        meta[SORTS] = sorted(meta[SORTS])
        data = _packed(meta)
        found["hash"] = f"{language}_{_hash(data, 10)}"
        result[f"pagefind.{found['hash']}.pf_meta"] = gzip.compress(data, 9, mtime=0)
    result["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return result


FILTERS, SORTS = 3, 4
"""Where filters and sorts stand in Pagefind's meta: [version, pages, chunks, filters, sorts, meta fields]."""

_SIGNATURE = b"pagefind_dcd"


def _unpacked(data: bytes) -> Any:
    from cbor2 import loads

    return loads(gzip.decompress(data).removeprefix(_SIGNATURE))


def _packed(value: object) -> bytes:
    from cbor2 import dumps

    return _SIGNATURE + dumps(value)


def _hash(data: bytes, length: int) -> str:
    return blake2b(data, digest_size=8).hexdigest()[:length]


def _run(site: Path, out: Path, languages: Sequence[str], stopped: Callable[[], bool]) -> None:
    """Pages of several languages say themselves which they are in, and each language has an index of its own."""
    command = [
        binary(), "--site", str(site), "--output-path", str(out), "--quiet", "--root-selector", "html",
        *(["--force-language", languages[0]] if len(languages) == 1 else []),
    ]  # fmt: skip
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=site, stdin=subprocess.DEVNULL, stdout=log, stderr=log) as process,
    ):
        try:
            while process.poll() is None:
                if stopped():
                    raise Stopped
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.1)
        except BaseException:
            process.kill()
            raise
        if process.returncode:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines()
            raise BuildFailed(f"Pagefind stopped ({process.returncode}): {said[-1] if said else 'no message'}")
