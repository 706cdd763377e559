"""Scripts made of parts are those that the parts make: `make scripts` was run after the last change."""

import pytest

from tests.tools import ROOT
from tools import scripts


@pytest.mark.parametrize("folder", sorted(scripts.PARTS.iterdir()), ids=lambda folder: folder.name)
def test_the_file_is_what_its_parts_make(folder):
    assert (ROOT / "static" / f"{folder.name}.js").read_bytes() == scripts.made(folder)
