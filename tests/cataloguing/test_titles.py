"""Title areas taken apart, and what does not file (guide §6, §13)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import titles


@pytest.mark.parametrize(
    ("text", "title", "subtitle", "parallel", "responsibility"),
    [
        ("Salt", "Salt", "", [], ""),
        ("Salt / Ada Neri", "Salt", "", [], "Ada Neri"),
        ("Salt : a history / Ada Neri", "Salt", "a history", [], "Ada Neri"),
        ("Salt: a history / / Ada Neri", "Salt", "a history", [], "Ada Neri"),
        ("Salt : a history : part one", "Salt", "a history : part one", [], ""),
        ("Salt = Sale / Ada Neri", "Salt", "", ["Sale"], "Ada Neri"),
        ("Salt : a history = Sale : una storia", "Salt", "a history", ["Sale : una storia"], ""),
        ("Salt = Sale = Salz", "Salt", "", ["Sale", "Salz"], ""),
        ("Project director / / TDC = staff", "Project director", "", [], "TDC = staff"),
        ("And / or : choices / Ada Neri", "And / or", "choices", [], "Ada Neri"),
        ("AC/DC currents", "AC/DC currents", "", [], ""),
        ("At 10:30 sharp", "At 10:30 sharp", "", [], ""),
        ("What is salt?: essays", "What is salt?", "essays", [], ""),
        ("Salt (a study): essays", "Salt (a study)", "essays", [], ""),
        ("Salt /", "Salt", "", [], ""),
        ("Salt :", "Salt", "", [], ""),
        (" : a history", "a history", "", [], ""),
        ("E = mc2 for all", "E", "", ["mc2 for all"], ""),
        ("  Salt   and\nferries ", "Salt and ferries", "", [], ""),
        ("", "", "", [], ""),
        ("/", "", "", [], ""),
    ],
)
def test_statement(text: str, title: str, subtitle: str, parallel: list[str], responsibility: str) -> None:
    found = titles.statement(text)
    assert (found.title, found.subtitle, found.parallel, found.responsibility) == (
        title,
        subtitle,
        parallel,
        responsibility,
    )
    assert found.raw == text


FILING: list[tuple[str, str, str]] = [
    # (title, language, how it files)
    ("The quiet ledger", "en", "quiet ledger"),
    ("A ferry", "en", "ferry"),
    ("An oar", "en", "oar"),
    ("Theory of oars", "en", "Theory of oars"),
    ("Il mulino", "it", "mulino"),
    ("L'orto", "it", "orto"),
    ("L’orto", "it", "orto"),
    ("Gli orti", "it", "orti"),
    ("Un'ora", "it", "ora"),
    ("Uno specchio", "it", "specchio"),
    ("I sassi", "it", "sassi"),
    ("A mano", "it", "A mano"),
    ("The mulino", "it", "The mulino"),
    ("Il mulino", "en", "Il mulino"),
    ("Les quais", "fr", "quais"),
    ("L'heure", "fr", "heure"),
    ("Der Turm", "de", "Turm"),
    ("Ein Turm", "de", "Turm"),
    ("Gl'inganni", "it", "inganni"),
    ("Gl’inganni", "it", "inganni"),
    ("La famiglia", "it", "famiglia"),
    ("Un mulino", "it", "mulino"),
    ("Una rete", "it", "rete"),
    ("Un'onda", "it", "onda"),
    ("Un’onda", "it", "onda"),
    ("Lo scoglio", "it", "scoglio"),
    ("La mer", "fr", "mer"),
    ("Le quai", "fr", "quai"),
    ("L’heure", "fr", "heure"),
    ("Un quai", "fr", "quai"),
    ("Une heure", "fr", "heure"),
    ("Des heures", "fr", "heures"),
    ("Das Meer", "de", "Meer"),
    ("Den Turm", "de", "Turm"),
    ("Dem Turm", "de", "Turm"),
    ("Des Turmes", "de", "Turmes"),
    ("Eine Welle", "de", "Welle"),
    ("Las olas", "es", "olas"),
    ("Los muelles", "es", "muelles"),
    ("Lo mejor", "es", "mejor"),
    ("Un muelle", "es", "muelle"),
    ("Una ola", "es", "ola"),
    ("A onda", "pt", "onda"),
    ("Os cais", "pt", "cais"),
    ("As ondas", "pt", "ondas"),
    ("Um cais", "pt", "cais"),
    ("Uma onda", "pt", "onda"),
    ("De golf", "nl", "golf"),
    ("Een golf", "nl", "golf"),
    ("El mar", "ca", "mar"),
    ("La mar", "ca", "mar"),
    ("Les ones", "ca", "ones"),
    ("L'ona", "ca", "ona"),
    ("Ha-yam", "he", "yam"),
    ("A hullám", "hu", "hullám"),
    ("En våg", "sv", "våg"),
    ("Et hav", "da", "hav"),
    ("Det store hav", "no", "store hav"),
    ("'n Boek", "af", "Boek"),
    ("Y ddraig", "cy", "ddraig"),
    ("An fharraige", "ga", "fharraige"),
    ("Η θάλασσα", "el", "θάλασσα"),
    ("Hē thalassa", "el", "thalassa"),
    ("Lou libre", "oc", "libre"),
    ("Ka moana", "haw", "moana"),
    ("Die Hard", "en", "Die Hard"),
    ("La pazienza", "it", "pazienza"),
    ("Le mansarde", "it", "mansarde"),
    ("’t Huis", "nl", "Huis"),
    ("T huis", "nl", "T huis"),
    ("Die Hard", "de", "Die Hard"),
    ("Die harten Steine", "de", "harten Steine"),
    ("La paz perpetua", "es", "paz perpetua"),
    ("LA PAZ", "es", "LA PAZ"),
    ("L’Aquila di notte", "it", "L’Aquila di notte"),
    ("L'aquila bianca", "it", "aquila bianca"),
    ("A Priori", "en", "A Priori"),
    ("El faro", "es", "faro"),
    ("O mar", "pt", "mar"),
    ("Het huis", "nl", "huis"),
    ("'t Huis", "nl", "Huis"),
    ("Els molins", "ca", "molins"),
    ("Al-kitab", "ar", "kitab"),
    ("Ha-sefer", "he", "sefer"),
    ("Az ablak", "hu", "ablak"),
    ("Den hvide by", "da", "hvide by"),
    ("La Spezia di notte", "it", "La Spezia di notte"),
    ("Los Angeles by day", "es", "Los Angeles by day"),
    ("El Salvador", "es", "El Salvador"),
    ("A to Z of oars", "en", "A to Z of oars"),
    ("The Hague by rail", "en", "The Hague by rail"),
    ("«Il mulino»", "it", "mulino»"),
    ("The “quiet” ledger", "en", "quiet” ledger"),
    ("…And salt", "en", "And salt"),
    ("The", "en", "The"),
    ("The ", "en", "The "),
    ("The quiet ledger", "", "The quiet ledger"),
    ("The quiet ledger", "en-GB", "quiet ledger"),
    ("???", "en", "???"),
    ("", "en", ""),
]


@pytest.mark.parametrize(("title", "language", "expected"), FILING, ids=[f"{row[1]} {row[0]}" for row in FILING])
def test_how_a_title_files(title: str, language: str, expected: str) -> None:
    assert titles.sort_text(title, titles.nonfiling(title, language)) == expected


@given(st.text(max_size=40), st.sampled_from([*titles.ARTICLES, "", "xx"]))
@settings(max_examples=100, deadline=None)
def test_something_is_always_left_to_file(title: str, language: str) -> None:
    count = titles.nonfiling(title, language)
    assert 0 <= count <= len(title)
    assert bool(titles.sort_text(title, count)) is bool(title)


@given(st.text("ab :/=;.", max_size=24))
@settings(max_examples=100, deadline=None)
def test_a_title_area_loses_no_letter(text: str) -> None:
    found = titles.statement(text)
    parts = found.title + found.subtitle + "".join(found.parallel) + found.responsibility
    assert sorted(c for c in parts if c.isalpha()) == sorted(c for c in text if c.isalpha())


def test_articles_are_in_lower_case() -> None:
    assert all(word == word.lower() for words in titles.ARTICLES.values() for word in words)
    assert all(phrase == phrase.lower() for phrase in titles.PHRASES)


ORIGINALS: list[tuple[list[str], str, list[str], list[str], str]] = [
    # (notes, uniform title, languages, original languages, original title)
    (["Translation of: Das Salz."], "", ["en"], ["de"], "Das Salz"),
    (["Translation of Das Salz."], "", ["en"], [], "Das Salz"),
    (["Translation of: Das Salz / Rina Oliva"], "", ["en"], [], "Das Salz"),
    (["Tit. orig.: Das Salz"], "", ["it"], [], "Das Salz"),
    (["Titolo originale: Das Salz"], "", ["it"], [], "Das Salz"),
    (["Trad. de: Das Salz"], "", ["fr"], [], "Das Salz"),
    (["Originaltitel: Il sale"], "", ["de"], [], "Il sale"),
    (["Titre original : Il sale"], "", ["fr"], [], "Il sale"),
    (["Título original: Il sale"], "", ["es"], [], "Il sale"),
    (["Traduzione dall'inglese (titolo: The salt)"], "", ["it"], [], "The salt"),
    (["With an index"], "Das Salz", ["en"], ["de"], "Das Salz"),
    ([], "Das Salz. English", ["en"], [], "Das Salz"),
    ([], "Das Salz. English & German", ["en"], [], "Das Salz"),
    ([], "Das Salz", ["de"], [], ""),
    ([], "Das Salz", ["de"], ["de"], ""),
    ([], "English", ["en"], [], ""),
    (["Translation of: German"], "", ["en"], [], ""),
    (["Translated from the German"], "", ["en"], ["de"], ""),
    (["Traduzione di Rina Oliva"], "", ["it"], [], ""),
    ([], "", ["it"], ["de"], ""),
    ([], "", [], [], ""),
]


@pytest.mark.parametrize(("notes", "uniform", "spoken", "from_", "expected"), ORIGINALS)
def test_original(notes: list[str], uniform: str, spoken: list[str], from_: list[str], expected: str) -> None:
    assert titles.original(notes, uniform, spoken, from_) == expected
