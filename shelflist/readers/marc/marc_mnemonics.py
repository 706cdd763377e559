"""The names of characters in MARCMaker and mnemonic files → characters (loc.gov/marc/mnemonics.html).

A name stands between braces; that of a mark stands before its letter, as in MARC-8: `{acute}e` is é. What the table does not
have stays as it is.
"""

import re
import unicodedata

MARKS = {
    "acute": "\u0301", "breve": "\u0306", "brevebel": "\u032e", "caron": "\u030c", "cedil": "\u0327", "cedilla": "\u0327",
    "circ": "\u0302", "circb": "\u030a", "commaa": "\u0313", "commab": "\u0326", "dblac": "\u030b", "dblunder": "\u0333",
    "dotb": "\u0323", "dbldotb": "\u0324", "dot": "\u0307", "grave": "\u0300", "hcedil": "\u031c", "hooka": "\u0309",
    "lcommaa": "\u0312", "llig": "\ufe20", "ldbltil": "\ufe22", "macr": "\u0304", "ogon": "\u0328", "rcommaa": "\u0315",
    "rcedil": "\u0328", "rlig": "\ufe21", "rdbltil": "\ufe23", "ring": "\u030a", "ringb": "\u0325", "tilde": "\u0303",
    "uml": "\u0308", "under": "\u0332", "upadhmaniya": "\u032e", "candra": "\u0310", "hookl": "\u0321",
}  # fmt: skip
"""Marks that join the letter behind them."""

LETTERS = {
    "dollar": "$", "lcub": "{", "rcub": "}", "bsol": "\\", "excl": "!", "quot": '"', "num": "#", "percnt": "%", "amp": "&",
    "apos": "'", "lpar": "(", "rpar": ")", "ast": "*", "plus": "+", "comma": ",", "hyphen": "-", "period": ".", "sol": "/",
    "colon": ":", "semi": ";", "lt": "<", "equals": "=", "gt": ">", "quest": "?", "commat": "@", "lsqb": "[", "rsqb": "]",
    "caret": "^", "lowbar": "_", "spcirc": "^", "spgrave": "`", "sptilde": "~", "spunder": "_", "verbar": "|", "tilde.": "~",
    "space": " ", "esc": "\x1b", "Lstrok": "Ł", "lstrok": "ł", "Ostrok": "Ø", "ostrok": "ø", "Dstrok": "Đ", "dstrok": "đ",
    "THORN": "Þ", "thorn": "þ", "AElig": "Æ", "aelig": "æ", "OElig": "Œ", "oelig": "œ", "softsign": "ʹ", "hardsign": "ʺ",
    "middot": "·", "flat": "♭", "reg": "®", "plusmn": "±", "Ohorn": "Ơ", "ohorn": "ơ", "Uhorn": "Ư", "uhorn": "ư",
    "mllhring": "ʼ", "mlrhring": "ʻ", "alif": "ʼ", "ayn": "ʻ", "inodot": "ı", "pound": "£", "eth": "ð", "ETH": "Ð",
    "deg": "°", "scriptl": "ℓ", "phono": "℗", "copy": "©", "sharp": "♯", "iquest": "¿", "iexcl": "¡", "szlig": "ß",
    "euro": "€", "laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "ndash": "–",
    "mdash": "—", "hellip": "…", "joiner": "\u200d", "nonjoin": "\u200c", "nonsortb": "\x98", "nonsorte": "\x9c",
    "0": "0", "1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "6": "6", "7": "7", "8": "8", "9": "9",
}  # fmt: skip
_NAME = re.compile(r"\{([A-Za-z0-9.]{1,12})\}")


def plain(text: str) -> str:
    """A value with its names of characters read; marks are put behind their letters, in NFC."""
    if "{" not in text:
        return text
    pieces: list[str] = []
    waiting = ""
    place = 0
    for match in _NAME.finditer(text):
        between = text[place : match.start()]
        if between and waiting:
            between, waiting = between[0] + waiting + between[1:], ""
        pieces.append(between)
        place = match.end()
        if match[1] in MARKS:
            waiting += MARKS[match[1]]
            continue
        pieces.append(LETTERS.get(match[1], match[0]) + waiting)
        waiting = ""
    rest = text[place:]
    pieces.append(rest[:1] + waiting + rest[1:])
    return unicodedata.normalize("NFC", "".join(pieces))
