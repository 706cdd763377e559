"""Book and its parts: plain values, no behaviour but what a value knows of itself.

The fields follow the book model of the cataloguing guide: ISBD areas in order, each value with the
form it had in its source (`raw`) beside the normal form, and whether we inferred it (`inferred`).
Structs are arrays on disk (`array_like`), so a field may only be added at the end of its Struct and
any change must raise `MODEL_VERSION`, which throws remembered books away.
"""

import msgspec

MODEL_VERSION = 3


class Struct(msgspec.Struct, array_like=True, omit_defaults=False, gc=False):
    """Base of every value: compact on disk and not tracked by the garbage collector (values hold no cycles)."""


class Source(Struct):
    """Where a book comes from. `file` is relative to the site's folder with `/`; `number` counts from 1."""

    file: str
    number: int
    format: str
    record_id: str = ""


class Warning(Struct):
    """Something about a record that its owner should know; the record became a book all the same.

    `field` is the source's own name for the field (`245`, `Soggetti`), `reason` what is wrong,
    `outcome` what was done about it.
    """

    field: str
    reason: str
    outcome: str = ""


class Contributor(Struct):
    """A person, body or meeting and what it did for the book.

    `name` is the entry form ("Henke, Marina E."), without dates; `roles` are MARC relator codes
    ("aut", "edt", "trl"), empty where the record says none; `kind` is person, corporate or meeting;
    `dates` as printed ("1977-"); `main` marks the main entry (1XX, 700/710/720).
    """

    name: str
    roles: list[str] = []
    kind: str = "person"
    dates: str = ""
    main: bool = False
    raw: str = ""
    inferred: bool = False
    ids: dict[str, str] = {}
    vernacular: str = ""


class Imprint(Struct):
    """One statement of publication. `function` is publication, production, distribution or manufacture."""

    places: list[str] = []
    publishers: list[str] = []
    date: str = ""
    function: str = "publication"
    raw: str = ""


class PublicationDate(Struct):
    """A date as printed (`raw`) and what can be sorted: `year`, `end` (a range's last year) and `copyright`.

    `flags` is a subset of: supplied, approximate, open, range, corrected, copyright, calendar, roman,
    repaired, printing, deposit, undated, suspect.
    """

    raw: str = ""
    year: int | None = None
    end: int | None = None
    copyright: int | None = None
    flags: list[str] = []


class Series(Struct):
    """A series statement: title, volume or number as printed, ISSN."""

    title: str
    volume: str = ""
    issn: str = ""
    raw: str = ""


class Subdivision(Struct):
    """One subdivision of a subject heading; `type` is topic, period, place, form, or "" when not known."""

    text: str
    type: str = ""


class Subject(Struct):
    """A subject heading. `kind`: topic, person, corporate, meeting, title, place, period, genre or keyword.

    `scheme` is lcsh, fast, mesh, … or "" where the record does not say.
    """

    main: str
    subdivisions: list[Subdivision] = []
    kind: str = "topic"
    scheme: str = ""
    raw: str = ""
    inferred: bool = False

    def text(self) -> str:
        """The whole heading as shown: parts joined with an em dash between spaces."""
        return " — ".join([self.main, *(part.text for part in self.subdivisions)])


class ClassNumber(Struct):
    """A classification number. `scheme`: ddc, udc, lcc, nlm or other; `number` normal, `sort` in shelf order."""

    scheme: str
    number: str
    sort: str = ""
    edition: str = ""
    raw: str = ""


class Isbn(Struct):
    """An ISBN. `isbn13` (digits only) and `isbn10` are empty unless the number is valid; `raw` is always as printed.

    `hyphenated` is the ISBN-13 with its five parts apart. `cancelled` ($z): shown, never a key or a link.
    """

    raw: str
    isbn13: str = ""
    isbn10: str = ""
    hyphenated: str = ""
    qualifier: str = ""
    cancelled: bool = False

    def valid(self) -> bool:
        """Whether it may serve as a key or a link."""
        return bool(self.isbn13) and not self.cancelled


class Chapter(Struct):
    """An entry of the contents. `kind`: chapter, front or back matter; `number` as printed ("1", "IV") or ""."""

    title: str
    number: str = ""
    kind: str = "chapter"
    responsibility: str = ""
    raw: str = ""


class Note(Struct):
    """A note. `kind`: general, bibliography, thesis, language, audience, provenance, access, award, review, other."""

    kind: str
    text: str


class Link(Struct):
    """An address outside the site, already checked to be http, https, mailto or doi."""

    url: str
    label: str = ""
    kind: str = ""


class Extra(Struct):
    """A source field that the maps do not use, kept as it was: tag or label, indicators, (code, value) pairs."""

    tag: str
    indicators: str = ""
    subfields: list[tuple[str, str]] = []


class SourceRecord(Struct):
    """One source record of a book as it came, field by field, in its own order and words: what the staff view shows.

    `format` is the reader's name, `record_id` the record's own id or "".
    """

    file: str = ""
    format: str = ""
    record_id: str = ""
    fields: list[Extra] = []


class Host(Struct):
    """What an article or a chapter stands in: its title, and volume, number, pages and ISSN as printed."""

    title: str
    volume: str = ""
    number: str = ""
    pages: str = ""
    issn: str = ""


class Reading(Struct):
    """The owner's own words on a book, from a note or from the export of a reading tracker.

    `status`: want, reading, read, abandoned or "". `dates` are (started, finished) as written, either may be "".
    `rating` is in quarter stars from 1 to 20, or None. `body` is the owner's Markdown. `added` is an ISO date.
    `shelves` are the tracker's own shelves besides the status; `review` is plain text, a paragraph a line, and
    `spoiler` says that it gives the story away; `private` are notes that the owner kept to themselves; `owned`
    is the number of copies, or None where nothing is said. `quotes` are (text, page as written or "").
    """

    status: str = ""
    dates: list[tuple[str, str]] = []
    rating: int | None = None
    tags: list[str] = []
    lists: list[str] = []
    body: str = ""
    added: str = ""
    file: str = ""
    shelves: list[str] = []
    review: str = ""
    spoiler: bool = False
    private: str = ""
    owned: int | None = None
    quotes: list[tuple[str, str]] = []


class Book(Struct):
    """What we made of one record. Every list keeps the source's order; nothing is shared with another book.

    `raw` maps a field's name (title, responsibility, imprint, extent, …) to the text it had in the source;
    `inferred` names the scalar fields that we inferred. `languages` are ISO 639 (BCP 47) codes ("en", "it").
    `vernacular` maps a field's name to its form in the original script. `extent` is as printed; `pages` a number.
    `records` are the source records that it was made of: one, or several where the same book came from several sources.
    """

    source: Source
    id: str
    title: str
    subtitle: str = ""
    parts: list[str] = []
    parallel_titles: list[str] = []
    other_titles: list[str] = []
    uniform_title: str = ""
    responsibility: str = ""
    nonfiling: int = 0
    contributors: list[Contributor] = []
    edition: str = ""
    imprints: list[Imprint] = []
    date: PublicationDate = msgspec.field(default_factory=PublicationDate)
    extent: str = ""
    pages: int | None = None
    illustrations: str = ""
    size: str = ""
    accompanying: str = ""
    carrier: str = ""
    series: list[Series] = []
    notes: list[Note] = []
    contents: list[Chapter] = []
    summary: list[str] = []
    classes: list[ClassNumber] = []
    subjects: list[Subject] = []
    languages: list[str] = []
    original_languages: list[str] = []
    country: str = ""
    isbns: list[Isbn] = []
    identifiers: dict[str, list[str]] = {}
    links: list[Link] = []
    vernacular: dict[str, str] = {}
    record_type: str = ""
    level: str = ""
    raw: dict[str, str] = {}
    inferred: list[str] = []
    extra: list[Extra] = []
    warnings: list[Warning] = []
    reading: Reading | None = None
    host: Host | None = None
    records: list[SourceRecord] = []


class PictureFile(Struct):
    """One of the files that a picture is published as: its measures in pixels, ending, and the digest of its content."""

    width: int
    height: int
    suffix: str
    digest: bytes


class Picture(Struct):
    """A cover of the owner's, made ready: `mark` is told from its content and names its files, of which the JPEG is last.

    `fault` says why there are none.
    """

    mark: str
    files: list[PictureFile] = []
    fault: str = ""
