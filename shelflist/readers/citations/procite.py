"""What ProCite writes into the notes of RIS: fields that RIS has no tag for, each under ProCite's own name of the field.

"N1  - Series Title: Porti" is a series, whatever the tag says (ProCite's workforms; its export "Reference Manager (RIS)"). A
record is ProCite's when notes of it bear names that no other program has.
"""

from shelflist.readers.citations.references import Value

_SURE = ("Connective Phrase:", "Medium Designator:", "Packaging Method:", "Author, Monographic:", "Author, Subsidiary:")

KINDS: dict[str, str] = {
    "Series Title": "series", "Series Volume ID": "series-number", "Proceedings Title": "host", "Place of Meeting": "event-place",
    "Translated Title": "translated-title", "Language": "language", "Edition": "edition", "Publisher Name": "publisher",
    "Place of Publication": "place", "Volume ID": "volume", "Issue ID": "issue", "ISBN": "standard-number",
}  # fmt: skip
"""Name of a field → the kind of thing that it holds (`references`)."""

PEOPLE: dict[str, str] = {
    "Author, Monographic": "edt", "Author, Subsidiary": "", "Editor": "edt", "Editor/Compiler": "edt", "Series Editor": "pbd",
}  # fmt: skip
"""Name of a field of persons → relator code. The author of the whole is the editor of what has an author of its own; what a
subsidiary author did stands in another field."""

_KEPT = {
    "series": ("T3",),
    "language": ("LA",),
    "edition": ("ET",),
    "publisher": ("PB",),
    "place": ("CY",),
    "volume": ("VL",),
    "issue": ("IS",),
}
"""Kind → the tags of RIS that say it themselves; then the note stays a note."""

FILLED = ("contributors", "series", "host", "languages", "edition", "imprints", "parallel_titles", "isbns", "parts")
"""Fields of the book that may come from notes."""


def told(notes: list[str]) -> bool:
    """Whether these notes are of a record that ProCite has written."""
    return any(note.startswith(_SURE) for note in notes)


def value(tag: str, note: str, given: dict[str, list[str]]) -> Value | None:
    """What a note holds under ProCite's name of a field; None where it is a note, or its field has said so already."""
    name, mark, text = note.partition(": ")
    text = " ".join(text.split())
    if not mark or not text:
        return None
    if name in PEOPLE:
        return Value("person", tag, text, PEOPLE[name])
    kind = KINDS.get(name)
    if kind is None or any(given.get(other) for other in _KEPT.get(kind, ())):
        return None
    return Value(kind, tag, text)
