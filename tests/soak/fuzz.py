"""Every reader against mutated files: `python -m tests.soak.fuzz --examples 20000` prints JSON, a line a format.

Seeds are the project's own fixtures (`tests/fixtures/records/<format>/`). Hypothesis cuts, repeats, flips, overwrites and
splices them. What must hold of any bytes: the format is recognised or refused with a reason; each chunk is a book or a
rejection with a reason; nothing else is raised, and no input takes two seconds.
"""

import argparse
import gc
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from shelflist import readers
from shelflist.errors import BadSource
from shelflist.model import Book
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records"
LONGEST = 2.0
PATIENT = 20.0
"""The same in tests, which must pass on slow machines: what has no end, or grows with the square, is found all the same."""

TOKENS = (
    b"\x00", b"\xff", b"\x1d", b"\x1e", b"\x1f", b"\x1b", b"\n", b"\r", b"\r\n\r\n", b'"', b"'", b"{", b"}", b"[", b"]",
    b"<", b">", b"</", b"<!--", b"]]>", b"&", b"&lt;", b"&#0;", b"&x;", b"<!DOCTYPE a [", b"\\", b"\\u0000", b"\\ud800",
    b"@", b"#", b",", b";", b"\t", b"|", b"=", b":", b"$", b"$a", b"-- ", b" / ", b"TY  - ", b"ER  - ", b"null", b"NaN",
    b"1e999", b"-1", b"0", b"99999999999999999999", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xae", b"\xcc\x81" * 12,
    b"\xed\xa0\x80", "İıß".encode(), "٣".encode(), b"PK\x03\x04", b"(" * 40, b"{" * 300, b"[" * 300, b"<a>" * 300,
)  # fmt: skip
"""What formats trip over."""

OPS = ("flip", "cut", "repeat", "insert", "overwrite", "splice", "truncate", "swap")
Mutation = tuple[str, int, int, int]


def seeds(format: str) -> list[bytes]:
    """The fixtures of a format, in order."""
    return [path.read_bytes() for path in sorted((FIXTURES / format).glob("*")) if path.is_file()]


mutations = st.lists(
    st.tuples(
        st.sampled_from(OPS),
        st.integers(0, 1_000_000),
        st.integers(1, 200),
        st.integers(0, len(TOKENS) * 7),
    ),
    min_size=1,
    max_size=6,
)


def mutate(data: bytes, steps: list[Mutation], others: list[bytes]) -> bytes:
    """The bytes after these steps; every place is taken modulo the length."""
    for op, place, size, which in steps:
        at = place % (len(data) + 1)
        piece = data[at : at + size]
        if op == "flip" and data:
            at %= len(data)
            data = data[:at] + bytes([data[at] ^ (1 << which % 8)]) + data[at + 1 :]
        elif op == "cut":
            data = data[:at] + data[at + size :]
        elif op == "repeat":
            data = data[:at] + piece * (2 + which % 9) + data[at + size :]
        elif op == "insert":
            data = data[:at] + TOKENS[which % len(TOKENS)] + data[at:]
        elif op == "overwrite":
            token = TOKENS[which % len(TOKENS)]
            data = data[:at] + token + data[at + len(token) :]
        elif op == "splice":
            other = others[which % len(others)]
            data = data[:at] + other[place % (len(other) + 1) :]
        elif op == "truncate":
            data = data[:at]
        elif op == "swap":
            data = data[:at] + data[at + size : at + 2 * size] + piece + data[at + 2 * size :]
    return data


class Hang(Exception):
    """An input took longer than `LONGEST`."""


@contextmanager
def limited(seconds: float = LONGEST) -> Iterator[None]:
    """Raises Hang when the block takes too much of the processor's time: the clock on the wall also counts what other
    processes do. Meanwhile no garbage is collected: there is much of Hypothesis's own, and it is no reader's."""

    def ring(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, ring)
    gc.disable()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.enable()


def read(format: str, data: bytes) -> tuple[int, int]:
    """(books, rejections) of a file of this format. Whatever is raised besides BadSource is a fault."""
    books = rejected = 0
    with suppress(BadSource):
        readers.recognise(data, "fuzz")
    with suppress(BadSource):
        for chunk in readers.chunks(format, [data]):
            made = readers.parse(format, chunk)
            if isinstance(made, Book):
                books += 1
                assert made.title.strip()
                assert made.id
            else:
                rejected += 1
                assert made.reason
    return books, rejected


def trial(
    format: str,
    examples: int,
    number: int,
    heard: Callable[[bytes, int, int, float], None],
    limit: float = LONGEST,
) -> Callable[[], None]:
    """A Hypothesis test of one format."""
    mine = seeds(format)
    assert mine, f"no fixture in tests/fixtures/records/{format}/"

    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=False, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(st.integers(0, len(mine) - 1), mutations)
    def run(which: int, steps: list[Mutation]) -> None:
        data = mutate(mine[which], steps, mine)
        began = time.process_time()
        with limited(limit):
            books, rejected = read(format, data)
        heard(data, books, rejected, time.process_time() - began)

    return run


def measured(format: str, examples: int, number: int) -> dict[str, Any]:
    """One format's figures."""
    figures = {"inputs": 0, "books": 0, "rejected": 0, "seconds": 0.0, "slowest": 0.0}

    def heard(_: bytes, books: int, rejected: int, seconds: float) -> None:
        figures["inputs"] += 1
        figures["books"] += books
        figures["rejected"] += rejected
        figures["seconds"] += seconds
        figures["slowest"] = max(figures["slowest"], seconds)

    fault = ""
    try:
        trial(format, examples, number, heard)()
    except Hang:
        fault = "hang"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"[:500]
    mean = figures["seconds"] / max(1, figures["inputs"]) * 1_000_000
    return {
        "format": format, **figures, "seconds": round(figures["seconds"], 1), "slowest": round(figures["slowest"], 3),
        "mean_us": round(mean), "fault": fault,
    }  # fmt: skip


def main() -> int:
    """Prints a line of JSON for each format; 1 when there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=20_000, help="inputs a format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("formats", nargs="*", help="these alone")
    given_ = parser.parse_args()
    faults = 0
    for format in given_.formats or readers.FORMATS:
        found = measured(format, given_.examples, given_.seed)
        faults += bool(found["fault"])
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
