"""Citations as text: a table of books in each style. What the reference processor says is in `tests/gates/test_citations.py`."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from shelflist.cataloguing import dates, isbn
from shelflist.exports import citations, csl_json
from shelflist.exports.citations import pieces
from shelflist.exports.citations.casing import headline, initials, quoted, spaced, turned
from shelflist.exports.citations.people import person
from shelflist.model import Book, Contributor, Host, Imprint, Series, Source
from tests.exports import books


def book(title: str, *people: Contributor, **fields: Any) -> Book:
    """A book of 2019 by Salt & Lantern Press in Varn, or with other fields."""
    date = fields.pop("printed", "2019")
    made = Book(source=Source("a.mrc", 1, "marc21", "UNX1"), id="UNX1", title=title, languages=["en"])
    made.contributors = list(people)
    made.date = dates.read(date)
    made.imprints = [Imprint(["Varn"], ["Salt & Lantern Press"], date)]
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def by(name: str, role: str = "aut", kind: str = "person") -> Contributor:
    return Contributor(name, [role], kind)


def cited(made: Book) -> dict[str, str]:
    return dict(citations.of(made))


ADA, TESS, IDA = by("Falconi, Ada"), by("Oduya, Tess M."), by("Ruiz Mora, Ida-Lou")


def test_one_author() -> None:
    made = book("The salt roads", ADA, subtitle="a history of the coast", isbns=isbn.read("9780306406157"))
    assert cited(made) == {
        "Chicago": "Falconi, Ada. The Salt Roads: A History of the Coast. Salt & Lantern Press, 2019.",
        "APA": "Falconi, A. (2019). The salt roads: a history of the coast. Salt & Lantern Press.",
        "MLA": "Falconi, Ada. The Salt Roads: A History of the Coast. Salt & Lantern Press, 2019.",
        "ISO 690": "FALCONI, Ada, 2019. The salt roads: a history of the coast. Varn: Salt & Lantern Press. ISBN\u00a09780306406157.",
        "Harvard": "Falconi, A. (2019) The salt roads: a history of the coast. Varn: Salt & Lantern Press.",
    }


def test_everything_of_a_book() -> None:
    made = book(
        "Le vie del sale", ADA, by("Belli, Rina", "trl"), by("Corti, Ugo", "edt"), languages=["it"], edition="2"
    )
    made.series, made.imprints[0].places = [Series("Coast books", "12")], ["Varn", "Torre"]
    assert cited(made) == {
        "Chicago": "Falconi, Ada. Le vie del sale. 2nd ed. Edited by Ugo Corti. Translated by Rina Belli. Coast books 12. Salt & Lantern Press, 2019.",
        "APA": "Falconi, A. (2019). Le vie del sale (U. Corti, Ed.; R. Belli, Trans.; 2nd ed.). Salt & Lantern Press.",
        "MLA": "Falconi, Ada. Le vie del sale. Edited by Ugo Corti, translated by Rina Belli, 2nd ed., Salt & Lantern Press, 2019. Coast books 12.",
        "ISO 690": "FALCONI, Ada, 2019. Le vie del sale. 2. Varn; Torre: Salt & Lantern Press. Coast books, 12.",
        "Harvard": "Falconi, A. (2019) Le vie del sale. 2nd ed. Edited by U. Corti. Translated by R. Belli. Varn; Torre: Salt & Lantern Press (Coast books, 12).",
    }  # fmt: skip


NAMES: list[tuple[list[Contributor], list[str]]] = [
    ([ADA, TESS], ["Falconi, Ada, and Tess M. Oduya", "Falconi, A., & Oduya, T. M.", "Falconi, Ada, and Tess M. Oduya",
                   "FALCONI, Ada and ODUYA, Tess M.", "Falconi, A. and Oduya, T.M."]),
    ([ADA, TESS, IDA], ["Falconi, Ada, Tess M. Oduya, and Ida-Lou Ruiz Mora", "Falconi, A., Oduya, T. M., & Ruiz Mora, I.-L.",
                        "Falconi, Ada, et al.", "FALCONI, Ada, ODUYA, Tess M. and RUIZ MORA, Ida-Lou",
                        "Falconi, A., Oduya, T.M. and Ruiz Mora, I.-L."]),
    ([ADA, TESS, IDA, by("Vento, Leo")], ["Falconi, Ada, Tess M. Oduya, Ida-Lou Ruiz Mora, and Leo Vento",
                        "Falconi, A., Oduya, T. M., Ruiz Mora, I.-L., & Vento, L.", "Falconi, Ada, et al.",
                        "FALCONI, Ada, ODUYA, Tess M., RUIZ MORA, Ida-Lou and VENTO, Leo", "Falconi, A. et al."]),
    ([by("Falconi, Ada", "edt"), by("Oduya, Tess", "edt")],
     ["Falconi, Ada, and Tess Oduya, eds.", "Falconi, A., & Oduya, T. (Eds.).", "Falconi, Ada, and Tess Oduya, editors.",
      "FALCONI, Ada and ODUYA, Tess (eds.)", "Falconi, A. and Oduya, T. (eds.)"]),
    ([by("Belli, Rina", "trl")], ["Belli, Rina, trans.", "Salt (R. Belli, Trans.)", "Belli, Rina, translator.", "BELLI, Rina (trans.)", "Belli, R. (tran.)"]),
    ([by("Coast Institute", "aut", "corporate")], ["Coast Institute. Salt", "Coast Institute. (2019)", "Coast Institute. Salt", "COAST INSTITUTE, 2019", "Coast Institute (2019)"]),
    ([by("van der Meer, Jan")], ["Meer, Jan van der.", "van der Meer, J.", "van der Meer, Jan.", "VAN DER MEER, Jan,", "van der Meer, J."]),
    ([by("Meer, Jan van der")], ["Meer, Jan van der.", "Meer, J. van der.", "Meer, Jan van der.", "MEER, Jan van der,", "Meer, J. van der"]),
    ([by("King, Martin Luther, Jr.")], ["King, Martin Luther, Jr.", "King, M. L., Jr.", "King, Martin Luther, Jr.", "KING, Martin Luther, Jr.,", "King, M.L., Jr."]),
    ([by("Plato")], ["Plato. Salt", "Plato. (2019)", "Plato. Salt", "PLATO, 2019", "Plato (2019)"]),
    ([], ["Salt. Salt & Lantern", "Salt. (2019).", "Salt. Salt & Lantern", "Salt, 2019. Varn", "Salt (2019). Varn"]),
]  # fmt: skip


@pytest.mark.parametrize(("people", "wanted"), NAMES)
def test_names(people: list[Contributor], wanted: list[str]) -> None:
    for (style, text), start in zip(citations.of(book("Salt", *people)), wanted, strict=True):
        assert text.startswith(start), style


def test_many_authors() -> None:
    crowd = [by(f"Writer{chr(65 + n)}, Ada") for n in range(22)]
    found = cited(book("Salt", *crowd))
    assert found["Chicago"].startswith("WriterA, Ada, Ada WriterB, Ada WriterC, et al. Salt")
    assert ", WriterS, A., … WriterV, A. (2019)." in found["APA"]
    assert found["MLA"].startswith("WriterA, Ada, et al. Salt")
    assert found["ISO 690"].count("WRITER") == 22
    assert found["Harvard"].startswith("WriterA, A. et al. (2019)")


def test_names_that_stand_family_first() -> None:
    made = book("Zhongguo", by("Zhang, Shude"), languages=["zh"])
    assert [text.partition("hongguo")[0][:16] for text in cited(made).values()] == [
        "Zhang Shude. Z", "Zhang S. (2019).", "Zhang Shude. Z", "ZHANG Shude, 201", "Zhang S. (2019) ",
    ]  # fmt: skip


def test_no_date_and_no_publisher() -> None:
    made = book("Salt", ADA, printed="", imprints=[])
    assert list(cited(made).values()) == [
        "Falconi, Ada. Salt. n.d.", "Falconi, A. (n.d.). Salt.", "Falconi, Ada. Salt.", "FALCONI, Ada, [no date]. Salt.",
        "Falconi, A. (no date) Salt.",
    ]  # fmt: skip


def test_address_and_volume() -> None:
    made = book("Salt", ADA, parts=["Volume 2"], identifiers={"doi": ["10.1000/182"]})
    assert list(cited(made).values()) == [
        "Falconi, Ada. Salt. Vol. 2. Salt & Lantern Press, 2019. https://doi.org/10.1000/182.",
        "Falconi, A. (2019). Salt (Vol. 2). Salt & Lantern Press. https://doi.org/10.1000/182",
        "Falconi, Ada. Salt. Vol. 2, Salt & Lantern Press, 2019, https://doi.org/10.1000/182.",
        "FALCONI, Ada, 2019. Salt. Varn: Salt & Lantern Press.",
        "Falconi, A. (2019) Salt. Varn: Salt & Lantern Press. Available at: https://doi.org/10.1000/182.",
    ]


def test_what_stands_in_something() -> None:
    made = book("A tax on salt", ADA, host=Host("Journal of the coast", "12", "3", "101-108", "0317-8471"), imprints=[])
    assert list(cited(made).values()) == [
        "Falconi, Ada. “A Tax on Salt.” Journal of the Coast 12, no. 3 (2019): 101–8.",
        "Falconi, A. (2019). A tax on salt. Journal of the Coast, 12(3), 101–108.",
        "Falconi, Ada. “A Tax on Salt.” Journal of the Coast, vol. 12, no. 3, 2019, pp. 101–08.",
        "FALCONI, Ada, 2019. A tax on salt. Journal of the coast. 2019. Vol.\u00a012, no.\u00a03, p.\u00a0101–108.",
        "Falconi, A. (2019) “A tax on salt,” Journal of the coast, 12(3), pp. 101–108.",
    ]


@pytest.mark.parametrize(
    ("made", "text", "wanted"),
    [
        (headline, "what do we know about war?", "What Do We Know about War?"),
        (headline, "women’s work: the first of it", "Women’s Work: The First of It"),
        (headline, "the “up and down” of NATO and iPad", "The “up and down” of NATO and iPad"),
        (headline, "what the tide brings in", "What the Tide Brings In"),
        (headline, "post-war and well-being", "Post-War and Well-Being"),
        (turned, '"Bol\'shaia" troika', "“Bol’shaia” troika"),
        (turned, "the 'inner' salt, dogs' lives", "the “inner” salt, dogs’ lives"),
        (turned, "A \"double 'inner' end\"", "A “double ‘inner’ end”"),
        (turned, "Salt : a tale", "Salt\u202f: a tale"),
        (quoted, "Salt in “Salt”", "“Salt in ‘Salt’”"),
        (spaced, "E.G.H.", "E. G. H."),
        (spaced, "Kofi A", "Kofi A."),
        (pieces.ordinal, "2", "2nd"),
        (pieces.ordinal, "11", "11th"),
        (pieces.edition, "3rd", "3rd ed."),
        (pieces.edition, "Wyd. 1", "Wyd. 1"),
        (pieces.capital, "al-Tabah 1", "Al-Tabah 1"),
        (pieces.labelled, "7", "p. 7"),
        (pieces.labelled, "7-9", "pp. 7–9"),
        (pieces.labelled, "", ""),
    ],
)
def test_letters_and_marks(made: Callable[[str], str], text: str, wanted: str) -> None:
    assert made(text) == wanted


@pytest.mark.parametrize(
    ("text", "mark", "wanted"),
    [
        ("war?", ".", "war?"), ("war?", ", 2000", "war?, 2000"), ("Inc.", ", 2000", "Inc., 2000"), ("Co.", ". x", "Co. x"),
        ("“Mir”", ", 1999", "“Mir,” 1999"), ("“Why?”", ".", "“Why?”"), ("a (b)", ".", "a (b)."), ("", ". ", ""),
    ],
)  # fmt: skip
def test_marks_that_meet(text: str, mark: str, wanted: str) -> None:
    assert pieces.ended(text, mark) == wanted


@pytest.mark.parametrize(
    ("first", "last", "chicago", "mla"),
    [("1558", "1566", "66", "66"), ("101", "108", "8", "08"), ("71", "72", "72", "72"), ("100", "104", "104", "04"), ("93", "108", "108", "108")],
)  # fmt: skip
def test_pages(first: str, last: str, chicago: str, mla: str) -> None:
    assert pieces.pages(f"{first}-{last}", "chicago") == f"{first}–{chicago}"
    assert pieces.pages(f"{first}-{last}", "mla") == f"{first}–{mla}"


@pytest.mark.parametrize(
    ("given_names", "wanted"),
    [("Marina Elena", "M. E."), ("Jean-Paul", "J.-P."), ("Hyong-sin", "H."), ("Wm.", "Wm."), ("Maria de los Angeles", "M. de los A."), ("ʻAbd", "ʻAbd")],
)  # fmt: skip
def test_initials(given_names: str, wanted: str) -> None:
    assert initials(given_names, ".", " ") == wanted


def test_particles() -> None:
    assert person({"family": "d'Arcy", "given": "Ines"}).particle == "d’"
    assert person({"family": "Van Dyke", "given": "Ines"}).particle == ""
    assert person({"family": "al-Ghazali"}).family == "Ghazali"


@pytest.mark.parametrize(
    ("uniform", "originals", "wanted"),
    [
        ("Via del sale. English", [], "Via del sale"), ("Via del sale. English. 1982", ["it"], "Via del sale"), ("Via del sale", ["it"], "Via del sale"),
        ("Laws, etc.", [], ""), ("Works. Selections", [], ""), ("Salt", ["en"], ""),
    ],
)  # fmt: skip
def test_only_an_original_is_named_as_one(uniform: str, originals: list[str], wanted: str) -> None:
    made = book("Salt roads", ADA, uniform_title=uniform, original_languages=originals)
    assert csl_json.original_title(made) == wanted
    assert cited(made)["APA"].endswith(f"(Original work published as {wanted})" if wanted else "Press.")


def test_files_of_a_list() -> None:
    found = citations.beside_list([book("Salt", TESS), book("Salt", ADA)])
    assert [name for name, _, _ in found] == list(citations.FILES)
    assert found[1][2] == (
        "Falconi, A. (2019). Salt. Salt & Lantern Press.\n\nOduya, T. M. (2019). Salt. Salt & Lantern Press.\n"
    )


@given(books.books())
def test_any_book_has_citations(made: Book) -> None:
    for style, text in citations.of(made):
        assert text.strip(), style
        assert "\n" not in text
        assert ". ." not in text or ". ." in made.title + str(made)


@given(books.books())
def test_citations_are_made_from_what_the_export_says(made: Book) -> None:
    whole, cited = csl_json.item(made), csl_json.cited(made)
    assert {name: whole[name] for name in cited} == cited
    assert citations.of(made) == citations.of_item(whole)
