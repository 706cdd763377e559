"""site.toml: every setting with a right value, and what is said of a wrong one."""

import subprocess
import sys
from pathlib import Path

import pytest

from shelflist.errors import BadSettings
from shelflist.readers import FORMATS
from shelflist.settings import ENGINE_ROOT, RULES, Settings, SourceRule, load
from tests.tools import ROOT, TOML, make_site

ALL = frozenset(FORMATS)


def read(folder: Path, toml: str | bytes) -> Settings:
    """The settings of a site with this site.toml."""
    (folder / "site.toml").write_bytes(toml.encode() if isinstance(toml, str) else toml)
    return load(folder, ALL)


def refused(folder: Path, toml: str | bytes) -> BadSettings:
    with pytest.raises(BadSettings) as caught:
        read(folder, toml)
    return caught.value


def set_to(name: str, value: str) -> str:
    """A site.toml with one setting, written as TOML; the others that are required have a value."""
    table, _, key = name.partition(".")
    if table == "sources":
        other = {"file": 'format = "marc21"', "format": 'file = "*.mrc"', "columns": 'file = "*.csv"'}[key]
        return f"{TOML}[[sources]]\n{other}\n{key} = {value}\n"
    if table == "translations":
        language = "" if key == "language" else 'language = "it"\n'
        return f'[site]\ntitle = "Test list"\nlanguages = ["en", "it"]\n[[translations]]\n{language}{key} = {value}\n'
    if table == "merging":
        other = {"same": "", "books": "merge = false", "merge": 'books = ["a", "b"]'}[key]
        return f"{TOML}[[merging]]\n{other}\n{key} = {value}\n"
    title = "" if name == "site.title" else 'title = "Test list"\n'
    return f"[site]\n{title}" + (f"{key} = {value}\n" if table == "site" else f"[{table}]\n{key} = {value}\n")


def value_of(found: Settings, name: str) -> object:
    table, _, key = name.partition(".")
    first = getattr(found, table)
    return getattr(first[0] if isinstance(first, tuple) else first, key)


RIGHT = [
    ("site.title", '"Un’isola — 島"', "Un’isola — 島"),
    ("site.description", '"Salt, wind."', "Salt, wind."),
    ("site.language", '"it"', "it"),
    ("site.language", '"pt-BR"', "pt-BR"),
    ("site.languages", '["en", "it"]', ("en", "it")),
    ("translations.language", '"it"', "it"),
    ("translations.title", '"Libri sul sale"', "Libri sul sale"),
    ("translations.description", '"Sale."', "Sale."),
    ("translations.owner", '"Rina Oliva"', "Rina Oliva"),
    ("translations.licence", '"CC0"', "CC0"),
    ("site.owner", '"Rina Oliva"', "Rina Oliva"),
    ("site.base_url", '"https://example.org/books"', "https://example.org/books"),
    ("site.base_url", '"https://example.org/books/"', "https://example.org/books"),
    ("site.base_url", '"http://localhost:8000"', "http://localhost:8000"),
    ("site.base_url", '""', ""),
    ("site.licence", '"CC0"', "CC0"),
    ("build.out", '"www"', "www"),
    ("build.search", "false", False),
    ("build.recent", "1", 1),
    ("build.recent", "200", 200),
    ("build.page_size", "10", 10),
    ("build.page_size", "1000", 1000),
    ("build.visitor_log", "false", False),
    ("build.feeds", '"all"', "all"),
    ("build.downloads", '"never"', "never"),
    ("build.offline", "true", True),
    ("build.offline", '"remove"', "remove"),
    ("build.view_transitions", "true", True),
    ("build.prefetch", "true", True),
    ("build.file_links", "true", True),
    ("sources.file", '"old/*.dat"', "old/*.dat"),
    ("sources.format", '"unimarc"', "unimarc"),
    ("sources.columns", '{ Titolo = "title" }', {"Titolo": "title"}),
    ("merging.same", '["a", "b", "c"]', ("a", "b", "c")),
    ("merging.books", '["a", "b"]', ("a", "b")),
    ("merging.merge", "false", False),
    ("personal.publish", '["status", "dates"]', ("status", "dates")),
    ("personal.publish", "[]", ()),
    ("reading.pages_an_hour", "25", 25),
    ("reading.hours_a_day", "1.5", 1.5),
    ("reading.hours_a_day", "3", 3),
    ("reading.pages_a_day", "30", 30),
    (
        "reading.days_off",
        '["Saturday", "2026-12-24/2027-01-06", "2026-11-01"]',
        ("Saturday", "2026-12-24/2027-01-06", "2026-11-01"),
    ),
    ("reading.days_off", "[]", ()),
]
WRONG = [
    ("site.title", '""'),
    ("site.title", '"  "'),
    ("site.title", "3"),
    ("site.description", "[]"),
    ("site.language", '"English"'),
    ("site.language", "false"),
    ("site.languages", '"en"'),
    ("site.languages", '["en"]'),
    ("site.languages", '["en", "en"]'),
    ("site.languages", '["en", "tlh"]'),
    ("translations.language", '"en"'),
    ("translations.language", '"de"'),
    ("translations.title", "1"),
    ("translations.description", "1"),
    ("translations.owner", "1"),
    ("translations.licence", "1"),
    ("site.owner", "1"),
    ("site.base_url", '"example.org"'),
    ("site.base_url", '"ftp://example.org"'),
    ("site.base_url", '"https://u:p@example.org"'),
    ("site.base_url", '"https://example.org/?q"'),
    ("site.base_url", '"javascript:alert(1)"'),
    ("site.licence", "2024-01-31"),
    ("build.out", '""'),
    ("build.feeds", '"some"'),
    ("build.downloads", "true"),
    ("build.out", '"."'),
    ("build.out", '"/"'),
    ("build.out", '"a\\u0000b"'),
    ("build.search", '"yes"'),
    ("build.search", "1"),
    ("build.recent", "0"),
    ("build.recent", "201"),
    ("build.recent", '"12"'),
    ("build.recent", "true"),
    ("build.recent", "1.5"),
    ("build.page_size", "9"),
    ("build.page_size", "1001"),
    ("build.visitor_log", '"no"'),
    ("build.offline", '"delete"'),
    ("build.offline", "1"),
    ("build.view_transitions", "0"),
    ("build.prefetch", '"moderate"'),
    ("build.file_links", '"yes"'),
    ("sources.file", '""'),
    ("sources.file", "1"),
    ("sources.format", '"marc"'),
    ("sources.format", "1"),
    ("sources.columns", "{}"),
    ("sources.columns", "{ a = 1 }"),
    ("merging.same", '["a"]'),
    ("merging.same", '["a", ""]'),
    ("merging.books", '"a"'),
    ("merging.merge", "true"),
    ("personal.publish", '["everything"]'),
    ("reading.pages_an_hour", "0"),
    ("reading.pages_an_hour", "12.5"),
    ("reading.hours_a_day", "0"),
    ("reading.hours_a_day", "17"),
    ("reading.hours_a_day", "nan"),
    ("reading.hours_a_day", "true"),
    ("reading.pages_a_day", "0"),
    ("reading.days_off", '"saturday"'),
    ("reading.days_off", '["sabato"]'),
    ("reading.days_off", "[6]"),
    ("reading.days_off", '["2027-01-06/2026-12-24"]'),
    ("reading.days_off", '["2026-02-30"]'),
    ("reading.days_off", '["2026-01-01/2026-01-02/2026-01-03"]'),
    ("reading.days_off", '["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]'),
    ("personal.publish", '"status"'),
]


@pytest.mark.parametrize(("name", "value", "expected"), RIGHT)
def test_right_values(tmp_path: Path, name: str, value: str, expected: object) -> None:
    assert value_of(read(tmp_path, set_to(name, value)), name) == expected


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_wrong_values_are_named(tmp_path: Path, name: str, value: str) -> None:
    error = refused(tmp_path, set_to(name, value))
    table, _, key = name.partition(".")
    assert error.key == name
    message = str(error)
    assert message.startswith(f"site.toml: {name} = ")
    assert f"expected {error.expected}" in message
    if name != "sources.format":
        assert error.expected == RULES[table][key].expected
    shown = value.strip('"')
    assert shown in message or repr(error.value)[:40] in message


def test_an_unknown_format_is_told_the_known_ones(tmp_path: Path) -> None:
    error = refused(tmp_path, set_to("sources.format", '"marc"'))
    assert all(name in error.expected for name in FORMATS)


def test_the_first_of_several_languages_is_the_site_s(tmp_path: Path) -> None:
    assert read(tmp_path, TOML + 'languages = ["it", "en"]\n').site.language == "it"
    error = refused(tmp_path, TOML + 'language = "en"\nlanguages = ["it", "en"]\n')
    assert error.key == "site.language"
    assert "'it'" in str(error)


def test_an_address_of_the_command_line_asks_for_no_languages(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(TOML)
    assert load(tmp_path, ALL, base_url="https://example.org/").site.base_url == "https://example.org"


def test_what_the_pages_say_in_another_language(tmp_path: Path) -> None:
    toml = TOML + 'owner = "R"\nlanguages = ["en", "it"]\n[[translations]]\nlanguage = "it"\ntitle = "Prova"\n'
    found = read(tmp_path, toml)
    assert found.languages == ("en", "it")
    assert (found.spoken("it").title, found.spoken("it").owner, found.spoken("it").language) == ("Prova", "R", "it")
    assert found.spoken("en") == found.site


@pytest.mark.parametrize("cases", [RIGHT, WRONG])
def test_every_setting_is_tried(cases: list[tuple[str, ...]]) -> None:
    assert {case[0] for case in cases} == {f"{table}.{key}" for table, rules in RULES.items() for key in rules}


@pytest.mark.parametrize(
    ("toml", "key", "words"),
    [
        pytest.param("", "site.title", "a text that is not empty", id="empty file"),
        pytest.param("[build]\nrecent = 3\n", "site.title", "a text that is not empty", id="no title"),
        pytest.param(TOML + 'titel = "x"\n', "site.titel", "title", id="unknown key"),
        pytest.param(TOML + "[bild]\n", "bild", "build, merging, personal, reading, site, sources, translations", id="unknown table"),
        pytest.param('title = "x"\n', "title", "build, merging, personal, reading, site, sources, translations", id="a key outside tables"),
        pytest.param('site = "x"\n', "site", "a table: [site]", id="a table that is none"),
        pytest.param(TOML + '[sources]\nfile = "a"\n', "sources", "[[sources]]", id="one bracket too few"),
        pytest.param("sources = [1]\n" + TOML, "sources", "a table", id="a list of no tables"),
        pytest.param(TOML + '[[sources]]\nfile = "a"\n', "sources.format", "the name of a format", id="no format"),
        pytest.param(TOML + '[[sources]]\nformat = "marc21"\n', "sources.file", "content/records/", id="no file"),
        pytest.param(TOML + "[[merging]]\n", "merging", "either same", id="a rule that says nothing"),
        pytest.param(TOML + '[[merging]]\nbooks = ["a", "b"]\n', "merging.merge", "false", id="books without merge"),
        pytest.param(TOML + "[merging]\n", "merging", "[[merging]]", id="one bracket too few for merging"),
        pytest.param(TOML + "[reading]\nhours_a_day = 1\npages_a_day = 9\n", "reading", "either hours", id="two measures"),
        pytest.param("[site\n", "site.toml", "TOML", id="not TOML"),
        pytest.param(b"[site]\ntitle = '\xe9'\n", "site.toml", "UTF-8", id="not UTF-8"),
        pytest.param(TOML + 'title = "again"\n', "site.toml", "TOML", id="a key twice (row 66)"),
        pytest.param(TOML + "[site]\n", "site.toml", "TOML", id="a table twice (row 66)"),
        pytest.param(TOML + "[build]\nrecent = nan\n", "build.recent", "from 1 to 200", id="NaN (row 67)"),
        pytest.param(TOML + "[build]\nrecent = 1e999\n", "build.recent", "from 1 to 200", id="1e999 (row 67)"),
        pytest.param(TOML + f"[build]\nrecent = {'9' * 400}\n", "build.recent", "from 1 to 200", id="400 digits (row 67)"),
        pytest.param(TOML + f"[build]\nrecent = {'9' * 5000}\n", "site.toml", "TOML", id="5,000 digits (row 67)"),
        pytest.param(f"a = {'[' * 100_000}", "site.toml", "TOML", id="nested 100,000 deep (row 68)"),
    ],
)  # fmt: skip
def test_wrong_files(tmp_path: Path, toml: str | bytes, key: str, words: str) -> None:
    error = refused(tmp_path, toml)
    assert error.key == key
    assert words in error.expected
    assert len(str(error)) < 400


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"expected a file site\.toml in this folder; or name its folder with --site"):
        load(tmp_path, ALL)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "site.toml").mkdir()
    with pytest.raises(BadSettings, match="readable file"):
        load(tmp_path, ALL)


def test_defaults(tmp_path: Path) -> None:
    found = read(tmp_path, b"\xef\xbb\xbf" + TOML.encode())
    assert (found.site.title, found.site.language, found.site.base_url) == ("Test list", "en", "")
    assert (found.build.out, found.build.search, found.build.recent, found.build.page_size) == ("public", True, 12, 100)
    assert found.sources == found.merging == found.personal.publish == ()
    assert found.content == tmp_path / "content"
    assert found.out == tmp_path / "public"
    assert found.state == tmp_path / ".shelflist"


def test_sources_keep_their_order(tmp_path: Path) -> None:
    text = TOML + "".join(f'[[sources]]\nfile = "{n}"\nformat = "marc21"\n' for n in "ba")
    assert read(tmp_path, text).sources == (SourceRule("b", "marc21"), SourceRule("a", "marc21"))


@pytest.mark.parametrize(
    ("base_url", "out", "expected"),
    [
        ("https://example.org/x/", None, ("https://example.org/x", "public")),
        ("", None, ("", "public")),
        (None, "/tmp/elsewhere", ("https://example.org", "/tmp/elsewhere")),
    ],
)
def test_the_command_line_overrides(
    tmp_path: Path, base_url: str | None, out: str | None, expected: tuple[str, str]
) -> None:
    make_site(tmp_path, {}, TOML + 'base_url = "https://example.org"\n')
    found = load(tmp_path, ALL, base_url, out)
    assert (found.site.base_url, found.build.out) == expected


def test_a_wrong_address_on_the_command_line(tmp_path: Path) -> None:
    make_site(tmp_path, {})
    with pytest.raises(BadSettings, match=r"site\.base_url = 'nowhere'"):
        load(tmp_path, ALL, "nowhere")


def test_own_templates_come_before_the_shipped_ones(tmp_path: Path) -> None:
    found = read(tmp_path, TOML)
    assert found.folders("templates") == [tmp_path / "templates", ENGINE_ROOT / "templates"]
    shipped = load(ENGINE_ROOT, ALL)
    assert shipped.folders("static") == [ENGINE_ROOT / "static"]


def test_wrong_settings_end_with_status_2(tmp_path: Path) -> None:
    make_site(tmp_path, {}, TOML + "[build]\nrecent = 0\n")
    run = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--site", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr == "site.toml: build.recent = 0: expected a number from 1 to 200\n"
    assert not (tmp_path / "public").exists()
