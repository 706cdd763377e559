"""Labelled records of our own invention: no such book, author, publisher or number is in any catalogue."""

SHARE_RUN = (
    "1. Record Nr. UNIXX0000000000000001 Autore Falconi Berta L. Titolo Mapping the Salt Roads: Tolls, Ferries, and "
    "Trust / / Berta L. Falconi Pubbl/distr/stampa Port Amble, ME:,: Lanternhouse Press,, [2017] ©2017 **ISBN** "
    "88-99991-01-4 Descrizione fisica 1 online resource (312 pages) Collana Lanternhouse studies online Disciplina "
    "388/.109 Soggetti Trade routes - History Salt industry and trade (Coastal areas) - Economic aspects Lingua di "
    "pubblicazione Inglese **Formato** Materiale a stampa Livello bibliografico Monografia First issued as a set of "
    "maps. Note generali Nota di bibliografia Includes bibliographical references. Nota di contenuto Preface --1. The "
    "First Ferry -- 2. Counting Carts (1801-1809) -- Index Sommario/riassunto A study of tolls.\n"
)
"""One record as running text, bold where the display has it, a value before its label."""

SHARE_LINES = """Record Nr. UNIXX0000000000000002
Autore Della Ripa Ugo
Titolo Il mulino del vento lento : romanzo / Ugo Della Ripa
Edizione 2. ed
Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 1998
ISBN 978-88-99991-02-9
Descrizione fisica 245 p. : ill. ; 21 cm
Collana Le storie ; 12
Altri autori (Persone) Neri, Ada [traduttore]
Disciplina 853.914
Lingua di pubblicazione Italiano
Formato Materiale a stampa
Livello bibliografico Monografia
Sommario/riassunto Un mulino, un vento, una lite.
"""
"""The same display with a line for each label, without bold and without colons."""

THREE_IN_A_FILE = (
    "1. **Record Nr.** UNIXX0000000000000011 **Autore** Alba, Rina **Titolo** Prima lanterna / Rina Alba "
    "**Pubbl/distr/stampa** Vallescura : Colombo & Figli, 2001\n"
    "\n"
    "2. **Record Nr.** UNIXX0000000000000012 **Titolo** Seconda lanterna "
    "**Pubbl/distr/stampa** Vallescura : Colombo & Figli, 2002 **ISBN** 978-88-99991-01-2\n"
    "\n"
    "3. **Record Nr.** UNIXX0000000000000013 **Autore** Alba, Rina **Titolo** Terza lanterna / Rina Alba "
    "**Pubbl/distr/stampa** Vallescura : Colombo & Figli, 2003\n"
)
"""Three records, the second without an author."""

SBN = """Livello bibliografico:\tMonografia
Tipo documento:\tTesto a stampa
Autore:\tOrsini, Delia <1931-2004>
Titolo:\tL'*orto dei numeri : saggio sulle misure antiche / Delia Orsini ; a cura di Pio Testa
Pubblicazione:\tMontefinto : Quadrifoglio, stampa 1987
Descrizione fisica:\t188 p. : ill. ; 24 cm
Collezione:\tSaggi minori ; 7
   Note Generali:
   In appendice: tavole.
   Nomi:
   Testa , Pio
Soggetti:\tMisure - Storia
Paese di pubblicazione:\tITALIA
Lingua di pubblicazione:\titaliano
Codice identificativo:\tIT\\ICCU\\TST\\0000042
Localizzazioni:\tTutte | Nessuna
"""
"""OPAC SBN: label, colon, tab; notes and names on indented lines below their labels."""

SBN_TWO = """Livello bibliografico:\tMonografia
Titolo:\tUno dei due / Ida Volpe
Pubblicazione:\tMontefinto : Quadrifoglio, 1990
Codice del documento:\tIT\\ICCU\\TST\\0000051

Livello bibliografico:\tMonografia
Titolo:\tDue dei due / Ida Volpe
Pubblicazione:\tMontefinto : Quadrifoglio, 1991
Codice del documento:\tIT\\ICCU\\TST\\0000052
"""
"""Two records without "Record Nr.": the first label comes again."""

SEBINA = """Autore principale: Lumi, Ester
Titolo: Atlante delle fontane : guida ai borghi / Ester Lumi
Pubblicazione: Castelnebbia : Passi, 2012
Descrizione fisica: 96 p. : ill. ; 20 cm + 1 carta
Note generali: Con una pianta ripiegata.
Numeri: 978-88-99991-03-6
Classificazione Dewey: 914.5
Lingua di pubblicazione: Italiano
"""
"""A display with colons and spaces, as Sebina's catalogues print it."""

ENGLISH = """Record number: fx-2051
Author: Okwara, Thandi, 1969-
Title: The Quiet Ledger: Accounts of a River Bank / by Thandi Okwara
Edition: 2nd ed.
Published: Mistport : Heron & Daughters, c2009
ISBN: 978-0-19-999001-6 (pbk.)
Physical description: xii, 301 p. : maps ; 23 cm
Series: Ledgers and rivers ; 4
Other authors: Brandt, Ivo (editor)
Subjects: Banks and banking -- History
River life -- Fiction
Language: English
General notes: Maps on endpapers.
Summary: A bank beside a river keeps two sets of books.
"""

NO_AUTHOR = (
    "Record Nr. UNIXX0000000000000021 Titolo Almanacco delle nebbie Pubbl/distr/stampa [S.l.] : [s.n.], [18--?] "
    "Descrizione fisica 48 p. Lingua di pubblicazione Italiano\n"
)
"""No author, no ISBN, no place, no publisher, a century for a date."""

TWO_ISBNS = """Record Nr. UNIXX0000000000000031
Titolo Le due etichette
ISBN 978-88-99991-01-2
ISBN 978-88-99991-01-3
Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 2005
"""
"""The second number has a wrong check digit."""

PAGE_BREAK = """Record Nr. UNIXX0000000000000041
Titolo La lettera divisa
Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 2011
Sommario/riassunto Una lettera parte da un borgo e attraversa la

pianura prima di arrivare, con tre gior-
ni di ritardo, al mare.

Il secondo capoverso comincia qui.
"""

NO_TITLE = (
    "Record Nr. UNIXX0000000000000051 Autore Nessuno, Ada Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 2003 "
    "Lingua di pubblicazione Italiano\n"
)

SCRIPT = """Record Nr. UNIXX0000000000000061
Titolo <script>alert(1)</script> & altri segni / Ada "Nina" Neri
Pubbl/distr/stampa Borgolieve : <b>Ponte</b>, 2004
Soggetti <img src=x onerror=alert(1)>
"""

HEADING_WITHOUT_COLON = """1. Record Nr. UNIXX0000000000000071
Autore: Gatti, Olga
Titolo: Le scale di legno
Pubbl/distr/stampa: Borgolieve : Edizioni del Ponte, 1999
"""

LIFE_DATES = """Record Nr. UNIXX0000000000000081
Autore Prati, Lino, 1902-1977
Titolo Quaderno dei sassi / Lino Prati
Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 1950
Altri autori (Persone) Riva, Carla <1911- >
Altri autori (Enti) Società dei sassi
"""

NO_EXTENT = """Record Nr. UNIXX0000000000000091
Titolo Senza misura
Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 1972
Collana Piccole misure ; 3
"""
"""A series in a record that says nothing of its extent."""

TITLE_WITH_LABELS = (
    "Record Nr. UNIXX0000000000000095 Autore Bosco, Elio Titolo Il Titolo perduto e la Collana di vetro / Elio Bosco "
    "Pubbl/distr/stampa Borgolieve : Edizioni del Ponte, 1981 Lingua di pubblicazione Italiano\n"
)
"""Words of a title that are labels elsewhere."""

UNKNOWN_LABEL = """Titolo:\tCarta di prova
Autore:\tMele, Ivo
Pubblicazione:\tMontefinto : Quadrifoglio, 1994
Fondo speciale:\tLascito Mele
"""
"""A label that no table has."""

BROKEN_AMONG_GOOD = THREE_IN_A_FILE.replace("**Titolo** Seconda lanterna ", "")

BASE = """Record Nr. UNIXX0000000000000099
Autore Però, Noè
Titolo Perché la città è così : cronache / Noè Però
Pubbl/distr/stampa Cittàlta : Più libri, 1995
Sommario/riassunto Già letto; però è così.
"""
"""A text with accents, for the ways of writing the same record in bytes."""

NOT_RECORDS = {
    "empty": "",
    "prose": "Era una notte di novembre e il titolo del libro non era ancora scritto.\nL'autore dormiva.\n",
    "prose with label words": "Titolo e Autore sono due parole. Collana ne è un'altra. Soggetti è la quarta.\n",
    "two labels only": "Titolo:\tUno\nAutore:\tDue\n",
    "three labels without a title": "Autore:\tUno\nPubblicazione:\tDue\nNote:\tTre\n",
    "csv": "Title,Author,ISBN\nUno,Due,Tre\n",
    "json": '{"Titolo": "Uno", "Autore": "Due", "Note": "Tre"}\n',
    "xml": "<record>\nTitolo: Uno\nAutore: Due\nNote: Tre\n</record>\n",
    "bibtex": "@book{uno,\nTitle:\tuno\nAuthor:\tdue\nSeries:\ttre\n}\n",
    "record separators of ISO 2709": "Titolo:\tUno\nAutore:\tDue\nNote:\tTre\x1e\n",
}

ISBD = """Livello bibliografico : Monografia
Tipo materiale : Testo a stampa
Autore principale : Lumi, Ester
Isbd : Atlante delle fontane : guida ai borghi - e ai paesi / Ester Lumi ; disegni di Pio
Testa. - 2. ed. riveduta. - Castelnebbia : Passi, 2012. - 96 p. : ill. ; 20 cm + 1 carta. - (Piccole
guide ; 12) (Borghi ; 3). - In appendice: tavole. - Con una pianta. - ISBN 978-88-99991-03-6.
Altri autori : Testa, Pio [illustratore]
Soggetti : Fontane - Storia
Classificazione : 914.5 (22.)
Lingua : Italiano
Paese : Italia
BID : TST0000077
"""
"""Sebina's display with the whole description in one paragraph."""

GMD = """Titolo: Atlante delle nebbie [risorsa elettronica] : guida / Ester Lumi
Editore: Passi
Luogo: Castelnebbia
Anno: 2015
Titolo uniforme: Atlante
"""
"""A general material designation in the title; place, publisher and year under labels of their own."""
