"""What Zotero's users write into "Extra", which CSL has as `note`: one variable a line, "original-date: 1925".

Zotero and Better BibTeX read such lines as CSL variables (names as in CSL 1.0.2 or in Zotero's interface; a person as
"Family || Given"). Only a line that is well formed and names a variable that we know is taken; every other line stays text.
"""

import re

from shelflist.readers.citations.references import Value, fold, role

VARIABLES: dict[str, str] = {
    "title": "title", "shorttitle": "short-title", "titleshort": "short-title", "originaltitle": "original-title",
    "translatedtitle": "translated-title", "reviewedtitle": "reviewed-title", "containertitle": "host",
    "containertitleshort": "host-short", "journalabbreviation": "host-short", "publicationtitle": "host",
    "collectiontitle": "series", "collectionnumber": "series-number", "series": "series", "seriesnumber": "series-number",
    "volume": "volume", "volumetitle": "volume-title", "part": "part", "partnumber": "part", "parttitle": "part-title",
    "issue": "issue", "page": "pages", "pages": "pages", "numberofpages": "page-count", "numberofvolumes": "volume-count",
    "edition": "edition", "publisher": "publisher", "publisherplace": "place", "place": "place", "issued": "date", "date": "date",
    "originaldate": "original-date", "originalpublisher": "original-publisher", "originalpublisherplace": "original-place",
    "event": "event", "eventtitle": "event", "eventplace": "event-place", "eventdate": "event-date", "genre": "genre",
    "number": "number", "medium": "medium", "dimensions": "size", "isbn": "standard-number", "issn": "issn-number", "doi": "doi",
    "pmid": "pmid", "pmcid": "pmcid", "url": "url", "language": "language", "callnumber": "call-number", "keyword": "keywords",
}  # fmt: skip
"""A variable's folded name → the kind of thing that it holds."""

OTHER: frozenset[str] = frozenset(
    ("accessed", "archive", "archivelocation", "archivecollection", "archiveplace", "authority", "availabledate", "chapternumber",
     "citationkey", "citationlabel", "division", "jurisdiction", "license", "printing", "references", "reviewedgenre", "scale",
     "section", "source", "status", "submitted", "supplement", "supplementnumber", "version", "yearsuffix", "arxiv", "lccn", "oclc")
)  # fmt: skip
"""Variables that no field of a book has a place for: kept as extra fields under their own names."""

_LINE = re.compile(r"^\s*([A-Za-z][A-Za-z -]{0,40}?)\s*:\s+(\S.*)$|^\s*([A-Za-z][A-Za-z-]{1,40}):(\S.*)$")


def read(field: str, text: str, present: set[str]) -> tuple[list[Value], str, str]:
    """(values of the lines that name a variable, the item type that one of them gives or "", the rest of the text).

    `field` is the source's name for "Extra". A variable that the item has already, by its kind in `present`, stays text.
    """
    values: list[Value] = []
    rest: list[str] = []
    kind = ""
    for line in text.splitlines():
        match = _LINE.match(line[:2000])
        name = fold(match[1] or match[3]) if match else ""
        said = (match[2] or match[4]).strip() if match else ""
        code = role(name)
        if name == "type" and not kind:
            kind = said
        elif code and (" || " in said or name not in ("publisher", "host", "creator")) and len(said) < 200:
            family, bar, given = said.partition("||")
            values.append(Value("person", field, f"{family.strip()}, {given.strip()}" if bar else said, code))
        elif name in VARIABLES and VARIABLES[name] not in present:
            values.append(Value(VARIABLES[name], field, said))
        elif name in OTHER:
            values.append(Value("other", field, line.strip()))
        else:
            rest.append(line)
    return values, kind, "\n".join(rest).strip()
