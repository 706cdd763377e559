"""The ordinary names of columns in five languages → fields: what a table or a list of books may call its values.

`FIELDS` are the names that `[sources.columns]` may give; `NAMES` the words that people write over a column. A name is
compared without case, accents, marks and spaces ("ISBN_13", "isbn 13"; "dateFinished", "date finished").
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Value(NamedTuple):
    """What stands under one column: its field ("" for an unknown one) and its texts, each one value where `apart`."""

    column: str
    field: str
    texts: list[str]
    apart: bool = False


Values = dict[str, list[Value]]
"""Field → what stands under its columns."""

FIELDS: dict[str, str] = {
    "title": "the title; \"(Earthsea, #1)\" at its end is read as the series",
    "subtitle": "the rest of the title",
    "original title": "the title of the original, or another title",
    "author": "who wrote it",
    "editor": "who edited it",
    "translator": "who translated it",
    "illustrator": "who illustrated it",
    "contributor": "who took part in another way",
    "narrator": "who reads it aloud",
    "publisher": "the publisher",
    "place": "the place of publication",
    "date": "the date or year of this edition",
    "first published": "the year of the first edition; stands for the date where there is none",
    "edition": "the edition, as printed",
    "pages": "the number of pages, or the extent as printed",
    "series": "the series; a number at its end (\", #1\") is read as the volume",
    "volume": "the number in the series",
    "isbn": "ISBNs",
    "issn": "the ISSN",
    "doi": "the DOI",
    "lccn": "the number of the Library of Congress",
    "oclc": "the number of OCLC",
    "openlibrary": "the key of Open Library",
    "goodreads": "the number of Goodreads",
    "librarything": "the number of LibraryThing",
    "asin": "the number of Amazon",
    "wikidata": "the item of Wikidata",
    "id": "the record's own number",
    "language": "the language, by name or code",
    "original language": "the language of the original",
    "subject": "subjects, parted by semicolons",
    "keywords": "keywords, parted by semicolons or commas",
    "genre": "genres",
    "dewey": "the Dewey number",
    "lcc": "the Library of Congress classification",
    "udc": "the UDC number",
    "class": "a number of another classification, a call number",
    "summary": "what the book is about",
    "notes": "notes on the book",
    "link": "an address on the web",
    "format": "what carries it: hardcover, e-book, audiobook",
    "type": "what it is: book, article, film",
    "journal": "what an article or chapter stands in",
    "status": "personal: to read, reading, read, abandoned; any other word is a shelf",
    "shelves": "personal: the owner's shelves",
    "tags": "personal: the owner's tags",
    "rating": "personal: the owner's stars, of five or as \"7/10\"",
    "started": "personal: when the reading began",
    "finished": "personal: when the reading ended",
    "stopped": "personal: when the reading was given up",
    "added": "personal: when it came into the list",
    "review": "personal: the owner's review",
    "spoiler": "personal: whether the review gives the story away",
    "private": "personal: private notes",
    "owned": "personal: how many copies the owner has",
    "personal": "personal: loans, prices, condition; kept, and never shown",
}  # fmt: skip
"""Field → what it holds, for people."""

PERSONAL: dict[str, str] = {
    "status": "status",
    "shelves": "shelves",
    "tags": "tags",
    "rating": "rating",
    "started": "dates",
    "finished": "dates",
    "stopped": "dates",
    "added": "dates",
    "review": "review",
    "spoiler": "review",
    "private": "private",
    "owned": "owned",
    "personal": "private",
}
"""Personal field → the kind of personal data that it holds."""

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "subtitle": ("subtitle", "title"),
    "contributors": ("author", "editor", "translator", "illustrator", "narrator", "contributor"),
    "edition": ("edition",),
    "imprints": ("publisher", "place", "date"),
    "date": ("date", "first published"),
    "extent": ("pages", "format"),
    "series": ("series", "volume", "title"),
    "isbns": ("isbn",),
    "identifiers": ("issn", "doi", "lccn", "oclc", "openlibrary", "goodreads", "librarything", "asin", "wikidata"),
    "classes": ("dewey", "lcc", "udc", "class"),
    "subjects": ("subject", "keywords", "genre"),
    "languages": ("language",),
    "original_languages": ("original language",),
    "summary": ("summary",),
    "notes": ("notes",),
    "links": ("link",),
    "host": ("journal", "volume", "pages", "issn"),
    "other_titles": ("original title",),
    "reading": tuple(PERSONAL),
}
"""Field of Book → the fields from which it is taken."""

_WORDS: dict[str, str] = {
    "title": "title book-title name-of-book titolo titre titel buchtitel titulo title-of-book",
    "subtitle": "subtitle sub-title sottotitolo sous-titre soustitre untertitel subtitulo complemento-del-titolo",
    "original title": "original-title titolo-originale titre-original originaltitel titulo-original other-title other-titles alternative-title",
    "author": "author authors author-s author-text author-name authors-names primary-author first-author additional-authors secondary-author co-authors writer "
    "writers creator creators by autore autori autrice autore-i auteur auteurs auteure auteur-s verfasser verfasserin autor autoren autorin autora autores autor-es",
    "editor": "editor editors edited-by curatore curatori a-cura-di curatela directeur-de-publication herausgeber herausgeberin hrsg editor-literario coordinador",
    "translator": "translator translators translated-by traduttore traduttori traduttrice traduzione-di traducteur traducteurs traductrice ubersetzer ubersetzerin ubersetzung traductor traductora traductores",
    "illustrator": "illustrator illustrators illustrated-by illustratore illustratori illustratrice illustrateur illustratrices ilustrador ilustradora illustratorin",
    "contributor": "contributor contributors other-contributors collaboratori contributeurs mitwirkende colaboradores",
    "narrator": "narrator narrators read-by narratore lettore-audio narrateur sprecher narrador",
    "publisher": "publisher publishers publishing-house imprint editore editori casa-editrice editrice editeur editeurs maison-d-edition verlag verlage herausgebender-verlag editorial editoriales",
    "place": "place place-of-publication publication-place places city city-of-publication luogo luogo-di-pubblicazione luogo-di-edizione citta lieu lieu-de-publication lieu-d-edition ville ort verlagsort erscheinungsort "
    "lugar lugar-de-publicacion ciudad",
    "date": "date year published published-date published-year published-in publication-date publication-year date-of-publication year-of-publication year-published date-published pub-date pub-year pubdate "
    "publish-date publish-year released release-date copyright copyright-year copyright-date issued anno anno-di-pubblicazione anno-pubblicazione anno-di-edizione anno-edizione data data-di-pubblicazione data-pubblicazione annee "
    "annee-de-publication annee-d-edition date-de-publication date-de-parution parution jahr erscheinungsjahr erscheinungsdatum datum veroffentlicht veroffentlichungsjahr ano ano-de-publicacion ano-de-edicion fecha "
    "fecha-de-publicacion",
    "first published": "original-publication-year original-year original-publication-date first-published first-publication-year first-publish-year year-first-published originally-published first-edition-year anno-prima-edizione "
    "prima-edizione anno-originale annee-de-premiere-publication erstveroffentlichung ersterscheinungsjahr primera-publicacion ano-original",
    "edition": "edition edition-statement edition-name edizione n-edizione auflage ausgabe edicion",
    "pages": "pages num-pages number-of-pages page-count pagecount no-of-pages n-pages nb-pages total-pages length-in-pages extent physical-description pagine n-pagine numero-pagine numero-di-pagine num-pagine pag "
    "descrizione-fisica nombre-de-pages nombre-pages nb-de-pages seiten seitenzahl anzahl-seiten umfang paginas numero-de-paginas num-paginas",
    "series": "series series-title series-name serie serie-titolo collana collection reihe reihentitel schriftenreihe coleccion saga ciclo cycle",
    "volume": "volume vol volume-number series-number number-in-series series-index series-num series-position book-number number no issue volume-no volume-nr numero numero-nella-serie numero-collana n tome numero-de-serie band "
    "bandnummer bandzahl nummer volumen tomo",
    "isbn": "isbn isbns isbn10 isbn13 isbn-10 isbn-13 isbn-uid isbn-ean isbn10-13 isbn-13-ean isbn-number codice-isbn ean ean13 isbn-nr numero-isbn isbn-issn isbn-ebook isbn-print eisbn e-isbn",
    "issn": "issn eissn e-issn issn-l",
    "doi": "doi",
    "lccn": "lccn",
    "oclc": "oclc oclc-number oclc-numbers worldcat worldcat-id",
    "openlibrary": "openlibrary openlibrary-key open-library-key open-library-id openlibrary-id olid ol-id open-library",
    "goodreads": "goodreads goodreads-id goodreads-key goodreads-book-id",
    "librarything": "librarything librarything-id librarything-key",
    "asin": "asin amazon-id aasin",
    "wikidata": "wikidata wikidata-id",
    "id": "id book-id record-id uid uuid identifier record-number nr key identificativo codice numero-d-inventario inventario inventory-number accession-number identifiant kennung inventarnummer identificador",
    "language": "language languages language-code lang lingua lingue lingua-di-pubblicazione langue langues sprache sprachen idioma idiomas lengua",
    "original language": "original-language original-languages lingua-originale langue-originale originalsprache idioma-original",
    "subject": "subject subjects subject-headings category categories topic topics theme themes descriptors soggetto soggetti argomento argomenti categoria categorie temi tema sujet sujets "
    "vedettes-matiere schlagwort schlagworter schlagworte thema themen kategorie kategorien sachgebiet materia materias temas "
    "categorias",
    "keywords": "keyword keywords key-words parole-chiave parola-chiave mots-cles mot-cle stichwort stichworter stichworte palabras-clave palabra-clave",
    "genre": "genre genres main-genre genere generi gattung gattungen genero generos",
    "dewey": "dewey dewey-decimal dewey-number dewey-decimal-number dewey-class ddc cdd classe-dewey classificazione-dewey dewey-klassifikation",
    "lcc": "lcc lc-classification lc-class loc-class library-of-congress-classification lc-call-number congress",
    "udc": "udc cdu udk",
    "class": "class classification call-number call-no callnumber shelf-mark shelfmark other-call-number classe classificazione collocazione segnatura cote indice signatur standort-signatur signatura clasificacion notation",
    "summary": "summary description abstract synopsis blurb plot book-description long-description annotation overview about riassunto descrizione trama sinossi quarta-di-copertina sommario resume quatrieme-de-couverture beschreibung "
    "zusammenfassung inhalt inhaltsangabe klappentext kurzbeschreibung resumen sinopsis descripcion argumento",
    "notes": "note notes comment comments remarks bibliographic-note general-note annotazioni commento commenti osservazioni commentaire commentaires remarques anmerkung anmerkungen notiz notizen bemerkung bemerkungen kommentar nota "
    "notas comentario comentarios observaciones",
    "link": "link links url urls website web-page webpage web info-link canonical-url permalink collegamento indirizzo sito lien liens site adresse-web webseite adresse enlace enlaces sitio",
    "format": "format binding media medium physical-format edition-format cover-type formato rilegatura legatura supporto tipo-di-copertina reliure einband bindung ausstattung encuadernacion soporte",
    "type": "type item-type record-type document-type material-type resource-type tipo tipo-documento tipo-di-documento tipologia type-de-document dokumenttyp art-des-dokuments medienart tipo-de-documento",
    "journal": "journal magazine periodical container-title journal-title rivista periodico revue zeitschrift revista",
    "status": "status read-status reading-status exclusive-shelf shelf reading-state read read-it have-read progress-status stato stato-lettura stato-di-lettura letto lu statut statut-de-lecture etat-de-lecture gelesen lesestatus estado "
    "estado-de-lectura leido",
    "shelves": "shelves bookshelf bookshelves shelf-name custom-shelves collections my-shelves lists my-lists scaffale scaffali etagere etageres regal regale bucherregal estante estantes estanteria estanterias",
    "tags": "tag tags my-tags labels etichetta etichette etiquette etiquettes etikett etiketten etiqueta etiquetas",
    "rating": "rating my-rating your-rating star-rating stars user-rating personal-rating score my-score grade voto valutazione il-mio-voto mio-voto stelle giudizio note-personnelle ma-note etoiles evaluation bewertung meine-bewertung sterne "
    "puntuacion mi-puntuacion valoracion calificacion estrellas",
    "started": "started start-date date-started started-reading started-on date-start begun began reading-started data-inizio inizio iniziato data-inizio-lettura inizio-lettura date-de-debut commence debut debut-de-lecture begonnen gestartet "
    "lesebeginn startdatum empezado inicio fecha-de-inicio comenzado",
    "finished": "finished finish-date date-finished finished-reading finished-on date-read dates-read read-dates last-date-read end-date date-end read-date read-on date-completed completed completed-on reading-finished data-fine fine finito "
    "data-lettura data-di-lettura data-fine-lettura letto-il fine-lettura date-de-fin termine fin-de-lecture date-de-lecture lu-le beendet leseende enddatum gelesen-am lesedatum terminado fin acabado fecha-de-fin fecha-de-lectura leido-el",
    "stopped": "stopped stopped-date date-stopped date-abandoned abandoned abandoned-on dropped dropped-date dropped-dates abbandonato data-abbandono abandonne abgebrochen abandonado",
    "added": "added date-added added-on date-of-adding entry-date acquired date-acquired aggiunto data-aggiunta aggiunto-il data-inserimento ajoute ajoute-le date-d-ajout hinzugefugt hinzugefugt-am aufgenommen anadido fecha-de-alta agregado",
    "review": "review my-review review-content review-text recensione la-mia-recensione critica critique ma-critique avis mon-avis rezension meine-rezension resena mi-resena opinion",
    "spoiler": "spoiler spoilers contains-spoilers has-spoiler",
    "private": "private private-note private-notes private-comment my-notes personal-notes personal-note note-private note-personali note-personale appunti appunti-privati notes-privees notes-personnelles private-notizen private-notiz "
    "personliche-notizen notas-privadas notas-personales",
    "owned": "owned owned-copies copies own owned-by-me number-of-copies my-copies posseduto possedute copie copie-possedute n-copie exemplaires possede exemplare im-besitz besitz ejemplares copias en-propiedad",
    "personal": "loaned loaned-to lent lent-to lending borrower borrowed-by borrowed-from loan loan-date due-date price purchase-price price-paid paid cost value purchase-date date-purchased bought bought-from bought-at purchased-at purchase-location "
    "purchase-place condition signed gift gift-from recommended-by recommended-for lending-patron lending-status lending-start lending-end prestato prestato-a in-prestito-a prestito prezzo prezzo-di-acquisto costo data-acquisto data-di-acquisto "
    "acquistato-da acquistato condizioni condizione consigliato-da regalo prete prete-a emprunteur pret prix prix-d-achat date-d-achat achete-a recommande-par verliehen verliehen-an ausgeliehen-an leihgabe preis kaufpreis kaufdatum gekauft-bei "
    "zustand empfohlen-von prestado-a prestamo precio precio-de-compra fecha-de-compra comprado-en recomendado-por friends friend amici email borrower-email",
}

NAMES: dict[str, str] = {word.replace("-", " "): field for field, words in _WORDS.items() for word in words.split()}
"""Name of a column as `normal` makes it → field."""

NAMES |= {field: field for field in FIELDS}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SCALE = re.compile(r"[\[(]?\s*(?:/|1\s*[-–]|0\s*[-–]|out of|of|su|sur|von|de)\s*(\d{1,3})\s*[\])]?$", re.IGNORECASE)
_OTHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A column's name without case, accents and marks: words parted by one space."""
    parts = _CAMEL.sub(" ", name[:200])
    plain = "".join(c for c in unicodedata.normalize("NFKD", parts) if not unicodedata.combining(c))
    return _OTHER.sub(" ", plain.casefold()).strip()


@lru_cache(maxsize=4096)
def field(name: str) -> str:
    """The field that a column of this name holds, or "". "Rating (1-10)" and "Voto /10" are ratings too."""
    found = NAMES.get(normal(name), "")
    if not found and (match := _SCALE.search(name[:200])):
        bare = NAMES.get(normal(name[: match.start()]), "")
        found = bare if bare == "rating" else ""
    return found


@lru_cache(maxsize=1024)
def scale(name: str) -> int:
    """How many stars a column of ratings counts by its name ("Rating (1-10)"); 0 where it does not say."""
    match = _SCALE.search(name[:200])
    return int(match[1]) if match else 0
