"""A style sheet as rules, and colours as numbers: what is needed to compute contrasts without a browser."""

import colorsys
import re
from typing import NamedTuple

Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, each from 0 to 1."""

NAMED = {"white": "#ffffff", "black": "#000000"}


class Rule(NamedTuple):
    """A rule of a sheet: the conditions around it, its selector, its declarations in their order."""

    media: str
    selector: str
    declared: list[tuple[str, str]]


def rules(css: str, media: str = "") -> list[Rule]:
    """The rules of a sheet, those inside of conditions too. Raises ValueError where the sheet cannot be read."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found, place = [], 0
    while match := re.compile(r"([^{}]+)\{").search(css, place):
        end = _closed(css, match.end())
        head, body = " ".join(match[1].split()), css[match.end() : end]
        if head.startswith("@"):
            found += rules(body, f"{media} {head}".strip()) if "{" in body else []
        else:
            declared = [line.partition(":") for line in body.split(";") if line.strip()]
            found.append(Rule(media, head, [(name.strip(), value.strip()) for name, _, value in declared]))
        place = end + 1
    return found


def _closed(css: str, place: int) -> int:
    """Where the block ends that begins here."""
    depth = 1
    for match in re.compile("[{}]").finditer(css, place):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.start()
    raise ValueError("a block of the sheet does not end")


def palette(sheets: list[str], scheme: str) -> dict[str, Colour]:
    """The root's custom properties that are colours, as they are in a scheme: "light", "dark" or "print"."""
    raw: dict[str, str] = {}
    for root in (":root", "html:root"):  # the second is stronger, wherever it stands
        for rule in (rule for sheet in sheets for rule in rules(sheet)):
            if rule.selector == root and _counts(rule.media, scheme):
                raw |= {name: value for name, value in rule.declared if name.startswith("--")}
    found = {}
    for name, value in raw.items():
        pair = re.fullmatch(r"light-dark\((.+?),\s*([^,]+)\)", value)
        text = value if pair is None else pair[2] if scheme == "dark" else pair[1]
        if LITERAL.fullmatch(text):
            found[name] = colour(text)
    return found


def _counts(media: str, scheme: str) -> bool:
    """Whether what stands under these conditions holds in the scheme."""
    return media in {"light": ("",), "dark": ("", DARK), "print": ("", "@media print")}[scheme]


DARK = "@media (prefers-color-scheme: dark)"
LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb|color|color-mix)\([^()]*\)|\b(?:white|black)\b"
)
"""A colour that is written out."""


def colour(text: str) -> Colour:
    """A colour as it is written. Raises ValueError: written in a way that is not known here."""
    text = NAMED.get(text, text)
    if match := re.fullmatch(r"#([0-9a-fA-F]{3,8})", text):
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])
        parts = [int(digits[n : n + 2], 16) / 255 for n in range(0, len(digits), 2)]
        return parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 1.0
    if match := re.fullmatch(r"hsl\((\d+)(?:deg)?,? (\d+)%,? (\d+)%\)", text):
        hue, saturation, light = (float(part) for part in match.groups())
        return *colorsys.hls_to_rgb(hue / 360, light / 100, saturation / 100), 1.0
    raise ValueError(f"a colour that the test cannot read: {text}")


def over(front: Colour, behind: Colour) -> Colour:
    """A colour that lets through what is behind it."""
    part = front[3]
    red, green, blue = (a * part + b * (1 - part) for a, b in zip(front[:3], behind[:3], strict=True))
    return red, green, blue, 1.0


def luminance(given: Colour) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in given[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, behind: Colour) -> float:
    """How one colour stands out from another (WCAG 2.2), from 1 to 21."""
    dark, light = sorted((luminance(over(one, behind)), luminance(behind)))
    return (light + 0.05) / (dark + 0.05)
