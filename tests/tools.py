"""What many tests need: a site in a folder, a build of it, a record in ISO 2709, the tree that came out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.report import Report
from shelflist.settings import Settings, load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "records"
TOML = '[site]\ntitle = "Test list"\n'


def make_site(folder: Path, files: Mapping[str, str | bytes], toml: str = TOML) -> Path:
    """A site folder with these files (relative path → content); templates and static are the shipped ones."""
    for name, content in {"site.toml": toml, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def settings(folder: Path) -> Settings:
    """The site's settings."""
    return load(folder, frozenset(FORMATS))


def built(folder: Path, jobs: int = 1, search: str = "none", clean: bool = False) -> tuple[Report, Path]:
    """Builds a site: (its report, its public folder)."""
    found = settings(folder)
    return site.build(found, site.Options(jobs, search, clean)), found.out


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: relative path → content."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


Fields = Sequence[tuple[str, str, Sequence[tuple[str, str]] | str]]


def iso2709(fields: Fields, leader: str = "00000nam a2200000 i 4500", encoding: str = "utf-8") -> bytes:
    """A record: (tag, indicators, subfield pairs), or (tag, "", value) for a control field."""
    directory, body = "", b""
    for tag, indicators, value in fields:
        if isinstance(value, str):
            data = value.encode(encoding) + b"\x1e"
        else:
            data = indicators.encode() + b"".join(b"\x1f" + c.encode() + v.encode(encoding) for c, v in value) + b"\x1e"
        directory += f"{tag}{len(data):04d}{len(body):05d}"
        body += data
    base = 24 + len(directory) + 1
    length = base + len(body) + 1
    head = f"{length:05d}{leader[5:12]}{base:05d}{leader[17:]}"
    return head.encode() + directory.encode() + b"\x1e" + body + b"\x1d"


def marc(title: str, author: str = "", record_id: str = "", more: Fields = ()) -> bytes:
    """A small MARC 21 record."""
    fields: list[tuple[str, str, Sequence[tuple[str, str]] | str]] = []
    if record_id:
        fields.append(("001", "", record_id))
    if author:
        fields.append(("100", "1 ", [("a", author)]))
    fields.append(("245", "10", [("a", title)]))
    return iso2709([*fields, *more])
