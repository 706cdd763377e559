"""Whether two books are the same edition: the keys and rules of the cataloguing guide §12, as tables."""

import pytest

from shelflist.cataloguing import dates, isbn, works
from shelflist.cataloguing.works import Keys
from shelflist.model import Book, Contributor, Series, Source


def book(title: str = "Salt roads", **given: object) -> Book:
    """A book in a few words: author, year, pages, isbn, edition, part, language, carrier."""
    made = Book(source=Source("a.mrc", 1, "marc21"), id="x", title=title)
    made.contributors = [Contributor(str(given.get("author", "Oliva, Rina")), ["aut"], main=True)]
    made.date = dates.read(str(given.get("year", "2001")))
    made.pages = given.get("pages")  # type: ignore[assignment]
    made.isbns = isbn.read(str(given.get("isbn", "")))
    made.edition = str(given.get("edition", ""))
    made.parts = [str(given["part"])] if "part" in given else []
    made.languages = [str(given["language"])] if "language" in given else []
    made.carrier = str(given.get("carrier", ""))
    made.subtitle = str(given.get("subtitle", ""))
    made.series = [Series("Coast papers", str(given["number"]))] if "number" in given else []
    return made


def keys(title: str = "Salt roads", **given: object) -> Keys:
    return works.keys(book(title, **given))


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("The Salt Roads", "en", "salt roads"),
        ("The Salt Roads", "", "salt roads"),
        ("L'isola", "it", "isola"),
        ("L’isola", "", "isola"),
        ("Il mulino & il vento", "it", "mulino il vento"),
        ("Bread and salt", "en", "bread salt"),
        ("Bread & salt", "en", "bread salt"),
        ("Pane e sale", "it", "pane sale"),
        ("Perché", "it", "perche"),
        ("Die Hard", "en", "die hard"),
        ("A", "", "a"),
        ("1984", "", "1984"),
        ("Salt: roads!", "", "salt roads"),
        ("Соль", "", "соль"),
        ("???", "", ""),
    ],
)
def test_title_key(title: str, language: str, expected: str) -> None:
    assert works.title_key(title, language) == expected


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2nd ed.", "2"),
        ("Second edition", "2"),
        ("2. ed. riveduta", "2"),
        ("Seconda edizione", "2"),
        ("Deuxième édition", "2"),
        ("2., überarbeitete Auflage", "2"),
        ("1st ed.", "1"),
        ("Prima edizione", "1"),
        ("Rev. ed.", "rev"),
        ("Ed. riveduta", "riv"),
        ("2001 ed.", ""),
        ("Penguin classics", ""),
        ("", ""),
    ],
)
def test_edition_key(edition: str, expected: str) -> None:
    assert works.edition_key(edition) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Volume 2", "2"),
        ("Vol. 2: The north", "2"),
        ("2", "2"),
        ("002", "2"),
        ("The north", "the north"),
        ("Vol. 0", "0"),
    ],
)
def test_volume_key(part: str, expected: str) -> None:
    assert works.volume_key(book(part=part)) == expected


@pytest.mark.parametrize(
    ("subtitle", "expected"),
    [
        ("Part Two", "2"),
        ("part II: the north", "2"),
        ("Volume 3", "3"),
        ("trade on foot", ""),
        ("Books of the north", ""),
    ],
)
def test_a_subtitle_may_say_which_volume(subtitle: str, expected: str) -> None:
    assert works.volume_key(book(subtitle=subtitle)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"part": "1"}, {"part": "2"}, "volume", id="volumes of a set"),
        pytest.param({"part": "1"}, {}, "", id="one does not say which volume"),
        pytest.param({"number": "1"}, {"number": "vol. 2"}, "volume", id="two numbers in one series"),
        pytest.param({"number": "1"}, {"number": "no. 01"}, "", id="one number in two forms"),
        pytest.param({"edition": "2nd ed."}, {"edition": "3rd ed."}, "edition", id="editions"),
        pytest.param({"edition": "2nd ed."}, {"edition": "Second edition"}, "", id="one edition in two forms"),
        pytest.param({"edition": "2nd ed."}, {"edition": "Rev. ed."}, "", id="not to be compared"),
        pytest.param({"language": "it"}, {"language": "en"}, "language", id="languages"),
        pytest.param({"language": "it"}, {}, "", id="one does not say which language"),
        pytest.param({"carrier": "volume"}, {"carrier": "online resource"}, "carrier", id="carriers"),
        pytest.param({"carrier": "volume"}, {}, "", id="one does not say what carries it"),
    ],
)
def test_apart(one: dict[str, str], other: dict[str, str], expected: str) -> None:
    assert works.apart(keys(**one), keys(**other)) == expected
    assert works.apart(keys(**other), keys(**one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({}, {}, True, id="equal"),
        pytest.param({}, {"year": "2002"}, True, id="a year apart"),
        pytest.param({}, {"year": "2003"}, False, id="two years apart"),
        pytest.param({}, {"year": ""}, False, id="a year is missing"),
        pytest.param({"pages": 200}, {"pages": 210}, True, id="ten pages apart"),
        pytest.param({"pages": 200}, {"pages": 211}, False, id="eleven pages apart"),
        pytest.param({"pages": 200}, {}, True, id="one has no pages"),
        pytest.param({}, {"author": "Oliva, R."}, True, id="initial"),
        pytest.param({}, {"author": "Oliva, Marta"}, False, id="another given name"),
        pytest.param({}, {"author": "Neri, Rina"}, False, id="another author"),
        pytest.param({"isbn": "9780306406157"}, {"isbn": "9783161484100"}, False, id="each has its own ISBN"),
        pytest.param({"isbn": "9780306406157"}, {}, True, id="one has no ISBN"),
        pytest.param({"edition": "2nd ed."}, {}, True, id="one does not state its edition, same year"),
        pytest.param(
            {"edition": "2nd ed."}, {"year": "2002"}, False, id="one does not state its edition, another year"
        ),
        pytest.param({"part": "1"}, {}, False, id="one is a volume"),
        pytest.param({"part": "1"}, {"part": "vol. 1"}, True, id="the same volume"),
    ],
)
def test_same(one: dict[str, object], other: dict[str, object], expected: bool) -> None:
    assert works.same(keys(**one), keys(**other)) is expected
    assert works.same(keys(**other), keys(**one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("salt roads", "salt roads", True),
        ("salt roads of the north", "salt roads of the nort", True),
        ("salt roads", "salt road", False),
        ("the complete guide to mushrooms", "the complete guide to mushroms", True),
        ("history of rome 1", "history of rome 2", False),
        ("a history of the lighthouses of 1901", "a history of the lighthouses of 1902", False),
    ],
)
def test_close(one: str, other: str, expected: bool) -> None:
    assert works.close(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "number", "expected"),
    [
        ("Salt roads", "The salt roads of the north", "isbn:1", True),
        ("Salt roads", "Pepper fields", "isbn:1", False),
        ("Salt roads", "Salt roads", "id:goodreads:12", True),
        ("Salt roads", "Salt roads of the north", "id:goodreads:12", False),
    ],
)
def test_alike(one: str, other: str, number: str, expected: bool) -> None:
    assert works.alike(keys(one), keys(other), number) is expected


def test_another_author_with_the_same_record_number_is_another_library() -> None:
    assert not works.alike(keys(), keys(author="Neri, Ada"), "id:marc21:12")


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("flaw", "lawn", 2)]
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert works.distance(one, other) == expected
