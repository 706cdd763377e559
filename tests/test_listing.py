"""Reading lists as owners write them: front matter, sections, items, and what is said of mistakes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist import listing
from shelflist.catalogue.lists import Item, OwnList
from shelflist.errors import BadSource
from shelflist.model import Warning


def read(text: str) -> tuple[OwnList, list[str]]:
    told: list[tuple[int, Warning]] = []
    made = listing.read(text.encode(), "content/lists/a-list.md", told)
    return made, [f"{line}: {w.field} {w.reason}".replace(":  ", ": ") for line, w in told]


def item(entry: str) -> Item:
    return read(f"## Week\n\n- {entry}\n")[0].items()[0]


ITEMS: list[tuple[str, dict[str, object]]] = [
    ("[salt]", {"words": ["salt"]}),
    ("[salt] essential", {"importance": "essential"}),
    ("[salt] Required; ch. 3, pp. 41-67; by 2026-10-05; bring it", {"importance": "essential", "reads": "ch. 3, pp. 41–67", "pages": 27, "due": "2026-10-05", "note": "bring it"}),
    ("[salt]: optional", {"importance": "further"}),
    ("[salt]; weiterführend; S. 7-9; bis 2026-10-05", {"importance": "further", "reads": "S. 7–9", "pages": 3, "due": "2026-10-05"}),
    ("[salt] consigliato; cap. 2; entro il 2026-10-05", {"importance": "recommended", "reads": "cap. 2", "pages": 0, "due": "2026-10-05"}),
    ("[salt] pp. 1-9; essential; 2026-10-05", {"reads": "pp. 1–9", "importance": "essential", "due": "2026-10-05"}),
    ("[salt] 1.5 hours", {"minutes": 90}),
    ("[salt] about 90 min", {"minutes": 90}),
    ("[salt] 2½ h", {"minutes": 150}),
    ("[salt] introduction; chapters 2-4", {"reads": "introduction", "note": "chapters 2-4"}),
    ("[salt] read it twice; and aloud", {"note": "read it twice; and aloud"}),
    ("[salt] parts of it are dull", {"reads": "", "note": "parts of it are dull"}),
    ("[salt] section headings only", {"reads": "", "note": "section headings only"}),
    ("[salt] the introduction and ch. 2, pp. 30-31", {"reads": "the introduction and ch. 2, pp. 30–31", "pages": 2}),
    ("[salt] ch. iv", {"reads": "ch. iv"}),
    ("[salt] §§ 3-5", {"reads": "§§ 3–5"}),
    ("[salt] page after page of it", {"reads": "", "note": "page after page of it"}),
    ("[Salt]", {"words": ["Salt", "salt"], "text": "Salt"}),
    ("[978-88-99991-01-2] essential", {"words": ["9788899991012", "8899991014", "978-88-99991-01-2"]}),
    ("[Salt roads](../books/the-salt-roads.md) essential", {"words": ["the-salt-roads"], "text": "Salt roads", "importance": "essential"}),
    ("[Salt roads](../../books/the-salt-roads/)", {"words": ["the-salt-roads"]}),
    ("[UNINA9910814616903321] further", {"words": ["UNINA9910814616903321", "unina9910814616903321"]}),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "expected"), ITEMS)
def test_items(entry: str, expected: dict[str, object]) -> None:
    found = item(entry)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "entry",
    ["[ ] buy a notebook", "[x] done", "[Elsewhere](https://example.org/a) for more", "[mail](mailto:a@b.example)", "no brackets; essential", "![image](a.png)", "[salt]ed fish"],
)  # fmt: skip
def test_other_entries_are_the_owners_prose(entry: str) -> None:
    made, told = read(f"## Week\n\n- {entry}\n")
    assert (made.items(), told) == ([], [])
    assert entry in made.note


LIST = """\
---
title: Salt in six weeks
course: Trade 101
teacher: Ada Neri
term: Autumn
start: 2026-10-05
pace: 25
---

What salt did.

- [first] essential

## Week 1: Roads (2026-10-09)

Come *early*.

- a plain list
- of two

### Not a section

1. [salt] essential
   with its maps

2. A page of a newspaper; recommended; 20 min

After.

## Notes

No items here.

```
## Not a section
- [not-an-item]
```
"""


def test_a_whole_list() -> None:
    made, told = read(LIST)
    assert told == []
    assert (made.name, made.title, made.course, made.teacher, made.term, made.start, made.pace) == (
        "a-list", "Salt in six weeks", "Trade 101", "Ada Neri", "Autumn", "2026-10-05", 25,
    )  # fmt: skip
    assert made.note == "What salt did."
    first, week, notes = made.parts
    assert [one.words for one in first.items] == [["first"]]
    assert (week.title, week.day, week.week) == ("Week 1: Roads", "2026-10-09", 1)
    assert week.note == "Come *early*.\n\n- a plain list\n- of two\n\n### Not a section\n\nAfter."
    assert [(one.text, one.importance, one.minutes, one.note, one.line) for one in week.items] == [
        ("salt", "", 0, "essential with its maps", 23),
        ("A page of a newspaper", "recommended", 20, "", 26),
    ]
    assert notes.items == []
    assert "[not-an-item]" in notes.note


def test_a_list_without_items_is_an_introduction_as_before() -> None:
    made, _ = read("---\ntitle: Plain\n---\n\nOne.\n\n## Two\n\n- three\n")
    assert (made.title, made.note, made.parts) == ("Plain", "One.\n\n## Two\n\n- three", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntile: x\n---\n", "0: tile no such key; there are title, course, teacher, term, start, updated, pace"),
        ("---\nstart: 5 October\n---\n", "0: start '5 October' is not a date as 2026-10-05"),
        ("---\nstart: 9999-01-01\n---\n", "0: start '9999-01-01' is not a date as 2026-10-05"),
        ("---\npace: fast\n---\n", "0: pace 'fast' is not a number of pages an hour"),
        ("---\ncourse: [a, b]\n---\n", "0: course ['a', 'b'] is not a text"),
        ("- [a] by 2026-02-30\n", "1: '2026-02-30' is not a day as 2026-10-05"),
        ("- [a] a note; essential\n", "1: 'essential' stands after the note, or a second time: put it before"),
        ("- [a] a note; 90 min\n", "1: '90 min' stands after the note, or a second time: put it before"),
        ("- [a] essential; further\n", "1: 'further' stands after the note, or a second time: put it before"),
        ("## Week 2 (2026-13-01)\n\n- [a]\n", "1: '2026-13-01' is not a day as 2026-10-05"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, told: str) -> None:
    assert read(text)[1] == [told]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BadSource, match="UTF-8"):
        listing.read(b"\xff", "content/lists/a.md", [])


@pytest.mark.parametrize(
    "text",
    [
        "- a\n" * 60_000,
        "- [a]\n" * 40_000,
        "\n" * 250_000 + "- [a]\n",
        "## " + " " * 250_000 + "x\n",
        "- [a] " + ";" * 250_000,
        "- [a] pp. " + "1, " * 80_000,
        "- [a] p." + " p." * 80_000,
        "- [a]\n" + " b\n" * 80_000,
        "- [" * 80_000,
        "- [a](" + "../" * 80_000 + ")\n",
        "(" * 250_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < 4


PIECES = st.sampled_from(["- ", "[a]", "[a](b)", "## ", "Week 3", ";", "\n", "\n\n", "  ", "essential", "pp. 3-9", "by 2026-10-05", "```", "x", "1. ", "(2026-10-05)", "---"])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_is_a_list(text: str) -> None:
    try:
        made, _ = read(text.replace("\ud800", ""))
    except (BadSource, UnicodeEncodeError):
        return
    for one in made.items():
        assert one.importance in ("", "essential", "recommended", "further")
        assert "\n" not in one.note + one.text + one.reads
