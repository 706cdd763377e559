"""Labelled catalogue text: a record as an Italian OPAC displays it, copied from the page or saved as a file.

Four kinds of display are read: SHARE ("Record Nr. … Autore … Titolo …", often as one run of text), OPAC SBN
(`Label:` and a tab, a line each), Sebina (`Label :`, the description in one paragraph of ISBD) and the same with English
labels. Rules: cataloguing guide §7. A label is a whole word of `labelled_tables`; in running text labels must come in
nearly the order of the display, and the sequence of labels that explains most wins, so that "Titolo" inside a title stays
a word.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from shelflist.cataloguing import characters
from shelflist.errors import BadRecord
from shelflist.model import Book, Extra, Source, SourceRecord, Warning
from shelflist.readers import Chunk
from shelflist.readers.display import labelled_fields, labelled_isbd
from shelflist.readers.display.labelled_tables import (
    CLOSED,
    DISPLAYS,
    FIELDS,
    ORIGINS,
    REPEATABLE,
    SBN,
    SEBINA,
    SHARE,
    TITLES,
)

NAME = "labelled"
VERSION = 3

SUMMARY_LIMIT = 262_144
BEFORE = "before the first label"
"""The label of a text that has none."""

_BOLD = r"(?:\*\*|__|\*|<b>|<strong>)?"
_UNBOLD = r"(?:\*\*|__|\*|</b>|</strong>)?"
_ALL = sorted({label for display in DISPLAYS for label, _ in display}, key=lambda label: (-len(label), label))
# A label may be wrapped: "Lingua di" at the end of a line and "pubblicazione" on the next.
_LABEL = "|".join(re.escape(label).replace(r"\ ", r"(?:[ \t]+|[ \t]*\n[ \t]*)") for label in _ALL)
_MARGIN = r"^[ \t]*(?:[•▪◦·–-][ \t]+)?(?:\d{1,6}[.)][ \t]+)?"
_ANYWHERE = re.compile(rf"(?<![\w'’]){_BOLD}({_LABEL})(?!\w){_UNBOLD}[ ]?:?{_UNBOLD}")
_LINE = re.compile(rf"{_MARGIN}{_BOLD}({_LABEL}){_UNBOLD}[ ]*(?::|\t|$){_UNBOLD}", re.MULTILINE)
_UNKNOWN_LINE = re.compile(r"^[ \t]{0,3}([A-ZÀ-Þ][^:\n\t]{2,40}):\t", re.MULTILINE)
_UNKNOWN_SPACED = re.compile(r"^[ \t]{0,3}([A-ZÀ-Þ][^:\n\t]{2,40}) :[ \t]", re.MULTILINE)
_RECORD = re.compile(rb"^[ \t]*(?:\d{1,6}[.)][ \t]+)?(?:\*\*|__)?Record\s+N[ro]\.|Record\s+N[ro]\.", re.MULTILINE)
_LIST_HEAD = re.compile(rb"\s*(\d{1,6})[.)]?\s")
_LIST_TAIL = re.compile(rb"(?:(?<=\s)|^)(\d{1,6})(?:[.)][ \t]*\n?|\n)[ \t]*(?:\*\*|__)?\Z")
ISBD = frozenset({"isbd", "title", "imprint", "extent", "variant", "uniform"})
"""Fields with colons of their own."""

_SPACES = (b"\xc2\xa0", b"\xe2\x80\xaf", b"\xe2\x80\x87", b"\xe3\x80\x80")
_OPENING_ID = re.compile(rf"^\s*(?:\d{{1,6}}[.)][ \t]+)?{_BOLD}(Record\s+N[ro]\.){_UNBOLD}[ \t]*:?[ \t]*(?=\S)")
_LIST_NUMBER = re.compile(r"^\W{0,4}\d{0,6}[.)]?\W{0,4}$")


def _decode(data: bytes) -> tuple[str, bool]:
    """(text, whether it was UTF-8)."""
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False


def _transcode(data: bytes) -> bytes:
    """UTF-16 with a byte order mark as UTF-8; anything else as it is. Ends of lines as LF, all spaces of one kind."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    for space in _SPACES:
        data = data.replace(space, b" ")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\x0c", b"\n\n")


def sniff(head: bytes, name: str) -> bool:
    """Whether the text has a record number's label and another, or three labels of one display, a title's among them."""
    text, _ = _decode(_transcode(head))
    if "\x1e" in text or text.lstrip()[:1] in "<{[@":
        return False
    if re.search(r"Record\s+Nr\.\s*\S+", text) and len({_label(match) for match in _ANYWHERE.finditer(text)}) >= 2:
        return True
    found = {_label(match) for match in _LINE.finditer(text)}
    return len(found) >= 3 and any(FIELDS[label] in TITLES for label in found)


def _label(match: re.Match[str]) -> str:
    """The label that was found, in one line."""
    return " ".join(match[1].split())


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record: at each "Record Nr.", else wherever the first label of a line comes again."""
    data = _transcode(data)
    starts = [match.start() for match in _RECORD.finditer(data)]
    if not starts:
        text, utf8 = _decode(data)
        starts = _repeated(text)
        if utf8:  # places in bytes; Windows-1252 has one for each character
            lengths = (len(text[a:b].encode()) for a, b in pairwise([0, *starts]))
            starts = list(accumulate(lengths))
    starts = [0, *_before_list_numbers(data, starts)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        yield Chunk(data[start:end].strip(b"\n"), number)


def _repeated(text: str) -> list[int]:
    """Where the first label of a line comes again; one that stands twice in a row is a field that is repeated."""
    found: list[int] = []
    first = before = ""
    for match in _LINE.finditer(text):
        label = _label(match)
        if not first or (label == first and before != first):
            found.append(match.start())
        first, before = first or label, label
    return found


def _before_list_numbers(data: bytes, starts: list[int]) -> list[int]:
    """The starts of all records but the first, each before its list number where the list goes on inside a line."""
    first = _LIST_HEAD.match(data)
    found = []
    for n, start in enumerate(starts[1:], int(first[1]) + 1 if first else 2):
        number = _LIST_TAIL.search(data, max(0, start - 16), start)
        found.append(number.start() if number and int(number[1]) == n else start)
    return found


# --- labels to values -----------------------------------------------------------------------------------------


def _sequence(text: str, display: tuple[tuple[str, str], ...]) -> tuple[int, list[tuple[int, int, str, str]]]:
    """The labels of running text that explain most: (weight, [(start, end, label, field)]), in the display's order."""
    order = {label: (rank, field) for rank, (label, field) in enumerate(display)}
    found = []
    seen: set[str] = set()
    for match in _ANYWHERE.finditer(text):
        label = _label(match)
        if label not in order:
            continue
        rank, field = order[label]
        line_start = match.start() == 0 or text[match.start() - 1] == "\n"
        marked = match[0] != label
        # Words of the language ("Collana") come up inside values too; "Pubbl/distr/stampa" and "ISBN" hardly do.
        rare = not label.isalpha() or label.isupper()
        weight = 10 + 5 * marked + 5 * line_start + 3 * rare + 40 * (field in ("id", "title"))
        free = rare and line_start and label not in seen
        seen.add(label)
        found.append((match.start(), match.end(), label, field, rank, weight, free))
        if field == "summary" and not line_start and display is SHARE:
            break
    # Heaviest chain of labels whose ranks rise; a repeatable label may follow itself, and a rare one that opens a line
    # may stand anywhere. The first of equals wins.
    best: list[int] = []
    previous: list[int] = []
    ends: dict[int, int] = {}  # rank → the end of its heaviest chain
    for n, (_, _, _, field, rank, weight, free) in enumerate(found):
        allowed = [m for r, m in ends.items() if r < rank or free or (r == rank and field in REPEATABLE)]
        link = max(allowed, key=lambda m: (best[m], -m), default=-1)
        best.append(weight + (best[link] if allowed else 0))
        previous.append(link)
        if rank not in ends or best[n] > best[ends[rank]]:
            ends[rank] = n
    if not best:
        return 0, []
    n = best.index(max(best))
    total, chain = best[n], []
    while n >= 0:
        chain.append(found[n][:4])
        n = previous[n]
    return total, chain[::-1]


def _lines(text: str) -> list[tuple[int, int, str, str]]:
    """Labels that open a line, when there are three of them: a display with a line for each field."""
    found = [(m.start(), m.end(), label, FIELDS[label]) for m in _LINE.finditer(text) for label in [_label(m)]]
    if len({label for _, _, label, _ in found}) < 3:
        return []
    opening = _OPENING_ID.match(text)
    if opening and not any(field == "id" for *_, field in found):
        # "1. Record Nr. UNINA…" without a colon, above lines that have one.
        found.insert(0, (opening.start(1), opening.end(), opening[1], "id"))
    spaced = sum(text[start:end].rstrip("*_ ").endswith(" :") for start, end, *_ in found) >= 3
    starts = [start for start, *_ in found]
    unknown = []
    for match in (_UNKNOWN_SPACED if spaced else _UNKNOWN_LINE).finditer(text):
        before = bisect_right(starts, match.start()) - 1
        # A wrapped line of a description may look like a label: "Castelnebbia : Passi, 2012".
        if match.start() not in starts[before : before + 1] and not (
            spaced and before >= 0 and found[before][3] in ISBD
        ):
            unknown.append((match.start(), match.end(), match[1].strip(), "extra"))
    found += unknown
    return sorted(found)


def values(text: str) -> list[tuple[str, str, str]]:
    """(label, field, value as printed) of one record, in order. What stands before the first label has label ""."""
    marks = _lines(text) or max((_sequence(text, display) for display in DISPLAYS), key=lambda found: found[0])[1]
    if not marks:
        return [("", "extra", text)]
    found = [("", "extra", text[: marks[0][0]])]
    ends = [start for start, *_ in marks[1:]] + [len(text)]
    for (_, start, label, field), end in zip(marks, ends, strict=True):
        found.append((label, field, text[start:end].strip(" \t*_") if field != "summary" else text[start:end]))
    return [item for item in found if item[0] or not _LIST_NUMBER.match(item[2])]


def _move_strays(
    found: list[tuple[str, str, str]], warnings: list[Warning], inferred: list[str]
) -> list[tuple[str, str, str]]:
    """What follows a closed-list value goes to the next label when that one is empty, else to an extra (guide §7.4).

    Adds the fields that got such a value to `inferred`.
    """
    moved: list[tuple[str, str, str]] = []
    stray = ""
    for n, (label, field, value) in enumerate(found):
        if stray and not value.strip():
            value = stray
            warnings.append(Warning(label, "the value stood before its label", "inferred"))
            inferred.append("notes" if field in ("note", "bibliography") else field)
            stray = ""
        if field in CLOSED:
            line = " ".join(value.split())
            word = next((w for w in CLOSED[field] if line.lower().startswith(w.lower())), "")
            rest = line[len(word) :].strip(" .;,") if word else ""
            if rest and line[len(word) : len(word) + 1] in (" ", "\t"):
                following = found[n + 1][2].strip() if n + 1 < len(found) else "-"
                value = word
                tail = line[len(word) :].strip()
                if following:
                    moved.append((label, "extra", tail))
                    warnings.append(Warning(label, f"text after {word!r}", "kept as an extra field"))
                else:
                    stray = tail
        moved.append((label, field, value))
    return moved


def _clean(label: str, field: str, value: str, warnings: list[Warning]) -> str:
    """The value fit for a book; its lines stay apart where they may mean something."""
    limit = SUMMARY_LIMIT if field in ("summary", "contents") else characters.LIMIT
    if len(value) > limit:
        value = value[:limit]
        warnings.append(Warning(label, f"longer than {limit // 1024} KiB", "cut"))
    rows, reasons = [], []
    for row in value.split("\n"):
        text, reason = characters.clean(row, limit)
        rows.append(text)
        reasons += [reason] if reason and reason not in reasons else []
    warnings.extend(Warning(label, reason, "taken out") for reason in reasons)
    return "\n".join(rows).strip("\n")


def parse(chunk: Chunk) -> Book:
    """One record's text → Book. Raises BadRecord where there are no labels or no title."""
    text, utf8 = _decode(chunk.data)
    warnings = [] if utf8 else [Warning("", "not UTF-8", "read as Windows-1252")]
    return make(chunk, NAME, values(text), warnings)


def make(chunk: Chunk, format: str, printed: list[tuple[str, str, str]], warnings: list[Warning]) -> Book:
    """The book of (label, field, value as printed) in the record's order. Raises BadRecord where there is no title."""
    found = [(label, field, _clean(label, field, value, warnings)) for label, field, value in printed]
    fields = [Extra(label or BEFORE, "", [("", value)]) for label, _, value in found if label or value.strip()]
    inferred: list[str] = []
    found = _move_strays(found, warnings, inferred)
    given: dict[str, list[tuple[str, str]]] = {}
    for label, field, value in found:
        if value.strip():
            given.setdefault(field, []).append((label, value))
    labelled_isbd.take_apart(given)
    record_id = labelled_fields.record_id(given)
    if "title" not in given:
        raise BadRecord("Titolo", "no title: a record needs the label Titolo (or Title) and a text after it", record_id)
    book = Book(source=Source(chunk.file, chunk.number, format, record_id), id=record_id, title="")
    book.records = [SourceRecord("", format, record_id, fields)]
    book.warnings, book.inferred = warnings, inferred
    labelled_fields.fill(book, given)
    if not book.title:
        raise BadRecord("Titolo", "no title", record_id)
    for label, value in given.get("extra", []):
        book.extra.append(Extra(label or BEFORE, "", [("", " ".join(value.split()))]))
    return book


__all__ = ["DISPLAYS", "NAME", "ORIGINS", "SBN", "SEBINA", "SHARE", "VERSION", "make", "parse", "sniff", "split"]
