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
from shelflist.model import Book, ClassNumber, Contributor, Note, Series, Warning

Given = dict[str, list[tuple[str, str]]]
"""Field → (label, value) pairs in the record's order."""

_BID = re.compile(r"IT\\ICCU\\([A-Z0-9]{3,4})\\(\d{6,7})")
_DATES = re.compile(r"\s*[<(]\s*([^<>()]*\d{3}[^<>()]*?)\s*[>)]")
_LIFE = re.compile(r",\s*((?:ca?\.? ?|b\. ?|d\. ?)?\d{4}\??\s*-?\s*(?:\d{4})?)\.?$")
_ROLE = re.compile(r"\s*[\[(]([^\[\]()]{2,40})[\])]\s*$")
_GMD = re.compile(
    r"\s*\[(?:risorsa elettronica|electronic resource|testo|testo stampato|text|ressource électronique|microform)\]",
    re.I,
)
_CLASS_BREAK = re.compile(r"\s*;\s*|\n+|\s+(?=\d{3}[./'′])")
_DDC_BEFORE = re.compile(r"^\s*[(\[]?\s*(?:DDC|CDD|Dewey)\s*(\d{1,2})?\s*[)\]]?\s*:?\s*", re.I)
_DDC_AFTER = re.compile(r"^[(\[](?:ed\.? ?|DDC ?)?(\d{1,2})[.ªa]{0,2}[)\]]\s*")
_ISBN_WORD = re.compile(r"\bISBN(?:-1[03])?\b:?", re.I)
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


def _others(given: Given, field: str) -> list[tuple[str, str]]:
    """The values after the first of a field that a book has once: they become extras."""
    found = [(label, line(value)) for label, value in given.get(field, [])]
    rest = [
        (label, value) for n, (label, value) in enumerate(found) if n and value.casefold() != found[0][1].casefold()
    ]
    given.setdefault("extra", []).extend(rest)
    return rest


def _leave(given: Given, label: str, text: str) -> None:
    """Keeps what no rule has used as an extra field, where there is a word in it."""
    if any(c.isalnum() for c in text):
        given.setdefault("extra", []).append((label, text.strip(" .;,:-")))


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
    label, text = _first(given, "title")
    found = titles.statement(_GMD.sub("", text))
    book.raw["title"] = text
    for match in _GMD.finditer(text):
        _, format = _first(given, "format")
        if not format:
            given["format"] = [(label, match[0].strip(" []"))]
        elif format.casefold() != match[0].strip(" []").casefold():
            _leave(given, label, match[0].strip(" []"))
    starred = "*" in found.title
    title, book.nonfiling = characters.nonsorting(found.title) if starred else (found.title, 0)
    book.title, book.subtitle, book.parallel_titles = title, found.subtitle, found.parallel
    book.responsibility = found.responsibility
    _, book.uniform_title = _first(given, "uniform")
    held = {title.casefold()}
    for _, value in given.get("variant", []):
        variant = titles.statement(line(value))
        plain = not variant.responsibility and not variant.parallel
        other = " : ".join(part for part in variant[:2] if part) if plain else punctuation.strip_end(line(value))
        if other and other.casefold() not in held:
            held.add(other.casefold())
            book.other_titles.append(other)
    _, edition = _first(given, "edition")
    book.edition = punctuation.strip_end(edition)
    for field in ("title", "uniform", "edition"):
        _others(given, field)


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
    known: dict[str, Contributor] = {}
    wanted = (("author", True, False), ("others", False, False), ("bodies", False, True))
    for field, main, body in wanted:
        for label, value in given.get(field, []):
            for text in _SEVERAL.split(value):
                if not text.strip():
                    continue
                person = _person(book, label, line(text), main=main and not book.contributors, body=body)
                same = known.setdefault(names.fold(person.name), person)
                if same is person:
                    book.contributors.append(person)
                else:
                    same.roles += [role for role in person.roles if role not in same.roles]
                    same.dates = same.dates or person.dates


def _imprint(book: Book, given: Given) -> None:
    _, text = _first(given, "imprint")
    if not text:
        return
    book.raw["imprint"] = text
    book.imprints = [made for _, value in given["imprint"] for made in imprints.read(line(value))]
    book.date = dates.read(next((i.date for i in book.imprints if i.date), ""))


def _description(book: Book, given: Given) -> None:
    _, text = _first(given, "extent")
    _, format = _first(given, "format")
    _, book.level = _first(given, "level")
    book.record_type = format
    for field in ("format", "level", "extent"):
        _others(given, field)
    if not text:
        return
    book.raw["extent"] = text
    head, _, accompanying = text.partition(" + ")
    before, _, size = head.partition(" ; ")
    book.extent, _, illustrations = (punctuation.strip_end(part) for part in before.partition(" : "))
    book.illustrations, book.accompanying = illustrations, accompanying.strip()
    found, whole = extent.size(size), punctuation.strip_end(size)
    book.size = found if found and len(whole) - len(found) < 2 else whole
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
    held: set[tuple[str, str]] = set()
    for field in ("ddc", "class"):
        for label, value in given.get(field, []):
            for part in _CLASS_BREAK.split(value):
                said = _DDC_BEFORE.match(part)
                text = part[said.end() :].strip() if said else part.strip()
                if not text:
                    continue
                dewey = field == "ddc" or bool(said) or text[:3].isdigit()
                made = (classes.ddc(text) if dewey else classes.lcc(text)) or classes.other(text)
                if made is None or (made.scheme, made.number) in held:
                    continue
                held.add((made.scheme, made.number))
                book.classes.append(made)
                if made.scheme == "ddc":
                    _dewey(given, label, made, (said[1] or "") if said else "")
                elif made.scheme == "other" and dewey:
                    book.warnings.append(Warning(label, f"{text!r} is no Dewey number", "kept as printed"))
    for label, value in given.get("language", []):
        for part in _LANGUAGE_BREAK.split(value):
            code = languages.from_name(part) or languages.from_code(part)
            if code and code not in book.languages:
                book.languages.append(code)
            elif not code and part.strip():
                book.warnings.append(Warning(label, f"no language is called {part.strip()!r}", "left out"))
                _leave(given, label, part)
    label, country = _first(given, "country")
    book.country = languages.territory(country)
    _others(given, "country")
    if not book.country:
        _leave(given, label, country)


def _dewey(given: Given, label: str, made: ClassNumber, edition: str) -> None:
    """What stands after a Dewey number: its edition ("853.914 (22.)"), and a caption, which is kept as an extra field."""
    text = made.raw.strip()
    printed = re.match(r"[\d./'′, ]*", text)
    head, rest = (printed[0], text[printed.end() :]) if printed else ("", text)
    if "".join(re.findall(r"\d", head)).lstrip("0") != "".join(re.findall(r"\d", made.number)).lstrip("0"):
        rest = f"{head.partition(' ')[2]} {rest}".strip()  # a number that belongs to no class follows
    match = _DDC_AFTER.match(rest)
    made.edition = match[1] if match else edition
    _leave(given, label, rest[match.end() :] if match else rest)


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
    held: set[tuple[str, str]] = set()
    for label, value in [*given.get("isbn", []), *given.get("numbers", [])]:
        rest = _ISBN_WORD.sub(" ", line(value))
        for number in isbn.read(line(value)):
            for part in (number.raw, f"({number.qualifier})"):
                rest = rest.replace(part, " ", 1)
            if (number.raw, number.qualifier) in held:
                continue
            held.add((number.raw, number.qualifier))
            if label == "Numeri" and not number.isbn13:
                book.notes.append(Note("other", line(value)))
                continue
            book.isbns.append(number)
            if not number.isbn13:
                book.warnings.append(
                    Warning(label, f"{number.raw!r} is not a valid ISBN", "shown as printed, not used")
                )
        if label != "Numeri":
            _leave(given, label, rest)
    for _, value in given.get("issn", []):
        book.identifiers.setdefault("issn", []).append(line(value))
    if book.id:
        book.identifiers.setdefault("record", []).append(book.id)
    label, text = _first(given, "id")
    if not _BID.search(text):
        _leave(given, label, text.partition(" ")[2] if book.id else text)
    for label, value in given.get("id", [])[1:]:
        other = record_id({"id": [(label, value)]})
        if not other:
            _leave(given, label, line(value))
        elif other not in book.identifiers.get("record", []):
            book.identifiers.setdefault("record", []).append(other)
