"""Elements of ONIX by their reference names, whichever of its two sets of tags the file uses; texts in HTML as one text."""

from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, tostring

from shelflist.readers.metadata import onix_codes
from shelflist.readers.shapes import xml

Parts = dict[str, list[Element]]
"""Reference name → the elements of a product that have it, out of their blocks."""

_HTML = frozenset(
    ("p", "br", "strong", "em", "b", "i", "u", "ul", "ol", "li", "div", "span", "a", "h1", "h2", "h3", "h4", "h5", "h6", "dl",
     "dt", "dd", "sub", "sup", "q", "cite", "blockquote", "table", "small", "big", "hr", "pre", "code", "img")
)  # fmt: skip


@lru_cache(maxsize=4096)
def name(tag: str) -> str:
    """The reference name of a tag; the tag itself without its prefix where the table does not know it."""
    local = xml.local(tag)
    return onix_codes.REFERENCE.get(local, local)


def kids(element: Element, *names: str) -> list[Element]:
    """The child elements with one of these reference names (any, where none is given)."""
    return [e for e in element if isinstance(e.tag, str) and (not names or name(e.tag) in names)]


def kid(element: Element | None, *path: str) -> Element | None:
    """The first element down this path of reference names, or None."""
    for step in path:
        if element is None:
            return None
        for inner in element:
            if isinstance(inner.tag, str) and name(inner.tag) == step:
                element = inner
                break
        else:
            return None
    return element


def value(element: Element | None, *path: str) -> str:
    """The text of the first element down this path, or ""."""
    return xml.content(kid(element, *path))


def fold_html(root: Element) -> None:
    """Makes one text of each element that holds HTML as elements, with the markup written out."""
    every = list(root.iter())
    if _HTML.isdisjoint({xml.local(e.tag) for e in every if isinstance(e.tag, str)}):
        return
    for element in every:
        if len(element) and any(isinstance(e.tag, str) and xml.local(e.tag) in _HTML for e in element):
            inner = "".join(tostring(e, encoding="unicode") for e in element)
            for e in list(element):
                element.remove(e)
            element.text = escape(element.text or "", quote=False) + inner


def markup(element: Element | None) -> str:
    """A text that may be HTML, as it is written."""
    return (element.text or "") if element is not None else ""
