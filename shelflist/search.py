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
from io import BytesIO
from pathlib import Path
from typing import Any

from shelflist.cataloguing import stemming
from shelflist.errors import BuildFailed

UNUSED = (
    "pagefind-worker",
    "pagefind-ui",
    "pagefind-modular-ui",
    "pagefind-component-ui",
    "pagefind-highlight",
    "pagefind-playground",
)
"""Files of Pagefind's own interfaces and its worker (twelve kilobytes that save a search of some milliseconds nothing), by the
beginning of their names."""

ORDERS = "orders.js"
"""The orders of the books in each language, by the names of their fragments. Pagefind keeps them in the meta that every visit
loads, six bytes a book and order that do not compress; the search page loads this file when somebody chooses an order."""


@cache
def binary() -> str:
    """The Pagefind that is installed beside this Python. Raises BuildFailed when there is none."""
    try:
        from pagefind_bin import get_executable
    except ImportError:
        raise BuildFailed("Pagefind is not installed: run `make site` again, or build with --no-search") from None
    return str(get_executable())


_BESIDE_BOOK = re.compile(r"(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*/)?books/(?!(?:newest|added|by-author)/)[^/]+/[^/]+\Z")
"""A file of a book's page, at the site's root or in the folder of a language; an order of the whole index is none."""


class Stopped(Exception):
    """The index was not wanted any more before it was done."""


def covered(manifest: Mapping[str, bytes]) -> bytes:
    """The digest of the book pages that a manifest names: an index of the same pages is the same index."""
    books = [item for item in manifest.items() if _BESIDE_BOOK.match(item[0])]
    return blake2b(b"4" + b"".join(path.encode() + digest for path, digest in sorted(books)), digest_size=16).digest()


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
    orders: dict[str, dict[str, list[str]]] = {}
    for language, found in sorted(entry["languages"].items()):
        meta = _unpacked(result.pop(f"pagefind.{found['hash']}.pf_meta"))
        meta[FILTERS] = sorted([key, names[name]] for key, name in meta[FILTERS])
        meta[CHUNKS] = [part for chunk in meta[CHUNKS] for part in _split(chunk, language, result)]
        orders[language] = {name: [meta[PAGES][n][0] for n in places] for name, places in sorted(meta[SORTS])}
        meta[SORTS] = []
        data = _packed(meta)
        found["hash"] = f"{language}_{_hash(data, 10)}"
        result[f"pagefind.{found['hash']}.pf_meta"] = gzip.compress(data, 9, mtime=0)
    if any(orders.values()):
        result[ORDERS] = b"(self.shelflist??={}).orders=" + _json(orders) + b";\n"
    result["pagefind-entry.json"] = _json(entry)
    return result


PIECE = 20_000
"""Bytes of a piece of the index, about: a search loads one for each of its words, some eight kilobytes when compressed.
Pagefind's own are two or three times as large."""


def _split(chunk: Sequence[str], language: str, files: dict[str, bytes]) -> Iterator[list[str]]:
    """A chunk of the index, (first word, last word, name), in pieces between its words, which take its place in `files`."""
    place = f"index/{chunk[2]}.pf_index"
    if len(files[place]) * 3 < PIECE:
        yield list(chunk)
        return
    from cbor2 import CBORDecoder

    data = gzip.decompress(files.pop(place)).removeprefix(_SIGNATURE)
    head, number = _array(data, 1)  # the whole is an array that holds an array of words
    stream = BytesIO(data)
    stream.seek(head)
    decoder, start, held = CBORDecoder(stream), head, list[str]()
    for n in range(1, number + 1):
        held.append(decoder.decode()[0])
        end = stream.tell()
        if end - start >= PIECE or n == number:
            packed = _SIGNATURE + b"\x81\x9a" + len(held).to_bytes(4, "big") + data[start:end]
            name = f"{language}_{_hash(packed, 7)}"
            files[f"index/{name}.pf_index"] = gzip.compress(packed, 6, mtime=0)
            yield [held[0], held[-1], name]
            start, held = end, []


def _array(data: bytes, at: int) -> tuple[int, int]:
    """Where the first member of a CBOR array stands, and how many there are."""
    size = {24: 1, 25: 2, 26: 4}.get(data[at] & 31, 0)
    number = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else data[at] & 31
    return at + 1 + size, number


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


PAGES, CHUNKS, FILTERS, SORTS = 1, 2, 3, 4
"""Where pages, chunks of words, filters and sorts stand in Pagefind's meta: [version, pages, chunks, filters, sorts, meta fields]."""

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
