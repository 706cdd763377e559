"""What the owner says of a book in a reading tracker's words → Reading: status, dates, stars, review, shelves, copies.

Trackers write the same things in many ways, and none has a published standard: the words for a status are those of the
apps' own exports and interfaces. A date keeps what is known of it ("2019-06", "2019") and nothing is added; "03/06/2019" is
read only where the order of its parts is known, from the app or from a part above 12. What is not understood is a warning,
and the field is kept as it was. Stars are kept as quarters: no tracker is finer.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from shelflist.cataloguing import characters
from shelflist.cataloguing.names import fold
from shelflist.errors import shorten
from shelflist.model import Book, Reading, Warning
from shelflist.readers import plain
from shelflist.readers.shapes import text as texts

WORDS: dict[str, tuple[str, ...]] = {
    "want": (
        "want", "to read", "want to read", "to be read", "tbr", "wishlist", "wish list", "planned", "plan to read", "for later",
        "up next", "read next", "toread", "want to buy", "wanttoread", "wants to read",
        "a lire", "pal", "pile a lire", "souhaite", "envie de lire", "liste de souhaits",
        "da leggere", "voglio leggerlo", "voglio leggere", "lista dei desideri", "desiderati",
        "por leer", "para leer", "pendiente", "pendientes", "quiero leer", "quiero leerlo",
        "quero ler", "vou ler", "a ler", "para ler",
        "zu lesen", "noch lesen", "will ich lesen", "mochte ich lesen", "moechte ich lesen", "wunschliste", "sub",
        "te lezen", "wil ik lezen", "nog lezen", "vill lasa", "att lasa", "vil laese", "vil lese", "haluan lukea",
        "chce przeczytac", "do przeczytania", "chci cist", "k precteni", "okunacak", "okumak istiyorum",
        "хочу прочитать", "хочу прочесть", "в планах", "読みたい", "積読", "想读", "想讀", "想看", "읽고 싶은",
    ),
    "reading": (
        "reading", "currently reading", "current", "now reading", "in progress", "started", "is reading", "rereading",
        "re reading", "currentlyreading", "currently", "paused", "on hold", "on pause", "resumed",
        "en cours", "en cours de lecture", "en train de lire", "lecture en cours", "en pause",
        "in lettura", "sto leggendo", "lo sto leggendo", "in corso",
        "leyendo", "en curso", "lo estoy leyendo", "lendo", "estou lendo", "a ler agora",
        "lese ich gerade", "lese ich", "am lesen", "angefangen", "wird gelesen", "lese gerade",
        "aan het lezen", "bezig", "laser", "laeser", "leser", "luen parhaillaan",
        "czytam", "teraz czytam", "ctu", "prave ctu", "okuyorum", "читаю", "читаю сейчас", "読んでる", "読んでいる", "読書中", "在读",
        "在讀", "在看", "읽는 중",
    ),
    "read": (
        "read", "finished", "done", "completed", "complete", "already read", "have read", "finished reading",
        "lu", "lue", "termine", "terminee", "deja lu", "letto", "letta", "finito", "gia letto", "leido", "leida", "terminado",
        "acabado", "lido", "lida", "concluido", "gelesen", "fertig", "beendet", "ausgelesen",
        "gelezen", "uitgelezen", "last", "laest", "lest", "luettu", "przeczytane", "przeczytana", "precteno", "okundu", "okudum",
        "прочитано", "прочитал", "прочитала", "読んだ", "読了", "读过", "讀過", "已读", "看过", "읽은", "다 읽음",
    ),
    "abandoned": (
        "abandoned", "dnf", "did not finish", "not finished", "unfinished", "stopped", "stopped reading", "dropped", "gave up",
        "given up", "couldn t finish", "could not finish", "didn t finish", "quit",
        "abandonne", "abandonnee", "pas fini", "abbandonato", "abbandonata", "non finito", "interrotto",
        "abandonado", "abandonada", "no terminado", "dejado", "abandonei", "largado",
        "abgebrochen", "aufgegeben", "gestopt", "opgegeven", "niet uitgelezen", "avbruten", "afbrudt", "avbrutt", "kesken",
        "porzucone", "porzucona", "nedocteno", "yarim biraktim", "yarim birakildi", "брошено", "бросил", "бросила", "не дочитал",
        "読むのをやめた", "中断", "弃读", "搁置", "중단",
    ),
}  # fmt: skip
"""Status → the words for it in apps and languages, in lower case, without accents in Latin, hyphens as spaces."""

STATUSES: dict[str, str] = {fold(word): status for status, words in WORDS.items() for word in words}

HELD = frozenset(("paused", "on hold", "on pause", "en pause"))
"""Begun, neither finished nor given up: "reading", and the word is kept as a shelf."""

MONTHS: dict[str, int] = {
    fold(word): number
    for number, words in enumerate(
        (
            "january jan januar janvier gennaio enero janeiro januari ocak styczen январь января",
            "february feb februar fevrier fevr febbraio febrero fevereiro februari subat luty февраль февраля",
            "march mar marz mars marzo marco maart mart marzec март марта",
            "april apr avril avr aprile abril abr nisan kwiecien апрель апреля",
            "may mai maggio mayo maio mei maj mayis май мая",
            "june jun juni juin giugno junio junho haziran czerwiec июнь июня",
            "july jul juli juillet juil luglio julio julho temmuz lipiec июль июля",
            "august aug aout agosto augustus augusti agustos sierpien август августа",
            "september sep sept septembre settembre septiembre setembro eylul wrzesien сентябрь сентября",
            "october oct oktober octobre ottobre octubre outubro okt ekim pazdziernik октябрь октября",
            "november nov novembre noviembre novembro kasim listopad ноябрь ноября",
            "december dec dezember decembre dicembre diciembre dezembro dez aralik grudzien декабрь декабря",
        ),
        1,
    )
    for word in words.split()
}
"""Names of months, without accents."""

MOST_DATES = 500
MOST_WORDS = 1_000
_YES = frozenset(("yes", "y", "true", "1", "oui", "si", "sim", "ja", "x", "on", "owned", "да", "✓"))
_NO = frozenset(("no", "n", "false", "0", "non", "nao", "nein", "nee", "off", "нет"))
_PARTS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?!\d)", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})$", re.ASCII)
_CLOCK = re.compile(r"(?:[T ]+|, )\d{1,2}:\d{2}.{0,30}$")
_STARS = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:(?:/|of|sur|su|von|de)\s*(\d{1,3}))?\s*[a-z*★⭐]*$", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4})(?:st|nd|rd|th|er)?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1000, 2200


# --- single values --------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def status_of(text: str) -> str:
    """A word for a status, in any app or language → want, reading, read, abandoned; "" for any other."""
    return STATUSES.get(fold(text[:80]), "")


def yes(text: str) -> bool | None:
    """Whether a text says yes or no; None where it says neither."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=16_384)
def date_of(text: str, order: str = "") -> str:
    """A date in any form → ISO as far as it is known ("2019-06-03", "2019-06", "2019"); "" for what is none.

    `order` says how the app writes numbers whose order shows by nothing else: "dmy" or "mdy".
    """
    made = text.strip().strip("[]\"'=").strip()[:60]
    if made.isascii() and made.isdecimal() and len(made) >= 8:
        return _from_digits(made)
    made = _CLOCK.sub("", made)
    if made[:4].isdecimal() and len(made) == 4:
        return _iso(int(made), 0, 0)
    if match := _YEAR_MONTH.match(made):
        return _iso(int(match[1]), int(match[2]), 0)
    if match := _PARTS.match(made):
        return _from_parts(match[1], match[2], match[3], order)
    return _from_words(made)


def _iso(year: int, month: int, day: int) -> str:
    """The date as ISO; parts that are 0 are not known; "" where there is no such day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ""
    if not month:
        return f"{year:04d}" if not day else ""
    try:
        date(year, month, day or 1)
    except ValueError:
        return ""
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def _from_digits(text: str) -> str:
    """ "20190603", or seconds or milliseconds since 1970."""
    number = int(text[:16])
    if len(text) == 8:
        return _iso(number // 10_000, number // 100 % 100, number % 100)
    if len(text) in (9, 10, 12, 13):
        seconds = number // 1000 if len(text) > 10 else number
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    return ""


def _from_parts(one: str, two: str, three: str, order: str) -> str:
    if len(one) == 4:
        return _iso(int(one), int(two), int(three)) if len(three) <= 2 else ""
    if len(three) != 4 or len(one) > 2:
        return ""
    first, second, year = int(one), int(two), int(three)
    if first > 12 or (order == "dmy" and second <= 12):
        return _iso(year, second, first)
    if second > 12 or order == "mdy" or first == second:
        return _iso(year, first, second)
    return ""  # nobody can say which is the month


def _from_words(text: str) -> str:
    """ "Jun 2019", "June 3, 2019", "3 giugno 2019", "Mon, 3 Jun 2019"."""
    words = fold(text).split()
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [match[1] for word in words if (match := _NUMBER.fullmatch(word))]
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return ""
    return _iso(years[0], months[0], days[0] if days else 0)


def quarters(text: str, most: float = 5) -> int | None:
    """Stars → quarter stars from 1 to 20; None for none. `most` is the best that the app can give.

    "4.5", "4,5", "4/5", "9/10" (which says its best itself), "★★★★½".
    """
    made = text.strip()[:40]
    if made and not made.strip("★⭐☆*½¼¾ \ufe0f"):
        full = sum(made.count(star) for star in "★⭐*")
        value = full + 0.5 * made.count("½") + 0.25 * made.count("¼") + 0.75 * made.count("¾")
        return round(value * 4) if 0 < value <= 5 else None
    match = _STARS.match(made)
    if not match:
        return None
    value = float(match[1].replace(",", "."))
    best = float(match[2]) if match[2] else most
    if not 0 < value <= best:
        return None
    return max(1, round(value / best * 20))


# --- a book's reading -----------------------------------------------------------------------------------------


def of(book: Book) -> Reading:
    """The book's reading, made where it has none."""
    if book.reading is None:
        book.reading = Reading()
    return book.reading


def status(book: Book, field: str, text: str) -> None:
    """The status; a word that is none of them is one of the owner's own shelves, and so is "paused"."""
    made = plain.clean(book, field, text)
    if not made:
        return
    found = status_of(made)
    if found:
        of(book).status = found
    if not found or fold(made) in HELD:
        shelves(book, field, [made])


def day(book: Book, field: str, text: str, order: str = "") -> str:
    """A date of the owner's as ISO; one that cannot be read is a warning and an extra field, and gives ""."""
    if not text.strip(" 0-/:T"):
        return ""  # "0000-00-00" is how some apps say that there is none
    made = date_of(text, order)
    if not made:
        reason = f"{shorten(text.strip())!r} is not a date, or its order is not known"
        book.warnings.append(Warning(field, reason, "kept as a field, not as a date"))
        plain.leftover(book, field, text)
    return made


def read(book: Book, started: str, finished: str) -> None:
    """One reading by its ISO dates, either of which may be ""; each once."""
    found = of(book).dates
    if (started or finished) and (started, finished) not in found and len(found) < MOST_DATES:
        found.append((started, finished))


def added(book: Book, field: str, text: str, order: str = "") -> None:
    """The day on which the book came into the list."""
    if made := day(book, field, text, order):
        of(book).added = made


def rating(book: Book, field: str, text: str, most: float = 5) -> None:
    """The owner's stars; 0 and nothing are no rating."""
    made = text.strip()
    if not made or not made.strip("0.,/ "):
        return
    found = quarters(made, most)
    if found is None:
        reason = f"{shorten(made)!r} is not a rating of up to {most:g}"
        book.warnings.append(Warning(field, reason, "kept as a field, not as a rating"))
        plain.leftover(book, field, text)
    else:
        of(book).rating = found


def _put(book: Book, field: str, target: list[str], found: Iterable[str]) -> None:
    known = {word.casefold() for word in target}
    for word in found:
        made = plain.clean(book, field, word)
        if made and made.casefold() not in known and len(target) < MOST_WORDS:
            known.add(made.casefold())
            target.append(made)


def shelves(book: Book, field: str, found: Iterable[str]) -> None:
    """The owner's shelves besides the status; each once."""
    _put(book, field, of(book).shelves, found)


def tags(book: Book, field: str, found: Iterable[str]) -> None:
    """The owner's tags; each once."""
    _put(book, field, of(book).tags, found)


def paragraphs(book: Book, field: str, text: str) -> str:
    """A text of the owner's, plain or in simple HTML, as plain text: a paragraph a line."""
    found = (plain.clean(book, field, part, plain.LONG) for part in texts.paragraphs(text[: plain.LONG * 2]))
    return "\n".join(part for part in found if part)


def review(book: Book, field: str, text: str, heading: str = "") -> None:
    """The owner's review, its heading first; one that is marked up as a spoiler says so. A second review follows the first."""
    made = "\n".join(part for part in (plain.clean(book, field, heading), paragraphs(book, field, text)) if part)
    if made:
        own = of(book)
        own.review = "\n".join(part for part in (own.review, made) if part)
        own.spoiler = own.spoiler or "<spoiler" in text.casefold()


def private(book: Book, field: str, text: str) -> None:
    """What the owner kept to themselves; several notes follow each other."""
    made = paragraphs(book, field, text)
    if made:
        own = of(book)
        own.private = "\n".join(part for part in (own.private, made) if part)


def owned(book: Book, field: str, text: str) -> None:
    """How many copies the owner has: a number, or yes or no."""
    made = characters.clean(text, 40)[0].partition(".")[0]
    if not made:
        return
    said = yes(made)
    if made.isascii() and made.isdecimal():
        of(book).owned = int(made[:6])
    elif said is not None:
        of(book).owned = int(said)
    else:
        book.warnings.append(Warning(field, f"{shorten(made)!r} is no number of copies", "kept as a field"))
        plain.leftover(book, field, text)
