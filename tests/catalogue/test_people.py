"""People of a catalogue: forms joined by rule and by the owner's word, namesakes, bodies, order, and their pages."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist import catalogue
from shelflist.catalogue import Authority, Catalogue, Headed, groups
from shelflist.catalogue.authority import PersonNote, settled
from shelflist.catalogue.name_forms import person_of
from shelflist.catalogue.persons import Persons
from shelflist.model import Book, Chapter, ClassNumber, Contributor, PublicationDate, Source, Subject

Who = str | Contributor


def person(text: str, *roles: str, **more: object) -> Contributor:
    """ "Henke, Marina (1977-)" as a contributor."""
    name, _, dates = text.rpartition(" (") if text.endswith("-)") or text[-5:-1].isdecimal() else (text, "", "")
    return Contributor(name, list(roles) or ["aut"], dates=dates.rstrip(")"), **more)  # type: ignore[arg-type]


def book(n: int, people: Sequence[Who], **more: object) -> Book:
    """A book by these people, authors where they are mere text."""
    made = [one if isinstance(one, Contributor) else person(one) for one in people]
    return Book(Source("", n, "marc21"), f"b{n}", f"Book {n:02}", contributors=made, **more)  # type: ignore[arg-type]


def shelf(*books: Sequence[Who] | Book, authority: Authority | None = None, seed: int = 0) -> Catalogue:
    made = [one if isinstance(one, Book) else book(n, one) for n, one in enumerate(books)]
    entries = [catalogue.entry(one, one.id.encode()) for one in made]
    if seed:
        random.Random(seed).shuffle(entries)
    return catalogue.make(entries, {}, authority or Authority())


def labels(made: Catalogue) -> list[str]:
    return [headed.label for headed in made.families["authors"]]


def headed(made: Catalogue, label: str) -> Headed:
    return made.headings[catalogue.heading_key("authors", label)]


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        (["Henke, Marina E.", "Henke Marina E.", "Marina E. Henke"], ["Henke, Marina E."]),
        (["Henke, Marina E.", "Henke, M. E.", "Henke, Marina"], ["Henke, Marina E."]),
        (["Henke, M. E. (Marina E.) (1977-)", "Henke, Marina E."], ["Henke, Marina E."]),
        (["Henke, Marina E. (1977-)", "Henke, Marina E."], ["Henke, Marina E. (1977-)"]),
        (["Però, Noè", "Pero, Noe", "PERÒ, NOÈ"], ["Però, Noè"]),
        (["García Márquez, Gabriel", "Gabriel García Márquez"], ["García Márquez, Gabriel"]),
        (["Henke, M.", "Henke, Marina", "Henke, Mario"], ["Henke, M.", "Henke, Marina", "Henke, Mario"]),
        (["Henke, Marina (1950-)", "Henke, Marina (1960-)"], ["Henke, Marina (1950-)", "Henke, Marina (1960-)"]),
        (["Paul, Martin", "Martin, Paul"], ["Martin, Paul", "Paul, Martin"]),
        (["Martin Paul", "Paul, Martin", "Martin, Paul"], ["Martin, Paul", "Martin Paul", "Paul, Martin"]),
        (["Smith, John", "Smith, John (1950-)"], ["Smith, John", "Smith, John (1950-)"]),
        (["Smith, J. (1950-2001)", "Smith, John (1950-2001)"], ["Smith, John (1950-2001)"]),
        (["Plato", "Plato."], ["Plato"]),
        (["De Luca, Ada", "Luca, Ada de"], ["De Luca, Ada", "Luca, Ada de"]),
    ],
)
def test_forms_of_one_person(forms: list[str], shown: list[str]) -> None:
    for seed in range(3):
        made = shelf(*[[form] for form in forms], seed=seed)
        assert labels(made) == shown
        assert all(form == headed(made, form).label or form in headed(made, form).forms for form in forms)


def test_a_book_tells_its_two_people_apart() -> None:
    assert len(labels(shelf(["Henke, M.", "Henke, Marina"]))) == 2


def test_a_colleague_decides() -> None:
    made = shelf(["Henke, M.", "Zorn, Ida"], ["Henke, Marina", "Zorn, Ida"], ["Henke, Mario"])
    assert labels(made) == ["Henke, Marina", "Henke, Mario", "Zorn, Ida"]


@pytest.mark.parametrize(("year", "count"), [(1869, 3), (1860, 2)])
def test_a_memorial_may_be_a_sons(year: int, count: int) -> None:
    subject = [Subject("Neri, Ugo, 1794-1868", kind="person")]
    memorial = book(1, ["Neri, Ugo"], subjects=subject, date=PublicationDate(year=year))
    assert len(labels(shelf(memorial, ["Neri, Ugo (1794-1868)"], ["Zorn, Ida"]))) == count


def test_books_on_other_things_speak_against() -> None:
    def by(n: int, name: str, number: str) -> Book:
        return book(n, [name], classes=[ClassNumber("lcc", number)], subjects=[Subject(f"Topic {n}")])

    assert len(labels(shelf(by(1, "Henke, M.", "QA76"), by(2, "Henke, Marina", "ML410")))) == 2
    assert len(labels(shelf(by(1, "Henke, M.", "QA76"), by(2, "Henke, Marina", "QA76")))) == 1


def test_numbers_join_and_tell_apart() -> None:
    viaf = [person("Henke, M.", ids={"viaf": "1"}), person("Enke, Marina", ids={"viaf": "2"})]
    made = shelf([viaf[0]], [person("Henke, Marina", ids={"viaf": "1"})], [person("Henke, Mario", ids={"viaf": "3"})])
    assert labels(made) == ["Henke, Marina", "Henke, Mario"]
    isni = [person("Neri, Ada", ids={"isni": text}) for text in ("0000 0001 2103 2683", "0000000121032683")]
    assert len(labels(shelf([isni[0]], [isni[1]]))) == 1


def test_namesakes_that_are_written_alike() -> None:
    one, other = (person("Neri, Ada", ids={"viaf": number}) for number in "12")
    made = shelf([one], [other], [person("Neri, Ada", ids={"viaf": "1", "orcid": "x"})], ["Neri, Ada"])
    found = made.families["authors"]
    assert len({h.slug for h in found}) == 3
    assert sorted(h.books for h in found) == [[0, 2], [1], [3]]


@pytest.mark.parametrize(
    ("kind", "forms", "count"),
    [
        ("corporate", ["United Nations", "United Nations."], 1),
        ("corporate", ["Poland. Army", "Poland Army"], 1),
        ("corporate", ["Ministry of Fish, Food and Salt", "Food and Salt Ministry of Fish"], 2),
        ("meeting", ["Salt Days (1st : 1998 : Varn)", "Salt Days (2nd : 1999 : Varn)"], 2),
    ],
)
def test_bodies_are_one_by_their_words(kind: str, forms: list[str], count: int) -> None:
    made = shelf(*[[Contributor(form, [], kind)] for form in forms])
    assert len(labels(made)) == count
    assert all(Persons(made, Authority()).said(h).name == h.label for h in made.families["authors"])


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Dante Alighieri, 1265-1321. Divina commedia", ("Dante Alighieri", "1265-1321")),
        ("Shakespeare, William, 1564-1616. Othello", ("Shakespeare, William", "1564-1616")),
        ("Donoso, José, 1924- Obsceno pájaro", ("Donoso, José", "1924-")),
        ("Pavese, Cesare. Casa in collina", ("Pavese, Cesare", "")),
        ("Orsini, Delia, 1931-2004", ("Orsini, Delia", "1931-2004")),
        ("Alfred, King of England, 849-899.", ("Alfred, King of England", "849-899")),
        ("Henke, Marina E.", ("Henke, Marina E.", "")),
        ("Smith, J. B.", ("Smith, J. B.", "")),
        ("King, Martin Luther, Jr.", ("King, Martin Luther, Jr.", "")),
    ],
)
def test_person_of_a_subject(label: str, expected: tuple[str, str]) -> None:
    assert person_of(label) == expected


def chaptered(n: int, people: Sequence[Who], *chapters: tuple[str, str]) -> Book:
    return book(n, people, contents=[Chapter(title, responsibility=by) for title, by in chapters])


def test_authors_of_chapters_are_people() -> None:
    made = shelf(["Oduya, Tess (1977-)"], chaptered(1, ["Zorn, Ida"], ("Salt", "Tess Oduya"), ("Oil", "Ada Neri")))
    assert labels(made) == ["Neri, Ada", "Oduya, Tess (1977-)", "Zorn, Ida"]
    known = Persons(made, Authority())
    assert [tuple(part) for part in known.parts(headed(made, "Oduya, Tess"))] == [
        ("aut", [(0, "")]),
        ("chapter", [(1, "Salt")]),
    ]


def test_what_somebody_did() -> None:
    def of(n: int, year: int | None, *roles: str) -> Book:
        return book(n, [person("Neri, Ada", *roles), "Zorn, Ida"], date=PublicationDate(year=year))

    about = book(
        9, ["Zorn, Ida"], subjects=[Subject("Neri, Ada", kind="person"), Subject("Neri, Ada. Salt", kind="person")]
    )
    made = shelf(of(1, 2003, "trl"), of(2, 1999, "aut", "ill"), of(3, None, "aut"), of(4, 2001, "edc"), about)
    known = Persons(made, Authority())
    ada = headed(made, "Neri, Ada")
    found = [(part.role, [n for n, _ in part.rows]) for part in known.parts(ada)]
    assert found == [("aut", [1, 2]), ("edt", [3]), ("trl", [0]), ("ill", [1]), ("subject", [4])]
    assert [(other.label, count) for other, count in known.colleagues(ada)] == [("Zorn, Ida", 4)]


OWN = [["Henke, Marina E."], ["Enke, M."], ["Henke, Marina"], ["Neri, Ada"]]


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        (PersonNote("x", "x", "Henke, Marina E.", ["Enke, M."]), ["Henke, Marina E.", "Neri, Ada"]),
        (PersonNote("henke-marina-e", "x", "", ["Enke, M."]), ["Henke, Marina E.", "Neri, Ada"]),
        (PersonNote("x", "x", "Henke-Zorn, Marina", ["Henke, Marina E."]), ["Enke, M.", "Henke-Zorn, Marina", "Neri, Ada"]),
        (PersonNote("x", "x", "Marina E. Henke", ["Neri, Ada"]), ["Enke, M.", "Marina E. Henke"]),
        (PersonNote("x", "x", "Henke, Marina E.", apart=["Henke, Marina"]), ["Enke, M.", "Henke, Marina", "Henke, Marina E.", "Neri, Ada"]),
        (PersonNote("x", "x", "Nobody, At All", ["No One"]), ["Enke, M.", "Henke, Marina E.", "Neri, Ada"]),
    ],
)  # fmt: skip
def test_the_owners_word(note: PersonNote, shown: list[str]) -> None:
    for seed in range(3):
        assert sorted(labels(shelf(*OWN, authority=Authority(people=[note]), seed=seed))) == shown


def test_the_owners_numbers_tell_apart() -> None:
    notes = [
        PersonNote("a", "a", "Henke, Marina", ids={"VIAF": "1"}),
        PersonNote("b", "b", "Henke, Marina E.", ids={"viaf": "2"}),
    ]
    made = shelf(["Henke, Marina"], ["Henke, Marina E."], authority=Authority(people=notes))
    assert labels(made) == ["Henke, Marina", "Henke, Marina E."]
    assert Persons(made, Authority(people=notes)).ids(headed(made, "Henke, Marina E.")) == [("viaf", "2")]


@pytest.mark.parametrize(
    ("notes", "kept", "told"),
    [
        ([("A", ["x"], []), ("B", ["y"], ["x"])], [(["x"], []), (["y"], ["x"])], []),
        ([("A", ["x"], []), ("B", ["X"], [])], [(["x"], []), ([], [])], [("b", "forms", "'X' is the person of a")]),
        ([("A", ["B"], []), ("B", [], [])], [([], []), ([], [])], [("a", "forms", "'B' is the person of b")]),
        ([("A", ["x"], ["X", "a", "y"])], [(["x"], ["y"])], [("a", "apart", "'X' is a form of this person"), ("a", "apart", "'a' is a form of this person")]),
    ],
)  # fmt: skip
def test_notes_that_contradict_each_other(
    notes: list[tuple[str, list[str], list[str]]],
    kept: list[tuple[list[str], list[str]]],
    told: list[tuple[str, str, str]],
) -> None:
    given = [PersonNote(label.lower(), label.lower(), label, forms, apart) for label, forms, apart in notes]
    made, said = settled(given)
    assert [(note.forms, note.apart) for note in made] == kept
    assert said == told


def test_people_sort_by_family_name_then_given_names_then_dates() -> None:
    wanted = [
        "De Luca, Ada",
        "Smith",
        "Smith, Ada (1931-)",
        "Smith, Ada (1950-)",
        "Smith, Zoe",
        "Smith and Sons",
        "Smith Jones, Ada",
    ]
    assert labels(shelf(*[[name] for name in reversed(wanted)])) == wanted


@pytest.mark.parametrize("form", ["Henke, Marina E.", "Henke, Marina", "Henke, M. E."])
def test_the_owner_may_prefer_any_form_of_a_group(form: str) -> None:
    """A form that others already led would have pointed to itself, and the build would not have ended."""
    note = PersonNote("x", "x", form, ["M. E. Henke", "Marina E. Henke", "Enke, Marina"])
    made = shelf(
        ["Henke, Marina E."], ["Henke, M. E."], ["Henke, Marina"], ["Enke, Marina"], authority=Authority(people=[note])
    )
    assert labels(made) == [form]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7), st.integers(0, 7)), max_size=30))
def test_groups_never_turn_in_a_circle(steps: list[tuple[bool, int, int]]) -> None:
    parent: dict[str, str] = {}
    together = [{n} for n in range(8)]
    for leads, one, other in steps:
        if leads:
            groups.lead(parent, str(one))
            assert groups.root(parent, str(one)) == str(one)
        elif groups.root(parent, str(one)) != groups.root(parent, str(other)):
            parent[groups.root(parent, str(one))] = groups.root(parent, str(other))
            together[one] |= together[other]
            for n in together[one]:
                together[n] = together[one]
    for one in range(8):
        assert {n for n in range(8) if groups.root(parent, str(n)) == groups.root(parent, str(one))} == together[one]
