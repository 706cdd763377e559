"""Calendar files (iCalendar, RFC 5545) of whole days: what calendar programs and telephones take in.

Lines end in CRLF and are folded at 75 octets, never inside a character (§3.1); text is escaped (§3.3.11). An event of
a whole day has a DATE, and one of several days the day after the last as its end (§3.6.1); it leaves the day free
(TRANSP, §3.8.2.7). DTSTAMP has to be there (§3.8.7.2): it is the event's own day, since a file that told the time of
its making would change with every build. NAME is RFC 7986 §5.1, X-WR-CALNAME what programs knew before it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

WIDTH = 75
"""Octets of a line, without its end."""

PRODUCT = "-//Shelflist//Reading lists//EN"

_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


class Event(msgspec.Struct, frozen=True):
    """Something on a day, or on several: `uid` is the same whenever the file is made again (§3.8.4.7)."""

    uid: str
    first: date
    summary: str
    last: date | None = None
    description: str = ""
    category: str = ""


def text(value: str) -> str:
    """A text as a value of type TEXT: without control characters, its lines as `\\n`."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(c for c in value if c == "\n" or (ord(c) >= 32 and ord(c) != 127 and not 0xD800 <= ord(c) < 0xE000))
    for mark, escaped in _ESCAPES:
        value = value.replace(mark, escaped)
    return value


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets; each after the first begins with a space."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > WIDTH:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _lines(event: Event) -> list[str]:
    found = [
        "BEGIN:VEVENT",
        f"UID:{text(event.uid)}",
        f"DTSTAMP:{event.first:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
    ]
    if event.last and event.last > event.first:
        found.append(f"DTEND;VALUE=DATE:{event.last + timedelta(1):%Y%m%d}")
    found.append(f"SUMMARY:{text(event.summary)}")
    if event.description:
        found.append(f"DESCRIPTION:{text(event.description)}")
    if event.category:
        found.append(f"CATEGORIES:{text(event.category)}")
    return [*found, "TRANSP:TRANSPARENT", "END:VEVENT"]


def calendar(name: str, events: Sequence[Event]) -> str:
    """A calendar file of these events, in their order. A calendar has one at least (§3.6)."""
    named = text(name)
    found = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"NAME:{named}", f"X-WR-CALNAME:{named}"]  # fmt: skip
    for event in events:
        found += _lines(event)
    return "".join([folded(line) for line in [*found, "END:VCALENDAR"]])
