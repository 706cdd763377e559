"""site.toml, typed: every setting, what it may be, and a message for each that is wrong.

The tables below are the documentation's source as well: `docs/settings.md` is compared with them by a test.
A site folder needs no more than a site.toml with `[site]` and `title`; everything else has a default.
"""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from shelflist import wording
from shelflist.errors import BadSettings

ENGINE_ROOT = Path(__file__).resolve().parent.parent


class Site(msgspec.Struct, frozen=True):
    """What the pages say of the site as a whole."""

    title: str
    description: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ()
    owner: str = ""
    base_url: str = ""
    licence: str = ""


class Translation(msgspec.Struct, frozen=True):
    """`[[translations]]`: what the pages in another of the site's languages say of the site; "" is as in `[site]`."""

    language: str
    title: str = ""
    description: str = ""
    owner: str = ""
    licence: str = ""


class Build(msgspec.Struct, frozen=True):
    """How the site is made."""

    out: str = "public"
    search: bool = True
    recent: int = 12
    page_size: int = 100
    visitor_log: bool = True
    feeds: str = "site and lists"
    downloads: str = "auto"
    offline: bool | str = False
    view_transitions: bool = False
    prefetch: bool = False
    file_links: bool = False


class SourceRule(msgspec.Struct, frozen=True):
    """`[[sources]]`: which reader a file of content/records/ has, where its content is not to decide.

    `columns` (`[sources.columns]`) are a table's own columns with the fields that they hold.
    """

    file: str
    format: str = ""
    columns: dict[str, str] = {}


class MergeRule(msgspec.Struct, frozen=True):
    """`[[merging]]`: records that are one book (`same`), or `books` that are not (`merge = false`), by id or ISBN."""

    same: tuple[str, ...] = ()
    books: tuple[str, ...] = ()
    merge: bool = True


class Personal(msgspec.Struct, frozen=True):
    """`[personal]`: which kinds of personal data of a reading tracker's export are published."""

    publish: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """`[reading]`: how long readings take, and on which days they are done; `pages_a_day` 0: `hours_a_day` counts."""

    pages_an_hour: int = 40
    hours_a_day: float = 2
    pages_a_day: int = 0
    days_off: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True):
    """One site's settings, with the folders they imply. `root` is the folder of site.toml."""

    root: Path
    site: Site
    build: Build
    sources: tuple[SourceRule, ...] = ()
    merging: tuple[MergeRule, ...] = ()
    personal: Personal = Personal()
    reading: Reading = Reading()
    translations: tuple[Translation, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pages: the first one's stand at the site's root, each other's in a folder of its own."""
        return self.site.languages or (self.site.language,)

    def spoken(self, language: str) -> Site:
        """What the pages in one of the site's languages say of it."""
        found = next((one for one in self.translations if one.language == language), Translation(language))
        given = {name: value for name, value in msgspec.structs.asdict(found).items() if value}
        return msgspec.structs.replace(self.site, **given)

    @property
    def allowed(self) -> frozenset[str]:
        """The kinds of personal data that may be published."""
        return frozenset(self.personal.publish)

    @property
    def content(self) -> Path:
        """The owner's folder."""
        return self.root / "content"

    @property
    def out(self) -> Path:
        """Where the site is published."""
        return self.root / self.build.out

    @property
    def state(self) -> Path:
        """What earlier builds remembered: may be thrown away at any time."""
        return self.root / ".shelflist"

    def folders(self, name: str) -> list[Path]:
        """The folders of `templates` or `static`: the site's own before the shipped one, each once."""
        own, shipped = self.root / name, ENGINE_ROOT / name
        return [shipped] if own.resolve() == shipped.resolve() else [own, shipped]


class Rule(NamedTuple):
    """One setting: what is expected (in words, for the message), and whether a value is that."""

    expected: str
    test: Callable[[Any], bool]
    about: str
    required: bool = False


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _number(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _address(value: Any) -> bool:
    return isinstance(value, str) and (value == "" or bool(re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", value)))


def _language(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", value))


def _languages(value: Any) -> bool:
    known = isinstance(value, list) and all(_language(v) and wording.translated(v) for v in value)
    return known and len(value) > 1 and len({v.lower() for v in value}) == len(value)


def _words(least: int) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, list) and len(value) >= least and all(isinstance(v, str) and v.strip() for v in value)
    )


def _columns(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(v, str) and v for v in value.values())


def _folder(value: Any) -> bool:
    return isinstance(value, str) and value.strip() not in ("", ".", "/") and "\0" not in value


def _hours(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0.25 <= value <= 16


def _days_off(value: Any) -> bool:
    free = [word.lower() if isinstance(word, str) else "" for word in value] if isinstance(value, list) else [""]
    return len(set(WEEKDAYS) - set(free)) > 0 and all(word in WEEKDAYS or _interval(word) for word in free)


def _interval(text: str) -> bool:
    """Whether this is a date, or two with a stroke between them of which the first comes first."""
    days = text.split("/")
    try:
        return len(days) <= 2 and date.fromisoformat(days[0]) <= date.fromisoformat(days[-1])
    except ValueError:
        return False


WEEKDAYS: tuple[str, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Names of days that may be free."""

PERSONAL: tuple[str, ...] = (
    "status", "dates", "rating", "review", "spoilers", "tags", "shelves", "owned", "private",
)  # fmt: skip
"""Kinds of personal data; none is published unless `[personal] publish` names it."""

RULES: dict[str, dict[str, Rule]] = {
    "site": {
        "title": Rule(
            "a text that is not empty",
            lambda v: isinstance(v, str) and bool(v.strip()),
            "The name of the site, on every page.",
            required=True,
        ),
        "description": Rule("a text", _text, "One or two sentences for the home page and the feed."),
        "language": Rule('a language code such as "en" or "it"', _language, "The language of the pages' own words."),
        "languages": Rule(
            "a list of two or more languages, each once, of " + ", ".join(wording.available()),
            _languages,
            "The languages of the pages, where there are several; the first is `language`.",
        ),
        "owner": Rule("a text", _text, "Who keeps the list: shown at the foot of each page."),
        "base_url": Rule(
            'an address such as "https://example.org/books" or ""',
            _address,
            "Where the site will stand. Needed only for canonical links, the site map and the feed.",
        ),
        "licence": Rule("a text", _text, "Under which terms others may use the list."),
    },
    "build": {
        "out": Rule("the name of a folder", _folder, "Where the site is published, from the folder of site.toml."),
        "search": Rule("true or false", _truth, "Whether to make the search index."),
        "recent": Rule(
            "a number from 1 to 200",
            _number(1, 200),
            "How many books the home page and the feed call recent.",
        ),
        "page_size": Rule("a number from 10 to 1000", _number(10, 1000), "How many books a page of a long list holds."),
        "visitor_log": Rule(
            "true or false",
            _truth,
            "Whether visitors may keep a log of their own, in their browser.",
        ),
        "feeds": Rule(
            '"site and lists" or "all"',
            lambda v: v in ("site and lists", "all"),
            "Which pages have feeds: all subjects and people too?",
        ),
        "downloads": Rule(
            '"auto", "always" or "never"',
            lambda v: v in ("auto", "always", "never"),
            "Whether there are files of the whole list, and MODS beside each book's page.",
        ),
        "offline": Rule(
            'true, false or "remove"',
            lambda v: isinstance(v, bool) or v == "remove",
            "Whether the site can be installed and read without a network.",
        ),
        "view_transitions": Rule("true or false", _truth, "Whether pages fade into each other."),
        "prefetch": Rule("true or false", _truth, "Whether a link that is pointed at is fetched ahead."),
        "file_links": Rule("true or false", _truth, "Whether links name the file of a page, to be read from a disk."),
    },
    "translations": {
        "language": Rule(
            "one of site.languages but the first", _language, "Which of the site's languages these are in.", True
        ),
        "title": Rule("a text", _text, "The name of the site in it."),
        "description": Rule("a text", _text, "Its description."),
        "owner": Rule("a text", _text, "Who keeps it."),
        "licence": Rule("a text", _text, "Its terms."),
    },
    "sources": {
        "file": Rule("a file name or pattern under content/records/", _folder, "Which files, as in `*.mrc`.", True),
        "format": Rule("the name of a format", _text, "The reader to use for them, by its name in `docs/formats.md`."),
        "columns": Rule(
            'a table: [sources.columns] with lines such as Titolo = "title"',
            _columns,
            "What the columns of a table hold, where their names do not say it.",
        ),
    },
    "merging": {
        "same": Rule("a list of two or more record ids or ISBNs", _words(2), "Records that are the same book."),
        "books": Rule("a list of two or more record ids or ISBNs", _words(2), "Books that stay apart: see `merge`."),
        "merge": Rule("false", lambda v: v is False, "With `books`: these are never one book."),
    },
    "personal": {
        "publish": Rule(
            "a list of " + ", ".join(PERSONAL),
            lambda v: isinstance(v, list) and all(isinstance(w, str) and w in PERSONAL for w in v),
            "What of your own reading, as exports of reading trackers hold it, the site may show.",
        ),
    },
    "reading": {
        "pages_an_hour": Rule("a number from 1 to 1000", _number(1, 1000), "How fast readings of a list are done."),
        "hours_a_day": Rule("a number of hours from 0.25 to 16", _hours, "How long a plan reads on a day."),
        "pages_a_day": Rule("a number from 1 to 2000", _number(1, 2000), "The same in pages, in place of hours."),
        "days_off": Rule(
            'a list such as ["saturday", "2026-12-24/2027-01-06"] that leaves a weekday to read',
            _days_off,
            "Weekdays, dates and spans of dates on which a plan does not read.",
        ),
    },
}


def _check(table: str, given: Any, formats: frozenset[str]) -> dict[str, Any]:
    """The table's values when each is as its rule expects; BadSettings names the first that is not."""
    if not isinstance(given, dict):
        raise BadSettings(table, given, f"a table: [{table}]")
    rules = RULES[table]
    for key, value in given.items():
        rule = rules.get(key)
        if rule is None:
            raise BadSettings(f"{table}.{key}", value, "one of the settings " + ", ".join(sorted(rules)))
        if not rule.test(value):
            raise BadSettings(f"{table}.{key}", value, rule.expected)
    for key, rule in rules.items():
        if rule.required and key not in given:
            raise BadSettings(f"{table}.{key}", None, rule.expected)
    if table == "sources" and given.get("format") not in (*formats, None):
        raise BadSettings("sources.format", given["format"], "one of " + ", ".join(sorted(formats)))
    if table == "sources" and not given.keys() & {"format", "columns"}:
        raise BadSettings("sources.format", None, RULES["sources"]["format"].expected + ", or [sources.columns]")
    if table == "merging" and ("same" in given) == ("books" in given):
        raise BadSettings("merging", given, "either same = [...], or books = [...] with merge = false")
    if table == "merging" and "books" in given and "merge" not in given:
        raise BadSettings("merging.merge", None, "false beside books")
    if table == "reading" and "hours_a_day" in given and "pages_a_day" in given:
        raise BadSettings("reading", given, "either hours_a_day or pages_a_day")
    return given


def load(root: Path, formats: frozenset[str], base_url: str | None = None, out: str | None = None) -> Settings:
    """Settings of the site in `root`. Raises BadSettings: no file, not TOML, an unknown key or a wrong value."""
    file = root / "site.toml"
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadSettings(
            "site.toml", str(root), "a file site.toml in this folder; or name its folder with --site"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings("site.toml", str(error), "a readable file in UTF-8") from None
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: not TOML, or a number past all bounds
        raise BadSettings("site.toml", str(error), "TOML: https://toml.io") from None
    for table in given:
        if table not in RULES:
            raise BadSettings(table, given[table], "one of the tables " + ", ".join(sorted(RULES)))
    site = _check("site", given.get("site", {}), formats)
    build = _check("build", given.get("build", {}), formats)
    lists = {name: given.get(name, []) for name in ("sources", "merging", "translations")}
    for name, tables in lists.items():
        if not isinstance(tables, list):
            raise BadSettings(name, tables, f"a list of tables: [[{name}]]")
    personal = _check("personal", given.get("personal", {}), formats)
    if base_url is not None:
        _check("site", {**site, "base_url": base_url}, formats)
        site = {**site, "base_url": base_url}
    site = _spoken(site, lists["translations"])
    site = {**site, "base_url": site.get("base_url", "").rstrip("/")}
    if out is not None:
        build = {**build, "out": str(Path(out).absolute())}
    return Settings(
        root=root,
        site=Site(**site),
        build=Build(**build),
        sources=tuple(SourceRule(**_check("sources", rule, formats)) for rule in lists["sources"]),
        merging=tuple(
            msgspec.convert(_check("merging", rule, formats), MergeRule, strict=False) for rule in lists["merging"]
        ),
        personal=Personal(tuple(personal.get("publish", ()))),
        reading=msgspec.convert(_check("reading", given.get("reading", {}), formats), Reading),
        translations=tuple(Translation(**_check("translations", rule, formats)) for rule in lists["translations"]),
    )


def _spoken(site: dict[str, Any], translations: list[Any]) -> dict[str, Any]:
    """The settings of `[site]` with its language from its languages. Raises BadSettings: they do not agree."""
    languages = tuple(site.get("languages", ()))
    first = site.get("language", languages[0] if languages else "en")
    if languages and languages[0] != first:
        raise BadSettings("site.language", first, f"the first of site.languages, {languages[0]!r}; or leave it out")
    for rule in translations:
        if isinstance(rule, dict) and rule.get("language") not in languages[1:]:
            raise BadSettings("translations.language", rule.get("language"), "one of site.languages but the first")
    return {**site, "language": first, "languages": languages}
