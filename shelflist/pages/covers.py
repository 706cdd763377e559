"""Covers as pages show them: a picture of the owner's where there is one, else a cover drawn from the book's own data.

A drawn cover is a board of cloth with white letters: its colour comes from the class of the book, its design from its id.
Lines are broken here, by the widths of a wide serif face, since an SVG text does not wrap by itself; what is set has room
in any of the faces that a reader's system may have instead. The ornament of a design is the template's (`partials/cover.html`).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from shelflist.catalogue import Entry
from shelflist.cataloguing import names
from shelflist.model import Picture

WIDTH, HEIGHT = 120, 180


class Design(NamedTuple):
    """Where things stand on a board of 120 × 180: the title from `top` to `bottom`, the author's last line at `author`,
    both from `left` on for `wide` units, or in the middle of the board."""

    name: str
    left: int
    wide: int
    top: int
    bottom: int
    author: int
    middle: bool = False


DESIGNS = (
    Design("spine", 20, 90, 14, 128, 166),
    Design("frame", 18, 84, 28, 108, 150, middle=True),
    Design("arcs", 14, 94, 40, 118, 18),
    Design("rules", 14, 94, 16, 98, 166),
    Design("ring", 12, 96, 74, 148, 166, middle=True),
    Design("waves", 14, 94, 40, 118, 18),
    Design("dots", 14, 94, 60, 150, 166),
    Design("sheaf", 40, 70, 14, 150, 166),
)
"""The designs; a board of every eighth book or so has the same."""

SIZES = (22.0, 17.0, 14.0, 11.5, 9.5)
"""Sizes of a title's letters, the largest that has room first; the last one may break words and leave the end off."""

LONGEST = 400
"""Characters of a title that are looked at: more than any box holds."""

LEADING = 1.18
SMALL = 8.5
"""The size of the author's letters."""

CLOTHS = ("45% 28%", "38% 28%", "40% 22%", "35% 25%")
"""Saturation and lightness of the cloth: white letters have a contrast of 5.8 or more on it in every hue."""

_GROUPS = {
    0.25: "'", 0.3: ",.ijl", 0.35: "-/:;\\f|", 0.4: "!()IJ[]t", 0.45: '"', 0.5: "*_`rs", 0.55: "?cvxyz", 0.6: "aeko",
    0.65: "$0123456789LPTYbdghnpqu{}", 0.7: "AFSVXZ", 0.75: "BCEKR", 0.8: "DGOQ", 0.85: "#+<=>HU^w~", 0.9: "&N",
    0.95: "%m", 1.0: "@M", 1.05: "W",
}  # fmt: skip
_WIDTHS = {character: width for width, group in _GROUPS.items() for character in group}
_SPACE = _WIDTHS[" "] = 0.32
_NO_BREAK_BEFORE = frozenset("、。，．・：；？！」』）】〉》”’…ー々,.;:!?)")
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x31FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
             (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))  # fmt: skip
"""Scripts that are written without spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""

_LETTER = {"Lu": 0.78, "Ll": 0.65, "Mn": 0.0, "Me": 0.0, "Cf": 0.0}


def _measured(character: str) -> float:
    """The width of a character in em, worked out once."""
    code = ord(character)
    plain = unicodedata.normalize("NFD", character)[0]
    kind = unicodedata.category(character)
    if plain != character and plain in _WIDTHS:
        width = _WIDTHS[plain]
    elif kind in ("Mn", "Me", "Cf"):
        width = 0.0
    elif unicodedata.east_asian_width(character) in "WF":
        width = 1.0
    elif 0x0400 <= code < 0x0530 and kind in _LETTER:
        width = _LETTER[kind] + 0.03
    else:
        width = _LETTER.get(kind, 0.65)
    _WIDTHS[character] = width
    return width


def measure(text: str) -> float:
    """The width of a text in em."""
    try:
        return sum([_WIDTHS[character] for character in text])
    except KeyError:
        return sum([_WIDTHS[character] if character in _WIDTHS else _measured(character) for character in text])


def _unspaced(character: str) -> bool:
    code = ord(character)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _UNSPACED)


def _clusters(text: str) -> list[str]:
    """A text in pieces that are not parted: a letter with its marks, a sign with what must not begin a line."""
    found: list[str] = []
    for character in text:
        kind = unicodedata.category(character)
        if found and (kind in ("Mn", "Me", "Mc", "Cf") or character in _NO_BREAK_BEFORE or found[-1][-1] == "\u200d"):
            found[-1] += character
        else:
            found.append(character)
    return found


class _Token(NamedTuple):
    """A piece of a line that may stand at its beginning: its text, width in em, and whether a space is before it."""

    text: str
    width: float
    spaced: bool


def _tokens(text: str) -> list[_Token]:
    """A text's words; a script without spaces in its signs."""
    found: list[_Token] = []
    for word in text.split():
        if word.isascii() or not any(map(_unspaced, word)):
            found.append(_Token(word, measure(word), True))
        else:
            found.extend(_Token(piece, measure(piece), n == 0) for n, piece in enumerate(_clusters(word)))
    return found


def _broken(tokens: Sequence[_Token], room: float) -> list[_Token]:
    """Tokens with those that are wider than a line cut in pieces, without a hyphen: whose it is nobody knows here."""
    found: list[_Token] = []
    for token in tokens:
        if token.width <= room:
            found.append(token)
            continue
        piece, width, spaced = "", 0.0, token.spaced
        for cluster in _clusters(token.text):
            more = measure(cluster)
            if piece and width + more > room:
                found.append(_Token(piece, width, spaced))
                piece, width, spaced = "", 0.0, False
            piece, width = piece + cluster, width + more
        found.append(_Token(piece, width, spaced))
    return found


def _filled(tokens: Sequence[_Token], room: float, most: int) -> list[str]:
    """Lines of at most `room` em, one more than `most` where there is more than these hold."""
    lines: list[str] = []
    line, width = "", 0.0
    for token in tokens:
        more = token.width + (_SPACE if token.spaced and line else 0.0)
        if line and width + more > room:
            lines.append(line)
            if len(lines) > most:
                return lines
            line, width = token.text, token.width
        else:
            line += (" " if token.spaced and line else "") + token.text
            width += more
    return [*lines, line] if line else lines


def _shortened(line: str, room: float) -> str:
    """A line that ends in "…", with room for it."""
    pieces = _clusters(line.rstrip(" ,;:.-–—"))
    while pieces and measure("".join(pieces)) + 1.0 > room:
        pieces.pop()
    return "".join(pieces).rstrip(" ,;:.-–—") + "…"


def _even(tokens: Sequence[_Token], room: float, lines: list[str]) -> list[str]:
    """As many lines, of lengths that are more alike: the narrowest of a few measures that still holds all in them."""
    best = lines
    for part in (0.88, 0.76, 0.66):
        if any(token.width > room * part for token in tokens):
            break
        found = _filled(tokens, room * part, len(lines))
        if len(found) > len(lines):
            break
        best = found
    return best


def set_title(title: str, wide: float, high: float) -> tuple[float, list[str]]:
    """(size, lines) of a title in a box of these measures."""
    tokens = _tokens(title[:LONGEST])
    widest = max([token.width for token in tokens], default=0.0)
    total = sum([token.width for token in tokens])
    for size in SIZES[:-1]:
        room, most = wide / size, int(high / (size * LEADING))
        most = min(most, 2) if size == SIZES[0] else most
        if widest <= room and total <= room * most:
            lines = _filled(tokens, room, most)
            if len(lines) <= most:
                return size, _even(tokens, room, lines) if len(lines) > 1 else lines
    size = SIZES[-1]
    room, most = wide / size, int(high / (size * LEADING))
    lines = _filled(_broken(tokens, room), room, most)
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1] + " " + lines[most], room)]
    return size, lines


def _author_lines(entry: Entry, wide: float) -> list[str]:
    """Two lines at most: one person or body in as many, or the first two of those that a list names."""
    forms = entry.named.split("; ")[:2] if entry.named else []
    kinds = {name.form: name.kind for name in entry.names}
    room = wide / SMALL
    found: list[str] = []
    for form in forms:
        family, comma, given = map(str.strip, form.partition(","))
        if not comma or kinds.get(form, "person") != "person":
            lines = _filled(_broken(_tokens(form), room), room, 2)
            fits = len(lines) <= 2 // len(forms)
            found += lines if fits else [*lines[: 2 // len(forms) - 1], _shortened(" ".join(lines[-2:]), room)]
        elif measure(names.direct(form)) <= room:
            found.append(names.direct(form))
        else:
            parts = [given, family] if len(forms) == 1 and measure(given) <= room else [family]
            found += [part if measure(part) <= room else _shortened(part, room) for part in parts]
    return found


def _drops(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=4).digest()


def hue(entry: Entry) -> int:
    """The hue of a book's cloth: near that of its class or, without one, its first subject; alone, its own."""
    own = _drops(entry.id)
    apart = own[1] % 61 - 30
    if entry.shelf:
        scheme, _, number = entry.shelf[0]
        base = _drops(scheme + number[:2])
    elif subject := next((label for key, label in entry.keys if key.startswith("subjects\t")), ""):
        base = _drops(subject.partition(" — ")[0])
    else:
        base, apart = own, 0
    return (int.from_bytes(base[:2], "big") + apart) % 360


def _from_right(text: str) -> bool:
    """Whether a text begins at the right: its first letter says so (Unicode Bidirectional Algorithm, P2)."""
    if text.isascii():
        return False
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L") != "L"


def drawn(entry: Entry) -> dict[str, Any]:
    """A drawn cover, as `partials/cover.html` takes it."""
    own = _drops(entry.id)
    design = DESIGNS[own[0] % len(DESIGNS)]
    turned = _from_right(entry.title)
    size, lines = set_title(entry.title, design.wide, design.bottom - design.top)
    authors = _author_lines(entry, design.wide)
    step = size * LEADING
    top = design.top + size * 0.85
    if design.middle:  # in the middle of its box, a little above
        top += max(0.0, (design.bottom - design.top - step * len(lines)) * 0.4)
    above = design.author < design.top
    first = design.author if above else design.author - 10 * (len(authors) - 1)
    return {
        "design": design.name,
        "fill": f"hsl({hue(entry)} {CLOTHS[own[2] % len(CLOTHS)]})",
        "size": f"{size:g}",
        "step": f"{step:.3g}",
        "x": WIDTH // 2 if design.middle else WIDTH - design.left if turned else design.left,
        "anchor": "middle" if design.middle else "",
        "turned": turned,
        "top": f"{top - step:.4g}",
        "lines": lines,
        "author_top": first - 10,
        "authors": authors,
    }


# --- pictures -------------------------------------------------------------------------------------------------

FOLDER = "covers/"


def named(mark: str, width: int, suffix: str) -> str:
    """Where a picture is published: `mark` is told from its content, so that a name never holds another one."""
    return f"{FOLDER}{mark}-{width}.{suffix}"


def picture(found: Picture) -> dict[str, Any]:
    """A picture, as `partials/cover.html` takes it: in several widths, and one that every browser and reader knows."""
    plain = next(one for one in found.files if one.suffix == "jpg")
    return {
        "src": named(found.mark, plain.width, plain.suffix),
        "width": plain.width,
        "height": plain.height,
        "sources": [
            {"href": named(found.mark, one.width, one.suffix), "width": one.width}
            for one in found.files
            if one.suffix != "jpg"
        ],
    }


def cover(entry: Entry, n: int, pictures: Mapping[int, Picture]) -> dict[str, Any]:
    """What stands for a book on a page: `{"picture", "drawn"}`, one of which is None."""
    found = pictures.get(n)
    return {"picture": picture(found), "drawn": None} if found else {"picture": None, "drawn": drawn(entry)}


def plain(n: int, pictures: Mapping[int, Picture]) -> str:
    """Where the JPEG of a book's picture is published, or ""."""
    found = pictures.get(n)
    return str(picture(found)["src"]) if found else ""


def told(n: int, pictures: Mapping[int, Picture]) -> Sequence[str]:
    """What a page is made from that shows a book's cover, besides the book."""
    found = pictures.get(n)
    return (found.mark,) if found else ()
