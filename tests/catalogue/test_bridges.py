"""The way between two books: the cheapest, always the same one, and honest where there is none."""

import json
import random
import zlib
from itertools import pairwise

import pytest

from shelflist.catalogue import Catalogue, bridges, nearness
from shelflist.catalogue.authority import NONE
from shelflist.catalogue.bridges import Graph
from shelflist.catalogue.nearness import Tie
from shelflist.model import Book, ClassNumber, Series
from shelflist.pages import bridges as room
from shelflist.pages.desk import Desk, Words
from tests.catalogue.test_nearness import book, fillers, near, person, shelf


def graph_of(number: int, *ties: tuple[str, list[int]]) -> Graph:
    """A graph of so many books with these ties, (kind, books)."""
    made = [Tie(f"{kind}\t{n}", kind, f"T{n}", "", books, f"{n}") for n, (kind, books) in enumerate(ties)]
    of = [[n for n, tie in enumerate(made) if position in tie.books] for position in range(number)]
    return Graph(made, [bridges.cost(tie.kind, len(tie.books)) for tie in made], of)


def total(made: Graph, steps: list[tuple[int, int]]) -> int:
    return sum(made.costs[tie] for tie, _ in steps)


def draw_graph(seed: int) -> Graph:
    """A random graph of some thirty books in a few pieces."""
    draw = random.Random(seed)
    number = draw.randint(2, 34)
    kinds = [draw.choice(list(bridges.STEP)) for _ in range(draw.randint(0, 24))]
    return graph_of(
        number, *((kind, sorted(draw.sample(range(number), min(number, draw.randint(2, 6))))) for kind in kinds)
    )


# --- ways -----------------------------------------------------------------------------------------------------


def test_a_direct_tie_is_the_way():
    made = graph_of(3, ("subjects", [0, 1]), ("subjects", [1, 2]), ("aspects", [0, 2]))
    assert bridges.path(made, 0, 2) == [(2, 2)]


@pytest.mark.parametrize("kind", sorted(bridges.STEP))
def test_a_direct_tie_is_cheaper_than_two_steps(kind: str):
    assert bridges.cost(kind, nearness.CAP) < 2 * min(bridges.cost(other, 2) for other in bridges.STEP)


def test_rare_ties_are_taken_rather_than_common_ones():
    common = [("subjects", list(range(24))), ("subjects", list(range(23, 47)))]
    rare = [("subjects", [0, 50]), ("subjects", [50, 51]), ("subjects", [46, 51])]
    made = graph_of(52, *common, *rare)
    assert bridges.path(made, 0, 46) == [(2, 50), (3, 51), (4, 46)]
    assert bridges.path(made, 0, 23) == [(0, 23)]


def test_no_way_is_said():
    made = graph_of(4, ("subjects", [0, 1]), ("subjects", [2, 3]))
    assert bridges.path(made, 0, 3) == []
    assert bridges.path(graph_of(2), 0, 1) == []
    assert bridges.path(made, 1, 1) == []


def test_of_equal_ways_the_first():
    made = graph_of(5, ("subjects", [0, 3]), ("subjects", [0, 2]), ("subjects", [2, 4]), ("subjects", [3, 4]))
    assert bridges.path(made, 0, 4) == [(1, 2), (2, 4)]
    twice = graph_of(2, ("subjects", [0, 1]), ("people", [0, 1]))
    assert bridges.path(twice, 0, 1) == [(0, 1)]


@pytest.mark.parametrize("seed", range(60))
def test_the_cheapest_way(seed: int):
    made = draw_graph(seed)
    number = len(made.of)
    least = [[0 if a == b else 10**9 for b in range(number)] for a in range(number)]
    for tie, price in zip(made.ties, made.costs, strict=True):
        for a in tie.books:
            for b in tie.books:
                least[a][b] = min(least[a][b], price if a != b else 0)
    for middle in range(number):
        for a in range(number):
            for b in range(number):
                least[a][b] = min(least[a][b], least[a][middle] + least[middle][b])
    for a in range(number):
        for b in range(number):
            steps = bridges.path(made, a, b)
            assert bool(steps) == (a != b and least[a][b] < 10**9)
            if steps:
                assert total(made, steps) == least[a][b]
                assert steps[-1][1] == b
                books = [a, *(there for _, there in steps)]
                for (here, there), (tie, _) in zip(pairwise(books), steps, strict=True):
                    assert {here, there} <= set(made.ties[tie].books)


# --- the graph of a catalogue ---------------------------------------------------------------------------------


def test_headings_of_the_same_books_are_one_tie():
    made = bridges.graph(near(book("A", "Mills — History"), book("B", "Mills — History"), *fillers(30)))
    assert [(tie.kind, tie.label) for tie in made.ties] == [("subjects", "Mills — History")]


def test_a_person_that_is_only_the_subject_is_a_subject():
    about: list[Book] = [book(t) for t in "AB"]
    for one in about:
        one.subjects = [*one.subjects, *book("x", "Rossi, Ada").subjects]
        one.subjects[-1].kind = "person"
    made = bridges.graph(near(*about, *fillers(30)))
    assert [(tie.kind, tie.label) for tie in made.ties] == [("subjects", "Rossi, Ada")]


def test_every_book_knows_its_ties():
    books = [book(f"B{n}", "Mills" if n % 2 else "Rope", series=[Series("Coast papers", str(n))]) for n in range(7)]
    made = bridges.graph(near(*books, *fillers(90)))
    assert {tie.label for tie in made.ties} == {"Mills", "Rope", "Coast papers"}
    assert made.of == [[n for n, tie in enumerate(made.ties) if place in tie.books] for place in range(len(made.of))]


# --- examples -------------------------------------------------------------------------------------------------


def chain(length: int) -> Graph:
    return graph_of(length, *(("subjects", [n, n + 1]) for n in range(length - 1)))


def test_examples_are_long_ways_from_everywhere():
    made = chain(60)
    found = bridges.examples(made, 3, 8)
    assert len(found) == 3
    for start, steps in found:
        assert len(steps) >= 2
        assert steps == bridges.path(made, start, steps[-1][1])
    ends = [end for start, steps in found for end in (start, steps[-1][1])]
    assert len(set(ends)) == len(ends)


@pytest.mark.parametrize("made", [graph_of(0), graph_of(5), graph_of(2, ("subjects", [0, 1]))])
def test_no_examples_where_there_are_none(made: Graph):
    assert bridges.examples(made, 6) == []


@pytest.mark.parametrize("seed", range(30))
def test_examples_are_the_ways_that_a_reader_would_find(seed: int):
    made = draw_graph(seed)
    for start, steps in bridges.examples(made, 6):
        assert steps == bridges.path(made, start, steps[-1][1])


# --- the file -------------------------------------------------------------------------------------------------


def desk_of(made: Catalogue) -> Desk:
    return Desk(made, Words("List", "", "en", "", 6), 100, lambda _: book("none"), NONE)


def library() -> list[Book]:
    draw = random.Random(3)
    names = [f"Topic {n} — Part {n % 4}" for n in range(40)]
    return [
        book(
            f"Book {n:03}",
            *draw.sample(names, draw.randint(0, 3)),
            contributors=[person(f"Name, {draw.randint(1, 60)}", draw.choice(["aut", "edt", ""]))],
            classes=[ClassNumber("ddc", f"{draw.randint(10, 99)}0.{draw.randint(1, 9)}")],
        )
        for n in range(150)
    ]


def test_the_file_says_what_the_graph_is():
    desk = desk_of(shelf(*library()))
    made, data = room.graph_of(desk), json.loads(room.data(desk))
    assert data["books"] == len(made.of)
    assert data["check"] == zlib.crc32("\n".join(f"books/{slug}/" for slug in desk.catalogue.slugs).encode())
    assert len(data["ties"]) == len(made.ties)
    for tie, price, row in zip(made.ties, made.costs, data["ties"], strict=True):
        kind, label, slug, gaps, *parts = row
        assert [sum(gaps[: n + 1]) for n in range(len(gaps))] == tie.books
        family, step, *_ = data["kinds"][kind]
        assert step + data["bits"][len(gaps)] == price
        assert (f"{family}/{slug}/" if slug else "", label) == (tie.href, tie.label)
        assert bool(parts) == (tie.kind == "people")
        if parts and isinstance(parts[0], list):
            assert len(parts[0]) == len(gaps)


def test_the_page_shows_ways_of_the_graph():
    desk = desk_of(shelf(*library()))
    page = room.page(desk)
    assert len(page.meta["examples"]) == room.EXAMPLES
    for example in page.meta["examples"]:
        assert [step["why"] is None for step in example["steps"]] == [True] + [False] * (len(example["steps"]) - 1)
        assert (example["from"], example["to"]) == (example["steps"][0]["title"], example["steps"][-1]["title"])


def test_one_book_has_no_bridges():
    assert room.jobs(desk_of(shelf(book("A", "Mills")))) == []
    assert [job.path for job in room.jobs(desk_of(shelf(book("A"), book("B"))))] == ["bridges/"]
