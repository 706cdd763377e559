"""Reading lists, their plans and calendar files, as a site publishes them."""

import re
from datetime import date
from pathlib import Path

import pytest

from shelflist import check
from shelflist.pages import assigned
from shelflist.report import Report
from tests.test_icalendar import parsed, read
from tests.tools import built, make_site, marc, settings, tree

TOML = """[site]
title = "Salt"
[reading]
hours_a_day = 1
days_off = ["sunday"]
"""
LIST = """---
title: Salt in three weeks
course: Trade 101
teacher: Ada Neri <script>
start: 2026-10-05
---

What salt did.

## Week 1: Roads

Come *early*; bring <b>salt</b>.

- [salt-oliva] essential; ch. 1, pp. 41-67; by 2026-10-07; with "maps"; and ink
- [9788899991029] recommended

## Week 2: Money

- [three] further
- [nowhere] essential; 30 min

## Week 3 (2026-10-20)

- [salt-oliva] recommended; pp. 1-60
"""


def pages(number: str) -> tuple[str, str, list[tuple[str, str]]]:
    return "300", "  ", [("a", number)]


FILES: dict[str, str | bytes] = {
    "content/records/a.mrc": b"".join(
        [
            marc("Salt", "Oliva, Rina", "one", [pages("200 p.")]),
            marc("Mills", "Neri, Ugo", "two", [("020", "  ", [("a", "9788899991029")]), pages("100 p."), ("082", "04", [("a", "621.2")])]),
            marc("Wind", "Neri, Ugo", "three"),
            marc("Boats", "Neri, Ugo", "four"),
        ]
    ),
    "content/lists/course.md": LIST,
    "content/books/boats.md": "---\nrecord: four\nlists: [course]\n---\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    return built(make_site(tmp_path_factory.mktemp("site"), FILES, TOML))


def html(made: tuple[Report, Path], path: str) -> str:
    return (made[1] / path / "index.html").read_text(encoding="utf-8")


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("<main") : page.index("</main")]).split())


def test_the_list(made: tuple[Report, Path]) -> None:
    page = html(made, "lists/course")
    shown = text(page)
    assert '<h1 dir="auto">Salt in three weeks</h1>' in page
    assert "Trade 101" in shown
    assert "Ada Neri &lt;script&gt;" in page
    assert (
        "5 items: 2 essential, 2 recommended, 1 further; about 5 hours at 40 pages an hour; the length of 1 is not known."
        in shown
    )
    assert re.findall(r'<h2 id="([^"]*)"[^>]*>([^<]*)</h2>', page) == [
        ("sections", "Sections"), ("week-1-roads", "Week 1: Roads"), ("week-2-money", "Week 2: Money"), ("week-3", "Week 3"), ("books", "Also on this list"),
    ]  # fmt: skip
    assert "<p>Come <em>early</em>; bring &lt;b&gt;salt&lt;/b&gt;.</p>" in page
    assert "Essential Salt Oliva, Rina ch. 1, pp. 41–67 , 27 pages, 40 min; by 7 October 2026" in shown
    assert "with &quot;maps&quot;; and ink" in page or "with &#34;maps&#34;; and ink" in page
    assert "Mills Neri, Ugo 100 pages, 2½ h 621.2" in shown
    assert "Wind Neri, Ugo length not known" in shown
    assert '<span dir="auto">nowhere</span><p class="what">30 min</p>' in page
    assert "5–11 October 2026" in shown
    assert 'href="#week-2-money"' in page


def test_books_that_only_name_the_list_stand_below(made: tuple[Report, Path]) -> None:
    page = html(made, "lists/course")
    assert "Boats" in page[page.index('id="books"') :]


def test_the_essential_readings_alone(made: tuple[Report, Path]) -> None:
    page = html(made, "lists/course/essential")
    assert re.findall(r'<span class="status ([a-z]+)"', page) == ["essential", "essential"]
    assert "Come <em>" not in page
    assert "2 items, all essential; about 1 hour" in text(page)
    assert "Essential – Lists" in page.replace("Salt in three weeks, Essential", "Essential")


def test_books_name_their_lists(made: tuple[Report, Path]) -> None:
    shown = text(html(made, "books/salt-oliva"))
    assert "On reading lists Salt in three weeks Week 1: Roads, essential, ch. 1, pp. 41–67" in shown
    assert "Salt in three weeks Week 3, recommended, pp. 1–60" in shown
    assert re.search("On reading lists Salt in three weeks (?!Week)", text(html(made, "books/boats-neri")))


def test_what_names_no_book_is_a_warning(made: tuple[Report, Path]) -> None:
    told = [(w.file, w.field, w.reason) for w in made[0].warnings]
    assert told == [("content/lists/course.md", "line 20", "no book has the slug, record id or ISBN 'nowhere'")]


def test_check_says_the_same_as_the_build(made: tuple[Report, Path]) -> None:
    told = [line for line in check.check(settings(made[1].parent)).warnings if "nowhere" in line]
    assert told == [
        "content/lists/course.md: line 20: no book has the slug, record id or ISBN 'nowhere', it stays in the list as text"
    ]


def test_the_plan(made: tuple[Report, Path]) -> None:
    shown = text(html(made, "lists/course/plan"))
    assert "1 h a day at 40 pages an hour: 40 pages a day." in shown
    assert "Days off: Sunday." in shown
    assert "Length not known" in shown
    assert "Monday 5 October Salt : ch. 1, pp. 41–67, 27 pages, 40 min Mills : pages 1–13 of 100" in shown
    assert "Tuesday 6 October Mills : pages 14–53 of 100" in shown
    assert "Monday 12 October Wind : length not known: allow for it yourself nowhere : all of it, 30 min" in shown
    assert "Monday 19 October Salt : pp. 1–40 (of pp. 1–60)" in shown
    assert "Later than their date" not in shown


def test_the_files_of_dates_and_of_the_plan(made: tuple[Report, Path]) -> None:
    own, events = parsed((made[1] / "lists/course/dates.ics").read_bytes())
    assert ("X-WR-CALNAME", "", "Salt in three weeks") in own
    found = [{key: read(value) for key, _, value in event} for event in events]
    assert [(e["DTSTART"], e["SUMMARY"]) for e in found] == [
        ("20261007", "Read by today: Salt, ch. 1, pp. 41–67"),
        ("20261020", "Read by today: Salt, pp. 1–60"),
    ]
    assert [e["UID"] for e in found] == [
        "due.salt-oliva.1.course@salt.shelflist",
        "due.salt-oliva.2.course@salt.shelflist",
    ]
    assert found[0]["DESCRIPTION"] == 'Oliva, Rina\n27 pages, 40 min\nwith "maps"; and ink'
    _, events = parsed((made[1] / "lists/course/plan/plan.ics").read_bytes())
    days = [next(value for key, _, value in event if key == "DTSTART") for event in events]
    assert days == sorted(set(days))
    assert days[0] == "20261005"


@pytest.mark.parametrize(
    ("minutes", "about", "exact"),
    [(1, "5 min", "5 min"), (40, "40 min", "40 min"), (59, "1 h", "1 h"), (75, "1 h", "1 h 15 min"), (78, "1½ h", "1 h 20 min"), (599, "10 h", "10 h"), (3480, "58 h", "58 h")],
)  # fmt: skip
def test_times_in_words(minutes: int, about: str, exact: str) -> None:
    assert (assigned.duration(minutes), assigned.exact(minutes)) == (about, exact)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-10-05", "2026-10-11", "5–11 October 2026"),
        ("2026-10-26", "2026-11-01", "26 October to 1 November 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027"),
        ("2026-10-05", "2026-10-05", "5 October 2026"),
    ],
)
def test_spans_of_days_in_words(first: str, last: str, words: str) -> None:
    assert assigned.days(date.fromisoformat(first), date.fromisoformat(last)) == words


def test_late_readings_are_told(tmp_path: Path) -> None:
    files = {**FILES, "content/lists/course.md": LIST.replace("by 2026-10-07", "by 2026-10-04")}
    _, out = built(make_site(tmp_path, files, TOML))
    page = text((out / "lists/course/plan/index.html").read_text())
    assert "Later than their date Salt , ch. 1, pp. 41–67: read by 5 October 2026, 1 day after 4 October 2026" in page


def test_a_list_without_a_start_has_no_plan_and_one_without_dates_no_file(tmp_path: Path) -> None:
    files = {**FILES, "content/lists/course.md": "- [salt-oliva] essential\n- [three]\n"}
    _, out = built(make_site(tmp_path, files, TOML))
    found = sorted(path for path in tree(out / "lists/course") if path.endswith((".html", ".ics")))
    assert found == ["essential/index.html", "index.html"]


def test_long_lists_are_cut_into_pages_and_sections_go_on(tmp_path: Path) -> None:
    rows = "".join(f"- [salt-oliva] essential; pp. {n}-{n + 9}\n" for n in range(1, 15))
    files = {**FILES, "content/lists/course.md": f"## One\n\nText.\n\n{rows}\n## Two\n\n- [three]\n"}
    _, out = built(make_site(tmp_path, files, '[site]\ntitle = "Salt"\n[build]\npage_size = 10\n'))
    first, second = ((out / f"lists/course/{n}index.html").read_text() for n in ("", "2/"))
    assert first.count('<span class="status') == 10
    assert 'href="../../lists/course/2/#two"' in first
    assert '<h2 id="one" dir="auto">One (continued)</h2>' in second
    assert '<ol start="11">' in second
    assert "Text." not in second
    assert (out / "lists/course/essential/2/index.html").is_file()


def test_a_list_named_by_title_or_by_file_is_one(tmp_path: Path) -> None:
    note = "---\nrecord: three\nlists: [Salt in three weeks]\n---\n"
    _, out = built(make_site(tmp_path, {**FILES, "content/books/wind.md": note}, TOML))
    assert sorted(p.name for p in (out / "lists").iterdir()) == ["course", "index.html"]


def test_a_changed_list_changes_its_pages_and_no_others(tmp_path: Path) -> None:
    folder = make_site(tmp_path, FILES, TOML)
    built(folder)
    (folder / "content/lists/course.md").write_text(LIST.replace("Come *early*", "Come late"))
    report, out = built(folder)
    assert "Come late" in (out / "lists/course/index.html").read_text()
    assert report.pages.written < 8
