"""Page → bytes, through Jinja templates: autoescaped whatever their suffix, every name defined, nothing evaluated twice.

Two ways to the same HTML: `html` makes a page's sections straight from its blocks, `again` parses the published
`index.md` and renders that. A test holds them equal for every page.
"""

import operator
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, cast

import jinja2
import msgspec
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from shelflist import markdown, wording
from shelflist.errors import BuildFailed
from shelflist.pages import Page, amounts, document
from shelflist.settings import ENGINE_ROOT, Settings

_json = msgspec.json.Encoder().encode
_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What must not stand in a script as it is. One `replace` each is ten times as fast as `translate`."""
OURS = ("@id", "url", "item", "urlTemplate")
"""What holds an address of ours in schema.org data, as "~/…" from the site's root."""
VISITOR_LOG = ("log.js", "log-page.js", "log-files.js")
"""The scripts of the visitor's own log: templates ask whether they are there."""

_TO_FOLDER = re.compile(
    rb'((?:<(?:a|form)\b[^>]*? (?:href|action)="|<meta http-equiv="refresh" content="0; url=)(?![/?#"])[^":?#]*/)(?=["?#])'
)
"""The address of a page that is its folder's, from another page, up to the end of its path."""

RULES = (
    '{"prefetch": [{"where": {"and": [{"href_matches": ["/*/", "/*/index.html"]}, '
    '{"not": {"selector_matches": "[download], [rel~=external]"}}]}, "eagerness": "moderate"}]}'
)
PREFETCH = {"rules": Markup(RULES), "source": f"sha256-{b64encode(sha256(RULES.encode()).digest()).decode()}"}  # noqa: S704 -- ours, for a script
"""Speculation rules (HTML, "speculative loading"): pages of this origin, once a link to one is pointed at. They are the same on
every page, so that the policy can name them by their digest (CSP 3)."""

_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def overlaid(folders: list[Path]) -> dict[str, Path]:
    """Every file below these folders by its relative path; the first folder that has one wins."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and not any(part.startswith(".") or part.endswith("~") for part in name.split("/")):
                    found[name] = path
    return dict(sorted(found.items()))


def _off(settings: Settings) -> set[str]:
    """The files of `static/` that a setting turns off."""
    build = settings.build
    wanted = dict.fromkeys(VISITOR_LOG, build.visitor_log)
    wanted |= {"offline.js": build.offline is True, "transitions.css": build.view_transitions}
    wanted["from-file.js"] = not build.file_links
    return {name for name, on in wanted.items() if not on}


_URL = re.compile(rb"""\burl\(\s*(["']?)([\w.][\w./-]*)\1\s*\)""")


def _led(name: str, sheet: bytes, found: Mapping[str, tuple[str, bytes]]) -> bytes:
    """A style sheet of `static/` that asks for the published names of other files there (`url(fonts/lamp.woff2)`)."""
    folder = posixpath.dirname(name)

    def place(match: re.Match[bytes]) -> bytes:
        wanted = found.get(posixpath.normpath(posixpath.join(folder, match[2].decode())))
        return match[0] if wanted is None else f'url("{posixpath.relpath(wanted[0], f"static/{folder}")}")'.encode()

    return _URL.sub(place, sheet)


def assets(settings: Settings) -> dict[str, tuple[str, bytes]]:
    """File of `static/` → (published name with a hash of the content in it, the content), without what a setting turns off."""
    off = _off(settings)
    found: dict[str, tuple[str, bytes]] = {}
    files = overlaid(settings.folders("static"))
    for name in sorted(files.keys() - off, key=lambda name: (name.endswith(".css"), name)):
        data = files[name].read_bytes()
        if name.endswith(".css"):
            data = _led(name, data, found)
        stem, dot, suffix = name.rpartition(".")
        mark = blake2b(data, digest_size=4).hexdigest()
        found[name] = (f"static/{stem}.{mark}.{suffix}" if dot else f"static/{name}.{mark}", data)
    return found


def _escaped(value: Any) -> str:
    """What `markupsafe.escape` makes of a value, as plain text where it is plain text: a tenth of its time."""
    return _escape_inner(value) if type(value) is str else escape(value)


def _joined(part: Callable[[Context], Iterable[str]]) -> Callable[[Context], Iterator[str]]:
    """A part that gives its text in one piece: each piece would pass through a generator for every template above."""

    def whole(context: Context) -> Iterator[str]:
        yield "".join(part(context))

    return whole


class _Template(jinja2.Template):
    """A compiled template that escapes its output with `_escaped`, and gives each block in one piece."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> jinja2.Template:
        namespace["escape"] = _escaped
        namespace["root"] = _joined(namespace["root"])
        namespace["blocks"] = blocks = {name: _joined(block) for name, block in namespace["blocks"].items()}
        namespace.update(
            {f"block_{name}": block for name, block in blocks.items()}
        )  # by which `super()` finds its place
        return super()._from_namespace(environment, namespace, globals)


class _Environment(jinja2.Environment):
    """`x["name"]` in a template is Python's own look-up: data have every name, so a missing one is a mistake."""

    language = "en"
    themed = False
    template_class = _Template
    getitem = staticmethod(operator.getitem)  # type: ignore[assignment]


_SAID = re.compile(r'\{\{-?\s*_\("((?:[^"\\]|\\.)*)"\)\s*-?\}\}')


_TRANS = re.compile(r"\{% trans(?: ([^%\n]+?))? %\}([^\n]*?)\{% endtrans %\}\n?")
_VALUE = re.compile(r"\{\{ (\w+) \}\}")
_GIVEN = re.compile(r"""(\w+)=((?:[^,"\[(]|"[^"]*"|\[[^\]]*\]|\([^)]*\))+)(?:, |$)""")


class Said(Extension):
    """`{{ _("Books") }}` is replaced by the escaped message when a template is compiled, in the environment's language.
    A message with values is too where it stands on one line (`{% trans by=name %}Kept by {{ by }}.{% endtrans %}`): its values
    are put where its language has them. Jinja itself says those with a plural."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with its plain messages said."""
        found = wording.catalog(cast(_Environment, self.environment).language)
        said = _SAID.sub(lambda match: str(escape(found.gettext(re.sub(r"\\(.)", r"\1", match[1])))), source)
        return _TRANS.sub(lambda match: _placed(match, found.gettext), said)


def _placed(match: re.Match[str], say: Callable[[str], str]) -> str:
    """A message with its values as the template's own expressions; as it stands where it has a plural or tags in it."""
    body = match[2]
    if "{%" in body:
        return match[0]
    given = dict(_GIVEN.findall(match[1] or ""))
    message = say(_VALUE.sub(r"%(\1)s", body.replace("%", "%%")))
    return message % {name: f"{{{{ {given.get(name, name)} }}}}" for name in _VALUE.findall(body)}


_OFFERED = re.compile(r"\{% (?:block|endblock) (?!(?:head|main) )\w+ %\}")


class Offered(Extension):
    """Blocks that only a theme fills are taken out where the site has no templates of its own: each is a call a page. The
    pages themselves fill `head` and `main`, which end in a plain `{% endblock %}`."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source, line by line as before, with comments in place of these blocks."""
        return source if cast(_Environment, self.environment).themed else _OFFERED.sub("{##}", source)


class Renderer:
    """The templates of one site, with what every page sees."""

    def __init__(
        self, settings: Settings, published: Mapping[str, str], language: str = "", menu: Sequence[str] = ()
    ) -> None:
        language = language or settings.site.language
        loaders: list[jinja2.BaseLoader] = [jinja2.FileSystemLoader(at) for at in settings.folders("templates")]
        loaders.append(jinja2.PrefixLoader({"shipped": jinja2.FileSystemLoader(ENGINE_ROOT / "templates")}))
        self._environment = _Environment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
        )
        self._environment.language = language
        self._environment.themed = any(any(own.rglob("*.html")) for own in settings.folders("templates")[:-1])
        for extension in ("jinja2.ext.i18n", Said, Offered):
            self._environment.add_extension(extension)
        words = wording.catalog(language)
        install: Any = self._environment
        install.install_gettext_callables(words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext)
        with wording.speaking(language):
            self._environment.globals.update({"colon": wording.sign(":"), "semicolon": wording.sign(";")})
        self._environment.filters.update({"figure": wording.figure, "date": wording.date, "books": amounts.books})
        self._site = settings.spoken(language)
        self._languages = settings.languages
        self._file_links = settings.build.file_links
        self.prefix = "" if language == settings.languages[0] else f"{language.lower()}/"
        self._up = "../" if self.prefix else ""
        """The way from this language's root to the site's."""
        files = {name: self._up + place for name, place in published.items()}
        self._environment.globals.update(
            {
                "site": self._site,
                "assets": files,
                "up": self._up,
                "menu": menu,
                "feeds": settings.build.feeds == "all",
                "prefetch": PREFETCH if settings.build.prefetch else None,
            }
        )
        self._templates: dict[str, jinja2.Template] = {}

    def _template(self, name: str) -> jinja2.Template:
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
        return found

    def _render(self, name: str, values: dict[str, Any]) -> bytes:
        try:
            with wording.speaking(self._environment.language):
                return self._template(name).render(values).encode("utf-8", "replace")
        except jinja2.TemplateNotFound as error:
            raise BuildFailed(f"templates/{name}: no such template: {error}") from None
        except jinja2.TemplateSyntaxError as error:
            raise BuildFailed(f"templates/{error.name}, line {error.lineno}: {error.message}") from None
        except (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError) as error:
            raise BuildFailed(f"templates/{name}{_line(error)}: {type(error).__name__}: {error}") from None

    def html(self, page: Page) -> bytes:
        """The page's HTML, the fast way."""
        note = markdown.note(page.note, _lowest(page.template)) if page.note else ""
        return self._page(page.path, page.template, page.meta, markdown.to_html(page.sections), note)

    def again(self, path: str, template: str, text: str) -> bytes:
        """The same from the page's published Markdown, through YAML and the Markdown parser."""
        import yaml

        head, _, body = text.removeprefix("---\n").partition("\n---\n")
        meta: dict[str, Any] = yaml.load(head, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- a safe loader
        ids = {section["title"]: section["id"] for section in meta["sections"]}
        title = next((section["title"] for section in meta["sections"] if section["id"] == "note"), "")
        note = ""
        if title:
            body, _, note = ("\n" + body).partition(f"\n## {title}\n\n")
        made = markdown.parse(body, ids)
        return self._page(
            path, template, meta, made, markdown.note(note.removesuffix("\n"), _lowest(template)) if title else ""
        )

    def _page(self, path: str, template: str, meta: dict[str, Any], made: dict[str, str], note: str) -> bytes:
        site = self._site
        depth = path.count("/")
        file = not path.endswith("/") and path != ""
        address = f"{site.base_url}/{self.prefix}{path}" if site.base_url else ""
        first = meta.get("first_order", "")
        body = {name: Markup(html) for name, html in made.items()}  # noqa: S704 -- our own escaped HTML
        if note:
            body["note"] = Markup(note)  # noqa: S704 -- from the Markdown parser, raw HTML off
        root = "../" * depth if not file else (site.base_url + "/" if site.base_url else "/")
        values = {
            "crumb": "",
            **meta,
            "path": path,
            "root": root,
            "beside": f"{root}{self._up}{path}" if self.prefix else "",
            "served": f"{site.base_url}/{path}"
            if site.base_url
            else (f"{root}{self._up}{path}" if self.prefix else ""),
            "canonical": "" if file else f"{site.base_url}/{self.prefix}{first}" if first and address else address,
            "languages": self._switch(path, root),
            "head_title": " – ".join(
                dict.fromkeys([*([meta["title"]] if path else []), *meta["title_parts"], site.title])
            ),
            "body": body,
            "json_ld": self._json_ld(meta, address, root),
        }
        html = self._render(template, values)
        return _TO_FOLDER.sub(rb"\1index.html", html) if self._file_links else html

    def _switch(self, path: str, root: str) -> list[dict[str, Any]]:
        """The same page in each of the site's languages, where there are several; for a page of a letter, which another
        alphabet may lack, the index that it belongs to, and for a page that stands only once, home."""
        if len(self._languages) < 2:
            return []
        place, found = path.partition("/az/")[0] + "/" if "/az/" in path else path, []
        if path.endswith(".html"):
            place = ""
        for language in self._languages:
            prefix = "" if language == self._languages[0] else f"{language.lower()}/"
            found.append(
                {
                    "code": language,
                    "name": wording.autonym(language),
                    "href": (root + self._up + prefix + place) or "./",
                    "here": language == self._environment.language,
                    "whole": f"{self._site.base_url}/{prefix}{place}" if self._site.base_url else "",
                }
            )
        return found

    def _json_ld(self, meta: dict[str, Any], address: str, root: str) -> Markup:
        schema = meta.get("schema")
        if schema is None:
            return Markup("")
        data = {"@context": "https://schema.org", **schema, **({"@id": address, "url": address} if address else {})}
        if meta["crumbs"] and address:
            data["mainEntityOfPage"] = {"@type": "WebPage", "@id": address, "breadcrumb": _breadcrumb(meta)}
        text = _json(data).decode()
        base = f"{self._site.base_url}/{self.prefix}"
        text = text.replace('"image":"~/', f'"image":"{self._site.base_url + "/" if address else root + self._up}')
        for key in OURS:  # inside a text the marks before it would be escaped
            text = text.replace(f'"{key}":"~/', f'"{key}":"{base if address else root}')
        for character, escaped in _SCRIPT.items():
            text = text.replace(character, escaped)
        return Markup(text)  # noqa: S704 -- < > & are escaped for a script

    def data(self, name: str, values: dict[str, Any]) -> bytes:
        """A machine-readable file through `templates/data/`: characters that XML cannot hold are taken out."""
        made = self._render(f"data/{name}", values).decode()
        return _XML.sub("", made).encode()


def _breadcrumb(meta: dict[str, Any]) -> dict[str, Any]:
    """schema.org BreadcrumbList: the way from home to the page."""
    steps = [(crumb["label"], "~/" + crumb["href"]) for crumb in meta["crumbs"]]
    items: list[dict[str, Any]] = [
        {"@type": "ListItem", "position": n, "name": name, "item": href} for n, (name, href) in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": meta["title"]})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _lowest(template: str) -> int:
    """The level of a note's highest headings: below the page's own heading, or below that of the note's section."""
    return 2 if template == "page.html" else 3


def _line(error: BaseException) -> str:
    """Where in a template an error came from, as ", line N of FILE"."""
    place = error.__traceback__
    found = ""
    while place is not None:
        file = place.tb_frame.f_code.co_filename
        if "/templates/" in file:
            found = f", line {place.tb_lineno} of {Path(file).name}"
        place = place.tb_next
    return found


def outputs(page: Page, renderer: Renderer) -> list[tuple[str, bytes]]:
    """The files of a page: its HTML, its Markdown where that is published, and, in the site's first language, what else
    stands beside it."""
    file = page.path if page.path.endswith(".html") else page.path + "index.html"
    found = [(file, renderer.html(page))]
    if page.published:
        found.append((page.path + "index.md", document(page).encode("utf-8", "replace")))
    if not renderer.prefix:
        return found + [(page.path + name, text.encode("utf-8", "replace")) for name, text in page.files]
    return [(renderer.prefix + path, data) for path, data in found]
