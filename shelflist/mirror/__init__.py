"""The mirror: what this list is not. Findings about records, headings and the whole, from a catalogue that is already made.

Pure: a catalogue, what the owner says of headings, and a few facts of each book go in, plain values come out. It is made
when somebody looks, never in a build; everything is O(n log n) in the books (see `near` for how doubles are found).
"""

from collections.abc import Sequence

from shelflist.catalogue import Authority, Catalogue
from shelflist.mirror import gaps, people, records, subjects
from shelflist.mirror.records import facts
from shelflist.mirror.values import KINDS, Bad, Facts, Filled, Finding, Link, Mirror, Offer

__all__ = ["KINDS", "Bad", "Facts", "Filled", "Finding", "Link", "Mirror", "Offer", "facts", "look"]


def look(
    catalogue: Catalogue, authority: Authority, told: Sequence[Facts], rules: Sequence[tuple[str, ...]] = ()
) -> Mirror:
    """The mirror of a catalogue. `told` are the facts of its books, in its order; `rules` the groups of site.toml's
    `[[merging]]`, whether they join or part."""
    found: list[Finding] = []
    for part in records.LOOKS:
        found += part(catalogue, told)
    found += people.doubles(catalogue, rules)
    found += people.merges(catalogue, authority)
    found += subjects.merges(catalogue, authority)
    found += subjects.lone(catalogue, authority)
    found += subjects.untyped(catalogue)
    found += gaps.series(catalogue, authority)
    found += gaps.decades(catalogue)
    found += gaps.classes(catalogue)
    found += gaps.captions(catalogue, authority)
    by_kind: dict[str, list[Finding]] = {kind: [] for kind in KINDS}
    for one in sorted(found, key=lambda f: -f.weight):
        by_kind[one.kind].append(one)
    return Mirror(len(catalogue.entries), records.filled(told), by_kind)
