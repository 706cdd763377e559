"""The fields of a labelled display → the fields of a Book (cataloguing guide §7, table of labels, rules 5 to 9)."""

import re

from shelflist.cataloguing import (
    characters,
    classes,
    contents,
    dates,
    extent,
    imprints,
    isbn,
    languages,
    names,
    punctuation,
    relators,
    subjects,
    titles,
)
from shelflist.model import Book, Contributor, Note, Series, Warning

Given = dict[str, list[tuple[str, str]]]
"""Field → (label, value) pairs in the record's order."""

_BID = re.compile(r"IT\\ICCU\\([A-Z0-9]{3})\\(\d{7})")
_DATES = re.compile(r"\s*[<(]\s*([^<>()]*\d{3}[^<>()]*?)\s*[>)]")
_LIFE = re.compile(r",\s*((?:ca?\.? ?|b\. ?|d\. ?)?\d{4}\??\s*-?\s*(?:\d{4})?)\.?$")
_ROLE = re.compile(r"\s*[\[(]([^\[\]()]{2,40})[\])]\s*$")
_GMD = re.compile(
    r"\s*\[(?:risorsa elettronica|electronic resource|testo|testo stampato|text|ressource électronique|microform)\]",
    re.I,
)
_CLASS_BREAK = re.compile(r"\s*;\s*|\n+|\s+(?=\d{3}[./'′])")
_SEVERAL = re.compile(r"\s*;\s*|\s*\|\s*|\n+")
_LANGUAGE_BREAK = re.compile(r"\s*[;,/|]\s*|\n+")


def line(value: str) -> str:
    """A value as one line; a word divided at the end of a line is whole again."""
    return " ".join(re.sub(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])", "", value).split())


def paragraphs(text: str) -> list[str]:
    """Paragraphs of wrapped text; a blank line inside a sentence is a page break, not a paragraph (guide §7.2)."""
    text = re.sub(r"(?<=[a-zà-ÿ])-[ \t]*\n[ \t]*(?=[a-zà-ÿ])", "", text)
    found: list[str] = []
    for block in re.split(r"\n[ \t]*\n\s*", text.strip()):
        line = " ".join(block.split())
        if not line:
            continue
        if found and found[-1][-1] not in '.!?:;”"»)]' and line[:1].islower():
            found[-1] += " " + line
        else:
            found.append(line)
    return found


def _first(given: Given, field: str) -> tuple[str, str]:
    """(label, value as one line) of a field's first value, or two empty texts."""
    label, value = given.get(field, [("", "")])[0]
    return label, line(value)


def record_id(given: Given) -> str:
    """The record's own number; SBN's `IT\\ICCU\\RAV\\0302299` as `RAV0302299`. "" where there is none."""
    _, text = _first(given, "id")
    match = _BID.search(text)
    if match:
        return match[1] + match[2]
    word = text.split(" ")[0].strip(".,;*_") if text else ""
    return word if re.fullmatch(r"[\w\\/:.-]{1,80}", word) else ""


def fill(book: Book, given: Given) -> None:
    """Sets every field of the book that the record has, with its warnings."""
    _titles(book, given)
    _people(book, given)
    _imprint(book, given)
    _description(book, given)
    _series(book, given)
    _subjects(book, given)
    _classes(book, given)
    _notes(book, given)
    _numbers(book, given)


def _titles(book: Book, given: Given) -> None:
    _, text = _first(given, "title")
    found = titles.statement(_GMD.sub("", text))
    book.raw["title"] = text
    starred = "*" in found.title
    title, book.nonfiling = characters.nonsorting(found.title) if starred else (found.title, 0)
    book.title, book.subtitle, book.parallel_titles = title, found.subtitle, found.parallel
    book.responsibility = found.responsibility
    _, book.uniform_title = _first(given, "uniform")
    for _, value in given.get("variant", []):
        other = titles.statement(line(value)).title
        if other and other.casefold() != title.casefold():
            book.other_titles.append(other)
    _, edition = _first(given, "edition")
    book.edition = punctuation.strip_end(edition)


def _person(book: Book, label: str, text: str, *, main: bool, body: bool) -> Contributor:
    """One name as displayed: dates and role taken off, entry form made from it."""
    raw, roles, years = text, [], ""
    if match := _DATES.search(text):
        years, text = " ".join(match[1].split()), text[: match.start()] + text[match.end() :]
    elif match := _LIFE.search(text):
        years, text = match[1].strip(), text[: match.start()]
    if match := _ROLE.search(text):
        role = relators.role(match[1])
        if role:
            roles, text = [role], text[: match.start()]
    text = re.sub(r"\s+,", ",", punctuation.strip_end(text))
    inferred = False
    if not body:
        text, inferred = names.entry_from_undelimited(text, book.responsibility)
        if inferred:
            book.warnings.append(Warning(label, f"the order of the name {raw!r} is not proved", f"filed as {text!r}"))
    kind = "corporate" if body or ("," not in text and names.is_body(text)) else "person"
    return Contributor(text, roles or (["aut"] if main else []), kind, years, main, raw, inferred)


def _people(book: Book, given: Given) -> None:
    known: set[str] = set()
    wanted = (("author", True, False), ("others", False, False), ("bodies", False, True))
    for field, main, body in wanted:
        for label, value in given.get(field, []):
            for text in _SEVERAL.split(value):
                if not text.strip():
                    continue
                person = _person(book, label, line(text), main=main and not book.contributors, body=body)
                if names.fold(person.name) not in known:
                    known.add(names.fold(person.name))
                    book.contributors.append(person)


def _imprint(book: Book, given: Given) -> None:
    _, text = _first(given, "imprint")
    if not text:
        return
    book.raw["imprint"] = text
    book.imprints = imprints.read(text)
    book.date = dates.read(next((i.date for i in book.imprints if i.date), ""))


def _description(book: Book, given: Given) -> None:
    _, text = _first(given, "extent")
    _, format = _first(given, "format")
    _, book.level = _first(given, "level")
    book.record_type = format
    if not text:
        return
    book.raw["extent"] = text
    head, _, accompanying = text.partition(" + ")
    before, _, size = head.partition(" ; ")
    book.extent, _, illustrations = (punctuation.strip_end(part) for part in before.partition(" : "))
    book.illustrations, book.accompanying = illustrations, accompanying.strip()
    book.size = extent.size(size) or punctuation.strip_end(size)
    # Maps among the illustrations, or a disc beside the book, are not what carries the text.
    book.pages = extent.pages(book.extent)
    book.carrier = extent.carrier(book.extent)
    if book.carrier == "online resource" and "stampa" in format.lower():
        reason = f"{format!r} and {book.extent!r} contradict each other"
        book.warnings.append(Warning("Formato", reason, "taken as an online resource"))


def _series(book: Book, given: Given) -> None:
    for _, value in given.get("series", []):
        for part in value.split("\n"):
            title, _, volume = part.strip(" ()").partition(" ; ")
            if title.strip():
                book.series.append(
                    Series(punctuation.strip_end(title), punctuation.strip_end(volume), raw=part.strip())
                )


def _subjects(book: Book, given: Given) -> None:
    held: set[str] = set()
    for field, kind in (("subjects", "topic"), ("genres", "genre"), ("keywords", "keyword")):
        for label, value in given.get(field, []):
            rows = [line(row) for row in _SEVERAL.split(value) if row.strip()]
            if len(rows) == 1 and kind != "keyword":
                found = subjects.run_together(rows[0])
                if len(found) > 1:
                    reason = "nothing separates the headings"
                    book.warnings.append(Warning(label, reason, f"parted into {len(found)} by their words (inferred)"))
            else:
                found = [subjects.heading(row) for row in rows]
            for subject in found:
                subject.kind = kind
                text = subject.text()
                if subject.main and text not in held:
                    held.add(text)
                    book.subjects.append(subject)


def _classes(book: Book, given: Given) -> None:
    for field in ("ddc", "class"):
        for label, value in given.get(field, []):
            for part in _CLASS_BREAK.split(value):
                if not part.strip():
                    continue
                made = classes.ddc(part) if field == "ddc" or part.strip()[:3].isdigit() else classes.lcc(part)
                made = made or classes.other(part)
                if made is not None:
                    book.classes.append(made)
                    if made.scheme == "other" and field == "ddc":
                        book.warnings.append(Warning(label, f"{part.strip()!r} is no Dewey number", "kept as printed"))
    for label, value in given.get("language", []):
        for part in _LANGUAGE_BREAK.split(value):
            code = languages.from_name(part) or languages.from_code(part)
            if code and code not in book.languages:
                book.languages.append(code)
            elif not code and part.strip():
                book.warnings.append(Warning(label, f"no language is called {part.strip()!r}", "left out"))
    _, country = _first(given, "country")
    book.country = languages.territory(country)


def _notes(book: Book, given: Given) -> None:
    for field, kind in (("note", "general"), ("bibliography", "bibliography")):
        for _, value in given.get(field, []):
            book.notes.append(Note(kind, line(value)))
    for _, value in given.get("contents", []):
        text = line(value)
        found = contents.split(text)
        book.raw.setdefault("contents", text)
        if found:
            book.contents += found
        else:
            book.notes.append(Note("other", text))
    for _, value in given.get("summary", []):
        book.summary += paragraphs(value)


def _numbers(book: Book, given: Given) -> None:
    for label, value in [*given.get("isbn", []), *given.get("numbers", [])]:
        for number in isbn.read(line(value)):
            if label == "Numeri" and not number.isbn13:
                book.notes.append(Note("other", line(value)))
                continue
            book.isbns.append(number)
            if not number.isbn13:
                book.warnings.append(
                    Warning(label, f"{number.raw!r} is not a valid ISBN", "shown as printed, not used")
                )
    for _, value in given.get("issn", []):
        book.identifiers.setdefault("issn", []).append(line(value))
    if book.id:
        book.identifiers.setdefault("record", []).append(book.id)
