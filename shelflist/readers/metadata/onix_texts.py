"""ONIX: subjects, audience, descriptions, reviews, contents. The same standard as `onix`."""

from xml.etree.ElementTree import Element

from shelflist.cataloguing import contents
from shelflist.model import Book
from shelflist.readers import plain
from shelflist.readers.marc import marc_common
from shelflist.readers.metadata import onix_codes
from shelflist.readers.metadata.onix_tags import Parts, kid, markup, name, value
from shelflist.readers.shapes import text as texts
from shelflist.readers.shapes import xml

PATHS: dict[str, tuple[str, ...]] = {
    "subjects": (
        "Subject/SubjectHeadingText", "MainSubject/SubjectHeadingText", "PersonAsSubject/PersonNameInverted",
        "NameAsSubject/PersonNameInverted", "PlaceAsSubject", "CorporateBodyAsSubject",
    ),
    "classes": ("Subject/SubjectCode", "MainSubject/SubjectCode", "BASICMainSubject", "BICMainSubject"),
    "notes": (
        "Audience/AudienceCodeValue", "AudienceCode", "AudienceDescription", "TextContent/Text", "OtherText/Text",
        "ThesisPresentedTo", "ConferenceName", "Prize/PrizeName",
    ),
    "contents": ("TextContent/Text", "OtherText/Text"),
    "summary": ("TextContent/Text", "OtherText/Text", "MainDescription", "Annotation"),
}  # fmt: skip


def read(book: Book, parts: Parts, used: set[int]) -> None:
    """All of it."""
    for element in [*parts.get("MainSubject", []), *parts.get("Subject", [])]:
        _subject(book, element, used)
    _other_subjects(book, parts, used)
    _audience(book, parts, used)
    for tag in ("TextContent", "OtherText"):
        _texts(book, tag, parts.get(tag, []), used)
    _old_texts(book, parts, used)


def _subject(book: Book, element: Element, used: set[int]) -> None:
    """By its scheme: a class, keywords, or a heading; a code without words is a number of its scheme."""
    scheme = value(element, "SubjectSchemeIdentifier") or value(element, "MainSubjectSchemeIdentifier")
    code, heading = value(element, "SubjectCode"), markup(kid(element, "SubjectHeadingText")) or ""
    heading = texts.without_markup(heading)
    known = onix_codes.SCHEMES.get(scheme, "")
    if scheme == onix_codes.KEYWORDS:
        mark = ";" if ";" in heading else ","
        for word in (heading or code).split(mark):
            plain.subject(book, "Subject/SubjectHeadingText", word, "keyword")
    elif scheme in onix_codes.CLASSES:
        plain.class_number(book, "Subject/SubjectCode", code or heading, onix_codes.CLASSES[scheme])
    elif known in ("lcsh", "mesh"):
        plain.subject(book, "Subject/SubjectHeadingText", heading or code, "topic", known)
    elif heading and scheme not in ("B2", "23", "24"):
        kind = onix_codes.KINDS.get(scheme, "topic")
        plain.subject(book, "Subject/SubjectHeadingText", heading.replace(" / ", " -- "), kind, known)
        if code and known:
            plain.class_number(book, "Subject/SubjectCode", code, known)
    elif code and known:
        plain.class_number(book, "Subject/SubjectCode", code, known)
    else:
        return
    xml.take(used, element)


def _other_subjects(book: Book, parts: Parts, used: set[int]) -> None:
    """Main subjects of 2.1, and persons, bodies and places as subjects."""
    for tag, scheme in (("BASICMainSubject", "bisac"), ("BICMainSubject", "bic")):
        for e in parts.get(tag, []):
            plain.class_number(book, tag, xml.content(e), scheme)
            xml.take(used, e)
    for e in [*parts.get("PersonAsSubject", []), *parts.get("NameAsSubject", [])]:
        inner = kid(e, "Name")
        holder = inner if inner is not None else e
        key, before = value(holder, "KeyNames"), value(holder, "NamesBeforeKey")
        person = (
            (f"{key}, {before}" if before else key)
            or value(holder, "PersonNameInverted")
            or value(holder, "PersonName")
        )
        body = value(holder, "CorporateName")
        plain.subject(book, name(e.tag), person or body, "person" if person else "corporate")
        xml.take(used, *([e] if person or body else []))
    for tag, kind in (("PlaceAsSubject", "place"), ("CorporateBodyAsSubject", "corporate")):
        for e in parts.get(tag, []):
            plain.subject(book, tag, xml.content(e), kind)
            xml.take(used, e)


def _audience(book: Book, parts: Parts, used: set[int]) -> None:
    found = [(xml.content(e), e) for e in parts.get("AudienceCode", [])]
    found += [
        (value(e, "AudienceCodeValue"), e)
        for e in parts.get("Audience", [])
        if value(e, "AudienceCodeType") in ("01", "")
    ]
    for code, e in found:
        if code in onix_codes.AUDIENCES:
            plain.note(book, "Audience", onix_codes.AUDIENCES[code], "audience")
            xml.take(used, e)
    for e in parts.get("AudienceDescription", []):
        plain.note(book, "AudienceDescription", markup(e), "audience")
        xml.take(used, e)


# --- texts ----------------------------------------------------------------------------------------------------


def _texts(book: Book, tag: str, found: list[Element], used: set[int]) -> None:
    """The best description, reviews with who wrote them, contents; all other texts stay extra fields."""
    kinds: dict[str, list[Element]] = {}
    for element in found:
        if value(element, "Text"):
            kinds.setdefault(value(element, "TextType") or value(element, "TextTypeCode"), []).append(element)
    best = next((kind for kind in onix_codes.DESCRIPTIONS[tag] if kind in kinds), "")
    for element in kinds.get(best, []):
        plain.summary(book, f"{tag}/Text", markup(kid(element, "Text")))
        xml.take(used, element)
    for kind in onix_codes.REVIEWS[tag]:
        for element in kinds.get(kind, []):
            words = texts.without_markup(markup(kid(element, "Text")))
            by = [
                value(element, one) for one in ("TextAuthor", "SourceTitle", "TextSourceTitle", "TextSourceCorporate")
            ]
            who = ", ".join(text for text in by if text)
            plain.note(book, f"{tag}/Text", f"{words} — {who}" if who else words, "review")
            xml.take(used, element)
    for element in kinds.get(onix_codes.CONTENTS, []):
        _contents(book, f"{tag}/Text", markup(kid(element, "Text")))
        xml.take(used, element)


def _contents(book: Book, field: str, text: str) -> None:
    """A paragraph or a line of a list is an entry; one text is parted as in a catalogue."""
    lines = texts.paragraphs(text[: plain.LONG * 2])
    if len(lines) == 1 and text.count("\n") > 1 and "<" not in text:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
    made = [plain.clean(book, field, line) for line in lines]
    if len(made) > 1:
        book.contents += [entry for line in made if (entry := contents.entry(line)) is not None]
    elif made:
        marc_common.add_contents(book, made[0])


def _old_texts(book: Book, parts: Parts, used: set[int]) -> None:
    """Descriptions of 2.1 outside of OtherText."""
    for tag in ("MainDescription", "Annotation"):
        for e in parts.get(tag, []):
            if not book.summary:
                plain.summary(book, tag, markup(e))
                xml.take(used, e)
