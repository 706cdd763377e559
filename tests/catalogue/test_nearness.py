"""What stands next to a book: weights by rarity, reasons in sentences, variety, and no dependence on anything but the books."""

import random
from hashlib import blake2b

import pytest

from shelflist import catalogue
from shelflist.catalogue import Catalogue, nearness
from shelflist.catalogue.nearness import ALIKE, CAP, MOST, Nearness, Reason
from shelflist.model import (
    Book,
    Chapter,
    ClassNumber,
    Contributor,
    PublicationDate,
    Series,
    Source,
    Subdivision,
    Subject,
)
from shelflist.pages.nearby import both, sentence


def subject(text: str, kind: str = "topic") -> Subject:
    """A heading from its text with dashes."""
    main, *below = text.split(" — ")
    return Subject(main, [Subdivision(part) for part in below], kind)


def person(name: str, role: str = "aut") -> Contributor:
    return Contributor(name, [role] if role else [], main=role == "aut")


def book(title: str, *subjects: str, **more: object) -> Book:
    """A book with these subjects."""
    given = {"source": Source("", 0, "marc21"), "id": title, "title": title, "subjects": [subject(s) for s in subjects]}
    return Book(**{**given, **more})  # type: ignore[arg-type]


def fillers(number: int) -> list[Book]:
    """Books that have nothing to do with any other, filed last."""
    return [book(f"Zz filler {n:05}") for n in range(number)]


def shelf(*books: Book) -> Catalogue:
    entries = [catalogue.entry(one, blake2b(repr(one).encode(), digest_size=12).digest()) for one in books]
    return catalogue.make(entries, {})


def near(*books: Book) -> Nearness:
    return nearness.make(shelf(*books))


def place(made: Nearness, title: str) -> int:
    return next(n for n, entry in enumerate(made.catalogue.entries) if entry.title == title)


def beside(made: Nearness, title: str) -> dict[str, str]:
    """Title of a neighbour → the sentence, in order."""
    found = {}
    for one in nearness.neighbours(made, place(made, title)):
        said = sentence(one.reason)
        found[made.catalogue.entries[one.position].title] = said["before"] + said["label"] + said["after"]
    return found


# --- reasons --------------------------------------------------------------------------------------------------

HENKE = "Henke, Marina E."
PAIRS: list[tuple[str, dict[str, object], dict[str, object], str]] = [
    (
        "a subject that no other book has",
        {"subjects": [subject("Mills — History")]},
        {"subjects": [subject("Mills — History")]},
        "Shares the rare subject Mills — History with this book alone.",
    ),
    (
        "a prefix of a subject",
        {"subjects": [subject("Mills — History")]},
        {"subjects": [subject("Mills — Law")]},
        "Shares the rare subject Mills with this book alone.",
    ),
    (
        "an aspect",
        {"subjects": [subject("Mills — Legal status")]},
        {"subjects": [subject("Ferries — Legal status")]},
        "Shares the rare aspect Legal status with this book alone.",
    ),
    (
        "the same author",
        {"contributors": [person(HENKE)]},
        {"contributors": [person(HENKE)]},
        "By the same author, Marina E. Henke.",
    ),
    (
        "a chapter by the author",
        {"contributors": [person(HENKE)]},
        {"contents": [Chapter("Coalitions", responsibility="Marina E. Henke")]},
        "A chapter by the same author, Marina E. Henke.",
    ),
    (
        "by the author of a chapter",
        {"contents": [Chapter("Coalitions", responsibility="Marina E. Henke")]},
        {"contributors": [person(HENKE)]},
        "By the author of a chapter of this book, Marina E. Henke.",
    ),
    (
        "the same translator",
        {"contributors": [person("Rossi, Ada", "trl")]},
        {"contributors": [person("Rossi, Ada", "trl")]},
        "Also translated by Ada Rossi.",
    ),
    (
        "edited by the author",
        {"contributors": [person("Rossi, Ada")]},
        {"contributors": [person("Rossi, Ada", "edt")]},
        "Edited by the author of this book, Ada Rossi.",
    ),
    (
        "about the author",
        {"contributors": [person("Rossi, Ada")]},
        {"subjects": [subject("Rossi, Ada", "person")]},
        "About the author of this book, Ada Rossi.",
    ),
    (
        "by the subject",
        {"subjects": [subject("Rossi, Ada", "person")]},
        {"contributors": [person("Rossi, Ada")]},
        "By the subject of this book, Ada Rossi.",
    ),
    (
        "two books about one person",
        {"subjects": [subject("Rossi, Ada", "person")]},
        {"subjects": [subject("Rossi, Ada", "person")]},
        "Shares the rare subject Rossi, Ada with this book alone.",
    ),
    (
        "a body, whose name is not turned around",
        {"contributors": [Contributor("Institute of Mills, Bari", ["isb"], "corporate")]},
        {"contributors": [Contributor("Institute of Mills, Bari", ["isb"], "corporate")]},
        "Also issued by Institute of Mills, Bari.",
    ),
    (
        "the next volume",
        {"series": [Series("Coast papers", "vol. 2")]},
        {"series": [Series("Coast papers", "3")]},
        "The next volume of the same series, Coast papers.",
    ),
    (
        "the next volume in words",
        {"series": [Series("Coast papers", "Bd. II")]},
        {"series": [Series("Coast papers", "parte terza")]},
        "The next volume of the same series, Coast papers.",
    ),
    (
        "the volume before",
        {"series": [Series("Coast papers", "3")]},
        {"series": [Series("Coast papers", "no. 2")]},
        "The volume before it in the same series, Coast papers.",
    ),
    (
        "a series",
        {"series": [Series("Coast papers", "3")]},
        {"series": [Series("Coast papers")]},
        "In the same series, Coast papers.",
    ),
    (
        "a class",
        {"classes": [ClassNumber("ddc", "355.031")]},
        {"classes": [ClassNumber("ddc", "355.031")]},
        "Shelved in the same class, 355.031.",
    ),
]


@pytest.mark.parametrize(("here", "there", "said"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_the_reason_in_a_sentence(here: dict[str, object], there: dict[str, object], said: str):
    made = near(book("Here", **here), book("There", **there), *fillers(40))
    assert beside(made, "Here") == {"There": said}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("subjects", "Mills", "", 5), "Shares the rare subject Mills with this book and 3 others."),
        (Reason("subjects", "Mills", "", 3), "Shares the rare subject Mills with this book and 1 other."),
        (Reason("subjects", "Mills", "", 20), "Shares the subject Mills with this book and 18 others."),
        (Reason("people", "Ada Rossi", "", 2, "", ""), "Also with Ada Rossi."),
    ],
)
def test_sentences(reason: Reason, said: str):
    assert "".join(sentence(reason)[part] for part in ("before", "label", "after")) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("subjects", "Mills", "", 5), "Both have the subject Mills."),
        (Reason("series", "Coast papers", "", 5, step=1), "Both are in the series Coast papers."),
        (Reason("people", "Ada Rossi", "", 2, "aut", "aut"), "Ada Rossi is the author of both."),
        (
            Reason("people", "Ada Rossi", "", 2, "aut", "chapter"),
            "Ada Rossi is the author of the one and the author of a chapter of the other.",
        ),
        (Reason("people", "Ada Rossi", "", 2, "", ""), "Ada Rossi is a contributor of both."),
    ],
)
def test_sentences_of_a_bridge(reason: Reason, said: str):
    assert "".join(both(reason)[part] for part in ("before", "label", "after")) == said


# --- rarity ---------------------------------------------------------------------------------------------------


def test_the_rarer_heading_wins():
    books = [
        book("A", "Rare", "Known"),
        book("B", "Known"),
        book("C", "Rare"),
        *(book(f"D{n}", "Known") for n in range(8)),
    ]
    assert next(iter(beside(near(*books, *fillers(100)), "A"))) == "C"


def test_two_things_in_common_are_more_than_one():
    books = [book("A", "Mills", "Rope"), book("B", "Mills"), book("C", "Mills", "Rope"), book("D", "Rope")]
    assert next(iter(beside(near(*books, *fillers(100)), "A"))) == "C"


def test_a_prefix_adds_nothing_to_the_heading_below_it():
    one, other = book("A", "Mills — History — Sources", "Rope"), book("B", "Mills — History — Sources")
    made = near(one, other, book("C", "Rope"), *fillers(100))
    assert list(beside(made, "A").values()) == [
        "Shares the rare subject Mills — History — Sources with this book alone.",
        "Shares the rare subject Rope with this book alone.",
    ]
    weights = {tie.label: nearness.weight(made, tie) for tie in nearness.ties(made, 0)}
    assert weights["Mills"] == weights["Mills — History — Sources"] == weights["Rope"]


def test_a_subject_counts_for_more_than_an_aspect_and_a_class():
    books = [
        book("A", "Mills — Legal status", classes=[ClassNumber("ddc", "355.031")]),
        book("B", "Ferries — Legal status"),
        book("C", classes=[ClassNumber("ddc", "355.031")]),
        book("D", "Mills"),
    ]
    assert list(beside(near(*books, *fillers(60)), "A")) == ["D", "C", "B"]


def test_a_common_heading_never_counts():
    books = [book(f"A{n:02}", "Common") for n in range(CAP + 1)]
    assert beside(near(*books, *fillers(1000)), "A00") == {}
    assert len(beside(near(*books[:CAP], *fillers(1000)), "A00")) == ALIKE


def test_what_half_of_a_small_list_has_is_common_too():
    books = [book(f"A{n:02}", "Common") for n in range(10)]
    assert beside(near(*books, *fillers(10)), "A00") == {}


def test_two_books_alone_may_stand_next_to_each_other():
    assert beside(near(book("A", "Mills"), book("B", "Mills")), "A")


def test_a_class_brings_its_nearest_relatives():
    numbers = {"A": "355.031", "B": "355.033", "C": "355.031"}
    made = near(*(book(t, classes=[ClassNumber("ddc", n)]) for t, n in numbers.items()), *fillers(60))
    assert beside(made, "A") == {"C": "Shelved in the same class, 355.031.", "B": "Shelved in the same class, 355.03."}


# --- which --------------------------------------------------------------------------------------------------


def test_six_at_most_and_three_for_one_reason():
    books = [book(f"A{n}", "Mills", series=[Series("Coast papers", str(n))]) for n in range(9)]
    found = list(beside(near(*books, *fillers(200)), "A4").items())
    assert len(found) == MOST
    assert found[0][1] == "The next volume of the same series, Coast papers."
    assert found[1][1] == "The volume before it in the same series, Coast papers."
    reasons = ["series" if "series" in said else "subject" for _, said in found]
    assert sorted(reasons) == ["series"] * ALIKE + ["subject"] * ALIKE


def test_equal_ones_in_the_order_of_the_catalogue():
    made = near(book("M", "Mills"), book("Z", "Mills"), book("B", "Mills"), book("K", "Mills"), *fillers(100))
    assert list(beside(made, "M")) == ["B", "K", "Z"]


def test_other_editions_stand_elsewhere():
    def edition(title: str, year: int, *subjects: str) -> Book:
        return book(
            title,
            *subjects,
            id=f"{title}{year}",
            contributors=[person("Rossi, Ada")],
            date=PublicationDate(str(year), year),
        )

    made = near(
        edition("Mills", 1990), edition("Mills", 2001), book("Other", contributors=[person("Rossi, Ada")]), *fillers(40)
    )
    assert len(made.catalogue.works) == 2
    assert list(beside(made, "Mills")) == ["Other"]
    assert list(beside(made, "Other")) == ["Mills"], "the first edition stands for both"


def test_what_stands_elsewhere_on_the_page_is_left_out():
    made = near(book("A", "Mills"), book("B", "Mills"), book("C", "Mills"), *fillers(40))
    assert [one.position for one in nearness.neighbours(made, 0)] == [1, 2]
    assert [one.position for one in nearness.neighbours(made, 0, {1})] == [2]


def test_it_depends_on_nothing_but_the_books():
    draw = random.Random(4)
    names = [f"Topic {n}" for n in range(30)]
    books = [
        book(f"Book {n:03}", *draw.sample(names, 3), contributors=[person(f"Name, {draw.randint(1, 40)}")])
        for n in range(120)
    ]
    mixed = books[:]
    draw.shuffle(mixed)
    one, other = near(*books), near(*mixed)
    for n, entry in enumerate(one.catalogue.entries):
        assert beside(one, entry.title) == beside(other, entry.title)
        assert len(nearness.neighbours(one, n)) <= MOST


# --- the trace ------------------------------------------------------------------------------------------------


def told(made: Nearness, title: str) -> list[bytes | int]:
    tokens = [e.line + s.encode() for e, s in zip(made.catalogue.entries, made.catalogue.slugs, strict=True)]
    return nearness.told(made, place(made, title), tokens)


def test_a_book_that_has_nothing_in_common_changes_no_trace():
    books = [book("A", "Mills"), book("B", "Mills"), book("C", "Rope")]
    assert told(near(*books, *fillers(40)), "A") == told(near(*books, *fillers(41)), "A")


def test_a_book_of_a_common_heading_changes_no_trace():
    books = [book("A", "Mills", "Common"), book("B", "Mills"), *(book(f"D{n:02}", "Common") for n in range(40))]
    more = book("D99", "Common")
    assert told(near(*books, *fillers(100)), "A") == told(near(*books, more, *fillers(100)), "A")


@pytest.mark.parametrize(
    "changed",
    [
        book("B", "Mills", "Rope"),
        book("B"),
        book("B", "Mills", subtitle="revised"),
        book("B", "Mills", series=[Series("S", "1")]),
    ],
)
def test_what_a_neighbour_shows_is_in_the_trace(changed: Book):
    rest = [book("C", "Mills"), *fillers(40)]
    assert told(near(book("A", "Mills"), book("B", "Mills"), *rest), "A") != told(
        near(book("A", "Mills"), changed, *rest), "A"
    )


def test_equal_traces_are_equal_neighbours():
    draw = random.Random(9)
    names = [f"Topic {n}" for n in range(12)]
    seen: dict[str, dict[str, str]] = {}
    equal = 0
    for _ in range(60):
        books = [book(f"Book {n}", *draw.sample(names, draw.randint(0, 2))) for n in range(20)]
        made = near(*books)
        for entry in made.catalogue.entries:
            key = repr((entry, told(made, entry.title)))
            found = beside(made, entry.title)
            equal += key in seen
            assert seen.setdefault(key, found) == found
    assert equal > 50
