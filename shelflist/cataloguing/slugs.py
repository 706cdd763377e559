"""Slugs: lower-case ASCII names for addresses, safe as file names on every system.

Other scripts are transliterated by anyascii; what leaves nothing gives "" and its caller names it by its identity.
"""

import re
from functools import lru_cache
from hashlib import blake2b

DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin",
        "conout",
        *(f"com{n}" for n in range(10)),
        *(f"lpt{n}" for n in range(10)),
    ]
)
"""Names that Windows keeps for devices, with any suffix."""

_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def slug(text: str, limit: int = 80) -> str:
    """At most `limit` bytes of [a-z0-9-], cut at a word; "" when nothing is left."""
    text = text[: limit * 4]
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)
    made = _OTHER.sub("-", text.lower()).strip("-")
    if len(made) > limit:
        cut = made.rfind("-", 0, limit + 1)
        made = made[:cut] if cut > limit // 3 else made[:limit]
    return made + "-x" if made in DEVICES else made


def suffix(identity: str) -> str:
    """Six characters of [0-9a-v] that stand for an identity: the same everywhere and always."""
    number = int.from_bytes(blake2b(identity.encode("utf-8", "replace"), digest_size=4).digest(), "big") >> 2
    return "".join("0123456789abcdefghijklmnopqrstuv"[(number >> shift) & 31] for shift in range(25, -1, -5))
