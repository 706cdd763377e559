"""A catalogue's page saved from a browser: its labels and values are found in the HTML and read as a labelled display.

WHATWG HTML as browsers save it, read without a tree: rows of tables (`th`/`td`), `dl` lists, elements whose class says
"label", bold labels, and lines that open with a label and a colon. Tags are told apart by one expression that takes time
in proportion to the page (`html.parser` takes its square on a page of broken tags); references (`&agrave;`) are read
once. Scripts, styles and forms are passed over. What stands before the first label or after the last value is the page's
own (menus, footers): it is left out with a warning.
"""

import html
import re
from collections.abc import Iterator

import msgspec

from shelflist.errors import BadRecord, shorten
from shelflist.model import Book, Warning
from shelflist.readers import Chunk
from shelflist.readers.display import labelled
from shelflist.readers.display.labelled_tables import DISPLAYS, FIELDS, ORIGINS, TITLES

NAME = "labelled-html"
VERSION = 1

Pairs = list[tuple[str, str]]
"""(label, value) in the page's order."""

PAGES = frozenset(
    ("html", "head", "body", "table", "tbody", "tr", "dl", "div", "p", "b", "strong", "h1", "h2", "h3", "ul", "ol", "section",
     "article", "main", "span", "meta", "font", "center", "link", "title", "base")
)  # fmt: skip
"""The first tag of a page, or of a part of one."""

SILENT = frozenset(
    ("script", "style", "template", "noscript", "svg", "select", "option", "textarea", "button", "title")
)
VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "base", "col", "area", "wbr", "source", "embed", "param"))
BREAKS = frozenset(("br", "p", "li", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "dd", "td", "section", "hr"))
CLOSED_BY: dict[str, frozenset[str]] = {
    "li": frozenset(("li",)), "dt": frozenset(("dt", "dd")), "dd": frozenset(("dt", "dd")), "p": frozenset(("p",)),
    "td": frozenset(("td", "th")), "th": frozenset(("td", "th")), "tr": frozenset(("tr", "td", "th")),
}  # fmt: skip
"""Tag → the open elements that it closes where their own end tag is left out."""

DEEPEST = 500
MOST_LABEL = 60
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*+>?|<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>", re.DOTALL
)  # fmt: skip
_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([^\"'>]{1,200})")
_LABEL_CLASS = re.compile(
    r"(?:^|[-_\s])(?:label|etichetta|field-?name|titolo-?campo|nome-?campo|key)(?:$|[-_\s])", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_KNOWN = {label.casefold(): label for label in FIELDS}
_OPENING = re.compile(
    rf"\s*({'|'.join(re.escape(label) for label in sorted(FIELDS, key=lambda one: -len(one)))})\s*:(?!//)"
)


def sniff(head: bytes, name: str) -> bool:
    """Whether this is HTML in which three labels of one display stand, a title's among them."""
    text = _decode(head)[0]
    if not _is_page(text):
        return False
    pairs = [pair for record in _records(_labels(text)[0]) for pair in record]
    if _enough({label for label, _ in pairs}):
        return True
    return labelled.sniff(_plain(text).encode("utf-8", "replace"), name)


def _is_page(text: str) -> bool:
    """Whether the first element is one of HTML's; "<" alone would be any XML's."""
    if not text.lstrip(" \t\r\n\ufeff").startswith("<"):
        return False
    return next((match[2].lower() in PAGES for match in _TAG.finditer(text[:20_000]) if match[2]), False)


def _enough(labels: set[str]) -> bool:
    """Whether three of them are of one display, one of them a title's."""
    known = any(FIELDS.get(label) in TITLES for label in labels)
    return known and any(len(labels & {label for label, _ in display}) >= 3 for display in DISPLAYS)


def split(data: bytes) -> Iterator[Chunk]:
    """One chunk a record: its labels and values as JSON, or its text where a page has no structure."""
    page, utf8 = _decode(data)
    said = () if utf8 else (("", "not UTF-8", "read as the page says, or as Windows-1252"),)
    pairs, outside = _labels(page)
    records = _records(pairs)
    if not _enough({label for record in records for label, _ in record}):
        for chunk in labelled.split(_plain(page).encode("utf-8", "replace")):
            yield Chunk(chunk.data, chunk.number, warnings=said)
            said = ()
        return
    if outside:
        reason = f"{len(outside.split())} words of the page stand outside of its records: {shorten(outside, 80)!r}"
        said = (*said, ("page", reason, "left out"))
    for number, record in enumerate(records, 1):
        yield Chunk(msgspec.json.encode(record), number, warnings=said)
        said = ()


def parse(chunk: Chunk) -> Book:
    """One record of a page → Book. Raises BadRecord: no labels, no title."""
    if chunk.data[:2] != b"[[":
        found = labelled.values(chunk.data.decode("utf-8", "replace"))
        before = " ".join(value for label, _, value in found if not label and len(found) > 1).split()
        reason = f"{len(before)} words of the page stand outside of its records: {shorten(' '.join(before), 80)!r}"
        said = [Warning("page", reason, "left out")] if before else []
        return labelled.make(chunk, NAME, [one for one in found if one[0] or len(found) == 1], said)
    try:
        pairs = msgspec.json.decode(chunk.data, type=Pairs)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadRecord("page", "the record cannot be read") from None
    warnings: list[Warning] = []
    return labelled.make(chunk, NAME, [(label, FIELDS.get(label, "extra"), value) for label, value in pairs], warnings)


def _decode(data: bytes) -> tuple[str, bool]:
    """(the page's text, whether it was UTF-8, or in the encoding that it names)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:
            return data.decode("utf-8-sig", "replace"), True  # the head of a file may end inside a character
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii", "replace").lower() if match else ""
    if name in ("windows-1252", "cp1252", "iso-8859-1", "iso-8859-15", "latin1", "latin-1", "macintosh"):
        return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "latin-1") else name, "replace"), True
    return data.decode("cp1252", "replace"), False


def _events(page: str) -> Iterator[tuple[str, str, str]]:
    """The page as ("open", tag, class), ("close", tag, ""), ("text", "", text), without what is not shown."""
    at, silent = 0, ""
    for match in _TAG.finditer(page):
        if match.start() > at and not silent:
            yield "text", "", html.unescape(page[at : match.start()])
        at = match.end()
        if not match[2]:
            continue
        tag, closing = match[2].lower(), bool(match[1])
        if silent:
            silent = "" if closing and tag == silent else silent
        elif tag in SILENT and not closing and not match[3].endswith("/"):
            silent = tag
        elif closing:
            yield "close", tag, ""
        else:
            found = _CLASS.search(match[3])
            yield "open", tag, found[1] if found else ""
    if at < len(page) and not silent:
        yield "text", "", html.unescape(page[at:])


def _plain(page: str) -> str:
    """The page's text, a line for each block."""
    made: list[str] = []
    for kind, tag, text in _events(page):
        if kind == "text":
            made.append(re.sub(r"\s+", " ", text))
        elif tag in BREAKS:
            made.append("\n")
        elif tag in ("b", "strong"):
            made.append("**")
    return re.sub(r"\*\*\s*\*\*", "", "".join(made))


class _Item:
    """A label and its value, or a text of the page that has none (`label` is None). `place` is the list it stands in."""

    def __init__(self, label: str | None, place: int, depth: int, *, firm: bool = False) -> None:
        self.label, self.place, self.depth = label, place, depth
        self.firm = firm  # its element closes the value: what looks like a label inside is text
        self.parts: list[str] = []
        self.stretched = False
        self.alone = False  # the label has an element to itself: its value may be the element that follows

    def text(self) -> str:
        """The value; its lines stay apart."""
        rows = ("".join(self.parts).replace("\r", "\n")).split("\n")
        return "\n".join(row for row in (" ".join(one.split()) for one in rows) if row)


class _Page:
    """Reads the events of a page into items; `take` is its one use."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, int]] = []  # (tag, serial number)
        self.serial = 0
        self.cells: dict[int, int] = {}  # a row's serial number → its cells so far
        self.known: set[int] = set()  # the lists that hold a known label
        self.items: list[_Item] = [_Item(None, 0, 0)]
        self.label: list[str] | None = None
        self.opened = ("", 0)  # the tag of the label's element, and how deep it stands
        self.fresh = True  # nothing since the last break

    def take(self, kind: str, tag: str, text: str) -> None:
        if kind == "text":
            self._text(text)
        elif kind == "open":
            self._open(tag, text)
        elif any(name == tag for name, _ in self.stack[-DEEPEST:]):
            while self.stack:
                if self._pop() == tag:
                    break
            self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in BREAKS:
            self.fresh = True
            if self.label is None:
                self.items[-1].parts.append("\n")

    def _place(self) -> int:
        """The table or list around, or the element two levels up."""
        for name, serial in reversed(self.stack[-12:]):
            if name in ("table", "dl", "tbody"):
                return serial
        return self.stack[-3][1] if len(self.stack) > 2 else 0

    def _open(self, tag: str, classes: str) -> None:
        while self.stack and self.stack[-1][0] in CLOSED_BY.get(tag, ()):
            self._pop()
        self._break(tag)
        if tag in VOID or len(self.stack) >= DEEPEST:
            return
        row = self.stack[-1][1] if self.stack else 0
        self.serial += 1
        self.stack.append((tag, self.serial))
        first = False
        if tag in ("td", "th"):
            self.cells[row] = self.cells.get(row, 0) + 1
            first = self.cells[row] == 1
        named = bool(_LABEL_CLASS.search(classes))
        bold = tag in ("b", "strong") and self.fresh and not self.items[-1].firm
        if self.label is None and (first or tag == "dt" or named or bold):
            self.label, self.opened = [], ("label" if named and tag not in ("td", "th", "dt") else tag, len(self.stack))

    def _pop(self) -> str:
        tag, _ = self.stack.pop()
        if self.label is not None and len(self.stack) < self.opened[1]:
            self._labelled("".join(self.label))
        item = self.items[-1]
        if item.label is not None and len(self.stack) < item.depth + item.stretched:
            if item.alone and not item.stretched and not item.text():
                item.depth, item.stretched = item.depth - 1, True
            elif item.text() or len(self.stack) < item.depth:
                self.items.append(_Item(None, 0, 0))
        return tag

    def _labelled(self, text: str) -> None:
        """The element of a label has closed: is it one?"""
        self.label = None
        tag, depth = self.opened
        line = " ".join(text.split())
        bare = line.rstrip(" :").strip()
        place = self._place()
        label = _KNOWN.get(bare.casefold())
        if label is not None and tag in ("b", "strong") and FIELDS[label] == "extra" and not line.endswith(":"):
            label = None
        if label is not None:
            self.known.add(place)
        elif bare and len(bare) <= MOST_LABEL and (
            tag in ("dt", "label") or (tag in ("td", "th") and (tag == "th" or line.endswith(":") or place in self.known))
        ):  # fmt: skip
            label = bare
        if label is None:
            self._text(text)
            return
        self.items.append(_Item(label, place, depth - 1, firm=tag not in ("b", "strong")))
        self.items[-1].alone = tag not in ("td", "th", "dt")
        self.fresh = False

    def _text(self, text: str) -> None:
        if self.label is not None:
            self.label.append(text)
            return
        if not text.strip():
            self.items[-1].parts.append(" ")
            return
        match = _OPENING.match(text) if self.fresh and not self.items[-1].firm else None
        if match:
            self.known.add(self._place())
            self.items.append(_Item(match[1], self._place(), len(self.stack)))
            text = text[match.end() :]
        self.fresh = False
        self.items[-1].parts.append(re.sub(r"\s+", " ", text))


def _labels(page: str) -> tuple[list[tuple[str, str]], str]:
    """(labels and values of the page's records, the text around them). Label "" is for text between two values."""
    reader = _Page()
    for event in _events(page):
        reader.take(*event)
    while reader.stack:
        reader._pop()
    items = [item for item in reader.items if item.label is not None or item.text()]
    inside = [
        n for n, item in enumerate(items) if item.label in FIELDS or (item.label is not None and item.place in reader.known)
    ]  # fmt: skip
    if not inside:
        return [], ""
    first, last = inside[0], inside[-1]
    pairs = [(item.label or "", item.text()) for item in items[first : last + 1]]
    around = " ".join(f"{item.label or ''} {item.text()}" for item in (*items[:first], *items[last + 1 :]))
    return pairs, " ".join(around.split())


def _records(pairs: list[tuple[str, str]]) -> list[Pairs]:
    """The records of a page: the first label, or that of a record's number, comes again after another one."""
    numbered = next((label for label, _ in pairs if label.startswith("Record N")), "")
    first = numbered or next((label for label, _ in pairs if label in FIELDS), "")
    found: list[Pairs] = []
    before = ""
    for label, value in pairs:
        if not found or (label == first and before != first and any(held == first for held, _ in found[-1])):
            found.append([])
        found[-1].append((label, value))
        before = label or before
    return found


__all__ = ["NAME", "ORIGINS", "VERSION", "parse", "sniff", "split"]
