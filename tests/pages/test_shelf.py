"""The shelf and the classes as pages: order, anchors, neighbours, captions, what a reader without a style sheet gets."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

import pytest

from shelflist.cataloguing import classes
from tests.tools import built, make_site, marc, tree

VOID = frozenset(("input", "link", "meta", "br", "hr", "img"))


class Dom(HTMLParser):
    """A page as a tree of elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.feed(text)
        self.close()
        self.root = self.builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


CAPTIONS = "300\tSocial sciences\n300\tScienze sociali\tit\n327\t<b>Relations</b> & powers\nQA\tMathematics\n"


def record(
    n: int, title: str, author: str = "Oduya, Tess", ddc: str = "", lcc: str = "", local: str = "", size: str = ""
) -> bytes:
    """A record with numbers."""
    more = [("050", " 0", [("a", lcc)])] if lcc else []
    more += [("082", "0 ", [("a", ddc)])] if ddc else []
    more += [("090", "  ", [("a", local)])] if local else []
    more += [("260", "  ", [("c", str(1990 + n % 30))]), ("300", "  ", [("a", "320 p. ;"), ("c", size or "24 cm")])]
    return marc(title, author, f"r{n}", more)


BOOKS = [
    record(1, "Amber", ddc="327.1", lcc="QA76.73 .A1"),
    record(2, "Bone", ddc="327.09"),
    record(3, "Clay", ddc="305"),
    record(4, 'Dew & "rain" <i>', ddc="330"),
    record(5, "Elm", lcc="Q9 .B1"),
    record(6, "Fir", local="Sony PDX10"),
    record(7, "Gum"),
]


def public(folder: Path, records: bytes, captions: str = CAPTIONS, toml: str = '[site]\ntitle = "Test list"\n') -> Path:
    files: dict[str, str | bytes] = {"content/records/one.mrc": records, "content/classes.tsv": captions}
    report, out = built(make_site(folder, files, toml))
    assert not [warning for warning in report.warnings if warning.file == "content/classes.tsv"]
    return out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return public(tmp_path_factory.mktemp("site"), b"".join(BOOKS))


def page(out: Path, path: str) -> Element:
    return Dom((out / path / "index.html").read_text()).root


def text(element: Element) -> str:
    """What is read out: all text but that of drawings."""
    drawn = {part for svg in element.iter("svg") for part in svg.iter("text")}
    pieces: list[str] = []

    def walk(found: Element) -> None:
        if found not in drawn:
            pieces.append(found.text or "")
        for below in found:
            walk(below)
            pieces.append(below.tail or "")

    walk(element)
    return " ".join("".join(pieces).split())


def texts(found: Element, path: str) -> list[str]:
    return [text(element) for element in found.findall(path)]


# --- the shelf ------------------------------------------------------------------------------------------------


def test_a_shelf_is_an_ordered_list_of_links_that_say_everything(site: Path) -> None:
    found = page(site, "shelf/ddc")
    assert texts(found, ".//ol[@class='spines']/li/a") == [
        "Clay, Oduya, Tess, 1993, 305",
        "Bone, Oduya, Tess, 1992, 327.09",
        "Amber, Oduya, Tess, 1991, 327.1",
        'Dew & "rain" <i>, Oduya, Tess, 1994, 330',
    ]
    assert all(svg.get("aria-hidden") == "true" for svg in found.findall(".//ol[@class='spines']//svg"))
    assert len(found.findall(".//ol[@class='spines']/li/a/svg")) == 4


def test_classes_on_a_shelf_are_headings_with_the_owners_captions_as_text(site: Path) -> None:
    found = page(site, "shelf/ddc")
    assert texts(found, ".//h2") == ["300 Social sciences", "327 <b>Relations</b> & powers", "300 Social sciences"]
    assert [h.get("id") for h in found.findall(".//h2")] == ["c-300", "c-327", "c-300-2"]
    assert [ol.get("start") for ol in found.findall(".//ol[@class='spines']")] == [None, "2", "4"]
    assert "<b>Relations" not in (site / "shelf/ddc/index.html").read_text()


def test_all_shelves_and_the_books_without_a_number(site: Path) -> None:
    found = page(site, "shelf")
    assert texts(found, ".//h2/a") == [
        "Dewey Decimal Classification",
        "Library of Congress Classification",
        "Local marks and numbers of other classifications",
    ]
    assert texts(found, ".//p[@class='count']") == ["6 books with a class number; 1 book without one"]
    assert texts(page(site, "shelf/none"), ".//section//li/a") == ["Gum"]
    assert texts(page(site, "shelf/other"), ".//ol[@class='spines']//b") == ["Fir"]
    assert texts(page(site, "shelf/lcc"), ".//h2") == ["Q", "QA Mathematics"]


def test_links_within_the_shelf_lead_somewhere(site: Path) -> None:
    there = tree(site)
    for name in [name for name in there if name.startswith(("shelf/", "classes/"))]:
        found = Dom(there[name].decode()).root
        ids = [e.get("id") for e in found.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), name
        for href in [a.get("href", "") for a in found.findall(".//main//a")]:
            path, _, anchor = href.partition("#")
            target = (site / name).parent.joinpath(path).resolve() / "index.html"
            assert target.is_file(), (name, href)
            if anchor:
                assert f'id="{anchor}"' in target.read_text(), (name, href)


def test_a_book_shows_its_neighbours_on_each_shelf(site: Path) -> None:
    found = page(site, "books/amber-oduya")
    blocks = found.findall(".//section[@class='neighbours']")
    assert [texts(block, ".//li") for block in blocks] == [
        ["305 Clay", "327.09 Bone", "327.1 Amber", '330 Dew & "rain" <i>'],
        ["Q9 .B1 Elm", "QA76.73 .A1 Amber"],
    ]
    assert texts(found, ".//section[@class='neighbours']//li[@aria-current]//b") == ["Amber", "Amber"]
    places = [block.findall("./p/a")[0].get("href") for block in blocks]
    assert places == ["../../shelf/ddc/#b-amber-oduya", "../../shelf/lcc/#b-amber-oduya"]
    assert not page(site, "books/gum-oduya").findall(".//section[@class='neighbours']")


def test_a_long_shelf_is_cut_into_light_pages_that_say_where_they_stand(tmp_path: Path) -> None:
    books = b"".join(
        record(n, f"The {n * 7919 % 997}th account of the long and winding way number {n}", f"Author{n}, Name {n * 31 % 97}",
               ddc=f"{n * 37 % 1000:03}.{n}")
        for n in range(1, 251)
    )  # fmt: skip
    out = public(tmp_path, books, "")
    assert {path.name for path in (out / "shelf" / "ddc").iterdir()} == {"index.html", "2", "3"}
    numbers: list[str] = []
    for path in ("shelf/ddc", "shelf/ddc/2", "shelf/ddc/3"):
        assert len(gzip.compress((out / path / "index.html").read_bytes())) <= 14_336
        found = page(out, path)
        shown = texts(found, ".//span[@class='no']")
        assert len(shown) <= 90
        numbers += shown
        current = texts(found, ".//nav[@class='letters']//a[@aria-current]")
        assert current == sorted({f"{number[0]}00" for number in shown})
    assert len(numbers) == 250
    assert numbers == sorted(numbers, key=lambda number: getattr(classes.ddc(number), "sort", ""))
    middle = next(p for p in sorted((out / "books").glob("*/index.html")) if "shelf/ddc/2/#b-" in p.read_text())
    assert f'id="b-{middle.parent.name}"' in (out / "shelf/ddc/2/index.html").read_text()


def test_no_numbers_no_shelf(tmp_path: Path) -> None:
    out = public(tmp_path, record(1, "Amber"), "")
    assert not (out / "shelf").exists()
    assert not (out / "classes").exists()


def test_spines_take_their_sizes_from_the_record(tmp_path: Path) -> None:
    out = public(tmp_path, record(1, "Amber", ddc="300", size="18 cm") + record(2, "Bone", ddc="301"), "")
    sizes = [(svg.get("width"), svg.get("height")) for svg in page(out, "shelf/ddc").findall(".//ol//svg")]
    assert sizes == [("34", "180"), ("34", "240")]


def test_a_new_neighbour_changes_the_books_beside_it_and_no_others(tmp_path: Path) -> None:
    titles = ["Amber", "Bone", "Clay", "Dew", "Elm", "Fir", "Gum", "Hay"]
    books = [record(n, title, f"{title}, A.", ddc=f"{n}00") for n, title in enumerate(titles, 1)]
    public(tmp_path, b"".join(books), "")
    before = tree(tmp_path / "public")
    public(tmp_path, b"".join(books) + record(9, "Zinc", "Zinc, Z.", ddc="150"), "")
    after = tree(tmp_path / "public")
    pages = [name for name in before if re.fullmatch(r"books/[^/]+/index\.html", name)]
    shelf = {name: re.findall(r'class="neighbours".*?</section>', before[name].decode(), re.DOTALL) for name in pages}
    now = {name: re.findall(r'class="neighbours".*?</section>', after[name].decode(), re.DOTALL) for name in pages}
    changed = {name.split("/")[1].split("-")[0] for name in pages if shelf[name] != now[name]}
    assert changed == {"amber", "bone", "clay"}


# --- classes --------------------------------------------------------------------------------------------------


def test_a_class_has_its_way_up_and_its_books_in_call_number_order(site: Path) -> None:
    found = page(site, "classes/327")
    assert texts(found, ".//h1") == ["327 <b>Relations</b> & powers"]
    assert texts(found, ".//nav[@class='crumbs']//a") == ["Home", "Classes", "300 Social sciences", "320"]
    assert texts(found, ".//section[@class='narrower']//li") == ["327.09 1 book", "327.1 1 book"]
    assert texts(found, ".//section[@class='shelf']//li/a") == ["Bone", "Amber"]
    assert [a.get("href") for a in found.findall(".//p[@class='count']/a")] == ["../../shelf/ddc/#b-bone-oduya"]


def test_the_tree_of_classes(site: Path) -> None:
    found = page(site, "classes")
    assert texts(found, ".//h2") == ["Dewey Decimal Classification", "Library of Congress Classification"]
    assert texts(found, ".//section[1]/ul/li/a") == ["300 Social sciences"]
    assert texts(found, ".//section[1]/ul/li/ul/li/a") == ["305", "320", "330"]
    assert texts(found, ".//section[1]/ul/li/ul/li/ul/li/a") == ["327 <b>Relations</b> & powers"]
    assert texts(found, ".//section[2]/ul/li/a") == ["Q"]
    assert texts(found, ".//section[2]/ul/li/ul/li/a") == ["Q9", "QA Mathematics"]


def test_captions_are_those_of_the_sites_language(tmp_path: Path) -> None:
    toml = '[site]\ntitle = "Test list"\nlanguage = "it"\n'
    out = public(tmp_path, b"".join(BOOKS), CAPTIONS, toml)
    assert texts(page(out, "classes/300"), ".//h1") == ["300 Scienze sociali"]


def test_a_class_number_of_a_book_leads_to_its_class(site: Path) -> None:
    links = page(site, "books/amber-oduya").findall(".//dd[@data-field='class']/a")
    assert sorted(a.get("href", "") for a in links) == ["../../classes/327.1/", "../../classes/qa76.73/"]
