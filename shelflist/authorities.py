"""What the owner says of headings, read from `content/`: notes on subjects and people, tables of equal headings and captions.

- `content/subjects/<name>.md`, `content/authors/<name>.md`: front matter and Markdown, as notes have them;
- `content/lists/<name>.md`: reading lists (`listing`);
- `content/headings.tsv`: a line for each heading, its labels apart by tabs, each with its scheme or language before a
  colon (`lcsh: Peace<TAB>it: Pace`); `content/classes.tsv`: number, tab, caption, and where it is for one language a
  tab and its code; `content/series.tsv`: title, tab, `saga` or `collection`. A line that begins with `#` is a comment.

A file or line that cannot be read is a warning of the report, and the others count.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shelflist import listing, notes
from shelflist.catalogue import Entry, lists
from shelflist.catalogue.authority import Authority, PersonNote, SubjectNote, doubted, settled, untangled
from shelflist.catalogue.headings import UDC, class_labels
from shelflist.cataloguing import characters, classes, slugs
from shelflist.errors import BadSource
from shelflist.merge import Found
from shelflist.model import Warning
from shelflist.report import Report, Warned

LONGEST_TABLE = 4_000_000
"""Bytes of a table that are read."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")

Keys = tuple[tuple[str, ...], tuple[str, ...], str]

SUBJECT: Keys = ("heading", "see"), ("broader", "narrower", "related", "see_from"), "labels"
PERSON: Keys = ("name",), ("forms", "apart"), "ids"
"""Keys of a note's front matter: those with one text, those with a list of texts, the one with lines of `word: text`."""


def read(found: Found, report: Report) -> Authority:
    """All of it, from the inputs of a build."""
    made = Authority()
    for name, (path, _) in found.items():
        parts = name.split("/")
        if parts[0] != "content":
            continue
        try:
            if len(parts) == 3 and parts[1] in ("subjects", "authors") and name.endswith(".md"):
                note(path.read_bytes(), name, made, report)
            elif len(parts) == 3 and parts[1] == "lists" and name.endswith(".md"):
                reading_list(path.read_bytes(), name, made, report)
            elif len(parts) == 2 and parts[1] in TABLES:
                data = path.read_bytes()
                if len(data) > LONGEST_TABLE:
                    raise BadSource(name, f"larger than {LONGEST_TABLE // 1_000_000} MB: not a table of headings")
                TABLES[parts[1]](_lines(data, name), made, name, report)
        except (OSError, BadSource) as error:
            reason = error.reason if isinstance(error, BadSource) else f"{error.strerror}: check who may read it"
            report.warnings.append(Warned(name, 0, "", "", reason, "left out"))
    made.subjects, told = untangled(made.subjects)
    made.people, contested = settled(made.people)
    told += contested
    report.warnings += [Warned(file, 0, "", key, reason, "left out") for file, key, reason in told]
    for label in doubted(made.equivalents):
        reason = f"{label!r} stands in two lines with two headings"
        report.warnings.append(Warned("content/headings.tsv", 0, "", "", reason, "all of both lines are one heading"))
    return made


def note(data: bytes, file: str, made: Authority, report: Report) -> None:
    """One note on a subject or a person. Raises BadSource."""
    try:
        given, body = notes.front_matter(data.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        raise BadSource(file, f"not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    stem = slugs.slug(file.rsplit("/", 1)[-1].removesuffix(".md"), 100)
    text = body.strip("\n")[: notes.BODY_LIMIT]
    one, many, pairs = SUBJECT if file.startswith("content/subjects/") else PERSON
    for key in sorted(set(given) - {*one, *many, pairs}):
        known = ", ".join([*one, *many, pairs])
        report.warnings.append(Warned(file, 0, "", key, f"no such key; there are {known}", "left out"))
    texts = {key: next(iter(_texts(given.get(key, ""), file, key, report)), "") for key in one}
    lists = {key: _texts(given.get(key, []), file, key, report) for key in many}
    mapped = _pairs(given.get(pairs, {}), file, pairs, report)
    if file.startswith("content/subjects/"):
        heading = texts.pop("heading")
        made.subjects.append(SubjectNote(stem, file, heading, mapped, scope=text, **texts, **lists))  # type: ignore[arg-type]
    else:
        made.people.append(PersonNote(stem, file, texts["name"], ids=mapped, note=text, **lists))


def reading_list(data: bytes, file: str, made: Authority, report: Report) -> None:
    """One reading list; a file that cannot be read is told with the owner's other texts (`merge.prose`)."""
    told: list[tuple[int, Warning]] = []
    try:
        made.lists.append(listing.read(data, file, told))
    except BadSource:
        return
    report.warnings += [Warned(file, 0, "", w.field or f"line {line}", w.reason, w.outcome) for line, w in told]


def unfound(authority: Authority, entries: Sequence[Entry], addresses: Sequence[str], report: Report) -> None:
    """Tells which items of reading lists name no book of these, or several."""
    for file, line, reason in lists.told(authority.lists, entries, addresses):
        outcome = "it stays in the list as text" if reason.startswith("no book") else ""
        report.warnings.append(Warned(file, 0, "", f"line {line}", reason, outcome))


def _texts(value: Any, file: str, key: str, report: Report) -> list[str]:
    """One text or a list of texts, clean."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        text = characters.clean(item, characters.LIMIT)[0] if isinstance(item, str) else ""
        if text:
            found.append(text)
        elif item:
            report.warnings.append(Warned(file, 0, "", key, "not a text or a list of texts", "left out"))
    return found


def _pairs(value: Any, file: str, key: str, report: Report) -> dict[str, str]:
    """A map of word → text, clean."""
    if not isinstance(value, dict):
        report.warnings.append(Warned(file, 0, "", key, "not lines of `word: text`", "left out"))
        return {}
    return {word: texts[0] for word, item in value.items() if (texts := _texts(item, file, key, report))}


Lines = Iterator[tuple[int, list[str]]]


def _lines(data: bytes, file: str) -> Lines:
    """(line number, clean cells) of a table; comments and empty lines are passed over. Raises BadSource."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadSource(file, f"not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip() and not row.startswith("#"):
            yield number, [characters.clean(cell, characters.LIMIT)[0] for cell in row.split("\t")]


def _equivalents(lines: Lines, made: Authority, file: str, report: Report) -> None:
    for number, cells in lines:
        row = [(scheme.strip(), label.strip()) for scheme, _, label in (cell.partition(":") for cell in cells) if label]
        if len(row) < 2:
            reason = "a line needs two headings or more, apart by tabs, as in `lcsh: Peace<TAB>it: Pace`"
            report.warnings.append(Warned(file, number, "", "", reason, "left out"))
            continue
        made.equivalents.append(row)


def _two(kept: Callable[[Authority], dict[str, str]], expected: str, allowed: frozenset[str]) -> Callable[..., None]:
    def put(lines: Lines, made: Authority, file: str, report: Report) -> None:
        for number, cells in lines:
            if len(cells) < 2 or not cells[0] or not cells[1] or (allowed and cells[1] not in allowed):
                report.warnings.append(Warned(file, number, "", "", f"a line must be {expected}", "left out"))
                continue
            kept(made)[cells[0]] = cells[1]

    return put


def class_label(text: str) -> str:
    """A class as its page is headed: "355/.03" → 355.03, "qa76.73" → QA76.73; UDC's stand as they are, "UDC 31"."""
    if text[:4].upper() == UDC:
        return UDC + text[4:].strip()
    made = classes.ddc(text) if text[:1].isdigit() else classes.lcc(text)
    return class_labels(made.scheme, made.number)[0] if made else text


def _captions(lines: Lines, made: Authority, file: str, report: Report) -> None:
    for number, cells in lines:
        language = cells[2].lower() if len(cells) > 2 else ""
        if len(cells) < 2 or not cells[0] or not cells[1] or (language and not _LANGUAGE.fullmatch(language)):
            reason = "a line must be a class number, a tab and its caption, and perhaps a tab and a language's code"
            report.warnings.append(Warned(file, number, "", "", reason, "left out"))
            continue
        label = class_label(cells[0])
        made.captions[f"{label}\t{language}" if language else label] = cells[1]


TABLES: dict[str, Callable[[Lines, Authority, str, Report], None]] = {
    "headings.tsv": _equivalents,
    "classes.tsv": _captions,
    "series.tsv": _two(
        lambda made: made.series, "a title, a tab and `saga` or `collection`", frozenset(("saga", "collection"))
    ),
}
"""File of `content/` → what reads its lines."""
