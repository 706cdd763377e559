"""The interface's own words in the site's language, by gettext catalogs (`shelflist/locale/`), and its numbers and dates by CLDR.

The text in the code is the English message itself. `shelflist.pot` and the catalogs are made and renewed with
`make words` (Babel); a test holds them complete. A page is made, and its template rendered, inside `speaking(language)`:
the planner and the renderer open it, each for one page, so that no function below has to hand a language on. Titles, names
and texts of records are not the interface's: they stay as they are, with their own `lang`.

What a template says is put in when it is compiled (`render.Said`), so that a language costs no time on any page.
"""

import gettext as catalogs
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date as _Day
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

FOLDER = Path(__file__).resolve().parent / "locale"
DOMAIN = "shelflist"

_ENGLISH = catalogs.NullTranslations()
_CLDR = {"en": "en_GB"}
"""Language → the locale whose dates it uses, where it is not the one CLDR takes by itself: "31 May 2024"."""
_LONG_THOUSANDS = frozenset({"es", "pt", "pl"})
"""Languages that set no separator into four figures (CLDR: minimum grouping digits 2)."""


@lru_cache(maxsize=16)
def catalog(language: str) -> catalogs.NullTranslations:
    """The catalog of a language ("it", or "it-CH" → "it"); English, which is in the code, where there is none."""
    for code in (language.replace("-", "_"), language.partition("-")[0]):
        file = FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if file.is_file():
            with file.open("rb") as opened:
                return catalogs.GNUTranslations(opened)
    return _ENGLISH


def available() -> list[str]:
    """Languages of the interface, English first."""
    return ["en", *sorted(file.parent.parent.name for file in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))]


def translated(language: str) -> bool:
    """Whether the interface speaks a language ("it", and so "it-CH")."""
    return language.partition("-")[0] in available()


@lru_cache(maxsize=64)
def autonym(language: str) -> str:
    """A language's own name for itself: "it" → "Italiano"."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language.replace("-", "_")).get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]


_speaking: ContextVar[tuple[str, catalogs.NullTranslations]] = ContextVar("speaking", default=("en", _ENGLISH))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Whatever is said inside is said in this language."""
    token = _speaking.set((language, catalog(language)))
    try:
        yield
    finally:
        _speaking.reset(token)


def language() -> str:
    """The language that is being spoken."""
    return _speaking.get()[0]


def gettext(message: str) -> str:
    """A message in the language that is being spoken; use it as `_`."""
    return _speaking.get()[1].gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """A message for a number: `ngettext("%(n)s book", "%(n)s books", n) % {"n": figure(n)}`; `counted` does both."""
    return _speaking.get()[1].ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """A message that English says in one way and others in two, told apart by a context."""
    return _speaking.get()[1].pgettext(context, message)


def later(message: str) -> str:
    """Marks a message of a table: it is said where it is used, with `gettext`."""
    return message


def sign(mark: str) -> str:
    """A colon or semicolon after what is not a message: French sets a narrow space before it."""
    return f"\u202f{mark}" if language().partition("-")[0] == "fr" else mark


def counted(one: str, many: str, number: int) -> str:
    """A number beside its noun: `counted("%(n)s book", "%(n)s books", 1204)` → "1,204 books"."""
    return ngettext(one, many, number) % {"n": figure(number)}


@lru_cache(maxsize=16)
def _thousands(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language.replace("-", "_")).number_symbols["latn"]["group"])
    except (UnknownLocaleError, ValueError, KeyError):
        return ","


def figure(number: int) -> str:
    """A whole number with its thousands set apart: 1204 → "1,204" in English, "1.204" in Italian."""
    if number < 1000:
        return str(number)
    spoken = language()
    if number < 10_000 and spoken.partition("-")[0] in _LONG_THOUSANDS:
        return str(number)
    return f"{number:,}".replace(",", _thousands(spoken))


def _first(said: str, language: str) -> str:
    """A date as French says the first of a month, which CLDR does not: "1er octobre"."""
    return "1er" + said[1:] if said.startswith("1 ") and language.partition("-")[0] == "fr" else said


@lru_cache(maxsize=8192)
def _date(text: str, language: str) -> str:
    from datetime import date as day

    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    parts = [int(part) for part in text.split("-")]
    try:
        locale = Locale.parse(_CLDR.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    if len(parts) == 3:
        return _first(str(format_date(day(parts[0], parts[1], parts[2]), "long", locale=locale)), language)
    return str(format_skeleton("yMMMM", day(parts[0], parts[1], 1), locale=locale))


def date(text: str) -> str:
    """An ISO date, however partial, in words: "2024-05-31" → "31 May 2024", "2024-05" → "May 2024", "2024" as it is."""
    parts = text.split("-")
    try:
        return _date(text, language()) if len(parts) in (2, 3) and int(parts[0]) else parts[0]
    except ValueError:
        return parts[0]


# --- lists, months, days --------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale":
    """CLDR's data of a language; those of English where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_CLDR.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def listed(items: Sequence[str]) -> str:
    """Things in a sentence: "a, b and c"."""
    from babel.lists import format_list

    return str(format_list(items, locale=_locale(language()))) if len(items) > 1 else "".join(items)


@lru_cache(maxsize=512)
def _month(number: int, short: bool, language: str) -> str:
    from babel.dates import get_month_names

    # Britain's "Sept" is the only short month of four letters.
    locale = "en" if short and language.partition("-")[0] == "en" else _locale(language)
    return str(get_month_names("abbreviated" if short else "wide", "stand-alone", locale=locale)[number])


def month(number: int, *, short: bool = False) -> str:
    """The name of a month that stands alone, from 1: "January", short "Jan"."""
    return _month(number, short, language())


@lru_cache(maxsize=128)
def _weekday(number: int, language: str) -> str:
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", locale=_locale(language))[number])


def weekday(number: int) -> str:
    """The name of a day of the week that stands alone, from 0: "Monday"."""
    return _weekday(number, language())


@lru_cache(maxsize=2048)
def _day(day: _Day, language: str) -> str:
    from babel.dates import format_skeleton

    return _first(str(format_skeleton("MMMMd", day, locale=_locale(language))), language)


def day_of_month(day: _Day) -> str:
    """A day without its year: "12 October"."""
    return _day(day, language())


def forms(one: str, many: str) -> list[str]:
    """Both forms of a message for a number, for a script that chooses between them."""
    return [ngettext(one, many, 1), ngettext(one, many, 2)]
