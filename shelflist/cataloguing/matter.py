"""What a book has around its chapters: the titles of front and back matter, told from those of chapters.

The words are those that publishers and cataloguers print for the parts of a book (Chicago Manual of Style 1.4; RDA
glossary; the guide's multilingual list). An introduction, a conclusion and an appendix with a title of its own are
chapters: they have something to say.
"""

import re
from functools import lru_cache

FRONT_WORDS = {
    "en": """front matter|frontmatter|prelims|preliminaries|cover|front cover|half title|half-title|half title page|halftitle
        |series page|series title|title page|title|frontispiece|copyright|copyright page|copyright notice|imprint page|dedication
        |epigraph|contents|table of contents|detailed contents|brief contents|full contents|contents in brief|figures|tables
        |illustrations|maps|charts|plates|boxes|photographs|images|abbreviations|acronyms|symbols|acknowledgments|acknowledgements
        |acknowledgment|acknowledgement|preface|foreword|forward|contributors|list of contributors|notes on contributors
        |notes on the contributors|about the author|about the authors|about the editor|about the editors|about the contributors
        |about this book|praise|advance praise|series editor's preface|series editors' preface|general editor's preface
        |editor's preface|editors' preface|author's preface|author's note|editor's note|translator's note|translator's preface
        |translators' note|publisher's note|editorial note|note on transliteration|a note on transliteration|note on sources
        |note on the text|a note on the text|note on translation|note on translations|conventions|foreword and acknowledgments
        |preface to the paperback edition|list of participants|participants""",
    "it": """frontespizio|occhiello|copertina|dedica|indice|indice generale|sommario|ringraziamenti|prefazione|presentazione
        |premessa|premesse|abbreviazioni|sigle|avvertenza|avvertenze|nota del curatore|nota dei curatori|nota dell'editore
        |nota dell'autore|nota del traduttore|nota al testo|nota editoriale|autori|gli autori|notizie sugli autori|figure|tavole|tabelle
        |illustrazioni|carte|criteri di trascrizione""",
    "fr": """page de titre|page de couverture|couverture|faux-titre|dédicace|avant-propos|avertissement|remerciements|préface|sommaire
        |table des matières|table|abréviations|sigles|note de l'éditeur|note du traducteur|note de l'auteur|note éditoriale
        |les auteurs|auteurs|illustrations|tableaux|cartes|abréviations et sigles|ont contribué à ce volume""",
    "de": """titel|titelblatt|titelei|umschlag|impressum|widmung|motto|inhalt|inhaltsverzeichnis|inhaltsübersicht|vorwort
        |geleitwort|zum geleit|danksagung|dank|vorbemerkung|vorbemerkungen|abkürzungen|abkürzungsverzeichnis|abbildungen
        |abbildungsverzeichnis|tabellen|tabellenverzeichnis|autoren|autorenverzeichnis|die autoren|zu den autoren|mitarbeiter
        |verzeichnis der mitarbeiter|hinweise""",
    "es": """portada|cubierta|portadilla|créditos|dedicatoria|agradecimientos|prólogo|prefacio|presentación|índice|índice general
        |tabla de contenido|contenido|abreviaturas|siglas|nota del editor|nota del autor|nota del traductor|nota editorial|autores
        |los autores|colaboradores|figuras|tablas|cuadros|mapas|ilustraciones|advertencia""",
}
"""Language → titles of what stands before the chapters, in lower case without a closing mark."""

BACK_WORDS = {
    "en": """back matter|backmatter|back cover|backcover|notes|note|endnotes|footnotes|notes to the text|bibliography
        |select bibliography|selected bibliography|annotated bibliography|general bibliography|bibliographical note
        |bibliographic note|bibliographical essay|bibliographic essay|references|reference list|works cited|literature cited|sources
        |selected references|further reading|further readings|recommended reading|suggested reading|suggested readings
        |suggestions for further reading|for further reading|selected readings|credits|photo credits|picture credits
        |illustration credits|permissions|index|indexes|indices|subject index|general index|author index|name index|names index
        |index of names|index of persons|index of authors|index of subjects|index of titles|index of places|index of first lines
        |index of passages|index of names and subjects|glossary|glossary of terms|list of terms|resources|appendix|appendices
        |appendixes|appendix a|appendix b|appendix c|appendix d|appendix e|appendix 1|appendix 2|appendix 3|appendix i|appendix ii
        |appendix iii|errata|corrigenda|addenda|chronology of works|list of publications|other titles in this series|also available
        |also by the author|about the publisher|colophon""",
    "it": """note|note al testo|bibliografia|bibliografia generale|bibliografia essenziale|bibliografia selezionata|nota bibliografica
        |riferimenti bibliografici|fonti|indici|indice dei nomi|indice analitico|indice degli autori|indice dei luoghi
        |indice delle cose notevoli|indice dei nomi e dei luoghi|indice dei nomi di persona|indice dei nomi di luogo
        |indice delle illustrazioni|indice delle tavole|indice onomastico|indice toponomastico|indice tematico|indice bibliografico
        |indice dei manoscritti|glossario|appendice|appendici|errata corrige|referenze fotografiche|crediti fotografici""",
    "fr": """notes|bibliographie|bibliographie sélective|bibliographie générale|orientation bibliographique|références
        |références bibliographiques|sources|index|index général|index des noms|index des auteurs|index des lieux|index des matières
        |index des noms propres|index des noms de personnes|index thématique|table des illustrations|table des cartes|glossaire
        |lexique|annexe|annexes|crédits photographiques|pour en savoir plus""",
    "de": """anmerkungen|endnoten|literatur|literaturverzeichnis|literaturhinweise|bibliographie|bibliografie|auswahlbibliographie
        |quellen|quellenverzeichnis|quellen- und literaturverzeichnis|quellennachweis|register|personenregister|sachregister
        |ortsregister|namenregister|namensregister|stichwortverzeichnis|sachverzeichnis|autorenregister|namenverzeichnis
        |personen- und sachregister|personenverzeichnis|glossar|anhang|nachweise|bildnachweis|abbildungsnachweis|index""",
    "es": """notas|bibliografía|bibliografía general|bibliografía selecta|referencias|referencias bibliográficas|fuentes
        |índice onomástico|índice analítico|índice de nombres|índice temático|índice de autores|índice de materias|índice alfabético
        |glosario|apéndice|apéndices|anexo|anexos""",
}
"""Language → titles of what stands behind the chapters."""

LISTS = re.compile(
    r"^(?:a )?(?:list|lists|table|index) of (?:the )?|^(?:elenco|indice|lista) (?:delle|degli|dei|di) |^(?:liste|table|index) des |^lista de (?:las |los )?"
    r"|^índice de (?:las |los )?|^verzeichnis der "
)
"""What opens the title of a list: "list of figures" is front matter as "figures" is."""

_AND = re.compile(r",\s+(?:and |e |et |und |y )?|\s+(?:and|e|ed|et|und|y|&)\s+|\s*/\s*")
_LED = re.compile(
    r"^(?:preface to (?:the )?(?:first|second|third|fourth|fifth|new|revised|english|american|italian|german|french|paperback|\d+(?:st|nd|rd|th)) edition"
    r"|(?:foreword|preface|prefazione|presentazione|vorwort|geleitwort|préface|prólogo|premessa) (?:by|di|von|par|de|a cura di) .+"
    r"|(?:prefazione|premessa|avvertenza) alla .*edizione|vorwort zur .*auflage|préface (?:à|de) la .*édition|prólogo a la .*edición"
    r"|vorwort der herausgeber(?:in|innen)?|note on (?:spelling|names|dates|usage|terminology|orthography|pronunciation|currency|language)"
    r"|a note on (?:spelling|names|dates|usage|terminology|orthography|pronunciation|currency|language))$"
)


def _all(words: dict[str, str]) -> frozenset[str]:
    return frozenset(
        word.strip() for text in words.values() for word in " ".join(text.split()).split("|") if word.strip()
    )


FRONT, BACK = _all(FRONT_WORDS), _all(BACK_WORDS)
_NOT_ALONE = frozenset(
    ("title", "table", "titel", "note", "forward", "dank", "images", "motto", "autori", "auteurs", "autores", "charts")
)
"""Words that name a part only where they are the whole title, not in a list of several."""


FIRST = frozenset(re.split(r"[\s/&,-]", word)[0] for word in FRONT | BACK) | frozenset(
    ("a", "list", "lists", "table", "index", "elenco", "indice", "lista", "liste", "índice", "verzeichnis", "preface", "foreword", "prefazione",
     "presentazione", "vorwort", "geleitwort", "préface", "prólogo", "premessa", "avvertenza", "note")
)  # fmt: skip
"""The first words of all of them: a title that begins with none is a chapter's, and most do."""


def kind(title: str) -> str:
    """chapter, front or back, by the title's words: "Figures, tables, and maps" is front, "Notes on oars" a chapter."""
    first = title.partition(" ")[0].casefold()
    if first not in FIRST and (first.isalpha() or re.split(r"[/&,.:;’'-]", first.lstrip("["))[0] not in FIRST):
        return "chapter"
    return _kind(title)


@lru_cache(maxsize=16_384)
def _kind(title: str) -> str:
    text = " ".join(title.casefold().replace("’", "'").split()).strip(" .:;,[]")
    found = _known(text)
    if found:
        return found
    if len(text) > 80:
        return "chapter"
    if _LED.match(text):
        return "front"
    rest = LISTS.sub("", text)
    if rest != text and (found := _known(rest)):
        return found if rest not in _NOT_ALONE else "chapter"
    kinds = [_known(part) if part not in _NOT_ALONE else "" for part in _AND.split(rest)]
    return kinds[0] if kinds[0] and all(kinds) else "chapter"


def _known(text: str) -> str:
    return "back" if text in BACK else "front" if text in FRONT else ""
