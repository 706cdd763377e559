"""Files for other programs: feeds, OPDS, the search description, the site map, downloads; when they are made again."""

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shelflist import machine_files, notes, readers, site
from shelflist.pages import machines
from shelflist.store import Store
from tests.exports.books import imported
from tests.tools import TOML, built, make_site, marc, settings, tree

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://shelf.example/salt"
BASED = f'[site]\ntitle = "Salt"\ndescription = "Books & salt"\nowner = "Rina"\nbase_url = "{BASE}"\n'
PLAIN = BASED.replace(f'base_url = "{BASE}"\n', "")

LAMP = marc("The lamp at Varn", "Oduya, Tess", "a1", [("650", " 0", [("a", "Lamps & oil")])])
STONE = marc("A stone in the hand", "Brandt, Ilse", "a2", [("020", "  ", [("a", "9788899991012")])])
OPEN = marc(
    "Winter ferries", "Marek, Jon", "a3",
    [("020", "  ", [("a", "9788899991029")]), ("856", "40", [("u", "https://books.example/ferries.epub")])],
)  # fmt: skip
CLOSED = marc("Nine ropes", "Oduya, Tess", "a4", [("856", "42", [("u", "https://books.example/about/ropes")])])
FILES: dict[str, str | bytes] = {
    "content/records/one.mrc": LAMP + STONE + OPEN + CLOSED,
    "content/books/lamp.md": "---\nrecord: a1\nadded: 2024-05-31\nlists: [Begin here]\nrating: 4\n---\nMine alone.\n",
    "content/books/stone.md": "---\nrecord: a2\nadded: 2025-02\n---\n",
    "content/books/own.md": "---\ntitle: A book of our own\nauthors: [Tess Oduya]\nlists: [Begin here]\n---\nOurs.\n",
}
LIST = "lists/begin-here/"


@pytest.fixture(scope="module")
def based(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a site that knows where it stands."""
    return tree(built(make_site(tmp_path_factory.mktemp("based"), FILES, BASED))[1])


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same without `base_url`."""
    return tree(built(make_site(tmp_path_factory.mktemp("plain"), FILES, PLAIN))[1])


def made(folder: Path, files: dict[str, str | bytes] | None = None, toml: str = PLAIN) -> dict[str, bytes]:
    return tree(built(make_site(folder, FILES if files is None else files, toml))[1])


# --- feeds ----------------------------------------------------------------------------------------------------


def entries(feed: bytes) -> list[tuple[str, str, str]]:
    """(title, updated, address) of each entry of an Atom feed."""
    found = []
    for one in ElementTree.fromstring(feed).iter(f"{ATOM}entry"):
        link = one.find(f"{ATOM}link[@rel='alternate']")
        assert link is not None
        found.append((one.findtext(f"{ATOM}title", ""), one.findtext(f"{ATOM}updated", ""), link.get("href", "")))
    return found


def test_the_feed_holds_the_dated_books_newest_first(based: dict[str, bytes]) -> None:
    assert entries(based["feed.atom"]) == [
        ("A stone in the hand", "2025-02-01T00:00:00Z", "books/a-stone-in-the-hand-brandt/"),
        ("The lamp at Varn", "2024-05-31T00:00:00Z", "books/the-lamp-at-varn-oduya/"),
    ]


def test_an_atom_feed_has_what_rfc_4287_asks_for(based: dict[str, bytes]) -> None:
    feeds = [path for path in based if path.endswith(".atom")]
    assert sorted(feeds) == ["feed.atom", f"{LIST}feed.atom"]
    for path in feeds:
        feed = ElementTree.fromstring(based[path])
        assert feed.get("{http://www.w3.org/XML/1998/namespace}base") == BASE + "/"
        assert all(feed.findtext(ATOM + name) for name in ("id", "title", "updated", "author/" + ATOM + "name"))
        (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own.get("href") == path
        ids = [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")]
        assert all(ids)
        assert len(set(ids)) == len(ids)
    ids = {ElementTree.fromstring(based[path]).findtext(f"{ATOM}id") for path in feeds}
    assert len(ids) == len(feeds)


def test_a_list_has_its_own_feed(based: dict[str, bytes], plain: dict[str, bytes]) -> None:
    (entry,) = entries(based[f"{LIST}feed.atom"])
    assert entry == ("The lamp at Varn", "2024-05-31T00:00:00Z", "books/the-lamp-at-varn-oduya/")
    (entry,) = entries(plain[f"{LIST}feed.atom"])
    assert entry[2] == "../../books/the-lamp-at-varn-oduya/"


@pytest.mark.parametrize("path", ["feed.json", f"{LIST}feed.json"])
def test_a_json_feed_says_what_the_atom_feed_says(based: dict[str, bytes], path: str) -> None:
    feed = json.loads(based[path])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}/{path}"
    assert feed["home_page_url"] == f"{BASE}/{path.removesuffix('feed.json')}"
    assert feed["authors"] == [{"name": "Rina"}]
    atom = ElementTree.fromstring(based[path.replace(".json", ".atom")])
    assert [one["id"] for one in feed["items"]] == [one.findtext(f"{ATOM}id") for one in atom.iter(f"{ATOM}entry")]
    assert [(one["title"], one["date_published"], one["url"]) for one in feed["items"]] == [
        (title, updated, f"{BASE}/{href}") for title, updated, href in entries(based[path.replace(".json", ".atom")])
    ]
    assert all(one["content_text"] for one in feed["items"])


def test_without_a_base_no_feed_claims_an_address(plain: dict[str, bytes]) -> None:
    feed = json.loads(plain["feed.json"])
    assert not {"feed_url", "home_page_url"} & set(feed)
    assert [one["url"] for one in feed["items"]] == [href for _, _, href in entries(plain["feed.atom"])]
    assert all(f"{one['url']}index.html" in plain for one in feed["items"])


def test_subjects_and_people_have_feeds_where_the_settings_say_so(tmp_path: Path) -> None:
    found = made(tmp_path, toml=BASED + '\n[build]\nfeeds = "all"\n')
    assert [title for title, _, _ in entries(found["subjects/lamps-oil/feed.atom"])] == ["The lamp at Varn"]
    assert [title for title, _, _ in entries(found["authors/brandt-ilse/feed.atom"])] == ["A stone in the hand"]


def test_a_feed_of_nothing_is_a_feed(tmp_path: Path) -> None:
    found = made(tmp_path, {"content/records/one.mrc": LAMP}, TOML)
    assert entries(found["feed.atom"]) == []
    assert ElementTree.fromstring(found["feed.atom"]).findtext(f"{ATOM}updated") == machine_files.FIRST
    assert json.loads(found["feed.json"])["items"] == []


# --- OPDS -----------------------------------------------------------------------------------------------------


def test_open_books_alone_are_in_opds(based: dict[str, bytes]) -> None:
    feed = ElementTree.fromstring(based["opds.xml"])
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Winter ferries"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Jon Marek"
    links = [(one.get("rel"), one.get("type"), one.get("href")) for one in entry.findall(f"{ATOM}link")]
    assert (machines.OPEN_ACCESS, "application/epub+zip", "https://books.example/ferries.epub") in links
    (publication,) = json.loads(based["opds.json"])["publications"]
    assert publication["metadata"]["title"] == "Winter ferries"
    assert publication["metadata"]["identifier"] == "urn:isbn:9788899991029"
    assert publication["links"][0]["href"] == "https://books.example/ferries.epub"
    assert publication["links"][1]["href"] == f"{BASE}/books/winter-ferries-marek/"


@pytest.mark.parametrize(("path", "format"), [("opds.xml", "opds"), ("opds.json", "opds2")])
def test_our_readers_take_opds_back(plain: dict[str, bytes], path: str, format: str) -> None:
    assert readers.recognise(plain[path], path) == format
    (book,) = imported(plain[path], format)
    assert (book.title, [one.isbn13 for one in book.isbns]) == ("Winter ferries", ["9788899991029"])


def test_without_an_open_link_there_is_no_opds(tmp_path: Path, plain: dict[str, bytes]) -> None:
    found = made(tmp_path, {"content/records/one.mrc": LAMP + STONE + CLOSED})
    assert not set(machine_files.OPDS) & set(found)
    assert not [path for path, data in found.items() if b"opds.xml" in data or b"opds.json" in data]
    for files, there in ((found, False), (plain, True)):
        related = [one.get("href") for one in ElementTree.fromstring(files["feed.atom"]).iter(f"{ATOM}link")]
        assert ("opds.xml" in related) is there


# --- search description, site map -----------------------------------------------------------------------------


def test_opensearch_needs_a_whole_address(based: dict[str, bytes], plain: dict[str, bytes]) -> None:
    about = ElementTree.fromstring(based["opensearch.xml"])
    assert about.findtext(f"{OPENSEARCH}ShortName") == "Salt"
    assert about.findtext(f"{OPENSEARCH}Description") == "Books & salt"
    (url,) = about.findall(f"{OPENSEARCH}Url")
    assert (url.get("type"), url.get("template")) == ("text/html", f"{BASE}/search/?q={{searchTerms}}")
    assert b'href="../../opensearch.xml"' in based["books/nine-ropes-oduya/index.html"]
    assert "opensearch.xml" not in plain
    assert not [path for path, data in plain.items() if path.endswith(".html") and b"opensearch" in data]


def test_a_change_is_dated_only_where_a_book_says_when_it_came(based: dict[str, bytes]) -> None:
    urls = ElementTree.fromstring(based["sitemap.xml"]).findall(f"{MAP}url")
    assert len(urls) > 10
    dated = {
        url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod")
        for url in urls
        if url.find(f"{MAP}lastmod") is not None
    }
    assert dated == {
        f"{BASE}/books/the-lamp-at-varn-oduya/": "2024-05-31",
        f"{BASE}/books/a-stone-in-the-hand-brandt/": "2025-02",
    }


def test_a_long_site_map_is_several_files(
    tmp_path: Path, based: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_files, "MOST_URLS", 10)
    found = made(tmp_path, toml=BASED)
    index = [one.text or "" for one in ElementTree.fromstring(found["sitemap.xml"]).iter(f"{MAP}loc")]
    assert len(index) > 1
    parts = [ElementTree.fromstring(found[address.removeprefix(BASE + "/")]) for address in index]
    assert all(0 < len(part) <= 10 for part in parts)
    whole = [one.text for one in ElementTree.fromstring(based["sitemap.xml"]).iter(f"{MAP}loc")]
    assert [one.text for part in parts for one in part.iter(f"{MAP}loc")] == whole


# --- downloads ------------------------------------------------------------------------------------------------

TITLES = Counter(["The lamp at Varn", "A stone in the hand", "Winter ferries", "Nine ropes", "A book of our own"])
READ_AS = {"csv": "goodreads"}
"""Format of exports → format of readers, where they have other names."""


@pytest.mark.parametrize(("name", "format"), [(name, format) for name, format, _ in machines.DOWNLOADS])
def test_downloads_read_back(plain: dict[str, bytes], name: str, format: str) -> None:
    data = plain[f"downloads/{name}"]
    assert readers.recognise(data, name) == READ_AS.get(format, format)
    assert Counter(book.title for book in imported(data, READ_AS.get(format, format))) == TITLES
    assert b"Mine alone" not in data


@pytest.mark.parametrize(("name", "format"), machine_files.LIST_FILES.items())
def test_files_of_a_list_read_back(plain: dict[str, bytes], name: str, format: str) -> None:
    found = imported(plain[LIST + name], READ_AS.get(format, format))
    assert sorted(book.title for book in found) == ["A book of our own", "The lamp at Varn"]
    assert b"Mine alone" not in plain[LIST + name]


def test_the_settings_decide_on_downloads(tmp_path: Path, plain: dict[str, bytes]) -> None:
    never = made(tmp_path, toml=PLAIN + '\n[build]\ndownloads = "never"\n')
    assert [path for path in never if machine_files.is_download(path)] == []
    assert len([path for path in plain if path.startswith("downloads/")]) == len(machines.DOWNLOADS)


# --- when they are made again ---------------------------------------------------------------------------------


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for each time that the downloads were made."""
    found: list[str] = []
    make = machine_files.downloads

    def counted(given: machine_files.Made) -> bool:
        found.append("made")
        return make(given)

    monkeypatch.setattr(machine_files, "downloads", counted)
    return found


def test_downloads_of_the_same_books_are_not_made_again(tmp_path: Path, makings: list[str]) -> None:
    folder = make_site(tmp_path, FILES, PLAIN)
    built(folder)
    before = tree(folder / "public")
    make_site(folder, {"content/pages/about.md": "---\ntitle: About\n---\nUs.\n"}, PLAIN)
    built(folder)
    after = tree(folder / "public")
    assert makings == ["made"]
    assert after["about/index.html"] != before["about/index.html"]
    assert {path: after[path] for path in before if machine_files.is_download(path)} == {
        path: data for path, data in before.items() if machine_files.is_download(path)
    }
    make_site(folder, {"content/books/own.md": "---\ntitle: A book of our own\npublisher: Ours\n---\n"}, PLAIN)
    built(folder)
    assert makings == ["made", "made"]
    assert b"Ours" in (folder / "public/downloads/list.bib").read_bytes()


@pytest.mark.parametrize("path", ["downloads/list.ris", "opds.xml", "opds.json"])
def test_one_that_is_gone_is_made_again(tmp_path: Path, path: str) -> None:
    folder = make_site(tmp_path, FILES, PLAIN)
    built(folder)
    before = (folder / "public" / path).read_bytes()
    (folder / "public" / path).unlink()
    built(folder)
    assert (folder / "public" / path).read_bytes() == before


FIELDS = {
    "title": "The lamp", "subtitle": "A story", "responsibility": "told by T. Oduya", "edition": "2nd ed.", "extent": "99 leaves",
    "summary": "Of a lamp.", "authors": "[Ilse Brandt]", "editors": "[Jon Marek]", "translators": "[Jon Marek]",
    "publisher": "Harbour", "place": "Varn", "year": "1999", "language": "Italian", "pages": "77", "subjects": "[Ferries]",
    "series": "Lamps ; 3",
}  # fmt: skip
"""Every field that a note may give to its book."""


@pytest.fixture(scope="module")
def stays(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Store]:
    """A site with a process that stays."""
    folder = make_site(tmp_path_factory.mktemp("stays"), FILES, PLAIN)
    return folder, Store(folder / ".shelflist", resident=True)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("note", ["lamp", "own"])
def test_an_edit_in_a_process_that_stays_leaves_no_old_download(
    stays: tuple[Path, Store], tmp_path: Path, field: str, note: str
) -> None:
    folder, memory = stays
    make_site(folder, FILES, PLAIN)
    text = str(FILES[f"content/books/{note}.md"])
    place = folder / f"content/books/{note}.md"
    site.build(settings(folder), site.Options(1, "none"), memory)
    given = text.replace("title: A book of our own\n", "") if field == "title" else text
    place.write_text(given.replace("---\n", f"---\n{field}: {FIELDS[field]}\n", 1))
    site.build(settings(folder), site.Options(1, "none"), memory)
    clean = make_site(tmp_path, {**FILES, f"content/books/{note}.md": place.read_text()}, PLAIN)
    built(clean)
    assert tree(folder / "public") == tree(clean / "public")


def test_every_field_of_notes_is_tried() -> None:
    assert set(FIELDS) == set(notes.OVERRIDES)


def test_the_owners_words_leave_the_downloads_as_they_are(stays: tuple[Path, Store], makings: list[str]) -> None:
    folder, memory = stays
    make_site(folder, FILES, PLAIN)
    place = folder / "content/books/lamp.md"
    site.build(settings(folder), site.Options(1, "none"), memory)
    makings.clear()
    place.write_text(place.read_text() + "\nAnother word.\n")
    report = site.build(settings(folder), site.Options(1, "none"), memory)
    assert (report.pages.rendered, makings) == (1, [])
