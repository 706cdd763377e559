"""What a style asks of a work: its kind, its title in capitals or not, its people in a style's manner."""

from collections.abc import Mapping

from shelflist.exports.citations import people, pieces
from shelflist.exports.citations.casing import headline, turned
from shelflist.exports.citations.people import Manner, Variables

SERIAL = frozenset(("article-journal", "periodical", "post-weblog", "review"))
"""Types that stand in what is published in numbers."""

EDITED = ("collection-editor", "compiler", "editor")
"""Variables that make of a conference paper a part of a book."""


class Work:
    """One book's variables, with what all styles ask of them."""

    def __init__(self, item: Variables) -> None:
        self.item = item
        self._texts = {name: turned(value) for name, value in item.items() if type(value) is str}
        self._people: dict[str, list[people.Person]] = {}
        self.type = str(item["type"])
        self.language = str(item.get("language", ""))[:2]
        self.english = not self.language or self.language == "en"
        self.contained = "container-title" in item
        talk = self.type == "paper-conference" and not self.has(*EDITED)
        self.serial = self.type in SERIAL or talk

    def __getitem__(self, name: str) -> str:
        """A variable as text, with the quotation marks of print; "" where the book has none."""
        return self._texts.get(name, "")

    def has(self, *names: str) -> bool:
        """Whether it has one of these variables."""
        return not self.item.keys().isdisjoint(names)

    def titled(self, name: str) -> str:
        """A title in headline capitals where it is English."""
        if name not in self.item:
            return ""
        return headline(self[name]) if self.english else self[name]

    def people(self, role: str, manner: Manner) -> str:
        """Everybody of a role in one text, or ""."""
        found = self._people.get(role)
        if found is None:
            found = self._people[role] = [people.person(name) for name in self.item.get(role, ())]
        return people.listed(found, manner, self.language) if found else ""

    def many(self, role: str) -> bool:
        """Whether a role is that of more than one."""
        return len(self.item.get(role, ())) > 1

    def first_of(self, roles: tuple[str, ...]) -> str:
        """The first role that anybody has, or ""."""
        for role in roles:
            if role in self.item:
                return role
        return ""

    def same(self, one: str, other: str) -> bool:
        """Whether the same people have two roles."""
        return one in self.item and self.item[one] == self.item.get(other)

    def lead(self, role: str, manner: Manner, labels: Mapping[str, tuple[str, str]], both: tuple[str, str]) -> str:
        """Who opens the entry, with what they are where `labels` has a word for it (of one, of several); `both` are the
        words for editors who are the translators too."""
        text = self.people(role, manner)
        if role not in labels:
            return text
        words = both if role == "editor" and self.same("editor", "translator") else labels[role]
        return pieces.joined(", ", [text, words[self.many(role)]])

    def helpers(self, verbs: dict[str, str], manner: Manner, lead: str, both: str) -> list[str]:
        """Who else helped: "translated by Max Pensky", in the order of `verbs`; `both` where editors are the translators."""
        twice = self.same("editor", "translator")
        return [
            f"{both if twice and role == 'editor' else verb} {self.people(role, manner)}"
            for role, verb in verbs.items()
            if role in self.item and role != lead and not (twice and role == "translator")
        ]

    def volume(self) -> str:
        """ "vol. 2"; a part with a name of its own as it is."""
        text = self["volume"]
        if not text or not pieces.is_number(text):
            return self.titled("volume")
        return f"{'vols.' if pieces.several(text) else 'vol.'} {text}"

    def number(self, name: str) -> str:
        """A number as a style prints it: "1-3" → "1–3"."""
        text = self[name]
        return text.replace("-", "–") if "-" in text and pieces.is_number(text) else text

    def series(self) -> str:
        """ "Cornell East Asia Series 107"; "Pankower Vorträge, Heft 10" where the number has a word of its own."""
        number = self.number("collection-number")
        return pieces.joined(" " if pieces.is_number(number) else ", ", [self.titled("collection-title"), number])

    def address(self) -> str:
        """Its DOI as an address, or its first link."""
        return f"https://doi.org/{self['DOI']}" if self.has("DOI") else self["URL"]
