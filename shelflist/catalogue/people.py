"""People and bodies of a catalogue: which forms of a name one heading gathers, and what its page says of them.

Forms of persons are looked at by family name and first initial, so that the work is that of sorting: `identities` says
how they fit, and here is what else speaks for them. Bodies and meetings are one where their words are the same, and are
never turned around. The owner's notes (`content/authors/`) go before everything: forms that are one, forms that are
`apart`, the form that is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from shelflist.catalogue import groups
from shelflist.catalogue.authority import Authority, PersonNote
from shelflist.catalogue.entries import Entry
from shelflist.catalogue.headings import heading_key, person_label
from shelflist.catalogue.name_forms import Evidence, Met, met, number, person_of
from shelflist.cataloguing import identities, names, slugs
from shelflist.cataloguing.identities import ELSEWHERE, Form, World
from shelflist.cataloguing.names import fold

SMALL = 2000
"""Forms of names in a catalogue that is small: of two that fit and say nothing more, one person is the likelier story."""

# --- which forms are one --------------------------------------------------------------------------------------


def aliases(entries: Sequence[Entry], authority: Authority) -> dict[str, str]:
    """Key of a form → key of the form that is shown, for every form that is not."""
    forms = met(entries)
    owned = _Owned(forms, authority)
    parent: dict[str, str] = {}
    people: defaultdict[str, list[str]] = defaultdict(list)
    bodies: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    turned: list[str] = []
    works: list[str] = []
    for key, form in forms.items():
        name = form.name
        if name.kind != "person":
            bodies[name.kind, fold(name.label)].append(key)
            continue
        if not form.books and not form.chapters and person_of(name.form) != (name.form, ""):
            works.append(key)
            continue
        text = name.form or name.label
        family, comma, _ = text.partition(",")
        if not comma and " " in text and "(" not in text and (form.books or form.chapters):
            turned.append(key)
        people[_folded(family)].append(key)
    for members in bodies.values():
        _join_all(members, parent, forms)
    weigh = Evidence(entries, forms)
    for members in people.values():
        if len(members) > 1:
            for group in _family(members, forms, weigh, owned):
                _join_all(group, parent, forms)
    _turn(turned, forms, people, weigh, parent, owned)
    for key in works:
        _belong(key, forms[key], parent)
    owned.join(parent)
    return {key: root for key in parent if (root := groups.root(parent, key)) != key}


def _folded(text: str) -> str:
    return text.lower() if text.isascii() and text.isalpha() else fold(text)


def _initial(form: str) -> str:
    """The first letter of the given names, folded, or ""."""
    given = form.partition(",")[2].lstrip()
    if given[:1].isascii() and given[:1].isalpha():
        return given[:1].lower()
    return fold(given)[:1]


def _family(members: Sequence[str], forms: dict[str, Met], weigh: "Evidence", owned: "_Owned") -> list[list[str]]:
    """The people of one family name, each as the keys of its forms."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for key in members:
        blocks[_initial(forms[key].name.form or forms[key].name.label)].append(key)
    found: list[list[str]] = []
    bearers = 0
    for keys in blocks.values():
        bearers += len(keys)
    for _, keys in sorted(blocks.items()):
        if len(keys) < 2:
            continue
        asked = _forms(keys, forms, owned)
        same = len({form.parts for form in asked})
        # Forms of one person must not make a family name common.
        others = bearers - len(keys) + min(same, len(keys))
        family = asked[0].parts.family
        world = World(identities.telling(family, others), len(forms) <= SMALL, family in identities.COMMON)
        found += [[form.key for form in group] for group in identities.groups(asked, weigh.of, world)]
    return found


def _forms(keys: Sequence[str], forms: dict[str, Met], owned: "_Owned") -> list[Form]:
    """Forms as they are compared; two that one book names as two contributors are apart."""
    known = {key: identities.parts(forms[key].name.form or forms[key].name.label) for key in keys}
    beside: defaultdict[int, list[str]] = defaultdict(list)
    for key in keys:
        for n in forms[key].books:
            beside[n].append(key)
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for group in beside.values():
        for one in group if len(group) > 1 else ():
            apart[one].update(other for other in group if known[other] != known[one])
    made = []
    for key in keys:
        form = forms[key]
        ids = tuple(sorted({*form.ids, *owned.ids.get(key, ())}))
        others = frozenset({*apart[key], *owned.apart.get(key, ())})
        made.append(Form(key, known[key], form.name.dates, ids, others))
    return made


def _join_all(keys: Sequence[str], parent: dict[str, str], forms: dict[str, Met]) -> None:
    """Joins forms under the one that is shown."""
    if len(keys) < 2:
        return
    chosen = shown([forms[key] for key in keys])
    groups.lead(parent, chosen)
    for key in keys:
        root = groups.root(parent, key)
        if root != chosen:
            parent[root] = chosen


def shown(group: Sequence[Met]) -> str:
    """The key of the form that is shown: of the name that most books have (RDA 9.2.2.5), in entry form, the one that says
    most (dates, fuller form, marks on letters)."""
    counted: Counter[str] = Counter()
    for form in group:
        counted[_name(form)] += 100 * len(form.books) + len(form.chapters) + len(form.about)

    def rank(form: Met) -> tuple[object, ...]:
        name = _name(form)
        text = form.name.form or form.name.label
        return (
            form.name.kind == "person" and "," not in text,
            -counted[name],
            -sum(len(word) for word in name.split()),
            name,
            not form.name.dates,
            form.name.label.endswith(".") and len(form.name.label.rpartition(" ")[2]) > 2,
            -len(form.name.label),
            text.isascii(),
            -len(form.books),
            form.name.label,
        )

    return min(group, key=rank).name.key


def _name(form: Met) -> str:
    """The words of a name without what is in brackets."""
    return fold((form.name.form or form.name.label).partition(" (")[0])


def _turn(
    keys: Iterable[str],
    forms: dict[str, Met],
    people: dict[str, list[str]],
    weigh: "Evidence",
    parent: dict[str, str],
    owned: "_Owned",
) -> None:
    """Joins names without a comma ("Marina E. Henke", "Henke Marina E.") to the one entry form with these words."""
    for key in sorted(keys):
        form = forms[key]
        words = fold(form.name.form).split()
        if max(map(len, words), default=1) == 1:
            continue  # initials alone may stand in any order
        found: set[str] = set()
        for n in range(1, len(words)):
            for family, given in ((words[:n], words[n:]), (words[n:], words[:n])):
                for other in people.get(" ".join(family), ()):
                    name = forms[other].name
                    if fold(name.form.partition(",")[2]) == " ".join(given) and name.key != key:
                        found.add(other)
        one = Form(key, identities.parts(form.name.form), form.name.dates, tuple(sorted(form.ids)))
        fitting = [
            other
            for other in sorted(found)
            if not identities.strangers(one, _forms([other], forms, owned)[0])
            and weigh.of(key, other) > ELSEWHERE
            and other not in owned.apart.get(key, ())
        ]
        roots = {groups.root(parent, other) for other in fitting}
        if len(roots) == 1:
            parent[key] = roots.pop()


def _belong(key: str, form: Met, parent: dict[str, str]) -> None:
    """A subject that is a person with the title of a work, or with a full stop behind, belongs to that person."""
    name, dates = person_of(form.name.form)
    other = heading_key("authors", person_label(name, form.name.dates or dates))
    root = groups.root(parent, other)
    if groups.root(parent, key) != root:
        parent[groups.root(parent, key)] = root


# --- the owner's word -----------------------------------------------------------------------------------------


class _Owned:
    """What the owner's notes say, by the keys of forms: numbers, forms that are apart, forms that are one."""

    def __init__(self, forms: dict[str, Met], authority: Authority) -> None:
        self.ids: dict[str, set[str]] = {}
        self.apart: dict[str, set[str]] = {}
        self.one: list[tuple[str, list[str]]] = []
        if not authority.people:
            return
        known = _Known(forms)
        for note in authority.people:
            key = known.key(note)
            if not key:
                continue
            mine = [key, *(known.find(label) or heading_key("authors", label) for label in note.forms)]
            for one in mine:
                self.ids.setdefault(one, set()).update(
                    number(f"{scheme.lower()}:{text}") for scheme, text in note.ids.items()
                )
            for label in note.apart:
                other = known.find(label)
                if other and other not in mine:
                    for one in mine:
                        self.apart.setdefault(one, set()).add(other)
                        self.apart.setdefault(other, set()).add(one)
            preferred = heading_key("authors", note.label) if note.label else key
            if len(mine) > 1 or preferred != key:
                self.one.append((preferred, mine))

    def join(self, parent: dict[str, str]) -> None:
        """Joins what the owner says is one under the form that he writes, even one that no book has."""
        for preferred, mine in self.one:
            groups.lead(parent, preferred)
            for key in mine:
                root = groups.root(parent, key)
                if root != preferred:
                    parent[root] = preferred


class _Known:
    """Forms by what the owner may write of them."""

    def __init__(self, forms: dict[str, Met]) -> None:
        self.forms = forms
        self.folds: dict[str, str] = {}
        for key in sorted(forms, key=lambda k: (not forms[k].books, k)):
            name = forms[key].name
            for text in (name.label, name.form, names.direct(name.form) if name.kind == "person" else name.form):
                self.folds.setdefault(fold(text), key)
        self.slugs: dict[str, str] = {}
        for key in sorted(forms):
            self.slugs.setdefault(slugs.slug(forms[key].name.label, 100), key)

    def find(self, label: str) -> str:
        """The key of a form that the owner writes with or without dates, in any order; "" where no book has it."""
        key = heading_key("authors", label)
        return key if key in self.forms else self.folds.get(fold(label), "")

    def key(self, note: PersonNote) -> str:
        """The key of the form that a note is about."""
        if note.label:
            return self.find(note.label) or heading_key("authors", note.label)
        return self.slugs.get(note.name, "")


def name(named: dict[str, str], others: dict[str, list[str]], entries: Sequence[Entry], authority: Authority) -> None:
    """Gives headings their label where no contributor has the form that is shown: the owner's form, or that of a subject;
    what stood there is another form."""
    wanted = {heading_key("authors", note.label): note.label for note in authority.people if note.label}
    missing = {
        key
        for key, label in named.items()
        if key.startswith("authors\t") and key not in wanted and label.casefold() != key[8:]
    }
    if missing:
        for entry in entries:
            wanted.update((made.key, made.label) for made in entry.names if made.via and made.key in missing)
    for key, label in wanted.items():
        if key in named and named[key] != label:
            others[key] = sorted({named[key], *others.get(key, ())} - {label})
            named[key] = label
