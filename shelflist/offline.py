"""Reading offline, where `[build] offline` asks for it: the service worker and the install manifest.

The worker (Service Workers, W3C) knows the build by the digest of what it keeps from the start and of the search index, so
it is another file exactly when one of these is; it is made last, from the site's manifest. The install manifest follows
the Web Application Manifest (W3C): its addresses are relative, so that it works below any path.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from markupsafe import Markup

from shelflist.pages import machines
from shelflist.render import Renderer, assets
from shelflist.settings import Settings

WORKER = "sw.js"
INSTALL = "manifest.webmanifest"
PAGE = "offline/"

LETTERS = 60
"""So many pages of letters, of all indexes together, are kept from the start; where there are more, none is."""

SHORT = 12
"""Characters of a name that fits below an icon."""

_ICON = re.compile(r"icon-([0-9]{2,4})\.png")


def dress(published: Mapping[str, str]) -> list[str]:
    """The style sheets and scripts of the pages."""
    return [place for name, place in published.items() if name.endswith((".css", ".js"))]


def shell(manifest: Mapping[str, bytes], prefixes: Sequence[str], published: Mapping[str, str]) -> list[str]:
    """The files that are kept from the start: the first language's home, its pages one folder down (indexes, search), pages
    of letters while they are few, the data of its search page, every language's home and offline page, and what pages are
    dressed with. `prefixes` are the folders of the languages, the first "", `published` the names of the assets."""
    wanted = [*dress(published), published["favicon.svg"]]
    wanted += [*(prefix + page for prefix in prefixes for page in ("index.html", f"{PAGE}index.html"))]
    wanted += [path for path in manifest if path.endswith("/index.html") and path.count("/") == 1]
    letters = [path for path in manifest if path.endswith("/index.html") and path.split("/")[1] == "az"]
    wanted += letters if len(letters) <= LETTERS else []
    wanted += [path for path in manifest if path.startswith("search/") and path.count("/") == 1]
    return sorted({path for path in wanted if path in manifest})


def worker(settings: Settings, manifest: Mapping[str, bytes]) -> bytes | None:
    """The service worker of a site with these files (path → digest); the one that takes away itself and what it kept, where
    the setting is "remove"; None where it is off."""
    if not settings.build.offline:
        return None
    published = {name: place for name, (place, _) in assets(settings).items()}
    renderer = Renderer(settings, published)
    if settings.build.offline == "remove":
        return renderer.data(WORKER, {"build": "", "files": "", "dress": "", "languages": ""})
    prefixes = ["", *(f"{language.lower()}/" for language in settings.languages[1:])]
    kept = shell(manifest, prefixes, published)
    whole = blake2b(digest_size=8)
    for path in sorted({*kept, *(path for path in manifest if path.startswith(("pagefind/", "search/")))}):
        whole.update(path.encode() + b"\0" + manifest[path])
    addresses = [(re.sub(r"(^|/)index\.html\Z", r"\1", path), manifest[path].hex()) for path in kept]
    return renderer.data(
        WORKER,
        {
            "build": whole.hexdigest(),
            "files": _json(addresses),
            "dress": _json(sorted(dress(published))),
            "languages": _json(prefixes[1:]),
        },
    )


def _json(value: Any) -> Markup:
    """A value for a script of its own: paths and digests, which hold no sign that ends anything."""
    return Markup(msgspec.json.encode(value).decode())  # noqa: S704 -- a file of its own, not part of a page


def install(settings: Settings, published: Mapping[str, str]) -> bytes:
    """`manifest.webmanifest`; pictures `icon-192.png` and the like of the owner's `static/` stand before the drawn icon."""
    site = settings.site
    icons = [
        {"src": place, "sizes": f"{match[1]}x{match[1]}", "type": "image/png"}
        for name, place in published.items()
        if (match := _ICON.fullmatch(name))
    ]
    drawn = {"src": published["favicon.svg"], "sizes": "any", "type": "image/svg+xml"}
    return machines.to_json(
        {
            "name": site.title,
            "short_name": short(site.title),
            **({"description": site.description} if site.description else {}),
            "lang": site.language,
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": "#fbf9f4",
            "theme_color": "#fbf9f4",
            "icons": [*icons, drawn],
        }
    )


def short(title: str) -> str:
    """A title's first words that fit below an icon; the beginning of its first word where that alone is longer."""
    found = ""
    for word in title.split():
        if len(found) + len(word) + bool(found) > SHORT:
            break
        found = f"{found} {word}".strip()
    return found.rstrip(",;:–—-") or title.strip()[:SHORT]
