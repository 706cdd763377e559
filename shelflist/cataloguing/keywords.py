"""The significant words of titles, for an index of words: what a reader would look under (KWOC, keyword out of context).

A word is a run of letters; a hyphen inside joins two, an elided article or preposition before an apostrophe goes
("l'impero" is impero), and so does an English possessive. Left out are the words of the language that carry no sense (articles,
prepositions, pronouns, auxiliaries: the stop lists that Luhn's KWIC index of 1960 began with), and in every language
those that any chapter may be called (introduction, conclusion).
"""

import re
import unicodedata
from collections import Counter
from functools import cache

STOP_WORDS = {
    "en": """a about above across after again against all almost along already also although always am among an and another any anyone anything are
        around as at away back be became because become becomes been before behind being below beneath beside besides between beyond both but by
        can cannot could did do does doing done down during each either else ever every everyone everything few first for four from further get
        gets getting give given go goes going got had has have having he her here hers herself him himself his how however if in inside instead into
        is isn't it it's its itself just last least less let like made make makes making many may me might more most much must my myself near
        neither never new next no non nor not nothing now of off often on once one ones only onto or other others our ours out outside over own per
        rather really same second see seen several shall she should since so some someone something still such than that that's the their theirs
        them themselves then there these they thing things third this those though three through throughout thus till to today together too toward
        towards two under until unto up upon us use used uses using versus very via was way ways we well were what what's when where whether which
        while who whom whose why will with within without would yet you your yours vs etc""",
    "it": """a ad agli ai al alcune alcuni alla alle allo altra altre altri altro anche ancora c che chi ci ciò col come con contro cosa cui da dagli dai
        dal dalla dalle dallo davanti degli dei del della delle dello dentro di dopo dove due durante e è ed era erano essere fa fino fra fu fuori gli
        ha hanno i il in intorno io la le lei lo loro lui lungo ma mai mentre mi mia mie miei mio molto ne né negli nei nel nella nelle nello nessun
        noi non nostra nostre nostri nostro nuova nuove nuovi nuovo o ogni oltre per perché più poi presso prima primo primi qual quale quali
        quando quanto quasi quella quelle quelli quello questa queste questi questo qui s sarà se senza secondo sempre si sia solo sono sopra sotto
        sta su sua sue sugli sui sul sulla sulle sullo suo suoi te ti tra tre tutta tutte tutti tutto tu un una uno verso vi voi vs""",
    "fr": """à afin ai ainsi alors après au aucun aussi autour autre autres aux avant avec avoir bien car ce ceci cela celle celles celui ces cet cette
        ceux chaque chez comme comment contre d dans de dehors depuis derrière des dès deux devant donc dont du durant elle elles en encore entre
        est et étaient était être eu eux fait faire font hors ici il ils je jusque l la le les leur leurs lors lui mais malgré me même mêmes mes moi
        moins mon n ne ni nos notre nôtre nouveau nouveaux nouvelle nouvelles nous on ont or ou où par parmi pas pendant peu plus pour pourquoi près
        premier première puis qu quand que quel quelle quelles quels quelque quelques qui quoi sa sans se selon sera ses si son sont sous sur ta te
        tes toi ton toujours tous tout toute toutes trois tu un une vers voici voilà vos votre vous y""",
    "de": """ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus außer bei beim beiden bis bin da dabei
        dadurch dafür dagegen damit danach dann daran darauf daraus darin darüber das dass daß dein dem den denen denn der deren des dessen die dies
        diese diesem diesen dieser dieses doch dort drei du durch ein eine einem einen einer eines er erste ersten erster es etwa etwas euch für gegen
        gegenüber gibt hat hatte hatten haben hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes jene
        jenseits jetzt kann kein keine können man mehr mein meine mit nach nachdem neben neue neuen neuer neues nicht nichts noch nun nur ob oder ohne
        schon sehr sein seine seinem seinen seiner seit sich sie sind so sowie über um und uns unser unter vom von vor war waren warum was weil welche
        wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur zwei zwischen zweite zweiten""",
    "es": """a al algo alguna algunas algunos ante antes año años aquel aquella así aún aunque bajo bien cada como cómo con contra cual cuales cuando
        cuándo de del desde después detrás donde dónde dos durante e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta está
        estas este esto estos fue fueron ha hacia han hasta hay la las le les lo los más me mi mientras mis muy nada ni no nos nosotros nuestra
        nuestras nuestro nuestros nueva nuevas nuevo nuevos o os otra otras otro otros para pero poco por porque primer primera primero pues que qué
        quien quién quienes se sea según ser si sí sin sino sobre son su sus tal también tan tanto te tiene todo toda todas todos tras tres tu tus u un
        una unas uno unos y ya yo""",
    "pt": """a ao aos aquela aquele as às até cada com como contra da das de dela dele depois desde do dos e é ela elas ele eles em entre era essa esse
        esta este eu foi foram há isso isto já la lhe lo mais mas me mesmo meu minha muito na nas não nem no nos nós nossa nosso nova novas novo novos
        num numa o onde os ou outra outras outro outros para pela pelas pelo pelos por porque primeira primeiro qual quando que quem se sem ser seu
        seus sob sobre sua suas só também tem teu toda todas todo todos três tu um uma umas uns você""",
    "nl": """aan achter al alle als andere ben bij binnen boven buiten dat de deze die dit door drie een eens eerste en er geen had heeft het hier hij
        hoe hun ik in is ja je kan maar meer met mijn na naar niet nieuwe nog nu of om omdat onder ons onze ook op over rond te tegen ten ter
        tot tussen twee uit van vanaf veel voor waar waarom was wat we wel werd wie wij wordt worden zal ze zich zij zijn zo zonder zou""",
    "ru": """без более был была были было быть вам вас ведь весь вот все всего всех вы где да для до его ее если есть еще же за здесь из или им
        их как какой когда который кто меня между мне много может мы над надо нас наш не него нее нет ни них но нового новое новый об один он она они
        оно от перед по под после потом почему при про против раз сам свое свой себя так также там те тем то того тоже только том тот три
        тут уже через что чтобы эта эти это этого этой этот""",
    "la": """a ab ac ad an ante apud atque aut autem contra cum de e et ex haec hic hoc in inter ipse ita nec non ob per post pro quae qui quod
        quoque sed seu si sine sive sub super supra tam ut vel""",
}
"""Language → words without a sense of their own, in lower case."""

ANY_CHAPTER = """introduction introductory conclusion conclusions concluding chapter chapters part parts section sections volume vol appendix
    epilogue prologue overview summary remarks preface introduzione conclusione conclusioni capitolo capitoli parte parti sezione appendice
    epilogo prologo premessa prefazione nota note avant-propos chapitre chapitres partie annexe épilogue prologue einleitung einführung schluss
    schlussbemerkung zusammenfassung kapitel teil anhang vorwort nachwort introducción conclusión conclusiones capítulo capítulos sección apéndice
    epílogo prólogo introdução conclusão inleiding conclusie hoofdstuk deel"""
"""What a chapter of any book may be called."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0980-\u0dff\u0e00-\u0fff"
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_TOKEN = re.compile(rf"\n|{_LETTER}+(?:['’ʼ‐-]{_LETTER}+)*")
_PLAIN_TOKEN = re.compile(r"\n|[a-z]+(?:['-][a-z]+)*")
_EAST_ASIAN = "\u2e80"
"""Where the scripts begin in which one or two characters are a word (Unicode, CJK radicals and on)."""

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
ELIDED = frozenset(
    ("l", "d", "dell", "all", "nell", "sull", "dall", "coll", "un", "quest", "quell", "c", "s", "n", "qu", "j", "m", "t", "jusqu",
     "lorsqu", "puisqu")
)  # fmt: skip
"""What stands before an apostrophe and is no part of the word behind it."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that an index leaves out. Where it is not known, English ones and those of two languages
    at least: one language's article is another's noun ("sea", "son")."""
    words = STOP_WORDS.get(language, STOP_WORDS["en"]).split()
    if language not in STOP_WORDS:
        known = Counter(word for text in STOP_WORDS.values() for word in set(text.split()))
        words += [word for word, number in known.items() if number > 1]
    return frozenset([*words, *ANY_CHAPTER.split()])


def tokens(text: str) -> list[str]:
    """The words of a text in lower case and its line feeds, in order: titles a line each are read in one go."""
    text = text.casefold()
    if text.isascii():
        return _PLAIN_TOKEN.findall(text)
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def word(token: str, stop: frozenset[str]) -> str:
    """The word of a token, or "" where it has no sense of its own."""
    if "'" in token or "’" in token or "ʼ" in token:
        head, mark, rest = token.replace("’", "'").replace("ʼ", "'").partition("'")
        if rest and head in ELIDED:
            token = rest
        elif rest == "s":
            token = head
        else:
            token = head + mark + rest
    if token in stop or (len(token) < 3 and token < _EAST_ASIAN) or _ROMAN.fullmatch(token):
        return ""
    return token
