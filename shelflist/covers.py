"""Covers of the owner's: pictures in `content/covers/`, named by ISBN or by a book's slug, made ready for pages.

A picture comes out in a few widths as AVIF, and as one JPEG for whatever does not know that. What comes out depends on the
picture and on this module with its codecs alone: turned as EXIF says, its colours brought to sRGB, all metadata left behind.
Making it is slow, so that it is remembered by the digest of the picture: in the index, and as `.shelflist/covers/` with the
files themselves, for when those of the site are gone.

The pictures are untrusted: of a file only what its first bytes and its header say is believed, and a picture that would
take much memory is not unfolded. Nothing here stops a build: what cannot be used is a warning, and the cover is drawn.
"""

import io
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from shelflist import workers
from shelflist.catalogue import Catalogue
from shelflist.cataloguing import isbn
from shelflist.errors import BuildFailed, shorten
from shelflist.inputs import digest
from shelflist.manifests import Manifest, content_digest
from shelflist.model import Picture, PictureFile
from shelflist.pages.covers import named
from shelflist.report import Report, Warned
from shelflist.store import Seen, Store

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = "content/covers/"
WIDTHS = (160, 320, 480)
"""Pixels across. A card shows 72 CSS pixels, a book's page 152: the screens of telephones have three times as many."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
MOST_BYTES = 40_000_000
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
SHORTEST_SIDE = 40
"""What is smaller is a placeholder that some service gives for a cover that it does not have."""

STEEPEST = 4
"""How many times as long as the other a side may be."""

AVIF_QUALITY, JPEG_QUALITY = 55, 80
DRAWN = "its cover is drawn instead"
LEFT = "left out"
PARALLEL = 65
"""Fewer pictures than this, which are one batch, are made ready without forking."""

_KEY = 16


class Unusable(Exception):
    """A file that cannot be a cover, and why."""


class _Found(msgspec.Struct):
    """A file for a book: its name among the inputs, where it is, the digest of its content."""

    name: str
    path: Path
    digest: bytes


# --- whose it is ----------------------------------------------------------------------------------------------


def fit(found: Mapping[str, Any], seen: Mapping[str, Seen], catalogue: Catalogue, report: Report) -> dict[int, _Found]:
    """The file of each book that has one, by the book's position. An ISBN is more certain than a slug, whose book may
    change; of two files alike the first by name is taken. What fits no book, or comes second, is a warning."""
    files = [name for name in seen if name.startswith(FOLDER)]
    if not files:
        return {}
    slugs = {slug: n for n, slug in enumerate(catalogue.slugs)}
    numbers: dict[str, int] = {}
    for n, entry in enumerate(catalogue.entries):
        for number in entry.isbns:
            numbers.setdefault(number, n)
    ranked: list[tuple[int, str, int]] = []
    for name in files:
        stem = PurePosixPath(name).stem
        number = isbn.normal(stem)[0]
        if number in numbers:
            ranked.append((0, name, numbers[number]))
        elif stem.casefold() in slugs:
            ranked.append((1, name, slugs[stem.casefold()]))
        elif number:
            _warn(report, name, f"no book has the ISBN {number}", LEFT)
        else:
            _warn(report, name, "its name is neither the ISBN of a book nor a book's slug: rename it", LEFT)
    taken: dict[int, _Found] = {}
    for _, name, n in sorted(ranked):
        if n in taken:
            other = taken[n].name.removeprefix(FOLDER)
            _warn(report, name, f"{other} is the cover of the same book", LEFT)
        else:
            taken[n] = _Found(name, found[name][0], seen[name].digest)
    return taken


def _warn(report: Report, name: str, reason: str, outcome: str) -> None:
    report.warnings.append(Warned(shorten(name, 200), 0, "", "", reason, outcome))


def _read(found: _Found) -> bytes:
    """What a file holds. Raises Unusable where that is not what it held when the build began."""
    try:
        data = found.path.read_bytes()
    except OSError as error:
        raise Unusable(error.strerror or "cannot be read") from None
    if digest(data) != found.digest:
        raise Unusable("it changed while the site was being made")
    return data


# --- what it holds --------------------------------------------------------------------------------------------


def _opened(data: bytes) -> "Image":
    """The picture of these bytes, not unfolded yet. Raises Unusable."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise Unusable(f"larger than {MOST_BYTES // 1_000_000} MB: save it smaller")
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        start = data[:500].lstrip().lower()
        if b"<svg" in start:
            raise Unusable("an SVG, which may hold scripts: save it as PNG") from None
        raise Unusable("not a picture as JPEG, PNG, WebP, AVIF, GIF or TIFF") from None
    wide, high = image.size
    if max(wide, high) > LONGEST_SIDE or wide * high > MOST_PIXELS:
        raise Unusable(f"{wide:,} × {high:,} pixels are too many: save it smaller")
    if min(wide, high) < SHORTEST_SIDE:
        raise Unusable(f"{wide} × {high} pixels are no cover")
    if max(wide, high) > STEEPEST * min(wide, high):
        raise Unusable(f"{wide} × {high} pixels have not the shape of a cover")
    return image


def _unfolded(data: bytes) -> "Image":
    """The picture of these bytes as plain sRGB, the right way up. Raises Unusable."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow says of odd files goes into the reason, or does no harm
        try:
            image = _opened(data)
            if image.format == "JPEG":  # decodes a large one small, which is many times as fast
                image.draft(image.mode, (4 * WIDTHS[-1], 4 * WIDTHS[-1]))
            image.load()
            image = ImageOps.exif_transpose(image)
            profile = image.info.get("icc_profile")
            return _flat(_depth(image), profile if isinstance(profile, bytes) else b"")
        except Unusable:
            raise
        except Image.DecompressionBombError:
            raise Unusable("too many pixels: save it smaller") from None
        except Exception as error:  # a decoder may fail in any way on bytes that lie
            reason = shorten(str(error) or type(error).__name__, 120)
            raise Unusable(f"damaged or cut short ({reason})") from None


def _depth(image: "Image") -> "Image":
    """A picture of 16 or 32 bits of grey as one of eight."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _flat(image: "Image", profile: bytes) -> "Image":
    """A picture as RGB on white, its colours those of sRGB."""
    from PIL import Image, ImageCms

    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    plain = image if image.mode in ("RGB", "CMYK", "L") else image.convert("L" if image.mode in ("LA", "1") else "RGB")
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(plain, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            plain = converted or plain
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that is damaged, or of other colours than the picture's, says nothing
    plain = plain.convert("RGB")
    if alpha is not None:
        ground = Image.new("RGB", plain.size, (255, 255, 255))
        ground.paste(plain, mask=alpha)
        plain = ground
    plain.info.clear()
    return plain


def encoded(data: bytes) -> list[tuple[int, int, str, bytes]]:
    """(width, height, ending, content) of the files that a picture is published as, the JPEG last. Raises Unusable."""
    from PIL import Image

    whole = _unfolded(data)
    wide, high = whole.size
    widths = [width for width in WIDTHS if width < wide] + ([wide] if wide <= WIDTHS[-1] else [])
    found = []
    for width in dict.fromkeys(widths):
        height = max(1, round(high * width / wide))
        small = whole.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0) if width < wide else whole
        found.append((width, height, "avif", _saved(small, "AVIF", quality=AVIF_QUALITY, speed=6, max_threads=1)))
    settings = {"quality": JPEG_QUALITY, "optimize": True, "progressive": True, "subsampling": "4:2:0"}
    return [*found, (width, height, "jpg", _saved(small, "JPEG", **settings))]


def _saved(image: "Image", format: str, **settings: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **settings)
    return out.getvalue()


# --- remembered -----------------------------------------------------------------------------------------------


def _recipe() -> bytes:
    """The digest of how pictures are made ready: of this module, and of the codecs."""
    from PIL import __version__, features

    versions = [__version__, *(str(features.version(name)) for name in ("avif", "libjpeg_turbo", "littlecms2"))]
    return digest(Path(__file__).read_bytes() + "\n".join(versions).encode())


def _mark(recipe: bytes, content: bytes) -> bytes:
    return blake2b(recipe + content, digest_size=8).digest()


class Shop:
    """Where pictures are made ready, and kept for the next build."""

    def __init__(self, memory: Store, *, clean: bool = False) -> None:
        self._known = memory.open().covers
        self._folder = memory.folder / "covers"
        self._writes = memory.writes
        self._clean = clean

    def ready(
        self, files: Mapping[int, _Found], jobs: int, told: Callable[[int, int], None], report: Report
    ) -> dict[int, Picture]:
        """The pictures of these files, each made ready at most once in its life; a fault is a warning."""
        recipe = _recipe() if files else b""
        keys = {n: _mark(recipe, found.digest) for n, found in files.items()}
        wanted = list({keys[n]: found for n, found in files.items() if keys[n] not in self._known}.items())
        done = 0

        def heard(number: int) -> None:
            nonlocal done
            done += number
            told(done, len(wanted))

        passing: dict[bytes, Picture] = {}
        for key, lasting, row in workers.run(wanted, self._make, jobs, PARALLEL, heard):
            (self._known if lasting else passing)[key] = msgspec.convert(row, Picture)
        live = set(keys.values())
        for key in [key for key in self._known if key not in live]:
            del self._known[key]
        self._tidy(live)
        found = {}
        for n, key in keys.items():
            picture = passing.get(key) or self._known[key]
            if picture.fault:
                _warn(report, files[n].name, picture.fault, DRAWN)
            else:
                found[n] = picture
        return found

    def _make(self, batch: Sequence[tuple[bytes, _Found]]) -> Iterator[Any]:
        for key, found in batch:
            lasting, picture = self._one(key, found)
            yield key, lasting, msgspec.to_builtins(picture, builtin_types=(bytes,))

    def _one(self, key: bytes, found: _Found) -> tuple[bool, Picture]:
        """One picture made ready, or found ready in the folder; and whether that may be remembered."""
        kept = None if self._clean else self._kept(key.hex())
        if kept is not None:
            return True, kept[0]
        try:
            data = _read(found)
        except Unusable as error:
            return False, Picture(key.hex(), fault=str(error))
        try:
            files = encoded(data)
        except Unusable as error:
            return True, Picture(key.hex(), fault=str(error))
        picture = Picture(key.hex(), [PictureFile(w, h, suffix, content_digest(d)) for w, h, suffix, d in files])
        if self._writes:
            self._keep(picture, [data for *_, data in files])
        return True, picture

    def _keep(self, picture: Picture, contents: Sequence[bytes]) -> None:
        data = msgspec.msgpack.encode((picture, contents))
        place = self._folder / picture.mark
        temporary = place.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(blake2b(data, digest_size=_KEY).digest() + data)
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)  # it will be made again

    def _kept(self, mark: str) -> tuple[Picture, list[bytes]] | None:
        """A picture with its files as they were kept; None when they were not, or are damaged."""
        try:
            data = (self._folder / mark).read_bytes()
            if blake2b(data[_KEY:], digest_size=_KEY).digest() != data[:_KEY]:
                return None
            found = msgspec.msgpack.decode(data[_KEY:], type=tuple[Picture, list[bytes]])
        except (OSError, msgspec.MsgspecError):
            return None
        return found if found[0].mark == mark else None

    def _tidy(self, live: set[bytes]) -> None:
        """Takes away what was kept of pictures that no book has any more."""
        if self._writes and self._folder.is_dir():
            names = {key.hex() for key in live}
            for file in self._folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def publish(
        self, pictures: Mapping[int, Picture], files: Mapping[int, _Found], standing: Manifest,
        stage: Callable[[str, bytes], None], manifest: Manifest,
    ) -> None:  # fmt: skip
        """Every file of these pictures, into the site unless it stands there already."""
        for n, picture in pictures.items():
            rows = [(named(picture.mark, one.width, one.suffix), one) for one in picture.files]
            missing = False
            for path, one in rows:
                if standing.get(path) == one.digest:
                    manifest[path] = one.digest
                else:
                    missing = missing or path not in manifest
            if missing:
                for (path, _), data in zip(rows, self._contents(picture, files[n]), strict=True):
                    if path not in manifest:
                        stage(path, data)

    def _contents(self, picture: Picture, found: _Found) -> list[bytes]:
        kept = self._kept(picture.mark)
        if kept is not None:
            return kept[1]
        try:
            files = [data for *_, data in encoded(_read(found))]
        except Unusable as error:
            raise BuildFailed(f"{found.name}: {error}: build again") from None
        if self._writes:
            self._keep(picture, files)
        return files


def faults(files: Mapping[int, _Found], memory: Store, report: Report) -> None:
    """The warnings of these files, for `check`: nothing is made ready, what an earlier build knows is not looked at again."""
    known, recipe = memory.open().covers, _recipe() if files else b""
    for found in files.values():
        picture = known.get(_mark(recipe, found.digest))
        fault = picture.fault if picture else ""
        if picture is None:
            try:
                _unfolded(_read(found))
            except Unusable as error:
                fault = str(error)
        if fault:
            _warn(report, found.name, fault, DRAWN)
