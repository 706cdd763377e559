"""Shelves in call-number order, and classes within classes."""

import random
from hashlib import blake2b

import pytest

from shelflist import catalogue
from shelflist.catalogue import Authority, Catalogue, class_labels, class_of, heading_key, shelves
from shelflist.cataloguing import classes
from shelflist.model import Book, ClassNumber, Source


def book(title: str, **numbers: str) -> Book:
    """A book with a number of each of these schemes; several of one are apart by bars."""
    made: list[ClassNumber | None] = []
    for scheme, texts in numbers.items():
        for text in texts.split("|"):
            made.append(classes.other(text, "nlm") if scheme == "nlm" else getattr(classes, scheme)(text))
    return Book(Source("", 0, "marc21"), title, title, classes=[one for one in made if one])


def catalogue_of(*books: Book, captions: dict[str, str] | None = None) -> Catalogue:
    entries = [
        catalogue.entry(one, blake2b(repr(one).encode(), digest_size=12).digest()) for one in books
    ]  # fmt: skip
    return catalogue.make(entries, {}, Authority(captions=captions or {}))


def tree(made: Catalogue) -> dict[str, tuple[list[str], list[str]]]:
    """Class → (titles of its books, classes directly below)."""
    return {
        headed.label: (
            [made.entries[n].title for n in headed.books],
            [made.headings[key].label for key in headed.narrower],
        )
        for headed in made.families["classes"]
    }


# --- shelves --------------------------------------------------------------------------------------------------

BOOKS = [
    book("Zinc", other="B", ddc="355.1", lcc="U102 .A1", nlm="WG 1"),
    book("Amber", ddc="355.1"),
    book("Bone", ddc="355.031", lcc="JZ9 .B2"),
    book("Clay", lcc="JZ10 .B2"),
    book("Dew", udc="31:33"),
    book("Elm", other="Sony PDX10"),
    book("Fir", nlm="WG 120"),
    book("Gum"),
]


@pytest.mark.parametrize("seed", range(3))
def test_every_book_stands_in_the_order_of_its_scheme(seed: int) -> None:
    books = list(BOOKS)
    random.Random(seed).shuffle(books)
    made = catalogue_of(*books)
    found = shelves.shelves(made.entries)
    titles = {scheme: [made.entries[n].title for n in shelf.books] for scheme, shelf in found.items()}
    assert titles == {
        "ddc": ["Bone", "Amber", "Zinc"],
        "lcc": ["Bone", "Clay", "Zinc"],
        "udc": ["Dew"],
        "other": ["Elm", "Fir"],
    }
    assert list(found) == ["ddc", "lcc", "udc", "other"], "what has no shelf of its own stands at the end"
    assert [made.entries[n].title for n in shelves.without(made.entries)] == ["Gum"]
    assert found["lcc"].numbers == ["JZ9 .B2", "JZ10 .B2", "U102 .A1"]
    assert all(shelf.books[place] == n for shelf in found.values() for n, place in shelf.place.items())


def test_the_first_number_of_a_scheme_is_the_place() -> None:
    made = catalogue_of(book("A", ddc="500|100"), book("B", ddc="300"))
    assert [made.entries[n].title for n in shelves.shelves(made.entries)["ddc"].books] == ["B", "A"]


# --- classes --------------------------------------------------------------------------------------------------


def test_dewey_nests_by_digits() -> None:
    made = catalogue_of(
        book("A", ddc="327.1273"), book("B", ddc="327.1"), book("C", ddc="325"), book("D", ddc="327.12")
    )
    assert tree(made) == {
        "300": (["A", "B", "C", "D"], ["320"]),
        "320": (["A", "B", "C", "D"], ["325", "327"]),
        "325": (["C"], []),
        "327": (["A", "B", "D"], ["327.1"]),
        "327.1": (["A", "B", "D"], ["327.12"]),
        "327.12": (["A", "D"], ["327.1273"]),
        "327.1273": (["A"], []),
    }


def test_a_level_that_no_book_has_and_that_parts_nothing_is_passed_over() -> None:
    one, other = book("A", ddc="327.1273"), book("B", ddc="327.1274")
    assert list(tree(catalogue_of(one))) == ["300", "320", "327", "327.1273"]
    assert list(tree(catalogue_of(one, other))) == ["300", "320", "327", "327.127", "327.1273", "327.1274"]


def test_a_level_with_the_owners_caption_stays() -> None:
    captions = {"327.12": "Espionage", "327.1\tit": "Politica estera"}
    made = catalogue_of(book("A", ddc="327.1273"), captions=captions)
    assert list(tree(made)) == ["300", "320", "327", "327.1", "327.12", "327.1273"]
    assert shelves.captioned(captions, "327.1", "it") == "Politica estera"
    assert shelves.captioned(captions, "327.12", "it") == "Espionage"
    assert shelves.captioned(captions, "327.1", "en") == ""


def test_lcc_nests_from_letters_to_numbers() -> None:
    made = catalogue_of(
        book("A", lcc="QA76.73 .P98 2017"), book("B", lcc="QA76 .B1"), book("C", lcc="Q1 .A1"), book("D", lcc="QA9 .A1")
    )
    assert tree(made) == {
        "Q": (["A", "B", "C", "D"], ["Q1", "QA"]),
        "Q1": (["C"], []),
        "QA": (["A", "B", "D"], ["QA9", "QA76"]),
        "QA9": (["D"], []),
        "QA76": (["A", "B"], ["QA76.73"]),
        "QA76.73": (["A"], []),
    }


def test_udc_nests_by_the_digits_of_its_main_number_apart_from_dewey() -> None:
    made = catalogue_of(book("A", udc="31:33"), book("B", udc="311.4"), book("C", ddc="310"))
    found = tree(made)
    assert found["UDC 3"] == (["A", "B"], ["UDC 31"])
    assert found["UDC 31"] == (["A", "B"], ["UDC 31:33", "UDC 311"])
    assert found["300"] == (["C"], ["310"])
    assert len({headed.slug for headed in made.families["classes"]}) == len(found)


def test_a_book_with_several_numbers_counts_once() -> None:
    made = catalogue_of(book("A", ddc="327.1|327.2|300"))
    assert tree(made)["327"] == (["A"], ["327.1", "327.2"])
    assert tree(made)["300"] == (["A"], ["320"])


@pytest.mark.parametrize("seed", range(3))
def test_classes_do_not_depend_on_the_order_of_the_books(seed: int) -> None:
    random_of = random.Random(seed)
    books = [
        book(f"Book {n}", ddc=f"{random_of.randint(300, 330)}.{random_of.randint(1, 300)}", lcc=f"QA{n % 7} .A{n}")
        for n in range(60)
    ]
    expected = tree(catalogue_of(*books))
    random_of.shuffle(books)
    assert tree(catalogue_of(*books)) == expected


def test_every_number_of_a_book_has_its_class_and_every_class_is_reached_from_the_top() -> None:
    books = [book(f"Book {n}", ddc=f"3{n % 10}{n % 7}.{n}", lcc=f"Z{n}.{n} .A1", udc=f"{n}:3") for n in range(1, 80)]
    made = catalogue_of(*books)
    known = {headed.key: headed for headed in made.families["classes"]}
    for one in books:
        for number in one.classes:
            assert heading_key("classes", class_labels(number.scheme, number.number)[0]) in known
    below = {key for headed in known.values() for key in headed.narrower}
    assert {headed.label for key, headed in known.items() if key not in below} <= {
        "300", "Z", *(f"UDC {n}" for n in range(10)),
    }  # fmt: skip
    for headed in known.values():
        for key in headed.narrower:
            assert set(known[key].books) <= set(headed.books)


@pytest.mark.parametrize(
    ("label", "scheme", "number"),
    [("327.1", "ddc", "327.1"), ("QA76", "lcc", "QA76"), ("UDC 31:33", "udc", "31:33"), ("U102", "lcc", "U102")],
)
def test_a_label_says_its_scheme(label: str, scheme: str, number: str) -> None:
    assert class_of(label) == (scheme, number)


@pytest.mark.parametrize(
    ("scheme", "number", "top"),
    [
        ("ddc", "327.1", "300"),
        ("ddc", "004", "000"),
        ("lcc", "QA76 .A1", "Q"),
        ("udc", "31:33", "UDC 3"),
        ("other", "x", ""),
    ],
)
def test_main_class(scheme: str, number: str, top: str) -> None:
    assert shelves.top(scheme, number) == top
