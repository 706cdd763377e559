"""Work in forked processes: the same results in the same order, and failures that say what they are."""

import os
import signal
import sys

import pytest

from shelflist import workers
from shelflist.errors import BuildFailed
from shelflist.workers import BATCH, run


def doubled(batch):
    return [(n, n * 2, f"é{n}", b"\x00\xff") for n in batch]


def nobody(number):
    pass


@pytest.mark.parametrize("count", [0, 1, BATCH - 1, BATCH, BATCH + 1, 10 * BATCH + 7])
@pytest.mark.parametrize(("jobs", "threshold"), [(1, 0), (2, 0), (3, 0), (64, 0), (2, 10_000)])
def test_results_come_in_order(count: int, jobs: int, threshold: int):
    told: list[int] = []
    made = list(run(range(count), doubled, jobs, threshold, told.append))
    assert [tuple(row) for row in made] == doubled(range(count))
    assert sum(told) == count


def test_the_work_is_spread():
    def who(batch):
        return [os.getpid()]

    assert set(run(range(BATCH * 4), who, 1, 0, nobody)) == {os.getpid()}
    assert set(run(range(BATCH * 4), who, 2, BATCH * 5, nobody)) == {os.getpid()}
    forked = list(run(range(BATCH * 4), who, 2, 0, nobody))
    assert len(set(forked)) == 2
    assert os.getpid() not in forked
    assert forked[0] == forked[2]


def test_a_batch_may_give_more_or_fewer_results_than_items():
    def even(batch):
        return [n for n in batch if n % 2 == 0 for _ in range(3)]

    expected = [n for n in range(0, 300, 2) for _ in range(3)]
    assert list(run(range(300), even, 1, 0, nobody)) == list(run(range(300), even, 2, 0, nobody)) == expected


def test_large_results_pass():
    def large(batch):
        return ["x" * 3_000_000 + str(batch[0])]

    assert [len(text) for text in run(range(BATCH * 3), large, 2, 0, nobody)] == [3_000_001, 3_000_002, 3_000_003]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failing_batch_stops_the_build(jobs: int):
    def failing(batch):
        if 100 in batch:
            raise BuildFailed("templates/book.html, line 3: no such thing", 75)
        return list(batch)

    with pytest.raises(BuildFailed, match=r"templates/book\.html, line 3: no such thing") as caught:
        list(run(range(300), failing, jobs, 0, nobody))
    assert caught.value.status == 75


def test_a_broken_batch_shows_its_traceback():
    def broken(batch):
        return [1 // (100 - n) for n in batch]

    with pytest.raises(RuntimeError, match=r"(?s)in broken.*ZeroDivisionError"):
        list(run(range(300), broken, 2, 0, nobody))


def dies_by_signal(batch):
    if 100 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(batch)


def dies_quietly(batch):
    if 100 in batch:
        os._exit(0)
    return list(batch)


def leaves(batch):
    sys.exit(3)


@pytest.mark.parametrize("work", [dies_by_signal, dies_quietly])
def test_a_child_that_dies_is_told_of(work):
    with pytest.raises(BuildFailed, match=r"a worker process ended early.*--jobs 1"):
        list(run(range(BATCH * 6), work, 2, 0, nobody))


def test_a_child_cannot_leave_by_itself():
    with pytest.raises(RuntimeError, match="SystemExit"):
        list(run(range(BATCH * 2), leaves, 2, 0, nobody))


@pytest.mark.parametrize("work", [dies_by_signal, leaves, doubled])
def test_no_child_and_no_file_is_left(work):
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0  # noqa: PTH112, PTH208
    for _ in range(3):
        try:
            list(run(range(BATCH * 4), work, 2, 0, nobody))
        except (BuildFailed, RuntimeError):
            continue
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    if before:
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_an_interruption_ends_the_children():
    def slow(batch):
        signal.pause()
        return []

    def interrupted(signum, frame):
        raise KeyboardInterrupt

    old = signal.signal(signal.SIGALRM, interrupted)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(run(range(BATCH * 2), slow, 2, 0, nobody))
    finally:
        signal.signal(signal.SIGALRM, old)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_without_fork_everything_happens_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(os, "fork")
    assert list(run(range(200), lambda batch: [os.getpid()], 4, 0, nobody)) == [os.getpid()] * 4


@pytest.mark.parametrize("cut", range(0, 30, 3))
def test_frames_may_arrive_in_pieces(cut: int):
    data = b"".join(
        workers._LENGTH.pack(len(payload), kind) + payload for kind, payload in [(0, b"abc"), (1, b""), (2, b"x" * 9)]
    )
    buffer = bytearray(data[:cut])
    found = list(workers._frames(buffer))
    buffer += data[cut:]
    found += list(workers._frames(buffer))
    assert found == [(0, b"abc"), (1, b""), (2, b"x" * 9)]
    assert buffer == b""
