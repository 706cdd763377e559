"""Catalogue → Pages: what stands on each page, as data and Markdown; no template and no format is known here.

A Page is a plain value. Its `meta` is written as YAML front matter (each value in JSON, which YAML 1.2 holds) and is
all that its template sees besides the site itself and the HTML of its sections: so `index.html` can be made again
from `index.md` alone, and a test does that. `docs/templates.md` lists the names.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from shelflist.markdown import Section, to_markdown
from shelflist.wording import gettext as _

_json, _json_lines = msgspec.json.Encoder().encode, msgspec.json.Encoder().encode_lines


class Page(msgspec.Struct, gc=False):
    """One address: `path` is its folder ("books/some-slug/", "" is home), or a file ("404.html").

    `note` is the owner's own Markdown, which stands last under the heading `note_title`. `published` says whether
    its Markdown is published beside it; `files` are others that stand there, by name.
    """

    path: str
    template: str
    meta: dict[str, Any]
    sections: Sequence[Section] = ()
    note: str = ""
    note_title: str = ""
    published: bool = False
    files: Sequence[tuple[str, str]] = ()


def front_matter(meta: dict[str, Any]) -> str:
    """The data of a page as YAML: a line for each value, an item a line for lists."""
    out = ["---"]
    for key, value in meta.items():
        if type(value) is list and value:
            # JSON texts hold no line feeds: one call for all items.
            out.append(key + ":\n  - " + _json_lines(value)[:-1].decode().replace("\n", "\n  - "))
        else:
            out.append(f"{key}: {_json(value).decode()}")
    out.append("---\n")
    return "\n".join(out)


def document(page: Page) -> str:
    """The whole page as Markdown: front matter, sections, the owner's note."""
    body = to_markdown(page.sections)
    if page.note:
        body += f"{chr(10) if body else ''}## {page.note_title}\n\n{page.note}\n"
    return front_matter(page.meta) + "\n" + body


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way from home to a page's parent, as the templates want it."""
    return [{"label": _("Home"), "href": ""}, *({"label": label, "href": href} for label, href in steps)]


def shorten(text: str, width: int = 155) -> str:
    """Text cut at a word within `width` characters, for descriptions."""
    if len(text) <= width:
        return text
    cut = text.rfind(" ", 0, width)
    return text[: cut if cut > width // 2 else width].rstrip(" ,;:–—-") + "…"
