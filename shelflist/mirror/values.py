"""What the mirror finds, as plain values: a sentence, the books or headings that it speaks of, and the lines that mend it.

A finding is advice: it fails no build and no check. Every finding can be answered, by mending what it names or by saying
that it is right as it is; both are lines of a file of `content/` or of `site.toml`, and with them the finding goes away.
"""

import msgspec

from shelflist.model import Struct

KINDS = (
    "records", "fields", "identifiers", "dates", "doubles", "people", "headings", "lone", "subdivisions", "series", "decades", "classes",
    "captions",
)  # fmt: skip
"""The kinds of findings, in the order of the report."""


class Link(Struct):
    """A row that a finding speaks of: a text with its language ("" where unknown), and its page's address from the root."""

    text: str
    href: str
    lang: str = ""


class Offer(Struct):
    """Lines to paste: into which file, how (a sentence), and the lines themselves."""

    file: str
    how: str
    lines: str


class Finding(Struct):
    """One finding. `weight` says how much comes of mending it: the heaviest stand first."""

    kind: str
    text: str
    links: list[Link] = []
    offers: list[Offer] = []
    weight: int = 0


class Filled(Struct):
    """How many books have a field, of how many that could."""

    field: str
    filled: int
    of: int

    def percent(self) -> int:
        """Whole per cent, 100 only when nothing lacks."""
        return 100 if self.filled == self.of else min(99, round(100 * self.filled / max(1, self.of)))


class Bad(Struct):
    """A number that cannot be right: what it is (ISBN, ISSN, …), as printed, the right one if only its last sign is wrong
    (or ""), and why it cannot be."""

    what: str
    printed: str
    right: str = ""
    fault: str = ""


class Facts(Struct):
    """What the mirror takes from a whole book; the rest it sees in the catalogue. `lacks` are names of `records.FIELDS`.

    `note` is the file of the owner's note on the book, or ""; `place` the record, as messages name it.
    """

    lacks: list[str]
    bad: list[Bad] = []
    note: str = ""
    place: str = ""


class Mirror(Struct):
    """The whole of it: kind → findings, the heaviest first; every kind is there. `spoken` is the same in the site's own
    language, where that is another than the one it was made in."""

    books: int
    fields: list[Filled]
    findings: dict[str, list[Finding]] = msgspec.field(default_factory=dict)
    spoken: "Mirror | None" = None

    def count(self) -> int:
        """How many findings there are."""
        return sum(len(found) for found in self.findings.values())
