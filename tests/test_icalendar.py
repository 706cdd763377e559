"""Calendar files: what is written parses back, by a small parser of our own after the text of RFC 5545."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist import icalendar
from shelflist.icalendar import Event

Component = list[tuple[str, str, str]]


def parsed(data: bytes) -> tuple[Component, list[Component]]:
    """(the calendar's own lines, its events'), each line as name, parameters and value. Asserts the grammar of §3.1."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in raw)
    assert all(line.decode("utf-8") or True for line in raw), "no character is cut in two"
    own: Component = []
    events: list[Component] = []
    current = own
    for line in re.sub(rb"\r\n[ \t]", b"", data)[:-2].decode().split("\r\n"):
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", line, re.DOTALL)
        assert match, line
        if line == "BEGIN:VEVENT":
            events.append([])
            current = events[-1]
        elif line == "END:VEVENT":
            current = own
        else:
            current.append((match[1], match[2], match[3]))
    return own, events


def read(value: str) -> str:
    """A TEXT value without its escapes (§3.3.11); one that is not escaped as it should be is an error."""
    assert re.fullmatch(r"(?:[^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n;,\\:\"' é漢😀"), max_size=200)
EVENTS = st.builds(
    Event, TEXTS, st.dates(date(1900, 1, 1), date(2200, 1, 1)), TEXTS, st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)), TEXTS, TEXTS
)  # fmt: skip


@given(
    st.text(max_size=80).filter(lambda t: not re.search("[\ud800-\udfff\x00-\x09\x0b-\x1f\x7f]", t)),
    st.lists(EVENTS, max_size=4),
)
def test_what_is_written_parses_back(name: str, events: list[Event]) -> None:
    own, found = parsed(icalendar.calendar(name, events).encode())
    values = {key: value for key, _, value in own}
    assert [key for key, _, _ in own][:2] == ["BEGIN", "VERSION"]
    assert own[-1] == ("END", "", "VCALENDAR")
    assert read(values["X-WR-CALNAME"]) == read(values["NAME"]) == name
    assert len(found) == len(events)
    for event, lines in zip(events, found, strict=True):
        told = {key: value for key, _, value in lines}
        assert len(told) == len(lines), "no property twice"
        assert [read(told[key]) for key in ("UID", "SUMMARY")] == [event.uid, event.summary]
        assert read(told.get("DESCRIPTION", "")) == event.description
        assert read(told.get("CATEGORIES", "")) == event.category
        assert ("DTSTART", ";VALUE=DATE", f"{event.first:%Y%m%d}") in lines
        assert told["DTSTAMP"] == f"{event.first:%Y%m%d}T000000Z"
        assert ("DTEND" in told) == bool(event.last and event.last > event.first)
        assert told.get("DTEND", "99999999") > told["DTSTART"]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("a;b,c\\d\ne", "a\\;b\\,c\\\\d\\ne"),
        ("a\r\nb\rc", "a\\nb\\nc"),
        ("bell\x07 and \x7f\ud800", "bell and "),
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
        ("a\nEND:VCALENDAR", "a\\nEND:VCALENDAR"),
    ],
)
def test_texts(given: str, written: str) -> None:
    assert icalendar.text(given) == written


def test_folding_counts_octets_and_cuts_no_character() -> None:
    assert icalendar.folded("x" * 75) == "x" * 75 + "\r\n"
    assert icalendar.folded("x" * 76) == "x" * 75 + "\r\n x\r\n"
    assert icalendar.folded("x" * 74 + "é") == "x" * 74 + "\r\n é\r\n"


def test_a_day_and_several() -> None:
    one = Event("u@x", date(2026, 12, 31), "Read", date(2027, 1, 2))
    made = icalendar.calendar("List", [one])
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270103\r\n" in made
