"""Italian SBN records beside what we make of them, to be read: `python -m bench.sbn --sample 50 --seed 1`.

Takes records at random from the UNIMARC files of SBN among the shared records, and prints for each its fields of titles,
subjects, classes and names as they came, and below each group our title with its sort text, subjects with their typed
subdivisions, class numbers with their place on the shelf, and contributors with their roles. `--field 606` takes the records
that have the field alone. A person reads the list and judges four points a record: subjects, Dewey, roles, filing.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from shelflist.cataloguing import titles
from shelflist.model import Book, Extra
from shelflist.readers import Chunk, Rejection, blocks, chunks, parse, recognise

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "records"
FILES = (
    "large/sbn_filodrammatici_unimarc_part1.xml.gz",
    "unimarc/filodrammatici__dump_books.xml",
    "unimarc/unimarcxml__data.mrc",
)
GROUPS = {
    "title": ("200", "461", "462", "463", "500", "510", "517", "101"),
    "subjects": ("600", "601", "602", "604", "605", "606", "607", "608", "610"),
    "classes": ("675", "676", "680", "686"),
    "names": ("300", "304", "314", "323", "327", "700", "701", "702", "710", "711", "712", "720", "721", "722"),
}
"""What is judged → the fields that it comes from."""


def read(folder: Path) -> Iterator[tuple[str, Chunk]]:
    """(format, record) for every record of the files that are there."""
    for name in FILES:
        file = folder / name
        if not file.is_file():
            continue
        with file.open("rb") as handle:
            head = next(blocks(name, handle))
            format = recognise(head, name.removesuffix(".gz"))
            handle.seek(0)
            yield from ((format, chunk) for chunk in chunks(format, blocks(name, handle)))


def source(field: Extra) -> str:
    """A field as it came, in one line."""
    marks = field.indicators.replace(" ", "#")
    return f"    {field.tag} {marks:2} " + "".join(f"${code}{value}" for code, value in field.subfields)


def made(book: Book) -> dict[str, list[str]]:
    """What is judged → our values."""
    language = book.languages[0] if book.languages else ""
    skipped = book.nonfiling or titles.nonfiling(book.title, language)
    title = [f"{book.title}" + (f" : {book.subtitle}" if book.subtitle else "")]
    title += [f"files as: {titles.sort_text(book.title, skipped)}"]
    title += [f"part: {part}" for part in book.parts] + [f"series: {s.title} ; {s.volume}" for s in book.series]
    return {
        "title": title,
        "subjects": [
            " — ".join([f"{s.main} ({s.kind})", *(f"{part.text} ({part.type or '?'})" for part in s.subdivisions)])
            for s in book.subjects
        ],
        "classes": [f"{c.scheme} {c.number} sorts {c.sort!r} edition {c.edition!r}" for c in book.classes],
        "names": [
            f"{c.name} [{', '.join(c.roles)}] {c.kind} {c.dates}" + (" main" if c.main else "")
            for c in book.contributors
        ],
    }


def show(number: int, book: Book) -> list[str]:
    """The lines of one record."""
    lines = [f"{number}. {book.id}  leader level {book.level}"]
    fields = [field for record in book.records for field in record.fields]
    values = made(book)
    for name, tags in GROUPS.items():
        lines += [source(field) for field in fields if field.tag in tags]
        lines += [f"  {name:8} = {value}" for value in values[name]]
    return lines


def main() -> int:
    """Prints the sample; 1 where there are no records to take it from."""
    parser = argparse.ArgumentParser(prog="python -m bench.sbn", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=50, help="how many records")
    parser.add_argument("--seed", type=int, default=1, help="which ones: the same number, the same records")
    parser.add_argument("--field", default="", help="only records that have this field")
    options = parser.parse_args()
    books = [book for format, chunk in read(SHARED) if not isinstance(book := parse(format, chunk), Rejection)]
    if options.field:
        books = [b for b in books if any(f.tag == options.field for record in b.records for f in record.fields)]
    if not books:
        sys.stderr.write("no SBN records beside the project\n")
        return 1
    chosen = random.Random(options.seed).sample(books, min(options.sample, len(books)))
    lines = [line for number, book in enumerate(chosen, 1) for line in ["", *show(number, book)]]
    print(f"{len(chosen)} of {len(books):,} records, seed {options.seed}", *lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
