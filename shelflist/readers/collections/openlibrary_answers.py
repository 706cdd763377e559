"""Open Library's records → Book: editions, works, hits of a search, answers of the Books API, as `web_catalogue` finds them.

The schema is that of openlibrary-client (edition.schema.json). Descriptions are Markdown, of which the text is taken. Each map
returns the names of the fields that it has used; what is not among them is kept as extra fields.
"""

import re
from typing import Any

from shelflist.cataloguing import characters, contents, extent, languages, relators
from shelflist.cataloguing.punctuation import strip_end, strip_heading
from shelflist.model import Book
from shelflist.readers import plain

_REFERENCE = re.compile(r"^/(?:authors|books|works|languages|type)/")
_LAST = re.compile(r"[^/]+$")
_WITH_ROLE = re.compile(r"^([^()]{1,500}?)\s*\(([^()]{1,60})\)$")


def strings(value: Any, *names: str) -> list[str]:
    """Texts of a text, a list, or objects that hold one under "name", "value", "key", "title"."""
    if isinstance(value, dict):
        found = next((value[key] for key in (*names, "name", "value") if isinstance(value.get(key), str)), "")
        return [found] if isinstance(found, str) and found.strip() else []
    if isinstance(value, list):
        return [one for inner in value if not isinstance(inner, list) for one in strings(inner, *names)]
    return [value] if isinstance(value, str) and value.strip() else []


def first(value: Any, *names: str) -> str:
    """The first of them, or ""."""
    return next(iter(strings(value, *names)), "")


def last(address: str) -> str:
    """What stands behind the last slash: "/books/OL1M" → "OL1M"."""
    match = _LAST.search(address)
    return match[0] if match else ""


def markdown(text: str) -> str:
    """Markdown as plain paragraphs: marks go, the words of a link stay."""
    text = text[: 2 * plain.LONG].replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"(?m)^[ \t]*\[[^\]\n]{1,80}\]:[ \t]*\S.*$", "", text)
    text = re.sub(r"(?m)^[ \t]*(?:[-*_=][ \t]*){3,200}$", "", text)
    text = re.sub(r"(?m)^[ \t]*(?:>[ \t]?){1,20}|^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]*[-*+][ \t]+", "", text)
    text = re.sub(
        r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,80}\])", r"\1", text
    )
    for mark in (r"\*\*\*", r"\*\*", r"\*", "__", "_"):
        text = re.sub(rf"(?<![\w\\]){mark}(?=\S)([^*_\n]{{1,500}}?)(?<=[^\s\\]){mark}(?!\w)", r"\1", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text)


def _names(book: Book, field: str, found: list[str], role: str = "aut") -> None:
    """Names as they are said, some with their role behind: "Tim Oduya (Narrator)"."""
    for name in found:
        match = _WITH_ROLE.match(name)
        told = relators.role(match[2]) if match else ""
        plain.person(book, field, match[1] if match and told else name, told or role, direct=True)


def openlibrary(book: Book, record: dict[str, Any], _: dict[str, Any]) -> frozenset[str]:
    """An edition or a work."""
    key = first(record.get("key"))
    book.id = characters.clean(last(key), plain.ID_LIMIT)[0]
    prefix = first(record.get("title_prefix"))
    plain.title(book, "title", f"{prefix} {first(record.get('title'))}".strip(), first(record.get("subtitle")))
    for field in ("full_title", "other_titles", "work_titles"):
        for title in strings(record.get(field)):
            plain.other_title(book, field, title)
    book.responsibility = strip_heading(plain.clean(book, "by_statement", first(record.get("by_statement"))))
    authors = [name for name in strings(record.get("authors"), "name") if not _REFERENCE.match(name)]
    _names(book, "authors/name", authors)
    for one in record["contributors"] if isinstance(record.get("contributors"), list) else []:
        if isinstance(one, dict):
            _names(book, "contributors/name", strings(one, "name"), relators.role(first(one.get("role"))) or "")
    _names(book, "contributions", strings(record.get("contributions")), "")
    plain.imprint(
        book,
        "publishers",
        strings(record.get("publish_places")),
        strings(record.get("publishers")),
        first(record.get("publish_date")),
    )
    book.country = plain.clean(book, "publish_country", first(record.get("publish_country")), 60)
    book.edition = plain.clean(book, "edition_name", first(record.get("edition_name")))
    plain.pages(book, "pagination", strip_end(first(record.get("pagination"))))
    plain.pages(book, "number_of_pages", first(record.get("number_of_pages")))
    carrier = plain.clean(book, "physical_format", first(record.get("physical_format"))).lower()
    book.carrier = extent.carrier(carrier) or carrier or book.carrier
    book.size = plain.clean(book, "physical_dimensions", first(record.get("physical_dimensions")))
    for one in strings(record.get("series")):
        plain.series(book, "series", *plain.series_and_number(one[:4000]))
    _openlibrary_numbers(book, record)
    _openlibrary_about(book, record)
    return frozenset(
        ["key", "title", "title_prefix", "subtitle", "full_title", "other_titles", "work_titles", "by_statement", "authors/name", "contributors/name",
         "contributors/role", "contributions", "publish_places", "publishers", "publish_date", "publish_country", "edition_name", "pagination",
         "number_of_pages", "physical_format", "physical_dimensions", "series", "isbn_13", "isbn_10", "lccn", "oclc_numbers", "ocaid",
         "identifiers", "dewey_decimal_class", "lc_classifications", "classifications", "subjects", "subject_places", "subject_people",
         "subject_times", "genres", "languages", "translated_from", "description", "notes", "table_of_contents", "links", "uris", "url"]
    )  # fmt: skip


def _openlibrary_numbers(book: Book, record: dict[str, Any]) -> None:
    found = record.get("identifiers")
    identifiers: dict[str, Any] = found if isinstance(found, dict) else {}
    for field in ("isbn_13", "isbn_10"):
        for number in [*strings(record.get(field)), *strings(identifiers.get(field))]:
            plain.isbns(book, field, number)
    if book.id.startswith("OL"):
        plain.identifier(book, "openlibrary", book.id)
    for field, kind in (("lccn", "lccn"), ("oclc_numbers", "oclc"), ("ocaid", "ocaid")):
        for number in strings(record.get(field)):
            plain.identifier(book, kind, number)
    for name, value in identifiers.items():
        for number in strings(value) if name not in ("isbn_13", "isbn_10") else []:
            plain.identifier(book, name[:60], number)
    classes = record.get("classifications")
    for field, scheme in (("dewey_decimal_class", "ddc"), ("lc_classifications", "lcc")):
        for number in [
            *strings(record.get(field)),
            *(strings(classes.get(field)) if isinstance(classes, dict) else []),
        ]:
            plain.class_number(book, field, number, scheme)
    for name, value in classes.items() if isinstance(classes, dict) else []:
        if name not in ("dewey_decimal_class", "lc_classifications"):
            plain.leftover(book, f"classifications/{name[:60]}", *strings(value))


def _openlibrary_about(book: Book, record: dict[str, Any]) -> None:
    kinds = (
        ("subjects", "topic"),
        ("subject_places", "place"),
        ("subject_people", "person"),
        ("subject_times", "period"),
        ("genres", "genre"),
    )
    for field, kind in kinds:
        for name in strings(record.get(field)):
            plain.subject(book, field, name.rstrip(" ."), kind)
    for key in strings(record.get("languages"), "key"):
        plain.language(book, "languages", last(key))
    for key in strings(record.get("translated_from"), "key"):
        code = languages.from_code(last(key))
        book.original_languages += [code] if code and code not in book.original_languages else []
    for text in strings(record.get("description")):
        plain.summary(book, "description", markdown(text))
    for text in strings(record.get("notes")):
        plain.note(book, "notes", markdown(text))
    table = record.get("table_of_contents")
    for one in table if isinstance(table, list) else []:
        title = first(one, "title", "value")
        chapter = contents.entry(plain.clean(book, "table_of_contents", title)) if title else None
        book.contents += [chapter] if chapter is not None else []
    found = record.get("links")
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict):
            plain.link(book, "links", first(one.get("url")), first(one.get("title")))
    for field in ("uris", "url"):
        for address in strings(record.get(field)):
            plain.link(book, field, address)


def openlibrary_search(book: Book, record: dict[str, Any], _: dict[str, Any]) -> frozenset[str]:
    """A hit of a search: a work, whose numbers and publishers are those of all its editions unless there is one."""
    book.id = characters.clean(last(first(record.get("key"))), plain.ID_LIMIT)[0]
    plain.title(book, "title", first(record.get("title")), first(record.get("subtitle")))
    _names(book, "author_name", strings(record.get("author_name")))
    if book.id.startswith("OL"):
        plain.identifier(book, "openlibrary", book.id)
    used = ["key", "title", "subtitle", "author_name", "subject", "place", "person", "first_publish_year"]
    plain.date(book, "first_publish_year", first(record.get("first_publish_year")))
    if book.date.raw:
        book.inferred.append("date")
    for field, kind in (("subject", "topic"), ("place", "place"), ("person", "person")):
        for name in strings(record.get(field)):
            plain.subject(book, field, name, kind)
    languages = strings(record.get("language"))
    if len(languages) == 1:
        plain.language(book, "language", languages[0])
        used.append("language")
    if first(record.get("edition_count")) == "1":
        for number in strings(record.get("isbn")):
            plain.isbns(book, "isbn", number)
        plain.imprint(book, "publisher", strings(record.get("publish_place")), strings(record.get("publisher")))
        used += ["isbn", "publisher", "publish_place"]
    return frozenset(used)
