"""Every message of the code is found by the extractor: in an f-string Babel does not see it, and it would stay English."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from shelflist import wording

CODE = Path(wording.__file__).parent
ONE = {"_", "gettext", "later", "ngettext", "counted", "forms"}


def said(file: Path) -> Iterator[tuple[str | None, str, int]]:
    """Context, message and line of what a file says by a function of `wording`, where the message is a literal."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        literals = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if node.func.id in ONE and node.args and isinstance(node.args[0], ast.Constant):
            yield None, literals[0], node.lineno
        elif node.func.id == "pgettext" and len(literals) == 2:
            yield literals[0], literals[1], node.lineno


def test_no_message_hides_from_the_extractor() -> None:
    with (wording.FOLDER / f"{wording.DOMAIN}.pot").open("rb") as opened:
        known = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in read_po(opened) if m.id}
    hidden = [
        (str(file.relative_to(CODE)), line, message)
        for file in sorted(CODE.rglob("*.py"))
        for context, message, line in said(file)
        if (context, message) not in known
    ]
    assert not hidden
