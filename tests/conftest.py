"""Fixtures that all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tools import SHARED

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("SHELFLIST_HYPOTHESIS", "same"))
# The same examples on every machine, so that what passes here passes everywhere; SHELFLIST_HYPOTHESIS=search looks on.


BROWSING = ("browser", "gates")
"""Folders of tests with a browser, which disturb each other: one process has all of them."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says what stays in one process where `make test` has two: tests with a browser, and those of one file."""
    for item in items:
        place = item.path.relative_to(Path(__file__).parent)
        group = "browser" if place.parts[0] in BROWSING else place.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def shared_records() -> Path:
    """The folder of real records beside the project; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no real records to test with: {SHARED.parent.name}/{SHARED.name} is not beside the project")
    return SHARED
