"""Roman numerals, of which dates, designations of volumes and numbers of chapters each ask something else."""

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WRITTEN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def value(letters: str) -> int:
    """The value of capital letters I V X L C D M as they stand, however they are put together ("IIII" is 4)."""
    values = [_VALUES[letter] for letter in letters]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))


def proper(text: str) -> int:
    """The value of a numeral below 400 that is written as numerals are, else 0 ("IC", "D" and "Part" are none)."""
    if not text or not set(text) <= set("IVXLC"):
        return 0
    found = rest = value(text)
    out = ""
    for number, mark in _WRITTEN:
        while rest >= number:
            out, rest = out + mark, rest - number
    return found if out == text else 0
