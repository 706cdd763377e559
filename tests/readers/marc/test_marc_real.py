"""Every real file of ISO 2709: recognised without a hint, every record a book or a rejection that is right."""

import re
from collections import Counter
from pathlib import Path

from shelflist.model import Book
from shelflist.readers import Rejection, parse, reader, recognise

REJECTED = {
    "bad/pymarc__bad_records.mrc": ["no title", "cut short"],
    "bad/yaz__marc4.marc": ["no title"],
    "traject__escaped_character_reference.marc8.marc": ["no title"],
}
"""A record without any field, one cut short, one whose leader stands twice so that no tag is right, one of an imprint alone."""
RECORDS = 3_280
"""One more than the list of real files counts: the last of `bad_records` is cut short, and a record all the same."""

_TWICE = re.compile("[\u00c3\u00c2][\u0080-\u00bf]")


def test_all_real_files(shared_records: Path) -> None:
    counts: Counter[str] = Counter()
    for folder, pattern in (("marc21", "*"), ("unimarc", "*.mrc")):
        for file in sorted((shared_records / folder).rglob(pattern)):
            name = file.relative_to(shared_records / folder).as_posix()
            if not file.is_file() or ".expected." in name:
                continue
            data = file.read_bytes()
            assert recognise(data, name) == folder, name
            found = [parse(folder, chunk) for chunk in reader(folder).split(data)]
            rejected = [one.reason for one in found if isinstance(one, Rejection)]
            expected = REJECTED.get(name, [])
            assert len(rejected) == len(expected), (name, rejected)
            assert all(r.startswith(words) for r, words in zip(rejected, expected, strict=True)), name
            for one in found:
                if isinstance(one, Book):
                    counts["books"] += 1
                    assert one.records[0].fields[0].tag == "LDR"
                    assert not name.startswith("catmandu") or not _TWICE.search(one.title + one.responsibility)
            counts["records"] += len(found)
    assert counts["books"] == counts["records"] - 4
    assert counts["records"] == RECORDS
