"""Subjects of a catalogue: forms joined by rule and by the owner's word, relations, aspects and their table."""

import random

import pytest

from shelflist import catalogue
from shelflist.catalogue import Authority, Catalogue, Headed, aspects
from shelflist.catalogue.authority import SubjectNote, doubted, untangled
from shelflist.catalogue.subjects import Relations
from shelflist.cataloguing import subjects
from shelflist.model import Book, Source


def shelf(*books: str | list[str], authority: Authority | None = None, seed: int = 0) -> Catalogue:
    """A catalogue of books, each with its headings (apart by ` | `)."""
    entries = []
    for n, headings in enumerate(books):
        texts = headings.split(" | ") if isinstance(headings, str) else headings
        made = Book(Source("", n, "marc21"), f"b{n}", f"Book {n}", subjects=[subjects.heading(text) for text in texts])
        entries.append(catalogue.entry(made, f"digest{n}".encode()))
    if seed:
        random.Random(seed).shuffle(entries)
    return catalogue.make(entries, {}, authority or Authority())


def headed(made: Catalogue, label: str, family: str = "subjects") -> Headed:
    return made.headings[catalogue.heading_key(family, label)]


def labels(made: Catalogue, family: str = "subjects") -> list[str]:
    return [one.label for one in made.families[family]]


def row(*cells: str) -> list[tuple[str, str]]:
    return [(cell.partition(":")[0], cell.partition(":")[2].strip()) for cell in cells]


@pytest.mark.parametrize(
    ("books", "shown", "forms"),
    [
        (["Cold war", "Cold War", "Cold War"], ["Cold War"], ["Cold war"]),
        (["Québec (Province)", "Quebec (Province)"], ["Quebec (Province)"], ["Québec (Province)"]),
        (["Ethics, Medical", "Medical ethics", "Medical ethics"], ["Medical ethics"], ["Ethics, Medical"]),
        (["Micro-organisms", "Microorganisms"], ["Microorganisms"], ["Micro-organisms"]),
        (["Neri, Ada, 1930-", "Neri, Ada, 1930-", "Neri, Ada, 1930-2004"], ["Neri, Ada, 1930-2004"], ["Neri, Ada, 1930-"]),
        (["Neri, Ada, 1930-", "Neri, Ada, 1930-1999", "Neri, Ada, 1930-2004"], ["Neri, Ada, 1930-", "Neri, Ada, 1930-1999", "Neri, Ada, 1930-2004"], []),
        (["Eye -- Diseases", "Eye Diseases", "Eye Diseases"], ["Eye", "Eye — Diseases"], []),
        (["Paris -- France", "Paris (France)"], ["Paris", "Paris (France)"], []),
        (["Bridges", "Bridge"], ["Bridge", "Bridges"], []),
    ],
)  # fmt: skip
def test_joined_by_rule(books: list[str], shown: list[str], forms: list[str]) -> None:
    made = shelf(*books)
    assert labels(made) == shown
    assert made.families["subjects"][0].forms == forms
    for text in books:
        assert len(headed(made, text.replace(" -- ", " — ")).books) == (
            1 if text.startswith(("Bridge", "Neri")) and not forms else len(books)
        )


def test_a_place_of_fast_is_the_place_of_lcsh() -> None:
    made = shelf("Italy -- Florence", "Florence (Italy)", "Italy -- History")
    assert headed(made, "Italy — Florence") is headed(made, "Florence (Italy)")
    assert headed(made, "Florence (Italy)").label == "Florence (Italy)"
    assert [made.headings[key].label for key in headed(made, "Italy").narrower] == ["Italy — History"]


TABLE = Authority(equivalents=[row("lcsh:Peace", "it:Pace", "de:Frieden"), row("lcsh:History", "it:Storia")])


def test_a_line_of_the_table_joins_headings_and_what_begins_with_them() -> None:
    made = shelf("Pace - Storia", "Peace -- History", "Pace", "Storia", authority=TABLE)
    assert headed(made, "Pace") is headed(made, "Peace") is headed(made, "peace")
    assert headed(made, "Pace").books == [0, 1, 2]
    assert (headed(made, "Pace").label, headed(made, "Pace").forms) == ("Peace", ["Frieden", "Pace"])
    assert headed(made, "Pace — Storia") is headed(made, "Peace — History")
    assert headed(made, "Frieden") is headed(made, "Peace")
    assert labels(made) == ["History", "Peace", "Peace — History"]
    assert labels(made, "aspects") == ["History"]
    assert headed(made, "Storia", "aspects").books == [0, 1]


def test_the_first_word_is_shown_even_where_no_book_has_it() -> None:
    made = shelf("Pace - Storia", "Pace", authority=TABLE)
    assert labels(made) == ["Peace", "Peace — History"]
    assert headed(made, "Peace").narrower == [headed(made, "Peace — History").key]
    assert headed(made, "Peace").slug == "peace"


def test_words_of_a_note() -> None:
    note = SubjectNote("x", "x.md", "Peace", labels={"it": "Pace"}, see_from=["Concord"])
    other = SubjectNote("war-studies", "war-studies.md", see="Peace")
    made = shelf("Pace", "Concord", "War studies", "Peace", authority=Authority(subjects=[note, other]))
    assert labels(made) == ["Peace"]
    assert made.families["subjects"][0].forms == ["Concord", "Pace", "War studies"]


def test_a_note_by_the_name_of_its_file() -> None:
    note = SubjectNote("salt-roads", "salt-roads.md", see_from=["Vie del sale"])
    assert labels(shelf("Salt roads", "Vie del sale", authority=Authority(subjects=[note]))) == ["Salt roads"]


def test_lines_that_go_round_end() -> None:
    rows = [row("a:A", "b:B"), row("b:B", "c:C"), row("c:C", "a:A")]
    made = shelf("A", "B", "C", authority=Authority(equivalents=rows))
    assert len(made.families["subjects"]) == 1
    assert doubted(rows) == ["B", "C", "A"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_records_says_nothing(seed: int) -> None:
    books = ["Pace - Storia", "Peace", "Ethics, Medical", "Medical ethics", "Cold war", "Cold War", "Italy - Florence", "Florence (Italy)"]  # fmt: skip
    made, other = (shelf(*books, authority=TABLE, seed=n) for n in (0, seed))
    assert made.families == other.families


def notes(**given: dict[str, object]) -> list[SubjectNote]:
    return [SubjectNote(name, f"{name}.md", name.upper(), **more) for name, more in given.items()]  # type: ignore[arg-type]


def test_notes_that_contradict_themselves() -> None:
    made, told = untangled(
        notes(
            a={"see": "B"}, b={"see": "C"}, c={"see": "A", "broader": ["D", "C"]}, d={"broader": ["E"]}, e={"narrower": ["D"], "broader": ["C"]},
            f={"see": "F"},
        )
    )  # fmt: skip
    assert [(file, key) for file, key, _ in told] == [("c.md", "see"), ("f.md", "see"), ("e.md", "broader"), ("c.md", "broader")]  # fmt: skip
    assert [(note.name, note.see, note.broader) for note in made if note.see or note.broader] == [("a", "B", []), ("b", "C", []), ("c", "", ["D"]), ("d", "", ["E"])]  # fmt: skip
    assert untangled(made) == (made, [])


def test_two_notes_that_send_a_heading_to_two_places() -> None:
    one, other = SubjectNote("a", "a.md", "A", see="B"), SubjectNote("z", "z.md", "A", see="C")
    assert [told[:2] for told in untangled([one, other])[1]] == [("z.md", "see")]


def test_a_long_chain_of_notes_needs_no_stack() -> None:
    chain = [SubjectNote(f"h{n}", f"h{n}.md", f"H{n}", broader=[f"H{(n + 1) % 3000}"]) for n in range(3000)]
    assert len(untangled(chain)[1]) == 1


def test_related_by_the_rare_ones_first() -> None:
    books = ["Salt | Roads | Italy", "Salt | Roads | Italy", "Salt | Italy", "Italy", "Italy", "Italy", "Salt | Mules"]
    made = shelf(*books)
    known = Relations(made, Authority())
    assert [(one.label, shared) for one, shared in known.related(headed(made, "Salt"))] == [("Roads", 2), ("Italy", 3)]
    assert known.related(headed(made, "Mules")) == []


def test_relations_of_notes_go_both_ways() -> None:
    note = SubjectNote("x", "x.md", "Salt", broader=["Minerals"], narrower=["Rock salt"], related=["Roads"])
    made = shelf("Salt | Roads", "Rock salt", "Roads | Salt", authority=Authority(subjects=[note]))
    known = Relations(made, Authority(subjects=[note]))
    assert known.broader == {"Salt": ["Minerals"], "Rock salt": ["Salt"]}
    assert known.narrower == {"Minerals": ["Salt"], "Salt": ["Rock salt"]}
    assert known.also == {"Salt": ["Roads"], "Roads": ["Salt"]}
    assert known.related(headed(made, "Salt")) == [], "what the owner says already is not said again"


def test_aspects_and_their_table() -> None:
    made = shelf(
        "Salt - Italy - History", "Salt - History", "Salt - Italy - History", "Roads - Political aspects", "Italy"
    )
    assert labels(made, "aspects") == ["History", "Italy", "Italy — History", "Political aspects"]
    found = {key.partition("\t")[2]: [one.label for one in group] for key, group in aspects.bearing(made).items()}
    assert found == {
        "history": ["Salt — History", "Salt — Italy — History"],
        "italy": ["Salt — Italy"],
        "italy — history": ["Salt — Italy — History"],
        "political aspects": ["Roads — Political aspects"],
    }
    rows, columns = aspects.widest(made, 40, 12)
    assert [one.label for one in rows] == ["Salt", "Roads"]
    assert [one.label for one in columns] == ["History", "Italy", "Political aspects"]
    cells = [[(cell[0].label, len(cell[0].books), cell[1]) if cell else None for cell in aspects.cells(made, one, columns)] for one in rows]  # fmt: skip
    assert cells == [
        [("Salt — Italy — History", 2, 3), ("Salt — Italy", 2, 2), None],
        [None, None, ("Roads — Political aspects", 1, 1)],
    ]
