"""The catalogue: an address that depends on nothing but the book, order, headings, letters."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shelflist import catalogue
from shelflist.catalogue import FAMILIES, Catalogue, Label
from shelflist.cataloguing import slugs, subject_forms
from shelflist.model import (
    Book,
    ClassNumber,
    Contributor,
    Imprint,
    Isbn,
    PublicationDate,
    Reading,
    Series,
    Source,
    Subdivision,
    Subject,
)
from shelflist.pages.headings import family_letters


def book(title: str, author: str = "", id: str = "", **more: object) -> Book:
    """A book with an author."""
    people = [Contributor(author, ["aut"], main=True)] if author else []
    return Book(
        **{"source": Source("", 0, "marc21"), "id": id or title, "title": title, "contributors": people, **more}
    )  # type: ignore[arg-type]


def entry(made: Book) -> catalogue.Entry:
    return catalogue.entry(made, blake2b(repr(made).encode("utf-8", "replace"), digest_size=12).digest())


def shelf(*books: Book) -> Catalogue:
    return catalogue.make([entry(one) for one in books], {})


def addresses(*books: Book) -> dict[str, str]:
    """Id → slug."""
    made = shelf(*books)
    return {one.id: slug for one, slug in zip(made.entries, made.slugs, strict=True)}


# --- slugs of books -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "author", "slug"),
    [
        ("The salt roads", "Falconi, Berta L.", "the-salt-roads-falconi"),
        ("L'orto dei numeri", "Della Ripa, Ugo", "l-orto-dei-numeri-della-ripa"),
        ("Été à Öland", "Öz, Ada", "ete-a-oland-oz"),
        ("Нева", "Иванова, Нина", "neva-ivanova"),
        ("Mills", "", "mills"),
        ("???", "Neri, Ada", "neri"),
        ("AUX", "", "aux-x"),
        ("word " * 40, "Neri, Ada", "-".join(["word"] * 16) + "-neri"),
        ("x" * 300, "y" * 300, "x" * 80 + "-" + "y" * 30),
        ("<script>alert(1)</script>", "", "script-alert-1-script"),
        ("../../etc/passwd", "", "etc-passwd"),
        ("C++", "", "c"),
    ],
)
def test_slug_of_a_book(title: str, author: str, slug: str):
    assert addresses(book(title, author)) == {title: slug}


@pytest.mark.parametrize("title", ["???", "—", "\u05be", "az", "AZ"])
def test_a_slug_that_is_nothing_or_taken_is_named_by_the_record(title: str):
    made = addresses(book(title, "", "id7"))["id7"]
    base = slugs.slug(title) or "no"
    assert made == f"{base}-{slugs.suffix('id7')}"
    assert made not in catalogue.RESERVED


def test_books_that_would_share_a_slug_each_get_a_suffix():
    made = addresses(book("Mills", "Neri, Ada", "a"), book("Mills!", "Neri, Bo", "b"), book("Mills", "Alba, Rina", "c"))
    assert made == {
        "a": f"mills-neri-{slugs.suffix('a')}",
        "b": f"mills-neri-{slugs.suffix('b')}",
        "c": "mills-alba",
    }
    assert re.fullmatch(r"mills-neri-[0-9a-v]{6}", made["a"])


def test_books_that_share_even_their_id_have_different_addresses():
    made = shelf(book("Mills", "Neri, Ada", "a"), book("Mills", "Neri, Ada", "a", edition="2"))
    assert len(set(made.slugs)) == 2


def test_a_title_that_looks_like_a_suffix_is_no_harm():
    ids = ["a", "b"]
    trap = f"Mills Neri {slugs.suffix('a')}"
    made = addresses(*(book("Mills", "Neri, Ada", id) for id in ids), book(trap, "", "c"))
    assert len(set(made.values())) == 3


titles = st.sampled_from(["Mills", "mills!", "The mills", "Salt", "???", "az", "Нева", "Neva", "Con", "Mills neri"])
authors = st.sampled_from(["", "Neri, Ada", "Neri, Bo", "Öz, Ada", "Oz"])
shelves = st.lists(st.tuples(titles, authors), max_size=12)


@settings(max_examples=100, deadline=None)
@given(shelves, st.randoms(use_true_random=False))
def test_slugs_do_not_depend_on_the_order(rows: list[tuple[str, str]], rng):
    books = [book(title, author, f"id{n}") for n, (title, author) in enumerate(rows)]
    mixed = books[:]
    rng.shuffle(mixed)
    made = addresses(*books)
    assert made == addresses(*mixed)
    assert len(set(made.values())) == len(books)
    for slug in made.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert slug not in catalogue.RESERVED | slugs.DEVICES


@settings(max_examples=100, deadline=None)
@given(shelves, titles, authors)
def test_a_new_book_moves_only_those_that_it_collides_with(rows: list[tuple[str, str]], title: str, author: str):
    books = [book(one, by, f"id{n}") for n, (one, by) in enumerate(rows)]
    new = book(title, author, "new")
    before, after = addresses(*books), addresses(*books, new)
    own = entry(new).slug
    for one in books:
        if entry(one).slug != own:
            assert before[one.id] == after[one.id]


def test_order_of_the_catalogue_does_not_depend_on_the_order_given():
    books = [book("The salt", "B", "2"), book("Mills", "", "1"), book("the Salt", "A", "3"), book("Salt", "B", "0")]
    for given_books in (books, books[::-1], books[2:] + books[:2]):
        made = shelf(*given_books)
        assert made.entries[0].title == "Mills"
        assert [given_books[n].id for n in made.order] == [one.id for one in made.entries]
        assert [one.id for one in made.entries] == [one.id for one in shelf(*books).entries]


# --- headings -------------------------------------------------------------------------------------------------

FULL = book(
    "The salt roads",
    "Falconi, Berta L.",
    "full",
    subjects=[Subject("Trade routes", [Subdivision("History"), Subdivision("19th century")]), Subject("Trade Routes")],
    series=[Series("Studies", "3")],
    imprints=[
        Imprint(["Port Amble"], ["Lanternhouse", "Colombo & Figli"], "2011"),
        Imprint([], ["Printers"], "2011", "manufacture"),
    ],
    date=PublicationDate("2011", 2011),
    languages=["en", "it"],
    classes=[ClassNumber("ddc", "388.109"), ClassNumber("lcc", "HE323"), ClassNumber("other", "X1")],
    reading=Reading("read", lists=["Winter evenings"], added="2024-01-04"),
    isbns=[Isbn("88-99991-01-4", "9788899991012", "8899991014", "978-88-99991-01-2")],
)


@pytest.mark.parametrize(
    ("family", "labels"),
    [
        ("subjects", ["Trade routes — History — 19th century", "Trade routes — History", "Trade routes"]),
        ("authors", ["Falconi, Berta L."]),
        ("series", ["Studies"]),
        ("publishers", ["Lanternhouse", "Colombo & Figli"]),
        ("years", ["2011"]),
        ("languages", ["en", "it"]),
        ("classes", ["388.109", "HE323"]),
        ("lists", ["Winter evenings"]),
    ],
)
def test_headings_of_a_book(family: str, labels: list[str]):
    found = [label for key, label in catalogue.keys(FULL) if key.startswith(f"{family}\t")]
    assert sorted(found) == sorted(labels)


def test_an_entry_is_what_lists_show():
    made = entry(FULL)
    assert (made.people, made.year, made.lang, made.status, made.added) == (
        "Falconi, Berta L.", "2011", "en", "read", "2024-01-04",
    )  # fmt: skip
    assert made.joins == ["the-salt-roads-falconi", "full", "9788899991012", "8899991014"]
    assert ("Class", "388") in made.facets
    assert ("Status", "read") in made.facets
    assert made.letter == "S"


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["A"], "A"), (["A", "B", "C"], "A; B; C"), (["A", "B", "C", "D"], "A; B; C and others")],
)
def test_who_a_list_names(names: Sequence[str], text: str):
    assert entry(book("x", contributors=[Contributor(name) for name in names])).people == text


def test_a_heading_has_the_form_that_most_books_have():
    forms = ["Salt Mills", "Salt mills", "Salt mills", "SALT MILLS"]
    books = [book(f"B{n}", "", str(n), subjects=[Subject(form)]) for n, form in enumerate(forms)]
    for given_books in (books, books[::-1]):
        (headed,) = shelf(*given_books).families["subjects"]
        assert (headed.label, headed.slug, len(headed.books)) == ("Salt mills", "salt-mills", 4)


@pytest.mark.parametrize(
    ("labels", "made"),
    [
        (["Öz, Ada", "Oz (Ada)"], ["oz-ada-" + slugs.suffix("authors\töz, ada"), "oz-ada-" + slugs.suffix("authors\toz (ada)")]),
        (["az"], ["az-" + slugs.suffix("authors\taz")]),
        (["???"], ["no-" + slugs.suffix("authors\t???")]),
        (["Neri, Ada", "NERI, ADA"], ["neri-ada"]),
        (["Con"], ["con-x"]),
    ],
)  # fmt: skip
def test_slugs_of_headings(labels: list[str], made: list[str]):
    found = shelf(*(book(f"B{n}", label, str(n)) for n, label in enumerate(labels)))
    assert sorted(headed.slug for headed in found.families["authors"]) == sorted(made)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda t: t.strip()), max_size=8))
@example(["0", "0:"])
@example(["00-", "00"])
def test_headings_of_any_text_have_addresses_of_their_own(labels: list[str]):
    books = [book(f"B{n}", "", str(n), subjects=[Subject(label)]) for n, label in enumerate(labels)]
    catalogue_made = shelf(*books)
    found = catalogue_made.families["subjects"]
    made = [headed.slug for headed in found]
    gathered = {id(catalogue_made.headings[catalogue.heading_key("subjects", label)]) for label in labels}
    # What differs by case, marks or punctuation alone ("0", "0:") is one heading; no other text makes headings of its own.
    assert len(set(made)) == len(made) == len(gathered) <= len({subject_forms.fold(label) for label in labels})
    for one, other in combinations(labels, 2):
        if subject_forms.fold(one) == subject_forms.fold(other):
            keys = (catalogue.heading_key("subjects", label) for label in (one, other))
            assert len({id(catalogue_made.headings[key]) for key in keys}) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in made)


def test_narrower_headings():
    books = [
        book("A", "", "1", subjects=[Subject("Mills", [Subdivision("History"), Subdivision("Wind")])]),
        book("B", "", "2", subjects=[Subject("Mills", [Subdivision("Design")])], classes=[ClassNumber("ddc", "621.2")]),
    ]
    made = shelf(*books)
    below = {key: headed.narrower for key, headed in made.headings.items() if headed.narrower}
    assert below == {
        "subjects\tmills": ["subjects\tmills — design", "subjects\tmills — history"],
        "subjects\tmills — history": ["subjects\tmills — history — wind"],
        "classes\t600": ["classes\t620"],
        "classes\t620": ["classes\t621"],
        "classes\t621": ["classes\t621.2"],
    }
    assert made.headings["subjects\tmills"].books == [0, 1]


def test_remembered_labels_decide_nothing():
    memory: dict[str, Label] = {}
    books = [FULL, book("Mills", "Öz, Ada", "m"), book("Wind", "Oz, Ada", "w")]
    first = catalogue.make([entry(one) for one in books], memory)
    assert memory
    again = catalogue.make([entry(one) for one in books], memory)
    fresh = catalogue.make([entry(one) for one in books], {})
    assert first == again == fresh


def test_an_empty_catalogue():
    made = shelf()
    assert (made.entries, made.slugs, made.headings) == ([], [], {})
    assert made.families == {family: [] for family in FAMILIES}


# --- letters and names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Mills", "M"), ("the Mills", "M"), ("Öland", "O"), ("élan", "E"), ("1984", "0–9"), ("«Salt»", "S"), ("???", "#"),
        ("Нева", "Н"), ("דרכי", "ד"),
    ],
)  # fmt: skip
def test_letter_of_a_title(title: str, letter: str):
    assert entry(book(title, "", "x", languages=["en"])).letter == letter


@pytest.mark.parametrize(
    ("family", "letters"),
    [
        ("books", [("M", "m", 1), ("S", "s", 1), ("Н", "u41d", 1)]),
        ("authors", [("F", "f", 1), ("N", "n", 1)]),
        ("years", [("1990s", "1990s", 1), ("2010s", "2010s", 1)]),
        ("languages", [("", "all", 2)]),
    ],
)
def test_letters_of_an_index(family: str, letters: list[tuple[str, str, int]]):
    made = shelf(FULL, book("Mills", "Neri, Ada", "m", date=PublicationDate("1991", 1991)), book("Нева", "", "n"))
    found = family_letters(family, made, "en")
    assert [(letter.label, letter.slug, len(letter.members)) for letter in found] == letters


@pytest.mark.parametrize(
    ("label", "direct"),
    [
        ("Henke, Marina E. (1977-)", "Marina E. Henke (1977-)"),
        ("Neri, Ada", "Ada Neri"),
        ("Lanternhouse Press", "Lanternhouse Press"),
    ],
)
def test_direct_order(label: str, direct: str):
    assert catalogue.direct(label) == direct
