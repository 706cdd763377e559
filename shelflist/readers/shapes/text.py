"""Text files: their encoding, their lines, and markup turned into plain paragraphs.

Encodings: a byte order mark (UTF-8, UTF-16, UTF-32), else strict UTF-8, else Windows-1252 with a warning, value by value,
so that one wrong byte does not turn a whole file.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

_MARKS = (
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NOT_UTF8 = ("", "not UTF-8", "read as Windows-1252")
"""The warning (field, reason, outcome) of a text that is not UTF-8."""


def decode(data: bytes) -> tuple[str, bool]:
    """(text, whether it was UTF-8). What Windows-1252 does not have becomes U+FFFD."""
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False


def utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks without a byte order mark; UTF-16 and UTF-32 as UTF-8, by their mark or by the NULs of ASCII in them."""
    source = iter(blocks)
    first = b""
    while len(first) < 4:
        more = next(source, b"")
        if not more:
            break
        first += more
    encoding = ""
    for mark, name in _MARKS:
        if first.startswith(mark):
            first, encoding = first[len(mark) :], name
            break
    else:
        if first[:4:2].strip(b"\0") and first[1:4:2] == b"\0\0":
            encoding = "utf-16-le"
        elif first[1:4:2].strip(b"\0") and first[:4:2] == b"\0\0":
            encoding = "utf-16-be"
    if not encoding:
        if first:
            yield first
        yield from source
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for block in [first, *source] if first else source:
        yield decoder.decode(block).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def whole(data: bytes) -> bytes:
    """A file's bytes as UTF-8 where its mark says that they are UTF-16 or UTF-32, without the mark."""
    return b"".join(utf8([data]))


def lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their ends, whatever these are (LF, CR LF, CR), as UTF-8 or as they came (`decode` tells)."""
    rest = b""
    for block in utf8(blocks):
        data = rest + block
        # A CR at the very end may be the first half of CR LF.
        held = data.endswith(b"\r")
        found = (data[:-1] if held else data).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        rest = found.pop() + (b"\r" if held else b"")
        yield from found
    if rest:
        yield from rest.rstrip(b"\r").split(b"\r") if b"\r" in rest.rstrip(b"\r") else [rest.rstrip(b"\r")]


# --- markup ---------------------------------------------------------------------------------------------------

_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "section", "dd", "dt")
)  # fmt: skip
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript"))
_MARKUP = re.compile(
    r"<(?:/?[a-zA-Z][^<>]{0,500}|!--.*?--)>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,30});", re.DOTALL
)


class _Plain(HTMLParser):
    """Collects the text of markup, a paragraph at each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found[-1] += data


def paragraphs(text: str) -> list[str]:
    """Paragraphs of plain text or of simple HTML (descriptions, reviews): markup goes, references are read once."""
    if not _MARKUP.search(text):
        return [line for part in re.split(r"\n\s*\n|\r", text) if (line := " ".join(part.split()))]
    parser = _Plain()
    parser.feed(text)
    parser.close()
    return [line for part in parser.found if (line := " ".join(part.split()))]


def without_markup(text: str) -> str:
    """The same as one line."""
    return " ".join(paragraphs(text))
