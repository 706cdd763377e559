"""Subject headings of real records before and after forms are joined: `python -m bench.headings --sample 50 --seed 1`.

Reads the 25,000 records of the Library of Congress among the shared records and prints how many headings there are as
written, by case alone, and joined, with what joined them; how many headings a record has as lines before and after its doubles
are shown once; and, for a person to judge, N joins and N pairs that were kept apart though they look alike (the same words in
another order, one word more, or an edit or two between long labels).
"""

import argparse
import io
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec
import zstandard

from bench.loc import LARGE
from shelflist import catalogue, readers
from shelflist.catalogue import Catalogue, Entry
from shelflist.cataloguing import subject_forms
from shelflist.cataloguing.subject_forms import DASH, fold
from shelflist.model import Book, Subject

Join = tuple[str, str, str]
"""(why, the form, the heading that gathers it)."""


def books() -> Iterator[Book]:
    """Every record of the Library of Congress that became a book."""
    for path in sorted(LARGE.glob("loc_*.mrc.zst")):
        with path.open("rb") as packed:
            data = zstandard.ZstdDecompressor().stream_reader(packed).read()
        for chunk in readers.chunks("marc21", readers.blocks(path.name, io.BytesIO(data))):
            made = readers.parse("marc21", chunk)
            if isinstance(made, Book):
                yield made


def why(form: str, label: str) -> str:
    """What made two forms one heading, the lightest difference first."""
    if form.casefold() == label.casefold():
        return "case"
    if fold(form) == fold(label):
        letters = ["".join(c for c in text.casefold() if c.isalpha()) for text in (form, label)]
        plain = [subject_forms.fold(text).replace(" ", "") for text in (form, label)]
        if letters[0] == letters[1]:
            return "punctuation"
        return "marks" if plain[0] == plain[1] else "customs of writing"
    if subject_forms.solid(form) == fold(label) or subject_forms.solid(label) == fold(form):
        return "hyphen"
    if subject_forms.direct(form) == fold(label) or subject_forms.direct(label) == fold(form):
        return "inverted"
    if fold(form).replace(DASH, " ") == fold(label).replace(DASH, " "):
        return "divided or not"
    if subject_forms.by_place(form) == fold(label):
        return "place by size"
    return "date closed" if subject_forms.still_open(label) == fold(form) else "by way of another form"


def joins(made: Catalogue) -> list[Join]:
    """Every form beside the heading that gathers it, the subjects alone: aspects follow them."""
    found = []
    for headed in made.families["subjects"]:
        found += [(why(form, headed.label), form, headed.label) for form in headed.forms]
    return found


def alike(labels: list[str]) -> list[tuple[str, str, str]]:
    """(how, one, other) of headings that look alike and are two: for mains and whole headings."""
    found: set[tuple[str, str, str]] = set()
    bags: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    cut: defaultdict[str, list[str]] = defaultdict(list)
    for label in labels:
        words = fold(label).replace(DASH, " ").split()
        if len(label) > 5:
            bags[tuple(sorted(words))].append(label)
            stem = "".join(words)
            for n in range(len(stem)):
                cut[stem[:n] + stem[n + 1 :]].append(label)
            cut[stem].append(label)
    for group in bags.values():
        found.update(("same words", one, two) for one, two in _pairs(group))
    for group in cut.values():
        found.update(("a letter", one, two) for one, two in _pairs(sorted(set(group))) if len(group) < 6)
    return sorted(found)


def _pairs(group: list[str]) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(group):
        for two in group[n + 1 :]:
            yield (one, two) if one < two else (two, one)


def lines(found: list[Subject]) -> tuple[int, int]:
    """(headings of a record as they stand, lines that its page shows)."""
    return len(found), len(found) - len(subject_forms.doubles(found))


def main() -> int:
    """Prints figures and samples."""
    parser = argparse.ArgumentParser(prog="python -m bench.headings", description=str(__doc__).splitlines()[0])
    parser.add_argument("--sample", type=int, default=50, help="joins and pairs kept apart to print")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not LARGE.is_dir():
        print(f"no real records: {LARGE} is not there", file=sys.stderr)
        return 1
    entries: list[Entry] = []
    written: set[tuple[str, str]] = set()
    forms: set[str] = set()
    before = after = 0
    for book in books():
        entries.append(catalogue.entry(book, msgspec.msgpack.encode(book.id)))
        for subject in book.subjects:
            written.add((subject.scheme, subject.text()))
            forms.update(catalogue.subject_labels([subject.main, *(part.text for part in subject.subdivisions)]))
        stood, shown = lines(book.subjects)
        before, after = before + stood, after + shown
    made = catalogue.make(entries, {})
    found = joins(made)
    headings = made.families["subjects"]
    print(f"{len(entries):,} records; {len(written):,} headings as written, by vocabulary")
    print(f"with every heading above them: {len(forms):,} forms, {len({f.casefold() for f in forms}):,} without case,")
    print(f"{len(headings):,} headings after joining ({len(found):,} forms joined to another)")
    print(f"lines on book pages: {before:,} before, {after:,} after doubles are shown once")
    for reason, count in sorted(Counter(one[0] for one in found).items(), key=lambda one: (-one[1], one[0])):
        print(f"  {count:6,} {reason}")
    chance = random.Random(given.seed)
    print("\njoined")
    for reason, form, label in sorted(chance.sample(found, min(given.sample, len(found)))):
        print(f"  [{reason}] {form}  =>  {label}")
    apart = alike([headed.label for headed in headings])
    print(f"\nkept apart ({len(apart):,} pairs look alike)")
    for how, one, two in sorted(chance.sample(apart, min(given.sample, len(apart)))):
        print(f"  [{how}] {one}  |  {two}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
