"""People of real records before and after forms of names are joined: `python -m bench.people --sample 50 --seed 1`.

Reads the 25,000 records of the Library of Congress among the shared records and prints how many people and bodies there
are as written and after joining, and, for a person to judge, N random joins and N random pairs that were kept apart though they
have one family name and given names, or initials, that fit: each with its dates, numbers and two titles.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from bench.headings import books
from bench.loc import LARGE
from shelflist import catalogue
from shelflist.catalogue import Authority, Entry, people
from shelflist.catalogue.name_forms import Met, met, person_of
from shelflist.cataloguing import identities

Pair = tuple[str, str]


def entries() -> list[Entry]:
    """The entries of all records."""
    return [catalogue.entry(book, msgspec.msgpack.encode(book.id)) for book in books()]


def joins(forms: dict[str, Met], alias: dict[str, str]) -> list[Pair]:
    """Every form of a name beside the one that is shown in its place; a name with the title of a work is none."""
    return sorted((key, shown) for key, shown in alias.items() if shown in forms and not titled(forms[key]))


def titled(form: Met) -> bool:
    """Whether a subject is a person with the title of a work."""
    name = form.name
    return name.via == "subject" and name.kind == "person" and person_of(name.label)[0] != name.form.rstrip(".")


def apart(forms: dict[str, Met], alias: dict[str, str]) -> list[Pair]:
    """Forms that the books' names alone would let be one: equal family names, given names equal or initials."""
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(key for key in forms if not titled(forms[key])):
        name = forms[key].name
        parts = identities.parts(name.form or name.label)
        if name.kind == "person" and parts.given:
            blocks[parts.family, parts.given[0][0]].append(key)
    found = []
    for group in blocks.values():
        for n, one in enumerate(group):
            for two in group[:n]:
                a, b = (identities.parts(forms[key].name.form or forms[key].name.label) for key in (one, two))
                if identities.given_names(a.given, b.given) and alias.get(one, one) != alias.get(two, two):
                    found.append((two, one))
    return sorted(found)


def said(form: Met, every: Sequence[Entry]) -> str:
    """A form with its numbers, the ways in which books name it, and two of their titles with class and subject."""
    ways = [
        f"{len(n)} {way}" for n, way in ((form.books, "by"), (form.chapters, "chapter"), (form.about, "about")) if n
    ]
    titles = []
    for n in dict.fromkeys(form.all[:2]):
        entry = every[n]
        subject = next((label for key, label in entry.keys if key.startswith("subjects\t")), "")
        number = next((one[2] for one in entry.shelf), "")
        titles.append(f"{entry.title[:60]} ({entry.year}; {number}; {subject[:50]})")
    numbers = f" {', '.join(sorted(form.ids))}" if form.ids else ""
    return f"{form.name.label}{numbers} [{', '.join(ways)}] {' / '.join(titles)}"


def main() -> int:
    """Prints figures and samples."""
    parser = argparse.ArgumentParser(prog="python -m bench.people", description=str(__doc__).splitlines()[0])
    parser.add_argument("--sample", type=int, default=50, help="joins and pairs kept apart to print")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not LARGE.is_dir():
        print(f"no real records: {LARGE} is not there", file=sys.stderr)
        return 1
    every = entries()
    forms = met(every)
    alias = people.aliases(every, Authority())
    persons = [key for key, form in forms.items() if form.name.kind == "person"]
    after = {alias.get(key, key) for key in persons}
    made = catalogue.make(every, {})
    print(
        f"{len(every):,} records name {len(forms):,} people and bodies in as many forms, {len(persons):,} of them persons"
    )
    print(f"after joining: {len({alias.get(key, key) for key in forms}):,}, {len(after):,} of them persons")
    print(f"with a page of their own (who did a book or a chapter): {len(made.families['authors']):,}")
    print(f"names with the title of a work that belong to a person: {sum(titled(forms[key]) for key in alias):,}")
    pairs = joins(forms, alias)
    kept = apart(forms, alias)
    chance = random.Random(given.seed)
    for title, found in ((f"joined ({len(pairs):,} forms)", pairs), (f"kept apart ({len(kept):,} pairs fit)", kept)):
        print(f"\n{title}")
        for one, two in sorted(chance.sample(found, min(given.sample, len(found)))):
            print(f"- {said(forms[one], every)}\n  {said(forms[two], every)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
