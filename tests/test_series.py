"""Series: forms that are one, volumes in order, sagas told from publishers' series, sets of volumes, and their pages."""

import re
from hashlib import blake2b
from pathlib import Path

import pytest

from shelflist import catalogue
from shelflist.catalogue import Catalogue, Entry, heading_key
from shelflist.catalogue import series as rules
from shelflist.catalogue.authority import Authority
from shelflist.model import Book, Contributor, Imprint, Series, Source
from shelflist.pages import series as pages
from tests.tools import built, iso2709, make_site, tree


def book(title: str, author: str = "", series: list[tuple[str, str]] | None = None, **more: object) -> Book:
    """A book in some series, each a title and a volume."""
    people = [Contributor(author, ["aut"], main=True)] if author else []
    found = [Series(name, volume) for name, volume in series or []]
    given = {
        "source": Source("", 0, "marc21"),
        "id": title,
        "title": title,
        "contributors": people,
        "series": found,
        **more,
    }
    return Book(**given)  # type: ignore[arg-type]


def entry(made: Book) -> Entry:
    return catalogue.entry(made, blake2b(repr(made).encode("utf-8", "replace"), digest_size=12).digest())


def shelf(*books: Book, authority: Authority | None = None) -> Catalogue:
    return catalogue.make([entry(one) for one in books], {}, authority or Authority())


def known(*books: Book, authority: Authority | None = None) -> tuple[Catalogue, rules.Series]:
    made = shelf(*books, authority=authority)
    found = rules.Series(made.entries, made.headings, made.families, made.works, authority or Authority())
    return made, found


# --- forms ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        [
            "The salt saga",
            "Salt saga",
            "SALT SAGA",
            "Salt saga.",
            "The Salt Saga (Series)",
            "Salt saga, ISSN 1234-5679",
        ],
        ["Il pensiero e la storia", "Pensiero e la storia", "[Il pensiero e la storia]"],
        ["L'orto", "L’orto", "Orto"],
        ["Études salines", "Etudes salines", "Études salines (Collection)", "Études salines ; 1234-567X"],
        ["Salt & sand", "Salt and sand"],
        ["Play-by-play", "Play by play"],
        ["叢書", "叢書."],
    ],
    ids=lambda forms: forms[0],
)
def test_forms_of_one_series(forms: list[str]) -> None:
    assert len({rules.fold(form) for form in forms}) == 1
    made = shelf(*(book(f"Book {n}", series=[(form, str(n))]) for n, form in enumerate(forms)))
    [headed] = made.families["series"]
    assert len(headed.books) == len(forms)
    assert {headed.label, *headed.forms} == set(forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saggi (Bari, Italy)", "Saggi (Rome, Italy)"),
        ("Saggi", "Saggi (Bari, Italy)"),
        ("Salt saga", "Salt sagas"),
        ("Texts 1", "Texts 2"),
        ("Publications. Series A", "Publications. Series B"),
        ("Series", "The"),
    ],
)
def test_other_series(one: str, other: str) -> None:
    assert rules.fold(one) != rules.fold(other)


def test_the_form_of_most_books_is_the_heading_and_every_form_leads_to_it() -> None:
    made = shelf(
        book("A", series=[("The salt saga", "1")]),
        book("B", series=[("The salt saga", "2")]),
        book("C", series=[("Salt saga (Series)", "3")]),
    )
    headed = made.headings[heading_key("series", "salt saga (series)")]
    assert headed.label == "The salt saga"
    assert headed is made.headings[heading_key("series", "The salt saga")]


# --- order and holes ------------------------------------------------------------------------------------------

SALT = [
    book("Five", "Falconi, Ada", [("Salt", "Bd. 5")]),
    book("None", "Falconi, Ada", [("Salt", "")]),
    book("Between", "Falconi, Ada", [("Salt", "2.5")]),
    book("Three", "Falconi, Ada", [("Salt", "III")]),
    book("One", "Falconi, Ada", [("Salt", "vol. 1"), ("Letras universales", "no. 96")]),
    book("Other", "Rossi, Ugo", [("Letras universales", "no. 12")]),
]


def test_volumes_stand_in_order_and_those_without_a_number_last() -> None:
    made, found = known(*SALT)
    order = found.volumes[heading_key("series", "Salt")]
    assert [made.entries[one.position].title for one in order] == ["One", "Between", "Three", "Five", "None"]
    assert [one.numbers for one in order] == [(1,), (), (3,), (5,), ()]


def test_a_saga_has_holes_and_a_collection_has_none() -> None:
    _, found = known(*SALT)
    salt, letras = heading_key("series", "Salt"), heading_key("series", "Letras universales")
    assert (found.kinds[salt], found.missing[salt]) == ("saga", ([2, 4], 5))
    assert rules.summary(*found.missing[salt]) == "3 of 5: missing 2, 4"
    assert (found.kinds[letras], found.missing[letras]) == ("collection", ([], 0))


@pytest.mark.parametrize(
    ("title", "volumes", "authors", "publisher", "kind"),
    [
        ("Salt", ["1", "2"], ["Falconi, Ada", "Falconi, Ada"], "", "saga"),
        ("Salt", ["1", "2"], ["Falconi, Ada", "Falconi, A."], "", "saga"),
        ("Salt", ["1", "3"], ["Falconi, Ada", "Rossi, Ugo"], "", "collection"),
        ("Salt", ["3", "3"], ["Falconi, Ada", "Falconi, Ada"], "", ""),
        ("Salt", ["3"], ["Falconi, Ada"], "", ""),
        ("Salt", ["", ""], ["Falconi, Ada", "Rossi, Ugo"], "", ""),
        ("Salt", ["1", "3"], ["", ""], "", "collection"),
        ("Biblioteca del sale", ["1", "3"], ["Falconi, Ada", "Falconi, Ada"], "", "collection"),
        ("Lecture notes in salt", ["73", "75"], ["Falconi, Ada", "Falconi, Ada"], "", "collection"),
        ("Mare blu", ["1", "3"], ["Falconi, Ada", "Falconi, Ada"], "Casa editrice Mare", "collection"),
        ("Mareblu", ["1", "3"], ["Falconi, Ada", "Falconi, Ada"], "Casa editrice Mare", "saga"),
        ("Discussion", ["1", "3"], ["Salt Institute", "Salt Institute"], "", "collection"),
    ],
)
def test_kinds(title: str, volumes: list[str], authors: list[str], publisher: str, kind: str) -> None:
    imprints = [Imprint([], [publisher], "")] if publisher else []
    books = [
        book(f"Book {n}", author, [(title, volume)], imprints=imprints)
        for n, (volume, author) in enumerate(zip(volumes, authors, strict=True))
    ]
    for one in books:
        for person in one.contributors:
            person.kind = "person" if "," in person.name else "corporate"
    _, found = known(*books)
    assert found.kinds[heading_key("series", title)] == kind


def test_the_owner_overrules() -> None:
    said = Authority(series={"letras universales (Series)": "saga", "SALT": "collection"})
    _, found = known(*SALT, authority=said)
    salt, letras = heading_key("series", "Salt"), heading_key("series", "Letras universales")
    assert (found.kinds[salt], found.missing[salt]) == ("collection", ([], 0))
    assert found.kinds[letras] == "saga"
    assert found.missing[letras][1] == 96


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        (["1", "2"], 0),
        (["13", "9"], 11),
        (["79", "81"], 0),  # two far up a row: nothing says that the others are missed
        (["1-3", "5"], 1),
        (["n. s., 2", "4", "5"], 3),
    ],
)
def test_holes_that_mean_something(held: list[str], missing: int) -> None:
    _, found = known(*(book(f"Book {n}", "Falconi, Ada", [("Salt", number)]) for n, number in enumerate(held)))
    assert len(found.missing[heading_key("series", "Salt")][0]) == missing


def test_the_volumes_before_and_behind() -> None:
    made, found = known(*SALT)
    position = next(n for n, e in enumerate(made.entries) if e.title == "Between")
    [place] = found.places[position]
    assert place.before is not None
    assert place.behind is not None
    assert [made.entries[one.position].title for one in (place.before, place.behind)] == ["One", "Three"]


# --- works in several volumes ---------------------------------------------------------------------------------


def titles(made: Catalogue, found: rules.Series, id: str) -> list[str]:
    position = next(n for n, e in enumerate(made.entries) if e.id == id)
    return [made.entries[n].id for n in found.sets.get(position, [])]


def test_volumes_of_a_work_are_no_editions_of_it() -> None:
    parts = {"one": "Volume 1", "ten": "Vol. 10", "two": "Tome II", "again": "Vol. 1", "whole": ""}
    books = [
        book("Large work", "Bo, Cy", id=id, parts=[part] if part else [], edition=id) for id, part in parts.items()
    ]
    made, found = known(*books)
    assert titles(made, found, "one") == ["two", "ten"]
    assert sorted(titles(made, found, "two")) == ["again", "one", "ten"]
    assert titles(made, found, "two")[-1] == "ten"
    assert len(titles(made, found, "whole")) == 4


def test_volumes_of_a_work_that_nobody_signs() -> None:
    imprint = [Imprint(["Roma"], ["Mare"], "")]
    other = [Imprint(["Roma"], ["Terra"], "")]
    made, found = known(
        book("Dictionary", id="a", parts=["Vol. 1"], imprints=imprint),
        book("Dictionary", id="b", parts=["Vol. 2"], imprints=imprint),
        book("Dictionary", id="c", parts=["Vol. 3"], imprints=other),
    )
    assert titles(made, found, "a") == ["b"]
    assert titles(made, found, "c") == []


# --- pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("3", "volume 3"),
        ("III", "volume III"),
        ("2.5", "volume 2.5"),
        ("1-3", "volume 1-3"),
        ("no. 12", "no. 12"),
        ("A/5", "A/5"),
    ],
)
def test_a_number_in_a_sentence(printed: str, said: str) -> None:
    assert pages.called(printed) == said


def record(id: str, title: str, author: str, *series: list[tuple[str, str]], part: str = "") -> bytes:
    return iso2709(
        [
            ("001", "", id),
            ("100", "1 ", [("a", author)]),
            ("245", "10", [("a", title), *([("n", part)] if part else [])]),
            ("260", "  ", [("a", "Torino :"), ("b", "Acqua,"), ("c", "1998")]),
            *[("490", "0 ", one) for one in series],
        ]
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saga with two holes, a publisher's series, a work in two volumes."""
    records = [
        record("a1", "The salt roads", "Falconi, Ada", [("a", "The Salt Saga (Series) ;"), ("v", "vol. 1")]),
        record("a3", "The salt sea", "Falconi, Ada", [("a", "Salt saga ;"), ("v", "III")]),
        record(
            "a5", "The salt sky", "Falconi, Ada",
            [("a", "Salt saga ;"), ("v", "5")], [("a", "Letras universales,"), ("x", "1234-5679 ;"), ("v", "no. 96")],
        ),
        record("b1", "Other", "Rossi, Ugo", [("a", "Letras universales ;"), ("v", "no. 12")]),
        record("b2", "<Another>", "Neri, Eva", [("a", "Letras universales")]),
        record("c1", "Large work.", "Bo, Cy", part="Volume 1"),
        record("c2", "Large work.", "Bo, Cy", part="Tome II"),
    ]  # fmt: skip
    folder = make_site(tmp_path_factory.mktemp("series"), {"content/records/a.mrc": b"".join(records)})
    return built(folder)[1]


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def numbers(page: str) -> list[str]:
    return re.findall(r'<span class="no">([^<]*)</span>', page)


def test_a_sagas_page(site: Path) -> None:
    page = html(site, "series/salt-saga")
    assert "3 of 5: missing 2, 4" in page
    assert numbers(page) == ["1", "2", "3", "4", "5"]
    assert page.count('class="hole"') == 2
    assert '<span dir="auto">vol. 1</span>' in page
    assert "The Salt Saga (Series)" in page


def test_a_collections_page(site: Path) -> None:
    page = html(site, "series/letras-universales")
    assert numbers(page) == ["12", "96", "–"]
    assert "missing" not in page.replace("numbers that are not here are not missing", "")
    assert "1234-5679" in page
    assert 'href="../../publishers/acqua/"' in page
    assert "&lt;Another&gt;" in page


def test_the_index_names_the_series_with_holes(site: Path) -> None:
    assert "Salt saga: 3 of 5: missing 2, 4" in html(site, "series")


def block(page: str, id: str) -> str:
    """The section of a page with this heading, as text."""
    match = re.search(rf'<h2 id="{id}">.*?</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", match[0]).split()) if match else ""


def test_a_books_place_in_its_series(site: Path) -> None:
    page = block(html(site, "books/the-salt-sea-falconi"), "series")
    assert page == (
        "In the series Salt saga , volume III (we have 1, 3, 5): previous, vol. 1: The salt roads next, volume 5: The salt sky"
    )
    assert block(html(site, "books/another-neri"), "series") == ""


def test_a_books_other_volumes_are_not_among_its_editions(site: Path) -> None:
    pages = [p.read_text(encoding="utf-8") for p in sorted(site.glob("books/large-work-bo-*/index.html"))]
    assert len(pages) == 2
    shown = sorted(block(page, "other-volumes") for page in pages)
    assert shown == [
        "Other volumes of this work Large work Tome II, Acqua, 1998",
        "Other volumes of this work Large work Volume 1, Acqua, 1998",
    ]
    assert all(block(page, "editions") == "" for page in pages)


CHANGES: list[tuple[str, bytes]] = [
    ("another number", record("b1", "Other", "Rossi, Ugo", [("a", "Salt saga ;"), ("v", "4")])),
    ("no number", record("b1", "Other", "Rossi, Ugo", [("a", "Salt saga")])),
    ("a form that more books have", record("b1", "Other", "Rossi, Ugo", [("a", "The salt saga ;"), ("v", "9")])),
    ("an ISSN", record("b1", "Other", "Rossi, Ugo", [("a", "Letras universales,"), ("x", "2049-3630 ;"), ("v", "7")])),
    ("another volume of the work", record("b1", "Large work", "Bo, Cy", part="Vol. 3")),
    ("another title", record("b1", "Renamed", "Rossi, Ugo", [("a", "Letras universales ;"), ("v", "12")])),
]


@pytest.mark.parametrize("after", [data for _, data in CHANGES], ids=[name for name, _ in CHANGES])
def test_a_build_after_a_change_is_a_clean_build(tmp_path: Path, after: bytes) -> None:
    """What pages show of other books is in their traces: nothing stale is left, nothing is forgotten."""
    rest = [
        record("a1", "The salt roads", "Falconi, Ada", [("a", "The salt saga ;"), ("v", "1")]),
        record("a3", "The salt sea", "Falconi, Ada", [("a", "Salt saga ;"), ("v", "3")]),
        record(
            "a8",
            "The salt sky",
            "Falconi, Ada",
            [("a", "Salt saga ;"), ("v", "8")],
            [("a", "Letras universales ;"), ("v", "9")],
        ),
        record("c1", "Large work.", "Bo, Cy", part="Volume 1"),
        record("c2", "Large work.", "Bo, Cy", part="Tome II"),
    ]
    before = record("b1", "Other", "Rossi, Ugo", [("a", "Letras universales ;"), ("v", "12")])
    folder = make_site(tmp_path, {"content/records/a.mrc": b"".join(rest), "content/records/b.mrc": before})
    built(folder)
    (folder / "content/records/b.mrc").write_bytes(after)
    out = built(folder)[1]
    found = tree(out)
    built(folder, clean=True)
    assert found == tree(out)


def test_the_owners_file_of_series(tmp_path: Path) -> None:
    records = [
        record("a1", "One", "Falconi, Ada", [("a", "The salt saga ;"), ("v", "1")]),
        record("a3", "Three", "Falconi, Ada", [("a", "Salt saga ;"), ("v", "3")]),
    ]
    folder = make_site(tmp_path, {"content/records/a.mrc": b"".join(records)})
    out = built(folder)[1]
    [page] = out.glob("series/*/index.html")
    assert "2 of 3: missing 2" in page.read_text()
    (folder / "content/series.tsv").write_text("SALT SAGA (Series)\tcollection\nOther\tnonsense\n")
    report, out = built(folder)
    assert "missing 2" not in page.read_text()
    assert any(w.file == "content/series.tsv" for w in report.warnings)
