"""The labels of catalogue displays, as data: what each is called, what field it stands for, in the display's order.

The cataloguing guide §7; OPAC SBN and Sebina as their pages print them.
"""

SHARE: tuple[tuple[str, str], ...] = (
    ("Record Nr.", "id"), ("Autore", "author"), ("Titolo uniforme", "uniform"), ("Titolo", "title"),
    ("Edizione", "edition"), ("Pubbl/distr/stampa", "imprint"), ("Pubblicazione", "imprint"), ("ISBN", "isbn"),
    ("ISSN", "issn"), ("Descrizione fisica", "extent"), ("Altri titoli varianti", "variant"),
    ("Titolo autorizzato", "variant"), ("Collana", "series"),
    ("Altri autori (Persone)", "others"), ("Altri autori (Enti)", "bodies"), ("Persona (resp. second.)", "others"),
    ("Disciplina", "ddc"), ("Classificazione", "class"),
    ("Soggetti non controllati", "keywords"), ("Soggetto topico", "subjects"), ("Soggetto geografico", "subjects"),
    ("Soggetto genere / forma", "genres"), ("Soggetti", "subjects"),
    ("Lingua di pubblicazione", "language"), ("Formato", "format"), ("Livello bibliografico", "level"),
    ("Note generali", "note"), ("Nota di bibliografia", "bibliography"), ("Nota di contenuto", "contents"),
    ("Sommario/riassunto", "summary"),
    ("Localizzazioni e accesso elettronico", "extra"), ("Lo trovi qui", "extra"), ("Opac", "extra"),
)  # fmt: skip
"""Label → field, in the order of the SHARE display."""

SBN: tuple[tuple[str, str], ...] = (
    ("Livello bibliografico", "level"), ("Tipo documento", "format"), ("Tipo di documento", "format"),
    ("Autore principale", "author"), ("Autore", "author"), ("Titolo uniforme", "uniform"), ("Titolo", "title"),
    ("Edizione", "edition"), ("Pubblicazione", "imprint"), ("Descrizione fisica", "extent"), ("Collezione", "series"),
    ("Collana", "series"), ("Fa parte di", "series"), ("Altri titoli", "variant"), ("Note Generali", "note"),
    ("Note generali", "note"), ("Note", "note"), ("Numeri", "numbers"), ("ISBN", "isbn"), ("ISSN", "issn"),
    ("Nomi", "others"), ("Altri autori", "others"), ("Soggetti", "subjects"), ("Classificazione Dewey", "ddc"),
    ("Classificazione", "class"), ("Dewey", "ddc"), ("Paese di pubblicazione", "country"),
    ("Lingua di pubblicazione", "language"), ("Codice identificativo", "id"), ("Codice del documento", "id"),
    ("Nota di contenuto", "contents"), ("Abstract", "summary"), ("Localizzazioni", "extra"), ("Servizi", "extra"),
)  # fmt: skip
"""Label → field, in the order of the OPAC SBN display."""

SEBINA: tuple[tuple[str, str], ...] = (
    ("Livello bibliografico", "level"), ("Tipo di pubblicazione", "level"), ("Tipo materiale", "format"),
    ("Tipo di materiale", "format"), ("Tipo documento", "format"), ("Tipo di documento", "format"),
    ("Autore principale", "author"), ("Autore", "author"), ("Autori", "author"), ("Titolo uniforme", "uniform"),
    ("Titolo", "title"), ("Isbd", "isbd"), ("ISBD", "isbd"), ("Edizione", "edition"), ("Pubblicazione", "imprint"),
    ("Luogo di pubblicazione", "place"), ("Luogo", "place"), ("Editore", "publisher"), ("Editori", "publisher"),
    ("Anno di pubblicazione", "date"), ("Data di pubblicazione", "date"), ("Anno", "date"),
    ("Descrizione fisica", "extent"), ("Collana", "series"), ("Collezione", "series"), ("Fa parte di", "series"),
    ("Altri titoli", "variant"), ("Note", "note"), ("ISBN", "isbn"), ("ISSN", "issn"), ("Numeri", "numbers"),
    ("Altri autori", "others"), ("Nomi", "others"), ("Soggetto", "subjects"), ("Soggetti", "subjects"),
    ("Parole chiave", "keywords"), ("Classificazione Dewey", "ddc"), ("Classificazione", "class"), ("Classe", "class"),
    ("Dewey", "ddc"), ("Lingua di pubblicazione", "language"), ("Lingua", "language"), ("Lingue", "language"),
    ("Paese di pubblicazione", "country"), ("Paese", "country"), ("Contiene", "contents"), ("Abstract", "summary"),
    ("BID", "id"), ("Codice BID", "id"), ("Codice identificativo", "id"), ("Collocazione", "extra"),
    ("Biblioteche", "extra"), ("Biblioteca", "extra"), ("Inventario", "extra"), ("Localizzazioni", "extra"),
)  # fmt: skip
"""Label → field, in the order in which Sebina's catalogues print them."""

ENGLISH: tuple[tuple[str, str], ...] = (
    ("Record No.", "id"), ("Record number", "id"), ("Bibliographic level", "level"), ("Document type", "format"),
    ("Main author", "author"), ("Author", "author"), ("Uniform title", "uniform"), ("Title", "title"),
    ("Edition", "edition"), ("Publication", "imprint"), ("Published", "imprint"), ("Imprint", "imprint"),
    ("Publisher", "imprint"), ("ISBN", "isbn"), ("ISSN", "issn"),
    ("Physical description", "extent"), ("Description", "extent"), ("Series", "series"), ("Collection", "series"),
    ("Other titles", "variant"), ("Other authors", "others"), ("Names", "others"), ("Dewey", "ddc"),
    ("Classification", "class"), ("Subjects", "subjects"), ("Subject", "subjects"), ("Country of publication", "country"),
    ("Language of publication", "language"), ("Language", "language"), ("Format", "format"),
    ("General notes", "note"), ("General note", "note"), ("Notes", "note"), ("Bibliography note", "bibliography"),
    ("Contents note", "contents"), ("Contents", "contents"), ("Summary", "summary"), ("Identifier", "id"),
    ("Holdings", "extra"),
)  # fmt: skip
"""Label → field of displays in English."""

DISPLAYS = (SHARE, SBN, SEBINA, ENGLISH)

CLOSED: dict[str, tuple[str, ...]] = {
    "format": (
        "Materiale a stampa", "Testo a stampa", "Testo", "Manoscritto", "Musica a stampa", "Musica manoscritta",
        "Materiale cartografico a stampa", "Materiale cartografico manoscritto", "Videoregistrazioni", "Video",
        "Audio registrazioni non musicali", "Audio registrazioni musicali", "Registrazioni sonore", "Grafica",
        "Risorsa elettronica", "Computer media", "Multimedia", "Oggetto", "Language material", "Printed text",
    ),
    "level": (
        "Analitico", "Monografia", "Seriale", "Periodico", "Collezione", "Risorsa integrativa", "Spoglio", "Monograph",
        "Serial",
    ),
}  # fmt: skip
"""Fields whose values are a closed list: what follows such a value belongs elsewhere (guide §7.4)."""

REPEATABLE = frozenset({"isbn", "series", "others", "bodies", "note", "variant", "ddc", "class", "extra", "issn"})

FIELDS: dict[str, str] = {label: field for display in reversed(DISPLAYS) for label, field in display}
"""Label → field, of all displays."""

TITLES = frozenset({"title", "isbd"})
"""Fields that hold a title."""

_STATEMENT = ("title", "isbd")
_SOURCES: dict[str, tuple[str, ...]] = {
    "title": _STATEMENT, "subtitle": _STATEMENT, "responsibility": _STATEMENT, "parallel_titles": _STATEMENT,
    "contributors": ("author", "others", "bodies"), "edition": ("edition", "isbd"),
    "imprints": ("imprint", "place", "publisher", "date", "isbd"), "date": ("imprint", "date", "isbd"),
    "extent": ("extent", "isbd"), "series": ("series", "isbd"), "isbns": ("isbn", "numbers", "isbd"),
    "identifiers": ("id", "issn"), "classes": ("ddc", "class"), "subjects": ("subjects", "genres", "keywords"),
    "languages": ("language",), "contents": ("contents",), "summary": ("summary",),
    "notes": ("note", "bibliography", "contents", "numbers", "isbd", "level", "format"), "uniform_title": ("uniform",),
    "other_titles": ("variant", "title"), "country": ("country",),
}  # fmt: skip
ORIGINS: dict[str, tuple[str, ...]] = {
    made: tuple(label for label, field in FIELDS.items() if field in fields) for made, fields in _SOURCES.items()
}
"""Field of a book → the labels under which it stands; a note may follow the value of a closed list (guide §7.4)."""
