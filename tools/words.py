"""`make words`: the interface's messages from code and templates into `shelflist.pot`, the catalogs renewed and compiled.

A message that left the code leaves the catalogs; a new one is empty in them until somebody translates it, and a test says
which those are. `--check` changes nothing, and fails where something would change.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "shelflist/locale"
METHODS = [("shelflist/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/data/**", "jinja2")]
OPTIONS = {"jinja2": {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}}
EPOCH = datetime.fromtimestamp(0, UTC)
KEYWORDS = {**DEFAULT_KEYWORDS, "later": None, "counted": (1, 2), "forms": (1, 2)}


def template() -> Catalog:
    """All messages, with the files that say them (without lines: those change with every edit)."""
    found = Catalog(project="Shelflist", charset="utf-8", fuzzy=False)
    options = {pattern: OPTIONS.get(method, {}) for pattern, method in METHODS}
    rows = extract_from_dir(str(ROOT), METHODS, options, KEYWORDS, ["Translators:"], strip_comment_tags=True)
    for file, _, message, comments, context in sorted(rows, key=lambda row: (row[0], row[1])):
        found.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return found


def _po(catalog: Catalog) -> bytes:
    """A catalog's text without dates and line numbers, in the order of its messages."""
    out = BytesIO()
    write_po(out, catalog, omit_header=False, sort_output=True, include_lineno=False, width=110, ignore_obsolete=True)
    lines = out.getvalue().decode().split("\n")
    dropped = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Report-Msgid-Bugs-To', '"Generated-By')
    return "\n".join(line for line in lines if not line.startswith(dropped)).encode()


def _mo(catalog: Catalog) -> bytes:
    """A catalog compiled; a catalog read without a date takes the minute it is read in, which would change the file."""
    catalog.creation_date = EPOCH
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def made() -> dict[Path, bytes]:
    """File → what it should hold."""
    source = template()
    found = {LOCALE / "shelflist.pot": _po(source)}
    for file in sorted(LOCALE.glob("*/LC_MESSAGES/shelflist.po")):
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=file.parent.parent.name, domain="shelflist")
        catalog.update(source, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.header_comment = f"# Shelflist in the language {catalog.locale}."
        found[file] = _po(catalog)
        found[file.with_suffix(".mo")] = _mo(read_po(BytesIO(found[file]), locale=str(catalog.locale)))
    return found


def main(arguments: list[str]) -> int:
    """Writes what changed; with `--check` only says so."""
    stale = [f for f, data in made().items() if not f.is_file() or f.read_bytes() != data]
    for file in stale:
        print(f"{file.relative_to(ROOT)}: {'is not what the code says: run make words' if arguments else 'written'}")
    if arguments == ["--check"]:
        return 1 if stale else 0
    for file, data in made().items():
        file.write_bytes(data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
