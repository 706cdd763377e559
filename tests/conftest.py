"""Fixtures that all tests share."""

from pathlib import Path

import pytest

from tests.tools import SHARED


@pytest.fixture(scope="session")
def shared_records() -> Path:
    """The folder of real records beside the project; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no real records to test with: {SHARED.parent.name}/{SHARED.name} is not beside the project")
    return SHARED
