"""Fifty cold and fifty small builds, killed: tests/soak/kill.py says what must be true after each."""

import contextlib
import io
from pathlib import Path

import pytest

import build
from tests.soak import kill


@pytest.fixture(scope="module")
def soak(tmp_path_factory: pytest.TempPathFactory) -> kill.Soak:
    """A hundred kills, and more of the small builds until one met the journal (a slow machine may need them).

    The next command is started in this process, which saves its start a hundred times.
    """

    def next_command(self: kill.Soak) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            build.main(["check", "--site", str(self.site), "--quiet"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kill.Soak, "next_command", next_command)
        made = kill.Soak(tmp_path_factory.mktemp("kill"), 5)
        made.measure()
        for n in range(100):
            made.kill(kill.KINDS[n % 2])
        for _ in range(200):
            if made.counts["small"]["left journal"]:
                break
            made.kill("small")
        made.finish()
        return made


def test_no_kill_leaves_half_a_site(soak: kill.Soak):
    assert soak.faults == []


@pytest.mark.parametrize("kind", kill.KINDS)
def test_the_kills_met_builds_at_work(soak: kill.Soak, kind: str):
    counted = soak.counts[kind]
    assert counted["kills"] >= 50
    assert counted["in time"] >= 10
    assert counted["left staging"] + counted["left old"] >= 3
    assert counted["old site"] > 0
    assert counted["new site"] > 0


def test_kills_landed_between_the_journal_and_its_end(soak: kill.Soak):
    assert soak.counts["small"]["left journal"] > 0


def test_a_mixture_is_noticed(tmp_path: Path):
    made = kill.Soak(tmp_path, 1)
    made.live = (0, 0)
    for name, data in {**made.expected[(0, 0)], "index.html": b"<h1>half"}.items():
        (made.out / name).parent.mkdir(parents=True, exist_ok=True)
        (made.out / name).write_bytes(data)
    made.work.mkdir()
    (made.site / "public.new").mkdir()
    made.next_command = lambda: None  # type: ignore[method-assign]
    made.judge("cold", (0, 0), (1, 0))
    said = " ".join(made.faults)
    for words in ("neither the old file", "mixture at once", "mixture after", "left beside the site"):
        assert words in said
