"""Markdown: the one parser, the one escape for text that enters Markdown, and blocks that are written both ways.

A page's body is a list of blocks. `to_markdown` writes them as CommonMark with attribute spans (`{lang=it}`,
as Pandoc and mdit-py-plugins have them); `to_html` writes the HTML that the parser would make of that Markdown,
without parsing it: parsing costs some 400 µs a page. `parse` is the slow way round; a property test proves that both
agree for every text, so what is published beside `index.html` as `index.md` is really what it was made from.

Record text is data: `escape` puts a backslash before every ASCII punctuation mark and folds white space, which
CommonMark (0.31, §2.4) defines to be literal text. The owner's notes are Markdown, but raw HTML is off and links
other than http, https, mailto, doi and relative ones are left as text.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NOTE_LIMIT = 262_144
"""Characters of a note that are read: CommonMark parsing is linear, but not free."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_ATTRIBUTES = ["lang", "dir", "class"]


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading inside a section (level 3). Its id is made from its text, once per page."""

    text: str


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph of plain text."""

    text: str


class Items(msgspec.Struct, frozen=True, gc=False):
    """A list. Each entry is (Markdown, HTML) of one line, made by `line` or `plain`; `start` 0 means bullets."""

    entries: Sequence[tuple[str, str]]
    start: int = 0


class Owned(msgspec.Struct, frozen=True, gc=False):
    """The owner's own Markdown among the blocks of a page whose Markdown is not published; its headings begin at level 3."""

    text: str


class Section(msgspec.Struct, frozen=True, gc=False):
    """A part of a page under a heading of level 2, whose `id` is fixed."""

    id: str
    title: str
    blocks: Sequence[Heading | Paragraph | Items | Owned]


def fold(text: str) -> str:
    """White space of any kind as single spaces, none at the ends: a block's text is one line."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(text.split())


def _words(text: str) -> bool:
    """Whether a text is nothing but ASCII words with one space between them: every sink takes it as it is."""
    return text.isascii() and text.replace(" ", "").isalnum() and "  " not in text and text[0] != " " != text[-1]


def escape(text: str) -> str:
    """Text as Markdown that renders to exactly this text (white space folded)."""
    text = fold(text)
    if text.replace(" ", "").isalnum():
        return text
    found = _PUNCTUATION.findall(text)
    if found:
        # One `replace` for each mark that occurs: a third of the time of one substitution with a pattern.
        if "\\" in found:
            text = text.replace("\\", "\\\\")
        for mark in dict.fromkeys(found):
            if mark != "\\":
                text = text.replace(mark, "\\" + mark)
    return text


def html(text: str) -> str:
    """Text as HTML, as the parser writes it: & < > and the double quote."""
    text = fold(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def plain(text: str) -> tuple[str, str]:
    """A list entry of plain text."""
    return escape(text), html(text)


_RIGHT_TO_LEFT = re.compile(r"[^A-Za-z\u00aa-\u058f\u0900-\ufb1c]*[\u0591-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A text whose first letter belongs to a script that runs from right to left (Unicode Standard Annex 9, rule P2)."""


def line(title: str, href: str, lang: str, spans: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """A list entry that leads somewhere: a linked title in its language and direction, then (class, text) spans.

    `href` is ours, a relative path; `lang` is a language code or "".
    """
    mark, attribute = (f"lang={lang}", f' lang="{lang}"') if lang else ("", "")
    if not title.isascii() and _RIGHT_TO_LEFT.match(title):
        mark, attribute = f"{mark} dir=rtl".strip(), attribute + ' dir="rtl"'
    mark = f"{{{mark}}}" if mark else ""
    text, dressed = f"[{escape(title)}]({href}){mark}", f'<a href="{href}"{attribute}>{html(title)}</a>'
    for name, span in spans:
        if span := fold(span):
            text += f" [{escape(span)}]{{.{name}}}"
            dressed += f' <span class="{name}">{html(span)}</span>'
    return text, dressed


_UNSAFE_ID = re.compile(r"[^a-z0-9]+")


def anchor(text: str, taken: set[str]) -> str:
    """An id for a heading, from its text: lower-case ASCII, at most 60 characters, not in `taken` (which it joins)."""
    if _words(text):
        base = text.lower().replace(" ", "-")[:60].strip("-")
    else:
        base = _UNSAFE_ID.sub("-", text.lower() if text.isascii() else _ascii(text).lower())[:60].strip("-") or "part"
    name, n = base, 2
    while name in taken:
        name, n = f"{base}-{n}", n + 1
    taken.add(name)
    return name


def _ascii(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text)


def to_markdown(sections: Iterable[Section]) -> str:
    """The sections as Markdown, each block after a blank line."""
    out: list[str] = []
    for section in sections:
        out.append("## " + escape(section.title))
        for block in section.blocks:
            # Tests of the type cost a third of `match` with class patterns, and this runs for every chapter of a list.
            if type(block) is Heading:
                out.append("### " + escape(block.text))
            elif type(block) is Paragraph:
                out.append(escape(block.text))
            elif type(block) is Items:
                start = block.start
                rows = [
                    f"{n}. {entry[0]}" if start else f"- {entry[0]}" for n, entry in enumerate(block.entries, start)
                ]
                out.append("\n".join(rows))
            elif type(block) is Owned:
                out.append(block.text)
    return "\n\n".join(out) + "\n" if out else ""


def section_html(section: Section, taken: set[str]) -> str:
    """The section's blocks as HTML, without its own heading (the template dresses that)."""
    out: list[str] = []
    for block in section.blocks:
        if type(block) is Heading:
            text = fold(block.text)
            out.append(f'<h3 id="{anchor(text, taken)}">{text if _words(text) else html(text)}</h3>\n')
        elif type(block) is Paragraph:
            out.append(f"<p>{html(block.text)}</p>\n")
        elif type(block) is Items:
            start = block.start
            tag = "ul" if not start else "ol" if start == 1 else f'ol start="{start}"'
            rows = "".join([f"<li>{entry[1]}</li>\n" for entry in block.entries])
            out.append(f"<{tag}>\n{rows}</{'ol' if start else 'ul'}>\n")
        elif type(block) is Owned:
            out.append(note(block.text))
    return "".join(out)


def to_html(sections: Iterable[Section]) -> dict[str, str]:
    """Section id → HTML: the fast path, equal to `parse(to_markdown(sections))`."""
    found = list(sections)
    taken = {section.id for section in found}
    return {section.id: section_html(section, taken) for section in found}


# --- the parser -----------------------------------------------------------------------------------------------

_SCHEMES = frozenset({"http", "https", "mailto", "doi", ""})


def link_allowed(url: str) -> bool:
    """Whether a link of untrusted text may stand: http, https, mailto, doi or a relative path on this site."""
    if any(ord(c) < 33 or c == "\\" for c in url) or url.startswith("//") or len(url) > 2048:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme.lower() not in _SCHEMES or "@" in parts.netloc:
        return False
    return bool(parts.scheme) or ":" not in url.split("/", 1)[0]


@cache
def _parser(attributes: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    parser.validateLink = link_allowed  # type: ignore[method-assign]
    if attributes:
        from mdit_py_plugins.attrs import attrs_plugin

        parser.use(attrs_plugin, spans=True, allowed=_ATTRIBUTES)
    return parser


def parse(text: str, ids: dict[str, str]) -> dict[str, str]:
    """A page's Markdown body → section id → HTML, through the parser. `ids` maps a section's title to its id."""
    parser = _parser(True)
    env: dict[str, object] = {}
    tokens = parser.parse(text, env)
    parts: dict[str, list[Token]] = {}
    current: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            title = _text(tokens[position + 1])
            current = parts.setdefault(ids[title], [])
            position += 3
            continue
        current.append(token)
        position += 1
    taken = set(parts)
    for found in parts.values():
        for n, token in enumerate(found):
            if token.type == "heading_open" and token.tag == "h3":
                token.attrSet("id", anchor(_text(found[n + 1]), taken))
    return {id: parser.renderer.render(found, parser.options, env) for id, found in parts.items()}


def _text(token: "Token") -> str:
    """The text of an inline token, as a reader sees it."""
    return "".join(
        child.content for child in token.children or [] if child.type in ("text", "text_special", "code_inline")
    )


def note(text: str, lowest: int = 3) -> str:
    """The owner's Markdown as HTML: raw HTML is shown as text, images must be the site's own.

    Its highest headings, whatever their level, become those of level `lowest`: none is skipped.
    """
    text = text[:NOTE_LIMIT]
    if _plain_prose(text):
        paragraphs = [part.strip("\n") for part in text.split("\n\n")]
        return "".join([f"<p>{part.replace(chr(34), '&quot;')}</p>\n" for part in paragraphs if part])
    parser = _parser(False)
    env: dict[str, object] = {}
    tokens = parser.parse(text, env)
    highest = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) - highest + lowest)}"
        for child in token.children or []:
            if child.type == "image" and urlsplit(str(child.attrs.get("src", ""))).scheme:
                # An image from elsewhere would be a request to another host: its words stay.
                child.type, child.tag, child.content, child.children = "text", "", child.content, None
                child.nesting = 0
    return str(parser.renderer.render(tokens, parser.options, env))


def words_of(text: str) -> str:
    """The owner's Markdown as plain words, without marks, links' addresses and images."""
    found: list[str] = []
    for token in _parser(False).parse(text[:NOTE_LIMIT]):
        if token.type == "inline":
            found += [" " if child.type.endswith("break") else child.content for child in token.children or []
                      if child.type not in ("image", "html_inline")]  # fmt: skip
            found.append(" ")
    return fold("".join(found))


_SPECIAL = b"\\`*_[]<>&!#|~\0\r\t"


def _plain_prose(text: str) -> bool:
    """Whether the parser would find nothing but paragraphs here (the guide's measured fast path)."""
    data = text.encode("utf-8", "replace")
    if len(data.translate(None, _SPECIAL)) != len(data):
        return False
    for row in text.split("\n"):
        if row and (row[0] in " -+=0123456789" or row[-1] == " " or not row.isprintable()):
            return False
    return "\n\n\n" not in text
