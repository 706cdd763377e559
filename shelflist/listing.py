"""A reading list's file, `content/lists/<name>.md`: front matter, an introduction, and sections with items.

    ## Week 1: How coalitions are built (2026-10-05)

    What the week is about, in Markdown.

    - [constructing-allied-cooperation-henke] essential; ch. 1, pp. 1-31; by 2026-10-04; look at the tables first
    - [Korea](../books/the-korean-war.md) recommended; 3 hours

A list entry that opens with a word in brackets names a book: by its slug, a record's id or an ISBN, or as a Markdown link to
its page or its note. What follows is parted by semicolons: importance, what to read, a date, a time, in any order; from the
first part that is none of these on, everything is the note. A line without brackets among such entries is a reading that
is no book of the site. Everything else of a section is the owner's Markdown. Documented in `docs/lists.md`.
"""

import re
from datetime import date
from typing import Any

from shelflist import notes
from shelflist.catalogue.lists import IMPORTANCE, Item, OwnList, Part
from shelflist.cataloguing import characters, isbn, plans
from shelflist.model import Warning

WORDS: dict[str, str] = {
    **dict.fromkeys(("essential", "required", "core", "textbook"), IMPORTANCE[0]),
    **dict.fromkeys(("recommended", "suggested"), IMPORTANCE[1]),
    **dict.fromkeys(("further", "further reading", "optional", "background"), IMPORTANCE[2]),
    **dict.fromkeys(("essenziale", "obbligatorio", "obligatorisch", "pflicht", "essentiel", "obligatoire", "esencial", "obligatorio"), IMPORTANCE[0]),
    **dict.fromkeys(("consigliato", "raccomandato", "empfohlen", "recommandé", "conseillé", "recomendado"), IMPORTANCE[1]),
    **dict.fromkeys(("approfondimento", "facoltativo", "weiterführend", "complémentaire", "facultatif", "complementario", "opcional"), IMPORTANCE[2]),
}  # fmt: skip
"""Words of an item, in lower case, → how much it matters. Teachers write them in their own language."""

KEYS = ("title", "course", "teacher", "term", "start", "updated", "pace")
"""Keys of the front matter."""

PACES = range(1, 1001)
"""Pages an hour that are believed."""

YEARS = range(1900, 2201)
"""Years in which a list may begin or end."""

_WEEK = re.compile(r"(?:week|settimana|woche|semaine|semana)\s+(\d{1,2})\b", re.IGNORECASE)
_DAY = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
_ENTRY = re.compile(r" ?(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_KEY = re.compile(r"\[(?P<text>[^\[\]]{1,300})\](?:\((?P<href>[^()\s]{1,500})\))?(?=[\s;,:.]|$)[ \t]*[;,:.]?")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_DUE = re.compile(
    r"(?:(?:by|due|for|entro(?: il)?|bis(?: zum)?|avant le|antes del)\s+)?(\d{4}-\d{2}-\d{2})", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:about\s+|ca\.?\s+)?(\d{1,3}(?:[.,]\d{1,2})?|½|\d{1,3}½)\s*(h|hours?|ore|ora|std\.?|stunden?|heures?|horas?|min(?:\.|utes?|uti|uten|utos)?)",
    re.IGNORECASE,
)
_READS = re.compile(
    r"(?:the\s+)?(?:(?:chapters?|chs?|chaps?|capitol[oi]|capp?|kap(?:itel)?|chapitres?|capítulos?|parts?|parte|teil|sections?|vols?|pp?|pages?|pagg?"
    r"|pagin[ae]|seiten?|s(?=\.)|págs?|páginas?)\b\.?\s*(?:\d|[ivxlc]+\b).*|§+\s*\d.*"
    r"|(?:intro(?:duction|duzione)?|einleitung|preface|prologue|conclusions?|epilogue|afterword)(?:(?:,|\s+and\s|\s*&)\s*.*)?)",
    re.IGNORECASE,
)
_BOOK_ADDRESS = re.compile(r"(?:\.{0,2}/)*(?:content/)?(?:books/)?([^/?#]+?)(?:\.md|/)?(?:[?#].*)?")


def read(data: bytes, file: str, warnings: list[tuple[int, Warning]]) -> OwnList:
    """One list. `warnings` gets (line, what is wrong). Raises BadSource as `notes.prose` does."""
    prose = notes.prose(data, file)
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    doubled: list[Warning] = []
    given, _ = notes.front_matter(text, file, doubled)
    made = OwnList(prose.name, file, prose.title)
    told = [*doubled, *_front(given, made)]
    warnings += [(0, one) for one in told]
    before = text.count("\n") - _tail(text, prose.body)
    _body(prose.body, before, made, warnings)
    return made


def _tail(text: str, body: str) -> int:
    """How many line feeds the text has from where the body begins."""
    first = body.partition("\n")[0]
    place = text.find("\n" + first) if first else -1
    return text.count("\n", place + 1) if place >= 0 else text.count("\n")


def _front(given: dict[str, Any], made: OwnList) -> list[Warning]:
    """The front matter's values into the list; what is wrong with them."""
    told: list[Warning] = []
    for key, value in given.items():
        if key not in KEYS:
            told.append(Warning(key, f"no such key; there are {', '.join(KEYS)}", "left out"))
            continue
        text = characters.clean(value, characters.LIMIT)[0].strip() if isinstance(value, str) else ""
        if key in ("start", "updated") and not day(text):
            told.append(Warning(key, f"{value!r} is not a date as 2026-10-05", "left out"))
        elif key == "pace" and not (text.isdecimal() and int(text[:6]) in PACES):
            told.append(Warning(key, f"{value!r} is not a number of pages an hour", "left out"))
        elif key == "pace":
            made.pace = int(text)
        elif key != "title":
            setattr(made, key, text)
            if not text and value:
                told.append(Warning(key, f"{value!r} is not a text", "left out"))
    return told


def day(text: str) -> date | None:
    """The day of an ISO date, in a year that a list may have; None where there is no such day."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and found.year in YEARS else None


# --- the body -------------------------------------------------------------------------------------------------


def _body(body: str, before: int, made: OwnList, warnings: list[tuple[int, Warning]]) -> None:
    """Introduction, sections and items, line by line. `before` lines of the file stand above the body."""
    part = Part()
    prose: list[str] = []
    parts: list[tuple[Part, list[str]]] = [(part, prose)]
    rows = body.split("\n")
    fenced = ""
    place = 0
    while place < len(rows):
        row = rows[place]
        if match := _FENCE.match(row):
            fenced = "" if fenced == match[1] else fenced or match[1]
        length, named = (0, False) if fenced else _block(rows, place)
        if row.startswith("## ") and row[3:].strip(" \t#") and not fenced:
            part, prose = _section(row[3:], before + place + 1, warnings), []
            parts.append((part, prose))
        elif named:
            for line, entry in _entries(rows[place : place + length], before + place + 1):
                part.items.append(_item(entry, line, warnings))
        else:
            prose += rows[place : place + max(length, 1)]
        place += max(length, 1)
    for one, lines in parts:
        one.note = "\n".join(lines).strip("\n")
    first = parts[0][0]
    if made.note or not any(one.items for one, _ in parts):  # no list of readings: all of it is an introduction
        made.note = body.strip("\n")
        return
    made.note, first.note = first.note, ""
    made.parts = [one for one, _ in parts if one.items or one.title]


def _section(text: str, line: int, warnings: list[tuple[int, Warning]]) -> Part:
    """A section from its heading: "Week 3: Money (2026-10-19)"."""
    title, when = characters.clean(text.strip().rstrip("#"), characters.LIMIT)[0], ""
    if match := _DAY.fullmatch(title[-12:]):
        if day(match[1]) and title[:-12].strip():
            title, when = title[:-12].strip(), match[1]
        else:
            warnings.append((line, Warning("", f"{match[1]!r} is not a day as 2026-10-05", "left as text")))
    week = _WEEK.match(title)
    return Part(title, day=when, week=int(week[1]) if week else 0)


def _block(rows: list[str], place: int) -> tuple[int, bool]:
    """How many lines from here are a list, its entries with what belongs to them, and whether one of them names a book."""
    end, gap, named = place, False, False
    for at in range(place, len(rows)):
        row = rows[at]
        if not row.strip():
            gap = True
            continue
        entry = _ENTRY.fullmatch(row)
        if not entry and (row.startswith("## ") or (gap and not row.startswith((" ", "\t"))) or at == place):
            break
        named = named or (entry is not None and _key(entry[1]) is not None)
        end, gap = at + 1, False
    return end - place, named


def _entries(rows: list[str], line: int) -> list[tuple[int, str]]:
    """(line of the file, text) of each entry, the lines that belong to it with it."""
    found: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows, line):
        entry = _ENTRY.fullmatch(row)
        if entry:
            found.append((number, [entry[1].strip()]))
        elif row.strip():
            found[-1][1].append(row.strip())
    return [(number, " ".join(texts)) for number, texts in found]


def _key(text: str) -> tuple[str, str, str] | None:
    """(what names the book, what stands for it, the rest) of an entry that opens with brackets; None for one that does
    not, that is a box to tick, or that leads elsewhere."""
    match = _KEY.match(text)
    if match is None or match["text"].strip().lower() in ("", "x"):
        return None
    rest = text[match.end() :].strip()
    href = match["href"]
    if href is None:
        return match["text"].strip(), match["text"].strip(), rest
    address = _BOOK_ADDRESS.fullmatch(href) if ":" not in href else None
    return (address[1], match["text"].strip(), rest) if address else None


def words_of(key: str) -> list[str]:
    """By what an item looks for its book: as written, as a slug, and as an ISBN in both lengths."""
    numbers = [form for number in isbn.read(key) for form in (number.isbn13, number.isbn10) if form and number.valid()]
    return list(dict.fromkeys([*numbers, key, key.lower()]))


def _item(entry: str, line: int, warnings: list[tuple[int, Warning]]) -> Item:
    """One entry as an item. A value that cannot be, and one that stands behind the note, are told."""
    key = _key(entry)
    name, text, rest = key or ("", *_plain(entry))
    made = Item(words_of(name) if name else [], _clean(text), line=line)
    fields = [field.strip() for field in rest.split(";") if field.strip()]
    taken = next((n for n, field in enumerate(fields) if not _field(field, made)), len(fields))
    made.note = _clean("; ".join(fields[taken:]))
    for field in fields[taken:]:
        match = _DUE.fullmatch(field)
        if match and not day(match[1]):
            warnings.append((line, Warning("", f"{match[1]!r} is not a day as 2026-10-05", "left in the note")))
        elif match or field.lower() in WORDS or _TIME.fullmatch(field):
            reason = f"{field!r} stands after the note, or a second time: put it before"
            warnings.append((line, Warning("", reason, "left in the note")))
    return made


def _plain(entry: str) -> tuple[str, str]:
    """(text, rest) of an entry without brackets."""
    text, _, rest = entry.partition(";")
    return text.strip(), rest


def _clean(text: str) -> str:
    return characters.clean(text, characters.LIMIT)[0]


def _field(field: str, made: Item) -> bool:
    """Takes a part of an entry for what it is, once each; False where it is none of these."""
    low = field.lower()
    if low in WORDS and not made.importance:
        made.importance = WORDS[low]
    elif (match := _DUE.fullmatch(field)) and not made.due and day(match[1]):
        made.due = match[1]
    elif (match := _TIME.fullmatch(field)) and not made.minutes:
        number = float(match[1].replace(",", ".").replace("½", ".5"))
        made.minutes = round(number * (1 if match[2].lower().startswith("min") else 60))
    elif _READS.fullmatch(field) and not made.reads:
        made.reads = _clean(re.sub(r"(?<=[\divxlc])\s?-\s?(?=[\divxlc])", "–", field))
        made.pages = plans.page_count(field)
    else:
        return False
    return True
