"""Words that subject headings and contents lists are made of: LCSH free-floating subdivisions and their Italian partners.

The lists are data of the rules in `subjects` and `contents`: common free-floating subdivisions (Library of Congress
Subject Headings Manual, H 1095 and H 1100 ff.; Nuovo soggettario's forms), chosen by their use in library records.
Everything is in lower case. Places are the territories of Unicode CLDR in English and Italian, by Babel.
"""

from functools import cache

FORMS = frozenset(
    line.strip()
    for line in """
    abstracts|atlases|autobiography|bibliography|bio-bibliography|biography|blogs|book reviews|cases|case studies|catalogs
    |chronology|comic books, strips, etc|commentaries|concordances|congresses|conversation and phrase books|correspondence
    |cross-cultural studies|databases|diaries|dictionaries|directories|drama|early works to 1800|encyclopedias|examinations
    |exhibitions|facsimiles|fiction|film catalogs|forms|gazetteers|genealogy|guidebooks|handbooks, manuals, etc|humor
    |indexes|interviews|juvenile fiction|juvenile literature|laboratory manuals|legends
    |longitudinal studies|manuscripts|maps|miscellanea|notebooks, sketchbooks, etc|outlines, syllabi, etc
    |patents|periodicals|personal narratives|pictorial works|poetry|popular works|portraits
    |posters|problems, exercises, etc|quotations, maxims, etc|records and correspondence|registers|reviews|scores|sermons
    |slides|songs and music|sources|specimens|speeches in congress|statistics|study guides|tables|terminology
    |textbooks|translations|treaties|union lists|video catalogs
    |atti di congressi|bibliografie|bibliografia|carteggi|cataloghi|congressi|dizionari|documenti|enciclopedie
    |fonti|manuali|periodici|repertori|statistiche|testimonianze
    """.replace("\n", "").split("|")
    if line.strip()
)

TOPICS = frozenset(
    line.strip()
    for line in """
    administration|aims and objectives|analysis|anecdotes|appropriations and expenditures|archives|attitudes|authorship
    |boundaries|buildings, structures, etc|campaigns|causes|censorship|characters|citizen participation|civil rights
    |civilization|claims|climate|collectibles|colonies|commerce|communication systems|comparative studies|competitions
    |computer-assisted instruction|computer network resources|computer programs|conservation and restoration
    |control|corrupt practices|cost effectiveness|costs|criticism and interpretation|criticism, interpretation, etc
    |cultural policy|data processing|death and burial|decision making|defense measures|defenses|design and construction
    |diagnosis|diplomatic history|drawings|dwellings|economic aspects|economic conditions|economic integration
    |economic policy|economic relations|education|effect of technological innovations on|employees|employment
    |environmental aspects|environmental conditions|equipment and supplies|ethics|ethnic relations|ethnology|evaluation
    |evidence, authority, etc|executive departments|experiments|faculty|family|finance|fisheries|folklore|food supply
    |forecasting|foreign economic relations|foreign influences|foreign public opinion|foreign relations
    |foreign relations administration|functional illiteracy|geography|government policy|government relations|grammar
    |health and hygiene|health aspects|historical geography|historiography|history|history and criticism
    |history, military|history, naval|identification|in art|industries|influence|information resources|information services
    |insignia|intellectual life|international cooperation|international status|interpretation and construction
    |inventories|investigation|journalism|kings and rulers|labor unions|language|languages|law and legislation
    |legal status, laws, etc
    |library resources|licenses|life skills guides|literary collections|location|maintenance and repair|management
    |manufacture|marketing|materials|mathematical models|mathematics|measurement|medals|medical care|membership|methodology
    |methods|military aspects|military life|military policy|military relations|mobilization|models|monuments
    |moral and ethical aspects|mortality|museums|name|names|national security|nationalism|naval operations|officials and employees
    |operational readiness|organization|organization and administration|origin|participation, african american
    |peacekeeping forces|peace|personnel management|philosophy|physiological aspects|planning|political activity
    |political and social views|political aspects|politics and government|population|prevention|prices|prisoners and prisons
    |procurement|production control|production standards|products|professional ethics|programming|prophecies|protection
    |protest movements|psychological aspects|psychology|public opinion|public relations|publishing|quality control
    |race relations|rates|reconstruction|recreation|recruiting, enlistment, etc|refugees|regulation|relations
    |relations with foreign countries|religion|religious aspects|remedial teaching|reparations|reorganization|research
    |research grants|riots|risk assessment|road guides|safety measures|safety regulations|sanctions|scholarships, fellowships, etc
    |secret service|security measures|services for|sexual behavior|shrines|simulation methods|social aspects
    |social conditions|social life and customs|social policy|societies, etc|sociological aspects|soldiers|sounds
    |spiritual life|standards|state supervision|statehood|strategic aspects|strategy|study and teaching
    |suffrage|supervision|supply and demand|supply of|surveys|taxation|technique|technological innovations|territorial expansion
    |territorial questions|territories and possessions|testing|theory, etc|therapeutic use|training of|transportation
    |travel|treatment|trials, litigation, etc|underground movements|valuation|versification|veterans|violence against
    |vocational guidance|war use|warfare|weapons systems|women|women's rights|yields|youth
    |aspetti economici|aspetti giuridici|aspetti politici|aspetti psicologici|aspetti religiosi|aspetti sociali|condizioni economiche
    |condizioni sociali|cooperazione internazionale|cultura|diplomazia|economia|filosofia|insegnamento|interpretazione
    |legislazione|letteratura|organizzazione|partecipazione|politica|politica economica|politica estera|politica interna
    |politica militare|politica sociale|relazioni internazionali|rapporti|rapporti con l'estero|relazioni|ruolo|sicurezza|società|storia
    |storia e critica|storiografia|teoria|teorie|tutela|vita sociale
    """.replace("\n", "").split("|")
    if line.strip()
)

JOINING = frozenset(
    [
        "a",
        "about",
        "after",
        "against",
        "among",
        "an",
        "and",
        "as",
        "at",
        "before",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "or",
        "over",
        "per",
        "the",
        "through",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "versus",
        "via",
        "with",
        "within",
        "without",
        "al",
        "alla",
        "alle",
        "ai",
        "agli",
        "allo",
        "con",
        "contro",
        "da",
        "dal",
        "dalla",
        "dalle",
        "dei",
        "del",
        "dell",
        "della",
        "delle",
        "dello",
        "degli",
        "di",
        "e",
        "ed",
        "fra",
        "il",
        "in",
        "la",
        "le",
        "lo",
        "nei",
        "nel",
        "nella",
        "nelle",
        "per",
        "su",
        "sul",
        "sulla",
        "tra",
        "un",
        "una",
        "gli",
        "i",
        "au",
        "aux",
        "avec",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "les",
        "par",
        "pour",
        "sous",
        "sur",
        "un",
        "une",
        "von",
        "und",
        "der",
        "die",
        "das",
        "im",
        "zur",
        "zum",
        "y",
        "el",
        "los",
        "las",
        "para",
        "with",
        "etc.",
    ]
)
"""Words after which a heading cannot end."""

FRONT = frozenset(
    [
        "front matter",
        "frontmatter",
        "cover",
        "half title",
        "half-title",
        "half title page",
        "title page",
        "title",
        "copyright",
        "copyright page",
        "dedication",
        "epigraph",
        "contents",
        "table of contents",
        "detailed contents",
        "brief contents",
        "list of figures",
        "list of tables",
        "list of figures and tables",
        "list of tables and figures",
        "list of illustrations",
        "list of maps",
        "list of abbreviations",
        "list of acronyms",
        "list of contributors",
        "list of boxes",
        "figures",
        "tables",
        "figures and tables",
        "tables and figures",
        "figures, tables, and maps",
        "illustrations",
        "maps",
        "abbreviations",
        "acronyms",
        "abbreviations and acronyms",
        "acronyms and abbreviations",
        "acknowledgments",
        "acknowledgements",
        "preface",
        "preface and acknowledgments",
        "preface and acknowledgements",
        "foreword",
        "contributors",
        "notes on contributors",
        "about the author",
        "about the authors",
        "about the editors",
        "about the contributors",
        "series editor's preface",
        "note on transliteration",
        "note on sources",
        "frontespizio",
        "copertina",
        "indice",
        "indice generale",
        "sommario",
        "ringraziamenti",
        "prefazione",
        "presentazione",
        "premessa",
        "abbreviazioni",
        "sigle e abbreviazioni",
        "elenco delle abbreviazioni",
        "avant-propos",
        "remerciements",
        "table des matières",
        "sommaire",
        "inhalt",
        "inhaltsverzeichnis",
        "vorwort",
        "danksagung",
        "prólogo",
        "agradecimientos",
        "índice",
    ]
)
BACK = frozenset(
    [
        "notes",
        "endnotes",
        "bibliography",
        "select bibliography",
        "selected bibliography",
        "references",
        "works cited",
        "further reading",
        "suggested reading",
        "suggestions for further reading",
        "index",
        "indexes",
        "subject index",
        "author index",
        "name index",
        "index of names",
        "glossary",
        "bibliography and index",
        "notes and references",
        "sources",
        "note",
        "bibliografia",
        "riferimenti bibliografici",
        "indice dei nomi",
        "indice analitico",
        "indice dei nomi e dei luoghi",
        "glossario",
        "bibliographie",
        "literaturverzeichnis",
        "register",
        "personenregister",
        "sachregister",
        "back matter",
        "backmatter",
        "about the author",
        "colophon",
        "backcover",
        "back cover",
    ]
)


@cache
def places() -> frozenset[str]:
    """Names of countries and territories in English and Italian."""
    from babel import Locale

    found = {name.casefold() for language in ("en", "it") for name in Locale.parse(language).territories.values()}
    more = "great britain|soviet union|ottoman empire|stati uniti d'america|unione sovietica|gran bretagna|middle east|balkan peninsula"
    return frozenset(found | set(more.split("|")))
