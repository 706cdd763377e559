"""The pages' own words: names of families, roles, statuses, fields. One place, so that another language is one file."""

FAMILY = {
    "books": ("Book", "Books"),
    "subjects": ("Subject", "Subjects"),
    "aspects": ("Aspect", "Aspects"),
    "authors": ("Author", "Authors"),
    "series": ("Series", "Series"),
    "publishers": ("Publisher", "Publishers"),
    "years": ("Year", "Years"),
    "languages": ("Language", "Languages"),
    "classes": ("Class", "Classes"),
    "lists": ("List", "Lists"),
}
"""Family → (one, all)."""

WAYS = (
    ("shelf", "The shelf", "Every book by its class number, as it would stand beside the others."),
    ("timeline", "Timeline", "By year and decade of publication."),
    ("chapters", "Chapters", "What the books hold, by book and by word."),
    ("reading", "My reading", "What I am reading, have read, mean to read, and did not finish."),
    ("stats", "My reading in numbers", "By year and month, subject, language and rating."),
    ("quotes", "Quotes", "Passages that I noted, by book."),
    ("bridges", "Bridges", "Choose two books and see what leads from one to the other."),
)
"""Pages that lead through the whole list: folder, name, what one finds there."""

STATUS = {"want": "To read", "reading": "Reading", "read": "Read", "abandoned": "Did not finish"}
SCHEME = {"ddc": "Dewey", "lcc": "Library of Congress", "udc": "UDC", "nlm": "NLM", "other": ""}
IDENTIFIER = {
    "lccn": "LCCN", "oclc": "OCLC", "doi": "DOI", "issn": "ISSN", "bid": "BID", "ark": "ARK", "record": "Record number",
    "goodreads": "Goodreads", "librarything": "LibraryThing", "openlibrary": "Open Library", "storygraph": "StoryGraph",
    "hardcover": "Hardcover", "inventaire": "Inventaire", "wikidata": "Wikidata", "google": "Google Books", "calibre": "calibre",
}  # fmt: skip
RECORD_TYPE = {
    "a": "Text", "c": "Notated music", "d": "Manuscript music", "e": "Map", "f": "Manuscript map", "g": "Projected medium",
    "i": "Sound recording", "j": "Music recording", "k": "Graphic", "m": "Electronic resource", "o": "Kit", "p": "Mixed",
    "r": "Object", "t": "Manuscript", "b": "Manuscript", "l": "Electronic resource",
}  # fmt: skip
LEVEL = {
    "m": "Monograph", "s": "Serial", "a": "Part of a book", "b": "Part of a serial", "c": "Collection", "d": "Subunit",
    "i": "Integrating resource",
}  # fmt: skip
MONTHS = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)  # fmt: skip
SORTS = (("", "Best match"), ("title", "Title"), ("year", "Newest first"), ("added", "Recently added"))
FACETS = (
    ("Subject", "subjects"), ("Author", "authors"), ("Year", "years"), ("Language", "languages"), ("Class", "classes"),
    ("Status", ""),
)  # fmt: skip
"""Facets of the search page, with the family whose pages hold the same values."""


def date(text: str) -> str:
    """An ISO date, however partial, in words: "2024-05-31" → "31 May 2024"."""
    parts = text.split("-")
    if len(parts) >= 2 and 1 <= int(parts[1]) <= 12:
        month = MONTHS[int(parts[1]) - 1]
        return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"
    return parts[0]


def span(started: str, finished: str) -> str:
    """One reading of a book in words."""
    if started and finished:
        return f"from {date(started)} to {date(finished)}"
    return f"since {date(started)}" if started else f"finished {date(finished)}"


def stars(quarters: int) -> str:
    """A rating in quarter stars in words: 18 → "4½ of 5"."""
    return f"{quarters // 4 or ''}{('', '¼', '½', '¾')[quarters % 4]} of 5"
