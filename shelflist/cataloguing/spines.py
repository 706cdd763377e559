"""The spine of a book as drawn on a shelf: thickness from its pages, height from its size, colour from its class.

Measures: book paper of 80 g/m² is about 0.1 mm a leaf, two pages, and boards and cover add 4 mm; a size is the height
in cm (RDA 2.5; ISBD area 5). They are drawn at a scale that keeps every spine a target of 24 by 24 pixels or more
(WCAG 2.2, 2.5.8). Colours keep white text at 5:1 or more (WCAG 1.4.3 asks 4.5:1) for every hue: `contrast` says so.
"""

import colorsys
import unicodedata
from functools import lru_cache

from shelflist.model import Struct

BOARDS, PAPER = 4.0, 0.05
"""Thickness in mm of the cover, and of a page."""

WIDE, TALL = 1.7, 1.0
"""Pixels a mm of thickness and of height: a shelf would be too thin to read at one scale."""

THINNEST, THICKEST, LOWEST, HIGHEST = 26, 84, 130, 320
"""Bounds in pixels."""

USUAL = (27, 230)
"""Thickness and height where the record says nothing: about 240 pages, 23 cm."""

TEXT, NUMBER = 12, 10
"""Sizes of the type: title and author, call number."""

EDGE = 8
"""Pixels that stay free at the head and the foot of a spine, and between its texts."""

TWO_LINES = 40
"""Thickness from which a spine has room for a second line."""

NARROW, BROAD = frozenset("iIjl.,:;'’|!()[]ft- /r"), frozenset("mwMW—…@%&")
"""Letters of a sans-serif type that are narrower or broader than others."""


class Spine(Struct):
    """A spine in pixels, the colour of its cloth, and its texts as they fit: the title, and on a spine that is thick
    enough a second line with the rest of the title, else the author."""

    width: int
    height: int
    hue: int
    light: int
    title: str
    second: str
    number: str


def thickness(pages: int) -> int:
    """Width of a spine in pixels from the number of pages; 0 pages means not known."""
    if pages < 1:
        return USUAL[0]
    return min(THICKEST, max(THINNEST, round((BOARDS + pages * PAPER) * WIDE)))


def height(millimetres: int) -> int:
    """Height of a spine in pixels from the book's height in mm; 0 means not known."""
    if millimetres < 1:
        return USUAL[1]
    return min(HIGHEST, max(LOWEST, round(millimetres * TALL)))


def colour(scheme: str, number: str) -> tuple[int, int]:
    """(hue 0–359, lightness in %) of a class: the main class gives the hue, the division shades it.

    Dewey's hundreds and UDC's digits stand 36° apart, LCC's letters 360/26°; books without a class are grey-brown.
    """
    first, second = number[:1], number[1:2]
    if scheme in ("ddc", "udc") and first.isascii() and first.isdigit():
        shade = int(second) if second.isascii() and second.isdigit() else 0
        return (205 + int(first) * 36 + shade * 3) % 360, 24 + shade % 5
    if scheme == "lcc" and "A" <= first <= "Z":
        shade = ord(second) - 65 if "A" <= second <= "Z" else 0
        return (205 + (ord(first) - 65) * 360 // 26 + shade // 3) % 360, 24 + shade % 5
    return 30, 24


SATURATION = 38
"""In %, of every cloth."""


def contrast(hue: int, light: int) -> float:
    """How white text stands against a cloth (WCAG 2.2, relative luminance): at least 4.5 is asked for."""
    rgb = colorsys.hls_to_rgb(hue / 360, light / 100, SATURATION / 100)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    if character in NARROW:
        return 0.36
    if character in BROAD:
        return 0.95
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.74 if character.isupper() else 0.61


def length(text: str, size: int) -> float:
    """Length of a text in pixels, on the safe side of what common sans-serif types need."""
    return size * sum([_advance(character) for character in text])


def fit(text: str, room: float, size: int) -> str:
    """The text, cut with an ellipsis where it is longer than the room, at a word where one is near; "" where none fits."""
    text = " ".join(text.split())
    if length(text, size) <= room:
        return text
    room -= size * _advance("…")
    used, n = 0.0, 0
    for n, character in enumerate(text):  # noqa: B007 -- the place of the cut
        used += size * _advance(character)
        if used > room:
            break
    cut = text[:n]
    word = cut.rfind(" ")
    cut = (cut[:word] if word > n // 2 else cut).rstrip(" ,;:.–—-([/")
    return cut + "…" if cut else ""


def spine(title: str, author: str, scheme: str, number: str, size: tuple[int, int]) -> Spine:
    """A book's spine; `size` is (pages, height in mm), 0 where not known. The call number stands at the foot."""
    width, tall = thickness(size[0]), height(size[1])
    hue, light = colour(scheme, number)
    shown = fit(number, tall * 0.4, NUMBER)
    room = tall - 3 * EDGE - length(shown, NUMBER)
    title = " ".join(title.split())
    if width < TWO_LINES or length(title, TEXT) <= room:
        second = fit(author, room, TEXT) if width >= TWO_LINES else ""
        return Spine(width, tall, hue, light, fit(title, room, TEXT), second, shown)
    first = ""
    for word in title.split(" "):
        longer = f"{first} {word}".lstrip()
        if length(longer, TEXT) > room:
            break
        first = longer
    second = fit(title[len(first) :], room, TEXT) if first else ""
    return Spine(width, tall, hue, light, first or fit(title, room, TEXT), second, shown)
