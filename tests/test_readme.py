"""What the README shows works as it says."""

import re
from pathlib import Path

from tests.tools import ROOT, built, make_site


def test_the_example_of_a_spreadsheet_is_enough(tmp_path: Path) -> None:
    [table] = re.findall(r"```csv\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    report, out = built(make_site(tmp_path, {"content/records/example.csv": table}))
    assert (report.books, report.rejected, report.warnings) == (2, [], [])
    page = (out / "books/the-salt-roads-oliva/index.html").read_text()
    assert all(
        text in page
        for text in ("trade on foot", "Salt Press", "978-0-306-40615-7", "How salt went inland.", "English")
    )
    assert (out / "subjects/salt-history/index.html").is_file()
    assert (out / "books/il-mulino-del-vento-lento-della-ripa/index.html").is_file()
