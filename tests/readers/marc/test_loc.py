"""Every record of a large real file becomes a book or a rejection that says why."""

from pathlib import Path

import zstandard

from shelflist import records, workers
from shelflist.readers import Chunk, reader, recognise

RECORDS = 25_000
FILE = "large/loc_BooksAll.2016.part01_every10th_3.utf8.mrc.zst"


def parsed(batch: list[tuple[str, Chunk]]) -> list[records.Parsed]:
    return [records.parse_one(format, chunk) for format, chunk in batch]


def test_all_records_of_the_library_of_congress(shared_records: Path) -> None:
    data = zstandard.ZstdDecompressor().stream_reader((shared_records / FILE).open("rb")).read()
    format = recognise(data, FILE)
    assert format == "marc21"
    chunks = [(format, chunk) for chunk in reader(format).split(data)]
    assert [chunk.number for _, chunk in chunks] == list(range(1, RECORDS + 1))
    made = list(workers.run(chunks, parsed, 2, records.PARALLEL, lambda number: None))
    rejected = [reason for _, _, _, reason in made if reason is not None]
    books = [entry for blob, entry, _, reason in made if reason is None and blob and entry]
    assert len(books) + len(rejected) == RECORDS
    assert all(field and reason for field, reason, _ in rejected)
    assert len(rejected) < RECORDS // 100
    assert all(field and reason for _, _, warnings, _ in made for field, reason, _ in warnings)
