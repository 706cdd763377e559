"""What the tests of the references' readers share: fixtures, every cut of a stream, the files of others."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from shelflist import readers
from shelflist.errors import BadRecord, BadSource
from shelflist.model import Book
from tests.tools import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records"


def book(reader: ModuleType, data: str | bytes) -> Book:
    """The one book of a file."""
    (chunk,) = reader.split(data.encode() if isinstance(data, str) else data)
    made = reader.parse(chunk)
    assert isinstance(made, Book)
    return made


def refusal(reader: ModuleType, data: str | bytes) -> str:
    """Why the one record of a file is none, or the file cannot be read; "" where it can."""
    try:
        for chunk in reader.split(data.encode() if isinstance(data, str) else data):
            if chunk.problem:
                return str(chunk.problem)
            reader.parse(chunk)
    except BadRecord as error:
        return f"{error.field}: {error.reason}"
    except BadSource as error:
        return error.reason
    return ""


def fixture(reader: ModuleType, name: str) -> list[Book | str]:
    """The books of a fixture; of those that are none, the reason."""
    found: list[Book | str] = []
    for chunk in reader.split((FIXTURES / reader.NAME / name).read_bytes()):
        try:
            found.append(reader.parse(chunk))
        except BadRecord as error:
            found.append(error.reason)
    return found


def cuts(reader: ModuleType, name: str) -> None:
    """A stream that is cut at every size gives the same chunks as the whole."""
    data = (FIXTURES / reader.NAME / name).read_bytes()
    whole = list(reader.split(data))
    for size in [*range(1, 40), *range(40, len(data), max(1, len(data) // 60))]:
        assert list(reader.stream(data[n : n + size] for n in range(0, len(data), size))) == whole, size


def real(reader: ModuleType, folder: Path) -> Iterator[tuple[str, int, int, list[str]]]:
    """(file, records, books, reasons of the others) for every real file of a format, `bad/` too."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or ".expected." in path.name:
            continue
        data = path.read_bytes()
        assert reader.sniff(data[: readers.HEAD], path.name) or "bad" in path.parts, path.name
        made = [readers.parse(reader.NAME, chunk) for chunk in reader.split(data)]
        books = [one for one in made if isinstance(one, Book)]
        assert all(one.title and one.records[0].fields for one in books)
        yield path.name, len(made), len(books), [one.reason for one in made if isinstance(one, readers.Rejection)]
