"""Groups of books that are one: the same whatever the order, and what site.toml says goes before everything."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelflist import same
from shelflist.cataloguing.works import Keys
from shelflist.same import One


def one(name: str, title: str = "salt roads", strong: tuple[str, ...] = (), **given: object) -> One:
    people = [str(given.get("people", "oliva|r"))]
    keys = Keys(
        list(strong),
        [title],
        people,
        given.get("year", 2001),
        None,
        str(given.get("edition", "")),  # type: ignore[arg-type]
        str(given.get("volume", "")),
        list(given.get("languages", [])),
        str(given.get("carrier", "")),
    )  # type: ignore[call-overload]
    return One(keys, name, [name])


def groups(books: list[One], **rules: list[list[str]]) -> list[list[str]]:
    found = same.find(books, rules.get("same", []), rules.get("never", []))
    return [[books[n].order for n in group] for group in found.groups]


ISBN, OTHER = "isbn:9780306406157", "isbn:9783161484100"


@pytest.mark.parametrize(
    ("books", "expected"),
    [
        pytest.param([one("a", strong=(ISBN,)), one("b", strong=(ISBN,))], [["a", "b"]], id="same ISBN"),
        pytest.param([one("a", strong=(ISBN,)), one("b", "pepper", (ISBN,))], [], id="same ISBN, another title"),
        pytest.param(
            [one("a", strong=(ISBN,), volume="1"), one("b", strong=(ISBN,), volume="2")], [], id="the ISBN of a set"
        ),
        pytest.param(
            [one("a", strong=(ISBN,), carrier="volume"), one("b", strong=(ISBN,), carrier="online")],
            [],
            id="print and online",
        ),
        pytest.param(
            [one("a", strong=(ISBN,), languages=["it"]), one("b", strong=(ISBN,), languages=["en"])],
            [],
            id="a translation",
        ),
        pytest.param([one("a"), one("b")], [["a", "b"]], id="all else equal"),
        pytest.param([one("a", strong=(ISBN,)), one("b", strong=(OTHER,))], [], id="all else equal, other ISBNs"),
        pytest.param([one("a"), one("b", year=1990)], [], id="another year"),
        pytest.param(
            [one("a", strong=(ISBN,)), one("b", strong=(ISBN, OTHER)), one("c", strong=(OTHER,))],
            [["a", "b", "c"]],
            id="a chain",
        ),
        pytest.param(
            [
                one("a", strong=(ISBN,), volume="1", people="a|x"),
                one("b", strong=(ISBN,), people="b|x"),
                one("c", strong=(ISBN,), volume="2", people="c|x"),
            ],
            [["a", "b"]],
            id="what does not say its volume joins one only",
        ),
    ],
)
def test_groups(books: list[One], expected: list[list[str]]) -> None:
    assert groups(books) == expected
    for seed in range(5):
        mixed = books[:]
        random.Random(seed).shuffle(mixed)
        assert groups(mixed) == expected


def test_a_catalogue_knows_its_own_records() -> None:
    one_, two = (one(n, strong=(f"id:marc21:{n}",)) for n in "ab")
    same_file = [book._replace(file="a.mrc") for book in (one_, two)]
    assert groups(same_file) == []
    assert groups([one_._replace(file="a.mrc"), two._replace(file="b.mrc")]) == [["a", "b"]]
    assert groups([one(n)._replace(file="a.csv") for n in "ab"]) == [["a", "b"]]


def test_rules_go_first() -> None:
    books = [one("a", strong=(ISBN,)), one("b", strong=(ISBN,)), one("c", "pepper", year=1950)]
    assert groups(books, never=[["a", "b"]]) == []
    assert groups(books, same=[["a", "c"]]) == [["a", "b", "c"]]
    assert groups(books, same=[["b", "c"]], never=[["a", "b"]]) == [["b", "c"]]


def test_rules_join_what_is_apart() -> None:
    books = [one("a", volume="1"), one("b", "pepper", volume="2", languages=["it"])]
    assert groups(books, same=[["a", "b"]]) == [["a", "b"]]


def test_names_that_nobody_has_are_told() -> None:
    assert same.unknown([one("a")], [["a", "z"], ["y", "a"]]) == ["y", "z"]
    assert groups([one("a"), one("b")], same=[["z", "y"]]) == [["a", "b"]]


def test_a_doubt_names_the_number_and_the_reason() -> None:
    [doubt] = same.find([one("a", strong=(ISBN,)), one("b", "pepper", (ISBN,))]).doubts
    assert (doubt.number, doubt.reason) == (ISBN, "title")


@given(
    st.lists(
        st.builds(
            lambda t, s, v, y, c: (t, s, v, y, c),
            st.sampled_from(["salt roads", "salt road", "pepper"]),
            st.lists(st.sampled_from([ISBN, OTHER, "oclc:1"]), max_size=2),
            st.sampled_from(["", "1", "2"]),
            st.sampled_from([None, 2000, 2001]),
            st.sampled_from(["", "volume", "online"]),
        ),
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_files_decides_nothing(
    given: list[tuple[str, list[str], str, int, str]], draw: random.Random
) -> None:
    books = [one(f"{n}", t, tuple(s), volume=v, year=y, carrier=c) for n, (t, s, v, y, c) in enumerate(given)]
    expected = groups(books)
    draw.shuffle(books)
    assert groups(books) == expected


def test_many_books_are_grouped_in_a_moment() -> None:
    books = [one(f"{n:06}", f"title {n // 2}", (f"isbn:{n // 2}",)) for n in range(20_000)]
    assert len(groups(books)) == 10_000


def test_a_thousand_records_of_one_book() -> None:
    assert [len(group) for group in groups([one(f"{n:06}", strong=(ISBN,)) for n in range(1_000)])] == [1_000]
