"""Reading lists that the owner writes: sections with items that name books, and how they join the lists that notes name.

A list is one heading of the family "lists", whether books name it in their notes, it names books in its own file, or
both. The file's name is its address. (The guide on the front end, §3 vii.)
"""

from collections.abc import Mapping, Sequence

from shelflist.catalogue.entries import Entry
from shelflist.catalogue.headings import heading_key
from shelflist.cataloguing import slugs
from shelflist.model import Struct

IMPORTANCE = ("essential", "recommended", "further")
"""How much a reading matters, the most first; "" where the list does not say."""


class Item(Struct):
    """A line of a list. `words` are what may name its book (a slug, a record's id, an ISBN in both lengths), none for
    a reading that is no book of this list; `text` is what the owner wrote in its place.

    `reads` is what of the book is to be read, as written; `pages` how many that are, or 0 where `reads` does not say;
    `minutes` what the owner allows for it, or 0; `due` an ISO date or ""; `line` its number in the file.
    """

    words: list[str]
    text: str
    importance: str = ""
    reads: str = ""
    pages: int = 0
    minutes: int = 0
    due: str = ""
    note: str = ""
    line: int = 0


class Part(Struct):
    """A section of a list: its heading, the owner's Markdown below it, its items. `day` is its ISO date or "", `week`
    the number of a week of the term, or 0."""

    title: str = ""
    note: str = ""
    items: list[Item] = []
    day: str = ""
    week: int = 0


class OwnList(Struct):
    """`content/lists/<name>.md`. `pace` is pages an hour, 0 where the site's own counts; `start` and `updated` are ISO
    dates or ""; `note` is the owner's Markdown that introduces it."""

    name: str
    file: str
    title: str = ""
    course: str = ""
    teacher: str = ""
    term: str = ""
    start: str = ""
    updated: str = ""
    pace: int = 0
    note: str = ""
    parts: list[Part] = []

    def items(self) -> list[Item]:
        """Its items, in the order of its sections."""
        return [item for part in self.parts for item in part.items]


def positions(lists: Sequence[OwnList], entries: Sequence[Entry], addresses: Sequence[str]) -> dict[str, list[int]]:
    """Word of an item → the positions of the books that it names: a book's address alone before what books share."""
    wanted = {word for own in lists for item in own.items() for word in item.words}
    found: dict[str, list[int]] = {}
    if not wanted:
        return found
    for position, entry in enumerate(entries):
        for word in wanted.intersection(entry.joins):
            found.setdefault(word, []).append(position)
    for position, address in enumerate(addresses):
        if address in wanted:
            found[address] = [position]
    return found


def of_item(item: Item, known: Mapping[str, list[int]]) -> list[int]:
    """The positions of the books that an item names, the one that counts first; none where no book has its words."""
    return next((known[word] for word in item.words if word in known), [])


def gather(
    lists: Sequence[OwnList],
    entries: Sequence[Entry],
    addresses: Sequence[str],
    books: dict[str, list[int]],
    names: tuple[dict[str, str], dict[str, list[str]], dict[str, str]],
) -> dict[str, str]:
    """Puts the books of the owner's lists among those of headings, in place; key of a list → its address.

    Labels in notes that are a file's name (as slugs) or its title are that file's list. `names` are
    what headings are called: key → label, key → other labels, key of a form → key.
    """
    if not lists:
        return {}
    named, others, alias = names
    labels: dict[str, list[str]] = {}
    for key in books:
        if key.startswith("lists\t"):
            labels.setdefault(slugs.slug(named[key], 100), []).append(key)
    known = positions(lists, entries, addresses)
    made: dict[str, str] = {}
    for own in lists:
        key = heading_key("lists", own.title)
        if key in made:  # two files with one title
            key = heading_key("lists", f"{own.title}\t{own.name}")
        same = [k for k in (*labels.pop(own.name, ()), key) if k in books and k not in made]
        placed = {place for item in own.items() for place in of_item(item, known)[:1]}
        placed.update(place for k in same for place in books[k])
        if not placed:
            continue
        for k in same:
            if k != key:
                del books[k]
                others.pop(k, None)
                alias[k] = key
        books[key], named[key], made[key] = sorted(placed), own.title, own.name
    return made


def told(lists: Sequence[OwnList], entries: Sequence[Entry], addresses: Sequence[str]) -> list[tuple[str, int, str]]:
    """(file, line, what is wrong) for each item that names no book, or several."""
    known = positions(lists, entries, addresses)
    found = []
    for own in lists:
        for item in own.items():
            if item.words and not (books := of_item(item, known)):
                found.append((own.file, item.line, f"no book has the slug, record id or ISBN {item.words[0]!r}"))
            elif item.words and len(books) > 1:
                ids = ", ".join(addresses[n] for n in books[:5])
                found.append(
                    (own.file, item.line, f"{len(books)} books have {item.words[0]!r} ({ids}): the first counts")
                )
    return found
