"""The table of readers, and what every format shares: finding the reader, splitting, parsing, limits.

A reader is a module with `NAME`, `VERSION` (raise it when its result changes) and three small functions:

    sniff(head: bytes, name: str) -> bool      is this file mine? (first 64 KiB, file name as a hint at most)
    split(data: bytes) -> Iterator[Chunk]      one record's own bytes each; survives anything
    parse(chunk: Chunk) -> Book                raises BadRecord and nothing else

so that a bad record never touches its neighbours and a parsed record can be remembered by its bytes.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from shelflist.model import Book


class Chunk(msgspec.Struct, frozen=True):
    """One record's own bytes, with its number in the file, from 1."""

    data: bytes
    number: int
    file: str = ""


class Reader(Protocol):
    """What a module of this package offers."""

    NAME: str
    VERSION: int
    sniff: Callable[[bytes, str], bool]
    split: Callable[[bytes], Iterator[Chunk]]
    parse: Callable[[Chunk], Book]
