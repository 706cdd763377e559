"""Reading offline, page transitions, fetching ahead: what each adds, and that without them nothing is added."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from shelflist import offline, site
from shelflist.store import Store
from tests.tools import TOML, built, make_site, marc, settings, tree

LAMPS = [("650", " 0", [("a", "Lamps")])]
RECORDS = marc("The lamp at Varn", "Oduya, Tess", "a1", LAMPS) + marc("A stone", "Lindqvist, Per", "a2")
MORE = RECORDS + marc("Zinc roofs", "Poe, Cid", "a3")
NOTE = "---\nrecord: a1\nstatus: reading\n---\n{}\n"
ON = TOML + "[build]\noffline = true\n"
MANIFEST = ".shelflist-manifest"

ADDED = {
    "offline = true": r'<link rel="manifest" href="[./]*manifest\.webmanifest">\n'
    r'<script src="[./]*static/offline\.[0-9a-f]{8}\.js" data-root="[./]*" defer></script>\n'
    r'|<p id="saved-copy" class="hint" role="status" data-words="[^"]+"></p>\n',
    "view_transitions = true": r'<link rel="stylesheet" href="[./]*static/transitions\.[0-9a-f]{8}\.css">\n',
    "prefetch = true": r"<script type=\"speculationrules\">\{.*?\}</script>\n| 'sha256-[^']+'",
    'offline = "remove"': "(?!)",
}
"""Setting → what it adds to a page."""
FILES = {
    "offline = true": {"sw.js", "manifest.webmanifest", "offline/index.html", "static/offline.js"},
    "view_transitions = true": {"static/transitions.css"},
    "prefetch = true": set[str](),
    'offline = "remove"': {"sw.js"},
}


def made(folder: Path, records: bytes = RECORDS, toml: str = TOML, **files: str) -> dict[str, bytes]:
    return tree(built(make_site(folder, {"content/records/a.mrc": records, **files}, toml))[1])


def plain_name(path: str) -> str:
    return re.sub(r"\.[0-9a-f]{8}(?=\.\w+$)", "", path)


def worker(found: dict[str, bytes]) -> tuple[str, dict[str, str]]:
    """(build, address → digest) of a site's worker."""
    text = found["sw.js"].decode()
    build, files = re.search(r'BUILD = "(\w+)"', text), re.search(r"FILES = (\[.*?\]);", text)
    assert build
    assert files
    return build[1], dict(json.loads(files[1]))


# --- pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", sorted(ADDED))
def test_what_a_setting_adds(tmp_path: Path, setting: str) -> None:
    without = made(tmp_path / "without")
    given = made(tmp_path / "with", toml=f"{TOML}[build]\n{setting}\n")
    assert {plain_name(path) for path in given.keys() - without.keys()} == FILES[setting]
    for path, data in without.items():
        own = given[path].decode("utf-8", "replace")
        if path.endswith(".html"):
            parts = re.findall(ADDED[setting], own)
            assert len(parts) == (0 if "remove" in setting else 1 if "view" in setting else 2), path
            own = re.sub(ADDED[setting], "", own)
        if path != MANIFEST:
            assert own == data.decode("utf-8", "replace"), path


def test_off_is_as_if_they_were_not_there(tmp_path: Path) -> None:
    off = TOML + "[build]\noffline = false\nview_transitions = false\nprefetch = false\n"
    assert made(tmp_path / "off", toml=off) == made(tmp_path / "without")


def test_the_policy_names_the_rules_by_their_digest(tmp_path: Path) -> None:
    found = made(tmp_path, toml=TOML + "[build]\nprefetch = true\n")
    for path in ("index.html", "books/index.html", "404.html"):
        html = found[path].decode()
        rules = re.search(r'type="speculationrules">(.*?)</script>', html)
        assert rules
        digest = b64encode(sha256(rules[1].encode()).digest()).decode()
        assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}';" in html
        [rule] = json.loads(rules[1])["prefetch"]
        assert rule["eagerness"] == "moderate"


# --- the worker -----------------------------------------------------------------------------------------------


def test_the_worker_names_what_it_keeps(tmp_path: Path) -> None:
    found = made(tmp_path, toml=ON)
    build, files = worker(found)
    assert {"", "books/", "authors/", "subjects/", "search/", "search/books.json", "offline/", "about/"} <= files.keys()
    assert not any(address.startswith("books/") and address != "books/" for address in files)
    for address, digest in files.items():
        path = address + "index.html" if address == "" or address.endswith("/") else address
        assert sha256(found[path]).hexdigest()[:32] == digest
    assert len(build) == 16
    assert b"offline/" not in found["sitemap.xml"]


def test_another_site_is_another_build(tmp_path: Path) -> None:
    first = worker(made(tmp_path / "a", toml=ON))[0]
    assert worker(made(tmp_path / "b", toml=ON))[0] == first
    assert worker(made(tmp_path / "c", MORE, ON))[0] != first
    assert worker(made(tmp_path / "d", toml=ON, **{"static/theme.css": "a{}"}))[0] != first


def test_builds_after_the_first_leave_the_worker_of_a_clean_one(tmp_path: Path) -> None:
    steps: list[dict[str, str]] = [
        {}, {"content/books/n.md": NOTE.format("One.")}, {"content/books/n.md": NOTE.format("Two.")},
        {"static/theme.css": "a{}"}, {"content/pages/about.md": "# About\n\nMine.\n"},
    ]  # fmt: skip
    files: dict[str, str] = {}
    seen = set[str]()
    for n, step in enumerate(steps):
        files |= step
        found, clean = made(tmp_path / "site", toml=ON, **files), made(tmp_path / f"clean{n}", toml=ON, **files)
        assert found == clean
        seen.add(worker(found)[0])
    assert len(seen) >= 4, "a note, the style sheet and an own page are each another build"


def test_a_resident_build_leaves_the_worker_of_a_clean_one(tmp_path: Path) -> None:
    files = {"content/records/a.mrc": RECORDS, "content/books/n.md": NOTE.format("One.")}
    folder = make_site(tmp_path / "site", files, ON)
    memory = Store(settings(folder).state, resident=True)
    for words in ("One.", "Two.", "Three."):
        files["content/books/n.md"] = NOTE.format(words)
        make_site(folder, files, ON)
        site.build(settings(folder), site.Options(1, "none"), memory)
        _, clean = built(make_site(tmp_path / words, files, ON))
        assert tree(folder / "public") == tree(clean)


def test_an_index_that_comes_later_is_in_the_build(tmp_path: Path) -> None:
    """`watch` and `serve` publish the pages first."""
    folder = make_site(tmp_path / "site", {"content/records/a.mrc": RECORDS}, ON)
    found, memory = settings(folder), Store(settings(folder).state, resident=True)
    site.build(found, site.Options(1, "after"), memory)
    before = worker(tree(found.out))[0]
    from shelflist import search

    manifest = memory.pending
    assert manifest is not None
    pages = {path: found.out / path for path in search.book_pages(manifest)}
    index = list(search.index(pages, tmp_path / "work", found.languages))
    assert site.put_index(found, memory, (search.covered(manifest), index))
    site.remember(found, memory)
    after = tree(found.out)
    assert worker(after)[0] != before
    whole = make_site(tmp_path / "whole", {"content/records/a.mrc": RECORDS}, ON)
    assert tree(built(whole, search="with")[1]) == after


def test_pages_of_letters_are_kept_while_they_are_few() -> None:
    assets = {"site.css": "static/site.1.css", "favicon.svg": "static/favicon.1.svg"}
    few = [f"books/az/{n}/index.html" for n in range(offline.LETTERS)]
    fixed = ["index.html", "books/index.html", "books/x/index.html", "search/books.json", *assets.values()]
    for letters, kept in ((few, True), ([*few, "authors/az/a/index.html"], False)):
        manifest = dict.fromkeys([*fixed, *letters], b"")
        found = offline.shell(manifest, [""], assets)
        assert set(found) == set(fixed) - {"books/x/index.html"} | set(letters if kept else ())


def test_several_languages(tmp_path: Path) -> None:
    toml = '[site]\ntitle = "Lamps"\nlanguages = ["en", "it"]\n[build]\noffline = true\n'
    found = made(tmp_path, toml=toml)
    assert 'LANGUAGES = ["it/"]' in found["sw.js"].decode()
    files = worker(found)[1]
    assert {"it/", "it/offline/", "offline/"} <= files.keys()
    assert "it/books/" not in files
    assert 'data-root="../../"' in found["it/books/index.html"].decode()
    assert b"offline" not in found["sitemap.xml"]


# --- installing -----------------------------------------------------------------------------------------------


def test_the_install_manifest_works_below_any_path(tmp_path: Path) -> None:
    found = made(tmp_path, toml=ON, **{"static/icon-192.png": "P", "static/icon-x.png": "P"})
    install = json.loads(found["manifest.webmanifest"])
    assert install["name"] == install["short_name"] == "Test list"
    assert install["start_url"] == install["scope"] == "./"
    assert [(icon["sizes"], icon["type"]) for icon in install["icons"]] == [
        ("192x192", "image/png"),
        ("any", "image/svg+xml"),
    ]
    for icon in install["icons"]:
        assert icon["src"] in found


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Lamps", "Lamps"),
        ("Novels, one at a time", "Novels, one"),
        ("Books on salt", "Books on"),
        ("Notes of oil – here", "Notes of oil"),
        ("Bibliotheksverzeichnis", "Bibliotheksv"),
        ("三四郎", "三四郎"),
        ("  Lamps  and   oil ", "Lamps and"),
    ],
)
def test_short_names(title: str, short: str) -> None:
    assert offline.short(title) == short
