"""Subject strings of the Soggettario di Firenze as SBN exports them: the whole string in 606 $a, parted by " - ".

"Teatro - Italia - 1919-1927", "Baraza <famiglia> - Storia", "Cehov, Anton Pavlovic . Cajka - Messinscena". The field does not
say what a heading is, so a person is known by the inverted name or the epithet in `<…>`, a place and a subdivision by
tables: names of form and period as the Soggettario (1956) and the Nuovo soggettario (2006) have them. What no table holds has
no type. A record that has the words "no sogg" has no subject.
"""

import re
from functools import cache

from shelflist.cataloguing import names, subjects, vocabulary
from shelflist.cataloguing.punctuation import strip_heading


def _table(text: str) -> frozenset[str]:
    return frozenset(text.replace("\n    ", "").strip().split("|"))


FORMS = _table("""
    abbecedari|album|aneddoti|annuari|annuario|antologie|antologie e raccolte|atlanti|atti|atti di congressi
    |bibliografia|bibliografie|biografia|biografie|calendari|carteggi|cataloghi|collezioni|commenti|concordanze
    |conferenze|congressi|cronache|cronologia|diari|diari e memorie|discorsi|dizionari|dizionari enciclopedici
    |documenti|edizioni|enciclopedie|enciclopedie e dizionari|epistolari|esposizioni|facsimili|film|fonti
    |fonti iconografiche|fotografie|guide|indici|interviste|inventari|itinerari|legislazione|lettere e carteggi
    |letture|libretti|libri per ragazzi|manuali|memorie|miscellanee|necrologi|opere complete|periodici|programmi
    |quaderni|raccolte|recensioni|regesti|repertori|rimari|saggi|scritti|scritti vari|spartiti|sritti|statistiche
    |testi|testimonianze|traduzioni|vocabolari
""")
TOPICS = _table("""
    accademie e istituti culturali|allestimento|analisi|architettura|architettura e scenografia|aspetti economici
    |aspetti giuridici|aspetti politici|aspetti psicologici|aspetti sociali|attivita|attori|autobiografia|autori
    |autori irlandesi|autori lombardi|autori napoletani|biblioteca|biblioteche|bombardamenti|cafe-chantant
    |celebrazioni|censura|collaborazione|commedie|critica|cultura|descrizioni e viaggi|economia|estetica|etimologia
    |filosofia|formazione|fortuna|grammatica|incisioni|influssi|insegnamento|interpretazione|interpreti
    |interventi pubblici|istituti artistici|istituti e centri scientifici|istituti letterari|istituti scientifici
    |lavoro|lessico|lingua|messinscena|metrica|musei|museo|musica|opere|opere drammatiche|opere narrative
    |opere poetiche|opere teatrali|organizzazione|pensiero filosofico|personaggi|poesia|poesie|poetica|politica
    |politica coloniale|politica estera|processo|rapporti|rappresentazioni|regia|religione|restauro|romanzi
    |scenografia|stile|storia|storia e critica|storiografia|studi|studio critico|teatri|teatro|teatro veneziano
    |tecnica|temi|teoria|tragedie|tutela|universita|usi e costumi|vita|vita artistica e culturale|vita sociale
    |vita teatrale
""")
PLACES = _table("""
    abruzzo|africa|agrigento|alessandria|america|america latina|amsterdam|ancona|aosta|arezzo|ascoli piceno|asia|asti
    |atene|avellino|barcellona|bari|basilicata|baviera|belluno|benevento|bergamo|berlino|biella|bisanzio|boemia
    |bologna|bolzano|boston|brescia|brindisi|bruxelles|budapest|cagliari|calabria|caltanissetta|campania|campobasso
    |caserta|catania|catanzaro|cecoslovacchia|chicago|chieti|cidambaram|citta di castello|como|cosenza|costantinopoli
    |cremona|crotone|cuneo|emilia|emilia-romagna|enna|europa|fermo|ferrara|firenze|foggia|forli|friuli
    |friuli-venezia giulia|frosinone|galles|genova|gerusalemme|ginevra|gorizia|gran bretagna|grecia antica|grosseto
    |imperia|inghilterra|isernia|istanbul|jugoslavia|l'aquila|la spezia|latina|lazio|lecce|lecco|leningrado|liguria
    |lisbona|livorno|lodi|lombardia|londra|lucca|lugano|macerata|madrid|mantova|marche|massa|matera|mediterraneo
    |messina|milano|modena|molise|monaco di baviera|monza|mosca|napoli|new york|novara|nuoro|occidente|oriente
    |oristano|padova|paesi bassi|palermo|parigi|parma|pavia|perugia|pesaro|pescara|piacenza|piemonte|pisa|pistoia
    |pordenone|potenza|praga|prato|prussia|puglia|ragusa|ravenna|reggio calabria|reggio emilia|rieti|rimini|roma
    |roma antica|romagna|rovigo|salerno|san pietroburgo|sardegna|sassari|savona|scozia|sicilia|siena|siracusa|sondrio
    |stati uniti d'america|taranto|teramo|terni|torino|toscana|trapani|trentino|trento|treviso|trieste|udine|umbria
    |unione sovietica|urbino|urss|valle d'aosta|varese|varsavia|veneto|venezia|verbania|vercelli|verona|vibo valentia
    |vicenza|vienna|viterbo|washington|zurigo
""")
BODIES = (
    "accademia", "associazione", "biblioteca", "circolo", "compagnia", "fondazione", "galleria", "istituto", "museo", "pinacoteca",
    "societa", "società", "teatro alla", "teatro stabile", "teatro dei", "teatro dell", "teatro regio", "teatro san", "universita", "università", "ospedale",
)  # fmt: skip
"""Words with which the name of a body begins."""

WITHIN = ("teatro ", "piccolo teatro", "group theatre", "folger library", "circondario", "tempio", "istituti")
"""What else stands below a place as its part: neither form nor period."""

SCHEMES = frozenset({"", "fi", "fir", "sog", "nsogi"})
"""Codes of the Soggettario in 606 $2; SBN's own records often have none."""

NONE = frozenset({"no sogg", "no soggetto", "senza soggetto"})
_SPAN = re.compile(r"(?<=\d{4}) - (?=\d{4}(?:$| - ))")
_PERIOD = re.compile(
    r"^(?:sec(?:\.|oli?) ?[\divxl]{1,5}\.?(?:\s?[-/]\s?[\divxl]{1,5}\.?)?(?: a\.\s?c\.)?|origini(?:[- ].*)?|fino al .*|dal .*"
    r"|\d{3,4}(?:\s?-\s?(?:\d{2,4})?)?|(?:preistoria|antichita|medioevo|medio evo|rinascimento|eta .*))$"
)
_PERSON = re.compile(
    r"^(?:(?:[a-z]{1,3} ?)?[^\W\d_][^,<>()]{0,40}), ((?:(?:d['’]|(?:de|di|da|del|della|von|van|y|e) )?[^\W\d_a-z][\w'’?.ʹ-]*\s?){1,5})$"
)
_LIVED = re.compile(r" \(\d{4}-(?:\d{4})?\)$")
_FROM = re.compile(r"^[^\W\d_]+ da [^\W\d_a-z][\w'’]+$")
_WORK = re.compile(r"^([^,.]{2,40}, [^,.]{2,60}?) \. (?=\S)")
_SAINT = re.compile(
    r"\((?:santo|santa|papa|imperatore|re|regina|beato|famiglia|pittore|attore|musicista|scrittore)[^()]*\)$"
)
_TELEVISION = re.compile(r"\((?:trasmissione|film|periodico|rivista|opera)[^()]*\)$")


@cache
def subdivision_type(text: str) -> str:
    """form, period, place or topic, or "" where no table has the words. Capitals and lost accents do not matter."""
    folded = text.casefold().strip(" .")
    plain = names.fold(text)
    if folded in FORMS or plain in FORMS:
        return "form"
    if _PERIOD.match(folded) or _PERIOD.match(plain):
        return "period"
    if folded in TOPICS or plain in TOPICS:
        return "topic"
    if folded in PLACES or folded in vocabulary.places() or folded.endswith("(territorio)"):
        return "place"
    if plain.startswith(BODIES + WITHIN):
        return "topic"
    return subjects.subdivision_type(text)


def kind_of(main: str) -> str:
    """What a heading is: person, corporate, place or topic."""
    folded = main.casefold()
    if _TELEVISION.search(folded):
        return "title"
    if _PERSON.match(_LIVED.sub("", main)) or _SAINT.search(folded) or (_FROM.match(main) and not main.isupper()):
        return "person"
    if folded in PLACES or folded in vocabulary.places() or folded.endswith("(territorio)"):
        return "place"
    return "corporate" if folded.startswith(BODIES) and len(folded.split()) > 1 else "topic"


def heading(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """(main part, kind, [(type, subdivision)]) of a whole string; the main part is "" where it says that there is no subject."""
    if names.fold(text) in NONE:
        return "", "topic", []
    # Two years with a dash between are one period, and an underscore holds the words of a family name together.
    text = _SPAN.sub("-", text.replace("_", " "))
    main, *rest = [part for piece in text.split(" - ") if (part := strip_heading(piece.strip()))] or [""]
    if match := _WORK.match(main):
        return f"{match[1]}. {main[match.end() :]}", "title", [(subdivision_type(part), part) for part in rest]
    return main, kind_of(main), [(subdivision_type(part), part) for part in rest]
