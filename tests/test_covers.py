"""Covers: whose a picture is, what comes out of it, what is refused, what is remembered; and those that are drawn."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from shelflist import check, covers
from shelflist.catalogue import Entry
from shelflist.pages import covers as drawing
from tests.gates import sheets
from tests.tools import built, make_site, marc, settings, tree

ISBN13, ISBN10 = "9780306406157", "0-306-40615-2"


def picture(wide: int = 600, high: int = 900, kind: str = "JPEG", colour: tuple[int, ...] = (180, 40, 40), mode: str = "RGB", **more: object) -> bytes:  # fmt: skip
    """A picture in halves: the upper one of a colour, the lower one white."""
    image = Image.new("RGB", (wide, high), "white")
    image.paste(colour[:3], (0, 0, wide, high // 2))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **more)
    return out.getvalue()


def records(*more: bytes) -> bytes:
    """Three records, the first with an ISBN."""
    first = marc("Lamps of the harbour", "Rossi, Ada", "r1", [("020", "  ", [("a", ISBN10)])])
    return first + marc("Tides and their tables", "Bell, Ivo", "r2") + marc("Winds", "Moss, Una", "r3") + b"".join(more)


SLUG = "tides-and-their-tables-bell"


def site(folder: Path, **files: bytes) -> Path:
    """A site of these records, with files in `content/covers/`."""
    named = {f"content/covers/{name}": data for name, data in files.items()}
    return make_site(folder, {"content/records/three.mrc": records(), **named})


def page(out: Path, slug: str) -> str:
    return (out / "books" / slug / "index.html").read_text(encoding="utf-8")


def published(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("covers/*"))


# --- whose it is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [ISBN13, "978-0-306-40615-7", ISBN10, "0306406152", "978 0 306 40615 7", "lamps-of-the-harbour-rossi", "Lamps-of-the-Harbour-Rossi"])  # fmt: skip
def test_a_file_is_named_by_isbn_or_slug(tmp_path: Path, name: str):
    report, out = built(site(tmp_path, **{f"{name}.jpg": picture()}))
    assert not report.warnings
    assert "<picture" in page(out, "lamps-of-the-harbour-rossi")
    assert "<picture" not in page(out, SLUG)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["nobody.jpg"], "its name is neither the ISBN of a book nor a book's slug: rename it"),
        (["9781861972712.png"], "no book has the ISBN 9781861972712"),
        ([f"{ISBN13}.jpg", "0306406152.jpg"], "0306406152.jpg is the cover of the same book"),
        ([f"{ISBN13}.png", "lamps-of-the-harbour-rossi.jpg"], f"{ISBN13}.png is the cover of the same book"),
    ],
)
def test_a_file_for_no_book_or_a_second_one(tmp_path: Path, names: list[str], reason: str):
    files = {name: picture(kind="PNG" if name.endswith("png") else "JPEG") for name in names}
    report, out = built(site(tmp_path, **files))
    [warning] = report.warnings
    assert (warning.reason, warning.outcome) == (reason, "left out")
    assert len(published(out)) == (4 if len(names) == 2 else 0)


# --- what comes out -------------------------------------------------------------------------------------------


def test_the_page_shows_it(tmp_path: Path):
    _, out = built(site(tmp_path, **{f"{SLUG}.jpg": picture()}))
    html = page(out, SLUG)
    [shown] = re.findall(r"<picture.*?</picture>", html)
    assert 'alt=""' in shown
    assert 'width="480" height="720"' in shown
    assert 'decoding="async"' in shown
    assert "loading" not in shown
    for name in re.findall(r"covers/[\w.-]+", shown):
        assert (out / name).is_file()
    assert re.findall(r"covers/[0-9a-f]{16}-(\d+)\.avif (\d+)w", shown) == [(w, w) for w in ("160", "320", "480")]
    assert f'"image":"../../{re.findall(r"covers/[^ ]+jpg", shown)[0]}"' in html
    [card] = re.findall(r"<picture.*?</picture>", (out / "index.html").read_text(encoding="utf-8"))
    assert 'loading="lazy"' in card
    assert 'alt=""' in card


KINDS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"]


def can_be(kind: str, mode: str) -> bool:
    """Whether there are such pictures at all: a PNG has no CMYK."""
    try:
        picture(8, 8, kind, mode=mode)
    except (OSError, ValueError):
        return False
    return True


MADE = [(kind, mode) for kind in KINDS for mode in ("RGB", "L", "P", "RGBA", "CMYK") if can_be(kind, mode)]


def test_most_kinds_can_be_made():
    assert len(MADE) >= 24
    assert {kind for kind, _ in MADE} == set(KINDS)


@pytest.mark.parametrize(("kind", "mode"), MADE)
def test_every_kind_of_picture(kind: str, mode: str):
    data = picture(300, 450, kind, mode=mode)
    made = covers.encoded(data)
    assert [(width, height, suffix) for width, height, suffix, _ in made] == [
        (160, 240, "avif"), (300, 450, "avif"), (300, 450, "jpg")
    ]  # fmt: skip
    for _, _, _, content in made:
        with Image.open(io.BytesIO(content)) as image:
            red, green, _ = image.convert("RGB").getpixel((80, 40))
            assert image.convert("RGB").getpixel((80, 230))[1] > 240
        if mode != "L":
            assert red > green + 60
    assert made == covers.encoded(data), "what comes out depends on the picture alone"


def test_turned_as_the_camera_says_and_without_its_metadata():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"
    made = covers.encoded(picture(900, 600, exif=exif.tobytes()))
    for width, height, _, content in made:
        assert height > width
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif()
            assert "icc_profile" not in image.info
        assert b"taken at home" not in content


def test_colours_become_those_of_srgb():
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    odd = picture(icc_profile=swapped.tobytes())
    assert covers.encoded(odd), "a profile of other colours than the picture's is passed over"
    assert covers.encoded(picture(icc_profile=b"no profile"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = [content for *_, content in covers.encoded(picture(kind="PNG", icc_profile=srgb))]
    assert same == [content for *_, content in covers.encoded(picture(kind="PNG"))]


def test_transparency_lies_on_white():
    image = Image.new("RGBA", (200, 300), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    with Image.open(io.BytesIO(covers.encoded(out.getvalue())[-1][3])) as made:
        assert made.getpixel((100, 100)) == (255, 255, 255)


def test_grey_of_sixteen_bits():
    image = Image.new("I;16", (200, 300), 32768)
    out = io.BytesIO()
    image.save(out, "PNG")
    with Image.open(io.BytesIO(covers.encoded(out.getvalue())[-1][3])) as made:
        assert 120 < made.getpixel((100, 100))[0] < 136


# --- what is refused ------------------------------------------------------------------------------------------


def header(wide: int, high: int) -> bytes:
    """A PNG that says how large it is, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    start = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + start + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "an SVG, which may hold scripts"),
    ("jpg", lambda: b"<!doctype html><title>Not found</title>", "not a picture as"),
    ("jpg", lambda: b"", "not a picture as"),
    ("jpg", lambda: picture()[:3000], "damaged or cut short"),
    ("png", lambda: picture(kind="PNG")[:200], "damaged or cut short"),
    ("png", lambda: header(50_000, 50_000), "too many pixels"),
    ("png", lambda: header(50_000, 50), "50,000 × 50 pixels are too many"),
    ("png", lambda: header(9_000, 9_000), "9,000 × 9,000 pixels are too many"),
    ("png", lambda: header(500, 700), "damaged or cut short"),
    ("gif", lambda: picture(1, 1, "GIF"), "1 × 1 pixels are no cover"),
    ("png", lambda: picture(900, 100, "PNG"), "have not the shape of a cover"),
    ("bmp", lambda: picture(kind="BMP"), "not a picture as"),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "data", "reason"), REFUSED)
def test_what_cannot_be_a_cover_is_a_warning(tmp_path: Path, suffix: str, data: Callable[[], bytes], reason: str):
    folder = site(tmp_path, **{f"{SLUG}.{suffix}": data()})
    for _ in range(2):  # the second build remembers it
        report, out = built(folder)
        [warning] = report.warnings
        assert warning.file == f"content/covers/{SLUG}.{suffix}"
        assert reason in warning.reason
        assert warning.outcome == "its cover is drawn instead"
        assert 'class="cover" data-pagefind-ignore viewBox' in page(out, SLUG)
        assert not published(out)
        (folder / "content/pages").mkdir(exist_ok=True)
        (folder / "content/pages/more.md").write_text("More.\n")
    assert any(f"{SLUG}.{suffix}" in line for line in check.check(settings(folder)).warnings)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "elsewhere.jpg").write_bytes(picture())
    folder = site(tmp_path / "site", **{"nobody.jpg": picture()})
    (folder / f"content/covers/{SLUG}.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    report, out = built(folder)
    assert any("leads out of the folder" in warning.reason for warning in report.warnings)
    assert not published(out)


def test_check_looks_at_covers_and_writes_nothing(tmp_path: Path):
    folder = site(tmp_path, **{f"{SLUG}.jpg": b"no picture", "nobody.png": picture(kind="PNG")})
    before = tree(folder)
    found = check.check(settings(folder)).warnings
    assert len([line for line in found if "content/covers/" in line]) == 2
    assert tree(folder) == before


# --- what is remembered ---------------------------------------------------------------------------------------


@pytest.fixture
def encodings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the pictures that were made ready."""
    found: list[int] = []
    own = covers.encoded

    def counted(data: bytes) -> list[tuple[int, int, str, bytes]]:
        found.append(len(data))
        return own(data)

    monkeypatch.setattr(covers, "encoded", counted)
    return found


def test_nothing_is_made_ready_twice(tmp_path: Path, encodings: list[int]):
    folder = site(tmp_path, **{f"{SLUG}.jpg": picture(), f"{ISBN13}.png": picture(kind="PNG")})
    _, out = built(folder)
    first = tree(out)
    assert len(encodings) == 2
    (folder / "content/pages").mkdir()
    (folder / "content/pages/more.md").write_text("More.\n")
    built(folder)
    for path in out.glob("covers/*.avif"):
        path.unlink()
    built(folder)
    assert tree(out)["covers/" + published(out)[0]] == first["covers/" + published(out)[0]]
    (folder / f"content/covers/{SLUG}.jpg").rename(folder / "content/covers/winds-moss.jpg")
    built(folder)
    assert len(encodings) == 2, "another name is no other picture"
    assert "<picture" in page(out, "winds-moss")
    assert "<picture" not in page(out, SLUG)
    for kept in (folder / ".shelflist/covers").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    for path in out.glob("covers/*.jpg"):
        path.unlink()
    built(folder)
    assert len(encodings) == 4, "what was kept is not trusted"
    _, clean = built(folder, clean=True)
    assert len(encodings) == 6
    assert published(clean) == published(out)


def test_a_changed_picture_changes_the_pages_that_show_it(tmp_path: Path):
    folder = site(tmp_path, **{f"{SLUG}.jpg": picture(), "winds-moss.jpg": picture(colour=(1, 90, 1))})
    _, out = built(folder)
    before = tree(out)
    (folder / f"content/covers/{SLUG}.jpg").write_bytes(picture(colour=(20, 60, 200)))
    built(folder)
    after = tree(out)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    pages = {path for path in changed if not path.startswith("covers/")} - {".shelflist-manifest"}
    assert {"index.html", f"books/{SLUG}/index.html", f"books/{SLUG}/index.md"} <= pages
    assert not [path for path in pages if path.startswith("books/") and SLUG not in path]
    assert len(published(out)) == 8, "the files of the old picture are gone"
    (folder / f"content/covers/{SLUG}.jpg").unlink()
    built(folder)
    assert len(published(out)) == 4
    assert len(list((folder / ".shelflist/covers").iterdir())) == 1
    fresh = make_site(tmp_path / "again", {name: data for name, data in tree(folder).items() if name.startswith("content/")})  # fmt: skip
    assert tree(built(fresh)[1]) == tree(out), "the same as a build from nothing"


def test_in_as_many_processes_as_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(covers, "PARALLEL", 1)
    files = {f"{SLUG}.jpg": picture(), f"{ISBN13}.png": b"no"}
    one, many = site(tmp_path / "one", **files), site(tmp_path / "many", **files)
    assert tree(built(one, jobs=1)[1]) == tree(built(many, jobs=2)[1])


def test_every_language_shows_the_same_file(tmp_path: Path):
    toml = '[site]\ntitle = "Two"\nlanguages = ["en", "it"]\n'
    named = {f"content/covers/{SLUG}.jpg": picture()}
    _, out = built(make_site(tmp_path, {"content/records/three.mrc": records(), **named}, toml))
    html = (out / "it/books" / SLUG / "index.html").read_text(encoding="utf-8")
    [src] = re.findall(r'<img class="cover" src="([^"]+)"', html)
    assert (out / "it/books" / SLUG / src).resolve().is_file()
    assert f'"image":"{src}"' in html


def test_catalogues_of_open_books_lead_to_it(tmp_path: Path):
    link = ("856", "40", [("u", "https://example.org/lamps.epub"), ("3", "The book")])
    data = marc("Lamps again", "Rossi, Ada", "r9", [link])
    files = {"content/records/one.mrc": data, "content/covers/lamps-again-rossi.png": picture(kind="PNG")}
    _, out = built(make_site(tmp_path, files))
    jpeg = next(name for name in published(out) if name.endswith(".jpg"))
    assert f'rel="http://opds-spec.org/image" type="image/jpeg" href="covers/{jpeg}"' in (out / "opds.xml").read_text()
    assert f'"images":[{{"href":"covers/{jpeg}","type":"image/jpeg"}}]' in (out / "opds.json").read_text()


# --- drawn covers ---------------------------------------------------------------------------------------------


def entry(title: str, people: str = "", identity: str = "x", shelf: str = "") -> Entry:
    return Entry(
        identity, "s", title, "", people, "", "", "", "", b"", [], [], b"", shelf=[("ddc", "", shelf)] if shelf else []
    )


TITLES = [
    "Emma", "The Left Hand of Darkness", "Donaudampfschifffahrtsgesellschaftskapitän", "W" * 300, "i" * 400,
    "Coalition politics and cabinet decision making: a comparative analysis of foreign policy choices in six states",
    "Преступление и наказание", "吾輩は猫である。名前はまだ無い。", "ألف ليلة وليلة", "ประวัติศาสตร์การเมืองไทย", "סיפור", "", "a " * 400, "👩‍👩‍👧‍👦" * 30,
    "e\u0301" * 90,
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("design", drawing.DESIGNS, ids=lambda design: design.name)
def test_a_title_stays_in_its_box(title: str, design: drawing.Design):
    high = design.bottom - design.top
    size, lines = drawing.set_title(title, design.wide, high)
    assert len(lines) * size * drawing.LEADING <= high
    assert all(drawing.measure(line) * size <= design.wide + 0.01 for line in lines)
    whole = "".join("".join(lines).split())
    text = "".join(title.split())
    assert whole == text or (whole.endswith("…") and text.startswith(whole[:-1]))
    assert all(line == line.strip() and line for line in lines)


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Emma", 22),
        ("The Left Hand of Darkness", 17),
        (TITLES[5], 9.5),
        (TITLES[2], 9.5),
        ("The origins of alliances and the balance of power", 14),
    ],
)
def test_the_size_goes_by_the_length(title: str, size: float):
    assert drawing.set_title(title, 94, 96)[0] == size


def test_marks_stay_with_their_letters():
    _, lines = drawing.set_title("e\u0301" * 90, 84, 90)
    assert all(line[0] == "e" for line in lines if line)
    _, lines = drawing.set_title("吾輩は猫である。" * 4, 84, 90)
    assert all(line[0] != "。" for line in lines)


@pytest.mark.parametrize(
    ("title", "turned"),
    [("Emma", False), ("ألف ليلة", True), ("«סיפור»", True), ("1984", False), ("١٩٨٤", False), ("Ἰλιάς", False)],
)
def test_the_direction_of_the_title(title: str, turned: bool):
    assert drawing.drawn(entry(title))["turned"] is turned


@pytest.mark.parametrize(
    ("people", "lines"),
    [
        ("Le Guin, Ursula K.", ["Ursula K. Le Guin"]),
        ("Müller-Lüdenscheidt, Bernhard Maximilian", ["Bernhard Maximilian", "Müller-Lüdenscheidt"]),
        ("Kaarbo, Juliet; Oppermann, Kai; Third, A.", ["Juliet Kaarbo", "Kai Oppermann"]),
        ("", []),
        ("NATO Research Division of the Alliance in Europe and America", ["NATO Research", "Division of the Allia…"]),
    ],
)
def test_who_wrote_it(people: str, lines: list[str]):
    assert drawing._author_lines(entry("T", people), 94) == lines


@pytest.mark.parametrize("cloth", drawing.CLOTHS)
def test_white_letters_on_every_cloth(cloth: str):
    for hue in range(360):
        ground = sheets.colour(f"hsl({hue} {cloth})")
        assert sheets.contrast(sheets.colour("#fff"), ground) >= 5.8
        assert sheets.contrast((*sheets.colour("#fff")[:3], 0.88), ground) >= 4.5


def test_books_of_a_class_are_of_a_kind_and_not_alike():
    made = [drawing.drawn(entry("T", identity=f"b{n}", shelf="327.1")) for n in range(60)]
    hues = [drawing.hue(entry("T", identity=f"b{n}", shelf="327.1")) for n in range(60)]
    middle = hues[0]
    assert all(min((hue - middle) % 360, (middle - hue) % 360) <= 60 for hue in hues)
    assert {one["design"] for one in made} == {design.name for design in drawing.DESIGNS}
    assert len({one["fill"] for one in made}) > 30
    assert made[0] == drawing.drawn(entry("T", identity="b0", shelf="327.1"))


def test_every_design_has_its_ornament():
    shipped = (Path(drawing.__file__).parents[2] / "templates/partials/cover.html").read_text(encoding="utf-8")
    named = re.findall(r'design == "(\w+)"', shipped)
    assert [design.name for design in drawing.DESIGNS][:-1] == named
