"""The four ways in which a person's input can be wrong, and nothing else.

Anything that is not one of these is a bug of ours and may show a traceback.
Each error says where (file, record, field), what was found, and what was expected.
Warnings are not errors: they are `model.Warning` values collected in the report.
"""


def shorten(value: str, width: int = 60) -> str:
    """One printable line of at most `width` characters, for messages: control characters are escaped."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in value[: width + 1])
    return line if len(line) <= width else line[: width - 1] + "…"


class BadRecord(Exception):
    """This record cannot become a book; its neighbours can. Raised by `parse` and nothing else is."""

    def __init__(self, field: str, reason: str, record_id: str = "") -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.record_id = record_id


class BadSource(Exception):
    """This file cannot be read as records at all; other files can."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class BadSettings(Exception):
    """site.toml, or an option of the command line, is wrong: the key, the value, what is expected."""

    def __init__(self, key: str, value: object, expected: str, file: str = "site.toml") -> None:
        super().__init__(f"{file}: {key} = {shorten(repr(value))}: expected {expected}")
        self.file = file
        self.key = key
        self.value = value
        self.expected = expected


class BuildFailed(Exception):
    """The build stopped and the site that stood before still stands. `status` is the exit status."""

    def __init__(self, reason: str, status: int = 1) -> None:
        super().__init__(reason)
        self.status = status
