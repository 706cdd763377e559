"""The four large files of real records in one build: `python -m bench.large`.

25,000 records of the Library of Congress, 3,196 of SBN in UNIMARC, two tables of 10,000 and 3,405 books. Prints the
report's counts and whether they add up, seconds and peak memory, every merge finding, and of the Italian records: titles
that still hold marks of filing, and the characters that are of no script that their languages are written in.
"""

import argparse
import shutil
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import zstandard

from bench.loc import LARGE, build, show
from shelflist import readers
from shelflist.model import Book

SCRIPTS = ("LATIN", "GREEK", "COMBINING", "MODIFIER", "DIGIT")
"""Scripts of titles and names in an Italian library's records; anything else is listed."""

COMMON = set("°ªº·×§©®«»“”‘’„‚–—…•€£¡¿†´`¨ʼʹ")
MARKS = ("\x1b", "\x88", "\x89", "\x98", "\x9c", "<<", ">>", "¬")


def gather(site: Path) -> int:
    """Puts the large files into a site, packed ones as they are where a build unpacks them: how many."""
    folder = site / "content" / "records"
    folder.mkdir(parents=True)
    (site / "site.toml").write_text('[site]\ntitle = "Large files"\n', encoding="utf-8")
    found = sorted(path for path in LARGE.iterdir() if path.suffix in (".gz", ".zst"))
    for path in found:
        if path.suffix == ".zst":
            with path.open("rb") as source, (folder / path.name.removesuffix(".zst")).open("wb") as out:
                zstandard.ZstdDecompressor().copy_stream(source, out)
        else:
            shutil.copyfile(path, folder / path.name)
    return len(found)


def italian() -> tuple[int, list[str], Counter[str]]:
    """(books of the Italian file, titles that hold marks of filing, characters of no expected script)."""
    [path] = LARGE.glob("sbn_*.xml.gz")
    books, marked, odd = 0, [], Counter[str]()
    with path.open("rb") as handle:
        for chunk in readers.chunks("marcxml", readers.blocks(path.name, handle)):
            made = readers.parse("marcxml", chunk)
            if not isinstance(made, Book):
                continue
            books += 1
            texts = [made.title, made.subtitle, *made.parts, *made.other_titles, *(s.title for s in made.series)]
            if any(mark in text for text in texts for mark in MARKS) or any(_glued(text) for text in texts):
                marked.append(f"{made.id}: {made.title} / {made.series}")
            names = [c.name for c in made.contributors]
            notes = [*(n.text for n in made.notes), *made.summary, *(s.text() for s in made.subjects)]
            odd.update(c for text in (*texts, *names, *notes) for c in text if not _expected(c))
    return books, marked, odd


def _glued(text: str) -> bool:
    """Whether a text still opens with the marks of a seven-bit escape: "HLa Imaga", "HL'Iisola"."""
    return text[:1] == "H" and text[1:2].isupper() and ("'I" in text[:6] or " I" in text[:6])


def _expected(char: str) -> bool:
    if char.isascii() or char in COMMON:
        return char.isprintable()
    name = unicodedata.name(char, "")
    return name.startswith(SCRIPTS) and "FULLWIDTH" not in name


def main() -> int:
    """Builds and prints; 1 when the counts do not add up or a title is marked."""
    parser = argparse.ArgumentParser(prog="python -m bench.large", description=str(__doc__).splitlines()[0])
    parser.add_argument("--search", action="store_true", help="with the search index")
    given = parser.parse_args()
    if not LARGE.is_dir():
        print(f"no real records: {LARGE} is not there", file=sys.stderr)
        return 1
    files, report, seconds = build(gather, given.search)
    for source in report["sources"]:
        print(f"{source['file']}: {source['format']}, {source['records']:,} records = {source['books']:,} books + "
              f"{source['rejected']:,} rejected; {source['warnings']:,} warnings")  # fmt: skip
    right = show(files, report, seconds)
    for one in report["rejected"]:
        print(f"rejected: {one['file']}: {one['record']} ({one['id']}): {one['field']}: {one['reason']}")
    fields = Counter(one["field"] for one in report["warnings"])
    print("warnings by field:", ", ".join(f"{field} {number:,}" for field, number in fields.most_common(20)))
    books, marked, odd = italian()
    print(f"Italian records: {books:,} books; {len(marked)} titles or series with marks of filing; "
          f"{sum(odd.values())} characters of other scripts or none: {dict(odd.most_common(20))}")  # fmt: skip
    for line in marked[:20]:
        print(f"  {line}")
    return 0 if right and not marked else 1


if __name__ == "__main__":
    sys.exit(main())
